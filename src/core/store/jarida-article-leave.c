/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-article-row.h"
#include "jarida-index-row.h"
#include "jarida-shelf-private.h"

/* Articles that leave because they are old, or too many. What their sources have published stays known, so that they do not come again;
 * but it names a second in which no article can be, because theirs may become another's. What a person has saved, or marked as unread by
 * hand, does not leave. */

static gboolean
run_each (JaridaConnection  *connection,
          const char        *sql,
          const GArray      *ids,
          GError           **error)
{
  g_autoptr(JaridaStatement) statement = jarida_connection_prepare (connection, sql, error);

  if (statement == NULL)
    return FALSE;
  for (guint i = 0; i < ids->len; i++)
    {
      jarida_statement_bind_int (statement, 1, g_array_index (ids, guint32, i));
      if (!jarida_statement_run (statement, error))
        return FALSE;
    }
  return TRUE;
}

/* Those of @ids that may go: by now somebody may want one. */
static GArray *
choose_leaving (JaridaShelf    *shelf,
                const guint32  *ids,
                gsize           n_ids,
                GError        **error)
{
  g_autoptr(GArray) leaving = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr(JaridaStatement) statement = NULL;

  statement = jarida_connection_prepare (shelf->library,
    "SELECT 1 FROM state WHERE id=?1 AND NOT saved AND NOT kept & 1 AND NOT (unread AND read_at IS NOT NULL)", error);
  if (statement == NULL)
    return NULL;
  for (gsize i = 0; i < n_ids; i++)
    {
      JaridaStep step;

      jarida_statement_bind_int (statement, 1, ids[i]);
      step = jarida_statement_step (statement, error);
      if (step == JARIDA_STEP_ERROR)
        return NULL;
      if (step == JARIDA_STEP_ROW)
        g_array_append_val (leaving, ids[i]);
      jarida_statement_reset (statement);
    }
  return g_steal_pointer (&leaving);
}

/* The sources that have given one of them: one look through what is known of each is enough for all. */
static gboolean
forget_seconds (JaridaShelf   *shelf,
                const GArray  *ids,
                GError       **error)
{
  static const char make[] =
    "CREATE TEMP TABLE IF NOT EXISTS leaving(id INTEGER PRIMARY KEY); DELETE FROM temp.leaving;";

  /* What is remembered names them. */
  g_clear_pointer (&shelf->known, g_hash_table_unref);
  shelf->known_source = 0;
  g_clear_pointer (&shelf->addresses, jarida_address_table_free);
  return jarida_connection_execute (shelf->library, make, error)
         && run_each (shelf->library, "INSERT OR IGNORE INTO temp.leaving VALUES(?1)", ids, error)
         && jarida_connection_execute (shelf->library,
              "UPDATE known SET id=4294967295 WHERE id IN (SELECT id FROM temp.leaving) AND source_id IN ("
              "SELECT source_id FROM state WHERE id IN (SELECT id FROM temp.leaving) UNION "
              "SELECT source_id FROM origin WHERE article_id IN (SELECT id FROM temp.leaving))", error);
}

/* What the index has of them leaves it to the letter. */
static gboolean
lay_aside (JaridaShelf   *shelf,
           const GArray  *ids,
           GError       **error)
{
  for (guint i = 0; i < ids->len; i++)
    if (!jarida_index_rows_lay_aside (shelf, g_array_index (ids, guint32, i), error))
      return FALSE;
  return TRUE;
}

static gboolean
add_lengths (JaridaShelf   *shelf,
             const GArray  *ids,
             guint64       *bytes,
             GError       **error)
{
  g_autoptr(JaridaStatement) statement = jarida_connection_prepare (shelf->bodies, "SELECT length(z) FROM body WHERE id=?1", error);

  for (guint i = 0; statement != NULL && i < ids->len; i++)
    {
      JaridaStep step;

      jarida_statement_bind_int (statement, 1, g_array_index (ids, guint32, i));
      step = jarida_statement_step (statement, error);
      if (step == JARIDA_STEP_ERROR)
        return FALSE;
      if (step == JARIDA_STEP_ROW)
        *bytes += (guint64) jarida_statement_get_int (statement, 0);
      jarida_statement_reset (statement);
    }
  return statement != NULL;
}

gboolean
jarida_article_rows_leave (JaridaShelf    *shelf,
                           const guint32  *ids,
                           gsize           n_ids,
                           GArray        **out_left,
                           guint64        *out_bytes,
                           GError        **error)
{
  g_autoptr(GArray) leaving = choose_leaving (shelf, ids, n_ids, error);

  *out_left = NULL;
  *out_bytes = 0;
  if (leaving == NULL)
    return FALSE;
  if (leaving->len > 0
      && !(lay_aside (shelf, leaving, error)
           && forget_seconds (shelf, leaving, error)
           && run_each (shelf->library, "DELETE FROM article WHERE id=?1", leaving, error)
           && run_each (shelf->library, "DELETE FROM origin WHERE article_id=?1", leaving, error)
           && run_each (shelf->library, "DELETE FROM state WHERE id=?1", leaving, error)
           && run_each (shelf->library, "DELETE FROM hidden_by WHERE article_id=?1", leaving, error)
           && jarida_shelf_begin_bodies (shelf, error)
           && add_lengths (shelf, leaving, out_bytes, error)
           && run_each (shelf->bodies, "DELETE FROM body WHERE id=?1", leaving, error)))
    return FALSE;
  *out_left = g_steal_pointer (&leaving);
  return TRUE;
}
