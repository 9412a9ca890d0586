/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-search.h"

G_BEGIN_DECLS

/* What a person has typed, understood. Pure: it knows no index and no shelf. */

typedef enum
{
  JARIDA_FILTER_AUTHOR,
  JARIDA_FILTER_JOURNAL,
  JARIDA_FILTER_SECTION,
  JARIDA_FILTER_CITY,
  JARIDA_FILTER_LANGUAGE,
  JARIDA_FILTER_BEFORE,
  JARIDA_FILTER_AFTER,
  JARIDA_FILTER_UNREAD,
  JARIDA_FILTER_SAVED,
  JARIDA_FILTER_OFFLINE,
} JaridaFilterKind;

/* A text cut into its words, as exact terms ask for them: see jarida-search-private.h. */
typedef struct _JaridaExactWords JaridaExactWords;

typedef struct
{
  char     *text;        /* (owned) one word or several, as they were typed */
  gboolean  exact;       /* stood in quotes: this form of the words, side by side */
  JaridaExactWords *words;   /* (owned) (nullable) then these */
  gboolean  beginning;   /* its last word may be the beginning of one */
} JaridaSearchTerm;

/* One of the terms is enough. */
typedef struct
{
  GPtrArray *terms;      /* (owned) JaridaSearchTerm, never empty */
  gboolean   without;    /* none of them may be there */
} JaridaSearchClause;

typedef struct
{
  JaridaFilterKind  kind;
  char             *text;      /* (owned) (nullable) what was asked of it */
  gint64            moment;    /* of BEFORE and AFTER: seconds since 1970 */
  gboolean          without;
} JaridaSearchFilter;

typedef struct
{
  gatomicrefcount  refs;
  GPtrArray       *clauses;    /* (owned) JaridaSearchClause */
  GPtrArray       *filters;    /* (owned) JaridaSearchFilter */
} JaridaSearchQuery;

/* @text: anything. Never fails: what is no sign of the language is a word. */
JaridaSearchQuery *jarida_search_query_parse   (const char              *text,
                                                gboolean                 typing) G_GNUC_WARN_UNUSED_RESULT;
JaridaSearchQuery *jarida_search_query_ref     (JaridaSearchQuery       *self);
void               jarida_search_query_unref   (JaridaSearchQuery       *self);
/* Nothing is asked. */
gboolean           jarida_search_query_is_empty (const JaridaSearchQuery *self);
/* The plain words of it, as they may be asked of somebody else: nothing that is left out, no filters, no signs; "" when there are none. */
char              *jarida_search_query_dup_words (const JaridaSearchQuery *self) G_GNUC_WARN_UNUSED_RESULT;
/* Where the words stand in @text that the query looks for: JaridaTextRange. */
GArray            *jarida_search_query_mark    (const JaridaSearchQuery *self,
                                                const char              *text) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JaridaSearchQuery, jarida_search_query_unref)

G_END_DECLS
