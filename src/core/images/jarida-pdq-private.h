/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-pdq.h"

G_BEGIN_DECLS

/* The steps of PDQ, so that the crops of one picture can share them. */

#define JARIDA_PDQ_GRID 64

/* A part of a picture whose rows lie @stride bytes apart. */
typedef struct
{
  const guint8 *pixels;
  int           width;
  int           height;
  int           stride;
  int           n_channels;
} JaridaPdqArea;

/* What one axis of @length pixels does to them: each of the 64 results is a weighted sum over one short window. */
typedef struct
{
  int    first[JARIDA_PDQ_GRID];
  int    count[JARIDA_PDQ_GRID];
  float *weights[JARIDA_PDQ_GRID];   /* into @all */
  float *all;                        /* (owned) */
} JaridaPdqWindows;

void jarida_pdq_windows_init   (JaridaPdqWindows *self,
                                int               length);
void jarida_pdq_windows_clear  (JaridaPdqWindows *self);

/* @out_by_row: height × 64, every row taken together along @across. @out_by_column: (nullable) 64 × width, every column
 * taken together along @down. */
void jarida_pdq_reduce         (const JaridaPdqArea    *area,
                                const JaridaPdqWindows *across,
                                float                  *out_by_row,
                                const JaridaPdqWindows *down,
                                float                  *out_by_column);
/* The other axis, and the rest. @by_row begins at the first row @down is for; @by_column at the first column @across is for, its
 * rows @width apart. */
void jarida_pdq_from_rows      (const float            *by_row,
                                const JaridaPdqWindows *down,
                                JaridaPdq              *out_pdq);
void jarida_pdq_from_columns   (const float            *by_column,
                                int                     width,
                                const JaridaPdqWindows *across,
                                JaridaPdq              *out_pdq);

G_END_DECLS
