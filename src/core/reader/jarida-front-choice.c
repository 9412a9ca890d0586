/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-front-choice.h"

#include "jarida-address.h"
#include "jarida-fold.h"

#define NOBODY G_MAXUINT
#define MAX_LANGUAGES 8
#define DAY_SECONDS (24 * 60 * 60)

/* Points. Each further newspaper that has a story is worth more than all the rest together, up to a few. */
#define POINTS_NEWSPAPER 200
#define MAX_NEWSPAPERS 5
#define POINTS_PICTURE 80
#define POINTS_FRESH 60          /* of the newest of the day; falls to nothing within a day */
#define POINTS_TITLE 30
#define POINTS_EXCERPT 15

#define SHORTEST_TITLE 20        /* characters */
#define LONGEST_TITLE 140
#define SHORTEST_EXCERPT 60
/* Titles shorter than this are of many stories: "Editorial". */
#define SHORTEST_STORY 15

typedef struct
{
  guint story;             /* index of the first article of the story */
  guint n_newspapers;      /* of the first only: how many have the story */
  guint language;
  int   score;
  guint taken : 1;         /* of the first only: the story is on the page */
} Entry;

typedef struct
{
  const char *code;        /* interned */
  GHashTable *newspapers;  /* (owned) set of source ids */
  guint       n_taken;
} Language;

typedef struct
{
  const JaridaDayArticle *articles;
  guint                   n;
  Entry                  *entries;                   /* (owned) */
  Language                languages[MAX_LANGUAGES];
  guint                   n_languages;
  GHashTable             *newspapers;                /* (owned) source id -> how often it stands where counting goes on */
} Chooser;

/* ---- Stories ---- */

static guint
find_story (Entry *entries,
            guint  i)
{
  while (entries[i].story != i)
    i = entries[i].story = entries[entries[i].story].story;
  return i;
}

static void
join_by_key (Chooser    *self,
             GHashTable *keys,
             char       *key,
             guint       i)
{
  gpointer first;

  if (!g_hash_table_lookup_extended (keys, key, NULL, &first))
    {
      g_hash_table_insert (keys, key, GUINT_TO_POINTER (i));
      return;
    }
  g_free (key);
  self->entries[find_story (self->entries, i)].story = find_story (self->entries, GPOINTER_TO_UINT (first));
}

static void
find_stories (Chooser *self)
{
  g_autoptr(GHashTable) keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GHashTable) pairs = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  for (guint i = 0; i < self->n; i++)
    {
      const JaridaHeadlineValues *values = &self->articles[i].values;
      char *title = jarida_fold_text (values->title);
      char *address = values->address != NULL ? jarida_address_canonical (values->address) : NULL;

      if (g_utf8_strlen (title, -1) >= SHORTEST_STORY)
        join_by_key (self, keys, title, i);
      else
        g_free (title);
      if (address != NULL)
        join_by_key (self, keys, address, i);
    }
  /* A newspaper that has it twice counts once. */
  for (guint i = 0; i < self->n; i++)
    {
      const guint story = find_story (self->entries, i);
      const gint64 pair = ((gint64) story << 32) ^ self->articles[i].values.source_id;

      if (g_hash_table_add (pairs, g_memdup2 (&pair, sizeof pair)))
        self->entries[story].n_newspapers++;
    }
}

/* ---- Languages ---- */

static const char *
get_language (const JaridaHeadlineValues *values)
{
  char code[3] = { 0 };

  if (values->language != NULL && g_ascii_isalpha (values->language[0]) && g_ascii_isalpha (values->language[1])
      && !g_ascii_isalpha (values->language[2]))
    {
      code[0] = g_ascii_tolower (values->language[0]);
      code[1] = g_ascii_tolower (values->language[1]);
      return g_intern_string (code);
    }
  return jarida_text_direction (values->title) == JARIDA_DIRECTION_RTL ? "ar" : "";
}

/* What comes after the last that there is room for goes with that one: the languages of a press are few. */
static guint
find_language (Chooser    *self,
               const char *code)
{
  for (guint i = 0; i < self->n_languages; i++)
    if (g_str_equal (self->languages[i].code, code))
      return i;
  if (self->n_languages == MAX_LANGUAGES)
    return MAX_LANGUAGES - 1;
  self->languages[self->n_languages].code = code;
  self->languages[self->n_languages].newspapers = g_hash_table_new (NULL, NULL);
  return self->n_languages++;
}

static void
find_languages (Chooser *self)
{
  for (guint i = 0; i < self->n; i++)
    {
      const JaridaHeadlineValues *values = &self->articles[i].values;

      self->entries[i].language = find_language (self, get_language (values));
      g_hash_table_add (self->languages[self->entries[i].language].newspapers, GSIZE_TO_POINTER (values->source_id));
    }
}

/* Whether @a has more right to the next place than @b. */
static gboolean
is_before (const Language *a,
           const Language *b)
{
  const guint a_size = g_hash_table_size (a->newspapers), b_size = g_hash_table_size (b->newspapers);

  if ((a->n_taken == 0) != (b->n_taken == 0))
    return a->n_taken == 0;
  return a_size * (2 * b->n_taken + 1) > b_size * (2 * a->n_taken + 1);
}

/* ---- Scores ---- */

static int
get_score (Chooser *self,
           guint    i)
{
  const JaridaHeadlineValues *values = &self->articles[i].values;
  const gint64 age = CLAMP (self->articles[0].values.id - values->id, 0, DAY_SECONDS);
  const glong title = g_utf8_strlen (values->title, -1);
  const guint n_newspapers = self->entries[find_story (self->entries, i)].n_newspapers;

  return (int) (MIN (n_newspapers, MAX_NEWSPAPERS) - 1) * POINTS_NEWSPAPER
         + (values->image != NULL ? POINTS_PICTURE : 0)
         + (int) (POINTS_FRESH * (DAY_SECONDS - age) / DAY_SECONDS)
         + (title >= SHORTEST_TITLE && title <= LONGEST_TITLE ? POINTS_TITLE : 0)
         + (values->excerpt != NULL && g_utf8_strlen (values->excerpt, -1) >= SHORTEST_EXCERPT ? POINTS_EXCERPT : 0);
}

/* ---- Choosing ---- */

static guint
get_times (Chooser *self,
           guint    i)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (self->newspapers, GSIZE_TO_POINTER (self->articles[i].values.source_id)));
}

static gboolean
is_free (Chooser *self,
         guint    i)
{
  return *self->articles[i].values.title != '\0' && !self->entries[find_story (self->entries, i)].taken;
}

static void
take (Chooser *self,
      guint    i)
{
  gpointer newspaper = GSIZE_TO_POINTER (self->articles[i].values.source_id);

  self->entries[find_story (self->entries, i)].taken = TRUE;
  g_hash_table_insert (self->newspapers, newspaper, GUINT_TO_POINTER (get_times (self, i) + 1));
}

/* The best in @language (negative: in any) of the newspapers that stand there the fewest times; of equals the newest. */
static guint
find_best (Chooser  *self,
           int       language,
           gboolean  with_picture)
{
  guint best = NOBODY;

  for (guint i = 0; i < self->n; i++)
    {
      const gboolean fits = (language < 0 || self->entries[i].language == (guint) language)
                            && (!with_picture || self->articles[i].values.image != NULL) && is_free (self, i);

      if (fits && (best == NOBODY || get_times (self, i) < get_times (self, best)
                   || (get_times (self, i) == get_times (self, best) && self->entries[i].score > self->entries[best].score)))
        best = i;
    }
  return best;
}

static guint
choose_next (Chooser *self)
{
  gboolean empty[MAX_LANGUAGES] = { FALSE };

  for (guint round = 0; round < self->n_languages; round++)
    {
      guint next = NOBODY, best;

      for (guint i = 0; i < self->n_languages; i++)
        if (!empty[i] && (next == NOBODY || is_before (&self->languages[i], &self->languages[next])))
          next = i;
      best = find_best (self, (int) next, FALSE);
      if (best != NOBODY)
        {
          self->languages[next].n_taken++;
          return best;
        }
      empty[next] = TRUE;
    }
  return NOBODY;
}

static void
choose_top (Chooser           *self,
            JaridaFrontChoice *choice)
{
  choice->lead = find_best (self, -1, TRUE);
  if (choice->lead == NOBODY)
    choice->lead = find_best (self, -1, FALSE);
  if (choice->lead == NOBODY)
    return;
  take (self, choice->lead);
  self->languages[self->entries[choice->lead].language].n_taken++;
  while (choice->top->len < JARIDA_FRONT_TOP)
    {
      guint next = choose_next (self);

      if (next == NOBODY)
        return;
      take (self, next);
      g_array_append_val (choice->top, next);
    }
}

static int
compare_indices (gconstpointer a,
                 gconstpointer b)
{
  const guint left = *(const guint *) a, right = *(const guint *) b;

  return left < right ? -1 : left > right;
}

static void
put_picture_first (Chooser *self,
                   GArray  *picks)
{
  for (guint i = 1; i < picks->len && self->articles[g_array_index (picks, guint, 0)].values.image == NULL; i++)
    if (self->articles[g_array_index (picks, guint, i)].values.image != NULL)
      {
        const guint pick = g_array_index (picks, guint, i);

        g_array_remove_index (picks, i);
        g_array_insert_val (picks, 0, pick);
      }
}

static void
choose_section (Chooser           *self,
                JaridaSection      section,
                JaridaFrontChoice *choice)
{
  const guint limit = section == JARIDA_SECTION_NONE ? JARIDA_FRONT_UNSORTED : JARIDA_FRONT_SECTION;
  JaridaFrontColumn *column;
  GArray *picks = g_array_new (FALSE, FALSE, sizeof (guint));

  g_hash_table_remove_all (self->newspapers);
  for (guint most = 2; most != 0 && picks->len < limit; most = most == 2 ? G_MAXUINT : 0)
    for (guint i = 0; i < self->n && picks->len < limit; i++)
      if (self->articles[i].section == section && is_free (self, i) && get_times (self, i) < most)
        {
          take (self, i);
          g_array_append_val (picks, i);
        }
  if (picks->len == 0)
    {
      g_array_unref (picks);
      return;
    }
  g_array_sort (picks, compare_indices);
  put_picture_first (self, picks);
  column = g_new0 (JaridaFrontColumn, 1);
  column->section = section;
  column->picks = picks;
  g_ptr_array_add (choice->columns, column);
}

static void
free_column (gpointer data)
{
  JaridaFrontColumn *column = data;

  g_array_unref (column->picks);
  g_free (column);
}

void
jarida_front_choice_free (JaridaFrontChoice *self)
{
  g_array_unref (self->top);
  g_ptr_array_unref (self->columns);
  g_free (self);
}

JaridaFrontChoice *
jarida_front_choice_new (const JaridaDayArticle *articles,
                         guint                   n)
{
  JaridaFrontChoice *choice = g_new0 (JaridaFrontChoice, 1);
  Chooser self = { articles, n, g_new0 (Entry, MAX (n, 1)) };

  choice->lead = NOBODY;
  choice->top = g_array_new (FALSE, FALSE, sizeof (guint));
  choice->columns = g_ptr_array_new_with_free_func (free_column);
  self.newspapers = g_hash_table_new (NULL, NULL);
  for (guint i = 0; i < n; i++)
    self.entries[i].story = i;
  find_stories (&self);
  find_languages (&self);
  for (guint i = 0; i < n; i++)
    self.entries[i].score = get_score (&self, i);
  choose_top (&self, choice);
  for (guint section = JARIDA_SECTION_NONE + 1; section < JARIDA_N_SECTIONS; section++)
    choose_section (&self, section, choice);
  choose_section (&self, JARIDA_SECTION_NONE, choice);

  for (guint i = 0; i < self.n_languages; i++)
    g_hash_table_unref (self.languages[i].newspapers);
  g_hash_table_unref (self.newspapers);
  g_free (self.entries);
  return choice;
}
