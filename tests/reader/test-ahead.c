/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "../remove-tree.h"
#include "jarida-ahead-private.h"
#include "jarida-store-kept.h"
#include "news-server.h"
#include "small-disk.h"

/* What is fetched before anybody opens it, against a server on loopback. */

#define N_ARTICLES 24
/* Of the pictures that the server has. */
#define LARGEST (124 * 1000)

typedef struct
{
  char             *folder;      /* (owned) */
  NewsServer       *server;      /* (owned) */
  JaridaConditions *moment;      /* (owned) */
  JaridaReader     *reader;      /* (owned) */
  JaridaAhead      *ahead;       /* borrowed from the reader */
  gboolean          small;       /* the folder is a disk of its own */
} Fixture;

static void
answered_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

#define WAIT_UNTIL(condition) G_STMT_START { \
    const gint64 end_ = g_get_monotonic_time () + 60 * G_USEC_PER_SEC; \
    while (!(condition)) \
      { \
        if (g_get_monotonic_time () > end_) \
          g_error ("timed out: %s", #condition); \
        g_main_context_iteration (NULL, TRUE); \
      } \
  } G_STMT_END

/* A loop that is woken now and then. */
static gboolean
wake_cb (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

static void
open_reader (Fixture *self)
{
  g_autofree char *data = g_build_filename (self->folder, "data", NULL);
  g_autofree char *cache = g_build_filename (self->folder, "cache", NULL);
  g_autoptr(GError) error = NULL;

  self->reader = jarida_reader_open (data, cache, &error);
  g_assert_no_error (error);
  jarida_fetcher_set_pause (self->reader->fetcher, 0);
  self->ahead = jarida_reader_get_ahead (self->reader);
  jarida_ahead_set_conditions (self->ahead, self->moment);
  g_object_set (self->ahead, "days", 3650u, NULL);
  _jarida_reader_set_online (self->reader, TRUE);
}

static void
close_reader (Fixture *self)
{
  jarida_reader_close (self->reader);
  g_clear_object (&self->reader);
}

static void
set_up_folder (Fixture *self)
{
  self->server = news_server_new (N_ARTICLES);
  self->server->page = NEWS_PAGE_WHOLE;
  self->server->pictures = SAMPLE_PICTURES;
  self->moment = jarida_conditions_new_fixed ();
  open_reader (self);
  g_timeout_add (20, wake_cb, NULL);
}

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  self->folder = g_dir_make_tmp ("jarida-ahead-XXXXXX", NULL);
  set_up_folder (self);
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  if (self->folder == NULL)
    return;
  if (self->reader != NULL)
    close_reader (self);
  news_server_free (self->server);
  g_object_unref (self->moment);
  if (self->small)
    small_disk_unmount (self->folder);
  remove_tree (self->folder);
  g_free (self->folder);
}

static void
subscribe (Fixture *self)
{
  g_autofree char *address = news_server_address (self->server, "/feed.xml");
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(JaridaSource) source = NULL;
  g_autoptr(GError) error = NULL;

  jarida_reader_subscribe_async (self->reader, address, NULL, 0, NULL, answered_cb, &result);
  WAIT_UNTIL (result != NULL);
  source = jarida_reader_subscribe_finish (self->reader, result, &error);
  g_assert_no_error (error);
}

static void
run (Fixture *self)
{
  jarida_ahead_start (self->ahead);
  WAIT_UNTIL (!jarida_ahead_get_busy (self->ahead));
}

static guint
count_kept (Fixture *self)
{
  g_autoptr(GArray) ids = jarida_store_list_kept (self->reader->store);

  return ids->len;
}

static gint64
get_id (Fixture *self,
        guint    position)
{
  const JaridaPlace all = { .kind = JARIDA_PLACE_ALL };
  g_autoptr(JaridaHeadlineList) list = jarida_reader_list_headlines (self->reader, &all);

  return jarida_headline_list_get_id (list, position);
}

static JaridaArticle *
load (Fixture *self,
      gint64   id)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  JaridaArticle *article;

  jarida_reader_load_article_async (self->reader, id, NULL, answered_cb, &result);
  WAIT_UNTIL (result != NULL);
  article = jarida_reader_load_article_finish (self->reader, result, &error);
  g_assert_no_error (error);
  return article;
}

/* Whole, and each picture on the disk. */
static void
assert_whole (Fixture *self,
              gint64   id)
{
  g_autoptr(JaridaArticle) article = load (self, id);
  g_autoptr(GPtrArray) pictures = jarida_ahead_list_pictures (article);

  g_assert_nonnull (strstr (article->content, "paragraphe 12"));
  g_assert_cmpuint (pictures->len, ==, 1);
  for (guint i = 0; i < pictures->len; i++)
    {
      g_autoptr(GAsyncResult) result = NULL;
      g_autoptr(GError) error = NULL;
      g_autoptr(GBytes) bytes = NULL;

      jarida_picture_cache_load_async (self->reader->pictures, g_ptr_array_index (pictures, i), JARIDA_PICTURE_CACHED_ONLY, NULL,
                                       answered_cb, &result);
      WAIT_UNTIL (result != NULL);
      bytes = jarida_picture_cache_load_finish (self->reader->pictures, result, &error);
      g_assert_no_error (error);
    }
}

static void
test_all (Fixture       *self,
          gconstpointer  data)
{
  const JaridaPlace all = { .kind = JARIDA_PLACE_ALL };
  g_autoptr(JaridaHeadlineList) list = NULL;
  g_autoptr(JaridaHeadline) headline = NULL;
  guint n_requests;
  guint64 bytes;

  subscribe (self);
  list = jarida_reader_list_headlines (self->reader, &all);
  headline = g_list_model_get_item (G_LIST_MODEL (list), 5);
  g_assert_false (jarida_headline_get_kept (headline));
  run (self);
  g_assert_cmpint (jarida_ahead_get_state (self->ahead), ==, JARIDA_AHEAD_RESTING);
  WAIT_UNTIL (count_kept (self) == N_ARTICLES);
  g_assert_true (jarida_headline_get_kept (headline));
  g_assert_cmpuint (self->server->n_pages, ==, N_ARTICLES);
  g_object_get (self->ahead, "bytes", &bytes, NULL);
  g_assert_cmpuint (bytes, >, 1000);
  n_requests = self->server->n_requests;
  g_assert_cmpuint (n_requests, ==, 1 + 2 * N_ARTICLES);
  run (self);
  g_assert_cmpuint (self->server->n_requests, ==, n_requests);

  /* After a restart, with nobody there. */
  g_clear_object (&headline);
  g_clear_object (&list);
  close_reader (self);
  open_reader (self);
  g_assert_cmpuint (count_kept (self), ==, N_ARTICLES);
  run (self);
  g_assert_cmpuint (self->server->n_requests, ==, n_requests);
  for (guint i = 0; i < N_ARTICLES; i++)
    assert_whole (self, get_id (self, i));
}

static const struct
{
  const char       *property;
  JaridaAheadState  state;
} moments[] = {
  { "metered", JARIDA_AHEAD_METERED },
  { "saving-power", JARIDA_AHEAD_SAVING_POWER },
  { "captive", JARIDA_AHEAD_CAPTIVE },
};

static void
test_moments (Fixture       *self,
              gconstpointer  data)
{
  guint n_requests;

  subscribe (self);
  n_requests = self->server->n_requests;
  for (guint i = 0; i < G_N_ELEMENTS (moments); i++)
    {
      g_autofree char *sentence = jarida_ahead_state_text (moments[i].state);

      g_object_set (self->moment, moments[i].property, TRUE, NULL);
      run (self);
      g_assert_cmpint (jarida_ahead_get_state (self->ahead), ==, moments[i].state);
      g_assert_cmpuint (self->server->n_requests, ==, n_requests);
      g_assert_nonnull (sentence);
      if (i + 1 < G_N_ELEMENTS (moments))
        g_object_set (self->moment, moments[i + 1].property, TRUE, NULL);
      g_object_set (self->moment, moments[i].property, FALSE, NULL);
    }
  /* It goes on by itself; and pauses in the middle when the moment is over. */
  WAIT_UNTIL (self->server->n_pages >= 3);
  g_object_set (self->moment, "metered", TRUE, NULL);
  g_assert_cmpint (jarida_ahead_get_state (self->ahead), ==, JARIDA_AHEAD_METERED);
  WAIT_UNTIL (!jarida_ahead_get_busy (self->ahead));
  g_assert_cmpuint (count_kept (self), <, N_ARTICLES);
  g_object_set (self->ahead, "over-metered", TRUE, NULL);
  WAIT_UNTIL (count_kept (self) == N_ARTICLES);
  g_assert_cmpuint (self->server->n_pages, ==, N_ARTICLES);
}

static void
test_offline (Fixture       *self,
              gconstpointer  data)
{
  subscribe (self);
  _jarida_reader_set_online (self->reader, FALSE);
  run (self);
  g_assert_cmpint (jarida_ahead_get_state (self->ahead), ==, JARIDA_AHEAD_OFFLINE);
  g_assert_cmpuint (self->server->n_pages, ==, 0);
  _jarida_reader_set_online (self->reader, TRUE);
  WAIT_UNTIL (count_kept (self) == N_ARTICLES);
}

/* Stopped, and closed in the middle: what was fetched is not fetched again. */
static void
test_stop (Fixture       *self,
           gconstpointer  data)
{
  guint n;

  subscribe (self);
  jarida_ahead_start (self->ahead);
  WAIT_UNTIL (self->server->n_pages >= 4);
  jarida_ahead_stop (self->ahead);
  g_assert_cmpint (jarida_ahead_get_state (self->ahead), ==, JARIDA_AHEAD_STOPPED);
  WAIT_UNTIL (!jarida_ahead_get_busy (self->ahead));
  n = self->server->n_pages;
  g_assert_cmpuint (n, <, N_ARTICLES);
  jarida_ahead_start (self->ahead);
  WAIT_UNTIL (self->server->n_pages >= n + 2);
  close_reader (self);
  open_reader (self);
  run (self);
  WAIT_UNTIL (count_kept (self) == N_ARTICLES);
  for (guint i = 0; i < N_ARTICLES; i++)
    assert_whole (self, get_id (self, i));
}

/* The saved one first, however old; nothing else when no days are wanted. */
static void
test_chosen (Fixture       *self,
             gconstpointer  data)
{
  gint64 saved, wanted;

  subscribe (self);
  saved = get_id (self, N_ARTICLES - 1);
  wanted = get_id (self, N_ARTICLES - 2);
  g_object_set (self->ahead, "days", 0u, NULL);
  run (self);
  g_assert_cmpuint (self->server->n_pages, ==, 0);
  jarida_reader_set_saved (self->reader, saved, TRUE);
  jarida_reader_want (self->reader, &wanted, 1);
  WAIT_UNTIL (count_kept (self) == 2);
  g_assert_true (jarida_reader_is_kept (self->reader, saved));
  g_assert_true (jarida_reader_is_kept (self->reader, wanted));
  g_assert_true (jarida_reader_is_wanted (self->reader, wanted));
  g_assert_cmpuint (self->server->n_pages, ==, 2);
  jarida_reader_undo (self->reader);
  g_assert_false (jarida_reader_is_wanted (self->reader, wanted));
  {
    g_autoptr(GArray) order = NULL;

    jarida_store_note_kept_async (self->reader->store, &(JaridaKeptNote) { .id = saved }, 1, NULL, NULL, NULL);
    WAIT_UNTIL (!jarida_reader_is_kept (self->reader, saved));
    order = jarida_store_list_unkept (self->reader->store, 0);
    g_assert_cmpint (g_array_index (order, gint64, 0), ==, saved);
    g_assert_cmpint (g_array_index (order, gint64, 1), ==, get_id (self, 0));
  }
}

/* Pages that are not there: told, not asked for again, and not kept. */
static void
test_failures (Fixture       *self,
               gconstpointer  data)
{
  GListModel *failures = jarida_ahead_get_failures (self->ahead);
  g_autoptr(JaridaAheadFailure) failure = NULL;

  self->server->page = NEWS_PAGE_NONE;
  subscribe (self);
  run (self);
  g_assert_cmpint (jarida_ahead_get_state (self->ahead), ==, JARIDA_AHEAD_RESTING);
  g_assert_cmpuint (g_list_model_get_n_items (failures), ==, N_ARTICLES);
  failure = g_list_model_get_item (failures, 0);
  g_assert_cmpstr (jarida_ahead_failure_get_title (failure), !=, "");
  g_assert_cmpstr (jarida_ahead_failure_get_reason (failure), !=, "");
  g_assert_cmpuint (count_kept (self), ==, 0);
  g_assert_cmpuint (self->server->n_pages, ==, N_ARTICLES);
  run (self);
  g_assert_cmpuint (self->server->n_pages, ==, N_ARTICLES);
}

/* The door of a network: nothing of it is taken for an article or a picture, and after it all comes. */
static void
test_captive (Fixture       *self,
              gconstpointer  data)
{
  subscribe (self);
  self->server->login = TRUE;
  run (self);
  g_assert_cmpuint (count_kept (self), ==, 0);
  self->server->login = FALSE;
  close_reader (self);
  open_reader (self);
  run (self);
  WAIT_UNTIL (count_kept (self) == N_ARTICLES);
  for (guint i = 0; i < N_ARTICLES; i++)
    assert_whole (self, get_id (self, i));
}

static void
test_limit (Fixture       *self,
            gconstpointer  data)
{
  subscribe (self);
  jarida_reader_set_picture_limit (self->reader, 300 * 1000);
  run (self);
  g_assert_cmpint (jarida_ahead_get_state (self->ahead), ==, JARIDA_AHEAD_FULL);
  g_assert_cmpuint (count_kept (self), <, N_ARTICLES);
  /* Nine tenths, and what was on its way by then. */
  g_assert_cmpuint (jarida_reader_get_picture_size (self->reader), <, 270 * 1000 + 8 * LARGEST);
}

/* Pictures that have left take their notes along, at the next look; and what may be fetched again is. */
static void
test_pictures_gone (Fixture       *self,
                    gconstpointer  data)
{
  g_autofree char *pictures = g_build_filename (self->folder, "cache", "pictures", NULL);
  guint n_requests;

  subscribe (self);
  run (self);
  WAIT_UNTIL (count_kept (self) == N_ARTICLES);
  g_object_set (self->ahead, "days", 0u, NULL);
  jarida_reader_set_picture_limit (self->reader, 500 * 1000);
  WAIT_UNTIL (jarida_reader_get_picture_size (self->reader) < 500 * 1000 && self->ahead->doubtful);
  jarida_reader_set_picture_limit (self->reader, 50 * 1000 * 1000);
  n_requests = self->server->n_requests;
  run (self);
  g_assert_cmpuint (count_kept (self), <, N_ARTICLES);
  g_assert_cmpuint (count_kept (self), >, 0);
  g_assert_cmpuint (self->server->n_requests, ==, n_requests);

  /* All of them, with the program away. */
  close_reader (self);
  remove_tree (pictures);
  open_reader (self);
  run (self);
  WAIT_UNTIL (count_kept (self) == N_ARTICLES && !jarida_ahead_get_busy (self->ahead));
  for (guint i = 0; i < N_ARTICLES; i++)
    assert_whole (self, get_id (self, i));
}

/* A correction may have brought other pictures: it is looked at again, and what is here is not fetched twice. */
static void
test_correction (Fixture       *self,
                 gconstpointer  data)
{
  g_autoptr(GAsyncResult) result = NULL;
  guint n_requests;

  subscribe (self);
  run (self);
  WAIT_UNTIL (count_kept (self) == N_ARTICLES);
  self->server->edition = 2;
  jarida_reader_refresh_async (self->reader, NULL, 0, TRUE, NULL, answered_cb, &result);
  WAIT_UNTIL (result != NULL);
  g_assert_cmpuint (count_kept (self), ==, 0);
  n_requests = self->server->n_requests;
  run (self);
  WAIT_UNTIL (count_kept (self) == N_ARTICLES);
  g_assert_cmpuint (self->server->n_requests, ==, n_requests);
}

/* It begins by itself after a refresh, when it is enabled. */
static void
test_after_refresh (Fixture       *self,
                    gconstpointer  data)
{
  subscribe (self);
  g_assert_false (jarida_ahead_get_busy (self->ahead));
  g_object_set (self->ahead, "enabled", TRUE, NULL);
  {
    g_autoptr(GAsyncResult) result = NULL;

    jarida_reader_refresh_async (self->reader, NULL, 0, TRUE, NULL, answered_cb, &result);
    WAIT_UNTIL (result != NULL);
  }
  WAIT_UNTIL (count_kept (self) == N_ARTICLES);
}

static void
set_up_small (Fixture       *self,
              gconstpointer  data)
{
  char *folder = g_dir_make_tmp ("jarida-ahead-XXXXXX", NULL);

  if (!small_disk_mount (folder, 16 * 1024 * 1024))
    {
      g_free (folder);
      return;
    }
  self->folder = folder;
  self->small = TRUE;
  set_up_folder (self);
}

static void
test_full_disk (Fixture       *self,
                gconstpointer  data)
{
  if (self->folder == NULL)
    return;
  subscribe (self);
  jarida_ahead_start (self->ahead);
  WAIT_UNTIL (self->server->n_pages >= 3);
  small_disk_set_full (self->folder, TRUE);
  WAIT_UNTIL (!jarida_ahead_get_busy (self->ahead));
  g_assert_cmpint (jarida_ahead_get_state (self->ahead), ==, JARIDA_AHEAD_NO_ROOM);
  small_disk_set_full (self->folder, FALSE);
  run (self);
  WAIT_UNTIL (count_kept (self) == N_ARTICLES);
  for (guint i = 0; i < N_ARTICLES; i++)
    assert_whole (self, get_id (self, i));
}

int
main (int   argc,
      char *argv[])
{
  small_disk_init ();
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/reader/ahead/all", test_all);
  ADD ("/reader/ahead/moments", test_moments);
  ADD ("/reader/ahead/offline", test_offline);
  ADD ("/reader/ahead/stop", test_stop);
  ADD ("/reader/ahead/chosen", test_chosen);
  ADD ("/reader/ahead/failures", test_failures);
  ADD ("/reader/ahead/captive", test_captive);
  ADD ("/reader/ahead/limit", test_limit);
  ADD ("/reader/ahead/pictures-gone", test_pictures_gone);
  ADD ("/reader/ahead/correction", test_correction);
  ADD ("/reader/ahead/after-refresh", test_after_refresh);
  g_test_add ("/reader/ahead/full-disk", Fixture, NULL, set_up_small, test_full_disk, tear_down);
#undef ADD
  return g_test_run ();
}
