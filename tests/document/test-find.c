/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-document-find.h"

/* Words in a document: what is found, as it stands in the text. */

#define ALL G_MAXUINT

static const struct
{
  const char *name;
  const char *html;
  const char *words;
  const char *expected;      /* the bytes of each match, a bar between */
} cases[] = {
  { "case", "<p>Le Maire et le maire</p>", "MAIRE", "Maire|maire" },
  { "accents", "<p>Les Élections, l’élection</p>", "elections", "Élections" },
  { "accents/asked-for", "<p>Les elections</p>", "Élections", "elections" },
  { "accents/decomposed", "<p>L’e\xcc\x81lection</p>", "élection", "e\xcc\x81lection" },
  { "accents/last-letter", "<p>cafe\xcc\x81 noir</p>", "cafe", "cafe\xcc\x81" },
  { "ligature", "<p>Une œuvre, des œufs</p>", "oeuvre", "œuvre" },
  { "ligature/half", "<p>un œuf</p>", "o", "œ" },
  { "ligature/asked-for", "<p>des oeufs</p>", "œufs", "oeufs" },
  { "sharp-s/once", "<p>die Straße</p>", "s", "S|ß" },
  { "arabic/article-and-tashkeel", "<p>قالت الحُكُومة اليوم</p>", "حكومة", "حُكُومة" },
  { "arabic/whole-word", "<p>قالت الحُكُومة اليوم</p>", "الحكومة", "الحُكُومة" },
  { "arabic/marks-on-the-last-letter", "<p>كتابٌ جديد</p>", "كتاب", "كتابٌ" },
  { "arabic/tatweel", "<p>جريـــدة</p>", "جريدة", "جريـــدة" },
  { "arabic/alef-and-hamza", "<p>أحمد إلى آسفي</p>", "احمد", "أحمد" },
  { "arabic/alef-and-hamza/asked-for", "<p>احمد</p>", "أحمد", "احمد" },
  { "arabic/ya", "<p>مستشفى على</p>", "مستشفي", "مستشفى" },
  { "arabic/ta-marbuta", "<p>مدرسة ومدرسه</p>", "مدرسه", "مدرسة|مدرسه" },
  { "arabic/lam-alef", "<p>ﻻ سلام</p>", "لا", "ﻻ|لا" },
  { "digits", "<p>En 2025 et ٢٠٢٥ et ۲۰۲۵</p>", "٢٠٢٥", "2025|٢٠٢٥|۲۰۲۵" },
  { "digits/latin", "<p>سنة ٢٠٢٥</p>", "2025", "٢٠٢٥" },
  { "mixed-directions", "<p dir=rtl>شركة Renault في طنجة</p>", "renault في", "Renault في" },
  { "apostrophes", "<p>L’État, l'état</p>", "l'etat", "L’État|l'état" },
  { "quotation-marks", "<p>Il dit «\xc2\xa0oui\xc2\xa0» et “oui”</p>", "\"oui\"", "«\xc2\xa0oui\xc2\xa0»|“oui”" },
  { "dashes", "<p>Covid\xe2\x80\x91" "19 et Covid-19</p>", "covid-19", "Covid\xe2\x80\x91" "19|Covid-19" },
  { "signs", "<p>En C++ et en C</p>", "c++", "C++" },
  { "signs/spaces-beside-them", "<p>Plus de 100\xe2\x80\xaf% ; 100% !</p>", "100 %", "100\xe2\x80\xaf%|100%" },
  { "signs/arabic", "<p>لماذا؟</p>", "لماذا?", "لماذا؟" },
  { "spaces", "<p>la <b>grande</b>\n  ville</p>", " la  grande ville ", "la grande ville" },
  { "spaces/no-break", "<p>10\xc2\xa0" "000 dirhams</p>", "10 000", "10\xc2\xa0" "000" },
  { "spaces/two-words-are-not-one", "<p>par tout</p>", "partout", "" },
  { "lines-of-code", "<pre>let a = 1;\nlet b = 2;</pre>", "let", "let|let" },
  { "cells", "<table><tr><th>Ville<th>Nom</tr><tr><td>Fès<td>fes</tr></table>", "fes", "Fès|fes" },
  { "captions-and-items", "<figure><img src='/a.jpg'><figcaption>Une rue</figcaption></figure><ul><li>la rue</ul>", "rue",
    "rue|rue" },
  { "side-by-side", "<p>aaaaa</p>", "aa", "aa|aa" },
  { "nothing", "<p>un mot</p>", "", "" },
  { "nothing/only-spaces", "<p>un mot</p>", "  ", "" },
  { "nothing/only-marks", "<p>كُتُب</p>", "\xd9\x8f", "" },
  { "nothing/not-there", "<p>un mot</p>", "maison", "" },
};

static JaridaDocument *
read_html (const char *html)
{
  return jarida_document_new (html, -1, "http://sample.example/", NULL, JARIDA_DIRECTION_AUTO, NULL);
}

static const JaridaRun *
get_run (JaridaDocument       *document,
         const JaridaPosition *position)
{
  const JaridaBlock *block = g_ptr_array_index (document->blocks, position->block);

  return g_ptr_array_index (block->runs, position->run);
}

static void
test_case (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr(JaridaDocument) document = read_html (cases[i].html);
  g_autoptr(GArray) ranges = g_array_new (FALSE, FALSE, sizeof (JaridaRange));
  g_autoptr(GString) found = g_string_new (NULL);

  jarida_document_find (document, cases[i].words, 0, ALL, ALL, ranges);
  for (guint j = 0; j < ranges->len; j++)
    {
      const JaridaRange *range = &g_array_index (ranges, JaridaRange, j);

      g_assert_cmpuint (range->from.block, ==, range->to.block);
      g_assert_cmpuint (range->from.run, ==, range->to.run);
      if (j > 0)
        g_assert_cmpint (jarida_position_compare (&range[-1].to, &range->from), <=, 0);
      g_string_append_printf (found, "%s%.*s", j > 0 ? "|" : "", (int) (range->to.byte - range->from.byte),
                              get_run (document, &range->from)->text + range->from.byte);
    }
  g_assert_cmpstr (found->str, ==, cases[i].expected);
  g_assert_cmpint (jarida_document_can_find (cases[i].words), ==, !g_str_has_prefix (cases[i].name, "nothing") ||
                   g_str_has_suffix (cases[i].name, "not-there"));
}

/* In slices of blocks, as a worker does it, and no more than asked for. */
static void
test_slices_and_limit (void)
{
  g_autoptr(JaridaDocument) document = read_html ("<p>un et un</p><p>un</p><p>deux</p><p>un</p>");
  g_autoptr(GArray) ranges = g_array_new (FALSE, FALSE, sizeof (JaridaRange));

  jarida_document_find (document, "un", 0, 1, ALL, ranges);
  g_assert_cmpuint (ranges->len, ==, 2);
  jarida_document_find (document, "un", 1, 3, ALL, ranges);
  g_assert_cmpuint (ranges->len, ==, 3);
  jarida_document_find (document, "un", 3, ALL, ALL, ranges);
  g_assert_cmpuint (ranges->len, ==, 4);
  g_assert_cmpuint (g_array_index (ranges, JaridaRange, 3).from.block, ==, 3);
  g_array_set_size (ranges, 0);
  jarida_document_find (document, "un", 0, ALL, 3, ranges);
  g_assert_cmpuint (ranges->len, ==, 3);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/document/find/", cases[i].name, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_case);
    }
  g_test_add_func ("/document/find/slices-and-limit", test_slices_and_limit);
  return g_test_run ();
}
