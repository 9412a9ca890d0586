/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-ledger-private.h"

/* What a reviewer is shown, and what time does by itself. */

#define DAY ((gint64) 24 * 3600)
#define TAG_DAYS 30
#define LINK_DAYS 90

gboolean
jarida_ledger_get_queue (JaridaLedger  *self,
                         guint          limit,
                         GPtrArray     *subjects,
                         GError       **error)
{
  /* The first report of a grave reason goes to the top, whatever its score: 3 minors, 4 intimate. A cleared picture comes back
   * when readers report it again. */
  return RUN (self, "SELECT " JARIDA_SUBJECT_COLUMNS " FROM subject s WHERE state IN (0, 1)"
              " AND EXISTS (SELECT 1 FROM report r WHERE r.subject_id = s.id AND r.reason = 3 AND r.withdrawn_at IS NULL"
              " AND r.outcome IS NULL) ORDER BY last_at DESC LIMIT $1",
              jarida_ledger_take_subject, subjects, error, jarida_sql_int (limit))
         && RUN (self, "SELECT " JARIDA_SUBJECT_COLUMNS " FROM subject s WHERE state IN (0, 1)"
                 " AND EXISTS (SELECT 1 FROM report r WHERE r.subject_id = s.id AND r.reason = 4 AND r.withdrawn_at IS NULL"
                 " AND r.outcome IS NULL)"
                 " AND NOT EXISTS (SELECT 1 FROM report r WHERE r.subject_id = s.id AND r.reason = 3 AND r.withdrawn_at IS NULL"
                 " AND r.outcome IS NULL) ORDER BY last_at DESC LIMIT $1",
                 jarida_ledger_take_subject, subjects, error, jarida_sql_int (limit))
         && RUN (self, "SELECT " JARIDA_SUBJECT_COLUMNS " FROM subject s WHERE (state IN (0, 1) OR (state = 3 AND score_milli > 0))"
                 " AND EXISTS (SELECT 1 FROM report r WHERE r.subject_id = s.id AND r.withdrawn_at IS NULL AND r.outcome IS NULL"
                 " AND r.reason <> 11)"
                 " AND NOT EXISTS (SELECT 1 FROM report r WHERE r.subject_id = s.id AND r.reason IN (3, 4)"
                 " AND r.withdrawn_at IS NULL AND r.outcome IS NULL) ORDER BY score_milli DESC, last_at DESC LIMIT $1",
                 jarida_ledger_take_subject, subjects, error, jarida_sql_int (limit));
}

gboolean
jarida_ledger_get_subject (JaridaLedger   *self,
                           gint64          id,
                           JaridaSubject **out_subject,
                           GError        **error)
{
  g_autoptr(GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify) jarida_subject_free);

  *out_subject = NULL;
  if (!RUN (self, "SELECT " JARIDA_SUBJECT_COLUMNS " FROM subject WHERE id = $1", jarida_ledger_take_subject, found, error,
            jarida_sql_int (id)))
    return FALSE;
  if (found->len > 0)
    *out_subject = g_ptr_array_steal_index (found, 0);
  return TRUE;
}

static void
take_state (guint                 set,
            const JaridaSqlValue *row,
            gpointer              data)
{
  JaridaLedgerNumbers *numbers = data;

  if (row[0].number >= 0 && row[0].number < (gint64) G_N_ELEMENTS (numbers->subjects))
    numbers->subjects[row[0].number] = row[1].number;
}

static void
take_action (guint                 set,
             const JaridaSqlValue *row,
             gpointer              data)
{
  JaridaLedgerNumbers *numbers = data;
  gint64 action = row[0].number, basis = row[1].number;

  if (action > 0 && action < (gint64) G_N_ELEMENTS (numbers->decisions) && basis > 0 && basis < (gint64) G_N_ELEMENTS (numbers->decisions[0]))
    numbers->decisions[action][basis] = row[2].number;
}

/* What readers hid and a reviewer looked at since: action 2 agreed, 3 did not. */
#define COUNT_JUDGED "SELECT COUNT(*) FROM decision d WHERE d.basis = 2 AND d.at >= $1 AND d.action IN (" 
#define HID_BEFORE ") AND EXISTS (SELECT 1 FROM decision h WHERE h.subject_id = d.subject_id AND h.action = 1 AND h.basis = 1" \
                   " AND h.at <= d.at)"

gboolean
jarida_ledger_get_numbers (JaridaLedger         *self,
                           gint64                now,
                           JaridaLedgerNumbers  *out_numbers,
                           GError              **error)
{
  return jarida_ledger_run (self, "SELECT state, COUNT(*) FROM subject GROUP BY state", NULL, 0, take_state, out_numbers, error)
         && jarida_ledger_run (self, "SELECT action, basis, COUNT(*) FROM decision GROUP BY action, basis", NULL, 0, take_action,
                               out_numbers, error)
         && jarida_ledger_run (self, "SELECT COALESCE(MIN(d.at), 0) FROM decision d JOIN subject s ON s.id = d.subject_id"
                               " WHERE s.state = 1 AND d.action = 1", NULL, 0, jarida_ledger_take_int, &out_numbers->review_since, error)
         && RUN (self, COUNT_JUDGED "2, 3" HID_BEFORE, jarida_ledger_take_int, &out_numbers->judged_auto, error,
                 jarida_sql_int (now - 7 * DAY))
         && RUN (self, COUNT_JUDGED "3" HID_BEFORE, jarida_ledger_take_int, &out_numbers->reversed_auto, error,
                 jarida_sql_int (now - 7 * DAY))
         && jarida_ledger_run (self, "SELECT COUNT(*) FROM appeal WHERE closed_at IS NULL", NULL, 0, jarida_ledger_take_int,
                               &out_numbers->appeals_open, error);
}

static gboolean
expire_one (JaridaLedger   *self,
            JaridaSubject  *subject,
            gint64          now,
            GError        **error)
{
  JaridaDecision decision = { .subject = subject->id, .action = JARIDA_ACTION_EXPIRE, .basis = JARIDA_BASIS_AUTOMATIC,
                              .reason = subject->reason, .facts = (char *) "", .at = now };
  gboolean done, ok;

  ok = jarida_ledger_decide (self, &decision, subject->version, &done, error);
  g_free (decision.id);
  return ok;
}

gboolean
jarida_ledger_expire (JaridaLedger  *self,
                      gint64         now,
                      guint          limit,
                      guint         *out_n,
                      GError       **error)
{
  g_autoptr(GPtrArray) over = g_ptr_array_new_with_free_func ((GDestroyNotify) jarida_subject_free);

  if (!RUN (self, "SELECT " JARIDA_SUBJECT_COLUMNS " FROM subject WHERE state IN (1, 2, 3) AND expires_at <= $1"
            " ORDER BY id LIMIT $2", jarida_ledger_take_subject, over, error, jarida_sql_int (now), jarida_sql_int (limit)))
    return FALSE;
  *out_n = over->len;
  for (guint i = 0; i < over->len; i++)
    if (!expire_one (self, over->pdata[i], now, error))
      return FALSE;
  return TRUE;
}

static void
count_rows (guint                 set,
            const JaridaSqlValue *row,
            gpointer              data)
{
  (*(guint *) data)++;
}

static void
take_ids (guint                 set,
          const JaridaSqlValue *row,
          gpointer              data)
{
  JaridaSqlValue id = jarida_sql_int (row[0].number);

  g_array_append_val (data, id);
}

/* A picture of which nothing is left: no report, and nobody ever decided on it. */
static gboolean
forget_pictures (JaridaLedger  *self,
                 gint64         before,
                 guint          limit,
                 guint         *out_n,
                 GError       **error)
{
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (JaridaSqlValue));

  if (!RUN (self, "SELECT s.id FROM subject s WHERE s.state = 0 AND s.last_at <= $1"
            " AND NOT EXISTS (SELECT 1 FROM report r WHERE r.subject_id = s.id)"
            " AND NOT EXISTS (SELECT 1 FROM decision d WHERE d.subject_id = s.id)"
            " AND NOT EXISTS (SELECT 1 FROM proposal p WHERE p.subject_id = s.id)"
            " ORDER BY s.last_at LIMIT $2", take_ids, ids, error, jarida_sql_int (before), jarida_sql_int (limit)))
    return FALSE;
  *out_n += ids->len;
  return jarida_ledger_run_sets (self, "DELETE FROM image_key WHERE subject_id = $1", ids, 1, NULL, NULL, error)
         && jarida_ledger_run_sets (self, "DELETE FROM subject WHERE id = $1", ids, 1, NULL, NULL, error);
}

gboolean
jarida_ledger_forget (JaridaLedger  *self,
                      gint64         now,
                      guint          limit,
                      guint         *out_n,
                      GError       **error)
{
  *out_n = 0;
  /* What one reviewer proposed and no other confirmed counts for a day; it must not keep a picture longer. */
  return RUN (self, "DELETE FROM proposal WHERE at <= $1", NULL, NULL, error, jarida_sql_int (now - DAY))
         /* A decision is the last one on the picture; before it was taken nothing is old. */
         && RUN (self, "UPDATE report SET addr_tag = NULL, net_tag = NULL, as_tag = NULL WHERE id IN ("
                 "SELECT r.id FROM report r WHERE r.addr_tag IS NOT NULL AND r.outcome IS NOT NULL"
                 " AND (SELECT MAX(d.at) FROM decision d WHERE d.subject_id = r.subject_id) <= $1 LIMIT $2) RETURNING id",
                 count_rows, out_n, error, jarida_sql_int (now - TAG_DAYS * DAY), jarida_sql_int (limit))
         && RUN (self, "UPDATE report SET reporter_id = NULL, comment = NULL WHERE id IN ("
                 "SELECT r.id FROM report r WHERE r.reporter_id IS NOT NULL AND r.outcome IS NOT NULL"
                 " AND (SELECT MAX(d.at) FROM decision d WHERE d.subject_id = r.subject_id) <= $1 LIMIT $2) RETURNING id",
                 count_rows, out_n, error, jarida_sql_int (now - LINK_DAYS * DAY), jarida_sql_int (limit))
         && RUN (self, "DELETE FROM report WHERE id IN ("
                 "SELECT id FROM report WHERE outcome IS NULL AND received_at <= $1 LIMIT $2) RETURNING id",
                 count_rows, out_n, error, jarida_sql_int (now - LINK_DAYS * DAY), jarida_sql_int (limit))
         && forget_pictures (self, now - LINK_DAYS * DAY, limit, out_n, error);
}
