/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <json-glib/json-glib.h>

#include "jarida-feed-draft.h"
#include "jarida-feed-private.h"
#include "jarida-json-check.h"
#include "jarida-markup.h"
#include "jarida-text.h"

/* JSON Feed 1.0 and 1.1. Publishers write numbers for ids and leave out what is required; anything of the wrong type
 * counts as absent. */

static char *
dup_string (JsonObject *object,
            const char *name)
{
  JsonNode *node = json_object_get_member (object, name);
  GType type;

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node))
    return NULL;
  type = json_node_get_value_type (node);
  if (type == G_TYPE_STRING)
    return jarida_text_make_valid (json_node_get_string (node), -1);
  if (type == G_TYPE_INT64)
    return g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node));
  if (type == G_TYPE_DOUBLE)
    {
      char number[G_ASCII_DTOSTR_BUF_SIZE];

      return g_strdup (g_ascii_dtostr (number, sizeof number, json_node_get_double (node)));
    }

  return NULL;
}

static char *
dup_line (JsonObject *object,
          const char *name)
{
  g_autofree char *text = dup_string (object, name);

  return text != NULL ? jarida_text_squeeze (text) : NULL;
}

static char *
dup_plain (JsonObject *object,
           const char *name)
{
  g_autofree char *text = dup_string (object, name);
  g_autoptr(GString) html = g_string_new (NULL);

  if (text == NULL)
    return NULL;
  jarida_markup_append_escaped (html, text, strlen (text));
  return g_string_free (g_steal_pointer (&html), FALSE);
}

static JsonArray *
get_array (JsonObject *object,
           const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

static JsonObject *
get_object (JsonArray *array,
            guint      i)
{
  JsonNode *node = json_array_get_element (array, i);

  return JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

static void
take_author (JaridaFeedDraft *draft,
             JsonObject      *author)
{
  g_autofree char *name = dup_line (author, "name");
  g_autofree char *url = dup_line (author, "url");

  jarida_feed_draft_take_person (draft, 1, jarida_feed_person_new (name, NULL, url));
}

static void
take_authors (JaridaFeedDraft *draft,
              JsonObject      *object)
{
  JsonArray *authors = get_array (object, "authors");
  JsonNode *author = json_object_get_member (object, "author");

  for (guint i = 0; authors != NULL && i < json_array_get_length (authors) && i < JARIDA_FEED_MAX_LIST; i++)
    if (get_object (authors, i) != NULL)
      take_author (draft, get_object (authors, i));
  /* Version 1.0 has one author. */
  if (draft->authors == NULL && author != NULL && JSON_NODE_HOLDS_OBJECT (author))
    take_author (draft, json_node_get_object (author));
}

static void
take_attachments (JaridaFeedDraft *draft,
                  JsonObject      *item)
{
  JsonArray *attachments = get_array (item, "attachments");

  for (guint i = 0; attachments != NULL && i < json_array_get_length (attachments) && i < JARIDA_FEED_MAX_LIST; i++)
    {
      JsonObject *attachment = get_object (attachments, i);
      g_autofree char *url = NULL;
      g_autofree char *type = NULL;
      g_autofree char *size = NULL;

      if (attachment == NULL)
        continue;
      url = dup_line (attachment, "url");
      type = dup_line (attachment, "mime_type");
      size = dup_line (attachment, "size_in_bytes");
      if (type != NULL && g_str_has_prefix (type, "image/"))
        jarida_feed_draft_take_picture (draft, JARIDA_PICTURE_ENCLOSURE, 0, g_strdup (url));
      jarida_feed_draft_take_enclosure (draft, g_steal_pointer (&url), type,
                                        size != NULL ? g_ascii_strtoll (size, NULL, 10) : 0);
    }
}

static void
take_tags (JaridaFeedDraft *draft,
           JsonObject      *item)
{
  JsonArray *tags = get_array (item, "tags");

  for (guint i = 0; tags != NULL && i < json_array_get_length (tags) && i < JARIDA_FEED_MAX_LIST; i++)
    {
      JsonNode *tag = json_array_get_element (tags, i);

      if (JSON_NODE_HOLDS_VALUE (tag) && json_node_get_value_type (tag) == G_TYPE_STRING)
        jarida_feed_draft_take_category (draft, jarida_text_squeeze (json_node_get_string (tag)));
    }
}

static JaridaFeedItem *
read_item (JsonObject *object)
{
  g_autoptr(JaridaFeedDraft) draft = jarida_feed_draft_new ();

  jarida_feed_draft_take (draft, JARIDA_SLOT_ID, 1, dup_line (object, "id"));
  jarida_feed_draft_take (draft, JARIDA_SLOT_TITLE, 1, dup_line (object, "title"));
  jarida_feed_draft_take (draft, JARIDA_SLOT_LINK, 2, dup_line (object, "url"));
  jarida_feed_draft_take (draft, JARIDA_SLOT_LINK, 1, dup_line (object, "external_url"));
  jarida_feed_draft_take (draft, JARIDA_SLOT_PUBLISHED, 1, dup_line (object, "date_published"));
  jarida_feed_draft_take (draft, JARIDA_SLOT_UPDATED, 1, dup_line (object, "date_modified"));
  jarida_feed_draft_take (draft, JARIDA_SLOT_SUMMARY, 1, dup_plain (object, "summary"));
  jarida_feed_draft_take (draft, JARIDA_SLOT_CONTENT, 2, dup_string (object, "content_html"));
  jarida_feed_draft_take (draft, JARIDA_SLOT_CONTENT, 1, dup_plain (object, "content_text"));
  jarida_feed_draft_take (draft, JARIDA_SLOT_LANGUAGE, 1, dup_line (object, "language"));
  jarida_feed_draft_take_picture (draft, JARIDA_PICTURE_MEDIA, 1, dup_line (object, "image"));
  jarida_feed_draft_take_picture (draft, JARIDA_PICTURE_MEDIA, 0, dup_line (object, "banner_image"));
  take_authors (draft, object);
  take_attachments (draft, object);
  take_tags (draft, object);

  return jarida_feed_draft_to_item (draft);
}

static void
read_feed (JsonObject *object,
           JaridaFeed *feed)
{
  g_autoptr(JaridaFeedDraft) draft = jarida_feed_draft_new ();

  jarida_feed_draft_take (draft, JARIDA_SLOT_TITLE, 1, dup_line (object, "title"));
  jarida_feed_draft_take (draft, JARIDA_SLOT_SUMMARY, 1, dup_plain (object, "description"));
  jarida_feed_draft_take (draft, JARIDA_SLOT_LINK, 1, dup_line (object, "home_page_url"));
  jarida_feed_draft_take (draft, JARIDA_SLOT_SELF, 1, dup_line (object, "feed_url"));
  jarida_feed_draft_take (draft, JARIDA_SLOT_LANGUAGE, 1, dup_line (object, "language"));
  jarida_feed_draft_take (draft, JARIDA_SLOT_ICON, 2, dup_line (object, "icon"));
  jarida_feed_draft_take (draft, JARIDA_SLOT_ICON, 1, dup_line (object, "favicon"));
  jarida_feed_draft_to_feed (draft, feed);
}

/* The version is an address that ends in the number; a title and items will do as well. */
static const char *
get_version (JsonObject *object)
{
  g_autofree char *version = dup_line (object, "version");

  if (version != NULL && strstr (version, "jsonfeed.org") != NULL)
    return g_str_has_suffix (version, "1.1") ? "json11" : "json1";

  return get_array (object, "items") != NULL && json_object_has_member (object, "title") ? "json1" : NULL;
}

JaridaFeed *
jarida_feed_parse_json (const char  *text,
                        gsize        length,
                        GError     **error)
{
  static const JaridaJsonLimits limits = { .max_depth = 128, .max_values = 400000, .allow_nul = TRUE };
  JaridaJsonShape shape;
  g_autoptr(JsonParser) parser = json_parser_new_immutable ();
  g_autoptr(JaridaFeed) feed = NULL;
  g_autoptr(GError) parse_error = NULL;
  JsonNode *root;
  JsonArray *items;
  const char *version = NULL;

  if (!jarida_json_check (text, length, &limits, &shape))
    {
      g_set_error (error, JARIDA_FEED_ERROR, JARIDA_FEED_ERROR_MALFORMED,
                   "The JSON is broken, too deep or too large at byte %" G_GSIZE_FORMAT, shape.fault_at);
      return NULL;
    }
  if (!json_parser_load_from_data (parser, text, length, &parse_error))
    {
      g_set_error (error, JARIDA_FEED_ERROR, JARIDA_FEED_ERROR_MALFORMED, "The JSON is broken: %s", parse_error->message);
      return NULL;
    }

  root = json_parser_get_root (parser);
  if (root != NULL && JSON_NODE_HOLDS_OBJECT (root))
    version = get_version (json_node_get_object (root));
  if (version == NULL)
    {
      g_set_error_literal (error, JARIDA_FEED_ERROR, JARIDA_FEED_ERROR_NOT_A_FEED, "This is JSON, but no feed");
      return NULL;
    }

  feed = jarida_feed_new (JARIDA_FEED_KIND_JSON);
  feed->version = g_strdup (version);
  read_feed (json_node_get_object (root), feed);
  items = get_array (json_node_get_object (root), "items");
  for (guint i = 0; items != NULL && i < json_array_get_length (items) && i < JARIDA_FEED_MAX_ITEMS; i++)
    if (get_object (items, i) != NULL)
      g_ptr_array_add (feed->items, read_item (get_object (items, i)));
  feed->cut = items != NULL && json_array_get_length (items) > JARIDA_FEED_MAX_ITEMS;

  return g_steal_pointer (&feed);
}
