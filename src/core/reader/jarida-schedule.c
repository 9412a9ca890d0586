/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "jarida-schedule.h"

#define MINUTE 60
#define HOUR (60 * MINUTE)
#define DAY (24 * HOUR)
#define MIN_DELAY (15 * MINUTE)
#define VALIDATORS_LIFE (8 * DAY)
/* No page of a portal rests longer, and no source. */
#define LONGEST_DELAY (32 * DAY)

static gint64
back_off (int failures)
{
  /* 15 min, 30 min, 1 h ... 16 h, a day. */
  if (failures > 7)
    return DAY;
  return MIN_DELAY << MAX (failures - 1, 0);
}

gint64
jarida_schedule_delay (const JaridaScheduleInput *input)
{
  gint64 delay = input->interval > 0 ? input->interval : HOUR;

  delay = MAX (delay, CLAMP (input->max_age, 0, DAY));
  delay = MAX (delay, CLAMP (input->ttl, 0, DAY));
  if (jarida_outcome_is_failure (input->outcome))
    delay = MAX (delay, back_off (input->failures));
  delay = MAX (delay, CLAMP (input->retry_after, 0, DAY));
  return CLAMP (delay, MIN_DELAY, DAY);
}

gboolean
jarida_schedule_use_validators (gint64 since,
                                gint64 now)
{
  /* A clock that was set back must not keep them for ever. */
  return since > 0 && now >= since && now - since < VALIDATORS_LIFE;
}

gboolean
jarida_schedule_is_later (gint64 next,
                          gint64 now)
{
  return next > now && next - now <= LONGEST_DELAY;
}
