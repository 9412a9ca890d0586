/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A refresh of all feeds of a subscription list, measured inside.
 *   bench-refresh FOLDER OPML
 * Prints one JSON object: seconds until all is stored, CPU seconds, the longest turn of the main loop (CPU and wall, ms), the peak of
 * resident memory (MB), how many articles came. */

#include <sys/resource.h>
#include <time.h>

#include "jarida-reader-private.h"

static double turn_cpu_begin;
static gint64 turn_wall_begin;
static double longest_cpu;
static double longest_wall;
static gboolean measuring;

static double
cpu_ms (clockid_t clock)
{
  struct timespec now;

  clock_gettime (clock, &now);
  return now.tv_sec * 1e3 + now.tv_nsec / 1e6;
}

/* A turn of the loop is what happens between two polls. */
static int
measuring_poll (GPollFD *fds,
                guint    n_fds,
                int      timeout)
{
  int n_ready;

  if (measuring && turn_wall_begin != 0)
    {
      longest_cpu = MAX (longest_cpu, cpu_ms (CLOCK_THREAD_CPUTIME_ID) - turn_cpu_begin);
      longest_wall = MAX (longest_wall, (g_get_monotonic_time () - turn_wall_begin) / 1e3);
    }
  n_ready = g_poll (fds, n_fds, timeout);
  turn_cpu_begin = cpu_ms (CLOCK_THREAD_CPUTIME_ID);
  turn_wall_begin = g_get_monotonic_time ();
  return n_ready;
}

static void
imported_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(GError) error = NULL;

  if (!jarida_reader_import_finish (JARIDA_READER (object), result, NULL, NULL, &error))
    g_printerr ("import: %s\n", error->message);
  *(gboolean *) user_data = TRUE;
}

static void
refreshed_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(GError) error = NULL;
  guint n_failed = 0;

  if (!jarida_reader_refresh_finish (JARIDA_READER (object), result, NULL, &n_failed, &error))
    g_printerr ("refresh: %s\n", error->message);
  if (n_failed > 0)
    g_printerr ("refresh: %u sources failed\n", n_failed);
  *(gboolean *) user_data = TRUE;
}

static void
wait_for (gboolean *done)
{
  while (!*done)
    g_main_context_iteration (NULL, TRUE);
  *done = FALSE;
}

int
main (int   argc,
      char *argv[])
{
  const JaridaPlace all = { JARIDA_PLACE_ALL, 0, FALSE };
  g_autoptr(JaridaReader) reader = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) opml = NULL;
  g_autofree char *cache = NULL;
  struct rusage usage;
  gboolean done = FALSE;
  char *text;
  gsize size;
  gint64 begin;
  double cpu;

  if (argc != 3 || !g_file_get_contents (argv[2], &text, &size, &error))
    {
      g_printerr ("usage: bench-refresh FOLDER OPML\n");
      return 2;
    }
  opml = g_bytes_new_take (text, size);
  cache = g_build_filename (argv[1], "cache", NULL);
  g_main_context_set_poll_func (NULL, measuring_poll);
  reader = jarida_reader_open (argv[1], cache, &error);
  if (reader == NULL)
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }
  if (g_list_model_get_n_items (jarida_reader_get_sources (reader)) == 0)
    {
      jarida_reader_import_async (reader, opml, NULL, NULL, NULL, imported_cb, &done);
      wait_for (&done);
    }

  begin = g_get_monotonic_time ();
  cpu = cpu_ms (CLOCK_PROCESS_CPUTIME_ID);
  measuring = TRUE;
  turn_wall_begin = 0;
  jarida_reader_refresh_async (reader, NULL, 0, TRUE, NULL, refreshed_cb, &done);
  wait_for (&done);
  measuring = FALSE;
  getrusage (RUSAGE_SELF, &usage);
  g_print ("{\"seconds\": %.3f, \"cpu\": %.3f, \"turn_cpu_ms\": %.2f, \"turn_wall_ms\": %.2f, \"peak_mb\": %.1f, \"articles\": %u}\n",
           (g_get_monotonic_time () - begin) / 1e6, (cpu_ms (CLOCK_PROCESS_CPUTIME_ID) - cpu) / 1e3,
           longest_cpu, longest_wall, usage.ru_maxrss * 1024 / 1e6, jarida_reader_count (reader, &all));
  jarida_reader_close (reader);
  return 0;
}
