/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-asset-rules.h"
#include "jarida-ledger.h"
#include "jarida-origin.h"
#include "jarida-problem.h"
#include "jarida-report.h"
#include "jarida-report-signature.h"

G_BEGIN_DECLS

/* One request on its way: made on the main thread, looked at in the pool, done by the desk, answered on the main thread. It
 * belongs to one of them at a time. */
typedef enum
{
  JARIDA_JOB_REPORT,
  JARIDA_JOB_WITHDRAW,
  JARIDA_JOB_KEY,
  JARIDA_JOB_DECISION,
} JaridaJobKind;

typedef struct
{
  /* Input. */
  JaridaJobKind  kind;
  char          *id;             /* (owned) of the report; of the decision; of the key */
  char          *path;           /* (owned) as it was signed */
  GBytes        *body;           /* (owned) */
  char          *key;            /* (owned) (nullable) header PR-Key */
  char          *signature;      /* (owned) (nullable) PR-Sig */
  char          *work;           /* (owned) (nullable) PR-Work */
  JaridaOrigin   origin;
  gint64         arrived;        /* monotonic, µs */

  /* Under way. */
  guint8         public_key[JARIDA_REPORT_KEY_BYTES];
  JaridaReport  *report;         /* (owned) (nullable) */
  JaridaIntake   intake;
  char          *host;           /* (owned) (nullable) */
  gboolean       charged;        /* its limits were paid; a transaction that is done again does not pay twice */
  guint          retry_after;

  /* Output. */
  guint          status;
  JaridaProblem *problem;        /* (owned) (nullable) */
  char          *answer;         /* (owned) (nullable) JSON */

  gpointer       message;        /* of the service */
} JaridaJob;

JaridaJob *jarida_job_new    (JaridaJobKind kind, const char *id, const char *path) G_GNUC_WARN_UNUSED_RESULT;
void       jarida_job_free   (JaridaJob *self);
void       jarida_job_accept (JaridaJob *self, guint status);
void       jarida_job_refuse (JaridaJob *self, JaridaProblemKind kind, const char *detail);
void       jarida_job_limit  (JaridaJob *self, guint retry_after);
/* Forgets the answer, so that the transaction can be done again. */
void       jarida_job_reset  (JaridaJob *self);

/* What needs no database: signature, body, keys, proof of work. On any thread. FALSE: the answer is there already. */
typedef struct
{
  const guint8           *secret;       /* JARIDA_SECRET_BYTES */
  const JaridaAssetRules *rules;
  guint                   work_bits;    /* 0: no work is asked */
  gint64                  now;
} JaridaJobTerms;
gboolean   jarida_job_check  (JaridaJob *self, const JaridaJobTerms *terms);

G_END_DECLS
