/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <glib/gstdio.h>

#include "jarida-durable-file.h"
#include "jarida-list-files.h"

#define KEEP_SECONDS (7 * 24 * 3600)

static const char *const folders[] = { "full", "delta", "rules", "keys" };

static void
clear (gpointer data)
{
  JaridaListFiles *self = data;

  g_clear_pointer (&self->manifest, g_bytes_unref);
  g_free (self->tag);
  g_hash_table_unref (self->files);
}

JaridaListFiles *
jarida_list_files_new (void)
{
  JaridaListFiles *self = g_atomic_rc_box_new0 (JaridaListFiles);

  self->files = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_bytes_unref);
  return self;
}

JaridaListFiles *
jarida_list_files_ref (JaridaListFiles *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
jarida_list_files_unref (JaridaListFiles *self)
{
  g_atomic_rc_box_release_full (self, clear);
}

void
jarida_list_files_add (JaridaListFiles *self,
                       const char      *path,
                       GBytes          *bytes)
{
  g_hash_table_insert (self->files, g_strdup (path), g_bytes_ref (bytes));
}

static gboolean
make_folders (const char  *folder,
              GError     **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      g_autofree char *path = g_build_filename (folder, folders[i], NULL);

      if (g_mkdir_with_parents (path, 0755) != 0)
        {
          g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), "%s: %s", path, g_strerror (errno));
          return FALSE;
        }
    }
  return TRUE;
}

/* A file of that name has that content, unless something cut it: its size says so. */
static gboolean
is_there (const char *path,
          GBytes     *bytes)
{
  GStatBuf status;

  return g_stat (path, &status) == 0 && (gsize) status.st_size == g_bytes_get_size (bytes);
}

static gboolean
write_one (const char  *folder,
           const char  *name,
           GBytes      *bytes,
           GError     **error)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  gsize size;
  const void *data = g_bytes_get_data (bytes, &size);

  return jarida_durable_file_write (path, data, size, 0644, JARIDA_DURABLE_REPLACE, error);
}

static void
remove_old (JaridaListFiles *self,
            const char      *folder,
            gint64           now)
{
  for (guint i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      g_autofree char *path = g_build_filename (folder, folders[i], NULL);
      g_autoptr(GDir) dir = g_dir_open (path, 0, NULL);
      const char *name;

      while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
        {
          g_autofree char *below = g_strconcat (folders[i], "/", name, NULL);
          g_autofree char *full = g_build_filename (path, name, NULL);
          GStatBuf status;

          if (!g_hash_table_contains (self->files, below) && g_stat (full, &status) == 0 && status.st_mtime < now - KEEP_SECONDS)
            g_unlink (full);
        }
    }
}

gboolean
jarida_list_files_write (JaridaListFiles  *self,
                         const char       *folder,
                         gint64            now,
                         GError          **error)
{
  GHashTableIter iter;
  gpointer name, bytes;

  if (!make_folders (folder, error))
    return FALSE;
  g_hash_table_iter_init (&iter, self->files);
  while (g_hash_table_iter_next (&iter, &name, &bytes))
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (!is_there (path, bytes) && !write_one (folder, name, bytes, error))
        return FALSE;
    }
  if (!write_one (folder, "manifest", self->manifest, error))
    return FALSE;
  remove_old (self, folder, now);
  return TRUE;
}
