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

/* Where the day is known only the hour is told, and of a day that is all there is, nothing. */
/* Of a Wednesday, 15 October 2025. */
static void
test_julian (void)
{
  static const struct { int days_ago; const char *text; } cases[] = {
    { -1, "Today" }, { 0, "Today" }, { 1, "Yesterday" }, { 2, "Monday 13" }, { 6, "Thursday 9" }, { 7, "8 October" },
    { 15, "30 September" }, { 365, "15 October 2024" },
  };
  GDate date;
  guint32 today;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, 15, 10, 2025);
  today = g_date_get_julian (&date);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = jarida_time_text_julian (today - (guint32) cases[i].days_ago, today);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

static void
test_edition (void)
{
  g_autofree char *today = jarida_time_text_in_edition (NOON, NOON + 2 * 3600, FALSE);
  g_autofree char *later = jarida_time_text_in_edition (NOON, NOON + 5 * 24 * 3600, FALSE);
  g_autofree char *unknown = jarida_time_text_in_edition (NOON, NOON + 2 * 3600, TRUE);
  g_autofree char *month = jarida_time_text_month (2025, 12);
  g_autofree char *edition = NULL, *near = NULL, *far = NULL;
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, 12, G_DATE_OCTOBER, 2025);
  edition = jarida_time_text_edition (g_date_get_julian (&date));
  g_assert_cmpstr (edition, ==, "Sunday 12 October 2025");
  near = jarida_time_text_edition_short (g_date_get_julian (&date), g_date_get_julian (&date) + 80);
  far = jarida_time_text_edition_short (g_date_get_julian (&date), g_date_get_julian (&date) + 81);
  g_assert_cmpstr (near, ==, "12 Oct");
  g_assert_cmpstr (far, ==, "12 Oct 2025");
  g_assert_cmpstr (month, ==, "December 2025");
  g_assert_cmpstr (today, ==, "2 h ago");
  g_assert_cmpstr (later, ==, "17:00");
  g_assert_null (unknown);
  g_assert_cmpstr (jarida_time_text_weekday_letters (1), ==, "Mo");
  g_assert_cmpstr (jarida_time_text_weekday_letters (7), ==, "Su");
}

int
main (int   argc,
      char *argv[])
{
  g_setenv ("TZ", "+05:00", TRUE);
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/time-text/julian", test_julian);
  g_test_add_func ("/time-text/edition", test_edition);
  g_test_add_func ("/time-text/zone", test_zone);
  g_test_add_func ("/time-text/edges", test_edges);
  return g_test_run ();
}
