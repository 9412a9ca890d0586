/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "picture-samples.h"

#include <string.h>

/* Pictures through a real helper in its real sandbox. */

static GBytes *
make (const char *type,
      int         width,
      int         height)
{
  if (strcmp (type, "gif") == 0)
    return sample_gif (width, height, 1);
  if (strcmp (type, "animated gif") == 0)
    return sample_gif (width, height, 5);
  if (strcmp (type, "animated webp") == 0)
    return sample_animated_webp (width, height, 5);

  return sample_encode (type, width, height, FALSE);
}

static void
test_format (gconstpointer data)
{
  const char *type = data;
  const char *format = g_str_has_prefix (type, "animated ") ? type + 9 : type;
  g_autoptr(JaridaImageDecoder) decoder = jarida_image_decoder_new ();
  g_autoptr(GBytes) bytes = make (type, 640, 400);
  g_autoptr(JaridaPixels) full = NULL;
  g_autoptr(JaridaPixels) small = NULL;
  g_autoptr(JaridaPixels) never_enlarged = NULL;
  g_autoptr(GError) error = NULL;
  JaridaImageInfo info;

  if (bytes == NULL)
    return;

  g_assert_true (jarida_image_sniff (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), &info, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (jarida_image_format_get_name (info.format), ==, format);
  g_assert_cmpint (info.width, ==, 640);
  g_assert_cmpint (info.height, ==, 400);

  full = sample_decode (decoder, bytes, 0, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpint (full->width, ==, 640);
  g_assert_cmpint (full->height, ==, 400);
  g_assert_cmpuint (g_bytes_get_size (full->data), ==, full->stride * full->height);
  assert_pixel (full, 20, 20, 255, 255, 255);
  assert_pixel (full, 20, 390, 255, 0, 0);
  assert_pixel (full, 630, 10, 0, 0, 255);

  small = sample_decode (decoder, bytes, 100, 100, &error);
  g_assert_no_error (error);
  g_assert_cmpint (small->width, ==, 100);
  g_assert_cmpint (small->height, ==, 63);
  g_assert_cmpint (small->full_width, ==, 640);
  g_assert_cmpint (small->full_height, ==, 400);
  assert_pixel (small, 4, 4, 255, 255, 255);
  assert_pixel (small, 4, 60, 255, 0, 0);
  assert_pixel (small, 95, 2, 0, 0, 255);

  never_enlarged = sample_decode (decoder, bytes, 4000, 4000, &error);
  g_assert_no_error (error);
  g_assert_cmpint (never_enlarged->width, ==, 640);
}

static void
test_alpha (gconstpointer data)
{
  g_autoptr(JaridaImageDecoder) decoder = jarida_image_decoder_new ();
  g_autoptr(GBytes) bytes = sample_encode (data, 64, 64, TRUE);
  g_autoptr(JaridaPixels) pixels = NULL;
  g_autoptr(GError) error = NULL;
  const guint8 *p;

  if (bytes == NULL)
    return;

  pixels = sample_decode (decoder, bytes, 32, 32, &error);
  g_assert_no_error (error);
  g_assert_true (pixels->has_alpha);
  p = g_bytes_get_data (pixels->data, NULL);
  assert_pixel (pixels, 4, 30, 255, 0, 0);
  g_assert_cmpuint (p[30 * pixels->stride + 4 * 4 + 3], ==, 255);
  g_assert_cmpuint (p[30 * pixels->stride + 28 * 4 + 3], ==, 0);
  /* No blue of what cannot be seen bleeds over the edge: colours are weighed by their alpha. (Lossy kinds smear it
   * themselves.) */
  if (strcmp (data, "png") == 0)
    assert_pixel (pixels, 15, 30, 255, 0, 0);
}

/* The stored picture is 640 × 400, white at its upper left; where that ends up is what Exif says. */
static void
test_orientation (void)
{
  static const struct
  {
    guint8 orientation;
    int    width, height;
    int    white_x, white_y;
  } rows[] = {
    { 1, 200, 125, 5, 5 }, { 2, 200, 125, 195, 5 }, { 3, 200, 125, 195, 120 }, { 4, 200, 125, 5, 120 },
    { 5, 125, 200, 5, 5 }, { 6, 125, 200, 120, 5 }, { 7, 125, 200, 120, 195 }, { 8, 125, 200, 5, 195 },
  };
  g_autoptr(JaridaImageDecoder) decoder = jarida_image_decoder_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(GBytes) bytes = sample_turned_jpeg (640, 400, rows[i].orientation);
      g_autoptr(GError) error = NULL;
      g_autoptr(JaridaPixels) pixels = sample_decode (decoder, bytes, 200, 200, &error);

      g_test_message ("orientation %u", rows[i].orientation);
      g_assert_no_error (error);
      g_assert_cmpint (pixels->width, ==, rows[i].width);
      g_assert_cmpint (pixels->height, ==, rows[i].height);
      g_assert_cmpint (pixels->full_width, ==, rows[i].width > rows[i].height ? 640 : 400);
      assert_pixel (pixels, rows[i].white_x, rows[i].white_y, 255, 255, 255);
    }
}

/* The bounds are kept at every size, and no side is ever nothing. */
static void
test_bounds (void)
{
  g_autoptr(JaridaImageDecoder) decoder = jarida_image_decoder_new ();
  g_autoptr(GBytes) wide = sample_encode ("jpeg", 2000, 3, FALSE);
  g_autoptr(GBytes) usual = sample_encode ("jpeg", 333, 217, FALSE);

  for (int bound = 1; bound < 340; bound += 13)
    {
      g_autoptr(JaridaPixels) a = sample_decode (decoder, wide, bound, 0, NULL);
      g_autoptr(JaridaPixels) b = sample_decode (decoder, usual, bound, bound, NULL);
      g_autoptr(JaridaPixels) c = sample_decode (decoder, usual, 0, bound, NULL);

      g_assert_cmpint (a->width, ==, bound);
      g_assert_cmpint (a->height, >=, 1);
      g_assert_cmpint (b->width, ==, MIN (bound, 333));
      g_assert_cmpint (c->height, ==, MIN (bound, 217));
    }
}

static void
test_cut_jpeg_shows_its_upper_part (void)
{
  g_autoptr(JaridaImageDecoder) decoder = jarida_image_decoder_new ();
  g_autoptr(GBytes) bytes = sample_encode ("jpeg", 640, 400, FALSE);
  g_autoptr(GBytes) half = g_bytes_new_from_bytes (bytes, 0, g_bytes_get_size (bytes) / 2);
  g_autoptr(GError) error = NULL;
  g_autoptr(JaridaPixels) pixels = sample_decode (decoder, half, 0, 0, &error);

  g_assert_no_error (error);
  assert_pixel (pixels, 20, 20, 255, 255, 255);
  assert_pixel (pixels, 20, 399, 128, 128, 128);
}

static void
test_refusals (void)
{
  g_autoptr(JaridaImageDecoder) decoder = jarida_image_decoder_new ();
  g_autoptr(GBytes) png = sample_encode ("png", 64, 64, FALSE);
  g_autoptr(GBytes) head = g_bytes_new_from_bytes (png, 0, 40);
  g_autoptr(GBytes) page = g_bytes_new_static ("<!doctype html><title>Not found</title>", 39);
  g_autoptr(GBytes) nothing = g_bytes_new_static ("", 0);
  g_autoptr(GBytes) lying = NULL;
  guint8 *copy = g_memdup2 (g_bytes_get_data (png, NULL), g_bytes_get_size (png));
  const struct
  {
    GBytes           *bytes;
    JaridaImageError  code;
  } rows[] = {
    { page, JARIDA_IMAGE_ERROR_UNKNOWN },
    { nothing, JARIDA_IMAGE_ERROR_UNKNOWN },
    { head, JARIDA_IMAGE_ERROR_BROKEN },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_null (sample_decode (decoder, rows[i].bytes, 0, 0, &error));
      g_assert_error (error, JARIDA_IMAGE_ERROR, (int) rows[i].code);
    }

  /* A byte of the pixels turned over: the check sum tells, or the picture is a little wrong, but it ends. */
  copy[g_bytes_get_size (png) / 2] ^= 0xff;
  lying = g_bytes_new_take (copy, g_bytes_get_size (png));
  g_autoptr(JaridaPixels) pixels = sample_decode (decoder, lying, 0, 0, NULL);
  g_clear_pointer (&lying, g_bytes_unref);
}

int
main (int   argc,
      char *argv[])
{
  static const char *const types[] = { "png", "jpeg", "gif", "webp", "avif", "animated gif", "animated webp" };

  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    {
      g_autofree char *path = g_strdelimit (g_strconcat ("/images/decoder/", types[i], NULL), " ", '-');

      g_test_add_data_func (path, types[i], test_format);
    }
  g_test_add_data_func ("/images/decoder/alpha-png", "png", test_alpha);
  g_test_add_data_func ("/images/decoder/alpha-webp", "webp", test_alpha);
  g_test_add_data_func ("/images/decoder/alpha-avif", "avif", test_alpha);
  g_test_add_func ("/images/decoder/orientation", test_orientation);
  g_test_add_func ("/images/decoder/bounds", test_bounds);
  g_test_add_func ("/images/decoder/cut-jpeg", test_cut_jpeg_shows_its_upper_part);
  g_test_add_func ("/images/decoder/refusals", test_refusals);

  return g_test_run ();
}
