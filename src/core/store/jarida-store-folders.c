/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-store-private.h"

typedef struct
{
  JaridaFolder    *folder;    /* (owned) main thread only */
  JaridaFolderRow *row;       /* (owned) */
} FolderAct;

static void
free_folder_act (gpointer data)
{
  FolderAct *act = data;

  g_clear_pointer (&act->row, jarida_folder_row_free);
  g_object_unref (act->folder);
  g_free (act);
}

static GTask *
new_folder_task (JaridaStore         *self,
                 gpointer             tag,
                 JaridaFolder        *folder,
                 GCancellable        *cancellable,
                 GAsyncReadyCallback  callback,
                 gpointer             user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  FolderAct *act = g_new0 (FolderAct, 1);

  act->folder = g_object_ref (folder);
  act->row = jarida_folder_row_new (folder);
  g_task_set_source_tag (task, tag);
  g_task_set_task_data (task, act, free_folder_act);
  return task;
}

static gboolean
run_add_folder (JaridaShelf  *shelf,
                gpointer      data,
                GError      **error)
{
  FolderAct *act = data;

  return jarida_folder_rows_insert (jarida_shelf_get_library (shelf), act->row, error);
}

static void
apply_add_folder (JaridaStore  *self,
                  gpointer      data,
                  const GError *error)
{
  FolderAct *act = data;

  if (error != NULL)
    return;
  jarida_folder_set_id (act->folder, act->row->id);
  jarida_store_show_folder (self, act->folder, TRUE);
}

void
jarida_store_add_folder_async (JaridaStore         *self,
                               JaridaFolder        *folder,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  g_return_if_fail (JARIDA_IS_STORE (self));
  g_return_if_fail (JARIDA_IS_FOLDER (folder));

  jarida_store_act (self, new_folder_task (self, jarida_store_add_folder_async, folder, cancellable, callback, user_data),
                    run_add_folder, apply_add_folder);
}

gboolean
jarida_store_add_folder_finish (JaridaStore   *self,
                                GAsyncResult  *result,
                                GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static gboolean
run_save_folder (JaridaShelf  *shelf,
                 gpointer      data,
                 GError      **error)
{
  FolderAct *act = data;
  gboolean found;

  if (!jarida_folder_rows_update (jarida_shelf_get_library (shelf), act->row, &found, error))
    return FALSE;
  if (!found)
    g_set_error (error, JARIDA_STORE_ERROR, JARIDA_STORE_ERROR_NOT_FOUND, "no folder %" G_GINT64_FORMAT, act->row->id);
  return found;
}

/* Nothing in memory knows how a folder was before: the shelf is asked. */
static void
apply_or_read_again (JaridaStore  *self,
                     gpointer      data,
                     const GError *error)
{
  if (error != NULL)
    jarida_store_read_again (self);
}

void
jarida_store_save_folder_async (JaridaStore         *self,
                                JaridaFolder        *folder,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  g_return_if_fail (JARIDA_IS_STORE (self));
  g_return_if_fail (JARIDA_IS_FOLDER (folder));

  if (jarida_store_find_folder (self, jarida_folder_get_id (folder)) == folder)
    {
      jarida_store_show_folder (self, folder, TRUE);
      jarida_store_note_sources (self);
    }
  jarida_store_act (self, new_folder_task (self, jarida_store_save_folder_async, folder, cancellable, callback, user_data),
                    run_save_folder, apply_or_read_again);
}

gboolean
jarida_store_save_folder_finish (JaridaStore   *self,
                                 GAsyncResult  *result,
                                 GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static gboolean
run_remove_folder (JaridaShelf  *shelf,
                   gpointer      data,
                   GError      **error)
{
  FolderAct *act = data;

  return jarida_folder_rows_delete (jarida_shelf_get_library (shelf), act->row->id, act->row->parent_id, error);
}

static void
show_moved_up (JaridaStore  *self,
               JaridaFolder *folder)
{
  GListModel *folders = G_LIST_MODEL (self->folders);
  gint64 id = jarida_folder_get_id (folder);
  gint64 parent_id = jarida_folder_get_parent_id (folder);
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      JaridaSource *source = ((JaridaSourceEntry *) value)->source;

      if (jarida_source_get_folder_id (source) == id)
        jarida_source_set_folder_id (source, parent_id);
    }
  for (guint i = 0; i < g_list_model_get_n_items (folders); i++)
    {
      g_autoptr(JaridaFolder) child = g_list_model_get_item (folders, i);

      if (jarida_folder_get_parent_id (child) == id)
        jarida_folder_set_parent_id (child, parent_id);
    }
}

void
jarida_store_remove_folder_async (JaridaStore         *self,
                                  JaridaFolder        *folder,
                                  GCancellable        *cancellable,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  GTask *task;

  g_return_if_fail (JARIDA_IS_STORE (self));
  g_return_if_fail (JARIDA_IS_FOLDER (folder));

  /* First: the task holds the folder, which may have been held by the list alone. */
  task = new_folder_task (self, jarida_store_remove_folder_async, folder, cancellable, callback, user_data);
  show_moved_up (self, folder);
  jarida_store_show_folder (self, folder, FALSE);
  jarida_store_note_sources (self);
  jarida_store_act (self, task, run_remove_folder, apply_or_read_again);
}

gboolean
jarida_store_remove_folder_finish (JaridaStore   *self,
                                   GAsyncResult  *result,
                                   GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
