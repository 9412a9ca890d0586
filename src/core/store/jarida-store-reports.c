/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-report-act.h"

/* Reports are few: all of them are in memory, and what an act has made of one is read back from the file in its transaction, so
 * that memory cannot say anything else than the shelf. */

void
jarida_report_act_free (gpointer data)
{
  ReportAct *act = data;

  g_clear_pointer (&act->report, jarida_report_row_free);
  g_clear_pointer (&act->hidden, g_array_unref);
  g_free (act);
}

void
jarida_report_act_start (JaridaStore         *self,
                         gpointer             tag,
                         ReportAct           *act,
                         JaridaActRun         run,
                         JaridaActApply       apply,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, tag);
  g_task_set_task_data (task, act, jarida_report_act_free);
  jarida_store_act (self, task, run, apply);
}

gboolean
jarida_report_act_finish (JaridaStore   *self,
                          GAsyncResult  *result,
                          GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

JaridaReportRow **
jarida_report_act_find (JaridaStore *self,
                        gint64       number)
{
  GPtrArray *reports = self->reports->reports;

  for (guint i = reports->len; i-- > 0;)
    {
      JaridaReportRow **report = (JaridaReportRow **) &reports->pdata[i];

      if ((*report)->number == number)
        return report;
    }
  return NULL;
}

/* On the writing thread. */
static gboolean
read_back (JaridaShelf  *shelf,
           ReportAct    *act,
           GError      **error)
{
  g_clear_pointer (&act->report, jarida_report_row_free);
  act->report = jarida_report_row_read (jarida_shelf_get_library (shelf), act->number, error);
  return act->report != NULL;
}

static void
apply_read_back (JaridaStore  *self,
                 gpointer      data,
                 const GError *error)
{
  const ReportAct *act = data;
  JaridaReportRow **known = error == NULL ? jarida_report_act_find (self, act->number) : NULL;

  if (known == NULL)
    return;
  jarida_report_row_free (*known);
  *known = jarida_report_row_copy (act->report);
  jarida_store_reports_changed (self);
}

GPtrArray *
jarida_store_get_reports (JaridaStore *self)
{
  g_return_val_if_fail (JARIDA_IS_STORE (self), NULL);

  return self->reports->reports;
}

/* Adding. */

static gboolean
run_add (JaridaShelf  *shelf,
         gpointer      data,
         GError      **error)
{
  ReportAct *act = data;

  return jarida_report_rows_insert (jarida_shelf_get_library (shelf), act->report, act->hidden, error);
}

static void
apply_add (JaridaStore  *self,
           gpointer      data,
           const GError *error)
{
  const ReportAct *act = data;

  if (error != NULL)
    return;
  g_ptr_array_add (self->reports->reports, jarida_report_row_copy (act->report));
  g_array_append_vals (self->reports->hidden, act->hidden->data, act->hidden->len);
  jarida_report_act_forget_shown (self, act->hidden);
  jarida_store_reports_changed (self);
}

void
jarida_store_add_report_async (JaridaStore            *self,
                               const JaridaReportRow  *report,
                               const JaridaHiddenRow  *hidden,
                               gsize                   n_hidden,
                               GCancellable           *cancellable,
                               GAsyncReadyCallback     callback,
                               gpointer                user_data)
{
  ReportAct *act;

  g_return_if_fail (JARIDA_IS_STORE (self));
  g_return_if_fail (report != NULL && report->id != NULL);

  act = g_new0 (ReportAct, 1);
  act->report = jarida_report_row_copy (report);
  act->hidden = jarida_report_act_copy_hidden (hidden, n_hidden);
  jarida_report_act_start (self, jarida_store_add_report_async, act, run_add, apply_add, cancellable, callback, user_data);
}

gboolean
jarida_store_add_report_finish (JaridaStore   *self,
                                GAsyncResult  *result,
                                gint64        *out_number,
                                GError       **error)
{
  if (!jarida_report_act_finish (self, result, error))
    return FALSE;
  if (out_number != NULL)
    *out_number = ((ReportAct *) g_task_get_task_data (G_TASK (result)))->report->number;
  return TRUE;
}

/* Where a report has got to. */

static gboolean
run_withdraw (JaridaShelf  *shelf,
              gpointer      data,
              GError      **error)
{
  ReportAct *act = data;

  return jarida_report_rows_withdraw (jarida_shelf_get_library (shelf), act->number, error)
         && read_back (shelf, act, error);
}

static void
apply_withdraw (JaridaStore  *self,
                gpointer      data,
                const GError *error)
{
  const ReportAct *act = data;
  GArray *hidden = self->reports->hidden;

  for (guint i = hidden->len; error == NULL && i-- > 0;)
    if (g_array_index (hidden, JaridaHiddenRow, i).family == act->number)
      g_array_remove_index (hidden, i);
  apply_read_back (self, data, error);
}

void
jarida_store_withdraw_report_async (JaridaStore         *self,
                                    gint64               number,
                                    GCancellable        *cancellable,
                                    GAsyncReadyCallback  callback,
                                    gpointer             user_data)
{
  ReportAct *act;

  g_return_if_fail (JARIDA_IS_STORE (self));

  act = g_new0 (ReportAct, 1);
  act->number = number;
  jarida_report_act_start (self, jarida_store_withdraw_report_async, act, run_withdraw, apply_withdraw, cancellable, callback, user_data);
}

gboolean
jarida_store_withdraw_report_finish (JaridaStore   *self,
                                     GAsyncResult  *result,
                                     GError       **error)
{
  return jarida_report_act_finish (self, result, error);
}

static gboolean
run_claim (JaridaShelf  *shelf,
           gpointer      data,
           GError      **error)
{
  ReportAct *act = data;

  return jarida_report_rows_claim (jarida_shelf_get_library (shelf), act->number, act->now, act->until, error)
         && read_back (shelf, act, error);
}

void
jarida_store_claim_report_async (JaridaStore         *self,
                                 gint64               number,
                                 gint64               now,
                                 gint64               until,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  ReportAct *act;

  g_return_if_fail (JARIDA_IS_STORE (self));

  act = g_new0 (ReportAct, 1);
  act->number = number;
  act->now = now;
  act->until = until;
  jarida_report_act_start (self, jarida_store_claim_report_async, act, run_claim, apply_read_back, cancellable, callback, user_data);
}

gboolean
jarida_store_claim_report_finish (JaridaStore   *self,
                                  GAsyncResult  *result,
                                  GError       **error)
{
  return jarida_report_act_finish (self, result, error);
}

static gboolean
run_save (JaridaShelf  *shelf,
          gpointer      data,
          GError      **error)
{
  ReportAct *act = data;

  return jarida_report_rows_save (jarida_shelf_get_library (shelf), act->report, error)
         && read_back (shelf, act, error);
}

void
jarida_store_save_report_async (JaridaStore            *self,
                                const JaridaReportRow  *report,
                                GCancellable           *cancellable,
                                GAsyncReadyCallback     callback,
                                gpointer                user_data)
{
  ReportAct *act;

  g_return_if_fail (JARIDA_IS_STORE (self));
  g_return_if_fail (report != NULL);

  act = g_new0 (ReportAct, 1);
  act->number = report->number;
  act->report = jarida_report_row_copy (report);
  jarida_report_act_start (self, jarida_store_save_report_async, act, run_save, apply_read_back, cancellable, callback, user_data);
}

gboolean
jarida_store_save_report_finish (JaridaStore   *self,
                                 GAsyncResult  *result,
                                 GError       **error)
{
  return jarida_report_act_finish (self, result, error);
}

/* Opening, and what another process has done. */

void
jarida_store_show_reports (JaridaStore      *self,
                           JaridaReportRows *rows)
{
  jarida_report_rows_free (self->reports);
  self->reports = rows;
  jarida_store_reports_changed (self);
}

static gboolean
run_requeue (JaridaShelf  *shelf,
             gpointer      data,
             GError      **error)
{
  return jarida_report_rows_requeue (jarida_shelf_get_library (shelf), error);
}

/* Nobody else has the shelf open: whoever was sending these is no more, and whether they arrived nobody knows. */
void
jarida_store_requeue_reports (JaridaStore *self)
{
  gboolean found = FALSE;

  for (guint i = 0; i < self->reports->reports->len; i++)
    {
      JaridaReportRow *report = g_ptr_array_index (self->reports->reports, i);

      if (report->state != JARIDA_REPORT_SENDING)
        continue;
      report->state = JARIDA_REPORT_QUEUED;
      report->next = 0;
      found = TRUE;
    }
  if (found)
    jarida_report_act_start (self, jarida_store_requeue_reports, g_new0 (ReportAct, 1), run_requeue, NULL, NULL, NULL, NULL);
}
