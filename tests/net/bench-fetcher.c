/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "loopback.h"

/* bench-fetcher [FEEDS]: so many feeds of 20 KB on as many hosts of loopback, each after 50 to 150 ms, first and unchanged;
 * beside it the floor, libsoup alone with the same number at once. The server is another process, so that the
 * CPU time is the client's. */

#define TOGETHER 64

typedef struct
{
  guint          port;
  guint          n_feeds;
  guint          next;        /* of the floor */
  guint          n_done;
  guint          n_good;
  guint          wanted;      /* status */
  SoupSession   *session;     /* of the floor */
} Run;

static char feed[20 * 1024];

static gboolean
unpause_cb (gpointer user_data)
{
  soup_server_message_unpause (user_data);
  return G_SOURCE_REMOVE;
}

static void
feed_cb (SoupServer        *server,
         SoupServerMessage *message,
         const char        *path,
         GHashTable        *query,
         gpointer           user_data)
{
  SoupMessageHeaders *asked = soup_server_message_get_request_headers (message);

  soup_message_headers_append (soup_server_message_get_response_headers (message), "ETag", "\"1\"");
  if (soup_message_headers_get_one (asked, "If-None-Match") != NULL)
    soup_server_message_set_status (message, 304, NULL);
  else
    {
      soup_server_message_set_status (message, 200, NULL);
      soup_message_body_append (soup_server_message_get_response_body (message), SOUP_MEMORY_STATIC, feed, sizeof feed);
    }
  soup_server_message_pause (message);
  g_timeout_add_full (G_PRIORITY_DEFAULT, (guint) g_random_int_range (50, 150), unpause_cb, g_object_ref (message),
                      g_object_unref);
}

/* With GIO's own backlog of ten, a burst of connections loses some, and each loss costs a second. */
static gboolean
listen_deep (SoupServer *server)
{
  g_autoptr(GSocket) socket = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, NULL);
  g_autoptr(GSocketAddress) address = g_inet_socket_address_new_from_string ("0.0.0.0", 0);

  g_socket_set_listen_backlog (socket, 1024);
  return g_socket_bind (socket, address, TRUE, NULL) && g_socket_listen (socket, NULL)
         && soup_server_listen_socket (server, socket, 0, NULL);
}

static void
serve (int fd)
{
  g_autoptr(SoupServer) server = soup_server_new (NULL, NULL);
  g_autoptr(GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  GSList *uris;
  guint port;

  memset (feed, 'x', sizeof feed);
  soup_server_add_handler (server, NULL, feed_cb, NULL, NULL);
  if (!listen_deep (server))
    _exit (1);
  uris = soup_server_get_uris (server);
  port = (guint) g_uri_get_port (uris->data);
  if (write (fd, &port, sizeof port) != sizeof port)
    _exit (1);
  g_main_loop_run (loop);
}

static char *
nth_address (Run   *run,
             guint  n)
{
  return g_strdup_printf ("http://127.0.%u.%u:%u/feed", 1 + n / 250, 1 + n % 250, run->port);
}

static void
fetched_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  Run *run = user_data;
  g_autoptr(JaridaFetchResponse) response = jarida_fetcher_fetch_finish (JARIDA_FETCHER (source), result, NULL);

  run->n_done++;
  run->n_good += response != NULL && response->status == run->wanted;
}

static void
run_fetcher (Run *run)
{
  g_autoptr(JaridaFetcher) fetcher = jarida_fetcher_new ();

  for (guint i = 0; i < run->n_feeds; i++)
    {
      g_autofree char *address = nth_address (run, i);
      const JaridaFetchRequest request = { .address = address, .etag = run->wanted == 304 ? "\"1\"" : NULL };

      jarida_fetcher_fetch_async (fetcher, &request, NULL, fetched_cb, run);
    }
  while (run->n_done < run->n_feeds)
    g_main_context_iteration (NULL, TRUE);
}

static void floor_next (Run *run);

static void
floor_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  Run *run = user_data;
  SoupMessage *message = soup_session_get_async_result_message (SOUP_SESSION (source), result);
  g_autoptr(GBytes) body = soup_session_send_and_read_finish (SOUP_SESSION (source), result, NULL);

  run->n_done++;
  run->n_good += body != NULL && soup_message_get_status (message) == run->wanted;
  floor_next (run);
}

static void
floor_next (Run *run)
{
  g_autoptr(SoupMessage) message = NULL;
  g_autofree char *address = NULL;

  if (run->next == run->n_feeds)
    return;

  address = nth_address (run, run->next++);
  message = soup_message_new (SOUP_METHOD_GET, address);
  if (run->wanted == 304)
    soup_message_headers_append (soup_message_get_request_headers (message), "If-None-Match", "\"1\"");
  soup_session_send_and_read_async (run->session, message, G_PRIORITY_DEFAULT, NULL, floor_cb, run);
}

static void
run_floor (Run *run)
{
  run->session = soup_session_new_with_options ("max-conns", TOGETHER + 16, NULL);
  for (guint i = 0; i < TOGETHER; i++)
    floor_next (run);
  while (run->n_done < run->n_feeds)
    g_main_context_iteration (NULL, TRUE);
  g_object_unref (run->session);
}

static double
cpu_seconds (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  return (double) (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
         + (double) (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / G_USEC_PER_SEC;
}

static gboolean
measure (const char *name,
         guint       port,
         guint       n_feeds,
         guint       wanted,
         void     (* function) (Run *run))
{
  Run run = { .port = port, .n_feeds = n_feeds, .wanted = wanted };
  gint64 began = g_get_monotonic_time ();
  double cpu = cpu_seconds ();

  function (&run);
  printf ("%-22s %4u feeds  %.2f s  %.3f CPU s  %u of %u as expected\n", name, n_feeds,
          (double) (g_get_monotonic_time () - began) / G_USEC_PER_SEC, cpu_seconds () - cpu, run.n_good, n_feeds);
  return run.n_good == n_feeds;
}

int
main (int   argc,
      char *argv[])
{
  guint n_feeds = argc > 1 ? (guint) g_ascii_strtoull (argv[1], NULL, 10) : 200;
  gboolean good = TRUE;
  guint port = 0;
  int fds[2];
  pid_t server;

  if (pipe (fds) < 0)
    return 1;
  server = fork ();
  if (server == 0)
    serve (fds[1]);
  if (server < 0 || read (fds[0], &port, sizeof port) != sizeof port)
    return 1;

  good &= measure ("libsoup, first", port, n_feeds, 200, run_floor);
  good &= measure ("fetcher, first", port, n_feeds, 200, run_fetcher);
  good &= measure ("libsoup, unchanged", port, n_feeds, 304, run_floor);
  good &= measure ("fetcher, unchanged", port, n_feeds, 304, run_fetcher);

  kill (server, SIGKILL);
  waitpid (server, NULL, 0);
  return good ? 0 : 1;
}
