/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>
#include <glib/gstdio.h>

#include "jarida-backup-private.h"
#include "jarida-store-error.h"

/* Making a backup. It is read from two connections that see the shelf of one moment, so whoever writes to it goes on writing. */

#define PAGE_SIZE 8192
/* No file of those that come along is longer. */
#define MAX_EXTRA_BYTES (1024 * 1024)

static const char make_tables[] =
  "CREATE TABLE backup(key, value);"
  "CREATE TABLE backup_table(name, n, sum);"
  "CREATE TABLE backup_setting(key, value);"
  "CREATE TABLE backup_file(name, bytes);";

/* Of the index, and of the last transaction: a restored shelf has neither. */
static const char *const left_out[] = { "index_queue", "last", NULL };

typedef struct
{
  const char         *folder;      /* borrowed */
  gboolean            frozen;
  JaridaConnection   *library;     /* (owned) */
  JaridaConnection   *bodies;      /* (owned) */
  JaridaConnection   *out;         /* (owned) (nullable) */
  JaridaBackupCourse  course;
  JaridaBackupFacts  *facts;       /* borrowed */
} Writing;

static void
clear_writing (Writing *self)
{
  g_clear_pointer (&self->library, jarida_connection_close);
  g_clear_pointer (&self->bodies, jarida_connection_close);
  g_clear_pointer (&self->out, jarida_connection_close);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Writing, clear_writing)

/* A moment. */

static JaridaConnection *
open_file (Writing     *self,
           const char  *name,
           GError     **error)
{
  g_autofree char *path = g_build_filename (self->folder, name, NULL);

  return jarida_connection_open (path, self->frozen ? JARIDA_CONNECTION_FROZEN : JARIDA_CONNECTION_READ, 0, error);
}

/* A reader sees what was there at its first look, until it ends. */
static gboolean
look (JaridaConnection  *connection,
      GError           **error)
{
  gint64 n;

  return jarida_connection_execute (connection, "BEGIN", error)
         && jarida_connection_query_int (connection, "SELECT count(*) FROM main.sqlite_schema", 0, &n, error);
}

/* A transaction of the shelf begins with the lock of the library and spans both files: while somebody else has that lock, both are of the
 * same moment. It is held for two looks. */
static gboolean
look_at_once (Writing  *self,
              GError  **error)
{
  g_autofree char *path = g_build_filename (self->folder, "library.db", NULL);
  g_autoptr(JaridaConnection) gate = NULL;
  gboolean done;

  self->library = open_file (self, "library.db", error);
  if (self->library == NULL)
    return FALSE;
  self->bodies = open_file (self, "bodies.db", error);
  if (self->bodies == NULL)
    return FALSE;
  if (self->frozen)
    return look (self->library, error) && look (self->bodies, error);
  gate = jarida_connection_open (path, JARIDA_CONNECTION_WRITE, 4096, error);
  if (gate == NULL || !jarida_connection_begin (gate, error))
    return FALSE;
  done = look (self->library, error) && look (self->bodies, error);
  jarida_connection_rollback (gate);
  return done;
}

/* Rows that we make. */

static gboolean
put_row (Writing     *self,
         const char  *sql,
         const char  *key,
         gint64       number,
         GError     **error)
{
  g_autoptr(JaridaStatement) statement = jarida_connection_prepare_passing (self->out, sql, error);

  if (statement == NULL)
    return FALSE;
  jarida_statement_bind_text (statement, 1, key);
  jarida_statement_bind_int (statement, 2, number);
  return jarida_statement_run (statement, error);
}

static gboolean
put_number (Writing     *self,
            const char  *key,
            gint64       number,
            GError     **error)
{
  return put_row (self, "INSERT INTO backup VALUES(?1, ?2)", key, number, error);
}

static gboolean
put_settings (Writing            *self,
              const char *const  *settings,
              GError            **error)
{
  for (gsize i = 0; settings != NULL && settings[i] != NULL && settings[i + 1] != NULL; i += 2)
    {
      g_autoptr(JaridaStatement) statement =
        jarida_connection_prepare_passing (self->out, "INSERT INTO backup_setting VALUES(?1, ?2)", error);

      if (statement == NULL)
        return FALSE;
      jarida_statement_bind_text (statement, 1, settings[i]);
      jarida_statement_bind_text (statement, 2, settings[i + 1]);
      if (!jarida_statement_run (statement, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
put_files (Writing            *self,
           const char *const  *names,
           GError            **error)
{
  for (gsize i = 0; names != NULL && names[i] != NULL; i++)
    {
      g_autofree char *path = g_build_filename (self->folder, names[i], NULL);
      g_autoptr(JaridaStatement) statement = NULL;
      g_autofree char *bytes = NULL;
      GStatBuf file;
      gsize size;

      if (g_stat (path, &file) != 0 || file.st_size > MAX_EXTRA_BYTES || !g_file_get_contents (path, &bytes, &size, NULL))
        continue;
      statement = jarida_connection_prepare_passing (self->out, "INSERT INTO backup_file VALUES(?1, ?2)", error);
      if (statement == NULL)
        return FALSE;
      jarida_statement_bind_text (statement, 1, names[i]);
      jarida_statement_bind_blob (statement, 2, bytes, size);
      if (!jarida_statement_run (statement, error))
        return FALSE;
    }
  return TRUE;
}

/* Tables. */

/* Twice: they are written and read back. */
static gboolean
count_rows (Writing           *self,
            JaridaConnection  *from,
            GPtrArray         *tables,
            GError           **error)
{
  for (guint i = 0; i < tables->len; i++)
    {
      g_autofree char *sql = g_strdup_printf ("SELECT count(*) FROM main.\"%s\"", (const char *) tables->pdata[i]);
      g_autoptr(JaridaStatement) statement = NULL;

      if (g_strv_contains (left_out, tables->pdata[i]))
        continue;
      statement = jarida_connection_prepare_passing (from, sql, error);
      if (statement == NULL || jarida_statement_step (statement, error) == JARIDA_STEP_ERROR)
        return FALSE;
      self->course.n_all += 2 * (guint64) jarida_statement_get_int (statement, 0);
    }
  return TRUE;
}

static gboolean
make_table (Writing           *self,
            JaridaConnection  *from,
            const char        *table,
            const char        *name,
            GError           **error)
{
  g_autoptr(GPtrArray) columns = jarida_backup_list_columns (from, table, error);
  g_autoptr(GString) sql = g_string_new (NULL);

  if (columns == NULL)
    return FALSE;
  g_string_printf (sql, "CREATE TABLE \"%s\"(", name);
  for (guint i = 0; i < columns->len; i++)
    g_string_append_printf (sql, "%s\"%s\"", i > 0 ? "," : "", (const char *) columns->pdata[i]);
  g_string_append (sql, ")");
  return jarida_connection_execute (self->out, sql->str, error);
}

static gboolean
put_table (Writing           *self,
           JaridaConnection  *from,
           const char        *table,
           const char        *name,
           GError           **error)
{
  g_autoptr(JaridaStatement) statement = NULL;
  gint64 n = 0, sum = 0;

  if (!make_table (self, from, table, name, error)
      || !jarida_backup_copy_table (from, table, self->out, name, &self->course, &n, &sum, error))
    return FALSE;
  statement = jarida_connection_prepare_passing (self->out, "INSERT INTO backup_table VALUES(?1, ?2, ?3)", error);
  if (statement == NULL)
    return FALSE;
  jarida_statement_bind_text (statement, 1, name);
  jarida_statement_bind_int (statement, 2, n);
  jarida_statement_bind_int (statement, 3, sum);
  return jarida_statement_run (statement, error);
}

static gboolean
put_database (Writing           *self,
              JaridaConnection  *from,
              GPtrArray         *tables,
              const char        *prefix,
              GError           **error)
{
  for (guint i = 0; i < tables->len; i++)
    {
      g_autofree char *name = g_strdup_printf ("%s_%s", prefix, (const char *) tables->pdata[i]);

      if (!g_strv_contains (left_out, tables->pdata[i]) && !put_table (self, from, tables->pdata[i], name, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
put_numbers (Writing                   *self,
             const JaridaBackupExtras  *extras,
             GError                   **error)
{
  gint64 library = 0, bodies = 0, n_articles = 0, n_sources = 0;

  if (!jarida_connection_query_int (self->library, "PRAGMA user_version", 0, &library, error)
      || !jarida_connection_query_int (self->bodies, "PRAGMA user_version", 0, &bodies, error)
      || !jarida_connection_query_int (self->library, "SELECT count(*) FROM main.article", 0, &n_articles, error)
      || !jarida_connection_query_int (self->library, "SELECT count(*) FROM main.source WHERE removed_at=0", 0, &n_sources, error))
    return FALSE;
  self->facts->made_at = extras->made_at;
  self->facts->n_articles = (guint) n_articles;
  self->facts->n_sources = (guint) n_sources;
  return put_number (self, "made", extras->made_at, error)
         && put_number (self, "library", library, error)
         && put_number (self, "bodies", bodies, error)
         && put_number (self, "articles", n_articles, error)
         && put_number (self, "sources", n_sources, error);
}

static gboolean
fill (Writing                   *self,
      const JaridaBackupExtras  *extras,
      GError                   **error)
{
  g_autofree char *numbers = g_strdup_printf ("PRAGMA application_id=%d; PRAGMA user_version=%d;",
                                              JARIDA_BACKUP_APPLICATION_ID, JARIDA_BACKUP_FORMAT);
  g_autoptr(GPtrArray) library = jarida_backup_list_tables (self->library, error);
  g_autoptr(GPtrArray) bodies = library != NULL ? jarida_backup_list_tables (self->bodies, error) : NULL;

  return bodies != NULL
         && count_rows (self, self->library, library, error)
         && count_rows (self, self->bodies, bodies, error)
         && jarida_connection_begin (self->out, error)
         && jarida_connection_execute (self->out, make_tables, error)
         && jarida_connection_execute (self->out, numbers, error)
         && put_numbers (self, extras, error)
         && put_settings (self, extras->settings, error)
         && put_files (self, extras->files, error)
         && put_database (self, self->library, library, "library", error)
         && put_database (self, self->bodies, bodies, "bodies", error)
         && jarida_connection_commit (self->out, error);
}

/* The file. */

/* From the disk, and not from what the system still has of it in memory, as far as it can be asked for that. */
static gboolean
read_back (Writing     *self,
           const char  *path,
           GError     **error)
{
  g_auto(JaridaBackupFacts) facts = { 0 };
  g_autoptr(GError) local_error = NULL;
  g_autoptr(JaridaConnection) written = jarida_backup_open (path, &self->course, &facts, &local_error);
  g_autoptr(GPtrArray) tables = written != NULL ? jarida_backup_list_tables (written, &local_error) : NULL;

  for (guint i = 0; tables != NULL && local_error == NULL && i < tables->len; i++)
    {
      gint64 wanted_n = 0, wanted_sum = 0, n = 0, sum = 0;

      if (!jarida_backup_read_entry (written, tables->pdata[i], &wanted_n, &wanted_sum, &local_error))
        continue;
      if (jarida_backup_copy_table (written, tables->pdata[i], NULL, NULL, &self->course, &n, &sum, &local_error)
          && (n != wanted_n || sum != wanted_sum))
        g_set_error (&local_error, JARIDA_BACKUP_ERROR, JARIDA_BACKUP_ERROR_DAMAGED, "%s", (const char *) tables->pdata[i]);
    }
  if (local_error == NULL)
    return TRUE;
  jarida_backup_course_answer (&self->course, &local_error);
  if (!g_error_matches (local_error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      local_error->domain = JARIDA_BACKUP_ERROR;
      local_error->code = JARIDA_BACKUP_ERROR_NOT_READ_BACK;
    }
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static gboolean
write_file (Writing                   *self,
            const char                *path,
            const JaridaBackupExtras  *extras,
            GError                   **error)
{
  GStatBuf file;

  self->out = jarida_connection_open (path, JARIDA_CONNECTION_DRAFT, PAGE_SIZE, error);
  if (self->out == NULL || !fill (self, extras, error))
    return FALSE;
  /* A reader that stays would hold the shelf's log back while the file is read again. */
  clear_writing (self);
  if (!jarida_backup_sync_path (path) || g_stat (path, &file) != 0)
    return jarida_backup_fail_place (errno, error);
  self->facts->n_bytes = (guint64) file.st_size;
  return read_back (self, path, error);
}

/* Where it will lie, under a name that is free. */
static char *
make_draft (const char  *path,
            GError     **error)
{
  g_autofree char *draft = g_strconcat (path, ".part-XXXXXX", NULL);
  const int file = g_mkstemp_full (draft, O_RDWR | O_CLOEXEC, 0600);

  if (file < 0)
    {
      jarida_backup_fail_place (errno, error);
      return NULL;
    }
  close (file);
  return g_steal_pointer (&draft);
}

static gboolean
write_and_name (Writing                   *self,
                const char                *path,
                const JaridaBackupExtras  *extras,
                GError                   **error)
{
  g_autofree char *parent = g_path_get_dirname (path);
  g_autofree char *draft = make_draft (path, error);
  gboolean done;

  if (draft == NULL)
    return FALSE;
  done = write_file (self, draft, extras, error);
  if (done && g_rename (draft, path) != 0)
    done = jarida_backup_fail_place (errno, error);
  if (done)
    jarida_backup_sync_path (parent);
  else
    g_unlink (draft);
  return done;
}

/* Beside the shelf a backup has a name that none of its files has, nor will have. */
static gboolean
is_of_shelf (const char *folder,
             const char *path)
{
  g_autofree char *parent = g_path_get_dirname (path);

  return jarida_backup_is_same_file (folder, parent) && !g_str_has_suffix (path, ".jarida");
}

gboolean
jarida_backup_write (const char                *folder,
                     gboolean                   frozen,
                     const char                *path,
                     const JaridaBackupExtras  *extras,
                     const JaridaBackupWatch   *watch,
                     JaridaBackupFacts         *out_facts,
                     GError                   **error)
{
  g_auto(Writing) writing = { .folder = folder, .frozen = frozen, .course.watch = watch, .facts = out_facts };
  GError *local_error = NULL;

  g_return_val_if_fail (folder != NULL && path != NULL, FALSE);

  if (g_cancellable_set_error_if_cancelled (watch->cancellable, error))
    return FALSE;
  if (is_of_shelf (folder, path))
    {
      g_set_error_literal (error, JARIDA_BACKUP_ERROR, JARIDA_BACKUP_ERROR_PLACE, g_strerror (EBUSY));
      return FALSE;
    }
  if (look_at_once (&writing, &local_error) && write_and_name (&writing, path, extras, &local_error))
    return TRUE;
  jarida_backup_course_answer (&writing.course, &local_error);
  g_propagate_error (error, jarida_store_error_from_db (local_error));
  return FALSE;
}
