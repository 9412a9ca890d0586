/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-portal-page.h"

#include <string.h>

#include "jarida-address.h"
#include "jarida-charset.h"
#include "jarida-portal-private.h"
#include "jarida-portal-tree.h"

/* A page of the portal, from bytes to what is on it. Nearly all that is known of the markup was seen on a few pages or is
 * assumed: each name that is looked up here may be gone tomorrow, and then the next best is taken. */

static void
free_place (gpointer data)
{
  JaridaPortalPlace *place = data;

  g_free (place->slug);
  g_free (place->name);
  g_free (place->address);
  g_free (place);
}

static void
free_item (gpointer data)
{
  jarida_portal_item_free (data);
}

static void
free_group (gpointer data)
{
  JaridaPortalGroup *group = data;

  g_free (group->section);
  g_free (group->name);
  g_ptr_array_unref (group->items);
  g_free (group);
}

static void
free_video (gpointer data)
{
  JaridaPortalVideo *video = data;

  g_free (video->number);
  g_free (video->address);
  g_free (video->title);
  g_free (video->image);
  g_free (video->youtube);
  g_free (video);
}

static void
free_article (JaridaPortalArticle *article)
{
  g_free (article->title);
  g_free (article->subtitle);
  g_free (article->slug);
  g_free (article->newspaper);
  g_free (article->author);
  g_free (article->author_address);
  g_free (article->day);
  g_free (article->image);
  g_free (article->content);
  g_free (article->source);
  g_free (article->report_answer);
  g_free (article);
}

void
jarida_portal_page_free (JaridaPortalPage *self)
{
  if (self == NULL)
    return;

  g_free (self->language);
  g_free (self->base);
  g_free (self->title);
  g_free (self->feed);
  g_free (self->next);
  g_free (self->other_edition);
  g_ptr_array_unref (self->sections);
  g_ptr_array_unref (self->newspapers);
  g_ptr_array_unref (self->cities);
  g_ptr_array_unref (self->carousel);
  g_ptr_array_unref (self->groups);
  g_ptr_array_unref (self->items);
  g_ptr_array_unref (self->videos);
  g_ptr_array_unref (self->ticker);
  g_clear_pointer (&self->article, free_article);
  g_free (self);
}

static JaridaPortalPage *
new_page (void)
{
  JaridaPortalPage *self = g_new0 (JaridaPortalPage, 1);

  self->sections = g_ptr_array_new_with_free_func (free_place);
  self->newspapers = g_ptr_array_new_with_free_func (free_place);
  self->cities = g_ptr_array_new_with_free_func (free_place);
  self->carousel = g_ptr_array_new_with_free_func (free_item);
  self->groups = g_ptr_array_new_with_free_func (free_group);
  self->items = g_ptr_array_new_with_free_func (free_item);
  self->videos = g_ptr_array_new_with_free_func (free_video);
  self->ticker = g_ptr_array_new_with_free_func (free_item);

  return self;
}

gboolean
jarida_portal_is_frame (const JaridaHtmlNode *node)
{
  static const char *const ids[] = { "centeredmenu", "sideBar", "footer", "footermenu", "social", "box", NULL };
  const char *id = node->name != NULL ? jarida_html_node_get (node, "id") : NULL;

  if (node->name == NULL)
    return FALSE;
  return (id != NULL && g_strv_contains (ids, id)) || jarida_html_node_is (node, "marquee")
         || jarida_html_node_is (node, "nav") || jarida_html_node_is (node, "footer")
         || jarida_html_node_has_class (node, "marquee") || jarida_html_node_has_class (node, "mainvideosgroup");
}

JaridaHtmlNode *
jarida_portal_find_area (JaridaHtmlNode *root)
{
  JaridaHtmlNode *area = jarida_portal_find_id (root, "mainContent");

  if (area == NULL)
    area = jarida_portal_find_element (root, "main");
  if (area == NULL)
    area = jarida_portal_find_element (root, "body");

  return area != NULL ? area : root;
}

/* What the page is: by its address, else by the one it gives itself. */
static JaridaPortalAddress *
find_address (const JaridaHtmlNode *root,
              const char           *address)
{
  JaridaPortalAddress *parsed = jarida_portal_address_parse (address);
  g_autofree char *own = NULL;

  if (parsed != NULL && parsed->kind != JARIDA_PORTAL_OTHER)
    return parsed;
  own = jarida_portal_dup_meta (root, "og:url");
  if (own == NULL)
    return parsed;
  jarida_portal_address_free (parsed);

  return jarida_portal_address_parse (own);
}

/* The portal's own pages are asked for by https, whatever a link said. */
static char *
make_base (const JaridaHtmlNode *root,
           const char           *address)
{
  g_autofree char *base = address != NULL ? jarida_address_resolve (address, NULL) : NULL;

  if (base == NULL)
    base = jarida_portal_dup_meta (root, "og:url");
  if (base != NULL && g_str_has_prefix (base, "http://") && jarida_portal_from_address (base) != NULL)
    return g_strconcat ("https://", base + strlen ("http://"), NULL);

  return g_steal_pointer (&base);
}

static gboolean
has_article (JaridaHtmlNode *root)
{
  return jarida_portal_find_class (root, "articlecontent") != NULL || jarida_portal_find_class (root, "articletitle") != NULL;
}

static void
read_identity (JaridaPortalPage *self,
               JaridaHtmlNode   *root,
               const char       *address)
{
  g_autoptr(JaridaPortalAddress) parsed = find_address (root, address);

  self->base = make_base (root, address);
  self->kind = parsed != NULL ? parsed->kind : JARIDA_PORTAL_OTHER;
  if (self->kind == JARIDA_PORTAL_OTHER && has_article (root))
    self->kind = JARIDA_PORTAL_ARTICLE;
  self->language = g_strdup (parsed != NULL ? parsed->language : "ar");
  self->direction = jarida_language_direction (self->language);
}

/* The link beside the title of the page; else any to a feed. */
static void
read_feed (JaridaPortalPage *self,
           JaridaHtmlNode   *root)
{
  const JaridaHtmlNode *area = jarida_portal_find_area (root);
  const JaridaHtmlNode *node;

  for (node = jarida_html_node_walk (NULL, area); node != NULL && self->feed == NULL; node = jarida_html_node_walk (node, area))
    {
      g_autoptr(JaridaPortalAddress) parsed = NULL;
      g_autofree char *address = jarida_portal_dup_link (node, self->base, &parsed);

      if (address != NULL
          && ((parsed != NULL && parsed->kind == JARIDA_PORTAL_FEED) || jarida_portal_find_class (node, "rssimage") != NULL))
        self->feed = g_steal_pointer (&address);
    }
  for (node = jarida_html_node_walk (NULL, root); node != NULL && self->feed == NULL; node = jarida_html_node_walk (node, root))
    {
      const char *type = jarida_html_node_is (node, "link") ? jarida_html_node_get (node, "type") : NULL;

      if (g_strcmp0 (type, "application/rss+xml") == 0 && jarida_html_node_get (node, "href") != NULL)
        self->feed = jarida_address_resolve (jarida_html_node_get (node, "href"), self->base);
    }
}

static gboolean
is_next (const JaridaHtmlNode *link)
{
  static const char *const words[] = { "التالي", "الصفحة التالية", "Suivant", "Page suivante", "Next", "»", NULL };
  const char *rel = jarida_html_node_get (link, "rel");
  g_autofree char *text = NULL;

  if (g_strcmp0 (rel, "next") == 0 || jarida_html_node_has_class (link, "next"))
    return TRUE;
  text = jarida_portal_dup_text (link);
  for (guint i = 0; text != NULL && words[i] != NULL; i++)
    {
      if (g_str_has_prefix (text, words[i]) && strlen (text) <= strlen (words[i]) + strlen (" »"))
        return TRUE;
    }

  return FALSE;
}

/* A way to older headlines is followed only on the same host. */
static void
read_next (JaridaPortalPage *self,
           JaridaHtmlNode   *root)
{
  g_autofree char *host = self->base != NULL ? jarida_address_dup_host (self->base) : NULL;
  const JaridaHtmlNode *node;

  for (node = jarida_html_node_walk (NULL, root); node != NULL; node = jarida_html_node_walk (node, root))
    {
      g_autofree char *address = NULL;
      g_autofree char *to = NULL;
      const char *href;

      if (!jarida_html_node_is (node, "a") && !jarida_html_node_is (node, "link"))
        continue;
      href = jarida_html_node_get (node, "href");
      if (href == NULL || *href == '#' || !is_next (node))
        continue;
      address = jarida_address_resolve (href, self->base);
      to = address != NULL ? jarida_address_dup_host (address) : NULL;
      if (to == NULL || g_strcmp0 (to, host) != 0 || g_strcmp0 (address, self->base) == 0)
        continue;
      self->next = g_steal_pointer (&address);
      return;
    }
}

JaridaPortalPage *
jarida_portal_page_read (GBytes     *bytes,
                         const char *address,
                         const char *content_type)
{
  JaridaPortalPage *self = new_page ();
  g_autofree char *charset = content_type != NULL ? jarida_charset_from_content_type (content_type) : NULL;
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  g_autofree char *text = jarida_charset_decode (data != NULL ? data : "", size, charset, JARIDA_CHARSET_HTML, NULL, NULL);
  g_autoptr(JaridaHtml) tree = jarida_html_parse (text, -1, JARIDA_HTML_EVERYTHING);
  JaridaHtmlNode *root = jarida_html_get_root (tree);

  read_identity (self, root, address);
  jarida_portal_read_menu (self, root);
  jarida_portal_read_title (self, root);
  jarida_portal_read_ticker (self, root);
  jarida_portal_read_videos (self, root);
  read_feed (self, root);
  if (self->kind == JARIDA_PORTAL_ARTICLE)
    {
      jarida_portal_read_article (self, root, address);
    }
  else
    {
      jarida_portal_read_items (self, root);
      read_next (self, root);
    }

  return self;
}
