/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "jarida-connection.h"
#include "shelf-fixture.h"

#define NOON G_GINT64_CONSTANT (1760270400)   /* 2025-10-12 12:00 UTC */

static void
put_some (Shelf        *shelf,
          JaridaSource *source,
          const char   *prefix,
          guint         n)
{
  g_autoptr(GPtrArray) articles = articles_new (prefix, n, NOON);

  shelf_put (shelf, source, articles, NULL, NULL);
}

static void
test_settings_survive (Shelf         *shelf,
                       gconstpointer  data)
{
  JaridaSource *source = shelf_add_source (shelf, "https://a.example/feed");

  jarida_source_set_title (source, "هسبريس");
  jarida_source_set_feed_url (source, "https://a.example/new-feed");
  jarida_source_set_site_url (source, "https://a.example/");
  jarida_source_set_icon_url (source, "https://a.example/icon.png");
  jarida_source_set_language (source, "ar");
  jarida_source_set_position (source, 7);
  jarida_source_set_stopped (source, TRUE);
  jarida_source_set_interval_minutes (source, 45);
  jarida_source_set_retention_days (source, -1);
  jarida_source_set_pictures (source, JARIDA_PICTURE_MODE_BLURRED);
  jarida_source_set_typeface (source, JARIDA_TYPEFACE_SANS);
  jarida_source_set_direction (source, JARIDA_DIRECTION_RTL);
  jarida_source_set_full_text (source, JARIDA_FULL_TEXT_NEVER);
  jarida_source_set_retention_count (source, 500);
  jarida_source_set_announce (source, TRUE);
  shelf_save_source (shelf, source);
  shelf_reopen (shelf);
  source = jarida_store_find_source_by_url (shelf->store, "http://a.example/new-feed");
  g_assert_nonnull (source);
  g_assert_cmpstr (jarida_source_get_title (source), ==, "هسبريس");
  g_assert_cmpstr (jarida_source_get_site_url (source), ==, "https://a.example/");
  g_assert_cmpstr (jarida_source_get_icon_url (source), ==, "https://a.example/icon.png");
  g_assert_cmpstr (jarida_source_get_language (source), ==, "ar");
  g_assert_cmpint (jarida_source_get_position (source), ==, 7);
  g_assert_true (jarida_source_get_stopped (source));
  g_assert_cmpint (jarida_source_get_interval_minutes (source), ==, 45);
  g_assert_cmpint (jarida_source_get_retention_days (source), ==, -1);
  g_assert_cmpint (jarida_source_get_pictures (source), ==, JARIDA_PICTURE_MODE_BLURRED);
  g_assert_cmpint (jarida_source_get_typeface (source), ==, JARIDA_TYPEFACE_SANS);
  g_assert_cmpint (jarida_source_get_direction (source), ==, JARIDA_DIRECTION_RTL);
  g_assert_true (jarida_source_get_announce (source));
  g_assert_cmpint (jarida_source_get_full_text (source), ==, JARIDA_FULL_TEXT_NEVER);
  g_assert_cmpint (jarida_source_get_retention_count (source), ==, 500);
}

/* A shelf from before anybody could choose those: all is there, and the choice is the usual one. */
static void
test_version_3 (Shelf         *shelf,
                gconstpointer  data)
{
  g_autoptr(JaridaSource) source = NULL;

  shelf_close (shelf);
  shelf_copy_old (shelf, "shelf-3", "library.db");
  shelf_copy_old (shelf, "shelf-3", "bodies.db");
  shelf_open (shelf);
  g_assert_null (jarida_store_get_notice (shelf->store));
  g_assert_cmpuint (shelf_count (shelf, JARIDA_PLACE_ALL, 0), ==, 17);
  g_assert_cmpuint (shelf_count_unread (shelf, JARIDA_PLACE_ALL, 0), ==, 16);
  g_assert_cmpuint (shelf_count (shelf, JARIDA_PLACE_SAVED, 0), ==, 1);
  source = g_list_model_get_item (jarida_store_get_sources (shelf->store), 0);
  g_assert_cmpint (jarida_source_get_full_text (source), ==, JARIDA_FULL_TEXT_SHORT);
  g_assert_cmpint (jarida_source_get_retention_count (source), ==, 0);
  jarida_source_set_full_text (source, JARIDA_FULL_TEXT_ALWAYS);
  shelf_save_source (shelf, source);
  shelf_reopen (shelf);
  g_clear_object (&source);
  source = g_list_model_get_item (jarida_store_get_sources (shelf->store), 0);
  g_assert_cmpint (jarida_source_get_full_text (source), ==, JARIDA_FULL_TEXT_ALWAYS);
}

static void
test_version_7 (Shelf         *shelf,
                gconstpointer  data)
{
  g_autoptr(JaridaSource) source = NULL;

  shelf_close (shelf);
  shelf_copy_old (shelf, "shelf-7", "library.db");
  shelf_copy_old (shelf, "shelf-7", "bodies.db");
  shelf_open (shelf);
  g_assert_null (jarida_store_get_notice (shelf->store));
  g_assert_cmpuint (shelf_count (shelf, JARIDA_PLACE_ALL, 0), ==, 35);
  source = g_list_model_get_item (jarida_store_get_sources (shelf->store), 0);
  g_assert_cmpint (jarida_source_get_typeface (source), ==, JARIDA_TYPEFACE_DEFAULT);
  g_assert_cmpint (jarida_source_get_direction (source), ==, JARIDA_DIRECTION_AUTO);
}

static void
test_exists (Shelf         *shelf,
             gconstpointer  data)
{
  g_autoptr(JaridaSource) again = jarida_source_new ();
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  shelf_add_source (shelf, "https://a.example/feed");
  jarida_source_set_feed_url (again, "http://a.example/feed");
  jarida_store_add_source_async (shelf->store, again, NULL, wait_cb, &result);
  g_assert_false (jarida_store_add_source_finish (shelf->store, wait_for (&result), &error));
  g_assert_error (error, JARIDA_STORE_ERROR, JARIDA_STORE_ERROR_EXISTS);
  g_assert_cmpuint (g_list_model_get_n_items (jarida_store_get_sources (shelf->store)), ==, 1);
  g_assert_cmpint (jarida_source_get_id (again), ==, 0);
}

static void
test_sorted_by_position (Shelf         *shelf,
                         gconstpointer  data)
{
  JaridaSource *a = shelf_add_source (shelf, "https://a.example/feed");
  JaridaSource *b = shelf_add_source (shelf, "https://b.example/feed");
  g_autoptr(JaridaSource) first = NULL;

  jarida_source_set_position (a, 5);
  shelf_save_source (shelf, a);
  first = g_list_model_get_item (jarida_store_get_sources (shelf->store), 0);
  g_assert_true (first == b);
}

static void
test_added_again_after_removal (Shelf         *shelf,
                                gconstpointer  data)
{
  JaridaSource *source = shelf_add_source (shelf, "https://a.example/feed");
  gint64 id = jarida_source_get_id (source);

  put_some (shelf, source, "a", 10);
  shelf_set_removed (shelf, source, TRUE);
  g_assert_null (jarida_store_find_source (shelf->store, id));
  g_assert_cmpuint (shelf_count (shelf, JARIDA_PLACE_ALL, 0), ==, 0);
  source = shelf_add_source (shelf, "https://a.example/feed");
  g_assert_cmpint (jarida_source_get_id (source), ==, id);
  g_assert_cmpuint (shelf_count (shelf, JARIDA_PLACE_ALL, 0), ==, 10);
  shelf_reopen (shelf);
  g_assert_cmpuint (shelf_count_unread (shelf, JARIDA_PLACE_ALL, 0), ==, 10);
}

/* Acts that wait together share a transaction; what is refused to one of them is not refused to the others. */
static void
test_together (Shelf         *shelf,
               gconstpointer  data)
{
  static const struct { const char *address; gboolean kept; } acts[] = {
    { "https://a.example/feed", TRUE },
    { "https://b.example/feed", TRUE },
    { "https://a.example/feed", FALSE },
    { "https://c.example/feed", TRUE },
  };
  GAsyncResult *results[G_N_ELEMENTS (acts)] = { NULL };

  for (gsize i = 0; i < G_N_ELEMENTS (acts); i++)
    {
      g_autoptr(JaridaSource) source = jarida_source_new ();

      jarida_source_set_feed_url (source, acts[i].address);
      jarida_store_add_source_async (shelf->store, source, NULL, wait_cb, &results[i]);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (acts); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_cmpint (jarida_store_add_source_finish (shelf->store, wait_for (&results[i]), &error), ==, acts[i].kept);
      if (!acts[i].kept)
        g_assert_error (error, JARIDA_STORE_ERROR, JARIDA_STORE_ERROR_EXISTS);
      g_object_unref (results[i]);
    }
  shelf_reopen (shelf);
  g_assert_cmpuint (g_list_model_get_n_items (jarida_store_get_sources (shelf->store)), ==, 3);
}

/* Numbers are small: when the last is taken, the gaps are filled. */
static void
test_numbers (Shelf         *shelf,
              gconstpointer  data)
{
  g_autofree char *path = shelf_path (shelf, "library.db");
  g_autoptr(GError) error = NULL;
  g_autoptr(JaridaConnection) connection = jarida_connection_open (path, JARIDA_CONNECTION_WRITE, 4096, &error);

  g_assert_no_error (error);
  g_assert_cmpint (jarida_source_get_id (shelf_add_source (shelf, "https://a.example/feed")), ==, 1);
  jarida_connection_execute (connection, "INSERT INTO source(id, feed_url) VALUES(3, 'https://three.example/')", &error);
  g_assert_cmpint (jarida_source_get_id (shelf_add_source (shelf, "https://b.example/feed")), ==, 4);
  jarida_connection_execute (connection, "INSERT INTO source(id, feed_url) VALUES(65535, 'https://last.example/')", &error);
  g_assert_no_error (error);
  g_assert_cmpint (jarida_source_get_id (shelf_add_source (shelf, "https://c.example/feed")), ==, 2);
  g_assert_cmpint (jarida_source_get_id (shelf_add_source (shelf, "https://d.example/feed")), ==, 5);
}

static void
test_purge (Shelf         *shelf,
            gconstpointer  data)
{
  JaridaSource *b = shelf_add_source (shelf, "https://b.example/feed");
  JaridaSource *a = shelf_add_source (shelf, "https://a.example/feed");
  gint64 removed_id = jarida_source_get_id (a);

  put_some (shelf, a, "a", 250);
  put_some (shelf, b, "b", 20);
  shelf_set_removed (shelf, a, TRUE);
  g_assert_cmpint (shelf_query (shelf, "library.db", "SELECT count(*) FROM article"), ==, 270);
  shelf_reopen (shelf);
  for (int i = 0; i < 200 && shelf_query (shelf, "library.db", "SELECT count(*) FROM source") > 1; i++)
    shelf_settle ();
  g_assert_cmpint (shelf_query (shelf, "library.db", "SELECT count(*) FROM source"), ==, 1);
  g_assert_cmpint (shelf_query (shelf, "library.db", "SELECT count(*) FROM article"), ==, 20);
  g_assert_cmpint (shelf_query (shelf, "library.db", "SELECT count(*) FROM state"), ==, 20);
  g_assert_cmpint (shelf_query (shelf, "library.db", "SELECT count(*) FROM known"), ==, 20);
  g_assert_cmpint (shelf_query (shelf, "bodies.db", "SELECT count(*) FROM body"), ==, 20);
  shelf_settle ();
  /* The number is free again, and nothing of the old one clings to it. */
  a = shelf_add_source (shelf, "https://c.example/feed");
  g_assert_cmpint (jarida_source_get_id (a), ==, removed_id);
  g_assert_cmpint (jarida_source_get_total (a), ==, 0);
  g_assert_cmpuint (shelf_count (shelf, JARIDA_PLACE_ALL, 0), ==, 20);
}

static void
test_remove_folder (Shelf         *shelf,
                    gconstpointer  data)
{
  JaridaFolder *outer = shelf_add_folder (shelf, "Outer", 0);
  JaridaFolder *middle = shelf_add_folder (shelf, "Middle", jarida_folder_get_id (outer));
  JaridaFolder *inner = shelf_add_folder (shelf, "Inner", jarida_folder_get_id (middle));
  JaridaSource *source = shelf_add_source (shelf, "https://a.example/feed");
  g_autoptr(GAsyncResult) result = NULL;
  gint64 inner_id = jarida_folder_get_id (inner);

  jarida_source_set_folder_id (source, jarida_folder_get_id (middle));
  shelf_save_source (shelf, source);
  put_some (shelf, source, "a", 10);
  g_assert_cmpint (jarida_folder_get_unread (outer), ==, 10);
  jarida_store_remove_folder_async (shelf->store, middle, NULL, wait_cb, &result);
  g_assert_true (jarida_store_remove_folder_finish (shelf->store, wait_for (&result), NULL));
  g_clear_object (&result);
  for (int i = 0; i < 2; i++)
    {
      outer = jarida_store_find_folder (shelf->store, 1);
      inner = jarida_store_find_folder (shelf->store, inner_id);
      source = jarida_store_find_source (shelf->store, 1);
      g_assert_cmpuint (g_list_model_get_n_items (jarida_store_get_folders (shelf->store)), ==, 2);
      g_assert_cmpint (jarida_folder_get_parent_id (inner), ==, jarida_folder_get_id (outer));
      g_assert_cmpint (jarida_source_get_folder_id (source), ==, jarida_folder_get_id (outer));
      g_assert_cmpint (jarida_folder_get_unread (outer), ==, 10);
      g_assert_cmpint (jarida_folder_get_unread (inner), ==, 0);
      shelf_reopen (shelf);
    }
}

/* A damaged file, or two programs, may make a circle of folders. */
static void
test_circle (Shelf         *shelf,
             gconstpointer  data)
{
  JaridaFolder *a = shelf_add_folder (shelf, "A", 0);
  JaridaFolder *b = shelf_add_folder (shelf, "B", jarida_folder_get_id (a));
  JaridaSource *source = shelf_add_source (shelf, "https://a.example/feed");
  g_autoptr(GAsyncResult) result = NULL;

  jarida_folder_set_parent_id (a, jarida_folder_get_id (b));
  jarida_store_save_folder_async (shelf->store, a, NULL, wait_cb, &result);
  g_assert_true (jarida_store_save_folder_finish (shelf->store, wait_for (&result), NULL));
  jarida_source_set_folder_id (source, jarida_folder_get_id (b));
  shelf_save_source (shelf, source);
  put_some (shelf, source, "a", 3);
  g_assert_cmpuint (shelf_count (shelf, JARIDA_PLACE_FOLDER, jarida_folder_get_id (a)), ==, 3);
}

/* Two programs on one shelf. Locks count by open file, so that two stores in one process stand for them. */

static gboolean
wait_until_count (JaridaStore *store,
                  guint        n)
{
  static const JaridaPlace all = { JARIDA_PLACE_ALL };

  for (int i = 0; i < 100 && jarida_store_count (store, &all) != n; i++)
    shelf_settle ();
  return jarida_store_count (store, &all) == n;
}

static void
test_two_programs (Shelf         *shelf,
                   gconstpointer  data)
{
  Shelf other = { shelf->folder, NULL };
  JaridaSource *source = shelf_add_source (shelf, "https://a.example/feed");
  g_autoptr(JaridaHeadlineList) list = shelf_list (shelf, JARIDA_PLACE_ALL, 0);
  g_autoptr(JaridaHeadline) headline = NULL;
  JaridaSource *b;
  gint64 id;

  other.store = jarida_store_open (shelf->folder, NULL);
  g_assert_nonnull (other.store);
  put_some (shelf, source, "a", 10);
  /* What one adds, the other sees without asking, as pending; sources too. */
  b = shelf_add_source (&other, "https://b.example/feed");
  put_some (&other, b, "b", 15);
  g_assert_true (wait_until_count (shelf->store, 25));
  g_assert_true (wait_until_count (other.store, 25));
  g_assert_nonnull (jarida_store_find_source_by_url (shelf->store, "https://b.example/feed"));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 0);
  g_assert_cmpuint (jarida_headline_list_get_n_pending (list), ==, 25);

  /* Marks. */
  jarida_headline_list_show_pending (list);
  headline = list_get (list, 3);
  id = jarida_headline_get_id (headline);
  shelf_set_read (&other, id, TRUE);
  for (int i = 0; i < 100 && !jarida_headline_get_read (headline); i++)
    shelf_settle ();
  g_assert_true (jarida_headline_get_read (headline));

  /* The same feed from both at once is there once. */
  put_some (shelf, source, "c", 200);
  put_some (&other, jarida_store_find_source (other.store, jarida_source_get_id (source)), "c", 200);
  g_assert_true (wait_until_count (shelf->store, 225));
  g_assert_true (wait_until_count (other.store, 225));

  /* What one removes is not deleted by the other's opening while there is still an undo. */
  shelf_set_removed (shelf, source, TRUE);
  jarida_store_close (other.store);
  g_object_unref (other.store);
  other.store = jarida_store_open (shelf->folder, NULL);
  shelf_settle ();
  shelf_set_removed (shelf, source, FALSE);
  g_assert_true (wait_until_count (shelf->store, 225));
  jarida_store_close (other.store);
  g_object_unref (other.store);
}

/* What a feed says of itself waits with the articles, and must not undo what a person has written meanwhile. */
static void
test_fill_keeps_what_is_there (Shelf         *shelf,
                               gconstpointer  data)
{
  g_autoptr(JaridaSource) source = g_object_ref (shelf_add_source (shelf, "https://a.example/feed"));
  g_autoptr(GAsyncResult) filled = NULL;
  g_autoptr(GError) error = NULL;
  gint64 id = jarida_source_get_id (source);
  JaridaSource *again;

  jarida_source_set_title (source, "The feed's");
  jarida_source_set_site_url (source, "https://a.example/");
  jarida_store_fill_source_async (shelf->store, source, NULL, wait_cb, &filled);
  jarida_source_set_title (source, "Mine");
  jarida_source_set_language (source, "ar");
  shelf_save_source (shelf, source);
  jarida_store_fill_source_finish (shelf->store, wait_for (&filled), &error);
  g_assert_no_error (error);
  g_clear_object (&filled);

  jarida_source_set_title (source, "The feed's");
  jarida_source_set_language (source, "fr");
  jarida_source_set_icon_url (source, "https://a.example/icon");
  jarida_store_fill_source_async (shelf->store, source, NULL, wait_cb, &filled);
  jarida_store_fill_source_finish (shelf->store, wait_for (&filled), &error);
  g_assert_no_error (error);
  g_clear_object (&filled);
  shelf_reopen (shelf);
  again = jarida_store_find_source (shelf->store, id);
  g_assert_cmpstr (jarida_source_get_title (again), ==, "Mine");
  g_assert_cmpstr (jarida_source_get_language (again), ==, "ar");
  g_assert_cmpstr (jarida_source_get_site_url (again), ==, "https://a.example/");
  g_assert_cmpstr (jarida_source_get_icon_url (again), ==, "https://a.example/icon");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(path, func) g_test_add (path, Shelf, NULL, shelf_set_up, func, shelf_tear_down)
  ADD ("/store/sources/settings-survive", test_settings_survive);
  ADD ("/store/sources/fill-keeps-what-is-there", test_fill_keeps_what_is_there);
  ADD ("/store/sources/version-3", test_version_3);
  ADD ("/store/sources/version-7", test_version_7);
  ADD ("/store/sources/exists", test_exists);
  ADD ("/store/sources/sorted-by-position", test_sorted_by_position);
  ADD ("/store/sources/added-again-after-removal", test_added_again_after_removal);
  ADD ("/store/sources/removed-is-deleted-at-the-next-opening", test_purge);
  ADD ("/store/sources/numbers", test_numbers);
  ADD ("/store/sources/added-together", test_together);
  ADD ("/store/sources/remove-folder", test_remove_folder);
  ADD ("/store/sources/circle-of-folders", test_circle);
  ADD ("/store/sources/two-programs", test_two_programs);
#undef ADD
  return g_test_run ();
}
