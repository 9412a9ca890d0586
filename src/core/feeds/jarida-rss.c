/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "jarida-feed-builder.h"
#include "jarida-feed-private.h"

/* RSS 0.9x and 2.0, and RDF (RSS 0.90, 1.0, 1.1), which uses the same names with the items beside the channel. */

#define OUTER JARIDA_PLACE_OUTER
#define FEED JARIDA_PLACE_FEED
#define ITEM JARIDA_PLACE_ITEM
#define ANY JARIDA_PLACE_ANY

static void
begin_rss (JaridaFeedBuilder *builder)
{
  g_autofree char *version = jarida_feed_builder_dup_attribute (builder, "version");
  const char *name = "rss";

  if (version != NULL && g_str_has_prefix (version, "2"))
    name = "rss20";
  else if (version != NULL && g_str_has_prefix (version, "0.90"))
    name = "rss090";
  else if (version != NULL && g_str_has_prefix (version, "0.91"))
    name = "rss091";
  else if (version != NULL && g_str_has_prefix (version, "0.92"))
    name = "rss092";
  else if (version != NULL && g_str_has_prefix (version, "0.93"))
    name = "rss093";
  else if (version != NULL && g_str_has_prefix (version, "0.94"))
    name = "rss094";
  jarida_feed_builder_set_kind (builder, JARIDA_FEED_KIND_RSS, name);
}

static void
begin_rdf (JaridaFeedBuilder *builder)
{
  jarida_feed_builder_set_kind (builder, JARIDA_FEED_KIND_RDF, "rss10");
}

static void
begin_channel (JaridaFeedBuilder *builder)
{
  if (builder->feed == NULL)
    jarida_feed_builder_set_kind (builder, JARIDA_FEED_KIND_RSS, "rss");
}

/* In RDF the item is named by the address it is about. */
static void
begin_item (JaridaFeedBuilder *builder)
{
  jarida_feed_builder_begin_item (builder);
  jarida_feed_draft_take (builder->item, JARIDA_SLOT_ID, 2, jarida_feed_builder_dup_attribute (builder, "about"));
  jarida_feed_draft_take (builder->item, JARIDA_SLOT_LINK, 1, jarida_feed_builder_dup_address (builder, "about"));
}

static void
end_person (JaridaFeedBuilder *builder,
            char              *value)
{
  g_autofree char *text = value;
  const char *name = jarida_feed_builder_get_name (builder);
  guint rank = g_ascii_strcasecmp (name, "webMaster") == 0 ? 1 : 6;
  JaridaFeedPerson *person = text != NULL ? jarida_feed_person_parse (text) : NULL;

  /* The specification asks for an address; a name said elsewhere is more to a reader. */
  if (person != NULL && person->name == NULL)
    rank = MIN (rank, 2);
  jarida_feed_draft_take_person (jarida_feed_builder_get_draft (builder), rank, person);
}

static void
end_category (JaridaFeedBuilder *builder,
              char              *value)
{
  jarida_feed_draft_take_category (jarida_feed_builder_get_draft (builder), value);
}

static void
end_enclosure (JaridaFeedBuilder *builder,
               char              *value)
{
  g_autofree char *type = jarida_feed_builder_dup_attribute (builder, "type");
  char *address = jarida_feed_builder_dup_address (builder, "url");

  g_free (value);
  if (type != NULL && g_ascii_strncasecmp (type, "image/", 6) == 0)
    jarida_feed_draft_take_picture (builder->item, JARIDA_PICTURE_ENCLOSURE, 0, g_strdup (address));
  jarida_feed_draft_take_enclosure (builder->item, address, type, jarida_feed_builder_get_number (builder, "length"));
}

/* The guid is the address too, unless it says that it is not one. */
static void
end_guid (JaridaFeedBuilder *builder,
          char              *value)
{
  g_autofree char *permanent = jarida_feed_builder_dup_attribute (builder, "isPermaLink");

  if (value != NULL && (permanent == NULL || g_ascii_strcasecmp (permanent, "false") != 0) &&
      g_ascii_strncasecmp (value, "http", 4) == 0)
    jarida_feed_draft_take (builder->item, JARIDA_SLOT_LINK, 2, g_strdup (value));
  jarida_feed_draft_take (builder->item, JARIDA_SLOT_ID, 4, value);
}

/* Some write the link as Atom does. */
static void
end_link (JaridaFeedBuilder *builder,
          char              *value)
{
  if (value == NULL || *value == '\0')
    {
      g_free (value);
      value = jarida_feed_builder_dup_address (builder, "href");
    }
  /* The last of several: some put the address of the feed or of a picture before it. */
  if (value != NULL && *value != '\0')
    jarida_feed_builder_get_draft (builder)->rank[JARIDA_SLOT_LINK] = 0;
  jarida_feed_draft_take (jarida_feed_builder_get_draft (builder), JARIDA_SLOT_LINK, 6, value);
}

static void
end_description (JaridaFeedBuilder *builder,
                 char              *value)
{
  jarida_feed_builder_note_text (builder, 1);
  jarida_feed_draft_take (jarida_feed_builder_get_draft (builder), JARIDA_SLOT_SUMMARY, 6, value);
}

static void
end_full_text (JaridaFeedBuilder *builder,
               char              *value)
{
  jarida_feed_builder_note_text (builder, 2);
  jarida_feed_draft_take (jarida_feed_builder_get_draft (builder), JARIDA_SLOT_CONTENT, 3, value);
}

static void
end_ttl (JaridaFeedBuilder *builder,
         char              *value)
{
  builder->channel->ttl_minutes = CLAMP (value != NULL ? g_ascii_strtoll (value, NULL, 10) : 0, 0, 60 * 24 * 365);
  g_free (value);
}

/* RSS 1.0 says the address of the picture with rdf:resource in the channel too. */
static void
begin_image (JaridaFeedBuilder *builder)
{
  jarida_feed_draft_take (builder->channel, JARIDA_SLOT_ICON, 1, jarida_feed_builder_dup_address (builder, "resource"));
  jarida_feed_draft_take (builder->channel, JARIDA_SLOT_ICON, 1, jarida_feed_builder_dup_address (builder, "href"));
}

static const JaridaFeedElement elements[] = {
  { "author", ANY, JARIDA_READ_TEXT, .end = end_person },
  { "body", ITEM, JARIDA_READ_HTML, .end = end_full_text },
  { "category", ANY, JARIDA_READ_LABEL, .end = end_category },
  { "channel", JARIDA_PLACE_ROOT | OUTER, JARIDA_READ_CHILDREN, FEED, .begin = begin_channel },
  { "comments", ITEM, JARIDA_READ_ADDRESS, .slot = JARIDA_SLOT_COMMENTS, .rank = 3 },
  { "description", ANY, JARIDA_READ_HTML, .end = end_description },
  { "enclosure", ITEM, JARIDA_READ_TEXT, .end = end_enclosure },
  { "fullitem", ITEM, JARIDA_READ_HTML, .end = end_full_text },
  { "guid", ITEM, JARIDA_READ_TEXT, .end = end_guid },
  { "image", FEED | OUTER, JARIDA_READ_CHILDREN, JARIDA_PLACE_IMAGE, .begin = begin_image },
  { "item", OUTER | FEED, JARIDA_READ_CHILDREN, ITEM, .begin = begin_item, .end = jarida_feed_builder_end_item },
  { "items", OUTER | FEED, JARIDA_READ_CHILDREN, OUTER },
  { "language", ANY, JARIDA_READ_TEXT, .slot = JARIDA_SLOT_LANGUAGE, .rank = 5 },
  { "lastbuilddate", FEED, JARIDA_READ_TEXT, .slot = JARIDA_SLOT_UPDATED, .rank = 4 },
  { "link", ANY, JARIDA_READ_ADDRESS, .end = end_link },
  { "managingeditor", FEED, JARIDA_READ_TEXT, .end = end_person },
  { "pubdate", ANY, JARIDA_READ_TEXT, .slot = JARIDA_SLOT_PUBLISHED, .rank = 5 },
  { "rdf", JARIDA_PLACE_ROOT, JARIDA_READ_CHILDREN, OUTER, .begin = begin_rdf },
  { "rss", JARIDA_PLACE_ROOT, JARIDA_READ_CHILDREN, OUTER, .begin = begin_rss },
  { "textinput", FEED | OUTER, JARIDA_READ_NOTHING },
  { "title", ANY, JARIDA_READ_LABEL, .slot = JARIDA_SLOT_TITLE, .rank = 6 },
  { "ttl", FEED, JARIDA_READ_TEXT, .end = end_ttl },
  { "url", JARIDA_PLACE_IMAGE, JARIDA_READ_ADDRESS, .slot = JARIDA_SLOT_ICON, .rank = 4 },
  { "webmaster", FEED, JARIDA_READ_TEXT, .end = end_person },
};

const JaridaFeedTable jarida_rss_table = { elements, G_N_ELEMENTS (elements) };
