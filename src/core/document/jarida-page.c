/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-page-private.h"

#include <string.h>

#include "jarida-address.h"
#include "jarida-charset.h"

/* A news page read as an article: bytes to text, text to a tree, the tree asked who it is, and then
 * for what it says. */

#define BEGINNING (64 * 1024)   /* bytes of an article that tell its language */

static char *
find_base (const JaridaHtmlNode *root,
           const char           *address)
{
  for (const JaridaHtmlNode *node = jarida_html_node_walk (NULL, root); node != NULL;
       node = jarida_html_node_walk (node, root))
    {
      const char *href = jarida_html_node_is (node, "base") ? jarida_html_node_get (node, "href") : NULL;
      char *base = href != NULL ? jarida_address_resolve (href, address) : NULL;

      if (base != NULL)
        return base;
    }

  return g_strdup (address);
}

static char *
decode (GBytes     *bytes,
        const char *content_type)
{
  g_autofree char *charset = content_type != NULL ? jarida_charset_from_content_type (content_type) : NULL;
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  return jarida_charset_decode (data != NULL ? data : "", size, charset, JARIDA_CHARSET_HTML, NULL, NULL);
}

/* The text a page gives to search engines, when the page itself needs a script to show it. */
static char *
paragraphs_of (const char *body)
{
  GString *html = g_string_new (NULL);
  g_auto(GStrv) lines = g_strsplit (body, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autofree char *escaped = g_markup_escape_text (g_strstrip (lines[i]), -1);

      if (*escaped != '\0')
        g_string_append_printf (html, "<p>%s</p>", escaped);
    }

  return g_string_free (html, FALSE);
}

static void
read_text (JaridaPage     *self,
           JaridaHtmlNode *root,
           const char     *body)
{
  guint length;

  self->content = jarida_page_find_text (root, self->title, &length);
  if (body != NULL && g_utf8_strlen (body, -1) > (glong) length * 2 + 500)
    {
      g_free (self->content);
      self->content = strchr (body, '<') != NULL && strstr (body, "</p>") != NULL ? g_strdup (body)
                                                                                 : paragraphs_of (body);
    }
}

/* What the words say when nothing else has. */
static void
read_words (JaridaPage *self)
{
  g_autofree char *beginning = self->content != NULL ? g_strndup (self->content, BEGINNING) : NULL;
  g_autofree char *text = beginning != NULL ? jarida_html_to_text (beginning) : NULL;

  if (text == NULL)
    return;
  if (self->language == NULL)
    self->language = g_strdup (jarida_text_guess_language (text));
  /* The holder of the text may say what the page does not. */
  if (self->direction == JARIDA_DIRECTION_AUTO && g_str_has_prefix (self->content, "<div dir=\"rtl\""))
    self->direction = JARIDA_DIRECTION_RTL;
  if (self->direction == JARIDA_DIRECTION_AUTO && self->language != NULL)
    self->direction = jarida_language_direction (self->language);
  if (self->direction == JARIDA_DIRECTION_AUTO)
    self->direction = jarida_text_direction (text);
  if (self->excerpt == NULL && *text != '\0')
    self->excerpt = jarida_text_excerpt (text, 240);
  if (self->image == NULL)
    self->image = jarida_html_first_picture (beginning, self->base);
}

JaridaPage *
jarida_page_read (GBytes     *bytes,
                  const char *address,
                  const char *content_type)
{
  JaridaPage *self = g_new0 (JaridaPage, 1);
  g_autofree char *page = decode (bytes, content_type);
  g_autoptr(JaridaHtml) tree = jarida_html_parse (page, -1, JARIDA_HTML_EVERYTHING);
  JaridaHtmlNode *root = jarida_html_get_root (tree);
  g_autofree char *body = NULL;

  self->base = find_base (root, address);
  jarida_page_read_data (self, root, &body);
  jarida_page_read_meta (self, root);
  jarida_page_read_title (self, root);
  jarida_page_read_byline (self, root);
  jarida_page_read_date (self, root, address);
  read_text (self, root, body);
  /* The words are read by another tree: one at a time is enough of a large page. */
  g_clear_pointer (&tree, jarida_html_free);
  read_words (self);

  return self;
}

void
jarida_page_free (JaridaPage *self)
{
  if (self == NULL)
    return;

  g_free (self->title);
  g_free (self->byline);
  g_free (self->site);
  g_free (self->language);
  g_free (self->excerpt);
  g_free (self->image);
  g_free (self->content);
  g_free (self->base);
  g_free (self);
}
