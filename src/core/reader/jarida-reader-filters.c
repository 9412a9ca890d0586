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
