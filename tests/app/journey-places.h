/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-sidebar-entry.h"
#include "journey-article.h"

G_BEGIN_DECLS

/* A person who goes through the places of a window. */

/* As by a click on its line in the sidebar; FALSE when there is none. */
gboolean      journey_choose         (Journey              *self,
                                      const JaridaPlace    *place);
gboolean      journey_choose_heading (Journey              *self,
                                      JaridaSidebarHeading  heading);
/* Whether it has a line there. */
gboolean      journey_stands         (Journey              *self,
                                      const JaridaPlace    *place);
/* What the sidebar marks as chosen; FALSE: nothing. */
gboolean      journey_get_chosen     (Journey              *self,
                                      JaridaPlace          *out_place);
/* Folds what is under a heading, or under a folder where @heading is NONE; or unfolds it. */
void          journey_fold           (Journey              *self,
                                      JaridaSidebarHeading  heading,
                                      gint64                folder_id,
                                      gboolean              folded);
/* The newspaper of a portal with that name, or NULL. */
JaridaSource *journey_find_source    (Journey              *self,
                                      const char           *title);
/* As by a click on the first link of the article that begins so. */
void          journey_follow_link    (Journey              *self,
                                      const char           *beginning);
/* Opens an article of the list, by its position. */
void          journey_open_row       (Journey              *self,
                                      guint                 position);
/* What is written above the list. */
const char   *journey_get_title      (Journey              *self);

G_END_DECLS
