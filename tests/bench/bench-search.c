/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdlib.h>
#include <sys/resource.h>
#include <glib/gstdio.h>

#include "invent.h"
#include "jarida-store-search.h"

/* What searching the shelf in a folder takes, filled by jarida-fill with words that are invented; one line each, "name value unit". The index
 * is made first, where it is not. */

#define N_WORDS 40

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

static double
get_cpu_seconds (void)
{
  struct rusage usage;

  getrusage (RUSAGE_SELF, &usage);
  return usage.ru_utime.tv_sec + usage.ru_stime.tv_sec + (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

static double
get_megabytes (const char *folder,
               const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  GStatBuf file;

  return g_stat (path, &file) == 0 ? (double) file.st_size / 1e6 : 0;
}

static void
report (const char *name,
        const char *what,
        double      value,
        const char *unit)
{
  g_print ("%s%s %.3f %s\n", name, what, value, unit);
}

static int
compare_doubles (gconstpointer a,
                 gconstpointer b)
{
  const double first = *(const double *) a, second = *(const double *) b;

  return (first > second) - (first < second);
}

static void
ask (JaridaStore       *store,
     const char        *text,
     JaridaSearchFlags  flags,
     GArray            *times)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(JaridaSearchResult) found = NULL;
  const gint64 start = g_get_monotonic_time ();
  double taken;

  jarida_store_search_async (store, text, NULL, 50, 0, flags, NULL, wait_cb, &result);
  found = jarida_store_search_finish (store, wait_for (&result), NULL);
  taken = (double) (g_get_monotonic_time () - start) / 1000;
  g_array_append_val (times, taken);
}

static void
report_times (const char *name,
              GArray     *times)
{
  g_array_sort (times, compare_doubles);
  report (name, "-p50", g_array_index (times, double, times->len / 2), "ms");
  report (name, "-p95", g_array_index (times, double, times->len * 95 / 100), "ms");
  g_array_unref (times);
}

static void
measure (JaridaStore       *store,
         const char        *name,
         guint              first_rank,
         guint              step,
         guint              n_letters,
         const char        *before,
         const char        *after,
         JaridaSearchFlags  flags)
{
  GArray *times = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; i < N_WORDS; i++)
    {
      g_autoptr(GString) text = g_string_new (before);
      g_autoptr(GString) word = g_string_new (NULL);

      invent_word (first_rank + i * step, i % 4 == 3, word);
      if (n_letters > 0)
        g_string_truncate (word, (gsize) (g_utf8_offset_to_pointer (word->str, n_letters) - word->str));
      g_string_append (text, word->str);
      g_string_append (text, after);
      ask (store, text->str, flags, times);
    }
  report_times (name, times);
}

static void
wait_for_words (JaridaStore *store)
{
  const gint64 end = g_get_monotonic_time () + 5 * G_USEC_PER_SEC;

  /* The words of the titles are read between questions. */
  while (g_get_monotonic_time () < end)
    {
      g_autoptr(GArray) times = g_array_new (FALSE, FALSE, sizeof (double));

      ask (store, "ba", JARIDA_SEARCH_TYPING, times);
      g_usleep (200000);
    }
}

static gboolean
make_index (JaridaStore  *store,
            const char   *folder,
            GError      **error)
{
  const JaridaPlace all = { .kind = JARIDA_PLACE_ALL };
  g_autoptr(GAsyncResult) result = NULL;
  const double cpu = get_cpu_seconds ();
  const double before = get_megabytes (folder, "search.db");

  jarida_store_index_async (store, NULL, wait_cb, &result);
  if (!jarida_store_index_finish (store, wait_for (&result), error))
    return FALSE;
  if (before < 1)
    report ("index-cpu", "", (get_cpu_seconds () - cpu) * 1e6 / MAX (jarida_store_count (store, &all), 1), "us/article");
  return TRUE;
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr(GError) error = NULL;
  g_autoptr(JaridaStore) store = NULL;

  if (argc != 2)
    {
      g_printerr ("usage: bench-search FOLDER\n");
      return 2;
    }
  store = jarida_store_open (argv[1], &error);
  if (store == NULL || !make_index (store, argv[1], &error))
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }
  measure (store, "first", 0, 1, 0, "", "", 0);
  wait_for_words (store);
  measure (store, "common", 0, 1, 0, "", "", 0);
  measure (store, "rare", 20000, 900, 0, "", "", 0);
  measure (store, "two", 0, 3, 0, "gouvernement ", "", 0);
  measure (store, "prefix-2", 0, 40, 2, "", "", JARIDA_SEARCH_TYPING);
  measure (store, "prefix-3", 0, 40, 3, "", "", JARIDA_SEARCH_TYPING);
  measure (store, "word-prefix-2", 0, 40, 2, "gouvernement ", "", JARIDA_SEARCH_TYPING);
  measure (store, "filter", 0, 1, 0, "lang:fr is:unread after:2025 ", "", 0);
  measure (store, "quotes", 0, 1, 0, "\"", "\"", 0);
  jarida_store_close (store);
  report ("index-size", "", get_megabytes (argv[1], "search.db"), "MB");
  return 0;
}
