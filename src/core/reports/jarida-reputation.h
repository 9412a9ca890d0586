/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-report-reason.h"

G_BEGIN_DECLS

/* How much the reports of one picture weigh together: a pure function of its rows, in whole thousandths, computed anew each time.
 * Nothing is ever counted up, so nothing can be counted twice. Nobody weighs more than 1000; 2500 hide a picture: never fewer
 * than three people. */

#define JARIDA_SCORE_ONE 1000
#define JARIDA_SCORE_THRESHOLD 2500            /* N - 0.5 for N = 3 */
#define JARIDA_SCORE_UNPROVEN 3000
#define JARIDA_SCORE_UNPROVEN_SHIELDS 2000     /* while the shields are up */
#define JARIDA_SCORE_MAX_ROWS 500
#define JARIDA_SCORE_MAX_LIGHT 100
#define JARIDA_SCORE_MAX_OF_NETWORK 5
#define JARIDA_SCORE_MAX_OF_AS 100

typedef struct
{
  guint8              reporter[16];
  JaridaReportReason  reason;
  gint64              first_day;      /* of the reporter, days since 1970 */
  gint64              agreed;         /* the reporter's record, as reviewers decided */
  gint64              disagreed;
  gint64              received_at;    /* seconds since 1970 */
  gboolean            spent;          /* withdrawn, decided upon, or used up by a hiding that expired */
  guint64             address;        /* codes: equal where they are equal */
  guint64             network;
  guint64             as;
  gboolean            has_as;
  gboolean            hosting;        /* hosting, VPN or Tor */
} JaridaScoreRow;

typedef enum
{
  JARIDA_SCORE_MAY_HIDE,              /* only the reasons for which a vote may hide */
  JARIDA_SCORE_ALL,                   /* for the order of the queue: every reason that counts */
} JaridaScoreScope;

typedef struct
{
  gint64              score;          /* thousandths */
  JaridaReportReason  reason;         /* the one with most weight; 0 none */
  guint               n_people;       /* whose weight is not 0 */
} JaridaScore;

/* 250 in the first day, 500 in the first week, then 1000. */
gint64   jarida_weight_maturity (gint64 first_day, gint64 now);
/* 1000 at the most; 0 for those who were wrong three times and mostly. */
gint64   jarida_weight_accuracy (gint64 agreed, gint64 disagreed);
/* @weight for seven days; a half 30 days later, a quarter 60 days later, evenly in between. */
gint64   jarida_weight_decay    (gint64 weight, gint64 received_at, gint64 now);
/* All three, of a row that is not spent. */
gint64   jarida_weight_of       (const JaridaScoreRow *row, gint64 now);

/* @unproven: what the aged who were never confirmed yet may weigh together. Of several rows of one reporter the heaviest counts. */
void     jarida_score_compute   (const JaridaScoreRow *rows, guint n_rows, gint64 now, gint64 unproven,
                                 JaridaScoreScope scope, JaridaScore *out_score);

/* Whether one more report of the picture is kept, or only tallied: so that a brigade costs no more than it is worth, and what
 * is light (a young key, hosting, a reason that hides nothing, no credit) cannot take the place of what is not. */
gboolean jarida_score_accepts   (const JaridaScoreRow *rows, guint n_rows, const JaridaScoreRow *row, gint64 now);

G_END_DECLS
