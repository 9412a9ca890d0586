/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "jarida-ledger.h"
#include "test-database.h"

/* The ledger over a database of its own in a temporary folder. */
typedef struct
{
  char         *folder;   /* (owned) */
  JaridaLedger *ledger;   /* (owned) */
} Fixture;

#define NOW 1796000000

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *path = NULL;
  JaridaSqlEngine *engine;

  self->folder = g_dir_make_tmp ("jarida-ledger-XXXXXX", &error);
  g_assert_no_error (error);
  path = test_database_new (self->folder);
  engine = jarida_sql_engine_open (path, &error);
  g_assert_no_error (error);
  self->ledger = jarida_ledger_new (engine, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  jarida_ledger_free (self->ledger);
  test_database_remove (self->folder);
  g_free (self->folder);
}

static void
fill (JaridaIntake *item,
      const char   *id,
      int           reporter,
      int           picture)
{
  memset (item, 0, sizeof *item);
  item->id = id;
  memset (item->body_hash, reporter + 1, sizeof item->body_hash);
  memset (item->reporter, reporter, sizeof item->reporter);
  item->url = "https://img.example.org/a.jpg";
  item->host = "img.example.org";
  item->keys = 1 << 1;
  memset (item->key[1], picture, 32);
  item->reason = 1;
  item->received_at = NOW;
}

/* All steps of the intake in one transaction, as the desk does them. */
static void
take_in (Fixture      *self,
         JaridaIntake *items,
         guint         n)
{
  g_autoptr(GError) error = NULL;
  g_autofree JaridaIntake **batch = g_new (JaridaIntake *, n);

  for (guint i = 0; i < n; i++)
    batch[i] = &items[i];
  qsort (batch, n, sizeof *batch, jarida_intake_compare);
  g_assert_true (jarida_ledger_begin (self->ledger, &error));
  g_assert_true (jarida_ledger_find_known (self->ledger, batch, n, &error));
  g_assert_true (jarida_ledger_find_reporters (self->ledger, batch, n, NOW - 86400, NOW - 30 * 86400, &error));
  g_assert_true (jarida_ledger_add_reporters (self->ledger, batch, n, NOW / 86400, &error));
  g_assert_true (jarida_ledger_upsert_subjects (self->ledger, batch, n, &error));
  g_assert_true (jarida_ledger_insert_reports (self->ledger, batch, n, &error));
  g_assert_true (jarida_ledger_commit (self->ledger, &error));
  g_assert_no_error (error);
}

static gint64
lock_one (Fixture       *self,
          gint64         id,
          JaridaSubject *out)
{
  g_autoptr(GPtrArray) subjects = g_ptr_array_new_with_free_func ((GDestroyNotify) jarida_subject_free);
  g_autoptr(GError) error = NULL;

  g_assert_true (jarida_ledger_lock_subjects (self->ledger, &id, 1, NOW, subjects, &error));
  g_assert_cmpuint (subjects->len, ==, 1);
  *out = *(JaridaSubject *) subjects->pdata[0];
  out->host = out->url = NULL;
  return out->version;
}

static void
test_intake (Fixture       *self,
             gconstpointer  data)
{
  JaridaIntake items[4], again[1];
  g_autoptr(GArray) rows = g_array_new (FALSE, TRUE, sizeof (JaridaReportRow));
  g_autoptr(GError) error = NULL;

  fill (&items[0], "a", 1, 7);
  fill (&items[1], "b", 2, 7);
  fill (&items[2], "c", 1, 8);
  fill (&items[3], "d", 1, 7);
  take_in (self, items, 4);
  g_assert_cmpint (items[0].subject, ==, items[1].subject);
  g_assert_cmpint (items[0].subject, !=, items[2].subject);
  /* One person, one picture: the second is not stored. */
  g_assert_true (items[0].stored && items[1].stored && items[2].stored);
  g_assert_false (items[3].stored);

  fill (&again[0], "a", 1, 7);
  take_in (self, again, 1);
  g_assert_true (again[0].known);
  g_assert_cmpmem (again[0].known_hash, 32, items[0].body_hash, 32);
  g_assert_false (again[0].stored);
  g_assert_cmpint (again[0].who.n_today, ==, 2);
  g_assert_true (jarida_ledger_get_reports_of (self->ledger, &items[0].subject, 1, rows, &error));
  g_assert_cmpuint (rows->len, ==, 2);
}

static void
test_withdraw_and_revive (Fixture       *self,
                          gconstpointer  data)
{
  JaridaIntake item, next, *batch[1] = { &next };
  g_autoptr(GError) error = NULL;

  fill (&item, "a", 1, 7);
  take_in (self, &item, 1);
  g_assert_true (jarida_ledger_withdraw (self->ledger, "a", NOW + 5, &error));
  fill (&next, "b", 1, 7);
  take_in (self, &next, 1);
  g_assert_false (next.stored);
  g_assert_true (jarida_ledger_revive_reports (self->ledger, batch, 1, &error));
  g_assert_true (next.stored);
  g_assert_true (jarida_ledger_find_known (self->ledger, batch, 1, &error));
  g_assert_true (next.known);
  g_assert_cmpint (next.known_withdrawn_at, ==, 0);
}

static void
test_decide (Fixture       *self,
             gconstpointer  data)
{
  JaridaIntake items[2];
  JaridaSubject subject;
  JaridaDecision decision = { .action = JARIDA_ACTION_BLOCK, .basis = JARIDA_BASIS_REVIEWER, .reason = 1,
                              .facts = (char *) "seen", .reviewer = (char *) "amina", .at = NOW };
  g_autoptr(JaridaDecision) found = NULL;
  g_autoptr(GArray) wanted = g_array_new (FALSE, TRUE, sizeof (JaridaListChange));
  g_autoptr(GError) error = NULL;
  guint8 prefix[6] = { 7, 7, 7, 7, 7, 7 };
  gint64 version;
  gboolean done;

  fill (&items[0], "a", 1, 7);
  fill (&items[1], "b", 2, 7);
  take_in (self, items, 2);
  version = lock_one (self, items[0].subject, &subject);
  decision.subject = items[0].subject;
  g_assert_true (jarida_ledger_decide (self->ledger, &decision, version + 1, &done, &error));
  g_assert_false (done);
  g_assert_true (jarida_ledger_decide (self->ledger, &decision, version, &done, &error));
  g_assert_true (done);
  g_clear_pointer (&decision.id, g_free);
  g_assert_true (jarida_ledger_find_decision_by_key (self->ledger, prefix, 6, &found, &error));
  g_assert_nonnull (found);
  g_assert_cmpstr (found->reviewer, ==, "amina");
  g_assert_true (jarida_ledger_get_wanted_list (self->ledger, wanted, &error));
  g_assert_cmpuint (wanted->len, ==, 1);
  g_assert_cmphex (g_array_index (wanted, JaridaListChange, 0).key, ==, 0x070707070707);
  g_assert_cmpint (g_array_index (wanted, JaridaListChange, 0).mark, ==, 0x21);

  /* Each report counts once in its reporter's record, whatever is decided later. */
  lock_one (self, items[0].subject, &subject);
  decision.action = JARIDA_ACTION_CLEAR;
  g_assert_true (jarida_ledger_decide (self->ledger, &decision, subject.version, &done, &error));
  g_assert_true (done);
  g_clear_pointer (&decision.id, g_free);
  take_in (self, items, 1);
  g_assert_cmpint (items[0].who.agreed, ==, 0);
  g_assert_cmpint (items[0].who.disagreed, ==, 1);
}

static void
test_settings (Fixture       *self,
               gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GHashTable) settings = NULL;

  g_assert_true (jarida_ledger_set_setting (self->ledger, "threshold", "2500", "amina", NOW, &error));
  g_assert_true (jarida_ledger_set_setting (self->ledger, "threshold", "3500", "amina", NOW, &error));
  settings = jarida_ledger_get_settings (self->ledger, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (g_hash_table_lookup (settings, "threshold"), ==, "3500");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add ("/moderation/ledger/intake", Fixture, NULL, set_up, test_intake, tear_down);
  g_test_add ("/moderation/ledger/withdraw-and-revive", Fixture, NULL, set_up, test_withdraw_and_revive, tear_down);
  g_test_add ("/moderation/ledger/decide", Fixture, NULL, set_up, test_decide, tear_down);
  g_test_add ("/moderation/ledger/settings", Fixture, NULL, set_up, test_settings, tear_down);
  return g_test_run ();
}
