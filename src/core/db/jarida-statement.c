/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "jarida-connection-private.h"

void
jarida_statement_free (gpointer data)
{
  JaridaStatement *self = data;

  sqlite3_finalize (self->handle);
  g_free (self);
}

static void
note_bind (JaridaStatement *self,
           int              result)
{
  if (result != SQLITE_OK && self->bind_result == SQLITE_OK)
    self->bind_result = result;
}

void
jarida_statement_bind_int (JaridaStatement *self,
                           int              parameter,
                           gint64           value)
{
  note_bind (self, sqlite3_bind_int64 (self->handle, parameter, value));
}

void
jarida_statement_bind_text (JaridaStatement *self,
                            int              parameter,
                            const char      *value)
{
  note_bind (self, sqlite3_bind_text (self->handle, parameter, value, -1, SQLITE_STATIC));
}

void
jarida_statement_bind_blob (JaridaStatement *self,
                            int              parameter,
                            gconstpointer    data,
                            gsize            size)
{
  note_bind (self, sqlite3_bind_blob64 (self->handle, parameter, data, size, SQLITE_STATIC));
}

void
jarida_statement_bind_null (JaridaStatement *self,
                            int              parameter)
{
  note_bind (self, sqlite3_bind_null (self->handle, parameter));
}

JaridaStep
jarida_statement_step (JaridaStatement  *self,
                       GError          **error)
{
  int result = self->bind_result;

  if (result == SQLITE_OK)
    result = sqlite3_step (self->handle);
  if (result == SQLITE_ROW)
    return JARIDA_STEP_ROW;
  if (result == SQLITE_DONE)
    return JARIDA_STEP_DONE;
  jarida_connection_fail (self->connection, result, sqlite3_sql (self->handle), error);
  sqlite3_reset (self->handle);
  return JARIDA_STEP_ERROR;
}

gboolean
jarida_statement_run (JaridaStatement  *self,
                      GError          **error)
{
  JaridaStep step;

  do
    step = jarida_statement_step (self, error);
  while (step == JARIDA_STEP_ROW);
  jarida_statement_reset (self);
  return step == JARIDA_STEP_DONE;
}

void
jarida_statement_reset (JaridaStatement *self)
{
  /* The result repeats the error of the last step, which was told then. */
  sqlite3_reset (self->handle);
  self->bind_result = SQLITE_OK;
}

gint64
jarida_statement_get_int (JaridaStatement *self,
                          int              column)
{
  return sqlite3_column_int64 (self->handle, column);
}

double
jarida_statement_get_double (JaridaStatement *self,
                             int              column)
{
  return sqlite3_column_double (self->handle, column);
}

const char *
jarida_statement_get_text (JaridaStatement *self,
                           int              column)
{
  return (const char *) sqlite3_column_text (self->handle, column);
}

gconstpointer
jarida_statement_get_blob (JaridaStatement *self,
                           int              column,
                           gsize           *out_size)
{
  gconstpointer data = sqlite3_column_blob (self->handle, column);

  *out_size = sqlite3_column_bytes (self->handle, column);
  return data;
}

gboolean
jarida_statement_is_null (JaridaStatement *self,
                          int              column)
{
  return sqlite3_column_type (self->handle, column) == SQLITE_NULL;
}

JaridaKind
jarida_statement_get_kind (JaridaStatement *self,
                           int              column)
{
  switch (sqlite3_column_type (self->handle, column))
    {
    case SQLITE_NULL:
      return JARIDA_KIND_NULL;
    case SQLITE_TEXT:
      return JARIDA_KIND_TEXT;
    case SQLITE_BLOB:
      return JARIDA_KIND_BLOB;
    default:
      return JARIDA_KIND_INT;
    }
}

int
jarida_statement_get_n_columns (JaridaStatement *self)
{
  return sqlite3_column_count (self->handle);
}

void
jarida_statement_release (JaridaStatement *self)
{
  if (!self->kept)
    {
      jarida_statement_free (self);
      return;
    }
  jarida_statement_reset (self);
  /* A kept statement must not point at the texts of whoever had it last. */
  sqlite3_clear_bindings (self->handle);
  self->lent = FALSE;
}
