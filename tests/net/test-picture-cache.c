/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "../remove-tree.h"
#include "loopback.h"

#include <glib/gstdio.h>
#include <string.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utime.h>

#include "jarida-picture-cache.h"
#include "jarida-picture-folder.h"
#include "small-disk.h"

#define PNG "\x89PNG\r\n\x1a\n and whatever comes behind it"

static const LoopbackPage pages[] = {
  { "/a.png", 200, "Content-Type: text/html", PNG },
  { "/b.png", 200, NULL, PNG "b" },
  { "/c.png", 200, NULL, PNG "c" },
  { "/page", 200, "Content-Type: image/png", "<!doctype html><title>Not found, but politely</title>" },
  { "/missing", 404, NULL, PNG },
  { "/broken", 500, NULL, NULL },
  { "/busy", 503, "Retry-After: 600", NULL },
  { NULL }
};

typedef struct
{
  char               *folder;
  JaridaFetcher      *fetcher;
  Loopback           *server;
  JaridaPictureCache *cache;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autofree char *parent = g_dir_make_tmp ("jarida-XXXXXX", NULL);

  /* Not there yet: made when it is needed. */
  fixture->folder = g_build_filename (parent, "pictures", NULL);
  fixture->fetcher = hasty_fetcher_new ();
  fixture->server = loopback_new ();
  loopback_add_pages (fixture->server, pages);
  fixture->cache = jarida_picture_cache_new (fixture->folder, fixture->fetcher);
}

static void
settle (Fixture *fixture)
{
  WAIT_UNTIL (G_OBJECT (fixture->cache)->ref_count == 1);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *parent = g_path_get_dirname (fixture->folder);

  settle (fixture);
  g_assert_finalize_object (fixture->cache);
  loopback_free (fixture->server);
  g_assert_finalize_object (fixture->fetcher);
  remove_tree (parent);
  g_free (fixture->folder);
}

static void
reopen (Fixture *fixture)
{
  settle (fixture);
  g_assert_finalize_object (fixture->cache);
  fixture->cache = jarida_picture_cache_new (fixture->folder, fixture->fetcher);
  settle (fixture);
}

static GBytes *
load (Fixture             *fixture,
      const char          *path,
      JaridaPictureFlags   flags,
      GError             **error)
{
  g_autofree char *address = loopback_address (fixture->server, path);
  g_autoptr(GAsyncResult) result = NULL;

  jarida_picture_cache_load_async (fixture->cache, address, flags, NULL, keep_result_cb, &result);
  WAIT_UNTIL (result != NULL);
  return jarida_picture_cache_load_finish (fixture->cache, result, error);
}

static void
load_well (Fixture            *fixture,
           const char         *path,
           JaridaPictureFlags  flags)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = load (fixture, path, flags, &error);

  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (bytes, NULL), strlen (PNG), PNG, strlen (PNG));
}

static char *
dup_file (Fixture    *fixture,
          const char *path)
{
  g_autofree char *address = loopback_address (fixture->server, path);

  return jarida_picture_folder_dup_path (fixture->folder, address);
}

static gboolean
is_kept (Fixture    *fixture,
         const char *path)
{
  g_autofree char *file = dup_file (fixture, path);

  return g_file_test (file, G_FILE_TEST_EXISTS);
}

static void
set_used (Fixture    *fixture,
          const char *path,
          gint64      seconds_ago)
{
  g_autofree char *file = dup_file (fixture, path);
  time_t used = (time_t) (g_get_real_time () / G_USEC_PER_SEC - seconds_ago);

  g_assert_cmpint (g_utime (file, &(struct utimbuf) { used, used }), ==, 0);
}

static void
test_kept (Fixture       *fixture,
           gconstpointer  data)
{
  load_well (fixture, "/a.png", 0);
  settle (fixture);
  g_assert_cmpuint (jarida_picture_cache_get_size (fixture->cache), ==, strlen (PNG));
  load_well (fixture, "/a.png", 0);
  load_well (fixture, "/a.png", JARIDA_PICTURE_CACHED_ONLY);
  g_assert_cmpuint (loopback_count (fixture->server, "/a.png"), ==, 1);

  reopen (fixture);
  g_assert_cmpuint (jarida_picture_cache_get_size (fixture->cache), ==, strlen (PNG));
  load_well (fixture, "/a.png", 0);
  g_assert_cmpuint (loopback_count (fixture->server, "/a.png"), ==, 1);
}

/* Without a server: what is kept shows, what is not says so. */
static void
test_cached_only (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  load_well (fixture, "/a.png", 0);
  settle (fixture);
  load_well (fixture, "/a.png", JARIDA_PICTURE_CACHED_ONLY);
  g_assert_null (load (fixture, "/b.png", JARIDA_PICTURE_CACHED_ONLY, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_cmpuint (loopback_count (fixture->server, "/b.png"), ==, 0);
}

/* Ten askers, one request; the one that wants only what is kept is told no; one that leaves does not spoil it. */
static void
test_shared (Fixture       *fixture,
             gconstpointer  data)
{
  g_autofree char *address = loopback_address (fixture->server, "/a.png");
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  GAsyncResult *results[10] = { NULL };

  fixture->server->latency = 100;
  for (guint i = 0; i < 10; i++)
    jarida_picture_cache_load_async (fixture->cache, address, i == 1 ? JARIDA_PICTURE_CACHED_ONLY : 0,
                                     i == 0 ? cancellable : NULL, keep_result_cb, &results[i]);
  WAIT_UNTIL (fixture->server->visits->len == 1);
  g_cancellable_cancel (cancellable);
  for (guint i = 0; i < 10; i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(GBytes) bytes = NULL;

      WAIT_UNTIL (results[i] != NULL);
      bytes = jarida_picture_cache_load_finish (fixture->cache, results[i], &error);
      if (i == 0)
        g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      else if (i == 1)
        g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
      else
        g_assert_no_error (error);
      g_object_unref (results[i]);
    }
  g_assert_cmpuint (loopback_count (fixture->server, "/a.png"), ==, 1);
}

/* Everyone has left: the request ends, and whoever comes at that moment gets one of their own. */
static void
test_all_leave (Fixture       *fixture,
                gconstpointer  data)
{
  g_autofree char *address = loopback_address (fixture->server, "/a.png");
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  fixture->server->latency = 200;
  jarida_picture_cache_load_async (fixture->cache, address, 0, cancellable, keep_result_cb, &result);
  WAIT_UNTIL (fixture->server->visits->len == 1);
  g_cancellable_cancel (cancellable);
  WAIT_UNTIL (result != NULL);
  g_assert_null (jarida_picture_cache_load_finish (fixture->cache, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_object (&result);
  load_well (fixture, "/a.png", 0);
  settle (fixture);
  g_assert_true (is_kept (fixture, "/a.png"));
}

static void
test_refusals (Fixture       *fixture,
               gconstpointer  data)
{
  static const struct
  {
    const char   *path;
    GIOErrorEnum  code;
  } rows[] = {
    { "/missing", G_IO_ERROR_NOT_FOUND },
    { "/page", G_IO_ERROR_INVALID_DATA },
    { "/broken", G_IO_ERROR_FAILED },
    { "/busy", G_IO_ERROR_BUSY },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      for (int k = 0; k < 3; k++)
        {
          g_autoptr(GError) error = NULL;

          g_test_message ("%s", rows[i].path);
          g_assert_null (load (fixture, rows[i].path, 0, &error));
          g_assert_error (error, G_IO_ERROR, (int) rows[i].code);
        }
      /* Asked once, then remembered; and nothing of it is kept. */
      g_assert_cmpuint (loopback_count (fixture->server, rows[i].path), ==, 1);
      g_assert_false (is_kept (fixture, rows[i].path));
    }
  g_assert_cmpuint (jarida_picture_cache_get_size (fixture->cache), ==, 0);
}

/* A person who asks again is not answered from memory, unless the server has asked for a pause. */
static void
test_retry (Fixture       *fixture,
            gconstpointer  data)
{
  static const struct
  {
    const char *path;
    guint       n_asked;
  } rows[] = {
    { "/missing", 2 },
    { "/page", 2 },
    { "/broken", 2 },
    { "/busy", 1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *address = loopback_address (fixture->server, rows[i].path);

      for (int k = 0; k < 2; k++)
        {
          g_autoptr(GError) error = NULL;

          g_assert_null (load (fixture, rows[i].path, 0, &error));
          jarida_picture_cache_retry (fixture->cache, NULL);
          g_assert_null (load (fixture, rows[i].path, 0, NULL));
          if (k == 0)
            jarida_picture_cache_retry (fixture->cache, address);
        }
      g_assert_cmpuint (loopback_count (fixture->server, rows[i].path), ==, rows[i].n_asked);
    }
}

static void
hang_up_cb (SoupServer        *server,
            SoupServerMessage *message,
            const char        *path,
            GHashTable        *query,
            gpointer           user_data)
{
  g_autoptr(GIOStream) stream = soup_server_message_steal_connection (message);

  (*(guint *) user_data)++;
  g_io_stream_close (stream, NULL, NULL);
}

/* A line that was broken says nothing of the network that comes after it. */
static void
test_retry_all (Fixture       *fixture,
                gconstpointer  data)
{
  guint n_asked = 0;

  soup_server_add_handler (fixture->server->server, "/cut.png", hang_up_cb, &n_asked, NULL);
  for (guint n = 1; n <= 2; n++)
    {
      for (int k = 0; k < 2; k++)
        {
          g_autoptr(GError) error = NULL;

          g_assert_null (load (fixture, "/cut.png", 0, &error));
          g_assert_error (error, JARIDA_FETCH_ERROR, JARIDA_FETCH_ERROR_UNREACHABLE);
        }
      g_assert_cmpuint (n_asked, ==, n);
      jarida_picture_cache_retry (fixture->cache, NULL);
    }
}

static void
test_limit (Fixture       *fixture,
            gconstpointer  data)
{
  load_well (fixture, "/a.png", 0);
  load_well (fixture, "/b.png", 0);
  settle (fixture);
  set_used (fixture, "/a.png", 300);
  set_used (fixture, "/b.png", 200);
  /* Looking at it makes it the youngest. */
  load_well (fixture, "/a.png", JARIDA_PICTURE_CACHED_ONLY);
  jarida_picture_cache_set_limit (fixture->cache, strlen (PNG) * 5 / 2);
  load_well (fixture, "/c.png", 0);
  settle (fixture);

  g_assert_true (is_kept (fixture, "/a.png"));
  g_assert_false (is_kept (fixture, "/b.png"));
  g_assert_true (is_kept (fixture, "/c.png"));
  g_assert_cmpuint (jarida_picture_cache_get_size (fixture->cache), ==, strlen (PNG) * 2 + 1);

  jarida_picture_cache_set_limit (fixture->cache, 0);
  settle (fixture);
  g_assert_cmpuint (jarida_picture_cache_get_size (fixture->cache), ==, 0);
  g_assert_false (is_kept (fixture, "/a.png"));
}

/* What a crash left goes; what another process is writing at this moment stays. */
static void
test_left_over (Fixture       *fixture,
                gconstpointer  data)
{
  g_autofree char *file = dup_file (fixture, "/a.png");
  g_autofree char *shelf = g_path_get_dirname (file);
  g_autofree char *old = g_build_filename (shelf, "old-abcdef.tmp", NULL);
  g_autofree char *young = g_build_filename (shelf, "young-abcdef.tmp", NULL);

  settle (fixture);
  g_assert_cmpint (g_mkdir_with_parents (shelf, 0700), ==, 0);
  g_assert_true (g_file_set_contents (old, "half", 4, NULL));
  g_assert_true (g_file_set_contents (young, "half", 4, NULL));
  g_assert_cmpint (g_utime (old, &(struct utimbuf) { 1000000000, 1000000000 }), ==, 0);
  reopen (fixture);
  g_assert_false (g_file_test (old, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (young, G_FILE_TEST_EXISTS));
  g_assert_cmpuint (jarida_picture_cache_get_size (fixture->cache), ==, 0);
}

static void
count_cb (JaridaPictureCache *cache,
          GError             *error,
          gpointer            user_data)
{
  ++*(guint *) user_data;
  g_assert_cmpuint (error->domain, ==, G_IO_ERROR);
}

/* A disk that cannot be written (here: a file where the folder should be, which stops even root): the picture
 * is shown all the same, and somebody is told. */
static void
test_cannot_be_written (Fixture       *fixture,
                        gconstpointer  data)
{
  guint n_told = 0;

  settle (fixture);
  g_assert_true (g_file_set_contents (fixture->folder, "in the way", -1, NULL));
  g_signal_connect (fixture->cache, "write-failed", G_CALLBACK (count_cb), &n_told);
  load_well (fixture, "/a.png", 0);
  settle (fixture);
  g_assert_cmpuint (n_told, ==, 1);
  g_assert_cmpuint (jarida_picture_cache_get_size (fixture->cache), ==, 0);
  load_well (fixture, "/a.png", 0);
  settle (fixture);
  g_assert_cmpuint (n_told, ==, 2);
}

/* A disk that is read-only from one start to the next: what was kept is shown, what was not is fetched each time. */
static void
test_frozen (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(GBytes) kept = NULL;
  guint n_told = 0;

  settle (fixture);
  g_assert_cmpint (g_mkdir (fixture->folder, 0700), ==, 0);
  if (!small_disk_mount (fixture->folder, 1024 * 1024))
    return;
  load_well (fixture, "/a.png", 0);
  settle (fixture);
  small_disk_set_frozen (fixture->folder, TRUE);
  reopen (fixture);
  g_signal_connect (fixture->cache, "write-failed", G_CALLBACK (count_cb), &n_told);
  kept = load (fixture, "/a.png", JARIDA_PICTURE_CACHED_ONLY, NULL);
  g_assert_nonnull (kept);
  load_well (fixture, "/b.png", 0);
  settle (fixture);
  g_assert_cmpuint (n_told, ==, 1);
  /* Over the limit nothing can be taken away, and it is not tried for ever. */
  jarida_picture_cache_set_limit (fixture->cache, 1);
  settle (fixture);
  g_clear_pointer (&kept, g_bytes_unref);
  kept = load (fixture, "/a.png", JARIDA_PICTURE_CACHED_ONLY, NULL);
  g_assert_nonnull (kept);
  settle (fixture);
  small_disk_unmount (fixture->folder);
}

/* A full disk: /dev/full, where every write fails with ENOSPC, cannot stand in for a folder; a limit on the size of files can. */
static void
test_disk_full (Fixture       *fixture,
                gconstpointer  data)
{
  if (g_test_subprocess ())
    {
      static char large[64 * 1024] = PNG;
      g_autoptr(GBytes) bytes = g_bytes_new_static (large, sizeof large);
      g_autoptr(GError) error = NULL;
      g_autofree char *path = NULL;
      g_autofree char *shelf = NULL;
      g_autoptr(GDir) dir = NULL;

      settle (fixture);
      signal (SIGXFSZ, SIG_IGN);
      g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &(struct rlimit) { 1000, 1000 }), ==, 0);
      g_assert_false (jarida_picture_folder_write (fixture->folder, "http://a.example/", bytes, &error));
      g_assert_nonnull (error);
      path = jarida_picture_folder_dup_path (fixture->folder, "http://a.example/");
      shelf = g_path_get_dirname (path);
      dir = g_dir_open (shelf, 0, NULL);
      /* Neither half a picture nor half a temporary file. */
      g_assert_null (g_dir_read_name (dir));
      return;
    }

  g_test_trap_subprocess (NULL, 0, 0);
  g_test_trap_assert_passed ();
}

int
main (int   argc,
      char *argv[])
{
  small_disk_init ();
  g_test_init (&argc, &argv, NULL);

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/net/picture-cache/kept", test_kept);
  ADD ("/net/picture-cache/cached-only", test_cached_only);
  ADD ("/net/picture-cache/shared", test_shared);
  ADD ("/net/picture-cache/all-leave", test_all_leave);
  ADD ("/net/picture-cache/refusals", test_refusals);
  ADD ("/net/picture-cache/retry", test_retry);
  ADD ("/net/picture-cache/retry-all", test_retry_all);
  ADD ("/net/picture-cache/limit", test_limit);
  ADD ("/net/picture-cache/left-over", test_left_over);
  ADD ("/net/picture-cache/cannot-be-written", test_cannot_be_written);
  ADD ("/net/picture-cache/frozen", test_frozen);
  ADD ("/net/picture-cache/disk-full", test_disk_full);
#undef ADD

  return g_test_run ();
}
