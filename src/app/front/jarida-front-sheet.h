/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-front-card.h"
#include "jarida-front-page.h"

G_BEGIN_DECLS

#define JARIDA_TYPE_FRONT_SHEET (jarida_front_sheet_get_type ())
G_DECLARE_FINAL_TYPE (JaridaFrontSheet, jarida_front_sheet, JARIDA, FRONT_SHEET, GtkWidget)

/* The paper of a front page: date, lead, six more, sections, in three columns, two or one as it is wide. Walked in reading order, by Tab
 * and by the arrows. Its height follows from its width; sections that cannot be seen yet are added a moment after the rest.
 * Signals: "opened" (gint64 id), "section-activated" (int JaridaSection). */
GtkWidget      *jarida_front_sheet_new            (void);
void            jarida_front_sheet_set_reader     (JaridaFrontSheet      *self,
                                                   JaridaReader          *reader,
                                                   JaridaThumbnails      *thumbnails);
/* In pixels, of running text; the rest follows. */
void            jarida_front_sheet_set_font_size  (JaridaFrontSheet      *self,
                                                   double                 font_size);
/* @page is read and kept by the caller for as long as it is shown; NULL: an empty sheet. */
void            jarida_front_sheet_set_page       (JaridaFrontSheet      *self,
                                                   const JaridaFrontPage *page,
                                                   const char            *date);
/* To the next card (1) or the one before (-1), or the first one. FALSE when there is none. */
gboolean        jarida_front_sheet_walk           (JaridaFrontSheet      *self,
                                                   int                    step);
/* To the next one that is unread. */
gboolean        jarida_front_sheet_walk_unread    (JaridaFrontSheet      *self);
/* That of an article, or where it was, or the first. */
gboolean        jarida_front_sheet_take_keyboard  (JaridaFrontSheet      *self,
                                                   gint64                 id);
/* The card that has the keyboard, or NULL. */
JaridaHeadline *jarida_front_sheet_get_headline   (JaridaFrontSheet      *self);
/* What lies between @top and @bottom is on the screen. */
void            jarida_front_sheet_look           (JaridaFrontSheet      *self,
                                                   double                 top,
                                                   double                 bottom);
void            jarida_front_sheet_judge          (JaridaFrontSheet      *self);
void            jarida_front_sheet_age            (JaridaFrontSheet      *self);

G_END_DECLS
