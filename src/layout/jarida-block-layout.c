/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <string.h>

#include "jarida-block-layout-private.h"

#define INDENT 1.3          /* a quotation's, in base sizes */
#define LIST_INDENT 1.6
#define MARKER_GAP 0.5
#define LOST_CHARACTERS 2.5 /* at the end of a mean line */
#define HEAD 1.6            /* above the first block */
#define QUOTE_BAR 3
#define MAX_QUOTE_DEPTH 4
#define MAX_LIST_DEPTH 6
#define CODE_RADIUS 8

static const JaridaBlock *
get_block (const JaridaColumn *column,
           guint               index)
{
  return g_ptr_array_index (column->document->blocks, index);
}

static const JaridaRun *
get_run (const JaridaBlock *block,
         guint              index)
{
  return g_ptr_array_index (block->runs, index);
}

const char *
_jarida_block_work_language (const JaridaBlockWork *self)
{
  return self->block->language != NULL ? self->block->language : self->column->document->language;
}

double
_jarida_block_work_x (const JaridaBlockWork *self,
                      double                 start,
                      double                 width)
{
  return self->rtl ? self->column->width - start - width : start;
}

void
_jarida_block_work_decorate (JaridaBlockWork *self,
                             JaridaInk        ink,
                             double           start,
                             double           y,
                             double           width,
                             double           height,
                             double           radius)
{
  JaridaDecoration decoration = { ink, { _jarida_block_work_x (self, start, width), y, width, height }, radius };

  g_array_append_val (self->layout->decorations, decoration);
}

JaridaRunLayout *
_jarida_block_work_add_run (JaridaBlockWork        *self,
                            const JaridaRun        *run,
                            const JaridaBlockStyle *style,
                            double                  start,
                            double                  width)
{
  JaridaRunLayout *run_layout = jarida_run_layout_new (self->column->typographer, style, run,
                                                       _jarida_block_work_language (self), width);

  run_layout->x = _jarida_block_work_x (self, start, run_layout->width);
  run_layout->y = self->y;
  g_ptr_array_add (self->layout->runs, run_layout);
  return run_layout;
}

/* The larger of the space below one block and above the next, as in print; items of one list stand close together. */
static double
get_gap (const JaridaColumn     *column,
         guint                   index,
         const JaridaBlockStyle *style)
{
  const JaridaBlock *block = get_block (column, index);
  const JaridaBlock *above;
  JaridaBlockStyle above_style;
  double z = jarida_typographer_get_base (column->typographer);

  if (index == 0)
    return MAX (HEAD * z, style->before);
  above = get_block (column, index - 1);
  above_style = jarida_typographer_get_block_style (column->typographer, above, column->width);
  if (above->kind == JARIDA_BLOCK_LIST_ITEM && block->kind != JARIDA_BLOCK_LIST_ITEM)
    above_style.after = 0.85 * z;
  return MAX (above_style.after, style->before);
}

static double
get_indent (const JaridaColumn *column,
            const JaridaBlock  *block)
{
  double z = jarida_typographer_get_base (column->typographer);
  double indent = MIN (block->quote_depth, MAX_QUOTE_DEPTH) * INDENT * z +
                  MIN (block->list_depth, MAX_LIST_DEPTH) * LIST_INDENT * z;

  if (block->kind == JARIDA_BLOCK_NOTE && block->list_depth == 0)
    indent += LIST_INDENT * z;
  /* Deep nesting must leave room to read in on a narrow window. */
  return round (MIN (indent, column->width * 0.4));
}

/* The squares of the third rank come from another font, as large as a letter; a dash is what print uses. */
static const char *
get_marker_text (const char *marker)
{
  return g_str_equal (marker, "■") || g_str_equal (marker, "▪") ? "–" : marker;
}

static void
add_marker (JaridaBlockWork *self)
{
  double gap = round (MARKER_GAP * jarida_typographer_get_base (self->column->typographer));
  JaridaRunLayout *marker;

  if (self->block->marker == NULL || *self->block->marker == '\0')
    return;
  marker = jarida_run_layout_new_label (self->column->typographer, &self->style, get_marker_text (self->block->marker),
                                        self->block->direction, -1);
  marker->x = _jarida_block_work_x (self, self->indent - gap - marker->width, marker->width);
  marker->y = self->y;
  self->layout->marker = marker;
}

/* What frames an article stands on the article's side, whatever script it is in: a byline in French over an Arabic text. */
static gboolean
is_frame (JaridaBlockKind kind)
{
  return kind == JARIDA_BLOCK_KICKER || kind == JARIDA_BLOCK_BYLINE || kind == JARIDA_BLOCK_SOURCE;
}

static void
hang_from (JaridaRunLayout *run,
           JaridaDirection  direction)
{
  pango_layout_set_alignment (run->layout, direction == JARIDA_DIRECTION_RTL ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT);
}

static void
compose_text (JaridaBlockWork *self)
{
  double width = self->column->width - self->indent;

  if (self->block->kind == JARIDA_BLOCK_LIST_ITEM || self->block->kind == JARIDA_BLOCK_NOTE)
    add_marker (self);
  for (guint i = 0; i < self->block->runs->len; i++)
    {
      JaridaRunLayout *run = _jarida_block_work_add_run (self, get_run (self->block, i), &self->style, self->indent, width);

      if (is_frame (self->block->kind))
        hang_from (run, self->column->document->direction);
      self->y += run->height;
    }
}

static void
compose_code (JaridaBlockWork *self)
{
  double z = jarida_typographer_get_base (self->column->typographer);
  double side = 0.9 * z, edge = 0.7 * z, top = self->y;
  double box = self->column->width - self->indent;
  double inner = MAX (box - 2 * side, 1);
  gboolean wrap = jarida_typographer_get_style (self->column->typographer)->wrap_code;
  double widest = 0;

  self->y += edge;
  for (guint i = 0; i < self->block->runs->len; i++)
    {
      JaridaRunLayout *run = _jarida_block_work_add_run (self, get_run (self->block, i), &self->style,
                                                         self->indent + side, wrap ? inner : -1);

      self->y += run->height;
      widest = MAX (widest, run->width);
    }
  self->y += edge;
  if (widest > inner)
    {
      self->layout->viewport = (JaridaRect) { _jarida_block_work_x (self, self->indent + side / 2, box - side), top,
                                              box - side, self->y - top };
      self->layout->content_width = widest + side;
      for (guint i = 0; i < self->layout->runs->len; i++)
        ((JaridaRunLayout *) g_ptr_array_index (self->layout->runs, i))->x = self->layout->viewport.x + side / 2;
    }
  _jarida_block_work_decorate (self, JARIDA_INK_PANEL, self->indent, top, box, self->y - top, CODE_RADIUS);
}

static void
compose_rule (JaridaBlockWork *self)
{
  double width = round (self->column->width * 0.3);

  _jarida_block_work_decorate (self, JARIDA_INK_RULE, floor ((self->column->width - width) / 2), self->y, width, 1, 0);
  self->y += 1;
}

/* One bar for a quotation of several paragraphs: each block draws its part, up into the space between. */
static void
add_quote_bars (JaridaBlockWork *self)
{
  const JaridaBlock *above = self->layout->index > 0 ? get_block (self->column, self->layout->index - 1) : NULL;
  double step = INDENT * jarida_typographer_get_base (self->column->typographer);

  for (guint depth = 0; depth < MIN (self->block->quote_depth, MAX_QUOTE_DEPTH); depth++)
    {
      gboolean continued = above != NULL && above->quote_depth > depth;
      double top = continued ? 0 : self->layout->top;

      _jarida_block_work_decorate (self, JARIDA_INK_RULE, round (depth * step), top, QUOTE_BAR, ceil (self->y) - top, 0);
    }
}

static void
compose (JaridaBlockWork *self)
{
  switch (self->block->kind)
    {
    case JARIDA_BLOCK_CODE:
      compose_code (self);
      break;
    case JARIDA_BLOCK_FIGURE:
    case JARIDA_BLOCK_EMBED:
      _jarida_figure_layout_compose (self);
      break;
    case JARIDA_BLOCK_TABLE:
      _jarida_table_layout_compose (self);
      break;
    case JARIDA_BLOCK_RULE:
      compose_rule (self);
      break;
    case JARIDA_BLOCK_KICKER:
    case JARIDA_BLOCK_TITLE:
    case JARIDA_BLOCK_SUBTITLE:
    case JARIDA_BLOCK_BYLINE:
    case JARIDA_BLOCK_LEAD:
    case JARIDA_BLOCK_PARAGRAPH:
    case JARIDA_BLOCK_HEADING:
    case JARIDA_BLOCK_LIST_ITEM:
    case JARIDA_BLOCK_NOTE:
    case JARIDA_BLOCK_SOURCE:
      compose_text (self);
      break;
    default:
      g_return_if_reached ();
    }
}

JaridaBlockLayout *
jarida_block_layout_new (const JaridaColumn *column,
                         guint               index)
{
  JaridaBlockLayout *self = g_new0 (JaridaBlockLayout, 1);
  JaridaBlockWork work = { column, self, get_block (column, index) };

  self->index = index;
  self->block = work.block;
  self->width = column->width;
  self->runs = g_ptr_array_new_with_free_func ((GDestroyNotify) jarida_run_layout_free);
  self->decorations = g_array_new (FALSE, FALSE, sizeof (JaridaDecoration));
  work.rtl = work.block->direction == JARIDA_DIRECTION_RTL;
  work.style = jarida_typographer_get_block_style (column->typographer, work.block, column->width);
  work.indent = get_indent (column, work.block);
  self->top = round (get_gap (column, index, &work.style));
  work.y = self->top;
  compose (&work);
  add_quote_bars (&work);
  self->height = (int) ceil (work.y);
  if (self->content_width > 0 && work.rtl)
    self->offset = self->content_width - self->viewport.width;
  return self;
}

void
jarida_block_layout_free (JaridaBlockLayout *self)
{
  g_ptr_array_unref (self->runs);
  g_clear_pointer (&self->marker, jarida_run_layout_free);
  g_clear_pointer (&self->report, jarida_run_layout_free);
  g_array_unref (self->decorations);
  g_free (self);
}

static guint
count_lines (const JaridaRun *run)
{
  guint n_lines = 1;

  for (const char *at = strstr (run->text, "\342\200\250"); at != NULL; at = strstr (at + 3, "\342\200\250"))
    n_lines++;
  return n_lines;
}

/* Text of mean letters, in lines that end half a word early, and where the text itself breaks. */
static double
estimate_text (const JaridaColumn     *column,
               const JaridaBlockStyle *style,
               const JaridaRun        *run,
               double                  width)
{
  JaridaVoice voice = style->voice;
  double character, full;
  guint n_lines;

  voice.arabic = run->direction == JARIDA_DIRECTION_RTL;
  character = jarida_typographer_get_character (column->typographer, &voice);
  full = MAX (width - LOST_CHARACTERS * character, 2 * character);
  /* Letters of two bytes are all of an Arabic text and few of a French one. */
  n_lines = (guint) ceil (run->length * (voice.arabic ? 0.55 : 0.93) * character / full) + count_lines (run) - 1;
  return MAX (n_lines, 1) * (double) jarida_typographer_get_line_height (column->typographer, style, run->direction);
}

/* As if all columns were equally wide; each row is as high as its longest cell. */
static double
estimate_table (const JaridaColumn     *column,
                const JaridaBlock      *block,
                const JaridaBlockStyle *style,
                double                  room)
{
  guint n_columns = MAX (block->table->n_columns, 1);
  double padding = 1.2 * style->voice.size;
  double width = MAX (room / n_columns - padding, 4 * style->voice.size);
  double height = 0, row = 0;

  for (guint i = 0; i < block->runs->len; i++)
    {
      row = MAX (row, estimate_text (column, style, get_run (block, i), width));
      if ((i + 1) % n_columns == 0)
        {
          height += row + 0.7 * style->voice.size + 1;
          row = 0;
        }
    }
  return height;
}

int
jarida_block_layout_estimate (const JaridaColumn *column,
                              guint               index)
{
  const JaridaBlock *block = get_block (column, index);
  JaridaBlockStyle style = jarida_typographer_get_block_style (column->typographer, block, column->width);
  double z = jarida_typographer_get_base (column->typographer);
  double room = column->width - get_indent (column, block);
  double height = round (get_gap (column, index, &style));

  if (block->kind == JARIDA_BLOCK_TABLE && block->table != NULL)
    return (int) ceil (height + estimate_table (column, block, &style, room));
  if (block->kind == JARIDA_BLOCK_CODE)
    height += 1.4 * z;
  if (block->figure != NULL)
    height += _jarida_figure_layout_estimate (column, block, &style, room);
  if (block->kind == JARIDA_BLOCK_RULE)
    height += 1;
  for (guint i = 0; i < block->runs->len; i++)
    {
      const JaridaRun *run = get_run (block, i);

      if (block->kind == JARIDA_BLOCK_CODE)
        height += count_lines (run) * style.line_height;
      else
        height += estimate_text (column, &style, run, room);
    }
  return (int) ceil (height);
}

/* What scrolls is laid out unscrolled; points come in as they are seen. */
static double
unscroll (const JaridaBlockLayout *self,
          double                   x)
{
  return self->content_width > 0 ? x + self->offset : x;
}

static double
distance (double value,
          double low,
          double high)
{
  return value < low ? low - value : value > high ? value - high : 0;
}

/* The run whose box is nearest: down the page first, then across, as cells of a table want it. */
static guint
nearest_run (const JaridaBlockLayout *self,
             double                   x,
             double                   y)
{
  guint best = 0;
  double best_down = G_MAXDOUBLE, best_across = G_MAXDOUBLE;

  for (guint i = 0; i < self->runs->len; i++)
    {
      const JaridaRunLayout *run = g_ptr_array_index (self->runs, i);
      double down = distance (y, run->y, run->y + run->height);
      double across = distance (x, run->x, run->x + run->width);

      if (down < best_down || (down == best_down && across < best_across))
        {
          best = i;
          best_down = down;
          best_across = across;
        }
    }
  return best;
}

JaridaPosition
jarida_block_layout_hit (const JaridaBlockLayout *self,
                         double                   x,
                         double                   y)
{
  JaridaPosition position = { self->index, 0, 0 };
  const JaridaRunLayout *run;

  if (self->runs->len == 0)
    return position;
  x = unscroll (self, x);
  position.run = nearest_run (self, x, y);
  run = g_ptr_array_index (self->runs, position.run);
  if (y < run->y && position.run == 0)
    return position;
  if (y >= run->y + run->height && position.run + 1 == self->runs->len)
    position.byte = run->run->length;
  else
    position.byte = jarida_run_layout_hit (run, x, CLAMP (y, run->y, run->y + run->height - 1), NULL);
  return position;
}

gboolean
jarida_block_layout_text_at (const JaridaBlockLayout *self,
                             double                   x,
                             double                   y,
                             JaridaPosition          *out_position)
{
  x = unscroll (self, x);
  for (guint i = 0; i < self->runs->len; i++)
    {
      guint byte;

      if (!jarida_run_layout_byte_at (g_ptr_array_index (self->runs, i), x, y, &byte))
        continue;
      *out_position = (JaridaPosition) { self->index, i, byte };
      return TRUE;
    }
  return FALSE;
}

int
jarida_block_layout_link_at (const JaridaBlockLayout *self,
                             double                   x,
                             double                   y)
{
  JaridaPosition position;
  const JaridaRun *run;

  if (!jarida_block_layout_text_at (self, x, y, &position))
    return -1;
  run = get_run (self->block, position.run);
  for (guint i = 0; run->spans != NULL && i < run->spans->len; i++)
    {
      const JaridaSpan *span = &g_array_index (run->spans, JaridaSpan, i);

      if (position.byte >= span->start && position.byte < span->end)
        return span->link;
    }
  return -1;
}

GArray *
jarida_block_layout_rects (const JaridaBlockLayout *self,
                           const JaridaPosition    *from,
                           const JaridaPosition    *to)
{
  GArray *rects = g_array_new (FALSE, FALSE, sizeof (JaridaRect));

  for (guint i = 0; i < self->runs->len; i++)
    {
      const JaridaRunLayout *run = g_ptr_array_index (self->runs, i);
      JaridaPosition start = { self->index, i, 0 };
      JaridaPosition end = { self->index, i, run->run->length };

      if (jarida_position_compare (from, &start) > 0)
        start = *from;
      if (jarida_position_compare (to, &end) < 0)
        end = *to;
      if (jarida_position_compare (&start, &end) < 0)
        jarida_run_layout_add_rects (run, start.byte, end.byte, rects);
    }
  for (guint i = 0; i < rects->len; i++)
    g_array_index (rects, JaridaRect, i).x -= unscroll (self, 0);
  return rects;
}

JaridaRect
jarida_block_layout_caret (const JaridaBlockLayout *self,
                           const JaridaPosition    *position)
{
  JaridaRect caret = { 0, self->top, 0, self->height - self->top };

  if (position->run < self->runs->len)
    caret = jarida_run_layout_caret (g_ptr_array_index (self->runs, position->run), position->byte);
  caret.x -= unscroll (self, 0);
  return caret;
}

void
jarida_block_layout_word (const JaridaBlockLayout *self,
                          const JaridaPosition    *position,
                          JaridaPosition          *out_from,
                          JaridaPosition          *out_to)
{
  *out_from = *out_to = *position;
  if (position->run < self->runs->len)
    jarida_run_layout_word (g_ptr_array_index (self->runs, position->run), position->byte, &out_from->byte,
                            &out_to->byte);
}

gboolean
jarida_block_layout_set_offset (JaridaBlockLayout *self,
                                double             offset)
{
  double old = self->offset;

  if (self->content_width <= 0)
    return FALSE;
  self->offset = CLAMP (round (offset), 0, MAX (self->content_width - self->viewport.width, 0));
  return self->offset != old;
}
