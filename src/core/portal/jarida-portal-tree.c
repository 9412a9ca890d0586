/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-portal-tree.h"

#include <string.h>

#include "jarida-address.h"
#include "jarida-text.h"

JaridaHtmlNode *
jarida_portal_find_class (const JaridaHtmlNode *root,
                          const char           *word)
{
  JaridaHtmlNode *node;

  for (node = jarida_html_node_walk (NULL, root); node != NULL; node = jarida_html_node_walk (node, root))
    {
      if (node->name != NULL && jarida_html_node_has_class (node, word))
        return node;
    }

  return NULL;
}

JaridaHtmlNode *
jarida_portal_find_id (const JaridaHtmlNode *root,
                       const char           *id)
{
  JaridaHtmlNode *node;

  for (node = jarida_html_node_walk (NULL, root); node != NULL; node = jarida_html_node_walk (node, root))
    {
      if (node->name != NULL && g_strcmp0 (jarida_html_node_get (node, "id"), id) == 0)
        return node;
    }

  return NULL;
}

JaridaHtmlNode *
jarida_portal_find_element (const JaridaHtmlNode *root,
                            const char           *name)
{
  JaridaHtmlNode *node;

  for (node = jarida_html_node_walk (NULL, root); node != NULL; node = jarida_html_node_walk (node, root))
    {
      if (jarida_html_node_is (node, name))
        return node;
    }

  return NULL;
}

gboolean
jarida_portal_is_within (const JaridaHtmlNode *self,
                         const char           *word,
                         const JaridaHtmlNode *root)
{
  for (; self != NULL && self != root; self = self->parent)
    {
      if (self->name != NULL && jarida_html_node_has_class (self, word))
        return TRUE;
    }

  return FALSE;
}

char *
jarida_portal_dup_text (const JaridaHtmlNode *node)
{
  g_autoptr(GString) text = NULL;
  g_autofree char *squeezed = NULL;

  if (node == NULL)
    return NULL;
  text = g_string_new (NULL);
  jarida_html_node_read (node, text);
  squeezed = jarida_text_squeeze (text->str);

  return *squeezed != '\0' ? g_steal_pointer (&squeezed) : NULL;
}

static void
end_line (GString *lines,
          GString *line)
{
  g_autofree char *squeezed = jarida_text_squeeze (line->str);

  if (*squeezed != '\0')
    g_string_append_printf (lines, "%s%s", lines->len > 0 ? "\n" : "", squeezed);
  g_string_truncate (line, 0);
}

/* The portal puts line ends where the newspaper had paragraphs. */
static void
append_lines (GString    *lines,
              GString    *line,
              const char *text)
{
  for (const char *end; (end = strchr (text, '\n')) != NULL; text = end + 1)
    {
      g_string_append_len (line, text, end - text);
      end_line (lines, line);
    }
  g_string_append (line, text);
}

char *
jarida_portal_dup_lines (const JaridaHtmlNode *node)
{
  g_autoptr(GString) lines = g_string_new (NULL);
  g_autoptr(GString) line = g_string_new (NULL);
  const JaridaHtmlNode *at;

  for (at = jarida_html_node_walk (NULL, node); at != NULL;)
    {
      if (jarida_html_node_is (at, "a") || jarida_html_node_get_role (at) == JARIDA_ROLE_DROP)
        {
          at = jarida_html_node_walk_past (at, node);
          continue;
        }
      if (at->text != NULL)
        append_lines (lines, line, at->text);
      else if (jarida_html_node_get_role (at) != JARIDA_ROLE_INLINE)
        end_line (lines, line);
      at = jarida_html_node_walk (at, node);
    }
  end_line (lines, line);

  return lines->len > 0 ? g_string_free (g_steal_pointer (&lines), FALSE) : NULL;
}

char *
jarida_portal_dup_meta (const JaridaHtmlNode *root,
                        const char           *property)
{
  const JaridaHtmlNode *node;

  for (node = jarida_html_node_walk (NULL, root); node != NULL; node = jarida_html_node_walk (node, root))
    {
      const char *name;
      g_autofree char *content = NULL;

      if (!jarida_html_node_is (node, "meta"))
        continue;
      name = jarida_html_node_get (node, "property");
      if (name == NULL)
        name = jarida_html_node_get (node, "name");
      if (g_strcmp0 (name, property) != 0 || jarida_html_node_get (node, "content") == NULL)
        continue;
      content = jarida_text_squeeze (jarida_html_node_get (node, "content"));
      if (*content != '\0')
        return g_steal_pointer (&content);
    }

  return NULL;
}

char *
jarida_portal_dup_link (const JaridaHtmlNode  *node,
                        const char            *base,
                        JaridaPortalAddress  **out_parsed)
{
  const char *href = node != NULL && jarida_html_node_is (node, "a") ? jarida_html_node_get (node, "href") : NULL;
  g_autofree char *address = NULL;

  /* "#" and the like lead to the page itself, which is no link. */
  if (href == NULL || *href == '#' || *href == '\0')
    return NULL;
  address = jarida_address_resolve (href, base);
  if (address != NULL && out_parsed != NULL)
    *out_parsed = jarida_portal_address_parse (address);

  return g_steal_pointer (&address);
}

char *
jarida_portal_dup_picture (const JaridaHtmlNode *node,
                           const char           *base)
{
  const JaridaHtmlNode *img;
  const char *source;

  if (node == NULL)
    return NULL;
  img = jarida_html_node_is (node, "img") ? node : jarida_portal_find_element (node, "img");
  source = img != NULL ? jarida_html_node_get (img, "src") : NULL;

  return source != NULL && *source != '\0' ? jarida_address_resolve (source, base) : NULL;
}

/* The last two parts of a picture's path, /thumb left out. */
static char **
split_picture (const char *picture)
{
  const char *path = picture != NULL ? strstr (picture, "://") : NULL;
  g_auto(GStrv) parts = NULL;

  path = path != NULL ? strchr (path + 3, '/') : NULL;
  parts = path != NULL ? g_strsplit (path + 1, "/", 4) : NULL;
  if (parts == NULL || parts[0] == NULL || parts[1] == NULL || *parts[0] == '\0' || *parts[1] == '\0')
    return NULL;
  if (parts[2] != NULL && (strcmp (parts[2], "thumb") != 0 || parts[3] != NULL))
    return NULL;

  return g_steal_pointer (&parts);
}

gboolean
jarida_portal_is_logo (const char *picture)
{
  g_auto(GStrv) parts = split_picture (picture);

  return parts != NULL && strcmp (parts[0], parts[1]) == 0;
}

gboolean
jarida_portal_is_picture (const char *picture)
{
  g_auto(GStrv) parts = split_picture (picture);

  return parts != NULL && strspn (parts[1], "0123456789") == strlen (parts[1]);
}
