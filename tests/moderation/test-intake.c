/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "jarida-work.h"
#include "service-fixture.h"

/* Reports on their way in, over real HTTP, with real signatures. */

#define PICTURE "https://img.example.org/2026/11/a.jpg"

static void
set_up (ServiceFixture *self,
        gconstpointer   data)
{
  fixture_set_up (self);
  fixture_start (self);
}

static void
tear_down (ServiceFixture *self,
           gconstpointer   data)
{
  fixture_tear_down (self);
}

/* T-I7: the same id with another body, the same body twice, its members in another order. */
static void
test_again (ServiceFixture *self,
            gconstpointer   data)
{
  g_autofree char *id = make_id (1);
  g_autofree char *path = g_strconcat ("/v1/reports/", id, NULL);
  const char *reordered = "{\"image\":{\"url\":\"" PICTURE "\"},\"v\":1,\"reason\":\"violence\",\"comment\":\"\",\"good_faith\":true}";
  g_autofree char *headers = sign_headers (1, "PUT", path, reordered);
  g_autoptr(Answer) answer = NULL;

  g_assert_cmpuint (fixture_report (self, 1, 1, "192.0.2.1", PICTURE, "violence"), ==, 201);
  g_assert_cmpuint (fixture_report (self, 1, 1, "192.0.2.1", PICTURE, "violence"), ==, 200);
  g_assert_cmpuint (fixture_report (self, 1, 1, "192.0.2.1", PICTURE, "sexual"), ==, 409);
  answer = fixture_ask (self, &(Request) { "192.0.2.1", "PUT", path, headers, reordered });
  g_assert_cmpuint (answer->status, ==, 409);
  g_assert_nonnull (strstr (answer->body, "/problems/id-reused"));
  /* Another person's key under the same id is no repetition. */
  g_assert_cmpuint (fixture_report (self, 1, 2, "192.0.2.1", PICTURE, "violence"), ==, 409);
  g_assert_cmpint (fixture_query (self, "SELECT COUNT(*) FROM report"), ==, 1);
}

static void
test_answer (ServiceFixture *self,
             gconstpointer   data)
{
  g_autofree char *id = make_id (1);
  g_autofree char *path = g_strconcat ("/v1/reports/", id, NULL);
  g_autofree char *body = make_body (PICTURE, "violence");
  g_autofree char *headers = sign_headers (1, "PUT", path, body);
  g_autoptr(Answer) answer = fixture_ask (self, &(Request) { "192.0.2.1", "PUT", path, headers, body });
  g_autofree char *type = answer_get_header (answer, "Content-Type");
  g_autofree char *expected = g_strdup_printf ("{\"id\":\"%s\",\"state\":\"recorded\"}", id);

  g_assert_cmpuint (answer->status, ==, 201);
  g_assert_cmpstr (type, ==, "application/json");
  g_assert_cmpstr (answer->body, ==, expected);
}

static void
test_problems (ServiceFixture *self,
               gconstpointer   data)
{
  static const struct { const char *body; guint status; const char *problem; const char *says; } table[] = {
    { "{\"v\":1", 400, "malformed", NULL },
    { "[]", 400, "malformed", NULL },
    { "{\"v\":1,\"image\":{\"url\":\"" PICTURE "\"},\"reason\":\"\xc3\x28\"}", 400, "malformed", NULL },
    { "{\"v\":1,\"image\":{\"url\":\"ftp://a.example/b\"},\"reason\":\"violence\"}", 422, "invalid", "/image/url" },
    { "{\"v\":1,\"image\":{\"url\":\"" PICTURE "\"},\"reason\":\"boring\"}", 422, "invalid", "/reason" },
    { "{\"v\":1,\"image\":{\"url\":\"" PICTURE "\"},\"reason\":\"other\"}", 422, "invalid", "/comment" },
    { "{\"v\":1,\"image\":{\"url\":\"" PICTURE "\"},\"reason\":\"violence\",\"reported_hour\":\"2026-01-01T10:00:00Z\"}", 410, "too-old", NULL },
  };
  g_autofree char *id = make_id (7);
  g_autofree char *path = g_strconcat ("/v1/reports/", id, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autofree char *headers = sign_headers (1, "PUT", path, table[i].body);
      g_autoptr(Answer) answer = fixture_ask (self, &(Request) { "192.0.2.1", "PUT", path, headers, table[i].body });
      g_autofree char *type = answer_get_header (answer, "Content-Type");
      g_autofree char *problem = g_strconcat ("/problems/", table[i].problem, "\"", NULL);

      g_test_message ("%s: %s", table[i].problem, answer->body);
      g_assert_cmpuint (answer->status, ==, table[i].status);
      g_assert_cmpstr (type, ==, "application/problem+json");
      g_assert_nonnull (strstr (answer->body, problem));
      if (table[i].says != NULL)
        g_assert_nonnull (strstr (answer->body, table[i].says));
    }
  g_assert_cmpint (fixture_query (self, "SELECT COUNT(*) FROM report"), ==, 0);
}

static void
test_signature (ServiceFixture *self,
                gconstpointer   data)
{
  g_autofree char *id = make_id (1);
  g_autofree char *path = g_strconcat ("/v1/reports/", id, NULL);
  g_autofree char *body = make_body (PICTURE, "violence");
  g_autofree char *other = make_body (PICTURE, "sexual");
  g_autofree char *headers = sign_headers (1, "PUT", path, other);
  g_autofree char *of_delete = sign_headers (1, "DELETE", path, body);
  const char *tries[] = { NULL, headers, of_delete, "PR-Key: x\r\nPR-Sig: y\r\n" };

  for (guint i = 0; i < G_N_ELEMENTS (tries); i++)
    {
      g_autoptr(Answer) answer = fixture_ask (self, &(Request) { "192.0.2.1", "PUT", path, tries[i], body });

      g_assert_cmpuint (answer->status, ==, 401);
    }
}

/* A report may be taken back for a day, by who made it. */
static void
test_withdraw (ServiceFixture *self,
               gconstpointer   data)
{
  g_assert_cmpuint (fixture_report (self, 1, 1, "192.0.2.1", PICTURE, "violence"), ==, 201);
  g_assert_cmpuint (fixture_withdraw (self, 1, 2, "192.0.2.2"), ==, 401);
  g_assert_cmpuint (fixture_withdraw (self, 1, 1, "192.0.2.1"), ==, 204);
  g_assert_cmpuint (fixture_withdraw (self, 1, 1, "192.0.2.1"), ==, 204);
  g_assert_cmpuint (fixture_withdraw (self, 99, 1, "192.0.2.1"), ==, 204);
  g_assert_cmpint (fixture_query (self, "SELECT COUNT(*) FROM report WHERE withdrawn_at IS NOT NULL"), ==, 1);
  g_assert_cmpuint (fixture_report (self, 2, 2, "192.0.2.2", PICTURE, "violence"), ==, 201);
  fixture_now += 25 * 3600;
  g_assert_cmpuint (fixture_withdraw (self, 2, 2, "192.0.2.2"), ==, 410);
}

static void
test_limits (ServiceFixture *self,
             gconstpointer   data)
{
  guint statuses[8];

  /* One a second from one installation, five at once. */
  for (guint i = 0; i < 8; i++)
    {
      g_autofree char *url = g_strdup_printf ("https://img.example.org/%u.jpg", i);

      statuses[i] = fixture_report (self, i, 1, "192.0.2.1", url, "violence");
    }
  g_assert_cmpuint (statuses[4], ==, 201);
  g_assert_cmpuint (statuses[7], ==, 429);
  /* Five new installations a day from one address; the network has fifty. */
  for (guint i = 0; i < 4; i++)
    g_assert_cmpuint (fixture_report (self, 20 + i, 20 + i, "192.0.2.1", PICTURE, "violence"), ==, 201);
  g_assert_cmpuint (fixture_report (self, 30, 30, "192.0.2.1", PICTURE, "violence"), ==, 429);
  g_assert_cmpuint (fixture_report (self, 31, 31, "192.0.2.9", PICTURE, "violence"), ==, 201);
}

static void
test_key_days (ServiceFixture *self,
               gconstpointer   data)
{
  g_autoptr(Answer) answer = NULL;

  fixture_set (self, "key_burst", 1000);
  fixture_set (self, "key_per_day", 3);
  for (guint i = 0; i < 4; i++)
    {
      g_autofree char *url = g_strdup_printf ("https://img.example.org/%u.jpg", i);

      g_assert_cmpuint (fixture_report (self, i, 1, "192.0.2.1", url, "violence"), ==, i < 3 ? 201 : 429);
    }
  /* A repetition is no new report. */
  g_assert_cmpuint (fixture_report (self, 0, 1, "192.0.2.1", "https://img.example.org/0.jpg", "violence"), ==, 200);
}

/* T-I9: on loopback anybody can write such a header. */
static void
test_forged_origin (ServiceFixture *self,
                    gconstpointer   data)
{
  for (guint i = 0; i < 7; i++)
    {
      g_autofree char *id = make_id (i);
      g_autofree char *path = g_strconcat ("/v1/reports/", id, NULL);
      g_autofree char *body = make_body (PICTURE, "violence");
      g_autofree char *signature = sign_headers (i, "PUT", path, body);
      g_autofree char *headers = g_strdup_printf ("%sX-Forwarded-For: 198.51.100.%u\r\n", signature, i);
      g_autoptr(Answer) answer = fixture_ask (self, &(Request) { NULL, "PUT", path, headers, body });

      g_assert_cmpuint (answer->status, ==, i < 5 ? 201 : 429);
    }
  /* Seven addresses would have been seven tags. */
  g_assert_cmpint (fixture_query (self, "SELECT COUNT(DISTINCT addr_tag) FROM report"), ==, 1);
  /* What the client put before the proxy's own word does not count either. */
  g_assert_cmpuint (fixture_report (self, 20, 20, "198.51.100.1, 192.0.2.7", PICTURE, "violence"), ==, 201);
  g_assert_cmpuint (fixture_report (self, 21, 21, "198.51.100.2, 192.0.2.7", PICTURE, "violence"), ==, 201);
  g_assert_cmpint (fixture_query (self, "SELECT COUNT(DISTINCT addr_tag) FROM report"), ==, 2);
}

static void
test_key (ServiceFixture *self,
          gconstpointer   data)
{
  /* SHA-256 of the public key of person 3, its first half. */
  g_autofree char *headers = NULL, *key = NULL, *path = NULL;
  g_autofree char *first = sign_headers (3, "PUT", "/", NULL);
  g_autofree char *text = g_strndup (first + strlen ("PR-Key: "), 43);
  g_autofree guchar *bytes = NULL;
  g_autofree char *padded = g_strconcat (text, "=", NULL);
  gsize size;

  g_strdelimit (padded, "-", '+');
  g_strdelimit (padded, "_", '/');
  bytes = g_base64_decode (padded, &size);
  key = g_compute_checksum_for_data (G_CHECKSUM_SHA256, bytes, size);
  key[32] = '\0';
  path = g_strconcat ("/v1/keys/", key, NULL);
  headers = sign_headers (3, "PUT", path, NULL);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr(Answer) answer = fixture_ask (self, &(Request) { "192.0.2.1", "PUT", path, headers, NULL });

      g_assert_cmpuint (answer->status, ==, i == 0 ? 201 : 200);
    }
  g_assert_cmpint (fixture_query (self, "SELECT COUNT(*) FROM reporter"), ==, 1);
}

static void
test_local_only (ServiceFixture *self,
                 gconstpointer   data)
{
  static const char *const paths[] = { "/healthz", "/readyz", "/metrics" };

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr(Answer) answer = fixture_ask (self, &(Request) { NULL, "GET", paths[i], NULL, NULL });
      g_autoptr(Answer) through = fixture_ask (self, &(Request) { "192.0.2.1", "GET", paths[i], NULL, NULL });

      g_assert_cmpuint (answer->status, ==, 200);
      g_assert_cmpuint (through->status, ==, 404);
    }
}

static void
test_maintenance (ServiceFixture *self,
                  gconstpointer   data)
{
  g_autofree char *id = make_id (1);
  g_autofree char *path = g_strconcat ("/v1/reports/", id, NULL);
  g_autofree char *body = make_body (PICTURE, "violence");
  g_autofree char *headers = sign_headers (1, "PUT", path, body);
  g_autoptr(Answer) answer = NULL;
  g_autofree char *wait = NULL;

  fixture_set (self, "maintenance", 1);
  answer = fixture_ask (self, &(Request) { "192.0.2.1", "PUT", path, headers, body });
  g_assert_cmpuint (answer->status, ==, 503);
  wait = answer_get_header (answer, "Retry-After");
  g_assert_nonnull (wait);
}

static char *
find_member (const Answer *answer,
             const char   *name)
{
  g_autofree char *start = g_strdup_printf ("\"%s\":\"", name);
  const char *at = strstr (answer->body, start);
  const char *end = at != NULL ? strchr (at + strlen (start), '"') : NULL;

  g_assert_nonnull (end);
  return g_strndup (at + strlen (start), (gsize) (end - at) - strlen (start));
}

/* Under attack a report costs work, of this report and within ten minutes. */
static void
test_work (ServiceFixture *self,
           gconstpointer   data)
{
  g_autofree char *id = make_id (1);
  g_autofree char *path = g_strconcat ("/v1/reports/", id, NULL);
  g_autofree char *other_path = g_strconcat ("/v1/reports/", "00000000-0000-4000-8000-000000000002", NULL);
  g_autofree char *body = make_body (PICTURE, "violence");
  g_autofree char *headers = sign_headers (1, "PUT", path, body);
  g_autofree char *other_headers = sign_headers (1, "PUT", other_path, body);
  g_autofree char *challenge = NULL, *work = NULL, *with_work = NULL, *other_with_work = NULL;
  g_autoptr(Answer) asked = NULL, stolen = NULL, late = NULL, done = NULL;
  g_autoptr(GError) error = NULL;

  fixture_set (self, "work_bits", 10);
  asked = fixture_ask (self, &(Request) { "192.0.2.1", "PUT", path, headers, body });
  g_assert_cmpuint (asked->status, ==, 428);
  g_assert_nonnull (strstr (asked->body, "\"bits\":10"));
  challenge = find_member (asked, "challenge");
  work = jarida_work_solve (challenge, id, 10, NULL, &error);
  g_assert_no_error (error);
  with_work = g_strdup_printf ("%sPR-Work: %s\r\n", headers, work);
  other_with_work = g_strdup_printf ("%sPR-Work: %s\r\n", other_headers, work);
  stolen = fixture_ask (self, &(Request) { "192.0.2.1", "PUT", other_path, other_with_work, body });
  g_assert_cmpuint (stolen->status, ==, 428);
  fixture_now += 601;
  late = fixture_ask (self, &(Request) { "192.0.2.1", "PUT", path, with_work, body });
  g_assert_cmpuint (late->status, ==, 428);
  fixture_now -= 601;
  done = fixture_ask (self, &(Request) { "192.0.2.1", "PUT", path, with_work, body });
  g_assert_cmpuint (done->status, ==, 201);
}

static void
test_suspended (ServiceFixture *self,
                gconstpointer   data)
{
  g_autofree char *id = make_id (2);
  g_autofree char *path = g_strconcat ("/v1/reports/", id, NULL);
  g_autofree char *body = make_body ("https://img.example.org/2.jpg", "violence");
  g_autofree char *headers = sign_headers (1, "PUT", path, body);
  g_autofree char *sql = g_strdup_printf ("UPDATE reporter SET warned_at = 1, suspended_until = %" G_GINT64_FORMAT, fixture_now + 3600);
  g_autofree char *until = NULL;
  g_autoptr(Answer) refused = NULL, warned = NULL;

  g_assert_cmpuint (fixture_report (self, 1, 1, "192.0.2.1", PICTURE, "violence"), ==, 201);
  fixture_execute (self, sql);
  refused = fixture_ask (self, &(Request) { "192.0.2.1", "PUT", path, headers, body });
  g_assert_cmpuint (refused->status, ==, 403);
  until = find_member (refused, "until");
  g_assert_cmpuint (strlen (until), ==, strlen ("2026-11-29T12:00:00Z"));
  fixture_now += 3601;
  warned = fixture_ask (self, &(Request) { "192.0.2.1", "PUT", path, headers, body });
  g_assert_cmpuint (warned->status, ==, 201);
  g_assert_nonnull (strstr (warned->body, "\"notice\":\"warned\""));
}

static void
test_outdated (ServiceFixture *self,
               gconstpointer   data)
{
  static const struct { const char *agent; guint status; } table[] = {
    { "jarida/0.1", 426 }, { "jarida/0.3", 201 }, { "jarida/1.0", 201 }, { "curl/8", 201 },
  };

  fixture_set (self, "min_minor", 2);
  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autofree char *id = make_id (i);
      g_autofree char *path = g_strconcat ("/v1/reports/", id, NULL);
      g_autofree char *body = make_body (PICTURE, "violence");
      g_autofree char *signature = sign_headers (i, "PUT", path, body);
      g_autofree char *headers = g_strdup_printf ("%sUser-Agent: %s\r\n", signature, table[i].agent);
      g_autoptr(Answer) answer = fixture_ask (self, &(Request) { "192.0.2.1", "PUT", path, headers, body });

      g_assert_cmpuint (answer->status, ==, table[i].status);
    }
}

#define TEST(name, function) g_test_add ("/moderation/intake/" name, ServiceFixture, NULL, set_up, function, tear_down)

/* What a proxy does: one connection for many requests. */
static void
test_kept_open (ServiceFixture *self,
                gconstpointer   data)
{
  static const char two[] =
    "GET /v1/decisions/000000000000 HTTP/1.1\r\nHost: localhost\r\n\r\n"
    "GET /v1/decisions/000000000001 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
  g_autoptr(Answer) answer = fixture_send_raw (self, TRUE, two, strlen (two));

  g_assert_cmpuint (answer->status, ==, 404);
  g_assert_nonnull (strstr (answer->body, "HTTP/1.1 404"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  TEST ("answer", test_answer);
  TEST ("again", test_again);
  TEST ("problems", test_problems);
  TEST ("signature", test_signature);
  TEST ("withdraw", test_withdraw);
  TEST ("limits", test_limits);
  TEST ("key-days", test_key_days);
  TEST ("forged-origin", test_forged_origin);
  TEST ("key", test_key);
  TEST ("local-only", test_local_only);
  TEST ("maintenance", test_maintenance);
  TEST ("work", test_work);
  TEST ("suspended", test_suspended);
  TEST ("outdated", test_outdated);
  TEST ("kept-open", test_kept_open);
  return g_test_run ();
}
