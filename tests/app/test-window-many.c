/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <time.h>

#include "jarida-headline-row.h"
#include "journey.h"

/* test-window-many JARIDA-FILL: a shelf of 100,000 headlines in the window. */

#define N_ARTICLES 100000

/* What GtkListView keeps, twice over. */
#define MAX_MADE 600

static guint n_made;
static void (*headline_constructed) (GObject *object);
static const char *fill_program;

static void
count_headline (GObject *object)
{
  n_made++;
  headline_constructed (object);
}

static void
count_headlines (void)
{
  GObjectClass *klass = g_type_class_ref (JARIDA_TYPE_HEADLINE);

  headline_constructed = klass->constructed;
  klass->constructed = count_headline;
}

static guint
count_rows (GtkWidget *root)
{
  guint n = JARIDA_IS_HEADLINE_ROW (root);

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    n += count_rows (child);
  return n;
}

static char *
fill_shelf (void)
{
  g_autoptr(GError) error = NULL;
  char *folder = g_dir_make_tmp ("jarida-many-XXXXXX", &error);
  g_autofree char *shelf = g_build_filename (folder, "shelf", NULL);
  g_autofree char *n = g_strdup_printf ("%d", N_ARTICLES);
  g_autoptr(GSubprocess) fill = NULL;

  g_assert_no_error (error);
  fill = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE, &error, fill_program, shelf, "5", n, "20", NULL);
  g_assert_no_error (error);
  g_subprocess_wait_check (fill, NULL, &error);
  g_assert_no_error (error);
  return folder;
}

static void
test_scroll (void)
{
  g_autofree char *folder = fill_shelf ();
  Journey *journey;
  GtkWidget *view;
  GtkAdjustment *adjustment;
  double upper;

  count_headlines ();
  journey = journey_new (folder, 1200, 800);
  WAIT_UNTIL (journey_n_rows (journey) == N_ARTICLES);
  journey_settle (200);
  g_test_message ("shown: %u headlines made", n_made);
  g_assert_cmpuint (n_made, >, 0);
  g_assert_cmpuint (n_made, <, MAX_MADE);
  view = journey_find (GTK_WIDGET (journey_view (journey)), GTK_TYPE_LIST_VIEW);
  adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (view));

  /* From top to bottom in ten leaps, the scrollbar dragged. */
  n_made = 0;
  upper = gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment);
  for (int i = 1; i <= 10; i++)
    {
      gtk_adjustment_set_value (adjustment, upper * i / 10);
      journey_settle (50);
    }
  g_test_message ("ten leaps: %u headlines made, %u rows", n_made, count_rows (view));
  g_assert_cmpuint (n_made, >, 0);
  g_assert_cmpuint (n_made, <, 10 * MAX_MADE);
  g_assert_cmpuint (count_rows (view), <, MAX_MADE);

  /* And a hundred steps of a wheel. */
  n_made = 0;
  for (int i = 0; i < 100; i++)
    {
      gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) - 120);
      journey_settle (5);
    }
  g_test_message ("a hundred steps: %u headlines made", n_made);
  g_assert_cmpuint (n_made, <, MAX_MADE);

  /* The last one can be opened. */
  jarida_window_open_article (journey->window,
                              jarida_headline_list_get_id (jarida_headline_view_get_list (journey_view (journey)),
                                                           N_ARTICLES - 1));
  WAIT_UNTIL (jarida_reader_pane_get_article (jarida_window_get_reader_pane (journey->window)) != NULL);
  journey_end (journey, FALSE);
}

/* ---- A long list of newspapers ---- */

#define N_NEWSPAPERS 5000
/* Turns of the main loop of more than a frame, by the processor's time, which a loaded machine does not take away. There are some: the
 * page and the rows of the sidebar are made, once. Under a sanitizer everything takes several times as long, a frame as well. */
#define MAX_LONG_TURNS (SANITIZED ? 20 : 8)
#define FRAME_US (SANITIZED ? 64000 : 16000)

static gint64
thread_time (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

static void
imported_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(GError) error = NULL;

  jarida_reader_import_finish (JARIDA_READER (source), result, user_data, NULL, &error);
  g_assert_no_error (error);
}

static GBytes *
make_list (void)
{
  g_autoptr(GString) opml = g_string_new ("<opml version=\"2.0\"><body>");

  for (guint i = 0; i < N_NEWSPAPERS; i++)
    {
      if (i % 50 == 0)
        g_string_append_printf (opml, "%s<outline text=\"Folder %u\">", i > 0 ? "</outline>" : "", i / 50);
      g_string_append_printf (opml, "<outline text=\"Paper %u\" xmlUrl=\"https://paper-%u.example/feed\"/>", i, i);
    }
  g_string_append (opml, "</outline></body></opml>");
  return g_string_free_to_bytes (g_steal_pointer (&opml));
}

static void
test_import (void)
{
  g_autoptr(GBytes) bytes = make_list ();
  Journey *journey = journey_new (NULL, 1200, 800);
  guint n_added = 0;
  guint n_long = 0;
  gint64 longest = 0;
  const gint64 begin = g_get_monotonic_time ();

  jarida_reader_import_async (journey->reader, bytes, NULL, NULL, NULL, imported_cb, &n_added);
  while (n_added == 0)
    {
      const gint64 turn = thread_time ();
      gint64 took;

      g_main_context_iteration (NULL, TRUE);
      took = thread_time () - turn;
      longest = MAX (longest, took);
      n_long += took > FRAME_US;
    }
  g_test_message ("%u newspapers in %.2f s; longest turn %.1f ms, %u over %d ms", n_added,
                  (g_get_monotonic_time () - begin) / 1e6, longest / 1e3, n_long, FRAME_US / 1000);
  g_assert_cmpuint (n_added, ==, N_NEWSPAPERS);
  g_assert_cmpuint (n_long, <, MAX_LONG_TURNS);
  journey_end (journey, FALSE);
}

/* How far it is can be seen, and it can be stopped: what was added stays, and how many that are is said. */
static void
test_stop (void)
{
  g_autoptr(GBytes) bytes = make_list ();
  Journey *journey = journey_new (NULL, 1200, 800);
  GListModel *sources = jarida_reader_get_sources (journey->reader);
  g_autofree char *path = g_build_filename (journey->folder, "list.opml", NULL);
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autofree char *sentence = NULL;

  g_assert_true (g_file_set_contents (path, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), NULL));
  jarida_window_import (journey->window, file);
  WAIT_UNTIL (journey_says (GTK_WIDGET (journey->window), " of 5000 newspapers added"));
  gtk_widget_activate_action (GTK_WIDGET (journey->window), "win.stop-refresh", NULL);
  WAIT_UNTIL (journey_says (GTK_WIDGET (journey->window), "Stopped. "));
  g_assert_cmpuint (g_list_model_get_n_items (sources), >, 0);
  g_assert_cmpuint (g_list_model_get_n_items (sources), <, N_NEWSPAPERS);
  sentence = g_strdup_printf ("Stopped. %u newspapers were added.", g_list_model_get_n_items (sources));
  g_assert_true (journey_says (GTK_WIDGET (journey->window), sentence));
  g_assert_false (journey_says (GTK_WIDGET (journey->window), " of 5000 newspapers added"));
  journey_end (journey, FALSE);
}

int
main (int   argc,
      char *argv[])
{
  journey_init (&argc, &argv);
  g_assert_cmpint (argc, ==, 2);
  fill_program = argv[1];
  g_test_add_func ("/window/many/scroll", test_scroll);
  g_test_add_func ("/window/many/import", test_import);
  g_test_add_func ("/window/many/stop", test_stop);
  return g_test_run ();
}
