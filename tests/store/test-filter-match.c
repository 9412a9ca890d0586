/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "jarida-article-row.h"
#include "jarida-filter-set.h"
#include "jarida-fold.h"
#include "jarida-search-program.h"
#include "jarida-store-filters.h"
#include "jarida-store-private.h"
#include "shelf-fixture.h"

/* A filter is asked of an article in memory, a search of the index: over all of the sample edition, and whatever is asked, both answer the
 * same. */

#define N_RANDOM 3000

typedef struct
{
  Shelf       shelf;
  GArray     *ids;       /* (owned) guint32 */
  GPtrArray  *texts;     /* (owned) JaridaIndexText, of each */
  GHashTable *titles;    /* (owned) id -> title, of the newspapers */
  GPtrArray  *words;     /* (owned) all words of the edition, as they are written */
} Edition;

static void
free_text (gpointer data)
{
  jarida_index_text_clear (data);
  g_free (data);
}

/* "name: value" lines, an empty line, HTML. */
static JaridaArticle *
read_article (const char *path,
              const char *name)
{
  g_autofree char *bytes = NULL;
  JaridaArticle *article = article_new (name, NULL, NULL, 0);
  char *content;

  g_assert_true (g_file_get_contents (path, &bytes, NULL, NULL));
  content = strstr (bytes, "\n\n");
  g_assert_nonnull (content);
  *content = '\0';
  article->content = g_strdup (content + 2);
  for (char *line = strtok (bytes, "\n"); line != NULL; line = strtok (NULL, "\n"))
    {
      const char *value = strstr (line, ": ");

      if (value == NULL)
        continue;
      value += 2;
      if (g_str_has_prefix (line, "title:"))
        article->title = g_strdup (value);
      else if (g_str_has_prefix (line, "subtitle:"))
        article->subtitle = g_strdup (value);
      else if (g_str_has_prefix (line, "section:"))
        article->section = g_strdup (value);
      else if (g_str_has_prefix (line, "city:"))
        article->city = g_strdup (value);
      else if (g_str_has_prefix (line, "author:"))
        article->authors = g_strsplit (value, ", ", -1);
      else if (g_str_has_prefix (line, "date:"))
        {
          g_autoptr(GDateTime) date = g_date_time_new_from_iso8601 (value, NULL);

          article->published = date != NULL ? g_date_time_to_unix (date) : 0;
        }
    }
  return article;
}

static void
put_paper (Edition    *self,
           const char *folder,
           const char *title)
{
  static const char * const languages[] = { "ar", "fr", "en" };
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  g_autoptr(GPtrArray) articles = g_ptr_array_new_with_free_func ((GDestroyNotify) jarida_article_unref);
  g_autofree char *address = g_strdup_printf ("https://%s.example/feed", title);
  JaridaSource *source = shelf_add_source (&self->shelf, address);
  const char *name;

  jarida_source_set_title (source, title);
  shelf_save_source (&self->shelf, source);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      JaridaArticle *article = g_str_has_suffix (name, ".html") ? read_article (path, name) : NULL;

      if (article == NULL)
        continue;
      article->language = g_strdup (languages[articles->len % 3]);
      g_ptr_array_add (articles, article);
    }
  shelf_put (&self->shelf, source, articles, NULL, NULL);
}

static void
collect_words (Edition    *self,
               const char *text)
{
  g_auto(GStrv) words = g_regex_split_simple ("[\\s.,;:!?()«»\"“”]+", text, G_REGEX_OPTIMIZE, 0);

  for (guint i = 0; words[i] != NULL; i++)
    if (words[i][0] != '\0')
      g_ptr_array_add (self->words, g_strdup (words[i]));
}

static void
set_up (Edition       *self,
        gconstpointer  data)
{
  g_autofree char *sample = g_build_filename (TEST_DATA, "..", "..", "data", "sample", NULL);
  g_autoptr(GDir) dir = g_dir_open (sample, 0, NULL);
  g_autoptr(JaridaHeadlineList) list = NULL;
  const char *name;

  shelf_set_up (&self->shelf, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *folder = g_build_filename (sample, name, NULL);

      if (strchr (name, '-') != NULL && g_file_test (folder, G_FILE_TEST_IS_DIR))
        put_paper (self, folder, name);
    }
  shelf_wait_for_index (&self->shelf);
  list = shelf_list (&self->shelf, JARIDA_PLACE_ALL, 0);
  self->ids = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->texts = g_ptr_array_new_with_free_func (free_text);
  self->titles = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  self->words = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (list)); i++)
    {
      guint32 id = (guint32) jarida_headline_list_get_id (list, i);
      g_autoptr(JaridaArticle) article = shelf_load (&self->shelf, id);
      JaridaIndexText *text = g_new0 (JaridaIndexText, 1);

      jarida_index_text_init (text, article);
      g_ptr_array_add (self->texts, text);
      g_array_append_val (self->ids, id);
      collect_words (self, text->title);
      collect_words (self, text->body);
    }
  g_assert_cmpuint (self->ids->len, >, 80);
  for (guint i = 0; i < g_list_model_get_n_items (jarida_store_get_sources (self->shelf.store)); i++)
    {
      g_autoptr(JaridaSource) source = g_list_model_get_item (jarida_store_get_sources (self->shelf.store), i);
      gint64 id = jarida_source_get_id (source);

      g_hash_table_insert (self->titles, g_memdup2 (&id, sizeof id), g_strdup (jarida_source_get_title (source)));
    }
}

static void
tear_down (Edition       *self,
           gconstpointer  data)
{
  g_array_unref (self->ids);
  g_ptr_array_unref (self->texts);
  g_hash_table_unref (self->titles);
  g_ptr_array_unref (self->words);
  shelf_tear_down (&self->shelf, NULL);
}

static GHashTable *
search_all (Edition    *self,
            const char *text)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GArray) found = NULL;
  g_autoptr(GError) error = NULL;
  GHashTable *ids = g_hash_table_new (NULL, NULL);

  /* Which has no end, as the search that a person waits for has: on a slow machine that would find less. */
  jarida_store_find_matches_async (self->shelf.store, text, &(JaridaPlace) { .kind = JARIDA_PLACE_ALL }, JARIDA_FILTER_ACTION_NOTIFY,
                                   NULL, wait_cb, &result);
  found = jarida_store_find_matches_finish (self->shelf.store, wait_for (&result), &error);
  g_assert_no_error (error);
  for (guint i = 0; i < found->len; i++)
    g_hash_table_add (ids, GUINT_TO_POINTER ((guint32) g_array_index (found, gint64, i)));
  return ids;
}

static guint
add (Edition              *self,
     JaridaSearchPrograms *programs,
     const char           *text)
{
  g_autoptr(JaridaSearchQuery) query = jarida_search_query_parse (text, FALSE);
  g_auto(JaridaSearchMatch) match = { NULL };

  jarida_search_match_init (&match, query, jarida_filter_find_sources, self->titles);
  return jarida_search_programs_add (programs, query, &match);
}

/* All of them together, as filters are. Returns how many articles were found in all. */
static guint
compare (Edition   *self,
         GPtrArray *questions)
{
  g_autoptr(JaridaSearchPrograms) programs = jarida_search_programs_new ();
  g_autoptr(GPtrArray) expected = g_ptr_array_new_with_free_func ((GDestroyNotify) g_hash_table_unref);
  guint n = 0;

  for (guint i = 0; i < questions->len; i++)
    {
      g_assert_cmpuint (add (self, programs, g_ptr_array_index (questions, i)), ==, i);
      g_ptr_array_add (expected, search_all (self, g_ptr_array_index (questions, i)));
      n += g_hash_table_size (g_ptr_array_index (expected, i));
    }
  for (guint j = 0; j < self->ids->len; j++)
    {
      const guint32 id = g_array_index (self->ids, guint32, j);

      jarida_search_programs_load (programs, id, g_ptr_array_index (self->texts, j), TRUE, FALSE);
      for (guint i = 0; i < questions->len; i++)
        {
          const gboolean holds = jarida_search_programs_holds (programs, i);

          if (holds != g_hash_table_contains (g_ptr_array_index (expected, i), GUINT_TO_POINTER (id)))
            g_error ("“%s”: the filter says %s of “%s”", (char *) g_ptr_array_index (questions, i), holds ? "yes" : "no",
                     ((JaridaIndexText *) g_ptr_array_index (self->texts, j))->title);
        }
    }
  return n;
}

static void
test_chosen (Edition       *self,
             gconstpointer  data)
{
  static const char * const questions[] = {
    "", "   ", "!!!", "-", "\"", "OR", "port", "ports", "الساحل", "ساحل", "والمدرسة", "مدرسه", "eau", "l'eau", "l’eau", "de", "de la", "في",
    "eau -port", "-port", "-de", "eau OR port", "eau OU ماء", "ماء أو eau OR water", "\"de la\"", "\"les prix\"", "\"صوت الساحل\"",
    "\"في الربيع\"", "\"école\"", "\"ecole\"", "-\"de la\"", "port -\"de la\"", "eau OR \"de la\"", "de OR \"la mer\"", "\"la mer\" de",
    "journal:sawt-sahil", "source:atlas eau", "-source:atlas", "journal:nobody", "journal:\"rivage eco\" prix", "section:sports",
    "section:صحة", "section:nothing", "city:rabat", "city:تطوان", "author:سلمى", "author:\"هيئة التحرير\"", "-author:هيئة", "lang:ar",
    "lang:fr de", "langue:العربية", "before:2026-11-10", "after:2026-11-20 الماء", "-after:2026-11-20", "after:2026-11-10 before:2026-11-15",
    "is:unread", "is:read", "is:saved", "-is:saved", "is:unread de", "is:offline", "-is:offline", "is:nonsense", "author:", "2026", "٢٠٢٦",
    "port (", "NOT port", "port AND eau", "port*", "a b c d e f g h i j k l m n o p q r s t u v w x y z",
  };
  g_autoptr(GPtrArray) all = g_ptr_array_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (questions); i++)
    g_ptr_array_add (all, (gpointer) questions[i]);
  g_assert_cmpuint (compare (self, all), >, 500);
}

/* A question made of words of the edition and of signs of the language. */
static char *
invent (Edition *self,
        GRand   *random)
{
  static const char * const signs[] = { "OR", "-", "\"", "section:sports", "lang:fr", "author:", "-lang:ar", "journal:sahil", "|", "de", "و" };
  GString *text = g_string_new (NULL);
  const int n = g_rand_int_range (random, 1, 6);
  gboolean quoted = FALSE;

  for (int i = 0; i < n; i++)
    {
      const int at = g_rand_int_range (random, 0, (int) self->words->len - 4);
      const int dice = g_rand_int_range (random, 0, 10);

      if (dice < 3)
        g_string_append (text, signs[g_rand_int_range (random, 0, G_N_ELEMENTS (signs))]);
      else if (dice < 5)
        {
          g_string_append_printf (text, "\"%s %s\"", (char *) g_ptr_array_index (self->words, at), (char *) g_ptr_array_index (self->words, at + 1));
          quoted = TRUE;
        }
      else
        g_string_append (text, g_ptr_array_index (self->words, at));
      if (dice != 1 || quoted)
        g_string_append_c (text, ' ');
    }
  return g_string_free (text, FALSE);
}

static void
test_random (Edition       *self,
             gconstpointer  data)
{
  g_autoptr(GRand) random = g_rand_new_with_seed (20261129);
  g_autoptr(GPtrArray) all = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < N_RANDOM; i++)
    g_ptr_array_add (all, invent (self, random));
  g_assert_cmpuint (compare (self, all), >, N_RANDOM);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add ("/store/filter-match/chosen", Edition, NULL, set_up, test_chosen, tear_down);
  g_test_add ("/store/filter-match/random", Edition, NULL, set_up, test_random, tear_down);
  return g_test_run ();
}
