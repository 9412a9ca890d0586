/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  JARIDA_CHARSET_TEXT,   /* nothing inside says the encoding */
  JARIDA_CHARSET_XML,    /* an XML declaration may */
  JARIDA_CHARSET_HTML,   /* a meta element may */
} JaridaCharsetHint;

/* Any bytes to valid UTF-8: byte order mark, HTTP charset, declaration inside, valid UTF-8, guess, windows-1252, in
 * this order; WHATWG labels (iso-8859-1 is windows-1252). Never fails. @out_encoding: what was used. */
char *jarida_charset_decode (const char         *data,
                             gsize               size,
                             const char         *http_charset,
                             JaridaCharsetHint   hint,
                             gsize              *out_length,
                             char              **out_encoding) G_GNUC_WARN_UNUSED_RESULT;
/* The charset parameter of a Content-Type, or NULL. */
char *jarida_charset_from_content_type (const char *content_type) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
