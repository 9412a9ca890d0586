/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "jarida-feed-builder.h"
#include "jarida-feed-private.h"

/* The small modules of RSS: content, slash, syndication, the comment interface, Atom threading. */

#define ITEM JARIDA_PLACE_ITEM
#define FEED JARIDA_PLACE_FEED

static void
end_encoded (JaridaFeedBuilder *builder,
             char              *value)
{
  jarida_feed_builder_note_text (builder, 2);
  jarida_feed_draft_take (jarida_feed_builder_get_draft (builder), JARIDA_SLOT_CONTENT, 6, value);
}

static void
end_n_comments (JaridaFeedBuilder *builder,
                char              *value)
{
  builder->item->n_comments = CLAMP (value != NULL ? g_ascii_strtoll (value, NULL, 10) : 0, 0, G_MAXINT32);
  g_free (value);
}

/* A period, and after it how often in that period; kept as minutes between two. */
static void
end_update_period (JaridaFeedBuilder *builder,
                   char              *value)
{
  static const struct { const char *name; guint minutes; } periods[] = {
    { "hourly", 60 }, { "daily", 1440 }, { "weekly", 7 * 1440 }, { "monthly", 30 * 1440 }, { "yearly", 365 * 1440 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (periods); i++)
    if (value != NULL && builder->channel->ttl_minutes == 0 && g_ascii_strcasecmp (value, periods[i].name) == 0)
      builder->channel->ttl_minutes = periods[i].minutes;
  g_free (value);
}

static void
end_update_frequency (JaridaFeedBuilder *builder,
                      char              *value)
{
  gint64 frequency = value != NULL ? CLAMP (g_ascii_strtoll (value, NULL, 10), 1, 60) : 1;

  if (builder->channel->ttl_minutes > 0)
    builder->channel->ttl_minutes = MAX (builder->channel->ttl_minutes / frequency, 1);
  g_free (value);
}

/* The whole text as elements, a module of RSS that came before content:encoded was common. */
static void
end_body (JaridaFeedBuilder *builder,
          char              *value)
{
  jarida_feed_builder_note_text (builder, 2);
  jarida_feed_draft_take (builder->item, JARIDA_SLOT_CONTENT, 5, value);
}

static const JaridaFeedElement content_elements[] = {
  { "encoded", JARIDA_PLACE_ANY, JARIDA_READ_HTML, .end = end_encoded },
};

static const JaridaFeedElement slash_elements[] = {
  { "comments", ITEM, JARIDA_READ_TEXT, .end = end_n_comments },
};

static const JaridaFeedElement syndication_elements[] = {
  { "updatefrequency", FEED, JARIDA_READ_TEXT, .end = end_update_frequency },
  { "updateperiod", FEED, JARIDA_READ_TEXT, .end = end_update_period },
};

static const JaridaFeedElement wfw_elements[] = {
  { "commentrss", ITEM, JARIDA_READ_ADDRESS, .slot = JARIDA_SLOT_COMMENTS, .rank = 1 },
};

static const JaridaFeedElement threading_elements[] = {
  { "total", ITEM, JARIDA_READ_TEXT, .end = end_n_comments },
};

static const JaridaFeedElement xhtml_elements[] = {
  { "body", ITEM, JARIDA_READ_XHTML, .end = end_body },
};

const JaridaFeedTable jarida_content_table = { content_elements, G_N_ELEMENTS (content_elements) };
const JaridaFeedTable jarida_slash_table = { slash_elements, G_N_ELEMENTS (slash_elements) };
const JaridaFeedTable jarida_syndication_table = { syndication_elements, G_N_ELEMENTS (syndication_elements) };
const JaridaFeedTable jarida_wfw_table = { wfw_elements, G_N_ELEMENTS (wfw_elements) };
const JaridaFeedTable jarida_threading_table = { threading_elements, G_N_ELEMENTS (threading_elements) };
const JaridaFeedTable jarida_xhtml_table = { xhtml_elements, G_N_ELEMENTS (xhtml_elements) };
