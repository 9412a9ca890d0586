/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>

#include "jarida-store-filters.h"
#include "jarida-store-search.h"
#include "jarida-store-stories.h"
#include "shelf-fixture.h"

/* Searches that are kept, and what filters hide. */

#define NOON G_GINT64_CONSTANT (1760270400)   /* 2025-10-12 12:00 UTC */

static void
keep_search (Shelf             *shelf,
             JaridaSavedSearch *search)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  jarida_store_keep_search_async (shelf->store, search, NULL, wait_cb, &result);
  jarida_store_keep_search_finish (shelf->store, wait_for (&result), &error);
  g_assert_no_error (error);
}

static JaridaSavedSearch *
add_search (Shelf      *shelf,
            const char *name,
            const char *query)
{
  g_autoptr(JaridaSavedSearch) search = jarida_saved_search_new ();

  jarida_saved_search_set_name (search, name);
  jarida_saved_search_set_query (search, query);
  keep_search (shelf, search);
  return search;
}

static void
set_search_removed (Shelf             *shelf,
                    JaridaSavedSearch *search,
                    gboolean           removed)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  jarida_store_set_search_removed_async (shelf->store, search, removed, NULL, wait_cb, &result);
  jarida_store_set_search_removed_finish (shelf->store, wait_for (&result), &error);
  g_assert_no_error (error);
}

/* The names of the searches, in their order, with a space behind each. */
static char *
list_names (Shelf *shelf)
{
  GListModel *searches = jarida_store_get_saved_searches (shelf->store);
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (searches); i++)
    {
      g_autoptr(JaridaSavedSearch) search = g_list_model_get_item (searches, i);

      g_string_append_printf (names, "%s ", jarida_saved_search_get_name (search));
    }
  return g_string_free (names, FALSE);
}

#define ASSERT_NAMES(shelf, expected) \
  G_STMT_START { g_autofree char *names_ = list_names (shelf); g_assert_cmpstr (names_, ==, expected); } G_STMT_END

static void
save_filter (Shelf        *shelf,
             JaridaFilter *filter)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  jarida_store_save_filter_async (shelf->store, filter, NULL, wait_cb, &result);
  jarida_store_save_filter_finish (shelf->store, wait_for (&result), &error);
  g_assert_no_error (error);
}

static JaridaFilter *
add_filter (Shelf              *shelf,
            const char         *query,
            gint64              source_id,
            JaridaFilterAction  action)
{
  g_autoptr(JaridaFilter) filter = jarida_filter_new ();

  jarida_filter_set_query (filter, query);
  jarida_filter_set_source_id (filter, source_id);
  jarida_filter_set_action (filter, action);
  save_filter (shelf, filter);
  return filter;
}

static void
set_filter_removed (Shelf        *shelf,
                    JaridaFilter *filter,
                    gboolean      removed)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  jarida_store_set_filter_removed_async (shelf->store, filter, removed, NULL, wait_cb, &result);
  jarida_store_set_filter_removed_finish (shelf->store, wait_for (&result), &error);
  g_assert_no_error (error);
}

static void
hide (Shelf        *shelf,
      JaridaFilter *filter,
      const gint64 *ids,
      gsize         n_ids,
      gboolean      hidden)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  jarida_store_hide_by_filter_async (shelf->store, jarida_filter_get_id (filter), ids, n_ids, hidden, NULL, wait_cb, &result);
  jarida_store_hide_by_filter_finish (shelf->store, wait_for (&result), &error);
  g_assert_no_error (error);
}

static void
show_all_the_same (Shelf    *shelf,
                   gint64    id,
                   gboolean  shown)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  jarida_store_show_all_the_same_async (shelf->store, &id, 1, shown, NULL, wait_cb, &result);
  jarida_store_show_all_the_same_finish (shelf->store, wait_for (&result), &error);
  g_assert_no_error (error);
}

/* What is there, and what is hidden; in counts, in lists, and after another opening, with the side file and without. */
static void
assert_counts (Shelf *shelf,
               guint  n_all,
               guint  n_hidden)
{
  static const JaridaPlaceKind kinds[] = { JARIDA_PLACE_ALL, JARIDA_PLACE_FILTERED };
  const guint expected[] = { n_all, n_hidden };

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr(JaridaHeadlineList) list = shelf_list (shelf, kinds[i], 0);

      g_assert_cmpuint (shelf_count (shelf, kinds[i], 0), ==, expected[i]);
      g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, expected[i]);
    }
}

/* A shelf of ten articles with a filter that hides the first @n_hidden of them. */
static JaridaFilter *
set_up_hidden (Shelf  *shelf,
               guint   n_hidden,
               gint64  ids[10])
{
  g_autoptr(GPtrArray) articles = articles_new ("a", 10, NOON);
  g_autoptr(JaridaHeadlineList) list = NULL;
  JaridaFilter *filter;

  shelf_put (shelf, shelf_add_source (shelf, "https://a.example/feed"), articles, NULL, NULL);
  list = shelf_list (shelf, JARIDA_PLACE_ALL, 0);
  for (guint i = 0; i < 10; i++)
    ids[i] = jarida_headline_list_get_id (list, i);
  filter = add_filter (shelf, "whatever", 0, JARIDA_FILTER_ACTION_HIDE);
  hide (shelf, filter, ids, n_hidden, TRUE);
  return filter;
}

/* A shelf from before there were searches and filters. */
static void
test_version_5 (Shelf         *shelf,
                gconstpointer  data)
{
  shelf_close (shelf);
  shelf_copy_old (shelf, "shelf-5", "library.db");
  shelf_copy_old (shelf, "shelf-5", "bodies.db");
  shelf_open (shelf);
  g_assert_null (jarida_store_get_notice (shelf->store));
  assert_counts (shelf, 35, 0);
  g_assert_cmpuint (shelf_count_unread (shelf, JARIDA_PLACE_ALL, 0), ==, 33);
  g_assert_cmpuint (shelf_count (shelf, JARIDA_PLACE_SAVED, 0), ==, 1);
  g_assert_cmpuint (g_list_model_get_n_items (jarida_store_get_saved_searches (shelf->store)), ==, 0);
  g_assert_cmpuint (g_list_model_get_n_items (jarida_store_get_filters (shelf->store)), ==, 0);
  add_search (shelf, "Ports", "port OR ميناء");
  add_filter (shelf, "sport", 0, JARIDA_FILTER_ACTION_READ);
  shelf_reopen (shelf);
  g_assert_cmpuint (g_list_model_get_n_items (jarida_store_get_saved_searches (shelf->store)), ==, 1);
  g_assert_cmpuint (g_list_model_get_n_items (jarida_store_get_filters (shelf->store)), ==, 1);
  assert_counts (shelf, 35, 0);
}

static void
test_searches (Shelf         *shelf,
               gconstpointer  data)
{
  JaridaSavedSearch *second;
  gint64 id;

  add_search (shelf, "حكومة", "حكومة -رياضة");
  second = add_search (shelf, "Eau", "eau section:society");
  add_search (shelf, "Third", "is:unread");
  ASSERT_NAMES (shelf, "حكومة Eau Third ");
  id = jarida_saved_search_get_id (second);
  jarida_saved_search_set_name (second, "L’eau");
  jarida_saved_search_set_query (second, "eau OR barrage");
  jarida_saved_search_set_position (second, 7);
  keep_search (shelf, second);
  ASSERT_NAMES (shelf, "حكومة Third L’eau ");
  shelf_reopen (shelf);
  ASSERT_NAMES (shelf, "حكومة Third L’eau ");
  second = jarida_store_find_saved_search (shelf->store, id);
  g_assert_cmpstr (jarida_saved_search_get_query (second), ==, "eau OR barrage");
  g_assert_cmpint (jarida_saved_search_get_unread (second), ==, 0);
}

static void
test_search_removed (Shelf         *shelf,
                     gconstpointer  data)
{
  g_autoptr(JaridaSavedSearch) first = g_object_ref (add_search (shelf, "one", "a"));
  g_autoptr(JaridaSavedSearch) unknown = jarida_saved_search_new ();
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  add_search (shelf, "two", "b");
  set_search_removed (shelf, first, TRUE);
  ASSERT_NAMES (shelf, "two ");
  set_search_removed (shelf, first, FALSE);
  ASSERT_NAMES (shelf, "one two ");
  set_search_removed (shelf, first, TRUE);
  shelf_reopen (shelf);
  ASSERT_NAMES (shelf, "two ");
  shelf_reopen (shelf);
  g_assert_cmpint (shelf_query (shelf, "library.db", "SELECT count(*) FROM saved_search"), ==, 1);
  jarida_saved_search_set_id (unknown, 99);
  jarida_store_keep_search_async (shelf->store, unknown, NULL, wait_cb, &result);
  g_assert_false (jarida_store_keep_search_finish (shelf->store, wait_for (&result), &error));
  g_assert_error (error, JARIDA_STORE_ERROR, JARIDA_STORE_ERROR_NOT_FOUND);
  shelf_settle ();
  ASSERT_NAMES (shelf, "two ");
}

static void
test_filter_kept (Shelf         *shelf,
                  gconstpointer  data)
{
  JaridaSource *source = shelf_add_source (shelf, "https://a.example/feed");
  JaridaFilter *filter = add_filter (shelf, "كرة", jarida_source_get_id (source), JARIDA_FILTER_ACTION_NOTIFY);
  const gint64 id = jarida_filter_get_id (filter);

  jarida_filter_set_enabled (filter, FALSE);
  save_filter (shelf, filter);
  shelf_reopen (shelf);
  filter = jarida_store_find_filter (shelf->store, id);
  g_assert_cmpstr (jarida_filter_get_query (filter), ==, "كرة");
  g_assert_cmpint (jarida_filter_get_source_id (filter), ==, 1);
  g_assert_cmpint (jarida_filter_get_action (filter), ==, JARIDA_FILTER_ACTION_NOTIFY);
  g_assert_false (jarida_filter_get_enabled (filter));
}

/* What is hidden stands nowhere but in its own place, whoever counts, and keeps its marks. */
static void
test_hidden (Shelf         *shelf,
             gconstpointer  data)
{
  gint64 ids[10];
  JaridaFilter *filter = set_up_hidden (shelf, 0, ids);
  g_autoptr(JaridaHeadlineList) list = shelf_list (shelf, JARIDA_PLACE_ALL, 0);
  g_autofree char *columns = shelf_path (shelf, "columns");

  shelf_set_saved (shelf, ids[1], TRUE);
  hide (shelf, filter, ids, 3, TRUE);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 7);
  g_assert_true (jarida_store_is_filtered (shelf->store, ids[2]));
  for (guint i = 0; i < 3; i++)
    {
      assert_counts (shelf, 7, 3);
      g_assert_cmpuint (shelf_count_unread (shelf, JARIDA_PLACE_ALL, 0), ==, 7);
      g_assert_cmpuint (shelf_count (shelf, JARIDA_PLACE_UNREAD, 0), ==, 7);
      g_assert_cmpuint (shelf_count (shelf, JARIDA_PLACE_SAVED, 0), ==, 0);
      g_assert_cmpuint (shelf_count (shelf, JARIDA_PLACE_SOURCE, 1), ==, 7);
      g_assert_cmpint (jarida_source_get_unread (jarida_store_find_source (shelf->store, 1)), ==, 7);
      /* Then with the side file, then without. */
      shelf_close (shelf);
      if (i == 1)
        g_assert_cmpint (g_remove (columns), ==, 0);
      shelf_open (shelf);
    }
  g_array_unref (shelf_mark_all_read (shelf, JARIDA_PLACE_ALL, 0));
  g_assert_cmpuint (shelf_count_unread (shelf, JARIDA_PLACE_FILTERED, 0), ==, 3);
  shelf_set_read (shelf, ids[0], TRUE);
  g_assert_cmpuint (shelf_count_unread (shelf, JARIDA_PLACE_FILTERED, 0), ==, 2);
  filter = jarida_store_find_filter (shelf->store, 1);
  hide (shelf, filter, ids, 3, FALSE);
  assert_counts (shelf, 10, 0);
  g_assert_cmpuint (shelf_count_unread (shelf, JARIDA_PLACE_ALL, 0), ==, 2);
  g_assert_cmpint (jarida_source_get_unread (jarida_store_find_source (shelf->store, 1)), ==, 2);
  g_assert_cmpuint (shelf_count (shelf, JARIDA_PLACE_SAVED, 0), ==, 1);
}

/* A story is one row: where the one that stands for it is hidden, the next does, until it is back. */
static void
test_hidden_story (Shelf         *shelf,
                   gconstpointer  data)
{
  static const char * const titles[] = {
    "Tarkala : un autocar se renverse, sept blessés", "Sept blessés dans le renversement d'un autocar près de Tarkala",
    "Accident d'autocar à Tarkala : 7 voyageurs blessés",
  };
  const gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  g_autoptr(JaridaHeadlineList) list = NULL;
  JaridaFilter *filter = add_filter (shelf, "whatever", 0, JARIDA_FILTER_ACTION_HIDE);
  gint64 ids[3];

  jarida_store_set_group_stories (shelf->store, TRUE);
  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *address = g_strdup_printf ("https://n%u.example/feed", i);
      JaridaArticle *article = article_new (titles[i], NULL, titles[i], now - (10 - i) * 3600);

      article->language = g_strdup ("fr");
      shelf_put_one (shelf, shelf_add_source (shelf, address), article, NULL, NULL);
    }
  list = shelf_list (shelf, JARIDA_PLACE_ALL, 0);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 1);
  ids[2] = jarida_headline_list_get_id (list, 0);
  hide (shelf, filter, &ids[2], 1, TRUE);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 1);
  ids[1] = jarida_headline_list_get_id (list, 0);
  g_assert_cmpint (ids[1], <, ids[2]);
  hide (shelf, filter, &ids[1], 1, TRUE);
  ids[0] = jarida_headline_list_get_id (list, 0);
  g_assert_cmpint (ids[0], <, ids[1]);
  hide (shelf, filter, &ids[1], 2, FALSE);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 1);
  g_assert_cmpint (jarida_headline_list_get_id (list, 0), ==, ids[2]);
}

static guint
count_found (Shelf      *shelf,
             const char *text,
             guint       limit)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(JaridaSearchResult) found = NULL;
  g_autoptr(GError) error = NULL;

  jarida_store_search_async (shelf->store, text, NULL, limit, 0, 0, NULL, wait_cb, &result);
  found = jarida_store_search_finish (shelf->store, wait_for (&result), &error);
  g_assert_no_error (error);
  return jarida_search_result_get_n (found);
}

/* Nor is it found; and what is hidden takes no place among the few that are asked for. */
static void
test_hidden_not_found (Shelf         *shelf,
                       gconstpointer  data)
{
  gint64 ids[10];

  set_up_hidden (shelf, 4, ids);
  shelf_wait_for_index (shelf);
  g_assert_cmpuint (count_found (shelf, "after:2000", 100), ==, 6);
  g_assert_cmpuint (count_found (shelf, "after:2000", 5), ==, 5);
  show_all_the_same (shelf, ids[0], TRUE);
  g_assert_cmpuint (count_found (shelf, "after:2000", 100), ==, 7);
}

/* Whatever is done to the filter: what it hides goes and comes with it, and an open list follows. */
static void
test_filter_gone (Shelf         *shelf,
                  gconstpointer  data)
{
  gint64 ids[10];
  g_autoptr(JaridaFilter) filter = g_object_ref (set_up_hidden (shelf, 4, ids));
  JaridaFilter *other = add_filter (shelf, "other", 0, JARIDA_FILTER_ACTION_HIDE);
  g_autoptr(JaridaHeadlineList) list = shelf_list (shelf, JARIDA_PLACE_ALL, 0);

  hide (shelf, other, ids + 3, 2, TRUE);
  assert_counts (shelf, 5, 5);
  set_filter_removed (shelf, filter, TRUE);
  assert_counts (shelf, 8, 2);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 8);
  g_assert_cmpint (jarida_headline_list_get_id (list, 0), ==, ids[0]);
  set_filter_removed (shelf, filter, FALSE);
  assert_counts (shelf, 5, 5);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 5);
  jarida_filter_set_enabled (filter, FALSE);
  save_filter (shelf, filter);
  assert_counts (shelf, 8, 2);
  jarida_filter_set_enabled (filter, TRUE);
  save_filter (shelf, filter);
  assert_counts (shelf, 5, 5);
  jarida_filter_set_query (filter, "something else");
  save_filter (shelf, filter);
  assert_counts (shelf, 8, 2);
  hide (shelf, filter, ids, 4, TRUE);
  assert_counts (shelf, 5, 5);
  set_filter_removed (shelf, filter, TRUE);
  shelf_reopen (shelf);
  assert_counts (shelf, 8, 2);
  shelf_reopen (shelf);
  g_assert_cmpint (shelf_query (shelf, "library.db", "SELECT count(*) FROM filter"), ==, 1);
  g_assert_cmpint (shelf_query (shelf, "library.db", "SELECT count(*) FROM hidden_by"), ==, 2);
}

/* New articles. */

static gint64
put_titled (Shelf        *shelf,
            JaridaSource *source,
            const char   *guid,
            const char   *title)
{
  g_autofree char *address = g_strdup_printf ("https://a.example/%s", guid);
  g_autofree char *sql = g_strdup_printf ("SELECT id FROM article WHERE url='%s'", address);

  shelf_put_one (shelf, source, article_new (guid, address, title, 0), NULL, NULL);
  return shelf_query (shelf, "library.db", sql);
}

static void
announced_cb (JaridaStore *store,
              GArray      *announced,
              gpointer     user_data)
{
  g_array_append_vals (user_data, announced->data, announced->len);
}

/* Each action, by the same folding as a search; what was there before is not touched. */
static void
test_arrival (Shelf         *shelf,
              gconstpointer  data)
{
  JaridaSource *source = shelf_add_source (shelf, "https://a.example/feed");
  g_autoptr(GArray) announced = g_array_new (FALSE, FALSE, sizeof (JaridaAnnounced));
  g_autoptr(GPtrArray) articles = articles_new ("before", 2, NOON);
  JaridaFilter *notify;
  guint n_new;

  g_signal_connect (shelf->store, "articles-announced", G_CALLBACK (announced_cb), announced);
  g_free (((JaridaArticle *) g_ptr_array_index (articles, 0))->title);
  ((JaridaArticle *) g_ptr_array_index (articles, 0))->title = g_strdup ("الحكومة");
  shelf_put (shelf, source, articles, NULL, NULL);
  add_filter (shelf, "حكومة", 0, JARIDA_FILTER_ACTION_HIDE);
  add_filter (shelf, "election", 0, JARIDA_FILTER_ACTION_READ);
  add_filter (shelf, "eau -port", 0, JARIDA_FILTER_ACTION_SAVE);
  notify = add_filter (shelf, "sécheresse OR eau", 0, JARIDA_FILTER_ACTION_NOTIFY);
  g_ptr_array_set_size (articles, 0);
  g_ptr_array_add (articles, article_new ("1", "https://a.example/1", "والحكومة تصادق", NOON + 1));
  g_ptr_array_add (articles, article_new ("2", "https://a.example/2", "Les élections", NOON + 2));
  g_ptr_array_add (articles, article_new ("3", "https://a.example/3", "L’eau du barrage", NOON + 3));
  g_ptr_array_add (articles, article_new ("4", "https://a.example/4", "L’eau du port", NOON + 4));
  g_ptr_array_add (articles, article_new ("5", "https://a.example/5", "Autre chose", NOON + 5));
  g_ptr_array_add (articles, article_new ("6", "https://a.example/6", "حكومة eau", NOON + 6));
  shelf_put (shelf, source, articles, &n_new, NULL);
  g_assert_cmpuint (n_new, ==, 4);
  for (guint i = 0; i < 2; i++)
    {
      assert_counts (shelf, 6, 2);
      g_assert_cmpuint (shelf_count_unread (shelf, JARIDA_PLACE_ALL, 0), ==, 5);
      g_assert_cmpuint (shelf_count (shelf, JARIDA_PLACE_SAVED, 0), ==, 1);
      if (i == 0)
        {
          g_assert_cmpuint (announced->len, ==, 2);
          g_assert_cmpint (g_array_index (announced, JaridaAnnounced, 0).filter_id, ==, jarida_filter_get_id (notify));
        }
      shelf_reopen (shelf);
    }
}

/* A correction is nothing new: what a person has done stays, and what was hidden stays hidden. */
static void
test_correction (Shelf         *shelf,
                 gconstpointer  data)
{
  JaridaSource *source = shelf_add_source (shelf, "https://a.example/feed");
  g_autoptr(GArray) announced = g_array_new (FALSE, FALSE, sizeof (JaridaAnnounced));
  gint64 hidden, read, plain;

  g_signal_connect (shelf->store, "articles-announced", G_CALLBACK (announced_cb), announced);
  add_filter (shelf, "football", 0, JARIDA_FILTER_ACTION_HIDE);
  add_filter (shelf, "meteo", 0, JARIDA_FILTER_ACTION_READ);
  add_filter (shelf, "meteo", 0, JARIDA_FILTER_ACTION_NOTIFY);
  plain = put_titled (shelf, source, "plain", "Rien");
  read = put_titled (shelf, source, "read", "La météo");
  hidden = put_titled (shelf, source, "hidden", "Football");
  assert_counts (shelf, 2, 1);
  shelf_set_read (shelf, read, FALSE);
  show_all_the_same (shelf, hidden, TRUE);
  put_titled (shelf, source, "plain", "Football et météo");
  put_titled (shelf, source, "read", "La météo de demain");
  put_titled (shelf, source, "hidden", "Football, encore");
  assert_counts (shelf, 3, 0);
  g_assert_cmpuint (shelf_count_unread (shelf, JARIDA_PLACE_ALL, 0), ==, 3);
  g_assert_false (jarida_store_is_filtered (shelf->store, plain));
  show_all_the_same (shelf, hidden, FALSE);
  put_titled (shelf, source, "hidden", "Rien non plus");
  g_assert_true (jarida_store_is_filtered (shelf->store, hidden));
  /* Read by its filter, so that nobody is told; and once. */
  g_assert_cmpuint (announced->len, ==, 1);
}

/* Of one newspaper, all of it or some; and what is switched off or removed, or asks for nothing of everybody, does nothing. */
static void
test_source_filters (Shelf         *shelf,
                     gconstpointer  data)
{
  JaridaSource *a = shelf_add_source (shelf, "https://a.example/feed");
  JaridaSource *b = shelf_add_source (shelf, "https://b.example/feed");
  g_autoptr(JaridaFilter) removed = g_object_ref (add_filter (shelf, "title", 0, JARIDA_FILTER_ACTION_HIDE));
  JaridaFilter *off = add_filter (shelf, "title", 0, JARIDA_FILTER_ACTION_HIDE);

  set_filter_removed (shelf, removed, TRUE);
  jarida_filter_set_enabled (off, FALSE);
  save_filter (shelf, off);
  add_filter (shelf, "  ", 0, JARIDA_FILTER_ACTION_HIDE);
  add_filter (shelf, "", jarida_source_get_id (a), JARIDA_FILTER_ACTION_READ);
  add_filter (shelf, "title", jarida_source_get_id (b), JARIDA_FILTER_ACTION_SAVE);
  add_filter (shelf, "journal:bee", 0, JARIDA_FILTER_ACTION_HIDE);
  put_titled (shelf, a, "a1", "A title");
  put_titled (shelf, a, "a2", "Something");
  put_titled (shelf, b, "b1", "A title");
  put_titled (shelf, b, "b2", "Something");
  assert_counts (shelf, 4, 0);
  g_assert_cmpuint (shelf_count_unread (shelf, JARIDA_PLACE_ALL, 0), ==, 2);
  g_assert_cmpuint (shelf_count_unread (shelf, JARIDA_PLACE_SOURCE, jarida_source_get_id (b)), ==, 2);
  g_assert_cmpuint (shelf_count (shelf, JARIDA_PLACE_SAVED, 0), ==, 1);
  /* A filter that names a newspaper follows its title. */
  jarida_source_set_title (b, "The Bee");
  shelf_save_source (shelf, b);
  put_titled (shelf, b, "b3", "Something");
  assert_counts (shelf, 4, 1);
}

/* How many a filter that hides all of the newspaper would hide now. */
static void
assert_would_hide (Shelf *shelf,
                   guint  n)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GArray) found = NULL;
  g_autoptr(GError) error = NULL;

  jarida_store_find_matches_async (shelf->store, "", &(JaridaPlace) { .kind = JARIDA_PLACE_SOURCE, .id = 1 }, JARIDA_FILTER_ACTION_HIDE,
                                   NULL, wait_cb, &result);
  found = jarida_store_find_matches_finish (shelf->store, wait_for (&result), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (found->len, ==, n);
}

/* What the person wants to see is seen, until the person wants otherwise. */
static void
test_show_all_the_same (Shelf         *shelf,
                        gconstpointer  data)
{
  gint64 ids[10];
  JaridaFilter *filter = set_up_hidden (shelf, 4, ids);

  show_all_the_same (shelf, ids[0], TRUE);
  assert_counts (shelf, 7, 3);
  hide (shelf, filter, ids, 4, TRUE);
  jarida_filter_set_enabled (filter, FALSE);
  save_filter (shelf, filter);
  jarida_filter_set_enabled (filter, TRUE);
  save_filter (shelf, filter);
  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *columns = shelf_path (shelf, "columns");

      assert_would_hide (shelf, 6);
      /* With the side file, then without. */
      shelf_close (shelf);
      if (i == 1)
        g_assert_cmpint (g_remove (columns), ==, 0);
      shelf_open (shelf);
    }
  assert_would_hide (shelf, 6);
  assert_counts (shelf, 7, 3);
  show_all_the_same (shelf, ids[0], FALSE);
  assert_counts (shelf, 6, 4);
  filter = jarida_store_find_filter (shelf->store, 1);
  set_filter_removed (shelf, filter, TRUE);
  assert_would_hide (shelf, 10);
}

/* A filter of one newspaper goes with it. */
static void
test_source_gone (Shelf         *shelf,
                  gconstpointer  data)
{
  gint64 ids[10];
  JaridaSource *source;

  set_up_hidden (shelf, 2, ids);
  source = jarida_store_find_source (shelf->store, 1);
  add_filter (shelf, "", 1, JARIDA_FILTER_ACTION_HIDE);
  shelf_set_removed (shelf, source, TRUE);
  assert_counts (shelf, 0, 0);
  shelf_reopen (shelf);
  while (shelf_query (shelf, "library.db", "SELECT count(*) FROM source") > 0)
    g_main_context_iteration (NULL, TRUE);
  shelf_settle ();
  g_assert_cmpint (shelf_query (shelf, "library.db", "SELECT count(*) FROM hidden_by"), ==, 0);
  shelf_reopen (shelf);
  g_assert_cmpuint (g_list_model_get_n_items (jarida_store_get_filters (shelf->store)), ==, 1);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
#define ADD(path, func) g_test_add (path, Shelf, NULL, shelf_set_up, func, shelf_tear_down)
  ADD ("/store/filters/version-5", test_version_5);
  ADD ("/store/filters/searches", test_searches);
  ADD ("/store/filters/search-removed", test_search_removed);
  ADD ("/store/filters/kept", test_filter_kept);
  ADD ("/store/filters/hidden", test_hidden);
  ADD ("/store/filters/story", test_hidden_story);
  ADD ("/store/filters/not-found", test_hidden_not_found);
  ADD ("/store/filters/gone", test_filter_gone);
  ADD ("/store/filters/arrival", test_arrival);
  ADD ("/store/filters/correction", test_correction);
  ADD ("/store/filters/source-filters", test_source_filters);
  ADD ("/store/filters/show-all-the-same", test_show_all_the_same);
  ADD ("/store/filters/source-gone", test_source_gone);
#undef ADD
  return g_test_run ();
}
