/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>

#include "close-reader.h"
#include "jarida-reader-private.h"

/* The promise itself, with everything real but the newspapers: three people report a picture of the sample edition, each with his own
 * profile, to the service over HTTP; a fourth, who has never spoken to it but for the list, no longer sees it. */

static const char *moderation;
static const char *demo;

typedef struct
{
  char         *folder;   /* (owned) */
  JaridaReader *reader;   /* (owned) */
} Profile;

typedef struct
{
  char        *folder;       /* (owned) */
  GSubprocess *press;        /* (owned) */
  GSubprocess *service;      /* (owned) (nullable) */
  char        *service_url;  /* (owned) */
  char        *picture;      /* (owned) */
} Fixture;

static void
keep_result_cb (GObject      *object,
                GAsyncResult *result,
                gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static GAsyncResult *
wait_for (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return *result;
}

static char *
read_when_there (const char *path)
{
  char *text = NULL;
  const gint64 end = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;

  while (!g_file_get_contents (path, &text, NULL, NULL) || strchr (text, '\n') == NULL)
    {
      g_clear_pointer (&text, g_free);
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      g_usleep (5000);
    }
  return g_strstrip (text);
}

static char *
in_folder (Fixture    *self,
           const char *name)
{
  return g_build_filename (self->folder, name, NULL);
}

static void
start_press (Fixture *self)
{
  g_autofree char *port_file = in_folder (self, "press-port");
  g_autofree char *log = in_folder (self, "requests");
  g_autofree char *port = NULL;
  g_autoptr(GError) error = NULL;

  self->press = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE, &error, demo, "--port-file", port_file, "--log", log, NULL);
  g_assert_no_error (error);
  port = read_when_there (port_file);
  self->picture = g_strdup_printf ("http://127.0.0.1:%s/pictures/chart-ports.png", port);
}

/* A person who is new weighs a quarter: three of them are "several" here. Loopback is the newspapers' host. */
static void
start_service (Fixture    *self,
               const char *listen)
{
  g_autofree char *port_file = in_folder (self, "service-port");
  g_autofree char *database = in_folder (self, "moderation.db");
  g_autofree char *keys = in_folder (self, "keys");
  g_autofree char *hosts = in_folder (self, "hosts");
  g_autofree char *port = NULL;
  g_autoptr(GError) error = NULL;

  g_file_set_contents (hosts, "127.0.0.1 demo\n", -1, &error);
  g_assert_no_error (error);
  g_unlink (port_file);
  self->service = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error, moderation, "--listen", listen, "--port-file", port_file,
                                    "--database", database, "--keys", keys, "--image-hosts", hosts, "--set", "threshold=750",
                                    "--set", "publish_seconds=0", "--set", "new_keys_address=100", NULL);
  g_assert_no_error (error);
  port = read_when_there (port_file);
  g_free (self->service_url);
  self->service_url = g_strdup_printf ("http://127.0.0.1:%s", port);
}

static void
make_keys (Fixture *self)
{
  g_autofree char *keys = in_folder (self, "keys");
  g_autofree char *roots = g_build_filename (keys, "roots.pub", NULL);
  g_autoptr(GSubprocess) process = NULL;
  g_autoptr(GError) error = NULL;

  process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE, &error, moderation, "--make-keys", keys, NULL);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_wait_check (process, NULL, NULL));
  g_setenv ("JARIDA_LIST_ROOTS", roots, TRUE);
}

static void
stop (GSubprocess **process)
{
  if (*process == NULL)
    return;
  g_subprocess_send_signal (*process, SIGTERM);
  g_subprocess_wait (*process, NULL, NULL);
  g_clear_object (process);
}

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  self->folder = g_dir_make_tmp ("jarida-end-to-end-XXXXXX", NULL);
  start_press (self);
  make_keys (self);
  start_service (self, "127.0.0.1:0");
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  stop (&self->service);
  stop (&self->press);
  g_free (self->service_url);
  g_free (self->picture);
  g_free (self->folder);
}

static void
open_profile (Fixture    *self,
              Profile    *profile,
              const char *name)
{
  g_autofree char *cache = NULL;
  g_autoptr(GError) error = NULL;

  profile->folder = in_folder (self, name);
  cache = g_build_filename (profile->folder, "cache", NULL);
  profile->reader = jarida_reader_open (profile->folder, cache, &error);
  g_assert_no_error (error);
  jarida_fetcher_set_pause (profile->reader->fetcher, 0);
  jarida_reader_set_report_service (profile->reader, self->service_url);
}

static void
close_profile (Profile *profile)
{
  close_reader_and_wait (profile->reader);
  g_free (profile->folder);
}

static gboolean
load (Profile     *profile,
      const char  *address,
      GError     **error)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(JaridaPixels) pixels = NULL;

  jarida_reader_load_picture_async (profile->reader, address, 800, 800, FALSE, NULL, keep_result_cb, &result);
  pixels = jarida_reader_load_picture_finish (profile->reader, wait_for (&result), error);
  return pixels != NULL;
}

static void
update_list (Profile *profile)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  jarida_reader_load_list_async (profile->reader, TRUE, NULL, keep_result_cb, &result);
  jarida_reader_load_list_finish (profile->reader, wait_for (&result), &error);
  g_assert_no_error (error);
}

static JaridaPictureStanding
judge (Profile            *profile,
       const char         *address,
       JaridaReportReason *out_reason)
{
  g_auto(JaridaPictureVerdict) verdict = { 0 };

  jarida_reader_judge_picture (profile->reader, address, &verdict);
  if (out_reason != NULL)
    *out_reason = verdict.reason;
  return verdict.standing;
}

/* Reports as a person does who has the picture before him. Returns how long the thanks took, in milliseconds. */
static double
report (Fixture *self,
        Profile *profile)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *id = NULL;
  gint64 begin;
  double milliseconds;

  g_assert_true (load (profile, self->picture, &error));
  begin = g_get_monotonic_time ();
  jarida_reader_report_picture_async (profile->reader, self->picture, "http://127.0.0.1/article", JARIDA_REASON_VIOLENCE, NULL,
                                      TRUE, NULL, keep_result_cb, &result);
  id = jarida_reader_report_picture_finish (profile->reader, wait_for (&result), &error);
  milliseconds = (double) (g_get_monotonic_time () - begin) / 1000;
  g_assert_no_error (error);
  g_assert_cmpint (judge (profile, self->picture, NULL), ==, JARIDA_PICTURE_HIDDEN_BY_YOU);
  return milliseconds;
}

static JaridaReportState
get_state (Profile *profile)
{
  g_autoptr(JaridaReportEntry) entry = g_list_model_get_item (jarida_reader_get_reports (profile->reader), 0);

  return jarida_report_entry_get_state (entry);
}

static void
send_reports (Profile *profile)
{
  g_autoptr(GAsyncResult) result = NULL;

  jarida_reader_send_reports_async (profile->reader, NULL, keep_result_cb, &result);
  jarida_reader_send_reports_finish (profile->reader, wait_for (&result), NULL);
}

/* Until a new list is out: it is made on a thread of the service, a moment after the third report. */
static void
wait_until_listed (Profile *profile)
{
  const gint64 end = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;

  while (jarida_reader_count_listed (profile->reader) == 0)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      g_usleep (50000);
      update_list (profile);
    }
}

static guint
count_requests (Fixture    *self,
                const char *path)
{
  g_autofree char *log = in_folder (self, "requests");
  g_autofree char *text = NULL;
  guint n = 0;

  g_assert_true (g_file_get_contents (log, &text, NULL, NULL));
  for (const char *at = text; (at = strstr (at, path)) != NULL; at += strlen (path))
    n++;
  return n;
}

static void
ask_why (Profile    *profile,
         const char *address)
{
  g_auto(JaridaPictureVerdict) verdict = { 0 };
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(JaridaDecisionText) decision = NULL;
  g_autoptr(GError) error = NULL;

  jarida_reader_judge_picture (profile->reader, address, &verdict);
  g_assert_nonnull (verdict.decision_key);
  jarida_reader_load_decision_async (profile->reader, verdict.decision_key, NULL, keep_result_cb, &result);
  decision = jarida_reader_load_decision_finish (profile->reader, wait_for (&result), &error);
  g_assert_no_error (error);
  g_assert_cmpint (decision->reason, ==, JARIDA_REASON_VIOLENCE);
  g_assert_true (decision->automatic);
  g_assert_nonnull (decision->facts);
  g_assert_cmpint (decision->until, >, decision->at + 13 * 86400);
  g_test_message ("why: %s", decision->facts);
  g_clear_object (&result);
  /* Of what nobody decided nothing is known. */
  jarida_reader_load_decision_async (profile->reader, "000000000001", NULL, keep_result_cb, &result);
  g_assert_null (jarida_reader_load_decision_finish (profile->reader, wait_for (&result), &error));
  g_assert_error (error, JARIDA_PICTURE_ERROR, JARIDA_PICTURE_ERROR_NO_DECISION);
}

static void
test_three_hide_it_for_a_fourth (Fixture       *self,
                                 gconstpointer  data)
{
  Profile people[4];
  Profile late;
  g_autoptr(GError) error = NULL;
  JaridaReportReason reason = 0;
  guint n_requests;

  for (guint i = 0; i < G_N_ELEMENTS (people); i++)
    {
      g_autofree char *name = g_strdup_printf ("person-%u", i);

      open_profile (self, &people[i], name);
    }
  g_assert_true (load (&people[3], self->picture, &error));
  for (guint i = 0; i < 3; i++)
    {
      update_list (&people[3]);
      g_assert_cmpint (judge (&people[3], self->picture, NULL), ==, JARIDA_PICTURE_SHOWN);
      g_test_message ("thanks after %.1f ms", report (self, &people[i]));
      send_reports (&people[i]);
      g_assert_cmpint (get_state (&people[i]), ==, JARIDA_REPORT_SENT);
    }
  wait_until_listed (&people[3]);
  g_assert_cmpint (judge (&people[3], self->picture, &reason), ==, JARIDA_PICTURE_HIDDEN_BY_READERS);
  g_assert_cmpint (reason, ==, JARIDA_REASON_VIOLENCE);
  g_assert_false (load (&people[3], self->picture, &error));
  g_assert_error (error, JARIDA_PICTURE_ERROR, JARIDA_PICTURE_ERROR_HIDDEN);
  g_clear_error (&error);
  g_assert_cmpint (jarida_reader_get_list_time (people[3].reader), >, 0);
  g_assert_false (jarida_reader_get_list_old (people[3].reader));

  ask_why (&people[3], self->picture);

  /* A fifth, who comes later, never asks for the picture at all. */
  n_requests = count_requests (self, "chart-ports.png");
  open_profile (self, &late, "late");
  update_list (&late);
  g_assert_false (load (&late, self->picture, &error));
  g_assert_error (error, JARIDA_PICTURE_ERROR, JARIDA_PICTURE_ERROR_HIDDEN);
  g_assert_cmpuint (count_requests (self, "chart-ports.png"), ==, n_requests);

  /* "Show anyway" is stronger, and stays. */
  jarida_reader_set_picture_shown (late.reader, self->picture, TRUE);
  while (judge (&late, self->picture, NULL) != JARIDA_PICTURE_SHOWN)
    g_main_context_iteration (NULL, TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (people); i++)
    close_profile (&people[i]);
  close_profile (&late);
}

/* T-L6: the service is down; the list that is here holds, and a report waits for it. */
static void
test_service_down (Fixture       *self,
                   gconstpointer  data)
{
  Profile people[3], reader;
  g_autofree char *listen = g_strdup (strrchr (self->service_url, '/') + 1);
  g_autoptr(GError) error = NULL;
  g_autofree char *other = g_strconcat (self->picture, "?page=2", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (people); i++)
    {
      g_autofree char *name = g_strdup_printf ("person-%u", i);

      open_profile (self, &people[i], name);
      report (self, &people[i]);
      send_reports (&people[i]);
    }
  open_profile (self, &reader, "reader");
  wait_until_listed (&reader);
  stop (&self->service);
  close_profile (&reader);
  open_profile (self, &reader, "reader");
  while (jarida_reader_count_listed (reader.reader) == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (judge (&reader, self->picture, NULL), ==, JARIDA_PICTURE_HIDDEN_BY_READERS);

  g_free (self->picture);
  self->picture = g_steal_pointer (&other);
  report (self, &reader);
  send_reports (&reader);
  g_assert_cmpint (get_state (&reader), ==, JARIDA_REPORT_QUEUED);
  start_service (self, listen);
  /* A day later, when it tries again. */
  reader.reader->clock = g_get_real_time () / G_USEC_PER_SEC + 86400;
  send_reports (&reader);
  g_assert_cmpint (get_state (&reader), ==, JARIDA_REPORT_SENT);
  for (guint i = 0; i < G_N_ELEMENTS (people); i++)
    close_profile (&people[i]);
  close_profile (&reader);
}

/* Withdrawn in time, a report weighs nothing. */
static void
test_withdrawn (Fixture       *self,
                gconstpointer  data)
{
  Profile people[4];

  for (guint i = 0; i < G_N_ELEMENTS (people); i++)
    {
      g_autofree char *name = g_strdup_printf ("person-%u", i);

      open_profile (self, &people[i], name);
    }
  report (self, &people[0]);
  send_reports (&people[0]);
  {
    g_autoptr(JaridaReportEntry) entry = g_list_model_get_item (jarida_reader_get_reports (people[0].reader), 0);

    jarida_reader_withdraw_report (people[0].reader, jarida_report_entry_get_id (entry));
    while (jarida_report_entry_get_state (entry) != JARIDA_REPORT_WITHDRAWN || jarida_report_entry_get_problem (entry) != NULL)
      g_main_context_iteration (NULL, TRUE);
  }
  for (guint i = 1; i < 3; i++)
    {
      report (self, &people[i]);
      send_reports (&people[i]);
    }
  update_list (&people[3]);
  g_usleep (2 * G_USEC_PER_SEC);
  update_list (&people[3]);
  g_assert_cmpuint (jarida_reader_count_listed (people[3].reader), ==, 0);
  report (self, &people[3]);
  send_reports (&people[3]);
  wait_until_listed (&people[3]);
  for (guint i = 0; i < G_N_ELEMENTS (people); i++)
    close_profile (&people[i]);
}

int
main (int   argc,
      char *argv[])
{
  moderation = argv[1];
  demo = argv[2];
  argv[2] = argv[0];
  argc -= 2;
  argv += 2;
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/end-to-end/three-hide-it-for-a-fourth", test_three_hide_it_for_a_fourth);
  ADD ("/end-to-end/T-L6/service-down", test_service_down);
  ADD ("/end-to-end/withdrawn", test_withdrawn);
#undef ADD
  return g_test_run ();
}
