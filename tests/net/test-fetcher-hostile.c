/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "loopback.h"

#include <glib/gstdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

/* Servers that lie, hang, flood and hang up. They are sockets on threads of their own, for no HTTP library would
 * answer so. */

typedef struct
{
  JaridaFetcher  *fetcher;
  GSocketService *service;
  guint           port;
  GBytes         *bomb;     /* gzip of 32 MiB of zeros */
} Fixture;

static gboolean
put (GSocketConnection *connection,
     const void        *data,
     gsize              size)
{
  GOutputStream *out = g_io_stream_get_output_stream (G_IO_STREAM (connection));

  return g_output_stream_write_all (out, data, size, NULL, NULL, NULL);
}

static gboolean
put_text (GSocketConnection *connection,
          const char        *text)
{
  return put (connection, text, strlen (text));
}

/* Until the other side has had enough. */
static void
flood (GSocketConnection *connection,
       const char        *text)
{
  while (put_text (connection, text))
    ;
}

static void
wait_for_hang_up (GSocketConnection *connection)
{
  char byte;

  (void) g_input_stream_read (g_io_stream_get_input_stream (G_IO_STREAM (connection)), &byte, 1, NULL, NULL);
}

#define CHUNKED "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
#define KILOBYTE_OF_DOTS "400\r\n" \
  "................................................................................................................................" \
  "................................................................................................................................" \
  "................................................................................................................................" \
  "................................................................................................................................" \
  "................................................................................................................................" \
  "................................................................................................................................" \
  "................................................................................................................................" \
  "................................................................................................................................" \
  "\r\n"

static void
misbehave (GSocketConnection *connection,
           const char        *path,
           GBytes            *bomb)
{
  if (g_str_equal (path, "/ok"))
    put_text (connection, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok");
  else if (g_str_equal (path, "/endless"))
    {
      put_text (connection, CHUNKED);
      flood (connection, KILOBYTE_OF_DOTS);
    }
  else if (g_str_equal (path, "/endless-redirect"))
    {
      put_text (connection, "HTTP/1.1 302 Found\r\nLocation: /ok\r\nTransfer-Encoding: chunked\r\n\r\n");
      flood (connection, KILOBYTE_OF_DOTS);
    }
  else if (g_str_equal (path, "/endless-error"))
    {
      put_text (connection, "HTTP/1.1 500 No\r\nTransfer-Encoding: chunked\r\n\r\n");
      flood (connection, KILOBYTE_OF_DOTS);
    }
  else if (g_str_equal (path, "/endless-headers"))
    {
      put_text (connection, "HTTP/1.1 200 OK\r\n");
      flood (connection, "X-Dots: ............................................................\r\n");
    }
  else if (g_str_equal (path, "/endless-status-line"))
    flood (connection, "HTTP/1.1 200 OK OK OK OK OK OK OK OK OK OK OK OK OK OK OK OK OK OK OK OK OK OK OK OK");
  else if (g_str_equal (path, "/huge-length"))
    {
      put_text (connection, "HTTP/1.1 200 OK\r\nContent-Length: 9223372036854775807\r\n\r\n");
      wait_for_hang_up (connection);
    }
  else if (g_str_equal (path, "/bomb"))
    {
      put_text (connection, "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nConnection: close\r\n\r\n");
      put (connection, g_bytes_get_data (bomb, NULL), g_bytes_get_size (bomb));
    }
  else if (g_str_equal (path, "/cut-gzip"))
    {
      put_text (connection, "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nConnection: close\r\n\r\n");
      put (connection, g_bytes_get_data (bomb, NULL), 500);
    }
  else if (g_str_equal (path, "/cut-gzip-chunked"))
    {
      put_text (connection, "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n1f4\r\n");
      put (connection, g_bytes_get_data (bomb, NULL), 500);
    }
  else if (g_str_equal (path, "/cut"))
    put_text (connection, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n0123456789");
  else if (g_str_equal (path, "/cut-gzip-with-length"))
    {
      put_text (connection, "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 60000\r\n\r\n");
      put (connection, g_bytes_get_data (bomb, NULL), 500);
    }
  else if (g_str_equal (path, "/cut-within-chunk"))
    put_text (connection, CHUNKED "5\r\n012");
  else if (g_str_equal (path, "/cut-headers"))
    put_text (connection, "HTTP/1.1 200 OK\r\nContent-Le");
  else if (g_str_equal (path, "/reset"))
    {
      const struct linger linger = { 1, 0 };

      put_text (connection, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n0123456789");
      setsockopt (g_socket_get_fd (g_socket_connection_get_socket (connection)), SOL_SOCKET, SO_LINGER, &linger,
                  sizeof linger);
    }
  else if (g_str_equal (path, "/not-http"))
    put_text (connection, "SSH-2.0-OpenSSH_9.2\r\n");
  else if (g_str_equal (path, "/silent"))
    wait_for_hang_up (connection);
  else if (g_str_equal (path, "/falls-silent"))
    {
      put_text (connection, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n0123456789");
      wait_for_hang_up (connection);
    }
  else if (g_str_equal (path, "/drip"))
    {
      put_text (connection, "HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n");
      while (put_text (connection, "."))
        g_usleep (200 * 1000);
    }
  /* "/hangs-up": nothing at all. */
}

static gboolean
run_cb (GThreadedSocketService *service,
        GSocketConnection      *connection,
        GObject                *source,
        gpointer                user_data)
{
  Fixture *fixture = user_data;
  char request[4096];
  gsize size = 0;
  GInputStream *in = g_io_stream_get_input_stream (G_IO_STREAM (connection));

  while (size + 1 < sizeof request)
    {
      gssize n = g_input_stream_read (in, request + size, sizeof request - 1 - size, NULL, NULL);

      if (n <= 0)
        return TRUE;
      size += (gsize) n;
      request[size] = '\0';
      if (strstr (request, "\r\n\r\n") != NULL)
        break;
    }

  g_auto(GStrv) words = g_strsplit (request, " ", 3);
  misbehave (connection, words[1], fixture->bomb);
  return TRUE;
}

static GBytes *
make_bomb (void)
{
  g_autoptr(GConverter) gzip = G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 1));
  g_autoptr(GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr(GOutputStream) out = g_converter_output_stream_new (memory, gzip);
  g_autofree char *zeros = g_malloc0 (1024 * 1024);

  for (int i = 0; i < 32; i++)
    g_assert_true (g_output_stream_write_all (out, zeros, 1024 * 1024, NULL, NULL, NULL));
  g_assert_true (g_output_stream_close (out, NULL, NULL));
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory));
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  fixture->bomb = make_bomb ();
  fixture->fetcher = hasty_fetcher_new ();
  fixture->service = g_threaded_socket_service_new (20);
  fixture->port = g_socket_listener_add_any_inet_port (G_SOCKET_LISTENER (fixture->service), NULL, &error);
  g_assert_no_error (error);
  g_signal_connect (fixture->service, "run", G_CALLBACK (run_cb), fixture);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_assert_finalize_object (fixture->fetcher);
  g_socket_service_stop (fixture->service);
  g_socket_listener_close (G_SOCKET_LISTENER (fixture->service));
  g_object_unref (fixture->service);
  g_bytes_unref (fixture->bomb);
}

static JaridaFetchResponse *
fetch_hostile (Fixture     *fixture,
               const char  *path,
               GError     **error)
{
  g_autofree char *address = g_strdup_printf ("http://127.0.0.1:%u%s", fixture->port, path);

  return fetch (fixture->fetcher,
                &(JaridaFetchRequest) { .address = address, .max_bytes = 1024 * 1024, .timeout_seconds = 1 }, error);
}

/* Each ends with the right error, and soon: a flood is not read to its end, a silence not waited out. */
static void
test_errors (Fixture       *fixture,
             gconstpointer  data)
{
  static const struct
  {
    const char       *path;
    JaridaFetchError  code;
    gint64            milliseconds;
  } rows[] = {
    { "/endless", JARIDA_FETCH_ERROR_TOO_LARGE, 900 },
    { "/endless-headers", JARIDA_FETCH_ERROR_UNREACHABLE, 900 },
    { "/endless-status-line", JARIDA_FETCH_ERROR_UNREACHABLE, 900 },
    { "/huge-length", JARIDA_FETCH_ERROR_TOO_LARGE, 900 },
    { "/bomb", JARIDA_FETCH_ERROR_TOO_LARGE, 900 },
    { "/cut", JARIDA_FETCH_ERROR_UNREACHABLE, 900 },
    { "/cut-gzip", JARIDA_FETCH_ERROR_UNREACHABLE, 900 },
    { "/cut-gzip-chunked", JARIDA_FETCH_ERROR_UNREACHABLE, 900 },
    { "/cut-gzip-with-length", JARIDA_FETCH_ERROR_UNREACHABLE, 900 },
    { "/cut-within-chunk", JARIDA_FETCH_ERROR_UNREACHABLE, 900 },
    { "/cut-headers", JARIDA_FETCH_ERROR_UNREACHABLE, 900 },
    { "/reset", JARIDA_FETCH_ERROR_UNREACHABLE, 900 },
    { "/not-http", JARIDA_FETCH_ERROR_UNREACHABLE, 900 },
    { "/hangs-up", JARIDA_FETCH_ERROR_UNREACHABLE, 900 },
    { "/silent", JARIDA_FETCH_ERROR_TIMEOUT, 2000 },
    { "/falls-silent", JARIDA_FETCH_ERROR_TIMEOUT, 2000 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(GError) error = NULL;
      gint64 began = g_get_monotonic_time ();
      g_autoptr(JaridaFetchResponse) response = fetch_hostile (fixture, rows[i].path, &error);
      gint64 took = (g_get_monotonic_time () - began) / 1000;

      g_test_message ("%s: %" G_GINT64_FORMAT " ms, %s", rows[i].path, took, error != NULL ? error->message : "no error");
      g_assert_error (error, JARIDA_FETCH_ERROR, (int) rows[i].code);
      g_assert_null (response);
      /* Five times, for a machine that is busy with other things. */
      g_assert_cmpint (took, <, rows[i].milliseconds * 5);
    }
}

/* What comes with a redirect or an error may be endless: nobody wants it. */
static void
test_answers (Fixture       *fixture,
              gconstpointer  data)
{
  static const struct
  {
    const char *path;
    guint       status;
    gsize       size;
  } rows[] = {
    { "/ok", 200, 2 },
    { "/endless-redirect", 200, 2 },
    { "/endless-error", 500, 64 * 1024 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(JaridaFetchResponse) response = fetch_hostile (fixture, rows[i].path, &error);

      g_test_message ("%s", rows[i].path);
      g_assert_no_error (error);
      g_assert_cmpuint (response->status, ==, rows[i].status);
      g_assert_cmpuint (g_bytes_get_size (response->body), ==, rows[i].size);
    }
}

static gboolean
cancel_cb (gpointer user_data)
{
  g_cancellable_cancel (user_data);
  return G_SOURCE_REMOVE;
}

static void
test_cancelled (Fixture       *fixture,
                gconstpointer  data)
{
  static const char *const paths[] = { "/silent", "/falls-silent", "/endless", "/drip" };

  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autofree char *address = g_strdup_printf ("http://127.0.0.1:%u%s", fixture->port, paths[i]);
      g_autoptr(GCancellable) cancellable = g_cancellable_new ();
      g_autoptr(GAsyncResult) result = NULL;
      g_autoptr(GError) error = NULL;
      const JaridaFetchRequest request = { .address = address, .max_bytes = G_MAXINT32 };
      gint64 began;

      g_test_message ("%s", paths[i]);
      jarida_fetcher_fetch_async (fixture->fetcher, &request, cancellable, keep_result_cb, &result);
      g_timeout_add (100, cancel_cb, cancellable);
      WAIT_UNTIL (g_cancellable_is_cancelled (cancellable));
      began = g_get_monotonic_time ();
      WAIT_UNTIL (result != NULL);
      g_assert_null (jarida_fetcher_fetch_finish (fixture->fetcher, result, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_assert_cmpint (g_get_monotonic_time () - began, <, G_USEC_PER_SEC);
    }
}

/* A byte now and then is life, but not for ever. */
static void
test_patience (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(JaridaFetchResponse) response = NULL;
  gint64 began = g_get_monotonic_time ();

  if (!g_test_slow ())
    {
      g_test_skip ("takes six seconds: -m slow");
      return;
    }

  response = fetch_hostile (fixture, "/drip", &error);
  g_assert_error (error, JARIDA_FETCH_ERROR, JARIDA_FETCH_ERROR_TIMEOUT);
  g_assert_cmpint (g_get_monotonic_time () - began, >=, 5900 * 1000);
  g_assert_cmpint (g_get_monotonic_time () - began, <, 9 * G_USEC_PER_SEC);
}

/* A certificate for 127.0.0.1 that nobody has signed, and a database that trusts it all the same. The database reads the
 * file again at each greeting: it stays as long as @folder. */
static GTlsCertificate *
make_certificate (const char    *folder,
                  GTlsDatabase **out_trusting)
{
  g_autofree char *cert = g_build_filename (folder, "cert.pem", NULL);
  g_autofree char *key = g_build_filename (folder, "key.pem", NULL);
  const char *const argv[] = {
    "openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1",
    "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", key, "-out", cert, NULL,
  };
  GTlsCertificate *certificate = NULL;

  if (g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, NULL, NULL,
                    NULL, NULL))
    certificate = g_tls_certificate_new_from_files (cert, key, NULL);
  *out_trusting = certificate != NULL ? g_tls_file_database_new (cert, NULL) : NULL;

  g_unlink (key);
  return certificate;
}

static void
secure_cb (SoupServer        *server,
           SoupServerMessage *message,
           const char        *path,
           GHashTable        *query,
           gpointer           user_data)
{
  if (g_str_equal (path, "/moved"))
    {
      soup_server_message_set_redirect (message, 301, "/feed");
      return;
    }
  soup_server_message_set_status (message, 200, NULL);
  soup_message_body_append (soup_server_message_get_response_body (message), SOUP_MEMORY_STATIC, "<rss/>", 6);
}

/* The same server: refused as it is, and good for whoever trusts it, many times over one connection. */
static void
test_tls (Fixture       *fixture,
          gconstpointer  data)
{
  g_autofree char *folder = g_dir_make_tmp ("jarida-XXXXXX", NULL);
  g_autofree char *cert = g_build_filename (folder, "cert.pem", NULL);
  g_autoptr(GTlsDatabase) trusting = NULL;
  g_autoptr(GTlsCertificate) certificate = make_certificate (folder, &trusting);
  g_autoptr(SoupServer) server = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(JaridaFetchResponse) refused = NULL;
  g_autoptr(JaridaFetcher) believer = NULL;
  g_autofree char *address = NULL;
  GSList *uris;

  if (certificate == NULL)
    {
      g_rmdir (folder);
      g_test_skip ("no openssl, or no TLS for GIO");
      return;
    }

  server = soup_server_new ("tls-certificate", certificate, NULL);
  soup_server_add_handler (server, NULL, secure_cb, NULL, NULL);
  soup_server_listen_local (server, 0, SOUP_SERVER_LISTEN_HTTPS | SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);
  uris = soup_server_get_uris (server);
  address = g_strdup_printf ("https://127.0.0.1:%d/moved", g_uri_get_port (uris->data));
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);

  refused = fetch (fixture->fetcher, &(JaridaFetchRequest) { .address = address }, &error);
  g_assert_error (error, JARIDA_FETCH_ERROR, JARIDA_FETCH_ERROR_TLS);
  g_clear_error (&error);

  believer = g_object_new (JARIDA_TYPE_FETCHER, "tls-database", trusting, NULL);
  jarida_fetcher_set_pause (believer, 0);
  for (int i = 0; i < 5; i++)
    {
      g_autoptr(JaridaFetchResponse) response = fetch (believer, &(JaridaFetchRequest) { .address = address }, &error);

      g_assert_no_error (error);
      g_assert_cmpuint (response->status, ==, 200);
      g_assert_cmpuint (g_bytes_get_size (response->body), ==, 6);
      g_assert_true (g_str_has_suffix (response->permanent_address, "/feed"));
    }

  g_unlink (cert);
  g_rmdir (folder);
}

/* Plain words where TLS was expected. */
static void
test_not_tls (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *address = g_strdup_printf ("https://127.0.0.1:%u/ok", fixture->port);
  g_autoptr(GError) error = NULL;
  g_autoptr(JaridaFetchResponse) response =
    fetch (fixture->fetcher, &(JaridaFetchRequest) { .address = address, .timeout_seconds = 1 }, &error);

  g_assert_nonnull (error);
  g_test_message ("%s", error->message);
  g_assert_cmpuint (error->domain, ==, JARIDA_FETCH_ERROR);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/net/fetcher-hostile/errors", test_errors);
  ADD ("/net/fetcher-hostile/answers", test_answers);
  ADD ("/net/fetcher-hostile/cancelled", test_cancelled);
  ADD ("/net/fetcher-hostile/patience", test_patience);
  ADD ("/net/fetcher-hostile/tls", test_tls);
  ADD ("/net/fetcher-hostile/not-tls", test_not_tls);
#undef ADD

  return g_test_run ();
}
