/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <string.h>

#include "jarida-store-kept.h"
#include "jarida-store-leave.h"
#include "jarida-store-room.h"
#include "shelf-fixture.h"

/* Articles that leave the shelf because they are old, or too many. */

#define NOON G_GINT64_CONSTANT (1760270400)   /* 2025-10-12 12:00 UTC */
#define HOUR (60 * 60)
#define DAY (24 * HOUR)
/* A sanitizer takes its time. */
#define N_MANY (SANITIZED ? 500 : 2000)

/* Everything that is to leave; returns how many did. */
static guint
leave (Shelf *shelf,
       guint  days,
       gint64 now)
{
  g_autoptr(GArray) ids = jarida_store_list_leaving (shelf->store, days, now);
  guint n_left = 0;

  for (guint i = 0; i < ids->len; i += 100)
    {
      g_autoptr(GAsyncResult) result = NULL;
      g_autoptr(GError) error = NULL;
      guint n;

      jarida_store_leave_async (shelf->store, (gint64 *) ids->data + i, MIN (100, ids->len - i), i == 0 ? JARIDA_LEAVE_FIRST : 0, NULL,
                                wait_cb, &result);
      jarida_store_leave_finish (shelf->store, wait_for (&result), &n, NULL, &error);
      g_assert_no_error (error);
      n_left += n;
    }
  return n_left;
}

static JaridaSource *
add (Shelf      *shelf,
     const char *address,
     const char *prefix,
     guint       n)
{
  JaridaSource *source = shelf_add_source (shelf, address);
  g_autoptr(GPtrArray) articles = articles_new (prefix, n, NOON);

  shelf_put (shelf, source, articles, NULL, NULL);
  return source;
}

static guint
put_again (Shelf        *shelf,
           JaridaSource *source,
           const char   *prefix,
           guint         n)
{
  g_autoptr(GPtrArray) articles = articles_new (prefix, n, NOON);
  guint n_new = G_MAXUINT;

  shelf_put (shelf, source, articles, &n_new, NULL);
  return n_new;
}

/* An hour apart: a newspaper of one day, one for ever, one as all are. */
static void
test_days (Shelf         *shelf,
           gconstpointer  data)
{
  JaridaSource *day = add (shelf, "https://a.example/feed", "a", 60);
  JaridaSource *ever = add (shelf, "https://b.example/feed", "b", 60);
  JaridaSource *usual = add (shelf, "https://c.example/feed", "c", 60);
  g_autoptr(JaridaHeadlineList) list = shelf_list (shelf, JARIDA_PLACE_ALL, 0);

  jarida_source_set_retention_days (day, 1);
  jarida_source_set_retention_days (ever, -1);
  g_assert_cmpuint (leave (shelf, 0, NOON), ==, 60 - 25);
  g_assert_cmpuint (leave (shelf, 0, NOON), ==, 0);
  g_assert_cmpuint (leave (shelf, 2, NOON), ==, 60 - 49);
  g_assert_cmpuint (shelf_count (shelf, JARIDA_PLACE_SOURCE, jarida_source_get_id (day)), ==, 25);
  g_assert_cmpuint (shelf_count (shelf, JARIDA_PLACE_SOURCE, jarida_source_get_id (ever)), ==, 60);
  g_assert_cmpuint (shelf_count (shelf, JARIDA_PLACE_SOURCE, jarida_source_get_id (usual)), ==, 49);
  g_assert_cmpuint (shelf_count_unread (shelf, JARIDA_PLACE_ALL, 0), ==, 25 + 60 + 49);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 25 + 60 + 49);
  g_clear_object (&list);

  /* What left stays away, also after a restart, also when it is given again. */
  g_assert_cmpuint (put_again (shelf, day, "a", 60), ==, 0);
  shelf_reopen (shelf);
  g_assert_cmpuint (shelf_count (shelf, JARIDA_PLACE_ALL, 0), ==, 25 + 60 + 49);
  day = jarida_store_find_source_by_url (shelf->store, "https://a.example/feed");
  g_assert_cmpuint (put_again (shelf, day, "a", 60), ==, 0);
  g_assert_cmpuint (shelf_count (shelf, JARIDA_PLACE_ALL, 0), ==, 25 + 60 + 49);
}

static void
test_count (Shelf         *shelf,
            gconstpointer  data)
{
  JaridaSource *source = add (shelf, "https://a.example/feed", "a", 60);
  g_autoptr(JaridaHeadlineList) list = NULL;

  jarida_source_set_retention_count (source, 10);
  g_assert_cmpuint (leave (shelf, 0, NOON), ==, 50);
  list = shelf_list (shelf, JARIDA_PLACE_ALL, 0);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 10);
  g_assert_cmpint (jarida_headline_get_published (list_get (list, 0)), ==, NOON);
  g_assert_cmpint (jarida_headline_get_published (list_get (list, 9)), ==, NOON - 9 * HOUR);
}

static JaridaRoom *
measure (Shelf            *shelf,
         JaridaRoomDetail  detail)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  JaridaRoom *room;

  jarida_store_measure_room_async (shelf->store, detail, NULL, wait_cb, &result);
  room = jarida_store_measure_room_finish (shelf->store, wait_for (&result), &error);
  g_assert_no_error (error);
  return room;
}

/* For want of room: what was read first, the oldest of it, nothing of the last days, and not what somebody has chosen. */
static void
test_room_order (Shelf         *shelf,
                 gconstpointer  data)
{
  JaridaSource *source = add (shelf, "https://a.example/feed", "a", 5 * 24);
  g_autoptr(JaridaHeadlineList) list = shelf_list (shelf, JARIDA_PLACE_ALL, 0);
  const guint n = g_list_model_get_n_items (G_LIST_MODEL (list));
  const gint64 oldest = jarida_headline_list_get_id (list, n - 1), next = jarida_headline_list_get_id (list, n - 2);
  const gint64 saved = jarida_headline_list_get_id (list, n - 3), recent = jarida_headline_list_get_id (list, 0);
  const gint64 read[] = { next, saved, recent };
  g_autoptr(GArray) ids = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (read); i++)
    shelf_set_read (shelf, read[i], TRUE);
  shelf_set_saved (shelf, saved, TRUE);
  ids = jarida_store_list_for_room (shelf->store, NOON);
  /* Those of two days, but for the saved one. */
  g_assert_cmpuint (ids->len, ==, 2 * 24 - 1 - 1);
  g_assert_cmpint (g_array_index (ids, gint64, 0), ==, next);
  g_assert_cmpint (g_array_index (ids, gint64, 1), ==, oldest);
  g_assert_cmpuint (shelf_count (shelf, JARIDA_PLACE_SOURCE, jarida_source_get_id (source)), ==, n);
}

/* Whose the room is, the largest first, and what is there in all. */
static void
test_measure (Shelf         *shelf,
              gconstpointer  data)
{
  JaridaSource *small = add (shelf, "https://a.example/feed", "a", 20);
  JaridaSource *large = add (shelf, "https://b.example/feed", "b", 200);
  g_autoptr(JaridaRoom) quick = measure (shelf, JARIDA_ROOM_ALL);
  g_autoptr(JaridaRoom) room = measure (shelf, JARIDA_ROOM_SOURCES);
  const JaridaSourceRoom *first = &g_array_index (room->sources, JaridaSourceRoom, 0);
  const JaridaSourceRoom *second = &g_array_index (room->sources, JaridaSourceRoom, 1);

  g_assert_cmpuint (quick->texts, ==, room->texts);
  g_assert_null (quick->sources);
  g_assert_cmpuint (room->sources->len, ==, 2);
  g_assert_cmpint (first->source_id, ==, jarida_source_get_id (large));
  g_assert_cmpint (second->source_id, ==, jarida_source_get_id (small));
  g_assert_cmpuint (first->n, ==, 200);
  g_assert_cmpuint (second->n, ==, 20);
  g_assert_cmpuint (first->texts, >, second->texts);
  g_assert_cmpuint (first->texts + second->texts, <, room->texts);
}

/* Saved, wanted by name, unread by hand: for ever. Read again, it may go. */
static void
test_chosen (Shelf         *shelf,
             gconstpointer  data)
{
  JaridaSource *source = add (shelf, "https://a.example/feed", "a", 10);
  g_autoptr(JaridaHeadlineList) list = shelf_list (shelf, JARIDA_PLACE_ALL, 0);
  const gint64 saved = jarida_headline_list_get_id (list, 9), unread = jarida_headline_list_get_id (list, 8);
  const gint64 wanted = jarida_headline_list_get_id (list, 7), read = jarida_headline_list_get_id (list, 6);
  g_autoptr(GAsyncResult) result = NULL;

  g_clear_object (&list);
  jarida_source_set_retention_days (source, 1);
  shelf_set_saved (shelf, saved, TRUE);
  shelf_set_read (shelf, unread, TRUE);
  shelf_set_read (shelf, unread, FALSE);
  shelf_set_read (shelf, read, TRUE);
  jarida_store_set_wanted_async (shelf->store, &wanted, 1, TRUE, NULL, wait_cb, &result);
  g_assert_true (jarida_store_set_wanted_finish (shelf->store, wait_for (&result), NULL));
  g_assert_cmpuint (leave (shelf, 0, NOON + 30 * DAY), ==, 7);
  g_assert_cmpuint (shelf_count (shelf, JARIDA_PLACE_ALL, 0), ==, 3);
  g_assert_cmpuint (shelf_count (shelf, JARIDA_PLACE_SAVED, 0), ==, 1);
  shelf_set_read (shelf, unread, TRUE);
  shelf_set_saved (shelf, saved, FALSE);
  g_assert_cmpuint (leave (shelf, 0, NOON + 30 * DAY), ==, 2);
}

/* The second of one that left may become another's: what is still said of the one that left does not touch it. */
static void
test_second_used_again (Shelf         *shelf,
                        gconstpointer  data)
{
  JaridaSource *first = add (shelf, "https://a.example/feed", "a", 1);
  JaridaSource *second = shelf_add_source (shelf, "https://b.example/feed");
  JaridaArticle *other = article_new ("b-1", "https://b.example/1", "Un autre", NOON);
  JaridaArticle *corrected = article_new ("a-0", "https://a.example/0", "Corrigé longtemps après", NOON);
  g_autoptr(JaridaHeadlineList) list = NULL;
  guint n_new, n_updated;

  jarida_source_set_retention_days (first, 1);
  g_assert_cmpuint (leave (shelf, 0, NOON + 30 * DAY), ==, 1);
  shelf_put_one (shelf, second, other, &n_new, NULL);
  g_assert_cmpuint (n_new, ==, 1);
  shelf_put_one (shelf, first, corrected, &n_new, &n_updated);
  g_assert_cmpuint (n_new, ==, 0);
  g_assert_cmpuint (n_updated, ==, 0);
  list = shelf_list (shelf, JARIDA_PLACE_ALL, 0);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 1);
  g_assert_cmpstr (jarida_headline_get_title (list_get (list, 0)), ==, "Un autre");
}

static gsize
get_size (Shelf      *shelf,
          const char *name)
{
  g_autofree char *path = shelf_path (shelf, name);
  GStatBuf file;

  g_assert_cmpint (g_stat (path, &file), ==, 0);
  return (gsize) file.st_size;
}

/* Noise: what can be pressed takes no room. */
static char *
make_text (GRand *rand)
{
  GString *text = g_string_new ("<p>");

  for (guint i = 0; i < 3000; i++)
    g_string_append_c (text, (char) g_rand_int_range (rand, 'a', 'z' + 1));
  return g_string_free (g_string_append (text, "</p>"), FALSE);
}

static void
test_room (Shelf         *shelf,
           gconstpointer  data)
{
  JaridaSource *source = shelf_add_source (shelf, "https://a.example/feed");
  g_autoptr(GPtrArray) articles = articles_new ("a", N_MANY, NOON);
  g_autoptr(GRand) rand = g_rand_new_with_seed (20261129);
  gboolean done = FALSE;
  gsize library, bodies;
  guint n = 0;
  gint64 when = 0;

  for (guint i = 0; i < articles->len; i++)
    ((JaridaArticle *) g_ptr_array_index (articles, i))->content = make_text (rand);
  shelf_put (shelf, source, articles, NULL, NULL);
  jarida_source_set_retention_count (source, 100);
  shelf_save_source (shelf, source);
  shelf_reopen (shelf);
  library = get_size (shelf, "library.db");
  bodies = get_size (shelf, "bodies.db");
  g_assert_cmpuint (leave (shelf, 0, NOON), ==, N_MANY - 100);
  /* Their texts lie aside until the index has followed. */
  shelf_wait_for_index (shelf);
  while (!done)
    {
      g_autoptr(GAsyncResult) result = NULL;
      g_autoptr(GError) error = NULL;

      jarida_store_shrink_async (shelf->store, NULL, wait_cb, &result);
      g_assert_true (jarida_store_shrink_finish (shelf->store, wait_for (&result), &done, &error));
    }
  {
    g_autoptr(GAsyncResult) result = NULL;
    guint n_for_room;

    jarida_store_load_left_async (shelf->store, NULL, wait_cb, &result);
    g_assert_true (jarida_store_load_left_finish (shelf->store, wait_for (&result), &n, &n_for_room, &when, NULL));
    g_assert_cmpuint (n_for_room, ==, 0);
    g_assert_cmpuint (n, ==, N_MANY - 100);
    g_assert_cmpint (when, >, 0);
  }
  shelf_reopen (shelf);
  g_test_message ("library %zu -> %zu, bodies %zu -> %zu", library, get_size (shelf, "library.db"), bodies, get_size (shelf, "bodies.db"));
  g_assert_cmpuint (get_size (shelf, "bodies.db"), <, bodies / (SANITIZED ? 2 : 5));
  g_assert_cmpuint (get_size (shelf, "library.db"), <, library);
  g_assert_cmpuint (shelf_count (shelf, JARIDA_PLACE_ALL, 0), ==, 100);
  g_assert_cmpint (shelf_query (shelf, "library.db", "SELECT count(*) FROM state"), ==, 100);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
#define ADD(path, func) g_test_add (path, Shelf, NULL, shelf_set_up, func, shelf_tear_down)
  ADD ("/store/leave/room-order", test_room_order);
  ADD ("/store/leave/measure", test_measure);
  ADD ("/store/leave/days", test_days);
  ADD ("/store/leave/count", test_count);
  ADD ("/store/leave/chosen", test_chosen);
  ADD ("/store/leave/second-used-again", test_second_used_again);
  ADD ("/store/leave/room", test_room);
#undef ADD
  return g_test_run ();
}
