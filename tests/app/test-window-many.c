/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

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

int
main (int   argc,
      char *argv[])
{
  journey_init (&argc, &argv);
  g_assert_cmpint (argc, ==, 2);
  fill_program = argv[1];
  g_test_add_func ("/window/many/scroll", test_scroll);
  return g_test_run ();
}
