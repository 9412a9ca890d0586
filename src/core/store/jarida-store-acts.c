/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-store-error.h"
#include "jarida-store-private.h"

/* Work for the writing thread, and its answers: every act goes there and comes back here. */

/* Acts that share a transaction, and how long it takes in more of them: whoever waits for one waits for all. */
#define TRANSACTION_ACTS 64
#define TRANSACTION_USEC (20 * 1000)

static void
finish_act (JaridaAct *act)
{
  g_autoptr(JaridaStore) self = act->store;

  if (!act->aside)
    self->n_unfinished--;
  if (act->serial > self->serial)
    jarida_store_serial_changed (self, act->serial);
  if (act->foreign && !self->closed)
    jarida_store_look (self);
  if (!self->frozen && g_error_matches (act->error, JARIDA_DB_ERROR, JARIDA_DB_ERROR_BROKEN))
    jarida_store_mark_damage (self);
  act->error = jarida_store_error_from_db (act->error);
  if (act->apply != NULL)
    act->apply (self, act->data, act->error);
  /* What is kept is kept, even if nobody wants it any more. */
  if (act->task != NULL)
    g_task_set_check_cancellable (act->task, FALSE);
  if (act->task != NULL && act->error != NULL)
    g_task_return_error (act->task, g_steal_pointer (&act->error));
  else if (act->task != NULL)
    g_task_return_boolean (act->task, TRUE);
  if (act->free_data != NULL)
    act->free_data (act->data);
  g_clear_object (&act->task);
  g_clear_error (&act->error);
  g_free (act);
}

static void
flush_sources (JaridaStore *self)
{
  if (self->sources_changed && !self->closed)
    jarida_store_note_sources (self);
  self->sources_changed = FALSE;
}

/* Some at a time: a refresh may bring hundreds, and a frame must not wait for all of them. */
static gboolean
reply_cb (gpointer data)
{
  JaridaStore *self = data;
  gint64 end = g_get_monotonic_time () + 6000;
  JaridaAct *act;

  /* First, so that an answer that comes while we look is not overlooked. */
  g_source_set_ready_time (self->reply_source, -1);
  g_object_ref (self);
  while (!self->closed && (act = g_async_queue_try_pop (self->replies)) != NULL)
    {
      finish_act (act);
      if (self->closed || g_get_monotonic_time () < end)
        continue;
      g_source_set_ready_time (self->reply_source, 0);
      break;
    }
  flush_sources (self);
  g_object_unref (self);
  return G_SOURCE_CONTINUE;
}

static gboolean
dispatch_reply_source (GSource     *source,
                       GSourceFunc  callback,
                       gpointer     user_data)
{
  return callback (user_data);
}

static GSourceFuncs reply_source_funcs = { NULL, NULL, dispatch_reply_source, NULL };

void
jarida_act_reply (JaridaAct *act)
{
  /* The threads are joined before the store goes: it is there, though the act no longer is ours. */
  JaridaStore *self = act->store;

  g_async_queue_push (self->replies, act);
  g_source_set_ready_time (self->reply_source, 0);
}

JaridaAct *
jarida_act_new (JaridaStore    *store,
                GTask          *task,
                JaridaActRun    run,
                JaridaActApply  apply)
{
  JaridaAct *act = g_new0 (JaridaAct, 1);

  act->store = g_object_ref (store);
  act->task = task;
  act->data = task != NULL ? g_task_get_task_data (task) : NULL;
  act->run = run;
  act->apply = apply;
  store->n_unfinished++;
  return act;
}

JaridaAct *
jarida_act_new_aside (JaridaStore    *store,
                      gpointer        data,
                      GDestroyNotify  free_data,
                      JaridaActApply  apply)
{
  JaridaAct *act = g_new0 (JaridaAct, 1);

  act->store = g_object_ref (store);
  act->data = data;
  act->free_data = free_data;
  act->apply = apply;
  act->aside = TRUE;
  return act;
}

/* Taken by its own kind of act: the data are made by the work. */
static void
apply_snapshot (JaridaStore  *self,
                gpointer      data,
                const GError *error)
{
  if (error == NULL && data != NULL)
    jarida_store_show_snapshot (self, data);
}

static void
snapshot_work (JaridaWorker *worker,
               gpointer      data)
{
  JaridaAct *act = data;

  act->data = jarida_snapshot_new (act->store->shelf, NULL, G_MAXSIZE - 1, &act->error);
  act->free_data = (GDestroyNotify) jarida_snapshot_free;
  jarida_act_reply (act);
}

void
jarida_store_read_again (JaridaStore *self)
{
  if (!self->closed)
    jarida_worker_push (self->writer, JARIDA_RANK_BULK, snapshot_work, jarida_act_new (self, NULL, NULL, apply_snapshot));
}

static void
look_work (JaridaWorker *worker,
           gpointer      data)
{
  JaridaAct *act = data;
  JaridaShelf *shelf = act->store->shelf;

  if (jarida_shelf_check_foreign (shelf, &act->error) && jarida_shelf_take_foreign (shelf))
    snapshot_work (worker, act);
  else
    jarida_act_reply (act);
}

void
jarida_store_look (JaridaStore *self)
{
  jarida_worker_push (self->writer, JARIDA_RANK_BULK, look_work, jarida_act_new (self, NULL, NULL, apply_snapshot));
}

void
jarida_acts_fail (GPtrArray    *acts,
                  const GError *error)
{
  for (guint i = 0; i < acts->len; i++)
    {
      JaridaAct *act = g_ptr_array_index (acts, i);

      act->error = g_error_copy (error);
      jarida_act_reply (act);
    }
  g_ptr_array_set_size (acts, 0);
}

void
jarida_acts_keep (JaridaShelf *shelf,
                  GPtrArray   *acts)
{
  for (guint i = 0; i < acts->len; i++)
    {
      JaridaAct *act = g_ptr_array_index (acts, i);

      act->serial = jarida_shelf_get_serial (shelf);
      act->foreign = jarida_shelf_is_foreign (shelf);
      jarida_act_reply (act);
    }
  g_ptr_array_set_size (acts, 0);
}

void
jarida_act_run_alone (JaridaAct *act)
{
  JaridaShelf *shelf = act->store->shelf;
  g_autoptr(GPtrArray) done = g_ptr_array_new ();

  if (!g_cancellable_set_error_if_cancelled (g_task_get_cancellable (act->task), &act->error)
      && jarida_shelf_begin (shelf, FALSE, &act->error))
    {
      if (act->run (shelf, act->data, &act->error))
        jarida_shelf_commit (shelf, &act->error);
      else
        jarida_shelf_rollback (shelf);
    }
  if (act->error != NULL)
    {
      jarida_act_reply (act);
      return;
    }
  g_ptr_array_add (done, act);
  jarida_acts_keep (shelf, done);
}

/* FALSE: the act is refused, for itself alone, or, when @error is set, the transaction is lost. */
static gboolean
run_act (JaridaShelf  *shelf,
         JaridaAct    *act,
         GError      **error)
{
  JaridaConnection *library = jarida_shelf_get_library (shelf);

  if (g_cancellable_set_error_if_cancelled (g_task_get_cancellable (act->task), &act->error)
      || !jarida_connection_execute (library, "SAVEPOINT act", error))
    return FALSE;
  if (act->run (shelf, act->data, &act->error))
    return jarida_connection_execute (library, "RELEASE act", error);
  /* After a full disk SQLite has taken back all of it, and there is nothing to go back to. */
  if (!jarida_connection_execute (library, "ROLLBACK TO act; RELEASE act", NULL))
    g_propagate_error (error, g_error_copy (act->error));
  return FALSE;
}

/* A durable transaction: @data, and what waits behind it, since waiting for the disk costs as much for one as for all. */
static void
act_work (JaridaWorker *worker,
          gpointer      data)
{
  JaridaAct *act = data;
  JaridaShelf *shelf = act->store->shelf;
  g_autoptr(GPtrArray) done = g_ptr_array_new ();
  g_autoptr(GError) error = NULL;
  gint64 end = g_get_monotonic_time () + TRANSACTION_USEC;

  if (!jarida_shelf_begin (shelf, TRUE, &error))
    {
      act->error = g_steal_pointer (&error);
      jarida_act_reply (act);
      return;
    }
  while (act != NULL && error == NULL)
    {
      if (run_act (shelf, act, &error))
        g_ptr_array_add (done, act);
      else
        {
          if (act->error == NULL)
            act->error = g_error_copy (error);
          jarida_act_reply (act);
        }
      act = NULL;
      if (error == NULL && done->len < TRANSACTION_ACTS && g_get_monotonic_time () < end)
        act = jarida_worker_take_next (worker, JARIDA_RANK_URGENT, act_work);
    }
  if (error != NULL || done->len == 0)
    jarida_shelf_rollback (shelf);
  if (error != NULL || (done->len > 0 && !jarida_shelf_commit (shelf, &error)))
    jarida_acts_fail (done, error);
  else
    jarida_acts_keep (shelf, done);
}

void
jarida_store_act (JaridaStore    *self,
                  GTask          *task,
                  JaridaActRun    run,
                  JaridaActApply  apply)
{
  JaridaAct *act = jarida_act_new (self, task, run, apply);

  if (jarida_store_can_keep (self, &act->error))
    jarida_worker_push (self->writer, JARIDA_RANK_URGENT, act_work, act);
  else
    finish_act (act);
}


void
jarida_store_start_replies (JaridaStore *self)
{
  self->reply_source = g_source_new (&reply_source_funcs, sizeof (GSource));
  g_source_set_callback (self->reply_source, reply_cb, self, NULL);
  g_source_attach (self->reply_source, self->context);
}

void
jarida_store_stop_replies (JaridaStore *self)
{
  JaridaAct *act;

  while ((act = g_async_queue_try_pop (self->replies)) != NULL)
    finish_act (act);
  g_source_destroy (self->reply_source);
  g_clear_pointer (&self->reply_source, g_source_unref);
}
