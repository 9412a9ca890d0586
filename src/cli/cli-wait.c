/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "cli-wait.h"

void
cli_wait_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

GAsyncResult *
cli_wait_for (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return *result;
}

void
cli_wait_settle (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}
