/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-sidebar-private.h"

/* Newspapers and folders are dragged into folders. */

gboolean
_jarida_sidebar_is_inside (JaridaSidebar *self,
                           gint64         folder_id,
                           gint64         ancestor_id)
{
  /* Bounded, should the shelf ever hold a circle. */
  for (int depth = 0; folder_id != 0 && depth < 64; depth++)
    {
      JaridaFolder *folder = jarida_reader_find_folder (self->reader, folder_id);

      if (folder_id == ancestor_id)
        return TRUE;
      folder_id = folder != NULL ? jarida_folder_get_parent_id (folder) : 0;
    }
  return FALSE;
}

static GdkContentProvider *
drag_prepare_cb (JaridaSidebar *self,
                 double         x,
                 double         y)
{
  JaridaSidebarRow *row = _jarida_sidebar_row_at (self, x, y);
  JaridaSidebarEntry *entry = row != NULL ? jarida_sidebar_row_get_entry (row) : NULL;

  if (entry == NULL || (jarida_sidebar_entry_get_source (entry) == NULL && jarida_sidebar_entry_get_folder (entry) == NULL
                        && jarida_sidebar_entry_get_search (entry) == NULL))
    return NULL;
  return gdk_content_provider_new_typed (JARIDA_TYPE_SIDEBAR_ENTRY, entry);
}

static void
mark_drop (JaridaSidebar    *self,
           JaridaSidebarRow *row)
{
  if (self->drop_row == row)
    return;
  if (self->drop_row != NULL)
    jarida_sidebar_row_set_drop (self->drop_row, FALSE);
  g_set_weak_pointer (&self->drop_row, row);
  if (row != NULL)
    jarida_sidebar_row_set_drop (row, TRUE);
}

/* Where something dropped at a row would go: into a folder, beside a newspaper, or out of all folders. */
static gboolean
find_drop (JaridaSidebar    *self,
           JaridaSidebarRow *row,
           gint64           *out_folder_id,
           int              *out_position)
{
  JaridaSidebarEntry *entry = row != NULL ? jarida_sidebar_row_get_entry (row) : NULL;
  JaridaSource *source;

  *out_position = -1;
  *out_folder_id = 0;
  if (entry == NULL)
    return TRUE;
  if (jarida_sidebar_entry_get_folder (entry) != NULL)
    {
      *out_folder_id = jarida_folder_get_id (jarida_sidebar_entry_get_folder (entry));
      return TRUE;
    }
  source = jarida_sidebar_entry_get_source (entry);
  if (source == NULL)
    return FALSE;
  *out_folder_id = jarida_source_get_folder_id (source);
  *out_position = jarida_source_get_position (source);
  return TRUE;
}

static GdkDragAction
drop_motion_cb (JaridaSidebar *self,
                double         x,
                double         y)
{
  JaridaSidebarRow *row = _jarida_sidebar_row_at (self, x, y);
  JaridaSidebarEntry *entry = row != NULL ? jarida_sidebar_row_get_entry (row) : NULL;
  gint64 folder_id;
  int position;

  /* What is dragged is known when it is dropped. */
  if (!(entry != NULL && jarida_sidebar_entry_get_search (entry) != NULL) && !find_drop (self, row, &folder_id, &position))
    {
      mark_drop (self, NULL);
      return 0;
    }
  mark_drop (self, row);
  return GDK_ACTION_MOVE;
}

static void
drop_leave_cb (JaridaSidebar *self)
{
  mark_drop (self, NULL);
}

static gboolean
drop_cb (JaridaSidebar *self,
         const GValue  *value,
         double         x,
         double         y)
{
  JaridaSidebarEntry *entry = g_value_get_object (value);
  JaridaFolder *folder = jarida_sidebar_entry_get_folder (entry);
  JaridaSource *source = jarida_sidebar_entry_get_source (entry);
  JaridaSavedSearch *search = jarida_sidebar_entry_get_search (entry);
  JaridaSidebarRow *row = _jarida_sidebar_row_at (self, x, y);
  JaridaSidebarEntry *target = row != NULL ? jarida_sidebar_row_get_entry (row) : NULL;
  gint64 folder_id;
  int position;

  mark_drop (self, NULL);
  if (search != NULL)
    {
      if (target == NULL || jarida_sidebar_entry_get_search (target) == NULL)
        return FALSE;
      jarida_reader_move_search (self->reader, search, jarida_sidebar_entry_get_search (target));
      return TRUE;
    }
  if (!find_drop (self, row, &folder_id, &position))
    return FALSE;
  if (source != NULL)
    jarida_reader_move_source (self->reader, source, folder_id, position);
  else if (folder != NULL && !_jarida_sidebar_is_inside (self, folder_id, jarida_folder_get_id (folder)))
    jarida_reader_move_folder (self->reader, folder, folder_id, -1);
  else
    return FALSE;
  return TRUE;
}

void
_jarida_sidebar_add_dragging (JaridaSidebar *self)
{
  GtkDragSource *drag = gtk_drag_source_new ();
  GtkDropTarget *drop = gtk_drop_target_new (JARIDA_TYPE_SIDEBAR_ENTRY, GDK_ACTION_MOVE);

  gtk_drag_source_set_actions (drag, GDK_ACTION_MOVE);
  g_signal_connect_object (drag, "prepare", G_CALLBACK (drag_prepare_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (self->view, GTK_EVENT_CONTROLLER (drag));

  g_signal_connect_object (drop, "motion", G_CALLBACK (drop_motion_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (drop, "leave", G_CALLBACK (drop_leave_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (drop, "drop", G_CALLBACK (drop_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (self->view, GTK_EVENT_CONTROLLER (drop));
}
