/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>
#include <glib/gstdio.h>

#include "jarida-connection.h"
#include "jarida-migration.h"
#include "jarida-salvage.h"
#include "jarida-worker.h"
#include "small-disk.h"

#define APPLICATION 0x54455354

static const char *program;

typedef struct
{
  char *folder;   /* (owned) */
  char *path;     /* (owned) */
} Fixture;

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  self->folder = g_dir_make_tmp ("jarida-db-XXXXXX", NULL);
  self->path = g_build_filename (self->folder, "test.db", NULL);
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  g_autoptr(GDir) dir = g_dir_open (self->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (self->folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (self->folder);
  g_free (self->folder);
  g_free (self->path);
}

static JaridaConnection *
open_connection (Fixture              *self,
                 JaridaConnectionMode  mode)
{
  g_autoptr(GError) error = NULL;
  JaridaConnection *connection = jarida_connection_open (self->path, mode, 4096, &error);

  g_assert_no_error (error);
  return connection;
}

static gint64
query (JaridaConnection *connection,
       const char       *sql)
{
  g_autoptr(GError) error = NULL;
  gint64 value = 0;

  jarida_connection_query_int (connection, sql, -1, &value, &error);
  g_assert_no_error (error);
  return value;
}

static void
execute (JaridaConnection *connection,
         const char       *sql)
{
  g_autoptr(GError) error = NULL;

  jarida_connection_execute (connection, sql, &error);
  g_assert_no_error (error);
}

static void
test_pragmas (Fixture       *self,
              gconstpointer  data)
{
  g_autoptr(JaridaConnection) writer = open_connection (self, JARIDA_CONNECTION_WRITE);

  g_assert_cmpint (query (writer, "SELECT journal_mode='wal' FROM pragma_journal_mode"), ==, 1);
  g_assert_cmpint (query (writer, "PRAGMA synchronous"), ==, 1);
  g_assert_true (jarida_connection_set_durable (writer, TRUE, NULL));
  g_assert_cmpint (query (writer, "SELECT synchronous FROM pragma_synchronous"), ==, 2);
  g_assert_cmpint (query (writer, "PRAGMA foreign_keys"), ==, 1);
  g_assert_cmpint (query (writer, "PRAGMA secure_delete"), ==, 0);
  g_assert_cmpint (query (writer, "PRAGMA mmap_size"), ==, 0);
  g_assert_cmpint (query (writer, "PRAGMA wal_autocheckpoint"), ==, 0);
  g_assert_cmpint (query (writer, "PRAGMA auto_vacuum"), ==, 2);
}

static void
test_statement (Fixture       *self,
                gconstpointer  data)
{
  static const char insert[] = "INSERT INTO t VALUES(?1,?2,?3)";
  static const char select[] = "SELECT a, b, c FROM t ORDER BY a";
  g_autoptr(JaridaConnection) connection = open_connection (self, JARIDA_CONNECTION_WRITE);
  g_autoptr(GError) error = NULL;
  JaridaStatement *statement, *nested;
  gsize size;

  execute (connection, "CREATE TABLE t(a INTEGER PRIMARY KEY, b TEXT, c BLOB)");
  statement = jarida_connection_prepare (connection, insert, &error);
  jarida_statement_bind_int (statement, 1, G_MININT64);
  jarida_statement_bind_text (statement, 2, "نص");
  jarida_statement_bind_blob (statement, 3, "a\0b", 3);
  g_assert_true (jarida_statement_run (statement, &error));
  /* The same row again contradicts the first. */
  g_assert_false (jarida_statement_run (statement, &error));
  g_assert_error (error, JARIDA_DB_ERROR, JARIDA_DB_ERROR_CONSTRAINT);
  g_clear_error (&error);
  jarida_statement_release (statement);
  /* Bindings of the last borrower are gone. */
  statement = jarida_connection_prepare (connection, insert, &error);
  g_assert_true (jarida_statement_run (statement, &error));
  jarida_statement_release (statement);

  statement = jarida_connection_prepare (connection, select, &error);
  g_assert_cmpint (jarida_statement_step (statement, &error), ==, JARIDA_STEP_ROW);
  g_assert_cmpint (jarida_statement_get_int (statement, 0), ==, G_MININT64);
  g_assert_cmpstr (jarida_statement_get_text (statement, 1), ==, "نص");
  g_assert_cmpint (memcmp (jarida_statement_get_blob (statement, 2, &size), "a\0b", 3), ==, 0);
  g_assert_cmpuint (size, ==, 3);
  /* Lent out, it is not lent again. */
  nested = jarida_connection_prepare (connection, select, &error);
  g_assert_true (nested != statement);
  jarida_statement_release (nested);
  g_assert_cmpint (jarida_statement_step (statement, &error), ==, JARIDA_STEP_ROW);
  g_assert_true (jarida_statement_is_null (statement, 1));
  g_assert_null (jarida_statement_get_text (statement, 1));
  g_assert_cmpint (jarida_statement_step (statement, &error), ==, JARIDA_STEP_DONE);
  g_assert_no_error (error);
  jarida_statement_release (statement);
}

static void
test_reader_cannot_write (Fixture       *self,
                          gconstpointer  data)
{
  g_autoptr(JaridaConnection) writer = open_connection (self, JARIDA_CONNECTION_WRITE);
  g_autoptr(JaridaConnection) reader = open_connection (self, JARIDA_CONNECTION_READ);
  g_autoptr(GError) error = NULL;
  gint64 before, after;

  jarida_connection_get_data_version (reader, &before, NULL);
  execute (writer, "CREATE TABLE t(a)");
  jarida_connection_get_data_version (reader, &after, NULL);
  g_assert_cmpint (before, !=, after);
  g_assert_false (jarida_connection_execute (reader, "INSERT INTO t VALUES(1)", &error));
  g_assert_error (error, JARIDA_DB_ERROR, JARIDA_DB_ERROR_READ_ONLY);
}

static void
test_checkpoint (Fixture       *self,
                 gconstpointer  data)
{
  g_autoptr(JaridaConnection) writer = open_connection (self, JARIDA_CONNECTION_WRITE);
  g_autoptr(JaridaConnection) tidier = open_connection (self, JARIDA_CONNECTION_READ);
  g_autofree char *log = g_strconcat (self->path, "-wal", NULL);
  gboolean done = FALSE;
  GStatBuf info;

  execute (writer, "CREATE TABLE t(a); BEGIN; WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x+1 FROM c LIMIT 20000)"
                   " INSERT INTO t SELECT x || 'some words' FROM c; COMMIT");
  g_assert_cmpuint (jarida_connection_get_log_pages (writer), >, 50);
  g_assert_true (jarida_connection_checkpoint (tidier, FALSE, &done, NULL));
  g_assert_true (done);
  execute (writer, "INSERT INTO t VALUES(1)");
  /* The log has begun from its beginning. */
  g_assert_cmpuint (jarida_connection_get_log_pages (writer), <, 10);
  g_assert_true (jarida_connection_checkpoint (tidier, TRUE, &done, NULL));
  g_assert_cmpint (g_stat (log, &info), ==, 0);
  g_assert_cmpint (info.st_size, ==, 0);
}

/* Migrations, with versions of an invented program. */

static gboolean
fill_second_column (JaridaConnection  *connection,
                    GError           **error)
{
  return jarida_connection_execute (connection, "UPDATE t SET b = a * 2", error);
}

static gboolean
fail_after_work (JaridaConnection  *connection,
                 GError           **error)
{
  return jarida_connection_execute (connection, "UPDATE t SET b = 0; UPDATE missing SET a = 0", error);
}

static const JaridaMigration steps[] = {
  { "CREATE TABLE t(a INTEGER); INSERT INTO t VALUES(1),(2),(3)", NULL },
  { "ALTER TABLE t ADD COLUMN b INTEGER", fill_second_column },
  { "CREATE TABLE u(c)", NULL },
};
static const JaridaMigration bad_steps[] = {
  { "CREATE TABLE t(a INTEGER); INSERT INTO t VALUES(1),(2),(3)", NULL },
  { "ALTER TABLE t ADD COLUMN b INTEGER", fail_after_work },
};

static void
test_migrate (Fixture       *self,
              gconstpointer  data)
{
  for (guint from = 0; from <= G_N_ELEMENTS (steps); from++)
    {
      g_autofree char *path = g_strdup_printf ("%s/from-%u.db", self->folder, from);
      g_autoptr(GError) error = NULL;
      g_autoptr(JaridaConnection) connection = jarida_connection_open (path, JARIDA_CONNECTION_WRITE, 4096, &error);
      guint had = 99;

      g_assert_no_error (error);
      g_assert_true (jarida_migration_run (connection, APPLICATION, steps, from, &had, &error));
      g_assert_true (jarida_migration_run (connection, APPLICATION, steps, G_N_ELEMENTS (steps), &had, &error));
      g_assert_no_error (error);
      g_assert_cmpuint (had, ==, from);
      g_assert_cmpint (query (connection, "PRAGMA user_version"), ==, G_N_ELEMENTS (steps));
      g_assert_cmpint (query (connection, "SELECT sum(b) FROM t"), ==, 12);
      g_assert_cmpint (query (connection, "SELECT count(*) FROM u"), ==, 0);
    }
}

static void
test_migrate_fails_whole (Fixture       *self,
                          gconstpointer  data)
{
  g_autoptr(JaridaConnection) connection = open_connection (self, JARIDA_CONNECTION_WRITE);
  g_autoptr(GError) error = NULL;
  guint had;

  g_assert_true (jarida_migration_run (connection, APPLICATION, bad_steps, 1, &had, NULL));
  g_assert_false (jarida_migration_run (connection, APPLICATION, bad_steps, 2, &had, &error));
  g_assert_error (error, JARIDA_DB_ERROR, JARIDA_DB_ERROR_FAILED);
  g_assert_cmpint (query (connection, "PRAGMA user_version"), ==, 1);
  g_assert_cmpint (query (connection, "SELECT count(*) FROM pragma_table_info('t')"), ==, 1);
}

static void
test_newer_and_foreign (Fixture       *self,
                        gconstpointer  data)
{
  g_autoptr(JaridaConnection) connection = open_connection (self, JARIDA_CONNECTION_WRITE);
  g_autoptr(GError) error = NULL;
  guint had;

  g_assert_true (jarida_migration_check (self->path, APPLICATION, 3, &error));
  g_assert_true (jarida_migration_run (connection, APPLICATION, steps, 3, &had, NULL));
  g_assert_true (jarida_migration_check (self->path, APPLICATION, 3, &error));
  /* What the check sees in the file, and what the run sees in the database. */
  g_assert_false (jarida_migration_check (self->path, APPLICATION, 2, &error));
  g_assert_error (error, JARIDA_DB_ERROR, JARIDA_DB_ERROR_TOO_NEW);
  g_clear_error (&error);
  g_assert_false (jarida_migration_run (connection, APPLICATION, steps, 2, &had, &error));
  g_assert_error (error, JARIDA_DB_ERROR, JARIDA_DB_ERROR_TOO_NEW);
  g_clear_error (&error);
  g_assert_false (jarida_migration_check (self->path, APPLICATION + 1, 3, &error));
  g_assert_error (error, JARIDA_DB_ERROR, JARIDA_DB_ERROR_BROKEN);
  g_clear_error (&error);
  g_assert_false (jarida_migration_run (connection, APPLICATION + 1, steps, 3, &had, &error));
  g_assert_error (error, JARIDA_DB_ERROR, JARIDA_DB_ERROR_BROKEN);
}

/* Another process, which comes, counts and goes. */
static int
visit (const char *path)
{
  g_autoptr(JaridaConnection) connection = jarida_connection_open (path, JARIDA_CONNECTION_WRITE, 4096, NULL);
  gint64 n = -1;

  if (connection == NULL || !jarida_connection_query_int (connection, "SELECT count(*) FROM t", -1, &n, NULL))
    return 1;
  g_print ("%" G_GINT64_FORMAT "\n", n);
  return 0;
}

static void
assert_visitor_sees (Fixture    *self,
                     const char *expected)
{
  const char *const arguments[] = { program, "--visit", self->path, NULL };
  g_autofree char *seen = NULL;
  g_autoptr(GError) error = NULL;
  int status;

  g_spawn_sync (NULL, (char **) arguments, NULL, G_SPAWN_DEFAULT, NULL, NULL, &seen, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_true (g_spawn_check_wait_status (status, NULL));
  g_assert_cmpstr (g_strstrip (seen), ==, expected);
}

/* A process that looks at a file which it has open already must not lose its locks by it: the next process to go would take itself for
 * the last, and take the log away under the hands of the first. */
static void
test_check_while_open (Fixture       *self,
                       gconstpointer  data)
{
  g_autoptr(JaridaConnection) connection = open_connection (self, JARIDA_CONNECTION_WRITE);
  g_autoptr(GError) error = NULL;

  execute (connection, "CREATE TABLE t(a); INSERT INTO t VALUES(1)");
  g_assert_true (jarida_migration_check (self->path, APPLICATION, 3, &error));
  assert_visitor_sees (self, "1");
  execute (connection, "INSERT INTO t VALUES(2)");
  assert_visitor_sees (self, "2");
}

/* What is no database, and what is too short to be one. */
static void
test_no_database (Fixture       *self,
                  gconstpointer  data)
{
  static const char *const texts[] = { "J", "SQLite format 3", NULL };
  g_autofree char *long_text = g_strnfill (8192, 'J');
  g_autoptr(GError) error = NULL;

  g_assert_true (jarida_migration_check (self->path, APPLICATION, 3, &error));
  g_assert_true (g_file_set_contents (self->path, "", 0, NULL));
  g_assert_true (jarida_migration_check (self->path, APPLICATION, 3, &error));
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      const char *text = texts[i] != NULL ? texts[i] : long_text;
      g_autofree char *after = NULL;

      g_assert_true (g_file_set_contents (self->path, text, -1, NULL));
      g_assert_false (jarida_migration_check (self->path, APPLICATION, 3, &error));
      g_assert_error (error, JARIDA_DB_ERROR, JARIDA_DB_ERROR_BROKEN);
      g_clear_error (&error);
      g_assert_true (g_file_get_contents (self->path, &after, NULL, NULL));
      g_assert_cmpstr (after, ==, text);
    }
}

/* Salvage. */

static void
test_salvage (Fixture       *self,
              gconstpointer  data)
{
  g_autoptr(JaridaConnection) connection = open_connection (self, JARIDA_CONNECTION_WRITE);
  g_autofree char *new_path = g_build_filename (self->folder, "new.db", NULL);
  g_autofree char *moved = NULL;
  g_autofree char *junk = g_strnfill (4096, 'J');
  g_autofree char *bytes = NULL;
  g_autoptr(JaridaConnection) fresh = NULL;
  g_autoptr(GError) error = NULL;
  gboolean sound = FALSE, done;
  gint64 n;
  gsize size;

  execute (connection, "CREATE TABLE t(id INTEGER PRIMARY KEY, words TEXT);"
                       "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x+1 FROM c LIMIT 10000)"
                       " INSERT INTO t SELECT x * 3600, 'some words ' || x FROM c");
  g_assert_true (jarida_connection_checkpoint (connection, TRUE, &done, NULL));
  g_clear_pointer (&connection, jarida_connection_close);
  g_assert_true (jarida_salvage_is_sound (self->path, &sound, &error));
  g_assert_true (sound);
  g_assert_true (g_file_get_contents (self->path, &bytes, &size, NULL));
  for (gsize page = 5; page < size / 4096; page += 9)
    memcpy (bytes + page * 4096, junk, 4096);
  g_assert_true (g_file_set_contents (self->path, bytes, size, NULL));
  g_assert_true (jarida_salvage_is_sound (self->path, &sound, &error));
  g_assert_false (sound);
  moved = jarida_salvage_choose_aside (self->path);
  g_assert_true (jarida_salvage_set_aside (self->path, moved, &error));
  g_assert_false (g_file_test (self->path, G_FILE_TEST_EXISTS));

  fresh = jarida_connection_open (new_path, JARIDA_CONNECTION_WRITE, 4096, &error);
  execute (fresh, "CREATE TABLE t(id INTEGER PRIMARY KEY, words TEXT, later INTEGER DEFAULT 7)");
  g_assert_true (jarida_salvage_table (fresh, moved, "t", NULL, NULL, NULL, &n, &error));
  g_assert_no_error (error);
  g_test_message ("%d of 10000", (int) n);
  g_assert_cmpint (n, >, 8500);
  g_assert_cmpint (n, <, 10000);
  g_assert_cmpint (query (fresh, "SELECT count(*) FROM t WHERE words = 'some words ' || (id / 3600) AND later = 7"), ==, n);
  /* A table the old file does not have. */
  execute (fresh, "CREATE TABLE w(a)");
  g_assert_true (jarida_salvage_table (fresh, moved, "w", NULL, NULL, NULL, &n, &error));
  g_assert_cmpint (n, ==, 0);
}

/* A page that holds again what an early one held, and a bad one behind it: back to the early one, without end. */
static void
test_salvage_circle (Fixture       *self,
                     gconstpointer  data)
{
  g_autoptr(JaridaConnection) connection = open_connection (self, JARIDA_CONNECTION_WRITE);
  g_autofree char *new_path = g_build_filename (self->folder, "new.db", NULL);
  g_autofree char *bytes = NULL;
  g_autoptr(JaridaConnection) fresh = NULL;
  g_autoptr(GError) error = NULL;
  gboolean done;
  gint64 n;
  gsize size;

  execute (connection, "CREATE TABLE t(id INTEGER PRIMARY KEY, words TEXT);"
                       "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x+1 FROM c LIMIT 10000)"
                       " INSERT INTO t SELECT x * 3600, 'some words ' || x FROM c");
  g_assert_true (jarida_connection_checkpoint (connection, TRUE, &done, NULL));
  g_clear_pointer (&connection, jarida_connection_close);
  g_assert_true (g_file_get_contents (self->path, &bytes, &size, NULL));
  g_assert_cmpuint (size, >, 50 * 4096);
  memcpy (bytes + 40 * 4096, bytes + 5 * 4096, 4096);
  memset (bytes + 41 * 4096, 'J', 4096);
  g_assert_true (g_file_set_contents (self->path, bytes, size, NULL));

  fresh = jarida_connection_open (new_path, JARIDA_CONNECTION_WRITE, 4096, &error);
  execute (fresh, "CREATE TABLE t(id INTEGER PRIMARY KEY, words TEXT)");
  g_assert_true (jarida_salvage_table (fresh, self->path, "t", NULL, NULL, NULL, &n, &error));
  g_assert_no_error (error);
  g_assert_cmpint (n, >, 9000);
  g_assert_cmpint (n, <, 10000);
  g_assert_cmpint (query (fresh, "SELECT max(id) FROM t"), ==, 10000 * 3600);
}

/* The worker. */

typedef struct
{
  GString *order;     /* (owned) touched by the worker until it is stopped */
  GMutex   gate;      /* held while the queue is filled */
} Order;

typedef struct
{
  Order *order;
  char   letter;
} Letter;

static void
write_letter (JaridaWorker *worker,
              gpointer      data)
{
  g_autofree Letter *letter = data;

  g_assert_true (jarida_worker_is_here (worker));
  g_string_append_c (letter->order->order, letter->letter);
}

static void
wait_at_gate (JaridaWorker *worker,
              gpointer      data)
{
  Order *order = data;

  g_mutex_lock (&order->gate);
  g_mutex_unlock (&order->gate);
}

static void
long_work (JaridaWorker *worker,
           gpointer      data)
{
  Letter *next;

  write_letter (worker, data);
  g_assert_true (jarida_worker_has_urgent (worker));
  g_assert_true (jarida_worker_pause (worker, G_USEC_PER_SEC * 60));
  jarida_worker_run_urgent (worker);
  g_assert_false (jarida_worker_has_urgent (worker));
  g_assert_false (jarida_worker_pause (worker, 1000));
  /* Its own kind it may take along. */
  next = jarida_worker_take_next (worker, JARIDA_RANK_BULK, long_work);
  g_assert_nonnull (next);
  g_assert_cmpint (next->letter, ==, 'c');
  write_letter (worker, next);
  g_assert_null (jarida_worker_take_next (worker, JARIDA_RANK_BULK, long_work));
}

static gpointer
new_letter (Order *order,
            char   letter)
{
  Letter *self = g_new (Letter, 1);

  self->order = order;
  self->letter = letter;
  return self;
}

static void
test_worker (void)
{
  JaridaWorker *worker = jarida_worker_new ("test", 5);
  Order order = { g_string_new (NULL) };

  g_mutex_init (&order.gate);
  g_assert_false (jarida_worker_is_here (worker));
  g_mutex_lock (&order.gate);
  jarida_worker_push (worker, JARIDA_RANK_BULK, wait_at_gate, &order);
  jarida_worker_push (worker, JARIDA_RANK_URGENT, wait_at_gate, &order);
  jarida_worker_push (worker, JARIDA_RANK_BULK, write_letter, new_letter (&order, 'z'));
  jarida_worker_push (worker, JARIDA_RANK_URGENT, write_letter, new_letter (&order, 'a'));
  g_mutex_unlock (&order.gate);
  jarida_worker_stop (worker);
  g_assert_cmpstr (order.order->str, ==, "az");

  g_string_free (order.order, TRUE);
  g_mutex_clear (&order.gate);
}

/* Long work lets what is urgent go first. All is pushed from the worker itself, so that the order is certain. */
static void
fill_queue (JaridaWorker *worker,
            gpointer      data)
{
  Order *order = data;

  jarida_worker_push (worker, JARIDA_RANK_BULK, long_work, new_letter (order, 'c'));
  jarida_worker_push (worker, JARIDA_RANK_BULK, write_letter, new_letter (order, 'd'));
  jarida_worker_push (worker, JARIDA_RANK_URGENT, write_letter, new_letter (order, 'b'));
  long_work (worker, new_letter (order, 'a'));
}

static void
test_worker_gives_way (void)
{
  JaridaWorker *worker = jarida_worker_new ("test", 0);
  Order order = { g_string_new (NULL) };

  jarida_worker_push (worker, JARIDA_RANK_BULK, fill_queue, &order);
  jarida_worker_stop (worker);
  g_assert_cmpstr (order.order->str, ==, "abcd");
  g_string_free (order.order, TRUE);
}

/* Frozen: how a database lies on a medium that cannot be written. */

enum
{
  WITH_LOG = 1 << 0,
  WITH_INDEX = 1 << 1,
  READ_ONLY_DISK = 1 << 2,
  FULL_DISK = 1 << 3,
};

static void
copy_file (const char *from,
           const char *folder,
           const char *suffix)
{
  g_autofree char *source = g_strconcat (from, suffix, NULL);
  g_autofree char *name = g_strconcat ("test # 100%.db", suffix, NULL);
  g_autofree char *target = g_build_filename (folder, name, NULL);
  g_autofree char *bytes = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (source, &bytes, &size, NULL));
  g_assert_true (g_file_set_contents (target, bytes, size, NULL));
}

/* Killed while the log was brought into the file, and its first page was the first: the file is longer than it is, until the log is read. */
static void
test_killed_checkpoint (Fixture       *self,
                        gconstpointer  data)
{
  g_autofree char *later = g_build_filename (self->folder, "test # 100%.db", NULL);
  g_autofree char *later_log = g_strconcat (later, "-wal", NULL);
  g_autofree char *bytes = NULL;
  g_autoptr(JaridaConnection) connection = open_connection (self, JARIDA_CONNECTION_WRITE);
  g_autoptr(JaridaConnection) again = NULL;
  g_autoptr(GError) error = NULL;
  guint had;
  gsize size;

  g_assert_true (jarida_migration_run (connection, APPLICATION, steps, 3, &had, &error));
  execute (connection, "PRAGMA wal_checkpoint(TRUNCATE)");
  execute (connection, "CREATE TABLE long(a); INSERT INTO long SELECT zeroblob(400000)");
  copy_file (self->path, self->folder, "");
  copy_file (self->path, self->folder, "-wal");
  g_file_get_contents (later, &bytes, &size, &error);
  g_assert_no_error (error);
  /* The size in pages, as the log has it: bytes 28 to 31 of the head. */
  g_assert_cmpint (bytes[28], ==, 0);
  bytes[30] = (char) (bytes[30] + 1);
  g_file_set_contents (later, bytes, (gssize) size, &error);
  g_assert_no_error (error);

  g_assert_true (jarida_migration_check (later, APPLICATION, 3, &error));
  g_assert_no_error (error);
  again = jarida_connection_open (later, JARIDA_CONNECTION_WRITE, 4096, &error);
  g_assert_no_error (error);
  g_assert_true (jarida_migration_run (again, APPLICATION, steps, 3, &had, &error));
  g_assert_no_error (error);
  g_assert_cmpint (query (again, "SELECT length(a) FROM long"), ==, 400000);
  g_assert_cmpint (query (again, "SELECT count(*) FROM pragma_integrity_check WHERE integrity_check='ok'"), ==, 1);
  g_clear_pointer (&again, jarida_connection_close);

  /* Without a log nothing says what is missing. */
  g_file_set_contents (later, bytes, (gssize) size, &error);
  g_unlink (later_log);
  g_assert_false (jarida_migration_check (later, APPLICATION, 3, &error));
  g_assert_error (error, JARIDA_DB_ERROR, JARIDA_DB_ERROR_BROKEN);
}

/* Lengths and sums of the three files. A log of no bytes may be made where there is room for a name. */
static char *
describe_files (const char *path)
{
  static const char * const suffixes[] = { "", "-wal", "-shm" };
  g_autoptr(GString) all = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *file = g_strconcat (path, suffixes[i], NULL);
      g_autofree char *bytes = NULL;
      g_autofree char *sum = NULL;
      gsize size = 0;

      if (!g_file_get_contents (file, &bytes, &size, NULL) || size == 0)
        continue;
      sum = g_compute_checksum_for_data (G_CHECKSUM_MD5, (const guchar *) bytes, size);
      g_string_append_printf (all, "%s %" G_GSIZE_FORMAT " %s\n", suffixes[i], size, sum);
    }
  return g_string_free (g_steal_pointer (&all), FALSE);
}

static void
assert_frozen_reads_all (Fixture    *self,
                         const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "test # 100%.db", NULL);
  g_autofree char *before = describe_files (path);
  g_autofree char *after = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(JaridaConnection) first = jarida_connection_open (path, JARIDA_CONNECTION_FROZEN, 0, &error);
  g_autoptr(JaridaConnection) second = NULL;

  g_assert_no_error (error);
  second = jarida_connection_open (path, JARIDA_CONNECTION_FROZEN, 0, &error);
  g_assert_no_error (error);
  /* What was kept last is in the log only. */
  g_assert_cmpint (query (first, "SELECT count(*) FROM t"), ==, 3000);
  g_assert_cmpint (query (second, "SELECT count(*) FROM t WHERE b='later'"), ==, 1000);
  g_assert_cmpint (query (second, "SELECT count(*) FROM pragma_quick_check WHERE quick_check='ok'"), ==, 1);
  g_assert_false (jarida_connection_execute (first, "DELETE FROM t", &error));
  g_assert_error (error, JARIDA_DB_ERROR, JARIDA_DB_ERROR_READ_ONLY);
  g_clear_pointer (&first, jarida_connection_close);
  g_clear_pointer (&second, jarida_connection_close);
  after = describe_files (path);
  g_assert_cmpstr (before, ==, after);
}

static void
test_frozen (Fixture       *self,
             gconstpointer  data)
{
  static const guint cases[] = {
    READ_ONLY_DISK | WITH_LOG, READ_ONLY_DISK | WITH_LOG | WITH_INDEX, FULL_DISK | WITH_LOG, FULL_DISK | WITH_LOG | WITH_INDEX,
    /* From here all of it is in the file. */
    READ_ONLY_DISK, READ_ONLY_DISK | WITH_INDEX, FULL_DISK,
  };
  g_autofree char *disk = g_build_filename (self->folder, "disk", NULL);
  g_autoptr(JaridaConnection) writer = open_connection (self, JARIDA_CONNECTION_WRITE);
  gboolean done;

  execute (writer, "CREATE TABLE t(a INTEGER PRIMARY KEY, b); BEGIN; WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x+1 FROM c"
                   " LIMIT 2000) INSERT INTO t SELECT x, 'first' FROM c; COMMIT");
  g_assert_true (jarida_connection_checkpoint (writer, TRUE, &done, NULL));
  execute (writer, "BEGIN; WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x+1 FROM c LIMIT 1000)"
                   " INSERT INTO t SELECT x + 2000, 'later' FROM c; COMMIT");
  g_assert_cmpint (g_mkdir (disk, 0700), ==, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      if (!small_disk_mount (disk, 4 * 1024 * 1024))
        break;
      if (!(cases[i] & WITH_LOG))
        g_assert_true (jarida_connection_checkpoint (writer, FALSE, &done, NULL));
      copy_file (self->path, disk, "");
      if (cases[i] & WITH_LOG)
        copy_file (self->path, disk, "-wal");
      if (cases[i] & WITH_INDEX)
        copy_file (self->path, disk, "-shm");
      if (cases[i] & READ_ONLY_DISK)
        small_disk_set_frozen (disk, TRUE);
      else
        small_disk_set_full (disk, TRUE);
      g_test_message ("case %u", (guint) i);
      assert_frozen_reads_all (self, disk);
      small_disk_unmount (disk);
    }
  g_rmdir (disk);
}

int
main (int   argc,
      char *argv[])
{
  if (argc == 3 && g_str_equal (argv[1], "--visit"))
    return visit (argv[2]);
  program = argv[0];
  small_disk_init ();
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/db/connection/pragmas", test_pragmas);
  ADD ("/db/connection/reader-cannot-write", test_reader_cannot_write);
  ADD ("/db/connection/checkpoint", test_checkpoint);
  ADD ("/db/connection/frozen", test_frozen);
  ADD ("/db/statement/three-answers", test_statement);
  ADD ("/db/migration/from-each-version", test_migrate);
  ADD ("/db/migration/fails-whole", test_migrate_fails_whole);
  ADD ("/db/migration/newer-and-foreign", test_newer_and_foreign);
  ADD ("/db/migration/killed-checkpoint", test_killed_checkpoint);
  ADD ("/db/migration/check-while-open", test_check_while_open);
  ADD ("/db/migration/no-database", test_no_database);
  ADD ("/db/salvage/bad-pages", test_salvage);
  ADD ("/db/salvage/circle", test_salvage_circle);
#undef ADD
  g_test_add_func ("/db/worker/urgent-first", test_worker);
  g_test_add_func ("/db/worker/gives-way", test_worker_gives_way);
  return g_test_run ();
}
