/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <sodium.h>

#include "jarida-hex.h"

void
jarida_hex_append (GString      *out,
                   const guint8 *bytes,
                   gsize         n)
{
  static const char digits[] = "0123456789abcdef";

  for (gsize i = 0; i < n; i++)
    {
      g_string_append_c (out, digits[bytes[i] >> 4]);
      g_string_append_c (out, digits[bytes[i] & 15]);
    }
}

gboolean
jarida_hex_decode (const char *text,
                   guint8     *out_bytes,
                   gsize       n)
{
  if (text == NULL || strlen (text) != n * 2)
    return FALSE;
  for (gsize i = 0; i < n * 2; i++)
    if (!g_ascii_isxdigit (text[i]) || g_ascii_isupper (text[i]))
      return FALSE;
  for (gsize i = 0; i < n; i++)
    out_bytes[i] = (guint8) (g_ascii_xdigit_value (text[2 * i]) << 4 | g_ascii_xdigit_value (text[2 * i + 1]));

  return TRUE;
}

char *
jarida_base64url_encode (const guint8 *bytes,
                         gsize         n)
{
  gsize size = sodium_base64_ENCODED_LEN (n, sodium_base64_VARIANT_URLSAFE_NO_PADDING);

  return sodium_bin2base64 (g_malloc (size), size, bytes, n, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}

/* The library itself refuses bits that are left over, so that no two texts come to the same bytes. */
gboolean
jarida_base64url_decode (const char *text,
                         guint8     *out_bytes,
                         gsize       n)
{
  gsize size = 0;

  return text != NULL && strlen (text) == sodium_base64_ENCODED_LEN (n, sodium_base64_VARIANT_URLSAFE_NO_PADDING) - 1
         && sodium_base642bin (out_bytes, n, text, strlen (text), NULL, &size, NULL,
                               sodium_base64_VARIANT_URLSAFE_NO_PADDING) == 0
         && size == n;
}
