/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-problem.h"

G_BEGIN_DECLS

/* What to do with a report, or with a request for the list, after each answer. Pure: the caller has the clock and the
 * dice (@random from 0 up to 1). Times are in seconds. */

#define JARIDA_RETRY_FIRST (15 * 60)
#define JARIDA_RETRY_LONGEST (24 * 3600)
#define JARIDA_RETRY_GIVE_UP (30 * 24 * 3600)
#define JARIDA_OUTBOX_MAX_QUEUED 500
#define JARIDA_OUTBOX_MAX_NEW_A_DAY 20
#define JARIDA_WITHDRAW_WITHIN (24 * 3600)

typedef enum
{
  JARIDA_RETRY_DONE,          /* accepted, now or earlier */
  JARIDA_RETRY_LATER,         /* again at next_at */
  JARIDA_RETRY_SIGN_AGAIN,    /* at once, with a new signature; once */
  JARIDA_RETRY_NEW_ID,        /* at once, under a new id; once */
  JARIDA_RETRY_WORK,          /* at once, with the challenge solved (jarida-work.h) */
  JARIDA_RETRY_UPGRADE,       /* when the program has another version */
  JARIDA_RETRY_REFUSED,       /* for good: told to the person, what is hidden stays hidden */
  JARIDA_RETRY_GIVE_UP_NOW,   /* tried for 30 days */
} JaridaRetryVerdict;

typedef struct
{
  gint64             now;
  gint64             created;        /* of the report */
  guint              failures;       /* in a row, this one included: from 1 */
  guint              status;         /* of HTTP; 0: no answer came (network, TLS, time, cut off) */
  JaridaProblemKind  problem;        /* as read from the answer */
  gboolean           foreign;        /* a success, but not in the service's words: somebody answers in its place */
  gint64             retry_after;    /* as JaridaFetchResponse has it, of either form of the header; 0 none */
  double             random;
  gboolean           withdrawal;     /* DELETE: what is not there is withdrawn */
  gboolean           signed_again;   /* has been done for this report */
  gboolean           id_renewed;     /* has been done for this report */
  gboolean           work_done;      /* the challenge was solved for this very request */
} JaridaRetryOutcome;

/* @out_next_at: the time of the next attempt for LATER, SIGN_AGAIN, NEW_ID and WORK; otherwise G_MAXINT64. */
JaridaRetryVerdict jarida_retry_decide      (const JaridaRetryOutcome *outcome, gint64 *out_next_at);
/* After @failures in a row: min (2^(failures-1) * 15 min * (1 + random), 24 h), in seconds. */
gint64             jarida_retry_backoff     (guint failures, double random);
/* Before the first attempt: nothing, or up to 15 minutes when the queue waited for a network, so that the time of sending
 * tells less of the time of reading. */
gint64             jarida_retry_first_delay (gboolean was_offline, double random);

G_END_DECLS
