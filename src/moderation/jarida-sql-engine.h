/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a database must be able to do for the ledger, which writes every statement once for all of them. A statement is a string
 * literal (it may be kept compiled under its address) with $1, $2, … in the order of their first appearance. One engine is one
 * connection and belongs to one thread at a time. */
typedef struct _JaridaSqlEngine JaridaSqlEngine;

#define JARIDA_SQL_ERROR (jarida_sql_error_quark ())
typedef enum
{
  JARIDA_SQL_ERROR_RETRY,    /* busy, deadlock, serialization, somebody else's row: roll back and do all of it again */
  JARIDA_SQL_ERROR_FAILED,   /* disk, damage, connection: nothing that was not committed may be acknowledged any more */
} JaridaSqlError;
GQuark jarida_sql_error_quark (void);

typedef enum
{
  JARIDA_SQL_NULL,
  JARIDA_SQL_INT,
  JARIDA_SQL_TEXT,
  JARIDA_SQL_BLOB,
} JaridaSqlType;

typedef struct
{
  JaridaSqlType  type;
  gint64         number;
  gconstpointer  data;     /* text (with its 0) or blob; of a row: valid until the function returns */
  gsize          size;
} JaridaSqlValue;

/* @set: which of the sets of parameters answered. */
typedef void (*JaridaSqlRowFunc) (guint set, const JaridaSqlValue *row, gpointer data);

typedef struct
{
  /* Brings an empty or older database to @scripts[n_scripts - 1], each script in a transaction with its number. */
  gboolean (*migrate)  (JaridaSqlEngine *self, const char *const *scripts, guint n_scripts, GError **error);
  gboolean (*begin)    (JaridaSqlEngine *self, GError **error);
  /* TRUE: it is on the disk. */
  gboolean (*commit)   (JaridaSqlEngine *self, GError **error);
  /* Nothing when no transaction is open. */
  void     (*rollback) (JaridaSqlEngine *self);
  /* Runs @sql once for each of @n_sets sets of @n_values values, in their order; may send them all before it reads the first
   * answer. Stops at the first error. @func nullable. */
  gboolean (*run)      (JaridaSqlEngine *self, const char *sql, const JaridaSqlValue *values, guint n_values, guint n_sets,
                        JaridaSqlRowFunc func, gpointer data, GError **error);
  /* Among all processes on this database, who publishes: @out_mine until the engine is freed. */
  gboolean (*claim)    (JaridaSqlEngine *self, gint64 what, gboolean *out_mine, GError **error);
  /* Whatever the engine does when nobody waits (checkpoint). */
  gboolean (*rest)     (JaridaSqlEngine *self, GError **error);
  void     (*free)     (JaridaSqlEngine *self);
} JaridaSqlEngineClass;

struct _JaridaSqlEngine
{
  const JaridaSqlEngineClass *klass;
  guint                       max_batch;   /* how many reports one transaction takes at most */
};

/* @where: "postgresql://…" or the path of an SQLite file, which is made when it is missing. */
JaridaSqlEngine *jarida_sql_engine_open          (const char *where, GError **error) G_GNUC_WARN_UNUSED_RESULT;
JaridaSqlEngine *jarida_sql_engine_open_sqlite   (const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void             jarida_sql_engine_free          (JaridaSqlEngine *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (JaridaSqlEngine, jarida_sql_engine_free)

static inline JaridaSqlValue
jarida_sql_null (void)
{
  return (JaridaSqlValue) { JARIDA_SQL_NULL, 0, NULL, 0 };
}

static inline JaridaSqlValue
jarida_sql_int (gint64 number)
{
  return (JaridaSqlValue) { JARIDA_SQL_INT, number, NULL, 0 };
}

/* 0 is "none". */
static inline JaridaSqlValue
jarida_sql_int_or_null (gint64 number)
{
  return number != 0 ? jarida_sql_int (number) : jarida_sql_null ();
}

static inline JaridaSqlValue
jarida_sql_text (const char *text)
{
  return text != NULL ? (JaridaSqlValue) { JARIDA_SQL_TEXT, 0, text, 0 } : jarida_sql_null ();
}

static inline JaridaSqlValue
jarida_sql_blob (gconstpointer data, gsize size)
{
  return data != NULL ? (JaridaSqlValue) { JARIDA_SQL_BLOB, 0, data, size } : jarida_sql_null ();
}

G_END_DECLS
