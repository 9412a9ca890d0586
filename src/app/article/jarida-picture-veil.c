/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-picture-veil.h"

/* Spots along the longer side. */
#define N_SPOTS 10

/* Each spot is the mean of its part of the picture. */
static void
mix_spot (const guchar *pixels,
          gsize         stride,
          int           x0,
          int           y0,
          int           x1,
          int           y1,
          guchar       *out_spot)
{
  guint64 sums[4] = { 0 };
  const guint64 n = (guint64) (x1 - x0) * (guint64) (y1 - y0);

  for (int y = y0; y < y1; y++)
    for (int x = x0; x < x1; x++)
      for (int c = 0; c < 4; c++)
        sums[c] += pixels[(gsize) y * stride + (gsize) x * 4 + (gsize) c];
  for (int c = 0; c < 4; c++)
    out_spot[c] = (guchar) (sums[c] / n);
}

GdkTexture *
jarida_picture_veil (GdkTexture *texture)
{
  const int width = gdk_texture_get_width (texture), height = gdk_texture_get_height (texture);
  const int longer = MAX (width, height);
  const int n_x = MAX (1, MIN (width, (width * N_SPOTS + longer / 2) / longer));
  const int n_y = MAX (1, MIN (height, (height * N_SPOTS + longer / 2) / longer));
  const gsize stride = (gsize) width * 4;
  g_autofree guchar *pixels = g_malloc (stride * (gsize) height);
  guchar *spots = g_malloc ((gsize) n_x * (gsize) n_y * 4);
  g_autoptr(GBytes) bytes = g_bytes_new_take (spots, (gsize) n_x * (gsize) n_y * 4);

  gdk_texture_download (texture, pixels, stride);
  for (int y = 0; y < n_y; y++)
    for (int x = 0; x < n_x; x++)
      mix_spot (pixels, stride, x * width / n_x, y * height / n_y, (x + 1) * width / n_x, (y + 1) * height / n_y,
                spots + ((gsize) y * (gsize) n_x + (gsize) x) * 4);
  return gdk_memory_texture_new (n_x, n_y, GDK_MEMORY_DEFAULT, bytes, (gsize) n_x * 4);
}
