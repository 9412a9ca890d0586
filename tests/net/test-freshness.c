/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "jarida-freshness.h"

#define NOW G_GINT64_CONSTANT (1602491400)   /* Mon, 12 Oct 2020 08:30:00 GMT */

static void
test_retry_after (void)
{
  static const struct
  {
    const char *text;
    gint64      seconds;
  } rows[] = {
    { NULL, 0 },
    { "", 0 },
    { "0", 0 },
    { "120", 120 },
    { " 120 ", 120 },
    { "86400", 86400 },
    { "86401", 86400 },
    { "99999999999999999999999999", 86400 },
    { "-5", 0 },
    { "12 minutes", 0 },
    { "soon", 0 },
    { "Mon, 12 Oct 2020 08:31:00 GMT", 60 },
    { "Monday, 12-Oct-20 08:31:00 GMT", 60 },
    { "Mon Oct 12 08:31:00 2020", 60 },
    { "Mon, 12 Oct 2020 10:31:00 +0200", 60 },
    { "Mon, 12 Oct 2020 08:29:00 GMT", 0 },
    { "Tue, 12 Oct 2021 08:30:00 GMT", 86400 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_test_message ("%s", rows[i].text);
      g_assert_cmpint (jarida_freshness_retry_after (rows[i].text, NOW), ==, rows[i].seconds);
    }
}

static void
test_max_age (void)
{
  static const struct
  {
    const char *cache_control;
    const char *expires;
    const char *date;
    gint64      seconds;
  } rows[] = {
    { NULL, NULL, NULL, -1 },
    { "", NULL, NULL, -1 },
    { "public", NULL, NULL, -1 },
    { "max-age=600", NULL, NULL, 600 },
    { "public, max-age=600", NULL, NULL, 600 },
    { "PUBLIC,MAX-AGE=600", NULL, NULL, 600 },
    { "max-age=\"600\"", NULL, NULL, 600 },
    { "max-age=\"", NULL, NULL, 0 },
    { "s-maxage=5", NULL, NULL, -1 },
    { "max-age=soon", NULL, NULL, 0 },
    { "max-age=-1", NULL, NULL, 0 },
    { "max-age=99999999999999999999", NULL, NULL, G_MAXINT32 },
    { "no-cache, max-age=600", NULL, NULL, 0 },
    { "max-age=600, no-store", NULL, NULL, 0 },
    { "max-age=600", "Mon, 12 Oct 2020 08:31:00 GMT", NULL, 600 },
    { NULL, "Mon, 12 Oct 2020 08:31:00 GMT", NULL, 60 },
    { NULL, "Mon, 12 Oct 2020 08:29:00 GMT", NULL, 0 },
    { NULL, "0", NULL, 0 },
    { NULL, "-1", NULL, 0 },
    { NULL, "never", NULL, 0 },
    /* Our clock is wrong by a year, the server's two dates agree with each other. */
    { NULL, "Tue, 12 Oct 2021 08:31:00 GMT", "Tue, 12 Oct 2021 08:30:00 GMT", 60 },
    { NULL, "Mon, 12 Oct 2020 08:31:00 GMT", "yesterday", 60 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_test_message ("%s / %s", rows[i].cache_control, rows[i].expires);
      g_assert_cmpint (jarida_freshness_max_age (rows[i].cache_control, rows[i].expires, rows[i].date, NOW),
                       ==, rows[i].seconds);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/net/freshness/retry-after", test_retry_after);
  g_test_add_func ("/net/freshness/max-age", test_max_age);

  return g_test_run ();
}
