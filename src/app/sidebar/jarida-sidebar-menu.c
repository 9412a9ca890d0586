/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-sidebar-private.h"

#include <glib/gi18n.h>

#include "jarida-front-calendar.h"

/* What is asked for beside a line: its menu, and the calendar of the days. */

static void
append_target (GMenu      *menu,
               const char *label,
               const char *action,
               gint64      id)
{
  g_autoptr(GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, action, "x", id);
  g_menu_append_item (menu, item);
}

static GMenuModel *
make_move_menu (JaridaSidebar      *self,
                JaridaSidebarEntry *entry)
{
  GMenu *menu = g_menu_new ();
  GListModel *folders = jarida_reader_get_folders (self->reader);
  JaridaFolder *own = jarida_sidebar_entry_get_folder (entry);

  append_target (menu, _("No Folder"), "win.move-entry", 0);
  for (guint i = 0; i < g_list_model_get_n_items (folders); i++)
    {
      g_autoptr(JaridaFolder) folder = g_list_model_get_item (folders, i);
      const gint64 id = jarida_folder_get_id (folder);

      if (own == NULL || !_jarida_sidebar_is_inside (self, id, jarida_folder_get_id (own)))
        append_target (menu, jarida_folder_get_name (folder), "win.move-entry", id);
    }
  return G_MENU_MODEL (menu);
}

static GMenuModel *
make_menu (JaridaSidebar      *self,
           JaridaSidebarEntry *entry)
{
  GMenu *menu = g_menu_new ();
  g_autoptr(GMenu) first = g_menu_new ();
  g_autoptr(GMenu) second = g_menu_new ();
  JaridaSource *source = entry != NULL ? jarida_sidebar_entry_get_source (entry) : NULL;
  JaridaFolder *folder = entry != NULL ? jarida_sidebar_entry_get_folder (entry) : NULL;
  JaridaSavedSearch *search = entry != NULL ? jarida_sidebar_entry_get_search (entry) : NULL;

  if (source != NULL)
    append_target (first, _("_Refresh"), "win.refresh-source", jarida_source_get_id (source));
  if (entry != NULL && search == NULL && jarida_sidebar_entry_get_heading (entry) == JARIDA_SIDEBAR_HEADING_NONE)
    {
      g_menu_append (first, _("_Mark All Read"), "win.mark-entry-read");
      g_menu_append (first, _("Keep _Offline…"), "win.keep-entry");
    }
  if (entry != NULL && jarida_sidebar_entry_get_topic (entry) != NULL
      && jarida_topic_get_kind (jarida_sidebar_entry_get_topic (entry)) != JARIDA_PLACE_SECTION)
    g_menu_append (first, _("_Unfollow"), "win.unfollow-entry");
  if (source != NULL || folder != NULL)
    {
      g_autoptr(GMenuModel) move = make_move_menu (self, entry);

      g_menu_append (second, _("Re_name…"), "win.rename-entry");
      g_menu_append_submenu (second, _("Mo_ve to Folder"), move);
      g_menu_append (second, _("_Remove"), "win.remove-entry");
    }
  if (search != NULL)
    {
      g_menu_append (second, _("Re_name…"), "win.rename-entry");
      g_menu_append (second, _("Move _Up"), "win.move-search-up");
      g_menu_append (second, _("Move _Down"), "win.move-search-down");
      g_menu_append (second, _("_Remove"), "win.remove-entry");
    }
  if (source != NULL)
    g_menu_append (second, _("_Properties"), "win.entry-properties");
  if (source == NULL)
    g_menu_append (second, _("New _Folder…"), "win.new-folder");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (first));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (second));
  return G_MENU_MODEL (menu);
}

static gboolean
forget_subject_cb (gpointer user_data)
{
  JaridaSidebar *self = user_data;

  if (self->menu == NULL || !gtk_widget_get_visible (self->menu))
    g_clear_object (&self->subject);
  return G_SOURCE_REMOVE;
}

/* The action of a menu runs after the menu has gone. */
static void
menu_closed_cb (JaridaSidebar *self)
{
  g_timeout_add_full (G_PRIORITY_LOW, 100, forget_subject_cb, g_object_ref (self), g_object_unref);
}

static void
popup_menu (JaridaSidebar      *self,
            JaridaSidebarEntry *entry,
            const GdkRectangle *where)
{
  g_autoptr(GMenuModel) menu = make_menu (self, entry);

  g_set_object (&self->subject, entry);
  if (self->menu == NULL)
    {
      self->menu = gtk_popover_menu_new_from_model (NULL);
      gtk_popover_set_has_arrow (GTK_POPOVER (self->menu), FALSE);
      gtk_widget_set_halign (self->menu, GTK_ALIGN_START);
      gtk_widget_set_parent (self->menu, GTK_WIDGET (self));
      g_signal_connect_object (self->menu, "closed", G_CALLBACK (menu_closed_cb), self, G_CONNECT_SWAPPED);
    }
  gtk_popover_menu_set_menu_model (GTK_POPOVER_MENU (self->menu), menu);
  gtk_popover_set_pointing_to (GTK_POPOVER (self->menu), where);
  gtk_popover_popup (GTK_POPOVER (self->menu));
}

static void
popup_at (JaridaSidebar *self,
          double         x,
          double         y)
{
  JaridaSidebarRow *row = _jarida_sidebar_row_at (self, x, y);
  graphene_point_t own;

  if (!gtk_widget_compute_point (self->view, GTK_WIDGET (self), &GRAPHENE_POINT_INIT ((float) x, (float) y), &own))
    return;
  popup_menu (self, row != NULL ? jarida_sidebar_row_get_entry (row) : NULL,
              &(GdkRectangle) { (int) own.x, (int) own.y, 1, 1 });
}

static void
pressed_cb (JaridaSidebar *self,
            int            n_press,
            double         x,
            double         y)
{
  popup_at (self, x, y);
}

void
_jarida_sidebar_menu_action (GtkWidget  *widget,
                             const char *action,
                             GVariant   *parameter)
{
  JaridaSidebar *self = JARIDA_SIDEBAR (widget);
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  graphene_rect_t bounds;

  if (focus == NULL || !gtk_widget_is_ancestor (focus, self->view) || !gtk_widget_compute_bounds (focus, widget, &bounds))
    return;
  popup_menu (self, _jarida_sidebar_get_chosen (self),
              &(GdkRectangle) { (int) bounds.origin.x + 24, (int) (bounds.origin.y + bounds.size.height), 1, 1 });
}

void
_jarida_sidebar_add_menu (JaridaSidebar *self)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *press = gtk_gesture_long_press_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect_object (click, "pressed", G_CALLBACK (pressed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (self->view, GTK_EVENT_CONTROLLER (click));

  gtk_gesture_single_set_touch_only (GTK_GESTURE_SINGLE (press), TRUE);
  g_signal_connect_object (press, "pressed", G_CALLBACK (popup_at), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (self->view, GTK_EVENT_CONTROLLER (press));
}

/* ---- The calendar ---- */

static void
day_cb (JaridaSidebar *self,
        guint          julian)
{
  _jarida_sidebar_choose_day (self, julian);
}

/* The line on the screen that stands for @row. */
static GtkWidget *
find_line (GtkWidget      *below,
           GtkTreeListRow *row)
{
  for (GtkWidget *child = gtk_widget_get_first_child (below); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *line = JARIDA_IS_SIDEBAR_ROW (child) ? child : gtk_widget_get_first_child (child);

      if (JARIDA_IS_SIDEBAR_ROW (line) && jarida_sidebar_row_get_tree_row (JARIDA_SIDEBAR_ROW (line)) == row)
        return line;
    }
  return NULL;
}

void
_jarida_sidebar_show_calendar (JaridaSidebar  *self,
                               GtkTreeListRow *row)
{
  const guint32 newest = jarida_reader_find_day (self->reader, 0, 0);
  GtkWidget *line = find_line (self->view, row);
  graphene_rect_t bounds;

  if (newest == 0)
    return;
  if (self->calendar == NULL)
    {
      self->calendar = jarida_front_calendar_new (self->reader);
      gtk_widget_set_parent (self->calendar, GTK_WIDGET (self));
      g_signal_connect_object (self->calendar, "chosen", G_CALLBACK (day_cb), self, G_CONNECT_SWAPPED);
    }
  jarida_front_calendar_show (JARIDA_FRONT_CALENDAR (self->calendar), newest);
  if (line != NULL && gtk_widget_compute_bounds (line, GTK_WIDGET (self), &bounds))
    gtk_popover_set_pointing_to (GTK_POPOVER (self->calendar),
                                 &(GdkRectangle) { (int) bounds.origin.x, (int) bounds.origin.y,
                                                   (int) bounds.size.width, (int) bounds.size.height });
  gtk_popover_popup (GTK_POPOVER (self->calendar));
}
