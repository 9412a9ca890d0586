/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "jarida-article-view-private.h"

/* Pictures that are not to be shown, and the way to report one that is. What is decided here is only where the words stand:
 * the source of the pictures judges, the window carries out. */

static const JaridaBlock *
get_block (JaridaArticleView *self,
           guint              index)
{
  return g_ptr_array_index (self->document->blocks, index);
}

static char *
judge (JaridaArticleView *self,
       const char        *address)
{
  const JaridaPictureSource *source = jarida_article_pictures_get_source (self->pictures);

  return source != NULL && source->judge != NULL ? source->judge (source->object, address) : NULL;
}

const char *
_jarida_article_view_get_hidden (JaridaArticleView *self,
                                 const char        *address)
{
  gpointer sentence = NULL;

  if (address == NULL)
    return NULL;
  if (!g_hash_table_lookup_extended (self->verdicts, address, NULL, &sentence))
    {
      sentence = judge (self, address);
      g_hash_table_insert (self->verdicts, g_strdup (address), sentence);
    }
  return sentence;
}

/* The place keeps its height: what is hidden or comes back moves nothing. */
static void
renew_block (JaridaArticleView *self,
             guint              index)
{
  JaridaShownBlock *shown = g_hash_table_lookup (self->shown, GUINT_TO_POINTER (index));

  if (shown != NULL)
    _jarida_shown_block_forget_nodes (shown);
  _jarida_article_view_renew_proxies (self, index);
}

static void
renew_picture (JaridaArticleView *self,
               const char        *address)
{
  const JaridaPictureSize *size = g_hash_table_lookup (self->picture_sizes, address);

  /* What was asked for under the old verdict counts no more. */
  jarida_article_pictures_forget (self->pictures, address);
  if (size != NULL && size->width < 0)
    g_hash_table_remove (self->picture_sizes, address);
  for (guint i = 0; self->document != NULL && i < self->document->blocks->len; i++)
    {
      const JaridaBlock *block = get_block (self, i);

      if (block->figure != NULL && g_strcmp0 (block->figure->address, address) == 0)
        renew_block (self, i);
    }
}

static void
settle (JaridaArticleView *self)
{
  if (self->heights == NULL || self->document == NULL)
    return;
  self->hovered_report = -1;
  _jarida_article_view_settle (self);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

void
_jarida_article_view_judge_again (JaridaArticleView *self)
{
  g_autoptr(GPtrArray) changed = g_ptr_array_new_with_free_func (g_free);
  GHashTableIter iter;
  gpointer address, sentence;

  g_hash_table_iter_init (&iter, self->verdicts);
  while (g_hash_table_iter_next (&iter, &address, &sentence))
    {
      g_autofree char *now = judge (self, address);

      if (g_strcmp0 (now, sentence) == 0)
        continue;
      g_ptr_array_add (changed, g_strdup (address));
      g_hash_table_iter_replace (&iter, g_steal_pointer (&now));
    }
  for (guint i = 0; i < changed->len; i++)
    renew_picture (self, g_ptr_array_index (changed, i));
  if (changed->len > 0)
    settle (self);
}

gboolean
_jarida_article_view_judge_picture (JaridaArticleView *self,
                                    const char        *address)
{
  g_autofree char *before = g_strdup (_jarida_article_view_get_hidden (self, address));
  char *now = judge (self, address);
  const gboolean changed = g_strcmp0 (before, now) != 0;

  g_hash_table_insert (self->verdicts, g_strdup (address), now);
  if (changed)
    {
      renew_picture (self, address);
      settle (self);
    }
  return now != NULL;
}

JaridaArticlePlaceholder *
_jarida_article_view_get_placeholder (JaridaArticleView *self,
                                      JaridaShownBlock  *shown)
{
  const JaridaBlockLayout *layout = shown->layout;
  const JaridaFigure *figure = layout->block->figure;
  const char *hidden = figure != NULL ? _jarida_article_view_get_hidden (self, figure->address) : NULL;
  JaridaPlaceholderWords words = { NULL, hidden, _("Image hidden"), { _("Show anyway"), _("Why?") } };
  JaridaBlockStyle style;

  if (figure == NULL || (hidden == NULL && !_jarida_article_view_get_trouble (self, layout->block, &words)))
    return NULL;
  if (shown->placeholder == NULL)
    {
      style = jarida_typographer_get_block_style (self->typographer, layout->block, layout->width);
      shown->placeholder = jarida_article_placeholder_new (self->typographer, &style, &layout->picture, &words);
    }
  return shown->placeholder;
}

/* ---- Where the words stand ---- */

static gboolean
get_report_rect (JaridaArticleView *self,
                 JaridaShownBlock  *shown,
                 JaridaRect        *out_rect)
{
  const JaridaRunLayout *report = shown->layout->report;

  if (report == NULL || _jarida_article_view_get_hidden (self, shown->layout->block->figure->address) != NULL)
    return FALSE;
  *out_rect = (JaridaRect) { report->x, report->y, report->width, report->height };
  return TRUE;
}

void
_jarida_article_view_add_stop_rects (JaridaArticleView       *self,
                                     JaridaShownBlock        *shown,
                                     const JaridaArticleStop *stop,
                                     GArray                  *rects)
{
  JaridaArticlePlaceholder *placeholder = _jarida_article_view_get_placeholder (self, shown);
  JaridaRect rect = shown->layout->picture;
  gboolean found = TRUE;

  switch (stop->kind)
    {
    case JARIDA_STOP_REPORT:
      found = get_report_rect (self, shown, &rect);
      break;
    case JARIDA_STOP_REVEAL:
    case JARIDA_STOP_WHY:
      /* Without room for the words the place itself is gone to: there too Enter must do what is said. */
      if (placeholder != NULL)
        jarida_article_placeholder_get_action (placeholder, stop->kind == JARIDA_STOP_REVEAL ? 0 : 1, &rect);
      break;
    case JARIDA_STOP_WHOLE:
      rect = shown->layout->viewport;
      break;
    case JARIDA_STOP_PICTURE:
      break;
    case JARIDA_STOP_LINK:
    default:
      g_return_if_reached ();
    }
  if (found)
    g_array_append_val (rects, rect);
}

static gboolean
holds (const JaridaRect *rect,
       double            x,
       double            y)
{
  return x >= rect->x && x < rect->x + rect->width && y >= rect->y && y < rect->y + rect->height;
}

gboolean
_jarida_article_view_find_stop (JaridaArticleView *self,
                                double             x,
                                double             y,
                                JaridaArticleStop *out_stop)
{
  JaridaShownBlock *shown = _jarida_article_view_pick_block (self, &x, &y);
  JaridaArticlePlaceholder *placeholder = NULL;
  JaridaStopKind kind = JARIDA_STOP_PICTURE;
  JaridaRect rect;

  if (shown == NULL || shown->layout->block->figure == NULL)
    return FALSE;
  /* In the place of one that is only missing a click anywhere asks for it again. */
  if (_jarida_article_view_get_hidden (self, shown->layout->block->figure->address) != NULL)
    placeholder = _jarida_article_view_get_placeholder (self, shown);
  if (get_report_rect (self, shown, &rect) && holds (&rect, x, y))
    kind = JARIDA_STOP_REPORT;
  else if (!holds (&shown->layout->picture, x, y))
    return FALSE;
  else if (placeholder != NULL && jarida_article_placeholder_get_action (placeholder, 0, &rect) && holds (&rect, x, y))
    kind = JARIDA_STOP_REVEAL;
  else if (placeholder != NULL && jarida_article_placeholder_get_action (placeholder, 1, &rect) && holds (&rect, x, y))
    kind = JARIDA_STOP_WHY;
  *out_stop = (JaridaArticleStop) { { shown->layout->index, 0, 0 }, { shown->layout->index, 0, 0 }, -1, kind };
  return TRUE;
}

void
_jarida_article_view_hover_report (JaridaArticleView *self,
                                   int                block)
{
  const int both[] = { self->hovered_report, block };

  if (self->hovered_report == block)
    return;
  self->hovered_report = block;
  for (guint i = 0; i < G_N_ELEMENTS (both); i++)
    {
      JaridaShownBlock *shown = both[i] >= 0 ? g_hash_table_lookup (self->shown, GINT_TO_POINTER (both[i])) : NULL;

      if (shown == NULL || shown->layout->report == NULL)
        continue;
      shown->layout->report->ink = both[i] == block ? JARIDA_INK_LINK : JARIDA_INK_DIM;
      _jarida_shown_block_forget_nodes (shown);
    }
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* ---- What is done ---- */

gboolean
_jarida_article_view_acts (JaridaArticleView       *self,
                           const JaridaArticleStop *stop)
{
  JaridaShownBlock *shown = _jarida_article_view_show_block (self, stop->from.block);
  const JaridaFigure *figure = shown->layout->block->figure;

  if (stop->kind != JARIDA_STOP_PICTURE || figure == NULL || _jarida_article_view_get_hidden (self, figure->address) == NULL)
    return TRUE;
  return _jarida_article_view_get_placeholder (self, shown)->actions[0] == NULL;
}

/* Whoever listens may hide or show the picture at once: nothing of the block is touched after that. */
void
_jarida_article_view_activate_stop (JaridaArticleView       *self,
                                    const JaridaArticleStop *stop)
{
  const JaridaBlock *block = get_block (self, stop->from.block);
  g_autofree char *address = block->figure != NULL ? g_strdup (block->figure->address) : NULL;
  g_autofree char *caption = NULL;

  switch (stop->kind)
    {
    case JARIDA_STOP_LINK:
      _jarida_article_view_activate_link (self, g_ptr_array_index (self->document->links, stop->link));
      break;
    case JARIDA_STOP_PICTURE:
      if (_jarida_article_view_acts (self, stop))
        _jarida_article_view_activate_picture (self, stop->from.block);
      break;
    case JARIDA_STOP_REVEAL:
      g_signal_emit_by_name (self, "reveal-activated", address);
      break;
    case JARIDA_STOP_WHY:
      g_signal_emit_by_name (self, "why-activated", address);
      break;
    case JARIDA_STOP_REPORT:
      caption = g_strdup (jarida_article_stops_get_caption (block));
      g_signal_emit_by_name (self, "report-activated", address, caption);
      break;
    case JARIDA_STOP_WHOLE:
      break;
    default:
      g_return_if_reached ();
    }
}

/* How much of the picture of a block stands in the window, in square pixels; 0 when it has none. */
static double
get_area_in_sight (JaridaArticleView *self,
                   JaridaShownBlock  *shown)
{
  const JaridaRect *picture = &shown->layout->picture;
  const JaridaFigure *figure = shown->layout->block->figure;
  double top = _jarida_article_view_get_block_y (self, shown->layout->index) + picture->y;
  double bottom = MIN (top + picture->height, gtk_widget_get_height (GTK_WIDGET (self)));

  if (figure == NULL || figure->address == NULL || _jarida_article_view_get_hidden (self, figure->address) != NULL)
    return 0;
  return MAX (bottom - MAX (top, 0), 0) * picture->width;
}

static int
find_most_in_sight (JaridaArticleView *self)
{
  GHashTableIter iter;
  gpointer shown;
  double most = 0;
  int found = -1;

  g_hash_table_iter_init (&iter, self->shown);
  while (g_hash_table_iter_next (&iter, NULL, &shown))
    {
      double area = get_area_in_sight (self, shown);
      int index = ((JaridaShownBlock *) shown)->layout->index;

      /* Of two that are equally large, the first. */
      if (area > most || (area == most && area > 0 && index < found))
        {
          most = area;
          found = index;
        }
    }
  return found;
}

gboolean
jarida_article_view_report_picture (JaridaArticleView *self)
{
  JaridaArticleProxy *focused;
  JaridaArticleStop stop = { .link = -1, .kind = JARIDA_STOP_REPORT };
  const JaridaBlock *block;
  int index = -1;

  g_return_val_if_fail (JARIDA_IS_ARTICLE_VIEW (self), FALSE);

  if (self->document == NULL || self->heights == NULL)
    return FALSE;
  focused = _jarida_article_view_get_focused (self);
  if (focused != NULL)
    {
      block = get_block (self, jarida_article_proxy_get_block (focused));
      if (block->figure != NULL && block->figure->address != NULL)
        index = jarida_article_proxy_get_block (focused);
    }
  if (index < 0)
    index = find_most_in_sight (self);
  if (index < 0)
    return FALSE;
  block = get_block (self, index);
  stop.from.block = stop.to.block = index;
  if (_jarida_article_view_get_hidden (self, block->figure->address) != NULL)
    stop.kind = JARIDA_STOP_WHY;
  _jarida_article_view_activate_stop (self, &stop);
  return TRUE;
}
