/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-window-private.h"

#include "jarida-pane.h"
#include "jarida-safekeeping.h"
#include "jarida-section-name.h"
#include "jarida-time-text.h"

enum
{
  PROP_0,
  PROP_UNREAD_ONLY,
  PROP_ARTICLE_SAVED,
  PROP_ARTICLE_READ,
  PROP_SEARCHING,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (JaridaWindow, jarida_window, ADW_TYPE_APPLICATION_WINDOW)

/* ---- What parts of it tell ---- */

static void
failed_cb (JaridaWindow *self,
           const GError *error)
{
  _jarida_window_say_error (self, error);
}

static void
online_cb (JaridaWindow *self)
{
  _jarida_window_update_banner (self);
  if (jarida_reader_get_online (self->reader) && self->was_offline)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.refresh-due", NULL);
  self->was_offline = !jarida_reader_get_online (self->reader);
}

static void
picture_cb (JaridaWindow *self,
            const char   *address,
            const char   *alt)
{
  _jarida_window_show_picture (self, address, alt);
}

/* Of a place that may have no line in the sidebar; NULL: it has one. */
static char *
dup_own_title (JaridaWindow      *self,
               const JaridaPlace *place)
{
  JaridaSource *source = place->kind == JARIDA_PLACE_SOURCE ? jarida_reader_find_source (self->reader, place->id) : NULL;
  JaridaFolder *folder = place->kind == JARIDA_PLACE_FOLDER ? jarida_reader_find_folder (self->reader, place->id) : NULL;

  if (_jarida_window_lists_topics (self))
    return NULL;
  if (place->kind == JARIDA_PLACE_DAY)
    return jarida_time_text_edition_short ((guint32) place->id, jarida_reader_get_today (self->reader));
  if (place->kind == JARIDA_PLACE_SECTION)
    return g_strdup (jarida_section_name ((JaridaSection) place->id));
  if (self->topic != NULL)
    return g_strdup (jarida_topic_get_name (self->topic));
  if (source != NULL)
    return g_strdup (jarida_source_get_title (source));
  return folder != NULL ? g_strdup (jarida_folder_get_name (folder)) : NULL;
}

void
_jarida_window_update_title (JaridaWindow *self)
{
  g_autofree char *title = NULL;
  JaridaPlace place;

  _jarida_window_get_place (self, &place);
  title = dup_own_title (self, &place);
  adw_window_title_set_title (self->list_title, title != NULL ? title : jarida_sidebar_get_title (self->sidebar));
}

void
_jarida_window_go (JaridaWindow      *self,
                   const JaridaPlace *place)
{
  JaridaPlace here = *place;
  JaridaSavedSearch *search = place->kind == JARIDA_PLACE_SAVED_SEARCH ? jarida_reader_find_saved_search (self->reader, place->id) : NULL;

  here.unread_only = self->unread_only;
  _jarida_window_stop_finding (self);
  if (self->topic != NULL && (jarida_topic_get_kind (self->topic) != place->kind || jarida_topic_get_id (self->topic) != place->id))
    _jarida_window_set_topic (self, NULL);
  _jarida_window_leave_city (self);
  _jarida_window_end_search (self, FALSE);
  g_settings_set (self->settings, "last-place", "(ix)", (int) place->kind, place->id);
  if (search != NULL)
    {
      _jarida_window_show_search (self, search);
      return;
    }
  if (place->kind == JARIDA_PLACE_FRONT)
    _jarida_window_show_front (self);
  else
    {
      jarida_headline_pane_set_place (self->headlines, &here, jarida_reader_pane_get_wanted (self->reader_pane));
      jarida_shell_set_paged (self->shell, FALSE);
    }
  _jarida_window_update_title (self);
  _jarida_window_update_actions (self);
  if (place->kind == JARIDA_PLACE_CITY && self->topic != NULL)
    _jarida_window_load_city (self);
}

static void
place_chosen_cb (JaridaWindow *self)
{
  JaridaPlace place;

  jarida_sidebar_get_place (self->sidebar, &place);
  _jarida_window_set_topic (self, jarida_sidebar_get_topic (self->sidebar));
  _jarida_window_go (self, &place);
  jarida_shell_show (self->shell, JARIDA_SHELL_LIST);
}

static void
sources_changed_cb (JaridaWindow *self)
{
  GListModel *sources = jarida_reader_get_sources (self->reader);
  const gboolean was_welcome = g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "welcome") == 0;

  if (g_list_model_get_n_items (sources) > 0)
    gtk_stack_set_visible_child_name (self->stack, "reading");
  else
    _jarida_window_show_welcome (self);
  if (was_welcome)
    _jarida_window_take_keyboard (self);
  _jarida_window_update_banner (self);
}

/* ---- The widget ---- */

static gboolean
jarida_window_close_request (GtkWindow *window)
{
  _jarida_window_save_state (JARIDA_WINDOW (window));
  return GTK_WINDOW_CLASS (jarida_window_parent_class)->close_request (window);
}

static void
jarida_window_realize (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (jarida_window_parent_class)->realize (widget);
  _jarida_window_complete_later (JARIDA_WINDOW (widget));
}

static void
jarida_window_dispose (GObject *object)
{
  JaridaWindow *self = JARIDA_WINDOW (object);

  if (self->closing != NULL)
    g_cancellable_cancel (self->closing);
  _jarida_window_stop_finding (self);
  _jarida_window_stop_online (self);
  if (self->importing != NULL)
    g_cancellable_cancel (self->importing);
  if (self->visiting != NULL)
    g_cancellable_cancel (self->visiting);
  g_clear_object (&self->visiting);
  g_clear_handle_id (&self->delay_source, g_source_remove);
  g_clear_weak_pointer (&self->toast);
  g_clear_weak_pointer (&self->undo_toast);
  g_clear_weak_pointer (&self->search_focus);
  g_clear_pointer (&self->last_report, g_free);
  g_clear_pointer (&self->search_title, g_free);
  g_clear_object (&self->topic);
  if (self->headline != NULL)
    g_signal_handlers_disconnect_by_func (self->headline, _jarida_window_notify_marks, self);
  g_clear_object (&self->headline);
  if (self->reader != NULL)
    gtk_widget_dispose_template (GTK_WIDGET (self), JARIDA_TYPE_WINDOW);
  g_clear_object (&self->closing);
  g_clear_object (&self->thumbnails);
  g_clear_object (&self->settings);
  g_clear_object (&self->reader);
  G_OBJECT_CLASS (jarida_window_parent_class)->dispose (object);
}

static void
jarida_window_get_property (GObject    *object,
                            guint       prop_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  JaridaWindow *self = JARIDA_WINDOW (object);

  switch (prop_id)
    {
    case PROP_UNREAD_ONLY:
      g_value_set_boolean (value, self->unread_only);
      break;
    case PROP_ARTICLE_SAVED:
      g_value_set_boolean (value, _jarida_window_get_article_saved (self));
      break;
    case PROP_ARTICLE_READ:
      g_value_set_boolean (value, _jarida_window_get_article_read (self));
      break;
    case PROP_SEARCHING:
      g_value_set_boolean (value, _jarida_window_get_searching (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
set_unread_only (JaridaWindow *self,
                 gboolean      unread_only)
{
  JaridaPlace place;

  if (self->unread_only == unread_only)
    return;
  self->unread_only = unread_only;
  g_settings_set_boolean (self->settings, "unread-only", unread_only);
  if (jarida_shell_get_paged (self->shell))
    _jarida_window_update_front_list (self);
  /* Authors and cities are all listed; the next place that is gone to is filtered. */
  else if (!_jarida_window_lists_topics (self))
    {
      jarida_headline_pane_get_place (self->headlines, &place);
      _jarida_window_go (self, &place);
    }
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_UNREAD_ONLY]);
}

static void
jarida_window_set_property (GObject      *object,
                            guint         prop_id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  JaridaWindow *self = JARIDA_WINDOW (object);
  const JaridaArticle *article = _jarida_window_get_article (self);

  switch (prop_id)
    {
    case PROP_UNREAD_ONLY:
      set_unread_only (self, g_value_get_boolean (value));
      break;
    case PROP_ARTICLE_SAVED:
      if (article != NULL && _jarida_window_get_article_saved (self) != g_value_get_boolean (value))
        {
          jarida_reader_set_saved (self->reader, article->id, g_value_get_boolean (value));
          _jarida_window_forget_report (self);
        }
      _jarida_window_notify_marks (self);
      jarida_sidebar_update_counts (self->sidebar);
      break;
    case PROP_ARTICLE_READ:
      g_clear_handle_id (&self->delay_source, g_source_remove);
      if (article != NULL && _jarida_window_get_article_read (self) != g_value_get_boolean (value))
        {
          jarida_reader_mark_read (self->reader, article->id, g_value_get_boolean (value));
          _jarida_window_forget_report (self);
        }
      _jarida_window_notify_marks (self);
      break;
    case PROP_SEARCHING:
      if (g_value_get_boolean (value))
        _jarida_window_search (self);
      else
        _jarida_window_end_search (self, TRUE);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, "/org/jarida/Jarida/ui/jarida-window.ui");
  gtk_widget_class_bind_template_child (widget_class, JaridaWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, JaridaWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, JaridaWindow, banner);
  gtk_widget_class_bind_template_child (widget_class, JaridaWindow, shell);
  gtk_widget_class_bind_template_child (widget_class, JaridaWindow, sidebar);
  gtk_widget_class_bind_template_child (widget_class, JaridaWindow, headlines);
  gtk_widget_class_bind_template_child (widget_class, JaridaWindow, reader_pane);
  gtk_widget_class_bind_template_child (widget_class, JaridaWindow, list_title);
  gtk_widget_class_bind_template_child (widget_class, JaridaWindow, refresh_stack);
  gtk_widget_class_bind_template_child (widget_class, JaridaWindow, progress);
  gtk_widget_class_bind_template_child (widget_class, JaridaWindow, progress_label);
  gtk_widget_class_bind_template_child (widget_class, JaridaWindow, progress_bar);
  gtk_widget_class_bind_template_child (widget_class, JaridaWindow, narrow_progress);
  gtk_widget_class_bind_template_child (widget_class, JaridaWindow, narrow_label);
  gtk_widget_class_bind_template_child (widget_class, JaridaWindow, narrow_bar);
  gtk_widget_class_bind_template_child (widget_class, JaridaWindow, stop_ahead_button);
  gtk_widget_class_bind_template_child (widget_class, JaridaWindow, article_buttons);
  gtk_widget_class_bind_template_child (widget_class, JaridaWindow, follow_button);
  gtk_widget_class_bind_template_child (widget_class, JaridaWindow, unread_button);
  gtk_widget_class_bind_template_child (widget_class, JaridaWindow, mark_all_button);
  gtk_widget_class_bind_template_child (widget_class, JaridaWindow, primary_button);
  gtk_widget_class_bind_template_child (widget_class, JaridaWindow, article_button);
  gtk_widget_class_bind_template_child (widget_class, JaridaWindow, appearance_button);
  gtk_widget_class_bind_template_callback (widget_class, place_chosen_cb);
  gtk_widget_class_bind_template_callback_full (widget_class, "article_cb", G_CALLBACK (_jarida_window_article_cb));
  gtk_widget_class_bind_template_callback_full (widget_class, "link_cb", G_CALLBACK (_jarida_window_link_cb));
  gtk_widget_class_bind_template_callback (widget_class, picture_cb);
  gtk_widget_class_bind_template_callback (widget_class, failed_cb);
}

static void
jarida_window_class_init (JaridaWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = jarida_window_dispose;
  object_class->get_property = jarida_window_get_property;
  object_class->set_property = jarida_window_set_property;
  widget_class->realize = jarida_window_realize;
  GTK_WINDOW_CLASS (klass)->close_request = jarida_window_close_request;

  properties[PROP_UNREAD_ONLY] = g_param_spec_boolean ("unread-only", NULL, NULL, FALSE, flags);
  properties[PROP_ARTICLE_SAVED] = g_param_spec_boolean ("article-saved", NULL, NULL, FALSE, flags);
  properties[PROP_ARTICLE_READ] = g_param_spec_boolean ("article-read", NULL, NULL, FALSE, flags);
  properties[PROP_SEARCHING] = g_param_spec_boolean ("searching", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (JARIDA_TYPE_BANNER);
  g_type_ensure (JARIDA_TYPE_HEADLINE_PANE);
  g_type_ensure (JARIDA_TYPE_PANE);
  g_type_ensure (JARIDA_TYPE_READER_PANE);
  g_type_ensure (JARIDA_TYPE_SHELL);
  g_type_ensure (JARIDA_TYPE_SIDEBAR);
  bind_template (widget_class);
  gtk_widget_class_install_property_action (widget_class, "win.unread-only", "unread-only");
  gtk_widget_class_install_property_action (widget_class, "win.article-saved", "article-saved");
  gtk_widget_class_install_property_action (widget_class, "win.article-read", "article-read");
  gtk_widget_class_install_property_action (widget_class, "win.searching", "searching");
  _jarida_window_install_actions (widget_class);
  _jarida_window_install_source_actions (widget_class);
  _jarida_window_install_report_actions (widget_class);
  _jarida_window_install_newspaper_actions (widget_class);
  _jarida_window_install_place_actions (widget_class);
  _jarida_window_install_offline_actions (widget_class);
  _jarida_window_install_filter_actions (widget_class);
  _jarida_window_install_search_actions (widget_class);
  _jarida_window_install_keys (widget_class);
}

/* Before the widget itself sees the key. */
static void
capture_key (GtkWidget       *widget,
             guint            key,
             GdkModifierType  modifiers,
             const char      *action)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller),
                                        gtk_shortcut_new (gtk_keyval_trigger_new (key, modifiers),
                                                          gtk_named_action_new (action)));
  gtk_widget_add_controller (widget, controller);
}

/* In a list, Space would choose the row that is chosen already: here it reads on. Not in what stands beside: words are typed there. */
void
_jarida_window_capture_space (JaridaHeadlineView *view)
{
  capture_key (GTK_WIDGET (view), GDK_KEY_space, 0, "win.read-on");
  capture_key (GTK_WIDGET (view), GDK_KEY_space, GDK_SHIFT_MASK, "win.page-up");
}

static void
jarida_window_init (JaridaWindow *self)
{
  GtkWidget *pane, *view;

  gtk_widget_init_template (GTK_WIDGET (self));
  self->closing = g_cancellable_new ();
  gtk_widget_set_sensitive (self->article_buttons, FALSE);
  _jarida_window_capture_space (jarida_headline_pane_get_view (self->headlines));
  /* At the end of an article GTK would press Space on what has the keyboard, which is the article. */
  view = GTK_WIDGET (jarida_reader_pane_get_view (self->reader_pane));
  capture_key (view, GDK_KEY_space, 0, "win.read-on");
  capture_key (view, GDK_KEY_space, GDK_SHIFT_MASK, "win.page-up");
  /* The article would zoom by itself; the size that is kept is the window's. */
  pane = GTK_WIDGET (self->reader_pane);
  capture_key (pane, GDK_KEY_plus, GDK_CONTROL_MASK, "win.text-larger");
  capture_key (pane, GDK_KEY_equal, GDK_CONTROL_MASK, "win.text-larger");
  capture_key (pane, GDK_KEY_KP_Add, GDK_CONTROL_MASK, "win.text-larger");
  capture_key (pane, GDK_KEY_minus, GDK_CONTROL_MASK, "win.text-smaller");
  capture_key (pane, GDK_KEY_KP_Subtract, GDK_CONTROL_MASK, "win.text-smaller");
  capture_key (pane, GDK_KEY_0, GDK_CONTROL_MASK, "win.text-normal");
  capture_key (pane, GDK_KEY_KP_0, GDK_CONTROL_MASK, "win.text-normal");
}

static void
connect_reader (JaridaWindow *self)
{
  JaridaHeadlineView *view = jarida_headline_pane_get_view (self->headlines);
  GListModel *sources = jarida_reader_get_sources (self->reader);

  g_signal_connect_object (self->reader, "failed", G_CALLBACK (failed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->reader, "notify::online", G_CALLBACK (online_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->reader, "notify::refreshing", G_CALLBACK (_jarida_window_update_progress), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->reader, "notify::refresh-done", G_CALLBACK (_jarida_window_update_progress), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->reader, "notify::refresh-cities", G_CALLBACK (_jarida_window_update_progress), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->reader, "notify::refresh-total", G_CALLBACK (_jarida_window_update_progress), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (jarida_reader_get_ahead (self->reader), "notify", G_CALLBACK (_jarida_window_update_progress), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->reader, "notify::can-undo", G_CALLBACK (_jarida_window_update_actions), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->reader, "damage-found", G_CALLBACK (_jarida_window_update_banner), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->reader, "articles-arrived", G_CALLBACK (_jarida_window_update_banner), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (sources, "items-changed", G_CALLBACK (sources_changed_cb), self, G_CONNECT_SWAPPED);
  _jarida_window_connect_places (self);
  g_signal_connect_object (view, "shown", G_CALLBACK (_jarida_window_shown_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (view, "opened", G_CALLBACK (_jarida_window_opened_cb), self, G_CONNECT_SWAPPED);
  _jarida_window_connect_reports (self);
  _jarida_window_connect_online (self);
}

static void
say_notice (JaridaWindow *self)
{
  const char *notice = jarida_reader_get_notice (self->reader);
  g_autofree char *sentence = NULL;

  _jarida_window_say_mishap (self);
  /* What lasts stands in the bar, and what the toast of a mishap says need not be said twice. */
  if (jarida_reader_get_mishap (self->reader) != NULL || notice == NULL || jarida_reader_get_frozen (self->reader))
    return;
  sentence = jarida_notice_text (notice);
  _jarida_window_say (self, sentence, FALSE);
}

GtkWidget *
jarida_window_new (GtkApplication *application,
                   JaridaReader   *reader,
                   GSettings      *settings)
{
  JaridaWindow *self = g_object_new (JARIDA_TYPE_WINDOW, "application", application, NULL);
  g_autoptr(GVariant) collapsed = g_settings_get_value (settings, "collapsed-folders");

  self->reader = g_object_ref (reader);
  self->settings = g_object_ref (settings);
  self->thumbnails = jarida_thumbnails_new (reader);
  g_settings_bind (settings, "load-pictures", self->thumbnails, "enabled", G_SETTINGS_BIND_GET);
  gtk_window_set_default_size (GTK_WINDOW (self), g_settings_get_int (settings, "window-width"),
                               g_settings_get_int (settings, "window-height"));
  if (g_settings_get_boolean (settings, "window-maximized"))
    gtk_window_maximize (GTK_WINDOW (self));
  g_settings_bind (settings, "sidebar-width", self->shell, "sources-width", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "list-width", self->shell, "list-width", G_SETTINGS_BIND_DEFAULT);
  _jarida_window_restore_sidebar (self);
  g_signal_connect_object (self->shell, "notify::sidebar-collapsed", G_CALLBACK (_jarida_window_sidebar_collapsed_cb), self, G_CONNECT_SWAPPED);
  jarida_sidebar_set_reader (self->sidebar, reader, self->thumbnails, collapsed);
  jarida_headline_pane_set_reader (self->headlines, reader, self->thumbnails);
  jarida_reader_pane_set_reader (self->reader_pane, reader, settings);
  connect_reader (self);
  _jarida_window_restore_state (self);
  sources_changed_cb (self);
  _jarida_window_update_progress (self);
  self->was_offline = !jarida_reader_get_online (reader);
  _jarida_window_update_actions (self);
  say_notice (self);
  return GTK_WIDGET (self);
}

JaridaReader *
jarida_window_get_reader (JaridaWindow *self)
{
  g_return_val_if_fail (JARIDA_IS_WINDOW (self), NULL);
  return self->reader;
}

GSettings *
jarida_window_get_settings (JaridaWindow *self)
{
  g_return_val_if_fail (JARIDA_IS_WINDOW (self), NULL);
  return self->settings;
}

JaridaShell *
jarida_window_get_shell (JaridaWindow *self)
{
  g_return_val_if_fail (JARIDA_IS_WINDOW (self), NULL);
  return self->shell;
}

JaridaSidebar *
jarida_window_get_sidebar (JaridaWindow *self)
{
  g_return_val_if_fail (JARIDA_IS_WINDOW (self), NULL);
  return self->sidebar;
}

JaridaHeadlinePane *
jarida_window_get_headlines (JaridaWindow *self)
{
  g_return_val_if_fail (JARIDA_IS_WINDOW (self), NULL);
  return self->headlines;
}

JaridaReaderPane *
jarida_window_get_reader_pane (JaridaWindow *self)
{
  g_return_val_if_fail (JARIDA_IS_WINDOW (self), NULL);
  return self->reader_pane;
}

const char *
jarida_window_get_page (JaridaWindow *self)
{
  g_return_val_if_fail (JARIDA_IS_WINDOW (self), NULL);
  return gtk_stack_get_visible_child_name (self->stack);
}
