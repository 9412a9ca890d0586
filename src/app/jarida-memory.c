/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-memory.h"

#ifdef HAVE_MALLOC_TRIM
#include <malloc.h>

/* What is drawn or under way is done by then; on a slow machine, by the second or third of ever longer moments. */
#define MOMENT_MILLISECONDS 600
#define N_MOMENTS 3

static guint trim_source;

static gboolean trim_cb (gpointer user_data);

static void
trim_after (guint moment)
{
  trim_source = g_timeout_add_full (G_PRIORITY_LOW, MOMENT_MILLISECONDS << moment, trim_cb, GUINT_TO_POINTER (moment), NULL);
}

static gboolean
trim_cb (gpointer user_data)
{
  const guint moment = GPOINTER_TO_UINT (user_data);

  trim_source = 0;
  malloc_trim (0);
  if (moment + 1 < N_MOMENTS)
    trim_after (moment + 1);
  return G_SOURCE_REMOVE;
}
#endif

void
jarida_memory_trim_soon (void)
{
#ifdef HAVE_MALLOC_TRIM
  g_clear_handle_id (&trim_source, g_source_remove);
  trim_after (0);
#endif
}
