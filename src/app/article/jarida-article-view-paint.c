/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <math.h>
#include <glib/gi18n.h>

#include "jarida-article-view-private.h"

/* From here on only what is seen of a block is painted. */
#define LONG_RUNS 100
#define LONG_PAGES 3

static const GdkRGBA selection_colour = { 53 / 255.f, 132 / 255.f, 228 / 255.f, 0.35f };

void
_jarida_shown_block_forget_nodes (JaridaShownBlock *self)
{
  g_clear_pointer (&self->under, gsk_render_node_unref);
  g_clear_pointer (&self->over, gsk_render_node_unref);
  g_clear_pointer (&self->marks, gsk_render_node_unref);
  g_clear_pointer (&self->placeholder, jarida_article_placeholder_free);
}

void
_jarida_shown_block_free (JaridaShownBlock *self)
{
  _jarida_shown_block_forget_nodes (self);
  jarida_block_layout_free (self->layout);
  g_free (self);
}

void
_jarida_article_view_update_palette (JaridaArticleView *self)
{
  GdkRGBA theme_text;

#if GTK_CHECK_VERSION (4, 10, 0) && JARIDA_MODERN
  gtk_widget_get_color (GTK_WIDGET (self), &theme_text);
#else
  gtk_style_context_get_color (gtk_widget_get_style_context (GTK_WIDGET (self)), &theme_text);
#endif
  self->palette = jarida_article_palette_find (self->palette_name, &theme_text,
                                               adw_style_manager_get_high_contrast (adw_style_manager_get_default ()));
}

static graphene_rect_t
to_graphene (const JaridaRect *rect)
{
  return GRAPHENE_RECT_INIT (rect->x, rect->y, rect->width, rect->height);
}

static void
paint_decoration (JaridaArticleView      *self,
                  GtkSnapshot            *snapshot,
                  const JaridaDecoration *decoration,
                  double                  offset)
{
  GdkRGBA colour = jarida_article_palette_mix (&self->palette, decoration->ink);
  graphene_rect_t bounds = to_graphene (&decoration->rect);
  GskRoundedRect rounded;

  if (decoration->scrolls)
    bounds.origin.x -= offset;
  if (decoration->radius <= 0)
    {
      gtk_snapshot_append_color (snapshot, &colour, &bounds);
      return;
    }
  gsk_rounded_rect_init_from_rect (&rounded, &bounds, decoration->radius);
  gtk_snapshot_push_rounded_clip (snapshot, &rounded);
  gtk_snapshot_append_color (snapshot, &colour, &bounds);
  gtk_snapshot_pop (snapshot);
}

void
_jarida_article_view_paint_run (JaridaArticleView     *self,
                                GtkSnapshot           *snapshot,
                                const JaridaRunLayout *run,
                                double                 offset)
{
  GdkRGBA colour = jarida_article_palette_mix (&self->palette, run->ink);

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (jarida_run_layout_get_text_x (run) - offset, run->y));
  gtk_snapshot_append_layout (snapshot, run->layout, &colour);
  gtk_snapshot_restore (snapshot);
}

void
_jarida_article_view_push_viewport (GtkSnapshot             *snapshot,
                                    const JaridaBlockLayout *layout)
{
  if (layout->content_width > 0)
    gtk_snapshot_push_clip (snapshot, &GRAPHENE_RECT_INIT (layout->viewport.x, layout->viewport.y,
                                                           layout->viewport.width, layout->viewport.height));
}

/* The part of a block that is to be painted, from top to bottom. */
typedef struct
{
  double from;
  double to;
} JaridaSlice;

static gboolean
is_in_slice (const JaridaSlice *slice,
             double             y,
             double             height)
{
  return y < slice->to && y + height > slice->from;
}

static void
paint_under (JaridaArticleView       *self,
             GtkSnapshot             *snapshot,
             const JaridaBlockLayout *layout,
             const JaridaSlice       *slice)
{
  for (guint i = 0; i < layout->decorations->len; i++)
    {
      const JaridaDecoration *decoration = &g_array_index (layout->decorations, JaridaDecoration, i);

      if (!is_in_slice (slice, decoration->rect.y, decoration->rect.height))
        continue;
      if (decoration->scrolls)
        _jarida_article_view_push_viewport (snapshot, layout);
      paint_decoration (self, snapshot, decoration, layout->offset);
      if (decoration->scrolls)
        gtk_snapshot_pop (snapshot);
    }
}

static void
paint_over (JaridaArticleView       *self,
            GtkSnapshot             *snapshot,
            const JaridaBlockLayout *layout,
            const JaridaSlice       *slice)
{
  if (layout->marker != NULL)
    _jarida_article_view_paint_run (self, snapshot, layout->marker, 0);
  if (layout->report != NULL && is_in_slice (slice, layout->report->y, layout->report->height) &&
      _jarida_article_view_get_hidden (self, layout->block->figure->address) == NULL)
    _jarida_article_view_paint_run (self, snapshot, layout->report, 0);
  _jarida_article_view_push_viewport (snapshot, layout);
  for (guint i = 0; i < layout->runs->len; i++)
    {
      const JaridaRunLayout *run = g_ptr_array_index (layout->runs, i);

      if (is_in_slice (slice, run->y, run->height))
        _jarida_article_view_paint_run (self, snapshot, run, layout->content_width > 0 ? layout->offset : 0);
    }
  if (layout->content_width > 0)
    gtk_snapshot_pop (snapshot);
}

static GskRenderNode *
make_node (JaridaArticleView       *self,
           const JaridaBlockLayout *layout,
           void (*paint) (JaridaArticleView *, GtkSnapshot *, const JaridaBlockLayout *, const JaridaSlice *))
{
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  JaridaSlice whole = { 0, layout->height };

  paint (self, snapshot, layout, &whole);
  return gtk_snapshot_free_to_node (snapshot);
}

static void
paint_selection (JaridaArticleView       *self,
                 GtkSnapshot             *snapshot,
                 const JaridaBlockLayout *layout)
{
  g_autoptr(GArray) rects = NULL;

  if (self->selection.from.block > layout->index || self->selection.to.block < layout->index ||
      !_jarida_article_view_has_selection (self))
    return;
  if (layout->picture.height > 0 && self->selection.from.block < layout->index)
    {
      graphene_rect_t picture = to_graphene (&layout->picture);

      gtk_snapshot_append_color (snapshot, &selection_colour, &picture);
    }
  rects = jarida_block_layout_rects (layout, &self->selection.from, &self->selection.to);
  _jarida_article_view_push_viewport (snapshot, layout);
  for (guint i = 0; i < rects->len; i++)
    {
      graphene_rect_t bounds = to_graphene (&g_array_index (rects, JaridaRect, i));

      gtk_snapshot_append_color (snapshot, &selection_colour, &bounds);
    }
  if (layout->content_width > 0)
    gtk_snapshot_pop (snapshot);
}

/* Words in the place of a picture: what it shows, in the middle. */
static void
paint_label (JaridaArticleView       *self,
             GtkSnapshot             *snapshot,
             const JaridaBlockLayout *layout,
             const char              *words,
             double                   lowered)
{
  JaridaBlockStyle style = jarida_typographer_get_block_style (self->typographer, layout->block, layout->width);
  JaridaDirection direction = jarida_text_direction (words);
  double room = layout->picture.width - 2 * style.voice.size;
  JaridaRunLayout *label;

  if (room < 2 * style.voice.size)
    return;
  label = jarida_run_layout_new_label (self->typographer, &style, words,
                                       direction == JARIDA_DIRECTION_AUTO ? layout->block->direction : direction, room);
  pango_layout_set_alignment (label->layout, PANGO_ALIGN_CENTER);
  if (label->height <= layout->picture.height)
    {
      label->x = layout->picture.x + style.voice.size;
      label->y = layout->picture.y + round ((layout->picture.height - label->height) / 2 + lowered);
      _jarida_article_view_paint_run (self, snapshot, label, 0);
    }
  jarida_run_layout_free (label);
}

/* What a click does, on paper of its own: over a picture letters cannot be trusted to be read. */
static void
paint_offer (JaridaArticleView       *self,
             GtkSnapshot             *snapshot,
             const JaridaBlockLayout *layout,
             const char              *words)
{
  JaridaBlockStyle style = jarida_typographer_get_block_style (self->typographer, layout->block, layout->width);
  const double room = layout->picture.width - 4 * style.voice.size;
  const double gap = round (style.voice.size / 2);
  JaridaRunLayout *label;
  GskRoundedRect plate;
  GdkRGBA paper;
  int width;

  if (room < 2 * style.voice.size)
    return;
  label = jarida_run_layout_new_label (self->typographer, &style, words, jarida_text_direction (words), room);
  pango_layout_get_pixel_size (label->layout, &width, NULL);
  pango_layout_set_alignment (label->layout, PANGO_ALIGN_CENTER);
  paper = self->palette.paper;
  paper.alpha = 0.85f;
  label->x = layout->picture.x + 2 * style.voice.size;
  label->y = layout->picture.y + round ((layout->picture.height - label->height) / 2);
  gsk_rounded_rect_init_from_rect (&plate, &GRAPHENE_RECT_INIT (layout->picture.x + round ((layout->picture.width - width) / 2) - 2 * gap,
                                                                label->y - gap, width + 4 * gap, label->height + 2 * gap), 6);
  if (label->height + 2 * gap <= layout->picture.height)
    {
      gtk_snapshot_push_rounded_clip (snapshot, &plate);
      gtk_snapshot_append_color (snapshot, &paper, &plate.bounds);
      gtk_snapshot_pop (snapshot);
      _jarida_article_view_paint_run (self, snapshot, label, 0);
    }
  jarida_run_layout_free (label);
}

/* A texture decoded for this size is painted pixel by pixel: stretched by a hair it would be soft and slow. */
static void
paint_texture (JaridaArticleView *self,
               GtkSnapshot       *snapshot,
               const JaridaRect  *rect,
               GdkTexture        *texture)
{
  int scale = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  double width = gdk_texture_get_width (texture) / (double) scale;
  double height = gdk_texture_get_height (texture) / (double) scale;
  graphene_rect_t bounds = to_graphene (rect);

  if (fabs (width - rect->width) <= 1.5 && fabs (height - rect->height) <= 1.5)
    graphene_rect_init (&bounds, rect->x, rect->y, width, height);
  gtk_snapshot_append_texture (snapshot, texture, &bounds);
}

static const char *
get_film_words (const JaridaFigure *figure)
{
  return figure->alt != NULL && *figure->alt != '\0' ? figure->alt : _("Video: opens in the browser");
}

/* A triangle in a circle: it plays, elsewhere. Raised when words stand under it. */
static void
paint_film (JaridaArticleView       *self,
            GtkSnapshot             *snapshot,
            const JaridaBlockLayout *layout,
            double                   raised)
{
  const JaridaRect *rect = &layout->picture;
  double radius = MIN (28, rect->height / 4);
  double x = rect->x + rect->width / 2, y = rect->y + rect->height / 2 - raised;
  cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (rect->x, rect->y, rect->width, rect->height));

  cairo_arc (cr, x, y, radius, 0, 2 * G_PI);
  cairo_set_source_rgba (cr, 0, 0, 0, 0.6);
  cairo_fill (cr);
  cairo_move_to (cr, x - radius * 0.3, y - radius * 0.45);
  cairo_line_to (cr, x + radius * 0.55, y);
  cairo_line_to (cr, x - radius * 0.3, y + radius * 0.45);
  cairo_close_path (cr);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_fill (cr);
  cairo_destroy (cr);
}

/* TRUE when the picture is hidden or missing; why, and what can be done about it, stands in its place. */
static gboolean
paint_placeholder (JaridaArticleView *self,
                   GtkSnapshot       *snapshot,
                   JaridaShownBlock  *shown)
{
  JaridaArticlePlaceholder *placeholder = _jarida_article_view_get_placeholder (self, shown);
  GdkRGBA colour = jarida_article_palette_mix (&self->palette, JARIDA_INK_PANEL);
  graphene_rect_t bounds = to_graphene (&shown->layout->picture);

  if (placeholder == NULL)
    return FALSE;
  gtk_snapshot_append_color (snapshot, &colour, &bounds);
  if (placeholder->heading != NULL)
    _jarida_article_view_paint_run (self, snapshot, placeholder->heading, 0);
  if (placeholder->sentence != NULL)
    _jarida_article_view_paint_run (self, snapshot, placeholder->sentence, 0);
  for (guint i = 0; i < JARIDA_PLACEHOLDER_ACTIONS && placeholder->actions[i] != NULL; i++)
    _jarida_article_view_paint_run (self, snapshot, placeholder->actions[i], 0);
  return TRUE;
}

static void
paint_picture (JaridaArticleView *self,
               GtkSnapshot       *snapshot,
               JaridaShownBlock  *shown)
{
  const JaridaBlockLayout *layout = shown->layout;
  const JaridaFigure *figure = layout->block->figure;
  gboolean is_film = layout->block->kind == JARIDA_BLOCK_EMBED;
  GdkTexture *texture = NULL;
  GdkRGBA colour = jarida_article_palette_mix (&self->palette, JARIDA_INK_FAINT);
  graphene_rect_t bounds = to_graphene (&layout->picture);

  if (figure == NULL || layout->picture.width <= 0 || paint_placeholder (self, snapshot, shown))
    return;
  if (figure->address != NULL)
    texture = jarida_article_pictures_get_texture (self->pictures, figure->address);
  if (texture != NULL)
    {
      paint_texture (self, snapshot, &layout->picture, texture);
      if (jarida_article_pictures_is_veiled (self->pictures, figure->address))
        paint_offer (self, snapshot, layout, _("Show this picture"));
    }
  else
    {
      gtk_snapshot_append_color (snapshot, &colour, &bounds);
      if (is_film)
        paint_label (self, snapshot, layout, get_film_words (figure), layout->picture.height * 0.25);
      else if (figure->alt != NULL && *figure->alt != '\0' && !_jarida_article_view_awaits (self, figure->address))
        paint_label (self, snapshot, layout, figure->alt, 0);
    }
  if (is_film)
    paint_film (self, snapshot, layout, texture != NULL ? 0 : layout->picture.height * 0.15);
}

/* What has the keyboard, when the keyboard is in use. */
static void
paint_focus (JaridaArticleView *self,
             GtkSnapshot       *snapshot)
{
  JaridaArticleStop stop;
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GdkRGBA colour = jarida_article_palette_mix (&self->palette, JARIDA_INK_LINK);
  g_autoptr(GArray) rects = NULL;

  if (!_jarida_article_view_get_focused_stop (self, &stop) || !GTK_IS_WINDOW (root) ||
      !gtk_window_get_focus_visible (GTK_WINDOW (root)))
    return;
  rects = _jarida_article_view_stop_rects (self, &stop);
  for (guint i = 0; i < rects->len; i++)
    {
      JaridaRect rect = g_array_index (rects, JaridaRect, i);
      GskRoundedRect outline;

      gsk_rounded_rect_init_from_rect (&outline, &GRAPHENE_RECT_INIT (floor (rect.x) - 3, floor (rect.y) - 1,
                                                                      ceil (rect.width) + 6, ceil (rect.height) + 2), 5);
      gtk_snapshot_append_border (snapshot, &outline, (float[4]) { 2, 2, 2, 2 },
                                  (GdkRGBA[4]) { colour, colour, colour, colour });
    }
}

static void
append_node (GtkSnapshot   *snapshot,
             GskRenderNode *node)
{
  if (node != NULL)
    gtk_snapshot_append_node (snapshot, node);
}

/* A table of a thousand rows is painted row by row: a node of the whole would be walked at every frame. */
static gboolean
is_long (JaridaArticleView       *self,
         const JaridaBlockLayout *layout)
{
  return layout->runs->len > LONG_RUNS && layout->height > LONG_PAGES * gtk_widget_get_height (GTK_WIDGET (self));
}

/* @y: of the block in the window. */
static void
paint_block (JaridaArticleView *self,
             GtkSnapshot       *snapshot,
             JaridaShownBlock  *shown,
             double             y)
{
  const JaridaBlockLayout *layout = shown->layout;
  JaridaSlice seen = { -y, -y + gtk_widget_get_height (GTK_WIDGET (self)) };
  gboolean slices = is_long (self, layout);

  if (!slices && shown->under == NULL)
    shown->under = make_node (self, layout, paint_under);
  if (!slices && shown->over == NULL)
    shown->over = make_node (self, layout, paint_over);
  if (slices)
    paint_under (self, snapshot, layout, &seen);
  else
    append_node (snapshot, shown->under);
  paint_picture (self, snapshot, shown);
  paint_selection (self, snapshot, layout);
  _jarida_article_view_paint_found (self, snapshot, shown, seen.from, seen.to);
  if (slices)
    paint_over (self, snapshot, layout, &seen);
  else
    append_node (snapshot, shown->over);
  if (layout->content_width > 0)
    _jarida_article_view_paint_sideways (self, snapshot, layout);
}

void
_jarida_article_view_snapshot (GtkWidget   *widget,
                               GtkSnapshot *snapshot)
{
  JaridaArticleView *self = JARIDA_ARTICLE_VIEW (widget);
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  double value = _jarida_article_view_get_value (self);
  guint n_blocks;

  if (self->palette.paints_paper)
    gtk_snapshot_append_color (snapshot, &self->palette.paper, &GRAPHENE_RECT_INIT (0, 0, width, height));
  if (self->heights == NULL)
    return;
  n_blocks = jarida_height_map_get_length (self->heights);
  gtk_snapshot_push_clip (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height));
  for (guint i = jarida_height_map_find (self->heights, value); i < n_blocks; i++)
    {
      double y = jarida_height_map_get_y (self->heights, i) - value;
      JaridaShownBlock *shown = g_hash_table_lookup (self->shown, GUINT_TO_POINTER (i));

      if (y >= height)
        break;
      if (shown == NULL)
        continue;
      gtk_snapshot_save (snapshot);
      gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (self->column_x, y));
      paint_block (self, snapshot, shown, y);
      gtk_snapshot_restore (snapshot);
    }
  _jarida_article_view_paint_caret (self, snapshot);
  paint_focus (self, snapshot);
  gtk_snapshot_pop (snapshot);
}
