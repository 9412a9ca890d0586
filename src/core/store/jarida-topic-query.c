/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "jarida-fold.h"
#include "jarida-topic-row.h"

/* Looking authors and cities up. */

static JaridaTopicRow *
new_row (JaridaPlaceKind  kind,
         gint64           id,
         const char      *name)
{
  JaridaTopicRow *row = g_new0 (JaridaTopicRow, 1);

  row->kind = kind;
  row->id = id;
  row->name = g_strdup (name);
  return row;
}

static gboolean
read_one (JaridaStatement  *statement,
          JaridaPlaceKind   kind,
          JaridaTopicRow  **out_row,
          GError          **error)
{
  JaridaStep step = jarida_statement_step (statement, error);

  *out_row = step == JARIDA_STEP_ROW ? new_row (kind, jarida_statement_get_int (statement, 0),
                                                jarida_statement_get_text (statement, 1)) : NULL;
  return step != JARIDA_STEP_ERROR;
}

gboolean
jarida_topic_row_read (JaridaConnection  *library,
                       JaridaPlaceKind    kind,
                       gint64             id,
                       JaridaTopicRow   **out_row,
                       GError           **error)
{
  g_autoptr(JaridaStatement) statement = NULL;

  *out_row = NULL;
  statement = kind == JARIDA_PLACE_AUTHOR ? jarida_connection_prepare (library, "SELECT id, name FROM author WHERE id=?1", error)
                                          : jarida_connection_prepare (library, "SELECT id, name FROM city WHERE id=?1", error);
  if (statement == NULL)
    return FALSE;
  jarida_statement_bind_int (statement, 1, id);
  return read_one (statement, kind, out_row, error);
}

gboolean
jarida_topic_row_find (JaridaConnection  *library,
                       JaridaPlaceKind    kind,
                       const char        *name,
                       JaridaTopicRow   **out_row,
                       GError           **error)
{
  g_autofree char *key = jarida_topic_make_key (name);
  g_autoptr(JaridaStatement) statement = NULL;

  *out_row = NULL;
  if (key == NULL)
    return TRUE;
  statement = kind == JARIDA_PLACE_AUTHOR ? jarida_connection_prepare (library, "SELECT id, name FROM author WHERE key=?1", error)
                                          : jarida_connection_prepare (library, "SELECT id, name FROM city WHERE key=?1", error);
  if (statement == NULL)
    return FALSE;
  jarida_statement_bind_text (statement, 1, key);
  return read_one (statement, kind, out_row, error);
}

/* Whether each of @words begins one of the words of @key. */
static gboolean
fits (const char  *key,
      char       **words)
{
  for (; *words != NULL; words++)
    {
      const char *at = (*words)[0] != '\0' ? strstr (key, *words) : key;

      while (at != NULL && at != key && at[-1] != ' ')
        at = strstr (at + 1, *words);
      if (at == NULL)
        return FALSE;
    }
  return TRUE;
}

/* By author: what stands under the bylines. */
static GHashTable *
sum_authors (JaridaConnection  *library,
             const GArray      *byline_counts,
             GError           **error)
{
  g_autoptr(GHashTable) sums = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  g_autoptr(JaridaStatement) statement = NULL;
  JaridaStep step;

  statement = jarida_connection_prepare (library, "SELECT author_id, byline_id FROM byline_author", error);
  if (statement == NULL)
    return NULL;
  while ((step = jarida_statement_step (statement, error)) == JARIDA_STEP_ROW)
    {
      gpointer author = GSIZE_TO_POINTER ((gsize) jarida_statement_get_int (statement, 0));
      guint64 byline = (guint64) jarida_statement_get_int (statement, 1);
      JaridaCount *sum;

      if (byline >= byline_counts->len || g_array_index (byline_counts, JaridaCount, byline).total == 0)
        continue;
      sum = g_hash_table_lookup (sums, author);
      if (sum == NULL)
        g_hash_table_insert (sums, author, sum = g_new0 (JaridaCount, 1));
      sum->total += g_array_index (byline_counts, JaridaCount, byline).total;
      sum->unread += g_array_index (byline_counts, JaridaCount, byline).unread;
    }
  return step == JARIDA_STEP_DONE ? g_steal_pointer (&sums) : NULL;
}

static int
compare_totals (gconstpointer a,
                gconstpointer b)
{
  const JaridaTopicRow *first = *(JaridaTopicRow * const *) a, *second = *(JaridaTopicRow * const *) b;

  if (first->count.total != second->count.total)
    return (first->count.total < second->count.total) - (first->count.total > second->count.total);
  return (first->id > second->id) - (first->id < second->id);
}

GPtrArray *
jarida_topic_rows_list (JaridaConnection  *library,
                        JaridaPlaceKind    kind,
                        const char        *words,
                        GHashTable        *known,
                        const GArray      *counts,
                        guint              limit,
                        GError           **error)
{
  g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) jarida_topic_row_free);
  g_autoptr(GHashTable) sums = kind == JARIDA_PLACE_AUTHOR ? sum_authors (library, counts, error) : NULL;
  g_autofree char *folded = jarida_fold_text (words != NULL ? words : "");
  g_auto(GStrv) wanted = g_strsplit (folded, " ", -1);
  g_autoptr(JaridaStatement) statement = NULL;
  JaridaStep step;

  if (kind == JARIDA_PLACE_AUTHOR && sums == NULL)
    return NULL;
  statement = kind == JARIDA_PLACE_AUTHOR ? jarida_connection_prepare (library, "SELECT id, key, name FROM author", error)
                                          : jarida_connection_prepare (library, "SELECT id, key, name FROM city", error);
  if (statement == NULL)
    return NULL;
  while ((step = jarida_statement_step (statement, error)) == JARIDA_STEP_ROW)
    {
      gint64 id = jarida_statement_get_int (statement, 0);
      const JaridaCount *count;
      JaridaTopicRow *row;

      if (sums != NULL)
        count = g_hash_table_lookup (sums, GSIZE_TO_POINTER ((gsize) id));
      else
        count = id > 0 && id < counts->len ? &g_array_index (counts, JaridaCount, id) : NULL;
      if (!fits (jarida_statement_get_text (statement, 1), wanted))
        continue;
      if ((count == NULL || count->total == 0)
          && (known == NULL || !g_hash_table_contains (known, jarida_statement_get_text (statement, 1))))
        continue;
      row = new_row (kind, id, jarida_statement_get_text (statement, 2));
      if (count != NULL)
        row->count = *count;
      g_ptr_array_add (rows, row);
    }
  if (step == JARIDA_STEP_ERROR)
    return NULL;
  g_ptr_array_sort (rows, compare_totals);
  if (rows->len > limit)
    g_ptr_array_set_size (rows, limit);
  return g_steal_pointer (&rows);
}

gboolean
jarida_topic_rows_follow (JaridaConnection  *library,
                          JaridaPlaceKind    kind,
                          gint64             id,
                          gboolean           follow,
                          GError           **error)
{
  g_autoptr(JaridaStatement) statement = NULL;

  statement = follow ? jarida_connection_prepare (library,
                         "INSERT OR IGNORE INTO followed(kind, id, position)"
                         " VALUES(?1, ?2, (SELECT ifnull(max(number),0)+1 FROM followed))", error)
                     : jarida_connection_prepare (library, "DELETE FROM followed WHERE kind=?1 AND id=?2", error);
  if (statement == NULL)
    return FALSE;
  jarida_statement_bind_int (statement, 1, kind == JARIDA_PLACE_AUTHOR ? 1 : 2);
  jarida_statement_bind_int (statement, 2, id);
  return jarida_statement_run (statement, error);
}
