/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-address.h"
#include "jarida-feed-private.h"

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

/* Done here, not by whoever shows the text: an item may be kept, quoted and exported without its feed. */
static void
finish_text (char       **html,
             const char  *base)
{
  char *resolved = *html != NULL ? jarida_feed_resolve_text (*html, base) : NULL;

  if (resolved == NULL)
    return;
  g_free (*html);
  *html = resolved;
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

/* "fr_FR" is how programs write it that took it from their locale; "" takes back what the feed says for all. */
static void
finish_language (char **language)
{
  if (*language == NULL)
    return;
  g_strdelimit (*language, "_", '-');
  if (**language == '\0')
    g_clear_pointer (language, g_free);
}

static void
finish_item (JaridaFeedItem *item,
             JaridaFeedKind  kind,
             const char     *base,
             const char     *language)
{
  make_absolute (&item->link, base);
  make_absolute (&item->comments, base);
  /* A guid has said itself whether it is an address. */
  if (item->link == NULL && item->id != NULL && kind != JARIDA_FEED_KIND_RSS && g_ascii_strncasecmp (item->id, "http", 4) == 0)
    item->link = jarida_address_resolve (item->id, NULL);
  if (item->base == NULL)
    item->base = g_strdup (base);
  if (item->language == NULL)
    item->language = g_strdup (language);
  finish_language (&item->language);
  finish_enclosures (item, base);
  for (guint i = 0; i < item->authors->len; i++)
    make_absolute (&((JaridaFeedPerson *) g_ptr_array_index (item->authors, i))->address, base);

  finish_text (&item->summary, item->base);
  finish_text (&item->content, item->base);
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

  finish_language (&self->language);
  make_absolute (&self->self_link, address);
  make_absolute (&self->link, address != NULL ? address : self->self_link);
  /* In Atom and JSON a relative address means the feed's own place; in RSS, where nothing says so, the site's. */
  if (self->kind == JARIDA_FEED_KIND_ATOM || self->kind == JARIDA_FEED_KIND_JSON)
    base = address != NULL ? address : self->self_link != NULL ? self->self_link : self->link;
  else
    base = self->link != NULL ? self->link : address;
  make_absolute (&self->icon, base);

  for (guint i = 0; i < self->items->len; i++)
    finish_item (g_ptr_array_index (self->items, i), self->kind, base, self->language);
}
