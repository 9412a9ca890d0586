/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Turns an operation into a call that waits: give cli_wait_cb and the address of a NULL result to _async(), then hand
 * cli_wait_for()'s answer to _finish(). The main context runs meanwhile. */
void          cli_wait_cb    (GObject *object, GAsyncResult *result, gpointer data);
GAsyncResult *cli_wait_for   (GAsyncResult **result);
/* Runs what is ready and returns. */
void          cli_wait_settle (void);

G_END_DECLS
