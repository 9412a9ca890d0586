/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "jarida-front-choice.h"

#define NOON 813585600             /* seconds since 2000, as ids are */
#define MAX_ROWS 16

/* An article, as a row: how many minutes before the newest, newspaper, language, section, whether it has a picture, title. */
typedef struct
{
  int            minutes;
  int            newspaper;
  const char    *language;
  JaridaSection  section;
  gboolean       picture;
  const char    *title;
  const char    *address;
} Row;

static GArray *
make_day (const Row *rows,
          guint      n)
{
  GArray *day = g_array_new (FALSE, TRUE, sizeof (JaridaDayArticle));

  for (guint i = 0; i < n && rows[i].title != NULL; i++)
    {
      JaridaDayArticle article = {
        .values = { .id = NOON - rows[i].minutes * 60, .source_id = rows[i].newspaper, .language = rows[i].language,
                    .title = rows[i].title, .image = rows[i].picture ? "https://quid.example/a.jpeg" : NULL,
                    .address = rows[i].address },
        .section = rows[i].section,
      };

      g_array_append_val (day, article);
    }
  return day;
}

static JaridaFrontChoice *
choose (const Row *rows,
        guint      n)
{
  g_autoptr(GArray) day = make_day (rows, n);

  return jarida_front_choice_new ((JaridaDayArticle *) day->data, day->len);
}

/* "3 | 0 1 4 | politics: 2 5" */
static char *
describe (const JaridaFrontChoice *choice)
{
  GString *text = g_string_new (NULL);

  if (choice->lead != G_MAXUINT)
    g_string_append_printf (text, "%u |", choice->lead);
  for (guint i = 0; i < choice->top->len; i++)
    g_string_append_printf (text, " %u", g_array_index (choice->top, guint, i));
  for (guint i = 0; i < choice->columns->len; i++)
    {
      const JaridaFrontColumn *column = g_ptr_array_index (choice->columns, i);
      const char *slug = jarida_section_get_slug (column->section);

      g_string_append_printf (text, " | %s:", slug != NULL ? slug : "-");
      for (guint j = 0; j < column->picks->len; j++)
        g_string_append_printf (text, " %u", g_array_index (column->picks, guint, j));
    }
  return g_string_free (text, FALSE);
}

#define POLITICS JARIDA_SECTION_POLITICS
#define SPORTS JARIDA_SECTION_SPORTS

static const struct
{
  const char *what;
  Row         rows[MAX_ROWS];
  const char *expected;
} cases[] = {
  { "nothing", { { 0 } }, "" },
  { "one", { { 0, 1, "fr", 0, FALSE, "Le port ouvre un nouveau quai" } }, "0 |" },
  { "an article without a title is not shown",
    { { 0, 1, "fr", 0, TRUE, "" }, { 1, 1, "fr", 0, FALSE, "Le port ouvre un nouveau quai" } }, "1 |" },
  { "a picture before freshness",
    { { 0, 1, "fr", 0, FALSE, "Le port ouvre un nouveau quai" }, { 60, 2, "fr", 0, TRUE, "La ville plante mille arbres" } }, "1 | 0" },
  { "of two with pictures the newer",
    { { 0, 1, "fr", 0, TRUE, "Le port ouvre un nouveau quai" }, { 600, 2, "fr", 0, TRUE, "La ville plante mille arbres" } }, "0 | 1" },
  { "a title that is too long to be set large, or too short, gives way",
    { { 0, 1, "fr", 0, TRUE, "Brèves" }, { 30, 2, "fr", 0, TRUE, "La ville plante mille arbres" } }, "1 | 0" },
  { "what two newspapers have leads, and stands once; case and accents do not matter",
    { { 0, 1, "fr", 0, TRUE, "Le port ouvre un nouveau quai" },
      { 300, 2, "fr", 0, TRUE, "La ville plante mille érables" },
      { 310, 3, "fr", 0, FALSE, "LA VILLE PLANTE MILLE ERABLES" } }, "1 | 0" },
  { "the same address is the same story",
    { { 0, 1, "fr", 0, TRUE, "Le port ouvre un nouveau quai", "https://a.example/1" },
      { 300, 2, "fr", 0, TRUE, "La ville plante mille arbres", "https://b.example/1" },
      { 310, 3, "fr", 0, FALSE, "Mille arbres de plus, dit la ville", "https://b.example/1" } }, "1 | 0" },
  { "twice in one newspaper is not twice",
    { { 0, 1, "fr", 0, TRUE, "Le port ouvre un nouveau quai" },
      { 300, 2, "fr", 0, TRUE, "La ville plante mille arbres" },
      { 310, 2, "fr", 0, TRUE, "La ville plante mille arbres" } }, "0 | 1" },
  { "short titles are no story",
    { { 0, 1, "fr", 0, FALSE, "Éditorial" }, { 1, 2, "fr", 0, FALSE, "Éditorial" } }, "0 | 1" },
  { "no newspaper twice while there is another",
    { { 0, 1, "fr", 0, TRUE, "Un premier titre de ce journal" }, { 1, 1, "fr", 0, TRUE, "Un deuxième titre de ce journal" },
      { 2, 1, "fr", 0, TRUE, "Un troisième titre de ce journal" }, { 900, 2, "fr", 0, FALSE, "Le titre ancien d’un autre journal" } },
    "0 | 3 1 2" },
  { "each language is there, larger ones more often",
    { { 0, 1, "fr", 0, TRUE, "Le premier titre en français" }, { 1, 2, "fr", 0, TRUE, "Le deuxième titre en français" },
      { 2, 3, "fr", 0, TRUE, "Le troisième titre en français" }, { 3, 4, "fr-MA", 0, TRUE, "Le quatrième titre en français" },
      { 4, 5, "fr", 0, TRUE, "Le cinquième titre en français" }, { 5, 6, "fr", 0, TRUE, "Le sixième titre en français" },
      { 6, 7, "fr", 0, TRUE, "Le septième titre en français" }, { 700, 8, "ar", 0, FALSE, "العنوان الأول باللغة العربية" },
      { 701, 9, NULL, 0, FALSE, "العنوان الثاني باللغة العربية" }, { 800, 10, "en", 0, FALSE, "The only title that is in English" } },
    "0 | 7 9 1 2 3 4 | -: 5 6 8" },
  { "sections in their order, the newest first, the one with a picture before all",
    { { 0, 1, "fr", 0, FALSE, "Titre zéro du premier journal" }, { 1, 2, "fr", 0, FALSE, "Titre un du deuxième journal" },
      { 2, 3, "fr", 0, FALSE, "Titre deux du troisième journal" }, { 3, 4, "fr", 0, FALSE, "Titre trois du quatrième journal" },
      { 4, 5, "fr", 0, FALSE, "Titre quatre du cinquième journal" }, { 5, 6, "fr", 0, FALSE, "Titre cinq du sixième journal" },
      { 6, 7, "fr", 0, FALSE, "Titre six du septième journal" },
      { 7, 1, "fr", SPORTS, FALSE, "Le club de la ville gagne encore" }, { 8, 2, "fr", POLITICS, FALSE, "Le conseil vote son budget annuel" },
      { 9, 3, "fr", POLITICS, FALSE, "Le conseil nomme son président" }, { 10, 4, "fr", 0, FALSE, "Une page sans aucune rubrique ici" } },
    "0 | 1 2 3 4 5 6 | politics: 8 9 | sports: 7 | -: 10" },
  { "a newspaper does not fill a section while others have something",
    { { 0, 1, "fr", 0, FALSE, "Titre zéro du premier journal" }, { 1, 2, "fr", 0, FALSE, "Titre un du deuxième journal" },
      { 2, 3, "fr", 0, FALSE, "Titre deux du troisième journal" }, { 3, 4, "fr", 0, FALSE, "Titre trois du quatrième journal" },
      { 4, 5, "fr", 0, FALSE, "Titre quatre du cinquième journal" }, { 5, 6, "fr", 0, FALSE, "Titre cinq du sixième journal" },
      { 6, 7, "fr", 0, FALSE, "Titre six du septième journal" },
      { 10, 8, "fr", SPORTS, FALSE, "a" }, { 11, 8, "fr", SPORTS, FALSE, "b" }, { 12, 8, "fr", SPORTS, FALSE, "c" },
      { 13, 8, "fr", SPORTS, FALSE, "d" }, { 14, 8, "fr", SPORTS, FALSE, "e" }, { 15, 8, "fr", SPORTS, FALSE, "f" },
      { 16, 8, "fr", SPORTS, FALSE, "g" }, { 17, 9, "fr", SPORTS, FALSE, "h" }, { 18, 10, "fr", SPORTS, FALSE, "i" } },
    "0 | 1 2 3 4 5 6 | sports: 7 8 9 10 11 14 15" },
};

static void
test_cases (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(JaridaFrontChoice) choice = choose (cases[i].rows, MAX_ROWS);
      g_autofree char *text = describe (choice);

      g_test_message ("%s", cases[i].what);
      g_assert_cmpstr (text, ==, cases[i].expected);
    }
}

/* A picture further down a section comes to its head, and the rest keeps its order. */
static void
test_picture_first (void)
{
  Row rows[MAX_ROWS] = { { 0 } };
  g_autoptr(GPtrArray) titles = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(JaridaFrontChoice) choice = NULL;
  g_autofree char *text = NULL;

  for (int i = 0; i < 11; i++)
    {
      g_ptr_array_add (titles, g_strdup_printf ("Le titre numéro %d de ce matin", i));
      rows[i] = (Row) { i, i + 1, "fr", i < 7 ? 0 : SPORTS, i < 7 || i == 9, titles->pdata[i] };
    }
  choice = choose (rows, MAX_ROWS);
  text = describe (choice);
  g_assert_cmpstr (text, ==, "0 | 1 2 3 4 5 6 | sports: 9 7 8 10");
}

/* Whatever a day is made of: nothing stands twice, no story does, and nothing is out of bounds. */
static void
test_any_day (void)
{
  static const char *const languages[] = { "ar", "fr", "en", "es", NULL, "x", "de", "it", "pt", "tr", "nl" };

  for (guint round = 0; round < 300; round++)
    {
      g_autoptr(GRand) rand = g_rand_new_with_seed (round);
      const guint n = (guint) g_rand_int_range (rand, 0, 400);
      g_autoptr(GPtrArray) titles = g_ptr_array_new_with_free_func (g_free);
      g_autofree Row *rows = g_new0 (Row, n + 1);
      g_autoptr(JaridaFrontChoice) choice = NULL;
      g_autoptr(GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
      guint n_shown = 0;

      for (guint i = 0; i < n; i++)
        {
          g_ptr_array_add (titles, g_strdup_printf ("A story of some length, number %d", g_rand_int_range (rand, 0, 200)));
          rows[i] = (Row) { (int) i, g_rand_int_range (rand, 1, 40), languages[g_rand_int_range (rand, 0, G_N_ELEMENTS (languages))],
                            g_rand_int_range (rand, 0, JARIDA_N_SECTIONS), g_rand_boolean (rand), titles->pdata[i] };
        }
      choice = choose (rows, n);
      g_assert_true ((choice->lead == G_MAXUINT) == (n == 0));
      g_assert_cmpuint (choice->top->len, <=, JARIDA_FRONT_TOP);
      if (n > 0)
        g_assert_true (g_hash_table_add (seen, titles->pdata[choice->lead]));
      for (guint i = 0; i < choice->top->len; i++)
        g_assert_true (g_hash_table_add (seen, titles->pdata[g_array_index (choice->top, guint, i)]));
      for (guint i = 0; i < choice->columns->len; i++)
        {
          const JaridaFrontColumn *column = g_ptr_array_index (choice->columns, i);

          g_assert_cmpuint (column->picks->len, >, 0);
          for (guint j = 0; j < column->picks->len; j++)
            {
              const guint pick = g_array_index (column->picks, guint, j);

              g_assert_true (g_hash_table_add (seen, titles->pdata[pick]));
              g_assert_cmpint (rows[pick].section, ==, column->section);
            }
          n_shown += column->picks->len;
        }
      g_assert_cmpuint (n_shown, <=, (JARIDA_N_SECTIONS - 1) * JARIDA_FRONT_SECTION + JARIDA_FRONT_UNSORTED);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/front-choice/cases", test_cases);
  g_test_add_func ("/front-choice/picture-first", test_picture_first);
  g_test_add_func ("/front-choice/any-day", test_any_day);
  return g_test_run ();
}
