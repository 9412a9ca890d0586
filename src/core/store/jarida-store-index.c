/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-store-search.h"

#include "jarida-index-row.h"
#include "jarida-store-error.h"
#include "jarida-store-private.h"

/* The index follows the shelf: what has come is told to a thread of its own, which takes it in slice by slice, after the articles are kept
 * and shown and with the lowest rank that the system gives. */

#define NICE 19
/* After a failure: the disk may have room again, the other process may be done. */
#define RETRY_SECONDS 30
/* After the start: the list is painted first. Whoever waits for the index does not wait for this. */
#define START_SECONDS 2
#define CHANGED_MILLISECONDS 1000

static void push_slice (JaridaStore *self);

static gboolean
is_there_work (const JaridaStoreIndex *index)
{
  return !index->known || index->n_left > 0 || index->ids->len > 0 || index->look || index->remake || index->rebuild;
}

static void
push_if_needed (JaridaStore *self)
{
  JaridaStoreIndex *index = &self->index;

  if (index->indexer != NULL && !index->running && !self->closed && index->pause_timeout == 0 && is_there_work (index))
    push_slice (self);
}

/* Those who wait for all of it. */
static void
answer_waiting (JaridaStore  *self,
                const GError *error)
{
  GTask *task;

  while ((task = g_queue_pop_head (&self->index.waiting)) != NULL)
    {
      if (error != NULL)
        g_task_return_error (task, g_error_copy (error));
      else
        g_task_return_boolean (task, TRUE);
      g_object_unref (task);
    }
}

static gboolean
changed_cb (gpointer data)
{
  JaridaStore *self = data;

  self->index.changed_timeout = 0;
  jarida_store_search_changed (self);
  return G_SOURCE_REMOVE;
}

static void
note_changed (JaridaStore *self)
{
  if (self->index.changed_timeout == 0)
    self->index.changed_timeout = g_timeout_add (CHANGED_MILLISECONDS, changed_cb, self);
}

static gboolean
pause_over_cb (gpointer data)
{
  JaridaStore *self = data;

  self->index.pause_timeout = 0;
  push_if_needed (self);
  return G_SOURCE_REMOVE;
}

/* What was laid aside and is no longer needed, deleted by the one who writes. */

static gboolean
forget_run (JaridaShelf  *shelf,
            gpointer      data,
            GError      **error)
{
  const GArray *followed = data;

  for (guint i = 0; i < followed->len; i++)
    {
      const JaridaFollowed *one = &g_array_index (followed, JaridaFollowed, i);

      if (!jarida_index_rows_forget (shelf, one->id, one->number, error))
        return FALSE;
    }
  return TRUE;
}

static void
forgotten_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  JaridaStore *self = JARIDA_STORE (object);
  g_autoptr(GError) error = NULL;

  self->index.running = FALSE;
  /* It stays laid aside, and is looked at again at the next occasion: the index has followed it already. */
  if (!g_task_propagate_boolean (G_TASK (result), &error))
    {
      self->index.look = FALSE;
      answer_waiting (self, error);
    }
  if (!is_there_work (&self->index))
    answer_waiting (self, NULL);
  push_if_needed (self);
}

/* Only when they are gone is it known whether there are more. */
static void
forget (JaridaStore *self,
        GArray      *followed)
{
  GTask *task = g_task_new (self, NULL, forgotten_cb, NULL);

  g_task_set_task_data (task, g_array_ref (followed), (GDestroyNotify) g_array_unref);
  self->index.running = TRUE;
  jarida_store_act_in_bulk (self, task, forget_run, NULL);
}

/* Slices. */

static void
slice_work (JaridaWorker *worker,
            gpointer      data)
{
  JaridaAct *act = data;

  jarida_indexer_run (act->store->index.indexer, act->data);
  jarida_act_reply (act);
}

static void
fail (JaridaStore      *self,
      JaridaIndexSlice *slice)
{
  JaridaStoreIndex *index = &self->index;
  const gboolean broken = g_error_matches (slice->error, JARIDA_DB_ERROR, JARIDA_DB_ERROR_BROKEN);

  /* What was asked is asked again. */
  index->look = index->look || slice->look;
  index->rebuild = index->rebuild || slice->rebuild;
  if (broken && !slice->remake)
    {
      index->remake = TRUE;
      return;
    }
  slice->error = jarida_store_error_from_db (slice->error);
  g_debug ("The index: %s", slice->error->message);
  answer_waiting (self, slice->error);
  if (index->pause_timeout == 0)
    index->pause_timeout = g_timeout_add_seconds (RETRY_SECONDS, pause_over_cb, self);
}

static void
apply_slice (JaridaStore  *self,
             gpointer      data,
             const GError *error)
{
  JaridaIndexSlice *slice = data;
  JaridaStoreIndex *index = &self->index;
  const guint n_before = index->n_left;

  index->running = FALSE;
  if (self->closed)
    return;
  index->n_left = slice->n_left;
  if (slice->error != NULL)
    fail (self, slice);
  else
    {
      index->known = TRUE;
      index->look = index->look || slice->more;
      if (slice->n_taken > 0 || index->n_left != n_before)
        note_changed (self);
      if (slice->followed->len > 0)
        {
          forget (self, slice->followed);
          return;
        }
      if (!is_there_work (index))
        answer_waiting (self, NULL);
    }
  push_if_needed (self);
}

static void
push_slice (JaridaStore *self)
{
  JaridaStoreIndex *index = &self->index;
  JaridaIndexSlice *slice = jarida_index_slice_new ();

  if (index->ids->len > 0)
    {
      slice->ids = index->ids;
      index->ids = g_array_new (FALSE, FALSE, sizeof (guint32));
    }
  slice->look = index->look || !index->known;
  slice->remake = index->remake;
  slice->rebuild = index->rebuild;
  index->look = index->remake = index->rebuild = FALSE;
  index->running = TRUE;
  jarida_worker_push (index->worker, JARIDA_RANK_BULK, slice_work,
                      jarida_act_new_aside (self, slice, (GDestroyNotify) jarida_index_slice_free, apply_slice));
}

void
jarida_store_note_index (JaridaStore   *self,
                         const guint32 *ids,
                         gsize          n_ids,
                         gboolean       look)
{
  if (self->index.indexer == NULL)
    return;
  g_array_append_vals (self->index.ids, ids, n_ids);
  self->index.look = self->index.look || look;
  push_if_needed (self);
}

void
jarida_store_remake_index (JaridaStore *self)
{
  self->index.remake = TRUE;
  push_if_needed (self);
}

void
jarida_store_start_index (JaridaStore *self)
{
  self->index.indexer = jarida_indexer_new (self->folder);
  self->index.worker = jarida_worker_new ("jarida-index", NICE);
  self->index.pause_timeout = g_timeout_add_seconds (START_SECONDS, pause_over_cb, self);
}

void
jarida_store_stop_index (JaridaStore *self)
{
  JaridaStoreIndex *index = &self->index;
  g_autoptr(GError) error = NULL;

  g_clear_handle_id (&index->pause_timeout, g_source_remove);
  g_clear_handle_id (&index->changed_timeout, g_source_remove);
  if (index->indexer == NULL)
    return;
  jarida_indexer_stop (index->indexer);
  g_clear_pointer (&index->worker, jarida_worker_stop);
  g_clear_pointer (&index->indexer, jarida_indexer_free);
  error = g_error_new (JARIDA_STORE_ERROR, JARIDA_STORE_ERROR_FAILED, "the shelf is closed");
  answer_waiting (self, error);
  index->known = index->look = index->remake = index->rebuild = FALSE;
  index->n_left = 0;
  g_array_set_size (index->ids, 0);
}

guint
jarida_store_get_unindexed (JaridaStore *self)
{
  g_return_val_if_fail (JARIDA_IS_STORE (self), 0);

  return self->index.n_left + self->index.ids->len;
}

static void
wait_for_all (JaridaStore         *self,
              gpointer             tag,
              gboolean             rebuild,
              GCancellable        *cancellable,
              GAsyncReadyCallback  callback,
              gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_autoptr(GError) error = NULL;

  g_task_set_source_tag (task, tag);
  if (!jarida_store_can_keep (self, &error))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  g_queue_push_tail (&self->index.waiting, g_steal_pointer (&task));
  /* Also at the start, and when the last attempt has failed: it may be tried now. And what another process has left is looked for. */
  g_clear_handle_id (&self->index.pause_timeout, g_source_remove);
  self->index.look = TRUE;
  self->index.rebuild = self->index.rebuild || rebuild;
  push_if_needed (self);
}

void
jarida_store_index_async (JaridaStore         *self,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  g_return_if_fail (JARIDA_IS_STORE (self));

  wait_for_all (self, jarida_store_index_async, FALSE, cancellable, callback, user_data);
}

gboolean
jarida_store_index_finish (JaridaStore   *self,
                           GAsyncResult  *result,
                           GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

void
jarida_store_rebuild_index_async (JaridaStore         *self,
                                  GCancellable        *cancellable,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  g_return_if_fail (JARIDA_IS_STORE (self));

  wait_for_all (self, jarida_store_rebuild_index_async, TRUE, cancellable, callback, user_data);
}

gboolean
jarida_store_rebuild_index_finish (JaridaStore   *self,
                                   GAsyncResult  *result,
                                   GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
