/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <string.h>

#include "jarida-article-view-private.h"

/* Words looked for in the article: going to them, and the marks behind them. Nothing here lays anything out anew. */

/* Parts of the window: a place is left where it is between the first two, else it is brought to the third. */
#define HIGHEST 0.1
#define LOWEST 0.8
#define COMFORTABLE 0.33
/* px to the side of a place in a block that scrolls sideways. */
#define SIDE 60
/* Longer blocks are marked only where they are seen. */
#define LONG_PAGES 3
/* More than this is no word to look for. */
#define MAX_WORDS 100
#define CORNER 3

static const GdkRGBA mark_colour = { 1, 204 / 255.f, 0, 0.45f };
static const GdkRGBA current_colour = { 1, 204 / 255.f, 0, 0.85f };
/* Light letters need a darker ground. */
static const GdkRGBA dark_mark_colour = { 1, 204 / 255.f, 0, 0.28f };
static const GdkRGBA dark_current_colour = { 1, 184 / 255.f, 0, 0.42f };
static const GdkRGBA edge_colour = { 0.78f, 0.48f, 0, 1 };
static const GdkRGBA dark_edge_colour = { 1, 204 / 255.f, 0, 1 };

static void
forget_marks (JaridaArticleView *self)
{
  GHashTableIter iter;
  gpointer shown;

  g_hash_table_iter_init (&iter, self->shown);
  while (g_hash_table_iter_next (&iter, NULL, &shown))
    g_clear_pointer (&((JaridaShownBlock *) shown)->marks, gsk_render_node_unref);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
found_cb (JaridaArticleFind *find,
          JaridaArticleView *self)
{
  forget_marks (self);
}

/* Words that are typed, or those that a search has found the article by. */
static gboolean
is_marking (JaridaArticleView *self)
{
  return self->finding || jarida_article_find_get_found (self->find) != NULL;
}

static void
return_to (JaridaArticleView        *self,
           const JaridaReadingPlace *place)
{
  self->place = *place;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

/* Words that are not there lead nowhere: the person sees what they saw before they typed them. */
static void
moved_cb (JaridaArticleFind *find,
          JaridaArticleView *self)
{
  int current = jarida_article_find_get_current (find);

  gtk_widget_queue_draw (GTK_WIDGET (self));
  if (current >= 0)
    _jarida_article_view_show_range (self, jarida_article_find_get_range (find, current));
  else if (self->finding && self->document != NULL)
    return_to (self, &self->find_origin);
}

void
_jarida_article_view_add_find (JaridaArticleView *self)
{
  self->find = jarida_article_find_new ();
  g_signal_connect (self->find, "found", G_CALLBACK (found_cb), self);
  g_signal_connect (self->find, "moved", G_CALLBACK (moved_cb), self);
}

/* The part of a block that scrolls sideways in which a range is seen with a little of its surroundings. */
static void
shift_to (JaridaArticleView *self,
          JaridaShownBlock  *shown,
          const JaridaRect  *rect)
{
  const JaridaRect *seen = &shown->layout->viewport;
  double side = MIN (SIDE, seen->width / 4);
  double right = rect->x + rect->width + side - seen->x - seen->width;
  double left = seen->x + side - rect->x;
  double offset = shown->layout->offset;

  if (shown->layout->content_width <= 0)
    return;
  if (left > 0)
    offset -= left;
  else if (right > 0)
    offset += MIN (right, -left);
  if (jarida_block_layout_set_offset (shown->layout, offset))
    _jarida_shown_block_forget_nodes (shown);
}

void
_jarida_article_view_show_range (JaridaArticleView *self,
                                 const JaridaRange *range)
{
  double page = gtk_widget_get_height (GTK_WIDGET (self)), y;
  g_autoptr(GArray) rects = NULL;
  JaridaShownBlock *shown;
  const JaridaRect *first;

  if (self->heights == NULL)
    {
      jarida_article_view_set_position (self, &range->from);
      return;
    }
  shown = _jarida_article_view_show_block (self, range->from.block);
  rects = jarida_block_layout_rects (shown->layout, &range->from, &range->to);
  if (rects->len == 0)
    return;
  first = &g_array_index (rects, JaridaRect, 0);
  shift_to (self, shown, first);
  y = _jarida_article_view_get_block_y (self, range->from.block) + first->y;
  if (y < HIGHEST * page || y + first->height > LOWEST * page)
    self->place = (JaridaReadingPlace) { .position = range->from, .in_text = TRUE, .below_line = -round (COMFORTABLE * page) };
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static void
paint_range (JaridaArticleView       *self,
             GtkSnapshot             *snapshot,
             const JaridaBlockLayout *layout,
             const JaridaRange       *range,
             gboolean                 is_current)
{
  gboolean dark = self->palette.is_dark;
  GdkRGBA fill = is_current ? dark ? dark_current_colour : current_colour : dark ? dark_mark_colour : mark_colour;
  GdkRGBA edge = dark ? dark_edge_colour : edge_colour;
  g_autoptr(GArray) rects = jarida_block_layout_rects (layout, &range->from, &range->to);

  for (guint i = 0; i < rects->len; i++)
    {
      JaridaRect rect = g_array_index (rects, JaridaRect, i);
      graphene_rect_t bounds = GRAPHENE_RECT_INIT (floor (rect.x), floor (rect.y), ceil (rect.width), ceil (rect.height));
      GskRoundedRect outline;

      if (!is_current)
        {
          gtk_snapshot_append_color (snapshot, &fill, &bounds);
          continue;
        }
      gsk_rounded_rect_init_from_rect (&outline, &bounds, CORNER);
      gtk_snapshot_push_rounded_clip (snapshot, &outline);
      gtk_snapshot_append_color (snapshot, &fill, &bounds);
      gtk_snapshot_pop (snapshot);
      gtk_snapshot_append_border (snapshot, &outline, (float[4]) { 1.5, 1.5, 1.5, 1.5 },
                                  (GdkRGBA[4]) { edge, edge, edge, edge });
    }
}

/* What can be seen of a run between two heights of its block: from an end of a line to an end of a line. */
typedef struct
{
  const JaridaRunLayout *run;     /* (nullable) */
  guint                  start;
  guint                  end;
} JaridaSeenBytes;

static JaridaSeenBytes
get_seen_bytes (const JaridaRunLayout *run,
                double                 from,
                double                 to)
{
  JaridaSeenBytes seen = { run, 0, 0 };
  double top = CLAMP (from, run->y, run->y + run->height - 1), bottom = CLAMP (to, run->y, run->y + run->height - 1);

  if (run->y >= to || run->y + run->height <= from)
    return seen;
  seen.start = MIN (jarida_run_layout_hit (run, run->x, top, NULL), jarida_run_layout_hit (run, run->x + run->width, top, NULL));
  seen.end = MAX (jarida_run_layout_hit (run, run->x, bottom, NULL), jarida_run_layout_hit (run, run->x + run->width, bottom, NULL));
  return seen;
}

/* Every place in a block between two heights; the current one is painted by itself. */
static void
paint_ranges (JaridaArticleView       *self,
              GtkSnapshot             *snapshot,
              const JaridaBlockLayout *layout,
              double                   from,
              double                   to)
{
  guint n_found = jarida_article_find_get_n_found (self->find);
  JaridaSeenBytes seen = { NULL };

  if (layout->content_width > 0)
    _jarida_article_view_push_viewport (snapshot, layout);
  for (guint i = jarida_article_find_search_block (self->find, layout->index); i < n_found; i++)
    {
      const JaridaRange *range = jarida_article_find_get_range (self->find, i);
      const JaridaRunLayout *run;

      if (range->from.block != layout->index || range->from.run >= layout->runs->len)
        break;
      run = g_ptr_array_index (layout->runs, range->from.run);
      if (run != seen.run)
        seen = get_seen_bytes (run, from, to);
      if (range->from.byte < seen.end && range->to.byte > seen.start)
        paint_range (self, snapshot, layout, range, FALSE);
    }
  if (layout->content_width > 0)
    gtk_snapshot_pop (snapshot);
}

static void
paint_current (JaridaArticleView       *self,
               GtkSnapshot             *snapshot,
               const JaridaBlockLayout *layout)
{
  int current = jarida_article_find_get_current (self->find);
  const JaridaRange *range = current >= 0 ? jarida_article_find_get_range (self->find, current) : NULL;

  if (range == NULL || range->from.block != layout->index)
    return;
  if (layout->content_width > 0)
    _jarida_article_view_push_viewport (snapshot, layout);
  paint_range (self, snapshot, layout, range, TRUE);
  if (layout->content_width > 0)
    gtk_snapshot_pop (snapshot);
}

void
_jarida_article_view_paint_found (JaridaArticleView *self,
                                  GtkSnapshot       *snapshot,
                                  JaridaShownBlock  *shown,
                                  double             from,
                                  double             to)
{
  if (!is_marking (self) || jarida_article_find_get_n_found (self->find) == 0)
    return;
  if (shown->layout->height > LONG_PAGES * gtk_widget_get_height (GTK_WIDGET (self)))
    {
      paint_ranges (self, snapshot, shown->layout, from, to);
    }
  else
    {
      if (shown->marks == NULL)
        {
          GtkSnapshot *marks = gtk_snapshot_new ();

          paint_ranges (self, marks, shown->layout, 0, shown->layout->height);
          shown->marks = gtk_snapshot_free_to_node (marks);
        }
      if (shown->marks != NULL)
        gtk_snapshot_append_node (snapshot, shown->marks);
    }
  paint_current (self, snapshot, shown->layout);
}

static void
begin (JaridaArticleView *self)
{
  if (self->finding)
    return;
  self->finding = TRUE;
  self->find_origin = self->place;
  self->find_from = _jarida_article_view_has_selection (self) ? self->selection.from : self->place.position;
}

void
jarida_article_view_find (JaridaArticleView *self,
                          const char        *words)
{
  g_return_if_fail (JARIDA_IS_ARTICLE_VIEW (self));
  g_return_if_fail (words != NULL);

  begin (self);
  jarida_article_find_set_words (self->find, words, &self->find_from);
}

void
jarida_article_view_find_step (JaridaArticleView *self,
                               int                direction)
{
  g_return_if_fail (JARIDA_IS_ARTICLE_VIEW (self));

  if (!is_marking (self) || self->document == NULL)
    return;
  jarida_article_find_step (self->find, direction, &self->place.position);
  /* What is typed from now on is looked for from here. */
  if (jarida_article_find_get_current (self->find) >= 0)
    self->find_from = jarida_article_find_get_range (self->find, jarida_article_find_get_current (self->find))->from;
}

void
jarida_article_view_stop_finding (JaridaArticleView *self,
                                  gboolean           go_back)
{
  int current;

  g_return_if_fail (JARIDA_IS_ARTICLE_VIEW (self));

  if (!self->finding)
    return;
  self->finding = FALSE;
  current = jarida_article_find_get_current (self->find);
  if (go_back && self->document != NULL)
    return_to (self, &self->find_origin);
  else if (current >= 0)
    _jarida_article_view_select (self, jarida_article_find_get_range (self->find, current));
  jarida_article_find_set_words (self->find, "", NULL);
}

void
jarida_article_view_mark_found (JaridaArticleView  *self,
                                JaridaSearchResult *found)
{
  g_return_if_fail (JARIDA_IS_ARTICLE_VIEW (self));

  jarida_article_find_set_found (self->find, found);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

JaridaArticleFind *
jarida_article_view_get_find (JaridaArticleView *self)
{
  g_return_val_if_fail (JARIDA_IS_ARTICLE_VIEW (self), NULL);

  return self->find;
}

char *
jarida_article_view_dup_selected_words (JaridaArticleView *self)
{
  const JaridaRange *range;
  const JaridaBlock *block;
  const JaridaRun *run;
  g_autofree char *words = NULL;

  g_return_val_if_fail (JARIDA_IS_ARTICLE_VIEW (self), NULL);

  range = &self->selection;
  if (self->document == NULL || !_jarida_article_view_has_selection (self) || range->from.block != range->to.block ||
      range->from.run != range->to.run)
    return NULL;
  block = g_ptr_array_index (self->document->blocks, range->from.block);
  if (range->from.run >= block->runs->len)
    return NULL;
  run = g_ptr_array_index (block->runs, range->from.run);
  words = g_strndup (run->text + range->from.byte, range->to.byte - range->from.byte);
  if (g_utf8_strlen (words, -1) > MAX_WORDS || strstr (words, "\342\200\250") != NULL || !jarida_document_can_find (words))
    return NULL;
  return g_steal_pointer (&words);
}
