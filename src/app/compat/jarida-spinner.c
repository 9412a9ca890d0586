/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-spinner.h"

/* A GtkSpinner that was told to turn does so on a page that is not shown, too: its animation keeps the clock of the whole window
 * running, frame after frame, as long as the window lives. */

struct _JaridaSpinner
{
  GtkWidget  parent_instance;

  GtkWidget *spinner;
};

G_DEFINE_FINAL_TYPE (JaridaSpinner, jarida_spinner, GTK_TYPE_WIDGET)

static void
jarida_spinner_map (GtkWidget *widget)
{
  gtk_spinner_start (GTK_SPINNER (JARIDA_SPINNER (widget)->spinner));
  GTK_WIDGET_CLASS (jarida_spinner_parent_class)->map (widget);
}

static void
jarida_spinner_unmap (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (jarida_spinner_parent_class)->unmap (widget);
  gtk_spinner_stop (GTK_SPINNER (JARIDA_SPINNER (widget)->spinner));
}

static void
jarida_spinner_dispose (GObject *object)
{
  g_clear_pointer (&JARIDA_SPINNER (object)->spinner, gtk_widget_unparent);
  G_OBJECT_CLASS (jarida_spinner_parent_class)->dispose (object);
}

static void
jarida_spinner_class_init (JaridaSpinnerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = jarida_spinner_dispose;
  widget_class->map = jarida_spinner_map;
  widget_class->unmap = jarida_spinner_unmap;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PROGRESS_BAR);
}

static void
jarida_spinner_init (JaridaSpinner *self)
{
  /* The one around it carries the name: it must not be said twice. */
  self->spinner = g_object_new (GTK_TYPE_SPINNER, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  gtk_widget_set_parent (self->spinner, GTK_WIDGET (self));
}
