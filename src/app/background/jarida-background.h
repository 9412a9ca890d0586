/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define JARIDA_TYPE_BACKGROUND (jarida_background_get_type ())
G_DECLARE_FINAL_TYPE (JaridaBackground, jarida_background, JARIDA, BACKGROUND, GObject)

/* Lets the program stay when its window is closed, and start with the session, as the settings "background" and "autostart" say: by a file
 * among those that the desktop starts, or in a sandbox by asking the desktop, whose no is put into the settings. What a person has switched
 * off by the desktop's own means is switched off here too. Property: "problem" (string, nullable, notifies): what stands against it. */
JaridaBackground *jarida_background_new         (GApplication *application, GSettings *settings, gboolean sandboxed) G_GNUC_WARN_UNUSED_RESULT;
const char       *jarida_background_get_problem (JaridaBackground *self);
/* Nothing is asked or written any more, and the program may end. */
void              jarida_background_close       (JaridaBackground *self);

G_END_DECLS
