/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#include <glib/gstdio.h>

#include "jarida-store-leave.h"
#include "jarida-store-search.h"
#include "shelf-fixture.h"
#include "small-disk.h"

#define NOON G_GINT64_CONSTANT (1760270400)   /* 2025-10-12 12:00 UTC */

static JaridaSearchResult *
search_in (Shelf             *shelf,
           const char        *text,
           const JaridaPlace *place,
           guint              limit,
           gint64             older_than,
           JaridaSearchFlags  flags)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  JaridaSearchResult *found;

  jarida_store_search_async (shelf->store, text, place, limit, older_than, flags, NULL, wait_cb, &result);
  found = jarida_store_search_finish (shelf->store, wait_for (&result), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (jarida_search_result_get_text (found), ==, text);
  return found;
}

static guint
count (Shelf      *shelf,
       const char *text)
{
  g_autoptr(JaridaSearchResult) found = search_in (shelf, text, NULL, 100, 0, 0);

  g_assert_cmpuint (jarida_search_result_get_n (found), ==, MIN (jarida_search_result_get_n_found (found), 100));
  return jarida_search_result_get_n (found);
}

static void
put (Shelf        *shelf,
     JaridaSource *source,
     const char   *guid,
     const char   *title,
     const char   *content,
     gint64        published)
{
  JaridaArticle *article = article_new (guid, NULL, title, published);

  article->content = g_strdup (content);
  shelf_put_one (shelf, source, article, NULL, NULL);
}

/* What is asked in one form is found in another. */
static void
test_forms (Shelf         *shelf,
            gconstpointer  data)
{
  JaridaSource *source = shelf_add_source (shelf, "https://a.example/feed");

  put (shelf, source, "1", "والحكومة تصادق على القانون", "<p>قال أحمد إن المدرسة مفتوحة سنة ٢٠٢٥</p>", NOON);
  put (shelf, source, "2", "L’élection du président", "<p>Une &oelig;uvre de la <b>sécu</b>rité</p><script>caché</script>", NOON + 1);
  shelf_wait_for_index (shelf);

  g_assert_cmpuint (count (shelf, "حكومة"), ==, 1);
  g_assert_cmpuint (count (shelf, "احمد"), ==, 1);
  g_assert_cmpuint (count (shelf, "مدرسه"), ==, 1);
  g_assert_cmpuint (count (shelf, "2025"), ==, 1);
  g_assert_cmpuint (count (shelf, "elections"), ==, 1);
  g_assert_cmpuint (count (shelf, "œuvre"), ==, 1);
  g_assert_cmpuint (count (shelf, "oeuvre securite"), ==, 1);
  g_assert_cmpuint (count (shelf, "cache"), ==, 0);
  g_assert_cmpuint (count (shelf, "election حكومة"), ==, 0);
  g_assert_cmpuint (count (shelf, ""), ==, 0);
  g_assert_cmpuint (count (shelf, "\"'*()^: AND NOT {"), ==, 0);
  /* Words that name nothing are looked for in the titles, when there are no others. */
  g_assert_cmpuint (count (shelf, "على"), ==, 1);
}

static void
test_typing (Shelf         *shelf,
             gconstpointer  data)
{
  JaridaSource *source = shelf_add_source (shelf, "https://a.example/feed");
  static const char * const typed[] = { "g", "gou", "gouvernement", "gouvernements", "le gouv", "الحك", "حك", "الحكومة" };

  put (shelf, source, "1", "Le gouvernement الحكومة", "<p>texte</p>", NOON);
  shelf_wait_for_index (shelf);
  for (gsize i = 0; i < G_N_ELEMENTS (typed); i++)
    {
      g_autoptr(JaridaSearchResult) found = search_in (shelf, typed[i], NULL, 100, 0, JARIDA_SEARCH_TYPING);

      g_test_message ("%s", typed[i]);
      g_assert_cmpuint (jarida_search_result_get_n (found), ==, 1);
    }
  g_assert_cmpuint (count (shelf, "gouv"), ==, 0);
}

/* A correction takes the old words away, a removed newspaper all of them. */
static void
test_changes (Shelf         *shelf,
              gconstpointer  data)
{
  JaridaSource *source = shelf_add_source (shelf, "https://a.example/feed");

  put (shelf, source, "1", "Ancien titre", "<p>premier texte</p>", NOON);
  shelf_wait_for_index (shelf);
  g_assert_cmpuint (count (shelf, "premier"), ==, 1);
  put (shelf, source, "1", "Nouveau titre", "<p>second texte</p>", NOON);
  shelf_wait_for_index (shelf);
  g_assert_cmpuint (count (shelf, "premier"), ==, 0);
  g_assert_cmpuint (count (shelf, "ancien"), ==, 0);
  g_assert_cmpuint (count (shelf, "second nouveau"), ==, 1);
  g_assert_cmpint (shelf_query (shelf, "library.db", "SELECT count(*) FROM index_queue"), ==, 0);

  shelf_set_removed (shelf, source, TRUE);
  g_assert_cmpuint (count (shelf, "second"), ==, 0);
  shelf_set_removed (shelf, source, FALSE);
  g_assert_cmpuint (count (shelf, "second"), ==, 1);
  shelf_set_removed (shelf, source, TRUE);
  shelf_reopen (shelf);
  while (shelf_query (shelf, "library.db", "SELECT count(*) FROM source") > 0)
    g_main_context_iteration (NULL, TRUE);
  shelf_wait_for_index (shelf);
  g_assert_cmpint (shelf_query (shelf, "search.db", "SELECT count(*) FROM doc"), ==, 0);
  g_assert_cmpint (shelf_query (shelf, "library.db", "SELECT count(*) FROM index_queue"), ==, 0);
}

/* An article leaves, and another one takes its second: of the first no word is found. */
static void
test_leaving (Shelf         *shelf,
              gconstpointer  data)
{
  JaridaSource *source = shelf_add_source (shelf, "https://a.example/feed");
  g_autoptr(JaridaHeadlineList) list = NULL;
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  gint64 id;
  guint n;

  put (shelf, source, "1", "Premier", "<p>ancien</p>", NOON);
  shelf_wait_for_index (shelf);
  list = shelf_list (shelf, JARIDA_PLACE_ALL, 0);
  id = jarida_headline_list_get_id (list, 0);
  jarida_store_leave_async (shelf->store, &id, 1, 0, NULL, wait_cb, &result);
  jarida_store_leave_finish (shelf->store, wait_for (&result), &n, NULL, &error);
  g_assert_no_error (error);
  put (shelf, source, "2", "Second", "<p>nouveau</p>", NOON);
  shelf_wait_for_index (shelf);
  g_assert_cmpint (shelf_query (shelf, "library.db", "SELECT id FROM article"), ==, id);
  g_assert_cmpuint (count (shelf, "ancien"), ==, 0);
  g_assert_cmpuint (count (shelf, "premier"), ==, 0);
  g_assert_cmpuint (count (shelf, "nouveau second"), ==, 1);
  g_assert_cmpint (shelf_query (shelf, "library.db", "SELECT count(*) FROM index_queue"), ==, 0);
}

/* Whatever an index has missed, or has too much, is found at the next opening. */
static void
test_catches_up (Shelf         *shelf,
                 gconstpointer  data)
{
  JaridaSource *source = shelf_add_source (shelf, "https://a.example/feed");
  g_autofree char *path = shelf_path (shelf, "search.db");
  g_autoptr(GPtrArray) articles = articles_new ("a", 500, NOON);

  shelf_put (shelf, source, articles, NULL, NULL);
  shelf_wait_for_index (shelf);
  g_assert_cmpint (shelf_query (shelf, "search.db", "SELECT count(*) FROM doc"), ==, 500);
  shelf_close (shelf);
  g_assert_cmpint (g_unlink (path), ==, 0);
  shelf_open (shelf);
  shelf_wait_for_index (shelf);
  g_assert_cmpint (shelf_query (shelf, "search.db", "SELECT count(*) FROM doc"), ==, 500);
  g_assert_cmpuint (count (shelf, "title 77"), ==, 1);
  shelf_close (shelf);
  g_assert_true (g_file_set_contents (path, "This is no database.", -1, NULL));
  shelf_open (shelf);
  shelf_wait_for_index (shelf);
  g_assert_cmpuint (count (shelf, "title 77"), ==, 1);
}

static void
test_pages (Shelf         *shelf,
            gconstpointer  data)
{
  JaridaSource *source = shelf_add_source (shelf, "https://a.example/feed");
  JaridaSource *other = shelf_add_source (shelf, "https://b.example/feed");
  g_autoptr(GPtrArray) articles = articles_new ("a", 1200, NOON);
  g_autoptr(GPtrArray) others = articles_new ("b", 10, NOON);
  const JaridaPlace place = { JARIDA_PLACE_SOURCE, jarida_source_get_id (other), FALSE };
  g_autoptr(JaridaSearchResult) all = NULL;
  g_autoptr(JaridaSearchResult) next = NULL;
  g_autoptr(JaridaSearchResult) here = NULL;

  shelf_put (shelf, source, articles, NULL, NULL);
  shelf_put (shelf, other, others, NULL, NULL);
  shelf_wait_for_index (shelf);
  all = search_in (shelf, "title", NULL, 50, 0, JARIDA_SEARCH_BY_TIME);
  g_assert_cmpuint (jarida_search_result_get_n (all), ==, 50);
  g_assert_cmpuint (jarida_search_result_get_n_found (all), ==, JARIDA_SEARCH_MOST);
  g_assert_true (jarida_search_result_get_more (all));
  for (guint i = 1; i < 50; i++)
    g_assert_cmpint (jarida_search_result_get_id (all, i), <, jarida_search_result_get_id (all, i - 1));
  next = search_in (shelf, "title", NULL, 50, jarida_search_result_get_id (all, 49), JARIDA_SEARCH_BY_TIME);
  g_assert_cmpint (jarida_search_result_get_id (next, 0), <, jarida_search_result_get_id (all, 49));
  here = search_in (shelf, "title", &place, 50, 0, 0);
  g_assert_cmpuint (jarida_search_result_get_n (here), ==, 10);
  g_assert_false (jarida_search_result_get_more (here));
}

static guint
count_all (Shelf             *shelf,
           const char        *text,
           JaridaSearchFlags  flags)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  guint n;

  jarida_store_count_found_async (shelf->store, text, NULL, flags, NULL, wait_cb, &result);
  g_assert_true (jarida_store_count_found_finish (shelf->store, wait_for (&result), &n, &error));
  g_assert_no_error (error);
  return n;
}

/* Page after page until there is no older one: each article once, and all of them. */
static JaridaSearchResult *
find_all (Shelf             *shelf,
          const char        *text,
          JaridaSearchFlags  flags,
          guint             *out_n_pages)
{
  g_autoptr(JaridaSearchResult) found = search_in (shelf, text, NULL, JARIDA_SEARCH_MOST, 0, flags);

  *out_n_pages = 1;
  while (jarida_search_result_get_older (found) != 0)
    {
      const gint64 older = jarida_search_result_get_older (found);
      g_autoptr(JaridaSearchResult) page = search_in (shelf, text, NULL, JARIDA_SEARCH_MOST, older, flags);
      JaridaSearchResult *both = jarida_search_result_join (found, page);

      for (guint i = 0; i < jarida_search_result_get_n (page); i++)
        g_assert_cmpint (jarida_search_result_get_id (page, i), <, older);
      g_assert_cmpint (jarida_search_result_get_older (page), <, older);
      jarida_search_result_unref (found);
      found = both;
      ++*out_n_pages;
    }
  return g_steal_pointer (&found);
}

static void
assert_apart (const JaridaSearchResult *found,
              gboolean                  falling)
{
  g_autoptr(GHashTable) seen = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < jarida_search_result_get_n (found); i++)
    {
      g_assert_true (g_hash_table_add (seen, GSIZE_TO_POINTER ((gsize) jarida_search_result_get_id (found, i))));
      if (falling && i > 0)
        g_assert_cmpint (jarida_search_result_get_id (found, i), <, jarida_search_result_get_id (found, i - 1));
    }
}

/* More than a page; some by their titles alone, which are walked through farther. */
static void
test_older (Shelf         *shelf,
            gconstpointer  data)
{
  static const JaridaSearchFlags flags[] = { 0, JARIDA_SEARCH_BY_TIME, JARIDA_SEARCH_TYPING | JARIDA_SEARCH_FIRST,
                                             JARIDA_SEARCH_TYPING | JARIDA_SEARCH_BY_TIME };
  JaridaSource *source = shelf_add_source (shelf, "https://a.example/feed");
  JaridaSource *other = shelf_add_source (shelf, "https://b.example/feed");
  g_autoptr(GPtrArray) articles = articles_new ("a", 2300, NOON);
  g_autoptr(GPtrArray) others = articles_new ("b", 1300, NOON + 600);

  for (guint i = 0; i < others->len; i++)
    {
      JaridaArticle *article = g_ptr_array_index (others, i);

      g_free (article->title);
      article->title = g_strdup (i % 2 == 0 ? "Tisserands" : "Autre");
      g_free (article->content);
      article->content = g_strdup (i % 3 == 0 ? "<p>title</p>" : "<p>le titleur</p>");
    }
  shelf_put (shelf, source, articles, NULL, NULL);
  shelf_put (shelf, other, others, NULL, NULL);
  shelf_wait_for_index (shelf);
  for (gsize i = 0; i < G_N_ELEMENTS (flags); i++)
    {
      guint n_pages;
      g_autoptr(JaridaSearchResult) title = find_all (shelf, "title", flags[i], &n_pages);
      g_autoptr(JaridaSearchResult) beginning = NULL;
      g_autoptr(JaridaSearchResult) quoted = NULL;

      g_assert_cmpuint (n_pages, >=, 2);
      g_assert_cmpuint (jarida_search_result_get_n (title), >=, 2300 + 434);
      g_assert_cmpuint (jarida_search_result_get_n (title), ==, count_all (shelf, "title", flags[i]));
      assert_apart (title, (flags[i] & JARIDA_SEARCH_BY_TIME) != 0);
      beginning = find_all (shelf, "ti", flags[i], &n_pages);
      g_assert_cmpuint (jarida_search_result_get_n (beginning), ==, count_all (shelf, "ti", flags[i]));
      assert_apart (beginning, (flags[i] & JARIDA_SEARCH_BY_TIME) != 0);
      if (flags[i] & JARIDA_SEARCH_TYPING)
        g_assert_cmpuint (jarida_search_result_get_n (beginning), >=, 2300 + 650);
      quoted = find_all (shelf, "\"le titleur\"", flags[i], &n_pages);
      g_assert_cmpuint (jarida_search_result_get_n (quoted), ==, 866);
    }
  g_assert_cmpuint (count_all (shelf, "title", 0), ==, 2300 + 434);
  /* The index still has them. */
  shelf_set_removed (shelf, other, TRUE);
  g_assert_cmpuint (count_all (shelf, "title", 0), ==, 2300);
  g_assert_cmpuint (count_all (shelf, "title -12", 0), ==, 2299);
  g_assert_cmpuint (count_all (shelf, "", 0), ==, 0);
}

static void
count_changes_cb (GListModel *model,
                  guint       position,
                  guint       removed,
                  guint       added,
                  guint      *n)
{
  *n += removed + added;
}

/* The list is in the order of the result, its rows are the rows of every list, and nothing waits in it. */
static void
test_list (Shelf         *shelf,
           gconstpointer  data)
{
  JaridaSource *source = shelf_add_source (shelf, "https://a.example/feed");
  g_autoptr(JaridaSearchResult) found = NULL;
  g_autoptr(JaridaSearchResult) fewer = NULL;
  g_autoptr(JaridaHeadlineList) list = NULL;
  g_autoptr(JaridaHeadline) first = NULL;
  guint n_changes = 0, n;

  put (shelf, source, "1", "Mariage au village", "<p>rien</p>", NOON);
  put (shelf, source, "2", "Autre chose", "<p>un mariage</p>", NOON + 3600);
  shelf_wait_for_index (shelf);
  found = search_in (shelf, "mariage", NULL, 100, 0, 0);
  list = jarida_store_list_found (shelf->store, found);
  n = g_list_model_get_n_items (G_LIST_MODEL (list));
  g_assert_cmpuint (n, ==, 2);
  /* In the title counts more than an hour. */
  first = list_get (list, 0);
  g_assert_cmpstr (jarida_headline_get_title (first), ==, "Mariage au village");
  g_assert_false (jarida_headline_get_day_start (first));
  g_assert_cmpuint (jarida_headline_list_find (list, jarida_headline_get_id (first)), ==, 0);
  shelf_set_read (shelf, jarida_headline_get_id (first), TRUE);
  g_assert_true (jarida_headline_get_read (first));
  g_assert_cmpuint (jarida_headline_list_next_unread (list, 0), ==, 1);

  put (shelf, source, "3", "Mariage encore", "<p>rien</p>", NOON + 7200);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 2);
  g_assert_cmpuint (jarida_headline_list_get_n_pending (list), ==, 0);
  fewer = search_in (shelf, "mariage village", NULL, 100, 0, 0);
  g_signal_connect (list, "items-changed", G_CALLBACK (count_changes_cb), &n_changes);
  jarida_headline_list_show_found (list, fewer);
  g_assert_cmpuint (n_changes, ==, 1);
  g_assert_true (list_get (list, 0) == first);
  g_object_unref (first);
  shelf_set_removed (shelf, source, TRUE);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 0);
}

static void
assert_group (JaridaHeadlineList *list,
              guint               position,
              const char         *title,
              guint               size,
              gboolean            day)
{
  g_autoptr(JaridaHeadline) headline = list_get (list, position);

  g_assert_cmpstr (jarida_headline_get_title (headline), ==, title);
  g_assert_cmpuint (jarida_headline_get_group_size (headline), ==, size);
  g_assert_cmpint (jarida_headline_get_day_start (headline), ==, day);
}

static void
count_removed_cb (GListModel *model,
                  guint       position,
                  guint       removed,
                  guint       added,
                  guint      *n)
{
  *n += removed;
}

/* By newspaper, by day, and as the result has them again; rows that come into the groups push none away. */
static void
test_groups (Shelf         *shelf,
             gconstpointer  data)
{
  JaridaSource *first = shelf_add_source (shelf, "https://a.example/feed");
  JaridaSource *second = shelf_add_source (shelf, "https://b.example/feed");
  const gint64 day = 24 * 60 * 60;
  g_autoptr(JaridaSearchResult) found = NULL;
  g_autoptr(JaridaSearchResult) more = NULL;
  g_autoptr(JaridaHeadlineList) list = NULL;
  guint n_removed = 0;

  put (shelf, first, "1", "Pluie A", "", NOON);
  put (shelf, second, "2", "Pluie B", "", NOON - 3600);
  put (shelf, first, "3", "Pluie C", "", NOON - day);
  put (shelf, second, "4", "Pluie D", "", NOON - 2 * day);
  shelf_wait_for_index (shelf);
  found = search_in (shelf, "pluie", NULL, 100, 0, JARIDA_SEARCH_BY_TIME);
  list = jarida_store_list_found (shelf->store, found);
  assert_group (list, 0, "Pluie A", 0, FALSE);
  g_assert_cmpuint (jarida_headline_list_find_group (list, 0, 1), ==, G_MAXUINT);

  jarida_headline_list_set_grouping (list, JARIDA_GROUPING_NEWSPAPER);
  assert_group (list, 0, "Pluie A", 2, FALSE);
  assert_group (list, 1, "Pluie C", 0, FALSE);
  assert_group (list, 2, "Pluie B", 2, FALSE);
  assert_group (list, 3, "Pluie D", 0, FALSE);
  g_assert_cmpuint (jarida_headline_list_find_group (list, 0, 1), ==, 2);
  g_assert_cmpuint (jarida_headline_list_find_group (list, 2, 1), ==, G_MAXUINT);
  g_assert_cmpuint (jarida_headline_list_find_group (list, 3, -1), ==, 2);
  g_assert_cmpuint (jarida_headline_list_find_group (list, 9, -1), ==, 2);

  put (shelf, first, "5", "Pluie E", "", NOON - 3 * day);
  put (shelf, second, "6", "Pluie F", "", NOON - 2 * day - 60);
  shelf_wait_for_index (shelf);
  more = search_in (shelf, "pluie", NULL, 100, 0, JARIDA_SEARCH_BY_TIME);
  g_signal_connect (list, "items-changed", G_CALLBACK (count_removed_cb), &n_removed);
  jarida_headline_list_show_found (list, more);
  g_assert_cmpuint (n_removed, ==, 0);
  assert_group (list, 0, "Pluie A", 3, FALSE);
  assert_group (list, 2, "Pluie E", 0, FALSE);
  assert_group (list, 3, "Pluie B", 3, FALSE);
  assert_group (list, 5, "Pluie F", 0, FALSE);
  /* And go without another that moves. */
  jarida_headline_list_show_found (list, found);
  g_assert_cmpuint (n_removed, ==, 2);
  assert_group (list, 2, "Pluie B", 2, FALSE);

  jarida_headline_list_set_grouping (list, JARIDA_GROUPING_DAY);
  assert_group (list, 0, "Pluie A", 2, TRUE);
  assert_group (list, 1, "Pluie B", 0, FALSE);
  assert_group (list, 2, "Pluie C", 1, TRUE);
  assert_group (list, 3, "Pluie D", 1, TRUE);
  jarida_headline_list_set_grouping (list, JARIDA_GROUPING_NONE);
  assert_group (list, 0, "Pluie A", 0, FALSE);
  assert_group (list, 2, "Pluie C", 0, FALSE);
  jarida_headline_list_set_grouping (list, JARIDA_GROUPING_NEWSPAPER);
  shelf_set_removed (shelf, first, TRUE);
  assert_group (list, 0, "Pluie B", 2, FALSE);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 2);
}

static void
test_snippets (Shelf         *shelf,
               gconstpointer  data)
{
  JaridaSource *source = shelf_add_source (shelf, "https://a.example/feed");
  g_autoptr(GString) text = g_string_new ("<p>Début.</p><p>");
  g_autoptr(JaridaSearchResult) found = NULL;
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) snippets = NULL;
  g_autoptr(GArray) marks = NULL;
  const JaridaSnippet *snippet;
  const JaridaTextRange *mark;
  gint64 id;

  for (guint i = 0; i < 200; i++)
    g_string_append (text, i == 120 ? "l’Élection\n" : "mot ");
  put (shelf, source, "1", "Titre", text->str, NOON);
  shelf_wait_for_index (shelf);
  found = search_in (shelf, "elections", NULL, 100, 0, 0);
  g_assert_cmpuint (jarida_search_result_get_n (found), ==, 1);
  id = jarida_search_result_get_id (found, 0);
  jarida_store_load_snippets_async (shelf->store, found, &id, 1, NULL, wait_cb, &result);
  snippets = jarida_store_load_snippets_finish (shelf->store, wait_for (&result), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (snippets->len, ==, 1);
  snippet = g_ptr_array_index (snippets, 0);
  g_assert_cmpint (snippet->id, ==, id);
  g_assert_true (g_str_has_prefix (snippet->text, "… mot"));
  g_assert_true (g_str_has_suffix (snippet->text, "mot …"));
  g_assert_cmpuint (snippet->marks->len, ==, 1);
  mark = &g_array_index (snippet->marks, JaridaTextRange, 0);
  g_assert_cmpmem (snippet->text + mark->start, mark->end - mark->start, "Élection", strlen ("Élection"));
  g_assert_cmpint (snippet->direction, ==, JARIDA_DIRECTION_LTR);
  marks = jarida_search_result_mark (found, "Des élections et encore une ÉLECTION");
  g_assert_cmpuint (marks->len, ==, 2);
}

static void
test_filters (Shelf         *shelf,
              gconstpointer  data)
{
  JaridaSource *source = shelf_add_source (shelf, "https://hespress.example/feed");
  JaridaSource *other = shelf_add_source (shelf, "https://lematin.example/feed");
  static const struct { const char *typed; guint n; } cases[] = {
    { "eau", 3 }, { "eau journal:hespress", 2 }, { "eau -journal:hespress", 1 }, { "journal:nulle eau", 0 }, { "eau auteur:benali", 1 },
    { "author:\"amina benali\"", 1 }, { "author:\"amina alami\"", 0 }, { "eau ville:rabat", 1 }, { "eau section:sport", 1 },
    { "rubrique:الرياضة eau", 1 }, { "lang:fr", 2 }, { "-lang:fr", 1 }, { "eau before:2025-10-12", 0 }, { "eau after:2025-10-12", 3 },
    { "after:2026", 0 }, { "eau is:unread", 2 }, { "eau is:read", 1 }, { "is:saved", 1 }, { "is:saved -eau", 0 }, { "is:offline", 2 },
    { "eau -pluie", 2 }, { "pluie OR barrage", 2 }, { "\"la pluie\"", 1 }, { "\"pluies\"", 0 }, { "eau -\"pluies\"", 3 },
    { "-is:offline", 1 },
  };
  JaridaArticle *article = article_new ("1", NULL, "Eau et pluie", NOON);
  g_autoptr(JaridaHeadlineList) list = NULL;

  article->content = g_strdup ("<p>Après la pluie</p>");
  article->authors = g_strsplit ("Amina Benali", "|", 0);
  article->language = g_strdup ("fr");
  article->city = g_strdup ("Rabat");
  shelf_put_one (shelf, source, article, NULL, NULL);
  article = article_new ("2", NULL, "Eau et sport", NOON + 60);
  article->section = g_strdup ("Sports");
  article->language = g_strdup ("fr-MA");
  shelf_put_one (shelf, source, article, NULL, NULL);
  put (shelf, other, "3", "Eau", "<p>Un barrage</p>", NOON + 120);
  shelf_wait_for_index (shelf);
  list = shelf_list (shelf, JARIDA_PLACE_ALL, 0);
  shelf_set_read (shelf, jarida_headline_list_get_id (list, 0), TRUE);
  shelf_set_saved (shelf, jarida_headline_list_get_id (list, 1), TRUE);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].typed);
      g_assert_cmpuint (count (shelf, cases[i].typed), ==, cases[i].n);
    }
}

/* The beginning of a word is looked for in the texts too, as the words of titles that begin so; they are read after the first question. */
static void
test_typing_in_texts (Shelf         *shelf,
                      gconstpointer  data)
{
  JaridaSource *source = shelf_add_source (shelf, "https://a.example/feed");
  guint n = 0;
  g_autoptr(JaridaSearchResult) other = NULL;

  put (shelf, source, "1", "Le gouvernement", "<p>rien</p>", NOON);
  put (shelf, source, "2", "Autre chose", "<p>un gouvernement</p>", NOON + 60);
  shelf_wait_for_index (shelf);
  while (n < 2)
    {
      g_autoptr(JaridaSearchResult) both = search_in (shelf, "gou", NULL, 100, 0, JARIDA_SEARCH_TYPING);

      n = jarida_search_result_get_n (both);
      g_assert_cmpuint (n, >, 0);
    }
  other = search_in (shelf, "chose gouv", NULL, 100, 0, JARIDA_SEARCH_TYPING);
  g_assert_cmpuint (jarida_search_result_get_n (other), ==, 1);
}

/* As it was typed comes before another form of it, which is as new. */
static void
test_order (Shelf         *shelf,
            gconstpointer  data)
{
  JaridaSource *source = shelf_add_source (shelf, "https://a.example/feed");
  static const char * const titles[] = { "Les élections", "Une élection", "Le roman", "Le théâtre" };
  g_autoptr(JaridaSearchResult) found = NULL;
  g_autoptr(JaridaHeadlineList) list = NULL;

  put (shelf, source, "1", titles[0], "<p>x</p>", NOON + 60);
  put (shelf, source, "2", titles[1], "<p>x</p>", NOON);
  put (shelf, source, "3", titles[2], "<p>élection, élection, élection</p>", NOON);
  put (shelf, source, "4", titles[3], "<p>élection</p>", NOON + 60);
  shelf_wait_for_index (shelf);
  found = search_in (shelf, "election", NULL, 100, 0, 0);
  list = jarida_store_list_found (shelf->store, found);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 4);
  for (guint i = 0; i < 4; i++)
    {
      static const guint order[] = { 1, 0, 2, 3 };
      g_autoptr(JaridaHeadline) headline = list_get (list, i);

      g_assert_cmpstr (jarida_headline_get_title (headline), ==, titles[order[i]]);
    }
}

static void
rebuild (Shelf *shelf)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  jarida_store_rebuild_index_async (shelf->store, NULL, wait_cb, &result);
  jarida_store_rebuild_index_finish (shelf->store, wait_for (&result), &error);
  g_assert_no_error (error);
}

/* Killed while articles come and are corrected: the index follows when it is opened again. No article that is kept is missing there, nothing
 * else is found, and all of it is what an index made anew has. */

static char *
title_of (guint32 number,
          guint   correction)
{
  return g_strdup_printf ("mot%u forme%u", number, correction);
}

static void
put_number (Shelf        *shelf,
            JaridaSource *source,
            guint32       number,
            guint         correction)
{
  g_autofree char *guid = g_strdup_printf ("%u", number);
  g_autofree char *title = title_of (number, correction);

  put (shelf, source, guid, title, "<p>texte commun</p>", NOON + number);
}

static void
work_until_killed (Shelf   *shelf,
                   guint32  first,
                   int      pipe_fd)
{
  shelf_open (shelf);
  for (guint32 number = first;; number++)
    {
      JaridaSource *source = jarida_store_find_source (shelf->store, 1);

      put_number (shelf, source, number, 0);
      put_number (shelf, source, number, 1);
      if (number % 3 == 0)
        shelf_wait_for_index (shelf);
      put_number (shelf, source, number, 2);
      g_assert_cmpint (write (pipe_fd, &number, sizeof number), ==, sizeof number);
    }
}

static void
live (Shelf   *shelf,
      GRand   *random,
      guint32 *next)
{
  int ends[2], status, n_words = g_rand_int_range (random, 0, 12);
  guint32 number;
  pid_t child;

  g_assert_cmpint (pipe (ends), ==, 0);
  child = fork ();
  if (child == 0)
    {
      close (ends[0]);
      work_until_killed (shelf, *next, ends[1]);
    }
  close (ends[1]);
  for (int i = 0; i < n_words && read (ends[0], &number, sizeof number) == sizeof number; i++)
    *next = number + 1;
  g_usleep (g_rand_int_range (random, 0, 8000));
  g_assert_cmpint (kill (child, SIGKILL), ==, 0);
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  while (read (ends[0], &number, sizeof number) == sizeof number)
    *next = number + 1;
  close (ends[0]);
}

static void
assert_index_is_true (Shelf   *shelf,
                      guint32  n)
{
  shelf_wait_for_index (shelf);
  for (guint32 i = 0; i < n; i++)
    for (guint correction = 0; correction < 3; correction++)
      {
        g_autofree char *title = title_of (i, correction);

        g_assert_cmpuint (count (shelf, title), ==, correction == 2);
      }
}

static void
test_killed (Shelf         *shelf,
             gconstpointer  data)
{
  const int n_kills = g_test_slow () ? 100 : 20;
  g_autoptr(GRand) random = g_rand_new_with_seed (3);
  guint32 next = 0;
  gint64 n_articles;

  shelf_add_source (shelf, "https://a.example/feed");
  shelf_close (shelf);
  for (int i = 0; i < n_kills; i++)
    live (shelf, random, &next);
  shelf_open (shelf);
  assert_index_is_true (shelf, next);
  n_articles = shelf_query (shelf, "library.db", "SELECT count(*) FROM article");
  g_assert_cmpint (shelf_query (shelf, "search.db", "SELECT count(*) FROM doc"), ==, n_articles);
  g_assert_cmpint (shelf_query (shelf, "library.db", "SELECT count(*) FROM index_queue"), ==, 0);
  g_assert_cmpuint (count (shelf, "commun"), ==, MIN (n_articles, 100));
  rebuild (shelf);
  assert_index_is_true (shelf, next);
  g_assert_cmpint (shelf_query (shelf, "search.db", "SELECT count(*) FROM doc"), ==, n_articles);
  g_test_message ("%u articles in %d lives", next, n_kills);
}

/* No room: what is in the index stays, whoever waits is told, and when there is room it goes on. */
static void
test_full_disk (Shelf         *shelf,
                gconstpointer  data)
{
  g_autofree char *place = g_build_filename (shelf->folder, "disk", NULL);
  Shelf small = { .folder = place };
  g_autoptr(GPtrArray) articles = articles_new ("a", 200, NOON);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_cmpint (g_mkdir (place, 0700), ==, 0);
  if (!small_disk_mount (place, 8 * 1024 * 1024))
    {
      g_rmdir (place);
      return;
    }
  shelf_open (&small);
  shelf_put (&small, shelf_add_source (&small, "https://a.example/feed"), articles, NULL, NULL);
  shelf_wait_for_index (&small);
  small_disk_set_full (place, TRUE);
  jarida_store_rebuild_index_async (small.store, NULL, wait_cb, &result);
  g_assert_false (jarida_store_rebuild_index_finish (small.store, wait_for (&result), &error));
  g_assert_error (error, JARIDA_STORE_ERROR, JARIDA_STORE_ERROR_FULL);
  g_assert_cmpuint (count (&small, "title 77"), ==, 1);
  small_disk_set_full (place, FALSE);
  rebuild (&small);
  g_assert_cmpuint (count (&small, "title 77"), ==, 1);
  g_assert_cmpint (shelf_query (&small, "search.db", "SELECT count(*) FROM doc"), ==, 200);
  g_clear_object (&result);
  shelf_close (&small);
  small_disk_unmount (place);
  g_rmdir (place);
}

/* Damaged while it is used: it is set aside for a new one, which nobody has to ask for. */
static void
test_damaged (Shelf         *shelf,
              gconstpointer  data)
{
  JaridaSource *source = shelf_add_source (shelf, "https://a.example/feed");
  g_autofree char *path = shelf_path (shelf, "search.db");
  g_autofree char *junk = g_strnfill (4096, 'J');
  g_autoptr(GPtrArray) articles = articles_new ("a", 300, NOON);
  FILE *file;

  shelf_put (shelf, source, articles, NULL, NULL);
  shelf_wait_for_index (shelf);
  shelf_close (shelf);
  file = g_fopen (path, "r+b");
  g_assert_nonnull (file);
  /* All but the first pages, which opening looks at. */
  for (long at = 3 * 4096; at < 40 * 4096; at += 4096)
    g_assert_true (fseek (file, at, SEEK_SET) == 0 && fwrite (junk, 4096, 1, file) == 1);
  fclose (file);
  shelf_open (shelf);
  while (count (shelf, "title 77") == 0)
    shelf_wait_for_index (shelf);
  g_assert_cmpuint (count (shelf, "title 77"), ==, 1);
  g_assert_null (jarida_store_get_notice (shelf->store));
  g_assert_cmpint (shelf_query (shelf, "search.db", "SELECT count(*) FROM doc"), ==, 300);
}

static void
test_cancelled (Shelf         *shelf,
                gconstpointer  data)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  jarida_store_search_async (shelf->store, "mot", NULL, 10, 0, 0, cancellable, wait_cb, &result);
  g_cancellable_cancel (cancellable);
  g_assert_null (jarida_store_search_finish (shelf->store, wait_for (&result), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

#define add(path, function) g_test_add (path, Shelf, NULL, shelf_set_up, function, shelf_tear_down)

int
main (int   argc,
      char *argv[])
{
  small_disk_init ();
  g_test_init (&argc, &argv, NULL);
  add ("/store/search/forms", test_forms);
  add ("/store/search/typing", test_typing);
  add ("/store/search/changes", test_changes);
  add ("/store/search/leaving", test_leaving);
  add ("/store/search/catches-up", test_catches_up);
  add ("/store/search/pages", test_pages);
  add ("/store/search/older", test_older);
  add ("/store/search/list", test_list);
  add ("/store/search/groups", test_groups);
  add ("/store/search/snippets", test_snippets);
  add ("/store/search/filters", test_filters);
  add ("/store/search/typing-in-texts", test_typing_in_texts);
  add ("/store/search/order", test_order);
  add ("/store/search/killed", test_killed);
  add ("/store/search/full-disk", test_full_disk);
  add ("/store/search/damaged", test_damaged);
  add ("/store/search/cancelled", test_cancelled);
  return g_test_run ();
}
