/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-store-private.h"

/* A person chooses many newspapers at once, and takes it back at once: one act, one transaction. */

typedef struct
{
  JaridaFolder    *folder;       /* (owned) main thread only */
  JaridaFolderRow *row;          /* (owned) */
} NewFolder;

typedef struct
{
  GPtrArray *new_folders;        /* (owned) NewFolder */
  GPtrArray *add;                /* (owned) JaridaSourceAct */
  GArray    *add_to;             /* (owned) int: index in new_folders, -1: it has its folder */
  GPtrArray *remove;             /* (owned) JaridaSourceAct: those that go and those that come back */
} Choice;

static void
free_new_folder (gpointer data)
{
  NewFolder *new_folder = data;

  jarida_folder_row_free (new_folder->row);
  g_object_unref (new_folder->folder);
  g_free (new_folder);
}

static void
free_choice (gpointer data)
{
  Choice *choice = data;

  g_ptr_array_unref (choice->new_folders);
  g_ptr_array_unref (choice->add);
  g_array_unref (choice->add_to);
  g_ptr_array_unref (choice->remove);
  g_free (choice);
}

static Choice *
new_choice (void)
{
  Choice *choice = g_new0 (Choice, 1);

  choice->new_folders = g_ptr_array_new_with_free_func (free_new_folder);
  choice->add = g_ptr_array_new_with_free_func (jarida_source_act_free);
  choice->add_to = g_array_new (FALSE, FALSE, sizeof (int));
  choice->remove = g_ptr_array_new_with_free_func (jarida_source_act_free);
  return choice;
}

/* -1 for one that is on the shelf. */
static int
find_new_folder (Choice       *choice,
                 JaridaFolder *folder)
{
  NewFolder *new_folder;

  if (folder == NULL || jarida_folder_get_id (folder) != 0)
    return -1;
  for (guint i = 0; i < choice->new_folders->len; i++)
    if (((NewFolder *) g_ptr_array_index (choice->new_folders, i))->folder == folder)
      return (int) i;
  new_folder = g_new0 (NewFolder, 1);
  new_folder->folder = g_object_ref (folder);
  new_folder->row = jarida_folder_row_new (folder);
  g_ptr_array_add (choice->new_folders, new_folder);
  return (int) choice->new_folders->len - 1;
}

static void
take_added (Choice    *choice,
            GPtrArray *add,
            GPtrArray *folders)
{
  for (guint i = 0; add != NULL && i < add->len; i++)
    {
      JaridaFolder *folder = folders != NULL ? g_ptr_array_index (folders, i) : NULL;
      JaridaSourceAct *act = jarida_source_act_new (g_ptr_array_index (add, i));
      const int to = find_new_folder (choice, folder);

      if (folder != NULL && to < 0)
        act->row->folder_id = jarida_folder_get_id (folder);
      g_ptr_array_add (choice->add, act);
      g_array_append_val (choice->add_to, to);
    }
}

static void
take_removed (Choice    *choice,
              GPtrArray *sources,
              gint64     removed_at)
{
  for (guint i = 0; sources != NULL && i < sources->len; i++)
    {
      JaridaSourceAct *act = jarida_source_act_new (g_ptr_array_index (sources, i));

      act->removed_at = removed_at;
      g_ptr_array_add (choice->remove, act);
    }
}

static gboolean
run_choose (JaridaShelf  *shelf,
            gpointer      data,
            GError      **error)
{
  Choice *choice = data;

  for (guint i = 0; i < choice->new_folders->len; i++)
    {
      NewFolder *new_folder = g_ptr_array_index (choice->new_folders, i);

      if (!jarida_folder_rows_insert (jarida_shelf_get_library (shelf), new_folder->row, error))
        return FALSE;
    }
  for (guint i = 0; i < choice->add->len; i++)
    {
      JaridaSourceAct *act = g_ptr_array_index (choice->add, i);
      const int to = g_array_index (choice->add_to, int, i);

      if (to >= 0)
        act->row->folder_id = ((NewFolder *) g_ptr_array_index (choice->new_folders, to))->row->id;
      if (!jarida_source_act_add (shelf, act, error))
        return FALSE;
    }
  for (guint i = 0; i < choice->remove->len; i++)
    if (!jarida_source_act_remove (shelf, g_ptr_array_index (choice->remove, i), error))
      return FALSE;
  return TRUE;
}

static void
apply_choose (JaridaStore  *self,
              gpointer      data,
              const GError *error)
{
  Choice *choice = data;

  for (guint i = 0; error == NULL && i < choice->new_folders->len; i++)
    {
      NewFolder *new_folder = g_ptr_array_index (choice->new_folders, i);

      jarida_folder_set_id (new_folder->folder, new_folder->row->id);
      jarida_store_show_folder (self, new_folder->folder, TRUE);
    }
  for (guint i = 0; error == NULL && i < choice->add->len; i++)
    {
      JaridaSourceAct *act = g_ptr_array_index (choice->add, i);

      jarida_source_set_folder_id (act->source, act->row->folder_id);
      jarida_source_act_show_added (self, act, NULL);
    }
  for (guint i = 0; error != NULL && i < choice->remove->len; i++)
    {
      JaridaSourceAct *act = g_ptr_array_index (choice->remove, i);

      jarida_store_show_removed (self, act->row->id, act->removed_at == 0);
    }
}

void
jarida_store_choose_sources_async (JaridaStore         *self,
                                   GPtrArray           *add,
                                   GPtrArray           *folders,
                                   GPtrArray           *remove,
                                   GPtrArray           *restore,
                                   GCancellable        *cancellable,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data)
{
  Choice *choice;
  GTask *task;

  g_return_if_fail (JARIDA_IS_STORE (self));
  g_return_if_fail (folders == NULL || (add != NULL && folders->len == add->len));

  choice = new_choice ();
  take_added (choice, add, folders);
  take_removed (choice, remove, MAX (1, g_get_real_time () / G_USEC_PER_SEC));
  take_removed (choice, restore, 0);
  for (guint i = 0; i < choice->remove->len; i++)
    {
      JaridaSourceAct *act = g_ptr_array_index (choice->remove, i);

      jarida_store_show_removed (self, act->row->id, act->removed_at != 0);
    }
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, jarida_store_choose_sources_async);
  g_task_set_task_data (task, choice, free_choice);
  jarida_store_act (self, task, run_choose, apply_choose);
}

gboolean
jarida_store_choose_sources_finish (JaridaStore   *self,
                                    GAsyncResult  *result,
                                    GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
