/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "jarida-headline-view.h"
#include "jarida-reader.h"
#include "jarida-search-pane.h"
#include "jarida-topic.h"

G_BEGIN_DECLS

#define JARIDA_TYPE_HEADLINE_PANE (jarida_headline_pane_get_type ())
G_DECLARE_FINAL_TYPE (JaridaHeadlinePane, jarida_headline_pane, JARIDA, HEADLINE_PANE, GtkWidget)

/* The middle of the window: the headlines of a place, the pill for those that wait, or a sentence with one thing to do when there are none. */
GtkWidget          *jarida_headline_pane_new        (void);
void                jarida_headline_pane_set_reader (JaridaHeadlinePane *self,
                                                     JaridaReader       *reader,
                                                     JaridaThumbnails   *thumbnails);
void                jarida_headline_pane_get_place  (JaridaHeadlinePane *self,
                                                     JaridaPlace        *out_place);
/* Keeps the selection when @selected_id is in the new list. */
void                jarida_headline_pane_set_place  (JaridaHeadlinePane *self,
                                                     const JaridaPlace  *place,
                                                     gint64              selected_id);
/* More of the place is on its way. */
void                jarida_headline_pane_set_loading (JaridaHeadlinePane *self,
                                                      gboolean            loading);
/* The authors or the cities of the shelf instead, until the next place. Who is chosen comes by the signal "topic-chosen" (JaridaTopic *). */
void                jarida_headline_pane_list_topics (JaridaHeadlinePane *self,
                                                      JaridaPlaceKind     kind);
/* Whether it does so now. */
gboolean            jarida_headline_pane_lists_topics (JaridaHeadlinePane *self);
/* The list that is in front: of the place, or of what was found. */
JaridaHeadlineView *jarida_headline_pane_get_view   (JaridaHeadlinePane *self);
/* Searching stands before the place, whose list keeps its selection and where it is scrolled to, until the search is closed or
 * there is another place. One and the same pane each time. */
JaridaSearchPane   *jarida_headline_pane_open_search   (JaridaHeadlinePane *self);
void                jarida_headline_pane_close_search  (JaridaHeadlinePane *self);
gboolean            jarida_headline_pane_get_searching (JaridaHeadlinePane *self);

G_END_DECLS
