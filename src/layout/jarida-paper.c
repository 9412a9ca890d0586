/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <pango/pangocairo.h>

#include "jarida-paper-private.h"

#define FONT_POINTS 11
#define COLUMN_POINTS (16 / 2.54 * 72)
#define FOOT_LINES 2.2          /* what the foot takes, in base sizes */
#define BLOCKS_AT_ONCE 8
#define TALLEST_PICTURE 0.8     /* of a page: there must be room for its caption */
#define KEPT_WITH_HEADING 2     /* pieces that are glued, so that three stand below a heading */

static JaridaArticleStyle *
make_style (const JaridaArticleStyle *screen)
{
  JaridaArticleStyle *style = jarida_article_style_copy (screen);
  g_autoptr(JaridaArticleStyle) plain = jarida_article_style_new ();

  style->font_size = FONT_POINTS / JARIDA_PAPER_PIXEL;
  style->zoom = 1;
  style->wrap_code = TRUE;
  /* Those of the screen may be made for a dark one. */
  style->link_colour = plain->link_colour;
  style->mark_colour = plain->mark_colour;
  return style;
}

/* On the screen letters stand on whole pixels; a printer has ten times as many. */
static JaridaTypographer *
make_typographer (PangoContext             *context,
                  const JaridaArticleStyle *style)
{
  PangoContext *fine = pango_font_map_create_context (pango_context_get_font_map (context));
  cairo_font_options_t *options = cairo_font_options_create ();
  JaridaTypographer *typographer;

  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  pango_cairo_context_set_font_options (fine, options);
  pango_context_set_round_glyph_positions (fine, FALSE);
  pango_context_set_language (fine, pango_context_get_language (context));
  typographer = jarida_typographer_new (fine, style);
  cairo_font_options_destroy (options);
  g_object_unref (fine);
  return typographer;
}

JaridaPaper *
jarida_paper_new (PangoContext             *context,
                  const JaridaArticleStyle *style,
                  JaridaDocument           *document,
                  GHashTable               *picture_sizes,
                  double                    width,
                  double                    height,
                  const char               *foot)
{
  JaridaPaper *self = g_new0 (JaridaPaper, 1);
  g_autoptr(JaridaArticleStyle) print = make_style (style);
  double base;

  self->typographer = make_typographer (context, print);
  base = jarida_typographer_get_base (self->typographer);
  self->document = jarida_document_ref (document);
  self->picture_sizes = picture_sizes;
  self->foot = g_strdup (foot);
  self->column = MAX ((int) floor (MIN (width, COLUMN_POINTS) / JARIDA_PAPER_PIXEL), 1);
  self->margin = floor ((width / JARIDA_PAPER_PIXEL - self->column) / 2);
  self->height = MAX (height / JARIDA_PAPER_PIXEL - FOOT_LINES * base, 4 * base);
  self->foot_y = height / JARIDA_PAPER_PIXEL - 1.2 * base;
  self->n_blocks = document->blocks->len - MIN (document->n_foot, document->blocks->len);
  self->blocks = g_array_new (FALSE, FALSE, sizeof (JaridaPaperBlock));
  self->pieces = g_array_new (FALSE, FALSE, sizeof (JaridaPaperPiece));
  self->pages = g_array_new (FALSE, FALSE, sizeof (JaridaPaperPage));
  return self;
}

void
jarida_paper_free (JaridaPaper *self)
{
  jarida_typographer_unref (self->typographer);
  jarida_document_unref (self->document);
  g_free (self->foot);
  g_array_unref (self->blocks);
  g_array_unref (self->pieces);
  g_array_unref (self->pages);
  g_free (self);
}

JaridaBlockLayout *
_jarida_paper_lay_out (const JaridaPaper *self,
                       guint              index,
                       int                width)
{
  JaridaColumn column = { self->typographer, self->document, self->picture_sizes, width, NULL };

  return jarida_block_layout_new (&column, index);
}

/* ---- Pieces ---- */

static void
add_piece (JaridaPaper            *self,
           const JaridaPaperBlock *block,
           guint                   index,
           double                  top,
           double                  bottom,
           gboolean                glued)
{
  JaridaPaperPiece piece = { index, block->y + top * block->scale, block->y + bottom * block->scale, glued };

  g_array_append_val (self->pieces, piece);
}

static void
add_lines (JaridaPaper             *self,
           const JaridaPaperBlock  *block,
           const JaridaBlockLayout *layout)
{
  for (guint i = 0; i < layout->runs->len; i++)
    {
      const JaridaRunLayout *run = g_ptr_array_index (layout->runs, i);
      PangoLayoutIter *iter = pango_layout_get_iter (run->layout);
      int top, bottom;

      do
        {
          pango_layout_iter_get_line_yrange (iter, &top, &bottom);
          add_piece (self, block, layout->index, run->y + top / (double) PANGO_SCALE,
                     run->y + bottom / (double) PANGO_SCALE, FALSE);
        }
      while (pango_layout_iter_next_line (iter));
      pango_layout_iter_free (iter);
    }
}

static void
add_rows (JaridaPaper             *self,
          const JaridaPaperBlock  *block,
          const JaridaBlockLayout *layout)
{
  const JaridaTable *table = layout->block->table;
  guint n_columns = MAX (table->n_columns, 1);

  for (guint i = 0; i < layout->runs->len; i += n_columns)
    {
      double top = G_MAXDOUBLE, bottom = 0;

      for (guint j = i; j < MIN (i + n_columns, layout->runs->len); j++)
        {
          const JaridaRunLayout *cell = g_ptr_array_index (layout->runs, j);

          top = MIN (top, cell->y);
          bottom = MAX (bottom, cell->y + cell->height);
        }
      add_piece (self, block, layout->index, top, bottom, i / n_columns < table->n_header_rows);
    }
}

static gboolean
leads_on (const JaridaPaper *self,
          guint              index)
{
  const JaridaBlock *block = g_ptr_array_index (self->document->blocks, index);

  return block->kind == JARIDA_BLOCK_HEADING || block->kind == JARIDA_BLOCK_KICKER ||
         block->kind == JARIDA_BLOCK_TITLE || block->kind == JARIDA_BLOCK_SUBTITLE;
}

/* What must not be parted, of the pieces from @first on. */
static void
glue (JaridaPaper             *self,
      const JaridaBlockLayout *layout,
      guint                    first)
{
  JaridaPaperPiece *pieces = (JaridaPaperPiece *) (gpointer) self->pieces->data;
  guint n = self->pieces->len;
  gboolean below_heading = layout->index > 0 && leads_on (self, layout->index - 1);

  if (layout->block->figure != NULL || leads_on (self, layout->index))
    {
      for (guint i = first; i < n; i++)
        pieces[i].glued = i + 1 < n || layout->block->figure == NULL;
      return;
    }
  if (layout->block->kind != JARIDA_BLOCK_TABLE && n - first > 1)
    pieces[first].glued = pieces[n - 2].glued = TRUE;
  for (guint i = first; below_heading && i < first + KEPT_WITH_HEADING && i + 1 < n; i++)
    pieces[i].glued = TRUE;
}

static void
add_pieces (JaridaPaper             *self,
            const JaridaPaperBlock  *block,
            const JaridaBlockLayout *layout)
{
  guint first = self->pieces->len;

  if (layout->picture.height > 0)
    add_piece (self, block, layout->index, layout->picture.y, layout->picture.y + layout->picture.height, TRUE);
  if (layout->block->kind == JARIDA_BLOCK_TABLE && layout->block->table != NULL)
    add_rows (self, block, layout);
  else
    add_lines (self, block, layout);
  if (self->pieces->len == first)
    add_piece (self, block, layout->index, layout->top, layout->height, FALSE);
  /* Panels and lines reach further than the text. */
  g_array_index (self->pieces, JaridaPaperPiece, first).top = block->y + layout->top * block->scale;
  g_array_index (self->pieces, JaridaPaperPiece, self->pieces->len - 1).bottom = block->y + layout->height * block->scale;
  glue (self, layout, first);
}

static void
add_block (JaridaPaper *self,
           guint        index)
{
  JaridaPaperBlock block = { 0, self->y, 1, self->column };
  g_autoptr(JaridaBlockLayout) layout = _jarida_paper_lay_out (self, index, block.width);

  if (layout->content_width > 0)
    {
      /* Nobody scrolls paper: it is laid out as wide as it wants to be, and made smaller. */
      block.width = (int) ceil (layout->content_width + self->column - layout->viewport.width);
      block.scale = self->column / (double) block.width;
      jarida_block_layout_free (g_steal_pointer (&layout));
      layout = _jarida_paper_lay_out (self, index, block.width);
    }
  else if (layout->picture.height > TALLEST_PICTURE * self->height)
    {
      block.scale = TALLEST_PICTURE * self->height / layout->picture.height;
      block.x = (self->column - self->column * block.scale) / 2;
    }
  g_array_append_val (self->blocks, block);
  add_pieces (self, &block, layout);
  self->y += layout->height * block.scale;
}

/* ---- Pages ---- */

static void
break_pages (JaridaPaper *self)
{
  const JaridaPaperPiece *pieces = (const JaridaPaperPiece *) (gpointer) self->pieces->data;
  guint n = self->pieces->len;

  for (guint start = 0; start < n;)
    {
      JaridaPaperPage page = { start, start };
      guint fits;

      while (page.last + 1 < n && pieces[page.last + 1].bottom - pieces[start].top <= self->height)
        page.last++;
      fits = page.last;
      while (page.last + 1 < n && page.last > start && pieces[page.last].glued)
        page.last--;
      /* More hangs together than a page holds. */
      if (page.last + 1 < n && pieces[page.last].glued)
        page.last = fits;
      g_array_append_val (self->pages, page);
      start = page.last + 1;
    }
}

gboolean
jarida_paper_advance (JaridaPaper *self)
{
  guint to = MIN (self->blocks->len + BLOCKS_AT_ONCE, self->n_blocks);

  while (self->blocks->len < to)
    add_block (self, self->blocks->len);
  if (to < self->n_blocks)
    return FALSE;
  if (self->pages->len == 0)
    break_pages (self);
  return TRUE;
}

guint
jarida_paper_get_n_pages (const JaridaPaper *self)
{
  return self->pages->len;
}

void
jarida_paper_find_block (const JaridaPaper *self,
                         guint              block,
                         guint             *out_first,
                         guint             *out_last)
{
  gboolean found = FALSE;

  *out_first = *out_last = 0;
  for (guint i = 0; i < self->pages->len; i++)
    {
      const JaridaPaperPage *page = &g_array_index (self->pages, JaridaPaperPage, i);

      if (g_array_index (self->pieces, JaridaPaperPiece, page->first).block > block ||
          g_array_index (self->pieces, JaridaPaperPiece, page->last).block < block)
        continue;
      if (!found)
        *out_first = i;
      *out_last = i;
      found = TRUE;
    }
}
