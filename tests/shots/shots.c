/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <locale.h>
#include <stdlib.h>
#include <unistd.h>

#include "front.h"
#include "jarida-activity-sheet.h"
#include "jarida-add-sheet.h"
#include "jarida-application.h"
#include "jarida-front-calendar.h"
#include "jarida-newspapers-page.h"
#include "jarida-picture-viewer.h"
#include "jarida-preferences.h"
#include "jarida-safety-page.h"
#include "jarida-report-sheet.h"
#include "jarida-window.h"
#include "small-disk.h"
#include "steered-network.h"

/* jarida-shots DIR: pictures of the main states of the window, in three languages, light and dark, at three widths, on a
 * throw-away profile that is subscribed to the sample edition. One process a language: GTK learns it once. */

/* A portal is asked for one thing after the other, with a pause between. */
#define WAIT_SECONDS 90

typedef struct
{
  const char        *folder;
  const char        *language;
  char              *profile;     /* (owned) */
  char              *opml;        /* (owned) */
  JaridaApplication *application;
  JaridaReader      *reader;
  GSettings         *settings;
  JaridaWindow      *window;
} Shots;

/* ---- Waiting ---- */

static gboolean
tick_cb (gpointer user_data)
{
  return G_SOURCE_CONTINUE;
}

static void
wait_until (gboolean   (*holds) (void),
            const char  *what)
{
  const gint64 end = g_get_monotonic_time () + WAIT_SECONDS * G_USEC_PER_SEC;
  const guint source = g_timeout_add (5, tick_cb, NULL);

  while (!holds ())
    {
      if (g_get_monotonic_time () > end)
        {
          g_printerr ("jarida-shots: waited in vain for %s\n", what);
          break;
        }
      g_main_context_iteration (NULL, TRUE);
    }
  g_source_remove (source);
}

static void
settle (guint milliseconds)
{
  const gint64 end = g_get_monotonic_time () + milliseconds * 1000;
  const guint source = g_timeout_add (5, tick_cb, NULL);

  while (g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (source);
}

/* ---- Pictures ---- */

static void
painted_cb (GdkFrameClock *clock,
            gpointer       user_data)
{
  gboolean *painted = user_data;

  *painted = TRUE;
}

/* Between two frames something may wait for its place. */
static void
wait_for_frame (GtkWidget *widget)
{
  const gint64 end = g_get_monotonic_time () + 2 * G_USEC_PER_SEC;
  GdkFrameClock *clock = gtk_widget_get_frame_clock (widget);
  gboolean painted = FALSE;
  gulong handler;
  guint source;

  if (clock == NULL)
    return;
  handler = g_signal_connect (clock, "after-paint", G_CALLBACK (painted_cb), &painted);
  source = g_timeout_add (5, tick_cb, NULL);
  gdk_frame_clock_request_phase (clock, GDK_FRAME_CLOCK_PHASE_PAINT);
  while (!painted && g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (source);
  g_signal_handler_disconnect (clock, handler);
}

static void
shoot (Shots      *shots,
       GtkWidget  *widget,
       const char *name)
{
  const gboolean dark = adw_style_manager_get_dark (adw_style_manager_get_default ());
  g_autofree char *file = g_strdup_printf ("%s-%s-%s.png", name, shots->language, dark ? "dark" : "light");
  g_autofree char *path = g_build_filename (shots->folder, file, NULL);
  GskRenderer *renderer = gtk_native_get_renderer (gtk_widget_get_native (widget));
  g_autoptr(GdkPaintable) paintable = gtk_widget_paintable_new (widget);
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  g_autoptr(GskRenderNode) node = NULL;
  g_autoptr(GdkTexture) texture = NULL;

  /* Nobody gives windows the focus here; they are shown as the one that has it. */
  gtk_widget_unset_state_flags (widget, GTK_STATE_FLAG_BACKDROP);
  settle (30);
  wait_for_frame (widget);
  gdk_paintable_snapshot (paintable, snapshot, gtk_widget_get_width (widget), gtk_widget_get_height (widget));
  node = gtk_snapshot_free_to_node (snapshot);
  if (node == NULL)
    {
      g_printerr ("jarida-shots: nothing to see of %s\n", name);
      return;
    }
  texture = gsk_renderer_render_texture (renderer, node, NULL);
  gdk_texture_save_to_png (texture, path);
}

static void
pin_settings (void)
{
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, "gtk-cursor-blink", FALSE,
                "gtk-font-name", "Cantarell 11", "gtk-xft-antialias", 1, "gtk-xft-hinting", 0, "gtk-xft-rgba", "none",
                "gtk-hint-font-metrics", FALSE, NULL);
}

static void
set_dark (Shots    *shots,
          gboolean  dark)
{
  g_settings_set_string (shots->settings, "palette", dark ? "dark" : "light");
  settle (120);
}

/* A window of its own for each size: without a window manager a later size comes out wrong. */
static void
open_window (Shots *shots,
             int    width,
             int    height)
{
  g_settings_set_int (shots->settings, "window-width", width);
  g_settings_set_int (shots->settings, "window-height", height);
  shots->window = JARIDA_WINDOW (jarida_window_new (GTK_APPLICATION (shots->application), shots->reader, shots->settings));
  gtk_window_present (GTK_WINDOW (shots->window));
  settle (500);
}

static void
close_window (Shots *shots)
{
  gtk_window_destroy (GTK_WINDOW (shots->window));
  shots->window = NULL;
  settle (50);
}

static gint64
find_article (Shots *shots)
{
  JaridaHeadlineList *list = jarida_headline_view_get_list (jarida_headline_pane_get_view (jarida_window_get_headlines (shots->window)));
  const gboolean arabic = g_str_equal (shots->language, "ar");
  gint64 first = 0;

  /* A long one with a picture, in the language of the window. */
  for (guint i = 0; list != NULL && i < g_list_model_get_n_items (G_LIST_MODEL (list)); i++)
    {
      g_autoptr(JaridaHeadline) headline = g_list_model_get_item (G_LIST_MODEL (list), i);
      const char *language = jarida_headline_get_language (headline);

      if (first == 0)
        first = jarida_headline_get_id (headline);
      if (jarida_headline_get_image (headline) == NULL)
        continue;
      if (language != NULL ? g_str_has_prefix (language, shots->language)
                           : arabic == (jarida_headline_get_direction (headline) == JARIDA_DIRECTION_RTL))
        return jarida_headline_get_id (headline);
    }
  return first;
}

/* With its pictures, also on a machine that is busy. */
static void
open_an_article (Shots *shots)
{
  const gint64 end = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;

  do
    {
      const gint64 id = find_article (shots);

      if (id != 0)
        jarida_window_open_article (shots->window, id);
      settle (900);
    }
  while (jarida_reader_pane_get_article (jarida_window_get_reader_pane (shots->window)) == NULL && g_get_monotonic_time () < end);
}

static void
shoot_sizes (Shots *shots)
{
  static const struct { int width, height; } sizes[] = { { 1200, 800 }, { 700, 800 }, { 360, 720 } };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autofree char *list = g_strdup_printf ("list-%d", sizes[i].width);
      g_autofree char *article = g_strdup_printf ("article-%d", sizes[i].width);
      g_autofree char *sources = g_strdup_printf ("sources-%d", sizes[i].width);

      g_settings_set_int64 (shots->settings, "last-article", 0);
      g_settings_set (shots->settings, "last-place", "(ix)", (int) JARIDA_PLACE_ALL, (gint64) 0);
      open_window (shots, sizes[i].width, sizes[i].height);
      for (int dark = 0; dark < 2; dark++)
        {
          set_dark (shots, dark);
          shoot (shots, GTK_WIDGET (shots->window), list);
        }
      if (sizes[i].width < 860)
        {
          jarida_shell_show (jarida_window_get_shell (shots->window), JARIDA_SHELL_SOURCES);
          settle (150);
          shoot (shots, GTK_WIDGET (shots->window), sources);
        }
      open_an_article (shots);
      for (int dark = 0; dark < 2; dark++)
        {
          set_dark (shots, dark);
          shoot (shots, GTK_WIDGET (shots->window), article);
        }
      set_dark (shots, FALSE);
      close_window (shots);
    }
}

static void
shoot_palettes (Shots      *shots,
                const char *name)
{
  for (int dark = 0; dark < 2; dark++)
    {
      set_dark (shots, dark);
      shoot (shots, GTK_WIDGET (shots->window), name);
    }
  set_dark (shots, FALSE);
}

/* The front page: of today, of a day before, all of it, and the calendar. */
static void
shoot_front (Shots *shots)
{
  static const struct { int width, height; } sizes[] = { { 1200, 800 }, { 700, 800 }, { 360, 720 } };

  g_settings_set (shots->settings, "last-place", "(ix)", (int) JARIDA_PLACE_FRONT, (gint64) 0);
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autofree char *front = g_strdup_printf ("front-%d", sizes[i].width);
      g_autofree char *past = g_strdup_printf ("front-past-%d", sizes[i].width);
      g_autofree char *below = g_strdup_printf ("front-below-%d", sizes[i].width);
      g_autofree char *opened = g_strdup_printf ("front-opened-%d", sizes[i].width);

      open_window (shots, sizes[i].width, sizes[i].height);
      settle (900);
      shoot_palettes (shots, front);
      gtk_widget_activate (gtk_window_get_focus (GTK_WINDOW (shots->window)));
      settle (900);
      shoot (shots, GTK_WIDGET (shots->window), opened);
      gtk_widget_activate_action (GTK_WIDGET (shots->window), "win.back", NULL);
      gtk_widget_activate_action (GTK_WIDGET (jarida_window_get_front (shots->window)), "front.previous-edition", NULL);
      settle (900);
      shoot (shots, GTK_WIDGET (shots->window), past);
      for (int page = 1; page <= 3; page++)
        {
          g_autofree char *name = g_strdup_printf ("%s-%d", below, page);

          gtk_widget_activate_action (GTK_WIDGET (shots->window), "win.read-on", NULL);
          settle (500);
          shoot (shots, GTK_WIDGET (shots->window), name);
        }
      close_window (shots);
    }
  g_settings_set (shots->settings, "last-place", "(ix)", 0, (gint64) 0);
}

/* Words looked for in an article, at the third place where they stand. */
static void
shoot_find (Shots *shots)
{
  static const struct { int width, height; } sizes[] = { { 1200, 800 }, { 700, 800 }, { 360, 720 } };
  static const char *const palettes[] = { "light", "dark", "sepia" };
  const char *words = g_str_equal (shots->language, "ar") ? "ال" : g_str_equal (shots->language, "fr") ? "de" : "the";

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      GtkWidget *entry;

      g_settings_set_int64 (shots->settings, "last-article", 0);
      g_settings_set (shots->settings, "last-place", "(ix)", (int) JARIDA_PLACE_ALL, (gint64) 0);
      open_window (shots, sizes[i].width, sizes[i].height);
      open_an_article (shots);
      gtk_widget_activate_action (GTK_WIDGET (shots->window), "win.find", NULL);
      entry = gtk_widget_get_ancestor (gtk_root_get_focus (GTK_ROOT (shots->window)), GTK_TYPE_SEARCH_ENTRY);
      gtk_editable_set_text (GTK_EDITABLE (entry), words);
      settle (200);
      for (int step = 0; step < 2; step++)
        gtk_widget_activate_action (GTK_WIDGET (shots->window), "win.find-next", NULL);
      for (guint palette = 0; palette < G_N_ELEMENTS (palettes); palette++)
        {
          g_autofree char *name = g_strdup_printf ("find-%d%s", sizes[i].width, palette == 2 ? "-sepia" : "");

          g_settings_set_string (shots->settings, "palette", palettes[palette]);
          settle (120);
          shoot (shots, GTK_WIDGET (shots->window), name);
        }
      set_dark (shots, FALSE);
      close_window (shots);
    }
}

static GtkWidget *
find_widget (GtkWidget *root,
             GType      type)
{
  GtkWidget *found = g_type_is_a (G_OBJECT_TYPE (root), type) ? root : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_widget (child, type);
  return found;
}

/* Before a word, with what words have found, with nothing, and the article that was found. */
static void
shoot_search (Shots *shots)
{
  static const struct { int width, height; } sizes[] = { { 1200, 800 }, { 700, 800 }, { 360, 720 } };
  const char *words = g_str_equal (shots->language, "ar") ? "المدينة" : g_str_equal (shots->language, "fr") ? "ville" : "cit";

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autofree char *hint = g_strdup_printf ("search-hint-%d", sizes[i].width);
      g_autofree char *name = g_strdup_printf ("search-%d", sizes[i].width);
      g_autofree char *papers = g_strdup_printf ("search-newspapers-%d", sizes[i].width);
      g_autofree char *days = g_strdup_printf ("search-days-%d", sizes[i].width);
      g_autofree char *empty = g_strdup_printf ("search-empty-%d", sizes[i].width);
      g_autofree char *opened = g_strdup_printf ("search-opened-%d", sizes[i].width);
      GtkWidget *search;
      GtkEditable *entry;

      g_settings_set_int64 (shots->settings, "last-article", 0);
      open_window (shots, sizes[i].width, sizes[i].height);
      gtk_widget_activate_action (GTK_WIDGET (shots->window), "win.search", NULL);
      search = find_widget (GTK_WIDGET (shots->window), JARIDA_TYPE_SEARCH_PANE);
      entry = GTK_EDITABLE (find_widget (search, GTK_TYPE_SEARCH_ENTRY));
      settle (200);
      shoot_palettes (shots, hint);
      gtk_editable_set_text (entry, words);
      settle (900);
      shoot_palettes (shots, name);
      g_settings_set_string (shots->settings, "search-grouping", "newspaper");
      settle (400);
      shoot_palettes (shots, papers);
      g_settings_set_string (shots->settings, "search-grouping", "day");
      settle (400);
      shoot_palettes (shots, days);
      g_settings_reset (shots->settings, "search-grouping");
      settle (200);
      jarida_headline_view_open (jarida_search_pane_get_view (JARIDA_SEARCH_PANE (search)), 0);
      settle (900);
      shoot_palettes (shots, opened);
      gtk_widget_activate_action (GTK_WIDGET (shots->window), "win.search", NULL);
      gtk_editable_set_text (entry, "zzyzx");
      settle (400);
      shoot_palettes (shots, empty);
      close_window (shots);
    }
}

/* ---- Dialogs ---- */

static void
shoot_dialog (Shots      *shots,
              const char *name,
              guint       wait)
{
  GtkWidget *dialog;

  settle (wait);
  dialog = front_find (GTK_WIDGET (shots->window));
  if (dialog == NULL)
    {
      g_printerr ("jarida-shots: %s did not open\n", name);
      return;
    }
  for (int dark = 0; dark < 2; dark++)
    {
      set_dark (shots, dark);
      /* Where dialogs lie inside the window, the window with it. */
      shoot (shots, GTK_WIDGET (gtk_widget_get_root (dialog)), name);
    }
  set_dark (shots, FALSE);
  front_close (dialog);
  settle (50);
}

/* When newspapers are refreshed, with everything that can be said there, at two widths; and what it says where the desktop says no. */
static void
shoot_updates (Shots *shots)
{
  static const struct { const char *name; int width, height; gboolean refused; } states[] = {
    { "preferences-updates", 1200, 800, FALSE },
    { "preferences-updates-narrow", 360, 720, FALSE },
    { "preferences-updates-refused", 1200, 800, TRUE },
  };
  JaridaWindow *window = shots->window;

  g_settings_set_boolean (shots->settings, "at-hours", TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    {
      /* In a sandbox whose desktop cannot be asked. */
      g_autoptr(JaridaBackground) background =
        jarida_background_new (G_APPLICATION (shots->application), shots->settings, states[i].refused);

      open_window (shots, states[i].width, states[i].height);
      g_settings_set_boolean (shots->settings, "background", TRUE);
      jarida_preferences_present (GTK_WIDGET (shots->window), shots->reader, shots->settings, background);
      settle (300);
      if (ADW_IS_PREFERENCES_WINDOW (front_find (GTK_WIDGET (shots->window))))
        adw_preferences_window_set_visible_page_name (ADW_PREFERENCES_WINDOW (front_find (GTK_WIDGET (shots->window))), "reading");
      shoot_dialog (shots, states[i].name, 300);
      close_window (shots);
      g_settings_set_boolean (shots->settings, "background", FALSE);
      jarida_background_close (background);
    }
  g_settings_reset (shots->settings, "at-hours");
  shots->window = window;
}

static GtkWidget *
find_expander (GtkWidget *widget)
{
  if (ADW_IS_EXPANDER_ROW (widget))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_expander (child);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* What takes room: at the end of its page. */
static void
shoot_space (Shots *shots)
{
  static const struct { const char *name; int width, height; } sizes[] = {
    { "preferences-space", 1200, 800 }, { "preferences-space-narrow", 360, 720 },
  };
  JaridaWindow *window = shots->window;

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      GtkWidget *dialog, *expander, *scroller;
      GtkAdjustment *down;

      open_window (shots, sizes[i].width, sizes[i].height);
      dialog = jarida_preferences_present (GTK_WIDGET (shots->window), shots->reader, shots->settings, NULL);
      settle (200);
      if (ADW_IS_PREFERENCES_WINDOW (dialog))
        adw_preferences_window_set_visible_page_name (ADW_PREFERENCES_WINDOW (dialog), "offline");
      expander = find_expander (dialog);
      if (expander != NULL)
        {
          adw_expander_row_set_expanded (ADW_EXPANDER_ROW (expander), TRUE);
          settle (300);
          scroller = gtk_widget_get_ancestor (expander, GTK_TYPE_SCROLLED_WINDOW);
          down = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));
          gtk_adjustment_set_value (down, gtk_adjustment_get_upper (down));
        }
      shoot_dialog (shots, sizes[i].name, 200);
      close_window (shots);
    }
  shots->window = window;
}

/* The list of what the first filter hides, each with how to show it all the same. */
static void
shoot_hidden (Shots      *shots,
              const char *name,
              int         width,
              int         height)
{
  GListModel *filters = jarida_reader_get_filters (shots->reader);
  g_autoptr(JaridaFilter) filter = g_list_model_get_item (filters, 0);
  g_autoptr(GVariant) before = g_settings_get_value (shots->settings, "last-place");

  jarida_reader_apply_filter_async (shots->reader, filter, NULL, NULL, NULL, NULL, NULL);
  settle (800);
  g_settings_set (shots->settings, "last-place", "(ix)", (int) JARIDA_PLACE_FILTERED, (gint64) 0);
  open_window (shots, width, height);
  shoot_palettes (shots, name);
  jarida_reader_undo (shots->reader);
  settle (500);
  close_window (shots);
  g_settings_set_value (shots->settings, "last-place", before);
}

/* Searches that are kept, in the sidebar; the filters, and one that is made of a search. */
static void
shoot_filters (Shots *shots)
{
  static const struct { const char *query; JaridaFilterAction action; } filters[] = {
    { "football OR كرة", JARIDA_FILTER_ACTION_HIDE }, { "section:culture -cinéma", JARIDA_FILTER_ACTION_SAVE },
    { "\"الماء\" OR eau", JARIDA_FILTER_ACTION_NOTIFY },
  };
  static const struct { int width, height; } sizes[] = { { 1200, 800 }, { 360, 720 } };
  const char *words = g_str_equal (shots->language, "ar") ? "المدينة" : "ville OR city";

  jarida_reader_keep_search (shots->reader, words, words);
  jarida_reader_keep_search (shots->reader, "eau OR ماء", "eau OR ماء");
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autofree char *kept = g_strdup_printf ("search-kept-%d", sizes[i].width);
      g_autofree char *empty = g_strdup_printf ("filters-empty-%d", sizes[i].width);
      g_autofree char *one = g_strdup_printf ("filter-%d", sizes[i].width);
      g_autofree char *all = g_strdup_printf ("filters-%d", sizes[i].width);
      g_autofree char *hidden = g_strdup_printf ("hidden-%d", sizes[i].width);
      GtkWidget *window;

      open_window (shots, sizes[i].width, sizes[i].height);
      window = GTK_WIDGET (shots->window);
      if (i == 0)
        {
          gtk_widget_activate_action (window, "win.filters", NULL);
          shoot_dialog (shots, empty, 300);
        }
      for (guint j = 0; i == 0 && j < G_N_ELEMENTS (filters); j++)
        {
          g_autoptr(JaridaFilter) filter = jarida_filter_new ();

          jarida_filter_set_query (filter, filters[j].query);
          jarida_filter_set_action (filter, filters[j].action);
          jarida_filter_set_enabled (filter, j != 1);
          jarida_reader_save_filter_async (shots->reader, filter, NULL, NULL, NULL);
        }
      gtk_widget_activate_action (window, "win.search", NULL);
      gtk_editable_set_text (GTK_EDITABLE (find_widget (find_widget (window, JARIDA_TYPE_SEARCH_PANE), GTK_TYPE_SEARCH_ENTRY)), words);
      settle (1200);
      shoot_palettes (shots, kept);
      gtk_widget_activate_action (window, "win.filter-search", NULL);
      shoot_dialog (shots, one, 600);
      gtk_widget_activate_action (window, "win.filters", NULL);
      shoot_dialog (shots, all, 400);
      close_window (shots);
      shoot_hidden (shots, hidden, sizes[i].width, sizes[i].height);
    }
}

static void
shoot_dialogs (Shots *shots)
{
  GtkWidget *window;
  GListModel *sources = jarida_reader_get_sources (shots->reader);
  g_autoptr(JaridaSource) source = g_list_model_get_item (sources, 0);
  g_autofree char *site = source != NULL ? g_strdup (jarida_source_get_feed_url (source)) : NULL;

  open_window (shots, 1200, 800);
  window = GTK_WIDGET (shots->window);
  jarida_window_add_source (shots->window, NULL);
  shoot_dialog (shots, "add", 200);
  if (site != NULL)
    {
      jarida_window_add_source (shots->window, site);
      shoot_dialog (shots, "add-known", 1200);
    }
  jarida_window_add_source (shots->window, "http://127.0.0.1:9/nothing");
  shoot_dialog (shots, "add-trouble", 1500);
  gtk_widget_activate_action (window, "win.activity", NULL);
  shoot_dialog (shots, "activity", 300);
  jarida_preferences_present (window, shots->reader, shots->settings, NULL);
  shoot_dialog (shots, "preferences", 300);
  shoot_updates (shots);
  shoot_space (shots);
  /* Its page about being offline, from the bottom up. */
  jarida_preferences_present (window, shots->reader, shots->settings, NULL);
  settle (200);
  if (ADW_IS_PREFERENCES_WINDOW (front_find (window)))
    adw_preferences_window_set_visible_page_name (ADW_PREFERENCES_WINDOW (front_find (window)), "offline");
  shoot_dialog (shots, "preferences-offline", 300);
  gtk_widget_activate_action (window, "win.keep-place", NULL);
  shoot_dialog (shots, "keep-offline", 400);
  if (source != NULL)
    {
      const JaridaPlace place = { .kind = JARIDA_PLACE_SOURCE, .id = jarida_source_get_id (source) };

      jarida_sidebar_choose (jarida_window_get_sidebar (shots->window), &place);
      gtk_widget_activate_action (window, "win.entry-properties", NULL);
      shoot_dialog (shots, "source", 300);
    }
  gtk_widget_activate_action (window, "win.show-help-overlay", NULL);
  shoot_dialog (shots, "shortcuts", 300);
  gtk_widget_activate_action (window, "app.about", NULL);
  close_window (shots);
}

/* A copy of everything: before, after, and when one is to be put in the place of what is here. */
static void
shoot_safety (Shots *shots)
{
  static const struct { const char *before, *after, *asking; int width, height; } sizes[] = {
    { "safety", "safety-backed-up", "safety-asking", 1200, 800 },
    { "safety-narrow", "safety-backed-up-narrow", "safety-asking-narrow", 360, 720 },
  };
  g_autofree char *path = g_build_filename (g_get_tmp_dir (), "jarida-shots.jarida", NULL);
  g_autoptr(GFile) file = g_file_new_for_path (path);

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    for (guint state = 0; state < 3; state++)
      {
        GtkWidget *dialog, *page;

        open_window (shots, sizes[i].width, sizes[i].height);
        dialog = jarida_preferences_present (GTK_WIDGET (shots->window), shots->reader, shots->settings, NULL);
        page = find_widget (dialog, JARIDA_TYPE_SAFETY_PAGE);
        adw_view_stack_set_visible_child (ADW_VIEW_STACK (gtk_widget_get_ancestor (page, ADW_TYPE_VIEW_STACK)), page);
        settle (200);
        if (state == 1)
          jarida_safety_page_back_up (JARIDA_SAFETY_PAGE (page), file);
        else if (state == 2)
          jarida_safety_page_restore (JARIDA_SAFETY_PAGE (page), file);
        settle (800);
        shoot_dialog (shots, state == 0 ? sizes[i].before : state == 1 ? sizes[i].after : sizes[i].asking, 200);
        close_window (shots);
      }
  g_file_delete (file, NULL, NULL);
}

/* The article that is open, with a picture of it reported, and what the preferences say of that. */
static void
shoot_reports (Shots *shots)
{
  static const struct { int width, height; } sizes[] = { { 1200, 800 }, { 700, 800 }, { 360, 640 } };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autofree char *ask = g_strdup_printf ("report-%d", sizes[i].width);
      g_autofree char *done_name = g_strdup_printf ("reported-%d", sizes[i].width);
      g_autofree char *page = g_strdup_printf ("preferences-reports-%d", sizes[i].width);
      GtkWidget *dialog;

      g_settings_set_int64 (shots->settings, "last-article", 0);
      g_settings_set (shots->settings, "last-place", "(ix)", (int) JARIDA_PLACE_ALL, (gint64) 0);
      open_window (shots, sizes[i].width, sizes[i].height);
      open_an_article (shots);
      gtk_widget_activate_action (GTK_WIDGET (shots->window), "win.report-picture", NULL);
      shoot_dialog (shots, ask, 300);
      gtk_widget_activate_action (GTK_WIDGET (shots->window), "win.report-picture", NULL);
      settle (200);
      dialog = front_find (GTK_WIDGET (shots->window));
      if (JARIDA_IS_REPORT_SHEET (dialog))
        {
          jarida_report_sheet_choose (JARIDA_REPORT_SHEET (dialog), JARIDA_REASON_VIOLENCE);
          g_signal_emit_by_name (dialog, "reported", (int) JARIDA_REASON_VIOLENCE, NULL, TRUE);
          jarida_sheet_leave (JARIDA_SHEET (dialog));
          settle (400);
        }
      for (int dark = 0; dark < 2; dark++)
        {
          set_dark (shots, dark);
          shoot (shots, GTK_WIDGET (shots->window), done_name);
        }
      set_dark (shots, FALSE);
      dialog = jarida_preferences_present (GTK_WIDGET (shots->window), shots->reader, shots->settings, NULL);
      g_object_set (dialog, "visible-page-name", "reports", NULL);
      shoot_dialog (shots, page, 300);
      gtk_widget_activate_action (GTK_WIDGET (shots->window), "win.undo", NULL);
      settle (200);
      close_window (shots);
    }
}

static gboolean done;

static void
refreshed_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  jarida_reader_refresh_finish (JARIDA_READER (source), result, NULL, NULL, NULL);
  done = TRUE;
}

static gboolean
is_done (void)
{
  return done;
}

/* ---- The press of a portal ---- */

static void
chosen_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) added = jarida_reader_choose_newspapers_finish (JARIDA_READER (source), result, &error);

  if (added == NULL)
    g_printerr ("jarida-shots: %s\n", error->message);
  done = TRUE;
}

static void
catalogue_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(GError) error = NULL;
  const JaridaCatalogue *catalogue = jarida_reader_load_catalogue_finish (JARIDA_READER (source), result, &error);

  if (catalogue != NULL)
    jarida_reader_choose_newspapers_async (JARIDA_READER (source), (GPtrArray *) jarida_catalogue_get_newspapers (catalogue), NULL,
                                           NULL, chosen_cb, NULL);
  else
    {
      g_printerr ("jarida-shots: %s\n", error->message);
      done = TRUE;
    }
}

static void
fill_portal (Shots *shots)
{
  done = FALSE;
  jarida_reader_load_catalogue_async (shots->reader, NULL, catalogue_cb, NULL);
  wait_until (is_done, "the choice");
  done = FALSE;
  jarida_reader_refresh_async (shots->reader, NULL, 0, FALSE, NULL, refreshed_cb, NULL);
  wait_until (is_done, "the portal");
  settle (300);
}

static JaridaTopic *found_topic;

static void
topics_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GPtrArray) topics = jarida_reader_list_topics_finish (JARIDA_READER (source), result, NULL);

  found_topic = topics != NULL && topics->len > 0 ? g_object_ref (topics->pdata[0]) : NULL;
  done = TRUE;
}

/* As by a press on the link that an article has. */
static void
follow_link (Shots      *shots,
             const char *kind,
             const char *name)
{
  g_autofree char *escaped = g_uri_escape_string (name, NULL, FALSE);
  g_autofree char *address = g_strconcat ("jarida:", kind, "/", escaped, NULL);

  g_signal_emit_by_name (jarida_window_get_reader_pane (shots->window), "link-activated", address);
  settle (500);
}

static void
shoot_topic (Shots           *shots,
             JaridaPlaceKind  kind,
             const char      *name,
             int              width)
{
  g_autofree char *picture = g_strdup_printf ("%s-%d", name, width);

  done = FALSE;
  jarida_reader_list_topics_async (shots->reader, kind, NULL, 1, NULL, topics_cb, NULL);
  wait_until (is_done, name);
  if (found_topic == NULL)
    {
      g_printerr ("jarida-shots: there is no %s\n", name);
      return;
    }
  jarida_reader_follow (shots->reader, kind, jarida_topic_get_id (found_topic), TRUE);
  settle (200);
  follow_link (shots, name, jarida_topic_get_name (found_topic));
  settle (600);
  shoot_palettes (shots, picture);
  g_clear_object (&found_topic);
}

static void
shoot_topics (Shots           *shots,
              JaridaPlaceKind  kind,
              const char      *name,
              int              width)
{
  g_autofree char *picture = g_strdup_printf ("%s-%d", name, width);

  g_signal_emit_by_name (jarida_window_get_sidebar (shots->window), "topics-chosen", (int) kind);
  settle (300);
  shoot (shots, GTK_WIDGET (shots->window), picture);
}

/* A newspaper of the portal that writes in the language of the window. */
static void
visit_newspaper (Shots *shots)
{
  GListModel *sources = jarida_reader_get_sources (shots->reader);
  const char *language = g_str_equal (shots->language, "ar") ? "ar" : "fr";

  for (guint i = 0; i < g_list_model_get_n_items (sources); i++)
    {
      g_autoptr(JaridaSource) source = g_list_model_get_item (sources, i);
      g_autofree char *id = NULL;

      if (jarida_source_get_portal (source) == NULL || g_strcmp0 (jarida_source_get_language (source), language) != 0
          || jarida_source_get_total (source) < 5)
        continue;
      id = g_strdup_printf ("%" G_GINT64_FORMAT, jarida_source_get_id (source));
      follow_link (shots, "source", id);
      settle (600);
      return;
    }
}

/* A popover lies beside the window, with what it stands on. */
static void
shoot_popover (Shots      *shots,
               const char *name)
{
  GtkWidget *popover = find_widget (GTK_WIDGET (shots->window), JARIDA_TYPE_FRONT_CALENDAR);

  if (popover == NULL || !gtk_widget_get_mapped (popover))
    {
      g_printerr ("jarida-shots: %s did not open\n", name);
      return;
    }
  shoot (shots, popover, name);
  gtk_popover_popdown (GTK_POPOVER (popover));
  settle (100);
}

/* A day before the newest, and the branch that it stands in, unfolded. */
static void
shoot_day (Shots *shots,
           int    width)
{
  g_autofree char *picture = g_strdup_printf ("day-%d", width);
  g_autofree char *branch = g_strdup_printf ("days-%d", width);
  g_autofree char *calendar = g_strdup_printf ("days-calendar-%d", width);
  const guint32 day = jarida_reader_find_day (shots->reader, jarida_reader_find_day (shots->reader, 0, 0), -1);
  GtkWidget *view = find_widget (GTK_WIDGET (jarida_window_get_sidebar (shots->window)), GTK_TYPE_LIST_VIEW);
  GListModel *lines = G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (view)));
  guint days = 0;

  for (guint i = 0; i < g_list_model_get_n_items (lines); i++)
    {
      g_autoptr(GtkTreeListRow) row = g_list_model_get_item (lines, i);
      g_autoptr(JaridaSidebarEntry) entry = gtk_tree_list_row_get_item (row);

      if (jarida_sidebar_entry_get_heading (entry) == JARIDA_SIDEBAR_HEADING_DAYS)
        days = i;
      /* The branch at the top, where it is seen. */
      if (jarida_sidebar_entry_get_heading (entry) == JARIDA_SIDEBAR_HEADING_SECTIONS)
        gtk_tree_list_row_set_expanded (row, FALSE);
    }
  gtk_widget_activate_action (view, "list.activate-item", "u", days);
  g_signal_emit_by_name (jarida_window_get_sidebar (shots->window), "day-chosen", day);
  settle (600);
  shoot_palettes (shots, picture);
  if (width < 860)
    {
      jarida_shell_show (jarida_window_get_shell (shots->window), JARIDA_SHELL_SOURCES);
      settle (150);
      shoot (shots, GTK_WIDGET (shots->window), branch);
    }
  for (guint i = days; i < g_list_model_get_n_items (lines); i++)
    {
      g_autoptr(GtkTreeListRow) row = g_list_model_get_item (lines, i);
      g_autoptr(JaridaSidebarEntry) entry = gtk_tree_list_row_get_item (row);

      if (jarida_sidebar_entry_get_heading (entry) == JARIDA_SIDEBAR_HEADING_CHOOSE_DAY)
        gtk_widget_activate_action (view, "list.activate-item", "u", i);
    }
  settle (300);
  shoot_popover (shots, calendar);
  gtk_widget_activate_action (view, "list.activate-item", "u", days);
}

static void
shoot_places (Shots *shots)
{
  static const struct { int width, height; } sizes[] = { { 1200, 800 }, { 700, 800 }, { 360, 720 } };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autofree char *section = g_strdup_printf ("section-%d", sizes[i].width);
      g_autofree char *newspaper = g_strdup_printf ("newspaper-%d", sizes[i].width);
      g_autofree char *videos = g_strdup_printf ("videos-%d", sizes[i].width);
      g_autofree char *article = g_strdup_printf ("portal-article-%d", sizes[i].width);
      g_autofree char *foot = g_strdup_printf ("portal-foot-%d", sizes[i].width);
      g_autofree char *places = g_strdup_printf ("places-%d", sizes[i].width);

      g_settings_set_int64 (shots->settings, "last-article", 0);
      open_window (shots, sizes[i].width, sizes[i].height);
      shoot_topic (shots, JARIDA_PLACE_AUTHOR, "author", sizes[i].width);
      shoot_topic (shots, JARIDA_PLACE_CITY, "city", sizes[i].width);
      shoot_topics (shots, JARIDA_PLACE_AUTHOR, "authors", sizes[i].width);
      shoot_topics (shots, JARIDA_PLACE_CITY, "cities", sizes[i].width);
      shoot_day (shots, sizes[i].width);
      follow_link (shots, "section", "9");
      settle (1000);
      shoot (shots, GTK_WIDGET (shots->window), videos);
      follow_link (shots, "section", "1");
      shoot_palettes (shots, section);
      visit_newspaper (shots);
      shoot_palettes (shots, newspaper);
      if (sizes[i].width < 860)
        {
          jarida_shell_show (jarida_window_get_shell (shots->window), JARIDA_SHELL_SOURCES);
          settle (150);
          shoot (shots, GTK_WIDGET (shots->window), places);
        }
      open_an_article (shots);
      shoot_palettes (shots, article);
      while (jarida_article_view_page_down (jarida_reader_pane_get_view (jarida_window_get_reader_pane (shots->window))))
        settle (60);
      settle (400);
      shoot (shots, GTK_WIDGET (shots->window), foot);
      close_window (shots);
    }
}

/* One newspaper of each edition: of the others the portal has more than is here. */
static void
few_cb (GObject      *source,
        GAsyncResult *result,
        gpointer      user_data)
{
  const JaridaCatalogue *catalogue = jarida_reader_load_catalogue_finish (JARIDA_READER (source), result, NULL);
  const GPtrArray *all = catalogue != NULL ? jarida_catalogue_get_newspapers (catalogue) : NULL;
  g_autoptr(GPtrArray) few = g_ptr_array_new ();

  for (guint i = 0; all != NULL && i < all->len; i++)
    {
      JaridaCatalogueNewspaper *newspaper = g_ptr_array_index (all, i);
      gboolean there = FALSE;

      for (guint j = 0; j < few->len; j++)
        there = there || g_str_equal (((JaridaCatalogueNewspaper *) g_ptr_array_index (few, j))->language, newspaper->language);
      if (!there && newspaper->portal != NULL)
        g_ptr_array_add (few, newspaper);
    }
  jarida_reader_choose_newspapers_async (JARIDA_READER (source), few, NULL, NULL, chosen_cb, NULL);
}

static JaridaOnlineSearch *asked;

static gboolean
is_answered (void)
{
  return jarida_online_search_get_state (asked) != JARIDA_ONLINE_ASKING;
}

static void
ask_portal (JaridaSearchPane *search)
{
  asked = jarida_search_pane_get_online (search);
  jarida_online_search_ask (asked);
  wait_until (is_answered, "the portal's answer");
  settle (400);
}

/* A row that only the portal has; G_MAXUINT. */
static guint
find_offer (JaridaSearchPane *search)
{
  GListModel *rows = jarida_online_search_get_rows (jarida_search_pane_get_online (search));
  const guint n = g_list_model_get_n_items (G_LIST_MODEL (jarida_headline_view_get_list (jarida_search_pane_get_view (search))));

  for (guint i = 0; i < g_list_model_get_n_items (rows); i++)
    {
      g_autoptr(JaridaHeadline) row = g_list_model_get_item (rows, i);

      if (jarida_headline_get_online (row))
        return n + i;
    }
  return G_MAXUINT;
}

/* The portal searched too: before it is asked, what it has found, one of that walked to and opened; and nobody to ask. */
static void
shoot_online (Shots *shots)
{
  static const struct { int width, height; } sizes[] = { { 1200, 800 }, { 700, 800 }, { 360, 720 } };
  const char *words = g_str_equal (shots->language, "ar") ? "مدينة" : "conseil";

  done = FALSE;
  jarida_reader_load_catalogue_async (shots->reader, NULL, few_cb, NULL);
  wait_until (is_done, "the choice");
  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      static const char *const states[] = { "ready", "found", "walked", "opened", "nothing", "offline" };
      g_autofree char *names[G_N_ELEMENTS (states)] = { NULL };
      JaridaSearchPane *search;
      GtkEditable *entry;

      for (guint j = 0; j < G_N_ELEMENTS (states); j++)
        names[j] = g_strdup_printf ("online-%s-%d", states[j], sizes[i].width);
      g_settings_set_int64 (shots->settings, "last-article", 0);
      open_window (shots, sizes[i].width, sizes[i].height);
      gtk_widget_activate_action (GTK_WIDGET (shots->window), "win.search", NULL);
      search = JARIDA_SEARCH_PANE (find_widget (GTK_WIDGET (shots->window), JARIDA_TYPE_SEARCH_PANE));
      entry = GTK_EDITABLE (find_widget (GTK_WIDGET (search), GTK_TYPE_SEARCH_ENTRY));
      gtk_editable_set_text (entry, words);
      settle (900);
      shoot_palettes (shots, names[0]);
      ask_portal (search);
      for (guint pages = 0; pages < 4 && find_offer (search) == G_MAXUINT; pages++)
        ask_portal (search);
      if (find_offer (search) != G_MAXUINT)
        gtk_widget_activate_action (find_widget (GTK_WIDGET (jarida_search_pane_get_view (search)), GTK_TYPE_LIST_VIEW),
                                    "list.scroll-to-item", "u", find_offer (search));
      settle (500);
      shoot_palettes (shots, names[1]);
      g_signal_emit_by_name (jarida_search_pane_get_view (search), "shown", (gint64) -1);
      settle (200);
      shoot (shots, GTK_WIDGET (shots->window), names[2]);
      jarida_headline_view_open (jarida_search_pane_get_view (search), find_offer (search));
      settle (2500);
      shoot_palettes (shots, names[3]);
      gtk_widget_activate_action (GTK_WIDGET (shots->window), "win.search", NULL);
      gtk_editable_set_text (entry, "zzyzx");
      settle (400);
      ask_portal (search);
      shoot (shots, GTK_WIDGET (shots->window), names[4]);
      steered_network_set (FALSE);
      gtk_editable_set_text (entry, "zzyzxx");
      settle (400);
      shoot (shots, GTK_WIDGET (shots->window), names[5]);
      steered_network_set (TRUE);
      close_window (shots);
    }
}

static void
shoot_viewer (Shots *shots)
{
  JaridaHeadlineList *list;

  open_window (shots, 1200, 800);
  list = jarida_headline_view_get_list (jarida_headline_pane_get_view (jarida_window_get_headlines (shots->window)));
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (list)); i++)
    {
      g_autoptr(JaridaHeadline) headline = g_list_model_get_item (G_LIST_MODEL (list), i);
      GtkWidget *viewer;

      if (jarida_headline_get_image (headline) == NULL)
        continue;
      viewer = jarida_picture_viewer_new (shots->reader, jarida_headline_get_image (headline),
                                          jarida_headline_get_title (headline));
      gtk_window_set_default_size (GTK_WINDOW (viewer), 1000, 700);
      gtk_window_present (GTK_WINDOW (viewer));
      shoot_dialog (shots, "viewer", 700);
      break;
    }
  close_window (shots);
}

/* A newspaper whose pictures are seen blurred, in its list and its article. */
static void
shoot_blurred (Shots *shots)
{
  static const struct { int width, height; } sizes[] = { { 1200, 800 }, { 360, 640 } };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autofree char *name = g_strdup_printf ("blurred-%d", sizes[i].width);
      const JaridaArticle *article;
      JaridaSource *source;

      g_settings_set (shots->settings, "last-place", "(ix)", (int) JARIDA_PLACE_ALL, (gint64) 0);
      open_window (shots, sizes[i].width, sizes[i].height);
      open_an_article (shots);
      article = jarida_reader_pane_get_article (jarida_window_get_reader_pane (shots->window));
      source = article != NULL ? jarida_reader_find_source (shots->reader, article->source_id) : NULL;
      if (source != NULL)
        {
          JaridaSourceSettings settings;

          jarida_source_get_settings (source, &settings);
          settings.pictures = JARIDA_PICTURE_MODE_BLURRED;
          jarida_reader_change_source (shots->reader, source, &settings, FALSE);
          settle (900);
          shoot_palettes (shots, name);
          jarida_reader_undo (shots->reader);
        }
      close_window (shots);
    }
}

static void
shoot_states (Shots *shots)
{
  const JaridaPlace saved = { .kind = JARIDA_PLACE_SAVED };

  g_settings_set (shots->settings, "last-place", "(ix)", (int) saved.kind, (gint64) 0);
  g_settings_set_int64 (shots->settings, "last-article", 0);
  open_window (shots, 1200, 800);
  shoot (shots, GTK_WIDGET (shots->window), "empty-1200");
  close_window (shots);
  g_settings_set (shots->settings, "last-place", "(ix)", 0, (gint64) 0);
  steered_network_set (FALSE);
  open_window (shots, 1200, 800);
  shoot (shots, GTK_WIDGET (shots->window), "offline-1200");
  close_window (shots);
  open_window (shots, 360, 720);
  shoot (shots, GTK_WIDGET (shots->window), "offline-360");
  close_window (shots);
  steered_network_set (TRUE);
}

/* The last: the reader is another one after it. */
static void
shoot_frozen (Shots *shots)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(JaridaReader) frozen = NULL;
  g_autofree char *place = g_strconcat (shots->profile, "-frozen", NULL);

  jarida_reader_close (shots->reader);
  /* The settings stay where they can be written. */
  if (g_mkdir (place, 0700) != 0 || !small_disk_mirror (shots->profile, place))
    {
      g_printerr ("jarida-shots: no disk can be made read-only here\n");
      return;
    }
  frozen = jarida_reader_open (place, place, &error);
  if (frozen == NULL)
    {
      g_printerr ("jarida-shots: %s\n", error->message);
      return;
    }
  shots->reader = frozen;
  for (int dark = 0; dark < 2; dark++)
    {
      set_dark (shots, dark);
      open_window (shots, 1200, 800);
      shoot (shots, GTK_WIDGET (shots->window), "frozen-1200");
      close_window (shots);
    }
  set_dark (shots, FALSE);
  open_window (shots, 360, 720);
  shoot (shots, GTK_WIDGET (shots->window), "frozen-360");
  close_window (shots);
  jarida_reader_close (frozen);
  small_disk_unmount (place);
}

/* The first address in the list of the press. */
static char *
first_address (Shots *shots)
{
  g_autofree char *contents = NULL;
  g_autoptr(GRegex) regex = g_regex_new ("xmlUrl=\"([^\"]+)\"", 0, 0, NULL);
  g_autoptr(GMatchInfo) match = NULL;

  if (g_file_get_contents (shots->opml, &contents, NULL, NULL) && g_regex_match (regex, contents, 0, &match))
    return g_match_info_fetch (match, 1);
  return NULL;
}

static JaridaNewspapersPage *wanted_page;

static gboolean
has_choice (void)
{
  return jarida_newspapers_page_get_choice (wanted_page) != NULL;
}

/* The press of a country ticked, as where the locale names one. */
static void
choose_country (GtkWidget *root)
{
  wanted_page = JARIDA_NEWSPAPERS_PAGE (find_widget (root, JARIDA_TYPE_NEWSPAPERS_PAGE));
  if (wanted_page == NULL)
    return;
  wait_until (has_choice, "the catalogue");
  jarida_newspapers_page_choose_country (wanted_page, "MA");
  settle (300);
}

static void
shoot_newspapers (Shots *shots)
{
  static const struct { int width, height; } sizes[] = { { 1200, 800 }, { 700, 800 }, { 360, 720 } };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autofree char *name = g_strdup_printf ("welcome-chosen-%d", sizes[i].width);

      open_window (shots, sizes[i].width, sizes[i].height);
      if (sizes[i].width == 360)
        shoot (shots, GTK_WIDGET (shots->window), "welcome-360");
      choose_country (GTK_WIDGET (shots->window));
      for (int dark = 0; dark < 2; dark++)
        {
          set_dark (shots, dark);
          shoot (shots, GTK_WIDGET (shots->window), name);
        }
      set_dark (shots, FALSE);
      close_window (shots);
    }
  steered_network_set (FALSE);
  open_window (shots, 360, 720);
  choose_country (GTK_WIDGET (shots->window));
  shoot (shots, GTK_WIDGET (shots->window), "welcome-offline-360");
  close_window (shots);
  steered_network_set (TRUE);
}

static void
shoot_welcome (Shots *shots)
{
  g_autofree char *address = first_address (shots);

  open_window (shots, 1200, 800);
  if (address != NULL)
    {
      jarida_window_add_source (shots->window, address);
      shoot_dialog (shots, "add-found", 1200);
    }
  for (int dark = 0; dark < 2; dark++)
    {
      set_dark (shots, dark);
      shoot (shots, GTK_WIDGET (shots->window), "welcome-1200");
    }
  set_dark (shots, FALSE);
  close_window (shots);
  shoot_newspapers (shots);
}

/* ---- The profile ---- */

static void
imported_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(GError) error = NULL;

  if (!jarida_reader_import_finish (JARIDA_READER (source), result, NULL, NULL, &error))
    g_printerr ("jarida-shots: %s\n", error->message);
  done = TRUE;
}

static void
fill (Shots *shots)
{
  g_autofree char *contents = NULL;
  g_autoptr(GBytes) bytes = NULL;
  gsize length;

  if (!g_file_get_contents (shots->opml, &contents, &length, NULL))
    return;
  bytes = g_bytes_new_take (g_steal_pointer (&contents), length);
  done = FALSE;
  jarida_reader_import_async (shots->reader, bytes, NULL, NULL, NULL, imported_cb, NULL);
  wait_until (is_done, "the import");
  done = FALSE;
  jarida_reader_refresh_async (shots->reader, NULL, 0, TRUE, NULL, refreshed_cb, NULL);
  wait_until (is_done, "the refresh");
}

static void
mark_some_read (Shots *shots)
{
  const JaridaPlace all = { .kind = JARIDA_PLACE_ALL };
  g_autoptr(JaridaHeadlineList) list = jarida_reader_list_headlines (shots->reader, &all);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (list)); i++)
    {
      if (i % 3 == 1 || i > 30)
        jarida_reader_set_read (shots->reader, jarida_headline_list_get_id (list, i), TRUE);
    }
}

static void
activate_cb (Shots *shots)
{
  shots->reader = jarida_application_get_reader (shots->application);
  shots->settings = jarida_application_get_settings (shots->application);
}

static void
fill_shelf (Shots *shots)
{
  fill (shots);
  mark_some_read (shots);
  settle (200);
}

/* In this order: each stands on what those before it have left. */
static const struct
{
  const char *name;
  void      (*shoot) (Shots *shots);
} states[] = {
  { "welcome", shoot_welcome },
  { "fill", fill_shelf },
  { "front", shoot_front },
  { "sizes", shoot_sizes },
  { "find", shoot_find },
  { "search", shoot_search },
  { "filters", shoot_filters },
  { "dialogs", shoot_dialogs },
  { "safety", shoot_safety },
  { "reports", shoot_reports },
  { "viewer", shoot_viewer },
  { "blurred", shoot_blurred },
  { "online", shoot_online },
  { "portal", fill_portal },
  { "places", shoot_places },
  { "states", shoot_states },
  { "frozen", shoot_frozen },
};

/* JARIDA_SHOTS="welcome fill sizes": only these. */
static gboolean
is_wanted (const char *name)
{
  const char *only = g_getenv ("JARIDA_SHOTS");
  g_auto(GStrv) names = only != NULL ? g_strsplit (only, " ", -1) : NULL;

  return names == NULL || g_strv_contains ((const char *const *) names, name);
}

/* One language, in a process of its own. */
static int
run_language (Shots *shots)
{
  g_autofree char *data = g_strconcat ("--data=", shots->profile, NULL);
  char *arguments[] = { (char *) "jarida", data, NULL };
  g_autoptr(GError) error = NULL;
  int status;

  steered_network_install ();
  shots->application = jarida_application_new ();
  /* The program's own start, then its own window is put away for those of the right sizes. */
  g_application_set_flags (G_APPLICATION (shots->application), G_APPLICATION_HANDLES_OPEN | G_APPLICATION_NON_UNIQUE);
  {
    gchar **strv = arguments;
    g_auto(GStrv) copy = g_strdupv (strv);

    G_APPLICATION_GET_CLASS (shots->application)->local_command_line (G_APPLICATION (shots->application), &copy, &status);
  }
  activate_cb (shots);
  if (shots->reader == NULL)
    return 1;
  pin_settings ();
  g_settings_set_boolean (shots->settings, "refresh-on-start", FALSE);
  gtk_window_destroy (gtk_application_get_active_window (GTK_APPLICATION (shots->application)));
  g_application_hold (G_APPLICATION (shots->application));
  set_dark (shots, FALSE);
  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    if (is_wanted (states[i].name))
      states[i].shoot (shots);
  return 0;
}

/* ---- The press ---- */

static GSubprocess *
start_demo (const char  *demo,
            const char  *port_file,
            const char  *opml,
            const char  *catalogue,
            GError     **error)
{
  g_autofree char *port_option = g_strconcat ("--port-file=", port_file, NULL);
  g_autofree char *catalogue_option = g_strconcat ("--catalogue=", catalogue, NULL);
  g_autofree char *opml_option = g_strconcat ("--opml=", opml, NULL);
  g_autoptr(GSubprocess) server = NULL;

  server = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE, error, demo, "--many-hosts", "--recent", "--portal",
                             port_option, opml_option, catalogue_option, NULL);
  for (int i = 0; server != NULL && i < 1000 && !g_file_test (port_file, G_FILE_TEST_EXISTS); i++)
    g_usleep (10000);
  return g_steal_pointer (&server);
}

static void
remove_folder (const char *folder)
{
  g_autoptr(GSubprocess) remove = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, NULL, "rm", "-rf", folder, NULL);

  if (remove != NULL)
    g_subprocess_wait (remove, NULL, NULL);
}

/* What a child of LAUNCHER says is in LANGUAGE. From glibc 2.41 on gettext does not look at the variable where the locale is
 * C.UTF-8, and there may be no other on this machine: so that one gets a second name, in a folder below TEMPORARY. */
static void
speak (GSubprocessLauncher *launcher,
       const char          *temporary,
       const char          *language)
{
  static const char locale_of_all[] = "/usr/lib/locale/C.utf8";
  g_autofree char *folder = g_build_filename (temporary, "locale", NULL);
  g_autofree char *file = g_strconcat (language, ".utf8", NULL);
  g_autofree char *path = g_build_filename (folder, file, NULL);
  g_autofree char *locale = g_strconcat (language, ".UTF-8", NULL);
  gboolean named;

  g_mkdir_with_parents (folder, 0700);
  named = g_file_test (locale_of_all, G_FILE_TEST_IS_DIR) && symlink (locale_of_all, path) == 0;
  g_subprocess_launcher_setenv (launcher, "LOCPATH", folder, TRUE);
  g_subprocess_launcher_setenv (launcher, "LC_ALL", named ? locale : "C.UTF-8", TRUE);
  g_subprocess_launcher_setenv (launcher, "LANGUAGE", language, TRUE);
}

static gboolean
run_all (const char  *self,
         const char  *folder,
         const char  *demo,
         GError     **error)
{
  static const char *const languages[] = { "en", "fr", "ar" };
  g_autofree char *temporary = g_dir_make_tmp ("jarida-shots-XXXXXX", error);
  g_autofree char *port = g_build_filename (temporary, "port", NULL);
  g_autofree char *opml = g_build_filename (temporary, "press.opml", NULL);
  g_autofree char *catalogue = g_build_filename (temporary, "catalogue.json", NULL);
  g_autoptr(GSubprocess) server = temporary != NULL ? start_demo (demo, port, opml, catalogue, error) : NULL;
  gboolean good = server != NULL;

  for (guint i = 0; i < G_N_ELEMENTS (languages) && good; i++)
    {
      g_autoptr(GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_NONE);
      g_autofree char *profile = g_build_filename (temporary, languages[i], NULL);
      g_autoptr(GSubprocess) child = NULL;

      g_mkdir_with_parents (profile, 0700);
      speak (launcher, temporary, languages[i]);
      g_subprocess_launcher_setenv (launcher, "JARIDA_CATALOGUE", catalogue, TRUE);
      child = g_subprocess_launcher_spawn (launcher, error, self, folder, languages[i], profile, opml, NULL);
      good = child != NULL && g_subprocess_wait_check (child, NULL, error);
    }
  if (server != NULL)
    {
      g_subprocess_force_exit (server);
      g_subprocess_wait (server, NULL, NULL);
    }
  if (temporary != NULL)
    remove_folder (temporary);
  return good;
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr(GError) error = NULL;
  const char *demo = g_getenv ("JARIDA_DEMO") != NULL ? g_getenv ("JARIDA_DEMO") : JARIDA_DEMO;

  if (argc == 5)
    {
      const char *localedir = g_getenv ("JARIDA_LOCALEDIR");
      Shots shots = { .folder = argv[1], .language = argv[2], .profile = argv[3], .opml = argv[4] };

      small_disk_init ();
      setlocale (LC_ALL, "");
      bindtextdomain (GETTEXT_PACKAGE, localedir != NULL ? localedir : JARIDA_LOCALEDIR_DEFAULT);
      bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
      textdomain (GETTEXT_PACKAGE);
      if (g_str_equal (shots.language, "ar"))
        {
          gtk_init ();
          gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
        }
      return run_language (&shots);
    }
  if (argc < 2 || argc > 3)
    {
      g_printerr ("usage: jarida-shots DIR [DEMO-PROGRAM]\n");
      return 2;
    }
  g_mkdir_with_parents (argv[1], 0755);
  if (!run_all (argv[0], argv[1], argc == 3 ? argv[2] : demo, &error))
    {
      g_printerr ("jarida-shots: %s\n", error != NULL ? error->message : "the demo did not start");
      return 1;
    }
  return 0;
}
