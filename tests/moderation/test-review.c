/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "jarida-report-reason.h"
#include "jarida-review.h"
#include "ledger-fill.h"
#include "test-database.h"

/* What reviewers do, on the ledger itself: two who decide at once, acts that need two, decisions taken back. */
typedef struct
{
  char         *folder;    /* (owned) */
  char         *where;     /* (owned) */
  JaridaLedger *ledger;    /* (owned) */
  int           n_reports;
} Fixture;

#define NOW FILL_NOW
#define DAY FILL_DAY

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  JaridaSqlEngine *engine;

  self->folder = g_dir_make_tmp ("jarida-review-XXXXXX", &error);
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

static gint64
report (Fixture *self,
        int      reporter,
        int      picture,
        int      reason)
{
  return fill_report (self->ledger, ++self->n_reports, reporter, picture, reason, NULL);
}

static JaridaSubject *
look (Fixture *self,
      gint64   picture)
{
  g_autoptr(GError) error = NULL;
  JaridaSubject *subject;

  jarida_ledger_get_subject (self->ledger, picture, &subject, &error);
  g_assert_no_error (error);
  g_assert_nonnull (subject);
  return subject;
}

static JaridaReviewOutcome
act (Fixture      *self,
     gint64        picture,
     gint64        version,
     JaridaAction  action,
     int           reason,
     gint64        days,
     const char   *who,
     gint64        now)
{
  const JaridaReviewAct review = { picture, version, action, reason, days, "looked at", who };
  g_autofree char *decision = NULL;
  g_autoptr(GError) error = NULL;
  JaridaReviewOutcome outcome;

  jarida_review_act (self->ledger, &review, now, &outcome, &decision, &error);
  g_assert_no_error (error);
  g_assert_true ((decision != NULL) == (outcome == JARIDA_REVIEW_DONE));
  return outcome;
}

static JaridaReporterRow
get_reporter (Fixture *self,
              int      reporter)
{
  guint8 id[JARIDA_REPORTER_ID_BYTES];
  g_autoptr(GError) error = NULL;
  JaridaReporterRow row = { 0 };
  gboolean found;

  memset (id, reporter, sizeof id);
  jarida_ledger_get_reporter (self->ledger, id, &row, &found, &error);
  g_assert_no_error (error);
  g_assert_true (found);
  return row;
}

/* T-A15: both looked at version 1. */
static void
test_two_reviewers (Fixture       *self,
                    gconstpointer  data)
{
  gint64 picture = report (self, 1, 7, JARIDA_REASON_VIOLENCE);
  g_autoptr(JaridaSubject) subject = look (self, picture);
  g_autoptr(JaridaSubject) after = NULL;
  g_autoptr(GPtrArray) decisions = g_ptr_array_new_with_free_func ((GDestroyNotify) jarida_decision_free);

  g_assert_cmpint (act (self, picture, subject->version, JARIDA_ACTION_BLOCK, JARIDA_REASON_VIOLENCE, 180, "amina", NOW), ==,
                   JARIDA_REVIEW_DONE);
  g_assert_cmpint (act (self, picture, subject->version, JARIDA_ACTION_CLEAR, 0, 0, "karim", NOW), ==, JARIDA_REVIEW_CONFLICT);
  after = look (self, picture);
  g_assert_cmpint (after->state, ==, JARIDA_SUBJECT_BLOCKED);
  g_assert_cmpint (after->expires_at, ==, NOW + 180 * DAY);
  g_assert_true (jarida_ledger_get_decisions_of (self->ledger, picture, decisions, NULL));
  g_assert_cmpuint (decisions->len, ==, 1);
  g_assert_cmpint (get_reporter (self, 1).agreed, ==, 1);
  g_assert_cmpint (get_reporter (self, 1).disagreed, ==, 0);

  g_assert_cmpint (act (self, 12345, 1, JARIDA_ACTION_CLEAR, 0, 0, "karim", NOW), ==, JARIDA_REVIEW_NOT_FOUND);
}

/* To block for ever, and to lift "minors", two must say the same; of one alone nothing happens. */
static void
test_needs_two (Fixture       *self,
                gconstpointer  data)
{
  gint64 picture = report (self, 1, 7, JARIDA_REASON_VIOLENCE), child = report (self, 2, 8, JARIDA_REASON_MINORS);
  g_autoptr(JaridaSubject) before = look (self, picture);
  g_autoptr(JaridaSubject) blocked = NULL;
  g_autoptr(JaridaSubject) cleared = NULL;
  g_autoptr(GPtrArray) decisions = g_ptr_array_new_with_free_func ((GDestroyNotify) jarida_decision_free);
  gint64 v = before->version;

  g_assert_cmpint (act (self, picture, v, JARIDA_ACTION_BLOCK, 1, 0, "amina", NOW), ==, JARIDA_REVIEW_PROPOSED);
  /* Saying it twice is not two. */
  g_assert_cmpint (act (self, picture, v, JARIDA_ACTION_BLOCK, 1, 0, "amina", NOW + 5), ==, JARIDA_REVIEW_PROPOSED);
  /* Another reason is not the same. */
  g_assert_cmpint (act (self, picture, v, JARIDA_ACTION_BLOCK, 2, 0, "karim", NOW + 6), ==, JARIDA_REVIEW_CONFLICT);
  /* A day later it is forgotten, and the second is the first. */
  g_assert_cmpint (act (self, picture, v, JARIDA_ACTION_BLOCK, 1, 0, "karim", NOW + 5 + DAY), ==, JARIDA_REVIEW_PROPOSED);
  g_assert_cmpint (act (self, picture, v, JARIDA_ACTION_BLOCK, 1, 0, "amina", NOW + 6 + DAY), ==, JARIDA_REVIEW_DONE);
  blocked = look (self, picture);
  g_assert_cmpint (blocked->state, ==, JARIDA_SUBJECT_BLOCKED);
  g_assert_cmpint (blocked->expires_at, ==, 0);
  g_assert_true (jarida_ledger_get_decisions_of (self->ledger, picture, decisions, NULL));
  g_assert_cmpuint (decisions->len, ==, 1);
  g_assert_cmpstr (((JaridaDecision *) decisions->pdata[0])->reviewer, ==, "karim, amina");

  /* One may hide a child at once; to show it again takes two. */
  g_assert_cmpint (act (self, child, v, JARIDA_ACTION_BLOCK, JARIDA_REASON_MINORS, 180, "amina", NOW), ==, JARIDA_REVIEW_DONE);
  g_assert_cmpint (act (self, child, v + 1, JARIDA_ACTION_CLEAR, 0, 0, "amina", NOW), ==, JARIDA_REVIEW_PROPOSED);
  g_assert_cmpint (act (self, child, v + 1, JARIDA_ACTION_CLEAR, 0, 0, "karim", NOW), ==, JARIDA_REVIEW_DONE);
  cleared = look (self, child);
  g_assert_cmpint (cleared->state, ==, JARIDA_SUBJECT_CLEARED);
}

static JaridaReviewOutcome
reverse (Fixture     *self,
         const char  *decision,
         const char  *who,
         char       **out_decision)
{
  g_autoptr(GError) error = NULL;
  JaridaReviewOutcome outcome;

  jarida_review_reverse (self->ledger, decision, who, "it was not so", NOW + 100, &outcome, out_decision, &error);
  g_assert_no_error (error);
  return outcome;
}

static char *
get_last_decision (Fixture *self,
                   gint64   picture)
{
  g_autoptr(GPtrArray) decisions = g_ptr_array_new_with_free_func ((GDestroyNotify) jarida_decision_free);

  g_assert_true (jarida_ledger_get_decisions_of (self->ledger, picture, decisions, NULL));
  g_assert_cmpuint (decisions->len, >, 0);
  return g_strdup (((JaridaDecision *) decisions->pdata[decisions->len - 1])->id);
}

/* The ways around it: a block of a thousand years; a block for a day of what was said of a child, which is to lift it tomorrow,
 * under another name too; and to take back alone what two decided. */
static void
test_no_way_around (Fixture       *self,
                    gconstpointer  data)
{
  gint64 picture = report (self, 1, 7, JARIDA_REASON_VIOLENCE), child = report (self, 2, 8, JARIDA_REASON_MINORS);
  g_autoptr(JaridaSubject) before = look (self, picture);
  g_autoptr(JaridaSubject) still = NULL;
  g_autoptr(JaridaSubject) hidden = NULL;
  g_autofree char *block = NULL, *none = NULL;
  gint64 v = before->version;

  g_assert_cmpint (act (self, picture, v, JARIDA_ACTION_BLOCK, 1, 365000, "amina", NOW), ==, JARIDA_REVIEW_PROPOSED);
  /* For another time is not the same. */
  g_assert_cmpint (act (self, picture, v, JARIDA_ACTION_BLOCK, 1, 181, "karim", NOW), ==, JARIDA_REVIEW_CONFLICT);
  g_assert_cmpint (act (self, picture, v, JARIDA_ACTION_BLOCK, 1, 365000, "karim", NOW), ==, JARIDA_REVIEW_DONE);
  block = get_last_decision (self, picture);
  g_assert_cmpint (act (self, picture, v + 1, JARIDA_ACTION_CLEAR, 0, 0, "amina", NOW), ==, JARIDA_REVIEW_PROPOSED);
  g_assert_cmpint (act (self, picture, v + 1, JARIDA_ACTION_BLOCK, 1, 1, "amina", NOW), ==, JARIDA_REVIEW_PROPOSED);
  g_assert_cmpint (reverse (self, block, "amina", &none), ==, JARIDA_REVIEW_PROPOSED);
  still = look (self, picture);
  g_assert_cmpint (still->state, ==, JARIDA_SUBJECT_BLOCKED);
  g_assert_cmpint (reverse (self, block, "karim", &none), ==, JARIDA_REVIEW_DONE);

  g_assert_cmpint (act (self, child, v, JARIDA_ACTION_BLOCK, JARIDA_REASON_MINORS, 1, "amina", NOW), ==, JARIDA_REVIEW_PROPOSED);
  g_assert_cmpint (act (self, child, v, JARIDA_ACTION_BLOCK, JARIDA_REASON_VIOLENCE, 1, "amina", NOW), ==, JARIDA_REVIEW_PROPOSED);
  g_assert_cmpint (act (self, child, v, JARIDA_ACTION_BLOCK, JARIDA_REASON_VIOLENCE, 180, "amina", NOW), ==, JARIDA_REVIEW_DONE);
  g_assert_cmpint (act (self, child, v + 1, JARIDA_ACTION_BLOCK, JARIDA_REASON_VIOLENCE, 1, "amina", NOW), ==, JARIDA_REVIEW_PROPOSED);
  hidden = look (self, child);
  g_assert_cmpint (hidden->expires_at, ==, NOW + 180 * DAY);
  g_assert_cmpint (act (self, child, v + 1, JARIDA_ACTION_BLOCK, JARIDA_REASON_VIOLENCE, 1, "karim", NOW), ==, JARIDA_REVIEW_DONE);
}

/* A proposal is of one version: when somebody acts in between it counts no more. */
static void
test_stale_proposal (Fixture       *self,
                     gconstpointer  data)
{
  gint64 picture = report (self, 1, 7, JARIDA_REASON_VIOLENCE);
  g_autoptr(JaridaSubject) before = look (self, picture);
  gint64 v = before->version;

  g_assert_cmpint (act (self, picture, v, JARIDA_ACTION_BLOCK, 1, 0, "amina", NOW), ==, JARIDA_REVIEW_PROPOSED);
  g_assert_cmpint (act (self, picture, v, JARIDA_ACTION_ESCALATE, 0, 0, "farid", NOW), ==, JARIDA_REVIEW_DONE);
  g_assert_cmpint (act (self, picture, v, JARIDA_ACTION_BLOCK, 1, 0, "karim", NOW), ==, JARIDA_REVIEW_CONFLICT);
  g_assert_cmpint (act (self, picture, v + 1, JARIDA_ACTION_BLOCK, 1, 0, "karim", NOW), ==, JARIDA_REVIEW_PROPOSED);
  g_assert_cmpint (act (self, picture, v + 1, JARIDA_ACTION_BLOCK, 1, 0, "amina", NOW), ==, JARIDA_REVIEW_DONE);
}

/* Block, taken back (an exception), taken back (open): the records follow each time, and only what holds can be taken back. */
static void
test_reverse (Fixture       *self,
              gconstpointer  data)
{
  gint64 picture = report (self, 1, 7, JARIDA_REASON_VIOLENCE);
  g_autoptr(JaridaSubject) before = look (self, picture);
  g_autoptr(JaridaSubject) cleared = NULL;
  g_autoptr(JaridaSubject) open = NULL;
  g_autofree char *block = NULL, *clear = NULL, *reopen = NULL, *nothing = NULL;
  g_autoptr(JaridaDecision) decision = NULL;

  g_assert_cmpint (act (self, picture, before->version, JARIDA_ACTION_BLOCK, 1, 90, "amina", NOW), ==, JARIDA_REVIEW_DONE);
  block = get_last_decision (self, picture);
  g_assert_cmpint (get_reporter (self, 1).agreed, ==, 1);

  g_assert_cmpint (reverse (self, block, "karim", &clear), ==, JARIDA_REVIEW_DONE);
  cleared = look (self, picture);
  g_assert_cmpint (cleared->state, ==, JARIDA_SUBJECT_CLEARED);
  g_assert_cmpint (get_reporter (self, 1).agreed, ==, 0);
  g_assert_cmpint (get_reporter (self, 1).disagreed, ==, 1);
  g_assert_true (jarida_ledger_find_decision (self->ledger, clear, &decision, NULL));
  g_assert_cmpstr (decision->supersedes, ==, block);
  g_assert_cmpint (reverse (self, block, "karim", &nothing), ==, JARIDA_REVIEW_NOTHING);

  g_assert_cmpint (reverse (self, clear, "amina", &reopen), ==, JARIDA_REVIEW_DONE);
  open = look (self, picture);
  g_assert_cmpint (open->state, ==, JARIDA_SUBJECT_OPEN);
  g_assert_cmpint (get_reporter (self, 1).agreed, ==, 0);
  g_assert_cmpint (get_reporter (self, 1).disagreed, ==, 0);
  g_assert_cmpint (reverse (self, reopen, "amina", &nothing), ==, JARIDA_REVIEW_NOTHING);
  g_assert_cmpint (reverse (self, "d_00000000000000000000000000", "amina", &nothing), ==, JARIDA_REVIEW_NOT_FOUND);
}

/* Decisions of one second have an order: that in which they were made. */
static void
test_order (Fixture       *self,
            gconstpointer  data)
{
  gint64 picture = report (self, 1, 7, JARIDA_REASON_VIOLENCE), other = report (self, 2, 8, JARIDA_REASON_VIOLENCE);
  g_autoptr(GPtrArray) decisions = g_ptr_array_new_with_free_func ((GDestroyNotify) jarida_decision_free);
  const JaridaDecision *before = NULL;

  for (gint64 version = 1; version <= 20; version++)
    g_assert_cmpint (act (self, picture, version, version % 2 != 0 ? JARIDA_ACTION_BLOCK : JARIDA_ACTION_CLEAR, 1, 90, "amina", NOW),
                     ==, JARIDA_REVIEW_DONE);
  /* A clock that was set back makes no difference either. */
  g_assert_cmpint (act (self, picture, 21, JARIDA_ACTION_BLOCK, 1, 90, "amina", NOW - DAY), ==, JARIDA_REVIEW_DONE);
  g_assert_cmpint (act (self, other, 1, JARIDA_ACTION_BLOCK, 1, 90, "amina", NOW), ==, JARIDA_REVIEW_DONE);

  g_assert_true (jarida_ledger_get_decisions_of (self->ledger, picture, decisions, NULL));
  g_assert_cmpuint (decisions->len, ==, 21);
  for (guint i = 0; i < decisions->len; i++)
    {
      const JaridaDecision *one = decisions->pdata[i];

      g_assert_cmpint (one->action, ==, i % 2 == 0 ? JARIDA_ACTION_BLOCK : JARIDA_ACTION_CLEAR);
      g_assert_cmpint (one->at, ==, NOW + i);
      if (before != NULL)
        g_assert_cmpstr (before->id, <, one->id);
      before = one;
    }
  g_ptr_array_set_size (decisions, 0);
  g_assert_true (jarida_ledger_get_decisions_of (self->ledger, other, decisions, NULL));
  g_assert_cmpint (((JaridaDecision *) decisions->pdata[0])->at, ==, NOW);
}

/* T-A8, its end: what a brigade hid in an hour is taken back with one command, and those who did it weigh nothing more. */
static void
test_reverse_many (Fixture       *self,
                   gconstpointer  data)
{
  guint n_done, n_left;
  g_autoptr(GError) error = NULL;

  for (int picture = 1; picture <= 6; picture++)
    {
      for (int reporter = 1; reporter <= 3; reporter++)
        report (self, reporter, picture, picture == 6 ? JARIDA_REASON_MINORS : JARIDA_REASON_VIOLENCE);
      fill_hide (self->ledger, report (self, 9 + picture, picture, JARIDA_REASON_HATE), picture == 1 ? NOW - DAY : NOW + picture);
    }

  jarida_review_reverse_hides (self->ledger, NOW, "other.example.org", "amina", "a brigade", NOW + 50, &n_done, &n_left, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (n_done + n_left, ==, 0);
  /* Not the one of yesterday; and what was said of a child waits for another reviewer. */
  jarida_review_reverse_hides (self->ledger, NOW, NULL, "amina", "a brigade", NOW + 50, &n_done, &n_left, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (n_done, ==, 4);
  g_assert_cmpuint (n_left, ==, 1);
  jarida_review_reverse_hides (self->ledger, NOW, "img.example.org", "karim", "a brigade", NOW + 60, &n_done, &n_left, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (n_done, ==, 1);
  g_assert_cmpuint (n_left, ==, 0);
  for (int reporter = 1; reporter <= 3; reporter++)
    g_assert_cmpint (get_reporter (self, reporter).disagreed, ==, 5);
}

static void
test_reporters (Fixture       *self,
                gconstpointer  data)
{
  guint8 id[JARIDA_REPORTER_ID_BYTES];
  g_autoptr(GArray) rows = g_array_new (FALSE, FALSE, sizeof (JaridaReporterRow));
  g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func ((GDestroyNotify) jarida_audit_row_free);
  JaridaReviewOutcome outcome;

  report (self, 1, 7, JARIDA_REASON_VIOLENCE);
  memset (id, 1, sizeof id);
  g_assert_true (jarida_review_reporter (self->ledger, id, JARIDA_REVIEW_SUSPEND, 30, "amina", "wrong", NOW, &outcome, NULL));
  g_assert_cmpint (outcome, ==, JARIDA_REVIEW_NOTHING);
  g_assert_cmpint (get_reporter (self, 1).suspended_until, ==, 0);
  g_assert_true (jarida_review_reporter (self->ledger, id, JARIDA_REVIEW_WARN, 0, "amina", "wrong", NOW, &outcome, NULL));
  g_assert_cmpint (outcome, ==, JARIDA_REVIEW_DONE);
  g_assert_true (jarida_review_reporter (self->ledger, id, JARIDA_REVIEW_SUSPEND, 30, "amina", "again", NOW, &outcome, NULL));
  g_assert_cmpint (get_reporter (self, 1).suspended_until, ==, NOW + 30 * DAY);
  g_assert_true (jarida_ledger_get_reporters (self->ledger, 10, rows, NULL));
  g_assert_cmpuint (rows->len, ==, 1);
  g_assert_true (jarida_review_reporter (self->ledger, id, JARIDA_REVIEW_LIFT, 0, "karim", "sorry", NOW, &outcome, NULL));
  g_assert_cmpint (get_reporter (self, 1).suspended_until, ==, 0);
  memset (id, 2, sizeof id);
  g_assert_true (jarida_review_reporter (self->ledger, id, JARIDA_REVIEW_WARN, 0, "amina", "wrong", NOW, &outcome, NULL));
  g_assert_cmpint (outcome, ==, JARIDA_REVIEW_NOT_FOUND);

  /* Each act and its reason is written down, the reporter by no more than half a word. */
  g_assert_true (jarida_ledger_get_audit (self->ledger, 10, lines, NULL));
  g_assert_cmpuint (lines->len, ==, 3);
  g_assert_cmpstr (((JaridaAuditRow *) lines->pdata[0])->why, ==, "sorry");
  g_assert_cmpstr (((JaridaAuditRow *) lines->pdata[0])->target, ==, "01010101");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/moderation/review/two-reviewers", Fixture, NULL, set_up, test_two_reviewers, tear_down);
  g_test_add ("/moderation/review/needs-two", Fixture, NULL, set_up, test_needs_two, tear_down);
  g_test_add ("/moderation/review/no-way-around", Fixture, NULL, set_up, test_no_way_around, tear_down);
  g_test_add ("/moderation/review/stale-proposal", Fixture, NULL, set_up, test_stale_proposal, tear_down);
  g_test_add ("/moderation/review/order", Fixture, NULL, set_up, test_order, tear_down);
  g_test_add ("/moderation/review/reverse", Fixture, NULL, set_up, test_reverse, tear_down);
  g_test_add ("/moderation/review/reverse-many", Fixture, NULL, set_up, test_reverse_many, tear_down);
  g_test_add ("/moderation/review/reporters", Fixture, NULL, set_up, test_reporters, tear_down);

  return g_test_run ();
}
