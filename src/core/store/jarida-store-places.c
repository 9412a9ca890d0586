/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "jarida-article-row.h"
#include "jarida-headline-list-private.h"
#include "jarida-store-counts.h"
#include "jarida-store-topics.h"

/* Folders lie in folders; a damaged file may say that they do so in a circle. */
#define MAX_DEPTH 64

JaridaSourceEntry *
jarida_store_find_entry (JaridaStore *self,
                         gint64       source_id)
{
  return g_hash_table_lookup (self->entries, GSIZE_TO_POINTER ((gsize) source_id));
}

GListModel *
jarida_store_get_sources (JaridaStore *self)
{
  g_return_val_if_fail (JARIDA_IS_STORE (self), NULL);

  return G_LIST_MODEL (self->sources);
}

GListModel *
jarida_store_get_folders (JaridaStore *self)
{
  g_return_val_if_fail (JARIDA_IS_STORE (self), NULL);

  return G_LIST_MODEL (self->folders);
}

JaridaSource *
jarida_store_find_source (JaridaStore *self,
                          gint64       id)
{
  JaridaSourceEntry *entry;

  g_return_val_if_fail (JARIDA_IS_STORE (self), NULL);

  entry = jarida_store_find_entry (self, id);
  return entry != NULL && !entry->removed ? entry->source : NULL;
}

/* http and https are the same feed. */
static const char *
skip_scheme (const char *address)
{
  if (g_str_has_prefix (address, "https://"))
    return address + strlen ("https://");
  return g_str_has_prefix (address, "http://") ? address + strlen ("http://") : address;
}

static void
note_address (GHashTable        *addresses,
              JaridaSourceEntry *entry)
{
  const char *address = jarida_source_get_feed_url (entry->source);

  if (!entry->removed && address != NULL)
    g_hash_table_insert (addresses, g_strdup (skip_scheme (address)), g_object_ref (entry->source));
}

static GHashTable *
make_addresses (JaridaStore *self)
{
  GHashTable *addresses = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    note_address (addresses, value);
  return addresses;
}

/* An address has changed, or a source come back. */
static void
forget_addresses (JaridaStore *self)
{
  g_clear_pointer (&self->addresses, g_hash_table_unref);
}

JaridaSource *
jarida_store_find_source_by_url (JaridaStore *self,
                                 const char  *feed_url)
{
  JaridaSource *source;

  g_return_val_if_fail (JARIDA_IS_STORE (self), NULL);
  g_return_val_if_fail (feed_url != NULL, NULL);

  if (self->addresses == NULL)
    self->addresses = make_addresses (self);
  source = g_hash_table_lookup (self->addresses, skip_scheme (feed_url));
  /* It may be removed meanwhile. */
  return source != NULL ? jarida_store_find_source (self, jarida_source_get_id (source)) : NULL;
}

JaridaSource *
jarida_store_choose_source (JaridaStore *self,
                            guint32      id,
                            gint64       first,
                            gint64       preferred)
{
  guint n;
  const JaridaColumnOrigin *origins = jarida_columns_find_origins (self->columns, id, &n);
  JaridaSource *source = jarida_store_find_source (self, first);

  for (guint i = 0; i < n; i++)
    if (source == NULL || origins[i].source == preferred)
      source = jarida_store_find_source (self, origins[i].source);
  return source;
}

JaridaFolder *
jarida_store_find_folder (JaridaStore *self,
                          gint64       id)
{
  guint n;

  g_return_val_if_fail (JARIDA_IS_STORE (self), NULL);

  n = g_list_model_get_n_items (G_LIST_MODEL (self->folders));
  for (guint i = 0; i < n; i++)
    {
      g_autoptr(JaridaFolder) folder = g_list_model_get_item (G_LIST_MODEL (self->folders), i);

      if (jarida_folder_get_id (folder) == id)
        return folder;
    }
  return NULL;
}

static int
compare_sources (gconstpointer a,
                 gconstpointer b,
                 gpointer      user_data)
{
  JaridaSource *first = (JaridaSource *) a;
  JaridaSource *second = (JaridaSource *) b;
  int by_position = jarida_source_get_position (first) - jarida_source_get_position (second);
  gint64 by_id = jarida_source_get_id (first) - jarida_source_get_id (second);

  return by_position != 0 ? by_position : (by_id > 0) - (by_id < 0);
}

void
jarida_store_show_source (JaridaStore  *self,
                          JaridaSource *source,
                          gboolean      shown)
{
  guint position;

  if (g_list_store_find (self->sources, source, &position))
    g_list_store_remove (self->sources, position);
  else if (shown)
    forget_addresses (self);
  if (shown)
    g_list_store_insert_sorted (self->sources, source, compare_sources, NULL);
}

void
jarida_store_add_entry (JaridaStore      *self,
                        JaridaSource     *source,
                        JaridaFetchState *fetch,
                        gboolean          removed)
{
  JaridaSourceEntry *entry = g_new0 (JaridaSourceEntry, 1);

  entry->source = g_object_ref (source);
  entry->fetch = fetch;
  entry->removed = removed;
  g_hash_table_insert (self->entries, GSIZE_TO_POINTER ((gsize) jarida_source_get_id (source)), entry);
  g_signal_connect_object (source, "notify::feed-url", G_CALLBACK (forget_addresses), self, G_CONNECT_SWAPPED);
  if (self->addresses != NULL)
    note_address (self->addresses, entry);
  jarida_store_set_shown (self, jarida_source_get_id (source), !removed);
  if (!removed)
    g_list_store_insert_sorted (self->sources, source, compare_sources, NULL);
}

/* Counts. */

/* Places. */

static gboolean
is_in_folder (JaridaStore *self,
              gint64       id,
              gint64       folder_id)
{
  for (int depth = 0; id != 0 && depth < MAX_DEPTH; depth++)
    {
      JaridaFolder *folder;

      if (id == folder_id)
        return TRUE;
      folder = jarida_store_find_folder (self, id);
      id = folder != NULL ? jarida_folder_get_parent_id (folder) : 0;
    }
  return FALSE;
}

gboolean
jarida_store_place_has (JaridaStore       *self,
                        const JaridaPlace *place,
                        JaridaSourceEntry *entry)
{
  if (entry->removed)
    return FALSE;
  if (place->kind == JARIDA_PLACE_FOLDER)
    return is_in_folder (self, jarida_source_get_folder_id (entry->source), place->id);
  return place->kind != JARIDA_PLACE_SOURCE || jarida_source_get_id (entry->source) == place->id;
}

static void
match_sources (JaridaStore       *self,
               const JaridaPlace *place,
               JaridaPlaceMatch  *match)
{
  GHashTableIter iter;
  gpointer key, value;
  gsize greatest = 0;

  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    greatest = MAX (greatest, GPOINTER_TO_SIZE (key));
  match->n_sources = greatest + 1;
  match->sources = g_new0 (guint8, match->n_sources);
  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, &key, &value))
    if (jarida_store_place_has (self, place, value))
      match->sources[GPOINTER_TO_SIZE (key)] = 1;
}

static void
match_author (JaridaStore      *self,
              gint64            author,
              JaridaPlaceMatch *match)
{
  const GArray *bylines = jarida_store_get_bylines (self, author);

  match->n_bylines = bylines->len > 0 ? g_array_index (bylines, guint32, bylines->len - 1) + 1 : 0;
  match->bylines = g_new0 (guint8, match->n_bylines / 8 + 1);
  for (guint i = 0; i < bylines->len; i++)
    {
      guint32 id = g_array_index (bylines, guint32, i);

      match->bylines[id / 8] |= 1 << id % 8;
    }
}

void
jarida_store_match_place (JaridaStore       *self,
                          const JaridaPlace *place,
                          JaridaPlaceMatch  *out_match)
{
  memset (out_match, 0, sizeof *out_match);
  match_sources (self, place, out_match);
  jarida_store_bound_place (self, place, &out_match->first, &out_match->last);
  out_match->flags = (place->unread_only || place->kind == JARIDA_PLACE_UNREAD ? JARIDA_COLUMN_UNREAD : 0)
                     | (place->kind == JARIDA_PLACE_SAVED ? JARIDA_COLUMN_SAVED : 0)
                     | (place->kind == JARIDA_PLACE_FILTERED ? JARIDA_COLUMN_FILTERED : 0);
  out_match->topic = place->kind;
  if (place->kind == JARIDA_PLACE_SECTION || place->kind == JARIDA_PLACE_CITY)
    {
      out_match->number = (guint16) CLAMP (place->id, 0, G_MAXUINT16);
      /* 0 is no section and no city, and not the place of all that have none. */
      if (place->id <= 0 || place->id > G_MAXUINT16)
        out_match->last = 0;
    }
  else if (place->kind == JARIDA_PLACE_AUTHOR)
    match_author (self, place->id, out_match);
}

gint64
jarida_store_get_newest (JaridaStore *self)
{
  static const JaridaPlace all = { JARIDA_PLACE_ALL };
  g_auto(JaridaPlaceMatch) match = { NULL };

  g_return_val_if_fail (JARIDA_IS_STORE (self), 0);

  jarida_store_match_place (self, &all, &match);
  for (gsize i = self->columns->n; i-- > 0;)
    if (jarida_place_match_row (&match, self->columns, i))
      return self->columns->ids[i] + JARIDA_SHELF_EPOCH;
  return 0;
}

gint64
jarida_store_get_oldest (JaridaStore *self,
                         gint64       source_id)
{
  g_return_val_if_fail (JARIDA_IS_STORE (self), 0);

  for (gsize i = 0; i < self->columns->n; i++)
    if (self->columns->sources[i] == source_id)
      return self->columns->ids[i] + (gint64) JARIDA_SHELF_EPOCH;
  return 0;
}

/* Lists. */

JaridaHeadlineList *
jarida_store_list_headlines (JaridaStore       *self,
                             const JaridaPlace *place)
{
  JaridaHeadlineList *list;

  g_return_val_if_fail (JARIDA_IS_STORE (self), NULL);
  g_return_val_if_fail (place != NULL, NULL);

  list = jarida_headline_list_new (self, place);
  g_ptr_array_add (self->lists, list);
  return list;
}

void
jarida_store_forget_list (JaridaStore *self,
                          gpointer     list)
{
  g_ptr_array_remove_fast (self->lists, list);
}

void
jarida_store_note_sources (JaridaStore *self)
{
  jarida_store_count_folders (self);
  jarida_store_update_topics (self);
  for (guint i = 0; i < self->lists->len; i++)
    jarida_headline_list_note_sources (g_ptr_array_index (self->lists, i));
}
