/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libpq-fe.h>

#include "jarida-sql-engine.h"

G_BEGIN_DECLS

/* Only where built with libpq. */

typedef struct
{
  JaridaSqlEngine  parent;
  PGconn          *connection;   /* (owned) */
  GHashTable      *prepared;     /* (owned) the address of a statement -> its name (owned) */
  GHashTable      *claimed;      /* (owned) set of gint64 (owned) */
} JaridaSqlPostgres;

/* @address: as libpq takes it, "postgresql://host/database". */
JaridaSqlEngine *jarida_sql_engine_open_postgres (const char *address, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* What went wrong, as an error of ours; always FALSE. @result: nullable. */
gboolean         jarida_postgres_fail            (JaridaSqlPostgres *self, const PGresult *result, GError **error);
/* run() of the engine. */
gboolean         jarida_postgres_run             (JaridaSqlEngine *engine, const char *sql, const JaridaSqlValue *values,
                                                  guint n_values, guint n_sets, JaridaSqlRowFunc func, gpointer data,
                                                  GError **error);

G_END_DECLS
