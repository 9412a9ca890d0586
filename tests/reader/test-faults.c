/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <sqlite3.h>
#include <string.h>
#include <unistd.h>
#include <glib/gstdio.h>

#include "../remove-tree.h"
#include "jarida-ahead-private.h"
#include "jarida-clean.h"
#include "jarida-store-kept.h"
#include "jarida-store-search.h"
#include "news-server.h"

/* What can happen to a shelf that is fetched ahead: a disk that becomes read-only in the middle, files that are cut off, a clock that was
 * wrong. Kills, full disks and captive portals: see test-ahead.c, test-refresh.c, test-kill.c and tests/demo/test-demo-offline.c. */

#define N_ARTICLES 24
#define TWO_YEARS (G_GINT64_CONSTANT (730) * 24 * 60 * 60)

typedef struct
{
  char             *folder;      /* (owned) (nullable) */
  NewsServer       *server;      /* (owned) */
  JaridaConditions *moment;      /* (owned) */
  JaridaReader     *reader;      /* (owned) (nullable) */
  JaridaAhead      *ahead;       /* borrowed from the reader */
  gint64            clock;       /* of the next reader; 0: the machine's */
  guint             n_failed;    /* acts that were not kept */
} Fixture;

static void
answered_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

#define WAIT_UNTIL(condition) G_STMT_START { \
    const gint64 end_ = g_get_monotonic_time () + 60 * G_USEC_PER_SEC; \
    while (!(condition)) \
      { \
        if (g_get_monotonic_time () > end_) \
          g_error ("timed out: %s", #condition); \
        g_main_context_iteration (NULL, TRUE); \
      } \
  } G_STMT_END

static gboolean
wake_cb (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

static void
failed_cb (JaridaReader *reader,
           const GError *error,
           Fixture      *self)
{
  self->n_failed++;
}

static void
open_reader (Fixture *self)
{
  g_autofree char *data = g_build_filename (self->folder, "data", NULL);
  g_autofree char *cache = g_build_filename (self->folder, "cache", NULL);
  g_autoptr(GError) error = NULL;

  self->reader = jarida_reader_open (data, cache, &error);
  g_assert_no_error (error);
  self->reader->clock = self->clock;
  jarida_fetcher_set_pause (self->reader->fetcher, 0);
  self->ahead = jarida_reader_get_ahead (self->reader);
  jarida_ahead_set_conditions (self->ahead, self->moment);
  g_object_set (self->ahead, "days", 3650u, NULL);
  _jarida_reader_set_online (self->reader, TRUE);
  g_signal_connect (self->reader, "failed", G_CALLBACK (failed_cb), self);
}

static void
close_reader (Fixture *self)
{
  jarida_reader_close (self->reader);
  g_clear_object (&self->reader);
}

static void
set_up_folder (Fixture *self)
{
  self->server = news_server_new (N_ARTICLES);
  self->server->page = NEWS_PAGE_WHOLE;
  self->server->pictures = SAMPLE_PICTURES;
  self->moment = jarida_conditions_new_fixed ();
  open_reader (self);
  g_timeout_add (20, wake_cb, NULL);
}

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  self->folder = g_dir_make_tmp ("jarida-faults-XXXXXX", NULL);
  set_up_folder (self);
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  if (self->reader != NULL)
    close_reader (self);
  news_server_free (self->server);
  g_object_unref (self->moment);
  remove_tree (self->folder);
  g_free (self->folder);
}

static void
subscribe (Fixture *self)
{
  g_autofree char *address = news_server_address (self->server, "/feed.xml");
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(JaridaSource) source = NULL;
  g_autoptr(GError) error = NULL;

  jarida_reader_subscribe_async (self->reader, address, NULL, 0, NULL, answered_cb, &result);
  WAIT_UNTIL (result != NULL);
  source = jarida_reader_subscribe_finish (self->reader, result, &error);
  g_assert_no_error (error);
}

static guint
refresh (Fixture  *self,
         gboolean  force)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  guint n_new = 0;

  jarida_reader_refresh_async (self->reader, NULL, 0, force, NULL, answered_cb, &result);
  WAIT_UNTIL (result != NULL);
  jarida_reader_refresh_finish (self->reader, result, &n_new, NULL, &error);
  g_assert_no_error (error);
  return n_new;
}

static void
run (Fixture *self)
{
  jarida_ahead_start (self->ahead);
  WAIT_UNTIL (!jarida_ahead_get_busy (self->ahead));
}

static guint
count (Fixture         *self,
       JaridaPlaceKind  kind)
{
  const JaridaPlace place = { .kind = kind };

  return jarida_reader_count (self->reader, &place);
}

static guint
count_kept (Fixture *self)
{
  g_autoptr(GArray) ids = jarida_store_list_kept (self->reader->store);

  return ids->len;
}

static gint64
get_id (Fixture *self,
        guint    position)
{
  const JaridaPlace all = { .kind = JARIDA_PLACE_ALL };
  g_autoptr(JaridaHeadlineList) list = jarida_reader_list_headlines (self->reader, &all);

  return jarida_headline_list_get_id (list, position);
}

static JaridaArticle *
try_load (Fixture  *self,
          gint64    id,
          GError  **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  jarida_reader_load_article_async (self->reader, id, NULL, answered_cb, &result);
  WAIT_UNTIL (result != NULL);
  return jarida_reader_load_article_finish (self->reader, result, error);
}

static void
assert_all_whole (Fixture *self)
{
  WAIT_UNTIL (count_kept (self) == N_ARTICLES);
  for (guint i = 0; i < N_ARTICLES; i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(JaridaArticle) article = try_load (self, get_id (self, i), &error);
      g_autoptr(GPtrArray) pictures = NULL;
      g_autoptr(GAsyncResult) result = NULL;
      g_autoptr(GBytes) bytes = NULL;

      g_assert_no_error (error);
      g_assert_nonnull (article->content);
      g_assert_nonnull (strstr (article->content, "paragraphe 12"));
      pictures = jarida_ahead_list_pictures (article);
      g_assert_cmpuint (pictures->len, ==, 1);
      jarida_picture_cache_load_async (self->reader->pictures, g_ptr_array_index (pictures, 0), JARIDA_PICTURE_CACHED_ONLY, NULL,
                                       answered_cb, &result);
      WAIT_UNTIL (result != NULL);
      bytes = jarida_picture_cache_load_finish (self->reader->pictures, result, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (g_bytes_get_size (bytes), >, 100);
    }
}

/* ---- A disk that becomes read-only under the program, as the system makes a worn one ---- */

static gboolean read_only;
static sqlite3_io_methods methods[2];
static int (*real_open) (sqlite3_vfs *, const char *, sqlite3_file *, int, int *);
static int (*real_write) (sqlite3_file *, const void *, int, sqlite3_int64);

static int
write_unless_read_only (sqlite3_file  *file,
                        const void    *bytes,
                        int            n,
                        sqlite3_int64  offset)
{
  if (!read_only)
    return real_write (file, bytes, n, offset);
  errno = EROFS;
  return SQLITE_IOERR_WRITE;
}

/* Databases lock, logs do not: their methods differ. */
static int
open_for_read_only (sqlite3_vfs  *vfs,
                    const char   *name,
                    sqlite3_file *file,
                    int           flags,
                    int          *out_flags)
{
  const int result = real_open (vfs, name, file, flags, out_flags);

  if (result == SQLITE_OK)
    {
      sqlite3_io_methods *own = &methods[(flags & SQLITE_OPEN_MAIN_DB) != 0];

      *own = *file->pMethods;
      real_write = own->xWrite;
      own->xWrite = write_unless_read_only;
      file->pMethods = own;
    }
  return result;
}

static void
install_disk (void)
{
  static sqlite3_vfs vfs;

  vfs = *sqlite3_vfs_find (NULL);
  vfs.zName = "jarida-read-only";
  real_open = vfs.xOpen;
  vfs.xOpen = open_for_read_only;
  sqlite3_vfs_register (&vfs, TRUE);
}

static void
test_read_only (Fixture       *self,
                gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(JaridaArticle) article = NULL;
  g_autoptr(GAsyncResult) result = NULL;
  gint64 id;

  subscribe (self);
  id = get_id (self, 0);
  jarida_ahead_start (self->ahead);
  WAIT_UNTIL (self->server->n_pages >= 3);
  read_only = TRUE;
  WAIT_UNTIL (!jarida_ahead_get_busy (self->ahead));
  for (guint i = 0; i < g_list_model_get_n_items (jarida_ahead_get_failures (self->ahead)) && i < 3; i++)
    {
      g_autoptr(JaridaAheadFailure) failure = g_list_model_get_item (jarida_ahead_get_failures (self->ahead), i);

      g_test_message ("%s", jarida_ahead_failure_get_reason (failure));
    }
  g_test_message ("state %d, %u kept", jarida_ahead_get_state (self->ahead), count_kept (self));
  g_assert_cmpint (jarida_ahead_get_state (self->ahead), ==, JARIDA_AHEAD_NO_ROOM);
  g_assert_cmpuint (count_kept (self), <, N_ARTICLES);

  /* What is there is read; what a person does is said not to be kept, and put back. */
  article = try_load (self, id, &error);
  g_assert_no_error (error);
  g_assert_nonnull (article->title);
  jarida_reader_set_read (self->reader, id, TRUE);
  WAIT_UNTIL (self->n_failed > 0);
  g_assert_cmpuint (count (self, JARIDA_PLACE_UNREAD), ==, N_ARTICLES);
  jarida_reader_refresh_async (self->reader, NULL, 0, TRUE, NULL, answered_cb, &result);
  WAIT_UNTIL (result != NULL);
  g_assert_cmpuint (count (self, JARIDA_PLACE_ALL), ==, N_ARTICLES);

  /* All goes on, in the same session and in the next. */
  read_only = FALSE;
  jarida_reader_set_read (self->reader, id, TRUE);
  run (self);
  WAIT_UNTIL (count_kept (self) == N_ARTICLES);
  close_reader (self);
  open_reader (self);
  g_assert_null (jarida_reader_get_notice (self->reader));
  g_assert_cmpuint (count (self, JARIDA_PLACE_UNREAD), ==, N_ARTICLES - 1);
  assert_all_whole (self);
}

/* ---- Files that end too early ---- */

static void
cut (Fixture    *self,
     const char *first,
     const char *second,
     double      part)
{
  g_autofree char *path = g_build_filename (self->folder, first, second, NULL);
  GStatBuf file;

  g_assert_cmpint (g_stat (path, &file), ==, 0);
  g_assert_cmpint (truncate (path, (off_t) ((double) file.st_size * part)), ==, 0);
}

static void
keep_all (Fixture *self)
{
  subscribe (self);
  run (self);
  WAIT_UNTIL (count_kept (self) == N_ARTICLES);
  jarida_reader_set_saved (self->reader, get_id (self, 5), TRUE);
  jarida_reader_set_read (self->reader, get_id (self, 6), TRUE);
}

/* However little is left of the texts: what a person did is there, and the texts come again. */
static void
test_bodies_cut (Fixture       *self,
                 gconstpointer  data)
{
  static const double parts[] = { 0.9, 0.5, 0.01, 0 };

  keep_all (self);
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      close_reader (self);
      cut (self, "data", "bodies.db", parts[i]);
      open_reader (self);
      g_assert_cmpuint (count (self, JARIDA_PLACE_ALL), ==, N_ARTICLES);
      g_assert_cmpuint (count (self, JARIDA_PLACE_SAVED), ==, 1);
      g_assert_cmpuint (count (self, JARIDA_PLACE_UNREAD), ==, N_ARTICLES - 1);
      g_assert_cmpuint (refresh (self, TRUE), ==, 0);
      run (self);
      run (self);
      g_test_message ("cut to %.2f: %u kept", parts[i], count_kept (self));
      assert_all_whole (self);
    }
}

/* What can be read of the articles is here, the others come again, and the damaged file is kept and told of. */
static void
test_library_cut (Fixture       *self,
                  gconstpointer  data)
{
  static const double parts[] = { 0.9, 0.5, 0.01, 0 };

  keep_all (self);
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      const JaridaMishap *mishap;

      close_reader (self);
      cut (self, "data", "library.db", parts[i]);
      open_reader (self);
      g_assert_nonnull (jarida_reader_get_notice (self->reader));
      mishap = jarida_store_get_mishap (self->reader->store);
      g_assert_nonnull (mishap);
      g_assert_nonnull (mishap->library);
      g_assert_true (g_file_test (mishap->library, G_FILE_TEST_EXISTS));
      g_test_message ("cut to %.2f: %u articles of %u", parts[i], mishap->n_articles, N_ARTICLES);
      if (g_list_model_get_n_items (jarida_reader_get_sources (self->reader)) == 0)
        subscribe (self);
      refresh (self, TRUE);
      g_assert_cmpuint (count (self, JARIDA_PLACE_ALL), ==, N_ARTICLES);
      run (self);
      run (self);
      assert_all_whole (self);
    }
}

static void
wait_for_index (Fixture *self)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  jarida_store_index_async (self->reader->store, NULL, answered_cb, &result);
  WAIT_UNTIL (result != NULL);
  jarida_store_index_finish (self->reader->store, result, &error);
  g_assert_no_error (error);
  WAIT_UNTIL (jarida_store_get_unindexed (self->reader->store) == 0);
}

/* Made of what is there: nobody need know. */
static void
test_search_cut (Fixture       *self,
                 gconstpointer  data)
{
  static const double parts[] = { 0.9, 0.5, 0.01, 0 };

  keep_all (self);
  wait_for_index (self);
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      close_reader (self);
      cut (self, "data", "search.db", parts[i]);
      open_reader (self);
      g_assert_null (jarida_reader_get_notice (self->reader));
      g_assert_cmpuint (count (self, JARIDA_PLACE_ALL), ==, N_ARTICLES);
      wait_for_index (self);
      assert_all_whole (self);
    }
}

/* The side file is a cache, and so are pictures, each in a file of its own, without an index: one that has no bytes is not there, and is
 * fetched again. */
static void
test_columns_and_pictures_cut (Fixture       *self,
                               gconstpointer  data)
{
  g_autofree char *pictures = g_build_filename (self->folder, "cache", "pictures", NULL);
  guint n_cut = 0;

  keep_all (self);
  close_reader (self);
  cut (self, "data", "columns", 0.5);
  open_reader (self);
  g_assert_cmpuint (count (self, JARIDA_PLACE_ALL), ==, N_ARTICLES);
  g_assert_cmpuint (count (self, JARIDA_PLACE_SAVED), ==, 1);
  close_reader (self);
  {
    g_autoptr(GPtrArray) folders = g_ptr_array_new_with_free_func (g_free);

    g_ptr_array_add (folders, g_strdup (pictures));
    for (guint i = 0; i < folders->len; i++)
      {
        g_autoptr(GDir) entries = g_dir_open (folders->pdata[i], 0, NULL);
        const char *name;

        while ((name = g_dir_read_name (entries)) != NULL)
          {
            char *path = g_build_filename (folders->pdata[i], name, NULL);

            if (g_file_test (path, G_FILE_TEST_IS_DIR))
              g_ptr_array_add (folders, g_steal_pointer (&path));
            else
              {
                g_assert_cmpint (truncate (path, 0), ==, 0);
                n_cut++;
              }
            g_free (path);
          }
      }
  }
  g_assert_cmpuint (n_cut, >=, N_ARTICLES);
  open_reader (self);
  run (self);
  run (self);
  assert_all_whole (self);
}

/* While it is open: an error with a sentence for whoever asks, and the next opening mends. */
static void
test_cut_while_open (Fixture       *self,
                     gconstpointer  data)
{
  guint n_broken = 0;

  keep_all (self);
  close_reader (self);
  open_reader (self);
  cut (self, "data", "bodies.db", 0.1);
  for (guint i = 0; i < N_ARTICLES; i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(JaridaArticle) article = try_load (self, get_id (self, i), &error);

      n_broken += article == NULL || article->content == NULL;
      if (error != NULL)
        {
          g_autofree char *sentence = jarida_error_text (error);

          g_assert_cmpuint (strlen (sentence), >, 10);
        }
    }
  g_assert_cmpuint (n_broken, >, 0);
  close_reader (self);
  open_reader (self);
  g_assert_cmpuint (count (self, JARIDA_PLACE_ALL), ==, N_ARTICLES);
  g_assert_cmpuint (count (self, JARIDA_PLACE_SAVED), ==, 1);
  run (self);
  run (self);
  assert_all_whole (self);
}

/* ---- A clock that is two years behind what it was ---- */

static void
test_clock_set_back (Fixture       *self,
                     gconstpointer  data)
{
  g_autoptr(GAsyncResult) cleaned = NULL;
  g_autoptr(GError) error = NULL;
  guint n_requests, n_left = 0;

  keep_all (self);
  close_reader (self);
  self->clock = g_get_real_time () / G_USEC_PER_SEC - TWO_YEARS;
  open_reader (self);
  g_object_set (self->reader, "retention-days", 7u, NULL);
  jarida_reader_clean_async (self->reader, NULL, answered_cb, &cleaned);
  WAIT_UNTIL (cleaned != NULL);
  jarida_reader_clean_finish (self->reader, cleaned, &n_left, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (n_left, ==, 0);
  g_assert_cmpuint (count (self, JARIDA_PLACE_ALL), ==, N_ARTICLES);
  /* The moment at which it would be asked next is two years away, by this clock: nobody waits for that. */
  n_requests = self->server->n_requests;
  g_assert_cmpuint (refresh (self, FALSE), ==, 0);
  g_assert_cmpuint (self->server->n_requests, ==, n_requests + 1);
  g_assert_cmpuint (count (self, JARIDA_PLACE_UNREAD), ==, N_ARTICLES - 1);
  g_assert_cmpuint (count (self, JARIDA_PLACE_SAVED), ==, 1);
  /* And then not again and again. */
  g_assert_cmpuint (refresh (self, FALSE), ==, 0);
  run (self);
  run (self);
  g_assert_cmpuint (self->server->n_requests, ==, n_requests + 1);
  assert_all_whole (self);

  /* Right again. */
  close_reader (self);
  self->clock = 0;
  open_reader (self);
  g_assert_cmpuint (refresh (self, TRUE), ==, 0);
  g_assert_cmpuint (count (self, JARIDA_PLACE_ALL), ==, N_ARTICLES);
  g_assert_cmpuint (count (self, JARIDA_PLACE_UNREAD), ==, N_ARTICLES - 1);
  assert_all_whole (self);
}

int
main (int   argc,
      char *argv[])
{
  install_disk ();
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/reader/faults/bodies-cut", test_bodies_cut);
  ADD ("/reader/faults/library-cut", test_library_cut);
  ADD ("/reader/faults/search-cut", test_search_cut);
  ADD ("/reader/faults/columns-and-pictures-cut", test_columns_and_pictures_cut);
  ADD ("/reader/faults/cut-while-open", test_cut_while_open);
  ADD ("/reader/faults/clock-set-back", test_clock_set_back);
  ADD ("/reader/faults/read-only", test_read_only);
#undef ADD
  return g_test_run ();
}
