/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#include "jarida-store.h"

/* What the shelf in a folder takes for what a person does, in milliseconds; one line each, "name value unit". Marks all read
 * and takes it back: the shelf is as before, its log is not. */

static double
now_ms (void)
{
  return g_get_monotonic_time () / 1000.0;
}

static double
get_cpu_seconds (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  return usage.ru_utime.tv_sec + usage.ru_stime.tv_sec + (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

static double
get_resident_mb (void)
{
  g_autofree char *status = NULL;
  const char *line;

  if (!g_file_get_contents ("/proc/self/status", &status, NULL, NULL) || (line = strstr (status, "VmRSS:")) == NULL)
    return 0;
  return atof (line + strlen ("VmRSS:")) / 1024;
}

static void
wait_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

static GAsyncResult *
wait_for (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return *result;
}

static void
report (const char *name,
        double      value,
        const char *unit)
{
  g_print ("%-32s %10.3f %s\n", name, value, unit);
}

static void
measure_lists (JaridaStore *store)
{
  static const JaridaPlace places[] = {
    { JARIDA_PLACE_ALL }, { JARIDA_PLACE_UNREAD }, { JARIDA_PLACE_SAVED }, { JARIDA_PLACE_SOURCE, 1 },
  };
  static const char * const names[] = { "list-all", "list-unread", "list-saved", "list-source" };

  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    {
      double start = now_ms ();
      g_autoptr(JaridaHeadlineList) list = jarida_store_list_headlines (store, &places[i]);

      report (names[i], now_ms () - start, "ms");
    }
}

static void
measure_rows (JaridaStore *store)
{
  static const JaridaPlace all = { JARIDA_PLACE_ALL };
  g_autoptr(JaridaHeadlineList) list = jarida_store_list_headlines (store, &all);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (list));
  g_autoptr(GRand) random = g_rand_new_with_seed (1);
  double start = now_ms (), worst = 0;

  if (n < 1000)
    return;
  for (guint i = 0; i < 200; i++)
    g_object_unref (g_list_model_get_item (G_LIST_MODEL (list), i));
  report ("first-200-rows", now_ms () - start, "ms");
  start = now_ms ();
  for (int jump = 0; jump < 100; jump++)
    {
      guint at = g_rand_int_range (random, 0, n - 30);
      double jump_start = now_ms ();

      for (guint i = at; i < at + 30; i++)
        g_object_unref (g_list_model_get_item (G_LIST_MODEL (list), i));
      worst = MAX (worst, now_ms () - jump_start);
    }
  report ("jump-30-rows", (now_ms () - start) / 100, "ms");
  report ("jump-30-rows-worst", worst, "ms");
  start = now_ms ();
  for (guint i = 0; i < 1000; i++)
    jarida_headline_list_find (list, jarida_headline_list_get_id (list, g_rand_int_range (random, 0, n)));
  report ("find", now_ms () - start, "us");
}

static void
measure_open_article (JaridaStore *store)
{
  static const JaridaPlace all = { JARIDA_PLACE_ALL };
  g_autoptr(JaridaHeadlineList) list = jarida_store_list_headlines (store, &all);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (list));
  g_autoptr(GRand) random = g_rand_new_with_seed (2);
  double start = now_ms ();

  for (int i = 0; i < 100 && n > 0; i++)
    {
      g_autoptr(GAsyncResult) result = NULL;
      g_autoptr(JaridaArticle) article = NULL;

      jarida_store_load_article_async (store, jarida_headline_list_get_id (list, g_rand_int_range (random, 0, n)), NULL,
                                       wait_cb, &result);
      article = jarida_store_load_article_finish (store, wait_for (&result), NULL);
    }
  report ("load-article", (now_ms () - start) / 100, "ms");
}

static void
measure_marks (JaridaStore *store)
{
  static const JaridaPlace all = { JARIDA_PLACE_ALL };
  g_autoptr(JaridaHeadlineList) list = jarida_store_list_headlines (store, &all);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GAsyncResult) undo = NULL;
  g_autoptr(GArray) ids = NULL;
  double start = now_ms ();

  jarida_store_mark_all_read_async (store, &all, NULL, wait_cb, &result);
  report ("mark-all-shown", now_ms () - start, "ms");
  ids = jarida_store_mark_all_read_finish (store, wait_for (&result), NULL);
  report ("mark-all-kept", now_ms () - start, "ms");
  if (ids == NULL)
    return;
  start = now_ms ();
  jarida_headline_list_next_unread (list, 0);
  report ("next-unread-none", now_ms () - start, "ms");
  start = now_ms ();
  jarida_store_set_read_async (store, (gint64 *) ids->data, ids->len, FALSE, NULL, wait_cb, &undo);
  report ("undo-shown", now_ms () - start, "ms");
  wait_for (&undo);
  report ("undo-kept", now_ms () - start, "ms");
  start = now_ms ();
  for (int i = 0; i < 50 && i < (int) ids->len; i++)
    {
      g_autoptr(GAsyncResult) one = NULL;

      jarida_store_set_read_async (store, &g_array_index (ids, gint64, i), 1, i % 2 == 0, NULL, wait_cb, &one);
      wait_for (&one);
    }
  report ("mark-one-kept", (now_ms () - start) / 50, "ms");
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr(GError) error = NULL;
  JaridaStore *store;
  double start = now_ms (), cpu = get_cpu_seconds ();

  if (argc != 2)
    {
      g_printerr ("usage: jarida-shelf-bench FOLDER\nMeasures a shelf, as jarida-fill makes it.\n");
      return 2;
    }
  store = jarida_store_open (argv[1], &error);
  if (store == NULL)
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }
  report ("open", now_ms () - start, "ms");
  report ("open-cpu", (get_cpu_seconds () - cpu) * 1000, "ms");
  report ("resident-after-open", get_resident_mb (), "MB");
  measure_lists (store);
  measure_rows (store);
  report ("resident-after-rows", get_resident_mb (), "MB");
  measure_open_article (store);
  measure_marks (store);
  report ("resident-at-end", get_resident_mb (), "MB");
  start = now_ms ();
  jarida_store_close (store);
  report ("close", now_ms () - start, "ms");
  g_object_unref (store);
  return 0;
}
