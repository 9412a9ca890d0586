/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-reader-private.h"

G_BEGIN_DECLS

/* Carries the reports that wait on the shelf to the service: the oldest first, one at a time, signed when they are sent. What it
 * learns is kept before it goes on; what it was doing when the program died is done again, with the same id and the same bytes. */
typedef struct _JaridaOutbox JaridaOutbox;

/* @key_path: where the key of this installation is, or will be. */
JaridaOutbox *_jarida_outbox_new         (JaridaReader        *reader,
                                          const char          *key_path) G_GNUC_WARN_UNUSED_RESULT;
/* Stops; what was under way is queued again on the shelf, which must still be open. */
void          _jarida_outbox_stop        (JaridaOutbox        *self);
void          _jarida_outbox_free        (JaridaOutbox        *self);
/* Looks what is due, now and whenever something may have changed. */
void          _jarida_outbox_wake        (JaridaOutbox        *self);
/* The reader has another service: it is asked at once. */
void          _jarida_outbox_set_service (JaridaOutbox        *self);
/* A network that comes back wakes it after a while that is left to chance, so that the time of sending tells little of the time of
 * reading. */
void          _jarida_outbox_set_online  (JaridaOutbox        *self,
                                          gboolean             online);
/* Sends what is due without that while, and ends when nothing is due any more. */
void          _jarida_outbox_flush_async (JaridaOutbox        *self,
                                          GCancellable        *cancellable,
                                          GAsyncReadyCallback  callback,
                                          gpointer             user_data);
/* A new key from the next report on. */
void          _jarida_outbox_reset_async (JaridaOutbox        *self,
                                          GCancellable        *cancellable,
                                          GAsyncReadyCallback  callback,
                                          gpointer             user_data);

G_END_DECLS
