/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The folded form of a text for finding words in it, with the way back. Letters and digits are as in jarida_fold_text();
 * signs are kept, quotation marks, apostrophes and dashes as one of their kind; a space counts only between two words,
 * so that "100 %" and "100%" are the same. */
typedef struct _JaridaFoldMap JaridaFoldMap;

/* @text: valid UTF-8, borrowed for as long as the map is used. */
JaridaFoldMap *jarida_fold_map_new      (const char *text) G_GNUC_WARN_UNUSED_RESULT;
void           jarida_fold_map_free     (JaridaFoldMap *self);

/* (transfer none) */
const char    *jarida_fold_map_get_text (const JaridaFoldMap *self);
/* The bytes of the text that stand behind the bytes @start to @end (not empty) of the folded form: whole characters, with the
 * marks that stand on the last one. */
void           jarida_fold_map_resolve  (const JaridaFoldMap *self,
                                         gsize                start,
                                         gsize                end,
                                         gsize               *out_start,
                                         gsize               *out_end);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JaridaFoldMap, jarida_fold_map_free)

G_END_DECLS
