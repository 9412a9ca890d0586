/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <unistd.h>
#include <glib/gstdio.h>

#include "jarida-backup-private.h"
#include "jarida-migration.h"
#include "jarida-restore-private.h"
#include "jarida-schema.h"
#include "jarida-shelf.h"
#include "jarida-store-error.h"

/* Making a shelf of a backup. The tables are made by our own migrations, of the version that the backup has, filled with its values, and
 * then brought to this version by the rest of the migrations: the way of an old shelf itself. */

#define MAX_EXTRA_BYTES (1024 * 1024)

typedef struct
{
  const char         *staged;   /* borrowed */
  JaridaConnection   *backup;   /* (owned) */
  JaridaBackupCourse  course;
} Staging;

static gboolean
fail_damaged (const char  *what,
              GError     **error)
{
  g_set_error_literal (error, JARIDA_BACKUP_ERROR, JARIDA_BACKUP_ERROR_DAMAGED, what);
  return FALSE;
}

/* Every table that was written has to be there, and the other way round. */
static gboolean
check_entries (Staging  *self,
               GError  **error)
{
  g_autoptr(GPtrArray) tables = jarida_backup_list_tables (self->backup, error);
  gint64 n_entries = 0, n_all = 0;
  guint n = 0;

  if (tables == NULL
      || !jarida_connection_query_int (self->backup, "SELECT count(*) FROM backup_table", 0, &n_entries, error)
      || !jarida_connection_query_int (self->backup, "SELECT total(n) FROM backup_table WHERE n>0", 0, &n_all, error))
    return FALSE;
  for (guint i = 0; i < tables->len; i++)
    n += g_str_has_prefix (tables->pdata[i], "library_") || g_str_has_prefix (tables->pdata[i], "bodies_");
  self->course.n_all = (guint64) n_all;
  return n == n_entries || fail_damaged ("tables", error);
}

/* A table of the new shelf: what our migrations have put there gives way. */
static gboolean
fill_table (Staging           *self,
            JaridaConnection  *to,
            const char        *table,
            const char        *name,
            GError           **error)
{
  g_autofree char *sql = g_strdup_printf ("DELETE FROM \"%s\"", table);
  gint64 wanted_n = 0, wanted_sum = 0, n = 0, sum = 0;
  g_autoptr(GError) local_error = NULL;

  if (!jarida_backup_read_entry (self->backup, name, &wanted_n, &wanted_sum, &local_error))
    {
      if (local_error == NULL)
        return TRUE;
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (!jarida_connection_execute (to, sql, error)
      || !jarida_backup_copy_table (self->backup, name, to, table, &self->course, &n, &sum, error))
    return FALSE;
  return (n == wanted_n && sum == wanted_sum) || fail_damaged (name, error);
}

static gboolean
fill_database (Staging           *self,
               JaridaConnection  *to,
               const char        *prefix,
               GError           **error)
{
  g_autoptr(GPtrArray) tables = jarida_backup_list_tables (to, error);

  if (tables == NULL || !jarida_connection_begin (to, error))
    return FALSE;
  for (guint i = 0; i < tables->len; i++)
    {
      g_autofree char *name = g_strdup_printf ("%s_%s", prefix, (const char *) tables->pdata[i]);

      if (!fill_table (self, to, tables->pdata[i], name, error))
        return FALSE;
    }
  return jarida_connection_commit (to, error);
}

static gboolean
make_database (Staging                *self,
               const char             *file_name,
               const char             *prefix,
               guint                   page_size,
               guint32                 application_id,
               const JaridaMigration  *migrations,
               guint                   n_migrations,
               GError                **error)
{
  g_autofree char *path = g_build_filename (self->staged, file_name, NULL);
  g_autoptr(JaridaConnection) to = NULL;
  gint64 version = 0;
  guint from;

  if (!jarida_backup_read_number (self->backup, prefix, &version, error))
    return FALSE;
  if (version > n_migrations)
    {
      g_set_error_literal (error, JARIDA_BACKUP_ERROR, JARIDA_BACKUP_ERROR_TOO_NEW, prefix);
      return FALSE;
    }
  if (version < 1)
    return fail_damaged (prefix, error);
  to = jarida_connection_open (path, JARIDA_CONNECTION_DRAFT, page_size, error);
  if (to == NULL)
    return FALSE;
  jarida_backup_course_follow (&self->course, to);
  return jarida_migration_run (to, application_id, migrations, (guint) version, &from, error)
         && fill_database (self, to, prefix, error);
}

/* The files that came along, under the names that we give to such files and no other. */
static gboolean
make_files (Staging  *self,
            GError  **error)
{
  g_autoptr(JaridaStatement) statement = NULL;
  JaridaStep step;

  statement = jarida_connection_prepare (self->backup, "SELECT name, bytes FROM backup_file LIMIT 16", error);
  if (statement == NULL)
    return FALSE;
  while ((step = jarida_statement_step (statement, error)) == JARIDA_STEP_ROW)
    {
      const char *name = jarida_statement_get_text (statement, 0);
      g_autofree char *path = NULL;
      g_autoptr(GError) local_error = NULL;
      gconstpointer bytes;
      gsize size;

      bytes = jarida_statement_get_blob (statement, 1, &size);
      if (!jarida_restore_is_extra (name) || size > MAX_EXTRA_BYTES)
        return fail_damaged ("a file", error);
      path = g_build_filename (self->staged, name, NULL);
      if (!g_file_set_contents_full (path, bytes != NULL ? bytes : "", (gssize) size, G_FILE_SET_CONTENTS_DURABLE, 0600, &local_error))
        {
          g_set_error_literal (error, JARIDA_DB_ERROR,
                               g_error_matches (local_error, G_FILE_ERROR, G_FILE_ERROR_NOSPC) ? JARIDA_DB_ERROR_FULL
                                                                                              : JARIDA_DB_ERROR_READ_ONLY,
                               local_error->message);
          return FALSE;
        }
    }
  return step == JARIDA_STEP_DONE;
}

/* Pictures are not in a backup: nothing is kept whole until it has been looked for again. Another number for the library makes nothing of
 * before count for it. */
static gboolean
finish_library (JaridaConnection  *library,
                GError           **error)
{
  gint64 n_wrong = 0;

  if (!jarida_connection_begin (library, error))
    return FALSE;
  if (jarida_connection_execute (library, "UPDATE state SET kept=kept&1, kept_bytes=0 WHERE kept>=2;"
                                 "INSERT OR REPLACE INTO meta VALUES('shelf', abs(random()));", error)
      && jarida_connection_query_int (library, "SELECT count(*) FROM pragma_foreign_key_check", 0, &n_wrong, error)
      && (n_wrong == 0 || fail_damaged ("references", error)))
    return jarida_connection_commit (library, error);
  jarida_connection_rollback (library);
  return FALSE;
}

static gboolean
is_sound (JaridaConnection  *connection,
          GError           **error)
{
  g_autoptr(JaridaStatement) statement = jarida_connection_prepare (connection, "PRAGMA quick_check(1)", error);

  if (statement == NULL || jarida_statement_step (statement, error) != JARIDA_STEP_ROW)
    return FALSE;
  return g_strcmp0 (jarida_statement_get_text (statement, 0), "ok") == 0 || fail_damaged ("check", error);
}

static gboolean
bring_up_to_date (Staging  *self,
                  GError  **error)
{
  g_autoptr(JaridaShelf) shelf = jarida_shelf_open (self->staged, FALSE, error);

  if (shelf == NULL)
    return FALSE;
  jarida_backup_course_follow (&self->course, jarida_shelf_get_library (shelf));
  jarida_backup_course_follow (&self->course, jarida_shelf_get_bodies (shelf));
  return finish_library (jarida_shelf_get_library (shelf), error)
         && is_sound (jarida_shelf_get_library (shelf), error)
         && is_sound (jarida_shelf_get_bodies (shelf), error);
}

static gboolean
sync_staged (Staging  *self,
             GError  **error)
{
  static const char *const names[] = { "library.db", "bodies.db", "" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (self->staged, names[i], NULL);

      if (!jarida_backup_sync_path (path))
        return jarida_backup_fail_place (errno, error);
    }
  return TRUE;
}

static gboolean
stage (Staging            *self,
       const char         *path,
       JaridaBackupFacts  *facts,
       GError            **error)
{
  self->backup = jarida_backup_open (path, &self->course, facts, error);
  if (self->backup == NULL)
    return FALSE;
  if (check_entries (self, error)
      && make_database (self, "library.db", "library", JARIDA_LIBRARY_PAGE_SIZE, JARIDA_LIBRARY_APPLICATION_ID,
                        jarida_library_migrations, jarida_n_library_migrations, error)
      && make_database (self, "bodies.db", "bodies", JARIDA_BODIES_PAGE_SIZE, JARIDA_BODIES_APPLICATION_ID,
                        jarida_bodies_migrations, jarida_n_bodies_migrations, error)
      && make_files (self, error)
      && bring_up_to_date (self, error))
    return sync_staged (self, error);
  /* Here too: a value that our tables do not take. */
  jarida_backup_blame (error);
  return FALSE;
}

void
jarida_restore_drop (const char *staged)
{
  g_autoptr(GDir) folder = g_dir_open (staged, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = g_build_filename (staged, name, NULL);

      g_unlink (path);
    }
  g_rmdir (staged);
}

/* Not even to be looked at: closing a file drops the locks that SQLite has on it in this process. */
static gboolean
is_of_shelf (const char *folder,
             const char *path)
{
  static const char *const names[] = { "library.db", "bodies.db", "search.db" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *own = g_build_filename (folder, names[i], NULL);

      if (jarida_backup_is_same_file (own, path))
        return TRUE;
    }
  return FALSE;
}

gboolean
jarida_restore_stage (const char               *folder,
                      const char               *path,
                      const JaridaBackupWatch  *watch,
                      char                    **out_staged,
                      JaridaBackupFacts        *out_facts,
                      GError                  **error)
{
  g_autofree char *staged = g_build_filename (folder, JARIDA_RESTORE_STAGED "XXXXXX", NULL);
  Staging staging = { .course.watch = watch };
  GError *local_error = NULL;
  gboolean done;

  g_return_val_if_fail (folder != NULL && path != NULL, FALSE);

  if (g_cancellable_set_error_if_cancelled (watch->cancellable, error))
    return FALSE;
  if (is_of_shelf (folder, path))
    {
      g_set_error_literal (error, JARIDA_BACKUP_ERROR, JARIDA_BACKUP_ERROR_NOT_ONE, path);
      return FALSE;
    }
  if (g_mkdir_with_parents (folder, 0700) != 0 || g_mkdtemp (staged) == NULL)
    {
      g_set_error_literal (error, JARIDA_STORE_ERROR,
                           errno == ENOSPC ? JARIDA_STORE_ERROR_FULL : JARIDA_STORE_ERROR_READ_ONLY, g_strerror (errno));
      return FALSE;
    }
  staging.staged = staged;
  done = stage (&staging, path, out_facts, &local_error);
  g_clear_pointer (&staging.backup, jarida_connection_close);
  if (done)
    {
      *out_staged = g_steal_pointer (&staged);
      return TRUE;
    }
  jarida_restore_drop (staged);
  jarida_backup_facts_clear (out_facts);
  jarida_backup_course_answer (&staging.course, &local_error);
  g_propagate_error (error, jarida_store_error_from_db (local_error));
  return FALSE;
}
