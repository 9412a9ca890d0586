/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include "jarida-document-find.h"
#include "jarida-search.h"

G_BEGIN_DECLS

#define JARIDA_TYPE_ARTICLE_FIND (jarida_article_find_get_type ())
G_DECLARE_FINAL_TYPE (JaridaArticleFind, jarida_article_find, JARIDA, ARTICLE_FIND, GObject)

/* Where words stand in a document, and at which of the places one is. Looks in a worker; knows no widget.
 * Signals: "found": a search has ended, what was found is new; "moved": another place is the current one. */
JaridaArticleFind *jarida_article_find_new          (void);
/* (nullable) The words that are looked for stay; no place is current then. */
void               jarida_article_find_set_document (JaridaArticleFind *self, JaridaDocument *document);
/* @from: the first place there or after it becomes the current one, or else the first of all; NULL: none does. */
void               jarida_article_find_set_words    (JaridaArticleFind *self, const char *words, const JaridaPosition *from);
/* (nullable) Without words, what a search has found is looked for: no place is current then. */
void               jarida_article_find_set_found    (JaridaArticleFind *self, JaridaSearchResult *found);
JaridaSearchResult *jarida_article_find_get_found   (JaridaArticleFind *self);
const char        *jarida_article_find_get_words    (JaridaArticleFind *self);

/* FALSE while a search is under way: what is found is still the one before. */
gboolean           jarida_article_find_is_done      (JaridaArticleFind *self);
guint              jarida_article_find_get_n_found  (JaridaArticleFind *self);
/* There are more than could be kept. */
gboolean           jarida_article_find_is_cut       (JaridaArticleFind *self);
const JaridaRange *jarida_article_find_get_range    (JaridaArticleFind *self, guint index);
/* The first range that begins in this block or after it. */
guint              jarida_article_find_search_block (JaridaArticleFind *self, guint block);

/* -1: none. */
int                jarida_article_find_get_current  (JaridaArticleFind *self);
/* To the next (1) or the one before (-1), around the ends; @from says where one is when there is no current place. */
void               jarida_article_find_step         (JaridaArticleFind *self, int direction, const JaridaPosition *from);

G_END_DECLS
