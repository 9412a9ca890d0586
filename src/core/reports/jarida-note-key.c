/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdio.h>
#include <string.h>

#include <sodium.h>

#include "jarida-hex.h"
#include "jarida-note-key-private.h"

#define PRIVATE_PREFIX "PRIVATE+KEY+"
#define ALGORITHM_ED25519 1

struct _JaridaNoteSigner
{
  JaridaNoteKey  key;
  guint8        *secret;      /* (owned) from sodium_malloc(): the seed and the public key */
};

/* What a signature line can hold: no space, no plus, nothing that is not printed. */
gboolean
_jarida_note_is_name (const char *name,
                      gsize       length)
{
  if (length == 0 || length > JARIDA_NOTE_MAX_NAME)
    return FALSE;
  for (gsize i = 0; i < length; i++)
    if (name[i] <= ' ' || name[i] >= 0x7f || name[i] == '+')
      return FALSE;

  return TRUE;
}

void
_jarida_note_key_make_id (JaridaNoteKey *self)
{
  crypto_hash_sha256_state hash;
  guint8 digest[crypto_hash_sha256_BYTES];
  const guint8 between[2] = { '\n', ALGORITHM_ED25519 };

  crypto_hash_sha256_init (&hash);
  crypto_hash_sha256_update (&hash, (const guint8 *) self->name, strlen (self->name));
  crypto_hash_sha256_update (&hash, between, sizeof between);
  crypto_hash_sha256_update (&hash, self->public_key, sizeof self->public_key);
  crypto_hash_sha256_final (&hash, digest);
  self->id = (guint32) digest[0] << 24 | (guint32) digest[1] << 16 | (guint32) digest[2] << 8 | digest[3];
}

/* NAME+ID+BASE64, of 33 bytes. The id is not compared yet. */
static gboolean
parse (const char    *text,
       JaridaNoteKey *key,
       char           id[9],
       guint8         bytes[JARIDA_NOTE_KEY_BYTES])
{
  const char *plus = strchr (text, '+');
  gsize length = plus != NULL ? (gsize) (plus - text) : 0;

  if (!_jarida_note_is_name (text, length) || strlen (plus) < 10 || plus[9] != '+')
    return FALSE;
  memset (key, 0, sizeof *key);
  memcpy (key->name, text, length);
  memcpy (id, plus + 1, 8);
  id[8] = '\0';

  return jarida_base64_decode (plus + 10, strlen (plus + 10), bytes, JARIDA_NOTE_KEY_BYTES) && bytes[0] == ALGORITHM_ED25519;
}

static gboolean
has_id (const JaridaNoteKey *self,
        const char          *id)
{
  char expected[9];

  snprintf (expected, sizeof expected, "%08x", self->id);

  return strcmp (expected, id) == 0;
}

gboolean
jarida_note_key_parse (const char    *text,
                       JaridaNoteKey *out_key)
{
  guint8 bytes[JARIDA_NOTE_KEY_BYTES];
  char id[9];

  if (text == NULL || !parse (text, out_key, id, bytes))
    return FALSE;
  memcpy (out_key->public_key, bytes + 1, sizeof out_key->public_key);
  _jarida_note_key_make_id (out_key);

  return has_id (out_key, id);
}

static char *
to_text (const char          *prefix,
         const JaridaNoteKey *key,
         const guint8        *bytes)
{
  guint8 typed[JARIDA_NOTE_KEY_BYTES] = { ALGORITHM_ED25519 };
  char *encoded;
  char *text;

  memcpy (typed + 1, bytes, sizeof typed - 1);
  encoded = jarida_base64_encode (typed, sizeof typed);
  text = g_strdup_printf ("%s%s+%08x+%s", prefix, key->name, key->id, encoded);
  sodium_memzero (typed, sizeof typed);
  sodium_memzero (encoded, strlen (encoded));
  g_free (encoded);

  return text;
}

char *
jarida_note_key_to_text (const JaridaNoteKey *self)
{
  return to_text ("", self, self->public_key);
}

static JaridaNoteSigner *
new_from_seed (const char   *name,
               const guint8 *seed)
{
  JaridaNoteSigner *self = g_new0 (JaridaNoteSigner, 1);

  g_strlcpy (self->key.name, name, sizeof self->key.name);
  self->secret = sodium_malloc (crypto_sign_SECRETKEYBYTES);
  if (self->secret == NULL)
    g_error ("No memory for a key");
  crypto_sign_seed_keypair (self->key.public_key, self->secret, seed);
  sodium_mprotect_readonly (self->secret);
  _jarida_note_key_make_id (&self->key);

  return self;
}

JaridaNoteSigner *
jarida_note_signer_generate (const char *name)
{
  guint8 seed[crypto_sign_SEEDBYTES];
  JaridaNoteSigner *self;

  g_return_val_if_fail (_jarida_note_is_name (name, strlen (name)), NULL);
  if (sodium_init () < 0)
    g_error ("libsodium does not start");

  randombytes_buf (seed, sizeof seed);
  self = new_from_seed (name, seed);
  sodium_memzero (seed, sizeof seed);

  return self;
}

JaridaNoteSigner *
jarida_note_signer_parse (const char *text)
{
  guint8 bytes[JARIDA_NOTE_KEY_BYTES];
  JaridaNoteSigner *self = NULL;
  JaridaNoteKey key;
  char id[9];

  if (sodium_init () < 0)
    g_error ("libsodium does not start");
  if (text == NULL || !g_str_has_prefix (text, PRIVATE_PREFIX))
    return NULL;
  if (parse (text + strlen (PRIVATE_PREFIX), &key, id, bytes))
    self = new_from_seed (key.name, bytes + 1);
  sodium_memzero (bytes, sizeof bytes);
  if (self != NULL && !has_id (&self->key, id))
    g_clear_pointer (&self, jarida_note_signer_free);

  return self;
}

char *
jarida_note_signer_to_text (const JaridaNoteSigner *self)
{
  return to_text (PRIVATE_PREFIX, &self->key, self->secret);
}

void
jarida_note_signer_free (JaridaNoteSigner *self)
{
  sodium_free (self->secret);
  g_free (self);
}

const JaridaNoteKey *
jarida_note_signer_get_key (const JaridaNoteSigner *self)
{
  return &self->key;
}

void
_jarida_note_signer_sign (const JaridaNoteSigner *self,
                          const char             *body,
                          guint8                  out_signature[64])
{
  G_STATIC_ASSERT (crypto_sign_BYTES == 64);
  crypto_sign_detached (out_signature, NULL, (const guint8 *) body, strlen (body), self->secret);
}
