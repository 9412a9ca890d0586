/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-space-rows.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "jarida-clean.h"

#define N_LARGEST 5

/* Megabytes, in the order of the choices in the .ui file. */
static const int limits[] = { 0, 100, 250, 500, 1000, 2000, 5000 };

static gboolean
limit_to_index (GValue   *value,
                GVariant *variant,
                gpointer  user_data)
{
  const int megabytes = g_variant_get_int32 (variant);
  guint index = 0;

  if (megabytes > 0)
    for (index = 1; index + 1 < G_N_ELEMENTS (limits) && limits[index] < megabytes; index++)
      ;
  g_value_set_uint (value, index);
  return TRUE;
}

static GVariant *
index_to_limit (const GValue       *value,
                const GVariantType *type,
                gpointer            user_data)
{
  const guint index = g_value_get_uint (value);

  return index < G_N_ELEMENTS (limits) ? g_variant_new_int32 (limits[index]) : NULL;
}

static void
show_picture_size (JaridaReader *reader,
                   GtkBuilder   *builder)
{
  g_autofree char *size = g_format_size (jarida_reader_get_picture_size (reader));
  g_autofree char *text = g_strdup_printf (_("%s are used now."), size);

  adw_action_row_set_subtitle (ADW_ACTION_ROW (gtk_builder_get_object (builder, "limit_row")), text);
}

static void
show_texts (JaridaReader     *reader,
            GtkBuilder       *builder,
            const JaridaRoom *room)
{
  static const JaridaPlace all = { .kind = JARIDA_PLACE_ALL };
  const guint n = jarida_reader_count (reader, &all);
  g_autofree char *size = g_format_size (room->texts);
  g_autofree char *index = g_format_size (room->index);
  g_autofree char *articles = NULL;
  g_autofree char *texts = NULL;

  /* Translators: how many articles are kept, and how much room their texts take: "1,204 articles in 34 MB". */
  articles = g_strdup_printf (ngettext ("%1$'u article in %2$s. Saved ones always stay.", "%1$'u articles in %2$s. Saved ones always stay.", n),
                              n, size);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (gtk_builder_get_object (builder, "retention_row")), articles);
  /* Translators: what texts and the index of the search take now: "34 MB, and 12 MB by the index". */
  texts = g_strdup_printf (_("%1$s, and %2$s by the index"),
                           size, index);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (gtk_builder_get_object (builder, "text_limit_row")), texts);
}

static GtkWidget *
new_source_row (JaridaSource           *source,
                const JaridaSourceRoom *room)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *title = g_markup_escape_text (jarida_source_get_title (source), -1);
  g_autofree char *texts = g_format_size (room->texts);
  g_autofree char *pictures = g_format_size (room->pictures);
  g_autofree char *text = NULL;

  /* Translators: how much room the texts and the pictures of a newspaper take, as "12 MB". */
  text = g_strdup_printf (_("%1$s of texts, %2$s of pictures kept"), texts, pictures);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 1);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), text);
  return row;
}

static void
show_largest (JaridaReader     *reader,
              GtkBuilder       *builder,
              const JaridaRoom *room)
{
  AdwExpanderRow *expander = ADW_EXPANDER_ROW (gtk_builder_get_object (builder, "largest_row"));
  guint n = 0;

  for (guint i = 0; room->sources != NULL && i < room->sources->len && n < N_LARGEST; i++)
    {
      const JaridaSourceRoom *one = &g_array_index (room->sources, JaridaSourceRoom, i);
      JaridaSource *source = jarida_reader_find_source (reader, one->source_id);

      /* One that was removed leaves by itself. */
      if (source == NULL)
        continue;
      adw_expander_row_add_row (expander, new_source_row (source, one));
      n++;
    }
  gtk_widget_set_sensitive (GTK_WIDGET (expander), n > 0);
}

static void
measured_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(GtkBuilder) builder = user_data;
  g_autoptr(JaridaRoom) room = jarida_reader_measure_room_finish (JARIDA_READER (source), result, NULL);

  if (room == NULL)
    return;
  show_texts (JARIDA_READER (source), builder, room);
  show_largest (JARIDA_READER (source), builder, room);
}

void
jarida_space_rows_bind (GtkBuilder   *builder,
                        JaridaReader *reader,
                        GSettings    *settings)
{
  g_settings_bind_with_mapping (settings, "text-limit-mb", gtk_builder_get_object (builder, "text_limit_row"), "selected",
                                G_SETTINGS_BIND_DEFAULT, limit_to_index, index_to_limit, NULL, NULL);
  g_settings_bind (settings, "picture-limit-mb", gtk_builder_get_object (builder, "limit_adjustment"), "value", G_SETTINGS_BIND_DEFAULT);
  show_picture_size (reader, builder);
  jarida_reader_measure_room_async (reader, JARIDA_ROOM_SOURCES, NULL, measured_cb, g_object_ref (builder));
}
