/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "jarida-store-private.h"
#include "jarida-store-reports.h"

/* Reports are few: all of them are in memory, and what an act has made of one is read back from the file in its transaction, so
 * that memory cannot say anything else than the shelf. */

typedef struct
{
  gint64            number;
  gint64            now, until;
  JaridaReportRow  *report;    /* (owned) (nullable) before the act as it is wanted, afterwards as it is */
  GArray           *hidden;    /* (owned) (nullable) JaridaHiddenRow */
  gboolean          shown;
} ReportAct;

static void
free_report_act (gpointer data)
{
  ReportAct *act = data;

  g_clear_pointer (&act->report, jarida_report_row_free);
  g_clear_pointer (&act->hidden, g_array_unref);
  g_free (act);
}

static void
start (JaridaStore         *self,
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
  g_task_set_task_data (task, act, free_report_act);
  jarida_store_act (self, task, run, apply);
}

static gboolean
finish (JaridaStore   *self,
        GAsyncResult  *result,
        GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static JaridaReportRow **
find_report (JaridaStore *self,
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
  JaridaReportRow **known = error == NULL ? find_report (self, act->number) : NULL;

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

GArray *
jarida_store_get_hidden (JaridaStore *self)
{
  g_return_val_if_fail (JARIDA_IS_STORE (self), NULL);

  return self->reports->hidden;
}

GArray *
jarida_store_get_shown (JaridaStore *self)
{
  g_return_val_if_fail (JARIDA_IS_STORE (self), NULL);

  return self->reports->shown;
}

/* Adding. */

static gboolean
is_same_key (const JaridaHiddenRow *a,
             const JaridaHiddenRow *b)
{
  return a->kind == b->kind && memcmp (a->key, b->key, sizeof a->key) == 0;
}

static void
forget_shown (JaridaStore *self,
              GArray      *signs)
{
  GArray *shown = self->reports->shown;

  for (guint i = shown->len; i-- > 0;)
    for (guint j = 0; j < signs->len; j++)
      if (is_same_key (&g_array_index (shown, JaridaHiddenRow, i), &g_array_index (signs, JaridaHiddenRow, j)))
        {
          g_array_remove_index (shown, i);
          break;
        }
}

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
  forget_shown (self, act->hidden);
  jarida_store_reports_changed (self);
}

static GArray *
copy_hidden (const JaridaHiddenRow *hidden,
             gsize                  n_hidden)
{
  GArray *copy = g_array_new (FALSE, FALSE, sizeof (JaridaHiddenRow));

  if (n_hidden > 0)
    g_array_append_vals (copy, hidden, (guint) n_hidden);
  return copy;
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
  act->hidden = copy_hidden (hidden, n_hidden);
  start (self, jarida_store_add_report_async, act, run_add, apply_add, cancellable, callback, user_data);
}

gboolean
jarida_store_add_report_finish (JaridaStore   *self,
                                GAsyncResult  *result,
                                gint64        *out_number,
                                GError       **error)
{
  if (!finish (self, result, error))
    return FALSE;
  if (out_number != NULL)
    *out_number = ((ReportAct *) g_task_get_task_data (G_TASK (result)))->report->number;
  return TRUE;
}

static gboolean
run_hide (JaridaShelf  *shelf,
          gpointer      data,
          GError      **error)
{
  const ReportAct *act = data;

  for (guint i = 0; i < act->hidden->len; i++)
    if (!jarida_report_rows_hide (jarida_shelf_get_library (shelf), &g_array_index (act->hidden, JaridaHiddenRow, i), error))
      return FALSE;
  return TRUE;
}

static gboolean
is_hidden (JaridaStore           *self,
           const JaridaHiddenRow *row)
{
  GArray *hidden = self->reports->hidden;

  for (guint i = 0; i < hidden->len; i++)
    {
      const JaridaHiddenRow *other = &g_array_index (hidden, JaridaHiddenRow, i);

      if (other->family == row->family && is_same_key (other, row))
        return TRUE;
    }
  return FALSE;
}

static void
apply_hide (JaridaStore  *self,
            gpointer      data,
            const GError *error)
{
  const ReportAct *act = data;
  gboolean changed = FALSE;

  for (guint i = 0; error == NULL && i < act->hidden->len; i++)
    {
      const JaridaHiddenRow *row = &g_array_index (act->hidden, JaridaHiddenRow, i);
      JaridaReportRow **report = find_report (self, row->family);

      if ((report != NULL && (*report)->state == JARIDA_REPORT_WITHDRAWN) || is_hidden (self, row))
        continue;
      g_array_append_val (self->reports->hidden, *row);
      changed = TRUE;
    }
  if (changed)
    jarida_store_reports_changed (self);
}

void
jarida_store_add_hidden_async (JaridaStore            *self,
                               const JaridaHiddenRow  *hidden,
                               gsize                   n_hidden,
                               GCancellable           *cancellable,
                               GAsyncReadyCallback     callback,
                               gpointer                user_data)
{
  ReportAct *act;

  g_return_if_fail (JARIDA_IS_STORE (self));

  act = g_new0 (ReportAct, 1);
  act->hidden = copy_hidden (hidden, n_hidden);
  start (self, jarida_store_add_hidden_async, act, run_hide, apply_hide, cancellable, callback, user_data);
}

gboolean
jarida_store_add_hidden_finish (JaridaStore   *self,
                                GAsyncResult  *result,
                                GError       **error)
{
  return finish (self, result, error);
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
  start (self, jarida_store_withdraw_report_async, act, run_withdraw, apply_withdraw, cancellable, callback, user_data);
}

gboolean
jarida_store_withdraw_report_finish (JaridaStore   *self,
                                     GAsyncResult  *result,
                                     GError       **error)
{
  return finish (self, result, error);
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
  start (self, jarida_store_claim_report_async, act, run_claim, apply_read_back, cancellable, callback, user_data);
}

gboolean
jarida_store_claim_report_finish (JaridaStore   *self,
                                  GAsyncResult  *result,
                                  GError       **error)
{
  return finish (self, result, error);
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
  start (self, jarida_store_save_report_async, act, run_save, apply_read_back, cancellable, callback, user_data);
}

gboolean
jarida_store_save_report_finish (JaridaStore   *self,
                                 GAsyncResult  *result,
                                 GError       **error)
{
  return finish (self, result, error);
}

/* "Show anyway". */

static gboolean
run_set_shown (JaridaShelf  *shelf,
               gpointer      data,
               GError      **error)
{
  const ReportAct *act = data;

  for (guint i = 0; i < act->hidden->len; i++)
    if (!jarida_report_rows_set_shown (jarida_shelf_get_library (shelf), &g_array_index (act->hidden, JaridaHiddenRow, i),
                                       act->shown, error))
      return FALSE;
  return TRUE;
}

static void
apply_set_shown (JaridaStore  *self,
                 gpointer      data,
                 const GError *error)
{
  const ReportAct *act = data;

  if (error != NULL)
    return;
  forget_shown (self, act->hidden);
  if (act->shown)
    g_array_append_vals (self->reports->shown, act->hidden->data, act->hidden->len);
  jarida_store_reports_changed (self);
}

void
jarida_store_set_picture_shown_async (JaridaStore            *self,
                                      const JaridaHiddenRow  *signs,
                                      gsize                   n_signs,
                                      gboolean                shown,
                                      GCancellable           *cancellable,
                                      GAsyncReadyCallback     callback,
                                      gpointer                user_data)
{
  ReportAct *act;

  g_return_if_fail (JARIDA_IS_STORE (self));

  act = g_new0 (ReportAct, 1);
  act->hidden = copy_hidden (signs, n_signs);
  for (guint i = 0; i < act->hidden->len; i++)
    g_array_index (act->hidden, JaridaHiddenRow, i).family = 0;
  act->shown = shown;
  start (self, jarida_store_set_picture_shown_async, act, run_set_shown, apply_set_shown, cancellable, callback, user_data);
}

gboolean
jarida_store_set_picture_shown_finish (JaridaStore   *self,
                                       GAsyncResult  *result,
                                       GError       **error)
{
  return finish (self, result, error);
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
    start (self, jarida_store_requeue_reports, g_new0 (ReportAct, 1), run_requeue, NULL, NULL, NULL, NULL);
}
