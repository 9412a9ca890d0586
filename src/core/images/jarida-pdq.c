/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "jarida-pdq-private.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* PDQ in words: brightness of every pixel; smoothed twice by a box along each axis; of that 64 × 64 points; of those the lowest
 * 16 × 16 frequencies of a cosine transform but the zeroth; a bit for each that is above their median. (ThreatExchange, pdq.)
 *
 * The smoothing is the costly part, and most of what it computes is never looked at. It is linear, and each axis for itself: smoothing
 * twice and picking 64 points is, along one axis, 64 weighted sums over windows of about 1/64 of the length. So the windows are
 * worked out once for a length and laid on the pixels directly: one multiplication a pixel and axis, no copy of the picture.
 *
 * Built with -ffp-contract=off and never with -ffast-math: the brightness must round as the reference's does. */

#define GRID     JARIDA_PDQ_GRID
#define MIN_SIDE 5
#define N_FREQUENCIES 16
#define N_BITS   (N_FREQUENCIES * N_FREQUENCIES)

/* The pixels that the box sees at @at, which near an end are fewer. */
static void
get_box (int  length,
         int  at,
         int *out_first,
         int *out_last)
{
  int size = (length + 2 * GRID - 1) / (2 * GRID);
  int ahead = (size + 2) / 2 - 1;

  *out_first = MAX (at - (size - 1 - ahead), 0);
  *out_last = MIN (at + ahead, length - 1);
}

void
jarida_pdq_windows_init (JaridaPdqWindows *self,
                         int               length)
{
  int room = 2 * ((length + 2 * GRID - 1) / (2 * GRID));
  g_autofree double *sums = g_new (double, room);

  self->all = g_new (float, (gsize) room * GRID);
  for (int i = 0; i < GRID; i++)
    {
      int first, last, edge, end;

      get_box (length, (int) ((i + 0.5) * length / GRID), &first, &last);
      get_box (length, first, &self->first[i], &edge);
      get_box (length, last, &edge, &end);
      self->count[i] = end - self->first[i] + 1;
      self->weights[i] = self->all + (gsize) room * i;
      memset (sums, 0, sizeof *sums * room);
      /* A box of boxes. */
      for (int k = first; k <= last; k++)
        {
          int inner_first, inner_last;

          get_box (length, k, &inner_first, &inner_last);
          for (int x = inner_first; x <= inner_last; x++)
            sums[x - self->first[i]] += 1.0 / (last - first + 1) / (inner_last - inner_first + 1);
        }
      for (int x = 0; x < self->count[i]; x++)
        self->weights[i][x] = (float) sums[x];
    }
}

void
jarida_pdq_windows_clear (JaridaPdqWindows *self)
{
  g_clear_pointer (&self->all, g_free);
}

/* The products of the reference's float arithmetic, so that only two additions are left for each pixel. */
static const float *
get_brightness_tables (void)
{
  static float tables[3 * 256];
  static gsize ready = 0;

  if (g_once_init_enter (&ready))
    {
      for (int i = 0; i < 256; i++)
        {
          tables[i] = 0.299f * (float) i;
          tables[256 + i] = 0.587f * (float) i;
          tables[512 + i] = 0.114f * (float) i;
        }
      g_once_init_leave (&ready, 1);
    }

  return tables;
}

static guint8
over_white (guint8 value,
            guint8 alpha)
{
  return (guint8) ((value * alpha + 255 * (255 - alpha) + 127) / 255);
}

static void
take_brightness (const guint8 *pixels,
                 int           width,
                 int           n_channels,
                 const float  *tables,
                 float        *out)
{
  for (int x = 0; x < width; x++, pixels += n_channels)
    {
      guint8 red = pixels[0], green = pixels[1], blue = pixels[2];

      if (n_channels == 4 && pixels[3] != 255)
        {
          red = over_white (red, pixels[3]);
          green = over_white (green, pixels[3]);
          blue = over_white (blue, pixels[3]);
        }
      out[x] = tables[red] + tables[256 + green] + tables[512 + blue];
    }
}

typedef float Four __attribute__ ((vector_size (16)));

/* Four sums side by side, which every machine of today can do at once; the order is fixed, so the result is too. */
static float
weigh (const float *values,
       const float *weights,
       int          n)
{
  Four sums = { 0, 0, 0, 0 };
  float rest = 0;
  int i;

  for (i = 0; i + 4 <= n; i += 4)
    {
      Four a, b;

      memcpy (&a, values + i, sizeof a);
      memcpy (&b, weights + i, sizeof b);
      sums += a * b;
    }
  for (; i < n; i++)
    rest += values[i] * weights[i];

  return sums[0] + sums[1] + (sums[2] + sums[3]) + rest;
}

static void
add_weighted (float       *sums,
              const float *values,
              float        weight,
              int          n)
{
  int i;

  for (i = 0; i + 4 <= n; i += 4)
    {
      Four a, b;

      memcpy (&a, sums + i, sizeof a);
      memcpy (&b, values + i, sizeof b);
      a += b * weight;
      memcpy (sums + i, &a, sizeof a);
    }
  for (; i < n; i++)
    sums[i] += values[i] * weight;
}

void
jarida_pdq_reduce (const JaridaPdqArea    *area,
                   const JaridaPdqWindows *across,
                   float                  *out_by_row,
                   const JaridaPdqWindows *down,
                   float                  *out_by_column)
{
  const float *tables = get_brightness_tables ();
  g_autofree float *row = g_new (float, area->width);
  int done = 0;

  if (out_by_column != NULL)
    memset (out_by_column, 0, sizeof *out_by_column * GRID * area->width);
  for (int y = 0; y < area->height; y++)
    {
      take_brightness (area->pixels + (gsize) y * area->stride, area->width, area->n_channels, tables, row);
      for (int i = 0; i < GRID; i++)
        out_by_row[(gsize) y * GRID + i] = weigh (row + across->first[i], across->weights[i], across->count[i]);

      if (out_by_column == NULL)
        continue;
      while (done < GRID && down->first[done] + down->count[done] <= y)
        done++;
      for (int i = done; i < GRID && down->first[i] <= y; i++)
        add_weighted (out_by_column + (gsize) i * area->width, row, down->weights[i][y - down->first[i]], area->width);
    }
}

/* How much there is to see: the steps between neighbouring points in hundredths of full contrast, small ones not counted. */
static guint8
measure_quality (const float grid[GRID][GRID])
{
  int sum = 0;

  for (int i = 0; i < GRID; i++)
    for (int k = 0; k < GRID - 1; k++)
      {
        sum += abs ((int) ((grid[k][i] - grid[k + 1][i]) * 100 / 255));
        sum += abs ((int) ((grid[i][k] - grid[i][k + 1]) * 100 / 255));
      }

  return (guint8) MIN (sum / 90, 100);
}

typedef double Wave[GRID];

static const Wave *
get_cosines (void)
{
  static Wave cosines[N_FREQUENCIES];
  static gsize ready = 0;

  if (g_once_init_enter (&ready))
    {
      for (int i = 0; i < N_FREQUENCIES; i++)
        for (int k = 0; k < GRID; k++)
          cosines[i][k] = (float) ((float) sqrt (2.0 / GRID) * cos (G_PI / 2 / GRID * (i + 1) * (2 * k + 1)));
      g_once_init_leave (&ready, 1);
    }

  return (const Wave *) cosines;
}

static void
transform (const float grid[GRID][GRID],
           float       out[N_BITS])
{
  const Wave *cosines = get_cosines ();

  for (int i = 0; i < N_FREQUENCIES; i++)
    {
      double columns[GRID] = { 0 };

      for (int k = 0; k < GRID; k++)
        for (int x = 0; x < GRID; x++)
          columns[x] += cosines[i][k] * (double) grid[k][x];
      for (int j = 0; j < N_FREQUENCIES; j++)
        {
          double sum = 0;

          for (int k = 0; k < GRID; k++)
            sum += columns[k] * cosines[j][k];
          out[i * N_FREQUENCIES + j] = (float) sum;
        }
    }
}

static int
compare_floats (const void *a,
                const void *b)
{
  float left = *(const float *) a, right = *(const float *) b;

  return (left > right) - (left < right);
}

static void
finish (const float  grid[GRID][GRID],
        JaridaPdq   *out_pdq)
{
  float frequencies[N_BITS], sorted[N_BITS];

  transform (grid, frequencies);
  memcpy (sorted, frequencies, sizeof sorted);
  qsort (sorted, N_BITS, sizeof *sorted, compare_floats);

  memset (out_pdq, 0, sizeof *out_pdq);
  out_pdq->quality = measure_quality (grid);
  /* The lower of the two in the middle; written as one number, the first bit is its lowest. */
  for (int i = 0; i < N_BITS; i++)
    if (frequencies[i] > sorted[N_BITS / 2 - 1])
      out_pdq->bits[JARIDA_PDQ_BYTES - 1 - i / 8] |= (guint8) (1 << i % 8);
}

void
jarida_pdq_from_rows (const float            *by_row,
                      const JaridaPdqWindows *down,
                      JaridaPdq              *out_pdq)
{
  float grid[GRID][GRID] = { 0 };

  for (int i = 0; i < GRID; i++)
    for (int y = 0; y < down->count[i]; y++)
      add_weighted (grid[i], by_row + (gsize) (down->first[i] + y) * GRID, down->weights[i][y], GRID);
  finish (grid, out_pdq);
}

void
jarida_pdq_from_columns (const float            *by_column,
                         int                     width,
                         const JaridaPdqWindows *across,
                         JaridaPdq              *out_pdq)
{
  float grid[GRID][GRID];

  for (int i = 0; i < GRID; i++)
    for (int x = 0; x < GRID; x++)
      grid[i][x] = weigh (by_column + (gsize) i * width + across->first[x], across->weights[x], across->count[x]);
  finish (grid, out_pdq);
}

gboolean
jarida_pdq_compute (const guint8 *pixels,
                    int           width,
                    int           height,
                    int           stride,
                    int           n_channels,
                    JaridaPdq    *out_pdq)
{
  const JaridaPdqArea area = { pixels, width, height, stride, n_channels };
  JaridaPdqWindows across, down;
  g_autofree float *by_row = NULL;

  g_return_val_if_fail (pixels != NULL, FALSE);
  g_return_val_if_fail (n_channels == 3 || n_channels == 4, FALSE);

  if (width < MIN_SIDE || height < MIN_SIDE)
    return FALSE;

  by_row = g_new (float, (gsize) height * GRID);
  jarida_pdq_windows_init (&across, width);
  jarida_pdq_windows_init (&down, height);
  jarida_pdq_reduce (&area, &across, by_row, NULL, NULL);
  jarida_pdq_from_rows (by_row, &down, out_pdq);
  jarida_pdq_windows_clear (&across);
  jarida_pdq_windows_clear (&down);
  return TRUE;
}
