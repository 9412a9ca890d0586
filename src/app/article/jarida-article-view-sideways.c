/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "jarida-article-view-private.h"

/* Wide tables and long lines of code, seen through a window of their own: the bar and the edges that say that there is more, the
 * bar to drag, the stop for the keyboard. */

#define BAR 4
/* Of the bar, for a pointer: it is thin to look at, not to hit. */
#define BAR_REACH 9
#define LEAST_THUMB 24
/* px in which what is cut off darkens towards the edge, and how much. */
#define EDGE 18
#define EDGE_ALPHA 0.14f

gboolean
_jarida_article_view_is_wide (JaridaArticleView *self,
                              guint              index)
{
  const JaridaBlock *block = g_ptr_array_index (self->document->blocks, index);

  return (block->kind == JARIDA_BLOCK_TABLE || block->kind == JARIDA_BLOCK_CODE) &&
         _jarida_article_view_show_block (self, index)->layout->content_width > 0;
}

gboolean
_jarida_article_view_shift (JaridaArticleView *self,
                            JaridaShownBlock  *shown,
                            double             offset)
{
  if (!jarida_block_layout_set_offset (shown->layout, offset))
    return FALSE;
  _jarida_shown_block_forget_nodes (shown);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  return TRUE;
}

static JaridaRect
get_bar (const JaridaBlockLayout *layout)
{
  const JaridaRect *seen = &layout->viewport;

  return (JaridaRect) { seen->x, seen->y + seen->height + (layout->block->kind == JARIDA_BLOCK_CODE ? -8 : 4), seen->width, BAR };
}

static JaridaRect
get_thumb (const JaridaBlockLayout *layout)
{
  JaridaRect thumb = get_bar (layout);
  double most = layout->content_width - layout->viewport.width;
  double width = MAX (round (thumb.width * thumb.width / layout->content_width), MIN (LEAST_THUMB, thumb.width));

  thumb.x += most > 0 ? round ((thumb.width - width) * layout->offset / most) : 0;
  thumb.width = width;
  return thumb;
}

static void
paint_bar (JaridaArticleView *self,
           GtkSnapshot       *snapshot,
           const JaridaRect  *rect,
           JaridaInk          ink)
{
  GdkRGBA colour = jarida_article_palette_mix (&self->palette, ink);
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (rect->x, rect->y, rect->width, rect->height);
  GskRoundedRect rounded;

  gsk_rounded_rect_init_from_rect (&rounded, &bounds, BAR / 2.f);
  gtk_snapshot_push_rounded_clip (snapshot, &rounded);
  gtk_snapshot_append_color (snapshot, &colour, &bounds);
  gtk_snapshot_pop (snapshot);
}

static void
paint_edge (JaridaArticleView *self,
            GtkSnapshot       *snapshot,
            const JaridaRect  *seen,
            gboolean           right)
{
  double from = right ? seen->x + seen->width - EDGE : seen->x;
  GdkRGBA dark = self->palette.text, clear = self->palette.text;
  GskColorStop stops[2] = { { 0, clear }, { 1, dark } };

  stops[right ? 0 : 1].color.alpha = 0;
  stops[right ? 1 : 0].color.alpha = EDGE_ALPHA;
  gtk_snapshot_append_linear_gradient (snapshot, &GRAPHENE_RECT_INIT (from, seen->y, EDGE, seen->height),
                                       &GRAPHENE_POINT_INIT (from, seen->y), &GRAPHENE_POINT_INIT (from + EDGE, seen->y),
                                       stops, G_N_ELEMENTS (stops));
}

void
_jarida_article_view_paint_sideways (JaridaArticleView       *self,
                                     GtkSnapshot             *snapshot,
                                     const JaridaBlockLayout *layout)
{
  JaridaRect bar = get_bar (layout), thumb = get_thumb (layout);

  if (layout->offset > 0)
    paint_edge (self, snapshot, &layout->viewport, FALSE);
  if (layout->offset < layout->content_width - layout->viewport.width)
    paint_edge (self, snapshot, &layout->viewport, TRUE);
  paint_bar (self, snapshot, &bar, JARIDA_INK_FAINT);
  paint_bar (self, snapshot, &thumb, JARIDA_INK_DIM);
}

/* (nullable) The block whose bar is under a point; @x becomes the block's own. */
static JaridaShownBlock *
pick_bar (JaridaArticleView *self,
          double            *x,
          double             y)
{
  JaridaShownBlock *shown = _jarida_article_view_pick_block (self, x, &y);
  JaridaRect bar;

  if (shown == NULL || shown->layout->content_width <= 0)
    return NULL;
  bar = get_bar (shown->layout);
  if (*x < bar.x || *x > bar.x + bar.width || y < bar.y - BAR_REACH / 2.0 || y > bar.y + bar.height + BAR_REACH / 2.0)
    return NULL;
  return shown;
}

gboolean
_jarida_article_view_is_over_bar (JaridaArticleView *self,
                                  double             x,
                                  double             y)
{
  return pick_bar (self, &x, y) != NULL;
}

/* The pointer is on a bar: from now on it is dragged. Beside the thumb, the thumb comes to the pointer. */
gboolean
_jarida_article_view_grab_bar (JaridaArticleView *self,
                               double             x,
                               double             y)
{
  JaridaShownBlock *shown = pick_bar (self, &x, y);
  JaridaRect thumb;

  if (shown == NULL)
    return FALSE;
  thumb = get_thumb (shown->layout);
  self->grabbed_block = (int) shown->layout->index;
  self->grabbed_at = x >= thumb.x && x <= thumb.x + thumb.width ? x - thumb.x : thumb.width / 2;
  _jarida_article_view_drag_bar (self, x + self->column_x);
  return TRUE;
}

void
_jarida_article_view_drag_bar (JaridaArticleView *self,
                               double             x)
{
  JaridaShownBlock *shown = _jarida_article_view_show_block (self, self->grabbed_block);
  JaridaRect bar = get_bar (shown->layout), thumb = get_thumb (shown->layout);
  double most = shown->layout->content_width - shown->layout->viewport.width;

  if (shown->layout->content_width > 0 && bar.width > thumb.width)
    _jarida_article_view_shift (self, shown, (x - self->column_x - self->grabbed_at - bar.x) * most / (bar.width - thumb.width));
}
