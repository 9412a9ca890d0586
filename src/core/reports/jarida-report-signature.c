/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <sodium.h>

#include "jarida-hex.h"
#include "jarida-report-signature.h"

char *
jarida_report_signed_text (const char *method,
                           const char *path,
                           const void *body,
                           gsize       length)
{
  GString *out = g_string_new ("PR1\n");
  guint8 digest[crypto_hash_sha256_BYTES];

  crypto_hash_sha256 (digest, body != NULL ? body : (const guint8 *) "", length);
  g_string_append_printf (out, "%s\n%s\n", method, path);
  jarida_hex_append (out, digest, sizeof digest);
  g_string_append_c (out, '\n');

  return g_string_free (out, FALSE);
}

gboolean
jarida_report_verify (const char *key,
                      const char *signature,
                      const char *method,
                      const char *path,
                      const void *body,
                      gsize       length,
                      guint8      out_key[JARIDA_REPORT_KEY_BYTES])
{
  g_autofree char *text = NULL;
  guint8 signature_bytes[crypto_sign_BYTES];

  G_STATIC_ASSERT (crypto_sign_PUBLICKEYBYTES == JARIDA_REPORT_KEY_BYTES);
  G_STATIC_ASSERT (crypto_sign_BYTES == JARIDA_REPORT_SIGNATURE_BYTES);
  if (!jarida_base64url_decode (key, out_key, JARIDA_REPORT_KEY_BYTES)
      || !jarida_base64url_decode (signature, signature_bytes, sizeof signature_bytes))
    return FALSE;
  text = jarida_report_signed_text (method, path, body, length);

  return crypto_sign_verify_detached (signature_bytes, (const guint8 *) text, strlen (text), out_key) == 0;
}
