/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "jarida-list-manifest.h"
#include "jarida-note-lines.h"
#include "jarida-retry.h"

static gboolean
is_known (const JaridaListKeys *keys,
          guint32               key_id)
{
  for (guint i = 0; i < keys->n_keys; i++)
    if (keys->keys[i].key.id == key_id)
      return TRUE;

  return FALSE;
}

void
jarida_list_ratchet_advance (JaridaListRatchet        *self,
                             const JaridaListKeys     *keys,
                             const JaridaListManifest *manifest)
{
  JaridaListRatchet next = { .keys_serial = MAX (self->keys_serial, keys->serial) };
  gboolean found = FALSE;

  /* What the roots no longer name cannot sign again: its number is not needed. */
  for (guint i = 0; i < self->n_entries; i++)
    {
      if (!is_known (keys, self->entries[i].key_id) || next.n_entries == JARIDA_LIST_MAX_KEYS_KNOWN)
        continue;
      next.entries[next.n_entries] = self->entries[i];
      if (self->entries[i].key_id == manifest->signed_by)
        {
          found = TRUE;
          next.entries[next.n_entries].seq = MAX (self->entries[i].seq, manifest->seq);
        }
      next.n_entries++;
    }
  if (!found && next.n_entries < JARIDA_LIST_MAX_KEYS_KNOWN)
    {
      next.entries[next.n_entries].key_id = manifest->signed_by;
      next.entries[next.n_entries++].seq = manifest->seq;
    }
  *self = next;
}

gboolean
jarida_list_ratchet_allows_keys (const JaridaListRatchet *self,
                                 const JaridaListKeys    *keys)
{
  return keys->serial >= self->keys_serial;
}

/* "3 1f2e3d4c:4711 …": one line. */
char *
jarida_list_ratchet_to_text (const JaridaListRatchet *self)
{
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "%u", self->keys_serial);
  for (guint i = 0; i < self->n_entries; i++)
    g_string_append_printf (text, " %08x:%u", self->entries[i].key_id, self->entries[i].seq);

  return g_string_free (text, FALSE);
}

gboolean
jarida_list_ratchet_parse (const char        *text,
                           JaridaListRatchet *out_ratchet)
{
  g_auto(GStrv) words = g_strsplit (text, " ", JARIDA_LIST_MAX_KEYS_KNOWN + 2);
  guint n = g_strv_length (words);
  guint64 number;

  memset (out_ratchet, 0, sizeof *out_ratchet);
  if (n == 0 || n > JARIDA_LIST_MAX_KEYS_KNOWN + 1 || !_jarida_note_number (words[0], G_MAXUINT32, &number))
    return FALSE;
  out_ratchet->keys_serial = (guint32) number;
  for (guint i = 1; i < n; i++)
    {
      g_auto(GStrv) pair = g_strsplit (words[i], ":", 2);

      if (g_strv_length (pair) != 2 || strlen (pair[0]) != 8 || strspn (pair[0], "0123456789abcdef") != 8
          || !_jarida_note_number (pair[1], G_MAXUINT32, &number))
        return FALSE;
      out_ratchet->entries[i - 1].key_id = (guint32) g_ascii_strtoull (pair[0], NULL, 16);
      out_ratchet->entries[i - 1].seq = (guint32) number;
      out_ratchet->n_entries++;
    }

  return TRUE;
}

gint64
jarida_list_next_delay (gboolean starting,
                        guint    min_wait,
                        guint    failures,
                        double   random)
{
  if (failures > 0)
    return jarida_retry_backoff (failures, random);
  if (starting)
    return (gint64) (60 * random);

  return (gint64) (CLAMP (min_wait, JARIDA_LIST_MIN_WAIT, JARIDA_LIST_MAX_WAIT) * (0.8 + 0.4 * random));
}
