/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "jarida-ledger-private.h"

/* An exception made by a reviewer lasts so long, and a hiding by readers until somebody must have looked at it. */
#define EXCEPTION_SECONDS (180 * 24 * 3600)

static void
note_row (guint                 set,
          const JaridaSqlValue *row,
          gpointer              data)
{
  *(gboolean *) data = TRUE;
}

gboolean
jarida_ledger_set_state (JaridaLedger   *self,
                         JaridaSubject  *subject,
                         gboolean       *out_done,
                         GError        **error)
{
  *out_done = FALSE;
  if (!RUN (self, "UPDATE subject SET state = $1, reason = $2, score_milli = $3, expires_at = $4, version = version + 1"
            " WHERE id = $5 AND version = $6 RETURNING version", note_row, out_done, error,
            jarida_sql_int (subject->state), jarida_sql_int_or_null (subject->reason), jarida_sql_int (subject->score),
            jarida_sql_int_or_null (subject->expires_at), jarida_sql_int (subject->id), jarida_sql_int (subject->version)))
    return FALSE;
  if (*out_done)
    subject->version++;
  return TRUE;
}

gboolean
jarida_ledger_set_scores (JaridaLedger         *self,
                          JaridaSubject *const *subjects,
                          guint                 n,
                          GError              **error)
{
  g_autoptr(GArray) values = g_array_new (FALSE, FALSE, sizeof (JaridaSqlValue));

  for (guint i = 0; i < n; i++)
    {
      JaridaSqlValue set[] = { jarida_sql_int (subjects[i]->score), jarida_sql_int (subjects[i]->id) };

      g_array_append_vals (values, set, G_N_ELEMENTS (set));
    }
  return jarida_ledger_run_sets (self, "UPDATE subject SET score_milli = $1 WHERE id = $2", values, 2, NULL, NULL, error);
}

/* A ULID, so that decisions sort by their time. */
static char *
make_decision_id (gint64 at)
{
  static const char digits[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  guint64 time = (guint64) at * 1000;
  char text[27] = "";

  for (int i = 9; i >= 0; i--, time >>= 5)
    text[i] = digits[time & 31];
  for (int i = 10; i < 26; i++)
    text[i] = digits[g_random_int_range (0, 32)];
  return g_strconcat ("d_", text, NULL);
}

static gboolean
write_decision (JaridaLedger    *self,
                JaridaDecision  *decision,
                GError         **error)
{
  if (decision->id == NULL)
    decision->id = make_decision_id (decision->at);
  return RUN (self, "INSERT INTO decision(id, subject_id, action, basis, reason, facts, reviewer, at, expires_at, supersedes)"
              " VALUES($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)", NULL, NULL, error,
              jarida_sql_text (decision->id), jarida_sql_int (decision->subject), jarida_sql_int (decision->action),
              jarida_sql_int (decision->basis), jarida_sql_int (decision->reason),
              jarida_sql_text (decision->facts != NULL ? decision->facts : ""), jarida_sql_text (decision->reviewer),
              jarida_sql_int (decision->at), jarida_sql_int_or_null (decision->expires_at),
              jarida_sql_text (decision->supersedes));
}

/* Times are in seconds, and clocks of machines differ: whatever they say, what is decided later of one picture is later. The
 * picture is locked by its new version, so nobody decides beside us. */
static gboolean
keep_order (JaridaLedger    *self,
            JaridaDecision  *decision,
            GError         **error)
{
  gint64 last = 0;

  if (!RUN (self, "SELECT COALESCE(MAX(at), 0) FROM decision WHERE subject_id = $1", jarida_ledger_take_int, &last, error,
            jarida_sql_int (decision->subject)))
    return FALSE;
  decision->at = MAX (decision->at, last + 1);
  return TRUE;
}

static JaridaSubjectState
state_after (JaridaAction       action,
             JaridaSubjectState before)
{
  switch (action)
    {
    case JARIDA_ACTION_HIDE:
      return JARIDA_SUBJECT_HIDDEN_AUTO;
    case JARIDA_ACTION_BLOCK:
      return JARIDA_SUBJECT_BLOCKED;
    case JARIDA_ACTION_CLEAR:
      return JARIDA_SUBJECT_CLEARED;
    case JARIDA_ACTION_EXPIRE:
      return JARIDA_SUBJECT_EXPIRED;
    case JARIDA_ACTION_REOPEN:
      return JARIDA_SUBJECT_OPEN;
    case JARIDA_ACTION_ESCALATE:
      return before;
    }
  g_assert_not_reached ();
}

static void
note_reporter (guint                 set,
               const JaridaSqlValue *row,
               gpointer              data)
{
  if (row[0].type == JARIDA_SQL_BLOB && row[0].size == JARIDA_REPORTER_ID_BYTES)
    g_byte_array_append (data, row[0].data, JARIDA_REPORTER_ID_BYTES);
}

static int
compare_ids (gconstpointer a,
             gconstpointer b)
{
  return memcmp (a, b, JARIDA_REPORTER_ID_BYTES);
}

/* The reports whose outcome is @from become @to, and the records of those who made them follow. The outcome is read and written
 * by one statement, so that a report never counts twice. */
static gboolean
move_outcome (JaridaLedger         *self,
              gint64                subject,
              JaridaReportOutcome   from,
              JaridaReportOutcome   to,
              GError              **error)
{
  g_autoptr(GArray) values = g_array_new (FALSE, FALSE, sizeof (JaridaSqlValue));
  g_autoptr(GByteArray) ids = g_byte_array_new ();
  int agreed = (to == JARIDA_REPORT_OUTCOME_AGREED) - (from == JARIDA_REPORT_OUTCOME_AGREED);
  int disagreed = (to == JARIDA_REPORT_OUTCOME_DISAGREED) - (from == JARIDA_REPORT_OUTCOME_DISAGREED);

  if (from == to)
    return TRUE;
  if (!RUN (self, "UPDATE report SET outcome = $1 WHERE subject_id = $2 AND COALESCE(outcome, 0) = $3 AND withdrawn_at IS NULL"
            " RETURNING reporter_id", note_reporter, ids, error,
            jarida_sql_int (to), jarida_sql_int (subject), jarida_sql_int (from)))
    return FALSE;
  /* In one order everywhere, so that two who decide on two pictures never wait for each other. */
  if (ids->len > 0)
    qsort (ids->data, ids->len / JARIDA_REPORTER_ID_BYTES, JARIDA_REPORTER_ID_BYTES, compare_ids);
  for (guint i = 0; i < ids->len; i += JARIDA_REPORTER_ID_BYTES)
    {
      JaridaSqlValue set[] = { jarida_sql_int (agreed), jarida_sql_int (disagreed),
                               jarida_sql_blob (ids->data + i, JARIDA_REPORTER_ID_BYTES) };

      g_array_append_vals (values, set, G_N_ELEMENTS (set));
    }
  return jarida_ledger_run_sets (self, "UPDATE reporter SET agreed = agreed + $1, disagreed = disagreed + $2 WHERE id = $3",
                                 values, 3, NULL, NULL, error);
}

static gboolean
judge_reports (JaridaLedger         *self,
               const JaridaDecision *decision,
               GError              **error)
{
  JaridaReportOutcome to;

  switch (decision->action)
    {
    case JARIDA_ACTION_BLOCK:
      to = JARIDA_REPORT_OUTCOME_AGREED;
      break;
    case JARIDA_ACTION_CLEAR:
      to = JARIDA_REPORT_OUTCOME_DISAGREED;
      break;
    /* Nobody was right or wrong; but what has served once does not serve again. */
    case JARIDA_ACTION_EXPIRE:
      return move_outcome (self, decision->subject, JARIDA_REPORT_OUTCOME_NONE, JARIDA_REPORT_OUTCOME_CONSUMED, error);
    /* A reviewer takes a judgement back: it is as if it had not been. */
    case JARIDA_ACTION_REOPEN:
      return decision->basis != JARIDA_BASIS_REVIEWER
             || (move_outcome (self, decision->subject, JARIDA_REPORT_OUTCOME_AGREED, JARIDA_REPORT_OUTCOME_NONE, error)
                 && move_outcome (self, decision->subject, JARIDA_REPORT_OUTCOME_DISAGREED, JARIDA_REPORT_OUTCOME_NONE, error));
    case JARIDA_ACTION_HIDE:
    case JARIDA_ACTION_ESCALATE:
    default:
      return TRUE;
    }
  return move_outcome (self, decision->subject, JARIDA_REPORT_OUTCOME_NONE, to, error)
         && move_outcome (self, decision->subject, to == JARIDA_REPORT_OUTCOME_AGREED ? JARIDA_REPORT_OUTCOME_DISAGREED
                          : JARIDA_REPORT_OUTCOME_AGREED, to, error);
}

gboolean
jarida_ledger_decide (JaridaLedger    *self,
                      JaridaDecision  *decision,
                      gint64           version,
                      gboolean        *out_done,
                      GError         **error)
{
  g_autoptr(GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify) jarida_subject_free);
  g_autofree char *before = NULL, *after = NULL, *target = NULL;
  JaridaSubject *subject;

  *out_done = FALSE;
  if (!RUN (self, "SELECT " JARIDA_SUBJECT_COLUMNS " FROM subject WHERE id = $1", jarida_ledger_take_subject, found, error,
            jarida_sql_int (decision->subject)))
    return FALSE;
  if (found->len == 0)
    return TRUE;
  subject = found->pdata[0];
  before = g_strdup_printf ("state %d, reason %d, version %" G_GINT64_FORMAT, subject->state, subject->reason, subject->version);
  subject->version = version;
  subject->state = state_after (decision->action, subject->state);
  if (decision->action == JARIDA_ACTION_CLEAR && decision->expires_at == 0)
    decision->expires_at = decision->at + EXCEPTION_SECONDS;
  if (decision->action != JARIDA_ACTION_ESCALATE)
    {
      subject->expires_at = decision->expires_at;
      subject->reason = decision->reason;
    }
  /* Reports that were judged or consumed count no more. */
  if (decision->action != JARIDA_ACTION_HIDE && decision->action != JARIDA_ACTION_ESCALATE && decision->action != JARIDA_ACTION_REOPEN)
    subject->score = 0;
  if (!jarida_ledger_set_state (self, subject, out_done, error))
    return FALSE;
  if (!*out_done)
    return TRUE;
  if (!keep_order (self, decision, error) || !write_decision (self, decision, error) || !judge_reports (self, decision, error))
    return FALSE;
  if (decision->basis != JARIDA_BASIS_REVIEWER)
    return TRUE;
  after = g_strdup_printf ("state %d, reason %d, version %" G_GINT64_FORMAT, subject->state, subject->reason, subject->version);
  target = g_strdup_printf ("subject %" G_GINT64_FORMAT, subject->id);
  return jarida_ledger_add_audit (self, decision->at, decision->reviewer != NULL ? decision->reviewer : "", decision->id, target,
                                  before, after, decision->facts, error);
}

static gboolean
find_one (JaridaLedger         *self,
          const char           *sql,
          const JaridaSqlValue *values,
          guint                 n_values,
          JaridaDecision      **out_decision,
          GError              **error)
{
  g_autoptr(GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify) jarida_decision_free);

  *out_decision = NULL;
  if (!jarida_ledger_run (self, sql, values, n_values, jarida_ledger_take_decision, found, error))
    return FALSE;
  if (found->len > 0)
    *out_decision = g_ptr_array_steal_index (found, 0);
  return TRUE;
}

gboolean
jarida_ledger_find_decision (JaridaLedger    *self,
                             const char      *id,
                             JaridaDecision **out_decision,
                             GError         **error)
{
  JaridaSqlValue value = jarida_sql_text (id);

  return find_one (self, "SELECT " JARIDA_DECISION_COLUMNS " FROM decision d WHERE d.id = $1", &value, 1, out_decision, error);
}

gboolean
jarida_ledger_find_decision_by_key (JaridaLedger    *self,
                                    const guint8    *key,
                                    gsize            size,
                                    JaridaDecision **out_decision,
                                    GError         **error)
{
  guint8 from[32] = { 0 }, to[32];
  JaridaSqlValue values[2];

  g_return_val_if_fail (size <= 32, FALSE);
  memset (to, 0xff, sizeof to);
  memcpy (from, key, size);
  memcpy (to, key, size);
  values[0] = jarida_sql_blob (from, sizeof from);
  values[1] = jarida_sql_blob (to, sizeof to);
  /* By kind, so that the primary key serves; the list has no others. */
  return find_one (self, "SELECT " JARIDA_DECISION_COLUMNS " FROM image_key k JOIN decision d ON d.subject_id = k.subject_id"
                   " WHERE k.kind IN (1, 2, 3) AND k.key >= $1 AND k.key <= $2 ORDER BY d.at DESC, d.id DESC LIMIT 1", values, 2,
                   out_decision, error);
}

gboolean
jarida_ledger_get_decisions_of (JaridaLedger  *self,
                                gint64         subject,
                                GPtrArray     *decisions,
                                GError       **error)
{
  return RUN (self, "SELECT " JARIDA_DECISION_COLUMNS " FROM decision d WHERE d.subject_id = $1 ORDER BY d.at, d.id",
              jarida_ledger_take_decision, decisions, error, jarida_sql_int (subject));
}

typedef struct
{
  guint8   *key;
  gboolean *found;
} ShortKey;

static void
take_short_key (guint                 set,
                const JaridaSqlValue *row,
                gpointer              data)
{
  ShortKey *to = data;
  guint8 key[32];

  *to->found = jarida_ledger_copy (&row[0], key, sizeof key);
  if (*to->found)
    memcpy (to->key, key, 6);
}

gboolean
jarida_ledger_get_short_key (JaridaLedger  *self,
                             gint64         subject,
                             guint8         out_key[6],
                             gboolean      *out_found,
                             GError       **error)
{
  ShortKey to = { out_key, out_found };

  *out_found = FALSE;
  return RUN (self, "SELECT key FROM image_key WHERE subject_id = $1 ORDER BY kind DESC, key DESC", take_short_key, &to, error,
              jarida_sql_int (subject));
}

gboolean
jarida_ledger_count_hides (JaridaLedger  *self,
                           gint64         since,
                           gint64        *out_n,
                           GError       **error)
{
  /* Pictures: one that somebody hides and shows again and again, by taking a report back, is one. */
  return RUN (self, "SELECT COUNT(DISTINCT subject_id) FROM decision WHERE at >= $1 AND action = 1 AND basis = 1", jarida_ledger_take_int, out_n,
              error, jarida_sql_int (since));
}

static void
take_host_count (guint                 set,
                 const JaridaSqlValue *row,
                 gpointer              data)
{
  g_hash_table_insert (data, g_strdup (row[0].data), GINT_TO_POINTER ((int) row[1].number));
}

gboolean
jarida_ledger_count_hides_by_host (JaridaLedger  *self,
                                   gint64         since,
                                   GHashTable    *counts,
                                   GError       **error)
{
  return RUN (self, "SELECT s.host, COUNT(DISTINCT s.id) FROM decision d JOIN subject s ON s.id = d.subject_id"
              " WHERE d.at >= $1 AND d.action = 1 AND d.basis = 1 GROUP BY s.host", take_host_count, counts, error,
              jarida_sql_int (since));
}
