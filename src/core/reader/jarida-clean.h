/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-reader.h"

G_BEGIN_DECLS

/* Old articles leave, as their newspapers are set, a hundred at a time, and the room they took is given back to the disk. One at a time:
 * a second call joins it. It begins by itself after a refresh, when that was not done for half a day. */
void     jarida_reader_clean_async        (JaridaReader *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean jarida_reader_clean_finish       (JaridaReader *self, GAsyncResult *result, guint *out_n_left, GError **error);
/* How many left when something did last, and when: seconds since 1970, 0 never. */
void     jarida_reader_load_cleaned_async  (JaridaReader *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean jarida_reader_load_cleaned_finish (JaridaReader *self, GAsyncResult *result, guint *out_n, gint64 *out_when, GError **error);

/* What the texts take on the disk, in bytes, with all that belongs to them. */
void     jarida_reader_measure_texts_async  (JaridaReader *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean jarida_reader_measure_texts_finish (JaridaReader *self, GAsyncResult *result, guint64 *out_bytes, GError **error);

/* For the room: after a refresh. */
void     _jarida_reader_clean_sometimes   (JaridaReader *self);

G_END_DECLS
