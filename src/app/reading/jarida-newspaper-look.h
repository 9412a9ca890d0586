/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-article-view.h"
#include "jarida-source.h"

G_BEGIN_DECLS

/* How the articles of a newspaper are shown: what the person chose for it, else what the preferences say. @source: nullable. TRUE when
 * that is otherwise than before, and the document has to be set anew. */
gboolean jarida_newspaper_look_apply (JaridaArticleView *view, JaridaSource *source, GSettings *settings);

G_END_DECLS
