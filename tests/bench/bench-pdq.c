/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "jarida-pdq.h"

/* What hashing a picture and looking through the list cost: MODERATION.md T-P6 and T-P7. Prints rows for bench.py: the least of
 * several runs, in milliseconds of this thread. */

#define N_RUNS   15
#define N_LISTED 160000

static double
cpu_ms (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return now.tv_sec * 1e3 + now.tv_nsec / 1e6;
}

static void
print_row (const char *what,
           double      ours,
           double      budget)
{
  printf ("{\"what\": \"%s\", \"floor\": null, \"ours\": %.4g, \"unit\": \"ms\", \"budget\": %g}\n", what, ours, budget);
}

static guint8 *
paint (int width,
       int height,
       int n_channels)
{
  guint8 *pixels = g_malloc ((gsize) width * height * n_channels);

  for (int i = 0; i < width * height; i++)
    for (int k = 0; k < n_channels; k++)
      pixels[i * n_channels + k] = (guint8) (128 + 60 * sin (i % width * 0.02 + k) + 60 * cos (i / width * 0.03 - k) + i * 7 % 5);

  return pixels;
}

/* A frame around it makes the picture without its borders another one: the dearest case. */
static void
add_border (guint8 *pixels,
            int     width,
            int     height,
            int     n_channels)
{
  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      if (MIN (MIN (x, width - 1 - x), MIN (y, height - 1 - y)) < 8)
        memset (pixels + ((gsize) y * width + x) * n_channels, 255, n_channels);
}

static void
measure_hashing (const char *what,
                 int         n_channels,
                 gboolean    crops,
                 double      budget)
{
  enum { WIDTH = 1224, HEIGHT = 816 };
  g_autofree guint8 *pixels = paint (WIDTH, HEIGHT, n_channels);
  double least = G_MAXDOUBLE;
  guint n = 0;

  if (crops)
    add_border (pixels, WIDTH, HEIGHT, n_channels);
  for (int i = 0; i < N_RUNS; i++)
    {
      JaridaPdq set[JARIDA_PDQ_MAX_CROPS];
      double begin = cpu_ms ();

      n = crops ? jarida_pdq_crop_set (pixels, WIDTH, HEIGHT, WIDTH * n_channels, n_channels, set)
                : (guint) jarida_pdq_compute (pixels, WIDTH, HEIGHT, WIDTH * n_channels, n_channels, set);
      least = MIN (least, cpu_ms () - begin);
    }
  /* It is 3:2 already. */
  g_assert_cmpuint (n, ==, crops ? 7u : 1u);
  print_row (what, least, budget);
}

static void
measure_scan (void)
{
  g_autoptr(GRand) random = g_rand_new_with_seed (1);
  g_autofree guint32 *hashes = g_new (guint32, N_LISTED * JARIDA_PDQ_BYTES / 4);
  guint32 needle[JARIDA_PDQ_BYTES / 4];
  double least = G_MAXDOUBLE;

  for (gsize i = 0; i < N_LISTED * JARIDA_PDQ_BYTES / 4; i++)
    hashes[i] = g_rand_int (random);
  for (gsize i = 0; i < G_N_ELEMENTS (needle); i++)
    needle[i] = g_rand_int (random);
  for (int i = 0; i < N_RUNS; i++)
    {
      double begin = cpu_ms ();

      for (int k = 0; k < JARIDA_PDQ_MAX_CROPS; k++, needle[0]++)
        g_assert_cmpint (jarida_pdq_find ((const guint8 *) hashes, N_LISTED, (const guint8 *) needle, JARIDA_PDQ_MATCH), ==, -1);
      least = MIN (least, cpu_ms () - begin);
    }
  print_row ("8 crops looked for among 160000 hashes", least, 5);
}

int
main (int   argc,
      char *argv[])
{
  measure_hashing ("one hash of 1 Mpx", 3, FALSE, 3);
  measure_hashing ("crop set of 1 Mpx with a border, RGB", 3, TRUE, 12);
  measure_hashing ("crop set of 1 Mpx with a border, RGBA", 4, TRUE, 12);
  measure_scan ();
  return 0;
}
