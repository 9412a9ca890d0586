/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-filter-row.h"

#include <string.h>

#include "jarida-shelf-private.h"
#include "jarida-store.h"

/* A row of `hidden_by` says which filter hides an article; `state.filtered` is what comes of them all: 0 it is there, 1 it is hidden,
 * 2 it is there because the person wanted so, whatever filters say. */

void
jarida_filtered_init (JaridaFiltered *self)
{
  self->hidden = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->shown = g_array_new (FALSE, FALSE, sizeof (guint32));
}

void
jarida_filtered_clear (JaridaFiltered *self)
{
  g_clear_pointer (&self->hidden, g_array_unref);
  g_clear_pointer (&self->shown, g_array_unref);
}

JaridaFilterRow *
jarida_filter_row_new (JaridaFilter *filter)
{
  JaridaFilterRow *self = g_new0 (JaridaFilterRow, 1);
  const char *query = jarida_filter_get_query (filter);

  self->id = jarida_filter_get_id (filter);
  self->position = jarida_filter_get_position (filter);
  self->source_id = jarida_filter_get_source_id (filter);
  self->action = jarida_filter_get_action (filter);
  self->enabled = jarida_filter_get_enabled (filter);
  self->query = g_strdup (query != NULL ? query : "");
  return self;
}

void
jarida_filter_row_free (JaridaFilterRow *self)
{
  g_free (self->query);
  g_free (self);
}

void
jarida_filter_row_show (const JaridaFilterRow *self,
                        JaridaFilter          *filter)
{
  jarida_filter_set_id (filter, self->id);
  jarida_filter_set_position (filter, self->position);
  jarida_filter_set_source_id (filter, self->source_id);
  jarida_filter_set_action (filter, (JaridaFilterAction) self->action);
  jarida_filter_set_enabled (filter, self->enabled);
  jarida_filter_set_query (filter, self->query);
}

GPtrArray *
jarida_filter_rows_read (JaridaConnection  *library,
                         GError           **error)
{
  g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) jarida_filter_row_free);
  g_autoptr(JaridaStatement) statement = NULL;
  JaridaStep step;

  statement = jarida_connection_prepare (library,
    "SELECT id, position, source_id, action, enabled, removed_at, query FROM filter ORDER BY id", error);
  if (statement == NULL)
    return NULL;
  while ((step = jarida_statement_step (statement, error)) == JARIDA_STEP_ROW)
    {
      JaridaFilterRow *row = g_new0 (JaridaFilterRow, 1);

      row->id = jarida_statement_get_int (statement, 0);
      row->position = (int) jarida_statement_get_int (statement, 1);
      row->source_id = jarida_statement_get_int (statement, 2);
      row->action = (int) jarida_statement_get_int (statement, 3);
      row->enabled = jarida_statement_get_int (statement, 4) != 0;
      row->removed_at = jarida_statement_get_int (statement, 5);
      row->query = g_strdup (jarida_statement_get_text (statement, 6));
      g_ptr_array_add (rows, row);
    }
  return step == JARIDA_STEP_DONE ? g_steal_pointer (&rows) : NULL;
}

/* What comes of all filters, for articles for which it may be another now. */
static gboolean
work_out (JaridaShelf     *shelf,
          const guint32   *ids,
          gsize            n_ids,
          JaridaFiltered  *filtered,
          GError         **error)
{
  g_autoptr(JaridaStatement) statement = NULL;

  statement = jarida_connection_prepare (shelf->library,
    "UPDATE state SET filtered=NOT filtered WHERE id=?1 AND filtered<>2 AND filtered<>EXISTS(SELECT 1 FROM hidden_by JOIN filter"
    " ON filter.id=hidden_by.filter_id WHERE article_id=?1 AND enabled AND removed_at=0) RETURNING filtered", error);
  if (statement == NULL)
    return FALSE;
  for (gsize i = 0; i < n_ids; i++)
    {
      JaridaStep step;

      jarida_statement_bind_int (statement, 1, ids[i]);
      while ((step = jarida_statement_step (statement, error)) == JARIDA_STEP_ROW)
        g_array_append_val (jarida_statement_get_int (statement, 0) ? filtered->hidden : filtered->shown, ids[i]);
      if (step == JARIDA_STEP_ERROR)
        return FALSE;
      jarida_statement_reset (statement);
    }
  return TRUE;
}

/* The articles that a filter hides: guint32. */
static GArray *
read_hidden (JaridaShelf  *shelf,
             gint64        filter_id,
             GError      **error)
{
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr(JaridaStatement) statement = NULL;
  JaridaStep step;

  statement = jarida_connection_prepare (shelf->library, "SELECT article_id FROM hidden_by WHERE filter_id=?1", error);
  if (statement == NULL)
    return NULL;
  jarida_statement_bind_int (statement, 1, filter_id);
  while ((step = jarida_statement_step (statement, error)) == JARIDA_STEP_ROW)
    {
      guint32 id = (guint32) jarida_statement_get_int (statement, 0);

      g_array_append_val (ids, id);
    }
  return step == JARIDA_STEP_DONE ? g_steal_pointer (&ids) : NULL;
}

static gboolean
run_for (JaridaShelf  *shelf,
         const char   *sql,
         gint64        first,
         gint64        second,
         GError      **error)
{
  g_autoptr(JaridaStatement) statement = jarida_connection_prepare (shelf->library, sql, error);

  if (statement == NULL)
    return FALSE;
  jarida_statement_bind_int (statement, 1, first);
  jarida_statement_bind_int (statement, 2, second);
  return jarida_statement_run (statement, error);
}

/* Whether it asks for the same as what is kept of it. NOT_FOUND: nothing is. */
static gboolean
is_same_question (const JaridaFilterRow  *self,
                  JaridaShelf            *shelf,
                  gboolean               *out_same,
                  GError                **error)
{
  g_autoptr(JaridaStatement) statement = NULL;
  JaridaStep step;

  statement = jarida_connection_prepare (shelf->library, "SELECT source_id, action, query FROM filter WHERE id=?1", error);
  if (statement == NULL)
    return FALSE;
  jarida_statement_bind_int (statement, 1, self->id);
  step = jarida_statement_step (statement, error);
  if (step == JARIDA_STEP_DONE)
    g_set_error (error, JARIDA_STORE_ERROR, JARIDA_STORE_ERROR_NOT_FOUND, "no filter %" G_GINT64_FORMAT, self->id);
  if (step != JARIDA_STEP_ROW)
    return FALSE;
  *out_same = jarida_statement_get_int (statement, 0) == self->source_id && jarida_statement_get_int (statement, 1) == self->action
              && strcmp (jarida_statement_get_text (statement, 2), self->query) == 0;
  return TRUE;
}

static gboolean
write_row (JaridaFilterRow  *self,
           JaridaShelf      *shelf,
           GError          **error)
{
  g_autoptr(JaridaStatement) statement = NULL;

  statement = jarida_connection_prepare (shelf->library,
    self->id == 0 ? "INSERT INTO filter(position, source_id, action, enabled, query) VALUES(?2,?3,?4,?5,?6)"
                  : "UPDATE filter SET position=?2, source_id=?3, action=?4, enabled=?5, query=?6 WHERE id=?1", error);
  if (statement == NULL)
    return FALSE;
  if (self->id != 0)
    jarida_statement_bind_int (statement, 1, self->id);
  jarida_statement_bind_int (statement, 2, self->position);
  jarida_statement_bind_int (statement, 3, self->source_id);
  jarida_statement_bind_int (statement, 4, self->action);
  jarida_statement_bind_int (statement, 5, self->enabled);
  jarida_statement_bind_text (statement, 6, self->query);
  if (!jarida_statement_run (statement, error))
    return FALSE;
  if (self->id == 0)
    self->id = jarida_connection_get_last_id (shelf->library);
  return TRUE;
}

gboolean
jarida_filter_row_save (JaridaFilterRow  *self,
                        JaridaShelf      *shelf,
                        JaridaFiltered   *filtered,
                        GError          **error)
{
  g_autoptr(GArray) ids = NULL;
  gboolean same;

  if (self->id == 0)
    return write_row (self, shelf, error);
  if (!is_same_question (self, shelf, &same, error))
    return FALSE;
  ids = read_hidden (shelf, self->id, error);
  return ids != NULL
         && write_row (self, shelf, error)
         && (same || run_for (shelf, "DELETE FROM hidden_by WHERE filter_id=?1 AND ?2=0", self->id, 0, error))
         && work_out (shelf, (guint32 *) ids->data, ids->len, filtered, error);
}

gboolean
jarida_filter_row_remove (JaridaFilterRow  *self,
                          JaridaShelf      *shelf,
                          JaridaFiltered   *filtered,
                          GError          **error)
{
  g_autoptr(GArray) ids = read_hidden (shelf, self->id, error);

  if (ids == NULL || !run_for (shelf, "UPDATE filter SET removed_at=?2 WHERE id=?1", self->id, self->removed_at, error))
    return FALSE;
  if (jarida_connection_get_n_changes (shelf->library) > 0)
    return work_out (shelf, (guint32 *) ids->data, ids->len, filtered, error);
  g_set_error (error, JARIDA_STORE_ERROR, JARIDA_STORE_ERROR_NOT_FOUND, "no filter %" G_GINT64_FORMAT, self->id);
  return FALSE;
}

gboolean
jarida_filter_rows_hide (JaridaShelf     *shelf,
                         gint64           filter_id,
                         const guint32   *ids,
                         gsize            n_ids,
                         gboolean         on,
                         JaridaFiltered  *filtered,
                         GError         **error)
{
  for (gsize i = 0; i < n_ids; i++)
    if (!run_for (shelf, on ? "INSERT OR IGNORE INTO hidden_by(article_id, filter_id) SELECT ?1, id FROM filter WHERE id=?2"
                            : "DELETE FROM hidden_by WHERE article_id=?1 AND filter_id=?2", ids[i], filter_id, error))
      return FALSE;
  return work_out (shelf, ids, n_ids, filtered, error);
}

gboolean
jarida_filter_rows_show_all_the_same (JaridaShelf     *shelf,
                                      const guint32   *ids,
                                      gsize            n_ids,
                                      gboolean         shown,
                                      JaridaFiltered  *filtered,
                                      GError         **error)
{
  for (gsize i = 0; i < n_ids; i++)
    {
      if (!run_for (shelf, shown ? "UPDATE state SET filtered=2 WHERE id=?1 AND filtered=1 AND ?2=0"
                                 : "UPDATE state SET filtered=0 WHERE id=?1 AND filtered=2 AND ?2=0", ids[i], 0, error))
        return FALSE;
      if (shown && jarida_connection_get_n_changes (shelf->library) > 0)
        g_array_append_val (filtered->shown, ids[i]);
    }
  return shown || work_out (shelf, ids, n_ids, filtered, error);
}

gboolean
jarida_filter_rows_purge (JaridaShelf  *shelf,
                          GError      **error)
{
  return jarida_connection_execute (shelf->library,
    "DELETE FROM hidden_by WHERE filter_id IN (SELECT id FROM filter WHERE removed_at<>0);"
    "DELETE FROM filter WHERE removed_at<>0;"
    "DELETE FROM saved_search WHERE removed_at<>0;", error);
}

gboolean
jarida_filter_rows_purge_source (JaridaShelf  *shelf,
                                 gint64        source_id,
                                 gboolean     *out_any,
                                 GError      **error)
{
  static const char * const sql[] = {
    "UPDATE state SET filtered=0 WHERE filtered=1 AND ?2=0 AND id IN (SELECT article_id FROM hidden_by WHERE filter_id IN"
    " (SELECT id FROM filter WHERE source_id=?1)) AND NOT EXISTS(SELECT 1 FROM hidden_by JOIN filter ON filter.id=hidden_by.filter_id"
    " WHERE article_id=state.id AND enabled AND removed_at=0 AND filter.source_id<>?1)",
    "DELETE FROM hidden_by WHERE ?2=0 AND filter_id IN (SELECT id FROM filter WHERE source_id=?1)",
    "DELETE FROM filter WHERE ?2=0 AND source_id=?1",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (sql); i++)
    if (!run_for (shelf, sql[i], source_id, 0, error))
      return FALSE;
  *out_any = jarida_connection_get_n_changes (shelf->library) > 0;
  return TRUE;
}
