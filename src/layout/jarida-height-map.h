/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Where each block of a column begins: heights are whole pixels, guessed first and exact once laid out. */
typedef struct _JaridaHeightMap JaridaHeightMap;

/* A place in the column that survives changes of heights above and around it. */
typedef struct
{
  guint  index;
  double fraction;    /* of the block's height */
} JaridaHeightAnchor;

JaridaHeightMap    *jarida_height_map_new         (guint n_blocks) G_GNUC_WARN_UNUSED_RESULT;
void                jarida_height_map_free        (JaridaHeightMap *self);

guint               jarida_height_map_get_length  (const JaridaHeightMap *self);
int                 jarida_height_map_get_total   (JaridaHeightMap *self);
int                 jarida_height_map_get_y       (JaridaHeightMap *self, guint index);
int                 jarida_height_map_get_height  (const JaridaHeightMap *self, guint index);
gboolean            jarida_height_map_is_exact    (const JaridaHeightMap *self, guint index);
/* TRUE when the height changed. */
gboolean            jarida_height_map_set         (JaridaHeightMap *self, guint index, int height, gboolean exact);

/* The block that holds @y: the first for what is above, the last for what is below. Binary search. */
guint               jarida_height_map_find        (JaridaHeightMap *self, double y);
JaridaHeightAnchor  jarida_height_map_anchor      (JaridaHeightMap *self, double y);
double              jarida_height_map_resolve     (JaridaHeightMap *self, const JaridaHeightAnchor *anchor);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JaridaHeightMap, jarida_height_map_free)

G_END_DECLS
