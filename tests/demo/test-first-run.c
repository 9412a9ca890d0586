/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "demo-requests.h"
#include "jarida-front-page.h"

/* The promise of the portal: from nothing to a filled front page, and everything that was fetched without the network after. */

/* At a hundred milliseconds a request: until the front page is filled, and until the whole press of the day is there. A sanitizer's
 * programs are slower. */
#define FRONT_SECONDS (SANITIZED ? 60 : 20)
#define WHOLE_SECONDS (SANITIZED ? 110 : 60)
#define WAIT_SECONDS 120

static void
answered_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static GAsyncResult *
wait_for (GAsyncResult **result)
{
  const gint64 end = g_get_monotonic_time () + WAIT_SECONDS * G_USEC_PER_SEC;

  while (*result == NULL && g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, TRUE);
  g_assert_nonnull (*result);
  return *result;
}

static JaridaReader *
open_reader (const char *folder)
{
  g_autofree char *data = g_build_filename (folder, "data", NULL);
  g_autofree char *cache = g_build_filename (folder, "cache", NULL);
  g_autofree char *catalogue = g_build_filename (folder, "catalogue.json", NULL);
  g_autoptr(GError) error = NULL;
  JaridaReader *reader = jarida_reader_open (data, cache, &error);

  g_assert_no_error (error);
  jarida_reader_set_catalogue_path (reader, catalogue);
  return reader;
}

/* All newspapers of the portal. */
static void
choose_all (JaridaReader *reader)
{
  g_autoptr(GAsyncResult) loaded = NULL, chosen = NULL;
  g_autoptr(GPtrArray) add = g_ptr_array_new ();
  g_autoptr(GPtrArray) added = NULL;
  g_autoptr(GError) error = NULL;
  const JaridaCatalogue *catalogue;
  const GPtrArray *newspapers;

  jarida_reader_load_catalogue_async (reader, NULL, answered_cb, &loaded);
  catalogue = jarida_reader_load_catalogue_finish (reader, wait_for (&loaded), &error);
  g_assert_no_error (error);
  newspapers = jarida_catalogue_get_newspapers ((JaridaCatalogue *) catalogue);
  for (guint i = 0; i < newspapers->len; i++)
    if (((JaridaCatalogueNewspaper *) g_ptr_array_index (newspapers, i))->portal != NULL)
      g_ptr_array_add (add, g_ptr_array_index (newspapers, i));
  jarida_reader_choose_newspapers_async (reader, add, NULL, NULL, answered_cb, &chosen);
  added = jarida_reader_choose_newspapers_finish (reader, wait_for (&chosen), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (added->len, >=, 11);
}

static JaridaFrontPage *
load_front (JaridaReader *reader)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  JaridaFrontPage *page;

  jarida_reader_load_front_page_async (reader, 0, NULL, answered_cb, &result);
  page = jarida_reader_load_front_page_finish (reader, wait_for (&result), &error);
  g_assert_no_error (error);
  return page;
}

/* A lead with a picture or without, six more, and some sections under them. */
static gboolean
is_filled (const JaridaFrontPage *page)
{
  return page->lead != NULL && page->top->len == 6 && page->sections->len >= 3;
}

/* Everything; @out_filled: how long it took until the front page was filled, in seconds. */
static guint
refresh (JaridaReader *reader,
         gint64        start,
         double       *out_filled)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  gint64 next = 0;
  guint n_new, n_failed;

  *out_filled = G_MAXDOUBLE;
  jarida_reader_refresh_async (reader, NULL, 0, TRUE, NULL, answered_cb, &result);
  while (result == NULL && *out_filled == G_MAXDOUBLE)
    {
      g_autoptr(JaridaFrontPage) page = NULL;

      g_main_context_iteration (NULL, TRUE);
      if (g_get_monotonic_time () < next)
        continue;
      next = g_get_monotonic_time () + G_USEC_PER_SEC / 4;
      page = load_front (reader);
      if (is_filled (page))
        *out_filled = (double) (g_get_monotonic_time () - start) / G_USEC_PER_SEC;
    }
  g_assert_true (jarida_reader_refresh_finish (reader, wait_for (&result), &n_new, &n_failed, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n_failed, ==, 0);
  return n_new;
}

static void
complete (JaridaReader *reader,
          gint64        id)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  jarida_reader_complete_article_async (reader, id, NULL, answered_cb, &result);
  if (!jarida_reader_complete_article_finish (reader, wait_for (&result), &error))
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED);
}

/* More of its text than a listing has. */
static void
check_whole (JaridaReader *reader,
             gint64        id)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(JaridaArticle) article = NULL;

  jarida_reader_load_article_async (reader, id, NULL, answered_cb, &result);
  article = jarida_reader_load_article_finish (reader, wait_for (&result), &error);
  g_assert_no_error (error);
  g_assert_nonnull (article->content);
  g_assert_cmpuint (strlen (article->content), >, 300);
  g_assert_false (jarida_reader_needs_completion (reader, article));
}

static void
test_first_run (void)
{
  Demo demo = { NULL };
  g_autofree char *folder = g_dir_make_tmp ("first-run-XXXXXX", NULL);
  g_autofree char *catalogue = g_build_filename (folder, "catalogue.json", NULL);
  JaridaReader *reader;
  g_autoptr(JaridaFrontPage) front = NULL, again = NULL;
  g_autoptr(GPtrArray) requests = NULL;
  gint64 ids[7], start;
  double filled, whole;
  guint n_new, n_sections;

  demo_start (&demo, "--portal", "--many-hosts", "--recent", "--latency", "100", "--catalogue", catalogue, NULL);
  start = g_get_monotonic_time ();
  reader = open_reader (folder);
  choose_all (reader);
  n_new = refresh (reader, start, &filled);
  whole = (double) (g_get_monotonic_time () - start) / G_USEC_PER_SEC;
  front = load_front (reader);
  g_assert_true (is_filled (front));
  ids[0] = jarida_headline_get_id (front->lead);
  for (guint i = 0; i < front->top->len; i++)
    ids[i + 1] = jarida_headline_get_id (g_ptr_array_index (front->top, i));
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    complete (reader, ids[i]);
  requests = demo_read_requests (&demo);
  demo_check_manners (requests);
  n_sections = g_list_model_get_n_items (jarida_reader_get_sections (reader));
  g_test_message ("front page in %.1f s, %u articles in %.1f s, %u requests", filled, n_new, whole, requests->len);
  g_clear_pointer (&front, jarida_front_page_free);
  jarida_reader_close (reader);
  g_object_unref (reader);
  demo_stop (&demo);

  /* Without anybody who answers. */
  reader = open_reader (folder);
  again = load_front (reader);
  g_assert_true (is_filled (again));
  g_assert_cmpint (jarida_headline_get_id (again->lead), ==, ids[0]);
  g_assert_cmpuint (g_list_model_get_n_items (jarida_reader_get_sections (reader)), ==, n_sections);
  g_assert_cmpuint (n_sections, >=, 8);
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    check_whole (reader, ids[i]);
  g_clear_pointer (&again, jarida_front_page_free);
  jarida_reader_close (reader);
  g_object_unref (reader);
  g_assert_cmpuint (n_new, >=, 154);
  g_assert_cmpfloat (filled, <, FRONT_SECONDS);
  g_assert_cmpfloat (whole, <, WHOLE_SECONDS);
  demo_remove_folder (folder);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/demo/first-run", test_first_run);
  return g_test_run ();
}
