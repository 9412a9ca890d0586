/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-article-view-private.h"

gboolean
_jarida_article_view_has_selection (JaridaArticleView *self)
{
  return jarida_position_compare (&self->selection.from, &self->selection.to) != 0;
}

void
_jarida_article_view_select (JaridaArticleView *self,
                             const JaridaRange *range)
{
  self->selection = *range;
  _jarida_article_view_tell_places (self);
  _jarida_article_view_update_actions (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static JaridaPosition
get_block_end (JaridaArticleView *self,
               guint              index)
{
  const JaridaBlock *block = g_ptr_array_index (self->document->blocks, index);
  JaridaPosition end = { index, 0, 0 };

  if (block->runs->len > 0)
    {
      const JaridaRun *run = g_ptr_array_index (block->runs, block->runs->len - 1);

      end.run = block->runs->len - 1;
      end.byte = run->length;
    }
  return end;
}

void
_jarida_article_view_select_all (JaridaArticleView *self)
{
  JaridaRange all = { { 0, 0, 0 }, { 0, 0, 0 } };

  if (self->document == NULL || self->document->blocks->len == 0)
    return;
  all.to = get_block_end (self, self->document->blocks->len - 1);
  _jarida_article_view_select (self, &all);
  _jarida_article_view_offer_primary (self);
}

/* What the selection grows by at a point: nothing, a word, or a block. */
static gboolean
pick_range (JaridaArticleView *self,
            double             x,
            double             y,
            JaridaRange       *out_range)
{
  JaridaShownBlock *shown = _jarida_article_view_pick_block (self, &x, &y);
  JaridaPosition place;

  if (shown == NULL)
    return FALSE;
  out_range->from = out_range->to = jarida_block_layout_hit (shown->layout, x, y);
  switch (self->grain)
    {
    case JARIDA_GRAIN_CHARACTER:
      break;
    case JARIDA_GRAIN_WORD:
      /* The letter under the pointer: the nearest gap may be behind the last one, where the next word begins. */
      if (!jarida_block_layout_text_at (shown->layout, x, y, &place))
        place = out_range->from;
      jarida_block_layout_word (shown->layout, &place, &out_range->from, &out_range->to);
      break;
    case JARIDA_GRAIN_BLOCK:
      out_range->from = (JaridaPosition) { shown->layout->index, 0, 0 };
      out_range->to = get_block_end (self, shown->layout->index);
      break;
    default:
      g_return_val_if_reached (FALSE);
    }
  return TRUE;
}

static JaridaRange
join (const JaridaRange *a,
      const JaridaRange *b)
{
  JaridaRange joined = *a;

  if (jarida_position_compare (&b->from, &joined.from) < 0)
    joined.from = b->from;
  if (jarida_position_compare (&b->to, &joined.to) > 0)
    joined.to = b->to;
  return joined;
}

void
_jarida_article_view_press (JaridaArticleView *self,
                            double             x,
                            double             y,
                            int                n_press,
                            gboolean           extend)
{
  JaridaRange range;

  self->grain = n_press >= 3 ? JARIDA_GRAIN_BLOCK : n_press == 2 ? JARIDA_GRAIN_WORD : JARIDA_GRAIN_CHARACTER;
  if (!pick_range (self, x, y, &range))
    return;
  if (extend)
    {
      range = join (&self->pressed, &range);
      _jarida_article_view_select (self, &range);
      return;
    }
  self->pressed = range;
  _jarida_article_view_put_caret (self, &range.from);
  _jarida_article_view_select (self, &range);
}

void
_jarida_article_view_drag (JaridaArticleView *self,
                           double             x,
                           double             y)
{
  JaridaRange range;

  if (!pick_range (self, x, y, &range))
    return;
  range = join (&self->pressed, &range);
  _jarida_article_view_select (self, &range);
}

static GdkContentProvider *
make_content (JaridaArticleView *self)
{
  g_autofree char *text = jarida_document_to_text (self->document, &self->selection.from, &self->selection.to);
  char *html = jarida_document_to_html (self->document, &self->selection.from, &self->selection.to);
  g_autoptr(GBytes) bytes = g_bytes_new_take (html, strlen (html));
  GdkContentProvider *providers[2] = {
    gdk_content_provider_new_typed (G_TYPE_STRING, text),
    gdk_content_provider_new_for_bytes ("text/html", bytes),
  };

  return gdk_content_provider_new_union (providers, G_N_ELEMENTS (providers));
}

static void
offer (JaridaArticleView *self,
       GdkClipboard      *clipboard)
{
  g_autoptr(GdkContentProvider) content = NULL;

  if (self->document == NULL || !_jarida_article_view_has_selection (self))
    return;
  content = make_content (self);
  gdk_clipboard_set_content (clipboard, content);
}

void
_jarida_article_view_copy (JaridaArticleView *self)
{
  offer (self, gtk_widget_get_clipboard (GTK_WIDGET (self)));
}

/* Once, when the selection is made: not at every move of the pointer. */
void
_jarida_article_view_offer_primary (JaridaArticleView *self)
{
  offer (self, gtk_widget_get_primary_clipboard (GTK_WIDGET (self)));
}
