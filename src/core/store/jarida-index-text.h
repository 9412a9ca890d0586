/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-article.h"

G_BEGIN_DECLS

/* A token of the column `meta` is written behind this character, and stands in the index as it is: see jarida-search-tokens.h. It is none
 * of any text: jarida_text_from_html() drops it, and what comes from elsewhere is cleaned here. */
#define JARIDA_INDEX_AS_IS "\xee\x80\x80"

/* What of an article is indexed. A value. To take something out of the index it must be there to the letter, so that how it is made of an
 * article is a part of the version of the index (JARIDA_SEARCH_VERSION). */
typedef struct
{
  char   *title;       /* (owned) */
  char   *body;        /* (owned) subtitle, text, caption, authors */
  char   *meta;        /* (owned) what is asked of it by filters */
  gint64  hash;        /* of all three */
} JaridaIndexText;

void     jarida_index_text_init   (JaridaIndexText     *self,
                                   const JaridaArticle *article);
void     jarida_index_text_clear  (JaridaIndexText     *self);

/* As one run of compressed bytes, for the queue. */
GBytes  *jarida_index_text_pack   (const JaridaIndexText *self) G_GNUC_WARN_UNUSED_RESULT;
/* FALSE: the bytes are not that; nothing is to be cleared. */
gboolean jarida_index_text_unpack (JaridaIndexText     *self,
                                   gconstpointer        data,
                                   gsize                size);

/* The text of an article as it is indexed, for pieces of it to be shown. */
char    *jarida_index_text_make_body (const JaridaArticle *article) G_GNUC_WARN_UNUSED_RESULT;

/* Appends to a query or a `meta` a token of that kind: "=s12", "=aقرطبي"; @text is folded already. */
void     jarida_index_append_token (GString            *out,
                                    char                kind,
                                    const char         *text);
/* The tokens of a name: its words. Calls jarida_index_append_token() for each. */
void     jarida_index_append_name  (GString            *out,
                                    char                kind,
                                    const char         *name);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (JaridaIndexText, jarida_index_text_clear)

G_END_DECLS
