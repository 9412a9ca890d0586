/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-page-private.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "jarida-address.h"
#include "jarida-date.h"

/* JSON-LD (schema.org): what newspapers write for search engines is the most careful thing they
 * write about an article. Everything in it may be missing, a string, an object or a list of either. */

#define MAX_DEPTH 8
#define MAX_DATA  (1 << 20)

static const char *
get_string (JsonObject *object,
            const char *member)
{
  JsonNode *node = json_object_get_member (object, member);

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
    return NULL;

  return json_node_get_string (node);
}

static gboolean
is_article_type (const char *type)
{
  static const char *const types[] = {
    "Article", "NewsArticle", "AdvertiserContentArticle", "AnalysisNewsArticle", "AskPublicNewsArticle",
    "BackgroundNewsArticle", "OpinionNewsArticle", "ReportageNewsArticle", "ReviewNewsArticle", "Report",
    "SatiricalArticle", "ScholarlyArticle", "SocialMediaPosting", "BlogPosting", "LiveBlogPosting",
    "DiscussionForumPosting", "TechArticle", "APIReference", NULL
  };

  return type != NULL && g_strv_contains (types, type);
}

static gboolean
is_article (JsonObject *object)
{
  JsonNode *node = json_object_get_member (object, "@type");
  JsonArray *array;

  if (node == NULL)
    return FALSE;
  if (!JSON_NODE_HOLDS_ARRAY (node))
    return is_article_type (get_string (object, "@type"));

  array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonNode *element = json_array_get_element (array, i);

      if (JSON_NODE_HOLDS_VALUE (element) && json_node_get_value_type (element) == G_TYPE_STRING
          && is_article_type (json_node_get_string (element)))
        return TRUE;
    }

  return FALSE;
}

static JsonObject *
find_article (JsonNode *node,
              guint     depth)
{
  JsonObject *object, *found;

  if (depth > MAX_DEPTH)
    return NULL;
  if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);

      for (guint i = 0; i < json_array_get_length (array); i++)
        if ((found = find_article (json_array_get_element (array, i), depth + 1)) != NULL)
          return found;
      return NULL;
    }
  if (!JSON_NODE_HOLDS_OBJECT (node))
    return NULL;

  object = json_node_get_object (node);
  if (is_article (object))
    return object;
  if (json_object_has_member (object, "@graph"))
    return find_article (json_object_get_member (object, "@graph"), depth + 1);

  return json_object_has_member (object, "mainEntity")
         ? find_article (json_object_get_member (object, "mainEntity"), depth + 1) : NULL;
}

/* "Name", {"name": "Name"}, or a list of either, joined by commas. */
static void
collect_names (JsonNode *node,
               GString  *names,
               guint     depth)
{
  const char *name = NULL;

  if (node == NULL || depth > MAX_DEPTH)
    return;
  if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);

      for (guint i = 0; i < MIN (json_array_get_length (array), 12); i++)
        collect_names (json_array_get_element (array, i), names, depth + 1);
      return;
    }
  if (JSON_NODE_HOLDS_OBJECT (node))
    name = get_string (json_node_get_object (node), "name");
  else if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
    name = json_node_get_string (node);
  if (name == NULL || *name == '\0' || strstr (name, "://") != NULL)
    return;
  if (names->len > 0)
    g_string_append (names, ", ");
  g_string_append (names, name);
}

static char *
read_names (JsonObject *article,
            const char *member)
{
  g_autoptr(GString) names = g_string_new (NULL);

  collect_names (json_object_get_member (article, member), names, 0);

  return names->len > 0 ? jarida_html_to_text (names->str) : NULL;
}

static const char *
read_address (JsonNode *node,
              guint     depth)
{
  if (node == NULL || depth > MAX_DEPTH)
    return NULL;
  if (JSON_NODE_HOLDS_ARRAY (node))
    return json_array_get_length (json_node_get_array (node)) > 0
           ? read_address (json_array_get_element (json_node_get_array (node), 0), depth + 1) : NULL;
  if (JSON_NODE_HOLDS_OBJECT (node))
    return get_string (json_node_get_object (node), "url");
  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
    return json_node_get_string (node);

  return NULL;
}

static char *
read_text (JsonObject *article,
           const char *member)
{
  const char *text = get_string (article, member);
  g_autofree char *plain = text != NULL ? jarida_html_to_text (text) : NULL;

  return plain != NULL && *plain != '\0' ? g_steal_pointer (&plain) : NULL;
}

/* Where headline and name differ, the one that the title of the page repeats. */
static void
prefer_name (JaridaPage           *self,
             JsonObject           *article,
             const JaridaHtmlNode *root)
{
  g_autofree char *name = read_text (article, "name");
  g_autoptr(GString) title = g_string_new (NULL);
  g_autofree char *squeezed = NULL;

  if (name == NULL || strcmp (name, self->title) == 0)
    return;
  for (const JaridaHtmlNode *node = jarida_html_node_walk (NULL, root); node != NULL && title->len == 0;
       node = jarida_html_node_walk (node, root))
    if (jarida_html_node_is (node, "title"))
      jarida_html_node_read (node, title);
  squeezed = jarida_text_squeeze (title->str);
  if (strstr (squeezed, name) != NULL && strstr (squeezed, self->title) == NULL)
    {
      g_free (self->title);
      self->title = g_steal_pointer (&name);
    }
}

static void
take_article (JaridaPage            *self,
              const JaridaHtmlNode  *root,
              JsonObject            *article,
              char                 **out_body)
{
  const char *date = get_string (article, "datePublished");
  const char *image = read_address (json_object_get_member (article, "image"), 0);
  const char *body = get_string (article, "articleBody");

  self->title = read_text (article, "headline");
  if (self->title == NULL)
    self->title = read_text (article, "name");
  else
    prefer_name (self, article, root);
  self->byline = read_names (article, "author");
  self->site = read_names (article, "publisher");
  self->excerpt = read_text (article, "description");
  if (date == NULL)
    date = get_string (article, "dateCreated");
  if (date != NULL && !jarida_date_parse (date, &self->published))
    self->published = 0;
  if (image != NULL)
    self->image = jarida_address_resolve (image, self->base);
  if (body != NULL)
    *out_body = g_strdup (body);
}

/* Editors put raw line ends and comment marks into it, which JSON does not know. */
static char *
tidy (const char *text)
{
  GString *out = g_string_sized_new (strlen (text));

  text += strspn (text, " \t\r\n");
  if (g_str_has_prefix (text, "//<![CDATA["))
    text += strlen ("//<![CDATA[");
  for (; *text != '\0'; text++)
    if ((guchar) *text < 0x20)
      g_string_append_c (out, ' ');
    else
      g_string_append_c (out, *text);
  g_strchomp (out->str);
  if (g_str_has_suffix (out->str, "//]]>"))
    out->str[strlen (out->str) - strlen ("//]]>")] = '\0';
  g_strchomp (out->str);
  if (g_str_has_suffix (out->str, ";"))
    out->str[strlen (out->str) - 1] = '\0';

  return g_string_free (out, FALSE);
}

/* json-glib recurses; what is nested deeper than any article is not looked at. */
static gboolean
is_shallow (const char *json)
{
  int depth = 0;
  gboolean quoted = FALSE;

  for (; *json != '\0'; json++)
    if (quoted)
      {
        if (*json == '\\' && json[1] != '\0')
          json++;
        else if (*json == '"')
          quoted = FALSE;
      }
    else if (*json == '"')
      quoted = TRUE;
    else if (*json == '{' || *json == '[')
      {
        if (++depth > 64)
          return FALSE;
      }
    else if (*json == '}' || *json == ']')
      depth--;

  return TRUE;
}

void
jarida_page_read_data (JaridaPage            *self,
                       const JaridaHtmlNode  *root,
                       char                 **out_body)
{
  *out_body = NULL;
  for (const JaridaHtmlNode *node = jarida_html_node_walk (NULL, root); node != NULL;
       node = jarida_html_node_walk (node, root))
    {
      const char *type = jarida_html_node_is (node, "script") ? jarida_html_node_get (node, "type") : NULL;
      g_autoptr(JsonParser) parser = NULL;
      g_autofree char *json = NULL;
      JsonObject *article;

      if (type == NULL || g_ascii_strncasecmp (type, "application/ld+json", 19) != 0 || node->first == NULL
          || node->first->text == NULL || strlen (node->first->text) > MAX_DATA)
        continue;
      json = tidy (node->first->text);
      parser = json_parser_new ();
      /* What is not JSON says nothing; the page is read by other means. */
      if (!is_shallow (json) || !json_parser_load_from_data (parser, json, -1, NULL)
          || json_parser_get_root (parser) == NULL)
        continue;
      article = find_article (json_parser_get_root (parser), 0);
      if (article != NULL)
        {
          take_article (self, root, article, out_body);
          return;
        }
    }
}
