/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <libsoup/soup.h>
#include <string.h>

#include "jarida-demo-feed.h"

/* The four dialects differ on purpose where newspapers differ: RSS brings its text in content:encoded and its picture in
 * media:content, Atom in escaped HTML under an xml:base, RDF only a summary, JSON Feed an object. */

static void
append_element (GString    *out,
                const char *name,
                const char *text)
{
  g_autofree char *escaped = NULL;

  if (text == NULL)
    return;
  escaped = g_markup_escape_text (text, -1);
  g_string_append_printf (out, "<%s>%s</%s>\n", name, escaped, name);
}

static void
append_cdata (GString    *out,
              const char *name,
              const char *text)
{
  g_auto(GStrv) parts = g_strsplit (text, "]]>", -1);
  g_autofree char *safe = g_strjoinv ("]]]]><![CDATA[>", parts);

  g_string_append_printf (out, "<%s><![CDATA[%s]]></%s>\n", name, safe, name);
}

static char *
dup_picture (const JaridaDemoPaper   *paper,
             const JaridaDemoArticle *article)
{
  return article->image != NULL ? g_strdup_printf ("%s/pictures/%s", paper->address, article->image) : NULL;
}

static const char *
get_picture_type (const char *name)
{
  if (g_str_has_suffix (name, ".png"))
    return "image/png";
  return g_str_has_suffix (name, ".webp") ? "image/webp" : "image/jpeg";
}

static char *
dup_text (const JaridaDemoPaper   *paper,
          const JaridaDemoArticle *article)
{
  return paper->full ? g_strdup (article->body) : jarida_demo_article_dup_summary (article);
}

static void
append_rss_item (GString                 *out,
                 const JaridaDemoPaper   *paper,
                 const JaridaDemoArticle *article)
{
  g_autofree char *link = jarida_demo_paper_dup_link (paper, article);
  g_autofree char *picture = dup_picture (paper, article);
  g_autofree char *summary = jarida_demo_article_dup_summary (article);
  g_autofree char *date = soup_date_time_to_string (article->published, SOUP_DATE_HTTP);

  g_string_append (out, "<item>\n");
  append_element (out, "title", article->title);
  append_element (out, "link", link);
  g_string_append_printf (out, "<guid isPermaLink=\"false\">%s/%s</guid>\n", paper->id, article->slug);
  append_element (out, "dc:creator", article->author);
  append_element (out, "category", article->section);
  append_element (out, "pubDate", date);
  append_cdata (out, "description", summary);
  if (picture != NULL)
    {
      g_string_append_printf (out, "<media:content url=\"%s\" medium=\"image\" type=\"%s\">\n", picture,
                              get_picture_type (picture));
      append_element (out, "media:description", article->caption);
      g_string_append (out, "</media:content>\n");
    }
  if (paper->full)
    append_cdata (out, "content:encoded", article->body);
  g_string_append (out, "</item>\n");
}

static char *
write_rss (const JaridaDemoPaper *paper,
           guint                  n_held)
{
  GString *out = g_string_new ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                               "<rss version=\"2.0\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\""
                               " xmlns:dc=\"http://purl.org/dc/elements/1.1/\""
                               " xmlns:media=\"http://search.yahoo.com/mrss/\""
                               " xmlns:atom=\"http://www.w3.org/2005/Atom\">\n<channel>\n");

  append_element (out, "title", paper->title);
  g_string_append_printf (out, "<link>%s/%s/</link>\n", paper->address, paper->id);
  g_string_append_printf (out, "<atom:link rel=\"self\" type=\"application/rss+xml\" href=\"%s/%s/rss.xml\"/>\n",
                          paper->address, paper->id);
  append_element (out, "description", paper->description != NULL ? paper->description : paper->title);
  append_element (out, "language", paper->language);
  g_string_append_printf (out, "<image><url>%s/pictures/icon-%s.png</url>", paper->address, paper->id);
  append_element (out, "title", paper->title);
  g_string_append_printf (out, "<link>%s/%s/</link></image>\n", paper->address, paper->id);
  for (guint i = n_held; i < paper->articles->len; i++)
    append_rss_item (out, paper, g_ptr_array_index (paper->articles, i));
  g_string_append (out, "</channel>\n</rss>\n");
  return g_string_free (out, FALSE);
}

static void
append_atom_entry (GString                 *out,
                   const JaridaDemoPaper   *paper,
                   const JaridaDemoArticle *article)
{
  g_autofree char *picture = dup_picture (paper, article);
  g_autofree char *text = dup_text (paper, article);
  g_autofree char *escaped = g_markup_escape_text (text, -1);
  g_autofree char *published = g_date_time_format_iso8601 (article->published);
  g_autofree char *updated = g_date_time_format_iso8601 (jarida_demo_article_get_modified (article));

  g_string_append (out, "<entry>\n");
  append_element (out, "title", article->title);
  g_string_append_printf (out, "<link rel=\"alternate\" type=\"text/html\" href=\"%s.html\"/>\n", article->slug);
  g_string_append_printf (out, "<id>tag:jarida.invalid,2026:%s/%s</id>\n", paper->id, article->slug);
  append_element (out, "published", published);
  append_element (out, "updated", updated);
  if (article->author != NULL)
    {
      g_string_append (out, "<author>");
      append_element (out, "name", article->author);
      g_string_append (out, "</author>\n");
    }
  if (article->section != NULL)
    {
      g_autofree char *term = g_markup_escape_text (article->section, -1);

      g_string_append_printf (out, "<category term=\"%s\"/>\n", term);
    }
  if (picture != NULL)
    g_string_append_printf (out, "<link rel=\"enclosure\" type=\"%s\" href=\"%s\"/>\n", get_picture_type (picture), picture);
  append_element (out, "summary", article->subtitle);
  g_string_append_printf (out, "<content type=\"html\">%s</content>\n</entry>\n", escaped);
}

static char *
write_atom (const JaridaDemoPaper *paper,
            guint                  n_held)
{
  GString *out = g_string_new ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");

  g_string_append_printf (out, "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"%s\" xml:base=\"%s/%s/\">\n",
                          paper->language, paper->address, paper->id);
  append_element (out, "title", paper->title);
  append_element (out, "subtitle", paper->description);
  g_string_append_printf (out, "<id>tag:jarida.invalid,2026:%s</id>\n", paper->id);
  g_string_append (out, "<link rel=\"self\" href=\"atom.xml\"/>\n<link rel=\"alternate\" type=\"text/html\" href=\"./\"/>\n");
  g_string_append_printf (out, "<icon>/pictures/icon-%s.png</icon>\n", paper->id);
  if (paper->articles->len > n_held)
    {
      g_autofree char *updated = NULL;

      updated = g_date_time_format_iso8601 (jarida_demo_article_get_modified (g_ptr_array_index (paper->articles, n_held)));
      append_element (out, "updated", updated);
    }
  for (guint i = n_held; i < paper->articles->len; i++)
    append_atom_entry (out, paper, g_ptr_array_index (paper->articles, i));
  g_string_append (out, "</feed>\n");
  return g_string_free (out, FALSE);
}

/* RDF has no element for a picture: it stands at the head of the text. */
static char *
dup_text_with_picture (const JaridaDemoArticle *article)
{
  g_autofree char *alt = g_markup_escape_text (article->alt != NULL ? article->alt : "", -1);
  g_autofree char *caption = g_markup_escape_text (article->caption != NULL ? article->caption : "", -1);

  if (article->image == NULL)
    return g_strdup (article->body);
  return g_strdup_printf ("<figure><img src=\"/pictures/%s\" alt=\"%s\"><figcaption>%s</figcaption></figure>\n%s",
                          article->image, alt, caption, article->body);
}

static void
append_rdf_item (GString                 *out,
                 const JaridaDemoPaper   *paper,
                 const JaridaDemoArticle *article)
{
  g_autofree char *link = jarida_demo_paper_dup_link (paper, article);
  g_autofree char *summary = jarida_demo_article_dup_summary (article);
  g_autofree char *date = g_date_time_format_iso8601 (article->published);

  g_string_append_printf (out, "<item rdf:about=\"%s\">\n", link);
  append_element (out, "title", article->title);
  append_element (out, "link", link);
  append_element (out, "description", summary);
  append_element (out, "dc:creator", article->author);
  append_element (out, "dc:subject", article->section);
  append_element (out, "dc:date", date);
  if (paper->full)
    {
      g_autofree char *content = dup_text_with_picture (article);

      append_cdata (out, "content:encoded", content);
    }
  g_string_append (out, "</item>\n");
}

static char *
write_rdf (const JaridaDemoPaper *paper,
           guint                  n_held)
{
  GString *out = g_string_new ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                               "<rdf:RDF xmlns=\"http://purl.org/rss/1.0/\""
                               " xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\""
                               " xmlns:content=\"http://purl.org/rss/1.0/modules/content/\""
                               " xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n");

  g_string_append_printf (out, "<channel rdf:about=\"%s/%s/index.rdf\">\n", paper->address, paper->id);
  append_element (out, "title", paper->title);
  g_string_append_printf (out, "<link>%s/%s/</link>\n", paper->address, paper->id);
  append_element (out, "description", paper->description != NULL ? paper->description : paper->title);
  append_element (out, "dc:language", paper->language);
  g_string_append (out, "<items><rdf:Seq>\n");
  for (guint i = n_held; i < paper->articles->len; i++)
    {
      g_autofree char *link = jarida_demo_paper_dup_link (paper, g_ptr_array_index (paper->articles, i));

      g_string_append_printf (out, "<rdf:li rdf:resource=\"%s\"/>\n", link);
    }
  g_string_append (out, "</rdf:Seq></items>\n</channel>\n");
  for (guint i = n_held; i < paper->articles->len; i++)
    append_rdf_item (out, paper, g_ptr_array_index (paper->articles, i));
  g_string_append (out, "</rdf:RDF>\n");
  return g_string_free (out, FALSE);
}

static void
add_member (JsonBuilder *builder,
            const char  *name,
            const char  *value)
{
  if (value == NULL)
    return;
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, value);
}

static void
add_json_item (JsonBuilder             *builder,
               const JaridaDemoPaper   *paper,
               const JaridaDemoArticle *article)
{
  g_autofree char *id = g_strdup_printf ("%s/%s", paper->id, article->slug);
  g_autofree char *link = jarida_demo_paper_dup_link (paper, article);
  g_autofree char *picture = dup_picture (paper, article);
  g_autofree char *text = dup_text (paper, article);
  g_autofree char *published = g_date_time_format_iso8601 (article->published);
  g_autofree char *updated = g_date_time_format_iso8601 (jarida_demo_article_get_modified (article));

  json_builder_begin_object (builder);
  add_member (builder, "id", id);
  add_member (builder, "url", link);
  add_member (builder, "title", article->title);
  add_member (builder, "summary", article->subtitle);
  add_member (builder, "content_html", text);
  add_member (builder, "image", picture);
  add_member (builder, "date_published", published);
  add_member (builder, "date_modified", updated);
  if (article->author != NULL)
    {
      json_builder_set_member_name (builder, "authors");
      json_builder_begin_array (builder);
      json_builder_begin_object (builder);
      add_member (builder, "name", article->author);
      json_builder_end_object (builder);
      json_builder_end_array (builder);
    }
  if (article->section != NULL)
    {
      json_builder_set_member_name (builder, "tags");
      json_builder_begin_array (builder);
      json_builder_add_string_value (builder, article->section);
      json_builder_end_array (builder);
    }
  json_builder_end_object (builder);
}

static char *
write_json (const JaridaDemoPaper *paper,
            guint                  n_held)
{
  g_autoptr(JsonBuilder) builder = json_builder_new_immutable ();
  g_autoptr(JsonNode) root = NULL;
  g_autofree char *home = g_strdup_printf ("%s/%s/", paper->address, paper->id);
  g_autofree char *icon = g_strdup_printf ("%s/pictures/icon-%s.png", paper->address, paper->id);

  json_builder_begin_object (builder);
  add_member (builder, "version", "https://jsonfeed.org/version/1.1");
  add_member (builder, "title", paper->title);
  add_member (builder, "description", paper->description);
  add_member (builder, "home_page_url", home);
  add_member (builder, "language", paper->language);
  add_member (builder, "icon", icon);
  json_builder_set_member_name (builder, "items");
  json_builder_begin_array (builder);
  for (guint i = n_held; i < paper->articles->len; i++)
    add_json_item (builder, paper, g_ptr_array_index (paper->articles, i));
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  return json_to_string (root, TRUE);
}

char *
jarida_demo_feed_write (const JaridaDemoPaper *paper,
                        JaridaDemoFormat       format,
                        guint                  n_held)
{
  switch (format)
    {
    case JARIDA_DEMO_RSS:
      return write_rss (paper, n_held);
    case JARIDA_DEMO_ATOM:
      return write_atom (paper, n_held);
    case JARIDA_DEMO_JSON:
      return write_json (paper, n_held);
    case JARIDA_DEMO_RDF:
      return write_rdf (paper, n_held);
    default:
      g_assert_not_reached ();
    }
}

static void
append_outline (GString               *out,
                const JaridaDemoPaper *paper)
{
  g_autofree char *title = g_markup_escape_text (paper->title, -1);
  g_autofree char *feed = jarida_demo_paper_dup_feed_address (paper);

  g_string_append_printf (out, "<outline type=\"rss\" text=\"%s\" title=\"%s\" xmlUrl=\"%s\" htmlUrl=\"%s/%s/\"/>\n",
                          title, title, feed, paper->address, paper->id);
}

char *
jarida_demo_feed_write_opml (const JaridaDemoEdition *edition)
{
  GString *out = g_string_new ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<opml version=\"2.0\">\n<head>\n");
  const char *open = NULL;

  append_element (out, "title", edition->title);
  g_string_append (out, "</head>\n<body>\n");
  /* edition.json keeps the newspapers of a folder together. */
  for (guint i = 0; i < edition->papers->len; i++)
    {
      const JaridaDemoPaper *paper = g_ptr_array_index (edition->papers, i);

      if (paper->of_portal)
        continue;
      if (g_strcmp0 (open, paper->folder) != 0)
        {
          g_autofree char *folder = g_markup_escape_text (paper->folder != NULL ? paper->folder : "", -1);

          g_string_append (out, open != NULL ? "</outline>\n" : "");
          if (paper->folder != NULL)
            g_string_append_printf (out, "<outline text=\"%s\">\n", folder);
          open = paper->folder;
        }
      append_outline (out, paper);
    }
  g_string_append (out, open != NULL ? "</outline>\n</body>\n</opml>\n" : "</body>\n</opml>\n");
  return g_string_free (out, FALSE);
}
