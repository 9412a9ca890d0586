/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "jarida-article-stops.h"

G_BEGIN_DECLS

#define JARIDA_TYPE_ARTICLE_PROXY (jarida_article_proxy_get_type ())
G_DECLARE_FINAL_TYPE (JaridaArticleProxy, jarida_article_proxy, JARIDA, ARTICLE_PROXY, GtkWidget)

/* Stands invisibly over something the view paints, so that a screen reader finds it and the keyboard can go to it.
 * Signal: "activate". */
GtkWidget               *jarida_article_proxy_new_block (JaridaDocument *document, guint block);
/* @hidden: why the picture of the block is not shown; NULL: it is, or has none. */
GtkWidget               *jarida_article_proxy_new_stop  (JaridaDocument *document, const JaridaArticleStop *stop, const char *hidden);

/* What is read: the words of a block or a link, what a picture shows. */
const char              *jarida_article_proxy_get_words (JaridaArticleProxy *self);
guint                    jarida_article_proxy_get_block (JaridaArticleProxy *self);
/* NULL for the proxy of a whole block. */
const JaridaArticleStop *jarida_article_proxy_get_stop  (JaridaArticleProxy *self);
/* (nullable) Why the picture it stands for is not there. */
void                     jarida_article_proxy_set_picture (JaridaArticleProxy *self, const char *trouble, gboolean veiled);
/* Where the caret stands in its words, and what of them is selected from @from to @to (alike: nothing), in characters: a screen reader that
 * can ask is told when one is another than before. */
void                     jarida_article_proxy_set_caret   (JaridaArticleProxy *self, guint caret);
void                     jarida_article_proxy_set_selection (JaridaArticleProxy *self, guint from, guint to);
guint                    jarida_article_proxy_get_caret   (JaridaArticleProxy *self);
gboolean                 jarida_article_proxy_get_selection (JaridaArticleProxy *self, guint *out_from, guint *out_to);
/* How many characters of the words of a block's proxy stand before a place of it. */
guint                    jarida_article_proxy_count_before (const JaridaBlock *block, const JaridaPosition *position);
/* The block it stands for scrolls sideways: the keyboard can go there. */
void                     jarida_article_proxy_make_wide   (JaridaArticleProxy *self);

G_END_DECLS
