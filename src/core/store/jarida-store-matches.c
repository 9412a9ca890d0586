/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-store-filters.h"

#include "jarida-filter-set.h"
#include "jarida-store-error.h"
#include "jarida-store-private.h"

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

static void
apply_find (JaridaStore  *self,
            gpointer      data,
            const GError *error)
{
  static const JaridaPlace all = { .kind = JARIDA_PLACE_ALL };
  g_auto(JaridaPlaceMatch) match = { NULL };
  JaridaSearchAsk *ask = data;
  g_autoptr(GTask) task = g_steal_pointer (&ask->task);
  const JaridaFilterAction action = (JaridaFilterAction) GPOINTER_TO_INT (g_task_get_task_data (task));
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  jarida_store_note_search_damage (self, ask);
  if (ask->error != NULL)
    {
      ask->error = jarida_store_error_from_db (ask->error);
      g_task_return_error (task, g_steal_pointer (&ask->error));
      return;
    }
  jarida_store_match_place (self, &all, &match);
  for (guint i = 0; i < ask->hits->len; i++)
    {
      const guint32 id = g_array_index (ask->hits, JaridaSearchHit, i).id;
      const gsize at = jarida_columns_find (self->columns, id);

      /* What has gone meanwhile, or is not to be seen. */
      if (at != G_MAXSIZE && jarida_place_match_row (&match, self->columns, at) && is_concerned (action, self->columns->flags[at]))
        append (ids, id);
    }
  g_task_return_pointer (task, g_steal_pointer (&ids), (GDestroyNotify) g_array_unref);
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

  g_return_if_fail (JARIDA_IS_STORE (self));
  g_return_if_fail (query != NULL);
  g_return_if_fail (place != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, jarida_store_find_matches_async);
  g_task_set_task_data (task, GINT_TO_POINTER (action), NULL);
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
