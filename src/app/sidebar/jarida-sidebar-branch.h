/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include "jarida-sidebar-entry.h"

G_BEGIN_DECLS

#define JARIDA_TYPE_SIDEBAR_BRANCH (jarida_sidebar_branch_get_type ())
G_DECLARE_FINAL_TYPE (JaridaSidebarBranch, jarida_sidebar_branch, JARIDA, SIDEBAR_BRANCH, GObject)

/* A GListModel of JaridaSidebarEntry: what stands in one folder (0: at the top), subfolders before newspapers, in their order.
 * Follows the two lists it is made of, changing only what changed, when the main loop is free for it. */
JaridaSidebarBranch *jarida_sidebar_branch_new (GListModel *folders,
                                                GListModel *sources,
                                                gint64      folder_id) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
