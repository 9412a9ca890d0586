/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "loopback.h"

#include <string.h>

/* Who is asked when, read from the servers' own log. */

#define N_MANY 80

static const LoopbackPage pages[] = {
  { "/feed", 200, "ETag: \"1\"", "<rss/>" },
  { "/picture", 200, NULL, "picture" },
  { "/urgent", 200, NULL, "urgent" },
  { NULL }
};

typedef struct
{
  JaridaFetcher *fetcher;
  Loopback      *server;
  guint          n_done;
  guint          n_failed;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->fetcher = jarida_fetcher_new ();
  fixture->server = loopback_new ();
  fixture->n_done = fixture->n_failed = 0;
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
done_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  Fixture *fixture = user_data;
  g_autoptr(JaridaFetchResponse) response = jarida_fetcher_fetch_finish (JARIDA_FETCHER (source), result, NULL);

  fixture->n_done++;
  fixture->n_failed += response == NULL || response->status != 200;
}

static void
ask (Fixture         *fixture,
     guint            host,
     const char      *path,
     JaridaFetchKind  kind)
{
  g_autofree char *address = g_strdup_printf ("http://127.0.0.%u:%u%s", host, loopback_port (fixture->server), path);
  const JaridaFetchRequest request = { .address = address, .kind = kind };

  jarida_fetcher_fetch_async (fixture->fetcher, &request, NULL, done_cb, fixture);
}

static LoopbackVisit *
visit (Fixture *fixture,
       guint    i)
{
  return g_ptr_array_index (fixture->server->visits, i);
}

/* Never two at once, and a pause between the end of one and the beginning of the next. */
static void
test_one_at_a_time (Fixture       *fixture,
                    gconstpointer  data)
{
  jarida_fetcher_set_pause (fixture->fetcher, 60);
  fixture->server->latency = 20;
  for (guint i = 0; i < 6; i++)
    ask (fixture, 1, "/feed", i % 2 == 0 ? JARIDA_FETCH_FEED : JARIDA_FETCH_PAGE);
  WAIT_UNTIL (fixture->n_done == 6);

  g_assert_cmpuint (fixture->n_failed, ==, 0);
  g_assert_cmpuint (fixture->server->visits->len, ==, 6);
  g_assert_cmpuint (fixture->server->n_at_most, ==, 1);
  /* The server sees the end of an answer a little before the client does. */
  for (guint i = 1; i < 6; i++)
    g_assert_cmpint (visit (fixture, i)->began - visit (fixture, i - 1)->ended, >=, 60 * 1000 - 1000);
}

/* A fifth of the pause between pictures. */
static void
test_pictures (Fixture       *fixture,
               gconstpointer  data)
{
  gint64 began = g_get_monotonic_time ();

  jarida_fetcher_set_pause (fixture->fetcher, 2000);
  for (guint i = 0; i < 3; i++)
    ask (fixture, 1, "/picture", JARIDA_FETCH_PICTURE);
  WAIT_UNTIL (fixture->n_done == 3);

  g_assert_cmpuint (fixture->server->n_at_most, ==, 1);
  g_assert_cmpint (g_get_monotonic_time () - began, >=, 790 * 1000);
  g_assert_cmpint (g_get_monotonic_time () - began, <, 2000 * 1000);
}

/* A person goes before the others of the host, and does not wait for the pause. */
static void
test_urgent (Fixture       *fixture,
             gconstpointer  data)
{
  gint64 began = g_get_monotonic_time ();

  jarida_fetcher_set_pause (fixture->fetcher, 600);
  for (guint i = 0; i < 3; i++)
    ask (fixture, 1, "/feed", JARIDA_FETCH_FEED);
  WAIT_UNTIL (fixture->n_done == 1);
  ask (fixture, 1, "/urgent", JARIDA_FETCH_URGENT);
  WAIT_UNTIL (fixture->n_done == 2);

  g_assert_cmpstr (visit (fixture, 0)->path, ==, "/feed");
  g_assert_cmpstr (visit (fixture, 1)->path, ==, "/urgent");
  g_assert_cmpint (g_get_monotonic_time () - began, <, 500 * 1000);
  WAIT_UNTIL (fixture->n_done == 4);
  g_assert_cmpuint (fixture->server->n_at_most, ==, 1);
}

/* Hosts do not wait for each other, up to so many at once; each has one request. */
static void
test_hosts_in_parallel (Fixture       *fixture,
                        gconstpointer  data)
{
  g_autoptr(GHashTable) hosts = g_hash_table_new (g_str_hash, g_str_equal);

  fixture->server->hold = TRUE;
  for (guint i = 0; i < N_MANY; i++)
    ask (fixture, i + 1, "/feed", JARIDA_FETCH_FEED);
  WAIT_UNTIL (fixture->server->visits->len == 64);
  loopback_release (fixture->server);
  WAIT_UNTIL (fixture->n_done == N_MANY);

  g_assert_cmpuint (fixture->n_failed, ==, 0);
  g_assert_cmpuint (fixture->server->n_at_most, ==, 64);
  for (guint i = 0; i < N_MANY; i++)
    g_hash_table_add (hosts, visit (fixture, i)->host);
  g_assert_cmpuint (g_hash_table_size (hosts), ==, N_MANY);
}

/* Sixty-four slow newspapers do not keep a person waiting. */
static void
test_urgent_when_full (Fixture       *fixture,
                       gconstpointer  data)
{
  fixture->server->hold = TRUE;
  for (guint i = 0; i < N_MANY; i++)
    ask (fixture, i + 1, "/feed", JARIDA_FETCH_FEED);
  WAIT_UNTIL (fixture->server->visits->len == 64);
  ask (fixture, 200, "/urgent", JARIDA_FETCH_URGENT);
  WAIT_UNTIL (fixture->server->visits->len == 65);
  loopback_release (fixture->server);
  WAIT_UNTIL (fixture->n_done == N_MANY + 1);

  g_assert_cmpuint (fixture->n_failed, ==, 0);
  g_assert_cmpstr (visit (fixture, 64)->path, ==, "/urgent");
}

/* All waiting are cancelled at once; the host is free again for the next. */
static void
test_cancelled_queue (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autofree char *address = loopback_address (fixture->server, "/feed");
  const JaridaFetchRequest request = { .address = address };

  jarida_fetcher_set_pause (fixture->fetcher, 100);
  for (guint i = 0; i < 50; i++)
    jarida_fetcher_fetch_async (fixture->fetcher, &request, cancellable, done_cb, fixture);
  WAIT_UNTIL (fixture->n_done == 2);
  g_cancellable_cancel (cancellable);
  WAIT_UNTIL (fixture->n_done == 50);
  g_assert_cmpuint (fixture->server->visits->len, <=, 3);

  ask (fixture, 1, "/urgent", JARIDA_FETCH_URGENT);
  WAIT_UNTIL (fixture->n_done == 51);
  g_assert_cmpuint (fixture->n_failed, ==, 48);
}

/* One connection serves many requests, whatever they answer: newspapers pay for each TLS greeting. */
static void
test_connection_is_kept (Fixture       *fixture,
                         gconstpointer  data)
{
  static const LoopbackPage more[] = {
    { "/unchanged", 304, NULL, NULL }, { "/gone", 410, NULL, "gone" }, { "/moved", 301, "Location: /feed", "moved" }, { NULL }
  };
  static const char *const paths[] = { "/feed", "/unchanged", "/gone", "/moved", "/feed" };

  jarida_fetcher_set_pause (fixture->fetcher, 0);
  loopback_add_pages (fixture->server, more);
  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr(JaridaFetchResponse) response = fetch_path (fixture->fetcher, fixture->server, paths[i], NULL);

      g_assert_nonnull (response);
    }

  for (guint i = 0; i < fixture->server->visits->len; i++)
    g_assert_cmpuint (visit (fixture, i)->port, ==, visit (fixture, 0)->port);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/net/politeness/one-at-a-time", test_one_at_a_time);
  ADD ("/net/politeness/pictures", test_pictures);
  ADD ("/net/politeness/urgent", test_urgent);
  ADD ("/net/politeness/hosts-in-parallel", test_hosts_in_parallel);
  ADD ("/net/politeness/urgent-when-full", test_urgent_when_full);
  ADD ("/net/politeness/cancelled-queue", test_cancelled_queue);
  ADD ("/net/politeness/connection-is-kept", test_connection_is_kept);
#undef ADD

  return g_test_run ();
}
