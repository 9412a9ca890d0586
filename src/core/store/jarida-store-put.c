/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-article-row.h"
#include "jarida-store-private.h"

/* Bringing in what sources publish. Puts that wait together share a transaction; after every few articles the writing thread
 * looks whether a person waits, and if so commits what it has and serves them first. */

#define SLICE 16
/* A transaction ends here even when nobody waits. Articles of many sources fall all over the files by their dates, so nearly
 * each one costs a page of its own: the more share a transaction, the less often a page is written. */
#define TRANSACTION_ARTICLES 2048
#define TRANSACTION_USEC (250 * 1000)
/* Where the log is folded into the file beside us, and where we wait for that: 16 MB, 40 MB. Not sooner, since what comes next
 * is likely to write the same pages again. */
#define LOG_PAGES_TO_TIDY 4000
#define LOG_PAGES_TO_WAIT 10000

typedef struct
{
  gint64            source_id;
  GPtrArray        *articles;    /* (owned) (nullable) */
  JaridaFetchState *fetch;       /* (owned) (nullable) */
  JaridaPutResult   result;

  /* Writing thread */
  GHashTable       *seen;        /* (owned) (nullable) */
  guint             n_done;
  JaridaPutMark     kept;        /* of the result: in transactions that are committed */
} Put;

static void
free_put (gpointer data)
{
  Put *put = data;

  g_clear_pointer (&put->articles, g_ptr_array_unref);
  g_clear_pointer (&put->fetch, jarida_fetch_state_free);
  g_clear_pointer (&put->seen, g_hash_table_unref);
  jarida_put_result_clear (&put->result);
  g_free (put);
}

void
jarida_store_wait_for_log (JaridaStore  *self,
                           JaridaWorker *worker)
{
  guint n_pages = jarida_shelf_get_log_pages (self->shelf);

  g_atomic_int_set (&self->resting, FALSE);
  if (n_pages < LOG_PAGES_TO_TIDY)
    return;
  jarida_store_tidy (self, FALSE);
  if (n_pages < LOG_PAGES_TO_WAIT)
    return;
  /* What is under way may have begun before our last pages: only the second is sure to come to the end of the log. */
  for (guint i = 0; i < 2; i++)
    {
      jarida_store_tidy (self, FALSE);
      while (g_atomic_int_get (&self->tidying))
        if (jarida_worker_pause (worker, 2000))
          jarida_worker_run_urgent (worker);
    }
}

static gboolean
source_exists (JaridaShelf  *shelf,
               gint64        id,
               GError      **error)
{
  g_autoptr(JaridaStatement) statement = NULL;
  JaridaStep step;

  statement = jarida_connection_prepare (jarida_shelf_get_library (shelf), "SELECT 1 FROM source WHERE id=?1", error);
  if (statement == NULL)
    return FALSE;
  jarida_statement_bind_int (statement, 1, id);
  step = jarida_statement_step (statement, error);
  if (step == JARIDA_STEP_DONE)
    g_set_error (error, JARIDA_STORE_ERROR, JARIDA_STORE_ERROR_NOT_FOUND, "no source %" G_GINT64_FORMAT, id);
  return step == JARIDA_STEP_ROW;
}

/* Puts until done, or until somebody waits; FALSE with error. */
static gboolean
put_some (JaridaWorker  *worker,
          JaridaShelf   *shelf,
          Put           *put,
          guint         *n_budget,
          GError       **error)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  gboolean found;

  if (!source_exists (shelf, put->source_id, error))
    return FALSE;
  if (put->seen == NULL)
    put->seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  while (put->articles != NULL && put->n_done < put->articles->len)
    {
      guint to = MIN (put->n_done + SLICE, put->articles->len);

      if (!jarida_article_rows_put (shelf, put->source_id, put->articles, put->n_done, to, now, put->seen,
                                    &put->result, error))
        return FALSE;
      *n_budget -= MIN (*n_budget, to - put->n_done);
      put->n_done = to;
      if (to < put->articles->len && (*n_budget == 0 || jarida_worker_has_urgent (worker)))
        return TRUE;
    }
  return put->fetch == NULL
         || jarida_source_rows_update_fetch (jarida_shelf_get_library (shelf), put->source_id, put->fetch, &found, error);
}

static gboolean
run_one (JaridaWorker  *worker,
         JaridaAct     *act,
         guint         *n_budget,
         GError       **error)
{
  if (act->run != NULL)
    return act->run (act->store->shelf, act->data, error);
  return put_some (worker, act->store->shelf, act->data, n_budget, error);
}

static gboolean
is_done (const JaridaAct *act)
{
  const Put *put = act->run == NULL ? act->data : NULL;

  if (put == NULL)
    return TRUE;
  return put->articles == NULL || put->n_done == put->articles->len;
}

/* One transaction: as much of *@act and those behind it as may be. *@act is NULL after it when nothing is left over. */
static void
put_transaction (JaridaWorker      *worker,
                 JaridaAct        **act,
                 JaridaWorkerFunc   self_func)
{
  JaridaStore *store = (*act)->store;
  JaridaShelf *shelf = store->shelf;
  g_autoptr(GPtrArray) done = g_ptr_array_new ();
  g_autoptr(GError) error = NULL;
  guint n_budget = TRANSACTION_ARTICLES;
  gint64 end = g_get_monotonic_time () + TRANSACTION_USEC;

  if (!jarida_shelf_begin (shelf, FALSE, &error))
    {
      g_ptr_array_add (done, g_steal_pointer (act));
      jarida_acts_fail (done, error);
      return;
    }
  while (*act != NULL)
    {
      GError **own = &(*act)->error;

      if (!g_cancellable_set_error_if_cancelled ((*act)->task != NULL ? g_task_get_cancellable ((*act)->task) : NULL, own)
          && !run_one (worker, *act, &n_budget, own)
          && !g_error_matches (*own, JARIDA_STORE_ERROR, JARIDA_STORE_ERROR_NOT_FOUND))
        {
          /* The transaction is lost, and all that was in it. */
          error = g_steal_pointer (own);
          g_ptr_array_add (done, g_steal_pointer (act));
          jarida_shelf_rollback (shelf);
          jarida_acts_fail (done, error);
          return;
        }
      if (*own == NULL && !is_done (*act))
        break;
      if (*own != NULL)
        jarida_act_reply (g_steal_pointer (act));
      else
        g_ptr_array_add (done, g_steal_pointer (act));
      if (n_budget == 0 || g_get_monotonic_time () >= end || jarida_worker_has_urgent (worker))
        break;
      *act = jarida_worker_take_next (worker, JARIDA_RANK_BULK, self_func);
    }
  if (jarida_shelf_commit (shelf, &error))
    {
      jarida_acts_keep (shelf, done);
      /* Only a put can be left half-way. It may fail later: what is committed is on the shelf and must be shown. */
      if (*act != NULL)
        jarida_put_result_get_mark (&((Put *) (*act)->data)->result, &((Put *) (*act)->data)->kept);
    }
  else
    {
      if (*act != NULL)
        g_ptr_array_add (done, g_steal_pointer (act));
      jarida_acts_fail (done, error);
    }
}

static void
put_work (JaridaWorker *worker,
          gpointer      data)
{
  JaridaAct *act = data;

  while (act != NULL)
    {
      JaridaStore *store = act->store;

      jarida_store_wait_for_log (store, worker);
      put_transaction (worker, &act, put_work);
      if (act != NULL)
        jarida_worker_run_urgent (worker);
    }
}

/* What a filter hides is no news. */
static guint
count_visible (const JaridaPutResult *result)
{
  guint n = 0;

  for (guint i = 0; i < result->rows->len; i++)
    n += !(g_array_index (result->rows, JaridaColumnRow, i).flags & JARIDA_COLUMN_FILTERED);
  return n;
}

static void
apply_put (JaridaStore  *self,
           gpointer      data,
           const GError *error)
{
  Put *put = data;
  JaridaSourceEntry *entry = jarida_store_find_entry (self, put->source_id);

  if (error != NULL)
    jarida_put_result_go_back (&put->result, &put->kept);
  jarida_store_show_put (self, &put->result);
  if (error == NULL && put->fetch != NULL && entry != NULL)
    {
      jarida_fetch_state_free (entry->fetch);
      entry->fetch = g_steal_pointer (&put->fetch);
      jarida_fetch_state_show (entry->fetch, entry->source);
    }
  if (entry != NULL && !entry->removed)
    {
      jarida_store_articles_arrived (self, count_visible (&put->result));
      jarida_store_articles_announced (self, put->result.announced);
    }
}

static void
start_put (JaridaStore            *self,
           gpointer                tag,
           gint64                  source_id,
           GPtrArray              *articles,
           const JaridaFetchState *state,
           GCancellable           *cancellable,
           GAsyncReadyCallback     callback,
           gpointer                user_data)
{
  g_autoptr(GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_autoptr(GError) error = NULL;
  Put *put = g_new0 (Put, 1);

  put->source_id = source_id;
  put->articles = articles != NULL ? g_ptr_array_ref (articles) : NULL;
  put->fetch = jarida_fetch_state_copy (state);
  jarida_put_result_init (&put->result);
  g_task_set_source_tag (task, tag);
  g_task_set_task_data (task, put, free_put);
  if (!jarida_store_can_keep (self, &error))
    g_task_return_error (task, g_steal_pointer (&error));
  else
    jarida_worker_push (self->writer, JARIDA_RANK_BULK, put_work,
                        jarida_act_new (self, g_steal_pointer (&task), NULL, apply_put));
}

void
jarida_store_act_in_bulk (JaridaStore    *self,
                          GTask          *task,
                          JaridaActRun    run,
                          JaridaActApply  apply)
{
  g_autoptr(GError) error = NULL;

  if (jarida_store_can_keep (self, &error))
    {
      jarida_worker_push (self->writer, JARIDA_RANK_BULK, put_work, jarida_act_new (self, task, run, apply));
      return;
    }
  g_task_return_error (task, g_steal_pointer (&error));
  g_object_unref (task);
}

void
jarida_store_put_articles_async (JaridaStore            *self,
                                 gint64                  source_id,
                                 GPtrArray              *articles,
                                 const JaridaFetchState *state,
                                 GCancellable           *cancellable,
                                 GAsyncReadyCallback     callback,
                                 gpointer                user_data)
{
  g_return_if_fail (JARIDA_IS_STORE (self));
  g_return_if_fail (articles != NULL);

  start_put (self, jarida_store_put_articles_async, source_id, articles, state, cancellable, callback, user_data);
}

gboolean
jarida_store_put_articles_finish (JaridaStore   *self,
                                  GAsyncResult  *result,
                                  guint         *out_n_new,
                                  guint         *out_n_updated,
                                  GError       **error)
{
  Put *put;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;
  put = g_task_get_task_data (G_TASK (result));
  if (out_n_new != NULL)
    *out_n_new = count_visible (&put->result);
  if (out_n_updated != NULL)
    *out_n_updated = put->result.updated->len;
  return TRUE;
}

void
jarida_store_save_fetch_state_async (JaridaStore            *self,
                                     gint64                  source_id,
                                     const JaridaFetchState *state,
                                     GCancellable           *cancellable,
                                     GAsyncReadyCallback     callback,
                                     gpointer                user_data)
{
  g_return_if_fail (JARIDA_IS_STORE (self));
  g_return_if_fail (state != NULL);

  start_put (self, jarida_store_save_fetch_state_async, source_id, NULL, state, cancellable, callback, user_data);
}

gboolean
jarida_store_save_fetch_state_finish (JaridaStore   *self,
                                      GAsyncResult  *result,
                                      GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

JaridaFetchState *
jarida_store_dup_fetch_state (JaridaStore *self,
                              gint64       source_id)
{
  JaridaSourceEntry *entry;

  g_return_val_if_fail (JARIDA_IS_STORE (self), NULL);

  entry = jarida_store_find_entry (self, source_id);
  return entry != NULL ? jarida_fetch_state_copy (entry->fetch) : g_new0 (JaridaFetchState, 1);
}
