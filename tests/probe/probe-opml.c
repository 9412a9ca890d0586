/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-opml.h"
#include "probe.h"

static void
write_categories (JsonBuilder         *json,
                  const JaridaOutline *outline)
{
  json_builder_set_member_name (json, "categories");
  json_builder_begin_array (json);
  for (guint i = 0; outline->categories != NULL && outline->categories[i] != NULL; i++)
    json_builder_add_string_value (json, outline->categories[i]);
  json_builder_end_array (json);
}

static void
write_outlines (JsonBuilder         *json,
                const char          *name,
                const JaridaOutline *parent)
{
  json_builder_set_member_name (json, name);
  json_builder_begin_array (json);
  for (guint i = 0; i < parent->children->len; i++)
    {
      const JaridaOutline *outline = g_ptr_array_index (parent->children, i);

      json_builder_begin_object (json);
      probe_string (json, "title", outline->title);
      probe_string (json, "xml_url", outline->feed_url);
      probe_string (json, "html_url", outline->site_url);
      if (outline->feed_url != NULL)
        write_categories (json, outline);
      write_outlines (json, "children", outline);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
}

void
probe_opml (JsonBuilder *json,
            int          argc,
            char       **argv)
{
  g_autoptr(GBytes) bytes = probe_read (json, argv[0]);
  g_autoptr(JaridaOutline) root = NULL;
  g_autoptr(GError) error = NULL;

  if (bytes == NULL)
    return;
  root = jarida_opml_parse (bytes, &error);
  if (root == NULL)
    probe_string (json, "error", error->message);
  else
    write_outlines (json, "outlines", root);
}
