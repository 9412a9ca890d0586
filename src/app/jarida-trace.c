/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-trace.h"

#include <stdio.h>

static void
painted_cb (GdkFrameClock *clock,
            gpointer       user_data)
{
  g_signal_handlers_disconnect_by_func (clock, painted_cb, user_data);
  puts ("painted");
  fflush (stdout);
}

void
jarida_trace_first_frame (GtkWidget *window)
{
  g_return_if_fail (GTK_IS_WIDGET (window));

  if (g_getenv ("JARIDA_TRACE") != NULL)
    g_signal_connect (gtk_widget_get_frame_clock (window), "after-paint", G_CALLBACK (painted_cb), NULL);
}
