/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "jarida-pdq-private.h"

#include <string.h>

/* The crop set. A centred crop keeps the whole width or the whole height of the picture. Those that keep the width have the
 * same windows across, those that keep the height the same windows down: the pixels are gone over once, taken together both
 * ways, and each crop costs only the other axis of one of the two small results. Without borders it is another picture. */

#define MAX_TRIM_SHARE 4    /* a quarter of each side */
#define TOLERANCE      12   /* grey levels */

typedef struct
{
  int x;
  int y;
  int width;
  int height;
} Box;

static const struct
{
  int width;
  int height;
} shapes[] = { { 191, 100 }, { 16, 9 }, { 3, 2 }, { 4, 3 }, { 1, 1 }, { 4, 5 } };

static int
get_grey (const JaridaPdqArea *area,
          int                  x,
          int                  y)
{
  const guint8 *p = area->pixels + (gsize) y * area->stride + (gsize) x * area->n_channels;
  int grey = (77 * p[0] + 150 * p[1] + 29 * p[2]) >> 8;

  return area->n_channels == 4 ? 255 + (grey - 255) * p[3] / 255 : grey;
}

/* A line of pixels: a row or column, or the part of it that is inside @box. */
static int
get_grey_in_line (const JaridaPdqArea *area,
                  const Box           *box,
                  gboolean             row,
                  int                  line,
                  int                  i)
{
  return row ? get_grey (area, box->x + i, line) : get_grey (area, line, box->y + i);
}

/* How many lines from @line on, in the direction of @step, are of one grey: that of the outermost. */
static int
count_border (const JaridaPdqArea *area,
              const Box           *box,
              gboolean             row,
              int                  line,
              int                  step)
{
  int length = row ? box->width : box->height;
  int most = (row ? area->height : area->width) / MAX_TRIM_SHARE;
  gint64 sum = 0;
  int level;

  for (int i = 0; i < length; i++)
    sum += get_grey_in_line (area, box, row, line, i);
  level = (int) ((sum + length / 2) / length);

  for (int n = 0; n < most; n++)
    for (int i = 0; i < length; i++)
      if (ABS (get_grey_in_line (area, box, row, line + n * step, i) - level) > TOLERANCE)
        return n;

  return most;
}

static Box
trim (const JaridaPdqArea *area)
{
  Box box = { 0, 0, area->width, area->height };
  int n;

  n = count_border (area, &box, TRUE, 0, 1);
  box.y = n;
  box.height = area->height - n - count_border (area, &box, TRUE, area->height - 1, -1);
  /* Bars above and below that meet bars at the sides in another grey must not hide them. */
  n = count_border (area, &box, FALSE, 0, 1);
  box.x = n;
  box.width = area->width - n - count_border (area, &box, FALSE, area->width - 1, -1);
  return box;
}

static Box
get_centre (int width,
            int height,
            int shape_width,
            int shape_height)
{
  gint64 fit_width = ((gint64) height * shape_width + shape_height / 2) / shape_height;
  gint64 fit_height = ((gint64) width * shape_height + shape_width / 2) / shape_width;

  if (fit_width < width)
    return (Box) { (int) (width - fit_width) / 2, 0, (int) fit_width, height };

  fit_height = MIN (fit_height, height);
  return (Box) { 0, (int) (height - fit_height) / 2, width, (int) fit_height };
}

/* Whether it is worth a hash, and none of the @n before it is the same. */
static gboolean
is_wanted (const Box *boxes,
           guint      n)
{
  if (boxes[n].width < JARIDA_PDQ_MIN_SIDE || boxes[n].height < JARIDA_PDQ_MIN_SIDE)
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (memcmp (&boxes[i], &boxes[n], sizeof *boxes) == 0)
      return FALSE;

  return TRUE;
}

/* What the crops have in common. */
typedef struct
{
  const JaridaPdqArea *area;
  JaridaPdqWindows     across;
  JaridaPdqWindows     down;
  float               *by_row;      /* (owned) */
  float               *by_column;   /* (owned) (nullable) */
} Shared;

static void
hash_trimmed (const JaridaPdqArea *whole,
              const Box           *box,
              JaridaPdq           *out_pdq)
{
  const guint8 *first = whole->pixels + (gsize) box->y * whole->stride + (gsize) box->x * whole->n_channels;

  jarida_pdq_compute (first, box->width, box->height, whole->stride, whole->n_channels, out_pdq);
}

static void
hash_centre (const Shared *shared,
             const Box    *box,
             JaridaPdq    *out_pdq)
{
  JaridaPdqWindows windows;

  if (box->width == shared->area->width)
    {
      jarida_pdq_windows_init (&windows, box->height);
      jarida_pdq_from_rows (shared->by_row + (gsize) box->y * JARIDA_PDQ_GRID, &windows, out_pdq);
    }
  else
    {
      jarida_pdq_windows_init (&windows, box->width);
      jarida_pdq_from_columns (shared->by_column + box->x, shared->area->width, &windows, out_pdq);
    }
  jarida_pdq_windows_clear (&windows);
}

guint
jarida_pdq_crop_set (const guint8 *pixels,
                     int           width,
                     int           height,
                     int           stride,
                     int           n_channels,
                     JaridaPdq     out_set[JARIDA_PDQ_MAX_CROPS])
{
  const JaridaPdqArea area = { pixels, width, height, stride, n_channels };
  Box boxes[JARIDA_PDQ_MAX_CROPS];
  Shared shared = { .area = &area };
  gboolean narrower = FALSE;
  guint n = 0;

  g_return_val_if_fail (pixels != NULL, 0);
  g_return_val_if_fail (n_channels == 3 || n_channels == 4, 0);

  if (width < JARIDA_PDQ_MIN_SIDE || height < JARIDA_PDQ_MIN_SIDE)
    return 0;

  boxes[0] = (Box) { 0, 0, width, height };
  boxes[1] = trim (&area);
  for (guint i = 0; i < G_N_ELEMENTS (shapes); i++)
    {
      boxes[2 + i] = get_centre (width, height, shapes[i].width, shapes[i].height);
      narrower |= boxes[2 + i].width < width;
    }

  shared.by_row = g_new (float, (gsize) height * JARIDA_PDQ_GRID);
  shared.by_column = narrower ? g_new (float, (gsize) width * JARIDA_PDQ_GRID) : NULL;
  jarida_pdq_windows_init (&shared.across, width);
  jarida_pdq_windows_init (&shared.down, height);
  jarida_pdq_reduce (&area, &shared.across, shared.by_row, &shared.down, shared.by_column);

  for (guint i = 0; i < G_N_ELEMENTS (boxes); i++)
    {
      if (!is_wanted (boxes, i))
        continue;
      if (i == 1)
        hash_trimmed (&area, &boxes[i], &out_set[n]);
      else
        hash_centre (&shared, &boxes[i], &out_set[n]);
      out_set[n].crop = (guint8) i;
      n += out_set[n].quality >= JARIDA_PDQ_MIN_QUALITY;
    }

  jarida_pdq_windows_clear (&shared.across);
  jarida_pdq_windows_clear (&shared.down);
  g_free (shared.by_row);
  g_free (shared.by_column);
  return n;
}
