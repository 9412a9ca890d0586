/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

/* Which portals are asked for a question, and which want to be left alone. */

#include "jarida-online-private.h"

/* For one question. */
#define MAX_EDITIONS 6

static gboolean
has_script (const JaridaPortalEdition *edition,
            const char                *words)
{
  const gboolean arabic = jarida_text_direction (words) == JARIDA_DIRECTION_RTL;

  return (jarida_language_direction (edition->language) == JARIDA_DIRECTION_RTL) == arabic;
}

/* An Arabic edition has no French articles; but it is asked where there is no other. */
GPtrArray *
jarida_online_choose_editions (JaridaReader      *reader,
                               const GPtrArray   *editions,
                               const JaridaPlace *place,
                               const char        *words)
{
  JaridaSource *source = place->kind == JARIDA_PLACE_SOURCE ? jarida_store_find_source (reader->store, place->id) : NULL;
  g_autoptr(JaridaPortalEdition) own = source != NULL ? _jarida_reader_dup_edition (reader, source) : NULL;
  GPtrArray *chosen = g_ptr_array_new_with_free_func ((GDestroyNotify) jarida_portal_edition_unref);

  for (guint pass = 0; pass < 2 && chosen->len == 0; pass++)
    for (guint i = 0; i < editions->len && chosen->len < MAX_EDITIONS; i++)
      {
        JaridaPortalEdition *edition = g_ptr_array_index (editions, i);

        if ((own == NULL || g_str_equal (own->key, edition->key)) && (pass == 1 || has_script (edition, words)))
          g_ptr_array_add (chosen, jarida_portal_edition_ref (edition));
      }
  return chosen;
}

/* Two editions of a portal are one site. */
char *
jarida_online_dup_sites (const GPtrArray *editions)
{
  g_autoptr(GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  GString *sites = g_string_new (NULL);

  for (guint i = 0; i < editions->len; i++)
    {
      const JaridaPortalEdition *edition = g_ptr_array_index (editions, i);

      if (g_hash_table_add (seen, edition->site))
        g_string_append_printf (sites, "%s%s", sites->len > 0 ? ", " : "", edition->site);
    }
  return g_string_free (sites, FALSE);
}

gint64
jarida_online_get_rest (JaridaReader              *reader,
                        const JaridaPortalEdition *edition)
{
  const gint64 *until = reader->resting != NULL ? g_hash_table_lookup (reader->resting, edition->site) : NULL;

  return until != NULL ? MAX (0, *until - _jarida_reader_now (reader)) : 0;
}

void
jarida_online_set_rest (JaridaReader              *reader,
                        const JaridaPortalEdition *edition,
                        gint64                     wait)
{
  const gint64 until = _jarida_reader_now (reader) + wait;

  if (wait <= 0)
    return;
  if (reader->resting == NULL)
    reader->resting = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_hash_table_replace (reader->resting, g_strdup (edition->site), g_memdup2 (&until, sizeof until));
}
