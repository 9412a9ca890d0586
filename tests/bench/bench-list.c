/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The list of headlines of a full shelf: shown, scrolled, dragged to random places.
 *   bench-list FOLDER
 * CPU of the main thread for each frame, rows from the shelf included. Prints JSON lines for bench.py. */

#include "jarida-headline-view.h"
#include "jarida-reader.h"
#include "measure.h"

#define N_FRAMES 300
#define N_JUMPS 40

static double frames[N_FRAMES];

static void
print (const char *what,
       guint       n_headlines,
       double      ours,
       double      budget)
{
  g_autofree char *text = g_strdup_printf ("list of %u headlines: %s", n_headlines, what);

  measure_print_row (text, 0, ours, budget);
}

/* The list brings its own scrolling. */
static GtkScrolledWindow *
find_scrolled (GtkWidget *widget)
{
  GtkScrolledWindow *found = GTK_IS_SCROLLED_WINDOW (widget) ? GTK_SCROLLED_WINDOW (widget) : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_scrolled (child);
  return found;
}

static double
scroll (GtkAdjustment *adjustment,
        double         step,
        guint          n_frames)
{
  for (guint i = 0; i < n_frames; i++)
    {
      const double begin = measure_cpu_ms ();

      gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + step);
      measure_wait_for_frame ();
      frames[i] = measure_cpu_ms () - begin;
    }
  return measure_percentile_95 (frames, n_frames);
}

static double
drag (GtkAdjustment *adjustment)
{
  g_autoptr(GRand) random = g_rand_new_with_seed (11);

  for (guint i = 0; i < N_JUMPS; i++)
    {
      const double end = gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment);
      const double begin = measure_cpu_ms ();

      gtk_adjustment_set_value (adjustment, g_rand_double_range (random, 0, end));
      measure_wait_for_frame ();
      frames[i] = measure_cpu_ms () - begin;
    }
  return measure_percentile_95 (frames, N_JUMPS);
}

int
main (int   argc,
      char *argv[])
{
  const JaridaPlace all = { JARIDA_PLACE_ALL, 0, FALSE };
  g_autoptr(JaridaReader) reader = NULL;
  g_autoptr(JaridaHeadlineList) list = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *cache = NULL;
  GtkWidget *view;
  GtkAdjustment *adjustment;
  double begin, upper;
  guint n_headlines;

  if (argc != 2)
    return 2;
  gtk_init ();
  cache = g_build_filename (argv[1], "cache", NULL);
  reader = jarida_reader_open (argv[1], cache, &error);
  if (reader == NULL)
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }
  view = jarida_headline_view_new ();
  measure_show (view, 380, 800);

  begin = measure_cpu_ms ();
  list = jarida_reader_list_headlines (reader, &all);
  n_headlines = g_list_model_get_n_items (G_LIST_MODEL (list));
  print ("made", n_headlines, measure_cpu_ms () - begin, 5);
  begin = measure_cpu_ms ();
  jarida_headline_view_set_list (JARIDA_HEADLINE_VIEW (view), list, 0);
  measure_wait_for_frame ();
  print ("shown, CPU", n_headlines, measure_cpu_ms () - begin, 33);

  adjustment = gtk_scrolled_window_get_vadjustment (find_scrolled (view));
  upper = gtk_adjustment_get_upper (adjustment);
  print ("a scrolled frame, CPU p95", n_headlines, scroll (adjustment, 40, N_FRAMES), 6);
  print ("a page a frame, CPU p95", n_headlines, scroll (adjustment, 760, N_FRAMES), 16);
  print ("dragged to a random place, CPU p95", n_headlines, drag (adjustment), 33);
  if (n_headlines > 0 && gtk_adjustment_get_upper (adjustment) != upper)
    print ("pixels by which the range jumped", n_headlines, gtk_adjustment_get_upper (adjustment) - upper, 0);
  jarida_reader_close (reader);
  return 0;
}
