/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "jarida-pdq.h"

#include <string.h>

#include "picture-samples.h"
#include "plain-pdq.h"

/* The crop set: which rectangles it is made of, and that each has the hash it would have alone. */

#define SAME { 0, 0, 0, 0 }   /* as one before it, so left out */

typedef struct
{
  int x, y, width, height;
} Box;

static guint
hash_crops (GdkPixbuf *pixbuf,
            JaridaPdq  out_set[JARIDA_PDQ_MAX_CROPS])
{
  return jarida_pdq_crop_set (gdk_pixbuf_read_pixels (pixbuf), gdk_pixbuf_get_width (pixbuf),
                              gdk_pixbuf_get_height (pixbuf), gdk_pixbuf_get_rowstride (pixbuf),
                              gdk_pixbuf_get_n_channels (pixbuf), out_set);
}

/* @boxes: of crops 0 to 7. */
static void
assert_crops (GdkPixbuf *pixbuf,
              const Box  boxes[JARIDA_PDQ_MAX_CROPS])
{
  JaridaPdq set[JARIDA_PDQ_MAX_CROPS];
  guint n = hash_crops (pixbuf, set), at = 0;

  for (guint i = 0; i < JARIDA_PDQ_MAX_CROPS; i++)
    {
      g_autoptr(GdkPixbuf) part = NULL;
      JaridaPdq alone;

      if (boxes[i].width == 0)
        continue;

      part = gdk_pixbuf_new_subpixbuf (pixbuf, boxes[i].x, boxes[i].y, boxes[i].width, boxes[i].height);
      hash_pixbuf (part, &alone);
      g_test_message ("crop %u of %d × %d", i, gdk_pixbuf_get_width (pixbuf), gdk_pixbuf_get_height (pixbuf));
      g_assert_cmpuint (at, <, n);
      g_assert_cmpuint (set[at].crop, ==, i);
      g_assert_cmpuint (set[at].quality, ==, alone.quality);
      g_assert_cmpint (jarida_pdq_distance (set[at].bits, alone.bits), ==, 0);
      at++;
    }
  g_assert_cmpuint (at, ==, n);
}

static void
test_shapes (void)
{
  static const struct
  {
    int width, height;
    Box boxes[JARIDA_PDQ_MAX_CROPS];
  } rows[] = {
    /* Wider shapes keep the width, narrower ones the height. */
    { 1200, 800, { { 0, 0, 1200, 800 }, SAME, { 0, 86, 1200, 628 }, { 0, 62, 1200, 675 }, SAME, { 66, 0, 1067, 800 },
                   { 200, 0, 800, 800 }, { 280, 0, 640, 800 } } },
    { 600, 900, { { 0, 0, 600, 900 }, SAME, { 0, 293, 600, 314 }, { 0, 281, 600, 338 }, { 0, 250, 600, 400 },
                  { 0, 225, 600, 450 }, { 0, 150, 600, 600 }, { 0, 75, 600, 750 } } },
    { 640, 360, { { 0, 0, 640, 360 }, SAME, { 0, 12, 640, 335 }, SAME, { 50, 0, 540, 360 }, { 80, 0, 480, 360 },
                  { 140, 0, 360, 360 }, { 176, 0, 288, 360 } } },
    { 500, 500, { { 0, 0, 500, 500 }, SAME, { 0, 119, 500, 262 }, { 0, 109, 500, 281 }, { 0, 83, 500, 333 },
                  { 0, 62, 500, 375 }, SAME, { 50, 0, 400, 500 } } },
    /* Crops that would be under 100 pixels are not there. */
    { 130, 130, { { 0, 0, 130, 130 }, SAME, SAME, SAME, SAME, SAME, SAME, { 13, 0, 104, 130 } } },
    { 100, 100, { { 0, 0, 100, 100 } } },
    { 2000, 101, { { 0, 0, 2000, 101 }, SAME, { 903, 0, 193, 101 }, { 910, 0, 180, 101 }, { 924, 0, 152, 101 },
                   { 932, 0, 135, 101 }, { 949, 0, 101, 101 } } },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(GdkPixbuf) pixbuf = sample_paint_waves (rows[i].width, rows[i].height, i % 2 == 1);

      assert_crops (pixbuf, rows[i].boxes);
    }
}

/* A picture of 400 × 300 inside one with these borders. */
static GdkPixbuf *
frame (int     left,
       int     top,
       int     right,
       int     bottom,
       guint32 colour)
{
  g_autoptr(GdkPixbuf) inside = sample_paint_waves (400, 300, FALSE);
  GdkPixbuf *pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, 400 + left + right, 300 + top + bottom);

  gdk_pixbuf_fill (pixbuf, colour);
  gdk_pixbuf_copy_area (inside, 0, 0, 400, 300, pixbuf, left, top);
  return pixbuf;
}

/* Whether crop 1 is the picture inside. */
static gboolean
finds_inside (GdkPixbuf *pixbuf)
{
  g_autoptr(GdkPixbuf) inside = sample_paint_waves (400, 300, FALSE);
  JaridaPdq set[JARIDA_PDQ_MAX_CROPS], alone;
  guint n = hash_crops (pixbuf, set);

  hash_pixbuf (inside, &alone);
  for (guint i = 0; i < n; i++)
    if (set[i].crop == 1)
      return memcmp (set[i].bits, alone.bits, sizeof alone.bits) == 0;

  return FALSE;
}

static void
test_borders (void)
{
  static const struct
  {
    int      left, top, right, bottom;
    guint32  colour;
    gboolean found;
  } rows[] = {
    { 20, 20, 20, 20, 0xffffffff, TRUE }, { 0, 60, 0, 60, 0x000000ff, TRUE }, { 80, 0, 80, 0, 0x000000ff, TRUE },
    { 0, 0, 0, 90, 0xffffffff, TRUE }, { 1, 0, 0, 0, 0xffffffff, TRUE }, { 30, 40, 0, 5, 0x202020ff, TRUE },
    /* A quarter of the side is the most that is taken for a border. */
    { 0, 99, 0, 0, 0x000000ff, TRUE }, { 0, 102, 0, 0, 0x000000ff, FALSE },
    { 0, 0, 132, 0, 0xffffffff, TRUE }, { 0, 0, 135, 0, 0xffffffff, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(GdkPixbuf) pixbuf = frame (rows[i].left, rows[i].top, rows[i].right, rows[i].bottom, rows[i].colour);

      g_test_message ("row %u", (guint) i);
      g_assert_true (finds_inside (pixbuf) == rows[i].found);
    }
}

/* What JPEG does to a border is forgiven, a thing drawn in it is not. */
static void
test_border_tolerance (void)
{
  g_autoptr(GdkPixbuf) noisy = frame (20, 20, 20, 20, 0x646464ff);
  g_autoptr(GdkPixbuf) marked = frame (20, 20, 20, 20, 0x646464ff);
  guint8 *pixels = gdk_pixbuf_get_pixels (noisy);
  int stride = gdk_pixbuf_get_rowstride (noisy);

  for (int x = 0; x < 440; x++)
    for (int y = 0; y < 20; y++)
      memset (pixels + y * stride + 3 * x, 100 + (x * 7 + y * 3) % 25 - 12, 3);
  g_assert_true (finds_inside (noisy));

  memset (gdk_pixbuf_get_pixels (marked) + 10 * stride + 3 * 200, 130, 3);
  g_assert_false (finds_inside (marked));
}

/* Two pictures with the same bytes but for what nobody sees through. */
static void
test_clear_border (void)
{
  g_autoptr(GdkPixbuf) inside = sample_paint_waves (400, 300, FALSE);
  g_autoptr(GdkPixbuf) opaque = gdk_pixbuf_add_alpha (inside, FALSE, 0, 0, 0);
  g_autoptr(GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, TRUE, 8, 460, 360);

  gdk_pixbuf_fill (pixbuf, 0x00000000);
  gdk_pixbuf_copy_area (opaque, 0, 0, 400, 300, pixbuf, 30, 30);
  g_assert_true (finds_inside (pixbuf));
}

static void
test_nothing_to_see (void)
{
  g_autoptr(GdkPixbuf) flat = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, 800, 600);
  g_autoptr(GdkPixbuf) halves = sample_paint (800, 600, FALSE);
  JaridaPdq set[JARIDA_PDQ_MAX_CROPS];

  gdk_pixbuf_fill (flat, 0x808080ff);
  g_assert_cmpuint (hash_crops (flat, set), ==, 0);
  for (guint i = hash_crops (halves, set); i > 0; i--)
    g_assert_cmpuint (set[i - 1].quality, >=, JARIDA_PDQ_MIN_QUALITY);
}

/* What it is for: another newspaper cut the middle out of the same picture, and made it smaller. */
static void
test_recut (void)
{
  static const Box cuts[] = { { 0, 38, 1200, 675 }, { 100, 0, 1000, 750 }, { 225, 0, 750, 750 }, { 37, 0, 1125, 750 } };
  static const char *const names[] = { "market.jpg", "train.jpg", "library.jpg", "old-town.jpg", "stadium.jpg" };
  guint n_found = 0, n = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    for (gsize k = 0; k < G_N_ELEMENTS (cuts); k++)
      {
        g_autoptr(GdkPixbuf) pixbuf = sample_load_picture (names[i]);
        g_autoptr(GdkPixbuf) part = gdk_pixbuf_new_subpixbuf (pixbuf, cuts[k].x, cuts[k].y, cuts[k].width, cuts[k].height);
        g_autoptr(GdkPixbuf) copy = gdk_pixbuf_scale_simple (part, cuts[k].width / 2, cuts[k].height / 2, GDK_INTERP_HYPER);
        JaridaPdq ours[JARIDA_PDQ_MAX_CROPS], theirs[JARIDA_PDQ_MAX_CROPS];
        guint n_ours = hash_crops (pixbuf, ours), n_theirs = hash_crops (copy, theirs);
        int best = 256;

        for (guint a = 0; a < n_ours; a++)
          for (guint b = 0; b < n_theirs; b++)
            best = MIN (best, jarida_pdq_distance (ours[a].bits, theirs[b].bits));
        g_test_message ("%s, cut %u: %d bits", names[i], (guint) k, best);
        n_found += best <= JARIDA_PDQ_MATCH;
        n++;
      }
  g_assert_cmpuint (100 * n_found, >=, 85 * n);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/images/pdq-crops/shapes", test_shapes);
  g_test_add_func ("/images/pdq-crops/borders", test_borders);
  g_test_add_func ("/images/pdq-crops/border-tolerance", test_border_tolerance);
  g_test_add_func ("/images/pdq-crops/clear-border", test_clear_border);
  g_test_add_func ("/images/pdq-crops/nothing-to-see", test_nothing_to_see);
  g_test_add_func ("/images/pdq-crops/recut", test_recut);

  return g_test_run ();
}
