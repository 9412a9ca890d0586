/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-refresh.h"

#include <libsoup/soup.h>

#include "jarida-feed-articles.h"
#include "jarida-feed.h"
#include "jarida-hash.h"
#include "jarida-portal-run.h"
#include "jarida-schedule.h"

#define MAX_ON_THE_WAY 64
/* A feed that has come and is not read yet is large, and one that is read waits small: each of the former stands for so many. So
 * what comes in is what can be read, and nothing is held back while servers only say that nothing is new. */
#define WEIGHT_TO_READ 5
#define FEED_ACCEPT "application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml, " \
                    "application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, */*;q=0.1"

struct _JaridaRefresh
{
  JaridaReader  *reader;        /* (owned) */
  GCancellable  *cancellable;   /* (owned) */
  GQueue         waiting;       /* JaridaSource, owned */
  GHashTable    *members;       /* (owned) ids of all that were added */
  GHashTable    *runs;          /* (owned) key -> JaridaPortalRun, owned: editions of portals */
  GPtrArray     *tasks;         /* (owned) GTask of those who wait for the end */

  guint          n_on_the_way;
  guint          n_to_read;     /* of these, feeds that have come */
  guint          n_keeping;     /* of runs, on their way to the shelf */
  guint          n_total;
  guint          n_done;
  guint          n_failed;
  guint          n_new;
  guint          n_answered;    /* servers that gave any answer */
  guint          n_unreachable;
  GError        *shelf_error;   /* (owned) (nullable) the first thing the shelf refused */
};

/* One source on its way from the request to the shelf. */
typedef struct
{
  /* Input */
  JaridaRefresh     *refresh;   /* Borrowed: the refresh outlives its jobs */
  JaridaSource      *source;    /* (owned) */
  JaridaFetchState  *state;     /* (owned) as it was, then as it will be */
  guint64            known_hash;
  gboolean           first;     /* Nothing of it is on the shelf yet */
  gboolean           of_run;    /* fetched by one: only what came of it is to be kept */

  /* Under way */
  char              *address;       /* (owned) where the bytes came from */
  char              *content_type;  /* (owned) (nullable) */
  char              *moved_to;      /* (owned) (nullable) where it says it is for good */
  GBytes            *body;          /* (owned) (nullable) */
  gint64             max_age;
  gint64             retry_after;

  /* Output of the reading thread */
  guint64            hash;
  gint64             ttl;
  gboolean           cut;           /* there was more */
  char              *title;         /* (owned) (nullable) */
  char              *site_url;      /* (owned) (nullable) */
  char              *icon;          /* (owned) (nullable) */
  char              *language;      /* (owned) (nullable) */
} Job;

static void start_more (JaridaRefresh *self);

static void
free_job (Job *job)
{
  g_clear_object (&job->source);
  g_clear_pointer (&job->state, jarida_fetch_state_free);
  g_clear_pointer (&job->body, g_bytes_unref);
  g_free (job->address);
  g_free (job->moved_to);
  g_free (job->content_type);
  g_free (job->title);
  g_free (job->site_url);
  g_free (job->icon);
  g_free (job->language);
  g_free (job);
}

static void
free_refresh (JaridaRefresh *self)
{
  g_clear_object (&self->reader);
  g_clear_object (&self->cancellable);
  g_queue_clear_full (&self->waiting, g_object_unref);
  g_hash_table_unref (self->members);
  g_hash_table_unref (self->runs);
  g_ptr_array_unref (self->tasks);
  g_clear_error (&self->shelf_error);
  g_free (self);
}

static void
finish (JaridaRefresh *self)
{
  g_autoptr(GPtrArray) tasks = g_steal_pointer (&self->tasks);
  const gboolean cancelled = g_cancellable_is_cancelled (self->cancellable);

  self->tasks = g_ptr_array_new_with_free_func (g_object_unref);
  /* Nobody answered although we tried: whatever the system says, there is no network here. */
  if (self->n_answered > 0)
    _jarida_reader_set_online (self->reader, TRUE);
  else if (self->n_unreachable > 0 && self->n_unreachable == self->n_done)
    _jarida_reader_set_online (self->reader, FALSE);
  g_info ("refresh of %u sources ended: %u new, %u failed", self->n_total, self->n_new, self->n_failed);
  _jarida_reader_set_refresh (self->reader, NULL);

  for (guint i = 0; i < tasks->len; i++)
    {
      GTask *task = g_ptr_array_index (tasks, i);
      JaridaRefreshResult *result = g_new0 (JaridaRefreshResult, 1);

      result->n_new = self->n_new;
      result->n_failed = self->n_failed;
      if (self->shelf_error != NULL)
        g_task_return_error (task, g_error_copy (self->shelf_error));
      else if (cancelled)
        g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "The refresh was stopped");
      else
        {
          g_task_return_pointer (task, g_steal_pointer (&result), g_free);
          continue;
        }
      g_free (result);
    }
  free_refresh (self);
}

static void
end_job (Job *job)
{
  JaridaRefresh *self = job->refresh;

  jarida_source_set_fetching (job->source, FALSE);
  if (job->of_run)
    self->n_keeping--;
  else
    self->n_on_the_way--;
  self->n_done++;
  if (jarida_outcome_is_failure (job->state->outcome))
    self->n_failed++;
  _jarida_reader_set_progress (self->reader, self->n_done, self->n_total, self->n_failed);
  free_job (job);
  start_more (self);
}

static void
keep_shelf_error (Job          *job,
                  const GError *error)
{
  if (error == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  job->state->outcome = jarida_outcome_from_error (error);
  jarida_source_set_outcome (job->source, job->state->outcome);
  if (job->refresh->shelf_error == NULL)
    job->refresh->shelf_error = g_error_copy (error);
}

static void
state_saved_cb (GObject      *object,
                GAsyncResult *result,
                gpointer      user_data)
{
  Job *job = user_data;
  g_autoptr(GError) error = NULL;

  jarida_store_save_fetch_state_finish (JARIDA_STORE (object), result, &error);
  keep_shelf_error (job, error);
  end_job (job);
}

static void
set_outcome (Job           *job,
             JaridaOutcome  outcome)
{
  JaridaReader *reader = job->refresh->reader;
  JaridaFetchState *state = job->state;
  JaridaScheduleInput input;

  state->outcome = outcome;
  state->failures = jarida_outcome_is_failure (outcome) ? state->failures + 1 : 0;
  input = (JaridaScheduleInput) {
    .outcome = outcome,
    .failures = state->failures,
    .interval = 60 * (gint64) (jarida_source_get_interval_minutes (job->source) > 0
                                 ? jarida_source_get_interval_minutes (job->source)
                                 : (int) reader->interval_minutes),
    .max_age = job->max_age,
    .ttl = job->ttl,
    .retry_after = job->retry_after,
  };
  state->next_fetch = _jarida_reader_now (reader) + jarida_schedule_delay (&input);
}

/* The last step of every job that brought no articles. */
static void
save_outcome (Job           *job,
              JaridaOutcome  outcome)
{
  JaridaReader *reader = job->refresh->reader;

  if (outcome == JARIDA_OUTCOME_CANCELLED)
    {
      job->state->outcome = outcome;
      end_job (job);
      return;
    }
  /* What has not changed is as long as it was. */
  if (outcome == JARIDA_OUTCOME_UNCHANGED && job->state->outcome == JARIDA_OUTCOME_CUT)
    outcome = JARIDA_OUTCOME_CUT;
  set_outcome (job, outcome);
  /* What a server said is kept even when the person stops the refresh. */
  jarida_store_save_fetch_state_async (reader->store, jarida_source_get_id (job->source), job->state,
                                       NULL, state_saved_cb, job);
}

static void
source_filled_cb (GObject      *object,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr(JaridaReader) reader = user_data;
  g_autoptr(GError) error = NULL;

  if (!jarida_store_fill_source_finish (JARIDA_STORE (object), result, &error))
    _jarida_reader_fail (reader, error);
}

/* What the publisher says of itself fills what the person left open. */
static void
adopt_feed_details (Job *job)
{
  JaridaSource *source = job->source;
  const char *title = jarida_source_get_title (source);
  gboolean changed = FALSE;

  if (job->title != NULL && (title == NULL || g_strcmp0 (title, jarida_source_get_feed_url (source)) == 0))
    {
      jarida_source_set_title (source, job->title);
      changed = TRUE;
    }
  if (job->site_url != NULL && jarida_source_get_site_url (source) == NULL)
    {
      jarida_source_set_site_url (source, job->site_url);
      changed = TRUE;
    }
  if (job->icon != NULL && jarida_source_get_icon_url (source) == NULL)
    {
      jarida_source_set_icon_url (source, job->icon);
      changed = TRUE;
    }
  if (job->language != NULL && jarida_source_get_language (source) == NULL)
    {
      jarida_source_set_language (source, job->language);
      changed = TRUE;
    }
  if (changed)
    jarida_store_fill_source_async (job->refresh->reader->store, source, NULL, source_filled_cb,
                                    g_object_ref (job->refresh->reader));
}

static void
articles_put_cb (GObject      *object,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  Job *job = user_data;
  g_autoptr(GError) error = NULL;
  guint n_new = 0;

  if (jarida_store_put_articles_finish (JARIDA_STORE (object), result, &n_new, NULL, &error))
    {
      job->refresh->n_new += n_new;
      adopt_feed_details (job);
    }
  keep_shelf_error (job, error);
  end_job (job);
}

/* On a thread of the pool: bytes to drafts. Answers NULL without an error when the bytes are those of the last time. */
static void
read_feed (gpointer work,
           gpointer user_data)
{
  g_autoptr(GTask) task = work;
  Job *job = g_task_get_task_data (task);
  g_autoptr(JaridaFeed) feed = NULL;
  g_autoptr(GError) error = NULL;
  GPtrArray *articles;
  gsize size;
  const char *data = g_bytes_get_data (job->body, &size);

  job->hash = jarida_hash_bytes (data, size);
  if (job->hash == job->known_hash)
    {
      g_task_return_pointer (task, NULL, NULL);
      return;
    }
  feed = jarida_feed_parse (job->body, job->address, job->content_type, &error);
  if (feed == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  job->title = g_strdup (feed->title);
  job->site_url = g_strdup (feed->link);
  job->icon = g_strdup (feed->icon);
  job->language = g_strdup (feed->language);
  job->ttl = (gint64) feed->ttl_minutes * 60;
  job->cut = feed->cut;
  articles = jarida_feed_to_articles (feed);
  if (job->first)
    jarida_store_pack_articles (articles);
  g_task_return_pointer (task, articles, (GDestroyNotify) g_ptr_array_unref);
}

/* As many threads as there are processors: more would not be quicker, and each has a whole feed in hand. */
static GThreadPool *
get_readers (void)
{
  static GThreadPool *pool;

  if (g_once_init_enter (&pool))
    g_once_init_leave (&pool, g_thread_pool_new (read_feed, NULL, (int) CLAMP (g_get_num_processors (), 2, 8), FALSE, NULL));
  return pool;
}

/* Only when there is a feed: a network that asks to log in leads everything to its own page, for good. */
static void
follow_permanent_move (Job *job)
{
  JaridaReader *reader = job->refresh->reader;

  if (job->moved_to == NULL || g_strcmp0 (job->moved_to, jarida_source_get_feed_url (job->source)) == 0
      || jarida_store_find_source_by_url (reader->store, job->moved_to) != NULL)
    return;
  jarida_source_set_feed_url (job->source, job->moved_to);
  jarida_reader_save_source (reader, job->source);
}

static void
read_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  Job *job = user_data;
  JaridaReader *reader = job->refresh->reader;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) articles = g_task_propagate_pointer (G_TASK (result), &error);

  g_clear_pointer (&job->body, g_bytes_unref);
  job->refresh->n_to_read--;
  start_more (job->refresh);
  if (error != NULL)
    {
      /* Next time it is to be read again, whatever the server says of it. */
      g_clear_pointer (&job->state->etag, g_free);
      g_clear_pointer (&job->state->last_modified, g_free);
      save_outcome (job, jarida_outcome_from_error (error));
      return;
    }
  follow_permanent_move (job);
  if (articles == NULL)
    {
      save_outcome (job, JARIDA_OUTCOME_UNCHANGED);
      return;
    }
  job->state->feed_hash = job->hash;
  set_outcome (job, job->cut ? JARIDA_OUTCOME_CUT : JARIDA_OUTCOME_OK);
  jarida_store_put_articles_async (reader->store, jarida_source_get_id (job->source), articles, job->state,
                                   NULL, articles_put_cb, job);
}

static void
take_validators (JaridaFetchState          *state,
                 const JaridaFetchResponse *response,
                 gint64                     now)
{
  const gboolean changed = g_strcmp0 (state->etag, response->etag) != 0
                           || g_strcmp0 (state->last_modified, response->last_modified) != 0;

  if (changed || state->validators_since == 0
      || !jarida_schedule_use_validators (state->validators_since, now))
    state->validators_since = now;
  g_free (state->etag);
  state->etag = g_strdup (response->etag);
  g_free (state->last_modified);
  state->last_modified = g_strdup (response->last_modified);
}

static gboolean
is_lost (JaridaOutcome outcome)
{
  return outcome == JARIDA_OUTCOME_UNREACHABLE || outcome == JARIDA_OUTCOME_OFFLINE || outcome == JARIDA_OUTCOME_TIMEOUT;
}

static void
stop_source (Job *job)
{
  jarida_source_set_stopped (job->source, TRUE);
  jarida_reader_save_source (job->refresh->reader, job->source);
}

static void
fetched_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  Job *job = user_data;
  JaridaRefresh *self = job->refresh;
  g_autoptr(GError) error = NULL;
  g_autoptr(JaridaFetchResponse) response = NULL;
  g_autoptr(GTask) task = NULL;
  gint64 now;

  response = jarida_fetcher_fetch_finish (JARIDA_FETCHER (object), result, &error);
  if (response == NULL)
    {
      const JaridaOutcome outcome = jarida_outcome_from_error (error);

      if (is_lost (outcome))
        self->n_unreachable++;
      job->state->status = 0;
      save_outcome (job, outcome);
      return;
    }

  now = _jarida_reader_now (self->reader);
  self->n_answered++;
  job->state->status = (int) response->status;
  job->state->last_fetch = now;
  job->max_age = response->max_age;
  job->retry_after = response->retry_after;
  if (response->status == SOUP_STATUS_NOT_MODIFIED)
    {
      save_outcome (job, JARIDA_OUTCOME_UNCHANGED);
      return;
    }
  if (response->status < 200 || response->status > 299)
    {
      if (response->status == SOUP_STATUS_GONE)
        stop_source (job);
      save_outcome (job, jarida_outcome_from_status (response->status, response->retry_after));
      return;
    }

  take_validators (job->state, response, now);
  job->moved_to = g_strdup (response->permanent_address);
  job->address = g_strdup (response->address);
  job->content_type = g_strdup (response->content_type);
  job->body = g_bytes_ref (response->body);
  task = g_task_new (NULL, NULL, read_cb, job);
  g_task_set_source_tag (task, fetched_cb);
  g_task_set_task_data (task, job, NULL);
  self->n_to_read++;
  g_thread_pool_push (get_readers (), g_steal_pointer (&task), NULL);
}

static void
start_job (JaridaRefresh *self,
           JaridaSource  *source)
{
  JaridaReader *reader = self->reader;
  Job *job = g_new0 (Job, 1);
  JaridaFetchRequest request = { 0 };

  job->refresh = self;
  job->source = source;
  job->state = jarida_store_dup_fetch_state (reader->store, jarida_source_get_id (source));
  job->known_hash = job->state->feed_hash;
  job->first = jarida_source_get_total (job->source) == 0;
  job->max_age = -1;
  self->n_on_the_way++;

  request.address = jarida_source_get_feed_url (source);
  request.accept = FEED_ACCEPT;
  request.kind = JARIDA_FETCH_FEED;
  if (jarida_schedule_use_validators (job->state->validators_since, _jarida_reader_now (reader)))
    {
      request.etag = job->state->etag;
      request.last_modified = job->state->last_modified;
    }
  jarida_source_set_fetching (source, TRUE);
  jarida_fetcher_fetch_async (reader->fetcher, &request, self->cancellable, fetched_cb, job);
}

static void
start_runs (JaridaRefresh *self)
{
  g_autoptr(GList) runs = g_hash_table_get_values (self->runs);

  for (GList *l = runs; l != NULL; l = l->next)
    jarida_portal_run_start (l->data);
}

static void
start_more (JaridaRefresh *self)
{
  if (g_cancellable_is_cancelled (self->cancellable))
    g_queue_clear_full (&self->waiting, g_object_unref);
  while (self->n_on_the_way + self->n_to_read * (WEIGHT_TO_READ - 1) < MAX_ON_THE_WAY && !g_queue_is_empty (&self->waiting))
    start_job (self, g_queue_pop_head (&self->waiting));
  start_runs (self);
  if (self->n_on_the_way == 0 && self->n_keeping == 0 && g_hash_table_size (self->runs) == 0)
    finish (self);
}

/* What runs tell. */

void
jarida_refresh_note_new (JaridaRefresh *self,
                         guint          n_new)
{
  self->n_new += n_new;
}

void
jarida_refresh_note_answer (JaridaRefresh *self)
{
  self->n_answered++;
}

void
jarida_refresh_note_shelf_error (JaridaRefresh *self,
                                 const GError  *error)
{
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) && self->shelf_error == NULL)
    self->shelf_error = g_error_copy (error);
}

void
jarida_refresh_source_done (JaridaRefresh            *self,
                            JaridaSource             *source,
                            const JaridaPortalAnswer *answer)
{
  Job *job = g_new0 (Job, 1);

  job->refresh = self;
  job->source = g_object_ref (source);
  job->of_run = TRUE;
  job->state = jarida_store_dup_fetch_state (self->reader->store, jarida_source_get_id (source));
  job->max_age = answer->max_age;
  job->retry_after = answer->retry_after;
  self->n_keeping++;
  if (is_lost (answer->outcome))
    self->n_unreachable++;
  job->state->status = (int) answer->status;
  if (answer->asked && answer->status != 0)
    job->state->last_fetch = _jarida_reader_now (self->reader);
  if (answer->outcome == JARIDA_OUTCOME_GONE)
    stop_source (job);
  save_outcome (job, answer->outcome);
}

void
jarida_refresh_run_ended (JaridaRefresh   *self,
                          JaridaPortalRun *run)
{
  g_hash_table_remove (self->runs, jarida_portal_run_get_key (run));
  start_more (self);
}

JaridaRefresh *
jarida_refresh_new (JaridaReader *reader)
{
  JaridaRefresh *self = g_new0 (JaridaRefresh, 1);

  self->reader = g_object_ref (reader);
  self->cancellable = g_cancellable_new ();
  self->members = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->runs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) jarida_portal_run_free);
  self->tasks = g_ptr_array_new_with_free_func (g_object_unref);
  g_queue_init (&self->waiting);
  return self;
}

static void
add_to_run (JaridaRefresh       *self,
            JaridaPortalEdition *edition,
            JaridaSource        *source,
            gboolean             force)
{
  JaridaPortalRun *run = g_hash_table_lookup (self->runs, edition->key);

  /* One that was added by its address: from now on the shelf knows it too. */
  if (jarida_source_get_portal (source) == NULL)
    {
      jarida_source_set_portal (source, edition->portal);
      jarida_reader_save_source (self->reader, source);
    }
  if (run == NULL)
    {
      run = jarida_portal_run_new (self, self->reader, edition, self->cancellable);
      g_hash_table_insert (self->runs, g_strdup (edition->key), run);
    }
  jarida_portal_run_add (run, source, force);
}

void
jarida_refresh_add (JaridaRefresh *self,
                    JaridaSource  *source,
                    gboolean       force)
{
  const gint64 id = jarida_source_get_id (source);
  g_autoptr(JaridaPortalEdition) edition = NULL;

  if (!g_hash_table_add (self->members, g_memdup2 (&id, sizeof id)))
    return;
  edition = _jarida_reader_dup_edition (self->reader, source);
  if (edition != NULL)
    add_to_run (self, edition, source, force);
  else
    g_queue_push_tail (&self->waiting, g_object_ref (source));
  self->n_total++;
  _jarida_reader_set_progress (self->reader, self->n_done, self->n_total, self->n_failed);
}

static gboolean
start_cb (gpointer user_data)
{
  start_more (user_data);
  return G_SOURCE_REMOVE;
}

void
jarida_refresh_start (JaridaRefresh *self)
{
  /* From the loop: who asked is answered later, never inside the call, even when there is nothing to do. */
  g_idle_add_full (G_PRIORITY_DEFAULT, start_cb, self, NULL);
}

void
jarida_refresh_join (JaridaRefresh *self,
                     GTask         *task)
{
  g_ptr_array_add (self->tasks, g_object_ref (task));
}

void
jarida_refresh_cancel (JaridaRefresh *self)
{
  g_cancellable_cancel (self->cancellable);
}
