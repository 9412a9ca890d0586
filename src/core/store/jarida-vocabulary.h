/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The words of all titles, in order, with how many titles have each: 18 bytes a word. The beginning of a word is looked for in the texts
 * as the most frequent words that begin so, since the index of the texts keeps no beginnings. */
typedef struct _JaridaVocabulary JaridaVocabulary;

JaridaVocabulary *jarida_vocabulary_new      (void) G_GNUC_WARN_UNUSED_RESULT;
void              jarida_vocabulary_free     (JaridaVocabulary       *self);
/* Words come in the order of their bytes. */
void              jarida_vocabulary_add      (JaridaVocabulary       *self,
                                              const char             *word,
                                              guint                   n);
/* The last that was added, "" at first. */
const char       *jarida_vocabulary_get_last (const JaridaVocabulary *self);
/* (element-type utf8) The @limit most frequent that begin with @beginning; borrowed from the vocabulary. */
GPtrArray        *jarida_vocabulary_find     (const JaridaVocabulary *self,
                                              const char             *beginning,
                                              guint                   limit) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JaridaVocabulary, jarida_vocabulary_free)

G_END_DECLS
