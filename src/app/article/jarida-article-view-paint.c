/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-article-view-private.h"

void
_jarida_shown_block_forget_nodes (JaridaShownBlock *self)
{
  g_clear_pointer (&self->under, gsk_render_node_unref);
  g_clear_pointer (&self->over, gsk_render_node_unref);
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
  self->palette = jarida_article_palette_find (self->palette_name, &theme_text);
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

static void
paint_run (JaridaArticleView     *self,
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

static void
push_viewport (GtkSnapshot             *snapshot,
               const JaridaBlockLayout *layout)
{
  if (layout->content_width > 0)
    gtk_snapshot_push_clip (snapshot, &GRAPHENE_RECT_INIT (layout->viewport.x, layout->viewport.y,
                                                           layout->viewport.width, layout->viewport.height));
}

static GskRenderNode *
make_under (JaridaArticleView       *self,
            const JaridaBlockLayout *layout)
{
  GtkSnapshot *snapshot = gtk_snapshot_new ();

  for (guint i = 0; i < layout->decorations->len; i++)
    {
      const JaridaDecoration *decoration = &g_array_index (layout->decorations, JaridaDecoration, i);

      if (decoration->scrolls)
        push_viewport (snapshot, layout);
      paint_decoration (self, snapshot, decoration, layout->offset);
      if (decoration->scrolls)
        gtk_snapshot_pop (snapshot);
    }
  return gtk_snapshot_free_to_node (snapshot);
}

static GskRenderNode *
make_over (JaridaArticleView       *self,
           const JaridaBlockLayout *layout)
{
  GtkSnapshot *snapshot = gtk_snapshot_new ();

  if (layout->marker != NULL)
    paint_run (self, snapshot, layout->marker, 0);
  push_viewport (snapshot, layout);
  for (guint i = 0; i < layout->runs->len; i++)
    paint_run (self, snapshot, g_ptr_array_index (layout->runs, i), layout->content_width > 0 ? layout->offset : 0);
  if (layout->content_width > 0)
    gtk_snapshot_pop (snapshot);
  return gtk_snapshot_free_to_node (snapshot);
}

static void
paint_picture (JaridaArticleView       *self,
               GtkSnapshot             *snapshot,
               const JaridaBlockLayout *layout)
{
  GdkRGBA colour = jarida_article_palette_mix (&self->palette, JARIDA_INK_FAINT);
  graphene_rect_t bounds = to_graphene (&layout->picture);

  if (layout->picture.width > 0)
    gtk_snapshot_append_color (snapshot, &colour, &bounds);
}

static void
append_node (GtkSnapshot   *snapshot,
             GskRenderNode *node)
{
  if (node != NULL)
    gtk_snapshot_append_node (snapshot, node);
}

static void
paint_block (JaridaArticleView *self,
             GtkSnapshot       *snapshot,
             JaridaShownBlock  *shown)
{
  if (shown->under == NULL)
    shown->under = make_under (self, shown->layout);
  if (shown->over == NULL)
    shown->over = make_over (self, shown->layout);
  append_node (snapshot, shown->under);
  paint_picture (self, snapshot, shown->layout);
  append_node (snapshot, shown->over);
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
      paint_block (self, snapshot, shown);
      gtk_snapshot_restore (snapshot);
    }
  gtk_snapshot_pop (snapshot);
}
