/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

/* What a person does with searches that are kept and with filters. Each act shows at once, and leaves behind how to take it back. */

#include "jarida-reader-private.h"
#include "jarida-store-filters.h"

static void
search_kept_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  _jarida_reader_end_act (user_data, jarida_store_keep_search_finish, object, result);
}

static void
search_removed_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  _jarida_reader_end_act (user_data, jarida_store_set_search_removed_finish, object, result);
}

static void
filter_saved_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  _jarida_reader_end_act (user_data, jarida_store_save_filter_finish, object, result);
}

static void
filter_removed_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  _jarida_reader_end_act (user_data, jarida_store_set_filter_removed_finish, object, result);
}

static void
shown_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  _jarida_reader_end_act (user_data, jarida_store_show_all_the_same_finish, object, result);
}

/* Searches. */

static void
undo_keep_search (gpointer owner,
                  gpointer data)
{
  JaridaReader *self = owner;

  /* It may have failed. */
  if (jarida_saved_search_get_id (data) != 0)
    jarida_store_set_search_removed_async (self->store, data, TRUE, NULL, search_removed_cb, g_object_ref (self));
}

static void
keep (JaridaReader      *self,
      JaridaSavedSearch *search)
{
  jarida_store_keep_search_async (self->store, search, NULL, search_kept_cb, g_object_ref (self));
}

void
jarida_reader_keep_search (JaridaReader *self,
                           const char   *name,
                           const char   *query)
{
  g_autoptr(JaridaSavedSearch) search = NULL;

  g_return_if_fail (JARIDA_IS_READER (self));

  search = jarida_saved_search_new ();
  jarida_saved_search_set_name (search, name);
  jarida_saved_search_set_query (search, query);
  _jarida_reader_push_undo (self, undo_keep_search, g_object_ref (search), g_object_unref);
  keep (self, search);
}

typedef struct
{
  JaridaSavedSearch *search;    /* (owned) */
  char              *name;      /* (owned) */
  JaridaSavedSearch *next;      /* (owned) (nullable) */
} Before;

static void
free_before (gpointer data)
{
  Before *before = data;

  g_object_unref (before->search);
  g_clear_object (&before->next);
  g_free (before->name);
  g_free (before);
}

static void
undo_rename_search (gpointer owner,
                    gpointer data)
{
  const Before *before = data;

  jarida_reader_rename_search (owner, before->search, before->name);
}

void
jarida_reader_rename_search (JaridaReader      *self,
                             JaridaSavedSearch *search,
                             const char        *name)
{
  Before *before;

  g_return_if_fail (JARIDA_IS_READER (self));
  g_return_if_fail (JARIDA_IS_SAVED_SEARCH (search));

  if (g_strcmp0 (jarida_saved_search_get_name (search), name) == 0)
    return;
  before = g_new0 (Before, 1);
  before->search = g_object_ref (search);
  before->name = g_strdup (jarida_saved_search_get_name (search));
  _jarida_reader_push_undo (self, undo_rename_search, before, free_before);
  jarida_saved_search_set_name (search, name);
  keep (self, search);
}

/* The one behind, or NULL. */
static JaridaSavedSearch *
dup_next (JaridaReader      *self,
          JaridaSavedSearch *search)
{
  GListModel *searches = jarida_store_get_saved_searches (self->store);

  for (guint i = 0; i + 1 < g_list_model_get_n_items (searches); i++)
    {
      g_autoptr(JaridaSavedSearch) one = g_list_model_get_item (searches, i);

      if (one == search)
        return g_list_model_get_item (searches, i + 1);
    }
  return NULL;
}

static void
undo_move_search (gpointer owner,
                  gpointer data)
{
  const Before *before = data;

  jarida_reader_move_search (owner, before->search, before->next);
}

void
jarida_reader_move_search (JaridaReader      *self,
                           JaridaSavedSearch *search,
                           JaridaSavedSearch *before)
{
  g_autoptr(GPtrArray) order = g_ptr_array_new_with_free_func (g_object_unref);
  GListModel *searches;
  Before *was;

  g_return_if_fail (JARIDA_IS_READER (self));
  g_return_if_fail (JARIDA_IS_SAVED_SEARCH (search));

  if (search == before)
    return;
  searches = jarida_store_get_saved_searches (self->store);
  was = g_new0 (Before, 1);
  was->search = g_object_ref (search);
  was->next = dup_next (self, search);
  _jarida_reader_push_undo (self, undo_move_search, was, free_before);
  for (guint i = 0; i < g_list_model_get_n_items (searches); i++)
    {
      g_autoptr(JaridaSavedSearch) one = g_list_model_get_item (searches, i);

      if (one == before)
        g_ptr_array_add (order, g_object_ref (search));
      if (one != search)
        g_ptr_array_add (order, g_steal_pointer (&one));
    }
  if (before == NULL || !g_ptr_array_find (order, search, NULL))
    g_ptr_array_add (order, g_object_ref (search));
  for (guint i = 0; i < order->len; i++)
    {
      JaridaSavedSearch *one = g_ptr_array_index (order, i);

      if (jarida_saved_search_get_position (one) == (int) i)
        continue;
      jarida_saved_search_set_position (one, (int) i);
      keep (self, one);
    }
}

static void
undo_remove_search (gpointer owner,
                    gpointer data)
{
  JaridaReader *self = owner;

  jarida_store_set_search_removed_async (self->store, data, FALSE, NULL, search_removed_cb, g_object_ref (self));
}

void
jarida_reader_remove_search (JaridaReader      *self,
                             JaridaSavedSearch *search)
{
  g_return_if_fail (JARIDA_IS_READER (self));
  g_return_if_fail (JARIDA_IS_SAVED_SEARCH (search));

  _jarida_reader_push_undo (self, undo_remove_search, g_object_ref (search), g_object_unref);
  jarida_store_set_search_removed_async (self->store, search, TRUE, NULL, search_removed_cb, g_object_ref (self));
}

/* Filters. */

static void
undo_set_enabled (gpointer owner,
                  gpointer data)
{
  jarida_reader_set_filter_enabled (owner, data, !jarida_filter_get_enabled (data));
}

void
jarida_reader_set_filter_enabled (JaridaReader *self,
                                  JaridaFilter *filter,
                                  gboolean      enabled)
{
  g_return_if_fail (JARIDA_IS_READER (self));
  g_return_if_fail (JARIDA_IS_FILTER (filter));

  if (!jarida_filter_get_enabled (filter) == !enabled)
    return;
  _jarida_reader_push_undo (self, undo_set_enabled, g_object_ref (filter), g_object_unref);
  jarida_filter_set_enabled (filter, enabled);
  jarida_store_save_filter_async (self->store, filter, NULL, filter_saved_cb, g_object_ref (self));
}

static void
undo_remove_filter (gpointer owner,
                    gpointer data)
{
  JaridaReader *self = owner;

  jarida_store_set_filter_removed_async (self->store, data, FALSE, NULL, filter_removed_cb, g_object_ref (self));
}

void
jarida_reader_remove_filter (JaridaReader *self,
                             JaridaFilter *filter)
{
  g_return_if_fail (JARIDA_IS_READER (self));
  g_return_if_fail (JARIDA_IS_FILTER (filter));

  _jarida_reader_push_undo (self, undo_remove_filter, g_object_ref (filter), g_object_unref);
  jarida_store_set_filter_removed_async (self->store, filter, TRUE, NULL, filter_removed_cb, g_object_ref (self));
}

static void
undo_show (gpointer owner,
           gpointer data)
{
  JaridaReader *self = owner;

  jarida_store_show_all_the_same_async (self->store, data, 1, FALSE, NULL, shown_cb, g_object_ref (self));
}

void
jarida_reader_show_all_the_same (JaridaReader *self,
                                 gint64        id)
{
  g_return_if_fail (JARIDA_IS_READER (self));

  _jarida_reader_push_undo (self, undo_show, g_memdup2 (&id, sizeof id), g_free);
  jarida_store_show_all_the_same_async (self->store, &id, 1, TRUE, NULL, shown_cb, g_object_ref (self));
}
