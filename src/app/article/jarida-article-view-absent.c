/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "jarida-article-view-private.h"

/* A picture that is not there: what it would show, why it is missing, and that a click or Enter asks for it again. */

gboolean
_jarida_article_view_get_trouble (JaridaArticleView      *self,
                                  const JaridaBlock      *block,
                                  JaridaPlaceholderWords *out_words)
{
  const JaridaFigure *figure = block->figure;
  const char *trouble = figure->address != NULL ? jarida_article_pictures_get_trouble (self->pictures, figure->address) : NULL;
  const char *offer;

  /* A film has words of its own. */
  if (trouble == NULL || block->kind == JARIDA_BLOCK_EMBED)
    return FALSE;
  offer = jarida_article_pictures_is_held_back (self->pictures, figure->address) ? _("Load this picture") : _("Try again");
  *out_words = (JaridaPlaceholderWords) { figure->alt, trouble, NULL, { offer, NULL } };
  return TRUE;
}

void
_jarida_article_view_tell_trouble (JaridaArticleView *self,
                                   const char        *address)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->shown);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      JaridaShownBlock *shown = value;
      const JaridaFigure *figure = shown->layout->block->figure;

      /* Another time it may be another trouble. */
      if (figure != NULL && g_strcmp0 (figure->address, address) == 0)
        g_clear_pointer (&shown->placeholder, jarida_article_placeholder_free);
    }
  g_hash_table_iter_init (&iter, self->proxies);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      GPtrArray *proxies = value;

      for (guint i = 0; i < proxies->len; i++)
        {
          JaridaArticleProxy *proxy = g_ptr_array_index (proxies, i);
          const JaridaArticleStop *stop = jarida_article_proxy_get_stop (proxy);
          const JaridaBlock *block = g_ptr_array_index (self->document->blocks, jarida_article_proxy_get_block (proxy));

          if (stop != NULL && stop->kind == JARIDA_STOP_PICTURE && block->figure != NULL && g_strcmp0 (block->figure->address, address) == 0)
            jarida_article_proxy_set_picture (proxy, jarida_article_pictures_get_trouble (self->pictures, address),
                                              jarida_article_pictures_is_veiled (self->pictures, address));
        }
    }
}
