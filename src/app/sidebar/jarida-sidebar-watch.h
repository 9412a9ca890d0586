/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define JARIDA_TYPE_SIDEBAR_WATCH (jarida_sidebar_watch_get_type ())
G_DECLARE_FINAL_TYPE (JaridaSidebarWatch, jarida_sidebar_watch, JARIDA, SIDEBAR_WATCH, GObject)

/* Listens to folders and newspapers on behalf of all branches of the tree, and has those updated in which something has come, gone or
 * moved: later, and few in one turn of the main loop, since a list of newspapers may bring thousands at once. */

/* The one of these two lists, which is made for who comes first and goes with the last. */
JaridaSidebarWatch *jarida_sidebar_watch_get    (GListModel         *folders,
                                                 GListModel         *sources) G_GNUC_WARN_UNUSED_RESULT;
/* @update is called with @branch, which is borrowed until it is removed. */
void                jarida_sidebar_watch_add    (JaridaSidebarWatch *self,
                                                 GObject            *branch,
                                                 gint64              folder_id,
                                                 void              (*update) (GObject *branch));
void                jarida_sidebar_watch_remove (JaridaSidebarWatch *self,
                                                 GObject            *branch);

G_END_DECLS
