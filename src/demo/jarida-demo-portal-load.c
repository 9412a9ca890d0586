/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "jarida-demo-portal.h"

/* Reads sample/portal/portal.json: which newspapers the portal gathers, and what it makes of their sections and bylines. */

/* Where an article goes whose newspaper calls its section what no portal knows. */
#define SECTION_SOCIETY 4

static gboolean
fail (GError     **error,
      const char  *what)
{
  g_set_error (error, JARIDA_DEMO_ERROR, JARIDA_DEMO_ERROR_BAD_EDITION, "portal.json: %s", what);
  return FALSE;
}

static void
read_words (JsonArray  *words,
            GHashTable *table,
            gsize       value)
{
  for (guint i = 0; i < json_array_get_length (words); i++)
    g_hash_table_insert (table, g_strdup (json_array_get_string_element (words, i)), GSIZE_TO_POINTER (value));
}

static void
read_videos (JaridaDemoSide *side,
             JsonArray      *videos)
{
  for (guint i = 0; i < json_array_get_length (videos); i++)
    {
      JsonObject *object = json_array_get_object_element (videos, i);
      JaridaDemoVideo *video = g_new0 (JaridaDemoVideo, 1);

      video->number = g_strdup (json_object_get_string_member (object, "number"));
      video->id = g_strdup (json_object_get_string_member (object, "id"));
      video->title = g_strdup (json_object_get_string_member_with_default (object, side->code, NULL));
      video->picture = g_strdup (json_object_get_string_member (object, "picture"));
      g_ptr_array_add (side->videos, video);
    }
}

/* A newspaper that the edition does not have is the portal's own, with a folder beside its description. */
static JaridaDemoPaper *
find_or_load_paper (JaridaDemoPortal  *self,
                    JsonObject        *object,
                    GFile             *folder,
                    GError           **error)
{
  const char *id = json_object_get_string_member_with_default (object, "id", "");
  JaridaDemoPaper *paper = (JaridaDemoPaper *) jarida_demo_edition_find (self->edition, id);

  if (paper != NULL)
    return paper;
  paper = jarida_demo_paper_load (object, folder, error);
  if (paper == NULL)
    return NULL;
  paper->of_portal = TRUE;
  g_ptr_array_add (self->edition->papers, paper);
  return paper;
}

/* Some newspapers count their articles, others make the number of the date; a count of 0 says so. */
static gint64
make_number (const JaridaDemoArticle *article,
             gint64                   count,
             guint                    index)
{
  g_autofree char *date = NULL;

  if (count > 0)
    return count + (gint64) index * 3;
  date = g_date_time_format (article->published, "%y%m%d%H%M");
  return g_ascii_strtoll (date, NULL, 10);
}

static void
add_articles (JaridaDemoPortal      *self,
              const JaridaDemoPaper *paper,
              gint64                 count)
{
  for (guint i = 0; i < paper->articles->len; i++)
    {
      const JaridaDemoArticle *article = g_ptr_array_index (paper->articles, i);
      JaridaDemoEntry *entry = g_new0 (JaridaDemoEntry, 1);
      g_autofree char *name = g_strdup_printf ("%s/%s", paper->id, article->slug);
      gsize section = article->section != NULL ? GPOINTER_TO_SIZE (g_hash_table_lookup (self->section_of, article->section)) : 0;

      entry->paper = paper;
      entry->article = article;
      entry->author = article->author != NULL && !g_hash_table_contains (self->staff, article->author) ? article->author : NULL;
      entry->city = article->city;
      entry->number = make_number (article, count, paper->articles->len - i);
      entry->rank = i;
      entry->section = section > 0 ? (guint8) (section - 1) : SECTION_SOCIETY;
      entry->untitled = g_hash_table_contains (self->untitled, name);
      g_ptr_array_add (self->entries, entry);
    }
}

static gboolean
read_papers (JaridaDemoPortal  *self,
             JsonArray         *papers,
             GFile             *folder,
             GError           **error)
{
  for (guint i = 0; i < json_array_get_length (papers); i++)
    {
      JsonObject *object = json_array_get_object_element (papers, i);
      const JaridaDemoPaper *paper = find_or_load_paper (self, object, folder, error);
      JaridaDemoSide *side;

      if (paper == NULL)
        return FALSE;
      side = &self->sides[g_str_has_prefix (paper->language, "ar") ? JARIDA_DEMO_ARABIC : JARIDA_DEMO_FRENCH];
      g_ptr_array_add (side->papers, (JaridaDemoPaper *) paper);
      g_hash_table_insert (self->names, g_strdup (paper->id),
                           g_strdup (json_object_get_string_member_with_default (object, "other-name", paper->title)));
      if (json_object_get_boolean_member_with_default (object, "paragraphs", FALSE))
        g_hash_table_add (self->paragraphs, g_strdup (paper->id));
      add_articles (self, paper, json_object_get_int_member_with_default (object, "numbers", 0));
    }
  return TRUE;
}

static int
compare_newest_first (gconstpointer a,
                      gconstpointer b)
{
  const JaridaDemoEntry *one = *(JaridaDemoEntry *const *) a;
  const JaridaDemoEntry *two = *(JaridaDemoEntry *const *) b;
  int order = g_date_time_compare (two->article->published, one->article->published);

  return order != 0 ? order : strcmp (one->paper->id, two->paper->id);
}

static gboolean
read_description (JaridaDemoPortal  *self,
                  JsonObject        *root,
                  GFile             *folder,
                  GError           **error)
{
  JsonObject *sections, *names;

  if (!json_object_has_member (root, "id") || !json_object_has_member (root, "papers") || !json_object_has_member (root, "names")
      || !json_object_has_member (root, "sections") || !json_object_has_member (root, "videos"))
    return fail (error, "id, names, sections, papers or videos are missing");
  self->id = g_strdup (json_object_get_string_member (root, "id"));
  self->country = g_strdup (json_object_get_string_member_with_default (root, "country", "MA"));
  names = json_object_get_object_member (root, "names");
  sections = json_object_get_object_member (root, "sections");
  for (guint i = 0; i < JARIDA_DEMO_N_SECTIONS; i++)
    if (json_object_has_member (sections, jarida_demo_sections[i].slug))
      read_words (json_object_get_array_member (sections, jarida_demo_sections[i].slug), self->section_of, i + 1);
  read_words (json_object_get_array_member (root, "staff"), self->staff, 1);
  read_words (json_object_get_array_member (root, "untitled"), self->untitled, 1);
  for (guint i = 0; i < JARIDA_DEMO_N_SIDES; i++)
    {
      self->sides[i].name = g_strdup (json_object_get_string_member (names, self->sides[i].code));
      read_videos (&self->sides[i], json_object_get_array_member (root, "videos"));
    }
  return read_papers (self, json_object_get_array_member (root, "papers"), folder, error);
}

JaridaDemoPortal *
jarida_demo_portal_load (JaridaDemoEdition  *edition,
                         GError            **error)
{
  g_autoptr(JaridaDemoPortal) self = jarida_demo_portal_new (edition);
  g_autoptr(GFile) folder = g_file_get_child (edition->folder, "portal");
  g_autoptr(GFile) file = g_file_get_child (folder, "portal.json");
  g_autoptr(JsonParser) parser = json_parser_new ();
  JsonNode *root;

  if (!json_parser_load_from_file (parser, g_file_peek_path (file), error))
    return NULL;
  root = json_parser_get_root (parser);
  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root))
    {
      fail (error, "no object");
      return NULL;
    }
  if (!read_description (self, json_node_get_object (root), folder, error))
    return NULL;
  g_ptr_array_sort (self->entries, compare_newest_first);
  for (guint i = 0; i < self->entries->len; i++)
    {
      JaridaDemoEntry *entry = g_ptr_array_index (self->entries, i);
      gboolean arabic = g_str_has_prefix (entry->paper->language, "ar");

      jarida_demo_side_add (&self->sides[arabic ? JARIDA_DEMO_ARABIC : JARIDA_DEMO_FRENCH], entry);
    }
  return g_steal_pointer (&self);
}
