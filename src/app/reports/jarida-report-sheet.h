/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-reports.h"
#include "jarida-sheet.h"

G_BEGIN_DECLS

#define JARIDA_TYPE_REPORT_SHEET (jarida_report_sheet_get_type ())
G_DECLARE_FINAL_TYPE (JaridaReportSheet, jarida_report_sheet, JARIDA, REPORT_SHEET, JaridaSheet)

#define JARIDA_COMMENT_CHARACTERS 500

/* Asks why a picture is reported. Enter sends once a reason is chosen and what it needs is said, Escape leaves; the arrows go through the
 * reasons. Signal: "reported" (int reason, const char *comment (nullable), gboolean hide_now). */
JaridaSheet *jarida_report_sheet_new    (const char *caption);
/* As a person chooses one; for tests and pictures of the window too. */
void         jarida_report_sheet_choose (JaridaReportSheet  *self,
                                         JaridaReportReason  reason);

G_END_DECLS
