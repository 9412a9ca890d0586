/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <string.h>
#include <sys/statvfs.h>
#include <glib/gstdio.h>

#include "jarida-copy.h"
#include "jarida-shelf-before.h"

/* A file of the shelf as it was before a migration, in a folder of their own. The rule when there is little room: a migration is one
 * transaction, which happens or does not, so it needs no copy to be safe from a kill or a full disk; the copy is against mistakes of ours.
 * It is made where twice the file and a little more are free, and it gives way when the migration finds no room. */

#define FOLDER "before-migration"
#define STARTS "starts"
/* Beside the copy: the log of the migration. */
#define MORE_BYTES (16 * 1024 * 1024)
/* Clean ones, with the new version. */
#define N_STARTS 2

static gboolean
has_room (const char *folder,
          const char *path)
{
  g_autofree char *log = g_strconcat (path, "-wal", NULL);
  struct statvfs disk;
  guint64 size = 0;
  GStatBuf file;

  if (g_stat (path, &file) == 0)
    size += (guint64) file.st_size;
  if (g_stat (log, &file) == 0)
    size += (guint64) file.st_size;
  return statvfs (folder, &disk) == 0 && (guint64) disk.f_bavail * disk.f_frsize >= 2 * size + MORE_BYTES;
}

char *
jarida_shelf_copy_before (const char       *folder,
                          const char       *name,
                          JaridaConnection *connection,
                          guint             version)
{
  g_autofree char *into = g_build_filename (folder, FOLDER, NULL);
  g_autofree char *starts = g_build_filename (into, STARTS, NULL);
  g_autofree char *copy = g_strdup_printf ("%s/%u-%s", into, version, name);
  g_autofree char *draft = g_strconcat (copy, ".part", NULL);
  g_autoptr(GError) error = NULL;

  if (!has_room (folder, jarida_connection_get_path (connection)))
    {
      g_info ("There is no room for a copy of %s before it is brought up to date.", name);
      return NULL;
    }
  if (g_mkdir (into, 0700) != 0 && errno != EEXIST)
    return NULL;
  g_unlink (draft);
  if (jarida_connection_copy (connection, draft, &error) && g_rename (draft, copy) == 0)
    {
      /* It has been there for no start yet. */
      g_unlink (starts);
      return g_steal_pointer (&copy);
    }
  g_info ("No copy of %s before it is brought up to date: %s", name, error != NULL ? error->message : g_strerror (errno));
  g_unlink (draft);
  g_rmdir (into);
  return NULL;
}

static void
drop (const char *into)
{
  g_autoptr(GDir) entries = g_dir_open (into, 0, NULL);
  const char *name;

  while (entries != NULL && (name = g_dir_read_name (entries)) != NULL)
    {
      g_autofree char *path = g_build_filename (into, name, NULL);

      g_unlink (path);
    }
  g_rmdir (into);
}

void
jarida_shelf_count_start (const char *folder)
{
  g_autofree char *into = g_build_filename (folder, FOLDER, NULL);
  g_autofree char *starts = g_build_filename (into, STARTS, NULL);
  g_autofree char *text = NULL;
  guint64 n = 0;

  if (!g_file_test (into, G_FILE_TEST_IS_DIR))
    return;
  if (g_file_get_contents (starts, &text, NULL, NULL))
    n = g_ascii_strtoull (text, NULL, 10);
  if (n + 1 >= N_STARTS)
    {
      drop (into);
      return;
    }
  g_free (text);
  text = g_strdup_printf ("%" G_GUINT64_FORMAT "\n", n + 1);
  g_file_set_contents (starts, text, -1, NULL);
}
