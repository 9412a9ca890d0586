/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include "jarida-article.h"
#include "jarida-source.h"

G_BEGIN_DECLS

/* Whether the article's own page is to be asked for its text, by what the person wants of its newspaper and what is kept. Main thread:
 * quick, however long the text is. */
gboolean       jarida_full_text_is_wanted (JaridaFullText       wanted,
                                           const JaridaArticle *article);
/* Less than an article is, or a text that says itself that it goes on elsewhere. @html nullable. */
gboolean       jarida_full_text_is_short  (const char          *html);
/* What the page at @address says of an article, as a draft for jarida_store_complete_article_async(): the text, and what @kept has not.
 * NULL: there is no text on it, or it is the page of something else, as a captive portal's. Any thread. */
JaridaArticle *jarida_full_text_read      (const JaridaArticle *kept,
                                           GBytes              *bytes,
                                           const char          *address,
                                           const char          *content_type) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
