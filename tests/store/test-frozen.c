/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>
#include <glib/gstdio.h>

#include "jarida-store-reports.h"
#include "shelf-fixture.h"
#include "small-disk.h"

/* A shelf on a disk that is read-only, or full: at the opening, and while it is open. */

#define NOON G_GINT64_CONSTANT (1760270400)   /* 2025-10-12 12:00 UTC */
#define DISK_SIZE (8 * 1024 * 1024)
#define N_ARTICLES 300

static void
set_up (Shelf         *shelf,
        gconstpointer  data)
{
  g_autoptr(GPtrArray) articles = articles_new ("a", N_ARTICLES, NOON);
  g_autoptr(JaridaHeadlineList) list = NULL;
  JaridaSource *source;

  shelf->folder = g_dir_make_tmp ("jarida-frozen-XXXXXX", NULL);
  if (!small_disk_mount (shelf->folder, DISK_SIZE))
    {
      g_rmdir (shelf->folder);
      g_clear_pointer (&shelf->folder, g_free);
      return;
    }
  shelf_open (shelf);
  for (guint i = 0; i < N_ARTICLES; i++)
    ((JaridaArticle *) g_ptr_array_index (articles, i))->content = g_strnfill (500, 'a' + i % 26);
  source = shelf_add_source (shelf, "https://a.example/feed");
  shelf_put (shelf, source, articles, NULL, NULL);
  shelf_wait_for_index (shelf);
  list = shelf_list (shelf, JARIDA_PLACE_ALL, 0);
  shelf_set_read (shelf, jarida_headline_list_get_id (list, 0), TRUE);
  shelf_set_saved (shelf, jarida_headline_list_get_id (list, 7), TRUE);
}

static void
tear_down (Shelf         *shelf,
           gconstpointer  data)
{
  if (shelf->folder == NULL)
    return;
  shelf_close (shelf);
  small_disk_unmount (shelf->folder);
  g_rmdir (shelf->folder);
  g_free (shelf->folder);
}

/* Takes @result; the code of the error with which the act ended. */
static int
code_of (gboolean       (*finish) (JaridaStore *, GAsyncResult *, GError **),
         Shelf           *shelf,
         GAsyncResult   **result)
{
  g_autoptr(GError) error = NULL;

  g_assert_false (finish (shelf->store, wait_for (result), &error));
  g_assert_true (error->domain == JARIDA_STORE_ERROR);
  g_clear_object (result);
  return error->code;
}

static void
assert_all_is_there (Shelf *shelf)
{
  g_autoptr(JaridaHeadlineList) list = shelf_list (shelf, JARIDA_PLACE_ALL, 0);
  g_autoptr(JaridaHeadline) headline = list_get (list, 3);
  g_autoptr(JaridaArticle) article = shelf_load (shelf, jarida_headline_list_get_id (list, 3));

  g_assert_cmpuint (shelf_count (shelf, JARIDA_PLACE_ALL, 0), ==, N_ARTICLES);
  g_assert_cmpuint (shelf_count_unread (shelf, JARIDA_PLACE_ALL, 0), ==, N_ARTICLES - 1);
  g_assert_cmpuint (shelf_count (shelf, JARIDA_PLACE_SAVED, 0), ==, 1);
  g_assert_cmpstr (jarida_headline_get_title (headline), ==, "Title 3 of a");
  g_assert_nonnull (article->content);
  g_assert_cmpuint (strlen (article->content), ==, 500);
  g_assert_cmpint (article->content[0], ==, 'd');
}

/* Each act ends with @code, and what it showed is put back. */
static void
assert_acts_fail (Shelf *shelf,
                  int    code)
{
  g_autoptr(JaridaHeadlineList) list = shelf_list (shelf, JARIDA_PLACE_ALL, 0);
  g_autoptr(JaridaHeadline) headline = list_get (list, 4);
  g_autoptr(JaridaSource) added = jarida_source_new ();
  g_autoptr(GPtrArray) more = articles_new ("b", 20, NOON + 1800);
  g_autoptr(JaridaFolder) folder = jarida_folder_new ();
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  JaridaSource *source = jarida_store_find_source (shelf->store, 1);
  gint64 id = jarida_headline_get_id (headline);

  jarida_store_set_read_async (shelf->store, &id, 1, TRUE, NULL, wait_cb, &result);
  g_assert_cmpint (code_of (jarida_store_set_read_finish, shelf, &result), ==, code);
  g_assert_false (jarida_headline_get_read (headline));
  jarida_store_set_saved_async (shelf->store, &id, 1, TRUE, NULL, wait_cb, &result);
  g_assert_cmpint (code_of (jarida_store_set_saved_finish, shelf, &result), ==, code);
  g_assert_false (jarida_headline_get_saved (headline));
  jarida_source_set_title (source, "Another");
  jarida_store_save_source_async (shelf->store, source, NULL, wait_cb, &result);
  g_assert_cmpint (code_of (jarida_store_save_source_finish, shelf, &result), ==, code);
  jarida_store_set_source_removed_async (shelf->store, source, TRUE, NULL, wait_cb, &result);
  g_assert_cmpint (code_of (jarida_store_set_source_removed_finish, shelf, &result), ==, code);
  jarida_source_set_feed_url (added, "https://b.example/feed");
  jarida_store_add_source_async (shelf->store, added, NULL, wait_cb, &result);
  g_assert_cmpint (code_of (jarida_store_add_source_finish, shelf, &result), ==, code);
  jarida_folder_set_name (folder, "Villes");
  jarida_store_add_folder_async (shelf->store, folder, NULL, wait_cb, &result);
  g_assert_cmpint (code_of (jarida_store_add_folder_finish, shelf, &result), ==, code);
  jarida_store_put_articles_async (shelf->store, 1, more, NULL, NULL, wait_cb, &result);
  g_assert_false (jarida_store_put_articles_finish (shelf->store, wait_for (&result), NULL, NULL, &error));
  g_assert_error (error, JARIDA_STORE_ERROR, code);
  shelf_settle ();
  g_assert_cmpstr (jarida_source_get_title (source), ==, "https://a.example/feed");
  g_assert_cmpuint (g_list_model_get_n_items (jarida_store_get_sources (shelf->store)), ==, 1);
  g_assert_cmpuint (g_list_model_get_n_items (jarida_store_get_folders (shelf->store)), ==, 0);
}

static void
assert_acts_work (Shelf *shelf)
{
  g_autoptr(JaridaHeadlineList) list = shelf_list (shelf, JARIDA_PLACE_ALL, 0);
  gint64 id = jarida_headline_list_get_id (list, 4);

  g_assert_false (jarida_store_get_frozen (shelf->store));
  shelf_set_read (shelf, id, TRUE);
  shelf_set_read (shelf, id, FALSE);
  assert_all_is_there (shelf);
}

static void
test_read_only (Shelf         *shelf,
                gconstpointer  with_side_file)
{
  g_autofree char *side_file = NULL;

  if (shelf->folder == NULL)
    return;
  side_file = shelf_path (shelf, "columns");
  shelf_close (shelf);
  if (!with_side_file)
    g_assert_cmpint (g_unlink (side_file), ==, 0);
  small_disk_set_frozen (shelf->folder, TRUE);
  shelf_open (shelf);
  g_assert_true (jarida_store_get_frozen (shelf->store));
  g_assert_cmpstr (jarida_store_get_notice (shelf->store), ==, "frozen-read-only");
  assert_all_is_there (shelf);
  assert_acts_fail (shelf, JARIDA_STORE_ERROR_FROZEN);
  assert_all_is_there (shelf);

  small_disk_set_frozen (shelf->folder, FALSE);
  shelf_reopen (shelf);
  g_assert_null (jarida_store_get_notice (shelf->store));
  assert_acts_work (shelf);
}

/* A shelf of an earlier version that cannot be brought to today's: it is read as it is, and has none of what came later. */
static void
test_old_version (Shelf         *shelf,
                  gconstpointer  old)
{
  static const char *const names[] = { "library.db", "bodies.db" };
  g_autoptr(JaridaHeadlineList) list = NULL;
  g_autoptr(JaridaArticle) article = NULL;
  const JaridaReportRow report = { .id = (char *) "first" };
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  if (shelf->folder == NULL)
    return;
  shelf_close (shelf);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    shelf_copy_old (shelf, old, names[i]);
  small_disk_set_frozen (shelf->folder, TRUE);
  shelf_open (shelf);
  g_assert_cmpstr (jarida_store_get_notice (shelf->store), ==, "frozen-read-only");
  g_assert_cmpuint (shelf_count (shelf, JARIDA_PLACE_ALL, 0), ==, g_str_equal (old, "shelf-3") ? 17
                                                                     : g_str_equal (old, "shelf-6") ? 4 : 35);
  list = shelf_list (shelf, JARIDA_PLACE_ALL, 0);
  article = shelf_load (shelf, jarida_headline_list_get_id (list, 3));
  g_assert_nonnull (article->content);
  g_assert_cmpuint (jarida_store_get_reports (shelf->store)->len, ==, 0);
  jarida_store_add_report_async (shelf->store, &report, NULL, 0, NULL, wait_cb, &result);
  g_assert_false (jarida_store_add_report_finish (shelf->store, wait_for (&result), NULL, &error));
  g_assert_error (error, JARIDA_STORE_ERROR, JARIDA_STORE_ERROR_FROZEN);
  small_disk_set_frozen (shelf->folder, FALSE);
}

/* Killed, and then read-only: all is in the logs, with their indexes or, when a copy left them out, without. */
static void
test_killed (Shelf         *shelf,
             gconstpointer  with_index)
{
  static const char * const names[] = { "library.db", "library.db-wal", "bodies.db", "bodies.db-wal", "library.db-shm", "bodies.db-shm" };
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  if (shelf->folder == NULL)
    return;
  second = g_dir_make_tmp ("jarida-killed-XXXXXX", NULL);
  if (!small_disk_mount (second, DISK_SIZE))
    return;
  for (gsize i = 0; i < (with_index ? 6 : 4); i++)
    {
      g_autofree char *from = g_build_filename (shelf->folder, names[i], NULL);
      g_autofree char *to = g_build_filename (second, names[i], NULL);
      g_autofree char *bytes = NULL;
      gsize size;

      g_assert_true (g_file_get_contents (from, &bytes, &size, NULL));
      g_assert_true (g_file_set_contents (to, bytes, size, NULL));
    }
  shelf_close (shelf);
  small_disk_set_frozen (second, TRUE);
  first = g_steal_pointer (&shelf->folder);
  shelf->folder = second;
  shelf_open (shelf);
  g_assert_cmpstr (jarida_store_get_notice (shelf->store), ==, "frozen-read-only");
  assert_all_is_there (shelf);
  assert_acts_fail (shelf, JARIDA_STORE_ERROR_FROZEN);
  small_disk_set_frozen (second, FALSE);
  shelf_reopen (shelf);
  assert_acts_work (shelf);
  shelf_close (shelf);
  small_disk_unmount (second);
  g_rmdir (second);
  shelf->folder = g_steal_pointer (&first);
}

static void
test_full_at_start (Shelf         *shelf,
                    gconstpointer  data)
{
  if (shelf->folder == NULL)
    return;
  shelf_close (shelf);
  small_disk_set_full (shelf->folder, TRUE);
  shelf_open (shelf);
  g_assert_cmpstr (jarida_store_get_notice (shelf->store), ==, "frozen-full");
  assert_all_is_there (shelf);
  assert_acts_fail (shelf, JARIDA_STORE_ERROR_FROZEN);
  small_disk_set_full (shelf->folder, FALSE);
  shelf_reopen (shelf);
  assert_acts_work (shelf);
}

/* It fills while we read: nothing is frozen, each act says what is wrong, and works again as soon as there is room. */
static void
test_full_while_open (Shelf         *shelf,
                      gconstpointer  data)
{
  if (shelf->folder == NULL)
    return;
  small_disk_set_full (shelf->folder, TRUE);
  assert_acts_fail (shelf, JARIDA_STORE_ERROR_FULL);
  assert_all_is_there (shelf);
  assert_acts_fail (shelf, JARIDA_STORE_ERROR_FULL);
  small_disk_set_full (shelf->folder, FALSE);
  assert_acts_work (shelf);
  shelf_reopen (shelf);
  assert_acts_work (shelf);
}

/* What is not a shelf, or not one of ours, is not made one by looking at it. */
static void
test_nothing_to_read (Shelf         *shelf,
                      gconstpointer  data)
{
  static const struct { const char *library; gsize size; int code; } cases[] = {
    { NULL, 0, JARIDA_STORE_ERROR_READ_ONLY },
    { "", 0, JARIDA_STORE_ERROR_READ_ONLY },
    { "This is not a database, whoever wrote it.", 41, JARIDA_STORE_ERROR_BROKEN },
  };
  g_autofree char *folder = NULL;
  g_autofree char *library = NULL;

  if (shelf->folder == NULL)
    return;
  folder = shelf_path (shelf, "another");
  library = g_build_filename (folder, "library.db", NULL);
  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;

      if (cases[i].library != NULL)
        g_assert_true (g_file_set_contents (library, cases[i].library, cases[i].size, NULL));
      shelf_close (shelf);
      small_disk_set_frozen (shelf->folder, TRUE);
      g_assert_null (jarida_store_open (folder, &error));
      g_assert_error (error, JARIDA_STORE_ERROR, cases[i].code);
      small_disk_set_frozen (shelf->folder, FALSE);
    }
}

int
main (int   argc,
      char *argv[])
{
  small_disk_init ();
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
#define ADD(path, data, func) g_test_add (path, Shelf, data, set_up, func, tear_down)
  ADD ("/store/frozen/read-only", "with", test_read_only);
  ADD ("/store/frozen/read-only/no-side-file", NULL, test_read_only);
  ADD ("/store/frozen/version-1", "shelf-1", test_old_version);
  ADD ("/store/frozen/version-3", "shelf-3", test_old_version);
  ADD ("/store/frozen/version-5", "shelf-5", test_old_version);
  ADD ("/store/frozen/version-6", "shelf-6", test_old_version);
  ADD ("/store/frozen/version-7", "shelf-7", test_old_version);
  ADD ("/store/frozen/killed", "with", test_killed);
  ADD ("/store/frozen/killed/no-index", NULL, test_killed);
  ADD ("/store/frozen/full-at-start", NULL, test_full_at_start);
  ADD ("/store/frozen/full-while-open", NULL, test_full_while_open);
  ADD ("/store/frozen/nothing-to-read", NULL, test_nothing_to_read);
#undef ADD
  return g_test_run ();
}
