/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "front.h"

GtkWidget *
front_find (GtkWidget *window)
{
  GListModel *windows = gtk_window_get_toplevels ();
  GtkWidget *front = NULL;

#if JARIDA_MODERN
  if (ADW_IS_APPLICATION_WINDOW (window))
    front = (GtkWidget *) adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (window));
  else if (ADW_IS_WINDOW (window))
    front = (GtkWidget *) adw_window_get_visible_dialog (ADW_WINDOW (window));
#endif
  for (guint i = 0; front == NULL && i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr(GtkWidget) other = g_list_model_get_item (windows, i);

      if (other != window && gtk_widget_get_visible (other) && gtk_window_get_transient_for (GTK_WINDOW (other)) == GTK_WINDOW (window))
        front = other;
    }
  for (guint i = 0; front == NULL && i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr(GtkWidget) other = g_list_model_get_item (windows, i);

      if (other != window && gtk_widget_get_visible (other) && gtk_window_get_transient_for (GTK_WINDOW (other)) == NULL)
        front = other;
    }
  return front;
}

void
front_close (GtkWidget *front)
{
#if JARIDA_MODERN
  if (ADW_IS_DIALOG (front))
    {
      adw_dialog_force_close (ADW_DIALOG (front));
      return;
    }
#endif
  gtk_window_destroy (GTK_WINDOW (front));
}
