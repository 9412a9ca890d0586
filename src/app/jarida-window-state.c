/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-window-private.h"

#include "jarida-section.h"

/* What the window looks like from one start to the next. */

void
_jarida_window_restore_sidebar (JaridaWindow *self)
{
  g_object_set (self->shell, "sidebar-shown", g_settings_get_boolean (self->settings, "sidebar-shown"), NULL);
}

/* A sidebar that gave way to a narrow window comes back as it was when there is room again. */
void
_jarida_window_sidebar_collapsed_cb (JaridaWindow *self)
{
  gboolean collapsed;

  g_object_get (self->shell, "sidebar-collapsed", &collapsed, NULL);
  if (self->sidebar_collapsed && !collapsed)
    _jarida_window_restore_sidebar (self);
  self->sidebar_collapsed = collapsed;
  _jarida_window_update_progress (self);
}

void
_jarida_window_keep_sidebar (JaridaWindow *self)
{
  gboolean collapsed, shown;

  g_object_get (self->shell, "sidebar-collapsed", &collapsed, "sidebar-shown", &shown, NULL);
  if (!collapsed)
    g_settings_set_boolean (self->settings, "sidebar-shown", shown);
}

void
_jarida_window_save_state (JaridaWindow *self)
{
  g_autoptr(GVariant) collapsed = jarida_sidebar_dup_collapsed (self->sidebar);
  int width, height;

  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  g_settings_set_boolean (self->settings, "window-maximized", gtk_window_is_maximized (GTK_WINDOW (self)));
  if (!gtk_window_is_maximized (GTK_WINDOW (self)) && width > 0 && height > 0)
    {
      g_settings_set_int (self->settings, "window-width", width);
      g_settings_set_int (self->settings, "window-height", height);
    }
  g_settings_set_value (self->settings, "collapsed-folders", collapsed);
  _jarida_window_keep_sidebar (self);
}

/* Though it may not stand in the sidebar: in a folder that is folded, or, a day of long ago, in the calendar alone. */
static gboolean
is_there (JaridaWindow      *self,
          const JaridaPlace *place)
{
  switch (place->kind)
    {
    case JARIDA_PLACE_DAY:
      return g_date_valid_julian ((guint32) CLAMP (place->id, 0, G_MAXUINT32));
    case JARIDA_PLACE_SECTION:
      return place->id > 0 && place->id < JARIDA_N_SECTIONS && jarida_reader_count (self->reader, place) > 0;
    case JARIDA_PLACE_SOURCE:
      return jarida_reader_find_source (self->reader, place->id) != NULL;
    case JARIDA_PLACE_ALL:
    case JARIDA_PLACE_UNREAD:
    case JARIDA_PLACE_SAVED:
    case JARIDA_PLACE_FOLDER:
    case JARIDA_PLACE_AUTHOR:
    case JARIDA_PLACE_CITY:
    case JARIDA_PLACE_FRONT:
    case JARIDA_PLACE_SEARCH:
    case JARIDA_PLACE_FILTERED:
    case JARIDA_PLACE_SAVED_SEARCH:
    default:
      return FALSE;
    }
}

void
_jarida_window_restore_state (JaridaWindow *self)
{
  const gint64 article = g_settings_get_int64 (self->settings, "last-article");
  JaridaPlace place = { 0 };
  int kind;

  self->unread_only = g_settings_get_boolean (self->settings, "unread-only");
  g_settings_get (self->settings, "last-place", "(ix)", &kind, &place.id);
  place.kind = CLAMP (kind, JARIDA_PLACE_ALL, JARIDA_PLACE_SAVED_SEARCH);
  if (jarida_sidebar_choose (self->sidebar, &place))
    ;
  else if (is_there (self, &place))
    jarida_sidebar_choose_nothing (self->sidebar);
  else
    {
      place = (JaridaPlace) { .kind = JARIDA_PLACE_ALL };
      jarida_sidebar_choose (self->sidebar, &place);
    }
  /* The front page stands where it would be. */
  if (article != 0 && place.kind != JARIDA_PLACE_FRONT)
    jarida_reader_pane_show (self->reader_pane, article);
  _jarida_window_set_topic (self, jarida_sidebar_get_topic (self->sidebar));
  _jarida_window_go (self, &place);
  _jarida_window_follow_headline (self, jarida_headline_view_get_headline (jarida_headline_pane_get_view (self->headlines)));
}
