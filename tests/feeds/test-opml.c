/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "jarida-feed.h"
#include "jarida-opml.h"

/* A tree on one line: title(children), a feed as title=address. */
static void
describe (GString             *out,
          const JaridaOutline *outline)
{
  g_string_append (out, outline->title != NULL ? outline->title : "-");
  if (outline->feed_url != NULL)
    g_string_append_printf (out, "=%s", outline->feed_url);
  if (outline->children->len == 0)
    return;
  g_string_append_c (out, '(');
  for (guint i = 0; i < outline->children->len; i++)
    {
      if (i > 0)
        g_string_append_c (out, ' ');
      describe (out, g_ptr_array_index (outline->children, i));
    }
  g_string_append_c (out, ')');
}

#define OPML(body) "<?xml version=\"1.0\"?><opml version=\"2.0\"><head><title>Mes flux</title></head><body>" body "</body></opml>"

static const struct
{
  const char *name;
  const char *text;
  const char *expected;
} rows[] = {
  { "nested", OPML ("<outline text=\"صحف\"><outline text=\"المغرب\"><outline type=\"rss\" text=\"الفجر\" xmlUrl=\"http://f.test/\"/>"
    "</outline></outline><outline text=\"B\" xmlUrl=\"http://b.test/\"/>"),
    "Mes flux(صحف(المغرب(الفجر=http://f.test/)) B=http://b.test/)" },
  { "case", "<OPML><Body><OUTLINE TEXT='a' XMLURL='http://a.test/'/></Body></OPML>", "-(a=http://a.test/)" },
  { "title-without-text", OPML ("<outline title=\"a\" xmlUrl=\"http://a.test/\"/>"), "Mes flux(a=http://a.test/)" },
  { "no-title", OPML ("<outline xmlUrl=\"http://a.test/\"/>"), "Mes flux(-=http://a.test/)" },
  { "ampersand", OPML ("<outline text=\"A & B &lt;&eacute;\" xmlUrl=\"http://a.test/?a=1&b=2\"/>"),
    "Mes flux(A & B <é=http://a.test/?a=1&b=2)" },
  { "cut-off", "<opml><body><outline text=\"F\"><outline text=\"a\" xmlUrl=\"http://a.test/\"/><outline text=\"b\" xmlUrl=\"http:",
    "-(F(a=http://a.test/ b=http:))" },
  { "end-tags-missing", "<opml><body><outline text=\"F\"><outline text=\"a\" xmlUrl=\"http://a.test/\"></body></opml>",
    "-(F(a=http://a.test/))" },
  { "says-nothing", OPML ("<outline/><outline text=\"\"/><outline text=\"F\"/>"), "Mes flux(F)" },
  { "twice", OPML ("<outline text=\"a\" xmlUrl=\"u\"/><outline text=\"a\" xmlUrl=\"u\"/>"), "Mes flux(a=u)" },
  { "comment", OPML ("<!-- <outline text=\"x\" xmlUrl=\"x\"/> --><outline text=\"a\"/>"), "Mes flux(a)" },
};

static void
test_parse (gconstpointer data)
{
  const char *const *row = data;
  g_autoptr(GBytes) bytes = g_bytes_new_take (g_memdup2 (row[1], strlen (row[1])), strlen (row[1]));
  g_autoptr(GError) error = NULL;
  g_autoptr(JaridaOutline) root = jarida_opml_parse (bytes, &error);
  g_autoptr(GBytes) written = NULL;
  g_autoptr(JaridaOutline) again = NULL;
  g_autoptr(GString) first = g_string_new (NULL);
  g_autoptr(GString) second = g_string_new (NULL);

  g_assert_no_error (error);
  describe (first, root);
  g_assert_cmpstr (first->str, ==, row[2]);

  written = jarida_opml_write (root);
  again = jarida_opml_parse (written, &error);
  g_assert_no_error (error);
  describe (second, again);
  g_assert_cmpstr (second->str, ==, row[2]);
}

static void
test_by_category (void)
{
  static const char list[] =
    "<opml version='2.0'><body>"
    "<outline text='One' xmlUrl='https://one.example/f' category='news, /Press/ Morocco /,news'/>"
    "<outline text='Two' xmlUrl='https://two.example/f' category=' , / ,'/>"
    "<outline text='Kept'><outline text='Three' xmlUrl='https://three.example/f' category='/Press'/></outline>"
    "<outline text='Four' xmlUrl='https://four.example/f' category='Press'/>"
    "<outline text='Press' htmlUrl='https://press.example/'/>"
    "</body></opml>";
  g_autoptr(GBytes) bytes = g_bytes_new_static (list, strlen (list));
  g_autoptr(GError) error = NULL;
  g_autoptr(JaridaOutline) root = jarida_opml_parse (bytes, &error);
  g_autoptr(GString) sorted = g_string_new (NULL);
  const JaridaOutline *one;

  g_assert_no_error (error);
  one = g_ptr_array_index (root->children, 0);
  g_assert_cmpuint (g_strv_length (one->categories), ==, 2);
  g_assert_cmpstr (one->categories[0], ==, "news");
  g_assert_cmpstr (one->categories[1], ==, "Press/Morocco");

  jarida_opml_sort_by_category (root);
  describe (sorted, root);
  g_assert_cmpstr (sorted->str, ==, "-(Two=https://two.example/f Kept(Three=https://three.example/f) "
                   "Press(Morocco(One=https://one.example/f) Four=https://four.example/f))");
}

static void
test_refused (void)
{
  static const struct { const char *text; JaridaFeedError code; } refused[] = {
    { "", JARIDA_FEED_ERROR_EMPTY },
    { " \n", JARIDA_FEED_ERROR_EMPTY },
    { "hello", JARIDA_FEED_ERROR_NOT_A_FEED },
    { "<html><body>outline</body></html>", JARIDA_FEED_ERROR_NOT_A_FEED },
    { "<rss><channel/></rss>", JARIDA_FEED_ERROR_NOT_A_FEED },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autoptr(GBytes) bytes = g_bytes_new (refused[i].text, strlen (refused[i].text));
      g_autoptr(GError) error = NULL;
      g_autoptr(JaridaOutline) root = jarida_opml_parse (bytes, &error);

      g_assert_null (root);
      g_assert_error (error, JARIDA_FEED_ERROR, (int) refused[i].code);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strconcat ("/feeds/opml/", rows[i].name, NULL);

      g_test_add_data_func (path, &rows[i], test_parse);
    }
  g_test_add_func ("/feeds/opml/by-category", test_by_category);
  g_test_add_func ("/feeds/opml/refused", test_refused);

  return g_test_run ();
}
