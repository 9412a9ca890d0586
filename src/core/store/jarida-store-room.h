/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-store.h"

G_BEGIN_DECLS

/* How much room the shelf takes, and who leaves when that is too much. */

typedef struct
{
  gint64  source_id;
  guint   n;             /* articles that have a text */
  guint64 texts;         /* bytes, as they are stored */
  guint64 pictures;      /* of those that are kept whole */
} JaridaSourceRoom;

typedef enum
{
  JARIDA_ROOM_ALL,
  JARIDA_ROOM_SOURCES,   /* and whose it is: looks at every text */
} JaridaRoomDetail;

/* A value. In bytes, without the room in the files that nothing stands in, or that the index is about to free. */
typedef struct
{
  guint64  texts;        /* of articles, with all else that is known of them */
  guint64  index;        /* by which they are found */
  GArray  *sources;      /* (owned) (nullable) JaridaSourceRoom, the largest first */
} JaridaRoom;

void        jarida_room_free                  (JaridaRoom *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (JaridaRoom, jarida_room_free)

/* Nobody else waits for it. */
void        jarida_store_measure_room_async   (JaridaStore *self, JaridaRoomDetail detail, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
JaridaRoom *jarida_store_measure_room_finish  (JaridaStore *self, GAsyncResult *result, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* (element-type gint64) In the order in which they may leave for want of room: what was read, the oldest first, then what was not. Nothing
 * of the last three days, nothing saved or wanted by name. */
GArray     *jarida_store_list_for_room        (JaridaStore *self, gint64 now) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
