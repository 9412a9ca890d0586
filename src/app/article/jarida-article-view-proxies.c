/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "jarida-article-view-private.h"

/* Air between the edge of the window and what the keyboard went to. */
#define REVEAL_MARGIN 32
/* With a screen reader on, the whole article has children, up to here. */
#define MAX_READ_BLOCKS 3000

JaridaArticleProxy *
_jarida_article_view_get_focused (JaridaArticleView *self)
{
  GtkWidget *child = gtk_widget_get_focus_child (GTK_WIDGET (self));

  return child != NULL && JARIDA_IS_ARTICLE_PROXY (child) ? JARIDA_ARTICLE_PROXY (child) : NULL;
}

/* Whoever listens goes from block to block anyway. */
static gboolean
is_whole_stop (JaridaArticleView *self,
               guint              block)
{
  return !self->reads_aloud && _jarida_article_view_is_wide (self, block);
}

static const char *
get_hidden (JaridaArticleView *self,
            guint              index)
{
  const JaridaBlock *block = g_ptr_array_index (self->document->blocks, index);

  return block->figure != NULL ? _jarida_article_view_get_hidden (self, block->figure->address) : NULL;
}

/* What the text itself has, and a block that scrolls sideways before what stands in it. */
static GArray *
list_stops (JaridaArticleView *self,
            guint              block)
{
  GArray *stops = jarida_article_stops_list (self->document, block, get_hidden (self, block) != NULL);
  JaridaArticleStop whole = { { block, 0, 0 }, { block, 0, 0 }, -1, JARIDA_STOP_WHOLE };

  if (is_whole_stop (self, block))
    g_array_prepend_val (stops, whole);
  return stops;
}

gboolean
_jarida_article_view_get_focused_stop (JaridaArticleView *self,
                                       JaridaArticleStop *out_stop)
{
  JaridaArticleProxy *focused = _jarida_article_view_get_focused (self);
  JaridaPosition place = { 0 };

  if (focused == NULL || self->document == NULL || self->heights == NULL)
    return FALSE;
  if (jarida_article_proxy_get_stop (focused) != NULL)
    {
      *out_stop = *jarida_article_proxy_get_stop (focused);
      return TRUE;
    }
  place.block = jarida_article_proxy_get_block (focused);
  *out_stop = (JaridaArticleStop) { place, place, -1, JARIDA_STOP_WHOLE };
  return is_whole_stop (self, place.block);
}

static void
free_proxies (gpointer data)
{
  GPtrArray *proxies = data;

  for (guint i = 0; i < proxies->len; i++)
    gtk_widget_unparent (g_ptr_array_index (proxies, i));
  g_ptr_array_unref (proxies);
}

GHashTable *
_jarida_article_view_make_proxy_table (void)
{
  return g_hash_table_new_full (NULL, NULL, NULL, free_proxies);
}

void
_jarida_article_view_drop_proxies (JaridaArticleView *self)
{
  g_clear_handle_id (&self->proxies_id, g_source_remove);
  if (self->proxies != NULL)
    g_hash_table_remove_all (self->proxies);
}

static void
proxy_activated_cb (JaridaArticleProxy *proxy,
                    JaridaArticleView  *self)
{
  const JaridaArticleStop *stop = jarida_article_proxy_get_stop (proxy);

  if (stop != NULL && self->document != NULL)
    _jarida_article_view_activate_stop (self, stop);
}

/* The ring is painted by the view, and the address under the keyboard is shown like the one under the pointer. */
static void
proxy_focused_cb (GtkWidget         *proxy,
                  GParamSpec        *pspec,
                  JaridaArticleView *self)
{
  const JaridaArticleStop *stop = jarida_article_proxy_get_stop (JARIDA_ARTICLE_PROXY (proxy));
  gboolean focused = gtk_widget_has_focus (proxy);

  gtk_widget_queue_draw (GTK_WIDGET (self));
  if (self->document == NULL)
    return;
  _jarida_article_view_set_hovered (self, focused && stop != NULL && stop->link >= 0
                                          ? g_ptr_array_index (self->document->links, stop->link) : NULL);
}

static gboolean
is_of_picture (const JaridaArticleStop *stop)
{
  return stop->kind == JARIDA_STOP_PICTURE || stop->kind == JARIDA_STOP_REVEAL || stop->kind == JARIDA_STOP_WHY;
}

static GPtrArray *
make_proxies (JaridaArticleView *self,
              guint              index)
{
  const JaridaBlock *block = g_ptr_array_index (self->document->blocks, index);
  const char *hidden = get_hidden (self, index);
  g_autoptr(GArray) stops = jarida_article_stops_list (self->document, index, hidden != NULL);
  GPtrArray *proxies = g_ptr_array_new ();

  if (block->figure == NULL || block->runs->len > 0)
    {
      GtkWidget *proxy = jarida_article_proxy_new_block (self->document, index);

      gtk_widget_set_focusable (proxy, self->reads_aloud);
      g_signal_connect (proxy, "notify::has-focus", G_CALLBACK (proxy_focused_cb), self);
      g_ptr_array_add (proxies, proxy);
    }
  for (guint i = 0; i < stops->len; i++)
    {
      const JaridaArticleStop *stop = &g_array_index (stops, JaridaArticleStop, i);
      GtkWidget *proxy = jarida_article_proxy_new_stop (self->document, stop, hidden);

      if (block->figure != NULL && block->figure->address != NULL && stop->kind == JARIDA_STOP_PICTURE)
        jarida_article_proxy_set_picture (JARIDA_ARTICLE_PROXY (proxy),
                                          jarida_article_pictures_get_trouble (self->pictures, block->figure->address),
                                          jarida_article_pictures_is_veiled (self->pictures, block->figure->address));
      g_signal_connect (proxy, "activate", G_CALLBACK (proxy_activated_cb), self);
      g_signal_connect (proxy, "notify::has-focus", G_CALLBACK (proxy_focused_cb), self);
      /* A picture is met before its caption, links after the words they stand in. */
      g_ptr_array_insert (proxies, is_of_picture (stop) ? (int) i : -1, proxy);
    }
  return proxies;
}

static int
compare_indexes (gconstpointer a,
                 gconstpointer b)
{
  return *(const int *) a - *(const int *) b;
}

static gboolean
is_wanted (JaridaArticleView *self,
           guint              index)
{
  return (self->reads_aloud && index < MAX_READ_BLOCKS) ||
         g_hash_table_contains (self->shown, GUINT_TO_POINTER (index));
}

static gboolean
is_stale (gpointer key,
          gpointer value,
          gpointer user_data)
{
  JaridaArticleView *self = user_data;
  JaridaArticleProxy *focused = _jarida_article_view_get_focused (self);

  if (focused != NULL && jarida_article_proxy_get_block (focused) == GPOINTER_TO_UINT (key))
    return FALSE;
  return !is_wanted (self, GPOINTER_TO_UINT (key));
}

/* In order: the blocks that are laid out, or all. */
static GArray *
list_wanted (JaridaArticleView *self)
{
  GArray *indexes = g_array_new (FALSE, FALSE, sizeof (int));
  int n_all = self->reads_aloud ? MIN (self->document->blocks->len, MAX_READ_BLOCKS) : 0;
  GHashTableIter iter;
  gpointer key;

  for (int i = 0; i < n_all; i++)
    g_array_append_val (indexes, i);
  g_hash_table_iter_init (&iter, self->shown);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      int index = GPOINTER_TO_INT (key);

      if (index >= n_all)
        g_array_append_val (indexes, index);
    }
  g_array_sort (indexes, compare_indexes);
  return indexes;
}

/* Makes the children match the blocks that are laid out, in the order of the text: siblings are read in that order. */
void
_jarida_article_view_sync_proxies (JaridaArticleView *self)
{
  g_autoptr(GArray) indexes = NULL;
  GtkWidget *previous = NULL;

  g_clear_handle_id (&self->proxies_id, g_source_remove);
  if (self->document == NULL)
    return;
  g_hash_table_foreach_remove (self->proxies, is_stale, self);
  indexes = list_wanted (self);
  for (guint i = 0; i < indexes->len; i++)
    {
      int index = g_array_index (indexes, int, i);
      GPtrArray *proxies = g_hash_table_lookup (self->proxies, GINT_TO_POINTER (index));
      gboolean is_new = proxies == NULL;

      if (is_new)
        {
          proxies = make_proxies (self, index);
          g_hash_table_insert (self->proxies, GINT_TO_POINTER (index), proxies);
        }
      for (guint j = 0; j < proxies->len; j++)
        {
          GtkWidget *proxy = g_ptr_array_index (proxies, j);

          if (is_new)
            gtk_widget_insert_after (proxy, GTK_WIDGET (self), previous);
          previous = proxy;
        }
    }
  _jarida_article_view_tell_places (self);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static gboolean
is_in_step (JaridaArticleView *self)
{
  GHashTableIter iter;
  gpointer key;

  if (self->reads_aloud && g_hash_table_size (self->proxies) < MIN (self->document->blocks->len, MAX_READ_BLOCKS))
    return FALSE;

  g_hash_table_iter_init (&iter, self->shown);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    if (!g_hash_table_contains (self->proxies, key))
      return FALSE;
  return TRUE;
}

static gboolean
sync_cb (gpointer user_data)
{
  JaridaArticleView *self = user_data;

  self->proxies_id = 0;
  _jarida_article_view_sync_proxies (self);
  return G_SOURCE_REMOVE;
}

/* Children may not come and go while sizes are given out; they follow before the next frame. */
void
_jarida_article_view_queue_proxies (JaridaArticleView *self)
{
  if (self->proxies_id == 0 && !is_in_step (self))
    self->proxies_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE, sync_cb, self, NULL);
}

/* The child for a block, or for the picture when the block has no words. */
static GtkWidget *
get_block_proxy (JaridaArticleView *self,
                 int                index)
{
  GPtrArray *proxies = g_hash_table_lookup (self->proxies, GINT_TO_POINTER (index));

  for (guint i = 0; proxies != NULL && i < proxies->len; i++)
    if (gtk_widget_get_focusable (g_ptr_array_index (proxies, i)))
      return g_ptr_array_index (proxies, i);
  return NULL;
}

void
_jarida_article_view_renew_proxies (JaridaArticleView *self,
                                    guint              index)
{
  JaridaArticleProxy *focused = _jarida_article_view_get_focused (self);
  gboolean holds_focus = focused != NULL && jarida_article_proxy_get_block (focused) == index;
  GtkWidget *proxy;

  if (!g_hash_table_contains (self->proxies, GUINT_TO_POINTER (index)))
    return;
  /* The keyboard must not stay on a child that goes. */
  if (holds_focus)
    gtk_widget_grab_focus (GTK_WIDGET (self));
  g_hash_table_remove (self->proxies, GUINT_TO_POINTER (index));
  _jarida_article_view_sync_proxies (self);
  proxy = holds_focus ? get_block_proxy (self, index) : NULL;
  if (proxy != NULL)
    gtk_widget_grab_focus (proxy);
}

/* In the coordinates of the window. */
GArray *
_jarida_article_view_stop_rects (JaridaArticleView       *self,
                                 const JaridaArticleStop *stop)
{
  JaridaShownBlock *shown = _jarida_article_view_show_block (self, stop->from.block);
  double y = _jarida_article_view_get_block_y (self, stop->from.block);
  GArray *rects;

  if (stop->kind == JARIDA_STOP_LINK)
    {
      rects = jarida_block_layout_rects (shown->layout, &stop->from, &stop->to);
    }
  else
    {
      rects = g_array_new (FALSE, FALSE, sizeof (JaridaRect));
      _jarida_article_view_add_stop_rects (self, shown, stop, rects);
    }
  for (guint i = 0; i < rects->len; i++)
    {
      g_array_index (rects, JaridaRect, i).x += self->column_x;
      g_array_index (rects, JaridaRect, i).y += y;
    }
  return rects;
}

static JaridaRect
get_bounds (const GArray *rects)
{
  JaridaRect bounds = { 0 };
  double right, bottom;

  if (rects->len == 0)
    return bounds;
  bounds = g_array_index (rects, JaridaRect, 0);
  right = bounds.x + bounds.width;
  bottom = bounds.y + bounds.height;
  for (guint i = 1; i < rects->len; i++)
    {
      JaridaRect rect = g_array_index (rects, JaridaRect, i);

      bounds.x = MIN (bounds.x, rect.x);
      bounds.y = MIN (bounds.y, rect.y);
      right = MAX (right, rect.x + rect.width);
      bottom = MAX (bottom, rect.y + rect.height);
    }
  bounds.width = right - bounds.x;
  bounds.height = bottom - bounds.y;
  return bounds;
}

static JaridaRect
get_proxy_bounds (JaridaArticleView  *self,
                  JaridaArticleProxy *proxy)
{
  const JaridaArticleStop *stop = jarida_article_proxy_get_stop (proxy);
  guint index = jarida_article_proxy_get_block (proxy);
  JaridaShownBlock *shown = g_hash_table_lookup (self->shown, GUINT_TO_POINTER (index));
  double y = _jarida_article_view_get_block_y (self, index);

  if (shown == NULL)
    return (JaridaRect) { self->column_x, y, self->column_width, jarida_height_map_get_height (self->heights, index) };
  if (stop != NULL)
    {
      g_autoptr(GArray) rects = _jarida_article_view_stop_rects (self, stop);

      return get_bounds (rects);
    }
  return (JaridaRect) { self->column_x, y + shown->layout->top, self->column_width,
                        shown->layout->height - shown->layout->top };
}

void
_jarida_article_view_allocate_proxies (JaridaArticleView *self)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      JaridaRect bounds;

      if (!JARIDA_IS_ARTICLE_PROXY (child))
        continue;
      bounds = get_proxy_bounds (self, JARIDA_ARTICLE_PROXY (child));
      /* GTK 4.8 wants every child to be measured before it is given its size. */
      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, NULL, NULL, NULL, NULL);
      gtk_widget_size_allocate (child, &(GtkAllocation) { (int) bounds.x, (int) bounds.y,
                                                          MAX ((int) bounds.width, 1), MAX ((int) bounds.height, 1) }, -1);
    }
}

void
_jarida_article_view_set_reads_aloud (JaridaArticleView *self,
                                      gboolean           reads_aloud)
{
  if (self->reads_aloud == reads_aloud)
    return;
  self->reads_aloud = reads_aloud;
  if (_jarida_article_view_get_focused (self) != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (self));
  _jarida_article_view_drop_proxies (self);
  if (self->heights != NULL)
    _jarida_article_view_queue_proxies (self);
}

gboolean
_jarida_article_view_step_block (JaridaArticleView *self,
                                 int                direction)
{
  JaridaArticleProxy *focused = _jarida_article_view_get_focused (self);
  int n_blocks = self->document != NULL && self->heights != NULL ? (int) self->document->blocks->len : 0;
  int index = focused != NULL ? (int) jarida_article_proxy_get_block (focused) + direction
                              : (int) self->place.position.block;
  GtkWidget *proxy;

  if (index < 0 || index >= n_blocks)
    return FALSE;
  for (int i = 0; i < 2; i++)
    {
      int height = _jarida_article_view_show_block (self, index)->layout->height;

      _jarida_article_view_reveal (self, _jarida_article_view_get_block_y (self, index), height);
    }
  _jarida_article_view_sync_proxies (self);
  proxy = get_block_proxy (self, index);
  return proxy != NULL && gtk_widget_grab_focus (proxy);
}

static gboolean
go_to_stop (JaridaArticleView       *self,
            const JaridaArticleStop *stop)
{
  GPtrArray *proxies;

  /* Twice: on the way heights between here and there may turn out other than guessed. */
  for (int i = 0; i < 2; i++)
    {
      g_autoptr(GArray) rects = _jarida_article_view_stop_rects (self, stop);
      JaridaRect bounds = get_bounds (rects);

      _jarida_article_view_reveal (self, bounds.y - REVEAL_MARGIN, bounds.height + 2 * REVEAL_MARGIN);
    }
  _jarida_article_view_show_block (self, stop->from.block);
  _jarida_article_view_sync_proxies (self);
  proxies = g_hash_table_lookup (self->proxies, GUINT_TO_POINTER (stop->from.block));
  for (guint i = 0; proxies != NULL && i < proxies->len; i++)
    {
      GtkWidget *proxy = g_ptr_array_index (proxies, i);
      const JaridaArticleStop *its = jarida_article_proxy_get_stop (JARIDA_ARTICLE_PROXY (proxy));

      if (its == NULL && stop->kind == JARIDA_STOP_WHOLE)
        jarida_article_proxy_make_wide (JARIDA_ARTICLE_PROXY (proxy));
      if (its == NULL ? stop->kind == JARIDA_STOP_WHOLE : jarida_article_stop_equals (its, stop))
        return gtk_widget_grab_focus (proxy);
    }
  return FALSE;
}

/* From a stop to its neighbour in the text, however far; without one, from the top of the window. */
static gboolean
find_neighbour (JaridaArticleView       *self,
                const JaridaArticleStop *from,
                int                      direction,
                JaridaArticleStop       *out_stop)
{
  int n_blocks = self->document->blocks->len;
  JaridaArticleProxy *focused = _jarida_article_view_get_focused (self);
  int start = from != NULL ? (int) from->from.block
              : focused != NULL ? (int) jarida_article_proxy_get_block (focused)
                : (int) jarida_height_map_find (self->heights, _jarida_article_view_get_value (self));

  for (int block = start; block >= 0 && block < n_blocks; block += direction)
    {
      g_autoptr(GArray) stops = list_stops (self, block);
      int at = direction > 0 ? 0 : (int) stops->len - 1;

      if (from != NULL && block == start)
        {
          at = 0;
          while (at < (int) stops->len && !jarida_article_stop_equals (from, &g_array_index (stops, JaridaArticleStop, at)))
            at++;
          at += direction;
        }
      if (at >= 0 && at < (int) stops->len)
        {
          *out_stop = g_array_index (stops, JaridaArticleStop, at);
          return TRUE;
        }
    }
  return FALSE;
}

/* Tab walks the links and pictures of the whole article, also those that have no widget yet. */
gboolean
_jarida_article_view_focus (GtkWidget        *widget,
                            GtkDirectionType  direction)
{
  JaridaArticleView *self = JARIDA_ARTICLE_VIEW (widget);
  JaridaArticleProxy *focused = _jarida_article_view_get_focused (self);
  int step = direction == GTK_DIR_TAB_FORWARD ? 1 : -1;
  JaridaArticleStop here, stop;

  if (direction != GTK_DIR_TAB_FORWARD && direction != GTK_DIR_TAB_BACKWARD)
    return GTK_WIDGET_CLASS (g_type_class_peek (GTK_TYPE_WIDGET))->focus (widget, direction);
  if (focused == NULL && !gtk_widget_has_focus (widget))
    return gtk_widget_grab_focus (widget);
  if (self->document == NULL || self->heights == NULL || (focused == NULL && step < 0))
    return FALSE;
  if (find_neighbour (self, _jarida_article_view_get_focused_stop (self, &here) ? &here : NULL, step, &stop))
    return go_to_stop (self, &stop);
  return step < 0 && gtk_widget_grab_focus (widget);
}
