/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "demo-process.h"

/* The press as it is without the portal. */

static guint
count (const char *text,
       const char *needle)
{
  guint n = 0;

  for (const char *at = strstr (text, needle); at != NULL; at = strstr (at + 1, needle))
    n++;
  return n;
}

/* The value of every @name="…" in @text. */
static GPtrArray *
find_values (const char *text,
             const char *name)
{
  GPtrArray *values = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *start = g_strdup_printf ("%s=\"", name);

  for (const char *at = strstr (text, start); at != NULL; at = strstr (at, start))
    {
      at += strlen (start);
      g_ptr_array_add (values, g_strndup (at, strcspn (at, "\"")));
    }
  return values;
}

/* Every newspaper of the list has a feed with articles, every article a page, every picture named there is had. */
static void
test_edition (void)
{
  Demo demo = { NULL };
  g_autofree char *opml = NULL;
  g_autoptr(GPtrArray) feeds = NULL;
  g_autoptr(GHashTable) pictures = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GHashTableIter iter;
  gpointer picture;
  guint n_articles = 0;

  demo_start (&demo, NULL);
  opml = demo_get_text (&demo, "/subscriptions.opml");
  feeds = find_values (opml, "xmlUrl");
  g_assert_cmpuint (feeds->len, >=, 6);
  for (guint i = 0; i < feeds->len; i++)
    {
      g_autofree char *feed = demo_get_text (&demo, g_ptr_array_index (feeds, i));
      g_autofree char *home_address = g_path_get_dirname (g_ptr_array_index (feeds, i));
      g_autofree char *home_path = g_strconcat (home_address, "/", NULL);
      g_autofree char *home = demo_get_text (&demo, home_path);
      g_autoptr(GPtrArray) links = find_values (home, "<h2><a href");

      g_assert_true (g_utf8_validate (feed, -1, NULL));
      g_assert_cmpuint (count (feed, "<item>") + count (feed, "<item ") + count (feed, "<entry>")
                        + count (feed, "\"content_html\""), ==, links->len);
      n_articles += links->len;
      for (guint j = 0; j < links->len; j++)
        {
          g_autofree char *page = demo_get_text (&demo, g_ptr_array_index (links, j));
          g_autoptr(GPtrArray) sources = find_values (page, "src");

          g_assert_nonnull (strstr (page, "rel=\"alternate\""));
          for (guint k = 0; k < sources->len; k++)
            g_hash_table_add (pictures, g_strdup (g_ptr_array_index (sources, k)));
        }
    }
  g_assert_cmpuint (n_articles, >=, 120);
  g_hash_table_iter_init (&iter, pictures);
  while (g_hash_table_iter_next (&iter, &picture, NULL))
    {
      g_autoptr(GBytes) body = demo_get (&demo, picture, 200);

      g_assert_cmpuint (g_bytes_get_size (body), >, 1000);
    }
  g_assert_cmpuint (g_hash_table_size (pictures), >=, 20);
  demo_stop (&demo);
}

static void
test_conditions (void)
{
  Demo demo = { NULL };
  const char *headers[][2] = { { "ETag", "If-None-Match" }, { "Last-Modified", "If-Modified-Since" } };

  demo_start (&demo, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (headers); i++)
    {
      g_autoptr(SoupMessage) first = demo_new_message (&demo, "/gazette-detroit/rss.xml");
      g_autoptr(SoupMessage) second = demo_new_message (&demo, "/gazette-detroit/rss.xml");
      g_autoptr(GBytes) body = soup_session_send_and_read (demo.session, first, NULL, NULL);
      g_autoptr(GBytes) nothing = NULL;
      const char *validator = soup_message_headers_get_one (soup_message_get_response_headers (first), headers[i][0]);

      g_assert_nonnull (validator);
      soup_message_headers_append (soup_message_get_request_headers (second), headers[i][1], validator);
      nothing = soup_session_send_and_read (demo.session, second, NULL, NULL);
      g_assert_cmpuint (soup_message_get_status (second), ==, 304);
      g_assert_cmpuint (g_bytes_get_size (nothing), ==, 0);
    }
  demo_stop (&demo);
}

static void
test_compression (void)
{
  Demo demo = { NULL };
  g_autoptr(SoupMessage) message = NULL;
  g_autoptr(GBytes) body = NULL;

  demo_start (&demo, NULL);
  soup_session_remove_feature_by_type (demo.session, SOUP_TYPE_CONTENT_DECODER);
  message = demo_new_message (&demo, "/gazette-detroit/rss.xml");
  soup_message_headers_append (soup_message_get_request_headers (message), "Accept-Encoding", "gzip");
  body = soup_session_send_and_read (demo.session, message, NULL, NULL);
  g_assert_cmpstr (soup_message_headers_get_one (soup_message_get_response_headers (message), "Content-Encoding"), ==, "gzip");
  g_assert_cmpmem (g_bytes_get_data (body, NULL), 2, "\x1f\x8b", 2);
  demo_stop (&demo);
}

static void
test_fault_answers (void)
{
  Demo demo = { NULL };
  const struct { const char *path; guint status; const char *header; } rows[] = {
    { "/fault/500/gazette-detroit/rss.xml", 500, NULL },
    { "/fault/429/gazette-detroit/rss.xml", 429, "Retry-After" },
    { "/fault/503/gazette-detroit/rss.xml", 503, "Retry-After" },
    { "/fault/gone/gazette-detroit/rss.xml", 410, NULL },
    { "/fault/moved/gazette-detroit/rss.xml", 301, "Location" },
    { "/fault/loop/gazette-detroit/rss.xml", 302, "Location" },
    { "/fault/html/gazette-detroit/rss.xml", 200, NULL },
    { "/fault/empty/gazette-detroit/rss.xml", 200, NULL },
    { "/fault/unheard-of/gazette-detroit/rss.xml", 404, NULL },
    { "/gazette-detroit/nothing.html", 404, NULL },
    { "/pictures/../edition.json", 404, NULL },
    { "/pictures/%2e%2e%2fedition.json", 400, NULL },
  };

  demo_start (&demo, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(SoupMessage) message = demo_new_message (&demo, rows[i].path);
      g_autoptr(GError) error = NULL;
      g_autoptr(GBytes) body = NULL;

      soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT);
      body = soup_session_send_and_read (demo.session, message, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (soup_message_get_status (message), ==, rows[i].status);
      if (rows[i].header != NULL)
        g_assert_nonnull (soup_message_headers_get_one (soup_message_get_response_headers (message), rows[i].header));
      if (strstr (rows[i].path, "/empty/") != NULL)
        g_assert_cmpuint (g_bytes_get_size (body), ==, 0);
    }
  demo_stop (&demo);
}

/* Reads up to @limit bytes; returns what came, and the error that ended it. */
static gsize
read_some (Demo        *demo,
           const char  *path,
           gsize        limit,
           GError     **error)
{
  g_autoptr(SoupMessage) message = demo_new_message (demo, path);
  g_autoptr(GInputStream) stream = soup_session_send (demo->session, message, NULL, error);
  gsize total = 0;
  char buffer[32 * 1024];

  while (stream != NULL && total < limit)
    {
      gssize n = g_input_stream_read (stream, buffer, sizeof buffer, NULL, error);

      if (n <= 0)
        break;
      total += n;
    }
  return total;
}

static void
test_fault_bodies (void)
{
  Demo demo = { NULL };
  g_autoptr(GError) cut = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *again = NULL;

  demo_start (&demo, NULL);
  g_assert_cmpuint (read_some (&demo, "/fault/cut/gazette-detroit/rss.xml", G_MAXSIZE, &cut), ==, 4096);
  g_assert_error (cut, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT);
  g_assert_cmpuint (read_some (&demo, "/fault/endless/gazette-detroit/rss.xml", 4 << 20, &error), >=, 4 << 20);
  g_assert_no_error (error);
  g_assert_cmpuint (read_some (&demo, "/fault/bomb/gazette-detroit/rss.xml", 16 << 20, &error), >=, 16 << 20);
  g_assert_no_error (error);
  /* None of it keeps the others from being served. */
  again = demo_get_text (&demo, "/gazette-detroit/rss.xml");
  g_assert_nonnull (strstr (again, "<item>"));
  demo_stop (&demo);
}

static void
test_waiting (void)
{
  Demo demo = { NULL };
  gint64 start;
  g_autoptr(GBytes) feed = NULL, slow = NULL;

  demo_start (&demo, "--latency", "40-60", "--slow", "300", NULL);
  start = g_get_monotonic_time ();
  feed = demo_get (&demo, "/gazette-detroit/rss.xml", 200);
  g_assert_cmpint (g_get_monotonic_time () - start, >=, 39000);
  start = g_get_monotonic_time ();
  slow = demo_get (&demo, "/fault/slow/gazette-detroit/rss.xml", 200);
  g_assert_cmpint (g_get_monotonic_time () - start, >=, 330000);
  g_assert_true (g_bytes_equal (feed, slow));
  demo_stop (&demo);
}

static void
test_many_hosts (void)
{
  Demo demo = { NULL };
  g_autofree char *opml = NULL;
  g_autoptr(GPtrArray) feeds = NULL;
  g_autoptr(GHashTable) hosts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  demo_start (&demo, "--many-hosts", NULL);
  opml = demo_get_text (&demo, "/subscriptions.opml");
  feeds = find_values (opml, "xmlUrl");
  for (guint i = 0; i < feeds->len; i++)
    {
      g_autoptr(GUri) uri = g_uri_parse (g_ptr_array_index (feeds, i), G_URI_FLAGS_NONE, NULL);
      g_autofree char *front = g_strdup_printf ("http://%s:%d/", g_uri_get_host (uri), g_uri_get_port (uri));
      g_autofree char *home = demo_get_text (&demo, front);

      g_hash_table_add (hosts, g_strdup (g_uri_get_host (uri)));
      /* The front page of a newspaper's own host names its feed alone. */
      g_assert_cmpuint (count (home, "rel=\"alternate\""), ==, 1);
      g_assert_nonnull (strstr (home, g_ptr_array_index (feeds, i)));
    }
  g_assert_cmpuint (g_hash_table_size (hosts), ==, feeds->len);
  demo_stop (&demo);
}

static void
test_publish (void)
{
  Demo demo = { NULL };
  g_autofree char *before = NULL, *after = NULL, *address = NULL;
  g_autoptr(SoupMessage) message = NULL;
  g_autoptr(GBytes) nothing = NULL;

  demo_start (&demo, "--hold", "3", NULL);
  before = demo_get_text (&demo, "/gazette-detroit/rss.xml");
  address = g_strconcat (demo.address, "/publish", NULL);
  message = soup_message_new ("POST", address);
  nothing = soup_session_send_and_read (demo.session, message, NULL, NULL);
  g_assert_cmpuint (soup_message_get_status (message), ==, 204);
  after = demo_get_text (&demo, "/gazette-detroit/rss.xml");
  g_assert_cmpuint (count (after, "<item>"), ==, count (before, "<item>") + 3);
  demo_stop (&demo);
}

static void
test_synthetic (void)
{
  Demo demo = { NULL };
  g_autofree char *opml = NULL;
  g_autoptr(GPtrArray) feeds = NULL;

  demo_start (&demo, "--many-hosts", "--synthetic", "30", "40", NULL);
  opml = demo_get_text (&demo, "/synthetic.opml");
  feeds = find_values (opml, "xmlUrl");
  g_assert_cmpuint (feeds->len, ==, 30);
  for (guint i = 0; i < feeds->len; i++)
    {
      g_autoptr(SoupMessage) first = demo_new_message (&demo, g_ptr_array_index (feeds, i));
      g_autoptr(SoupMessage) second = demo_new_message (&demo, g_ptr_array_index (feeds, i));
      g_autoptr(GBytes) body = soup_session_send_and_read (demo.session, first, NULL, NULL);
      g_autoptr(GBytes) nothing = NULL;
      g_autofree char *text = g_strndup (g_bytes_get_data (body, NULL), g_bytes_get_size (body));

      g_assert_cmpuint (count (text, "<item>"), ==, 40);
      soup_message_headers_append (soup_message_get_request_headers (second), "If-None-Match",
                                   soup_message_headers_get_one (soup_message_get_response_headers (first), "ETag"));
      nothing = soup_session_send_and_read (demo.session, second, NULL, NULL);
      g_assert_cmpuint (soup_message_get_status (second), ==, 304);
    }
  demo_stop (&demo);
}

static void
test_log (void)
{
  Demo demo = { NULL };
  g_autofree char *port = NULL, *log = NULL, *expected = NULL;
  g_autoptr(GBytes) body = NULL;

  demo_start (&demo, NULL);
  body = demo_get (&demo, "/gazette-detroit/", 200);
  g_file_get_contents (demo.port_file, &port, NULL, NULL);
  g_strstrip (port);
  g_assert_true (g_str_has_suffix (demo.address, port));
  expected = g_strdup_printf ("GET %s/gazette-detroit/ 200 ", demo.address);
  for (guint i = 0; i < 100 && (log == NULL || strstr (log, expected) == NULL); i++)
    {
      /* The line is written after the last byte has left: it may be a moment behind us. */
      g_clear_pointer (&log, g_free);
      g_usleep (5000);
      g_file_get_contents (demo.log, &log, NULL, NULL);
    }
  g_assert_nonnull (strstr (log, expected));
  demo_stop (&demo);
}

static void
check_is_recent (const char *feed,
                 GTimeSpan   most)
{
  const char *date = strstr (feed, "<pubDate>");
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr(GDateTime) newest = NULL;

  g_assert_nonnull (date);
  newest = soup_date_time_new_from_http_string (date + strlen ("<pubDate>"));
  g_assert_nonnull (newest);
  g_assert_cmpint (g_date_time_difference (now, newest), >=, 0);
  g_assert_cmpint (g_date_time_difference (now, newest), <, most);
}

static void
test_recent (void)
{
  Demo demo = { NULL };
  g_autofree char *feed = NULL;
  g_autofree char *opml = NULL;
  g_autoptr(GPtrArray) feeds = NULL;

  demo_start (&demo, "--many-hosts", "--recent", "--synthetic", "3", "5", NULL);
  opml = demo_get_text (&demo, "/subscriptions.opml");
  feeds = find_values (opml, "xmlUrl");
  feed = demo_get_text (&demo, g_ptr_array_index (feeds, 0));
  check_is_recent (feed, 3 * G_TIME_SPAN_DAY);
  g_clear_pointer (&feeds, g_ptr_array_unref);
  g_free (opml);
  opml = demo_get_text (&demo, "/synthetic.opml");
  feeds = find_values (opml, "xmlUrl");
  for (guint i = 0; i < feeds->len; i++)
    {
      g_autofree char *synthetic = demo_get_text (&demo, g_ptr_array_index (feeds, i));

      check_is_recent (synthetic, 3 * G_TIME_SPAN_HOUR);
    }
  demo_stop (&demo);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/demo/edition", test_edition);
  g_test_add_func ("/demo/conditions", test_conditions);
  g_test_add_func ("/demo/compression", test_compression);
  g_test_add_func ("/demo/fault/answers", test_fault_answers);
  g_test_add_func ("/demo/fault/bodies", test_fault_bodies);
  g_test_add_func ("/demo/waiting", test_waiting);
  g_test_add_func ("/demo/many-hosts", test_many_hosts);
  g_test_add_func ("/demo/publish", test_publish);
  g_test_add_func ("/demo/synthetic", test_synthetic);
  g_test_add_func ("/demo/log", test_log);
  g_test_add_func ("/demo/recent", test_recent);
  return g_test_run ();
}
