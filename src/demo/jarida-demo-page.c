/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "jarida-demo-page.h"

static const char *style =
  "body{font:18px/1.5 serif;max-width:42em;margin:0 auto;padding:1em}img{max-width:100%;height:auto}"
  "nav,footer,aside{font:14px sans-serif;color:#555}nav a{margin-inline-end:1em}figcaption{font-size:.8em}"
  "table{border-collapse:collapse}td,th{border:1px solid #999;padding:.2em .6em}";

static void
append_alternate (GString               *out,
                  const JaridaDemoPaper *paper,
                  JaridaDemoFormat       format)
{
  g_autofree char *title = g_markup_escape_text (paper->title, -1);

  g_string_append_printf (out, "<link rel=\"alternate\" type=\"%s\" title=\"%s\" href=\"%s/%s/%s\">\n",
                          jarida_demo_format_get_type (format), title, paper->address, paper->id,
                          jarida_demo_format_get_file (format));
}

static GString *
begin_page (const char *language,
            const char *title)
{
  GString *out = g_string_new ("<!DOCTYPE html>\n");
  g_autofree char *escaped = g_markup_escape_text (title, -1);

  g_string_append_printf (out, "<html lang=\"%s\" dir=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n<title>%s</title>\n"
                          "<meta name=\"viewport\" content=\"width=device-width\">\n<style>%s</style>\n",
                          language, g_str_has_prefix (language, "ar") ? "rtl" : "ltr", escaped, style);
  return out;
}

static void
append_meta (GString    *out,
             const char *kind,
             const char *name,
             const char *value)
{
  g_autofree char *escaped = NULL;

  if (value == NULL)
    return;
  escaped = g_markup_escape_text (value, -1);
  g_string_append_printf (out, "<meta %s=\"%s\" content=\"%s\">\n", kind, name, escaped);
}

static void
append_text (GString    *out,
             const char *open,
             const char *text,
             const char *close)
{
  g_autofree char *escaped = NULL;

  if (text == NULL)
    return;
  escaped = g_markup_escape_text (text, -1);
  g_string_append_printf (out, "%s%s%s", open, escaped, close);
}

static void
append_navigation (GString               *out,
                   const JaridaDemoPaper *paper)
{
  g_autofree char *title = g_markup_escape_text (paper->title, -1);

  g_string_append_printf (out, "<nav><a href=\"%s/%s/\">%s</a>", paper->address, paper->id, title);
  for (guint i = 0; i < MIN (paper->articles->len, 6); i++)
    {
      const JaridaDemoArticle *article = g_ptr_array_index (paper->articles, i);

      if (article->section != NULL)
        append_text (out, " <a href=\"#\">", article->section, "</a>");
    }
  g_string_append (out, "</nav>\n");
}

char *
jarida_demo_page_write_index (const JaridaDemoEdition *edition)
{
  GString *out = begin_page ("en", edition->title);

  for (guint i = 0; i < edition->papers->len; i++)
    {
      const JaridaDemoPaper *paper = g_ptr_array_index (edition->papers, i);

      append_alternate (out, paper, paper->format);
    }
  append_text (out, "</head>\n<body>\n<h1>", edition->title, "</h1>\n<ul>\n");
  for (guint i = 0; i < edition->papers->len; i++)
    {
      const JaridaDemoPaper *paper = g_ptr_array_index (edition->papers, i);
      g_autofree char *title = g_markup_escape_text (paper->title, -1);
      g_autofree char *feed = jarida_demo_paper_dup_feed_address (paper);

      g_string_append_printf (out, "<li><a href=\"%s/%s/\">%s</a> (<a href=\"%s\">%s</a>)</li>\n",
                              paper->address, paper->id, title, feed, jarida_demo_format_get_file (paper->format));
    }
  g_string_append (out, "</ul>\n<p><a href=\"/subscriptions.opml\">OPML</a></p>\n</body>\n</html>\n");
  return g_string_free (out, FALSE);
}

char *
jarida_demo_page_write_home (const JaridaDemoPaper *paper,
                             guint                  n_held)
{
  GString *out = begin_page (paper->language, paper->title);

  append_alternate (out, paper, paper->format);
  g_string_append_printf (out, "<link rel=\"icon\" type=\"image/png\" href=\"/pictures/icon-%s.png\">\n", paper->id);
  append_meta (out, "name", "description", paper->description);
  g_string_append (out, "</head>\n<body>\n");
  append_navigation (out, paper);
  append_text (out, "<h1>", paper->title, "</h1>\n");
  for (guint i = n_held; i < paper->articles->len; i++)
    {
      const JaridaDemoArticle *article = g_ptr_array_index (paper->articles, i);

      g_string_append_printf (out, "<h2><a href=\"/%s/%s.html\">", paper->id, article->slug);
      append_text (out, "", article->title, "</a></h2>\n");
      append_text (out, "<p>", article->subtitle, "</p>\n");
    }
  g_string_append (out, "</body>\n</html>\n");
  return g_string_free (out, FALSE);
}

static void
append_figure (GString                 *out,
               const JaridaDemoArticle *article)
{
  if (article->image == NULL)
    return;
  g_string_append_printf (out, "<figure><img src=\"/pictures/%s\"", article->image);
  append_text (out, " alt=\"", article->alt, "\"");
  g_string_append (out, ">");
  append_text (out, "<figcaption>", article->caption, "</figcaption>");
  g_string_append (out, "</figure>\n");
}

static void
append_byline (GString                 *out,
               const JaridaDemoArticle *article)
{
  g_autofree char *published = g_date_time_format_iso8601 (article->published);
  g_autofree char *day = g_date_time_format (article->published, "%Y-%m-%d %H:%M");

  g_string_append (out, "<p class=\"byline\">");
  append_text (out, "<span class=\"city\">", article->city, "</span> · ");
  append_text (out, "<span class=\"author\" rel=\"author\">", article->author, "</span> · ");
  g_string_append_printf (out, "<time datetime=\"%s\">%s</time></p>\n", published, day);
}

char *
jarida_demo_page_write_article (const JaridaDemoPaper   *paper,
                                const JaridaDemoArticle *article)
{
  GString *out = begin_page (paper->language, article->title);
  g_autofree char *published = g_date_time_format_iso8601 (article->published);
  g_autofree char *picture = NULL;

  append_alternate (out, paper, paper->format);
  append_meta (out, "property", "og:type", "article");
  append_meta (out, "property", "og:title", article->title);
  append_meta (out, "property", "og:site_name", paper->title);
  append_meta (out, "property", "og:description", article->subtitle);
  append_meta (out, "property", "article:published_time", published);
  append_meta (out, "name", "author", article->author);
  if (article->image != NULL)
    picture = g_strdup_printf ("%s/pictures/%s", paper->address, article->image);
  append_meta (out, "property", "og:image", picture);
  g_string_append (out, "</head>\n<body>\n<header>\n");
  append_navigation (out, paper);
  g_string_append (out, "</header>\n<main>\n<article>\n");
  append_text (out, "<p class=\"section\">", article->section, "</p>\n");
  append_text (out, "<h1>", article->title, "</h1>\n");
  append_text (out, "<p class=\"subtitle\">", article->subtitle, "</p>\n");
  append_byline (out, article);
  append_figure (out, article);
  g_string_append_printf (out, "%s\n</article>\n</main>\n<aside class=\"related\"><ul>\n", article->body);
  for (guint i = 0; i < MIN (paper->articles->len, 5); i++)
    {
      const JaridaDemoArticle *other = g_ptr_array_index (paper->articles, i);

      g_string_append_printf (out, "<li><a href=\"%s.html\">", other->slug);
      append_text (out, "", other->title, "</a></li>\n");
    }
  append_text (out, "</ul></aside>\n<footer>© ", paper->title, " 2026</footer>\n</body>\n</html>\n");
  return g_string_free (out, FALSE);
}
