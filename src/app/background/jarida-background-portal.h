/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Asks the desktop, from inside a sandbox, whether the program may run without a window, and with @autostart, be started with the session.
 * The desktop may ask the person, so the answer can take as long as they like. */
void     jarida_background_portal_ask_async  (GDBusConnection *bus, gboolean autostart, const char *reason, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
/* FALSE: nobody could be asked. A no is an answer. */
gboolean jarida_background_portal_ask_finish (GAsyncResult *result, gboolean *out_background, gboolean *out_autostart, GError **error);

G_END_DECLS
