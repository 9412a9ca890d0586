/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "jarida-headline-view.h"
#include "jarida-online-search.h"
#include "jarida-reader.h"

G_BEGIN_DECLS

#define JARIDA_TYPE_SEARCH_PANE (jarida_search_pane_get_type ())
G_DECLARE_FINAL_TYPE (JaridaSearchPane, jarida_search_pane, JARIDA, SEARCH_PANE, GtkWidget)

/* Where articles are searched for: an entry, how many there are and in which order, and the list of them, which is found anew with every
 * letter. Before, what can be typed; without a result, one thing to do.
 * Properties: "by-time" (boolean, writable, notifies): newest first; "grouping" (string, likewise): "none", "newspaper" or "day", which is
 * also the action "search.grouping". Alt and the arrow keys go from group to group.
 * Signals: "closed": the person is done with searching; "changed": what is asked is another question; "failed" (GError *). */
GtkWidget          *jarida_search_pane_new       (JaridaReader     *reader,
                                                  JaridaThumbnails *thumbnails);
/* @place: (nullable): where the person was, which can be searched by itself; @name: (nullable): of that place. */
void                jarida_search_pane_open      (JaridaSearchPane  *self,
                                                  const JaridaPlace *place,
                                                  const char        *name);
/* Nothing is asked, nothing is found. */
void                jarida_search_pane_clear     (JaridaSearchPane *self);
/* To the entry, with all that is typed in it selected. */
void                jarida_search_pane_take_keyboard (JaridaSearchPane *self);
/* What is asked, without the space around it; "" when nothing is. */
char               *jarida_search_pane_dup_text  (JaridaSearchPane *self) G_GNUC_WARN_UNUSED_RESULT;
/* As if a person had typed it, to its end. */
void                jarida_search_pane_set_text  (JaridaSearchPane *self,
                                                  const char       *text);
/* The same, without taking the keyboard. */
void                jarida_search_pane_show_question (JaridaSearchPane *self,
                                                  const char       *text);
JaridaHeadlineView *jarida_search_pane_get_view  (JaridaSearchPane *self);
/* What the portals are asked, and have found: rows below those of the shelf. (transfer none) */
JaridaOnlineSearch *jarida_search_pane_get_online (JaridaSearchPane *self);
/* (nullable) (transfer none): what the list shows */
JaridaSearchResult *jarida_search_pane_get_found (JaridaSearchPane *self);

G_END_DECLS
