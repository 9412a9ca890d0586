/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdlib.h>
#include <sys/resource.h>
#include <glib/gstdio.h>

#include "invent.h"
#include "jarida-store-search.h"

/* What searching the shelf in a folder takes, filled by jarida-fill with words that are invented; one line each, "name value unit". The index
 * is made first, where it is not, and once more to see what that costs. */

#define N_WORDS 40
#define MANY 200000

/* (nullable) the one that is asked for */
static const char *only;

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

/* How long something took, and how long it would have on a machine that does nothing else. */
typedef struct
{
  double wall;    /* milliseconds, as those below */
  double cpu;
  double found;   /* how many articles stand there then */
} Taken;

static int
compare_doubles (gconstpointer a,
                 gconstpointer b)
{
  const double first = *(const double *) a, second = *(const double *) b;

  return (first > second) - (first < second);
}

static void
report_kind (const char *name,
             GArray     *times,
             gsize       offset,
             const char *kind,
             const char *unit)
{
  g_autoptr(GArray) values = g_array_new (FALSE, FALSE, sizeof (double));
  g_autofree char *middle = g_strconcat ("-", kind, "p50", NULL);
  g_autofree char *high = g_strconcat ("-", kind, "p95", NULL);

  for (guint i = 0; i < times->len; i++)
    g_array_append_vals (values, (const char *) &g_array_index (times, Taken, i) + offset, 1);
  g_array_sort (values, compare_doubles);
  report (name, middle, g_array_index (values, double, values->len / 2), unit);
  report (name, high, g_array_index (values, double, values->len * 95 / 100), unit);
}

/* Takes @times. */
static void
report_times (const char *name,
              GArray     *times)
{
  report_kind (name, times, G_STRUCT_OFFSET (Taken, wall), "", "ms");
  report_kind (name, times, G_STRUCT_OFFSET (Taken, cpu), "cpu-", "ms");
  report_kind (name, times, G_STRUCT_OFFSET (Taken, found), "found-", "articles");
  g_array_unref (times);
}

static JaridaSearchResult *
search (JaridaStore       *store,
        const char        *text,
        gint64             older_than,
        JaridaSearchFlags  flags)
{
  g_autoptr(GAsyncResult) result = NULL;

  jarida_store_search_async (store, text, NULL, JARIDA_SEARCH_MOST, older_than, flags | JARIDA_SEARCH_FIRST, NULL, wait_cb, &result);
  return jarida_store_search_finish (store, wait_for (&result), NULL);
}

/* Until there is something to be shown, or it is known that there is nothing: as the window asks. */
static JaridaSearchResult *
find_first (JaridaStore       *store,
            const char        *text,
            JaridaSearchFlags  flags)
{
  JaridaSearchResult *found = search (store, text, 0, flags);

  while (found != NULL && jarida_search_result_get_n (found) == 0 && jarida_search_result_get_older (found) != 0)
    {
      const gint64 older = jarida_search_result_get_older (found);

      jarida_search_result_unref (found);
      found = search (store, text, older, flags);
    }
  return found;
}

static Taken
start_taking (void)
{
  return (Taken) { (double) g_get_monotonic_time () / 1000, get_cpu_seconds () * 1000, 0 };
}

static void
append_since (GArray                   *times,
              Taken                     start,
              const JaridaSearchResult *found)
{
  const Taken end = start_taking ();
  const Taken taken = { end.wall - start.wall, end.cpu - start.cpu, found != NULL ? jarida_search_result_get_n (found) : 0 };

  g_array_append_val (times, taken);
}

static void
ask (JaridaStore       *store,
     const char        *text,
     JaridaSearchFlags  flags,
     GArray            *times)
{
  const Taken start = start_taking ();
  g_autoptr(JaridaSearchResult) found = find_first (store, text, flags);

  append_since (times, start, found);
}

/* Words by how frequent they are, each fourth of them Arabic, or their first letters. @arabic_before: (nullable): before those, else @before too. */
static void
measure (JaridaStore       *store,
         const char        *name,
         guint              first_rank,
         guint              step,
         guint              n_letters,
         const char        *before,
         const char        *arabic_before,
         const char        *after,
         JaridaSearchFlags  flags)
{
  GArray *times;

  if (only != NULL && !g_str_equal (only, name))
    return;
  times = g_array_new (FALSE, FALSE, sizeof (Taken));
  for (guint i = 0; i < N_WORDS; i++)
    {
      const gboolean arabic = i % 4 == 3;
      g_autoptr(GString) text = g_string_new (arabic && arabic_before != NULL ? arabic_before : before);
      g_autoptr(GString) word = g_string_new (NULL);

      invent_word (first_rank + i * step, arabic, word);
      if (n_letters > 0)
        g_string_truncate (word, (gsize) (g_utf8_offset_to_pointer (word->str, n_letters) - word->str));
      g_string_append (text, word->str);
      g_string_append (text, after);
      ask (store, text->str, flags, times);
    }
  report_times (name, times);
}

/* Words that stand side by side by chance, as jarida-fill has put them. */
static void
measure_phrases (JaridaStore *store)
{
  static const char * const words[] = { "gouvernement", "ministre", "projet", "ville", "الحكومة", "الوزير", "المدينة", "السوق",
                                        "government", "minister", "city", "market" };
  GArray *times = g_array_new (FALSE, FALSE, sizeof (Taken));

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    for (gsize j = i / 4 * 4; j < i / 4 * 4 + 4; j++)
      {
        g_autofree char *text = g_strdup_printf ("\"%s %s\"", words[i], words[j]);

        ask (store, text, 0, times);
      }
  report_times ("phrase", times);
}

/* What a person waits for at the end of the list, and how long it takes to know how many there are. */
static void
measure_more (JaridaStore *store)
{
  GArray *pages = g_array_new (FALSE, FALSE, sizeof (Taken));
  GArray *counts = g_array_new (FALSE, FALSE, sizeof (Taken));

  for (guint i = 0; i < N_WORDS; i++)
    {
      g_autoptr(GString) word = g_string_new (NULL);
      g_autoptr(GAsyncResult) result = NULL;
      g_autoptr(JaridaSearchResult) first = NULL;
      g_autoptr(JaridaSearchResult) page = NULL;
      Taken start;
      guint n;

      invent_word (i, i % 4 == 3, word);
      first = find_first (store, word->str, 0);
      if (first == NULL || jarida_search_result_get_older (first) == 0)
        continue;
      start = start_taking ();
      page = search (store, word->str, jarida_search_result_get_older (first), 0);
      append_since (pages, start, page);
      start = start_taking ();
      jarida_store_count_found_async (store, word->str, NULL, 0, NULL, wait_cb, &result);
      jarida_store_count_found_finish (store, wait_for (&result), &n, NULL);
      append_since (counts, start, NULL);
    }
  if (pages->len > 0)
    {
      report_times ("page", pages);
      report_times ("number", counts);
      return;
    }
  g_array_unref (pages);
  g_array_unref (counts);
}

static void
wait_for_words (JaridaStore *store)
{
  const gint64 end = g_get_monotonic_time () + 5 * G_USEC_PER_SEC;

  /* The words of the titles are read between questions. */
  while (g_get_monotonic_time () < end)
    {
      g_autoptr(GArray) times = g_array_new (FALSE, FALSE, sizeof (Taken));

      ask (store, "ba", JARIDA_SEARCH_TYPING, times);
      g_usleep (200000);
    }
}

static gboolean
make_index (JaridaStore  *store,
            GError      **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  jarida_store_index_async (store, NULL, wait_cb, &result);
  return jarida_store_index_finish (store, wait_for (&result), error);
}

/* What an article costs: all of them once more. A million would take minutes, and are measured when they are asked for. */
static gboolean
measure_index (JaridaStore  *store,
               GError      **error)
{
  const JaridaPlace all = { .kind = JARIDA_PLACE_ALL };
  const guint n = jarida_store_count (store, &all);
  const double cpu = get_cpu_seconds ();
  g_autoptr(GAsyncResult) result = NULL;

  if (only != NULL ? !g_str_equal (only, "index") : n > MANY)
    return TRUE;
  jarida_store_rebuild_index_async (store, NULL, wait_cb, &result);
  if (!jarida_store_rebuild_index_finish (store, wait_for (&result), error))
    return FALSE;
  report ("index-cpu", "", (get_cpu_seconds () - cpu) * 1e6 / MAX (n, 1), "us/article");
  return TRUE;
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr(GError) error = NULL;
  g_autoptr(JaridaStore) store = NULL;

  if (argc < 2 || argc > 3)
    {
      g_printerr ("usage: bench-search FOLDER [NAME]\n"
                  "With a name, such as quotes, only that is measured.\n");
      return 2;
    }
  only = argv[2];
  store = jarida_store_open (argv[1], &error);
  if (store == NULL || !make_index (store, &error) || !measure_index (store, &error))
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }
  measure (store, "first", 0, 1, 0, "", NULL, "", 0);
  wait_for_words (store);
  measure (store, "common", 0, 1, 0, "", NULL, "", 0);
  measure (store, "rare", 20000, 900, 0, "", NULL, "", 0);
  measure (store, "two", 0, 3, 0, "gouvernement ", "الحكومة ", "", 0);
  measure (store, "prefix-2", 0, 40, 2, "", NULL, "", JARIDA_SEARCH_TYPING);
  measure (store, "prefix-3", 0, 40, 3, "", NULL, "", JARIDA_SEARCH_TYPING);
  measure (store, "word-prefix-2", 0, 40, 2, "gouvernement ", "الحكومة ", "", JARIDA_SEARCH_TYPING);
  measure (store, "filter", 0, 1, 0, "lang:fr is:unread after:2025 ", "lang:ar is:unread after:2025 ", "", 0);
  /* Frequent ones that no article has both of: all of the lists is walked through, for nothing. */
  measure (store, "apart", 0, 3, 0, "الحكومة ", "gouvernement ", "", 0);
  measure (store, "quotes", 0, 1, 0, "\"", NULL, "\"", 0);
  if (only == NULL || g_str_equal (only, "phrase"))
    measure_phrases (store);
  if (only == NULL || g_str_equal (only, "page"))
    measure_more (store);
  jarida_store_close (store);
  report ("index-size", "", get_megabytes (argv[1], "search.db"), "MB");
  return 0;
}
