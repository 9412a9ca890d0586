/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-mishap.h"

#include <string.h>
#include <glib/gstdio.h>

#define FILE_NAME "mishap"
#define GROUP "Mishap"

static char *
read_path (GKeyFile   *file,
           const char *folder,
           const char *key)
{
  g_autofree char *name = g_key_file_get_string (file, GROUP, key, NULL);

  return name != NULL && *name != '\0' && strchr (name, '/') == NULL ? g_build_filename (folder, name, NULL) : NULL;
}

static guint
read_count (GKeyFile   *file,
            const char *key)
{
  return (guint) CLAMP (g_key_file_get_int64 (file, GROUP, key, NULL), 0, G_MAXUINT);
}

JaridaMishap *
jarida_mishap_read (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, FILE_NAME, NULL);
  g_autoptr(GKeyFile) file = g_key_file_new ();
  g_autoptr(JaridaMishap) self = NULL;

  if (!g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, NULL))
    return NULL;
  self = g_new0 (JaridaMishap, 1);
  self->when = g_key_file_get_int64 (file, GROUP, "when", NULL);
  self->library = read_path (file, folder, "library");
  self->bodies = read_path (file, folder, "bodies");
  self->aside = read_path (file, folder, "aside");
  self->made_at = g_key_file_get_int64 (file, GROUP, "made", NULL);
  self->n_articles = read_count (file, "articles");
  self->n_texts = read_count (file, "texts");
  return self->library != NULL || self->bodies != NULL || self->made_at != 0 ? g_steal_pointer (&self) : NULL;
}

static void
write_path (GKeyFile   *file,
            const char *key,
            const char *path)
{
  g_autofree char *name = path != NULL ? g_path_get_basename (path) : g_strdup ("");

  g_key_file_set_string (file, GROUP, key, name);
}

gboolean
jarida_mishap_write (const JaridaMishap *self,
                     const char         *folder)
{
  g_autofree char *path = g_build_filename (folder, FILE_NAME, NULL);
  g_autoptr(GKeyFile) file = g_key_file_new ();

  g_key_file_set_int64 (file, GROUP, "when", self->when);
  write_path (file, "library", self->library);
  write_path (file, "bodies", self->bodies);
  write_path (file, "aside", self->aside);
  g_key_file_set_int64 (file, GROUP, "made", self->made_at);
  g_key_file_set_int64 (file, GROUP, "articles", self->n_articles);
  g_key_file_set_int64 (file, GROUP, "texts", self->n_texts);
  return g_key_file_save_to_file (file, path, NULL);
}

void
jarida_mishap_forget (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, FILE_NAME, NULL);

  g_unlink (path);
}

void
jarida_mishap_free (JaridaMishap *self)
{
  if (self == NULL)
    return;
  g_free (self->library);
  g_free (self->bodies);
  g_free (self->aside);
  g_free (self);
}
