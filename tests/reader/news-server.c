/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "news-server.h"

#include <stdlib.h>
#include <string.h>

static const char login_page[] =
  "<!DOCTYPE html><html><head><title>Wi-Fi de la gare</title></head><body><form>Mot de passe</form></body></html>";

static char *
make_rss (NewsServer *self)
{
  GString *rss = g_string_new ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                               "<rss version=\"2.0\"><channel><title>Le Courrier du Bouregreg</title>"
                               "<link>http://courrier.example/</link><language>fr</language>\n");

  for (guint i = 0; i < self->n_items; i++)
    {
      g_autofree char *figure = self->pictures == NULL ? g_strdup ("")
        : g_strdup_printf ("&lt;figure&gt;&lt;img src=\"%s/picture-%u.jpg\" alt=\"\"&gt;&lt;figcaption&gt;Légende %u"
                           "&lt;/figcaption&gt;&lt;/figure&gt;", self->base, i, i);

      g_autoptr(GString) text = g_string_new (NULL);

      for (guint j = 0; j < MAX (self->n_repeats, 1); j++)
        g_string_append_printf (text, "&lt;p&gt;Texte de la nouvelle %u.&lt;/p&gt;", i);
      for (guint j = 0; j < self->n_numbers; j++)
        g_string_append_printf (text, "%s%u", j > 0 ? " " : "", (i * 7919 + j) * 2654435761u);
      g_string_append_printf (rss,
                              "<item><title>Nouvelle %u, édition %u</title><link>%s/article/%u</link>"
                              "<guid isPermaLink=\"false\">bouregreg-%u</guid>"
                              "<pubDate>%02u Oct 2026 08:%02u:00 GMT</pubDate>"
                              "<description>%s%s</description></item>\n",
                              i, self->edition, self->base, i, i, 1 + i % 28, i % 60, figure, text->str);
    }
  g_string_append (rss, "</channel></rss>\n");
  return g_string_free (rss, FALSE);
}

static void
answer (SoupServerMessage *message,
        guint              status,
        const char        *type,
        const char        *body)
{
  soup_server_message_set_status (message, status, NULL);
  if (body != NULL)
    soup_server_message_set_response (message, type, SOUP_MEMORY_COPY, body, strlen (body));
}

static void
answer_feed (NewsServer        *self,
             SoupServerMessage *message)
{
  g_autofree char *etag = g_strdup_printf ("\"%u-%u\"", self->edition, self->n_items);
  g_autofree char *rss = NULL;
  const char *known = soup_message_headers_get_one (soup_server_message_get_request_headers (message), "If-None-Match");

  if (known != NULL)
    self->n_conditional++;
  soup_message_headers_append (soup_server_message_get_response_headers (message), "ETag", etag);
  if (g_strcmp0 (known, etag) == 0)
    {
      answer (message, SOUP_STATUS_NOT_MODIFIED, NULL, NULL);
      return;
    }
  rss = make_rss (self);
  answer (message, SOUP_STATUS_OK, "application/rss+xml", rss);
}

static void
answer_picture (NewsServer        *self,
                SoupServerMessage *message,
                const char        *path)
{
  static const char *const names[] = { "market.jpg", "dunes.jpg", "library.jpg" };
  const guint n = strtoul (path + strlen ("/picture-"), NULL, 10) % G_N_ELEMENTS (names);
  g_autofree char *file = g_build_filename (self->pictures, names[n], NULL);
  g_autofree char *bytes = NULL;
  gsize length;

  if (!g_file_get_contents (file, &bytes, &length, NULL))
    {
      answer (message, SOUP_STATUS_NOT_FOUND, "text/plain", "no picture");
      return;
    }
  soup_server_message_set_status (message, SOUP_STATUS_OK, NULL);
  soup_server_message_set_response (message, "image/jpeg", SOUP_MEMORY_COPY, bytes, length);
}

static void
answer_page (NewsServer        *self,
             SoupServerMessage *message,
             guint              n)
{
  g_autoptr(GString) page = g_string_new ("<!DOCTYPE html><html lang=\"fr\"><head><title>");

  self->n_pages++;
  if (self->page == NEWS_PAGE_NONE)
    {
      answer (message, SOUP_STATUS_NOT_FOUND, "text/html", "<html><body>404</body></html>");
      return;
    }
  g_string_append_printf (page, self->page == NEWS_PAGE_OTHER ? "Abonnements" : "Nouvelle %u, édition %u - Le Courrier", n, self->edition);
  g_string_append (page, "</title></head><body><nav><a href=\"/\">Accueil</a></nav><article>");
  for (guint i = 0; i < (self->page == NEWS_PAGE_WORSE ? 1 : 12); i++)
    if (self->page == NEWS_PAGE_OTHER)
      g_string_append_printf (page, "<p>Choisissez votre formule avant le %u du mois : quotidien, week-end ou numérique, et "
                              "recevez chez vous un carnet de cuir en cadeau de bienvenue.</p>", i + 1);
    else
      g_string_append_printf (page, "<p>Texte de la nouvelle %u de cette édition, paragraphe %u : le conseil de la ville a "
                              "entendu les pêcheurs, et la décision viendra avant la fin du mois.</p>", n, i + 1);
  g_string_append (page, "</article></body></html>");
  answer (message, SOUP_STATUS_OK, "text/html; charset=utf-8", page->str);
}

static void
cut_off (NewsServer        *self,
         SoupServerMessage *message)
{
  g_autofree char *rss = make_rss (self);
  g_autoptr(GIOStream) stream = soup_server_message_steal_connection (message);
  g_autofree char *head = g_strdup_printf ("HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\n"
                                           "Content-Length: %zu\r\n\r\n", strlen (rss));
  GOutputStream *out = g_io_stream_get_output_stream (stream);

  g_output_stream_write_all (out, head, strlen (head), NULL, NULL, NULL);
  g_output_stream_write_all (out, rss, strlen (rss) / 2, NULL, NULL, NULL);
  g_io_stream_close (stream, NULL, NULL);
}

static void
request_cb (SoupServer        *server,
            SoupServerMessage *message,
            const char        *path,
            GHashTable        *query,
            gpointer           user_data)
{
  NewsServer *self = user_data;
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);

  self->n_requests++;
  if (self->led_away && !g_str_equal (path, "/login"))
    soup_server_message_set_redirect (message, SOUP_STATUS_MOVED_PERMANENTLY, "/login");
  else if (self->login)
    answer (message, SOUP_STATUS_OK, "text/html", login_page);
  else if (g_str_equal (path, "/feed.xml"))
    answer_feed (self, message);
  else if (g_str_equal (path, "/same.xml") || g_str_equal (path, "/feed"))
    {
      g_autofree char *rss = make_rss (self);

      answer (message, SOUP_STATUS_OK, "text/xml", rss);
    }
  else if (g_str_equal (path, "/page"))
    answer (message, SOUP_STATUS_OK, "text/html",
            "<html><head><title>Le Courrier</title>"
            "<link rel=\"alternate\" type=\"application/rss+xml\" title=\"À la une\" href=\"/feed.xml\">"
            "<link rel=\"alternate\" type=\"application/atom+xml\" title=\"Perdu\" href=\"/none\">"
            "</head><body><p>Bonjour.</p></body></html>");
  else if (g_str_equal (path, "/bare"))
    answer (message, SOUP_STATUS_OK, "text/html", "<html><head><title>Nu</title></head><body>Rien.</body></html>");
  else if (g_str_equal (path, "/login"))
    answer (message, SOUP_STATUS_OK, "text/html", login_page);
  else if (g_str_equal (path, "/moved"))
    soup_server_message_set_redirect (message, SOUP_STATUS_MOVED_PERMANENTLY, "/feed.xml");
  else if (g_str_equal (path, "/gone"))
    answer (message, SOUP_STATUS_GONE, "text/plain", "gone");
  else if (g_str_equal (path, "/broken"))
    answer (message, SOUP_STATUS_INTERNAL_SERVER_ERROR, "text/plain", "broken");
  else if (g_str_equal (path, "/busy"))
    {
      soup_message_headers_append (headers, "Retry-After", "7200");
      answer (message, 429, "text/plain", "busy");
    }
  else if (g_str_equal (path, "/empty"))
    answer (message, SOUP_STATUS_OK, "application/rss+xml", "");
  else if (self->pictures != NULL && g_str_has_prefix (path, "/picture-"))
    answer_picture (self, message, path);
  else if (g_str_equal (path, "/cut"))
    cut_off (self, message);
  else if (g_str_has_prefix (path, "/article/"))
    answer_page (self, message, (guint) strtoul (path + strlen ("/article/"), NULL, 10));
  else
    answer (message, SOUP_STATUS_NOT_FOUND, "text/html", "<html><body>404</body></html>");
}

NewsServer *
news_server_new (guint n_items)
{
  NewsServer *self = g_new0 (NewsServer, 1);
  g_autoptr(GError) error = NULL;
  g_autoslist(GUri) uris = NULL;

  self->n_items = n_items;
  self->edition = 1;
  self->server = soup_server_new (NULL, NULL);
  soup_server_add_handler (self->server, NULL, request_cb, self, NULL);
  soup_server_listen_local (self->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);
  uris = soup_server_get_uris (self->server);
  self->base = g_strdup_printf ("http://127.0.0.1:%d", g_uri_get_port (uris->data));
  return self;
}

void
news_server_free (NewsServer *self)
{
  soup_server_disconnect (self->server);
  g_object_unref (self->server);
  g_free (self->base);
  g_free (self);
}

char *
news_server_address (NewsServer *self,
                     const char *path)
{
  return g_strconcat (self->base, path, NULL);
}
