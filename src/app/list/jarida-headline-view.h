/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "jarida-headline-list.h"
#include "jarida-headline-snippets.h"
#include "jarida-thumbnails.h"

G_BEGIN_DECLS

#define JARIDA_TYPE_HEADLINE_VIEW (jarida_headline_view_get_type ())
G_DECLARE_FINAL_TYPE (JaridaHeadlineView, jarida_headline_view, JARIDA, HEADLINE_VIEW, GtkWidget)

/* The list of headlines that scrolls. Only what is near the screen is laid out, and pictures are asked for when it stands still.
 * Signals: "shown" (gint64 id): the selection went to an article, by whatever way; "opened" (gint64 id): the person asked for
 * it, by a click, by Enter, or by walking with the keys for it. */
GtkWidget          *jarida_headline_view_new            (void);
/* Before the first list, where others that have a story can be shown. */
void                jarida_headline_view_set_reader    (JaridaHeadlineView *self,
                                                        JaridaReader       *reader);
/* The list of the other newspapers of the selected headline. FALSE: there are none. */
gboolean            jarida_headline_view_show_others   (JaridaHeadlineView *self);
void                jarida_headline_view_set_thumbnails (JaridaHeadlineView *self,
                                                         JaridaThumbnails   *thumbnails);
/* For a list of what was found, before it has rows. */
void                jarida_headline_view_set_snippets   (JaridaHeadlineView     *self,
                                                         JaridaHeadlineSnippets *snippets);
/* Rows that stand behind those of every list from now on; before the first one. What is not on the shelf has a number below zero. */
void                jarida_headline_view_set_behind     (JaridaHeadlineView *self,
                                                         GListModel         *behind);
/* Nullable. Nothing is selected in the new list, except an article of that number. */
void                jarida_headline_view_set_list       (JaridaHeadlineView *self,
                                                         JaridaHeadlineList *list,
                                                         gint64              selected_id);
JaridaHeadlineList *jarida_headline_view_get_list       (JaridaHeadlineView *self);
/* Of the selected one, or 0. */
gint64              jarida_headline_view_get_selected   (JaridaHeadlineView *self);
JaridaHeadline     *jarida_headline_view_get_headline   (JaridaHeadlineView *self);
/* Selects an article that has come, without a word; it keeps the keyboard. FALSE when there is no such row. */
gboolean            jarida_headline_view_select         (JaridaHeadlineView *self,
                                                         gint64              id);
/* The selected row has gone to another place: it is selected there. */
void                jarida_headline_view_select_again   (JaridaHeadlineView *self);
/* Selects, scrolls there, and says "opened". FALSE when there is no such row. */
gboolean            jarida_headline_view_open           (JaridaHeadlineView *self,
                                                         guint               position);
/* @step +1 or -1 */
gboolean            jarida_headline_view_walk           (JaridaHeadlineView *self,
                                                         int                 step);
gboolean            jarida_headline_view_walk_unread    (JaridaHeadlineView *self);
/* Only selects: the first row of the next group of a list that has some, or with @step -1 of the one before. */
gboolean            jarida_headline_view_walk_group     (JaridaHeadlineView *self,
                                                         int                 step);
/* To the selected row, or else the first; FALSE when there is none. */
gboolean            jarida_headline_view_take_keyboard  (JaridaHeadlineView *self);
/* Rows are about to come below, and the list to become taller: what is in sight stays where it is. GTK would keep the end at its place. */
void                jarida_headline_view_hold           (JaridaHeadlineView *self);
void                jarida_headline_view_scroll_to_top  (JaridaHeadlineView *self);
/* How far it is scrolled. (transfer none) */
GtkAdjustment      *jarida_headline_view_get_adjustment (JaridaHeadlineView *self);
void                jarida_headline_view_refresh_rows   (JaridaHeadlineView *self);

G_END_DECLS
