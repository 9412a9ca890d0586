/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-store-filters.h"

#include "jarida-filter-row.h"
#include "jarida-store-private.h"

/* Searches that are kept. */

GListModel *
jarida_store_get_saved_searches (JaridaStore *self)
{
  g_return_val_if_fail (JARIDA_IS_STORE (self), NULL);

  return G_LIST_MODEL (self->searches);
}

JaridaSavedSearch *
jarida_store_find_saved_search (JaridaStore *self,
                                gint64       id)
{
  g_return_val_if_fail (JARIDA_IS_STORE (self), NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->searches)); i++)
    {
      g_autoptr(JaridaSavedSearch) search = g_list_model_get_item (G_LIST_MODEL (self->searches), i);

      if (jarida_saved_search_get_id (search) == id)
        return search;
    }
  return NULL;
}

static int
compare_searches (gconstpointer a,
                  gconstpointer b,
                  gpointer      user_data)
{
  JaridaSavedSearch *first = (JaridaSavedSearch *) a, *second = (JaridaSavedSearch *) b;
  const int by_position = jarida_saved_search_get_position (first) - jarida_saved_search_get_position (second);
  const gint64 by_id = jarida_saved_search_get_id (first) - jarida_saved_search_get_id (second);

  return by_position != 0 ? by_position : (by_id > 0) - (by_id < 0);
}

/* Whether they stand in another order than their positions say. */
static gboolean
is_disordered (GListModel *model)
{
  for (guint i = 1; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr(JaridaSavedSearch) first = g_list_model_get_item (model, i - 1);
      g_autoptr(JaridaSavedSearch) second = g_list_model_get_item (model, i);

      if (compare_searches (first, second, NULL) > 0)
        return TRUE;
    }
  return FALSE;
}

/* One that is there already stays where it is, if that is its place: whoever shows it does not lose it. */
static void
show_search (JaridaStore       *self,
             JaridaSavedSearch *search,
             gboolean           shown)
{
  guint position;

  if (!g_list_store_find (self->searches, search, &position))
    {
      if (shown)
        g_list_store_insert_sorted (self->searches, search, compare_searches, NULL);
    }
  else if (!shown)
    g_list_store_remove (self->searches, position);
  else if (is_disordered (G_LIST_MODEL (self->searches)))
    g_list_store_sort (self->searches, compare_searches, NULL);
}

void
jarida_store_show_searches (JaridaStore *self,
                            GPtrArray   *rows)
{
  g_autoptr(GHashTable) present = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < rows->len; i++)
    {
      const JaridaSavedSearchRow *row = g_ptr_array_index (rows, i);
      JaridaSavedSearch *known = jarida_store_find_saved_search (self, row->id);
      g_autoptr(JaridaSavedSearch) search = known != NULL ? g_object_ref (known) : jarida_saved_search_new ();
      const gboolean moved = known == NULL || jarida_saved_search_get_position (search) != row->position;

      if (row->removed_at != 0)
        continue;
      jarida_saved_search_row_show (row, search);
      if (moved)
        show_search (self, search, TRUE);
      g_hash_table_add (present, search);
    }
  for (guint i = g_list_model_get_n_items (G_LIST_MODEL (self->searches)); i-- > 0;)
    {
      g_autoptr(JaridaSavedSearch) search = g_list_model_get_item (G_LIST_MODEL (self->searches), i);

      if (!g_hash_table_contains (present, search))
        g_list_store_remove (self->searches, i);
    }
}

/* Acts. */

typedef struct
{
  JaridaSavedSearch    *search;   /* (owned) main thread only */
  JaridaSavedSearchRow *row;      /* (owned) */
} SearchAct;

static void
free_act (gpointer data)
{
  SearchAct *act = data;

  g_object_unref (act->search);
  jarida_saved_search_row_free (act->row);
  g_free (act);
}

static GTask *
new_task (JaridaStore          *self,
          gpointer              tag,
          JaridaSavedSearch    *search,
          SearchAct           **out_act,
          GCancellable         *cancellable,
          GAsyncReadyCallback   callback,
          gpointer              user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  SearchAct *act = g_new0 (SearchAct, 1);

  act->search = g_object_ref (search);
  act->row = jarida_saved_search_row_new (search);
  g_task_set_source_tag (task, tag);
  g_task_set_task_data (task, act, free_act);
  *out_act = act;
  return task;
}

static gboolean
run_keep (JaridaShelf  *shelf,
          gpointer      data,
          GError      **error)
{
  SearchAct *act = data;

  return jarida_saved_search_row_save (act->row, jarida_shelf_get_library (shelf), error);
}

static void
apply_keep (JaridaStore  *self,
            gpointer      data,
            const GError *error)
{
  SearchAct *act = data;

  if (error != NULL)
    {
      jarida_store_read_again (self);
      return;
    }
  if (jarida_saved_search_get_id (act->search) == 0)
    {
      jarida_saved_search_set_id (act->search, act->row->id);
      show_search (self, act->search, TRUE);
    }
  jarida_store_search_counts_stale (self, act->search);
}

static int
find_end (JaridaStore *self)
{
  const guint n = g_list_model_get_n_items (G_LIST_MODEL (self->searches));
  g_autoptr(JaridaSavedSearch) last = n > 0 ? g_list_model_get_item (G_LIST_MODEL (self->searches), n - 1) : NULL;

  return last != NULL ? jarida_saved_search_get_position (last) + 1 : 0;
}

void
jarida_store_keep_search_async (JaridaStore         *self,
                                JaridaSavedSearch   *search,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  SearchAct *act;
  GTask *task;

  g_return_if_fail (JARIDA_IS_STORE (self));
  g_return_if_fail (JARIDA_IS_SAVED_SEARCH (search));

  if (jarida_saved_search_get_id (search) == 0)
    jarida_saved_search_set_position (search, find_end (self));
  else if (jarida_store_find_saved_search (self, jarida_saved_search_get_id (search)) == search)
    show_search (self, search, TRUE);
  task = new_task (self, jarida_store_keep_search_async, search, &act, cancellable, callback, user_data);
  jarida_store_act (self, task, run_keep, apply_keep);
}

gboolean
jarida_store_keep_search_finish (JaridaStore   *self,
                                 GAsyncResult  *result,
                                 GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static gboolean
run_remove (JaridaShelf  *shelf,
            gpointer      data,
            GError      **error)
{
  SearchAct *act = data;

  return jarida_saved_search_row_remove (act->row, jarida_shelf_get_library (shelf), error);
}

static void
apply_remove (JaridaStore  *self,
              gpointer      data,
              const GError *error)
{
  SearchAct *act = data;

  if (error != NULL)
    show_search (self, act->search, act->row->removed_at != 0);
}

void
jarida_store_set_search_removed_async (JaridaStore         *self,
                                       JaridaSavedSearch   *search,
                                       gboolean             removed,
                                       GCancellable        *cancellable,
                                       GAsyncReadyCallback  callback,
                                       gpointer             user_data)
{
  SearchAct *act;
  GTask *task;

  g_return_if_fail (JARIDA_IS_STORE (self));
  g_return_if_fail (JARIDA_IS_SAVED_SEARCH (search));

  task = new_task (self, jarida_store_set_search_removed_async, search, &act, cancellable, callback, user_data);
  act->row->removed_at = removed ? MAX (1, g_get_real_time () / G_USEC_PER_SEC) : 0;
  show_search (self, search, !removed);
  jarida_store_search_counts_stale (self, search);
  jarida_store_act (self, task, run_remove, apply_remove);
}

gboolean
jarida_store_set_search_removed_finish (JaridaStore   *self,
                                        GAsyncResult  *result,
                                        GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
