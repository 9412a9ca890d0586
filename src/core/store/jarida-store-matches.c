/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-store-filters.h"

#include "jarida-filter-set.h"
#include "jarida-store-error.h"
#include "jarida-store-private.h"

/* Of what was found, in one turn of the main loop: a millisecond. */
#define SLICE 16384

/* All that a filter would find among what is kept, however much that is. */

static void
append (GArray  *ids,
        guint32  id)
{
  const gint64 wide = id;

  g_array_append_val (ids, wide);
}

/* Whether the filter would change something. */
static gboolean
is_concerned (JaridaFilterAction action,
              guint8             flags)
{
  switch (action)
    {
    case JARIDA_FILTER_ACTION_READ:
      return (flags & JARIDA_COLUMN_UNREAD) != 0;
    case JARIDA_FILTER_ACTION_SAVE:
      return (flags & JARIDA_COLUMN_SAVED) == 0;
    case JARIDA_FILTER_ACTION_HIDE:
      return (flags & JARIDA_COLUMN_SHOWN) == 0;
    case JARIDA_FILTER_ACTION_NOTIFY:
    default:
      return TRUE;
    }
}

/* All of a newspaper: the columns know. */
static GArray *
list_place (JaridaStore        *self,
            const JaridaPlace  *place,
            JaridaFilterAction  action)
{
  g_auto(JaridaPlaceMatch) match = { NULL };
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  jarida_store_match_place (self, place, &match);
  for (gsize i = self->columns->n; i-- > 0;)
    if (jarida_place_match_row (&match, self->columns, i) && is_concerned (action, self->columns->flags[i]))
      append (ids, self->columns->ids[i]);
  return ids;
}

/* What the search has found, some at a time: a common word is in most of a million articles, and the window is not to wait for them. */
typedef struct
{
  GArray             *hits;     /* (owned) JaridaSearchHit, the newest first */
  guint               n_done;
  GArray             *ids;      /* (owned) gint64 */
  JaridaFilterAction  action;
} Find;

static void
free_find (gpointer data)
{
  Find *find = data;

  g_clear_pointer (&find->hits, g_array_unref);
  g_array_unref (find->ids);
  g_free (find);
}

/* Where ID stands, which is not far before the last one that was found when there are many of them. */
static gsize
step_down (const JaridaColumns *columns,
           gsize                last,
           guint32              id)
{
  for (gsize n = 0; last != G_MAXSIZE && n < 8 && last > n; n++)
    {
      const gsize at = last - n - 1;

      if (columns->ids[at] == id)
        return at;
      if (columns->ids[at] < id)
        break;
    }
  return jarida_columns_find (columns, id);
}

static void
find_some (JaridaStore *self,
           Find        *find)
{
  static const JaridaPlace all = { .kind = JARIDA_PLACE_ALL };
  g_auto(JaridaPlaceMatch) match = { NULL };
  const guint end = MIN (find->n_done + SLICE, find->hits->len);
  gsize last = G_MAXSIZE;

  jarida_store_match_place (self, &all, &match);
  for (; find->n_done < end; find->n_done++)
    {
      const guint32 id = g_array_index (find->hits, JaridaSearchHit, find->n_done).id;
      const gsize at = step_down (self->columns, last, id);

      /* What has gone meanwhile, or is not to be seen. */
      if (at == G_MAXSIZE)
        continue;
      last = at;
      if (jarida_place_match_row (&match, self->columns, at) && is_concerned (find->action, self->columns->flags[at]))
        append (find->ids, id);
    }
}

static gboolean
find_cb (gpointer user_data)
{
  GTask *task = user_data;
  JaridaStore *self = g_task_get_source_object (task);
  Find *find = g_task_get_task_data (task);

  if (g_task_return_error_if_cancelled (task))
    return G_SOURCE_REMOVE;
  if (self->closed)
    {
      g_task_return_new_error (task, JARIDA_STORE_ERROR, JARIDA_STORE_ERROR_FAILED, "the shelf is closed");
      return G_SOURCE_REMOVE;
    }
  find_some (self, find);
  if (find->n_done < find->hits->len)
    return G_SOURCE_CONTINUE;
  g_task_return_pointer (task, g_array_ref (find->ids), (GDestroyNotify) g_array_unref);
  return G_SOURCE_REMOVE;
}

static void
apply_find (JaridaStore  *self,
            gpointer      data,
            const GError *error)
{
  JaridaSearchAsk *ask = data;
  g_autoptr(GTask) task = g_steal_pointer (&ask->task);
  Find *find = g_task_get_task_data (task);

  jarida_store_note_search_damage (self, ask);
  if (ask->error != NULL)
    {
      ask->error = jarida_store_error_from_db (ask->error);
      g_task_return_error (task, g_steal_pointer (&ask->error));
      return;
    }
  find->hits = g_array_ref (ask->hits);
  if (find_cb (task) == G_SOURCE_CONTINUE)
    g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, find_cb, g_object_ref (task), g_object_unref);
}

void
jarida_store_find_matches_async (JaridaStore         *self,
                                 const char          *query,
                                 const JaridaPlace   *place,
                                 JaridaFilterAction   action,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  JaridaSearchAsk *ask;
  Find *find;

  g_return_if_fail (JARIDA_IS_STORE (self));
  g_return_if_fail (query != NULL);
  g_return_if_fail (place != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, jarida_store_find_matches_async);
  find = g_new0 (Find, 1);
  find->action = action;
  find->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_task_set_task_data (task, find, free_find);
  if (self->closed)
    {
      g_task_return_new_error (task, JARIDA_STORE_ERROR, JARIDA_STORE_ERROR_FAILED, "the shelf is closed");
      return;
    }
  if (jarida_filter_is_whole (query))
    {
      GArray *ids = place->kind == JARIDA_PLACE_SOURCE ? list_place (self, place, action)
                                                       : g_array_new (FALSE, FALSE, sizeof (gint64));

      g_task_return_pointer (task, ids, (GDestroyNotify) g_array_unref);
      return;
    }
  ask = jarida_store_make_ask (self, query, place, 0);
  ask->plain = TRUE;
  ask->most = G_MAXUINT - 1;
  ask->cancellable = cancellable != NULL ? g_object_ref (cancellable) : NULL;
  ask->task = g_steal_pointer (&task);
  jarida_store_push_ask (self, ask, JARIDA_RANK_BULK, apply_find);
}

GArray *
jarida_store_find_matches_finish (JaridaStore   *self,
                                  GAsyncResult  *result,
                                  GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
