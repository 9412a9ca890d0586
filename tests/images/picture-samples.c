/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "picture-samples.h"

#include <math.h>
#include <string.h>

GdkPixbuf *
sample_paint (int      width,
              int      height,
              gboolean alpha)
{
  GdkPixbuf *pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, alpha, 8, width, height);
  g_autoptr(GdkPixbuf) left = gdk_pixbuf_new_subpixbuf (pixbuf, 0, 0, width / 2, height);
  g_autoptr(GdkPixbuf) corner = gdk_pixbuf_new_subpixbuf (pixbuf, 0, 0, MAX (width / 4, 1), MAX (height / 4, 1));

  gdk_pixbuf_fill (pixbuf, alpha ? 0x0000ff00 : 0x0000ffff);
  gdk_pixbuf_fill (left, 0xff0000ff);
  gdk_pixbuf_fill (corner, 0xffffffff);
  return pixbuf;
}

GdkPixbuf *
sample_load_picture (const char *name)
{
  g_autofree char *path = g_build_filename (SAMPLE_PICTURES, name, NULL);
  g_autoptr(GError) error = NULL;
  GdkPixbuf *pixbuf = gdk_pixbuf_new_from_file (path, &error);

  /* A kind this machine has no decoder for. */
  if (pixbuf == NULL)
    g_assert_error (error, GDK_PIXBUF_ERROR, GDK_PIXBUF_ERROR_UNKNOWN_TYPE);
  return pixbuf;
}

GdkPixbuf *
sample_paint_waves (int      width,
                    int      height,
                    gboolean alpha)
{
  GdkPixbuf *pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, alpha, 8, width, height);
  guint8 *pixels = gdk_pixbuf_get_pixels (pixbuf);
  int n_channels = alpha ? 4 : 3;
  guint32 noise = 1;

  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      {
        guint8 *p = pixels + y * gdk_pixbuf_get_rowstride (pixbuf) + x * n_channels;
        double u = (double) x / width, v = (double) y / height;

        noise = noise * 1664525 + 1013904223;
        p[0] = (guint8) (120 + 60 * sin (23 * u + 5 * v) + 40 * sin (61 * u * v) + (noise >> 28));
        p[1] = (guint8) (110 + 50 * sin (41 * v - 9 * u * u) + 50 * cos (37 * u) + (noise >> 29));
        p[2] = (guint8) (130 + 90 * sin (19 * u - 31 * v) + (noise >> 27));
        if (alpha)
          p[3] = (guint8) (128 + 120 * sin (11 * u + 7 * v));
      }

  return pixbuf;
}

GBytes *
sample_encode (const char *type,
               int         width,
               int         height,
               gboolean    alpha)
{
  g_autoptr(GdkPixbuf) pixbuf = sample_paint (width, height, alpha);
  g_autoptr(GError) error = NULL;
  char *data = NULL;
  gsize size = 0;

  if (!gdk_pixbuf_save_to_buffer (pixbuf, &data, &size, type, &error, NULL))
    {
      g_test_skip (error->message);
      return NULL;
    }

  return g_bytes_new_take (data, size);
}

static void
put (GByteArray *file,
     const void *data,
     gsize       size)
{
  g_byte_array_append (file, data, (guint) size);
}

static void
put_number (GByteArray *file,
            guint64     number,
            guint       n_bytes)
{
  for (guint i = 0; i < n_bytes; i++)
    put (file, &(guint8) { (guint8) (number >> 8 * i) }, 1);
}

/* Codes of nine bits, the table emptied before it would need ten: valid, and compresses nothing. */
static void
put_gif_pixels (GByteArray *file,
                GdkPixbuf  *pixbuf)
{
  g_autoptr(GByteArray) packed = g_byte_array_new ();
  const guint8 *pixels = gdk_pixbuf_read_pixels (pixbuf);
  int width = gdk_pixbuf_get_width (pixbuf), height = gdk_pixbuf_get_height (pixbuf);
  guint bits = 0, n_bits = 0;

  for (int i = 0; i <= width * height; i++)
    {
      const guint8 *p = pixels + i / width * gdk_pixbuf_get_rowstride (pixbuf) + i % width * 3;
      guint codes[] = { 256, i == width * height ? 257 : p[1] != 0 ? 2 : p[0] != 0 ? 0 : 1 };

      for (gsize k = i % 200 == 0 ? 0 : 1; k < 2; k++)
        {
          bits |= codes[k] << n_bits;
          for (n_bits += 9; n_bits >= 8; n_bits -= 8, bits >>= 8)
            put_number (packed, bits & 0xff, 1);
        }
    }
  put_number (packed, bits, 1);

  put_number (file, 8, 1);
  for (guint at = 0; at < packed->len; at += 255)
    {
      put_number (file, MIN (255, packed->len - at), 1);
      put (file, packed->data + at, MIN (255, packed->len - at));
    }
  put_number (file, 0, 1);
}

GBytes *
sample_gif (int   width,
            int   height,
            guint n_frames)
{
  g_autoptr(GdkPixbuf) pixbuf = sample_paint (width, height, FALSE);
  GByteArray *file = g_byte_array_new ();
  guint8 colors[256 * 3] = { 255, 0, 0, 0, 0, 255, 255, 255, 255 };

  put (file, "GIF89a", 6);
  put_number (file, (guint) width, 2);
  put_number (file, (guint) height, 2);
  put (file, "\xf7\0\0", 3);
  put (file, colors, sizeof colors);
  for (guint i = 0; i < n_frames; i++)
    {
      put (file, "\x21\xf9\4\0\x0a\0\0\0\x2c\0\0\0\0", 13);
      put_number (file, (guint) width, 2);
      put_number (file, (guint) height, 2);
      put_number (file, 0, 1);
      put_gif_pixels (file, pixbuf);
    }
  put_number (file, 0x3b, 1);
  return g_byte_array_free_to_bytes (file);
}

GBytes *
sample_animated_webp (int   width,
                      int   height,
                      guint n_frames)
{
  g_autoptr(GBytes) still = sample_encode ("webp", width, height, FALSE);
  GByteArray *file;
  const guint8 *data;
  gsize size, chunk = 12;

  if (still == NULL)
    return NULL;

  /* Its own first chunk with pixels in it. */
  data = g_bytes_get_data (still, &size);
  while (memcmp (data + chunk, "VP8", 3) != 0 || data[chunk + 3] == 'X')
    chunk += 8 + GUINT32_FROM_LE (*(const guint32 *) (data + chunk + 4));
  size -= chunk;

  file = g_byte_array_new ();
  put (file, "RIFF\0\0\0\0WEBPVP8X\x0a\0\0\0\2\0\0\0", 24);
  put_number (file, (guint) width - 1, 3);
  put_number (file, (guint) height - 1, 3);
  put (file, "ANIM\6\0\0\0\0\0\0\0\0\0", 14);
  for (guint i = 0; i < n_frames; i++)
    {
      put (file, "ANMF", 4);
      put_number (file, (guint) size + 16, 4);
      put_number (file, 0, 6);
      put_number (file, (guint) width - 1, 3);
      put_number (file, (guint) height - 1, 3);
      put_number (file, 100, 3);
      put_number (file, 0, 1);
      put (file, data + chunk, size);
    }
  *(guint32 *) (file->data + 4) = GUINT32_TO_LE (file->len - 8);
  return g_byte_array_free_to_bytes (file);
}

GBytes *
sample_turn_jpeg (GBytes *plain,
                  guint8  orientation)
{
  const guint8 exif[] = {
    0xff, 0xd8, 0xff, 0xe1, 0, 34, 'E', 'x', 'i', 'f', 0, 0,
    'M', 'M', 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0,
  };
  GByteArray *file = g_byte_array_new ();

  put (file, exif, sizeof exif);
  /* Without its own start, which stands before the block already. */
  put (file, (const guint8 *) g_bytes_get_data (plain, NULL) + 2, g_bytes_get_size (plain) - 2);
  return g_byte_array_free_to_bytes (file);
}

GBytes *
sample_turned_jpeg (int    width,
                    int    height,
                    guint8 orientation)
{
  g_autoptr(GBytes) plain = sample_encode ("jpeg", width, height, FALSE);

  return sample_turn_jpeg (plain, orientation);
}

void
keep_result_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

JaridaPixels *
sample_decode (JaridaImageDecoder  *decoder,
               GBytes              *bytes,
               int                  max_width,
               int                  max_height,
               GError             **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  jarida_image_decoder_decode_async (decoder, bytes, max_width, max_height, JARIDA_DECODE_NONE, NULL, keep_result_cb, &result);
  WAIT_UNTIL (result != NULL);
  return jarida_image_decoder_decode_finish (decoder, result, error);
}

void
assert_pixel (JaridaPixels *pixels,
              int           x,
              int           y,
              int           red,
              int           green,
              int           blue)
{
  const guint8 *data = g_bytes_get_data (pixels->data, NULL);
  const guint8 *p = data + y * pixels->stride + x * (pixels->has_alpha ? 4 : 3);

  /* Lossy kinds are a little off. */
  g_assert_cmpint (ABS (p[0] - red), <, 24);
  g_assert_cmpint (ABS (p[1] - green), <, 24);
  g_assert_cmpint (ABS (p[2] - blue), <, 24);
}
