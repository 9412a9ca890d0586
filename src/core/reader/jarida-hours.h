/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Hours of the day at which something is done: "6:30" and "18:00", as minutes after midnight. Pure: the caller gives the clock and the
 * zone. An hour that a day leaves out, because the clock is put forward over it, comes at the moment of that leap; one that a day has twice
 * comes once. Moments are seconds since 1970. */

#define JARIDA_HOURS_MAX 24

/* The last of them up to @now, and the first after it; 0 where there are no hours. */
gint64   jarida_hours_last   (const int *minutes, gsize n, GTimeZone *zone, gint64 now);
gint64   jarida_hours_next   (const int *minutes, gsize n, GTimeZone *zone, gint64 now);
/* What is known of when it was done last, in the light of what time it is: somebody who never did it begins now, and a clock that was wrong
 * and is set back begins anew. */
gint64   jarida_hours_settle (gint64 done, gint64 now);
/* One or more of the hours have come round since @done, awake or asleep: it is to be done, once. */
gboolean jarida_hours_due    (const int *minutes, gsize n, GTimeZone *zone, gint64 done, gint64 now);

/* From what a person types, "6:30, 18:00", "6h30 18h", "٦:٣٠ ، ١٨:٠٠", sorted and each once; NULL: some of it is no hour, or there are too
 * many. (element-type int) */
GArray  *jarida_hours_parse  (const char *text) G_GNUC_WARN_UNUSED_RESULT;
/* "06:30, 18:00" */
char    *jarida_hours_format (const int *minutes, gsize n) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
