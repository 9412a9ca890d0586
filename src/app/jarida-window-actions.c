/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-window-private.h"

#include <glib/gi18n.h>

#include "jarida-picture-viewer.h"

/* Actions on headlines and on the article; keys. */

#define FONT_SIZE_STEP 2
#define FONT_SIZE_NORMAL 18

static void
refreshed_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(JaridaWindow) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *text = NULL;
  guint n_new = 0, n_failed = 0;

  if (!jarida_reader_refresh_finish (JARIDA_READER (source), result, &n_new, &n_failed, &error))
    {
      _jarida_window_say_error (self, error);
      return;
    }
  if (self->closing == NULL || n_failed == 0 || !jarida_reader_get_online (self->reader))
    return;
  text = g_strdup_printf (ngettext ("%u newspaper did not answer as it should.",
                                    "%u newspapers did not answer as they should.", n_failed), n_failed);
  {
    AdwToast *toast = adw_toast_new (text);

    adw_toast_set_button_label (toast, _("Details"));
    adw_toast_set_action_name (toast, "win.activity");
    adw_toast_overlay_add_toast (self->toasts, toast);
  }
}

static void
refresh_action (GtkWidget  *widget,
                const char *action,
                GVariant   *parameter)
{
  JaridaWindow *self = JARIDA_WINDOW (widget);
  const gboolean force = !g_str_equal (action, "win.refresh-due");

  /* Nobody has asked for that one. */
  if (!force && jarida_reader_get_frozen (self->reader))
    return;
  jarida_reader_refresh_async (self->reader, NULL, 0, force, NULL, refreshed_cb, g_object_ref (self));
}

static void
refresh_source_action (GtkWidget  *widget,
                       const char *action,
                       GVariant   *parameter)
{
  JaridaWindow *self = JARIDA_WINDOW (widget);
  const gint64 id = g_variant_get_int64 (parameter);

  jarida_reader_refresh_async (self->reader, &id, 1, TRUE, NULL, refreshed_cb, g_object_ref (self));
}

/* There may be room on the disk now. */
static void
thaw_action (GtkWidget  *widget,
             const char *action,
             GVariant   *parameter)
{
  JaridaWindow *self = JARIDA_WINDOW (widget);
  g_autoptr(GError) error = NULL;

  if (!jarida_reader_thaw (self->reader, &error))
    _jarida_window_say_error (self, error);
  else
    {
      _jarida_window_say (self, _("What you do and what comes is kept again."), FALSE);
      gtk_widget_activate_action (widget, "win.refresh-due", NULL);
    }
  _jarida_window_update_banner (self);
}

static void
stop_ahead_action (GtkWidget  *widget,
                   const char *action,
                   GVariant   *parameter)
{
  jarida_ahead_stop (jarida_reader_get_ahead (JARIDA_WINDOW (widget)->reader));
}

static void
stop_refresh_action (GtkWidget  *widget,
                     const char *action,
                     GVariant   *parameter)
{
  JaridaWindow *self = JARIDA_WINDOW (widget);

  /* What is shown as under way. */
  if (self->importing != NULL)
    g_cancellable_cancel (self->importing);
  else
    jarida_reader_cancel_refresh (self->reader);
  _jarida_window_leave_city (self);
}

static void
mark_place_read (JaridaWindow      *self,
                 const JaridaPlace *place)
{
  jarida_reader_mark_all_read (self->reader, place);
  _jarida_window_say (self, _("All headlines are marked as read."), TRUE);
}

static void
mark_all_read_action (GtkWidget  *widget,
                      const char *action,
                      GVariant   *parameter)
{
  JaridaWindow *self = JARIDA_WINDOW (widget);
  JaridaPlace place;

  _jarida_window_get_place (self, &place);
  place.unread_only = FALSE;
  mark_place_read (self, &place);
}

static void
mark_entry_read_action (GtkWidget  *widget,
                        const char *action,
                        GVariant   *parameter)
{
  JaridaWindow *self = JARIDA_WINDOW (widget);
  JaridaSidebarEntry *entry = jarida_sidebar_get_subject (self->sidebar);
  JaridaPlace place;

  if (entry == NULL)
    return;
  jarida_sidebar_entry_get_place (entry, &place);
  mark_place_read (self, &place);
}

static void
undo_action (GtkWidget  *widget,
             const char *action,
             GVariant   *parameter)
{
  JaridaWindow *self = JARIDA_WINDOW (widget);

  if (self->undo_toast != NULL)
    adw_toast_dismiss (self->undo_toast);
  if (_jarida_window_undo_report (self))
    return;
  jarida_reader_undo (self->reader);
  jarida_sidebar_update_counts (self->sidebar);
}

static void
show_all_action (GtkWidget  *widget,
                 const char *action,
                 GVariant   *parameter)
{
  JaridaWindow *self = JARIDA_WINDOW (widget);
  JaridaPlace place;

  g_object_set (self, "unread-only", FALSE, NULL);
  _jarida_window_get_place (self, &place);
  if (place.kind != JARIDA_PLACE_UNREAD && place.kind != JARIDA_PLACE_SAVED)
    return;
  place = (JaridaPlace) { .kind = JARIDA_PLACE_ALL };
  jarida_sidebar_choose (self->sidebar, &place);
  _jarida_window_go (self, &place);
}

static void
walk_action (GtkWidget  *widget,
             const char *action,
             GVariant   *parameter)
{
  JaridaWindow *self = JARIDA_WINDOW (widget);
  JaridaHeadlineView *view = jarida_headline_pane_get_view (self->headlines);
  const gboolean at_front = _jarida_window_is_at_front (self);
  const int step = g_str_equal (action, "win.next") ? 1 : -1;

  /* The headlines that were there before cannot be seen. */
  if (_jarida_window_lists_topics (self))
    return;
  if (g_str_equal (action, "win.next-unread"))
    {
      if (!(at_front ? jarida_front_pane_walk_unread (self->front) : jarida_headline_view_walk_unread (view)))
        _jarida_window_say (self, _("There is nothing unread here."), FALSE);
    }
  else if (at_front)
    jarida_front_pane_walk (self->front, step);
  else
    jarida_headline_view_walk (view, step);
}

/* A page on, then the next unread article. */
static void
read_on_action (GtkWidget  *widget,
                const char *action,
                GVariant   *parameter)
{
  JaridaWindow *self = JARIDA_WINDOW (widget);
  JaridaArticleView *view = jarida_reader_pane_get_view (self->reader_pane);

  if (_jarida_window_is_at_front (self))
    jarida_front_pane_scroll (self->front, 1);
  else if (jarida_reader_pane_get_article (self->reader_pane) == NULL
      || !jarida_shell_get_visible (self->shell, JARIDA_SHELL_READER)
      || !jarida_article_view_page_down (view))
    gtk_widget_activate_action (widget, "win.next-unread", NULL);
}

static void
page_up_action (GtkWidget  *widget,
                const char *action,
                GVariant   *parameter)
{
  JaridaWindow *self = JARIDA_WINDOW (widget);

  if (_jarida_window_is_at_front (self))
    jarida_front_pane_scroll (self->front, -1);
  else
    jarida_article_view_page_up (jarida_reader_pane_get_view (self->reader_pane));
}

static void
toggle_mark_action (GtkWidget  *widget,
                    const char *action,
                    GVariant   *parameter)
{
  const gboolean saved = g_str_equal (action, "win.toggle-saved");
  const char *property = saved ? "article-saved" : "article-read";
  gboolean marked;

  if (_jarida_window_is_at_front (JARIDA_WINDOW (widget)))
    {
      _jarida_window_mark_at_front (JARIDA_WINDOW (widget), saved);
      return;
    }
  g_object_get (widget, property, &marked, NULL);
  g_object_set (widget, property, !marked, NULL);
}

/* Of the article that the person looks at, or of the card that has the keyboard; NULL when there is none. */
static const char *
get_address (JaridaWindow *self)
{
  const JaridaArticle *article = jarida_reader_pane_get_article (self->reader_pane);
  JaridaHeadline *headline;

  if (!_jarida_window_is_at_front (self))
    return article != NULL ? article->address : NULL;
  headline = jarida_front_pane_get_headline (self->front);
  return headline != NULL ? jarida_headline_get_address (headline) : NULL;
}

static void
open_source_action (GtkWidget  *widget,
                    const char *action,
                    GVariant   *parameter)
{
  JaridaWindow *self = JARIDA_WINDOW (widget);
  const char *address = get_address (self);

  if (address != NULL)
    g_signal_emit_by_name (self->reader_pane, "link-activated", address);
}

static void
copy_address_action (GtkWidget  *widget,
                     const char *action,
                     GVariant   *parameter)
{
  JaridaWindow *self = JARIDA_WINDOW (widget);
  const char *address = get_address (self);

  if (address == NULL)
    return;
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), address);
  _jarida_window_say (self, _("The address was copied."), FALSE);
}

static gboolean
has_article_in_sight (JaridaWindow *self)
{
  return jarida_reader_pane_get_article (self->reader_pane) != NULL
         && jarida_shell_get_visible (self->shell, JARIDA_SHELL_READER);
}

static void
printed_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(JaridaWindow) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *sentence = NULL;

  if (jarida_article_view_print_finish (JARIDA_ARTICLE_VIEW (source), result, &error)
      || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  /* What printers and their programs say is already in the person's language. */
  sentence = g_strdup_printf (_("The article was not printed: %s"), error->message);
  _jarida_window_say (self, sentence, FALSE);
}

static void
print_action (GtkWidget  *widget,
              const char *action,
              GVariant   *parameter)
{
  JaridaWindow *self = JARIDA_WINDOW (widget);
  JaridaArticleView *view = jarida_reader_pane_get_view (self->reader_pane);

  if (!has_article_in_sight (self) || jarida_article_view_get_document (view) == NULL)
    return;
  jarida_article_view_print_async (view, GTK_WINDOW (self), NULL, get_address (self), self->closing,
                                   printed_cb, g_object_ref (self));
}

static void
find_action (GtkWidget  *widget,
             const char *action,
             GVariant   *parameter)
{
  JaridaWindow *self = JARIDA_WINDOW (widget);

  if (!has_article_in_sight (self))
    return;
  if (g_str_equal (action, "win.find"))
    jarida_reader_pane_find (self->reader_pane);
  else
    jarida_reader_pane_find_step (self->reader_pane, g_str_equal (action, "win.find-next") ? 1 : -1);
}

static void
back_action (GtkWidget  *widget,
             const char *action,
             GVariant   *parameter)
{
  JaridaWindow *self = JARIDA_WINDOW (widget);

  /* What was opened last is closed first. */
  if (g_str_equal (action, "win.escape") && jarida_reader_pane_stop_finding (self->reader_pane))
    return;
  if (!jarida_shell_back (self->shell))
    {
      if (g_str_equal (action, "win.escape"))
        _jarida_window_end_search (self, TRUE);
    }
  else if (_jarida_window_is_at_front (self))
    jarida_front_pane_take_keyboard (self->front, jarida_reader_pane_get_wanted (self->reader_pane));
}

static void
open_article_action (GtkWidget  *widget,
                     const char *action,
                     GVariant   *parameter)
{
  jarida_window_open_article (JARIDA_WINDOW (widget), g_variant_get_int64 (parameter));
}

static void
show_others_action (GtkWidget  *widget,
                    const char *action,
                    GVariant   *parameter)
{
  JaridaWindow *self = JARIDA_WINDOW (widget);

  if (_jarida_window_is_at_front (self) || _jarida_window_lists_topics (self))
    return;
  if (!jarida_headline_view_show_others (jarida_headline_pane_get_view (self->headlines)))
    _jarida_window_say (self, _("No other newspaper has this story here."), FALSE);
}

/* Of the headline whose list of others is open, or of the article that is read. */
static void
part_story_action (GtkWidget  *widget,
                   const char *action,
                   GVariant   *parameter)
{
  JaridaWindow *self = JARIDA_WINDOW (widget);
  const JaridaArticle *article = jarida_reader_pane_get_article (self->reader_pane);
  gint64 id = article != NULL ? article->id : 0;
  g_autoptr(GArray) story = NULL;

  if (parameter != NULL)
    id = g_variant_get_int64 (parameter);
  story = jarida_reader_get_story (self->reader, id);
  if (story->len == 0)
    {
      _jarida_window_say (self, _("No other newspaper has this story here."), FALSE);
      return;
    }
  jarida_reader_set_apart (self->reader, id, TRUE);
  _jarida_window_say (self, _("The article is shown by itself."), TRUE);
}

static void
toggle_sidebar_action (GtkWidget  *widget,
                       const char *action,
                       GVariant   *parameter)
{
  JaridaWindow *self = JARIDA_WINDOW (widget);
  gboolean shown;

  g_object_get (self->shell, "sidebar-shown", &shown, NULL);
  g_object_set (self->shell, "sidebar-shown", !shown, NULL);
  _jarida_window_keep_sidebar (self);
}

/* GTK would make this window together with ours, if its file were called as GTK likes: most starts end without a look at it. */
static void
show_help_overlay_action (GtkWidget  *widget,
                          const char *action,
                          GVariant   *parameter)
{
  g_autoptr(GtkBuilder) builder = gtk_builder_new_from_resource ("/org/jarida/Jarida/ui/help-overlay.ui");
  GtkWindow *overlay = GTK_WINDOW (gtk_builder_get_object (builder, "help_overlay"));

  /* GTK would show the last. */
  g_object_set (overlay, "section-name", "reading", NULL);
  gtk_window_set_transient_for (overlay, GTK_WINDOW (widget));
  gtk_window_present (overlay);
}

static void
take_divider_action (GtkWidget  *widget,
                     const char *action,
                     GVariant   *parameter)
{
  jarida_shell_take_divider (JARIDA_WINDOW (widget)->shell);
}

static void
text_size_action (GtkWidget  *widget,
                  const char *action,
                  GVariant   *parameter)
{
  JaridaWindow *self = JARIDA_WINDOW (widget);
  const int size = g_settings_get_int (self->settings, "font-size");
  int wanted = FONT_SIZE_NORMAL;

  if (g_str_equal (action, "win.text-larger"))
    wanted = size + FONT_SIZE_STEP;
  else if (g_str_equal (action, "win.text-smaller"))
    wanted = size - FONT_SIZE_STEP;
  g_settings_set_int (self->settings, "font-size", CLAMP (wanted, 12, 40));
}

void
_jarida_window_show_picture (JaridaWindow *self,
                             const char   *address,
                             const char   *alt)
{
  GtkWidget *viewer = jarida_picture_viewer_new (self->reader, address, alt);

  _jarida_window_follow_viewer (self, viewer);
  gtk_window_set_transient_for (GTK_WINDOW (viewer), GTK_WINDOW (self));
  gtk_window_set_modal (GTK_WINDOW (viewer), TRUE);
  gtk_window_set_default_size (GTK_WINDOW (viewer), gtk_widget_get_width (GTK_WIDGET (self)),
                               gtk_widget_get_height (GTK_WIDGET (self)));
  gtk_window_present (GTK_WINDOW (viewer));
}

void
_jarida_window_update_actions (JaridaWindow *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  const JaridaArticle *article = jarida_reader_pane_get_article (self->reader_pane);
  const gboolean has_address = _jarida_window_is_at_front (self) || (article != NULL && article->address != NULL);

  gtk_widget_action_set_enabled (widget, "win.undo",
                                 self->last_report != NULL || jarida_reader_get_can_undo (self->reader));
  gtk_widget_action_set_enabled (widget, "win.article-saved", article != NULL);
  gtk_widget_action_set_enabled (widget, "win.article-read", article != NULL);
  gtk_widget_action_set_enabled (widget, "win.open-source", has_address);
  gtk_widget_action_set_enabled (widget, "win.copy-address", has_address);
  gtk_widget_action_set_enabled (widget, "win.find", article != NULL);
  gtk_widget_action_set_enabled (widget, "win.print", article != NULL);
  gtk_widget_action_set_enabled (widget, "win.part-this-story", article != NULL);
  /* What was found is no place. */
  gtk_widget_action_set_enabled (widget, "win.unread-only", !_jarida_window_get_searching (self));
  gtk_widget_action_set_enabled (widget, "win.mark-all-read",
                                 !_jarida_window_get_searching (self) && !_jarida_window_lists_topics (self));
}

void
_jarida_window_install_actions (GtkWidgetClass *widget_class)
{
  static const struct
  {
    const char                  *name;
    const char                  *parameter;
    GtkWidgetActionActivateFunc  activate;
  } actions[] = {
    { "win.refresh", NULL, refresh_action },
    { "win.refresh-due", NULL, refresh_action },
    { "win.refresh-source", "x", refresh_source_action },
    { "win.stop-refresh", NULL, stop_refresh_action },
    { "win.stop-ahead", NULL, stop_ahead_action },
    { "win.thaw", NULL, thaw_action },
    { "win.mark-all-read", NULL, mark_all_read_action },
    { "win.mark-entry-read", NULL, mark_entry_read_action },
    { "win.undo", NULL, undo_action },
    { "win.show-all", NULL, show_all_action },
    { "win.next", NULL, walk_action },
    { "win.previous", NULL, walk_action },
    { "win.next-unread", NULL, walk_action },
    { "win.read-on", NULL, read_on_action },
    { "win.page-up", NULL, page_up_action },
    { "win.toggle-saved", NULL, toggle_mark_action },
    { "win.toggle-read", NULL, toggle_mark_action },
    { "win.open-source", NULL, open_source_action },
    { "win.copy-address", NULL, copy_address_action },
    { "win.open-article", "x", open_article_action },
    { "win.show-others", NULL, show_others_action },
    { "win.part-story", "x", part_story_action },
    { "win.part-this-story", NULL, part_story_action },
    { "win.print", NULL, print_action },
    { "win.find", NULL, find_action },
    { "win.find-next", NULL, find_action },
    { "win.find-previous", NULL, find_action },
    { "win.back", NULL, back_action },
    { "win.escape", NULL, back_action },
    { "win.toggle-sidebar", NULL, toggle_sidebar_action },
    { "win.take-divider", NULL, take_divider_action },
    { "win.show-help-overlay", NULL, show_help_overlay_action },
    { "win.text-larger", NULL, text_size_action },
    { "win.text-smaller", NULL, text_size_action },
    { "win.text-normal", NULL, text_size_action },
  };

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, actions[i].parameter, actions[i].activate);
}

/* Bound on the window, where a key arrives that no entry and no list has taken: letters alone may be keys. */
void
_jarida_window_install_keys (GtkWidgetClass *widget_class)
{
  static const struct
  {
    guint            key;
    GdkModifierType  modifiers;
    const char      *action;
  } keys[] = {
    { GDK_KEY_j, 0, "win.next" },
    { GDK_KEY_k, 0, "win.previous" },
    { GDK_KEY_n, 0, "win.next-unread" },
    { GDK_KEY_space, 0, "win.read-on" },
    { GDK_KEY_space, GDK_SHIFT_MASK, "win.page-up" },
    { GDK_KEY_s, 0, "win.toggle-saved" },
    { GDK_KEY_m, 0, "win.toggle-read" },
    { GDK_KEY_v, 0, "win.open-source" },
    { GDK_KEY_o, 0, "win.show-others" },
    { GDK_KEY_r, 0, "win.report-picture" },
    { GDK_KEY_c, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "win.copy-address" },
    { GDK_KEY_p, GDK_CONTROL_MASK, "win.print" },
    { GDK_KEY_slash, 0, "win.search" },
    { GDK_KEY_slash, GDK_SHIFT_MASK, "win.search" },
    { GDK_KEY_KP_Divide, 0, "win.search" },
    { GDK_KEY_f, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "win.search" },
    { GDK_KEY_f, GDK_CONTROL_MASK, "win.find" },
    { GDK_KEY_F3, 0, "win.find-next" },
    { GDK_KEY_F3, GDK_SHIFT_MASK, "win.find-previous" },
    { GDK_KEY_g, GDK_CONTROL_MASK, "win.find-next" },
    { GDK_KEY_g, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "win.find-previous" },
    { GDK_KEY_F5, 0, "win.refresh" },
    { GDK_KEY_r, GDK_CONTROL_MASK, "win.refresh" },
    { GDK_KEY_n, GDK_CONTROL_MASK, "win.add-source" },
    { GDK_KEY_z, GDK_CONTROL_MASK, "win.undo" },
    { GDK_KEY_u, GDK_CONTROL_MASK, "win.unread-only" },
    { GDK_KEY_a, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "win.mark-all-read" },
    { GDK_KEY_question, 0, "win.show-help-overlay" },
    { GDK_KEY_question, GDK_SHIFT_MASK, "win.show-help-overlay" },
    { GDK_KEY_F8, 0, "win.take-divider" },
    { GDK_KEY_F9, 0, "win.toggle-sidebar" },
    { GDK_KEY_Escape, 0, "win.escape" },
    { GDK_KEY_Left, GDK_ALT_MASK, "win.back" },
    { GDK_KEY_BackSpace, 0, "win.back" },
    { GDK_KEY_plus, GDK_CONTROL_MASK, "win.text-larger" },
    { GDK_KEY_equal, GDK_CONTROL_MASK, "win.text-larger" },
    { GDK_KEY_minus, GDK_CONTROL_MASK, "win.text-smaller" },
    { GDK_KEY_0, GDK_CONTROL_MASK, "win.text-normal" },
    { GDK_KEY_comma, GDK_CONTROL_MASK, "app.preferences" },
    { GDK_KEY_w, GDK_CONTROL_MASK, "window.close" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding_action (widget_class, keys[i].key, keys[i].modifiers, keys[i].action, NULL);
}
