/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Soft hyphens stand only in the text that is shown: searching, copying and positions use the clean text. This is the
 * bridge between the two. Each hyphen takes two bytes (U+00AD). */
typedef struct _JaridaHyphenMap JaridaHyphenMap;

/* @offsets: (element-type guint) bytes in the clean text, sorted; those inside a character or at an end are left out. */
JaridaHyphenMap *jarida_hyphen_map_new         (const char *text, GArray *offsets) G_GNUC_WARN_UNUSED_RESULT;
void             jarida_hyphen_map_free        (JaridaHyphenMap *self);

/* The text to be shown. (transfer none) */
const char      *jarida_hyphen_map_get_text    (const JaridaHyphenMap *self);
/* NULL @self is the map of a text without hyphens. A place where a hyphen stands is shown behind it. */
guint            jarida_hyphen_map_to_display  (const JaridaHyphenMap *self, guint byte);
guint            jarida_hyphen_map_to_clean    (const JaridaHyphenMap *self, guint byte);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JaridaHyphenMap, jarida_hyphen_map_free)

G_END_DECLS
