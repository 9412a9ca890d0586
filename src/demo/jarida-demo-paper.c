/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "jarida-demo-paper.h"

/* In the order of JaridaDemoFormat. */
static const struct
{
  const char *name;
  const char *file;
  const char *type;
} formats[] = {
  { "rss", "rss.xml", "application/rss+xml" },
  { "atom", "atom.xml", "application/atom+xml" },
  { "json", "feed.json", "application/feed+json" },
  { "rdf", "index.rdf", "application/rdf+xml" },
};

const char *
jarida_demo_format_get_file (JaridaDemoFormat format)
{
  return formats[format].file;
}

const char *
jarida_demo_format_get_type (JaridaDemoFormat format)
{
  return formats[format].type;
}

static int
compare_newest_first (gconstpointer a,
                      gconstpointer b)
{
  const JaridaDemoArticle *one = *(JaridaDemoArticle *const *) a;
  const JaridaDemoArticle *two = *(JaridaDemoArticle *const *) b;
  int order = g_date_time_compare (two->published, one->published);

  return order != 0 ? order : strcmp (one->slug, two->slug);
}

static gboolean
load_articles (JaridaDemoPaper  *self,
               GFile            *folder,
               GError          **error)
{
  g_autoptr(GFileEnumerator) files = NULL;

  files = g_file_enumerate_children (folder, G_FILE_ATTRIBUTE_STANDARD_NAME, G_FILE_QUERY_INFO_NONE, NULL, error);
  if (files == NULL)
    return FALSE;
  while (TRUE)
    {
      GFile *file;
      JaridaDemoArticle *article;

      if (!g_file_enumerator_iterate (files, NULL, &file, NULL, error))
        return FALSE;
      if (file == NULL)
        break;
      if (!g_str_has_suffix (g_file_peek_path (file), ".html"))
        continue;
      article = jarida_demo_article_load (file, error);
      if (article == NULL)
        return FALSE;
      g_ptr_array_add (self->articles, article);
    }
  g_ptr_array_sort (self->articles, compare_newest_first);
  return TRUE;
}

JaridaDemoPaper *
jarida_demo_paper_load (JsonObject  *object,
                        GFile       *folder,
                        GError     **error)
{
  g_autoptr(JaridaDemoPaper) self = g_new0 (JaridaDemoPaper, 1);
  const char *format = json_object_get_string_member_with_default (object, "format", "rss");
  g_autoptr(GFile) articles = NULL;

  self->articles = g_ptr_array_new_with_free_func ((GDestroyNotify) jarida_demo_article_free);
  self->id = g_strdup (json_object_get_string_member_with_default (object, "id", NULL));
  self->title = g_strdup (json_object_get_string_member_with_default (object, "title", NULL));
  self->language = g_strdup (json_object_get_string_member_with_default (object, "language", NULL));
  self->description = g_strdup (json_object_get_string_member_with_default (object, "description", NULL));
  self->folder = g_strdup (json_object_get_string_member_with_default (object, "folder", NULL));
  self->full = json_object_get_boolean_member_with_default (object, "full", TRUE);
  if (self->id == NULL || self->title == NULL || self->language == NULL)
    {
      g_set_error_literal (error, JARIDA_DEMO_ERROR, JARIDA_DEMO_ERROR_BAD_EDITION,
                           "edition.json: a newspaper needs id, title and language");
      return NULL;
    }
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    if (strcmp (formats[i].name, format) == 0)
      self->format = i;
  articles = g_file_get_child (folder, self->id);
  if (!load_articles (self, articles, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
jarida_demo_paper_free (JaridaDemoPaper *self)
{
  g_free (self->id);
  g_free (self->title);
  g_free (self->language);
  g_free (self->description);
  g_free (self->folder);
  g_free (self->address);
  g_ptr_array_unref (self->articles);
  g_free (self);
}

const JaridaDemoPaper *
jarida_demo_papers_find (GPtrArray  *papers,
                         const char *id)
{
  for (guint i = 0; i < papers->len; i++)
    {
      const JaridaDemoPaper *paper = g_ptr_array_index (papers, i);

      if (strcmp (paper->id, id) == 0)
        return paper;
    }
  return NULL;
}

const JaridaDemoArticle *
jarida_demo_paper_find (const JaridaDemoPaper *self,
                        const char            *slug)
{
  for (guint i = 0; i < self->articles->len; i++)
    {
      const JaridaDemoArticle *article = g_ptr_array_index (self->articles, i);

      if (strcmp (article->slug, slug) == 0)
        return article;
    }
  return NULL;
}

char *
jarida_demo_paper_dup_feed_address (const JaridaDemoPaper *self)
{
  return g_strdup_printf ("%s/%s/%s", self->address, self->id, formats[self->format].file);
}

char *
jarida_demo_paper_dup_link (const JaridaDemoPaper   *self,
                            const JaridaDemoArticle *article)
{
  return g_strdup_printf ("%s/%s/%s.html", self->address, self->id, article->slug);
}
