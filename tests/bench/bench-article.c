/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Opening and scrolling an article, measured inside: CPU of the main thread and time on the wall, from handing over a document that is
 * already built to the end of the frame that shows it. Floor: the same text in a GtkTextView. Prints JSON lines for bench.py. */

#include <adwaita.h>
#include <time.h>

#include "jarida-article-view.h"

#define N_RUNS 7
#define N_FRAMES 200

static GtkWidget *window;
static GtkWidget *scrolled;
static gboolean painted;

static double
cpu_ms (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return now.tv_sec * 1e3 + now.tv_nsec / 1e6;
}

static void
painted_cb (GdkFrameClock *clock,
            gpointer       user_data)
{
  painted = TRUE;
}

static void
wait_for_frame (void)
{
  painted = FALSE;
  while (!painted)
    g_main_context_iteration (NULL, TRUE);
}

static void
settle (guint milliseconds)
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

static double
median (double *values,
        guint   n_values)
{
  qsort (values, n_values, sizeof (double), compare_doubles);
  return values[n_values / 2];
}

static double
percentile_95 (double *values,
               guint   n_values)
{
  qsort (values, n_values, sizeof (double), compare_doubles);
  return values[n_values * 95 / 100];
}

/* Words of three languages in paragraphs of sixty, a heading each ten paragraphs. */
static char *
make_html (guint n_words)
{
  static const char *const words[] = {
    "la", "ville", "administration", "nouvelle", "bibliothèque", "région", "développement", "pluie", "marché", "quartier",
    "responsable", "semaine", "eau", "récolte", "international", "port", "train", "école", "musique", "printemps",
  };
  static const char *const arabic[] = { "المدينة", "الحكومة", "مدرسة", "البحر", "الجديد", "سوق", "القطار", "الربيع", "أسبوع", "موسيقى" };
  g_autoptr(GRand) random = g_rand_new_with_seed (7);
  GString *html = g_string_new (NULL);

  for (guint i = 0; i < n_words; i += 60)
    {
      const gboolean rtl = i / 60 % 12 == 5;

      if (i / 60 % 10 == 3)
        g_string_append (html, "<h2>Dans les marges de la ville</h2>");
      g_string_append (html, "<p>");
      for (guint j = 0; j < 60; j++)
        {
          const char *word = rtl ? arabic[g_rand_int_range (random, 0, G_N_ELEMENTS (arabic))]
                                 : words[g_rand_int_range (random, 0, G_N_ELEMENTS (words))];

          if (j % 23 == 11)
            g_string_append_printf (html, "<a href=\"https://exemple.example/%u\">%s</a> ", i + j, word);
          else if (j % 17 == 5)
            g_string_append_printf (html, "<em>%s</em> ", word);
          else
            g_string_append_printf (html, "%s ", word);
        }
      g_string_append (html, "</p>");
    }
  return g_string_free (html, FALSE);
}

static void
print_row (const char *what,
           double      floor,
           double      ours,
           double      budget)
{
  g_print ("{\"what\": \"%s\", \"floor\": %.3f, \"ours\": %.3f, \"unit\": \"ms\", \"budget\": %.1f}\n", what, floor, ours, budget);
}

static double
measure_text_view (const char *text)
{
  double runs[N_RUNS];

  for (guint i = 0; i < N_RUNS; i++)
    {
      GtkWidget *view = gtk_text_view_new ();
      double begin;

      gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
      gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), view);
      settle (50);
      begin = cpu_ms ();
      gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), text, -1);
      wait_for_frame ();
      runs[i] = cpu_ms () - begin;
    }
  return median (runs, N_RUNS);
}

static void
measure (guint n_words)
{
  g_autofree char *html = make_html (n_words);
  const gint64 build_begin = g_get_monotonic_time ();
  g_autoptr(JaridaDocument) document = jarida_document_new (html, -1, "https://exemple.example/", "fr", JARIDA_DIRECTION_LTR, NULL);
  const double build_ms = (g_get_monotonic_time () - build_begin) / 1e3;
  g_autofree char *text = jarida_document_to_text (document, NULL, NULL);
  const double floor = measure_text_view (text);
  GtkWidget *view = jarida_article_view_new ();
  GtkAdjustment *adjustment;
  double open_cpu[N_RUNS], open_wall[N_RUNS], frames[N_FRAMES];
  char *what;

  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), view);
  settle (50);
  for (guint i = 0; i < N_RUNS; i++)
    {
      double begin;
      gint64 wall;

      jarida_article_view_set_document (JARIDA_ARTICLE_VIEW (view), NULL);
      settle (50);
      begin = cpu_ms ();
      wall = g_get_monotonic_time ();
      jarida_article_view_set_document (JARIDA_ARTICLE_VIEW (view), document);
      wait_for_frame ();
      open_cpu[i] = cpu_ms () - begin;
      open_wall[i] = (g_get_monotonic_time () - wall) / 1e3;
    }
  settle (n_words > 10000 ? 3000 : 300);

  adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled));
  for (guint i = 0; i < N_FRAMES; i++)
    {
      const double begin = cpu_ms ();

      gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + 40);
      if (gtk_adjustment_get_value (adjustment) + gtk_adjustment_get_page_size (adjustment) >= gtk_adjustment_get_upper (adjustment) - 41)
        gtk_adjustment_set_value (adjustment, 0);
      wait_for_frame ();
      frames[i] = cpu_ms () - begin;
    }

  what = g_strdup_printf ("article of %u words: built (any thread)", n_words);
  print_row (what, 0, build_ms, n_words > 10000 ? 1000 : 15);
  g_free (what);
  what = g_strdup_printf ("article of %u words: opened, main-thread CPU (floor: text view)", n_words);
  print_row (what, floor, median (open_cpu, N_RUNS), 8);
  g_free (what);
  what = g_strdup_printf ("article of %u words: opened, on the wall", n_words);
  print_row (what, 0, median (open_wall, N_RUNS), 25);
  g_free (what);
  what = g_strdup_printf ("article of %u words: a scrolled frame, CPU p95", n_words);
  print_row (what, 0, percentile_95 (frames, N_FRAMES), 6);
  g_free (what);
}

int
main (int   argc,
      char *argv[])
{
  gtk_init ();
  adw_init ();
  window = gtk_window_new ();
  scrolled = gtk_scrolled_window_new ();
  gtk_window_set_child (GTK_WINDOW (window), scrolled);
  gtk_window_set_default_size (GTK_WINDOW (window), 1000, 900);
  gtk_window_present (GTK_WINDOW (window));
  g_signal_connect (gtk_widget_get_frame_clock (window), "after-paint", G_CALLBACK (painted_cb), NULL);
  settle (200);
  measure (600);
  measure (100000);
  return 0;
}
