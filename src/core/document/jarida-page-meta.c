/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-page-private.h"

#include <string.h>

#include "jarida-address.h"

/* What a page says in its meta elements. */

/* The first of @names that a meta element with something in it has. */
static const char *
find_meta (const JaridaHtmlNode *root,
           const char *const    *names)
{
  const char *best = NULL;
  guint best_rank = G_MAXUINT;

  for (const JaridaHtmlNode *node = jarida_html_node_walk (NULL, root); node != NULL;
       node = jarida_html_node_walk (node, root))
    {
      static const char *const keys[] = { "property", "name", "itemprop", "http-equiv" };
      const char *content;

      if (!jarida_html_node_is (node, "meta"))
        continue;
      content = jarida_html_node_get (node, "content");
      if (content == NULL || content[strspn (content, " \t\r\n")] == '\0')
        continue;
      for (guint k = 0; k < G_N_ELEMENTS (keys); k++)
        {
          const char *key = jarida_html_node_get (node, keys[k]);

          /* "og:title dc:title" names two things at once. */
          g_auto(GStrv) words = key != NULL ? g_strsplit_set (key, " \t\r\n", 8) : NULL;

          for (guint w = 0; words != NULL && words[w] != NULL; w++)
            for (guint i = 0; names[i] != NULL && i < best_rank; i++)
              if (g_ascii_strcasecmp (words[w], names[i]) == 0)
                {
                  best = content;
                  best_rank = i;
                }
        }
    }

  return best;
}

/* Plain text of what @names say; NULL for nothing. Entities are often escaped twice. */
static char *
read_meta (const JaridaHtmlNode *root,
           const char *const    *names)
{
  const char *content = find_meta (root, names);
  g_autofree char *text = content != NULL ? jarida_html_to_text (content) : NULL;

  return text != NULL && *text != '\0' ? g_steal_pointer (&text) : NULL;
}

static void
fill (char **field,
      char  *value)
{
  if (*field == NULL)
    *field = value;
  else
    g_free (value);
}

/* "fr", "fr-MA", "fr_MA" as "fr-MA"; NULL for anything else: the bytes of a hostile page are not cut. */
static char *
read_tag (const char *text)
{
  gsize n;

  if (text == NULL)
    return NULL;
  text += strspn (text, " \t\r\n");
  n = strspn (text, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");
  if (n < 2 || n > 35 || !g_ascii_isalpha (*text))
    return NULL;

  return g_strdelimit (g_strndup (text, n), "_", '-');
}

static void
read_language (JaridaPage           *self,
               const JaridaHtmlNode *root)
{
  static const char *const names[] = { "content-language", "dc.language", "dcterms.language", "inLanguage",
                                       "language", "og:locale", NULL };

  self->language = read_tag (jarida_html_node_get (root, "lang"));
  if (self->language == NULL)
    self->language = read_tag (jarida_html_node_get (root, "xml:lang"));
  if (self->language == NULL)
    self->language = read_tag (find_meta (root, names));
}

static void
read_direction (JaridaPage           *self,
                const JaridaHtmlNode *root)
{
  const JaridaHtmlNode *nodes[2] = { root, NULL };

  for (const JaridaHtmlNode *node = root->first; node != NULL; node = node->next)
    if (jarida_html_node_is (node, "body"))
      nodes[1] = node;
  for (guint i = 0; i < 2; i++)
    {
      const char *direction = nodes[i] != NULL ? jarida_html_node_get (nodes[i], "dir") : NULL;

      if (direction != NULL && g_ascii_strcasecmp (direction, "rtl") == 0)
        self->direction = JARIDA_DIRECTION_RTL;
      else if (direction != NULL && g_ascii_strcasecmp (direction, "ltr") == 0)
        self->direction = JARIDA_DIRECTION_LTR;
    }
}

static void
read_image (JaridaPage           *self,
            const JaridaHtmlNode *root)
{
  static const char *const names[] = { "og:image", "og:image:url", "og:image:secure_url", "twitter:image",
                                       "twitter:image:src", "image", "thumbnail", NULL };
  const char *address = find_meta (root, names);

  if (self->image == NULL && address != NULL)
    self->image = jarida_address_resolve (address, self->base);
  for (const JaridaHtmlNode *node = jarida_html_node_walk (NULL, root); node != NULL && self->image == NULL;
       node = jarida_html_node_walk (node, root))
    {
      const char *rel = jarida_html_node_is (node, "link") ? jarida_html_node_get (node, "rel") : NULL;
      const char *href = rel != NULL ? jarida_html_node_get (node, "href") : NULL;

      if (href != NULL && g_ascii_strcasecmp (rel, "image_src") == 0)
        self->image = jarida_address_resolve (href, self->base);
    }
}

void
jarida_page_read_meta (JaridaPage           *self,
                       const JaridaHtmlNode *root)
{
  static const char *const titles[] = { "dc:title", "dc.title", "dcterm:title", "dcterms.title", "og:title",
                                        "weibo:article:title", "weibo:webpage:title", "title", "twitter:title",
                                        "parsely-title", NULL };
  static const char *const bylines[] = { "dc:creator", "dc.creator", "dcterm:creator", "dcterms.creator", "author",
                                         "parsely-author", "article:author", "sailthru.author", "byl", NULL };
  static const char *const sites[] = { "og:site_name", "application-name", NULL };
  static const char *const excerpts[] = { "dc:description", "dc.description", "dcterm:description", "og:description",
                                          "weibo:article:description", "weibo:webpage:description", "description",
                                          "twitter:description", NULL };
  g_autofree char *byline = NULL;

  fill (&self->title, read_meta (root, titles));
  fill (&self->site, read_meta (root, sites));
  fill (&self->excerpt, read_meta (root, excerpts));
  byline = read_meta (root, bylines);
  /* article:author is the address of a page on Facebook more often than a name. */
  if (byline != NULL && strstr (byline, "://") == NULL && !g_str_has_prefix (byline, "@"))
    fill (&self->byline, g_steal_pointer (&byline));
  read_language (self, root);
  read_direction (self, root);
  read_image (self, root);
}
