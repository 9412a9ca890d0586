/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "jarida-list-history.h"
#include "jarida-list-manifest.h"
#include "test-database.h"

#define NOW G_GINT64_CONSTANT (1796000000)
#define HOUR 3600

/* How the published lists come out of the ledger's changes. */
typedef struct
{
  char              *folder;    /* (owned) */
  char              *where;     /* (owned) */
  JaridaLedger      *ledger;    /* (owned) */
  JaridaListHistory *history;   /* (owned) */
} Fixture;

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  JaridaSqlEngine *engine;

  self->folder = g_dir_make_tmp ("jarida-history-XXXXXX", &error);
  g_assert_no_error (error);
  self->where = test_database_new (self->folder);
  engine = jarida_sql_engine_open (self->where, &error);
  g_assert_no_error (error);
  self->ledger = jarida_ledger_new (engine, &error);
  g_assert_no_error (error);
  self->history = jarida_list_history_new ();
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  jarida_list_history_free (self->history);
  jarida_ledger_free (self->ledger);
  test_database_remove (self->folder);
  g_free (self->folder);
  g_free (self->where);
}

/* Publication @seq: keys 1 to @seq are listed. */
static void
publish (Fixture *self,
         gint64   seq,
         gint64   at)
{
  g_autoptr(GArray) wanted = g_array_new (FALSE, TRUE, sizeof (JaridaListChange));
  g_autoptr(GArray) changes = g_array_new (FALSE, TRUE, sizeof (JaridaListChange));
  g_autoptr(GPtrArray) ids = g_ptr_array_new ();
  g_autoptr(GError) error = NULL;
  g_autoptr(JaridaBlockList) list = NULL;
  JaridaPublication publication = { .seq = seq, .at = at };

  for (gint64 key = 1; key <= seq; key++)
    {
      JaridaListChange change = { 0, JARIDA_LIST_KEY, (guint64) key, JARIDA_LIST_ADD, JARIDA_LIST_MARK (JARIDA_REASON_HATE, JARIDA_LIST_BY_READERS) };

      g_array_append_val (wanted, change);
    }
  list = jarida_list_history_plan (self->history, wanted, seq, changes, &error);
  g_assert_no_error (error);
  memcpy (publication.state_sha256, jarida_block_list_get_state (list), sizeof publication.state_sha256);
  g_assert_true (jarida_ledger_begin (self->ledger, &error));
  jarida_ledger_publish (self->ledger, &publication, (const JaridaListChange *) (gpointer) changes->data, changes->len, ids, &error);
  g_assert_no_error (error);
  g_assert_true (jarida_ledger_commit (self->ledger, &error));
  jarida_list_history_catch_up (self->history, self->ledger, &error);
  g_assert_no_error (error);
}

/* T-L2: a day on which much changes costs its readers half the lines; a quiet month keeps them all. */
static void
test_busy_and_quiet (Fixture       *self,
                     gconstpointer  data)
{
  gint64 at = NOW;

  for (gint64 seq = 1; seq <= JARIDA_LIST_MAX_CHAIN; seq++)
    publish (self, seq, at += 300);
  g_assert_cmpuint (jarida_list_history_count_listed (self->history), ==, JARIDA_LIST_MAX_CHAIN - 1);
  publish (self, 49, at += 300);
  g_assert_cmpuint (jarida_list_history_count_listed (self->history), ==, JARIDA_LIST_LISTED_DELTAS);
  publish (self, 50, at += 24 * HOUR);
  g_assert_cmpuint (jarida_list_history_count_listed (self->history), ==, JARIDA_LIST_MAX_CHAIN);
}

/* Another machine, or this one after a restart, comes to the same steps, byte for byte. */
static void
test_made_again (Fixture       *self,
                 gconstpointer  data)
{
  g_autoptr(JaridaListHistory) other = jarida_list_history_new ();
  g_autoptr(GError) error = NULL;
  GPtrArray *steps, *other_steps;

  for (gint64 seq = 1; seq <= 60; seq++)
    publish (self, seq, NOW + seq * 300);
  g_assert_true (jarida_list_history_catch_up (other, self->ledger, &error));
  g_assert_no_error (error);
  steps = jarida_list_history_get_steps (self->history);
  other_steps = jarida_list_history_get_steps (other);
  g_assert_cmpuint (steps->len, ==, JARIDA_LIST_MAX_CHAIN);
  g_assert_cmpuint (other_steps->len, ==, steps->len);
  for (guint i = 0; i < steps->len; i++)
    {
      const JaridaListStep *step = steps->pdata[i], *other_step = other_steps->pdata[i];

      g_assert_cmpstr (step->path, ==, other_step->path);
      g_assert_true (g_bytes_equal (step->bytes, other_step->bytes));
      g_assert_cmpint (step->at, ==, other_step->at);
      g_assert_cmpint (step->at, ==, NOW + ((gint64) step->from + 1) * 300);
    }
  g_assert_cmpmem (jarida_block_list_get_state (jarida_list_history_get_list (self->history)), 32,
                   jarida_block_list_get_state (jarida_list_history_get_list (other)), 32);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add ("/moderation/list-history/l2-busy-and-quiet", Fixture, NULL, set_up, test_busy_and_quiet, tear_down);
  g_test_add ("/moderation/list-history/made-again", Fixture, NULL, set_up, test_made_again, tear_down);
  return g_test_run ();
}
