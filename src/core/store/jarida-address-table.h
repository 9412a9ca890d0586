/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* From the hash of a canonical address to the articles that may have it: 8 bytes a slot, filled when the first new article of
 * a session asks. Hits are guesses, to be looked at in the row. It stands for an index that would double what an import
 * writes. One thread at a time. */
typedef struct _JaridaAddressTable JaridaAddressTable;

JaridaAddressTable *jarida_address_table_new  (void) G_GNUC_WARN_UNUSED_RESULT;
void                jarida_address_table_free (JaridaAddressTable *self);
/* @id: not 0. */
void                jarida_address_table_add  (JaridaAddressTable *self,
                                               guint64             hash,
                                               guint32             id);
/* The next guess, or 0 after the last. @position starts at 0. */
guint32             jarida_address_table_next (JaridaAddressTable *self,
                                               guint64             hash,
                                               gsize              *position);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JaridaAddressTable, jarida_address_table_free)

G_END_DECLS
