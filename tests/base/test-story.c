/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "jarida-story-index.h"

/* Which headlines are grouped, on our own invented ones: tests/data/stories. What was adjusted was adjusted to develop.tsv alone. */

#define FIRST_SECOND 840000000u
#define LEAST_PRECISION 0.95

typedef struct
{
  char    *event;
  char    *language;
  char    *title;
  guint32  id;
  guint32  story;
} Headline;

static void
clear_headline (gpointer data)
{
  Headline *headline = data;

  g_free (headline->event);
  g_free (headline->language);
  g_free (headline->title);
}

static int
compare_headlines (gconstpointer a,
                   gconstpointer b)
{
  const Headline *first = a, *second = b;

  return (first->id > second->id) - (first->id < second->id);
}

static GArray *
read_headlines (const char *name)
{
  g_autofree char *path = g_build_filename (TEST_DATA_DIR, "stories", name, NULL);
  g_autofree char *text = NULL;
  g_autoptr(GError) error = NULL;
  g_auto(GStrv) lines = NULL;
  GArray *headlines = g_array_new (FALSE, FALSE, sizeof (Headline));

  g_array_set_clear_func (headlines, clear_headline);
  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto(GStrv) fields = g_strsplit (lines[i], "\t", -1);
      Headline headline = { NULL };

      if (lines[i][0] == '#' || lines[i][0] == '\0')
        continue;
      g_assert_cmpuint (g_strv_length (fields), ==, 4);
      headline.event = g_strdup (fields[0]);
      headline.language = g_strdup (fields[1]);
      headline.title = g_strdup (fields[3]);
      headline.id = FIRST_SECOND + (guint32) g_ascii_strtoull (fields[2], NULL, 10) * 3600 + i;
      g_array_append_val (headlines, headline);
    }
  g_array_sort (headlines, compare_headlines);
  return headlines;
}

static void
rename_story (GArray  *headlines,
              guint32  id,
              guint32  before,
              guint32  story)
{
  for (guint i = 0; i < headlines->len; i++)
    {
      Headline *headline = &g_array_index (headlines, Headline, i);

      if ((id != 0 && headline->id == id) || (before != 0 && headline->story == before))
        headline->story = story;
    }
}

/* Each from a newspaper of its own: nothing helps but the words. */
static void
place (JaridaStoryIndex *index,
       GArray           *headlines,
       guint             at)
{
  const Headline *headline = &g_array_index (headlines, Headline, at);
  JaridaStoryArticle article = { headline->id, at + 1, headline->language, headline->title };
  g_auto(JaridaStoryPlacing) placing = { 0 };

  if (!jarida_story_index_place (index, &article, article.id, &placing))
    return;
  for (guint i = 0; i < placing.ids->len; i++)
    rename_story (headlines, g_array_index (placing.ids, guint32, i), 0, placing.story);
  for (guint i = 0; i < placing.stories->len; i++)
    rename_story (headlines, 0, g_array_index (placing.stories, guint32, i), placing.story);
}

typedef struct
{
  guint n_together, n_right, n_same;
} Tally;

static void
count_pairs (GArray *headlines,
             Tally  *tally)
{
  for (guint i = 0; i < headlines->len; i++)
    for (guint j = 0; j < i; j++)
      {
        const Headline *a = &g_array_index (headlines, Headline, i), *b = &g_array_index (headlines, Headline, j);
        gboolean same = strcmp (a->event, b->event) == 0;
        gboolean together = a->story != 0 && a->story == b->story;

        tally->n_same += same;
        tally->n_together += together;
        tally->n_right += same && together;
        if (same != together)
          g_test_message ("%s: %s | %s", same ? "missed" : "WRONG", a->title, b->title);
      }
}

/* Newspapers have thousands of headlines a day about other things: the weights are others, the result is not worse. */
static void
add_crowd (JaridaStoryIndex *index,
           guint             n)
{
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *title = g_strdup_printf ("Mot%u et parole%u avec Tarkala%u : le gouvernement annonce chose%u", i % 4001, i % 997,
                                                i % 61, i);
      JaridaStoryArticle article = { FIRST_SECOND + 50 * 3600 + i, 1000 + i, "fr", title };

      jarida_story_index_add (index, &article, 0, FALSE);
    }
}

static void
measure (const char *name,
         guint       n_crowd,
         Tally      *tally)
{
  g_autoptr(GArray) headlines = read_headlines (name);
  g_autoptr(JaridaStoryIndex) index = jarida_story_index_new ();

  g_assert_cmpuint (headlines->len, >=, 140);
  add_crowd (index, n_crowd);
  for (guint i = 0; i < headlines->len; i++)
    place (index, headlines, i);
  count_pairs (headlines, tally);
  g_test_message ("%s: %u headlines, %u pairs put together, %u of them rightly, of %u: precision %.3f, recall %.3f", name,
                  headlines->len, tally->n_together, tally->n_right, tally->n_same,
                  (double) tally->n_right / MAX (1, tally->n_together), (double) tally->n_right / tally->n_same);
}

static void
test_half (gconstpointer data)
{
  Tally tally = { 0 };

  measure (data, 0, &tally);
  g_assert_cmpfloat (tally.n_right, >=, LEAST_PRECISION * tally.n_together);
  /* Who puts nothing together makes no mistake. */
  g_assert_cmpuint (tally.n_right * 2, >=, tally.n_same);
}

static void
test_crowd (gconstpointer data)
{
  Tally tally = { 0 };

  measure (data, 20000, &tally);
  g_assert_cmpfloat (tally.n_right, >=, LEAST_PRECISION * tally.n_together);
  g_assert_cmpuint (tally.n_right * 2, >=, tally.n_same);
}

/* Which story each of them is in, after each has come. */

#define HOUR 3600

typedef struct
{
  guint       hour;
  guint       source;
  const char *language;
  const char *title;
  guint       story;      /* as numbered by the row that is its first */
} Row;

static const Row strangers[] = {
  { 0, 1, "fr", "Le pont tournant de Tarkala rouvre aux piétons", 0 },
  { 1, 1, "fr", "Le pont tournant de Tarkala rouvre aux piétons", 1 },      /* the same newspaper */
  { 2, 2, "en", "Le pont tournant de Tarkala rouvre aux piétons", 2 },      /* another language */
  { 80, 3, "fr", "Le pont tournant de Tarkala rouvre aux piétons", 3 },     /* too late */
  { 3, 5, "fr", "", 4 },
  { 3, 6, "fr", "", 5 },
  { 4, 7, "fr", "Météo", 6 },
  { 4, 8, "fr", "Météo", 7 },
  { 5, 9, "fr", "Tarkala", 8 },
  { 5, 10, "fr", "Tarkala", 9 },                                            /* a place is no event */
};

static const Row bridge[] = {
  { 0, 1, NULL, "alphane betune gammure deltose", 0 },
  { 1, 2, NULL, "alphane betune gammure deltose", 0 },
  { 2, 3, NULL, "epsilane zetune gammure deltose", 2 },
  { 3, 4, NULL, "epsilane zetune gammure deltose", 2 },
};

static guint32
get_id (const Row *rows,
        guint      i)
{
  return FIRST_SECOND + rows[i].hour * HOUR + i;
}

static void
put_rows (JaridaStoryIndex *index,
          GArray           *headlines,
          const Row        *rows,
          guint             n_rows)
{
  for (guint i = 0; i < n_rows; i++)
    {
      JaridaStoryArticle article = { get_id (rows, i), rows[i].source, rows[i].language, rows[i].title };
      g_auto(JaridaStoryPlacing) placing = { 0 };
      Headline headline = { .id = article.id, .story = 0 };

      g_array_append_val (headlines, headline);
      if (!jarida_story_index_place (index, &article, article.id, &placing))
        continue;
      for (guint j = 0; j < placing.ids->len; j++)
        rename_story (headlines, g_array_index (placing.ids, guint32, j), 0, placing.story);
      for (guint j = 0; j < placing.stories->len; j++)
        rename_story (headlines, 0, g_array_index (placing.stories, guint32, j), placing.story);
    }
}

static void
check_rows (GArray    *headlines,
            const Row *rows,
            guint      n_rows)
{
  for (guint i = 0; i < n_rows; i++)
    for (guint j = 0; j < i; j++)
      {
        guint32 a = g_array_index (headlines, Headline, i).story, b = g_array_index (headlines, Headline, j).story;

        g_assert_cmpint (rows[i].story == rows[j].story, ==, a != 0 && a == b);
      }
}

static void
test_strangers (void)
{
  g_autoptr(JaridaStoryIndex) index = jarida_story_index_new ();
  g_autoptr(GArray) headlines = g_array_new (FALSE, FALSE, sizeof (Headline));

  put_rows (index, headlines, strangers, G_N_ELEMENTS (strangers));
  check_rows (headlines, strangers, G_N_ELEMENTS (strangers));
}

/* Two stories are one as soon as somebody tells both. */
static void
test_bridge (void)
{
  static const Row both = { 4, 5, NULL, "alphane betune gammure deltose epsilane zetune", 0 };
  g_autoptr(JaridaStoryIndex) index = jarida_story_index_new ();
  g_autoptr(GArray) headlines = g_array_new (FALSE, FALSE, sizeof (Headline));

  put_rows (index, headlines, bridge, G_N_ELEMENTS (bridge));
  check_rows (headlines, bridge, G_N_ELEMENTS (bridge));
  put_rows (index, headlines, &both, 1);
  for (guint i = 0; i < headlines->len; i++)
    {
      g_assert_cmpuint (g_array_index (headlines, Headline, i).story, !=, 0);
      g_assert_cmpuint (g_array_index (headlines, Headline, i).story, ==, g_array_index (headlines, Headline, 0).story);
    }
}

static void
test_apart (void)
{
  JaridaStoryArticle first = { FIRST_SECOND, 1, "en", "Tarkala swing bridge carries its first cyclists" };
  JaridaStoryArticle second = { FIRST_SECOND + 1, 2, "en", "Tarkala swing bridge carries its first cyclists" };
  JaridaStoryArticle third = { FIRST_SECOND + 2, 3, "en", "Tarkala swing bridge carries its first cyclists" };
  g_autoptr(JaridaStoryIndex) index = jarida_story_index_new ();
  g_auto(JaridaStoryPlacing) placing = { 0 };

  jarida_story_index_add (index, &first, 0, TRUE);
  jarida_story_index_add (index, &second, 0, FALSE);
  g_assert_true (jarida_story_index_place (index, &third, 17, &placing));
  g_assert_cmpuint (placing.story, ==, 17);
  g_assert_cmpuint (placing.ids->len, ==, 2);
  g_assert_cmpuint (placing.stories->len, ==, 0);
}

/* What is forgotten is not found again, and what stays keeps its story. */
static void
test_trim (void)
{
  JaridaStoryArticle old = { FIRST_SECOND, 1, "en", "Tarkala swing bridge carries its first cyclists" };
  JaridaStoryArticle last = { FIRST_SECOND + 60 * HOUR, 2, "en", "Tarkala swing bridge carries its first cyclists" };
  JaridaStoryArticle next = { FIRST_SECOND + 61 * HOUR, 3, "en", "Tarkala swing bridge carries its first cyclists" };
  g_autoptr(JaridaStoryIndex) index = jarida_story_index_new ();
  g_auto(JaridaStoryPlacing) placing = { 0 };

  jarida_story_index_add (index, &old, 0, FALSE);
  for (guint i = 0; i < 600; i++)
    {
      g_autofree char *title = g_strdup_printf ("nothing%u whatever%u", i, i);
      JaridaStoryArticle article = { FIRST_SECOND + 1 + i, 10 + i, "en", title };

      jarida_story_index_add (index, &article, 0, FALSE);
    }
  jarida_story_index_add (index, &last, 4711, FALSE);
  jarida_story_index_trim (index, FIRST_SECOND + 1000);
  g_assert_true (jarida_story_index_place (index, &next, 4712, &placing));
  g_assert_cmpuint (placing.story, ==, 4711);
  g_assert_cmpuint (placing.ids->len, ==, 1);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/base/story/develop", "develop.tsv", test_half);
  g_test_add_data_func ("/base/story/held-out", "held-out.tsv", test_half);
  g_test_add_data_func ("/base/story/crowd/develop", "develop.tsv", test_crowd);
  g_test_add_data_func ("/base/story/crowd/held-out", "held-out.tsv", test_crowd);
  g_test_add_func ("/base/story/strangers", test_strangers);
  g_test_add_func ("/base/story/bridge", test_bridge);
  g_test_add_func ("/base/story/apart", test_apart);
  g_test_add_func ("/base/story/trim", test_trim);
  return g_test_run ();
}
