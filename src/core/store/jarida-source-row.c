/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-source-row.h"

JaridaSourceRow *
jarida_source_row_new (JaridaSource *source)
{
  JaridaSourceRow *self = g_new0 (JaridaSourceRow, 1);

  self->id = jarida_source_get_id (source);
  self->folder_id = jarida_source_get_folder_id (source);
  self->position = jarida_source_get_position (source);
  self->stopped = jarida_source_get_stopped (source);
  self->interval_minutes = jarida_source_get_interval_minutes (source);
  self->retention_days = jarida_source_get_retention_days (source);
  self->pictures = jarida_source_get_pictures (source);
  self->full_text = jarida_source_get_full_text (source);
  self->retention_count = jarida_source_get_retention_count (source);
  self->typeface = jarida_source_get_typeface (source);
  self->direction = jarida_source_get_direction (source);
  self->announce = jarida_source_get_announce (source);
  self->title = g_strdup (jarida_source_get_title (source));
  self->feed_url = g_strdup (jarida_source_get_feed_url (source));
  self->site_url = g_strdup (jarida_source_get_site_url (source));
  self->icon_url = g_strdup (jarida_source_get_icon_url (source));
  self->language = g_strdup (jarida_source_get_language (source));
  self->portal = g_strdup (jarida_source_get_portal (source));
  return self;
}

void
jarida_source_row_free (JaridaSourceRow *self)
{
  g_free (self->title);
  g_free (self->feed_url);
  g_free (self->site_url);
  g_free (self->icon_url);
  g_free (self->language);
  g_free (self->portal);
  g_clear_pointer (&self->fetch, jarida_fetch_state_free);
  g_free (self);
}

void
jarida_source_row_show (const JaridaSourceRow *self,
                        JaridaSource          *source)
{
  jarida_source_set_id (source, self->id);
  jarida_source_set_folder_id (source, self->folder_id);
  jarida_source_set_position (source, self->position);
  jarida_source_set_stopped (source, self->stopped);
  jarida_source_set_interval_minutes (source, self->interval_minutes);
  jarida_source_set_retention_days (source, self->retention_days);
  jarida_source_set_pictures (source, self->pictures);
  jarida_source_set_full_text (source, self->full_text);
  jarida_source_set_retention_count (source, self->retention_count);
  jarida_source_set_typeface (source, self->typeface);
  jarida_source_set_direction (source, self->direction);
  jarida_source_set_announce (source, self->announce);
  jarida_source_set_title (source, self->title);
  jarida_source_set_feed_url (source, self->feed_url);
  jarida_source_set_site_url (source, self->site_url);
  jarida_source_set_icon_url (source, self->icon_url);
  jarida_source_set_language (source, self->language);
  jarida_source_set_portal (source, self->portal);
}

void
jarida_fetch_state_show (const JaridaFetchState *self,
                         JaridaSource           *source)
{
  jarida_source_set_outcome (source, self->outcome);
  jarida_source_set_status (source, self->status);
  jarida_source_set_last_fetch (source, self->last_fetch);
  jarida_source_set_next_fetch (source, self->next_fetch);
  jarida_source_set_failures (source, self->failures);
}

static JaridaSourceRow *
read_source_row (JaridaStatement *statement)
{
  JaridaSourceRow *self = g_new0 (JaridaSourceRow, 1);
  JaridaFetchState *fetch = self->fetch = g_new0 (JaridaFetchState, 1);
  int column = 0;

  self->id = jarida_statement_get_int (statement, column++);
  self->folder_id = jarida_statement_get_int (statement, column++);
  self->position = jarida_statement_get_int (statement, column++);
  self->stopped = jarida_statement_get_int (statement, column++) != 0;
  self->interval_minutes = jarida_statement_get_int (statement, column++);
  self->retention_days = jarida_statement_get_int (statement, column++);
  self->pictures = CLAMP (jarida_statement_get_int (statement, column), JARIDA_PICTURE_MODE_DEFAULT,
                          JARIDA_PICTURE_MODE_BLURRED);
  column++;
  self->announce = jarida_statement_get_int (statement, column++) != 0;
  self->removed_at = jarida_statement_get_int (statement, column++);
  fetch->validators_since = jarida_statement_get_int (statement, column++);
  fetch->feed_hash = jarida_statement_get_int (statement, column++);
  fetch->last_fetch = jarida_statement_get_int (statement, column++);
  fetch->next_fetch = jarida_statement_get_int (statement, column++);
  fetch->failures = jarida_statement_get_int (statement, column++);
  fetch->status = jarida_statement_get_int (statement, column++);
  fetch->outcome = jarida_statement_get_int (statement, column++);
  fetch->etag = g_strdup (jarida_statement_get_text (statement, column++));
  fetch->last_modified = g_strdup (jarida_statement_get_text (statement, column++));
  self->title = g_strdup (jarida_statement_get_text (statement, column++));
  self->feed_url = g_strdup (jarida_statement_get_text (statement, column++));
  self->site_url = g_strdup (jarida_statement_get_text (statement, column++));
  self->icon_url = g_strdup (jarida_statement_get_text (statement, column++));
  self->language = g_strdup (jarida_statement_get_text (statement, column++));
  self->portal = g_strdup (jarida_statement_get_text (statement, column++));
  self->full_text = CLAMP (jarida_statement_get_int (statement, column), JARIDA_FULL_TEXT_SHORT, JARIDA_FULL_TEXT_NEVER);
  column++;
  self->retention_count = CLAMP (jarida_statement_get_int (statement, column), 0, G_MAXINT);
  column++;
  self->typeface = CLAMP (jarida_statement_get_int (statement, column), JARIDA_TYPEFACE_DEFAULT, JARIDA_TYPEFACE_SANS);
  column++;
  self->direction = CLAMP (jarida_statement_get_int (statement, column), JARIDA_DIRECTION_AUTO, JARIDA_DIRECTION_RTL);
  return self;
}

GPtrArray *
jarida_source_rows_read (JaridaConnection  *connection,
                         GError           **error)
{
  g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) jarida_source_row_free);
  g_autoptr(JaridaStatement) statement = NULL;
  JaridaStep step;

  statement = jarida_connection_prepare (connection,
    "SELECT id, folder_id, position, stopped, interval_minutes, retention_days, pictures, announce, removed_at,"
    " validators_since, feed_hash, last_fetch, next_fetch, failures, status, outcome, etag, last_modified,"
    " title, feed_url, site_url, icon_url, language, portal, full_text, retention_count,"
    " typeface, direction FROM source ORDER BY id", error);
  if (statement == NULL)
    return NULL;
  while ((step = jarida_statement_step (statement, error)) == JARIDA_STEP_ROW)
    g_ptr_array_add (rows, read_source_row (statement));
  return step == JARIDA_STEP_DONE ? g_steal_pointer (&rows) : NULL;
}

gboolean
jarida_source_rows_find (JaridaConnection  *connection,
                         const char        *feed_url,
                         gint64            *out_id,
                         gboolean          *out_removed,
                         GError           **error)
{
  g_autoptr(JaridaStatement) statement = NULL;
  JaridaStep step;

  statement = jarida_connection_prepare (connection, "SELECT id, removed_at FROM source WHERE feed_url=?1", error);
  if (statement == NULL)
    return FALSE;
  jarida_statement_bind_text (statement, 1, feed_url);
  step = jarida_statement_step (statement, error);
  if (step == JARIDA_STEP_ERROR)
    return FALSE;
  *out_id = step == JARIDA_STEP_ROW ? jarida_statement_get_int (statement, 0) : 0;
  *out_removed = step == JARIDA_STEP_ROW && jarida_statement_get_int (statement, 1) != 0;
  return TRUE;
}

static void
bind_settings (JaridaStatement       *statement,
               const JaridaSourceRow *self)
{
  jarida_statement_bind_int (statement, 1, self->id);
  jarida_statement_bind_int (statement, 2, self->folder_id);
  jarida_statement_bind_int (statement, 3, self->position);
  jarida_statement_bind_int (statement, 4, self->stopped);
  jarida_statement_bind_int (statement, 5, self->interval_minutes);
  jarida_statement_bind_int (statement, 6, self->retention_days);
  jarida_statement_bind_int (statement, 7, self->pictures);
  jarida_statement_bind_int (statement, 8, self->announce);
  jarida_statement_bind_text (statement, 9, self->title);
  jarida_statement_bind_text (statement, 10, self->feed_url);
  jarida_statement_bind_text (statement, 11, self->site_url);
  jarida_statement_bind_text (statement, 12, self->icon_url);
  jarida_statement_bind_text (statement, 13, self->language);
  jarida_statement_bind_text (statement, 14, self->portal);
  jarida_statement_bind_int (statement, 15, self->full_text);
  jarida_statement_bind_int (statement, 16, self->retention_count);
  jarida_statement_bind_int (statement, 17, self->typeface);
  jarida_statement_bind_int (statement, 18, self->direction);
}

gboolean
jarida_source_rows_insert (JaridaConnection  *connection,
                           JaridaSourceRow   *self,
                           GError           **error)
{
  g_autoptr(JaridaStatement) statement = NULL;

  /* The one after the last, and the first free one only when there is none: lists keep two bytes of them, and to look for a gap takes
   * as long as there are newspapers. */
  if (!jarida_connection_query_int (connection, "SELECT ifnull(max(id),0)+1 FROM source", 1, &self->id, error))
    return FALSE;
  if (self->id > G_MAXUINT16
      && !jarida_connection_query_int (connection,
                                       "SELECT 1 WHERE NOT EXISTS(SELECT 1 FROM source WHERE id=1) UNION ALL "
                                       "SELECT id+1 FROM source s WHERE NOT EXISTS(SELECT 1 FROM source t WHERE t.id=s.id+1) "
                                       "LIMIT 1", 1, &self->id, error))
    return FALSE;
  statement = jarida_connection_prepare (connection,
    "INSERT INTO source(id, folder_id, position, stopped, interval_minutes, retention_days, pictures, announce, title,"
    " feed_url, site_url, icon_url, language, portal, full_text, retention_count, typeface, direction)"
    " VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14,?15,?16,?17,?18)", error);
  if (statement == NULL)
    return FALSE;
  bind_settings (statement, self);
  return jarida_statement_run (statement, error);
}

static gboolean
run_update (JaridaConnection  *connection,
            JaridaStatement   *statement,
            gboolean          *out_found,
            GError           **error)
{
  if (!jarida_statement_run (statement, error))
    return FALSE;
  *out_found = jarida_connection_get_n_changes (connection) > 0;
  return TRUE;
}

gboolean
jarida_source_rows_update (JaridaConnection       *connection,
                           const JaridaSourceRow  *self,
                           gboolean               *out_found,
                           GError                **error)
{
  g_autoptr(JaridaStatement) statement = NULL;

  statement = jarida_connection_prepare (connection,
    "UPDATE source SET folder_id=?2, position=?3, stopped=?4, interval_minutes=?5, retention_days=?6, pictures=?7,"
    " announce=?8, title=?9, feed_url=?10, site_url=?11, icon_url=?12, language=?13, portal=?14, full_text=?15,"
    " retention_count=?16, typeface=?17, direction=?18 WHERE id=?1", error);
  if (statement == NULL)
    return FALSE;
  bind_settings (statement, self);
  return run_update (connection, statement, out_found, error);
}

gboolean
jarida_source_rows_fill (JaridaConnection       *connection,
                         const JaridaSourceRow  *self,
                         gboolean               *out_found,
                         GError                **error)
{
  g_autoptr(JaridaStatement) statement = NULL;

  statement = jarida_connection_prepare (connection,
    "UPDATE source SET title=CASE WHEN title IS NULL OR title=feed_url THEN ?2 ELSE title END,"
    " site_url=COALESCE(site_url, ?3), icon_url=COALESCE(icon_url, ?4), language=COALESCE(language, ?5) WHERE id=?1", error);
  if (statement == NULL)
    return FALSE;
  jarida_statement_bind_int (statement, 1, self->id);
  jarida_statement_bind_text (statement, 2, self->title);
  jarida_statement_bind_text (statement, 3, self->site_url);
  jarida_statement_bind_text (statement, 4, self->icon_url);
  jarida_statement_bind_text (statement, 5, self->language);
  return run_update (connection, statement, out_found, error);
}

gboolean
jarida_source_rows_update_fetch (JaridaConnection        *connection,
                                 gint64                   id,
                                 const JaridaFetchState  *state,
                                 gboolean                *out_found,
                                 GError                 **error)
{
  g_autoptr(JaridaStatement) statement = NULL;

  statement = jarida_connection_prepare (connection,
    "UPDATE source SET validators_since=?2, feed_hash=?3, last_fetch=?4, next_fetch=?5, failures=?6, status=?7,"
    " outcome=?8, etag=?9, last_modified=?10 WHERE id=?1", error);
  if (statement == NULL)
    return FALSE;
  jarida_statement_bind_int (statement, 1, id);
  jarida_statement_bind_int (statement, 2, state->validators_since);
  jarida_statement_bind_int (statement, 3, (gint64) state->feed_hash);
  jarida_statement_bind_int (statement, 4, state->last_fetch);
  jarida_statement_bind_int (statement, 5, state->next_fetch);
  jarida_statement_bind_int (statement, 6, state->failures);
  jarida_statement_bind_int (statement, 7, state->status);
  jarida_statement_bind_int (statement, 8, state->outcome);
  jarida_statement_bind_text (statement, 9, state->etag);
  jarida_statement_bind_text (statement, 10, state->last_modified);
  return run_update (connection, statement, out_found, error);
}

gboolean
jarida_source_rows_update_removed (JaridaConnection  *connection,
                                   gint64             id,
                                   gint64             removed_at,
                                   gboolean          *out_found,
                                   GError           **error)
{
  g_autoptr(JaridaStatement) statement = NULL;

  statement = jarida_connection_prepare (connection, "UPDATE source SET removed_at=?2 WHERE id=?1", error);
  if (statement == NULL)
    return FALSE;
  jarida_statement_bind_int (statement, 1, id);
  jarida_statement_bind_int (statement, 2, removed_at);
  return run_update (connection, statement, out_found, error);
}

gboolean
jarida_source_rows_delete (JaridaConnection  *connection,
                           gint64             id,
                           GError           **error)
{
  g_autoptr(JaridaStatement) statement = NULL;

  statement = jarida_connection_prepare (connection, "DELETE FROM source WHERE id=?1", error);
  if (statement == NULL)
    return FALSE;
  jarida_statement_bind_int (statement, 1, id);
  return jarida_statement_run (statement, error);
}
