/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define JARIDA_TYPE_SCREEN_READER (jarida_screen_reader_get_type ())
G_DECLARE_FINAL_TYPE (JaridaScreenReader, jarida_screen_reader, JARIDA, SCREEN_READER, GObject)

/* Whether a screen reader is in use, as the accessibility bus says it. Property: "enabled" (boolean, read-only, notifies);
 * FALSE until the bus has answered, and where there is none. */
JaridaScreenReader *jarida_screen_reader_new         (void);
gboolean            jarida_screen_reader_get_enabled (JaridaScreenReader *self);

G_END_DECLS
