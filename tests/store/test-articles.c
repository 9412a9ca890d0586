/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "shelf-fixture.h"

#define NOON G_GINT64_CONSTANT (1760270400)   /* 2025-10-12 12:00 UTC */

static void
test_put_and_load (Shelf         *shelf,
                   gconstpointer  data)
{
  JaridaSource *source = shelf_add_source (shelf, "https://quid.example/feed");
  JaridaArticle *draft = article_new ("a", "https://quid.example/a", "الحكومة تصادق", NOON);
  g_autoptr(JaridaArticle) loaded = NULL;
  g_autoptr(JaridaHeadlineList) list = NULL;
  g_autoptr(JaridaHeadline) headline = NULL;
  guint n_new = 0, n_updated = 9;

  draft->content = g_strdup ("<p>Long text</p>");
  draft->excerpt = g_strdup ("Short text");
  draft->authors = g_strsplit ("Amina,Karim", ",", 0);
  draft->categories = g_strsplit ("politics", ",", 0);
  draft->base = g_strdup ("https://quid.example/");
  draft->direction = JARIDA_DIRECTION_RTL;
  draft->enclosures = g_ptr_array_new_with_free_func ((GDestroyNotify) jarida_enclosure_free);
  g_ptr_array_add (draft->enclosures, jarida_enclosure_new ("https://quid.example/a.mp3", "audio/mpeg", G_GINT64_CONSTANT (5000000000)));
  shelf_put_one (shelf, source, draft, &n_new, &n_updated);
  g_assert_cmpuint (n_new, ==, 1);
  g_assert_cmpuint (n_updated, ==, 0);

  list = shelf_list (shelf, JARIDA_PLACE_ALL, 0);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 1);
  headline = list_get (list, 0);
  g_assert_cmpstr (jarida_headline_get_title (headline), ==, "الحكومة تصادق");
  g_assert_cmpstr (jarida_headline_get_source_title (headline), ==, "https://quid.example/feed");
  g_assert_cmpstr (jarida_headline_get_byline (headline), ==, "Amina, Karim");
  g_assert_cmpint (jarida_headline_get_published (headline), ==, NOON);
  g_assert_false (jarida_headline_get_read (headline));
  g_assert_true (jarida_headline_get_day_start (headline));

  shelf_reopen (shelf);
  loaded = shelf_load (shelf, jarida_headline_get_id (headline));
  g_assert_cmpstr (loaded->content, ==, "<p>Long text</p>");
  g_assert_cmpstr (loaded->guid, ==, "a");
  g_assert_cmpstr (loaded->base, ==, "https://quid.example/");
  g_assert_cmpstr (loaded->authors[1], ==, "Karim");
  g_assert_cmpstr (loaded->categories[0], ==, "politics");
  g_assert_cmpint (loaded->direction, ==, JARIDA_DIRECTION_RTL);
  g_assert_cmpuint (loaded->enclosures->len, ==, 1);
  g_assert_cmpint (((JaridaEnclosure *) loaded->enclosures->pdata[0])->length, ==, G_GINT64_CONSTANT (5000000000));
  g_assert_false (loaded->read);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(path, func) g_test_add (path, Shelf, NULL, shelf_set_up, func, shelf_tear_down)
  ADD ("/store/articles/put-and-load", test_put_and_load);
#undef ADD
  return g_test_run ();
}
