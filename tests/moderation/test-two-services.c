/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

#include "jarida-ledger.h"
#include "load.h"
#include "program.h"
#include "test-database.h"

/* T-I3: two services on two machines, one database, and every report sent to both, as a proxy does that lost the first
 * answer: one says 201, the other 200, and there is one row. */

#define N_REPORTS 3000

typedef struct
{
  Program  programs[2];
  char    *where;         /* (owned) */
} Fixture;

/* What belongs to the service and not to a machine: the secret and the keys of the list. */
static void
copy_keys (const Program *from,
           const Program *to)
{
  g_autofree char *command = g_strdup_printf ("cp -r '%s'/. '%s'", from->folder, to->folder);

  g_assert_cmpint (system (command), ==, 0);
}

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  self->where = test_database_new (NULL);
  for (int i = 0; i < 2; i++)
    {
      program_init (&self->programs[i], MODERATION, NULL);
      g_free (self->programs[i].database);
      self->programs[i].database = g_strdup (self->where);
    }
  copy_keys (&self->programs[0], &self->programs[1]);
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  for (int i = 0; i < 2; i++)
    program_clear (&self->programs[i]);
  g_free (self->where);
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

static void
take_int (guint                 set,
          const JaridaSqlValue *row,
          gpointer              data)
{
  *(gint64 *) data = row[0].number;
}

static gint64
query (Fixture    *self,
       const char *sql)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(JaridaSqlEngine) engine = jarida_sql_engine_open (self->where, &error);
  gint64 value = -1;

  g_assert_no_error (error);
  engine->klass->run (engine, sql, NULL, 0, 1, take_int, &value, &error);
  g_assert_no_error (error);
  return value;
}

static void
run_both (Fixture *self,
          Task     tasks[2],
          guint    n_pictures)
{
  GThread *threads[2];

  for (int i = 0; i < 2; i++)
    {
      tasks[i] = (Task) { .options = { .socket = self->programs[i].socket, .n_connections = 24, .n_reports = N_REPORTS,
                                       .n_pictures = n_pictures, .keep_ids = TRUE } };
      threads[i] = g_thread_new ("load", run_load, &tasks[i]);
    }
  for (int i = 0; i < 2; i++)
    g_thread_join (threads[i]);
}

/* How many were acknowledged by both; each sends a few more than it was told when many connections end at once. */
static guint
count_common (const LoadResult *one,
              const LoadResult *other)
{
  g_autoptr(GHashTable) ids = g_hash_table_new (NULL, NULL);
  guint n = 0;

  for (guint i = 0; i < one->acknowledged->len; i++)
    g_hash_table_add (ids, GUINT_TO_POINTER (g_array_index (one->acknowledged, guint, i) + 1));
  for (guint i = 0; i < other->acknowledged->len; i++)
    n += g_hash_table_contains (ids, GUINT_TO_POINTER (g_array_index (other->acknowledged, guint, i) + 1));
  return n;
}

/* @data: how many pictures the reports are about; few of them are what two processes meet at. */
static void
test_both (Fixture       *self,
           gconstpointer  data)
{
  guint n_common, n_new, n_again;
  Task tasks[2];

  for (int i = 0; i < 2; i++)
    program_start (&self->programs[i], NULL, "max_jobs=10000");
  run_both (self, tasks, GPOINTER_TO_UINT (data));
  for (int i = 0; i < 2; i++)
    {
      const LoadResult *result = &tasks[i].result;

      g_test_message ("service %d: %u new, %u again, %u limited, %u busy, %u other, %.1f s", i, result->n_new, result->n_again,
                      result->n_limited, result->n_busy, result->n_other, result->seconds);
      g_assert_cmpuint (result->n_new + result->n_again, >=, N_REPORTS);
      g_assert_cmpuint (result->n_other + result->n_limited + result->n_busy, ==, 0);
      g_assert_cmpuint (result->n_twice, ==, 0);
      g_assert_cmpint (program_stop (&self->programs[i], SIGTERM), ==, 0);
    }
  n_new = tasks[0].result.n_new + tasks[1].result.n_new;
  n_again = tasks[0].result.n_again + tasks[1].result.n_again;
  n_common = count_common (&tasks[0].result, &tasks[1].result);
  g_assert_cmpuint (n_common, >=, N_REPORTS);
  /* Of each that both acknowledged one said 201 and one 200, in whatever order; and there is one row for each. */
  g_assert_cmpuint (n_again, ==, n_common);
  g_assert_cmpuint (n_new + n_again, ==, tasks[0].result.acknowledged->len + tasks[1].result.acknowledged->len);
  g_assert_cmpint (test_database_count_deadlocks (self->where), ==, 0);
  g_assert_cmpint (query (self, "SELECT COUNT(*) FROM report"), ==, n_new);
  g_assert_cmpint (query (self, "SELECT COUNT(*) FROM subject"), <=, GPOINTER_TO_INT (data));
  for (int i = 0; i < 2; i++)
    load_result_clear (&tasks[i].result);
}

/* One of them dies in the middle; its people go to the other, as a proxy would send them. */
static void
test_one_dies (Fixture       *self,
               gconstpointer  data)
{
  Task tasks[2];
  GThread *thread;

  for (int i = 0; i < 2; i++)
    program_start (&self->programs[i], NULL, "max_jobs=10000");
  tasks[0] = (Task) { .options = { .socket = self->programs[0].socket, .n_connections = 24, .n_reports = N_REPORTS, .keep_ids = TRUE } };
  thread = g_thread_new ("load", run_load, &tasks[0]);
  while (g_atomic_int_get ((int *) &tasks[0].result.n_new) < N_REPORTS / 10)
    g_usleep (1000);
  g_assert_cmpint (program_stop (&self->programs[0], SIGKILL), ==, -1);
  g_unlink (self->programs[0].socket);
  g_assert_cmpint (link (self->programs[1].socket, self->programs[0].socket), ==, 0);
  g_thread_join (thread);

  g_test_message ("%u new, %u again, %u connections broken", tasks[0].result.n_new, tasks[0].result.n_again, tasks[0].result.n_broken);
  g_assert_cmpuint (tasks[0].result.acknowledged->len, >=, N_REPORTS);
  g_assert_cmpuint (tasks[0].result.n_twice, ==, 0);
  g_assert_cmpuint (tasks[0].result.n_other, ==, 0);
  g_assert_cmpint (query (self, "SELECT COUNT(*) FROM report"), ==, tasks[0].result.acknowledged->len);
  g_assert_cmpint (program_stop (&self->programs[1], SIGTERM), ==, 0);
  load_result_clear (&tasks[0].result);
}

/* The database throws everybody out, as when it is restarted: the service acknowledges nothing more and ends, whoever supervises it
 * starts it again, and nothing that was acknowledged is lost. */
static void
test_thrown_out (Fixture       *self,
                 gconstpointer  data)
{
  Program *program = &self->programs[0];
  Task task = { .options = { .socket = program->socket, .n_connections = 24, .n_reports = N_REPORTS, .keep_ids = TRUE } };
  GThread *thread;

  program_start (program, NULL, "max_jobs=10000");
  thread = g_thread_new ("load", run_load, &task);
  for (int i = 1; i <= 3; i++)
    {
      while (g_atomic_int_get ((int *) &task.result.n_new) < i * N_REPORTS / 5)
        g_usleep (1000);
      g_assert_cmpint (query (self, "SELECT COUNT(pg_terminate_backend(pid)) FROM pg_stat_activity"
                              " WHERE datname = current_database() AND pid <> pg_backend_pid()"), >=, 1);
      g_assert_cmpint (program_wait (program), ==, 1);
      program_start (program, NULL, "max_jobs=10000");
    }
  g_thread_join (thread);

  g_test_message ("%u new, %u again, %u connections broken", task.result.n_new, task.result.n_again, task.result.n_broken);
  g_assert_cmpuint (task.result.acknowledged->len, >=, N_REPORTS);
  g_assert_cmpuint (task.result.n_twice + task.result.n_other, ==, 0);
  g_assert_cmpint (query (self, "SELECT COUNT(*) FROM report"), ==, task.result.acknowledged->len);
  g_assert_cmpint (program_stop (program, SIGTERM), ==, 0);
  load_result_clear (&task.result);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  if (!test_database_is_postgres ())
    {
      g_print ("1..0 # SKIP two services need PostgreSQL\n");
      return 0;
    }
  g_test_add ("/moderation/two-services/many-pictures", Fixture, GUINT_TO_POINTER (20000), set_up, test_both, tear_down);
  g_test_add ("/moderation/two-services/few-pictures", Fixture, GUINT_TO_POINTER (50), set_up, test_both, tear_down);
  g_test_add ("/moderation/two-services/one-dies", Fixture, NULL, set_up, test_one_dies, tear_down);
  g_test_add ("/moderation/two-services/thrown-out", Fixture, NULL, set_up, test_thrown_out, tear_down);

  return g_test_run ();
}
