/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-reports-private.h"

#include <string.h>

#include "jarida-service.h"

/* What stands in memory of reports, brought to what the shelf says whenever that changes: the list of them, what is hidden, and what
 * is shown all the same. */

struct _JaridaReports
{
  JaridaReader *reader;        /* Borrowed */
  char         *service;       /* (owned) "" none */
  GListStore   *entries;       /* (owned) JaridaReportEntry, newest first */
  GHashTable   *hidden;        /* (owned) sign -> the same */
  GHashTable   *shown;         /* (owned) sign -> the same */
};

/* Keys are hashes already: any of their bytes will do. */
static guint
hash_sign (gconstpointer data)
{
  const JaridaHiddenRow *sign = data;
  guint32 hash;

  memcpy (&hash, sign->key, sizeof hash);
  return hash ^ (guint) sign->kind;
}

static gboolean
equal_signs (gconstpointer a,
             gconstpointer b)
{
  const JaridaHiddenRow *first = a, *second = b;

  return first->kind == second->kind && memcmp (first->key, second->key, sizeof first->key) == 0;
}

/* The first of them, which is what the person said first. */
static void
fill (GHashTable *table,
      GArray     *signs)
{
  g_hash_table_remove_all (table);
  for (guint i = 0; i < signs->len; i++)
    {
      const JaridaHiddenRow *sign = &g_array_index (signs, JaridaHiddenRow, i);

      if (!g_hash_table_contains (table, sign))
        g_hash_table_add (table, g_memdup2 (sign, sizeof *sign));
    }
}

/* Entries are held by whoever shows them: they stay the same objects. */
static void
show_entries (JaridaReports *self)
{
  GPtrArray *rows = jarida_store_get_reports (self->reader->store);
  GListModel *model = G_LIST_MODEL (self->entries);
  const gint64 now = _jarida_reader_now (self->reader);
  guint at = 0;

  for (guint i = rows->len; i-- > 0;)
    {
      const JaridaReportRow *row = g_ptr_array_index (rows, i);
      g_autoptr(JaridaReportEntry) entry = g_list_model_get_item (model, at);

      while (entry != NULL && _jarida_report_entry_get_number (entry) > row->number)
        {
          g_list_store_remove (self->entries, at);
          g_set_object (&entry, NULL);
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
      at++;
    }
  g_list_store_splice (self->entries, at, g_list_model_get_n_items (model) - at, NULL, 0);
}

static void
reports_changed_cb (JaridaStore *store,
                    gpointer     user_data)
{
  JaridaReports *self = user_data;

  fill (self->hidden, jarida_store_get_hidden (store));
  fill (self->shown, jarida_store_get_shown (store));
  show_entries (self);
  _jarida_reader_pictures_judged (self->reader);
}

JaridaReports *
_jarida_reports_new (JaridaReader *reader)
{
  JaridaReports *self = g_new0 (JaridaReports, 1);

  self->reader = reader;
  self->service = g_strdup ("");
  self->entries = g_list_store_new (JARIDA_TYPE_REPORT_ENTRY);
  self->hidden = g_hash_table_new_full (hash_sign, equal_signs, g_free, NULL);
  self->shown = g_hash_table_new_full (hash_sign, equal_signs, g_free, NULL);
  reports_changed_cb (reader->store, self);
  g_signal_connect (reader->store, "reports-changed", G_CALLBACK (reports_changed_cb), self);
  return self;
}

void
_jarida_reports_free (JaridaReports *self)
{
  g_signal_handlers_disconnect_by_data (self->reader->store, self);
  g_hash_table_unref (self->hidden);
  g_hash_table_unref (self->shown);
  g_object_unref (self->entries);
  g_free (self->service);
  g_free (self);
}

int
_jarida_reports_find (JaridaReports         *self,
                      const JaridaHiddenRow *sign,
                      gboolean               hidden)
{
  const JaridaHiddenRow *found = g_hash_table_lookup (hidden ? self->hidden : self->shown, sign);

  if (found == NULL)
    return 0;
  return hidden ? found->reason : 1;
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
  g_object_notify (G_OBJECT (self), "report-service");
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

  return 0;
}

guint
jarida_reader_count_listed (JaridaReader *self)
{
  g_return_val_if_fail (JARIDA_IS_READER (self), 0);

  return 0;
}
