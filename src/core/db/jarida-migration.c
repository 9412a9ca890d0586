/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>

#include "jarida-connection-private.h"
#include "jarida-migration.h"

/* A file that is shorter than the head of a database is none, though SQLite would make one of it. */
#define HEAD_SIZE 100

static gboolean
fail_too_new (const char  *path,
              guint32      version,
              guint        known,
              GError     **error)
{
  g_set_error (error, JARIDA_DB_ERROR, JARIDA_DB_ERROR_TOO_NEW,
               "%s has schema %u, this program knows %u", path, version, known);
  return FALSE;
}

static gboolean
fail_foreign (const char  *path,
              GError     **error)
{
  g_set_error (error, JARIDA_DB_ERROR, JARIDA_DB_ERROR_BROKEN, "%s is not a file of this program", path);
  return FALSE;
}

/* Without a lock, a log or a write, and yet by SQLite: closing a file takes away all locks that this process has on it, whoever has
 * asked for them, and SQLite alone knows when it must not be closed. Another process would find itself alone with a database that is
 * in use here, and take its log away. */
static int
open_untouched (const char  *path,
                sqlite3    **out_handle)
{
  g_autofree char *whole = g_canonicalize_filename (path, NULL);
  g_autofree char *uri = g_filename_to_uri (whole, NULL, NULL);
  g_autofree char *name = g_strconcat (uri, "?immutable=1", NULL);

  return sqlite3_open_v2 (name, out_handle, SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, NULL);
}

static int
read_number (sqlite3    *handle,
             const char *sql,
             guint32    *out_number)
{
  sqlite3_stmt *statement = NULL;
  int result = sqlite3_prepare_v2 (handle, sql, -1, &statement, NULL);

  if (result == SQLITE_OK && (result = sqlite3_step (statement)) == SQLITE_ROW)
    {
      *out_number = (guint32) sqlite3_column_int64 (statement, 0);
      result = SQLITE_OK;
    }
  sqlite3_finalize (statement);
  return result & 0xff;
}

/* Somebody was killed while the log was brought into the file: then the file alone says of itself that it is longer than it is, and is
 * whole with its log all the same. */
static gboolean
has_log (const char *path)
{
  g_autofree char *log = g_strconcat (path, "-wal", NULL);
  GStatBuf file;

  return g_stat (log, &file) == 0 && file.st_size > 0;
}

gboolean
jarida_migration_check (const char  *path,
                        guint32      application_id,
                        guint        n_migrations,
                        GError     **error)
{
  sqlite3 *handle = NULL;
  guint32 application = 0, version = 0;
  GStatBuf file;
  int result;

  if (g_stat (path, &file) != 0 || file.st_size == 0)
    return TRUE;
  if (file.st_size < HEAD_SIZE)
    return fail_foreign (path, error);
  result = open_untouched (path, &handle);
  if (result == SQLITE_OK)
    result = read_number (handle, "PRAGMA application_id", &application);
  if (result == SQLITE_OK)
    result = read_number (handle, "PRAGMA user_version", &version);
  sqlite3_close_v2 (handle);
  if (result == SQLITE_NOTADB || (result == SQLITE_CORRUPT && !has_log (path)))
    return fail_foreign (path, error);
  /* It cannot be read: whoever opens it says why. */
  if (result != SQLITE_OK)
    return TRUE;
  /* Both are 0 while the first transaction is still in the log only. */
  if (application != application_id && application != 0)
    return fail_foreign (path, error);
  if (version > n_migrations)
    return fail_too_new (path, version, n_migrations, error);
  return TRUE;
}

static gboolean
run_step (JaridaConnection       *connection,
          guint32                 application_id,
          const JaridaMigration  *migration,
          guint                   to,
          GError                **error)
{
  g_autofree char *numbers = g_strdup_printf ("PRAGMA application_id=%d; PRAGMA user_version=%u;",
                                              (int) application_id, to);

  if (migration->sql != NULL && !jarida_connection_execute (connection, migration->sql, error))
    return FALSE;
  if (migration->function != NULL && !migration->function (connection, error))
    return FALSE;
  return jarida_connection_execute (connection, numbers, error);
}

gboolean
jarida_migration_run (JaridaConnection       *connection,
                      guint32                 application_id,
                      const JaridaMigration  *migrations,
                      guint                   n_migrations,
                      guint                  *out_from,
                      GError                **error)
{
  const char *path = jarida_connection_get_path (connection);
  gint64 version = 0, id = 0;
  gboolean first = TRUE, done;

  while (TRUE)
    {
      if (!jarida_connection_query_int (connection, "PRAGMA user_version", 0, &version, error)
          || !jarida_connection_query_int (connection, "PRAGMA application_id", 0, &id, error))
        return FALSE;
      if (id != 0 && id != (gint64) (gint32) application_id)
        return fail_foreign (path, error);
      if (version < 0 || version > n_migrations)
        return fail_too_new (path, version, n_migrations, error);
      if (first)
        *out_from = version;
      first = FALSE;
      if (version == n_migrations)
        break;
      if (!jarida_connection_begin (connection, error))
        return FALSE;
      /* Another process may have done this step while we waited for the lock. */
      if (!jarida_connection_query_int (connection, "PRAGMA user_version", 0, &version, error)
          || (version < n_migrations
              && !run_step (connection, application_id, &migrations[version], version + 1, error)))
        {
          jarida_connection_rollback (connection);
          return FALSE;
        }
      if (!jarida_connection_commit (connection, error))
        return FALSE;
    }
  /* jarida_migration_check() reads the numbers from the file itself: bring them there. */
  if (*out_from != n_migrations)
    return jarida_connection_checkpoint (connection, TRUE, &done, error);
  return TRUE;
}
