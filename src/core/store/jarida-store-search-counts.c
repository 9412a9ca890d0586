/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-store-filters.h"
#include "jarida-store-private.h"

/* How many unread articles the searches find that are kept. The index is asked for one after the other, on the searching thread and behind
 * whatever a person asks, when it has taken something in or something became unread; the ids that it gives are remembered, so that what is
 * read goes off the count at once, without asking. */

#define COUNT_MILLISECONDS 500

/* Of one search, kept by the object. */
typedef struct
{
  GArray   *ids;      /* (owned) guint32: unread when they were found */
  gboolean  fresh;
} Count;

static G_DEFINE_QUARK (jarida-search-count, count)

static void
free_count (gpointer data)
{
  Count *count = data;

  g_array_unref (count->ids);
  g_free (count);
}

static Count *
get_count (JaridaSavedSearch *search)
{
  Count *count = g_object_get_qdata (G_OBJECT (search), count_quark ());

  if (count == NULL)
    {
      count = g_new0 (Count, 1);
      count->ids = g_array_new (FALSE, FALSE, sizeof (guint32));
      g_object_set_qdata_full (G_OBJECT (search), count_quark (), count, free_count);
    }
  return count;
}

static void
show_count (JaridaStore            *self,
            JaridaSavedSearch      *search,
            const JaridaPlaceMatch *match)
{
  const Count *count = get_count (search);
  int n = 0;

  for (guint i = 0; i < count->ids->len; i++)
    {
      const gsize at = jarida_columns_find (self->columns, jarida_store_resolve_id (self, g_array_index (count->ids, guint32, i)));

      n += at != G_MAXSIZE && jarida_place_match_row (match, self->columns, at);
    }
  jarida_saved_search_set_unread (search, n);
}

void
jarida_store_recount_searches (JaridaStore *self)
{
  static const JaridaPlace unread = { .kind = JARIDA_PLACE_UNREAD };
  g_auto(JaridaPlaceMatch) match = { NULL };
  const guint n = g_list_model_get_n_items (G_LIST_MODEL (self->searches));

  if (n == 0)
    return;
  jarida_store_match_place (self, &unread, &match);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr(JaridaSavedSearch) search = g_list_model_get_item (G_LIST_MODEL (self->searches), i);

      show_count (self, search, &match);
    }
}

static void count_next (JaridaStore *self);

static gboolean
count_cb (gpointer data)
{
  JaridaStore *self = data;

  self->search.count_timeout = 0;
  count_next (self);
  return G_SOURCE_REMOVE;
}

static void
schedule (JaridaStore *self)
{
  if (self->search.count_timeout == 0 && !self->closed && g_list_model_get_n_items (G_LIST_MODEL (self->searches)) > 0)
    self->search.count_timeout = g_timeout_add (COUNT_MILLISECONDS, count_cb, self);
}

void
jarida_store_search_counts_stale (JaridaStore       *self,
                                  JaridaSavedSearch *only)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->searches)); i++)
    {
      g_autoptr(JaridaSavedSearch) search = g_list_model_get_item (G_LIST_MODEL (self->searches), i);

      if (only == NULL || only == search)
        get_count (search)->fresh = FALSE;
    }
  schedule (self);
}

static void
apply_count (JaridaStore  *self,
             gpointer      data,
             const GError *error)
{
  JaridaSearchAsk *ask = data;
  g_autoptr(GTask) task = g_steal_pointer (&ask->task);
  JaridaSavedSearch *search = g_task_get_task_data (task);
  Count *count = get_count (search);

  /* Somebody may wait for this to be over: it is nobody's answer. */
  g_task_return_boolean (task, TRUE);
  g_clear_object (&self->search.counting);
  if (self->closed)
    return;
  jarida_store_note_search_damage (self, ask);
  /* What is wrong with the file is not over in a moment: asked again when the index has changed. */
  if (ask->error != NULL && !g_error_matches (ask->error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      count_next (self);
      return;
    }
  if (ask->error != NULL || ask->cut)
    {
      /* Stopped for a person's question, or the file is being made anew. */
      count->fresh = FALSE;
      schedule (self);
      return;
    }
  g_array_set_size (count->ids, 0);
  for (guint i = 0; i < ask->hits->len && i < JARIDA_SAVED_SEARCH_MOST; i++)
    g_array_append_val (count->ids, g_array_index (ask->hits, JaridaSearchHit, i).id);
  jarida_store_recount_searches (self);
  count_next (self);
}

/* One at a time. */
static void
count_next (JaridaStore *self)
{
  static const JaridaPlace unread = { .kind = JARIDA_PLACE_UNREAD };

  for (guint i = 0; self->search.counting == NULL && i < g_list_model_get_n_items (G_LIST_MODEL (self->searches)); i++)
    {
      g_autoptr(JaridaSavedSearch) search = g_list_model_get_item (G_LIST_MODEL (self->searches), i);
      const char *query = jarida_saved_search_get_query (search);
      Count *count = get_count (search);
      JaridaSearchAsk *ask;

      if (count->fresh)
        continue;
      count->fresh = TRUE;
      self->search.counting = g_cancellable_new ();
      ask = jarida_store_make_ask (self, query != NULL ? query : "", &unread, 0);
      ask->plain = TRUE;
      ask->most = JARIDA_SAVED_SEARCH_MOST - 1;
      ask->cancellable = g_object_ref (self->search.counting);
      ask->task = g_task_new (self, NULL, NULL, NULL);
      g_task_set_task_data (ask->task, g_object_ref (search), g_object_unref);
      jarida_store_push_ask (self, ask, JARIDA_RANK_BULK, apply_count);
    }
}

void
jarida_store_pause_search_counts (JaridaStore *self)
{
  if (self->search.counting != NULL)
    g_cancellable_cancel (self->search.counting);
}

void
jarida_store_stop_search_counts (JaridaStore *self)
{
  g_clear_handle_id (&self->search.count_timeout, g_source_remove);
  jarida_store_pause_search_counts (self);
}
