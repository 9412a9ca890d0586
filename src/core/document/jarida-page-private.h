/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-html.h"
#include "jarida-page.h"

G_BEGIN_DECLS

/* jarida-page-data.c: what the page says about itself for machines, JSON-LD. */
void            jarida_page_read_data      (JaridaPage           *self,
                                            const JaridaHtmlNode *root,
                                            char                **out_body);
/* jarida-page-meta.c: what it says in meta elements, microdata, links, and in its looks. */
void            jarida_page_read_meta      (JaridaPage           *self,
                                            const JaridaHtmlNode *root);
void            jarida_page_read_title     (JaridaPage           *self,
                                            const JaridaHtmlNode *root);
void            jarida_page_read_byline    (JaridaPage           *self,
                                            const JaridaHtmlNode *root);
/* jarida-page-date.c */
void            jarida_page_read_date      (JaridaPage           *self,
                                            const JaridaHtmlNode *root,
                                            const char           *address);
/* jarida-page-text.c: finds the article. HTML, or NULL. @out_length: characters of text. */
char           *jarida_page_find_text      (const char           *page,
                                            const char           *title,
                                            guint                *out_length) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
