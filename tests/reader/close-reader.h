/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-reader.h"

#define SECONDS_TO_CLOSE 20

static inline gboolean
reader_is_leaked_cb (gpointer user_data)
{
  g_error ("somebody still holds the reader");
  return G_SOURCE_REMOVE;
}

/* Closes it, and waits until what was under way has let go of it: on a busy machine that is some turns of the main loop later. */
static inline void
close_reader_and_wait (JaridaReader *reader)
{
  guint alarm = g_timeout_add_seconds (SECONDS_TO_CLOSE, reader_is_leaked_cb, NULL);

  jarida_reader_close (reader);
  g_object_add_weak_pointer (G_OBJECT (reader), (gpointer *) &reader);
  g_object_unref (reader);
  while (reader != NULL)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (alarm);
}
