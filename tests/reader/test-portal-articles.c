/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "jarida-portal-articles.h"

/* From the sample pages of a portal to drafts; they lie in ../shared, without which this skips. */

static GBytes *
read_sample (const char *name)
{
  const char *shared = g_getenv ("JARIDA_SHARED");
  g_autofree char *path = g_build_filename (shared != NULL ? shared : "../shared", "portal", "samples", name, NULL);
  char *data = NULL;
  gsize size;

  if (!g_file_get_contents (path, &data, &size, NULL))
    {
      g_test_skip ("the samples are not here");
      return NULL;
    }
  return g_bytes_new_take (data, size);
}

static GBytes *
replace (GBytes     *bytes,
         const char *from,
         const char *to)
{
  GString *text = g_string_new_len (g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes));

  g_string_replace (text, from, to, 0);
  return g_string_free_to_bytes (text);
}

static const struct
{
  const char *sample;
  const char *address;
  const char *section;
  guint       n_items;
  const char *slug;
  const char *guid;         /* of the first of that newspaper */
  const char *of_section;   /* (nullable) what it is in */
} pages[] = {
  { "home-fr.html", "https://www.maghress.com/fr", NULL, 13, "lephareduport", "maghress/fr/lephareduport/14101", NULL },
  { "section-fr.html", "https://www.maghress.com/fr/politics", "politics", 2, "echodesoasis", "maghress/fr/echodesoasis/883", "Politique" },
  { "newspaper-fr.html", "https://maghress.com/fr/lephareduport", NULL, 4, "lephareduport", "maghress/fr/lephareduport/14101", NULL },
};

static guint
count_drafts (const JaridaPortalDrafts *drafts)
{
  GHashTableIter iter;
  gpointer articles;
  guint n = 0;

  g_hash_table_iter_init (&iter, drafts->by_slug);
  while (g_hash_table_iter_next (&iter, NULL, &articles))
    n += ((GPtrArray *) articles)->len;
  return n;
}

static void
test_pages (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      g_autoptr(GBytes) bytes = read_sample (pages[i].sample);
      g_autoptr(JaridaPortalEdition) edition = jarida_portal_edition_new ("maghress", "https://www.maghress.com/fr/x");
      g_autoptr(JaridaPortalPage) page = NULL;
      g_autoptr(JaridaPortalDrafts) drafts = NULL;
      GPtrArray *list;
      const JaridaArticle *first;

      if (bytes == NULL)
        return;
      g_test_message ("%s", pages[i].sample);
      page = jarida_portal_page_read (bytes, pages[i].address, "text/html");
      drafts = jarida_portal_drafts_from_page (edition, page, pages[i].section);
      g_assert_true (drafts->framed);
      g_assert_cmpuint (drafts->n_items, ==, pages[i].n_items);
      g_assert_cmpuint (count_drafts (drafts), ==, drafts->n_items);
      list = g_hash_table_lookup (drafts->by_slug, pages[i].slug);
      g_assert_nonnull (list);
      first = g_ptr_array_index (list, 0);
      g_assert_cmpstr (first->guid, ==, pages[i].guid);
      g_assert_cmpstr (first->section, ==, pages[i].of_section);
      g_assert_true (first->partial && first->day_only);
      g_assert_cmpint (first->published, ==, 0);
      g_assert_null (first->content);
    }
}

/* The Arabic edition of the same portal has none of these, and neither has another portal. */
static void
test_other_edition (void)
{
  static const char *const others[] = { "https://www.maghress.com/x", "https://www.turess.com/fr/x", "http://127.0.0.1:8080/fr/x" };
  g_autoptr(GBytes) bytes = read_sample ("home-fr.html");

  for (guint i = 0; bytes != NULL && i < G_N_ELEMENTS (others); i++)
    {
      g_autoptr(JaridaPortalEdition) edition = jarida_portal_edition_new ("other", others[i]);
      g_autoptr(JaridaPortalPage) page = jarida_portal_page_read (bytes, "https://www.maghress.com/fr", "text/html");
      g_autoptr(JaridaPortalDrafts) drafts = jarida_portal_drafts_from_page (edition, page, NULL);

      g_assert_cmpuint (drafts->n_items, ==, 0);
    }
}

static void
test_feed (void)
{
  g_autoptr(GBytes) bytes = read_sample ("rss-fr.xml");
  g_autoptr(JaridaPortalEdition) edition = jarida_portal_edition_new ("maghress", "https://www.maghress.com/fr/x");
  g_autoptr(GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr(JaridaFeed) feed = NULL;
  g_autoptr(JaridaPortalDrafts) drafts = NULL;
  const JaridaArticle *article;

  if (bytes == NULL)
    return;
  g_hash_table_add (names, (gpointer) "l echo des oasis");
  feed = jarida_feed_parse (bytes, "https://www.maghress.com/fr/rss", NULL, NULL);
  drafts = jarida_portal_drafts_from_feed (edition, feed, names);
  g_assert_cmpuint (drafts->n_items, ==, 11);
  article = g_ptr_array_index ((GPtrArray *) g_hash_table_lookup (drafts->by_slug, "lephareduport"), 0);
  g_assert_cmpstr (article->authors[0], ==, "Samira Lahlou");
  g_assert_cmpstr (article->section, ==, "Société");
  g_assert_cmpint (article->published, >, 0);
  g_assert_false (article->day_only);
  article = g_ptr_array_index ((GPtrArray *) g_hash_table_lookup (drafts->by_slug, "echodesoasis"), 0);
  g_assert_null (article->authors);
  g_assert_cmpstr (article->guid, ==, "maghress/fr/echodesoasis/883");
}

static const struct
{
  const char *sample;
  const char *address;
  const char *from;     /* (nullable) what is spoiled */
  const char *to;
} wholes[] = {
  { "article-fr.html", "https://www.maghress.com/fr/lephareduport/14101", NULL, NULL },
  { "article-ar.html", "https://www.maghress.com/x/1", NULL, NULL },
  { "article-ar-plain.html", "https://www.maghress.com/x/1", NULL, NULL },
  { "article-fr.html", "https://www.maghress.com/fr/lephareduport/14101", "articlecontent", "zz" },
  { "article-fr.html", "https://www.maghress.com/fr/lephareduport/14101", "class=\"", "data-x=\"" },
  { "article-ar.html", "https://www.maghress.com/x/1", "articlecontent", "zz" },
  { "article-ar.html", "https://www.maghress.com/x/1", "mainContent", "yy" },
};

static void
test_whole (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (wholes); i++)
    {
      g_autoptr(GBytes) sample = read_sample (wholes[i].sample);
      g_autoptr(GBytes) bytes = NULL;
      g_autoptr(JaridaPortalEdition) edition = jarida_portal_edition_new ("maghress", wholes[i].address);
      g_autoptr(JaridaArticle) article = NULL;

      if (sample == NULL)
        return;
      g_test_message ("%u %s", i, wholes[i].sample);
      bytes = wholes[i].from != NULL ? replace (sample, wholes[i].from, wholes[i].to) : g_bytes_ref (sample);
      article = jarida_portal_read_whole (edition, bytes, wholes[i].address, "text/html; charset=utf-8");
      g_assert_nonnull (article);
      g_assert_nonnull (article->title);
      g_assert_cmpuint (g_utf8_strlen (article->content, -1), >, 200);
      g_assert_null (strstr (article->content, "Merci d'avoir signal"));
      g_assert_null (strstr (article->content, "marquee"));
      g_assert_nonnull (article->excerpt);
      if (article->published != 0)
        g_assert_true (article->day_only);
    }
}

/* A page without an article is no article. */
static void
test_nothing (void)
{
  static const char *const texts[] = {
    "", "<html></html>", "<html><body><form>Mot de passe</form></body></html>", "<h1 class=\"articletitle\">Titre</h1>",
    "<h1 class=\"articletitle\">Titre</h1><div class=\"articlecontent\"> <br /> </div>",
  };
  g_autoptr(JaridaPortalEdition) edition = jarida_portal_edition_new ("maghress", "https://www.maghress.com/fr/x");

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr(GBytes) bytes = g_bytes_new_static (texts[i], strlen (texts[i]));

      g_assert_null (jarida_portal_read_whole (edition, bytes, "https://www.maghress.com/fr/x/1", "text/html"));
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/reader/portal-articles/pages", test_pages);
  g_test_add_func ("/reader/portal-articles/other-edition", test_other_edition);
  g_test_add_func ("/reader/portal-articles/feed", test_feed);
  g_test_add_func ("/reader/portal-articles/whole", test_whole);
  g_test_add_func ("/reader/portal-articles/nothing", test_nothing);
  return g_test_run ();
}
