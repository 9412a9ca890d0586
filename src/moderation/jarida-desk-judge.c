/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "jarida-desk-private.h"

gboolean
jarida_desk_judge (JaridaDeskRoom     *room,
                   JaridaPictureCase  *picture,
                   GError            **error)
{
  /* The first word of a child in danger goes to the reviewer on call at once; for everybody else nothing changes by it. */
  if (picture->first_minors)
    {
      room->alerts = TRUE;
      if (!jarida_ledger_add_alert (room->ledger, "minors", picture->subject->id, room->now, error))
        return FALSE;
    }
  return TRUE;
}
