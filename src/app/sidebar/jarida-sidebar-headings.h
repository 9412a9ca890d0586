/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-reader.h"
#include "jarida-sidebar-entry.h"

G_BEGIN_DECLS

/* The headings of the sidebar, as a GListModel of JaridaSidebarEntry: the sections that have articles, the authors and the cities that
 * are followed, the searches that are kept, and the days (@days: JaridaSidebarEntry). A heading is there when it has something to say; what stands below it is made when the tree asks. */
GListModel *jarida_sidebar_headings_new (JaridaReader *reader, GListModel *days) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
