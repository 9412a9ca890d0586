/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "jarida-article-view.h"
#include "jarida-reader.h"

G_BEGIN_DECLS

#define JARIDA_TYPE_READER_PANE (jarida_reader_pane_get_type ())
G_DECLARE_FINAL_TYPE (JaridaReaderPane, jarida_reader_pane, JARIDA, READER_PANE, GtkWidget)

/* Where an article is read: loads it, says so when that takes long, and what is the matter when it cannot be shown.
 * Property: "article-id" (int64, 0 none, notifies when the article is there or gone).
 * Signals: "link-activated" (const char *), "picture-activated" (const char *address, const char *alt), "failed" (GError *). */
GtkWidget           *jarida_reader_pane_new          (void);
void                 jarida_reader_pane_set_reader   (JaridaReaderPane *self,
                                                      JaridaReader     *reader,
                                                      GSettings        *settings);
/* 0: nothing. */
void                 jarida_reader_pane_show         (JaridaReaderPane *self,
                                                      gint64            id);
/* Of what was asked for last, loaded or not. */
gint64               jarida_reader_pane_get_wanted   (JaridaReaderPane *self);
const JaridaArticle *jarida_reader_pane_get_article  (JaridaReaderPane *self);
JaridaArticleView   *jarida_reader_pane_get_view     (JaridaReaderPane *self);

G_END_DECLS
