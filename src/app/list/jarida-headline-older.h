/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "jarida-reader.h"

G_BEGIN_DECLS

#define JARIDA_TYPE_HEADLINE_OLDER (jarida_headline_older_get_type ())
G_DECLARE_FINAL_TYPE (JaridaHeadlineOlder, jarida_headline_older, JARIDA, HEADLINE_OLDER, GtkWidget)

/* At the end of a list that a portal could go on with: a button that asks it to, and a sentence on what came of that. Shows itself while
 * the end is in sight. Signal: "arrived": what there is now waits for the list to take it. */
GtkWidget *jarida_headline_older_new       (void);
void       jarida_headline_older_set_list  (JaridaHeadlineOlder *self,
                                            JaridaReader        *reader,
                                            GtkAdjustment       *adjustment);
void       jarida_headline_older_set_place (JaridaHeadlineOlder *self,
                                            const JaridaPlace   *place);

G_END_DECLS
