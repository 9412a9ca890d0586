/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "jarida-article.h"

G_DEFINE_BOXED_TYPE (JaridaArticle, jarida_article, jarida_article_ref, jarida_article_unref)

JaridaArticle *
jarida_article_new (void)
{
  return g_atomic_rc_box_new0 (JaridaArticle);
}

JaridaArticle *
jarida_article_ref (JaridaArticle *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_article (gpointer data)
{
  JaridaArticle *self = data;

  g_free (self->guid);
  g_free (self->address);
  g_free (self->title);
  g_free (self->subtitle);
  g_free (self->section);
  g_free (self->city);
  g_strfreev (self->authors);
  g_strfreev (self->categories);
  g_free (self->excerpt);
  g_free (self->content);
  g_free (self->base);
  g_free (self->language);
  g_free (self->image);
  g_free (self->image_caption);
  g_free (self->comments);
  g_free (self->source_address);
  g_clear_pointer (&self->origins, g_ptr_array_unref);
  g_clear_pointer (&self->enclosures, g_ptr_array_unref);
  g_clear_pointer (&self->packed, g_bytes_unref);
}

void
jarida_article_unref (JaridaArticle *self)
{
  g_atomic_rc_box_release_full (self, clear_article);
}

JaridaSection
jarida_article_find_section (const JaridaArticle *self)
{
  JaridaSection section = jarida_section_from_name (self->section);

  for (char **category = self->categories; section == JARIDA_SECTION_NONE && category != NULL && *category != NULL; category++)
    section = jarida_section_from_name (*category);
  return section;
}

char *
jarida_article_dup_byline (const JaridaArticle *self)
{
  if (self->authors == NULL || self->authors[0] == NULL)
    return NULL;
  return g_strjoinv (", ", self->authors);
}

JaridaEnclosure *
jarida_enclosure_new (const char *address,
                      const char *type,
                      gint64      length)
{
  JaridaEnclosure *self = g_new0 (JaridaEnclosure, 1);

  self->address = g_strdup (address);
  self->type = g_strdup (type);
  self->length = length;
  return self;
}

void
jarida_enclosure_free (JaridaEnclosure *self)
{
  g_free (self->address);
  g_free (self->type);
  g_free (self);
}

JaridaOrigin *
jarida_origin_new (gint64      source_id,
                   const char *address)
{
  JaridaOrigin *self = g_new0 (JaridaOrigin, 1);

  self->source_id = source_id;
  self->address = g_strdup (address);
  return self;
}

void
jarida_origin_free (JaridaOrigin *self)
{
  g_free (self->address);
  g_free (self);
}
