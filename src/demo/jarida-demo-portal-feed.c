/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <libsoup/soup.h>

#include "jarida-demo-listing.h"

/* The feed of a place: its newest headlines with the beginnings of their texts. */

#define FEED_ITEMS 30

static void
append_element (GString    *out,
                const char *name,
                const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  g_string_append_printf (out, "<%s>%s</%s>\n", name, escaped, name);
}

static void
append_item (GString               *out,
             JaridaDemoPortal      *portal,
             const JaridaDemoSide  *side,
             const JaridaDemoEntry *entry)
{
  g_autofree char *path = jarida_demo_entry_dup_path (entry, side);
  g_autofree char *link = g_strconcat (portal->addresses[JARIDA_DEMO_HOST_PORTAL], path, NULL);
  g_autofree char *title = jarida_demo_entry_dup_title (entry);
  g_autofree char *teaser = jarida_demo_entry_dup_teaser (entry);
  g_autoptr(GDateTime) published = jarida_demo_entry_dup_published (entry, portal);
  g_autofree char *date = soup_date_time_to_string (published, SOUP_DATE_HTTP);

  g_string_append (out, "<item>\n");
  append_element (out, "title", title);
  append_element (out, "link", link);
  append_element (out, "description", teaser);
  append_element (out, "author", entry->author != NULL ? entry->author : entry->paper->title);
  append_element (out, "category", jarida_demo_sections[entry->section].names[side->language]);
  append_element (out, "pubDate", date);
  append_element (out, "guid", link);
  g_string_append (out, "</item>\n");
}

char *
jarida_demo_listing_write_feed (const JaridaDemoListing *self,
                                JaridaDemoPortal        *portal)
{
  GString *out = g_string_new ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\">\n<channel>\n");
  g_autofree char *title = g_strdup_printf ("%s : %s", self->side->name, self->title);
  g_autofree char *link = g_strconcat (portal->addresses[JARIDA_DEMO_HOST_PORTAL], self->path, NULL);
  g_autoptr(GPtrArray) entries = jarida_demo_portal_take (portal, self->entries, 0, FEED_ITEMS, NULL);

  append_element (out, "title", title);
  append_element (out, "link", link);
  append_element (out, "description", title);
  append_element (out, "language", self->side->code);
  for (guint i = 0; i < entries->len; i++)
    append_item (out, portal, self->side, g_ptr_array_index (entries, i));
  g_string_append (out, "</channel>\n</rss>\n");
  return g_string_free (out, FALSE);
}
