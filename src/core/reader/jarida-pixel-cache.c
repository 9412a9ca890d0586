/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "jarida-pixel-cache.h"

typedef struct
{
  char          *key;       /* (owned) */
  JaridaPixels  *pixels;    /* (owned) */
  GList          link;      /* in the queue, most recently used first */
} Entry;

struct _JaridaPixelCache
{
  GHashTable  *entries;     /* (owned) key -> Entry, owned */
  GQueue       recent;
  gsize        bytes;
  gsize        max_bytes;
};

static void
free_entry (gpointer data)
{
  Entry *entry = data;

  g_free (entry->key);
  jarida_pixels_unref (entry->pixels);
  g_free (entry);
}

JaridaPixelCache *
jarida_pixel_cache_new (gsize max_bytes)
{
  JaridaPixelCache *self = g_new0 (JaridaPixelCache, 1);

  self->entries = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, free_entry);
  self->max_bytes = max_bytes;
  g_queue_init (&self->recent);
  return self;
}

void
jarida_pixel_cache_free (JaridaPixelCache *self)
{
  g_hash_table_unref (self->entries);
  g_free (self);
}

JaridaPixels *
jarida_pixel_cache_lookup (JaridaPixelCache *self,
                           const char       *key)
{
  Entry *entry = g_hash_table_lookup (self->entries, key);

  if (entry == NULL)
    return NULL;
  g_queue_unlink (&self->recent, &entry->link);
  g_queue_push_head_link (&self->recent, &entry->link);
  return entry->pixels;
}

static void
drop_last (JaridaPixelCache *self)
{
  Entry *entry = g_queue_pop_tail_link (&self->recent)->data;

  self->bytes -= g_bytes_get_size (entry->pixels->data);
  g_hash_table_remove (self->entries, entry->key);
}

void
jarida_pixel_cache_insert (JaridaPixelCache *self,
                           const char       *key,
                           JaridaPixels     *pixels)
{
  const gsize size = g_bytes_get_size (pixels->data);
  Entry *entry;

  /* One picture must not push out all the others. */
  if (size > self->max_bytes / 8 || g_hash_table_contains (self->entries, key))
    return;
  while (self->bytes + size > self->max_bytes)
    drop_last (self);
  entry = g_new0 (Entry, 1);
  entry->key = g_strdup (key);
  entry->pixels = jarida_pixels_ref (pixels);
  entry->link.data = entry;
  g_queue_push_head_link (&self->recent, &entry->link);
  g_hash_table_insert (self->entries, entry->key, entry);
  self->bytes += size;
}
