/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "jarida-ledger.h"
#include "test-database.h"

/* Two processes on one database, every report given to both: one stores it, the other finds it (MODERATION.md T-I3, at the level of the
 * ledger). On SQLite they wait for each other, on PostgreSQL they work at the same time. */

#define NOW        1796000000
#define N_REPORTS  1500
#define N_PICTURES 40
#define N_READERS  700

/* What the two sides tell the test, in shared memory. */
typedef struct
{
  guint8 stored[2][N_REPORTS];
  guint8 known[2][N_REPORTS];
  int    n_retries[2];
} Told;

static void
fill (JaridaIntake *item,
      int           number)
{
  int picture = number * 7 % N_PICTURES, address = number % 3;

  memset (item, 0, sizeof *item);
  item->id = g_strdup_printf ("report-%05d", number);
  item->url = "https://img.example.org/a.jpg";
  item->host = "img.example.org";
  item->keys = 1 << 1 | 1 << 2;
  memset (item->key[1], picture * 3 + address + 1, 32);
  memset (item->key[2], picture + 100, 32);
  memcpy (item->body_hash, &number, sizeof number);
  /* The same person may report two pictures, and one picture twice under two addresses. */
  memset (item->reporter, 1, sizeof item->reporter);
  memcpy (item->reporter, &(int) { number % N_READERS }, sizeof (int));
  item->reason = 1;
  item->received_at = NOW;
}

static gboolean
store (JaridaLedger  *ledger,
       JaridaIntake **batch,
       guint          n,
       GError       **error)
{
  return jarida_ledger_begin (ledger, error)
         && jarida_ledger_find_known (ledger, batch, n, error)
         && jarida_ledger_find_reporters (ledger, batch, n, NOW - 86400, NOW - 30 * 86400, error)
         && jarida_ledger_add_reporters (ledger, batch, n, NOW / 86400, error)
         && jarida_ledger_upsert_subjects (ledger, batch, n, error)
         && jarida_ledger_insert_reports (ledger, batch, n, error)
         && jarida_ledger_find_known (ledger, batch, n, error)
         && jarida_ledger_commit (ledger, error);
}

/* One service: batches of changing size, the reports in an order of its own. */
static void
serve (const char *where,
       int         side,
       Told       *told)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(JaridaLedger) ledger = NULL;
  JaridaSqlEngine *engine;
  g_autoptr(GRand) random = g_rand_new_with_seed ((guint32) side + 1);
  g_autofree JaridaIntake *items = g_new (JaridaIntake, N_REPORTS);
  int order[N_REPORTS];

  engine = jarida_sql_engine_open (where, &error);
  g_assert_no_error (error);
  ledger = jarida_ledger_new (engine, &error);
  g_assert_no_error (error);
  for (int i = 0; i < N_REPORTS; i++)
    {
      int other = g_rand_int_range (random, 0, i + 1);

      fill (&items[i], i);
      order[i] = order[other];
      order[other] = i;
    }

  for (int at = 0, n; at < N_REPORTS; at += n)
    {
      JaridaIntake *batch[200];
      gboolean done = FALSE;

      n = g_rand_int_range (random, 1, 200);
      n = MIN (n, N_REPORTS - at);
      for (int i = 0; i < n; i++)
        batch[i] = &items[order[at + i]];
      qsort (batch, (gsize) n, sizeof *batch, jarida_intake_compare);
      while (!done)
        {
          done = store (ledger, batch, (guint) n, &error);
          if (done)
            break;
          g_assert_error (error, JARIDA_SQL_ERROR, JARIDA_SQL_ERROR_RETRY);
          g_test_message ("%s", error->message);
          g_clear_error (&error);
          jarida_ledger_rollback (ledger);
          told->n_retries[side]++;
        }
      for (int i = 0; i < n; i++)
        {
          told->stored[side][order[at + i]] = items[order[at + i]].stored;
          told->known[side][order[at + i]] = items[order[at + i]].known;
        }
    }
  for (int i = 0; i < N_REPORTS; i++)
    g_free ((char *) items[i].id);
}

static pid_t
serve_apart (const char *where,
             int         side,
             Told       *told)
{
  pid_t pid = fork ();

  g_assert_cmpint (pid, >=, 0);
  if (pid == 0)
    {
      serve (where, side, told);
      _exit (0);
    }
  return pid;
}

static void
count_report (guint                 set,
              const JaridaSqlValue *row,
              gpointer              data)
{
  *(int *) data += 1;
}

static void
test_two_processes (void)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("jarida-shared-XXXXXX", &error);
  g_autofree char *where = test_database_new (folder);
  g_autoptr(JaridaLedger) ledger = NULL;
  JaridaSqlEngine *engine;
  Told *told = mmap (NULL, sizeof *told, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
  int n_rows = 0, n_subjects = 0, n_stored = 0, n_unknown = 0, status;
  pid_t pids[2];

  g_assert_true (told != MAP_FAILED);
  /* Even the schema is made by whoever comes first. */
  for (int side = 0; side < 2; side++)
    pids[side] = serve_apart (where, side, told);
  for (int side = 0; side < 2; side++)
    {
      g_assert_cmpint (waitpid (pids[side], &status, 0), ==, pids[side]);
      g_assert_cmpint (status, ==, 0);
    }

  for (int i = 0; i < N_REPORTS; i++)
    {
      g_assert_cmpint (told->stored[0][i] + told->stored[1][i], <=, 1);
      n_stored += told->stored[0][i] + told->stored[1][i];
      /* What nobody stored is a second report of one person of one picture, which both sides saw as such. */
      n_unknown += !told->known[0][i] && !told->known[1][i];
    }
  g_assert_cmpint (test_database_count_deadlocks (where), ==, 0);

  engine = jarida_sql_engine_open (where, &error);
  ledger = jarida_ledger_new (engine, &error);
  g_assert_no_error (error);
  engine->klass->run (engine, "SELECT id FROM report", NULL, 0, 1, count_report, &n_rows, &error);
  engine->klass->run (engine, "SELECT id FROM subject", NULL, 0, 1, count_report, &n_subjects, &error);
  g_assert_no_error (error);
  g_test_message ("%d rows, %d pictures, %d stored, %d not; done again: %d and %d times", n_rows, n_subjects, n_stored,
                  n_unknown, told->n_retries[0], told->n_retries[1]);
  g_assert_cmpint (n_rows, ==, n_stored);
  g_assert_cmpint (n_rows + n_unknown, ==, N_REPORTS);
  g_assert_cmpint (n_subjects, ==, N_PICTURES);
  munmap (told, sizeof *told);
  g_clear_pointer (&ledger, jarida_ledger_free);
  test_database_remove (folder);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/moderation/ledger-shared/two-processes", test_two_processes);
  return g_test_run ();
}
