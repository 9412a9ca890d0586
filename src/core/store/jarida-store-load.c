/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-article-row.h"
#include "jarida-schema.h"
#include "jarida-store-private.h"

/* One whole article, read on the reading thread. */

typedef struct
{
  gint64         id;
  JaridaArticle *article;   /* (owned) (nullable) */
} Load;

static void
free_load (gpointer data)
{
  Load *load = data;

  g_clear_pointer (&load->article, jarida_article_unref);
  g_free (load);
}

static gboolean
open_for_loading (JaridaStore        *self,
                  JaridaConnection  **connection,
                  const char         *name,
                  GError            **error)
{
  g_autofree char *path = g_build_filename (self->folder, name, NULL);

  if (*connection == NULL)
    *connection = jarida_connection_open (path, self->frozen ? JARIDA_CONNECTION_FROZEN : JARIDA_CONNECTION_READ, 0, error);
  return *connection != NULL;
}

JaridaConnection *
jarida_act_open_loader (JaridaAct *act)
{
  JaridaStore *self = act->store;
  const gboolean first = self->loader_library == NULL;

  if (g_cancellable_set_error_if_cancelled (g_task_get_cancellable (act->task), &act->error)
      || !open_for_loading (self, &self->loader_library, "library.db", &act->error))
    return NULL;
  if (first && self->frozen && !jarida_schema_make_readable (self->loader_library, &act->error))
    g_clear_pointer (&self->loader_library, jarida_connection_close);
  return self->loader_library;
}

static void
load_work (JaridaWorker *worker,
           gpointer      data)
{
  JaridaAct *act = data;
  JaridaStore *self = act->store;
  Load *load = act->data;

  if (jarida_act_open_loader (act) != NULL
      && open_for_loading (self, &self->loader_bodies, "bodies.db", &act->error)
      && jarida_article_rows_load (self->loader_library, self->loader_bodies, load->id, &load->article, &act->error)
      && load->article == NULL)
    g_set_error (&act->error, JARIDA_STORE_ERROR, JARIDA_STORE_ERROR_NOT_FOUND, "no article %" G_GINT64_FORMAT, load->id);
  jarida_act_reply (act);
}

/* The reader's marks are on this side, and newer than what any thread has read. */
static void
apply_load (JaridaStore  *self,
            gpointer      data,
            const GError *error)
{
  Load *load = data;
  gsize at;

  if (load->article == NULL)
    return;
  at = jarida_columns_find (self->columns, load->id);
  load->article->read = at != G_MAXSIZE && !(self->columns->flags[at] & JARIDA_COLUMN_UNREAD);
  load->article->saved = at != G_MAXSIZE && (self->columns->flags[at] & JARIDA_COLUMN_SAVED);
}

void
jarida_store_load_article_async (JaridaStore         *self,
                                 gint64               id,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  Load *load;

  g_return_if_fail (JARIDA_IS_STORE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, jarida_store_load_article_async);
  load = g_new0 (Load, 1);
  load->id = jarida_store_resolve_id (self, id);
  g_task_set_task_data (task, load, free_load);
  if (self->closed)
    g_task_return_new_error (task, JARIDA_STORE_ERROR, JARIDA_STORE_ERROR_FAILED, "the shelf is closed");
  else
    jarida_worker_push (self->loader, JARIDA_RANK_URGENT, load_work,
                        jarida_act_new (self, g_steal_pointer (&task), NULL, apply_load));
}

JaridaArticle *
jarida_store_load_article_finish (JaridaStore   *self,
                                  GAsyncResult  *result,
                                  GError       **error)
{
  Load *load;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return NULL;
  load = g_task_get_task_data (G_TASK (result));
  return g_steal_pointer (&load->article);
}
