/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define JARIDA_TYPE_APPEARANCE (jarida_appearance_get_type ())
G_DECLARE_FINAL_TYPE (JaridaAppearance, jarida_appearance, JARIDA, APPEARANCE, GtkPopover)

/* Size, typeface and colours of the text, at hand while reading. */
GtkWidget *jarida_appearance_new (GSettings *settings);

G_END_DECLS
