/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <glib/gi18n.h>

#include "jarida-article-view-private.h"

/* Heights are made exact in slices of this length, when nothing else is to be done. */
#define SLICE_USEC 4000
/* Not while the page is moving: the scroll bar would tremble. */
#define REST_USEC (120 * 1000)
/* Space below the last block, in base sizes. */
#define FOOT 3.0

JaridaColumn
_jarida_article_view_get_column (JaridaArticleView *self)
{
  /* Translators: under every picture, as short as can be: it opens a dialog to report the picture. */
  return (JaridaColumn) { self->typographer, self->document, self->picture_sizes, self->column_width, _("Report") };
}

static guint
count_blocks (JaridaArticleView *self)
{
  return self->document != NULL ? self->document->blocks->len : 0;
}

static int
get_page (JaridaArticleView *self)
{
  return gtk_widget_get_height (GTK_WIDGET (self));
}

int
_jarida_article_view_get_total (JaridaArticleView *self)
{
  if (self->heights == NULL || count_blocks (self) == 0)
    return 0;
  return jarida_height_map_get_total (self->heights) +
         (int) round (FOOT * jarida_typographer_get_base (self->typographer));
}

double
_jarida_article_view_get_value (JaridaArticleView *self)
{
  GtkAdjustment *vertical = self->adjustments[GTK_ORIENTATION_VERTICAL];

  return vertical != NULL ? gtk_adjustment_get_value (vertical) : 0;
}

void
_jarida_article_view_drop_shown (JaridaArticleView *self)
{
  g_hash_table_remove_all (self->shown);
}

void
_jarida_article_view_stop_refining (JaridaArticleView *self)
{
  g_clear_handle_id (&self->refine_id, g_source_remove);
}

JaridaShownBlock *
_jarida_article_view_show_block (JaridaArticleView *self,
                                 guint              index)
{
  JaridaShownBlock *shown = g_hash_table_lookup (self->shown, GUINT_TO_POINTER (index));
  JaridaColumn column;

  if (shown != NULL)
    return shown;
  column = _jarida_article_view_get_column (self);
  shown = g_new0 (JaridaShownBlock, 1);
  shown->layout = jarida_block_layout_new (&column, index);
  g_hash_table_insert (self->shown, GUINT_TO_POINTER (index), shown);
  jarida_height_map_set (self->heights, index, shown->layout->height, TRUE);
  return shown;
}

/* How far below the top of its block the top of the window is. */
static double
get_place_offset (JaridaArticleView *self)
{
  JaridaShownBlock *shown = _jarida_article_view_show_block (self, self->place.position.block);

  if (self->place.in_text)
    return jarida_block_layout_caret (shown->layout, &self->place.position).y + self->place.below_line;
  return self->place.fraction * shown->layout->height;
}

static void
take_place (JaridaArticleView *self,
            double             value)
{
  JaridaHeightAnchor anchor = jarida_height_map_anchor (self->heights, value);
  JaridaShownBlock *shown = _jarida_article_view_show_block (self, anchor.index);
  JaridaBlockLayout *layout = shown->layout;
  double y = value - jarida_height_map_get_y (self->heights, anchor.index);
  JaridaReadingPlace *place = &self->place;
  gboolean rtl = layout->block->direction == JARIDA_DIRECTION_RTL;

  place->position = jarida_block_layout_hit (layout, rtl ? layout->width : 0, y);
  place->fraction = layout->height > 0 ? y / layout->height : 0;
  place->in_text = value > 0 && place->position.run < layout->runs->len && y > layout->top &&
                   (layout->picture.height == 0 || y > layout->picture.y + layout->picture.height);
  if (place->in_text)
    place->below_line = y - jarida_block_layout_caret (layout, &place->position).y;
}

static void
set_adjustment (JaridaArticleView *self,
                double             value)
{
  GtkAdjustment *vertical = self->adjustments[GTK_ORIENTATION_VERTICAL];
  int page = get_page (self), total = MAX (_jarida_article_view_get_total (self), page);
  int line = self->typographer != NULL ? (int) (1.55 * jarida_typographer_get_base (self->typographer)) : 20;

  if (vertical == NULL)
    return;
  self->moving = TRUE;
  gtk_adjustment_configure (vertical, value, 0, total, 3 * line, MAX (page - 2 * line, line), page);
  self->moving = FALSE;
}

/* From the place outward: a page and a half down, half a page up. Every block laid out on the way becomes exact, and
 * none of them can move the place. Returns the y of the window. */
static double
lay_out_around (JaridaArticleView *self)
{
  int page = get_page (self);
  guint n_blocks = count_blocks (self), here = self->place.position.block;
  double offset = get_place_offset (self);
  double below = jarida_height_map_get_height (self->heights, here) - offset, above = offset;
  double wanted_above = 0.5 * page;
  double value, most;

  for (guint i = here + 1; i < n_blocks && below < 1.5 * page; i++)
    {
      _jarida_article_view_show_block (self, i);
      below += jarida_height_map_get_height (self->heights, i);
    }
  /* Near the end the window cannot go as far down as the place says: what it shows begins earlier. */
  if (below < page)
    wanted_above += page - below;
  for (int i = (int) here - 1; i >= 0 && above < wanted_above; i--)
    {
      _jarida_article_view_show_block (self, i);
      above += jarida_height_map_get_height (self->heights, i);
    }
  most = MAX (_jarida_article_view_get_total (self) - page, 0);
  value = jarida_height_map_get_y (self->heights, here) + offset;
  return CLAMP (round (value), 0, most);
}

static gboolean
is_far (gpointer key,
        gpointer value,
        gpointer user_data)
{
  const guint *range = user_data;
  guint index = GPOINTER_TO_UINT (key);

  return index < range[0] || index > range[1];
}

static void
drop_far (JaridaArticleView *self,
          double             value)
{
  int page = get_page (self);
  guint range[2] = { jarida_height_map_find (self->heights, value - page),
                     jarida_height_map_find (self->heights, value + 2 * page) };

  g_hash_table_foreach_remove (self->shown, is_far, range);
}

static void
measure_one (JaridaArticleView *self,
             guint              index)
{
  JaridaColumn column = _jarida_article_view_get_column (self);
  g_autoptr(JaridaBlockLayout) layout = jarida_block_layout_new (&column, index);

  jarida_height_map_set (self->heights, index, layout->height, TRUE);
}

/* The next block without an exact height, from the window outward; n_blocks when there is none. */
static guint
next_inexact (JaridaArticleView *self)
{
  guint n_blocks = count_blocks (self);

  while (self->refine_down < n_blocks && jarida_height_map_is_exact (self->heights, self->refine_down))
    self->refine_down++;
  while (self->refine_up >= 0 && jarida_height_map_is_exact (self->heights, self->refine_up))
    self->refine_up--;
  if (self->refine_down < n_blocks &&
      (self->refine_up < 0 || self->refine_down - self->place.position.block <=
                              self->place.position.block - (guint) self->refine_up))
    return self->refine_down;
  return self->refine_up >= 0 ? (guint) self->refine_up : n_blocks;
}

static gboolean
refine_cb (gpointer user_data)
{
  JaridaArticleView *self = user_data;
  gint64 start = g_get_monotonic_time ();
  guint index = 0, n_blocks = count_blocks (self);

  self->refine_id = 0;
  if (start - self->scrolled_at < REST_USEC)
    {
      self->refine_id = g_timeout_add_full (G_PRIORITY_LOW, REST_USEC / 1000, refine_cb, self, NULL);
      return G_SOURCE_REMOVE;
    }
  while ((index = next_inexact (self)) < n_blocks && g_get_monotonic_time () - start < SLICE_USEC)
    measure_one (self, index);
  set_adjustment (self, lay_out_around (self));
  if (index < n_blocks)
    self->refine_id = g_idle_add_full (G_PRIORITY_LOW, refine_cb, self, NULL);
  return G_SOURCE_REMOVE;
}

static void
start_refining (JaridaArticleView *self)
{
  self->refine_down = self->place.position.block;
  self->refine_up = (int) self->place.position.block - 1;
  if (self->refine_id == 0)
    self->refine_id = g_idle_add_full (G_PRIORITY_LOW, refine_cb, self, NULL);
}

/* Brings the adjustment, the layouts and the place into agreement; after anything has changed. */
void
_jarida_article_view_settle (JaridaArticleView *self)
{
  double value;

  if (self->heights == NULL || count_blocks (self) == 0)
    {
      set_adjustment (self, 0);
      gtk_widget_queue_draw (GTK_WIDGET (self));
      return;
    }
  value = lay_out_around (self);
  set_adjustment (self, value);
  drop_far (self, value);
  start_refining (self);
  _jarida_article_view_want_pictures (self);
  _jarida_article_view_queue_proxies (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* The person moved the page: this is the only thing that moves the place. */
void
_jarida_article_view_scrolled (JaridaArticleView *self)
{
  if (self->moving || self->heights == NULL || count_blocks (self) == 0)
    return;
  self->scrolled_at = g_get_monotonic_time ();
  take_place (self, _jarida_article_view_get_value (self));
  _jarida_article_view_settle (self);
  /* The children that stand in for what is painted move along. */
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

/* New widths: all heights are guesses again, the place stays. */
void
_jarida_article_view_reflow (JaridaArticleView *self)
{
  guint n_blocks = count_blocks (self);
  JaridaColumn column = _jarida_article_view_get_column (self);

  _jarida_article_view_drop_shown (self);
  g_clear_pointer (&self->heights, jarida_height_map_free);
  if (self->typographer == NULL || self->column_width <= 0)
    return;
  self->heights = jarida_height_map_new (n_blocks);
  for (guint i = 0; i < n_blocks; i++)
    jarida_height_map_set (self->heights, i, jarida_block_layout_estimate (&column, i), FALSE);
}

void
_jarida_article_view_restyle (JaridaArticleView *self)
{
  _jarida_article_view_drop_shown (self);
  _jarida_article_view_stop_refining (self);
  g_clear_pointer (&self->heights, jarida_height_map_free);
  g_clear_pointer (&self->typographer, jarida_typographer_unref);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

void
_jarida_article_view_remeasure (JaridaArticleView *self,
                                guint              index)
{
  g_hash_table_remove (self->shown, GUINT_TO_POINTER (index));
  if (self->heights == NULL)
    return;
  measure_one (self, index);
  _jarida_article_view_settle (self);
}

double
_jarida_article_view_get_block_y (JaridaArticleView *self,
                                  guint              index)
{
  return jarida_height_map_get_y (self->heights, index) - _jarida_article_view_get_value (self);
}

JaridaShownBlock *
_jarida_article_view_pick_block (JaridaArticleView *self,
                                 double            *x,
                                 double            *y)
{
  guint index;

  if (self->heights == NULL || count_blocks (self) == 0)
    return NULL;
  index = jarida_height_map_find (self->heights, *y + _jarida_article_view_get_value (self));
  *x -= self->column_x;
  *y -= _jarida_article_view_get_block_y (self, index);
  return _jarida_article_view_show_block (self, index);
}

void
_jarida_article_view_reveal (JaridaArticleView *self,
                             double             y,
                             double             height)
{
  GtkAdjustment *vertical = self->adjustments[GTK_ORIENTATION_VERTICAL];
  double page = get_page (self), value = _jarida_article_view_get_value (self);

  if (vertical == NULL)
    return;
  if (y < 0 || height > page)
    gtk_adjustment_set_value (vertical, value + y);
  else if (y + height > page)
    gtk_adjustment_set_value (vertical, value + y + height - page);
}

void
_jarida_article_view_go_to (JaridaArticleView    *self,
                            const JaridaPosition *position)
{
  jarida_article_view_set_position (self, position);
}
