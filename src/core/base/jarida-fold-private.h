/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Marks, tatweel, soft hyphen, joiners and directions: they stand inside a word and count for nothing. */
gboolean _jarida_fold_is_ignored (gunichar c);
/* Appends the folded form of one character; FALSE when it parts words. An ignored one appends nothing and is TRUE. */
gboolean _jarida_fold_append     (GString *out, gunichar c);
/* Whether a folded word stands in @words, a list with a space before and after each. */
gboolean _jarida_fold_is_one_of  (const char *word, const char *words);

G_END_DECLS
