/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <sys/resource.h>
#include <unistd.h>

#include "jarida-worker.h"

typedef struct
{
  JaridaWorkerFunc  func;
  gpointer          data;
} Work;

struct _JaridaWorker
{
  GThread  *thread;      /* (owned) */
  GMutex    mutex;
  GCond     changed;
  GQueue    queues[2];   /* (owned) of Work, by rank; under the mutex */
  gboolean  stopping;    /* under the mutex */
  int       nice;
};

static Work *
wait_for_work (JaridaWorker *self)
{
  Work *work;

  g_mutex_lock (&self->mutex);
  while (TRUE)
    {
      work = g_queue_pop_head (&self->queues[JARIDA_RANK_URGENT]);
      if (work == NULL)
        work = g_queue_pop_head (&self->queues[JARIDA_RANK_BULK]);
      if (work != NULL || self->stopping)
        break;
      g_cond_wait (&self->changed, &self->mutex);
    }
  g_mutex_unlock (&self->mutex);
  return work;
}

static gpointer
work_until_stopped (gpointer data)
{
  JaridaWorker *self = data;
  Work *work;

  /* Linux counts niceness by thread. That it may be refused is of no consequence. */
  if (self->nice != 0)
    setpriority (PRIO_PROCESS, gettid (), self->nice);
  while ((work = wait_for_work (self)) != NULL)
    {
      work->func (self, work->data);
      g_free (work);
    }
  return NULL;
}

JaridaWorker *
jarida_worker_new (const char *name,
                   int         nice)
{
  JaridaWorker *self = g_new0 (JaridaWorker, 1);

  g_mutex_init (&self->mutex);
  g_cond_init (&self->changed);
  self->nice = nice;
  self->thread = g_thread_new (name, work_until_stopped, self);
  return self;
}

void
jarida_worker_stop (JaridaWorker *self)
{
  g_return_if_fail (!jarida_worker_is_here (self));

  g_mutex_lock (&self->mutex);
  self->stopping = TRUE;
  g_cond_signal (&self->changed);
  g_mutex_unlock (&self->mutex);
  g_thread_join (self->thread);
  g_cond_clear (&self->changed);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

void
jarida_worker_push (JaridaWorker     *self,
                    JaridaRank        rank,
                    JaridaWorkerFunc  func,
                    gpointer          data)
{
  Work *work = g_new0 (Work, 1);

  work->func = func;
  work->data = data;
  g_mutex_lock (&self->mutex);
  g_queue_push_tail (&self->queues[rank], work);
  g_cond_signal (&self->changed);
  g_mutex_unlock (&self->mutex);
}

gpointer
jarida_worker_take_next (JaridaWorker     *self,
                         JaridaRank        rank,
                         JaridaWorkerFunc  func)
{
  g_autofree Work *taken = NULL;
  GQueue *queue = &self->queues[rank];

  g_assert (jarida_worker_is_here (self));

  g_mutex_lock (&self->mutex);
  if (queue->head != NULL && ((Work *) queue->head->data)->func == func)
    taken = g_queue_pop_head (queue);
  g_mutex_unlock (&self->mutex);
  return taken != NULL ? taken->data : NULL;
}

gboolean
jarida_worker_has_urgent (JaridaWorker *self)
{
  gboolean waiting;

  g_mutex_lock (&self->mutex);
  waiting = self->queues[JARIDA_RANK_URGENT].length > 0;
  g_mutex_unlock (&self->mutex);
  return waiting;
}

void
jarida_worker_run_urgent (JaridaWorker *self)
{
  Work *work;

  g_assert (jarida_worker_is_here (self));

  do
    {
      g_mutex_lock (&self->mutex);
      work = g_queue_pop_head (&self->queues[JARIDA_RANK_URGENT]);
      g_mutex_unlock (&self->mutex);
      if (work != NULL)
        work->func (self, work->data);
      g_free (work);
    }
  while (work != NULL);
}

gboolean
jarida_worker_pause (JaridaWorker *self,
                     gint64        usec)
{
  gint64 end = g_get_monotonic_time () + usec;
  gboolean waiting;

  g_assert (jarida_worker_is_here (self));

  g_mutex_lock (&self->mutex);
  while (!(waiting = self->queues[JARIDA_RANK_URGENT].length > 0))
    if (!g_cond_wait_until (&self->changed, &self->mutex, end))
      break;
  g_mutex_unlock (&self->mutex);
  return waiting;
}

gboolean
jarida_worker_is_here (JaridaWorker *self)
{
  return g_thread_self () == self->thread;
}
