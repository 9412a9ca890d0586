/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "jarida-article-view.h"
#include "jarida-online-notice.h"
#include "jarida-reader.h"

G_BEGIN_DECLS

#define JARIDA_TYPE_READER_PANE (jarida_reader_pane_get_type ())
G_DECLARE_FINAL_TYPE (JaridaReaderPane, jarida_reader_pane, JARIDA, READER_PANE, GtkWidget)

/* Where an article is read: loads it, says so when that takes long, and what is the matter when it cannot be shown.
 * Property: "article-id" (int64, 0 none, notifies when the article is there or gone).
 * Signals: "link-activated" (const char *), "picture-activated" (const char *address, const char *alt), "failed" (GError *);
 * "online-wanted", "online-stopped" (gint64 id): of jarida_reader_pane_show_online(). */
GtkWidget           *jarida_reader_pane_new          (void);
void                 jarida_reader_pane_set_reader   (JaridaReaderPane *self,
                                                      JaridaReader     *reader,
                                                      GSettings        *settings);
/* 0: nothing. */
void                 jarida_reader_pane_show         (JaridaReaderPane *self,
                                                      gint64            id);
/* An article that is not on the shelf, by the number that its row has: why it is not to be seen. @error of FAILED. */
void                 jarida_reader_pane_show_online  (JaridaReaderPane        *self,
                                                      gint64                   id,
                                                      JaridaOnlineNoticeState  state,
                                                      const GError            *error);
/* Of what was asked for last, loaded or not. */
gint64               jarida_reader_pane_get_wanted   (JaridaReaderPane *self);
const JaridaArticle *jarida_reader_pane_get_article  (JaridaReaderPane *self);
JaridaArticleView   *jarida_reader_pane_get_view     (JaridaReaderPane *self);
/* Opens the bar for words to look for in the article. */
void                 jarida_reader_pane_find         (JaridaReaderPane *self);
/* (nullable) The search that the article to be shown was found by: what it looks for is marked. */
void                 jarida_reader_pane_set_found    (JaridaReaderPane   *self,
                                                      JaridaSearchResult *found);
/* To the next place where they stand (1) or the one before (-1). */
void                 jarida_reader_pane_find_step    (JaridaReaderPane *self,
                                                      int               direction);
/* Closes the bar for whoever reads on with the keyboard in the article; FALSE when there is nothing to close. */
gboolean             jarida_reader_pane_stop_finding (JaridaReaderPane *self);

G_END_DECLS
