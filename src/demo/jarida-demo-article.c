/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "jarida-demo-article.h"

/* The file of an article is made to be written by hand: lines of "name: value", an empty line, and the text as HTML.
 * A name that is not known is an error, so that a slip of the pen is seen when it is made. */

G_DEFINE_QUARK (jarida-demo-error-quark, jarida_demo_error)

static char **
find_field (JaridaDemoArticle *self,
            const char        *name)
{
  const struct { const char *name; char **place; } fields[] = {
    { "title", &self->title }, { "subtitle", &self->subtitle }, { "section", &self->section },
    { "author", &self->author }, { "city", &self->city }, { "image", &self->image },
    { "alt", &self->alt }, { "caption", &self->caption },
  };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (strcmp (fields[i].name, name) == 0)
      return fields[i].place;
  return NULL;
}

static gboolean
read_date (GDateTime  **place,
           const char  *value)
{
  g_autoptr(GTimeZone) utc = g_time_zone_new_utc ();

  g_clear_pointer (place, g_date_time_unref);
  *place = g_date_time_new_from_iso8601 (value, utc);
  return *place != NULL;
}

static gboolean
read_line (JaridaDemoArticle  *self,
           const char         *line,
           GError            **error)
{
  g_auto(GStrv) parts = g_strsplit (line, ":", 2);
  char **field;

  if (g_strv_length (parts) == 2)
    {
      g_strstrip (parts[1]);
      if (strcmp (parts[0], "date") == 0 && read_date (&self->published, parts[1]))
        return TRUE;
      if (strcmp (parts[0], "updated") == 0 && read_date (&self->updated, parts[1]))
        return TRUE;
      field = find_field (self, parts[0]);
      if (field != NULL && *field == NULL)
        {
          *field = g_strdup (parts[1]);
          return TRUE;
        }
    }
  g_set_error (error, JARIDA_DEMO_ERROR, JARIDA_DEMO_ERROR_BAD_EDITION, "cannot understand \"%s\"", line);
  return FALSE;
}

static JaridaDemoArticle *
read_article (const char  *text,
              GError     **error)
{
  g_autoptr(JaridaDemoArticle) self = g_new0 (JaridaDemoArticle, 1);
  const char *blank = strstr (text, "\n\n");
  g_autofree char *head = NULL;
  g_auto(GStrv) lines = NULL;

  if (blank == NULL || !g_utf8_validate (text, -1, NULL))
    {
      g_set_error_literal (error, JARIDA_DEMO_ERROR, JARIDA_DEMO_ERROR_BAD_EDITION,
                           "no empty line between head and text, or not UTF-8");
      return NULL;
    }
  head = g_strndup (text, blank - text);
  lines = g_strsplit (head, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    if (!read_line (self, lines[i], error))
      return NULL;
  if (self->title == NULL || self->published == NULL)
    {
      g_set_error_literal (error, JARIDA_DEMO_ERROR, JARIDA_DEMO_ERROR_BAD_EDITION, "no title, or no date");
      return NULL;
    }
  self->body = g_strstrip (g_strdup (blank));
  return g_steal_pointer (&self);
}

JaridaDemoArticle *
jarida_demo_article_load (GFile   *file,
                          GError **error)
{
  JaridaDemoArticle *self;
  g_autofree char *text = NULL;
  g_autofree char *name = g_file_get_basename (file);

  if (!g_file_load_contents (file, NULL, &text, NULL, NULL, error))
    return NULL;
  self = read_article (text, error);
  if (self == NULL)
    {
      g_prefix_error (error, "%s: ", g_file_peek_path (file));
      return NULL;
    }
  self->slug = g_strndup (name, strlen (name) - strlen (".html"));
  return self;
}

void
jarida_demo_article_free (JaridaDemoArticle *self)
{
  g_free (self->slug);
  g_free (self->title);
  g_free (self->subtitle);
  g_free (self->section);
  g_free (self->author);
  g_free (self->city);
  g_free (self->image);
  g_free (self->alt);
  g_free (self->caption);
  g_free (self->body);
  g_clear_pointer (&self->published, g_date_time_unref);
  g_clear_pointer (&self->updated, g_date_time_unref);
  g_free (self);
}

GDateTime *
jarida_demo_article_get_modified (const JaridaDemoArticle *self)
{
  return self->updated != NULL ? self->updated : self->published;
}

char *
jarida_demo_article_dup_summary (const JaridaDemoArticle *self)
{
  const char *start = strstr (self->body, "<p>");
  const char *end = start != NULL ? strstr (start, "</p>") : NULL;

  if (end == NULL)
    return g_strdup (self->subtitle != NULL ? self->subtitle : self->title);
  start += strlen ("<p>");
  return g_strndup (start, end - start);
}

void
jarida_demo_article_shift (JaridaDemoArticle *self,
                           int                days)
{
  GDateTime *published = g_date_time_add_days (self->published, days);

  g_date_time_unref (self->published);
  self->published = published;
  if (self->updated != NULL)
    {
      GDateTime *updated = g_date_time_add_days (self->updated, days);

      g_date_time_unref (self->updated);
      self->updated = updated;
    }
}
