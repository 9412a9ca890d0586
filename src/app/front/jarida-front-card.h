/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "jarida-headline.h"
#include "jarida-reader.h"
#include "jarida-section.h"
#include "jarida-thumbnails.h"
#include "jarida-typographer.h"

G_BEGIN_DECLS

/* How large an article stands on a page. */
typedef enum
{
  JARIDA_FRONT_RANK_LEAD,      /* large picture, large title, excerpt */
  JARIDA_FRONT_RANK_TOP,       /* picture, title, excerpt */
  JARIDA_FRONT_RANK_HEAD,      /* of a section: picture, title */
  JARIDA_FRONT_RANK_ITEM,      /* title only */
} JaridaFrontRank;

/* How it is laid out where it stands. */
typedef enum
{
  JARIDA_FRONT_FIT_FULL,       /* the picture over the text */
  JARIDA_FRONT_FIT_COMPACT,    /* a small picture beside it, no excerpt */
  JARIDA_FRONT_FIT_PLAIN,      /* no picture */
} JaridaFrontFit;

#define JARIDA_TYPE_FRONT_CARD (jarida_front_card_get_type ())
G_DECLARE_FINAL_TYPE (JaridaFrontCard, jarida_front_card, JARIDA, FRONT_CARD, GtkWidget)

/* An article on the front page, drawn: picture, section, title as in print, excerpt, newspaper and time, each in its own script and
 * direction. Its height follows from its width, and never from a picture that has come or not. Signal: "activate". */
GtkWidget      *jarida_front_card_new            (JaridaFrontRank    rank,
                                                  JaridaHeadline    *headline,
                                                  JaridaSection      section,
                                                  JaridaReader      *reader,
                                                  JaridaThumbnails  *thumbnails);
JaridaHeadline *jarida_front_card_get_headline   (JaridaFrontCard   *self);
JaridaFrontRank jarida_front_card_get_rank       (JaridaFrontCard   *self);
/* Nullable: the letters have changed, and there are none yet. */
void            jarida_front_card_set_typographer (JaridaFrontCard   *self,
                                                  JaridaTypographer *typographer);
/* How high it is at a width. It is to be given that size then. */
int             jarida_front_card_get_height     (JaridaFrontCard   *self,
                                                  int                width,
                                                  JaridaFrontFit     fit);
/* It is on the screen, or about to be: the picture is asked for, once. */
void            jarida_front_card_load_picture   (JaridaFrontCard   *self);
/* Others may be hidden than before. */
void            jarida_front_card_judge          (JaridaFrontCard   *self);
/* Time has passed. */
void            jarida_front_card_age            (JaridaFrontCard   *self);

G_END_DECLS
