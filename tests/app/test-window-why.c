/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-why-sheet.h"
#include "journey-article.h"

/* A person asks why others' decision hides a picture: of the real service, in a process of its own, over HTTP. */

static const char *moderation;
static const char *moderate;

typedef struct
{
  char        *folder;     /* (owned) */
  char        *database;   /* (owned) */
  char        *address;    /* (owned) */
  GSubprocess *process;    /* (owned) */
} Service;

static char *
read_when_there (const char *path)
{
  char *text = NULL;

  WAIT_UNTIL (g_file_get_contents (path, &text, NULL, NULL) && strchr (text, '\n') != NULL);
  return g_strstrip (text);
}

/* One new person is "several" here. Without minutes between two lists. */
static void
start (Service *self)
{
  g_autofree char *keys = g_build_filename (self->folder, "keys", NULL);
  g_autofree char *roots = g_build_filename (keys, "roots.pub", NULL);
  g_autofree char *port_file = g_build_filename (self->folder, "port", NULL);
  g_autofree char *hosts = g_build_filename (self->folder, "hosts", NULL);
  g_autofree char *port = NULL;
  g_autoptr(GSubprocess) make_keys = NULL;
  g_autoptr(GError) error = NULL;

  make_keys = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE, &error, moderation, "--make-keys", keys, NULL);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_wait_check (make_keys, NULL, NULL));
  g_setenv ("JARIDA_LIST_ROOTS", roots, TRUE);
  g_assert_true (g_file_set_contents (hosts, "127.0.0.1 demo\n", -1, NULL));
  self->process = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error, moderation, "--listen", "127.0.0.1:0", "--port-file", port_file,
                                    "--database", self->database, "--keys", keys, "--image-hosts", hosts, "--set", "threshold=250",
                                    "--set", "publish_seconds=0", NULL);
  g_assert_no_error (error);
  port = read_when_there (port_file);
  self->address = g_strdup_printf ("http://127.0.0.1:%s", port);
}

static Service *
service_new (void)
{
  Service *self = g_new0 (Service, 1);

  self->folder = g_dir_make_tmp ("jarida-why-XXXXXX", NULL);
  self->database = g_build_filename (self->folder, "moderation.db", NULL);
  start (self);
  return self;
}

static void
stop (Service *self)
{
  if (self->process == NULL)
    return;
  g_subprocess_send_signal (self->process, SIGTERM);
  g_subprocess_wait (self->process, NULL, NULL);
  g_clear_object (&self->process);
}

static void
service_free (Service *self)
{
  stop (self);
  g_free (self->address);
  g_free (self->database);
  g_free (self->folder);
  g_free (self);
}

static char *
run_moderate (Service           *self,
              const char *const *arguments)
{
  g_autoptr(GStrvBuilder) call = g_strv_builder_new ();
  g_auto(GStrv) strv = NULL;
  g_autoptr(GSubprocess) process = NULL;
  g_autoptr(GError) error = NULL;
  char *output = NULL;

  g_strv_builder_add_many (call, moderate, arguments[0], "--database", self->database, "--who", "amina", NULL);
  g_strv_builder_addv (call, (const char **) arguments + 1);
  strv = g_strv_builder_end (call);
  process = g_subprocess_newv ((const char *const *) strv, G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_communicate_utf8 (process, NULL, NULL, &output, NULL, &error));
  g_assert_true (g_subprocess_get_successful (process));
  return output;
}

/* "NUMBER@VERSION", as reviewers name what they looked at. */
static char *
make_handle (Service    *self,
             const char *picture)
{
  g_autofree char *sheet = run_moderate (self, (const char *const[]) { "show", picture, "--json", NULL });
  g_autoptr(GRegex) number = g_regex_new ("\"picture\" ?: ?\"?([0-9]+)", 0, 0, NULL);
  g_autoptr(GRegex) version = g_regex_new ("\"version\" ?: ?([0-9]+)", 0, 0, NULL);
  g_autoptr(GMatchInfo) found_number = NULL, found_version = NULL;
  g_autofree char *first = NULL, *second = NULL;

  g_assert_true (g_regex_match (number, sheet, 0, &found_number) && g_regex_match (version, sheet, 0, &found_version));
  first = g_match_info_fetch (found_number, 1);
  second = g_match_info_fetch (found_version, 1);
  return g_strdup_printf ("%s@%s", first, second);
}

static void
keep_result_cb (GObject      *object,
                GAsyncResult *result,
                gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

/* Somebody else, with a profile of his own. */
static void
report_as_another (Service    *self,
                   const char *picture)
{
  g_autofree char *shelf = g_build_filename (self->folder, "other", NULL);
  g_autofree char *cache = g_build_filename (self->folder, "other-cache", NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(GAsyncResult) reported = NULL, sent = NULL;
  JaridaReader *reader = jarida_reader_open (shelf, cache, &error);
  g_autofree char *id = NULL;

  g_assert_no_error (error);
  jarida_reader_set_report_service (reader, self->address);
  jarida_reader_report_picture_async (reader, picture, "http://127.0.0.1/article", JARIDA_REASON_VIOLENCE, NULL, TRUE, NULL,
                                      keep_result_cb, &reported);
  WAIT_UNTIL (reported != NULL);
  id = jarida_reader_report_picture_finish (reader, reported, &error);
  g_assert_no_error (error);
  jarida_reader_send_reports_async (reader, NULL, keep_result_cb, &sent);
  WAIT_UNTIL (sent != NULL);
  g_assert_true (jarida_reader_send_reports_finish (reader, sent, &error));
  g_assert_no_error (error);
  jarida_reader_close (reader);
  g_object_unref (reader);
}

static JaridaPictureStanding
judge (Journey *journey)
{
  g_auto(JaridaPictureVerdict) verdict = { 0 };

  jarida_reader_judge_picture (journey->reader, journey_picture (journey), &verdict);
  return verdict.standing;
}

/* The list is made on a thread of the service, a moment after what changes it. */
static void
update_until (Journey               *journey,
              JaridaPictureStanding  standing)
{
  const gint64 end = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;

  while (judge (journey) != standing)
    {
      g_autoptr(GAsyncResult) result = NULL;

      g_assert_cmpint (g_get_monotonic_time (), <, end);
      jarida_reader_load_list_async (journey->reader, TRUE, NULL, keep_result_cb, &result);
      WAIT_UNTIL (result != NULL);
      g_assert_true (jarida_reader_load_list_finish (journey->reader, result, NULL));
      journey_settle (50);
    }
  WAIT_UNTIL (journey_stop (journey, JARIDA_STOP_WHY) != NULL);
}

static GtkWidget *
ask_why (Journey *journey)
{
  GtkWidget *dialog;

  gtk_widget_activate (GTK_WIDGET (journey_stop (journey, JARIDA_STOP_WHY)));
  dialog = journey_dialog (journey);
  g_assert_true (JARIDA_IS_WHY_SHEET (dialog));
  return dialog;
}

static void
leave (GtkWidget *dialog)
{
  gpointer left = dialog;

  g_object_add_weak_pointer (G_OBJECT (dialog), &left);
  jarida_sheet_leave (JARIDA_SHEET (dialog));
  WAIT_UNTIL (left == NULL);
}

/* Hidden by readers, then blocked by a reviewer: each time what the service says of it is in the dialog; then the service is gone. */
static void
test_readers_then_moderator (void)
{
  g_autoptr(NewsServer) server = news_server_new (3);
  Service *service = service_new ();
  Journey *journey = journey_read_picture (server);
  g_autofree char *handle = NULL, *decision = NULL;
  GtkWidget *dialog;

  jarida_reader_set_report_service (journey->reader, service->address);
  report_as_another (service, journey_picture (journey));
  update_until (journey, JARIDA_PICTURE_HIDDEN_BY_READERS);
  dialog = ask_why (journey);
  WAIT_UNTIL (journey_says (dialog, "Several people reported it for this reason"));
  WAIT_UNTIL (journey_says (dialog, "Signalée par au moins 1 personne."));
  g_assert_true (journey_says (dialog, "Hidden automatically: "));
  g_assert_true (journey_says (dialog, "Valid until: "));
  g_assert_null (journey_shown_button (dialog, "_Withdraw My Report"));
  leave (dialog);

  handle = make_handle (service, journey_picture (journey));
  decision = run_moderate (service, (const char *const[]) { "block", handle, "--reason", "violence", "--why", "Un corps est visible.",
                                                            NULL });
  update_until (journey, JARIDA_PICTURE_HIDDEN_BY_MODERATOR);
  dialog = ask_why (journey);
  WAIT_UNTIL (journey_says (dialog, "Un corps est visible."));
  g_assert_true (journey_says (dialog, "Decided: "));
  leave (dialog);

  /* Nobody answers: that is said, and the picture can be shown all the same. */
  stop (service);
  dialog = ask_why (journey);
  WAIT_UNTIL (journey_says (dialog, "A moderator has looked at it"));
  journey_settle (200);
  g_signal_emit_by_name (journey_shown_button (dialog, "Show _Anyway"), "clicked");
  WAIT_UNTIL (journey_stop (journey, JARIDA_STOP_REPORT) != NULL);
  journey_end (journey, FALSE);
  service_free (service);
}

int
main (int   argc,
      char *argv[])
{
  journey_init (&argc, &argv);
  g_assert_cmpint (argc, ==, 3);
  moderation = argv[1];
  moderate = argv[2];
  g_test_add_func ("/why/readers-then-moderator", test_readers_then_moderator);
  return g_test_run ();
}
