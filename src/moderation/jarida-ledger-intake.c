/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "jarida-ledger-private.h"

/* Each step of the intake is one statement over the whole batch. What is found is told by the number of the set, which leads
 * back to the item through "askers". */
typedef struct
{
  GArray    *values;    /* (owned) of JaridaSqlValue */
  GPtrArray *askers;    /* (owned) of JaridaIntake, one a set */
  int        kind;      /* of the keys that are looked for */
} Sets;

#define KIND_URL 1
#define KIND_ASSET 2
#define KIND_CONTENT 3

static Sets *
sets_new (void)
{
  Sets *sets = g_new (Sets, 1);

  sets->values = g_array_new (FALSE, FALSE, sizeof (JaridaSqlValue));
  sets->askers = g_ptr_array_new ();
  return sets;
}

static void
sets_free (Sets *sets)
{
  g_array_unref (sets->values);
  g_ptr_array_unref (sets->askers);
  g_free (sets);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Sets, sets_free)

static void
sets_add (Sets                 *sets,
          JaridaIntake         *asker,
          const JaridaSqlValue *values,
          guint                 n_values)
{
  g_array_append_vals (sets->values, values, n_values);
  g_ptr_array_add (sets->askers, asker);
}

#define ADD(sets, asker, ...) \
  sets_add (sets, asker, (const JaridaSqlValue[]) { __VA_ARGS__ }, \
            sizeof ((const JaridaSqlValue[]) { __VA_ARGS__ }) / sizeof (JaridaSqlValue))

static gboolean
sets_run (Sets              *sets,
          JaridaLedger      *self,
          const char        *sql,
          JaridaSqlRowFunc   func,
          GError           **error)
{
  if (sets->askers->len == 0)
    return TRUE;
  return jarida_ledger_run_sets (self, sql, sets->values, sets->values->len / sets->askers->len, func, sets, error);
}

/* The key a picture is found by: its asset, else its address, else its content. */
static int
main_key (const JaridaIntake *item)
{
  if (item->keys & 1 << KIND_ASSET)
    return KIND_ASSET;
  return item->keys & 1 << KIND_URL ? KIND_URL : KIND_CONTENT;
}

int
jarida_intake_compare (gconstpointer a,
                       gconstpointer b)
{
  const JaridaIntake *one = *(JaridaIntake *const *) a, *other = *(JaridaIntake *const *) b;
  int order = memcmp (one->key[main_key (one)], other->key[main_key (other)], 32);

  return order != 0 ? order : strcmp (one->id, other->id);
}

static void
take_known (guint                 set,
            const JaridaSqlValue *row,
            gpointer              data)
{
  JaridaIntake *item = g_ptr_array_index (((Sets *) data)->askers, set);

  item->known = jarida_ledger_copy (&row[0], item->known_hash, sizeof item->known_hash);
  if (!jarida_ledger_copy (&row[1], item->known_reporter, sizeof item->known_reporter))
    memset (item->known_reporter, 0, sizeof item->known_reporter);
  item->known_subject = row[2].number;
  item->known_received_at = row[3].number;
  item->known_withdrawn_at = row[4].number;
}

gboolean
jarida_ledger_find_known (JaridaLedger   *self,
                          JaridaIntake  **items,
                          guint           n,
                          GError        **error)
{
  g_autoptr(Sets) sets = sets_new ();

  for (guint i = 0; i < n; i++)
    {
      items[i]->known = FALSE;
      ADD (sets, items[i], jarida_sql_text (items[i]->id));
    }
  return sets_run (sets, self, "SELECT body_hash, reporter_id, subject_id, received_at, withdrawn_at FROM report WHERE id = $1",
                   take_known, error);
}

static void
take_reporter (guint                 set,
               const JaridaSqlValue *row,
               gpointer              data)
{
  JaridaLedgerReporter *who = &((JaridaIntake *) g_ptr_array_index (((Sets *) data)->askers, set))->who;

  who->known = TRUE;
  who->first_day = row[0].number;
  who->agreed = row[1].number;
  who->disagreed = row[2].number;
  who->role = row[3].number;
  who->warned_at = row[4].number;
  who->suspended_until = row[5].number;
}

static void
take_counts (guint                 set,
             const JaridaSqlValue *row,
             gpointer              data)
{
  JaridaLedgerReporter *who = &((JaridaIntake *) g_ptr_array_index (((Sets *) data)->askers, set))->who;

  who->n_month = row[0].number;
  who->n_today = row[1].number;
}

gboolean
jarida_ledger_find_reporters (JaridaLedger   *self,
                              JaridaIntake  **items,
                              guint           n,
                              gint64          today,
                              gint64          month,
                              GError        **error)
{
  g_autoptr(Sets) sets = sets_new ();
  g_autoptr(Sets) counts = sets_new ();

  for (guint i = 0; i < n; i++)
    {
      memset (&items[i]->who, 0, sizeof items[i]->who);
      ADD (sets, items[i], jarida_sql_blob (items[i]->reporter, JARIDA_REPORTER_ID_BYTES));
    }
  if (!sets_run (sets, self, "SELECT first_day, agreed, disagreed, role, warned_at, suspended_until FROM reporter WHERE id = $1",
                 take_reporter, error))
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (items[i]->who.known)
      ADD (counts, items[i], jarida_sql_int (today), jarida_sql_blob (items[i]->reporter, JARIDA_REPORTER_ID_BYTES),
           jarida_sql_int (month));
  return sets_run (counts, self,
                   "SELECT COUNT(*), COALESCE(SUM(CASE WHEN received_at >= $1 THEN 1 ELSE 0 END), 0) FROM report"
                   " WHERE reporter_id = $2 AND received_at >= $3", take_counts, error);
}

static int
compare_reporters (gconstpointer a,
                   gconstpointer b)
{
  return memcmp ((*(JaridaIntake *const *) a)->reporter, (*(JaridaIntake *const *) b)->reporter, JARIDA_REPORTER_ID_BYTES);
}

gboolean
jarida_ledger_add_reporters (JaridaLedger   *self,
                             JaridaIntake  **items,
                             guint           n,
                             gint64          first_day,
                             GError        **error)
{
  g_autoptr(Sets) sets = sets_new ();
  g_autofree JaridaIntake **sorted = g_memdup2 (items, sizeof (JaridaIntake *) * n);

  if (n > 0)
    qsort (sorted, n, sizeof *sorted, compare_reporters);
  for (guint i = 0; i < n; i++)
    {
      if (sorted[i]->who.known || (i > 0 && compare_reporters (&sorted[i - 1], &sorted[i]) == 0))
        continue;
      ADD (sets, sorted[i], jarida_sql_blob (sorted[i]->reporter, JARIDA_REPORTER_ID_BYTES), jarida_sql_int (first_day));
    }
  for (guint i = 0; i < n; i++)
    if (!items[i]->who.known)
      items[i]->who.first_day = first_day;
  return sets_run (sets, self, "INSERT INTO reporter(id, first_day) VALUES($1, $2) ON CONFLICT (id) DO NOTHING", NULL, error);
}

static void
take_subject_id (guint                 set,
                 const JaridaSqlValue *row,
                 gpointer              data)
{
  JaridaIntake *item = g_ptr_array_index (((Sets *) data)->askers, set);

  item->subject = row[0].number;
  item->linked |= 1u << ((Sets *) data)->kind;
}

static gboolean
find_by (JaridaLedger   *self,
         JaridaIntake  **items,
         guint           n,
         int             kind,
         GError        **error)
{
  g_autoptr(Sets) sets = sets_new ();

  sets->kind = kind;
  for (guint i = 0; i < n; i++)
    if (items[i]->subject == 0 && items[i]->keys & 1 << kind)
      ADD (sets, items[i], jarida_sql_int (kind), jarida_sql_blob (items[i]->key[kind], 32));
  return sets_run (sets, self, "SELECT subject_id FROM image_key WHERE kind = $1 AND key = $2", take_subject_id, error);
}

/* A content key names a picture only where there is no address: with one it is a claim about somebody's else bytes. */
static gboolean
find_subjects (JaridaLedger   *self,
               JaridaIntake  **items,
               guint           n,
               GError        **error)
{
  g_autofree JaridaIntake **bare = g_new (JaridaIntake *, n);
  guint n_bare = 0;

  for (guint i = 0; i < n; i++)
    if (main_key (items[i]) == KIND_CONTENT)
      bare[n_bare++] = items[i];
  return find_by (self, items, n, KIND_ASSET, error)
         && find_by (self, items, n, KIND_URL, error)
         && find_by (self, bare, n_bare, KIND_CONTENT, error);
}

static void
count_row (guint                 set,
           const JaridaSqlValue *row,
           gpointer              data)
{
  /* The asker is marked by its own new subject: what did not come back was somebody else's number. */
  JaridaIntake *item = g_ptr_array_index (((Sets *) data)->askers, set);

  item->stored = TRUE;
}

static gboolean
insert_subjects (JaridaLedger  *self,
                 Sets          *made,
                 GError       **error)
{
  if (!sets_run (made, self,
                 "INSERT INTO subject(id, url, host, sha256, pdq, pdq_q, first_at, last_at)"
                 " VALUES($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (id) DO NOTHING RETURNING id", count_row, error))
    return FALSE;
  for (guint i = 0; i < made->askers->len; i++)
    {
      JaridaIntake *item = g_ptr_array_index (made->askers, i);

      if (!item->stored)
        {
          g_set_error_literal (error, JARIDA_SQL_ERROR, JARIDA_SQL_ERROR_RETRY, "another process made this subject's number");
          return FALSE;
        }
      item->stored = FALSE;
    }
  return TRUE;
}

/* An address is added to a picture that was found by its asset, too; but not without end. What it was found by is there. */
static gboolean
link_keys (JaridaLedger   *self,
           JaridaIntake  **items,
           guint           n,
           GError        **error)
{
  g_autoptr(Sets) sets = sets_new ();

  for (guint i = 0; i < n; i++)
    for (int kind = KIND_URL; kind <= KIND_ASSET; kind++)
      if ((items[i]->keys & ~items[i]->linked) & 1 << kind)
        ADD (sets, items[i], jarida_sql_int (kind), jarida_sql_blob (items[i]->key[kind], 32),
             jarida_sql_int (items[i]->subject), jarida_sql_int (items[i]->subject), jarida_sql_int (JARIDA_LEDGER_MAX_KEYS));
  for (guint i = 0; i < n; i++)
    if (main_key (items[i]) == KIND_CONTENT && !(items[i]->linked & 1 << KIND_CONTENT))
      ADD (sets, items[i], jarida_sql_int (KIND_CONTENT), jarida_sql_blob (items[i]->key[KIND_CONTENT], 32),
           jarida_sql_int (items[i]->subject), jarida_sql_int (items[i]->subject), jarida_sql_int (JARIDA_LEDGER_MAX_KEYS));
  return sets_run (sets, self,
                   "INSERT INTO image_key(kind, key, subject_id)"
                   " SELECT CAST($1 AS SMALLINT), CAST($2 AS BLOB), CAST($3 AS BIGINT)"
                   " WHERE (SELECT COUNT(*) FROM image_key WHERE subject_id = $4) < $5"
                   " ON CONFLICT (kind, key) DO NOTHING", NULL, error);
}

static void
take_link (guint                 set,
           const JaridaSqlValue *row,
           gpointer              data)
{
  JaridaIntake *item = g_ptr_array_index (((Sets *) data)->askers, set);

  item->subject = row[0].number;
  item->linked |= 1u << row[1].number;
}

/* Where another process was quicker its picture stays, and ours, which nobody knows, goes. */
static gboolean
remove_orphans (JaridaLedger  *self,
                Sets          *links,
                const gint64  *ids,
                GError       **error)
{
  g_autoptr(Sets) orphans = sets_new ();

  for (guint i = 0; i < links->askers->len; i++)
    {
      JaridaIntake *item = g_ptr_array_index (links->askers, i);

      if (item->subject == 0)
        ADD (orphans, item, jarida_sql_int (ids[i]));
    }
  return sets_run (orphans, self, "DELETE FROM subject WHERE id = $1", NULL, error);
}

static gboolean
make_subjects (JaridaLedger   *self,
               JaridaIntake  **items,
               guint           n,
               GError        **error)
{
  g_autoptr(Sets) made = sets_new ();
  g_autoptr(Sets) links = sets_new ();
  g_autofree gint64 *ids = g_new (gint64, n);
  const JaridaIntake *last = NULL;

  for (guint i = 0; i < n; i++)
    {
      JaridaIntake *item = items[i];
      int kind = main_key (item);
      gint64 id;

      if (last != NULL && main_key (last) == kind && memcmp (last->key[kind], item->key[kind], 32) == 0)
        continue;
      last = item;
      id = ids[links->askers->len] = jarida_ledger_make_id (self);
      ADD (made, item, jarida_sql_int (id), jarida_sql_text (item->url), jarida_sql_text (item->host),
           jarida_sql_blob (item->sha256, 32), jarida_sql_blob (item->pdq, 32),
           item->pdq != NULL ? jarida_sql_int (item->pdq_quality) : jarida_sql_null (),
           jarida_sql_int (item->received_at), jarida_sql_int (item->received_at));
      ADD (links, item, jarida_sql_int (kind), jarida_sql_blob (item->key[kind], 32), jarida_sql_int (id));
    }
  return insert_subjects (self, made, error)
         && sets_run (links, self, "INSERT INTO image_key(kind, key, subject_id) VALUES($1, $2, $3)"
                      " ON CONFLICT (kind, key) DO NOTHING RETURNING subject_id, kind", take_link, error)
         && remove_orphans (self, links, ids, error);
}

gboolean
jarida_ledger_upsert_subjects (JaridaLedger   *self,
                               JaridaIntake  **items,
                               guint           n,
                               GError        **error)
{
  g_autofree JaridaIntake **missing = g_new (JaridaIntake *, n);
  guint n_missing = 0;

  for (guint i = 0; i < n; i++)
    {
      items[i]->subject = 0;
      items[i]->linked = 0;
    }
  if (!find_subjects (self, items, n, error))
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (items[i]->subject == 0)
      missing[n_missing++] = items[i];
  if (n_missing > 0
      && (!make_subjects (self, missing, n_missing, error) || !find_subjects (self, missing, n_missing, error)))
    return FALSE;
  return link_keys (self, items, n, error);
}

gboolean
jarida_ledger_lock_subjects (JaridaLedger  *self,
                             const gint64  *ids,
                             guint          n,
                             gint64         now,
                             GPtrArray     *out_subjects,
                             GError       **error)
{
  g_autoptr(GArray) values = g_array_new (FALSE, FALSE, sizeof (JaridaSqlValue));

  for (guint i = 0; i < n; i++)
    {
      JaridaSqlValue set[] = { jarida_sql_int (now), jarida_sql_int (ids[i]) };

      g_array_append_vals (values, set, G_N_ELEMENTS (set));
    }
  return jarida_ledger_run_sets (self, "UPDATE subject SET last_at = $1 WHERE id = $2 RETURNING " JARIDA_SUBJECT_COLUMNS,
                                 values, 2, jarida_ledger_take_subject, out_subjects, error);
}

typedef struct
{
  GArray       *rows;
  const gint64 *ids;
} RowsOf;

static void
take_report (guint                 set,
             const JaridaSqlValue *row,
             gpointer              data)
{
  RowsOf *to = data;
  JaridaReportRow report = { .subject = to->ids[set] };

  report.has_reporter = jarida_ledger_copy (&row[0], report.reporter, sizeof report.reporter);
  report.reason = (int) row[1].number;
  report.has_tags = jarida_ledger_copy (&row[2], report.addr_tag, JARIDA_TAG_BYTES)
                    && jarida_ledger_copy (&row[3], report.net_tag, JARIDA_TAG_BYTES);
  report.has_as = jarida_ledger_copy (&row[4], report.as_tag, JARIDA_TAG_BYTES);
  report.hosting = row[5].number != 0;
  report.received_at = row[6].number;
  report.withdrawn_at = row[7].number;
  report.outcome = (JaridaReportOutcome) row[8].number;
  report.first_day = row[9].number;
  report.agreed = row[10].number;
  report.disagreed = row[11].number;
  g_array_append_val (to->rows, report);
}

gboolean
jarida_ledger_get_reports_of (JaridaLedger  *self,
                              const gint64  *ids,
                              guint          n,
                              GArray        *rows,
                              GError       **error)
{
  g_autoptr(GArray) values = g_array_new (FALSE, FALSE, sizeof (JaridaSqlValue));
  RowsOf to = { rows, ids };

  for (guint i = 0; i < n; i++)
    {
      JaridaSqlValue set[] = { jarida_sql_int (ids[i]), jarida_sql_int (JARIDA_LEDGER_MAX_ROWS + 1) };

      g_array_append_vals (values, set, G_N_ELEMENTS (set));
    }
  return jarida_ledger_run_sets (self,
                                 "SELECT r.reporter_id, r.reason, r.addr_tag, r.net_tag, r.as_tag, r.hosting, r.received_at,"
                                 " r.withdrawn_at, r.outcome, p.first_day, p.agreed, p.disagreed"
                                 " FROM report r LEFT JOIN reporter p ON p.id = r.reporter_id"
                                 " WHERE r.subject_id = $1 LIMIT $2", values, 2, take_report, &to, error);
}

static void
take_stored (guint                 set,
             const JaridaSqlValue *row,
             gpointer              data)
{
  JaridaIntake *item = g_ptr_array_index (((Sets *) data)->askers, set);

  item->stored = TRUE;
}

gboolean
jarida_ledger_insert_reports (JaridaLedger   *self,
                              JaridaIntake  **items,
                              guint           n,
                              GError        **error)
{
  g_autoptr(Sets) sets = sets_new ();

  for (guint i = 0; i < n; i++)
    {
      JaridaIntake *item = items[i];

      item->stored = FALSE;
      ADD (sets, item, jarida_sql_text (item->id), jarida_sql_int (item->subject),
           jarida_sql_blob (item->reporter, JARIDA_REPORTER_ID_BYTES), jarida_sql_blob (item->body_hash, 32),
           jarida_sql_int (item->reason), jarida_sql_text (item->comment),
           jarida_sql_blob (item->addr_tag, JARIDA_TAG_BYTES), jarida_sql_blob (item->net_tag, JARIDA_TAG_BYTES),
           item->has_as ? jarida_sql_blob (item->as_tag, JARIDA_TAG_BYTES) : jarida_sql_null (),
           jarida_sql_int (item->hosting ? 1 : 0), jarida_sql_int (item->received_at));
    }
  return sets_run (sets, self,
                   "INSERT INTO report(id, subject_id, reporter_id, body_hash, reason, comment, addr_tag, net_tag, as_tag,"
                   " hosting, received_at) VALUES($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)"
                   " ON CONFLICT DO NOTHING RETURNING id", take_stored, error);
}

gboolean
jarida_ledger_revive_reports (JaridaLedger   *self,
                              JaridaIntake  **items,
                              guint           n,
                              GError        **error)
{
  g_autoptr(Sets) sets = sets_new ();

  for (guint i = 0; i < n; i++)
    {
      JaridaIntake *item = items[i];

      item->stored = FALSE;
      ADD (sets, item, jarida_sql_text (item->id), jarida_sql_blob (item->body_hash, 32), jarida_sql_int (item->reason),
           jarida_sql_text (item->comment), jarida_sql_blob (item->addr_tag, JARIDA_TAG_BYTES),
           jarida_sql_blob (item->net_tag, JARIDA_TAG_BYTES),
           item->has_as ? jarida_sql_blob (item->as_tag, JARIDA_TAG_BYTES) : jarida_sql_null (),
           jarida_sql_int (item->hosting ? 1 : 0), jarida_sql_int (item->received_at),
           jarida_sql_int (item->subject), jarida_sql_blob (item->reporter, JARIDA_REPORTER_ID_BYTES));
    }
  return sets_run (sets, self,
                   "UPDATE report SET id = $1, body_hash = $2, reason = $3, comment = $4, addr_tag = $5, net_tag = $6,"
                   " as_tag = $7, hosting = $8, received_at = $9, withdrawn_at = NULL"
                   " WHERE subject_id = $10 AND reporter_id = $11 AND withdrawn_at IS NOT NULL AND outcome IS NULL RETURNING id",
                   take_stored, error);
}

gboolean
jarida_ledger_withdraw (JaridaLedger  *self,
                        const char    *id,
                        gint64         now,
                        GError       **error)
{
  /* A tombstone needs to know who, and no more. */
  return RUN (self, "UPDATE report SET withdrawn_at = $1, comment = NULL, addr_tag = NULL, net_tag = NULL, as_tag = NULL WHERE id = $2 AND withdrawn_at IS NULL", NULL, NULL, error,
              jarida_sql_int (now), jarida_sql_text (id));
}
