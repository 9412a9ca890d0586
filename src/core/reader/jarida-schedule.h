/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include "jarida-outcome.h"

G_BEGIN_DECLS

/* When a source is to be fetched next. Pure: the caller gives the clock. All in seconds. */

typedef struct
{
  JaridaOutcome  outcome;
  int            failures;        /* in a row, this one included */
  gint64         interval;        /* what the person wants, 0: an hour */
  gint64         max_age;         /* what the server says, -1 nothing */
  gint64         ttl;             /* what the feed says, 0 nothing */
  gint64         retry_after;     /* 0 nothing */
} JaridaScheduleInput;

/* Seconds from now: the longest of what was asked, between a quarter of an hour and a day; doubling with each failure in a row. */
gint64   jarida_schedule_delay          (const JaridaScheduleInput *input);
/* Whether that moment is still to come. One that is further away than any delay is of a clock that has been set back since, and is now. */
gboolean jarida_schedule_is_later       (gint64 next,
                                         gint64 now);
/* Some servers answer 304 to anything: every eight days the validators are left out once. */
gboolean jarida_schedule_use_validators (gint64 since,
                                         gint64 now);

G_END_DECLS
