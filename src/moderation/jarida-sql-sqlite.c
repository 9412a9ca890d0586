/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-connection.h"
#include "jarida-migration.h"
#include "jarida-sql-engine.h"

/* "JRDM": another program's file is left alone. */
#define APPLICATION_ID 0x4a52444dU
#define PAGE_SIZE 4096
/* One transaction takes all that waits, up to this. */
#define MAX_BATCH 2000
/* The log is folded into the file when it is so long, 16 MB. */
#define LOG_PAGES 4096
#define MAX_COLUMNS 24
#define MAX_MIGRATIONS 32

/* The engine that needs nothing installed: one file, its log beside it, every commit on the disk before it is acknowledged. */
typedef struct
{
  JaridaSqlEngine   parent;
  JaridaConnection *connection;   /* (owned) */
} SqliteEngine;

static gboolean
translate (GError **error,
           GError  *cause)
{
  gboolean busy = g_error_matches (cause, JARIDA_DB_ERROR, JARIDA_DB_ERROR_BUSY);

  g_set_error_literal (error, JARIDA_SQL_ERROR, busy ? JARIDA_SQL_ERROR_RETRY : JARIDA_SQL_ERROR_FAILED, cause->message);
  g_error_free (cause);
  return FALSE;
}

static gboolean
migrate (JaridaSqlEngine     *engine,
         const char *const   *scripts,
         guint                n_scripts,
         GError             **error)
{
  SqliteEngine *self = (SqliteEngine *) engine;
  JaridaMigration migrations[MAX_MIGRATIONS] = { 0 };
  GError *cause = NULL;
  guint from;

  g_assert (n_scripts <= MAX_MIGRATIONS);
  for (guint i = 0; i < n_scripts; i++)
    migrations[i].sql = scripts[i];
  if (!jarida_migration_run (self->connection, APPLICATION_ID, migrations, n_scripts, &from, &cause))
    return translate (error, cause);
  return TRUE;
}

static gboolean
begin (JaridaSqlEngine  *engine,
       GError          **error)
{
  GError *cause = NULL;

  if (!jarida_connection_begin (((SqliteEngine *) engine)->connection, &cause))
    return translate (error, cause);
  return TRUE;
}

static gboolean
commit (JaridaSqlEngine  *engine,
        GError          **error)
{
  GError *cause = NULL;

  if (!jarida_connection_commit (((SqliteEngine *) engine)->connection, &cause))
    return translate (error, cause);
  return TRUE;
}

static void
rollback (JaridaSqlEngine *engine)
{
  jarida_connection_rollback (((SqliteEngine *) engine)->connection);
}

static void
bind_values (JaridaStatement      *statement,
             const JaridaSqlValue *values,
             guint                 n_values)
{
  for (guint i = 0; i < n_values; i++)
    switch (values[i].type)
      {
      case JARIDA_SQL_NULL:
        jarida_statement_bind_null (statement, i + 1);
        break;
      case JARIDA_SQL_INT:
        jarida_statement_bind_int (statement, i + 1, values[i].number);
        break;
      case JARIDA_SQL_TEXT:
        jarida_statement_bind_text (statement, i + 1, values[i].data);
        break;
      case JARIDA_SQL_BLOB:
        jarida_statement_bind_blob (statement, i + 1, values[i].data, values[i].size);
        break;
      }
}

static void
read_row (JaridaStatement *statement,
          JaridaSqlValue  *row)
{
  int n = MIN (jarida_statement_get_n_columns (statement), MAX_COLUMNS);

  for (int i = 0; i < n; i++)
    {
      row[i] = jarida_sql_null ();
      switch (jarida_statement_get_kind (statement, i))
        {
        case JARIDA_KIND_NULL:
          break;
        case JARIDA_KIND_INT:
          row[i] = jarida_sql_int (jarida_statement_get_int (statement, i));
          break;
        case JARIDA_KIND_TEXT:
          row[i] = jarida_sql_text (jarida_statement_get_text (statement, i));
          break;
        case JARIDA_KIND_BLOB:
          row[i].type = JARIDA_SQL_BLOB;
          row[i].data = jarida_statement_get_blob (statement, i, &row[i].size);
          break;
        }
    }
}

static gboolean
run (JaridaSqlEngine       *engine,
     const char            *sql,
     const JaridaSqlValue  *values,
     guint                  n_values,
     guint                  n_sets,
     JaridaSqlRowFunc       func,
     gpointer               data,
     GError               **error)
{
  SqliteEngine *self = (SqliteEngine *) engine;
  GError *cause = NULL;
  g_autoptr(JaridaStatement) statement = jarida_connection_prepare (self->connection, sql, &cause);

  if (statement == NULL)
    return translate (error, cause);
  for (guint set = 0; set < n_sets; set++)
    {
      JaridaSqlValue row[MAX_COLUMNS];
      JaridaStep step;

      bind_values (statement, values + (gsize) set * n_values, n_values);
      while ((step = jarida_statement_step (statement, &cause)) == JARIDA_STEP_ROW)
        if (func != NULL)
          {
            read_row (statement, row);
            func (set, row, data);
          }
      jarida_statement_reset (statement);
      if (step == JARIDA_STEP_ERROR)
        return translate (error, cause);
    }
  return TRUE;
}

/* One file has one service; its folder is locked by the program that serves it. */
static gboolean
claim (JaridaSqlEngine  *engine,
       gint64            what,
       gboolean         *out_mine,
       GError          **error)
{
  *out_mine = TRUE;
  return TRUE;
}

static gboolean
rest (JaridaSqlEngine  *engine,
      GError          **error)
{
  SqliteEngine *self = (SqliteEngine *) engine;
  GError *cause = NULL;
  gboolean done;

  if (jarida_connection_get_log_pages (self->connection) < LOG_PAGES)
    return TRUE;
  if (!jarida_connection_checkpoint (self->connection, FALSE, &done, &cause))
    return translate (error, cause);
  return TRUE;
}

static void
free_engine (JaridaSqlEngine *engine)
{
  SqliteEngine *self = (SqliteEngine *) engine;

  jarida_connection_close (self->connection);
  g_free (self);
}

static const JaridaSqlEngineClass sqlite_class = { migrate, begin, commit, rollback, run, claim, rest, free_engine };

JaridaSqlEngine *
jarida_sql_engine_open_sqlite (const char  *path,
                               GError     **error)
{
  g_autoptr(JaridaConnection) connection = NULL;
  GError *cause = NULL;
  SqliteEngine *self;

  /* What is erased (retention) must not stay in free pages: secure_delete, which costs nothing at this size. */
  if (!jarida_migration_check (path, APPLICATION_ID, MAX_MIGRATIONS, &cause)
      || (connection = jarida_connection_open (path, JARIDA_CONNECTION_WRITE, PAGE_SIZE, &cause)) == NULL
      || !jarida_connection_set_durable (connection, TRUE, &cause)
      || !jarida_connection_execute (connection, "PRAGMA secure_delete=ON", &cause))
    {
      translate (error, cause);
      return NULL;
    }
  self = g_new0 (SqliteEngine, 1);
  self->parent.klass = &sqlite_class;
  self->parent.max_batch = MAX_BATCH;
  self->connection = g_steal_pointer (&connection);
  return &self->parent;
}
