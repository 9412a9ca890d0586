/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-report-reason.h"

typedef struct
{
  const char *token;
  gboolean    may_hide;
  gboolean    counts;
  gboolean    needs_comment;
} Reason;

static const Reason reasons[JARIDA_REASON_LAST + 1] = {
  [JARIDA_REASON_VIOLENCE] = { "violence", TRUE, TRUE, FALSE },
  [JARIDA_REASON_SEXUAL] = { "sexual", TRUE, TRUE, FALSE },
  [JARIDA_REASON_MINORS] = { "minors", TRUE, TRUE, FALSE },
  [JARIDA_REASON_INTIMATE] = { "intimate", TRUE, TRUE, FALSE },
  [JARIDA_REASON_HATE] = { "hate", TRUE, TRUE, FALSE },
  [JARIDA_REASON_PRIVACY] = { "privacy", TRUE, TRUE, FALSE },
  [JARIDA_REASON_SELF_HARM] = { "self_harm", TRUE, TRUE, FALSE },
  [JARIDA_REASON_MISLEADING] = { "misleading", FALSE, TRUE, FALSE },
  [JARIDA_REASON_SCAM] = { "scam", FALSE, TRUE, FALSE },
  [JARIDA_REASON_COPYRIGHT] = { "copyright", FALSE, TRUE, FALSE },
  [JARIDA_REASON_BROKEN] = { "broken", FALSE, FALSE, FALSE },
  [JARIDA_REASON_OTHER] = { "other", FALSE, TRUE, TRUE },
};

/* Numbers come from files and databases, too: what is no reason is the empty row. */
static const Reason *
get_reason (JaridaReportReason reason)
{
  return (guint) reason <= JARIDA_REASON_LAST ? &reasons[reason] : &reasons[0];
}

const char *
jarida_report_reason_to_token (JaridaReportReason reason)
{
  return get_reason (reason)->token;
}

JaridaReportReason
jarida_report_reason_from_token (const char *token)
{
  for (guint i = 1; i <= JARIDA_REASON_LAST; i++)
    if (g_strcmp0 (reasons[i].token, token) == 0)
      return i;

  return 0;
}

gboolean
jarida_report_reason_may_hide (JaridaReportReason reason)
{
  return get_reason (reason)->may_hide;
}

gboolean
jarida_report_reason_needs_comment (JaridaReportReason reason)
{
  return get_reason (reason)->needs_comment;
}

gboolean
jarida_report_reason_counts (JaridaReportReason reason)
{
  return get_reason (reason)->counts;
}
