/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "jarida-alarm.h"

static gboolean
alarm_dispatch (GSource     *source,
                GSourceFunc  callback,
                gpointer     user_data)
{
  /* Without this it would fire again at once, for its time stays in the past. */
  g_source_set_ready_time (source, -1);

  return callback != NULL ? callback (user_data) : G_SOURCE_CONTINUE;
}

static GSourceFuncs alarm_funcs = { NULL, NULL, alarm_dispatch, NULL };

GSource *
jarida_alarm_new (void)
{
  GSource *source = g_source_new (&alarm_funcs, sizeof (GSource));

  g_source_set_ready_time (source, -1);
  return source;
}
