/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-reader.h"
#include "jarida-sidebar-entry.h"

G_BEGIN_DECLS

/* The last days that have articles, newest first, as a GListModel of JaridaSidebarEntry, and behind them the way to all others. Follows
 * what arrives and goes, and the clock. Their counts are set by whoever shows them. */
GListModel *jarida_sidebar_days_new (JaridaReader *reader) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
