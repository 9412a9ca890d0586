/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-filter-set.h"

#include <string.h>

#include "jarida-fold.h"
#include "jarida-search-program.h"

typedef struct
{
  gint64             id;
  gint64             source_id;
  JaridaFilterAction action;
  gboolean           whole;      /* all of the source */
  guint              number;     /* of the question */
} Filter;

struct _JaridaFilterSet
{
  GArray               *filters;     /* (owned) Filter */
  JaridaSearchPrograms *programs;    /* (owned) */
};

void
jarida_filter_set_free (JaridaFilterSet *self)
{
  g_array_unref (self->filters);
  jarida_search_programs_free (self->programs);
  g_free (self);
}

gboolean
jarida_filter_is_whole (const char *query)
{
  g_autofree char *stripped = g_strstrip (g_strdup (query));

  return stripped[0] == '\0';
}

gboolean
jarida_filter_has_words (const char  *title,
                         char       **words)
{
  g_autofree char *folded = title != NULL ? jarida_fold_text (title) : g_strdup ("");

  for (; *words != NULL; words++)
    if (strstr (folded, *words) == NULL)
      return FALSE;
  return TRUE;
}

GArray *
jarida_filter_find_sources (const char *name,
                            gpointer    titles)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autofree char *folded = jarida_fold_text (name);
  g_auto(GStrv) words = g_strsplit (folded, " ", -1);
  GHashTableIter iter;
  gpointer key, value;

  g_hash_table_iter_init (&iter, titles);
  while (g_hash_table_iter_next (&iter, &key, &value))
    if (jarida_filter_has_words (value, words))
      g_array_append_val (ids, *(gint64 *) key);
  return ids;
}

static GHashTable *
read_titles (JaridaConnection  *library,
             GError           **error)
{
  g_autoptr(GHashTable) titles = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  g_autoptr(JaridaStatement) statement = NULL;
  JaridaStep step;

  statement = jarida_connection_prepare (library, "SELECT id, title FROM source WHERE removed_at=0", error);
  if (statement == NULL)
    return NULL;
  while ((step = jarida_statement_step (statement, error)) == JARIDA_STEP_ROW)
    {
      const gint64 id = jarida_statement_get_int (statement, 0);

      g_hash_table_insert (titles, g_memdup2 (&id, sizeof id), g_strdup (jarida_statement_get_text (statement, 1)));
    }
  return step == JARIDA_STEP_DONE ? g_steal_pointer (&titles) : NULL;
}

static void
add_filter (JaridaFilterSet       *self,
            const JaridaFilterRow *row,
            GHashTable            *titles)
{
  Filter filter = { .id = row->id, .source_id = row->source_id, .action = (JaridaFilterAction) row->action };
  g_autoptr(JaridaSearchQuery) query = jarida_search_query_parse (row->query, FALSE);
  g_auto(JaridaSearchMatch) match = { NULL };

  filter.whole = jarida_filter_is_whole (row->query);
  if (filter.whole && filter.source_id == 0)
    return;
  jarida_search_match_init (&match, query, jarida_filter_find_sources, titles);
  filter.number = jarida_search_programs_add (self->programs, query, &match);
  g_array_append_val (self->filters, filter);
}

JaridaFilterSet *
jarida_filter_set_read (JaridaConnection  *library,
                        GError           **error)
{
  g_autoptr(JaridaFilterSet) self = g_new0 (JaridaFilterSet, 1);
  g_autoptr(GPtrArray) rows = NULL;
  g_autoptr(GHashTable) titles = NULL;

  self->filters = g_array_new (FALSE, FALSE, sizeof (Filter));
  self->programs = jarida_search_programs_new ();
  rows = jarida_filter_rows_read (library, error);
  if (rows == NULL)
    return NULL;
  if (rows->len > 0 && (titles = read_titles (library, error)) == NULL)
    return NULL;
  for (guint i = 0; i < rows->len; i++)
    {
      const JaridaFilterRow *row = g_ptr_array_index (rows, i);

      if (row->enabled && row->removed_at == 0)
        add_filter (self, row, titles);
    }
  return g_steal_pointer (&self);
}

gboolean
jarida_filter_set_concerns (const JaridaFilterSet *self,
                            gint64                 source_id)
{
  for (guint i = 0; i < self->filters->len; i++)
    {
      const Filter *filter = &g_array_index (self->filters, Filter, i);

      if (filter->source_id == 0 || filter->source_id == source_id)
        return TRUE;
    }
  return FALSE;
}

void
jarida_verdict_clear (JaridaVerdict *self)
{
  g_clear_pointer (&self->hiding, g_array_unref);
  g_clear_pointer (&self->announcing, g_array_unref);
}

static void
take_filter (const Filter  *filter,
             JaridaVerdict *verdict)
{
  switch (filter->action)
    {
    case JARIDA_FILTER_ACTION_READ:
      verdict->read = TRUE;
      break;
    case JARIDA_FILTER_ACTION_SAVE:
      verdict->saved = TRUE;
      break;
    case JARIDA_FILTER_ACTION_NOTIFY:
      g_array_append_val (verdict->announcing, filter->id);
      break;
    case JARIDA_FILTER_ACTION_HIDE:
      verdict->hidden = TRUE;
      g_array_append_val (verdict->hiding, filter->id);
      break;
    default:
      /* Of a later version: nothing is done that nobody knows. */
      break;
    }
}

void
jarida_filter_set_judge (JaridaFilterSet       *self,
                         guint32                id,
                         gint64                 source_id,
                         const JaridaIndexText *text,
                         JaridaVerdict         *out_verdict)
{
  memset (out_verdict, 0, sizeof *out_verdict);
  out_verdict->hiding = g_array_new (FALSE, FALSE, sizeof (gint64));
  out_verdict->announcing = g_array_new (FALSE, FALSE, sizeof (gint64));
  jarida_search_programs_load (self->programs, id, text, TRUE, FALSE);
  for (guint i = 0; i < self->filters->len; i++)
    {
      const Filter *filter = &g_array_index (self->filters, Filter, i);

      if ((filter->source_id == 0 || filter->source_id == source_id)
          && (filter->whole || jarida_search_programs_holds (self->programs, filter->number)))
        take_filter (filter, out_verdict);
    }
  /* What is not to be seen is not told either. */
  if (out_verdict->hidden)
    g_array_set_size (out_verdict->announcing, 0);
}
