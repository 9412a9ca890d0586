/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <pango/pango.h>
#include "jarida-article-style.h"
#include "jarida-document.h"

G_BEGIN_DECLS

typedef enum
{
  JARIDA_FACE_BODY,
  JARIDA_FACE_UI,
  JARIDA_FACE_CODE,
} JaridaFace;
#define JARIDA_N_FACES 3

/* How a stretch of text is set. Sizes in pixels. */
typedef struct
{
  JaridaFace  face;
  gboolean    arabic;       /* the Arabic companion of the face, at its own size */
  double      size;         /* of the Latin face; the companion's follows from it */
  int         weight;
  gboolean    italic;       /* Latin only: Arabic has none */
  double      rise;
} JaridaVoice;

/* How a block of a kind is set, in pixels. */
typedef struct
{
  JaridaVoice voice;
  int         line_height;  /* of Latin text */
  double      before;
  double      after;
  JaridaInk   ink;
  gboolean    hyphenate;
  gboolean    balance;      /* lines of even length, for headings */
  gboolean    tabular;
} JaridaBlockStyle;

/* A style made concrete: which face, which size, how far apart. Knows Pango and the metrics of the fonts, but no
 * document. Immutable but for its caches; one thread. */
typedef struct _JaridaTypographer JaridaTypographer;

/* @context: where fonts and their options come from. It is read, not kept. */
JaridaTypographer        *jarida_typographer_new             (PangoContext *context, const JaridaArticleStyle *style) G_GNUC_WARN_UNUSED_RESULT;
JaridaTypographer        *jarida_typographer_ref             (JaridaTypographer *self);
void                      jarida_typographer_unref           (JaridaTypographer *self);

const JaridaArticleStyle *jarida_typographer_get_style       (JaridaTypographer *self);
/* The base size, zoom included: the unit of all spacing. */
double                    jarida_typographer_get_base        (JaridaTypographer *self);
/* How wide the text is set in a window of @width: whole pixels, margins taken off. */
int                       jarida_typographer_get_column      (JaridaTypographer *self, int width);
PangoContext             *jarida_typographer_get_context     (JaridaTypographer *self, JaridaDirection direction);
/* @column decides between the large title and the small one. */
JaridaBlockStyle          jarida_typographer_get_block_style (JaridaTypographer *self, const JaridaBlock *block, int column);
/* Mean width of a character of running text. */
double                    jarida_typographer_get_character   (JaridaTypographer *self, const JaridaVoice *voice);

PangoFontDescription     *jarida_typographer_describe        (JaridaTypographer *self, const JaridaVoice *voice) G_GNUC_WARN_UNUSED_RESULT;
/* Ascent minus descent, plus twice the rise: two voices with the same balance share lines without pushing them apart. */
double                    jarida_typographer_get_balance     (JaridaTypographer *self, const JaridaVoice *voice);
int                       jarida_typographer_get_line_height (JaridaTypographer *self, const JaridaBlockStyle *style, JaridaDirection direction);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JaridaTypographer, jarida_typographer_unref)

G_END_DECLS
