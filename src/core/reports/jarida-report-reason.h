/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Why a person reports a picture. The numbers are stored and published, the tokens are sent: only append. */
typedef enum
{
  JARIDA_REASON_VIOLENCE = 1,
  JARIDA_REASON_SEXUAL,
  JARIDA_REASON_MINORS,
  JARIDA_REASON_INTIMATE,
  JARIDA_REASON_HATE,
  JARIDA_REASON_PRIVACY,
  JARIDA_REASON_SELF_HARM,
  JARIDA_REASON_MISLEADING,
  JARIDA_REASON_SCAM,
  JARIDA_REASON_COPYRIGHT,
  JARIDA_REASON_BROKEN,
  JARIDA_REASON_OTHER,
} JaridaReportReason;

#define JARIDA_REASON_LAST JARIDA_REASON_OTHER

/* NULL for what is no reason. */
const char         *jarida_report_reason_to_token      (JaridaReportReason reason);
/* 0 for what is unknown. */
JaridaReportReason  jarida_report_reason_from_token    (const char *token);
/* Whether people's votes alone may hide a picture for it. What is a matter of opinion never does: a picture of the press
 * is editorial content. */
gboolean            jarida_report_reason_may_hide      (JaridaReportReason reason);
gboolean            jarida_report_reason_needs_comment (JaridaReportReason reason);
/* Whether it says anything of the picture at all, or only of the newspaper's feed. */
gboolean            jarida_report_reason_counts        (JaridaReportReason reason);

G_END_DECLS
