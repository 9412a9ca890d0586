/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "jarida-image.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <string.h>

/* The decoder against a real helper in its real sandbox. The pictures are painted and encoded here. */

#define WAIT_UNTIL(cond) G_STMT_START { gint64 end_ = g_get_monotonic_time () + 15 * G_USEC_PER_SEC; \
  while (!(cond)) { if (g_get_monotonic_time () > end_) g_error ("timed out: " #cond); \
    g_main_context_iteration (NULL, TRUE); } } G_STMT_END

static void
keep_result_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static JaridaPixels *
decode (JaridaImageDecoder  *decoder,
        GBytes              *bytes,
        int                  max_width,
        int                  max_height,
        GError             **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  jarida_image_decoder_decode_async (decoder, bytes, max_width, max_height, NULL, keep_result_cb, &result);
  WAIT_UNTIL (result != NULL);
  return jarida_image_decoder_decode_finish (decoder, result, error);
}

/* Left half red, right half blue, upper left corner white. */
static GdkPixbuf *
paint (int      width,
       int      height,
       gboolean alpha)
{
  GdkPixbuf *pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, alpha, 8, width, height);
  g_autoptr(GdkPixbuf) left = gdk_pixbuf_new_subpixbuf (pixbuf, 0, 0, width / 2, height);
  g_autoptr(GdkPixbuf) corner = gdk_pixbuf_new_subpixbuf (pixbuf, 0, 0, width / 4, height / 4);

  gdk_pixbuf_fill (pixbuf, alpha ? 0x0000ff00 : 0x0000ffff);
  gdk_pixbuf_fill (left, 0xff0000ff);
  gdk_pixbuf_fill (corner, 0xffffffff);
  return pixbuf;
}

static GBytes *
encode (GdkPixbuf  *pixbuf,
        const char *type)
{
  g_autoptr(GError) error = NULL;
  char *data = NULL;
  gsize size = 0;

  if (!gdk_pixbuf_save_to_buffer (pixbuf, &data, &size, type, &error, NULL))
    {
      g_test_message ("%s cannot be written here: %s", type, error->message);
      return NULL;
    }

  return g_bytes_new_take (data, size);
}

static void
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

static void
test_format (gconstpointer data)
{
  const char *type = data;
  g_autoptr(JaridaImageDecoder) decoder = jarida_image_decoder_new ();
  g_autoptr(GdkPixbuf) pixbuf = paint (640, 400, FALSE);
  g_autoptr(GBytes) bytes = encode (pixbuf, type);
  g_autoptr(JaridaPixels) full = NULL;
  g_autoptr(JaridaPixels) small = NULL;
  g_autoptr(JaridaPixels) never_enlarged = NULL;
  g_autoptr(GError) error = NULL;
  JaridaImageInfo info;

  if (bytes == NULL)
    {
      g_test_skip ("no encoder");
      return;
    }

  g_assert_true (jarida_image_sniff (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), &info, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (jarida_image_format_get_name (info.format), ==, type);
  g_assert_cmpint (info.width, ==, 640);
  g_assert_cmpint (info.height, ==, 400);

  full = decode (decoder, bytes, 0, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpint (full->width, ==, 640);
  g_assert_cmpint (full->height, ==, 400);
  g_assert_cmpuint (g_bytes_get_size (full->data), ==, full->stride * full->height);
  assert_pixel (full, 20, 20, 255, 255, 255);
  assert_pixel (full, 20, 390, 255, 0, 0);
  assert_pixel (full, 630, 10, 0, 0, 255);

  small = decode (decoder, bytes, 100, 100, &error);
  g_assert_no_error (error);
  g_assert_cmpint (small->width, ==, 100);
  g_assert_cmpint (small->height, ==, 63);
  g_assert_cmpint (small->full_width, ==, 640);
  g_assert_cmpint (small->full_height, ==, 400);
  assert_pixel (small, 4, 4, 255, 255, 255);
  assert_pixel (small, 4, 60, 255, 0, 0);
  assert_pixel (small, 95, 2, 0, 0, 255);

  never_enlarged = decode (decoder, bytes, 4000, 4000, &error);
  g_assert_no_error (error);
  g_assert_cmpint (never_enlarged->width, ==, 640);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_data_func ("/images/decoder/png", "png", test_format);
  g_test_add_data_func ("/images/decoder/jpeg", "jpeg", test_format);
  g_test_add_data_func ("/images/decoder/webp", "webp", test_format);
  g_test_add_data_func ("/images/decoder/avif", "avif", test_format);

  return g_test_run ();
}
