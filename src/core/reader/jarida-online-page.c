/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

/* One page of what a portal has found: asked for, read off the main thread, and held against the shelf. What is known of the search of
 * portals is assumed, so that much else may come: a page of somebody else, the home page, none. Only an answer that comes from where a
 * search stands is one. */

#include "jarida-online-private.h"

#include <libsoup/soup.h>
#include <string.h>

#include "jarida-address.h"
#include "jarida-portal-articles.h"
#include "jarida-portal-fetch.h"

/* A page of a list is a twentieth of it. */
#define MAX_BYTES (4 * 1024 * 1024)
#define MAX_OFFERS 100

typedef struct
{
  JaridaPortalEdition *edition;        /* (owned) */
  char                *address;        /* (owned) */
  JaridaFetchResponse *response;       /* (owned) (nullable) */
  gint64               wait;
  JaridaOnlinePage    *page;           /* (owned) (nullable) */
} Fetch;

void
jarida_online_offer_free (JaridaOnlineOffer *self)
{
  jarida_portal_edition_unref (self->edition);
  jarida_article_unref (self->listed);
  g_free (self->slug);
  g_free (self->newspaper);
  g_free (self);
}

void
jarida_online_page_free (JaridaOnlinePage *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->offers);
  g_free (self->next);
  g_free (self);
}

static void
free_fetch (gpointer data)
{
  Fetch *fetch = data;

  jarida_portal_edition_unref (fetch->edition);
  g_free (fetch->address);
  g_clear_pointer (&fetch->response, jarida_fetch_response_unref);
  g_clear_pointer (&fetch->page, jarida_online_page_free);
  g_free (fetch);
}

/* ---- The shelf ---- */

static void
found_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Fetch *fetch = g_task_get_task_data (task);
  g_autoptr(GError) error = NULL;
  g_autoptr(GArray) ids = jarida_store_find_articles_finish (JARIDA_STORE (object), result, &error);

  if (ids == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  for (guint i = 0; i < ids->len; i++)
    ((JaridaOnlineOffer *) g_ptr_array_index (fetch->page->offers, i))->id = g_array_index (ids, gint64, i);
  g_task_return_pointer (task, g_steal_pointer (&fetch->page), (GDestroyNotify) jarida_online_page_free);
}

static void
look_up (GTask *task)   /* (transfer full) */
{
  JaridaReader *reader = g_task_get_source_object (task);
  const Fetch *fetch = g_task_get_task_data (task);
  g_autoptr(GHashTable) sources = jarida_portal_list_sources (reader, fetch->edition);
  g_autoptr(GPtrArray) drafts = g_ptr_array_new_with_free_func ((GDestroyNotify) jarida_article_unref);
  g_autofree gint64 *ids = g_new (gint64, fetch->page->offers->len + 1);

  for (guint i = 0; i < fetch->page->offers->len; i++)
    {
      const JaridaOnlineOffer *offer = g_ptr_array_index (fetch->page->offers, i);
      JaridaSource *source = g_hash_table_lookup (sources, offer->slug);

      ids[i] = source != NULL ? jarida_source_get_id (source) : 0;
      g_ptr_array_add (drafts, jarida_article_ref (offer->listed));
    }
  jarida_store_find_articles_async (reader->store, ids, drafts, g_task_get_cancellable (task), found_cb, task);
}

/* ---- The page ---- */

static JaridaOnlineOffer *
new_offer (const Fetch              *fetch,
           const JaridaPortalDrafts *drafts,
           JaridaArticle            *draft)
{
  g_autoptr(JaridaPortalAddress) parsed = jarida_portal_edition_parse (fetch->edition, draft->address);
  JaridaOnlineOffer *offer;
  const char *name;

  if (parsed == NULL || parsed->slug == NULL)
    return NULL;
  name = g_hash_table_lookup (drafts->names, parsed->slug);
  offer = g_new0 (JaridaOnlineOffer, 1);
  offer->edition = jarida_portal_edition_ref (fetch->edition);
  offer->listed = jarida_article_ref (draft);
  offer->newspaper = g_strdup (name != NULL ? name : parsed->slug);
  offer->slug = g_steal_pointer (&parsed->slug);
  return offer;
}

static gboolean
is_search (const Fetch *fetch,
           const char  *address)
{
  g_autoptr(JaridaPortalAddress) parsed = jarida_portal_edition_parse (fetch->edition, address);

  return parsed != NULL && parsed->kind == JARIDA_PORTAL_SEARCH;
}

static JaridaOnlinePage *
make_page (const Fetch              *fetch,
           const JaridaPortalDrafts *drafts)
{
  JaridaOnlinePage *page = g_new0 (JaridaOnlinePage, 1);

  page->offers = g_ptr_array_new_with_free_func ((GDestroyNotify) jarida_online_offer_free);
  /* A page of something else is no more of what was asked. */
  page->next = drafts->next != NULL && is_search (fetch, drafts->next) ? g_strdup (drafts->next) : NULL;
  for (guint i = 0; i < drafts->order->len && page->offers->len < MAX_OFFERS; i++)
    {
      JaridaOnlineOffer *offer = new_offer (fetch, drafts, g_ptr_array_index (drafts->order, i));

      if (offer != NULL)
        g_ptr_array_add (page->offers, offer);
    }
  return page;
}

/* On a thread of the pool. */
static void
read_thread (GTask        *inner,
             gpointer      source_object,
             gpointer      task_data,
             GCancellable *cancellable)
{
  Fetch *fetch = task_data;
  const JaridaFetchResponse *response = fetch->response;
  g_autoptr(JaridaPortalPage) page = NULL;
  g_autoptr(JaridaPortalDrafts) drafts = NULL;

  /* A portal without a search may lead to its home page, whose news nobody has asked for. */
  if (is_search (fetch, response->address))
    {
      page = jarida_portal_page_read (response->body, response->address, response->content_type);
      drafts = jarida_portal_drafts_from_page (fetch->edition, page, NULL);
    }
  if (drafts == NULL || (drafts->n_items == 0 && !drafts->framed))
    {
      g_task_return_new_error (inner, JARIDA_READER_ERROR, JARIDA_OUTCOME_NO_HEADLINES, "%s: no answer to a search", fetch->address);
      return;
    }
  fetch->page = make_page (fetch, drafts);
  g_task_return_boolean (inner, TRUE);
}

static void
read_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  GTask *task = user_data;
  g_autoptr(GError) error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    {
      look_up (task);
      return;
    }
  g_task_return_error (task, g_steal_pointer (&error));
  g_object_unref (task);
}

static void
fetched_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  GTask *task = user_data;
  Fetch *fetch = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr(JaridaFetchResponse) response = jarida_fetcher_fetch_finish (JARIDA_FETCHER (object), result, &error);
  g_autoptr(GTask) inner = NULL;

  if (response == NULL || !jarida_response_check (response, fetch->address, &error))
    {
      fetch->wait = response != NULL ? response->retry_after : 0;
      g_task_return_error (task, error);
      g_object_unref (task);
      return;
    }
  fetch->response = g_steal_pointer (&response);
  inner = g_task_new (NULL, NULL, read_cb, task);
  g_task_set_source_tag (inner, fetched_cb);
  g_task_set_task_data (inner, fetch, NULL);
  g_task_run_in_thread (inner, read_thread);
}

void
jarida_online_page_fetch_async (JaridaReader        *reader,
                                JaridaPortalEdition *edition,
                                const char          *address,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  GTask *task = g_task_new (reader, cancellable, callback, user_data);
  const JaridaFetchRequest request = { .address = address, .accept = JARIDA_ACCEPT_PAGE, .kind = JARIDA_FETCH_URGENT, .max_bytes = MAX_BYTES };
  Fetch *fetch = g_new0 (Fetch, 1);

  g_task_set_source_tag (task, jarida_online_page_fetch_async);
  fetch->edition = jarida_portal_edition_ref (edition);
  fetch->address = g_strdup (address);
  g_task_set_task_data (task, fetch, free_fetch);
  jarida_fetcher_fetch_async (reader->fetcher, &request, cancellable, fetched_cb, task);
}

JaridaOnlinePage *
jarida_online_page_fetch_finish (JaridaReader  *reader,
                                 GAsyncResult  *result,
                                 gint64        *out_wait,
                                 GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, reader), NULL);

  *out_wait = ((Fetch *) g_task_get_task_data (G_TASK (result)))->wait;
  return g_task_propagate_pointer (G_TASK (result), error);
}
