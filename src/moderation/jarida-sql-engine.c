/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-sql-engine.h"
#ifdef HAVE_LIBPQ
#include "jarida-sql-postgres.h"
#endif

G_DEFINE_QUARK (jarida-sql-error-quark, jarida_sql_error)

JaridaSqlEngine *
jarida_sql_engine_open (const char  *where,
                        GError     **error)
{
  if (g_str_has_prefix (where, "postgresql:") || g_str_has_prefix (where, "postgres:"))
    {
#ifdef HAVE_LIBPQ
      return jarida_sql_engine_open_postgres (where, error);
#else
      g_set_error_literal (error, JARIDA_SQL_ERROR, JARIDA_SQL_ERROR_FAILED, "Built without PostgreSQL");
      return NULL;
#endif
    }
  return jarida_sql_engine_open_sqlite (where, error);
}

void
jarida_sql_engine_free (JaridaSqlEngine *self)
{
  if (self != NULL)
    self->klass->free (self);
}
