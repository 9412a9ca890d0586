/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a server says about when to come again (RFC 9110 10.2.3, RFC 9111 5.2 and 5.3). Pure functions. */

/* Retry-After, as seconds or as a date, in seconds from @now; 0 when absent or past, at most a day. */
gint64 jarida_freshness_retry_after (const char *retry_after,
                                     gint64      now);
/* How long the answer stays good, in seconds; -1 when nothing is said. @date, the server's own clock, corrects ours. */
gint64 jarida_freshness_max_age     (const char *cache_control,
                                     const char *expires,
                                     const char *date,
                                     gint64      now);

G_END_DECLS
