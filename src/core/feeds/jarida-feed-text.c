/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "jarida-address.h"
#include "jarida-feed-private.h"
#include "jarida-markup.h"

/* Two looks at the HTML of an item, tag by tag: which picture leads it, and which of its addresses are relative. */

/* Counters, buttons and smileys are the first picture of many texts. */
static gboolean
is_decoration (const char *address)
{
  static const char *const marks[] = {
    "feeds.feedburner.com/~", "feedsportal.com/", "rss.feedsportal", "doubleclick.", "/pixel", "pixel.", "1x1",
    "spacer.", "blank.gif", "clear.gif", "transparent.", "stats.wordpress.com", "pixel.wp.com", "/smilies/", "/emoji/",
    "s.w.org/images", "gravatar.com/", "counter", "googleadservices", "feedads.", "/ads/", "b.gif?", "piwik",
    "matomo", "xiti.com", "estat.com", "scorecardresearch", "google-analytics", "share-buttons", "addtoany",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (marks); i++)
    if (strstr (address, marks[i]) != NULL)
      return TRUE;

  return FALSE;
}

static gboolean
is_small (const JaridaTag *tag)
{
  static const char *const sides[] = { "width", "height" };

  for (gsize i = 0; i < G_N_ELEMENTS (sides); i++)
    {
      g_autofree char *value = jarida_tag_dup_attribute (tag, sides[i]);

      if (value != NULL && g_ascii_isdigit (*value) && strchr (value, '%') == NULL &&
          g_ascii_strtoll (value, NULL, 10) <= 32)
        return TRUE;
    }

  return FALSE;
}

/* Pages that load their pictures late keep the address elsewhere. */
static char *
dup_source (const JaridaTag *tag)
{
  static const char *const names[] = { "data-src", "data-lazy-src", "data-original", "src" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *value = jarida_tag_dup_attribute (tag, names[i]);

      if (value != NULL && *value != '\0' && g_ascii_strncasecmp (value, "data:", 5) != 0)
        return g_steal_pointer (&value);
    }

  return NULL;
}

/**
 * jarida_feed_find_picture:
 *
 * The first picture of a text that is not a counter, a button or a smiley.
 *
 * Returns: (transfer full) (nullable): its address, absolute
 */
char *
jarida_feed_find_picture (const char *html,
                          const char *base)
{
  const char *end = html + strlen (html);

  for (const char *p = html; (p = memchr (p, '<', end - p)) != NULL;)
    {
      g_autofree char *source = NULL;
      g_autofree char *address = NULL;
      JaridaTag tag;

      if ((p[1] != 'i' && p[1] != 'I') || !jarida_tag_read (&tag, p, end))
        {
          p++;
          continue;
        }
      p = tag.end;
      if (!jarida_tag_is (&tag, "img"))
        continue;
      source = dup_source (&tag);
      address = source != NULL ? jarida_address_resolve (source, base) : NULL;
      if (address != NULL && !is_decoration (address) && !is_small (&tag))
        return g_steal_pointer (&address);
    }

  return NULL;
}

/* Whether an address needs a base: it names no scheme, and is no place in the same text. */
static gboolean
is_relative (const JaridaTagAttribute *attribute)
{
  const char *p = attribute->value;
  const char *end = p + attribute->value_length;

  if (p == NULL || p == end || *p == '#')
    return FALSE;
  while (p < end && (g_ascii_isalnum (*p) || *p == '+' || *p == '-' || *p == '.'))
    p++;

  return p == end || *p != ':';
}

static gboolean
is_address_attribute (const JaridaTagAttribute *attribute)
{
  static const char *const names[] = { "href", "src", "poster", "cite" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (strlen (names[i]) == attribute->name_length &&
        g_ascii_strncasecmp (names[i], attribute->name, attribute->name_length) == 0)
      return TRUE;

  return FALSE;
}

/* Appends what stands before the value, then the resolved value; returns where the input goes on. */
static const char *
append_resolved (GString                  *out,
                 const char               *copied,
                 const JaridaTagAttribute *attribute,
                 const char               *base)
{
  g_autofree char *value = g_strstrip (jarida_markup_unescape (attribute->value, attribute->value_length));
  g_autofree char *resolved = jarida_address_resolve (value, base);
  char before = attribute->value[-1];
  gboolean quoted = before == '"' || before == '\'';

  if (resolved == NULL)
    return copied;
  g_string_append_len (out, copied, attribute->value - copied);
  if (!quoted)
    g_string_append_c (out, '"');
  jarida_markup_append_escaped (out, resolved, strlen (resolved));
  if (!quoted)
    g_string_append_c (out, '"');

  return attribute->value + attribute->value_length;
}

/**
 * jarida_feed_resolve_text:
 *
 * Makes the addresses of links and pictures absolute.
 *
 * Returns: (transfer full) (nullable): %NULL when there was nothing to do
 */
char *
jarida_feed_resolve_text (const char *html,
                          const char *base)
{
  const char *end = html + strlen (html);
  const char *copied = html;
  GString *out = NULL;

  if (base == NULL)
    return NULL;
  for (const char *p = html; (p = memchr (p, '<', end - p)) != NULL;)
    {
      const char *cursor = NULL;
      JaridaTagAttribute attribute;
      JaridaTag tag;

      if (!jarida_tag_read (&tag, p, end))
        {
          p++;
          continue;
        }
      p = tag.end;
      while (!tag.closing && jarida_tag_next_attribute (&tag, &cursor, &attribute))
        if (is_address_attribute (&attribute) && is_relative (&attribute))
          {
            if (out == NULL)
              out = g_string_sized_new (end - html + 256);
            copied = append_resolved (out, copied, &attribute, base);
          }
    }
  if (out == NULL)
    return NULL;
  g_string_append_len (out, copied, end - copied);

  return g_string_free (out, FALSE);
}
