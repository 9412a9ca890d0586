/* SPDX-License-Identifier: GPL-3.0-or-later */
#define G_SETTINGS_ENABLE_BACKEND
#include "config.h"

#include "jarida-settings.h"

#include <gio/gsettingsbackend.h>

/* Settings as text, to go along with a shelf. */

#define SCHEMA_PATH "/org/jarida/Jarida/"
#define MAX_TEXT 65536

GSettings *
jarida_settings_open (const char *folder)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr(GSettingsSchema) schema = NULL;
  g_autoptr(GSettingsBackend) backend = NULL;

  if (source != NULL)
    schema = g_settings_schema_source_lookup (source, JARIDA_APP_ID, TRUE);
  if (schema == NULL)
    return NULL;
  if (folder != NULL)
    {
      g_autofree char *file = g_build_filename (folder, "settings.ini", NULL);

      backend = g_keyfile_settings_backend_new (file, SCHEMA_PATH, "Jarida");
    }
  return g_settings_new_full (schema, backend, NULL);
}

char **
jarida_settings_print (GSettings *settings)
{
  g_autoptr(GSettingsSchema) schema = NULL;
  g_autoptr(GStrvBuilder) texts = g_strv_builder_new ();
  g_auto(GStrv) keys = NULL;

  g_object_get (settings, "settings-schema", &schema, NULL);
  keys = g_settings_schema_list_keys (schema);
  for (gsize i = 0; keys[i] != NULL; i++)
    {
      g_autoptr(GVariant) value = g_settings_get_user_value (settings, keys[i]);
      g_autofree char *text = value != NULL ? g_variant_print (value, TRUE) : NULL;

      if (text == NULL)
        continue;
      g_strv_builder_add (texts, keys[i]);
      g_strv_builder_add (texts, text);
    }
  return g_strv_builder_end (texts);
}

static const char *
find_text (const char *const *texts,
           const char        *key)
{
  for (gsize i = 0; texts[i] != NULL && texts[i + 1] != NULL; i += 2)
    if (g_str_equal (texts[i], key))
      return texts[i + 1];
  return NULL;
}

void
jarida_settings_parse (GSettings         *settings,
                       const char *const *texts)
{
  g_autoptr(GSettingsSchema) schema = NULL;
  g_auto(GStrv) keys = NULL;

  g_object_get (settings, "settings-schema", &schema, NULL);
  keys = g_settings_schema_list_keys (schema);
  for (gsize i = 0; keys[i] != NULL; i++)
    {
      g_autoptr(GSettingsSchemaKey) key = g_settings_schema_get_key (schema, keys[i]);
      const char *text = find_text (texts, keys[i]);
      g_autoptr(GVariant) value = NULL;

      if (text != NULL && strlen (text) <= MAX_TEXT)
        value = g_variant_parse (g_settings_schema_key_get_value_type (key), text, NULL, NULL, NULL);
      if (value != NULL && g_settings_schema_key_range_check (key, value))
        g_settings_set_value (settings, keys[i], value);
      else if (text == NULL)
        g_settings_reset (settings, keys[i]);
    }
}
