/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-portal-private.h"

#include <string.h>

#include "jarida-address.h"
#include "jarida-page.h"
#include "jarida-portal-tree.h"

/* The text of an article, and nothing that stands around it: no ticker, no related list, no advertisement, and not what the
 * page says to somebody who has reported a picture. */

/* Beginnings of what the page says after a report; compared after squeezing. */
static const char *const answers[] = {
  "Merci d'avoir signalé", "Merci d’avoir signalé", "Cette image sera automatiquement bloquée",
  "شكرا على الإبلاغ", "شكراً على الإبلاغ", "سيتم حجب هذه الصورة تلقائيا", "Thank you for reporting", "This image will be automatically blocked",
  NULL
};

/* In the link at the foot that leads to where the article was taken from. */
static const char *const source_words[] = { "depuis sa source", "من مصدره", "from its source", "at its source", NULL };

static gboolean
begins_with_any (const char        *text,
                 const char *const *beginnings)
{
  for (guint i = 0; beginnings[i] != NULL; i++)
    {
      if (g_str_has_prefix (text, beginnings[i]))
        return TRUE;
    }

  return FALSE;
}

/* Takes @node out; returns where to walk on. */
static JaridaHtmlNode *
cut (JaridaHtmlNode *node,
     JaridaHtmlNode *root)
{
  JaridaHtmlNode *next = jarida_html_node_walk_past (node, root);

  jarida_html_node_remove (node);

  return next;
}

/* The answer is a text of its own, in one element or apart by br. */
static void
take_report_answer (JaridaPortalPage *self,
                    JaridaHtmlNode   *root)
{
  g_autoptr(GString) answer = g_string_new (NULL);
  JaridaHtmlNode *node = jarida_html_node_walk (NULL, root);

  while (node != NULL)
    {
      g_autofree char *text = node->text != NULL ? jarida_text_squeeze (node->text) : NULL;

      if (text == NULL || !begins_with_any (text, answers))
        {
          node = jarida_html_node_walk (node, root);
          continue;
        }
      g_string_append_printf (answer, "%s%s", answer->len > 0 ? " " : "", text);
      node = cut (node, root);
    }
  if (answer->len > 0)
    self->article->report_answer = g_string_free (g_steal_pointer (&answer), FALSE);
}

static gboolean
is_noise (const JaridaHtmlNode *node)
{
  static const char *const classes[] = {
    "report", "tablesgroup", "teasercontainer", "article-ad", "articletitle", "articlesubtitle", "articleimagewrapper",
    "pagetitlewraper", "carousel", NULL
  };
  const char *id;

  if (node->name == NULL)
    return FALSE;
  if (jarida_portal_is_frame (node) || jarida_html_node_is (node, "form") || jarida_html_node_is (node, "iframe")
      || jarida_html_node_is (node, "button") || jarida_html_node_is (node, "script"))
    return TRUE;
  for (guint i = 0; classes[i] != NULL; i++)
    {
      if (jarida_html_node_has_class (node, classes[i]))
        return TRUE;
    }
  id = jarida_html_node_get (node, "id");

  return id != NULL && (g_str_has_prefix (id, "div-gpt-ad") || strcmp (id, "headerAdWrapper") == 0);
}

static void
cut_noise (JaridaHtmlNode *area)
{
  JaridaHtmlNode *node = jarida_html_node_walk (NULL, area);

  while (node != NULL)
    node = is_noise (node) ? cut (node, area) : jarida_html_node_walk (node, area);
}

/* By its class or its words; its address leads elsewhere. */
static void
take_source (JaridaPortalPage *self,
             JaridaHtmlNode   *area)
{
  JaridaHtmlNode *node = jarida_html_node_walk (NULL, area);

  while (node != NULL)
    {
      g_autofree char *text = NULL;
      gboolean found = FALSE;

      if (!jarida_html_node_is (node, "a"))
        {
          node = jarida_html_node_walk (node, area);
          continue;
        }
      text = jarida_portal_dup_text (node);
      found = jarida_html_node_has_class (node, "articlesource");
      for (guint i = 0; text != NULL && !found && source_words[i] != NULL; i++)
        found = strstr (text, source_words[i]) != NULL && strlen (text) < 200;
      if (!found)
        {
          node = jarida_html_node_walk (node, area);
          continue;
        }
      if (self->article->source == NULL)
        self->article->source = jarida_portal_dup_link (node, self->base, NULL);
      node = cut (node, area);
    }
}

/* The lead picture is shown over the text: it stands in it no more, and nor does the newspaper's logo. */
static void
cut_lead_picture (JaridaPortalPage *self,
                  JaridaHtmlNode   *area)
{
  JaridaHtmlNode *node = jarida_html_node_walk (NULL, area);

  while (node != NULL)
    {
      g_autofree char *picture = jarida_html_node_is (node, "img") ? jarida_portal_dup_picture (node, self->base) : NULL;

      if (picture != NULL && (g_strcmp0 (picture, self->article->image) == 0 || jarida_portal_is_logo (picture)))
        node = cut (node, area);
      else
        node = jarida_html_node_walk (node, area);
    }
}

/* All that is neither around @area nor in it goes. */
static void
keep_only (JaridaHtmlNode *area,
           JaridaHtmlNode *root)
{
  for (; area != root && area->parent != NULL; area = area->parent)
    {
      JaridaHtmlNode *next;

      for (JaridaHtmlNode *child = area->parent->first; child != NULL; child = next)
        {
          next = child->next;
          if (child != area)
            jarida_html_node_remove (child);
        }
    }
}

static gboolean
has_text (const JaridaHtmlNode *node)
{
  g_autofree char *text = jarida_portal_dup_text (node);

  return text != NULL;
}

void
jarida_portal_read_text (JaridaPortalPage *self,
                         JaridaHtmlNode   *root,
                         JaridaHtmlNode   *area)
{
  JaridaPortalArticle *article = self->article;
  JaridaHtmlNode *content = jarida_portal_find_class (area, "articlecontent");

  take_report_answer (self, root);
  take_source (self, area);
  cut_noise (area);
  cut_lead_picture (self, area);
  if (content != NULL && has_text (content))
    {
      g_autoptr(GString) html = g_string_new (NULL);

      jarida_html_node_write (content, html);
      article->content = g_string_free (g_steal_pointer (&html), FALSE);
    }
  else
    {
      guint length;

      keep_only (area, root);
      article->content = jarida_page_find_text (root, article->title, &length);
    }
}
