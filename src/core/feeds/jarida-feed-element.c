/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "jarida-feed-element.h"

typedef struct
{
  const char      *uri;            /* the beginning of it, in lower case, without http:// and www. */
  JaridaFeedSpace  space;
} SpaceName;

/* Beginnings, because versions and a missing slash at the end are all in use. */
static const SpaceName space_names[] = {
  { "w3.org/2005/atom", JARIDA_SPACE_ATOM },
  { "purl.org/atom/ns", JARIDA_SPACE_ATOM },
  { "purl.org/atom/1.0", JARIDA_SPACE_ATOM },
  { "purl.org/rss/1.0/modules/content", JARIDA_SPACE_CONTENT },
  { "purl.org/rss/1.0/modules/slash", JARIDA_SPACE_SLASH },
  { "purl.org/rss/1.0/modules/syndication", JARIDA_SPACE_SYNDICATION },
  { "purl.org/syndication/thread", JARIDA_SPACE_THREADING },
  { "purl.org/rss/1.0/modules", JARIDA_SPACE_OTHER },
  { "purl.org/rss/1.0", JARIDA_SPACE_RSS },
  { "purl.org/net/rss1.1", JARIDA_SPACE_RSS },
  { "purl.org/dc/", JARIDA_SPACE_DUBLIN_CORE },
  { "search.yahoo.com/mrss", JARIDA_SPACE_MEDIA },
  { "api.search.yahoo.com/mrss", JARIDA_SPACE_MEDIA },
  { "itunes.com/dtds/podcast", JARIDA_SPACE_ITUNES },
  { "itunes.apple.com/dtds/podcast", JARIDA_SPACE_ITUNES },
  { "itunes.com/podcast", JARIDA_SPACE_ITUNES },
  { "example.com/dtds/podcast", JARIDA_SPACE_ITUNES },
  { "google.com/schemas/play-podcasts", JARIDA_SPACE_ITUNES },
  { "wellformedweb.org/commentapi", JARIDA_SPACE_WFW },
  { "w3.org/1999/xhtml", JARIDA_SPACE_XHTML },
  { "backend.userland.com", JARIDA_SPACE_RSS },
  { "blogs.law.harvard.edu/tech/rss", JARIDA_SPACE_RSS },
  { "cyber.law.harvard.edu/rss", JARIDA_SPACE_RSS },
  { "rssboard.org/rss-specification", JARIDA_SPACE_RSS },
  { "my.netscape.com/rdf/simple", JARIDA_SPACE_RSS },
  { "my.netscape.com/publish", JARIDA_SPACE_RSS },
  { "channel.netscape.com/rdf/simple", JARIDA_SPACE_RSS },
  { "w3.org/1999/02/22-rdf-syntax-ns", JARIDA_SPACE_RSS },
};

/* Prefixes that publishers use without saying what they mean. */
static const SpaceName prefixes[] = {
  { "atom", JARIDA_SPACE_ATOM },
  { "atom10", JARIDA_SPACE_ATOM },
  { "content", JARIDA_SPACE_CONTENT },
  { "dc", JARIDA_SPACE_DUBLIN_CORE },
  { "dcterms", JARIDA_SPACE_DUBLIN_CORE },
  { "itunes", JARIDA_SPACE_ITUNES },
  { "googleplay", JARIDA_SPACE_ITUNES },
  { "media", JARIDA_SPACE_MEDIA },
  { "rdf", JARIDA_SPACE_RSS },
  { "rss", JARIDA_SPACE_RSS },
  { "slash", JARIDA_SPACE_SLASH },
  { "sy", JARIDA_SPACE_SYNDICATION },
  { "thr", JARIDA_SPACE_THREADING },
  { "wfw", JARIDA_SPACE_WFW },
  { "xhtml", JARIDA_SPACE_XHTML },
};

/**
 * jarida_feed_space_from_uri:
 * @uri: (nullable): the namespace; %NULL when there is none or the prefix was never declared
 */
JaridaFeedSpace
jarida_feed_space_from_uri (const char *uri,
                            const char *prefix)
{
  if (uri == NULL || *uri == '\0')
    {
      if (prefix == NULL)
        return JARIDA_SPACE_RSS;
      for (gsize i = 0; i < G_N_ELEMENTS (prefixes); i++)
        if (g_ascii_strcasecmp (prefixes[i].uri, prefix) == 0)
          return prefixes[i].space;
      return JARIDA_SPACE_OTHER;
    }

  if (g_ascii_strncasecmp (uri, "http://", 7) == 0)
    uri += 7;
  else if (g_ascii_strncasecmp (uri, "https://", 8) == 0)
    uri += 8;
  if (g_ascii_strncasecmp (uri, "www.", 4) == 0)
    uri += 4;
  for (gsize i = 0; i < G_N_ELEMENTS (space_names); i++)
    if (g_ascii_strncasecmp (space_names[i].uri, uri, strlen (space_names[i].uri)) == 0)
      return space_names[i].space;

  return JARIDA_SPACE_OTHER;
}

/* The line of the table for an element called @name at @place; names are compared without their case. */
const JaridaFeedElement *
jarida_feed_table_lookup (const JaridaFeedTable *self,
                          const char            *name,
                          JaridaFeedPlace        place)
{
  gsize low = 0;
  gsize high = self->n_elements;

  while (low < high)
    {
      gsize middle = (low + high) / 2;

      if (g_ascii_strcasecmp (self->elements[middle].name, name) < 0)
        low = middle + 1;
      else
        high = middle;
    }
  for (; low < self->n_elements && g_ascii_strcasecmp (self->elements[low].name, name) == 0; low++)
    if ((self->elements[low].places & place) != 0)
      return &self->elements[low];

  return NULL;
}
