/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-article-head.h"

#include <glib/gi18n.h>

#include "jarida-time-text.h"

#define FSI "\xe2\x81\xa8"
#define PDI "\xe2\x81\xa9"

static char *
isolate (const char *text)
{
  return g_strconcat (FSI, text, PDI, NULL);
}

static char *
describe_publication (const JaridaArticle *article,
                      const char          *newspaper)
{
  g_autofree char *name = newspaper != NULL && *newspaper != '\0' ? isolate (newspaper) : NULL;
  g_autofree char *date = article->published > 0 ? jarida_time_text_date (article->published) : NULL;

  if (name != NULL && date != NULL)
    /* Translators: name of a newspaper and date, as in "Published in Le Matin on 12 October 2020". */
    return g_strdup_printf (_("Published in %1$s on %2$s"), name, date);
  if (name != NULL)
    return g_strdup_printf (_("Published in %s"), name);
  if (date != NULL)
    return g_strdup_printf (_("Published on %s"), date);
  return NULL;
}

static char *
make_byline (const JaridaArticle *article,
             const char          *newspaper)
{
  g_autofree char *publication = describe_publication (article, newspaper);
  g_autofree char *authors = jarida_article_dup_byline (article);
  g_autofree char *isolated = authors != NULL && *authors != '\0' ? isolate (authors) : NULL;

  if (publication == NULL)
    return g_steal_pointer (&isolated);
  if (isolated == NULL)
    return g_steal_pointer (&publication);
  /* The dot ends a line rather than beginning one. */
  return g_strconcat (publication, "\xc2\xa0· ", isolated, NULL);
}

JaridaArticleHead *
jarida_article_head_new (const JaridaArticle *article,
                         const char          *newspaper)
{
  JaridaArticleHead *self = g_new0 (JaridaArticleHead, 1);

  self->byline = make_byline (article, newspaper);
  self->head.kicker = article->section;
  self->head.title = article->title != NULL && *article->title != '\0' ? article->title : _("Untitled");
  self->head.subtitle = article->subtitle;
  self->head.byline = self->byline;
  self->head.image = article->image;
  self->head.image_caption = article->image_caption;
  if (article->address != NULL)
    {
      self->head.source_label = _("Read at its source");
      self->head.source_address = article->address;
    }
  return self;
}

void
jarida_article_head_free (JaridaArticleHead *self)
{
  if (self == NULL)
    return;
  g_free (self->byline);
  g_free (self);
}
