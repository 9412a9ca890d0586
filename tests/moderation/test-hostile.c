/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "service-fixture.h"

/* T-I8: whatever comes in at the door. The service must refuse it, and be there for the next. */

#define PICTURE "https://img.example.org/a.jpg"

static void
set_up (ServiceFixture *self,
        gconstpointer   data)
{
  fixture_set_up (self);
  fixture_start (self);
  fixture_execute (self, "INSERT INTO setting(name, value) VALUES('address_per_hour', '1000000'), ('network_per_hour', '1000000'),"
                   " ('new_keys_address', '1000'), ('new_keys_network', '1000'), ('key_burst', '1000'), ('key_per_day', '1000')");
}

static void
check_alive (ServiceFixture *self)
{
  g_autoptr(Answer) answer = fixture_ask (self, &(Request) { NULL, "GET", "/healthz", NULL, NULL });

  g_assert_cmpuint (answer->status, ==, 200);
}

static void
tear_down (ServiceFixture *self,
           gconstpointer   data)
{
  check_alive (self);
  fixture_tear_down (self);
}

static guint
send_text (ServiceFixture *self,
           const char     *text)
{
  g_autoptr(Answer) answer = fixture_send_raw (self, TRUE, text, strlen (text));

  return answer->status;
}

static void
test_framing (ServiceFixture *self,
              gconstpointer   data)
{
#define LINE "PUT /v1/reports/00000000-0000-4000-8000-000000000001 HTTP/1.1\r\nConnection: close\r\n"
  static const char *const refused[] = {
    LINE "Host: a\r\nHost: b\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}",
    LINE "Host: a\r\nContent-Type: application/json\r\nContent-Length: 2\r\nContent-Length: 2\r\n\r\n{}",
    LINE "Host: a\r\nContent-Type: application/json\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    LINE "Host: a\r\nContent-Type: application/json\r\nPR-Key: a\r\nPR-Key: b\r\nContent-Length: 2\r\n\r\n{}",
    LINE "Host: a\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\n{}",
    LINE "Host: a\r\nContent-Length: 2\r\n\r\n{}",
  };
  static const guint statuses[] = { 400, 400, 400, 400, 415, 415 };

  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      guint status = send_text (self, refused[i]);

      g_test_message ("%u: %u", i, status);
      /* The library may be stricter, and end the connection. */
      g_assert_true (status == statuses[i] || status == 0 || (statuses[i] == 400 && status >= 400 && status < 500));
    }
  g_assert_cmpint (fixture_query (self, "SELECT COUNT(*) FROM report"), ==, 0);
}

static void
test_not_http (ServiceFixture *self,
               gconstpointer   data)
{
  static const char *const junk[] = { "\r\n\r\n", "GET\r\n\r\n", "\x16\x03\x01\x02\x01\x01\xfc\x03\x03", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
                                      "GET / HTTP/9.9\r\nHost: a\r\n\r\n", "DELETE /v1/reports/../../etc/passwd HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
                                      "GET /v1/decisions/%00%00 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
                                      "GET http://[::1 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n" };

  for (guint i = 0; i < G_N_ELEMENTS (junk); i++)
    {
      guint status = send_text (self, junk[i]);

      g_assert_true (status == 0 || status >= 400);
    }
}

static void
test_sizes (ServiceFixture *self,
            gconstpointer   data)
{
  g_autofree char *id = make_id (1);
  g_autofree char *path = g_strconcat ("/v1/reports/", id, NULL);
  g_autofree char *fill = g_strnfill (8193, ' ');
  g_autofree char *largest = g_strdup_printf ("%-8192s", "{\"v\":1,\"image\":{\"url\":\"" PICTURE "\"},\"reason\":\"violence\"}");
  g_autofree char *headers = sign_headers (1, "PUT", path, largest);
  g_autoptr(Answer) fits = fixture_ask (self, &(Request) { "192.0.2.1", "PUT", path, headers, largest });
  g_autoptr(Answer) large = fixture_ask (self, &(Request) { "192.0.2.1", "PUT", path, headers, fill });
  g_autoptr(GString) chunked = g_string_new (NULL);
  g_autoptr(Answer) chunks = NULL;

  g_assert_cmpuint (fits->status, ==, 201);
  g_assert_cmpuint (large->status, ==, 413);
  g_assert_nonnull (strstr (large->body, "\"limit\":8192"));
  g_string_append_printf (chunked, "PUT %s HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Type: application/json\r\n"
                          "Transfer-Encoding: chunked\r\n\r\n", path);
  for (guint i = 0; i < 3; i++)
    g_string_append_printf (chunked, "1000\r\n%.4096s\r\n", fill);
  g_string_append (chunked, "0\r\n\r\n");
  chunks = fixture_send_raw (self, TRUE, chunked->str, chunked->len);
  g_assert_cmpuint (chunks->status, ==, 413);
  /* Without end: cut off. */
  g_string_truncate (chunked, 0);
  g_string_append_printf (chunked, "PUT %s HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n", path);
  for (guint i = 0; i < 500; i++)
    g_string_append_printf (chunked, "1000\r\n%.4096s\r\n", fill);
  g_assert_cmpuint (send_text (self, chunked->str), ==, 0);
}

static void
test_nesting (ServiceFixture *self,
              gconstpointer   data)
{
  g_autofree char *id = make_id (1);
  g_autofree char *path = g_strconcat ("/v1/reports/", id, NULL);
  g_autofree char *deep = g_strnfill (8000, '[');
  g_autofree char *headers = sign_headers (1, "PUT", path, deep);
  g_autoptr(Answer) answer = fixture_ask (self, &(Request) { "192.0.2.1", "PUT", path, headers, deep });

  g_assert_cmpuint (answer->status, ==, 400);
}

/* A byte now and then: the whole request has a second in this test. */
static gpointer
drip (gpointer data)
{
  GSocketConnection *stream = data;
  GOutputStream *out = g_io_stream_get_output_stream (G_IO_STREAM (stream));
  const char *text = "PUT /v1/reports/00000000-0000-4000-8000-000000000001 HTTP/1.1\r\nHost: localhost\r\nX-Long: aaaaaaaaaaaaaaaaaaaaaaaaaa";

  for (guint i = 0; text[i] != '\0'; i++)
    {
      if (g_output_stream_write (out, text + i, 1, NULL, NULL) != 1)
        return GUINT_TO_POINTER (i + 1);
      g_usleep (50000);
    }
  return NULL;
}

static void
test_slow (ServiceFixture *self,
           gconstpointer   data)
{
  g_autoptr(GSocketClient) client = g_socket_client_new ();
  g_autoptr(GSocketConnection) stream = NULL;
  g_autoptr(GError) error = NULL;
  GThread *thread;
  gint64 began = g_get_monotonic_time ();
  guint cut;

  g_socket_client_set_enable_proxy (client, FALSE);
  stream = g_socket_client_connect_to_host (client, "127.0.0.1", (guint16) jarida_service_get_port (self->service), NULL, &error);
  g_assert_no_error (error);
  thread = g_thread_new ("drip", drip, stream);
  while (g_get_monotonic_time () - began < 3 * G_USEC_PER_SEC)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (1000);
  cut = GPOINTER_TO_UINT (g_thread_join (thread));
  g_test_message ("cut after %u bytes", cut);
  g_assert_cmpuint (cut, >, 0);
}

static void
mutate (GRand *rand,
        char  *text,
        guint  n)
{
  gsize length = strlen (text);

  for (guint i = 0; i < n; i++)
    {
      char *at = &text[g_rand_int_range (rand, 0, (gint32) length)];

      *at = (char) g_rand_int_range (rand, 1, 256);
    }
}

/* Requests with bytes changed by chance; the signature is made after it, so that the body is looked at. JARIDA_MUTATIONS says how
 * many: a million of them come from as many people at as many addresses, so that limits do not end it. */
static void
test_mutations (ServiceFixture *self,
                gconstpointer   data)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (8);
  const char *wanted = g_getenv ("JARIDA_MUTATIONS");
  const guint n = wanted != NULL ? (guint) g_ascii_strtoull (wanted, NULL, 10) : 600;
  guint n_statuses[6] = { 0 };

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *from = g_strdup_printf ("192.%u.%u.%u", i >> 16 & 255, i >> 8 & 255, n > 600 ? i & 255 : 1);
      g_autofree char *id = make_id (i);
      g_autofree char *path = g_strconcat ("/v1/reports/", id, NULL);
      g_autofree char *body = g_strdup ("{\"v\":1,\"image\":{\"url\":\"" PICTURE "\",\"bytes\":12,\"width\":3},\"reason\":\"violence\",\"lang\":\"fr\"}");
      g_autofree char *headers = NULL;
      g_autoptr(Answer) answer = NULL;

      mutate (rand, body, 1 + i % 3);
      headers = sign_headers (n > 600 ? i : i % 20, "PUT", path, body);
      if (i % 3 == 0)
        mutate (rand, headers, 1);
      answer = fixture_ask (self, &(Request) { from, "PUT", path, headers, body });
      g_assert_cmpuint (answer->status, <, 600);
      g_assert_cmpuint (answer->status, !=, 500);
      n_statuses[answer->status / 100]++;
    }
  g_test_message ("%u without an answer, %u taken, %u refused", n_statuses[0], n_statuses[2], n_statuses[4]);
  g_assert_cmpuint (n_statuses[4], >, 100);
}

#define TEST(name, function) g_test_add ("/moderation/hostile/i8-" name, ServiceFixture, NULL, set_up, function, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  TEST ("framing", test_framing);
  TEST ("not-http", test_not_http);
  TEST ("sizes", test_sizes);
  TEST ("nesting", test_nesting);
  TEST ("slow", test_slow);
  TEST ("mutations", test_mutations);
  return g_test_run ();
}
