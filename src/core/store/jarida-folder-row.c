/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-source-row.h"

JaridaFolderRow *
jarida_folder_row_new (JaridaFolder *folder)
{
  JaridaFolderRow *self = g_new0 (JaridaFolderRow, 1);

  self->id = jarida_folder_get_id (folder);
  self->parent_id = jarida_folder_get_parent_id (folder);
  self->position = jarida_folder_get_position (folder);
  self->name = g_strdup (jarida_folder_get_name (folder) != NULL ? jarida_folder_get_name (folder) : "");
  return self;
}

void
jarida_folder_row_free (JaridaFolderRow *self)
{
  g_free (self->name);
  g_free (self);
}

void
jarida_folder_row_show (const JaridaFolderRow *self,
                        JaridaFolder          *folder)
{
  jarida_folder_set_id (folder, self->id);
  jarida_folder_set_parent_id (folder, self->parent_id);
  jarida_folder_set_position (folder, self->position);
  jarida_folder_set_name (folder, self->name);
}

GPtrArray *
jarida_folder_rows_read (JaridaConnection  *connection,
                         GError           **error)
{
  g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) jarida_folder_row_free);
  g_autoptr(JaridaStatement) statement = NULL;
  JaridaStep step;

  statement = jarida_connection_prepare (connection, "SELECT id, parent_id, position, name FROM folder ORDER BY id", error);
  if (statement == NULL)
    return NULL;
  while ((step = jarida_statement_step (statement, error)) == JARIDA_STEP_ROW)
    {
      JaridaFolderRow *row = g_new0 (JaridaFolderRow, 1);

      row->id = jarida_statement_get_int (statement, 0);
      row->parent_id = jarida_statement_get_int (statement, 1);
      row->position = jarida_statement_get_int (statement, 2);
      row->name = g_strdup (jarida_statement_get_text (statement, 3));
      g_ptr_array_add (rows, row);
    }
  return step == JARIDA_STEP_DONE ? g_steal_pointer (&rows) : NULL;
}

gboolean
jarida_folder_rows_insert (JaridaConnection  *connection,
                           JaridaFolderRow   *self,
                           GError           **error)
{
  g_autoptr(JaridaStatement) statement = NULL;

  statement = jarida_connection_prepare (connection, "INSERT INTO folder(parent_id, position, name) VALUES(?1,?2,?3)", error);
  if (statement == NULL)
    return FALSE;
  jarida_statement_bind_int (statement, 1, self->parent_id);
  jarida_statement_bind_int (statement, 2, self->position);
  jarida_statement_bind_text (statement, 3, self->name);
  if (!jarida_statement_run (statement, error))
    return FALSE;
  self->id = jarida_connection_get_last_id (connection);
  return TRUE;
}

gboolean
jarida_folder_rows_update (JaridaConnection       *connection,
                           const JaridaFolderRow  *self,
                           gboolean               *out_found,
                           GError                **error)
{
  g_autoptr(JaridaStatement) statement = NULL;

  statement = jarida_connection_prepare (connection,
                                         "UPDATE folder SET parent_id=?2, position=?3, name=?4 WHERE id=?1", error);
  if (statement == NULL)
    return FALSE;
  jarida_statement_bind_int (statement, 1, self->id);
  jarida_statement_bind_int (statement, 2, self->parent_id);
  jarida_statement_bind_int (statement, 3, self->position);
  jarida_statement_bind_text (statement, 4, self->name);
  if (!jarida_statement_run (statement, error))
    return FALSE;
  *out_found = jarida_connection_get_n_changes (connection) > 0;
  return TRUE;
}

static gboolean
run_with_two (JaridaConnection  *connection,
              const char        *sql,
              gint64             first,
              gint64             second,
              GError           **error)
{
  g_autoptr(JaridaStatement) statement = jarida_connection_prepare (connection, sql, error);

  if (statement == NULL)
    return FALSE;
  jarida_statement_bind_int (statement, 1, first);
  jarida_statement_bind_int (statement, 2, second);
  return jarida_statement_run (statement, error);
}

gboolean
jarida_folder_rows_delete (JaridaConnection  *connection,
                           gint64             id,
                           gint64             parent_id,
                           GError           **error)
{
  return run_with_two (connection, "UPDATE source SET folder_id=?2 WHERE folder_id=?1", id, parent_id, error)
         && run_with_two (connection, "UPDATE folder SET parent_id=?2 WHERE parent_id=?1", id, parent_id, error)
         && run_with_two (connection, "DELETE FROM folder WHERE id=?1 AND ?2 IS NOT NULL", id, parent_id, error);
}
