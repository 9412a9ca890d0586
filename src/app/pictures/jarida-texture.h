/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "jarida-image.h"

G_BEGIN_DECLS

/* Decoded pixels as GTK draws them; the bytes are shared, not copied. */
GdkTexture *jarida_texture_new   (JaridaPixels          *pixels) G_GNUC_WARN_UNUSED_RESULT;
/* Draws it so that it covers the rectangle, cut at the edges, never distorted. */
void        jarida_texture_cover (GdkTexture            *texture,
                                  GtkSnapshot           *snapshot,
                                  const graphene_rect_t *bounds,
                                  float                  radius);
/* A picture's place in a card: @texture, or nothing yet where it is NULL, in a faint edge of @color. A chart on white would otherwise
 * have no edge on white. */
void        jarida_texture_frame (GdkTexture            *texture,
                                  GtkSnapshot           *snapshot,
                                  const graphene_rect_t *bounds,
                                  float                  radius,
                                  const GdkRGBA         *color);
/* A symbolic icon in the middle of such a place, as @widget's theme has it. */
void        jarida_texture_mark  (GtkWidget             *widget,
                                  GtkSnapshot           *snapshot,
                                  const graphene_rect_t *bounds,
                                  const char            *icon_name,
                                  int                    size,
                                  const GdkRGBA         *color);
/* The sign that a video is behind a picture, in its middle. It points to the right in every language, as on every player. */
void        jarida_texture_play  (GtkSnapshot           *snapshot,
                                  const graphene_rect_t *bounds);

G_END_DECLS
