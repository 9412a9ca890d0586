/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-store.h"

G_BEGIN_DECLS

/* Articles that are on this computer with all their pictures, and those that shall be. What is known of that is a note: who asks for a
 * picture may still find that it is not there. A correction takes the note away. */

typedef struct
{
  gint64   id;
  guint64  bytes;      /* of its pictures */
  gboolean kept;       /* FALSE: it is not, or not any more */
} JaridaKeptNote;

/* Nobody's act; @notes is copied. */
void     jarida_store_note_kept_async        (JaridaStore *self, const JaridaKeptNote *notes, gsize n_notes, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean jarida_store_note_kept_finish       (JaridaStore *self, GAsyncResult *result, GError **error);
/* The person wants these, however old; an act. */
void     jarida_store_set_wanted_async       (JaridaStore *self, const gint64 *ids, gsize n_ids, gboolean wanted, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean jarida_store_set_wanted_finish      (JaridaStore *self, GAsyncResult *result, GError **error);

/* (element-type gint64) What is not kept, the most wanted first: saved or wanted by name; then, of those that were published after @since,
 * of followed authors and cities, unread, read; the newest first in each. */
GArray  *jarida_store_list_unkept            (JaridaStore *self, gint64 since) G_GNUC_WARN_UNUSED_RESULT;
/* (element-type gint64) What is noted as kept, the oldest first. */
GArray  *jarida_store_list_kept              (JaridaStore *self) G_GNUC_WARN_UNUSED_RESULT;
/* (element-type gint64) Of a place, what is not kept. @out_n_all: of all its articles. */
GArray  *jarida_store_list_unkept_of         (JaridaStore *self, const JaridaPlace *place, guint *out_n_all) G_GNUC_WARN_UNUSED_RESULT;
gboolean jarida_store_is_kept                (JaridaStore *self, gint64 id);
gboolean jarida_store_is_wanted              (JaridaStore *self, gint64 id);

/* How many articles are kept, and the bytes of their pictures. */
void     jarida_store_measure_kept_async     (JaridaStore *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean jarida_store_measure_kept_finish    (JaridaStore *self, GAsyncResult *result, guint *out_n, guint64 *out_bytes, GError **error);

G_END_DECLS
