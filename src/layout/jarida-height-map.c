/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-height-map.h"

struct _JaridaHeightMap
{
  guint     n_blocks;
  guint     n_valid;    /* tops[0..n_valid] are right; the rest is summed when it is asked for */
  int      *heights;    /* (owned) */
  int      *tops;       /* (owned) n_blocks + 1: the last is the total */
  guint8   *exact;      /* (owned) */
};

JaridaHeightMap *
jarida_height_map_new (guint n_blocks)
{
  JaridaHeightMap *self = g_new0 (JaridaHeightMap, 1);

  self->n_blocks = n_blocks;
  self->heights = g_new0 (int, n_blocks);
  self->tops = g_new0 (int, n_blocks + 1);
  self->exact = g_new0 (guint8, n_blocks);
  return self;
}

void
jarida_height_map_free (JaridaHeightMap *self)
{
  g_free (self->heights);
  g_free (self->tops);
  g_free (self->exact);
  g_free (self);
}

static void
sum_to (JaridaHeightMap *self,
        guint            index)
{
  for (guint i = self->n_valid; i < index; i++)
    self->tops[i + 1] = self->tops[i] + self->heights[i];
  self->n_valid = MAX (self->n_valid, index);
}

guint
jarida_height_map_get_length (const JaridaHeightMap *self)
{
  return self->n_blocks;
}

int
jarida_height_map_get_total (JaridaHeightMap *self)
{
  return jarida_height_map_get_y (self, self->n_blocks);
}

int
jarida_height_map_get_y (JaridaHeightMap *self,
                         guint            index)
{
  g_return_val_if_fail (index <= self->n_blocks, 0);

  sum_to (self, index);
  return self->tops[index];
}

int
jarida_height_map_get_height (const JaridaHeightMap *self,
                              guint                  index)
{
  g_return_val_if_fail (index < self->n_blocks, 0);

  return self->heights[index];
}

gboolean
jarida_height_map_is_exact (const JaridaHeightMap *self,
                            guint                  index)
{
  g_return_val_if_fail (index < self->n_blocks, FALSE);

  return self->exact[index];
}

gboolean
jarida_height_map_set (JaridaHeightMap *self,
                       guint            index,
                       int              height,
                       gboolean         exact)
{
  g_return_val_if_fail (index < self->n_blocks, FALSE);
  g_return_val_if_fail (height >= 0, FALSE);

  self->exact[index] = exact;
  if (self->heights[index] == height)
    return FALSE;
  self->heights[index] = height;
  self->n_valid = MIN (self->n_valid, index);
  return TRUE;
}

guint
jarida_height_map_find (JaridaHeightMap *self,
                        double           y)
{
  guint low = 0, high = self->n_blocks;

  if (self->n_blocks == 0)
    return 0;
  sum_to (self, self->n_blocks);
  /* The last block whose top is at or above y. */
  while (high - low > 1)
    {
      guint middle = (low + high) / 2;

      if (self->tops[middle] <= y)
        low = middle;
      else
        high = middle;
    }
  return low;
}

JaridaHeightAnchor
jarida_height_map_anchor (JaridaHeightMap *self,
                          double           y)
{
  JaridaHeightAnchor anchor = { jarida_height_map_find (self, y), 0 };

  if (self->n_blocks > 0 && self->heights[anchor.index] > 0)
    anchor.fraction = (y - self->tops[anchor.index]) / self->heights[anchor.index];
  return anchor;
}

double
jarida_height_map_resolve (JaridaHeightMap          *self,
                           const JaridaHeightAnchor *anchor)
{
  if (self->n_blocks == 0)
    return 0;
  return jarida_height_map_get_y (self, anchor->index) + anchor->fraction * self->heights[anchor->index];
}
