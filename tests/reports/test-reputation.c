/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "jarida-reputation.h"

#define DAY (24 * 3600)
#define TODAY 20784
#define NOW ((gint64) TODAY * DAY + 12 * 3600)

/* One more person. @address, @network and @as are codes; @as 0: not known. */
static JaridaScoreRow *
add (GArray  *rows,
     gint64   age_days,
     guint    address,
     guint    network,
     guint    as)
{
  JaridaScoreRow row = { .reason = JARIDA_REASON_VIOLENCE, .first_day = TODAY - age_days, .received_at = NOW - 3600,
                         .address = address, .network = network, .as = as, .has_as = as != 0 };
  guint number = rows->len + 1;

  memcpy (row.reporter, &number, sizeof number);
  g_array_append_val (rows, row);

  return &g_array_index (rows, JaridaScoreRow, rows->len - 1);
}

static GArray *
new_rows (void)
{
  return g_array_new (FALSE, TRUE, sizeof (JaridaScoreRow));
}

static gint64
score_of (const GArray *rows)
{
  JaridaScore score;

  jarida_score_compute ((const JaridaScoreRow *) (const void *) rows->data, rows->len, NOW, JARIDA_SCORE_UNPROVEN,
                        JARIDA_SCORE_MAY_HIDE, &score);

  return score.score;
}

/* As the service does: what does not fit is not kept. */
static void
keep_what_fits (GArray *rows)
{
  g_autoptr(GArray) kept = new_rows ();

  for (guint i = 0; i < rows->len; i++)
    if (jarida_score_accepts ((const JaridaScoreRow *) (const void *) kept->data, kept->len, &g_array_index (rows, JaridaScoreRow, i), NOW))
      g_array_append_val (kept, g_array_index (rows, JaridaScoreRow, i));
  g_array_set_size (rows, 0);
  g_array_append_vals (rows, kept->data, kept->len);
}

typedef struct
{
  const char *path;
  gint64      age;            /* of the key, days */
  gint64      agreed;
  gint64      disagreed;
  gint64      report_age;     /* seconds */
  gint64      expected;
} WeightCase;

/* T-A14. Made by another program from the formula of MODERATION 2.5. */
static const WeightCase weight_cases[] = {
  { "new", 0, 0, 0, 0, 250 },
  { "one-day", 1, 0, 0, 0, 500 },
  { "six-days", 6, 0, 0, 0, 500 },
  { "seven-days", 7, 0, 0, 0, 1000 },
  { "ten-years", 3650, 0, 0, 0, 1000 },
  { "from-tomorrow", -1, 0, 0, 0, 250 },
  { "one-right", 30, 1, 0, 0, 1000 },
  { "hundred-right", 30, 100, 0, 0, 1000 },
  { "one-wrong", 30, 0, 1, 0, 600 },
  { "two-wrong", 30, 0, 2, 0, 428 },
  { "three-wrong", 30, 0, 3, 0, 0 },
  { "one-right-three-wrong", 30, 1, 3, 0, 0 },
  { "two-right-three-wrong", 30, 2, 3, 0, 454 },
  { "one-right-two-wrong", 30, 1, 2, 0, 500 },
  { "three-right-seven-wrong", 30, 3, 7, 0, 300 },
  { "three-right-eight-wrong", 30, 3, 8, 0, 0 },
  { "half-and-half", 30, 10, 10, 0, 393 },
  { "ten-right-one-wrong", 30, 10, 1, 0, 866 },
  { "nine-of-ten", 30, 90, 10, 0, 823 },
  { "ten-of-fifty-two", 30, 10, 42, 0, 0 },
  { "sixteen-of-fifty-two", 30, 16, 36, 0, 208 },
  { "thousand-wrong", 30, 0, 1000, 0, 0 },
  { "thousand-right-one-wrong", 30, 1000, 1, 0, 998 },
  { "third", 30, 100, 200, 0, 204 },
  { "new-and-right", 0, 50, 0, 0, 250 },
  { "new-and-wrong", 0, 0, 1, 0, 150 },
  { "week-old-and-wrong", 5, 0, 1, 0, 300 },
  { "new-and-three-wrong", 0, 0, 3, 0, 0 },
  { "report/a-week", 30, 0, 0, 604800, 1000 },
  { "report/a-week-and-a-second", 30, 0, 0, 604801, 999 },
  { "report/ten-days", 30, 0, 0, 864000, 950 },
  { "report/three-weeks", 40, 0, 0, 1900800, 750 },
  { "report/five-weeks", 60, 0, 0, 3196800, 500 },
  { "report/half-life-and-a-half", 90, 0, 0, 4492800, 375 },
  { "report/two-half-lives", 90, 0, 0, 5788800, 250 },
  { "report/three-half-lives", 120, 0, 0, 8380800, 125 },
  { "report/a-year", 500, 0, 0, 31536000, 0 },
  { "report/two-years", 900, 0, 0, 63072000, 0 },
  { "report/to-come", 30, 0, 0, -3600, 1000 },
  { "all-three", 5, 4, 2, 259200, 318 },
  { "all-three-later", 60, 4, 2, 3196800, 318 },
  { "all-three-much-later", 400, 7, 1, 7776000, 128 },
};

static void
test_weight (gconstpointer data)
{
  const WeightCase *row = data;
  JaridaScoreRow person = { .first_day = TODAY - row->age, .agreed = row->agreed, .disagreed = row->disagreed,
                            .received_at = NOW - row->report_age };

  g_assert_cmpint (jarida_weight_of (&person, NOW), ==, row->expected);
}

/* T-A1 */
static void
test_new_keys_one_network (void)
{
  g_autoptr(GArray) rows = new_rows ();

  for (guint i = 0; i < 1000; i++)
    add (rows, 0, i % 250, 1, 1);
  g_assert_cmpint (score_of (rows), <=, 1000);
  keep_what_fits (rows);
  g_assert_cmpint (score_of (rows), <=, 1000);
}

/* T-A2 */
static void
test_new_keys_everywhere (void)
{
  g_autoptr(GArray) rows = new_rows ();

  for (guint i = 0; i < 1000; i++)
    add (rows, i % 7, i, i % 500, 1 + i % 50);
  g_assert_cmpint (score_of (rows), ==, 1000);
  keep_what_fits (rows);
  g_assert_cmpuint (rows->len, ==, JARIDA_SCORE_MAX_LIGHT);
  g_assert_cmpint (score_of (rows), ==, 1000);
}

/* T-A3 */
static void
test_aged_keys (void)
{
  g_autoptr(GArray) one_network = new_rows ();
  g_autoptr(GArray) one_address = new_rows ();
  g_autoptr(GArray) one_as = new_rows ();
  g_autoptr(GArray) hosting = new_rows ();

  for (guint i = 0; i < 1000; i++)
    {
      add (one_network, 30, i % 250, 1, 1);
      add (one_address, 30, 1, 1, 1);
      add (one_as, 30, i, i % 50, 7);
      add (hosting, 30, i, i % 300, 1 + i % 30)->hosting = TRUE;
    }
  g_assert_cmpint (score_of (one_network), ==, 1500);
  g_assert_cmpint (score_of (one_address), ==, 1000);
  g_assert_cmpint (score_of (one_as), ==, 2000);
  g_assert_cmpint (score_of (hosting), ==, 500);
}

/* T-A4 */
static void
test_two_never (void)
{
  g_autoptr(GArray) rows = new_rows ();

  add (rows, 3000, 1, 1, 1)->agreed = 10000;
  add (rows, 3000, 2, 2, 2)->agreed = 10000;
  g_assert_cmpint (score_of (rows), ==, 2000);
  g_assert_cmpint (score_of (rows), <, JARIDA_SCORE_THRESHOLD);
  /* The third does it: the promise. */
  add (rows, 30, 3, 3, 1);
  g_assert_cmpint (score_of (rows), ==, 3000);
}

/* T-A6: computed anew from rows, of which there is one; and if there were more, the heaviest counts. */
static void
test_again_and_again (void)
{
  g_autoptr(GArray) rows = new_rows ();

  for (guint i = 0; i < 100; i++)
    {
      JaridaScoreRow *row = add (rows, 30, i, i, 0);

      memset (row->reporter, 7, sizeof row->reporter);
      row->spent = i < 50;
      row->disagreed = i % 3;
    }
  g_assert_cmpint (score_of (rows), ==, 1000);
}

/* T-A7: the same person under 200 addresses of one picture. */
static void
test_many_addresses (void)
{
  g_autoptr(GArray) rows = new_rows ();

  for (guint i = 0; i < 200; i++)
    memset (add (rows, 30, 1, 1, 1)->reporter, 7, 16);
  add (rows, 30, 2, 2, 2);
  g_assert_cmpint (score_of (rows), ==, 2000);
}

/* T-A10: what there is to look at never grows beyond its bounds, whoever comes. */
static void
test_bounded_rows (void)
{
  g_autoptr(GArray) rows = new_rows ();
  g_autoptr(GArray) kept = new_rows ();
  GRand *random = g_rand_new_with_seed (5);
  guint n_light = 0;

  for (guint i = 0; i < 100000; i++)
    {
      JaridaScoreRow *row;

      g_array_set_size (rows, 0);
      row = add (rows, g_rand_int_range (random, 0, 60), i, (guint) g_rand_int_range (random, 0, 5000), (guint) g_rand_int_range (random, 0, 300));
      row->hosting = g_rand_int_range (random, 0, 4) == 0;
      memcpy (row->reporter, &i, sizeof i);
      if (jarida_score_accepts ((const JaridaScoreRow *) (const void *) kept->data, kept->len, row, NOW))
        g_array_append_val (kept, *row);
    }
  g_rand_free (random);
  g_assert_cmpuint (kept->len, ==, JARIDA_SCORE_MAX_ROWS);
  for (guint i = 0; i < kept->len; i++)
    {
      const JaridaScoreRow *row = &g_array_index (kept, JaridaScoreRow, i);

      n_light += row->hosting || TODAY - row->first_day < 7;
    }
  g_assert_cmpuint (n_light, ==, JARIDA_SCORE_MAX_LIGHT);
}

/* T-A12: what a hiding has used up does not count again. */
static void
test_expired (void)
{
  g_autoptr(GArray) rows = new_rows ();

  for (guint i = 1; i <= 3; i++)
    add (rows, 30, i, i, i)->spent = TRUE;
  g_assert_cmpint (score_of (rows), ==, 0);
  for (guint i = 4; i <= 5; i++)
    add (rows, 30, i, i, i);
  g_assert_cmpint (score_of (rows), ==, 2000);
}

/* T-A13 */
static void
test_opinions (void)
{
  static const JaridaReportReason reasons[] = { JARIDA_REASON_MISLEADING, JARIDA_REASON_SCAM, JARIDA_REASON_COPYRIGHT,
                                                JARIDA_REASON_BROKEN, JARIDA_REASON_OTHER };

  for (guint k = 0; k < G_N_ELEMENTS (reasons); k++)
    {
      g_autoptr(GArray) rows = new_rows ();
      JaridaScore all;

      for (guint i = 1; i <= 50; i++)
        {
          JaridaScoreRow *row = add (rows, 300, i, i, i);

          row->agreed = 50;
          row->reason = reasons[k];
        }
      g_assert_cmpint (score_of (rows), ==, 0);
      /* But a person looks at it first; at what is broken, nobody. */
      jarida_score_compute ((const JaridaScoreRow *) (const void *) rows->data, rows->len, NOW, JARIDA_SCORE_UNPROVEN, JARIDA_SCORE_ALL, &all);
      g_assert_cmpint (all.score, ==, reasons[k] == JARIDA_REASON_BROKEN ? 0 : 50000);
      g_assert_cmpint (all.reason, ==, reasons[k] == JARIDA_REASON_BROKEN ? 0 : reasons[k]);
    }
}

typedef struct
{
  const char *path;
  gint64      age;
  guint       network;       /* 0: each their own */
  gboolean    hosting;
  JaridaReportReason reason;
} JunkCase;

static const JunkCase junk_cases[] = {
  { "new", 0, 0, FALSE, JARIDA_REASON_VIOLENCE },
  { "new-next-door", 0, 101, FALSE, JARIDA_REASON_VIOLENCE },
  { "hosting", 60, 0, TRUE, JARIDA_REASON_VIOLENCE },
  { "opinions", 60, 0, FALSE, JARIDA_REASON_MISLEADING },
  { "opinions-next-door", 60, 101, FALSE, JARIDA_REASON_MISLEADING },
};

/* T-A18: a thousand junk keys first, then five honest people: as if the junk were not there. */
static void
test_junk_first (gconstpointer data)
{
  const JunkCase *junk = data;
  g_autoptr(GArray) rows = new_rows ();
  g_autoptr(GArray) honest = new_rows ();

  for (guint i = 0; i < 1000; i++)
    {
      JaridaScoreRow *row = add (rows, junk->age, 1000 + i, junk->network != 0 ? junk->network : 1000 + i, 1 + i % 40);

      row->hosting = junk->hosting;
      row->reason = junk->reason;
    }
  for (guint i = 0; i < 5; i++)
    {
      add (rows, 30, 1 + i, 101 + i, 1 + i);
      add (honest, 30, 1 + i, 101 + i, 1 + i);
    }
  keep_what_fits (rows);
  g_assert_cmpint (score_of (honest), >=, JARIDA_SCORE_THRESHOLD);
  g_assert_cmpint (score_of (rows), >=, JARIDA_SCORE_THRESHOLD);
  g_assert_cmpint (score_of (rows), <=, score_of (honest) + 1000);
}

/* The shields: those of whom nothing is known yet do not suffice alone. */
static void
test_shields (void)
{
  g_autoptr(GArray) rows = new_rows ();
  JaridaScore score;

  for (guint i = 1; i <= 50; i++)
    add (rows, 30, i, i, i);
  jarida_score_compute ((const JaridaScoreRow *) (const void *) rows->data, rows->len, NOW, JARIDA_SCORE_UNPROVEN_SHIELDS, JARIDA_SCORE_MAY_HIDE, &score);
  g_assert_cmpint (score.score, ==, 2000);
  add (rows, 30, 51, 51, 51)->agreed = 1;
  jarida_score_compute ((const JaridaScoreRow *) (const void *) rows->data, rows->len, NOW, JARIDA_SCORE_UNPROVEN_SHIELDS, JARIDA_SCORE_MAY_HIDE, &score);
  g_assert_cmpint (score.score, ==, 3000);
  g_assert_cmpuint (score.n_people, ==, 51);
}

/* The reason that is shown is the one with most weight, not with most voices. */
static void
test_reason (void)
{
  g_autoptr(GArray) rows = new_rows ();
  JaridaScore score;

  for (guint i = 1; i <= 5; i++)
    add (rows, 0, i, i, i)->reason = JARIDA_REASON_MINORS;
  for (guint i = 6; i <= 7; i++)
    add (rows, 30, i, i, i)->reason = JARIDA_REASON_HATE;
  add (rows, 30, 8, 8, 8)->reason = 77;
  jarida_score_compute ((const JaridaScoreRow *) (const void *) rows->data, rows->len, NOW, JARIDA_SCORE_UNPROVEN, JARIDA_SCORE_MAY_HIDE, &score);
  g_assert_cmpint (score.reason, ==, JARIDA_REASON_HATE);
  g_assert_cmpint (score.score, ==, 1000 + 2000);
  jarida_score_compute (NULL, 0, NOW, JARIDA_SCORE_UNPROVEN, JARIDA_SCORE_MAY_HIDE, &score);
  g_assert_cmpint (score.score, ==, 0);
  g_assert_cmpint (score.reason, ==, 0);
}

/* Ceilings at each storey, and none of them where nothing is known of the storey above. */
static void
test_storeys (void)
{
  g_autoptr(GArray) rows = new_rows ();

  add (rows, 30, 1, 1, 0);
  add (rows, 30, 1, 1, 0);
  g_assert_cmpint (score_of (rows), ==, 1000);
  add (rows, 30, 2, 1, 0);
  g_assert_cmpint (score_of (rows), ==, 1500);
  add (rows, 30, 3, 2, 0);
  add (rows, 30, 4, 3, 0);
  g_assert_cmpint (score_of (rows), ==, 3000);
  add (rows, 30, 5, 4, 9)->agreed = 1;
  add (rows, 30, 6, 5, 9)->agreed = 1;
  add (rows, 30, 7, 6, 9)->agreed = 1;
  g_assert_cmpint (score_of (rows), ==, 5000);
  add (rows, 30, 8, 6, 8)->hosting = TRUE;
  g_assert_cmpint (score_of (rows), ==, 5000);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/reports/T-A1/new-keys-one-network", test_new_keys_one_network);
  g_test_add_func ("/reports/T-A2/new-keys-everywhere", test_new_keys_everywhere);
  g_test_add_func ("/reports/T-A3/aged-keys", test_aged_keys);
  g_test_add_func ("/reports/T-A4/two-never", test_two_never);
  g_test_add_func ("/reports/T-A6/again-and-again", test_again_and_again);
  g_test_add_func ("/reports/T-A7/many-addresses", test_many_addresses);
  g_test_add_func ("/reports/T-A10/bounded-rows", test_bounded_rows);
  g_test_add_func ("/reports/T-A12/expired", test_expired);
  g_test_add_func ("/reports/T-A13/opinions", test_opinions);
  for (guint i = 0; i < G_N_ELEMENTS (weight_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/reports/T-A14/", weight_cases[i].path, NULL);

      g_test_add_data_func (path, &weight_cases[i], test_weight);
    }
  for (guint i = 0; i < G_N_ELEMENTS (junk_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/reports/T-A18/", junk_cases[i].path, NULL);

      g_test_add_data_func (path, &junk_cases[i], test_junk_first);
    }
  g_test_add_func ("/reports/reputation/shields", test_shields);
  g_test_add_func ("/reports/reputation/reason", test_reason);
  g_test_add_func ("/reports/reputation/storeys", test_storeys);
  return g_test_run ();
}
