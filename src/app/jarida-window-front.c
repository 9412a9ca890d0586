/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-window-private.h"

/* The front page: where it stands in the window, and what its cards lead to. */

gboolean
_jarida_window_is_at_front (JaridaWindow *self)
{
  return self->front != NULL && jarida_shell_get_visible (self->shell, JARIDA_SHELL_PAGE);
}

void
_jarida_window_get_place (JaridaWindow *self,
                          JaridaPlace  *out_place)
{
  if (jarida_shell_get_paged (self->shell))
    *out_place = (JaridaPlace) { .kind = JARIDA_PLACE_FRONT, .id = jarida_front_pane_get_day (self->front) };
  else
    jarida_headline_pane_get_place (self->headlines, out_place);
}

/* Beside an article there are the headlines of its day, to walk on in. */
void
_jarida_window_update_front_list (JaridaWindow *self)
{
  JaridaPlace place, shown;

  _jarida_window_get_place (self, &place);
  place.unread_only = self->unread_only;
  jarida_headline_pane_get_place (self->headlines, &shown);
  if (jarida_headline_pane_lists_topics (self->headlines)
      || shown.kind != place.kind || shown.id != place.id || shown.unread_only != place.unread_only)
    jarida_headline_pane_set_place (self->headlines, &place, jarida_reader_pane_get_wanted (self->reader_pane));
}

void
_jarida_window_mark_at_front (JaridaWindow *self,
                              gboolean      saved)
{
  JaridaHeadline *headline = jarida_front_pane_get_headline (self->front);

  if (headline == NULL)
    return;
  if (saved)
    jarida_reader_set_saved (self->reader, jarida_headline_get_id (headline), !jarida_headline_get_saved (headline));
  else
    jarida_reader_mark_read (self->reader, jarida_headline_get_id (headline), !jarida_headline_get_read (headline));
  _jarida_window_forget_report (self);
}

static void
section_cb (JaridaWindow *self,
            int           section)
{
  _jarida_window_visit (self, &(JaridaPlace) { .kind = JARIDA_PLACE_SECTION, .id = section });
}

static void
turned_cb (JaridaWindow *self)
{
  if (!self->front_fresh)
    return;
  self->front_fresh = FALSE;
  _jarida_window_take_keyboard (self);
}

static void
make_front (JaridaWindow *self)
{
  self->front = JARIDA_FRONT_PANE (jarida_front_pane_new ());
  jarida_front_pane_set_reader (self->front, self->reader, self->thumbnails, self->settings);
  g_object_bind_property (self->shell, "list-starts", self->front, "starts", G_BINDING_SYNC_CREATE);
  g_object_bind_property (self->shell, "sidebar-toggle-shown", self->front, "toggle-shown", G_BINDING_SYNC_CREATE);
  g_signal_connect_object (self->front, "opened", G_CALLBACK (jarida_window_open_article), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->front, "section-activated", G_CALLBACK (section_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->front, "failed", G_CALLBACK (_jarida_window_say_error), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->front, "turned", G_CALLBACK (turned_cb), self, G_CONNECT_SWAPPED);
  g_object_set (self->shell, "page", self->front, NULL);
}

void
_jarida_window_show_front (JaridaWindow *self)
{
  if (self->front == NULL)
    make_front (self);
  self->front_fresh = TRUE;
  jarida_front_pane_turn_to (self->front, 0);
  jarida_shell_set_paged (self->shell, TRUE);
  _jarida_window_update_actions (self);
}

JaridaFrontPane *
jarida_window_get_front (JaridaWindow *self)
{
  g_return_val_if_fail (JARIDA_IS_WINDOW (self), NULL);
  return self->front;
}
