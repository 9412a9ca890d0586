/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "jarida-sidebar-entry.h"
#include "jarida-thumbnails.h"

G_BEGIN_DECLS

#define JARIDA_TYPE_SIDEBAR_ROW (jarida_sidebar_row_get_type ())
G_DECLARE_FINAL_TYPE (JaridaSidebarRow, jarida_sidebar_row, JARIDA, SIDEBAR_ROW, GtkWidget)

/* A line of the sidebar, with what folds and unfolds it. */
GtkWidget          *jarida_sidebar_row_new            (void);
void                jarida_sidebar_row_set_thumbnails (JaridaSidebarRow *self,
                                                       JaridaThumbnails *thumbnails);
void                jarida_sidebar_row_set_tree_row   (JaridaSidebarRow *self,
                                                       GtkTreeListRow   *tree_row);
GtkTreeListRow     *jarida_sidebar_row_get_tree_row   (JaridaSidebarRow *self);
JaridaSidebarEntry *jarida_sidebar_row_get_entry      (JaridaSidebarRow *self);
void                jarida_sidebar_row_set_drop       (JaridaSidebarRow *self,
                                                       gboolean          drop);

G_END_DECLS
