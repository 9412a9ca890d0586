/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plain-pdq.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* A box that slides along @n values which lie @step apart, averaging what it covers. */
static void
slide_box (const float *from,
           float       *to,
           int          n,
           int          step)
{
  int size = (n + 127) / 128, ahead = (size + 2) / 2 - 1, behind = size - 1 - ahead, covered = 0;
  float sum = 0;

  for (int i = -ahead; i < n; i++)
    {
      if (i + ahead < n)
        {
          sum += from[(i + ahead) * step];
          covered++;
        }
      if (i - behind - 1 >= 0)
        {
          sum -= from[(i - behind - 1) * step];
          covered--;
        }
      if (i >= 0)
        to[i * step] = sum / (float) covered;
    }
}

static float *
get_brightness (GdkPixbuf *pixbuf)
{
  int width = gdk_pixbuf_get_width (pixbuf), height = gdk_pixbuf_get_height (pixbuf);
  const guint8 *pixels = gdk_pixbuf_read_pixels (pixbuf);
  float *values = g_new (float, width * height);

  for (int i = 0; i < width * height; i++)
    {
      const guint8 *p = pixels + i / width * gdk_pixbuf_get_rowstride (pixbuf) + i % width * 3;

      values[i] = 0.299f * p[0] + 0.587f * p[1] + 0.114f * p[2];
    }

  return values;
}

static int
get_quality (float grid[64][64])
{
  int sum = 0;

  for (int i = 0; i < 64; i++)
    for (int j = 0; j < 64; j++)
      {
        if (i < 63)
          sum += abs ((int) ((grid[i][j] - grid[i + 1][j]) * 100 / 255));
        if (j < 63)
          sum += abs ((int) ((grid[i][j] - grid[i][j + 1]) * 100 / 255));
      }

  return MIN (sum / 90, 100);
}

/* Frequencies 1 to 16 of each column, then of each row. */
static void
transform (float grid[64][64],
           float out[256])
{
  float waves[16][64], columns[16][64];

  for (int i = 0; i < 16; i++)
    for (int k = 0; k < 64; k++)
      waves[i][k] = (float) (sqrt (2.0 / 64) * cos (G_PI * (i + 1) * (k + 0.5) / 64));
  for (int i = 0; i < 16; i++)
    for (int j = 0; j < 64; j++)
      {
        columns[i][j] = 0;
        for (int k = 0; k < 64; k++)
          columns[i][j] += waves[i][k] * grid[k][j];
      }
  for (int i = 0; i < 16; i++)
    for (int j = 0; j < 16; j++)
      {
        out[16 * i + j] = 0;
        for (int k = 0; k < 64; k++)
          out[16 * i + j] += columns[i][k] * waves[j][k];
      }
}

void
hash_plainly (GdkPixbuf *pixbuf,
              JaridaPdq *out_pdq)
{
  int width = gdk_pixbuf_get_width (pixbuf), height = gdk_pixbuf_get_height (pixbuf);
  g_autofree float *values = get_brightness (pixbuf);
  g_autofree float *other = g_new (float, width * height);
  float grid[64][64], frequencies[256];

  for (int pass = 0; pass < 2; pass++)
    {
      for (int y = 0; y < height; y++)
        slide_box (values + y * width, other + y * width, width, 1);
      for (int x = 0; x < width; x++)
        slide_box (other + x, values + x, height, width);
    }
  for (int i = 0; i < 64; i++)
    for (int j = 0; j < 64; j++)
      grid[i][j] = values[(int) ((i + 0.5) * height / 64) * width + (int) ((j + 0.5) * width / 64)];
  transform (grid, frequencies);

  memset (out_pdq, 0, sizeof *out_pdq);
  out_pdq->quality = (guint8) get_quality (grid);
  for (int i = 0; i < 256; i++)
    {
      int smaller = 0;

      for (int k = 0; k < 256; k++)
        smaller += frequencies[k] < frequencies[i];
      /* Above the lower of the two in the middle. */
      if (smaller >= 128)
        out_pdq->bits[31 - i / 8] |= (guint8) (1 << i % 8);
    }
}

void
hash_pixbuf (GdkPixbuf *pixbuf,
             JaridaPdq *out_pdq)
{
  g_assert_true (jarida_pdq_compute (gdk_pixbuf_read_pixels (pixbuf), gdk_pixbuf_get_width (pixbuf),
                                     gdk_pixbuf_get_height (pixbuf), gdk_pixbuf_get_rowstride (pixbuf),
                                     gdk_pixbuf_get_n_channels (pixbuf), out_pdq));
}
