/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <glib/gi18n.h>

#include "jarida-article-view-private.h"

/* A picture that is not there: what it would show, why it is missing, and that a click or Enter asks for it again. */

/* Above the offer to try again, in sizes of the text. */
#define GAP 0.4

static JaridaRunLayout *
make_label (JaridaArticleView       *self,
            const JaridaBlockLayout *layout,
            const char              *words,
            JaridaInk                ink)
{
  JaridaBlockStyle style = jarida_typographer_get_block_style (self->typographer, layout->block, layout->width);
  JaridaDirection direction = jarida_text_direction (words);
  JaridaRunLayout *label;

  label = jarida_run_layout_new_label (self->typographer, &style, words,
                                       direction == JARIDA_DIRECTION_AUTO ? layout->block->direction : direction,
                                       MAX (layout->picture.width - 2 * style.voice.size, 1));
  label->ink = ink;
  label->x = layout->picture.x + style.voice.size;
  pango_layout_set_alignment (label->layout, PANGO_ALIGN_CENTER);
  return label;
}

static double
sum_heights (GPtrArray *labels,
             double     gap)
{
  double height = gap;

  for (guint i = 0; i < labels->len; i++)
    height += ((JaridaRunLayout *) g_ptr_array_index (labels, i))->height;
  return height;
}

void
_jarida_article_view_paint_trouble (JaridaArticleView       *self,
                                    GtkSnapshot             *snapshot,
                                    const JaridaBlockLayout *layout)
{
  const JaridaFigure *figure = layout->block->figure;
  const char *offer = jarida_article_pictures_is_held_back (self->pictures, figure->address) ? _("Load this picture")
                                                                                             : _("Try again");
  JaridaBlockStyle style = jarida_typographer_get_block_style (self->typographer, layout->block, layout->width);
  double gap = round (GAP * style.voice.size), y;
  g_autoptr(GPtrArray) labels = g_ptr_array_new_with_free_func ((GDestroyNotify) jarida_run_layout_free);

  if (figure->alt != NULL && *figure->alt != '\0')
    g_ptr_array_add (labels, make_label (self, layout, figure->alt, JARIDA_INK_TEXT));
  g_ptr_array_add (labels, make_label (self, layout, jarida_article_pictures_get_trouble (self->pictures, figure->address),
                                       JARIDA_INK_DIM));
  g_ptr_array_add (labels, make_label (self, layout, offer, JARIDA_INK_LINK));
  /* Where there is little room, what can be done about it is worth more than what it would show. */
  while (labels->len > 1 && sum_heights (labels, gap) > layout->picture.height)
    g_ptr_array_remove_index (labels, 0);
  y = layout->picture.y + round ((layout->picture.height - sum_heights (labels, gap)) / 2);
  for (guint i = 0; i < labels->len; i++)
    {
      JaridaRunLayout *label = g_ptr_array_index (labels, i);

      label->y = i + 1 == labels->len ? y + gap : y;
      if (label->height <= layout->picture.height)
        _jarida_article_view_paint_run (self, snapshot, label, 0);
      y += label->height;
    }
}

void
_jarida_article_view_tell_trouble (JaridaArticleView *self,
                                   const char        *address)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->proxies);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      GPtrArray *proxies = value;

      for (guint i = 0; i < proxies->len; i++)
        {
          JaridaArticleProxy *proxy = g_ptr_array_index (proxies, i);
          const JaridaArticleStop *stop = jarida_article_proxy_get_stop (proxy);
          const JaridaBlock *block = g_ptr_array_index (self->document->blocks, jarida_article_proxy_get_block (proxy));

          if (stop != NULL && stop->kind == JARIDA_STOP_PICTURE && block->figure != NULL && g_strcmp0 (block->figure->address, address) == 0)
            jarida_article_proxy_set_trouble (proxy, jarida_article_pictures_get_trouble (self->pictures, address));
        }
    }
}
