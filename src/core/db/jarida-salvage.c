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

char *
jarida_salvage_choose_aside (const char *path)
{
  char *moved = NULL;

  for (guint i = 1; moved == NULL || g_file_test (moved, G_FILE_TEST_EXISTS); i++)
    {
      g_free (moved);
      moved = g_strdup_printf ("%s.broken-%u", path, i);
    }
  return moved;
}

static gboolean
move_file (const char  *from,
           const char  *to,
           GError     **error)
{
  if (g_rename (from, to) == 0 || errno == ENOENT)
    return TRUE;
  g_set_error (error, JARIDA_DB_ERROR, JARIDA_DB_ERROR_READ_ONLY, "%s: %s", from, g_strerror (errno));
  return FALSE;
}

gboolean
jarida_salvage_set_aside (const char  *path,
                          const char  *moved,
                          GError     **error)
{
  /* The log belongs to the file: one without the other is another damage. */
  for (gsize i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *from = g_strconcat (path, suffixes[i], NULL);
      g_autofree char *to = g_strconcat (moved, suffixes[i], NULL);

      if (!move_file (from, to, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
jarida_salvage_bring_back (const char  *path,
                           const char  *moved,
                           GError     **error)
{
  const gboolean was_replaced = g_file_test (moved, G_FILE_TEST_EXISTS) && g_file_test (path, G_FILE_TEST_EXISTS);

  /* The database itself comes last: as long as it is away, all of this can be done again. */
  for (gsize i = G_N_ELEMENTS (suffixes); i-- > 0;)
    {
      g_autofree char *from = g_strconcat (moved, suffixes[i], NULL);
      g_autofree char *to = g_strconcat (path, suffixes[i], NULL);

      if (was_replaced && !g_file_test (from, G_FILE_TEST_EXISTS))
        g_unlink (to);
      else if (!move_file (from, to, error))
        return FALSE;
    }
  return TRUE;
}

/* One table on its way from a damaged file. */
typedef struct
{
  JaridaConnection *to;          /* borrowed */
  JaridaConnection *from;        /* (owned) */
  sqlite3_stmt     *select;      /* (owned) key, columns… from ?1 of the key on, in the group ?2 */
  sqlite3_stmt     *insert;      /* (owned) */
  gint64            n;
} Salvage;

static void
clear_salvage (Salvage *self)
{
  sqlite3_finalize (self->select);
  sqlite3_finalize (self->insert);
  jarida_connection_close (self->from);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Salvage, clear_salvage)

static GHashTable *
read_columns (JaridaConnection *connection,
              const char       *table)
{
  g_autofree char *sql = g_strdup_printf ("SELECT name FROM pragma_table_info('%s')", table);
  GHashTable *names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  sqlite3_stmt *statement = NULL;

  if (sqlite3_prepare_v2 (connection->handle, sql, -1, &statement, NULL) == SQLITE_OK)
    while (sqlite3_step (statement) == SQLITE_ROW)
      g_hash_table_add (names, g_strdup ((const char *) sqlite3_column_text (statement, 0)));
  sqlite3_finalize (statement);
  return names;
}

/* A file that ends before it says it does is refused as a whole, at the first look, unless SQLite is told that its schema is being worked
 * on: then the pages that are there are read. NULL: there is nothing to be had. */
static JaridaConnection *
open_damaged (const char *path)
{
  g_autoptr(JaridaConnection) self = g_new0 (JaridaConnection, 1);

  self->path = g_strdup (path);
  if (sqlite3_open_v2 (path, &self->handle, SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_READWRITE, NULL) != SQLITE_OK)
    return NULL;
  sqlite3_exec (self->handle, "PRAGMA mmap_size=0; PRAGMA writable_schema=ON; PRAGMA query_only=1", NULL, NULL, NULL);
  return g_steal_pointer (&self);
}

/* FALSE: there is nothing to be had. */
static gboolean
prepare_salvage (Salvage    *self,
                 const char *table,
                 const char *key,
                 const char *group)
{
  g_autoptr(GHashTable) new_names = read_columns (self->to, table);
  g_autoptr(GHashTable) old_names = read_columns (self->from, table);
  g_autoptr(GString) columns = g_string_new (NULL);
  g_autoptr(GString) marks = g_string_new (NULL);
  g_autofree char *select = NULL;
  g_autofree char *insert = NULL;
  GHashTableIter iter;
  gpointer name;

  g_hash_table_iter_init (&iter, new_names);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    if (g_hash_table_contains (old_names, name))
      {
        g_string_append_printf (columns, "%s\"%s\"", columns->len > 0 ? "," : "", (char *) name);
        g_string_append (marks, marks->len > 0 ? ",?" : "?");
      }
  if (columns->len == 0)
    return FALSE;
  select = g_strdup_printf ("SELECT %s, %s FROM \"%s\" WHERE %s>=?1%s%s%s ORDER BY %s", key, columns->str, table, key,
                            group != NULL ? " AND " : "", group != NULL ? group : "", group != NULL ? "=?2" : "", key);
  insert = g_strdup_printf ("INSERT OR IGNORE INTO \"%s\"(%s) VALUES(%s)", table, columns->str, marks->str);
  return sqlite3_prepare_v2 (self->from->handle, select, -1, &self->select, NULL) == SQLITE_OK
         && sqlite3_prepare_v2 (self->to->handle, insert, -1, &self->insert, NULL) == SQLITE_OK;
}

/* A damaged page may lead back to rows that were passed, without end and without an error: keys only ever grow. */
static int
step_past (Salvage *self,
           gint64   least)
{
  int result = sqlite3_step (self->select);

  return result == SQLITE_ROW && sqlite3_column_int64 (self->select, 0) < least ? SQLITE_CORRUPT : result;
}

static int
step_from (Salvage *self,
           gint64   key)
{
  sqlite3_reset (self->select);
  sqlite3_bind_int64 (self->select, 1, key);
  return step_past (self, key);
}

static gboolean
reads (int result)
{
  return result == SQLITE_ROW || result == SQLITE_DONE;
}

/* Past a bad page: in growing steps until something reads, then back to where the good begins. TRUE unless there is none. */
static gboolean
find_good (Salvage *self,
           gint64   bad,
           gint64  *out_good)
{
  guint64 step = 1;
  gint64 low = bad, high;

  while (TRUE)
    {
      if (step == 0 || (guint64) G_MAXINT64 - (guint64) bad < step)
        {
          /* From the least number there is no step ever comes past 0, where most keys only begin. */
          if (bad >= 0)
            return FALSE;
          bad = low = 0;
          step = 1;
        }
      high = (gint64) ((guint64) bad + step);
      if (reads (step_from (self, high)))
        break;
      low = high;
      step *= 2;
    }
  while ((guint64) high - (guint64) low > 1)
    {
      gint64 middle = (gint64) ((guint64) low + ((guint64) high - (guint64) low) / 2);

      if (reads (step_from (self, middle)))
        high = middle;
      else
        low = middle;
    }
  *out_good = high;
  return TRUE;
}

static gboolean
copy_row (Salvage  *self,
          GError  **error)
{
  int n_columns = sqlite3_column_count (self->select), result;

  for (int i = 1; i < n_columns; i++)
    sqlite3_bind_value (self->insert, i, sqlite3_column_value (self->select, i));
  result = sqlite3_step (self->insert);
  sqlite3_reset (self->insert);
  self->n += result == SQLITE_DONE && sqlite3_changes (self->to->handle) > 0;
  /* A row that contradicts the new table is a bad row; anything else is the new file's. */
  return result == SQLITE_DONE || (result & 0xff) == SQLITE_CONSTRAINT || (result & 0xff) == SQLITE_MISMATCH
         || jarida_connection_fail (self->to, result, "salvage", error);
}

static gboolean
copy_rows (Salvage  *self,
           GError  **error)
{
  gint64 key = G_MININT64;
  int result = step_from (self, key);

  while (TRUE)
    {
      while (result == SQLITE_ROW)
        {
          key = sqlite3_column_int64 (self->select, 0);
          if (!copy_row (self, error))
            return FALSE;
          result = key < G_MAXINT64 ? step_past (self, key + 1) : SQLITE_DONE;
        }
      if (result == SQLITE_DONE || !find_good (self, key, &key))
        break;
      result = step_from (self, key);
    }
  sqlite3_reset (self->select);
  return TRUE;
}

static gboolean
copy_groups (Salvage     *self,
             const char  *groups,
             GError     **error)
{
  sqlite3_stmt *values = NULL;
  gboolean done = TRUE;
  int result = sqlite3_prepare_v2 (self->to->handle, groups, -1, &values, NULL);

  while (result == SQLITE_OK && done && sqlite3_step (values) == SQLITE_ROW)
    {
      sqlite3_bind_int64 (self->select, 2, sqlite3_column_int64 (values, 0));
      done = copy_rows (self, error);
    }
  sqlite3_finalize (values);
  return result == SQLITE_OK ? done : jarida_connection_fail (self->to, result, groups, error);
}

gboolean
jarida_salvage_table (JaridaConnection  *to,
                      const char        *from,
                      const char        *table,
                      const char        *key,
                      const char        *group,
                      const char        *groups,
                      gint64            *out_n,
                      GError           **error)
{
  g_auto(Salvage) salvage = { .to = to };

  *out_n = 0;
  salvage.from = open_damaged (from);
  if (salvage.from == NULL || !prepare_salvage (&salvage, table, key != NULL ? key : "rowid", group))
    return TRUE;
  if (!jarida_connection_begin (to, error))
    return FALSE;
  if (!(group == NULL ? copy_rows (&salvage, error) : copy_groups (&salvage, groups, error)))
    {
      jarida_connection_rollback (to);
      return FALSE;
    }
  *out_n = salvage.n;
  return jarida_connection_commit (to, error);
}
