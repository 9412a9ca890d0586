/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-article.h"
#include "jarida-feed.h"

G_BEGIN_DECLS

/* The items of a feed as drafts for the shelf: what a reader keeps of each. The feed gives them its texts. Any thread.
 * (element-type JaridaArticle) (transfer full) */
GPtrArray *jarida_feed_to_articles (JaridaFeed *feed) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
