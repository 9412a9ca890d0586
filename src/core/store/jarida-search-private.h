/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-search-query.h"

G_BEGIN_DECLS

typedef struct
{
  guint32 id;
  float   rank;
} JaridaSearchHit;

struct _JaridaSearchResult
{
  gatomicrefcount    refs;
  char              *text;      /* (owned) */
  JaridaSearchQuery *query;     /* (owned) */
  GArray            *hits;      /* (owned) JaridaSearchHit, in the order to be shown */
  guint              n_found;
  gboolean           more;
  gboolean           cut;
  gboolean           by_time;
  gint64             older;     /* where the next page begins; 0: there is none */
};

/* Takes @hits. */
JaridaSearchResult *jarida_search_result_new (const char        *text,
                                              JaridaSearchQuery *query,
                                              GArray            *hits) G_GNUC_WARN_UNUSED_RESULT;

/* Where @text has the words of an exact term: JaridaTextRange, appended to @out. */
void                jarida_search_term_find_exact (const JaridaSearchTerm *self,
                                              const char        *text,
                                              GArray            *out);
/* Borrows @text. @wanted: also with their accents, to be looked for. */
JaridaExactWords   *jarida_exact_words_new   (const char        *text,
                                              gboolean           wanted) G_GNUC_WARN_UNUSED_RESULT;
void                jarida_exact_words_free  (JaridaExactWords  *self);

/* A text that is asked by many questions: cut into words once, when the first one needs them. Borrowed, and nothing else, to begin with. */
typedef struct
{
  const char       *text;
  JaridaExactWords *words;    /* (owned) (nullable) */
  GHashTable       *forms;    /* (owned) (nullable) all of them, for terms without quotes */
} JaridaExactText;

void                jarida_exact_text_clear  (JaridaExactText   *self);

/* Quotes: only the text says whether an article fits. */
gboolean            jarida_search_query_needs_texts (const JaridaSearchQuery *self);
gboolean            jarida_search_query_holds (const JaridaSearchQuery *self,
                                              JaridaExactText   *title,
                                              JaridaExactText   *body);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (JaridaExactText, jarida_exact_text_clear)

/* The words of @text around the best place, with what is found in it marked. */
void                jarida_search_query_excerpt (const JaridaSearchQuery *self,
                                              const char        *text,
                                              JaridaSnippet     *out);

G_END_DECLS
