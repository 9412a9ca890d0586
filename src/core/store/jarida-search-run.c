/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-search-run.h"

#include <stdlib.h>
#include <string.h>

#include "jarida-article-row.h"
#include "jarida-connection-search.h"
#include "jarida-index-text.h"
#include "jarida-schema.h"
#include "jarida-search-file.h"
#include "jarida-search-order.h"
#include "jarida-vocabulary.h"

/* What a person waits for: looking ends here with what there is, that through the titles sooner. */
#define FIRST_USEC (32 * 1000)
#define FIRST_TITLES_USEC (15 * 1000)
/* A page of what is older; a slice of counting, behind which somebody may wait. */
#define PAGE_USEC (100 * 1000)
#define COUNT_USEC (8 * 1000)
/* With quotes, for which each text is read, nobody's machine is kept busy for longer, only for a number. */
#define MOST_TEXT_SLICES 200
/* A slice that came to nothing is followed by one of twice its length, up to this power. */
#define MOST_FRUITLESS 7
/* Quotes, for which the texts are read. */
#define EXACT_USEC (300 * 1000)
/* The words that a beginning stands for in the texts: more find little more and take as much longer. From two letters on. */
#define BEGINNING_WORDS 32
/* How many words are read in one go, and how old they may be. */
#define WORDS_AT_ONCE 2000
#define WORDS_SECONDS 600
/* As `jarida_rank` counts a word in the title. */
#define TITLE_RANK 4.0

struct _JaridaSearcher
{
  char             *folder;    /* (owned) */
  gboolean          frozen;
  JaridaConnection *search;    /* (owned) (nullable) */
  JaridaConnection *library;   /* (owned) (nullable) */
  JaridaConnection *bodies;    /* (owned) (nullable) */
  JaridaVocabulary *words;     /* (owned) (nullable) */
  JaridaVocabulary *more;      /* (owned) (nullable) being read, to take its place */
  gint64            words_at;  /* monotonic: when it was read */
  int               stopping;  /* atomic */
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
jarida_searcher_stop (JaridaSearcher *self)
{
  g_atomic_int_set (&self->stopping, TRUE);
}

void
jarida_searcher_close (JaridaSearcher *self)
{
  g_clear_pointer (&self->more, jarida_vocabulary_free);
  g_clear_pointer (&self->search, jarida_connection_close);
}

void
jarida_searcher_free (JaridaSearcher *self)
{
  g_clear_pointer (&self->search, jarida_connection_close);
  g_clear_pointer (&self->library, jarida_connection_close);
  g_clear_pointer (&self->bodies, jarida_connection_close);
  g_clear_pointer (&self->words, jarida_vocabulary_free);
  g_clear_pointer (&self->more, jarida_vocabulary_free);
  g_free (self->folder);
  g_free (self);
}

void
jarida_search_ask_free (JaridaSearchAsk *self)
{
  jarida_search_query_unref (self->query);
  jarida_search_match_clear (&self->match);
  g_clear_pointer (&self->allowed, g_array_unref);
  g_clear_pointer (&self->hidden, g_array_unref);
  g_clear_pointer (&self->hits, g_array_unref);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->task);
  g_clear_error (&self->error);
  g_free (self);
}

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
open_index (JaridaSearcher  *self,
            GError         **error)
{
  if (self->search == NULL)
    self->search = jarida_search_file_open_read (self->folder, self->frozen, error);
  return self->search != NULL;
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

/* One look through a table. */
typedef struct
{
  JaridaSearcher  *searcher;
  JaridaSearchAsk *ask;
  gboolean         texts;     /* each article's own is looked at */
  gint64           end;       /* 0: when it is done */
  gboolean         patient;   /* not before one was met */
  guint32          met;       /* the last id that was come to; 0: none yet */
  guint            n_allowed; /* walked down along */
} Look;

static gboolean
should_stop (gpointer user_data)
{
  Look *look = user_data;

  return g_cancellable_is_cancelled (look->ask->cancellable)
         || ((look->ask->plain || look->ask->counting) && g_atomic_int_get (&look->searcher->stopping))
         || (look->end != 0 && (look->met != 0 || !look->patient) && g_get_monotonic_time () >= look->end);
}

static int
compare_ids (gconstpointer a,
             gconstpointer b)
{
  guint32 first = *(const guint32 *) a, second = *(const guint32 *) b;

  return (first > second) - (first < second);
}

static gboolean
is_allowed (Look    *look,
            guint32  id)
{
  const GArray *allowed = look->ask->allowed, *hidden = look->ask->hidden;
  guint low = 0;

  if (hidden != NULL && bsearch (&id, hidden->data, hidden->len, sizeof id, compare_ids) != NULL)
    return FALSE;
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

/* In quotes: the text must be seen. An article that has gone is none that fits. */
static gboolean
holds (Look     *look,
       guint32   id,
       gboolean *out_holds,
       GError  **error)
{
  JaridaSearcher *self = look->searcher;
  g_autoptr(JaridaArticle) article = NULL;
  g_autofree char *body = NULL;
  g_auto(JaridaExactText) title = { "" }, text = { NULL };

  *out_holds = TRUE;
  if (!look->texts)
    return TRUE;
  if (!jarida_article_rows_load_text (self->library, self->bodies, id, &article, error))
    return FALSE;
  *out_holds = FALSE;
  if (article == NULL)
    return TRUE;
  body = jarida_index_text_make_body (article);
  if (article->title != NULL)
    title.text = article->title;
  text.text = body;
  *out_holds = jarida_search_query_holds (look->ask->query, &title, &text);
  return TRUE;
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
  JaridaStep step = JARIDA_STEP_DONE;

  jarida_statement_bind_text (statement, 1, expression);
  jarida_statement_bind_int (statement, 2, look->ask->match.first);
  jarida_statement_bind_int (statement, 3, look->ask->match.last);
  while (out->len <= look->ask->most && (step = jarida_statement_step (statement, error)) == JARIDA_STEP_ROW)
    {
      JaridaSearchHit hit = { (guint32) jarida_statement_get_int (statement, 0),
                              (float) (rank > 0 ? rank : jarida_statement_get_double (statement, 1)) };

      gboolean fits = is_allowed (look, hit.id);

      look->met = hit.id;
      if (fits && !holds (look, hit.id, &fits, error))
        return FALSE;
      if (fits)
        g_array_append_val (out, hit);
    }
  return out->len > look->ask->most || step == JARIDA_STEP_DONE;
}

/* When to stop, by what the person is doing. */
static void
set_end (Look                 *look,
         const JaridaSearchAsk *ask,
         gint64                usec)
{
  look->patient = usec == 0 && ask->patient;
  if (usec > 0)
    look->end = g_get_monotonic_time () + usec;
  else if (ask->page)
    look->end = g_get_monotonic_time () + PAGE_USEC;
  else if (!ask->plain && (ask->flags & (JARIDA_SEARCH_TYPING | JARIDA_SEARCH_FIRST)))
    look->end = ask->until;
  else if (!ask->plain && look->texts)
    look->end = g_get_monotonic_time () + EXACT_USEC;
}

/* FALSE with error; being stopped by the time that is over is none. @out_low: what is below this id was not looked at, 0: all was.
 * @usec: as long, 0: as long as the question has. */
static gboolean
look_through (JaridaSearcher   *self,
              JaridaSearchAsk  *ask,
              const char       *sql,
              const char       *expression,
              double            rank,
              gint64            usec,
              GArray           *out,
              gint64           *out_low,
              GError          **error)
{
  Look look = { .searcher = self, .ask = ask, .texts = jarida_search_query_needs_texts (ask->query), .n_allowed = ask->allowed != NULL ? ask->allowed->len : 0 };
  g_autoptr(JaridaStatement) statement = jarida_connection_prepare (self->search, sql, error);
  g_autoptr(GError) local_error = NULL;
  gboolean done;

  *out_low = 0;
  if (statement == NULL)
    return FALSE;
  if (look.texts && !open_shelf (self, error))
    return FALSE;
  set_end (&look, ask, usec);
  jarida_connection_set_stop (self->search, should_stop, &look);
  done = collect (statement, &look, expression, rank, out, &local_error);
  jarida_connection_set_stop (self->search, NULL, NULL);
  if (done)
    {
      *out_low = out->len > ask->most ? look.met : 0;
      return TRUE;
    }
  if (!g_error_matches (local_error, JARIDA_DB_ERROR, JARIDA_DB_ERROR_STOPPED))
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  *out_low = look.met != 0 ? look.met : MIN (ask->match.last, G_MAXUINT32) + 1;
  ask->cut = TRUE;
  return !g_cancellable_set_error_if_cancelled (ask->cancellable, error);
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

/* What stands for the beginning of a word is known here alone. */
static char *
fill_beginnings (JaridaSearcher *self,
                 const char     *expression)
{
  GString *out = g_string_new (NULL);

  for (const char *p = expression; *p != '\0'; p++)
    {
      const char *end = *p == JARIDA_SEARCH_BEGINNING_START ? strchr (p, JARIDA_SEARCH_BEGINNING_END) : NULL;
      g_autofree char *beginning = end != NULL ? g_strndup (p + 1, (gsize) (end - p - 1)) : NULL;
      g_autoptr(GPtrArray) words = NULL;

      if (beginning == NULL)
        {
          g_string_append_c (out, *p);
          continue;
        }
      p = end;
      if (self->words == NULL || g_utf8_strlen (beginning, -1) < 2)
        continue;
      words = jarida_vocabulary_find (self->words, beginning, BEGINNING_WORDS);
      for (guint i = 0; i < words->len; i++)
        {
          g_string_append (out, " OR ");
          jarida_search_match_append_word (out, g_ptr_array_index (words, i));
        }
    }
  return g_string_free (out, FALSE);
}

/* The words of the titles, a little at a time. */

static gboolean
read_some_words (JaridaSearcher  *self,
                 gboolean        *out_all,
                 GError         **error)
{
  g_autoptr(JaridaStatement) statement = NULL;
  g_autofree char *after = g_strdup (jarida_vocabulary_get_last (self->more));
  JaridaStep step = JARIDA_STEP_DONE;
  guint n = 0;

  statement = jarida_connection_prepare (self->search, "SELECT term, doc FROM word WHERE term>?1", error);
  if (statement == NULL)
    return FALSE;
  jarida_statement_bind_text (statement, 1, after);
  while (n++ < WORDS_AT_ONCE && (step = jarida_statement_step (statement, error)) == JARIDA_STEP_ROW)
    if (jarida_statement_get_text (statement, 0) != NULL)
      jarida_vocabulary_add (self->more, jarida_statement_get_text (statement, 0), (guint) jarida_statement_get_int (statement, 1));
  *out_all = n <= WORDS_AT_ONCE;
  return n > WORDS_AT_ONCE || step == JARIDA_STEP_DONE;
}

gboolean
jarida_searcher_read_words (JaridaSearcher *self)
{
  gboolean all;

  if (self->search == NULL || g_atomic_int_get (&self->stopping)
      || (self->words != NULL && g_get_monotonic_time () < self->words_at + WORDS_SECONDS * G_USEC_PER_SEC))
    return FALSE;
  if (self->more == NULL)
    self->more = jarida_vocabulary_new ();
  if (!read_some_words (self, &all, NULL))
    {
      g_clear_pointer (&self->more, jarida_vocabulary_free);
      return FALSE;
    }
  if (!all)
    return TRUE;
  g_clear_pointer (&self->words, jarida_vocabulary_free);
  self->words = g_steal_pointer (&self->more);
  self->words_at = g_get_monotonic_time ();
  return FALSE;
}

#define IN_TITLES "SELECT rowid FROM ftt WHERE ftt MATCH ?1 AND rowid BETWEEN ?2 AND ?3 ORDER BY rowid DESC"
#define IN_ALL "SELECT rowid FROM ft WHERE ft MATCH ?1 AND rowid BETWEEN ?2 AND ?3 ORDER BY rowid DESC"
#define IN_ALL_RANKED "SELECT rowid, jarida_rank(ft) FROM ft WHERE ft MATCH ?1 AND rowid BETWEEN ?2 AND ?3 ORDER BY rowid DESC"

static gboolean
search (JaridaSearcher   *self,
        JaridaSearchAsk  *ask,
        GError          **error)
{
  g_autofree char *all = ask->match.all != NULL ? fill_beginnings (self, ask->match.all) : NULL;
  g_autoptr(GArray) titles = g_array_new (FALSE, FALSE, sizeof (JaridaSearchHit));
  const gint64 start = g_get_monotonic_time ();
  gint64 low = 0;

  /* Nobody has anything from being told that a moment was not enough for the first one: they would ask again. */
  ask->patient = ask->page || all == NULL;
  ask->until = start + (all != NULL ? FIRST_TITLES_USEC : FIRST_USEC);
  if (ask->match.titles != NULL
      && (!look_through (self, ask, IN_TITLES, ask->match.titles, TITLE_RANK * ask->match.n_terms, 0, titles, &ask->older, error)
          || !drop_filtered (self, ask, titles, error)))
    return FALSE;
  ask->patient = ask->page || titles->len == 0;
  ask->until = start + FIRST_USEC;
  if (all != NULL
      && !look_through (self, ask, ask->plain ? IN_ALL : IN_ALL_RANKED, all, ask->plain ? 1 : 0, 0, ask->hits, &low, error))
    return FALSE;
  ask->older = MAX (ask->older, low);
  jarida_search_hits_merge (ask->hits, titles);
  if (!ask->plain)
    jarida_search_ask_put_in_order (ask, !(ask->flags & JARIDA_SEARCH_BY_TIME) && open_shelf (self, NULL) ? self->library : NULL);
  return TRUE;
}

/* Counting. The texts lead: as far as a slice comes in them, as far it goes in the titles, so that what both have counts once. */
static gboolean
count_on (JaridaSearcher   *self,
          JaridaSearchAsk  *ask,
          gboolean         *out_done,
          GError          **error)
{
  const gint64 usec = (gint64) COUNT_USEC << MIN (ask->fruitless, MOST_FRUITLESS);
  const gint64 first = ask->match.first, last = ask->match.last;
  g_autofree char *all = ask->match.all != NULL ? fill_beginnings (self, ask->match.all) : NULL;
  g_autoptr(GArray) hits = g_array_new (FALSE, FALSE, sizeof (JaridaSearchHit));
  g_autoptr(GArray) titles = g_array_new (FALSE, FALSE, sizeof (JaridaSearchHit));
  gint64 low = 0, title_low = 0;

  if (all != NULL && !look_through (self, ask, IN_ALL, all, 1, usec, hits, &low, error))
    return FALSE;
  ask->match.first = MAX (first, low);
  if (ask->match.titles != NULL
      && (!look_through (self, ask, IN_TITLES, ask->match.titles, 1, all != NULL ? 4 * usec : usec, titles, &title_low, error)
          || !drop_filtered (self, ask, titles, error)))
    return FALSE;
  ask->match.first = first;
  low = MAX (low, title_low);
  jarida_search_hits_merge (hits, titles);
  /* What is below is met again. */
  while (hits->len > 0 && g_array_index (hits, JaridaSearchHit, hits->len - 1).id < low)
    g_array_set_size (hits, hits->len - 1);
  ask->n_found += hits->len;
  ask->fruitless = low > last ? ask->fruitless + 1 : 0;
  ask->match.last = low - 1;
  *out_done = low == 0;
  return TRUE;
}

gboolean
jarida_searcher_count (JaridaSearcher  *self,
                       JaridaSearchAsk *ask)
{
  gboolean done = TRUE;

  if (g_cancellable_set_error_if_cancelled (ask->cancellable, &ask->error))
    return FALSE;
  if (ask->n_slices++ == MOST_TEXT_SLICES && jarida_search_query_needs_texts (ask->query))
    {
      g_set_error_literal (&ask->error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT, "too many texts to read for a number");
      return FALSE;
    }
  return open_index (self, &ask->error) && !g_atomic_int_get (&self->stopping) && count_on (self, ask, &done, &ask->error) && !done;
}

void
jarida_searcher_run (JaridaSearcher  *self,
                     JaridaSearchAsk *ask)
{
  ask->hits = g_array_new (FALSE, FALSE, sizeof (JaridaSearchHit));
  if (g_cancellable_set_error_if_cancelled (ask->cancellable, &ask->error))
    return;
  /* There is no index yet: nothing is found, and jarida_store_get_unindexed() says why. */
  if (open_index (self, &ask->error) && !search (self, ask, &ask->error))
    g_array_set_size (ask->hits, 0);
}

/* Pieces. */

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
