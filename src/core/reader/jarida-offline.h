/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-reader.h"

G_BEGIN_DECLS

/* How many of an estimate were published at @since (seconds since 1970; 0: all) or after; @out_bytes (nullable): about how large they are. */
guint jarida_offline_estimate_count (const JaridaOfflineEstimate *self, gint64 since, guint64 *out_bytes);
/* Wants those: see jarida_reader_want(). */
void  jarida_reader_want_estimated  (JaridaReader *self, const JaridaOfflineEstimate *estimate, gint64 since);

G_END_DECLS
