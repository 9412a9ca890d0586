/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* One command of jarida-probe. Writes members into @json, where an object is open already; "error" when the input
 * could not be read. One file a command, one line in the table of probe.c. */
typedef void (*ProbeFunc) (JsonBuilder *json, int argc, char **argv);

void probe_article  (JsonBuilder *json, int argc, char **argv);
void probe_charset  (JsonBuilder *json, int argc, char **argv);
void probe_clean    (JsonBuilder *json, int argc, char **argv);
void probe_date     (JsonBuilder *json, int argc, char **argv);
void probe_discover (JsonBuilder *json, int argc, char **argv);
void probe_feed     (JsonBuilder *json, int argc, char **argv);
void probe_fold     (JsonBuilder *json, int argc, char **argv);
void probe_image    (JsonBuilder *json, int argc, char **argv);
void probe_opml     (JsonBuilder *json, int argc, char **argv);
void probe_portal   (JsonBuilder *json, int argc, char **argv);
void probe_url      (JsonBuilder *json, int argc, char **argv);

/* The whole file ("-" is standard input), or NULL after writing "error". */
GBytes     *probe_read   (JsonBuilder *json, const char *path) G_GNUC_WARN_UNUSED_RESULT;
/* The word after "--name" among the arguments, or NULL. */
const char *probe_option (int argc, char **argv, const char *name);
/* A member with a string, or null. Invalid UTF-8 is replaced, so that the answer is always JSON. */
void        probe_string (JsonBuilder *json, const char *name, const char *value);
/* A member with a list of strings; NULL is the empty list. */
void        probe_strings (JsonBuilder *json, const char *name, const char *const *values);
/* A member with seconds since 1970 as ISO 8601, or null when 0. */
void        probe_moment (JsonBuilder *json, const char *name, gint64 unix_seconds);

G_END_DECLS
