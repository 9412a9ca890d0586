/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <glib/gstdio.h>

#include "jarida-backup-private.h"

/* Opening a file that says it is a backup. It may be damaged, of another program, or made to do harm. */

/* More tables than that no version had, and more settings neither. */
#define MAX_TABLES 200
#define MAX_SETTINGS 500

static gboolean
fail (JaridaBackupError   code,
      const char         *what,
      GError            **error)
{
  g_set_error_literal (error, JARIDA_BACKUP_ERROR, code, what);
  return FALSE;
}

/* The size, for a file that can be read; a device or a folder is none. */
static gboolean
look_at_file (const char  *path,
              guint64     *out_size,
              GError     **error)
{
  const int file = g_open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK, 0);
  struct stat facts;

  if (file < 0)
    return fail (JARIDA_BACKUP_ERROR_UNREADABLE, g_strerror (errno), error);
  memset (&facts, 0, sizeof facts);
  if (fstat (file, &facts) != 0 || !S_ISREG (facts.st_mode))
    {
      close (file);
      return fail (JARIDA_BACKUP_ERROR_NOT_ONE, "no file", error);
    }
  close (file);
  *out_size = (guint64) facts.st_size;
  return TRUE;
}

/* Nothing but plain tables: no view, no trigger, no index, no table of a module, no column that is computed. */
static gboolean
check_schema (JaridaConnection  *backup,
              GError           **error)
{
  g_autoptr(GPtrArray) tables = NULL;
  gint64 n_other = 0, n_hidden = 0;

  if (!jarida_connection_query_int (backup, "SELECT count(*) FROM main.sqlite_schema WHERE type<>'table' OR rootpage IS NULL OR rootpage<=1"
                                    " OR sql NOT LIKE 'CREATE TABLE %' OR name LIKE 'sqlite\\_%' ESCAPE '\\'", 0, &n_other, error))
    return FALSE;
  if (n_other > 0)
    return fail (JARIDA_BACKUP_ERROR_DAMAGED, "more than tables", error);
  tables = jarida_backup_list_tables (backup, error);
  if (tables == NULL)
    return FALSE;
  if (tables->len > MAX_TABLES)
    return fail (JARIDA_BACKUP_ERROR_DAMAGED, "too many tables", error);
  for (guint i = 0; i < tables->len; i++)
    {
      g_autofree char *sql = g_strdup_printf ("SELECT count(*) FROM pragma_table_xinfo('%s', 'main') WHERE hidden<>0",
                                              (const char *) tables->pdata[i]);
      g_autoptr(JaridaStatement) statement = NULL;

      if (!jarida_backup_is_plain_name (tables->pdata[i]))
        return fail (JARIDA_BACKUP_ERROR_DAMAGED, "the name of a table", error);
      statement = jarida_connection_prepare_passing (backup, sql, error);
      if (statement == NULL || jarida_statement_step (statement, error) == JARIDA_STEP_ERROR)
        return FALSE;
      n_hidden = jarida_statement_get_int (statement, 0);
      if (n_hidden > 0)
        return fail (JARIDA_BACKUP_ERROR_DAMAGED, "a column that is computed", error);
    }
  return TRUE;
}

static gboolean
check_numbers (JaridaConnection  *backup,
               GError           **error)
{
  gint64 application = 0, format = 0;

  if (!jarida_connection_query_int (backup, "PRAGMA application_id", 0, &application, error)
      || !jarida_connection_query_int (backup, "PRAGMA user_version", 0, &format, error))
    return FALSE;
  if (application != JARIDA_BACKUP_APPLICATION_ID || format < 1)
    return fail (JARIDA_BACKUP_ERROR_NOT_ONE, "another application's", error);
  return format <= JARIDA_BACKUP_FORMAT || fail (JARIDA_BACKUP_ERROR_TOO_NEW, "another format", error);
}

static gboolean
check_pages (JaridaConnection  *backup,
             GError           **error)
{
  g_autoptr(JaridaStatement) statement = jarida_connection_prepare (backup, "PRAGMA integrity_check(1)", error);

  if (statement == NULL || jarida_statement_step (statement, error) != JARIDA_STEP_ROW)
    return FALSE;
  return g_strcmp0 (jarida_statement_get_text (statement, 0), "ok") == 0 || fail (JARIDA_BACKUP_ERROR_DAMAGED, "integrity", error);
}

static gboolean
is_known (JaridaConnection  *backup,
          const char        *table)
{
  g_autoptr(GPtrArray) columns = jarida_backup_list_columns (backup, table, NULL);

  return columns != NULL && columns->len > 0;
}

gboolean
jarida_backup_read_entry (JaridaConnection  *backup,
                          const char        *table,
                          gint64            *out_n,
                          gint64            *out_sum,
                          GError           **error)
{
  g_autoptr(JaridaStatement) statement = jarida_connection_prepare (backup, "SELECT n, sum FROM backup_table WHERE name=?1", error);
  JaridaStep step;

  if (statement == NULL)
    return FALSE;
  jarida_statement_bind_text (statement, 1, table);
  step = jarida_statement_step (statement, error);
  if (step != JARIDA_STEP_ROW)
    return FALSE;
  *out_n = jarida_statement_get_int (statement, 0);
  *out_sum = jarida_statement_get_int (statement, 1);
  return TRUE;
}

gboolean
jarida_backup_read_number (JaridaConnection  *backup,
                           const char        *key,
                           gint64            *out_value,
                           GError           **error)
{
  g_autoptr(JaridaStatement) statement = jarida_connection_prepare (backup, "SELECT value FROM backup WHERE key=?1", error);
  JaridaStep step;

  if (statement == NULL)
    return FALSE;
  jarida_statement_bind_text (statement, 1, key);
  step = jarida_statement_step (statement, error);
  if (step == JARIDA_STEP_DONE)
    return fail (JARIDA_BACKUP_ERROR_DAMAGED, key, error);
  *out_value = step == JARIDA_STEP_ROW ? jarida_statement_get_int (statement, 0) : 0;
  return step == JARIDA_STEP_ROW;
}

static gboolean
read_settings (JaridaConnection  *backup,
               JaridaBackupFacts *facts,
               GError           **error)
{
  g_autoptr(JaridaStatement) statement = jarida_connection_prepare (backup, "SELECT key, value FROM backup_setting", error);
  g_autoptr(GStrvBuilder) settings = g_strv_builder_new ();
  JaridaStep step = JARIDA_STEP_DONE;

  if (statement == NULL)
    return FALSE;
  for (guint i = 0; i < MAX_SETTINGS && (step = jarida_statement_step (statement, error)) == JARIDA_STEP_ROW; i++)
    {
      const char *key = jarida_statement_get_text (statement, 0);
      const char *value = jarida_statement_get_text (statement, 1);

      if (key == NULL || value == NULL || !g_utf8_validate (key, -1, NULL) || !g_utf8_validate (value, -1, NULL))
        continue;
      g_strv_builder_add (settings, key);
      g_strv_builder_add (settings, value);
    }
  facts->settings = g_strv_builder_end (settings);
  return step != JARIDA_STEP_ERROR;
}

static gboolean
read_facts (JaridaConnection   *backup,
            JaridaBackupFacts  *facts,
            GError            **error)
{
  gint64 n_articles, n_sources;

  if (!is_known (backup, "backup") || !is_known (backup, "backup_table") || !is_known (backup, "backup_setting")
      || !is_known (backup, "backup_file") || !is_known (backup, "library_meta"))
    return fail (JARIDA_BACKUP_ERROR_DAMAGED, "a table is missing", error);
  if (!jarida_backup_read_number (backup, "made", &facts->made_at, error)
      || !jarida_backup_read_number (backup, "articles", &n_articles, error)
      || !jarida_backup_read_number (backup, "sources", &n_sources, error))
    return FALSE;
  facts->n_articles = (guint) CLAMP (n_articles, 0, G_MAXUINT);
  facts->n_sources = (guint) CLAMP (n_sources, 0, G_MAXUINT);
  return read_settings (backup, facts, error);
}

static JaridaConnection *
open_and_look (const char          *path,
               JaridaBackupCourse  *course,
               JaridaBackupFacts   *facts,
               GError             **error)
{
  g_autoptr(JaridaConnection) backup = jarida_connection_open (path, JARIDA_CONNECTION_FOREIGN, 0, error);

  if (backup == NULL)
    return NULL;
  jarida_backup_course_follow (course, backup);
  if (check_numbers (backup, error) && check_schema (backup, error) && check_pages (backup, error) && read_facts (backup, facts, error))
    return g_steal_pointer (&backup);
  return NULL;
}

JaridaConnection *
jarida_backup_open (const char          *path,
                    JaridaBackupCourse  *course,
                    JaridaBackupFacts   *out_facts,
                    GError             **error)
{
  static const char head[] = "SQLite format 3";
  JaridaConnection *backup;
  GError *local_error = NULL;
  char first[sizeof head] = "";
  FILE *file;

  if (!look_at_file (path, &out_facts->n_bytes, error))
    return NULL;
  /* What is no database at all is something else, and not a damaged backup. */
  file = g_fopen (path, "rb");
  if (file == NULL || fread (first, 1, sizeof first, file) != sizeof first || memcmp (first, head, sizeof head) != 0)
    fail (JARIDA_BACKUP_ERROR_NOT_ONE, "no database", &local_error);
  if (file != NULL)
    fclose (file);
  backup = local_error == NULL ? open_and_look (path, course, out_facts, &local_error) : NULL;
  if (backup != NULL)
    return backup;
  jarida_backup_blame (&local_error);
  g_propagate_error (error, local_error);
  return NULL;
}
