/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-store-private.h"

#include "jarida-headline-list-private.h"

/* Articles that a portal was asked for: which of them are here, and keeping the one that a person opens. */

/* ---- Which are here ---- */

typedef struct
{
  gint64    *sources;    /* (owned) */
  GPtrArray *articles;   /* (owned) */
  GArray    *ids;        /* (owned) gint64 */
} Finding;

static void
free_finding (gpointer data)
{
  Finding *finding = data;

  g_free (finding->sources);
  g_ptr_array_unref (finding->articles);
  g_array_unref (finding->ids);
  g_free (finding);
}

static void
find_work (JaridaWorker *worker,
           gpointer      data)
{
  JaridaAct *act = data;
  Finding *finding = act->data;

  for (guint i = 0; i < finding->articles->len; i++)
    {
      guint32 found = 0;
      gint64 id;

      if (g_cancellable_set_error_if_cancelled (g_task_get_cancellable (act->task), &act->error)
          || !jarida_article_row_find (act->store->shelf, finding->sources[i], g_ptr_array_index (finding->articles, i), &found,
                                       &act->error))
        break;
      id = found;
      g_array_append_val (finding->ids, id);
    }
  jarida_act_reply (act);
}

/* What a filter hides, or a source that was removed has left, is not shown by another way. */
static void
apply_find (JaridaStore  *self,
            gpointer      data,
            const GError *error)
{
  static const JaridaPlace all = { .kind = JARIDA_PLACE_ALL };
  Finding *finding = data;
  g_auto(JaridaPlaceMatch) match = { NULL };

  if (error != NULL)
    return;
  jarida_store_match_place (self, &all, &match);
  for (guint i = 0; i < finding->ids->len; i++)
    {
      gint64 *id = &g_array_index (finding->ids, gint64, i);
      gsize row;

      if (*id == 0)
        continue;
      *id = jarida_store_resolve_id (self, *id);
      row = jarida_columns_find (self->columns, (guint32) *id);
      if (row == G_MAXSIZE ? self->complete : !jarida_place_match_row (&match, self->columns, row))
        *id = -1;
    }
}

void
jarida_store_find_articles_async (JaridaStore         *self,
                                  const gint64        *source_ids,
                                  GPtrArray           *articles,
                                  GCancellable        *cancellable,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  Finding *finding;

  g_return_if_fail (JARIDA_IS_STORE (self));
  g_return_if_fail (articles != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, jarida_store_find_articles_async);
  finding = g_new0 (Finding, 1);
  finding->sources = g_memdup2 (source_ids, articles->len * sizeof *source_ids);
  finding->articles = g_ptr_array_ref (articles);
  finding->ids = g_array_sized_new (FALSE, FALSE, sizeof (gint64), articles->len);
  g_task_set_task_data (task, finding, free_finding);
  if (self->closed)
    g_task_return_new_error (task, JARIDA_STORE_ERROR, JARIDA_STORE_ERROR_FAILED, "the shelf is closed");
  else
    jarida_worker_push (self->writer, JARIDA_RANK_URGENT, find_work,
                        jarida_act_new (self, g_steal_pointer (&task), NULL, apply_find));
}

GArray *
jarida_store_find_articles_finish (JaridaStore   *self,
                                   GAsyncResult  *result,
                                   GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return NULL;
  return g_array_ref (((Finding *) g_task_get_task_data (G_TASK (result)))->ids);
}

/* ---- Keeping one ---- */

typedef struct
{
  gint64           source_id;
  JaridaArticle   *listed;    /* (owned) */
  JaridaArticle   *page;      /* (owned) */
  gint64           now;
  guint32          id;
  JaridaPutResult  result;
} Keeping;

static void
free_keeping (gpointer data)
{
  Keeping *keeping = data;

  jarida_article_unref (keeping->listed);
  jarida_article_unref (keeping->page);
  jarida_put_result_clear (&keeping->result);
  g_free (keeping);
}

static gboolean
run_keep (JaridaShelf  *shelf,
          gpointer      data,
          GError      **error)
{
  Keeping *keeping = data;

  return jarida_article_row_keep (shelf, keeping->source_id, keeping->listed, keeping->page, keeping->now, &keeping->result,
                                  &keeping->id, error);
}

static void
keep_work (JaridaWorker *worker,
           gpointer      data)
{
  jarida_act_run_alone (data);
}

/* Nobody is told of news: the person has it before the eyes. */
static void
apply_keep (JaridaStore  *self,
            gpointer      data,
            const GError *error)
{
  Keeping *keeping = data;

  if (error != NULL)
    return;
  jarida_store_show_put (self, &keeping->result);
  keeping->id = jarida_store_resolve_id (self, keeping->id);
  for (guint i = 0; i < self->lists->len; i++)
    jarida_headline_list_let_in (g_ptr_array_index (self->lists, i), keeping->id);
}

void
jarida_store_keep_article_async (JaridaStore         *self,
                                 gint64               source_id,
                                 JaridaArticle       *listed,
                                 JaridaArticle       *page,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  g_autoptr(GError) error = NULL;
  Keeping *keeping;

  g_return_if_fail (JARIDA_IS_STORE (self));
  g_return_if_fail (listed != NULL && page != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, jarida_store_keep_article_async);
  keeping = g_new0 (Keeping, 1);
  keeping->source_id = source_id;
  keeping->listed = jarida_article_ref (listed);
  keeping->page = jarida_article_ref (page);
  keeping->now = g_get_real_time () / G_USEC_PER_SEC;
  jarida_put_result_init (&keeping->result);
  g_task_set_task_data (task, keeping, free_keeping);
  if (!jarida_store_can_keep (self, &error))
    g_task_return_error (task, g_steal_pointer (&error));
  else if (jarida_store_find_source (self, source_id) == NULL)
    g_task_return_new_error (task, JARIDA_STORE_ERROR, JARIDA_STORE_ERROR_NOT_FOUND, "no source %" G_GINT64_FORMAT, source_id);
  else
    jarida_worker_push (self->writer, JARIDA_RANK_URGENT, keep_work,
                        jarida_act_new (self, g_steal_pointer (&task), run_keep, apply_keep));
}

gint64
jarida_store_keep_article_finish (JaridaStore   *self,
                                  GAsyncResult  *result,
                                  GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), 0);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return 0;
  return ((Keeping *) g_task_get_task_data (G_TASK (result)))->id;
}
