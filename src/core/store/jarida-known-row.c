/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-known-row.h"
#include "jarida-shelf-private.h"

/* A source with many more articles than its feed gives is asked for each of them, not read through. */
#define RANGE_FACTOR 20

gboolean
jarida_known_rows_begin (JaridaShelf  *shelf,
                         gint64        source_id,
                         guint         n_wanted,
                         GError      **error)
{
  g_autoptr(GHashTable) known = NULL;
  g_autoptr(JaridaStatement) statement = NULL;
  guint limit = n_wanted * RANGE_FACTOR + 1;
  JaridaStep step;

  if (shelf->known_source == source_id)
    return TRUE;
  g_clear_pointer (&shelf->known, g_hash_table_unref);
  shelf->known_source = source_id;
  known = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, g_free);
  statement = jarida_connection_prepare (shelf->library,
                                         "SELECT guid_h, content_h, partial_h, id FROM known WHERE source_id=?1 LIMIT ?2", error);
  if (statement == NULL)
    return FALSE;
  jarida_statement_bind_int (statement, 1, source_id);
  jarida_statement_bind_int (statement, 2, limit);
  while ((step = jarida_statement_step (statement, error)) == JARIDA_STEP_ROW)
    {
      JaridaKnown *one = g_new (JaridaKnown, 1);

      one->guid_h = jarida_statement_get_int (statement, 0);
      one->content_h = jarida_statement_get_int (statement, 1);
      one->partial_h = jarida_statement_get_int (statement, 2);
      one->id = jarida_statement_get_int (statement, 3);
      g_hash_table_insert (known, &one->guid_h, one);
    }
  if (step == JARIDA_STEP_ERROR)
    return FALSE;
  if (g_hash_table_size (known) < limit)
    shelf->known = g_steal_pointer (&known);
  return TRUE;
}

gboolean
jarida_known_rows_find (JaridaShelf          *shelf,
                        const JaridaArrival  *arrival,
                        JaridaKnown          *out,
                        GError              **error)
{
  g_autoptr(JaridaStatement) statement = NULL;
  JaridaStep step;

  *out = (JaridaKnown) { .guid_h = arrival->guid_h };
  if (shelf->known != NULL)
    {
      const JaridaKnown *one = g_hash_table_lookup (shelf->known, &arrival->guid_h);

      if (one != NULL)
        *out = *one;
      return TRUE;
    }
  statement = jarida_connection_prepare (shelf->library,
                                         "SELECT content_h, partial_h, id FROM known WHERE source_id=?1 AND guid_h=?2", error);
  if (statement == NULL)
    return FALSE;
  jarida_statement_bind_int (statement, 1, arrival->source_id);
  jarida_statement_bind_int (statement, 2, arrival->guid_h);
  step = jarida_statement_step (statement, error);
  if (step == JARIDA_STEP_ROW)
    {
      out->content_h = jarida_statement_get_int (statement, 0);
      out->partial_h = jarida_statement_get_int (statement, 1);
      out->id = jarida_statement_get_int (statement, 2);
    }
  return step != JARIDA_STEP_ERROR;
}

gboolean
jarida_known_rows_save (JaridaShelf          *shelf,
                        const JaridaArrival  *arrival,
                        const JaridaKnown    *before,
                        guint32               id,
                        GError              **error)
{
  const gboolean partial = arrival->article->partial;
  JaridaKnown now = {
    .guid_h = arrival->guid_h,
    .content_h = partial ? before->content_h : arrival->content_h,
    .partial_h = partial ? arrival->content_h : before->partial_h,
    .id = id,
  };
  g_autoptr(JaridaStatement) statement = NULL;

  statement = jarida_connection_prepare (shelf->library,
    "INSERT INTO known(source_id, guid_h, id, content_h, partial_h, url_h, source_h) VALUES(?1,?2,?3,?4,?5,?6,?7)"
    " ON CONFLICT DO UPDATE SET content_h=?4, partial_h=?5, url_h=CASE WHEN ?6<>0 THEN ?6 ELSE url_h END,"
    " source_h=CASE WHEN ?7<>0 THEN ?7 ELSE source_h END", error);
  if (statement == NULL)
    return FALSE;
  jarida_statement_bind_int (statement, 1, arrival->source_id);
  jarida_statement_bind_int (statement, 2, arrival->guid_h);
  jarida_statement_bind_int (statement, 3, id);
  jarida_statement_bind_int (statement, 4, now.content_h);
  jarida_statement_bind_int (statement, 5, now.partial_h);
  jarida_statement_bind_int (statement, 6, arrival->url_h);
  jarida_statement_bind_int (statement, 7, arrival->source_h);
  if (!jarida_statement_run (statement, error))
    return FALSE;
  if (shelf->known != NULL && shelf->known_source == arrival->source_id)
    {
      JaridaKnown *one = g_memdup2 (&now, sizeof now);

      /* replace, not insert: the key lives in the value. */
      g_hash_table_replace (shelf->known, &one->guid_h, one);
    }
  return TRUE;
}

/* By the name it probably has; if that is not it, a look through all that is known of the source. @sql: ?1 the source, ?2 the name or,
 * in @slow, nothing; ?3 and ?4 are @from and @to. */
static gboolean
update_one (JaridaShelf      *shelf,
            JaridaStatement  *quick,
            JaridaStatement  *slow,
            const gint64      values[4],
            GError          **error)
{
  JaridaStatement *both[] = { quick, slow };

  for (gsize i = 0; i < G_N_ELEMENTS (both); i++)
    {
      if (both[i] == NULL)
        return FALSE;
      for (int j = 0; j < 4; j++)
        jarida_statement_bind_int (both[i], j + 1, values[j]);
      if (!jarida_statement_run (both[i], error))
        return FALSE;
      if (jarida_connection_get_n_changes (shelf->library) > 0)
        break;
    }
  return TRUE;
}

gboolean
jarida_known_rows_move (JaridaShelf  *shelf,
                        gint64        source_id,
                        gint64        guid_h,
                        guint32       from,
                        guint32       to,
                        GError      **error)
{
  const gint64 values[4] = { source_id, guid_h, from, to };
  g_autoptr(JaridaStatement) quick = NULL;
  g_autoptr(JaridaStatement) slow = NULL;

  /* What is remembered names the old one. */
  g_clear_pointer (&shelf->known, g_hash_table_unref);
  shelf->known_source = 0;
  quick = jarida_connection_prepare (shelf->library,
                                     "UPDATE known SET id=?4 WHERE source_id=?1 AND guid_h=?2 AND id=?3", error);
  if (quick == NULL)
    return FALSE;
  slow = jarida_connection_prepare (shelf->library,
                                    "UPDATE known SET id=?4 WHERE source_id=?1 AND ?2=?2 AND id=?3", error);
  return update_one (shelf, quick, slow, values, error);
}

gboolean
jarida_known_rows_set_source (JaridaShelf          *shelf,
                              const JaridaArrival  *arrival,
                              guint32               id,
                              GError              **error)
{
  const gint64 values[4] = { arrival->source_id, arrival->guid_h, id, arrival->source_h };
  g_autoptr(JaridaStatement) quick = NULL;
  g_autoptr(JaridaStatement) slow = NULL;

  quick = jarida_connection_prepare (shelf->library,
                                     "UPDATE known SET source_h=?4 WHERE source_id=?1 AND guid_h=?2 AND id=?3", error);
  if (quick == NULL)
    return FALSE;
  slow = jarida_connection_prepare (shelf->library,
                                    "UPDATE known SET source_h=?4 WHERE source_id=?1 AND ?2=?2 AND id=?3", error);
  return update_one (shelf, quick, slow, values, error);
}
