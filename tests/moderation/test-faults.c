/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <sodium.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include "jarida-connection.h"
#include "jarida-key-folder.h"
#include "load.h"

/* The program itself, killed and on a failing disk: what it acknowledged is there, once. */
typedef struct
{
  char  *folder;      /* (owned) */
  char  *socket;      /* (owned) */
  char  *database;    /* (owned) */
  GPid   pid;         /* 0: not running */
} Fixture;

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  self->folder = g_dir_make_tmp ("jarida-faults-XXXXXX", &error);
  g_assert_no_error (error);
  self->socket = g_build_filename (self->folder, "socket", NULL);
  self->database = g_build_filename (self->folder, "moderation.db", NULL);
  jarida_key_folder_make (self->folder, g_get_real_time () / G_USEC_PER_SEC, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  g_autofree char *command = g_strdup_printf ("rm -rf '%s'", self->folder);

  if (self->pid != 0)
    {
      kill (self->pid, SIGKILL);
      waitpid (self->pid, NULL, 0);
    }
  g_assert_cmpint (system (command), ==, 0);
  g_free (self->folder);
  g_free (self->socket);
  g_free (self->database);
}

static void
start (Fixture    *self,
       const char *shim,       /* (nullable) lines of NAME=VALUE for the disk */
       const char *setting)
{
  g_autofree char *where = g_strconcat ("unix:", self->socket, NULL);
  g_auto(GStrv) environment = g_get_environ ();
  const char *arguments[] = { MODERATION, "--listen", where, "--database", self->database, "--keys", self->folder,
                              "--set", "key_burst=1000000", "--set", setting, NULL };
  g_autoptr(GError) error = NULL;

  if (shim != NULL)
    {
      g_auto(GStrv) pairs = g_strsplit (shim, "\n", -1);

      environment = g_environ_setenv (environment, "LD_PRELOAD", DISK_SHIM, TRUE);
      for (guint i = 0; pairs[i] != NULL; i++)
        {
          g_auto(GStrv) parts = g_strsplit (pairs[i], "=", 2);

          environment = g_environ_setenv (environment, parts[0], parts[1], TRUE);
        }
    }
  g_spawn_async (NULL, (char **) arguments, environment, G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, &self->pid,
                 &error);
  g_assert_no_error (error);
}

/* -1: it was killed. */
static int
wait_for_end (Fixture *self)
{
  int status;

  g_assert_cmpint (waitpid (self->pid, &status, 0), ==, self->pid);
  self->pid = 0;
  return WIFEXITED (status) ? WEXITSTATUS (status) : -1;
}

static int
stop (Fixture *self,
      int      signal)
{
  kill (self->pid, signal);
  return wait_for_end (self);
}

typedef struct
{
  LoadOptions options;
  LoadResult  result;
} Task;

static gpointer
run_load (gpointer data)
{
  Task *task = data;

  load_run (&task->options, &task->result);
  return NULL;
}

static gint64
query (Fixture    *self,
       const char *sql)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(JaridaConnection) connection = jarida_connection_open (self->database, JARIDA_CONNECTION_WRITE, 4096, &error);
  gint64 value = 0;

  g_assert_no_error (error);
  jarida_connection_query_int (connection, sql, -1, &value, &error);
  g_assert_no_error (error);
  return value;
}

static void
check_ledger (Fixture          *self,
              const LoadResult *result)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(JaridaConnection) connection = jarida_connection_open (self->database, JARIDA_CONNECTION_WRITE, 4096, &error);
  guint n_lost = 0;

  g_assert_no_error (error);
  for (guint i = 0; i < result->acknowledged->len; i++)
    {
      g_autofree char *id = load_make_id (g_array_index (result->acknowledged, guint, i));
      g_autoptr(JaridaStatement) statement = jarida_connection_prepare (connection, "SELECT 1 FROM report WHERE id = $1", &error);

      jarida_statement_bind_text (statement, 1, id);
      n_lost += jarida_statement_step (statement, &error) != JARIDA_STEP_ROW;
    }
  g_test_message ("%u acknowledged (%u new, %u again), %u lost, %u twice, %u connections broken", result->acknowledged->len,
                  result->n_new, result->n_again, n_lost, result->n_twice, result->n_broken);
  g_assert_cmpuint (n_lost, ==, 0);
  g_assert_cmpuint (result->n_twice, ==, 0);
  g_assert_cmpuint (result->n_other, ==, 0);
  g_assert_cmpint (query (self, "SELECT COUNT(*) FROM pragma_integrity_check WHERE integrity_check <> 'ok'"), ==, 0);
  g_assert_cmpint (query (self, "SELECT COUNT(*) FROM (SELECT 1 FROM report GROUP BY subject_id, reporter_id HAVING COUNT(*) > 1)"), ==, 0);
}

static void
wait_for_answer (Task *task)
{
  gint64 end = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;
  int before = g_atomic_int_get ((int *) &task->result.n_new);

  while (g_atomic_int_get ((int *) &task->result.n_new) == before)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      g_usleep (1000);
    }
}

/* T-I4, as often as JARIDA_KILLS says. */
static void
test_kill (Fixture       *self,
           gconstpointer  data)
{
  const char *text = g_getenv ("JARIDA_KILLS");
  guint n_kills = text != NULL ? (guint) atoi (text) : 10;
  int over = 0;
  Task task = { .options = { .socket = self->socket, .n_connections = 16, .stop = &over, .keep_ids = TRUE } };
  g_autoptr(GRand) rand = g_rand_new_with_seed (20261129);
  GThread *thread;

  start (self, NULL, "max_jobs=10000");
  thread = g_thread_new ("load", run_load, &task);
  for (guint i = 0; i < n_kills; i++)
    {
      /* Not before this one has answered somebody. */
      wait_for_answer (&task);
      g_usleep ((gulong) g_rand_int_range (rand, 50000, 400000));
      g_assert_cmpint (stop (self, SIGKILL), ==, -1);
      start (self, NULL, "max_jobs=10000");
    }
  wait_for_answer (&task);
  g_atomic_int_set (&over, 1);
  g_thread_join (thread);
  g_assert_cmpint (stop (self, SIGTERM), ==, 0);
  g_assert_cmpuint (task.result.acknowledged->len, >, n_kills);
  g_assert_cmpuint (task.result.n_broken, >, 0);
  check_ledger (self, &task.result);
  load_result_clear (&task.result);
}

/* T-I5: a sync fails, or the disk is full. */
static void
test_disk (Fixture       *self,
           gconstpointer  data)
{
  const char *fault = data;
  g_autofree char *trigger = g_build_filename (self->folder, "trigger", NULL);
  g_autofree char *shim = g_strdup_printf ("JARIDA_DISK_%s=%s", fault, trigger);
  int over = 0;
  Task task = { .options = { .socket = self->socket, .n_connections = 16, .stop = &over, .keep_ids = TRUE } };
  GThread *thread;
  guint n_before;

  start (self, shim, "max_jobs=10000");
  thread = g_thread_new ("load", run_load, &task);
  wait_for_answer (&task);
  g_usleep (200000);
  g_file_set_contents (trigger, "", 0, NULL);
  g_assert_cmpint (wait_for_end (self), ==, EXIT_FAILURE);
  n_before = task.result.acknowledged->len;
  g_assert_cmpuint (n_before, >, 0);
  g_unlink (trigger);
  start (self, NULL, "max_jobs=10000");
  wait_for_answer (&task);
  g_usleep (200000);
  g_atomic_int_set (&over, 1);
  g_thread_join (thread);
  g_assert_cmpuint (task.result.acknowledged->len, >, n_before);
  check_ledger (self, &task.result);
  g_assert_cmpint (stop (self, SIGTERM), ==, 0);
  load_result_clear (&task.result);
}

static gint64
get_memory (Fixture *self)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/statm", (int) self->pid);
  g_autofree char *text = NULL;
  g_auto(GStrv) words = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  words = g_strsplit (text, " ", 3);
  return g_ascii_strtoll (words[1], NULL, 10) * 4096;
}

/* T-I6, shortened: far more than a slow disk can take. */
static void
test_overload (Fixture       *self,
               gconstpointer  data)
{
  LoadOptions options = { .socket = self->socket, .n_connections = 256, .usec = 3 * G_USEC_PER_SEC };
  LoadOptions after = { .socket = self->socket, .n_connections = 1, .first = 5000000, .n_reports = 1, .usec = 30 * G_USEC_PER_SEC };
  LoadResult result, recovered;

  start (self, "JARIDA_DISK_MS=50", "max_jobs=64");
  load_run (&options, &result);
  g_test_message ("%u new, %u limited, %u busy, %u others; %.1f MB", result.n_new, result.n_limited, result.n_busy, result.n_other,
                  get_memory (self) / 1e6);
  g_assert_cmpuint (result.n_other, ==, 0);
  g_assert_cmpuint (result.n_busy, >, 0);
  g_assert_cmpuint (result.n_without_wait, ==, 0);
  g_assert_cmpint (get_memory (self), <, 100 * 1000 * 1000);
  load_run (&after, &recovered);
  g_assert_cmpuint (recovered.n_new, ==, 1);
  g_assert_cmpint (stop (self, SIGTERM), ==, 0);
  load_result_clear (&result);
  load_result_clear (&recovered);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_assert_cmpint (sodium_init (), >=, 0);
  g_test_add ("/moderation/faults/i4-kill", Fixture, NULL, set_up, test_kill, tear_down);
  if (!SANITIZED)
    {
      /* A shim cannot come before the sanitizer's own library. */
      g_test_add ("/moderation/faults/i5-sync-fails", Fixture, "EIO", set_up, test_disk, tear_down);
      g_test_add ("/moderation/faults/i5-disk-full", Fixture, "FULL", set_up, test_disk, tear_down);
      g_test_add ("/moderation/faults/i6-overload", Fixture, NULL, set_up, test_overload, tear_down);
    }
  return g_test_run ();
}
