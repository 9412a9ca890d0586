/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "jarida-feed-element.h"
#include "jarida-feed-private.h"
#include "jarida-markup.h"

/* Whether a text is an XML feed at all, and from where on. */

static gboolean
is_root (const JaridaTag *tag)
{
  static const char *const names[] = { "rss", "RDF", "feed", "channel", "entry" };
  const char *colon = memchr (tag->name, ':', tag->name_length);
  JaridaTag local = *tag;

  if (tag->closing)
    return FALSE;
  if (colon != NULL)
    {
      local.name = colon + 1;
      local.name_length -= colon + 1 - tag->name;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (jarida_tag_is (&local, names[i]))
      return TRUE;

  return FALSE;
}

static gboolean
says_what_it_is (const JaridaTag *tag)
{
  g_autofree char *version = jarida_tag_dup_attribute (tag, "version");
  g_autofree char *space = jarida_tag_dup_attribute (tag, "xmlns");

  return version != NULL || (space != NULL && jarida_feed_space_from_uri (space, NULL) == JARIDA_SPACE_ATOM);
}

/* Where the feed begins: publishers put warnings of their programs, blank lines and worse before it. NULL when this
 * is a web page or nothing like a feed. */
const char *
jarida_feed_find_start (const char *text,
                        gsize       length,
                        gboolean   *out_junk)
{
  const char *end = text + length;
  const char *limit = text + MIN (length, 64 * 1024);
  const char *first = memchr (text, '<', length);
  JaridaTag tag = { .end = text };
  gboolean page = FALSE;

  *out_junk = FALSE;
  for (guint n = 0; jarida_tag_find (&tag, tag.end, end) && tag.name < limit; n++)
    {
      if (n == 0)
        page = jarida_tag_is (&tag, "html") || jarida_tag_is (&tag, "head") || jarida_tag_is (&tag, "body");
      /* A program may wrap a whole feed into a page; then the feed says what it is. */
      if (!is_root (&tag) || (page && !says_what_it_is (&tag)))
        continue;
      if (n > 0)
        {
          *out_junk = TRUE;
          return tag.name - 1;
        }
      for (const char *p = text; p < first; p++)
        *out_junk |= !g_ascii_isspace (*p);
      return first;
    }

  return NULL;
}
