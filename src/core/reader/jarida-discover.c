/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

/* From what a person typed to the feeds behind it. Three rounds, each only when the one before found nothing: the address itself,
 * what its page names, well-known paths of the site. */

#include "jarida-reader-private.h"

#include "jarida-address.h"
#include "jarida-discovery.h"
#include "jarida-feed.h"

#define MAX_LINKS 6
#define MAX_GUESSES 8
#define N_PREVIEW_TITLES 4
/* Where https was only our guess, silence is answered soon: the plain site may be the one that talks. */
#define GUESS_TIMEOUT_SECONDS 4
#define ACCEPT "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, text/html;q=0.8, */*;q=0.5"

typedef enum
{
  ROUND_ADDRESS,
  ROUND_LINKS,
  ROUND_GUESSES,
} Round;

typedef struct
{
  /* Input */
  char       *address;        /* (owned) */
  gboolean    may_be_plain;   /* the person gave no scheme: http is worth a try */

  /* Under way */
  Round       round;
  GPtrArray  *links;          /* (owned) JaridaFeedLink left to look at, in order */
  guint       next;
  char       *icon;           /* (owned) (nullable) of the page */
  char       *site_url;       /* (owned) (nullable) the page */
  GError     *first_error;    /* (owned) (nullable) what the address itself answered */

  /* Output */
  GPtrArray  *candidates;     /* (owned) JaridaCandidate */
} Search;

/* One answer on its way through the reading thread. */
typedef struct
{
  JaridaFetchResponse *response;   /* (owned) */
  JaridaFeed          *feed;       /* (owned) (nullable) */
  JaridaDiscovery     *discovery;  /* (owned) (nullable) */
  GError              *error;      /* (owned) (nullable) of the parser */
} Reading;

static void fetch_next (GTask *task);

void
jarida_candidate_free (JaridaCandidate *self)
{
  g_free (self->address);
  g_free (self->title);
  g_free (self->site_url);
  g_free (self->icon);
  g_free (self->language);
  g_strfreev (self->titles);
  g_free (self);
}

static void
free_search (gpointer data)
{
  Search *search = data;

  g_free (search->address);
  g_clear_pointer (&search->links, g_ptr_array_unref);
  g_free (search->icon);
  g_free (search->site_url);
  g_clear_error (&search->first_error);
  g_clear_pointer (&search->candidates, g_ptr_array_unref);
  g_free (search);
}

static void
free_reading (gpointer data)
{
  Reading *reading = data;

  jarida_fetch_response_unref (reading->response);
  g_clear_pointer (&reading->feed, jarida_feed_unref);
  g_clear_pointer (&reading->discovery, jarida_discovery_free);
  g_clear_error (&reading->error);
  g_free (reading);
}

static void
free_link (gpointer data)
{
  JaridaFeedLink *link = data;

  g_free (link->address);
  g_free (link->title);
  g_free (link->type);
  g_free (link);
}

static JaridaFeedLink *
new_link (const char *address,
          const char *title)
{
  JaridaFeedLink *link = g_new0 (JaridaFeedLink, 1);

  link->address = g_strdup (address);
  link->title = g_strdup (title);
  return link;
}

static char **
dup_first_titles (JaridaFeed *feed)
{
  g_autoptr(GStrvBuilder) titles = g_strv_builder_new ();
  guint n_titles = 0;

  for (guint i = 0; i < feed->items->len && n_titles < N_PREVIEW_TITLES; i++)
    {
      const JaridaFeedItem *item = g_ptr_array_index (feed->items, i);

      if (item->title == NULL || item->title[0] == '\0')
        continue;
      g_strv_builder_add (titles, item->title);
      n_titles++;
    }
  return g_strv_builder_end (titles);
}

static void
add_candidate (JaridaReader              *reader,
               Search                    *search,
               JaridaFeed                *feed,
               const JaridaFetchResponse *response,
               const char                *link_title)
{
  const char *address = response->permanent_address != NULL ? response->permanent_address : response->address;
  JaridaCandidate *candidate;
  JaridaSource *known;

  for (guint i = 0; i < search->candidates->len; i++)
    {
      const JaridaCandidate *other = g_ptr_array_index (search->candidates, i);

      if (g_strcmp0 (other->address, address) == 0)
        return;
    }
  candidate = g_new0 (JaridaCandidate, 1);
  candidate->address = g_strdup (address);
  candidate->title = g_strdup (feed->title != NULL ? feed->title : link_title);
  candidate->site_url = g_strdup (feed->link != NULL ? feed->link : search->site_url);
  candidate->icon = g_strdup (feed->icon != NULL ? feed->icon : search->icon);
  candidate->language = g_strdup (feed->language);
  candidate->n_items = feed->items->len;
  candidate->titles = dup_first_titles (feed);
  known = jarida_store_find_source_by_url (reader->store, address);
  candidate->source_id = known != NULL ? jarida_source_get_id (known) : 0;
  g_ptr_array_add (search->candidates, candidate);
}

static void
end_search (GTask *task)
{
  Search *search = g_task_get_task_data (task);

  if (search->candidates->len > 0)
    g_task_return_pointer (task, g_steal_pointer (&search->candidates), (GDestroyNotify) g_ptr_array_unref);
  else if (search->first_error != NULL)
    g_task_return_error (task, g_steal_pointer (&search->first_error));
  else
    g_task_return_new_error (task, JARIDA_READER_ERROR, JARIDA_OUTCOME_NOT_A_FEED,
                             "No feed at %s", search->address);
}

static void
begin_guesses (Search *search)
{
  g_auto(GStrv) guesses = jarida_discovery_guesses (search->address);

  search->round = ROUND_GUESSES;
  search->next = 0;
  g_ptr_array_set_size (search->links, 0);
  for (guint i = 0; guesses != NULL && guesses[i] != NULL && i < MAX_GUESSES; i++)
    g_ptr_array_add (search->links, new_link (guesses[i], NULL));
}

static void
begin_links (Search          *search,
             JaridaDiscovery *discovery)
{
  search->round = ROUND_LINKS;
  search->next = 0;
  g_ptr_array_set_size (search->links, 0);
  search->icon = g_strdup (discovery->icon);
  for (guint i = 0; i < discovery->feeds->len && i < MAX_LINKS; i++)
    {
      const JaridaFeedLink *link = g_ptr_array_index (discovery->feeds, i);

      g_ptr_array_add (search->links, new_link (link->address, link->title));
    }
}

/* What to look at next, or the end. A site whose first guess is a feed needs no second. */
static void
go_on (GTask *task)
{
  Search *search = g_task_get_task_data (task);
  const gboolean found = search->candidates->len > 0;

  if (search->round == ROUND_GUESSES && found)
    {
      end_search (task);
      return;
    }
  if (search->next >= search->links->len)
    {
      /* Guessing at a site that cannot be reached would only make the person wait. */
      const gboolean reached = search->first_error == NULL || search->first_error->domain != JARIDA_FETCH_ERROR;

      if (found || search->round == ROUND_GUESSES || !reached)
        {
          end_search (task);
          return;
        }
      begin_guesses (search);
    }
  fetch_next (task);
}

static void
remember_error (Search *search,
                GError *error)
{
  if (search->first_error == NULL && search->round == ROUND_ADDRESS)
    search->first_error = g_error_copy (error);
}

static void
read_thread (GTask        *inner,
             gpointer      source_object,
             gpointer      task_data,
             GCancellable *cancellable)
{
  Reading *reading = task_data;
  const JaridaFetchResponse *response = reading->response;

  reading->feed = jarida_feed_parse (response->body, response->address, response->content_type, &reading->error);
  if (reading->feed == NULL && g_error_matches (reading->error, JARIDA_FEED_ERROR, JARIDA_FEED_ERROR_NOT_A_FEED))
    reading->discovery = jarida_discovery_read (response->body, response->address, response->content_type);
  g_task_return_boolean (inner, TRUE);
}

static void
read_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Search *search = g_task_get_task_data (task);
  Reading *reading = g_task_get_task_data (G_TASK (result));

  if (reading->feed != NULL)
    {
      const JaridaFeedLink *link = search->next > 0 && search->next <= search->links->len
                                     ? g_ptr_array_index (search->links, search->next - 1) : NULL;

      add_candidate (g_task_get_source_object (task), search, reading->feed, reading->response,
                     link != NULL ? link->title : NULL);
    }
  else if (search->round == ROUND_ADDRESS)
    {
      remember_error (search, reading->error);
      search->site_url = g_strdup (reading->response->address);
      if (reading->discovery != NULL)
        begin_links (search, reading->discovery);
    }
  if (g_task_return_error_if_cancelled (task))
    return;
  go_on (task);
}

static void
fetched_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  Search *search = g_task_get_task_data (task);
  g_autoptr(GError) error = NULL;
  g_autoptr(GTask) inner = NULL;
  Reading *reading;
  JaridaFetchResponse *response = jarida_fetcher_fetch_finish (JARIDA_FETCHER (object), result, &error);

  if (g_task_return_error_if_cancelled (task))
    {
      g_clear_pointer (&response, jarida_fetch_response_unref);
      return;
    }
  if (response == NULL)
    {
      /* Small sites without https still exist; only when the person did not ask for https. */
      if (search->round == ROUND_ADDRESS && search->may_be_plain && g_str_has_prefix (search->address, "https://"))
        {
          char *plain = g_strconcat ("http://", search->address + strlen ("https://"), NULL);

          g_free (search->address);
          search->address = plain;
          remember_error (search, error);
          search->may_be_plain = FALSE;
          search->next = 0;
          g_ptr_array_set_size (search->links, 0);
          g_ptr_array_add (search->links, new_link (plain, NULL));
        }
      else
        remember_error (search, error);
      go_on (task);
      return;
    }
  if (!jarida_response_check (response, search->address, &error))
    {
      remember_error (search, error);
      jarida_fetch_response_unref (response);
      go_on (task);
      return;
    }
  /* The site was reached after all. */
  if (search->round == ROUND_ADDRESS)
    g_clear_error (&search->first_error);
  reading = g_new0 (Reading, 1);
  reading->response = response;
  inner = g_task_new (NULL, NULL, read_cb, g_steal_pointer (&task));
  g_task_set_source_tag (inner, fetched_cb);
  g_task_set_task_data (inner, reading, free_reading);
  g_task_run_in_thread (inner, read_thread);
}

static void
fetch_next (GTask *task)
{
  JaridaReader *self = g_task_get_source_object (task);
  Search *search = g_task_get_task_data (task);
  const JaridaFeedLink *link;
  JaridaFetchRequest request = { 0 };

  if (search->next >= search->links->len)
    {
      end_search (task);
      return;
    }
  link = g_ptr_array_index (search->links, search->next++);
  request.address = link->address;
  request.accept = ACCEPT;
  request.kind = JARIDA_FETCH_URGENT;
  if (search->round == ROUND_ADDRESS && search->may_be_plain)
    request.timeout_seconds = GUESS_TIMEOUT_SECONDS;
  jarida_fetcher_fetch_async (self->fetcher, &request, g_task_get_cancellable (task), fetched_cb, g_object_ref (task));
}

void
jarida_reader_discover_async (JaridaReader        *self,
                              const char          *input,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  g_autofree char *address = NULL;
  Search *search;

  g_return_if_fail (JARIDA_IS_READER (self));
  g_return_if_fail (input != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, jarida_reader_discover_async);
  address = jarida_address_from_input (input);
  if (address == NULL)
    {
      g_task_return_new_error (task, JARIDA_READER_ERROR, JARIDA_OUTCOME_BAD_ADDRESS, "Not a web address");
      return;
    }
  search = g_new0 (Search, 1);
  search->may_be_plain = strstr (input, "://") == NULL;
  search->candidates = g_ptr_array_new_with_free_func ((GDestroyNotify) jarida_candidate_free);
  search->links = g_ptr_array_new_with_free_func (free_link);
  g_ptr_array_add (search->links, new_link (address, NULL));
  search->address = g_steal_pointer (&address);
  g_task_set_task_data (task, search, free_search);
  fetch_next (task);
}

GPtrArray *
jarida_reader_discover_finish (JaridaReader  *self,
                               GAsyncResult  *result,
                               GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
