/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "loopback.h"

#include <string.h>

/* What is sent and not only asked for. */

static const LoopbackPage pages[] = {
  { "/report", 201, "Content-Type: application/json", "{}" },
  { "/moved", 307, "Location: /report", NULL },
  { "/away", 308, "Location: http://127.0.0.2:9/report", NULL },
  { "/list", 302, "Location: /report", NULL },
  { NULL }
};

typedef struct
{
  Loopback      *server;     /* (owned) */
  JaridaFetcher *fetcher;    /* (owned) */
  char          *method;     /* (owned) of the last request */
  GBytes        *body;       /* (owned) */
} Fixture;

static void
read_cb (SoupServer        *server,
         SoupServerMessage *message,
         Fixture           *self)
{
  g_free (self->method);
  g_clear_pointer (&self->body, g_bytes_unref);
  self->method = g_strdup (soup_server_message_get_method (message));
  self->body = soup_message_body_flatten (soup_server_message_get_request_body (message));
}

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  self->fetcher = jarida_fetcher_new_discreet ("jarida/0.1");
  jarida_fetcher_set_pause (self->fetcher, 0);
  self->server = loopback_new ();
  loopback_add_pages (self->server, pages);
  g_signal_connect (self->server->server, "request-read", G_CALLBACK (read_cb), self);
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  loopback_free (self->server);
  g_assert_finalize_object (self->fetcher);
  g_free (self->method);
  g_clear_pointer (&self->body, g_bytes_unref);
}

static guint
send (Fixture    *self,
      const char *method,
      const char *path,
      const char *text)
{
  g_autofree char *address = loopback_address (self->server, path);
  g_autoptr(GBytes) body = text != NULL ? g_bytes_new_static (text, strlen (text)) : NULL;
  static const char *const headers[] = { "PR-Key", "abc", "PR-Sig", "bad\r\nCookie: 1", NULL };
  const JaridaFetchRequest request = {
    .address = address, .method = method, .body = body, .content_type = "application/json", .headers = headers,
  };
  g_autoptr(GError) error = NULL;
  g_autoptr(JaridaFetchResponse) response = fetch (self->fetcher, &request, &error);

  g_assert_no_error (error);
  return response->status;
}

static void
test_put (Fixture       *self,
          gconstpointer  data)
{
  const char *text = "{\"v\":1,\"comment\":\"É\"}";

  g_assert_cmpuint (send (self, "PUT", "/report", text), ==, 201);
  g_assert_cmpstr (self->method, ==, "PUT");
  g_assert_cmpmem (g_bytes_get_data (self->body, NULL), g_bytes_get_size (self->body), text, strlen (text));
  g_assert_cmpstr (soup_message_headers_get_one (self->server->asked, "Content-Type"), ==, "application/json");
  g_assert_cmpstr (soup_message_headers_get_one (self->server->asked, "User-Agent"), ==, "jarida/0.1");
  g_assert_cmpstr (soup_message_headers_get_one (self->server->asked, "PR-Key"), ==, "abc");
  g_assert_null (soup_message_headers_get_one (self->server->asked, "PR-Sig"));
  g_assert_null (soup_message_headers_get_one (self->server->asked, "Cookie"));
  g_assert_null (soup_message_headers_get_one (self->server->asked, "Accept-Language"));
}

static void
test_delete (Fixture       *self,
             gconstpointer  data)
{
  g_assert_cmpuint (send (self, "DELETE", "/report", NULL), ==, 201);
  g_assert_cmpstr (self->method, ==, "DELETE");
  g_assert_cmpuint (g_bytes_get_size (self->body), ==, 0);
}

/* A body goes to the one it was meant for: a redirect is an answer, to the same host too. */
static void
test_no_redirect (Fixture       *self,
                  gconstpointer  data)
{
  g_assert_cmpuint (send (self, "PUT", "/moved", "{}"), ==, 307);
  g_assert_cmpuint (send (self, "PUT", "/away", "{}"), ==, 308);
  g_assert_cmpuint (send (self, "DELETE", "/moved", NULL), ==, 307);
  g_assert_cmpuint (loopback_count (self->server, "/report"), ==, 0);
}

static void
test_stay (Fixture       *self,
           gconstpointer  data)
{
  g_autofree char *address = loopback_address (self->server, "/list");
  const JaridaFetchRequest request = { .address = address, .stay = TRUE };
  g_autoptr(GError) error = NULL;
  g_autoptr(JaridaFetchResponse) response = fetch (self->fetcher, &request, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (response->status, ==, 302);
  g_assert_cmpuint (loopback_count (self->server, "/report"), ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/net/fetcher-send/put", test_put);
  ADD ("/net/fetcher-send/delete", test_delete);
  ADD ("/net/fetcher-send/no-redirect", test_no_redirect);
  ADD ("/net/fetcher-send/stay", test_stay);
#undef ADD
  return g_test_run ();
}
