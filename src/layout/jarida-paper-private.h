/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-paper.h"

/* Laid out in pixels of 96 to the inch, so that pictures are as large as on the screen. */
#define JARIDA_PAPER_PIXEL 0.75

/* What is never cut: a line, a picture, a row of a table. */
typedef struct
{
  guint    block;
  double   top;      /* in the whole text, as if it were one page */
  double   bottom;
  gboolean glued;    /* to the next */
} JaridaPaperPiece;

/* Where the layout of a block stands in the whole text. */
typedef struct
{
  double x;
  double y;
  double scale;
  int    width;      /* it is laid out at */
} JaridaPaperBlock;

typedef struct
{
  guint first;       /* pieces */
  guint last;
} JaridaPaperPage;

struct _JaridaPaper
{
  JaridaTypographer *typographer;    /* (owned) */
  JaridaDocument    *document;       /* (owned) */
  GHashTable        *picture_sizes;  /* borrowed (nullable) */
  char              *foot;           /* (owned) (nullable) */
  double             margin;         /* from the side of the paper to the column, in pixels as all below */
  int                column;
  double             height;         /* for the text */
  double             foot_y;
  guint              n_blocks;       /* that are printed */
  GArray            *blocks;         /* (owned) JaridaPaperBlock, of those laid out so far */
  GArray            *pieces;         /* (owned) JaridaPaperPiece, from top to bottom */
  GArray            *pages;          /* (owned) JaridaPaperPage */
  double             y;              /* where the next block goes */
};

/* As it is at its place on the paper. */
JaridaBlockLayout *_jarida_paper_lay_out (const JaridaPaper *self, guint index, int width) G_GNUC_WARN_UNUSED_RESULT;
