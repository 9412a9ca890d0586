/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "jarida-headline-card.h"
#include "jarida-reader.h"

G_BEGIN_DECLS

#define JARIDA_TYPE_HEADLINE_ROW (jarida_headline_row_get_type ())
G_DECLARE_FINAL_TYPE (JaridaHeadlineRow, jarida_headline_row, JARIDA, HEADLINE_ROW, GtkWidget)

/* A row of the list: the card of a headline, the day above it on the first of a day, and under one that stands for a story the other
 * newspapers that have it. */
GtkWidget          *jarida_headline_row_new            (JaridaThumbnails  *thumbnails);
/* Before others can be shown. */
void                jarida_headline_row_set_reader     (JaridaHeadlineRow *self,
                                                        JaridaReader      *reader);
/* Opens the list of the others. FALSE: there are none. */
gboolean            jarida_headline_row_show_others    (JaridaHeadlineRow *self);
JaridaHeadline     *jarida_headline_row_get_headline   (JaridaHeadlineRow *self);
void                jarida_headline_row_set_headline   (JaridaHeadlineRow *self,
                                                        JaridaHeadline    *headline);
JaridaHeadlineCard *jarida_headline_row_get_card       (JaridaHeadlineRow *self);
/* "Unread, title, newspaper, time": what a screen reader says. */
char               *jarida_headline_row_dup_label      (JaridaHeadline    *headline) G_GNUC_WARN_UNUSED_RESULT;
/* Time went by: "Today" may be "Yesterday" by now. */
void                jarida_headline_row_age            (JaridaHeadlineRow *self);

G_END_DECLS
