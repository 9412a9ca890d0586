/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-portal-private.h"

#include <string.h>

#include "jarida-address.h"
#include "jarida-page.h"
#include "jarida-portal-tree.h"

/* The head of an article: title, attribution, author, picture. The text is jarida-portal-text.c. */

static JaridaHtmlNode *
find_only_heading (JaridaHtmlNode *root)
{
  JaridaHtmlNode *heading = jarida_portal_find_element (root, "h1");
  JaridaHtmlNode *node;

  for (node = heading; node != NULL; node = jarida_html_node_walk (node, root))
    {
      if (node != heading && jarida_html_node_is (node, "h1"))
        return NULL;
    }

  return heading;
}

static void
read_head_title (JaridaPortalPage *self,
                 JaridaHtmlNode   *root)
{
  JaridaPortalArticle *article = self->article;

  article->title = jarida_portal_dup_text (jarida_portal_find_class (root, "articletitle"));
  if (article->title == NULL)
    article->title = jarida_portal_dup_text (find_only_heading (root));
  /* Of the page as a whole: og:title, or the title without the portal's name. */
  if (article->title == NULL)
    article->title = g_strdup (self->title);
  article->subtitle = jarida_portal_dup_text (jarida_portal_find_class (root, "articlesubtitle"));
}

/* The smallest element of the area whose own words attribute the article to a newspaper and a day. */
static JaridaHtmlNode *
find_attribution (JaridaHtmlNode *area)
{
  JaridaHtmlNode *found = jarida_portal_find_class (area, "articlenewspaper");
  JaridaHtmlNode *node;

  if (found != NULL)
    return found;
  for (node = jarida_html_node_walk (NULL, area); node != NULL; node = jarida_html_node_walk (node, area))
    {
      g_autofree char *text = NULL;
      g_autofree char *day = NULL;

      if (node->text == NULL || !jarida_portal_is_attribution (node->text) || node->parent == NULL)
        continue;
      text = jarida_portal_dup_text (node->parent);
      day = jarida_portal_find_day (strlen (text) < 500 ? text : node->text);
      if (day != NULL)
        return node->parent;
    }

  return NULL;
}

/* "Publié dans X le 12 - 10 - 2020" when X is no link. */
static char *
dup_named_newspaper (const char *text)
{
  static const struct { const char *before; const char *after; } forms[] = {
    { "Publié dans ", " le " }, { "نشر في ", " يوم " }, { "Published in ", " on " },
  };

  for (guint i = 0; text != NULL && i < G_N_ELEMENTS (forms); i++)
    {
      const char *name = strstr (text, forms[i].before);
      const char *end;

      if (name == NULL)
        continue;
      name += strlen (forms[i].before);
      end = g_strrstr (name, forms[i].after);
      if (end != NULL && end > name)
        return g_strndup (name, end - name);
    }

  return NULL;
}

static void
read_newspaper_link (JaridaPortalPage     *self,
                     const JaridaHtmlNode *holder)
{
  JaridaPortalArticle *article = self->article;
  const JaridaHtmlNode *node;

  for (node = jarida_html_node_walk (NULL, holder); node != NULL; node = jarida_html_node_walk (node, holder))
    {
      g_autoptr(JaridaPortalAddress) parsed = NULL;
      g_autofree char *address = jarida_portal_dup_link (node, self->base, &parsed);

      if (address == NULL || parsed == NULL || parsed->kind != JARIDA_PORTAL_NEWSPAPER)
        continue;
      g_free (article->slug);
      article->slug = g_strdup (parsed->slug);
      article->newspaper = jarida_portal_dup_text (node);
      return;
    }
}

static void
read_attribution (JaridaPortalPage *self,
                  JaridaHtmlNode   *area)
{
  JaridaPortalArticle *article = self->article;
  JaridaHtmlNode *attribution = find_attribution (area);
  g_autofree char *text = jarida_portal_dup_text (attribution);

  if (attribution != NULL)
    read_newspaper_link (self, attribution);
  if (article->newspaper == NULL)
    article->newspaper = dup_named_newspaper (text);
  for (guint i = 0; article->newspaper == NULL && article->slug != NULL && i < self->newspapers->len; i++)
    {
      const JaridaPortalPlace *place = g_ptr_array_index (self->newspapers, i);

      if (g_strcmp0 (place->slug, article->slug) == 0)
        article->newspaper = g_strdup (place->name);
    }
  article->day = jarida_portal_find_day (text);
  if (attribution != NULL && !jarida_portal_is_within (attribution, "articlecontent", area))
    jarida_html_node_remove (attribution);
}

/* By the link to the author's own page, in the head of the article and not in a teaser. */
static void
read_author (JaridaPortalPage *self,
             JaridaHtmlNode   *area)
{
  JaridaPortalArticle *article = self->article;
  JaridaHtmlNode *node;

  for (node = jarida_html_node_walk (NULL, area); node != NULL; node = jarida_html_node_walk (node, area))
    {
      g_autoptr(JaridaPortalAddress) parsed = NULL;
      g_autofree char *address = jarida_portal_dup_link (node, self->base, &parsed);
      g_autofree char *name = NULL;

      if (parsed == NULL || parsed->kind != JARIDA_PORTAL_AUTHOR || jarida_portal_is_frame (node)
          || jarida_portal_is_within (node, "teasercontainer", area) || jarida_portal_is_within (node, "tablesgroup", area))
        continue;
      name = jarida_portal_dup_text (node);
      if (g_strcmp0 (name, article->newspaper) != 0)
        {
          article->author = name != NULL ? g_steal_pointer (&name) : g_strdup (parsed->name);
          article->author_address = g_steal_pointer (&address);
        }
      if (!jarida_portal_is_within (node, "articlecontent", area))
        jarida_html_node_remove (node);
      return;
    }
}

/* A picture of the article, in or before its text; the picture that the page names for others to show is the next best. */
static void
read_picture (JaridaPortalPage *self,
              JaridaHtmlNode   *root,
              JaridaHtmlNode   *area)
{
  JaridaPortalArticle *article = self->article;
  JaridaHtmlNode *node;
  g_autofree char *named = NULL;
  g_autofree char *address = NULL;

  for (node = jarida_html_node_walk (NULL, area); node != NULL; node = jarida_html_node_walk (node, area))
    {
      g_autofree char *picture = NULL;

      if (!jarida_html_node_is (node, "img") || jarida_portal_is_within (node, "teasercontainer", area)
          || jarida_portal_is_within (node, "tablesgroup", area))
        continue;
      picture = jarida_portal_dup_picture (node, self->base);
      if (!jarida_portal_is_picture (picture))
        continue;
      article->image = g_steal_pointer (&picture);
      return;
    }
  named = jarida_portal_dup_meta (root, "og:image");
  address = named != NULL ? jarida_address_resolve (named, self->base) : NULL;
  if (jarida_portal_is_picture (address))
    article->image = g_steal_pointer (&address);
}

/* A page without a day in its attribution may say when it was made in the ways that other pages do. */
static void
read_other_day (JaridaPortalPage *self,
                JaridaHtmlNode   *root,
                JaridaHtmlNode   *area)
{
  JaridaPortalArticle *article = self->article;
  g_autofree char *published = NULL;
  g_autofree char *text = NULL;

  published = jarida_portal_dup_meta (root, "article:published_time");
  article->day = jarida_portal_find_day (published);
  if (article->day != NULL)
    return;
  text = jarida_portal_dup_text (area);
  article->day = jarida_portal_find_day (text);
}

void
jarida_portal_read_article (JaridaPortalPage *self,
                            JaridaHtmlNode   *root,
                            const char       *address)
{
  g_autoptr(JaridaPortalAddress) parsed = jarida_portal_address_parse (address != NULL ? address : self->base);
  JaridaHtmlNode *area = jarida_portal_find_area (root);

  self->article = g_new0 (JaridaPortalArticle, 1);
  if (parsed != NULL && parsed->kind == JARIDA_PORTAL_ARTICLE)
    self->article->slug = g_strdup (parsed->slug);
  read_head_title (self, root);
  read_attribution (self, area);
  read_author (self, area);
  read_picture (self, root, area);
  if (self->article->day == NULL)
    read_other_day (self, root, area);
  jarida_portal_read_text (self, root, area);
}
