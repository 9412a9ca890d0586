/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Small things that the two generations of widgets do differently. */

void       jarida_present_about       (GtkWidget     *parent);
/* @pages: AdwPreferencesPage, NULL-terminated. Returns what holds them, borrowed. */
GtkWidget *jarida_present_preferences (GtkWidget     *parent,
                                       GtkWidget    **pages);
void       jarida_widget_get_color    (GtkWidget     *widget,
                                       GdkRGBA       *out_color);
/* The name a screen reader says for a row of a list. */
void       jarida_list_item_set_label (GtkListItem   *item,
                                       const char    *label);
/* Said by a screen reader at once; @widget is what it is about. */
void       jarida_widget_announce     (GtkWidget     *widget,
                                       const char    *message);

G_END_DECLS
