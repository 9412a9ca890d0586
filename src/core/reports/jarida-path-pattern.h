/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A pattern for the whole of a path, matched in one pass without ever going back, so that no address can make it slow:
 *   a            itself (every printable character but ( ) [ ] { } $ \ and %)
 *   [a-z0-9_.-]  one of the class; "-" first or last is itself; "%" may stand in a class
 *   [0-9]{4}     so many of the class; {1,5}: from one to five, as many as there are
 *   ( … )        remembered as $1 to $9; not one inside the other
 * Behind a run of varying length nothing may follow that the run could have taken too: then "as many as there are" is
 * what a person expects of it. */
typedef struct _JaridaPathPattern JaridaPathPattern;

#define JARIDA_PATH_PATTERN_MAX_CAPTURES 9

typedef struct
{
  gsize start[JARIDA_PATH_PATTERN_MAX_CAPTURES];
  gsize end[JARIDA_PATH_PATTERN_MAX_CAPTURES];
} JaridaPathCaptures;

/* NULL: not a pattern; @out_problem says why, in English. */
JaridaPathPattern *_jarida_path_pattern_new        (const char *text, const char **out_problem) G_GNUC_WARN_UNUSED_RESULT;
void               _jarida_path_pattern_free       (JaridaPathPattern *self);
guint              _jarida_path_pattern_n_captures (const JaridaPathPattern *self);
gboolean           _jarida_path_pattern_match      (const JaridaPathPattern *self,
                                                    const char              *path,
                                                    JaridaPathCaptures      *out_captures);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JaridaPathPattern, _jarida_path_pattern_free)

G_END_DECLS
