/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-page-private.h"

#include <string.h>

#include "jarida-date.h"

/* Who wrote it: the name alone. */

static gboolean
names_author (const JaridaHtmlNode *node)
{
  static const char *const words[] = { "byline", "author", "dateline", "writtenby", "p-author", "auteur",
                                       "signature" };
  const char *rel = jarida_html_node_get (node, "rel");
  const char *property = jarida_html_node_get (node, "itemprop");
  const char *class = jarida_html_node_get (node, "class");
  const char *id = jarida_html_node_get (node, "id");
  g_autofree char *looks = g_strconcat (class != NULL ? class : "", " ", id != NULL ? id : "", NULL);
  g_autofree char *lower = g_ascii_strdown (looks, -1);

  if (rel != NULL && g_ascii_strcasecmp (rel, "author") == 0)
    return TRUE;
  if (property != NULL && strstr (property, "author") != NULL)
    return TRUE;
  if (strstr (lower, "authors-list") != NULL || strstr (lower, "comment") != NULL)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (strstr (lower, words[i]) != NULL)
      return TRUE;

  return FALSE;
}

/* "By", "Par", "بقلم" and their like in front. */
static const char *
skip_words_before_name (const char *text)
{
  static const char *const words[] = {
    "by ", "by: ", "written by ", "posted by ", "published by ", "post author ", "author: ", "author ", "story by ",
    "par ", "par: ", "par : ", "auteur: ", "auteur : ", "auteur ", "publié par ", "écrit par ", "rédigé par ",
    "von ", "autor: ", "autor ", "por ", "erstellt von ", "veröffentlicht von", "geschrieben von ",
    "بقلم: ", "بقلم : ", "بقلم ", "كتب: ", "كتب ", "كتبت ", "الكاتب: ", "كاتب المقال: ", "تحرير: ",
  };
  gboolean again = TRUE;

  while (again)
    {
      again = FALSE;
      for (guint i = 0; i < G_N_ELEMENTS (words); i++)
        {
          glong length = MIN (g_utf8_strlen (text, -1), g_utf8_strlen (words[i], -1));
          const char *end = g_utf8_offset_to_pointer (text, length);
          g_autofree char *lower = g_utf8_strdown (text, end - text);

          if (strcmp (lower, words[i]) == 0)
            {
              text = end;
              again = TRUE;
            }
        }
    }

  return text;
}

static gboolean
is_label (const char *text)
{
  static const char *const labels[] = {
    "author", "authors", "auteur", "auteurs", "by", "par", "von", "posted on", "published by", "published", "publié le",
    "follow", "post author", "written by", "posted by", "admin", "administrator", "بقلم", "الكاتب", "كتب", "redaction",
    NULL
  };
  g_autofree char *lower = g_utf8_strdown (text, -1);

  return *text == '\0' || g_strv_contains (labels, lower);
}

/* "Joshua Sokol May 20": the month goes with the day. */
static void
drop_month (char *name)
{
  char *last = strrchr (g_strchomp (name), ' ');
  g_autofree char *date = last != NULL ? g_strdup_printf ("1 %s 2000", last + 1) : NULL;
  gint64 unused;

  if (date != NULL && jarida_date_parse (date, &unused))
    *last = '\0';
}

/* The name alone: what introduces it and the date behind it are left out. NULL when no name is left. */
static char *
tidy_byline (const char *text)
{
  static const char *const ends[] = { " • ", " | ", " · ", " — ", " – ", " le ", " on ", " am ", " in ", "  " };
  g_autofree char *name = jarida_text_squeeze (skip_words_before_name (text));
  gsize length = strcspn (name, "0123456789");

  /* Figures inside a word are part of a name: "Bo2man". */
  while (name[length] != '\0' && length > 0 && name[length - 1] != ' ' && g_ascii_isalpha (name[length + 1]))
    length += 1 + strcspn (name + length + 1, "0123456789");
  if (length > 0 && name[length] != '\0')
    {
      name[length] = '\0';
      for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
        {
          char *end = g_strrstr (name, ends[i]);

          if (end != NULL && end > name)
            *end = '\0';
        }
      drop_month (name);
    }
  g_strstrip (name);
  while (*name != '\0' && strchr (",;:-|", name[strlen (name) - 1]) != NULL)
    {
      name[strlen (name) - 1] = '\0';
      g_strchomp (name);
    }
  if (*name == '(' && name[strlen (name) - 1] == ')')
    {
      name[strlen (name) - 1] = '\0';
      return g_strdup (name + 1);
    }

  return is_label (name) ? NULL : g_steal_pointer (&name);
}

/* The name inside, when the page marks it. */
static const JaridaHtmlNode *
find_name (const JaridaHtmlNode *node)
{
  for (const JaridaHtmlNode *inner = jarida_html_node_walk (NULL, node); inner != NULL;
       inner = jarida_html_node_walk (inner, node))
    {
      const char *property = inner->name != NULL ? jarida_html_node_get (inner, "itemprop") : NULL;

      if (property != NULL && strstr (property, "name") != NULL)
        return inner;
    }

  return node;
}

static char *
find_byline (const JaridaHtmlNode *root)
{
  for (const JaridaHtmlNode *node = jarida_html_node_walk (NULL, root); node != NULL;
       node = jarida_html_node_walk (node, root))
    {
      g_autofree char *text = NULL, *name = NULL;

      if (node->name == NULL || jarida_html_node_get_role (node) == JARIDA_ROLE_DROP || !names_author (node))
        continue;
      text = jarida_page_node_text (find_name (node));
      name = *text != '\0' && g_utf8_strlen (text, -1) < 100 ? tidy_byline (text) : NULL;
      if (name != NULL)
        return g_steal_pointer (&name);
    }

  return NULL;
}

void
jarida_page_read_byline (JaridaPage           *self,
                         const JaridaHtmlNode *root)
{
  char *name = self->byline != NULL ? tidy_byline (self->byline) : NULL;

  g_free (self->byline);
  self->byline = name;
  /* A newspaper that signs everything with its own name may say more in its words. */
  if (name == NULL || jarida_page_is_site (self, name))
    {
      char *found = find_byline (root);

      if (found != NULL)
        {
          g_free (self->byline);
          self->byline = found;
        }
    }
}
