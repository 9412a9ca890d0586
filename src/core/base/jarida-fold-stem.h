/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Endings and articles of a folded word, cut in place. Light on purpose: what is cut is only ever an ending or the
 * article, so a typed beginning of a word is still the beginning of its term. */
void     _jarida_fold_stem_arabic  (GString *word);
void     _jarida_fold_stem_latin   (GString *word);
/* Double letters single, in a word of Latin letters alone: Mohammed is Mohamed. */
void     _jarida_fold_make_single  (GString *word);
/* Function words that name nothing: no term at all. */
gboolean _jarida_fold_is_stop_word (const char *word);
gboolean _jarida_fold_is_arabic    (const char *word);

G_END_DECLS
