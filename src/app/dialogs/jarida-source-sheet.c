/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-source-sheet.h"

#include <glib/gi18n.h>

#include "jarida-source-news.h"

/* In the order of the choices in the template. */
static const int intervals[] = { 0, 15, 30, 60, 180, 720, 1440 };

/* Days, and how many of the newest; in the order of the choices. */
static const struct { int days, count; } retentions[] = {
  { 0, 0 }, { 7, 0 }, { 30, 0 }, { 91, 0 }, { 365, 0 }, { -1, 100 }, { -1, 1000 }, { -1, 0 },
};

struct _JaridaSourceSheet
{
  JaridaSheet     parent_instance;

  JaridaReader   *reader;        /* (owned) (nullable) */
  JaridaSource   *source;        /* (owned) (nullable) */

  /* Template children */
  AdwWindowTitle *title;
  AdwEntryRow    *name_row;
  AdwActionRow   *address_row;
  AdwActionRow   *result_row;
  AdwComboRow    *interval_row;
  AdwComboRow    *full_text_row;
  AdwComboRow    *pictures_row;
  AdwComboRow    *typeface_row;
  AdwComboRow    *direction_row;
  AdwComboRow    *retention_row;
  GtkSwitch      *news_switch;
  GtkSwitch      *stopped_switch;
};

G_DEFINE_FINAL_TYPE (JaridaSourceSheet, jarida_source_sheet, JARIDA_TYPE_SHEET)

static guint
interval_index (int minutes)
{
  for (guint i = 0; i < G_N_ELEMENTS (intervals); i++)
    if (minutes <= intervals[i])
      return i;
  return G_N_ELEMENTS (intervals) - 1;
}

/* The nearest choice to what is set, which another program may have done. */
static guint
retention_index (JaridaSource *source)
{
  const int days = jarida_source_get_retention_days (source), count = jarida_source_get_retention_count (source);

  for (guint i = 0; i < G_N_ELEMENTS (retentions); i++)
    if (count > 0 ? retentions[i].count >= count : retentions[i].count == 0 && (days > 0 ? retentions[i].days >= days
                                                                                          : retentions[i].days == days))
      return i;
  return G_N_ELEMENTS (retentions) - 1;
}

static void
show_result (JaridaSourceSheet *self)
{
  g_autofree char *text = jarida_outcome_text (jarida_source_get_outcome (self->source),
                                               jarida_source_get_status (self->source));
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  adw_action_row_set_subtitle (self->result_row, escaped);
}

static void
copy_cb (JaridaSourceSheet *self)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), jarida_source_get_feed_url (self->source));
}

static void
left_cb (JaridaSourceSheet *self)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->name_row))));
  const int interval = intervals[MIN (adw_combo_row_get_selected (self->interval_row), G_N_ELEMENTS (intervals) - 1)];
  const guint retention = MIN (adw_combo_row_get_selected (self->retention_row), G_N_ELEMENTS (retentions) - 1);
  JaridaSourceSettings settings;

  if (*name != '\0' && g_strcmp0 (name, jarida_source_get_title (self->source)) != 0)
    jarida_reader_rename_source (self->reader, self->source, name);
  /* What another program has set and no choice here says stays as it is, unless another was chosen. */
  jarida_source_get_settings (self->source, &settings);
  if (interval_index (settings.interval_minutes) != interval_index (interval))
    settings.interval_minutes = interval;
  if (retention_index (self->source) != retention)
    {
      settings.retention_days = retentions[retention].days;
      settings.retention_count = retentions[retention].count;
    }
  settings.full_text = (int) adw_combo_row_get_selected (self->full_text_row);
  settings.pictures = (int) adw_combo_row_get_selected (self->pictures_row);
  settings.typeface = (int) adw_combo_row_get_selected (self->typeface_row);
  settings.direction = (int) adw_combo_row_get_selected (self->direction_row);
  settings.stopped = gtk_switch_get_active (self->stopped_switch);
  jarida_reader_change_source (self->reader, self->source, &settings, gtk_switch_get_active (self->news_switch));
}

static void
jarida_source_sheet_dispose (GObject *object)
{
  JaridaSourceSheet *self = JARIDA_SOURCE_SHEET (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), JARIDA_TYPE_SOURCE_SHEET);
  g_clear_object (&self->source);
  g_clear_object (&self->reader);
  G_OBJECT_CLASS (jarida_source_sheet_parent_class)->dispose (object);
}

static void
jarida_source_sheet_class_init (JaridaSourceSheetClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = jarida_source_sheet_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/jarida/Jarida/ui/jarida-source-sheet.ui");
  gtk_widget_class_bind_template_child (widget_class, JaridaSourceSheet, title);
  gtk_widget_class_bind_template_child (widget_class, JaridaSourceSheet, name_row);
  gtk_widget_class_bind_template_child (widget_class, JaridaSourceSheet, address_row);
  gtk_widget_class_bind_template_child (widget_class, JaridaSourceSheet, result_row);
  gtk_widget_class_bind_template_child (widget_class, JaridaSourceSheet, interval_row);
  gtk_widget_class_bind_template_child (widget_class, JaridaSourceSheet, full_text_row);
  gtk_widget_class_bind_template_child (widget_class, JaridaSourceSheet, pictures_row);
  gtk_widget_class_bind_template_child (widget_class, JaridaSourceSheet, typeface_row);
  gtk_widget_class_bind_template_child (widget_class, JaridaSourceSheet, direction_row);
  gtk_widget_class_bind_template_child (widget_class, JaridaSourceSheet, retention_row);
  gtk_widget_class_bind_template_child (widget_class, JaridaSourceSheet, news_switch);
  gtk_widget_class_bind_template_child (widget_class, JaridaSourceSheet, stopped_switch);
  gtk_widget_class_bind_template_callback (widget_class, copy_cb);
  gtk_widget_class_bind_template_callback (widget_class, left_cb);
}

static void
jarida_source_sheet_init (JaridaSourceSheet *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

JaridaSheet *
jarida_source_sheet_new (JaridaReader *reader,
                         JaridaSource *source)
{
  JaridaSourceSheet *self = g_object_new (JARIDA_TYPE_SOURCE_SHEET, NULL);
  const char *address = jarida_source_get_feed_url (source);
  g_autofree char *escaped = g_markup_escape_text (address != NULL ? address : "", -1);

  self->reader = g_object_ref (reader);
  self->source = g_object_ref (source);
  jarida_sheet_set_name (JARIDA_SHEET (self), jarida_source_get_title (source));
  adw_window_title_set_title (self->title, jarida_source_get_title (source));
  gtk_editable_set_text (GTK_EDITABLE (self->name_row), jarida_source_get_title (source));
  adw_action_row_set_subtitle (self->address_row, escaped);
  adw_combo_row_set_selected (self->interval_row, interval_index (jarida_source_get_interval_minutes (source)));
  adw_combo_row_set_selected (self->full_text_row, jarida_source_get_full_text (source));
  adw_combo_row_set_selected (self->retention_row, retention_index (source));
  adw_combo_row_set_selected (self->pictures_row, jarida_source_get_pictures (source));
  adw_combo_row_set_selected (self->typeface_row, jarida_source_get_typeface (source));
  adw_combo_row_set_selected (self->direction_row, jarida_source_get_direction (source));
  gtk_switch_set_active (self->news_switch, jarida_reader_get_source_news (reader, source));
  gtk_switch_set_active (self->stopped_switch, jarida_source_get_stopped (source));
  g_signal_connect_object (source, "notify::outcome", G_CALLBACK (show_result), self, G_CONNECT_SWAPPED);
  show_result (self);
  return JARIDA_SHEET (self);
}
