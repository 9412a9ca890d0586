/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "jarida-feed.h"
#include "probe.h"

static const char *
get_kind (const JaridaFeed *feed)
{
  switch (feed->kind)
    {
    case JARIDA_FEED_KIND_RSS:
      return "rss";
    case JARIDA_FEED_KIND_RDF:
      return "rdf";
    case JARIDA_FEED_KIND_ATOM:
      return "atom";
    case JARIDA_FEED_KIND_JSON:
      return "json";
    default:
      return NULL;
    }
}

static void
write_lists (JsonBuilder          *json,
             const JaridaFeedItem *item)
{
  json_builder_set_member_name (json, "authors");
  json_builder_begin_array (json);
  for (guint i = 0; i < item->authors->len; i++)
    {
      const JaridaFeedPerson *person = g_ptr_array_index (item->authors, i);

      json_builder_begin_object (json);
      probe_string (json, "name", person->name);
      probe_string (json, "url", person->address);
      probe_string (json, "email", person->email);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);

  json_builder_set_member_name (json, "enclosures");
  json_builder_begin_array (json);
  for (guint i = 0; i < item->enclosures->len; i++)
    {
      const JaridaFeedEnclosure *enclosure = g_ptr_array_index (item->enclosures, i);

      json_builder_begin_object (json);
      probe_string (json, "url", enclosure->address);
      probe_string (json, "type", enclosure->type);
      json_builder_set_member_name (json, "length");
      json_builder_add_int_value (json, enclosure->length);
      json_builder_end_object (json);
    }
  json_builder_end_array (json);
}

static void
write_item (JsonBuilder          *json,
            const JaridaFeedItem *item)
{
  g_autoptr(GPtrArray) categories = g_ptr_array_new ();

  json_builder_begin_object (json);
  probe_string (json, "title", item->title);
  probe_string (json, "link", item->link);
  probe_string (json, "id", item->id);
  write_lists (json, item);
  probe_moment (json, "published", item->published);
  probe_moment (json, "updated", item->updated);
  probe_string (json, "summary", item->summary);
  probe_string (json, "content", item->content);
  probe_string (json, "base", item->base);
  probe_string (json, "language", item->language);
  for (guint i = 0; i < item->categories->len; i++)
    g_ptr_array_add (categories, g_ptr_array_index (item->categories, i));
  g_ptr_array_add (categories, NULL);
  probe_strings (json, "categories", (const char *const *) categories->pdata);
  probe_string (json, "image", item->image);
  json_builder_end_object (json);
}

void
probe_feed (JsonBuilder *json,
            int          argc,
            char       **argv)
{
  g_autoptr(GBytes) bytes = probe_read (json, argv[0]);
  const char *content_type = NULL;
  g_autoptr(JaridaFeed) feed = NULL;
  g_autoptr(GError) error = NULL;

  if (bytes == NULL)
    return;
  for (int i = 1; i + 1 < argc; i++)
    if (strcmp (argv[i], "--header") == 0 && g_ascii_strncasecmp (argv[i + 1], "content-type:", 13) == 0)
      content_type = argv[i + 1] + 13;

  feed = jarida_feed_parse (bytes, probe_option (argc, argv, "--url"), content_type, &error);
  if (feed == NULL)
    {
      probe_string (json, "error", error->message);
      return;
    }
  probe_string (json, "kind", get_kind (feed));
  json_builder_set_member_name (json, "malformed");
  json_builder_add_boolean_value (json, feed->malformed);
  probe_string (json, "encoding", feed->encoding);
  probe_string (json, "title", feed->title);
  probe_string (json, "link", feed->link);
  probe_string (json, "language", feed->language);
  json_builder_set_member_name (json, "items");
  json_builder_begin_array (json);
  for (guint i = 0; i < feed->items->len; i++)
    write_item (json, g_ptr_array_index (feed->items, i));
  json_builder_end_array (json);
}
