/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-texture.h"

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
