/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The words of the lines of notes, strictly: one way to write each. */

/* 0 to @max in decimal, without zeros in front. */
gboolean  _jarida_note_number (const char *text, guint64 max, guint64 *out_number);
/* "2026-11-23T17:00:00Z" */
gboolean  _jarida_note_time   (const char *text, gint64 *out_time);
char     *_jarida_note_time_to_text (gint64 time) G_GNUC_WARN_UNUSED_RESULT;
/* A path below the list's address: "delta/4710-77aa.pbl". Never upwards, never elsewhere. */
gboolean  _jarida_note_is_path (const char *text);

G_END_DECLS
