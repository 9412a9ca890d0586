/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <string.h>

#include "../remove-tree.h"
#include "../wait-for.h"
#include "jarida-reader-private.h"
#include "portal-reader.h"
#include "portal-server.h"

/* The cities of a portal on loopback: their list, their pages in turn, and going to one. */

#define DAY (24 * 60 * 60)
#define N_CITIES 7

typedef struct
{
  char         *folder;      /* (owned) */
  PortalServer *server;      /* (owned) */
  JaridaReader *reader;      /* (owned) */
} Fixture;

static void
open_reader (Fixture *self)
{
  self->reader = portal_reader_open (self->folder);
}

static void
close_reader (Fixture *self)
{
  jarida_reader_close (self->reader);
  g_clear_object (&self->reader);
}

/* The first @n newspapers of the catalogue. */
static void
choose (Fixture *self,
        guint    n)
{
  g_autoptr(GPtrArray) add = g_ptr_array_new ();
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GPtrArray) added = NULL;
  const GPtrArray *all = jarida_catalogue_get_newspapers (self->reader->catalogue);

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (add, g_ptr_array_index (all, i));
  jarida_reader_choose_newspapers_async (self->reader, add, NULL, NULL, answered_cb, &result);
  added = jarida_reader_choose_newspapers_finish (self->reader, wait_for (&result), NULL);
  g_assert_nonnull (added);
}

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  g_autofree char *path = NULL;

  self->folder = g_dir_make_tmp ("jarida-cities-XXXXXX", NULL);
  self->server = portal_server_new (30);
  self->server->own_days = TRUE;
  self->server->n_cities = N_CITIES;
  path = g_build_filename (self->folder, "catalogue.json", NULL);
  portal_server_write_catalogue (self->server, path);
  open_reader (self);
  choose (self, 2);
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  close_reader (self);
  g_assert_cmpuint (self->server->max_active, <=, 1);
  /* Nothing of the other edition. */
  g_assert_cmpuint (portal_server_count (self->server, "/fr"), ==, self->server->log->len);
  portal_server_free (self->server);
  remove_tree (self->folder);
  g_free (self->folder);
}

static guint
refresh (Fixture *self)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  guint n_new = 0;

  portal_server_clear_log (self->server);
  jarida_reader_refresh_async (self->reader, NULL, 0, TRUE, NULL, answered_cb, &result);
  jarida_reader_refresh_finish (self->reader, wait_for (&result), &n_new, NULL, &error);
  g_assert_no_error (error);
  return n_new;
}

static guint
count_all (Fixture *self)
{
  const JaridaPlace all = { JARIDA_PLACE_ALL, 0, FALSE };

  return jarida_reader_count (self->reader, &all);
}

static GPtrArray *
list_cities (Fixture    *self,
             const char *words)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  GPtrArray *topics;

  jarida_reader_list_topics_async (self->reader, JARIDA_PLACE_CITY, words, 100, NULL, answered_cb, &result);
  topics = jarida_reader_list_topics_finish (self->reader, wait_for (&result), &error);
  g_assert_no_error (error);
  return topics;
}

static JaridaTopic *
find_city (Fixture    *self,
           const char *name)
{
  g_autoptr(GAsyncResult) result = NULL;
  JaridaTopic *topic;

  jarida_reader_find_topic_async (self->reader, JARIDA_PLACE_CITY, name, NULL, answered_cb, &result);
  topic = jarida_reader_find_topic_finish (self->reader, wait_for (&result), NULL);
  g_assert_nonnull (topic);
  return topic;
}

static guint
count_filled (Fixture *self)
{
  g_autoptr(GPtrArray) topics = list_cities (self, NULL);
  guint n = 0;

  for (guint i = 0; i < topics->len; i++)
    n += jarida_topic_get_total (topics->pdata[i]) > 0;
  return n;
}

static gboolean
load_city (Fixture    *self,
           const char *name,
           guint      *out_n_new,
           GError    **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  portal_server_clear_log (self->server);
  jarida_reader_load_city_async (self->reader, name, NULL, answered_cb, &result);
  return jarida_reader_load_city_finish (self->reader, wait_for (&result), out_n_new, error);
}

/* A refresh reads the list once a week, and the pages of a few cities, until all have had their turn. */
static void
test_in_turn (Fixture       *self,
              gconstpointer  data)
{
  g_autoptr(GPtrArray) topics = NULL;
  g_autoptr(GPtrArray) few = NULL;

  refresh (self);
  g_assert_cmpuint (portal_server_count (self->server, "/fr/city/"), ==, 3);
  g_assert_cmpuint (portal_server_count (self->server, "/fr/city"), ==, 4);
  /* All are known, those without articles too; the names of the other edition and the other host are not. */
  topics = list_cities (self, NULL);
  g_assert_cmpuint (topics->len, ==, N_CITIES);
  g_assert_cmpuint (count_filled (self), ==, 3);
  few = list_cities (self, "ville 6");
  g_assert_cmpuint (few->len, ==, 1);
  g_assert_cmpstr (jarida_topic_get_name (few->pdata[0]), ==, "Aït Ville 6");
  /* The others in turn, also after a restart; then none for a day. */
  close_reader (self);
  open_reader (self);
  refresh (self);
  g_assert_cmpuint (portal_server_count (self->server, "/fr/city/"), ==, 3);
  refresh (self);
  g_assert_cmpuint (portal_server_count (self->server, "/fr/city/"), ==, 1);
  g_assert_cmpuint (count_filled (self), ==, N_CITIES);
  refresh (self);
  g_assert_cmpuint (portal_server_count (self->server, "/fr/city"), ==, 0);
  /* A day later they are asked for conditionally, and a week later the list. */
  self->reader->clock = g_get_real_time () / G_USEC_PER_SEC + DAY + 60;
  refresh (self);
  g_assert_cmpuint (portal_server_count (self->server, "if /fr/city/"), ==, 3);
  g_assert_cmpuint (portal_server_count (self->server, "/fr/city"), ==, 3);
  self->reader->clock += 6 * DAY;
  refresh (self);
  g_assert_cmpuint (portal_server_count (self->server, "if /fr/city/"), ==, 3);
  g_assert_cmpuint (portal_server_count (self->server, "if /fr/city"), ==, 4);
}

/* What is on the shelf gets its city and is not doubled; what is read already stays read; what only the city's page has is of the past. */
static void
test_joined (Fixture       *self,
             gconstpointer  data)
{
  JaridaPlace place = { JARIDA_PLACE_CITY, 0, FALSE };
  const JaridaPlace all = { JARIDA_PLACE_ALL, 0, FALSE };
  g_autoptr(JaridaHeadlineList) before = NULL;
  g_autoptr(JaridaHeadlineList) after = NULL;
  g_autoptr(JaridaTopic) topic = NULL;
  g_autoptr(GError) error = NULL;
  guint n_new = 0, n_before, n_first;

  self->server->n_cities = 0;
  refresh (self);
  n_before = count_all (self);
  before = jarida_reader_list_headlines (self->reader, &all);
  jarida_reader_mark_all_read (self->reader, &all);
  self->server->n_cities = N_CITIES;
  self->reader->clock = g_get_real_time () / G_USEC_PER_SEC + 8 * DAY;
  refresh (self);
  topic = find_city (self, "Aït Ville 2");
  place.id = jarida_topic_get_id (topic);
  /* 30, 23, 16 of each newspaper are on the shelf; 9 and 2 were on no list that was read. */
  if (jarida_reader_count (self->reader, &place) == 0)
    g_assert_true (load_city (self, "Aït Ville 2", &n_new, &error));
  g_assert_cmpuint (jarida_reader_count (self->reader, &place), ==, 10);
  g_assert_cmpuint (jarida_reader_count_unread (self->reader, &place), ==, 4);
  n_first = count_all (self);
  g_assert_cmpuint (n_first, >, n_before);
  after = jarida_reader_list_headlines (self->reader, &all);
  for (guint i = 0; i < 5; i++)
    g_assert_cmpint (jarida_headline_list_get_id (after, i), ==, jarida_headline_list_get_id (before, i));
  /* The same page once more changes nothing. */
  self->server->edition++;
  self->reader->clock += DAY / 2;
  g_assert_true (load_city (self, "Aït Ville 2", &n_new, &error));
  g_assert_cmpuint (self->server->log->len, ==, 1);
  g_assert_cmpuint (n_new, ==, 0);
  g_assert_cmpuint (count_all (self), ==, n_first);
}

/* Who goes to a city has what its page shows, by one request, and none when he comes back at once. */
static void
test_opened (Fixture       *self,
             gconstpointer  data)
{
  JaridaPlace place = { JARIDA_PLACE_CITY, 0, FALSE };
  g_autoptr(JaridaTopic) topic = NULL;
  g_autoptr(GError) error = NULL;
  guint n_new = 0;

  refresh (self);
  topic = find_city (self, "Aït Ville 5");
  place = jarida_topic_get_place (topic);
  g_assert_cmpuint (jarida_reader_count (self->reader, &place), ==, 0);
  g_assert_true (load_city (self, "Aït Ville 5", &n_new, &error));
  g_assert_cmpuint (self->server->log->len, ==, 1);
  g_assert_cmpuint (jarida_reader_count (self->reader, &place), ==, 8);
  g_assert_true (load_city (self, "Aït Ville 5", &n_new, &error));
  g_assert_cmpuint (self->server->log->len, ==, 0);
  /* What no portal has named is asked of none; a page that is gone says so. */
  g_assert_true (load_city (self, "Nulle Part", NULL, &error));
  g_assert_cmpuint (self->server->log->len, ==, 0);
  portal_server_set_fault (self->server, "/fr/city/Aït+Ville+6", PORTAL_FAULT_BROKEN);
  portal_server_set_fault (self->server, "/fr/city/A%C3%AFt+Ville+6", PORTAL_FAULT_BROKEN);
  g_assert_false (load_city (self, "Aït Ville 6", NULL, &error));
  g_assert_error (error, JARIDA_READER_ERROR, JARIDA_OUTCOME_SERVER_ERROR);
}

/* Those that are followed are read at each refresh that a person asks for. */
static void
test_followed (Fixture       *self,
               gconstpointer  data)
{
  g_autoptr(JaridaTopic) topic = NULL;
  JaridaPlace place;

  refresh (self);
  topic = find_city (self, "Aït Ville 6");
  jarida_reader_follow (self->reader, JARIDA_PLACE_CITY, jarida_topic_get_id (topic), TRUE);
  for (guint i = 0; i < 3; i++)
    {
      refresh (self);
      g_assert_cmpuint (portal_server_count (self->server, "Ville+6"), ==, 1);
      g_assert_cmpuint (portal_server_count (self->server, "/fr/city/"), <=, 4);
    }
  place = jarida_topic_get_place (topic);
  g_assert_cmpuint (jarida_reader_count (self->reader, &place), ==, 8);
}

static void
progress_cb (JaridaReader *reader,
             GParamSpec   *pspec,
             gboolean     *out_told)
{
  gboolean refreshing, cities;
  guint done, total;

  g_object_get (reader, "refreshing", &refreshing, "refresh-cities", &cities, "refresh-done", &done, "refresh-total", &total, NULL);
  *out_told = *out_told || (refreshing && cities && total > 0 && done == total);
}

/* While they are read no newspaper is left to be counted, and it is told what goes on instead. */
static void
test_told (Fixture       *self,
           gconstpointer  data)
{
  gboolean told = FALSE, cities = TRUE;
  gulong handler;

  handler = g_signal_connect (self->reader, "notify", G_CALLBACK (progress_cb), &told);
  refresh (self);
  g_signal_handler_disconnect (self->reader, handler);
  g_assert_true (told);
  g_object_get (self->reader, "refresh-cities", &cities, NULL);
  g_assert_false (cities);
}

/* One newspaper alone is asked for alone; and what cannot be had of the cities fails nobody. */
static void
test_beside_the_news (Fixture       *self,
                      gconstpointer  data)
{
  g_autofree char *address = g_strconcat (self->server->base, "/fr/phare", NULL);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  gint64 id;
  guint n_failed = 1;

  portal_server_set_fault (self->server, "/fr/city", PORTAL_FAULT_BROKEN);
  jarida_reader_refresh_async (self->reader, NULL, 0, TRUE, NULL, answered_cb, &result);
  jarida_reader_refresh_finish (self->reader, wait_for (&result), NULL, &n_failed, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (n_failed, ==, 0);
  /* After all else. */
  g_assert_cmpstr (g_ptr_array_index (self->server->log, self->server->log->len - 1), ==, "/fr/city");
  g_clear_object (&result);
  portal_server_set_fault (self->server, "/fr/city", PORTAL_FAULT_NONE);
  portal_server_clear_log (self->server);
  id = jarida_source_get_id (jarida_store_find_source_by_url (self->reader->store, address));
  jarida_reader_refresh_async (self->reader, &id, 1, TRUE, NULL, answered_cb, &result);
  jarida_reader_refresh_finish (self->reader, wait_for (&result), NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (portal_server_count (self->server, "/fr/city"), ==, 0);
}

#define ADD(name, func) g_test_add ("/reader/cities/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  ADD ("in-turn", test_in_turn);
  ADD ("joined", test_joined);
  ADD ("opened", test_opened);
  ADD ("followed", test_followed);
  ADD ("told", test_told);
  ADD ("beside-the-news", test_beside_the_news);
  return g_test_run ();
}
