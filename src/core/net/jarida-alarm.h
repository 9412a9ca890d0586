/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A source that fires when its ready time comes: set and moved with g_source_set_ready_time(), -1 for never.
 * Cheaper than making a new timeout source each time a deadline moves. */
GSource *jarida_alarm_new (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
