/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-page-search.h"

#include <string.h>

#include "jarida-text.h"

/* What stands inside an article and is not of it: rows of buttons, lists of other articles, forms. */

static const char *const shares[] = { "share", "sharedaddy", "partage", "social", NULL };

typedef struct
{
  guint n_p, n_img, n_li, n_input, n_embed, n_head_letters, n_list_letters;
} Contents;

static void
look_into (JaridaPageSearch     *self,
           const JaridaHtmlNode *node,
           Contents             *contents)
{
  for (const JaridaHtmlNode *inner = jarida_html_node_walk (NULL, node); inner != NULL;
       inner = jarida_html_node_walk (inner, node))
    if (inner->name != NULL)
      {
        JaridaRole role = jarida_html_node_get_role (inner);

        contents->n_p += jarida_html_node_is (inner, "p");
        contents->n_img += role == JARIDA_ROLE_PICTURE;
        contents->n_li += role == JARIDA_ROLE_ITEM;
        contents->n_embed += role == JARIDA_ROLE_EMBED;
        if (role == JARIDA_ROLE_HEADING)
          contents->n_head_letters += jarida_page_search_stats (self, inner)->n_letters;
        if (role == JARIDA_ROLE_LIST && !jarida_page_node_has_ancestor (inner, "ul", 3))
          contents->n_list_letters += jarida_page_search_stats (self, inner)->n_letters;
      }
}

static gboolean
is_data_table (JaridaPageSearch     *self,
               const JaridaHtmlNode *table)
{
  static const char *const marks[] = { "th", "caption", "thead", NULL };
  JaridaNodeStats *stats = jarida_page_search_stats (self, table);

  if (stats->data_table != 0)
    return stats->data_table == 2;

  stats->data_table = 2;
  for (const JaridaHtmlNode *node = jarida_html_node_walk (NULL, table); node != NULL;
       node = jarida_html_node_walk (node, table))
    if (jarida_page_node_is_any (node, marks))
      return TRUE;
  stats->data_table = 1;

  return FALSE;
}

static gboolean
is_inside_data (JaridaPageSearch     *self,
                const JaridaHtmlNode *node)
{
  for (; node != NULL; node = node->parent)
    if (jarida_html_node_is (node, "table") && is_data_table (self, node))
      return TRUE;
    else if (jarida_html_node_is (node, "code") || jarida_html_node_is (node, "figure"))
      return TRUE;

  return FALSE;
}

/* Whether a list, form, table or div of the article is a menu, an advertisement, a row of links. */
static gboolean
is_doubtful (JaridaPageSearch     *self,
             const JaridaHtmlNode *node)
{
  Contents in = { 0 };
  JaridaNodeStats *stats = jarida_page_search_stats (self, node);
  gboolean list = jarida_html_node_get_role (node) == JARIDA_ROLE_LIST;
  int weight = jarida_page_search_weigh_names (self, node);
  double density = jarida_page_search_link_density (self, node);

  if (is_inside_data (self, node))
    return FALSE;
  if (weight < 0)
    return TRUE;
  if (stats->n_commas >= 10)
    return FALSE;

  look_into (self, node, &in);
  if (!list && stats->n_letters > 0 && in.n_list_letters * 10 > stats->n_letters * 9)
    list = TRUE;
  /* A gallery stays, a wall of teasers goes. */
  if (in.n_img > 1 && in.n_p * 2 < in.n_img && !list)
    return in.n_img > 3 && stats->n_letters < 200 && density > 0.3
           && !jarida_page_node_has_ancestor (node, "figure", 3);
  if (!list && in.n_li > in.n_p + 100)
    return TRUE;
  if (!list && stats->n_letters > 0 && in.n_head_letters * 10 > stats->n_letters * 9)
    return TRUE;
  if (!list && stats->n_letters < JARIDA_PAGE_SENTENCE && in.n_embed == 0 && density > 0
      && (in.n_img == 0 || in.n_img > 2))
    return TRUE;
  if (!list && weight < 25 && density > 0.2 && stats->n_letters > 0)
    return TRUE;
  if (list && weight < 25 && density > 0.5)
    return TRUE;

  return weight >= 25 && density > 0.5;
}

static gboolean
is_repeated_title (JaridaPageSearch     *self,
                   const JaridaHtmlNode *node)
{
  g_autoptr(GString) text = g_string_new (NULL);
  g_autofree char *squeezed = NULL;

  if (self->title == NULL || !(jarida_html_node_is (node, "h1") || jarida_html_node_is (node, "h2")))
    return FALSE;
  jarida_html_node_read (node, text);
  squeezed = jarida_text_squeeze (text->str);

  return *squeezed != '\0' && (strcmp (squeezed, self->title) == 0
                               || (strlen (squeezed) > 20 && strstr (self->title, squeezed) != NULL));
}

/* "Lire aussi : …": a line that leads away from the article. */
static gboolean
leads_away (JaridaPageSearch     *self,
            const JaridaHtmlNode *node)
{
  static const char *const words[] = {
    "lire aussi", "à lire", "a lire", "lire également", "lire :", "lire:", "voir aussi", "à voir", "sur le même sujet",
    "charger plus", "load more", "read also", "also read", "read more", "read next", "related:", "related article",
    "related stor", "see also", "see more:", "you may also like", "more:", "اقرأ أيضا", "اقرأ أيضًا", "اقرأ ايضا",
    "إقرأ أيضا", "إقرأ ايضا", "طالع أيضا", "شاهد أيضا", "اقرأ المزيد", "مواضيع ذات صلة", "lea también", "lea:",
    "lea más", "lesen sie auch", "mehr zum thema",
  };
  g_autoptr(GString) text = NULL;
  g_autofree char *squeezed = NULL, *lower = NULL;
  JaridaNodeStats *stats = jarida_page_search_stats (self, node);

  if (stats->n_letters == 0 || stats->n_letters > 240)
    return FALSE;
  text = g_string_new (NULL);
  jarida_html_node_read (node, text);
  squeezed = jarida_text_squeeze (text->str);
  lower = g_utf8_strdown (squeezed, -1);
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_has_prefix (lower, words[i]))
      return jarida_page_search_link_density (self, node) > 0.3 || stats->n_letters < 24;

  return FALSE;
}

#define CARD_TEXT 160   /* characters beside the title of another article: an excerpt and a date */

/* Another article, shown as its picture, its title and a few words. */
static gboolean
is_card (JaridaPageSearch     *self,
         const JaridaHtmlNode *node)
{
  static const char *const holders[] = { "article", "div", "section", "li", NULL };
  JaridaNodeStats *stats = jarida_page_search_stats (self, node);

  if (!jarida_page_node_is_any (node, holders) || stats->n_letters == 0 || stats->n_letters > CARD_TEXT * 3)
    return FALSE;
  for (const JaridaHtmlNode *inner = jarida_html_node_walk (NULL, node); inner != NULL;
       inner = jarida_html_node_walk (inner, node))
    if (jarida_html_node_get_role (inner) == JARIDA_ROLE_HEADING)
      return jarida_page_search_link_density (self, inner) > 0.8
             && stats->n_letters - jarida_page_search_stats (self, inner)->n_letters < CARD_TEXT;

  return FALSE;
}

/* The line with the author's name, which stands above the text already. */
static gboolean
is_byline (JaridaPageSearch     *self,
           const JaridaHtmlNode *node)
{
  const char *rel = jarida_html_node_get (node, "rel");
  const char *property = jarida_html_node_get (node, "itemprop");
  g_autofree char *names = NULL;
  guint n_letters = jarida_page_search_stats (self, node)->n_letters;

  if (n_letters == 0 || n_letters >= 100)
    return FALSE;
  if (g_strcmp0 (rel, "author") == 0 || (property != NULL && strstr (property, "author") != NULL))
    return TRUE;
  names = jarida_page_node_names (node);

  return names != NULL && (strstr (names, "byline") != NULL || strstr (names, "dateline") != NULL
                           || strstr (names, "writtenby") != NULL || strstr (names, "p-author") != NULL);
}

static gboolean
is_share (JaridaPageSearch     *self,
          const JaridaHtmlNode *node)
{
  g_autofree char *names = jarida_page_node_names (node);

  return names != NULL && jarida_page_search_stats (self, node)->n_letters < JARIDA_PAGE_ENOUGH
         && jarida_page_holds_any (names, shares);
}

static gboolean
is_foreign (JaridaPageSearch     *self,
            const JaridaHtmlNode *node)
{
  static const char *const doubtful[] = { "form", "fieldset", "table", "ul", "ol", "div", "section", NULL };
  static const char *const never[] = { "footer", "aside", "h1", NULL };
  static const char *const lines[] = { "p", "div", "h2", "h3", "h4", "h5", "h6", "ul", "li", "strong", "blockquote",
                                       NULL };

  if (jarida_page_node_is_any (node, never) && jarida_page_search_stats (self, node)->n_letters < JARIDA_PAGE_ENOUGH)
    return TRUE;
  if (is_share (self, node) || is_repeated_title (self, node) || is_byline (self, node) || is_card (self, node))
    return TRUE;
  if (jarida_page_node_is_any (node, lines) && leads_away (self, node))
    return TRUE;
  if (jarida_html_node_get_role (node) == JARIDA_ROLE_HEADING && jarida_page_search_weigh_names (self, node) < 0)
    return TRUE;

  return (self->strictness & JARIDA_CLEAN_DOUBTFUL) && jarida_page_node_is_any (node, doubtful)
         && is_doubtful (self, node);
}

void
jarida_page_search_clean (JaridaPageSearch *self,
                          JaridaHtmlNode   *article)
{
  JaridaHtmlNode *next;

  for (JaridaHtmlNode *node = jarida_html_node_walk (NULL, article); node != NULL; node = next)
    {
      gboolean foreign = node->name != NULL && is_foreign (self, node);

      next = foreign ? jarida_html_node_walk_past (node, article) : jarida_html_node_walk (node, article);
      if (foreign)
        jarida_page_search_remove (self, node);
    }
}
