/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-page-private.h"

#include <string.h>

#include "jarida-address.h"

/* The title of the article, without the newspaper around it. */

char *
jarida_page_node_text (const JaridaHtmlNode *node)
{
  g_autoptr(GString) text = g_string_new (NULL);

  jarida_html_node_read_some (node, text, 4000);

  return jarida_text_squeeze (text->str);
}

static char *
letters_only (const char *text)
{
  GString *out = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_isalnum (g_utf8_get_char (p)))
      g_string_append_unichar (out, g_unichar_tolower (g_utf8_get_char (p)));

  return g_string_free (out, FALSE);
}

gboolean
jarida_page_is_site (JaridaPage *self,
                     const char *part)
{
  g_autofree char *letters = letters_only (part);
  g_autofree char *site = self->site != NULL ? letters_only (self->site) : NULL;
  g_autofree char *host = self->base != NULL ? jarida_address_dup_site_name (self->base) : NULL;
  g_autofree char *host_letters = host != NULL ? letters_only (host) : NULL;

  if (*letters == '\0')
    return FALSE;
  if (site != NULL && strcmp (letters, site) == 0)
    return TRUE;
  /* "Bondy Blog" is bondyblog.fr, "LeMatin.ma" is lematin.ma. */
  return host_letters != NULL && strlen (letters) >= 4 && g_str_has_prefix (host_letters, letters);
}

static guint
count_words (const char *text)
{
  guint n = 0;

  for (const char *p = text + strspn (text, " "); *p != '\0'; p += strspn (p, " "))
    {
      n++;
      p += strcspn (p, " ");
    }

  return n;
}

/* Without "| The Paper" or "The Paper: " around it. */
static char *
strip_site (const char *title)
{
  static const char *const separators[] = { " | ", " - ", " – ", " — ", " \\ ", " / ", " > ", " » ", " · ", " ‹ ", " › " };
  const char *last = NULL, *colon;
  gsize length = 0;

  for (guint i = 0; i < G_N_ELEMENTS (separators); i++)
    {
      const char *found = g_strrstr (title, separators[i]);

      if (found != NULL && (last == NULL || found > last))
        {
          last = found;
          length = strlen (separators[i]);
        }
    }
  if (last != NULL)
    {
      g_autofree char *before = g_strndup (title, last - title);

      if (count_words (before) >= 3)
        return g_steal_pointer (&before);
      return g_strdup (count_words (last + length) >= 3 ? last + length : title);
    }
  colon = g_strrstr (title, ": ");
  if (colon != NULL && count_words (colon + 2) >= 3 && colon - title < 40)
    {
      g_autofree char *before = g_strndup (title, colon - title);

      if (count_words (before) <= 3 && g_str_has_prefix (before, "The "))
        return g_strdup (colon + 2);
    }

  return g_strdup (title);
}

/* The only h1 of the page, or one that the title contains. */
static char *
find_heading (const JaridaHtmlNode *root,
              const char           *title)
{
  g_autofree char *only = NULL;
  guint n = 0;

  for (const JaridaHtmlNode *node = jarida_html_node_walk (NULL, root); node != NULL;
       node = jarida_html_node_walk (node, root))
    {
      g_autofree char *text = NULL;

      if (!jarida_html_node_is (node, "h1"))
        continue;
      text = jarida_page_node_text (node);
      if (title != NULL && *text != '\0' && count_words (text) >= 3 && strstr (title, text) != NULL)
        return g_steal_pointer (&text);
      n++;
      g_free (only);
      only = g_steal_pointer (&text);
    }

  return n == 1 && only != NULL && *only != '\0' ? g_steal_pointer (&only) : NULL;
}

static gboolean
heads_page (const JaridaHtmlNode *root,
            const char           *part)
{
  for (const JaridaHtmlNode *node = jarida_html_node_walk (NULL, root); node != NULL;
       node = jarida_html_node_walk (node, root))
    if (jarida_html_node_is (node, "h1") || jarida_html_node_is (node, "h2"))
      {
        g_autofree char *text = jarida_page_node_text (node);

        if (strcmp (text, part) == 0)
          return TRUE;
      }

  return FALSE;
}

/* The title without the newspaper in front or behind, where that is certain: the part is its name, or
 * what is left is the heading of the page. Answers NULL when there is nothing to leave out. */
static char *
without_site (JaridaPage           *self,
              const JaridaHtmlNode *root,
              const char           *title)
{
  static const char *const separators[] = { " | ", " - ", " – ", " — ", " :: ", " » ", " • ", " · ", " ‹ ", " › ", "-", "|", ": " };

  for (guint i = 0; i < G_N_ELEMENTS (separators); i++)
    {
      const char *last = g_strrstr (title, separators[i]), *first = strstr (title, separators[i]);
      gboolean spaced = separators[i][0] == ' ';
      g_autofree char *head = NULL, *before = NULL;
      const char *after;

      if (last == NULL || last == title)
        continue;
      before = g_strndup (title, last - title);
      head = g_strndup (title, first - title);
      after = first + strlen (separators[i]);
      if (jarida_page_is_site (self, last + strlen (separators[i])) || (spaced && heads_page (root, before)))
        return g_strdup (g_strstrip (before));
      if (spaced && (jarida_page_is_site (self, head) || heads_page (root, after)))
        return g_strdup (after);
      if (spaced && heads_page (root, head))
        return g_steal_pointer (&head);
    }

  return NULL;
}

static char *
read_title_element (const JaridaHtmlNode *root)
{
  for (const JaridaHtmlNode *node = jarida_html_node_walk (NULL, root); node != NULL;
       node = jarida_html_node_walk (node, root))
    if (jarida_html_node_is (node, "title"))
      {
        g_autofree char *text = jarida_page_node_text (node);

        return *text != '\0' ? g_steal_pointer (&text) : NULL;
      }

  return NULL;
}

void
jarida_page_read_title (JaridaPage           *self,
                        const JaridaHtmlNode *root)
{
  g_autofree char *said = read_title_element (root);
  g_autofree char *heading = find_heading (root, said);
  char *shorter;

  /* Some pages give the newspaper's name as the title of everything. */
  if (self->title != NULL && heading != NULL && jarida_page_is_site (self, self->title))
    g_clear_pointer (&self->title, g_free);
  if (self->title == NULL)
    {
      if (said == NULL
          || (heading != NULL && (strstr (said, heading) != NULL || jarida_page_is_site (self, said))))
        self->title = g_steal_pointer (&heading);
      else
        self->title = g_strdup (said);
    }
  if (self->title == NULL)
    return;
  shorter = without_site (self, root, self->title);
  if (shorter == NULL && said != NULL && strcmp (said, self->title) == 0)
    shorter = strip_site (self->title);
  if (shorter != NULL)
    {
      g_free (self->title);
      self->title = shorter;
    }
}
