/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "fuzz.h"
#include "jarida-address.h"
#include "jarida-charset.h"
#include "jarida-date.h"
#include "jarida-fold.h"
#include "jarida-text.h"

/* The pure functions at the bottom of the house: every byte from the web passes some of them. */

const FuzzSeed fuzz_seeds[] = {
  { "http://user@xn--mgbh0fb.xn--kgbechtv:8080/a/../%2e%2e/\xd9\x82?utm_source=x&b='#c" },
  { "\\\\[2001:db8::1.2.3.4]:99\\0x7f.1/" },
  { "Mon, 12 Oct 2026 08:30:00 +0100 (x)" },
  { "1\xd9\xa2 \xd8\xaa\xd8\xb4\xd8\xb1\xd9\x8a\xd9\x86 \xd8\xa7\xd9\x84\xd8\xa3\xd9\x88\xd9\x84 2026 a.m." },
  { "<?xml version='1.0' encoding='windows-1256'?><meta charset=koi8-r>\xc7\xe1\xda\xe1\xe3 \xe9" },
  { "\xff\xfe" "a\0b\0\x1b$B", 8 },
  { "L'\xc5\x93uvre d\xe2\x80\x99\xc3\x89vian, aujourd'hui: \xd9\x88\xd8\xa7\xd9\x84\xd9\x85\xd8\xb3\xd8\xa4\xd9\x88\xd9\x84 \xef\xb7\xba" },
  { NULL },
};

static void
check_address (const char *text,
               const char *base)
{
  g_autofree char *address = jarida_address_resolve (text, base);
  g_autofree char *link = jarida_address_resolve_link (text, base);
  g_autofree char *again = NULL;
  g_autofree char *canonical = NULL;
  g_autofree char *canonical_again = NULL;
  g_autofree char *host = NULL;

  if (address == NULL)
    return;
  /* Another read of the answer leads to the same place, and never to another kind of address. */
  g_assert_true (g_str_has_prefix (address, "http://") || g_str_has_prefix (address, "https://"));
  g_assert_true (g_str_is_ascii (address));
  again = jarida_address_resolve (address, NULL);
  g_assert_cmpstr (again, ==, address);
  g_assert_cmpstr (link, ==, address);
  canonical = jarida_address_canonical (address);
  canonical_again = jarida_address_canonical (canonical);
  g_assert_cmpstr (canonical_again, ==, canonical);
  host = jarida_address_dup_host (address);
  g_assert_nonnull (host);
}

static void
check_words (const char *text)
{
  g_autofree char *folded = jarida_fold_text (text);
  g_autofree char *again = jarida_fold_text (folded);
  g_auto(GStrv) terms = jarida_fold_terms (text, NULL);
  g_autofree char *squeezed = jarida_text_squeeze (text);
  g_autofree char *excerpt = jarida_text_excerpt (text, 9);

  g_assert_cmpstr (again, ==, folded);
  for (guint i = 0; terms[i] != NULL; i++)
    g_assert_true (terms[i][0] != '\0' && strlen (terms[i]) <= 64 && g_utf8_validate (terms[i], -1, NULL));
  g_assert_true (g_utf8_validate (squeezed, -1, NULL));
  g_assert_cmpint (g_utf8_strlen (excerpt, -1), <=, 9);
  jarida_text_direction (text);
  jarida_text_guess_language (text);
  jarida_language_direction (text);
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autofree char *address = jarida_address_from_input (text);
  g_autofree char *charset = jarida_charset_from_content_type (text);
  gint64 moment;

  for (int hint = JARIDA_CHARSET_TEXT; hint <= JARIDA_CHARSET_HTML; hint++)
    {
      gsize length = 0;
      g_autofree char *decoded = jarida_charset_decode ((const char *) data, size, hint == JARIDA_CHARSET_XML ? text : NULL,
                                                        (JaridaCharsetHint) hint, &length, NULL);

      g_assert_true (g_utf8_validate (decoded, -1, NULL));
      g_assert_cmpuint (strlen (decoded), ==, length);
    }
  check_address (text, NULL);
  check_address (text, "https://journal.example/a/b?c#d");
  check_address ("../x", text);
  check_words (text);
  if (jarida_date_parse (text, &moment))
    {
      g_autofree char *iso = jarida_date_to_iso8601 (moment);

      g_assert_cmpint (ABS (moment), <, G_GINT64_CONSTANT (10000000000000));
    }

  return 0;
}
