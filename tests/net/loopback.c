/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "loopback.h"

#include <string.h>

static void
visit_free (gpointer data)
{
  LoopbackVisit *visit = data;

  g_free (visit->path);
  g_free (visit->host);
  g_free (visit);
}

static void
finished_cb (SoupServerMessage *message,
             gpointer           user_data)
{
  Loopback *self = user_data;
  LoopbackVisit *visit = g_object_get_data (G_OBJECT (message), "visit");

  visit->ended = g_get_monotonic_time ();
  self->n_now--;
}

static gboolean
unpause_cb (gpointer user_data)
{
  soup_server_message_unpause (user_data);
  return G_SOURCE_REMOVE;
}

/* Before any page: the log. */
static void
request_read_cb (SoupServer        *server,
                 SoupServerMessage *message,
                 gpointer           user_data)
{
  Loopback *self = user_data;
  LoopbackVisit *visit = g_new0 (LoopbackVisit, 1);
  GUri *uri = soup_server_message_get_uri (message);

  visit->path = g_strdup (g_uri_get_path (uri));
  visit->host = g_strdup (g_uri_get_host (uri));
  visit->port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (soup_server_message_get_remote_address (message)));
  visit->began = g_get_monotonic_time ();
  g_ptr_array_add (self->visits, visit);
  self->n_now++;
  self->n_at_most = MAX (self->n_at_most, self->n_now);
  g_clear_pointer (&self->asked, soup_message_headers_unref);
  self->asked = soup_message_headers_ref (soup_server_message_get_request_headers (message));
  g_object_set_data (G_OBJECT (message), "visit", visit);
  g_signal_connect (message, "finished", G_CALLBACK (finished_cb), self);
}

static void
page_cb (SoupServer        *server,
         SoupServerMessage *message,
         const char        *path,
         GHashTable        *query,
         gpointer           user_data)
{
  const LoopbackPage *page = user_data;
  Loopback *self = g_object_get_data (G_OBJECT (server), "loopback");
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  g_auto(GStrv) lines = g_strsplit (page->headers != NULL ? page->headers : "", "\n", -1);

  for (gsize i = 0; lines[i] != NULL; i++)
    {
      g_auto(GStrv) pair = g_strsplit (lines[i], ": ", 2);

      if (pair[0] != NULL && pair[1] != NULL)
        soup_message_headers_append (headers, pair[0], pair[1]);
    }
  soup_server_message_set_status (message, page->status, NULL);
  if (page->body != NULL)
    soup_message_body_append (soup_server_message_get_response_body (message), SOUP_MEMORY_STATIC, page->body,
                              strlen (page->body));
  if (self->hold || self->latency > 0)
    soup_server_message_pause (message);
  if (self->hold)
    g_ptr_array_add (self->held, g_object_ref (message));
  else if (self->latency > 0)
    g_timeout_add_full (G_PRIORITY_DEFAULT, self->latency, unpause_cb, g_object_ref (message), g_object_unref);
}

Loopback *
loopback_new (void)
{
  Loopback *self = g_new0 (Loopback, 1);
  g_autoptr(GError) error = NULL;

  self->visits = g_ptr_array_new_with_free_func (visit_free);
  self->held = g_ptr_array_new_with_free_func (g_object_unref);
  self->server = soup_server_new (NULL, NULL);
  g_object_set_data (G_OBJECT (self->server), "loopback", self);
  g_signal_connect (self->server, "request-read", G_CALLBACK (request_read_cb), self);
  /* All of 127.0.0.0/8 is here: as many hosts as one likes. */
  soup_server_listen_all (self->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);
  return self;
}

void
loopback_free (Loopback *self)
{
  soup_server_disconnect (self->server);
  g_object_unref (self->server);
  g_ptr_array_unref (self->held);
  g_ptr_array_unref (self->visits);
  g_clear_pointer (&self->asked, soup_message_headers_unref);
  g_free (self);
}

void
loopback_add_pages (Loopback           *self,
                    const LoopbackPage *pages)
{
  for (; pages->path != NULL; pages++)
    soup_server_add_handler (self->server, pages->path, page_cb, (gpointer) pages, NULL);
}

void
loopback_release (Loopback *self)
{
  self->hold = FALSE;
  for (guint i = 0; i < self->held->len; i++)
    soup_server_message_unpause (g_ptr_array_index (self->held, i));
  g_ptr_array_set_size (self->held, 0);
}

guint
loopback_port (Loopback *self)
{
  GSList *uris = soup_server_get_uris (self->server);
  guint port = (guint) g_uri_get_port (uris->data);

  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
  return port;
}

char *
loopback_address (Loopback   *self,
                  const char *path)
{
  return g_strdup_printf ("http://127.0.0.1:%u%s", loopback_port (self), path);
}

guint
loopback_count (Loopback   *self,
                const char *path)
{
  guint n = 0;

  for (guint i = 0; i < self->visits->len; i++)
    n += strcmp (((LoopbackVisit *) g_ptr_array_index (self->visits, i))->path, path) == 0;

  return n;
}

void
keep_result_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

JaridaFetchResponse *
fetch (JaridaFetcher            *fetcher,
       const JaridaFetchRequest *request,
       GError                  **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  jarida_fetcher_fetch_async (fetcher, request, NULL, keep_result_cb, &result);
  WAIT_UNTIL (result != NULL);
  return jarida_fetcher_fetch_finish (fetcher, result, error);
}

JaridaFetchResponse *
fetch_path (JaridaFetcher  *fetcher,
            Loopback       *server,
            const char     *path,
            GError        **error)
{
  g_autofree char *address = loopback_address (server, path);

  return fetch (fetcher, &(JaridaFetchRequest) { .address = address }, error);
}

JaridaFetcher *
hasty_fetcher_new (void)
{
  JaridaFetcher *fetcher = jarida_fetcher_new ();

  jarida_fetcher_set_pause (fetcher, 0);
  return fetcher;
}
