/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-reader.h"

G_BEGIN_DECLS

/* An article from the shelf with what is known around it, set as a document. */
typedef struct
{
  JaridaArticle  *article;     /* (owned) */
  JaridaDocument *document;    /* (owned) */
} JaridaOpenedArticle;

void                 jarida_article_open_async  (JaridaReader         *reader,
                                                 gint64                id,
                                                 gboolean              hyphens,
                                                 GCancellable         *cancellable,
                                                 GAsyncReadyCallback   callback,
                                                 gpointer              user_data);
JaridaOpenedArticle *jarida_article_open_finish (JaridaReader         *reader,
                                                 GAsyncResult         *result,
                                                 GError              **error) G_GNUC_WARN_UNUSED_RESULT;
void                 jarida_opened_article_free (JaridaOpenedArticle  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JaridaOpenedArticle, jarida_opened_article_free)

G_END_DECLS
