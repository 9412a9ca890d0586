/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>

#include "jarida-connection-private.h"

/* The ceiling of the log file when it is at rest. */
#define LOG_SIZE_LIMIT "67108864"
/* No value of a file from anywhere is longer. */
#define FOREIGN_LENGTH_LIMIT (64 * 1024 * 1024)

static JaridaDbError
code_from_errno (int system_error)
{
  switch (system_error)
    {
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
      return JARIDA_DB_ERROR_FULL;
    case EROFS:
    case EACCES:
    case EPERM:
      return JARIDA_DB_ERROR_READ_ONLY;
    default:
      return JARIDA_DB_ERROR_FAILED;
    }
}

static JaridaDbError
code_from_result (int result,
                  int system_error)
{
  switch (result & 0xff)
    {
    case SQLITE_FULL:
      return JARIDA_DB_ERROR_FULL;
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
      return JARIDA_DB_ERROR_READ_ONLY;
    case SQLITE_CANTOPEN:
      return code_from_errno (system_error) == JARIDA_DB_ERROR_FULL ? JARIDA_DB_ERROR_FULL : JARIDA_DB_ERROR_READ_ONLY;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return JARIDA_DB_ERROR_BROKEN;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_PROTOCOL:
      return JARIDA_DB_ERROR_BUSY;
    case SQLITE_CONSTRAINT:
      return JARIDA_DB_ERROR_CONSTRAINT;
    case SQLITE_IOERR:
      return code_from_errno (system_error);
    case SQLITE_INTERRUPT:
      return JARIDA_DB_ERROR_STOPPED;
    default:
      return JARIDA_DB_ERROR_FAILED;
    }
}

gboolean
jarida_connection_fail (JaridaConnection  *self,
                        int                result,
                        const char        *doing,
                        GError           **error)
{
  const char *message = self->handle != NULL ? sqlite3_errmsg (self->handle) : sqlite3_errstr (result);
  int system_error = self->handle != NULL ? sqlite3_system_errno (self->handle) : 0;

  g_set_error (error, JARIDA_DB_ERROR, code_from_result (result, system_error),
               "%s: %s (%d, %s)", self->path, message, result, doing);
  return FALSE;
}

static int
note_log_pages_cb (void       *data,
                   sqlite3    *handle,
                   const char *schema,
                   int         n_pages)
{
  JaridaConnection *self = data;

  self->log_pages = n_pages;
  return SQLITE_OK;
}

/* Before the first look at its schema. A text of the longest article is a thousandth of the limit. */
static void
distrust (JaridaConnection *self)
{
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_ENABLE_VIEW, 0, NULL);
  sqlite3_limit (self->handle, SQLITE_LIMIT_LENGTH, FOREIGN_LENGTH_LIMIT);
  sqlite3_limit (self->handle, SQLITE_LIMIT_ATTACHED, 0);
  sqlite3_exec (self->handle, "PRAGMA cell_size_check=ON", NULL, NULL, NULL);
}

static int
open_foreign (JaridaConnection *self)
{
  g_autofree char *whole = g_canonicalize_filename (self->path, NULL);
  g_autofree char *uri = g_filename_to_uri (whole, NULL, NULL);
  g_autofree char *name = g_strconcat (uri, "?immutable=1", NULL);

  return sqlite3_open_v2 (name, &self->handle, SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, NULL);
}

/* auto_vacuum and page_size only count before the first table; the order matters. secure_delete is on in Debian's build and
 * makes dropping tables ten times slower; mmap turns an I/O error into a signal; checkpoints have a thread of their own. */
static gboolean
set_pragmas (JaridaConnection     *self,
             JaridaConnectionMode  mode,
             guint                 page_size,
             GError              **error)
{
  g_autofree char *first = g_strdup_printf ("PRAGMA page_size=%u; PRAGMA auto_vacuum=INCREMENTAL;", page_size);
  int tries = 0;
  gboolean done;

  if (!jarida_connection_execute (self, "PRAGMA mmap_size=0; PRAGMA temp_store=MEMORY; PRAGMA foreign_keys=ON;", error))
    return FALSE;
  if (mode == JARIDA_CONNECTION_FOREIGN)
    distrust (self);
  if (mode != JARIDA_CONNECTION_WRITE && mode != JARIDA_CONNECTION_DRAFT)
    return jarida_connection_execute (self, "PRAGMA query_only=1; PRAGMA cache_size=-16384;", error);

  if (!jarida_connection_execute (self, first, error))
    return FALSE;
  if (mode == JARIDA_CONNECTION_DRAFT)
    return jarida_connection_execute (self,
                                      "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA locking_mode=EXCLUSIVE;"
                                      "PRAGMA secure_delete=0; PRAGMA cache_size=-16384; PRAGMA foreign_keys=OFF;", error);
  /* Two processes that make the file at the same moment: the switch does not wait for the lock by itself. */
  do
    {
      g_clear_error (error);
      done = jarida_connection_execute (self, "PRAGMA journal_mode=WAL;", error);
      if (!done && error != NULL && g_error_matches (*error, JARIDA_DB_ERROR, JARIDA_DB_ERROR_BUSY))
        g_usleep (10000);
      else
        break;
    }
  while (++tries < 100);
  if (!done)
    return FALSE;
  return jarida_connection_execute (self,
                                    "PRAGMA synchronous=NORMAL; PRAGMA secure_delete=0; PRAGMA cache_size=-16384;"
                                    "PRAGMA wal_autocheckpoint=0; PRAGMA journal_size_limit=" LOG_SIZE_LIMIT ";", error);
}

JaridaConnection *
jarida_connection_open (const char            *path,
                        JaridaConnectionMode   mode,
                        guint                  page_size,
                        GError               **error)
{
  g_autoptr(JaridaConnection) self = g_new0 (JaridaConnection, 1);
  g_autoptr(GError) local_error = NULL;
  int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_READWRITE;
  int result;

  if (mode == JARIDA_CONNECTION_WRITE || mode == JARIDA_CONNECTION_DRAFT)
    flags |= SQLITE_OPEN_CREATE;
  self->path = g_strdup (path);
  self->statements = g_hash_table_new_full (NULL, NULL, NULL, jarida_statement_free);
  if (mode == JARIDA_CONNECTION_FROZEN)
    result = jarida_connection_open_frozen (self);
  else if (mode == JARIDA_CONNECTION_FOREIGN)
    result = open_foreign (self);
  else
    result = sqlite3_open_v2 (path, &self->handle, flags, NULL);
  /* SQLite opens for reading, without a word, what it may not write. */
  if (result == SQLITE_OK && (flags & SQLITE_OPEN_CREATE) && sqlite3_db_readonly (self->handle, "main") == 1)
    result = SQLITE_READONLY;
  if (result != SQLITE_OK)
    {
      jarida_connection_fail (self, result, "open", error);
      return NULL;
    }
  sqlite3_extended_result_codes (self->handle, 1);
  sqlite3_busy_timeout (self->handle, 5000);
  if (!set_pragmas (self, mode, page_size, &local_error))
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  /* After the pragma, which installs a hook of its own. */
  sqlite3_wal_hook (self->handle, note_log_pages_cb, self);
  return g_steal_pointer (&self);
}

void
jarida_connection_close (JaridaConnection *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->statements, g_hash_table_unref);
  sqlite3_close_v2 (self->handle);
  g_free (self->path);
  g_free (self);
}

const char *
jarida_connection_get_path (JaridaConnection *self)
{
  return self->path;
}

gboolean
jarida_connection_execute (JaridaConnection  *self,
                           const char        *sql,
                           GError           **error)
{
  int result = sqlite3_exec (self->handle, sql, NULL, NULL, NULL);

  if (result != SQLITE_OK)
    return jarida_connection_fail (self, result, sql, error);
  return TRUE;
}

gboolean
jarida_connection_query_int (JaridaConnection  *self,
                             const char        *sql,
                             gint64             otherwise,
                             gint64            *out_value,
                             GError           **error)
{
  g_autoptr(JaridaStatement) statement = jarida_connection_prepare (self, sql, error);

  if (statement == NULL)
    return FALSE;
  switch (jarida_statement_step (statement, error))
    {
    case JARIDA_STEP_ROW:
      *out_value = jarida_statement_get_int (statement, 0);
      return TRUE;
    case JARIDA_STEP_DONE:
      *out_value = otherwise;
      return TRUE;
    case JARIDA_STEP_ERROR:
      return FALSE;
    }
  g_assert_not_reached ();
}

JaridaStatement *
jarida_connection_prepare (JaridaConnection  *self,
                           const char        *sql,
                           GError           **error)
{
  JaridaStatement *statement = g_hash_table_lookup (self->statements, sql);
  sqlite3_stmt *handle = NULL;
  gboolean kept = statement == NULL;
  int result;

  if (statement != NULL && !statement->lent)
    {
      statement->lent = TRUE;
      return statement;
    }
  result = sqlite3_prepare_v3 (self->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &handle, NULL);
  if (result != SQLITE_OK)
    {
      jarida_connection_fail (self, result, sql, error);
      return NULL;
    }
  statement = g_new0 (JaridaStatement, 1);
  statement->handle = handle;
  statement->connection = self;
  statement->lent = TRUE;
  statement->kept = kept;
  if (kept)
    g_hash_table_insert (self->statements, (gpointer) sql, statement);
  return statement;
}

JaridaStatement *
jarida_connection_prepare_passing (JaridaConnection  *self,
                                   const char        *sql,
                                   GError           **error)
{
  JaridaStatement *statement;
  sqlite3_stmt *handle = NULL;
  int result = sqlite3_prepare_v2 (self->handle, sql, -1, &handle, NULL);

  if (result != SQLITE_OK)
    {
      jarida_connection_fail (self, result, sql, error);
      return NULL;
    }
  statement = g_new0 (JaridaStatement, 1);
  statement->handle = handle;
  statement->connection = self;
  statement->lent = TRUE;
  return statement;
}

gint64
jarida_connection_get_last_id (JaridaConnection *self)
{
  return sqlite3_last_insert_rowid (self->handle);
}

int
jarida_connection_get_n_changes (JaridaConnection *self)
{
  return sqlite3_changes (self->handle);
}

gboolean
jarida_connection_get_data_version (JaridaConnection  *self,
                                    gint64            *out_version,
                                    GError           **error)
{
  return jarida_connection_query_int (self, "PRAGMA data_version", 0, out_version, error);
}

gboolean
jarida_connection_set_durable (JaridaConnection  *self,
                               gboolean           durable,
                               GError           **error)
{
  if (self->durable == !!durable)
    return TRUE;
  if (!jarida_connection_execute (self, durable ? "PRAGMA synchronous=FULL" : "PRAGMA synchronous=NORMAL", error))
    return FALSE;
  self->durable = !!durable;
  return TRUE;
}

gboolean
jarida_connection_begin (JaridaConnection  *self,
                         GError           **error)
{
  g_autoptr(JaridaStatement) statement = jarida_connection_prepare (self, "BEGIN IMMEDIATE", error);

  return statement != NULL && jarida_statement_run (statement, error);
}

gboolean
jarida_connection_commit (JaridaConnection  *self,
                          GError           **error)
{
  g_autoptr(JaridaStatement) statement = jarida_connection_prepare (self, "COMMIT", error);

  if (statement != NULL && jarida_statement_run (statement, error))
    return TRUE;
  jarida_connection_rollback (self);
  return FALSE;
}

void
jarida_connection_rollback (JaridaConnection *self)
{
  /* SQLite has rolled back by itself after a full disk and some others. */
  if (!sqlite3_get_autocommit (self->handle))
    sqlite3_exec (self->handle, "ROLLBACK", NULL, NULL, NULL);
}

guint
jarida_connection_get_log_pages (JaridaConnection *self)
{
  return self->log_pages;
}

gboolean
jarida_connection_checkpoint (JaridaConnection  *self,
                              gboolean           truncate,
                              gboolean          *out_done,
                              GError           **error)
{
  int n_log = 0, n_folded = 0;
  int result = sqlite3_wal_checkpoint_v2 (self->handle, NULL,
                                          truncate ? SQLITE_CHECKPOINT_TRUNCATE : SQLITE_CHECKPOINT_PASSIVE,
                                          &n_log, &n_folded);

  /* Somebody else is at it, or reads: not done, and not an error. */
  if ((result & 0xff) != SQLITE_OK && (result & 0xff) != SQLITE_BUSY)
    return jarida_connection_fail (self, result, "checkpoint", error);
  *out_done = result == SQLITE_OK && n_log == n_folded;
  return TRUE;
}
