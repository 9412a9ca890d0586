/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-article-style.h"

JaridaArticleStyle *
jarida_article_style_new (void)
{
  JaridaArticleStyle *self = g_new0 (JaridaArticleStyle, 1);

  self->body_font = g_strdup ("Noto Serif");
  self->ui_font = g_strdup ("Cantarell");
  self->font_size = 18;
  self->zoom = 1;
  self->line_spacing = 1.55;
  self->column_characters = 64;
  self->hyphenate = TRUE;
  self->link_colour = 0x1b6acb;
  self->mark_colour = 0xffe58a;
  return self;
}

JaridaArticleStyle *
jarida_article_style_copy (const JaridaArticleStyle *self)
{
  JaridaArticleStyle *copy = g_new (JaridaArticleStyle, 1);

  *copy = *self;
  copy->body_font = g_strdup (self->body_font);
  copy->ui_font = g_strdup (self->ui_font);
  return copy;
}

void
jarida_article_style_free (JaridaArticleStyle *self)
{
  g_free (self->body_font);
  g_free (self->ui_font);
  g_free (self);
}

double
jarida_ink_get_alpha (JaridaInk ink)
{
  switch (ink)
    {
    case JARIDA_INK_TEXT:
    case JARIDA_INK_LINK:
      return 1;
    case JARIDA_INK_SOFT:
      return 0.85;
    case JARIDA_INK_DIM:
      return 0.70;
    case JARIDA_INK_RULE:
      return 0.40;
    case JARIDA_INK_FAINT:
      return 0.12;
    case JARIDA_INK_PANEL:
      return 0.06;
    default:
      g_return_val_if_reached (1);
    }
}
