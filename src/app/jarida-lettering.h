/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A video, where there is no picture to say it on: a letter, not the coloured picture that some faces have of it. */
/* All of it is on this computer. */
#define JARIDA_KEPT_LETTER "⤓"
/* Only a portal has it. */
#define JARIDA_ONLINE_LETTER "☁\xef\xb8\x8e"
#define JARIDA_PLAY_LETTER "▶\xef\xb8\x8e"

/* Small letters are of one size everywhere, and smaller by this attribute, not by the style sheet, whose rounding would make it
 * two sizes: each size and weight costs a start its fonts, and tells a reader nothing. */
#define JARIDA_SMALL_LETTERS 0.86

void jarida_label_set_small (GtkLabel *label);

/* Pixels that a line of Latin text takes in the font of a widget. Measured once for a font: lists ask for every row. */
int  jarida_line_height (GtkWidget *widget);

G_END_DECLS
