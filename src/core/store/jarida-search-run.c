/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-search-run.h"

#include <math.h>

#include "jarida-article-row.h"
#include "jarida-connection-search.h"
#include "jarida-index-text.h"
#include "jarida-schema.h"
#include "jarida-search-file.h"

/* While the person types, looking ends here with what there is. */
#define TYPING_USEC (30 * 1000)
/* As `jarida_rank` counts a word in the title. */
#define TITLE_RANK 4.0
/* News of today counts as much as it fits; what is a month old little more than half of that. */
#define RECENT_SECONDS (30.0 * 24 * 60 * 60)
#define OLD_WEIGHT 0.3

struct _JaridaSearcher
{
  char             *folder;    /* (owned) */
  gboolean          frozen;
  JaridaConnection *search;    /* (owned) (nullable) */
  JaridaConnection *library;   /* (owned) (nullable) */
  JaridaConnection *bodies;    /* (owned) (nullable) */
};

JaridaSearcher *
jarida_searcher_new (const char *folder,
                     gboolean    frozen)
{
  JaridaSearcher *self = g_new0 (JaridaSearcher, 1);

  self->folder = g_strdup (folder);
  self->frozen = frozen;
  return self;
}

void
jarida_searcher_close (JaridaSearcher *self)
{
  g_clear_pointer (&self->search, jarida_connection_close);
}

void
jarida_searcher_free (JaridaSearcher *self)
{
  g_clear_pointer (&self->search, jarida_connection_close);
  g_clear_pointer (&self->library, jarida_connection_close);
  g_clear_pointer (&self->bodies, jarida_connection_close);
  g_free (self->folder);
  g_free (self);
}

void
jarida_search_ask_free (JaridaSearchAsk *self)
{
  jarida_search_query_unref (self->query);
  jarida_search_match_clear (&self->match);
  g_clear_pointer (&self->allowed, g_array_unref);
  g_clear_pointer (&self->hits, g_array_unref);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->task);
  g_clear_error (&self->error);
  g_free (self);
}

/* One look through a table. */
typedef struct
{
  JaridaSearchAsk *ask;
  gint64           end;       /* 0: when it is done */
  guint            n_allowed; /* walked down along */
} Look;

static gboolean
should_stop (gpointer user_data)
{
  Look *look = user_data;

  return g_cancellable_is_cancelled (look->ask->cancellable) || (look->end != 0 && g_get_monotonic_time () >= look->end);
}

static gboolean
is_allowed (Look    *look,
            guint32  id)
{
  const GArray *allowed = look->ask->allowed;
  guint low = 0;

  if (allowed == NULL)
    return TRUE;
  /* The ids fall: what was passed is not looked at again. */
  while (low < look->n_allowed)
    {
      guint middle = low + (look->n_allowed - low) / 2;

      if (g_array_index (allowed, guint32, middle) <= id)
        low = middle + 1;
      else
        look->n_allowed = middle;
    }
  return low > 0 && g_array_index (allowed, guint32, low - 1) == id;
}

/* The newest that fit, one more than is ever answered, so that it is known that there are more. */
static gboolean
collect (JaridaStatement  *statement,
         Look             *look,
         const char       *expression,
         double            rank,
         GArray           *out,
         GError          **error)
{
  JaridaStep step;

  jarida_statement_bind_text (statement, 1, expression);
  jarida_statement_bind_int (statement, 2, look->ask->match.first);
  jarida_statement_bind_int (statement, 3, look->ask->match.last);
  while (out->len <= JARIDA_SEARCH_MOST && (step = jarida_statement_step (statement, error)) == JARIDA_STEP_ROW)
    {
      JaridaSearchHit hit = { (guint32) jarida_statement_get_int (statement, 0),
                              (float) (rank > 0 ? rank : jarida_statement_get_double (statement, 1)) };

      if (is_allowed (look, hit.id))
        g_array_append_val (out, hit);
    }
  return out->len > JARIDA_SEARCH_MOST || step == JARIDA_STEP_DONE;
}

/* FALSE with error; being stopped by the time that is over is none. */
static gboolean
look_through (JaridaSearcher   *self,
              JaridaSearchAsk  *ask,
              const char       *sql,
              const char       *expression,
              double            rank,
              GArray           *out,
              GError          **error)
{
  Look look = { .ask = ask, .n_allowed = ask->allowed != NULL ? ask->allowed->len : 0 };
  g_autoptr(JaridaStatement) statement = jarida_connection_prepare (self->search, sql, error);
  g_autoptr(GError) local_error = NULL;
  gboolean done;

  if (statement == NULL)
    return FALSE;
  if (ask->flags & JARIDA_SEARCH_TYPING)
    look.end = g_get_monotonic_time () + TYPING_USEC;
  jarida_connection_set_stop (self->search, should_stop, &look);
  done = collect (statement, &look, expression, rank, out, &local_error);
  jarida_connection_set_stop (self->search, NULL, NULL);
  if (done)
    return TRUE;
  if (!g_error_matches (local_error, JARIDA_DB_ERROR, JARIDA_DB_ERROR_STOPPED))
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  ask->cut = TRUE;
  return !g_cancellable_set_error_if_cancelled (ask->cancellable, error);
}

static int
compare_ids_falling (gconstpointer a,
                     gconstpointer b)
{
  const JaridaSearchHit *first = a, *second = b;

  return (first->id < second->id) - (first->id > second->id);
}

static int
compare_ranks (gconstpointer a,
               gconstpointer b)
{
  const JaridaSearchHit *first = a, *second = b;
  int by_rank = (first->rank < second->rank) - (first->rank > second->rank);

  return by_rank != 0 ? by_rank : compare_ids_falling (a, b);
}

/* What both have found stands once, as high as the better of them says. */
static void
merge (GArray *hits,
       GArray *more)
{
  guint n = 0;

  g_array_append_vals (hits, more->data, more->len);
  g_array_sort (hits, compare_ids_falling);
  for (guint i = 0; i < hits->len; i++)
    {
      JaridaSearchHit *last = n > 0 ? &g_array_index (hits, JaridaSearchHit, n - 1) : NULL;
      const JaridaSearchHit *hit = &g_array_index (hits, JaridaSearchHit, i);

      if (last != NULL && last->id == hit->id)
        last->rank = MAX (last->rank, hit->rank);
      else
        g_array_index (hits, JaridaSearchHit, n++) = *hit;
    }
  g_array_set_size (hits, n);
}

static void
weigh_age (JaridaSearchAsk *ask)
{
  for (guint i = 0; i < ask->hits->len; i++)
    {
      JaridaSearchHit *hit = &g_array_index (ask->hits, JaridaSearchHit, i);
      double age = MAX ((double) (ask->now - JARIDA_SHELF_EPOCH - hit->id), 0);

      hit->rank *= (float) (OLD_WEIGHT + (1 - OLD_WEIGHT) * exp (-age / RECENT_SECONDS));
    }
}

static void
put_in_order (JaridaSearchAsk *ask)
{
  ask->more = ask->hits->len > JARIDA_SEARCH_MOST;
  ask->n_found = MIN (ask->hits->len, JARIDA_SEARCH_MOST);
  weigh_age (ask);
  g_array_sort (ask->hits, ask->flags & JARIDA_SEARCH_BY_TIME ? compare_ids_falling : compare_ranks);
  if (ask->hits->len > ask->limit)
    g_array_set_size (ask->hits, ask->limit);
}

/* What the titles have found and a filter does not let through goes. */
static gboolean
drop_filtered (JaridaSearcher   *self,
               JaridaSearchAsk  *ask,
               GArray           *hits,
               GError          **error)
{
  g_autoptr(JaridaStatement) statement = NULL;
  guint n = 0;

  if (ask->match.filters == NULL)
    return TRUE;
  statement = jarida_connection_prepare (self->search, "SELECT 1 FROM ft WHERE ft MATCH ?1 AND rowid BETWEEN ?2 AND ?2", error);
  if (statement == NULL)
    return FALSE;
  for (guint i = 0; i < hits->len; i++)
    {
      JaridaStep step;

      jarida_statement_bind_text (statement, 1, ask->match.filters);
      jarida_statement_bind_int (statement, 2, g_array_index (hits, JaridaSearchHit, i).id);
      step = jarida_statement_step (statement, error);
      if (step == JARIDA_STEP_ERROR)
        return FALSE;
      if (step == JARIDA_STEP_ROW)
        g_array_index (hits, JaridaSearchHit, n++) = g_array_index (hits, JaridaSearchHit, i);
      jarida_statement_reset (statement);
    }
  g_array_set_size (hits, n);
  return TRUE;
}

static gboolean
search (JaridaSearcher   *self,
        JaridaSearchAsk  *ask,
        GError          **error)
{
  g_autoptr(GArray) titles = g_array_new (FALSE, FALSE, sizeof (JaridaSearchHit));

  if (ask->match.titles != NULL
      && (!look_through (self, ask, "SELECT rowid FROM ftt WHERE ftt MATCH ?1 AND rowid BETWEEN ?2 AND ?3 ORDER BY rowid DESC",
                         ask->match.titles, TITLE_RANK, titles, error)
          || !drop_filtered (self, ask, titles, error)))
    return FALSE;
  if (ask->match.all != NULL
      && !look_through (self, ask, "SELECT rowid, jarida_rank(ft) FROM ft WHERE ft MATCH ?1 AND rowid BETWEEN ?2 AND ?3"
                        " ORDER BY rowid DESC", ask->match.all, 0, ask->hits, error))
    return FALSE;
  merge (ask->hits, titles);
  put_in_order (ask);
  return TRUE;
}

void
jarida_searcher_run (JaridaSearcher  *self,
                     JaridaSearchAsk *ask)
{
  ask->hits = g_array_new (FALSE, FALSE, sizeof (JaridaSearchHit));
  if (g_cancellable_set_error_if_cancelled (ask->cancellable, &ask->error))
    return;
  if (self->search == NULL)
    self->search = jarida_search_file_open_read (self->folder, self->frozen, &ask->error);
  /* There is no index yet: nothing is found, and jarida_store_get_unindexed() says why. */
  if (self->search != NULL && !search (self, ask, &ask->error))
    g_array_set_size (ask->hits, 0);
}

/* Pieces. */

static gboolean
open_reading (JaridaSearcher    *self,
              const char        *name,
              JaridaConnection **out,
              GError           **error)
{
  g_autofree char *path = g_build_filename (self->folder, name, NULL);

  if (*out == NULL)
    *out = jarida_connection_open (path, self->frozen ? JARIDA_CONNECTION_FROZEN : JARIDA_CONNECTION_READ, 0, error);
  return *out != NULL;
}

static gboolean
open_shelf (JaridaSearcher  *self,
            GError         **error)
{
  const gboolean first = self->library == NULL;

  if (!open_reading (self, "library.db", &self->library, error) || !open_reading (self, "bodies.db", &self->bodies, error))
    return FALSE;
  return !first || !self->frozen || jarida_schema_make_readable (self->library, error);
}

GPtrArray *
jarida_searcher_excerpt (JaridaSearcher           *self,
                         const JaridaSearchQuery  *query,
                         const guint32            *ids,
                         gsize                     n_ids,
                         GCancellable             *cancellable,
                         GError                  **error)
{
  g_autoptr(GPtrArray) snippets = g_ptr_array_new_with_free_func ((GDestroyNotify) jarida_snippet_free);

  if (!open_shelf (self, error))
    return NULL;
  for (gsize i = 0; i < n_ids; i++)
    {
      g_autoptr(JaridaArticle) article = NULL;
      g_autofree char *body = NULL;
      JaridaSnippet *snippet;

      if (g_cancellable_set_error_if_cancelled (cancellable, error)
          || !jarida_article_rows_load (self->library, self->bodies, ids[i], &article, error))
        return NULL;
      if (article == NULL)
        continue;
      body = jarida_index_text_make_body (article);
      snippet = g_new0 (JaridaSnippet, 1);
      snippet->id = ids[i];
      jarida_search_query_excerpt (query, body, snippet);
      g_ptr_array_add (snippets, snippet);
    }
  return g_steal_pointer (&snippets);
}
