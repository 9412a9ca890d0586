/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* For bytes that say nothing and are not UTF-8: the likely encoding by its iconv name, or NULL. Static string. */
const char *_jarida_charset_guess (const char *data, gsize size);

/* For bytes that are said to be windows-1252: the Arabic encoding they plainly are in, or NULL. */
const char *_jarida_charset_guess_despite (const char *data, gsize size);

G_END_DECLS
