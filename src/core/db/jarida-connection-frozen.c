/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>

#include "jarida-connection-private.h"

/* Reading a database where nothing can be written: a medium that is mounted read-only, a folder of somebody else's, a full disk. A
 * database that keeps a log wants two files beside it, the log and its index, and would make the second; there are three ways to do
 * without. The file is copied in none of them, so that it takes as long with a million articles as with ten. */

/* A log that is shorter has not even its own head: nothing is in it. */
#define LOG_HEAD_SIZE 32

/* There is an index: another process may be at work behind it, through another door, and then it is what keeps the two apart. When
 * nobody is, SQLite makes an index of its own in memory. */
static const char as_reader[] = "mode=ro&readonly_shm=1";
/* There is no index, so nobody has the database open, and no log either: all of it is in the file. */
static const char as_it_is[] = "immutable=1";
/* There is a log and no index. "Immutable" would pass over the log without a word, and what was kept last would be missing. Held for
 * itself alone, the connection makes the index in memory; the file system need not say yes to that, it could not lock a file that it
 * opens for reading. */
static const char with_log[] = "mode=ro&vfs=unix-none";

static gboolean
is_log_empty (const char *path)
{
  g_autofree char *log = g_strconcat (path, "-wal", NULL);
  GStatBuf file;

  return g_stat (log, &file) != 0 || file.st_size <= LOG_HEAD_SIZE;
}

static int
open_by (JaridaConnection *self,
         const char       *uri,
         const char       *way)
{
  g_autofree char *name = g_strconcat (uri, "?", way, NULL);
  int result;

  result = sqlite3_open_v2 (name, &self->handle, SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, NULL);
  if (result != SQLITE_OK)
    return result;
  sqlite3_extended_result_codes (self->handle, 1);
  sqlite3_busy_timeout (self->handle, 5000);
  /* The last one out would fold the log into the file. */
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
  if (way == with_log)
    sqlite3_exec (self->handle, "PRAGMA locking_mode=EXCLUSIVE", NULL, NULL, NULL);
  /* Only the first read looks at the log. */
  return sqlite3_exec (self->handle, "SELECT 1 FROM sqlite_schema LIMIT 1", NULL, NULL, NULL);
}

/* What another way may get around: anything but damage, and a lock that somebody holds. */
static gboolean
is_about_files (int result)
{
  switch (result & 0xff)
    {
    case SQLITE_CANTOPEN:
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_IOERR:
    case SQLITE_FULL:
      return TRUE;
    default:
      return FALSE;
    }
}

int
jarida_connection_open_frozen (JaridaConnection *self)
{
  g_autofree char *path = g_canonicalize_filename (self->path, NULL);
  g_autofree char *uri = g_filename_to_uri (path, NULL, NULL);
  int result = open_by (self, uri, as_reader);

  if (!is_about_files (result))
    return result;
  sqlite3_close_v2 (self->handle);
  self->handle = NULL;
  return open_by (self, uri, is_log_empty (path) ? as_it_is : with_log);
}
