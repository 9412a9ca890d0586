/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-article-view-private.h"

/* A caret in the text, for who selects without a mouse: F7 brings it and takes it away. It stands at a position of the document, so it
 * stays where it is when the window or the size of the text changes. */

#define CARET_WIDTH 2
#define LINE_STEP 4         /* px: finer than any line */
#define FAR 1e6

static const JaridaBlock *
get_block (JaridaArticleView *self,
           guint              index)
{
  return g_ptr_array_index (self->document->blocks, index);
}

static guint
get_length (const JaridaBlock *block,
            guint              run)
{
  return ((const JaridaRun *) g_ptr_array_index (block->runs, run))->length;
}

/* The text before or after the one that the caret stands in: a cell of a table, or another block. Pictures without words are passed. */
static gboolean
go_to_neighbour (JaridaArticleView *self,
                 JaridaPosition    *position,
                 int                direction)
{
  int run = (int) position->run + direction;

  for (int i = (int) position->block; i >= 0 && i < (int) self->document->blocks->len; i += direction)
    {
      const JaridaBlock *block = get_block (self, i);

      if (i != (int) position->block)
        run = direction > 0 ? 0 : (int) block->runs->len - 1;
      if (run < 0 || run >= (int) block->runs->len)
        continue;
      *position = (JaridaPosition) { i, run, direction > 0 ? 0 : get_length (block, run) };
      return TRUE;
    }
  return FALSE;
}

static gboolean
move_in_line (JaridaArticleView *self,
              JaridaPosition    *position,
              int                direction,
              gboolean           by_word)
{
  const JaridaBlockLayout *layout = _jarida_article_view_show_block (self, position->block)->layout;
  int left_to = 0;

  if (position->run < layout->runs->len)
    left_to = jarida_run_layout_move (g_ptr_array_index (layout->runs, position->run), &position->byte, direction, by_word);
  return left_to == 0 || go_to_neighbour (self, position, left_to);
}

/* The place in the line at @y. Where a line is broken, the place after its last letter is seen before the first of the next line: then it
 * is the one before that letter. */
static JaridaPosition
hit_line (const JaridaBlockLayout *layout,
          double                   x,
          double                   y)
{
  JaridaPosition there = jarida_block_layout_hit (layout, x, y), before = there;
  const char *text;

  if (there.byte == 0 || jarida_block_layout_caret (layout, &there).y <= y)
    return there;
  text = ((const JaridaRun *) g_ptr_array_index (layout->block->runs, there.run))->text;
  before.byte = g_utf8_prev_char (text + there.byte) - text;
  return jarida_block_layout_caret (layout, &before).y <= y ? before : there;
}

static gboolean
is_further (const JaridaBlockLayout *layout,
            const JaridaPosition    *position,
            double                   y,
            int                      direction)
{
  JaridaRect there = jarida_block_layout_caret (layout, position);

  return direction > 0 ? there.y >= y + 1 : there.y <= y - 1;
}

/* To the line above or below, under the same place; past the last one into the next block. */
static gboolean
move_by_line (JaridaArticleView *self,
              JaridaPosition    *position,
              int                direction)
{
  const JaridaBlockLayout *layout = _jarida_article_view_show_block (self, position->block)->layout;
  JaridaRect rect = jarida_block_layout_caret (layout, position);
  JaridaPosition beyond = { position->block, direction > 0 ? G_MAXINT - 1 : 0, 0 };

  for (double y = direction > 0 ? rect.y + rect.height : rect.y - 1; y >= layout->top && y < layout->height; y += direction * LINE_STEP)
    {
      JaridaPosition there = hit_line (layout, self->caret_goal, y);

      if (!is_further (layout, &there, rect.y, direction))
        continue;
      *position = there;
      return TRUE;
    }
  if (!go_to_neighbour (self, &beyond, direction))
    return FALSE;
  layout = _jarida_article_view_show_block (self, beyond.block)->layout;
  /* Not a place after the last letter of the last cell, but the one below. */
  rect = jarida_block_layout_caret (layout, &beyond);
  *position = hit_line (layout, self->caret_goal, rect.y + rect.height / 2);
  return TRUE;
}

static void
move_to_edge (JaridaArticleView *self,
              JaridaPosition    *position,
              int                direction)
{
  const JaridaBlockLayout *layout = _jarida_article_view_show_block (self, position->block)->layout;
  JaridaRect rect = jarida_block_layout_caret (layout, position);
  gboolean rtl = layout->block->direction == JARIDA_DIRECTION_RTL;

  *position = hit_line (layout, (direction > 0) != rtl ? FAR : -FAR, rect.y + rect.height / 2);
}

/* From one edge of its line to the other. */
void
_jarida_article_view_find_line (JaridaArticleView *self,
                                JaridaRange       *out_range)
{
  out_range->from = out_range->to = self->caret;
  move_to_edge (self, &out_range->from, -1);
  move_to_edge (self, &out_range->to, 1);
}

static JaridaRect
get_rect (JaridaArticleView *self)
{
  const JaridaBlockLayout *layout = _jarida_article_view_show_block (self, self->caret.block)->layout;

  return jarida_block_layout_caret (layout, &self->caret);
}

static void
show (JaridaArticleView *self)
{
  JaridaRect rect = get_rect (self);

  _jarida_article_view_reveal (self, _jarida_article_view_get_block_y (self, self->caret.block) + rect.y, rect.height);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

gboolean
_jarida_article_view_move_caret (JaridaArticleView *self,
                                 JaridaCaretStep    step,
                                 int                direction,
                                 gboolean           extend)
{
  JaridaRange range;

  if (!self->has_caret || self->heights == NULL)
    return FALSE;
  if (step != JARIDA_CARET_LINE || self->caret_goal < 0)
    self->caret_goal = get_rect (self).x;
  if (step == JARIDA_CARET_LINE)
    move_by_line (self, &self->caret, direction);
  else if (step == JARIDA_CARET_EDGE)
    move_to_edge (self, &self->caret, direction);
  else
    move_in_line (self, &self->caret, direction, step == JARIDA_CARET_WORD);
  if (step != JARIDA_CARET_LINE)
    self->caret_goal = -1;
  if (!extend)
    self->caret_anchor = self->caret;
  range = (JaridaRange) { self->caret_anchor, self->caret };
  if (jarida_position_compare (&range.from, &range.to) > 0)
    range = (JaridaRange) { self->caret, self->caret_anchor };
  /* What is dragged or clicked with Shift from now on begins here. */
  self->pressed = (JaridaRange) { self->caret_anchor, self->caret_anchor };
  _jarida_article_view_select (self, &range);
  show (self);
  _jarida_article_view_tell_caret (self, step, extend);
  return TRUE;
}

void
_jarida_article_view_put_caret (JaridaArticleView    *self,
                                const JaridaPosition *position)
{
  self->caret = self->caret_anchor = *position;
  self->caret_goal = -1;
}

/* At what is selected, else where the person reads. */
void
_jarida_article_view_toggle_caret (JaridaArticleView *self)
{
  JaridaPosition place = _jarida_article_view_has_selection (self) ? self->selection.to : self->place.position;

  self->has_caret = !self->has_caret && self->heights != NULL && self->document->blocks->len > 0;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  if (!self->has_caret)
    {
      _jarida_article_view_untell_caret (self);
      return;
    }
  if (place.run >= get_block (self, place.block)->runs->len)
    {
      place.run = G_MAXINT - 1;
      if (!go_to_neighbour (self, &place, 1))
        place = (JaridaPosition) { place.block, 0, 0 };
    }
  _jarida_article_view_put_caret (self, &place);
  if (_jarida_article_view_has_selection (self))
    self->caret_anchor = self->selection.from;
  show (self);
  _jarida_article_view_tell_caret (self, JARIDA_CARET_LINE, FALSE);
}

void
_jarida_article_view_paint_caret (JaridaArticleView *self,
                                  GtkSnapshot       *snapshot)
{
  JaridaShownBlock *shown = self->has_caret ? g_hash_table_lookup (self->shown, GUINT_TO_POINTER (self->caret.block)) : NULL;
  GdkRGBA colour = jarida_article_palette_mix (&self->palette, JARIDA_INK_TEXT);
  JaridaRect rect;

  if (shown == NULL)
    return;
  rect = jarida_block_layout_caret (shown->layout, &self->caret);
  gtk_snapshot_append_color (snapshot, &colour,
                             &GRAPHENE_RECT_INIT (self->column_x + rect.x - CARET_WIDTH / 2,
                                                  _jarida_article_view_get_block_y (self, self->caret.block) + rect.y,
                                                  CARET_WIDTH, rect.height));
}
