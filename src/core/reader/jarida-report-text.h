/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-reports.h"

G_BEGIN_DECLS

/* What people are told about reports of pictures, in their language. */

/* A few words; for what is no reason too. */
const char *jarida_report_reason_text        (JaridaReportReason reason);
/* A line more, where the words do not say it all; else NULL. */
const char *jarida_report_reason_explanation (JaridaReportReason reason);
/* To stand in the place of the picture; NULL when it is shown. */
char       *jarida_picture_verdict_text      (const JaridaPictureVerdict *verdict) G_GNUC_WARN_UNUSED_RESULT;
/* What is said to who has just reported: only what will really happen. @service: reports are sent somewhere. */
char       *jarida_report_thanks_text        (JaridaReportReason reason, gboolean service, gboolean online) G_GNUC_WARN_UNUSED_RESULT;
/* Where a report has got to, with the trouble it has. */
char       *jarida_report_state_text         (JaridaReportEntry *entry) G_GNUC_WARN_UNUSED_RESULT;
/* What a report contains and what is never said, short and whole. */
const char *jarida_report_privacy_text       (void);
const char *jarida_report_privacy_long_text  (void);

G_END_DECLS
