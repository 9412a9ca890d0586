/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "jarida-list-keys.h"
#include "jarida-note-lines.h"

#define FIRST_LINE "pressreader-keys/1"

static gboolean
take_line (JaridaListKeys *self,
           const char     *line)
{
  g_auto(GStrv) words = g_strsplit (line, " ", 5);
  guint n = g_strv_length (words);
  JaridaListKey *key;
  guint64 serial;

  if (n == 2 && strcmp (words[0], "serial") == 0)
    {
      if (self->serial != 0 || !_jarida_note_number (words[1], G_MAXUINT32, &serial) || serial == 0)
        return FALSE;
      self->serial = (guint32) serial;
      return TRUE;
    }
  /* Other words are for later versions. */
  if (n == 0 || strcmp (words[0], "key") != 0)
    return n > 0 && *words[0] != '\0';
  if (n != 4 || self->n_keys == JARIDA_LIST_MAX_KEYS_KNOWN)
    return FALSE;
  key = &self->keys[self->n_keys++];

  return jarida_note_key_parse (words[1], &key->key) && _jarida_note_time (words[2], &key->from)
         && _jarida_note_time (words[3], &key->until) && key->from < key->until;
}

static gboolean
parse (JaridaListKeys *self,
       const char     *body)
{
  g_auto(GStrv) lines = g_strsplit (body, "\n", -1);
  guint n = g_strv_length (lines);

  if (strcmp (lines[0], FIRST_LINE) != 0)
    return FALSE;
  for (guint i = 1; i + 1 < n; i++)
    if (!take_line (self, lines[i]))
      return FALSE;

  return self->serial > 0 && self->n_keys > 0;
}

JaridaListKeys *
jarida_list_keys_open (const char           *note,
                       gsize                 length,
                       const JaridaNoteKey  *roots,
                       guint                 n_roots,
                       GError              **error)
{
  g_autoptr(JaridaListKeys) self = g_new0 (JaridaListKeys, 1);
  g_autofree char *body = NULL;
  guint signer;

  if (!jarida_signed_note_open (note, length, roots, n_roots, &body, &signer, error))
    return NULL;
  if (!parse (self, body))
    {
      g_set_error_literal (error, JARIDA_NOTE_ERROR, JARIDA_NOTE_ERROR_MALFORMED, "This is no note of keys");
      return NULL;
    }

  return g_steal_pointer (&self);
}

char *
jarida_list_keys_format (const JaridaListKeys *self)
{
  GString *body = g_string_new (FIRST_LINE "\n");

  g_string_append_printf (body, "serial %u\n", self->serial);
  for (guint i = 0; i < self->n_keys; i++)
    {
      g_autofree char *key = jarida_note_key_to_text (&self->keys[i].key);
      g_autofree char *from = _jarida_note_time_to_text (self->keys[i].from);
      g_autofree char *until = _jarida_note_time_to_text (self->keys[i].until);

      g_string_append_printf (body, "key %s %s %s\n", key, from, until);
    }

  return g_string_free (body, FALSE);
}

void
jarida_list_keys_free (JaridaListKeys *self)
{
  g_free (self);
}
