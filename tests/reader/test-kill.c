/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A refresh is killed with SIGKILL at random moments, fifty times. Each time the shelf opens, what a finished refresh had acknowledged
 * is there, and no article stands on it twice. */

#include <glib/gstdio.h>
#include <signal.h>

#include "jarida-reader-private.h"
#include "news-server.h"

#define N_KILLS 50
#define N_SOURCES 4
#define N_ITEMS 60

static void
refreshed_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  int *n_new = user_data;
  g_autoptr(GError) error = NULL;
  guint count = 0;

  jarida_reader_refresh_finish (JARIDA_READER (object), result, &count, NULL, &error);
  g_assert_no_error (error);
  *n_new = (int) count;
}

static int
refresh (JaridaReader *reader)
{
  int n_new = -1;

  jarida_reader_refresh_async (reader, NULL, 0, TRUE, NULL, refreshed_cb, &n_new);
  while (n_new < 0)
    g_main_context_iteration (NULL, TRUE);
  return n_new;
}

static JaridaReader *
open_reader (const char *folder)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *cache = g_build_filename (folder, "cache", NULL);
  JaridaReader *reader = jarida_reader_open (folder, cache, &error);

  g_assert_no_error (error);
  jarida_fetcher_set_pause (reader->fetcher, 0);
  return reader;
}

/* The one that is killed: opens the shelf, refreshes, says how many it has, again and again. */
static int
run_child (const char *folder)
{
  g_autoptr(JaridaReader) reader = open_reader (folder);
  const JaridaPlace all = { JARIDA_PLACE_ALL, 0, FALSE };

  for (guint i = 0; i < 1000; i++)
    {
      refresh (reader);
      g_print ("%u\n", jarida_reader_count (reader, &all));
    }
  return 0;
}

static void
import_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GError) error = NULL;

  jarida_reader_import_finish (JARIDA_READER (object), result, NULL, NULL, &error);
  g_assert_no_error (error);
  *(gboolean *) user_data = TRUE;
}

static void
add_sources (JaridaReader *reader,
             NewsServer   *server)
{
  g_autoptr(GString) opml = g_string_new ("<opml version=\"2.0\"><body>");
  g_autoptr(GBytes) bytes = NULL;
  gboolean done = FALSE;

  for (guint i = 0; i < N_SOURCES; i++)
    g_string_append_printf (opml, "<outline text=\"%u\" xmlUrl=\"%s/feed.xml?%u\"/>", i, server->base, i);
  g_string_append (opml, "</body></opml>");
  bytes = g_bytes_new (opml->str, opml->len);
  jarida_reader_import_async (reader, bytes, NULL, NULL, NULL, import_cb, &done);
  while (!done)
    g_main_context_iteration (NULL, TRUE);
}

static gboolean
wake_cb (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
  return G_SOURCE_REMOVE;
}

/* Lets the child work for a while against the server in this process; returns the last count it acknowledged. */
static guint
kill_one (const char *program,
          const char *folder,
          guint       life_ms)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GSubprocess) child = NULL;
  g_autoptr(GBytes) output = NULL;
  g_autofree char *text = NULL;
  g_auto(GStrv) lines = NULL;
  gboolean awake = FALSE;
  guint n_lines;

  child = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, program, "--child", folder, NULL);
  g_assert_no_error (error);
  g_timeout_add (life_ms, wake_cb, &awake);
  while (!awake)
    g_main_context_iteration (NULL, TRUE);
  g_subprocess_send_signal (child, SIGKILL);
  g_subprocess_communicate (child, NULL, NULL, &output, NULL, &error);
  g_assert_no_error (error);
  text = g_bytes_get_size (output) > 0 ? g_strndup (g_bytes_get_data (output, NULL), g_bytes_get_size (output)) : g_strdup ("");
  lines = g_strsplit (text, "\n", -1);
  n_lines = g_strv_length (lines);
  /* The last whole line. */
  return n_lines >= 2 ? (guint) g_ascii_strtoull (lines[n_lines - 2], NULL, 10) : 0;
}

static void
assert_no_article_twice (JaridaReader *reader)
{
  const JaridaPlace all = { JARIDA_PLACE_ALL, 0, FALSE };
  g_autoptr(JaridaHeadlineList) list = jarida_reader_list_headlines (reader, &all);
  g_autoptr(GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  const guint n_headlines = g_list_model_get_n_items (G_LIST_MODEL (list));

  for (guint i = 0; i < n_headlines; i++)
    {
      g_autoptr(JaridaHeadline) headline = g_list_model_get_item (G_LIST_MODEL (list), i);

      g_assert_true (g_hash_table_add (seen, g_strdup_printf ("%" G_GINT64_FORMAT " %s",
                                                              jarida_headline_get_source_id (headline),
                                                              jarida_headline_get_address (headline))));
    }
}

static const char *program;

static void
test_kill (void)
{
  g_autofree char *folder = g_dir_make_tmp ("jarida-kill-XXXXXX", NULL);
  g_autoptr(NewsServer) server = news_server_new (N_ITEMS);
  g_autoptr(GRand) random = g_rand_new_with_seed (20261124);
  const JaridaPlace all = { JARIDA_PLACE_ALL, 0, FALSE };
  guint n_kept = 0;
  JaridaReader *reader = open_reader (folder);

  add_sources (reader, server);
  jarida_reader_close (reader);
  g_object_unref (reader);
  for (guint i = 0; i < N_KILLS; i++)
    {
      guint n_acknowledged;
      guint n_found;

      server->n_items += 7;
      server->edition++;
      n_acknowledged = kill_one (program, folder, (guint) g_rand_int_range (random, 20, 160));
      reader = open_reader (folder);
      n_found = jarida_reader_count (reader, &all);
      g_test_message ("kill %u: %u acknowledged, %u found", i, n_acknowledged, n_found);
      g_assert_cmpuint (n_found, >=, MAX (n_acknowledged, n_kept));
      g_assert_cmpuint (g_list_model_get_n_items (jarida_reader_get_sources (reader)), ==, N_SOURCES);
      assert_no_article_twice (reader);
      n_kept = n_found;
      jarida_reader_close (reader);
      g_object_unref (reader);
    }
  reader = open_reader (folder);
  refresh (reader);
  g_assert_cmpuint (jarida_reader_count (reader, &all), ==, N_SOURCES * server->n_items);
  assert_no_article_twice (reader);
  jarida_reader_close (reader);
  g_object_unref (reader);
}

int
main (int   argc,
      char *argv[])
{
  if (argc == 3 && g_str_equal (argv[1], "--child"))
    return run_child (argv[2]);
  program = argv[0];
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/reader/kill/fifty-times-during-a-refresh", test_kill);
  return g_test_run ();
}
