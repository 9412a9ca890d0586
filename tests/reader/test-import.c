/* SPDX-License-Identifier: GPL-3.0-or-later */

/* A long list of newspapers: counted, stopped, killed in the middle. Whatever happens, the shelf is whole, and the same list once more
 * brings what is missing and nothing twice. */

#include <glib/gstdio.h>
#include <signal.h>
#include <time.h>

#include "jarida-reader-private.h"

#define N_FOLDERS 30
#define PER_FOLDER 40
#define N_SOURCES (N_FOLDERS * PER_FOLDER)
#define N_KILLS 12
/* Of the processor's time, of which a loaded machine takes nothing; generous, since sanitizers do. */
#define MAX_TURN_USEC (150 * 1000)

static const char *program;

typedef struct
{
  gboolean  done;
  guint     n_added;
  guint     n_known;
  guint     n_told;    /* newspapers, by the progress */
  GError   *error;     /* (owned) (nullable) */
} Answer;

static void
imported_cb (GObject      *object,
             GAsyncResult *result,
             gpointer      user_data)
{
  Answer *answer = user_data;

  jarida_reader_import_finish (JARIDA_READER (object), result, &answer->n_added, &answer->n_known, &answer->error);
  answer->done = TRUE;
}

/* It only grows, and never beyond what there is. */
static void
progress_cb (guint    n_done,
             guint    n_total,
             gpointer data)
{
  Answer *answer = data;

  g_assert_cmpuint (n_total, ==, N_SOURCES);
  g_assert_cmpuint (n_done, >=, answer->n_told);
  g_assert_cmpuint (n_done, <=, n_total);
  answer->n_told = n_done;
}

static GBytes *
make_list (void)
{
  g_autoptr(GString) opml = g_string_new ("<opml version=\"2.0\"><body>");

  for (guint i = 0; i < N_FOLDERS; i++)
    {
      /* Every third lies in the one before it, every fifth has the name of its neighbour. */
      g_string_append_printf (opml, "<outline text=\"Folder %u\">", i % 5 == 4 ? i - 1 : i);
      if (i % 3 == 0)
        g_string_append (opml, "<outline text=\"Inside\">");
      for (guint j = 0; j < PER_FOLDER; j++)
        g_string_append_printf (opml, "<outline text=\"Paper %u\" xmlUrl=\"https://paper-%u.example/feed\"/>", j, i * PER_FOLDER + j);
      g_string_append (opml, i % 3 == 0 ? "</outline></outline>" : "</outline>");
    }
  g_string_append (opml, "</body></opml>");
  return g_string_free_to_bytes (g_steal_pointer (&opml));
}

static JaridaReader *
open_reader (const char *folder)
{
  g_autoptr(GError) error = NULL;
  JaridaReader *reader = jarida_reader_open (folder, folder, &error);

  g_assert_no_error (error);
  return reader;
}

static void
close_reader (JaridaReader *reader)
{
  jarida_reader_close (reader);
  g_object_unref (reader);
}

static gint64
thread_time (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

/* Returns the longest turn of the main loop. @cancel_at: when so many are there, NULL cancellable: never. */
static gint64
import (JaridaReader *reader,
        GCancellable *cancellable,
        guint         cancel_at,
        Answer       *answer)
{
  GListModel *sources = jarida_reader_get_sources (reader);
  g_autoptr(GBytes) opml = make_list ();
  gint64 longest = 0;

  *answer = (Answer) { FALSE };
  jarida_reader_import_async (reader, opml, cancellable, progress_cb, answer, imported_cb, answer);
  while (!answer->done)
    {
      const gint64 begin = thread_time ();

      g_main_context_iteration (NULL, TRUE);
      longest = MAX (longest, thread_time () - begin);
      if (cancellable != NULL && g_list_model_get_n_items (sources) >= cancel_at)
        g_cancellable_cancel (cancellable);
    }
  return longest;
}

static guint
n_folders (JaridaReader *reader)
{
  return g_list_model_get_n_items (jarida_reader_get_folders (reader));
}

/* Each newspaper once, in a folder that is there; each folder once at its place. */
static void
assert_whole (JaridaReader *reader,
              gboolean      complete)
{
  GListModel *sources = jarida_reader_get_sources (reader);
  GListModel *folders = jarida_reader_get_folders (reader);
  g_autoptr(GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < g_list_model_get_n_items (sources); i++)
    {
      g_autoptr(JaridaSource) source = g_list_model_get_item (sources, i);

      g_assert_nonnull (jarida_reader_find_folder (reader, jarida_source_get_folder_id (source)));
      g_assert_true (g_hash_table_add (seen, g_strdup (jarida_source_get_feed_url (source))));
    }
  for (guint i = 0; i < g_list_model_get_n_items (folders); i++)
    {
      g_autoptr(JaridaFolder) folder = g_list_model_get_item (folders, i);

      g_assert_true (g_hash_table_add (seen, g_strdup_printf ("%" G_GINT64_FORMAT " %s", jarida_folder_get_parent_id (folder),
                                                              jarida_folder_get_name (folder))));
    }
  /* 30 less the six that have a neighbour's name, and ten inside, of which two are in the same. */
  if (complete)
    {
      g_assert_cmpuint (g_list_model_get_n_items (sources), ==, N_SOURCES);
      g_assert_cmpuint (n_folders (reader), ==, 34);
    }
}

static void
test_long (void)
{
  g_autofree char *folder = g_dir_make_tmp ("jarida-import-XXXXXX", NULL);
  JaridaReader *reader = open_reader (folder);
  Answer answer;
  gint64 longest = import (reader, NULL, 0, &answer);

  g_assert_no_error (answer.error);
  g_assert_cmpuint (answer.n_added, ==, N_SOURCES);
  g_assert_cmpuint (answer.n_told, ==, N_SOURCES);
  g_test_message ("longest turn of the main loop: %.1f ms", longest / 1000.0);
  g_assert_cmpint (longest, <, MAX_TURN_USEC);
  assert_whole (reader, TRUE);
  close_reader (reader);

  reader = open_reader (folder);
  assert_whole (reader, TRUE);
  import (reader, NULL, 0, &answer);
  g_assert_cmpuint (answer.n_added, ==, 0);
  g_assert_cmpuint (answer.n_known, ==, N_SOURCES);
  assert_whole (reader, TRUE);
  close_reader (reader);
}

static void
test_cancel (void)
{
  g_autofree char *folder = g_dir_make_tmp ("jarida-import-XXXXXX", NULL);
  JaridaReader *reader = open_reader (folder);
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  guint n_there;
  Answer answer;

  import (reader, cancellable, 100, &answer);
  g_assert_error (answer.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&answer.error);
  n_there = g_list_model_get_n_items (jarida_reader_get_sources (reader));
  g_assert_cmpuint (n_there, >=, 100);
  g_assert_cmpuint (n_there, <, N_SOURCES);
  g_assert_cmpuint (answer.n_added, ==, n_there);
  g_assert_cmpuint (answer.n_told, ==, n_there);
  assert_whole (reader, FALSE);
  import (reader, NULL, 0, &answer);
  g_assert_no_error (answer.error);
  g_assert_cmpuint (answer.n_added, ==, N_SOURCES - n_there);
  assert_whole (reader, TRUE);
  close_reader (reader);
}

static void
test_kill (void)
{
  g_autoptr(GRand) random = g_rand_new_with_seed (20261129);
  guint n_middle = 0;

  for (guint i = 0; i < N_KILLS; i++)
    {
      g_autofree char *folder = g_dir_make_tmp ("jarida-import-XXXXXX", NULL);
      g_autoptr(GError) error = NULL;
      g_autoptr(GSubprocess) child = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error, program, "--child", folder, NULL);
      JaridaReader *reader;
      guint n_there;
      Answer answer;

      g_assert_no_error (error);
      g_usleep ((gulong) g_rand_int_range (random, 20, 200) * 1000);
      g_subprocess_send_signal (child, SIGKILL);
      g_subprocess_wait (child, NULL, NULL);
      reader = open_reader (folder);
      n_there = g_list_model_get_n_items (jarida_reader_get_sources (reader));
      g_test_message ("kill %u: %u folders, %u newspapers", i, n_folders (reader), n_there);
      n_middle += n_there > 0 && n_there < N_SOURCES;
      assert_whole (reader, FALSE);
      import (reader, NULL, 0, &answer);
      g_assert_no_error (answer.error);
      g_assert_cmpuint (answer.n_known, ==, n_there);
      assert_whole (reader, TRUE);
      close_reader (reader);
    }
  g_test_message ("%u of %u in the middle", n_middle, N_KILLS);
}

G_GNUC_NORETURN static void
run_child (const char *folder)
{
  JaridaReader *reader = open_reader (folder);
  Answer answer;

  import (reader, NULL, 0, &answer);
  while (TRUE)
    g_main_context_iteration (NULL, TRUE);
}

int
main (int   argc,
      char *argv[])
{
  if (argc == 3 && g_str_equal (argv[1], "--child"))
    run_child (argv[2]);
  program = argv[0];
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/reader/import/long", test_long);
  g_test_add_func ("/reader/import/cancelled", test_cancel);
  g_test_add_func ("/reader/import/killed", test_kill);
  return g_test_run ();
}
