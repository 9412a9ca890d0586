/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "../remove-tree.h"
#include "../wait-for.h"
#include "jarida-reader-private.h"
#include "jarida-store-filters.h"
#include "news-server.h"

/* Filters, from the answer of a newspaper to what the person sees of it. */

typedef struct
{
  char         *folder;      /* (owned) */
  NewsServer   *server;      /* (owned) */
  JaridaReader *reader;      /* (owned) */
  GPtrArray    *told;        /* (owned) titles of headlines that were told */
  guint         n_signals;
  guint         n_told;      /* in all, as the signals say */
} Fixture;

static void
filter_matched_cb (JaridaReader *reader,
                   JaridaFilter *filter,
                   GPtrArray    *headlines,
                   guint         n,
                   gpointer      user_data)
{
  Fixture *fixture = user_data;

  g_assert_cmpint (jarida_filter_get_action (filter), ==, JARIDA_FILTER_ACTION_NOTIFY);
  fixture->n_signals++;
  fixture->n_told += n;
  for (guint i = 0; i < headlines->len; i++)
    g_ptr_array_add (fixture->told, g_strdup (jarida_headline_get_title (g_ptr_array_index (headlines, i))));
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *shelf = NULL;
  g_autofree char *cache = NULL;

  fixture->folder = g_dir_make_tmp ("jarida-filters-XXXXXX", NULL);
  fixture->server = news_server_new (30);
  fixture->told = g_ptr_array_new_with_free_func (g_free);
  shelf = g_build_filename (fixture->folder, "data", NULL);
  cache = g_build_filename (fixture->folder, "cache", NULL);
  fixture->reader = jarida_reader_open (shelf, cache, &error);
  g_assert_no_error (error);
  jarida_fetcher_set_pause (fixture->reader->fetcher, 0);
  g_signal_connect (fixture->reader, "filter-matched", G_CALLBACK (filter_matched_cb), fixture);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  jarida_reader_close (fixture->reader);
  g_object_unref (fixture->reader);
  news_server_free (fixture->server);
  g_ptr_array_unref (fixture->told);
  remove_tree (fixture->folder);
  g_free (fixture->folder);
}

static JaridaFilter *
add_filter (Fixture            *fixture,
            const char         *query,
            JaridaFilterAction  action)
{
  g_autoptr(JaridaFilter) filter = jarida_filter_new ();
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  jarida_filter_set_query (filter, query);
  jarida_filter_set_action (filter, action);
  jarida_reader_save_filter_async (fixture->reader, filter, NULL, answered_cb, &result);
  jarida_reader_save_filter_finish (fixture->reader, wait_for (&result), &error);
  g_assert_no_error (error);
  return jarida_reader_find_filter (fixture->reader, jarida_filter_get_id (filter));
}

static JaridaSource *
subscribe (Fixture *fixture)
{
  g_autofree char *address = news_server_address (fixture->server, "/feed.xml");
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  JaridaSource *source;

  jarida_reader_subscribe_async (fixture->reader, address, NULL, 0, NULL, answered_cb, &result);
  source = jarida_reader_subscribe_finish (fixture->reader, wait_for (&result), &error);
  g_assert_no_error (error);
  return source;
}

static guint
refresh (Fixture *fixture)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  guint n_new;

  jarida_reader_refresh_async (fixture->reader, NULL, 0, TRUE, NULL, answered_cb, &result);
  jarida_reader_refresh_finish (fixture->reader, wait_for (&result), &n_new, NULL, &error);
  g_assert_no_error (error);
  return n_new;
}

static guint
count (Fixture         *fixture,
       JaridaPlaceKind  kind)
{
  return jarida_reader_count (fixture->reader, &(JaridaPlace) { .kind = kind });
}

/* The list that a person looks at while news comes: what is hidden never waits in it. */
static void
test_refresh (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(JaridaSource) source = subscribe (fixture);
  g_autoptr(JaridaHeadlineList) list = NULL;

  g_assert_cmpuint (count (fixture, JARIDA_PLACE_ALL), ==, 30);
  list = jarida_reader_list_headlines (fixture->reader, &(JaridaPlace) { .kind = JARIDA_PLACE_ALL });
  add_filter (fixture, "nouvelle 3 OR 31 OR 32", JARIDA_FILTER_ACTION_HIDE);
  add_filter (fixture, "33", JARIDA_FILTER_ACTION_READ);
  add_filter (fixture, "34", JARIDA_FILTER_ACTION_SAVE);
  fixture->server->n_items = 35;
  g_assert_cmpuint (refresh (fixture), ==, 3);
  g_assert_cmpuint (count (fixture, JARIDA_PLACE_ALL), ==, 33);
  g_assert_cmpuint (count (fixture, JARIDA_PLACE_FILTERED), ==, 2);
  g_assert_cmpuint (count (fixture, JARIDA_PLACE_UNREAD), ==, 32);
  g_assert_cmpuint (count (fixture, JARIDA_PLACE_SAVED), ==, 1);
  g_assert_cmpuint (jarida_headline_list_get_n_pending (list), ==, 3);
  /* Everything is corrected: nothing of it is new. */
  fixture->server->edition = 2;
  g_assert_cmpuint (refresh (fixture), ==, 0);
  g_assert_cmpuint (count (fixture, JARIDA_PLACE_FILTERED), ==, 2);
  g_assert_cmpuint (count (fixture, JARIDA_PLACE_UNREAD), ==, 32);
}

/* Each filter tells once, after the refresh, of what is to be seen. */
static void
test_told (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(JaridaSource) source = subscribe (fixture);

  add_filter (fixture, "41 OR 42 OR 43", JARIDA_FILTER_ACTION_NOTIFY);
  add_filter (fixture, "44 OR 45", JARIDA_FILTER_ACTION_NOTIFY);
  add_filter (fixture, "nobody", JARIDA_FILTER_ACTION_NOTIFY);
  add_filter (fixture, "42", JARIDA_FILTER_ACTION_HIDE);
  add_filter (fixture, "45", JARIDA_FILTER_ACTION_READ);
  fixture->server->n_items = 46;
  refresh (fixture);
  g_assert_cmpuint (fixture->n_signals, ==, 2);
  g_assert_cmpuint (fixture->n_told, ==, 3);
  g_assert_cmpuint (fixture->told->len, ==, 3);
  g_assert_true (g_str_has_prefix (g_ptr_array_index (fixture->told, 0), "Nouvelle 43")
                 || g_str_has_prefix (g_ptr_array_index (fixture->told, 0), "Nouvelle 41"));
  fixture->server->edition = 2;
  refresh (fixture);
  g_assert_cmpuint (fixture->n_signals, ==, 2);
}

/* A newspaper that is added is no refresh: it is told a moment later, and of many only the newest are named. */
static void
test_told_of_many (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr(JaridaSource) source = NULL;

  add_filter (fixture, "nouvelle", JARIDA_FILTER_ACTION_NOTIFY);
  source = subscribe (fixture);
  while (fixture->n_signals == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (fixture->n_told, ==, 30);
  g_assert_cmpuint (fixture->told->len, ==, 20);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/reader/filters/refresh", test_refresh);
  ADD ("/reader/filters/told", test_told);
  ADD ("/reader/filters/told-of-many", test_told_of_many);
#undef ADD
  return g_test_run ();
}
