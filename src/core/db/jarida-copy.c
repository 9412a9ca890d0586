/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-connection-private.h"
#include "jarida-copy.h"

/* By SQLite and not as a file: closing a file takes away all locks that this process has on it, and what is in the log only would be
 * missing. */
gboolean
jarida_connection_copy (JaridaConnection  *self,
                        const char        *path,
                        GError           **error)
{
  g_autoptr(JaridaConnection) to = g_new0 (JaridaConnection, 1);
  sqlite3_backup *backup;
  int result;

  to->path = g_strdup (path);
  result = sqlite3_open_v2 (path, &to->handle, SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL);
  if (result != SQLITE_OK)
    return jarida_connection_fail (to, result, "open a copy", error);
  /* Nobody knows of it yet: what counts is that it is on the disk at its end. */
  sqlite3_exec (to->handle, "PRAGMA synchronous=FULL; PRAGMA journal_mode=OFF", NULL, NULL, NULL);
  backup = sqlite3_backup_init (to->handle, "main", self->handle, "main");
  if (backup == NULL)
    return jarida_connection_fail (to, sqlite3_errcode (to->handle), "copy", error);
  result = sqlite3_backup_step (backup, -1);
  sqlite3_backup_finish (backup);
  return result == SQLITE_DONE || jarida_connection_fail (to, result, "copy", error);
}
