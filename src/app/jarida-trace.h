/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* For measuring from outside: with JARIDA_TRACE in the environment, says "painted" on standard output after the first whole frame
 * of @window, which must be presented already. Otherwise nothing. */
void jarida_trace_first_frame (GtkWidget *window);

G_END_DECLS
