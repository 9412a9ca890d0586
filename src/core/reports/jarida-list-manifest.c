/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <sodium.h>

#include "jarida-hex.h"
#include "jarida-list-manifest.h"
#include "jarida-note-lines.h"

#define FIRST_LINE "pressreader-blocklist/1"
#define MAX_WORDS 5
#define MAX_LINES 256
#define MAX_ROOT_CHARS 64

G_DEFINE_QUARK (jarida-manifest-error-quark, jarida_manifest_error)

JaridaListManifest *
jarida_list_manifest_new (void)
{
  JaridaListManifest *self = g_new0 (JaridaListManifest, 1);

  self->min_wait = 3600;

  return self;
}

void
jarida_list_file_ref_clear (JaridaListFileRef *self)
{
  g_clear_pointer (&self->path, g_free);
}

void
jarida_list_manifest_free (JaridaListManifest *self)
{
  jarida_list_file_ref_clear (&self->full);
  jarida_list_file_ref_clear (&self->rules);
  jarida_list_file_ref_clear (&self->keys);
  for (guint i = 0; i < self->n_deltas; i++)
    jarida_list_file_ref_clear (&self->deltas[i].file);
  g_free (self->log_root);
  g_free (self);
}

static gboolean
fail (GError              **error,
      JaridaManifestError   code,
      const char           *message)
{
  g_set_error_literal (error, JARIDA_MANIFEST_ERROR, code, message);

  return FALSE;
}

/* PATH SIZE SHA-256 */
static gboolean
take_ref (JaridaListFileRef *ref,
          char             **words,
          guint              n)
{
  if (n != 3 || ref->path != NULL || !_jarida_note_is_path (words[0])
      || !_jarida_note_number (words[1], JARIDA_LIST_MAX_BYTES, &ref->size)
      || !jarida_hex_decode (words[2], ref->sha256, sizeof ref->sha256))
    return FALSE;
  ref->path = g_strdup (words[0]);

  return TRUE;
}

static gboolean
take_delta (JaridaListManifest *self,
            char              **words,
            guint               n)
{
  JaridaListDelta *delta = &self->deltas[self->n_deltas];
  guint64 from;

  /* Those too long ago to be used are for others. */
  if (self->n_deltas == JARIDA_LIST_MAX_CHAIN)
    return TRUE;
  if (n != 4 || !_jarida_note_number (words[0], G_MAXUINT32, &from) || from == 0
      || (self->n_deltas > 0 && from >= delta[-1].from))
    return FALSE;
  delta->from = (guint32) from;
  self->n_deltas++;

  return take_ref (&delta->file, words + 1, n - 1);
}

static gboolean
take_number (char    **words,
             guint     n,
             guint64   max,
             guint64  *out_number)
{
  return n == 1 && *out_number == 0 && _jarida_note_number (words[0], max, out_number);
}

static gboolean
take_time (char   **words,
           guint    n,
           gint64  *out_time)
{
  return n == 1 && *out_time == 0 && _jarida_note_time (words[0], out_time);
}

static gboolean
take_line (JaridaListManifest *self,
           const char         *name,
           char              **words,
           guint               n)
{
  guint64 number = 0;

  if (strcmp (name, "seq") == 0)
    {
      if (self->seq != 0 || !take_number (words, n, G_MAXUINT32, &number))
        return FALSE;
      self->seq = (guint32) number;
      return TRUE;
    }
  if (strcmp (name, "min_wait") == 0)
    {
      if (!take_number (words, n, G_MAXUINT32, &number))
        return FALSE;
      self->min_wait = CLAMP ((guint) number, JARIDA_LIST_MIN_WAIT, JARIDA_LIST_MAX_WAIT);
      return TRUE;
    }
  if (strcmp (name, "time") == 0)
    return take_time (words, n, &self->time);
  if (strcmp (name, "expires") == 0)
    return take_time (words, n, &self->expires);
  if (strcmp (name, "full") == 0)
    return take_ref (&self->full, words, n);
  if (strcmp (name, "delta") == 0)
    return take_delta (self, words, n);
  if (strcmp (name, "rules") == 0)
    return take_ref (&self->rules, words, n);
  if (strcmp (name, "keys") == 0)
    return take_ref (&self->keys, words, n);
  if (strcmp (name, "log") == 0)
    {
      if (n != 2 || self->log_root != NULL || strlen (words[1]) > MAX_ROOT_CHARS
          || !_jarida_note_number (words[0], G_MAXINT64, &self->log_index))
        return FALSE;
      self->log_root = g_strdup (words[1]);
      return TRUE;
    }

  return *name != '\0';
}

static gboolean
parse (JaridaListManifest *self,
       const char         *body)
{
  g_auto(GStrv) lines = g_strsplit (body, "\n", MAX_LINES + 1);
  guint n = g_strv_length (lines);

  if (strcmp (lines[0], FIRST_LINE) != 0 || n > MAX_LINES)
    return FALSE;
  for (guint i = 1; i + 1 < n; i++)
    {
      g_auto(GStrv) words = g_strsplit (lines[i], " ", MAX_WORDS + 1);

      if (words[0] == NULL || !take_line (self, words[0], words + 1, g_strv_length (words) - 1))
        return FALSE;
    }

  return self->seq > 0 && self->time > 0 && self->expires > self->time && self->full.path != NULL
         && (self->n_deltas == 0 || self->deltas[0].from < self->seq);
}

static guint32
get_seen (const JaridaListRatchet *ratchet,
          guint32                  key_id)
{
  for (guint i = 0; i < ratchet->n_entries; i++)
    if (ratchet->entries[i].key_id == key_id)
      return ratchet->entries[i].seq;

  return 0;
}

static gboolean
check (const JaridaListManifest *self,
       const JaridaListKey      *key,
       const JaridaListRatchet  *ratchet,
       gint64                    now,
       GError                  **error)
{
  /* A machine's clock may be wrong; the time that the manifest itself tells may not. */
  if (self->time < key->from || self->time > key->until
      || now < key->from - JARIDA_LIST_CLOCK_SLACK || now > key->until + JARIDA_LIST_CLOCK_SLACK)
    return fail (error, JARIDA_MANIFEST_ERROR_KEY_EXPIRED, "The key of the block list is out of its time");
  if (self->seq < get_seen (ratchet, key->key.id))
    return fail (error, JARIDA_MANIFEST_ERROR_ROLLED_BACK, "The block list is older than the one before");
  if (now > self->expires)
    return fail (error, JARIDA_MANIFEST_ERROR_FROZEN, "The block list is out of its time");

  return TRUE;
}

JaridaListManifest *
jarida_list_manifest_open (const char               *note,
                           gsize                     length,
                           const JaridaListKeys     *keys,
                           const JaridaListRatchet  *ratchet,
                           gint64                    now,
                           GError                  **error)
{
  g_autoptr(JaridaListManifest) self = jarida_list_manifest_new ();
  JaridaNoteKey note_keys[JARIDA_LIST_MAX_KEYS_KNOWN];
  g_autofree char *body = NULL;
  guint signer;

  for (guint i = 0; i < keys->n_keys; i++)
    note_keys[i] = keys->keys[i].key;
  if (!jarida_signed_note_open (note, length, note_keys, keys->n_keys, &body, &signer, error))
    return NULL;
  if (!parse (self, body))
    {
      fail (error, JARIDA_MANIFEST_ERROR_MALFORMED, "This is not the manifest of a block list");
      return NULL;
    }
  if (!check (self, &keys->keys[signer], ratchet, now, error))
    return NULL;
  self->signed_by = note_keys[signer].id;

  return g_steal_pointer (&self);
}

gboolean
jarida_list_manifest_peek_keys (const char        *note,
                                gsize              length,
                                JaridaListFileRef *out_keys)
{
  g_autofree char *body = jarida_signed_note_peek (note, length);
  g_autoptr(JaridaListManifest) self = jarida_list_manifest_new ();

  if (body == NULL || !parse (self, body) || self->keys.path == NULL)
    return FALSE;
  *out_keys = self->keys;
  self->keys.path = NULL;

  return TRUE;
}

static void
append_ref (GString                 *body,
            const char              *name,
            const JaridaListFileRef *ref)
{
  if (ref->path == NULL)
    return;
  g_string_append_printf (body, "%s %s %" G_GUINT64_FORMAT " ", name, ref->path, ref->size);
  jarida_hex_append (body, ref->sha256, sizeof ref->sha256);
  g_string_append_c (body, '\n');
}

char *
jarida_list_manifest_format (const JaridaListManifest *self)
{
  GString *body = g_string_new (FIRST_LINE "\n");
  g_autofree char *time = _jarida_note_time_to_text (self->time);
  g_autofree char *expires = _jarida_note_time_to_text (self->expires);

  g_string_append_printf (body, "seq %u\ntime %s\nexpires %s\nmin_wait %u\n", self->seq, time, expires, self->min_wait);
  append_ref (body, "full", &self->full);
  for (guint i = 0; i < self->n_deltas; i++)
    {
      g_autofree char *name = g_strdup_printf ("delta %u", self->deltas[i].from);

      append_ref (body, name, &self->deltas[i].file);
    }
  append_ref (body, "rules", &self->rules);
  append_ref (body, "keys", &self->keys);
  if (self->log_root != NULL)
    g_string_append_printf (body, "log %" G_GUINT64_FORMAT " %s\n", self->log_index, self->log_root);

  return g_string_free (body, FALSE);
}

int
jarida_list_manifest_plan (const JaridaListManifest *self,
                           guint32                   seq,
                           guint                     out_deltas[JARIDA_LIST_MAX_CHAIN])
{
  guint64 size = 0;

  if (seq == self->seq)
    return 0;
  for (guint i = 0; i < self->n_deltas; i++)
    {
      size += self->deltas[i].file.size;
      if (self->deltas[i].from != seq)
        continue;
      if (size > self->full.size)
        return -1;
      for (guint k = 0; k <= i; k++)
        out_deltas[k] = i - k;
      return (int) i + 1;
    }

  return -1;
}

gboolean
jarida_list_file_ref_check (const JaridaListFileRef  *self,
                            GBytes                   *bytes,
                            GError                  **error)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);
  guint8 digest[crypto_hash_sha256_BYTES];

  crypto_hash_sha256 (digest, data != NULL ? data : (const guint8 *) "", size);
  if (size == self->size && memcmp (digest, self->sha256, sizeof digest) == 0)
    return TRUE;
  g_set_error (error, JARIDA_LIST_ERROR, JARIDA_LIST_ERROR_MALFORMED, "%s is not as it was signed", self->path);

  return FALSE;
}
