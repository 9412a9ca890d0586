/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "jarida-demo-edition.h"

static JsonObject *
load_description (GFile       *folder,
                  JsonParser  *parser,
                  GError     **error)
{
  g_autoptr(GFile) file = g_file_get_child (folder, "edition.json");
  JsonNode *root;

  if (!json_parser_load_from_file (parser, g_file_peek_path (file), error))
    return NULL;
  root = json_parser_get_root (parser);
  if (root != NULL && JSON_NODE_HOLDS_OBJECT (root) && json_object_has_member (json_node_get_object (root), "papers"))
    return json_node_get_object (root);
  g_set_error (error, JARIDA_DEMO_ERROR, JARIDA_DEMO_ERROR_BAD_EDITION,
               "%s: names no newspapers", g_file_peek_path (file));
  return NULL;
}

JaridaDemoEdition *
jarida_demo_edition_load (const char  *folder,
                          GError     **error)
{
  g_autoptr(JaridaDemoEdition) self = g_new0 (JaridaDemoEdition, 1);
  g_autoptr(JsonParser) parser = json_parser_new ();
  JsonObject *description;
  JsonArray *papers;

  self->folder = g_file_new_for_path (folder);
  self->papers = g_ptr_array_new_with_free_func ((GDestroyNotify) jarida_demo_paper_free);
  description = load_description (self->folder, parser, error);
  if (description == NULL)
    return NULL;
  self->title = g_strdup (json_object_get_string_member_with_default (description, "title", "Edition"));
  papers = json_object_get_array_member (description, "papers");
  for (guint i = 0; i < json_array_get_length (papers); i++)
    {
      JaridaDemoPaper *paper;

      paper = jarida_demo_paper_load (json_array_get_object_element (papers, i), self->folder, error);
      if (paper == NULL)
        return NULL;
      g_ptr_array_add (self->papers, paper);
    }
  return g_steal_pointer (&self);
}

void
jarida_demo_edition_free (JaridaDemoEdition *self)
{
  g_free (self->title);
  g_free (self->address);
  g_clear_object (&self->folder);
  g_ptr_array_unref (self->papers);
  g_free (self);
}

const JaridaDemoPaper *
jarida_demo_edition_find (const JaridaDemoEdition *self,
                          const char              *id)
{
  return jarida_demo_papers_find (self->papers, id);
}

static GDateTime *
find_newest (JaridaDemoEdition *self)
{
  GDateTime *newest = NULL;

  for (guint i = 0; i < self->papers->len; i++)
    {
      const JaridaDemoPaper *paper = g_ptr_array_index (self->papers, i);

      for (guint j = 0; j < paper->articles->len; j++)
        {
          GDateTime *modified = jarida_demo_article_get_modified (g_ptr_array_index (paper->articles, j));

          if (newest == NULL || g_date_time_compare (modified, newest) > 0)
            newest = modified;
        }
    }
  return newest;
}

void
jarida_demo_edition_make_recent (JaridaDemoEdition *self,
                                 GDateTime         *today)
{
  GDateTime *newest = find_newest (self);
  int days;

  self->newest = g_date_time_to_unix (today) / 3600 * 3600 - 3600;
  if (newest == NULL)
    return;
  /* Whole days, rounded down: nothing is of the future, and every article keeps its time of day. */
  days = (int) (g_date_time_difference (today, newest) / G_TIME_SPAN_DAY);
  if (g_date_time_compare (today, newest) < 0)
    days--;
  for (guint i = 0; i < self->papers->len; i++)
    {
      const JaridaDemoPaper *paper = g_ptr_array_index (self->papers, i);

      for (guint j = 0; j < paper->articles->len; j++)
        jarida_demo_article_shift (g_ptr_array_index (paper->articles, j), days);
    }
}
