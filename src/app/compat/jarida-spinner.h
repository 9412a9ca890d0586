/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define JARIDA_TYPE_SPINNER (jarida_spinner_get_type ())
G_DECLARE_FINAL_TYPE (JaridaSpinner, jarida_spinner, JARIDA, SPINNER, GtkWidget)

/* A spinner that turns while it can be seen. */

G_END_DECLS
