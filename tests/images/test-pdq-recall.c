/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "jarida-image.h"

#include <string.h>

#include "picture-samples.h"
#include "plain-pdq.h"

/* Through the helper, as the reader will have it: the hashes are of the whole picture whatever size is asked for, and copies
 * that were encoded anew or made smaller are found by them. */

static const char *const names[] = {
  "bread.jpg", "carpet.webp", "chart-glacier.png", "chart-jobs.png", "chart-olive-prices.png", "chart-ports.png",
  "chart-rain.png", "dam.jpg", "dunes.jpg", "fishing-boats.jpg", "library.jpg", "lighthouse.jpg", "market.jpg",
  "mountains-snow.jpg", "night-sky.webp", "oasis-palms.jpg", "old-town.jpg", "oranges.jpg", "port-dawn.jpg", "pottery.webp",
  "rain-street.jpg", "solar-farm.webp", "stadium.jpg", "strait-map.png", "tea.jpg", "train.jpg", "wheat-field.jpg",
  "wind-turbines.jpg",
};

static JaridaPixels *
hash_encoded (JaridaImageDecoder *decoder,
              GBytes             *bytes,
              int                 max_width)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  JaridaPixels *pixels;

  jarida_image_decoder_decode_async (decoder, bytes, max_width, 0, JARIDA_DECODE_HASH, NULL, keep_result_cb, &result);
  WAIT_UNTIL (result != NULL);
  pixels = jarida_image_decoder_decode_finish (decoder, result, &error);
  g_assert_no_error (error);
  return pixels;
}

static GBytes *
read_picture (const char *name)
{
  g_autofree char *path = g_build_filename (SAMPLE_PICTURES, name, NULL);
  g_autoptr(GError) error = NULL;
  char *data;
  gsize size;

  g_file_get_contents (path, &data, &size, &error);
  g_assert_no_error (error);
  return g_bytes_new_take (data, size);
}

static GBytes *
encode (GdkPixbuf  *pixbuf,
        const char *type,
        const char *quality)
{
  g_autoptr(GError) error = NULL;
  char *data = NULL;
  gsize size;

  if (!gdk_pixbuf_save_to_buffer (pixbuf, &data, &size, type, &error, quality != NULL ? "quality" : NULL, quality, NULL))
    {
      g_test_message ("%s", error->message);
      return NULL;
    }

  return g_bytes_new_take (data, size);
}

/* T-P2: what the helper decodes and what is decoded here have the same hash, and the size asked for changes nothing. */
static void
test_decode (void)
{
  g_autoptr(JaridaImageDecoder) decoder = jarida_image_decoder_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr(GBytes) bytes = read_picture (names[i]);
      g_autoptr(GdkPixbuf) pixbuf = sample_load_picture (names[i]);
      g_autoptr(JaridaPixels) full = NULL;
      g_autoptr(JaridaPixels) small = NULL;
      JaridaPdq pdq;

      if (pixbuf == NULL)
        continue;

      g_test_message ("%s", names[i]);
      hash_pixbuf (pixbuf, &pdq);
      full = hash_encoded (decoder, bytes, 0);
      small = hash_encoded (decoder, bytes, 200);
      g_assert_cmpint (small->width, ==, 200);
      g_assert_cmpuint (full->n_hashes, >=, 2);
      g_assert_cmpuint (full->hashes[0].crop, ==, 0);
      g_assert_cmpint (jarida_pdq_distance (full->hashes[0].bits, pdq.bits), <=, pdq.quality >= 80 ? 10 : 31);
      g_assert_cmpmem (full->hashes, full->n_hashes * sizeof (JaridaPdq), small->hashes,
                       small->n_hashes * sizeof (JaridaPdq));
      /* The pixels are what they are without a question for the hashes. */
      g_assert_cmpuint (g_bytes_get_size (full->data), ==, full->stride * full->height);
    }
}

static void
test_not_asked (void)
{
  g_autoptr(JaridaImageDecoder) decoder = jarida_image_decoder_new ();
  g_autoptr(GBytes) bytes = read_picture ("market.jpg");
  g_autoptr(JaridaPixels) pixels = sample_decode (decoder, bytes, 0, 0, NULL);

  g_assert_null (pixels->hashes);
  g_assert_cmpuint (pixels->n_hashes, ==, 0);
}

static void
test_avif (void)
{
  g_autoptr(JaridaImageDecoder) decoder = jarida_image_decoder_new ();
  g_autoptr(GdkPixbuf) pixbuf = sample_load_picture ("market.jpg");
  g_autoptr(GBytes) bytes = encode (pixbuf, "avif", "90");
  g_autoptr(JaridaPixels) pixels = NULL;
  JaridaPdq pdq;

  if (bytes == NULL)
    {
      g_test_skip ("no AVIF here");
      return;
    }

  hash_pixbuf (pixbuf, &pdq);
  pixels = hash_encoded (decoder, bytes, 320);
  g_assert_cmpint (jarida_pdq_distance (pixels->hashes[0].bits, pdq.bits), <=, 10);
}

/* However the camera was held, it is the hash of the upright picture. */
static void
test_orientation (void)
{
  g_autoptr(JaridaImageDecoder) decoder = jarida_image_decoder_new ();
  g_autoptr(GdkPixbuf) pixbuf = sample_load_picture ("train.jpg");
  g_autoptr(GBytes) plain = encode (pixbuf, "jpeg", "95");
  g_autoptr(JaridaPixels) upright = hash_encoded (decoder, plain, 0);

  for (guint8 orientation = 2; orientation <= 8; orientation++)
    {
      static const GdkPixbufRotation back[] = {
        [3] = GDK_PIXBUF_ROTATE_UPSIDEDOWN, [6] = GDK_PIXBUF_ROTATE_COUNTERCLOCKWISE, [8] = GDK_PIXBUF_ROTATE_CLOCKWISE,
      };
      g_autoptr(GdkPixbuf) held = NULL;
      g_autoptr(GBytes) encoded = NULL;
      g_autoptr(GBytes) bytes = NULL;
      g_autoptr(JaridaPixels) pixels = NULL;

      if (orientation != 3 && orientation != 6 && orientation != 8)
        continue;

      held = gdk_pixbuf_rotate_simple (pixbuf, back[orientation]);
      encoded = encode (held, "jpeg", "95");
      bytes = sample_turn_jpeg (encoded, orientation);
      pixels = hash_encoded (decoder, bytes, 300);
      g_assert_cmpuint (pixels->n_hashes, ==, upright->n_hashes);
      for (guint i = 0; i < pixels->n_hashes; i++)
        g_assert_cmpint (jarida_pdq_distance (pixels->hashes[i].bits, upright->hashes[i].bits), <=, 10);
    }
}

/* Copies of one kind: how many there are, and how many are found. */
typedef struct
{
  guint n;
  guint n_found;
  int   worst;
} Share;

static void
look_for (JaridaImageDecoder *decoder,
          GdkPixbuf          *copy,
          const char         *type,
          const char         *quality,
          const JaridaPixels *original,
          Share              *share)
{
  g_autoptr(GBytes) bytes = encode (copy, type, quality);
  g_autoptr(JaridaPixels) pixels = bytes != NULL ? hash_encoded (decoder, bytes, 320) : NULL;
  int best = 256;

  if (pixels == NULL)
    return;

  for (guint a = 0; a < original->n_hashes; a++)
    for (guint b = 0; b < pixels->n_hashes; b++)
      best = MIN (best, jarida_pdq_distance (original->hashes[a].bits, pixels->hashes[b].bits));
  share->n++;
  share->n_found += best <= JARIDA_PDQ_MATCH;
  share->worst = MAX (share->worst, best);
}

/* T-P4. */
static void
test_recall (void)
{
  static const char *const qualities[] = { "15", "30", "50", "75", "90" };
  static const int widths[] = { 900, 640, 320, 160 };
  g_autoptr(JaridaImageDecoder) decoder = jarida_image_decoder_new ();
  Share coded = { 0 }, poor = { 0 }, smaller = { 0 };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr(GdkPixbuf) pixbuf = sample_load_picture (names[i]);
      g_autoptr(GBytes) bytes = read_picture (names[i]);
      g_autoptr(JaridaPixels) original = NULL;

      if (pixbuf == NULL)
        continue;

      original = hash_encoded (decoder, bytes, 320);
      for (gsize k = 0; k < G_N_ELEMENTS (qualities); k++)
        look_for (decoder, pixbuf, "jpeg", qualities[k], original, k == 0 ? &poor : &coded);
      look_for (decoder, pixbuf, "webp", "30", original, &coded);
      if (i % 4 == 0)
        look_for (decoder, pixbuf, "png", NULL, original, &coded);
      for (gsize k = 0; k < G_N_ELEMENTS (widths); k++)
        {
          int height = gdk_pixbuf_get_height (pixbuf) * widths[k] / gdk_pixbuf_get_width (pixbuf);
          g_autoptr(GdkPixbuf) copy = gdk_pixbuf_scale_simple (pixbuf, widths[k], height, GDK_INTERP_BILINEAR);

          look_for (decoder, copy, "jpeg", "80", original, &smaller);
        }
    }
  g_test_message ("coded anew: %u of %u found, worst %d bits; JPEG 15: %u of %u, %d; smaller: %u of %u, %d", coded.n_found,
                  coded.n, coded.worst, poor.n_found, poor.n, poor.worst, smaller.n_found, smaller.n, smaller.worst);
  g_assert_cmpuint (coded.n, >, 100);
  g_assert_cmpuint (1000 * coded.n_found, >=, 999 * coded.n);
  g_assert_cmpuint (100 * poor.n_found, >=, 96 * poor.n);
  g_assert_cmpuint (100 * smaller.n_found, >=, 96 * smaller.n);
}

/* Every two of our pictures are far apart. */
static void
test_different (void)
{
  g_autoptr(JaridaImageDecoder) decoder = jarida_image_decoder_new ();
  g_autoptr(GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify) jarida_pixels_unref);
  int least = 256;

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr(GBytes) bytes = read_picture (names[i]);

      g_ptr_array_add (all, hash_encoded (decoder, bytes, 320));
    }
  for (guint i = 0; i < all->len; i++)
    for (guint k = 0; k < i; k++)
      {
        const JaridaPixels *a = g_ptr_array_index (all, i), *b = g_ptr_array_index (all, k);

        for (guint x = 0; x < a->n_hashes * b->n_hashes; x++)
          least = MIN (least, jarida_pdq_distance (a->hashes[x % a->n_hashes].bits, b->hashes[x / a->n_hashes].bits));
      }
  g_test_message ("the nearest two differ by %d bits", least);
  g_assert_cmpint (least, >, 60);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/images/pdq-recall/decode", test_decode);
  g_test_add_func ("/images/pdq-recall/not-asked", test_not_asked);
  g_test_add_func ("/images/pdq-recall/avif", test_avif);
  g_test_add_func ("/images/pdq-recall/orientation", test_orientation);
  g_test_add_func ("/images/pdq-recall/recall", test_recall);
  g_test_add_func ("/images/pdq-recall/different", test_different);

  return g_test_run ();
}
