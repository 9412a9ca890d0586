/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a thing is painted with; the screen and the printer mix the colours. */
typedef enum
{
  JARIDA_INK_TEXT,
  JARIDA_INK_SOFT,    /* quoted text */
  JARIDA_INK_DIM,     /* byline, captions */
  JARIDA_INK_RULE,    /* bars, the line under a table's head */
  JARIDA_INK_FAINT,   /* lines between rows, the place of a picture to come */
  JARIDA_INK_PANEL,   /* behind code */
  JARIDA_INK_LINK,
} JaridaInk;

/* What the person chose, plus what the widget or the printer knows about its surroundings. A value. */
typedef struct
{
  char     *body_font;           /* (owned) (not nullable) a family */
  char     *ui_font;             /* (owned) (not nullable) a family */
  double    font_size;           /* px of Noto Serif; other faces are matched by their x-height */
  double    zoom;
  double    line_spacing;        /* of the font size */
  int       column_characters;
  gboolean  justify;
  gboolean  hyphenate;
  gboolean  wrap_code;
  guint32   link_colour;         /* 0xRRGGBB */
  guint32   mark_colour;         /* 0xRRGGBB, behind marked words */
} JaridaArticleStyle;

JaridaArticleStyle *jarida_article_style_new    (void) G_GNUC_WARN_UNUSED_RESULT;
JaridaArticleStyle *jarida_article_style_copy   (const JaridaArticleStyle *self) G_GNUC_WARN_UNUSED_RESULT;
void                jarida_article_style_free   (JaridaArticleStyle *self);

/* How much of the text colour an ink is. */
double              jarida_ink_get_alpha        (JaridaInk ink);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JaridaArticleStyle, jarida_article_style_free)

G_END_DECLS
