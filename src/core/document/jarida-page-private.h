/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-html.h"
#include "jarida-page.h"

G_BEGIN_DECLS

/* jarida-page-data.c: what the page says about itself for machines, JSON-LD. */
void            jarida_page_read_data      (JaridaPage           *self,
                                            const JaridaHtmlNode *root,
                                            char                **out_body);
/* jarida-page-meta.c, -title.c, -byline.c, -date.c: what it says to people. */
void            jarida_page_read_meta      (JaridaPage           *self,
                                            const JaridaHtmlNode *root);
void            jarida_page_read_title     (JaridaPage           *self,
                                            const JaridaHtmlNode *root);
void            jarida_page_read_byline    (JaridaPage           *self,
                                            const JaridaHtmlNode *root);
void            jarida_page_read_date      (JaridaPage           *self,
                                            const JaridaHtmlNode *root,
                                            const char           *address);
/* Squeezed text of a node, the beginning of it when it is long. */
char           *jarida_page_node_text      (const JaridaHtmlNode *node) G_GNUC_WARN_UNUSED_RESULT;
/* Whether @part is the name of the newspaper, as the page or its address gives it. */
gboolean        jarida_page_is_site        (JaridaPage           *self,
                                            const char           *part);

G_END_DECLS
