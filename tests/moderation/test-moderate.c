/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <string.h>

#include "jarida-list-history.h"
#include "jarida-report-reason.h"
#include "ledger-fill.h"
#include "test-database.h"

/* jarida-moderate as a program: what it prints, how it ends, and that what it says happened. */

/* Its exit statuses: moderate.h. */
enum { DONE, FAILED, USAGE, NOT_FOUND, CONFLICT, PROPOSED };

typedef struct
{
  char         *folder;    /* (owned) */
  char         *where;     /* (owned) */
  JaridaLedger *ledger;    /* (owned) (nullable) */
} Fixture;

static void
open_ledger (Fixture *self)
{
  g_autoptr(GError) error = NULL;
  JaridaSqlEngine *engine = jarida_sql_engine_open (self->where, &error);

  g_assert_no_error (error);
  self->ledger = jarida_ledger_new (engine, &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  self->folder = g_dir_make_tmp ("jarida-moderate-XXXXXX", &error);
  g_assert_no_error (error);
  self->where = test_database_new (self->folder);
  open_ledger (self);
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  g_autofree char *backups = g_build_filename (self->folder, "backups", NULL);

  jarida_ledger_free (self->ledger);
  if (g_file_test (backups, G_FILE_TEST_IS_DIR))
    test_database_remove (backups);
  test_database_remove (self->folder);
  g_free (self->folder);
  g_free (self->where);
}

/* Runs it as @who; the arguments end with NULL. @out_text: (nullable) (owned). */
static int
moderate (Fixture     *self,
          char       **out_text,
          const char  *who,
          ...)
{
  g_autoptr(GPtrArray) arguments = g_ptr_array_new ();
  g_autofree char *text = NULL, *complaint = NULL;
  g_autoptr(GError) error = NULL;
  const char *argument;
  va_list rest;
  int status;

  g_ptr_array_add (arguments, (gpointer) MODERATE);
  g_ptr_array_add (arguments, (gpointer) "--database");
  g_ptr_array_add (arguments, self->where);
  g_ptr_array_add (arguments, (gpointer) "--who");
  g_ptr_array_add (arguments, (gpointer) who);
  va_start (rest, who);
  while ((argument = va_arg (rest, const char *)) != NULL)
    g_ptr_array_add (arguments, (gpointer) argument);
  va_end (rest);
  g_ptr_array_add (arguments, NULL);
  g_spawn_sync (NULL, (char **) arguments->pdata, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &text, &complaint, &status, &error);
  g_assert_no_error (error);
  g_assert_true (WIFEXITED (status));
  g_test_message ("%s: %d\n%s%s", (const char *) arguments->pdata[5], WEXITSTATUS (status), text, complaint);
  if (out_text != NULL)
    *out_text = g_steal_pointer (&text);
  return WEXITSTATUS (status);
}

#define MODERATE_AS(self, who, ...) moderate (self, NULL, who, __VA_ARGS__, NULL)

static char *
make_handle (gint64 picture,
             int    version)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT "@%d", picture, version);
}

static void
test_queue (Fixture       *self,
            gconstpointer  data)
{
  gint64 plain = fill_report (self->ledger, 1, 1, 1, JARIDA_REASON_VIOLENCE, NULL);
  gint64 child = fill_report (self->ledger, 2, 2, 2, JARIDA_REASON_MINORS, NULL);
  g_autofree char *first = g_strdup_printf ("%" G_GINT64_FORMAT "@1  ", child);
  g_autofree char *second = g_strdup_printf ("\n%" G_GINT64_FORMAT "@1  ", plain);
  g_autofree char *queue = NULL, *one = NULL;

  g_assert_cmpint (moderate (self, &queue, "amina", "queue", NULL), ==, DONE);
  /* What is said of a child comes first, whatever it weighs. */
  g_assert_true (g_str_has_prefix (queue, first));
  g_assert_nonnull (strstr (queue, second));
  g_assert_nonnull (strstr (queue, "https://img.example.org/2.jpg"));
  g_assert_cmpint (moderate (self, &one, "amina", "queue", "--limit", "1", NULL), ==, DONE);
  g_assert_null (strstr (one, second));
}

/* By number, address, key, beginning of a key; a stranger's words cannot steer the terminal. */
static void
test_show (Fixture       *self,
           gconstpointer  data)
{
  gint64 picture = fill_report (self->ledger, 1, 1, 1, JARIDA_REASON_OTHER, "look \x1b[31mhere\x07 \xe2\x80\xae" "evil");
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, picture);
  g_autofree char *by_number = NULL, *by_address = NULL, *by_key = NULL, *json = NULL, *key = NULL;
  g_autoptr(JsonNode) root = NULL;
  JsonArray *reports;

  g_assert_cmpint (moderate (self, &by_number, "amina", "show", number, NULL), ==, DONE);
  g_assert_null (strchr (by_number, '\x1b'));
  g_assert_null (strchr (by_number, '\x07'));
  g_assert_null (strstr (by_number, "\xe2\x80\xae"));
  g_assert_nonnull (strstr (by_number, "[31mhere"));
  g_assert_cmpint (moderate (self, &by_address, "amina", "show", "HTTPS://IMG.example.org/1.jpg#x", NULL), ==, DONE);
  g_assert_cmpstr (by_number, ==, by_address);
  key = g_strndup (strstr (by_number, "address  ") + strlen ("address  "), 12);
  g_assert_cmpint (moderate (self, &by_key, "amina", "show", key, NULL), ==, DONE);
  g_assert_cmpstr (by_number, ==, by_key);

  g_assert_cmpint (moderate (self, &json, "amina", "show", "--json", number, NULL), ==, DONE);
  root = json_from_string (json, NULL);
  g_assert_nonnull (root);
  reports = json_object_get_array_member (json_node_get_object (root), "reports");
  g_assert_cmpuint (json_array_get_length (reports), ==, 1);
  g_assert_cmpstr (json_object_get_string_member (json_array_get_object_element (reports, 0), "reason"), ==, "other");

  g_assert_cmpint (MODERATE_AS (self, "amina", "show", "4711"), ==, NOT_FOUND);
  g_assert_cmpint (MODERATE_AS (self, "amina", "show", "0123456789ab"), ==, NOT_FOUND);
  g_assert_cmpint (MODERATE_AS (self, "amina", "show", "https://img.example.org/none.jpg"), ==, NOT_FOUND);
}

/* T-A15, from the command line. */
static void
test_decide (Fixture       *self,
             gconstpointer  data)
{
  gint64 picture = fill_report (self->ledger, 1, 1, 1, JARIDA_REASON_VIOLENCE, NULL);
  gint64 child = fill_report (self->ledger, 2, 2, 2, JARIDA_REASON_MINORS, NULL);
  g_autofree char *handle = make_handle (picture, 1), *bare = g_strdup_printf ("%" G_GINT64_FORMAT, picture);
  g_autofree char *minor = make_handle (child, 1), *decision = NULL, *sheet = NULL, *reversal = NULL;

  g_assert_cmpint (MODERATE_AS (self, "amina", "block", bare, "--reason", "violence", "--why", "w"), ==, USAGE);
  g_assert_cmpint (MODERATE_AS (self, "amina", "block", handle, "--reason", "violence"), ==, USAGE);
  g_assert_cmpint (MODERATE_AS (self, "amina", "block", handle, "--reason", "dull", "--why", "w"), ==, USAGE);
  g_assert_cmpint (MODERATE_AS (self, "amina", "block", handle, "--reason", "violence", "--why", "w", "--days", "3", "--permanent"), ==,
                   USAGE);
  g_assert_cmpint (MODERATE_AS (self, "amina", "block", "99@1", "--reason", "violence", "--why", "w"), ==, NOT_FOUND);
  g_assert_cmpint (moderate (self, &decision, "amina", "block", handle, "--reason", "violence", "--why", "Un corps est visible.", NULL), ==,
                   DONE);
  g_strchomp (decision);
  g_assert_true (g_str_has_prefix (decision, "d_"));
  g_assert_cmpint (MODERATE_AS (self, "karim", "clear", handle, "--why", "w"), ==, CONFLICT);
  g_assert_cmpint (moderate (self, &sheet, "karim", "show", decision, NULL), ==, DONE);
  g_assert_nonnull (strstr (sheet, "Un corps est visible."));
  g_assert_nonnull (strstr (sheet, "by amina"));

  /* Two for a child. */
  g_assert_cmpint (MODERATE_AS (self, "amina", "clear", minor, "--why", "w"), ==, PROPOSED);
  g_assert_cmpint (MODERATE_AS (self, "amina", "clear", minor, "--why", "w"), ==, PROPOSED);
  g_assert_cmpint (MODERATE_AS (self, "karim", "clear", minor, "--why", "w"), ==, DONE);

  g_assert_cmpint (moderate (self, &reversal, "karim", "reverse", decision, "--why", "Non.", NULL), ==, DONE);
  g_assert_cmpint (MODERATE_AS (self, "karim", "reverse", decision, "--why", "Non."), ==, CONFLICT);
  g_assert_cmpint (MODERATE_AS (self, "karim", "reverse", "d_nothing", "--why", "Non."), ==, NOT_FOUND);
}

static void
test_reverse_many (Fixture       *self,
                   gconstpointer  data)
{
  g_autofree char *text = NULL;

  for (int i = 1; i <= 30; i++)
    fill_hide (self->ledger, fill_report (self->ledger, i, 1, i, JARIDA_REASON_VIOLENCE, NULL), FILL_NOW + i);
  g_assert_cmpint (MODERATE_AS (self, "amina", "reverse", "--since", "soon", "--why", "w"), ==, USAGE);
  g_assert_cmpint (moderate (self, &text, "amina", "reverse", "--since", "2026-11-29", "--why", "A brigade.", NULL), ==, DONE);
  g_assert_cmpstr (text, ==, "30 taken back, 0 wait for a second reviewer\n");
}

static void
test_operate (Fixture       *self,
              gconstpointer  data)
{
  g_autofree char *value = NULL, *hosts = NULL, *reporters = NULL, *audit = NULL, *breaker = NULL;
  const char *reporter = "01010101010101010101010101010101";

  g_assert_cmpint (MODERATE_AS (self, "amina", "setting", "threshold", "3500"), ==, DONE);
  g_assert_cmpint (MODERATE_AS (self, "amina", "setting", "threshold", "many"), ==, USAGE);
  g_assert_cmpint (MODERATE_AS (self, "amina", "setting", "colour", "1"), ==, USAGE);
  g_assert_cmpint (moderate (self, &value, "amina", "setting", "threshold", NULL), ==, DONE);
  g_assert_cmpstr (value, ==, "3500\n");
  g_assert_cmpint (MODERATE_AS (self, "amina", "setting", "threshold", "--default"), ==, DONE);
  g_assert_cmpint (MODERATE_AS (self, "amina", "human", "https://img.example.org/front.jpg", "--days", "2"), ==, DONE);
  g_assert_cmpint (MODERATE_AS (self, "amina", "human", "front.jpg"), ==, USAGE);
  g_assert_cmpint (MODERATE_AS (self, "amina", "human", "https://img.example.org/front.jpg", "--days", "0"), ==, DONE);

  g_assert_cmpint (MODERATE_AS (self, "amina", "hosts", "add", "img.example.org", "La Gazette"), ==, DONE);
  g_assert_cmpint (MODERATE_AS (self, "amina", "hosts", "add", "no host", "La Gazette"), ==, USAGE);
  g_assert_cmpint (moderate (self, &hosts, "amina", "hosts", NULL), ==, DONE);
  g_assert_cmpstr (hosts, ==, "img.example.org\tLa Gazette\n");
  g_assert_cmpint (MODERATE_AS (self, "amina", "hosts", "remove", "img.example.org"), ==, DONE);

  g_assert_cmpint (MODERATE_AS (self, "amina", "breaker", "open"), ==, USAGE);
  g_assert_cmpint (moderate (self, &breaker, "amina", "breaker", "open", "--hours", "2", "--why", "A brigade.", NULL), ==, DONE);
  g_assert_nonnull (strstr (breaker, "breaker_until: until 20"));
  g_assert_cmpint (MODERATE_AS (self, "amina", "breaker", "close", "--why", "Over."), ==, DONE);

  fill_report (self->ledger, 1, 1, 1, JARIDA_REASON_VIOLENCE, NULL);
  g_assert_cmpint (MODERATE_AS (self, "amina", "reporters", "suspend", reporter, "--why", "w"), ==, CONFLICT);
  g_assert_cmpint (MODERATE_AS (self, "amina", "reporters", "warn", reporter, "--why", "Thirty wrong reports."), ==, DONE);
  g_assert_cmpint (MODERATE_AS (self, "amina", "reporters", "suspend", reporter, "--why", "w", "--days", "10"), ==, DONE);
  g_assert_cmpint (MODERATE_AS (self, "amina", "reporters", "warn", "00000000000000000000000000000000", "--why", "w"), ==, NOT_FOUND);
  g_assert_cmpint (MODERATE_AS (self, "amina", "reporters", "praise", reporter, "--why", "w"), ==, USAGE);
  g_assert_cmpint (moderate (self, &reporters, "amina", "reporters", NULL), ==, DONE);
  g_assert_true (g_str_has_prefix (reporters, reporter));
  g_assert_nonnull (strstr (reporters, "suspended until"));

  /* Who, what, when and why, of all of it. */
  g_assert_cmpint (moderate (self, &audit, "karim", "audit", NULL), ==, DONE);
  g_assert_nonnull (strstr (audit, "amina  setting  threshold   → 3500"));
  g_assert_nonnull (strstr (audit, "amina  breaker open  breaker"));
  g_assert_nonnull (strstr (audit, "amina  image host  img.example.org   → La Gazette"));
  g_assert_nonnull (strstr (audit, "Thirty wrong reports."));
}

static void
test_export (Fixture       *self,
             gconstpointer  data)
{
  static const char *const members[] = {
    "puid", "decision_visibility", "decision_ground", "category", "content_type", "territorial_scope", "application_date",
    "decision_facts", "source_type", "automated_detection", "automated_decision",
  };
  g_autofree char *handle = NULL, *text = NULL, *all = NULL;
  g_auto(GStrv) lines = NULL;
  guint n_all = 0;

  /* More than are read at once. */
  for (int i = 1; i <= 120; i++)
    fill_hide (self->ledger, fill_report (self->ledger, i, 1, i, JARIDA_REASON_VIOLENCE, NULL), FILL_NOW + i / 3);
  handle = make_handle (fill_report (self->ledger, 999, 9, 999, JARIDA_REASON_HATE, NULL), 1);
  g_assert_cmpint (MODERATE_AS (self, "amina", "clear", handle, "--why", "It is \"art\".\n"), ==, DONE);

  g_assert_cmpint (moderate (self, &text, "amina", "export", "--dsa", NULL), ==, DONE);
  lines = g_strsplit (g_strchomp (text), "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 120);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autoptr(JsonNode) root = json_from_string (lines[i], NULL);
      JsonObject *statement = json_node_get_object (root);

      for (gsize k = 0; k < G_N_ELEMENTS (members); k++)
        g_assert_true (json_object_has_member (statement, members[k]));
      g_assert_cmpstr (json_object_get_string_member (statement, "category"), ==, "STATEMENT_CATEGORY_VIOLENCE");
      g_assert_cmpstr (json_object_get_string_member (statement, "automated_decision"), ==, "AUTOMATED_DECISION_FULLY");
      g_assert_cmpstr (json_object_get_string_member (statement, "application_date"), ==, "2026-11-30");
    }
  g_assert_cmpint (moderate (self, &all, "amina", "export", NULL), ==, DONE);
  for (const char *p = all; (p = strchr (p, '\n')) != NULL; p++)
    n_all++;
  g_assert_cmpuint (n_all, ==, 121);
}

static gint64
count_reports (Fixture *self)
{
  g_autoptr(GPtrArray) queue = g_ptr_array_new_with_free_func ((GDestroyNotify) jarida_subject_free);

  g_assert_true (jarida_ledger_get_queue (self->ledger, 100, queue, NULL));
  return queue->len;
}

static gint64
get_last_seq (Fixture *self)
{
  g_autoptr(JaridaListHistory) history = jarida_list_history_new ();
  g_autoptr(GError) error = NULL;

  /* The ledger must not contradict itself either. */
  g_assert_true (jarida_list_history_catch_up (history, self->ledger, &error));
  g_assert_no_error (error);
  return jarida_list_history_get_last (history)->seq;
}

/* As the publisher does, with one more picture in the list. */
static void
publish (Fixture *self,
         gint64   seq)
{
  g_autoptr(JaridaListHistory) history = jarida_list_history_new ();
  g_autoptr(GArray) wanted = g_array_new (FALSE, TRUE, sizeof (JaridaListChange));
  g_autoptr(GArray) changes = g_array_new (FALSE, TRUE, sizeof (JaridaListChange));
  g_autoptr(GPtrArray) ids = g_ptr_array_new ();
  g_autoptr(JaridaBlockList) list = NULL;
  JaridaPublication publication = { .seq = seq, .at = g_get_real_time () / G_USEC_PER_SEC };
  g_autoptr(GError) error = NULL;

  g_assert_true (jarida_list_history_catch_up (history, self->ledger, &error));
  for (gint64 i = 1; i <= seq; i++)
    {
      JaridaListChange change = { .kind = JARIDA_LIST_KEY, .key = (guint64) i, .op = JARIDA_LIST_ADD, .mark = JARIDA_LIST_MARK (1, 1) };

      g_array_append_val (wanted, change);
    }
  list = jarida_list_history_plan (history, wanted, seq, changes, &error);
  g_assert_no_error (error);
  memcpy (publication.state_sha256, jarida_block_list_get_state (list), 32);
  g_assert_true (jarida_ledger_begin (self->ledger, &error)
                 && jarida_ledger_publish (self->ledger, &publication, (const JaridaListChange *) (gpointer) changes->data, changes->len,
                                           ids, &error)
                 && jarida_ledger_commit (self->ledger, &error));
  g_assert_no_error (error);
}

/* Readers took the lists that were published after the backup, and take none with a lower number, nor another one with the same: the
 * restored ledger goes on above all of them. */
static void
test_list_after_restore (Fixture       *self,
                         gconstpointer  data)
{
  g_autofree char *folder = g_build_filename (self->folder, "backups", NULL);
  g_autofree char *path = NULL;
  g_autofree char *dump = g_find_program_in_path ("pg_dump");

  if (test_database_is_postgres () && dump == NULL)
    {
      g_test_skip ("no pg_dump here");
      return;
    }
  for (gint64 i = 1; i <= 3; i++)
    publish (self, i);
  g_assert_cmpint (moderate (self, &path, "root", "backup", folder, NULL), ==, DONE);
  g_strchomp (path);
  for (gint64 i = 4; i <= 9; i++)
    publish (self, i);
  g_clear_pointer (&self->ledger, jarida_ledger_free);
  g_assert_cmpint (MODERATE_AS (self, "root", "restore", path), ==, DONE);
  open_ledger (self);
  g_assert_cmpint (get_last_seq (self), >, 9);
}

/* A backup while the ledger is in use, then more reports, then back: exactly what was there. */
static void
test_backup (Fixture       *self,
             gconstpointer  data)
{
  g_autofree char *folder = g_build_filename (self->folder, "backups", NULL);
  g_autofree char *path = NULL;
  g_autofree char *dump = g_find_program_in_path ("pg_dump");

  for (int i = 1; i <= 5; i++)
    fill_report (self->ledger, i, i, i, JARIDA_REASON_VIOLENCE, NULL);
  if (test_database_is_postgres () && dump == NULL)
    {
      g_test_skip ("no pg_dump here");
      return;
    }
  g_assert_cmpint (moderate (self, &path, "root", "backup", folder, NULL), ==, DONE);
  g_strchomp (path);
  for (int i = 6; i <= 9; i++)
    fill_report (self->ledger, i, i, i, JARIDA_REASON_VIOLENCE, NULL);
  g_assert_cmpint (count_reports (self), ==, 9);

  /* Not under the feet of a service that runs. (PostgreSQL's own locks see to it there.) */
  if (!test_database_is_postgres ())
    {
      g_assert_cmpint (MODERATE_AS (self, "root", "restore", path), ==, FAILED);
      g_assert_cmpint (count_reports (self), ==, 9);
    }
  g_clear_pointer (&self->ledger, jarida_ledger_free);
  g_assert_cmpint (MODERATE_AS (self, "root", "restore", path), ==, DONE);
  open_ledger (self);
  g_assert_cmpint (count_reports (self), ==, 5);
  fill_report (self->ledger, 20, 20, 20, JARIDA_REASON_VIOLENCE, NULL);
}

/* What cannot be read back does not take the place of what works; and old backups go, but never the last. */
static void
test_bad_backup (Fixture       *self,
                 gconstpointer  data)
{
  g_autofree char *folder = g_build_filename (self->folder, "backups", NULL);
  g_autofree char *path = NULL, *bytes = NULL, *old = g_build_filename (folder, "moderation-20200101T000000Z.db", NULL);
  g_autofree char *foreign = g_build_filename (folder, "notes.txt", NULL), *nowhere = NULL;
  gsize size;

  if (test_database_is_postgres ())
    {
      g_test_skip ("left to pg_restore");
      return;
    }

  for (int i = 1; i <= 50; i++)
    fill_report (self->ledger, i, i, i, JARIDA_REASON_OTHER, "A comment that fills pages, so that there are some to damage.");
  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (old, "old", -1, NULL) && g_file_set_contents (foreign, "mine", -1, NULL));
  g_assert_cmpint (moderate (self, &path, "root", "backup", folder, "--keep", "0", NULL), ==, DONE);
  g_strchomp (path);
  g_assert_false (g_file_test (old, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (foreign, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));

  g_clear_pointer (&self->ledger, jarida_ledger_free);
  g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));
  for (gsize i = size / 3; i < size / 2; i++)
    bytes[i] ^= 0x55;
  g_assert_true (g_file_set_contents (path, bytes, (gssize) size, NULL));
  g_assert_cmpint (MODERATE_AS (self, "root", "restore", path), ==, FAILED);
  g_assert_cmpint (MODERATE_AS (self, "root", "restore", foreign), ==, FAILED);
  g_assert_cmpint (MODERATE_AS (self, "root", "restore", "/nonexistent"), ==, FAILED);
  open_ledger (self);
  g_assert_cmpint (count_reports (self), ==, 50);

  nowhere = g_strdup (self->where);
  g_clear_pointer (&self->ledger, jarida_ledger_free);
  g_free (self->where);
  self->where = g_build_filename (self->folder, "none.db", NULL);
  g_assert_cmpint (MODERATE_AS (self, "root", "backup", folder), ==, FAILED);
  g_assert_false (g_file_test (self->where, G_FILE_TEST_EXISTS));
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
    { "queue", test_queue }, { "show", test_show }, { "decide", test_decide }, { "reverse-many", test_reverse_many },
    { "operate", test_operate }, { "export", test_export }, { "backup", test_backup }, { "list-after-restore", test_list_after_restore }, { "bad-backup", test_bad_backup },
  };

  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/moderation/moderate/", cases[i].path, NULL);

      g_test_add (path, Fixture, NULL, set_up, cases[i].func, tear_down);
    }

  return g_test_run ();
}
