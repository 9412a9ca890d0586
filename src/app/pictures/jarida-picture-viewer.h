/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include "jarida-reader.h"

G_BEGIN_DECLS

#define JARIDA_TYPE_PICTURE_VIEWER (jarida_picture_viewer_get_type ())
G_DECLARE_FINAL_TYPE (JaridaPictureViewer, jarida_picture_viewer, JARIDA, PICTURE_VIEWER, AdwWindow)

/* One picture, as large as wanted: zoomed with the wheel, two fingers or the keys, dragged, saved, copied. Escape closes.
 * Actions on the class: "viewer.zoom-in", "viewer.zoom-out", "viewer.zoom-fit", "viewer.save", "viewer.copy", "viewer.report",
 * "viewer.reveal", "viewer.explain". @alt nullable. Signals, to be carried out by whoever opened it: "report-activated" (const char *address,
 * const char *caption (nullable)), "why-activated" (const char *address). */
GtkWidget *jarida_picture_viewer_new      (JaridaReader        *reader,
                                           const char          *address,
                                           const char          *alt);
/* "loading", "picture", "missing" or "hidden" */
const char *jarida_picture_viewer_get_page (JaridaPictureViewer *self);

G_END_DECLS
