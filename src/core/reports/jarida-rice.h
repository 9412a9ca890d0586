/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Golomb-Rice codes of increasing numbers of 48 bits: the differences, each as so many ones, a zero and R low bits; the highest
 * bit of a byte first, and zeros to the end of the last byte. */

#define JARIDA_RICE_MAX_PARAMETER 47
#define JARIDA_RICE_MAX_VALUE ((G_GUINT64_CONSTANT (1) << 48) - 1)

/* The parameter that makes @values, strictly increasing, shortest. */
guint    _jarida_rice_choose (const guint64 *values, gsize n);
/* Appends the differences of @values; the first of them is the caller's to write. */
void     _jarida_rice_encode (GByteArray *out, const guint64 *values, gsize n, guint parameter);
/* The least bytes that @n numbers take: what claims more than there is, is refused before memory is asked for. */
guint64  _jarida_rice_least_bytes (guint64 n, guint parameter);
/* @values[0] is there; fills the others. FALSE: not strictly increasing, over 48 bits, or not exactly @size bytes. */
gboolean _jarida_rice_decode (const guint8 *data, gsize size, guint parameter, guint64 *values, gsize n) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
