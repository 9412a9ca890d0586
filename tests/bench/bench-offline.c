/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What keeping a day offline, and letting old articles go, cost the window. Prints rows for bench.py.
 *   bench-offline ahead FOLDER PICTURE     1,000 articles with 2,000 pictures, from ten newspapers of a server of its own
 *   bench-offline leave FOLDER             all of that shelf that is older than a day leaves it
 * A turn of the main loop is what happens between two polls. */

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <libsoup/soup.h>

#include "jarida-clean.h"
#include "jarida-reader.h"

#define N_PAPERS 10
#define N_ARTICLES 100        /* of each */
#define N_PARAGRAPHS 12

static double turn_begin;
static double longest_turn;
static gboolean measuring;
static double highest_pss;    /* written by the thread that looks */
static int looking = 1;

/* ---- The press, in a process of its own ---- */

static char *
write_feed (int paper,
            int port)
{
  GString *out = g_string_new ("<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Paper</title>");
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();

  for (int i = 0; i < N_ARTICLES; i++)
    {
      g_autoptr(GDateTime) when = g_date_time_add_minutes (now, -10 * i - paper);
      g_autofree char *date = soup_date_time_to_string (when, SOUP_DATE_HTTP);

      g_string_append_printf (out, "<item><title>Article %d of paper %d</title><link>http://127.0.0.%d:%d/%d-%d.html</link>"
                              "<pubDate>%s</pubDate><description>Its first words.</description></item>", i, paper, paper + 1, port, paper,
                              i, date);
    }
  g_string_append (out, "</channel></rss>");
  return g_string_free (out, FALSE);
}

static char *
write_page (const char *name)
{
  GString *out = g_string_new ("<html><head><title>An article</title></head><body><nav><a href=/>Home</a></nav><article><h1>An article</h1>");

  for (int i = 0; i < N_PARAGRAPHS; i++)
    {
      g_string_append (out, "<p>The council met in the town hall on Tuesday, and after four hours it decided that the bridge would be built "
                            "of stone, as the old one had been, by masons of the valley, before the rains of the coming winter, at a "
                            "price that nobody in the hall had thought possible when the first drawings were shown in spring.</p>");
      if (i % 6 == 2)
        g_string_append_printf (out, "<figure><img src=\"/%s-%d.picture\" width=900 height=600><figcaption>A view</figcaption></figure>", name, i);
    }
  g_string_append (out, "</article></body></html>");
  return g_string_free (out, FALSE);
}

static void
serve_cb (SoupServer        *server,
          SoupServerMessage *message,
          const char        *path,
          GHashTable        *query,
          gpointer           user_data)
{
  GBytes *picture = user_data;
  g_autoptr(GByteArray) bytes = g_byte_array_new ();
  const char *type = "text/html";
  char *text = NULL;

  if (g_str_has_suffix (path, ".rss"))
    {
      text = write_feed (atoi (path + 1), g_uri_get_port (soup_server_message_get_uri (message)));
      type = "application/rss+xml";
    }
  else if (g_str_has_suffix (path, ".html"))
    {
      g_autofree char *name = g_strndup (path + 1, strlen (path) - strlen ("/.html"));

      text = write_page (name);
    }
  else if (g_str_has_suffix (path, ".picture"))
    {
      /* No two are the same bytes; what follows its end is no part of a picture. */
      g_byte_array_append (bytes, g_bytes_get_data (picture, NULL), g_bytes_get_size (picture));
      g_byte_array_append (bytes, (const guint8 *) path, strlen (path));
      type = "image/jpeg";
    }
  if (text != NULL)
    g_byte_array_append (bytes, (guint8 *) text, strlen (text));
  g_free (text);
  soup_server_message_set_status (message, bytes->len > 0 ? 200 : 404, NULL);
  soup_server_message_set_response (message, type, SOUP_MEMORY_COPY, (char *) bytes->data, bytes->len);
}

static pid_t
start_press (const char *picture,
             int        *out_port)
{
  int ends[2];
  pid_t pid;

  if (pipe (ends) != 0)
    exit (1);
  pid = fork ();
  if (pid == 0)
    {
      g_autoptr(SoupServer) server = soup_server_new (NULL, NULL);
      g_autoslist(GUri) uris = NULL;
      g_autoptr(GError) error = NULL;
      char *data;
      gsize size;
      int port;

      if (!g_file_get_contents (picture, &data, &size, &error))
        {
          g_printerr ("%s\n", error->message);
          _exit (1);
        }
      soup_server_add_handler (server, NULL, serve_cb, g_bytes_new_take (data, size), NULL);
      if (!soup_server_listen_all (server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error))
        _exit (1);
      uris = soup_server_get_uris (server);
      port = g_uri_get_port (uris->data);
      if (write (ends[1], &port, sizeof port) != sizeof port)
        _exit (1);
      for (;;)
        g_main_context_iteration (NULL, TRUE);
    }
  close (ends[1]);
  if (read (ends[0], out_port, sizeof *out_port) != sizeof *out_port)
    exit (1);
  close (ends[0]);
  return pid;
}

/* ---- Measuring ---- */

static double
cpu_ms (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return now.tv_sec * 1e3 + now.tv_nsec / 1e6;
}

static int
measuring_poll (GPollFD *fds,
                guint    n_fds,
                int      timeout)
{
  int n_ready;

  if (measuring)
    longest_turn = MAX (longest_turn, cpu_ms () - turn_begin);
  n_ready = g_poll (fds, n_fds, timeout);
  turn_begin = cpu_ms ();
  return n_ready;
}

static double
get_pss_mb (void)
{
  g_autofree char *text = NULL;
  const char *line;

  if (!g_file_get_contents ("/proc/self/smaps_rollup", &text, NULL, NULL) || (line = strstr (text, "\nPss:")) == NULL)
    return 0;
  return atof (line + strlen ("\nPss:")) * 1024 / 1e6;
}

static gpointer
look_thread (gpointer data)
{
  while (g_atomic_int_get (&looking))
    {
      const double pss = get_pss_mb ();

      highest_pss = MAX (highest_pss, pss);
      g_usleep (100 * 1000);
    }
  return NULL;
}

/* What is not there is 0. */
static void
print_row (const char *what,
           double      floor,
           double      ours,
           const char *unit,
           double      budget)
{
  g_autofree char *of_floor = floor > 0 ? g_strdup_printf ("%.2f", floor) : g_strdup ("null");
  g_autofree char *of_budget = budget > 0 ? g_strdup_printf ("%.2f", budget) : g_strdup ("null");

  g_print ("{\"what\": \"%s\", \"floor\": %s, \"ours\": %.2f, \"unit\": \"%s\", \"budget\": %s}\n", what, of_floor, ours, unit, of_budget);
}

static void
result_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static GAsyncResult *
wait_for (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return *result;
}

static JaridaReader *
open_reader (const char *folder)
{
  g_autofree char *cache = g_build_filename (folder, "cache", NULL);
  g_autoptr(GError) error = NULL;
  JaridaReader *reader = jarida_reader_open (folder, cache, &error);

  if (reader == NULL)
    {
      g_printerr ("%s\n", error->message);
      exit (1);
    }
  return reader;
}

static void
refresh (JaridaReader *reader)
{
  g_autoptr(GAsyncResult) result = NULL;
  guint n_failed = 0;

  jarida_reader_refresh_async (reader, NULL, 0, TRUE, NULL, result_cb, &result);
  if (!jarida_reader_refresh_finish (reader, wait_for (&result), NULL, &n_failed, NULL) || n_failed > 0)
    g_printerr ("refresh: %u failed\n", n_failed);
}

static void
subscribe_all (JaridaReader *reader,
               int           port)
{
  for (int i = 0; i < N_PAPERS; i++)
    {
      g_autofree char *address = g_strdup_printf ("http://127.0.0.%d:%d/%d.rss", i + 1, port, i);
      g_autoptr(GAsyncResult) result = NULL;
      g_autoptr(JaridaSource) source = NULL;

      jarida_reader_subscribe_async (reader, address, NULL, 0, NULL, result_cb, &result);
      source = jarida_reader_subscribe_finish (reader, wait_for (&result), NULL);
    }
}

static void
settle (int milliseconds)
{
  const gint64 end = g_get_monotonic_time () + milliseconds * 1000;

  while (g_get_monotonic_time () < end)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (1000);
}

static void
measure_ahead (const char *folder,
               const char *picture)
{
  int port = 0;
  const pid_t press = start_press (picture, &port);
  g_autoptr(JaridaReader) reader = open_reader (folder);
  JaridaAhead *ahead = jarida_reader_get_ahead (reader);
  GThread *thread;
  guint done = 0, total = 0;
  guint64 bytes = 0;
  double before;
  gint64 begin;

  g_object_set (ahead, "enabled", FALSE, NULL);
  subscribe_all (reader, port);
  refresh (reader);
  settle (3000);
  before = get_pss_mb ();
  thread = g_thread_new ("look", look_thread, NULL);
  begin = g_get_monotonic_time ();
  turn_begin = cpu_ms ();
  measuring = TRUE;
  jarida_ahead_start (ahead);
  do
    g_main_context_iteration (NULL, TRUE);
  while (jarida_ahead_get_busy (ahead));
  measuring = FALSE;
  g_atomic_int_set (&looking, 0);
  g_thread_join (thread);
  g_object_get (ahead, "done", &done, "total", &total, "bytes", &bytes, NULL);
  g_printerr ("%u of %u articles, %.1f MB of pictures, state %d\n", done, total, bytes / 1e6, (int) jarida_ahead_get_state (ahead));
  print_row ("1,000 articles and 2,000 pictures kept", 0, (g_get_monotonic_time () - begin) / 1e6, "s", 0);
  print_row ("the same, longest turn of the main loop", 0, longest_turn, "ms", 16);
  print_row ("the same, highest PSS (floor: before)", before, highest_pss, "MB", before + 40);
  jarida_reader_close (reader);
  kill (press, SIGTERM);
  waitpid (press, NULL, 0);
}

static void
measure_leave (const char *folder)
{
  g_autoptr(JaridaReader) reader = open_reader (folder);
  GListModel *sources = jarida_reader_get_sources (reader);
  g_autoptr(GAsyncResult) result = NULL;
  guint n_left = 0;
  gint64 begin;

  for (guint i = 0; i < g_list_model_get_n_items (sources); i++)
    {
      g_autoptr(JaridaSource) source = g_list_model_get_item (sources, i);

      jarida_source_set_retention_days (source, 1);
    }
  settle (500);
  begin = g_get_monotonic_time ();
  turn_begin = cpu_ms ();
  measuring = TRUE;
  jarida_reader_clean_async (reader, NULL, result_cb, &result);
  jarida_reader_clean_finish (reader, wait_for (&result), &n_left, NULL);
  measuring = FALSE;
  g_printerr ("%u articles left\n", n_left);
  print_row ("100,000 old articles leave", 0, (g_get_monotonic_time () - begin) / 1e6, "s", 0);
  print_row ("the same, longest turn of the main loop", 0, longest_turn, "ms", 16);
  jarida_reader_close (reader);
}

int
main (int   argc,
      char *argv[])
{
  g_main_context_set_poll_func (NULL, measuring_poll);
  if (argc == 4 && g_str_equal (argv[1], "ahead"))
    measure_ahead (argv[2], argv[3]);
  else if (argc == 3 && g_str_equal (argv[1], "leave"))
    measure_leave (argv[2]);
  else
    {
      g_printerr ("usage: bench-offline ahead FOLDER PICTURE | leave FOLDER\n");
      return 2;
    }
  return 0;
}
