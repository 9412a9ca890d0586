/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Gives memory back to the system that was needed for a while and is free now, a moment after the last call: making the window, or
 * taking in a thousand feeds, leaves the allocator with a third of the program that nobody uses. Main thread. */
void jarida_memory_trim_soon (void);

G_END_DECLS
