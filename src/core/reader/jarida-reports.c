/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-reports-private.h"

#include <string.h>

#include "jarida-report.h"
#include "jarida-retry.h"

/* A person reports a picture, takes that back, or looks at it all the same. Each of it is an act on the shelf; what is hidden is
 * known from memory, which follows the shelf. */

#define DAY 86400

/* The standing is what the hidden set says, in words of ours. */
G_STATIC_ASSERT ((int) JARIDA_PICTURE_SHOWN == (int) JARIDA_VERDICT_SHOWN);
G_STATIC_ASSERT ((int) JARIDA_PICTURE_HIDDEN_BY_YOU == (int) JARIDA_VERDICT_HIDDEN_BY_YOU);
G_STATIC_ASSERT ((int) JARIDA_PICTURE_HIDDEN_BY_READERS == (int) JARIDA_VERDICT_HIDDEN_BY_READERS);
G_STATIC_ASSERT ((int) JARIDA_PICTURE_HIDDEN_BY_MODERATOR == (int) JARIDA_VERDICT_HIDDEN_BY_MODERATOR);

G_DEFINE_QUARK (jarida-picture-error-quark, jarida_picture_error)

void
jarida_picture_verdict_clear (JaridaPictureVerdict *self)
{
  g_clear_pointer (&self->decision_key, g_free);
  self->standing = JARIDA_PICTURE_SHOWN;
  self->reason = 0;
}

static void
append_sign (GArray       *signs,
             int           kind,
             int           reason,
             const guint8 *key)
{
  JaridaHiddenRow sign = { .kind = kind, .reason = reason };

  memcpy (sign.key, key, sizeof sign.key);
  g_array_append_val (signs, sign);
}

/* All by which the picture at @address is known: its address, its newspaper's name for it and, when it was loaded in this session, its
 * bytes and looks. */
static GArray *
collect_signs (JaridaReader       *self,
               const char         *address,
               JaridaReportReason  reason,
               gboolean            looks)
{
  GArray *signs = g_array_new (FALSE, FALSE, sizeof (JaridaHiddenRow));
  const JaridaPicture picture = jarida_picture_facts_picture (jarida_fact_table_lookup (self->reports->facts, address), address);
  JaridaPictureKey keys[JARIDA_PICTURE_MAX_KEYS];
  JaridaKeyKind kinds[JARIDA_PICTURE_MAX_KEYS];
  const guint n_keys = jarida_hidden_set_keys_of (self->reports->set, &picture, keys, kinds);

  for (guint i = 0; i < n_keys; i++)
    append_sign (signs, kinds[i], reason, keys[i].bytes);
  for (guint i = 0; looks && i < picture.n_hashes; i++)
    append_sign (signs, JARIDA_HIDDEN_LOOK, reason, picture.hashes + i * JARIDA_PDQ_BYTES);
  return signs;
}

void
jarida_reader_judge_picture (JaridaReader         *self,
                             const char           *address,
                             JaridaPictureVerdict *out_verdict)
{
  JaridaVerdict verdict;

  g_return_if_fail (JARIDA_IS_READER (self));
  g_return_if_fail (address != NULL && out_verdict != NULL);

  _jarida_reports_judge (self->reports, address, &verdict);
  *out_verdict = (JaridaPictureVerdict) { .standing = (JaridaPictureStanding) verdict.kind, .reason = verdict.reason };
  if (verdict.list_key != 0)
    out_verdict->decision_key = g_strdup_printf ("%012" G_GINT64_MODIFIER "x", verdict.list_key);
}

/* Reporting. */

/* What is being reported, until it is on the disk. */
typedef struct
{
  char               *id;         /* (owned) */
  char               *address;    /* (owned) */
  JaridaReportReason  reason;
} Reporting;

static void
free_reporting (gpointer data)
{
  Reporting *reporting = data;

  g_free (reporting->id);
  g_free (reporting->address);
  g_free (reporting);
}

static void
end_report (GTask        *task,
            JaridaStore  *store,
            GAsyncResult *result,
            gint64       *out_number)
{
  const Reporting *reporting = g_task_get_task_data (task);
  g_autoptr(GError) error = NULL;

  if (jarida_store_add_report_finish (store, result, out_number, &error))
    g_task_return_pointer (task, g_strdup (reporting->id), g_free);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
report_added_cb (GObject      *object,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  gint64 number;

  end_report (task, JARIDA_STORE (object), result, &number);
}

/* A picture that was not looked at yet is looked at now, that copies of it are known; nobody waits for it. */
static void
report_hidden_cb (GObject      *object,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  JaridaReader *self = g_task_get_source_object (task);
  const Reporting *reporting = g_task_get_task_data (task);
  const JaridaPictureFacts *facts = jarida_fact_table_lookup (self->reports->facts, reporting->address);
  gint64 number = 0;

  end_report (task, JARIDA_STORE (object), result, &number);
  if (number != 0 && (facts == NULL || !facts->looked) && !g_cancellable_is_cancelled (self->closing))
    _jarida_reports_learn (self->reports, reporting->address, number, reporting->reason);
}

/* Hints, for who looks into the report: the service believes none of them. */
static void
add_facts (JaridaReport             *report,
           const JaridaPictureFacts *facts)
{
  if (facts == NULL)
    return;
  report->has_sha256 = facts->has_sha256;
  memcpy (report->sha256, facts->sha256, sizeof report->sha256);
  report->bytes = facts->bytes;
  report->width = (guint) facts->width;
  report->height = (guint) facts->height;
  report->has_pdq = facts->n_hashes > 0;
  memcpy (report->pdq, facts->hashes[0], sizeof report->pdq);
  report->pdq_quality = facts->quality;
}

/* Of what was made lately only that counts which the service sees. A clock that was put back must not shut anybody out for long. */
static gboolean
check_limits (JaridaReader  *self,
              gint64         now,
              GError       **error)
{
  GPtrArray *reports = jarida_store_get_reports (self->store);
  guint n_today = 0, n_waiting = 0;

  for (guint i = 0; i < reports->len; i++)
    {
      const JaridaReportRow *row = g_ptr_array_index (reports, i);

      n_today += row->state != JARIDA_REPORT_LOCAL && row->created > now - DAY && row->created <= now + DAY;
      n_waiting += row->state == JARIDA_REPORT_QUEUED || row->state == JARIDA_REPORT_SENDING;
    }
  if (n_waiting >= JARIDA_OUTBOX_MAX_QUEUED)
    g_set_error (error, JARIDA_PICTURE_ERROR, JARIDA_PICTURE_ERROR_TOO_MANY_WAITING, "%u reports are waiting", n_waiting);
  else if (n_today >= JARIDA_OUTBOX_MAX_NEW_A_DAY)
    g_set_error (error, JARIDA_PICTURE_ERROR, JARIDA_PICTURE_ERROR_TOO_MANY_TODAY, "%u reports in a day", n_today);
  return n_waiting < JARIDA_OUTBOX_MAX_QUEUED && n_today < JARIDA_OUTBOX_MAX_NEW_A_DAY;
}

/* The language alone: what it is spoken in would tell more of the person than the service needs. */
static char *
dup_language (void)
{
  const char *name = g_get_language_names ()[0];
  gsize length = strspn (name, "abcdefghijklmnopqrstuvwxyz");

  return length == 2 || length == 3 ? g_strndup (name, length) : NULL;
}

static JaridaReportRow *
make_row (JaridaReader        *self,
          const JaridaReport  *report,
          GError             **error)
{
  g_autoptr(JaridaReportRow) row = g_new0 (JaridaReportRow, 1);
  g_autofree char *body = jarida_report_to_json (report, error);

  if (body == NULL)
    return NULL;
  row->id = g_strdup (report->id);
  row->reason = report->reason;
  row->comment = report->comment[0] != '\0' ? g_strdup (report->comment) : NULL;
  row->created = _jarida_reader_now (self);
  row->state = JARIDA_REPORT_LOCAL;
  if (jarida_reader_get_report_service (self)[0] != '\0')
    {
      const gsize length = strlen (body);

      row->state = JARIDA_REPORT_QUEUED;
      row->body = g_bytes_new_take (g_steal_pointer (&body), length);
    }
  return g_steal_pointer (&row);
}

/**
 * jarida_reader_report_picture_async:
 *
 * Ends with the report's id when it is on the disk, with %JARIDA_PICTURE_ERROR, or with what the shelf says. Reports that stay here have
 * no limits: they cost nobody anything.
 */
void
jarida_reader_report_picture_async (JaridaReader        *self,
                                    const char          *address,
                                    const char          *article_address,
                                    JaridaReportReason   reason,
                                    const char          *comment,
                                    gboolean             hide_now,
                                    GCancellable        *cancellable,
                                    GAsyncReadyCallback  callback,
                                    gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  g_autoptr(JaridaReport) report = NULL;
  g_autoptr(JaridaReportRow) row = NULL;
  g_autoptr(GArray) signs = NULL;
  Reporting *reporting;
  GError *error = NULL;
  gint64 now;

  g_return_if_fail (JARIDA_IS_READER (self));
  g_return_if_fail (address != NULL);
  g_return_if_fail (jarida_report_reason_to_token (reason) != NULL);

  now = _jarida_reader_now (self);
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, jarida_reader_report_picture_async);
  if (jarida_reader_get_report_service (self)[0] != '\0' && !check_limits (self, now, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  report = jarida_report_new (address, reason, comment, article_address, now);
  report->lang = dup_language ();
  add_facts (report, jarida_fact_table_lookup (self->reports->facts, address));
  row = make_row (self, report, &error);
  if (row == NULL)
    {
      g_task_return_new_error (task, JARIDA_PICTURE_ERROR, JARIDA_PICTURE_ERROR_INCOMPLETE, "%s", error->message);
      g_error_free (error);
      return;
    }
  row->address = g_strdup (address);
  reporting = g_new0 (Reporting, 1);
  reporting->id = g_strdup (report->id);
  reporting->address = g_strdup (address);
  reporting->reason = reason;
  g_task_set_task_data (task, reporting, free_reporting);
  signs = collect_signs (self, address, reason, TRUE);
  jarida_store_add_report_async (self->store, row, (const JaridaHiddenRow *) signs->data, hide_now ? signs->len : 0,
                                 cancellable, hide_now ? report_hidden_cb : report_added_cb, g_steal_pointer (&task));
}

char *
jarida_reader_report_picture_finish (JaridaReader  *self,
                                     GAsyncResult  *result,
                                     GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* Taking back. */

static void
withdrawn_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(JaridaReader) self = user_data;
  g_autoptr(GError) error = NULL;

  if (!jarida_store_withdraw_report_finish (JARIDA_STORE (object), result, &error))
    _jarida_reader_fail (self, error);
}

void
jarida_reader_withdraw_report (JaridaReader *self,
                               const char   *report_id)
{
  GPtrArray *reports;

  g_return_if_fail (JARIDA_IS_READER (self));
  g_return_if_fail (report_id != NULL);

  reports = jarida_store_get_reports (self->store);
  for (guint i = 0; i < reports->len; i++)
    {
      const JaridaReportRow *row = g_ptr_array_index (reports, i);

      if (g_str_equal (row->id, report_id) && _jarida_report_can_withdraw (row, _jarida_reader_now (self)))
        jarida_store_withdraw_report_async (self->store, row->number, NULL, withdrawn_cb, g_object_ref (self));
    }
}

static void
shown_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(JaridaReader) self = user_data;
  g_autoptr(GError) error = NULL;

  if (!jarida_store_set_picture_shown_finish (JARIDA_STORE (object), result, &error))
    _jarida_reader_fail (self, error);
}

void
jarida_reader_set_picture_shown (JaridaReader *self,
                                 const char   *address,
                                 gboolean      shown)
{
  g_autoptr(GArray) signs = NULL;

  g_return_if_fail (JARIDA_IS_READER (self));
  g_return_if_fail (address != NULL);

  signs = collect_signs (self, address, 0, FALSE);
  jarida_store_set_picture_shown_async (self->store, (const JaridaHiddenRow *) signs->data, signs->len, shown, NULL, shown_cb,
                                        g_object_ref (self));
}
