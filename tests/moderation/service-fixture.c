/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gio/gunixsocketaddress.h>
#include <glib/gstdio.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "../remove-tree.h"
#include "jarida-connection.h"
#include "jarida-hex.h"
#include "jarida-key-folder.h"
#include "service-fixture.h"

gint64 fixture_now = 1796000000;

static gint64
get_now (void)
{
  return fixture_now;
}

static void
broken_cb (const GError *error,
           gpointer      data)
{
  ((ServiceFixture *) data)->broken = TRUE;
}

void
fixture_set_up (ServiceFixture *self)
{
  g_autoptr(GError) error = NULL;

  g_assert_cmpint (sodium_init (), >=, 0);
  fixture_now = 1796000000;
  self->folder = g_dir_make_tmp ("jarida-service-XXXXXX", &error);
  g_assert_no_error (error);
  self->socket = g_build_filename (self->folder, "socket", NULL);
  self->database = g_build_filename (self->folder, "moderation.db", NULL);
  self->list = g_build_filename (self->folder, "list", NULL);
  jarida_key_folder_make (self->folder, fixture_now, &error);
  g_assert_no_error (error);
}

void
fixture_start (ServiceFixture *self)
{
  g_autofree char *where = g_strconcat ("unix:", self->socket, NULL);
  const char *listen[] = { where, "127.0.0.1:0", NULL };
  JaridaServiceOptions options = { .listen = listen, .database = self->database, .keys = self->folder, .list = self->list, .alert = self->alert,
                                   .clock = get_now, .idle_seconds = 1, .broken = broken_cb, .data = self };
  g_autoptr(GError) error = NULL;

  self->broken = FALSE;
  self->service = jarida_service_new (&options, &error);
  g_assert_no_error (error);
}

void
fixture_stop (ServiceFixture *self)
{
  g_clear_pointer (&self->service, jarida_service_free);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

void
fixture_tear_down (ServiceFixture *self)
{
  fixture_stop (self);
  remove_tree (self->folder);
  g_free (self->folder);
  g_free (self->socket);
  g_free (self->database);
  g_free (self->list);
}

void
answer_free (Answer *self)
{
  g_free (self->head);
  g_free (self->body);
  g_free (self);
}

/* A conversation in a thread of its own, while the service lives in the main loop of this one. */
typedef struct
{
  GSocketConnectable *address;
  const char         *bytes;
  gsize               size;
  GString            *got;
  int                 done;
} Talk;

static gpointer
talk (gpointer data)
{
  Talk *self = data;
  g_autoptr(GSocketClient) client = g_socket_client_new ();
  g_autoptr(GSocketConnection) stream = NULL;
  char buffer[4096];
  gssize n;

  g_socket_client_set_timeout (client, 20);
  g_socket_client_set_enable_proxy (client, FALSE);
  stream = g_socket_client_connect (client, self->address, NULL, NULL);
  if (stream != NULL)
    {
      g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (stream)), self->bytes, self->size, NULL, NULL, NULL);
      while ((n = g_input_stream_read (g_io_stream_get_input_stream (G_IO_STREAM (stream)), buffer, sizeof buffer, NULL, NULL)) > 0)
        g_string_append_len (self->got, buffer, n);
    }
  g_atomic_int_set (&self->done, 1);
  g_main_context_wakeup (NULL);
  return NULL;
}

GBytes *
fixture_talk (ServiceFixture *self,
              gboolean        over_unix,
              const char     *bytes,
              gsize           size)
{
  g_autoptr(GSocketConnectable) address = over_unix
    ? G_SOCKET_CONNECTABLE (g_unix_socket_address_new (self->socket))
    : G_SOCKET_CONNECTABLE (g_inet_socket_address_new_from_string ("127.0.0.1", jarida_service_get_port (self->service)));
  Talk data = { address, bytes, size, g_string_new (NULL), 0 };
  GThread *thread = g_thread_new ("talk", talk, &data);

  while (!g_atomic_int_get (&data.done))
    g_main_context_iteration (NULL, TRUE);
  g_thread_join (thread);
  return g_string_free_to_bytes (data.got);
}

Answer *
fixture_send_raw (ServiceFixture *self,
                  gboolean        over_unix,
                  const char     *bytes,
                  gsize           size)
{
  Answer *answer = g_new0 (Answer, 1);
  g_autoptr(GBytes) got = fixture_talk (self, over_unix, bytes, size);
  g_autofree char *text = g_strndup (g_bytes_get_data (got, NULL), g_bytes_get_size (got));
  const char *body = strstr (text, "\r\n\r\n");

  if (body != NULL)
    {
      answer->status = (guint) atoi (text + strlen ("HTTP/1.1 "));
      answer->head = g_strndup (text, (gsize) (body - text));
      answer->body = g_strdup (body + 4);
    }
  return answer;
}

Answer *
fixture_ask (ServiceFixture *self,
             const Request  *request)
{
  g_autoptr(GString) text = g_string_new (NULL);

  g_string_append_printf (text, "%s %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n", request->method, request->path);
  if (request->from != NULL)
    g_string_append_printf (text, "X-Forwarded-For: %s\r\n", request->from);
  if (request->headers != NULL)
    g_string_append (text, request->headers);
  if (request->body != NULL)
    g_string_append_printf (text, "Content-Type: application/json\r\nContent-Length: %zu\r\n", strlen (request->body));
  g_string_append_printf (text, "\r\n%s", request->body != NULL ? request->body : "");
  return fixture_send_raw (self, request->from != NULL, text->str, text->len);
}

char *
answer_get_header (const Answer *self,
                   const char   *name)
{
  g_auto(GStrv) lines = g_strsplit (self->head, "\r\n", -1);
  gsize length = strlen (name);

  for (guint i = 1; lines[i] != NULL; i++)
    if (g_ascii_strncasecmp (lines[i], name, length) == 0 && lines[i][length] == ':')
      return g_strdup (g_strstrip (lines[i] + length + 1));
  return NULL;
}

char *
make_body (const char *url,
           const char *reason)
{
  return g_strdup_printf ("{\"v\":1,\"image\":{\"url\":\"%s\"},\"reason\":\"%s\",\"comment\":\"%s\",\"good_faith\":true}", url, reason,
                          g_str_equal (reason, "other") ? "look" : "");
}

char *
sign_headers (guint       person,
              const char *method,
              const char *path,
              const char *body)
{
  guint8 seed[crypto_sign_SEEDBYTES] = { 0 }, public_key[crypto_sign_PUBLICKEYBYTES], secret_key[crypto_sign_SECRETKEYBYTES];
  guint8 signature[crypto_sign_BYTES];
  g_autofree char *text = jarida_report_signed_text (method, path, body, body != NULL ? strlen (body) : 0);
  g_autofree char *key_text = NULL, *signature_text = NULL;

  memcpy (seed, &person, sizeof person);
  crypto_sign_seed_keypair (public_key, secret_key, seed);
  crypto_sign_detached (signature, NULL, (const guint8 *) text, strlen (text), secret_key);
  key_text = jarida_base64url_encode (public_key, sizeof public_key);
  signature_text = jarida_base64url_encode (signature, sizeof signature);
  return g_strdup_printf ("PR-Key: %s\r\nPR-Sig: %s\r\n", key_text, signature_text);
}

char *
make_id (guint number)
{
  return g_strdup_printf ("00000000-0000-4000-8000-%012x", number);
}

guint
fixture_report (ServiceFixture *self,
                guint           number,
                guint           person,
                const char     *from,
                const char     *url,
                const char     *reason)
{
  g_autofree char *id = make_id (number);
  g_autofree char *path = g_strconcat ("/v1/reports/", id, NULL);
  g_autofree char *body = make_body (url, reason);
  g_autofree char *headers = sign_headers (person, "PUT", path, body);
  g_autoptr(Answer) answer = fixture_ask (self, &(Request) { from, "PUT", path, headers, body });

  return answer->status;
}

guint
fixture_withdraw (ServiceFixture *self,
                  guint           number,
                  guint           person,
                  const char     *from)
{
  g_autofree char *id = make_id (number);
  g_autofree char *path = g_strconcat ("/v1/reports/", id, NULL);
  g_autofree char *headers = sign_headers (person, "DELETE", path, NULL);
  g_autoptr(Answer) answer = fixture_ask (self, &(Request) { from, "DELETE", path, headers, NULL });

  return answer->status;
}

gint64
fixture_query (ServiceFixture *self,
               const char     *sql)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(JaridaConnection) connection = jarida_connection_open (self->database, JARIDA_CONNECTION_READ, 4096, &error);
  gint64 value = 0;

  g_assert_no_error (error);
  jarida_connection_query_int (connection, sql, -1, &value, &error);
  g_assert_no_error (error);
  return value;
}

void
fixture_execute (ServiceFixture *self,
                 const char     *sql)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(JaridaConnection) connection = jarida_connection_open (self->database, JARIDA_CONNECTION_WRITE, 4096, &error);
  gint64 end = g_get_monotonic_time () + 1100000;

  g_assert_no_error (error);
  jarida_connection_execute (connection, sql, &error);
  g_assert_no_error (error);
  /* The desk reads its settings once a second. */
  if (self->service == NULL)
    return;
  while (g_get_monotonic_time () < end)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (1000);
  fixture_do_rounds (self);
}

void
fixture_set (ServiceFixture *self,
             const char     *name,
             gint64          value)
{
  g_autofree char *sql = g_strdup_printf ("INSERT OR REPLACE INTO setting(name, value) VALUES('%s', '%" G_GINT64_FORMAT "')", name, value);

  fixture_execute (self, sql);
}

void
fixture_add_host (ServiceFixture *self,
                  const char     *host,
                  const char     *newspaper)
{
  g_autofree char *sql = g_strdup_printf ("INSERT INTO image_host(host, newspaper) VALUES('%s', '%s')", host, newspaper);

  fixture_execute (self, sql);
}

void
fixture_do_rounds (ServiceFixture *self)
{
  g_autoptr(Answer) answer = NULL;

  jarida_service_do_rounds (self->service);
  /* The desk does one thing after another: when it answers this, the rounds are done. */
  answer = fixture_ask (self, &(Request) { "192.0.2.200", "GET", "/v1/decisions/000000000000", NULL, NULL });
  g_assert_cmpuint (answer->status, ==, 404);
}
