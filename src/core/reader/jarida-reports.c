/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-reports-private.h"

#include <string.h>

#include "jarida-report.h"
#include "jarida-retry.h"

/* A person reports a picture, takes that back, or looks at it all the same. Each of it is an act on the shelf; what is hidden is
 * known from memory, which follows the shelf. */

#define DAY 86400
/* Address, the newspaper's own name, bytes. */
#define MAX_SIGNS 3

G_DEFINE_QUARK (jarida-picture-error-quark, jarida_picture_error)

void
jarida_picture_verdict_clear (JaridaPictureVerdict *self)
{
  g_clear_pointer (&self->decision_key, g_free);
  self->standing = JARIDA_PICTURE_SHOWN;
  self->reason = 0;
}

/* By what a picture at @address is known. Returns how many. */
static guint
collect_signs (const char         *address,
               JaridaReportReason  reason,
               JaridaHiddenRow     signs[MAX_SIGNS])
{
  JaridaPictureKey key;
  guint n = 0;

  if (jarida_picture_key_url (address, &key))
    signs[n++] = _jarida_report_sign (JARIDA_KEY_URL, reason, key.bytes);
  if (jarida_picture_key_asset (jarida_asset_rules_get_default (), address, &key))
    signs[n++] = _jarida_report_sign (JARIDA_KEY_ASSET, reason, key.bytes);
  return n;
}

JaridaHiddenRow
_jarida_report_sign (int           kind,
                     int           reason,
                     const guint8 *key)
{
  JaridaHiddenRow sign = { .kind = kind, .reason = reason };

  memcpy (sign.key, key, sizeof sign.key);
  return sign;
}

void
jarida_reader_judge_picture (JaridaReader         *self,
                             const char           *address,
                             JaridaPictureVerdict *out_verdict)
{
  JaridaHiddenRow signs[MAX_SIGNS];
  guint n_signs;

  g_return_if_fail (JARIDA_IS_READER (self));
  g_return_if_fail (address != NULL && out_verdict != NULL);

  *out_verdict = (JaridaPictureVerdict) { .standing = JARIDA_PICTURE_SHOWN };
  n_signs = collect_signs (address, 0, signs);
  for (guint i = 0; i < n_signs; i++)
    if (_jarida_reports_find (self->reports, &signs[i], FALSE) != 0)
      return;
  for (guint i = 0; i < n_signs && out_verdict->standing == JARIDA_PICTURE_SHOWN; i++)
    {
      out_verdict->reason = (JaridaReportReason) _jarida_reports_find (self->reports, &signs[i], TRUE);
      if (out_verdict->reason != 0)
        out_verdict->standing = JARIDA_PICTURE_HIDDEN_BY_YOU;
    }
}

/* Reporting. */

static void
report_added_cb (GObject      *object,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(GError) error = NULL;

  if (jarida_store_add_report_finish (JARIDA_STORE (object), result, NULL, &error))
    g_task_return_pointer (task, g_strdup (g_task_get_task_data (task)), g_free);
  else
    g_task_return_error (task, g_steal_pointer (&error));
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
  JaridaHiddenRow signs[MAX_SIGNS];
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
  row = make_row (self, report, &error);
  if (row == NULL)
    {
      g_task_return_new_error (task, JARIDA_PICTURE_ERROR, JARIDA_PICTURE_ERROR_INCOMPLETE, "%s", error->message);
      g_error_free (error);
      return;
    }
  row->address = g_strdup (address);
  g_task_set_task_data (task, g_strdup (report->id), g_free);
  jarida_store_add_report_async (self->store, row, signs, hide_now ? collect_signs (address, reason, signs) : 0,
                                 cancellable, report_added_cb, g_steal_pointer (&task));
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
  JaridaHiddenRow signs[MAX_SIGNS];
  guint n_signs;

  g_return_if_fail (JARIDA_IS_READER (self));
  g_return_if_fail (address != NULL);

  n_signs = collect_signs (address, 0, signs);
  jarida_store_set_picture_shown_async (self->store, signs, n_signs, shown, NULL, shown_cb, g_object_ref (self));
}
