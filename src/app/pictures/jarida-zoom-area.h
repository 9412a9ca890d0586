/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define JARIDA_TYPE_ZOOM_AREA (jarida_zoom_area_get_type ())
G_DECLARE_FINAL_TYPE (JaridaZoomArea, jarida_zoom_area, JARIDA, ZOOM_AREA, GtkWidget)

/* Shows a texture at a scale and a place; scale 0 fits it into the window without enlarging. */
GtkWidget *jarida_zoom_area_new         (void);
void       jarida_zoom_area_set_texture (JaridaZoomArea *self,
                                         GdkTexture     *texture);
/* Around the middle of what is seen. */
void       jarida_zoom_area_zoom_by     (JaridaZoomArea *self,
                                         double          factor);
void       jarida_zoom_area_fit         (JaridaZoomArea *self);
double     jarida_zoom_area_get_scale   (JaridaZoomArea *self);

G_END_DECLS
