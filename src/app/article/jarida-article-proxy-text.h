/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-article-proxy.h"

#if GTK_CHECK_VERSION (4, 14, 0)
/* A paragraph has no name to be read, only a text: from GTK 4.14 on, the first that knows paragraphs, it must have one. */
void _jarida_article_proxy_text_init (GtkAccessibleTextInterface *iface);
void _jarida_article_proxy_text_caret_moved (JaridaArticleProxy *proxy);
void _jarida_article_proxy_text_selected (JaridaArticleProxy *proxy);
#endif
