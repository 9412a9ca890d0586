/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-document-private.h"

#include <stdlib.h>
#include <string.h>

#include "jarida-address.h"

/* Which picture an img means, and whether it is one at all. Pages write a grey pixel into src and
 * the picture into a data attribute, offer five sizes, and count their readers with images. */

#define WANTED_WIDTH 1200   /* of a srcset: sharp at twice the measure of the text, not more */
#define SMALL        32     /* px: a sign inside the line, not a picture */

static const char *const lazy_attributes[] = {
  "data-full-url", "data-large-file", "data-orig-file", "data-original", "data-hi-res-src", "data-lazy-src",
  "data-src", "data-lazy", "data-url", NULL
};

static const char *const trackers[] = {
  "/pixel.", "/pixel?", "pixel.wp.com", "stats.wordpress.com", "feeds.feedburner.com/~r/", "feedsportal.com",
  "doubleclick.net", "google-analytics.com", "googleadservices.com", "scorecardresearch.com",
  "facebook.com/tr", "/1x1.", "b.gif?", "/spacer.", "/blank.gif", "xiti.com", "quantserve.com",
  "feeds.wordpress.com/1.0/", "rss.buysellads.com", "pheedo.com", NULL
};

int
jarida_html_node_get_pixels (const JaridaHtmlNode *node,
                             const char           *attribute)
{
  const char *value = jarida_html_node_get (node, attribute);
  char *end;
  double n;

  if (value == NULL)
    return 0;
  n = g_ascii_strtod (value, &end);
  if (end == value || *end == '%' || !(n >= 0) || n > 30000)
    return 0;

  /* 0 and 0.5 are pixels nobody is to see, not an unknown width. */
  return n < 1 ? 1 : (int) n;
}

/* The candidate of a srcset nearest above the wanted width. "A comma ends a candidate" is not
 * enough: addresses of picture services hold commas, but never at their end. */
static char *
choose_from_set (const char *set)
{
  g_autofree char *best = NULL;
  double best_width = 0;

  while (set != NULL && *set != '\0')
    {
      gsize n;
      double width = 0;
      g_autofree char *address = NULL;

      set += strspn (set, " \t\r\n\f,");
      n = strcspn (set, " \t\r\n\f");
      if (n == 0)
        break;
      address = g_strndup (set, n);
      set += n;
      if (address[n - 1] == ',')
        address[n - 1] = '\0';
      else
        {
          const char *comma = set + strcspn (set, ",");
          char *end;

          set += strspn (set, " \t\r\n\f");
          width = g_ascii_strtod (set, &end);
          if (end > set && *end == 'x')
            width *= WANTED_WIDTH / 2.0;
          set = comma;
        }
      if (!(width > 0))
        width = 1;
      if (best == NULL || (best_width < WANTED_WIDTH ? width > best_width
                                                     : width >= WANTED_WIDTH && width < best_width))
        {
          best_width = width;
          g_free (best);
          best = g_steal_pointer (&address);
        }
    }

  return g_steal_pointer (&best);
}

static gboolean
is_placeholder (const char *address)
{
  return address == NULL || *address == '\0' || *address == '#'
         || g_ascii_strncasecmp (address, "data:", 5) == 0 || g_ascii_strncasecmp (address, "about:", 6) == 0
         || strstr (address, "placeholder") != NULL || strstr (address, "/blank.") != NULL
         || strstr (address, "/spacer.") != NULL || strstr (address, "/lazy") != NULL
         || strstr (address, "/1x1.") != NULL || strstr (address, "/transparent.") != NULL
         || strstr (address, "/grey.gif") != NULL || strstr (address, "/loading.gif") != NULL;
}

static char *
resolve_from (const JaridaHtmlNode *node,
              const char           *attribute,
              const char           *base)
{
  const char *value = jarida_html_node_get (node, attribute);

  return is_placeholder (value) ? NULL : jarida_address_resolve (value, base);
}

static char *
resolve_from_set (const JaridaHtmlNode *node,
                  const char           *attribute,
                  const char           *base)
{
  const char *value = jarida_html_node_get (node, attribute);
  g_autofree char *chosen = value != NULL ? choose_from_set (value) : NULL;

  return is_placeholder (chosen) ? NULL : jarida_address_resolve (chosen, base);
}

/* The sources of the picture element around an img. */
static char *
resolve_from_sources (const JaridaHtmlNode *node,
                      const char           *base)
{
  if (node->parent == NULL || !jarida_html_node_is (node->parent, "picture"))
    return NULL;

  for (const JaridaHtmlNode *source = node->parent->first; source != NULL; source = source->next)
    {
      char *address;

      if (!jarida_html_node_is (source, "source"))
        continue;
      address = resolve_from_set (source, "data-srcset", base);
      if (address == NULL)
        address = resolve_from_set (source, "srcset", base);
      if (address != NULL)
        return address;
    }

  return NULL;
}

char *
jarida_picture_address (const JaridaHtmlNode *node,
                        const char           *base)
{
  static const char *const sets[] = { "data-lazy-srcset", "data-srcset", "srcset" };
  char *address;

  for (guint i = 0; lazy_attributes[i] != NULL; i++)
    if ((address = resolve_from (node, lazy_attributes[i], base)) != NULL)
      return address;
  for (guint i = 0; i < G_N_ELEMENTS (sets); i++)
    if ((address = resolve_from_set (node, sets[i], base)) != NULL)
      return address;
  if ((address = resolve_from (node, "src", base)) != NULL)
    return address;

  return resolve_from_sources (node, base);
}

/* "photo-300x200.jpg?w=300" is "photo.jpg": the sizes one picture is offered in. A query that makes
 * the picture ("image.php?id=7") stays. */
char *
jarida_picture_key (const char *address)
{
  static const char *const endings[] = { ".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif" };
  const char *start = strstr (address, "://");
  g_autofree char *key = g_ascii_strdown (start != NULL ? start + 3 : address, -1);
  char *query = strchr (key, '?'), *fragment = strchr (key, '#');

  if (fragment != NULL)
    *fragment = '\0';
  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      gsize length = query != NULL ? (gsize) (query - key) : strlen (key);
      gsize n = strlen (endings[i]), end, p;

      if (length < n || strncmp (key + length - n, endings[i], n) != 0)
        continue;
      end = p = length - n;
      while (p > 0 && g_ascii_isdigit (key[p - 1]))
        p--;
      if (p > 0 && p < end && key[p - 1] == 'x')
        {
          gsize q = p - 1;

          while (q > 0 && g_ascii_isdigit (key[q - 1]))
            q--;
          if (q > 0 && q < p - 1 && key[q - 1] == '-')
            end = q - 1;
        }
      key[end] = '\0';
      break;
    }

  return g_steal_pointer (&key);
}

gboolean
jarida_picture_is_shown (const JaridaHtmlNode *node,
                         const char           *address)
{
  int width = jarida_html_node_get_pixels (node, "width");
  int height = jarida_html_node_get_pixels (node, "height");

  if ((width > 0 && width <= 3) || (height > 0 && height <= 3))
    return FALSE;
  for (guint i = 0; trackers[i] != NULL; i++)
    if (strstr (address, trackers[i]) != NULL)
      return FALSE;

  return TRUE;
}

/* A sign in the line of text: an emoji, an icon. */
static gboolean
is_sign (const JaridaHtmlNode *node)
{
  int width = jarida_html_node_get_pixels (node, "width");
  int height = jarida_html_node_get_pixels (node, "height");

  return jarida_html_node_has_class (node, "emoji") || jarida_html_node_has_class (node, "wp-smiley")
         || (width > 0 && width <= SMALL && height <= SMALL) || (height > 0 && height <= SMALL && width <= SMALL);
}

static char *
read_alt (const JaridaHtmlNode *node)
{
  const char *alt = jarida_html_node_get (node, "alt");
  g_autofree char *text = NULL;

  if (alt == NULL || *alt == '\0')
    alt = jarida_html_node_get (node, "title");
  if (alt == NULL)
    return NULL;
  text = jarida_text_squeeze (alt);

  return *text != '\0' ? g_steal_pointer (&text) : NULL;
}

static void
read_sign (JaridaBuilder       *self,
           const char          *alt,
           const JaridaContext *context)
{
  if (alt == NULL || g_utf8_strlen (alt, -1) > 8)
    return;
  if (jarida_run_writer_is_empty (&self->writer))
    self->context = *context;
  jarida_run_writer_add (&self->writer, alt, context->flags, context->link);
}

void
jarida_builder_read_picture (JaridaBuilder        *self,
                             const JaridaHtmlNode *node,
                             const JaridaContext  *context)
{
  g_autofree char *alt = read_alt (node);
  g_autofree char *address = NULL;
  g_autofree char *key = NULL;
  JaridaBlock *block;

  if (is_sign (node))
    {
      read_sign (self, alt, context);
      return;
    }
  address = jarida_picture_address (node, self->base);
  if (address == NULL || !jarida_picture_is_shown (node, address))
    return;
  key = jarida_picture_key (address);
  if (!g_hash_table_add (self->pictures, g_steal_pointer (&key)))
    return;

  block = jarida_block_new (JARIDA_BLOCK_FIGURE);
  block->quote_depth = context->quote_depth;
  block->list_depth = context->list_depth;
  block->direction = context->direction;
  block->language = g_strdup (context->language);
  block->figure = g_new0 (JaridaFigure, 1);
  block->figure->address = g_steal_pointer (&address);
  block->figure->alt = g_steal_pointer (&alt);
  block->figure->width = jarida_html_node_get_pixels (node, "width");
  block->figure->height = jarida_html_node_get_pixels (node, "height");
  if (context->link >= 0)
    block->figure->link = g_strdup (self->document->links->pdata[context->link]);
  g_ptr_array_add (self->waiting, block);
  /* A picture in the middle of a sentence stands behind the paragraph. */
  if (!context->in_cell && (jarida_run_writer_is_empty (&self->writer) || self->writer.n_breaks > 0))
    jarida_builder_flush (self);
}

char *
jarida_html_first_picture (const char *html,
                           const char *base)
{
  g_autofree char *valid = jarida_text_make_valid (html, -1);
  g_autoptr(JaridaHtml) tree = jarida_html_parse (valid, -1, JARIDA_HTML_ALLOWED);
  JaridaHtmlNode *body = jarida_html_get_body (tree);

  for (JaridaHtmlNode *node = jarida_html_node_walk (NULL, body); node != NULL;
       node = jarida_html_node_walk (node, body))
    {
      g_autofree char *address = NULL;

      if (jarida_html_node_get_role (node) != JARIDA_ROLE_PICTURE || is_sign (node))
        continue;
      address = jarida_picture_address (node, base);
      if (address != NULL && jarida_picture_is_shown (node, address))
        return g_steal_pointer (&address);
    }

  return NULL;
}
