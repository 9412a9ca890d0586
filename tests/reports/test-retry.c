/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "jarida-retry.h"

#define NOW G_GINT64_CONSTANT (1795798800)
#define MINUTE 60
#define HOUR 3600
#define DAY (24 * HOUR)

typedef struct
{
  const char         *path;
  JaridaRetryOutcome  outcome;      /* now and created are filled in */
  gint64              age;
  JaridaRetryVerdict  verdict;
  gint64              wait;         /* -1: no next time */
} RetryCase;

static const RetryCase retry_cases[] = {
  { "accepted/new", { .status = 201 }, 0, JARIDA_RETRY_DONE, -1 },
  { "accepted/again", { .status = 200 }, 0, JARIDA_RETRY_DONE, -1 },
  { "foreign", { .status = 200, .failures = 1, .foreign = TRUE }, 0, JARIDA_RETRY_LATER, 15 * MINUTE },
  { "foreign/withdrawal", { .status = 200, .failures = 2, .foreign = TRUE, .withdrawal = TRUE }, 0, JARIDA_RETRY_LATER, 30 * MINUTE },
  { "accepted/withdrawn", { .status = 204, .withdrawal = TRUE }, 0, JARIDA_RETRY_DONE, -1 },
  { "accepted/after-40-days", { .status = 201 }, 40 * DAY, JARIDA_RETRY_DONE, -1 },
  { "network/first", { .failures = 1 }, 0, JARIDA_RETRY_LATER, 15 * MINUTE },
  { "network/first-late", { .failures = 1, .random = 0.5 }, 0, JARIDA_RETRY_LATER, 22 * MINUTE + 30 },
  { "network/second", { .failures = 2, .random = 1 }, 0, JARIDA_RETRY_LATER, 60 * MINUTE },
  { "network/third", { .failures = 3 }, 0, JARIDA_RETRY_LATER, HOUR },
  { "network/sixth", { .failures = 6, .random = 0.25 }, 0, JARIDA_RETRY_LATER, 10 * HOUR },
  { "network/seventh", { .failures = 7 }, 0, JARIDA_RETRY_LATER, 16 * HOUR },
  { "network/seventh-capped", { .failures = 7, .random = 0.9 }, 0, JARIDA_RETRY_LATER, DAY },
  { "network/eighth", { .failures = 8 }, 0, JARIDA_RETRY_LATER, DAY },
  { "network/many", { .failures = 4000000000u, .random = 1 }, 0, JARIDA_RETRY_LATER, DAY },
  { "network/clock-set-back", { .failures = 1 }, -2 * DAY, JARIDA_RETRY_LATER, 15 * MINUTE },
  { "network/29-days", { .failures = 40 }, 30 * DAY - 1, JARIDA_RETRY_LATER, DAY },
  { "network/30-days", { .failures = 40 }, 30 * DAY, JARIDA_RETRY_GIVE_UP_NOW, -1 },
  { "408", { .status = 408, .failures = 1 }, 0, JARIDA_RETRY_LATER, 15 * MINUTE },
  { "425", { .status = 425, .failures = 1 }, 0, JARIDA_RETRY_LATER, 15 * MINUTE },
  { "428", { .status = 428, .failures = 1 }, 0, JARIDA_RETRY_WORK, 0 },
  { "428/again", { .status = 428, .failures = 2, .work_done = TRUE }, 0, JARIDA_RETRY_LATER, 30 * MINUTE },
  { "429", { .status = 429, .failures = 1 }, 0, JARIDA_RETRY_LATER, 15 * MINUTE },
  { "429/retry-after", { .status = 429, .failures = 5, .retry_after = 61 }, 0, JARIDA_RETRY_LATER, 61 },
  { "500", { .status = 500, .failures = 2 }, 0, JARIDA_RETRY_LATER, 30 * MINUTE },
  { "502", { .status = 502, .failures = 1 }, 0, JARIDA_RETRY_LATER, 15 * MINUTE },
  { "503/retry-after", { .status = 503, .failures = 1, .retry_after = 90, .random = 1 }, 0, JARIDA_RETRY_LATER, 90 },
  { "503/retry-after-a-month", { .status = 503, .failures = 1, .retry_after = 30 * DAY }, 0, JARIDA_RETRY_LATER, DAY },
  { "503/30-days", { .status = 503, .failures = 1, .retry_after = 90 }, 30 * DAY, JARIDA_RETRY_GIVE_UP_NOW, -1 },
  { "redirect", { .status = 302, .failures = 1 }, 0, JARIDA_RETRY_LATER, 15 * MINUTE },
  { "401", { .status = 401 }, 0, JARIDA_RETRY_SIGN_AGAIN, 0 },
  { "401/again", { .status = 401, .signed_again = TRUE }, 0, JARIDA_RETRY_REFUSED, -1 },
  { "409", { .status = 409 }, 0, JARIDA_RETRY_NEW_ID, 0 },
  { "409/again", { .status = 409, .id_renewed = TRUE }, 0, JARIDA_RETRY_REFUSED, -1 },
  { "409/withdrawal", { .status = 409, .withdrawal = TRUE }, 0, JARIDA_RETRY_REFUSED, -1 },
  { "426", { .status = 426 }, 0, JARIDA_RETRY_UPGRADE, -1 },
  { "400", { .status = 400 }, 0, JARIDA_RETRY_REFUSED, -1 },
  { "403", { .status = 403 }, 0, JARIDA_RETRY_REFUSED, -1 },
  { "404", { .status = 404 }, 0, JARIDA_RETRY_REFUSED, -1 },
  { "404/withdrawal", { .status = 404, .withdrawal = TRUE }, 0, JARIDA_RETRY_DONE, -1 },
  { "410", { .status = 410 }, 0, JARIDA_RETRY_REFUSED, -1 },
  { "410/withdrawal", { .status = 410, .withdrawal = TRUE }, 0, JARIDA_RETRY_REFUSED, -1 },
  { "413", { .status = 413 }, 0, JARIDA_RETRY_REFUSED, -1 },
  { "415", { .status = 415 }, 0, JARIDA_RETRY_REFUSED, -1 },
  { "422", { .status = 422 }, 0, JARIDA_RETRY_REFUSED, -1 },
  { "451", { .status = 451 }, 0, JARIDA_RETRY_REFUSED, -1 },
};

static void
test_decide (gconstpointer data)
{
  const RetryCase *row = data;
  JaridaRetryOutcome outcome = row->outcome;
  gint64 next_at;

  outcome.now = NOW;
  outcome.created = NOW - row->age;
  g_assert_cmpint (jarida_retry_decide (&outcome, &next_at), ==, row->verdict);
  if (row->wait < 0)
    g_assert_cmpint (next_at, ==, G_MAXINT64);
  else
    g_assert_cmpint (next_at - NOW, ==, row->wait);
}

/* The formula, for every throw: never less than a quarter of an hour, never more than a day. */
static void
test_bounds (void)
{
  for (guint n = 0; n < 100; n++)
    for (double random = 0; random < 1; random += 0.01)
      {
        g_assert_cmpint (jarida_retry_backoff (n, random), >=, JARIDA_RETRY_FIRST);
        g_assert_cmpint (jarida_retry_backoff (n, random), <=, JARIDA_RETRY_LONGEST);
      }
  g_assert_cmpint (jarida_retry_first_delay (FALSE, 0.9), ==, 0);
  g_assert_cmpint (jarida_retry_first_delay (TRUE, 0), ==, 0);
  g_assert_cmpint (jarida_retry_first_delay (TRUE, 0.5), ==, 450);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (retry_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/reports/retry/", retry_cases[i].path, NULL);

      g_test_add_data_func (path, &retry_cases[i], test_decide);
    }
  g_test_add_func ("/reports/retry/bounds", test_bounds);
  return g_test_run ();
}
