/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-connection.h"
#include "jarida-store-reports.h"

G_BEGIN_DECLS

/* All that the shelf holds of reports, as it was at one moment. A value. */
typedef struct
{
  GPtrArray *reports;   /* (owned) JaridaReportRow, by number */
  GArray    *hidden;    /* (owned) JaridaHiddenRow, by number */
  GArray    *shown;     /* (owned) JaridaHiddenRow */
} JaridaReportRows;

JaridaReportRows *jarida_report_rows_new      (void) G_GNUC_WARN_UNUSED_RESULT;
void              jarida_report_rows_free     (JaridaReportRows      *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (JaridaReportRows, jarida_report_rows_free)

JaridaReportRows *jarida_report_rows_read     (JaridaConnection      *connection,
                                               GError               **error) G_GNUC_WARN_UNUSED_RESULT;
/* One report again, as it is now; NULL with NOT_FOUND. */
JaridaReportRow  *jarida_report_row_read      (JaridaConnection      *connection,
                                               gint64                 number,
                                               GError               **error) G_GNUC_WARN_UNUSED_RESULT;

/* In a transaction. Sets the number of @report and the families of @hidden. */
gboolean          jarida_report_rows_insert   (JaridaConnection      *connection,
                                               JaridaReportRow       *report,
                                               GArray                *hidden,
                                               GError               **error);
gboolean          jarida_report_rows_hide     (JaridaConnection      *connection,
                                               const JaridaHiddenRow *row,
                                               GError               **error);
gboolean          jarida_report_rows_withdraw (JaridaConnection      *connection,
                                               gint64                 number,
                                               GError               **error);
gboolean          jarida_report_rows_claim    (JaridaConnection      *connection,
                                               gint64                 number,
                                               gint64                 now,
                                               gint64                 until,
                                               GError               **error);
gboolean          jarida_report_rows_save     (JaridaConnection      *connection,
                                               const JaridaReportRow *report,
                                               GError               **error);
/* What a process that is no more was sending. */
gboolean          jarida_report_rows_requeue  (JaridaConnection      *connection,
                                               GError               **error);
gboolean          jarida_report_rows_set_shown (JaridaConnection     *connection,
                                               const JaridaHiddenRow *row,
                                               gboolean               shown,
                                               GError               **error);

G_END_DECLS
