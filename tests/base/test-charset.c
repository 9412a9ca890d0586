/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "jarida-charset.h"

typedef struct
{
  const char        *path;
  const char        *bytes;
  gssize             size;         /* -1: to the zero */
  const char        *http;
  JaridaCharsetHint  hint;
  const char        *text;
  const char        *encoding;
} CharsetCase;

static const CharsetCase cases[] = {
  { "ascii", "Le Matin", -1, NULL, JARIDA_CHARSET_TEXT, "Le Matin", "utf-8" },
  { "utf-8", "العلم", -1, NULL, JARIDA_CHARSET_TEXT, "العلم", "utf-8" },
  { "empty", "", 0, NULL, JARIDA_CHARSET_TEXT, "", "utf-8" },
  { "mark/utf-8", "\xef\xbb\xbf" "été", -1, "iso-8859-1", JARIDA_CHARSET_TEXT, "été", "utf-8" },
  { "mark/utf-16le", "\xff\xfe\xe9\0t\0", 6, NULL, JARIDA_CHARSET_TEXT, "ét", "utf-16le" },
  { "mark/utf-16be", "\xfe\xff\0\xe9\0t", 6, NULL, JARIDA_CHARSET_TEXT, "ét", "utf-16be" },
  { "http/latin-1-is-windows-1252", "\x93\xe9t\xe9\x94", -1, "ISO-8859-1", JARIDA_CHARSET_TEXT, "“été”", "windows-1252" },
  { "http/windows-1256", "\xc7\xe1\xda\xe1\xe3", -1, "windows-1256", JARIDA_CHARSET_TEXT, "العلم", "windows-1256" },
  { "http/before-declaration", "<?xml version='1.0' encoding='windows-1256'?>\xe9", -1, "iso-8859-1", JARIDA_CHARSET_XML,
    "<?xml version='1.0' encoding='windows-1256'?>é", "windows-1252" },
  { "http/default-over-arabic", "\xc3\xda\xe1\xe4\xca \xc7\xe1\xcd\xdf\xe6\xe3\xc9 \xda\xe4 \xce\xd8\xc9 \xcc\xcf\xed\xcf\xc9", -1, "iso-8859-1",
    JARIDA_CHARSET_TEXT, "أعلنت الحكومة عن خطة جديدة", "windows-1256" },
  { "http/default-over-french", "\xe9t\xe9 \xe0 la mer, d\xe9j\xe0 fini: \xe0 l'\xe9t\xe9 d'apr\xe8s, \xe0 c\xf4t\xe9 du Tr\xe9port", -1, "iso-8859-1",
    JARIDA_CHARSET_TEXT, "été à la mer, déjà fini: à l'été d'après, à côté du Tréport", "windows-1252" },
  { "http/unknown", "<?xml version='1.0' encoding='windows-1252'?>\xe9", -1, "x-nothing", JARIDA_CHARSET_XML,
    "<?xml version='1.0' encoding='windows-1252'?>é", "windows-1252" },
  { "http/utf-8-that-is-not", "\xe9t\xe9 \xe0 la mer", -1, "utf-8", JARIDA_CHARSET_TEXT, "été à la mer", "windows-1252" },
  { "xml/declaration", "\n<?xml version=\"1.0\" encoding=\"windows-1256\" ?>\xc7", -1, NULL, JARIDA_CHARSET_XML,
    "\n<?xml version=\"1.0\" encoding=\"windows-1256\" ?>ا", "windows-1256" },
  { "xml/says-utf-16-in-ascii", "<?xml version='1.0' encoding='utf-16'?>é", -1, NULL, JARIDA_CHARSET_XML,
    "<?xml version='1.0' encoding='utf-16'?>é", "utf-8" },
  { "html/meta", "<html><head><META charset=windows-1256>\xc7", -1, NULL, JARIDA_CHARSET_HTML,
    "<html><head><META charset=windows-1256>ا", "windows-1256" },
  { "html/http-equiv", "<meta http-equiv='Content-Type' content='text/html; charset=windows-1256'>\xc7", -1, NULL,
    JARIDA_CHARSET_HTML, "<meta http-equiv='Content-Type' content='text/html; charset=windows-1256'>ا", "windows-1256" },
  { "html/meta-in-comment", "<!-- <meta charset=windows-1256> --><meta charset=windows-1252>\xe9", -1, NULL,
    JARIDA_CHARSET_HTML, "<!-- <meta charset=windows-1256> --><meta charset=windows-1252>é", "windows-1252" },
  { "windows-1252/open-bytes", "\x81\x8d", 2, "windows-1252", JARIDA_CHARSET_TEXT, "\xc2\x81\xc2\x8d", "windows-1252" },
  { "broken/shift-jis", "\x93\xfa\x81", 3, "shift_jis", JARIDA_CHARSET_TEXT, "日\xef\xbf\xbd", "cp932" },
  { "held-back/last-letter", "Le Matin", -1, "windows-1258", JARIDA_CHARSET_TEXT, "Le Matin", "windows-1258" },
  { "guess/arabic-word", "\xc7\xe1\xcd\xdf\xe6\xe3\xc9", -1, NULL, JARIDA_CHARSET_TEXT, "الحكومة", "windows-1256" },
  { "guess/arabic-without-article", "\xcd\xdf\xe6\xe3\xc9 \xcc\xcf\xed\xcf\xc9", -1, NULL, JARIDA_CHARSET_TEXT, "حكومة جديدة",
    "windows-1256" },
  { "guess/arabic-iso", "\xc7\xe4\xcd\xe3\xe8\xe5\xc9", -1, NULL, JARIDA_CHARSET_TEXT, "الحكومة", "iso-8859-6" },
  { "guess/arabic-among-markup", "<p class='a'>\xc7\xe1\xcd\xdf\xe6\xe3\xc9</p>", -1, NULL, JARIDA_CHARSET_HTML,
    "<p class='a'>الحكومة</p>", "windows-1256" },
  { "guess/french-letter", "caf\xe9", -1, NULL, JARIDA_CHARSET_TEXT, "café", "windows-1252" },
  { "guess/french-soft-hyphens", "coll\xe8\xad" "ges", -1, NULL, JARIDA_CHARSET_TEXT, "collè\xc2\xad" "ges", "windows-1252" },
  { "guess/french-ligature", "c\xbdur \xe0 c\xbdur", -1, NULL, JARIDA_CHARSET_TEXT, "cœur à cœur", "iso-8859-15" },
  { "broken/cut-utf-8", "أعلنت الحكومة\xd8", -1, "utf-8", JARIDA_CHARSET_TEXT, "أعلنت الحكومة\xef\xbf\xbd", "utf-8" },
  { "broken/cut-utf-8-unnamed", "Le Ministère a été créé\xc3", -1, NULL, JARIDA_CHARSET_TEXT, "Le Ministère a été créé\xef\xbf\xbd",
    "utf-8" },
  { "zero-byte", "a\0b", 3, NULL, JARIDA_CHARSET_TEXT, "a\xef\xbf\xbd" "b", "utf-8" },
};

static void
test_case (gconstpointer data)
{
  const CharsetCase *row = data;
  gsize size = row->size < 0 ? strlen (row->bytes) : (gsize) row->size;
  g_autofree char *bytes = g_memdup2 (row->bytes, size);
  g_autofree char *encoding = NULL;
  g_autofree char *text = NULL;
  gsize length = 0;

  text = jarida_charset_decode (bytes, size, row->http, row->hint, &length, &encoding);
  g_assert_cmpstr (text, ==, row->text);
  g_assert_cmpuint (length, ==, strlen (row->text));
  g_assert_cmpstr (encoding, ==, row->encoding);
}

static void
test_content_type (void)
{
  static const struct { const char *header; const char *expected; } headers[] = {
    { "text/html; charset=utf-8", "utf-8" }, { "text/xml;charset=\"windows-1256\"", "windows-1256" },
    { "text/html; Charset = 'utf-8' ; x=y", "utf-8" }, { "text/html", NULL }, { "text/html; charset=", NULL }, { "", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (headers); i++)
    {
      g_autofree char *charset = jarida_charset_from_content_type (headers[i].header);

      g_assert_cmpstr (charset, ==, headers[i].expected);
    }
  g_assert_null (jarida_charset_from_content_type (NULL));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/base/charset/", cases[i].path, NULL);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/base/charset/content-type", test_content_type);
  return g_test_run ();
}
