/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <sodium.h>

#include "jarida-hex.h"
#include "jarida-note-key-private.h"

#define DASH "\xe2\x80\x94 "
#define SIGNATURE_BYTES 68      /* the id and the signature */

G_DEFINE_QUARK (jarida-note-error-quark, jarida_note_error)

/* Where the empty line in front of the signatures is; NULL: no note. The last one counts: a body may hold such lines. */
static const char *
find_end (const char *text,
          gsize       length)
{
  const char *end = NULL;

  if (length == 0 || length > JARIDA_NOTE_MAX_BYTES || strlen (text) != length || text[length - 1] != '\n'
      || !g_utf8_validate (text, (gssize) length, NULL))
    return NULL;
  for (const char *p = text; *p != '\0'; p++)
    {
      if (((guchar) *p < 0x20 && *p != '\n') || *p == 0x7f)
        return NULL;
      if (p > text && g_str_has_prefix (p, "\n\n" DASH))
        end = p;
    }

  return end;
}

char *
jarida_signed_note_peek (const char *text,
                         gsize       length)
{
  const char *end = find_end (text, length);

  return end != NULL ? g_strndup (text, (gsize) (end + 1 - text)) : NULL;
}

typedef struct
{
  const char *name;
  gsize       name_length;
  guint32     id;
  guint8      signature[crypto_sign_BYTES];
} Line;

/* @p: behind the line; NULL: broken. */
static const char *
read_line (const char *p,
           Line       *line)
{
  const char *end = strchr (p, '\n');
  const char *space;
  guint8 bytes[SIGNATURE_BYTES];

  if (end == NULL || !g_str_has_prefix (p, DASH))
    return NULL;
  line->name = p + strlen (DASH);
  space = memchr (line->name, ' ', (gsize) (end - line->name));
  if (space == NULL)
    return NULL;
  line->name_length = (gsize) (space - line->name);
  if (!_jarida_note_is_name (line->name, line->name_length)
      || !jarida_base64_decode (space + 1, (gsize) (end - space - 1), bytes, sizeof bytes))
    return NULL;
  line->id = (guint32) bytes[0] << 24 | (guint32) bytes[1] << 16 | (guint32) bytes[2] << 8 | bytes[3];
  memcpy (line->signature, bytes + 4, sizeof line->signature);

  return end + 1;
}

/* -1: nobody we know. */
static int
find_key (const Line          *line,
          const JaridaNoteKey *keys,
          guint                n_keys)
{
  for (guint i = 0; i < n_keys; i++)
    if (keys[i].id == line->id && strlen (keys[i].name) == line->name_length
        && memcmp (keys[i].name, line->name, line->name_length) == 0)
      return (int) i;

  return -1;
}

static gboolean
fail (GError          **error,
      JaridaNoteError   code,
      const char       *message)
{
  g_set_error_literal (error, JARIDA_NOTE_ERROR, code, message);

  return FALSE;
}

gboolean
jarida_signed_note_open (const char           *text,
                         gsize                 length,
                         const JaridaNoteKey  *keys,
                         guint                 n_keys,
                         char                **out_body,
                         guint                *out_key,
                         GError              **error)
{
  const char *end = find_end (text, length);
  const char *p = end != NULL ? end + 2 : NULL;
  int signer = -1;

  if (end == NULL)
    return fail (error, JARIDA_NOTE_ERROR_MALFORMED, "This is not a signed note");
  for (guint n = 0; *p != '\0'; n++)
    {
      Line line;
      int i;

      p = n < JARIDA_NOTE_MAX_SIGNATURES ? read_line (p, &line) : NULL;
      if (p == NULL)
        return fail (error, JARIDA_NOTE_ERROR_MALFORMED, "A signature of the note is broken");
      i = find_key (&line, keys, n_keys);
      if (i < 0)
        continue;
      if (crypto_sign_verify_detached (line.signature, (const guint8 *) text, (guint64) (end + 1 - text), keys[i].public_key) != 0)
        return fail (error, JARIDA_NOTE_ERROR_BAD_SIGNATURE, "A signature of the note is wrong");
      if (signer < 0)
        signer = i;
    }
  if (signer < 0)
    return fail (error, JARIDA_NOTE_ERROR_UNKNOWN_KEY, "The note is signed by nobody who is known");
  *out_body = g_strndup (text, (gsize) (end + 1 - text));
  *out_key = (guint) signer;

  return TRUE;
}

char *
jarida_signed_note_sign (const char              *body,
                         JaridaNoteSigner *const *signers,
                         guint                    n_signers)
{
  g_autoptr(GString) note = g_string_new (body);

  g_return_val_if_fail (n_signers > 0 && n_signers <= JARIDA_NOTE_MAX_SIGNATURES, NULL);

  g_string_append_c (note, '\n');
  for (guint i = 0; i < n_signers; i++)
    {
      const JaridaNoteKey *key = jarida_note_signer_get_key (signers[i]);
      guint8 bytes[SIGNATURE_BYTES] = { (guint8) (key->id >> 24), (guint8) (key->id >> 16), (guint8) (key->id >> 8), (guint8) key->id };
      g_autofree char *encoded = NULL;

      _jarida_note_signer_sign (signers[i], body, bytes + 4);
      encoded = jarida_base64_encode (bytes, sizeof bytes);
      g_string_append_printf (note, DASH "%s %s\n", key->name, encoded);
    }

  /* A body that would be read as another one must not be signed. */
  if (!g_str_has_suffix (body, "\n") || find_end (note->str, note->len) != note->str + strlen (body) - 1)
    return NULL;

  return g_string_free (g_steal_pointer (&note), FALSE);
}
