/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "close-reader.h"
#include "jarida-reader-private.h"

/* What a person sees of a report: the picture goes, the thanks come, and both can be taken back. No service and no network. */

#define PICTURE "https://img.example/2026/11/20/port.jpg"
/* Nothing listens there: what is to be sent waits. */
#define NOBODY "http://127.0.0.1:9"
#define ARTICLE "https://www.example/politique/port"

typedef struct
{
  char         *folder;    /* (owned) */
  JaridaReader *reader;    /* (owned) */
  guint         n_judged;
} Fixture;

static void
judged_cb (JaridaReader *reader,
           Fixture      *self)
{
  self->n_judged++;
}

static void
open_reader (Fixture *self)
{
  g_autofree char *cache = g_build_filename (self->folder, "cache", NULL);
  g_autoptr(GError) error = NULL;

  self->reader = jarida_reader_open (self->folder, cache, &error);
  g_assert_no_error (error);
  g_signal_connect (self->reader, "pictures-judged", G_CALLBACK (judged_cb), self);
}

static void
close_reader (Fixture *self)
{
  close_reader_and_wait (self->reader);
}

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  self->folder = g_dir_make_tmp ("jarida-reports-XXXXXX", NULL);
  open_reader (self);
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  close_reader (self);
  g_free (self->folder);
}

static void
keep_result_cb (GObject      *object,
                GAsyncResult *result,
                gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static char *
report (Fixture             *self,
        const char          *address,
        JaridaReportReason   reason,
        const char          *comment,
        gboolean             hide,
        GError             **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  jarida_reader_report_picture_async (self->reader, address, ARTICLE, reason, comment, hide, NULL, keep_result_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return jarida_reader_report_picture_finish (self->reader, result, error);
}

static JaridaPictureStanding
judge (Fixture    *self,
       const char *address)
{
  g_auto(JaridaPictureVerdict) verdict = { 0 };

  jarida_reader_judge_picture (self->reader, address, &verdict);
  return verdict.standing;
}

static JaridaReportState
get_state (Fixture *self,
           guint    position)
{
  g_autoptr(JaridaReportEntry) entry = g_list_model_get_item (jarida_reader_get_reports (self->reader), position);

  return jarida_report_entry_get_state (entry);
}

static void
test_report_and_undo (Fixture       *self,
                      gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(JaridaReportEntry) entry = NULL;
  g_autoptr(GAsyncResult) result = NULL;
  g_autofree char *id = report (self, PICTURE, JARIDA_REASON_VIOLENCE, NULL, TRUE, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (self->n_judged, ==, 1);
  g_assert_cmpint (judge (self, PICTURE), ==, JARIDA_PICTURE_HIDDEN_BY_YOU);
  g_assert_cmpint (judge (self, PICTURE "?utm_source=fil#top"), ==, JARIDA_PICTURE_HIDDEN_BY_YOU);
  g_assert_cmpint (judge (self, PICTURE "?page=2"), ==, JARIDA_PICTURE_SHOWN);
  entry = g_list_model_get_item (jarida_reader_get_reports (self->reader), 0);
  g_assert_cmpstr (jarida_report_entry_get_id (entry), ==, id);
  g_assert_cmpint (jarida_report_entry_get_state (entry), ==, JARIDA_REPORT_LOCAL);
  g_assert_true (jarida_report_entry_get_can_withdraw (entry));

  jarida_reader_load_picture_async (self->reader, PICTURE, 100, 100, FALSE, NULL, keep_result_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (jarida_reader_load_picture_finish (self->reader, result, &error));
  g_assert_error (error, JARIDA_PICTURE_ERROR, JARIDA_PICTURE_ERROR_HIDDEN);

  jarida_reader_withdraw_report (self->reader, id);
  while (jarida_report_entry_get_state (entry) != JARIDA_REPORT_WITHDRAWN)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (judge (self, PICTURE), ==, JARIDA_PICTURE_SHOWN);
  g_assert_false (jarida_report_entry_get_can_withdraw (entry));
}

/* It is on the disk when thanks are said: the next session knows it. */
static void
test_next_session (Fixture       *self,
                   gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  jarida_reader_set_report_service (self->reader, NOBODY);
  first = report (self, PICTURE, JARIDA_REASON_HATE, NULL, TRUE, &error);
  g_assert_no_error (error);
  second = report (self, "https://img.example/b.jpg", JARIDA_REASON_OTHER, "C’est mon visage.", FALSE, &error);
  g_assert_no_error (error);
  g_assert_cmpint (judge (self, "https://img.example/b.jpg"), ==, JARIDA_PICTURE_SHOWN);
  close_reader (self);
  open_reader (self);
  g_assert_cmpint (judge (self, PICTURE), ==, JARIDA_PICTURE_HIDDEN_BY_YOU);
  g_assert_cmpuint (g_list_model_get_n_items (jarida_reader_get_reports (self->reader)), ==, 2);
  g_assert_cmpint (get_state (self, 0), ==, JARIDA_REPORT_QUEUED);
}

static void
test_show_anyway (Fixture       *self,
                  gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *id = report (self, PICTURE, JARIDA_REASON_VIOLENCE, NULL, TRUE, &error);

  jarida_reader_set_picture_shown (self->reader, PICTURE, TRUE);
  while (judge (self, PICTURE) != JARIDA_PICTURE_SHOWN)
    g_main_context_iteration (NULL, TRUE);
  close_reader (self);
  open_reader (self);
  g_assert_cmpint (judge (self, PICTURE), ==, JARIDA_PICTURE_SHOWN);
  jarida_reader_set_picture_shown (self->reader, PICTURE, FALSE);
  while (judge (self, PICTURE) != JARIDA_PICTURE_HIDDEN_BY_YOU)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_what_is_refused (Fixture       *self,
                      gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *text = NULL;
  guint n = 0;

  g_assert_null (report (self, PICTURE, JARIDA_REASON_OTHER, NULL, TRUE, &error));
  g_assert_error (error, JARIDA_PICTURE_ERROR, JARIDA_PICTURE_ERROR_INCOMPLETE);
  text = jarida_error_text (error);
  g_assert_cmpstr (text, !=, "");
  g_clear_error (&error);

  jarida_reader_set_report_service (self->reader, NOBODY);
  while (error == NULL)
    {
      g_autofree char *address = g_strdup_printf ("https://img.example/%u.jpg", n);
      g_autofree char *id = report (self, address, JARIDA_REASON_BROKEN, NULL, TRUE, &error);

      n += error == NULL;
    }
  g_assert_error (error, JARIDA_PICTURE_ERROR, JARIDA_PICTURE_ERROR_TOO_MANY_TODAY);
  g_assert_cmpuint (n, ==, 20);
}

static void
test_service_address (Fixture       *self,
                      gconstpointer  data)
{
  static const struct { const char *given, *taken; } rows[] = {
    { "https://reports.example", "https://reports.example" },
    { "https://reports.example/", "https://reports.example" },
    { "https://reports.example:8443/press/", "https://reports.example:8443/press" },
    { "http://127.0.0.1:8080/", "http://127.0.0.1:8080" },
    { "http://[::1]:8080", "http://[::1]:8080" },
    { "http://localhost:8080", "http://localhost:8080" },
    { "http://reports.example", "" },
    { "http://localhost.example", "" },
    { "http://127.0.0.1.example", "" },
    { "http://0.0.0.0", "" },
    { "https://reports.example/?q=1", "" },
    { "file:///etc/passwd", "" },
    { "", "" },
    { NULL, "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      jarida_reader_set_report_service (self->reader, rows[i].given);
      g_assert_cmpstr (jarida_reader_get_report_service (self->reader), ==, rows[i].taken);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/reader/reports/report-and-undo", test_report_and_undo);
  ADD ("/reader/reports/next-session", test_next_session);
  ADD ("/reader/reports/show-anyway", test_show_anyway);
  ADD ("/reader/reports/what-is-refused", test_what_is_refused);
  ADD ("/reader/reports/service-address", test_service_address);
#undef ADD
  return g_test_run ();
}
