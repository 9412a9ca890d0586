/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define JARIDA_TYPE_PANE (jarida_pane_get_type ())
G_DECLARE_FINAL_TYPE (JaridaPane, jarida_pane, JARIDA, PANE, GtkWidget)

/* One of the window's panes: a header bar above a body. Asks for "preferred-width" whatever its content would like, so that
 * the window folds at the same widths whatever the title of a newspaper is. Properties: "header", "body", "preferred-width". */
GtkWidget *jarida_pane_new (void);

G_END_DECLS
