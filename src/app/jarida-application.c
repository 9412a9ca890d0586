/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-application.h"

#include <glib-unix.h>
#include <glib/gi18n.h>
#include <signal.h>

#include "jarida-generation.h"
#include "jarida-hours.h"
#include "jarida-memory.h"
#include "jarida-notifier.h"
#include "jarida-preferences.h"
#include "jarida-safekeeping.h"
#include "jarida-settings.h"
#include "jarida-trace.h"
#include "jarida-window.h"

/* A window that nobody sees is not painted; newspapers are asked for news all the same. */
#define UNSEEN_SECONDS 30

struct _JaridaApplication
{
  AdwApplication  parent_instance;

  JaridaReader   *reader;        /* (owned) (nullable) */
  GSettings      *settings;      /* (owned) (nullable) */
  JaridaBackground *background;  /* (owned) (nullable) */
  JaridaNotifier *notifier;      /* (owned) (nullable) */
  guint           end_sources[2]; /* watches of SIGTERM and SIGINT */
  guint           refresh_source; /* the refresh of the start, until it begins */
  guint           service_source; /* opens the shelf of one that began without a window */
  guint           reopen_source;
  GVariant       *replacement;   /* (owned) (nullable) of the shelf, when it is opened again */
  char           *data_folder;   /* (owned) (nullable) where the command line wants the shelf */
  char           *cache_folder;  /* (owned) (nullable) */
  char           *catalogue;     /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (JaridaApplication, jarida_application, ADW_TYPE_APPLICATION)

/* ---- Settings ---- */

static void
apply_palette (JaridaApplication *self)
{
  g_autofree char *palette = g_settings_get_string (self->settings, "palette");
  AdwColorScheme scheme = ADW_COLOR_SCHEME_DEFAULT;

  if (g_str_equal (palette, "dark"))
    scheme = ADW_COLOR_SCHEME_FORCE_DARK;
  else if (g_str_equal (palette, "light") || g_str_equal (palette, "sepia"))
    scheme = ADW_COLOR_SCHEME_FORCE_LIGHT;
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), scheme);
}

static void
apply_picture_limit (JaridaApplication *self)
{
  jarida_reader_set_picture_limit (self->reader, (guint64) g_settings_get_int (self->settings, "picture-limit-mb") * 1000 * 1000);
}

static void
apply_text_limit (JaridaApplication *self)
{
  g_object_set (self->reader, "text-limit", (guint64) g_settings_get_int (self->settings, "text-limit-mb") * 1000 * 1000, NULL);
}

static void
apply_report_service (JaridaApplication *self)
{
  g_autofree char *service = g_settings_get_string (self->settings, "report-service");

  jarida_reader_set_report_service (self->reader, service);
}

/* Either by the interval or at hours. */
static void
apply_times (JaridaApplication *self)
{
  const gboolean at_hours = g_settings_get_boolean (self->settings, "at-hours");
  g_autoptr(GVariant) value = g_settings_get_value (self->settings, "hours");
  gsize n;
  const int *hours = g_variant_get_fixed_array (value, &n, sizeof *hours);

  jarida_agenda_set_hours (jarida_reader_get_agenda (self->reader), hours, at_hours ? MIN (n, JARIDA_HOURS_MAX) : 0);
  g_object_set (self->reader, "interval-minutes",
                at_hours ? 0u : (guint) g_settings_get_int (self->settings, "interval-minutes"), NULL);
}

/* Hours that were just chosen have not been missed. */
static void
hours_changed_cb (JaridaApplication *self)
{
  g_object_set (jarida_reader_get_agenda (self->reader), "hours-done", (gint64) 0, NULL);
  apply_times (self);
}

static gboolean
open_settings (JaridaApplication  *self,
               GError            **error)
{
  if (self->settings == NULL)
    self->settings = jarida_settings_open (self->data_folder);
  if (self->settings == NULL)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                         _("Jarida is not installed completely: its settings are not known. Install it again."));
  return self->settings != NULL;
}

/* ---- Start ---- */

static void
quit_cb (JaridaApplication *self)
{
  g_application_quit (G_APPLICATION (self));
}

/* Nothing works without the shelf: say why, and end when the person has read it. */
static void
show_fatal (JaridaApplication *self,
            const char        *sentence)
{
  GtkWidget *window = adw_application_window_new (GTK_APPLICATION (self));
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *page = adw_status_page_new ();
  GtkWidget *button = gtk_button_new_with_label (_("Close"));

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), "dialog-warning-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (page), _("Jarida Cannot Start"));
  adw_status_page_set_description (ADW_STATUS_PAGE (page), sentence);
  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "pill");
  g_signal_connect_object (button, "clicked", G_CALLBACK (quit_cb), self, G_CONNECT_SWAPPED);
  adw_status_page_set_child (ADW_STATUS_PAGE (page), button);
  gtk_widget_set_vexpand (page, TRUE);
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), page);
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (window), box);
  gtk_window_set_title (GTK_WINDOW (window), "Jarida");
  gtk_window_set_default_size (GTK_WINDOW (window), 480, 420);
  gtk_window_present (GTK_WINDOW (window));
}

/* The same folder as jarida-cli's: both are at home on one shelf. */
static char *
get_shelf_folder (JaridaApplication *self)
{
  return self->data_folder != NULL ? g_strdup (self->data_folder) : g_build_filename (g_get_user_data_dir (), "jarida", NULL);
}

static gboolean
open_shelf (JaridaApplication  *self,
            GError            **error)
{
  g_autofree char *data = get_shelf_folder (self);
  g_autofree char *cache = NULL;

  if (!open_settings (self, error))
    return FALSE;
  if (self->cache_folder != NULL)
    cache = g_strdup (self->cache_folder);
  else
    cache = self->data_folder != NULL ? g_build_filename (self->data_folder, "cache", NULL)
                                      : g_build_filename (g_get_user_cache_dir (), "jarida", NULL);
  self->reader = jarida_reader_open (data, cache, error);
  if (self->reader == NULL)
    return FALSE;
  jarida_reader_set_catalogue_path (self->reader, self->catalogue);
  return TRUE;
}

static void
apply_grouping (JaridaApplication *self)
{
  jarida_reader_set_group_stories (self->reader, g_settings_get_boolean (self->settings, "group-stories"));
}

static void
follow_settings (JaridaApplication *self)
{
  JaridaAhead *ahead;

  g_signal_connect_object (self->settings, "changed::palette", G_CALLBACK (apply_palette), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->settings, "changed::picture-limit-mb", G_CALLBACK (apply_picture_limit), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->settings, "changed::text-limit-mb", G_CALLBACK (apply_text_limit), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->settings, "changed::interval-minutes", G_CALLBACK (apply_times), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->settings, "changed::at-hours", G_CALLBACK (hours_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->settings, "changed::hours", G_CALLBACK (hours_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->settings, "changed::report-service", G_CALLBACK (apply_report_service), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->settings, "changed::group-stories", G_CALLBACK (apply_grouping), self, G_CONNECT_SWAPPED);
  apply_grouping (self);
  g_settings_bind (self->settings, "retention-days", self->reader, "retention-days", G_SETTINGS_BIND_GET);
  ahead = jarida_reader_get_ahead (self->reader);
  g_settings_bind (self->settings, "ahead-days", ahead, "days", G_SETTINGS_BIND_GET);
  g_settings_bind (self->settings, "ahead-metered", ahead, "over-metered", G_SETTINGS_BIND_GET);
  g_settings_bind (self->settings, "ahead-power-saver", ahead, "while-saving-power", G_SETTINGS_BIND_GET);
  g_settings_bind (self->settings, "load-pictures", ahead, "pictures", G_SETTINGS_BIND_GET);
  g_settings_bind (self->settings, "ahead", ahead, "enabled", G_SETTINGS_BIND_GET);
  /* Before there is a window that asks for any. */
  g_settings_bind (self->settings, "video-pictures", self->reader, "video-pictures", G_SETTINGS_BIND_GET);
  apply_palette (self);
  apply_picture_limit (self);
  apply_text_limit (self);
  g_settings_bind (self->settings, "hours-done", jarida_reader_get_agenda (self->reader), "hours-done", G_SETTINGS_BIND_DEFAULT);
  apply_times (self);
  apply_report_service (self);
}

/* ---- What is told ---- */

static void
see_place (JaridaApplication *self)
{
  JaridaPlace place = { 0 };
  int kind;

  g_settings_get (self->settings, "last-place", "(ix)", &kind, &place.id);
  place.kind = (JaridaPlaceKind) kind;
  for (GList *windows = gtk_application_get_windows (GTK_APPLICATION (self)); windows != NULL; windows = windows->next)
    if (JARIDA_IS_WINDOW (windows->data) && gtk_window_is_active (windows->data))
      jarida_notifier_see (self->notifier, &place);
}

/* A notification leads to the program that is reached by its name: no other may send one. */
static void
start_telling (JaridaApplication *self)
{
  if ((g_application_get_flags (G_APPLICATION (self)) & G_APPLICATION_NON_UNIQUE) != 0)
    return;
  self->notifier = jarida_notifier_new (G_APPLICATION (self), self->reader);
  g_signal_connect_object (self->settings, "changed::last-place", G_CALLBACK (see_place), self, G_CONNECT_SWAPPED);
}

static void
refreshing_cb (JaridaReader *reader)
{
  if (!jarida_reader_get_refreshing (reader))
    jarida_memory_trim_soon ();
}

static void
refresh_due (JaridaApplication *self)
{
  for (GList *windows = gtk_application_get_windows (GTK_APPLICATION (self)); windows != NULL; windows = windows->next)
    if (JARIDA_IS_WINDOW (windows->data))
      {
        gtk_widget_activate_action (windows->data, "win.refresh-due", NULL);
        break;
      }
}

static gboolean
refresh_cb (gpointer user_data)
{
  JaridaApplication *self = user_data;
  const gboolean wanted = g_settings_get_boolean (self->settings, "refresh-on-start");

  self->refresh_source = 0;
  if (self->notifier != NULL)
    jarida_notifier_clear_old (self->notifier);
  /* What the last time did not come to is looked for after a refresh. */
  if (wanted && jarida_reader_get_online (self->reader))
    refresh_due (self);
  else if (!wanted && g_settings_get_boolean (self->settings, "ahead"))
    jarida_ahead_start (jarida_reader_get_ahead (self->reader));
  return G_SOURCE_REMOVE;
}

/* The list is there before anybody is asked for news: a request for each newspaper would take the processor from the first frame.
 * The window's menus come first as well. */
static void
first_frame_cb (GdkFrameClock     *clock,
                JaridaApplication *self)
{
  g_signal_handlers_disconnect_by_func (clock, first_frame_cb, self);
  if (self->refresh_source == 0)
    return;
  g_source_remove (self->refresh_source);
  self->refresh_source = g_idle_add_full (GDK_PRIORITY_REDRAW + 2, refresh_cb, self, NULL);
}

/* With a window, or without one in the background. */
static gboolean
ensure_reader (JaridaApplication  *self,
               GError            **error)
{
  if (self->reader != NULL)
    return TRUE;
  if (!open_shelf (self, error))
    return FALSE;
  follow_settings (self);
  g_signal_connect (self->reader, "notify::refreshing", G_CALLBACK (refreshing_cb), NULL);
  start_telling (self);
  return TRUE;
}

static void
windows_changed_cb (JaridaApplication *self)
{
  gboolean seen = FALSE;

  for (GList *windows = gtk_application_get_windows (GTK_APPLICATION (self)); windows != NULL; windows = windows->next)
    seen = seen || JARIDA_IS_WINDOW (windows->data);
  if (self->reader == NULL)
    return;
  g_object_set (jarida_reader_get_agenda (self->reader), "unseen", !seen, NULL);
  if (!seen)
    jarida_memory_trim_soon ();
}

static JaridaWindow *
ensure_window (JaridaApplication *self)
{
  GtkWindow *active = gtk_application_get_active_window (GTK_APPLICATION (self));
  g_autoptr(GError) error = NULL;
  GtkWidget *window;

  if (JARIDA_IS_WINDOW (active))
    return JARIDA_WINDOW (active);
  if (!ensure_reader (self, &error))
    {
      g_autofree char *sentence = error->domain == G_IO_ERROR ? g_strdup (error->message) : jarida_error_text (error);

      if (active == NULL)
        show_fatal (self, sentence);
      return NULL;
    }
  window = jarida_window_new (GTK_APPLICATION (self), self->reader, self->settings);
  if (self->notifier != NULL)
    g_signal_connect_object (window, "notify::is-active", G_CALLBACK (see_place), self, G_CONNECT_SWAPPED);
  g_clear_handle_id (&self->refresh_source, g_source_remove);
  self->refresh_source = g_timeout_add_seconds (UNSEEN_SECONDS, refresh_cb, self);
  return JARIDA_WINDOW (window);
}

static void
jarida_application_activate (GApplication *application)
{
  JaridaApplication *self = JARIDA_APPLICATION (application);
  JaridaWindow *window = ensure_window (self);

  if (window == NULL)
    return;
  gtk_window_present (GTK_WINDOW (window));
  if (self->refresh_source != 0)
    g_signal_connect_object (gtk_widget_get_frame_clock (GTK_WIDGET (window)), "after-paint", G_CALLBACK (first_frame_cb), self, 0);
  jarida_memory_trim_soon ();
  jarida_trace_first_frame (GTK_WIDGET (window));
}

static void
open_one (JaridaWindow *window,
          GFile        *file)
{
  g_autofree char *uri = g_file_get_uri (file);
  const char *address = uri;

  if (g_file_is_native (file))
    {
      jarida_window_import (window, file);
      return;
    }
  /* "feed:https://…" and "feed://…" are how pages offer their feeds. */
  if (g_ascii_strncasecmp (address, "feed:", 5) == 0)
    address += strncmp (address + 5, "//", 2) == 0 ? 7 : 5;
  jarida_window_add_source (window, address);
}

static void
jarida_application_open (GApplication  *application,
                         GFile        **files,
                         int            n_files,
                         const char    *hint)
{
  JaridaWindow *window;

  jarida_application_activate (application);
  window = ensure_window (JARIDA_APPLICATION (application));
  for (int i = 0; i < n_files && window != NULL; i++)
    open_one (window, files[i]);
}

static int
jarida_application_handle_local_options (GApplication *application,
                                         GVariantDict *options)
{
  JaridaApplication *self = JARIDA_APPLICATION (application);
  gboolean verbose = FALSE;

  if (g_variant_dict_lookup (options, "version", "b", &verbose))
    {
      g_print ("Jarida " JARIDA_VERSION "\n");
      return 0;
    }
  if (g_variant_dict_lookup (options, "verbose", "b", &verbose) && verbose)
    g_setenv ("G_MESSAGES_DEBUG", "all", TRUE);
  g_variant_dict_lookup (options, "data", "^ay", &self->data_folder);
  g_variant_dict_lookup (options, "cache", "^ay", &self->cache_folder);
  g_variant_dict_lookup (options, "catalogue", "^ay", &self->catalogue);
  if (self->data_folder != NULL)
    g_application_set_flags (application, g_application_get_flags (application) | G_APPLICATION_NON_UNIQUE);
  return -1;
}

/* ---- Actions ---- */

static void
preferences_cb (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  JaridaApplication *self = user_data;
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));

  if (JARIDA_IS_WINDOW (window))
    jarida_preferences_present (GTK_WIDGET (window), self->reader, self->settings, self->background);
}

/* ---- Another shelf ---- */

/* Everything is closed and opened again: nothing of the old shelf stays in any window. */
static void
close_shelf (JaridaApplication *self)
{
  g_autoptr(GList) windows = gtk_window_list_toplevels ();

  g_clear_handle_id (&self->refresh_source, g_source_remove);
  g_list_foreach (windows, (GFunc) g_object_ref, NULL);
  for (GList *window = windows; window != NULL; window = window->next)
    gtk_window_destroy (window->data);
  g_list_foreach (windows, (GFunc) g_object_unref, NULL);
  g_signal_handlers_disconnect_by_data (self->settings, self);
  g_clear_object (&self->notifier);
  jarida_reader_close (self->reader);
  g_clear_object (&self->reader);
}

/* What was found damaged is mended by opening the shelf. */
static gboolean
open_again_cb (gpointer user_data)
{
  JaridaApplication *self = user_data;
  g_autoptr(GVariant) replacement = g_steal_pointer (&self->replacement);
  g_autofree char *folder = get_shelf_folder (self);
  g_autofree char *aside = NULL;
  g_autofree char *trouble = NULL;
  g_autoptr(GError) error = NULL;
  g_auto(JaridaBackupFacts) facts = { 0 };
  const char *staged;
  JaridaWindow *window;

  self->reopen_source = 0;
  /* Without a window it would end. */
  g_application_hold (G_APPLICATION (self));
  close_shelf (self);
  if (replacement != NULL)
    {
      g_variant_get (replacement, "(^&ayxu^as)", &staged, &facts.made_at, &facts.n_articles, &facts.settings);
      if (!jarida_safekeeping_replace (folder, staged, &facts, self->settings, &aside, &error))
        trouble = jarida_error_text (error);
    }
  jarida_application_activate (G_APPLICATION (self));
  window = ensure_window (self);
  if (window != NULL && trouble != NULL)
    jarida_window_say (window, trouble);
  g_application_release (G_APPLICATION (self));
  return G_SOURCE_REMOVE;
}

/* Not while the button that asked for it is at work: its window goes. Parameters of "replace-shelf": where the new one lies; of the backup:
 * when it was made, how many articles it has, the settings in it. */
static void
open_again_action_cb (GSimpleAction *action,
                      GVariant      *parameter,
                      gpointer       user_data)
{
  JaridaApplication *self = user_data;

  if (self->reader == NULL || self->reopen_source != 0)
    return;
  self->replacement = parameter != NULL ? g_variant_ref (parameter) : NULL;
  self->reopen_source = g_idle_add_full (G_PRIORITY_DEFAULT, open_again_cb, self, NULL);
}

/* ---- Other actions ---- */

static void
about_cb (GSimpleAction *action,
          GVariant      *parameter,
          gpointer       user_data)
{
  GtkWindow *window = gtk_application_get_active_window (user_data);

  if (window != NULL)
    jarida_present_about (GTK_WIDGET (window));
}

static void
quit_action_cb (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  GtkWindow *window = gtk_application_get_active_window (user_data);

  /* A window that is closed keeps its state; one that is taken away does not. */
  if (window != NULL)
    gtk_window_close (window);
  g_application_quit (user_data);
}

/* The menu entry's own actions: the desktop asks for them by name, with or without a window. */
static void
window_action_cb (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       user_data)
{
  JaridaWindow *window;
  g_autofree char *name = g_strconcat ("win.", g_action_get_name (G_ACTION (action)), NULL);

  jarida_application_activate (user_data);
  window = ensure_window (user_data);
  if (window != NULL)
    gtk_widget_activate_action (GTK_WIDGET (window), name, NULL);
}

/* The end of a session, or Ctrl+C: as if the window had been closed, so that what is under way is kept. */
static gboolean
asked_to_end_cb (gpointer user_data)
{
  g_application_quit (user_data);
  return G_SOURCE_CONTINUE;
}

/* What a notification leads to, also where the program has to be started for it. */
static void
open_action_cb (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  JaridaApplication *self = user_data;
  JaridaPlace place = { 0 };
  JaridaWindow *window;
  int kind;

  jarida_application_activate (user_data);
  window = ensure_window (self);
  if (window == NULL)
    return;
  if (g_str_equal (g_action_get_name (G_ACTION (action)), "open-article"))
    jarida_window_open_article (window, g_variant_get_int64 (parameter));
  else
    {
      g_variant_get (parameter, "(ix)", &kind, &place.id);
      /* Anybody on the bus may call it with anything. */
      if (kind == JARIDA_PLACE_SOURCE && jarida_reader_find_source (self->reader, place.id) != NULL)
        place.kind = JARIDA_PLACE_SOURCE;
      else
        place = (JaridaPlace) { .kind = JARIDA_PLACE_UNREAD };
      jarida_window_visit (window, &place);
    }
  if (self->notifier != NULL)
    jarida_notifier_clear (self->notifier);
}

/* Whoever has asked for a window meanwhile has opened it. Where it cannot be opened, the next who asks for a window is told. */
static gboolean
begin_service_cb (gpointer user_data)
{
  JaridaApplication *self = user_data;
  g_autoptr(GError) error = NULL;

  self->service_source = 0;
  if (self->reader == NULL && !ensure_reader (self, &error))
    g_warning ("there is no refreshing in the background: %s", error->message);
  windows_changed_cb (self);
  return G_SOURCE_REMOVE;
}

/* Only one that can be reached without its window may stay without it. */
static void
start_background (JaridaApplication *self)
{
  const GApplicationFlags flags = g_application_get_flags (G_APPLICATION (self));

  if ((flags & G_APPLICATION_NON_UNIQUE) != 0 || !open_settings (self, NULL))
    return;
  self->background = jarida_background_new (G_APPLICATION (self), self->settings, g_file_test ("/.flatpak-info", G_FILE_TEST_EXISTS));
  if ((flags & G_APPLICATION_IS_SERVICE) != 0 && g_settings_get_boolean (self->settings, "background"))
    self->service_source = g_idle_add_full (G_PRIORITY_LOW, begin_service_cb, self, NULL);
}

static void
jarida_application_startup (GApplication *application)
{
  static const GActionEntry actions[] = {
    { "refresh", window_action_cb },
    { "add-source", window_action_cb },
    { "preferences", preferences_cb },
    { "replace-shelf", open_again_action_cb, "(ayxuas)" },
    { "reopen-shelf", open_again_action_cb },
    { "about", about_cb },
    { "open-article", open_action_cb, "x" },
    { "open-place", open_action_cb, "(ix)" },
    { "quit", quit_action_cb },
  };
  static const char *const quit_keys[] = { "<Control>q", NULL };
  static const char *const help_keys[] = { "<Control>question", NULL };
  JaridaApplication *self = JARIDA_APPLICATION (application);

  G_APPLICATION_CLASS (jarida_application_parent_class)->startup (application);
  g_action_map_add_action_entries (G_ACTION_MAP (application), actions, G_N_ELEMENTS (actions), application);
  gtk_application_set_accels_for_action (GTK_APPLICATION (application), "app.quit", quit_keys);
  gtk_application_set_accels_for_action (GTK_APPLICATION (application), "win.show-help-overlay", help_keys);
  gtk_window_set_default_icon_name (JARIDA_APP_ID);
  self->end_sources[0] = g_unix_signal_add (SIGTERM, asked_to_end_cb, application);
  self->end_sources[1] = g_unix_signal_add (SIGINT, asked_to_end_cb, application);
  g_signal_connect (application, "window-added", G_CALLBACK (windows_changed_cb), NULL);
  g_signal_connect (application, "window-removed", G_CALLBACK (windows_changed_cb), NULL);
  start_background (self);
}

static void
jarida_application_shutdown (GApplication *application)
{
  JaridaApplication *self = JARIDA_APPLICATION (application);

  g_clear_handle_id (&self->end_sources[0], g_source_remove);
  g_clear_handle_id (&self->end_sources[1], g_source_remove);
  g_clear_handle_id (&self->refresh_source, g_source_remove);
  g_clear_handle_id (&self->service_source, g_source_remove);
  g_clear_handle_id (&self->reopen_source, g_source_remove);
  g_clear_pointer (&self->replacement, g_variant_unref);
  if (self->background != NULL)
    jarida_background_close (self->background);
  G_APPLICATION_CLASS (jarida_application_parent_class)->shutdown (application);
  if (self->reader != NULL)
    jarida_reader_close (self->reader);
  if (self->settings != NULL)
    g_settings_sync ();
}

static void
jarida_application_finalize (GObject *object)
{
  JaridaApplication *self = JARIDA_APPLICATION (object);

  g_clear_object (&self->reader);
  g_clear_object (&self->notifier);
  g_clear_object (&self->background);
  g_clear_object (&self->settings);
  g_free (self->data_folder);
  g_free (self->cache_folder);
  g_free (self->catalogue);
  G_OBJECT_CLASS (jarida_application_parent_class)->finalize (object);
}

static void
jarida_application_class_init (JaridaApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = jarida_application_finalize;
  application_class->startup = jarida_application_startup;
  application_class->shutdown = jarida_application_shutdown;
  application_class->activate = jarida_application_activate;
  application_class->open = jarida_application_open;
  application_class->handle_local_options = jarida_application_handle_local_options;
}

static void
jarida_application_init (JaridaApplication *self)
{
  const GOptionEntry options[] = {
    { "verbose", 'v', 0, G_OPTION_ARG_NONE, NULL, N_("Print what happens"), NULL },
    { "version", 0, 0, G_OPTION_ARG_NONE, NULL, N_("Print the version and leave"), NULL },
    { "data", 0, 0, G_OPTION_ARG_FILENAME, NULL, N_("Use the shelf and the settings in this folder"), N_("FOLDER") },
    { "cache", 0, 0, G_OPTION_ARG_FILENAME, NULL, N_("Keep pictures in this folder"), N_("FOLDER") },
    { "catalogue", 0, 0, G_OPTION_ARG_FILENAME, NULL, N_("Another catalogue of newspapers"), N_("FILE") },
    { NULL },
  };

  g_application_add_main_option_entries (G_APPLICATION (self), options);
  g_application_set_option_context_parameter_string (G_APPLICATION (self), _("[ADDRESS or FILE…]"));
}

JaridaApplication *
jarida_application_new (void)
{
  return g_object_new (JARIDA_TYPE_APPLICATION,
                       "application-id", JARIDA_APP_ID,
                       "flags", G_APPLICATION_HANDLES_OPEN,
                       "resource-base-path", "/org/jarida/Jarida",
                       NULL);
}

JaridaReader *
jarida_application_get_reader (JaridaApplication *self)
{
  g_return_val_if_fail (JARIDA_IS_APPLICATION (self), NULL);
  return self->reader;
}

JaridaBackground *
jarida_application_get_background (JaridaApplication *self)
{
  g_return_val_if_fail (JARIDA_IS_APPLICATION (self), NULL);
  return self->background;
}

GSettings *
jarida_application_get_settings (JaridaApplication *self)
{
  g_return_val_if_fail (JARIDA_IS_APPLICATION (self), NULL);
  return self->settings;
}
