/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdlib.h>

#include "jarida-article-row.h"
#include "jarida-headline-list-private.h"
#include "jarida-store-counts.h"
#include "jarida-store-kept.h"

/* Read and saved marks. They change in the columns first, so that the screen follows in the same frame; only articles that
 * were otherwise before are written, and put back when that fails. */

typedef struct
{
  GArray   *ids;      /* (owned) guint32, rising: those that change */
  guint8    flag;     /* JaridaColumnFlags */
  gboolean  on;
} Mark;

static void
free_mark (gpointer data)
{
  Mark *mark = data;

  g_array_unref (mark->ids);
  g_free (mark);
}

static int
compare_ids (gconstpointer a,
             gconstpointer b)
{
  guint32 first = *(const guint32 *) a, second = *(const guint32 *) b;

  return (first > second) - (first < second);
}

/* Gives the rows of @ids the flag, or takes it from them; counts. Does not tell the lists. */
static void
set_flags (JaridaStore *self,
           GArray      *ids,
           guint8       flag,
           gboolean     on)
{
  JaridaColumns *columns = self->columns;
  JaridaTally tally;
  gsize at = 0;

  jarida_tally_begin (&tally, self);

  for (guint i = 0; i < ids->len; i++)
    {
      guint32 id = g_array_index (ids, guint32, i);

      /* Neighbours in one are neighbours in the other when much is marked. */
      if (at >= columns->n || columns->ids[at] != id)
        at = jarida_columns_find (columns, id);
      if (at == G_MAXSIZE || !(columns->flags[at] & flag) == !on)
        continue;
      columns->flags[at] ^= flag;
      if (flag == JARIDA_COLUMN_UNREAD)
        jarida_tally_add (&tally, at, 0, on ? 1 : -1);
      at++;
    }
  jarida_tally_end (&tally);
}

static void
show_mark (JaridaStore *self,
           const Mark  *mark,
           gboolean     on)
{
  set_flags (self, mark->ids, mark->flag, on);
  /* What is read goes off the counts of searches by itself. */
  if (on || mark->flag != JARIDA_COLUMN_UNREAD)
    jarida_store_search_counts_stale (self, NULL);
  for (guint i = 0; i < self->lists->len; i++)
    jarida_headline_list_note_marks (g_ptr_array_index (self->lists, i), (guint32 *) mark->ids->data, mark->ids->len,
                                     mark->flag, on);
}

/* A snapshot does not know of acts that are under way. */
void
jarida_store_apply_marks (JaridaStore *self)
{
  for (GList *link = self->marking.head; link != NULL; link = link->next)
    {
      const Mark *mark = link->data;

      set_flags (self, mark->ids, mark->flag, mark->on);
    }
}

gboolean
jarida_store_is_marking (JaridaStore *self,
                         guint32      id)
{
  for (GList *link = self->marking.head; link != NULL; link = link->next)
    {
      const Mark *mark = link->data;

      if (bsearch (&id, mark->ids->data, mark->ids->len, sizeof id, compare_ids) != NULL)
        return TRUE;
    }
  return FALSE;
}

static gboolean
run_mark (JaridaShelf  *shelf,
          gpointer      data,
          GError      **error)
{
  const Mark *mark = data;
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  if (mark->flag == JARIDA_COLUMN_UNREAD)
    return jarida_article_rows_set_read (shelf, (guint32 *) mark->ids->data, mark->ids->len, !mark->on, now, error);
  if (mark->flag == JARIDA_COLUMN_WANTED)
    return jarida_article_rows_set_wanted (shelf, (guint32 *) mark->ids->data, mark->ids->len, mark->on, error);
  return jarida_article_rows_set_saved (shelf, (guint32 *) mark->ids->data, mark->ids->len, mark->on, now, error);
}

static void
apply_mark (JaridaStore  *self,
            gpointer      data,
            const GError *error)
{
  Mark *mark = data;

  g_queue_remove (&self->marking, mark);
  if (error != NULL)
    show_mark (self, mark, !mark->on);
}

/* Takes @task and @ids, which rise and differ from @on now. */
static void
start_mark (JaridaStore *self,
            GTask       *task,
            GArray      *ids,
            guint8       flag,
            gboolean     on)
{
  Mark *mark = g_new0 (Mark, 1);

  mark->ids = ids;
  mark->flag = flag;
  mark->on = on;
  g_task_set_task_data (task, mark, free_mark);
  if (ids->len == 0)
    {
      g_task_return_boolean (task, TRUE);
      g_object_unref (task);
      return;
    }
  show_mark (self, mark, on);
  g_queue_push_tail (&self->marking, mark);
  jarida_store_act (self, task, run_mark, apply_mark);
}

void
jarida_store_mark_again (JaridaStore *self,
                         guint32      id)
{
  static const guint8 flags[] = { JARIDA_COLUMN_UNREAD, JARIDA_COLUMN_SAVED };
  gsize at = jarida_columns_find (self->columns, id);

  for (gsize i = 0; at != G_MAXSIZE && i < G_N_ELEMENTS (flags); i++)
    {
      GArray *ids = g_array_new (FALSE, FALSE, sizeof id);

      g_array_append_val (ids, id);
      start_mark (self, g_task_new (self, NULL, NULL, NULL), ids, flags[i], (self->columns->flags[at] & flags[i]) != 0);
    }
}

/* Those of @ids that are on the shelf and not as they shall be, rising, each once. */
static GArray *
collect_changing (JaridaStore  *self,
                  const gint64 *ids,
                  gsize         n_ids,
                  guint8        flag,
                  gboolean      on)
{
  const JaridaColumns *columns = self->columns;
  GArray *changing = g_array_new (FALSE, FALSE, sizeof (guint32));
  guint32 last = 0;
  gboolean rises = TRUE;
  gsize at = 0;
  guint n = 0;

  for (gsize i = 0; i < n_ids; i++)
    {
      guint32 id = jarida_store_resolve_id (self, ids[i]);

      /* What was marked together comes back together, in order: then the next row is the one. */
      if (at >= columns->n || columns->ids[at] != id)
        at = jarida_columns_find (columns, id);
      if (at == G_MAXSIZE || !(columns->flags[at++] & flag) != !!on)
        continue;
      rises = rises && id > last;
      last = id;
      g_array_append_val (changing, id);
    }
  if (rises)
    return changing;
  g_array_sort (changing, compare_ids);
  last = 0;
  for (guint i = 0; i < changing->len; i++)
    {
      guint32 id = g_array_index (changing, guint32, i);

      if (id != last)
        g_array_index (changing, guint32, n++) = id;
      last = id;
    }
  g_array_set_size (changing, n);
  return changing;
}

static void
mark_ids (JaridaStore         *self,
          gpointer             tag,
          const gint64        *ids,
          gsize                n_ids,
          guint8               flag,
          gboolean             on,
          GCancellable        *cancellable,
          GAsyncReadyCallback  callback,
          gpointer             user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, tag);
  start_mark (self, task, collect_changing (self, ids, n_ids, flag, on), flag, on);
}

gboolean
jarida_store_is_unread (JaridaStore *self,
                        gint64       id)
{
  gsize at;

  g_return_val_if_fail (JARIDA_IS_STORE (self), FALSE);

  at = jarida_columns_find (self->columns, jarida_store_resolve_id (self, id));
  return at != G_MAXSIZE && (self->columns->flags[at] & JARIDA_COLUMN_UNREAD) != 0;
}

void
jarida_store_set_read_async (JaridaStore         *self,
                             const gint64        *ids,
                             gsize                n_ids,
                             gboolean             read,
                             GCancellable        *cancellable,
                             GAsyncReadyCallback  callback,
                             gpointer             user_data)
{
  g_return_if_fail (JARIDA_IS_STORE (self));

  mark_ids (self, jarida_store_set_read_async, ids, n_ids, JARIDA_COLUMN_UNREAD, !read, cancellable, callback, user_data);
}

gboolean
jarida_store_set_read_finish (JaridaStore   *self,
                              GAsyncResult  *result,
                              GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

void
jarida_store_set_saved_async (JaridaStore         *self,
                              const gint64        *ids,
                              gsize                n_ids,
                              gboolean             saved,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_return_if_fail (JARIDA_IS_STORE (self));

  mark_ids (self, jarida_store_set_saved_async, ids, n_ids, JARIDA_COLUMN_SAVED, saved, cancellable, callback, user_data);
}

gboolean
jarida_store_set_saved_finish (JaridaStore   *self,
                               GAsyncResult  *result,
                               GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

void
jarida_store_set_wanted_async (JaridaStore         *self,
                               const gint64        *ids,
                               gsize                n_ids,
                               gboolean             wanted,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  g_return_if_fail (JARIDA_IS_STORE (self));

  mark_ids (self, jarida_store_set_wanted_async, ids, n_ids, JARIDA_COLUMN_WANTED, wanted, cancellable, callback, user_data);
}

gboolean
jarida_store_set_wanted_finish (JaridaStore   *self,
                                GAsyncResult  *result,
                                GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

void
jarida_store_mark_all_read_async (JaridaStore         *self,
                                  const JaridaPlace   *place,
                                  GCancellable        *cancellable,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  g_auto(JaridaPlaceMatch) match = { NULL };
  gsize from, to;
  GTask *task;
  GArray *ids;

  g_return_if_fail (JARIDA_IS_STORE (self));
  g_return_if_fail (place != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, jarida_store_mark_all_read_async);
  ids = g_array_new (FALSE, FALSE, sizeof (guint32));
  jarida_store_match_place (self, place, &match);
  match.flags |= JARIDA_COLUMN_UNREAD;
  jarida_place_match_range (&match, self->columns, &from, &to);
  for (gsize i = from; i < to; i++)
    if (jarida_place_match_row (&match, self->columns, i))
      g_array_append_val (ids, self->columns->ids[i]);
  start_mark (self, task, ids, JARIDA_COLUMN_UNREAD, FALSE);
}

GArray *
jarida_store_mark_all_read_finish (JaridaStore   *self,
                                   GAsyncResult  *result,
                                   GError       **error)
{
  const Mark *mark;
  GArray *ids;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return NULL;
  mark = g_task_get_task_data (G_TASK (result));
  ids = g_array_sized_new (FALSE, FALSE, sizeof (gint64), mark->ids->len);
  for (guint i = 0; i < mark->ids->len; i++)
    {
      gint64 id = g_array_index (mark->ids, guint32, i);

      g_array_append_val (ids, id);
    }
  return ids;
}
