/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-portal-private.h"

#include <string.h>

#include "jarida-portal-tree.h"

/* Headlines as listings hold them: a teasercontainer or maincontainer each, under the name of a section or under none. */

#define MAX_ITEMS 20000

JaridaPortalItem *
jarida_portal_item_new (const char *address)
{
  JaridaPortalItem *self = g_new0 (JaridaPortalItem, 1);

  self->address = g_strdup (address);

  return self;
}

void
jarida_portal_item_free (JaridaPortalItem *self)
{
  if (self == NULL)
    return;

  g_free (self->title);
  g_free (self->subtitle);
  g_free (self->address);
  g_free (self->slug);
  g_free (self->newspaper);
  g_free (self->author);
  g_free (self->image);
  g_free (self->teaser);
  g_free (self);
}

void
jarida_portal_item_finish (JaridaPortalItem *self)
{
  g_autoptr(JaridaPortalAddress) parsed = jarida_portal_address_parse (self->address);

  if (self->title == NULL)
    self->title = g_strdup ("");
  if (self->slug == NULL && parsed != NULL)
    self->slug = g_strdup (parsed->slug);
  self->author_is_newspaper = self->author != NULL && g_strcmp0 (self->author, self->newspaper) == 0;
  self->image_is_logo = jarida_portal_is_logo (self->image);
}

/* Once in a list: @seen has for each address the list it was put in last. */
static void
add_item (GPtrArray        *items,
          GHashTable       *seen,
          JaridaPortalItem *item)
{
  if (g_hash_table_lookup (seen, item->address) == items)
    {
      jarida_portal_item_free (item);
      return;
    }
  g_ptr_array_add (items, item);
  g_hash_table_insert (seen, item->address, items);
}

static void
read_newspaper (JaridaPortalItem     *item,
                const JaridaHtmlNode *node,
                const char           *base)
{
  g_autoptr(JaridaPortalAddress) parsed = NULL;
  g_autofree char *address = jarida_portal_dup_link (node, base, &parsed);

  item->newspaper = jarida_portal_dup_text (node);
  if (address != NULL && parsed != NULL && parsed->kind == JARIDA_PORTAL_NEWSPAPER)
    item->slug = g_strdup (parsed->slug);
}

/* The address of the article that a container is about, by the first link in it that leads to one. */
static char *
dup_container_address (const JaridaHtmlNode *container,
                       const char           *base)
{
  const JaridaHtmlNode *node;

  for (node = jarida_html_node_walk (NULL, container); node != NULL; node = jarida_html_node_walk (node, container))
    {
      g_autoptr(JaridaPortalAddress) parsed = NULL;
      g_autofree char *address = jarida_portal_dup_link (node, base, &parsed);

      if (parsed != NULL && parsed->kind == JARIDA_PORTAL_ARTICLE)
        return g_steal_pointer (&address);
    }

  return NULL;
}

static JaridaPortalItem *
read_container (const JaridaHtmlNode *container,
                const char           *base)
{
  g_autofree char *address = dup_container_address (container, base);
  JaridaPortalItem *item;

  if (address == NULL)
    return NULL;
  item = jarida_portal_item_new (address);
  item->title = jarida_portal_dup_text (jarida_portal_find_class (container, "teasertitle"));
  item->subtitle = jarida_portal_dup_text (jarida_portal_find_class (container, "teasersubtitle"));
  item->author = jarida_portal_dup_text (jarida_portal_find_class (container, "teaserauthor"));
  read_newspaper (item, jarida_portal_find_class (container, "teasernewspaper"), base);
  item->image = jarida_portal_dup_picture (container, base);
  item->teaser = jarida_portal_dup_lines (container);
  jarida_portal_item_finish (item);

  return item;
}

static void
free_item (gpointer item)
{
  jarida_portal_item_free (item);
}

static JaridaPortalGroup *
add_group (JaridaPortalPage *self,
           char             *name)
{
  JaridaPortalGroup *group = g_new0 (JaridaPortalGroup, 1);

  group->name = name;
  group->items = g_ptr_array_new_with_free_func (free_item);
  /* A group has no link: the menu knows the section of that name. */
  for (guint i = 0; i < self->sections->len; i++)
    {
      const JaridaPortalPlace *section = g_ptr_array_index (self->sections, i);

      if (strcmp (section->name, name) == 0)
        group->section = g_strdup (section->slug);
    }
  g_ptr_array_add (self->groups, group);

  return group;
}

static gboolean
is_container (const JaridaHtmlNode *node)
{
  return node->name != NULL
         && (jarida_html_node_has_class (node, "teasercontainer") || jarida_html_node_has_class (node, "maincontainer"));
}

void
jarida_portal_read_items (JaridaPortalPage *self,
                          JaridaHtmlNode   *root)
{
  g_autoptr(GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  JaridaHtmlNode *area = jarida_portal_find_area (root);
  JaridaPortalGroup *group = NULL;
  guint n_items = 0;
  JaridaHtmlNode *node;

  for (node = jarida_html_node_walk (NULL, area); node != NULL && n_items < MAX_ITEMS; node = jarida_html_node_walk (node, area))
    {
      GPtrArray *items = group != NULL ? group->items : self->items;
      JaridaPortalItem *item;

      if (jarida_portal_is_frame (node))
        continue;
      if (node->name != NULL && jarida_html_node_has_class (node, "tableheader") && self->kind == JARIDA_PORTAL_HOME)
        {
          g_autofree char *name = jarida_portal_dup_text (node);

          group = name != NULL ? add_group (self, g_steal_pointer (&name)) : NULL;
          continue;
        }
      if (!is_container (node))
        continue;
      item = read_container (node, self->base);
      if (item == NULL)
        continue;
      n_items++;
      if (jarida_html_node_has_class (node, "maincontainer") && jarida_portal_is_within (node, "carousel", area))
        items = self->carousel;
      add_item (items, seen, item);
    }
  if (n_items == 0)
    jarida_portal_gather_items (self, area);
}

void
jarida_portal_read_ticker (JaridaPortalPage *self,
                           JaridaHtmlNode   *root)
{
  g_autoptr(GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  const JaridaHtmlNode *ticker = jarida_portal_find_element (root, "marquee");
  const JaridaHtmlNode *node;

  if (ticker == NULL)
    ticker = jarida_portal_find_class (root, "marquee");
  if (ticker == NULL)
    return;
  for (node = jarida_html_node_walk (NULL, ticker); node != NULL; node = jarida_html_node_walk (node, ticker))
    {
      g_autoptr(JaridaPortalAddress) parsed = NULL;
      g_autofree char *address = jarida_portal_dup_link (node, self->base, &parsed);
      JaridaPortalItem *item;

      /* Some parsers let the ticker run on to the end of the page: what follows is not in it. */
      if (node->name != NULL && (jarida_html_node_is (node, "div") || jarida_html_node_is (node, "iframe")))
        break;
      if (parsed == NULL || (parsed->kind != JARIDA_PORTAL_ARTICLE && parsed->kind != JARIDA_PORTAL_VIDEO))
        continue;
      item = jarida_portal_item_new (address);
      item->title = jarida_portal_dup_text (node);
      jarida_portal_item_finish (item);
      add_item (self->ticker, seen, item);
    }
}

/* //img.youtube.com/vi/ID/default.jpg */
static char *
dup_youtube_id (const char *picture)
{
  const char *id = picture != NULL ? strstr (picture, "/vi/") : NULL;
  gsize length = id != NULL ? strcspn (id + 4, "/?#") : 0;

  return length == 11 ? g_strndup (id + 4, length) : NULL;
}

static JaridaPortalVideo *
add_video (JaridaPortalPage *self,
           GHashTable       *seen,
           const char       *number,
           const char       *address)
{
  JaridaPortalVideo *video = g_hash_table_lookup (seen, number);

  if (video != NULL)
    return video;
  video = g_new0 (JaridaPortalVideo, 1);
  video->number = g_strdup (number);
  video->address = g_strdup (address);
  g_ptr_array_add (self->videos, video);
  g_hash_table_insert (seen, video->number, video);

  return video;
}

/* The title is the text of its link, and an attribute of it where there is no text. */
static void
read_video (JaridaPortalVideo    *video,
            const JaridaHtmlNode *link,
            const char           *base)
{
  const char *title = jarida_html_node_get (link, "title");

  if (video->title == NULL)
    video->title = jarida_portal_dup_text (link);
  if (video->title == NULL && title != NULL)
    {
      g_autofree char *squeezed = jarida_text_squeeze (title);

      video->title = *squeezed != '\0' ? g_steal_pointer (&squeezed) : NULL;
    }
  if (video->image == NULL)
    {
      video->image = jarida_portal_dup_picture (link, base);
      video->youtube = dup_youtube_id (video->image);
    }
}

void
jarida_portal_read_videos (JaridaPortalPage *self,
                           JaridaHtmlNode   *root)
{
  g_autoptr(GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  const JaridaHtmlNode *node;

  for (node = jarida_html_node_walk (NULL, root); node != NULL; node = jarida_html_node_walk (node, root))
    {
      g_autoptr(JaridaPortalAddress) parsed = NULL;
      g_autofree char *address = jarida_portal_dup_link (node, self->base, &parsed);

      if (parsed != NULL && parsed->kind == JARIDA_PORTAL_VIDEO && self->videos->len < MAX_ITEMS
          && !jarida_portal_is_within (node, "marquee", root))
        read_video (add_video (self, seen, parsed->number, address), node, self->base);
    }
}
