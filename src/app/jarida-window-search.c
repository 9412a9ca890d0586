/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-window-private.h"

#include <glib/gi18n.h>

/* Searching: it stands before the headlines, and what it found is read like these. */

gboolean
_jarida_window_get_searching (JaridaWindow *self)
{
  /* The actions ask for their state while the template is still being made. */
  return self->headlines != NULL && jarida_headline_pane_get_searching (self->headlines);
}

static void
closed_cb (JaridaWindow *self)
{
  _jarida_window_end_search (self, TRUE);
}

static void
connect_search (JaridaWindow     *self,
                JaridaSearchPane *search)
{
  JaridaHeadlineView *view = jarida_search_pane_get_view (search);

  if (self->search != NULL)
    return;
  self->search = search;
  _jarida_window_capture_space (view);
  g_settings_bind (self->settings, "search-by-time", search, "by-time", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "search-grouping", search, "grouping", G_SETTINGS_BIND_DEFAULT);
  g_signal_connect_object (view, "shown", G_CALLBACK (_jarida_window_shown_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (view, "opened", G_CALLBACK (_jarida_window_opened_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (search, "closed", G_CALLBACK (closed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (search, "changed", G_CALLBACK (_jarida_window_leave_online), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (search, "failed", G_CALLBACK (_jarida_window_say_error), self, G_CONNECT_SWAPPED);
}

/* What has a part of the shelf behind it. */
static gboolean
can_be_searched (const JaridaPlace *place)
{
  return place->kind != JARIDA_PLACE_ALL && place->kind != JARIDA_PLACE_FRONT && place->kind != JARIDA_PLACE_SEARCH
         && place->kind != JARIDA_PLACE_FILTERED;
}

static void
update (JaridaWindow *self)
{
  const gboolean searching = _jarida_window_get_searching (self);

  gtk_widget_set_visible (self->unread_button, !searching);
  gtk_widget_set_visible (self->mark_all_button, !searching);
  _jarida_window_update_follow (self);
  _jarida_window_update_actions (self);
  g_object_notify (G_OBJECT (self), "searching");
}

static void
open_search (JaridaWindow *self)
{
  JaridaPlace place;

  if (!_jarida_window_get_searching (self))
    {
      _jarida_window_get_place (self, &place);
      place.unread_only = FALSE;
      g_free (self->search_title);
      self->search_title = g_strdup (adw_window_title_get_title (self->list_title));
      g_set_weak_pointer (&self->search_focus, gtk_window_get_focus (GTK_WINDOW (self)));
      self->search_at_front = jarida_shell_get_paged (self->shell);
      jarida_shell_set_paged (self->shell, FALSE);
      connect_search (self, jarida_headline_pane_open_search (self->headlines));
      jarida_search_pane_open (self->search, can_be_searched (&place) ? &place : NULL, self->search_title);
      adw_window_title_set_title (self->list_title, _("Search"));
      update (self);
    }
}

void
_jarida_window_search (JaridaWindow *self)
{
  if (!g_str_equal (gtk_stack_get_visible_child_name (self->stack), "reading"))
    return;
  open_search (self);
  jarida_shell_show (self->shell, JARIDA_SHELL_LIST);
  jarida_search_pane_take_keyboard (self->search);
}

void
_jarida_window_show_search (JaridaWindow      *self,
                            JaridaSavedSearch *search)
{
  open_search (self);
  /* The keyboard stays in the sidebar, from where the next one may be looked at. */
  jarida_search_pane_show_question (self->search, jarida_saved_search_get_query (search));
  adw_window_title_set_title (self->list_title, jarida_saved_search_get_name (search));
}

/* The place behind a search that is kept is where the sidebar goes back to. */
static void
return_sidebar (JaridaWindow *self)
{
  JaridaPlace chosen, place;

  jarida_sidebar_get_place (self->sidebar, &chosen);
  if (chosen.kind != JARIDA_PLACE_SAVED_SEARCH)
    return;
  _jarida_window_get_place (self, &place);
  if (!jarida_sidebar_choose (self->sidebar, &place))
    jarida_sidebar_choose_nothing (self->sidebar);
  g_settings_set (self->settings, "last-place", "(ix)", (int) place.kind, place.id);
}

/* To where the keyboard was, while that is still to be seen. */
static void
return_keyboard (JaridaWindow *self)
{
  GtkWidget *focus = self->search_focus;

  if (focus != NULL && gtk_widget_get_root (focus) == GTK_ROOT (self) && gtk_widget_get_mapped (focus)
      && gtk_widget_grab_focus (focus))
    return;
  if (_jarida_window_is_at_front (self))
    jarida_front_pane_take_keyboard (self->front, 0);
  else if (!jarida_headline_view_take_keyboard (jarida_headline_pane_get_view (self->headlines)))
    gtk_widget_child_focus (GTK_WIDGET (self->headlines), GTK_DIR_TAB_FORWARD);
}

void
_jarida_window_end_search (JaridaWindow *self,
                           gboolean      back)
{
  if (!_jarida_window_get_searching (self))
    return;
  jarida_headline_pane_close_search (self->headlines);
  _jarida_window_leave_online (self);
  if (back && self->search_at_front)
    {
      jarida_shell_set_paged (self->shell, TRUE);
      jarida_shell_show (self->shell, JARIDA_SHELL_LIST);
    }
  adw_window_title_set_title (self->list_title, self->search_title);
  _jarida_window_mark_found (self);
  update (self);
  if (back)
    {
      return_sidebar (self);
      return_keyboard (self);
    }
  g_clear_weak_pointer (&self->search_focus);
}

void
_jarida_window_mark_found (JaridaWindow *self)
{
  jarida_reader_pane_set_found (self->reader_pane,
                                _jarida_window_get_searching (self) ? jarida_search_pane_get_found (self->search) : NULL);
}

static void
search_action (GtkWidget  *widget,
               const char *action,
               GVariant   *parameter)
{
  _jarida_window_search (JARIDA_WINDOW (widget));
}

void
_jarida_window_install_search_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.search", NULL, search_action);
}
