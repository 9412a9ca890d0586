/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-picture-key.h"
#include "jarida-reader-private.h"
#include "jarida-reports.h"

G_BEGIN_DECLS

/* What `kind` of a JaridaHiddenRow says: a JaridaKeyKind, or that the key is a perceptual hash. */
#define JARIDA_HIDDEN_LOOK 4

JaridaReports *_jarida_reports_new          (JaridaReader *reader) G_GNUC_WARN_UNUSED_RESULT;
void           _jarida_reports_free         (JaridaReports *self);

/* The reason for which a picture with this sign is hidden here, or whether it is shown all the same; 0 neither. */
int            _jarida_reports_find         (JaridaReports *self, const JaridaHiddenRow *sign, gboolean hidden);
JaridaHiddenRow _jarida_report_sign         (int kind, int reason, const guint8 *key);

JaridaReportEntry *_jarida_report_entry_new  (void) G_GNUC_WARN_UNUSED_RESULT;
/* Brings it to what the shelf says. @now: for what may still be withdrawn. */
void           _jarida_report_entry_show    (JaridaReportEntry *self, const JaridaReportRow *row, gint64 now);
gint64         _jarida_report_entry_get_number (JaridaReportEntry *self);

/* What is wrong with a report, in a sentence, or NULL. (transfer full) */
char          *_jarida_report_problem_text  (const JaridaReportRow *row) G_GNUC_WARN_UNUSED_RESULT;
/* May it still be withdrawn? */
gboolean       _jarida_report_can_withdraw  (const JaridaReportRow *row, gint64 now);

G_END_DECLS
