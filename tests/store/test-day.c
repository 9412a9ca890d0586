/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "jarida-store-day.h"
#include "shelf-fixture.h"

#define HOUR 3600

/* Noon of a day by the clock of this machine. */
static gint64
noon (guint32 julian)
{
  return jarida_day_get_start (julian) + 12 * HOUR;
}

static guint32
day (int year,
     int month,
     int day)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, day, month, year);
  return g_date_get_julian (&date);
}

static JaridaDay *
load (Shelf   *shelf,
      guint32  julian)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  JaridaDay *loaded;

  jarida_store_load_day_async (shelf->store, julian, NULL, wait_cb, &result);
  loaded = jarida_store_load_day_finish (shelf->store, wait_for (&result), &error);
  g_assert_no_error (error);
  return loaded;
}

static const JaridaDayArticle *
get (const JaridaDay *self,
     guint            i)
{
  g_assert_cmpuint (i, <, self->articles->len);
  return &g_array_index (self->articles, JaridaDayArticle, i);
}

/* Days end at midnight of this machine, also on those that have 23 or 25 hours. */
static void
test_bounds (void)
{
  for (guint32 julian = day (2020, 1, 1); julian < day (2027, 1, 1); julian++)
    {
      const gint64 start = jarida_day_get_start (julian);

      g_assert_cmpuint (jarida_day_from_time (start), ==, julian);
      g_assert_cmpuint (jarida_day_from_time (start - 1), ==, julian - 1);
      g_assert_cmpuint (jarida_day_from_time (jarida_day_get_start (julian + 1) - 1), ==, julian);
    }
}

static void
test_one_day (Shelf         *shelf,
              gconstpointer  data)
{
  JaridaSource *source = shelf_add_source (shelf, "https://quid.example/feed");
  const guint32 today = day (2025, 10, 12);
  JaridaArticle *politics = article_new ("a", "https://quid.example/a", "الحكومة تصادق", noon (today));
  g_autoptr(JaridaDay) loaded = NULL;
  const JaridaDayArticle *article;

  politics->section = g_strdup ("Politique");
  politics->excerpt = g_strdup ("Short text");
  politics->image = g_strdup ("https://quid.example/a.jpeg");
  politics->language = g_strdup ("ar");
  shelf_put_one (shelf, source, politics, NULL, NULL);
  shelf_put_one (shelf, source, article_new ("first", NULL, "At midnight", jarida_day_get_start (today)), NULL, NULL);
  shelf_put_one (shelf, source, article_new ("last", NULL, "Before midnight", jarida_day_get_start (today + 1) - 1), NULL, NULL);
  shelf_put_one (shelf, source, article_new ("before", NULL, "The day before", jarida_day_get_start (today) - 1), NULL, NULL);
  shelf_put_one (shelf, source, article_new ("after", NULL, "The day after", jarida_day_get_start (today + 1)), NULL, NULL);

  loaded = load (shelf, today);
  g_assert_cmpuint (loaded->julian, ==, today);
  g_assert_cmpuint (loaded->articles->len, ==, 3);
  g_assert_cmpstr (get (loaded, 0)->values.title, ==, "Before midnight");
  g_assert_cmpstr (get (loaded, 2)->values.title, ==, "At midnight");
  article = get (loaded, 1);
  g_assert_cmpstr (article->values.title, ==, "الحكومة تصادق");
  g_assert_cmpstr (article->values.excerpt, ==, "Short text");
  g_assert_cmpstr (article->values.image, ==, "https://quid.example/a.jpeg");
  g_assert_cmpstr (article->values.language, ==, "ar");
  g_assert_cmpstr (article->values.source_title, ==, "https://quid.example/feed");
  g_assert_cmpint (article->section, ==, JARIDA_SECTION_POLITICS);
  g_assert_cmpint (get (loaded, 0)->section, ==, JARIDA_SECTION_NONE);
  g_assert_false (article->values.read);
  shelf_set_read (shelf, article->values.id, TRUE);
  g_clear_pointer (&loaded, jarida_day_free);

  loaded = load (shelf, today);
  g_assert_true (get (loaded, 1)->values.read);
  g_assert_false (get (loaded, 0)->values.read);
}

static void
test_newest (Shelf         *shelf,
             gconstpointer  data)
{
  JaridaSource *kept = shelf_add_source (shelf, "https://quid.example/feed");
  JaridaSource *removed = shelf_add_source (shelf, "https://gone.example/feed");
  const guint32 old = day (2025, 3, 1), newer = day (2025, 10, 12);
  g_autoptr(JaridaDay) nothing = load (shelf, 0);
  g_autoptr(JaridaDay) newest = NULL;
  g_autoptr(JaridaDay) empty = NULL;

  g_assert_cmpuint (nothing->julian, ==, 0);
  g_assert_cmpuint (nothing->articles->len, ==, 0);
  g_assert_cmpuint (jarida_store_find_day (shelf->store, 0, 0), ==, 0);

  shelf_put_one (shelf, kept, article_new ("a", NULL, "Old", noon (old)), NULL, NULL);
  shelf_put_one (shelf, kept, article_new ("b", NULL, "New", noon (newer)), NULL, NULL);
  shelf_put_one (shelf, removed, article_new ("c", NULL, "Gone", noon (newer + 1)), NULL, NULL);
  g_assert_cmpuint (jarida_store_find_day (shelf->store, 0, 0), ==, newer + 1);
  shelf_set_removed (shelf, removed, TRUE);

  /* What was taken away is no day. */
  g_assert_cmpuint (jarida_store_find_day (shelf->store, 0, 0), ==, newer);
  g_assert_cmpuint (jarida_store_find_day (shelf->store, newer, -1), ==, old);
  g_assert_cmpuint (jarida_store_find_day (shelf->store, newer, 1), ==, 0);
  g_assert_cmpuint (jarida_store_find_day (shelf->store, old, 1), ==, newer);
  g_assert_cmpuint (jarida_store_find_day (shelf->store, old, -1), ==, 0);
  g_assert_cmpuint (jarida_store_find_day (shelf->store, newer + 1000, -1), ==, newer);
  newest = load (shelf, 0);
  g_assert_cmpuint (newest->julian, ==, newer);
  g_assert_cmpuint (newest->articles->len, ==, 1);
  empty = load (shelf, newer + 1);
  g_assert_cmpuint (empty->julian, ==, newer + 1);
  g_assert_cmpuint (empty->articles->len, ==, 0);
}

static void
test_bounded (Shelf         *shelf,
              gconstpointer  data)
{
  JaridaSource *source = shelf_add_source (shelf, "https://quid.example/feed");
  const guint32 today = day (2025, 10, 12);
  g_autoptr(GPtrArray) articles = g_ptr_array_new_with_free_func ((GDestroyNotify) jarida_article_unref);
  g_autoptr(JaridaDay) loaded = NULL;

  for (guint i = 0; i < JARIDA_DAY_MAX_ARTICLES + 50; i++)
    {
      g_autofree char *guid = g_strdup_printf ("%u", i);

      g_ptr_array_add (articles, article_new (guid, NULL, guid, jarida_day_get_start (today) + i * 10));
    }
  shelf_put (shelf, source, articles, NULL, NULL);
  loaded = load (shelf, today);
  g_assert_cmpuint (loaded->articles->len, ==, JARIDA_DAY_MAX_ARTICLES);
  /* The newest stay. */
  g_assert_cmpint (get (loaded, 0)->values.published, ==, jarida_day_get_start (today) + (JARIDA_DAY_MAX_ARTICLES + 49) * 10);
}

static void
test_cancelled (Shelf         *shelf,
                gconstpointer  data)
{
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  g_cancellable_cancel (cancellable);
  jarida_store_load_day_async (shelf->store, 0, cancellable, wait_cb, &result);
  g_assert_null (jarida_store_load_day_finish (shelf->store, wait_for (&result), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* The front page as a list: the newest day, or one that is named; what comes for it waits, what comes for another day does not. */
static void
test_place (Shelf         *shelf,
            gconstpointer  data)
{
  JaridaSource *source = shelf_add_source (shelf, "https://quid.example/feed");
  const guint32 today = day (2025, 10, 12);
  const JaridaPlace named = { .kind = JARIDA_PLACE_FRONT, .id = today }, wrong = { .kind = JARIDA_PLACE_FRONT, .id = -1 };
  g_autoptr(JaridaHeadlineList) list = NULL;
  g_autoptr(JaridaHeadlineList) newest = NULL;
  g_autoptr(JaridaHeadline) headline = NULL;
  g_autoptr(JaridaHeadline) same = NULL;
  g_autoptr(JaridaDay) loaded = NULL;

  g_assert_cmpuint (shelf_count (shelf, JARIDA_PLACE_FRONT, 0), ==, 0);
  g_assert_cmpuint (jarida_store_count (shelf->store, &wrong), ==, 0);
  shelf_put_one (shelf, source, article_new ("a", NULL, "Before", jarida_day_get_start (today - 1) - 1), NULL, NULL);
  shelf_put_one (shelf, source, article_new ("b", NULL, "Midnight", jarida_day_get_start (today)), NULL, NULL);
  shelf_put_one (shelf, source, article_new ("c", NULL, "Late", jarida_day_get_start (today + 1) - 1), NULL, NULL);
  g_assert_cmpuint (shelf_count (shelf, JARIDA_PLACE_FRONT, 0), ==, 2);
  g_assert_cmpuint (shelf_count (shelf, JARIDA_PLACE_FRONT, today - 2), ==, 1);
  g_assert_cmpuint (shelf_count_unread (shelf, JARIDA_PLACE_FRONT, today), ==, 2);
  list = jarida_store_list_headlines (shelf->store, &named);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 2);

  shelf_put_one (shelf, source, article_new ("d", NULL, "Noon", noon (today)), NULL, NULL);
  shelf_put_one (shelf, source, article_new ("e", NULL, "Later", noon (today + 2)), NULL, NULL);
  g_assert_cmpuint (jarida_headline_list_get_n_pending (list), ==, 1);
  newest = shelf_list (shelf, JARIDA_PLACE_FRONT, 0);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (newest)), ==, 1);

  /* The row's object is made of what was read elsewhere, once, and follows what is done. */
  loaded = load (shelf, today);
  headline = jarida_headline_list_dup_headline (list, &get (loaded, 0)->values);
  same = list_get (list, 0);
  g_assert_true (same == headline);
  g_assert_false (jarida_headline_get_read (headline));
  shelf_set_read (shelf, jarida_headline_get_id (headline), TRUE);
  g_assert_true (jarida_headline_get_read (headline));
}

/* At one in the morning the page is not one card: the newest of yesterday make it up to seven. A past day is itself. */
static void
test_young (Shelf         *shelf,
            gconstpointer  data)
{
  JaridaSource *source = shelf_add_source (shelf, "https://quid.example/feed");
  const guint32 today = day (2025, 10, 12);
  const JaridaPlace front = { .kind = JARIDA_PLACE_FRONT, .id = today };
  g_autoptr(JaridaHeadlineList) list = NULL;
  g_autoptr(JaridaDay) loaded = NULL;
  g_autoptr(JaridaDay) before = NULL;
  g_autoptr(JaridaDay) grown = NULL;

  for (guint i = 0; i < 12; i++)
    {
      g_autofree char *guid = g_strdup_printf ("y%02u", i);

      shelf_put_one (shelf, source, article_new (guid, NULL, guid, noon (today - 1) + i * HOUR / 2), NULL, NULL);
    }
  shelf_put_one (shelf, source, article_new ("t0", NULL, "t0", jarida_day_get_start (today) + HOUR), NULL, NULL);
  loaded = load (shelf, 0);
  g_assert_cmpuint (loaded->julian, ==, today);
  g_assert_cmpuint (loaded->articles->len, ==, 7);
  g_assert_cmpstr (get (loaded, 0)->values.title, ==, "t0");
  g_assert_cmpstr (get (loaded, 1)->values.title, ==, "y11");
  g_assert_cmpstr (get (loaded, 6)->values.title, ==, "y06");
  list = jarida_store_list_headlines (shelf->store, &front);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 7);
  g_assert_cmpuint (shelf_count (shelf, JARIDA_PLACE_DAY, today), ==, 1);
  before = load (shelf, today - 1);
  g_assert_cmpuint (before->articles->len, ==, 12);
  g_assert_cmpstr (get (before, 0)->values.title, ==, "y11");

  for (guint i = 1; i < 9; i++)
    {
      g_autofree char *guid = g_strdup_printf ("t%u", i);

      shelf_put_one (shelf, source, article_new (guid, NULL, guid, jarida_day_get_start (today) + (i + 1) * HOUR), NULL, NULL);
    }
  grown = load (shelf, 0);
  g_assert_cmpuint (grown->articles->len, ==, 9);
  g_assert_cmpstr (get (grown, 8)->values.title, ==, "t0");
}

int
main (int   argc,
      char *argv[])
{
  /* Here days have 23, 24 and 25 hours. */
  g_setenv ("TZ", "Europe/Paris", TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/day/bounds", test_bounds);
  g_test_add ("/day/one", Shelf, NULL, shelf_set_up, test_one_day, shelf_tear_down);
  g_test_add ("/day/newest", Shelf, NULL, shelf_set_up, test_newest, shelf_tear_down);
  g_test_add ("/day/bounded", Shelf, NULL, shelf_set_up, test_bounded, shelf_tear_down);
  g_test_add ("/day/young", Shelf, NULL, shelf_set_up, test_young, shelf_tear_down);
  g_test_add ("/day/place", Shelf, NULL, shelf_set_up, test_place, shelf_tear_down);
  g_test_add ("/day/cancelled", Shelf, NULL, shelf_set_up, test_cancelled, shelf_tear_down);
  return g_test_run ();
}
