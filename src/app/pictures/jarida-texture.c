/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-texture.h"

#define PLAY_RADIUS 22.0f

GdkTexture *
jarida_texture_new (JaridaPixels *pixels)
{
  g_return_val_if_fail (pixels != NULL, NULL);

  return gdk_memory_texture_new (pixels->width, pixels->height,
                                 pixels->has_alpha ? GDK_MEMORY_R8G8B8A8 : GDK_MEMORY_R8G8B8,
                                 pixels->data, pixels->stride);
}

void
jarida_texture_cover (GdkTexture            *texture,
                      GtkSnapshot           *snapshot,
                      const graphene_rect_t *bounds,
                      float                  radius)
{
  const float width = gdk_texture_get_width (texture);
  const float height = gdk_texture_get_height (texture);
  const float scale = MAX (bounds->size.width / width, bounds->size.height / height);
  GskRoundedRect clip;

  gsk_rounded_rect_init_from_rect (&clip, bounds, radius);
  gtk_snapshot_push_rounded_clip (snapshot, &clip);
  gtk_snapshot_append_texture (snapshot, texture,
                               &GRAPHENE_RECT_INIT (bounds->origin.x + (bounds->size.width - width * scale) / 2,
                                                    bounds->origin.y + (bounds->size.height - height * scale) / 2,
                                                    width * scale, height * scale));
  gtk_snapshot_pop (snapshot);
}

void
jarida_texture_frame (GdkTexture            *texture,
                      GtkSnapshot           *snapshot,
                      const graphene_rect_t *bounds,
                      float                  radius,
                      const GdkRGBA         *color)
{
  static const float hairline[4] = { 1, 1, 1, 1 };
  GdkRGBA empty = *color;
  GskRoundedRect clip;

  empty.alpha *= 0.07f;
  gsk_rounded_rect_init_from_rect (&clip, bounds, radius);
  if (texture != NULL)
    {
      const GdkRGBA sides[4] = { empty, empty, empty, empty };

      jarida_texture_cover (texture, snapshot, bounds, radius);
      gtk_snapshot_append_border (snapshot, &clip, hairline, sides);
    }
  else
    {
      gtk_snapshot_push_rounded_clip (snapshot, &clip);
      gtk_snapshot_append_color (snapshot, &empty, bounds);
      gtk_snapshot_pop (snapshot);
    }
}

void
jarida_texture_mark (GtkWidget             *widget,
                     GtkSnapshot           *snapshot,
                     const graphene_rect_t *bounds,
                     const char            *icon_name,
                     int                    size,
                     const GdkRGBA         *color)
{
  g_autoptr(GtkIconPaintable) icon = NULL;

  icon = gtk_icon_theme_lookup_icon (gtk_icon_theme_get_for_display (gtk_widget_get_display (widget)), icon_name, NULL, size,
                                     gtk_widget_get_scale_factor (widget), gtk_widget_get_direction (widget), 0);
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (bounds->origin.x + (bounds->size.width - size) / 2,
                                                          bounds->origin.y + (bounds->size.height - size) / 2));
  gtk_symbolic_paintable_snapshot_symbolic (GTK_SYMBOLIC_PAINTABLE (icon), snapshot, size, size, color, 1);
  gtk_snapshot_restore (snapshot);
}

void
jarida_texture_play (GtkSnapshot           *snapshot,
                     const graphene_rect_t *bounds)
{
  static const GdkRGBA shade = { 0, 0, 0, 0.6f };
  const float radius = MIN (PLAY_RADIUS, bounds->size.height / 4);
  graphene_point_t middle;
  GskRoundedRect circle;
  cairo_t *cr;

  graphene_rect_get_center (bounds, &middle);
  gsk_rounded_rect_init_from_rect (&circle, &GRAPHENE_RECT_INIT (middle.x - radius, middle.y - radius, 2 * radius, 2 * radius), radius);
  gtk_snapshot_push_rounded_clip (snapshot, &circle);
  gtk_snapshot_append_color (snapshot, &shade, &circle.bounds);
  gtk_snapshot_pop (snapshot);
  cr = gtk_snapshot_append_cairo (snapshot, &circle.bounds);
  cairo_translate (cr, middle.x, middle.y);
  cairo_scale (cr, radius, radius);
  cairo_move_to (cr, -0.3, -0.45);
  cairo_line_to (cr, 0.5, 0);
  cairo_line_to (cr, -0.3, 0.45);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_fill (cr);
  cairo_destroy (cr);
}
