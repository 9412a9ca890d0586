/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-preferences.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "jarida-generation.h"
#include "jarida-reports-page.h"
#include "jarida-safety-page.h"
#include "jarida-space-rows.h"
#include "jarida-update-times.h"

/* In the order of the choices in the .ui file. */
static const char *const palettes[] = { "system", "light", "sepia", "dark", NULL };
static const char *const typefaces[] = { "serif", "sans", NULL };
static const char *const mark_read[] = { "opened", "delay", "never", NULL };
static const int retentions[] = { 7, 30, 91, 365, 0 };

static gboolean
name_to_index (GValue   *value,
               GVariant *variant,
               gpointer  user_data)
{
  const char *const *names = user_data;
  const char *name = g_variant_get_string (variant, NULL);

  for (guint i = 0; names[i] != NULL; i++)
    if (g_str_equal (names[i], name))
      {
        g_value_set_uint (value, i);
        return TRUE;
      }
  g_value_set_uint (value, 0);
  return TRUE;
}

static GVariant *
index_to_name (const GValue       *value,
               const GVariantType *type,
               gpointer            user_data)
{
  const char *const *names = user_data;
  const guint index = g_value_get_uint (value);

  return index < g_strv_length ((char **) names) ? g_variant_new_string (names[index]) : NULL;
}

static gboolean
days_to_index (GValue   *value,
               GVariant *variant,
               gpointer  user_data)
{
  const int days = g_variant_get_int32 (variant);
  guint index = G_N_ELEMENTS (retentions) - 1;

  for (guint i = 0; days > 0 && index == G_N_ELEMENTS (retentions) - 1 && i < index; i++)
    if (days <= retentions[i])
      index = i;
  g_value_set_uint (value, index);
  return TRUE;
}

static GVariant *
index_to_days (const GValue       *value,
               const GVariantType *type,
               gpointer            user_data)
{
  const guint index = g_value_get_uint (value);

  return index < G_N_ELEMENTS (retentions) ? g_variant_new_int32 (retentions[index]) : NULL;
}

static void
bind_names (GSettings         *settings,
            const char        *key,
            GtkBuilder        *builder,
            const char        *row,
            const char *const *names)
{
  g_settings_bind_with_mapping (settings, key, gtk_builder_get_object (builder, row), "selected",
                                G_SETTINGS_BIND_DEFAULT, name_to_index, index_to_name, (gpointer) names, NULL);
}

static void
bind (GSettings  *settings,
      const char *key,
      GtkBuilder *builder,
      const char *object,
      const char *property)
{
  g_settings_bind (settings, key, gtk_builder_get_object (builder, object), property, G_SETTINGS_BIND_DEFAULT);
}

/* Why it does not go on, or what it has kept. */
static void
show_ahead (JaridaAhead  *ahead,
            GParamSpec   *pspec,
            AdwActionRow *row)
{
  g_autofree char *text = jarida_ahead_state_text (jarida_ahead_get_state (ahead));
  g_autofree char *size = NULL;
  guint64 bytes;

  if (text == NULL)
    {
      g_object_get (ahead, "bytes", &bytes, NULL);
      size = g_format_size (bytes);
      text = g_strdup_printf (_("%s of pictures are kept for it."), size);
    }
  adw_action_row_set_subtitle (row, text);
}

static void
follow_ahead (JaridaAhead *ahead,
              GtkBuilder  *builder)
{
  GObject *row = gtk_builder_get_object (builder, "ahead_row");

  g_signal_connect_object (ahead, "notify", G_CALLBACK (show_ahead), row, 0);
  show_ahead (ahead, NULL, ADW_ACTION_ROW (row));
}

GtkWidget *
jarida_preferences_present (GtkWidget        *parent,
                            JaridaReader     *reader,
                            GSettings        *settings,
                            JaridaBackground *background)
{
  g_autoptr(GtkBuilder) builder = gtk_builder_new_from_resource ("/org/jarida/Jarida/ui/preferences.ui");
  GtkWidget *pages[] = {
    GTK_WIDGET (gtk_builder_get_object (builder, "appearance_page")),
    GTK_WIDGET (gtk_builder_get_object (builder, "reading_page")),
    GTK_WIDGET (gtk_builder_get_object (builder, "offline_page")),
    jarida_safety_page_new (reader, settings),
    jarida_reports_page_new (reader, settings),
    NULL,
  };

  bind_names (settings, "palette", builder, "palette_row", palettes);
  bind_names (settings, "body-font", builder, "typeface_row", typefaces);
  bind_names (settings, "mark-read", builder, "mark_read_row", mark_read);
  g_settings_bind_with_mapping (settings, "retention-days", gtk_builder_get_object (builder, "retention_row"), "selected",
                                G_SETTINGS_BIND_DEFAULT, days_to_index, index_to_days, NULL, NULL);
  jarida_update_times_bind (builder, reader, settings, background);
  bind (settings, "font-size", builder, "size_adjustment", "value");
  bind (settings, "column-characters", builder, "column_adjustment", "value");
  bind (settings, "line-spacing", builder, "spacing_adjustment", "value");
  bind (settings, "hyphenate", builder, "hyphenate_switch", "active");
  bind (settings, "justify", builder, "justify_switch", "active");
  bind (settings, "group-stories", builder, "stories_switch", "active");
  bind (settings, "refresh-on-start", builder, "start_switch", "active");
  bind (settings, "ahead", builder, "ahead_switch", "active");
  bind (settings, "ahead-days", builder, "days_adjustment", "value");
  bind (settings, "ahead-metered", builder, "metered_switch", "active");
  bind (settings, "ahead-power-saver", builder, "power_switch", "active");
  bind (settings, "load-pictures", builder, "pictures_switch", "active");
  bind (settings, "video-pictures", builder, "videos_switch", "active");
  jarida_space_rows_bind (builder, reader, settings);
  follow_ahead (jarida_reader_get_ahead (reader), builder);
  return jarida_present_preferences (parent, pages);
}
