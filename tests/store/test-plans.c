/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "jarida-connection-private.h"
#include "jarida-store-filters.h"
#include "jarida-store-private.h"
#include "jarida-store-topics.h"
#include "shelf-fixture.h"

#define NOON G_GINT64_CONSTANT (1760270400)   /* 2025-10-12 12:00 UTC */

/* Statements that read a table through because that is what they are for: at opening, or of a table of a few rows. */
static const char * const may_scan[] = {
  "SELECT id, folder_id, position",                    /* all sources */
  "SELECT id, parent_id, position, name FROM folder",
  "SELECT id, position, removed_at, name",              /* searches and filters: tens */
  "SELECT id, position, source_id, action",
  "SELECT id, title FROM source WHERE removed_at=0",    /* what filters name: once for many articles */
  "SELECT number, id, state",                          /* all reports and what they hide: hundreds */
  "SELECT family, kind, reason, key FROM hidden_local",
  "SELECT 0, kind, 0, key FROM shown_local",
  "SELECT 1 WHERE NOT EXISTS",                         /* the first free id of a source */
  "UPDATE source SET folder_id=?2 WHERE folder_id=?1",
  "UPDATE folder SET parent_id=?2 WHERE parent_id=?1",
  "SELECT kind, id, CASE kind",                        /* all that is followed */
  "SELECT author_id, byline_id FROM byline_author",    /* looking for authors and cities by words: on the reading thread */
  "SELECT id, key, name FROM author",
  "SELECT id, key, name FROM city",
  "SELECT max(fetched) FROM page",
  "SELECT 1 FROM page WHERE max",                      /* pages that nobody has asked for in a long time, once at an opening */
  "DELETE FROM page WHERE max",
  "INSERT OR IGNORE INTO followed",                    /* the greatest number: from the end */
  "SELECT url_h, source_h, id FROM known",             /* the table of addresses, once a session */
  "SELECT id FROM state ORDER BY id DESC LIMIT 1",     /* from the end, as far as the columns are read at once */
};

static gboolean
is_allowed (const char *sql)
{
  for (gsize i = 0; i < G_N_ELEMENTS (may_scan); i++)
    if (g_str_has_prefix (sql, may_scan[i]))
      return TRUE;
  return FALSE;
}

static void
check_plan (sqlite3    *handle,
            const char *sql)
{
  g_autofree char *explain = g_strconcat ("EXPLAIN QUERY PLAN ", sql, NULL);
  sqlite3_stmt *plan = NULL;

  if (sqlite3_prepare_v2 (handle, explain, -1, &plan, NULL) != SQLITE_OK)
    return;
  while (sqlite3_step (plan) == SQLITE_ROW)
    {
      const char *detail = (const char *) sqlite3_column_text (plan, 3);

      if (g_str_has_prefix (detail, "USE TEMP B-TREE") || (g_str_has_prefix (detail, "SCAN") && !is_allowed (sql)))
        g_error ("%s\n%s", sql, detail);
    }
  sqlite3_finalize (plan);
}

/* Every statement that has been run on a connection is still there to be looked at. */
static guint
check_statements (JaridaConnection *connection)
{
  g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);
  sqlite3_stmt *statement = NULL;

  while ((statement = sqlite3_next_stmt (connection->handle, statement)) != NULL)
    g_ptr_array_add (texts, g_strdup (sqlite3_sql (statement)));
  for (guint i = 0; i < texts->len; i++)
    check_plan (connection->handle, g_ptr_array_index (texts, i));
  return texts->len;
}

/* What portals bring: a further origin, two rows that become one, authors. */
static void
do_all_of_portals (Shelf *shelf)
{
  JaridaSource *portal = shelf_add_source (shelf, "https://p.example/a");
  JaridaArticle *copy = article_new ("p/1", "https://p.example/a/1", "T", NOON);
  g_autoptr(JaridaArticle) page = article_new (NULL, NULL, "T", 0);
  g_autoptr(GAsyncResult) completed = NULL, followed = NULL, listed = NULL, found = NULL, same = NULL, saved = NULL, loaded = NULL;
  const JaridaFetchState state = { .status = 200 };
  g_autoptr(JaridaHeadlineList) list = NULL;
  g_autoptr(GPtrArray) topics = NULL, headlines = NULL;
  g_autoptr(JaridaTopic) topic = NULL;
  g_autoptr(JaridaFetchState) kept = NULL;

  jarida_source_set_portal (portal, "p");
  shelf_save_source (shelf, portal);
  copy->source_address = g_strdup ("https://a.example/0");
  copy->authors = g_strsplit ("Amina Berrada", "|", 0);
  copy->city = g_strdup ("Rabat");
  shelf_put_one (shelf, portal, copy, NULL, NULL);
  shelf_put_one (shelf, portal, article_new ("p/2", "https://p.example/a/2", "T", NOON), NULL, NULL);
  list = shelf_list (shelf, JARIDA_PLACE_SOURCE, jarida_source_get_id (portal));
  page->source_address = g_strdup ("https://a.example/1");
  jarida_store_complete_article_async (shelf->store, jarida_headline_list_get_id (list, 0), page, NULL, wait_cb, &completed);
  g_assert_true (jarida_store_complete_article_finish (shelf->store, wait_for (&completed), NULL));
  jarida_store_follow_async (shelf->store, JARIDA_PLACE_AUTHOR, 1, TRUE, NULL, wait_cb, &followed);
  g_assert_true (jarida_store_follow_finish (shelf->store, wait_for (&followed), NULL));
  jarida_store_list_topics_async (shelf->store, JARIDA_PLACE_AUTHOR, "a", NULL, 10, NULL, wait_cb, &listed);
  topics = jarida_store_list_topics_finish (shelf->store, wait_for (&listed), NULL);
  g_assert_cmpuint (topics->len, ==, 1);
  jarida_store_find_topic_async (shelf->store, JARIDA_PLACE_CITY, "rabat", NULL, wait_cb, &found);
  topic = jarida_store_find_topic_finish (shelf->store, wait_for (&found), NULL);
  g_assert_nonnull (topic);
  jarida_store_find_same_async (shelf->store, jarida_headline_list_get_id (list, 0), NULL, wait_cb, &same);
  headlines = jarida_store_find_same_finish (shelf->store, wait_for (&same), NULL, NULL);
  g_assert_nonnull (headlines);
  jarida_store_save_page_async (shelf->store, "https://p.example/", &state, NULL, wait_cb, &saved);
  g_assert_true (jarida_store_save_page_finish (shelf->store, wait_for (&saved), NULL));
  jarida_store_load_page_async (shelf->store, "https://p.example/", NULL, wait_cb, &loaded);
  kept = jarida_store_load_page_finish (shelf->store, wait_for (&loaded), NULL);
  g_assert_cmpint (kept->status, ==, 200);
}

/* What filters hide, and what they hide no longer. */
static void
do_all_of_filters (Shelf  *shelf,
                   gint64  id)
{
  g_autoptr(JaridaSavedSearch) search = jarida_saved_search_new ();
  g_autoptr(JaridaFilter) filter = jarida_filter_new ();
  g_autoptr(GAsyncResult) kept = NULL, saved = NULL, hidden = NULL, changed = NULL, shown = NULL, removed = NULL, dropped = NULL;

  jarida_store_keep_search_async (shelf->store, search, NULL, wait_cb, &kept);
  g_assert_true (jarida_store_keep_search_finish (shelf->store, wait_for (&kept), NULL));
  jarida_store_set_search_removed_async (shelf->store, search, TRUE, NULL, wait_cb, &dropped);
  g_assert_true (jarida_store_set_search_removed_finish (shelf->store, wait_for (&dropped), NULL));
  jarida_store_save_filter_async (shelf->store, filter, NULL, wait_cb, &saved);
  g_assert_true (jarida_store_save_filter_finish (shelf->store, wait_for (&saved), NULL));
  jarida_store_hide_by_filter_async (shelf->store, jarida_filter_get_id (filter), &id, 1, TRUE, NULL, wait_cb, &hidden);
  g_assert_true (jarida_store_hide_by_filter_finish (shelf->store, wait_for (&hidden), NULL));
  jarida_store_show_all_the_same_async (shelf->store, &id, 1, TRUE, NULL, wait_cb, &shown);
  g_assert_true (jarida_store_show_all_the_same_finish (shelf->store, wait_for (&shown), NULL));
  jarida_filter_set_query (filter, "another");
  jarida_store_save_filter_async (shelf->store, filter, NULL, wait_cb, &changed);
  g_assert_true (jarida_store_save_filter_finish (shelf->store, wait_for (&changed), NULL));
  jarida_store_set_filter_removed_async (shelf->store, filter, TRUE, NULL, wait_cb, &removed);
  g_assert_true (jarida_store_set_filter_removed_finish (shelf->store, wait_for (&removed), NULL));
}

static void
test_plans (Shelf         *shelf,
            gconstpointer  data)
{
  JaridaSource *a = shelf_add_source (shelf, "https://a.example/feed");
  JaridaSource *b = shelf_add_source (shelf, "https://b.example/feed");
  g_autoptr(GPtrArray) articles = articles_new ("a", 500, NOON);
  g_autoptr(GPtrArray) few = articles_new ("a", 3, NOON);
  g_autoptr(JaridaHeadlineList) list = NULL;
  g_autoptr(JaridaHeadline) headline = NULL;
  g_autoptr(JaridaArticle) loaded = NULL;
  g_autoptr(GArray) ids = NULL;
  JaridaFolder *folder = shelf_add_folder (shelf, "F", 0);
  guint n;

  /* All that a person and a refresh do, once. */
  shelf_put (shelf, a, articles, NULL, NULL);
  shelf_put (shelf, b, articles, NULL, NULL);
  g_free (((JaridaArticle *) g_ptr_array_index (few, 0))->title);
  ((JaridaArticle *) g_ptr_array_index (few, 0))->title = g_strdup ("Corrected");
  shelf_put (shelf, a, few, NULL, NULL);
  shelf_put_one (shelf, a, article_new ("undated", NULL, "T", 0), NULL, NULL);
  jarida_source_set_folder_id (a, jarida_folder_get_id (folder));
  shelf_save_source (shelf, a);
  list = shelf_list (shelf, JARIDA_PLACE_ALL, 0);
  headline = list_get (list, 0);
  shelf_set_saved (shelf, jarida_headline_get_id (headline), TRUE);
  ids = shelf_mark_all_read (shelf, JARIDA_PLACE_ALL, 0);
  loaded = shelf_load (shelf, jarida_headline_get_id (headline));
  do_all_of_portals (shelf);
  do_all_of_filters (shelf, jarida_headline_get_id (headline));
  shelf_settle ();

  n = check_statements (jarida_shelf_get_library (shelf->store->shelf));
  g_assert_cmpuint (n, >=, 15);
  g_assert_cmpuint (check_statements (jarida_shelf_get_bodies (shelf->store->shelf)), >=, 2);
  g_assert_cmpuint (check_statements (shelf->store->headlines), >=, 1);
  g_assert_cmpuint (check_statements (shelf->store->loader_library), >=, 1);
  g_assert_cmpuint (check_statements (shelf->store->loader_bodies), >=, 1);
}

/* The log stays under its ceiling however long the import. */
static void
test_log_ceiling (Shelf         *shelf,
                  gconstpointer  data)
{
  JaridaSource *source = shelf_add_source (shelf, "https://a.example/feed");
  guint n_most = 0;

  for (guint feed = 0; feed < 60; feed++)
    {
      g_autofree char *prefix = g_strdup_printf ("feed-%u", feed);
      g_autoptr(GPtrArray) articles = articles_new (prefix, 100, NOON + feed);
      g_autoptr(GRand) random = g_rand_new_with_seed (feed);

      for (guint i = 0; i < articles->len; i++)
        {
          /* What does not compress: 10 kB of letters by chance. */
          char *text = g_malloc0 (10001);

          for (int j = 0; j < 10000; j++)
            text[j] = 32 + g_rand_int_range (random, 0, 95);
          ((JaridaArticle *) g_ptr_array_index (articles, i))->content = text;
        }
      shelf_put (shelf, source, articles, NULL, NULL);
      n_most = MAX (n_most, jarida_shelf_get_log_pages (shelf->store->shelf));
    }
  g_test_message ("longest log: %u pages of 4 kB", n_most);
  g_assert_cmpuint (n_most, <, 20480);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(path, func) g_test_add (path, Shelf, NULL, shelf_set_up, func, shelf_tear_down)
  ADD ("/store/plans/nothing-is-read-through", test_plans);
  ADD ("/store/plans/log-ceiling", test_log_ceiling);
#undef ADD
  return g_test_run ();
}
