/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "jarida-feed-articles.h"

#include <string.h>

/* What stands in a row of the list under the title. */
static const struct
{
  const char *name;
  const char *html;
  const char *excerpt;
} excerpts[] = {
  { "plain", "Une phrase.", "Une phrase." },
  { "blocks-are-spaces", "<p>Un.</p><p>Deux.</p>", "Un. Deux." },
  { "entities", "<p>Caf&eacute; &amp; th&#233; &laquo;vert&raquo;</p>", "Café & thé «vert»" },
  { "no-scripts-no-styles", "<style>p{color:red}</style><script>if (a<b) alert('<p>')</script><p>Le texte</p>", "Le texte" },
  { "no-comments", "<!-- <p>non</p> -->oui<!-- et non", "oui" },
  { "a-bracket-that-is-no-tag", "3 < 5 et 7 > 6", "3 < 5 et 7 > 6" },
  { "only-markup", "<p><img src=\"a.png\"/></p>", NULL },
  { "arabic", "<p>قال <b>الوزير</b> إن الأمطار</p>", "قال الوزير إن الأمطار" },
  { "attributes-with-brackets", "<a title=\"a > b\" href=x>lien</a>", "lien" },
};

static JaridaArticle *
convert (const char *title,
         const char *summary)
{
  g_autofree char *summary_xml = summary != NULL ? g_markup_escape_text (summary, -1) : NULL;
  g_autofree char *rss = g_strdup_printf ("<rss version=\"2.0\"><channel><title>T</title><language>fr</language><item>"
                                          "<title>%s</title><link>http://a.example/1</link>%s%s%s</item></channel></rss>",
                                          title, summary_xml != NULL ? "<description>" : "",
                                          summary_xml != NULL ? summary_xml : "", summary_xml != NULL ? "</description>" : "");
  g_autoptr(GBytes) bytes = g_bytes_new (rss, strlen (rss));
  g_autoptr(GError) error = NULL;
  g_autoptr(JaridaFeed) feed = jarida_feed_parse (bytes, "http://a.example/rss", NULL, &error);
  g_autoptr(GPtrArray) articles = NULL;

  g_assert_no_error (error);
  articles = jarida_feed_to_articles (feed);
  g_assert_cmpuint (articles->len, ==, 1);
  return jarida_article_ref (g_ptr_array_index (articles, 0));
}

static void
test_excerpt (gconstpointer data)
{
  const guint i = GPOINTER_TO_UINT (data);
  g_autoptr(JaridaArticle) article = convert ("Titre", excerpts[i].html);

  g_assert_cmpstr (article->excerpt, ==, excerpts[i].excerpt);
}

static void
test_long (void)
{
  g_autoptr(GString) html = g_string_new (NULL);
  g_autoptr(JaridaArticle) article = NULL;

  /* The beginning is all markup, the cut goes through a tag. */
  for (guint i = 0; i < 40; i++)
    g_string_append (html, "<div class=\"enveloppe-de-mise-en-page\" data-numero=\"123456789\">");
  for (guint i = 0; i < 200; i++)
    g_string_append_printf (html, "<span id=\"m%u\">mot</span> ", i);
  article = convert ("Titre", html->str);
  g_assert_nonnull (article->excerpt);
  g_assert_true (g_str_has_prefix (article->excerpt, "mot mot mot"));
  g_assert_true (g_str_has_suffix (article->excerpt, "…"));
  g_assert_cmpint (g_utf8_strlen (article->excerpt, -1), <=, 200);
  g_assert_null (strchr (article->excerpt, '<'));
}

static void
test_without_title (void)
{
  g_autoptr(JaridaArticle) article = convert ("", "<p>Le texte dit tout.</p>");

  g_assert_cmpstr (article->title, ==, "Le texte dit tout.");
}

static void
test_language_of_the_text (void)
{
  g_autoptr(JaridaArticle) article = convert ("الحكومة تصادق على مشروع القانون الجديد", "نص الخبر كما جاء في الصحيفة هذا الصباح");

  g_assert_cmpstr (article->language, ==, "ar");
  g_assert_cmpint (article->direction, ==, JARIDA_DIRECTION_RTL);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (excerpts); i++)
    {
      g_autofree char *path = g_strconcat ("/reader/excerpt/", excerpts[i].name, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_excerpt);
    }
  g_test_add_func ("/reader/excerpt/long-and-full-of-markup", test_long);
  g_test_add_func ("/reader/title/from-the-text-when-there-is-none", test_without_title);
  g_test_add_func ("/reader/language/arabic-in-a-french-feed", test_language_of_the_text);
  return g_test_run ();
}
