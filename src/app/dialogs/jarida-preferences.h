/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "jarida-background.h"
#include "jarida-reader.h"

G_BEGIN_DECLS

/* Shows the preferences over @parent: pages of rows, bound to the settings. @background nullable: nothing of it is offered. Returns what
 * holds them, borrowed. */
GtkWidget *jarida_preferences_present (GtkWidget        *parent,
                                       JaridaReader     *reader,
                                       GSettings        *settings,
                                       JaridaBackground *background);

G_END_DECLS
