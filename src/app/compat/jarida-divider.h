/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define JARIDA_TYPE_DIVIDER (jarida_divider_get_type ())
G_DECLARE_FINAL_TYPE (JaridaDivider, jarida_divider, JARIDA, DIVIDER, GtkWidget)

/* What is taken hold of between two panes, by the pointer or by the arrow keys. Invisible until then; knows no panes.
 * Signals: "grabbed"; "moved" (double by: px from where it was grabbed, towards the end of the line); "released". */
GtkWidget *jarida_divider_new          (const char    *label);
/* Tab does not stop here: it takes the keyboard only when it is sent here, and gives it back with Enter or Escape. */
void       jarida_divider_take_keyboard (JaridaDivider *self);
void       jarida_divider_give_back    (JaridaDivider *self);
/* What a screen reader says: the width of the pane before it, and between which widths it can be. */
void       jarida_divider_tell         (JaridaDivider *self, int width, int least, int most);

G_END_DECLS
