/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-search-query.h"

G_BEGIN_DECLS

/* A question in the language of SQLite's full-text search. It is built of folded words in quotes and never of what was typed, so that no
 * question is an error there. */
typedef struct
{
  char     *all;        /* (owned) (nullable) for the table `ft`; NULL: there is nothing to ask it */
  char     *titles;     /* (owned) (nullable) for `ftt`: where the last word may be the beginning of one, and where nothing but words are
                         * asked for that name nothing */
  char     *filters;    /* (owned) (nullable) for `ft`: what is still to be asked of what the titles have found */
  guint     n_terms;    /* that the titles are asked for */
  gint64    first;      /* ids */
  gint64    last;
} JaridaSearchMatch;

/* In `all`: between these two stands, behind the forms of a word, what it may be the beginning of. Whoever knows the words that begin so
 * puts " OR " and the words there, each as jarida_search_match_append_word() writes it; else it goes. */
#define JARIDA_SEARCH_BEGINNING_START '\002'
#define JARIDA_SEARCH_BEGINNING_END '\003'
void jarida_search_match_append_word (GString                 *out,
                                      const char              *folded);

/* Sources by their names: the ids (gint64) of those whose title has all the words of @name. */
typedef GArray *(*JaridaFindSources) (const char *name, gpointer user_data);

void jarida_search_match_init  (JaridaSearchMatch       *self,
                                const JaridaSearchQuery *query,
                                JaridaFindSources        find_sources,
                                gpointer                 user_data);
void jarida_search_match_clear (JaridaSearchMatch       *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (JaridaSearchMatch, jarida_search_match_clear)

G_END_DECLS
