/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "sample-press.h"

static void
free_article (gpointer data)
{
  PressArticle *article = data;

  g_free (article->paper);
  g_free (article->slug);
  g_free (article->language);
  g_free (article->title);
  g_free (article->subtitle);
  g_free (article->author);
  g_free (article->city);
  g_free (article->image);
  g_free (article->section);
  g_free (article->day);
  g_free (article);
}

static JsonObject *
load_json (JsonParser *parser,
           const char *folder,
           const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr(GError) error = NULL;

  json_parser_load_from_file (parser, path, &error);
  g_assert_no_error (error);
  return json_node_get_object (json_parser_get_root (parser));
}

static gboolean
holds (JsonArray  *array,
       const char *word)
{
  for (guint i = 0; i < json_array_get_length (array); i++)
    if (strcmp (json_array_get_string_element (array, i), word) == 0)
      return TRUE;
  return FALSE;
}

static char *
dup_section (JsonObject *portal,
             const char *name)
{
  JsonObject *sections = json_object_get_object_member (portal, "sections");
  g_autoptr(GList) slugs = json_object_get_members (sections);

  for (GList *l = slugs; l != NULL; l = l->next)
    if (holds (json_object_get_array_member (sections, l->data), name))
      return g_strdup (l->data);
  return NULL;
}

static void
read_article (PressArticle *article,
              JsonObject   *portal,
              const char   *path)
{
  g_autofree char *text = NULL;
  g_autofree char *name = g_strdup_printf ("%s/%s", article->paper, article->slug);
  g_auto(GStrv) lines = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  *strstr (text, "\n\n") = '\0';
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      const struct { const char *name; char **place; } fields[] = {
        { "title: ", &article->title }, { "subtitle: ", &article->subtitle }, { "author: ", &article->author },
        { "city: ", &article->city }, { "image: ", &article->image }, { "section: ", &article->section }, { "date: ", &article->day },
      };

      for (guint j = 0; j < G_N_ELEMENTS (fields); j++)
        if (g_str_has_prefix (lines[i], fields[j].name))
          *fields[j].place = g_strdup (lines[i] + strlen (fields[j].name));
    }
  article->day[strlen ("2026-11-24")] = '\0';
  if (article->section != NULL)
    {
      g_autofree char *called = g_steal_pointer (&article->section);

      article->section = dup_section (portal, called);
      /* A name that the description forgets would be put under "society" silently. */
      if (article->section == NULL)
        g_error ("portal.json does not know the section \"%s\"", called);
    }
  if (article->author != NULL && holds (json_object_get_array_member (portal, "staff"), article->author))
    g_clear_pointer (&article->author, g_free);
  article->untitled = holds (json_object_get_array_member (portal, "untitled"), name);
}

static void
load_articles (Press      *self,
               JsonObject *portal,
               const char *folder,
               const char *paper,
               const char *language)
{
  g_autofree char *own = g_build_filename (folder, "portal", paper, NULL);
  g_autofree char *shared = g_build_filename (folder, paper, NULL);
  const char *path = g_file_test (shared, G_FILE_TEST_IS_DIR) ? shared : own;
  g_autoptr(GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      PressArticle *article = g_new0 (PressArticle, 1);
      g_autofree char *file = g_build_filename (path, name, NULL);

      article->paper = g_strdup (paper);
      article->language = g_strdup (language);
      article->slug = g_strndup (name, strlen (name) - strlen (".html"));
      read_article (article, portal, file);
      g_hash_table_insert (self->articles, g_strdup_printf ("%s/%s", paper, article->slug), article);
    }
}

static JsonObject *
find_paper (JsonArray  *papers,
            const char *id)
{
  for (guint i = 0; i < json_array_get_length (papers); i++)
    {
      JsonObject *paper = json_array_get_object_element (papers, i);

      if (strcmp (json_object_get_string_member (paper, "id"), id) == 0)
        return paper;
    }
  return NULL;
}

Press *
press_load (const char *folder)
{
  Press *self = g_new0 (Press, 1);
  g_autoptr(JsonParser) edition_parser = json_parser_new ();
  g_autoptr(JsonParser) portal_parser = json_parser_new ();
  JsonObject *edition = load_json (edition_parser, folder, "edition.json");
  JsonObject *portal = load_json (portal_parser, folder, "portal/portal.json");
  JsonArray *papers = json_object_get_array_member (portal, "papers");

  self->articles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_article);
  self->papers[0] = g_ptr_array_new_with_free_func (g_free);
  self->papers[1] = g_ptr_array_new_with_free_func (g_free);
  self->n_videos = json_array_get_length (json_object_get_array_member (portal, "videos"));
  for (guint i = 0; i < json_array_get_length (papers); i++)
    {
      JsonObject *paper = json_array_get_object_element (papers, i);
      const char *id = json_object_get_string_member (paper, "id");
      JsonObject *shared = find_paper (json_object_get_array_member (edition, "papers"), id);
      const char *language = json_object_get_string_member (shared != NULL ? shared : paper, "language");

      g_ptr_array_add (self->papers[strcmp (language, "fr") == 0],
                       g_strdup (json_object_get_string_member (shared != NULL ? shared : paper, "title")));
      load_articles (self, portal, folder, id, language);
    }
  return self;
}

void
press_free (Press *self)
{
  g_hash_table_unref (self->articles);
  g_ptr_array_unref (self->papers[0]);
  g_ptr_array_unref (self->papers[1]);
  g_free (self);
}

guint
press_count (Press      *self,
             const char *language,
             gsize       field,
             const char *value)
{
  GHashTableIter iter;
  PressArticle *article;
  guint n = 0;

  g_hash_table_iter_init (&iter, self->articles);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &article))
    if (strcmp (article->language, language) == 0 && g_strcmp0 (G_STRUCT_MEMBER (char *, article, field), value) == 0)
      n++;
  return n;
}
