/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "jarida-fold.h"

static const struct
{
  const char *path;
  const char *text;
  const char *expected;
} cases[] = {
  { "case-and-accents", "Élection À Évian", "election a evian" },
  { "ligatures", "L'Œuvre, cæcum & Straße", "l oeuvre caecum strasse" },
  { "decomposed-accents", "e\xcc\x81lection", "election" },
  { "stroked-letters", "Łódź Ørsted đ ı İ", "lodz orsted d i i" },
  { "alef", "أحمد إعاذ آجن ٱلله", "احمد اعاذ اجن الله" },
  { "teh-marbuta-and-maksura", "فاطمة بنى", "فاطمه بني" },
  { "hamza-on-waw-and-yeh", "مسؤول الجزائر", "مسوول الجزاير" },
  { "tashkeel", "مُحَمَّدٌ", "محمد" },
  { "tatweel", "روبرـــــت", "روبرت" },
  { "presentation-forms", "ﺍﻟﺤﻜﻮﻣﺔ ﻻ", "الحكومه لا" },
  { "persian-letters", "کی", "كي" },
  { "digits", "٢٠٢٦ ۲۰۲۶ ２０２６", "2026 2026 2026" },
  { "direction-marks", "\xe2\x80\x8f" "ab\xe2\x80\x8b" "c\xc2\xad" "d", "abcd" },
  { "signs-part-words", "a-b_c/d«e»", "a b c d e" },
  { "only-signs", "?! — …", "" },
  { "not-utf-8", "a\xff\xfe" "b", "a b" },
};

static void
test_case (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autofree char *folded = jarida_fold_text (cases[i].text);
  g_autofree char *again = jarida_fold_text (folded);

  g_assert_cmpstr (folded, ==, cases[i].expected);
  g_assert_cmpstr (again, ==, folded);
}

static const struct
{
  const char *path;
  const char *text;
  const char *language;
  const char *expected;      /* terms with spaces between */
} term_cases[] = {
  { "nothing", "", NULL, "" },
  { "arabic/article", "الحكومة", "ar", "حكوم" },
  { "arabic/and-the-article", "والحكومة", "ar", "حكوم" },
  { "arabic/to-the-article", "للحكومة", "ar", "حكوم" },
  { "arabic/god-keeps-his", "الله", "ar", "الله" },
  { "arabic/plural", "مشروبات", "ar", "مشروب" },
  { "arabic/relation", "أمريكيين", "ar", "امريك" },
  { "arabic/short-words-stay", "سنة بيان", "ar", "سنه بيان" },
  { "arabic/hamza-both-ways", "مسؤول", "ar", "مسوول مسءول" },
  { "arabic/hamza-as-a-mark", "مسو\xd9\x94ول", "ar", "مسوول مسءول" },
  { "arabic/clitic-both-ways", "وزراء", "ar", "وزراء زراء" },
  { "arabic/and-he-said", "وقال", "ar", "وقال قال" },
  { "arabic/stop-words", "في من هذا الكتاب", "ar", "كتاب" },
  { "french/elision", "l'élection d’Évian qu'il aujourd'hui", "fr", "election evian aujourdhui" },
  { "french/plurals", "journaux bureaux élections prix", "fr", "journal bureau election pri" },
  { "french/feminine", "créées personnelle chienne", "fr", "cre personel chien" },
  { "french/double-letters", "Mohammed Mohamed innovation donner all", "fr", "mohamed mohamed inovation doner all" },
  { "french/short-words-stay", "bus gaz as", "fr", "bus gaz" },
  { "english/possessive", "Rabat's people can't", "en", "rabat peopl cant" },
  { "digits", "33bis ٢٠٢٦", NULL, "33bis 2026" },
  { "apostrophes-alone", "' '' d' '", "fr", "" },
};

static void
test_terms (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_auto(GStrv) terms = jarida_fold_terms (term_cases[i].text, term_cases[i].language);
  g_autofree char *joined = g_strjoinv (" ", terms);

  g_assert_cmpstr (joined, ==, term_cases[i].expected);
}

static gboolean
collect (const JaridaTerm *term,
         gpointer          user_data)
{
  g_string_append_printf (user_data, "%s%s@%u-%u ", term->other ? "+" : "", term->text, (guint) term->start, (guint) term->end);
  return strcmp (term->text, "stop") != 0;
}

/* Each term with the bytes of its word, for marks; it ends where it is told to. */
static void
test_places (void)
{
  static const char text[] = "L’Œuvre, و\xd9\x8eقال 3 stop après";
  g_autoptr(GString) out = g_string_new (NULL);
  g_autoptr(GString) plain = g_string_new (NULL);
  g_autoptr(GString) beginning = g_string_new (NULL);

  jarida_fold_each_term (text, strlen (text), JARIDA_FOLD_STEM | JARIDA_FOLD_ELISION, collect, out);
  g_assert_cmpstr (out->str, ==, "oeuvr@4-10 وقال@12-22 +قال@12-22 3@23-24 stop@25-29 ");
  jarida_fold_each_term ("L'elle Essebsi", 14, JARIDA_FOLD_ELISION, collect, plain);
  g_assert_cmpstr (plain->str, ==, "elle@2-6 essebsi@7-14 ");
  jarida_fold_each_term ("Essebsi الحكو", strlen ("Essebsi الحكو"), JARIDA_FOLD_BEGINNING, collect, beginning);
  g_assert_cmpstr (beginning->str, ==, "esebsi@0-7 الحكو@8-18 ");
}

static void
test_long_term (void)
{
  g_autoptr(GString) text = g_string_new (NULL);
  g_auto(GStrv) terms = NULL;

  for (guint i = 0; i < 40; i++)
    g_string_append (text, i == 0 ? "x" : "ش");
  terms = jarida_fold_terms (text->str, "ar");
  g_assert_cmpuint (g_strv_length (terms), ==, 1);
  g_assert_cmpuint (strlen (terms[0]), ==, 63);
  g_assert_true (g_utf8_validate (terms[0], -1, NULL));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/base/fold/", cases[i].path, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_case);
    }
  for (guint i = 0; i < G_N_ELEMENTS (term_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/base/fold/terms/", term_cases[i].path, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_terms);
    }
  g_test_add_func ("/base/fold/terms/places", test_places);
  g_test_add_func ("/base/fold/terms/too-long", test_long_term);
  return g_test_run ();
}
