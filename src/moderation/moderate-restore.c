/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "jarida-connection.h"
#include "jarida-list-history.h"
#include "jarida-review-private.h"
#include "moderate-copy.h"

/* Restore, while the service does not run. What was there is laid aside, and the list goes on under a higher number. */

/* Only who is alone with the file may leave the log mode: so this fails while a service has it open, and leaves one file. */
static gboolean
is_alone (const char  *path,
          GError     **error)
{
  g_autofree char *log = g_strconcat (path, "-wal", NULL);
  JaridaConnection *connection;
  gboolean done;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return TRUE;
  connection = jarida_connection_open (path, JARIDA_CONNECTION_WRITE, MODERATE_PAGE_SIZE, error);
  if (connection == NULL)
    return FALSE;
  done = jarida_connection_execute (connection, "PRAGMA busy_timeout=500; PRAGMA journal_mode=DELETE", NULL);
  jarida_connection_close (connection);
  if (done && !g_file_test (log, G_FILE_TEST_EXISTS))
    return TRUE;

  g_set_error (error, G_FILE_ERROR, G_FILE_ERROR_FAILED, "%s is in use: stop the service first", path);
  return FALSE;
}

/* With the log of one that was cut off: it is not this one's. */
static void
remove_database (const char *path)
{
  static const char *const endings[] = { "", "-wal", "-shm", "-journal" };

  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *one = g_strconcat (path, endings[i], NULL);

      g_unlink (one);
    }
}

static gboolean
copy_file (const char  *from,
           const char  *to,
           GError     **error)
{
  g_autoptr(GFile) source = g_file_new_for_path (from);
  g_autoptr(GFile) target = g_file_new_for_path (to);

  return g_file_copy (source, target, G_FILE_COPY_OVERWRITE | G_FILE_COPY_TARGET_DEFAULT_PERMS, NULL, NULL, NULL, error);
}

/* Root restores, the service reads: the file belongs to whom the old one did, or else to whom the folder does. */
static void
keep_owner (const char *path,
            const char *old)
{
  g_autofree char *folder = g_path_get_dirname (path);
  struct stat status;

  if (geteuid () == 0 && (stat (old, &status) == 0 || stat (folder, &status) == 0))
    (void) !chown (path, status.st_uid, status.st_gid);
}

static gboolean
leap_work (JaridaLedger  *ledger,
           gpointer       data,
           GError       **error)
{
  g_autoptr(JaridaListHistory) history = jarida_list_history_new ();

  return jarida_list_history_leap (history, ledger, *(const gint64 *) data, error);
}

/* The backup does not know what was published after it; readers do. */
static gboolean
leap (Moderate    *self,
      const char  *where,
      GError     **error)
{
  JaridaSqlEngine *engine = jarida_sql_engine_open (where, error);
  g_autoptr(JaridaLedger) ledger = engine != NULL ? jarida_ledger_new (engine, error) : NULL;

  return ledger != NULL && jarida_review_transact (ledger, leap_work, &self->now, error);
}

static gboolean
restore_sqlite (Moderate    *self,
                const char  *from,
                GError     **error)
{
  g_autofree char *stamp = moderate_make_stamp (self);
  g_autofree char *unready = g_strconcat (self->database, ".unready", NULL);
  g_autofree char *aside = g_strconcat (self->database, ".before-", stamp, NULL);

  remove_database (unready);
  if (!copy_file (from, unready, error))
    return FALSE;
  keep_owner (unready, self->database);
  if (!moderate_check_sqlite (unready, error) || !leap (self, unready, error) || !is_alone (unready, error)
      || !is_alone (self->database, error)
      || (g_file_test (self->database, G_FILE_TEST_EXISTS) && !moderate_put_in_place (self->database, aside, error))
      || !moderate_put_in_place (unready, self->database, error))
    {
      remove_database (unready);
      return FALSE;
    }
  return TRUE;
}

static gboolean
restore_postgres (Moderate    *self,
                  const char  *from,
                  GError     **error)
{
  g_autofree char *database = g_strconcat ("--dbname=", self->database, NULL);
  const char *const program[] = {
    "pg_restore", "--clean", "--if-exists", "--no-owner", "--exit-on-error", "--single-transaction", database, from, NULL
  };

  return moderate_run_program (program, error) && leap (self, self->database, error);
}

ModerateStatus
moderate_restore (Moderate  *self,
                  char     **arguments,
                  guint      n_arguments)
{
  GError *error = NULL;

  if (!(moderate_is_postgres (self->database) ? restore_postgres : restore_sqlite) (self, arguments[0], &error))
    return moderate_complain_error (error);

  moderate_print ("%s", self->database);
  return MODERATE_DONE;
}
