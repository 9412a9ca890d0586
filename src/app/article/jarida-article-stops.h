/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-document.h"

G_BEGIN_DECLS

/* The link of a stop that is a whole block, which scrolls sideways: only who has laid it out knows. */
#define JARIDA_STOP_WHOLE (-2)

/* Something in a block one can go to with the keyboard: a link, a picture, or all of it. */
typedef struct
{
  JaridaPosition from;
  JaridaPosition to;       /* of a link: where its text ends */
  int            link;     /* index in the document's links; -1: the picture of the block; or WHOLE */
} JaridaArticleStop;

/* In reading order. (element-type JaridaArticleStop) */
GArray *jarida_article_stops_list (JaridaDocument *document, guint block) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
