/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gio/gunixsocketaddress.h>
#include <glib/gstdio.h>
#include <libsoup/soup.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "jarida-connection.h"
#include "jarida-key-folder.h"
#include "service-fixture.h"

/* The service as an operator runs it: started by a supervisor that hands the socket over, behind nginx with the configuration we
 * give as an example (data/moderation/nginx.conf), only without certificates and on a port of loopback. */

typedef struct
{
  char        *folder;     /* (owned) */
  char        *socket;     /* (owned) */
  char        *database;   /* (owned) */
  char        *address;    /* (owned) of nginx, without a slash at the end */
  GSocket     *door;       /* (owned) */
  SoupSession *session;    /* (owned) */
  GPid         service;
  GPid         nginx;
} Fixture;

static guint16
find_free_port (void)
{
  g_autoptr(GSocket) socket = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, NULL);
  g_autoptr(GSocketAddress) any = g_inet_socket_address_new_from_string ("127.0.0.1", 0);
  g_autoptr(GSocketAddress) got = NULL;

  g_assert_true (g_socket_bind (socket, any, TRUE, NULL));
  got = g_socket_get_local_address (socket, NULL);
  return g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (got));
}

/* What systemd does with a .socket unit. */
static void
open_door (Fixture *self)
{
  g_autoptr(GSocketAddress) address = g_unix_socket_address_new (self->socket);
  g_autoptr(GError) error = NULL;

  self->door = g_socket_new (G_SOCKET_FAMILY_UNIX, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_DEFAULT, &error);
  g_assert_no_error (error);
  g_assert_true (g_socket_bind (self->door, address, FALSE, &error) && g_socket_listen (self->door, &error));
  g_chmod (self->socket, 0666);
}

/* In the child: a test that fails leaves nobody behind, nor do those that nginx starts. */
static void
die_with_us (gpointer data)
{
  prctl (PR_SET_PDEATHSIG, SIGTERM);
}

static void
start_service (Fixture *self)
{
  g_autofree char *list = g_build_filename (self->folder, "list", NULL);
  g_autofree char *pid = NULL;
  int fd = g_socket_get_fd (self->door);

  self->service = fork ();
  g_assert_cmpint (self->service, >=, 0);
  if (self->service != 0)
    return;
  die_with_us (NULL);
  /* Also takes the mark off that would close it. */
  if (fd == 3)
    dup2 (fd = dup (fd), 3);
  else
    dup2 (fd, 3);
  pid = g_strdup_printf ("%d", (int) getpid ());
  g_setenv ("LISTEN_PID", pid, TRUE);
  g_setenv ("LISTEN_FDS", "1", TRUE);
  execl (MODERATION, MODERATION, "--listen", "systemd", "--database", self->database, "--keys", self->folder, "--list", list,
         "--set", "publish_seconds=0", NULL);
  _exit (127);
}

static void
stop (GPid *pid,
      int   signal)
{
  if (*pid == 0)
    return;
  kill (*pid, signal);
  waitpid (*pid, NULL, 0);
  *pid = 0;
}

static void
replace (GString    *text,
         const char *from,
         const char *to)
{
  g_assert_cmpuint (g_string_replace (text, from, to, 0), >, 0);
}

/* The example with the few lines changed that only a real server can have. */
static void
write_configuration (Fixture *self,
                     guint16  port)
{
  g_autofree char *example = NULL, *proxy = NULL, *site = NULL, *whole = NULL, *listen = NULL, *list = NULL, *log = NULL;
  g_autofree char *site_path = g_build_filename (self->folder, "site.conf", NULL);
  g_autofree char *proxy_path = g_build_filename (self->folder, "proxy.conf", NULL);
  g_autofree char *main_path = g_build_filename (self->folder, "nginx.conf", NULL);
  g_autoptr(GString) text = NULL;
  char *second;

  g_assert_true (g_file_get_contents (OPERATIONS "/nginx.conf", &example, NULL, NULL)
                 && g_file_get_contents (OPERATIONS "/nginx-proxy.conf", &proxy, NULL, NULL));
  g_assert_true (g_file_set_contents (proxy_path, proxy, -1, NULL));
  listen = g_strdup_printf ("listen 127.0.0.1:%u;", port);
  list = g_build_filename (self->folder, "list", NULL);
  log = g_strconcat (self->folder, "/error.log", NULL);
  text = g_string_new (example);
  second = strstr (text->str, "\nserver {\n  listen 80;");
  g_assert_nonnull (second);
  g_string_truncate (text, (gsize) (second - text->str));
  replace (text, "listen 443 ssl http2;", listen);
  replace (text, "listen [::]:443 ssl http2;", "");
  replace (text, "ssl_", "# ssl_");
  replace (text, "/run/jarida-moderation.sock", self->socket);
  replace (text, "/run/jarida-moderation/list", list);
  replace (text, "snippets/jarida-moderation-proxy.conf", proxy_path);
  replace (text, "/var/log/nginx/jarida-moderation.error crit", log);
  g_assert_true (g_file_set_contents (site_path, text->str, -1, NULL));
  whole = g_strdup_printf ("daemon off; worker_processes 1; %s pid %s/nginx.pid; error_log %s;\nevents { }\nhttp {\n"
                           "client_body_temp_path %s/t1; proxy_temp_path %s/t2; fastcgi_temp_path %s/t3; uwsgi_temp_path %s/t4;"
                           " scgi_temp_path %s/t5;\ninclude %s;\n}\n", geteuid () == 0 ? "user root;" : "", self->folder, log,
                           self->folder, self->folder, self->folder, self->folder, self->folder, site_path);
  g_assert_true (g_file_set_contents (main_path, whole, -1, NULL));
}

static guint
ask (Fixture     *self,
     const char  *method,
     const char  *path,
     const char  *headers,
     const char  *body,
     char       **out_body,
     SoupMessage **out_message)
{
  g_autofree char *address = g_strconcat (self->address, path, NULL);
  g_autoptr(SoupMessage) message = soup_message_new (method, address);
  g_auto(GStrv) lines = g_strsplit (headers != NULL ? headers : "", "\r\n", -1);
  g_autoptr(GBytes) answer = NULL;
  g_autoptr(GError) error = NULL;
  guint status;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_auto(GStrv) pair = g_strsplit (lines[i], ": ", 2);

      if (g_strv_length (pair) == 2)
        soup_message_headers_append (soup_message_get_request_headers (message), pair[0], pair[1]);
    }
  if (body != NULL)
    {
      g_autoptr(GBytes) bytes = g_bytes_new (body, strlen (body));

      soup_message_set_request_body_from_bytes (message, "application/json", bytes);
    }
  answer = soup_session_send_and_read (self->session, message, NULL, &error);
  status = answer != NULL ? soup_message_get_status (message) : 0;
  if (out_body != NULL)
    *out_body = answer != NULL ? g_strndup (g_bytes_get_data (answer, NULL), g_bytes_get_size (answer)) : NULL;
  if (out_message != NULL)
    *out_message = g_steal_pointer (&message);
  return status;
}

static void
start_nginx (Fixture *self)
{
  g_autofree char *path = g_build_filename (self->folder, "nginx.conf", NULL);
  const char *arguments[] = { NGINX, "-p", self->folder, "-c", path, NULL };
  gint64 end = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;
  g_autoptr(GError) error = NULL;

  g_spawn_async (NULL, (char **) arguments, NULL, G_SPAWN_DO_NOT_REAP_CHILD, die_with_us, NULL, &self->nginx, &error);
  g_assert_no_error (error);
  while (ask (self, "GET", "/", NULL, NULL, NULL, NULL) != 404)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      g_usleep (20000);
    }
}

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  guint16 port = find_free_port ();
  g_autoptr(GError) error = NULL;

  self->folder = g_dir_make_tmp ("jarida-operations-XXXXXX", &error);
  g_assert_no_error (error);
  self->socket = g_build_filename (self->folder, "socket", NULL);
  self->database = g_build_filename (self->folder, "moderation.db", NULL);
  self->address = g_strdup_printf ("http://127.0.0.1:%u", port);
  self->session = soup_session_new ();
  g_assert_true (jarida_key_folder_make (self->folder, g_get_real_time () / G_USEC_PER_SEC, &error));
  g_chmod (self->folder, 0755);
  open_door (self);
  start_service (self);
  write_configuration (self, port);
  start_nginx (self);
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  g_autofree char *command = g_strdup_printf ("rm -rf '%s'", self->folder);

  stop (&self->nginx, SIGTERM);
  stop (&self->service, SIGTERM);
  g_clear_object (&self->door);
  g_object_unref (self->session);
  g_assert_cmpint (system (command), ==, 0);
  g_free (self->folder);
  g_free (self->socket);
  g_free (self->database);
  g_free (self->address);
}

static guint
report (Fixture      *self,
        guint         number,
        guint         person,
        const char   *more,
        SoupMessage **out_message)
{
  g_autofree char *id = make_id (number);
  g_autofree char *path = g_strconcat ("/v1/reports/", id, NULL);
  g_autofree char *body = make_body ("https://img.example.org/a.jpg", "violence");
  g_autofree char *signature = sign_headers (person, "PUT", path, body);
  g_autofree char *headers = g_strconcat (signature, more, NULL);

  return ask (self, "PUT", path, headers, body, NULL, out_message);
}

static gint64
query (Fixture    *self,
       const char *sql)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(JaridaConnection) connection = jarida_connection_open (self->database, JARIDA_CONNECTION_READ, 4096, &error);
  gint64 value = -1;

  g_assert_no_error (error);
  jarida_connection_query_int (connection, sql, -1, &value, &error);
  g_assert_no_error (error);
  return value;
}

/* T-I9, through the real proxy: where a report comes from is what nginx saw, whatever the reader says. */
static void
test_forged_origin (Fixture       *self,
                    gconstpointer  data)
{
  g_assert_cmpuint (report (self, 1, 1, "X-Forwarded-For: 203.0.113.1\r\n", NULL), ==, 201);
  g_assert_cmpuint (report (self, 2, 2, "X-Forwarded-For: 198.51.100.2, 10.0.0.1\r\n", NULL), ==, 201);
  g_assert_cmpuint (report (self, 3, 3, "Forwarded: for=192.0.2.3\r\nX-Forwarded-For: 192.0.2.3\r\n", NULL), ==, 201);
  g_assert_cmpint (query (self, "SELECT COUNT(*) FROM report"), ==, 3);
  g_assert_cmpint (query (self, "SELECT COUNT(DISTINCT addr_tag) FROM report"), ==, 1);
}

static void
test_limits (Fixture       *self,
             gconstpointer  data)
{
  g_autofree char *large = g_strnfill (9000, 'x');
  g_autofree char *text = NULL;
  g_autoptr(SoupMessage) refused = NULL;
  guint n_taken = 0, status = 0;

  g_assert_cmpuint (ask (self, "PUT", "/v1/reports/00000000-0000-4000-8000-000000000001", NULL, large, &text, NULL), ==, 413);
  g_assert_nonnull (strstr (text, "\"type\":\"/problems/too-large\""));
  g_assert_cmpuint (ask (self, "GET", "/metrics", NULL, NULL, NULL, NULL), ==, 404);
  g_assert_cmpuint (ask (self, "GET", "/healthz", NULL, NULL, NULL, NULL), ==, 404);
  g_assert_cmpuint (ask (self, "GET", "/v1/list/../../socket", NULL, NULL, NULL, NULL), !=, 200);
  g_assert_cmpuint (ask (self, "GET", "/v1/list/%2e%2e/secret", NULL, NULL, NULL, NULL), !=, 200);

  for (guint i = 0; i < 60 && status != 429; i++)
    {
      g_clear_object (&refused);
      status = report (self, 100 + i, 100 + i, "", &refused);
      n_taken += status == 201;
    }
  /* Whether nginx or the service says so first, it looks the same. */
  g_assert_cmpuint (status, ==, 429);
  g_assert_cmpuint (n_taken, >=, 3);
  g_assert_nonnull (soup_message_headers_get_one (soup_message_get_response_headers (refused), "Retry-After"));
  g_assert_cmpstr (soup_message_headers_get_content_type (soup_message_get_response_headers (refused), NULL), ==,
                   "application/problem+json");
}

/* T-L6: while the service is away the list is given out, and whoever reports is told to come back. Then it is started again behind
 * the same socket. */
static void
test_service_away (Fixture       *self,
                   gconstpointer  data)
{
  gint64 end = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;
  g_autofree char *manifest = NULL, *again = NULL, *path = NULL, *first = NULL;
  g_autoptr(SoupMessage) message = NULL;
  g_autoptr(SoupMessage) refused = NULL;
  const char *full;

  while (ask (self, "GET", "/v1/list/manifest", NULL, NULL, NULL, NULL) != 200)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      g_usleep (50000);
    }
  stop (&self->service, SIGTERM);
  g_assert_cmpuint (ask (self, "GET", "/v1/list/manifest", NULL, NULL, &manifest, &message), ==, 200);
  g_assert_cmpstr (soup_message_headers_get_one (soup_message_get_response_headers (message), "Cache-Control"), ==,
                   "public, max-age=300, stale-if-error=86400");
  full = strstr (manifest, "\nfull ");
  g_assert_nonnull (full);
  first = g_strndup (full + strlen ("\nfull "), strcspn (full + strlen ("\nfull "), " "));
  path = g_strconcat ("/v1/list/", first, NULL);
  g_assert_cmpuint (ask (self, "GET", path, NULL, NULL, NULL, NULL), ==, 200);

  /* Nobody at the door at all. */
  g_clear_object (&self->door);
  g_assert_cmpuint (report (self, 1, 1, "", &refused), ==, 503);
  g_assert_nonnull (soup_message_headers_get_one (soup_message_get_response_headers (refused), "Retry-After"));

  g_unlink (self->socket);
  open_door (self);
  start_service (self);
  g_assert_cmpuint (report (self, 1, 1, "", NULL), ==, 201);
  g_assert_cmpuint (ask (self, "GET", "/v1/list/manifest", NULL, NULL, &again, NULL), ==, 200);
}

/* It was told to use what is handed over, and nothing was. */
static void
test_nothing_handed_over (void)
{
  const char *arguments[] = { MODERATION, "--listen", "systemd", "--database", "/nonexistent/x.db", "--keys", "/nonexistent", NULL };
  g_autofree char *folder = g_dir_make_tmp ("jarida-operations-XXXXXX", NULL);
  g_autofree char *database = g_build_filename (folder, "moderation.db", NULL);
  g_autofree char *complaint = NULL;
  g_autofree char *command = g_strdup_printf ("rm -rf '%s'", folder);
  g_autoptr(GError) error = NULL;
  int status;

  g_assert_true (jarida_key_folder_make (folder, g_get_real_time () / G_USEC_PER_SEC, &error));
  arguments[4] = database;
  arguments[6] = folder;
  g_spawn_sync (NULL, (char **) arguments, NULL, G_SPAWN_DEFAULT, NULL, NULL, NULL, &complaint, &status, &error);
  g_assert_no_error (error);
  g_assert_true (WIFEXITED (status) && WEXITSTATUS (status) == 1);
  g_assert_nonnull (strstr (complaint, "No socket was handed over"));
  g_assert_cmpint (system (command), ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/moderation/operations/nothing-handed-over", test_nothing_handed_over);
  if (NGINX[0] == '\0')
    g_test_message ("nginx is not here: what needs it is left out");
  else
    {
      g_test_add ("/moderation/operations/forged-origin", Fixture, NULL, set_up, test_forged_origin, tear_down);
      g_test_add ("/moderation/operations/limits", Fixture, NULL, set_up, test_limits, tear_down);
      g_test_add ("/moderation/operations/service-away", Fixture, NULL, set_up, test_service_away, tear_down);
    }

  return g_test_run ();
}
