/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define JARIDA_TYPE_SHEET (jarida_sheet_get_type ())
#if JARIDA_MODERN
G_DECLARE_DERIVABLE_TYPE (JaridaSheet, jarida_sheet, JARIDA, SHEET, AdwDialog)
struct _JaridaSheetClass { AdwDialogClass parent_class; };
#else
G_DECLARE_DERIVABLE_TYPE (JaridaSheet, jarida_sheet, JARIDA, SHEET, AdwWindow)
struct _JaridaSheetClass { AdwWindowClass parent_class; };
#endif

/* What is laid over the window for one task, in the way of the generation: a window of its own, or a dialog inside. Escape closes.
 * Properties: "body" (widget, its header bar included), "wanted-width", "wanted-height". Signal: "left", once, when it is closed. */
void jarida_sheet_present  (JaridaSheet *self,
                            GtkWidget   *parent);
void jarida_sheet_leave    (JaridaSheet *self);
void jarida_sheet_set_name (JaridaSheet *self,
                            const char  *title);

G_END_DECLS
