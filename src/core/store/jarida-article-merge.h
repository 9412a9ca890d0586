/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-article.h"

G_BEGIN_DECLS

/* Whose word it is that meets what is kept. */
typedef enum
{
  JARIDA_MERGE_CORRECTION,   /* the same source's feed: a correction of its own words */
  JARIDA_MERGE_LISTING,      /* a listing, which shows a part */
  JARIDA_MERGE_OTHER,        /* another source of the same article */
  JARIDA_MERGE_PAGE,         /* the article's own page */
} JaridaMerge;

/* What becomes of an article about which more is said. Pure. Never less than what is kept: a field that is empty in @said says
 * nothing. A page and a correction have the last word on what is short, but for a title that is only cut off; a listing and another
 * source fill what is empty. The text is that of the page unless the page has clearly less (a fifth) than is kept; that of a
 * correction, unless something better than that feed has been read; any other only when it is clearly longer (a tenth). Id, source,
 * dates of publication, identity and marks are those of @kept. */
JaridaArticle *jarida_article_merge (const JaridaArticle *kept,
                                     const JaridaArticle *said,
                                     JaridaMerge          how) G_GNUC_WARN_UNUSED_RESULT;
/* Letters of an HTML text that a reader would see, roughly. @html nullable. */
gsize          jarida_article_measure_text (const char *html);

G_END_DECLS
