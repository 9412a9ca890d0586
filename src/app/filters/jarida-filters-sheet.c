/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-filters-sheet.h"

#include <glib/gi18n.h>

#include "jarida-filter-text.h"

struct _JaridaFiltersSheet
{
  JaridaSheet   parent_instance;

  JaridaReader *reader;    /* (owned) (nullable) */

  /* Template children */
  GtkStack     *stack;
  GtkListBox   *list;
};

enum
{
  EDIT,
  SWITCHED,
  REMOVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (JaridaFiltersSheet, jarida_filters_sheet, JARIDA_TYPE_SHEET)

/* ---- Rows ---- */

static JaridaFilter *
get_filter (gpointer row)
{
  return g_object_get_data (G_OBJECT (row), "filter");
}

static GtkWidget *
get_row (gpointer child)
{
  return gtk_widget_get_ancestor (GTK_WIDGET (child), ADW_TYPE_ACTION_ROW);
}

static void
show_row (GtkWidget *row)
{
  JaridaFiltersSheet *self = g_object_get_data (G_OBJECT (row), "sheet");
  JaridaFilter *filter = get_filter (row);
  g_autofree char *summary = jarida_filter_text_summary (self->reader, filter);
  g_autofree char *title = g_markup_escape_text (jarida_filter_text_words (filter), -1);
  g_autofree char *subtitle = g_markup_escape_text (summary, -1);
  /* Translators: what a screen reader says of a button for a filter: the words it looks for, and what it does, where. */
  g_autofree char *description = g_strdup_printf (C_("filter", "%1$s, %2$s"), jarida_filter_text_words (filter), summary);
  GtkWidget *buttons[] = { g_object_get_data (G_OBJECT (row), "switch"), g_object_get_data (G_OBJECT (row), "remove") };

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_switch_set_active (GTK_SWITCH (buttons[0]), jarida_filter_get_enabled (filter));
  for (gsize i = 0; i < G_N_ELEMENTS (buttons); i++)
    gtk_accessible_update_property (GTK_ACCESSIBLE (buttons[i]), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, description, -1);
}

static void
switched_cb (JaridaFiltersSheet *self,
             GParamSpec         *pspec,
             GtkSwitch          *button)
{
  JaridaFilter *filter = get_filter (get_row (button));
  const gboolean on = gtk_switch_get_active (button);

  if (!jarida_filter_get_enabled (filter) != !on)
    g_signal_emit (self, signals[SWITCHED], 0, filter, on);
}

static void
removed_cb (JaridaFiltersSheet *self,
            GtkButton          *button)
{
  g_signal_emit (self, signals[REMOVED], 0, get_filter (get_row (button)));
}

static GtkWidget *
new_switch (JaridaFiltersSheet *self)
{
  GtkWidget *button = gtk_switch_new ();

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Switched On"), -1);
  g_signal_connect_object (button, "notify::active", G_CALLBACK (switched_cb), self, G_CONNECT_SWAPPED);
  return button;
}

static GtkWidget *
new_remove_button (JaridaFiltersSheet *self)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("user-trash-symbolic");

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, _("Remove"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Remove"), -1);
  g_signal_connect_object (button, "clicked", G_CALLBACK (removed_cb), self, G_CONNECT_SWAPPED);
  return button;
}

static GtkWidget *
make_row (gpointer item,
          gpointer user_data)
{
  JaridaFiltersSheet *self = user_data;
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = new_switch (self), *remove = new_remove_button (self);

  g_object_set_data_full (G_OBJECT (row), "filter", g_object_ref (item), g_object_unref);
  g_object_set_data (G_OBJECT (row), "sheet", self);
  g_object_set_data (G_OBJECT (row), "switch", button);
  g_object_set_data (G_OBJECT (row), "remove", remove);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 2);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), remove);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  show_row (row);
  g_signal_connect_object (item, "notify", G_CALLBACK (show_row), row, G_CONNECT_SWAPPED);
  return row;
}

/* ---- What the person does ---- */

static void
activated_cb (JaridaFiltersSheet *self,
              GtkListBoxRow      *row)
{
  g_signal_emit (self, signals[EDIT], 0, get_filter (row));
}

static void
add_cb (JaridaFiltersSheet *self)
{
  g_signal_emit (self, signals[EDIT], 0, NULL);
}

static void
filters_changed_cb (JaridaFiltersSheet *self)
{
  const guint n = g_list_model_get_n_items (jarida_reader_get_filters (self->reader));

  gtk_stack_set_visible_child_name (self->stack, n > 0 ? "filters" : "empty");
}

/* ---- The widget ---- */

static void
jarida_filters_sheet_dispose (GObject *object)
{
  JaridaFiltersSheet *self = JARIDA_FILTERS_SHEET (object);

  if (self->list != NULL)
    gtk_list_box_bind_model (self->list, NULL, NULL, NULL, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), JARIDA_TYPE_FILTERS_SHEET);
  g_clear_object (&self->reader);
  G_OBJECT_CLASS (jarida_filters_sheet_parent_class)->dispose (object);
}

static void
jarida_filters_sheet_class_init (JaridaFiltersSheetClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = jarida_filters_sheet_dispose;
  signals[EDIT] = g_signal_new ("edit", JARIDA_TYPE_FILTERS_SHEET, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, JARIDA_TYPE_FILTER);
  signals[SWITCHED] = g_signal_new ("switched", JARIDA_TYPE_FILTERS_SHEET, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 2, JARIDA_TYPE_FILTER, G_TYPE_BOOLEAN);
  signals[REMOVED] = g_signal_new ("removed", JARIDA_TYPE_FILTERS_SHEET, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, JARIDA_TYPE_FILTER);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/jarida/Jarida/ui/jarida-filters-sheet.ui");
  gtk_widget_class_bind_template_child (widget_class, JaridaFiltersSheet, stack);
  gtk_widget_class_bind_template_child (widget_class, JaridaFiltersSheet, list);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, add_cb);
}

static void
jarida_filters_sheet_init (JaridaFiltersSheet *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

JaridaSheet *
jarida_filters_sheet_new (JaridaReader *reader)
{
  JaridaFiltersSheet *self = g_object_new (JARIDA_TYPE_FILTERS_SHEET, NULL);
  GListModel *filters = jarida_reader_get_filters (reader);

  self->reader = g_object_ref (reader);
  jarida_sheet_set_name (JARIDA_SHEET (self), _("Filters"));
  gtk_list_box_bind_model (self->list, filters, make_row, self, NULL);
  g_signal_connect_object (filters, "items-changed", G_CALLBACK (filters_changed_cb), self, G_CONNECT_SWAPPED);
  filters_changed_cb (self);
  return JARIDA_SHEET (self);
}
