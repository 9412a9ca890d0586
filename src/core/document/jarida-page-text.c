/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-page-private.h"
#include "jarida-page-search.h"

#include <string.h>

/* Finds the article among the menus, after the idea of Arc90's Readability (2009) as it lives on in
 * Mozilla's library of that name: text in sentences gives points to what holds it, links and telling
 * class names take them away, the best holder and the like of it beside it are the article. Tried
 * first strictly and then with less and less prejudice until there is enough text. */

static const char *const unlikely[] = {
  "-ad-", "ai2html", "banner", "breadcrumb", "combx", "comment", "community", "cover-wrap", "disqus", "extra",
  "footer", "gdpr", "header", "legends", "menu", "related", "remark", "replies", "rss", "shoutbox", "sidebar",
  "skyscraper", "social", "sponsor", "supplemental", "ad-break", "agegate", "pagination", "pager", "popup",
  "yom-remote", "newsletter", "cookie", "taboola", "outbrain", "a-lire", "lire-aussi", "read-also", "read-more-",
  "partage", "sharedaddy", "addtoany", "jp-relatedposts", "most-read", "most-popular", "plus-lus", NULL
};
static const char *const maybe[] = { "and", "article", "body", "column", "content", "main", "mathjax", "shadow", NULL };
static const char *const good[] = {
  "article", "body", "content", "entry", "hentry", "h-entry", "main", "page", "pagination", "post", "text", "blog",
  "story", NULL
};
static const char *const bad[] = {
  "-ad-", "hidden", "banner", "combx", "comment", "com-", "contact", "footer", "gdpr", "masthead", "media", "meta",
  "outbrain", "promo", "related", "scroll", "share", "shoutbox", "sidebar", "skyscraper", "sponsor", "shopping",
  "tags", "widget", NULL
};

gboolean
jarida_page_holds_any (const char        *text,
                       const char *const *words)
{
  for (guint i = 0; words[i] != NULL; i++)
    if (strstr (text, words[i]) != NULL)
      return TRUE;

  return FALSE;
}

char *
jarida_page_node_names (const JaridaHtmlNode *node)
{
  const char *class = jarida_html_node_get (node, "class");
  const char *id = jarida_html_node_get (node, "id");

  if (class == NULL && id == NULL)
    return NULL;

  {
    g_autofree char *both = g_strconcat (class != NULL ? class : "", " ", id != NULL ? id : "", NULL);

    return g_ascii_strdown (both, -1);
  }
}

int
jarida_page_search_weigh_names (JaridaPageSearch     *self,
                                const JaridaHtmlNode *node)
{
  const char *names[2] = { jarida_html_node_get (node, "class"), jarida_html_node_get (node, "id") };
  int weight = 0;

  if ((self->strictness & JARIDA_WEIGH_NAMES) == 0)
    return 0;
  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *lower = names[i] != NULL ? g_ascii_strdown (names[i], -1) : NULL;

      if (lower == NULL || *lower == '\0')
        continue;
      weight -= jarida_page_holds_any (lower, bad) ? 25 : 0;
      weight += jarida_page_holds_any (lower, good) ? 25 : 0;
    }

  return weight;
}

gboolean
jarida_page_node_is_any (const JaridaHtmlNode *node,
                         const char *const    *names)
{
  return node->name != NULL && g_strv_contains (names, node->name);
}

/* Counting */

static gboolean
is_comma (gunichar c)
{
  return c == ',' || c == 0x60c || c == 0xfe50 || c == 0xfe10 || c == 0xfe11 || c == 0x2e41 || c == 0x2e34
         || c == 0x2e32 || c == 0xff0c || c == 0x3001;
}

static void
count_text (const char      *text,
            JaridaNodeStats *stats)
{
  gboolean space = TRUE;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      gboolean blank = c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == 0xa0;

      if (!blank || !space)
        stats->n_letters++;
      space = blank;
      if (is_comma (c))
        stats->n_commas++;
    }
}

JaridaNodeStats *
jarida_page_search_stats (JaridaPageSearch     *self,
                          const JaridaHtmlNode *node)
{
  return &g_array_index (self->stats, JaridaNodeStats, node->mark - 1);
}

/* Bottom up, so that every question about a holder is answered at once. */
void
jarida_page_search_count (JaridaPageSearch *self,
                          JaridaHtmlNode   *node,
                          gboolean          in_link)
{
  JaridaNodeStats sum = { 0 };

  if (node->text != NULL)
    {
      count_text (node->text, &sum);
      if (in_link)
        sum.n_link_letters = sum.n_letters;
    }
  else if (jarida_html_node_get_role (node) != JARIDA_ROLE_DROP)
    {
      in_link |= jarida_html_node_is (node, "a");
      for (JaridaHtmlNode *child = node->first; child != NULL; child = child->next)
        {
          JaridaNodeStats *below;

          jarida_page_search_count (self, child, in_link);
          below = jarida_page_search_stats (self, child);
          sum.n_letters += below->n_letters;
          sum.n_link_letters += below->n_link_letters;
          sum.n_commas += below->n_commas;
        }
    }
  if (node->mark == 0)
    {
      g_array_append_val (self->stats, sum);
      node->mark = self->stats->len;
    }
  else
    {
      JaridaNodeStats *old = jarida_page_search_stats (self, node);

      sum.score = old->score;
      sum.scored = old->scored;
      *old = sum;
    }
}

double
jarida_page_search_link_density (JaridaPageSearch     *self,
                                 const JaridaHtmlNode *node)
{
  JaridaNodeStats *stats = jarida_page_search_stats (self, node);

  return stats->n_letters > 0 ? (double) stats->n_link_letters / stats->n_letters : 0;
}

/* Taking away and putting back */

typedef struct
{
  JaridaHtmlNode *node;
  JaridaHtmlNode *parent;
  JaridaHtmlNode *previous;  /* (nullable) */
} Removed;

void
jarida_page_search_remove (JaridaPageSearch *self,
                           JaridaHtmlNode   *node)
{
  Removed removed = { node, node->parent, node->previous };

  g_array_append_val (self->removed, removed);
  jarida_html_node_remove (node);
}

static void
restore (JaridaPageSearch *self)
{
  for (guint i = self->removed->len; i > 0; i--)
    {
      Removed *removed = &g_array_index (self->removed, Removed, i - 1);

      jarida_html_node_insert_after (removed->parent, removed->previous, removed->node);
    }
  self->root->mark = 0;
  for (JaridaHtmlNode *node = jarida_html_node_walk (NULL, self->root); node != NULL;
       node = jarida_html_node_walk (node, self->root))
    node->mark = 0;
}

/* Before scoring */

static gboolean
is_invisible (const JaridaHtmlNode *node)
{
  const char *style = jarida_html_node_get (node, "style");
  const char *hidden = jarida_html_node_get (node, "aria-hidden");
  const char *modal = jarida_html_node_get (node, "aria-modal");
  const char *role = jarida_html_node_get (node, "role");

  if (jarida_html_node_is_hidden (node))
    return TRUE;
  if (style != NULL && (strstr (style, "visibility:hidden") != NULL || strstr (style, "visibility: hidden") != NULL))
    return TRUE;
  if (modal != NULL && g_ascii_strcasecmp (modal, "true") == 0 && g_strcmp0 (role, "dialog") == 0)
    return TRUE;

  return hidden != NULL && g_ascii_strcasecmp (hidden, "true") == 0
         && !jarida_html_node_has_class (node, "fallback-image");
}

gboolean
jarida_page_node_has_ancestor (const JaridaHtmlNode *node,
                               const char           *name,
                               guint                 max)
{
  for (node = node->parent; node != NULL && max-- > 0; node = node->parent)
    if (jarida_html_node_is (node, name))
      return TRUE;

  return FALSE;
}

static gboolean
is_unlikely (const JaridaHtmlNode *node)
{
  static const char *const roles[] = { "menu", "menubar", "complementary", "navigation", "alert", "alertdialog",
                                       "dialog", NULL };
  static const char *const spared[] = { "a", "body", "html", NULL };
  const char *role = jarida_html_node_get (node, "role");
  g_autofree char *names = jarida_page_node_names (node);

  if (jarida_page_node_is_any (node, spared))
    return FALSE;
  if (role != NULL && g_strv_contains (roles, role))
    return TRUE;

  return names != NULL && jarida_page_holds_any (names, unlikely) && !jarida_page_holds_any (names, maybe)
         && !jarida_page_node_has_ancestor (node, "table", 8) && !jarida_page_node_has_ancestor (node, "code", 8);
}

/* What readers wrote below the article, by the names that blogs and newspapers give to just that. It may be longer than a short
 * article, so it stays out however little is found. */
static gboolean
is_comments (const JaridaHtmlNode *node)
{
  static const char *const ids[] = { "comments", "disqus_thread", "respond", "commentaires", NULL };
  static const char *const classes[] = { "comments-area", "comment-list", "commentlist", "comments-list", "fb-comments" };
  const char *id = jarida_html_node_get (node, "id");

  if (jarida_html_node_is (node, "body") || jarida_html_node_is (node, "html"))
    return FALSE;
  if (id != NULL && g_strv_contains (ids, id))
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (classes); i++)
    {
      if (jarida_html_node_has_class (node, classes[i]))
        return TRUE;
    }

  return FALSE;
}

static void
prepare (JaridaPageSearch *self)
{
  static const char *const never[] = { "button", "dialog", "fieldset", "footer", "input", "link", "nav", "object",
                                       "select", "textarea", NULL };
  JaridaHtmlNode *next;

  for (JaridaHtmlNode *node = jarida_html_node_walk (NULL, self->root); node != NULL; node = next)
    {
      gboolean drop = FALSE;

      if (node->name != NULL)
        {
          JaridaRole role = jarida_html_node_get_role (node);

          drop = (role == JARIDA_ROLE_DROP && !jarida_html_node_is (node, "source"))
                 || jarida_page_node_is_any (node, never) || is_invisible (node) || is_comments (node)
                 || ((self->strictness & JARIDA_STRICT_NAMES)
                     && (is_unlikely (node) || jarida_html_node_is (node, "aside")));
        }
      next = drop ? jarida_html_node_walk_past (node, self->root) : jarida_html_node_walk (node, self->root);
      if (drop)
        jarida_page_search_remove (self, node);
    }
}

/* Scoring */

static double
base_score (JaridaPageSearch     *self,
            const JaridaHtmlNode *node)
{
  static const char *const fair[] = { "pre", "td", "blockquote", NULL };
  static const char *const poor[] = { "address", "ol", "ul", "dl", "dd", "dt", "li", "form", NULL };
  static const char *const heads[] = { "h1", "h2", "h3", "h4", "h5", "h6", "th", NULL };
  double score = jarida_page_search_weigh_names (self, node);

  if (jarida_html_node_is (node, "div"))
    score += 5;
  else if (jarida_html_node_is (node, "article"))
    score += 8;
  else if (jarida_page_node_is_any (node, fair))
    score += 3;
  else if (jarida_page_node_is_any (node, poor))
    score -= 3;
  else if (jarida_page_node_is_any (node, heads))
    score -= 5;

  return score;
}

gboolean
jarida_page_node_holds_blocks (const JaridaHtmlNode *node)
{
  static const char *const blocks[] = { "blockquote", "dl", "div", "img", "ol", "p", "pre", "table", "ul", "section",
                                        "article", "figure", "h1", "h2", "h3", "h4", NULL };

  for (const JaridaHtmlNode *inner = jarida_html_node_walk (NULL, node); inner != NULL;
       inner = jarida_html_node_walk (inner, node))
    if (jarida_page_node_is_any (inner, blocks))
      return TRUE;

  return FALSE;
}

/* Letters that stand directly in a div, between its blocks: paragraphs by <br>, or by nothing. */
static void
count_loose (JaridaPageSearch *self,
             JaridaHtmlNode   *node,
             JaridaNodeStats  *loose)
{
  for (JaridaHtmlNode *child = node->first; child != NULL; child = child->next)
    {
      JaridaRole role = jarida_html_node_get_role (child);

      if (role == JARIDA_ROLE_INLINE || role == JARIDA_ROLE_SPAN)
        {
          JaridaNodeStats *stats = jarida_page_search_stats (self, child);

          if (child->text != NULL || !jarida_page_node_holds_blocks (child))
            {
              loose->n_letters += stats->n_letters;
              loose->n_commas += stats->n_commas;
            }
        }
    }
}

static void
give (JaridaPageSearch *self,
      JaridaHtmlNode   *node,
      double            points)
{
  guint level = 0;

  for (JaridaHtmlNode *holder = node->parent; holder != NULL && holder != self->root && level < 5;
       holder = holder->parent, level++)
    {
      JaridaNodeStats *stats = jarida_page_search_stats (self, holder);

      if (!stats->scored)
        {
          stats->score = base_score (self, holder);
          stats->scored = TRUE;
        }
      stats->score += points / (level == 0 ? 1 : level == 1 ? 2 : level * 3);
    }
}

static void
score_text (JaridaPageSearch      *self,
            JaridaHtmlNode        *node,
            const JaridaNodeStats *text,
            JaridaHtmlNode        *below)
{
  if (text->n_letters >= JARIDA_PAGE_SENTENCE)
    give (self, below, 1 + text->n_commas + 1 + MIN (text->n_letters / 100, 3));
}

static void
score (JaridaPageSearch *self)
{
  static const char *const always[] = { "p", "td", "pre", "section", "h2", "h3", "h4", "h5", "h6", NULL };
  static const char *const holders[] = { "div", "article", "main", "section", NULL };

  for (JaridaHtmlNode *node = jarida_html_node_walk (NULL, self->root); node != NULL;
       node = jarida_html_node_walk (node, self->root))
    {
      JaridaNodeStats *stats;

      if (node->name == NULL)
        continue;
      stats = jarida_page_search_stats (self, node);
      if (jarida_page_node_is_any (node, always))
        score_text (self, node, stats, node);
      else if (jarida_page_node_is_any (node, holders))
        {
          if (!jarida_page_node_holds_blocks (node))
            score_text (self, node, stats, node);
          else if (node->first != NULL)
            {
              JaridaNodeStats loose = { 0 };

              count_loose (self, node, &loose);
              score_text (self, node, &loose, node->first);
            }
        }
    }
}

/* Choosing */

static double
final_score (JaridaPageSearch     *self,
             const JaridaHtmlNode *node)
{
  return jarida_page_search_stats (self, node)->score * (1 - jarida_page_search_link_density (self, node));
}

#define N_TOP 5

static void
find_best (JaridaPageSearch  *self,
           JaridaHtmlNode   **top)
{
  memset (top, 0, N_TOP * sizeof *top);
  for (JaridaHtmlNode *node = jarida_html_node_walk (NULL, self->root); node != NULL;
       node = jarida_html_node_walk (node, self->root))
    {
      if (node->name == NULL || !jarida_page_search_stats (self, node)->scored)
        continue;
      for (guint i = 0; i < N_TOP; i++)
        if (top[i] == NULL || final_score (self, node) > final_score (self, top[i]))
          {
            memmove (top + i + 1, top + i, (N_TOP - i - 1) * sizeof *top);
            top[i] = node;
            break;
          }
    }
}

static gboolean
is_below (const JaridaHtmlNode *node,
          const JaridaHtmlNode *holder)
{
  for (; node != NULL; node = node->parent)
    if (node == holder)
      return TRUE;

  return FALSE;
}

/* When several good holders stand in one, that one is the article. */
static JaridaHtmlNode *
common_holder (JaridaPageSearch  *self,
               JaridaHtmlNode   **top)
{
  guint n_close = 0;

  for (guint i = 1; i < N_TOP && top[i] != NULL; i++)
    n_close += final_score (self, top[i]) >= 0.75 * final_score (self, top[0]);
  if (n_close < 3)
    return top[0];
  for (JaridaHtmlNode *holder = top[0]->parent; holder != NULL && !jarida_html_node_is (holder, "body");
       holder = holder->parent)
    {
      guint n = 0;

      for (guint i = 1; i < N_TOP && top[i] != NULL; i++)
        n += final_score (self, top[i]) >= 0.75 * final_score (self, top[0]) && is_below (top[i], holder);
      if (n >= 3)
        return holder;
    }

  return top[0];
}

/* Scores fall by half a level up; where they rise instead, the text goes on beside. */
static JaridaHtmlNode *
climb (JaridaPageSearch *self,
       JaridaHtmlNode   *top)
{
  double last = jarida_page_search_stats (self, top)->score, least = last / 3;

  for (JaridaHtmlNode *holder = top->parent; holder != NULL && !jarida_html_node_is (holder, "body")
                                             && holder != self->root; holder = holder->parent)
    {
      JaridaNodeStats *stats = jarida_page_search_stats (self, holder);

      if (!stats->scored)
        continue;
      if (stats->score < least)
        break;
      if (stats->score > last)
        {
          top = holder;
          break;
        }
      last = stats->score;
    }
  /* An only child stands for its parent, whose neighbours may belong to the text. */
  while (top->parent != NULL && !jarida_html_node_is (top->parent, "body") && top->parent != self->root)
    {
      guint n = 0;

      for (JaridaHtmlNode *child = top->parent->first; child != NULL; child = child->next)
        n += child->name != NULL;
      if (n != 1)
        break;
      top = top->parent;
    }

  return top;
}

static JaridaHtmlNode *
find_body (JaridaHtmlNode *root)
{
  for (JaridaHtmlNode *node = root->first; node != NULL; node = node->next)
    if (jarida_html_node_is (node, "body"))
      return node;

  return root;
}

static char *
search_once (JaridaHtmlNode   *root,
             const char       *title,
             JaridaStrictness  strictness,
             guint            *out_length)
{
  JaridaPageSearch self = { root, title, strictness, NULL, NULL };
  JaridaHtmlNode *top[N_TOP];
  char *html;

  self.stats = g_array_new (FALSE, FALSE, sizeof (JaridaNodeStats));
  self.removed = g_array_new (FALSE, FALSE, sizeof (Removed));
  prepare (&self);
  jarida_page_search_count (&self, root, FALSE);
  score (&self);
  find_best (&self, top);
  html = jarida_page_search_gather (&self, top[0] == NULL ? find_body (root) : climb (&self, common_holder (&self, top)), out_length);
  restore (&self);
  g_array_unref (self.stats);
  g_array_unref (self.removed);

  return html;
}

char *
jarida_page_find_text (JaridaHtmlNode *root,
                       const char     *title,
                       guint          *out_length)
{
  static const JaridaStrictness tries[] = {
    JARIDA_STRICT_NAMES | JARIDA_WEIGH_NAMES | JARIDA_CLEAN_DOUBTFUL, JARIDA_WEIGH_NAMES | JARIDA_CLEAN_DOUBTFUL,
    JARIDA_CLEAN_DOUBTFUL, 0
  };
  g_autofree char *best = NULL;

  *out_length = 0;
  for (guint i = 0; i < G_N_ELEMENTS (tries) && *out_length < JARIDA_PAGE_ENOUGH; i++)
    {
      guint length;
      g_autofree char *html = search_once (root, title, tries[i], &length);

      if (length > *out_length)
        {
          *out_length = length;
          g_free (best);
          best = g_steal_pointer (&html);
        }
    }

  return g_steal_pointer (&best);
}
