/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "jarida-article-view-private.h"

/* What a screen reader is told of the caret and of the selection. From GTK 4.14 on the children that stand for the blocks are texts, which have
 * both, and the keyboard goes along with the caret from one to the next. Before, nothing of ours can be a text: what the caret has come to is
 * the description of the view, which has the keyboard then and is read when its description is another. */

/* More than this is nothing to listen to. */
#define MAX_SAID 300

/* Of a block as a whole; a picture without words has none. */
static JaridaArticleProxy *
find_proxy (JaridaArticleView *self,
            guint              block)
{
  GPtrArray *proxies = g_hash_table_lookup (self->proxies, GUINT_TO_POINTER (block));

  for (guint i = 0; proxies != NULL && i < proxies->len; i++)
    if (jarida_article_proxy_get_stop (g_ptr_array_index (proxies, i)) == NULL)
      return g_ptr_array_index (proxies, i);
  return NULL;
}

/* What of a block lies between both ends of the selection, in characters. */
static void
tell_selection (JaridaArticleView  *self,
                JaridaArticleProxy *proxy)
{
  const guint index = jarida_article_proxy_get_block (proxy);
  const JaridaBlock *block = g_ptr_array_index (self->document->blocks, index);
  const JaridaRange *range = &self->selection;
  guint from = 0, to = 0;

  if (_jarida_article_view_has_selection (self) && range->from.block <= index && index <= range->to.block)
    {
      from = range->from.block == index ? jarida_article_proxy_count_before (block, &range->from) : 0;
      to = range->to.block == index ? jarida_article_proxy_count_before (block, &range->to)
                                    : (guint) g_utf8_strlen (jarida_article_proxy_get_words (proxy), -1);
    }
  jarida_article_proxy_set_selection (proxy, from, to);
}

void
_jarida_article_view_tell_places (JaridaArticleView *self)
{
  JaridaArticleProxy *proxy;
  GHashTableIter iter;
  gpointer key;

  if (self->document == NULL || self->proxies == NULL)
    return;
  g_hash_table_iter_init (&iter, self->proxies);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    if ((proxy = find_proxy (self, GPOINTER_TO_UINT (key))) != NULL)
      tell_selection (self, proxy);
  proxy = self->has_caret ? find_proxy (self, self->caret.block) : NULL;
  if (proxy != NULL)
    jarida_article_proxy_set_caret (proxy, jarida_article_proxy_count_before (g_ptr_array_index (self->document->blocks, self->caret.block),
                                                                              &self->caret));
}

#if GTK_CHECK_VERSION (4, 14, 0)

/* The events of a text are heard where the keyboard is. */
void
_jarida_article_view_tell_caret (JaridaArticleView *self,
                                 JaridaCaretStep    step,
                                 gboolean           extend)
{
  JaridaArticleProxy *proxy = find_proxy (self, self->caret.block);

  _jarida_article_view_tell_places (self);
  if (self->reads_aloud && proxy != NULL && gtk_widget_get_focusable (GTK_WIDGET (proxy)) && !gtk_widget_has_focus (GTK_WIDGET (proxy)))
    gtk_widget_grab_focus (GTK_WIDGET (proxy));
}

void
_jarida_article_view_untell_caret (JaridaArticleView *self)
{
}

#else

/* The letter behind the caret; where the text ends, none. */
static void
find_letter (JaridaArticleView *self,
             JaridaRange       *out_range)
{
  const JaridaBlock *block = g_ptr_array_index (self->document->blocks, self->caret.block);
  const JaridaRun *run = self->caret.run < block->runs->len ? g_ptr_array_index (block->runs, self->caret.run) : NULL;

  *out_range = (JaridaRange) { self->caret, self->caret };
  if (run != NULL && self->caret.byte < run->length)
    out_range->to.byte = (guint) (g_utf8_next_char (run->text + self->caret.byte) - run->text);
}

static void
find_said (JaridaArticleView *self,
           JaridaCaretStep    step,
           JaridaRange       *out_range)
{
  const JaridaBlockLayout *layout = _jarida_article_view_show_block (self, self->caret.block)->layout;

  switch (step)
    {
    case JARIDA_CARET_WORD:
      jarida_block_layout_word (layout, &self->caret, &out_range->from, &out_range->to);
      break;
    case JARIDA_CARET_LINE:
      _jarida_article_view_find_line (self, out_range);
      break;
    case JARIDA_CARET_CHARACTER:
    case JARIDA_CARET_EDGE:
    default:
      find_letter (self, out_range);
      break;
    }
}

void
_jarida_article_view_tell_caret (JaridaArticleView *self,
                                 JaridaCaretStep    step,
                                 gboolean           extend)
{
  g_autofree char *text = NULL, *said = NULL;
  JaridaRange range = self->selection;

  _jarida_article_view_tell_places (self);
  if (!self->reads_aloud)
    return;
  if (!extend)
    find_said (self, step, &range);
  text = jarida_document_to_text (self->document, &range.from, &range.to);
  if (g_utf8_strlen (text, -1) > MAX_SAID)
    *g_utf8_offset_to_pointer (text, MAX_SAID) = '\0';
  g_strstrip (text);
  /* A picture may have a description of its own. */
  if (_jarida_article_view_get_focused (self) != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (self));
  /* Translators: what a screen reader says when text is selected with the keyboard. */
  said = extend ? g_strdup_printf (_("Selected: %s"), text) : g_strdup (text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, said, -1);
}

void
_jarida_article_view_untell_caret (JaridaArticleView *self)
{
  if (self->reads_aloud)
    gtk_accessible_reset_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
}

#endif
