/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-article-view-private.h"
#include "journey.h"

G_BEGIN_DECLS

/* The article that is open in the window of a journey. */
JaridaArticleView  *journey_article      (Journey        *self);
/* The address of its first picture, or NULL. */
const char         *journey_picture      (Journey        *self);
/* What stands for the first link of that kind, or NULL. */
JaridaArticleProxy *journey_stop         (Journey        *self,
                                          JaridaStopKind  kind);
/* A new window, subscribed to @server, with an article open whose picture has come. */
Journey            *journey_read_picture (NewsServer     *server);

G_END_DECLS
