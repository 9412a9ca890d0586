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
  return g_test_run ();
}
