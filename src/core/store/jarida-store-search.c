/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-store-search.h"

#include "jarida-filter-set.h"
#include "jarida-fold.h"
#include "jarida-store-error.h"
#include "jarida-store-private.h"

/* Asking the index: the question is understood here, where the newspapers and the person's marks are known, the looking is done on a
 * thread of its own, and what comes back is held against the columns, which know best what is there. */

static void
start_search (JaridaStore *self)
{
  if (self->search.worker != NULL)
    return;
  self->search.searcher = jarida_searcher_new (self->folder, self->frozen);
  self->search.worker = jarida_worker_new ("jarida-search", 0);
}

void
jarida_store_stop_search (JaridaStore *self)
{
  if (self->search.searcher != NULL)
    jarida_searcher_stop (self->search.searcher);
  g_clear_pointer (&self->search.worker, jarida_worker_stop);
  g_clear_pointer (&self->search.searcher, jarida_searcher_free);
}

/* The question. */

static GArray *
find_sources (const char *name,
              gpointer    user_data)
{
  JaridaStore *self = user_data;
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autofree char *folded = jarida_fold_text (name);
  g_auto(GStrv) words = g_strsplit (folded, " ", -1);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->sources));

  for (guint i = 0; i < n; i++)
    {
      g_autoptr(JaridaSource) source = g_list_model_get_item (G_LIST_MODEL (self->sources), i);
      gint64 id = jarida_source_get_id (source);

      if (jarida_filter_has_words (jarida_source_get_title (source), words))
        g_array_append_val (ids, id);
    }
  return ids;
}

/* Flags that all must have, and flags that none may have. */
static void
find_flags (const JaridaSearchQuery *query,
            guint8                  *out_with,
            guint8                  *out_without)
{
  *out_with = *out_without = 0;
  for (guint i = 0; i < query->filters->len; i++)
    {
      const JaridaSearchFilter *filter = g_ptr_array_index (query->filters, i);
      guint8 *out = filter->without ? out_without : out_with;

      if (filter->kind == JARIDA_FILTER_UNREAD)
        *out |= JARIDA_COLUMN_UNREAD;
      else if (filter->kind == JARIDA_FILTER_SAVED)
        *out |= JARIDA_COLUMN_SAVED;
    }
}

/* The ids that may be found at all; NULL: every one. Half a millisecond for a million. */
static GArray *
find_allowed (JaridaStore             *self,
              const JaridaPlace       *place,
              const JaridaSearchQuery *query,
              gboolean                 each)
{
  g_auto(JaridaPlaceMatch) match = { NULL };
  const JaridaColumns *columns = self->columns;
  guint8 with, without;
  gsize from, to;
  GArray *ids;
  guint32 *out;

  find_flags (query, &with, &without);
  if (!each && (place == NULL || (place->kind == JARIDA_PLACE_ALL && !place->unread_only)) && with == 0 && without == 0)
    return NULL;
  if (place != NULL)
    jarida_store_match_place (self, place, &match);
  else
    jarida_store_match_place (self, &(JaridaPlace) { .kind = JARIDA_PLACE_ALL }, &match);
  jarida_place_match_range (&match, columns, &from, &to);
  ids = g_array_sized_new (FALSE, FALSE, sizeof (guint32), (guint) (to - from));
  g_array_set_size (ids, (guint) (to - from));
  out = (guint32 *) ids->data;
  for (gsize i = from; i < to; i++)
    if ((columns->flags[i] & with) == with && (columns->flags[i] & without) == 0 && jarida_place_match_row (&match, columns, i))
      *out++ = columns->ids[i];
  g_array_set_size (ids, (guint) (out - (guint32 *) ids->data));
  return ids;
}

/* The ids that a filter hides; NULL: none. Who asks of a place has been told what is in it. */
static GArray *
find_hidden (JaridaStore *self)
{
  const JaridaColumns *columns = self->columns;
  GArray *ids;

  if (self->n_filtered == 0)
    return NULL;
  ids = g_array_new (FALSE, FALSE, sizeof (guint32));
  for (gsize i = 0; i < columns->n; i++)
    if (columns->flags[i] & JARIDA_COLUMN_FILTERED)
      g_array_append_val (ids, columns->ids[i]);
  return ids;
}

/* Between two questions. */
static void
words_work (JaridaWorker *worker,
            gpointer      data)
{
  JaridaSearcher *searcher = data;

  if (jarida_searcher_read_words (searcher))
    jarida_worker_push (worker, JARIDA_RANK_BULK, words_work, searcher);
}

JaridaSearchAsk *
jarida_store_make_ask (JaridaStore       *self,
                       const char        *text,
                       const JaridaPlace *place,
                       JaridaSearchFlags  flags)
{
  JaridaSearchAsk *ask = g_new0 (JaridaSearchAsk, 1);

  ask->query = jarida_search_query_parse (text, (flags & JARIDA_SEARCH_TYPING) != 0);
  jarida_search_match_init (&ask->match, ask->query, find_sources, self);
  ask->allowed = find_allowed (self, place, ask->query, FALSE);
  ask->hidden = ask->allowed == NULL ? find_hidden (self) : NULL;
  ask->limit = ask->most = JARIDA_SEARCH_MOST;
  ask->flags = flags;
  ask->now = g_get_real_time () / G_USEC_PER_SEC;
  return ask;
}

static void
search_work (JaridaWorker *worker,
             gpointer      data)
{
  JaridaAct *act = data;
  JaridaSearcher *searcher = act->store->search.searcher;

  jarida_searcher_run (searcher, act->data);
  jarida_act_reply (act);
  /* Once, however many questions come. */
  jarida_worker_take_next (worker, JARIDA_RANK_BULK, words_work);
  jarida_worker_push (worker, JARIDA_RANK_BULK, words_work, searcher);
}

/* The index may still have what has gone, or was removed with its newspaper. */
static void
drop_strangers (JaridaStore *self,
                GArray      *hits)
{
  static const JaridaPlace all = { .kind = JARIDA_PLACE_ALL };
  g_auto(JaridaPlaceMatch) match = { NULL };
  guint n = 0;

  jarida_store_match_place (self, &all, &match);
  for (guint i = 0; i < hits->len; i++)
    {
      const JaridaSearchHit hit = g_array_index (hits, JaridaSearchHit, i);
      gsize row = jarida_columns_find (self->columns, hit.id);
      /* The oldest articles are not read yet, in the first moments of a long shelf. */
      gboolean unread_yet = row == G_MAXSIZE && !self->complete && (self->columns->n == 0 || hit.id < self->columns->ids[0]);

      if (unread_yet || (row != G_MAXSIZE && jarida_place_match_row (&match, self->columns, row)))
        g_array_index (hits, JaridaSearchHit, n++) = hit;
    }
  g_array_set_size (hits, n);
}

static void
close_work (JaridaWorker *worker,
            gpointer      data)
{
  JaridaAct *act = data;

  jarida_searcher_close (act->store->search.searcher);
  jarida_act_reply (act);
}

static void
apply_close (JaridaStore  *self,
             gpointer      data,
             const GError *error)
{
  jarida_store_remake_index (self);
}

/* A damaged index is nobody's loss: it is made anew, and until then nothing is found. */
void
jarida_store_note_search_damage (JaridaStore     *self,
                                 JaridaSearchAsk *ask)
{
  if (!g_error_matches (ask->error, JARIDA_DB_ERROR, JARIDA_DB_ERROR_BROKEN) || self->closed || self->frozen)
    return;
  g_clear_error (&ask->error);
  ask->cut = TRUE;
  jarida_worker_push (self->search.worker, JARIDA_RANK_URGENT, close_work, jarida_act_new_aside (self, NULL, NULL, apply_close));
}

static void
count_work (JaridaWorker *worker,
            gpointer      data)
{
  JaridaAct *act = data;

  /* One slice after the other, and what a person waits for between them. */
  if (jarida_searcher_count (act->store->search.searcher, act->data))
    jarida_worker_push (worker, JARIDA_RANK_BULK, count_work, act);
  else
    jarida_act_reply (act);
}

void
jarida_store_push_ask (JaridaStore     *self,
                       JaridaSearchAsk *ask,
                       JaridaRank       rank,
                       JaridaActApply   apply)
{
  start_search (self);
  jarida_worker_push (self->search.worker, rank, ask->counting ? count_work : search_work,
                      jarida_act_new_aside (self, ask, (GDestroyNotify) jarida_search_ask_free, apply));
}

/* TRUE: whoever has asked @task was told why there is no answer. */
static gboolean
fail_ask (JaridaStore     *self,
          JaridaSearchAsk *ask,
          GTask           *task)
{
  jarida_store_note_search_damage (self, ask);
  if (ask->error == NULL)
    return FALSE;
  ask->error = jarida_store_error_from_db (ask->error);
  g_task_return_error (task, g_steal_pointer (&ask->error));
  return TRUE;
}

static void
apply_search (JaridaStore  *self,
              gpointer      data,
              const GError *error)
{
  JaridaSearchAsk *ask = data;
  g_autoptr(GTask) task = g_steal_pointer (&ask->task);
  JaridaSearchResult *result;
  guint n_before;

  if (fail_ask (self, ask, task))
    return;
  n_before = ask->hits->len;
  drop_strangers (self, ask->hits);
  result = jarida_search_result_new (g_task_get_task_data (task), ask->query, g_array_ref (ask->hits));
  /* Of more than were counted some are not missed. */
  result->n_found = ask->more ? ask->n_found : ask->n_found - MIN (ask->n_found, n_before - ask->hits->len);
  result->more = ask->more;
  result->cut = ask->cut;
  result->older = ask->older;
  result->by_time = (ask->flags & JARIDA_SEARCH_BY_TIME) != 0;
  g_task_return_pointer (task, result, (GDestroyNotify) jarida_search_result_unref);
}

void
jarida_store_search_async (JaridaStore         *self,
                           const char          *text,
                           const JaridaPlace   *place,
                           guint                limit,
                           gint64               older_than,
                           JaridaSearchFlags    flags,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  JaridaSearchAsk *ask;

  g_return_if_fail (JARIDA_IS_STORE (self));
  g_return_if_fail (text != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, jarida_store_search_async);
  g_task_set_task_data (task, g_strdup (text), g_free);
  if (self->closed)
    {
      g_task_return_new_error (task, JARIDA_STORE_ERROR, JARIDA_STORE_ERROR_FAILED, "the shelf is closed");
      return;
    }
  jarida_store_pause_search_counts (self);
  ask = jarida_store_make_ask (self, text, place, flags);
  if (older_than > 0)
    ask->match.last = MIN (ask->match.last, older_than - 1);
  ask->page = older_than > 0;
  ask->limit = CLAMP (limit, 1, JARIDA_SEARCH_MOST);
  ask->cancellable = cancellable != NULL ? g_object_ref (cancellable) : NULL;
  ask->task = g_steal_pointer (&task);
  jarida_store_push_ask (self, ask, JARIDA_RANK_URGENT, apply_search);
}

JaridaSearchResult *
jarida_store_search_finish (JaridaStore   *self,
                            GAsyncResult  *result,
                            GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/* How many there are. */

static void
apply_count (JaridaStore  *self,
             gpointer      data,
             const GError *error)
{
  JaridaSearchAsk *ask = data;
  g_autoptr(GTask) task = g_steal_pointer (&ask->task);

  if (!fail_ask (self, ask, task))
    g_task_return_int (task, ask->n_found);
}

void
jarida_store_count_found_async (JaridaStore         *self,
                                const char          *text,
                                const JaridaPlace   *place,
                                JaridaSearchFlags    flags,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  JaridaSearchAsk *ask;

  g_return_if_fail (JARIDA_IS_STORE (self));
  g_return_if_fail (text != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, jarida_store_count_found_async);
  if (self->closed)
    {
      g_task_return_new_error (task, JARIDA_STORE_ERROR, JARIDA_STORE_ERROR_FAILED, "the shelf is closed");
      return;
    }
  ask = jarida_store_make_ask (self, text, place, flags);
  /* The index may have what has gone. */
  if (ask->allowed == NULL)
    ask->allowed = find_allowed (self, place, ask->query, TRUE);
  ask->counting = TRUE;
  ask->most = G_MAXUINT;
  ask->cancellable = cancellable != NULL ? g_object_ref (cancellable) : NULL;
  ask->task = g_steal_pointer (&task);
  jarida_store_push_ask (self, ask, JARIDA_RANK_BULK, apply_count);
}

gboolean
jarida_store_count_found_finish (JaridaStore   *self,
                                 GAsyncResult  *result,
                                 guint         *out_n,
                                 GError       **error)
{
  gssize n;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  n = g_task_propagate_int (G_TASK (result), error);
  *out_n = (guint) MAX (n, 0);
  return n >= 0;
}

/* Pieces of the texts. */

typedef struct
{
  JaridaSearchResult *found;      /* (owned) */
  GArray             *ids;        /* (owned) guint32 */
  GPtrArray          *snippets;   /* (owned) (nullable) JaridaSnippet */
} Excerpt;

static void
free_excerpt (gpointer data)
{
  Excerpt *excerpt = data;

  jarida_search_result_unref (excerpt->found);
  g_array_unref (excerpt->ids);
  g_clear_pointer (&excerpt->snippets, g_ptr_array_unref);
  g_free (excerpt);
}

static void
excerpt_work (JaridaWorker *worker,
              gpointer      data)
{
  JaridaAct *act = data;
  Excerpt *excerpt = act->data;

  excerpt->snippets = jarida_searcher_excerpt (act->store->search.searcher, excerpt->found->query, (guint32 *) excerpt->ids->data,
                                               excerpt->ids->len, g_task_get_cancellable (act->task), &act->error);
  jarida_act_reply (act);
}

void
jarida_store_load_snippets_async (JaridaStore         *self,
                                  JaridaSearchResult  *found,
                                  const gint64        *ids,
                                  gsize                n_ids,
                                  GCancellable        *cancellable,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  Excerpt *excerpt;

  g_return_if_fail (JARIDA_IS_STORE (self));
  g_return_if_fail (found != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, jarida_store_load_snippets_async);
  excerpt = g_new0 (Excerpt, 1);
  excerpt->found = jarida_search_result_ref (found);
  excerpt->ids = g_array_new (FALSE, FALSE, sizeof (guint32));
  for (gsize i = 0; i < n_ids; i++)
    {
      guint32 id = jarida_store_resolve_id (self, ids[i]);

      g_array_append_val (excerpt->ids, id);
    }
  g_task_set_task_data (task, excerpt, free_excerpt);
  if (self->closed)
    {
      g_task_return_new_error (task, JARIDA_STORE_ERROR, JARIDA_STORE_ERROR_FAILED, "the shelf is closed");
      return;
    }
  start_search (self);
  jarida_worker_push (self->search.worker, JARIDA_RANK_URGENT, excerpt_work,
                      jarida_act_new (self, g_steal_pointer (&task), NULL, NULL));
}

GPtrArray *
jarida_store_load_snippets_finish (JaridaStore   *self,
                                   GAsyncResult  *result,
                                   GError       **error)
{
  Excerpt *excerpt;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return NULL;
  excerpt = g_task_get_task_data (G_TASK (result));
  return g_steal_pointer (&excerpt->snippets);
}
