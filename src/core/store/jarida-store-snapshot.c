/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-headline-list-private.h"
#include "jarida-store-counts.h"

/* Brings what is in memory to what a snapshot says: at opening, when the rest of a long shelf has been read, and when
 * another process has written. Objects that somebody may hold stay the same objects. */

static void
show_source_row (JaridaStore     *self,
                 JaridaSourceRow *row)
{
  JaridaSourceEntry *entry = jarida_store_find_entry (self, row->id);
  gboolean removed = row->removed_at != 0;

  if (entry == NULL)
    {
      g_autoptr(JaridaSource) source = jarida_source_new ();

      jarida_source_row_show (row, source);
      jarida_fetch_state_show (row->fetch, source);
      jarida_store_add_entry (self, source, g_steal_pointer (&row->fetch), removed);
      return;
    }
  jarida_fetch_state_show (row->fetch, entry->source);
  jarida_fetch_state_free (entry->fetch);
  entry->fetch = g_steal_pointer (&row->fetch);
  if (jarida_source_get_position (entry->source) != row->position || entry->removed != removed)
    {
      jarida_source_row_show (row, entry->source);
      entry->removed = removed;
      jarida_store_set_shown (self, row->id, !removed);
      jarida_store_show_source (self, entry->source, !removed);
    }
  else
    jarida_source_row_show (row, entry->source);
}

static void
show_sources (JaridaStore *self,
              GPtrArray   *rows)
{
  g_autoptr(GHashTable) present = g_hash_table_new (NULL, NULL);
  GHashTableIter iter;
  gpointer key, value;

  for (guint i = 0; i < rows->len; i++)
    {
      JaridaSourceRow *row = g_ptr_array_index (rows, i);

      g_hash_table_add (present, GSIZE_TO_POINTER ((gsize) row->id));
      show_source_row (self, row);
    }
  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, &key, &value))
    if (!g_hash_table_contains (present, key))
      {
        jarida_store_show_source (self, ((JaridaSourceEntry *) value)->source, FALSE);
        jarida_store_set_shown (self, GPOINTER_TO_SIZE (key), FALSE);
        g_hash_table_iter_remove (&iter);
      }
}

static int
compare_folders (gconstpointer a,
                 gconstpointer b,
                 gpointer      user_data)
{
  JaridaFolder *first = (JaridaFolder *) a;
  JaridaFolder *second = (JaridaFolder *) b;
  int by_position = jarida_folder_get_position (first) - jarida_folder_get_position (second);
  gint64 by_id = jarida_folder_get_id (first) - jarida_folder_get_id (second);

  return by_position != 0 ? by_position : (by_id > 0) - (by_id < 0);
}

void
jarida_store_show_folder (JaridaStore  *self,
                          JaridaFolder *folder,
                          gboolean      shown)
{
  g_autoptr(JaridaFolder) held = g_object_ref (folder);
  guint position;

  if (g_list_store_find (self->folders, folder, &position))
    g_list_store_remove (self->folders, position);
  if (shown)
    g_list_store_insert_sorted (self->folders, folder, compare_folders, NULL);
}

static void
show_folders (JaridaStore *self,
              GPtrArray   *rows)
{
  g_autoptr(GHashTable) present = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < rows->len; i++)
    {
      JaridaFolderRow *row = g_ptr_array_index (rows, i);
      JaridaFolder *known = jarida_store_find_folder (self, row->id);
      g_autoptr(JaridaFolder) folder = known != NULL ? g_object_ref (known) : jarida_folder_new ();
      gboolean moved = known == NULL || jarida_folder_get_position (folder) != row->position;

      jarida_folder_row_show (row, folder);
      if (moved)
        jarida_store_show_folder (self, folder, TRUE);
      g_hash_table_add (present, folder);
    }
  for (guint i = g_list_model_get_n_items (G_LIST_MODEL (self->folders)); i-- > 0;)
    {
      g_autoptr(JaridaFolder) folder = g_list_model_get_item (G_LIST_MODEL (self->folders), i);

      if (!g_hash_table_contains (present, folder))
        g_list_store_remove (self->folders, i);
    }
}

void
jarida_store_show_snapshot (JaridaStore    *self,
                            JaridaSnapshot *snapshot)
{
  guint32 horizon = 0;
  g_autoptr(GArray) new_ids = g_array_new (FALSE, FALSE, sizeof (guint32));

  /* A snapshot taken before a commit that has been shown since would take it back; a newer one is on its way. */
  if (snapshot->serial < self->serial || snapshot->columns == NULL)
    return;
  show_folders (self, snapshot->folders);
  show_sources (self, snapshot->sources);
  jarida_store_show_followed (self, snapshot->followed);
  jarida_store_show_searches (self, snapshot->searches);
  jarida_store_show_filters (self, snapshot->filters);
  jarida_store_show_reports (self, g_steal_pointer (&snapshot->reports));
  if (!self->complete && self->columns->n > 0)
    horizon = self->columns->ids[0];
  for (gsize i = jarida_columns_bound (snapshot->columns, horizon); i < snapshot->columns->n; i++)
    if (jarida_columns_find (self->columns, snapshot->columns->ids[i]) == G_MAXSIZE)
      g_array_append_val (new_ids, snapshot->columns->ids[i]);
  jarida_columns_free (self->columns);
  self->columns = g_steal_pointer (&snapshot->columns);
  /* Another process may have met new ones. */
  g_hash_table_remove_all (self->author_bylines);
  if (snapshot->serial > self->serial)
    jarida_store_serial_changed (self, snapshot->serial);
  self->complete = snapshot->complete;
  jarida_store_apply_marks (self);
  jarida_store_count_all (self);
  for (guint i = 0; i < self->lists->len; i++)
    jarida_headline_list_note_all (g_ptr_array_index (self->lists, i), horizon);
  if (self->writer == NULL)
    return;
  jarida_store_note_index (self, (guint32 *) new_ids->data, new_ids->len, TRUE);
  jarida_store_articles_arrived (self, new_ids->len);
}
