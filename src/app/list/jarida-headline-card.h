/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "jarida-headline.h"
#include "jarida-headline-snippets.h"
#include "jarida-thumbnails.h"

G_BEGIN_DECLS

#define JARIDA_TYPE_HEADLINE_CARD (jarida_headline_card_get_type ())
G_DECLARE_FINAL_TYPE (JaridaHeadlineCard, jarida_headline_card, JARIDA, HEADLINE_CARD, GtkWidget)

/* One headline, drawn: title on two lines in its own direction, then newspaper, time and author; a dot and bold while unread,
 * a mark when saved, a small picture at the end. It is one widget that draws and not a box of labels because GTK 4.8 makes
 * some two hundred rows for a list, whatever is on the screen: all of them are measured, and this costs them nothing.
 * Text is laid out when it is first drawn. */
GtkWidget *jarida_headline_card_new            (void);
/* Nullable. */
void       jarida_headline_card_set_headline   (JaridaHeadlineCard *self,
                                                JaridaHeadline     *headline);
void       jarida_headline_card_set_thumbnails (JaridaHeadlineCard *self,
                                                JaridaThumbnails   *thumbnails);
/* Nullable. With them there is room below for a piece of the text, and what was searched for is marked. */
void       jarida_headline_card_set_snippets   (JaridaHeadlineCard     *self,
                                                JaridaHeadlineSnippets *snippets);
void       jarida_headline_card_update_snippet (JaridaHeadlineCard *self);
/* Whether it is near what is on the screen: far ones ask for no picture and lay out no text. */
void       jarida_headline_card_set_near       (JaridaHeadlineCard *self,
                                                gboolean            near);
gboolean   jarida_headline_card_get_near       (JaridaHeadlineCard *self);
/* Whether the list stands still: only then a picture is asked for. */
void       jarida_headline_card_load_picture   (JaridaHeadlineCard *self);
/* Time went by: the words for it may have changed. */
void       jarida_headline_card_update_picture (JaridaHeadlineCard *self);
void       jarida_headline_card_age            (JaridaHeadlineCard *self);

G_END_DECLS
