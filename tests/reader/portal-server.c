/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "portal-server.h"

#include <stdlib.h>
#include <string.h>

static const char *const slugs[] = { "phare", "echo", "gazette" };
static const char *const names[] = { "Le Phare", "L’Écho", "La Gazette" };
static const char *const sections[] = { "politics", "sports" };
static const char *const section_names[] = { "Politique", "Sports" };

#define N_LISTED 20

static const char login_page[] =
  "<!DOCTYPE html><html><head><title>Wi-Fi</title></head><body><form>Mot de passe</form></body></html>";

/* Article @n of newspaper @paper; every fifth has no title in lists, every third is by the newspaper itself. */
static void
append_item (PortalServer *self,
             GString      *out,
             guint         paper,
             guint         n,
             const char   *class)
{
  const char *slug = slugs[paper];
  g_autofree char *author = n % 3 == 0 ? g_strdup (names[paper]) : g_strdup_printf ("Auteur %u", n % 4);

  g_string_append_printf (out, "<div class=\"%s\"><a href=\"/fr/%s/%u\" class=\"teaserimagelink\">"
                          "<img class=\"teaserimage\" src=\"/pictures/%s/%s/thumb\" /></a>"
                          "<a class=\"teasertitle\" href=\"/fr/%s/%u\">\n", class, slug, n, slug,
                          n % 4 == 0 ? slug : "777", slug, n);
  if (n % 5 != 0)
    g_string_append_printf (out, "  Nouvelle %u du journal %s \n", n, slug);
  g_string_append_printf (out, "</a><p>Le début du texte %u de %s, coupé au milieu (...)</p>"
                          "<a class=\"teaserauthor\" href=\"/fr/author/%s\">%s</a>"
                          "<a class=\"teasernewspaper\" href=\"/fr/%s\">%s</a></div>\n",
                          n, slug, "X", author, slug, names[paper]);
}

static void
append_head (PortalServer *self,
             GString      *out,
             const char   *title,
             const char   *feed)
{
  g_string_append (out, "<?xml version='1.0' encoding='UTF-8' ?>\n<!DOCTYPE html><html><head>");
  if (self->elsewhere != NULL)
    g_string_append_printf (out, "<script src=\"%s/ad.js\"></script><iframe src=\"%s/frame\"></iframe>"
                            "<img src=\"%s/counter.gif\" />", self->elsewhere, self->elsewhere, self->elsewhere);
  g_string_append (out, "<script src=\"/script.js\"></script></head><body><form><div id=\"centeredmenu\"><a href=\"/fr\">Accueil</a>");
  for (guint i = 0; i < G_N_ELEMENTS (sections); i++)
    g_string_append_printf (out, "<a href=\"/fr/%s\">%s</a>", sections[i], section_names[i]);
  g_string_append (out, "<a href=\"/fr/video\">Vidéos</a>");
  for (guint i = 0; i < G_N_ELEMENTS (slugs); i++)
    g_string_append_printf (out, "<a href=\"/fr/%s\">%s</a>", slugs[i], names[i]);
  g_string_append_printf (out, "<a href=\"/\">بورقراق</a></div></form><div id=\"belowheader\"><marquee><a href=\"/fr/phare/%u\">"
                          "Nouvelle du défilé</a></marquee></div><div id=\"sideBar\"><div class=\"mainvideosgroup\">"
                          "<a href=\"/fr/video/1\" class=\"teasertitle\"><img src=\"/img.youtube.com/vi/aB3dE5gH7_k/default.jpg\"/>"
                          "Une vidéo</a><a href=\"/fr/video/2\"></a></div></div>"
                          "<div id=\"mainContent\"><span class=\"pagetitle\">%s</span><a href=\"%s\"><img class=\"rssimage\"/></a>",
                          self->n_articles, title, feed);
}

static void
append_foot (GString *out)
{
  g_string_append (out, "</div><div id=\"footer\"><a href=\"/about\">À propos</a></div></body></html>");
}

static char *
make_home (PortalServer *self)
{
  GString *out = g_string_new (NULL);

  append_head (self, out, "Accueil", "/fr/rss");
  g_string_append (out, "<div class=\"carousel\"><ul><li>");
  append_item (self, out, 0, self->n_articles, "maincontainer");
  g_string_append (out, "</li></ul></div>");
  for (guint s = 0; s < G_N_ELEMENTS (sections); s++)
    {
      g_string_append_printf (out, "<div class=\"tablesgroup\"><div class=\"tableheader\">%s</div>", section_names[s]);
      for (guint i = 0; i < 4; i++)
        for (guint paper = 0; paper < G_N_ELEMENTS (slugs) && self->n_articles > 2 * i + s; paper++)
          append_item (self, out, paper, self->n_articles - 2 * i - s, "teasercontainer");
      g_string_append (out, "</div>");
    }
  append_foot (out);
  return g_string_free (out, FALSE);
}

static char *
make_section (PortalServer *self,
              guint         section)
{
  GString *out = g_string_new (NULL);

  append_head (self, out, section_names[section], "/fr/rss");
  for (guint i = 0; i < 6; i++)
    for (guint paper = 0; paper < G_N_ELEMENTS (slugs) && self->n_articles > 2 * i + section; paper++)
      append_item (self, out, paper, self->n_articles - 2 * i - section, "teasercontainer");
  append_foot (out);
  return g_string_free (out, FALSE);
}

static char *
make_newspaper (PortalServer *self,
                guint         paper,
                guint         page)
{
  GString *out = g_string_new (NULL);
  g_autofree char *feed = g_strdup_printf (self->odd_feeds ? "/fr/feeds/%s" : "/fr/%s/rss", slugs[paper]);
  const guint first = (page - 1) * N_LISTED;

  append_head (self, out, names[paper], feed);
  for (guint i = first; i < first + N_LISTED && i < self->n_articles; i++)
    append_item (self, out, paper, self->n_articles - i, "teasercontainer");
  if (self->n_articles > first + N_LISTED)
    g_string_append_printf (out, "<a class=\"next\" href=\"/fr/%s?page=%u\">Suivant</a>", slugs[paper], page + 1);
  append_foot (out);
  return g_string_free (out, FALSE);
}

/* What "Auteur N" has written in the first newspaper. */
static char *
make_author (PortalServer *self,
             guint         author)
{
  GString *out = g_string_new (NULL);

  append_head (self, out, "Auteur", "/fr/rss");
  for (guint n = self->n_articles; n > 0; n--)
    if (n % 3 != 0 && n % 4 == author)
      append_item (self, out, 0, n, "teasercontainer");
  append_foot (out);
  return g_string_free (out, FALSE);
}

/* What has all of the words in its title, of every newspaper, a page at a time. */
static char *
make_search (PortalServer *self,
             const char   *name,
             guint         page)
{
  GString *out = g_string_new (NULL);
  g_autofree char *spaced = g_strdelimit (g_strdup (name), "+", ' ');
  g_autofree char *escaped = g_uri_escape_string (name, "+", FALSE);
  g_auto(GStrv) words = g_strsplit (spaced, " ", -1);
  const guint first = (page - 1) * N_LISTED;
  guint n_found = 0;

  append_head (self, out, "Recherche", "/fr/rss");
  for (guint n = self->n_articles; n > 0; n--)
    for (guint paper = 0; paper < G_N_ELEMENTS (slugs); paper++)
      {
        g_autofree char *title = g_strdup_printf ("nouvelle %u du journal %s", n, slugs[paper]);
        gboolean has = TRUE;

        for (guint i = 0; words[i] != NULL; i++)
          has = has && strstr (title, words[i]) != NULL;
        if (has && n_found++ >= first && n_found <= first + N_LISTED)
          append_item (self, out, paper, n, "teasercontainer");
      }
  if (n_found > first + N_LISTED)
    g_string_append_printf (out, "<a class=\"next\" href=\"/fr/search/%s?page=%u\">Suivant</a>", escaped, page + 1);
  append_foot (out);
  return g_string_free (out, FALSE);
}

/* As in a frame of the home page: without the menu. */
static char *
make_cities (PortalServer *self)
{
  GString *out = g_string_new ("<!DOCTYPE html><html><body><ul>");

  for (guint i = 0; i < self->n_cities; i++)
    g_string_append_printf (out, "<li><a href=\"/fr/city/A%%C3%%AFt+Ville+%u\" target=\"_parent\">Aït Ville %u</a></li>", i, i);
  /* Another edition, another host. */
  g_string_append (out, "<li><a href=\"/city/X\">X</a></li><li><a href=\"http://elsewhere.example/fr/city/Y\">Y</a></li></ul></body></html>");
  return g_string_free (out, FALSE);
}

static char *
make_city (PortalServer *self,
           guint         city)
{
  GString *out = g_string_new (NULL);

  append_head (self, out, "Aït Ville", "/fr/rss");
  for (guint n = self->n_articles; n > 0; n--)
    for (guint paper = 0; n % self->n_cities == city && paper < G_N_ELEMENTS (slugs); paper++)
      append_item (self, out, paper, n, "teasercontainer");
  append_foot (out);
  return g_string_free (out, FALSE);
}

static char *
make_article (PortalServer *self,
              guint         paper,
              guint         n)
{
  GString *out = g_string_new (NULL);

  append_head (self, out, "", "/fr/rss");
  g_string_append_printf (out, "<h1 class=\"articletitle\">Nouvelle %u du journal %s, en entier</h1>"
                          "<div class=\"articlenewspaper\">Publié dans <a href=\"/fr/%s\">%s</a> le 12 - 10 - 2020</div>"
                          "<div class=\"articlecontent\"><img src=\"/pictures/%s/%u\" />", n, slugs[paper], slugs[paper],
                          names[paper], slugs[paper], n);
  for (guint i = 0; i < 5; i++)
    g_string_append_printf (out, "Paragraphe %u de la nouvelle %u : le conseil a voté, après un long débat, ce que tous attendaient.<br /><br />", i, n);
  g_string_append_printf (out, "<a href=\"http://%s.example/nouvelle-%u\">Cliquez ici pour lire l'article depuis sa source.</a></div>", slugs[paper], n);
  append_foot (out);
  return g_string_free (out, FALSE);
}

static char *
make_feed (PortalServer *self,
           int           paper)
{
  GString *out = g_string_new ("<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Bouregreg</title>");

  for (guint i = 0; i < 12 && i < self->n_articles; i++)
    {
      const guint of = paper >= 0 ? (guint) paper : i % G_N_ELEMENTS (slugs);
      const guint n = self->n_articles - i;

      g_string_append_printf (out, "<item><title>Nouvelle %u du journal %s</title><link>%s/fr/%s/%u</link><author>%s</author>"
                              "<description>Le début du texte %u de %s, coupé au milieu (...)</description>",
                              n, slugs[of], self->base, slugs[of], n, names[of], n, slugs[of]);
      if (self->own_days)
        g_string_append_printf (out, "<pubDate>%02u Oct 2026 08:%02u:00 GMT</pubDate>", 1 + n % 28, n % 60);
      g_string_append_printf (out, "<guid>%s/fr/%s/%u</guid></item>", self->base, slugs[of], n);
    }
  g_string_append (out, "</channel></rss>");
  return g_string_free (out, FALSE);
}

/* That of the first newspaper itself. */
static char *
make_own_feed (void)
{
  GString *out = g_string_new ("<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Le Phare</title>");

  for (guint n = 28; n >= 26; n -= 2)
    g_string_append_printf (out, "<item><title>Nouvelle %u du journal phare, en entier</title><link>http://phare.example/nouvelle-%u</link>"
                            "<description>&lt;p&gt;Le conseil a voté.&lt;/p&gt;</description><pubDate>12 Oct 2020 08:00:00 GMT</pubDate></item>", n, n);
  g_string_append (out, "</channel></rss>");
  return g_string_free (out, FALSE);
}

static int
find_slug (const char *path,
           const char *before,
           const char *const *list,
           guint       n_list,
           const char **out_rest)
{
  if (!g_str_has_prefix (path, before))
    return -1;
  for (guint i = 0; i < n_list; i++)
    if (g_str_has_prefix (path + strlen (before), list[i]))
      {
        *out_rest = path + strlen (before) + strlen (list[i]);
        return (int) i;
      }
  return -1;
}

/* NULL: there is no such page. */
static char *
make_page (PortalServer *self,
           const char   *path,
           const char   *query,
           gboolean     *out_feed)
{
  const char *rest = "";
  int found;

  *out_feed = g_str_has_suffix (path, "/rss") || strcmp (path, "/own.xml") == 0;
  if (strcmp (path, "/own.xml") == 0)
    return make_own_feed ();
  found = find_slug (path, "/fr/feeds/", slugs, G_N_ELEMENTS (slugs), &rest);
  if (found >= 0)
    {
      *out_feed = TRUE;
      return self->odd_feeds ? make_feed (self, found) : NULL;
    }
  if (strcmp (path, "/fr") == 0)
    return make_home (self);
  if (strcmp (path, "/fr/rss") == 0)
    return make_feed (self, -1);
  if (strcmp (path, "/fr/video") == 0)
    return make_home (self);
  if (g_str_has_prefix (path, "/fr/author/Auteur+"))
    return make_author (self, strtoul (path + strlen ("/fr/author/Auteur+"), NULL, 10));
  if (g_str_has_prefix (path, "/fr/search/"))
    return make_search (self, path + strlen ("/fr/search/"), query != NULL ? strtoul (query + strlen ("page="), NULL, 10) : 1);
  if (strcmp (path, "/fr/city") == 0)
    return self->n_cities > 0 ? make_cities (self) : NULL;
  if (g_str_has_prefix (path, "/fr/city/"))
    return strrchr (path, '+') != NULL && self->n_cities > 0 ? make_city (self, strtoul (strrchr (path, '+') + 1, NULL, 10)) : NULL;
  found = find_slug (path, "/fr/", sections, G_N_ELEMENTS (sections), &rest);
  if (found >= 0 && *rest == '\0')
    return make_section (self, (guint) found);
  found = find_slug (path, "/fr/", slugs, G_N_ELEMENTS (slugs), &rest);
  if (found < 0)
    return NULL;
  if (*rest == '\0')
    return make_newspaper (self, (guint) found, query != NULL ? strtoul (query + strlen ("page="), NULL, 10) : 1);
  if (strcmp (rest, "/rss") == 0)
    return self->no_feeds || self->odd_feeds ? NULL : make_feed (self, found);
  return make_article (self, (guint) found, strtoul (rest + 1, NULL, 10));
}

static void
answer (SoupServerMessage *message,
        guint              status,
        const char        *type,
        const char        *body,
        gsize              length)
{
  soup_server_message_set_status (message, status, NULL);
  soup_server_message_set_response (message, type, SOUP_MEMORY_COPY, body, length);
}

static void
cut_off (SoupServerMessage *message)
{
  static const char half[] = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 9000\r\n\r\n<html><div class=\"teaser";
  g_autoptr(GIOStream) stream = soup_server_message_steal_connection (message);

  g_output_stream_write_all (g_io_stream_get_output_stream (stream), half, strlen (half), NULL, NULL, NULL);
  g_io_stream_close (stream, NULL, NULL);
}

static gboolean
answer_fault (PortalServer      *self,
              SoupServerMessage *message,
              PortalFault        fault)
{
  switch (fault)
    {
    case PORTAL_FAULT_BROKEN:
      answer (message, SOUP_STATUS_INTERNAL_SERVER_ERROR, "text/html", "broken", 6);
      return TRUE;
    case PORTAL_FAULT_BUSY:
      soup_message_headers_append (soup_server_message_get_response_headers (message), "Retry-After", "3600");
      answer (message, 429, "text/html", "busy", 4);
      return TRUE;
    case PORTAL_FAULT_CUT:
      cut_off (message);
      return TRUE;
    case PORTAL_FAULT_MISSING:
      answer (message, SOUP_STATUS_NOT_FOUND, "text/html", "none", 4);
      return TRUE;
    case PORTAL_FAULT_GONE:
      answer (message, SOUP_STATUS_GONE, "text/html", "gone", 4);
      return TRUE;
    case PORTAL_FAULT_LOGIN:
      answer (message, SOUP_STATUS_OK, "text/html", login_page, strlen (login_page));
      return TRUE;
    case PORTAL_FAULT_MOVED:
      soup_server_message_set_redirect (message, SOUP_STATUS_MOVED_PERMANENTLY, "/fr/echo");
      return TRUE;
    case PORTAL_FAULT_EMPTY:
      answer (message, SOUP_STATUS_OK, "text/html", "", 0);
      return TRUE;
    case PORTAL_FAULT_NONE:
    default:
      return FALSE;
    }
}

static char *
rename_classes (char *html)
{
  static const char *const known[] = { "teasercontainer", "maincontainer", "teasertitle", "teaserauthor", "teasernewspaper", "tablesgroup",
                                       "tableheader", "articletitle", "articlecontent", "articlenewspaper", "pagetitle", "mainContent" };
  GString *out = g_string_new (html);

  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    {
      g_autofree char *other = g_strdup_printf ("zz%u", i);

      g_string_replace (out, known[i], other, 0);
    }
  g_free (html);
  return g_string_free (out, FALSE);
}

static void
answer_page (PortalServer      *self,
             SoupServerMessage *message,
             const char        *path)
{
  const char *known = soup_message_headers_get_one (soup_server_message_get_request_headers (message), "If-None-Match");
  g_autofree char *etag = g_strdup_printf ("\"%u-%u\"", self->edition, self->n_articles);
  g_autofree char *html = NULL;
  gboolean is_feed;
  gsize length;

  html = make_page (self, path, g_uri_get_query (soup_server_message_get_uri (message)), &is_feed);
  if (html == NULL)
    {
      answer (message, SOUP_STATUS_NOT_FOUND, "text/html", "none", 4);
      return;
    }
  soup_message_headers_append (soup_server_message_get_response_headers (message), "ETag", etag);
  if (g_strcmp0 (known, etag) == 0)
    {
      soup_server_message_set_status (message, SOUP_STATUS_NOT_MODIFIED, NULL);
      return;
    }
  if (self->renamed && !is_feed)
    html = rename_classes (g_steal_pointer (&html));
  length = strlen (html);
  if (self->mangle != NULL)
    length = self->mangle (html, length, self->mangle_data);
  answer (message, SOUP_STATUS_OK, is_feed ? "application/rss+xml" : "text/html; charset=utf-8", html, length);
}

static void
finished_cb (SoupServerMessage *message,
             PortalServer      *self)
{
  self->n_active--;
}

static gboolean
go_on_cb (gpointer data)
{
  soup_server_message_unpause (data);
  return G_SOURCE_REMOVE;
}

static void
request_cb (SoupServer        *server,
            SoupServerMessage *message,
            const char        *path,
            GHashTable        *query,
            gpointer           user_data)
{
  PortalServer *self = user_data;
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  const char *words = g_uri_get_query (soup_server_message_get_uri (message));
  const PortalFault fault = GPOINTER_TO_INT (g_hash_table_lookup (self->faults, path));

  g_ptr_array_add (self->log, g_strconcat (soup_message_headers_get_one (headers, "If-None-Match") != NULL ? "if " : "",
                                           path, words != NULL ? "?" : "", words, NULL));
  /* One that is cut off has no end. */
  if (fault != PORTAL_FAULT_CUT)
    {
      self->n_active++;
      g_signal_connect (message, "finished", G_CALLBACK (finished_cb), self);
    }
  self->max_active = MAX (self->max_active, self->n_active);
  if (!answer_fault (self, message, fault))
    answer_page (self, message, path);
  if (self->delay > 0 && fault != PORTAL_FAULT_CUT)
    {
      soup_server_message_pause (message);
      g_timeout_add_full (G_PRIORITY_DEFAULT, self->delay, go_on_cb, g_object_ref (message), g_object_unref);
    }
}

PortalServer *
portal_server_new (guint n_articles)
{
  PortalServer *self = g_new0 (PortalServer, 1);
  g_autoptr(GError) error = NULL;
  g_autoslist(GUri) uris = NULL;

  self->n_articles = n_articles;
  self->edition = 1;
  self->log = g_ptr_array_new_with_free_func (g_free);
  self->faults = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->server = soup_server_new (NULL, NULL);
  soup_server_add_handler (self->server, NULL, request_cb, self, NULL);
  soup_server_listen_local (self->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);
  uris = soup_server_get_uris (self->server);
  self->base = g_strdup_printf ("http://127.0.0.1:%d", g_uri_get_port (uris->data));
  return self;
}

void
portal_server_free (PortalServer *self)
{
  soup_server_disconnect (self->server);
  g_object_unref (self->server);
  g_free (self->base);
  g_free (self->elsewhere);
  g_ptr_array_unref (self->log);
  g_hash_table_unref (self->faults);
  g_free (self);
}

void
portal_server_set_fault (PortalServer *self,
                         const char   *path,
                         PortalFault   fault)
{
  g_hash_table_replace (self->faults, g_strdup (path), GINT_TO_POINTER (fault));
}

void
portal_server_clear_log (PortalServer *self)
{
  g_ptr_array_set_size (self->log, 0);
}

guint
portal_server_count (PortalServer *self,
                     const char   *part)
{
  guint n = 0;

  for (guint i = 0; i < self->log->len; i++)
    n += strstr (g_ptr_array_index (self->log, i), part) != NULL;
  return n;
}

void
portal_server_write_catalogue (PortalServer *self,
                               const char   *path)
{
  g_autoptr(GString) text = g_string_new (NULL);
  const char *host = self->base + strlen ("http://");

  g_string_append_printf (text, "{\"version\":1,\"countries\":[{\"code\":\"MA\",\"names\":{\"fr\":\"Maroc\"}}],\"portals\":[{\"id\":\"bouregreg\","
                          "\"host\":\"%s\",\"country\":\"MA\",\"names\":{\"fr\":\"Bouregreg\"},\"verified\":true,\"editions\":[{\"language\":\"fr\","
                          "\"prefix\":\"/fr\",\"feed\":\"%s/fr/rss\"}]}],\"newspapers\":[", host, self->base);
  for (guint i = 0; i < G_N_ELEMENTS (slugs); i++)
    g_string_append_printf (text, "%s{\"portal\":\"bouregreg\",\"slug\":\"%s\",\"names\":{\"fr\":\"%s\"},\"language\":\"fr\",\"country\":\"MA\","
                            "\"verified\":true}", i > 0 ? "," : "", slugs[i], names[i]);
  g_string_append (text, "]}");
  g_assert_true (g_file_set_contents (path, text->str, -1, NULL));
}
