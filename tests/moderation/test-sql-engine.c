/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "jarida-sql-engine.h"
#include "test-database.h"

/* What the ledger counts on, of whichever engine the test was started with. */
typedef struct
{
  char            *folder;   /* (owned) */
  char            *where;    /* (owned) */
  JaridaSqlEngine *engine;   /* (owned) */
} Fixture;

static const char *const scripts[] = {
  "CREATE TABLE small(id BIGINT PRIMARY KEY, n SMALLINT, t TEXT, b BLOB); CREATE TABLE other(id BIGINT PRIMARY KEY);",
  "ALTER TABLE other ADD COLUMN more TEXT;",
};

static JaridaSqlEngine *
open_engine (Fixture *self)
{
  g_autoptr(GError) error = NULL;
  JaridaSqlEngine *engine = jarida_sql_engine_open (self->where, &error);

  g_assert_no_error (error);
  return engine;
}

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  self->folder = g_dir_make_tmp ("jarida-engine-XXXXXX", &error);
  g_assert_no_error (error);
  self->where = test_database_new (self->folder);
  self->engine = open_engine (self);
  self->engine->klass->migrate (self->engine, scripts, 1, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  jarida_sql_engine_free (self->engine);
  test_database_remove (self->folder);
  g_free (self->folder);
  g_free (self->where);
}

#define RUN(engine, sql, func, data, error, ...) \
  (engine)->klass->run (engine, sql, (const JaridaSqlValue[]) { __VA_ARGS__ }, \
                        sizeof ((const JaridaSqlValue[]) { __VA_ARGS__ }) / sizeof (JaridaSqlValue), 1, func, data, error)

static void
take_int (guint                 set,
          const JaridaSqlValue *row,
          gpointer              data)
{
  *(gint64 *) data = row[0].number;
}

static gint64
count (JaridaSqlEngine *engine)
{
  g_autoptr(GError) error = NULL;
  gint64 n = -1;

  engine->klass->run (engine, "SELECT COUNT(*) FROM small", NULL, 0, 1, take_int, &n, &error);
  g_assert_no_error (error);
  return n;
}

static gboolean
insert (JaridaSqlEngine  *engine,
        gint64            id,
        GError          **error)
{
  return RUN (engine, "INSERT INTO small(id) VALUES($1)", NULL, NULL, error, jarida_sql_int (id));
}

/* Every kind of value comes back as it went. */
typedef struct
{
  guint n;
  char *text;
} Seen;

static void
check_row (guint                 set,
           const JaridaSqlValue *row,
           gpointer              data)
{
  static const guint8 bytes[] = { 0, 1, '\\', '\'', 0xff };
  Seen *seen = data;

  g_assert_cmpuint (set, ==, 0);
  if (row[0].number == 1)
    {
      g_assert_cmpint (row[1].type, ==, JARIDA_SQL_INT);
      g_assert_cmpint (row[1].number, ==, -32768);
      g_assert_cmpint (row[2].type, ==, JARIDA_SQL_TEXT);
      g_assert_cmpstr (row[2].data, ==, "aé'\\ \xd8\xb9\n");
      g_assert_cmpint (row[3].type, ==, JARIDA_SQL_BLOB);
      g_assert_cmpmem (row[3].data, row[3].size, bytes, sizeof bytes);
    }
  else
    {
      g_assert_cmpint (row[0].number, ==, G_MAXINT64);
      for (int i = 1; i < 4; i++)
        g_assert_cmpint (row[i].type, ==, JARIDA_SQL_NULL);
    }
  seen->n++;
}

static void
test_values (Fixture       *self,
             gconstpointer  data)
{
  static const guint8 bytes[] = { 0, 1, '\\', '\'', 0xff };
  const JaridaSqlValue values[] = {
    jarida_sql_int (1), jarida_sql_int (-32768), jarida_sql_text ("aé'\\ \xd8\xb9\n"), jarida_sql_blob (bytes, sizeof bytes),
    jarida_sql_int (G_MAXINT64), jarida_sql_null (), jarida_sql_text (NULL), jarida_sql_blob (NULL, 0),
  };
  g_autoptr(GError) error = NULL;
  Seen seen = { 0 };

  self->engine->klass->run (self->engine, "INSERT INTO small(id, n, t, b) VALUES($1, $2, $3, $4)", values, 4, 2, NULL, NULL, &error);
  g_assert_no_error (error);
  self->engine->klass->run (self->engine, "SELECT id, n, t, b FROM small ORDER BY id", NULL, 0, 1, check_row, &seen, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (seen.n, ==, 2);
}

static void
mark_set (guint                 set,
          const JaridaSqlValue *row,
          gpointer              data)
{
  ((guint8 *) data)[set] = (guint8) row[0].number;
}

/* More sets than go out at once; who answered is known; nothing comes from those without an answer. */
static void
test_many_sets (Fixture       *self,
                gconstpointer  data)
{
  enum { N = 2500 };
  g_autofree JaridaSqlValue *values = g_new (JaridaSqlValue, N);
  g_autofree guint8 *marks = g_malloc0 (N);
  g_autoptr(GError) error = NULL;

  for (gint64 i = 0; i < N; i++)
    values[i] = jarida_sql_int (2 * i);
  self->engine->klass->begin (self->engine, &error);
  self->engine->klass->run (self->engine, "INSERT INTO small(id, n) VALUES($1, 1)", values, 1, N, NULL, NULL, &error);
  g_assert_no_error (error);
  self->engine->klass->commit (self->engine, &error);
  for (gint64 i = 0; i < N; i++)
    values[i] = jarida_sql_int (3 * i);
  self->engine->klass->run (self->engine, "SELECT n FROM small WHERE id = $1", values, 1, N, mark_set, marks, &error);
  g_assert_no_error (error);
  for (int i = 0; i < N; i++)
    g_assert_cmpint (marks[i], ==, 3 * i % 2 == 0 && 3 * i < 2 * N);
  g_assert_cmpint (count (self->engine), ==, N);
}

/* An error in the middle: the rest is not done, the transaction can only be taken back, and the engine goes on serving. */
static void
test_error_in_the_middle (Fixture       *self,
                          gconstpointer  data)
{
  const JaridaSqlValue values[] = { jarida_sql_int (1), jarida_sql_int (2), jarida_sql_int (1), jarida_sql_int (3) };
  g_autoptr(GError) error = NULL;
  g_autoptr(GError) wrong = NULL;

  g_assert_true (self->engine->klass->begin (self->engine, NULL));
  g_assert_false (self->engine->klass->run (self->engine, "INSERT INTO small(id) VALUES($1)", values, 1, 4, NULL, NULL, &error));
  g_assert_nonnull (error);
  self->engine->klass->rollback (self->engine);
  self->engine->klass->rollback (self->engine);
  g_assert_cmpint (count (self->engine), ==, 0);

  /* A statement that cannot even be prepared, twice. */
  for (int i = 0; i < 2; i++)
    {
      g_clear_error (&wrong);
      g_assert_false (RUN (self->engine, "SELECT nothing FROM nowhere WHERE id = $1", NULL, NULL, &wrong, jarida_sql_int (1)));
      g_assert_error (wrong, JARIDA_SQL_ERROR, JARIDA_SQL_ERROR_FAILED);
    }
  g_assert_true (insert (self->engine, 7, NULL));
  g_assert_cmpint (count (self->engine), ==, 1);
}

static void
test_migrate (Fixture       *self,
              gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GError) newer = NULL;

  g_assert_true (insert (self->engine, 1, NULL));
  jarida_sql_engine_free (self->engine);
  self->engine = open_engine (self);
  g_assert_true (self->engine->klass->migrate (self->engine, scripts, 2, &error));
  g_assert_no_error (error);
  g_assert_cmpint (count (self->engine), ==, 1);
  g_assert_true (RUN (self->engine, "INSERT INTO other(id, more) VALUES($1, $2)", NULL, NULL, &error, jarida_sql_int (1),
                      jarida_sql_text ("x")));
  g_assert_true (self->engine->klass->migrate (self->engine, scripts, 2, &error));

  /* An older program leaves it alone. */
  jarida_sql_engine_free (self->engine);
  self->engine = open_engine (self);
  g_assert_false (self->engine->klass->migrate (self->engine, scripts, 1, &newer));
  g_assert_error (newer, JARIDA_SQL_ERROR, JARIDA_SQL_ERROR_FAILED);
}

static void
test_claim (Fixture       *self,
            gconstpointer  data)
{
  JaridaSqlEngine *second = open_engine (self);
  gboolean mine;

  for (int i = 0; i < 2; i++)
    {
      g_assert_true (self->engine->klass->claim (self->engine, 1, &mine, NULL));
      g_assert_true (mine);
    }
  if (test_database_is_postgres ())
    {
      g_assert_true (second->klass->claim (second, 1, &mine, NULL));
      g_assert_false (mine);
      g_assert_true (second->klass->claim (second, 2, &mine, NULL));
      g_assert_true (mine);
      /* Who dies gives it up. */
      jarida_sql_engine_free (self->engine);
      self->engine = second;
      for (int i = 0; i < 500 && !mine; i++)
        g_usleep (10000);
      do
        g_assert_true (second->klass->claim (second, 1, &mine, NULL));
      while (!mine);
    }
  else
    jarida_sql_engine_free (second);
}

typedef struct
{
  JaridaSqlEngine *engine;
  gint64           first;
  gint64           second;
  gint            *ready;    /* atomic, of both */
  GError          *error;
} Side;

static gpointer
lock_two (gpointer data)
{
  Side *side = data;
  JaridaSqlEngine *engine = side->engine;

  engine->klass->begin (engine, &side->error);
  if (RUN (engine, "UPDATE small SET n = 1 WHERE id = $1", NULL, NULL, &side->error, jarida_sql_int (side->first)))
    {
      g_atomic_int_inc (side->ready);
      while (g_atomic_int_get (side->ready) < 2)
        g_usleep (1000);
      if (RUN (engine, "UPDATE small SET n = 1 WHERE id = $1", NULL, NULL, &side->error, jarida_sql_int (side->second)))
        engine->klass->commit (engine, &side->error);
    }
  engine->klass->rollback (engine);
  return NULL;
}

/* Each has what the other wants: one is told to do it again, and then it can. */
static void
test_deadlock (Fixture       *self,
               gconstpointer  data)
{
  JaridaSqlEngine *other;
  gint ready = 0;
  Side sides[2];
  GThread *thread;
  GError *error;

  if (!test_database_is_postgres ())
    {
      g_test_skip ("one file is locked as a whole");
      return;
    }

  g_assert_true (insert (self->engine, 1, NULL) && insert (self->engine, 2, NULL));
  other = open_engine (self);
  sides[0] = (Side) { .engine = self->engine, .first = 1, .second = 2, .ready = &ready };
  sides[1] = (Side) { .engine = other, .first = 2, .second = 1, .ready = &ready };
  thread = g_thread_new ("other", lock_two, &sides[1]);
  lock_two (&sides[0]);
  g_thread_join (thread);
  g_assert_true ((sides[0].error == NULL) != (sides[1].error == NULL));
  error = sides[0].error != NULL ? sides[0].error : sides[1].error;
  g_assert_error (error, JARIDA_SQL_ERROR, JARIDA_SQL_ERROR_RETRY);
  g_error_free (error);

  /* A session tells the others what it counted when it ends. */
  jarida_sql_engine_free (other);
  jarida_sql_engine_free (self->engine);
  self->engine = NULL;
  g_assert_cmpint (test_database_count_deadlocks (self->where), ==, 1);
}

/* The server throws us out: nothing is pretended. */
static void
test_lost_connection (Fixture       *self,
                      gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  JaridaSqlEngine *other;
  gint64 pid = 0;

  if (!test_database_is_postgres ())
    {
      g_test_skip ("a file has no connection");
      return;
    }

  other = open_engine (self);
  g_assert_true (self->engine->klass->run (self->engine, "SELECT pg_backend_pid()", NULL, 0, 1, take_int, &pid, NULL));
  g_assert_true (self->engine->klass->begin (self->engine, NULL));
  g_assert_true (insert (self->engine, 1, NULL));
  g_assert_true (RUN (other, "SELECT pg_terminate_backend(CAST($1 AS INTEGER))", take_int, &pid, NULL, jarida_sql_int (pid)));
  g_assert_false (insert (self->engine, 2, NULL) && self->engine->klass->commit (self->engine, NULL));
  g_assert_false (self->engine->klass->commit (self->engine, &error));
  g_assert_error (error, JARIDA_SQL_ERROR, JARIDA_SQL_ERROR_FAILED);
  self->engine->klass->rollback (self->engine);
  /* Nor does it wait for an answer that cannot come, however often it is asked. */
  for (int i = 0; i < 3; i++)
    {
      g_clear_error (&error);
      g_assert_false (self->engine->klass->run (self->engine, "SELECT COUNT(*) FROM small", NULL, 0, 1, NULL, NULL, &error));
      g_assert_error (error, JARIDA_SQL_ERROR, JARIDA_SQL_ERROR_FAILED);
    }
  g_assert_cmpint (count (other), ==, 0);
  jarida_sql_engine_free (other);
}

static void
test_no_server (void)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (jarida_sql_engine_open ("postgresql:///nothing?host=/nonexistent", &error));
  g_assert_error (error, JARIDA_SQL_ERROR, JARIDA_SQL_ERROR_FAILED);
}

int
main (int   argc,
      char *argv[])
{
  static const struct
  {
    const char *path;
    void     (* func) (Fixture *self, gconstpointer data);
  } cases[] = {
    { "values", test_values }, { "many-sets", test_many_sets }, { "error-in-the-middle", test_error_in_the_middle },
    { "migrate", test_migrate }, { "claim", test_claim }, { "deadlock", test_deadlock },
    { "lost-connection", test_lost_connection },
  };

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/moderation/sql-engine/", cases[i].path, NULL);

      g_test_add (path, Fixture, NULL, set_up, cases[i].func, tear_down);
    }
  g_test_add_func ("/moderation/sql-engine/no-server", test_no_server);

  return g_test_run ();
}
