/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <signal.h>
#include <sodium.h>
#include <stdlib.h>
#include <sys/wait.h>

#include "jarida-connection.h"
#include "load.h"
#include "program.h"

/* The program itself, killed and on a failing disk: what it acknowledged is there, once. */

static void
set_up (Program       *self,
        gconstpointer  data)
{
  program_init (self, MODERATION, DISK_SHIM);
}

static void
tear_down (Program       *self,
           gconstpointer  data)
{
  program_clear (self);
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
query (Program    *self,
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
check_ledger (Program          *self,
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
test_kill (Program       *self,
           gconstpointer  data)
{
  const char *text = g_getenv ("JARIDA_KILLS");
  guint n_kills = text != NULL ? (guint) atoi (text) : 10;
  int over = 0;
  Task task = { .options = { .socket = self->socket, .n_connections = 16, .stop = &over, .keep_ids = TRUE } };
  g_autoptr(GRand) rand = g_rand_new_with_seed (20261129);
  GThread *thread;

  program_start (self, NULL, "max_jobs=10000");
  thread = g_thread_new ("load", run_load, &task);
  for (guint i = 0; i < n_kills; i++)
    {
      /* Not before this one has answered somebody. */
      wait_for_answer (&task);
      g_usleep ((gulong) g_rand_int_range (rand, 50000, 400000));
      g_assert_cmpint (program_stop (self, SIGKILL), ==, -1);
      program_start (self, NULL, "max_jobs=10000");
    }
  wait_for_answer (&task);
  g_atomic_int_set (&over, 1);
  g_thread_join (thread);
  g_assert_cmpint (program_stop (self, SIGTERM), ==, 0);
  g_assert_cmpuint (task.result.acknowledged->len, >, n_kills);
  g_assert_cmpuint (task.result.n_broken, >, 0);
  check_ledger (self, &task.result);
  load_result_clear (&task.result);
}

static int
moderate (Program    *self,
          const char *command,
          const char *argument)
{
  const char *const arguments[] = { MODERATE, "--database", self->database, command, argument, NULL };
  g_autoptr(GError) error = NULL;
  int status;

  g_spawn_sync (NULL, (char **) arguments, NULL, G_SPAWN_STDOUT_TO_DEV_NULL, NULL, NULL, NULL, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_true (WIFEXITED (status));
  return WEXITSTATUS (status);
}

/* A reviewer comes and goes while the service is at work, and so does the nightly backup: neither takes the log away under its hands,
 * and nobody restores beneath it. Then it is killed. */
static void
test_reviewer_beside (Program       *self,
                      gconstpointer  data)
{
  g_autofree char *backups = g_build_filename (self->folder, "backups", NULL);
  int over = 0;
  Task task = { .options = { .socket = self->socket, .n_connections = 4, .stop = &over, .keep_ids = TRUE } };
  GThread *thread;

  program_start (self, NULL, "max_jobs=10000");
  thread = g_thread_new ("load", run_load, &task);
  for (guint i = 0; i < 3; i++)
    {
      wait_for_answer (&task);
      g_assert_cmpint (moderate (self, "queue", NULL), ==, 0);
      wait_for_answer (&task);
      g_assert_cmpint (moderate (self, "backup", backups), ==, 0);
    }
  wait_for_answer (&task);
  g_assert_cmpint (program_stop (self, SIGKILL), ==, -1);
  program_start (self, NULL, "max_jobs=10000");
  wait_for_answer (&task);
  g_atomic_int_set (&over, 1);
  g_thread_join (thread);
  {
    g_autofree char *name = NULL, *path = NULL;
    g_autoptr(GDir) dir = g_dir_open (backups, 0, NULL);

    name = g_strdup (g_dir_read_name (dir));
    path = g_build_filename (backups, name, NULL);
    g_assert_cmpint (moderate (self, "restore", path), ==, 1);
  }
  g_assert_cmpint (program_stop (self, SIGTERM), ==, 0);
  check_ledger (self, &task.result);
  load_result_clear (&task.result);
}

/* T-I5: a sync fails, or the disk is full. */
static void
test_disk (Program       *self,
           gconstpointer  data)
{
  const char *fault = data;
  g_autofree char *trigger = g_build_filename (self->folder, "trigger", NULL);
  g_autofree char *shim = g_strdup_printf ("JARIDA_DISK_%s=%s", fault, trigger);
  int over = 0;
  Task task = { .options = { .socket = self->socket, .n_connections = 16, .stop = &over, .keep_ids = TRUE } };
  GThread *thread;
  guint n_before;

  program_start (self, shim, "max_jobs=10000");
  thread = g_thread_new ("load", run_load, &task);
  wait_for_answer (&task);
  g_usleep (200000);
  g_file_set_contents (trigger, "", 0, NULL);
  g_assert_cmpint (program_wait (self), ==, EXIT_FAILURE);
  n_before = task.result.acknowledged->len;
  g_assert_cmpuint (n_before, >, 0);
  g_unlink (trigger);
  program_start (self, NULL, "max_jobs=10000");
  wait_for_answer (&task);
  g_usleep (200000);
  g_atomic_int_set (&over, 1);
  g_thread_join (thread);
  g_assert_cmpuint (task.result.acknowledged->len, >, n_before);
  check_ledger (self, &task.result);
  g_assert_cmpint (program_stop (self, SIGTERM), ==, 0);
  load_result_clear (&task.result);
}

/* T-I6, shortened: far more than a slow disk can take. */
static void
test_overload (Program       *self,
               gconstpointer  data)
{
  LoadOptions options = { .socket = self->socket, .n_connections = 256, .usec = 3 * G_USEC_PER_SEC };
  LoadOptions after = { .socket = self->socket, .n_connections = 1, .first = 5000000, .n_reports = 1, .usec = 30 * G_USEC_PER_SEC };
  LoadResult result, recovered;

  program_start (self, "JARIDA_DISK_MS=50", "max_jobs=64");
  load_run (&options, &result);
  g_test_message ("%u new, %u limited, %u busy, %u others; %.1f MB", result.n_new, result.n_limited, result.n_busy, result.n_other,
                  program_get_memory (self) / 1e6);
  g_assert_cmpuint (result.n_other, ==, 0);
  g_assert_cmpuint (result.n_busy, >, 0);
  g_assert_cmpuint (result.n_without_wait, ==, 0);
  g_assert_cmpint (program_get_memory (self), <, 100 * 1000 * 1000);
  load_run (&after, &recovered);
  g_assert_cmpuint (recovered.n_new, ==, 1);
  g_assert_cmpint (program_stop (self, SIGTERM), ==, 0);
  load_result_clear (&result);
  load_result_clear (&recovered);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_assert_cmpint (sodium_init (), >=, 0);
  g_test_add ("/moderation/faults/i4-kill", Program, NULL, set_up, test_kill, tear_down);
  g_test_add ("/moderation/faults/reviewer-beside", Program, NULL, set_up, test_reviewer_beside, tear_down);
  if (!SANITIZED)
    {
      /* A shim cannot come before the sanitizer's own library. */
      g_test_add ("/moderation/faults/i5-sync-fails", Program, "EIO", set_up, test_disk, tear_down);
      g_test_add ("/moderation/faults/i5-disk-full", Program, "FULL", set_up, test_disk, tear_down);
      g_test_add ("/moderation/faults/i6-overload", Program, NULL, set_up, test_overload, tear_down);
    }
  return g_test_run ();
}
