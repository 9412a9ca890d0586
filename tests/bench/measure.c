/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "measure.h"

#include <time.h>

static gboolean painted;

static void
painted_cb (GdkFrameClock *clock,
            gpointer       user_data)
{
  painted = TRUE;
}

void
measure_show (GtkWidget *content,
              int        width,
              int        height)
{
  GtkWidget *window;

  adw_init ();
  window = gtk_window_new ();
  gtk_window_set_child (GTK_WINDOW (window), content);
  gtk_window_set_default_size (GTK_WINDOW (window), width, height);
  gtk_window_present (GTK_WINDOW (window));
  g_signal_connect (gtk_widget_get_frame_clock (window), "after-paint", G_CALLBACK (painted_cb), NULL);
  measure_settle (200);
}

double
measure_cpu_ms (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return now.tv_sec * 1e3 + now.tv_nsec / 1e6;
}

static gboolean
give_up_cb (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;
  return G_SOURCE_CONTINUE;
}

void
measure_wait_for_frame (void)
{
  gboolean late = FALSE;
  /* Where nothing is left to paint no frame comes. */
  const guint alarm = g_timeout_add (500, give_up_cb, &late);

  painted = FALSE;
  while (!painted && !late)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (alarm);
}

void
measure_settle (guint milliseconds)
{
  const gint64 end = g_get_monotonic_time () + milliseconds * 1000;

  while (g_get_monotonic_time () < end)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (500);
}

static int
compare_doubles (const void *a,
                 const void *b)
{
  const double x = *(const double *) a;
  const double y = *(const double *) b;

  return (x > y) - (x < y);
}

double
measure_median (double *values,
                guint   n_values)
{
  qsort (values, n_values, sizeof (double), compare_doubles);
  return values[n_values / 2];
}

double
measure_percentile_95 (double *values,
                       guint   n_values)
{
  qsort (values, n_values, sizeof (double), compare_doubles);
  return values[n_values * 95 / 100];
}

void
measure_print_row (const char *what,
                   double      floor,
                   double      ours,
                   double      budget)
{
  g_print ("{\"what\": \"%s\", \"floor\": %.3f, \"ours\": %.3f, \"unit\": \"ms\", \"budget\": %.1f}\n", what, floor, ours, budget);
}
