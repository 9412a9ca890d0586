/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

/* Opening what a portal has found: its page is fetched, its newspaper becomes a source if it is none, and the article is kept. */

#include "jarida-online-private.h"

#include "jarida-portal-articles.h"
#include "jarida-portal-fetch.h"
#include "jarida-store-kept.h"

typedef struct
{
  JaridaPortalEdition *edition;        /* (owned) */
  JaridaArticle       *listed;         /* (owned) */
  char                *slug;           /* (owned) */
  char                *newspaper;      /* (owned) */
  JaridaFetchResponse *response;       /* (owned) (nullable) */
  JaridaArticle       *page;           /* (owned) (nullable) */
  JaridaSource        *new_source;     /* (owned) (nullable) */
  gint64               id;
} Opening;

static void
free_opening (gpointer data)
{
  Opening *opening = data;

  jarida_portal_edition_unref (opening->edition);
  jarida_article_unref (opening->listed);
  g_free (opening->slug);
  g_free (opening->newspaper);
  g_clear_pointer (&opening->response, jarida_fetch_response_unref);
  g_clear_pointer (&opening->page, jarida_article_unref);
  g_clear_object (&opening->new_source);
  g_free (opening);
}

static void
fail (GTask  *task,    /* (transfer full) */
      GError *error)   /* (transfer full) */
{
  g_task_return_error (task, error);
  g_object_unref (task);
}

static void
kept_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Opening *opening = g_task_get_task_data (task);
  GError *error = NULL;

  opening->id = jarida_store_keep_article_finish (JARIDA_STORE (object), result, &error);
  /* It is kept, whoever has gone away meanwhile. */
  g_task_set_check_cancellable (task, FALSE);
  if (opening->id != 0)
    {
      JaridaReader *reader = g_task_get_source_object (task);

      /* Also where a refresh has brought it meanwhile. */
      jarida_reader_set_read (reader, opening->id, TRUE);
      if (!jarida_reader_is_wanted (reader, opening->id))
        jarida_store_set_wanted_async (reader->store, &opening->id, 1, TRUE, NULL, NULL, NULL);
      g_task_return_boolean (task, TRUE);
    }
  else
    g_task_return_error (task, error);
}

/* The listing has no day; with that of the page it comes to its place at once. */
static JaridaArticle *
make_listed (const Opening *opening)
{
  JaridaArticle *listed = jarida_article_new ();
  const JaridaArticle *said = opening->listed;

  listed->guid = g_strdup (said->guid);
  listed->address = g_strdup (said->address);
  listed->title = g_strdup (said->title);
  listed->subtitle = g_strdup (said->subtitle);
  listed->excerpt = g_strdup (said->excerpt);
  listed->image = g_strdup (said->image);
  listed->language = g_strdup (said->language);
  listed->authors = g_strdupv (said->authors);
  listed->direction = said->direction;
  listed->partial = TRUE;
  listed->day_only = TRUE;
  listed->published = opening->page->published;
  return listed;
}

static void
keep (GTask        *task,     /* (transfer full) */
      JaridaSource *source)
{
  JaridaReader *reader = g_task_get_source_object (task);
  const Opening *opening = g_task_get_task_data (task);
  g_autoptr(JaridaArticle) listed = make_listed (opening);

  jarida_store_keep_article_async (reader->store, jarida_source_get_id (source), listed, opening->page, NULL, kept_cb, task);
}

/* Where the others of its edition are. */
static gint64
find_folder (GHashTable *sources)
{
  GHashTableIter iter;
  gpointer source;

  g_hash_table_iter_init (&iter, sources);
  return g_hash_table_iter_next (&iter, NULL, &source) ? jarida_source_get_folder_id (source) : 0;
}

/* The catalogue knows better than a listing. */
static char *
dup_name (JaridaReader  *reader,
          const Opening *opening)
{
  g_autofree char *id = g_strdup_printf ("%s/%s/%s", opening->edition->portal, opening->edition->language, opening->slug);
  const JaridaCatalogueNewspaper *newspaper = reader->catalogue != NULL ? jarida_catalogue_find (reader->catalogue, id) : NULL;

  return g_strdup (newspaper != NULL ? jarida_catalogue_name ((char *const *) newspaper->names, newspaper->language)
                                     : opening->newspaper);
}

/* A person has opened one article, and not asked for all that its newspaper writes: it is not updated. */
static JaridaSource *
new_source (JaridaReader  *reader,
            const Opening *opening,
            GHashTable    *sources)
{
  JaridaSource *source = jarida_source_new ();
  g_autofree char *address = jarida_portal_edition_dup_page (opening->edition, opening->slug);
  g_autofree char *name = dup_name (reader, opening);

  jarida_source_set_feed_url (source, address);
  jarida_source_set_site_url (source, address);
  jarida_source_set_title (source, name);
  jarida_source_set_language (source, opening->edition->language);
  jarida_source_set_portal (source, opening->edition->portal);
  jarida_source_set_folder_id (source, find_folder (sources));
  jarida_source_set_position (source, (int) g_list_model_get_n_items (jarida_store_get_sources (reader->store)));
  jarida_source_set_stopped (source, TRUE);
  return source;
}

static void subscribe_next (JaridaReader *reader);

static void
source_added_cb (GObject      *object,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  GTask *task = user_data;
  g_autoptr(JaridaReader) reader = g_object_ref (g_task_get_source_object (task));
  const Opening *opening = g_task_get_task_data (task);
  GError *error = NULL;

  if (jarida_store_add_source_finish (JARIDA_STORE (object), result, &error))
    keep (task, opening->new_source);
  else
    fail (task, error);
  subscribe_next (reader);
}

static void
subscribe (GTask *task)   /* (transfer full) */
{
  JaridaReader *reader = g_task_get_source_object (task);
  Opening *opening = g_task_get_task_data (task);
  g_autoptr(GHashTable) sources = jarida_portal_list_sources (reader, opening->edition);
  JaridaSource *source = g_hash_table_lookup (sources, opening->slug);

  if (source != NULL)
    {
      keep (task, source);
      return;
    }
  reader->subscribing = TRUE;
  opening->new_source = new_source (reader, opening, sources);
  jarida_store_add_source_async (reader->store, opening->new_source, NULL, source_added_cb, task);
}

/* One after the other: two articles of one newspaper that is new are opened at once, and the second finds it there. */
static void
subscribe_next (JaridaReader *reader)
{
  reader->subscribing = FALSE;
  while (!reader->subscribing && !g_queue_is_empty (&reader->to_subscribe))
    subscribe (g_queue_pop_head (&reader->to_subscribe));
}

static void
read_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  GTask *task = user_data;
  JaridaReader *reader = g_task_get_source_object (task);
  Opening *opening = g_task_get_task_data (task);
  GError *error = NULL;

  opening->page = g_task_propagate_pointer (G_TASK (result), &error);
  /* From here on it is kept, also when nobody waits for it any more. */
  if (opening->page == NULL || g_cancellable_set_error_if_cancelled (g_task_get_cancellable (task), &error))
    {
      fail (task, error);
      return;
    }
  if (reader->subscribing)
    g_queue_push_tail (&reader->to_subscribe, task);
  else
    subscribe (task);
}

/* On a thread of the pool. */
static void
read_thread (GTask        *inner,
             gpointer      source_object,
             gpointer      task_data,
             GCancellable *cancellable)
{
  const Opening *opening = task_data;
  const JaridaFetchResponse *response = opening->response;
  JaridaArticle *page = jarida_portal_read_whole (opening->edition, response->body, response->address, response->content_type);

  if (page == NULL)
    {
      g_task_return_new_error (inner, JARIDA_READER_ERROR, JARIDA_OUTCOME_NO_TEXT, "%s: no text", response->address);
      return;
    }
  g_free (page->address);
  page->address = g_strdup (opening->listed->address);
  g_task_return_pointer (inner, page, (GDestroyNotify) jarida_article_unref);
}

static void
fetched_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  GTask *task = user_data;
  Opening *opening = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr(JaridaFetchResponse) response = jarida_fetcher_fetch_finish (JARIDA_FETCHER (object), result, &error);
  g_autoptr(GTask) inner = NULL;

  if (response == NULL || !jarida_response_check (response, opening->listed->address, &error))
    {
      fail (task, error);
      return;
    }
  opening->response = g_steal_pointer (&response);
  inner = g_task_new (NULL, NULL, read_cb, task);
  g_task_set_source_tag (inner, fetched_cb);
  g_task_set_task_data (inner, opening, NULL);
  g_task_run_in_thread (inner, read_thread);
}

void
jarida_online_offer_keep_async (JaridaReader        *reader,
                                JaridaOnlineOffer   *offer,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data)
{
  GTask *task = g_task_new (reader, cancellable, callback, user_data);
  const JaridaFetchRequest request = { .address = offer->listed->address, .accept = JARIDA_ACCEPT_PAGE, .kind = JARIDA_FETCH_URGENT };
  Opening *opening = g_new0 (Opening, 1);

  g_task_set_source_tag (task, jarida_online_offer_keep_async);
  opening->edition = jarida_portal_edition_ref (offer->edition);
  opening->listed = jarida_article_ref (offer->listed);
  opening->slug = g_strdup (offer->slug);
  opening->newspaper = g_strdup (offer->newspaper);
  g_task_set_task_data (task, opening, free_opening);
  if (jarida_reader_get_frozen (reader))
    fail (task, g_error_new_literal (JARIDA_STORE_ERROR, JARIDA_STORE_ERROR_FROZEN, "the shelf can only be read"));
  else
    jarida_fetcher_fetch_async (reader->fetcher, &request, cancellable, fetched_cb, task);
}

gint64
jarida_online_offer_keep_finish (JaridaReader  *reader,
                                 GAsyncResult  *result,
                                 JaridaSource **out_new_source,
                                 GError       **error)
{
  const Opening *opening = g_task_get_task_data (G_TASK (result));

  g_return_val_if_fail (g_task_is_valid (result, reader), 0);

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return 0;
  if (out_new_source != NULL)
    *out_new_source = opening->new_source;
  return opening->id;
}
