/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "loopback.h"

#include <string.h>

/* What well-behaved servers answer; test-fetcher-hostile.c has the others. */

#define ETAG "W/\"a, b\\\"c\""
#define LAST_MODIFIED "Mon, 12 Oct 2020 8:30:00 +0000"

typedef struct
{
  JaridaFetcher *fetcher;
  Loopback      *server;
} Fixture;

static const LoopbackPage pages[] = {
  { "/feed", 200, "ETag: " ETAG "\nLast-Modified: " LAST_MODIFIED "\nContent-Type: application/rss+xml; charset=utf-8\n"
                  "Cache-Control: public\nCache-Control: max-age=900", "<rss/>" },
  { "/empty", 200, NULL, NULL },
  { "/unchanged", 304, "ETag: \"x\"", NULL },
  { "/missing", 404, "Content-Type: text/html", "<p>Not here</p>" },
  { "/gone", 410, NULL, "gone" },
  { "/denied", 401, "WWW-Authenticate: Basic realm=\"x\"", NULL },
  { "/forbidden", 403, NULL, NULL },
  { "/busy", 429, "Retry-After: 120", NULL },
  { "/busy-date", 503, "Retry-After: Fri, 31 Dec 2100 23:59:59 GMT", NULL },
  { "/broken", 500, NULL, "oops" },
  { "/cookie", 302, "Set-Cookie: who=you\nLocation: /feed", NULL },
  { "/moved", 301, "Location: /feed", NULL },
  { "/moved-308", 308, "Location: feed", NULL },
  { "/moved-twice", 301, "Location: /moved-308", NULL },
  { "/found", 302, "Location: /feed", NULL },
  { "/other", 303, "Location: /feed", NULL },
  { "/temporary", 307, "Location: /feed", NULL },
  { "/moved-then-found", 301, "Location: /found", NULL },
  { "/found-then-moved", 302, "Location: /moved", NULL },
  { "/moved-to-missing", 301, "Location: /missing", NULL },
  { "/nowhere", 301, NULL, "no Location" },
  { "/self", 301, "Location: /self", NULL },
  { "/circle-1", 302, "Location: /circle-2", NULL },
  { "/circle-2", 302, "Location: /circle-1", NULL },
  { "/hop-5", 301, "Location: /hop-4", NULL },
  { "/hop-6", 301, "Location: /hop-5", NULL },
  { "/hop-4", 301, "Location: /hop-3", NULL },
  { "/hop-3", 301, "Location: /hop-2", NULL },
  { "/hop-2", 301, "Location: /hop-1", NULL },
  { "/hop-1", 301, "Location: /feed", NULL },
  { "/to-file", 302, "Location: file:///etc/passwd", NULL },
  { "/to-script", 302, "Location: javascript:alert(1)", NULL },
  { "/to-ftp", 301, "Location: ftp://127.0.0.1/feed", NULL },
  { "/ten", 200, NULL, "0123456789" },
  { NULL }
};

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->fetcher = hasty_fetcher_new ();
  fixture->server = loopback_new ();
  loopback_add_pages (fixture->server, pages);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  loopback_free (fixture->server);
  g_assert_finalize_object (fixture->fetcher);
}

static void
test_ok (Fixture       *fixture,
         gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(JaridaFetchResponse) response = fetch_path (fixture->fetcher, fixture->server, "/feed", &error);
  const char *agent = soup_message_headers_get_one (fixture->server->asked, "User-Agent");

  g_assert_no_error (error);
  g_assert_cmpuint (response->status, ==, 200);
  g_assert_cmpmem (g_bytes_get_data (response->body, NULL), g_bytes_get_size (response->body), "<rss/>", 6);
  g_assert_cmpstr (response->etag, ==, ETAG);
  g_assert_cmpstr (response->last_modified, ==, LAST_MODIFIED);
  g_assert_cmpstr (response->content_type, ==, "application/rss+xml; charset=utf-8");
  g_assert_cmpint (response->max_age, ==, 900);
  g_assert_cmpint (response->retry_after, ==, 0);
  g_assert_null (response->permanent_address);
  g_assert_true (g_str_has_suffix (response->address, "/feed"));
  g_assert_true (g_regex_match_simple ("^Jarida/[0-9.]+ \\(\\+https://[^ ]+\\)$", agent, 0, 0));
  g_assert_null (soup_message_headers_get_one (fixture->server->asked, "Cookie"));
  g_assert_null (soup_message_headers_get_one (fixture->server->asked, "Referer"));
  g_assert_null (soup_message_headers_get_one (fixture->server->asked, "Accept-Language"));
}

/* The server's own strings go back to it as they came, a strange date and a quoted comma included. */
static void
test_validators (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *address = loopback_address (fixture->server, "/unchanged");
  const JaridaFetchRequest request = {
    .address = address, .etag = ETAG, .last_modified = LAST_MODIFIED, .accept = "application/rss+xml",
  };
  g_autoptr(JaridaFetchResponse) response = fetch (fixture->fetcher, &request, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (response->status, ==, 304);
  g_assert_cmpuint (g_bytes_get_size (response->body), ==, 0);
  g_assert_cmpstr (soup_message_headers_get_one (fixture->server->asked, "If-None-Match"), ==, ETAG);
  g_assert_cmpstr (soup_message_headers_get_one (fixture->server->asked, "If-Modified-Since"), ==, LAST_MODIFIED);
  g_assert_cmpstr (soup_message_headers_get_one (fixture->server->asked, "Accept"), ==, "application/rss+xml");
}

/* A validator that would break the request is not sent. */
static void
test_validator_with_line_break (Fixture       *fixture,
                                gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *address = loopback_address (fixture->server, "/feed");
  const JaridaFetchRequest request = { .address = address, .etag = "\"a\"\r\nCookie: b" };
  g_autoptr(JaridaFetchResponse) response = fetch (fixture->fetcher, &request, &error);

  g_assert_no_error (error);
  g_assert_null (soup_message_headers_get_one (fixture->server->asked, "If-None-Match"));
  g_assert_null (soup_message_headers_get_one (fixture->server->asked, "Cookie"));
}

static void
test_statuses (Fixture       *fixture,
               gconstpointer  data)
{
  static const struct
  {
    const char *path;
    guint       status;
    gint64      retry_after;
    gsize       size;
  } rows[] = {
    { "/empty", 200, 0, 0 },
    { "/missing", 404, 0, 15 },
    { "/gone", 410, 0, 4 },
    { "/denied", 401, 0, 0 },
    { "/forbidden", 403, 0, 0 },
    { "/busy", 429, 120, 0 },
    { "/busy-date", 503, 24 * 60 * 60, 0 },
    { "/broken", 500, 0, 4 },
    { "/nowhere", 301, 0, 11 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(JaridaFetchResponse) response = fetch_path (fixture->fetcher, fixture->server, rows[i].path, &error);

      g_test_message ("%s", rows[i].path);
      g_assert_no_error (error);
      g_assert_cmpuint (response->status, ==, rows[i].status);
      g_assert_cmpint (response->retry_after, ==, rows[i].retry_after);
      g_assert_cmpuint (g_bytes_get_size (response->body), ==, rows[i].size);
      g_assert_null (response->permanent_address);
      g_assert_cmpint (response->max_age, ==, -1);
    }
}

static void
test_redirects (Fixture       *fixture,
                gconstpointer  data)
{
  static const struct
  {
    const char *path;
    guint       status;
    gboolean    permanent;
  } rows[] = {
    { "/moved", 200, TRUE },
    { "/moved-308", 200, TRUE },
    { "/moved-twice", 200, TRUE },
    { "/hop-5", 200, TRUE },
    { "/found", 200, FALSE },
    { "/other", 200, FALSE },
    { "/temporary", 200, FALSE },
    { "/moved-then-found", 200, FALSE },
    { "/found-then-moved", 200, FALSE },
    { "/cookie", 200, FALSE },
    /* A move to nowhere is not believed. */
    { "/moved-to-missing", 404, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(JaridaFetchResponse) response = fetch_path (fixture->fetcher, fixture->server, rows[i].path, &error);
      g_autofree char *end = loopback_address (fixture->server, rows[i].status == 200 ? "/feed" : "/missing");

      g_test_message ("%s", rows[i].path);
      g_assert_no_error (error);
      g_assert_cmpuint (response->status, ==, rows[i].status);
      g_assert_cmpstr (response->address, ==, end);
      g_assert_cmpstr (response->permanent_address, ==, rows[i].permanent ? end : NULL);
      g_assert_null (soup_message_headers_get_one (fixture->server->asked, "Cookie"));
    }
}

static void
test_bad_redirects (Fixture       *fixture,
                    gconstpointer  data)
{
  static const struct
  {
    const char       *path;
    JaridaFetchError  code;
    guint             n_visits;
  } rows[] = {
    { "/self", JARIDA_FETCH_ERROR_TOO_MANY_REDIRECTS, 1 },
    { "/circle-1", JARIDA_FETCH_ERROR_TOO_MANY_REDIRECTS, 2 },
    { "/hop-6", JARIDA_FETCH_ERROR_TOO_MANY_REDIRECTS, 6 },
    { "/to-file", JARIDA_FETCH_ERROR_BAD_ADDRESS, 1 },
    { "/to-script", JARIDA_FETCH_ERROR_BAD_ADDRESS, 1 },
    { "/to-ftp", JARIDA_FETCH_ERROR_BAD_ADDRESS, 1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(JaridaFetchResponse) response = NULL;

      g_ptr_array_set_size (fixture->server->visits, 0);
      response = fetch_path (fixture->fetcher, fixture->server, rows[i].path, &error);
      g_test_message ("%s", rows[i].path);
      g_assert_error (error, JARIDA_FETCH_ERROR, (int) rows[i].code);
      g_assert_null (response);
      g_assert_cmpuint (fixture->server->visits->len, ==, rows[i].n_visits);
    }
}

static void
test_redirect_across_hosts (Fixture       *fixture,
                            gconstpointer  data)
{
  g_autoptr(Loopback) other = loopback_new ();
  g_autofree char *location = g_strdup_printf ("Location: http://127.0.0.2:%u/feed\nSet-Cookie: a=b", loopback_port (other));
  const LoopbackPage away[] = { { "/away", 301, location, NULL }, { NULL } };
  g_autofree char *address = g_strdup_printf ("http://reader:secret@127.0.0.1:%u/away", loopback_port (fixture->server));
  g_autoptr(GError) error = NULL;
  g_autoptr(JaridaFetchResponse) response = NULL;

  loopback_add_pages (fixture->server, away);
  loopback_add_pages (other, pages);
  response = fetch (fixture->fetcher, &(JaridaFetchRequest) { .address = address, .etag = "\"x\"" }, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (response->status, ==, 200);
  g_assert_cmpuint (loopback_count (other, "/feed"), ==, 1);
  g_assert_true (g_str_has_prefix (response->permanent_address, "http://127.0.0.2:"));
  g_assert_null (soup_message_headers_get_one (other->asked, "Authorization"));
  g_assert_null (soup_message_headers_get_one (other->asked, "Cookie"));
  g_assert_cmpstr (soup_message_headers_get_one (other->asked, "If-None-Match"), ==, "\"x\"");
}

static void
test_limit (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *address = loopback_address (fixture->server, "/ten");

  for (gsize max_bytes = 1; max_bytes <= 12; max_bytes++)
    {
      g_autoptr(GError) error = NULL;
      const JaridaFetchRequest request = { .address = address, .max_bytes = max_bytes };
      g_autoptr(JaridaFetchResponse) response = fetch (fixture->fetcher, &request, &error);

      if (max_bytes < 10)
        g_assert_error (error, JARIDA_FETCH_ERROR, JARIDA_FETCH_ERROR_TOO_LARGE);
      else
        {
          g_assert_no_error (error);
          g_assert_cmpuint (g_bytes_get_size (response->body), ==, 10);
        }
    }
}

static void
test_bad_addresses (Fixture       *fixture,
                    gconstpointer  data)
{
  static const char *const addresses[] = { "", "feed", "ftp://127.0.0.1/", "file:///etc/passwd", "http://", "data:,x" };

  for (gsize i = 0; i < G_N_ELEMENTS (addresses); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(JaridaFetchResponse) response =
        fetch (fixture->fetcher, &(JaridaFetchRequest) { .address = addresses[i] }, &error);

      g_test_message ("%s", addresses[i]);
      g_assert_error (error, JARIDA_FETCH_ERROR, JARIDA_FETCH_ERROR_BAD_ADDRESS);
    }
}

static void
test_cancelled_before (Fixture       *fixture,
                       gconstpointer  data)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autofree char *address = loopback_address (fixture->server, "/feed");
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  g_cancellable_cancel (cancellable);
  jarida_fetcher_fetch_async (fixture->fetcher, &(JaridaFetchRequest) { .address = address }, cancellable,
                              keep_result_cb, &result);
  WAIT_UNTIL (result != NULL);
  g_assert_null (jarida_fetcher_fetch_finish (fixture->fetcher, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (fixture->server->visits->len, ==, 0);
}

/* While it waits for the host, and while the server thinks. */
static void
test_cancelled_under_way (Fixture       *fixture,
                          gconstpointer  data)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autofree char *address = loopback_address (fixture->server, "/feed");
  const JaridaFetchRequest request = { .address = address };
  GAsyncResult *results[3] = { NULL };

  fixture->server->latency = 400;
  for (gsize i = 0; i < G_N_ELEMENTS (results); i++)
    jarida_fetcher_fetch_async (fixture->fetcher, &request, i < 2 ? cancellable : NULL, keep_result_cb, &results[i]);
  WAIT_UNTIL (fixture->server->visits->len == 1);
  g_cancellable_cancel (cancellable);

  for (gsize i = 0; i < 2; i++)
    {
      g_autoptr(GError) error = NULL;

      WAIT_UNTIL (results[i] != NULL);
      g_assert_null (jarida_fetcher_fetch_finish (fixture->fetcher, results[i], &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_object_unref (results[i]);
    }

  /* The third was not cancelled and has its turn. */
  WAIT_UNTIL (results[2] != NULL);
  g_autoptr(JaridaFetchResponse) response = jarida_fetcher_fetch_finish (fixture->fetcher, results[2], NULL);
  g_object_unref (results[2]);
  g_assert_cmpuint (response->status, ==, 200);
  WAIT_UNTIL (fixture->server->n_now == 0);
}

static void
test_refused (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(JaridaFetchResponse) response = NULL;
  g_autoptr(Loopback) closed = loopback_new ();
  g_autofree char *address = loopback_address (closed, "/");

  soup_server_disconnect (closed->server);
  response = fetch (fixture->fetcher, &(JaridaFetchRequest) { .address = address }, &error);
  g_assert_error (error, JARIDA_FETCH_ERROR, JARIDA_FETCH_ERROR_UNREACHABLE);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/net/fetcher/ok", test_ok);
  ADD ("/net/fetcher/validators-verbatim", test_validators);
  ADD ("/net/fetcher/validator-with-line-break", test_validator_with_line_break);
  ADD ("/net/fetcher/statuses", test_statuses);
  ADD ("/net/fetcher/redirects", test_redirects);
  ADD ("/net/fetcher/bad-redirects", test_bad_redirects);
  ADD ("/net/fetcher/redirect-across-hosts", test_redirect_across_hosts);
  ADD ("/net/fetcher/limit", test_limit);
  ADD ("/net/fetcher/bad-addresses", test_bad_addresses);
  ADD ("/net/fetcher/cancelled-before", test_cancelled_before);
  ADD ("/net/fetcher/cancelled-under-way", test_cancelled_under_way);
  ADD ("/net/fetcher/refused", test_refused);
#undef ADD

  return g_test_run ();
}
