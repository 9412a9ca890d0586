/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "jarida-connection.h"
#include "moderate.h"

/* Backup while the service runs, and restore while it does not. A copy that could not be read back is no backup: each is opened and
 * checked before it gets its name. PostgreSQL is left to its own programs. */

#define PREFIX    "moderation-"
#define PAGE_SIZE 4096
#define KEEP      14

static gboolean
is_postgres (const char *where)
{
  return g_str_has_prefix (where, "postgresql:") || g_str_has_prefix (where, "postgres:");
}

static gboolean
run_program (const char *const  *arguments,
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
  connection = jarida_connection_open (from, JARIDA_CONNECTION_WRITE, PAGE_SIZE, error);
  return connection != NULL && jarida_connection_execute (connection, sql, error);
}

/* Every page read, every index compared with its table, every row that belongs to another one found. */
static gboolean
check_sqlite (const char  *path,
              GError     **error)
{
  g_autoptr(JaridaConnection) connection = jarida_connection_open (path, JARIDA_CONNECTION_FROZEN, PAGE_SIZE, error);
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

/* Onto the disk, then its name, then the folder that has the name. */
static gboolean
put_in_place (const char  *from,
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

static char *
make_stamp (Moderate *self)
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

  if (is_postgres (self->database))
    return run_program (program, error) && run_program (reader, error);
  return copy_sqlite (self->database, to, error) && check_sqlite (to, error);
}

ModerateStatus
moderate_backup (Moderate  *self,
                 char     **arguments,
                 guint      n_arguments)
{
  const char *folder = arguments[0], *ending = is_postgres (self->database) ? ".dump" : ".db";
  g_autofree char *stamp = make_stamp (self);
  g_autofree char *name = g_strconcat (PREFIX, stamp, ending, NULL);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *unready = g_strconcat (path, ".unready", NULL);
  GError *error = NULL;

  if (g_mkdir_with_parents (folder, 0700) != 0)
    return moderate_complain (MODERATE_FAILED, "%s: %s", folder, g_strerror (errno));
  g_unlink (unready);
  if (!dump (self, unready, &error) || !put_in_place (unready, path, &error))
    {
      g_unlink (unready);
      return moderate_complain_error (error);
    }
  remove_old (folder, ending, moderate_options.keep >= 0 ? MAX ((guint) moderate_options.keep, 1) : KEEP);

  moderate_print ("%s", path);
  return MODERATE_DONE;
}

/* Only who is alone with the file may leave the log mode: so this fails while a service has it open, and leaves one file. */
static gboolean
is_alone (const char  *path,
          GError     **error)
{
  g_autofree char *log = g_strconcat (path, "-wal", NULL);
  JaridaConnection *connection;
  gboolean done;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return TRUE;
  connection = jarida_connection_open (path, JARIDA_CONNECTION_WRITE, PAGE_SIZE, error);
  if (connection == NULL)
    return FALSE;
  done = jarida_connection_execute (connection, "PRAGMA busy_timeout=500; PRAGMA journal_mode=DELETE", NULL);
  jarida_connection_close (connection);
  if (done && !g_file_test (log, G_FILE_TEST_EXISTS))
    return TRUE;

  g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_FAILED, "%s is in use: stop the service first", path);
  return FALSE;
}

static gboolean
copy_file (const char  *from,
           const char  *to,
           GError     **error)
{
  g_autoptr(GFile) source = g_file_new_for_path (from);
  g_autoptr(GFile) target = g_file_new_for_path (to);

  return g_file_copy (source, target, G_FILE_COPY_OVERWRITE | G_FILE_COPY_TARGET_DEFAULT_PERMS, NULL, NULL, NULL, error);
}

/* Root restores, the service reads: the file belongs to whom the old one did, or else to whom the folder does. */
static void
keep_owner (const char *path,
            const char *old)
{
  g_autofree char *folder = g_path_get_dirname (path);
  struct stat status;

  if (geteuid () == 0 && (stat (old, &status) == 0 || stat (folder, &status) == 0))
    (void) !chown (path, status.st_uid, status.st_gid);
}

static gboolean
restore_sqlite (Moderate    *self,
                const char  *from,
                GError     **error)
{
  g_autofree char *stamp = make_stamp (self);
  g_autofree char *unready = g_strconcat (self->database, ".unready", NULL);
  g_autofree char *aside = g_strconcat (self->database, ".before-", stamp, NULL);

  if (!copy_file (from, unready, error))
    return FALSE;
  keep_owner (unready, self->database);
  if (!check_sqlite (unready, error) || !is_alone (self->database, error)
      || (g_file_test (self->database, G_FILE_TEST_EXISTS) && !put_in_place (self->database, aside, error))
      || !put_in_place (unready, self->database, error))
    {
      g_unlink (unready);
      return FALSE;
    }
  return TRUE;
}

static gboolean
restore_postgres (Moderate    *self,
                  const char  *from,
                  GError     **error)
{
  g_autofree char *database = g_strconcat ("--dbname=", self->database, NULL);
  const char *const program[] = {
    "pg_restore", "--clean", "--if-exists", "--no-owner", "--exit-on-error", "--single-transaction", database, from, NULL
  };

  return run_program (program, error);
}

ModerateStatus
moderate_restore (Moderate  *self,
                  char     **arguments,
                  guint      n_arguments)
{
  GError *error = NULL;

  if (!(is_postgres (self->database) ? restore_postgres : restore_sqlite) (self, arguments[0], &error))
    return moderate_complain_error (error);

  moderate_print ("%s", self->database);
  return MODERATE_DONE;
}
