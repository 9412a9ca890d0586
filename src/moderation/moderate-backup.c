/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "jarida-connection.h"
#include "moderate-copy.h"

/* Backup while the service runs. A copy that could not be read back is no backup: each is opened and checked before it gets its
 * name. PostgreSQL is left to its own programs. */

#define PREFIX    "moderation-"
#define KEEP      14

gboolean
moderate_is_postgres (const char *where)
{
  return g_str_has_prefix (where, "postgresql:") || g_str_has_prefix (where, "postgres:");
}

gboolean
moderate_run_program (const char *const  *arguments,
                      GError            **error)
{
  int status;

  return g_spawn_sync (NULL, (char **) arguments, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_CHILD_INHERITS_STDIN, NULL, NULL, NULL, NULL,
                       &status, error)
         && g_spawn_check_wait_status (status, error);
}

static gboolean
copy_sqlite (const char  *from,
             const char  *to,
             GError     **error)
{
  g_autoptr(JaridaConnection) connection = NULL;
  g_auto(GStrv) parts = g_strsplit (to, "'", -1);
  g_autofree char *quoted = g_strjoinv ("''", parts);
  g_autofree char *sql = g_strdup_printf ("VACUUM INTO '%s'", quoted);

  if (!g_file_test (from, G_FILE_TEST_IS_REGULAR))
    {
      g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_NOENT, "There is no database %s", from);
      return FALSE;
    }
  /* One that may write, because SQLite thinks of the copy as a part of it; the database itself is only read. */
  connection = jarida_connection_open (from, JARIDA_CONNECTION_WRITE, MODERATE_PAGE_SIZE, error);
  return connection != NULL && jarida_connection_execute (connection, sql, error);
}

gboolean
moderate_check_sqlite (const char  *path,
                       GError     **error)
{
  g_autoptr(JaridaConnection) connection = jarida_connection_open (path, JARIDA_CONNECTION_FROZEN, MODERATE_PAGE_SIZE, error);
  gint64 n_damaged = 1, n_lost = 1, n_tables = 0;

  if (connection == NULL
      || !jarida_connection_query_int (connection, "SELECT COUNT(*) FROM pragma_integrity_check WHERE integrity_check <> 'ok'", 1,
                                       &n_damaged, error)
      || !jarida_connection_query_int (connection, "SELECT COUNT(*) FROM pragma_foreign_key_check", 1, &n_lost, error)
      || !jarida_connection_query_int (connection, "SELECT COUNT(*) FROM sqlite_schema WHERE type = 'table'"
                                       " AND name IN ('reporter', 'subject', 'image_key', 'report', 'decision', 'setting')", 0,
                                       &n_tables, error))
    return FALSE;
  if (n_damaged != 0 || n_lost != 0 || n_tables != 6)
    {
      g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_FAILED, "%s is damaged, or no database of jarida-moderation", path);
      return FALSE;
    }
  return TRUE;
}

static gboolean
sync_path (const char  *path,
           GError     **error)
{
  int fd = open (path, O_RDONLY | O_CLOEXEC);
  gboolean done = fd >= 0 && fsync (fd) == 0;

  if (!done)
    g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (errno), "%s: %s", path, g_strerror (errno));
  if (fd >= 0)
    close (fd);
  return done;
}

gboolean
moderate_put_in_place (const char  *from,
                       const char  *to,
                       GError     **error)
{
  g_autofree char *folder = g_path_get_dirname (to);

  if (!sync_path (from, error))
    return FALSE;
  if (g_rename (from, to) != 0)
    {
      g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (errno), "%s: %s", to, g_strerror (errno));
      return FALSE;
    }
  return sync_path (folder, error);
}

char *
moderate_make_stamp (Moderate *self)
{
  g_autoptr(GDateTime) time = g_date_time_new_from_unix_utc (self->now);

  return g_date_time_format (time, "%Y%m%dT%H%M%SZ");
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) b, *(const char *const *) a);
}

/* The names sort by their time. */
static void
remove_old (const char *folder,
            const char *ending,
            guint       keep)
{
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_prefix (name, PREFIX) && g_str_has_suffix (name, ending))
      g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);
  for (guint i = keep; i < names->len; i++)
    {
      g_autofree char *path = g_build_filename (folder, names->pdata[i], NULL);

      g_unlink (path);
    }
}

static gboolean
dump (Moderate    *self,
      const char  *to,
      GError     **error)
{
  g_autofree char *file = g_strconcat ("--file=", to, NULL);
  g_autofree char *database = g_strconcat ("--dbname=", self->database, NULL);
  const char *const program[] = { "pg_dump", "--format=custom", "--no-owner", file, database, NULL };
  /* That it can be read: its list of contents. */
  const char *const reader[] = { "pg_restore", "--list", "--file=/dev/null", to, NULL };

  if (moderate_is_postgres (self->database))
    return moderate_run_program (program, error) && moderate_run_program (reader, error);
  return copy_sqlite (self->database, to, error) && moderate_check_sqlite (to, error);
}

ModerateStatus
moderate_backup (Moderate  *self,
                 char     **arguments,
                 guint      n_arguments)
{
  const char *folder = arguments[0], *ending = moderate_is_postgres (self->database) ? ".dump" : ".db";
  g_autofree char *stamp = moderate_make_stamp (self);
  g_autofree char *name = g_strconcat (PREFIX, stamp, ending, NULL);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *unready = g_strconcat (path, ".unready", NULL);
  GError *error = NULL;

  if (g_mkdir_with_parents (folder, 0700) != 0)
    return moderate_complain (MODERATE_FAILED, "%s: %s", folder, g_strerror (errno));
  g_unlink (unready);
  if (!dump (self, unready, &error) || !moderate_put_in_place (unready, path, &error))
    {
      g_unlink (unready);
      return moderate_complain_error (error);
    }
  remove_old (folder, ending, moderate_options.keep >= 0 ? MAX ((guint) moderate_options.keep, 1) : KEEP);

  moderate_print ("%s", path);
  return MODERATE_DONE;
}
