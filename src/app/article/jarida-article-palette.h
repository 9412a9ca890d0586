/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include "jarida-article-style.h"

G_BEGIN_DECLS

/* The colours of a page: those of the theme, or paper of the person's choice. */
typedef struct
{
  gboolean paints_paper;
  GdkRGBA  paper;
  GdkRGBA  text;
  guint32  link;      /* 0xRRGGBB */
  guint32  mark;
  gboolean is_dark;
  gboolean is_strong;  /* the person asked for high contrast */
} JaridaArticlePalette;

/* @name: "system", "light", "sepia" or "dark"; @theme_text: what the theme would write with. */
JaridaArticlePalette jarida_article_palette_find (const char *name, const GdkRGBA *theme_text, gboolean is_strong);
GdkRGBA              jarida_article_palette_mix  (const JaridaArticlePalette *self, JaridaInk ink);

G_END_DECLS
