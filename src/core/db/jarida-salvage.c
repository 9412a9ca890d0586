/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <string.h>
#include <glib/gstdio.h>

#include "jarida-connection-private.h"
#include "jarida-salvage.h"

static const char * const suffixes[] = { "", "-wal", "-shm" };

gboolean
jarida_salvage_is_sound (const char  *path,
                         gboolean    *out_sound,
                         GError     **error)
{
  g_autoptr(JaridaConnection) connection = NULL;
  g_autoptr(JaridaStatement) statement = NULL;
  g_autoptr(GError) local_error = NULL;

  *out_sound = TRUE;
  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return TRUE;
  connection = jarida_connection_open (path, JARIDA_CONNECTION_WRITE, 4096, &local_error);
  if (connection != NULL)
    statement = jarida_connection_prepare (connection, "PRAGMA quick_check(1)", &local_error);
  if (statement != NULL && jarida_statement_step (statement, &local_error) == JARIDA_STEP_ROW)
    *out_sound = g_strcmp0 (jarida_statement_get_text (statement, 0), "ok") == 0;
  if (g_error_matches (local_error, JARIDA_DB_ERROR, JARIDA_DB_ERROR_BROKEN))
    *out_sound = FALSE;
  else if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  return TRUE;
}

gboolean
jarida_salvage_set_aside (const char  *path,
                          char       **out_moved,
                          GError     **error)
{
  g_autofree char *moved = NULL;

  for (guint i = 1; moved == NULL || g_file_test (moved, G_FILE_TEST_EXISTS); i++)
    {
      g_free (moved);
      moved = g_strdup_printf ("%s.broken-%u", path, i);
    }
  /* The log belongs to the file: one without the other is another damage. */
  for (gsize i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *from = g_strconcat (path, suffixes[i], NULL);
      g_autofree char *to = g_strconcat (moved, suffixes[i], NULL);

      if (g_rename (from, to) != 0 && errno != ENOENT)
        {
          g_set_error (error, JARIDA_DB_ERROR, JARIDA_DB_ERROR_READ_ONLY, "%s: %s", from, g_strerror (errno));
          return FALSE;
        }
    }
  *out_moved = g_steal_pointer (&moved);
  return TRUE;
}

/* Columns of @table that both files have, with commas. NULL: the old file does not know the table. */
static char *
list_columns (JaridaConnection *to,
              const char       *table)
{
  g_autofree char *sql = g_strdup_printf ("SELECT group_concat('\"' || name || '\"') FROM pragma_table_info('%s', 'main') "
                                          "WHERE name IN (SELECT name FROM pragma_table_info('%s', 'old'))", table, table);
  sqlite3_stmt *statement = NULL;
  char *columns = NULL;

  if (sqlite3_prepare_v2 (to->handle, sql, -1, &statement, NULL) == SQLITE_OK && sqlite3_step (statement) == SQLITE_ROW)
    columns = g_strdup ((const char *) sqlite3_column_text (statement, 0));
  sqlite3_finalize (statement);
  return columns;
}

typedef struct
{
  JaridaConnection *to;
  sqlite3_stmt     *copy;
  gint64            n;
  int               failure;   /* of the new file; SQLITE_OK */
} Salvage;

static void
copy_range (Salvage *self,
            gint64   first,
            gint64   last)
{
  int result;

  sqlite3_bind_int64 (self->copy, 1, first);
  sqlite3_bind_int64 (self->copy, 2, last);
  result = sqlite3_step (self->copy);
  sqlite3_reset (self->copy);
  if (result == SQLITE_DONE)
    {
      self->n += sqlite3_changes (self->to->handle);
      return;
    }
  if ((result & 0xff) == SQLITE_FULL || (result & 0xff) == SQLITE_READONLY)
    self->failure = result;
  if (self->failure != SQLITE_OK || first == last)
    return;
  /* Halved without overflow: keys may be any 64 bits. */
  gint64 middle = first + (gint64) (((guint64) last - (guint64) first) / 2);

  copy_range (self, first, middle);
  copy_range (self, middle + 1, last);
}

/* The ends of the keys, or all there can be when they do not read. */
static void
find_ends (JaridaConnection *to,
           const char       *table,
           const char       *key,
           gint64           *out_first,
           gint64           *out_last)
{
  *out_first = G_MININT64;
  *out_last = G_MAXINT64;
  for (int end = 0; end < 2; end++)
    {
      g_autofree char *sql = g_strdup_printf ("SELECT %s FROM old.\"%s\" ORDER BY %s %s LIMIT 1", key, table, key,
                                              end ? "DESC" : "ASC");
      sqlite3_stmt *statement = NULL;

      if (sqlite3_prepare_v2 (to->handle, sql, -1, &statement, NULL) == SQLITE_OK && sqlite3_step (statement) == SQLITE_ROW)
        *(end ? out_last : out_first) = sqlite3_column_int64 (statement, 0);
      sqlite3_finalize (statement);
    }
}

static gboolean
copy_table (JaridaConnection  *to,
            const char        *table,
            const char        *key,
            gint64            *out_n,
            GError           **error)
{
  g_autofree char *columns = list_columns (to, table);
  g_autofree char *sql = NULL;
  Salvage salvage = { .to = to };
  gint64 first, last;

  *out_n = 0;
  if (columns == NULL)
    return TRUE;
  sql = g_strdup_printf ("INSERT OR IGNORE INTO main.\"%s\"(%s) SELECT %s FROM old.\"%s\" WHERE %s BETWEEN ?1 AND ?2",
                         table, columns, columns, table, key);
  if (sqlite3_prepare_v2 (to->handle, sql, -1, &salvage.copy, NULL) != SQLITE_OK)
    return TRUE;
  find_ends (to, table, key, &first, &last);
  if (!jarida_connection_begin (to, error))
    {
      sqlite3_finalize (salvage.copy);
      return FALSE;
    }
  copy_range (&salvage, first, last);
  sqlite3_finalize (salvage.copy);
  if (salvage.failure != SQLITE_OK)
    {
      jarida_connection_fail (to, salvage.failure, sql, error);
      jarida_connection_rollback (to);
      return FALSE;
    }
  *out_n = salvage.n;
  return jarida_connection_commit (to, error);
}

gboolean
jarida_salvage_table (JaridaConnection  *to,
                      const char        *from,
                      const char        *table,
                      const char        *key,
                      gint64            *out_n,
                      GError           **error)
{
  sqlite3_stmt *attach = NULL;
  gboolean done;

  *out_n = 0;
  if (sqlite3_prepare_v2 (to->handle, "ATTACH ?1 AS old", -1, &attach, NULL) != SQLITE_OK)
    return jarida_connection_fail (to, sqlite3_errcode (to->handle), "ATTACH", error);
  sqlite3_bind_text (attach, 1, from, -1, SQLITE_STATIC);
  /* Not even that: there is nothing to be had from it. */
  done = sqlite3_step (attach) == SQLITE_DONE;
  sqlite3_finalize (attach);
  if (!done)
    return TRUE;
  done = copy_table (to, table, key != NULL ? key : "rowid", out_n, error);
  sqlite3_exec (to->handle, "DETACH old", NULL, NULL, NULL);
  return done;
}
