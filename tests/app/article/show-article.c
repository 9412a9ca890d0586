/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <locale.h>

#include "file-pictures.h"
#include "jarida-article-view-private.h"

/* show-article FILE.html: an article in a window, its pictures from the folder of the file. With --shot it writes a
 * picture of itself and leaves; with --measure it says what it costs. For eyes, for figures and for tests from outside. */

static int width = 900, height = 900, at;
static gboolean dark, rtl, measure, select_all, caret, justify, show_focus;
static double zoom = 1;
static char *shot, *pdf, *palette, *language, *title, *body_font, *hidden;
static char **files;

static const GOptionEntry entries[] = {
  { "shot", 0, 0, G_OPTION_ARG_FILENAME, &shot, "Write a PNG and leave", "FILE" },
  { "print", 0, 0, G_OPTION_ARG_FILENAME, &pdf, "Write a PDF, as it would be printed, and leave", "FILE" },
  { "width", 0, 0, G_OPTION_ARG_INT, &width, "Width of the window", "PX" },
  { "height", 0, 0, G_OPTION_ARG_INT, &height, "Height of the window", "PX" },
  { "at", 0, 0, G_OPTION_ARG_INT, &at, "Begin at this block", "N" },
  { "dark", 0, 0, G_OPTION_ARG_NONE, &dark, "Dark theme", NULL },
  { "rtl", 0, 0, G_OPTION_ARG_NONE, &rtl, "Window from right to left", NULL },
  { "palette", 0, 0, G_OPTION_ARG_STRING, &palette, "system, light, sepia or dark", "NAME" },
  { "zoom", 0, 0, G_OPTION_ARG_DOUBLE, &zoom, "Zoom", "FACTOR" },
  { "font", 0, 0, G_OPTION_ARG_STRING, &body_font, "Family of the text", "NAME" },
  { "language", 0, 0, G_OPTION_ARG_STRING, &language, "Language of the text", "CODE" },
  { "title", 0, 0, G_OPTION_ARG_STRING, &title, "Title above the text", "TEXT" },
  { "select-all", 0, 0, G_OPTION_ARG_NONE, &select_all, "Select everything", NULL },
  { "caret", 0, 0, G_OPTION_ARG_NONE, &caret, "Bring the caret, and select a line with it", NULL },
  { "justify", 0, 0, G_OPTION_ARG_NONE, &justify, "Justify", NULL },
  { "hidden", 0, 0, G_OPTION_ARG_STRING, &hidden, "Hide all pictures and say this", "SENTENCE" },
  { "focus", 0, 0, G_OPTION_ARG_NONE, &show_focus, "Go to the first link or picture", NULL },
  { "measure", 0, 0, G_OPTION_ARG_NONE, &measure, "Print what it costs", NULL },
  { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &files, NULL, "FILE.html" },
  { NULL }
};

static void
pin_looks (void)
{
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, "gtk-cursor-blink", FALSE,
                "gtk-font-name", "Cantarell 11", "gtk-xft-antialias", 1, "gtk-xft-hinting", 0, "gtk-xft-rgba", "none",
                "gtk-hint-font-metrics", FALSE, NULL);
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      dark ? ADW_COLOR_SCHEME_FORCE_DARK : ADW_COLOR_SCHEME_FORCE_LIGHT);
  if (rtl)
    gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
}

static void
run_for (int milliseconds)
{
  gint64 end = g_get_monotonic_time () + milliseconds * 1000;

  while (g_get_monotonic_time () < end)
    {
      g_main_context_iteration (NULL, FALSE);
      g_usleep (500);
    }
}

static gboolean
write_shot (GtkWidget  *widget,
            const char *path)
{
  GskRenderer *renderer = gtk_native_get_renderer (gtk_widget_get_native (widget));
  g_autoptr(GdkPaintable) paintable = gtk_widget_paintable_new (widget);
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  g_autoptr(GskRenderNode) node = NULL;
  g_autoptr(GdkTexture) texture = NULL;

  gdk_paintable_snapshot (paintable, snapshot, gtk_widget_get_width (widget), gtk_widget_get_height (widget));
  node = gtk_snapshot_free_to_node (snapshot);
  texture = gsk_renderer_render_texture (renderer, node, NULL);
  return gdk_texture_save_to_png (texture, path);
}

static double
get_cpu_ms (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);
  return time.tv_sec * 1e3 + time.tv_nsec / 1e6;
}

static void
after_paint_cb (GdkFrameClock *clock,
                gboolean      *painted)
{
  *painted = TRUE;
}

static double
paint_one (GtkWidget *widget)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (widget);
  gboolean painted = FALSE;
  double start = get_cpu_ms ();
  gulong id = g_signal_connect (clock, "after-paint", G_CALLBACK (after_paint_cb), &painted);

  gtk_widget_queue_draw (widget);
  while (!painted)
    g_main_context_iteration (NULL, TRUE);
  g_signal_handler_disconnect (clock, id);
  return get_cpu_ms () - start;
}

static void
print_memory (const char *when)
{
  g_autofree char *text = NULL;
  const char *pss;

  if (!g_file_get_contents ("/proc/self/smaps_rollup", &text, NULL, NULL) || (pss = strstr (text, "Pss:")) == NULL)
    return;
  g_print ("memory %s: %.1f MB PSS\n", when, g_ascii_strtod (pss + 4, NULL) / 1024);
}

static void
measure_all (JaridaArticleView *view,
             JaridaDocument    *document)
{
  GtkWidget *widget = GTK_WIDGET (view);
  g_autoptr(GtkAdjustment) vertical = NULL;
  double start, total = 0, worst = 0;
  gint64 refine_start;

  g_object_get (view, "vadjustment", &vertical, NULL);
  g_print ("%u words, %u blocks\n", document->n_words, document->blocks->len);
  for (int i = 0; i < 5; i++)
    {
      double cpu;

      jarida_article_view_set_document (view, NULL);
      run_for (100);
      start = get_cpu_ms ();
      jarida_article_view_set_document (view, document);
      cpu = paint_one (widget);
      g_print ("open %d: %.2f ms CPU\n", i, get_cpu_ms () - start);
      (void) cpu;
    }
  refine_start = g_get_monotonic_time ();
  while (view->refine_id != 0)
    g_main_context_iteration (NULL, FALSE);
  g_print ("all heights exact after %.0f ms\n", (g_get_monotonic_time () - refine_start) / 1e3);
  print_memory ("opened");
  for (int i = 0; i < 400; i++)
    {
      double cpu;

      start = get_cpu_ms ();
      gtk_adjustment_set_value (vertical, gtk_adjustment_get_value (vertical) + 40);
      cpu = paint_one (widget);
      cpu = get_cpu_ms () - start;
      total += cpu;
      worst = MAX (worst, cpu);
    }
  g_print ("scroll: %.2f ms CPU a frame, worst %.2f\n", total / 400, worst);
  for (int i = 0; i < 8; i++)
    {
      start = get_cpu_ms ();
      gtk_adjustment_set_value (vertical, gtk_adjustment_get_upper (vertical) * ((i * 5 % 8) / 8.0));
      paint_one (widget);
      g_print ("jump: %.2f ms CPU\n", get_cpu_ms () - start);
    }
  print_memory ("scrolled");
}

static void
say_link_cb (JaridaArticleView *view,
             const char        *address)
{
  g_print ("link %s\n", address);
}

static char *
judge_hidden (GObject    *object,
              const char *address)
{
  return g_strdup (hidden);
}

static void
printed_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GError) error = NULL;

  if (!jarida_article_view_print_finish (JARIDA_ARTICLE_VIEW (source), result, &error))
    g_printerr ("%s\n", error->message);
  *(gboolean *) user_data = TRUE;
}

static int
write_pdf (JaridaArticleView *view,
           GtkWindow         *window)
{
  gboolean done = FALSE;

  jarida_article_view_print_async (view, window, pdf, "sample.example/source", NULL, printed_cb, &done);
  while (!done)
    g_main_context_iteration (NULL, TRUE);
  return 0;
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr(GOptionContext) context = g_option_context_new ("FILE.html");
  g_autoptr(GError) error = NULL;
  g_autofree char *html = NULL, *folder = NULL;
  g_autoptr(JaridaDocument) document = NULL;
  JaridaDocumentHead head = { 0 };
  JaridaPictureSource source;
  GtkWidget *window, *scrolled, *view;
  gsize length;

  setlocale (LC_ALL, "");
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error) || files == NULL ||
      !g_file_get_contents (files[0], &html, &length, &error))
    {
      g_printerr ("%s\n", error != NULL ? error->message : "No file given.");
      return 2;
    }
  gtk_init ();
  adw_init ();
  g_set_prgname ("show-article");
  g_set_application_name ("show-article");
  pin_looks ();
  head.title = title;
  if (title != NULL)
    {
      head.kicker = "Politique";
      head.byline = "Publié dans La Sentinelle le 12 octobre 2020 · Camille Ferrand";
      head.source_label = "Lire l’article à sa source";
      head.source_address = "http://sample.example/source";
    }
  document = jarida_document_new (html, length, "http://sample.example/", language, JARIDA_DIRECTION_AUTO,
                                  title != NULL ? &head : NULL);
  folder = g_path_get_dirname (files[0]);
  source = file_pictures_new (folder);
  if (hidden != NULL)
    source.judge = judge_hidden;

  window = gtk_window_new ();
  gtk_window_set_title (GTK_WINDOW (window), "show-article");
  gtk_window_set_decorated (GTK_WINDOW (window), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (window), width, height);
  scrolled = gtk_scrolled_window_new ();
  view = jarida_article_view_new ();
  _jarida_article_view_set_picture_source (JARIDA_ARTICLE_VIEW (view), &source);
  g_object_set (view, "zoom", zoom, "palette", palette != NULL ? palette : "system", "justify", justify, NULL);
  if (body_font != NULL)
    g_object_set (view, "body-font", body_font, NULL);
  g_signal_connect (view, "link-activated", G_CALLBACK (say_link_cb), NULL);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), view);
  gtk_window_set_child (GTK_WINDOW (window), scrolled);
  jarida_article_view_set_document (JARIDA_ARTICLE_VIEW (view), document);
  gtk_window_present (GTK_WINDOW (window));
  if (measure)
    {
      run_for (300);
      measure_all (JARIDA_ARTICLE_VIEW (view), document);
      return 0;
    }
  if (pdf != NULL)
    return write_pdf (JARIDA_ARTICLE_VIEW (view), GTK_WINDOW (window));
  if (at > 0)
    jarida_article_view_set_position (JARIDA_ARTICLE_VIEW (view), &(JaridaPosition) { at, 0, 0 });
  if (shot == NULL && caret)
    {
      /* As with a screen reader: two words are selected. */
      run_for (500);
      gtk_widget_grab_focus (view);
      _jarida_article_view_set_reads_aloud (JARIDA_ARTICLE_VIEW (view), TRUE);
      run_for (100);
      _jarida_article_view_toggle_caret (JARIDA_ARTICLE_VIEW (view));
      _jarida_article_view_move_caret (JARIDA_ARTICLE_VIEW (view), JARIDA_CARET_WORD, 1, TRUE);
      _jarida_article_view_move_caret (JARIDA_ARTICLE_VIEW (view), JARIDA_CARET_WORD, 1, TRUE);
    }
  if (shot == NULL)
    {
      while (g_list_model_get_n_items (gtk_window_get_toplevels ()) > 0)
        g_main_context_iteration (NULL, TRUE);
      return 0;
    }
  run_for (500);
  if (select_all)
    gtk_widget_activate_action (view, "article.select-all", NULL);
  if (caret)
    {
      _jarida_article_view_toggle_caret (JARIDA_ARTICLE_VIEW (view));
      _jarida_article_view_move_caret (JARIDA_ARTICLE_VIEW (view), JARIDA_CARET_LINE, 1, TRUE);
    }
  if (show_focus)
    {
      gtk_widget_grab_focus (view);
      gtk_widget_child_focus (view, GTK_DIR_TAB_FORWARD);
      gtk_window_set_focus_visible (GTK_WINDOW (window), TRUE);
    }
  run_for (200);
  return write_shot (window, shot) ? 0 : 1;
}
