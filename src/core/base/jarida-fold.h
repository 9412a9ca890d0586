/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The folded form of a text for comparing and searching: case, accents, ligatures, tashkeel, tatweel, alef/hamza,
 * presentation forms, digits (STORAGE.md 4.5, rules 1 to 3). Words separated by single spaces. */
char *jarida_fold_text  (const char *text) G_GNUC_WARN_UNUSED_RESULT;
/* The search terms of a text, rules 1 to 8; @language may be NULL. (transfer full): NULL-terminated, in the order of the
 * text. One word may give two or three: its stem, the form with every hamza written alone, the form without a clitic
 * that may be its first letter. Two words find each other when they share a term. */
char **jarida_fold_terms (const char *text,
                          const char *language) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
