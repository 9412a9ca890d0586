/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "jarida-article-find.h"
#include "jarida-document.h"
#include "jarida-reader.h"

G_BEGIN_DECLS

#define JARIDA_TYPE_ARTICLE_VIEW (jarida_article_view_get_type ())
G_DECLARE_FINAL_TYPE (JaridaArticleView, jarida_article_view, JARIDA, ARTICLE_VIEW, GtkWidget)

/* An article on the screen (RENDERING.md, candidate C2 with proxies): a GtkScrollable to be put in a GtkScrolledWindow.
 * Properties: "zoom" (double, 1.0), "body-font" (string), "font-size" (int px, 18), "column-characters" (int, 64), "line-spacing" (double, 1.55),
 * "justify" (boolean), "hyphenate" (boolean), "wrap-code" (boolean: long lines of code
 * are broken instead of scrolled), "palette" (string: "system", "light", "sepia", "dark"), "load-pictures" (boolean),
 * "hovered-link" (string, read-only, notifies).
 * Signals: "link-activated" (const char *address), "picture-activated" (const char *address, const char *alt), "failed" (GError *): a picture
 * the person wanted to keep was not saved. About a picture, asked for and not carried out: "report-activated" (const char *address,
 * const char *caption (nullable)), "reveal-activated" (const char *address): show it although it is hidden, "why-activated" (const char *address).
 * Actions on the class: "article.copy", "article.select-all", "article.copy-link", "article.save-picture", "article.copy-picture",
 * "article.report-picture", "article.reveal-picture", "article.explain-picture", "article.open-link". */
GtkWidget      *jarida_article_view_new           (void);
/* Where pictures come from; nullable. */
void            jarida_article_view_set_reader    (JaridaArticleView *self, JaridaReader *reader);
/* Pictures of the articles from now on are seen blurred until a person asks for them, one by one. */
void            jarida_article_view_set_blurred   (JaridaArticleView *self, gboolean blurred);
gboolean        jarida_article_view_get_blurred   (JaridaArticleView *self);
/* NULL: empty. Scrolls to the top. */
void            jarida_article_view_set_document  (JaridaArticleView *self, JaridaDocument *document);
JaridaDocument *jarida_article_view_get_document  (JaridaArticleView *self);
/* A page on; FALSE when the end is already in sight (Space then goes to the next unread article). */
gboolean        jarida_article_view_page_down     (JaridaArticleView *self);
gboolean        jarida_article_view_page_up       (JaridaArticleView *self);
/* The place at the top of the window, to come back to: kept in pixels nowhere. */
void            jarida_article_view_get_position  (JaridaArticleView *self, JaridaPosition *out_position);
void            jarida_article_view_set_position  (JaridaArticleView *self, const JaridaPosition *position);
/* Asks to report the picture that has the keyboard, else the one most in sight; FALSE when there is none. */
gboolean        jarida_article_view_report_picture (JaridaArticleView *self);

/* Looks for words and goes to the first place at or after where the person was when the first words came; every place in sight is
 * marked. Words come as they are typed: each call takes the place of the one before. */
void            jarida_article_view_find          (JaridaArticleView *self, const char *words);
/* To the next place (1) or the one before (-1), from the end to the beginning. */
void            jarida_article_view_find_step     (JaridaArticleView *self, int direction);
/* Takes the marks away, and with @go_back the person back to where they were; else the place found last is selected. */
void            jarida_article_view_stop_finding  (JaridaArticleView *self, gboolean go_back);
/* (nullable) Marks what a search has found this article by, until words are looked for, and again afterwards. Goes nowhere before
 * jarida_article_view_find_step(). */
void            jarida_article_view_mark_found    (JaridaArticleView *self, JaridaSearchResult *found);
/* What was found, to count it. (transfer none) */
JaridaArticleFind *jarida_article_view_get_find   (JaridaArticleView *self);
/* A few words that are selected, as something to look for, or NULL. */
char           *jarida_article_view_dup_selected_words (JaridaArticleView *self) G_GNUC_WARN_UNUSED_RESULT;

/* On paper: with @file NULL the person is asked which printer, else it becomes a PDF there. @foot: where it comes from, at the end of each
 * page; nullable. There must be a document. A person who thinks better of it is G_IO_ERROR_CANCELLED. */
void            jarida_article_view_print_async   (JaridaArticleView *self, GtkWindow *parent, const char *file, const char *foot,
                                                   GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean        jarida_article_view_print_finish  (JaridaArticleView *self, GAsyncResult *result, GError **error);

G_END_DECLS
