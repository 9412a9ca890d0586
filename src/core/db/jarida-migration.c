/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>
#include <glib/gstdio.h>

#include "jarida-migration.h"

/* Where SQLite's file format keeps them, big endian. */
#define HEADER_SIZE 100
#define HEADER_USER_VERSION 60
#define HEADER_APPLICATION_ID 68

static guint32
read_big_endian (const guint8 *bytes)
{
  return (guint32) bytes[0] << 24 | (guint32) bytes[1] << 16 | (guint32) bytes[2] << 8 | bytes[3];
}

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

gboolean
jarida_migration_check (const char  *path,
                        guint32      application_id,
                        guint        n_migrations,
                        GError     **error)
{
  guint8 header[HEADER_SIZE];
  FILE *file = g_fopen (path, "rbe");
  gsize size;

  if (file == NULL)
    return TRUE;
  size = fread (header, 1, sizeof header, file);
  fclose (file);
  if (size == 0)
    return TRUE;
  if (size < sizeof header || memcmp (header, "SQLite format 3", 16) != 0)
    return fail_foreign (path, error);
  /* Both are 0 while the first transaction is still in the log only. */
  if (read_big_endian (header + HEADER_APPLICATION_ID) != application_id
      && read_big_endian (header + HEADER_APPLICATION_ID) != 0)
    return fail_foreign (path, error);
  if (read_big_endian (header + HEADER_USER_VERSION) > n_migrations)
    return fail_too_new (path, read_big_endian (header + HEADER_USER_VERSION), n_migrations, error);
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
