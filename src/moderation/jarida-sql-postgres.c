/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "jarida-sql-postgres.h"

/* The engine for several machines. All sets of a statement go out in one pipeline and their answers come back together: a batch costs
 * as many round trips as it has statements, not rows. A batch is small (500), because what it locks others wait for; that two
 * processes lock in the same order is the ledger's doing, and where they still collide the answer is to do it again. */

#define MAX_BATCH     500
/* "JRDM": the first half of our advisory locks; the second says for what. */
#define LOCK_CLASS    0x4a52444d
#define LOCK_MIGRATE  -1   /* what is claimed has positive numbers */

static gboolean
execute (JaridaSqlPostgres  *self,
         const char         *sql,
         GError            **error)
{
  PGresult *result = PQexec (self->connection, sql);
  ExecStatusType status = PQresultStatus (result);
  gboolean done = status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK || jarida_postgres_fail (self, result, error);

  PQclear (result);
  return done;
}

static gboolean
begin (JaridaSqlEngine  *engine,
       GError          **error)
{
  return execute ((JaridaSqlPostgres *) engine, "BEGIN", error);
}

static gboolean
commit (JaridaSqlEngine  *engine,
        GError          **error)
{
  JaridaSqlPostgres *self = (JaridaSqlPostgres *) engine;
  PGresult *result = PQexec (self->connection, "COMMIT");
  gboolean done = PQresultStatus (result) == PGRES_COMMAND_OK || jarida_postgres_fail (self, result, error);

  /* After an error COMMIT succeeds, and says what it did instead. */
  if (done && strcmp (PQcmdStatus (result), "COMMIT") != 0)
    {
      g_set_error_literal (error, JARIDA_SQL_ERROR, JARIDA_SQL_ERROR_RETRY, "PostgreSQL: the transaction had failed");
      done = FALSE;
    }
  PQclear (result);
  return done;
}

static void
rollback (JaridaSqlEngine *engine)
{
  JaridaSqlPostgres *self = (JaridaSqlPostgres *) engine;
  PGTransactionStatusType status = PQtransactionStatus (self->connection);

  if (status == PQTRANS_INTRANS || status == PQTRANS_INERROR)
    PQclear (PQexec (self->connection, "ROLLBACK"));
}

static void
take_number (guint                 set,
             const JaridaSqlValue *row,
             gpointer              data)
{
  *(gint64 *) data = row[0].number;
}

/* Whether it is the only one is asked once: PostgreSQL counts how often a session has a lock. */
static gboolean
claim (JaridaSqlEngine  *engine,
       gint64            what,
       gboolean         *out_mine,
       GError          **error)
{
  JaridaSqlPostgres *self = (JaridaSqlPostgres *) engine;
  const JaridaSqlValue values[] = { jarida_sql_int (LOCK_CLASS), jarida_sql_int (what) };
  gint64 mine = 0;

  *out_mine = g_hash_table_contains (self->claimed, &what);
  if (*out_mine)
    return TRUE;
  if (!jarida_postgres_run (engine, "SELECT pg_try_advisory_lock(CAST($1 AS INTEGER), CAST($2 AS INTEGER))", values,
                            G_N_ELEMENTS (values), 1, take_number, &mine, error))
    return FALSE;

  *out_mine = mine != 0;
  if (*out_mine)
    g_hash_table_add (self->claimed, g_memdup2 (&what, sizeof what));
  return TRUE;
}

static gboolean
run_script (JaridaSqlPostgres  *self,
            const char         *script,
            guint               number,
            GError            **error)
{
  g_autofree char *note = g_strdup_printf ("UPDATE jarida_schema SET version = %u", number);

  if (execute (self, "BEGIN", error) && execute (self, script, error) && execute (self, note, error))
    return commit (&self->parent, error);

  rollback (&self->parent);
  return FALSE;
}

static gboolean
migrate_alone (JaridaSqlPostgres  *self,
               const char *const  *scripts,
               guint               n_scripts,
               GError            **error)
{
  gint64 version = 0;

  if (!execute (self, "DO $$ BEGIN"
                " IF to_regclass('jarida_schema') IS NULL THEN"
                "  CREATE DOMAIN blob AS bytea;"
                "  CREATE TABLE jarida_schema(version BIGINT NOT NULL);"
                "  INSERT INTO jarida_schema VALUES (0);"
                " END IF; END $$", error)
      || !jarida_postgres_run (&self->parent, "SELECT version FROM jarida_schema", NULL, 0, 1, take_number, &version, error))
    return FALSE;
  if (version < 0 || version > n_scripts)
    {
      g_set_error_literal (error, JARIDA_SQL_ERROR, JARIDA_SQL_ERROR_FAILED, "PostgreSQL: the database is of a newer version");
      return FALSE;
    }

  for (guint i = (guint) version; i < n_scripts; i++)
    if (!run_script (self, scripts[i], i + 1, error))
      return FALSE;

  return TRUE;
}

/* Several processes may be started at the same moment. */
static gboolean
migrate (JaridaSqlEngine    *engine,
         const char *const  *scripts,
         guint               n_scripts,
         GError            **error)
{
  JaridaSqlPostgres *self = (JaridaSqlPostgres *) engine;
  g_autofree char *lock = g_strdup_printf ("SELECT pg_advisory_lock(%d, %d)", LOCK_CLASS, LOCK_MIGRATE);
  g_autofree char *unlock = g_strdup_printf ("SELECT pg_advisory_unlock(%d, %d)", LOCK_CLASS, LOCK_MIGRATE);
  gboolean done;

  if (!execute (self, lock, error))
    return FALSE;
  done = migrate_alone (self, scripts, n_scripts, error);
  return execute (self, unlock, done ? error : NULL) && done;
}

/* Vacuuming is the server's. */
static gboolean
rest (JaridaSqlEngine  *engine,
      GError          **error)
{
  return TRUE;
}

static void
free_engine (JaridaSqlEngine *engine)
{
  JaridaSqlPostgres *self = (JaridaSqlPostgres *) engine;

  PQfinish (self->connection);
  g_hash_table_unref (self->prepared);
  g_hash_table_unref (self->claimed);
  g_free (self);
}

static void
ignore_notice (void           *data,
               const PGresult *result)
{
}

static const JaridaSqlEngineClass postgres_class = {
  migrate, begin, commit, rollback, jarida_postgres_run, claim, rest, free_engine
};

JaridaSqlEngine *
jarida_sql_engine_open_postgres (const char  *address,
                                 GError     **error)
{
  JaridaSqlPostgres *self = g_new0 (JaridaSqlPostgres, 1);

  self->parent.klass = &postgres_class;
  self->parent.max_batch = MAX_BATCH;
  self->prepared = g_hash_table_new_full (g_direct_hash, g_direct_equal, NULL, g_free);
  self->claimed = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->connection = PQconnectdb (address);
  PQsetNoticeReceiver (self->connection, ignore_notice, NULL);
  /* The ledger counts on seeing at once what others have committed; and acknowledges what is on the disk. */
  if (PQstatus (self->connection) != CONNECTION_OK
      || !execute (self, "SET client_encoding = 'UTF8'; SET synchronous_commit = on; SET lock_timeout = '10s';"
                   " SET default_transaction_isolation = 'read committed'; SET idle_in_transaction_session_timeout = '60s';"
                   /* Each statement finds its rows by an index, whatever the values: planned once, not each time. */
                   " SET plan_cache_mode = force_generic_plan; SET jit = off", NULL))
    {
      jarida_postgres_fail (self, NULL, error);
      free_engine (&self->parent);
      return NULL;
    }

  return &self->parent;
}
