/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

/* Searching, as the window asks the reader for it: the shelf answers. */

#include "jarida-reader-private.h"
#include "jarida-store-search.h"

static void
searched_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;
  JaridaSearchResult *found = jarida_store_search_finish (JARIDA_STORE (object), result, &error);

  if (found != NULL)
    g_task_return_pointer (task, found, (GDestroyNotify) jarida_search_result_unref);
  else
    g_task_return_error (task, error);
}

void
jarida_reader_search_async (JaridaReader        *self,
                            const char          *text,
                            const JaridaPlace   *place,
                            guint                limit,
                            gint64               older_than,
                            JaridaSearchFlags    flags,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (JARIDA_IS_READER (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, jarida_reader_search_async);
  jarida_store_search_async (self->store, text, place, limit, older_than, flags, cancellable, searched_cb, task);
}

JaridaSearchResult *
jarida_reader_search_finish (JaridaReader  *self,
                             GAsyncResult  *result,
                             GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
counted_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  GError *error = NULL;
  guint n;

  if (jarida_store_count_found_finish (JARIDA_STORE (object), result, &n, &error))
    g_task_return_int (task, n);
  else
    g_task_return_error (task, error);
}

void
jarida_reader_count_found_async (JaridaReader        *self,
                                 const char          *text,
                                 const JaridaPlace   *place,
                                 JaridaSearchFlags    flags,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (JARIDA_IS_READER (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, jarida_reader_count_found_async);
  jarida_store_count_found_async (self->store, text, place, flags, cancellable, counted_cb, task);
}

gboolean
jarida_reader_count_found_finish (JaridaReader  *self,
                                  GAsyncResult  *result,
                                  guint         *out_n,
                                  GError       **error)
{
  gssize n;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  n = g_task_propagate_int (G_TASK (result), error);
  *out_n = (guint) MAX (n, 0);
  return n >= 0;
}

JaridaHeadlineList *
jarida_reader_list_found (JaridaReader             *self,
                          const JaridaSearchResult *found)
{
  g_return_val_if_fail (JARIDA_IS_READER (self), NULL);

  return jarida_store_list_found (self->store, found);
}

static void
snippets_loaded_cb (GObject      *object,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  GError *error = NULL;
  GPtrArray *snippets = jarida_store_load_snippets_finish (JARIDA_STORE (object), result, &error);

  _jarida_reader_return_list (user_data, snippets, error);
}

void
jarida_reader_load_snippets_async (JaridaReader        *self,
                                   JaridaSearchResult  *found,
                                   const gint64        *ids,
                                   gsize                n_ids,
                                   GCancellable        *cancellable,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (JARIDA_IS_READER (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, jarida_reader_load_snippets_async);
  jarida_store_load_snippets_async (self->store, found, ids, n_ids, cancellable, snippets_loaded_cb, task);
}

GPtrArray *
jarida_reader_load_snippets_finish (JaridaReader  *self,
                                    GAsyncResult  *result,
                                    GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

guint
jarida_reader_get_unindexed (JaridaReader *self)
{
  g_return_val_if_fail (JARIDA_IS_READER (self), 0);

  return jarida_store_get_unindexed (self->store);
}

static void
indexed_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  GError *error = NULL;
  const gboolean done = jarida_store_index_finish (JARIDA_STORE (object), result, &error);

  _jarida_reader_return_done (user_data, done, error);
}

void
jarida_reader_index_async (JaridaReader        *self,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (JARIDA_IS_READER (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, jarida_reader_index_async);
  jarida_store_index_async (self->store, cancellable, indexed_cb, task);
}

gboolean
jarida_reader_index_finish (JaridaReader  *self,
                            GAsyncResult  *result,
                            GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
rebuilt_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  GError *error = NULL;
  const gboolean done = jarida_store_rebuild_index_finish (JARIDA_STORE (object), result, &error);

  _jarida_reader_return_done (user_data, done, error);
}

void
jarida_reader_rebuild_index_async (JaridaReader        *self,
                                   GCancellable        *cancellable,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (JARIDA_IS_READER (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, jarida_reader_rebuild_index_async);
  jarida_store_rebuild_index_async (self->store, cancellable, rebuilt_cb, task);
}

gboolean
jarida_reader_rebuild_index_finish (JaridaReader  *self,
                                    GAsyncResult  *result,
                                    GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
