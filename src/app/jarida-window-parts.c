/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-window-private.h"

#include "jarida-appearance.h"
#include "jarida-newspapers-page.h"
#include "jarida-pane.h"

/* Parts that the first frame can do without, and that most starts never show. */

static GMenuModel *
get_menu (GtkBuilder *builder,
          const char *name)
{
  return G_MENU_MODEL (gtk_builder_get_object (builder, name));
}

static GtkBuilder *
new_menus (void)
{
  return gtk_builder_new_from_resource ("/org/jarida/Jarida/ui/menus.ui");
}

void
_jarida_window_show_welcome (JaridaWindow *self)
{
  g_autoptr(GtkBuilder) builder = NULL;
  g_autoptr(GtkBuilder) menus = NULL;

  if (gtk_stack_get_child_by_name (self->stack, "welcome") == NULL)
    {
      g_type_ensure (JARIDA_TYPE_PANE);
      g_type_ensure (JARIDA_TYPE_NEWSPAPERS_PAGE);
      builder = gtk_builder_new_from_resource ("/org/jarida/Jarida/ui/welcome.ui");
      menus = new_menus ();
      gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (gtk_builder_get_object (builder, "menu_button")),
                                      get_menu (menus, "primary-menu"));
      _jarida_window_follow_newspapers (self, GTK_WIDGET (gtk_builder_get_object (builder, "page")));
      gtk_stack_add_named (self->stack, GTK_WIDGET (gtk_builder_get_object (builder, "welcome")), "welcome");
    }
  gtk_stack_set_visible_child_name (self->stack, "welcome");
}

/* GTK gives the keyboard to the first button that it finds, and Space would press that instead of reading on. */
void
_jarida_window_take_keyboard (JaridaWindow *self)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  if (!g_str_equal (gtk_stack_get_visible_child_name (self->stack), "reading") ||
      (focus != NULL && gtk_widget_get_mapped (focus) && !GTK_IS_BUTTON (focus)))
    return;
  if (_jarida_window_is_at_front (self))
    {
      jarida_front_pane_take_keyboard (self->front, 0);
      return;
    }
  /* Folded to one pane the list may not be there, and it may be empty. */
  if (!jarida_headline_view_take_keyboard (jarida_headline_pane_get_view (self->headlines)))
    gtk_widget_child_focus (GTK_WIDGET (self->reader_pane), GTK_DIR_TAB_FORWARD);
}

/* A menu is a popover with a button for each of its items, whether it is ever opened or not. */
static gboolean
add_menus_cb (gpointer user_data)
{
  JaridaWindow *self = user_data;
  g_autoptr(GtkBuilder) menus = NULL;

  if (self->settings == NULL || gtk_menu_button_get_popover (self->primary_button) != NULL)
    return G_SOURCE_REMOVE;
  menus = new_menus ();
  gtk_menu_button_set_menu_model (self->primary_button, get_menu (menus, "primary-menu"));
  gtk_menu_button_set_menu_model (self->article_button, get_menu (menus, "article-menu"));
  gtk_menu_button_set_popover (self->appearance_button, jarida_appearance_new (self->settings));
  return G_SOURCE_REMOVE;
}

static void
first_frame_cb (GdkFrameClock *clock,
                JaridaWindow  *self)
{
  g_signal_handlers_disconnect_by_func (clock, first_frame_cb, self);
  _jarida_window_take_keyboard (self);
  /* Right behind the drawing: a refresh at the start keeps the loop busy, and the buttons wait for their menus. */
  g_idle_add_full (GDK_PRIORITY_REDRAW + 1, add_menus_cb, g_object_ref (self), g_object_unref);
}

void
_jarida_window_complete_later (JaridaWindow *self)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (self));

  g_signal_connect_object (clock, "after-paint", G_CALLBACK (first_frame_cb), self, 0);
}
