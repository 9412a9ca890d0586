/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <sodium.h>

#include "jarida-durable-file.h"
#include "jarida-hex.h"
#include "jarida-reporter-key.h"

/* The file: this line, and the seed in base64url on the next. */
#define FIRST_LINE "jarida-reporter-key/1\n"
#define MAX_FILE_BYTES 256
#define SEED_CHARS 43

struct _JaridaReporterKey
{
  char   *public_key;     /* (owned) */
  guint8 *secret;         /* (owned) from sodium_malloc() */
};

G_DEFINE_QUARK (jarida-reporter-key-error-quark, jarida_reporter_key_error)

static JaridaReporterKey *
new_from_seed (const guint8 *seed)
{
  JaridaReporterKey *self = g_new0 (JaridaReporterKey, 1);
  guint8 public_key[crypto_sign_PUBLICKEYBYTES];

  /* Locked where the system allows it, and fenced: a step too far is a crash and no leak. */
  self->secret = sodium_malloc (crypto_sign_SECRETKEYBYTES);
  if (self->secret == NULL)
    g_error ("No memory for a key");
  crypto_sign_seed_keypair (public_key, self->secret, seed);
  sodium_mprotect_readonly (self->secret);
  self->public_key = jarida_base64url_encode (public_key, sizeof public_key);

  return self;
}

static JaridaReporterKey *
read_file (const char  *path,
           GError     **error)
{
  g_autoptr(GBytes) bytes = jarida_durable_file_read (path, MAX_FILE_BYTES, error);
  const gsize first = strlen (FIRST_LINE);
  guint8 seed[crypto_sign_SEEDBYTES];
  JaridaReporterKey *self = NULL;
  gsize size;
  char *text;

  if (bytes == NULL)
    return NULL;
  text = g_bytes_unref_to_data (g_steal_pointer (&bytes), &size);
  if (size == first + SEED_CHARS + 1 && memcmp (text, FIRST_LINE, first) == 0 && text[size - 1] == '\n')
    {
      text[size - 1] = '\0';
      if (jarida_base64url_decode (text + first, seed, sizeof seed))
        self = new_from_seed (seed);
    }
  sodium_memzero (seed, sizeof seed);
  if (size > 0)
    sodium_memzero (text, size);
  g_free (text);
  if (self == NULL)
    g_set_error (error, JARIDA_REPORTER_KEY_ERROR, JARIDA_REPORTER_KEY_ERROR_BROKEN, "%s holds no key", path);

  return self;
}

static JaridaReporterKey *
make (const char         *path,
      JaridaDurableMode   how,
      GError            **error)
{
  guint8 seed[crypto_sign_SEEDBYTES];
  char text[sizeof FIRST_LINE + SEED_CHARS + 1] = FIRST_LINE;
  char *encoded;
  gboolean written;
  JaridaReporterKey *self;

  randombytes_buf (seed, sizeof seed);
  encoded = jarida_base64url_encode (seed, sizeof seed);
  memcpy (text + strlen (FIRST_LINE), encoded, SEED_CHARS);
  text[strlen (FIRST_LINE) + SEED_CHARS] = '\n';
  written = jarida_durable_file_write (path, text, strlen (FIRST_LINE) + SEED_CHARS + 1, 0600, how, error);
  self = written ? new_from_seed (seed) : NULL;
  sodium_memzero (seed, sizeof seed);
  sodium_memzero (text, sizeof text);
  sodium_memzero (encoded, SEED_CHARS);
  g_free (encoded);

  return self;
}

JaridaReporterKey *
jarida_reporter_key_load (const char  *path,
                          GError     **error)
{
  g_autoptr(GError) read_error = NULL;
  g_autoptr(GError) make_error = NULL;
  JaridaReporterKey *self;

  if (sodium_init () < 0)
    g_error ("libsodium does not start");
  self = read_file (path, &read_error);
  if (self != NULL || !g_error_matches (read_error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    {
      if (self == NULL)
        g_propagate_error (error, g_steal_pointer (&read_error));
      return self;
    }
  self = make (path, JARIDA_DURABLE_KEEP, &make_error);
  /* Another program was quicker by a moment: its key is the one. */
  if (self == NULL && g_error_matches (make_error, G_IO_ERROR, G_IO_ERROR_EXISTS))
    return read_file (path, error);
  if (self == NULL)
    g_propagate_error (error, g_steal_pointer (&make_error));

  return self;
}

JaridaReporterKey *
jarida_reporter_key_reset (const char  *path,
                           GError     **error)
{
  if (sodium_init () < 0)
    g_error ("libsodium does not start");

  return make (path, JARIDA_DURABLE_REPLACE, error);
}

void
jarida_reporter_key_free (JaridaReporterKey *self)
{
  sodium_free (self->secret);
  g_free (self->public_key);
  g_free (self);
}

const char *
jarida_reporter_key_get_public (const JaridaReporterKey *self)
{
  return self->public_key;
}

char *
jarida_reporter_key_sign (const JaridaReporterKey *self,
                          const char              *method,
                          const char              *path,
                          const void              *body,
                          gsize                    length)
{
  g_autofree char *text = jarida_report_signed_text (method, path, body, length);
  guint8 signature[crypto_sign_BYTES];

  crypto_sign_detached (signature, NULL, (const guint8 *) text, strlen (text), self->secret);

  return jarida_base64url_encode (signature, sizeof signature);
}
