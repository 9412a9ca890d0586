/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-place-address.h"

#include "jarida-document.h"

static const char *const kinds[] = { "article", "source", "section", "author", "city" };

static gboolean
has_name (JaridaPlaceAddressKind kind)
{
  return kind == JARIDA_PLACE_ADDRESS_AUTHOR || kind == JARIDA_PLACE_ADDRESS_CITY;
}

char *
jarida_place_address_of (JaridaPlaceAddressKind kind,
                         gint64                 id)
{
  return g_strdup_printf (JARIDA_DOCUMENT_OWN_SCHEME "%s/%" G_GINT64_FORMAT, kinds[kind], id);
}

char *
jarida_place_address_named (JaridaPlaceAddressKind  kind,
                            const char             *name)
{
  g_autofree char *escaped = g_uri_escape_string (name, NULL, FALSE);

  return g_strdup_printf (JARIDA_DOCUMENT_OWN_SCHEME "%s/%s", kinds[kind], escaped);
}

gboolean
jarida_place_address_parse (const char         *address,
                            JaridaPlaceAddress *out_parts)
{
  const char *rest;

  if (!g_str_has_prefix (address, JARIDA_DOCUMENT_OWN_SCHEME))
    return FALSE;
  rest = address + strlen (JARIDA_DOCUMENT_OWN_SCHEME);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      const gsize length = strlen (kinds[i]);

      if (strncmp (rest, kinds[i], length) != 0 || rest[length] != '/')
        continue;
      *out_parts = (JaridaPlaceAddress) { .kind = i };
      if (!has_name (i))
        return g_ascii_string_to_signed (rest + length + 1, 10, 0, G_MAXINT64, &out_parts->id, NULL);
      out_parts->name = g_uri_unescape_string (rest + length + 1, NULL);
      return out_parts->name != NULL;
    }
  return FALSE;
}

void
jarida_place_address_clear (JaridaPlaceAddress *self)
{
  g_clear_pointer (&self->name, g_free);
}
