/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "jarida-ledger-private.h"
#include "jarida-ledger-review.h"

gboolean
jarida_ledger_find_subject (JaridaLedger  *self,
                            const guint8  *key,
                            gsize          size,
                            gint64        *out_id,
                            GError       **error)
{
  guint8 from[32] = { 0 }, to[32];

  g_return_val_if_fail (size <= 32, FALSE);

  memset (to, 0xff, sizeof to);
  memcpy (from, key, size);
  memcpy (to, key, size);
  *out_id = 0;
  /* By kind, so that the primary key serves. */
  return RUN (self, "SELECT subject_id FROM image_key WHERE kind IN (1, 2, 3) AND key >= $1 AND key <= $2 LIMIT 1",
              jarida_ledger_take_int, out_id, error, jarida_sql_blob (from, sizeof from), jarida_sql_blob (to, sizeof to));
}

static void
take_key (guint                 set,
          const JaridaSqlValue *row,
          gpointer              data)
{
  JaridaKeyRow key = { .kind = (int) row[0].number };

  if (jarida_ledger_copy (&row[1], key.key, sizeof key.key))
    g_array_append_vals (data, &key, 1);
}

gboolean
jarida_ledger_get_keys_of (JaridaLedger  *self,
                           gint64         subject,
                           GArray        *keys,
                           GError       **error)
{
  return RUN (self, "SELECT kind, key FROM image_key WHERE subject_id = $1 ORDER BY kind, key", take_key, keys, error,
              jarida_sql_int (subject));
}

static void
take_report (guint                 set,
             const JaridaSqlValue *row,
             gpointer              data)
{
  JaridaReportRow report = {
    .reason = (int) row[1].number, .received_at = row[4].number, .withdrawn_at = row[5].number,
    .outcome = (JaridaReportOutcome) row[6].number, .comment = g_strdup (row[7].data), .first_day = row[8].number,
    .agreed = row[9].number, .disagreed = row[10].number, .hosting = row[11].number != 0, .subject = row[12].number,
  };

  report.has_reporter = jarida_ledger_copy (&row[0], report.reporter, sizeof report.reporter);
  report.has_tags = jarida_ledger_copy (&row[2], report.addr_tag, JARIDA_TAG_BYTES)
                    && jarida_ledger_copy (&row[3], report.net_tag, JARIDA_TAG_BYTES);
  g_array_append_vals (data, &report, 1);
}

gboolean
jarida_ledger_get_reports_with_comments (JaridaLedger  *self,
                                         gint64         subject,
                                         GArray        *rows,
                                         GError       **error)
{
  return RUN (self, "SELECT r.reporter_id, r.reason, r.addr_tag, r.net_tag, r.received_at, r.withdrawn_at, r.outcome, r.comment,"
              " p.first_day, p.agreed, p.disagreed, r.hosting, r.subject_id"
              " FROM report r LEFT JOIN reporter p ON p.id = r.reporter_id"
              " WHERE r.subject_id = $1 ORDER BY r.received_at DESC, r.id LIMIT $2", take_report, rows, error,
              jarida_sql_int (subject), jarida_sql_int (JARIDA_LEDGER_MAX_ROWS));
}

gboolean
jarida_ledger_was_called (JaridaLedger  *self,
                          gint64         subject,
                          int            reason,
                          gboolean      *out_was,
                          GError       **error)
{
  gint64 n_reports = 0, n_decisions = 0;

  if (!RUN (self, "SELECT COUNT(*) FROM report WHERE subject_id = $1 AND reason = $2 AND withdrawn_at IS NULL",
            jarida_ledger_take_int, &n_reports, error, jarida_sql_int (subject), jarida_sql_int (reason))
      || !RUN (self, "SELECT COUNT(*) FROM decision WHERE subject_id = $1 AND reason = $2", jarida_ledger_take_int, &n_decisions,
               error, jarida_sql_int (subject), jarida_sql_int (reason)))
    return FALSE;

  *out_was = n_reports + n_decisions > 0;
  return TRUE;
}

static void
take_proposal (guint                 set,
               const JaridaSqlValue *row,
               gpointer              data)
{
  JaridaProposal *proposal = g_new0 (JaridaProposal, 1);

  proposal->subject = row[0].number;
  proposal->version = row[1].number;
  proposal->action = (JaridaAction) row[2].number;
  proposal->reason = (int) row[3].number;
  proposal->expires_at = row[4].number;
  proposal->why = g_strdup (row[5].data);
  proposal->reviewer = g_strdup (row[6].data);
  proposal->at = row[7].number;
  *(JaridaProposal **) data = proposal;
}

gboolean
jarida_ledger_get_proposal (JaridaLedger    *self,
                            gint64           subject,
                            JaridaProposal **out_proposal,
                            GError         **error)
{
  *out_proposal = NULL;
  return RUN (self, "SELECT subject_id, version, action, reason, expires_at, why, reviewer, at FROM proposal WHERE subject_id = $1",
              take_proposal, out_proposal, error, jarida_sql_int (subject));
}

/* Two reviewers who are the first at the same moment: one is told to do it again, and then is the second. */
gboolean
jarida_ledger_set_proposal (JaridaLedger          *self,
                            gint64                 subject,
                            const JaridaProposal  *proposal,
                            GError               **error)
{
  g_autofree char *target = g_strdup_printf ("subject %" G_GINT64_FORMAT, subject);
  g_autofree char *after = NULL;

  if (!RUN (self, "DELETE FROM proposal WHERE subject_id = $1", NULL, NULL, error, jarida_sql_int (subject)))
    return FALSE;
  if (proposal == NULL)
    return TRUE;

  after = g_strdup_printf ("action %d, reason %d, version %" G_GINT64_FORMAT, proposal->action, proposal->reason, proposal->version);
  return RUN (self, "INSERT INTO proposal(subject_id, version, action, reason, expires_at, why, reviewer, at)"
              " VALUES($1, $2, $3, $4, $5, $6, $7, $8)", NULL, NULL, error, jarida_sql_int (subject),
              jarida_sql_int (proposal->version), jarida_sql_int (proposal->action), jarida_sql_int (proposal->reason),
              jarida_sql_int_or_null (proposal->expires_at), jarida_sql_text (proposal->why),
              jarida_sql_text (proposal->reviewer), jarida_sql_int (proposal->at))
         && jarida_ledger_add_audit (self, proposal->at, proposal->reviewer, "proposal", target, NULL, after, proposal->why, error);
}

gboolean
jarida_ledger_get_hides_since (JaridaLedger  *self,
                               gint64         since,
                               const char    *host,
                               guint          limit,
                               GPtrArray     *decisions,
                               GError       **error)
{
  static const char of_all[] =
    "SELECT " JARIDA_DECISION_COLUMNS " FROM decision d JOIN subject s ON s.id = d.subject_id"
    " WHERE d.at >= $1 AND d.action = 1 AND d.basis = 1 AND s.state = 1"
    " AND NOT EXISTS (SELECT 1 FROM decision l WHERE l.subject_id = d.subject_id AND l.action = 1 AND l.at > d.at)"
    " ORDER BY d.at, d.id LIMIT $2";
  static const char of_host[] =
    "SELECT " JARIDA_DECISION_COLUMNS " FROM decision d JOIN subject s ON s.id = d.subject_id"
    " WHERE d.at >= $1 AND s.host = $2 AND d.action = 1 AND d.basis = 1 AND s.state = 1"
    " AND NOT EXISTS (SELECT 1 FROM decision l WHERE l.subject_id = d.subject_id AND l.action = 1 AND l.at > d.at)"
    " ORDER BY d.at, d.id LIMIT $3";

  if (host == NULL)
    return RUN (self, of_all, jarida_ledger_take_decision, decisions, error, jarida_sql_int (since), jarida_sql_int (limit));

  return RUN (self, of_host, jarida_ledger_take_decision, decisions, error, jarida_sql_int (since), jarida_sql_text (host),
              jarida_sql_int (limit));
}

static void
take_decision_on (guint                 set,
                  const JaridaSqlValue *row,
                  gpointer              data)
{
  g_autoptr(GPtrArray) one = g_ptr_array_new ();
  JaridaDecisionOn *on = g_new0 (JaridaDecisionOn, 1);

  jarida_ledger_take_decision (set, row, one);
  on->decision = one->pdata[0];
  on->host = g_strdup (row[11].data);
  g_ptr_array_add (data, on);
}

gboolean
jarida_ledger_get_decisions_since (JaridaLedger  *self,
                                   gint64         after_at,
                                   const char    *after_id,
                                   guint          limit,
                                   GPtrArray     *decisions,
                                   GError       **error)
{
  return RUN (self, "SELECT " JARIDA_DECISION_COLUMNS ", s.host FROM decision d JOIN subject s ON s.id = d.subject_id"
              " WHERE d.at > $1 OR (d.at = $2 AND d.id > $3) ORDER BY d.at, d.id LIMIT $4", take_decision_on, decisions, error,
              jarida_sql_int (after_at), jarida_sql_int (after_at), jarida_sql_text (after_id != NULL ? after_id : ""),
              jarida_sql_int (limit));
}

gboolean
jarida_ledger_is_always_human (JaridaLedger  *self,
                               gint64         subject,
                               gint64         now,
                               gboolean      *out_is,
                               GError       **error)
{
  gint64 n = 0;

  if (!RUN (self, "SELECT COUNT(*) FROM image_key k JOIN always_human h ON h.kind = k.kind AND h.key = k.key"
            " WHERE k.subject_id = $1 AND h.until_at > $2", jarida_ledger_take_int, &n, error, jarida_sql_int (subject),
            jarida_sql_int (now)))
    return FALSE;
  *out_is = n > 0;
  return TRUE;
}

gboolean
jarida_ledger_set_always_human (JaridaLedger        *self,
                                const JaridaKeyRow  *key,
                                gint64               until,
                                const char          *who,
                                gint64               now,
                                GError             **error)
{
  const JaridaSqlValue bytes = jarida_sql_blob (key->key, sizeof key->key);
  g_autofree char *target = g_strdup_printf ("key %02x%02x%02x%02x%02x%02x", key->key[0], key->key[1], key->key[2], key->key[3],
                                             key->key[4], key->key[5]);
  g_autofree char *after = g_strdup_printf ("until %" G_GINT64_FORMAT, until);

  /* What is over goes with it. */
  if (!RUN (self, "DELETE FROM always_human WHERE until_at <= $1 OR (kind = $2 AND key = $3)", NULL, NULL, error, jarida_sql_int (now),
            jarida_sql_int (key->kind), bytes))
    return FALSE;
  if (until > now
      && !RUN (self, "INSERT INTO always_human(kind, key, until_at) VALUES($1, $2, $3)", NULL, NULL, error, jarida_sql_int (key->kind),
               bytes, jarida_sql_int (until)))
    return FALSE;
  return jarida_ledger_add_audit (self, now, who, "human", target, NULL, after, NULL, error);
}

static void
take_audit (guint                 set,
            const JaridaSqlValue *row,
            gpointer              data)
{
  JaridaAuditRow *line = g_new0 (JaridaAuditRow, 1);

  line->at = row[0].number;
  line->who = g_strdup (row[1].data);
  line->what = g_strdup (row[2].data);
  line->target = g_strdup (row[3].data);
  line->before = g_strdup (row[4].data);
  line->after = g_strdup (row[5].data);
  line->why = g_strdup (row[6].data);
  g_ptr_array_add (data, line);
}

gboolean
jarida_ledger_get_audit (JaridaLedger  *self,
                         guint          limit,
                         GPtrArray     *lines,
                         GError       **error)
{
  return RUN (self, "SELECT at, who, what, target, before, after, why FROM audit ORDER BY id DESC LIMIT $1", take_audit, lines,
              error, jarida_sql_int (limit));
}

void
jarida_proposal_free (JaridaProposal *self)
{
  if (self == NULL)
    return;
  g_free (self->why);
  g_free (self->reviewer);
  g_free (self);
}

void
jarida_audit_row_free (JaridaAuditRow *self)
{
  g_free (self->who);
  g_free (self->what);
  g_free (self->target);
  g_free (self->before);
  g_free (self->after);
  g_free (self->why);
  g_free (self);
}

void
jarida_decision_on_free (JaridaDecisionOn *self)
{
  jarida_decision_free (self->decision);
  g_free (self->host);
  g_free (self);
}

void
jarida_report_row_clear (gpointer row)
{
  g_free (((JaridaReportRow *) row)->comment);
}
