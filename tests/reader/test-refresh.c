/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>

#include "../remove-tree.h"
#include "jarida-clean.h"
#include "jarida-reader-private.h"
#include "news-server.h"
#include "small-disk.h"

typedef struct
{
  char          *folder;      /* (owned) */
  NewsServer    *server;      /* (owned) (nullable) */
  JaridaReader  *reader;      /* (owned) (nullable) */
} Fixture;

typedef struct
{
  gboolean      done;
  GAsyncResult *result;       /* (owned) */
} Wait;

static void
wait_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  Wait *wait = user_data;

  wait->result = g_object_ref (result);
  wait->done = TRUE;
}

static GAsyncResult *
wait_for (Wait *wait)
{
  const gint64 end = g_get_monotonic_time () + 90 * G_USEC_PER_SEC;

  while (!wait->done)
    {
      if (g_get_monotonic_time () > end)
        g_error ("timed out");
      g_main_context_iteration (NULL, TRUE);
    }
  return wait->result;
}

static void
open_reader (Fixture *fixture)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *data = g_build_filename (fixture->folder, "data", NULL);
  g_autofree char *cache = g_build_filename (fixture->folder, "cache", NULL);

  fixture->reader = jarida_reader_open (data, cache, &error);
  g_assert_no_error (error);
  jarida_fetcher_set_pause (fixture->reader->fetcher, 0);
}

static void
close_reader (Fixture *fixture)
{
  jarida_reader_close (fixture->reader);
  g_clear_object (&fixture->reader);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->folder = g_dir_make_tmp ("jarida-reader-XXXXXX", NULL);
  fixture->server = news_server_new (20);
  open_reader (fixture);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  if (fixture->reader != NULL)
    close_reader (fixture);
  g_clear_pointer (&fixture->server, news_server_free);
  remove_tree (fixture->folder);
  g_free (fixture->folder);
}

static JaridaSource *
subscribe (Fixture    *fixture,
           const char *path)
{
  g_autofree char *address = news_server_address (fixture->server, path);
  g_autoptr(GError) error = NULL;
  Wait wait = { 0 };
  JaridaSource *source;

  jarida_reader_subscribe_async (fixture->reader, address, NULL, 0, NULL, wait_cb, &wait);
  source = jarida_reader_subscribe_finish (fixture->reader, wait_for (&wait), &error);
  g_assert_no_error (error);
  g_object_unref (wait.result);
  return source;
}

static guint
refresh (Fixture *fixture,
         guint   *out_n_failed)
{
  g_autoptr(GError) error = NULL;
  Wait wait = { 0 };
  guint n_new = G_MAXUINT;

  jarida_reader_refresh_async (fixture->reader, NULL, 0, TRUE, NULL, wait_cb, &wait);
  jarida_reader_refresh_finish (fixture->reader, wait_for (&wait), &n_new, out_n_failed, &error);
  g_assert_no_error (error);
  g_object_unref (wait.result);
  return n_new;
}

static guint
count (Fixture *fixture)
{
  const JaridaPlace all = { JARIDA_PLACE_ALL, 0, FALSE };

  return jarida_reader_count (fixture->reader, &all);
}

static guint
count_unread (Fixture *fixture)
{
  const JaridaPlace all = { JARIDA_PLACE_ALL, 0, FALSE };

  return jarida_reader_count_unread (fixture->reader, &all);
}

static void
test_first_and_again (Fixture       *fixture,
                      gconstpointer  data)
{
  g_autoptr(JaridaSource) source = subscribe (fixture, "/feed.xml");
  guint n_failed = 1;

  g_assert_cmpint (jarida_source_get_outcome (source), ==, JARIDA_OUTCOME_OK);
  g_assert_cmpstr (jarida_source_get_title (source), ==, "Le Courrier du Bouregreg");
  g_assert_cmpstr (jarida_source_get_language (source), ==, "fr");
  g_assert_cmpuint (count (fixture), ==, 20);

  g_assert_cmpuint (refresh (fixture, &n_failed), ==, 0);
  g_assert_cmpuint (n_failed, ==, 0);
  g_assert_cmpint (jarida_source_get_outcome (source), ==, JARIDA_OUTCOME_UNCHANGED);
  g_assert_cmpuint (fixture->server->n_conditional, ==, 1);

  fixture->server->n_items = 23;
  g_assert_cmpuint (refresh (fixture, NULL), ==, 3);
  g_assert_cmpuint (count (fixture), ==, 23);
  g_assert_cmpuint (count_unread (fixture), ==, 23);
}

static void
test_validators_survive_a_restart (Fixture       *fixture,
                                   gconstpointer  data)
{
  g_autoptr(JaridaSource) source = subscribe (fixture, "/feed.xml");

  close_reader (fixture);
  open_reader (fixture);
  g_assert_cmpuint (count (fixture), ==, 20);
  g_assert_cmpuint (refresh (fixture, NULL), ==, 0);
  g_assert_cmpuint (fixture->server->n_conditional, ==, 1);
}

static void
test_update_keeps_the_mark (Fixture       *fixture,
                            gconstpointer  data)
{
  g_autoptr(JaridaSource) source = subscribe (fixture, "/feed.xml");
  const JaridaPlace all = { JARIDA_PLACE_ALL, 0, FALSE };
  g_autoptr(JaridaHeadlineList) list = jarida_reader_list_headlines (fixture->reader, &all);
  const gint64 id = jarida_headline_list_get_id (list, 4);

  jarida_reader_set_read (fixture->reader, id, TRUE);
  jarida_reader_set_saved (fixture->reader, id, TRUE);
  fixture->server->edition = 2;
  g_assert_cmpuint (refresh (fixture, NULL), ==, 0);
  g_assert_cmpuint (count (fixture), ==, 20);
  g_assert_cmpuint (count_unread (fixture), ==, 19);
  close_reader (fixture);
  open_reader (fixture);
  g_assert_cmpuint (count_unread (fixture), ==, 19);
  {
    const JaridaPlace saved = { JARIDA_PLACE_SAVED, 0, FALSE };
    g_autoptr(JaridaHeadlineList) kept = jarida_reader_list_headlines (fixture->reader, &saved);
    g_autoptr(JaridaHeadline) headline = g_list_model_get_item (G_LIST_MODEL (kept), 0);

    g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (kept)), ==, 1);
    g_assert_cmpint (jarida_headline_get_id (headline), ==, id);
    g_assert_true (jarida_headline_get_read (headline));
    g_assert_nonnull (strstr (jarida_headline_get_title (headline), "édition 2"));
  }
}

/* A network that asks to log in leads all there is to its own page, and says for good: nothing is believed of it. */
static void
test_led_away (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr(JaridaSource) source = subscribe (fixture, "/feed.xml");
  g_autofree char *address = news_server_address (fixture->server, "/feed.xml");
  guint n_failed = 0;

  fixture->server->led_away = TRUE;
  g_assert_cmpuint (refresh (fixture, &n_failed), ==, 0);
  g_assert_cmpuint (n_failed, ==, 1);
  g_assert_cmpint (jarida_source_get_outcome (source), ==, JARIDA_OUTCOME_NOT_A_FEED);
  g_assert_cmpstr (jarida_source_get_feed_url (source), ==, address);
  g_assert_false (jarida_source_get_stopped (source));
  g_assert_cmpuint (count (fixture), ==, 20);
  fixture->server->led_away = FALSE;
  fixture->server->n_items = 21;
  g_assert_cmpuint (refresh (fixture, &n_failed), ==, 1);
  g_assert_cmpuint (n_failed, ==, 0);
  g_assert_cmpstr (jarida_source_get_feed_url (source), ==, address);
}

/* After a refresh what is too much leaves by itself, does not come again, and is told. */
static void
test_clean (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr(JaridaSource) source = subscribe (fixture, "/feed.xml");
  g_autoptr(GError) error = NULL;
  Wait wait = { 0 }, told = { 0 };
  gint64 when = 0;
  guint n = 0, n_for_room = 0;

  /* The first refresh has looked, and there was nothing to do. */
  fixture->reader->cleaned_at = 0;
  jarida_source_set_retention_count (source, 5);
  jarida_reader_save_source (fixture->reader, source);
  g_assert_cmpuint (refresh (fixture, NULL), ==, 0);
  jarida_reader_clean_async (fixture->reader, NULL, wait_cb, &wait);
  g_assert_true (jarida_reader_clean_finish (fixture->reader, wait_for (&wait), &n, &error));
  g_object_unref (wait.result);
  g_assert_cmpuint (count (fixture), ==, 5);
  fixture->server->edition = 2;
  fixture->server->n_items = 21;
  g_assert_cmpuint (refresh (fixture, NULL), ==, 1);
  g_assert_cmpuint (count (fixture), ==, 6);
  jarida_reader_load_cleaned_async (fixture->reader, NULL, wait_cb, &told);
  g_assert_true (jarida_reader_load_cleaned_finish (fixture->reader, wait_for (&told), &n, &n_for_room, &when, &error));
  g_object_unref (told.result);
  g_assert_cmpuint (n, ==, 15);
  g_assert_cmpint (when, >, 0);
  {
    Wait measured = { 0 };
    g_autoptr(JaridaRoom) room = NULL;

    jarida_reader_measure_room_async (fixture->reader, JARIDA_ROOM_ALL, NULL, wait_cb, &measured);
    room = jarida_reader_measure_room_finish (fixture->reader, wait_for (&measured), &error);
    g_assert_no_error (error);
    g_object_unref (measured.result);
    g_assert_cmpuint (room->texts, >, 40 * 1000);
  }
}

static JaridaRoom *
measure_room (Fixture *fixture)
{
  Wait measured = { 0 };
  g_autoptr(GError) error = NULL;
  JaridaRoom *room;

  jarida_reader_measure_room_async (fixture->reader, JARIDA_ROOM_ALL, NULL, wait_cb, &measured);
  room = jarida_reader_measure_room_finish (fixture->reader, wait_for (&measured), &error);
  g_assert_no_error (error);
  g_object_unref (measured.result);
  return room;
}

static void
wait_for_index (Fixture *fixture)
{
  Wait indexed = { 0 };

  jarida_reader_index_async (fixture->reader, NULL, wait_cb, &indexed);
  g_assert_true (jarida_reader_index_finish (fixture->reader, wait_for (&indexed), NULL));
  g_object_unref (indexed.result);
}

static gint64
get_size (Fixture    *fixture,
          const char *name)
{
  g_autofree char *path = g_build_filename (fixture->reader->data_folder, name, NULL);
  GStatBuf file;

  g_assert_cmpint (g_stat (path, &file), ==, 0);
  return file.st_size;
}

/* Texts take more than they may: so many leave that they do no longer, the room is given back to the disk, and that is told. */
static void
test_text_limit (Fixture       *fixture,
                 gconstpointer  data)
{
  static const JaridaPlace all = { .kind = JARIDA_PLACE_ALL };
  g_autoptr(JaridaSource) source = NULL;
  g_autoptr(JaridaHeadlineList) list = NULL;
  g_autoptr(JaridaRoom) before = NULL;
  g_autoptr(JaridaRoom) after = NULL;
  g_autoptr(GError) error = NULL;
  Wait wait = { 0 }, told = { 0 };
  gint64 when = 0, saved, bodies, index;
  guint n = 0, n_told = 0, n_for_room = 0, n_all;

  fixture->server->n_items = 300;
  fixture->server->n_numbers = 150;
  source = subscribe (fixture, "/feed.xml");
  wait_for_index (fixture);
  n_all = count (fixture);
  list = jarida_reader_list_headlines (fixture->reader, &all);
  saved = jarida_headline_list_get_id (list, n_all - 1);
  jarida_reader_set_saved (fixture->reader, saved, TRUE);
  jarida_reader_mark_all_read (fixture->reader, &all);
  before = measure_room (fixture);
  bodies = get_size (fixture, "bodies.db");
  index = get_size (fixture, "search.db");
  fixture->reader->clock = g_get_real_time () / G_USEC_PER_SEC + 3650 * 24 * 3600;

  /* Below the limit nothing leaves. */
  g_object_set (fixture->reader, "text-limit", before->texts, NULL);
  jarida_reader_clean_async (fixture->reader, NULL, wait_cb, &wait);
  g_assert_true (jarida_reader_clean_finish (fixture->reader, wait_for (&wait), &n, &error));
  g_object_unref (wait.result);
  wait = (Wait) { 0 };
  g_assert_cmpuint (n, ==, 0);

  g_object_set (fixture->reader, "text-limit", before->texts / 2, NULL);
  jarida_reader_clean_async (fixture->reader, NULL, wait_cb, &wait);
  g_assert_true (jarida_reader_clean_finish (fixture->reader, wait_for (&wait), &n, &error));
  g_object_unref (wait.result);
  wait = (Wait) { 0 };
  wait_for_index (fixture);
  after = measure_room (fixture);
  g_test_message ("%u of %u left; texts %" G_GUINT64_FORMAT " -> %" G_GUINT64_FORMAT ", index %" G_GUINT64_FORMAT " -> %" G_GUINT64_FORMAT
                  ", bodies.db %" G_GINT64_FORMAT " -> %" G_GINT64_FORMAT ", search.db %" G_GINT64_FORMAT " -> %" G_GINT64_FORMAT,
                  n, n_all, before->texts, after->texts, before->index, after->index, bodies, get_size (fixture, "bodies.db"),
                  index, get_size (fixture, "search.db"));
  /* About as many as had to, and not all. */
  g_assert_cmpuint (n, >, n_all / 4);
  g_assert_cmpuint (n, <, n_all * 3 / 4);
  /* What is known of the newspaper itself stays. */
  g_assert_cmpuint (after->texts, <, before->texts * 7 / 10);
  g_assert_cmpuint (after->index, <, before->index * 7 / 10);
  g_assert_cmpuint (count (fixture), ==, n_all - n);
  g_assert_cmpuint (jarida_headline_list_find (list, saved), !=, G_MAXUINT);

  jarida_reader_load_cleaned_async (fixture->reader, NULL, wait_cb, &told);
  g_assert_true (jarida_reader_load_cleaned_finish (fixture->reader, wait_for (&told), &n_told, &n_for_room, &when, &error));
  g_object_unref (told.result);
  g_assert_cmpuint (n_told, ==, n);
  g_assert_cmpuint (n_for_room, ==, n);
  /* What left does not come again. */
  fixture->reader->clock += 24 * 3600;
  g_assert_cmpuint (refresh (fixture, NULL), ==, 0);
  g_assert_cmpuint (count (fixture), ==, n_all - n);
}

static const struct
{
  const char    *path;
  JaridaOutcome  outcome;
} faults[] = {
  { "/gone", JARIDA_OUTCOME_GONE },
  { "/none", JARIDA_OUTCOME_NOT_FOUND },
  { "/broken", JARIDA_OUTCOME_SERVER_ERROR },
  { "/busy", JARIDA_OUTCOME_BUSY },
  { "/empty", JARIDA_OUTCOME_EMPTY },
  { "/login", JARIDA_OUTCOME_NOT_A_FEED },
  { "/cut", JARIDA_OUTCOME_UNREACHABLE },
};

static void
test_faults (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(JaridaSource) good = subscribe (fixture, "/same.xml");
  guint n_failed = 0;

  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autoptr(JaridaSource) source = subscribe (fixture, faults[i].path);
      g_autofree char *text = NULL;

      g_assert_cmpint (jarida_source_get_outcome (source), ==, faults[i].outcome);
      g_assert_cmpint (jarida_source_get_failures (source), ==, 1);
      text = jarida_outcome_text (jarida_source_get_outcome (source), jarida_source_get_status (source));
      g_assert_cmpuint (strlen (text), >, 20);
      g_assert_cmpint (jarida_source_get_stopped (source), ==, faults[i].outcome == JARIDA_OUTCOME_GONE);
    }
  /* The rest goes on: the gone one is left alone, the busy one gets its pause, the others are tried and fail. */
  fixture->server->n_items = 21;
  g_assert_cmpuint (refresh (fixture, &n_failed), ==, 1);
  g_assert_cmpuint (n_failed, ==, 5);
  g_assert_cmpint (jarida_source_get_outcome (good), ==, JARIDA_OUTCOME_OK);
  g_assert_cmpuint (count (fixture), ==, 21);
}

static void
test_nothing_is_lost_to_a_portal (Fixture       *fixture,
                                  gconstpointer  data)
{
  g_autoptr(JaridaSource) source = subscribe (fixture, "/feed.xml");

  fixture->server->login = TRUE;
  fixture->server->edition = 2;
  g_assert_cmpuint (refresh (fixture, NULL), ==, 0);
  g_assert_cmpint (jarida_source_get_outcome (source), ==, JARIDA_OUTCOME_NOT_A_FEED);
  g_assert_cmpuint (count (fixture), ==, 20);
  fixture->server->login = FALSE;
  fixture->server->n_items = 21;
  g_assert_cmpuint (refresh (fixture, NULL), ==, 1);
  g_assert_cmpint (jarida_source_get_outcome (source), ==, JARIDA_OUTCOME_OK);
}

static void
test_same_bytes (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr(JaridaSource) source = subscribe (fixture, "/same.xml");

  g_assert_cmpuint (refresh (fixture, NULL), ==, 0);
  g_assert_cmpint (jarida_source_get_outcome (source), ==, JARIDA_OUTCOME_UNCHANGED);
  g_assert_cmpint (jarida_source_get_status (source), ==, 200);
}

static void
test_moved (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr(JaridaSource) source = subscribe (fixture, "/moved");
  g_autofree char *address = news_server_address (fixture->server, "/feed.xml");

  g_assert_cmpstr (jarida_source_get_feed_url (source), ==, address);
  g_assert_cmpuint (count (fixture), ==, 20);
}

static void
test_server_stops (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr(JaridaSource) source = subscribe (fixture, "/feed.xml");
  const JaridaPlace all = { JARIDA_PLACE_ALL, 0, FALSE };
  g_autoptr(JaridaHeadlineList) list = NULL;
  g_autoptr(JaridaArticle) article = NULL;
  g_autoptr(JaridaDocument) document = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *lines = NULL;
  Wait wait = { 0 };
  guint n_failed = 0;

  g_clear_pointer (&fixture->server, news_server_free);
  close_reader (fixture);
  open_reader (fixture);
  g_assert_cmpuint (refresh (fixture, &n_failed), ==, 0);
  g_assert_cmpuint (n_failed, ==, 1);
  g_assert_false (jarida_reader_get_online (fixture->reader));

  list = jarida_reader_list_headlines (fixture->reader, &all);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 20);
  jarida_reader_load_article_async (fixture->reader, jarida_headline_list_get_id (list, 0), NULL, wait_cb, &wait);
  article = jarida_reader_load_article_finish (fixture->reader, wait_for (&wait), &error);
  g_assert_no_error (error);
  g_object_unref (wait.result);

  wait = (Wait) { 0 };
  jarida_reader_build_document_async (fixture->reader, article, NULL, FALSE, NULL, wait_cb, &wait);
  document = jarida_reader_build_document_finish (fixture->reader, wait_for (&wait), &error);
  g_assert_no_error (error);
  g_object_unref (wait.result);
  lines = jarida_document_to_lines (document);
  g_assert_nonnull (strstr (lines, "Texte de la nouvelle"));
}

static void
test_cancel (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(JaridaSource) source = subscribe (fixture, "/feed.xml");
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GError) error = NULL;
  Wait wait = { 0 };

  jarida_reader_refresh_async (fixture->reader, NULL, 0, TRUE, cancellable, wait_cb, &wait);
  g_assert_true (jarida_reader_get_refreshing (fixture->reader));
  g_cancellable_cancel (cancellable);
  g_assert_false (jarida_reader_refresh_finish (fixture->reader, wait_for (&wait), NULL, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_object_unref (wait.result);
  g_assert_false (jarida_reader_get_refreshing (fixture->reader));
  g_assert_false (jarida_source_get_fetching (source));
  /* Being stopped is nobody's fault. */
  g_assert_cmpint (jarida_source_get_failures (source), ==, 0);
}

static GPtrArray *
discover (Fixture     *fixture,
          const char  *path,
          gboolean     with_scheme,
          GError     **error)
{
  g_autofree char *address = news_server_address (fixture->server, path);
  Wait wait = { 0 };
  GPtrArray *candidates;

  jarida_reader_discover_async (fixture->reader, address + (with_scheme ? 0 : strlen ("http://")), NULL, wait_cb, &wait);
  candidates = jarida_reader_discover_finish (fixture->reader, wait_for (&wait), error);
  g_object_unref (wait.result);
  return candidates;
}

static void
test_discover (Fixture       *fixture,
               gconstpointer  data)
{
  static const char *const ways[] = { "/feed.xml", "/page", "/bare", "/moved" };

  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(GPtrArray) candidates = discover (fixture, ways[i], TRUE, &error);
      const JaridaCandidate *candidate;

      g_assert_no_error (error);
      g_assert_cmpuint (candidates->len, ==, 1);
      candidate = g_ptr_array_index (candidates, 0);
      g_assert_cmpstr (candidate->title, ==, "Le Courrier du Bouregreg");
      g_assert_cmpuint (candidate->n_items, ==, 20);
      g_assert_cmpuint (g_strv_length (candidate->titles), ==, 4);
      g_assert_cmpint (candidate->source_id, ==, 0);
    }
}

/* As a person types it: no scheme. Nothing speaks https here, so http is tried too. */
static void
test_discover_plain (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) candidates = discover (fixture, "/page", FALSE, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (candidates->len, ==, 1);
}

static void
test_discover_nothing (Fixture       *fixture,
                       gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *text = NULL;

  /* The site's well-known paths are feeds, so the captive page must be everywhere. */
  fixture->server->login = TRUE;
  g_assert_null (discover (fixture, "/login", TRUE, &error));
  g_assert_nonnull (error);
  text = jarida_error_text (error);
  g_assert_nonnull (strstr (text, "no feed"));
}

static void
test_import_and_export (Fixture       *fixture,
                        gconstpointer  data)
{
  static const char opml[] =
    "<opml version=\"2.0\"><head><title>Ma liste</title></head><body>"
    "<outline text=\"Maroc\"><outline text=\"Économie\">"
    "<outline text=\"Un\" type=\"rss\" xmlUrl=\"https://un.example/rss\"/></outline>"
    "<outline text=\"Deux\" type=\"rss\" xmlUrl=\"https://deux.example/rss\"/></outline>"
    "<outline text=\"Trois\" type=\"rss\" xmlUrl=\"https://trois.example/rss\"/>"
    "<outline text=\"Commande\" type=\"rss\" xmlUrl=\"exec:rm -rf\"/>"
    "</body></opml>";
  g_autoptr(GBytes) bytes = g_bytes_new_static (opml, strlen (opml));
  g_autoptr(GBytes) exported = NULL;
  g_autofree char *text = NULL;

  for (guint round = 0; round < 2; round++)
    {
      g_autoptr(GError) error = NULL;
      Wait wait = { 0 };
      guint n_added = 99;
      guint n_known = 99;

      jarida_reader_import_async (fixture->reader, bytes, NULL, NULL, NULL, wait_cb, &wait);
      jarida_reader_import_finish (fixture->reader, wait_for (&wait), &n_added, &n_known, &error);
      g_assert_no_error (error);
      g_object_unref (wait.result);
      g_assert_cmpuint (n_added, ==, round == 0 ? 3 : 0);
      g_assert_cmpuint (n_known, ==, round == 0 ? 0 : 3);
      g_assert_cmpuint (g_list_model_get_n_items (jarida_reader_get_folders (fixture->reader)), ==, 2);
    }
  exported = jarida_reader_export (fixture->reader);
  text = g_strndup (g_bytes_get_data (exported, NULL), g_bytes_get_size (exported));
  g_assert_nonnull (strstr (text, "Économie"));
  g_assert_nonnull (strstr (text, "https://un.example/rss"));
  g_assert_null (strstr (text, "exec:"));
}

static void
settle (void)
{
  const gint64 end = g_get_monotonic_time () + G_USEC_PER_SEC / 3;

  while (g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, FALSE);
}

static void
test_undo (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr(JaridaSource) source = subscribe (fixture, "/feed.xml");
  const JaridaPlace all = { JARIDA_PLACE_ALL, 0, FALSE };

  jarida_reader_mark_all_read (fixture->reader, &all);
  settle ();
  g_assert_cmpuint (count_unread (fixture), ==, 0);
  jarida_reader_undo (fixture->reader);
  settle ();
  g_assert_cmpuint (count_unread (fixture), ==, 20);

  jarida_reader_rename_source (fixture->reader, source, "Mon courrier");
  jarida_reader_remove_source (fixture->reader, source);
  settle ();
  g_assert_cmpuint (count (fixture), ==, 0);
  g_assert_cmpuint (g_list_model_get_n_items (jarida_reader_get_sources (fixture->reader)), ==, 0);
  jarida_reader_undo (fixture->reader);
  settle ();
  g_assert_cmpuint (count (fixture), ==, 20);
  jarida_reader_undo (fixture->reader);
  settle ();
  g_assert_false (jarida_reader_get_can_undo (fixture->reader));
  close_reader (fixture);
  open_reader (fixture);
  {
    g_autoptr(JaridaSource) kept = g_list_model_get_item (jarida_reader_get_sources (fixture->reader), 0);

    g_assert_cmpstr (jarida_source_get_title (kept), ==, "Le Courrier du Bouregreg");
    g_assert_cmpuint (count_unread (fixture), ==, 20);
  }
}

/* Ctrl+Z before the shelf has answered takes back this act, not the one before. */
static void
test_undo_at_once (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr(JaridaSource) source = subscribe (fixture, "/feed.xml");
  g_autofree char *title = g_strdup (jarida_source_get_title (source));
  const JaridaPlace all = { JARIDA_PLACE_ALL, 0, FALSE };

  jarida_reader_rename_source (fixture->reader, source, "Mon courrier");
  jarida_reader_mark_all_read (fixture->reader, &all);
  jarida_reader_undo (fixture->reader);
  settle ();
  g_assert_cmpuint (count_unread (fixture), ==, 20);
  g_assert_cmpstr (jarida_source_get_title (source), ==, "Mon courrier");

  jarida_reader_mark_all_read (fixture->reader, &all);
  settle ();
  g_assert_cmpuint (count_unread (fixture), ==, 0);
  /* Where nothing was unread there is nothing to take back. */
  jarida_reader_mark_all_read (fixture->reader, &all);
  settle ();
  jarida_reader_undo (fixture->reader);
  settle ();
  g_assert_cmpuint (count_unread (fixture), ==, 20);
  jarida_reader_undo (fixture->reader);
  g_assert_cmpstr (jarida_source_get_title (source), ==, title);
  g_assert_false (jarida_reader_get_can_undo (fixture->reader));
  settle ();
}

static void
test_undo_settings (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autoptr(JaridaSource) source = subscribe (fixture, "/feed.xml");
  JaridaSourceSettings before, settings, after;

  jarida_source_get_settings (source, &before);
  settings = before;
  g_assert_false (jarida_reader_change_source (fixture->reader, source, &settings, FALSE));
  g_assert_false (jarida_reader_get_can_undo (fixture->reader));
  settings.pictures = JARIDA_PICTURE_MODE_OFF;
  settings.full_text = JARIDA_FULL_TEXT_NEVER;
  settings.retention_count = 100;
  settings.stopped = TRUE;
  g_assert_true (jarida_reader_change_source (fixture->reader, source, &settings, FALSE));
  g_assert_cmpint (jarida_source_get_pictures (source), ==, JARIDA_PICTURE_MODE_OFF);
  g_assert_true (jarida_source_get_stopped (source));
  jarida_reader_undo (fixture->reader);
  settle ();
  close_reader (fixture);
  open_reader (fixture);
  {
    g_autoptr(JaridaSource) kept = g_list_model_get_item (jarida_reader_get_sources (fixture->reader), 0);

    jarida_source_get_settings (kept, &after);
    g_assert_cmpmem (&after, sizeof after, &before, sizeof before);
  }
}

static void
test_folders (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(JaridaSource) source = subscribe (fixture, "/feed.xml");
  g_autoptr(JaridaFolder) folder = NULL;
  JaridaPlace place = { JARIDA_PLACE_FOLDER, 0, FALSE };

  jarida_reader_add_folder (fixture->reader, "Matin", 0);
  settle ();
  folder = g_list_model_get_item (jarida_reader_get_folders (fixture->reader), 0);
  g_assert_nonnull (folder);
  jarida_reader_move_source (fixture->reader, source, jarida_folder_get_id (folder), 0);
  place.id = jarida_folder_get_id (folder);
  settle ();
  g_assert_cmpuint (jarida_reader_count (fixture->reader, &place), ==, 20);
  /* A folder cannot come to lie inside itself. */
  jarida_reader_move_folder (fixture->reader, folder, jarida_folder_get_id (folder), 0);
  g_assert_cmpint (jarida_folder_get_parent_id (folder), ==, 0);

  jarida_reader_remove_folder (fixture->reader, folder);
  settle ();
  g_assert_cmpint (jarida_source_get_folder_id (source), ==, 0);
  jarida_reader_undo (fixture->reader);
  settle ();
  g_assert_cmpint (jarida_source_get_folder_id (source), !=, 0);
  place.id = jarida_source_get_folder_id (source);
  g_assert_cmpuint (jarida_reader_count (fixture->reader, &place), ==, 20);
}

/* Of a feed without end the beginning is kept, and that is said, also when nothing has changed since. */
static void
test_too_long (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr(JaridaSource) source = NULL;
  g_autofree char *text = NULL;

  fixture->server->n_items = 20000;
  source = subscribe (fixture, "/same.xml");
  g_assert_cmpint (jarida_source_get_outcome (source), ==, JARIDA_OUTCOME_OK);
  fixture->server->n_items = 20001;
  for (guint i = 0; i < 2; i++)
    {
      refresh (fixture, NULL);
      g_assert_cmpint (jarida_source_get_outcome (source), ==, JARIDA_OUTCOME_CUT);
    }
  g_assert_cmpint (jarida_source_get_failures (source), ==, 0);
  text = jarida_outcome_text (jarida_source_get_outcome (source), 200);
  g_assert_nonnull (strstr (text, "longer than Jarida reads"));
}

/* On a shelf that can only be read nobody is asked for what could not be kept, and what was not done is not to be undone. */
static void
test_frozen (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(JaridaSource) source = NULL;
  g_autofree char *shelf = g_build_filename (fixture->folder, "data", NULL);
  g_autoptr(GError) error = NULL;
  Wait wait = { 0 };
  guint n_requests;

  close_reader (fixture);
  if (!small_disk_mount (shelf, 4 * 1024 * 1024))
    return;
  open_reader (fixture);
  source = subscribe (fixture, "/feed.xml");
  close_reader (fixture);
  small_disk_set_frozen (shelf, TRUE);
  open_reader (fixture);
  n_requests = fixture->server->n_requests;
  g_assert_true (jarida_reader_get_frozen (fixture->reader));
  g_assert_cmpuint (count (fixture), ==, 20);
  jarida_reader_refresh_async (fixture->reader, NULL, 0, TRUE, NULL, wait_cb, &wait);
  g_assert_false (jarida_reader_refresh_finish (fixture->reader, wait_for (&wait), NULL, NULL, &error));
  g_assert_error (error, JARIDA_STORE_ERROR, JARIDA_STORE_ERROR_FROZEN);
  g_assert_false (jarida_reader_get_refreshing (fixture->reader));
  g_assert_cmpuint (fixture->server->n_requests, ==, n_requests);
  g_object_unref (wait.result);
  jarida_reader_remove_source (fixture->reader, jarida_reader_find_source (fixture->reader, 1));
  settle ();
  g_assert_cmpuint (g_list_model_get_n_items (jarida_reader_get_sources (fixture->reader)), ==, 1);
  g_assert_false (jarida_reader_get_can_undo (fixture->reader));
  close_reader (fixture);
  small_disk_unmount (shelf);
}

#define ADD(name, func) g_test_add ("/reader/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  small_disk_init ();
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  ADD ("refresh/first-and-again", test_first_and_again);
  ADD ("refresh/validators-survive-a-restart", test_validators_survive_a_restart);
  ADD ("refresh/an-update-keeps-the-mark", test_update_keeps_the_mark);
  ADD ("refresh/faults-are-said-and-the-rest-goes-on", test_faults);
  ADD ("refresh/nothing-is-lost-to-a-captive-portal", test_nothing_is_lost_to_a_portal);
  ADD ("refresh/led-away-by-a-captive-portal", test_led_away);
  ADD ("refresh/what-is-too-much-leaves", test_clean);
  ADD ("refresh/texts-that-are-too-large-leave", test_text_limit);
  ADD ("refresh/same-bytes-again", test_same_bytes);
  ADD ("refresh/moved-for-good", test_moved);
  ADD ("refresh/too-long", test_too_long);
  ADD ("refresh/server-stops-and-all-is-there", test_server_stops);
  ADD ("refresh/cancel", test_cancel);
  ADD ("discover/every-way-in", test_discover);
  ADD ("discover/without-a-scheme", test_discover_plain);
  ADD ("discover/nothing", test_discover_nothing);
  ADD ("subscriptions/import-and-export", test_import_and_export);
  ADD ("undo/marks-names-and-removal", test_undo);
  ADD ("undo/at-once", test_undo_at_once);
  ADD ("undo/settings", test_undo_settings);
  ADD ("undo/folders", test_folders);
  ADD ("frozen", test_frozen);
  return g_test_run ();
}
