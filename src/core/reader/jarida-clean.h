/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-reader.h"
#include "jarida-store-room.h"

G_BEGIN_DECLS

/* Old articles leave, as their newspapers are set, and then, when texts take more than the reader's property "text-limit", the oldest, those that were
 * read first; a hundred at a time, and the room they took is given back to the disk. One at a time:
 * a second call joins it. It begins by itself after a refresh, when that was not done for half a day. */
void     jarida_reader_clean_async        (JaridaReader *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean jarida_reader_clean_finish       (JaridaReader *self, GAsyncResult *result, guint *out_n_left, GError **error);
/* How many left when something did last, how many of them for want of room, and when: seconds since 1970, 0 never. */
void     jarida_reader_load_cleaned_async  (JaridaReader *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean jarida_reader_load_cleaned_finish (JaridaReader *self, GAsyncResult *result, guint *out_n, guint *out_n_for_room, gint64 *out_when, GError **error);

/* What takes room on the disk, beside pictures. */
void        jarida_reader_measure_room_async  (JaridaReader *self, JaridaRoomDetail detail, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
JaridaRoom *jarida_reader_measure_room_finish (JaridaReader *self, GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* For the room: after a refresh. */
void     _jarida_reader_clean_sometimes   (JaridaReader *self);

G_END_DECLS
