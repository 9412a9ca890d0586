/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>
#include <time.h>

#include "demo-requests.h"
#include "jarida-ahead-private.h"
#include "jarida-store-kept.h"

/* The whole day without a network: refreshed, fetched ahead, and then nobody answers any more. */

#define MIN_ARTICLES 118
/* How often it is killed in the middle, unless JARIDA_KILLS says otherwise. */
#define N_KILLS 30

static const char *program;

static void
answered_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static void
wait_for (GAsyncResult **result)
{
  const gint64 end = g_get_monotonic_time () + 100 * G_USEC_PER_SEC;

  while (*result == NULL && g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, TRUE);
  g_assert_nonnull (*result);
}

static gboolean
wake_cb (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

static JaridaReader *
open_reader (const char *folder)
{
  g_autofree char *data = g_build_filename (folder, "data", NULL);
  g_autofree char *cache = g_build_filename (folder, "cache", NULL);
  g_autoptr(JaridaConditions) moment = jarida_conditions_new_fixed ();
  g_autoptr(GError) error = NULL;
  JaridaReader *reader = jarida_reader_open (data, cache, &error);

  g_assert_no_error (error);
  jarida_ahead_set_conditions (jarida_reader_get_ahead (reader), moment);
  g_object_set (jarida_reader_get_ahead (reader), "days", 3650u, NULL);
  return reader;
}

static void
subscribe_and_refresh (JaridaReader *reader,
                       const char   *opml)
{
  g_autoptr(GAsyncResult) imported = NULL, refreshed = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *text = NULL;
  g_autoptr(GBytes) bytes = NULL;
  guint n_failed;
  gsize size;

  g_assert_true (g_file_get_contents (opml, &text, &size, NULL));
  bytes = g_bytes_new (text, size);
  jarida_reader_import_async (reader, bytes, NULL, NULL, NULL, answered_cb, &imported);
  wait_for (&imported);
  g_assert_true (jarida_reader_import_finish (reader, imported, NULL, NULL, &error));
  jarida_reader_refresh_async (reader, NULL, 0, TRUE, NULL, answered_cb, &refreshed);
  wait_for (&refreshed);
  g_assert_true (jarida_reader_refresh_finish (reader, refreshed, NULL, &n_failed, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n_failed, ==, 0);
}

/* What the thread that draws does in one turn, by its own clock: how busy the machine is does not count. */
static gint64
get_busy (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

static void
keep_all (JaridaReader *reader)
{
  JaridaAhead *ahead = jarida_reader_get_ahead (reader);
  const gint64 end = g_get_monotonic_time () + 100 * G_USEC_PER_SEC;
  gint64 longest = 0;
  guint n_left;

  jarida_ahead_start (ahead);
  do
    {
      g_autoptr(GArray) left = jarida_store_list_unkept (reader->store, 0);
      const gint64 before = get_busy ();

      n_left = left->len;
      g_main_context_iteration (NULL, TRUE);
      longest = MAX (longest, get_busy () - before);
    }
  while ((jarida_ahead_get_busy (ahead) || n_left > 0) && g_get_monotonic_time () < end);
  g_test_message ("longest turn %.1f ms", longest / 1000.0);
  g_assert_cmpuint (n_left, ==, 0);
  g_assert_cmpint (longest, <, SANITIZED ? 200 * 1000 : 16 * 1000);
  g_assert_cmpuint (g_list_model_get_n_items (jarida_ahead_get_failures (ahead)), ==, 0);
}

static void
assert_each_once (GPtrArray *requests)
{
  g_autoptr(GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < requests->len; i++)
    {
      const DemoRequest *request = g_ptr_array_index (requests, i);

      if (!g_hash_table_add (seen, g_strconcat (request->host, request->path, NULL)))
        g_error ("%s%s was fetched twice", request->host, request->path);
    }
}

static GBytes *
load_picture (JaridaReader *reader,
              const char   *address)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  GBytes *bytes;

  jarida_reader_load_picture_bytes_async (reader, address, NULL, answered_cb, &result);
  wait_for (&result);
  bytes = jarida_reader_load_picture_bytes_finish (reader, result, &error);
  g_assert_no_error (error);
  return bytes;
}

/* As who opens it would: nothing is wanting, and every picture comes. Returns how many there are. */
static guint
assert_opens (JaridaReader *reader,
              gint64        id)
{
  g_autoptr(GAsyncResult) loaded = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(JaridaArticle) article = NULL;
  g_autoptr(GPtrArray) pictures = NULL;

  jarida_reader_load_article_async (reader, id, NULL, answered_cb, &loaded);
  wait_for (&loaded);
  article = jarida_reader_load_article_finish (reader, loaded, &error);
  g_assert_no_error (error);
  g_assert_nonnull (article->content);
  g_assert_cmpuint (strlen (article->content), >, 300);
  g_assert_false (jarida_reader_needs_completion (reader, article));
  pictures = jarida_ahead_list_pictures (article);
  for (guint i = 0; i < pictures->len; i++)
    {
      g_autoptr(GBytes) bytes = load_picture (reader, g_ptr_array_index (pictures, i));

      g_assert_cmpuint (g_bytes_get_size (bytes), >, 100);
    }
  return pictures->len;
}

static void
test_offline (void)
{
  const JaridaPlace all = { .kind = JARIDA_PLACE_ALL };
  Demo demo = { NULL };
  g_autofree char *folder = g_dir_make_tmp ("demo-offline-XXXXXX", NULL);
  g_autofree char *opml = g_build_filename (folder, "subscriptions.opml", NULL);
  g_autoptr(GPtrArray) requests = NULL;
  g_autoptr(JaridaHeadlineList) list = NULL;
  JaridaReader *reader;
  guint n, n_pictures = 0;

  g_timeout_add (50, wake_cb, NULL);
  demo_start (&demo, "--many-hosts", "--recent", "--opml", opml, NULL);
  reader = open_reader (folder);
  subscribe_and_refresh (reader, opml);
  keep_all (reader);
  requests = demo_read_requests (&demo);
  demo_check_manners (requests);
  assert_each_once (requests);
  jarida_reader_close (reader);
  g_object_unref (reader);
  demo_stop (&demo);

  reader = open_reader (folder);
  list = jarida_reader_list_headlines (reader, &all);
  n = g_list_model_get_n_items (G_LIST_MODEL (list));
  g_assert_cmpuint (n, >=, MIN_ARTICLES);
  for (guint i = 0; i < n; i++)
    n_pictures += assert_opens (reader, jarida_headline_list_get_id (list, i));
  g_test_message ("%u articles with %u pictures after %u requests", n, n_pictures, requests->len);
  g_assert_cmpuint (n_pictures, >, n / 2);
  g_clear_object (&list);
  jarida_reader_close (reader);
  g_object_unref (reader);
  demo_remove_folder (folder);
}

/* ---- Killed in the middle ---- */

static GSubprocess *
start_keeping (const char *folder)
{
  g_autofree char *data = g_build_filename (folder, "data", NULL);
  g_autofree char *cache = g_build_filename (folder, "cache", NULL);
  g_autoptr(GError) error = NULL;
  GSubprocess *process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_SILENCE, &error, program,
                                           "keep", "--days", "3650", "--data", data, "--cache", cache, NULL);

  g_assert_no_error (error);
  return process;
}

static gboolean
kill_cb (gpointer data)
{
  g_subprocess_force_exit (data);
  return G_SOURCE_REMOVE;
}

/* When the demo was started, at the earliest: its log counts from there. */
static gint64 log_began;

/* From now on nobody is asked for it. */
static void
note_kept (GHashTable *kept,
           const char *address)
{
  g_autoptr(GUri) uri = address != NULL ? g_uri_parse (address, G_URI_FLAGS_ENCODED_PATH | G_URI_FLAGS_PARSE_RELAXED, NULL) : NULL;
  g_autofree char *key = uri != NULL ? g_strconcat (g_uri_get_host (uri), g_uri_get_path (uri), NULL) : NULL;
  gint64 now = g_get_monotonic_time () / 1000 - log_began;

  if (key != NULL && !g_hash_table_contains (kept, key))
    g_hash_table_insert (kept, g_steal_pointer (&key), g_memdup2 (&now, sizeof now));
}

static void
note_article (JaridaReader *reader,
              gint64        id,
              GHashTable   *kept)
{
  g_autoptr(GAsyncResult) loaded = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(JaridaArticle) article = NULL;
  g_autoptr(GPtrArray) pictures = NULL;

  jarida_reader_load_article_async (reader, id, NULL, answered_cb, &loaded);
  wait_for (&loaded);
  article = jarida_reader_load_article_finish (reader, loaded, &error);
  g_assert_no_error (error);
  note_kept (kept, article->address);
  pictures = jarida_ahead_list_pictures (article);
  for (guint i = 0; i < pictures->len; i++)
    note_kept (kept, g_ptr_array_index (pictures, i));
}

static void
assert_not_again (Demo       *demo,
                  GHashTable *kept)
{
  g_autoptr(GPtrArray) requests = demo_read_requests (demo);

  g_assert_cmpuint (g_hash_table_size (kept), >, 0);
  for (guint i = 0; i < requests->len; i++)
    {
      const DemoRequest *request = g_ptr_array_index (requests, i);
      g_autofree char *key = g_strconcat (request->host, request->path, NULL);
      const gint64 *since = g_hash_table_lookup (kept, key);

      if (since != NULL && request->began > *since)
        g_error ("%s was kept, and fetched again", key);
    }
}

/* What is noted as kept is here, every time. */
static guint
assert_notes_are_true (const char *folder,
                       GHashTable *addresses)
{
  JaridaReader *reader = open_reader (folder);
  g_autoptr(GArray) kept = jarida_store_list_kept (reader->store);

  g_assert_null (jarida_reader_get_notice (reader));
  for (guint i = 0; i < kept->len; i++)
    {
      assert_opens (reader, g_array_index (kept, gint64, i));
      note_article (reader, g_array_index (kept, gint64, i), addresses);
    }
  jarida_reader_close (reader);
  g_object_unref (reader);
  return kept->len;
}

static void
test_killed (void)
{
  const char *wanted = g_getenv ("JARIDA_KILLS");
  const guint n_kills = wanted != NULL ? (guint) g_ascii_strtoull (wanted, NULL, 10) : N_KILLS;
  Demo demo = { NULL };
  g_autofree char *folder = g_dir_make_tmp ("demo-offline-XXXXXX", NULL);
  g_autofree char *opml = g_build_filename (folder, "subscriptions.opml", NULL);
  g_autoptr(GRand) rand = g_rand_new_with_seed ((guint32) g_test_rand_int ());
  g_autoptr(GHashTable) kept = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  JaridaReader *reader;
  guint n_kept = 0;

  log_began = g_get_monotonic_time () / 1000;
  demo_start (&demo, "--many-hosts", "--recent", "--opml", opml, NULL);
  reader = open_reader (folder);
  subscribe_and_refresh (reader, opml);
  jarida_reader_close (reader);
  g_object_unref (reader);
  for (guint i = 0; i < n_kills; i++)
    {
      g_autoptr(GSubprocess) process = start_keeping (folder);
      g_autoptr(GAsyncResult) ended = NULL;
      guint n;

      g_timeout_add ((guint) g_rand_int_range (rand, 5, 400), kill_cb, process);
      g_subprocess_wait_async (process, NULL, answered_cb, &ended);
      wait_for (&ended);
      while (g_source_remove_by_user_data (process))
        ;
      n = assert_notes_are_true (folder, kept);
      /* Nothing that was kept is lost. */
      g_assert_cmpuint (n, >=, n_kept);
      n_kept = n;
    }
  g_test_message ("%u articles were kept after %u kills", n_kept, n_kills);
  reader = open_reader (folder);
  keep_all (reader);
  jarida_reader_close (reader);
  g_object_unref (reader);
  assert_not_again (&demo, kept);
  demo_stop (&demo);
  g_assert_cmpuint (assert_notes_are_true (folder, kept), >=, MIN_ARTICLES);
  demo_remove_folder (folder);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 2);
  program = argv[1];
  g_test_add_func ("/demo/offline", test_offline);
  g_test_add_func ("/demo/offline/killed", test_killed);
  return g_test_run ();
}
