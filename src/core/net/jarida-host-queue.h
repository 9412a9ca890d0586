/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "jarida-fetcher.h"

G_BEGIN_DECLS

typedef struct _JaridaHostQueue JaridaHostQueue;
typedef struct _JaridaTurn      JaridaTurn;

typedef void (*JaridaTurnFunc) (gpointer user_data);

JaridaHostQueue *jarida_host_queue_new       (guint max_active) G_GNUC_WARN_UNUSED_RESULT;
void             jarida_host_queue_free      (JaridaHostQueue *self);
void             jarida_host_queue_set_pause (JaridaHostQueue *self,
                                              guint            milliseconds);
/* Asks for a turn at @host. @func is called from the main context when it has come, never before this returns.
 * (transfer none): valid until jarida_turn_end(). */
JaridaTurn      *jarida_host_queue_wait      (JaridaHostQueue *self,
                                              const char      *host,
                                              JaridaFetchKind  kind,
                                              JaridaTurnFunc   func,
                                              gpointer         user_data) G_GNUC_WARN_UNUSED_RESULT;
/* Done with the host, or no longer wanted: then @func is not called any more. */
void             jarida_turn_end             (JaridaTurn      *turn);

G_END_DECLS
