/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-name-sheet.h"

struct _JaridaNameSheet
{
  JaridaSheet     parent_instance;

  /* Template children */
  AdwWindowTitle *title;
  AdwEntryRow    *entry;
  GtkButton      *button;
};

static guint named_signal;

G_DEFINE_FINAL_TYPE (JaridaNameSheet, jarida_name_sheet, JARIDA_TYPE_SHEET)

static char *
dup_name (JaridaNameSheet *self)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry))));
}

static void
changed_cb (JaridaNameSheet *self)
{
  g_autofree char *name = dup_name (self);

  gtk_widget_set_sensitive (GTK_WIDGET (self->button), *name != '\0');
}

static void
accept_cb (JaridaNameSheet *self)
{
  g_autofree char *name = dup_name (self);

  if (*name == '\0')
    return;
  g_signal_emit (self, named_signal, 0, name);
  jarida_sheet_leave (JARIDA_SHEET (self));
}

static void
leave_cb (JaridaNameSheet *self)
{
  jarida_sheet_leave (JARIDA_SHEET (self));
}

static void
jarida_name_sheet_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), JARIDA_TYPE_NAME_SHEET);
  G_OBJECT_CLASS (jarida_name_sheet_parent_class)->dispose (object);
}

static void
jarida_name_sheet_class_init (JaridaNameSheetClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = jarida_name_sheet_dispose;
  named_signal = g_signal_new ("named", JARIDA_TYPE_NAME_SHEET, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                               G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/jarida/Jarida/ui/jarida-name-sheet.ui");
  gtk_widget_class_bind_template_child (widget_class, JaridaNameSheet, title);
  gtk_widget_class_bind_template_child (widget_class, JaridaNameSheet, entry);
  gtk_widget_class_bind_template_child (widget_class, JaridaNameSheet, button);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, accept_cb);
  gtk_widget_class_bind_template_callback (widget_class, leave_cb);
}

static void
jarida_name_sheet_init (JaridaNameSheet *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

JaridaSheet *
jarida_name_sheet_new (const char *title,
                       const char *name,
                       const char *button)
{
  JaridaNameSheet *self = g_object_new (JARIDA_TYPE_NAME_SHEET, NULL);

  jarida_sheet_set_name (JARIDA_SHEET (self), title);
  adw_window_title_set_title (self->title, title);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), name);
  gtk_button_set_label (self->button, button);
  changed_cb (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  return JARIDA_SHEET (self);
}
