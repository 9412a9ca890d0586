/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "jarida-hours.h"

#define CENTRAL "CET-1CEST,M3.5.0,M10.5.0/3"
/* Puts its clock back for the month of the fast, by the moon: in 2026 from 15 February to 22 March. */
#define MOROCCO "Africa/Casablanca"

static const int morning_and_evening[] = { 6 * 60 + 30, 18 * 60 };
static const int in_the_leap[] = { 2 * 60 + 30 };
static const int midnight[] = { 0 };
static const int last_minute[] = { 23 * 60 + 59 };

static gint64
moment (const char *text)
{
  g_autoptr(GDateTime) time = g_date_time_new_from_iso8601 (text, NULL);

  g_assert_nonnull (time);
  return g_date_time_to_unix (time);
}

/* A rule needs no file; a name does. */
static GTimeZone *
new_zone (const char *name)
{
  GTimeZone *zone = g_time_zone_new_identifier (name);

  g_assert_true (zone != NULL || g_str_has_prefix (name, "Africa/"));
  return zone;
}

static const struct
{
  const char *name;
  const int  *hours;
  gsize       n;
  const char *zone;
  const char *now;
  const char *last;
  const char *next;
} rounds[] = {
  { "morning", morning_and_evening, 2, "UTC", "2026-11-29T09:00:00Z", "2026-11-29T06:30:00Z", "2026-11-29T18:00:00Z" },
  { "before-the-first", morning_and_evening, 2, "UTC", "2026-11-29T06:29:59Z", "2026-11-28T18:00:00Z", "2026-11-29T06:30:00Z" },
  { "at-the-very-moment", morning_and_evening, 2, "UTC", "2026-11-29T06:30:00Z", "2026-11-29T06:30:00Z", "2026-11-29T18:00:00Z" },
  { "after-the-last", morning_and_evening, 2, "UTC", "2026-11-29T23:59:59Z", "2026-11-29T18:00:00Z", "2026-11-30T06:30:00Z" },
  { "over-the-year", midnight, 1, "UTC", "2026-12-31T12:00:00Z", "2026-12-31T00:00:00Z", "2027-01-01T00:00:00Z" },
  { "last-minute-of-a-leap-day", last_minute, 1, "UTC", "2028-02-29T23:58:00Z", "2028-02-28T23:59:00Z", "2028-02-29T23:59:00Z" },
  { "east", morning_and_evening, 2, "+13:00", "2026-11-29T09:00:00Z", "2026-11-29T05:00:00Z", "2026-11-29T17:30:00Z" },
  { "west", morning_and_evening, 2, "-11:00", "2026-11-29T09:00:00Z", "2026-11-29T05:00:00Z", "2026-11-29T17:30:00Z" },
  { "winter", morning_and_evening, 2, CENTRAL, "2026-01-10T12:00:00Z", "2026-01-10T05:30:00Z", "2026-01-10T17:00:00Z" },
  { "summer", morning_and_evening, 2, CENTRAL, "2026-07-10T12:00:00Z", "2026-07-10T04:30:00Z", "2026-07-10T16:00:00Z" },
  /* 2:00 becomes 3:00 at 01:00Z. */
  { "put-forward-before", in_the_leap, 1, CENTRAL, "2026-03-29T00:59:59Z", "2026-03-28T01:30:00Z", NULL },
  { "put-forward-after", in_the_leap, 1, CENTRAL, "2026-03-29T06:00:00Z", NULL, "2026-03-30T00:30:00Z" },
  { "put-forward-evening", morning_and_evening, 2, CENTRAL, "2026-03-29T12:00:00Z", "2026-03-29T04:30:00Z", "2026-03-29T16:00:00Z" },
  /* 3:00 becomes 2:00 at 01:00Z. */
  { "put-back-before", in_the_leap, 1, CENTRAL, "2026-10-25T00:00:00Z", "2026-10-24T00:30:00Z", NULL },
  { "put-back-after", in_the_leap, 1, CENTRAL, "2026-10-25T06:00:00Z", NULL, "2026-10-26T01:30:00Z" },
  { "before-the-fast", morning_and_evening, 2, MOROCCO, "2026-02-10T12:00:00Z", "2026-02-10T05:30:00Z", "2026-02-10T17:00:00Z" },
  { "put-back-for-the-fast", morning_and_evening, 2, MOROCCO, "2026-02-20T12:00:00Z", "2026-02-20T06:30:00Z", "2026-02-20T18:00:00Z" },
  { "put-forward-after-the-fast", morning_and_evening, 2, MOROCCO, "2026-03-25T12:00:00Z", "2026-03-25T05:30:00Z", "2026-03-25T17:00:00Z" },
};

static void
test_round (gconstpointer data)
{
  const guint i = GPOINTER_TO_UINT (data);
  g_autoptr(GTimeZone) zone = new_zone (rounds[i].zone);
  const gint64 now = moment (rounds[i].now);
  gint64 last, next;

  if (zone == NULL)
    {
      g_test_skip ("the system knows no time zones by name");
      return;
    }
  last = jarida_hours_last (rounds[i].hours, rounds[i].n, zone, now);
  next = jarida_hours_next (rounds[i].hours, rounds[i].n, zone, now);
  g_assert_cmpint (last, <=, now);
  g_assert_cmpint (next, >, now);
  if (rounds[i].last != NULL)
    g_assert_cmpint (last, ==, moment (rounds[i].last));
  if (rounds[i].next != NULL)
    g_assert_cmpint (next, ==, moment (rounds[i].next));
}

/* Minute after minute through two days, on one of which the clock is put forward or back: done twice a day, and that is all. */
static void
test_each_day_once (void)
{
  static const char *const starts[] = { "2026-03-27T23:00:00Z", "2026-10-23T22:00:00Z", "2026-06-10T22:00:00Z" };
  g_autoptr(GTimeZone) zone = new_zone (CENTRAL);
  const int hours[] = { 2 * 60 + 30, 18 * 60 };

  for (guint i = 0; i < G_N_ELEMENTS (starts); i++)
    {
      const gint64 start = moment (starts[i]);
      const gint64 length = (i == 0 ? 71 : i == 1 ? 73 : 72) * 3600;
      gint64 done = start;
      guint n = 0;

      for (gint64 now = start; now < start + length; now += 60)
        if (jarida_hours_due (hours, 2, zone, done, now))
          {
            done = now;
            n++;
          }
      g_assert_cmpuint (n, ==, 6);
    }
}

static const struct
{
  const char *name;
  const char *done;       /* NULL: never */
  const char *now;
  gboolean    due;
} dues[] = {
  { "never-done-begins-now", NULL, "2026-11-29T09:00:00Z", FALSE },
  { "done", "2026-11-29T06:30:00Z", "2026-11-29T09:00:00Z", FALSE },
  { "come-round", "2026-11-29T06:30:00Z", "2026-11-29T18:00:00Z", TRUE },
  { "asleep-over-one", "2026-11-29T06:30:00Z", "2026-11-29T22:13:00Z", TRUE },
  { "asleep-for-weeks", "2026-11-01T06:30:00Z", "2026-11-29T09:00:00Z", TRUE },
  { "done-after-the-hour", "2026-11-29T08:00:00Z", "2026-11-29T09:00:00Z", FALSE },
  { "clock-set-back-years", "2028-11-29T06:30:00Z", "2026-11-29T09:00:00Z", FALSE },
  { "clock-set-back-minutes", "2026-11-29T06:30:20Z", "2026-11-29T06:30:10Z", FALSE },
  { "clock-of-1970", NULL, "1970-01-01T00:00:10Z", FALSE },
};

static void
test_due (gconstpointer data)
{
  const guint i = GPOINTER_TO_UINT (data);
  g_autoptr(GTimeZone) zone = new_zone ("UTC");
  const gint64 done = dues[i].done != NULL ? moment (dues[i].done) : 0;
  const gint64 now = moment (dues[i].now);

  g_assert_cmpint (jarida_hours_due (morning_and_evening, 2, zone, done, now), ==, dues[i].due);
  /* Whatever came before, what was done now is done. */
  g_assert_false (jarida_hours_due (morning_and_evening, 2, zone, now, now));
  g_assert_false (jarida_hours_due (NULL, 0, zone, done, now));
}

/* A clock that was two years ahead, and is right again: the next hour counts. */
static void
test_set_back (void)
{
  g_autoptr(GTimeZone) zone = new_zone ("UTC");
  const gint64 now = moment ("2026-11-29T09:00:00Z");
  const gint64 done = jarida_hours_settle (moment ("2028-11-29T06:30:00Z"), now);

  g_assert_cmpint (done, ==, now);
  g_assert_true (jarida_hours_due (morning_and_evening, 2, zone, done, moment ("2026-11-29T18:00:00Z")));
}

static const struct
{
  const char *text;
  const char *parsed;     /* NULL: no hours */
} texts[] = {
  { "6:30, 18:00", "06:30, 18:00" },
  { "18:00 6:30 18:00", "06:30, 18:00" },
  { "6h30;18h", "06:30, 18:00" },
  { "6.05", "06:05" },
  { "٦:٣٠ ، ١٨:٠٠", "06:30, 18:00" },
  { "0:00,23:59", "00:00, 23:59" },
  { "", "" },
  { " , ", "" },
  { "24:00", NULL },
  { "6:60", NULL },
  { "6", NULL },
  { "6:", NULL },
  { ":30", NULL },
  { "630:00", NULL },
  { "6:300", NULL },
  { "6:30pm", NULL },
  { "at noon", NULL },
  { "-6:30", NULL },
  { "6:30:15", NULL },
  { "99999999999999999999:00", NULL },
  { "\xff\xfe", NULL },
  { "0:0 0:1 0:2 0:3 0:4 0:5 0:6 0:7 0:8 0:9 1:0 1:1 1:2 1:3 1:4 1:5 1:6 1:7 1:8 1:9 2:0 2:1 2:2 2:3 2:4", NULL },
};

static void
test_texts (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr(GArray) hours = jarida_hours_parse (texts[i].text);
      g_autofree char *text = hours != NULL ? jarida_hours_format ((const int *) hours->data, hours->len) : NULL;

      g_assert_cmpstr (text, ==, texts[i].parsed);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (rounds); i++)
    {
      g_autofree char *path = g_strconcat ("/reader/hours/round/", rounds[i].name, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_round);
    }
  for (guint i = 0; i < G_N_ELEMENTS (dues); i++)
    {
      g_autofree char *path = g_strconcat ("/reader/hours/due/", dues[i].name, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_due);
    }
  g_test_add_func ("/reader/hours/each-day-once", test_each_day_once);
  g_test_add_func ("/reader/hours/clock-set-back", test_set_back);
  g_test_add_func ("/reader/hours/texts", test_texts);
  return g_test_run ();
}
