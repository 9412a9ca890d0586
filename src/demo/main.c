/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib-unix.h>
#include <locale.h>
#include <stdlib.h>
#include <sys/resource.h>

#include "jarida-demo-server.h"

#define MAX_GENERATED 2000000

/* jarida-demo: the press of the sample edition, served on loopback until it is told to stop. */

static gboolean
stop_cb (gpointer user_data)
{
  g_main_loop_quit (user_data);
  return G_SOURCE_CONTINUE;
}

/* A thousand addresses need a thousand sockets, and as many connections. */
static void
allow_many_sockets (void)
{
  struct rlimit limit;

  if (getrlimit (RLIMIT_NOFILE, &limit) == 0)
    {
      limit.rlim_cur = limit.rlim_max;
      setrlimit (RLIMIT_NOFILE, &limit);
    }
}

static gboolean
read_latency (const char         *text,
              JaridaDemoOptions  *options,
              GError            **error)
{
  guint64 from, to;
  g_auto(GStrv) ends = g_strsplit (text != NULL ? text : "0", "-", 2);

  if (!g_ascii_string_to_unsigned (ends[0], 10, 0, 60000, &from, error)
      || !g_ascii_string_to_unsigned (ends[1] != NULL ? ends[1] : ends[0], 10, from, 60000, &to, error))
    return FALSE;
  options->latency_from_ms = (guint) from;
  options->latency_to_ms = (guint) to;
  return TRUE;
}

/* "500" or "500:3" */
static gboolean
read_fault (const char         *text,
            JaridaDemoOptions  *options,
            GError            **error)
{
  g_auto(GStrv) parts = g_strsplit (text != NULL ? text : "", ":", 2);
  guint64 each = 1;

  if (text == NULL)
    return TRUE;
  if (!jarida_demo_fault_parse (parts[0] != NULL ? parts[0] : "", &options->portal_fault))
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, "There is no fault \"%s\"", text);
      return FALSE;
    }
  if (parts[1] != NULL && !g_ascii_string_to_unsigned (parts[1], 10, 1, 1000000, &each, error))
    return FALSE;
  options->portal_fault_each = (guint) each;
  return TRUE;
}

/* The port file comes last: who waits for it finds the rest. */
static gboolean
announce (JaridaDemoServer  *server,
          const char        *opml_file,
          const char        *catalogue_file,
          const char        *port_file,
          GError           **error)
{
  g_autofree char *port = g_strdup_printf ("%u\n", jarida_demo_server_get_port (server));
  g_autofree char *opml = jarida_demo_server_write_opml (server);
  g_autofree char *catalogue = jarida_demo_server_write_catalogue (server);

  if (opml_file != NULL && !g_file_set_contents (opml_file, opml, -1, error))
    return FALSE;
  if (catalogue_file != NULL && !g_file_set_contents (catalogue_file, catalogue, -1, error))
    return FALSE;
  if (port_file != NULL && !g_file_set_contents (port_file, port, -1, error))
    return FALSE;
  g_print ("%s/\n", jarida_demo_server_get_address (server));
  return TRUE;
}

static int
serve (JaridaDemoEdition        *edition,
       JaridaDemoPortal         *portal,
       const JaridaDemoOptions  *options,
       const char               *opml_file,
       const char               *catalogue_file,
       const char               *port_file,
       GError                  **error)
{
  g_autoptr(JaridaDemoServer) server = NULL;
  g_autoptr(GMainLoop) loop = g_main_loop_new (NULL, FALSE);

  server = jarida_demo_server_new (edition, portal, options, error);
  if (server == NULL || !announce (server, opml_file, catalogue_file, port_file, error))
    return EXIT_FAILURE;
  g_unix_signal_add (SIGINT, stop_cb, loop);
  g_unix_signal_add (SIGTERM, stop_cb, loop);
  g_main_loop_run (loop);
  return EXIT_SUCCESS;
}

int
main (int   argc,
      char *argv[])
{
  JaridaDemoOptions options = { .slow_ms = 5000 };
  g_autofree char *sample = NULL, *latency = NULL, *log = NULL, *port_file = NULL, *opml_file = NULL;
  g_autofree char *catalogue_file = NULL, *portal_fault = NULL;
  int slow = 5000, n_held = 0, n_papers = 0, n_articles = 0;
  gboolean recent = FALSE, synthetic = FALSE, with_portal = FALSE;
  g_auto(GStrv) rest = NULL;
  const GOptionEntry entries[] = {
    { "port", 'p', 0, G_OPTION_ARG_INT, &options.port, "Listen on port N; 0, the default, picks a free one", "N" },
    { "port-file", 0, 0, G_OPTION_ARG_FILENAME, &port_file, "Write the port to FILE once it answers", "FILE" },
    { "opml", 0, 0, G_OPTION_ARG_FILENAME, &opml_file, "Write the subscriptions to FILE (the synthetic ones with --synthetic)", "FILE" },
    { "sample", 0, 0, G_OPTION_ARG_FILENAME, &sample, "Serve the edition in DIR", "DIR" },
    { "log", 0, 0, G_OPTION_ARG_FILENAME, &log, "Write a line for every request: ms, method, address, status, bytes, ms it began", "FILE" },
    { "latency", 0, 0, G_OPTION_ARG_STRING, &latency, "Answer every request after so long", "MS[-MS]" },
    { "slow", 0, 0, G_OPTION_ARG_INT, &slow, "What /fault/slow/ waits (5000)", "MS" },
    { "many-hosts", 0, 0, G_OPTION_ARG_NONE, &options.many_hosts, "Give every newspaper a loopback address of its own", NULL },
    { "recent", 0, 0, G_OPTION_ARG_NONE, &recent, "Move all dates so that the newest article is of today", NULL },
    { "hold", 0, 0, G_OPTION_ARG_INT, &n_held, "Keep back each newspaper's N newest articles until POST /publish", "N" },
    { "portal", 0, 0, G_OPTION_ARG_NONE, &with_portal, "Serve a press portal too, at 127.0.0.100, with pictures and others beside it", NULL },
    { "catalogue", 0, 0, G_OPTION_ARG_FILENAME, &catalogue_file, "Write a catalogue of newspapers with the portal's to FILE", "FILE" },
    { "portal-fault", 0, 0, G_OPTION_ARG_STRING, &portal_fault, "Answer every Nth request to the portal wrongly (1: all)", "KIND[:N]" },
    { "portal-papers", 0, 0, G_OPTION_ARG_INT, &n_papers, "Give the portal N newspapers more, generated", "N" },
    { "portal-articles", 0, 0, G_OPTION_ARG_INT, &n_articles, "With so many articles each", "M" },
    { "synthetic", 0, 0, G_OPTION_ARG_NONE, &synthetic, "Serve N_FEEDS generated feeds of N_ITEMS too (/synthetic.opml)", NULL },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_STRING_ARRAY, &rest, NULL, "[N_FEEDS N_ITEMS]" },
    G_OPTION_ENTRY_NULL
  };
  g_autoptr(GOptionContext) context = g_option_context_new ("- a small press on loopback");
  g_autoptr(JaridaDemoEdition) edition = NULL;
  g_autoptr(JaridaDemoPortal) portal = NULL;
  g_autoptr(GError) error = NULL;
  int status = EXIT_FAILURE;

  setlocale (LC_ALL, "");
  allow_many_sockets ();
  g_option_context_set_summary (context, "Serves the newspapers of the sample edition. /fault/KIND/PATH answers PATH wrongly, with KIND one of\n"
                                "slow 500 429 503 cut moved loop gone html empty endless bomb renamed.");
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error) || !read_latency (latency, &options, &error)
      || !read_fault (portal_fault, &options, &error))
    goto out;
  if (synthetic && (rest == NULL || g_strv_length (rest) != 2))
    {
      g_printerr ("jarida-demo: --synthetic needs the number of feeds and of items\n");
      return 2;
    }
  if (synthetic)
    {
      options.n_feeds = (guint) CLAMP (atoi (rest[0]), 0, 100000);
      options.n_items = (guint) CLAMP (atoi (rest[1]), 1, 10000);
    }
  options.slow_ms = (guint) MAX (slow, 0);
  options.log = log;
  edition = jarida_demo_edition_load (sample != NULL ? sample : JARIDA_DEMO_SAMPLE, &error);
  if (edition == NULL)
    goto out;
  if (n_papers < 0 || n_articles < 0 || n_papers > 1000 || (gint64) n_papers * n_articles > MAX_GENERATED)
    {
      g_printerr ("jarida-demo: the portal has at most 1000 newspapers and two million articles more\n");
      return 2;
    }
  if (with_portal || catalogue_file != NULL || portal_fault != NULL || n_papers > 0)
    {
      portal = jarida_demo_portal_load (edition, &error);
      if (portal == NULL)
        goto out;
      jarida_demo_portal_generate (portal, (guint) n_papers, (guint) n_articles);
    }
  edition->n_held = (guint) MAX (n_held, 0);
  if (recent)
    {
      g_autoptr(GDateTime) now = g_date_time_new_now_utc ();

      jarida_demo_edition_make_recent (edition, now);
    }
  status = serve (g_steal_pointer (&edition), g_steal_pointer (&portal), &options, opml_file, catalogue_file, port_file, &error);
out:
  if (error != NULL)
    g_printerr ("jarida-demo: %s\n", error->message);
  return status;
}
