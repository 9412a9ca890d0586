/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-run-layout.h"

G_BEGIN_DECLS

/* A bar, a line or a panel. */
typedef struct
{
  JaridaInk  ink;
  JaridaRect rect;
  double     radius;
  gboolean   scrolls;    /* with the content of the viewport */
} JaridaDecoration;

/* A block of a document laid out at a width: pure geometry, painted by the screen or by the printer. Its own coordinates:
 * (0, 0) is the start of the space above it, at the left edge of the column. */
typedef struct
{
  guint              index;
  const JaridaBlock *block;         /* borrowed from the document */
  int                width;         /* of the column */
  int                height;        /* whole pixels, the space above included */
  double             top;           /* where the block proper begins */
  GPtrArray         *runs;          /* (owned) JaridaRunLayout, in the order of block->runs */
  JaridaRunLayout   *marker;        /* (owned) (nullable) */
  GArray            *decorations;   /* (owned) JaridaDecoration, bottom first */
  JaridaRect         picture;       /* of a figure or an embed; else empty */
  JaridaRunLayout   *report;        /* (owned) (nullable) the words one clicks to report the picture */
  JaridaRect         viewport;      /* when the block scrolls sideways: where its runs and decorations are seen */
  double             content_width; /* what scrolls; 0: nothing does */
  double             offset;        /* how far it is scrolled, from the left; set by the view */
} JaridaBlockLayout;

/* The natural size of a picture, as learnt when it came. Both negative: there is none, and its place is a small one. */
typedef struct
{
  int width;
  int height;
} JaridaPictureSize;

/* What all the blocks of a column share. Borrows everything. */
typedef struct
{
  JaridaTypographer *typographer;
  JaridaDocument    *document;
  GHashTable        *picture_sizes;  /* (nullable) address -> JaridaPictureSize */
  int                width;          /* of the column */
  const char        *report_words;   /* (nullable) under each picture, to report it: none on paper */
} JaridaColumn;

JaridaBlockLayout *jarida_block_layout_new        (const JaridaColumn *column, guint index) G_GNUC_WARN_UNUSED_RESULT;
void               jarida_block_layout_free       (JaridaBlockLayout *self);
/* A guess at the height from the number of characters: no text is shaped. */
int                jarida_block_layout_estimate   (const JaridaColumn *column, guint index);

/* The place nearest to a point. */
JaridaPosition     jarida_block_layout_hit        (const JaridaBlockLayout *self, double x, double y);
/* The place under a point; FALSE when no character is there. */
gboolean           jarida_block_layout_text_at    (const JaridaBlockLayout *self, double x, double y, JaridaPosition *out_position);
/* Index in the document's links, or -1. */
int                jarida_block_layout_link_at    (const JaridaBlockLayout *self, double x, double y);
/* Rectangles of what stands between two places of any block, clipped to this one. (element-type JaridaRect) */
GArray            *jarida_block_layout_rects      (const JaridaBlockLayout *self, const JaridaPosition *from, const JaridaPosition *to) G_GNUC_WARN_UNUSED_RESULT;
JaridaRect         jarida_block_layout_caret      (const JaridaBlockLayout *self, const JaridaPosition *position);
/* The word at a place, or the sign or space when there is none. */
void               jarida_block_layout_word       (const JaridaBlockLayout *self, const JaridaPosition *position, JaridaPosition *out_from, JaridaPosition *out_to);
/* Keeps the offset within what there is to scroll; TRUE when it changed. */
gboolean           jarida_block_layout_set_offset (JaridaBlockLayout *self, double offset);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JaridaBlockLayout, jarida_block_layout_free)

G_END_DECLS
