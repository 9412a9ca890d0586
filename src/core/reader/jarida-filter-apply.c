/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

/* A filter, applied to what is kept already because the person wants so: some hundred articles at a time, so that nothing else has to wait. */

#include "jarida-reader-private.h"
#include "jarida-store-filters.h"
#include "jarida-store-search.h"

#define SLICE 500

/* Shared with how it is taken back, which may be wanted while it goes on. */
typedef struct
{
  JaridaFilterAction  action;
  gint64              filter_id;
  GArray             *ids;         /* (owned) (nullable) gint64 */
  guint               n_done;
  gboolean            undone;
} Work;

typedef struct
{
  Work                 *work;      /* (owned) */
  char                 *query;     /* (owned) */
  JaridaPlace           place;
  JaridaFilterProgress  progress;  /* (nullable) */
  gpointer              progress_data;
} Apply;

static void
clear_work (gpointer data)
{
  g_clear_pointer (&((Work *) data)->ids, g_array_unref);
}

static void
release_work (gpointer data)
{
  g_rc_box_release_full (data, clear_work);
}

static void
free_apply (gpointer data)
{
  Apply *apply = data;

  release_work (apply->work);
  g_free (apply->query);
  g_free (apply);
}

/* Doing, and taking back. */

static void
start_slice (JaridaReader        *self,
             const Work          *work,
             guint                from,
             guint                n,
             gboolean             on,
             GAsyncReadyCallback  callback,
             gpointer             user_data)
{
  const gint64 *ids = &g_array_index (work->ids, gint64, from);

  switch (work->action)
    {
    case JARIDA_FILTER_ACTION_READ:
      jarida_store_set_read_async (self->store, ids, n, on, NULL, callback, user_data);
      break;
    case JARIDA_FILTER_ACTION_SAVE:
      jarida_store_set_saved_async (self->store, ids, n, on, NULL, callback, user_data);
      break;
    case JARIDA_FILTER_ACTION_HIDE:
    case JARIDA_FILTER_ACTION_NOTIFY:
    default:
      jarida_store_hide_by_filter_async (self->store, work->filter_id, ids, n, on, NULL, callback, user_data);
      break;
    }
}

static gboolean
finish_slice (JaridaStore   *store,
              const Work    *work,
              GAsyncResult  *result,
              GError       **error)
{
  if (work->action == JARIDA_FILTER_ACTION_READ)
    return jarida_store_set_read_finish (store, result, error);
  if (work->action == JARIDA_FILTER_ACTION_SAVE)
    return jarida_store_set_saved_finish (store, result, error);
  return jarida_store_hide_by_filter_finish (store, result, error);
}

typedef struct
{
  JaridaReader *reader;    /* (owned) */
  Work         *work;      /* (owned) */
} TakingBack;

static void
taken_back_cb (GObject      *object,
               GAsyncResult *result,
               gpointer      user_data)
{
  TakingBack *back = user_data;
  g_autoptr(GError) error = NULL;

  if (!finish_slice (JARIDA_STORE (object), back->work, result, &error))
    _jarida_reader_fail (back->reader, error);
  g_object_unref (back->reader);
  release_work (back->work);
  g_free (back);
}

static void
take_back (JaridaReader *self,
           Work         *work)
{
  for (guint from = 0; from < work->n_done; from += SLICE)
    {
      TakingBack *back = g_new (TakingBack, 1);

      *back = (TakingBack) { g_object_ref (self), g_rc_box_acquire (work) };
      start_slice (self, work, from, MIN (SLICE, work->n_done - from), FALSE, taken_back_cb, back);
    }
}

static void
undo_apply (gpointer owner,
            gpointer data)
{
  Work *work = data;

  work->undone = TRUE;
  if (work->ids != NULL && work->n_done == work->ids->len)
    take_back (owner, work);
}

/* Going on. */

static void next_slice (GTask *task);

static void
end_apply (GTask  *task,
           GError *error)
{
  JaridaReader *self = g_task_get_source_object (task);
  Apply *apply = g_task_get_task_data (task);
  Work *work = apply->work;

  if (work->n_done == 0)
    _jarida_reader_drop_undo (self, work);
  else if (work->undone)
    take_back (self, work);
  /* What was not done is not to be taken back. */
  if (work->ids != NULL)
    g_array_set_size (work->ids, work->n_done);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
  g_object_unref (task);
}

static void
slice_done_cb (GObject      *object,
               GAsyncResult *result,
               gpointer      user_data)
{
  GTask *task = user_data;
  Apply *apply = g_task_get_task_data (task);
  GError *error = NULL;

  if (!finish_slice (JARIDA_STORE (object), apply->work, result, &error))
    {
      end_apply (task, error);
      return;
    }
  apply->work->n_done = MIN (apply->work->n_done + SLICE, apply->work->ids->len);
  if (apply->progress != NULL)
    apply->progress (apply->work->n_done, apply->work->ids->len, apply->progress_data);
  next_slice (task);
}

static void
next_slice (GTask *task)
{
  JaridaReader *self = g_task_get_source_object (task);
  Apply *apply = g_task_get_task_data (task);
  Work *work = apply->work;
  GError *error = NULL;

  if (work->undone || work->n_done == work->ids->len)
    end_apply (task, NULL);
  else if (g_cancellable_set_error_if_cancelled (g_task_get_cancellable (task), &error))
    end_apply (task, error);
  else
    start_slice (self, work, work->n_done, MIN (SLICE, work->ids->len - work->n_done), TRUE, slice_done_cb, task);
}

static void
found_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  GTask *task = user_data;
  Apply *apply = g_task_get_task_data (task);
  GError *error = NULL;

  apply->work->ids = jarida_store_find_matches_finish (JARIDA_STORE (object), result, &error);
  if (apply->work->ids == NULL)
    end_apply (task, error);
  else
    next_slice (task);
}

/* What the index has not taken in yet would be left out. */
static void
indexed_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  GTask *task = user_data;
  Apply *apply = g_task_get_task_data (task);
  GError *error = NULL;

  if (!jarida_store_index_finish (JARIDA_STORE (object), result, &error))
    end_apply (task, error);
  else
    /* Only those for which it changes something, so that taking it back leaves the others alone. */
    jarida_store_find_matches_async (JARIDA_STORE (object), apply->query, &apply->place, apply->work->action,
                                     g_task_get_cancellable (task), found_cb, task);
}

void
jarida_reader_apply_filter_async (JaridaReader         *self,
                                  JaridaFilter         *filter,
                                  GCancellable         *cancellable,
                                  JaridaFilterProgress  progress,
                                  gpointer              progress_data,
                                  GAsyncReadyCallback   callback,
                                  gpointer              user_data)
{
  const gint64 source_id = jarida_filter_get_source_id (filter);
  Apply *apply;
  GTask *task;

  g_return_if_fail (JARIDA_IS_READER (self));
  g_return_if_fail (JARIDA_IS_FILTER (filter));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, jarida_reader_apply_filter_async);
  apply = g_new0 (Apply, 1);
  apply->work = g_rc_box_new0 (Work);
  apply->work->action = jarida_filter_get_action (filter);
  apply->work->filter_id = jarida_filter_get_id (filter);
  apply->query = g_strdup (jarida_filter_get_query (filter) != NULL ? jarida_filter_get_query (filter) : "");
  apply->place = (JaridaPlace) { .kind = source_id != 0 ? JARIDA_PLACE_SOURCE : JARIDA_PLACE_ALL, .id = source_id };
  apply->progress = progress;
  apply->progress_data = progress_data;
  g_task_set_task_data (task, apply, free_apply);
  if (apply->work->action == JARIDA_FILTER_ACTION_NOTIFY)
    {
      /* What is old is no news. */
      g_task_return_boolean (task, TRUE);
      g_object_unref (task);
      return;
    }
  _jarida_reader_push_undo (self, undo_apply, g_rc_box_acquire (apply->work), release_work);
  jarida_store_index_async (self->store, cancellable, indexed_cb, task);
}

gboolean
jarida_reader_apply_filter_finish (JaridaReader  *self,
                                   GAsyncResult  *result,
                                   guint         *out_n,
                                   GError       **error)
{
  const Apply *apply;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  apply = g_task_get_task_data (G_TASK (result));
  if (out_n != NULL)
    *out_n = apply->work->n_done;
  return g_task_propagate_boolean (G_TASK (result), error);
}
