/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "jarida-sidebar-entry.h"
#include "jarida-thumbnails.h"

G_BEGIN_DECLS

#define JARIDA_TYPE_SIDEBAR_LINE (jarida_sidebar_line_get_type ())
G_DECLARE_FINAL_TYPE (JaridaSidebarLine, jarida_sidebar_line, JARIDA, SIDEBAR_LINE, GtkWidget)

/* What a line of the sidebar shows: a sign, a name, what is wrong, how much is unread. Draws its words itself: GTK keeps two
 * hundred lines whatever can be seen, and labels and bindings for all of them would weigh more than the rest of the window. */

GtkWidget *jarida_sidebar_line_new       (void);
/* @entry nullable. */
void       jarida_sidebar_line_set_entry (JaridaSidebarLine  *self,
                                          JaridaSidebarEntry *entry,
                                          JaridaThumbnails   *thumbnails);

G_END_DECLS
