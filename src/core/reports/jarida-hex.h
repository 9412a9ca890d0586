/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Bytes as text and back, strictly: one text for each sequence of bytes. */

void      jarida_hex_append       (GString *out, const guint8 *bytes, gsize n);
/* Exactly @n bytes in lower-case hex. */
gboolean  jarida_hex_decode       (const char *text, guint8 *out_bytes, gsize n) G_GNUC_WARN_UNUSED_RESULT;
char     *jarida_base64url_encode (const guint8 *bytes, gsize n) G_GNUC_WARN_UNUSED_RESULT;
/* Exactly @n bytes, without padding. */
gboolean  jarida_base64url_decode (const char *text, guint8 *out_bytes, gsize n) G_GNUC_WARN_UNUSED_RESULT;
/* The usual alphabet, with padding. @text need not end behind @length. */
char     *jarida_base64_encode    (const guint8 *bytes, gsize n) G_GNUC_WARN_UNUSED_RESULT;
gboolean  jarida_base64_decode    (const char *text, gsize length, guint8 *out_bytes, gsize n) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
