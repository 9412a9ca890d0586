/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "jarida-background.h"
#include "jarida-reader.h"

G_BEGIN_DECLS

/* The rows of the preferences that say when newspapers are refreshed, and whether that goes on with the window closed. @background
 * nullable: where that cannot be had, it is not offered. */
void jarida_update_times_bind (GtkBuilder       *builder,
                               JaridaReader     *reader,
                               GSettings        *settings,
                               JaridaBackground *background);

G_END_DECLS
