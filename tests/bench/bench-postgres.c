/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <signal.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>

#include "load.h"
#include "program.h"
#include "test-database.h"

/* The service on PostgreSQL under load (MODERATION 3, T-I3): one process, and two of them that share what comes in. Runs inside
 * tests/moderation/with-postgres. The argument: seconds of each. */

typedef struct
{
  LoadOptions options;
  LoadResult  result;
} Task;

static gpointer
run_load (gpointer data)
{
  Task *task = data;

  load_run (&task->options, &task->result);
  return NULL;
}

static void
print_row (guint       n_processes,
           const char *what,
           double      ours,
           const char *unit,
           double      budget,
           gboolean    at_least)
{
  printf ("{\"what\": \"T-I3 PostgreSQL, %u service%s, %s\", \"floor\": null, \"ours\": %.4g, \"unit\": \"%s\", \"budget\": %g,"
          " \"at_least\": %s}\n", n_processes, n_processes > 1 ? "s" : "", what, ours, unit, budget, at_least ? "true" : "false");
  fflush (stdout);
}

static void
measure (guint n_processes,
         guint seconds)
{
  g_autofree char *where = test_database_new (NULL);
  Program programs[2];
  Task tasks[2];
  GThread *threads[2];
  double rate = 0, p99 = 0;
  guint n_wrong = 0;

  for (guint i = 0; i < n_processes; i++)
    {
      program_init (&programs[i], MODERATION, DISK_SHIM);
      g_free (programs[i].database);
      programs[i].database = g_strdup (where);
      program_start (&programs[i], NULL, "max_jobs=10000");
      tasks[i] = (Task) { .options = { .socket = programs[i].socket, .n_connections = 64 / n_processes, .first = i * 100000000,
                                       .usec = seconds * G_USEC_PER_SEC } };
      threads[i] = g_thread_new ("load", run_load, &tasks[i]);
    }
  for (guint i = 0; i < n_processes; i++)
    {
      const LoadResult *result = &tasks[i].result;

      g_thread_join (threads[i]);
      rate += (result->n_new + result->n_again) / result->seconds;
      p99 = MAX (p99, result->p99);
      n_wrong += result->n_other + result->n_busy + result->n_limited;
      load_result_clear (&tasks[i].result);
      program_stop (&programs[i], SIGTERM);
      program_clear (&programs[i]);
    }
  print_row (n_processes, "signed reports, 64 connections", rate, "/s", 2000, TRUE);
  print_row (n_processes, "99 of 100 answered within", p99, "ms", 250, FALSE);
  print_row (n_processes, "other answers", n_wrong, "answers", 0, FALSE);
  print_row (n_processes, "deadlocks", (double) test_database_count_deadlocks (where), "", 0, FALSE);
}

int
main (int   argc,
      char *argv[])
{
  guint seconds = argc > 1 ? (guint) atoi (argv[1]) : 10;

  if (sodium_init () < 0)
    return EXIT_FAILURE;
  measure (1, seconds);
  measure (2, seconds);
  return EXIT_SUCCESS;
}
