/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-portal-articles.h"

#define DAY (24 * 60 * 60)

/* Drafts as a value, and what holds for all of one page. */

JaridaPortalDrafts *
jarida_portal_drafts_new (void)
{
  JaridaPortalDrafts *self = g_new0 (JaridaPortalDrafts, 1);

  self->by_slug = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  self->order = g_ptr_array_new ();
  self->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->logos = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->sections = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->cities = g_ptr_array_new_with_free_func (g_free);
  return self;
}

void
jarida_portal_drafts_free (JaridaPortalDrafts *self)
{
  if (self == NULL)
    return;

  g_hash_table_unref (self->by_slug);
  g_ptr_array_unref (self->order);
  g_hash_table_unref (self->names);
  g_hash_table_unref (self->logos);
  g_hash_table_unref (self->sections);
  g_ptr_array_unref (self->cities);
  g_free (self->title);
  g_free (self->feed);
  g_free (self->next);
  g_free (self);
}

/* Each stands right behind the one before it. The first second of a day would say that nothing but the day is known. */
void
jarida_portal_articles_date_back (GPtrArray *articles,
                                  gint64     before)
{
  for (guint i = 0; before > 0 && i < articles->len; i++)
    {
      JaridaArticle *article = g_ptr_array_index (articles, i);

      if (article->published != 0)
        continue;
      article->published = before = (before - 1) % DAY == 0 ? before - 2 : before - 1;
      article->guessed = TRUE;
    }
}

void
jarida_portal_drafts_date_back (JaridaPortalDrafts *self,
                                gint64              before)
{
  GHashTableIter iter;
  gpointer articles;

  g_hash_table_iter_init (&iter, self->by_slug);
  while (before > 0 && g_hash_table_iter_next (&iter, NULL, &articles))
    jarida_portal_articles_date_back (articles, before);
}

void
jarida_portal_drafts_set_city (JaridaPortalDrafts *self,
                               const char         *city)
{
  GHashTableIter iter;
  gpointer articles;

  g_hash_table_iter_init (&iter, self->by_slug);
  while (g_hash_table_iter_next (&iter, NULL, &articles))
    for (guint i = 0; i < ((GPtrArray *) articles)->len; i++)
      {
        JaridaArticle *article = g_ptr_array_index ((GPtrArray *) articles, i);

        g_free (article->city);
        article->city = g_strdup (city);
      }
}
