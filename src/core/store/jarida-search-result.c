/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-search-private.h"

G_DEFINE_BOXED_TYPE (JaridaSearchResult, jarida_search_result, jarida_search_result_ref, jarida_search_result_unref)

JaridaSearchResult *
jarida_search_result_new (const char        *text,
                          JaridaSearchQuery *query,
                          GArray            *hits)
{
  JaridaSearchResult *self = g_new0 (JaridaSearchResult, 1);

  g_atomic_ref_count_init (&self->refs);
  self->text = g_strdup (text);
  self->query = jarida_search_query_ref (query);
  self->hits = hits;
  return self;
}

JaridaSearchResult *
jarida_search_result_ref (JaridaSearchResult *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

void
jarida_search_result_unref (JaridaSearchResult *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;
  g_free (self->text);
  jarida_search_query_unref (self->query);
  g_array_unref (self->hits);
  g_free (self);
}

const char *
jarida_search_result_get_text (const JaridaSearchResult *self)
{
  return self->text;
}

guint
jarida_search_result_get_n (const JaridaSearchResult *self)
{
  return self->hits->len;
}

guint
jarida_search_result_get_n_found (const JaridaSearchResult *self)
{
  return self->n_found;
}

gboolean
jarida_search_result_get_more (const JaridaSearchResult *self)
{
  return self->more;
}

gboolean
jarida_search_result_get_cut (const JaridaSearchResult *self)
{
  return self->cut;
}

gint64
jarida_search_result_get_older (const JaridaSearchResult *self)
{
  return self->older;
}

static int
compare_falling (gconstpointer a,
                 gconstpointer b)
{
  const JaridaSearchHit *first = a, *second = b;

  return (first->id < second->id) - (first->id > second->id);
}

JaridaSearchResult *
jarida_search_result_join (const JaridaSearchResult *self,
                           const JaridaSearchResult *next)
{
  GArray *hits = g_array_sized_new (FALSE, FALSE, sizeof (JaridaSearchHit), self->hits->len + next->hits->len);
  JaridaSearchResult *both = jarida_search_result_new (self->text, self->query, hits);
  g_autoptr(GHashTable) known = g_hash_table_new (NULL, NULL);

  g_array_append_vals (hits, self->hits->data, self->hits->len);
  for (guint i = 0; i < hits->len; i++)
    g_hash_table_add (known, GUINT_TO_POINTER (g_array_index (hits, JaridaSearchHit, i).id));
  for (guint i = 0; i < next->hits->len; i++)
    if (g_hash_table_add (known, GUINT_TO_POINTER (g_array_index (next->hits, JaridaSearchHit, i).id)))
      g_array_append_vals (hits, &g_array_index (next->hits, JaridaSearchHit, i), 1);
  if (self->by_time)
    g_array_sort (hits, compare_falling);
  both->by_time = self->by_time;
  both->n_found = hits->len;
  both->older = next->older;
  both->more = next->older > 0;
  both->cut = next->cut;
  return both;
}

gint64
jarida_search_result_get_id (const JaridaSearchResult *self,
                             guint                     position)
{
  g_return_val_if_fail (position < self->hits->len, 0);

  return g_array_index (self->hits, JaridaSearchHit, position).id;
}

double
jarida_search_result_get_rank (const JaridaSearchResult *self,
                               guint                     position)
{
  g_return_val_if_fail (position < self->hits->len, 0);

  return (double) g_array_index (self->hits, JaridaSearchHit, position).rank;
}

GArray *
jarida_search_result_mark (const JaridaSearchResult *self,
                           const char               *text)
{
  g_return_val_if_fail (text != NULL, NULL);

  return jarida_search_query_mark (self->query, text);
}

void
jarida_snippet_free (JaridaSnippet *self)
{
  g_free (self->text);
  g_array_unref (self->marks);
  g_free (self);
}
