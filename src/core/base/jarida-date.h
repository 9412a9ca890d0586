/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* One tolerant parser for all dates of feeds and pages: RFC 822/2822, RFC 3339/ISO 8601, W3CDTF, asctime,
 * names of months and days in English, French and Arabic, Arabic-Indic digits, named zones.
 * Seconds since 1970 UTC. A date without a zone is UTC. Never uses the clock or the locale. */
gboolean jarida_date_parse          (const char *text,
                                     gint64     *out_unix);
/* As above; also tells when the text gave only a day. */
gboolean jarida_date_parse_full     (const char *text,
                                     gint64     *out_unix,
                                     gboolean   *out_day_only);
/* 2026-10-12T08:30:00Z */
char    *jarida_date_to_iso8601     (gint64      unix_seconds) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
