/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>

#include "jarida-connection.h"
#include "jarida-schema.h"
#include "jarida-store-private.h"
#include "jarida-store-topics.h"
#include "shelf-fixture.h"

/* Sections, authors, cities, days and pages. */

#define NOON G_GINT64_CONSTANT (1760270400)   /* 2025-10-12 12:00 UTC */

static void
copy_old (Shelf      *shelf,
          const char *name)
{
  g_autofree char *from = g_build_filename (TEST_DATA, "db", "shelf-2", name, NULL);
  g_autofree char *to = shelf_path (shelf, name);
  g_autofree char *bytes = NULL;
  g_autoptr(GError) error = NULL;
  gsize size;

  g_file_get_contents (from, &bytes, &size, &error);
  g_assert_no_error (error);
  g_file_set_contents (to, bytes, (gssize) size, &error);
  g_assert_no_error (error);
}

static gint64
query (Shelf      *shelf,
       const char *sql)
{
  g_autofree char *path = shelf_path (shelf, "library.db");
  g_autoptr(GError) error = NULL;
  g_autoptr(JaridaConnection) connection = jarida_connection_open (path, JARIDA_CONNECTION_READ, 0, &error);
  gint64 value = -1;

  g_assert_no_error (error);
  jarida_connection_query_int (connection, sql, -1, &value, &error);
  g_assert_no_error (error);
  return value;
}

static JaridaTopic *
get_section (Shelf         *shelf,
             JaridaSection  section)
{
  GListModel *sections = jarida_store_get_sections (shelf->store);

  for (guint i = 0; i < g_list_model_get_n_items (sections); i++)
    {
      g_autoptr(JaridaTopic) topic = g_list_model_get_item (sections, i);

      if (jarida_topic_get_id (topic) == section)
        return topic;
    }
  return NULL;
}

static void
assert_section (Shelf         *shelf,
                JaridaSection  section,
                int            total,
                int            unread)
{
  JaridaTopic *topic = get_section (shelf, section);
  g_autoptr(JaridaHeadlineList) list = shelf_list (shelf, JARIDA_PLACE_SECTION, section);

  g_assert_cmpint (topic != NULL ? jarida_topic_get_total (topic) : 0, ==, total);
  g_assert_cmpint (topic != NULL ? jarida_topic_get_unread (topic) : 0, ==, unread);
  g_assert_cmpuint (shelf_count (shelf, JARIDA_PLACE_SECTION, section), ==, total);
  g_assert_cmpuint (shelf_count_unread (shelf, JARIDA_PLACE_SECTION, section), ==, unread);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, total);
}

/* Everything a shelf of version 2 says of its 48 articles: see the comment at the assertions. */
static void
assert_filled (Shelf *shelf)
{
  /* Of each 24: every fourth is "Économie", "الرياضية", "Voyages" (no section of ours), or has only the category "Santé". */
  assert_section (shelf, JARIDA_SECTION_ECONOMICS, 12, 12 - (int) query (shelf,
    "SELECT count(*) FROM state WHERE section=2 AND NOT unread"));
  g_assert_cmpuint (shelf_count (shelf, JARIDA_PLACE_SECTION, JARIDA_SECTION_SPORTS), ==, 12);
  g_assert_cmpuint (shelf_count (shelf, JARIDA_PLACE_SECTION, JARIDA_SECTION_HEALTH), ==, 12);
  g_assert_cmpuint (g_list_model_get_n_items (jarida_store_get_sections (shelf->store)), ==, 3);
  g_assert_cmpint (query (shelf, "SELECT count(*) FROM author"), ==, 3);
  g_assert_cmpint (query (shelf, "SELECT count(*) FROM byline"), ==, 3);
  g_assert_cmpint (query (shelf, "SELECT count(*) FROM city"), ==, 2);
  g_assert_cmpint (query (shelf, "SELECT count(*) FROM state WHERE city<>0"), ==, 32);
  g_assert_cmpint (query (shelf, "SELECT count(*) FROM meta WHERE key='unfilled'"), ==, 0);
}

static void
test_version_2 (Shelf         *shelf,
                gconstpointer  data)
{
  g_autoptr(JaridaColumns) old = NULL;
  g_autofree char *columns = NULL;

  shelf_close (shelf);
  copy_old (shelf, "library.db");
  copy_old (shelf, "bodies.db");
  copy_old (shelf, "columns");
  columns = shelf_path (shelf, "columns");
  shelf_open (shelf);
  g_assert_null (jarida_store_get_notice (shelf->store));
  /* The side file that lay beside it is of another layout. */
  old = jarida_columns_read_file (columns, jarida_shelf_get_id (shelf->store->shelf), shelf->store->serial);
  g_assert_null (old);
  g_assert_cmpuint (shelf_count (shelf, JARIDA_PLACE_ALL, 0), ==, 48);
  g_assert_cmpuint (shelf_count_unread (shelf, JARIDA_PLACE_ALL, 0), ==, 43);
  g_assert_cmpuint (shelf_count (shelf, JARIDA_PLACE_SAVED, 0), ==, 1);
  while (shelf_count (shelf, JARIDA_PLACE_SECTION, JARIDA_SECTION_HEALTH) < 12)
    g_main_context_iteration (NULL, TRUE);
  assert_filled (shelf);
  shelf_reopen (shelf);
  assert_filled (shelf);
  g_assert_cmpuint (shelf_count_unread (shelf, JARIDA_PLACE_ALL, 0), ==, 43);
  /* And without the side file. */
  shelf_close (shelf);
  g_assert_cmpint (g_remove (columns), ==, 0);
  shelf_open (shelf);
  assert_filled (shelf);
}

/* Closed after each slice: the next opening goes on where it was. */
static void
test_filled_in_parts (Shelf         *shelf,
                      gconstpointer  data)
{
  JaridaSource *source = shelf_add_source (shelf, "https://a.example/feed");
  g_autoptr(GPtrArray) articles = articles_new ("a", 1800, NOON);
  g_autofree char *path = shelf_path (shelf, "library.db");
  g_autoptr(JaridaConnection) connection = NULL;
  g_autoptr(GError) error = NULL;
  gint64 left, last = G_MAXINT64;
  guint n = 0;

  for (guint i = 0; i < articles->len; i++)
    ((JaridaArticle *) g_ptr_array_index (articles, i))->section = g_strdup ("sports");
  shelf_put (shelf, source, articles, NULL, NULL);
  shelf_close (shelf);
  connection = jarida_connection_open (path, JARIDA_CONNECTION_WRITE, 0, &error);
  g_assert_no_error (error);
  jarida_connection_execute (connection, "UPDATE state SET section=0; UPDATE meta SET value=value+1 WHERE key='serial';"
                                         "INSERT INTO meta SELECT 'unfilled', max(id) FROM article", &error);
  g_assert_no_error (error);
  g_clear_pointer (&connection, jarida_connection_close);
  /* Closing waits for what is queued, which is one slice. */
  while ((left = query (shelf, "SELECT value FROM meta WHERE key='unfilled'")) != -1)
    {
      g_assert_cmpint (left, <, last);
      last = left;
      shelf_open (shelf);
      shelf_close (shelf);
      g_assert_cmpuint (++n, <, 10);
    }
  g_assert_cmpuint (n, >, 2);
  shelf_open (shelf);
  assert_section (shelf, JARIDA_SECTION_SPORTS, 1800, 1800);
}

static void
put_in_section (Shelf        *shelf,
                JaridaSource *source,
                const char   *guid,
                const char   *section,
                gint64        published)
{
  JaridaArticle *article = article_new (guid, NULL, guid, published);

  article->section = g_strdup (section);
  shelf_put_one (shelf, source, article, NULL, NULL);
}

static void
test_sections (Shelf         *shelf,
               gconstpointer  data)
{
  JaridaSource *a = shelf_add_source (shelf, "https://a.example/feed");
  JaridaSource *b = shelf_add_source (shelf, "https://b.example/feed");
  g_autoptr(JaridaHeadlineList) list = shelf_list (shelf, JARIDA_PLACE_SECTION, JARIDA_SECTION_SPORTS);
  g_autoptr(GArray) marked = NULL;
  g_autoptr(JaridaTopic) first = NULL;

  put_in_section (shelf, a, "1", "Sport", NOON);
  put_in_section (shelf, b, "2", "الرياضية", NOON + 60);
  put_in_section (shelf, b, "3", "Politique", NOON + 120);
  put_in_section (shelf, b, "4", NULL, NOON + 180);
  assert_section (shelf, JARIDA_SECTION_SPORTS, 2, 2);
  assert_section (shelf, JARIDA_SECTION_POLITICS, 1, 1);
  first = g_list_model_get_item (jarida_store_get_sections (shelf->store), 0);
  g_assert_cmpint (jarida_topic_get_id (first), ==, JARIDA_SECTION_POLITICS);
  g_assert_cmpstr (jarida_topic_get_name (first), ==, "politics");
  /* The list was there before them: they wait. */
  g_assert_cmpuint (jarida_headline_list_get_n_pending (list), ==, 2);
  jarida_headline_list_show_pending (list);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 2);

  marked = shelf_mark_all_read (shelf, JARIDA_PLACE_SECTION, JARIDA_SECTION_SPORTS);
  g_assert_cmpuint (marked->len, ==, 2);
  assert_section (shelf, JARIDA_SECTION_SPORTS, 2, 0);
  assert_section (shelf, JARIDA_SECTION_POLITICS, 1, 1);
  g_assert_cmpuint (shelf_count_unread (shelf, JARIDA_PLACE_ALL, 0), ==, 2);

  shelf_set_removed (shelf, b, TRUE);
  assert_section (shelf, JARIDA_SECTION_SPORTS, 1, 0);
  g_assert_null (get_section (shelf, JARIDA_SECTION_POLITICS));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 1);
  shelf_set_removed (shelf, b, FALSE);
  assert_section (shelf, JARIDA_SECTION_SPORTS, 2, 0);
  assert_section (shelf, JARIDA_SECTION_POLITICS, 1, 1);

  /* A correction moves it to another section, and nothing else. */
  put_in_section (shelf, b, "2", "Culture", NOON + 60);
  assert_section (shelf, JARIDA_SECTION_SPORTS, 1, 0);
  assert_section (shelf, JARIDA_SECTION_CULTURE, 1, 0);
  shelf_reopen (shelf);
  assert_section (shelf, JARIDA_SECTION_SPORTS, 1, 0);
  assert_section (shelf, JARIDA_SECTION_CULTURE, 1, 0);
  assert_section (shelf, JARIDA_SECTION_POLITICS, 1, 1);
}

static guint32
get_julian (gint64 time)
{
  g_autoptr(GDateTime) local = g_date_time_new_from_unix_local (time);
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, g_date_time_get_day_of_month (local), g_date_time_get_month (local), g_date_time_get_year (local));
  return g_date_get_julian (&date);
}

static void
test_days (Shelf         *shelf,
           gconstpointer  data)
{
  JaridaSource *source = shelf_add_source (shelf, "https://a.example/feed");
  /* An hour apart: 13 of the last day, then 24, 24, … */
  g_autoptr(GPtrArray) articles = articles_new ("a", 100, NOON);
  const guint32 last = get_julian (NOON);
  guint counts[7];
  const guint wanted[7] = { 0, 15, 24, 24, 24, 13, 0 };
  g_autoptr(JaridaHeadlineList) list = NULL;
  g_autoptr(GArray) marked = NULL;

  shelf_put (shelf, source, articles, NULL, NULL);
  jarida_store_count_days (shelf->store, last - 5, 7, counts);
  g_assert_cmpmem (counts, sizeof counts, wanted, sizeof wanted);
  for (guint i = 0; i < 7; i++)
    g_assert_cmpuint (shelf_count (shelf, JARIDA_PLACE_DAY, last - 5 + i), ==, wanted[i]);
  list = shelf_list (shelf, JARIDA_PLACE_DAY, last - 1);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 24);
  marked = shelf_mark_all_read (shelf, JARIDA_PLACE_DAY, last - 1);
  g_assert_cmpuint (marked->len, ==, 24);
  g_assert_cmpuint (shelf_count_unread (shelf, JARIDA_PLACE_DAY, last - 1), ==, 0);
  g_assert_cmpuint (shelf_count_unread (shelf, JARIDA_PLACE_ALL, 0), ==, 76);
  g_assert_cmpuint (shelf_count (shelf, JARIDA_PLACE_DAY, 0), ==, 0);
  g_assert_cmpuint (shelf_count (shelf, JARIDA_PLACE_DAY, G_MAXUINT32), ==, 0);
}

static void
test_pages (Shelf         *shelf,
            gconstpointer  data)
{
  const JaridaFetchState said = { (char *) "\"v1\"", NULL, 5, 77, NOON, NOON + 600, 2, 200, JARIDA_OUTCOME_OK };

  for (int i = 0; i < 2; i++)
    {
      g_autoptr(GAsyncResult) saved = NULL, loaded = NULL, none = NULL;
      g_autoptr(JaridaFetchState) state = NULL, empty = NULL;
      g_autoptr(GError) error = NULL;

      jarida_store_save_page_async (shelf->store, "https://p.example/fr", &said, NULL, wait_cb, &saved);
      jarida_store_save_page_finish (shelf->store, wait_for (&saved), &error);
      g_assert_no_error (error);
      g_clear_object (&saved);
      shelf_reopen (shelf);
      jarida_store_load_page_async (shelf->store, "https://p.example/fr", NULL, wait_cb, &loaded);
      state = jarida_store_load_page_finish (shelf->store, wait_for (&loaded), &error);
      g_assert_no_error (error);
      g_assert_cmpstr (state->etag, ==, "\"v1\"");
      g_assert_null (state->last_modified);
      g_assert_cmpuint (state->feed_hash, ==, 77);
      g_assert_cmpint (state->next_fetch, ==, NOON + 600);
      g_assert_cmpint (state->failures, ==, 2);
      jarida_store_load_page_async (shelf->store, "https://p.example/ar", NULL, wait_cb, &none);
      empty = jarida_store_load_page_finish (shelf->store, wait_for (&none), &error);
      g_assert_no_error (error);
      g_assert_cmpint (empty->last_fetch, ==, 0);
    }
  g_assert_cmpint (query (shelf, "SELECT count(*) FROM page"), ==, 1);
}

static void
test_portal (Shelf         *shelf,
             gconstpointer  data)
{
  JaridaSource *source = shelf_add_source (shelf, "https://p.example/fr/assabah");

  g_assert_null (jarida_source_get_portal (source));
  jarida_source_set_portal (source, "maghress");
  shelf_save_source (shelf, source);
  shelf_reopen (shelf);
  source = jarida_store_find_source_by_url (shelf->store, "https://p.example/fr/assabah");
  g_assert_cmpstr (jarida_source_get_portal (source), ==, "maghress");
}

int
main (int   argc,
      char *argv[])
{
  /* Days are those of the clock of the machine. */
  g_setenv ("TZ", "UTC", TRUE);
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(path, func) g_test_add (path, Shelf, NULL, shelf_set_up, func, shelf_tear_down)
  ADD ("/store/topics/version-2", test_version_2);
  ADD ("/store/topics/filled-in-parts", test_filled_in_parts);
  ADD ("/store/topics/sections", test_sections);
  ADD ("/store/topics/days", test_days);
  ADD ("/store/topics/pages", test_pages);
  ADD ("/store/topics/portal", test_portal);
#undef ADD
  return g_test_run ();
}
