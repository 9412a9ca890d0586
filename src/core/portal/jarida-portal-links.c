/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-portal-private.h"

#include <string.h>

#include "jarida-portal-tree.h"

/* The day the portal renames its classes, its links still say what they lead to: all that leads to one article, with the
 * picture and words in it, and the newspaper and author that follow, are one headline. */

#define SENTENCE 40    /* characters: shorter is a label, no text */

typedef struct
{
  JaridaPortalPage *page;
  GHashTable       *by_address;   /* (owned) address -> JaridaPortalItem, Borrowed */
  JaridaPortalItem *item;         /* (nullable) Borrowed: the one that is read now */
  GString          *text;         /* (owned) of it, outside of links */
} Gathering;

static void
end_text (Gathering *self)
{
  g_autofree char *text = jarida_text_squeeze (self->text->str);

  if (self->item != NULL && self->item->teaser == NULL && g_utf8_strlen (text, -1) >= SENTENCE)
    self->item->teaser = g_steal_pointer (&text);
  g_string_truncate (self->text, 0);
}

static void
begin_item (Gathering  *self,
            const char *address)
{
  JaridaPortalItem *item = g_hash_table_lookup (self->by_address, address);

  if (item == self->item && item != NULL)
    return;
  end_text (self);
  if (item == NULL)
    {
      item = jarida_portal_item_new (address);
      g_ptr_array_add (self->page->items, item);
      g_hash_table_insert (self->by_address, item->address, item);
    }
  self->item = item;
}

static void
read_headline (Gathering            *self,
               const JaridaHtmlNode *link)
{
  g_autofree char *text = jarida_portal_dup_text (link);
  g_autofree char *picture = jarida_portal_dup_picture (link, self->page->base);

  if (self->item->image == NULL)
    self->item->image = g_steal_pointer (&picture);
  if (text == NULL)
    return;
  if (self->item->title == NULL)
    self->item->title = g_steal_pointer (&text);
  else if (self->item->subtitle == NULL && strcmp (text, self->item->title) != 0)
    self->item->subtitle = g_steal_pointer (&text);
}

static void
read_link (Gathering                 *self,
           const JaridaHtmlNode      *link,
           const char                *address,
           const JaridaPortalAddress *parsed)
{
  if (parsed->kind == JARIDA_PORTAL_ARTICLE)
    {
      begin_item (self, address);
      read_headline (self, link);
    }
  else if (self->item != NULL && parsed->kind == JARIDA_PORTAL_AUTHOR && self->item->author == NULL)
    {
      self->item->author = jarida_portal_dup_text (link);
    }
  else if (self->item != NULL && parsed->kind == JARIDA_PORTAL_NEWSPAPER && self->item->newspaper == NULL)
    {
      self->item->newspaper = jarida_portal_dup_text (link);
      self->item->slug = g_strdup (parsed->slug);
    }
}

void
jarida_portal_gather_items (JaridaPortalPage *self,
                            JaridaHtmlNode   *area)
{
  Gathering gathering = { self, g_hash_table_new (g_str_hash, g_str_equal), NULL, g_string_new (NULL) };
  const JaridaHtmlNode *node = jarida_html_node_walk (NULL, area);

  while (node != NULL)
    {
      g_autoptr(JaridaPortalAddress) parsed = NULL;
      g_autofree char *address = NULL;

      if (jarida_portal_is_frame (node) || jarida_html_node_get_role (node) == JARIDA_ROLE_DROP)
        {
          node = jarida_html_node_walk_past (node, area);
          continue;
        }
      address = jarida_portal_dup_link (node, self->base, &parsed);
      if (parsed != NULL)
        {
          read_link (&gathering, node, address, parsed);
          node = jarida_html_node_walk_past (node, area);
          continue;
        }
      if (node->text != NULL && gathering.item != NULL)
        g_string_append (gathering.text, node->text);
      node = jarida_html_node_walk (node, area);
    }
  end_text (&gathering);
  for (guint i = 0; i < self->items->len; i++)
    jarida_portal_item_finish (g_ptr_array_index (self->items, i));
  g_hash_table_unref (gathering.by_address);
  g_string_free (gathering.text, TRUE);
}
