/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-ahead-private.h"

#include "jarida-article-row.h"
#include "jarida-offline.h"
#include "jarida-store-kept.h"

/* What the reader says of articles that are whole on this computer, and what a person may want of others. */

/* Of an article whose like is not kept here yet: a usual one with two pictures. */
#define GUESSED_BYTES (180 * 1000)

JaridaAhead *
jarida_reader_get_ahead (JaridaReader *self)
{
  g_return_val_if_fail (JARIDA_IS_READER (self), NULL);

  return self->ahead;
}

gboolean
jarida_reader_is_kept (JaridaReader *self,
                       gint64        id)
{
  g_return_val_if_fail (JARIDA_IS_READER (self), FALSE);

  return jarida_store_is_kept (self->store, id);
}

gboolean
jarida_reader_is_wanted (JaridaReader *self,
                         gint64        id)
{
  g_return_val_if_fail (JARIDA_IS_READER (self), FALSE);

  return jarida_store_is_wanted (self->store, id);
}

/* ---- Wanting ---- */

static void
wanted_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(JaridaReader) self = user_data;
  g_autoptr(GError) error = NULL;

  if (!jarida_store_set_wanted_finish (JARIDA_STORE (object), result, &error))
    _jarida_reader_fail (self, error);
}

static void
undo_want (gpointer owner,
           gpointer data)
{
  JaridaReader *self = owner;
  const GArray *ids = data;

  jarida_store_set_wanted_async (self->store, (const gint64 *) ids->data, ids->len, FALSE, NULL, wanted_cb, g_object_ref (self));
}

void
jarida_reader_want (JaridaReader *self,
                    const gint64 *ids,
                    gsize         n_ids)
{
  GArray *changed;

  g_return_if_fail (JARIDA_IS_READER (self));

  changed = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (gsize i = 0; i < n_ids; i++)
    if (!jarida_store_is_wanted (self->store, ids[i]))
      g_array_append_val (changed, ids[i]);
  jarida_store_set_wanted_async (self->store, (const gint64 *) changed->data, changed->len, TRUE, NULL, wanted_cb, g_object_ref (self));
  _jarida_reader_push_undo (self, undo_want, changed, (GDestroyNotify) g_array_unref);
  jarida_ahead_start (self->ahead);
}

/* ---- Estimating ---- */

static void
free_estimate (gpointer data)
{
  JaridaOfflineEstimate *estimate = data;

  g_array_unref (estimate->ids);
  g_free (estimate);
}

static void
measured_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  JaridaOfflineEstimate *estimate = g_task_get_task_data (task);
  g_autoptr(GError) error = NULL;
  guint64 bytes;
  guint n;

  if (!jarida_store_measure_kept_finish (JARIDA_STORE (object), result, &n, &bytes, &error))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  /* A few say little of the others. */
  estimate->bytes = (guint64) estimate->ids->len * (n >= 10 ? bytes / n : GUESSED_BYTES);
  g_task_return_boolean (task, TRUE);
}

void
jarida_reader_estimate_offline_async (JaridaReader        *self,
                                      const JaridaPlace   *place,
                                      GCancellable        *cancellable,
                                      GAsyncReadyCallback  callback,
                                      gpointer             user_data)
{
  GTask *task;
  JaridaOfflineEstimate *estimate;

  g_return_if_fail (JARIDA_IS_READER (self));
  g_return_if_fail (place != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, jarida_reader_estimate_offline_async);
  estimate = g_new0 (JaridaOfflineEstimate, 1);
  estimate->ids = jarida_store_list_unkept_of (self->store, place, &estimate->n_all);
  g_task_set_task_data (task, estimate, free_estimate);
  jarida_store_measure_kept_async (self->store, cancellable, measured_cb, task);
}

JaridaOfflineEstimate *
jarida_reader_estimate_offline_finish (JaridaReader  *self,
                                       GAsyncResult  *result,
                                       GError       **error)
{
  const JaridaOfflineEstimate *estimate;
  JaridaOfflineEstimate *copy;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return NULL;
  estimate = g_task_get_task_data (G_TASK (result));
  copy = g_memdup2 (estimate, sizeof *estimate);
  g_array_ref (copy->ids);
  return copy;
}

void
jarida_offline_estimate_free (JaridaOfflineEstimate *self)
{
  free_estimate (self);
}

static guint
count_since (const JaridaOfflineEstimate *self,
             gint64                       since)
{
  guint n = 0;

  /* The newest first. */
  while (n < self->ids->len && g_array_index (self->ids, gint64, n) + JARIDA_SHELF_EPOCH >= since)
    n++;
  return n;
}

guint
jarida_offline_estimate_count (const JaridaOfflineEstimate *self,
                               gint64                       since,
                               guint64                     *out_bytes)
{
  const guint n = count_since (self, since);

  if (out_bytes != NULL)
    *out_bytes = self->ids->len > 0 ? self->bytes / self->ids->len * n : 0;
  return n;
}

void
jarida_reader_want_estimated (JaridaReader                *self,
                              const JaridaOfflineEstimate *estimate,
                              gint64                       since)
{
  jarida_reader_want (self, (const gint64 *) estimate->ids->data, count_since (estimate, since));
}
