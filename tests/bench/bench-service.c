/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <signal.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>

#include "load.h"
#include "program.h"

/* The service under load (MODERATION 3, T-I1, T-I2, T-I6, T-A10), as a process of its own with signed reports over a Unix socket.
 * The people who report run on the same machine: the figures are of both together. The argument: seconds of T-I1. */

static void
print_row (const char *what,
           double      ours,
           const char *unit,
           double      budget,
           gboolean    at_least)
{
  printf ("{\"what\": \"%s\", \"floor\": null, \"ours\": %.4g, \"unit\": \"%s\", \"budget\": %g, \"at_least\": %s}\n",
          what, ours, unit, budget, at_least ? "true" : "false");
  fflush (stdout);
}

static double
get_rate (const LoadResult *result)
{
  return (result->n_new + result->n_again) / result->seconds;
}

static void
measure_intake (guint seconds)
{
  Program program;
  LoadOptions warm = { .n_connections = 64, .usec = 2 * G_USEC_PER_SEC };
  LoadOptions options = { .n_connections = 64, .first = 1000000, .usec = seconds * G_USEC_PER_SEC };
  LoadResult result;
  gint64 before;
  double cpu;

  program_init (&program, MODERATION, DISK_SHIM);
  warm.socket = options.socket = program.socket;
  program_start (&program, NULL, "max_jobs=10000");
  load_run (&warm, &result);
  load_result_clear (&result);
  before = program_get_memory (&program);
  cpu = program_get_cpu (&program);
  load_run (&options, &result);
  print_row ("T-I1 signed reports, 64 connections", get_rate (&result), "/s", 2000, TRUE);
  print_row ("T-I1 99 of 100 answered within", result.p99, "ms", 250, FALSE);
  /* What does not depend on who else uses this machine. */
  print_row ("T-I1 processor time of the service, a report", 1e6 * (program_get_cpu (&program) - cpu) / MAX (result.n_new + result.n_again, 1),
             "µs", 500, FALSE);
  print_row ("T-I1 memory", program_get_memory (&program) / 1e6, "MB", 100, FALSE);
  print_row ("T-I1 memory, more than after two seconds", (program_get_memory (&program) - before) / 1e6, "MB", 25, FALSE);
  print_row ("T-I1 other answers", result.n_other + result.n_limited + result.n_busy, "answers", 0, FALSE);
  load_result_clear (&result);
  program_stop (&program, SIGTERM);
  program_clear (&program);
}

static void
measure_slow_disk (void)
{
  Program program;
  LoadOptions options = { .n_connections = 64, .usec = 8 * G_USEC_PER_SEC };
  LoadResult result;

  program_init (&program, MODERATION, DISK_SHIM);
  options.socket = program.socket;
  program_start (&program, "JARIDA_DISK_MS=5", "max_jobs=10000");
  load_run (&options, &result);
  print_row ("T-I2 the same, a sync takes 5 ms more", get_rate (&result), "/s", 1500, TRUE);
  load_result_clear (&result);
  program_stop (&program, SIGTERM);
  program_clear (&program);
}

static void
measure_overload (guint seconds)
{
  Program program;
  LoadOptions options = { .n_connections = 640, .usec = seconds * G_USEC_PER_SEC };
  LoadOptions after = { .n_connections = 1, .first = 90000000, .n_reports = 1, .usec = 30 * G_USEC_PER_SEC };
  LoadResult result, recovered;

  program_init (&program, MODERATION, DISK_SHIM);
  options.socket = after.socket = program.socket;
  /* A disk so slow that ten times as many want in. */
  program_start (&program, "JARIDA_DISK_MS=50", "max_jobs=64");
  load_run (&options, &result);
  print_row ("T-I6 overload: other answers than 201, 200, 429, 503", result.n_other, "answers", 0, FALSE);
  print_row ("T-I6 without Retry-After", result.n_without_wait, "answers", 0, FALSE);
  print_row ("T-I6 turned away", 100.0 * result.n_busy / MAX (result.n_busy + result.n_new + result.n_again, 1), "%", 10, TRUE);
  print_row ("T-I6 memory", program_get_memory (&program) / 1e6, "MB", 100, FALSE);
  load_run (&after, &recovered);
  print_row ("T-I6 then one report is taken after", recovered.n_new == 1 ? recovered.seconds : 1e6, "s", 30, FALSE);
  load_result_clear (&result);
  load_result_clear (&recovered);
  program_stop (&program, SIGTERM);
  program_clear (&program);
}

static void
measure_one_picture (guint n_reports)
{
  Program program;
  LoadOptions options = { .n_connections = 64, .n_people = 1000000, .n_pictures = 1, .n_reports = n_reports / 20 };
  LoadResult first, middle, last;

  program_init (&program, MODERATION, DISK_SHIM);
  options.socket = program.socket;
  program_start (&program, NULL, "max_jobs=10000");
  load_run (&options, &first);
  options.first = options.n_reports;
  options.n_reports = n_reports / 20 * 18;
  load_run (&options, &middle);
  options.first += options.n_reports;
  options.n_reports = n_reports / 20;
  load_run (&options, &last);
  print_row ("T-A10 reports of one picture: the last 5 % take", last.seconds / first.seconds, "times the first 5 %", 1.5, FALSE);
  load_result_clear (&first);
  load_result_clear (&middle);
  load_result_clear (&last);
  program_stop (&program, SIGTERM);
  program_clear (&program);
}

int
main (int   argc,
      char *argv[])
{
  guint seconds = argc > 1 ? (guint) atoi (argv[1]) : 10;

  if (sodium_init () < 0)
    return EXIT_FAILURE;
  measure_intake (seconds);
  measure_slow_disk ();
  measure_overload (seconds >= 60 ? 300 : 10);
  measure_one_picture (seconds >= 60 ? 100000 : 20000);
  return EXIT_SUCCESS;
}
