/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* 64 bits, stable for ever (they are stored): SipHash-2-4 with a fixed key. Not a secret, not a signature. */
guint64 jarida_hash_bytes  (gconstpointer data, gsize size);
guint64 jarida_hash_string (const char *text);
/* The same function under another key: for its published test vectors, and where a key keeps two uses apart. */
guint64 jarida_hash_bytes_with_key (gconstpointer data, gsize size, guint64 key_0, guint64 key_1);

G_END_DECLS
