/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>

#include "jarida-connection.h"
#include "jarida-schema.h"
#include "jarida-store-private.h"
#include "jarida-store-topics.h"
#include "shelf-fixture.h"

/* Sections, authors, cities, days and pages. */

#define NOON G_GINT64_CONSTANT (1760270400)   /* 2025-10-12 12:00 UTC */

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
  assert_section (shelf, JARIDA_SECTION_ECONOMICS, 12, 12 - (int) shelf_query (shelf, "library.db",
    "SELECT count(*) FROM state WHERE section=2 AND NOT unread"));
  g_assert_cmpuint (shelf_count (shelf, JARIDA_PLACE_SECTION, JARIDA_SECTION_SPORTS), ==, 12);
  g_assert_cmpuint (shelf_count (shelf, JARIDA_PLACE_SECTION, JARIDA_SECTION_HEALTH), ==, 12);
  g_assert_cmpuint (g_list_model_get_n_items (jarida_store_get_sections (shelf->store)), ==, 3);
  g_assert_cmpint (shelf_query (shelf, "library.db", "SELECT count(*) FROM author"), ==, 3);
  g_assert_cmpint (shelf_query (shelf, "library.db", "SELECT count(*) FROM byline"), ==, 3);
  g_assert_cmpint (shelf_query (shelf, "library.db", "SELECT count(*) FROM city"), ==, 2);
  g_assert_cmpint (shelf_query (shelf, "library.db", "SELECT count(*) FROM state WHERE city<>0"), ==, 32);
  g_assert_cmpint (shelf_query (shelf, "library.db", "SELECT count(*) FROM meta WHERE key='unfilled'"), ==, 0);
}

static void
test_version_2 (Shelf         *shelf,
                gconstpointer  data)
{
  g_autoptr(JaridaColumns) old = NULL;
  g_autofree char *columns = NULL;

  shelf_close (shelf);
  shelf_copy_old (shelf, "shelf-2", "library.db");
  shelf_copy_old (shelf, "shelf-2", "bodies.db");
  shelf_copy_old (shelf, "shelf-2", "columns");
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
  while ((left = shelf_query (shelf, "library.db", "SELECT value FROM meta WHERE key='unfilled'")) != -1)
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

/* A row knows that it is of a video without its text being read for that. */
static void
test_video (Shelf         *shelf,
            gconstpointer  data)
{
  JaridaSource *source = shelf_add_source (shelf, "https://a.example/feed");

  put_in_section (shelf, source, "1", "Vidéos", NOON + 60);
  put_in_section (shelf, source, "2", "Sport", NOON);
  for (guint again = 0; again < 2; again++)
    {
      g_autoptr(JaridaHeadlineList) list = shelf_list (shelf, JARIDA_PLACE_ALL, 0);
      g_autoptr(JaridaHeadline) film = g_list_model_get_item (G_LIST_MODEL (list), 0);
      g_autoptr(JaridaHeadline) match = g_list_model_get_item (G_LIST_MODEL (list), 1);

      g_assert_true (jarida_headline_get_video (film));
      g_assert_false (jarida_headline_get_video (match));
      if (again == 0)
        {
          g_clear_object (&list);
          shelf_reopen (shelf);
        }
    }
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
  /* What has no section, city or author is in no place of that kind. */
  for (JaridaPlaceKind kind = JARIDA_PLACE_SECTION; kind <= JARIDA_PLACE_CITY; kind++)
    {
      g_autoptr(JaridaHeadlineList) none = shelf_list (shelf, kind, 0);

      g_assert_cmpuint (shelf_count (shelf, kind, 0), ==, 0);
      g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (none)), ==, 0);
    }
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
  g_assert_cmpint (shelf_query (shelf, "library.db", "SELECT count(*) FROM page"), ==, 1);
}

static void
save_page (Shelf      *shelf,
           const char *address,
           gint64      fetched)
{
  const JaridaFetchState said = { .last_fetch = fetched, .status = 200 };
  g_autoptr(GAsyncResult) saved = NULL;
  g_autoptr(GError) error = NULL;

  jarida_store_save_page_async (shelf->store, address, &said, NULL, wait_cb, &saved);
  jarida_store_save_page_finish (shelf->store, wait_for (&saved), &error);
  g_assert_no_error (error);
}

/* What nobody has asked for in two months is forgotten at an opening; where a page names its feed, with the page. */
static void
test_old_pages (Shelf         *shelf,
                gconstpointer  data)
{
  const gint64 day = 24 * 60 * 60;

  save_page (shelf, "https://p.example/fr", NOON);
  save_page (shelf, "https://p.example/fr#feed", NOON - 100 * day);
  save_page (shelf, "https://p.example/fr/gone", NOON - 61 * day);
  save_page (shelf, "https://p.example/fr/gone#feed", NOON - 61 * day);
  save_page (shelf, "https://p.example/fr/resting", NOON - 59 * day);
  g_assert_cmpint (shelf_query (shelf, "library.db", "SELECT count(*) FROM page"), ==, 5);
  shelf_reopen (shelf);
  /* Closing waits for what the opening has begun. */
  shelf_reopen (shelf);
  g_assert_cmpint (shelf_query (shelf, "library.db", "SELECT count(*) FROM page"), ==, 3);
  g_assert_cmpint (shelf_query (shelf, "library.db", "SELECT count(*) FROM page WHERE address LIKE '%gone%'"), ==, 0);
}

static GPtrArray *
list_pages (Shelf      *shelf,
            const char *prefix)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  GPtrArray *pages;

  jarida_store_list_pages_async (shelf->store, prefix, NULL, wait_cb, &result);
  pages = jarida_store_list_pages_finish (shelf->store, wait_for (&result), &error);
  g_assert_no_error (error);
  return pages;
}

static void
learn (Shelf      *shelf,
       const char *names,
       gint64      now)
{
  g_auto(GStrv) list = g_strsplit (names, " ", -1);
  g_autoptr(GPtrArray) cities = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GPtrArray) addresses = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  for (guint i = 0; list[i] != NULL; i++)
    {
      g_ptr_array_add (cities, g_strdup (list[i]));
      g_ptr_array_add (addresses, g_strconcat ("https://p.example/fr/city/", list[i], NULL));
    }
  jarida_store_learn_cities_async (shelf->store, cities, addresses, now, NULL, wait_cb, &result);
  jarida_store_learn_cities_finish (shelf->store, wait_for (&result), &error);
  g_assert_no_error (error);
}

/* Cities that a portal has named are there before they have articles; being named again takes nothing from what is known of their pages. */
static void
test_learnt_cities (Shelf         *shelf,
                    gconstpointer  data)
{
  g_autoptr(GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr(GPtrArray) pages = NULL, again = NULL, topics = NULL;
  g_autoptr(GAsyncResult) listed = NULL;
  g_autoptr(GError) error = NULL;
  JaridaSource *source = shelf_add_source (shelf, "https://p.example/fr/a");
  JaridaArticle *article = article_new ("1", NULL, "T", NOON);

  article->city = g_strdup ("Rabat");
  shelf_put_one (shelf, source, article, NULL, NULL);
  learn (shelf, "Rabat Fès Oran", NOON);
  save_page (shelf, "https://p.example/fr/city/Rabat", NOON + 60);
  save_page (shelf, "https://p.example/fr/cities", NOON + 60);
  learn (shelf, "Rabat Fès", NOON + 120);
  pages = list_pages (shelf, "https://p.example/fr/city/");
  g_assert_cmpuint (pages->len, ==, 3);
  for (guint i = 0; i < pages->len; i++)
    {
      const JaridaPageRow *page = g_ptr_array_index (pages, i);

      g_assert_cmpint (page->last_fetch, ==, g_str_has_suffix (page->address, "Rabat") ? NOON + 60 : 0);
    }
  again = list_pages (shelf, "https://p.example/ar/city/");
  g_assert_cmpuint (again->len, ==, 0);
  /* Only those that are asked after are listed without articles. */
  g_hash_table_add (known, (gpointer) "fes");
  jarida_store_list_topics_async (shelf->store, JARIDA_PLACE_CITY, NULL, known, 10, NULL, wait_cb, &listed);
  topics = jarida_store_list_topics_finish (shelf->store, wait_for (&listed), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (topics->len, ==, 2);
  g_assert_cmpstr (jarida_topic_get_name (topics->pdata[0]), ==, "Rabat");
  g_assert_cmpstr (jarida_topic_get_name (topics->pdata[1]), ==, "Fès");
  g_assert_cmpint (jarida_topic_get_total (topics->pdata[1]), ==, 0);
  g_assert_cmpint (jarida_store_get_oldest (shelf->store, jarida_source_get_id (source)), ==, NOON);
  g_assert_cmpint (jarida_store_get_oldest (shelf->store, 99), ==, 0);
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

/* Authors and cities. */

static JaridaTopic *
find_topic (Shelf           *shelf,
            JaridaPlaceKind  kind,
            const char      *name)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  JaridaTopic *topic;

  jarida_store_find_topic_async (shelf->store, kind, name, NULL, wait_cb, &result);
  topic = jarida_store_find_topic_finish (shelf->store, wait_for (&result), &error);
  g_assert_no_error (error);
  return topic;
}

static char *
list_topics (Shelf           *shelf,
             JaridaPlaceKind  kind,
             const char      *words,
             guint            limit)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) topics = NULL;
  g_autoptr(GString) text = g_string_new (NULL);

  jarida_store_list_topics_async (shelf->store, kind, words, NULL, limit, NULL, wait_cb, &result);
  topics = jarida_store_list_topics_finish (shelf->store, wait_for (&result), &error);
  g_assert_no_error (error);
  for (guint i = 0; i < topics->len; i++)
    g_string_append_printf (text, "%s%s %d/%d", i > 0 ? ", " : "", jarida_topic_get_name (topics->pdata[i]),
                            jarida_topic_get_unread (topics->pdata[i]), jarida_topic_get_total (topics->pdata[i]));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
follow (Shelf           *shelf,
        JaridaPlaceKind  kind,
        gint64           id,
        gboolean         on)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  jarida_store_follow_async (shelf->store, kind, id, on, NULL, wait_cb, &result);
  jarida_store_follow_finish (shelf->store, wait_for (&result), &error);
  g_assert_no_error (error);
}

static JaridaArticle *
signed_article (const char *guid,
                const char *authors,
                const char *city,
                gint64      published)
{
  JaridaArticle *article = article_new (guid, NULL, guid, published);

  article->authors = authors != NULL ? g_strsplit (authors, "|", 0) : NULL;
  article->city = g_strdup (city);
  return article;
}

static void
test_authors (Shelf         *shelf,
              gconstpointer  data)
{
  JaridaSource *a = shelf_add_source (shelf, "https://a.example/feed");
  JaridaSource *b = shelf_add_source (shelf, "https://b.example/feed");
  g_autoptr(JaridaTopic) amina = NULL;
  g_autoptr(JaridaTopic) none = NULL;
  g_autoptr(JaridaTopic) first = NULL;
  g_autoptr(JaridaHeadlineList) list = NULL;
  g_autoptr(GArray) marked = NULL;
  g_autofree char *all = NULL, *prefix = NULL, *two = NULL, *middle = NULL, *one = NULL, *cities = NULL;
  gint64 id;

  shelf_put_one (shelf, a, signed_article ("1", "Amina Berrada", "Fès", NOON), NULL, NULL);
  shelf_put_one (shelf, b, signed_article ("2", "AMINA BERRADA|Karim Tazi", "Fes", NOON + 1), NULL, NULL);
  shelf_put_one (shelf, b, signed_article ("3", "كريم التازي", "فاس", NOON + 2), NULL, NULL);
  shelf_put_one (shelf, b, signed_article ("4", NULL, NULL, NOON + 3), NULL, NULL);
  all = list_topics (shelf, JARIDA_PLACE_AUTHOR, NULL, 10);
  g_assert_cmpstr (all, ==, "Amina Berrada 2/2, Karim Tazi 1/1, كريم التازي 1/1");
  prefix = list_topics (shelf, JARIDA_PLACE_AUTHOR, "bér", 10);
  g_assert_cmpstr (prefix, ==, "Amina Berrada 2/2");
  two = list_topics (shelf, JARIDA_PLACE_AUTHOR, "taz kar", 10);
  g_assert_cmpstr (two, ==, "Karim Tazi 1/1");
  middle = list_topics (shelf, JARIDA_PLACE_AUTHOR, "mina", 10);
  g_assert_cmpstr (middle, ==, "");
  one = list_topics (shelf, JARIDA_PLACE_AUTHOR, "", 1);
  g_assert_cmpstr (one, ==, "Amina Berrada 2/2");
  cities = list_topics (shelf, JARIDA_PLACE_CITY, NULL, 10);
  g_assert_cmpstr (cities, ==, "Fès 2/2, فاس 1/1");

  none = find_topic (shelf, JARIDA_PLACE_AUTHOR, "Nobody");
  g_assert_null (none);
  amina = find_topic (shelf, JARIDA_PLACE_AUTHOR, "amina  berrada");
  id = jarida_topic_get_id (amina);
  g_assert_cmpint (jarida_topic_get_total (amina), ==, 2);
  g_assert_false (jarida_topic_get_followed (amina));
  list = shelf_list (shelf, JARIDA_PLACE_AUTHOR, id);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 2);

  follow (shelf, JARIDA_PLACE_AUTHOR, id, TRUE);
  first = g_list_model_get_item (jarida_store_get_followed (shelf->store), 0);
  g_assert_true (jarida_topic_get_followed (first));
  g_assert_cmpint (jarida_topic_get_unread (first), ==, 2);
  /* Under a byline that is new, while the list is looked at. */
  shelf_put_one (shelf, a, signed_article ("5", "Karim Tazi|Amina Berrada", NULL, NOON + 4), NULL, NULL);
  g_assert_cmpuint (jarida_headline_list_get_n_pending (list), ==, 1);
  g_assert_cmpint (jarida_topic_get_total (first), ==, 3);
  marked = shelf_mark_all_read (shelf, JARIDA_PLACE_AUTHOR, id);
  g_assert_cmpuint (marked->len, ==, 3);
  g_assert_cmpint (jarida_topic_get_unread (first), ==, 0);
  g_assert_cmpuint (shelf_count_unread (shelf, JARIDA_PLACE_ALL, 0), ==, 2);
  shelf_set_removed (shelf, b, TRUE);
  g_assert_cmpint (jarida_topic_get_total (first), ==, 2);
  g_assert_cmpuint (shelf_count (shelf, JARIDA_PLACE_AUTHOR, id), ==, 2);
  shelf_set_removed (shelf, b, FALSE);
  g_assert_cmpint (jarida_topic_get_total (first), ==, 3);
}

static void
test_followed (Shelf         *shelf,
               gconstpointer  data)
{
  JaridaSource *a = shelf_add_source (shelf, "https://a.example/feed");
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  GListModel *followed;

  shelf_put_one (shelf, a, signed_article ("1", "Amina Berrada", "Fès", NOON), NULL, NULL);
  {
    g_autoptr(JaridaTopic) city = find_topic (shelf, JARIDA_PLACE_CITY, "fes");
    g_autoptr(JaridaTopic) author = find_topic (shelf, JARIDA_PLACE_AUTHOR, "amina berrada");

    follow (shelf, JARIDA_PLACE_CITY, jarida_topic_get_id (city), TRUE);
    follow (shelf, JARIDA_PLACE_AUTHOR, jarida_topic_get_id (author), TRUE);
    follow (shelf, JARIDA_PLACE_AUTHOR, jarida_topic_get_id (author), TRUE);
  }
  for (int i = 0; i < 2; i++)
    {
      followed = jarida_store_get_followed (shelf->store);
      g_assert_cmpuint (g_list_model_get_n_items (followed), ==, 2);
      for (guint j = 0; j < 2; j++)
        {
          g_autoptr(JaridaTopic) topic = g_list_model_get_item (followed, j);

          g_assert_cmpstr (jarida_topic_get_name (topic), ==, j == 0 ? "Fès" : "Amina Berrada");
          g_assert_cmpint (jarida_topic_get_kind (topic), ==, j == 0 ? JARIDA_PLACE_CITY : JARIDA_PLACE_AUTHOR);
          g_assert_cmpint (jarida_topic_get_total (topic), ==, 1);
          g_assert_true (jarida_topic_get_followed (topic));
        }
      shelf_reopen (shelf);
    }
  {
    g_autoptr(JaridaTopic) city = find_topic (shelf, JARIDA_PLACE_CITY, "fes");

    follow (shelf, JARIDA_PLACE_CITY, jarida_topic_get_id (city), FALSE);
    g_assert_false (jarida_topic_get_followed (city));
  }
  g_assert_cmpuint (g_list_model_get_n_items (jarida_store_get_followed (shelf->store)), ==, 1);
  shelf_reopen (shelf);
  g_assert_cmpuint (g_list_model_get_n_items (jarida_store_get_followed (shelf->store)), ==, 1);
  jarida_store_follow_async (shelf->store, JARIDA_PLACE_AUTHOR, 999, TRUE, NULL, wait_cb, &result);
  g_assert_false (jarida_store_follow_finish (shelf->store, wait_for (&result), &error));
  g_assert_error (error, JARIDA_STORE_ERROR, JARIDA_STORE_ERROR_NOT_FOUND);
}

static gint64
get_newest_id (Shelf *shelf)
{
  g_autoptr(JaridaHeadlineList) list = shelf_list (shelf, JARIDA_PLACE_ALL, 0);

  return jarida_headline_list_get_id (list, 0);
}

static void
test_same (Shelf         *shelf,
           gconstpointer  data)
{
  JaridaSource *a = shelf_add_source (shelf, "https://a.example/feed");
  JaridaSource *b = shelf_add_source (shelf, "https://b.example/feed");
  JaridaSource *c = shelf_add_source (shelf, "https://c.example/feed");
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) same = NULL;

  shelf_put_one (shelf, b, article_new ("address", "http://www.a.example/1?utm_source=x", "Another title", NOON - 30 * 86400), NULL, NULL);
  shelf_put_one (shelf, b, article_new ("title", "https://b.example/1", "LE ROI reçoit l’ambassadeur", NOON - 2 * 86400), NULL, NULL);
  shelf_put_one (shelf, b, article_new ("too-old", "https://b.example/2", "Le roi reçoit l'ambassadeur", NOON - 4 * 86400), NULL, NULL);
  shelf_put_one (shelf, a, article_new ("own", "https://a.example/2", "Le roi reçoit l'ambassadeur", NOON - 3600), NULL, NULL);
  shelf_put_one (shelf, c, article_new ("removed", "https://c.example/1", "Le roi reçoit l'ambassadeur", NOON - 60), NULL, NULL);
  shelf_put_one (shelf, a, article_new ("1", "https://a.example/1", "Le roi reçoit l'ambassadeur", NOON), NULL, NULL);
  shelf_set_removed (shelf, c, TRUE);
  jarida_store_find_same_async (shelf->store, get_newest_id (shelf), NULL, wait_cb, &result);
  same = jarida_store_find_same_finish (shelf->store, wait_for (&result), NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (same->len, ==, 2);
  g_assert_cmpstr (jarida_headline_get_address (same->pdata[0]), ==, "https://b.example/1");
  g_assert_cmpstr (jarida_headline_get_title (same->pdata[1]), ==, "Another title");
  g_assert_cmpstr (jarida_headline_get_source_title (same->pdata[1]), ==, "https://b.example/feed");
}

/* Ten times fewer under a sanitizer, which finds nothing more in more of them. */
#define N_LARGE (SANITIZED ? 10000u : 100000u)

/* An author with 50,000 articles, a section with 100,000. What it takes is said, not judged: the machine may be busy. */
static void
test_large (Shelf         *shelf,
            gconstpointer  data)
{
  static const struct { JaridaPlaceKind kind; const char *name; guint n; } places[] = {
    { JARIDA_PLACE_AUTHOR, "author", N_LARGE / 2 }, { JARIDA_PLACE_SECTION, "section", N_LARGE }, { JARIDA_PLACE_DAY, "day", 24 },
  };
  JaridaSource *source = shelf_add_source (shelf, "https://a.example/feed");
  g_autoptr(GPtrArray) articles = articles_new ("a", N_LARGE, NOON);
  g_autoptr(JaridaTopic) author = NULL;

  for (guint i = 0; i < articles->len; i++)
    {
      JaridaArticle *article = g_ptr_array_index (articles, i);

      article->authors = i % 2 == 0 ? g_strsplit (i % 8 == 0 ? "Amina Berrada|Karim Tazi" : "Amina Berrada", "|", 0) : NULL;
      article->section = g_strdup ("Sport");
    }
  shelf_put (shelf, source, articles, NULL, NULL);
  author = find_topic (shelf, JARIDA_PLACE_AUTHOR, "Amina Berrada");
  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    {
      const gint64 ids[] = { jarida_topic_get_id (author), JARIDA_SECTION_SPORTS, get_julian (NOON) - 1 };
      g_autoptr(JaridaHeadlineList) list = NULL;
      gint64 start = g_get_monotonic_time (), listed, counted;

      list = shelf_list (shelf, places[i].kind, ids[i]);
      listed = g_get_monotonic_time ();
      g_assert_cmpuint (shelf_count (shelf, places[i].kind, ids[i]), ==, places[i].n);
      counted = g_get_monotonic_time ();
      g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, places[i].n);
      g_test_message ("%s of %u among %u: list made in %.2f ms, counted in %.3f ms", places[i].name, places[i].n, N_LARGE,
                      (listed - start) / 1000.0, (counted - listed) / 1000.0);
    }
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
  ADD ("/store/topics/video", test_video);
  ADD ("/store/topics/days", test_days);
  ADD ("/store/topics/pages", test_pages);
  ADD ("/store/topics/old-pages", test_old_pages);
  ADD ("/store/topics/learnt-cities", test_learnt_cities);
  ADD ("/store/topics/portal", test_portal);
  ADD ("/store/topics/authors", test_authors);
  ADD ("/store/topics/followed", test_followed);
  ADD ("/store/topics/same", test_same);
  ADD ("/store/topics/large", test_large);
#undef ADD
  return g_test_run ();
}
