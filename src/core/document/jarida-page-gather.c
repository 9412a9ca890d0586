/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-page-search.h"

#include <string.h>

/* The article is rarely one element: neighbours go on with the text, and its lead stands above it. */

static gboolean
ends_sentence (const JaridaHtmlNode *node)
{
  g_autoptr(GString) text = g_string_new (NULL);

  jarida_html_node_read (node, text);

  return strstr (text->str, ". ") != NULL || g_str_has_suffix (g_strchomp (text->str), ".")
         || strstr (text->str, "؟") != NULL;
}

static gboolean
belongs (JaridaPageSearch *self,
         JaridaHtmlNode   *sibling,
         JaridaHtmlNode   *top)
{
  JaridaNodeStats *stats = jarida_page_search_stats (self, sibling), *best = jarida_page_search_stats (self, top);
  double limit = MAX (10, best->score * 0.2);
  const char *class = jarida_html_node_get (top, "class");
  double bonus = 0, density;

  if (class != NULL && *class != '\0' && g_strcmp0 (class, jarida_html_node_get (sibling, "class")) == 0)
    bonus = best->score * 0.2;
  if (stats->scored && stats->score + bonus >= limit)
    return TRUE;
  if (!jarida_html_node_is (sibling, "p"))
    return FALSE;
  density = jarida_page_search_link_density (self, sibling);

  return stats->n_letters > 80 ? density < 0.25
                               : stats->n_letters > 0 && density == 0 && ends_sentence (sibling);
}

/* The lead of an article often stands by itself between the heading and the holder of the text. */

#define MAX_LEADS 2

static gboolean
is_lead (JaridaPageSearch     *self,
         const JaridaHtmlNode *node)
{
  static const char *const holders[] = { "p", "h2", "h3", "div", "strong", NULL };
  static const char *const words[] = { "chapo", "chapeau", "standfirst", "lede", "lead", "intro", "summary", "subtitle",
                                       "sub-title", "subhead", "excerpt", "teaser", "story-text", "description", NULL };
  g_autofree char *names = NULL;
  guint n_letters = jarida_page_search_stats (self, node)->n_letters;

  if (!jarida_page_node_is_any (node, holders) || n_letters < 60 || n_letters > 900
      || jarida_page_search_link_density (self, node) > 0.25 || jarida_page_node_holds_blocks (node))
    return FALSE;
  if (jarida_html_node_is (node, "p"))
    return n_letters >= 100;
  names = jarida_page_node_names (node);

  return names != NULL && jarida_page_holds_any (names, words);
}

static JaridaHtmlNode *
last_heading_before (JaridaPageSearch     *self,
                     const JaridaHtmlNode *first)
{
  JaridaHtmlNode *heading = NULL;

  for (JaridaHtmlNode *node = jarida_html_node_walk (NULL, self->root); node != NULL && node != first;
       node = jarida_html_node_walk (node, self->root))
    if (jarida_html_node_is (node, "h1"))
      heading = node;

  return heading;
}

static void
gather_leads (JaridaPageSearch     *self,
              const JaridaHtmlNode *first,
              GString              *html)
{
  JaridaHtmlNode *node = last_heading_before (self, first);
  guint n = 0;

  /* A heading inside the text: all there is stands in it. */
  while (node != NULL && node != first && n < MAX_LEADS)
    {
      if (node->name != NULL && is_lead (self, node))
        {
          jarida_html_node_write (node, html);
          n++;
          node = jarida_html_node_walk_past (node, self->root);
        }
      else
        node = jarida_html_node_walk (node, self->root);
    }
}

static void
open_with_direction (const JaridaHtmlNode *top,
                     GString              *html)
{
  g_string_append (html, "<div");
  for (const JaridaHtmlNode *holder = top; holder != NULL && holder->parent != NULL; holder = holder->parent)
    {
      const char *direction = jarida_html_node_get (holder, "dir");

      if (direction != NULL && (g_ascii_strcasecmp (direction, "rtl") == 0 || g_ascii_strcasecmp (direction, "ltr") == 0))
        {
          g_string_append_printf (html, " dir=\"%s\"", direction);
          break;
        }
    }
  g_string_append_c (html, '>');
}

/* The article and what belongs to it, as HTML. */
char *
jarida_page_search_gather (JaridaPageSearch *self,
                           JaridaHtmlNode   *top,
                           guint            *out_length)
{
  g_autoptr(GString) html = g_string_new (NULL);
  g_autoptr(GPtrArray) parts = g_ptr_array_new ();

  /* What stands beside the root was not looked at. */
  for (JaridaHtmlNode *sibling = top != self->root && top->parent != NULL ? top->parent->first : top; sibling != NULL;
       sibling = top != self->root ? sibling->next : NULL)
    if (sibling == top || (sibling->name != NULL && belongs (self, sibling, top)))
      g_ptr_array_add (parts, sibling);

  *out_length = 0;
  open_with_direction (top, html);
  gather_leads (self, parts->pdata[0], html);
  for (guint i = 0; i < parts->len; i++)
    {
      jarida_page_search_clean (self, parts->pdata[i]);
      jarida_page_search_count (self, parts->pdata[i], FALSE);
      *out_length += jarida_page_search_stats (self, parts->pdata[i])->n_letters;
      jarida_html_node_write (parts->pdata[i], html);
    }
  g_string_append (html, "</div>");

  return *out_length > 0 ? g_string_free (g_steal_pointer (&html), FALSE) : NULL;
}
