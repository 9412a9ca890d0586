/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-portal-fetch.h"

/* What is known of an edition's pages beside what their servers said: where their feeds are, and whose sources they serve. */

/* The row of a page that does not exist: its validator is the feed's address. */
static char *
dup_key (const char *page)
{
  return g_strconcat (page, "#feed", NULL);
}

static void
learnt_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GError) error = NULL;

  /* The page will name it again. */
  if (!jarida_store_save_page_finish (JARIDA_STORE (object), result, &error))
    g_debug ("a feed is not learnt: %s", error->message);
}

void
jarida_portal_learn_feed (JaridaReader *reader,
                          const char   *page,
                          const char   *feed)
{
  g_autofree char *key = dup_key (page);
  const JaridaFetchState state = { .etag = (char *) feed, .last_fetch = _jarida_reader_now (reader), .status = 200 };

  jarida_store_save_page_async (reader->store, key, &state, NULL, learnt_cb, NULL);
}

static void
looked_up_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(JaridaFetchState) state = jarida_store_load_page_finish (JARIDA_STORE (object), result, NULL);
  const char *guess = g_task_get_task_data (task);

  g_task_return_pointer (task, g_strdup (state != NULL && state->etag != NULL ? state->etag : guess), g_free);
}

void
jarida_portal_look_up_feed_async (JaridaReader        *reader,
                                  const char          *page,
                                  const char          *guess,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  g_autofree char *key = dup_key (page);
  GTask *task = g_task_new (reader, NULL, callback, user_data);

  g_task_set_source_tag (task, jarida_portal_look_up_feed_async);
  g_task_set_task_data (task, g_strdup (guess), g_free);
  jarida_store_load_page_async (reader->store, key, NULL, looked_up_cb, task);
}

char *
jarida_portal_look_up_feed_finish (JaridaReader *reader,
                                   GAsyncResult *result)
{
  g_return_val_if_fail (g_task_is_valid (result, reader), NULL);

  return g_task_propagate_pointer (G_TASK (result), NULL);
}

GHashTable *
jarida_portal_list_sources (JaridaReader              *reader,
                            const JaridaPortalEdition *edition)
{
  GHashTable *found = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  GListModel *sources = jarida_store_get_sources (reader->store);

  for (guint i = 0; i < g_list_model_get_n_items (sources); i++)
    {
      g_autoptr(JaridaSource) source = g_list_model_get_item (sources, i);
      g_autoptr(JaridaPortalEdition) own = _jarida_reader_dup_edition (reader, source);
      g_autoptr(JaridaPortalAddress) parsed = NULL;

      if (own == NULL || !g_str_equal (own->key, edition->key))
        continue;
      parsed = jarida_portal_edition_parse (edition, jarida_source_get_feed_url (source));
      if (parsed != NULL && parsed->slug != NULL)
        g_hash_table_replace (found, g_strdup (parsed->slug), g_object_ref (source));
    }
  return found;
}

void
jarida_portal_drop_stopped (GHashTable *sources,
                            GHashTable *members)
{
  GHashTableIter iter;
  gpointer source;

  g_hash_table_iter_init (&iter, sources);
  while (g_hash_table_iter_next (&iter, NULL, &source))
    if (jarida_source_get_stopped (source) && (members == NULL || !g_hash_table_contains (members, source)))
      g_hash_table_iter_remove (&iter);
}
