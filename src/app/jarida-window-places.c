/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-window-private.h"

#include "jarida-place-address.h"

/* From the links around an article to the places they name. */

void
_jarida_window_visit (JaridaWindow      *self,
                      const JaridaPlace *place)
{
  jarida_sidebar_choose (self->sidebar, place);
  _jarida_window_go (self, place);
  jarida_shell_show (self->shell, JARIDA_SHELL_LIST);
}

gboolean
_jarida_window_follow (JaridaWindow *self,
                       const char   *address)
{
  g_auto(JaridaPlaceAddress) parts = { 0 };

  if (!jarida_place_address_parse (address, &parts))
    return FALSE;
  switch (parts.kind)
    {
    case JARIDA_PLACE_ADDRESS_ARTICLE:
      jarida_window_open_article (self, parts.id);
      break;
    case JARIDA_PLACE_ADDRESS_SOURCE:
      _jarida_window_visit (self, &(JaridaPlace) { .kind = JARIDA_PLACE_SOURCE, .id = parts.id });
      break;
    case JARIDA_PLACE_ADDRESS_SECTION:
    case JARIDA_PLACE_ADDRESS_AUTHOR:
    case JARIDA_PLACE_ADDRESS_CITY:
    default:
      break;
    }
  return TRUE;
}
