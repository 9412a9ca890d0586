/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-article.h"
#include "jarida-document.h"

G_BEGIN_DECLS

/* What stands above and below the text of an article, in the person's words. Borrows from @article, which must outlive it. */
typedef struct
{
  JaridaDocumentHead head;
  char              *byline;      /* (owned) */
} JaridaArticleHead;

/* @newspaper nullable. */
JaridaArticleHead *jarida_article_head_new  (const JaridaArticle *article,
                                             const char          *newspaper) G_GNUC_WARN_UNUSED_RESULT;
void               jarida_article_head_free (JaridaArticleHead   *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JaridaArticleHead, jarida_article_head_free)

G_END_DECLS
