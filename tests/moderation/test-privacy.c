/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "service-fixture.h"

/* What is kept, for how long, and what an answer gives away. */

#define DAY (24 * 3600)

static void
set_up (ServiceFixture *self,
        gconstpointer   data)
{
  fixture_set_up (self);
  fixture_start (self);
  fixture_execute (self, "INSERT INTO image_host(host, newspaper) VALUES('img.example.org', 'example');"
                   "INSERT INTO setting(name, value) VALUES('key_burst', '1000'), ('threshold', '700')");
}

static void
tear_down (ServiceFixture *self,
           gconstpointer   data)
{
  fixture_tear_down (self);
}

static gboolean
is_in_file (const char *path,
            const void *needle,
            gsize       size)
{
  g_autofree char *data = NULL;
  gsize length;

  return g_file_get_contents (path, &data, &length, NULL) && memmem (data, length, needle, size) != NULL;
}

static gboolean
is_in_database (ServiceFixture *self,
                const void     *needle,
                gsize           size)
{
  g_autofree char *log = g_strconcat (self->database, "-wal", NULL);

  return is_in_file (self->database, needle, size) || is_in_file (log, needle, size);
}

/* T-V2 */
static void
test_dump (ServiceFixture *self,
           gconstpointer   data)
{
  g_autofree char *id = make_id (1);
  g_autofree char *path = g_strconcat ("/v1/reports/", id, NULL);
  const char *body = "{\"v\":1,\"image\":{\"url\":\"https://img.example.org/a.jpg\"},\"reason\":\"violence\",\"page_host\":\"www.gazette.example\","
                     "\"lang\":\"fr\",\"good_faith\":true}";
  g_autofree char *headers = sign_headers (1, "PUT", path, body);
  g_autofree char *key = g_strndup (headers + strlen ("PR-Key: "), 43);
  g_autofree char *padded = g_strconcat (key, "=", NULL);
  g_autofree guchar *public_key = NULL;
  g_autoptr(Answer) answer = fixture_ask (self, &(Request) { "198.51.100.77", "PUT", path, headers, body });
  static const guint8 address[] = { 198, 51, 100, 77 };
  gsize size;

  g_strdelimit (padded, "-", '+');
  g_strdelimit (padded, "_", '/');
  public_key = g_base64_decode (padded, &size);
  g_assert_cmpuint (size, ==, 32);
  g_assert_cmpuint (answer->status, ==, 201);
  /* The same person from the same place about another picture: nothing in the two rows is equal but the reporter's code. */
  g_assert_cmpuint (fixture_report (self, 2, 1, "198.51.100.77", "https://img.example.org/b.jpg", "violence"), ==, 201);
  g_assert_true (is_in_database (self, "img.example.org/a.jpg", strlen ("img.example.org/a.jpg")));
  g_assert_false (is_in_database (self, "198.51.100", strlen ("198.51.100")));
  g_assert_false (is_in_database (self, address, sizeof address));
  g_assert_false (is_in_database (self, "gazette.example", strlen ("gazette.example")));
  g_assert_false (is_in_database (self, key, strlen (key)));
  g_assert_false (is_in_database (self, public_key, size));
  g_assert_cmpint (fixture_query (self, "SELECT COUNT(DISTINCT addr_tag) FROM report"), ==, 2);
  g_assert_cmpint (fixture_query (self, "SELECT COUNT(DISTINCT net_tag) FROM report"), ==, 2);
  g_assert_cmpint (fixture_query (self, "SELECT COUNT(DISTINCT reporter_id) FROM report"), ==, 1);
}

/* T-V3 */
static void
test_retention (ServiceFixture *self,
                gconstpointer   data)
{
  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *home = g_strdup_printf ("10.0.%u.1", i);

      g_assert_cmpuint (fixture_report (self, i, i, home, "https://img.example.org/a.jpg", "violence"), ==, 201);
    }
  g_assert_cmpuint (fixture_report (self, 10, 10, "10.0.10.1", "https://img.example.org/alone.jpg", "violence"), ==, 201);
  g_assert_cmpint (fixture_query (self, "SELECT COUNT(*) FROM subject WHERE state = 1"), ==, 1);
  /* It expires after 14 days: that is the decision from which the time counts. */
  fixture_now += 14 * DAY + 1;
  fixture_do_rounds (self);
  fixture_now += 29 * DAY;
  fixture_do_rounds (self);
  g_assert_cmpint (fixture_query (self, "SELECT COUNT(*) FROM report WHERE addr_tag IS NOT NULL"), ==, 4);
  fixture_now += 2 * DAY;
  fixture_do_rounds (self);
  g_assert_cmpint (fixture_query (self, "SELECT COUNT(*) FROM report WHERE addr_tag IS NOT NULL OR net_tag IS NOT NULL"), ==, 1);
  g_assert_cmpint (fixture_query (self, "SELECT COUNT(*) FROM report WHERE reporter_id IS NOT NULL"), ==, 4);
  fixture_now += 60 * DAY;
  fixture_do_rounds (self);
  /* The lonely report had no decision, and is gone. */
  g_assert_cmpint (fixture_query (self, "SELECT COUNT(*) FROM report"), ==, 3);
  g_assert_cmpint (fixture_query (self, "SELECT COUNT(*) FROM subject"), ==, 1);
  g_assert_cmpint (fixture_query (self, "SELECT COUNT(*) FROM image_key"), ==, 1);
  g_assert_cmpint (fixture_query (self, "SELECT COUNT(*) FROM report WHERE reporter_id IS NOT NULL"), ==, 0);
  g_assert_cmpint (fixture_query (self, "SELECT COUNT(*) FROM decision"), ==, 2);
}

static char *
ask_about (ServiceFixture *self,
           guint           number,
           const char     *url,
           gint64         *out_usec)
{
  g_autofree char *id = make_id (number);
  g_autofree char *path = g_strconcat ("/v1/reports/", id, NULL);
  g_autofree char *body = make_body (url, "hate");
  g_autofree char *headers = sign_headers (number, "PUT", path, body);
  g_autofree char *home = g_strdup_printf ("10.%u.%u.1", number / 200, number % 200);
  gint64 began = g_get_monotonic_time ();
  g_autoptr(Answer) answer = fixture_ask (self, &(Request) { home, "PUT", path, headers, body });
  g_auto(GStrv) pieces = g_strsplit (answer->body, id, -1);
  g_auto(GStrv) lines = g_strsplit (answer->head, "\r\n", -1);
  GString *all = g_string_new (NULL);

  *out_usec = g_get_monotonic_time () - began;
  for (guint i = 0; lines[i] != NULL; i++)
    if (!g_str_has_prefix (lines[i], "Date:"))
      g_string_append_printf (all, "%s\n", lines[i]);
  g_string_append_printf (all, "%s|%s", pieces[0], pieces[1]);
  return g_string_free (all, FALSE);
}

static int
compare_times (gconstpointer a,
               gconstpointer b)
{
  return *(const gint64 *) a < *(const gint64 *) b ? -1 : 1;
}

/* T-V4: turn by turn, so that whatever else this machine does falls on all alike. */
static void
test_answers (ServiceFixture *self,
              gconstpointer   data)
{
  static const guint others[] = { 0, 2, 50 };
  enum { ROUNDS = 21 };
  g_autofree char *expected = NULL;
  gint64 times[G_N_ELEMENTS (others)][ROUNDS];
  guint number = 1;
  gint64 usec;

  for (guint i = 0; i < 50; i++)
    g_free (ask_about (self, number++, "https://elsewhere.example/2.jpg", &usec));
  for (guint round = 0; round < ROUNDS; round++)
    for (guint kind = 0; kind < G_N_ELEMENTS (others); kind++)
      {
        g_autofree char *url = kind == 2 ? g_strdup ("https://elsewhere.example/2.jpg")
                                         : g_strdup_printf ("https://elsewhere.example/%u-%u.jpg", kind, round);
        g_autofree char *answer = NULL;

        for (guint i = 0; kind == 1 && i < others[kind]; i++)
          g_free (ask_about (self, number++, url, &usec));
        answer = ask_about (self, number++, url, &times[kind][round]);
        if (expected == NULL)
          expected = g_steal_pointer (&answer);
        else
          g_assert_cmpstr (answer, ==, expected);
      }
  for (guint kind = 0; kind < G_N_ELEMENTS (others); kind++)
    {
      qsort (times[kind], ROUNDS, sizeof times[kind][0], compare_times);
      g_test_message ("%u reports before: median %.2f ms", others[kind], times[kind][ROUNDS / 2] / 1e3);
    }
  for (guint kind = 1; kind < G_N_ELEMENTS (others); kind++)
    {
      g_assert_cmpint (times[kind][ROUNDS / 2], <, 3 * times[0][ROUNDS / 2] + 2000);
      g_assert_cmpint (times[0][ROUNDS / 2], <, 3 * times[kind][ROUNDS / 2] + 2000);
    }
}

#define TEST(name, function) g_test_add ("/moderation/privacy/" name, ServiceFixture, NULL, set_up, function, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  TEST ("v2-dump", test_dump);
  TEST ("v3-retention", test_retention);
  TEST ("v4-answers", test_answers);
  return g_test_run ();
}
