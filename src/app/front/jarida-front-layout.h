/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-front-card.h"

G_BEGIN_DECLS

/* What is set on a sheet, in reading order. */
typedef struct
{
  GtkWidget *heading;      /* (nullable) borrowed */
  GPtrArray *cards;        /* (owned) JaridaFrontCard, borrowed */
  gboolean   wide;         /* over all columns, under the rest */
} JaridaFrontBlock;

typedef struct
{
  GtkWidget    *widget;    /* borrowed */
  GtkAllocation box;
} JaridaFrontSpot;

typedef struct
{
  GtkAllocation box;
  float         strength;
} JaridaFrontRule;

/* Where everything is on a sheet of a width. A value. */
typedef struct
{
  GArray *spots;           /* (owned) JaridaFrontSpot */
  GArray *rules;           /* (owned) JaridaFrontRule */
  int     height;
} JaridaFrontLayout;

/* @lead nullable; @blocks: JaridaFrontBlock. @mirrored: columns run from right to left. */
JaridaFrontLayout *jarida_front_layout_new  (GtkWidget         *masthead,
                                             JaridaFrontCard   *lead,
                                             GPtrArray         *top,
                                             GPtrArray         *blocks,
                                             int                width,
                                             gboolean           mirrored) G_GNUC_WARN_UNUSED_RESULT;
void               jarida_front_layout_free (JaridaFrontLayout *self);

G_END_DECLS
