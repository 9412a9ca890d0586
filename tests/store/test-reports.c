/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <string.h>

#include "jarida-connection.h"
#include "jarida-store-reports.h"
#include "shelf-fixture.h"

#define NOON G_GINT64_CONSTANT (1796040000)   /* 2026-11-30 12:00 UTC */

static JaridaHiddenRow
sign (int    kind,
      guint8 filler)
{
  JaridaHiddenRow row = { .kind = kind, .reason = 3 };

  memset (row.key, filler, sizeof row.key);
  return row;
}

static gint64
add (Shelf                 *shelf,
     const char            *id,
     JaridaReportState      state,
     const JaridaHiddenRow *hidden,
     gsize                  n_hidden)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) body = g_bytes_new ("{\"v\":1}", 7);
  const JaridaReportRow report = {
    .id = (char *) id, .state = state, .reason = 3, .address = (char *) "https://img.example/a.jpg",
    .comment = (char *) "Non.", .created = NOON, .body = body,
  };
  gint64 number = 0;

  jarida_store_add_report_async (shelf->store, &report, hidden, n_hidden, NULL, wait_cb, &result);
  jarida_store_add_report_finish (shelf->store, wait_for (&result), &number, &error);
  g_assert_no_error (error);
  return number;
}

static void
withdraw (Shelf  *shelf,
          gint64  number)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  jarida_store_withdraw_report_async (shelf->store, number, NULL, wait_cb, &result);
  jarida_store_withdraw_report_finish (shelf->store, wait_for (&result), &error);
  g_assert_no_error (error);
}

static gboolean
claim (Shelf  *shelf,
       gint64  number,
       gint64  now)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  jarida_store_claim_report_async (shelf->store, number, now, now + 600, NULL, wait_cb, &result);
  if (jarida_store_claim_report_finish (shelf->store, wait_for (&result), &error))
    return TRUE;
  g_assert_error (error, JARIDA_STORE_ERROR, JARIDA_STORE_ERROR_NOT_FOUND);
  return FALSE;
}

static void
save (Shelf                 *shelf,
      const JaridaReportRow *report)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  jarida_store_save_report_async (shelf->store, report, NULL, wait_cb, &result);
  jarida_store_save_report_finish (shelf->store, wait_for (&result), &error);
  g_assert_no_error (error);
}

static void
set_shown (Shelf           *shelf,
           JaridaHiddenRow  row,
           gboolean         shown)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  jarida_store_set_picture_shown_async (shelf->store, &row, 1, shown, NULL, wait_cb, &result);
  jarida_store_set_picture_shown_finish (shelf->store, wait_for (&result), &error);
  g_assert_no_error (error);
}

static const JaridaReportRow *
get (Shelf  *shelf,
     gint64  number)
{
  GPtrArray *reports = jarida_store_get_reports (shelf->store);

  for (guint i = 0; i < reports->len; i++)
    if (((JaridaReportRow *) g_ptr_array_index (reports, i))->number == number)
      return g_ptr_array_index (reports, i);
  g_error ("no report %" G_GINT64_FORMAT, number);
}

/* What memory says must be what the file says. */
static void
assert_same_after_reopening (Shelf *shelf)
{
  g_autoptr(GPtrArray) before = g_ptr_array_new_with_free_func ((GDestroyNotify) jarida_report_row_free);
  g_autoptr(GArray) hidden = g_array_copy (jarida_store_get_hidden (shelf->store));
  g_autoptr(GArray) shown = g_array_copy (jarida_store_get_shown (shelf->store));
  GPtrArray *after;

  for (guint i = 0; i < jarida_store_get_reports (shelf->store)->len; i++)
    g_ptr_array_add (before, jarida_report_row_copy (g_ptr_array_index (jarida_store_get_reports (shelf->store), i)));
  shelf_reopen (shelf);
  after = jarida_store_get_reports (shelf->store);
  g_assert_cmpuint (after->len, ==, before->len);
  for (guint i = 0; i < after->len; i++)
    {
      const JaridaReportRow *a = g_ptr_array_index (before, i), *b = g_ptr_array_index (after, i);

      g_assert_cmpstr (a->id, ==, b->id);
      g_assert_cmpint (a->number, ==, b->number);
      g_assert_cmpint (a->state == JARIDA_REPORT_SENDING ? JARIDA_REPORT_QUEUED : a->state, ==, b->state);
      g_assert_cmpint (a->withdrawing, ==, b->withdrawing);
      g_assert_cmpint (a->attempts, ==, b->attempts);
      g_assert_cmpstr (a->address, ==, b->address);
      g_assert_cmpstr (a->problem, ==, b->problem);
      g_assert_cmpint (a->body != NULL, ==, b->body != NULL);
    }
  g_assert_cmpmem (hidden->data, hidden->len * sizeof (JaridaHiddenRow), jarida_store_get_hidden (shelf->store)->data,
                   jarida_store_get_hidden (shelf->store)->len * sizeof (JaridaHiddenRow));
  g_assert_cmpuint (shown->len, ==, jarida_store_get_shown (shelf->store)->len);
}

static void
count_cb (JaridaStore *store,
          guint       *n)
{
  (*n)++;
}

static void
test_add (Shelf         *shelf,
          gconstpointer  data)
{
  const JaridaHiddenRow signs[] = { sign (1, 0xaa), sign (2, 0xbb) };
  guint n_changes = 0;
  gint64 number;

  g_signal_connect (shelf->store, "reports-changed", G_CALLBACK (count_cb), &n_changes);
  number = add (shelf, "first", JARIDA_REPORT_QUEUED, signs, G_N_ELEMENTS (signs));
  g_assert_cmpuint (n_changes, ==, 1);
  g_assert_cmpint (add (shelf, "second", JARIDA_REPORT_LOCAL, NULL, 0), >, number);
  g_assert_cmpint (get (shelf, number)->reason, ==, 3);
  g_assert_cmpuint (jarida_store_get_hidden (shelf->store)->len, ==, 2);
  g_assert_cmpint (g_array_index (jarida_store_get_hidden (shelf->store), JaridaHiddenRow, 1).family, ==, number);
  assert_same_after_reopening (shelf);
}

/* Without a network, before anybody sent it: nobody need be told. Afterwards the service may know of it. */
static void
test_withdraw (Shelf         *shelf,
               gconstpointer  data)
{
  const JaridaHiddenRow same = sign (1, 0xaa);
  gint64 first = add (shelf, "first", JARIDA_REPORT_QUEUED, &same, 1);
  gint64 second = add (shelf, "second", JARIDA_REPORT_QUEUED, &same, 1);
  gint64 local = add (shelf, "local", JARIDA_REPORT_LOCAL, NULL, 0);
  g_autoptr(JaridaReportRow) sent = NULL;

  withdraw (shelf, first);
  g_assert_cmpint (get (shelf, first)->state, ==, JARIDA_REPORT_WITHDRAWN);
  g_assert_false (get (shelf, first)->withdrawing);
  g_assert_cmpuint (jarida_store_get_hidden (shelf->store)->len, ==, 1);
  g_assert_false (claim (shelf, first, NOON));

  g_assert_true (claim (shelf, second, NOON));
  g_assert_false (claim (shelf, second, NOON));
  g_assert_cmpint (get (shelf, second)->state, ==, JARIDA_REPORT_SENDING);
  withdraw (shelf, second);
  g_assert_true (get (shelf, second)->withdrawing);
  g_assert_cmpuint (jarida_store_get_hidden (shelf->store)->len, ==, 0);
  /* The answer to what was being sent comes now: it stays withdrawn, and the service is told next. */
  sent = jarida_report_row_copy (get (shelf, second));
  sent->state = JARIDA_REPORT_SENT;
  sent->withdrawing = FALSE;
  sent->sent = NOON + 2;
  sent->next = 0;
  save (shelf, sent);
  g_assert_cmpint (get (shelf, second)->state, ==, JARIDA_REPORT_WITHDRAWN);
  g_assert_true (get (shelf, second)->withdrawing);
  g_assert_null (get (shelf, second)->body);
  g_assert_true (claim (shelf, second, NOON + 3));

  withdraw (shelf, local);
  g_assert_cmpint (get (shelf, local)->state, ==, JARIDA_REPORT_WITHDRAWN);
  g_assert_false (get (shelf, local)->withdrawing);
  assert_same_after_reopening (shelf);
}

/* A number is never used again while something carries it, or one withdrawal would show another's picture. */
static void
test_numbers (Shelf         *shelf,
              gconstpointer  data)
{
  g_autofree char *path = shelf_path (shelf, "library.db");
  const JaridaHiddenRow one = sign (1, 1), other = sign (1, 2);
  gint64 first = add (shelf, "first", JARIDA_REPORT_QUEUED, &one, 1);

  {
    g_autoptr(GError) error = NULL;
    g_autoptr(JaridaConnection) connection = jarida_connection_open (path, JARIDA_CONNECTION_WRITE, 4096, &error);

    g_assert_no_error (error);
    jarida_connection_execute (connection, "DELETE FROM outbox", &error);
    g_assert_no_error (error);
  }
  shelf_reopen (shelf);
  g_assert_cmpint (add (shelf, "second", JARIDA_REPORT_QUEUED, &other, 1), >, first);
  withdraw (shelf, first + 1);
  g_assert_cmpuint (jarida_store_get_hidden (shelf->store)->len, ==, 1);
}

/* T-O5: clocks that run wild only move the moment. */
static void
test_clock (Shelf         *shelf,
            gconstpointer  data)
{
  gint64 number = add (shelf, "first", JARIDA_REPORT_QUEUED, NULL, 0);
  g_autoptr(JaridaReportRow) row = NULL;

  row = jarida_report_row_copy (get (shelf, number));
  row->next = NOON + 3600;
  save (shelf, row);
  g_assert_false (claim (shelf, number, NOON));
  g_assert_true (claim (shelf, number, NOON + 2 * 86400));
  row->next = NOON + 86400;
  row->state = JARIDA_REPORT_QUEUED;
  save (shelf, row);
  /* Put back by two days: a pause of a day cannot lie three days ahead. */
  g_assert_true (claim (shelf, number, NOON - 2 * 86400));
}

/* What was being sent when the program died is queued again by the next one. */
static void
test_requeue (Shelf         *shelf,
              gconstpointer  data)
{
  gint64 number = add (shelf, "first", JARIDA_REPORT_QUEUED, NULL, 0);

  g_assert_true (claim (shelf, number, NOON));
  shelf_reopen (shelf);
  g_assert_cmpint (get (shelf, number)->state, ==, JARIDA_REPORT_QUEUED);
  g_assert_cmpint (get (shelf, number)->attempts, ==, 1);
  g_assert_true (claim (shelf, number, NOON));
}

static void
test_more_signs (Shelf         *shelf,
                 gconstpointer  data)
{
  const JaridaHiddenRow first = sign (1, 1);
  JaridaHiddenRow more[2] = { sign (4, 5), sign (4, 6) };
  gint64 number = add (shelf, "first", JARIDA_REPORT_QUEUED, &first, 1);

  for (guint round = 0; round < 3; round++)
    {
      g_autoptr(GAsyncResult) result = NULL;
      g_autoptr(GError) error = NULL;

      more[0].family = more[1].family = number;
      jarida_store_add_hidden_async (shelf->store, more, 2, NULL, wait_cb, &result);
      jarida_store_add_hidden_finish (shelf->store, wait_for (&result), &error);
      g_assert_no_error (error);
      /* Once, and not at all for what was taken back. */
      g_assert_cmpuint (jarida_store_get_hidden (shelf->store)->len, ==, round < 2 ? 3 : 0);
      if (round == 1)
        withdraw (shelf, number);
    }
  assert_same_after_reopening (shelf);
}

static void
test_show_anyway (Shelf         *shelf,
                  gconstpointer  data)
{
  const JaridaHiddenRow row = sign (1, 1);

  set_shown (shelf, row, TRUE);
  set_shown (shelf, row, TRUE);
  set_shown (shelf, sign (1, 2), TRUE);
  g_assert_cmpuint (jarida_store_get_shown (shelf->store)->len, ==, 2);
  /* Who reports it afterwards has changed his mind. */
  add (shelf, "first", JARIDA_REPORT_QUEUED, &row, 1);
  g_assert_cmpuint (jarida_store_get_shown (shelf->store)->len, ==, 1);
  set_shown (shelf, sign (1, 2), FALSE);
  g_assert_cmpuint (jarida_store_get_shown (shelf->store)->len, ==, 0);
  assert_same_after_reopening (shelf);
}

/* Another process reports: it is seen without being told. */
static void
test_two_processes (Shelf         *shelf,
                    gconstpointer  data)
{
  const JaridaHiddenRow row = sign (1, 1);
  Shelf other = { shelf->folder, NULL };
  g_autoptr(GError) error = NULL;
  gint64 number;

  other.store = jarida_store_open (shelf->folder, &error);
  g_assert_no_error (error);
  number = add (&other, "first", JARIDA_REPORT_QUEUED, &row, 1);
  g_assert_true (claim (&other, number, NOON));
  jarida_store_close (other.store);
  g_object_unref (other.store);
  while (jarida_store_get_reports (shelf->store)->len == 0
         || get (shelf, number)->state != JARIDA_REPORT_SENDING)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (jarida_store_get_hidden (shelf->store)->len, ==, 1);
  g_assert_false (claim (shelf, number, NOON));
  /* And its death is outlived. */
  g_assert_true (claim (shelf, number, NOON + 601));
}

/* A shelf of the first version, as 0.1.0 wrote it, with a saved article. */
static void
test_version_1 (Shelf         *shelf,
                gconstpointer  data)
{
  const JaridaHiddenRow row = sign (1, 1);
  g_autoptr(GError) error = NULL;

  jarida_store_close (shelf->store);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_clear_object (&shelf->store);
  shelf_copy_old (shelf, "shelf-1", "library.db");
  shelf_copy_old (shelf, "shelf-1", "bodies.db");
  shelf->store = jarida_store_open (shelf->folder, &error);
  g_assert_no_error (error);
  g_assert_null (jarida_store_get_notice (shelf->store));
  g_assert_cmpuint (shelf_count (shelf, JARIDA_PLACE_ALL, 0), ==, 35);
  g_assert_cmpuint (shelf_count (shelf, JARIDA_PLACE_SAVED, 0), ==, 1);
  g_assert_cmpuint (shelf_count_unread (shelf, JARIDA_PLACE_ALL, 0), ==, 33);
  add (shelf, "first", JARIDA_REPORT_QUEUED, &row, 1);
  assert_same_after_reopening (shelf);
  g_assert_cmpuint (shelf_count (shelf, JARIDA_PLACE_SAVED, 0), ==, 1);
}

/* A page of articles is junk: what the person did is brought over whole. */
static void
test_mended (Shelf         *shelf,
             gconstpointer  data)
{
  g_autofree char *path = shelf_path (shelf, "library.db");
  g_autofree char *mark = shelf_path (shelf, "damaged");
  g_autofree char *junk = g_strnfill (4096, 'J');
  g_autoptr(GPtrArray) articles = articles_new ("a", 2000, NOON);
  const JaridaHiddenRow row = sign (1, 1);
  GStatBuf file;
  FILE *stream;

  for (guint i = 0; i < articles->len; i++)
    ((JaridaArticle *) g_ptr_array_index (articles, i))->excerpt = g_strnfill (200, 'x');
  shelf_put (shelf, shelf_add_source (shelf, "https://a.example/feed"), articles, NULL, NULL);
  for (guint i = 0; i < 10; i++)
    {
      g_autofree char *id = g_strdup_printf ("report-%u", i);

      add (shelf, id, JARIDA_REPORT_QUEUED, &row, 1);
    }
  set_shown (shelf, sign (1, 2), TRUE);
  shelf_close (shelf);
  g_assert_cmpint (g_stat (path, &file), ==, 0);
  stream = g_fopen (path, "r+b");
  fseek (stream, file.st_size / 2 / 4096 * 4096, SEEK_SET);
  g_assert_cmpuint (fwrite (junk, 1, 4096, stream), ==, 4096);
  fclose (stream);
  g_assert_true (g_file_set_contents (mark, "", 0, NULL));
  shelf_open (shelf);
  g_assert_cmpstr (jarida_store_get_notice (shelf->store), ==, "recovered");
  g_assert_cmpuint (shelf_count (shelf, JARIDA_PLACE_ALL, 0), <, 2000);
  g_assert_cmpuint (jarida_store_get_reports (shelf->store)->len, ==, 10);
  g_assert_cmpuint (jarida_store_get_hidden (shelf->store)->len, ==, 10);
  g_assert_cmpuint (jarida_store_get_shown (shelf->store)->len, ==, 1);
  assert_same_after_reopening (shelf);
}

int
main (int   argc,
      char *argv[])
{
  const struct { const char *path; void (*function) (Shelf *, gconstpointer); } tests[] = {
    { "/store/reports/add", test_add },
    { "/store/reports/withdraw", test_withdraw },
    { "/store/reports/numbers", test_numbers },
    { "/store/reports/T-O5/clock", test_clock },
    { "/store/reports/requeue", test_requeue },
    { "/store/reports/more-signs", test_more_signs },
    { "/store/reports/show-anyway", test_show_anyway },
    { "/store/reports/two-processes", test_two_processes },
    { "/store/reports/version-1", test_version_1 },
    { "/store/reports/mended", test_mended },
  };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Shelf, NULL, shelf_set_up, tests[i].function, shelf_tear_down);
  return g_test_run ();
}
