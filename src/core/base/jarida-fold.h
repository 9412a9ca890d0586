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

typedef enum
{
  JARIDA_FOLD_STEM    = 1 << 0,   /* articles and endings are cut, and a word may have further forms */
  JARIDA_FOLD_STOP    = 1 << 1,   /* function words give no term */
  JARIDA_FOLD_ELISION = 1 << 2,   /* l', d', qu' before a word are no words */
  JARIDA_FOLD_BEGINNING = 1 << 3, /* as the terms of words that begin so begin: nothing is cut, but double letters are single */
} JaridaFoldFlags;

/* One form of one word. */
typedef struct
{
  const char *text;       /* folded; lives as long as the call */
  gsize       length;
  gsize       start;      /* where the word stands in the text, in bytes */
  gsize       end;
  gboolean    other;      /* of the same word as the term before */
} JaridaTerm;

/* FALSE: no more. */
typedef gboolean (*JaridaTermFunc) (const JaridaTerm *term, gpointer user_data);

/**
 * jarida_fold_each_term:
 * @text: valid UTF-8
 * @length: of it, in bytes
 * @flags: %JARIDA_FOLD_STEM, %JARIDA_FOLD_STOP, %JARIDA_FOLD_ELISION
 * @func: is given each term, in the order of the text
 * @user_data: for @func
 *
 * The same as jarida_fold_terms() without a list, with the place of each word: what an index is made with, and what marks words in a text.
 */
void   jarida_fold_each_term (const char      *text,
                              gsize            length,
                              JaridaFoldFlags  flags,
                              JaridaTermFunc   func,
                              gpointer         user_data);

G_END_DECLS
