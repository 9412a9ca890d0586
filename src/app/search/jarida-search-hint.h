/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define JARIDA_TYPE_SEARCH_HINT (jarida_search_hint_get_type ())
G_DECLARE_FINAL_TYPE (JaridaSearchHint, jarida_search_hint, JARIDA, SEARCH_HINT, GtkWidget)

/* Before anything is typed: what can be, in a sentence, with examples to press. Signal: "chosen" (const char *text). */
GtkWidget *jarida_search_hint_new (void);

G_END_DECLS
