/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

#include "demo-process.h"
#include "jarida-catalogue.h"
#include "jarida-feed.h"
#include "jarida-portal-page.h"
#include "sample-press.h"

/* Everything the portal of the demo serves is read back as a reader reads it, and compared with the files it was made of. */

#define PAGE_ITEMS 20
#define HTML "text/html; charset=utf-8"

static const char *const languages[] = { "ar", "fr" };
static const char *const prefixes[] = { "", "/fr" };

/* "http://127.0.0.100:PORT/fr/path" */
static char *
dup_portal_address (Demo       *demo,
                    const char *path)
{
  return g_strdup_printf ("http://127.0.0.100%s%s", strrchr (demo->address, ':'), path);
}

static JaridaPortalPage *
read_page (Demo       *demo,
           const char *path)
{
  g_autofree char *address = *path == '/' ? dup_portal_address (demo, path) : g_strdup (path);
  g_autoptr(GBytes) body = demo_get (demo, address, 200);
  JaridaPortalPage *page = jarida_portal_page_read (body, address, HTML);

  g_assert_nonnull (page);
  return page;
}

/* The article of the sample edition that the portal has at @address, by the source that its page names. */
static PressArticle *
find_article (Press      *press,
              const char *source)
{
  g_auto(GStrv) parts = NULL;
  g_autofree char *name = NULL;
  PressArticle *article;

  g_assert_nonnull (source);
  parts = g_strsplit (source, "/", 5);
  g_assert_cmpuint (g_strv_length (parts), ==, 5);
  g_assert_true (g_str_has_suffix (parts[4], ".html"));
  parts[4][strlen (parts[4]) - strlen (".html")] = '\0';
  name = g_strdup_printf ("%s/%s", parts[3], parts[4]);
  article = g_hash_table_lookup (press->articles, name);
  g_assert_nonnull (article);
  return article;
}

/* All headlines of a place, by its links to older ones. */
static GPtrArray *
read_list (Demo       *demo,
           const char *path)
{
  GPtrArray *addresses = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree char *next = g_strdup (path);

  while (next != NULL)
    {
      g_autoptr(JaridaPortalPage) page = read_page (demo, next);

      g_assert_cmpuint (page->items->len, <=, PAGE_ITEMS);
      g_assert_nonnull (page->feed);
      for (guint i = 0; i < page->items->len; i++)
        {
          JaridaPortalItem *item = g_ptr_array_index (page->items, i);

          g_ptr_array_add (addresses, g_strdup (item->address));
          g_assert_true (g_hash_table_add (seen, g_ptr_array_index (addresses, addresses->len - 1)));
        }
      g_free (next);
      next = g_strdup (page->next);
      if (next != NULL)
        g_assert_cmpuint (page->items->len, ==, PAGE_ITEMS);
    }
  return addresses;
}

static void
check_home (Demo  *demo,
            Press *press,
            guint  side)
{
  g_autofree char *path = g_strconcat (prefixes[side], "/", NULL);
  g_autoptr(JaridaPortalPage) page = read_page (demo, side == 0 ? "/" : prefixes[side]);
  g_autofree char *feed = g_strconcat (prefixes[side], "/rss", NULL);
  g_autofree char *feed_address = dup_portal_address (demo, feed);
  g_autofree char *other = dup_portal_address (demo, side == 0 ? "/fr" : "/");
  guint n_youtube = 0, n_untitled = 0;

  g_assert_cmpint (page->kind, ==, JARIDA_PORTAL_HOME);
  g_assert_cmpstr (page->language, ==, languages[side]);
  g_assert_cmpstr (page->feed, ==, feed_address);
  g_assert_cmpstr (page->other_edition, ==, other);
  g_assert_cmpuint (page->sections->len, ==, 9);
  g_assert_cmpuint (page->newspapers->len, ==, press->papers[side]->len);
  for (guint i = 0; i < page->newspapers->len; i++)
    g_assert_cmpstr (((JaridaPortalPlace *) g_ptr_array_index (page->newspapers, i))->name, ==,
                     g_ptr_array_index (press->papers[side], i));
  g_assert_cmpuint (page->carousel->len, ==, 6);
  g_assert_cmpuint (page->ticker->len, >=, 30);
  g_assert_cmpuint (page->groups->len, ==, 8);
  for (guint i = 0; i < page->groups->len; i++)
    {
      JaridaPortalGroup *group = g_ptr_array_index (page->groups, i);

      g_assert_nonnull (group->section);
      g_assert_cmpuint (group->items->len, <=, 7);
    }
  g_assert_cmpuint (page->videos->len, ==, press->n_videos);
  for (guint i = 0; i < page->videos->len; i++)
    {
      JaridaPortalVideo *video = g_ptr_array_index (page->videos, i);
      g_autoptr(GBytes) picture = demo_get (demo, video->image, 200);

      g_assert_cmpuint (g_bytes_get_size (picture), >, 1000);
      n_youtube += video->youtube != NULL;
      n_untitled += video->title == NULL;
    }
  g_assert_cmpuint (n_youtube, ==, press->n_videos);
  g_assert_cmpuint (n_untitled, ==, 1);
}

static void
check_article (Demo       *demo,
               Press      *press,
               const char *address,
               guint       side,
               GHashTable *reached)
{
  g_autoptr(JaridaPortalPage) page = read_page (demo, address);
  JaridaPortalArticle *article = page->article;
  PressArticle *expected;
  g_autoptr(GBytes) source = NULL;

  g_assert_nonnull (article);
  expected = find_article (press, article->source);
  g_assert_cmpstr (expected->language, ==, languages[side]);
  g_assert_cmpstr (article->title, ==, expected->title);
  g_assert_cmpstr (article->subtitle, ==, expected->subtitle);
  g_assert_cmpstr (article->author, ==, expected->author);
  g_assert_cmpstr (article->day, ==, expected->day);
  g_assert_cmpstr (article->slug, ==, expected->paper);
  g_assert_true (g_ptr_array_find_with_equal_func (press->papers[side], article->newspaper, g_str_equal, NULL));
  g_assert_true ((article->image != NULL) == (expected->image != NULL));
  if (article->image != NULL)
    {
      g_autoptr(GBytes) picture = demo_get (demo, article->image, 200);

      g_assert_cmpuint (g_bytes_get_size (picture), >, 1000);
    }
  g_assert_nonnull (article->report_answer);
  g_assert_nonnull (article->content);
  g_assert_cmpuint (strlen (article->content), >, 200);
  /* Neither what the page says around the text, nor advertisements. */
  g_assert_null (strstr (article->content, "articlesource"));
  g_assert_null (strstr (article->content, "teaser"));
  g_assert_null (strstr (article->content, "/ads/"));
  g_assert_null (strstr (article->content, "ViewState"));
  source = demo_get (demo, article->source, 200);
  g_assert_true (g_hash_table_add (reached, expected));
}

/* Every article of the edition is reached through its newspaper's pages, with all that its file says. */
static void
test_articles (void)
{
  Demo demo = { NULL };
  Press *press = press_load (SAMPLE);
  g_autoptr(GHashTable) reached = g_hash_table_new (NULL, NULL);

  demo_start (&demo, "--portal", NULL);
  for (guint side = 0; side < 2; side++)
    {
      g_autoptr(JaridaPortalPage) home = read_page (&demo, side == 0 ? "/" : "/fr");

      check_home (&demo, press, side);
      for (guint i = 0; i < home->newspapers->len; i++)
        {
          JaridaPortalPlace *paper = g_ptr_array_index (home->newspapers, i);
          g_autoptr(GPtrArray) articles = read_list (&demo, paper->address);

          g_assert_cmpuint (articles->len, ==, press_count (press, languages[side], G_STRUCT_OFFSET (PressArticle, paper), paper->slug));
          for (guint j = 0; j < articles->len; j++)
            check_article (&demo, press, g_ptr_array_index (articles, j), side, reached);
        }
    }
  g_assert_cmpuint (g_hash_table_size (reached), ==, g_hash_table_size (press->articles));
  demo_stop (&demo);
  press_free (press);
}

/* Sections, authors and cities list what they should, and all that they should. */
static void
test_places (void)
{
  Demo demo = { NULL };
  Press *press = press_load (SAMPLE);
  g_autoptr(GHashTable) authors = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  GHashTableIter iter;
  gpointer name, address;
  guint n_cities = 0, n_listed = 0;

  demo_start (&demo, "--portal", NULL);
  for (guint side = 0; side < 2; side++)
    {
      g_autoptr(JaridaPortalPage) home = read_page (&demo, side == 0 ? "/" : "/fr");
      g_autofree char *city_path = g_strconcat (prefixes[side], "/city", NULL);
      g_autoptr(JaridaPortalPage) cities = read_page (&demo, city_path);

      for (guint i = 0; i < home->sections->len - 1; i++)
        {
          JaridaPortalPlace *section = g_ptr_array_index (home->sections, i);
          g_autoptr(GPtrArray) articles = read_list (&demo, section->address);
          g_autoptr(JaridaPortalPage) first = read_page (&demo, section->address);

          g_assert_cmpuint (articles->len, ==, press_count (press, languages[side], G_STRUCT_OFFSET (PressArticle, section), section->slug));
          g_assert_cmpuint (articles->len, >=, 5);
          g_assert_cmpstr (first->title, ==, section->name);
          n_listed += articles->len;
        }
      g_assert_cmpint (cities->kind, ==, JARIDA_PORTAL_CITIES);
      for (guint i = 0; i < cities->cities->len; i++)
        {
          JaridaPortalPlace *city = g_ptr_array_index (cities->cities, i);
          g_autoptr(GPtrArray) articles = read_list (&demo, city->address);

          g_assert_cmpuint (articles->len, ==, press_count (press, languages[side], G_STRUCT_OFFSET (PressArticle, city), city->name));
          n_cities++;
        }
      for (guint i = 0; i < home->newspapers->len; i++)
        {
          g_autoptr(JaridaPortalPage) page = read_page (&demo, ((JaridaPortalPlace *) g_ptr_array_index (home->newspapers, i))->address);

          for (guint j = 0; j < page->items->len; j++)
            {
              JaridaPortalItem *item = g_ptr_array_index (page->items, j);
              g_autoptr(JaridaPortalPage) story = read_page (&demo, item->address);

              if (story->article->author != NULL && !item->author_is_newspaper)
                g_hash_table_insert (authors, g_strdup (item->author), g_strdup (story->article->author_address));
            }
        }
    }
  g_hash_table_iter_init (&iter, authors);
  while (g_hash_table_iter_next (&iter, &name, &address))
    {
      g_autoptr(GPtrArray) articles = read_list (&demo, address);
      const char *language = strstr (address, "/fr/author/") != NULL ? "fr" : "ar";

      g_assert_cmpuint (articles->len, ==, press_count (press, language, G_STRUCT_OFFSET (PressArticle, author), name));
    }
  g_assert_cmpuint (n_listed, ==, g_hash_table_size (press->articles));
  /* Enough for a window that is full. */
  g_test_message ("%u articles, %u newspapers, %u authors, %u cities", n_listed, press->papers[0]->len + press->papers[1]->len,
                  g_hash_table_size (authors), n_cities);
  g_assert_cmpuint (n_listed, >=, 150);
  g_assert_cmpuint (press->papers[0]->len + press->papers[1]->len, >=, 10);
  g_assert_cmpuint (g_hash_table_size (authors), >=, 25);
  g_assert_cmpuint (n_cities, >=, 12);
  g_assert_cmpuint (press->n_videos, ==, 8);
  demo_stop (&demo);
  press_free (press);
}

static JaridaFeed *
read_feed (Demo       *demo,
           const char *address)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) body = demo_get (demo, address, 200);
  JaridaFeed *feed = jarida_feed_parse (body, address, "application/rss+xml", &error);

  g_assert_no_error (error);
  return feed;
}

/* The feed beside a page's title has what the page has, and the newspaper's own feed has the address that the portal names. */
static void
test_feeds (void)
{
  Demo demo = { NULL };
  const char *paths[] = { "/", "/fr", "/culture", "/fr/economics", "/sawt-sahil", "/fr/courrier-oasis", "/fr/author/Karim+Tazi-Ouali", "/fr/city/Tanger" };
  g_autoptr(JaridaPortalPage) story = NULL;
  g_autoptr(JaridaFeed) own = NULL;
  g_autofree char *own_address = NULL;
  gboolean found = FALSE;

  demo_start (&demo, "--portal", "--many-hosts", NULL);
  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr(JaridaPortalPage) page = read_page (&demo, paths[i]);
      g_autoptr(JaridaFeed) feed = read_feed (&demo, page->feed);

      g_assert_cmpuint (feed->items->len, >, 0);
      for (guint j = 0; j < MIN (page->items->len, feed->items->len); j++)
        g_assert_cmpstr (((JaridaPortalItem *) g_ptr_array_index (page->items, j))->address, ==,
                         ((JaridaFeedItem *) g_ptr_array_index (feed->items, j))->link);
      for (guint j = 0; j < feed->items->len; j++)
        {
          JaridaFeedItem *item = g_ptr_array_index (feed->items, j);

          g_assert_cmpint (item->published, >, 0);
          g_assert_cmpuint (item->categories->len, ==, 1);
          g_assert_true (g_str_has_suffix (item->summary, "(...)"));
        }
    }
  story = read_page (&demo, "/sawt-sahil/70014");
  own_address = g_strdup_printf ("http://127.0.0.2%s/sawt-sahil/rss.xml", strrchr (demo.address, ':'));
  own = read_feed (&demo, own_address);
  for (guint i = 0; i < own->items->len; i++)
    found |= strcmp (((JaridaFeedItem *) g_ptr_array_index (own->items, i))->link, story->article->source) == 0;
  g_assert_true (found);
  demo_stop (&demo);
}

static guint
ask (Demo        *demo,
     const char  *path,
     const char  *header,
     const char  *value,
     char       **out_etag,
     char       **out_modified,
     char       **out_location)
{
  g_autofree char *address = dup_portal_address (demo, path);
  g_autoptr(SoupMessage) message = demo_new_message (demo, address);
  g_autoptr(GBytes) body = NULL;
  SoupMessageHeaders *headers = soup_message_get_response_headers (message);

  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT);
  if (header != NULL)
    soup_message_headers_append (soup_message_get_request_headers (message), header, value);
  body = soup_session_send_and_read (demo->session, message, NULL, NULL);
  if (out_etag != NULL)
    *out_etag = g_strdup (soup_message_headers_get_one (headers, "ETag"));
  if (out_modified != NULL)
    *out_modified = g_strdup (soup_message_headers_get_one (headers, "Last-Modified"));
  if (out_location != NULL)
    *out_location = g_strdup (soup_message_headers_get_one (headers, "Location"));
  return soup_message_get_status (message);
}

static void
test_conditions (void)
{
  Demo demo = { NULL };
  const char *paths[] = { "/", "/fr/rss", "/culture", "/fr/gazette-detroit", "/sawt-sahil/70014", "/fr/economics?page=2" };

  demo_start (&demo, "--portal", NULL);
  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autofree char *etag = NULL, *modified = NULL;

      g_assert_cmpuint (ask (&demo, paths[i], NULL, NULL, &etag, &modified, NULL), ==, 200);
      g_assert_nonnull (etag);
      g_assert_nonnull (modified);
      g_assert_cmpuint (ask (&demo, paths[i], "If-None-Match", etag, NULL, NULL, NULL), ==, 304);
      g_assert_cmpuint (ask (&demo, paths[i], "If-Modified-Since", modified, NULL, NULL, NULL), ==, 304);
      g_assert_cmpuint (ask (&demo, paths[i], "If-None-Match", "\"other\"", NULL, NULL, NULL), ==, 200);
    }
  demo_stop (&demo);
}

static void
test_redirects (void)
{
  Demo demo = { NULL };
  const struct { const char *path; guint status; const char *to; } rows[] = {
    { "/fr/", 301, "/fr" },
    { "/sawt-sahil/", 301, "/sawt-sahil" },
    { "/gazette-detroit/14104", 301, "/fr/gazette-detroit/14104" },   /* of the other edition */
    { "/fr/gazette-detroit/1", 301, "/fr/gazette-detroit/14104" },    /* as it was counted once */
    { "/fr/gazette-detroit/99999", 404, NULL },
    { "/fr/gazette-detroit/14105", 404, NULL },
    { "/culture?page=99", 404, NULL },
    { "/author/nobody", 404, NULL },
    { "/search/zzz", 200, NULL },
    { "//elsewhere.example/", 404, NULL },
    { "/99999999999999999999/99999999999999999999", 404, NULL },
    { "/no-such-newspaper", 404, NULL },
    { "/fr/sawt-sahil", 404, NULL },
  };

  demo_start (&demo, "--portal", NULL);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *location = NULL;

      g_assert_cmpuint (ask (&demo, rows[i].path, NULL, NULL, NULL, NULL, &location), ==, rows[i].status);
      if (rows[i].to != NULL)
        g_assert_true (g_str_has_suffix (location, rows[i].to));
    }
  demo_stop (&demo);
}

static void
test_faults (void)
{
  Demo demo = { NULL };
  g_autoptr(JaridaPortalPage) listing = NULL, story = NULL, as_is = NULL;
  g_autofree char *location = NULL, *text = NULL, *address = NULL;

  demo_start (&demo, "--portal", NULL);
  g_assert_cmpuint (ask (&demo, "/fault/500/fr/culture", NULL, NULL, NULL, NULL, NULL), ==, 500);
  g_assert_cmpuint (ask (&demo, "/fault/moved/fr/culture", NULL, NULL, NULL, NULL, &location), ==, 301);
  g_assert_true (g_str_has_suffix (location, "/fr/culture"));
  /* Read by where its links lead, as the classes are gone. */
  address = dup_portal_address (&demo, "/fault/renamed/fr/culture");
  text = demo_get_text (&demo, address);
  g_assert_null (strstr (text, "class=\"teaser"));
  g_assert_nonnull (strstr (text, "class=\"zteasertitle\""));
  demo_stop (&demo);

  demo_start (&demo, "--portal", "--portal-fault", "renamed", NULL);
  listing = read_page (&demo, "/fr/economics");
  g_assert_cmpuint (listing->items->len, ==, PAGE_ITEMS);
  story = read_page (&demo, "/sawt-sahil/70014");
  demo_stop (&demo);
  demo_start (&demo, "--portal", NULL);
  as_is = read_page (&demo, "/sawt-sahil/70014");
  g_assert_cmpstr (story->article->title, ==, as_is->article->title);
  g_assert_cmpstr (story->article->day, ==, as_is->article->day);
  g_assert_nonnull (story->article->content);
  demo_stop (&demo);
}

/* How many are on the first page of what an edition has found. */
static guint
count_found (Demo       *demo,
             const char *prefix,
             const char *words)
{
  g_autofree char *escaped = g_uri_escape_string (words, "+", FALSE);
  g_autofree char *path = g_strconcat (prefix, "/search/", escaped, NULL);
  g_autoptr(GPtrArray) found = read_list (demo, path);

  return found->len;
}

/* Words are looked for in titles and below them, all of them, whatever their case, accents and hamzas. */
static void
test_search (void)
{
  Demo demo = { NULL };
  g_autoptr(GPtrArray) found = NULL;
  g_autoptr(JaridaPortalPage) story = NULL;

  demo_start (&demo, "--portal", NULL);
  found = read_list (&demo, "/fr/search/HANDBALL");
  g_assert_cmpuint (found->len, ==, 1);
  story = read_page (&demo, g_ptr_array_index (found, 0));
  g_assert_true (g_str_has_prefix (story->article->title, "Handball"));
  g_assert_cmpuint (count_found (&demo, "/fr", "ete"), ==, count_found (&demo, "/fr", "ÉTÉ"));
  g_assert_cmpuint (count_found (&demo, "/fr", "l'ecole"), ==, count_found (&demo, "/fr", "L'École"));
  g_assert_cmpuint (count_found (&demo, "", "الى"), ==, count_found (&demo, "", "إِلى"));
  g_assert_cmpuint (count_found (&demo, "", "الى"), >, 0);
  g_assert_cmpuint (count_found (&demo, "", "مدينه"), ==, count_found (&demo, "", "مدينة"));
  g_assert_cmpuint (count_found (&demo, "/fr", "handball+zzz"), ==, 0);
  demo_stop (&demo);
}

/* Every third answer of the portal, none of the newspapers. */
static void
test_fault_switch (void)
{
  Demo demo = { NULL };
  g_autoptr(JaridaPortalPage) page = NULL;
  g_autoptr(GBytes) own = NULL;

  demo_start (&demo, "--portal", "--portal-fault", "503:3", NULL);
  for (guint i = 1; i <= 9; i++)
    {
      g_assert_cmpuint (ask (&demo, "/fr/rss", NULL, NULL, NULL, NULL, NULL), ==, i % 3 == 0 ? 503 : 200);
      own = demo_get (&demo, "/gazette-detroit/rss.xml", 200);
      g_clear_pointer (&own, g_bytes_unref);
    }
  demo_stop (&demo);
  demo_start (&demo, "--portal", "--portal-fault", "moved", NULL);
  page = read_page (&demo, "/fr/economics?page=2");
  g_assert_cmpuint (page->items->len, >, 0);
  demo_stop (&demo);
}

/* What the newspapers that are to be chosen are called, and where they are. */
static void
test_catalogue (void)
{
  Demo demo = { NULL };
  Press *press = press_load (SAMPLE);
  g_autofree char *file = NULL;
  g_autoptr(JaridaCatalogue) catalogue = NULL;
  g_autoptr(GError) error = NULL;
  const GPtrArray *newspapers;
  guint n_of_portal = 0;

  g_file_open_tmp ("catalogue-XXXXXX", &file, NULL);
  demo_start (&demo, "--portal", "--catalogue", file, NULL);
  catalogue = jarida_catalogue_load (file, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (jarida_catalogue_get_portals (catalogue)->len, ==, 1);
  newspapers = jarida_catalogue_get_newspapers (catalogue);
  for (guint i = 0; i < newspapers->len; i++)
    {
      JaridaCatalogueNewspaper *newspaper = g_ptr_array_index (newspapers, i);
      g_autoptr(GBytes) body = demo_get (&demo, newspaper->address, 200);

      g_assert_true (newspaper->verified);
      if (newspaper->portal != NULL)
        {
          g_autoptr(JaridaPortalPage) page = jarida_portal_page_read (body, newspaper->address, HTML);

          g_assert_cmpint (page->kind, ==, JARIDA_PORTAL_NEWSPAPER);
          g_assert_cmpstr (page->title, ==, jarida_catalogue_name (newspaper->names, newspaper->language));
          n_of_portal++;
        }
    }
  g_assert_cmpuint (n_of_portal, ==, press->papers[0]->len + press->papers[1]->len);
  g_assert_cmpuint (newspapers->len, ==, n_of_portal + 2);
  demo_stop (&demo);
  press_free (press);
  g_unlink (file);
}

/* Lines of the log say when each request began and ended. */
static void
test_log (void)
{
  Demo demo = { NULL };
  g_autofree char *log = NULL, *advertisement = NULL, *cut = NULL;
  g_autoptr(SoupMessage) message = NULL;
  g_autoptr(GBytes) body = NULL;
  g_auto(GStrv) lines = NULL;
  double last_end = 0;
  guint n_lines = 0;

  demo_start (&demo, "--portal", "--latency", "10", NULL);
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr(JaridaPortalPage) page = read_page (&demo, "/fr/author/Karim+Tazi-Ouali");
    }
  /* What is cut off has its line, too. */
  cut = dup_portal_address (&demo, "/fault/cut/fr");
  message = demo_new_message (&demo, cut);
  g_assert_null (soup_session_send_and_read (demo.session, message, NULL, NULL));
  advertisement = g_strdup_printf ("http://127.0.0.103%s/ads/tag.js", strrchr (demo.address, ':'));
  body = demo_get (&demo, advertisement, 200);
  for (guint i = 0; i < 400 && n_lines < 5; i++)
    {
      g_clear_pointer (&log, g_free);
      g_clear_pointer (&lines, g_strfreev);
      g_usleep (5000);
      g_file_get_contents (demo.log, &log, NULL, NULL);
      lines = g_strsplit (log, "\n", -1);
      n_lines = g_strv_length (lines) - 1;
    }
  g_assert_cmpuint (n_lines, ==, 5);
  for (guint i = 0; i < n_lines; i++)
    {
      g_auto(GStrv) fields = g_strsplit (lines[i], " ", -1);

      g_assert_cmpuint (g_strv_length (fields), ==, 6);
      g_assert_cmpstr (fields[1], ==, "GET");
      g_assert_cmpstr (fields[3], ==, i == 3 ? "0" : "200");
      /* It waited ten milliseconds; and the next began when it had ended. */
      g_assert_cmpfloat (atof (fields[0]) - atof (fields[5]), >=, 9);
      g_assert_cmpfloat (atof (fields[5]), >=, last_end);
      last_end = atof (fields[0]);
    }
  g_assert_nonnull (strstr (lines[0], "/fr/author/Karim+Tazi-Ouali"));
  g_assert_nonnull (strstr (lines[4], "http://127.0.0.103:"));
  demo_stop (&demo);
}

/* Any page of a long list is had as quickly as the first. */
static void
test_many (void)
{
  Demo demo = { NULL };
  g_autoptr(JaridaPortalPage) first = NULL, last = NULL, section = NULL;

  demo_start (&demo, "--portal", "--portal-papers", "2", "--portal-articles", "100000", NULL);
  first = read_page (&demo, "/author/%D9%83%D8%A7%D8%AA%D8%A8+1");
  g_assert_cmpuint (first->items->len, ==, PAGE_ITEMS);
  g_assert_nonnull (first->next);
  last = read_page (&demo, "/author/%D9%83%D8%A7%D8%AA%D8%A8+1?page=2500");
  g_assert_cmpuint (last->items->len, ==, PAGE_ITEMS);
  g_assert_null (last->next);
  g_assert_cmpuint (ask (&demo, "/author/%D9%83%D8%A7%D8%AA%D8%A8+1?page=2501", NULL, NULL, NULL, NULL, NULL), ==, 404);
  section = read_page (&demo, "/fr/sports?page=500");
  g_assert_cmpuint (section->items->len, ==, PAGE_ITEMS);
  g_assert_cmpuint (ask (&demo, "/fr/generated-2/100000", NULL, NULL, NULL, NULL, NULL), ==, 200);
  g_assert_cmpuint (ask (&demo, "/fr/generated-2/100001", NULL, NULL, NULL, NULL, NULL), ==, 404);
  demo_stop (&demo);
}

static void
test_recent (void)
{
  Demo demo = { NULL };
  g_autoptr(JaridaPortalPage) home = NULL, story = NULL;
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr(GDateTime) before = g_date_time_add_days (now, -3);
  g_autofree char *today = g_date_time_format (now, "%Y-%m-%d");
  g_autofree char *days_ago = g_date_time_format (before, "%Y-%m-%d");

  demo_start (&demo, "--portal", "--recent", NULL);
  home = read_page (&demo, "/");
  story = read_page (&demo, ((JaridaPortalItem *) g_ptr_array_index (home->carousel, 0))->address);
  /* The day is that of the newspaper's zone, an hour before us. */
  g_assert_cmpstr (story->article->day, >, days_ago);
  g_assert_cmpstr (story->article->day, <=, today);
  demo_stop (&demo);
}

/* What is held back is in no list of the portal, until it is published. */
static void
test_publish (void)
{
  Demo demo = { NULL };
  g_autoptr(GPtrArray) before = NULL, after = NULL;
  g_autoptr(SoupMessage) message = NULL;
  g_autoptr(GBytes) nothing = NULL;
  g_autofree char *address = NULL;

  demo_start (&demo, "--portal", "--hold", "2", NULL);
  before = read_list (&demo, "/sawt-sahil");
  address = g_strconcat (demo.address, "/publish", NULL);
  message = soup_message_new ("POST", address);
  nothing = soup_session_send_and_read (demo.session, message, NULL, NULL);
  g_assert_cmpuint (soup_message_get_status (message), ==, 204);
  after = read_list (&demo, "/sawt-sahil");
  g_assert_cmpuint (after->len, ==, before->len + 2);
  g_assert_cmpuint (g_strcmp0 (g_ptr_array_index (after, 2), g_ptr_array_index (before, 0)), ==, 0);
  demo_stop (&demo);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/demo-portal/articles", test_articles);
  g_test_add_func ("/demo-portal/places", test_places);
  g_test_add_func ("/demo-portal/feeds", test_feeds);
  g_test_add_func ("/demo-portal/conditions", test_conditions);
  g_test_add_func ("/demo-portal/redirects", test_redirects);
  g_test_add_func ("/demo-portal/search", test_search);
  g_test_add_func ("/demo-portal/faults", test_faults);
  g_test_add_func ("/demo-portal/fault-switch", test_fault_switch);
  g_test_add_func ("/demo-portal/catalogue", test_catalogue);
  g_test_add_func ("/demo-portal/log", test_log);
  g_test_add_func ("/demo-portal/many", test_many);
  g_test_add_func ("/demo-portal/recent", test_recent);
  g_test_add_func ("/demo-portal/publish", test_publish);
  return g_test_run ();
}
