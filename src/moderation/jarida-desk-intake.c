/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "jarida-desk-private.h"
#include "jarida-proof.h"

#define DAY ((gint64) 24 * 3600)
#define MONTH (30 * DAY)
#define WITHDRAW_SECONDS DAY

enum { LIMIT_BURST, LIMIT_NEW_ADDRESS, LIMIT_NEW_NETWORK };

typedef struct
{
  JaridaDeskRoom *room;
  GPtrArray      *open;       /* (owned) of JaridaJob, still without an answer */
  GPtrArray      *added;      /* (owned) of JaridaJob: rows to insert */
  GPtrArray      *revived;    /* (owned) of JaridaJob */
  GPtrArray      *cases;      /* (owned) of JaridaPictureCase, by number */
  GArray         *subjects;   /* (owned) of gint64, increasing */
} Batch;

static void
free_case (gpointer data)
{
  JaridaPictureCase *picture = data;

  jarida_subject_free (picture->subject);
  g_array_unref (picture->rows);
  g_array_unref (picture->voices);
  g_free (picture);
}

static void
batch_clear (Batch *self)
{
  g_ptr_array_unref (self->open);
  g_ptr_array_unref (self->added);
  g_ptr_array_unref (self->revived);
  g_ptr_array_unref (self->cases);
  g_array_unref (self->subjects);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Batch, batch_clear)

static gboolean
fail_retry (GError     **error,
            const char  *why)
{
  g_set_error_literal (error, JARIDA_SQL_ERROR, JARIDA_SQL_ERROR_RETRY, why);
  return FALSE;
}

/* Jobs as the ledger wants them. */
static JaridaIntake **
get_items (GPtrArray *jobs)
{
  JaridaIntake **items = g_new (JaridaIntake *, jobs->len + 1);

  for (guint i = 0; i < jobs->len; i++)
    items[i] = &((JaridaJob *) jobs->pdata[i])->intake;
  return items;
}

static void
keep_open (GPtrArray *open)
{
  guint kept = 0;

  for (guint i = 0; i < open->len; i++)
    if (((JaridaJob *) open->pdata[i])->status == 0)
      open->pdata[kept++] = open->pdata[i];
  g_ptr_array_set_size (open, (int) kept);
}

static int
compare_jobs (gconstpointer a,
              gconstpointer b)
{
  const JaridaIntake *one = &(*(JaridaJob *const *) a)->intake, *other = &(*(JaridaJob *const *) b)->intake;

  return jarida_intake_compare (&one, &other);
}

/* The same id again: the same body is the same report, another one is a mistake of whoever made the id. */
static void
answer_known (JaridaJob *job)
{
  const JaridaIntake *intake = &job->intake;
  static const guint8 forgotten[JARIDA_REPORTER_ID_BYTES] = { 0 };
  gboolean same_person = memcmp (intake->known_reporter, intake->reporter, sizeof intake->reporter) == 0
                         || memcmp (intake->known_reporter, forgotten, sizeof forgotten) == 0;

  if (same_person && memcmp (intake->known_hash, intake->body_hash, sizeof intake->body_hash) == 0)
    jarida_job_accept (job, 200);
  else
    jarida_job_refuse (job, JARIDA_PROBLEM_ID_REUSED, NULL);
}

static void
answer_withdrawal (JaridaDeskRoom *room,
                   JaridaJob      *job)
{
  const JaridaIntake *intake = &job->intake;

  /* Nothing there, or nothing any more: it is as the reporter wants it. */
  if (!intake->known || intake->known_withdrawn_at != 0)
    jarida_job_accept (job, 204);
  else if (memcmp (intake->known_reporter, intake->reporter, sizeof intake->reporter) != 0)
    jarida_job_refuse (job, JARIDA_PROBLEM_BAD_SIGNATURE, NULL);
  else if (room->now - intake->known_received_at > WITHDRAW_SECONDS)
    jarida_job_refuse (job, JARIDA_PROBLEM_TOO_OLD, NULL);
}

static gboolean
find_known (Batch   *self,
            GError **error)
{
  g_autofree JaridaIntake **items = get_items (self->open);

  if (!jarida_ledger_find_known (self->room->ledger, items, self->open->len, error))
    return FALSE;
  for (guint i = 0; i < self->open->len; i++)
    {
      JaridaJob *job = self->open->pdata[i];

      if (job->kind == JARIDA_JOB_REPORT && job->intake.known)
        answer_known (job);
      else if (job->kind == JARIDA_JOB_WITHDRAW)
        answer_withdrawal (self->room, job);
    }
  keep_open (self->open);
  return TRUE;
}

static guint
take_limits (JaridaDeskRoom *room,
             JaridaJob      *job,
             gboolean        is_new)
{
  const JaridaSettings *settings = &room->settings;
  JaridaLimit burst = { (guint) settings->key_burst, (guint) settings->key_burst };
  JaridaLimit address = { (guint) settings->new_keys_address, DAY }, network = { (guint) settings->new_keys_network, DAY };
  guint8 code[JARIDA_CODE_BYTES];
  double now = (double) g_get_monotonic_time () / G_USEC_PER_SEC;
  guint wait = 0;

  if (is_new)
    {
      guint8 code_network[JARIDA_CODE_BYTES];

      jarida_code_make (room->secret, "new", room->now / DAY, job->origin.bytes, job->origin.n_address, code);
      jarida_code_make (room->secret, "new-network", room->now / DAY, job->origin.bytes, job->origin.n_network, code_network);
      wait = jarida_limits_take (room->limits, LIMIT_NEW_ADDRESS, code, &address, now);
      if (wait == 0 && (wait = jarida_limits_take (room->limits, LIMIT_NEW_NETWORK, code_network, &network, now)) != 0)
        jarida_limits_give (room->limits, LIMIT_NEW_ADDRESS, code, &address);
    }
  if (wait == 0 && job->kind == JARIDA_JOB_REPORT)
    wait = jarida_limits_take (room->limits, LIMIT_BURST, job->intake.reporter, &burst, now);
  return wait;
}

/* Who asks: suspended, new, or over what one person may send. */
static void
admit_reporter (Batch      *self,
                JaridaJob  *job,
                GHashTable *met)
{
  JaridaDeskRoom *room = self->room;
  const JaridaLedgerReporter *who = &job->intake.who;
  gint64 n_here = GPOINTER_TO_INT (g_hash_table_lookup (met, &job->intake));
  guint wait = 0;

  if (who->suspended_until > room->now)
    {
      jarida_job_refuse (job, JARIDA_PROBLEM_REPORTER_SUSPENDED, NULL);
      job->problem->until = jarida_proof_format_time (who->suspended_until);
      job->problem->appeal = g_strdup ("/v1/appeals/");
      return;
    }
  if (job->kind == JARIDA_JOB_REPORT
      && (who->n_today + n_here >= room->settings.key_per_day || who->n_month + n_here >= room->settings.key_per_month))
    {
      jarida_job_limit (job, (guint) (DAY - room->now % DAY));
      return;
    }
  if (!job->charged)
    wait = take_limits (room, job, !who->known && n_here == 0);
  job->charged = TRUE;
  if (wait != 0)
    {
      jarida_job_limit (job, wait);
      return;
    }
  g_hash_table_insert (met, &job->intake, GINT_TO_POINTER ((int) n_here + 1));
}

static guint
hash_reporter (gconstpointer data)
{
  guint32 part;

  memcpy (&part, ((const JaridaIntake *) data)->reporter, sizeof part);
  return part;
}

static gboolean
equal_reporters (gconstpointer a,
                 gconstpointer b)
{
  return memcmp (((const JaridaIntake *) a)->reporter, ((const JaridaIntake *) b)->reporter, JARIDA_REPORTER_ID_BYTES) == 0;
}

/* Withdrawals ask for no admission. */
static gboolean
find_reporters (Batch   *self,
                GError **error)
{
  g_autoptr(GPtrArray) asking = g_ptr_array_new ();
  g_autoptr(GHashTable) met = g_hash_table_new (hash_reporter, equal_reporters);
  g_autofree JaridaIntake **items = NULL;
  g_autofree JaridaIntake **admitted = NULL;

  for (guint i = 0; i < self->open->len; i++)
    if (((JaridaJob *) self->open->pdata[i])->kind != JARIDA_JOB_WITHDRAW)
      g_ptr_array_add (asking, self->open->pdata[i]);
  items = get_items (asking);
  if (!jarida_ledger_find_reporters (self->room->ledger, items, asking->len, self->room->now / DAY * DAY,
                                     self->room->now - MONTH, error))
    return FALSE;
  for (guint i = 0; i < asking->len; i++)
    admit_reporter (self, asking->pdata[i], met);
  keep_open (asking);
  keep_open (self->open);
  admitted = get_items (asking);
  if (!jarida_ledger_add_reporters (self->room->ledger, admitted, asking->len, self->room->now / DAY, error))
    return FALSE;
  for (guint i = 0; i < asking->len; i++)
    {
      JaridaJob *job = asking->pdata[i];

      if (job->kind == JARIDA_JOB_KEY)
        jarida_job_accept (job, job->intake.who.known ? 200 : 201);
    }
  keep_open (self->open);
  return TRUE;
}

static gboolean
withdraw (Batch   *self,
          GError **error)
{
  for (guint i = 0; i < self->open->len; i++)
    {
      JaridaJob *job = self->open->pdata[i];

      if (job->kind != JARIDA_JOB_WITHDRAW)
        continue;
      job->intake.subject = job->intake.known_subject;
      if (!jarida_ledger_withdraw (self->room->ledger, job->id, self->room->now, error))
        return FALSE;
    }
  return TRUE;
}

static int
compare_numbers (gconstpointer a,
                 gconstpointer b)
{
  gint64 one = *(const gint64 *) a, other = *(const gint64 *) b;

  return one < other ? -1 : one > other;
}

static gboolean
find_subjects (Batch   *self,
               GError **error)
{
  g_autoptr(GPtrArray) reports = g_ptr_array_new ();
  g_autofree JaridaIntake **items = NULL;
  guint kept = 0;

  for (guint i = 0; i < self->open->len; i++)
    if (((JaridaJob *) self->open->pdata[i])->kind == JARIDA_JOB_REPORT)
      g_ptr_array_add (reports, self->open->pdata[i]);
  items = get_items (reports);
  if (!jarida_ledger_upsert_subjects (self->room->ledger, items, reports->len, error))
    return FALSE;
  for (guint i = 0; i < self->open->len; i++)
    {
      gint64 subject = ((JaridaJob *) self->open->pdata[i])->intake.subject;

      if (subject == 0)
        return fail_retry (error, "a picture went away");
      g_array_append_val (self->subjects, subject);
    }
  g_array_sort (self->subjects, compare_numbers);
  for (guint i = 0; i < self->subjects->len; i++)
    {
      gint64 subject = g_array_index (self->subjects, gint64, i);

      if (kept == 0 || g_array_index (self->subjects, gint64, kept - 1) != subject)
        g_array_index (self->subjects, gint64, kept++) = subject;
    }
  g_array_set_size (self->subjects, kept);
  return TRUE;
}

static JaridaScoreRow
make_voice (const JaridaReportRow *row)
{
  JaridaScoreRow voice = { .reason = (JaridaReportReason) row->reason, .first_day = row->first_day, .agreed = row->agreed,
                           .disagreed = row->disagreed, .received_at = row->received_at, .has_as = row->has_as,
                           .hosting = row->hosting };

  voice.spent = row->withdrawn_at != 0 || row->outcome != JARIDA_REPORT_OUTCOME_NONE || !row->has_reporter;
  memcpy (voice.reporter, row->reporter, sizeof voice.reporter);
  memcpy (&voice.address, row->addr_tag, sizeof voice.address);
  memcpy (&voice.network, row->net_tag, sizeof voice.network);
  memcpy (&voice.as, row->as_tag, sizeof voice.as);
  return voice;
}

static void
add_row (JaridaPictureCase     *picture,
         const JaridaReportRow *row)
{
  JaridaScoreRow voice = make_voice (row);

  g_array_append_val (picture->rows, *row);
  g_array_append_val (picture->voices, voice);
}

/* The pictures are locked before their reports are read: what another process adds later waits for us, and sees ours. */
static gboolean
read_cases (Batch   *self,
            GError **error)
{
  g_autoptr(GPtrArray) subjects = g_ptr_array_new_with_free_func ((GDestroyNotify) jarida_subject_free);
  g_autoptr(GArray) rows = g_array_new (FALSE, FALSE, sizeof (JaridaReportRow));
  const gint64 *ids = (const gint64 *) (gpointer) self->subjects->data;
  guint row = 0;

  if (!jarida_ledger_lock_subjects (self->room->ledger, ids, self->subjects->len, self->room->now, subjects, error)
      || !jarida_ledger_get_reports_of (self->room->ledger, ids, self->subjects->len, rows, error))
    return FALSE;
  if (subjects->len != self->subjects->len)
    return fail_retry (error, "a picture went away");
  g_ptr_array_set_free_func (subjects, NULL);
  for (guint i = 0; i < subjects->len; i++)
    {
      JaridaPictureCase *picture = g_new0 (JaridaPictureCase, 1);

      picture->subject = subjects->pdata[i];
      picture->rows = g_array_new (FALSE, FALSE, sizeof (JaridaReportRow));
      picture->voices = g_array_new (FALSE, FALSE, sizeof (JaridaScoreRow));
      for (; row < rows->len && g_array_index (rows, JaridaReportRow, row).subject == ids[i]; row++)
        add_row (picture, &g_array_index (rows, JaridaReportRow, row));
      g_ptr_array_add (self->cases, picture);
    }
  return TRUE;
}

static JaridaPictureCase *
find_case (Batch  *self,
           gint64  subject)
{
  guint index;
  gboolean found = g_array_binary_search (self->subjects, &subject, compare_numbers, &index);

  g_assert (found);
  return self->cases->pdata[index];
}

static void
fill_tags (JaridaDeskRoom *room,
           JaridaJob      *job)
{
  JaridaIntake *intake = &job->intake;
  guint8 code[JARIDA_CODE_BYTES];

  jarida_code_make (room->secret, "address", intake->subject, job->origin.bytes, job->origin.n_address, code);
  memcpy (intake->addr_tag, code, JARIDA_TAG_BYTES);
  jarida_code_make (room->secret, "network", intake->subject, job->origin.bytes, job->origin.n_network, code);
  memcpy (intake->net_tag, code, JARIDA_TAG_BYTES);
}

/* -1: none. */
static int
find_own_row (const JaridaPictureCase *picture,
              const JaridaIntake      *intake)
{
  for (guint i = 0; i < picture->rows->len; i++)
    {
      const JaridaReportRow *row = &g_array_index (picture->rows, JaridaReportRow, i);

      if (row->has_reporter && memcmp (row->reporter, intake->reporter, sizeof row->reporter) == 0)
        return (int) i;
    }
  return -1;
}

/* What does not fit is answered like the others, and only tallied: a brigade costs no more than it is worth. */
static gboolean
has_room (JaridaDeskRoom          *room,
          const JaridaPictureCase *picture,
          const JaridaScoreRow    *voice)
{
  return picture->rows->len < JARIDA_LEDGER_MAX_ROWS
         && jarida_score_accepts ((const JaridaScoreRow *) (gpointer) picture->voices->data, picture->voices->len, voice, room->now);
}

static void
fill_row (JaridaReportRow    *row,
          const JaridaIntake *intake)
{
  memset (row, 0, sizeof *row);
  row->subject = intake->subject;
  row->has_reporter = row->has_tags = TRUE;
  memcpy (row->reporter, intake->reporter, sizeof row->reporter);
  memcpy (row->addr_tag, intake->addr_tag, sizeof row->addr_tag);
  memcpy (row->net_tag, intake->net_tag, sizeof row->net_tag);
  memcpy (row->as_tag, intake->as_tag, sizeof row->as_tag);
  row->has_as = intake->has_as;
  row->hosting = intake->hosting;
  row->reason = intake->reason;
  row->received_at = intake->received_at;
  row->first_day = intake->who.first_day;
  row->agreed = intake->who.agreed;
  row->disagreed = intake->who.disagreed;
}

static gboolean
has_live_minors (const JaridaPictureCase *picture)
{
  for (guint i = 0; i < picture->rows->len; i++)
    {
      const JaridaReportRow *row = &g_array_index (picture->rows, JaridaReportRow, i);

      if (row->reason == JARIDA_REASON_MINORS && row->withdrawn_at == 0 && row->outcome == JARIDA_REPORT_OUTCOME_NONE)
        return TRUE;
    }
  return FALSE;
}

/* One report of one person about one picture, against the rows that are there. */
static void
place_report (Batch     *self,
              JaridaJob *job)
{
  JaridaIntake *intake = &job->intake;
  JaridaPictureCase *picture = find_case (self, intake->subject);
  int index = find_own_row (picture, intake);
  const JaridaReportRow *own = index >= 0 ? &g_array_index (picture->rows, JaridaReportRow, index) : NULL;
  JaridaReportRow row;
  JaridaScoreRow voice;

  fill_tags (self->room, job);
  fill_row (&row, intake);
  voice = make_voice (&row);
  /* Said before; or judged before, and it does not count a second time. */
  if (own != NULL && (own->withdrawn_at == 0 || own->outcome != JARIDA_REPORT_OUTCOME_NONE))
    {
      jarida_job_accept (job, 200);
      return;
    }
  /* Also when there is no room for it: a crowd must not be able to drown this one word. */
  if (intake->reason == JARIDA_REASON_MINORS && !has_live_minors (picture))
    picture->first_minors = TRUE;
  if (own == NULL && !has_room (self->room, picture, &voice))
    {
      jarida_job_accept (job, 201);
      jarida_metrics_count (self->room->metrics, JARIDA_RESULT_TALLIED);
      return;
    }
  jarida_metrics_observe (self->room->metrics, JARIDA_HISTOGRAM_WEIGHT, (double) jarida_weight_of (&voice, self->room->now));
  g_ptr_array_add (own != NULL ? self->revived : self->added, job);
  if (own == NULL)
    {
      add_row (picture, &row);
      return;
    }
  g_array_index (picture->rows, JaridaReportRow, index) = row;
  g_array_index (picture->voices, JaridaScoreRow, index) = voice;
}

static void
note_withdrawal (Batch           *self,
                 const JaridaJob *job)
{
  JaridaPictureCase *picture = find_case (self, job->intake.subject);
  gint64 received_at = job->intake.known_received_at;

  if (picture->withdrawn_from == 0 || received_at < picture->withdrawn_from)
    picture->withdrawn_from = received_at;
}

static gboolean
all_stored (GPtrArray *jobs)
{
  for (guint i = 0; i < jobs->len; i++)
    if (!((JaridaJob *) jobs->pdata[i])->intake.stored)
      return FALSE;
  return TRUE;
}

static gboolean
write_reports (Batch   *self,
               GError **error)
{
  g_autofree JaridaIntake **added = get_items (self->added);
  g_autofree JaridaIntake **revived = get_items (self->revived);

  if (!jarida_ledger_insert_reports (self->room->ledger, added, self->added->len, error)
      || !jarida_ledger_revive_reports (self->room->ledger, revived, self->revived->len, error))
    return FALSE;
  /* Another process had the same id, or the same person: the second time it is seen at the beginning. */
  if (!all_stored (self->added) || !all_stored (self->revived))
    return fail_retry (error, "a report came twice");
  return TRUE;
}

/* All in one go: a picture for itself would cost a round trip to the database. */
static gboolean
write_scores (Batch   *self,
              GError **error)
{
  g_autoptr(GPtrArray) changed = g_ptr_array_new ();

  for (guint i = 0; i < self->cases->len; i++)
    if (jarida_desk_weigh (self->room, self->cases->pdata[i]))
      g_ptr_array_add (changed, ((JaridaPictureCase *) self->cases->pdata[i])->subject);
  return jarida_ledger_set_scores (self->room->ledger, (JaridaSubject *const *) changed->pdata, changed->len, error);
}

static void
answer_rest (Batch *self)
{
  for (guint i = 0; i < self->open->len; i++)
    {
      JaridaJob *job = self->open->pdata[i];

      if (job->status == 0)
        jarida_job_accept (job, job->kind == JARIDA_JOB_WITHDRAW ? 204 : 201);
    }
}

gboolean
jarida_desk_take_in (JaridaDeskRoom  *room,
                     GPtrArray       *jobs,
                     GError         **error)
{
  g_auto(Batch) self = { .room = room, .open = g_ptr_array_copy (jobs, NULL, NULL), .added = g_ptr_array_new (),
                         .revived = g_ptr_array_new (), .cases = g_ptr_array_new_with_free_func (free_case),
                         .subjects = g_array_new (FALSE, FALSE, sizeof (gint64)) };

  g_ptr_array_set_free_func (self.open, NULL);
  g_ptr_array_sort (self.open, compare_jobs);
  if (!find_known (&self, error) || !find_reporters (&self, error) || !withdraw (&self, error)
      || !find_subjects (&self, error) || !read_cases (&self, error))
    return FALSE;
  for (guint i = 0; i < self.open->len; i++)
    {
      JaridaJob *job = self.open->pdata[i];

      if (job->kind == JARIDA_JOB_REPORT)
        place_report (&self, job);
      else
        note_withdrawal (&self, job);
    }
  if (!write_reports (&self, error) || !write_scores (&self, error))
    return FALSE;
  for (guint i = 0; i < self.cases->len; i++)
    if (!jarida_desk_judge (room, self.cases->pdata[i], error))
      return FALSE;
  answer_rest (&self);
  return TRUE;
}
