/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <pango/pangocairo.h>
#ifdef CAIRO_HAS_PDF_SURFACE
#include <cairo-pdf.h>
#endif

#include "jarida-paper-private.h"

/* A page, drawn from the layouts of its blocks, which are made for it and let go of again: a long article is not kept laid out. */

typedef struct
{
  const JaridaPaper       *paper;
  cairo_t                 *cr;
  JaridaPaperPicture       get_picture;
  gpointer                 user_data;
  guint                    page;
  const JaridaBlockLayout *layout;    /* of the block that is drawn */
  double                   from;      /* what of it stands on this page, in its own coordinates */
  double                   to;
  gboolean                 begins;    /* here, not on the page before */
} JaridaPaperDraw;

/* Paper is white: a part of black is a grey, which needs no transparency of the printer. */
static void
set_ink (cairo_t  *cr,
         JaridaInk ink)
{
  double grey = 1 - jarida_ink_get_alpha (ink);

  cairo_set_source_rgb (cr, grey, grey, grey);
}

#ifdef CAIRO_HAS_PDF_SURFACE
static gboolean
draws_pdf (cairo_t *cr)
{
  return cairo_surface_get_type (cairo_get_group_target (cr)) == CAIRO_SURFACE_TYPE_PDF;
}
#endif

static void
draw_decorations (const JaridaPaperDraw *self)
{
  for (guint i = 0; i < self->layout->decorations->len; i++)
    {
      const JaridaDecoration *decoration = &g_array_index (self->layout->decorations, JaridaDecoration, i);
      double top = MAX (decoration->rect.y, self->from);
      double bottom = MIN (decoration->rect.y + decoration->rect.height, self->to);

      if (bottom <= top)
        continue;
      set_ink (self->cr, decoration->ink);
      cairo_rectangle (self->cr, decoration->rect.x, top, decoration->rect.width, bottom - top);
      cairo_fill (self->cr);
    }
}

static void
draw_run (const JaridaPaperDraw *self,
          const JaridaRunLayout *run)
{
  double x = jarida_run_layout_get_text_x (run);
  PangoLayoutIter *iter = pango_layout_get_iter (run->layout);

  set_ink (self->cr, run->ink);
  do
    {
      PangoRectangle logical;
      int top, bottom;
      double middle;

      pango_layout_iter_get_line_yrange (iter, &top, &bottom);
      middle = run->y + (top + bottom) / 2.0 / PANGO_SCALE;
      if (middle < self->from || middle >= self->to)
        continue;
      pango_layout_iter_get_line_extents (iter, NULL, &logical);
      cairo_move_to (self->cr, x + logical.x / (double) PANGO_SCALE,
                     run->y + pango_layout_iter_get_baseline (iter) / (double) PANGO_SCALE);
      pango_cairo_show_layout_line (self->cr, pango_layout_iter_get_line_readonly (iter));
    }
  while (pango_layout_iter_next_line (iter));
  pango_layout_iter_free (iter);
}

/* In the place of a picture that there is none of: what it would show. */
static void
draw_words (const JaridaPaperDraw *self)
{
  const JaridaRect *rect = &self->layout->picture;
  const char *alt = self->layout->block->figure->alt;
  JaridaBlockStyle style = jarida_typographer_get_block_style (self->paper->typographer, self->layout->block, self->layout->width);
  g_autoptr(JaridaRunLayout) label = NULL;

  set_ink (self->cr, JARIDA_INK_PANEL);
  cairo_rectangle (self->cr, rect->x, rect->y, rect->width, rect->height);
  cairo_fill (self->cr);
  if (alt == NULL || *alt == '\0' || rect->width < 4 * style.voice.size)
    return;
  label = jarida_run_layout_new_label (self->paper->typographer, &style, alt, self->layout->block->direction,
                                       rect->width - 2 * style.voice.size);
  pango_layout_set_alignment (label->layout, PANGO_ALIGN_CENTER);
  if (label->height > rect->height)
    return;
  label->x = rect->x + style.voice.size;
  label->y = rect->y + floor ((rect->height - label->height) / 2);
  draw_run (self, label);
}

static void
draw_picture (const JaridaPaperDraw *self)
{
  const JaridaRect *rect = &self->layout->picture;
  const JaridaFigure *figure = self->layout->block->figure;
  cairo_surface_t *picture = NULL;

  if (figure == NULL || rect->height <= 0 || rect->y >= self->to || rect->y + rect->height <= self->from)
    return;
  if (figure->address != NULL && self->get_picture != NULL)
    picture = self->get_picture (figure->address, self->user_data);
  if (picture == NULL)
    {
      draw_words (self);
      return;
    }
  cairo_save (self->cr);
  cairo_translate (self->cr, rect->x, rect->y);
  cairo_scale (self->cr, rect->width / cairo_image_surface_get_width (picture),
               rect->height / cairo_image_surface_get_height (picture));
  cairo_set_source_surface (self->cr, picture, 0, 0);
  cairo_pattern_set_filter (cairo_get_source (self->cr), CAIRO_FILTER_GOOD);
  cairo_paint (self->cr);
  cairo_restore (self->cr);
}

#ifdef CAIRO_HAS_PDF_SURFACE
static char *
quote (const char *text)
{
  GString *quoted = g_string_new (NULL);

  for (const char *at = text; *at != '\0'; at++)
    {
      if (*at == '\'' || *at == '\\')
        g_string_append_c (quoted, '\\');
      g_string_append_c (quoted, *at);
    }
  return g_string_free (quoted, FALSE);
}

/* Only what leads out of the paper. */
static void
add_link (const JaridaPaperDraw *self,
          const char            *address,
          GArray                *rects)
{
  g_autofree char *quoted = quote (address);
  g_autofree char *attributes = g_strdup_printf ("uri='%s'", quoted);

  if (!g_str_has_prefix (address, "http://") && !g_str_has_prefix (address, "https://") && !g_str_has_prefix (address, "mailto:"))
    return;
  for (guint i = 0; i < rects->len; i++)
    {
      const JaridaRect *rect = &g_array_index (rects, JaridaRect, i);

      if (rect->y + rect->height / 2 < self->from || rect->y + rect->height / 2 >= self->to)
        continue;
      /* What is drawn in between is where one clicks: paper, before there is ink on it. */
      cairo_tag_begin (self->cr, CAIRO_TAG_LINK, attributes);
      if (self->layout->block->kind == JARIDA_BLOCK_CODE)
        set_ink (self->cr, JARIDA_INK_PANEL);
      else
        cairo_set_source_rgb (self->cr, 1, 1, 1);
      cairo_rectangle (self->cr, rect->x, rect->y, rect->width, rect->height);
      cairo_fill (self->cr);
      cairo_tag_end (self->cr, CAIRO_TAG_LINK);
    }
}

static void
add_links (const JaridaPaperDraw *self)
{
  for (guint i = 0; i < self->layout->runs->len; i++)
    {
      const JaridaRunLayout *run = g_ptr_array_index (self->layout->runs, i);

      for (guint j = 0; run->run->spans != NULL && j < run->run->spans->len; j++)
        {
          const JaridaSpan *span = &g_array_index (run->run->spans, JaridaSpan, j);
          g_autoptr(GArray) rects = NULL;

          if (span->link < 0)
            continue;
          rects = g_array_new (FALSE, FALSE, sizeof (JaridaRect));
          jarida_run_layout_add_rects (run, span->start, span->end, rects);
          add_link (self, g_ptr_array_index (self->paper->document->links, span->link), rects);
        }
    }
}

static void
add_to_outline (const JaridaPaperDraw *self)
{
  const JaridaBlock *block = self->layout->block;
  const JaridaRun *run = block->runs->len > 0 ? g_ptr_array_index (block->runs, 0) : NULL;
  g_autofree char *place = NULL;

  if ((block->kind != JARIDA_BLOCK_TITLE && block->kind != JARIDA_BLOCK_HEADING) || run == NULL)
    return;
  place = g_strdup_printf ("page=%u", self->page + 1);
  cairo_pdf_surface_add_outline (cairo_get_group_target (self->cr), CAIRO_PDF_OUTLINE_ROOT, run->text, place, 0);
}
#endif

static void
draw_block (JaridaPaperDraw *self)
{
  const JaridaBlockLayout *layout = self->layout;

  draw_decorations (self);
#ifdef CAIRO_HAS_PDF_SURFACE
  if (draws_pdf (self->cr))
    add_links (self);
#endif
  draw_picture (self);
  if (layout->marker != NULL)
    draw_run (self, layout->marker);
  for (guint i = 0; i < layout->runs->len; i++)
    draw_run (self, g_ptr_array_index (layout->runs, i));
#ifdef CAIRO_HAS_PDF_SURFACE
  if (self->begins && draws_pdf (self->cr))
    add_to_outline (self);
#endif
}

static void
draw_foot_words (const JaridaPaperDraw *self,
                 const char            *words,
                 gboolean               at_end)
{
  const JaridaPaper *paper = self->paper;
  JaridaBlock byline = { .kind = JARIDA_BLOCK_BYLINE, .direction = paper->document->direction };
  JaridaBlockStyle style = jarida_typographer_get_block_style (paper->typographer, &byline, paper->column);
  gboolean right = at_end != (paper->document->direction == JARIDA_DIRECTION_RTL);
  double room = at_end ? -1 : paper->column * 0.85;
  g_autoptr(JaridaRunLayout) label = jarida_run_layout_new_label (paper->typographer, &style, words, JARIDA_DIRECTION_LTR, -1);

  if (room > 0 && label->width > room)
    {
      pango_layout_set_width (label->layout, (int) (room * PANGO_SCALE));
      pango_layout_set_ellipsize (label->layout, PANGO_ELLIPSIZE_MIDDLE);
      label->width = room;
    }
  label->x = right ? paper->column - label->width : 0;
  draw_run (self, label);
}

/* Where it comes from, and which page of how many. */
static void
draw_foot (JaridaPaperDraw *self)
{
  g_autofree char *number = g_strdup_printf ("%u / %u", self->page + 1, self->paper->pages->len);

  self->from = -1;
  self->to = G_MAXDOUBLE;
  cairo_translate (self->cr, 0, self->paper->foot_y);
  if (self->paper->foot != NULL)
    draw_foot_words (self, self->paper->foot, FALSE);
  draw_foot_words (self, number, TRUE);
}

void
jarida_paper_draw (const JaridaPaper  *self,
                   guint               page,
                   cairo_t            *cr,
                   JaridaPaperPicture  get_picture,
                   gpointer            user_data)
{
  const JaridaPaperPiece *pieces = (const JaridaPaperPiece *) (gpointer) self->pieces->data;
  JaridaPaperDraw draw = { self, cr, get_picture, user_data, page };
  JaridaPaperPage range;

  g_return_if_fail (page < self->pages->len);
  range = g_array_index (self->pages, JaridaPaperPage, page);
  cairo_save (cr);
  cairo_scale (cr, JARIDA_PAPER_PIXEL, JARIDA_PAPER_PIXEL);
  cairo_translate (cr, self->margin, 0);
  for (guint i = pieces[range.first].block; i <= pieces[range.last].block; i++)
    {
      const JaridaPaperBlock *block = &g_array_index (self->blocks, JaridaPaperBlock, i);
      g_autoptr(JaridaBlockLayout) layout = _jarida_paper_lay_out (self, i, block->width);
      gboolean leads = i == pieces[range.first].block;
      gboolean goes_on = range.last + 1 < self->pieces->len && pieces[range.last + 1].block == i;

      draw.layout = layout;
      draw.begins = !leads || range.first == 0 || pieces[range.first - 1].block != i;
      /* The space above the first of a page is left out, and what is drawn in it. */
      draw.from = leads ? (pieces[range.first].top - block->y) / block->scale : 0;
      draw.to = goes_on ? (pieces[range.last].bottom - block->y) / block->scale : G_MAXDOUBLE;
      cairo_save (cr);
      cairo_translate (cr, block->x, block->y - pieces[range.first].top);
      cairo_scale (cr, block->scale, block->scale);
      draw_block (&draw);
      cairo_restore (cr);
    }
  draw_foot (&draw);
  cairo_restore (cr);
}
