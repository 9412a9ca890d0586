/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "jarida-schedule.h"

#define MINUTE 60
#define HOUR 3600
#define DAY 86400

static const struct
{
  const char          *name;
  JaridaScheduleInput  input;
  gint64               delay;
} delays[] = {
  { "nothing-said", { JARIDA_OUTCOME_OK, 0, 0, -1, 0, 0 }, HOUR },
  { "the-person-says", { JARIDA_OUTCOME_OK, 0, 2 * HOUR, -1, 0, 0 }, 2 * HOUR },
  { "never-under-a-quarter", { JARIDA_OUTCOME_OK, 0, MINUTE, 0, 0, 0 }, 15 * MINUTE },
  { "the-server-asks-for-longer", { JARIDA_OUTCOME_OK, 0, HOUR, 3 * HOUR, 0, 0 }, 3 * HOUR },
  { "the-feed-asks-for-longer", { JARIDA_OUTCOME_OK, 0, HOUR, -1, 6 * HOUR, 0 }, 6 * HOUR },
  { "never-over-a-day", { JARIDA_OUTCOME_OK, 0, HOUR, 365 * DAY, 0, 0 }, DAY },
  { "first-failure", { JARIDA_OUTCOME_TIMEOUT, 1, 15 * MINUTE, -1, 0, 0 }, 15 * MINUTE },
  { "failures-double", { JARIDA_OUTCOME_TIMEOUT, 4, 15 * MINUTE, -1, 0, 0 }, 2 * HOUR },
  { "many-failures", { JARIDA_OUTCOME_SERVER_ERROR, 4000, 15 * MINUTE, -1, 0, 0 }, DAY },
  { "offline-is-not-a-failure", { JARIDA_OUTCOME_OFFLINE, 9, 15 * MINUTE, -1, 0, 0 }, 15 * MINUTE },
  { "retry-after", { JARIDA_OUTCOME_BUSY, 1, 15 * MINUTE, -1, 0, 5 * HOUR }, 5 * HOUR },
  { "retry-after-for-ever", { JARIDA_OUTCOME_BUSY, 1, 15 * MINUTE, -1, 0, G_MAXINT64 }, DAY },
};

static void
test_delay (gconstpointer data)
{
  const guint i = GPOINTER_TO_UINT (data);

  g_assert_cmpint (jarida_schedule_delay (&delays[i].input), ==, delays[i].delay);
}

static void
test_validators (void)
{
  g_assert_false (jarida_schedule_use_validators (0, 100 * DAY));
  g_assert_true (jarida_schedule_use_validators (100 * DAY, 100 * DAY));
  g_assert_true (jarida_schedule_use_validators (100 * DAY, 108 * DAY - 1));
  g_assert_false (jarida_schedule_use_validators (100 * DAY, 108 * DAY));
  /* The clock was set back. */
  g_assert_false (jarida_schedule_use_validators (100 * DAY, 99 * DAY));
}

/* No source waits two years for a clock that was wrong once. */
static void
test_later (void)
{
  const gint64 now = 1795992885;

  g_assert_true (jarida_schedule_is_later (now + 1, now));
  g_assert_true (jarida_schedule_is_later (now + 24 * 60 * 60, now));
  g_assert_false (jarida_schedule_is_later (now, now));
  g_assert_false (jarida_schedule_is_later (now - 5, now));
  g_assert_false (jarida_schedule_is_later (now + G_GINT64_CONSTANT (730) * 24 * 60 * 60, now));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (delays); i++)
    {
      g_autofree char *path = g_strconcat ("/reader/schedule/", delays[i].name, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_delay);
    }
  g_test_add_func ("/reader/schedule/validators-leave-every-eight-days", test_validators);
  g_test_add_func ("/reader/schedule/clock-set-back", test_later);
  return g_test_run ();
}
