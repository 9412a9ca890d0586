/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "jarida-search-match.h"
#include "jarida-search-private.h"

/* The language of a search: what is understood of what is typed. */

static void
print_term (GString                *out,
            const JaridaSearchTerm *term)
{
  g_string_append_printf (out, "%s%s%s%s", term->exact ? "\"" : "", term->text, term->exact ? "\"" : "", term->beginning ? "*" : "");
}

static char *
print_query (const JaridaSearchQuery *query)
{
  static const char * const kinds[] = {
    "author", "journal", "section", "city", "language", "before", "after", "unread", "saved", "offline",
  };
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < query->clauses->len; i++)
    {
      const JaridaSearchClause *clause = g_ptr_array_index (query->clauses, i);

      g_string_append (out, out->len > 0 ? " " : "");
      g_string_append (out, clause->without ? "-" : "");
      for (guint j = 0; j < clause->terms->len; j++)
        {
          g_string_append (out, j > 0 ? "|" : "");
          print_term (out, g_ptr_array_index (clause->terms, j));
        }
    }
  for (guint i = 0; i < query->filters->len; i++)
    {
      const JaridaSearchFilter *filter = g_ptr_array_index (query->filters, i);

      g_string_append_printf (out, "%s%s%s", out->len > 0 ? " " : "", filter->without ? "-" : "", kinds[filter->kind]);
      if (filter->moment != 0)
        {
          g_autoptr(GDateTime) moment = g_date_time_new_from_unix_local (filter->moment);
          g_autofree char *day = g_date_time_format (moment, "%Y-%m-%d");

          g_string_append_printf (out, "=%s", day);
        }
      else if (filter->text != NULL)
        g_string_append_printf (out, "=%s", filter->text);
    }
  return g_string_free (out, FALSE);
}

static const struct
{
  const char *path;
  const char *typed;
  gboolean    typing;
  const char *understood;
} cases[] = {
  { "nothing", "  ", FALSE, "" },
  { "words", "ministre de la  santé", FALSE, "ministre de la santé" },
  { "typing", "ministre san", TRUE, "ministre san*" },
  { "typing/finished", "ministre santé ", TRUE, "ministre santé" },
  { "quotes", "\"ministre de la santé\" Rabat", FALSE, "\"ministre de la santé\" Rabat" },
  { "quotes/french", "«ministre de la santé»", FALSE, "\"ministre de la santé\"" },
  { "quotes/arabic", "“وزير الصحة” الرباط", FALSE, "\"وزير الصحة\" الرباط" },
  { "quotes/open", "a \"b c", TRUE, "a \"b c\"" },
  { "quotes/empty", "\"\" a \" \"", FALSE, "a" },
  { "not", "eau -pluie −\"grand barrage\"", FALSE, "eau -pluie -\"grand barrage\"" },
  { "not/alone", "eau - pluie", FALSE, "eau pluie" },
  { "not/within", "anti-corruption", FALSE, "anti-corruption" },
  { "or", "eau OR pluie barrage", FALSE, "eau|pluie barrage" },
  { "or/french", "eau OU pluie OU neige", FALSE, "eau|pluie|neige" },
  { "or/arabic", "الماء أو المطر", FALSE, "الماء|المطر" },
  { "or/no-word", "eau ou pluie or neige", FALSE, "eau ou pluie or neige" },
  { "or/at-the-ends", "OR eau OR", FALSE, "OR eau OR" },
  { "or/not", "eau OR -pluie", FALSE, "eau -pluie" },
  { "author", "author:Benali eau", FALSE, "eau author=Benali" },
  { "author/quotes", "auteur:\"Amina Benali\"", FALSE, "author=Amina Benali" },
  { "author/arabic", "كاتب:القرطبي", FALSE, "author=القرطبي" },
  { "author/nothing", "author: eau", FALSE, "author: eau" },
  { "author/not", "-author:Benali", FALSE, "-author=Benali" },
  { "journal", "journal:L’Économiste source:b جريدة:هسبريس", FALSE, "journal=L’Économiste journal=b journal=هسبريس" },
  { "section", "rubrique:sport قسم:السياسة", FALSE, "section=sport section=السياسة" },
  { "city", "ville:Rabat مدينة:الرباط", FALSE, "city=Rabat city=الرباط" },
  { "language", "lang:ar langue:français لغة:العربية", FALSE, "language=ar language=fr language=ar" },
  { "language/none", "lang:klingon", FALSE, "lang:klingon" },
  { "before", "before:2026 avant:11/2026 قبل:2026-11-29", FALSE, "before=2026-01-01 before=2026-11-01 before=2026-11-29" },
  { "after", "after:29/11/2026 après:2026-11 بعد:٢٠٢٦", FALSE, "after=2026-11-29 after=2026-11-01 after=2026-01-01" },
  { "after/no-date", "after:hier", FALSE, "after:hier" },
  { "after/no-month", "after:2026-13", FALSE, "after:2026-13" },
  { "is", "is:unread est:enregistré is:offline", FALSE, "unread saved offline" },
  { "is/not", "-is:unread is:read est:lu", FALSE, "-unread -unread -unread" },
  { "is/arabic", "حالة:محفوظ", FALSE, "saved" },
  { "is/two-words", "est:hors-ligne is:\"non lu\"", FALSE, "offline unread" },
  { "is/nothing", "is:happy", FALSE, "is:happy" },
  { "no-filter", "https://a.example 10:30 foo:bar", FALSE, "https://a.example 10:30 foo:bar" },
  { "signs", "*()^{}[]:+ ' ; -- AND NOT NEAR", FALSE, "AND NOT NEAR" },
};

static void
test_case (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr(JaridaSearchQuery) query = jarida_search_query_parse (cases[i].typed, cases[i].typing);
  g_autofree char *printed = print_query (query);

  g_assert_cmpstr (printed, ==, cases[i].understood);
}

/* Asked, the text, and what of it is marked. */
static const struct
{
  const char *path;
  const char *typed;
  gboolean    typing;
  const char *text;
  const char *marked;
} marks[] = {
  { "forms", "election", FALSE, "Les Élections et l’élection", "Élections|élection" },
  { "arabic", "حكومة", FALSE, "قالت الحكومة والحكومة وبالحكومة والحكم", "الحكومة|والحكومة|وبالحكومة" },
  { "vowels", "محمد", FALSE, "جاء مُحَمَّدٌ اليوم", "مُحَمَّدٌ" },
  { "typing", "gouv", TRUE, "Le gouvernement, gouverner", "gouvernement|gouverner" },
  { "typing/arabic", "حكو", TRUE, "الحكومة حكومة", "الحكومة|حكومة" },
  { "quotes", "\"les élections\"", FALSE, "les élections, les election, élections", "les|élections" },
  { "quotes/without-accents", "\"elections\"", FALSE, "élections election", "élections" },
  { "without", "eau -pluie", FALSE, "eau et pluie", "eau" },
  { "or", "eau OR pluie", FALSE, "eau et pluie", "eau|pluie" },
  { "nothing", "eau", FALSE, "", "" },
};

static void
test_marks (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr(JaridaSearchQuery) query = jarida_search_query_parse (marks[i].typed, marks[i].typing);
  g_autoptr(GArray) ranges = jarida_search_query_mark (query, marks[i].text);
  g_autoptr(GString) out = g_string_new (NULL);

  for (guint j = 0; j < ranges->len; j++)
    {
      const JaridaTextRange *range = &g_array_index (ranges, JaridaTextRange, j);

      g_string_append (out, j > 0 ? "|" : "");
      g_string_append_len (out, marks[i].text + range->start, range->end - range->start);
    }
  g_assert_cmpstr (out->str, ==, marks[i].marked);
}

static const struct
{
  const char *typed;
  const char *title;
  const char *body;
  gboolean    holds;
} exact[] = {
  { "\"ministre de la santé\"", "Le ministre de la Santé", "", TRUE },
  { "\"ministre de la santé\"", "Le ministre de santé", "ministre, santé", FALSE },
  { "\"ministre\"", "Les ministres", "", FALSE },
  { "\"pêche\"", "La pêche", "", TRUE },
  { "\"pêche\"", "Le péché", "", FALSE },
  { "\"peche\"", "Le péché", "", TRUE },
  { "\"الحكومة\"", "", "قالت الحكومة", TRUE },
  { "\"الحكومة\"", "", "قالت حكومة", FALSE },
  { "\"أحمد\"", "احمد", "أَحْمَد", TRUE },
  { "\"أحمد\"", "احمد", "", FALSE },
  { "\"pluie\" OR barrages", "Un barrage", "", TRUE },
  { "\"pluie\" OR barrages", "Des pluies", "", FALSE },
  { "eau -\"pluie\"", "Des pluies", "eau", TRUE },
  { "eau -\"pluie\"", "La pluie", "eau", FALSE },
  /* It begins anew within itself. */
  { "\"a b a c\"", "", "a b a b a c", TRUE },
  { "\"la la pluie\"", "La pluie", "la la la pluie", TRUE },
  { "\"la la pluie\"", "La pluie", "la pluie, la", FALSE },
  /* Neither over the end of the title nor with its beginning alone. */
  { "\"la pluie\"", "La", "pluie", FALSE },
  { "\"la pluie fine\"", "", "la pluie", FALSE },
};

static void
assert_holds (const JaridaSearchQuery *query,
              const char              *text,
              gboolean                 holds)
{
  g_auto(JaridaExactText) title = { "" }, body = { text };

  g_assert_cmpint (jarida_search_query_holds (query, &title, &body), ==, holds);
}

/* All words but the last are the same. */
static void
test_long_quote (void)
{
  static const guint lengths[] = { 2, 64, 65, 200 };

  for (gsize i = 0; i < G_N_ELEMENTS (lengths); i++)
    {
      g_autoptr(GString) quote = g_string_new ("\"");
      g_autoptr(GString) text = g_string_new ("mot ");
      g_autoptr(JaridaSearchQuery) query = NULL;

      for (guint j = 1; j < lengths[i]; j++)
        {
          g_string_append (quote, "mot ");
          g_string_append (text, "mot ");
        }
      g_string_append (quote, "fin\"");
      query = jarida_search_query_parse (quote->str, FALSE);
      assert_holds (query, text->str, FALSE);
      g_string_append (text, "fin mot");
      assert_holds (query, text->str, TRUE);
      assert_holds (query, text->str + strlen ("mot mot "), FALSE);
    }
}

static void
test_exact (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (exact); i++)
    {
      g_autoptr(JaridaSearchQuery) query = jarida_search_query_parse (exact[i].typed, FALSE);
      g_auto(JaridaExactText) title = { exact[i].title }, body = { exact[i].body };

      g_test_message ("%s: %s, %s", exact[i].typed, exact[i].title, exact[i].body);
      g_assert_true (jarida_search_query_needs_texts (query));
      /* Again with what was made of the texts. */
      for (guint j = 0; j < 2; j++)
        g_assert_cmpint (jarida_search_query_holds (query, &title, &body), ==, exact[i].holds);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/store/query/", cases[i].path, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_case);
    }
  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      g_autofree char *path = g_strconcat ("/store/query/marks/", marks[i].path, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_marks);
    }
  g_test_add_func ("/store/query/exact", test_exact);
  g_test_add_func ("/store/query/long-quote", test_long_quote);
  return g_test_run ();
}
