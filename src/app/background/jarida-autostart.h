/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The file by which a desktop starts the program with the session, without a window. What the person has done to it with the desktop's own
 * means, deleted it or switched it off, is their word: only jarida_autostart_set_async() makes it anew. */
typedef enum
{
  JARIDA_AUTOSTART_ABSENT,       /* there is none, or it cannot be read */
  JARIDA_AUTOSTART_OFF,          /* there is one, and it is switched off */
  JARIDA_AUTOSTART_ON,
} JaridaAutostart;

/* Writes it, or takes it away. @folder: that of the person's configuration; @program: a path. */
void            jarida_autostart_set_async   (const char *folder, const char *program, gboolean on, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean        jarida_autostart_set_finish  (GAsyncResult *result, GError **error);
/* How it is; one that is on and names another program, because that was moved since, is mended. */
void            jarida_autostart_look_async  (const char *folder, const char *program, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
JaridaAutostart jarida_autostart_look_finish (GAsyncResult *result);

G_END_DECLS
