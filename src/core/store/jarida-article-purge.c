/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-article-row.h"
#include "jarida-index-row.h"
#include "jarida-shelf-private.h"

/* Deleting what a source has given. What other sources have given too stays, with all that the person did, as theirs. */

/* Each statement names the article as ?1 and the source as ?2. */
static const char * const delete_all[] = {
  "DELETE FROM article WHERE id=?1 AND ?2=?2",
  "DELETE FROM state WHERE id=?1 AND ?2=?2",
  "DELETE FROM hidden_by WHERE article_id=?1 AND ?2=?2",
};
static const char * const lose_origin[] = {
  "DELETE FROM origin WHERE article_id=?1 AND source_id=?2",
  "UPDATE state SET shared=EXISTS(SELECT 1 FROM origin WHERE article_id=?1) WHERE id=?1 AND ?2=?2",
};
/* ?2 is the origin whose article it is from now on. */
static const char * const give_to[] = {
  "UPDATE article SET source_id=?2, url=ifnull((SELECT url FROM origin WHERE article_id=?1 AND source_id=?2), url) WHERE id=?1",
  "UPDATE state SET source_id=?2 WHERE id=?1",
};

static gboolean
run_all (JaridaConnection    *connection,
         const char * const  *sql,
         gsize                n_sql,
         gint64               id,
         gint64               source_id,
         GError             **error)
{
  for (gsize i = 0; i < n_sql; i++)
    {
      g_autoptr(JaridaStatement) statement = jarida_connection_prepare (connection, sql[i], error);

      if (statement == NULL)
        return FALSE;
      jarida_statement_bind_int (statement, 1, id);
      jarida_statement_bind_int (statement, 2, source_id);
      if (!jarida_statement_run (statement, error))
        return FALSE;
    }
  return TRUE;
}

/* Whose the article is, and who would have it next: 0 for nobody. */
static gboolean
read_owners (JaridaShelf  *shelf,
             gint64        id,
             gint64       *out_owner,
             gint64       *out_next,
             GError      **error)
{
  g_autoptr(JaridaStatement) statement = NULL;
  JaridaStep step;

  *out_owner = *out_next = 0;
  statement = jarida_connection_prepare (shelf->library,
    "SELECT source_id, ifnull((SELECT min(source_id) FROM origin WHERE article_id=?1), 0) FROM article WHERE id=?1", error);
  if (statement == NULL)
    return FALSE;
  jarida_statement_bind_int (statement, 1, id);
  step = jarida_statement_step (statement, error);
  if (step == JARIDA_STEP_ROW)
    {
      *out_owner = jarida_statement_get_int (statement, 0);
      *out_next = jarida_statement_get_int (statement, 1);
    }
  return step != JARIDA_STEP_ERROR;
}

static gboolean
take_from_source (JaridaShelf  *shelf,
                  gint64        id,
                  gint64        source_id,
                  GError      **error)
{
  JaridaConnection *library = shelf->library;
  static const char * const body[] = { "DELETE FROM body WHERE id=?1 AND ?2=?2" };
  gint64 owner, next;

  if (!jarida_index_rows_lay_aside (shelf, (guint32) id, error) || !read_owners (shelf, id, &owner, &next, error))
    return FALSE;
  if (owner != 0 && owner != source_id)
    return run_all (library, lose_origin, G_N_ELEMENTS (lose_origin), id, source_id, error);
  if (next != 0)
    return run_all (library, give_to, G_N_ELEMENTS (give_to), id, next, error)
           && run_all (library, lose_origin, G_N_ELEMENTS (lose_origin), id, next, error);
  return run_all (library, delete_all, G_N_ELEMENTS (delete_all), id, source_id, error)
         && jarida_shelf_begin_bodies (shelf, error)
         && run_all (shelf->bodies, body, G_N_ELEMENTS (body), id, source_id, error);
}

static gboolean
forget_known (JaridaConnection  *library,
              gint64             source_id,
              gint64             guid_h,
              GError           **error)
{
  g_autoptr(JaridaStatement) statement = NULL;

  statement = jarida_connection_prepare (library, "DELETE FROM known WHERE source_id=?1 AND guid_h=?2", error);
  if (statement == NULL)
    return FALSE;
  jarida_statement_bind_int (statement, 1, source_id);
  jarida_statement_bind_int (statement, 2, guid_h);
  return jarida_statement_run (statement, error);
}

static GArray *
read_some (JaridaShelf  *shelf,
           gint64        source_id,
           guint         limit,
           GError      **error)
{
  g_autoptr(JaridaStatement) statement = NULL;
  g_autoptr(GArray) found = g_array_new (FALSE, FALSE, sizeof (gint64));
  JaridaStep step;

  statement = jarida_connection_prepare (shelf->library, "SELECT guid_h, id FROM known WHERE source_id=?1 LIMIT ?2", error);
  if (statement == NULL)
    return NULL;
  jarida_statement_bind_int (statement, 1, source_id);
  jarida_statement_bind_int (statement, 2, limit);
  while ((step = jarida_statement_step (statement, error)) == JARIDA_STEP_ROW)
    {
      gint64 pair[2] = { jarida_statement_get_int (statement, 0), jarida_statement_get_int (statement, 1) };

      g_array_append_vals (found, pair, 2);
    }
  return step == JARIDA_STEP_DONE ? g_steal_pointer (&found) : NULL;
}

gboolean
jarida_article_rows_purge (JaridaShelf  *shelf,
                           gint64        source_id,
                           guint         limit,
                           guint        *out_n,
                           GError      **error)
{
  g_autoptr(GArray) found = read_some (shelf, source_id, limit, error);

  if (found == NULL)
    return FALSE;
  /* What is remembered between puts names rows that go. */
  if (shelf->known_source == source_id)
    {
      g_clear_pointer (&shelf->known, g_hash_table_unref);
      shelf->known_source = 0;
    }
  for (guint i = 0; i < found->len; i += 2)
    if (!take_from_source (shelf, g_array_index (found, gint64, i + 1), source_id, error)
        || !forget_known (shelf->library, source_id, g_array_index (found, gint64, i), error))
      return FALSE;
  *out_n = found->len / 2;
  return TRUE;
}
