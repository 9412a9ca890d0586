/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The settings of the window; with @folder those of the shelf in it, as "jarida --data" has them. NULL: their schema is not installed. */
GSettings *jarida_settings_open  (const char *folder) G_GNUC_WARN_UNUSED_RESULT;
/* Those that a person has set: a key, its value as text, the next key… (transfer full) */
char     **jarida_settings_print (GSettings *settings) G_GNUC_WARN_UNUSED_RESULT;
/* Sets these and no others: a key that is not named is as nobody had set it. A value that is none of its key's is passed over. */
void       jarida_settings_parse (GSettings *settings, const char *const *texts);

G_END_DECLS
