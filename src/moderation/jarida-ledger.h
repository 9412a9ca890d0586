/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-sql-engine.h"

G_BEGIN_DECLS

/* What the service remembers: pictures ("subjects"), reports, reporters, decisions, publications and settings. Every statement
 * is written once, here, for every engine. Nothing here looks at the clock. Each call that changes something belongs between
 * begin and commit; the calls of the intake take a whole batch, so that an engine may send it in one go.
 * An error of JARIDA_SQL_ERROR_RETRY anywhere means: roll back, do the whole transaction again. */
typedef struct _JaridaLedger JaridaLedger;

#define JARIDA_REPORTER_ID_BYTES 16
#define JARIDA_TAG_BYTES 8
#define JARIDA_LEDGER_MAX_ROWS 500     /* reports kept per picture */
#define JARIDA_LEDGER_MAX_KEYS 64      /* addresses kept per picture */

typedef enum
{
  JARIDA_SUBJECT_OPEN,
  JARIDA_SUBJECT_HIDDEN_AUTO,   /* by readers, provisional, until expires_at */
  JARIDA_SUBJECT_BLOCKED,       /* by a reviewer */
  JARIDA_SUBJECT_CLEARED,       /* by a reviewer; an exception until expires_at */
  JARIDA_SUBJECT_EXPIRED,       /* was hidden by readers, nobody looked at it in time */
} JaridaSubjectState;

typedef enum
{
  JARIDA_ACTION_HIDE = 1,
  JARIDA_ACTION_BLOCK,
  JARIDA_ACTION_CLEAR,
  JARIDA_ACTION_EXPIRE,
  JARIDA_ACTION_REOPEN,     /* a withdrawal, or a decision taken back */
  JARIDA_ACTION_ESCALATE,
} JaridaAction;

typedef enum
{
  JARIDA_BASIS_AUTOMATIC = 1,
  JARIDA_BASIS_REVIEWER,
} JaridaBasis;

/* What became of a report. Only what is NONE counts towards a score. */
typedef enum
{
  JARIDA_REPORT_OUTCOME_NONE,
  JARIDA_REPORT_OUTCOME_AGREED,
  JARIDA_REPORT_OUTCOME_DISAGREED,
  JARIDA_REPORT_OUTCOME_CONSUMED,   /* the hiding it helped to expired, or its reason was not judged */
} JaridaReportOutcome;

typedef struct
{
  gboolean known;
  gint64   first_day;          /* days since 1970 */
  gint64   agreed;
  gint64   disagreed;
  gint64   role;
  gint64   warned_at;          /* seconds; 0 never */
  gint64   suspended_until;    /* 0 not */
  gint64   n_today;            /* reports since the start that was asked for */
  gint64   n_month;
} JaridaLedgerReporter;

/* One report on its way in. Strings are borrowed. */
typedef struct
{
  /* What was sent. */
  const char           *id;
  guint8                body_hash[32];
  guint8                reporter[JARIDA_REPORTER_ID_BYTES];
  const char           *url;           /* (nullable) */
  const char           *host;          /* "" without an address */
  guint                 keys;          /* 1 << kind of each key below that is there */
  guint8                key[4][32];    /* by JaridaKeyKind: 1 address, 2 asset, 3 content */
  const guint8         *sha256;        /* (nullable) a claim, never believed */
  const guint8         *pdq;           /* (nullable) a claim */
  guint                 pdq_quality;
  int                   reason;        /* JaridaReportReason */
  const char           *comment;       /* (nullable) */
  gint64                received_at;

  /* What the ledger knows. */
  gboolean              known;         /* this id */
  guint8                known_hash[32];
  guint8                known_reporter[JARIDA_REPORTER_ID_BYTES];
  gint64                known_received_at;
  gint64                known_withdrawn_at;
  gint64                known_subject;
  JaridaLedgerReporter  who;
  gint64                subject;       /* 0: no such picture yet */
  guint                 linked;        /* 1 << kind of each key that leads to it */

  /* Where it came from, as codes that mean something inside this picture only. */
  guint8                addr_tag[JARIDA_TAG_BYTES];
  guint8                net_tag[JARIDA_TAG_BYTES];
  guint8                as_tag[JARIDA_TAG_BYTES];
  gboolean              has_as;
  gboolean              hosting;

  gboolean              stored;
} JaridaIntake;

typedef struct
{
  gint64              id;
  char               *host;        /* (owned) */
  char               *url;         /* (owned) (nullable) */
  JaridaSubjectState  state;
  int                 reason;
  gint64              score;       /* thousandths */
  gint64              first_at;
  gint64              last_at;
  gint64              expires_at;  /* 0 never */
  gint64              version;
  gboolean            verified;
  gint64              family;      /* 0 none */
} JaridaSubject;

typedef struct
{
  gint64               subject;
  guint8               reporter[JARIDA_REPORTER_ID_BYTES];
  gboolean             has_reporter;   /* FALSE: long ago, forgotten */
  int                  reason;
  guint8               addr_tag[JARIDA_TAG_BYTES];
  guint8               net_tag[JARIDA_TAG_BYTES];
  guint8               as_tag[JARIDA_TAG_BYTES];
  gboolean             has_tags;       /* FALSE: erased */
  gboolean             has_as;
  gboolean             hosting;
  gint64               received_at;
  gint64               withdrawn_at;   /* 0 not */
  JaridaReportOutcome  outcome;
  gint64               first_day;
  gint64               agreed;
  gint64               disagreed;
  char                *comment;        /* (owned) (nullable) only from jarida_ledger_show() */
} JaridaReportRow;

typedef struct
{
  char         *id;            /* (owned) "d_…"; NULL when given: made by jarida_ledger_decide() */
  gint64        subject;
  JaridaAction  action;
  JaridaBasis   basis;
  int           reason;
  char         *facts;         /* (owned) */
  char         *reviewer;      /* (owned) (nullable) */
  gint64        at;
  gint64        expires_at;    /* 0 never */
  char         *supersedes;    /* (owned) (nullable) */
  gint64        log_index;     /* 0: not published yet */
} JaridaDecision;

/* Takes the engine, and brings the database to this program's schema. */
JaridaLedger *jarida_ledger_new              (JaridaSqlEngine  *engine, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void          jarida_ledger_free             (JaridaLedger     *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (JaridaLedger, jarida_ledger_free)
JaridaSqlEngine *jarida_ledger_get_engine    (JaridaLedger     *self);
gboolean      jarida_ledger_begin            (JaridaLedger     *self, GError **error);
gboolean      jarida_ledger_commit           (JaridaLedger     *self, GError **error);
void          jarida_ledger_rollback         (JaridaLedger     *self);

/* Intake, in this order; @items sorted by jarida_intake_compare(), so that two processes never wait for each other. */
int           jarida_intake_compare          (gconstpointer a, gconstpointer b);   /* of JaridaIntake ** */
gboolean      jarida_ledger_find_known       (JaridaLedger *self, JaridaIntake **items, guint n, GError **error);
gboolean      jarida_ledger_find_reporters   (JaridaLedger *self, JaridaIntake **items, guint n,
                                              gint64 today, gint64 month, GError **error);
gboolean      jarida_ledger_add_reporters    (JaridaLedger *self, JaridaIntake **items, guint n, gint64 first_day, GError **error);
/* Finds the picture by its asset, else its address, else (no address) its content; or makes it. */
gboolean      jarida_ledger_upsert_subjects  (JaridaLedger *self, JaridaIntake **items, guint n, GError **error);
/* Locks @n subjects, @ids increasing, until the commit, and reads them. (element-type JaridaSubject). */
gboolean      jarida_ledger_lock_subjects    (JaridaLedger *self, const gint64 *ids, guint n, gint64 now,
                                              GPtrArray *out_subjects, GError **error);
/* Appends JaridaReportRow, all of one subject together. */
gboolean      jarida_ledger_get_reports_of   (JaridaLedger *self, const gint64 *ids, guint n, GArray *rows, GError **error);
gboolean      jarida_ledger_insert_reports   (JaridaLedger *self, JaridaIntake **items, guint n, GError **error);
/* The same person after a withdrawal: the tombstone becomes this report. */
gboolean      jarida_ledger_revive_reports   (JaridaLedger *self, JaridaIntake **items, guint n, GError **error);
gboolean      jarida_ledger_withdraw         (JaridaLedger *self, const char *id, gint64 now, GError **error);

/* Writes state, reason, score and expires_at when the version is still the one that was read; @out_done FALSE: it is not. */
gboolean      jarida_ledger_set_state        (JaridaLedger *self, JaridaSubject *subject, gboolean *out_done, GError **error);
gboolean      jarida_ledger_set_scores       (JaridaLedger *self, JaridaSubject *const *subjects, guint n, GError **error);

/* A decision with all that follows from it: the subject's state and version, the outcome of its reports, the reporters' record
 * (each report counts once, whatever is decided later), the audit line. Its time is set after that of the picture's decision
 * before. @version: what the reviewer saw; @out_done FALSE:
 * somebody else decided in between and nothing was written. Automatic decisions change no record. */
gboolean      jarida_ledger_decide           (JaridaLedger *self, JaridaDecision *decision, gint64 version,
                                              gboolean *out_done, GError **error);
/* (nullable) newest decision on the subject with this key (6 bytes or 32), or with this id. */
gboolean      jarida_ledger_find_decision    (JaridaLedger *self, const char *id, JaridaDecision **out_decision, GError **error);
gboolean      jarida_ledger_find_decision_by_key (JaridaLedger *self, const guint8 *key, gsize size,
                                              JaridaDecision **out_decision, GError **error);
gboolean      jarida_ledger_get_decisions_of (JaridaLedger *self, gint64 subject, GPtrArray *decisions, GError **error);
/* The first 6 bytes of one key of a subject, for the statement of reasons; FALSE in @out_found when it has none. */
gboolean      jarida_ledger_get_short_key    (JaridaLedger *self, gint64 subject, guint8 out_key[6], gboolean *out_found, GError **error);

/* What a reviewer should look at first: minors, intimate, then the highest score; cleared ones that are reported again too. */
gboolean      jarida_ledger_get_queue        (JaridaLedger *self, guint limit, GPtrArray *subjects, GError **error);
gboolean      jarida_ledger_get_subject      (JaridaLedger *self, gint64 id, JaridaSubject **out_subject, GError **error);

/* Numbers for the breakers and the metrics. */
gboolean      jarida_ledger_count_hides      (JaridaLedger *self, gint64 since, gint64 *out_n, GError **error);
/* host (owned) -> count */
gboolean      jarida_ledger_count_hides_by_host (JaridaLedger *self, gint64 since, GHashTable *counts, GError **error);
/* For the metrics; reads much, so not on the way of a request. */
typedef struct
{
  gint64 subjects[5];
  gint64 breaker_until;
  gint64 review_since;        /* first report of the oldest picture that waits for a reviewer; 0 none */
  gint64 decisions[7][3];     /* by action and basis */
  gint64 reversed_auto;       /* hidden by readers, then cleared by a reviewer */
  gint64 judged_auto;
  gint64 appeals_open;
} JaridaLedgerNumbers;
gboolean      jarida_ledger_get_numbers      (JaridaLedger *self, gint64 now, JaridaLedgerNumbers *out_numbers, GError **error);

/* name -> value; both owned. */
GHashTable   *jarida_ledger_get_settings     (JaridaLedger *self, GError **error);
/* Writes an audit line too. @value NULL removes it. */
gboolean      jarida_ledger_set_setting      (JaridaLedger *self, const char *name, const char *value, const char *who,
                                              gint64 now, GError **error);
gboolean      jarida_ledger_add_audit        (JaridaLedger *self, gint64 at, const char *who, const char *what, const char *target,
                                              const char *before, const char *after, const char *why, GError **error);
/* Whether the picture is one that only a reviewer hides, now. */
gboolean      jarida_ledger_is_always_human  (JaridaLedger *self, gint64 subject, gint64 now, gboolean *out_is, GError **error);
/* The catalogue of newspapers' image hosts: host -> newspaper; both owned. ".example.org" stands for all below it. */
GHashTable   *jarida_ledger_get_image_hosts  (JaridaLedger *self, GError **error);
gboolean      jarida_ledger_set_image_hosts  (JaridaLedger *self, GHashTable *hosts, GError **error);

/* Alerts are written with what caused them, and marked when they have been passed on. */
gboolean      jarida_ledger_add_alert        (JaridaLedger *self, const char *kind, gint64 subject, gint64 now, GError **error);
typedef struct { gint64 id; char *kind; gint64 subject; gint64 at; } JaridaAlertRow;
gboolean      jarida_ledger_get_alerts       (JaridaLedger *self, GPtrArray *alerts, GError **error);
gboolean      jarida_ledger_set_alert_sent   (JaridaLedger *self, gint64 id, gint64 now, GError **error);

/* Publication. A change is of a 48-bit key: kind JARIDA_LIST_KEY or JARIDA_LIST_EXCEPTION. */
#define JARIDA_LIST_KEY 1
#define JARIDA_LIST_EXCEPTION 5
#define JARIDA_LIST_REMOVE 0
#define JARIDA_LIST_ADD 1
typedef struct
{
  gint64   seq;
  int      kind;
  guint64  key;        /* 48 bits */
  int      op;
  int      mark;       /* JARIDA_LIST_MARK(); 0 of an exception */
} JaridaListChange;
typedef struct { gint64 seq; gint64 at; guint8 state_sha256[32]; gint64 entries; gint64 bytes; } JaridaPublication;
/* What the list should be now (JaridaListChange, op ADD, seq 0), in no order. */
gboolean      jarida_ledger_get_wanted_list  (JaridaLedger *self, GArray *changes, GError **error);
/* The ids of decisions that no publication has had in it. */
gboolean      jarida_ledger_get_unpublished  (JaridaLedger *self, GPtrArray *ids, GError **error);
gboolean      jarida_ledger_changes_since    (JaridaLedger *self, gint64 seq, GArray *changes, GError **error);
gboolean      jarida_ledger_get_publications (JaridaLedger *self, gint64 since, GArray *publications, GError **error);
/* Writes the changes and the publication (nullable: nothing changed), and numbers the decisions @ids, which are in it. */
gboolean      jarida_ledger_publish          (JaridaLedger *self, const JaridaPublication *publication, const JaridaListChange *changes,
                                              guint n_changes, GPtrArray *ids, GError **error);

/* Time: hidings and exceptions that are over, at most @limit at once; @out_n of them were found. */
gboolean      jarida_ledger_expire           (JaridaLedger *self, gint64 now, guint limit, guint *out_n, GError **error);
/* Tags 30 days after the decision, reporters and comments 90 days after it, reports without a decision after 90 days, with the
 * pictures that then have nothing left. At most @limit of each; @out_n: how many rows. */
gboolean      jarida_ledger_forget           (JaridaLedger *self, gint64 now, guint limit, guint *out_n, GError **error);

void          jarida_subject_free            (JaridaSubject  *self);
void          jarida_decision_free           (JaridaDecision *self);
void          jarida_alert_row_free          (JaridaAlertRow *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (JaridaSubject, jarida_subject_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (JaridaDecision, jarida_decision_free)

G_END_DECLS
