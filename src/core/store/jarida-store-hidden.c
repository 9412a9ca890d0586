/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "jarida-report-act.h"

/* What the reports hide, and what is shown all the same. */

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

static gboolean
is_same_key (const JaridaHiddenRow *a,
             const JaridaHiddenRow *b)
{
  return a->kind == b->kind && memcmp (a->key, b->key, sizeof a->key) == 0;
}

void
jarida_report_act_forget_shown (JaridaStore *self,
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

GArray *
jarida_report_act_copy_hidden (const JaridaHiddenRow *hidden,
                               gsize                  n_hidden)
{
  GArray *copy = g_array_new (FALSE, FALSE, sizeof (JaridaHiddenRow));

  if (n_hidden > 0)
    g_array_append_vals (copy, hidden, (guint) n_hidden);
  return copy;
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
      JaridaReportRow **report = jarida_report_act_find (self, row->family);

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
  act->hidden = jarida_report_act_copy_hidden (hidden, n_hidden);
  jarida_report_act_start (self, jarida_store_add_hidden_async, act, run_hide, apply_hide, cancellable, callback, user_data);
}

gboolean
jarida_store_add_hidden_finish (JaridaStore   *self,
                                GAsyncResult  *result,
                                GError       **error)
{
  return jarida_report_act_finish (self, result, error);
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
  jarida_report_act_forget_shown (self, act->hidden);
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
  act->hidden = jarida_report_act_copy_hidden (signs, n_signs);
  for (guint i = 0; i < act->hidden->len; i++)
    g_array_index (act->hidden, JaridaHiddenRow, i).family = 0;
  act->shown = shown;
  jarida_report_act_start (self, jarida_store_set_picture_shown_async, act, run_set_shown, apply_set_shown, cancellable, callback, user_data);
}

gboolean
jarida_store_set_picture_shown_finish (JaridaStore   *self,
                                       GAsyncResult  *result,
                                       GError       **error)
{
  return jarida_report_act_finish (self, result, error);
}
