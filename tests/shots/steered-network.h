/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A network monitor that says what it is told: the real one cannot be steered. Call steered_network_install() before anything
 * asks for the monitor. */
void steered_network_install (void);
void steered_network_set     (gboolean available);

G_END_DECLS
