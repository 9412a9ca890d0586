/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-store-private.h"
#include "jarida-store-reports.h"

G_BEGIN_DECLS

/* One act on reports or on what they hide, from the call to the shelf's thread and back. */
typedef struct
{
  gint64            number;
  gint64            now, until;
  JaridaReportRow  *report;    /* (owned) (nullable) before the act as it is wanted, afterwards as it is */
  GArray           *hidden;    /* (owned) (nullable) JaridaHiddenRow */
  gboolean          shown;
} ReportAct;

void              jarida_report_act_free         (gpointer               data);
/* Takes @act. */
void              jarida_report_act_start        (JaridaStore           *self,
                                                  gpointer               tag,
                                                  ReportAct             *act,
                                                  JaridaActRun           run,
                                                  JaridaActApply         apply,
                                                  GCancellable          *cancellable,
                                                  GAsyncReadyCallback    callback,
                                                  gpointer               user_data);
gboolean          jarida_report_act_finish       (JaridaStore           *self,
                                                  GAsyncResult          *result,
                                                  GError               **error);
/* (nullable) where the report is in memory. */
JaridaReportRow **jarida_report_act_find         (JaridaStore           *self,
                                                  gint64                 number);
GArray           *jarida_report_act_copy_hidden  (const JaridaHiddenRow *hidden,
                                                  gsize                  n_hidden) G_GNUC_WARN_UNUSED_RESULT;
/* What is hidden again is not "shown anyway" any more. */
void              jarida_report_act_forget_shown (JaridaStore           *self,
                                                  GArray                *signs);

G_END_DECLS
