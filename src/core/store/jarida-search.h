/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>
#include "jarida-text.h"

G_BEGIN_DECLS

/* What a search answers: values, which any thread may read. How to ask is in jarida-store-search.h. */

typedef enum
{
  JARIDA_SEARCH_TYPING  = 1 << 0,   /* the person is still writing: the last word may be the beginning of one */
  JARIDA_SEARCH_BY_TIME = 1 << 1,   /* newest first, and not best first */
  JARIDA_SEARCH_FIRST   = 1 << 2,   /* soon: what a moment finds, and jarida_search_result_get_older() says where to go on */
} JaridaSearchFlags;

/* A search looks for about so many, the newest that fit: twice as many when as many again fit by their titles. Whether there are more is
 * told by jarida_search_result_get_more() and jarida_search_result_get_older(). */
#define JARIDA_SEARCH_MOST 1000

/* A piece of a text, in bytes, at the borders of characters. */
typedef struct
{
  guint start;
  guint end;
} JaridaTextRange;

#define JARIDA_TYPE_SEARCH_RESULT (jarida_search_result_get_type ())

/**
 * JaridaSearchResult: (ref-func jarida_search_result_ref) (unref-func jarida_search_result_unref)
 *
 * The articles that a search has found, in the order in which they are to be shown. Immutable. Ids of articles that have gone meanwhile
 * are left out of every list that is made of it.
 */
typedef struct _JaridaSearchResult JaridaSearchResult;

GType               jarida_search_result_get_type  (void);
JaridaSearchResult *jarida_search_result_ref       (JaridaSearchResult       *self);
void                jarida_search_result_unref     (JaridaSearchResult       *self);
/* What was asked, as it was typed. (transfer none) */
const char         *jarida_search_result_get_text  (const JaridaSearchResult *self);
/* How many ids it holds: as many as were asked for, at most. */
guint               jarida_search_result_get_n     (const JaridaSearchResult *self);
/* How many articles were found, %JARIDA_SEARCH_MOST at most: "1,000+" when there are more. */
guint               jarida_search_result_get_n_found (const JaridaSearchResult *self);
gboolean            jarida_search_result_get_more  (const JaridaSearchResult *self);
/* There was no time to look everywhere: the best of what was found until then. Asking again without %JARIDA_SEARCH_TYPING looks everywhere. */
gboolean            jarida_search_result_get_cut   (const JaridaSearchResult *self);
/* Where the next page begins: the same question with this for @older_than, and %JARIDA_SEARCH_MOST for the limit, finds what this one has not
 * come to. 0: there is nothing older. */
gint64              jarida_search_result_get_older (const JaridaSearchResult *self);
/* A result and the next page of it as one: newest first they are put into each other, else what is best in the page stands behind. Each
 * article once. */
JaridaSearchResult *jarida_search_result_join      (const JaridaSearchResult *self,
                                                    const JaridaSearchResult *next) G_GNUC_WARN_UNUSED_RESULT;
gint64              jarida_search_result_get_id    (const JaridaSearchResult *self,
                                                    guint                     position);
/* Only to be compared with others of the same result; greater is better. */
double              jarida_search_result_get_rank  (const JaridaSearchResult *self,
                                                    guint                     position);

/**
 * jarida_search_result_mark:
 * @self: a result
 * @text: valid UTF-8: a title, a paragraph of an article
 *
 * Where in @text the words stand that were searched for, in whatever form they were found: the marks in a row of the list and in the opened
 * article.
 *
 * Returns: (transfer full) (element-type JaridaTextRange): rising and apart; empty when there are none
 */
GArray             *jarida_search_result_mark      (const JaridaSearchResult *self,
                                                    const char               *text) G_GNUC_WARN_UNUSED_RESULT;

/* The piece of one article that shows best why it was found. */
typedef struct
{
  gint64           id;
  char            *text;        /* (owned) one line, cut at words, with an ellipsis at each end that was cut; "" without a text */
  GArray          *marks;       /* (owned) JaridaTextRange, in @text */
  JaridaDirection  direction;   /* of @text, by its own letters */
} JaridaSnippet;

void                jarida_snippet_free            (JaridaSnippet            *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JaridaSearchResult, jarida_search_result_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (JaridaSnippet, jarida_snippet_free)

G_END_DECLS
