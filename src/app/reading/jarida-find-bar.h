/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "jarida-article-view.h"

G_BEGIN_DECLS

#define JARIDA_TYPE_FIND_BAR (jarida_find_bar_get_type ())
G_DECLARE_FINAL_TYPE (JaridaFindBar, jarida_find_bar, JARIDA, FIND_BAR, GtkWidget)

/* Where the words are typed that are looked for in an article. Keeps them while it is closed.
 * Property: "open" (boolean, read-only, notifies). */
GtkWidget *jarida_find_bar_new      (void);
void       jarida_find_bar_set_view (JaridaFindBar *self, JaridaArticleView *view);
/* With the keyboard in it, and the words selected: those that are selected in the article, or the last ones. */
void       jarida_find_bar_open     (JaridaFindBar *self);
/* @go_back: to where the person was before. */
void       jarida_find_bar_close    (JaridaFindBar *self, gboolean go_back);
/* To the next place (1) or the one before (-1); opens with the last words when it is closed. */
void       jarida_find_bar_step     (JaridaFindBar *self, int direction);
gboolean   jarida_find_bar_get_open (JaridaFindBar *self);

G_END_DECLS
