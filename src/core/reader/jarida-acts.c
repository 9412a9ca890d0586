/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

/* What a person does with what is there. Each act shows at once, is kept by the shelf, and leaves behind how to take it back. */

#include "jarida-ahead-private.h"
#include "jarida-store-stories.h"
#include "jarida-source-news.h"

void
_jarida_reader_push_undo (JaridaReader   *self,
                          JaridaUndoFunc  func,
                          gpointer        data,
                          GDestroyNotify  destroy)
{
  const gboolean was_empty = jarida_undo_is_empty (self->undo);

  /* Nothing will have been done. */
  if (jarida_reader_get_frozen (self))
    {
      if (destroy != NULL)
        destroy (data);
      return;
    }
  jarida_undo_push (self->undo, func, data, destroy);
  if (was_empty != jarida_undo_is_empty (self->undo))
    g_object_notify (G_OBJECT (self), "can-undo");
}

void
_jarida_reader_drop_undo (JaridaReader *self,
                          gpointer      data)
{
  if (self->undo == NULL || jarida_undo_is_empty (self->undo))
    return;
  jarida_undo_drop (self->undo, data);
  if (jarida_undo_is_empty (self->undo))
    g_object_notify (G_OBJECT (self), "can-undo");
}

gboolean
jarida_reader_get_can_undo (JaridaReader *self)
{
  g_return_val_if_fail (JARIDA_IS_READER (self), FALSE);

  return self->undo != NULL && !jarida_undo_is_empty (self->undo);
}

void
jarida_reader_undo (JaridaReader *self)
{
  g_return_if_fail (JARIDA_IS_READER (self));

  if (jarida_undo_is_empty (self->undo))
    return;
  jarida_undo_pop (self->undo);
  if (jarida_undo_is_empty (self->undo))
    g_object_notify (G_OBJECT (self), "can-undo");
}

void
_jarida_reader_end_act (JaridaReader     *reader,
                        JaridaFinishFunc  finish,
                        GObject          *store,
                        GAsyncResult     *result)
{
  g_autoptr(JaridaReader) self = reader;
  g_autoptr(GError) error = NULL;

  if (!finish (JARIDA_STORE (store), result, &error))
    _jarida_reader_fail (self, error);
}

static void
read_set_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  _jarida_reader_end_act (user_data, jarida_store_set_read_finish, object, result);
}

static void
saved_set_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  _jarida_reader_end_act (user_data, jarida_store_set_saved_finish, object, result);
}

static void
source_saved_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  _jarida_reader_end_act (user_data, jarida_store_save_source_finish, object, result);
}

static void
source_removed_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  _jarida_reader_end_act (user_data, jarida_store_set_source_removed_finish, object, result);
}

static void
folder_saved_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  _jarida_reader_end_act (user_data, jarida_store_save_folder_finish, object, result);
}

static void
folder_added_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  _jarida_reader_end_act (user_data, jarida_store_add_folder_finish, object, result);
}

static void
folder_removed_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  _jarida_reader_end_act (user_data, jarida_store_remove_folder_finish, object, result);
}

/* Read and saved marks. */

void
jarida_reader_set_read (JaridaReader *self,
                        gint64        id,
                        gboolean      read)
{
  g_return_if_fail (JARIDA_IS_READER (self));

  jarida_store_set_read_async (self->store, &id, 1, read, NULL, read_set_cb, g_object_ref (self));
}

typedef struct
{
  gint64    id;
  gboolean  was;
} Mark;

static void
undo_read (gpointer owner,
           gpointer data)
{
  const Mark *mark = data;

  jarida_reader_set_read (owner, mark->id, mark->was);
}

void
jarida_reader_mark_read (JaridaReader *self,
                         gint64        id,
                         gboolean      read)
{
  const Mark before = { id, !read };

  g_return_if_fail (JARIDA_IS_READER (self));

  _jarida_reader_push_undo (self, undo_read, g_memdup2 (&before, sizeof before), g_free);
  jarida_reader_set_read (self, id, read);
}

static void
undo_saved (gpointer owner,
            gpointer data)
{
  const Mark *mark = data;

  jarida_reader_set_saved (owner, mark->id, mark->was);
}

void
jarida_reader_set_saved (JaridaReader *self,
                         gint64        id,
                         gboolean      saved)
{
  const Mark before = { id, !saved };

  g_return_if_fail (JARIDA_IS_READER (self));

  _jarida_reader_push_undo (self, undo_saved, g_memdup2 (&before, sizeof before), g_free);
  jarida_store_set_saved_async (self->store, &id, 1, saved, NULL, saved_set_cb, g_object_ref (self));
  if (saved && self->ahead->enabled)
    jarida_ahead_start (self->ahead);
}

/* An article that is of another story than those it was put with. */

static void
set_apart_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  _jarida_reader_end_act (user_data, jarida_store_set_apart_finish, object, result);
}

static void
undo_apart (gpointer owner,
            gpointer data)
{
  JaridaReader *self = owner;
  const Mark *mark = data;

  jarida_store_set_apart_async (self->store, mark->id, mark->was, NULL, set_apart_cb, g_object_ref (self));
}

void
jarida_reader_set_apart (JaridaReader *self,
                         gint64        id,
                         gboolean      apart)
{
  const Mark before = { id, !apart };

  g_return_if_fail (JARIDA_IS_READER (self));

  _jarida_reader_push_undo (self, undo_apart, g_memdup2 (&before, sizeof before), g_free);
  jarida_store_set_apart_async (self->store, id, apart, NULL, set_apart_cb, g_object_ref (self));
}

void
jarida_reader_set_group_stories (JaridaReader *self,
                                 gboolean      group)
{
  g_return_if_fail (JARIDA_IS_READER (self));

  jarida_store_set_group_stories (self->store, group);
}

GArray *
jarida_reader_get_story (JaridaReader *self,
                         gint64        id)
{
  g_return_val_if_fail (JARIDA_IS_READER (self), NULL);

  return jarida_store_get_story (self->store, id);
}

/* Which articles it changes is known when the shelf has answered, and Ctrl+Z may come before: it is this act that it takes back then,
 * not the one before. */
typedef struct
{
  GArray   *ids;        /* (owned) (nullable) gint64; NULL until the shelf has answered */
  gboolean  undone;
} AllMarked;

static void
clear_all_marked (gpointer data)
{
  AllMarked *marked = data;

  g_clear_pointer (&marked->ids, g_array_unref);
}

static void
release_all_marked (gpointer data)
{
  g_rc_box_release_full (data, clear_all_marked);
}

static void
unmark_all (JaridaReader *self,
            GArray       *ids)
{
  jarida_store_set_read_async (self->store, (const gint64 *) ids->data, ids->len, FALSE, NULL, read_set_cb, g_object_ref (self));
}

static void
undo_mark_all (gpointer owner,
               gpointer data)
{
  AllMarked *marked = data;

  if (marked->ids != NULL)
    unmark_all (owner, marked->ids);
  else
    marked->undone = TRUE;
}

typedef struct
{
  JaridaReader *reader;     /* (owned) */
  AllMarked    *marked;     /* (owned) */
} Marking;

static void
all_marked_cb (GObject      *object,
               GAsyncResult *result,
               gpointer      user_data)
{
  Marking *marking = user_data;
  g_autoptr(JaridaReader) self = marking->reader;
  AllMarked *marked = marking->marked;
  g_autoptr(GError) error = NULL;

  marked->ids = jarida_store_mark_all_read_finish (JARIDA_STORE (object), result, &error);
  if (marked->ids == NULL)
    _jarida_reader_fail (self, error);
  if (marked->ids == NULL || marked->ids->len == 0)
    _jarida_reader_drop_undo (self, marked);
  else if (marked->undone)
    unmark_all (self, marked->ids);
  release_all_marked (marked);
  g_free (marking);
}

void
jarida_reader_mark_all_read (JaridaReader      *self,
                             const JaridaPlace *place)
{
  Marking *marking;

  g_return_if_fail (JARIDA_IS_READER (self));
  g_return_if_fail (place != NULL);

  marking = g_new (Marking, 1);
  *marking = (Marking) { g_object_ref (self), g_rc_box_new0 (AllMarked) };
  _jarida_reader_push_undo (self, undo_mark_all, g_rc_box_acquire (marking->marked), release_all_marked);
  jarida_store_mark_all_read_async (self->store, place, NULL, all_marked_cb, marking);
}

/* Sources. */

typedef struct
{
  GObject *item;        /* (owned) JaridaSource or JaridaFolder */
  char    *name;        /* (owned) (nullable) */
  gint64   parent_id;
  int      position;
} Before;

static void
free_before (gpointer data)
{
  Before *before = data;

  g_object_unref (before->item);
  g_free (before->name);
  g_free (before);
}

static Before *
new_before (gpointer    item,
            const char *name,
            gint64      parent_id,
            int         position)
{
  Before *before = g_new0 (Before, 1);

  before->item = g_object_ref (item);
  before->name = g_strdup (name);
  before->parent_id = parent_id;
  before->position = position;
  return before;
}

void
jarida_reader_save_source (JaridaReader *self,
                           JaridaSource *source)
{
  g_return_if_fail (JARIDA_IS_READER (self));

  jarida_store_save_source_async (self->store, source, NULL, source_saved_cb, g_object_ref (self));
}

typedef struct
{
  JaridaSource         *source;     /* (owned) */
  JaridaSourceSettings  settings;
  gboolean              told;
} SettingsBefore;

static void
free_settings_before (gpointer data)
{
  SettingsBefore *before = data;

  g_object_unref (before->source);
  g_free (before);
}

static void
undo_change_source (gpointer owner,
                    gpointer data)
{
  const SettingsBefore *before = data;

  jarida_reader_change_source (owner, before->source, &before->settings, before->told);
}

gboolean
jarida_reader_change_source (JaridaReader               *self,
                             JaridaSource               *source,
                             const JaridaSourceSettings *settings,
                             gboolean                    told)
{
  SettingsBefore *before;
  gboolean same;

  g_return_val_if_fail (JARIDA_IS_READER (self), FALSE);
  g_return_val_if_fail (JARIDA_IS_SOURCE (source), FALSE);
  g_return_val_if_fail (settings != NULL, FALSE);

  before = g_new (SettingsBefore, 1);
  before->source = g_object_ref (source);
  jarida_source_get_settings (source, &before->settings);
  before->told = jarida_reader_get_source_news (self, source);
  same = memcmp (&before->settings, settings, sizeof *settings) == 0;
  if (same && before->told == !!told)
    {
      free_settings_before (before);
      return FALSE;
    }
  if (!same)
    {
      jarida_source_set_settings (source, settings);
      jarida_reader_save_source (self, source);
    }
  jarida_reader_set_source_news (self, source, told);
  if (before->settings.pictures != settings->pictures)
    _jarida_reader_pictures_judged (self);
  _jarida_reader_push_undo (self, undo_change_source, before, free_settings_before);
  return TRUE;
}

static void
undo_rename_source (gpointer owner,
                    gpointer data)
{
  const Before *before = data;

  jarida_reader_rename_source (owner, JARIDA_SOURCE (before->item), before->name);
}

void
jarida_reader_rename_source (JaridaReader *self,
                             JaridaSource *source,
                             const char   *title)
{
  g_return_if_fail (JARIDA_IS_READER (self));
  g_return_if_fail (title != NULL);

  if (g_strcmp0 (jarida_source_get_title (source), title) == 0)
    return;
  _jarida_reader_push_undo (self, undo_rename_source,
                            new_before (source, jarida_source_get_title (source), 0, 0), free_before);
  jarida_source_set_title (source, title);
  jarida_reader_save_source (self, source);
}

static void
undo_move_source (gpointer owner,
                  gpointer data)
{
  const Before *before = data;

  jarida_reader_move_source (owner, JARIDA_SOURCE (before->item), before->parent_id, before->position);
}

/* Makes room at @position among the siblings, so that the order is what the person sees. */
static void
shift_sources (JaridaReader *self,
               JaridaSource *moved,
               gint64        folder_id,
               int           position)
{
  GListModel *sources = jarida_store_get_sources (self->store);
  const guint n_sources = g_list_model_get_n_items (sources);
  g_autoptr(GPtrArray) siblings = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < n_sources; i++)
    {
      JaridaSource *source = g_list_model_get_item (sources, i);

      g_ptr_array_add (siblings, source);
    }
  for (guint i = 0; i < siblings->len; i++)
    {
      JaridaSource *source = g_ptr_array_index (siblings, i);

      if (source == moved || jarida_source_get_folder_id (source) != folder_id
          || jarida_source_get_position (source) < position)
        continue;
      jarida_source_set_position (source, jarida_source_get_position (source) + 1);
      jarida_reader_save_source (self, source);
    }
}

void
jarida_reader_move_source (JaridaReader *self,
                           JaridaSource *source,
                           gint64        folder_id,
                           int           position)
{
  g_return_if_fail (JARIDA_IS_READER (self));

  _jarida_reader_push_undo (self, undo_move_source,
                            new_before (source, NULL, jarida_source_get_folder_id (source), jarida_source_get_position (source)),
                            free_before);
  shift_sources (self, source, folder_id, position);
  jarida_source_set_folder_id (source, folder_id);
  jarida_source_set_position (source, position);
  jarida_reader_save_source (self, source);
}

static void
undo_remove_source (gpointer owner,
                    gpointer data)
{
  JaridaReader *self = owner;

  jarida_store_set_source_removed_async (self->store, JARIDA_SOURCE (data), FALSE, NULL,
                                         source_removed_cb, g_object_ref (self));
}

void
jarida_reader_remove_source (JaridaReader *self,
                             JaridaSource *source)
{
  g_return_if_fail (JARIDA_IS_READER (self));

  _jarida_reader_push_undo (self, undo_remove_source, g_object_ref (source), g_object_unref);
  jarida_store_set_source_removed_async (self->store, source, TRUE, NULL, source_removed_cb, g_object_ref (self));
}

/* Folders. */

void
jarida_reader_add_folder (JaridaReader *self,
                          const char   *name,
                          gint64        parent_id)
{
  g_autoptr(JaridaFolder) folder = NULL;

  g_return_if_fail (JARIDA_IS_READER (self));
  g_return_if_fail (name != NULL);

  folder = jarida_folder_new ();
  jarida_folder_set_name (folder, name);
  jarida_folder_set_parent_id (folder, parent_id);
  jarida_folder_set_position (folder, (int) g_list_model_get_n_items (jarida_store_get_folders (self->store)));
  jarida_store_add_folder_async (self->store, folder, NULL, folder_added_cb, g_object_ref (self));
}

static void
save_folder (JaridaReader *self,
             JaridaFolder *folder)
{
  jarida_store_save_folder_async (self->store, folder, NULL, folder_saved_cb, g_object_ref (self));
}

static void
undo_rename_folder (gpointer owner,
                    gpointer data)
{
  const Before *before = data;

  jarida_reader_rename_folder (owner, JARIDA_FOLDER (before->item), before->name);
}

void
jarida_reader_rename_folder (JaridaReader *self,
                             JaridaFolder *folder,
                             const char   *name)
{
  g_return_if_fail (JARIDA_IS_READER (self));
  g_return_if_fail (name != NULL);

  if (g_strcmp0 (jarida_folder_get_name (folder), name) == 0)
    return;
  _jarida_reader_push_undo (self, undo_rename_folder,
                            new_before (folder, jarida_folder_get_name (folder), 0, 0), free_before);
  jarida_folder_set_name (folder, name);
  save_folder (self, folder);
}

/* A folder must not come to lie inside itself. */
static gboolean
lies_inside (JaridaReader *self,
             gint64        folder_id,
             gint64        outer_id)
{
  guint depth = 0;

  while (folder_id != 0 && depth++ < 1000)
    {
      JaridaFolder *folder = jarida_store_find_folder (self->store, folder_id);

      if (folder_id == outer_id)
        return TRUE;
      folder_id = folder != NULL ? jarida_folder_get_parent_id (folder) : 0;
    }
  return folder_id != 0;
}

static void
undo_move_folder (gpointer owner,
                  gpointer data)
{
  const Before *before = data;

  jarida_reader_move_folder (owner, JARIDA_FOLDER (before->item), before->parent_id, before->position);
}

void
jarida_reader_move_folder (JaridaReader *self,
                           JaridaFolder *folder,
                           gint64        parent_id,
                           int           position)
{
  g_return_if_fail (JARIDA_IS_READER (self));

  if (lies_inside (self, parent_id, jarida_folder_get_id (folder)))
    return;
  _jarida_reader_push_undo (self, undo_move_folder,
                            new_before (folder, NULL, jarida_folder_get_parent_id (folder), jarida_folder_get_position (folder)),
                            free_before);
  jarida_folder_set_parent_id (folder, parent_id);
  jarida_folder_set_position (folder, position);
  save_folder (self, folder);
}

/* A removed folder comes back with what was in it: a new folder of the same name takes its children home. */
typedef struct
{
  char      *name;        /* (owned) */
  gint64     parent_id;
  int        position;
  GPtrArray *children;    /* (owned) JaridaSource and JaridaFolder */
} RemovedFolder;

static void
free_removed_folder (gpointer data)
{
  RemovedFolder *removed = data;

  g_free (removed->name);
  g_ptr_array_unref (removed->children);
  g_free (removed);
}

typedef struct
{
  JaridaReader *reader;     /* (owned) */
  JaridaFolder *folder;     /* (owned) */
  GPtrArray    *children;   /* (owned) */
} Homecoming;

static void
folder_back_cb (GObject      *object,
                GAsyncResult *result,
                gpointer      user_data)
{
  Homecoming *home = user_data;
  g_autoptr(GError) error = NULL;

  if (!jarida_store_add_folder_finish (JARIDA_STORE (object), result, &error))
    _jarida_reader_fail (home->reader, error);
  else
    for (guint i = 0; i < home->children->len; i++)
      {
        GObject *child = g_ptr_array_index (home->children, i);

        if (JARIDA_IS_SOURCE (child))
          {
            jarida_source_set_folder_id (JARIDA_SOURCE (child), jarida_folder_get_id (home->folder));
            jarida_reader_save_source (home->reader, JARIDA_SOURCE (child));
          }
        else
          {
            jarida_folder_set_parent_id (JARIDA_FOLDER (child), jarida_folder_get_id (home->folder));
            save_folder (home->reader, JARIDA_FOLDER (child));
          }
      }
  g_object_unref (home->folder);
  g_ptr_array_unref (home->children);
  g_object_unref (home->reader);
  g_free (home);
}

static void
undo_remove_folder (gpointer owner,
                    gpointer data)
{
  JaridaReader *self = owner;
  const RemovedFolder *removed = data;
  Homecoming *home = g_new0 (Homecoming, 1);

  home->reader = g_object_ref (self);
  home->children = g_ptr_array_ref (removed->children);
  home->folder = jarida_folder_new ();
  jarida_folder_set_name (home->folder, removed->name);
  jarida_folder_set_parent_id (home->folder, removed->parent_id);
  jarida_folder_set_position (home->folder, removed->position);
  jarida_store_add_folder_async (self->store, home->folder, NULL, folder_back_cb, home);
}

static GPtrArray *
list_children (JaridaReader *self,
               gint64        folder_id)
{
  GPtrArray *children = g_ptr_array_new_with_free_func (g_object_unref);
  GListModel *sources = jarida_store_get_sources (self->store);
  GListModel *folders = jarida_store_get_folders (self->store);

  for (guint i = 0; i < g_list_model_get_n_items (sources); i++)
    {
      g_autoptr(JaridaSource) source = g_list_model_get_item (sources, i);

      if (jarida_source_get_folder_id (source) == folder_id)
        g_ptr_array_add (children, g_steal_pointer (&source));
    }
  for (guint i = 0; i < g_list_model_get_n_items (folders); i++)
    {
      g_autoptr(JaridaFolder) folder = g_list_model_get_item (folders, i);

      if (jarida_folder_get_parent_id (folder) == folder_id)
        g_ptr_array_add (children, g_steal_pointer (&folder));
    }
  return children;
}

void
jarida_reader_remove_folder (JaridaReader *self,
                             JaridaFolder *folder)
{
  RemovedFolder *removed;

  g_return_if_fail (JARIDA_IS_READER (self));

  removed = g_new0 (RemovedFolder, 1);
  removed->name = g_strdup (jarida_folder_get_name (folder));
  removed->parent_id = jarida_folder_get_parent_id (folder);
  removed->position = jarida_folder_get_position (folder);
  removed->children = list_children (self, jarida_folder_get_id (folder));
  _jarida_reader_push_undo (self, undo_remove_folder, removed, free_removed_folder);
  jarida_store_remove_folder_async (self->store, folder, NULL, folder_removed_cb, g_object_ref (self));
}
