/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-search-order.h"

#include <math.h>
#include <string.h>

#include "jarida-article-row.h"
#include "jarida-fold.h"
#include "jarida-schema.h"

/* In what order that stands which was found: by how well it fits, by its age, and by having the words as a person has typed them. */

/* The best, of which the titles are looked at, and what one is worth that has the words as they were typed. */
#define N_BEST 100
#define AS_TYPED 1.25f
/* News of today counts as much as it fits; what is a month old little more than half of that. */
#define RECENT_SECONDS (30.0 * 24 * 60 * 60)
#define OLD_WEIGHT 0.3

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

void
jarida_search_hits_merge (GArray       *hits,
                          const GArray *more)
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

/* What a person has typed, as it stands, is better than another form of it. */

typedef struct
{
  GPtrArray *words;    /* (owned) as they were typed, folded, a space before and after */
  GArray    *ids;      /* (owned) guint32: whose title has all of them */
} AsTyped;

static gboolean
add_typed (const JaridaTerm *term,
           gpointer          user_data)
{
  g_ptr_array_add (user_data, g_strdup_printf (" %.*s", (int) term->length, term->text));
  return TRUE;
}

static GPtrArray *
list_typed (const JaridaSearchQuery *query)
{
  GPtrArray *words = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < query->clauses->len; i++)
    {
      const JaridaSearchClause *clause = g_ptr_array_index (query->clauses, i);
      const JaridaSearchTerm *term = g_ptr_array_index (clause->terms, 0);
      guint n = words->len;

      if (clause->without || clause->terms->len > 1)
        continue;
      jarida_fold_each_term (term->text, strlen (term->text), JARIDA_FOLD_ELISION | JARIDA_FOLD_STOP, add_typed, words);
      for (guint j = n; j < words->len; j++)
        if (!term->beginning || j + 1 < words->len)
          {
            char *closed = g_strconcat (g_ptr_array_index (words, j), " ", NULL);

            g_free (g_ptr_array_index (words, j));
            g_ptr_array_index (words, j) = closed;
          }
    }
  return words;
}

static void
look_at_title_cb (JaridaHeadlineValues *values,
                  gpointer              user_data)
{
  AsTyped *typed = user_data;
  g_autofree char *folded = jarida_fold_text (values->title);
  g_autofree char *spaced = g_strdup_printf (" %s ", folded);
  guint32 id = (guint32) values->id;
  gboolean has = TRUE;

  for (guint i = 0; has && i < typed->words->len; i++)
    has = strstr (spaced, g_ptr_array_index (typed->words, i)) != NULL;
  if (has)
    g_array_append_val (typed->ids, id);
}

/* Only of the best: what stands far below does not come to the top by it. */
static void
raise_typed (JaridaSearchAsk  *ask,
             JaridaConnection *library)
{
  AsTyped typed = { list_typed (ask->query), g_array_new (FALSE, FALSE, sizeof (guint32)) };
  const guint n = MIN (ask->hits->len, N_BEST);
  guint32 ids[N_BEST];

  for (guint i = 0; i < n; i++)
    ids[i] = g_array_index (ask->hits, JaridaSearchHit, i).id;
  /* They are read in the order in which they are asked for, as far as they are there. */
  if (typed.words->len > 0 && library != NULL
      && jarida_article_rows_read_headlines (library, ids, n, look_at_title_cb, &typed, NULL))
    for (guint i = 0, at = 0; i < n && at < typed.ids->len; i++)
      if (ids[i] == g_array_index (typed.ids, guint32, at))
        {
          g_array_index (ask->hits, JaridaSearchHit, i).rank *= AS_TYPED;
          at++;
        }
  g_ptr_array_unref (typed.words);
  g_array_unref (typed.ids);
}

void
jarida_search_ask_put_in_order (JaridaSearchAsk  *ask,
                                JaridaConnection *library)
{
  ask->more = ask->hits->len > JARIDA_SEARCH_MOST;
  ask->n_found = MIN (ask->hits->len, JARIDA_SEARCH_MOST);
  weigh_age (ask);
  g_array_sort (ask->hits, ask->flags & JARIDA_SEARCH_BY_TIME ? compare_ids_falling : compare_ranks);
  if (!(ask->flags & JARIDA_SEARCH_BY_TIME))
    {
      raise_typed (ask, library);
      g_array_sort (ask->hits, compare_ranks);
    }
  else if (ask->hits->len > ask->limit)
    ask->older = MAX (ask->older, g_array_index (ask->hits, JaridaSearchHit, ask->limit - 1).id);
  /* All that was met stays, so that it is in one of the pages. */
  if (ask->hits->len > ask->limit && (ask->flags & JARIDA_SEARCH_BY_TIME || ask->limit < JARIDA_SEARCH_MOST))
    g_array_set_size (ask->hits, ask->limit);
}
