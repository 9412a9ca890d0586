/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "jarida-report-row.h"

/* Reports that are over are kept to be looked at, but not for ever: so many of the newest. */
#define MAX_KEPT "2000"
/* A time to try again that lies further ahead than any pause can be was written by a clock that has since been put back. */
#define NEVER_SO_LATE (2 * 86400)

#define SCHEMA_WITH_REPORTS 2
#define REPORT_COLUMNS \
  "number, id, state, withdrawing, reason, address, comment, created_at, sent_at, next_at, attempts, http, problem, body"

JaridaReportRow *
jarida_report_row_copy (const JaridaReportRow *self)
{
  JaridaReportRow *copy = g_memdup2 (self, sizeof *self);

  copy->id = g_strdup (self->id);
  copy->address = g_strdup (self->address);
  copy->comment = g_strdup (self->comment);
  copy->problem = g_strdup (self->problem);
  copy->body = self->body != NULL ? g_bytes_ref (self->body) : NULL;
  return copy;
}

void
jarida_report_row_free (JaridaReportRow *self)
{
  g_free (self->id);
  g_free (self->address);
  g_free (self->comment);
  g_free (self->problem);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_free (self);
}

JaridaReportRows *
jarida_report_rows_new (void)
{
  JaridaReportRows *self = g_new0 (JaridaReportRows, 1);

  self->reports = g_ptr_array_new_with_free_func ((GDestroyNotify) jarida_report_row_free);
  self->hidden = g_array_new (FALSE, FALSE, sizeof (JaridaHiddenRow));
  self->shown = g_array_new (FALSE, FALSE, sizeof (JaridaHiddenRow));
  return self;
}

void
jarida_report_rows_free (JaridaReportRows *self)
{
  g_ptr_array_unref (self->reports);
  g_array_unref (self->hidden);
  g_array_unref (self->shown);
  g_free (self);
}

static JaridaReportRow *
row_from_statement (JaridaStatement *statement)
{
  JaridaReportRow *row = g_new0 (JaridaReportRow, 1);
  gsize size = 0;
  gconstpointer body = jarida_statement_get_blob (statement, 13, &size);

  row->number = jarida_statement_get_int (statement, 0);
  row->id = g_strdup (jarida_statement_get_text (statement, 1));
  row->state = (JaridaReportState) jarida_statement_get_int (statement, 2);
  row->withdrawing = jarida_statement_get_int (statement, 3) != 0;
  row->reason = (int) jarida_statement_get_int (statement, 4);
  row->address = g_strdup (jarida_statement_get_text (statement, 5));
  row->comment = g_strdup (jarida_statement_get_text (statement, 6));
  row->created = jarida_statement_get_int (statement, 7);
  row->sent = jarida_statement_get_int (statement, 8);
  row->next = jarida_statement_get_int (statement, 9);
  row->attempts = (int) jarida_statement_get_int (statement, 10);
  row->http = (int) jarida_statement_get_int (statement, 11);
  row->problem = g_strdup (jarida_statement_get_text (statement, 12));
  row->body = body != NULL ? g_bytes_new (body, size) : NULL;
  return row;
}

static gboolean
read_reports (JaridaConnection  *connection,
              GPtrArray         *reports,
              GError           **error)
{
  g_autoptr(JaridaStatement) statement = NULL;
  JaridaStep step;

  statement = jarida_connection_prepare (connection, "SELECT " REPORT_COLUMNS " FROM outbox ORDER BY number", error);
  if (statement == NULL)
    return FALSE;
  while ((step = jarida_statement_step (statement, error)) == JARIDA_STEP_ROW)
    g_ptr_array_add (reports, row_from_statement (statement));
  return step == JARIDA_STEP_DONE;
}

static gboolean
read_keys (JaridaStatement  *statement,   /* (nullable): it did not compile */
           GArray           *keys,
           GError          **error)
{
  JaridaStep step;

  if (statement == NULL)
    return FALSE;
  while ((step = jarida_statement_step (statement, error)) == JARIDA_STEP_ROW)
    {
      gsize size = 0;
      gconstpointer key = jarida_statement_get_blob (statement, 3, &size);
      JaridaHiddenRow row = {
        .family = jarida_statement_get_int (statement, 0),
        .kind = (int) jarida_statement_get_int (statement, 1),
        .reason = (int) jarida_statement_get_int (statement, 2),
      };

      if (size != sizeof row.key)
        continue;
      memcpy (row.key, key, size);
      g_array_append_val (keys, row);
    }
  return step == JARIDA_STEP_DONE;
}

JaridaReportRows *
jarida_report_rows_read (JaridaConnection  *connection,
                         GError           **error)
{
  g_autoptr(JaridaReportRows) self = jarida_report_rows_new ();
  g_autoptr(JaridaStatement) hidden = NULL;
  g_autoptr(JaridaStatement) shown = NULL;
  gint64 version;

  /* A shelf that can only be read may still be as an older program left it. */
  if (!jarida_connection_query_int (connection, "PRAGMA user_version", 0, &version, error))
    return NULL;
  if (version < SCHEMA_WITH_REPORTS)
    return g_steal_pointer (&self);
  if (!read_reports (connection, self->reports, error))
    return NULL;
  hidden = jarida_connection_prepare (connection, "SELECT family, kind, reason, key FROM hidden_local ORDER BY number", error);
  if (!read_keys (hidden, self->hidden, error))
    return NULL;
  shown = jarida_connection_prepare (connection, "SELECT 0, kind, 0, key FROM shown_local ORDER BY number", error);
  if (!read_keys (shown, self->shown, error))
    return NULL;
  return g_steal_pointer (&self);
}

static gboolean
fail_not_found (gint64    number,
                GError  **error)
{
  g_set_error (error, JARIDA_STORE_ERROR, JARIDA_STORE_ERROR_NOT_FOUND, "no report %" G_GINT64_FORMAT, number);
  return FALSE;
}

JaridaReportRow *
jarida_report_row_read (JaridaConnection  *connection,
                        gint64             number,
                        GError           **error)
{
  g_autoptr(JaridaStatement) statement = NULL;
  JaridaStep step;

  statement = jarida_connection_prepare (connection, "SELECT " REPORT_COLUMNS " FROM outbox WHERE number=?1", error);
  if (statement == NULL)
    return NULL;
  jarida_statement_bind_int (statement, 1, number);
  step = jarida_statement_step (statement, error);
  if (step == JARIDA_STEP_ROW)
    return row_from_statement (statement);
  if (step == JARIDA_STEP_DONE)
    fail_not_found (number, error);
  return NULL;
}

/* Above every number that is in use: what is hidden may outlast its report, and must not become another's. */
static gboolean
choose_number (JaridaConnection  *connection,
               gint64            *out_number,
               GError           **error)
{
  return jarida_connection_query_int (connection,
                                      "SELECT 1 + max(coalesce((SELECT max(number) FROM outbox), 0),"
                                      " coalesce((SELECT max(family) FROM hidden_local), 0))",
                                      1, out_number, error);
}

static gboolean
insert_report (JaridaConnection  *connection,
               JaridaReportRow   *report,
               GError           **error)
{
  g_autoptr(JaridaStatement) statement = NULL;

  statement = jarida_connection_prepare (connection, "INSERT INTO outbox(" REPORT_COLUMNS ")"
                                         " VALUES(?1, ?2, ?3, 0, ?4, ?5, ?6, ?7, 0, ?8, 0, 0, NULL, ?9)", error);
  if (statement == NULL)
    return FALSE;
  jarida_statement_bind_int (statement, 1, report->number);
  jarida_statement_bind_text (statement, 2, report->id);
  jarida_statement_bind_int (statement, 3, report->state);
  jarida_statement_bind_int (statement, 4, report->reason);
  jarida_statement_bind_text (statement, 5, report->address);
  jarida_statement_bind_text (statement, 6, report->comment);
  jarida_statement_bind_int (statement, 7, report->created);
  jarida_statement_bind_int (statement, 8, report->next);
  if (report->body != NULL)
    jarida_statement_bind_blob (statement, 9, g_bytes_get_data (report->body, NULL), g_bytes_get_size (report->body));
  else
    jarida_statement_bind_null (statement, 9);
  return jarida_statement_run (statement, error);
}

gboolean
jarida_report_rows_insert (JaridaConnection  *connection,
                           JaridaReportRow   *report,
                           GArray            *hidden,
                           GError           **error)
{
  g_autoptr(JaridaStatement) prune = NULL;

  if (!choose_number (connection, &report->number, error)
      || !insert_report (connection, report, error))
    return FALSE;
  for (guint i = 0; i < hidden->len; i++)
    {
      JaridaHiddenRow *row = &g_array_index (hidden, JaridaHiddenRow, i);

      row->family = report->number;
      if (!jarida_report_rows_hide (connection, row, error)
          || !jarida_report_rows_set_shown (connection, row, FALSE, error))
        return FALSE;
    }
  prune = jarida_connection_prepare (connection, "DELETE FROM outbox WHERE number<=?1-" MAX_KEPT
                                     " AND state NOT IN (0, 1) AND withdrawing=0", error);
  if (prune == NULL)
    return FALSE;
  jarida_statement_bind_int (prune, 1, report->number);
  return jarida_statement_run (prune, error);
}

gboolean
jarida_report_rows_hide (JaridaConnection       *connection,
                         const JaridaHiddenRow  *row,
                         GError                **error)
{
  g_autoptr(JaridaStatement) statement = NULL;

  /* Not for a report that was taken back while somebody was still looking at the picture. */
  statement = jarida_connection_prepare (connection,
                                         "INSERT OR IGNORE INTO hidden_local(family, kind, reason, key) SELECT ?1, ?2, ?3, ?4"
                                         " WHERE NOT EXISTS(SELECT 1 FROM outbox WHERE number=?1 AND state=4)", error);
  if (statement == NULL)
    return FALSE;
  jarida_statement_bind_int (statement, 1, row->family);
  jarida_statement_bind_int (statement, 2, row->kind);
  jarida_statement_bind_int (statement, 3, row->reason);
  jarida_statement_bind_blob (statement, 4, row->key, sizeof row->key);
  return jarida_statement_run (statement, error);
}

/* What was never given to the network is simply not sent. Of anything else the service may know, even if nobody heard its answer. */
gboolean
jarida_report_rows_withdraw (JaridaConnection  *connection,
                             gint64             number,
                             GError           **error)
{
  static const char take_back[] =
    "UPDATE outbox SET withdrawing=(state=1 OR state=2 OR state=0 AND attempts>0),"
    " next_at=CASE state WHEN 1 THEN next_at ELSE 0 END, attempts=0, state=4 WHERE number=?1 AND state<>4";
  g_autoptr(JaridaStatement) update = NULL;
  g_autoptr(JaridaStatement) show = NULL;

  update = jarida_connection_prepare (connection, take_back, error);
  show = update != NULL ? jarida_connection_prepare (connection, "DELETE FROM hidden_local WHERE family=?1", error) : NULL;
  if (show == NULL)
    return FALSE;
  jarida_statement_bind_int (update, 1, number);
  jarida_statement_bind_int (show, 1, number);
  return jarida_statement_run (update, error) && jarida_statement_run (show, error);
}

gboolean
jarida_report_rows_claim (JaridaConnection  *connection,
                          gint64             number,
                          gint64             now,
                          gint64             until,
                          GError           **error)
{
  static const char claim[] =
    "UPDATE outbox SET state=CASE state WHEN 0 THEN 1 ELSE state END, attempts=attempts+1, next_at=?3"
    " WHERE number=?1 AND (state IN (0, 1) OR withdrawing) AND (next_at<=?2 OR next_at>?4)";
  g_autoptr(JaridaStatement) statement = NULL;

  statement = jarida_connection_prepare (connection, claim, error);
  if (statement == NULL)
    return FALSE;
  jarida_statement_bind_int (statement, 1, number);
  jarida_statement_bind_int (statement, 2, now);
  jarida_statement_bind_int (statement, 3, until);
  jarida_statement_bind_int (statement, 4, now + NEVER_SO_LATE);
  if (!jarida_statement_run (statement, error))
    return FALSE;
  return jarida_connection_get_n_changes (connection) > 0 || fail_not_found (number, error);
}

gboolean
jarida_report_rows_save (JaridaConnection       *connection,
                         const JaridaReportRow  *report,
                         GError                **error)
{
  /* The body has done its work when it has arrived. */
  static const char save[] =
    "UPDATE outbox SET withdrawing=CASE WHEN state=4 AND ?3<>4 THEN withdrawing ELSE ?4 END,"
    " attempts=CASE WHEN state=4 AND ?3<>4 THEN 0 ELSE ?7 END,"
    " state=CASE state WHEN 4 THEN 4 ELSE ?3 END, id=?2, sent_at=?5, next_at=?6, http=?8, problem=?9,"
    " body=CASE WHEN ?3=2 THEN NULL ELSE body END WHERE number=?1";
  g_autoptr(JaridaStatement) statement = NULL;

  statement = jarida_connection_prepare (connection, save, error);
  if (statement == NULL)
    return FALSE;
  jarida_statement_bind_int (statement, 1, report->number);
  jarida_statement_bind_text (statement, 2, report->id);
  jarida_statement_bind_int (statement, 3, report->state);
  jarida_statement_bind_int (statement, 4, report->withdrawing);
  jarida_statement_bind_int (statement, 5, report->sent);
  jarida_statement_bind_int (statement, 6, report->next);
  jarida_statement_bind_int (statement, 7, report->attempts);
  jarida_statement_bind_int (statement, 8, report->http);
  jarida_statement_bind_text (statement, 9, report->problem);
  return jarida_statement_run (statement, error);
}

gboolean
jarida_report_rows_requeue (JaridaConnection  *connection,
                            GError           **error)
{
  return jarida_connection_execute (connection, "UPDATE outbox SET state=0, next_at=0 WHERE state=1", error);
}

gboolean
jarida_report_rows_set_shown (JaridaConnection       *connection,
                              const JaridaHiddenRow  *row,
                              gboolean                shown,
                              GError                **error)
{
  g_autoptr(JaridaStatement) statement = NULL;

  if (shown)
    statement = jarida_connection_prepare (connection, "INSERT OR IGNORE INTO shown_local(kind, key) VALUES(?1, ?2)", error);
  else
    statement = jarida_connection_prepare (connection, "DELETE FROM shown_local WHERE kind=?1 AND key=?2", error);
  if (statement == NULL)
    return FALSE;
  jarida_statement_bind_int (statement, 1, row->kind);
  jarida_statement_bind_blob (statement, 2, row->key, sizeof row->key);
  return jarida_statement_run (statement, error);
}
