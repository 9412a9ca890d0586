/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-feed-builder.h"
#include "jarida-feed-private.h"

/* Dublin Core, the elements and the terms: what RDF feeds say in place of RSS, and others beside it. */

#define ANY JARIDA_PLACE_ANY

static void
end_creator (JaridaFeedBuilder *builder,
             char              *value)
{
  g_autofree char *text = value;
  const char *name = jarida_feed_builder_get_name (builder);
  guint rank = g_ascii_strcasecmp (name, "publisher") == 0 ? 1
             : g_ascii_strcasecmp (name, "author") == 0 ? 5 : 4;

  jarida_feed_draft_take_person (jarida_feed_builder_get_draft (builder), rank, jarida_feed_person_parse (text));
}

static void
end_subject (JaridaFeedBuilder *builder,
             char              *value)
{
  jarida_feed_draft_take_category (jarida_feed_builder_get_draft (builder), value);
}

static const JaridaFeedElement elements[] = {
  { "author", ANY, JARIDA_READ_TEXT, .end = end_creator },
  { "created", ANY, JARIDA_READ_TEXT, .slot = JARIDA_SLOT_PUBLISHED, .rank = 1 },
  { "creator", ANY, JARIDA_READ_TEXT, .end = end_creator },
  { "date", ANY, JARIDA_READ_TEXT, .slot = JARIDA_SLOT_PUBLISHED, .rank = 3 },
  { "description", ANY, JARIDA_READ_HTML, .slot = JARIDA_SLOT_SUMMARY, .rank = 3 },
  { "identifier", JARIDA_PLACE_ITEM, JARIDA_READ_TEXT, .slot = JARIDA_SLOT_ID, .rank = 1 },
  { "issued", ANY, JARIDA_READ_TEXT, .slot = JARIDA_SLOT_PUBLISHED, .rank = 2 },
  { "language", ANY, JARIDA_READ_TEXT, .slot = JARIDA_SLOT_LANGUAGE, .rank = 4 },
  { "modified", ANY, JARIDA_READ_TEXT, .slot = JARIDA_SLOT_UPDATED, .rank = 3 },
  { "publisher", JARIDA_PLACE_FEED, JARIDA_READ_TEXT, .end = end_creator },
  { "subject", ANY, JARIDA_READ_LABEL, .end = end_subject },
  { "title", ANY, JARIDA_READ_LABEL, .slot = JARIDA_SLOT_TITLE, .rank = 3 },
};

const JaridaFeedTable jarida_dublin_core_table = { elements, G_N_ELEMENTS (elements) };
