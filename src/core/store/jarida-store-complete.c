/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-store-topics.h"

#include "jarida-store-private.h"

/* What the own page of an article said, written. */

typedef struct
{
  guint32          id;
  JaridaArticle   *page;      /* (owned) */
  JaridaPutResult  result;
} Complete;

static void
free_complete (gpointer data)
{
  Complete *complete = data;

  jarida_article_unref (complete->page);
  jarida_put_result_clear (&complete->result);
  g_free (complete);
}

static gboolean
run_complete (JaridaShelf  *shelf,
              gpointer      data,
              GError      **error)
{
  Complete *complete = data;

  return jarida_article_row_complete (shelf, complete->id, complete->page, &complete->result, error);
}

/* Somebody may be waiting for the text: it goes before articles that are put, in a transaction of its own. It is no person's act and
 * can be had again, so it need not wait for the disk. */
static void
complete_work (JaridaWorker *worker,
               gpointer      data)
{
  jarida_act_run_alone (data);
}

static void
apply_complete (JaridaStore  *self,
                gpointer      data,
                const GError *error)
{
  Complete *complete = data;

  if (error == NULL)
    jarida_store_show_put (self, &complete->result);
}

void
jarida_store_complete_article_async (JaridaStore         *self,
                                     gint64               id,
                                     JaridaArticle       *page,
                                     GCancellable        *cancellable,
                                     GAsyncReadyCallback  callback,
                                     gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  g_autoptr(GError) error = NULL;
  Complete *complete;

  g_return_if_fail (JARIDA_IS_STORE (self));
  g_return_if_fail (page != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, jarida_store_complete_article_async);
  complete = g_new0 (Complete, 1);
  complete->id = jarida_store_resolve_id (self, id);
  complete->page = jarida_article_ref (page);
  jarida_put_result_init (&complete->result);
  g_task_set_task_data (task, complete, free_complete);
  if (!jarida_store_can_keep (self, &error))
    g_task_return_error (task, g_steal_pointer (&error));
  else
    jarida_worker_push (self->writer, JARIDA_RANK_URGENT, complete_work,
                        jarida_act_new (self, g_steal_pointer (&task), run_complete, apply_complete));
}

gboolean
jarida_store_complete_article_finish (JaridaStore   *self,
                                      GAsyncResult  *result,
                                      GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
