/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "cli.h"

G_BEGIN_DECLS

/* Everything the program says. What came from the web is stripped of control characters first: a headline must not
 * steer a terminal. */

/* A line on standard output, unless the answer is JSON. */
void cli_say           (Cli *cli, const char *format, ...) G_GNUC_PRINTF (2, 3);
/* A sentence on standard error, and as the member "error" when the answer is JSON. Returns CLI_FAILED. */
int  cli_complain      (Cli *cli, const char *format, ...) G_GNUC_PRINTF (2, 3);
/* The same for an error; CLI_INTERRUPTED without a word when it was cancelled. */
int  cli_complain_error (Cli *cli, const GError *error);
/* A remark on standard error. */
void cli_remark        (const char *format, ...) G_GNUC_PRINTF (1, 2);

/* One line that is written over, on standard error, only when that is a terminal. */
void cli_show_progress (guint done, guint total);
void cli_hide_progress (void);

/* JSON. Strings may be NULL; a moment of 0 is null. */
void cli_json_string   (JsonBuilder *json, const char *name, const char *value);
void cli_json_int      (JsonBuilder *json, const char *name, gint64 value);
void cli_json_boolean  (JsonBuilder *json, const char *name, gboolean value);
void cli_json_moment   (JsonBuilder *json, const char *name, gint64 unix_seconds);
void cli_json_strings  (JsonBuilder *json, const char *name, char **values);
/* The members of an object that the caller begins and ends. */
void cli_json_headline (JsonBuilder *json, JaridaHeadline *headline);
/* Prints what @json holds, whole. */
void cli_json_print    (JsonBuilder *json);

/* "2026-10-12 08:30" where the person is, or the day alone; "" for 0. */
char *cli_format_moment (gint64 unix_seconds, gboolean day_only) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
