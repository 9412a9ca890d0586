/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include "jarida-front-page.h"
#include "jarida-thumbnails.h"

G_BEGIN_DECLS

#define JARIDA_TYPE_FRONT_PANE (jarida_front_pane_get_type ())
G_DECLARE_FINAL_TYPE (JaridaFrontPane, jarida_front_pane, JARIDA, FRONT_PANE, GtkWidget)

/* The front page in the window: a bar with the day of the edition, the ways to other days, and the sheet; or a sentence with one thing to
 * do when there is none. What arrives waits behind a pill. Properties: "starts", "toggle-shown" (booleans: what the bar carries).
 * Signals: "opened" (gint64 id), "section-activated" (int JaridaSection), "failed" (GError *), "turned": another edition is shown. */
GtkWidget      *jarida_front_pane_new           (void);
void            jarida_front_pane_set_reader    (JaridaFrontPane  *self,
                                                 JaridaReader     *reader,
                                                 JaridaThumbnails *thumbnails,
                                                 GSettings        *settings);
/* 0: the newest edition, also when newer ones come. */
void            jarida_front_pane_turn_to       (JaridaFrontPane  *self,
                                                 guint32           julian);
/* Of the edition that is shown; 0 when there is none. */
guint32         jarida_front_pane_get_day       (JaridaFrontPane  *self);
gboolean        jarida_front_pane_walk          (JaridaFrontPane  *self,
                                                 int               step);
gboolean        jarida_front_pane_walk_unread   (JaridaFrontPane  *self);
/* A screen on (1) or back (-1); FALSE at the end. */
gboolean        jarida_front_pane_scroll        (JaridaFrontPane  *self,
                                                 int               step);
/* To the card of an article, or where it was, or the first; FALSE when there is none. */
gboolean        jarida_front_pane_take_keyboard (JaridaFrontPane  *self,
                                                 gint64            id);
/* That has the keyboard, or NULL. */
JaridaHeadline *jarida_front_pane_get_headline  (JaridaFrontPane  *self);

G_END_DECLS
