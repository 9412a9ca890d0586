/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-article.h"
#include "jarida-shelf.h"

/* One article on its way in, with what is worked out of it once. Inside the room. */
typedef struct
{
  const JaridaArticle *article;
  gint64               source_id;
  guint                position;      /* in its feed */
  gint64               now;
  gint64               guid_h;
  gint64               content_h;
  gint64               url_h;         /* 0: no address */
  gint64               source_h;      /* 0: no address at its own newspaper */
  char                *canonical;     /* (owned) (nullable) of the address */
  char                *source;        /* (owned) (nullable) canonical too, of the address at its own newspaper */
  char                *byline;        /* (owned) (nullable) made when it is written */
  char                *excerpt;       /* (owned) (nullable) likewise: as a row of the list shows it */
} JaridaArrival;

/* @article is borrowed. What is packed of it lies in the shelf until the next one. */
void      jarida_arrival_init     (JaridaArrival       *self,
                                   JaridaShelf         *shelf,
                                   const JaridaArticle *article,
                                   gint64               source_id,
                                   guint                position,
                                   gint64               now);
void      jarida_arrival_clear    (JaridaArrival       *self);
/* Writes the body of the article that was initialised last, in the transaction of the bodies. */
gboolean  jarida_arrival_save_body (const JaridaArrival *self,
                                   JaridaShelf         *shelf,
                                   guint32              id,
                                   GError             **error);
/* A draft with its content, which may have been packed away. */
JaridaArticle *jarida_arrival_whole (const JaridaArticle *article) G_GNUC_WARN_UNUSED_RESULT;
/* The fingerprint of all that a reader could see. */
gint64    jarida_arrival_fingerprint (JaridaShelf         *shelf,
                                   const JaridaArticle *article);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (JaridaArrival, jarida_arrival_clear)
