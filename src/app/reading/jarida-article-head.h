/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-article.h"
#include "jarida-document.h"
#include "jarida-headline.h"

G_BEGIN_DECLS

/* A newspaper that has the article, and where. */
typedef struct
{
  gint64  source_id;
  char   *title;         /* (owned) */
  char   *address;       /* (owned) (nullable) */
} JaridaArticleNewspaper;

JaridaArticleNewspaper *jarida_article_newspaper_new  (gint64                  source_id,
                                                       const char             *title,
                                                       const char             *address) G_GNUC_WARN_UNUSED_RESULT;
void                    jarida_article_newspaper_free (JaridaArticleNewspaper *self);

/* What is known around an article; borrowed, all nullable. */
typedef struct
{
  const GPtrArray *newspapers;   /* JaridaArticleNewspaper: its own first, then those that have it too */
  const GPtrArray *same;         /* JaridaHeadline: the same story elsewhere */
  guint            n_same;       /* those are the newest of so many */
  const GPtrArray *more;         /* JaridaHeadline: others of its newspaper */
  const char      *portal;       /* what the portal that has it is called */
  JaridaDirection  turned;       /* the person's wish for its newspaper; AUTO: none */
} JaridaArticleAround;

/* What stands above and below the text of an article, in the person's words. Borrows from @article and @around, which must outlive it. */
typedef struct _JaridaArticleHead JaridaArticleHead;

JaridaArticleHead        *jarida_article_head_new  (const JaridaArticle       *article,
                                                    const JaridaArticleAround *around) G_GNUC_WARN_UNUSED_RESULT;
const JaridaDocumentHead *jarida_article_head_get  (const JaridaArticleHead   *self);
void                      jarida_article_head_free (JaridaArticleHead         *self);

/* A film: it is watched where it is, not here. */
gboolean                  jarida_article_is_video  (const JaridaArticle       *article);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JaridaArticleHead, jarida_article_head_free)

G_END_DECLS
