/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "jarida-article-palette.h"

#define LINK_ON_LIGHT 0x1b6acb
#define LINK_ON_DARK 0x78aeed
#define LINK_ON_SEPIA 0x1a5fb4
#define MARK 0xffe58a
/* Pure white on a dark page glares. */
#define DARK_TEXT_ALPHA 0.87

static const JaridaArticlePalette light = {
  TRUE, { 1, 1, 1, 1 }, { 0, 0, 0, 0.85f }, LINK_ON_LIGHT, MARK, FALSE, FALSE
};
static const JaridaArticlePalette sepia = {
  TRUE, { 0.961f, 0.925f, 0.851f, 1 }, { 0.231f, 0.176f, 0.106f, 1 }, LINK_ON_SEPIA, 0xf2cf7a, FALSE, FALSE
};
static const JaridaArticlePalette dark = {
  TRUE, { 0.118f, 0.118f, 0.122f, 1 }, { 1, 1, 1, DARK_TEXT_ALPHA }, LINK_ON_DARK, MARK, TRUE, FALSE
};

static JaridaArticlePalette
follow_theme (const GdkRGBA *theme_text,
              gboolean       is_strong)
{
  JaridaArticlePalette palette = { FALSE, { 0, 0, 0, 0 }, *theme_text, LINK_ON_LIGHT, MARK, FALSE, FALSE };

  palette.is_dark = theme_text->red + theme_text->green + theme_text->blue > 1.5;
  if (palette.is_dark)
    {
      palette.text.alpha *= is_strong ? 1 : DARK_TEXT_ALPHA;
      palette.link = LINK_ON_DARK;
    }
  return palette;
}

JaridaArticlePalette
jarida_article_palette_find (const char    *name,
                             const GdkRGBA *theme_text,
                             gboolean       is_strong)
{
  JaridaArticlePalette palette;

  if (g_strcmp0 (name, "light") == 0)
    palette = light;
  else if (g_strcmp0 (name, "sepia") == 0)
    palette = sepia;
  else if (g_strcmp0 (name, "dark") == 0)
    palette = dark;
  else
    palette = follow_theme (theme_text, is_strong);
  palette.is_strong = is_strong;
  return palette;
}

GdkRGBA
jarida_article_palette_mix (const JaridaArticlePalette *self,
                            JaridaInk                   ink)
{
  GdkRGBA colour = self->text;

  if (ink == JARIDA_INK_LINK)
    colour = (GdkRGBA) { ((self->link >> 16) & 0xFF) / 255.f, ((self->link >> 8) & 0xFF) / 255.f,
                         (self->link & 0xFF) / 255.f, 1 };
  else
    /* Multiplied, not set: the theme's own text may be translucent already. */
    colour.alpha *= self->is_strong ? sqrt (jarida_ink_get_alpha (ink)) : jarida_ink_get_alpha (ink);
  return colour;
}
