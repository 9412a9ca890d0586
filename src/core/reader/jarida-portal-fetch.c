/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-portal-fetch.h"

#include <libsoup/soup.h>

#include "jarida-address.h"
#include "jarida-hash.h"
#include "jarida-portal-articles.h"
#include "jarida-schedule.h"

#define DAY (24 * 60 * 60)
#define FEED_ACCEPT "application/rss+xml, application/atom+xml;q=0.9, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.1"

typedef struct
{
  /* Input */
  JaridaPortalEdition *edition;        /* (owned) */
  char                *address;        /* (owned) */
  gboolean             is_feed;
  char                *section;        /* (owned) (nullable) */
  char                *city;           /* (owned) (nullable) name of the city whose page it is */
  JaridaPortalAsk      ask;
  gboolean             known_only;
  JaridaFetchKind      kind;
  gint64               reached_since;
  gint64               interval;
  gint64               rest;
  gint64               before;
  gint64               behind;
  guint                enough;
  GHashTable          *sources;        /* (owned) slug -> JaridaSource */
  GHashTable          *names;          /* (owned) (nullable) */

  /* Under way */
  JaridaFetchState    *state;          /* (owned) as it was, then as it will be */
  gint64               read_at;        /* when it was read before this; 0: never */
  char                *from;           /* (owned) where the bytes came from */
  char                *content_type;   /* (owned) (nullable) */
  GBytes              *body;           /* (owned) (nullable) */
  guint64              hash;
  gint64               ttl;
  JaridaPortalDrafts  *drafts;         /* (owned) (nullable) */
  guint                n_putting;
  GError              *error;          /* (owned) (nullable) what the shelf refused */
  JaridaPortalAnswer  *answer;         /* (owned) */
} Fetch;

void
jarida_portal_answer_free (JaridaPortalAnswer *self)
{
  if (self == NULL)
    return;

  g_free (self->title);
  g_free (self->feed);
  g_free (self->next);
  g_free (self->permanent);
  g_clear_pointer (&self->sections, g_hash_table_unref);
  g_clear_pointer (&self->cities, g_ptr_array_unref);
  g_free (self);
}

static void
free_fetch (gpointer data)
{
  Fetch *fetch = data;

  jarida_portal_edition_unref (fetch->edition);
  g_free (fetch->address);
  g_free (fetch->section);
  g_free (fetch->city);
  g_hash_table_unref (fetch->sources);
  g_clear_pointer (&fetch->names, g_hash_table_unref);
  g_clear_pointer (&fetch->state, jarida_fetch_state_free);
  g_free (fetch->from);
  g_free (fetch->content_type);
  g_clear_pointer (&fetch->body, g_bytes_unref);
  g_clear_pointer (&fetch->drafts, jarida_portal_drafts_free);
  g_clear_error (&fetch->error);
  g_clear_pointer (&fetch->answer, jarida_portal_answer_free);
  g_free (fetch);
}

static void
end_fetch (GTask *task)   /* (transfer full) */
{
  g_autoptr(GTask) owned = task;
  Fetch *fetch = g_task_get_task_data (task);

  if (fetch->error != NULL)
    g_task_return_error (task, g_steal_pointer (&fetch->error));
  else
    g_task_return_pointer (task, g_steal_pointer (&fetch->answer), (GDestroyNotify) jarida_portal_answer_free);
}

static void
page_saved_cb (GObject      *object,
               GAsyncResult *result,
               gpointer      user_data)
{
  GTask *task = user_data;
  Fetch *fetch = g_task_get_task_data (task);

  if (!jarida_store_save_page_finish (JARIDA_STORE (object), result, fetch->error == NULL ? &fetch->error : NULL))
    g_debug ("what %s said is not kept", fetch->address);
  end_fetch (task);
}

/* A list that tells nothing that a feed has not told may rest; so may a feed that is none. */
static gboolean
may_rest (const Fetch *fetch)
{
  const JaridaOutcome outcome = fetch->answer->outcome;

  if (fetch->is_feed)
    return outcome == JARIDA_OUTCOME_NOT_FOUND || outcome == JARIDA_OUTCOME_GONE || outcome == JARIDA_OUTCOME_NOT_A_FEED;
  return outcome == JARIDA_OUTCOME_OK && fetch->enough > 0 && fetch->answer->n_items <= fetch->enough;
}

/* There is such a page, or there is none. */
static gboolean
is_settled (const Fetch *fetch)
{
  const JaridaOutcome outcome = fetch->answer->outcome;

  return !jarida_outcome_is_failure (outcome) || outcome == JARIDA_OUTCOME_NOT_FOUND || outcome == JARIDA_OUTCOME_GONE;
}

/* The last step of all that were asked. */
static void
save_page (GTask *task)   /* (transfer full) */
{
  JaridaReader *reader = g_task_get_source_object (task);
  Fetch *fetch = g_task_get_task_data (task);
  JaridaFetchState *state = fetch->state;
  const JaridaScheduleInput input = {
    .outcome = fetch->answer->outcome,
    .failures = jarida_outcome_is_failure (fetch->answer->outcome) ? state->failures + 1 : 0,
    .interval = fetch->interval,
    .max_age = fetch->answer->max_age,
    .ttl = fetch->ttl,
    .retry_after = fetch->answer->retry_after,
  };
  const gint64 rest = MAX (may_rest (fetch) ? DAY : 0, is_settled (fetch) ? fetch->rest : 0);

  /* What could not be kept is asked for again. */
  if (fetch->error != NULL)
    {
      end_fetch (task);
      return;
    }
  state->outcome = input.outcome;
  state->failures = input.failures;
  state->status = (int) fetch->answer->status;
  state->next_fetch = _jarida_reader_now (reader) + MAX (rest, jarida_schedule_delay (&input));
  jarida_store_save_page_async (reader->store, fetch->address, state, NULL, page_saved_cb, task);
}

static void
articles_put_cb (GObject      *object,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  GTask *task = user_data;
  Fetch *fetch = g_task_get_task_data (task);
  g_autoptr(GError) error = NULL;
  guint n_new = 0;

  /* A source that was removed meanwhile takes nothing any more. */
  if (jarida_store_put_articles_finish (JARIDA_STORE (object), result, &n_new, NULL, &error))
    fetch->answer->n_new += n_new;
  else if (fetch->error == NULL && !g_error_matches (error, JARIDA_STORE_ERROR, JARIDA_STORE_ERROR_NOT_FOUND))
    fetch->error = g_steal_pointer (&error);
  if (--fetch->n_putting > 0)
    g_object_unref (task);
  else
    save_page (task);
}

static void
icon_kept_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(JaridaReader) reader = user_data;
  g_autoptr(GError) error = NULL;

  if (!jarida_store_fill_source_finish (JARIDA_STORE (object), result, &error))
    _jarida_reader_fail (reader, error);
}

/* The picture that stands where an article has none is the newspaper's own. */
static void
adopt_logos (GTask *task)
{
  JaridaReader *reader = g_task_get_source_object (task);
  Fetch *fetch = g_task_get_task_data (task);
  GHashTableIter iter;
  gpointer slug, address;

  g_hash_table_iter_init (&iter, fetch->drafts->logos);
  while (g_hash_table_iter_next (&iter, &slug, &address))
    {
      JaridaSource *source = g_hash_table_lookup (fetch->sources, slug);

      if (source == NULL || jarida_source_get_icon_url (source) != NULL)
        continue;
      jarida_source_set_icon_url (source, address);
      jarida_store_fill_source_async (reader->store, source, NULL, icon_kept_cb, g_object_ref (reader));
    }
}

static void
put_drafts (GTask *task)   /* (transfer full) */
{
  JaridaReader *reader = g_task_get_source_object (task);
  Fetch *fetch = g_task_get_task_data (task);
  GHashTableIter iter;
  gpointer slug, articles;

  adopt_logos (task);
  /* One more than there are, so that the first answer is not the last. */
  fetch->n_putting = 1;
  g_hash_table_iter_init (&iter, fetch->drafts->by_slug);
  while (g_hash_table_iter_next (&iter, &slug, &articles))
    {
      JaridaSource *source = g_hash_table_lookup (fetch->sources, slug);

      if (source == NULL)
        continue;
      fetch->n_putting++;
      jarida_store_put_articles_async (reader->store, jarida_source_get_id (source), articles, NULL, NULL,
                                       articles_put_cb, g_object_ref (task));
    }
  if (--fetch->n_putting > 0)
    g_object_unref (task);
  else
    save_page (task);
}

/* The list of a city goes further back than those of newspapers. When it is read for the first time, what is new in it is older than all
 * that there is of its newspaper, and must not come as the news of today; later it is from after the last time. */
static void
date_city (JaridaReader *reader,
           Fetch        *fetch)
{
  const gint64 since_last = fetch->state->last_fetch - fetch->read_at;
  GHashTableIter iter;
  gpointer slug, articles;

  if (fetch->read_at > 0)
    {
      jarida_portal_drafts_date_back (fetch->drafts, since_last > DAY ? fetch->read_at : 0);
      return;
    }
  g_hash_table_iter_init (&iter, fetch->drafts->by_slug);
  while (g_hash_table_iter_next (&iter, &slug, &articles))
    {
      JaridaSource *source = g_hash_table_lookup (fetch->sources, slug);

      if (source != NULL)
        jarida_portal_articles_date_back (articles, jarida_store_get_oldest (reader->store, jarida_source_get_id (source)));
    }
}

/* A page that was led elsewhere is not the portal's: the network may ask to log in first. */
static JaridaPortalDrafts *
read_page (Fetch *fetch)
{
  g_autoptr(JaridaPortalPage) page = jarida_portal_page_read (fetch->body, fetch->from, fetch->content_type);
  g_autofree char *site = jarida_address_dup_site (fetch->from);
  JaridaPortalDrafts *drafts;

  if (g_strcmp0 (site, fetch->edition->site) != 0)
    return NULL;
  drafts = jarida_portal_drafts_from_page (fetch->edition, page, fetch->section);
  jarida_portal_drafts_date_back (drafts, fetch->before);
  if (fetch->city != NULL)
    jarida_portal_drafts_set_city (drafts, fetch->city);
  return drafts;
}

static JaridaPortalDrafts *
read_feed (Fetch   *fetch,
           GError **error)
{
  g_autoptr(JaridaFeed) feed = jarida_feed_parse (fetch->body, fetch->from, fetch->content_type, error);

  if (feed == NULL)
    return NULL;
  fetch->ttl = (gint64) feed->ttl_minutes * 60;
  return jarida_portal_drafts_from_feed (fetch->edition, feed, fetch->names);
}

/* On a thread of the pool. */
static void
read_thread (GTask        *inner,
             gpointer      source_object,
             gpointer      task_data,
             GCancellable *cancellable)
{
  Fetch *fetch = task_data;
  GError *error = NULL;

  fetch->drafts = fetch->is_feed ? read_feed (fetch, &error) : read_page (fetch);
  if (error != NULL)
    g_task_return_error (inner, error);
  else
    g_task_return_boolean (inner, TRUE);
}

static void
forget_validators (JaridaFetchState *state)
{
  g_clear_pointer (&state->etag, g_free);
  g_clear_pointer (&state->last_modified, g_free);
  state->feed_hash = 0;
}

static void
read_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  GTask *task = user_data;
  JaridaReader *reader = g_task_get_source_object (task);
  Fetch *fetch = g_task_get_task_data (task);
  JaridaPortalAnswer *answer = fetch->answer;
  g_autoptr(GError) error = NULL;

  g_clear_pointer (&fetch->body, g_bytes_unref);
  g_task_propagate_boolean (G_TASK (result), &error);
  if (error != NULL)
    answer->outcome = jarida_outcome_from_error (error);
  else if (fetch->drafts == NULL || (fetch->drafts->n_items == 0 && !fetch->drafts->framed))
    answer->outcome = JARIDA_OUTCOME_NO_HEADLINES;
  else
    answer->outcome = fetch->drafts->cut ? JARIDA_OUTCOME_CUT : JARIDA_OUTCOME_OK;
  if (jarida_outcome_is_failure (answer->outcome))
    {
      /* Next time it is to be read again, whatever the server says of it. */
      forget_validators (fetch->state);
      save_page (task);
      return;
    }
  fetch->state->feed_hash = fetch->hash;
  answer->n_items = fetch->drafts->n_items;
  answer->title = g_strdup (fetch->drafts->title);
  answer->feed = g_strdup (fetch->drafts->feed);
  answer->next = g_strdup (fetch->drafts->next);
  answer->sections = g_hash_table_ref (fetch->drafts->sections);
  answer->cities = g_ptr_array_ref (fetch->drafts->cities);
  if (fetch->city != NULL && fetch->before == 0)
    date_city (reader, fetch);
  else if (fetch->read_at == 0)
    jarida_portal_drafts_date_back (fetch->drafts, fetch->behind);
  put_drafts (task);
}

static void
take_answer (GTask                     *task,
             const JaridaFetchResponse *response)
{
  JaridaReader *reader = g_task_get_source_object (task);
  Fetch *fetch = g_task_get_task_data (task);
  JaridaFetchState *state = fetch->state;
  JaridaPortalAnswer *answer = fetch->answer;

  fetch->read_at = state->feed_hash != 0 ? state->last_fetch : 0;
  state->last_fetch = _jarida_reader_now (reader);
  answer->status = response->status;
  answer->max_age = response->max_age;
  answer->retry_after = response->retry_after;
  if (response->status == SOUP_STATUS_NOT_MODIFIED)
    {
      answer->outcome = JARIDA_OUTCOME_UNCHANGED;
      return;
    }
  if (response->status < 200 || response->status > 299)
    {
      answer->outcome = jarida_outcome_from_status (response->status, response->retry_after);
      return;
    }
  answer->permanent = g_strdup (response->permanent_address);
  g_free (state->etag);
  state->etag = g_strdup (response->etag);
  g_free (state->last_modified);
  state->last_modified = g_strdup (response->last_modified);
  state->validators_since = state->last_fetch;
  fetch->hash = jarida_hash_bytes (g_bytes_get_data (response->body, NULL), g_bytes_get_size (response->body));
  if (fetch->hash == state->feed_hash && fetch->ask != JARIDA_PORTAL_ASK_AFRESH)
    {
      answer->outcome = JARIDA_OUTCOME_UNCHANGED;
      return;
    }
  fetch->from = g_strdup (response->address);
  fetch->content_type = g_strdup (response->content_type);
  fetch->body = g_bytes_ref (response->body);
}

static void
fetched_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  GTask *task = user_data;
  Fetch *fetch = g_task_get_task_data (task);
  g_autoptr(GError) error = NULL;
  g_autoptr(JaridaFetchResponse) response = NULL;
  g_autoptr(GTask) inner = NULL;

  response = jarida_fetcher_fetch_finish (JARIDA_FETCHER (object), result, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      /* Nobody's fault: it is as it was. */
      fetch->error = g_steal_pointer (&error);
      end_fetch (task);
      return;
    }
  if (response == NULL)
    {
      fetch->answer->outcome = jarida_outcome_from_error (error);
      save_page (task);
      return;
    }
  take_answer (task, response);
  if (fetch->body == NULL)
    {
      save_page (task);
      return;
    }
  inner = g_task_new (NULL, NULL, read_cb, task);
  g_task_set_source_tag (inner, fetched_cb);
  g_task_set_task_data (inner, fetch, NULL);
  g_task_run_in_thread (inner, read_thread);
}

/* Whether it is to be asked for at all. */
static gboolean
wants_asking (JaridaReader *reader,
              const Fetch  *fetch)
{
  const JaridaFetchState *state = fetch->state;
  const gboolean later = jarida_schedule_is_later (state->next_fetch, _jarida_reader_now (reader));
  const gboolean bad = state->failures > 0;

  if (fetch->reached_since > 0 && state->last_fetch >= fetch->reached_since && !bad)
    return FALSE;
  if (fetch->known_only && state->last_fetch == 0 && state->validators_since == 0)
    return FALSE;
  if (fetch->ask == JARIDA_PORTAL_ASK_DUE)
    return !later;
  /* Only one that is no feed fails with these. */
  return !(later && bad && fetch->is_feed
           && (state->status == 200 || state->status == SOUP_STATUS_NOT_FOUND || state->status == SOUP_STATUS_GONE));
}

/* As it was the last time. */
static void
tell_last (Fetch *fetch)
{
  const JaridaFetchState *state = fetch->state;
  JaridaPortalAnswer *answer = fetch->answer;

  answer->status = (guint) state->status;
  if (state->failures == 0)
    answer->outcome = JARIDA_OUTCOME_UNCHANGED;
  else if (state->status == 0)
    answer->outcome = JARIDA_OUTCOME_UNREACHABLE;
  else if (state->status == 200)
    answer->outcome = fetch->is_feed ? JARIDA_OUTCOME_NOT_A_FEED : JARIDA_OUTCOME_NO_HEADLINES;
  else
    answer->outcome = jarida_outcome_from_status ((guint) state->status, 0);
}

static void
page_loaded_cb (GObject      *object,
                GAsyncResult *result,
                gpointer      user_data)
{
  GTask *task = user_data;
  JaridaReader *reader = g_task_get_source_object (task);
  Fetch *fetch = g_task_get_task_data (task);
  JaridaFetchRequest request = { 0 };

  fetch->state = jarida_store_load_page_finish (JARIDA_STORE (object), result, &fetch->error);
  if (fetch->state == NULL && fetch->error == NULL)
    fetch->state = g_new0 (JaridaFetchState, 1);
  if (fetch->error != NULL || !wants_asking (reader, fetch))
    {
      if (fetch->state != NULL)
        tell_last (fetch);
      end_fetch (task);
      return;
    }
  fetch->answer->asked = TRUE;
  request.address = fetch->address;
  request.accept = fetch->is_feed ? FEED_ACCEPT : JARIDA_ACCEPT_PAGE;
  request.kind = fetch->kind;
  if (fetch->ask != JARIDA_PORTAL_ASK_AFRESH
      && jarida_schedule_use_validators (fetch->state->last_fetch, _jarida_reader_now (reader)))
    {
      request.etag = fetch->state->etag;
      request.last_modified = fetch->state->last_modified;
    }
  jarida_fetcher_fetch_async (reader->fetcher, &request, g_task_get_cancellable (task), fetched_cb, task);
}

static char *
dup_city (const JaridaPortalEdition *edition,
          const char                *address)
{
  g_autoptr(JaridaPortalAddress) parsed = jarida_portal_edition_parse (edition, address);

  return parsed != NULL && parsed->kind == JARIDA_PORTAL_CITY ? g_steal_pointer (&parsed->name) : NULL;
}

void
jarida_portal_fetch_async (JaridaReader              *reader,
                           JaridaPortalEdition       *edition,
                           const JaridaPortalRequest *request,
                           GCancellable              *cancellable,
                           GAsyncReadyCallback        callback,
                           gpointer                   user_data)
{
  GTask *task = g_task_new (reader, cancellable, callback, user_data);
  Fetch *fetch = g_new0 (Fetch, 1);

  fetch->edition = jarida_portal_edition_ref (edition);
  fetch->address = g_strdup (request->address);
  fetch->is_feed = request->is_feed;
  fetch->section = g_strdup (request->section);
  fetch->ask = request->ask;
  fetch->city = dup_city (edition, request->address);
  fetch->known_only = request->known_only;
  fetch->kind = request->kind;
  fetch->reached_since = request->reached_since;
  fetch->interval = request->interval;
  fetch->rest = request->rest;
  fetch->before = request->before;
  fetch->behind = request->behind;
  fetch->enough = request->enough;
  fetch->sources = g_hash_table_ref (request->sources);
  fetch->names = request->names != NULL ? g_hash_table_ref (request->names) : NULL;
  fetch->answer = g_new0 (JaridaPortalAnswer, 1);
  fetch->answer->max_age = -1;
  g_task_set_source_tag (task, jarida_portal_fetch_async);
  g_task_set_task_data (task, fetch, free_fetch);
  /* What was read is kept and told, even when the person has stopped meanwhile. */
  g_task_set_check_cancellable (task, FALSE);
  jarida_store_load_page_async (reader->store, fetch->address, NULL, page_loaded_cb, task);
}

JaridaPortalAnswer *
jarida_portal_fetch_finish (JaridaReader  *reader,
                            GAsyncResult  *result,
                            GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, reader), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
