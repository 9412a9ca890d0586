/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-filter-row.h"
#include "jarida-store.h"

JaridaSavedSearchRow *
jarida_saved_search_row_new (JaridaSavedSearch *search)
{
  JaridaSavedSearchRow *self = g_new0 (JaridaSavedSearchRow, 1);
  const char *name = jarida_saved_search_get_name (search);
  const char *query = jarida_saved_search_get_query (search);

  self->id = jarida_saved_search_get_id (search);
  self->position = jarida_saved_search_get_position (search);
  self->name = g_strdup (name != NULL ? name : "");
  self->query = g_strdup (query != NULL ? query : "");
  return self;
}

void
jarida_saved_search_row_free (JaridaSavedSearchRow *self)
{
  g_free (self->name);
  g_free (self->query);
  g_free (self);
}

void
jarida_saved_search_row_show (const JaridaSavedSearchRow *self,
                              JaridaSavedSearch          *search)
{
  jarida_saved_search_set_id (search, self->id);
  jarida_saved_search_set_position (search, self->position);
  jarida_saved_search_set_name (search, self->name);
  jarida_saved_search_set_query (search, self->query);
}

GPtrArray *
jarida_saved_search_rows_read (JaridaConnection  *library,
                               GError           **error)
{
  g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) jarida_saved_search_row_free);
  g_autoptr(JaridaStatement) statement = NULL;
  JaridaStep step;

  statement = jarida_connection_prepare (library,
    "SELECT id, position, removed_at, name, query FROM saved_search ORDER BY id", error);
  if (statement == NULL)
    return NULL;
  while ((step = jarida_statement_step (statement, error)) == JARIDA_STEP_ROW)
    {
      JaridaSavedSearchRow *row = g_new0 (JaridaSavedSearchRow, 1);

      row->id = jarida_statement_get_int (statement, 0);
      row->position = (int) jarida_statement_get_int (statement, 1);
      row->removed_at = jarida_statement_get_int (statement, 2);
      row->name = g_strdup (jarida_statement_get_text (statement, 3));
      row->query = g_strdup (jarida_statement_get_text (statement, 4));
      g_ptr_array_add (rows, row);
    }
  return step == JARIDA_STEP_DONE ? g_steal_pointer (&rows) : NULL;
}

static gboolean
check_found (JaridaSavedSearchRow  *self,
             JaridaConnection      *library,
             GError               **error)
{
  if (jarida_connection_get_n_changes (library) > 0)
    return TRUE;
  g_set_error (error, JARIDA_STORE_ERROR, JARIDA_STORE_ERROR_NOT_FOUND, "no search %" G_GINT64_FORMAT, self->id);
  return FALSE;
}

gboolean
jarida_saved_search_row_save (JaridaSavedSearchRow  *self,
                              JaridaConnection      *library,
                              GError               **error)
{
  g_autoptr(JaridaStatement) statement = NULL;

  statement = jarida_connection_prepare (library,
    self->id == 0 ? "INSERT INTO saved_search(position, name, query) VALUES(?2,?3,?4)"
                  : "UPDATE saved_search SET position=?2, name=?3, query=?4 WHERE id=?1", error);
  if (statement == NULL)
    return FALSE;
  if (self->id != 0)
    jarida_statement_bind_int (statement, 1, self->id);
  jarida_statement_bind_int (statement, 2, self->position);
  jarida_statement_bind_text (statement, 3, self->name);
  jarida_statement_bind_text (statement, 4, self->query);
  if (!jarida_statement_run (statement, error))
    return FALSE;
  if (self->id != 0)
    return check_found (self, library, error);
  self->id = jarida_connection_get_last_id (library);
  return TRUE;
}

gboolean
jarida_saved_search_row_remove (JaridaSavedSearchRow  *self,
                                JaridaConnection      *library,
                                GError               **error)
{
  g_autoptr(JaridaStatement) statement = NULL;

  statement = jarida_connection_prepare (library, "UPDATE saved_search SET removed_at=?2 WHERE id=?1", error);
  if (statement == NULL)
    return FALSE;
  jarida_statement_bind_int (statement, 1, self->id);
  jarida_statement_bind_int (statement, 2, self->removed_at);
  return jarida_statement_run (statement, error) && check_found (self, library, error);
}
