/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

/* What filters want the person to be told of: gathered while a refresh goes on, and told when it is over, so that a hundred newspapers are
 * not a hundred notices. */

#include "jarida-reader-private.h"
#include "jarida-store-filters.h"

/* What comes outside a refresh may be followed by more. */
#define GATHER_MILLISECONDS 1000
/* More nobody reads in a notice. */
#define MAX_HEADLINES 20

/* The articles of one filter, each as it came. */
static GArray *
take_of_filter (GArray *announced,
                gint64  filter_id)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < announced->len; i++)
    if (g_array_index (announced, JaridaAnnounced, i).filter_id == filter_id)
      g_array_append_val (ids, g_array_index (announced, JaridaAnnounced, i).id);
  return ids;
}

void
_jarida_reader_announce (JaridaReader *self)
{
  g_autoptr(GArray) announced = g_steal_pointer (&self->announced);
  g_autoptr(GHashTable) told = g_hash_table_new (g_int64_hash, g_int64_equal);

  g_clear_handle_id (&self->announce_timeout, g_source_remove);
  for (guint i = 0; announced != NULL && i < announced->len; i++)
    {
      const JaridaAnnounced *first = &g_array_index (announced, JaridaAnnounced, i);
      JaridaFilter *found = jarida_store_find_filter (self->store, first->filter_id);
      g_autoptr(JaridaFilter) filter = found != NULL ? g_object_ref (found) : NULL;
      g_autoptr(GArray) ids = NULL;
      g_autoptr(GPtrArray) headlines = NULL;
      guint n;

      /* It may be gone by now, or switched off. */
      if (!g_hash_table_add (told, (gpointer) &first->filter_id) || filter == NULL || !jarida_filter_get_enabled (filter))
        continue;
      ids = take_of_filter (announced, first->filter_id);
      headlines = jarida_store_list_announced (self->store, (gint64 *) ids->data, ids->len, MAX_HEADLINES, &n);
      if (n > 0)
        _jarida_reader_filter_matched (self, filter, headlines, n);
    }
}

static gboolean
gathered_cb (gpointer user_data)
{
  JaridaReader *self = user_data;

  self->announce_timeout = 0;
  if (self->refresh == NULL)
    _jarida_reader_announce (self);
  return G_SOURCE_REMOVE;
}

static void
articles_announced_cb (JaridaStore *store,
                       GArray      *announced,
                       gpointer     user_data)
{
  JaridaReader *self = user_data;

  if (self->announced == NULL)
    self->announced = g_array_new (FALSE, FALSE, sizeof (JaridaAnnounced));
  g_array_append_vals (self->announced, announced->data, announced->len);
  if (self->refresh == NULL && self->announce_timeout == 0)
    self->announce_timeout = g_timeout_add (GATHER_MILLISECONDS, gathered_cb, self);
}

void
_jarida_reader_watch_announced (JaridaReader *self)
{
  g_signal_connect_object (self->store, "articles-announced", G_CALLBACK (articles_announced_cb), self, 0);
}

void
_jarida_reader_stop_announcing (JaridaReader *self)
{
  g_clear_handle_id (&self->announce_timeout, g_source_remove);
  g_clear_pointer (&self->announced, g_array_unref);
}
