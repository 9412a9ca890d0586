/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* What lies over a window: the dialog inside it or another window, as the generation of widgets has it; or NULL. */
GtkWidget *front_find  (GtkWidget *window);
/* Takes it away at once. */
void       front_close (GtkWidget *front);

G_END_DECLS
