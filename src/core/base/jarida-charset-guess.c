/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-charset-guess.h"
#include "jarida-charset-labels.h"

#ifdef HAVE_UCHARDET
#include <uchardet.h>
#endif

/* A guess is not better for having seen more. */
#define ENOUGH_BYTES (64 * 1024)

const char *
_jarida_charset_guess (const char *data,
                       gsize       size)
{
#ifdef HAVE_UCHARDET
  uchardet_t detector = uchardet_new ();
  const char *name = NULL;

  if (uchardet_handle_data (detector, data, MIN (size, ENOUGH_BYTES)) == 0)
    {
      uchardet_data_end (detector);
      name = uchardet_get_charset (detector);
      name = _jarida_charset_from_label (name, strlen (name));
    }
  uchardet_delete (detector);
  return name;
#else
  return NULL;
#endif
}
