/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-store.h"

G_BEGIN_DECLS

/* Articles that leave the shelf, as their newspapers are set or for want of room. */

typedef enum
{
  JARIDA_LEAVE_FIRST    = 1 << 0,   /* of those that belong together, for jarida_store_load_left_async() */
  JARIDA_LEAVE_FOR_ROOM = 1 << 1,   /* not for their age or number */
} JaridaLeaveFlags;

/* (element-type gint64) Those that are older than their newspaper keeps them, or too many of it, the oldest first. @days: where it leaves
 * that open, 0: for ever. One that several newspapers have stays as long as any of them wants it; a saved one, and one that is wanted by
 * name, always. */
GArray  *jarida_store_list_leaving    (JaridaStore *self, guint days, gint64 now) G_GNUC_WARN_UNUSED_RESULT;
/* At most a hundred at a time. What is saved or marked unread by hand by then stays. What left stays known, so that it does not come again. */
void     jarida_store_leave_async     (JaridaStore *self, const gint64 *ids, gsize n_ids, JaridaLeaveFlags flags, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
/* @out_bytes: (nullable) of their texts, as they were stored. */
gboolean jarida_store_leave_finish    (JaridaStore *self, GAsyncResult *result, guint *out_n_left, guint64 *out_bytes, GError **error);
/* Gives some of the room that nothing stands in any more back to the disk. @out_done: there is no more. */
void     jarida_store_shrink_async    (JaridaStore *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean jarida_store_shrink_finish   (JaridaStore *self, GAsyncResult *result, gboolean *out_done, GError **error);
/* How many left when something did last, how many of them for want of room, and when that was; 0 never. */
void     jarida_store_load_left_async (JaridaStore *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean jarida_store_load_left_finish (JaridaStore *self, GAsyncResult *result, guint *out_n, guint *out_n_for_room, gint64 *out_when, GError **error);

G_END_DECLS
