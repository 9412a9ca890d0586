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

static void
try_action (Fixture            *fixture,
            const char         *query,
            gint64              source_id,
            JaridaFilterAction  action,
            guint               n,
            guint               n_all)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  guint found, all;

  jarida_reader_try_filter_async (fixture->reader, query, source_id, action, NULL, answered_cb, &result);
  jarida_reader_try_filter_finish (fixture->reader, wait_for (&result), &found, &all, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (found, ==, n);
  g_assert_cmpuint (all, ==, n_all);
}

static void
try_filter (Fixture    *fixture,
            const char *query,
            gint64      source_id,
            guint       n,
            guint       n_all)
{
  try_action (fixture, query, source_id, JARIDA_FILTER_ACTION_HIDE, n, n_all);
}

static void
count_progress (guint    n_done,
                guint    n_total,
                gpointer data)
{
  g_assert_cmpuint (n_done, <=, n_total);
  ++*(guint *) data;
}

static guint
apply (Fixture      *fixture,
       JaridaFilter *filter,
       guint        *n_steps)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  guint n;

  *n_steps = 0;
  jarida_reader_apply_filter_async (fixture->reader, filter, NULL, count_progress, n_steps, answered_cb, &result);
  jarida_reader_apply_filter_finish (fixture->reader, wait_for (&result), &n, &error);
  g_assert_no_error (error);
  return n;
}

/* To what is kept already only when the person wants so; as it was tried; and taken back as one act. */
static void
test_apply (Fixture       *fixture,
            gconstpointer  data)
{
  static const struct { JaridaFilterAction action; guint all, unread, saved, hidden; } rows[] = {
    { JARIDA_FILTER_ACTION_HIDE, 0, 0, 0, 1200 },
    { JARIDA_FILTER_ACTION_READ, 1200, 0, 1, 0 },
    { JARIDA_FILTER_ACTION_SAVE, 1200, 1199, 1200, 0 },
    { JARIDA_FILTER_ACTION_NOTIFY, 1200, 1199, 1, 0 },
  };
  g_autoptr(JaridaSource) source = NULL;
  g_autoptr(JaridaHeadlineList) list = NULL;
  gint64 id;

  fixture->server->n_items = 1200;
  source = subscribe (fixture);
  list = jarida_reader_list_headlines (fixture->reader, &(JaridaPlace) { .kind = JARIDA_PLACE_ALL });
  id = jarida_headline_list_get_id (list, 3);
  jarida_reader_set_saved (fixture->reader, id, TRUE);
  jarida_reader_set_read (fixture->reader, id, TRUE);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      JaridaFilter *filter = add_filter (fixture, "nouvelles", rows[i].action);
      guint n_steps;

      g_assert_cmpuint (count (fixture, JARIDA_PLACE_ALL), ==, 1200);
      apply (fixture, filter, &n_steps);
      g_assert_cmpuint (n_steps, ==, rows[i].action == JARIDA_FILTER_ACTION_NOTIFY ? 0 : 3);
      g_assert_cmpuint (count (fixture, JARIDA_PLACE_ALL), ==, rows[i].all);
      g_assert_cmpuint (count (fixture, JARIDA_PLACE_UNREAD), ==, rows[i].unread);
      g_assert_cmpuint (count (fixture, JARIDA_PLACE_SAVED), ==, rows[i].saved);
      g_assert_cmpuint (count (fixture, JARIDA_PLACE_FILTERED), ==, rows[i].hidden);
      if (rows[i].action != JARIDA_FILTER_ACTION_NOTIFY)
        jarida_reader_undo (fixture->reader);
      while (count (fixture, JARIDA_PLACE_ALL) != 1200 || count (fixture, JARIDA_PLACE_UNREAD) != 1199
             || count (fixture, JARIDA_PLACE_SAVED) != 1)
        g_main_context_iteration (NULL, TRUE);
      jarida_reader_remove_filter (fixture->reader, filter);
    }
}

static void
test_try (Fixture       *fixture,
          gconstpointer  data)
{
  g_autoptr(JaridaSource) source = subscribe (fixture);
  const gint64 id = jarida_source_get_id (source);
  g_autoptr(GAsyncResult) result = NULL;

  jarida_reader_index_async (fixture->reader, NULL, answered_cb, &result);
  g_assert_true (jarida_reader_index_finish (fixture->reader, wait_for (&result), NULL));
  try_filter (fixture, "nouvelles", 0, 30, 30);
  try_filter (fixture, "3 OR 4", id, 2, 30);
  try_filter (fixture, "", id, 30, 30);
  try_filter (fixture, "  ", 0, 0, 30);
  try_filter (fixture, "\"((", 0, 0, 30);
  try_filter (fixture, "nobody", id, 0, 30);
}

/* Only what it would change: what is read is not marked so, what is saved not saved, and what the person has had shown not hidden; all of
 * it would have been told. As many are then changed. */
static void
test_try_changes (Fixture       *fixture,
                  gconstpointer  data)
{
  static const struct { JaridaFilterAction action; guint n, n_all; } rows[] = {
    { JARIDA_FILTER_ACTION_HIDE, 29, 30 }, { JARIDA_FILTER_ACTION_READ, 28, 30 },
    { JARIDA_FILTER_ACTION_SAVE, 27, 30 }, { JARIDA_FILTER_ACTION_NOTIFY, 30, 30 },
  };
  g_autoptr(JaridaSource) source = subscribe (fixture);
  g_autoptr(JaridaHeadlineList) list = jarida_reader_list_headlines (fixture->reader, &(JaridaPlace) { .kind = JARIDA_PLACE_ALL });
  const gint64 id = jarida_source_get_id (source);
  const gint64 shown = jarida_headline_list_get_id (list, 5);
  JaridaFilter *filter = add_filter (fixture, "nouvelles", JARIDA_FILTER_ACTION_HIDE);
  guint n_steps;

  for (guint i = 0; i < 3; i++)
    jarida_reader_set_saved (fixture->reader, jarida_headline_list_get_id (list, i), TRUE);
  for (guint i = 0; i < 2; i++)
    jarida_reader_set_read (fixture->reader, jarida_headline_list_get_id (list, i), TRUE);
  g_assert_cmpuint (apply (fixture, filter, &n_steps), ==, 30);
  jarida_reader_show_all_the_same (fixture->reader, shown);
  while (jarida_reader_is_filtered (fixture->reader, shown))
    g_main_context_iteration (NULL, TRUE);
  try_filter (fixture, "nouvelles", 0, 0, 1);
  jarida_reader_remove_filter (fixture->reader, filter);
  while (count (fixture, JARIDA_PLACE_ALL) != 30)
    g_main_context_iteration (NULL, TRUE);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      try_action (fixture, "nouvelles", 0, rows[i].action, rows[i].n, rows[i].n_all);
      try_action (fixture, "", id, rows[i].action, rows[i].n, rows[i].n_all);
    }
  filter = add_filter (fixture, "nouvelles", JARIDA_FILTER_ACTION_HIDE);
  g_assert_cmpuint (apply (fixture, filter, &n_steps), ==, 29);
  g_assert_cmpuint (count (fixture, JARIDA_PLACE_ALL), ==, 1);
  /* Shown no longer, it is as filters say. */
  jarida_reader_undo (fixture->reader);
  while (count (fixture, JARIDA_PLACE_ALL) != 30)
    g_main_context_iteration (NULL, TRUE);
  jarida_reader_remove_filter (fixture->reader, filter);
  jarida_reader_undo (fixture->reader);
  jarida_reader_undo (fixture->reader);
  jarida_reader_undo (fixture->reader);
  while (!jarida_reader_is_filtered (fixture->reader, shown))
    g_main_context_iteration (NULL, TRUE);
}

/* Acts on filters and searches, and their undoing. */
static void
test_undo (Fixture       *fixture,
           gconstpointer  data)
{
  GListModel *searches = jarida_reader_get_saved_searches (fixture->reader);
  g_autoptr(JaridaSource) source = subscribe (fixture);
  g_autoptr(JaridaSavedSearch) first = NULL;
  g_autoptr(JaridaSavedSearch) last = NULL;
  g_autoptr(JaridaFilter) filter = NULL;

  jarida_reader_keep_search (fixture->reader, "one", "3");
  jarida_reader_keep_search (fixture->reader, "two", "nouvelle");
  while (g_list_model_get_n_items (searches) < 2)
    g_main_context_iteration (NULL, TRUE);
  first = g_list_model_get_item (searches, 0);
  last = g_list_model_get_item (searches, 1);
  jarida_reader_move_search (fixture->reader, last, first);
  g_assert_true (g_list_model_get_item (searches, 0) == last);
  g_object_unref (last);
  jarida_reader_rename_search (fixture->reader, last, "zwei");
  jarida_reader_remove_search (fixture->reader, first);
  g_assert_cmpuint (g_list_model_get_n_items (searches), ==, 1);
  jarida_reader_undo (fixture->reader);
  jarida_reader_undo (fixture->reader);
  jarida_reader_undo (fixture->reader);
  g_assert_cmpuint (g_list_model_get_n_items (searches), ==, 2);
  g_assert_true (g_list_model_get_item (searches, 0) == first);
  g_object_unref (first);
  g_assert_cmpstr (jarida_saved_search_get_name (last), ==, "two");
  filter = g_object_ref (add_filter (fixture, "nouvelle", JARIDA_FILTER_ACTION_READ));
  jarida_reader_set_filter_enabled (fixture->reader, filter, FALSE);
  jarida_reader_remove_filter (fixture->reader, filter);
  jarida_reader_undo (fixture->reader);
  jarida_reader_undo (fixture->reader);
  g_assert_true (jarida_filter_get_enabled (filter));
  g_assert_true (jarida_reader_find_filter (fixture->reader, jarida_filter_get_id (filter)) == filter);
}

/* The unread articles of a search that is kept: after a refresh, as they are read, and when one is unread again. */
static void
test_counts (Fixture       *fixture,
             gconstpointer  data)
{
  GListModel *searches = jarida_reader_get_saved_searches (fixture->reader);
  g_autoptr(JaridaSource) source = subscribe (fixture);
  g_autoptr(JaridaHeadlineList) list = NULL;
  g_autoptr(JaridaSavedSearch) all = NULL;
  g_autoptr(JaridaSavedSearch) some = NULL;

  jarida_reader_keep_search (fixture->reader, "all", "nouvelle");
  jarida_reader_keep_search (fixture->reader, "some", "40 OR 41 OR 7");
  while (g_list_model_get_n_items (searches) < 2)
    g_main_context_iteration (NULL, TRUE);
  all = g_list_model_get_item (searches, 0);
  some = g_list_model_get_item (searches, 1);
  while (jarida_saved_search_get_unread (all) != 30 || jarida_saved_search_get_unread (some) != 1)
    g_main_context_iteration (NULL, TRUE);
  fixture->server->n_items = 45;
  refresh (fixture);
  while (jarida_saved_search_get_unread (all) != 45 || jarida_saved_search_get_unread (some) != 3)
    g_main_context_iteration (NULL, TRUE);
  list = jarida_reader_list_headlines (fixture->reader, &(JaridaPlace) { .kind = JARIDA_PLACE_ALL });
  jarida_reader_set_read (fixture->reader, jarida_headline_list_get_id (list, 0), TRUE);
  while (jarida_saved_search_get_unread (all) != 44)
    g_main_context_iteration (NULL, TRUE);
  jarida_reader_mark_all_read (fixture->reader, &(JaridaPlace) { .kind = JARIDA_PLACE_ALL });
  while (jarida_saved_search_get_unread (all) != 0 || jarida_saved_search_get_unread (some) != 0)
    g_main_context_iteration (NULL, TRUE);
  jarida_reader_set_read (fixture->reader, jarida_headline_list_get_id (list, 0), FALSE);
  while (jarida_saved_search_get_unread (all) != 1)
    g_main_context_iteration (NULL, TRUE);
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
  ADD ("/reader/filters/try", test_try);
  ADD ("/reader/filters/try-changes", test_try_changes);
  ADD ("/reader/filters/apply", test_apply);
  ADD ("/reader/filters/undo", test_undo);
  ADD ("/reader/filters/counts", test_counts);
#undef ADD
  return g_test_run ();
}
