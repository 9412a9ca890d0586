/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "jarida-review.h"
#include "service-fixture.h"

/* When readers hide a picture, and when they do not: through the service, with its own people. */

#define HOST "https://img1.gazette-detroit.example"
#define PICTURE HOST "/photos/w640/2026/abcdef0123.jpg"
#define DAY (24 * 3600)

/* Who lives where: every person has a network of his own. */
static char *
make_home (guint person)
{
  return g_strdup_printf ("%u.%u.%u.7", 20 + person % 100, person / 100 % 250, person / 25000);
}

static guint next_number;

static guint
say (ServiceFixture *self,
     guint           person,
     const char     *url,
     const char     *reason)
{
  g_autofree char *home = make_home (person);

  return fixture_report (self, next_number++, person, home, url, reason);
}

static void
set_up (ServiceFixture *self,
        gconstpointer   data)
{
  next_number = 1;
  fixture_set_up (self);
  fixture_start (self);
  fixture_execute (self, "INSERT INTO image_host(host, newspaper) VALUES('.gazette-detroit.example', 'gazette');"
                   "INSERT INTO image_host(host, newspaper) VALUES('img.bugle.example', 'bugle');"
                   "INSERT INTO setting(name, value) VALUES('key_burst', '1000'), ('key_per_day', '1000'), ('key_per_month', '10000'),"
                   " ('new_keys_network', '100000'), ('new_keys_address', '100000'), ('address_per_hour', '1000000'),"
                   " ('network_per_hour', '1000000'), ('publish_seconds', '0')");
}

static void
tear_down (ServiceFixture *self,
           gconstpointer   data)
{
  fixture_tear_down (self);
}

/* People of whom the service has known for a month. */
static void
make_aged (ServiceFixture *self,
           guint           from,
           guint           n)
{
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *url = g_strdup_printf ("https://elsewhere.example/%u.jpg", from + i);

      g_assert_cmpuint (say (self, from + i, url, "broken"), ==, 201);
    }
  fixture_now += 31 * DAY;
}

static gint64
get_state (ServiceFixture *self,
           const char     *like)
{
  g_autofree char *sql = g_strdup_printf ("SELECT state FROM subject WHERE url LIKE '%%%s%%'", like);

  return fixture_query (self, sql);
}

static gint64
get_score (ServiceFixture *self,
           const char     *like)
{
  g_autofree char *sql = g_strdup_printf ("SELECT score_milli FROM subject WHERE url LIKE '%%%s%%'", like);

  return fixture_query (self, sql);
}

/* A reviewer's word, by another program on the same ledger. */
static void
decide (ServiceFixture *self,
        const char     *like,
        JaridaAction    action)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *by_id = g_strdup_printf ("SELECT id FROM subject WHERE url LIKE '%%%s%%'", like);
  g_autofree char *by_version = g_strdup_printf ("SELECT version FROM subject WHERE url LIKE '%%%s%%'", like);
  JaridaSqlEngine *engine = jarida_sql_engine_open (self->database, &error);
  g_autoptr(JaridaLedger) ledger = jarida_ledger_new (engine, &error);
  JaridaDecision decision = { .subject = fixture_query (self, by_id), .action = action, .basis = JARIDA_BASIS_REVIEWER, .reason = 1,
                              .facts = (char *) "looked at", .reviewer = (char *) "amina", .at = fixture_now };
  gboolean done = FALSE;

  g_assert_no_error (error);
  g_assert_true (jarida_ledger_begin (ledger, &error));
  g_assert_true (jarida_ledger_decide (ledger, &decision, fixture_query (self, by_version), &done, &error));
  g_assert_true (jarida_ledger_commit (ledger, &error));
  g_assert_true (done);
  g_free (decision.id);
}

static void
test_three_hide (ServiceFixture *self,
                 gconstpointer   data)
{
  g_autoptr(Answer) answer = NULL;

  make_aged (self, 1, 3);
  say (self, 1, PICTURE, "violence");
  say (self, 2, PICTURE, "sexual");
  g_assert_cmpint (get_state (self, "abcdef"), ==, 0);
  say (self, 3, PICTURE, "violence");
  g_assert_cmpint (get_state (self, "abcdef"), ==, 1);
  g_assert_cmpint (fixture_query (self, "SELECT expires_at FROM subject WHERE state = 1"), ==, fixture_now + 14 * DAY);
  g_assert_cmpint (fixture_query (self, "SELECT reason FROM decision WHERE action = 1 AND basis = 1"), ==, 1);
  /* A host that is no newspaper's is hidden by nobody. */
  for (guint i = 1; i <= 3; i++)
    say (self, i, "https://elsewhere.example/front.jpg", "violence");
  g_assert_cmpint (get_state (self, "front"), ==, 0);
}

/* A picture of a front page, pinned before anybody reported it: it waits for a reviewer, and for one day only. */
static void
test_always_human (ServiceFixture *self,
                   gconstpointer   data)
{
  g_autoptr(GError) error = NULL;
  JaridaSqlEngine *engine = jarida_sql_engine_open (self->database, &error);
  g_autoptr(JaridaLedger) ledger = jarida_ledger_new (engine, &error);

  make_aged (self, 1, 4);
  g_assert_false (jarida_review_set_always_human (ledger, "file:///etc/passwd", fixture_now + DAY, "amina", fixture_now, &error));
  g_assert_no_error (error);
  g_assert_true (jarida_review_set_always_human (ledger, HOST "/photos/w1280/2026/abcdef0123.jpg", fixture_now + DAY, "amina",
                                                 fixture_now, &error));
  for (guint i = 1; i <= 3; i++)
    say (self, i, PICTURE, "violence");
  g_assert_cmpint (get_state (self, "abcdef"), ==, 0);
  g_assert_cmpint (get_score (self, "abcdef"), ==, 3000);
  for (guint i = 1; i <= 3; i++)
    say (self, i, HOST "/photos/w640/2026/fedcba9876.jpg", "violence");
  g_assert_cmpint (get_state (self, "fedcba"), ==, 1);

  fixture_now += 2 * DAY;
  say (self, 4, PICTURE, "violence");
  g_assert_cmpint (get_state (self, "abcdef"), ==, 1);
  g_assert_cmpint (fixture_query (self, "SELECT COUNT(*) FROM audit WHERE what = 'human'"), ==, 1);
}

/* T-A6 */
static void
test_report_withdraw_report (ServiceFixture *self,
                             gconstpointer   data)
{
  g_autofree char *home = make_home (1);

  make_aged (self, 1, 1);
  for (guint i = 0; i < 100; i++)
    {
      guint number = next_number;

      g_assert_cmpuint (say (self, 1, PICTURE, "violence"), ==, 201);
      if (i < 99)
        g_assert_cmpuint (fixture_withdraw (self, number, 1, home), ==, 204);
    }
  g_assert_cmpint (get_score (self, "abcdef"), ==, 1000);
  g_assert_cmpint (get_state (self, "abcdef"), ==, 0);
  g_assert_cmpint (fixture_query (self, "SELECT COUNT(*) FROM report WHERE reason = 1"), ==, 1);
}

/* T-A7 */
static void
test_one_asset_many_addresses (ServiceFixture *self,
                               gconstpointer   data)
{
  make_aged (self, 1, 1);
  for (guint i = 0; i < 200; i++)
    {
      g_autofree char *url = g_strdup_printf (HOST "/photos/w%u/2026/abcdef0123.jpg", 100 + i);

      g_assert_cmpuint (say (self, 1, url, "violence"), ==, i == 0 ? 201 : 200);
    }
  g_assert_cmpint (fixture_query (self, "SELECT COUNT(*) FROM subject WHERE host LIKE '%gazette%'"), ==, 1);
  g_assert_cmpint (get_score (self, "abcdef"), ==, 1000);
  g_assert_cmpint (fixture_query (self, "SELECT MAX(n) FROM (SELECT COUNT(*) n FROM image_key GROUP BY subject_id)"), <=, JARIDA_LEDGER_MAX_KEYS);
}

/* T-A10, shortened: the rows of one picture, and so the work of a report, are bounded. */
static void
test_many_reports (ServiceFixture *self,
                   gconstpointer   data)
{
  gint64 first, last, began;

  began = g_get_monotonic_time ();
  for (guint i = 0; i < 200; i++)
    say (self, i, PICTURE, "violence");
  first = g_get_monotonic_time () - began;
  for (guint i = 200; i < 1200; i++)
    say (self, i, PICTURE, "violence");
  began = g_get_monotonic_time ();
  for (guint i = 1200; i < 1400; i++)
    g_assert_cmpuint (say (self, i, PICTURE, "violence"), ==, 201);
  last = g_get_monotonic_time () - began;
  g_test_message ("200 reports: %.0f ms at first, %.0f ms after 1,200", first / 1e3, last / 1e3);
  g_assert_cmpint (fixture_query (self, "SELECT COUNT(*) FROM report"), <=, 500);
  g_assert_cmpint (last, <, 3 * first);
}

/* T-A11 */
static void
test_cleared_stays (ServiceFixture *self,
                    gconstpointer   data)
{
  g_autoptr(GPtrArray) queue = g_ptr_array_new_with_free_func ((GDestroyNotify) jarida_subject_free);
  g_autoptr(GError) error = NULL;
  g_autoptr(JaridaLedger) ledger = NULL;

  make_aged (self, 1, 13);
  for (guint i = 1; i <= 3; i++)
    say (self, i, PICTURE, "violence");
  decide (self, "abcdef", JARIDA_ACTION_CLEAR);
  g_assert_cmpint (get_state (self, "abcdef"), ==, 3);
  g_assert_cmpint (fixture_query (self, "SELECT SUM(disagreed) FROM reporter"), ==, 3);
  for (guint i = 4; i <= 13; i++)
    g_assert_cmpuint (say (self, i, PICTURE, "violence"), ==, 201);
  g_assert_cmpint (get_state (self, "abcdef"), ==, 3);
  ledger = jarida_ledger_new (jarida_sql_engine_open (self->database, &error), &error);
  g_assert_true (jarida_ledger_get_queue (ledger, 10, queue, &error));
  g_assert_cmpuint (queue->len, ==, 1);
  g_assert_cmpint (((JaridaSubject *) queue->pdata[0])->state, ==, JARIDA_SUBJECT_CLEARED);
}

/* T-A12 */
static void
test_expired (ServiceFixture *self,
              gconstpointer   data)
{
  make_aged (self, 1, 6);
  for (guint i = 1; i <= 3; i++)
    say (self, i, PICTURE, "violence");
  g_assert_cmpint (get_state (self, "abcdef"), ==, 1);
  fixture_now += 14 * DAY + 1;
  fixture_do_rounds (self);
  g_assert_cmpint (get_state (self, "abcdef"), ==, 4);
  for (guint i = 1; i <= 3; i++)
    g_assert_cmpuint (say (self, i, PICTURE, "violence"), ==, 200);
  g_assert_cmpint (get_state (self, "abcdef"), ==, 4);
  /* Three others can. */
  for (guint i = 4; i <= 6; i++)
    say (self, i, PICTURE, "violence");
  g_assert_cmpint (get_state (self, "abcdef"), ==, 1);
}

/* T-A13 */
static void
test_opinions (ServiceFixture *self,
               gconstpointer   data)
{
  static const char *const reasons[] = { "misleading", "copyright", "broken", "scam", "other" };

  make_aged (self, 1, 50);
  for (guint r = 0; r < G_N_ELEMENTS (reasons); r++)
    {
      g_autofree char *url = g_strdup_printf (HOST "/photos/w640/2026/0000000%u.jpg", r);

      for (guint i = 1; i <= 50; i++)
        g_assert_cmpuint (say (self, i, url, reasons[r]), ==, 201);
    }
  g_assert_cmpint (fixture_query (self, "SELECT COUNT(*) FROM subject WHERE state <> 0"), ==, 0);
  g_assert_cmpint (fixture_query (self, "SELECT COUNT(*) FROM decision"), ==, 0);
}

/* T-A17 */
static void
set_up_alert (ServiceFixture *self,
              gconstpointer   data)
{
  next_number = 1;
  fixture_set_up (self);
  self->alert = g_strdup_printf ("sh -c 'echo $1 $2 >>%s/alerts' alert", self->folder);
  fixture_start (self);
}

static void
test_minors (ServiceFixture *self,
             gconstpointer   data)
{
  g_autofree char *path = g_build_filename (self->folder, "alerts", NULL);
  g_autofree char *text = NULL;
  gint64 end = g_get_monotonic_time () + 20 * G_USEC_PER_SEC, began = g_get_monotonic_time ();

  g_assert_cmpuint (say (self, 1, PICTURE, "minors"), ==, 201);
  while (!g_file_get_contents (path, &text, NULL, NULL) || !g_str_has_prefix (text, "minors "))
    {
      g_clear_pointer (&text, g_free);
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      if (!g_main_context_iteration (NULL, FALSE))
        g_usleep (1000);
    }
  g_test_message ("paged after %.0f ms", (g_get_monotonic_time () - began) / 1e3);
  g_assert_cmpint (get_state (self, "abcdef"), ==, 0);
  while (fixture_query (self, "SELECT COUNT(*) FROM alert WHERE sent_at IS NULL") > 0)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (1000);
  /* The second word is no second call. */
  g_assert_cmpuint (say (self, 2, PICTURE, "minors"), ==, 201);
  g_assert_cmpint (fixture_query (self, "SELECT COUNT(*) FROM alert"), ==, 1);
  g_free ((char *) self->alert);
}

/* T-A18 */
static void
test_junk_first (ServiceFixture *self,
                 gconstpointer   data)
{
  make_aged (self, 1, 5);
  for (guint i = 100; i < 1100; i++)
    g_assert_cmpuint (say (self, i, PICTURE, "broken"), ==, 201);
  g_assert_cmpint (get_state (self, "abcdef"), ==, 0);
  say (self, 1, PICTURE, "violence");
  say (self, 2, PICTURE, "violence");
  g_assert_cmpint (get_state (self, "abcdef"), ==, 0);
  say (self, 3, PICTURE, "violence");
  g_assert_cmpint (get_state (self, "abcdef"), ==, 1);
}

/* T-A8: what an aged trio can do in an hour. */
static void
test_breakers (ServiceFixture *self,
               gconstpointer   data)
{
  make_aged (self, 1, 3);
  for (guint picture = 0; picture < 8; picture++)
    {
      g_autofree char *url = g_strdup_printf ("https://img.bugle.example/%u.jpg", picture);

      for (guint i = 1; i <= 3; i++)
        say (self, i, url, "violence");
    }
  g_assert_cmpint (fixture_query (self, "SELECT COUNT(*) FROM subject WHERE state = 1"), ==, 5);
  g_assert_cmpint (fixture_query (self, "SELECT COUNT(*) FROM alert WHERE kind = 'newspaper'"), ==, 1);
  /* The shields are up: nobody of the three has a record, and together they weigh 2,000. */
  for (guint i = 1; i <= 3; i++)
    say (self, i, PICTURE, "violence");
  g_assert_cmpint (get_state (self, "abcdef"), ==, 0);
}

static void
test_breaker_of_all (ServiceFixture *self,
                     gconstpointer   data)
{
  make_aged (self, 1, 3);
  fixture_set (self, "hides_per_newspaper", 1000);
  for (guint picture = 0; picture < 30; picture++)
    {
      g_autofree char *url = g_strdup_printf ("https://img.bugle.example/%u.jpg", picture);

      for (guint i = 1; i <= 3; i++)
        say (self, i, url, "violence");
    }
  g_assert_cmpint (fixture_query (self, "SELECT COUNT(*) FROM subject WHERE state = 1"), ==, 20);
  g_assert_cmpint (fixture_query (self, "SELECT COUNT(*) FROM alert WHERE kind = 'breaker'"), ==, 1);
  g_assert_cmpint (fixture_query (self, "SELECT CAST(value AS INTEGER) FROM setting WHERE name = 'breaker_until'"), ==,
                   fixture_now + 6 * 3600);
}

static void
test_withdrawal_shows_again (ServiceFixture *self,
                             gconstpointer   data)
{
  g_autofree char *home = make_home (3);
  guint number;

  make_aged (self, 1, 4);
  say (self, 1, PICTURE, "violence");
  say (self, 2, PICTURE, "violence");
  number = next_number;
  say (self, 3, PICTURE, "violence");
  g_assert_cmpint (get_state (self, "abcdef"), ==, 1);
  g_assert_cmpuint (fixture_withdraw (self, number, 3, home), ==, 204);
  g_assert_cmpint (get_state (self, "abcdef"), ==, 0);
  say (self, 4, PICTURE, "violence");
  g_assert_cmpint (get_state (self, "abcdef"), ==, 1);
}

/* One person who takes a report back and makes it again, as the third of three: the picture goes and comes, but it is one picture, and
 * neither a newspaper's quota nor the breaker is used up by it. */
static void
test_flicker (ServiceFixture *self,
              gconstpointer   data)
{
  g_autofree char *home = make_home (3);

  make_aged (self, 1, 3);
  say (self, 1, PICTURE, "violence");
  say (self, 2, PICTURE, "violence");
  for (guint i = 0; i < 25; i++)
    {
      guint number = next_number;

      say (self, 3, PICTURE, "violence");
      g_assert_cmpint (get_state (self, "abcdef"), ==, 1);
      g_assert_cmpuint (fixture_withdraw (self, number, 3, home), ==, 204);
      g_assert_cmpint (get_state (self, "abcdef"), ==, 0);
    }
  g_assert_cmpint (fixture_query (self, "SELECT COUNT(*) FROM alert"), ==, 0);
  for (guint i = 1; i <= 3; i++)
    say (self, i, HOST "/photos/w640/2026/fedcba9876.jpg", "violence");
  g_assert_cmpint (get_state (self, "fedcba"), ==, 1);
}

#define TEST(name, function) g_test_add ("/moderation/threshold/" name, ServiceFixture, NULL, set_up, function, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  TEST ("three-hide", test_three_hide);
  TEST ("always-human", test_always_human);
  TEST ("a6-report-withdraw-report", test_report_withdraw_report);
  TEST ("a7-one-asset-many-addresses", test_one_asset_many_addresses);
  TEST ("a8-breaker-newspaper", test_breakers);
  TEST ("a8-breaker-all", test_breaker_of_all);
  TEST ("a10-many-reports", test_many_reports);
  TEST ("a11-cleared-stays", test_cleared_stays);
  TEST ("a12-expired", test_expired);
  TEST ("a13-opinions", test_opinions);
  g_test_add ("/moderation/threshold/a17-minors", ServiceFixture, NULL, set_up_alert, test_minors, tear_down);
  TEST ("a18-junk-first", test_junk_first);
  TEST ("withdrawal-shows-again", test_withdrawal_shows_again);
  TEST ("flicker", test_flicker);
  return g_test_run ();
}
