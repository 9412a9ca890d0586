/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-filter-row.h"
#include "jarida-shelf.h"
#include "jarida-source-row.h"
#include "jarida-topic-row.h"

void
jarida_snapshot_free (JaridaSnapshot *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->sources, g_ptr_array_unref);
  g_clear_pointer (&self->folders, g_ptr_array_unref);
  g_clear_pointer (&self->reports, jarida_report_rows_free);
  g_clear_pointer (&self->followed, g_ptr_array_unref);
  g_clear_pointer (&self->searches, g_ptr_array_unref);
  g_clear_pointer (&self->filters, g_ptr_array_unref);
  g_clear_pointer (&self->columns, jarida_columns_free);
  g_free (self);
}

static gboolean
read_all (JaridaSnapshot  *self,
          JaridaShelf     *shelf,
          const char      *side_file,
          gsize            limit,
          GError         **error)
{
  JaridaConnection *library = jarida_shelf_get_library (shelf);
  gint64 unfilled = 0;

  if (!jarida_shelf_check_foreign (shelf, error))
    return FALSE;
  self->serial = jarida_shelf_get_serial (shelf);
  self->sources = jarida_source_rows_read (library, error);
  if (self->sources == NULL)
    return FALSE;
  self->folders = jarida_folder_rows_read (library, error);
  if (self->folders == NULL)
    return FALSE;
  self->reports = jarida_report_rows_read (library, error);
  if (self->reports == NULL)
    return FALSE;
  self->followed = jarida_topic_rows_read_followed (library, error);
  if (self->followed == NULL)
    return FALSE;
  self->searches = jarida_saved_search_rows_read (library, error);
  if (self->searches == NULL)
    return FALSE;
  self->filters = jarida_filter_rows_read (library, error);
  if (self->filters == NULL)
    return FALSE;
  if (!jarida_connection_query_int (library, "SELECT value FROM meta WHERE key='unfilled'", 0, &unfilled, error))
    return FALSE;
  self->unfilled = unfilled != 0;
  self->complete = TRUE;
  if (side_file != NULL)
    self->columns = jarida_columns_read_file (side_file, jarida_shelf_get_id (shelf), self->serial);
  if (self->columns == NULL)
    self->columns = jarida_shelf_read_columns (shelf, limit, &self->complete, error);
  return self->columns != NULL;
}

JaridaSnapshot *
jarida_snapshot_new (JaridaShelf  *shelf,
                     const char   *side_file,
                     gsize         limit,
                     GError      **error)
{
  g_autoptr(JaridaSnapshot) self = g_new0 (JaridaSnapshot, 1);
  JaridaConnection *library = jarida_shelf_get_library (shelf);
  gboolean done;

  /* One read transaction: another process may write at any time. */
  if (!jarida_connection_execute (library, "BEGIN", error))
    return NULL;
  done = read_all (self, shelf, side_file, limit, error);
  jarida_connection_rollback (library);
  if (!done)
    return NULL;
  /* What was foreign is in here now. */
  jarida_shelf_take_foreign (shelf);
  return g_steal_pointer (&self);
}
