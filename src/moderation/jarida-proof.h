/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The service's side of the proof of work (jarida-work.h): a challenge is good for one report and ten minutes, and nothing is
 * kept to know it again. Any thread. */

/* @out_expires: RFC 3339. */
char     *jarida_proof_make_challenge (const guint8 *secret, const char *report_id, guint bits, gint64 now,
                                       char **out_expires) G_GNUC_WARN_UNUSED_RESULT;
gboolean  jarida_proof_check          (const guint8 *secret, const char *header, const char *report_id, guint bits, gint64 now);
/* "2026-11-29T12:00:00Z" */
char     *jarida_proof_format_time    (gint64 time) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
