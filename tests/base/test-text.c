/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "jarida-text.h"

static void
test_direction (void)
{
  static const struct { const char *text; JaridaDirection expected; } cases[] = {
    { "Le Matin", JARIDA_DIRECTION_LTR },
    { "الصباح", JARIDA_DIRECTION_RTL },
    { "« 2026 » الصباح", JARIDA_DIRECTION_RTL },
    { "2026: Le Matin", JARIDA_DIRECTION_LTR },
    { "12 % — 34", JARIDA_DIRECTION_AUTO },
    { "", JARIDA_DIRECTION_AUTO },
    { "\xe2\x81\xa8Reuters\xe2\x81\xa9 الصباح", JARIDA_DIRECTION_RTL },
    { "\xe2\x80\x8f" "Le Matin", JARIDA_DIRECTION_RTL },
    { "\xff\xfe الصباح", JARIDA_DIRECTION_RTL },
    { "ﷲ", JARIDA_DIRECTION_RTL },
    { "ⵜⴰⵎⴰⵣⵉⵖⵜ", JARIDA_DIRECTION_LTR },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (jarida_text_direction (cases[i].text), ==, cases[i].expected);
  g_assert_cmpint (jarida_text_direction (NULL), ==, JARIDA_DIRECTION_AUTO);
}

static void
test_language_direction (void)
{
  static const struct { const char *language; JaridaDirection expected; } cases[] = {
    { "ar", JARIDA_DIRECTION_RTL }, { "ar-MA", JARIDA_DIRECTION_RTL }, { "AR_dz", JARIDA_DIRECTION_RTL },
    { "fr", JARIDA_DIRECTION_LTR }, { "fr-MA", JARIDA_DIRECTION_LTR }, { "fa", JARIDA_DIRECTION_RTL },
    { "ar-Latn", JARIDA_DIRECTION_LTR }, { "az-Arab-IR", JARIDA_DIRECTION_RTL }, { "", JARIDA_DIRECTION_AUTO },
    { "arn", JARIDA_DIRECTION_LTR },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (jarida_language_direction (cases[i].language), ==, cases[i].expected);
  g_assert_cmpint (jarida_language_direction (NULL), ==, JARIDA_DIRECTION_AUTO);
}

static void
test_guess_language (void)
{
  static const struct { const char *text; const char *expected; } cases[] = {
    { "أعلنت الحكومة يوم الإثنين عن برنامج جديد لدعم النقل في المدن", "ar" },
    { "Le gouvernement a annoncé lundi un nouveau programme pour les transports dans les villes", "fr" },
    { "The government has announced a new programme for transport in the cities on Monday", "en" },
    { "El gobierno anunció el lunes un nuevo programa para los transportes en las ciudades", "es" },
    { "دولت روز دوشنبه برنامه‌ای تازه برای حمل و نقل شهری اعلام کرد که پیش از این گفته بود", "fa" },
    { "Les moteurs de la recherche à Rabat", "fr" },
    { "The port’s new ferry and Tangier’s mayor", "en" },
    { "Ministrul a anunțat că va fi prezent la București în luna mai", "ro" },
    { "12 345", NULL }, { "", NULL }, { "Casablanca", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpstr (jarida_text_guess_language (cases[i].text), ==, cases[i].expected);
  g_assert_null (jarida_text_guess_language (NULL));
}

static void
test_squeeze (void)
{
  static const struct { const char *text; const char *expected; } cases[] = {
    { "  Le \t\n Matin  ", "Le Matin" }, { "a\xc2\xa0" "b", "a b" }, { "", "" }, { " \n", "" },
    { "a\x01\x02" "b", "ab" }, { "a\xff" "b", "a\xef\xbf\xbd" "b" }, { "\xef\xbb\xbf" "الصباح", "الصباح" },
    { "Qui\xe2\x80\xaf?", "Qui ?" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *squeezed = jarida_text_squeeze (cases[i].text);

      g_assert_cmpstr (squeezed, ==, cases[i].expected);
    }
}

static void
test_excerpt (void)
{
  static const struct { const char *text; guint n; const char *expected; } cases[] = {
    { "Un mot de trop", 14, "Un mot de trop" }, { "Un mot de trop", 13, "Un mot de…" }, { "Un mot, de trop", 9, "Un mot…" },
    { "الحكومة تصادق على المشروع", 14, "الحكومة تصادق…" }, { "anticonstitutionnellement", 5, "anti…" },
    { "", 5, "" }, { "abc", 0, "" }, { "  a  b  ", 3, "a b" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *excerpt = jarida_text_excerpt (cases[i].text, cases[i].n);

      g_assert_cmpstr (excerpt, ==, cases[i].expected);
      g_assert_cmpint (g_utf8_strlen (excerpt, -1), <=, MAX (cases[i].n, 1));
    }
}

static void
test_valid (void)
{
  static const char *const pieces[] = {
    "a", "bcdefghijkl", "\xc3\xa9", "\xd8\xa7", "\xe2\x80\x99", "\xef\xbb\xbf", "\xef\xbf\xbf", "\xee\x80\x80", "\xf0\x9d\x84\x9e", "\xe0\xa0\x80",
    "\xed\x9f\xbf", "\xf4\x8f\xbf\xbf", " ", "~\x7f", "\x01", "\xc0\x80", "\xc1\xbf", "\xe0\x80\x80", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xff", "\x80",
    "\xe2\x80", "\xd8", "\xf0\x9d\x84", "\xf8\x88\x80\x80\x80", "",
  };
  g_autoptr(GRand) rand = g_rand_new_with_seed (11);

  for (guint i = 0; i < 200000; i++)
    {
      g_autoptr(GString) text = g_string_new (NULL);
      /* Mostly valid. */
      const int n_pieces = g_rand_int_range (rand, 0, 4) > 0 ? 15 : (int) G_N_ELEMENTS (pieces);
      const char *end, *expected;
      g_autofree char *copy = NULL;

      for (int j = g_rand_int_range (rand, 0, 12); j > 0; j--)
        {
          const char *piece = pieces[g_rand_int_range (rand, 0, n_pieces)];

          /* The empty one stands for a zero byte. */
          g_string_append_len (text, piece, piece[0] == '\0' ? 1 : (gssize) strlen (piece));
        }
      /* On the heap, so that one byte too far is seen. */
      copy = g_memdup2 (text->str, text->len);
      if (copy == NULL)
        continue;
      g_assert_cmpint (jarida_text_is_valid (copy, text->len, &end), ==, g_utf8_validate (copy, (gssize) text->len, &expected));
      g_assert_true (end == expected);
    }
}

/* Only the beginning is read: it must be told from all of it at whatever length. */
static void
test_excerpt_of_all (void)
{
  static const char text[] = "  «\xc2\xa0" "L’été\xe2\x80\xaf»,\n\n\xe2\x80\x8b" "dit-il… a  b \t c\x01 d الحكومة  تُصادق 𝄞 … f";
  g_autofree char *squeezed = jarida_text_squeeze (text);

  for (guint n = 1; n < 60; n++)
    {
      gboolean cut = FALSE;
      g_autofree char *excerpt = jarida_text_excerpt_full (text, n, &cut);
      g_autofree char *again = jarida_text_excerpt (squeezed, n);

      g_assert_cmpstr (excerpt, ==, again);
      g_assert_cmpint (cut, ==, g_utf8_strlen (squeezed, -1) > n);
      if (cut)
        excerpt[strlen (excerpt) - strlen ("…")] = '\0';
      g_assert_true (g_str_has_prefix (squeezed, excerpt));
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/text/direction", test_direction);
  g_test_add_func ("/base/text/direction-of-a-language", test_language_direction);
  g_test_add_func ("/base/text/guess-language", test_guess_language);
  g_test_add_func ("/base/text/squeeze", test_squeeze);
  g_test_add_func ("/base/text/valid", test_valid);
  g_test_add_func ("/base/text/excerpt", test_excerpt);
  g_test_add_func ("/base/text/excerpt-of-all", test_excerpt_of_all);
  return g_test_run ();
}
