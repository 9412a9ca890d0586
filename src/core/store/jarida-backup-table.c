/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "jarida-backup-private.h"
#include "jarida-hash.h"

/* Rows on their way from one database into another, added up as they pass: what was written and what is read back, this year or in ten,
 * has the same sum or is not the same. */

/* Each row's hash goes into the sum of those before it, so that their order counts too. */
#define SUM_FACTOR G_GUINT64_CONSTANT (0x100000001b3)

gboolean
jarida_backup_is_plain_name (const char *name)
{
  if (name == NULL || *name == '\0')
    return FALSE;
  for (const char *p = name; *p != '\0'; p++)
    if (!g_ascii_isalnum (*p) && *p != '_')
      return FALSE;
  return TRUE;
}

static GPtrArray *
list_names (JaridaConnection  *connection,
            const char        *sql,
            GError           **error)
{
  g_autoptr(JaridaStatement) statement = jarida_connection_prepare_passing (connection, sql, error);
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  JaridaStep step;

  if (statement == NULL)
    return NULL;
  while ((step = jarida_statement_step (statement, error)) == JARIDA_STEP_ROW)
    g_ptr_array_add (names, g_strdup (jarida_statement_get_text (statement, 0)));
  return step == JARIDA_STEP_DONE ? g_steal_pointer (&names) : NULL;
}

GPtrArray *
jarida_backup_list_tables (JaridaConnection  *connection,
                           GError           **error)
{
  return list_names (connection,
                     "SELECT name FROM main.sqlite_schema WHERE type='table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name", error);
}

GPtrArray *
jarida_backup_list_columns (JaridaConnection  *connection,
                            const char        *table,
                            GError           **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT name FROM pragma_table_info('%s', 'main') ORDER BY cid", table);

  return list_names (connection, sql, error);
}

/* Reading a row, value by value. */

typedef struct
{
  JaridaStatement *select;   /* (owned) */
  JaridaStatement *insert;   /* (owned) (nullable) */
  int             *places;   /* (owned) of each column read, the parameter of the insertion; 0: it is not written */
  int              n_columns;
  GByteArray      *bytes;    /* (owned) a row, for its hash */
  guint64          sum;
} Passage;

static void
clear_passage (Passage *self)
{
  g_clear_pointer (&self->select, jarida_statement_release);
  g_clear_pointer (&self->insert, jarida_statement_release);
  g_clear_pointer (&self->bytes, g_byte_array_unref);
  g_free (self->places);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Passage, clear_passage)

static void
add_number (GByteArray *bytes,
            guint8      kind,
            guint64     number)
{
  const guint64 fixed = GUINT64_TO_LE (number);

  g_byte_array_append (bytes, &kind, 1);
  g_byte_array_append (bytes, (const guint8 *) &fixed, sizeof fixed);
}

static gboolean
pass_value (Passage  *self,
            int       column,
            GError  **error)
{
  const int place = self->places != NULL ? self->places[column] : 0;
  const JaridaKind kind = jarida_statement_get_kind (self->select, column);
  gconstpointer data;
  gsize size = 0;

  switch (kind)
    {
    case JARIDA_KIND_NULL:
      add_number (self->bytes, (guint8) kind, 0);
      if (place > 0)
        jarida_statement_bind_null (self->insert, place);
      return TRUE;
    case JARIDA_KIND_INT:
      add_number (self->bytes, (guint8) kind, (guint64) jarida_statement_get_int (self->select, column));
      if (place > 0)
        jarida_statement_bind_int (self->insert, place, jarida_statement_get_int (self->select, column));
      return TRUE;
    case JARIDA_KIND_TEXT:
    case JARIDA_KIND_BLOB:
      data = jarida_statement_get_blob (self->select, column, &size);
      add_number (self->bytes, (guint8) kind, size);
      g_byte_array_append (self->bytes, data, (guint) size);
      if (kind == JARIDA_KIND_TEXT && !g_utf8_validate_len (data != NULL ? data : "", size, NULL))
        {
          g_set_error_literal (error, JARIDA_BACKUP_ERROR, JARIDA_BACKUP_ERROR_DAMAGED, "a text that is none");
          return FALSE;
        }
      if (place > 0 && kind == JARIDA_KIND_TEXT)
        jarida_statement_bind_text (self->insert, place, size > 0 ? jarida_statement_get_text (self->select, column) : "");
      else if (place > 0)
        jarida_statement_bind_blob (self->insert, place, size > 0 ? data : "", size);
      return TRUE;
    }
  g_assert_not_reached ();
}

static gboolean
pass_row (Passage  *self,
          GError  **error)
{
  g_byte_array_set_size (self->bytes, 0);
  for (int i = 0; i < self->n_columns; i++)
    if (!pass_value (self, i, error))
      return FALSE;
  self->sum = self->sum * SUM_FACTOR ^ jarida_hash_bytes (self->bytes->data, self->bytes->len);
  return self->insert == NULL || jarida_statement_run (self->insert, error);
}

static gboolean
prepare_insert (Passage           *self,
                GPtrArray         *from_columns,
                JaridaConnection  *to,
                const char        *to_table,
                GError           **error)
{
  g_autoptr(GPtrArray) to_columns = jarida_backup_list_columns (to, to_table, error);
  g_autoptr(GString) names = g_string_new (NULL);
  g_autoptr(GString) marks = g_string_new (NULL);
  g_autofree char *sql = NULL;
  int n = 0;

  if (to_columns == NULL)
    return FALSE;
  self->places = g_new0 (int, from_columns->len + 1);
  for (guint i = 0; i < from_columns->len; i++)
    if (g_ptr_array_find_with_equal_func (to_columns, from_columns->pdata[i], g_str_equal, NULL))
      {
        self->places[i] = ++n;
        g_string_append_printf (names, "%s\"%s\"", n > 1 ? "," : "", (const char *) from_columns->pdata[i]);
        g_string_append (marks, n > 1 ? ",?" : "?");
      }
  if (n == 0)
    return TRUE;
  sql = g_strdup_printf ("INSERT INTO \"%s\"(%s) VALUES(%s)", to_table, names->str, marks->str);
  self->insert = jarida_connection_prepare_passing (to, sql, error);
  return self->insert != NULL;
}

static gboolean
prepare_select (Passage           *self,
                JaridaConnection  *from,
                const char        *table,
                GPtrArray         *columns,
                GError           **error)
{
  g_autoptr(GString) sql = g_string_new ("SELECT ");

  for (guint i = 0; i < columns->len; i++)
    {
      if (!jarida_backup_is_plain_name (columns->pdata[i]))
        {
          g_set_error (error, JARIDA_BACKUP_ERROR, JARIDA_BACKUP_ERROR_DAMAGED, "a column of %s", table);
          return FALSE;
        }
      g_string_append_printf (sql, "%s\"%s\"", i > 0 ? "," : "", (const char *) columns->pdata[i]);
    }
  g_string_append_printf (sql, " FROM main.\"%s\"", table);
  self->n_columns = (int) columns->len;
  self->select = jarida_connection_prepare_passing (from, sql->str, error);
  return self->select != NULL;
}

gboolean
jarida_backup_copy_table (JaridaConnection    *from,
                          const char          *from_table,
                          JaridaConnection    *to,
                          const char          *to_table,
                          JaridaBackupCourse  *course,
                          gint64              *out_n,
                          gint64              *out_sum,
                          GError             **error)
{
  g_autoptr(GPtrArray) columns = jarida_backup_list_columns (from, from_table, error);
  g_auto(Passage) passage = { .bytes = g_byte_array_new () };
  JaridaStep step;

  *out_n = 0;
  if (columns == NULL || columns->len == 0
      || !prepare_select (&passage, from, from_table, columns, error)
      || (to != NULL && !prepare_insert (&passage, columns, to, to_table, error)))
    return FALSE;
  while ((step = jarida_statement_step (passage.select, error)) == JARIDA_STEP_ROW)
    {
      if (!pass_row (&passage, error) || !jarida_backup_course_step (course, error))
        return FALSE;
      (*out_n)++;
    }
  *out_sum = (gint64) passage.sum;
  return step == JARIDA_STEP_DONE;
}
