/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-newspapers-sheet.h"

#include <glib/gi18n.h>

struct _JaridaNewspapersSheet
{
  JaridaSheet           parent_instance;

  /* Template children */
  JaridaNewspapersPage *page;
};

G_DEFINE_FINAL_TYPE (JaridaNewspapersSheet, jarida_newspapers_sheet, JARIDA_TYPE_SHEET)

static void
jarida_newspapers_sheet_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), JARIDA_TYPE_NEWSPAPERS_SHEET);
  G_OBJECT_CLASS (jarida_newspapers_sheet_parent_class)->dispose (object);
}

static void
jarida_newspapers_sheet_class_init (JaridaNewspapersSheetClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = jarida_newspapers_sheet_dispose;
  g_type_ensure (JARIDA_TYPE_NEWSPAPERS_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/jarida/Jarida/ui/jarida-newspapers-sheet.ui");
  gtk_widget_class_bind_template_child (widget_class, JaridaNewspapersSheet, page);
}

static void
jarida_newspapers_sheet_init (JaridaNewspapersSheet *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  jarida_sheet_set_name (JARIDA_SHEET (self), _("Manage Newspapers"));
}

JaridaSheet *
jarida_newspapers_sheet_new (void)
{
  JaridaNewspapersSheet *self = g_object_new (JARIDA_TYPE_NEWSPAPERS_SHEET, NULL);

  g_signal_connect_object (self->page, "chosen", G_CALLBACK (jarida_sheet_leave), self, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  return JARIDA_SHEET (self);
}

JaridaNewspapersPage *
jarida_newspapers_sheet_get_page (JaridaNewspapersSheet *self)
{
  g_return_val_if_fail (JARIDA_IS_NEWSPAPERS_SHEET (self), NULL);
  return self->page;
}
