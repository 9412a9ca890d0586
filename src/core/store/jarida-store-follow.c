/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-store-topics.h"

#include "jarida-store-counts.h"

/* Authors and cities that the person follows, and the search for others. */

GListModel *
jarida_store_get_followed (JaridaStore *self)
{
  g_return_val_if_fail (JARIDA_IS_STORE (self), NULL);

  return G_LIST_MODEL (self->followed);
}

/* G_MAXUINT: it is not followed. */
static guint
find_followed (JaridaStore     *self,
               JaridaPlaceKind  kind,
               gint64           id)
{
  GListModel *followed = G_LIST_MODEL (self->followed);

  for (guint i = 0; i < g_list_model_get_n_items (followed); i++)
    {
      g_autoptr(JaridaTopic) topic = g_list_model_get_item (followed, i);

      if (jarida_topic_get_kind (topic) == kind && jarida_topic_get_id (topic) == id)
        return i;
    }
  return G_MAXUINT;
}

static JaridaTopic *
make_topic (JaridaStore          *self,
            const JaridaTopicRow *row)
{
  const JaridaCount count = jarida_store_count_topic (self, row->kind, row->id);
  guint at = find_followed (self, row->kind, row->id);
  JaridaTopic *topic;

  /* The same object for as long as it is followed. */
  if (at != G_MAXUINT)
    return g_list_model_get_item (G_LIST_MODEL (self->followed), at);
  topic = jarida_topic_new (row->kind, row->id, row->name);
  jarida_topic_set_counts (topic, count.total, count.unread);
  return topic;
}

void
jarida_store_show_followed (JaridaStore *self,
                            GPtrArray   *rows)
{
  g_autoptr(GPtrArray) topics = g_ptr_array_new_with_free_func (g_object_unref);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->followed));
  gboolean same = n == rows->len;

  for (guint i = 0; i < rows->len; i++)
    {
      const JaridaTopicRow *row = g_ptr_array_index (rows, i);
      guint at = find_followed (self, row->kind, row->id);
      JaridaTopic *topic = at != G_MAXUINT ? g_list_model_get_item (G_LIST_MODEL (self->followed), at)
                                           : jarida_topic_new (row->kind, row->id, row->name);

      same = same && at == i;
      jarida_topic_set_followed (topic, TRUE);
      g_ptr_array_add (topics, topic);
    }
  if (!same)
    g_list_store_splice (self->followed, 0, n, topics->pdata, topics->len);
}

/* Following. */

typedef struct
{
  JaridaTopic     *topic;    /* (owned) */
  JaridaPlaceKind  kind;
  gint64           id;
  gboolean         follow;
  gboolean         changes;
} Follow;

static void
free_follow (gpointer data)
{
  Follow *follow = data;

  g_clear_object (&follow->topic);
  g_free (follow);
}

static void
show_follow (JaridaStore  *self,
             const Follow *follow,
             gboolean      on)
{
  guint at = find_followed (self, follow->kind, follow->id);

  jarida_topic_set_followed (follow->topic, on);
  if (on && at == G_MAXUINT)
    g_list_store_append (self->followed, follow->topic);
  else if (!on && at != G_MAXUINT)
    g_list_store_remove (self->followed, at);
}

static gboolean
run_follow (JaridaShelf  *shelf,
            gpointer      data,
            GError      **error)
{
  const Follow *follow = data;

  return jarida_topic_rows_follow (jarida_shelf_get_library (shelf), follow->kind, follow->id, follow->follow, error);
}

static void
apply_follow (JaridaStore  *self,
              gpointer      data,
              const GError *error)
{
  const Follow *follow = data;

  if (error != NULL && follow->changes)
    show_follow (self, follow, !follow->follow);
}

static JaridaTopic *
read_topic (JaridaStore      *self,
            JaridaPlaceKind   kind,
            gint64            id,
            GError          **error)
{
  g_autoptr(JaridaTopicRow) row = NULL;

  if (self->headlines != NULL && !jarida_topic_row_read (self->headlines, kind, id, &row, error))
    return NULL;
  if (row != NULL)
    return make_topic (self, row);
  g_set_error (error, JARIDA_STORE_ERROR, JARIDA_STORE_ERROR_NOT_FOUND, "no topic %" G_GINT64_FORMAT, id);
  return NULL;
}

void
jarida_store_follow_async (JaridaStore         *self,
                           JaridaPlaceKind      kind,
                           gint64               id,
                           gboolean             follow,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  GError *error = NULL;
  Follow *act;

  g_return_if_fail (JARIDA_IS_STORE (self));
  g_return_if_fail (kind == JARIDA_PLACE_AUTHOR || kind == JARIDA_PLACE_CITY);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, jarida_store_follow_async);
  act = g_new0 (Follow, 1);
  act->kind = kind;
  act->id = id;
  act->follow = follow;
  act->topic = read_topic (self, kind, id, &error);
  g_task_set_task_data (task, act, free_follow);
  if (act->topic == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  act->changes = (find_followed (self, kind, id) != G_MAXUINT) != !!follow;
  if (act->changes)
    show_follow (self, act, follow);
  jarida_store_act (self, g_steal_pointer (&task), run_follow, apply_follow);
}

gboolean
jarida_store_follow_finish (JaridaStore   *self,
                            GAsyncResult  *result,
                            GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* Looking up, on the reading thread. */

typedef struct
{
  JaridaPlaceKind  kind;
  char            *words;     /* (owned) (nullable) of the name, or all of it */
  GHashTable      *known;     /* (owned) (nullable) set of folded names that are listed without articles too */
  gboolean         whole;
  guint            limit;
  GArray          *counts;    /* (owned) (nullable) a copy: the main thread goes on counting */
  GPtrArray       *rows;      /* (owned) (nullable) JaridaTopicRow */
  GPtrArray       *topics;    /* (owned) JaridaTopic */
} Query;

static void
free_query (gpointer data)
{
  Query *query = data;

  g_free (query->words);
  g_clear_pointer (&query->known, g_hash_table_unref);
  g_clear_pointer (&query->counts, g_array_unref);
  g_clear_pointer (&query->rows, g_ptr_array_unref);
  g_clear_pointer (&query->topics, g_ptr_array_unref);
  g_free (query);
}

static void
run_query (JaridaConnection  *library,
           Query             *query,
           GError           **error)
{
  JaridaTopicRow *row;

  if (!query->whole)
    {
      query->rows = jarida_topic_rows_list (library, query->kind, query->words, query->known, query->counts,
                                           query->limit, error);
      return;
    }
  query->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) jarida_topic_row_free);
  if (jarida_topic_row_find (library, query->kind, query->words, &row, error) && row != NULL)
    g_ptr_array_add (query->rows, row);
}

static void
query_work (JaridaWorker *worker,
            gpointer      data)
{
  JaridaAct *act = data;
  JaridaConnection *library = jarida_act_open_loader (act);

  if (library != NULL)
    run_query (library, act->data, &act->error);
  jarida_act_reply (act);
}

static void
apply_query (JaridaStore  *self,
             gpointer      data,
             const GError *error)
{
  Query *query = data;

  query->topics = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; error == NULL && i < query->rows->len; i++)
    g_ptr_array_add (query->topics, make_topic (self, g_ptr_array_index (query->rows, i)));
}

static void
start_query (JaridaStore         *self,
             gpointer             tag,
             Query                ask,
             GCancellable        *cancellable,
             GAsyncReadyCallback  callback,
             gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (self, cancellable, callback, user_data);
  Query *query = g_memdup2 (&ask, sizeof ask);

  query->words = g_strdup (ask.words);
  if (ask.known != NULL)
    g_hash_table_ref (ask.known);
  g_task_set_source_tag (task, tag);
  g_task_set_task_data (task, query, free_query);
  if (self->closed)
    {
      g_task_return_new_error (task, JARIDA_STORE_ERROR, JARIDA_STORE_ERROR_FAILED, "the shelf is closed");
      return;
    }
  jarida_store_count_topics (self, TRUE);
  if (!query->whole)
    query->counts = g_array_copy (query->kind == JARIDA_PLACE_AUTHOR ? self->byline_counts : self->city_counts);
  jarida_worker_push (self->loader, JARIDA_RANK_URGENT, query_work,
                      jarida_act_new (self, g_steal_pointer (&task), NULL, apply_query));
}

void
jarida_store_list_topics_async (JaridaStore         *self,
                                JaridaPlaceKind      kind,
                                const char          *words,
                                GHashTable          *known,
                                guint                limit,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  g_return_if_fail (JARIDA_IS_STORE (self));
  g_return_if_fail (kind == JARIDA_PLACE_AUTHOR || kind == JARIDA_PLACE_CITY);

  start_query (self, jarida_store_list_topics_async, (Query) { .kind = kind, .words = (char *) words, .known = known, .limit = limit },
               cancellable, callback, user_data);
}

GPtrArray *
jarida_store_list_topics_finish (JaridaStore   *self,
                                 GAsyncResult  *result,
                                 GError       **error)
{
  Query *query;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return NULL;
  query = g_task_get_task_data (G_TASK (result));
  return g_steal_pointer (&query->topics);
}

void
jarida_store_find_topic_async (JaridaStore         *self,
                               JaridaPlaceKind      kind,
                               const char          *name,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  g_return_if_fail (JARIDA_IS_STORE (self));
  g_return_if_fail (kind == JARIDA_PLACE_AUTHOR || kind == JARIDA_PLACE_CITY);
  g_return_if_fail (name != NULL);

  start_query (self, jarida_store_find_topic_async, (Query) { .kind = kind, .words = (char *) name, .whole = TRUE },
               cancellable, callback, user_data);
}

JaridaTopic *
jarida_store_find_topic_finish (JaridaStore   *self,
                                GAsyncResult  *result,
                                GError       **error)
{
  Query *query;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return NULL;
  query = g_task_get_task_data (G_TASK (result));
  return query->topics->len > 0 ? g_object_ref (g_ptr_array_index (query->topics, 0)) : NULL;
}
