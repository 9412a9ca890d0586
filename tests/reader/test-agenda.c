/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "../remove-tree.h"
#include "../wait-for.h"
#include "close-reader.h"
#include "jarida-agenda-private.h"
#include "jarida-ahead-private.h"
#include "news-server.h"

/* Refreshing without being asked, against a server on loopback. What time it is, and what the moment is like, the test says. */

#define MINUTE 60
#define HOUR (60 * MINUTE)
#define DAY (24 * HOUR)
/* 2026-11-29 00:00 UTC */
#define MIDNIGHT G_GINT64_CONSTANT (1795910400)

#define WAIT_UNTIL(condition) G_STMT_START { \
    const gint64 end_ = g_get_monotonic_time () + 60 * G_USEC_PER_SEC; \
    while (!(condition)) \
      { \
        if (g_get_monotonic_time () > end_) \
          g_error ("timed out: %s", #condition); \
        g_main_context_iteration (NULL, TRUE); \
      } \
  } G_STMT_END

static const int hours[] = { 6 * 60 + 30, 18 * 60 };

typedef struct
{
  char             *folder;      /* (owned) */
  NewsServer       *server;      /* (owned) (nullable) */
  JaridaConditions *moment;      /* (owned) */
  JaridaReader     *reader;      /* (owned) */
  JaridaAgenda     *agenda;      /* borrowed from the reader */
} Fixture;

static gint64
get_done (Fixture *self)
{
  gint64 done;

  g_object_get (self->agenda, "hours-done", &done, NULL);
  return done;
}

/* Moves the clock there, and looks. */
static void
look_at (Fixture *self,
         gint64   now)
{
  self->reader->clock = now;
  jarida_agenda_look (self->agenda);
}

static void
subscribe (Fixture *self)
{
  g_autofree char *address = news_server_address (self->server, "/feed.xml");
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(JaridaSource) source = NULL;
  g_autoptr(GError) error = NULL;

  jarida_reader_subscribe_async (self->reader, address, NULL, 0, NULL, answered_cb, &result);
  source = jarida_reader_subscribe_finish (self->reader, wait_for (&result), &error);
  g_assert_no_error (error);
  WAIT_UNTIL (!jarida_reader_get_refreshing (self->reader));
  self->server->n_requests = 0;
}

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  g_autoptr(GTimeZone) zone = g_time_zone_new_utc ();
  g_autofree char *cache = NULL;
  g_autoptr(GError) error = NULL;

  self->folder = g_dir_make_tmp ("jarida-agenda-XXXXXX", NULL);
  cache = g_build_filename (self->folder, "cache", NULL);
  self->server = news_server_new (3);
  self->moment = jarida_conditions_new_fixed ();
  self->reader = jarida_reader_open (self->folder, cache, &error);
  g_assert_no_error (error);
  self->reader->clock = MIDNIGHT + 9 * HOUR;
  jarida_fetcher_set_pause (self->reader->fetcher, 0);
  jarida_ahead_set_conditions (jarida_reader_get_ahead (self->reader), self->moment);
  _jarida_reader_set_online (self->reader, TRUE);
  self->agenda = jarida_reader_get_agenda (self->reader);
  jarida_agenda_set_zone (self->agenda, zone);
  subscribe (self);
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  close_reader_and_wait (self->reader);
  g_clear_pointer (&self->server, news_server_free);
  g_object_unref (self->moment);
  remove_tree (self->folder);
  g_free (self->folder);
}

/* Nothing is begun: that would show at once. */
static void
assert_rests (Fixture *self,
              gint64   now)
{
  look_at (self, now);
  g_assert_false (jarida_reader_get_refreshing (self->reader));
}

static void
assert_refreshes (Fixture *self,
                  gint64   now)
{
  const guint n_requests = self->server != NULL ? self->server->n_requests : 0;

  look_at (self, now);
  g_assert_true (jarida_reader_get_refreshing (self->reader));
  WAIT_UNTIL (!jarida_reader_get_refreshing (self->reader));
  if (self->server != NULL)
    g_assert_cmpuint (self->server->n_requests, ==, n_requests + 1);
}

static void
test_hours (Fixture       *self,
            gconstpointer  data)
{
  jarida_agenda_set_hours (self->agenda, hours, 2);
  g_assert_cmpint (jarida_agenda_get_next (self->agenda), ==, MIDNIGHT + 18 * HOUR);
  /* The morning's was before anybody chose it. */
  assert_rests (self, MIDNIGHT + 9 * HOUR);
  assert_rests (self, MIDNIGHT + 18 * HOUR - 1);
  assert_refreshes (self, MIDNIGHT + 18 * HOUR + 20);
  WAIT_UNTIL (get_done (self) == MIDNIGHT + 18 * HOUR + 20);
  assert_rests (self, MIDNIGHT + 18 * HOUR + 80);
  /* A newspaper that is asked for patience longer than till then is asked all the same: the person has said when. */
  assert_refreshes (self, MIDNIGHT + DAY + 6 * HOUR + 30 * MINUTE);
  WAIT_UNTIL (get_done (self) == MIDNIGHT + DAY + 6 * HOUR + 30 * MINUTE);
}

/* The machine slept for three days, that is six of the hours. */
static void
test_asleep (Fixture       *self,
             gconstpointer  data)
{
  jarida_agenda_set_hours (self->agenda, hours, 2);
  assert_rests (self, MIDNIGHT + 9 * HOUR);
  assert_refreshes (self, MIDNIGHT + 3 * DAY + 11 * HOUR);
  WAIT_UNTIL (get_done (self) == MIDNIGHT + 3 * DAY + 11 * HOUR);
  assert_rests (self, MIDNIGHT + 3 * DAY + 11 * HOUR + MINUTE);
  assert_refreshes (self, MIDNIGHT + 3 * DAY + 18 * HOUR);
}

/* The program was not running: what it kept says that the morning's is missing. */
static void
test_not_running (Fixture       *self,
                  gconstpointer  data)
{
  g_object_set (self->agenda, "hours-done", (gint64) (MIDNIGHT - 6 * HOUR), NULL);
  jarida_agenda_set_hours (self->agenda, hours, 2);
  assert_refreshes (self, MIDNIGHT + 9 * HOUR);
}

/* A clock that was two years ahead when it was done last. */
static void
test_clock_set_back (Fixture       *self,
                     gconstpointer  data)
{
  g_object_set (self->agenda, "hours-done", (gint64) (MIDNIGHT + 730 * DAY), NULL);
  jarida_agenda_set_hours (self->agenda, hours, 2);
  assert_rests (self, MIDNIGHT + 9 * HOUR);
  assert_refreshes (self, MIDNIGHT + 18 * HOUR);
}

static void
test_waits (Fixture       *self,
            gconstpointer  data)
{
  static const struct
  {
    const char        *property;
    gboolean           value;
    JaridaAgendaState  state;
    gboolean           unseen;     /* it does not matter where somebody looks */
  } moments[] = {
    { "available", FALSE, JARIDA_AGENDA_OFFLINE, FALSE },
    { "captive", TRUE, JARIDA_AGENDA_CAPTIVE, FALSE },
    { "metered", TRUE, JARIDA_AGENDA_METERED, TRUE },
    { "saving-power", TRUE, JARIDA_AGENDA_SAVING_POWER, TRUE },
  };

  jarida_agenda_set_hours (self->agenda, hours, 2);
  assert_rests (self, MIDNIGHT + 9 * HOUR);
  for (guint i = 0; i < G_N_ELEMENTS (moments); i++)
    {
      const gint64 evening = MIDNIGHT + i * DAY + 18 * HOUR;
      const guint n_requests = self->server->n_requests;
      g_autofree char *text = jarida_agenda_state_text (moments[i].state);

      g_object_set (self->agenda, "unseen", TRUE, NULL);
      g_object_set (self->moment, moments[i].property, moments[i].value, NULL);
      assert_rests (self, evening);
      g_assert_cmpint (jarida_agenda_get_state (self->agenda), ==, moments[i].state);
      g_assert_nonnull (text);
      assert_rests (self, evening + 5 * HOUR);
      /* When that is over it is made up for, and nobody has to look for it. */
      if (moments[i].unseen)
        g_object_set (self->agenda, "unseen", FALSE, NULL);
      else
        g_object_set (self->moment, moments[i].property, !moments[i].value, NULL);
      WAIT_UNTIL (self->server->n_requests == n_requests + 1);
      WAIT_UNTIL (!jarida_reader_get_refreshing (self->reader));
      g_object_set (self->moment, moments[i].property, !moments[i].value, NULL);
      WAIT_UNTIL (get_done (self) == evening + 5 * HOUR);
      assert_rests (self, evening + 5 * HOUR + MINUTE);
      g_assert_cmpint (jarida_agenda_get_state (self->agenda), ==, JARIDA_AGENDA_RESTING);
    }
}

/* The system sees a network, and nobody answers: it is not done, and not tried each minute either. */
static void
test_nobody_answers (Fixture       *self,
                     gconstpointer  data)
{
  const gint64 evening = MIDNIGHT + 18 * HOUR;

  jarida_agenda_set_hours (self->agenda, hours, 2);
  assert_rests (self, MIDNIGHT + 9 * HOUR);
  g_clear_pointer (&self->server, news_server_free);
  assert_refreshes (self, evening);
  WAIT_UNTIL (!jarida_reader_get_online (self->reader));
  g_assert_cmpint (get_done (self), ==, MIDNIGHT + 9 * HOUR);
  assert_rests (self, evening + MINUTE);
  g_assert_cmpint (jarida_agenda_get_state (self->agenda), ==, JARIDA_AGENDA_OFFLINE);
  assert_rests (self, evening + 14 * MINUTE);
  assert_refreshes (self, evening + 16 * MINUTE);
  assert_rests (self, evening + 17 * MINUTE);
}

static void
test_interval (Fixture       *self,
               gconstpointer  data)
{
  const gint64 now = self->reader->clock;

  g_object_set (self->reader, "interval-minutes", 60u, NULL);
  assert_rests (self, now + MINUTE);
  assert_refreshes (self, now + 3 * HOUR);
  assert_rests (self, now + 3 * HOUR + MINUTE);
  g_object_set (self->reader, "interval-minutes", 0u, NULL);
  assert_rests (self, now + 2 * DAY);
}

/* Closed in the middle: the hour is still to be made good. */
static void
test_closed (Fixture       *self,
             gconstpointer  data)
{
  jarida_agenda_set_hours (self->agenda, hours, 2);
  assert_rests (self, MIDNIGHT + 9 * HOUR);
  g_object_ref (self->agenda);
  look_at (self, MIDNIGHT + 18 * HOUR);
  g_assert_true (jarida_reader_get_refreshing (self->reader));
  jarida_reader_close (self->reader);
  WAIT_UNTIL (!jarida_reader_get_refreshing (self->reader));
  g_assert_cmpint (get_done (self), ==, MIDNIGHT + 9 * HOUR);
  look_at (self, MIDNIGHT + 18 * HOUR);
  g_assert_false (jarida_reader_get_refreshing (self->reader));
  g_object_unref (self->agenda);
}

static gboolean
wake_cb (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

int
main (int   argc,
      char *argv[])
{
  static const struct
  {
    const char *path;
    void      (*test) (Fixture *self, gconstpointer data);
  } tests[] = {
    { "/reader/agenda/hours", test_hours },
    { "/reader/agenda/asleep", test_asleep },
    { "/reader/agenda/not-running", test_not_running },
    { "/reader/agenda/clock-set-back", test_clock_set_back },
    { "/reader/agenda/waits", test_waits },
    { "/reader/agenda/nobody-answers", test_nobody_answers },
    { "/reader/agenda/interval", test_interval },
    { "/reader/agenda/closed", test_closed },
  };

  g_test_init (&argc, &argv, NULL);
  g_timeout_add (20, wake_cb, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].test, tear_down);
  return g_test_run ();
}
