/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <string.h>

#include "jarida-connection-private.h"
#include "jarida-store-leave.h"
#include "jarida-store-private.h"
#include "jarida-store-stories.h"
#include "jarida-store-topics.h"
#include "jarida-story-index.h"
#include "shelf-fixture.h"

/* Articles of several newspapers about one event. What is found to be one is base's affair, see tests/base/test-story.c: these are alike
 * beyond doubt. */

#define HOUR 3600

static const char *const bus[] = {
  "Tarkala : un autocar se renverse, sept blessés", "Sept blessés dans le renversement d'un autocar près de Tarkala",
  "Accident d'autocar à Tarkala : 7 voyageurs blessés", "Un autocar se renverse à Tarkala : sept blessés",
};

static gint64
get_now (void)
{
  return g_get_real_time () / G_USEC_PER_SEC;
}

static JaridaSource *
add_source (Shelf *shelf,
            guint  number)
{
  g_autofree char *address = g_strdup_printf ("https://n%u.example/feed", number);
  JaridaSource *source = jarida_store_find_source_by_url (shelf->store, address);

  return source != NULL ? source : shelf_add_source (shelf, address);
}

/* Its id. */
static gint64
put (Shelf      *shelf,
     guint       newspaper,
     const char *title,
     gint64      published)
{
  g_autofree char *guid = g_strdup_printf ("%s-%" G_GINT64_FORMAT, title, published);
  JaridaArticle *article = article_new (guid, NULL, title, published);

  article->language = g_strdup ("fr");
  shelf_put_one (shelf, add_source (shelf, newspaper), article, NULL, NULL);
  return published - JARIDA_SHELF_EPOCH;
}

/* Three newspapers, an hour apart, the last one the newest, and one that tells something else. */
static void
put_bus (Shelf  *shelf,
         gint64 *out_ids)
{
  gint64 newest = get_now () - HOUR;

  for (guint i = 0; i < 3; i++)
    out_ids[i] = put (shelf, i + 1, bus[i], newest - (2 - i) * HOUR);
  put (shelf, 4, "Le festival du conte ouvre ses portes", newest - 5 * HOUR);
}

static guint
get_n (JaridaHeadlineList *list)
{
  return g_list_model_get_n_items (G_LIST_MODEL (list));
}

static guint
get_story_size (Shelf  *shelf,
                gint64  id)
{
  g_autoptr(GArray) ids = jarida_store_get_story (shelf->store, id);

  return ids->len;
}

static void
set_apart (Shelf    *shelf,
           gint64    id,
           gboolean  apart)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  jarida_store_set_apart_async (shelf->store, id, apart, NULL, wait_cb, &result);
  jarida_store_set_apart_finish (shelf->store, wait_for (&result), &error);
  g_assert_no_error (error);
}

static void
test_one_row (Shelf         *shelf,
              gconstpointer  data)
{
  g_autoptr(JaridaHeadlineList) all = NULL, unread = NULL, own = NULL, day = NULL;
  g_autofree char *others = NULL;
  gint64 ids[3];

  jarida_store_set_group_stories (shelf->store, TRUE);
  put_bus (shelf, ids);
  all = shelf_list (shelf, JARIDA_PLACE_ALL, 0);
  unread = shelf_list (shelf, JARIDA_PLACE_UNREAD, 0);
  own = shelf_list (shelf, JARIDA_PLACE_SOURCE, jarida_source_get_id (add_source (shelf, 1)));

  g_assert_cmpuint (get_n (all), ==, 2);
  g_assert_cmpint (jarida_headline_list_get_id (all, 0), ==, ids[2]);
  others = g_strdup_printf ("%s\n%s", jarida_source_get_title (add_source (shelf, 2)), jarida_source_get_title (add_source (shelf, 1)));
  g_assert_cmpstr (jarida_headline_get_others (list_get (all, 0)), ==, others);
  g_assert_cmpuint (jarida_headline_get_n_others (list_get (all, 0)), ==, 2);
  g_assert_null (jarida_headline_get_others (list_get (all, 1)));
  g_assert_cmpuint (get_n (own), ==, 1);
  g_assert_null (jarida_headline_get_others (list_get (own, 0)));

  /* One that is read is read alone: the next one stands for the story where only the unread are. */
  shelf_set_read (shelf, ids[2], TRUE);
  g_assert_cmpuint (shelf_count_unread (shelf, JARIDA_PLACE_ALL, 0), ==, 3);
  g_assert_cmpint (jarida_headline_list_get_id (unread, 0), ==, ids[2]);
  jarida_headline_list_show_pending (unread);
  g_assert_cmpuint (get_n (unread), ==, 2);
  g_assert_cmpint (jarida_headline_list_get_id (unread, 0), ==, ids[1]);
  g_assert_cmpint (jarida_headline_list_get_id (all, 0), ==, ids[2]);

  /* Nobody wants that. */
  jarida_store_set_group_stories (shelf->store, FALSE);
  g_assert_cmpuint (get_n (all), ==, 4);
  g_assert_null (jarida_headline_get_others (list_get (all, 0)));
  jarida_store_set_group_stories (shelf->store, TRUE);
  g_assert_cmpuint (get_n (all), ==, 2);
}

/* The list never moves by itself. */
static void
test_arrival (Shelf         *shelf,
              gconstpointer  data)
{
  g_autoptr(JaridaHeadlineList) list = NULL;
  gint64 ids[3], last;

  jarida_store_set_group_stories (shelf->store, TRUE);
  put_bus (shelf, ids);
  list = shelf_list (shelf, JARIDA_PLACE_ALL, 0);

  /* Older than the one that stands there: it goes behind that. */
  put (shelf, 5, bus[3], ids[0] + JARIDA_SHELF_EPOCH - 60);
  g_assert_cmpuint (jarida_headline_list_get_n_pending (list), ==, 0);
  g_assert_cmpuint (jarida_headline_get_n_others (list_get (list, 0)), ==, 3);
  /* Newer: it waits, and then takes its place. */
  last = put (shelf, 6, bus[3], get_now () - 60);
  g_assert_cmpuint (jarida_headline_list_get_n_pending (list), ==, 1);
  g_assert_cmpuint (get_n (list), ==, 2);
  g_assert_cmpuint (jarida_headline_get_n_others (list_get (list, 0)), ==, 4);
  jarida_headline_list_show_pending (list);
  g_assert_cmpuint (get_n (list), ==, 2);
  g_assert_cmpint (jarida_headline_list_get_id (list, 0), ==, last);
  /* The same newspaper once more is no other newspaper. */
  put (shelf, 6, bus[0], get_now () - 30);
  jarida_headline_list_show_pending (list);
  g_assert_cmpuint (get_n (list), ==, 2);
  g_assert_cmpuint (jarida_headline_get_n_others (list_get (list, 0)), ==, 4);
}

static void
test_kept (Shelf         *shelf,
           gconstpointer  data)
{
  g_autofree char *side_file = shelf_path (shelf, "columns");
  gint64 ids[3];

  put_bus (shelf, ids);
  g_assert_cmpuint (get_story_size (shelf, ids[0]), ==, 3);
  /* By the side file, then by the table. */
  shelf_reopen (shelf);
  g_assert_cmpuint (get_story_size (shelf, ids[0]), ==, 3);
  shelf_close (shelf);
  g_assert_cmpint (g_remove (side_file), ==, 0);
  shelf_open (shelf);
  g_assert_cmpuint (get_story_size (shelf, ids[2]), ==, 3);
  /* Given again, nothing changes; a further one is found among those that came before the restart. */
  put (shelf, 1, bus[0], ids[0] + JARIDA_SHELF_EPOCH);
  g_assert_cmpuint (get_story_size (shelf, ids[0]), ==, 3);
  put (shelf, 5, bus[3], get_now () - 60);
  g_assert_cmpuint (get_story_size (shelf, ids[0]), ==, 4);
  g_assert_cmpint (shelf_query (shelf, "library.db", "SELECT count(*) FROM story"), ==, 4);
  g_assert_cmpint (shelf_query (shelf, "library.db", "SELECT count(DISTINCT story) FROM story"), ==, 1);
}

/* What put() has put, under another title. */
static void
correct (Shelf      *shelf,
         guint       newspaper,
         const char *title,
         gint64      id,
         const char *new_title)
{
  const gint64 published = id + JARIDA_SHELF_EPOCH;
  g_autofree char *guid = g_strdup_printf ("%s-%" G_GINT64_FORMAT, title, published);
  JaridaArticle *article = article_new (guid, NULL, new_title, published);

  article->language = g_strdup ("fr");
  shelf_put_one (shelf, add_source (shelf, newspaper), article, NULL, NULL);
}

/* A title that is corrected into another event's has its article go there; one that only reads better has it stay. */
static void
test_corrected (Shelf         *shelf,
                gconstpointer  data)
{
  static const char whale[] = "Une baleine échouée sur la plage de Marsa Zerqa";
  g_autoptr(JaridaHeadlineList) list = NULL;
  gint64 ids[3], tale, wrong;

  jarida_store_set_group_stories (shelf->store, TRUE);
  put_bus (shelf, ids);
  tale = put (shelf, 5, whale, get_now () - 2 * HOUR - 60);
  wrong = put (shelf, 6, bus[3], get_now () - 2 * HOUR - 30);
  list = shelf_list (shelf, JARIDA_PLACE_ALL, 0);
  g_assert_cmpuint (get_story_size (shelf, wrong), ==, 4);
  g_assert_cmpuint (jarida_headline_get_n_others (list_get (list, 0)), ==, 3);

  correct (shelf, 6, bus[3], wrong, "Un autocar se renverse à Tarkala : sept blessés !");
  g_assert_cmpuint (get_story_size (shelf, wrong), ==, 4);
  g_assert_cmpuint (jarida_headline_list_get_n_pending (list), ==, 0);
  correct (shelf, 6, bus[3], wrong, whale);
  g_assert_cmpuint (get_story_size (shelf, ids[0]), ==, 3);
  g_assert_cmpuint (get_story_size (shelf, wrong), ==, 2);
  g_assert_cmpuint (get_story_size (shelf, tale), ==, 2);
  g_assert_cmpuint (jarida_headline_get_n_others (list_get (list, 0)), ==, 2);
  shelf_reopen (shelf);
  g_assert_cmpuint (get_story_size (shelf, ids[0]), ==, 3);
  g_assert_cmpuint (get_story_size (shelf, wrong), ==, 2);
  /* And back; to be taken into a story it has to be met by what comes, too. */
  correct (shelf, 6, bus[3], wrong, bus[3]);
  g_assert_cmpuint (get_story_size (shelf, wrong), ==, 4);
  g_assert_cmpuint (get_story_size (shelf, tale), ==, 0);
  put (shelf, 7, whale, get_now () - HOUR);
  g_assert_cmpuint (get_story_size (shelf, tale), ==, 2);
  correct (shelf, 6, bus[3], wrong, "Une ourse s'échappe du zoo");
  g_assert_cmpuint (get_story_size (shelf, wrong), ==, 0);
  g_assert_cmpuint (get_story_size (shelf, ids[2]), ==, 3);
}

/* What a person has taken out stays out, whatever its title becomes; and in a list the one that leaves does so as an arrival. */
static void
test_corrected_apart (Shelf         *shelf,
                      gconstpointer  data)
{
  static const char whale[] = "Une baleine échouée sur la plage de Marsa Zerqa";
  g_autoptr(JaridaHeadlineList) list = NULL;
  gint64 ids[3];

  jarida_store_set_group_stories (shelf->store, TRUE);
  put_bus (shelf, ids);
  put (shelf, 5, whale, get_now () - 2 * HOUR - 60);
  set_apart (shelf, ids[0], TRUE);
  correct (shelf, 1, bus[0], ids[0], whale);
  g_assert_cmpuint (get_story_size (shelf, ids[0]), ==, 0);
  shelf_reopen (shelf);
  g_assert_cmpuint (get_story_size (shelf, ids[0]), ==, 0);
  jarida_store_set_group_stories (shelf->store, TRUE);
  list = shelf_list (shelf, JARIDA_PLACE_ALL, 0);
  g_assert_cmpint (jarida_headline_list_get_id (list, 0), ==, ids[2]);
  correct (shelf, 2, bus[1], ids[1], "Une ourse s'échappe du zoo");
  g_assert_cmpuint (get_story_size (shelf, ids[2]), ==, 0);
  g_assert_cmpuint (jarida_headline_list_get_n_pending (list), ==, 1);
  g_assert_null (jarida_headline_get_others (list_get (list, 0)));
  jarida_headline_list_show_pending (list);
  g_assert_cmpint (jarida_headline_list_get_id (list, 1), ==, ids[1]);
}

/* Two stories become one when somebody tells both. */
static void
tell_bridge (Shelf  *shelf,
             gint64 *out_ids)
{
  const gint64 begin = get_now () - 20 * HOUR;

  out_ids[0] = put (shelf, 1, "alphane betune gammure deltose", begin);
  put (shelf, 2, "alphane betune gammure deltose", begin + 1);
  out_ids[1] = put (shelf, 3, "epsilane zetune gammure deltose", begin + 2);
  put (shelf, 4, "epsilane zetune gammure deltose", begin + 3);
  g_assert_cmpuint (get_story_size (shelf, out_ids[0]), ==, 2);
  g_assert_cmpuint (get_story_size (shelf, out_ids[1]), ==, 2);
  put (shelf, 5, "alphane betune gammure deltose epsilane zetune", begin + 4);
  g_assert_cmpuint (get_story_size (shelf, out_ids[0]), ==, 5);
  g_assert_cmpuint (get_story_size (shelf, out_ids[1]), ==, 5);
}

static void
test_bridge (Shelf         *shelf,
             gconstpointer  data)
{
  gint64 ids[2];

  tell_bridge (shelf, ids);
  shelf_reopen (shelf);
  g_assert_cmpuint (get_story_size (shelf, ids[0]), ==, 5);
  g_assert_cmpuint (get_story_size (shelf, ids[1]), ==, 5);
}

static void
test_apart (Shelf         *shelf,
            gconstpointer  data)
{
  g_autoptr(JaridaHeadlineList) list = NULL;
  gint64 ids[3], more;

  jarida_store_set_group_stories (shelf->store, TRUE);
  put_bus (shelf, ids);
  list = shelf_list (shelf, JARIDA_PLACE_ALL, 0);

  set_apart (shelf, ids[2], TRUE);
  g_assert_cmpuint (get_n (list), ==, 3);
  g_assert_cmpint (jarida_headline_list_get_id (list, 0), ==, ids[2]);
  g_assert_cmpint (jarida_headline_list_get_id (list, 1), ==, ids[1]);
  g_assert_null (jarida_headline_get_others (list_get (list, 0)));
  g_assert_cmpuint (jarida_headline_get_n_others (list_get (list, 1)), ==, 1);
  /* Taken back. */
  set_apart (shelf, ids[2], FALSE);
  g_assert_cmpuint (get_n (list), ==, 2);
  g_assert_cmpuint (jarida_headline_get_n_others (list_get (list, 0)), ==, 2);
  /* One that stands behind another. */
  set_apart (shelf, ids[0], TRUE);
  g_assert_cmpuint (get_n (list), ==, 3);
  g_assert_cmpint (jarida_headline_list_get_id (list, 1), ==, ids[0]);
  g_clear_object (&list);

  /* For good: whatever comes, and after a restart. */
  shelf_reopen (shelf);
  more = put (shelf, 5, bus[0], get_now () - 60);
  g_assert_cmpuint (get_story_size (shelf, ids[0]), ==, 0);
  g_assert_cmpuint (get_story_size (shelf, more), ==, 3);
  /* And back into the story as it is now. */
  set_apart (shelf, ids[0], FALSE);
  g_assert_cmpuint (get_story_size (shelf, ids[0]), ==, 4);
  set_apart (shelf, ids[0], TRUE);
  shelf_reopen (shelf);
  g_assert_cmpuint (get_story_size (shelf, ids[0]), ==, 0);
  /* Two are a story no longer when one is taken out; and one that was in none stands alone too. */
  set_apart (shelf, ids[1], TRUE);
  set_apart (shelf, ids[2], TRUE);
  g_assert_cmpuint (get_story_size (shelf, more), ==, 0);
  put (shelf, 6, bus[1], get_now () - 50);
  g_assert_cmpuint (get_story_size (shelf, more), ==, 2);
}

static void
test_gone (Shelf         *shelf,
           gconstpointer  data)
{
  g_autoptr(JaridaHeadlineList) list = NULL;
  g_autoptr(GAsyncResult) result = NULL;
  gint64 ids[3];
  guint n;

  jarida_store_set_group_stories (shelf->store, TRUE);
  put_bus (shelf, ids);
  list = shelf_list (shelf, JARIDA_PLACE_ALL, 0);
  jarida_store_leave_async (shelf->store, &ids[0], 1, TRUE, NULL, wait_cb, &result);
  g_assert_true (jarida_store_leave_finish (shelf->store, wait_for (&result), &n, NULL, NULL));
  g_clear_object (&result);
  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpuint (get_story_size (shelf, ids[1]), ==, 2);
  g_assert_cmpuint (jarida_headline_get_n_others (list_get (list, 0)), ==, 1);
  g_assert_cmpint (shelf_query (shelf, "library.db", "SELECT count(*) FROM story"), ==, 2);

  /* A newspaper that is removed is not counted, and goes at the next opening. */
  shelf_set_removed (shelf, add_source (shelf, 2), TRUE);
  shelf_settle ();
  g_assert_cmpuint (get_story_size (shelf, ids[2]), ==, 0);
  g_assert_null (jarida_headline_get_others (list_get (list, 0)));
  g_clear_object (&list);
  shelf_reopen (shelf);
  shelf_settle ();
  while (shelf_query (shelf, "library.db", "SELECT count(*) FROM story") > 1)
    g_main_context_iteration (NULL, FALSE);
  g_assert_cmpuint (get_story_size (shelf, ids[2]), ==, 0);
  shelf_reopen (shelf);
  g_assert_cmpuint (get_story_size (shelf, ids[2]), ==, 0);
}

/* What is old when it comes is looked for with nobody. */
static void
test_old (Shelf         *shelf,
          gconstpointer  data)
{
  gint64 old = get_now () - 4 * 24 * HOUR, id;

  put (shelf, 1, bus[0], old);
  id = put (shelf, 2, bus[0], old + 1);
  g_assert_cmpuint (get_story_size (shelf, id), ==, 0);
  g_assert_cmpint (shelf_query (shelf, "library.db", "SELECT count(*) FROM story"), ==, 0);
}

/* Those of the story are told elsewhere too. */
static void
test_elsewhere (Shelf         *shelf,
                gconstpointer  data)
{
  g_autoptr(GAsyncResult) first = NULL, second = NULL;
  g_autoptr(GPtrArray) none = NULL, headlines = NULL;
  gint64 ids[3];

  put_bus (shelf, ids);
  jarida_store_find_same_async (shelf->store, ids[1], NULL, wait_cb, &first);
  none = jarida_store_find_same_finish (shelf->store, wait_for (&first), NULL, NULL);
  g_assert_cmpuint (none->len, ==, 0);
  jarida_store_set_group_stories (shelf->store, TRUE);
  jarida_store_find_same_async (shelf->store, ids[1], NULL, wait_cb, &second);
  headlines = jarida_store_find_same_finish (shelf->store, wait_for (&second), NULL, NULL);
  g_assert_cmpuint (headlines->len, ==, 2);
  g_assert_cmpint (jarida_headline_get_id (g_ptr_array_index (headlines, 0)), ==, ids[2]);
}

static guint
find_same (Shelf  *shelf,
           gint64  id,
           guint  *out_n)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GPtrArray) headlines = NULL;
  g_autoptr(GError) error = NULL;

  jarida_store_find_same_async (shelf->store, id, NULL, wait_cb, &result);
  headlines = jarida_store_find_same_finish (shelf->store, wait_for (&result), out_n, &error);
  g_assert_no_error (error);
  return headlines->len;
}

/* All of a story as large as one may be; of more that have its title the newest, and how many they are. */
static void
test_elsewhere_many (Shelf         *shelf,
                     gconstpointer  data)
{
  const gint64 first = get_now () - HOUR;
  gint64 id = 0;
  guint n;

  jarida_store_set_group_stories (shelf->store, TRUE);
  for (guint i = 1; i <= JARIDA_STORY_MAX_ARTICLES; i++)
    id = put (shelf, i, bus[i % 4], first + i);
  g_assert_cmpuint (get_story_size (shelf, id), ==, JARIDA_STORY_MAX_ARTICLES);
  g_assert_cmpuint (find_same (shelf, id, &n), ==, JARIDA_STORY_MAX_ARTICLES - 1);
  g_assert_cmpuint (n, ==, JARIDA_STORY_MAX_ARTICLES - 1);
  for (guint i = 1; i <= 110; i++)
    id = put (shelf, i, "Horoscope du jour", first + HOUR / 2 + i);
  g_assert_cmpuint (find_same (shelf, id, &n), ==, 100);
  g_assert_cmpuint (n, ==, 109);
}

/* A portal's copy turns out to be an article of a newspaper: it hands its story on, or a person's word. */
static void
test_joined (Shelf         *shelf,
             gconstpointer  data)
{
  JaridaSource *portal = shelf_add_source (shelf, "https://p.example/a");
  g_autoptr(JaridaArticle) page = article_new (NULL, NULL, bus[1], 0);
  JaridaArticle *own = article_new ("own", "https://n1.example/1", "Sept voyageurs secourus", get_now () - 2 * HOUR);
  JaridaArticle *copy = article_new ("p/1", "https://p.example/a/1", bus[0], get_now () - HOUR);
  const gint64 own_id = own->published - JARIDA_SHELF_EPOCH, copy_id = copy->published - JARIDA_SHELF_EPOCH;
  g_autoptr(GAsyncResult) completed = NULL;
  gint64 other;

  jarida_source_set_portal (portal, "p");
  shelf_save_source (shelf, portal);
  copy->language = g_strdup ("fr");
  other = put (shelf, 2, bus[0], get_now () - 3 * HOUR);
  shelf_put_one (shelf, portal, copy, NULL, NULL);
  shelf_put_one (shelf, add_source (shelf, 1), own, NULL, NULL);
  g_assert_cmpuint (get_story_size (shelf, copy_id), ==, 2);
  g_assert_cmpuint (get_story_size (shelf, own_id), ==, 0);
  page->source_address = g_strdup ("https://p.example/a/1");
  jarida_store_complete_article_async (shelf->store, own_id, page, NULL, wait_cb, &completed);
  g_assert_true (jarida_store_complete_article_finish (shelf->store, wait_for (&completed), NULL));
  g_clear_object (&completed);
  g_assert_cmpuint (get_story_size (shelf, own_id), ==, 2);
  g_assert_cmpuint (get_story_size (shelf, other), ==, 2);
  shelf_reopen (shelf);
  g_assert_cmpuint (get_story_size (shelf, own_id), ==, 2);
}

/* Memory and table say the same, whatever happens to them. */
static void
test_columns (void)
{
  g_autoptr(JaridaColumns) columns = jarida_columns_new ();
  g_autofree char *path = g_build_filename (g_get_user_cache_dir (), "columns", NULL);
  g_autoptr(JaridaColumns) read = NULL;
  g_autoptr(GBytes) bytes = NULL;
  guint n;

  for (guint32 i = 1; i <= 1000; i++)
    jarida_columns_append (columns, (JaridaColumnRow) { .id = i, .source = (guint16) (i % 7 + 1), .flags = JARIDA_COLUMN_UNREAD });
  for (guint32 i = 1; i <= 500; i += 5)
    jarida_columns_set_story (columns, (guint32[]) { i + 500, i, i + 2, i }, 4);
  g_assert_cmpuint (columns->stories->len, ==, 300);
  jarida_columns_set_story (columns, (guint32[]) { 1, 6, 4711 }, 3);
  jarida_columns_find_story (columns, 1, &n);
  g_assert_cmpuint (n, ==, 2);
  jarida_columns_find_story (columns, 501, &n);
  g_assert_cmpuint (n, ==, 2);
  jarida_columns_leave_story (columns, 501);
  g_assert_null (jarida_columns_find_story (columns, 3, &n));
  jarida_columns_remove_source (columns, 3);

  g_assert_cmpint (g_mkdir_with_parents (g_get_user_cache_dir (), 0700), ==, 0);
  bytes = jarida_columns_to_bytes (columns, 17, 4);
  g_assert_true (g_file_set_contents (path, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), NULL));
  read = jarida_columns_read_file (path, 17, 4);
  g_assert_nonnull (read);
  g_assert_cmpuint (read->stories->len, ==, columns->stories->len);
  for (gsize i = 0; i < columns->n; i++)
    {
      guint n_read;
      const JaridaColumnStory *a = jarida_columns_find_story (columns, columns->ids[i], &n);
      const JaridaColumnStory *b = jarida_columns_find_story (read, columns->ids[i], &n_read);

      g_assert_cmpuint (n, ==, n_read);
      g_assert_cmpuint (n, !=, 1);
      g_assert_cmpint ((columns->flags[i] & JARIDA_COLUMN_STORY) != 0, ==, n > 0);
      g_assert_cmpuint (read->flags[i], ==, columns->flags[i]);
      for (guint j = 0; j < n; j++)
        g_assert_cmpuint (a[j].id, ==, b[j].id);
    }
}

static const char *const statements[] = {
  "SELECT a.id, a.source_id", "SELECT ifnull(max(story)", "SELECT id FROM story WHERE story=", "INSERT OR IGNORE INTO story",
  "UPDATE story SET story=", "UPDATE story SET apart", "SELECT id, story FROM story WHERE id>",
};

/* What is asked of the table when articles come is found by a key, in order. */
static void
test_plans (Shelf         *shelf,
            gconstpointer  data)
{
  JaridaConnection *library;
  sqlite3_stmt *statement = NULL;
  guint found = 0;
  gint64 ids[3];

  put_bus (shelf, ids);
  set_apart (shelf, ids[0], TRUE);
  set_apart (shelf, ids[0], FALSE);
  tell_bridge (shelf, ids);
  library = jarida_shelf_get_library (shelf->store->shelf);
  while ((statement = sqlite3_next_stmt (library->handle, statement)) != NULL)
    for (guint i = 0; i < G_N_ELEMENTS (statements); i++)
      if (g_str_has_prefix (sqlite3_sql (statement), statements[i]))
        {
          g_autofree char *explain = g_strconcat ("EXPLAIN QUERY PLAN ", sqlite3_sql (statement), NULL);
          sqlite3_stmt *plan = NULL;

          g_assert_cmpint (sqlite3_prepare_v2 (library->handle, explain, -1, &plan, NULL), ==, SQLITE_OK);
          while (sqlite3_step (plan) == SQLITE_ROW)
            {
              const char *detail = (const char *) sqlite3_column_text (plan, 3);

              g_test_message ("%s: %s", statements[i], detail);
              g_assert_false (g_str_has_prefix (detail, "USE TEMP B-TREE"));
              g_assert_false (g_str_has_prefix (detail, "SCAN"));
            }
          sqlite3_finalize (plan);
          found |= 1u << i;
        }
  g_assert_cmpuint (found & 0x1f, ==, 0x1f);
}

/* A shelf from before there were stories. */
/* A list that is open shows what one made now would. */
static void
assert_as_new (Shelf              *shelf,
               JaridaHeadlineList *list)
{
  g_autoptr(JaridaHeadlineList) anew = shelf_list (shelf, JARIDA_PLACE_ALL, 0);

  g_assert_cmpuint (jarida_headline_list_get_n_pending (list), ==, 0);
  g_assert_cmpuint (get_n (list), ==, get_n (anew));
  for (guint i = 0; i < get_n (list); i++)
    {
      g_assert_cmpint (jarida_headline_list_get_id (list, i), ==, jarida_headline_list_get_id (anew, i));
      g_assert_cmpuint (jarida_headline_get_n_others (list_get (list, i)), ==, jarida_headline_get_n_others (list_get (anew, i)));
    }
}

/* The article that stands for its story goes, in one way or another, and the next one takes its place. */
static void
test_head_gone (Shelf         *shelf,
                gconstpointer  data)
{
  g_autoptr(JaridaHeadlineList) all = NULL;
  g_autoptr(GAsyncResult) result = NULL;
  gint64 ids[3];
  guint n = 0;

  jarida_store_set_group_stories (shelf->store, TRUE);
  put_bus (shelf, ids);
  all = shelf_list (shelf, JARIDA_PLACE_ALL, 0);
  g_assert_cmpint (jarida_headline_list_get_id (all, 0), ==, ids[2]);

  shelf_set_removed (shelf, add_source (shelf, 3), TRUE);
  shelf_settle ();
  g_assert_cmpuint (get_n (all), ==, 2);
  g_assert_cmpint (jarida_headline_list_get_id (all, 0), ==, ids[1]);
  assert_as_new (shelf, all);
  shelf_set_removed (shelf, add_source (shelf, 3), FALSE);
  shelf_settle ();
  g_assert_cmpint (jarida_headline_list_get_id (all, 0), ==, ids[2]);
  assert_as_new (shelf, all);

  shelf_set_read (shelf, ids[2], TRUE);
  jarida_store_leave_async (shelf->store, &ids[2], 1, JARIDA_LEAVE_FIRST, NULL, wait_cb, &result);
  g_assert_true (jarida_store_leave_finish (shelf->store, wait_for (&result), &n, NULL, NULL));
  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpuint (get_n (all), ==, 2);
  g_assert_cmpint (jarida_headline_list_get_id (all, 0), ==, ids[1]);
  assert_as_new (shelf, all);
}

static void
test_version_6 (Shelf         *shelf,
                gconstpointer  data)
{
  gint64 ids[3];

  shelf_close (shelf);
  shelf_copy_old (shelf, "shelf-6", "library.db");
  shelf_copy_old (shelf, "shelf-6", "bodies.db");
  shelf_open (shelf);
  g_assert_null (jarida_store_get_notice (shelf->store));
  g_assert_cmpuint (shelf_count (shelf, JARIDA_PLACE_ALL, 0), ==, 4);
  g_assert_cmpuint (shelf_count_unread (shelf, JARIDA_PLACE_ALL, 0), ==, 3);
  g_assert_cmpint (shelf_query (shelf, "library.db", "SELECT count(*) FROM story"), ==, 0);
  put_bus (shelf, ids);
  g_assert_cmpuint (get_story_size (shelf, ids[0]), ==, 3);
}

int
main (int   argc,
      char *argv[])
{
  g_setenv ("TZ", "UTC", TRUE);
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(path, func) g_test_add (path, Shelf, NULL, shelf_set_up, func, shelf_tear_down)
  g_test_add_func ("/store/stories/columns", test_columns);
  ADD ("/store/stories/one-row", test_one_row);
  ADD ("/store/stories/arrival", test_arrival);
  ADD ("/store/stories/kept", test_kept);
  ADD ("/store/stories/bridge", test_bridge);
  ADD ("/store/stories/apart", test_apart);
  ADD ("/store/stories/gone", test_gone);
  ADD ("/store/stories/head-gone", test_head_gone);
  ADD ("/store/stories/old", test_old);
  ADD ("/store/stories/elsewhere", test_elsewhere);
  ADD ("/store/stories/corrected", test_corrected);
  ADD ("/store/stories/corrected-apart", test_corrected_apart);
  ADD ("/store/stories/elsewhere-many", test_elsewhere_many);
  ADD ("/store/stories/joined", test_joined);
  ADD ("/store/stories/plans", test_plans);
  ADD ("/store/stories/version-6", test_version_6);
#undef ADD
  return g_test_run ();
}
