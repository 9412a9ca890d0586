/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-window-private.h"

#include <glib/gi18n.h>

/* The article: which one is shown, whether it is read and saved, where its links lead. */

/* How long an article is before one's eyes until it counts as read, where a person chose that. */
#define READ_DELAY_SECONDS 2

/* The actions ask for their state while the template is still being made. */
const JaridaArticle *
_jarida_window_get_article (JaridaWindow *self)
{
  return self->reader_pane != NULL ? jarida_reader_pane_get_article (self->reader_pane) : NULL;
}

gboolean
_jarida_window_get_article_read (JaridaWindow *self)
{
  const JaridaArticle *article = _jarida_window_get_article (self);

  if (self->headline != NULL)
    return jarida_headline_get_read (self->headline);
  return article != NULL && article->read;
}

gboolean
_jarida_window_get_article_saved (JaridaWindow *self)
{
  const JaridaArticle *article = _jarida_window_get_article (self);

  if (self->headline != NULL)
    return jarida_headline_get_saved (self->headline);
  return article != NULL && article->saved;
}

void
_jarida_window_notify_marks (JaridaWindow *self)
{
  g_object_notify (G_OBJECT (self), "article-saved");
  g_object_notify (G_OBJECT (self), "article-read");
}

/* The headline tells what has become of the article since it was loaded. */
void
_jarida_window_follow_headline (JaridaWindow   *self,
                                JaridaHeadline *headline)
{
  if (self->headline == headline)
    return;
  if (self->headline != NULL)
    g_signal_handlers_disconnect_by_func (self->headline, _jarida_window_notify_marks, self);
  g_set_object (&self->headline, headline);
  if (headline != NULL)
    g_signal_connect_object (headline, "notify", G_CALLBACK (_jarida_window_notify_marks), self, G_CONNECT_SWAPPED);
  _jarida_window_notify_marks (self);
}

static void
mark_read (JaridaWindow *self,
           gint64        id)
{
  /* Nobody has asked for it, so nobody is told that it cannot be. */
  if (!_jarida_window_get_article_read (self) && !jarida_reader_get_frozen (self->reader))
    jarida_reader_set_read (self->reader, id, TRUE);
}

static gboolean
delay_cb (gpointer user_data)
{
  JaridaWindow *self = user_data;
  const JaridaArticle *article = jarida_reader_pane_get_article (self->reader_pane);

  self->delay_source = 0;
  if (article != NULL)
    mark_read (self, article->id);
  return G_SOURCE_REMOVE;
}

static void
consider_read (JaridaWindow *self)
{
  const JaridaArticle *article = jarida_reader_pane_get_article (self->reader_pane);
  g_autofree char *when = g_settings_get_string (self->settings, "mark-read");

  g_clear_handle_id (&self->delay_source, g_source_remove);
  if (article == NULL)
    return;
  /* What was opened may have become one with another meanwhile, under its number. */
  if (g_str_equal (when, "opened") && self->opened_id != 0 && jarida_reader_pane_get_wanted (self->reader_pane) == article->id)
    mark_read (self, article->id);
  else if (g_str_equal (when, "delay"))
    self->delay_source = g_timeout_add_seconds (READ_DELAY_SECONDS, delay_cb, self);
}

void
_jarida_window_article_cb (JaridaWindow *self)
{
  const JaridaArticle *article = jarida_reader_pane_get_article (self->reader_pane);

  gtk_widget_set_sensitive (self->article_buttons, article != NULL);
  _jarida_window_update_actions (self);
  _jarida_window_notify_marks (self);
  if (article != NULL)
    g_settings_set_int64 (self->settings, "last-article", article->id);
  consider_read (self);
}

void
_jarida_window_shown_cb (JaridaWindow *self,
                         gint64        id)
{
  JaridaHeadline *headline = jarida_headline_view_get_headline (jarida_headline_pane_get_view (self->headlines));

  if (id < 0)
    {
      _jarida_window_show_online (self, id);
      return;
    }
  _jarida_window_stop_online (self);
  self->opened_id = 0;
  /* One that a link leads to may stand in no row: the row that is chosen says nothing of it. */
  _jarida_window_follow_headline (self, headline != NULL && jarida_headline_get_id (headline) == id ? headline : NULL);
  _jarida_window_mark_found (self);
  jarida_reader_pane_show (self->reader_pane, id);
}

void
_jarida_window_opened_cb (JaridaWindow *self,
                          gint64        id)
{
  if (id < 0)
    {
      _jarida_window_open_online (self, id);
      return;
    }
  _jarida_window_shown_cb (self, id);
  self->opened_id = id;
  jarida_shell_show (self->shell, JARIDA_SHELL_READER);
  /* It may be on the screen already, walked to before. */
  if (jarida_reader_pane_get_article (self->reader_pane) != NULL
      && jarida_reader_pane_get_article (self->reader_pane)->id == id)
    consider_read (self);
}

static void
launched_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(JaridaWindow) self = user_data;
  g_autoptr(GError) error = NULL;

  if (!g_app_info_launch_default_for_uri_finish (result, &error)
      && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    _jarida_window_say (self, _("No program was found that opens this address."), FALSE);
}

void
_jarida_window_link_cb (JaridaWindow *self,
                        const char   *address)
{
  if (_jarida_window_follow (self, address))
    return;
  g_app_info_launch_default_for_uri_async (address, NULL, self->closing, launched_cb, g_object_ref (self));
}

void
jarida_window_open_article (JaridaWindow *self,
                            gint64        id)
{
  JaridaHeadlineView *view;
  guint position;

  g_return_if_fail (JARIDA_IS_WINDOW (self));

  if (jarida_shell_get_paged (self->shell))
    _jarida_window_update_front_list (self);
  view = jarida_headline_pane_get_view (self->headlines);
  position = jarida_headline_list_find (jarida_headline_view_get_list (view), id);
  if (!jarida_headline_view_open (view, position))
    _jarida_window_opened_cb (self, id);
}
