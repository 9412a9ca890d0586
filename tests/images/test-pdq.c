/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "jarida-pdq.h"

#include <string.h>

#include "plain-pdq.h"
#include "picture-samples.h"

/* Against what ThreatExchange's own program says of our pictures, against its published vectors, and against the algorithm
 * written down plainly. */

/* Made once with the reference program at full size. */
static const struct
{
  const char *name;
  int         quality;
  const char *hash;
} references[] = {
    { "chart-glacier.png", 100, "de6fed21699101996089c88de811d8837009088d28569cf6dfe377649ff6b77e" },
    { "chart-jobs.png", 100, "e515caeae253e31bc3b9e421ce2f6351c9f3ac07260453b9f0019ffe25547554" },
    { "chart-olive-prices.png", 100, "f511dffbf44724a68fbe61505eea64048d16db1b72e10ffca554daaf70016041" },
    { "chart-ports.png", 100, "3cd3bc161c361c619c613c03b803186790417881f40331fe23fee7dc6ffce7fc" },
    { "chart-rain.png", 100, "f851c38e49b47c2743de7c5056bb695467260df0dc8da6da2870f6afc9ac8950" },
    { "strait-map.png", 89, "d98fa38485e41f062e73445afa90e5f00badbb83c10fca1f36f236f8ecd0d503" },
    { "bread.jpg", 100, "8796797916e4e99659e98613e99b10646e4659e4c63bcd9131ea3e4639e6c319" },
    { "dam.jpg", 100, "a6348ae49aa69ae811d13351fb465eafd4e9c4ef684660cecb3ca1f8784e1f06" },
    { "dunes.jpg", 62, "54fcb2a18a86647f3d490bad8432f6505aed14a6a6d26b79292f2903e7f8d696" },
    { "fishing-boats.jpg", 100, "e7654b4cb2d8d9b08ec978e15b6496df49e40ecce36c48aea41e5167494f161e" },
    { "library.jpg", 100, "b1d607addfcc711bc86e0feae012d38044a8d0ccd94a2e3a1f99e0fa0dffc646" },
    { "lighthouse.jpg", 100, "e269d96cb2939eca5904b6b314e14d4426d9a6cd69ec9332793e9936993366cc" },
    { "market.jpg", 100, "15a6a95e45a1bb46ba44d6a1a5d645b6fea81a56e5a946d9aa5555a90589ab76" },
    { "mountains-snow.jpg", 100, "a26e99f062c9e6f69cc11a27ddf6f8c92776c4e1eacd51bea0c9604e06730a19" },
    { "oasis-palms.jpg", 100, "db49f14f34a506b08bd29bc0b42524357fbe5fe943e9a8ac6c56b1569147470b" },
    { "old-town.jpg", 100, "e41de1ca0ad1bab99fa30c650c34b50a57ced2ccf23763b3e865a05f07aae9c4" },
    { "oranges.jpg", 100, "9673272d34d60fb3d9c8cd24734c9ec3c53c6bc394b8cb0c50e3491c9b0cf4f3" },
    { "port-dawn.jpg", 100, "2171234f9ed4fdc8ea9312a30cecb395f53b4ece14ac616de4ce991b13196493" },
    { "rain-street.jpg", 100, "56087e4efa75f0f0546b04eb21b55ac3e7aaadbc89548a4493b214baecea7545" },
    { "stadium.jpg", 100, "6bd43ed0fba5ebb166d03e85dae5ebf073b042a18fe5be8001f7450a401a115f" },
    { "tea.jpg", 100, "da599b17c1e97e862469cb5b9b8460695ec39f3da32e79c1313b87318cc6244e" },
    { "train.jpg", 100, "77c7a7ec8854d851fea2938151559ee652a671dca77cc6ae5066715f26190613" },
    { "wheat-field.jpg", 100, "a37ee7d8b2410855b4f6de8093611c75acf6d7cea3ed502d24fef10e800d6513" },
    { "wind-turbines.jpg", 100, "253edaf9a3c1ac9618681be79c875058a7ee4dee7a9ca02dc1fe700605590f79" },
    { "carpet.webp", 100, "8f554d400d54b28a49558dcaf2aed68ae9d673da7f86803469216fc2ef7e48c9" },
    { "night-sky.webp", 100, "40071abcfa0103af96b46c4bd4b66d01512bd6f46949d69e6d69d6d3d696696c" },
    { "pottery.webp", 100, "faf4a8fb04df468e452e607fa709fb243b289875bb352b2550d44e8a55c8b174" },
    { "solar-farm.webp", 100, "216d5ff4a0d45e9898c1c6a419a4a6f4d94656eee5ac5a7c647eb9fe56c30103" },
};

static void
assert_hash (const JaridaPdq *pdq,
             const char      *hash,
             int              most)
{
  guint8 bits[JARIDA_PDQ_BYTES];

  for (int i = 0; i < JARIDA_PDQ_BYTES; i++)
    bits[i] = (guint8) (g_ascii_xdigit_value (hash[2 * i]) << 4 | g_ascii_xdigit_value (hash[2 * i + 1]));
  g_assert_cmpint (jarida_pdq_distance (pdq->bits, bits), <=, most);
}

/* Lossless pictures bit for bit; of the others another decoder may make a few other bytes. */
static void
test_reference_program (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (references); i++)
    {
      g_autoptr(GdkPixbuf) pixbuf = sample_load_picture (references[i].name);
      gboolean lossless = g_str_has_suffix (references[i].name, ".png");
      JaridaPdq pdq;

      if (pixbuf == NULL)
        continue;

      g_test_message ("%s", references[i].name);
      hash_pixbuf (pixbuf, &pdq);
      assert_hash (&pdq, references[i].hash, lossless ? 0 : 10);
      g_assert_cmpint (ABS (pdq.quality - references[i].quality), <=, lossless ? 0 : 1);
    }
}

/* The published vectors were made after shrinking what is over 512 pixels; those that were not touched must be equal. */
static void
test_published_vectors (void)
{
  g_autofree char *folder = g_build_filename (g_getenv ("JARIDA_SHARED"), "corpora", "image-hash-pdq", NULL);
  g_autofree char *path = g_build_filename (folder, "hashes.tsv", NULL);
  g_autofree char *text = NULL;
  g_auto(GStrv) lines = NULL;
  guint n = 0, n_equal = 0;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    {
      g_test_skip ("the material of other projects is not here");
      return;
    }

  lines = g_strsplit (text, "\n", -1);
  for (gsize i = 0; lines[i] != NULL; i++)
    {
      g_auto(GStrv) fields = g_strsplit (lines[i], "\t", -1);
      g_autofree char *picture = NULL;
      g_autoptr(GdkPixbuf) pixbuf = NULL;
      g_autoptr(GError) error = NULL;
      gboolean untouched;
      JaridaPdq pdq;

      if (lines[i][0] == '#' || g_strv_length (fields) != 3)
        continue;

      picture = g_build_filename (folder, "images", fields[0], NULL);
      pixbuf = gdk_pixbuf_new_from_file (picture, &error);
      g_assert_no_error (error);
      hash_pixbuf (pixbuf, &pdq);
      g_test_message ("%s, quality %u", fields[0], pdq.quality);
      untouched = MAX (gdk_pixbuf_get_width (pixbuf), gdk_pixbuf_get_height (pixbuf)) <= 512
                  && pdq.quality >= JARIDA_PDQ_MIN_QUALITY;
      assert_hash (&pdq, fields[1], untouched ? 0 : atoi (fields[2]));
      n++;
      n_equal += untouched;
    }
  g_assert_cmpuint (n, ==, 17);
  g_assert_cmpuint (n_equal, >=, 6);
}

/* A part of a picture: as good as another picture. */
static void
compare_with_plain (GdkPixbuf *pixbuf,
                    int        x,
                    int        y,
                    int        width,
                    int        height)
{
  g_autoptr(GdkPixbuf) part = gdk_pixbuf_new_subpixbuf (pixbuf, x, y, width, height);
  JaridaPdq plain, pdq;

  hash_plainly (part, &plain);
  hash_pixbuf (part, &pdq);
  g_assert_cmpuint (pdq.quality, ==, plain.quality);
  /* In a picture with almost nothing in it, or shorter than the waves that are looked for, some waves are nothing at all,
   * and what rounding made of them decides the reference's bits. */
  if (plain.quality >= JARIDA_PDQ_MIN_QUALITY && MIN (width, height) > 16)
    {
      g_test_message ("%d × %d at %d, %d", width, height, x, y);
      g_assert_cmpint (jarida_pdq_distance (pdq.bits, plain.bits), ==, 0);
    }
}

static void
test_plain_parts (void)
{
  g_autoptr(GRand) random = g_rand_new_with_seed (64);

  for (gsize i = 0; i < G_N_ELEMENTS (references); i++)
    {
      g_autoptr(GdkPixbuf) pixbuf = sample_load_picture (references[i].name);
      int full_width = pixbuf != NULL ? gdk_pixbuf_get_width (pixbuf) : 0;
      int full_height = pixbuf != NULL ? gdk_pixbuf_get_height (pixbuf) : 0;

      for (guint k = 0; pixbuf != NULL && k < 14; k++)
        {
          int width = g_rand_int_range (random, 5, full_width + 1);
          int height = g_rand_int_range (random, 5, full_height + 1);

          compare_with_plain (pixbuf, g_rand_int_range (random, 0, full_width - width + 1),
                              g_rand_int_range (random, 0, full_height - height + 1), width, height);
        }
    }
}

/* Every size at which the number of pixels in a window changes, up to the largest a camera makes. */
static void
test_plain_sizes (void)
{
  static const int sizes[][2] = {
    { 5, 5 }, { 5, 8000 }, { 8000, 5 }, { 6, 7 }, { 17, 19 }, { 63, 64 }, { 64, 64 }, { 64, 65 }, { 100, 100 }, { 127, 128 },
    { 128, 129 }, { 129, 127 }, { 191, 193 }, { 255, 257 }, { 256, 256 }, { 383, 385 }, { 640, 361 }, { 1023, 1025 },
    { 1280, 720 }, { 1920, 1081 }, { 4001, 131 }, { 131, 4001 }, { 8000, 257 }, { 257, 8000 }, { 3999, 2999 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr(GdkPixbuf) pixbuf = sample_paint_waves (sizes[i][0], sizes[i][1], FALSE);

      compare_with_plain (pixbuf, 0, 0, sizes[i][0], sizes[i][1]);
    }
}

static void
test_too_small (void)
{
  const guint8 pixels[64 * 64 * 4] = { 0 };
  JaridaPdq pdq, set[JARIDA_PDQ_MAX_CROPS];

  g_assert_false (jarida_pdq_compute (pixels, 4, 64, 4 * 64, 3, &pdq));
  g_assert_false (jarida_pdq_compute (pixels, 64, 4, 4 * 64, 4, &pdq));
  g_assert_true (jarida_pdq_compute (pixels, 5, 5, 4 * 64, 4, &pdq));
  g_assert_cmpuint (pdq.quality, ==, 0);
  g_assert_cmpuint (jarida_pdq_crop_set (pixels, 64, 64, 4 * 64, 4, set), ==, 0);
}

/* The same picture in grey, with an alpha that hides nothing, and one laid over white by hand. */
static void
test_grey_and_alpha (void)
{
  g_autoptr(GdkPixbuf) colour = sample_load_picture ("market.jpg");
  g_autoptr(GdkPixbuf) grey = gdk_pixbuf_copy (colour);
  g_autoptr(GdkPixbuf) opaque = gdk_pixbuf_add_alpha (colour, FALSE, 0, 0, 0);
  g_autoptr(GdkPixbuf) holes = sample_paint_waves (640, 480, TRUE);
  g_autoptr(GdkPixbuf) laid = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, 640, 480);
  JaridaPdq a, b;

  gdk_pixbuf_saturate_and_pixelate (colour, grey, 0, FALSE);
  compare_with_plain (grey, 0, 0, gdk_pixbuf_get_width (grey), gdk_pixbuf_get_height (grey));

  hash_pixbuf (colour, &a);
  hash_pixbuf (opaque, &b);
  g_assert_cmpmem (&a, sizeof a, &b, sizeof b);

  for (int y = 0; y < 480; y++)
    for (int x = 0; x < 640; x++)
      {
        const guint8 *from = gdk_pixbuf_read_pixels (holes) + y * gdk_pixbuf_get_rowstride (holes) + 4 * x;
        guint8 *to = gdk_pixbuf_get_pixels (laid) + y * gdk_pixbuf_get_rowstride (laid) + 3 * x;

        for (int i = 0; i < 3; i++)
          to[i] = (guint8) (255.0 + (from[i] - 255.0) * from[3] / 255.0 + 0.5);
      }
  hash_pixbuf (holes, &a);
  hash_plainly (laid, &b);
  g_assert_cmpuint (b.quality, >=, JARIDA_PDQ_MIN_QUALITY);
  g_assert_cmpmem (&a, sizeof a, &b, sizeof b);
}

static void
test_distance (void)
{
  guint8 a[JARIDA_PDQ_BYTES] = { 0 }, b[JARIDA_PDQ_BYTES] = { 0 };

  g_assert_cmpint (jarida_pdq_distance (a, b), ==, 0);
  for (int i = 0; i < 256; i++)
    {
      b[i / 8] ^= (guint8) (1 << i % 8);
      g_assert_cmpint (jarida_pdq_distance (a, b), ==, i + 1);
    }
}

/* Planted at every distance, in every place of a small list and in one of a large one. */
static void
test_find (void)
{
  enum { N = 1000 };
  g_autoptr(GRand) random = g_rand_new_with_seed (256);
  g_autofree guint8 *hashes = g_malloc (N * JARIDA_PDQ_BYTES);
  guint8 needle[JARIDA_PDQ_BYTES];

  for (int i = 0; i < N * JARIDA_PDQ_BYTES; i++)
    hashes[i] = (guint8) g_rand_int (random);
  for (int i = 0; i < N; i++)
    {
      int bits = i % 48;

      memcpy (needle, hashes + i * JARIDA_PDQ_BYTES, sizeof needle);
      for (int k = 0; k < bits; k++)
        needle[k / 2 % JARIDA_PDQ_BYTES] ^= (guint8) (1 << (k % 2 + k / 64));
      g_assert_cmpint (jarida_pdq_distance (needle, hashes + i * JARIDA_PDQ_BYTES), ==, bits);
      g_assert_cmpint (jarida_pdq_find (hashes, N, needle, JARIDA_PDQ_MATCH), ==, bits <= JARIDA_PDQ_MATCH ? i : -1);
      g_assert_cmpint (jarida_pdq_find (hashes, (gsize) i, needle, JARIDA_PDQ_MATCH), ==, -1);
    }
  /* The first of two. */
  memcpy (hashes + 5 * JARIDA_PDQ_BYTES, hashes + 2 * JARIDA_PDQ_BYTES, JARIDA_PDQ_BYTES);
  g_assert_cmpint (jarida_pdq_find (hashes, N, hashes + 5 * JARIDA_PDQ_BYTES, 0), ==, 2);
  g_assert_cmpint (jarida_pdq_find (NULL, 0, needle, 256), ==, -1);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/images/pdq/reference-program", test_reference_program);
  g_test_add_func ("/images/pdq/published-vectors", test_published_vectors);
  g_test_add_func ("/images/pdq/plain-parts", test_plain_parts);
  g_test_add_func ("/images/pdq/plain-sizes", test_plain_sizes);
  g_test_add_func ("/images/pdq/too-small", test_too_small);
  g_test_add_func ("/images/pdq/grey-and-alpha", test_grey_and_alpha);
  g_test_add_func ("/images/pdq/distance", test_distance);
  g_test_add_func ("/images/pdq/find", test_find);

  return g_test_run ();
}
