/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-feed-builder.h"
#include "jarida-feed-private.h"

/* The podcast elements of Apple, and those of Google that are named the same. */

#define ANY JARIDA_PLACE_ANY
#define FEED JARIDA_PLACE_FEED

static void
end_author (JaridaFeedBuilder *builder,
            char              *value)
{
  g_autofree char *text = value;

  jarida_feed_draft_take_person (jarida_feed_builder_get_draft (builder), 3, jarida_feed_person_parse (text));
}

static void
begin_image (JaridaFeedBuilder *builder)
{
  char *address = jarida_feed_builder_dup_address (builder, "href");

  if (address == NULL)
    address = jarida_feed_builder_dup_address (builder, "url");
  if (builder->item != NULL)
    jarida_feed_draft_take_picture (builder->item, JARIDA_PICTURE_EPISODE, 0, address);
  else
    jarida_feed_draft_take (builder->channel, JARIDA_SLOT_ICON, 2, address);
}

/* Words or phrases with commas between them. */
static void
end_keywords (JaridaFeedBuilder *builder,
              char              *value)
{
  g_autofree char *text = value;
  g_auto(GStrv) words = NULL;

  if (text == NULL)
    return;
  words = g_strsplit (text, ",", JARIDA_FEED_MAX_LIST);
  for (guint i = 0; words[i] != NULL; i++)
    jarida_feed_draft_take_category (builder->item, g_strdup (g_strstrip (words[i])));
}

static void
begin_category (JaridaFeedBuilder *builder)
{
  jarida_feed_draft_take_category (jarida_feed_builder_get_draft (builder),
                                   jarida_feed_builder_dup_attribute (builder, "text"));
}

/* The subtitle is a line, the summary may be the whole of the notes. */
static const JaridaFeedElement elements[] = {
  { "author", ANY, JARIDA_READ_TEXT, .end = end_author },
  { "category", FEED, JARIDA_READ_CHILDREN, FEED, .begin = begin_category },
  { "category", JARIDA_PLACE_ITEM, JARIDA_READ_CHILDREN, JARIDA_PLACE_ITEM, .begin = begin_category },
  { "description", ANY, JARIDA_READ_HTML, .slot = JARIDA_SLOT_SUMMARY, .rank = 1 },
  { "image", ANY, JARIDA_READ_TEXT, .begin = begin_image },
  { "keywords", JARIDA_PLACE_ITEM, JARIDA_READ_TEXT, .end = end_keywords },
  { "subtitle", ANY, JARIDA_READ_HTML, .slot = JARIDA_SLOT_SUMMARY, .rank = 1 },
  { "summary", ANY, JARIDA_READ_HTML, .slot = JARIDA_SLOT_SUMMARY, .rank = 2 },
  { "title", ANY, JARIDA_READ_LABEL, .slot = JARIDA_SLOT_TITLE, .rank = 2 },
};

const JaridaFeedTable jarida_itunes_table = { elements, G_N_ELEMENTS (elements) };
