/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-ledger-review.h"

G_BEGIN_DECLS

/* The acts of reviewers, each one transaction that is tried again when another program was in the way. Who decides says which
 * version of the picture was looked at: the second of two who decide at the same time is told. Some acts need two people:
 * to block for ever (or for longer than the usual time) and to lift such a block; and to lift what anybody called "minors", which
 * a block for less than the usual time does too, when it ends. For a child, one may block for the usual time at once. What the
 * first says is kept until a second says the same, for a day. */

/* What a block lasts when nothing is said: the most that one reviewer may decide, and of a child the least. */
#define JARIDA_REVIEW_BLOCK_DAYS 180

typedef enum
{
  JARIDA_REVIEW_DONE,
  JARIDA_REVIEW_PROPOSED,    /* written down; a second reviewer must say the same */
  JARIDA_REVIEW_CONFLICT,    /* somebody else was quicker, or proposed something else: look again */
  JARIDA_REVIEW_NOT_FOUND,
  JARIDA_REVIEW_NOTHING,     /* it cannot be done to what is there: a suspension without a warning, a decision that no longer holds */
} JaridaReviewOutcome;

typedef struct
{
  gint64        subject;
  gint64        version;      /* that was looked at */
  JaridaAction  action;       /* BLOCK, CLEAR or ESCALATE */
  int           reason;       /* JaridaReportReason; 0 of a clearing or escalation: what the picture has */
  gint64        days;         /* that it holds; 0: for ever (BLOCK), the usual (CLEAR) */
  const char   *why;
  const char   *who;
} JaridaReviewAct;

/* @out_decision: (nullable) (owned) the id, when done. */
gboolean jarida_review_act           (JaridaLedger *ledger, const JaridaReviewAct *act, gint64 now,
                                      JaridaReviewOutcome *out_outcome, char **out_decision, GError **error);
/* Takes back the decision that holds now: a hiding or a block becomes an exception, an exception is open again. */
gboolean jarida_review_reverse       (JaridaLedger *ledger, const char *decision, const char *who, const char *why, gint64 now,
                                      JaridaReviewOutcome *out_outcome, char **out_decision, GError **error);
/* Everything that readers hid since then, of one host or of all (NULL). @out_n_left: those that need a second reviewer. */
gboolean jarida_review_reverse_hides (JaridaLedger *ledger, gint64 since, const char *host, const char *who, const char *why,
                                      gint64 now, guint *out_n_done, guint *out_n_left, GError **error);
/* Until when readers hide nothing and the shields are up; 0: from now on again. */
gboolean jarida_review_set_breaker   (JaridaLedger *ledger, gint64 until, const char *who, const char *why, gint64 now, GError **error);
/* @value NULL: the default again. */
gboolean jarida_review_set_setting   (JaridaLedger *ledger, const char *name, const char *value, const char *who, gint64 now,
                                      GError **error);
/* The picture at this address, of whatever size its newspaper gives it out: until then only a reviewer hides it. FALSE without an
 * error: no address of a picture. */
gboolean jarida_review_set_always_human (JaridaLedger *ledger, const char *address, gint64 until, const char *who, gint64 now,
                                         GError **error);
gboolean jarida_review_set_host      (JaridaLedger *ledger, const char *host, const char *newspaper, const char *who, gint64 now,
                                      GError **error);

typedef enum
{
  JARIDA_REVIEW_WARN,
  JARIDA_REVIEW_SUSPEND,     /* only who was warned before, and for a time */
  JARIDA_REVIEW_LIFT,
} JaridaReporterAct;

gboolean jarida_review_reporter      (JaridaLedger *ledger, const guint8 *id, JaridaReporterAct act, gint64 days, const char *who,
                                      const char *why, gint64 now, JaridaReviewOutcome *out_outcome, GError **error);

G_END_DECLS
