/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-window-private.h"

#include <glib/gi18n.h>

/* Articles that a portal has found and this computer has not: walked to, nothing is asked; opened, they are fetched and kept. */

void
_jarida_window_stop_online (JaridaWindow *self)
{
  if (self->opening_online != NULL)
    g_cancellable_cancel (self->opening_online);
  g_clear_object (&self->opening_online);
}

void
_jarida_window_show_online (JaridaWindow *self,
                            gint64        id)
{
  _jarida_window_stop_online (self);
  self->opened_id = 0;
  _jarida_window_follow_headline (self, NULL);
  jarida_reader_pane_show_online (self->reader_pane, id, JARIDA_ONLINE_NOTICE_CLOSED, NULL);
}

/* One article was opened, and no newspaper subscribed to: nothing that the person has not chosen comes into the sidebar without a word. */
static void
say_new_source (JaridaWindow *self,
                JaridaSource *source)
{
  /* Translators: %s is the name of a newspaper. */
  g_autofree char *sentence = g_strdup_printf (_("Kept under “%s”, which is not updated by itself."), jarida_source_get_title (source));

  _jarida_window_say (self, sentence, FALSE);
}

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(JaridaWindow) self = user_data;
  g_autoptr(GError) error = NULL;
  JaridaSource *new_source = NULL;
  const gboolean mine = self->opening_online != NULL && g_task_get_cancellable (G_TASK (result)) == self->opening_online;
  const gint64 id = jarida_online_search_open_finish (JARIDA_ONLINE_SEARCH (source), result, &new_source, &error);

  if (!mine || self->closing == NULL)
    return;
  g_clear_object (&self->opening_online);
  /* Something else has been asked meanwhile, and its row is gone: there is nothing to try again. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    {
      jarida_reader_pane_show (self->reader_pane, 0);
      return;
    }
  if (id == 0)
    {
      jarida_reader_pane_show_online (self->reader_pane, jarida_reader_pane_get_wanted (self->reader_pane),
                                      JARIDA_ONLINE_NOTICE_FAILED, error);
      return;
    }
  if (_jarida_window_get_searching (self))
    jarida_headline_view_select (jarida_search_pane_get_view (self->search), id);
  /* Where it is read was shown when it was opened: who has gone elsewhere meanwhile stays there. */
  _jarida_window_shown_cb (self, id);
  self->opened_id = id;
  if (new_source != NULL)
    say_new_source (self, new_source);
}

void
_jarida_window_leave_online (JaridaWindow *self)
{
  const gint64 wanted = jarida_reader_pane_get_wanted (self->reader_pane);

  if (wanted < 0 && self->opening_online == NULL
      && wanted != jarida_headline_view_get_selected (jarida_search_pane_get_view (self->search)))
    jarida_reader_pane_show (self->reader_pane, 0);
}

void
_jarida_window_open_online (JaridaWindow *self,
                            gint64        id)
{
  /* Anybody on the bus may name one: without a search there is none. */
  if (self->search == NULL)
    return;
  /* By a click, and by the button: it is on its way. */
  if (self->opening_online != NULL && jarida_reader_pane_get_wanted (self->reader_pane) == id)
    {
      jarida_shell_show (self->shell, JARIDA_SHELL_READER);
      return;
    }
  _jarida_window_show_online (self, id);
  jarida_reader_pane_show_online (self->reader_pane, id, JARIDA_ONLINE_NOTICE_FETCHING, NULL);
  jarida_shell_show (self->shell, JARIDA_SHELL_READER);
  self->opening_online = g_cancellable_new ();
  jarida_online_search_open_async (jarida_search_pane_get_online (self->search), id, self->opening_online, opened_cb,
                                   g_object_ref (self));
}

/* What the person does in the place of the article. */

static void
wanted_cb (JaridaWindow *self,
           gint64        id)
{
  if (self->search != NULL)
    _jarida_window_open_online (self, id);
}

static void
stopped_cb (JaridaWindow *self,
            gint64        id)
{
  _jarida_window_show_online (self, id);
}

void
_jarida_window_connect_online (JaridaWindow *self)
{
  g_signal_connect_object (self->reader_pane, "online-wanted", G_CALLBACK (wanted_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->reader_pane, "online-stopped", G_CALLBACK (stopped_cb), self, G_CONNECT_SWAPPED);
}
