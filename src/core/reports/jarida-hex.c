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

static char *
encode (const guint8 *bytes,
        gsize         n,
        int           variant)
{
  gsize size = sodium_base64_ENCODED_LEN (n, variant);

  return sodium_bin2base64 (g_malloc (size), size, bytes, n, variant);
}

/* The library refuses bits that are left over, but takes some bytes over 0x7f for letters (seen in 1.0.18: 0x9f for "/"): what
 * can be written in two ways could be signed as one and sent as the other. */
static gboolean
decode (const char *text,
        gsize       length,
        guint8     *out_bytes,
        gsize       n,
        int         variant)
{
  gsize size = 0;

  if (length != sodium_base64_ENCODED_LEN (n, variant) - 1)
    return FALSE;
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isprint (text[i]))
      return FALSE;

  return sodium_base642bin (out_bytes, n, text, length, NULL, &size, NULL, variant) == 0 && size == n;
}

char *
jarida_base64url_encode (const guint8 *bytes,
                         gsize         n)
{
  return encode (bytes, n, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}

gboolean
jarida_base64url_decode (const char *text,
                         guint8     *out_bytes,
                         gsize       n)
{
  return text != NULL && decode (text, strlen (text), out_bytes, n, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}

char *
jarida_base64_encode (const guint8 *bytes,
                      gsize         n)
{
  return encode (bytes, n, sodium_base64_VARIANT_ORIGINAL);
}

gboolean
jarida_base64_decode (const char *text,
                      gsize       length,
                      guint8     *out_bytes,
                      gsize       n)
{
  return decode (text, length, out_bytes, n, sodium_base64_VARIANT_ORIGINAL);
}
