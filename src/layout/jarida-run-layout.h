/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-hyphen-map.h"
#include "jarida-typographer.h"

G_BEGIN_DECLS

typedef struct
{
  double x;
  double y;
  double width;
  double height;
} JaridaRect;

/* A run set in lines. Offsets in and out are bytes of the clean text of the run. */
typedef struct
{
  PangoLayout     *layout;     /* (owned) */
  JaridaHyphenMap *hyphens;    /* (owned) (nullable) */
  const JaridaRun *run;        /* borrowed from the document; NULL: a marker or a label */
  JaridaInk        ink;
  double           x;          /* of the box in the block */
  double           y;
  double           width;      /* of the box: the text may be narrower */
  double           height;
} JaridaRunLayout;

/* @width: to break at; negative: lines as they are. @language decides the hyphenation. */
JaridaRunLayout *jarida_run_layout_new           (JaridaTypographer *typographer, const JaridaBlockStyle *style, const JaridaRun *run,
                                                  const char *language, double width) G_GNUC_WARN_UNUSED_RESULT;
/* Plain words that are no part of the document: a marker, the text in the place of a picture. */
JaridaRunLayout *jarida_run_layout_new_label     (JaridaTypographer *typographer, const JaridaBlockStyle *style, const char *text,
                                                  JaridaDirection direction, double width) G_GNUC_WARN_UNUSED_RESULT;
/* As what can be clicked is. */
void             jarida_run_layout_underline     (JaridaRunLayout *self);
void             jarida_run_layout_free          (JaridaRunLayout *self);

/* All in the coordinates of the block. */
/* Where the lines begin: not at x for a heading that was balanced in a box wider than itself. */
double           jarida_run_layout_get_text_x    (const JaridaRunLayout *self);
guint            jarida_run_layout_hit           (const JaridaRunLayout *self, double x, double y, gboolean *out_inside);
/* The byte under the point, not the nearest gap between two; FALSE beside the text. */
gboolean         jarida_run_layout_byte_at       (const JaridaRunLayout *self, double x, double y, guint *out_byte);
void             jarida_run_layout_add_rects     (const JaridaRunLayout *self, guint start, guint end, GArray *rects);
void             jarida_run_layout_word          (const JaridaRunLayout *self, guint byte, guint *out_start, guint *out_end);
/* Moves @byte by a letter or a word, to the right (1) or the left (-1) as it is seen. Not 0: it could not, since the text ends there
 * (1) or begins (-1). */
int              jarida_run_layout_move          (const JaridaRunLayout *self, guint *byte, int direction, gboolean by_word);
JaridaRect       jarida_run_layout_caret         (const JaridaRunLayout *self, guint byte);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JaridaRunLayout, jarida_run_layout_free)

G_END_DECLS
