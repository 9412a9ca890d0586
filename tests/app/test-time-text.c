/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <locale.h>

#include "jarida-time-text.h"

/* Any date that a feed may say has words, whatever the zone: with the zone of the test east of Greenwich, the last second of the
 * calendar is beyond it. */

#define NOON G_GINT64_CONSTANT (1602504000)   /* 12 October 2020, 12:00 UTC */
#define LAST G_GINT64_CONSTANT (253402300799)
#define FIRST G_GINT64_CONSTANT (-62135596800)

static void
test_zone (void)
{
  g_autofree char *moment = jarida_time_text_moment (NOON, NOON + 3 * 86400);
  g_autofree char *late = jarida_time_text_date (NOON + 9 * 3600);

  g_assert_cmpstr (moment, ==, "12 October, 17:00");
  g_assert_cmpstr (late, ==, "13 October 2020");
}

static void
test_edges (void)
{
  static const struct
  {
    gint64      time;
    const char *date;
    const char *day;
  } cases[] = {
    { LAST, "31 December 9999", "Today" },
    { LAST - 86400, "31 December 9999", "Today" },
    { FIRST, "1 January 1", "1 January 1" },
    { G_MAXINT64, "1 January 1970", "1 January 1970" },
    { G_MININT64, "1 January 1970", "1 January 1970" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *date = jarida_time_text_date (cases[i].time);
      g_autofree char *day = jarida_time_text_day (cases[i].time, NOON);

      g_assert_cmpstr (date, ==, cases[i].date);
      g_assert_cmpstr (day, ==, cases[i].day);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_setenv ("TZ", "+05:00", TRUE);
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/time-text/zone", test_zone);
  g_test_add_func ("/time-text/edges", test_edges);
  return g_test_run ();
}
