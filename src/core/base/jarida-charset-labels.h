/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The name iconv knows for a label of the web (WHATWG Encoding Standard, section 4.2), or NULL. Static string. */
const char *_jarida_charset_from_label (const char *label, gsize length);

G_END_DECLS
