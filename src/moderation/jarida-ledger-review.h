/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-ledger.h"

G_BEGIN_DECLS

/* What people who review need of the ledger beyond what the service itself does. The same rules: between begin and commit. */

/* What one reviewer said where two must say the same. One a picture. */
typedef struct
{
  gint64        subject;
  gint64        version;      /* of the picture when it was said */
  JaridaAction  action;
  int           reason;
  gint64        expires_at;   /* 0 never */
  char         *why;          /* (owned) */
  char         *reviewer;     /* (owned) */
  gint64        at;
} JaridaProposal;

typedef struct
{
  int    kind;                /* JaridaKeyKind */
  guint8 key[32];
} JaridaKeyRow;

typedef struct
{
  guint8 id[JARIDA_REPORTER_ID_BYTES];
  gint64 first_day;
  gint64 agreed;
  gint64 disagreed;
  gint64 warned_at;           /* 0 never */
  gint64 suspended_until;     /* 0 not */
} JaridaReporterRow;

typedef struct
{
  gint64  at;
  char   *who;                /* (owned) */
  char   *what;               /* (owned) */
  char   *target;             /* (owned) */
  char   *before;             /* (owned) (nullable) */
  char   *after;              /* (owned) (nullable) */
  char   *why;                /* (owned) (nullable) */
} JaridaAuditRow;

/* (element-type JaridaDecision), with the host its picture comes from. */
typedef struct
{
  JaridaDecision *decision;   /* (owned) */
  char           *host;       /* (owned) */
} JaridaDecisionOn;

/* The subject with this key, all of it (32) or its first bytes; 0 none. */
gboolean  jarida_ledger_find_subject      (JaridaLedger *self, const guint8 *key, gsize size, gint64 *out_id, GError **error);
/* (element-type JaridaKeyRow) */
gboolean  jarida_ledger_get_keys_of       (JaridaLedger *self, gint64 subject, GArray *keys, GError **error);
/* (element-type JaridaReportRow) with their comments, newest first; free each with jarida_report_row_clear(). */
gboolean  jarida_ledger_get_reports_with_comments (JaridaLedger *self, gint64 subject, GArray *rows, GError **error);
/* Whether anybody ever spoke of it with this reason: a report that stands, or a decision. */
gboolean  jarida_ledger_was_called        (JaridaLedger *self, gint64 subject, int reason, gboolean *out_was, GError **error);

/* (nullable) */
gboolean  jarida_ledger_get_proposal      (JaridaLedger *self, gint64 subject, JaridaProposal **out_proposal, GError **error);
/* NULL @proposal: none any more. Writes an audit line. */
gboolean  jarida_ledger_set_proposal      (JaridaLedger *self, gint64 subject, const JaridaProposal *proposal, GError **error);

/* Pictures hidden by readers since then and still hidden, by the decision that did it; @host nullable.
 * (element-type JaridaDecision) */
gboolean  jarida_ledger_get_hides_since   (JaridaLedger *self, gint64 since, const char *host, guint limit, GPtrArray *decisions,
                                           GError **error);
/* In the order of time and id, after @after_at and @after_id (nullable: from @after_at on). (element-type JaridaDecisionOn) */
gboolean  jarida_ledger_get_decisions_since (JaridaLedger *self, gint64 after_at, const char *after_id, guint limit,
                                           GPtrArray *decisions, GError **error);
/* Newest first. (element-type JaridaAuditRow) */
gboolean  jarida_ledger_get_audit         (JaridaLedger *self, guint limit, GPtrArray *lines, GError **error);

/* Those who were wrong, warned or suspended, the worst first. (element-type JaridaReporterRow) */
gboolean  jarida_ledger_get_reporters     (JaridaLedger *self, guint limit, GArray *rows, GError **error);
gboolean  jarida_ledger_get_reporter      (JaridaLedger *self, const guint8 *id, JaridaReporterRow *out_row, gboolean *out_found,
                                           GError **error);
gboolean  jarida_ledger_set_reporter      (JaridaLedger *self, const JaridaReporterRow *row, GError **error);

/* Until then readers do not hide the picture with this key; not later than @now: they may. Writes an audit line. */
gboolean  jarida_ledger_set_always_human  (JaridaLedger *self, const JaridaKeyRow *key, gint64 until, const char *who, gint64 now,
                                           GError **error);
/* One newspaper's image host; @newspaper NULL removes it. Writes an audit line. */
gboolean  jarida_ledger_set_image_host    (JaridaLedger *self, const char *host, const char *newspaper, const char *who, gint64 now,
                                           GError **error);

void      jarida_proposal_free            (JaridaProposal   *self);
void      jarida_audit_row_free           (JaridaAuditRow   *self);
void      jarida_decision_on_free         (JaridaDecisionOn *self);
void      jarida_report_row_clear         (gpointer          row);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (JaridaProposal, jarida_proposal_free)

G_END_DECLS
