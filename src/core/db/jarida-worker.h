/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* One thread with a queue of two ranks: what a person waits for goes before what can wait. The only lock of the shelf is in
 * here. Work is a function and its data; answers are the business of whoever gives the work. */
typedef struct _JaridaWorker JaridaWorker;

typedef enum
{
  JARIDA_RANK_URGENT,
  JARIDA_RANK_BULK,
} JaridaRank;

/* Runs on the worker's thread. */
typedef void (*JaridaWorkerFunc) (JaridaWorker *worker, gpointer data);

/* @nice: added to the thread's niceness, 0 none. */
JaridaWorker *jarida_worker_new        (const char       *name,
                                        int               nice) G_GNUC_WARN_UNUSED_RESULT;
/* Does all that is queued, then joins. Nothing may be pushed from outside any more. */
void          jarida_worker_stop       (JaridaWorker     *self);
void          jarida_worker_push       (JaridaWorker     *self,
                                        JaridaRank        rank,
                                        JaridaWorkerFunc  func,
                                        gpointer          data);
/* On the worker's thread: the data of the next work of that rank when it is @func, so that a run of the same can share a
 * transaction; else NULL. */
gpointer      jarida_worker_take_next  (JaridaWorker     *self,
                                        JaridaRank        rank,
                                        JaridaWorkerFunc  func);
/* On the worker's thread: whether somebody waits. */
gboolean      jarida_worker_has_urgent (JaridaWorker     *self);
/* On the worker's thread: sleeps, but not longer than until something urgent comes; TRUE when it did. */
gboolean      jarida_worker_pause      (JaridaWorker     *self,
                                        gint64            usec);
/* On the worker's thread, between two pieces of long work: does what is urgent now. */
void          jarida_worker_run_urgent (JaridaWorker     *self);
gboolean      jarida_worker_is_here    (JaridaWorker     *self);

G_END_DECLS
