/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-outbox-private.h"

#include "jarida-retry.h"

/* Which report is sent, and when: the oldest that is due, one at a time. How one is sent is in jarida-outbox-send.c. */

#define LONGEST_SLEEP 3600

/* The key. */

typedef struct
{
  char     *path;    /* (owned) */
  gboolean  reset;
} KeyWork;

static void
free_key_work (gpointer data)
{
  g_free (((KeyWork *) data)->path);
  g_free (data);
}

static void
read_key_thread (GTask        *task,
                 gpointer      source_object,
                 gpointer      task_data,
                 GCancellable *cancellable)
{
  const KeyWork *work = task_data;
  g_autoptr(GError) error = NULL;
  JaridaReporterKey *key = work->reset ? NULL : jarida_reporter_key_load (work->path, &error);

  /* A file that is no key is replaced: it never was anybody. */
  if (work->reset || g_error_matches (error, JARIDA_REPORTER_KEY_ERROR, JARIDA_REPORTER_KEY_ERROR_BROKEN))
    {
      g_clear_error (&error);
      key = jarida_reporter_key_reset (work->path, &error);
    }
  if (key != NULL)
    g_task_return_pointer (task, key, (GDestroyNotify) jarida_reporter_key_free);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static void
start_key_work (JaridaOutbox        *self,
                gboolean             reset,
                GCancellable        *cancellable,
                GAsyncReadyCallback  callback,
                gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (self->reader, cancellable, callback, user_data);
  KeyWork *work = g_new0 (KeyWork, 1);

  work->path = g_strdup (self->key_path);
  work->reset = reset;
  g_task_set_task_data (task, work, free_key_work);
  g_task_run_in_thread (task, read_key_thread);
}

static void
key_read_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  JaridaReader *reader = JARIDA_READER (object);
  JaridaOutbox *self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(JaridaReporterKey) key = g_task_propagate_pointer (G_TASK (result), &error);

  if (g_cancellable_is_cancelled (reader->closing))
    return;
  self->busy = FALSE;
  /* There is one already: it was reset meanwhile, and what was read is the one that the person wanted to be rid of. */
  if (self->key == NULL && key == NULL)
    {
      self->not_before = _jarida_reader_now (reader) + JARIDA_RETRY_FIRST;
      _jarida_reader_fail (reader, error);
    }
  else if (self->key == NULL)
    self->key = g_steal_pointer (&key);
  _jarida_outbox_wake (self);
}

static void
key_reset_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  JaridaReader *reader = JARIDA_READER (object);
  JaridaOutbox *self = g_task_get_task_data (task);
  g_autoptr(GError) error = NULL;
  g_autoptr(JaridaReporterKey) key = g_task_propagate_pointer (G_TASK (result), &error);

  if (key == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  if (!g_cancellable_is_cancelled (reader->closing))
    {
      g_clear_pointer (&self->key, jarida_reporter_key_free);
      self->key = g_steal_pointer (&key);
    }
  g_task_return_boolean (task, TRUE);
}

void
_jarida_outbox_reset_async (JaridaOutbox        *self,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  GTask *task = g_task_new (self->reader, cancellable, callback, user_data);

  g_task_set_source_tag (task, _jarida_outbox_reset_async);
  g_task_set_task_data (task, self, NULL);
  /* Once begun it is done: who no longer waits for it must not go on with a key that the file does not hold any more. */
  start_key_work (self, TRUE, NULL, key_reset_cb, task);
}

/* What is due. */

static gint64
due_at (JaridaOutbox          *self,
        const JaridaReportRow *report,
        gint64                 now)
{
  if (report->state != JARIDA_REPORT_QUEUED && report->state != JARIDA_REPORT_SENDING && !report->withdrawing)
    return G_MAXINT64;
  if (report->next > now + JARIDA_OUTBOX_NEVER_SO_LATE)
    return now;
  if (self->network_back && report->state == JARIDA_REPORT_QUEUED && report->http == 0)
    return now;
  return report->next;
}

static gboolean
timer_cb (gpointer user_data)
{
  JaridaOutbox *self = user_data;

  self->timer = 0;
  _jarida_outbox_wake (self);
  return G_SOURCE_REMOVE;
}

static void
sleep_until (JaridaOutbox *self,
             gint64        when,
             gint64        now)
{
  g_clear_handle_id (&self->timer, g_source_remove);
  /* The clock may be set, and the machine may sleep: it is looked at again after an hour at the latest. */
  if (when != G_MAXINT64)
    self->timer = g_timeout_add_seconds ((guint) CLAMP (when - now, 1, LONGEST_SLEEP), timer_cb, self);
}

static void
end_flushing (JaridaOutbox *self)
{
  g_autoptr(GPtrArray) flushing = g_steal_pointer (&self->flushing);

  self->flushing = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < flushing->len; i++)
    g_task_return_boolean (g_ptr_array_index (flushing, i), TRUE);
}

static gboolean
may_send (JaridaOutbox *self)
{
  return !g_cancellable_is_cancelled (self->cancellable) && self->online && !jarida_store_get_frozen (self->reader->store)
         && jarida_reader_get_report_service (self->reader)[0] != '\0';
}

void
_jarida_outbox_wake (JaridaOutbox *self)
{
  const gint64 now = _jarida_reader_now (self->reader);
  GPtrArray *reports = jarida_store_get_reports (self->reader->store);
  const JaridaReportRow *report = NULL;
  gint64 first = G_MAXINT64;

  if (self->busy)
    return;
  for (guint i = 0; may_send (self) && i < reports->len && report == NULL; i++)
    {
      const gint64 due = due_at (self, g_ptr_array_index (reports, i), now);

      first = MIN (first, due);
      if (due <= now)
        report = g_ptr_array_index (reports, i);
    }
  if (self->not_before > now + JARIDA_OUTBOX_NEVER_SO_LATE)
    self->not_before = 0;
  if (report == NULL || self->not_before > now)
    {
      end_flushing (self);
      sleep_until (self, first != G_MAXINT64 ? MAX (first, self->not_before) : first, now);
    }
  else if (self->key == NULL)
    {
      self->busy = TRUE;
      start_key_work (self, FALSE, self->cancellable, key_read_cb, self);
    }
  else
    _jarida_outbox_send (self, report, now);
}

void
_jarida_outbox_set_online (JaridaOutbox *self,
                           gboolean      online)
{
  const gint64 now = _jarida_reader_now (self->reader);

  if (self->online == online)
    return;
  self->online = online;
  if (online)
    {
      self->network_back = TRUE;
      self->not_before = now + jarida_retry_first_delay (TRUE, _jarida_reader_random (self->reader));
    }
  _jarida_outbox_wake (self);
}

void
_jarida_outbox_set_service (JaridaOutbox *self)
{
  /* What the one before did not answer, this one may. */
  self->not_before = 0;
  self->network_back = TRUE;
  _jarida_outbox_wake (self);
}

void
_jarida_outbox_flush_async (JaridaOutbox        *self,
                            GCancellable        *cancellable,
                            GAsyncReadyCallback  callback,
                            gpointer             user_data)
{
  GTask *task = g_task_new (self->reader, cancellable, callback, user_data);

  g_task_set_source_tag (task, _jarida_outbox_flush_async);
  g_ptr_array_add (self->flushing, task);
  self->not_before = 0;
  _jarida_outbox_wake (self);
}

JaridaOutbox *
_jarida_outbox_new (JaridaReader *reader,
                    const char   *key_path)
{
  JaridaOutbox *self = g_new0 (JaridaOutbox, 1);

  self->reader = reader;
  self->key_path = g_strdup (key_path);
  self->cancellable = g_cancellable_new ();
  self->online = TRUE;
  self->signed_again = g_hash_table_new (NULL, NULL);
  self->id_renewed = g_hash_table_new (NULL, NULL);
  self->flushing = g_ptr_array_new_with_free_func (g_object_unref);
  return self;
}

void
_jarida_outbox_stop (JaridaOutbox *self)
{
  GPtrArray *reports = jarida_store_get_reports (self->reader->store);

  g_clear_handle_id (&self->timer, g_source_remove);
  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  g_cancellable_cancel (self->cancellable);
  end_flushing (self);
  for (guint i = 0; i < reports->len; i++)
    {
      const JaridaReportRow *row = g_ptr_array_index (reports, i);
      g_autoptr(JaridaReportRow) report = NULL;

      if (row->number != self->current || row->state != JARIDA_REPORT_SENDING)
        continue;
      report = jarida_report_row_copy (row);
      report->state = JARIDA_REPORT_QUEUED;
      report->next = 0;
      jarida_store_save_report_async (self->reader->store, report, NULL, NULL, NULL);
    }
}

void
_jarida_outbox_free (JaridaOutbox *self)
{
  g_clear_handle_id (&self->timer, g_source_remove);
  g_clear_pointer (&self->key, jarida_reporter_key_free);
  g_clear_object (&self->cancellable);
  g_hash_table_unref (self->signed_again);
  g_hash_table_unref (self->id_renewed);
  g_ptr_array_unref (self->flushing);
  g_free (self->key_path);
  g_free (self);
}
