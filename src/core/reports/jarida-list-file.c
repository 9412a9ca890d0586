/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "jarida-durable-file.h"
#include "jarida-list-file.h"
#include "jarida-note-lines.h"

/* The file: this line; "name value" lines; "keys N" and "rules N", the sizes of what follows the empty line: the note of keys,
 * the rules, and the whole list in its own form to the end. */
#define FIRST_LINE "jarida-list/1\n"
#define MAX_HEAD_BYTES 4096
#define MAX_RULES_BYTES (256 * 1024)
#define MAX_FILE_BYTES (JARIDA_LIST_MAX_BYTES + MAX_RULES_BYTES + JARIDA_NOTE_MAX_BYTES + MAX_HEAD_BYTES)
#define MAX_LINE_BYTES 256

JaridaListFile *
jarida_list_file_new (void)
{
  JaridaListFile *self = g_new0 (JaridaListFile, 1);

  self->list = jarida_block_list_new ();
  self->min_wait = 3600;

  return self;
}

void
jarida_list_file_free (JaridaListFile *self)
{
  jarida_block_list_unref (self->list);
  g_free (self->service);
  g_free (self->etag);
  g_free (self->keys_note);
  g_clear_pointer (&self->rules, g_bytes_unref);
  g_free (self);
}

typedef struct
{
  guint64 keys;
  guint64 rules;
} Sizes;

static gboolean
take_line (JaridaListFile *self,
           const char     *line,
           Sizes          *sizes)
{
  const char *space = strchr (line, ' ');
  g_autofree char *name = space != NULL ? g_strndup (line, (gsize) (space - line)) : NULL;
  const char *value = space != NULL ? space + 1 : NULL;
  guint64 number = 0;

  if (name == NULL)
    return FALSE;
  if (strcmp (name, "ratchet") == 0)
    return jarida_list_ratchet_parse (value, &self->ratchet);
  if (strcmp (name, "etag") == 0)
    {
      g_free (self->etag);
      self->etag = g_strdup (value);
      return TRUE;
    }
  if (strcmp (name, "service") == 0)
    {
      g_free (self->service);
      self->service = g_strdup (value);
      return TRUE;
    }
  if (!_jarida_note_number (value, G_MAXINT64, &number))
    return FALSE;
  if (strcmp (name, "time") == 0)
    self->time = (gint64) number;
  else if (strcmp (name, "checked_at") == 0)
    self->checked_at = (gint64) number;
  else if (strcmp (name, "min_wait") == 0)
    self->min_wait = (guint) MIN (number, JARIDA_LIST_MAX_WAIT);
  else if (strcmp (name, "keys") == 0)
    sizes->keys = number;
  else if (strcmp (name, "rules") == 0)
    sizes->rules = number;

  return TRUE;
}

static gboolean
take_head (JaridaListFile *self,
           const char     *head,
           Sizes          *sizes)
{
  g_auto(GStrv) lines = g_strsplit (head, "\n", -1);

  if (!g_str_has_prefix (head, FIRST_LINE))
    return FALSE;
  for (guint i = 1; lines[i] != NULL; i++)
    if (!take_line (self, lines[i], sizes))
      return FALSE;

  return TRUE;
}

static gboolean
parse (JaridaListFile *self,
       GBytes         *bytes,
       GError        **error)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  const char *end = data != NULL ? memmem (data, MIN (size, MAX_HEAD_BYTES), "\n\n", 2) : NULL;
  g_autofree char *head = end != NULL ? g_strndup (data, (gsize) (end - data)) : NULL;
  g_autoptr(GBytes) list_bytes = NULL;
  JaridaBlockList *list;
  Sizes sizes = { 0 };
  gsize at = end != NULL ? (gsize) (end + 2 - data) : 0;

  if (head == NULL || !take_head (self, head, &sizes) || sizes.keys > JARIDA_NOTE_MAX_BYTES || sizes.rules > MAX_RULES_BYTES
      || sizes.keys + sizes.rules > size - at)
    {
      g_set_error_literal (error, JARIDA_LIST_ERROR, JARIDA_LIST_ERROR_MALFORMED, "The kept block list is damaged");
      return FALSE;
    }
  if (sizes.keys > 0)
    self->keys_note = g_strndup (data + at, sizes.keys);
  at += sizes.keys;
  if (sizes.rules > 0)
    self->rules = g_bytes_new (data + at, sizes.rules);
  at += sizes.rules;
  list_bytes = g_bytes_new_from_bytes (bytes, at, size - at);
  list = jarida_block_list_parse (list_bytes, error);
  if (list == NULL)
    return FALSE;
  jarida_block_list_unref (self->list);
  self->list = list;

  return TRUE;
}

JaridaListFile *
jarida_list_file_load (const char  *path,
                       GError     **error)
{
  g_autoptr(GBytes) bytes = jarida_durable_file_read (path, MAX_FILE_BYTES, error);
  g_autoptr(JaridaListFile) self = jarida_list_file_new ();

  if (bytes == NULL || !parse (self, bytes, error))
    return NULL;

  return g_steal_pointer (&self);
}

/* What came in a header of an answer may hold anything. */
static gboolean
is_line (const char *text)
{
  for (const char *p = text; *p != '\0'; p++)
    if (*p < 0x20 || *p >= 0x7f)
      return FALSE;

  return strlen (text) <= MAX_LINE_BYTES;
}

gboolean
jarida_list_file_save (const JaridaListFile  *self,
                       const char            *path,
                       GError               **error)
{
  g_autoptr(GString) file = g_string_new (FIRST_LINE);
  g_autofree char *ratchet = jarida_list_ratchet_to_text (&self->ratchet);
  g_autoptr(GBytes) list = jarida_block_list_encode (self->list);
  gsize keys_size = self->keys_note != NULL ? strlen (self->keys_note) : 0;
  gsize rules_size = self->rules != NULL ? g_bytes_get_size (self->rules) : 0;

  g_string_append_printf (file, "ratchet %s\ntime %" G_GINT64_FORMAT "\nchecked_at %" G_GINT64_FORMAT "\nmin_wait %u\n",
                          ratchet, MAX (self->time, 0), MAX (self->checked_at, 0), self->min_wait);
  if (self->service != NULL && is_line (self->service))
    g_string_append_printf (file, "service %s\n", self->service);
  if (self->etag != NULL && is_line (self->etag))
    g_string_append_printf (file, "etag %s\n", self->etag);
  g_string_append_printf (file, "keys %" G_GSIZE_FORMAT "\nrules %" G_GSIZE_FORMAT "\n\n", keys_size, rules_size);
  if (keys_size > 0)
    g_string_append (file, self->keys_note);
  if (rules_size > 0)
    g_string_append_len (file, g_bytes_get_data (self->rules, NULL), (gssize) rules_size);
  g_string_append_len (file, g_bytes_get_data (list, NULL), (gssize) g_bytes_get_size (list));

  return jarida_durable_file_write (path, file->str, file->len, 0644, JARIDA_DURABLE_REPLACE, error);
}
