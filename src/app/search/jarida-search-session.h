/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include "jarida-reader.h"

G_BEGIN_DECLS

#define JARIDA_TYPE_SEARCH_SESSION (jarida_search_session_get_type ())
G_DECLARE_FINAL_TYPE (JaridaSearchSession, jarida_search_session, JARIDA, SEARCH_SESSION, GObject)

/* One question after the other, each of which ends the one before, and what the last has found. Knows no widget. When the index takes in
 * what has come meanwhile, it asks again by itself: what is new waits until jarida_search_session_show_news().
 * Signals: "answered": another result is there, or none; "grows": the list is about to become longer; "went-on": the same has become longer, or it is known how many there are; "news" (guint n): so many articles wait; "failed" (GError *). Main thread. */
JaridaSearchSession *jarida_search_session_new       (JaridaReader        *reader);
/* @text: words and the like; @place: (nullable): everywhere. */
void                 jarida_search_session_ask       (JaridaSearchSession *self,
                                                      const char          *text,
                                                      const JaridaPlace   *place,
                                                      JaridaSearchFlags    flags);
/* Rows (JaridaHeadline) that stand beside the list: what they show is no news. */
void                 jarida_search_session_set_beside (JaridaSearchSession *self,
                                                      GListModel          *beside);
/* Asks for what is older than all that was found, which is put into the list. FALSE: there is nothing. */
gboolean             jarida_search_session_go_on     (JaridaSearchSession *self);
/* How many there are, as far as is known; @out_more: and more than that. */
guint                jarida_search_session_count     (JaridaSearchSession *self,
                                                      gboolean            *out_more);
/* Nothing is asked any more. */
void                 jarida_search_session_clear     (JaridaSearchSession *self);
/* Lets what waits into the list. */
void                 jarida_search_session_show_news (JaridaSearchSession *self);
/* (nullable) (transfer none): of the last question that was answered */
JaridaSearchResult  *jarida_search_session_get_found (JaridaSearchSession *self);
/* (transfer none): empty while nothing is found; one and the same for all questions. */
JaridaHeadlineList  *jarida_search_session_get_list  (JaridaSearchSession *self);

G_END_DECLS
