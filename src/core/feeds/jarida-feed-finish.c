/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "jarida-address.h"
#include "jarida-feed-private.h"
#include "jarida-markup.h"

/* What can be settled only when the whole feed has been read: addresses that are relative to the site, the picture
 * that leads an item, the language an item has from its feed. The same for all formats. */

/* Replaces an address by what it resolves to; an address that no one can follow is none. */
static void
make_absolute (char       **address,
               const char  *base)
{
  char *resolved;

  if (*address == NULL)
    return;
  resolved = jarida_address_resolve (*address, base);
  g_free (*address);
  *address = resolved;
}

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

  for (const char *p = html; (p = memchr (p, '<', end - p)) != NULL; p++)
    {
      g_autofree char *source = NULL;
      g_autofree char *address = NULL;
      JaridaTag tag;

      if ((p[1] != 'i' && p[1] != 'I') || !jarida_tag_read (&tag, p, end) || !jarida_tag_is (&tag, "img"))
        continue;
      source = dup_source (&tag);
      address = source != NULL ? jarida_address_resolve (source, base) : NULL;
      if (address != NULL && !is_decoration (address) && !is_small (&tag))
        return g_steal_pointer (&address);
    }

  return NULL;
}

static void
finish_enclosures (JaridaFeedItem *item,
                   const char     *base)
{
  for (guint i = 0; i < item->enclosures->len;)
    {
      JaridaFeedEnclosure *enclosure = g_ptr_array_index (item->enclosures, i);

      make_absolute (&enclosure->address, base);
      if (enclosure->address == NULL)
        g_ptr_array_remove_index (item->enclosures, i);
      else
        i++;
    }
}

static void
finish_item (JaridaFeedItem *item,
             const char     *base,
             const char     *language)
{
  make_absolute (&item->link, base);
  make_absolute (&item->comments, base);
  if (item->link == NULL && item->id != NULL && g_ascii_strncasecmp (item->id, "http", 4) == 0)
    item->link = jarida_address_resolve (item->id, NULL);
  if (item->base == NULL)
    item->base = g_strdup (base);
  if (item->language == NULL)
    item->language = g_strdup (language);
  finish_enclosures (item, base);
  for (guint i = 0; i < item->authors->len; i++)
    make_absolute (&((JaridaFeedPerson *) g_ptr_array_index (item->authors, i))->address, base);

  make_absolute (&item->image, base);
  if (item->image == NULL && item->content != NULL)
    item->image = jarida_feed_find_picture (item->content, item->base);
  if (item->image == NULL && item->summary != NULL)
    item->image = jarida_feed_find_picture (item->summary, item->base);
}

void
jarida_feed_finish (JaridaFeed *self,
                    const char *address)
{
  const char *base;

  make_absolute (&self->link, address);
  make_absolute (&self->self_link, address);
  /* In Atom and JSON a relative address means the feed's own place; in RSS, where nothing says so, the site's. */
  if (self->kind == JARIDA_FEED_KIND_ATOM || self->kind == JARIDA_FEED_KIND_JSON)
    base = address != NULL ? address : self->self_link != NULL ? self->self_link : self->link;
  else
    base = self->link != NULL ? self->link : address;
  make_absolute (&self->icon, base);

  for (guint i = 0; i < self->items->len; i++)
    finish_item (g_ptr_array_index (self->items, i), base, self->language);
}
