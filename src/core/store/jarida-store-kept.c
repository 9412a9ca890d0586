/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-store-kept.h"

#include "jarida-headline-list-private.h"
#include "jarida-store-private.h"
#include "jarida-topic.h"

/* Notes of what is kept. They are made many at a time, beside what newspapers bring, and shown when they are written: nobody waits for
 * them. What the person wants is a mark like any other; jarida-store-marks.c. */

typedef struct
{
  GArray *notes;     /* (owned) JaridaKeptNote */
} Kept;

static void
free_kept (gpointer data)
{
  Kept *kept = data;

  g_array_unref (kept->notes);
  g_free (kept);
}

static gboolean
run_note (JaridaShelf  *shelf,
          gpointer      data,
          GError      **error)
{
  const Kept *kept = data;
  g_autoptr(JaridaStatement) statement = NULL;

  statement = jarida_connection_prepare (jarida_shelf_get_library (shelf),
                                         "UPDATE state SET kept=(kept & 1) | ?2, kept_bytes=?3 WHERE id=?1", error);
  if (statement == NULL)
    return FALSE;
  for (guint i = 0; i < kept->notes->len; i++)
    {
      const JaridaKeptNote *note = &g_array_index (kept->notes, JaridaKeptNote, i);

      jarida_statement_bind_int (statement, 1, note->id);
      jarida_statement_bind_int (statement, 2, note->kept ? 2 : 0);
      jarida_statement_bind_int (statement, 3, note->kept ? (gint64) MIN (note->bytes, G_MAXINT64) : 0);
      if (!jarida_statement_run (statement, error))
        return FALSE;
    }
  return TRUE;
}

static void
apply_note (JaridaStore  *self,
            gpointer      data,
            const GError *error)
{
  const Kept *kept = data;

  for (guint i = 0; error == NULL && i < kept->notes->len; i++)
    {
      const JaridaKeptNote *note = &g_array_index (kept->notes, JaridaKeptNote, i);
      gsize at = jarida_columns_find (self->columns, jarida_store_resolve_id (self, note->id));

      if (at == G_MAXSIZE)
        continue;
      self->columns->flags[at] &= (guint8) ~JARIDA_COLUMN_KEPT;
      self->columns->flags[at] |= note->kept ? JARIDA_COLUMN_KEPT : 0;
    }
  for (guint i = 0; error == NULL && i < self->lists->len; i++)
    jarida_headline_list_note_kept (g_ptr_array_index (self->lists, i));
}

void
jarida_store_note_kept_async (JaridaStore          *self,
                              const JaridaKeptNote *notes,
                              gsize                 n_notes,
                              GCancellable         *cancellable,
                              GAsyncReadyCallback   callback,
                              gpointer              user_data)
{
  GTask *task;
  Kept *kept;

  g_return_if_fail (JARIDA_IS_STORE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, jarida_store_note_kept_async);
  kept = g_new0 (Kept, 1);
  kept->notes = g_array_sized_new (FALSE, FALSE, sizeof (JaridaKeptNote), (guint) n_notes);
  g_array_append_vals (kept->notes, notes, (guint) n_notes);
  for (guint i = 0; i < kept->notes->len; i++)
    {
      JaridaKeptNote *note = &g_array_index (kept->notes, JaridaKeptNote, i);

      note->id = jarida_store_resolve_id (self, note->id);
    }
  g_task_set_task_data (task, kept, free_kept);
  jarida_store_act_in_bulk (self, task, run_note, apply_note);
}

gboolean
jarida_store_note_kept_finish (JaridaStore   *self,
                               GAsyncResult  *result,
                               GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/* Looking, in the columns. */

static void
append_id (GArray  *ids,
           guint32  id)
{
  const gint64 wide = id;

  g_array_append_val (ids, wide);
}

/* The places whose articles go before others. */
static GArray *
match_followed (JaridaStore *self)
{
  GArray *matches = g_array_new (FALSE, TRUE, sizeof (JaridaPlaceMatch));

  g_array_set_clear_func (matches, (GDestroyNotify) jarida_place_match_clear);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->followed)); i++)
    {
      g_autoptr(JaridaTopic) topic = g_list_model_get_item (G_LIST_MODEL (self->followed), i);
      const JaridaPlace place = { .kind = jarida_topic_get_kind (topic), .id = jarida_topic_get_id (topic) };
      JaridaPlaceMatch match = { NULL };

      jarida_store_match_place (self, &place, &match);
      g_array_append_val (matches, match);
    }
  return matches;
}

static gboolean
is_followed (JaridaStore  *self,
             const GArray *matches,
             gsize         row)
{
  for (guint i = 0; i < matches->len; i++)
    if (jarida_place_match_stays (&g_array_index (matches, JaridaPlaceMatch, i), self->columns, row))
      return TRUE;
  return FALSE;
}

enum
{
  RANK_CHOSEN,
  RANK_FOLLOWED,
  RANK_UNREAD,
  RANK_READ,
  N_RANKS
};

static int
rank_row (JaridaStore  *self,
          const GArray *followed,
          guint32       since,
          gsize         row)
{
  const guint8 flags = self->columns->flags[row];

  if (flags & (JARIDA_COLUMN_SAVED | JARIDA_COLUMN_WANTED))
    return RANK_CHOSEN;
  if (self->columns->ids[row] < since)
    return -1;
  if (is_followed (self, followed, row))
    return RANK_FOLLOWED;
  return flags & JARIDA_COLUMN_UNREAD ? RANK_UNREAD : RANK_READ;
}

GArray *
jarida_store_list_unkept (JaridaStore *self,
                          gint64       since)
{
  static const JaridaPlace all = { .kind = JARIDA_PLACE_ALL };
  const guint32 first = (guint32) CLAMP (since - JARIDA_SHELF_EPOCH, 0, (gint64) G_MAXUINT32);
  g_auto(JaridaPlaceMatch) match = { NULL };
  g_autoptr(GArray) followed = NULL;
  GArray *ids[N_RANKS];

  g_return_val_if_fail (JARIDA_IS_STORE (self), NULL);

  followed = match_followed (self);
  for (guint rank = 0; rank < N_RANKS; rank++)
    ids[rank] = g_array_new (FALSE, FALSE, sizeof (gint64));
  jarida_store_match_place (self, &all, &match);
  for (gsize i = self->columns->n; i-- > 0;)
    {
      int rank;

      if ((self->columns->flags[i] & JARIDA_COLUMN_KEPT) || !jarida_place_match_row (&match, self->columns, i))
        continue;
      rank = rank_row (self, followed, first, i);
      if (rank >= 0)
        append_id (ids[rank], self->columns->ids[i]);
    }
  for (guint rank = 1; rank < N_RANKS; rank++)
    {
      g_array_append_vals (ids[0], ids[rank]->data, ids[rank]->len);
      g_array_unref (ids[rank]);
    }
  return ids[0];
}

GArray *
jarida_store_list_kept (JaridaStore *self)
{
  GArray *ids;

  g_return_val_if_fail (JARIDA_IS_STORE (self), NULL);

  ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (gsize i = 0; i < self->columns->n; i++)
    if (self->columns->flags[i] & JARIDA_COLUMN_KEPT)
      append_id (ids, self->columns->ids[i]);
  return ids;
}

GArray *
jarida_store_list_unkept_of (JaridaStore       *self,
                             const JaridaPlace *place,
                             guint             *out_n_all)
{
  g_auto(JaridaPlaceMatch) match = { NULL };
  gsize from, to;
  GArray *ids;

  g_return_val_if_fail (JARIDA_IS_STORE (self), NULL);
  g_return_val_if_fail (place != NULL, NULL);

  ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  *out_n_all = 0;
  jarida_store_match_place (self, place, &match);
  jarida_place_match_range (&match, self->columns, &from, &to);
  for (gsize i = to; i-- > from;)
    {
      if (!jarida_place_match_row (&match, self->columns, i))
        continue;
      ++*out_n_all;
      if (!(self->columns->flags[i] & JARIDA_COLUMN_KEPT))
        append_id (ids, self->columns->ids[i]);
    }
  return ids;
}

static gboolean
has_flag (JaridaStore *self,
          gint64       id,
          guint8       flag)
{
  gsize at = jarida_columns_find (self->columns, jarida_store_resolve_id (self, id));

  return at != G_MAXSIZE && (self->columns->flags[at] & flag) != 0;
}

gboolean
jarida_store_is_kept (JaridaStore *self,
                      gint64       id)
{
  g_return_val_if_fail (JARIDA_IS_STORE (self), FALSE);

  return has_flag (self, id, JARIDA_COLUMN_KEPT);
}

gboolean
jarida_store_is_wanted (JaridaStore *self,
                        gint64       id)
{
  g_return_val_if_fail (JARIDA_IS_STORE (self), FALSE);

  return has_flag (self, id, JARIDA_COLUMN_WANTED);
}

/* Measuring, on the reading thread. */

typedef struct
{
  guint   n;
  guint64 bytes;
} Measure;

static void
measure_work (JaridaWorker *worker,
              gpointer      data)
{
  JaridaAct *act = data;
  Measure *measure = act->data;
  JaridaConnection *library = jarida_act_open_loader (act);
  g_autoptr(JaridaStatement) statement = NULL;

  if (library != NULL)
    statement = jarida_connection_prepare (library, "SELECT count(*), ifnull(sum(kept_bytes), 0) FROM state WHERE kept>=2", &act->error);
  if (statement != NULL && jarida_statement_step (statement, &act->error) == JARIDA_STEP_ROW)
    {
      measure->n = (guint) jarida_statement_get_int (statement, 0);
      measure->bytes = (guint64) jarida_statement_get_int (statement, 1);
    }
  /* A statement is of its connection's thread. */
  g_clear_pointer (&statement, jarida_statement_release);
  jarida_act_reply (act);
}

void
jarida_store_measure_kept_async (JaridaStore         *self,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (JARIDA_IS_STORE (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, jarida_store_measure_kept_async);
  g_task_set_task_data (task, g_new0 (Measure, 1), g_free);
  if (self->closed)
    g_task_return_new_error (task, JARIDA_STORE_ERROR, JARIDA_STORE_ERROR_FAILED, "the shelf is closed");
  else
    jarida_worker_push (self->loader, JARIDA_RANK_URGENT, measure_work, jarida_act_new (self, g_steal_pointer (&task), NULL, NULL));
}

gboolean
jarida_store_measure_kept_finish (JaridaStore   *self,
                                  GAsyncResult  *result,
                                  guint         *out_n,
                                  guint64       *out_bytes,
                                  GError       **error)
{
  const Measure *measure;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  measure = g_task_get_task_data (G_TASK (result));
  *out_n = measure->n;
  *out_bytes = measure->bytes;
  return g_task_propagate_boolean (G_TASK (result), error);
}
