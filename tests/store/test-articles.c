/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "jarida-connection.h"
#include "shelf-fixture.h"

#define NOON G_GINT64_CONSTANT (1760270400)   /* 2025-10-12 12:00 UTC */

static void
test_put_and_load (Shelf         *shelf,
                   gconstpointer  data)
{
  JaridaSource *source = shelf_add_source (shelf, "https://quid.example/feed");
  JaridaArticle *draft = article_new ("a", "https://quid.example/a", "الحكومة تصادق", NOON);
  g_autoptr(JaridaArticle) loaded = NULL;
  g_autoptr(JaridaHeadlineList) list = NULL;
  g_autoptr(JaridaHeadline) headline = NULL;
  guint n_new = 0, n_updated = 9;

  draft->content = g_strdup ("<p>Long text</p>");
  draft->excerpt = g_strdup ("Short text");
  draft->authors = g_strsplit ("Amina,Karim", ",", 0);
  draft->categories = g_strsplit ("politics", ",", 0);
  draft->base = g_strdup ("https://quid.example/");
  draft->direction = JARIDA_DIRECTION_RTL;
  draft->enclosures = g_ptr_array_new_with_free_func ((GDestroyNotify) jarida_enclosure_free);
  g_ptr_array_add (draft->enclosures, jarida_enclosure_new ("https://quid.example/a.mp3", "audio/mpeg", G_GINT64_CONSTANT (5000000000)));
  shelf_put_one (shelf, source, draft, &n_new, &n_updated);
  g_assert_cmpuint (n_new, ==, 1);
  g_assert_cmpuint (n_updated, ==, 0);

  list = shelf_list (shelf, JARIDA_PLACE_ALL, 0);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 1);
  headline = list_get (list, 0);
  g_assert_cmpstr (jarida_headline_get_title (headline), ==, "الحكومة تصادق");
  g_assert_cmpstr (jarida_headline_get_source_title (headline), ==, "https://quid.example/feed");
  g_assert_cmpstr (jarida_headline_get_byline (headline), ==, "Amina, Karim");
  g_assert_cmpint (jarida_headline_get_published (headline), ==, NOON);
  g_assert_false (jarida_headline_get_read (headline));
  g_assert_true (jarida_headline_get_day_start (headline));

  shelf_reopen (shelf);
  loaded = shelf_load (shelf, jarida_headline_get_id (headline));
  g_assert_cmpstr (loaded->content, ==, "<p>Long text</p>");
  g_assert_cmpstr (loaded->guid, ==, "a");
  g_assert_cmpstr (loaded->base, ==, "https://quid.example/");
  g_assert_cmpstr (loaded->authors[1], ==, "Karim");
  g_assert_cmpstr (loaded->categories[0], ==, "politics");
  g_assert_cmpint (loaded->direction, ==, JARIDA_DIRECTION_RTL);
  g_assert_cmpuint (loaded->enclosures->len, ==, 1);
  g_assert_cmpint (((JaridaEnclosure *) loaded->enclosures->pdata[0])->length, ==, G_GINT64_CONSTANT (5000000000));
  g_assert_false (loaded->read);
}

static gint64
get_first_id (Shelf *shelf)
{
  g_autoptr(JaridaHeadlineList) list = shelf_list (shelf, JARIDA_PLACE_ALL, 0);

  return jarida_headline_list_get_id (list, 0);
}

static void
test_id_is_second (Shelf         *shelf,
                   gconstpointer  data)
{
  JaridaSource *source = shelf_add_source (shelf, "https://quid.example/feed");
  g_autoptr(JaridaHeadlineList) list = NULL;
  guint n;

  shelf_put_one (shelf, source, article_new ("a", NULL, "A", NOON), &n, NULL);
  shelf_put_one (shelf, source, article_new ("b", NULL, "B", NOON), &n, NULL);
  list = shelf_list (shelf, JARIDA_PLACE_ALL, 0);
  g_assert_cmpint (jarida_headline_list_get_id (list, 1), ==, NOON - 946684800);
  g_assert_cmpint (jarida_headline_list_get_id (list, 0), ==, NOON - 946684800 + 1);
}

static void
test_dates (Shelf         *shelf,
            gconstpointer  data)
{
  JaridaSource *source = shelf_add_source (shelf, "https://quid.example/feed");
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  g_autoptr(GPtrArray) articles = g_ptr_array_new_with_free_func ((GDestroyNotify) jarida_article_unref);
  g_autoptr(JaridaHeadlineList) list = NULL;
  JaridaArticle *day;
  guint n_new;

  day = article_new ("day", NULL, "Only a day", NOON / 86400 * 86400);
  day->day_only = TRUE;
  g_ptr_array_add (articles, article_new ("future", NULL, "From the future", now + 1000000));
  g_ptr_array_add (articles, article_new ("none", NULL, "No date", 0));
  g_ptr_array_add (articles, article_new ("none-2", NULL, "No date either", 0));
  g_ptr_array_add (articles, day);
  g_ptr_array_add (articles, article_new ("old", NULL, "Before the shelf's time", -5));
  shelf_put (shelf, source, articles, &n_new, NULL);
  g_assert_cmpuint (n_new, ==, 5);

  list = shelf_list (shelf, JARIDA_PLACE_ALL, 0);
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr(JaridaHeadline) headline = list_get (list, i);

      g_assert_cmpint (ABS (jarida_headline_get_published (headline) - now), <, 60);
    }
  {
    g_autoptr(JaridaHeadline) first = list_get (list, 0);
    g_autoptr(JaridaHeadline) third = list_get (list, 2);
    g_autoptr(JaridaHeadline) only_day = list_get (list, 3);
    g_autoptr(JaridaHeadline) oldest = list_get (list, 4);

    /* Without dates they stand as in the feed. */
    g_assert_cmpstr (jarida_headline_get_title (first), ==, "From the future");
    g_assert_cmpstr (jarida_headline_get_title (third), ==, "No date either");
    g_assert_true (jarida_headline_get_day_only (only_day));
    g_assert_cmpint (jarida_headline_get_published (only_day) / 86400, ==, NOON / 86400);
    g_assert_cmpint (jarida_headline_get_id (oldest), ==, 1);
    g_assert_cmpint (jarida_headline_get_published (oldest), ==, -5);
  }
}

static void
test_day_only_spreads (Shelf         *shelf,
                       gconstpointer  data)
{
  JaridaSource *source = shelf_add_source (shelf, "https://quid.example/feed");
  g_autoptr(GPtrArray) articles = articles_new ("day", 200, NOON);
  g_autoptr(JaridaHeadlineList) list = NULL;
  guint n_close = 0;

  for (guint i = 0; i < articles->len; i++)
    {
      JaridaArticle *article = g_ptr_array_index (articles, i);

      article->published = NOON / 86400 * 86400;
      article->day_only = TRUE;
    }
  shelf_put (shelf, source, articles, NULL, NULL);
  list = shelf_list (shelf, JARIDA_PLACE_ALL, 0);
  for (guint i = 0; i + 1 < 200; i++)
    {
      g_autoptr(JaridaHeadline) headline = list_get (list, i);

      n_close += jarida_headline_list_get_id (list, i) - jarida_headline_list_get_id (list, i + 1) == 1;
      g_assert_cmpint (jarida_headline_get_day_start (headline), ==, i == 0);
    }
  g_assert_cmpuint (n_close, <, 5);
}

/* What makes two items the same article: rows of two items of one source, and whether the second is a new one. */
static const struct
{
  const char *name;
  const char *guid[2], *address[2], *title[2];
  gint64      published[2];
  gboolean    same;
} identities[] = {
  { "guid", { "a", "a" }, { "https://q.example/1", "https://q.example/2" }, { "T", "U" }, { NOON, NOON + 5 }, TRUE },
  { "other-guid", { "a", "b" }, { "https://q.example/1", "https://q.example/1" }, { "T", "T" }, { NOON, NOON }, FALSE },
  { "guid-moved-to-https", { "http://q.example/?p=1", "https://q.example/?p=1" }, { NULL, NULL }, { "T", "T" }, { 0, 0 }, TRUE },
  { "address", { NULL, NULL }, { "https://q.example/1", "https://q.example/1" }, { "T", "U" }, { NOON, NOON + 5 }, TRUE },
  { "empty-guid-is-none", { "", "" }, { "https://q.example/1", "https://q.example/2" }, { "T", "T" }, { NOON, NOON }, FALSE },
  { "canonical-address", { NULL, NULL }, { "http://www.q.example/1?utm_source=rss", "https://q.example/1#top" }, { "T", "T" },
    { NOON, NOON }, TRUE },
  { "title-and-date", { NULL, NULL }, { NULL, NULL }, { "T", "T" }, { NOON, NOON }, TRUE },
  { "other-date", { NULL, NULL }, { NULL, NULL }, { "T", "T" }, { NOON, NOON + 5 }, FALSE },
  { "other-title", { NULL, NULL }, { NULL, NULL }, { "T", "U" }, { NOON, NOON }, FALSE },
  { "nothing-at-all", { NULL, NULL }, { NULL, NULL }, { NULL, NULL }, { 0, 0 }, TRUE },
};

static void
test_identity (Shelf         *shelf,
               gconstpointer  data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (identities); i++)
    {
      g_autofree char *feed = g_strdup_printf ("https://feed-%" G_GSIZE_FORMAT ".example/", i);
      JaridaSource *source = shelf_add_source (shelf, feed);
      guint n_new = 9;

      g_test_message ("%s", identities[i].name);
      for (int j = 0; j < 2; j++)
        shelf_put_one (shelf, source, article_new (identities[i].guid[j], identities[i].address[j], identities[i].title[j],
                                                   identities[i].published[j]), &n_new, NULL);
      g_assert_cmpuint (n_new, ==, identities[i].same ? 0 : 1);
      g_assert_cmpuint (shelf_count (shelf, JARIDA_PLACE_SOURCE, jarida_source_get_id (source)), ==,
                        identities[i].same ? 1 : 2);
    }
}

static void
test_twice_in_one_feed (Shelf         *shelf,
                        gconstpointer  data)
{
  JaridaSource *source = shelf_add_source (shelf, "https://quid.example/feed");
  g_autoptr(GPtrArray) articles = g_ptr_array_new_with_free_func ((GDestroyNotify) jarida_article_unref);
  guint n_new, n_updated;

  g_ptr_array_add (articles, article_new ("a", NULL, "First", NOON));
  g_ptr_array_add (articles, article_new ("a", NULL, "Second", NOON));
  shelf_put (shelf, source, articles, &n_new, &n_updated);
  g_assert_cmpuint (n_new, ==, 1);
  g_assert_cmpuint (n_updated, ==, 0);
  /* And the same feed again has changed nothing. */
  shelf_put (shelf, source, articles, &n_new, &n_updated);
  g_assert_cmpuint (n_new, ==, 0);
  g_assert_cmpuint (n_updated, ==, 0);
}

static void
test_update (Shelf         *shelf,
             gconstpointer  data)
{
  JaridaSource *source = shelf_add_source (shelf, "https://quid.example/feed");
  g_autoptr(GPtrArray) articles = articles_new ("a", 3, NOON);
  JaridaArticle *corrected = article_new ("a-2", "https://a.example/2", "Corrected", NOON + 500000);
  g_autoptr(JaridaHeadlineList) list = NULL;
  g_autoptr(JaridaHeadline) last = NULL;
  g_autoptr(JaridaArticle) loaded = NULL;
  guint n_new, n_updated;
  gint64 id;

  shelf_put (shelf, source, articles, NULL, NULL);
  list = shelf_list (shelf, JARIDA_PLACE_ALL, 0);
  last = list_get (list, 2);
  id = jarida_headline_get_id (last);
  shelf_set_read (shelf, id, TRUE);
  shelf_set_saved (shelf, id, TRUE);

  corrected->content = g_strdup ("<p>New</p>");
  shelf_put_one (shelf, source, corrected, &n_new, &n_updated);
  g_assert_cmpuint (n_new, ==, 0);
  g_assert_cmpuint (n_updated, ==, 1);
  g_assert_cmpuint (jarida_headline_list_get_n_pending (list), ==, 0);
  /* The row that is looked at says so, and stays where and what it was. */
  g_assert_cmpstr (jarida_headline_get_title (last), ==, "Corrected");
  g_assert_true (jarida_headline_get_read (last));
  jarida_headline_list_show_pending (list);
  g_assert_cmpint (jarida_headline_list_get_id (list, 2), ==, id);

  shelf_reopen (shelf);
  loaded = shelf_load (shelf, id);
  g_assert_cmpstr (loaded->content, ==, "<p>New</p>");
  g_assert_cmpstr (loaded->title, ==, "Corrected");
  g_assert_true (loaded->read);
  g_assert_true (loaded->saved);
}

static void
test_empty_feed (Shelf         *shelf,
                 gconstpointer  data)
{
  JaridaSource *source = shelf_add_source (shelf, "https://quid.example/feed");
  g_autoptr(GPtrArray) articles = articles_new ("a", 30, NOON);
  g_autoptr(GPtrArray) none = g_ptr_array_new ();
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(JaridaFetchState) back = NULL;
  JaridaFetchState state = { .etag = (char *) "\"x\"", .failures = 2, .outcome = JARIDA_OUTCOME_EMPTY, .feed_hash = G_MAXUINT64 };
  guint n_new = 9, n_updated = 9;

  shelf_put (shelf, source, articles, NULL, NULL);
  jarida_store_put_articles_async (shelf->store, jarida_source_get_id (source), none, &state, NULL, wait_cb, &result);
  g_assert_true (jarida_store_put_articles_finish (shelf->store, wait_for (&result), &n_new, &n_updated, NULL));
  g_assert_cmpuint (n_new, ==, 0);
  g_assert_cmpuint (n_updated, ==, 0);
  g_clear_object (&result);
  shelf_reopen (shelf);
  g_assert_cmpuint (shelf_count (shelf, JARIDA_PLACE_ALL, 0), ==, 30);
  back = jarida_store_dup_fetch_state (shelf->store, 1);
  g_assert_cmpstr (back->etag, ==, "\"x\"");
  g_assert_cmpuint (back->feed_hash, ==, G_MAXUINT64);
  g_assert_cmpint (jarida_source_get_failures (jarida_store_find_source (shelf->store, 1)), ==, 2);
  g_assert_cmpint (jarida_source_get_outcome (jarida_store_find_source (shelf->store, 1)), ==, JARIDA_OUTCOME_EMPTY);
}

static void
test_unknown_source (Shelf         *shelf,
                     gconstpointer  data)
{
  g_autoptr(GPtrArray) articles = articles_new ("a", 3, NOON);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  jarida_store_put_articles_async (shelf->store, 77, articles, NULL, NULL, wait_cb, &result);
  g_assert_false (jarida_store_put_articles_finish (shelf->store, wait_for (&result), NULL, NULL, &error));
  g_assert_error (error, JARIDA_STORE_ERROR, JARIDA_STORE_ERROR_NOT_FOUND);
  g_assert_cmpuint (shelf_count (shelf, JARIDA_PLACE_ALL, 0), ==, 0);
}

static void
test_load_unknown (Shelf         *shelf,
                   gconstpointer  data)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  jarida_store_load_article_async (shelf->store, 4711, NULL, wait_cb, &result);
  g_assert_null (jarida_store_load_article_finish (shelf->store, wait_for (&result), &error));
  g_assert_error (error, JARIDA_STORE_ERROR, JARIDA_STORE_ERROR_NOT_FOUND);
}

/* The file is asked what nothing in the contract shows yet. */
static gint64
query_library (Shelf      *shelf,
               const char *sql)
{
  g_autofree char *path = shelf_path (shelf, "library.db");
  g_autoptr(GError) error = NULL;
  g_autoptr(JaridaConnection) connection = jarida_connection_open (path, JARIDA_CONNECTION_READ, 0, &error);
  gint64 value = 0;

  g_assert_no_error (error);
  jarida_connection_query_int (connection, sql, -1, &value, &error);
  g_assert_no_error (error);
  return value;
}

static void
test_twins (Shelf         *shelf,
            gconstpointer  data)
{
  JaridaSource *portal = shelf_add_source (shelf, "https://portal.example/feed");
  JaridaSource *quid = shelf_add_source (shelf, "https://quid.example/feed");
  JaridaSource *third = shelf_add_source (shelf, "https://third.example/feed");
  guint n_new;
  gint64 first;

  shelf_put_one (shelf, portal, article_new ("p", "http://www.quid.example/a?utm_medium=x", "A", NOON), &n_new, NULL);
  first = get_first_id (shelf);
  shelf_put_one (shelf, quid, article_new ("q", "https://quid.example/a", "A!", NOON + 10), &n_new, NULL);
  g_assert_cmpuint (n_new, ==, 1);
  shelf_put_one (shelf, third, article_new ("t", "https://quid.example/a/", "A?", NOON + 20), &n_new, NULL);
  shelf_put_one (shelf, third, article_new ("u", "https://quid.example/b", "B", NOON + 30), &n_new, NULL);
  /* Both are kept, and both name the first. */
  g_assert_cmpuint (shelf_count (shelf, JARIDA_PLACE_ALL, 0), ==, 4);
  g_assert_cmpint (query_library (shelf, "SELECT count(*) FROM article WHERE twin_of IS NOT NULL"), ==, 2);
  g_assert_cmpint (query_library (shelf, "SELECT min(twin_of)=max(twin_of) FROM article"), ==, 1);
  g_assert_cmpint (query_library (shelf, "SELECT max(twin_of) FROM article"), ==, first);
}

static void
test_many_in_one_second (Shelf         *shelf,
                         gconstpointer  data)
{
  JaridaSource *source = shelf_add_source (shelf, "https://quid.example/feed");
  g_autoptr(GPtrArray) articles = articles_new ("a", 3000, NOON);
  guint n_new;

  for (guint i = 0; i < articles->len; i++)
    ((JaridaArticle *) g_ptr_array_index (articles, i))->published = NOON;
  shelf_put (shelf, source, articles, &n_new, NULL);
  g_assert_cmpuint (n_new, ==, 3000);
  g_assert_cmpint (get_first_id (shelf), ==, NOON - 946684800 + 2999);
}

static void
test_long_source (Shelf         *shelf,
                  gconstpointer  data)
{
  JaridaSource *source = shelf_add_source (shelf, "https://quid.example/feed");
  g_autoptr(GPtrArray) many = articles_new ("a", 2000, NOON);
  g_autoptr(GPtrArray) few = articles_new ("a", 3, NOON);
  guint n_new = 9, n_updated = 9;

  /* Few against many are looked up one by one, many against many are read through: both must know them. */
  shelf_put (shelf, source, many, NULL, NULL);
  shelf_reopen (shelf);
  source = jarida_store_find_source (shelf->store, 1);
  shelf_put (shelf, source, few, &n_new, &n_updated);
  g_assert_cmpuint (n_new + n_updated, ==, 0);
  shelf_put (shelf, source, many, &n_new, &n_updated);
  g_assert_cmpuint (n_new + n_updated, ==, 0);
}

static void
test_cancelled (Shelf         *shelf,
                gconstpointer  data)
{
  JaridaSource *source = shelf_add_source (shelf, "https://quid.example/feed");
  g_autoptr(GPtrArray) articles = articles_new ("a", 30, NOON);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  g_cancellable_cancel (cancellable);
  jarida_store_put_articles_async (shelf->store, jarida_source_get_id (source), articles, NULL, cancellable, wait_cb, &result);
  g_assert_false (jarida_store_put_articles_finish (shelf->store, wait_for (&result), NULL, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (shelf_count (shelf, JARIDA_PLACE_ALL, 0), ==, 0);
}

/* Packed on another thread or not, the same is kept: the second putting sees nothing changed. */
static void
test_packed (Shelf         *shelf,
             gconstpointer  data)
{
  JaridaSource *source = shelf_add_source (shelf, "https://a.example/feed");
  g_autoptr(GPtrArray) packed = articles_new ("a", 3, NOON);
  g_autoptr(GPtrArray) plain = articles_new ("a", 3, NOON);
  g_autoptr(JaridaArticle) loaded = NULL;
  g_autoptr(JaridaHeadlineList) list = NULL;
  g_autoptr(JaridaHeadline) headline = NULL;
  guint n_new, n_updated;

  for (guint i = 0; i < 3; i++)
    {
      ((JaridaArticle *) g_ptr_array_index (packed, i))->content = g_strdup_printf ("<p>Text %u</p>", i);
      ((JaridaArticle *) g_ptr_array_index (plain, i))->content = g_strdup_printf ("<p>Text %u</p>", i);
    }
  jarida_store_pack_articles (packed);
  shelf_put (shelf, source, packed, &n_new, NULL);
  g_assert_cmpuint (n_new, ==, 3);
  shelf_put (shelf, source, plain, &n_new, &n_updated);
  g_assert_cmpuint (n_new + n_updated, ==, 0);
  list = shelf_list (shelf, JARIDA_PLACE_ALL, 0);
  headline = list_get (list, 0);
  loaded = shelf_load (shelf, jarida_headline_get_id (headline));
  g_assert_cmpstr (loaded->content, ==, "<p>Text 0</p>");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(path, func) g_test_add (path, Shelf, NULL, shelf_set_up, func, shelf_tear_down)
  ADD ("/store/articles/put-and-load", test_put_and_load);
  ADD ("/store/articles/packed", test_packed);
  ADD ("/store/articles/id-is-the-second", test_id_is_second);
  ADD ("/store/articles/dates", test_dates);
  ADD ("/store/articles/day-only-spreads-over-its-day", test_day_only_spreads);
  ADD ("/store/articles/identity", test_identity);
  ADD ("/store/articles/twice-in-one-feed", test_twice_in_one_feed);
  ADD ("/store/articles/update-keeps-marks-and-order", test_update);
  ADD ("/store/articles/empty-feed-deletes-nothing", test_empty_feed);
  ADD ("/store/articles/unknown-source", test_unknown_source);
  ADD ("/store/articles/load-unknown", test_load_unknown);
  ADD ("/store/articles/twins", test_twins);
  ADD ("/store/articles/many-in-one-second", test_many_in_one_second);
  ADD ("/store/articles/long-source", test_long_source);
  ADD ("/store/articles/cancelled", test_cancelled);
#undef ADD
  return g_test_run ();
}
