/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-store-filters.h"

#include "jarida-filter-row.h"
#include "jarida-headline-list-private.h"
#include "jarida-store-counts.h"
#include "jarida-store-private.h"

/* Filters, and what they hide. Which articles come or go is known when it is written, and is shown then. */

GListModel *
jarida_store_get_filters (JaridaStore *self)
{
  g_return_val_if_fail (JARIDA_IS_STORE (self), NULL);

  return G_LIST_MODEL (self->filters);
}

JaridaFilter *
jarida_store_find_filter (JaridaStore *self,
                          gint64       id)
{
  g_return_val_if_fail (JARIDA_IS_STORE (self), NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->filters)); i++)
    {
      g_autoptr(JaridaFilter) filter = g_list_model_get_item (G_LIST_MODEL (self->filters), i);

      if (jarida_filter_get_id (filter) == id)
        return filter;
    }
  return NULL;
}

static int
compare_filters (gconstpointer a,
                 gconstpointer b,
                 gpointer      user_data)
{
  JaridaFilter *first = (JaridaFilter *) a, *second = (JaridaFilter *) b;
  const int by_position = jarida_filter_get_position (first) - jarida_filter_get_position (second);
  const gint64 by_id = jarida_filter_get_id (first) - jarida_filter_get_id (second);

  return by_position != 0 ? by_position : (by_id > 0) - (by_id < 0);
}

/* Whether they stand in another order than their positions say. */
static gboolean
is_disordered (GListModel *model)
{
  for (guint i = 1; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr(JaridaFilter) first = g_list_model_get_item (model, i - 1);
      g_autoptr(JaridaFilter) second = g_list_model_get_item (model, i);

      if (compare_filters (first, second, NULL) > 0)
        return TRUE;
    }
  return FALSE;
}

/* One that is there already stays where it is, if that is its place: whoever shows it does not lose it. */
static void
show_filter (JaridaStore  *self,
             JaridaFilter *filter,
             gboolean      shown)
{
  guint position;

  if (!g_list_store_find (self->filters, filter, &position))
    {
      if (shown)
        g_list_store_insert_sorted (self->filters, filter, compare_filters, NULL);
    }
  else if (!shown)
    g_list_store_remove (self->filters, position);
  else if (is_disordered (G_LIST_MODEL (self->filters)))
    g_list_store_sort (self->filters, compare_filters, NULL);
}

void
jarida_store_show_filters (JaridaStore *self,
                           GPtrArray   *rows)
{
  g_autoptr(GHashTable) present = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < rows->len; i++)
    {
      const JaridaFilterRow *row = g_ptr_array_index (rows, i);
      JaridaFilter *known = jarida_store_find_filter (self, row->id);
      g_autoptr(JaridaFilter) filter = known != NULL ? g_object_ref (known) : jarida_filter_new ();
      const gboolean moved = known == NULL || jarida_filter_get_position (filter) != row->position;

      if (row->removed_at != 0)
        continue;
      jarida_filter_row_show (row, filter);
      if (moved)
        show_filter (self, filter, TRUE);
      g_hash_table_add (present, filter);
    }
  for (guint i = g_list_model_get_n_items (G_LIST_MODEL (self->filters)); i-- > 0;)
    {
      g_autoptr(JaridaFilter) filter = g_list_model_get_item (G_LIST_MODEL (self->filters), i);

      if (!g_hash_table_contains (present, filter))
        g_list_store_remove (self->filters, i);
    }
}

/* What is hidden. */

static void
set_filtered (JaridaStore  *self,
              const GArray *ids,
              gboolean      filtered,
              JaridaTally  *tally,
              GArray       *changed)
{
  JaridaColumns *columns = self->columns;

  for (guint i = 0; i < ids->len; i++)
    {
      const guint32 id = jarida_store_resolve_id (self, g_array_index (ids, guint32, i));
      const gsize at = jarida_columns_find (columns, id);
      int n_unread;

      if (at == G_MAXSIZE || !(columns->flags[at] & JARIDA_COLUMN_FILTERED) == !filtered)
        continue;
      n_unread = columns->flags[at] & JARIDA_COLUMN_UNREAD ? 1 : 0;
      /* A hidden one counts nothing. */
      if (filtered)
        jarida_tally_add (tally, at, -1, -n_unread);
      columns->flags[at] ^= JARIDA_COLUMN_FILTERED;
      if (!filtered)
        jarida_tally_add (tally, at, 1, n_unread);
      self->n_filtered += filtered ? 1 : -1;
      g_array_append_val (changed, id);
    }
}

static int
compare_ids (gconstpointer a,
             gconstpointer b)
{
  guint32 first = *(const guint32 *) a, second = *(const guint32 *) b;

  return (first > second) - (first < second);
}

static void
show_filtered (JaridaStore          *self,
               const JaridaFiltered *filtered)
{
  g_autoptr(GArray) changed = g_array_new (FALSE, FALSE, sizeof (guint32));
  JaridaTally tally;

  jarida_tally_begin (&tally, self);
  set_filtered (self, filtered->hidden, TRUE, &tally, changed);
  set_filtered (self, filtered->shown, FALSE, &tally, changed);
  jarida_tally_end (&tally);
  if (changed->len == 0)
    return;
  g_array_sort (changed, compare_ids);
  for (guint i = 0; i < self->lists->len; i++)
    jarida_headline_list_note_filtered (g_ptr_array_index (self->lists, i), (guint32 *) changed->data, changed->len);
  jarida_store_search_changed (self);
}

/* Acts. */

typedef struct
{
  JaridaFilter    *filter;      /* (owned) (nullable) main thread only */
  JaridaFilterRow *row;         /* (owned) (nullable) */
  gint64           filter_id;   /* when there is no row */
  GArray          *ids;         /* (owned) (nullable) guint32 */
  gboolean         on;
  JaridaFiltered   filtered;
} FilterAct;

static void
free_act (gpointer data)
{
  FilterAct *act = data;

  g_clear_object (&act->filter);
  g_clear_pointer (&act->row, jarida_filter_row_free);
  g_clear_pointer (&act->ids, g_array_unref);
  jarida_filtered_clear (&act->filtered);
  g_free (act);
}

static GTask *
new_task (JaridaStore          *self,
          gpointer              tag,
          FilterAct           **out_act,
          GCancellable         *cancellable,
          GAsyncReadyCallback   callback,
          gpointer              user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  FilterAct *act = g_new0 (FilterAct, 1);

  jarida_filtered_init (&act->filtered);
  g_task_set_source_tag (task, tag);
  g_task_set_task_data (task, act, free_act);
  *out_act = act;
  return task;
}

static gboolean
finish (JaridaStore   *self,
        GAsyncResult  *result,
        GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static gboolean
run_save (JaridaShelf  *shelf,
          gpointer      data,
          GError      **error)
{
  FilterAct *act = data;

  return jarida_filter_row_save (act->row, shelf, &act->filtered, error);
}

static void
apply_save (JaridaStore  *self,
            gpointer      data,
            const GError *error)
{
  FilterAct *act = data;

  if (error != NULL)
    {
      jarida_store_read_again (self);
      return;
    }
  if (jarida_filter_get_id (act->filter) == 0)
    {
      jarida_filter_set_id (act->filter, act->row->id);
      show_filter (self, act->filter, TRUE);
    }
  show_filtered (self, &act->filtered);
}

static int
find_end (JaridaStore *self)
{
  const guint n = g_list_model_get_n_items (G_LIST_MODEL (self->filters));
  g_autoptr(JaridaFilter) last = n > 0 ? g_list_model_get_item (G_LIST_MODEL (self->filters), n - 1) : NULL;

  return last != NULL ? jarida_filter_get_position (last) + 1 : 0;
}

void
jarida_store_save_filter_async (JaridaStore         *self,
                                JaridaFilter        *filter,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  FilterAct *act;
  GTask *task;

  g_return_if_fail (JARIDA_IS_STORE (self));
  g_return_if_fail (JARIDA_IS_FILTER (filter));

  task = new_task (self, jarida_store_save_filter_async, &act, cancellable, callback, user_data);
  if (jarida_filter_get_id (filter) == 0)
    jarida_filter_set_position (filter, find_end (self));
  else if (jarida_store_find_filter (self, jarida_filter_get_id (filter)) == filter)
    show_filter (self, filter, TRUE);
  act->filter = g_object_ref (filter);
  act->row = jarida_filter_row_new (filter);
  jarida_store_act (self, task, run_save, apply_save);
}

gboolean
jarida_store_save_filter_finish (JaridaStore   *self,
                                 GAsyncResult  *result,
                                 GError       **error)
{
  return finish (self, result, error);
}

static gboolean
run_remove (JaridaShelf  *shelf,
            gpointer      data,
            GError      **error)
{
  FilterAct *act = data;

  return jarida_filter_row_remove (act->row, shelf, &act->filtered, error);
}

static void
apply_remove (JaridaStore  *self,
              gpointer      data,
              const GError *error)
{
  FilterAct *act = data;

  if (error != NULL)
    show_filter (self, act->filter, act->row->removed_at != 0);
  else
    show_filtered (self, &act->filtered);
}

void
jarida_store_set_filter_removed_async (JaridaStore         *self,
                                       JaridaFilter        *filter,
                                       gboolean             removed,
                                       GCancellable        *cancellable,
                                       GAsyncReadyCallback  callback,
                                       gpointer             user_data)
{
  FilterAct *act;
  GTask *task;

  g_return_if_fail (JARIDA_IS_STORE (self));
  g_return_if_fail (JARIDA_IS_FILTER (filter));

  task = new_task (self, jarida_store_set_filter_removed_async, &act, cancellable, callback, user_data);
  act->filter = g_object_ref (filter);
  act->row = jarida_filter_row_new (filter);
  act->row->removed_at = removed ? MAX (1, g_get_real_time () / G_USEC_PER_SEC) : 0;
  show_filter (self, filter, !removed);
  jarida_store_act (self, task, run_remove, apply_remove);
}

gboolean
jarida_store_set_filter_removed_finish (JaridaStore   *self,
                                        GAsyncResult  *result,
                                        GError       **error)
{
  return finish (self, result, error);
}

/* Articles that are kept already. */

static GArray *
resolve (JaridaStore  *self,
         const gint64 *ids,
         gsize         n_ids)
{
  GArray *out = g_array_sized_new (FALSE, FALSE, sizeof (guint32), n_ids);

  for (gsize i = 0; i < n_ids; i++)
    {
      guint32 id = jarida_store_resolve_id (self, ids[i]);

      g_array_append_val (out, id);
    }
  return out;
}

static gboolean
run_hide (JaridaShelf  *shelf,
          gpointer      data,
          GError      **error)
{
  FilterAct *act = data;

  return jarida_filter_rows_hide (shelf, act->filter_id, (guint32 *) act->ids->data, act->ids->len, act->on, &act->filtered, error);
}

static gboolean
run_show (JaridaShelf  *shelf,
          gpointer      data,
          GError      **error)
{
  FilterAct *act = data;

  return jarida_filter_rows_show_all_the_same (shelf, (guint32 *) act->ids->data, act->ids->len, act->on, &act->filtered, error);
}

static void
apply_filtered (JaridaStore  *self,
                gpointer      data,
                const GError *error)
{
  FilterAct *act = data;

  if (error == NULL)
    show_filtered (self, &act->filtered);
}

/* Also those that no filter would hide any longer have been shown, and are so no longer when that is taken back. */
static void
apply_show (JaridaStore  *self,
            gpointer      data,
            const GError *error)
{
  FilterAct *act = data;
  const GArray *ids = act->on ? act->filtered.shown : act->ids;

  if (error != NULL)
    return;
  for (guint i = 0; i < ids->len; i++)
    {
      const gsize at = jarida_columns_find (self->columns, jarida_store_resolve_id (self, g_array_index (ids, guint32, i)));

      if (at == G_MAXSIZE)
        continue;
      self->columns->flags[at] &= (guint8) ~JARIDA_COLUMN_SHOWN;
      self->columns->flags[at] |= act->on ? JARIDA_COLUMN_SHOWN : 0;
    }
  show_filtered (self, &act->filtered);
}

void
jarida_store_hide_by_filter_async (JaridaStore         *self,
                                   gint64               filter_id,
                                   const gint64        *ids,
                                   gsize                n_ids,
                                   gboolean             hidden,
                                   GCancellable        *cancellable,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data)
{
  FilterAct *act;
  GTask *task;

  g_return_if_fail (JARIDA_IS_STORE (self));

  task = new_task (self, jarida_store_hide_by_filter_async, &act, cancellable, callback, user_data);
  act->filter_id = filter_id;
  act->ids = resolve (self, ids, n_ids);
  act->on = hidden;
  jarida_store_act (self, task, run_hide, apply_filtered);
}

gboolean
jarida_store_hide_by_filter_finish (JaridaStore   *self,
                                    GAsyncResult  *result,
                                    GError       **error)
{
  return finish (self, result, error);
}

void
jarida_store_show_all_the_same_async (JaridaStore         *self,
                                      const gint64        *ids,
                                      gsize                n_ids,
                                      gboolean             shown,
                                      GCancellable        *cancellable,
                                      GAsyncReadyCallback  callback,
                                      gpointer             user_data)
{
  FilterAct *act;
  GTask *task;

  g_return_if_fail (JARIDA_IS_STORE (self));

  task = new_task (self, jarida_store_show_all_the_same_async, &act, cancellable, callback, user_data);
  act->ids = resolve (self, ids, n_ids);
  act->on = shown;
  jarida_store_act (self, task, run_show, apply_show);
}

gboolean
jarida_store_show_all_the_same_finish (JaridaStore   *self,
                                       GAsyncResult  *result,
                                       GError       **error)
{
  return finish (self, result, error);
}

gboolean
jarida_store_is_filtered (JaridaStore *self,
                          gint64       id)
{
  gsize at;

  g_return_val_if_fail (JARIDA_IS_STORE (self), FALSE);

  at = jarida_columns_find (self->columns, jarida_store_resolve_id (self, id));
  return at != G_MAXSIZE && (self->columns->flags[at] & JARIDA_COLUMN_FILTERED) != 0;
}

GPtrArray *
jarida_store_list_announced (JaridaStore  *self,
                             const gint64 *ids,
                             gsize         n_ids,
                             guint         limit,
                             guint        *out_n)
{
  static const JaridaPlace unread = { .kind = JARIDA_PLACE_UNREAD };
  g_auto(JaridaPlaceMatch) match = { NULL };
  g_autoptr(GArray) seen = NULL;
  GPtrArray *headlines;

  g_return_val_if_fail (JARIDA_IS_STORE (self), NULL);

  headlines = g_ptr_array_new_with_free_func (g_object_unref);
  seen = resolve (self, ids, n_ids);
  g_array_sort (seen, compare_ids);
  jarida_store_match_place (self, &unread, &match);
  for (guint i = seen->len; i-- > 0;)
    {
      const guint32 id = g_array_index (seen, guint32, i);
      const gsize at = jarida_columns_find (self->columns, id);

      if (at == G_MAXSIZE || !jarida_place_match_row (&match, self->columns, at)
          || (i + 1 < seen->len && g_array_index (seen, guint32, i + 1) == id))
        g_array_remove_index (seen, i);
    }
  *out_n = seen->len;
  /* The newest first. */
  for (guint i = 0; i < seen->len / 2; i++)
    {
      const guint32 id = g_array_index (seen, guint32, i);

      g_array_index (seen, guint32, i) = g_array_index (seen, guint32, seen->len - 1 - i);
      g_array_index (seen, guint32, seen->len - 1 - i) = id;
    }
  g_array_set_size (seen, MIN (seen->len, limit));
  jarida_store_append_headlines (self, seen, headlines);
  return headlines;
}
