/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gdk-pixbuf/gdk-pixbuf.h>

#include "jarida-image.h"

G_BEGIN_DECLS

/* Pictures painted and encoded on the spot: left half red, right half blue (or clear, with alpha), upper left
 * quarter of the left half white. */

#define WAIT_UNTIL(cond) G_STMT_START { gint64 end_ = g_get_monotonic_time () + 30 * G_USEC_PER_SEC; \
  while (!(cond)) { if (g_get_monotonic_time () > end_) g_error ("timed out: " #cond); \
    if (!g_main_context_iteration (NULL, FALSE)) g_usleep (300); } } G_STMT_END

GdkPixbuf    *sample_paint          (int width, int height, gboolean alpha);
/* One of data/sample/pictures. NULL when this machine has no decoder for it. */
GdkPixbuf    *sample_load_picture   (const char *name);
/* Much to see at every size, and no two places alike. */
GdkPixbuf    *sample_paint_waves    (int width, int height, gboolean alpha);
/* NULL, with a skip message, when this machine has no encoder for it. */
GBytes       *sample_encode         (const char *type, int width, int height, gboolean alpha);
GBytes       *sample_gif            (int width, int height, guint n_frames);
/* An extended WebP whose frames are all the same still picture. */
GBytes       *sample_animated_webp  (int width, int height, guint n_frames);
/* A JPEG with an Exif block that says how it was held. */
GBytes       *sample_turn_jpeg      (GBytes *plain, guint8 orientation);
GBytes       *sample_turned_jpeg    (int width, int height, guint8 orientation);

void          keep_result_cb        (GObject *source, GAsyncResult *result, gpointer user_data);
JaridaPixels *sample_decode         (JaridaImageDecoder *decoder, GBytes *bytes, int max_width, int max_height, GError **error);
void          assert_pixel          (JaridaPixels *pixels, int x, int y, int red, int green, int blue);

G_END_DECLS
