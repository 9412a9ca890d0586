/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-article.h"

G_BEGIN_DECLS

/* What of an article is only needed when it is opened, as one run of bytes that compresses well: the text first of all.
 * Appends to @out. */
void     jarida_body_pack   (const JaridaArticle *article,
                             GByteArray          *out);
/* Fills @article, whose fields of that kind must be empty. FALSE when the bytes are not such a run: then nothing is filled. */
gboolean jarida_body_unpack (const guint8        *data,
                             gsize                size,
                             JaridaArticle       *article);
/* For the fingerprint of an article: each text with its length, NULL unlike "". */
void     jarida_body_pack_text (GByteArray       *out,
                                const char       *text);

G_END_DECLS
