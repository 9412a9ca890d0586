/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-document.h"

G_BEGIN_DECLS

typedef enum
{
  JARIDA_STOP_LINK,
  JARIDA_STOP_PICTURE,   /* or what stands in its place */
  JARIDA_STOP_REVEAL,    /* in the place of a hidden picture: show it all the same */
  JARIDA_STOP_WHY,       /* there too: who hid it, and what for */
  JARIDA_STOP_REPORT,    /* under a picture that is shown */
  JARIDA_STOP_WHOLE,     /* all of a block that scrolls sideways: only who has laid it out knows of it */
} JaridaStopKind;

/* Something in a block one can go to with the keyboard. */
typedef struct
{
  JaridaPosition from;
  JaridaPosition to;       /* of a link: where its text ends */
  int            link;     /* of a link: index in the document's links; else -1 */
  JaridaStopKind kind;
} JaridaArticleStop;

/* In reading order. @hidden: the picture of the block is. (element-type JaridaArticleStop) */
GArray  *jarida_article_stops_list  (JaridaDocument *document, guint block, gboolean hidden) G_GNUC_WARN_UNUSED_RESULT;
/* What is written under the picture of a block, or what it shows; NULL: nobody says. */
const char *jarida_article_stops_get_caption (const JaridaBlock *block);
gboolean jarida_article_stop_equals (const JaridaArticleStop *a, const JaridaArticleStop *b);

G_END_DECLS
