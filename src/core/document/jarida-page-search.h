/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-html.h"

G_BEGIN_DECLS

#define JARIDA_PAGE_ENOUGH   500   /* characters of an article */
#define JARIDA_PAGE_SENTENCE 25    /* characters: shorter is a label */

typedef enum
{
  JARIDA_STRICT_NAMES   = 1 << 0,  /* what is called like a menu is one */
  JARIDA_WEIGH_NAMES    = 1 << 1,
  JARIDA_CLEAN_DOUBTFUL = 1 << 2,
} JaridaStrictness;

/* What is known of a node: the sums are of all below it, white space folded. */
typedef struct
{
  double   score;
  guint    n_letters;
  guint    n_link_letters;
  guint    n_commas;
  gboolean scored;
  guint8   data_table;             /* 0: not asked yet, 1: no, 2: yes */
} JaridaNodeStats;

/* One search for the article of a page. Nodes that are left out are taken from the tree and put back
 * at the end, so that another search with less prejudice can begin. */
typedef struct
{
  JaridaHtmlNode   *root;          /* Borrowed */
  const char       *title;         /* (nullable) Borrowed */
  JaridaStrictness  strictness;
  GArray           *stats;         /* (owned) JaridaNodeStats; the mark of a node is its place + 1 */
  GArray           *removed;       /* (owned) in order */
} JaridaPageSearch;

JaridaNodeStats *jarida_page_search_stats        (JaridaPageSearch     *self,
                                                  const JaridaHtmlNode *node);
double           jarida_page_search_link_density (JaridaPageSearch     *self,
                                                  const JaridaHtmlNode *node);
/* Points for the class and the id of a node, as far as they count in this search. */
int              jarida_page_search_weigh_names  (JaridaPageSearch     *self,
                                                  const JaridaHtmlNode *node);
void             jarida_page_search_remove       (JaridaPageSearch     *self,
                                                  JaridaHtmlNode       *node);
/* Bottom up, so that every question about a holder is answered at once. */
void             jarida_page_search_count        (JaridaPageSearch     *self,
                                                  JaridaHtmlNode       *node,
                                                  gboolean              in_link);
/* jarida-page-gather.c: the article around @top as HTML; NULL when there is no text. */
char            *jarida_page_search_gather       (JaridaPageSearch     *self,
                                                  JaridaHtmlNode       *top,
                                                  guint                *out_length) G_GNUC_WARN_UNUSED_RESULT;
/* jarida-page-clean.c: takes from the article what is not of it. */
void             jarida_page_search_clean        (JaridaPageSearch     *self,
                                                  JaridaHtmlNode       *article);

/* Class and id in lower case, or NULL. */
char            *jarida_page_node_names          (const JaridaHtmlNode *node) G_GNUC_WARN_UNUSED_RESULT;
gboolean         jarida_page_node_is_any         (const JaridaHtmlNode *node,
                                                  const char *const    *names);
gboolean         jarida_page_node_has_ancestor   (const JaridaHtmlNode *node,
                                                  const char           *name,
                                                  guint                 max);
gboolean         jarida_page_node_holds_blocks   (const JaridaHtmlNode *node);
gboolean         jarida_page_holds_any           (const char           *text,
                                                  const char *const    *words);

G_END_DECLS
