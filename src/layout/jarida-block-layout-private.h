/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-block-layout.h"

/* A block under construction: what its parts need to know. */
typedef struct
{
  const JaridaColumn *column;
  JaridaBlockLayout  *layout;
  const JaridaBlock  *block;
  JaridaBlockStyle    style;
  gboolean            rtl;       /* of the block: indents, bars and markers stand on this side */
  double              indent;    /* from the side the block is read from */
  double              y;         /* where the next part goes */
} JaridaBlockWork;

const char *_jarida_block_work_language   (const JaridaBlockWork *self);
void        _jarida_block_work_decorate   (JaridaBlockWork *self, JaridaInk ink, double start, double y, double width, double height, double radius);
/* Sets @run in a box that begins @start from the reading side; returns it after it was added. */
JaridaRunLayout *_jarida_block_work_add_run (JaridaBlockWork *self, const JaridaRun *run, const JaridaBlockStyle *style, double start, double width);
/* From a distance to the reading side to an x. */
double      _jarida_block_work_x          (const JaridaBlockWork *self, double start, double width);

void        _jarida_table_layout_compose  (JaridaBlockWork *self);

void        _jarida_figure_layout_compose  (JaridaBlockWork *self);
/* What a figure takes besides its words. */
double      _jarida_figure_layout_estimate (const JaridaColumn *column, const JaridaBlock *block, const JaridaBlockStyle *style, double room);
