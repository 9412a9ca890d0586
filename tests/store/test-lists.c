/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shelf-fixture.h"

#define NOON G_GINT64_CONSTANT (1760270400)   /* 2025-10-12 12:00 UTC */

/* Follows a list by its signals alone and counts what it is asked for, as a view does. */
typedef struct
{
  JaridaHeadlineList *list;     /* borrowed */
  GArray             *ids;      /* (owned) gint64 */
  guint               n_signals;
  guint               n_both;   /* signals that take and give at once */
} Mirror;

static void
changed_cb (GListModel *model,
            guint       position,
            guint       n_removed,
            guint       n_added,
            gpointer    data)
{
  Mirror *mirror = data;

  mirror->n_signals++;
  mirror->n_both += n_removed > 0 && n_added > 0;
  if (n_removed > 0)
    g_array_remove_range (mirror->ids, position, n_removed);
  for (guint i = 0; i < n_added; i++)
    {
      gint64 id = jarida_headline_list_get_id (mirror->list, position + i);

      g_array_insert_val (mirror->ids, position + i, id);
    }
  /* At every moment what is said to be there is there. */
  g_assert_cmpuint (mirror->ids->len, ==, g_list_model_get_n_items (model));
  for (guint i = 0; i < mirror->ids->len; i++)
    g_assert_cmpint (g_array_index (mirror->ids, gint64, i), ==, jarida_headline_list_get_id (mirror->list, i));
}

static void
mirror_start (Mirror             *self,
              JaridaHeadlineList *list)
{
  self->list = list;
  self->n_signals = self->n_both = 0;
  self->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  changed_cb (G_LIST_MODEL (list), 0, 0, g_list_model_get_n_items (G_LIST_MODEL (list)), self);
  self->n_signals = 0;
  g_signal_connect (list, "items-changed", G_CALLBACK (changed_cb), self);
}

static void
mirror_stop (Mirror *self)
{
  g_signal_handlers_disconnect_by_data (self->list, self);
  g_assert_cmpuint (self->n_both, ==, 0);
  g_array_unref (self->ids);
}

static guint
get_n (JaridaHeadlineList *list)
{
  return g_list_model_get_n_items (G_LIST_MODEL (list));
}

static JaridaSource *
add_filled (Shelf      *shelf,
            const char *name,
            guint       n,
            gint64      newest)
{
  g_autofree char *address = g_strdup_printf ("https://%s.example/feed", name);
  JaridaSource *source = shelf_add_source (shelf, address);
  g_autoptr(GPtrArray) articles = articles_new (name, n, newest);

  shelf_put (shelf, source, articles, NULL, NULL);
  return source;
}

static void
count_notify_cb (GObject    *object,
                 GParamSpec *pspec,
                 gpointer    data)
{
  (*(guint *) data)++;
}

static void
test_pending (Shelf         *shelf,
              gconstpointer  data)
{
  JaridaSource *source = add_filled (shelf, "a", 50, NOON);
  g_autoptr(JaridaHeadlineList) list = shelf_list (shelf, JARIDA_PLACE_ALL, 0);
  g_autoptr(GPtrArray) more = articles_new ("b", 20, NOON + 1800);
  Mirror mirror;
  guint n_notified = 0;

  mirror_start (&mirror, list);
  g_signal_connect (list, "notify::n-pending", G_CALLBACK (count_notify_cb), &n_notified);
  shelf_put (shelf, source, more, NULL, NULL);
  g_assert_cmpuint (get_n (list), ==, 50);
  g_assert_cmpuint (mirror.n_signals, ==, 0);
  g_assert_cmpuint (jarida_headline_list_get_n_pending (list), ==, 20);
  g_assert_cmpuint (n_notified, ==, 1);

  jarida_headline_list_show_pending (list);
  g_assert_cmpuint (get_n (list), ==, 70);
  g_assert_cmpuint (jarida_headline_list_get_n_pending (list), ==, 0);
  g_assert_cmpuint (n_notified, ==, 2);
  /* Twenty articles between fifty: twenty places, not one great swap. */
  g_assert_cmpuint (mirror.n_signals, ==, 20);
  mirror_stop (&mirror);
}

/* Only what stands behind the last row comes in, at the foot and at once; news go on waiting. */
static void
test_older (Shelf         *shelf,
            gconstpointer  data)
{
  JaridaSource *source = add_filled (shelf, "a", 50, NOON);
  g_autoptr(JaridaHeadlineList) list = shelf_list (shelf, JARIDA_PLACE_ALL, 0);
  g_autoptr(GPtrArray) news = articles_new ("b", 3, NOON + 1800);
  g_autoptr(GPtrArray) old = articles_new ("c", 20, NOON - 50 * 24 * 60 * 60);
  Mirror mirror;

  mirror_start (&mirror, list);
  jarida_headline_list_show_older (list);
  g_assert_cmpuint (mirror.n_signals, ==, 0);
  shelf_put (shelf, source, news, NULL, NULL);
  shelf_put (shelf, source, old, NULL, NULL);
  g_assert_cmpuint (jarida_headline_list_get_n_pending (list), ==, 23);
  jarida_headline_list_show_older (list);
  g_assert_cmpuint (get_n (list), ==, 70);
  g_assert_cmpuint (mirror.n_signals, ==, 1);
  g_assert_cmpuint (jarida_headline_list_get_n_pending (list), ==, 3);
  jarida_headline_list_show_pending (list);
  g_assert_cmpuint (get_n (list), ==, 73);
  mirror_stop (&mirror);
}

static void
test_unread_rows_stay (Shelf         *shelf,
                       gconstpointer  data)
{
  g_autoptr(JaridaHeadlineList) list = NULL;
  g_autoptr(JaridaHeadline) headline = NULL;
  Mirror mirror;
  gint64 id;

  add_filled (shelf, "a", 10, NOON);
  list = shelf_list (shelf, JARIDA_PLACE_UNREAD, 0);
  headline = list_get (list, 3);
  id = jarida_headline_get_id (headline);
  mirror_start (&mirror, list);
  shelf_set_read (shelf, id, TRUE);
  g_assert_true (jarida_headline_get_read (headline));
  g_assert_cmpuint (get_n (list), ==, 10);
  g_assert_cmpuint (mirror.n_signals, ==, 0);
  jarida_headline_list_show_pending (list);
  g_assert_cmpuint (get_n (list), ==, 9);
  g_assert_cmpuint (mirror.n_signals, ==, 1);
  g_assert_cmpuint (jarida_headline_list_find (list, id), ==, G_MAXUINT);

  /* Unread again, it waits to come back. */
  shelf_set_read (shelf, id, FALSE);
  g_assert_cmpuint (jarida_headline_list_get_n_pending (list), ==, 1);
  jarida_headline_list_show_pending (list);
  g_assert_cmpuint (jarida_headline_list_find (list, id), ==, 3);
  mirror_stop (&mirror);
}

static void
test_pending_read_elsewhere (Shelf         *shelf,
                             gconstpointer  data)
{
  g_autoptr(JaridaHeadlineList) list = shelf_list (shelf, JARIDA_PLACE_UNREAD, 0);
  g_autoptr(GArray) ids = NULL;

  add_filled (shelf, "a", 10, NOON);
  g_assert_cmpuint (jarida_headline_list_get_n_pending (list), ==, 10);
  ids = shelf_mark_all_read (shelf, JARIDA_PLACE_ALL, 0);
  g_assert_cmpuint (ids->len, ==, 10);
  g_assert_cmpuint (jarida_headline_list_get_n_pending (list), ==, 0);
}

static void
test_places (Shelf         *shelf,
             gconstpointer  data)
{
  JaridaSource *a = add_filled (shelf, "a", 10, NOON);
  JaridaSource *b = add_filled (shelf, "b", 20, NOON + 60);
  JaridaFolder *outer = shelf_add_folder (shelf, "Outer", 0);
  JaridaFolder *inner = shelf_add_folder (shelf, "Inner", jarida_folder_get_id (outer));
  g_autoptr(JaridaHeadlineList) in_folder = NULL;
  g_autoptr(JaridaHeadlineList) all = shelf_list (shelf, JARIDA_PLACE_ALL, 0);
  g_autoptr(JaridaHeadlineList) one = shelf_list (shelf, JARIDA_PLACE_SOURCE, jarida_source_get_id (b));
  JaridaPlace unread_of_b = { JARIDA_PLACE_SOURCE, jarida_source_get_id (b), TRUE };
  g_autoptr(JaridaHeadlineList) unread = NULL;
  Mirror mirror;

  shelf_set_read (shelf, jarida_headline_list_get_id (one, 5), TRUE);
  shelf_set_saved (shelf, jarida_headline_list_get_id (all, 7), TRUE);
  unread = jarida_store_list_headlines (shelf->store, &unread_of_b);
  in_folder = shelf_list (shelf, JARIDA_PLACE_FOLDER, jarida_folder_get_id (outer));
  g_assert_cmpuint (get_n (all), ==, 30);
  g_assert_cmpuint (get_n (one), ==, 20);
  g_assert_cmpuint (get_n (unread), ==, 19);
  g_assert_cmpuint (get_n (in_folder), ==, 0);
  g_assert_cmpuint (shelf_count (shelf, JARIDA_PLACE_SAVED, 0), ==, 1);
  g_assert_cmpuint (shelf_count (shelf, JARIDA_PLACE_UNREAD, 0), ==, 29);
  g_assert_cmpuint (jarida_store_count (shelf->store, &unread_of_b), ==, 19);

  /* A source that moves into a folder inside the folder brings its articles along at once. */
  mirror_start (&mirror, in_folder);
  jarida_source_set_folder_id (b, jarida_folder_get_id (inner));
  shelf_save_source (shelf, b);
  g_assert_cmpuint (get_n (in_folder), ==, 20);
  g_assert_cmpint (jarida_folder_get_unread (outer), ==, 19);
  g_assert_cmpint (jarida_folder_get_unread (inner), ==, 19);
  jarida_source_set_folder_id (a, jarida_folder_get_id (outer));
  shelf_save_source (shelf, a);
  g_assert_cmpuint (get_n (in_folder), ==, 30);
  g_assert_cmpint (jarida_folder_get_unread (outer), ==, 29);
  mirror_stop (&mirror);
}

static void
test_removed_source (Shelf         *shelf,
                     gconstpointer  data)
{
  JaridaSource *b;
  g_autoptr(JaridaHeadlineList) all = NULL;
  Mirror mirror;

  add_filled (shelf, "a", 10, NOON);
  b = add_filled (shelf, "b", 20, NOON + 60);
  all = shelf_list (shelf, JARIDA_PLACE_ALL, 0);
  mirror_start (&mirror, all);
  shelf_set_removed (shelf, b, TRUE);
  g_assert_cmpuint (get_n (all), ==, 10);
  g_assert_cmpuint (shelf_count (shelf, JARIDA_PLACE_ALL, 0), ==, 10);
  shelf_set_removed (shelf, b, FALSE);
  g_assert_cmpuint (get_n (all), ==, 30);
  g_assert_cmpuint (shelf_count_unread (shelf, JARIDA_PLACE_ALL, 0), ==, 30);
  mirror_stop (&mirror);
}

static void
test_same_object (Shelf         *shelf,
                  gconstpointer  data)
{
  g_autoptr(JaridaHeadlineList) list = NULL;
  g_autoptr(JaridaHeadline) held = NULL;
  g_autoptr(JaridaHeadline) again = NULL;

  add_filled (shelf, "a", 3000, NOON);
  list = shelf_list (shelf, JARIDA_PLACE_ALL, 0);
  held = list_get (list, 0);
  for (guint i = 1; i < 3000; i++)
    g_object_unref (list_get (list, i));
  again = list_get (list, 0);
  g_assert_true (held == again);
}

/* Whoever holds a row may outlive the list, and the list the shelf. */
static void
test_outliving (Shelf         *shelf,
                gconstpointer  data)
{
  JaridaHeadlineList *list;
  g_autoptr(JaridaHeadline) held = NULL;

  add_filled (shelf, "a", 10, NOON);
  list = shelf_list (shelf, JARIDA_PLACE_ALL, 0);
  held = list_get (list, 0);
  shelf_reopen (shelf);
  g_assert_cmpuint (get_n (list), ==, 10);
  g_object_unref (list_get (list, 5));
  jarida_headline_list_show_pending (list);
  g_assert_cmpuint (jarida_headline_list_next_unread (list, 0), ==, G_MAXUINT);
  g_assert_finalize_object (list);
  g_assert_cmpstr (jarida_headline_get_title (held), ==, "Title 0 of a");
}

static void
test_next_unread (Shelf         *shelf,
                  gconstpointer  data)
{
  g_autoptr(JaridaHeadlineList) list = NULL;
  g_autoptr(GArray) ids = NULL;
  gint64 wanted;

  add_filled (shelf, "a", 100, NOON);
  list = shelf_list (shelf, JARIDA_PLACE_ALL, 0);
  ids = shelf_mark_all_read (shelf, JARIDA_PLACE_ALL, 0);
  g_assert_cmpuint (jarida_headline_list_next_unread (list, 0), ==, G_MAXUINT);
  wanted = jarida_headline_list_get_id (list, 60);
  shelf_set_read (shelf, wanted, FALSE);
  shelf_set_read (shelf, jarida_headline_list_get_id (list, 99), FALSE);
  g_assert_cmpuint (jarida_headline_list_next_unread (list, 0), ==, 60);
  g_assert_cmpuint (jarida_headline_list_next_unread (list, 60), ==, 60);
  g_assert_cmpuint (jarida_headline_list_next_unread (list, 61), ==, 99);
  g_assert_cmpuint (jarida_headline_list_next_unread (list, 100), ==, G_MAXUINT);
  g_assert_cmpuint (jarida_headline_list_find (list, wanted), ==, 60);
  g_assert_cmpuint (jarida_headline_list_find (list, wanted + 1), ==, G_MAXUINT);
}

static void
test_mark_all_and_back (Shelf         *shelf,
                        gconstpointer  data)
{
  JaridaSource *a = add_filled (shelf, "a", 100, NOON);
  g_autoptr(GArray) ids = NULL;
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  add_filled (shelf, "b", 30, NOON);
  ids = shelf_mark_all_read (shelf, JARIDA_PLACE_SOURCE, jarida_source_get_id (a));
  g_assert_cmpuint (ids->len, ==, 100);
  g_assert_cmpint (jarida_source_get_unread (a), ==, 0);
  g_assert_cmpuint (shelf_count_unread (shelf, JARIDA_PLACE_ALL, 0), ==, 30);
  jarida_store_set_read_async (shelf->store, (gint64 *) ids->data, ids->len, FALSE, NULL, wait_cb, &result);
  g_assert_cmpint (jarida_source_get_unread (a), ==, 100);
  g_assert_true (jarida_store_set_read_finish (shelf->store, wait_for (&result), &error));
  g_clear_object (&result);
  shelf_reopen (shelf);
  g_assert_cmpuint (shelf_count_unread (shelf, JARIDA_PLACE_ALL, 0), ==, 130);
}

static void
test_day_starts (Shelf         *shelf,
                 gconstpointer  data)
{
  JaridaSource *source = add_filled (shelf, "a", 30, NOON);   /* 12:00 today down to 07:00 yesterday */
  g_autoptr(JaridaHeadlineList) list = shelf_list (shelf, JARIDA_PLACE_ALL, 0);
  g_autoptr(JaridaHeadline) first = list_get (list, 0);
  g_autoptr(JaridaHeadline) yesterday = list_get (list, 13);
  guint n_days = 0;

  for (guint i = 0; i < 30; i++)
    {
      g_autoptr(JaridaHeadline) headline = list_get (list, i);

      n_days += jarida_headline_get_day_start (headline);
    }
  g_assert_cmpuint (n_days, ==, 2);
  g_assert_true (jarida_headline_get_day_start (first));
  g_assert_true (jarida_headline_get_day_start (yesterday));

  shelf_put_one (shelf, source, article_new ("new", NULL, "Newer", NOON + 60), NULL, NULL);
  g_assert_true (jarida_headline_get_day_start (first));
  jarida_headline_list_show_pending (list);
  g_assert_false (jarida_headline_get_day_start (first));
}

/* Words are read a block at a time, and a change of the list reads none. */
static void
test_titles_of_renamed (Shelf         *shelf,
                        gconstpointer  data)
{
  JaridaSource *a = add_filled (shelf, "a", 5, NOON);
  g_autoptr(JaridaHeadlineList) list = shelf_list (shelf, JARIDA_PLACE_ALL, 0);
  g_autoptr(JaridaHeadline) headline = list_get (list, 2);

  jarida_source_set_title (a, "Renamed");
  shelf_save_source (shelf, a);
  g_assert_cmpstr (jarida_headline_get_source_title (headline), ==, "Renamed");
}

static void
test_scattered_swap (Shelf         *shelf,
                     gconstpointer  data)
{
  JaridaSource *b;
  g_autoptr(JaridaHeadlineList) all = NULL;
  Mirror mirror;

  /* More places than are worth telling one by one: all goes, all comes. */
  add_filled (shelf, "a", 2500, NOON);
  b = add_filled (shelf, "b", 2500, NOON + 60);
  all = shelf_list (shelf, JARIDA_PLACE_ALL, 0);
  mirror_start (&mirror, all);
  shelf_set_removed (shelf, b, TRUE);
  g_assert_cmpuint (mirror.n_signals, ==, 2);
  g_assert_cmpuint (get_n (all), ==, 2500);
  mirror_stop (&mirror);
}

static void
test_counts_signal (Shelf         *shelf,
                    gconstpointer  data)
{
  guint n_counts = 0, n_arrived = 0;

  g_signal_connect_swapped (shelf->store, "counts-changed", G_CALLBACK (g_atomic_int_inc), &n_counts);
  g_signal_connect_swapped (shelf->store, "articles-arrived", G_CALLBACK (g_atomic_int_inc), &n_arrived);
  add_filled (shelf, "a", 100, NOON);
  shelf_settle ();
  g_assert_cmpuint (n_arrived, ==, 1);
  g_assert_cmpuint (n_counts, >=, 1);
  g_assert_cmpuint (n_counts, <=, 3);
}

int
main (int   argc,
      char *argv[])
{
  g_setenv ("TZ", "UTC", TRUE);
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(path, func) g_test_add (path, Shelf, NULL, shelf_set_up, func, shelf_tear_down)
  ADD ("/store/lists/pending", test_pending);
  ADD ("/store/lists/older", test_older);
  ADD ("/store/lists/unread-rows-stay-until-shown", test_unread_rows_stay);
  ADD ("/store/lists/pending-read-elsewhere", test_pending_read_elsewhere);
  ADD ("/store/lists/places", test_places);
  ADD ("/store/lists/removed-source-goes-and-returns", test_removed_source);
  ADD ("/store/lists/same-object-while-held", test_same_object);
  ADD ("/store/lists/outliving", test_outliving);
  ADD ("/store/lists/next-unread", test_next_unread);
  ADD ("/store/lists/mark-all-and-back", test_mark_all_and_back);
  ADD ("/store/lists/day-starts", test_day_starts);
  ADD ("/store/lists/renamed-source", test_titles_of_renamed);
  ADD ("/store/lists/scattered-swap", test_scattered_swap);
  ADD ("/store/lists/counts-once-a-turn", test_counts_signal);
#undef ADD
  return g_test_run ();
}
