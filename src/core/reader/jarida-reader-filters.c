/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

/* Searches that are kept, and filters, as the window asks the reader for them: the shelf answers. */

#include "jarida-reader-private.h"
#include "jarida-store-filters.h"

GListModel *
jarida_reader_get_saved_searches (JaridaReader *self)
{
  g_return_val_if_fail (JARIDA_IS_READER (self), NULL);

  return jarida_store_get_saved_searches (self->store);
}

JaridaSavedSearch *
jarida_reader_find_saved_search (JaridaReader *self,
                                 gint64        id)
{
  g_return_val_if_fail (JARIDA_IS_READER (self), NULL);

  return jarida_store_find_saved_search (self->store, id);
}

GListModel *
jarida_reader_get_filters (JaridaReader *self)
{
  g_return_val_if_fail (JARIDA_IS_READER (self), NULL);

  return jarida_store_get_filters (self->store);
}

JaridaFilter *
jarida_reader_find_filter (JaridaReader *self,
                           gint64        id)
{
  g_return_val_if_fail (JARIDA_IS_READER (self), NULL);

  return jarida_store_find_filter (self->store, id);
}

static void
filter_saved_cb (GObject      *object,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  GError *error = NULL;
  const gboolean done = jarida_store_save_filter_finish (JARIDA_STORE (object), result, &error);

  _jarida_reader_return_done (user_data, done, error);
}

void
jarida_reader_save_filter_async (JaridaReader        *self,
                                 JaridaFilter        *filter,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (JARIDA_IS_READER (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, jarida_reader_save_filter_async);
  jarida_store_save_filter_async (self->store, filter, cancellable, filter_saved_cb, task);
}

gboolean
jarida_reader_save_filter_finish (JaridaReader  *self,
                                  GAsyncResult  *result,
                                  GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
search_kept_cb (GObject      *object,
                GAsyncResult *result,
                gpointer      user_data)
{
  GError *error = NULL;
  const gboolean done = jarida_store_keep_search_finish (JARIDA_STORE (object), result, &error);

  _jarida_reader_return_done (user_data, done, error);
}

void
jarida_reader_keep_search_async (JaridaReader        *self,
                                 JaridaSavedSearch   *search,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (JARIDA_IS_READER (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, jarida_reader_keep_search_async);
  jarida_store_keep_search_async (self->store, search, cancellable, search_kept_cb, task);
}

gboolean
jarida_reader_keep_search_finish (JaridaReader  *self,
                                  GAsyncResult  *result,
                                  GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

gboolean
jarida_reader_is_filtered (JaridaReader *self,
                           gint64        id)
{
  g_return_val_if_fail (JARIDA_IS_READER (self), FALSE);

  return jarida_store_is_filtered (self->store, id);
}

/* Trying. */

typedef struct
{
  guint n;
  guint n_all;
} Trial;

static JaridaPlace
get_place (gint64 source_id)
{
  return (JaridaPlace) { .kind = source_id != 0 ? JARIDA_PLACE_SOURCE : JARIDA_PLACE_ALL, .id = source_id };
}

static void
tried_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Trial *trial = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr(GArray) ids = jarida_store_find_matches_finish (JARIDA_STORE (object), result, &error);

  if (ids == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  trial->n = ids->len;
  g_task_return_boolean (task, TRUE);
}

void
jarida_reader_try_filter_async (JaridaReader        *self,
                                const char          *query,
                                gint64               source_id,
                                JaridaFilterAction   action,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  const JaridaPlace place = get_place (source_id);
  Trial *trial;
  GTask *task;

  g_return_if_fail (JARIDA_IS_READER (self));

  task = g_task_new (self, cancellable, callback, user_data);
  trial = g_new0 (Trial, 1);
  trial->n_all = jarida_store_count (self->store, &place);
  g_task_set_source_tag (task, jarida_reader_try_filter_async);
  g_task_set_task_data (task, trial, g_free);
  jarida_store_find_matches_async (self->store, query, &place, action, cancellable, tried_cb, task);
}

gboolean
jarida_reader_try_filter_finish (JaridaReader  *self,
                                 GAsyncResult  *result,
                                 guint         *out_n,
                                 guint         *out_n_all,
                                 GError       **error)
{
  const Trial *trial;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  trial = g_task_get_task_data (G_TASK (result));
  *out_n = trial->n;
  *out_n_all = trial->n_all;
  return g_task_propagate_boolean (G_TASK (result), error);
}
