/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "jarida-reader.h"

G_BEGIN_DECLS

/* The rows of the preferences that show what takes room on the disk, and of whom, and set the limits. */
void jarida_space_rows_bind (GtkBuilder   *builder,
                             JaridaReader *reader,
                             GSettings    *settings);

G_END_DECLS
