/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Where a request came from, for as long as the request lasts: it is never stored and never logged. What is stored are codes
 * that are equal for equal origins within one picture only, so that no profile across pictures can be made of them. */
typedef struct
{
  guint8 bytes[8];        /* IPv4: all of it; IPv6: the first 64 bits */
  guint8 n_address;
  guint8 n_network;       /* how many of the bytes are the network: /24, /48 */
} JaridaOrigin;

#define JARIDA_SECRET_BYTES 32
#define JARIDA_CODE_BYTES 16

/* IPv4 within IPv6 is IPv4. */
void     jarida_origin_from_address (JaridaOrigin *self, GInetAddress *address);
/* The address that the proxy nearest to us wrote: the last of the list. FALSE: there is none. */
gboolean jarida_origin_from_header  (JaridaOrigin *self, const char *forwarded_for);

/* HMAC-SHA256 over @use, a number and bytes, cut to 16: what one code tells says nothing about another use's. */
void     jarida_code_make           (const guint8 secret[JARIDA_SECRET_BYTES], const char *use, gint64 number,
                                     const void *bytes, gsize size, guint8 out[JARIDA_CODE_BYTES]);

G_END_DECLS
