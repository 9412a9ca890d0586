/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "jarida-portal-page.h"

/* Addresses */

typedef struct
{
  const char       *address;
  JaridaPortalKind  kind;
  const char       *language;
  const char       *slug;
  const char       *number;
  const char       *name;
} AddressRow;

static const AddressRow addresses[] = {
  { "https://www.maghress.com", JARIDA_PORTAL_HOME, "ar", NULL, NULL, NULL },
  { "https://www.maghress.com/fr/", JARIDA_PORTAL_HOME, "fr", NULL, NULL, NULL },
  { "https://www.masress.com/en", JARIDA_PORTAL_HOME, "en", NULL, NULL, NULL },
  { "https://www.maghress.com/politics", JARIDA_PORTAL_SECTION, "ar", "politics", NULL, NULL },
  { "https://www.maghress.com/fr/video", JARIDA_PORTAL_SECTION, "fr", "video", NULL, NULL },
  { "https://www.turess.com/assabah", JARIDA_PORTAL_NEWSPAPER, "ar", "assabah", NULL, NULL },
  { "http://maghress.com/hespress/385334?x=1#top", JARIDA_PORTAL_ARTICLE, "ar", "hespress", "385334", NULL },
  { "https://www.maghress.com/fr/quid/18032214519999", JARIDA_PORTAL_ARTICLE, "fr", "quid", "18032214519999", NULL },
  { "https://www.maghress.com/video/3578001", JARIDA_PORTAL_VIDEO, "ar", NULL, "3578001", NULL },
  { "https://www.maghress.com/author/%D8%AF%D8%A7%D8%B1+24", JARIDA_PORTAL_AUTHOR, "ar", NULL, NULL, "دار 24" },
  { "https://www.maghress.com/fr/author/Nadia+Salmi", JARIDA_PORTAL_AUTHOR, "fr", NULL, NULL, "Nadia Salmi" },
  { "https://www.maghress.com/author/%ff", JARIDA_PORTAL_OTHER, "ar", NULL, NULL, NULL },
  { "https://www.maghress.com/city", JARIDA_PORTAL_CITIES, "ar", NULL, NULL, NULL },
  { "https://www.maghress.com/city/%D9%81%D8%A7%D8%B3", JARIDA_PORTAL_CITY, "ar", NULL, NULL, "فاس" },
  { "https://www.maghress.com/search/pont+neuf", JARIDA_PORTAL_SEARCH, "ar", NULL, NULL, "pont neuf" },
  { "https://www.maghress.com/rss", JARIDA_PORTAL_FEED, "ar", NULL, NULL, NULL },
  { "https://www.maghress.com/fr/quid/rss", JARIDA_PORTAL_FEED, "fr", "quid", NULL, NULL },
  { "https://www.maghress.com/about", JARIDA_PORTAL_OTHER, "ar", NULL, NULL, NULL },
  { "https://www.maghress.com/faces/index.xhtml", JARIDA_PORTAL_OTHER, "ar", NULL, NULL, NULL },
  { "https://www.maghress.com/quid/1/2/3/4/5", JARIDA_PORTAL_OTHER, "ar", NULL, NULL, NULL },
  /* The demo and whoever else runs the same program. */
  { "http://127.0.0.1:8080/fr/lephare/12", JARIDA_PORTAL_ARTICLE, "fr", "lephare", "12", NULL },
};

static void
test_addresses (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (addresses); i++)
    {
      const AddressRow *row = &addresses[i];
      g_autoptr(JaridaPortalAddress) parsed = jarida_portal_address_parse (row->address);

      g_test_message ("%s", row->address);
      g_assert_nonnull (parsed);
      g_assert_cmpint (parsed->kind, ==, row->kind);
      g_assert_cmpstr (parsed->language, ==, row->language);
      g_assert_cmpstr (parsed->slug, ==, row->slug);
      g_assert_cmpstr (parsed->number, ==, row->number);
      g_assert_cmpstr (parsed->name, ==, row->name);
    }
  g_assert_null (jarida_portal_address_parse ("mailto:redaction@quid.example"));
  g_assert_null (jarida_portal_address_parse (NULL));
}

static void
test_identity (void)
{
  g_autofree char *one = jarida_portal_identity ("http://maghress.com/fr/quid/12?utm_source=x");
  g_autofree char *two = jarida_portal_identity ("https://www.maghress.com/fr/quid/12/");
  g_autofree char *sister = jarida_portal_identity ("https://www.turess.com/fr/quid/12");

  g_assert_cmpstr (one, ==, "maghress/fr/quid/12");
  g_assert_cmpstr (two, ==, one);
  g_assert_cmpstr (sister, ==, "turess/fr/quid/12");
  g_assert_null (jarida_portal_identity ("https://quid.example/fr/quid/12"));
  g_assert_null (jarida_portal_identity ("https://www.maghress.com/fr/quid"));
  g_assert_null (jarida_portal_identity ("https://maghress.com.example/fr/quid/12"));
}

/* Pages */

static JaridaPortalPage *
read_page (const char *html,
           const char *address)
{
  g_autoptr(GBytes) bytes = g_bytes_new (html, strlen (html));

  return jarida_portal_page_read (bytes, address, NULL);
}

static void
test_listing (void)
{
  static const char html[] =
    "<html><body><div id='centeredmenu'><a href='/fr/politics'>Politique</a><a href='/fr/lephare'>Le Phare</a><a href='/'>العربية</a></div>"
    "<marquee><span class=marquee><a href='/fr/lephare/9'>Bandeau</a></span></marquee>"
    "<div id='mainContent'><span class='pagetitle'> Politique </span><a href='/fr/politics/rss'><img class='rssimage' src='/r.png'></a>"
    "<div class='teasercontainer'><a class='teaserimagelink' href='/fr/lephare/7'><img src='//images2.maghress.com/lephare/lephare/thumb'></a>"
    "<a class='teasertitle' href='/fr/lephare/7'>\n Un  pont </a><br>Les travaux\nont commencé (...)"
    "<a class='teaserauthor' href='/fr/author/Le+Phare'>Le Phare</a> <a class='teasernewspaper' href='/fr/lephare'>Le Phare</a></div>"
    "<div class='teasercontainer'><a class='teasertitle' href='/fr/lephare/8'></a></div>"
    "<a href='?page=2'>Suivant »</a></div></body></html>";
  g_autoptr(JaridaPortalPage) page = read_page (html, "http://www.maghress.com/fr/politics");
  const JaridaPortalItem *item;

  g_assert_cmpint (page->kind, ==, JARIDA_PORTAL_SECTION);
  g_assert_cmpstr (page->language, ==, "fr");
  g_assert_cmpstr (page->title, ==, "Politique");
  g_assert_cmpstr (page->feed, ==, "https://www.maghress.com/fr/politics/rss");
  g_assert_cmpstr (page->next, ==, "https://www.maghress.com/fr/politics?page=2");
  g_assert_cmpstr (page->other_edition, ==, "https://www.maghress.com/");
  g_assert_cmpuint (page->ticker->len, ==, 1);
  g_assert_cmpuint (page->items->len, ==, 2);
  item = page->items->pdata[0];
  g_assert_cmpstr (item->title, ==, "Un pont");
  g_assert_cmpstr (item->address, ==, "https://www.maghress.com/fr/lephare/7");
  g_assert_cmpstr (item->teaser, ==, "Les travaux\nont commencé (...)");
  g_assert_true (item->author_is_newspaper);
  g_assert_true (item->image_is_logo);
  item = page->items->pdata[1];
  g_assert_cmpstr (item->title, ==, "");
  g_assert_cmpstr (item->slug, ==, "lephare");
}

/* What a search has found is a list like another, in the order of the portal; with classes that nobody knows, too. A page of something
 * else says so by where it is. */
static void
test_search (void)
{
  static const char *const pages[] = {
    "<html><body><div id='centeredmenu'><a href='/fr/politics'>Politique</a><a href='/fr/lephare'>Le Phare</a></div>"
    "<marquee><a href='/fr/lephare/9'>Bandeau</a></marquee><div id='sideBar'><a href='/fr/lephare/8'>À côté</a></div>"
    "<div id='mainContent'><span class='pagetitle'>pont neuf</span><div class='tablesgroup'><div class='tableheader'>Résultats</div>"
    "<div class='teasercontainer'><a class='teasertitle' href='/fr/quid/3'>Un pont neuf</a><a class='teasernewspaper' href='/fr/quid'>Quid"
    "</a></div><div class='teasercontainer'><a class='teasertitle' href='/fr/lephare/7'>Le pont</a></div>"
    "<div class='teasercontainer'><a class='teasertitle' href='/fr/quid/3'>Un pont neuf</a></div></div>"
    "<a href='http://elsewhere.example/?page=2' class='next'>Suivant</a><a href='/fr/search/pont+neuf?page=2'>Suivant</a></div></body></html>",
    "<html><body><div id='centeredmenu'><a href='/fr/politics'>Politique</a><a href='/fr/lephare'>Le Phare</a></div><main>"
    "<p class='x'><a href='/fr/quid/3'>Un pont neuf</a> <a href='/fr/quid'>Quid</a></p><p class='y'><a href='/fr/lephare/7'>Le pont</a></p>"
    "<a href='/fr/search/pont+neuf?page=2' rel='next'>2</a></main></body></html>",
  };

  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      g_autoptr(JaridaPortalPage) page = read_page (pages[i], "https://www.maghress.com/fr/search/pont+neuf");
      const JaridaPortalItem *item;

      g_assert_cmpint (page->kind, ==, JARIDA_PORTAL_SEARCH);
      g_assert_cmpuint (page->groups->len, ==, 0);
      g_assert_cmpuint (page->items->len, ==, 2);
      item = page->items->pdata[0];
      g_assert_cmpstr (item->address, ==, "https://www.maghress.com/fr/quid/3");
      g_assert_cmpstr (item->title, ==, "Un pont neuf");
      g_assert_cmpstr (item->newspaper, ==, "Quid");
      item = page->items->pdata[1];
      g_assert_cmpstr (item->address, ==, "https://www.maghress.com/fr/lephare/7");
      g_assert_cmpstr (page->next, ==, "https://www.maghress.com/fr/search/pont+neuf?page=2");
    }
}

static void
test_article (void)
{
  static const char html[] =
    "<html><head><meta property='og:title' content='Un pont'></head><body>"
    "<marquee><a href='/fr/lephare/9'>Bandeau</a></marquee><div id='mainContent'>"
    "<div>Merci d'avoir signalé!<br>Cette image sera automatiquement bloquée après qu'elle soit signalée par plusieurs personnes.</div>"
    "<h1 class='articletitle'> </h1><a href='/fr/author/Samira+Lahlou'>Samira Lahlou</a>"
    "<span class='articlenewspaper'>Publié dans <a href='/fr/lephare'>Le Phare</a> le ٢٢ - 3 -٢٠١٨</span>"
    "<div class='articlecontent'><img src='//images2.maghress.com/lephare/7'>Un.<br><br>Deux.<div class='report'>Signaler</div>"
    "<br><br><a href='https://lephare.example/7'>Cliquez ici pour lire l'article depuis sa source.</a></div>"
    "<div class='tablesgroup'><div class='teasercontainer'><a class='teasertitle' href='/fr/lephare/6'>Autre</a></div></div>"
    "</div></body></html>";
  g_autoptr(JaridaPortalPage) page = read_page (html, "https://www.maghress.com/fr/lephare/7");
  const JaridaPortalArticle *article = page->article;

  g_assert_nonnull (article);
  g_assert_cmpstr (article->title, ==, "Un pont");
  g_assert_cmpstr (article->newspaper, ==, "Le Phare");
  g_assert_cmpstr (article->author, ==, "Samira Lahlou");
  g_assert_cmpstr (article->author_address, ==, "https://www.maghress.com/fr/author/Samira+Lahlou");
  g_assert_cmpstr (article->day, ==, "2018-03-22");
  g_assert_cmpstr (article->image, ==, "https://images2.maghress.com/lephare/7");
  g_assert_cmpstr (article->source, ==, "https://lephare.example/7");
  g_assert_true (g_str_has_prefix (article->report_answer, "Merci d'avoir signalé! Cette image"));
  g_assert_nonnull (strstr (article->content, "Un."));
  g_assert_nonnull (strstr (article->content, "Deux."));
  g_assert_null (strstr (article->content, "Signaler"));
  g_assert_null (strstr (article->content, "<img"));
  g_assert_null (strstr (article->content, "source"));
}

/* Half of a page, no page, a page of another site. */
static void
test_anything (void)
{
  static const char *const pages[] = {
    "", "<", "<html><body><div id=mainContent>", "<marquee><marquee><div class=articlecontent>", "rien",
    "<div class=articletitle><div class=articlenewspaper>le 99 - 99 - 9999</div>", "<a href='/x/1'><a href='/x/2'>",
    "<div class=teasercontainer><div class=teasercontainer><a href='javascript:1'>x</a></div></div>",
  };
  static const char *const from[] = { NULL, "https://www.maghress.com/", "https://www.maghress.com/x/1", "nonsense" };

  for (gsize i = 0; i < G_N_ELEMENTS (pages) * G_N_ELEMENTS (from); i++)
    {
      g_autoptr(JaridaPortalPage) page = read_page (pages[i / G_N_ELEMENTS (from)], from[i % G_N_ELEMENTS (from)]);

      g_assert_nonnull (page->language);
      g_assert_true (page->article == NULL || page->article->day == NULL);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/portal/addresses", test_addresses);
  g_test_add_func ("/portal/identity", test_identity);
  g_test_add_func ("/portal/listing", test_listing);
  g_test_add_func ("/portal/search", test_search);
  g_test_add_func ("/portal/article", test_article);
  g_test_add_func ("/portal/anything", test_anything);

  return g_test_run ();
}
