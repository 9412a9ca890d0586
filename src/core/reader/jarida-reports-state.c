/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-reports-private.h"

#include <string.h>

#include "jarida-list-manifest.h"
#include "jarida-service.h"

/* What stands in memory of reports, brought to what the shelf says whenever that changes: the list of them, what is hidden, and what
 * is shown all the same. */

#define MAX_FACTS 2000

static void
fill_set (JaridaReports *self)
{
  for (guint i = 0; i < self->hidden->len; i++)
    {
      const JaridaHiddenRow *row = &g_array_index (self->hidden, JaridaHiddenRow, i);
      g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, row->family);
      JaridaPictureKey key;

      memcpy (key.bytes, row->key, sizeof key.bytes);
      if (row->kind == JARIDA_HIDDEN_LOOK)
        jarida_hidden_set_hide_hash (self->set, id, row->key, (JaridaReportReason) row->reason);
      else
        jarida_hidden_set_hide_key (self->set, id, &key, (JaridaReportReason) row->reason);
    }
  for (guint i = 0; i < self->shown->len; i++)
    {
      JaridaPictureKey key;

      memcpy (key.bytes, g_array_index (self->shown, JaridaHiddenRow, i).key, sizeof key.bytes);
      jarida_hidden_set_show_key (self->set, &key, TRUE);
    }
}

static gboolean
take_if_changed (GArray **mine,
                 GArray  *theirs)
{
  if (*mine != NULL && (*mine)->len == theirs->len
      && (theirs->len == 0 || memcmp ((*mine)->data, theirs->data, theirs->len * sizeof (JaridaHiddenRow)) == 0))
    return FALSE;
  g_clear_pointer (mine, g_array_unref);
  *mine = g_array_copy (theirs);
  return TRUE;
}

/* Hundreds of signs at most: the set is made anew whenever one of them changes, and not when a report only gets further. */
static void
show_signs (JaridaReports *self)
{
  const gboolean hidden_changed = take_if_changed (&self->hidden, jarida_store_get_hidden (self->reader->store));
  const gboolean shown_changed = take_if_changed (&self->shown, jarida_store_get_shown (self->reader->store));

  if (!hidden_changed && !shown_changed)
    return;
  g_clear_pointer (&self->set, jarida_hidden_set_free);
  self->set = jarida_hidden_set_new ();
  if (self->updater != NULL)
    jarida_hidden_set_set_list (self->set, _jarida_list_updater_get_list (self->updater),
                                _jarida_list_updater_get_rules (self->updater));
  fill_set (self);
  self->generation++;
  if (_jarida_reports_has_looks (self))
    _jarida_reports_look_again (self);
  _jarida_reader_pictures_judged (self->reader);
}

/* Entries are held by whoever shows them: they stay the same objects. */
static void
show_entries (JaridaReports *self)
{
  GPtrArray *rows = jarida_store_get_reports (self->reader->store);
  GListModel *model = G_LIST_MODEL (self->entries);
  const gint64 now = _jarida_reader_now (self->reader);
  guint at = 0;

  for (guint i = rows->len; i-- > 0; at++)
    {
      const JaridaReportRow *row = g_ptr_array_index (rows, i);
      g_autoptr(JaridaReportEntry) entry = g_list_model_get_item (model, at);

      while (entry != NULL && _jarida_report_entry_get_number (entry) > row->number)
        {
          g_list_store_remove (self->entries, at);
          g_clear_object (&entry);
          entry = g_list_model_get_item (model, at);
        }
      if (entry == NULL || _jarida_report_entry_get_number (entry) != row->number)
        {
          g_autoptr(JaridaReportEntry) new_entry = _jarida_report_entry_new ();

          _jarida_report_entry_show (new_entry, row, now);
          g_list_store_insert (self->entries, at, new_entry);
        }
      else
        _jarida_report_entry_show (entry, row, now);
    }
  if (at < g_list_model_get_n_items (model))
    g_list_store_splice (self->entries, at, g_list_model_get_n_items (model) - at, NULL, 0);
}

static void
reports_changed_cb (JaridaStore *store,
                    gpointer     user_data)
{
  JaridaReports *self = user_data;

  show_signs (self);
  show_entries (self);
  _jarida_outbox_wake (self->outbox);
}

/* Where somebody listens in, "online" says nothing of a service on this machine. */
static void
online_changed_cb (JaridaReader  *reader,
                   GParamSpec    *pspec,
                   JaridaReports *self)
{
  const gboolean online = reader->online || _jarida_service_is_loopback (self->service);

  _jarida_outbox_set_online (self->outbox, online);
  _jarida_list_updater_set_online (self->updater, online);
}

void
_jarida_reports_new (JaridaReader *reader,
                     const char   *data_folder)
{
  g_autofree char *key_path = g_build_filename (data_folder, "reporter-key", NULL);
  g_autofree char *list_path = g_build_filename (data_folder, "blocklist", NULL);
  JaridaReports *self = g_new0 (JaridaReports, 1);

  self->reader = reader;
  self->service = g_strdup ("");
  self->entries = g_list_store_new (JARIDA_TYPE_REPORT_ENTRY);
  self->facts = jarida_fact_table_new (MAX_FACTS);
  /* Before the first signs are shown: showing wakes them. */
  reader->reports = self;
  self->outbox = _jarida_outbox_new (reader, key_path);
  self->updater = _jarida_list_updater_new (reader, list_path);
  reports_changed_cb (reader->store, self);
  g_signal_connect (reader->store, "reports-changed", G_CALLBACK (reports_changed_cb), self);
  g_signal_connect (reader, "notify::online", G_CALLBACK (online_changed_cb), self);
  _jarida_reports_learn_rest (self);
}

void
_jarida_reports_stop (JaridaReports *self)
{
  _jarida_outbox_stop (self->outbox);
  _jarida_list_updater_stop (self->updater);
}

void
_jarida_reports_free (JaridaReports *self)
{
  g_signal_handlers_disconnect_by_data (self->reader->store, self);
  g_signal_handlers_disconnect_by_data (self->reader, self);
  _jarida_outbox_free (self->outbox);
  _jarida_list_updater_free (self->updater);
  jarida_hidden_set_free (self->set);
  jarida_fact_table_free (self->facts);
  g_array_unref (self->hidden);
  g_array_unref (self->shown);
  g_object_unref (self->entries);
  g_free (self->service);
  g_free (self);
}

void
_jarida_reports_set_list (JaridaReports    *self,
                          JaridaBlockList  *list,
                          JaridaAssetRules *rules)
{
  jarida_hidden_set_set_list (self->set, list, rules);
  self->generation++;
  if (_jarida_reports_has_looks (self))
    _jarida_reports_look_again (self);
  _jarida_reader_pictures_judged (self->reader);
  g_object_notify (G_OBJECT (self->reader), "list-time");
}

gboolean
_jarida_reports_has_looks (JaridaReports *self)
{
  if (jarida_block_list_count_families (_jarida_list_updater_get_list (self->updater)) > 0)
    return TRUE;
  for (guint i = 0; i < self->hidden->len; i++)
    if (g_array_index (self->hidden, JaridaHiddenRow, i).kind == JARIDA_HIDDEN_LOOK)
      return TRUE;
  return FALSE;
}

void
_jarida_reports_judge (JaridaReports *self,
                       const char    *address,
                       JaridaVerdict *out_verdict)
{
  JaridaPictureFacts *facts = jarida_fact_table_lookup (self->facts, address);
  const JaridaPicture picture = jarida_picture_facts_picture (facts, address);

  if (facts != NULL && facts->generation == self->generation)
    {
      *out_verdict = facts->verdict;
      return;
    }
  jarida_hidden_set_judge (self->set, &picture, out_verdict);
  if (facts != NULL)
    {
      facts->verdict = *out_verdict;
      facts->generation = self->generation;
    }
}

GListModel *
jarida_reader_get_reports (JaridaReader *self)
{
  g_return_val_if_fail (JARIDA_IS_READER (self), NULL);

  return G_LIST_MODEL (self->reports->entries);
}

void
jarida_reader_set_report_service (JaridaReader *self,
                                  const char   *address)
{
  g_autofree char *service = NULL;

  g_return_if_fail (JARIDA_IS_READER (self));

  service = address != NULL ? _jarida_service_normalize (address) : NULL;
  if (g_strcmp0 (self->reports->service, service != NULL ? service : "") == 0)
    return;
  g_free (self->reports->service);
  self->reports->service = service != NULL ? g_steal_pointer (&service) : g_strdup ("");
  online_changed_cb (self, NULL, self->reports);
  _jarida_outbox_set_service (self->reports->outbox);
  _jarida_list_updater_set_service (self->reports->updater, self->reports->service);
  g_object_notify (G_OBJECT (self), "report-service");
}

char *
jarida_report_service_normalize (const char *address)
{
  return _jarida_service_normalize (address);
}

const char *
jarida_reader_get_report_service (JaridaReader *self)
{
  g_return_val_if_fail (JARIDA_IS_READER (self), NULL);

  return self->reports->service;
}

gint64
jarida_reader_get_list_time (JaridaReader *self)
{
  g_return_val_if_fail (JARIDA_IS_READER (self), 0);

  return _jarida_list_updater_get_time (self->reports->updater);
}

gboolean
jarida_reader_get_list_old (JaridaReader *self)
{
  gint64 time;

  g_return_val_if_fail (JARIDA_IS_READER (self), FALSE);

  time = jarida_reader_get_list_time (self);
  return time != 0 && _jarida_reader_now (self) - time > JARIDA_LIST_OLD_AFTER;
}

guint
jarida_reader_count_listed (JaridaReader *self)
{
  JaridaBlockList *list;

  g_return_val_if_fail (JARIDA_IS_READER (self), 0);

  list = _jarida_list_updater_get_list (self->reports->updater);
  return jarida_block_list_count_keys (list) + jarida_block_list_count_families (list);
}

/* For those who wait: the command line, tests, a button. */

void
jarida_reader_send_reports_async (JaridaReader        *self,
                                  GCancellable        *cancellable,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  g_return_if_fail (JARIDA_IS_READER (self));

  _jarida_outbox_flush_async (self->reports->outbox, cancellable, callback, user_data);
}

gboolean
jarida_reader_send_reports_finish (JaridaReader  *self,
                                   GAsyncResult  *result,
                                   GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

void
jarida_reader_load_list_async (JaridaReader        *self,
                               gboolean             update,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  g_return_if_fail (JARIDA_IS_READER (self));

  _jarida_list_updater_load_async (self->reports->updater, update, cancellable, callback, user_data);
}

gboolean
jarida_reader_load_list_finish (JaridaReader  *self,
                                GAsyncResult  *result,
                                GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

void
jarida_reader_reset_reporter_async (JaridaReader        *self,
                                    GCancellable        *cancellable,
                                    GAsyncReadyCallback  callback,
                                    gpointer             user_data)
{
  g_return_if_fail (JARIDA_IS_READER (self));

  _jarida_outbox_reset_async (self->reports->outbox, cancellable, callback, user_data);
}

gboolean
jarida_reader_reset_reporter_finish (JaridaReader  *self,
                                     GAsyncResult  *result,
                                     GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
