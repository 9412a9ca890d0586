/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>
#include <glib/gstdio.h>

#include "jarida-schema.h"
#include "jarida-section.h"
#include "jarida-shelf-before.h"
#include "jarida-shelf-private.h"
#include "jarida-story-row.h"

void
jarida_shelf_forget_filters (JaridaShelf *self)
{
  g_clear_pointer (&self->filters, jarida_filter_set_free);
}

void
jarida_shelf_forget (JaridaShelf *self)
{
  g_clear_pointer (&self->addresses, jarida_address_table_free);
  g_clear_pointer (&self->known, g_hash_table_unref);
  g_clear_pointer (&self->bylines, g_hash_table_unref);
  g_clear_pointer (&self->cities, g_hash_table_unref);
  jarida_shelf_forget_filters (self);
  g_clear_pointer (&self->stories, jarida_story_index_free);
  memset (self->hints, 0, sizeof self->hints);
  self->known_source = 0;
}

/* A copy of the file as it was gives way to a migration that finds no room. */
static gboolean
bring_up_to_date (JaridaShelf            *self,
                  JaridaConnection       *connection,
                  const char             *folder,
                  const char             *name,
                  guint32                 application_id,
                  const JaridaMigration  *migrations,
                  guint                   n_migrations,
                  GError                **error)
{
  g_autoptr(GError) local_error = NULL;
  g_autofree char *copy = NULL;
  gint64 version = 0;
  guint from = 0;
  gboolean done;

  if (!jarida_connection_query_int (connection, "PRAGMA user_version", 0, &version, error))
    return FALSE;
  if (self->alone && version > 0 && version < n_migrations)
    copy = jarida_shelf_copy_before (folder, name, connection, (guint) version);
  done = jarida_migration_run (connection, application_id, migrations, n_migrations, &from, &local_error);
  if (!done && copy != NULL && g_error_matches (local_error, JARIDA_DB_ERROR, JARIDA_DB_ERROR_FULL))
    {
      g_clear_error (&local_error);
      g_unlink (copy);
      done = jarida_migration_run (connection, application_id, migrations, n_migrations, &from, &local_error);
    }
  if (!done)
    g_propagate_error (error, g_steal_pointer (&local_error));
  self->migrated |= done && version > 0 && version < n_migrations;
  return done;
}

static JaridaConnection *
open_file (JaridaShelf            *self,
           const char             *folder,
           const char             *name,
           guint                   page_size,
           guint32                 application_id,
           const JaridaMigration  *migrations,
           guint                   n_migrations,
           GError                **error)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr(JaridaConnection) connection = NULL;

  if (!jarida_migration_check (path, application_id, n_migrations, error))
    return NULL;
  connection = jarida_connection_open (path, JARIDA_CONNECTION_WRITE, page_size, error);
  if (connection == NULL
      || !bring_up_to_date (self, connection, folder, name, application_id, migrations, n_migrations, error))
    return NULL;
  return g_steal_pointer (&connection);
}

static JaridaConnection *
open_library (JaridaShelf  *self,
              const char   *folder,
              GError      **error)
{
  return open_file (self, folder, "library.db", JARIDA_LIBRARY_PAGE_SIZE, JARIDA_LIBRARY_APPLICATION_ID,
                    jarida_library_migrations, jarida_n_library_migrations, error);
}

static JaridaConnection *
open_bodies (JaridaShelf  *self,
             const char   *folder,
             GError      **error)
{
  return open_file (self, folder, "bodies.db", JARIDA_BODIES_PAGE_SIZE, JARIDA_BODIES_APPLICATION_ID,
                    jarida_bodies_migrations, jarida_n_bodies_migrations, error);
}

/* A kill between the two commits leaves bodies without articles; only the last transaction can have. */
static gboolean
sweep_bodies (JaridaShelf  *self,
              GError      **error)
{
  g_autoptr(JaridaStatement) last = NULL;
  g_autoptr(JaridaStatement) article = NULL;
  g_autoptr(JaridaStatement) drop = NULL;
  g_autofree guint32 *ids = NULL;
  gsize size = 0;
  JaridaStep step;

  last = jarida_connection_prepare (self->bodies, "SELECT ids FROM last WHERE id=1", error);
  article = jarida_connection_prepare (self->library, "SELECT 1 FROM article WHERE id=?1", error);
  drop = jarida_connection_prepare (self->bodies, "DELETE FROM body WHERE id=?1", error);
  if (last == NULL || article == NULL || drop == NULL)
    return FALSE;
  step = jarida_statement_step (last, error);
  if (step == JARIDA_STEP_ROW)
    {
      gconstpointer blob = jarida_statement_get_blob (last, 0, &size);

      ids = g_memdup2 (blob, size);
    }
  if (step == JARIDA_STEP_ERROR)
    return FALSE;
  jarida_statement_reset (last);
  for (gsize i = 0; i < size / sizeof *ids; i++)
    {
      jarida_statement_bind_int (article, 1, ids[i]);
      step = jarida_statement_step (article, error);
      jarida_statement_reset (article);
      jarida_statement_bind_int (drop, 1, ids[i]);
      if (step == JARIDA_STEP_ERROR || (step == JARIDA_STEP_DONE && !jarida_statement_run (drop, error)))
        return FALSE;
    }
  return TRUE;
}

static JaridaShelf *
new_shelf (void)
{
  JaridaShelf *self = g_new0 (JaridaShelf, 1);

  self->body_ids = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->orphans = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->packed = g_byte_array_new ();
  self->compressed = g_byte_array_new ();
  self->compressor = ZSTD_createCCtx ();
  return self;
}

static gboolean
read_meta (JaridaShelf  *self,
           GError      **error)
{
  gint64 id = 0, serial = 0;

  if (!jarida_connection_query_int (self->library, "SELECT value FROM meta WHERE key='shelf'", 0, &id, error)
      || !jarida_connection_query_int (self->library, "SELECT value FROM meta WHERE key='serial'", 0, &serial, error)
      || !jarida_connection_query_int (self->bodies, "PRAGMA page_size", 0, &self->bodies_page_size, error))
    return FALSE;
  self->id = id;
  self->serial = serial;
  return TRUE;
}

JaridaShelf *
jarida_shelf_open (const char  *folder,
                   gboolean     alone,
                   GError     **error)
{
  g_autoptr(JaridaShelf) self = new_shelf ();

  self->alone = alone;
  self->library = open_library (self, folder, error);
  if (self->library == NULL)
    return NULL;
  self->bodies = open_bodies (self, folder, error);
  if (self->bodies == NULL)
    return NULL;
  if (alone && !sweep_bodies (self, error))
    return NULL;
  return read_meta (self, error) ? g_steal_pointer (&self) : NULL;
}

static JaridaConnection *
open_file_frozen (const char  *folder,
                  const char  *name,
                  guint32      application_id,
                  guint        n_migrations,
                  GError     **error)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  if (!jarida_migration_check (path, application_id, n_migrations, error))
    return NULL;
  return jarida_connection_open (path, JARIDA_CONNECTION_FROZEN, 0, error);
}

JaridaShelf *
jarida_shelf_open_frozen (const char  *folder,
                          GError     **error)
{
  g_autoptr(JaridaShelf) self = new_shelf ();

  self->library = open_file_frozen (folder, "library.db", JARIDA_LIBRARY_APPLICATION_ID, jarida_n_library_migrations, error);
  if (self->library == NULL || !jarida_schema_make_readable (self->library, error))
    return NULL;
  self->bodies = open_file_frozen (folder, "bodies.db", JARIDA_BODIES_APPLICATION_ID, jarida_n_bodies_migrations, error);
  if (self->bodies == NULL)
    return NULL;
  return read_meta (self, error) ? g_steal_pointer (&self) : NULL;
}

void
jarida_shelf_close (JaridaShelf *self)
{
  if (self == NULL)
    return;
  jarida_shelf_forget (self);
  g_clear_pointer (&self->library, jarida_connection_close);
  g_clear_pointer (&self->bodies, jarida_connection_close);
  g_array_unref (self->body_ids);
  g_array_unref (self->orphans);
  g_byte_array_unref (self->packed);
  g_byte_array_unref (self->compressed);
  ZSTD_freeCCtx (self->compressor);
  g_free (self);
}

gboolean
jarida_shelf_was_migrated (JaridaShelf *self)
{
  return self->migrated;
}

JaridaConnection *
jarida_shelf_get_library (JaridaShelf *self)
{
  return self->library;
}

JaridaConnection *
jarida_shelf_get_bodies (JaridaShelf *self)
{
  return self->bodies;
}

guint64
jarida_shelf_get_id (JaridaShelf *self)
{
  return self->id;
}

guint64
jarida_shelf_get_serial (JaridaShelf *self)
{
  return self->serial;
}

guint
jarida_shelf_get_log_pages (JaridaShelf *self)
{
  return MAX (jarida_connection_get_log_pages (self->library),
              (guint) (jarida_connection_get_log_pages (self->bodies) * self->bodies_page_size / JARIDA_LIBRARY_PAGE_SIZE));
}

/* Every commit of ours counts the serial up by one: another value than ours is another process's doing. */
static gboolean
read_serial (JaridaShelf  *self,
             GError      **error)
{
  gint64 serial;

  if (!jarida_connection_query_int (self->library, "SELECT value FROM meta WHERE key='serial'", 0, &serial, error))
    return FALSE;
  if ((guint64) serial == self->serial)
    return TRUE;
  self->serial = serial;
  self->foreign = TRUE;
  jarida_shelf_forget (self);
  return TRUE;
}

gboolean
jarida_shelf_check_foreign (JaridaShelf  *self,
                            GError      **error)
{
  return read_serial (self, error);
}

gboolean
jarida_shelf_is_foreign (JaridaShelf *self)
{
  return self->foreign;
}

gboolean
jarida_shelf_take_foreign (JaridaShelf *self)
{
  gboolean foreign = self->foreign;

  self->foreign = FALSE;
  return foreign;
}

gboolean
jarida_shelf_begin (JaridaShelf  *self,
                    gboolean      durable,
                    GError      **error)
{
  /* It may be about a filter, or a newspaper that one names. */
  if (durable)
    jarida_shelf_forget_filters (self);
  if (!jarida_connection_set_durable (self->library, durable, error)
      || !jarida_connection_set_durable (self->bodies, durable, error)
      || !jarida_connection_begin (self->library, error))
    return FALSE;
  if (read_serial (self, error))
    return TRUE;
  jarida_shelf_rollback (self);
  return FALSE;
}

static gboolean
delete_orphans (JaridaShelf  *self,
                GError      **error)
{
  for (guint i = 0; i < self->n_orphans; i++)
    {
      g_autoptr(JaridaStatement) statement = jarida_connection_prepare (self->bodies, "DELETE FROM body WHERE id=?1", error);

      if (statement == NULL)
        return FALSE;
      jarida_statement_bind_int (statement, 1, g_array_index (self->orphans, guint32, i));
      if (!jarida_statement_run (statement, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
jarida_shelf_begin_bodies (JaridaShelf  *self,
                           GError      **error)
{
  if (self->bodies_open)
    return TRUE;
  self->bodies_open = jarida_connection_begin (self->bodies, error);
  return self->bodies_open && delete_orphans (self, error);
}

gboolean
jarida_shelf_orphan_body (JaridaShelf  *self,
                          guint32       id,
                          GError      **error)
{
  /* Named among the last: if nothing comes after this, the next opening sweeps it away. */
  g_array_append_val (self->body_ids, id);
  g_array_append_val (self->orphans, id);
  return jarida_shelf_begin_bodies (self, error);
}

/* Names the bodies of this transaction, for sweep_bodies(). */
static gboolean
note_last (JaridaShelf  *self,
           GError      **error)
{
  g_autoptr(JaridaStatement) statement = NULL;

  if (self->body_ids->len == 0)
    return TRUE;
  statement = jarida_connection_prepare (self->bodies, "INSERT OR REPLACE INTO last(id, ids) VALUES(1, ?1)", error);
  if (statement == NULL)
    return FALSE;
  jarida_statement_bind_blob (statement, 1, self->body_ids->data, self->body_ids->len * sizeof (guint32));
  return jarida_statement_run (statement, error);
}

static gboolean
commit_bodies (JaridaShelf  *self,
               GError      **error)
{
  if (!note_last (self, error) || !jarida_connection_commit (self->bodies, error))
    return FALSE;
  self->bodies_open = FALSE;
  g_array_set_size (self->body_ids, 0);
  return TRUE;
}

gboolean
jarida_shelf_commit (JaridaShelf  *self,
                     GError      **error)
{
  g_autoptr(JaridaStatement) statement = NULL;
  const gboolean with_bodies = self->bodies_open;

  statement = jarida_connection_prepare (self->library, "UPDATE meta SET value=value+1 WHERE key='serial'", error);
  if (statement == NULL
      || !jarida_statement_run (statement, error)
      || (self->bodies_open && !commit_bodies (self, error))
      || !jarida_connection_commit (self->library, error))
    {
      jarida_shelf_rollback (self);
      return FALSE;
    }
  self->serial++;
  if (with_bodies && self->n_orphans > 0)
    g_array_remove_range (self->orphans, 0, self->n_orphans);
  self->n_orphans = self->orphans->len;
  return TRUE;
}

void
jarida_shelf_rollback (JaridaShelf *self)
{
  jarida_connection_rollback (self->library);
  jarida_connection_rollback (self->bodies);
  self->bodies_open = FALSE;
  g_array_set_size (self->body_ids, 0);
  g_array_set_size (self->orphans, self->n_orphans);
  jarida_shelf_forget (self);
}

static gboolean
read_origins (JaridaShelf    *self,
              JaridaColumns  *columns,
              gint64          first,
              GError        **error)
{
  g_autoptr(JaridaStatement) statement = NULL;
  JaridaStep step;

  statement = jarida_connection_prepare (self->library,
                                         "SELECT article_id, source_id FROM origin WHERE article_id>?1"
                                         " ORDER BY article_id, source_id", error);
  if (statement == NULL)
    return FALSE;
  jarida_statement_bind_int (statement, 1, first);
  while ((step = jarida_statement_step (statement, error)) == JARIDA_STEP_ROW)
    jarida_columns_add_origin (columns, (guint32) jarida_statement_get_int (statement, 0),
                               (guint16) jarida_statement_get_int (statement, 1));
  return step == JARIDA_STEP_DONE;
}

JaridaColumns *
jarida_shelf_read_columns (JaridaShelf  *self,
                           gsize         limit,
                           gboolean     *out_all,
                           GError      **error)
{
  g_autoptr(JaridaColumns) columns = jarida_columns_new ();
  g_autoptr(JaridaStatement) statement = NULL;
  gint64 first = 0;
  JaridaStep step;

  /* Read upwards, as the columns grow, from where the newest @limit begin. */
  statement = jarida_connection_prepare (self->library, "SELECT id FROM state ORDER BY id DESC LIMIT 1 OFFSET ?1", error);
  if (statement == NULL)
    return NULL;
  jarida_statement_bind_int (statement, 1, MIN (limit, G_MAXINT64 - 1));
  step = jarida_statement_step (statement, error);
  if (step == JARIDA_STEP_ERROR)
    return NULL;
  if (step == JARIDA_STEP_ROW)
    first = jarida_statement_get_int (statement, 0);
  *out_all = step == JARIDA_STEP_DONE;
  jarida_statement_release (g_steal_pointer (&statement));

  statement = jarida_connection_prepare (self->library,
                                         "SELECT id, source_id, unread, saved, shared, section, city, byline, kept, filtered FROM state"
                                         " WHERE id>?1 ORDER BY id", error);
  if (statement == NULL)
    return NULL;
  jarida_statement_bind_int (statement, 1, first);
  while ((step = jarida_statement_step (statement, error)) == JARIDA_STEP_ROW)
    {
      gint64 id = jarida_statement_get_int (statement, 0);
      JaridaColumnRow row = {
        .id = (guint32) id,
        .source = (guint16) jarida_statement_get_int (statement, 1),
        .flags = (jarida_statement_get_int (statement, 2) ? JARIDA_COLUMN_UNREAD : 0)
                 | (jarida_statement_get_int (statement, 3) ? JARIDA_COLUMN_SAVED : 0)
                 | (jarida_statement_get_int (statement, 4) ? JARIDA_COLUMN_SHARED : 0)
                 | (jarida_statement_get_int (statement, 8) & 1 ? JARIDA_COLUMN_WANTED : 0)
                 | (jarida_statement_get_int (statement, 8) & 2 ? JARIDA_COLUMN_KEPT : 0)
                 | (jarida_statement_get_int (statement, 9) == 1 ? JARIDA_COLUMN_FILTERED : 0)
                 | (jarida_statement_get_int (statement, 9) == 2 ? JARIDA_COLUMN_SHOWN : 0),
        .section = (guint8) CLAMP (jarida_statement_get_int (statement, 5), 0, JARIDA_N_SECTIONS - 1),
        .city = (guint16) CLAMP (jarida_statement_get_int (statement, 6), 0, G_MAXUINT16),
        .byline = (guint32) CLAMP (jarida_statement_get_int (statement, 7), 0, G_MAXUINT32),
      };

      if (id > 0 && id <= G_MAXUINT32)
        jarida_columns_append (columns, row);
    }
  if (step != JARIDA_STEP_DONE || !read_origins (self, columns, first, error)
      || !jarida_story_rows_read (self->library, first, columns, error))
    return NULL;
  return g_steal_pointer (&columns);
}
