/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Opening and scrolling an article, measured inside: CPU of the main thread and time on the wall, from handing over a document that is
 * already built to the end of the frame that shows it. Floor: the same text in a GtkTextView. Prints JSON lines for bench.py. */

#include "jarida-article-view.h"
#include "measure.h"

#define N_RUNS 7
#define N_FRAMES 200

static GtkWidget *scrolled;

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
      measure_settle (50);
      begin = measure_cpu_ms ();
      gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), text, -1);
      measure_wait_for_frame ();
      runs[i] = measure_cpu_ms () - begin;
    }
  return measure_median (runs, N_RUNS);
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
  measure_settle (50);
  for (guint i = 0; i < N_RUNS; i++)
    {
      double begin;
      gint64 wall;

      jarida_article_view_set_document (JARIDA_ARTICLE_VIEW (view), NULL);
      measure_settle (50);
      begin = measure_cpu_ms ();
      wall = g_get_monotonic_time ();
      jarida_article_view_set_document (JARIDA_ARTICLE_VIEW (view), document);
      measure_wait_for_frame ();
      open_cpu[i] = measure_cpu_ms () - begin;
      open_wall[i] = (g_get_monotonic_time () - wall) / 1e3;
    }
  measure_settle (n_words > 10000 ? 3000 : 300);

  adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled));
  for (guint i = 0; i < N_FRAMES; i++)
    {
      const double begin = measure_cpu_ms ();

      gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + 40);
      if (gtk_adjustment_get_value (adjustment) + gtk_adjustment_get_page_size (adjustment) >= gtk_adjustment_get_upper (adjustment) - 41)
        gtk_adjustment_set_value (adjustment, 0);
      measure_wait_for_frame ();
      frames[i] = measure_cpu_ms () - begin;
    }

  what = g_strdup_printf ("article of %u words: built (any thread)", n_words);
  measure_print_row (what, 0, build_ms, n_words > 10000 ? 1000 : 15);
  g_free (what);
  what = g_strdup_printf ("article of %u words: opened, main-thread CPU (floor: text view)", n_words);
  measure_print_row (what, floor, measure_median (open_cpu, N_RUNS), 8);
  g_free (what);
  what = g_strdup_printf ("article of %u words: opened, on the wall", n_words);
  measure_print_row (what, 0, measure_median (open_wall, N_RUNS), 25);
  g_free (what);
  what = g_strdup_printf ("article of %u words: a scrolled frame, CPU p95", n_words);
  measure_print_row (what, 0, measure_percentile_95 (frames, N_FRAMES), 6);
  g_free (what);
}

int
main (int   argc,
      char *argv[])
{
  gtk_init ();
  scrolled = gtk_scrolled_window_new ();
  measure_show (scrolled, 1000, 900);
  measure (600);
  measure (100000);
  return 0;
}
