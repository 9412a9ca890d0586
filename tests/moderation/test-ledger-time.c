/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "jarida-ledger-review.h"
#include "ledger-fill.h"
#include "test-database.h"

/* What time does to the ledger, and what is only counted or published: on both engines. */
typedef struct
{
  char         *folder;    /* (owned) */
  char         *where;     /* (owned) */
  JaridaLedger *ledger;    /* (owned) */
} Fixture;

#define NOW FILL_NOW
#define DAY FILL_DAY

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  JaridaSqlEngine *engine;

  self->folder = g_dir_make_tmp ("jarida-time-XXXXXX", &error);
  g_assert_no_error (error);
  self->where = test_database_new (self->folder);
  engine = jarida_sql_engine_open (self->where, &error);
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
  g_free (self->where);
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
  JaridaSqlEngine *engine = jarida_ledger_get_engine (self->ledger);
  g_autoptr(GError) error = NULL;
  gint64 value = -1;

  engine->klass->run (engine, sql, NULL, 0, 1, take_int, &value, &error);
  g_assert_no_error (error);
  return value;
}

static void
decide (Fixture      *self,
        gint64        picture,
        JaridaAction  action,
        gint64        at)
{
  g_autoptr(JaridaSubject) subject = NULL;
  JaridaDecision decision = { .subject = picture, .action = action, .basis = JARIDA_BASIS_REVIEWER, .reason = 1,
                              .facts = (char *) "seen", .reviewer = (char *) "amina", .at = at };
  g_autoptr(GError) error = NULL;
  gboolean done;

  g_assert_true (jarida_ledger_get_subject (self->ledger, picture, &subject, &error));
  g_assert_true (jarida_ledger_begin (self->ledger, &error)
                 && jarida_ledger_decide (self->ledger, &decision, subject->version, &done, &error)
                 && jarida_ledger_commit (self->ledger, &error));
  g_assert_true (done);
  g_free (decision.id);
}

static void
forget (Fixture *self,
        gint64   now)
{
  g_autoptr(GError) error = NULL;
  guint n = 1;

  /* As often as it takes: each time not more than three of each kind. */
  for (int i = 0; n > 0; i++)
    {
      g_assert_cmpint (i, <, 50);
      g_assert_true (jarida_ledger_begin (self->ledger, &error)
                     && jarida_ledger_forget (self->ledger, now, 3, &n, &error)
                     && jarida_ledger_commit (self->ledger, &error));
      g_assert_no_error (error);
    }
}

/* T-V3: tags go after 30 days, reporters and comments after 90, what nobody decided on with its picture after 90. */
static void
test_forget (Fixture       *self,
             gconstpointer  data)
{
  const JaridaProposal proposal = { .version = 1, .action = JARIDA_ACTION_BLOCK, .reason = 1, .why = (char *) "w",
                                    .reviewer = (char *) "amina", .at = NOW };
  gint64 decided = 0, waiting = 0;

  for (int i = 1; i <= 7; i++)
    {
      decided = fill_report (self->ledger, i, i, 1, 1, "a comment");
      waiting = fill_report (self->ledger, 100 + i, i, 2, 1, "another");
    }
  decide (self, decided, JARIDA_ACTION_BLOCK, NOW);
  /* A proposal that nobody confirmed must not keep a picture for ever. */
  g_assert_true (jarida_ledger_set_proposal (self->ledger, waiting, &proposal, NULL));

  forget (self, NOW + 29 * DAY);
  g_assert_cmpint (query (self, "SELECT COUNT(*) FROM report WHERE addr_tag IS NOT NULL AND net_tag IS NOT NULL"), ==, 14);
  forget (self, NOW + 31 * DAY);
  g_assert_cmpint (query (self, "SELECT COUNT(*) FROM report WHERE addr_tag IS NOT NULL OR net_tag IS NOT NULL"), ==, 7);
  g_assert_cmpint (query (self, "SELECT COUNT(*) FROM report WHERE reporter_id IS NOT NULL AND comment IS NOT NULL"), ==, 14);
  forget (self, NOW + 91 * DAY);
  g_assert_cmpint (query (self, "SELECT COUNT(*) FROM report"), ==, 7);
  g_assert_cmpint (query (self, "SELECT COUNT(*) FROM report WHERE reporter_id IS NOT NULL OR comment IS NOT NULL"), ==, 0);
  g_assert_cmpint (query (self, "SELECT COUNT(*) FROM proposal"), ==, 0);
  g_assert_cmpint (query (self, "SELECT COUNT(*) FROM subject"), ==, 1);
  /* What they were right about stays in their records, and the decision stays. */
  g_assert_cmpint (query (self, "SELECT SUM(CAST(agreed AS INTEGER)) FROM reporter"), ==, 7);
  g_assert_cmpint (query (self, "SELECT COUNT(*) FROM decision"), ==, 1);
}

static void
test_expire (Fixture       *self,
             gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  JaridaLedgerNumbers numbers = { 0 };
  gint64 hidden = fill_report (self->ledger, 1, 1, 1, 1, NULL), cleared = fill_report (self->ledger, 2, 2, 2, 1, NULL);
  guint n;

  fill_hide (self->ledger, hidden, NOW);
  decide (self, cleared, JARIDA_ACTION_CLEAR, NOW);
  g_assert_true (jarida_ledger_begin (self->ledger, &error)
                 && jarida_ledger_expire (self->ledger, NOW + 13 * DAY, 10, &n, &error) && jarida_ledger_commit (self->ledger, &error));
  g_assert_cmpuint (n, ==, 0);
  g_assert_true (jarida_ledger_begin (self->ledger, &error)
                 && jarida_ledger_expire (self->ledger, NOW + 15 * DAY, 10, &n, &error) && jarida_ledger_commit (self->ledger, &error));
  g_assert_cmpuint (n, ==, 1);
  g_assert_true (jarida_ledger_begin (self->ledger, &error)
                 && jarida_ledger_expire (self->ledger, NOW + 181 * DAY, 10, &n, &error) && jarida_ledger_commit (self->ledger, &error));
  g_assert_cmpuint (n, ==, 1);
  /* The reports are used up: the same people cannot hide it again with them. */
  g_assert_cmpint (query (self, "SELECT COUNT(*) FROM report WHERE outcome = 3"), ==, 1);

  g_assert_true (jarida_ledger_get_numbers (self->ledger, NOW + DAY, &numbers, &error));
  g_assert_no_error (error);
  g_assert_cmpint (numbers.decisions[JARIDA_ACTION_HIDE][JARIDA_BASIS_AUTOMATIC], ==, 1);
  g_assert_cmpint (numbers.decisions[JARIDA_ACTION_CLEAR][JARIDA_BASIS_REVIEWER], ==, 1);
  g_assert_cmpint (numbers.decisions[JARIDA_ACTION_EXPIRE][JARIDA_BASIS_AUTOMATIC], ==, 2);
}

static void
test_count_hides (Fixture       *self,
                  gconstpointer  data)
{
  g_autoptr(GHashTable) counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr(GError) error = NULL;
  gint64 n = 0;

  for (int i = 1; i <= 4; i++)
    fill_hide (self->ledger, fill_report (self->ledger, i, 1, i, 1, NULL), NOW + i);
  g_assert_true (jarida_ledger_count_hides (self->ledger, NOW + 3, &n, &error));
  g_assert_cmpint (n, ==, 2);
  g_assert_true (jarida_ledger_count_hides_by_host (self->ledger, NOW, counts, &error));
  g_assert_no_error (error);
  g_assert_cmpint (GPOINTER_TO_INT (g_hash_table_lookup (counts, "img.example.org")), ==, 4);
}

static void
test_alerts (Fixture       *self,
             gconstpointer  data)
{
  g_autoptr(GPtrArray) alerts = g_ptr_array_new_with_free_func ((GDestroyNotify) jarida_alert_row_free);
  g_autoptr(GError) error = NULL;
  const JaridaAlertRow *alert;
  gint64 picture = fill_report (self->ledger, 1, 1, 1, 3, NULL);

  g_assert_true (jarida_ledger_add_alert (self->ledger, "minors", picture, NOW, &error));
  g_assert_true (jarida_ledger_add_alert (self->ledger, "breaker", 0, NOW, &error));
  g_assert_true (jarida_ledger_get_alerts (self->ledger, alerts, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (alerts->len, ==, 2);
  alert = alerts->pdata[0];
  g_assert_cmpstr (alert->kind, ==, "minors");
  g_assert_cmpint (alert->subject, ==, picture);
  g_assert_true (jarida_ledger_set_alert_sent (self->ledger, alert->id, NOW + 1, &error));
  g_ptr_array_set_size (alerts, 0);
  g_assert_true (jarida_ledger_get_alerts (self->ledger, alerts, &error));
  g_assert_cmpuint (alerts->len, ==, 1);
}

static void
test_publish (Fixture       *self,
              gconstpointer  data)
{
  const JaridaListChange changes[] = {
    { 0, JARIDA_LIST_KEY, G_GUINT64_CONSTANT (0xffeeddccbbaa), JARIDA_LIST_ADD, 0x81 },
    { 0, JARIDA_LIST_EXCEPTION, 1, JARIDA_LIST_ADD, 0 },
  };
  const JaridaPublication publication = { .seq = 7, .at = NOW, .entries = 2, .bytes = 100 };
  g_autoptr(GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr(GArray) got = g_array_new (FALSE, TRUE, sizeof (JaridaListChange));
  g_autoptr(GArray) publications = g_array_new (FALSE, TRUE, sizeof (JaridaPublication));
  g_autoptr(GError) error = NULL;
  gint64 picture = fill_report (self->ledger, 1, 1, 1, 1, NULL);
  guint8 key[6];
  gboolean found;

  decide (self, picture, JARIDA_ACTION_BLOCK, NOW);
  g_assert_true (jarida_ledger_get_unpublished (self->ledger, ids, &error));
  g_assert_cmpuint (ids->len, ==, 1);
  g_assert_true (jarida_ledger_begin (self->ledger, &error)
                 && jarida_ledger_publish (self->ledger, &publication, changes, G_N_ELEMENTS (changes), ids, &error)
                 && jarida_ledger_commit (self->ledger, &error));
  g_assert_no_error (error);
  g_ptr_array_set_size (ids, 0);
  g_assert_true (jarida_ledger_get_unpublished (self->ledger, ids, &error));
  g_assert_cmpuint (ids->len, ==, 0);

  g_assert_true (jarida_ledger_changes_since (self->ledger, 6, got, &error));
  g_assert_cmpuint (got->len, ==, 2);
  g_assert_cmphex (g_array_index (got, JaridaListChange, 0).key, ==, changes[0].key);
  g_assert_cmpint (g_array_index (got, JaridaListChange, 0).mark, ==, 0x81);
  g_assert_cmpint (g_array_index (got, JaridaListChange, 1).kind, ==, JARIDA_LIST_EXCEPTION);
  g_assert_true (jarida_ledger_get_publications (self->ledger, 0, publications, &error));
  g_assert_cmpuint (publications->len, ==, 1);
  g_assert_cmpint (g_array_index (publications, JaridaPublication, 0).seq, ==, 7);
  g_assert_true (jarida_ledger_get_short_key (self->ledger, picture, key, &found, &error));
  g_assert_true (found);
  g_assert_no_error (error);
}

static void
test_image_hosts (Fixture       *self,
                  gconstpointer  data)
{
  g_autoptr(GHashTable) hosts = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr(GHashTable) got = NULL;
  g_autoptr(GError) error = NULL;

  g_hash_table_insert (hosts, (gpointer) "img.example.org", (gpointer) "gazette");
  g_hash_table_insert (hosts, (gpointer) ".cdn.example.net", (gpointer) "courrier");
  g_assert_true (jarida_ledger_begin (self->ledger, &error) && jarida_ledger_set_image_hosts (self->ledger, hosts, &error)
                 && jarida_ledger_commit (self->ledger, &error));
  got = jarida_ledger_get_image_hosts (self->ledger, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_hash_table_size (got), ==, 2);
  g_assert_cmpstr (g_hash_table_lookup (got, ".cdn.example.net"), ==, "courrier");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/moderation/ledger-time/forget", Fixture, NULL, set_up, test_forget, tear_down);
  g_test_add ("/moderation/ledger-time/expire", Fixture, NULL, set_up, test_expire, tear_down);
  g_test_add ("/moderation/ledger-time/count-hides", Fixture, NULL, set_up, test_count_hides, tear_down);
  g_test_add ("/moderation/ledger-time/alerts", Fixture, NULL, set_up, test_alerts, tear_down);
  g_test_add ("/moderation/ledger-time/publish", Fixture, NULL, set_up, test_publish, tear_down);
  g_test_add ("/moderation/ledger-time/image-hosts", Fixture, NULL, set_up, test_image_hosts, tear_down);

  return g_test_run ();
}
