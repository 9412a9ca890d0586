/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-update-times.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "jarida-hours.h"

/* In the order of the choices in the .ui file. */
#define AT_HOURS -1
static const int intervals[] = { 15, 30, 60, 180, 720, AT_HOURS, 0 };

/* Lives as long as the row that says when. */
typedef struct
{
  GSettings        *settings;        /* (owned) */
  AdwComboRow      *interval_row;    /* borrowed: it owns this */
  AdwEntryRow      *hours_row;       /* borrowed */
  AdwActionRow     *background_row;  /* borrowed */
  JaridaBackground *background;      /* (owned) (nullable) */
  gboolean          showing;
} Times;

static guint
find_choice (GSettings *settings)
{
  const int minutes = g_settings_get_int (settings, "interval-minutes");
  guint index = 0;

  if (g_settings_get_boolean (settings, "at-hours"))
    return G_N_ELEMENTS (intervals) - 2;
  if (minutes == 0)
    return G_N_ELEMENTS (intervals) - 1;
  while (index + 3 < G_N_ELEMENTS (intervals) && intervals[index] < minutes)
    index++;
  return index;
}

static char *
dup_hours (GSettings *settings)
{
  g_autoptr(GVariant) value = g_settings_get_value (settings, "hours");
  gsize n;
  const int *hours = g_variant_get_fixed_array (value, &n, sizeof *hours);

  return jarida_hours_format (hours, n);
}

static void
show_times (Times *times)
{
  g_autofree char *hours = dup_hours (times->settings);

  times->showing = TRUE;
  adw_combo_row_set_selected (times->interval_row, find_choice (times->settings));
  gtk_widget_set_visible (GTK_WIDGET (times->hours_row), g_settings_get_boolean (times->settings, "at-hours"));
  gtk_editable_set_text (GTK_EDITABLE (times->hours_row), hours);
  times->showing = FALSE;
}

static void
chosen_cb (AdwComboRow *row,
           GParamSpec  *pspec,
           Times       *times)
{
  const guint index = adw_combo_row_get_selected (row);

  if (times->showing || index >= G_N_ELEMENTS (intervals))
    return;
  g_settings_set_boolean (times->settings, "at-hours", intervals[index] == AT_HOURS);
  if (intervals[index] != AT_HOURS)
    g_settings_set_int (times->settings, "interval-minutes", intervals[index]);
}

static void
settings_cb (GSettings  *settings,
             const char *key,
             Times      *times)
{
  if (g_str_equal (key, "at-hours") || g_str_equal (key, "hours") || g_str_equal (key, "interval-minutes"))
    show_times (times);
}

/* None at all would be the choice below. */
static GArray *
read_hours (AdwEntryRow *row)
{
  GArray *hours = jarida_hours_parse (gtk_editable_get_text (GTK_EDITABLE (row)));

  if (hours != NULL && hours->len == 0)
    g_clear_pointer (&hours, g_array_unref);
  return hours;
}

static void
hours_edited_cb (AdwEntryRow *row,
                 Times       *times)
{
  g_autoptr(GArray) hours = read_hours (row);

  if (hours != NULL)
    gtk_widget_remove_css_class (GTK_WIDGET (row), "error");
  else
    gtk_widget_add_css_class (GTK_WIDGET (row), "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_STATE_INVALID,
                               hours != NULL ? GTK_ACCESSIBLE_INVALID_FALSE : GTK_ACCESSIBLE_INVALID_TRUE, -1);
}

static void
hours_applied_cb (AdwEntryRow *row,
                  Times       *times)
{
  g_autoptr(GArray) hours = read_hours (row);

  if (hours == NULL)
    return;
  g_settings_set_value (times->settings, "hours",
                        g_variant_new_fixed_array (G_VARIANT_TYPE_INT32, hours->data, hours->len, sizeof (int)));
  /* As they were understood, though they may be the same. */
  show_times (times);
}

static void
show_state (JaridaAgenda *agenda,
            GParamSpec   *pspec,
            AdwActionRow *row)
{
  g_autofree char *text = jarida_agenda_state_text (jarida_agenda_get_state (agenda));

  adw_action_row_set_subtitle (row, text != NULL ? text : "");
}

static void
show_problem (JaridaBackground *background,
              GParamSpec       *pspec,
              Times            *times)
{
  const char *problem = jarida_background_get_problem (background);
  g_autofree char *text = g_markup_escape_text (problem != NULL ? problem
                                                : _("It waits where the network is paid for by the byte, and while power is saved."), -1);

  adw_action_row_set_subtitle (times->background_row, text);
}

static void
free_times (gpointer data,
            GObject *row)
{
  Times *times = data;

  g_signal_handlers_disconnect_by_data (times->settings, times);
  if (times->background != NULL)
    g_signal_handlers_disconnect_by_data (times->background, times);
  g_clear_object (&times->background);
  g_object_unref (times->settings);
  g_free (times);
}

static void
bind_background (Times      *times,
                 GtkBuilder *builder)
{
  GtkWidget *group = GTK_WIDGET (gtk_builder_get_object (builder, "background_group"));

  gtk_widget_set_visible (group, times->background != NULL);
  if (times->background == NULL)
    return;
  g_settings_bind (times->settings, "background", gtk_builder_get_object (builder, "background_switch"), "active", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (times->settings, "autostart", gtk_builder_get_object (builder, "autostart_switch"), "active", G_SETTINGS_BIND_DEFAULT);
  g_signal_connect (times->background, "notify::problem", G_CALLBACK (show_problem), times);
  show_problem (times->background, NULL, times);
}

void
jarida_update_times_bind (GtkBuilder       *builder,
                          JaridaReader     *reader,
                          GSettings        *settings,
                          JaridaBackground *background)
{
  JaridaAgenda *agenda = jarida_reader_get_agenda (reader);
  Times *times = g_new0 (Times, 1);

  times->settings = g_object_ref (settings);
  times->interval_row = ADW_COMBO_ROW (gtk_builder_get_object (builder, "interval_row"));
  times->hours_row = ADW_ENTRY_ROW (gtk_builder_get_object (builder, "hours_row"));
  times->background_row = ADW_ACTION_ROW (gtk_builder_get_object (builder, "background_row"));
  times->background = background != NULL ? g_object_ref (background) : NULL;
  g_object_weak_ref (G_OBJECT (times->interval_row), free_times, times);
  show_times (times);
  g_signal_connect (times->interval_row, "notify::selected", G_CALLBACK (chosen_cb), times);
  g_signal_connect (times->hours_row, "changed", G_CALLBACK (hours_edited_cb), times);
  g_signal_connect (times->hours_row, "apply", G_CALLBACK (hours_applied_cb), times);
  g_signal_connect (settings, "changed", G_CALLBACK (settings_cb), times);
  g_signal_connect_object (agenda, "notify::state", G_CALLBACK (show_state), times->interval_row, 0);
  show_state (agenda, NULL, ADW_ACTION_ROW (times->interval_row));
  bind_background (times, builder);
}
