/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-sql-postgres.h"

/* Statements, values and answers: everything goes out before the first answer is read. */

/* Between two waits for the answers: what has been answered is kept in memory meanwhile. */
#define PIPELINE_SETS 1000
#define MAX_VALUES    16
#define MAX_COLUMNS   24
#define MAX_SILENT    3

/* From PostgreSQL's catalogue, pg_type.dat, where they never change. */
typedef enum
{
  TYPE_BOOL = 16,
  TYPE_BYTEA = 17,
  TYPE_INT8 = 20,
  TYPE_INT2 = 21,
  TYPE_INT4 = 23,
  TYPE_TEXT = 25,
} Type;

/* Deadlock, serialization, a lock that took too long, and a row that somebody else was quicker to make. */
static gboolean
is_worth_another_try (const char *state)
{
  static const char *const states[] = { "40P01", "40001", "55P03", "23505", NULL };

  return state != NULL && g_strv_contains (states, state);
}

gboolean
jarida_postgres_fail (JaridaSqlPostgres  *self,
                      const PGresult     *result,
                      GError            **error)
{
  const char *words = result != NULL ? PQresultErrorMessage (result) : "";
  const char *state = result != NULL ? PQresultErrorField (result, PG_DIAG_SQLSTATE) : NULL;
  g_autofree char *message = g_strdup (words[0] != '\0' ? words : PQerrorMessage (self->connection));

  g_set_error (error, JARIDA_SQL_ERROR, is_worth_another_try (state) ? JARIDA_SQL_ERROR_RETRY : JARIDA_SQL_ERROR_FAILED,
               "PostgreSQL: %s", g_strstrip (message));
  return FALSE;
}

static gboolean
send_set (JaridaSqlPostgres    *self,
          const char           *name,
          const JaridaSqlValue *values,
          guint                 n_values)
{
  const char *texts[MAX_VALUES];
  char numbers[MAX_VALUES][24];
  int sizes[MAX_VALUES] = { 0 }, formats[MAX_VALUES] = { 0 };

  for (guint i = 0; i < n_values; i++)
    switch (values[i].type)
      {
      case JARIDA_SQL_NULL:
        texts[i] = NULL;
        break;
      /* In digits: how wide the column is, is the server's business. */
      case JARIDA_SQL_INT:
        g_snprintf (numbers[i], sizeof numbers[i], "%" G_GINT64_FORMAT, values[i].number);
        texts[i] = numbers[i];
        break;
      case JARIDA_SQL_TEXT:
        texts[i] = values[i].data;
        break;
      case JARIDA_SQL_BLOB:
        texts[i] = values[i].data;
        sizes[i] = (int) values[i].size;
        formats[i] = 1;
        break;
      }

  return PQsendQueryPrepared (self->connection, name, (int) n_values, texts, sizes, formats, 1) == 1;
}

static gint64
read_int (const guint8 *data,
          int           size)
{
  guint64 number = data[0] & 0x80 ? G_MAXUINT64 : 0;

  for (int i = 0; i < size; i++)
    number = number << 8 | data[i];
  return (gint64) number;
}

static gboolean
read_value (const PGresult  *result,
            int              row,
            int              column,
            JaridaSqlValue  *value,
            GError         **error)
{
  gconstpointer data = PQgetvalue (result, row, column);
  int size = PQgetlength (result, row, column);

  *value = jarida_sql_null ();
  if (PQgetisnull (result, row, column))
    return TRUE;

  switch ((Type) PQftype (result, column))
    {
    case TYPE_BOOL:
    case TYPE_INT2:
    case TYPE_INT4:
    case TYPE_INT8:
      *value = jarida_sql_int (read_int (data, size));
      return TRUE;
    case TYPE_TEXT:
      *value = jarida_sql_text (data);
      return TRUE;
    case TYPE_BYTEA:
      *value = jarida_sql_blob (data, (gsize) size);
      return TRUE;
    default:
      g_set_error (error, JARIDA_SQL_ERROR, JARIDA_SQL_ERROR_FAILED, "PostgreSQL: column %s is of a type that is not expected, %u",
                   PQfname (result, column), PQftype (result, column));
      return FALSE;
    }
}

static gboolean
read_rows (const PGresult    *result,
           guint              set,
           JaridaSqlRowFunc   func,
           gpointer           data,
           GError           **error)
{
  int n_columns = MIN (PQnfields (result), MAX_COLUMNS);
  JaridaSqlValue row[MAX_COLUMNS];

  for (int i = 0; i < PQntuples (result); i++)
    {
      for (int k = 0; k < n_columns; k++)
        if (!read_value (result, i, k, &row[k], error))
          return FALSE;
      func (set, row, data);
    }

  return TRUE;
}

/* What has been sent is answered in order, and after the first error with "not done" to the end. All of it is taken in
 * whatever it says, or the next statement would get this one's answers. */
typedef struct
{
  JaridaSqlRowFunc  func;
  gpointer          data;
  gboolean          preparing;   /* the first answer is not of a set */
  guint             set;
} Answers;

static gboolean
take_answer (JaridaSqlPostgres  *self,
             const PGresult     *result,
             Answers            *answers,
             GError            **error)
{
  ExecStatusType status = PQresultStatus (result);

  if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK)
    return jarida_postgres_fail (self, result, error);

  if (answers->preparing)
    {
      answers->preparing = FALSE;
      return TRUE;
    }
  if (answers->func != NULL && !read_rows (result, answers->set, answers->func, answers->data, error))
    return FALSE;
  answers->set++;
  return TRUE;
}

static gboolean
take_answers (JaridaSqlPostgres  *self,
              Answers            *answers,
              GError            **error)
{
  gboolean good = TRUE;
  int n_silent = 0;

  for (;;)
    {
      PGresult *result = PQgetResult (self->connection);
      ExecStatusType status = PQresultStatus (result);

      /* NULL ends the answer to one set. Several mean that no more will come: the connection is gone, which libpq does not
       * always know yet. */
      if (result == NULL)
        {
          if (PQstatus (self->connection) != CONNECTION_OK || ++n_silent > MAX_SILENT)
            return good ? jarida_postgres_fail (self, NULL, error) : FALSE;
          continue;
        }
      n_silent = 0;
      if (status != PGRES_PIPELINE_SYNC && good)
        good = take_answer (self, result, answers, error);
      PQclear (result);
      if (status == PGRES_PIPELINE_SYNC)
        return good;
    }
}

static const char *
get_name (JaridaSqlPostgres *self,
          const char        *sql,
          gboolean          *out_is_new)
{
  char *name = g_hash_table_lookup (self->prepared, sql);

  *out_is_new = name == NULL;
  if (name == NULL)
    {
      name = g_strdup_printf ("s%u", g_hash_table_size (self->prepared));
      g_hash_table_insert (self->prepared, (gpointer) sql, name);
    }
  return name;
}

static gboolean
run_some (JaridaSqlPostgres     *self,
          const char            *sql,
          const JaridaSqlValue  *values,
          guint                  n_values,
          guint                  n_sets,
          Answers               *answers,
          GError               **error)
{
  const char *name = get_name (self, sql, &answers->preparing);
  gboolean is_new = answers->preparing, sent;

  sent = PQenterPipelineMode (self->connection) == 1;
  if (sent && is_new)
    sent = PQsendPrepare (self->connection, name, sql, 0, NULL) == 1;
  for (guint set = 0; sent && set < n_sets; set++)
    sent = send_set (self, name, values + (gsize) set * n_values, n_values);
  if (!sent || PQpipelineSync (self->connection) != 1)
    return jarida_postgres_fail (self, NULL, error);

  sent = take_answers (self, answers, error);
  /* It could not be prepared, or nobody knows. */
  if (!sent && is_new && answers->preparing)
    g_hash_table_remove (self->prepared, sql);
  if (PQexitPipelineMode (self->connection) != 1)
    return sent ? jarida_postgres_fail (self, NULL, error) : FALSE;
  return sent;
}

gboolean
jarida_postgres_run (JaridaSqlEngine       *engine,
                     const char            *sql,
                     const JaridaSqlValue  *values,
                     guint                  n_values,
                     guint                  n_sets,
                     JaridaSqlRowFunc       func,
                     gpointer               data,
                     GError               **error)
{
  Answers answers = { .func = func, .data = data };

  g_assert (n_values <= MAX_VALUES);

  for (guint set = 0; set < n_sets; set += PIPELINE_SETS)
    if (!run_some ((JaridaSqlPostgres *) engine, sql, values + (gsize) set * n_values, n_values,
                   MIN (n_sets - set, PIPELINE_SETS), &answers, error))
      return FALSE;

  return TRUE;
}

