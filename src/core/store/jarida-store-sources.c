/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-store-counts.h"

/* Sources and folders. An act shows at once; the row as it was travels along, so that a failure can put it back. */

JaridaSourceAct *
jarida_source_act_new (JaridaSource *source)
{
  JaridaSourceAct *act = g_new0 (JaridaSourceAct, 1);

  act->source = g_object_ref (source);
  act->row = jarida_source_row_new (source);
  return act;
}

void
jarida_source_act_free (gpointer data)
{
  JaridaSourceAct *act = data;

  g_clear_pointer (&act->row, jarida_source_row_free);
  g_object_unref (act->source);
  g_free (act);
}

static GTask *
new_source_task (JaridaStore         *self,
                 gpointer             tag,
                 JaridaSource        *source,
                 JaridaSourceAct    **out_act,
                 GCancellable        *cancellable,
                 GAsyncReadyCallback  callback,
                 gpointer             user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  JaridaSourceAct *act = jarida_source_act_new (source);

  g_task_set_source_tag (task, tag);
  g_task_set_task_data (task, act, jarida_source_act_free);
  *out_act = act;
  return task;
}

static gboolean
fail_not_found (const char  *what,
                gint64       id,
                GError     **error)
{
  g_set_error (error, JARIDA_STORE_ERROR, JARIDA_STORE_ERROR_NOT_FOUND, "no %s %" G_GINT64_FORMAT, what, id);
  return FALSE;
}

/* Adding. */

gboolean
jarida_source_act_add (JaridaShelf  *shelf,
                       gpointer      data,
                       GError      **error)
{
  JaridaConnection *library = jarida_shelf_get_library (shelf);
  JaridaSourceAct *act = data;
  gboolean removed, found;
  gint64 id;

  if (!jarida_source_rows_find (library, act->row->feed_url, &id, &removed, error))
    return FALSE;
  if (id != 0 && !removed)
    {
      g_set_error (error, JARIDA_STORE_ERROR, JARIDA_STORE_ERROR_EXISTS, "%s is there already", act->row->feed_url);
      return FALSE;
    }
  if (id == 0)
    return jarida_source_rows_insert (library, act->row, error);
  /* Added again before the removed one was deleted: it comes back with all it had. */
  act->row->id = id;
  act->revived = TRUE;
  return jarida_source_rows_update (library, act->row, &found, error)
         && jarida_source_rows_update_removed (library, id, 0, &found, error);
}

void
jarida_source_act_show_added (JaridaStore  *self,
                              gpointer      data,
                              const GError *error)
{
  JaridaSourceAct *act = data;
  JaridaSourceEntry *old;
  JaridaFetchState *fetch = NULL;
  int n_total = 0, n_unread = 0;

  if (error != NULL)
    return;
  jarida_source_set_id (act->source, act->row->id);
  old = jarida_store_find_entry (self, act->row->id);
  if (old != NULL)
    {
      fetch = g_steal_pointer (&old->fetch);
      n_total = old->n_total;
      n_unread = old->n_unread;
      jarida_store_show_source (self, old->source, FALSE);
    }
  if (fetch == NULL)
    fetch = g_new0 (JaridaFetchState, 1);
  jarida_store_add_entry (self, act->source, fetch, FALSE);
  jarida_fetch_state_show (fetch, act->source);
  jarida_store_count_source (self, act->row->id, n_total, n_unread);
  /* Once for all that come together, as those of an imported list do. */
  self->sources_changed = TRUE;
}

void
jarida_store_add_source_async (JaridaStore         *self,
                               JaridaSource        *source,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  JaridaSourceAct *act;

  g_return_if_fail (JARIDA_IS_STORE (self));
  g_return_if_fail (JARIDA_IS_SOURCE (source));
  g_return_if_fail (jarida_source_get_feed_url (source) != NULL);

  task = new_source_task (self, jarida_store_add_source_async, source, &act, cancellable, callback, user_data);
  if (jarida_store_find_source_by_url (self, act->row->feed_url) != NULL)
    {
      g_task_return_new_error (task, JARIDA_STORE_ERROR, JARIDA_STORE_ERROR_EXISTS,
                               "%s is there already", act->row->feed_url);
      return;
    }
  jarida_store_act (self, g_steal_pointer (&task), jarida_source_act_add, jarida_source_act_show_added);
}

gboolean
jarida_store_add_source_finish (JaridaStore   *self,
                                GAsyncResult  *result,
                                GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* Settings. */

static gboolean
run_save_source (JaridaShelf  *shelf,
                 gpointer      data,
                 GError      **error)
{
  JaridaSourceAct *act = data;
  gboolean found, removed;
  gint64 id;

  if (!jarida_source_rows_find (jarida_shelf_get_library (shelf), act->row->feed_url, &id, &removed, error))
    return FALSE;
  if (id != 0 && id != act->row->id)
    {
      g_set_error (error, JARIDA_STORE_ERROR, JARIDA_STORE_ERROR_EXISTS, "%s is there already", act->row->feed_url);
      return FALSE;
    }
  if (!jarida_source_rows_update (jarida_shelf_get_library (shelf), act->row, &found, error))
    return FALSE;
  return found || fail_not_found ("source", act->row->id, error);
}

/* What could not be kept is not shown: the object goes back to what the shelf has. */
static void
apply_save_source (JaridaStore  *self,
                   gpointer      data,
                   const GError *error)
{
  if (error != NULL)
    jarida_store_read_again (self);
}

void
jarida_store_save_source_async (JaridaStore         *self,
                                JaridaSource        *source,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  JaridaSourceAct *act;

  g_return_if_fail (JARIDA_IS_STORE (self));
  g_return_if_fail (JARIDA_IS_SOURCE (source));
  g_return_if_fail (jarida_source_get_feed_url (source) != NULL);

  task = new_source_task (self, jarida_store_save_source_async, source, &act, cancellable, callback, user_data);
  if (jarida_store_find_source (self, act->row->id) == source)
    {
      jarida_store_show_source (self, source, TRUE);
      jarida_store_note_sources (self);
    }
  jarida_store_act (self, g_steal_pointer (&task), run_save_source, apply_save_source);
}

gboolean
jarida_store_save_source_finish (JaridaStore   *self,
                                 GAsyncResult  *result,
                                 GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static gboolean
run_fill_source (JaridaShelf  *shelf,
                 gpointer      data,
                 GError      **error)
{
  JaridaSourceAct *act = data;
  gboolean found;

  jarida_shelf_forget_filters (shelf);
  if (!jarida_source_rows_fill (jarida_shelf_get_library (shelf), act->row, &found, error))
    return FALSE;
  return found || fail_not_found ("source", act->row->id, error);
}

void
jarida_store_fill_source_async (JaridaStore         *self,
                                JaridaSource        *source,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  JaridaSourceAct *act;

  g_return_if_fail (JARIDA_IS_STORE (self));
  g_return_if_fail (JARIDA_IS_SOURCE (source));

  task = new_source_task (self, jarida_store_fill_source_async, source, &act, cancellable, callback, user_data);
  jarida_store_note_sources (self);
  jarida_store_act_in_bulk (self, g_steal_pointer (&task), run_fill_source, apply_save_source);
}

gboolean
jarida_store_fill_source_finish (JaridaStore   *self,
                                 GAsyncResult  *result,
                                 GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* Removing. */

void
jarida_store_show_removed (JaridaStore *self,
                           gint64       id,
                           gboolean     removed)
{
  JaridaSourceEntry *entry = jarida_store_find_entry (self, id);

  if (entry == NULL || entry->removed == removed)
    return;
  entry->removed = removed;
  jarida_store_set_shown (self, id, !removed);
  jarida_store_show_source (self, entry->source, !removed);
  jarida_store_note_sources (self);
}

gboolean
jarida_source_act_remove (JaridaShelf  *shelf,
                          gpointer      data,
                          GError      **error)
{
  JaridaSourceAct *act = data;
  gboolean found;

  if (!jarida_source_rows_update_removed (jarida_shelf_get_library (shelf), act->row->id, act->removed_at, &found, error))
    return FALSE;
  return found || fail_not_found ("source", act->row->id, error);
}

static void
apply_remove_source (JaridaStore  *self,
                     gpointer      data,
                     const GError *error)
{
  JaridaSourceAct *act = data;

  if (error != NULL)
    jarida_store_show_removed (self, act->row->id, act->removed_at == 0);
}

void
jarida_store_set_source_removed_async (JaridaStore         *self,
                                       JaridaSource        *source,
                                       gboolean             removed,
                                       GCancellable        *cancellable,
                                       GAsyncReadyCallback  callback,
                                       gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  JaridaSourceAct *act;

  g_return_if_fail (JARIDA_IS_STORE (self));
  g_return_if_fail (JARIDA_IS_SOURCE (source));

  task = new_source_task (self, jarida_store_set_source_removed_async, source, &act, cancellable, callback, user_data);
  act->removed_at = removed ? MAX (1, g_get_real_time () / G_USEC_PER_SEC) : 0;
  jarida_store_show_removed (self, act->row->id, removed);
  jarida_store_act (self, g_steal_pointer (&task), jarida_source_act_remove, apply_remove_source);
}

gboolean
jarida_store_set_source_removed_finish (JaridaStore   *self,
                                        GAsyncResult  *result,
                                        GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
