/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>

#include "journey.h"
#include "small-disk.h"

/* A shelf that cannot be written, as a person at the window meets it. */

#define N_ITEMS 12

static JaridaReaderPane *
pane_of (Journey *journey)
{
  return jarida_window_get_reader_pane (journey->window);
}

static char *
make_frozen_shelf (gboolean full)
{
  g_autoptr(NewsServer) server = news_server_new (N_ITEMS);
  g_autofree char *address = news_server_address (server, "/feed.xml");
  g_autofree char *folder = g_dir_make_tmp ("jarida-window-XXXXXX", NULL);
  g_autofree char *shelf = g_build_filename (folder, "shelf", NULL);
  Journey *journey;

  g_assert_cmpint (g_mkdir (shelf, 0700), ==, 0);
  if (!small_disk_mount (shelf, 4 * 1024 * 1024))
    return NULL;
  journey = journey_new (folder, 1200, 800);
  journey_subscribe (journey, address, 0);
  journey_end (journey, TRUE);
  if (full)
    small_disk_set_full (shelf, TRUE);
  else
    small_disk_set_frozen (shelf, TRUE);
  return g_steal_pointer (&folder);
}

static void
leave_frozen_shelf (const char *folder)
{
  g_autofree char *shelf = g_build_filename (folder, "shelf", NULL);

  small_disk_unmount (shelf);
}

/* Lists and articles are there, the bar says how it stands, each act says that it was not done and is taken back. */
static void
test_read (gconstpointer full)
{
  g_autofree char *folder = make_frozen_shelf (full != NULL);
  Journey *journey;

  if (folder == NULL)
    return;
  journey = journey_new (folder, 1200, 800);
  WAIT_UNTIL (journey_n_rows (journey) == N_ITEMS);
  WAIT_UNTIL (journey_says (GTK_WIDGET (journey->window),
                            full != NULL ? "The disk is full: you can read" : "Jarida may not write in its folder: you can read"));
  gtk_widget_activate_action (GTK_WIDGET (journey->window), "win.next", NULL);
  WAIT_UNTIL (jarida_reader_pane_get_article (pane_of (journey)) != NULL);
  g_assert_nonnull (jarida_article_view_get_document (jarida_reader_pane_get_view (pane_of (journey))));
  /* That it would be marked as read was nobody's wish: not a word. */
  journey_settle (100);
  g_assert_false (journey_says (GTK_WIDGET (journey->window), "Nothing was changed"));
  g_assert_cmpuint (journey_n_unread (journey), ==, N_ITEMS);

  gtk_widget_activate_action (GTK_WIDGET (journey->window), "win.mark-all-read", NULL);
  WAIT_UNTIL (journey_says (GTK_WIDGET (journey->window), "Nothing was changed"));
  g_assert_false (journey_says (GTK_WIDGET (journey->window), "All headlines are marked as read."));
  WAIT_UNTIL (journey_n_unread (journey) == N_ITEMS);
  g_assert_false (jarida_reader_get_can_undo (journey->reader));
  journey_end (journey, TRUE);
  leave_frozen_shelf (folder);
}

/* "Try Again": still full, that is said and all stays; with room again, what is done is kept, without a new start. */
static void
test_thaw (gconstpointer full)
{
  g_autofree char *folder = make_frozen_shelf (full != NULL);
  g_autofree char *shelf = NULL;
  Journey *journey;
  GtkWidget *button;

  if (folder == NULL)
    return;
  shelf = g_build_filename (folder, "shelf", NULL);
  journey = journey_new (folder, 1200, 800);
  WAIT_UNTIL (journey_n_rows (journey) == N_ITEMS);
  button = journey_shown_button (GTK_WIDGET (journey->window), "Try Again");
  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
  WAIT_UNTIL (journey_says (GTK_WIDGET (journey->window), full != NULL ? "so nothing new could be kept. Make some room"
                            : "so nothing new could be kept. Check the permissions"));
  g_assert_true (jarida_reader_get_frozen (journey->reader));
  g_assert_cmpuint (journey_n_rows (journey), ==, N_ITEMS);
  gtk_widget_activate_action (GTK_WIDGET (journey->window), "win.next", NULL);
  WAIT_UNTIL (jarida_reader_pane_get_article (pane_of (journey)) != NULL);

  if (full != NULL)
    small_disk_set_full (shelf, FALSE);
  else
    small_disk_set_frozen (shelf, FALSE);
  g_signal_emit_by_name (button, "clicked");
  WAIT_UNTIL (journey_says (GTK_WIDGET (journey->window), "is kept again."));
  g_assert_false (jarida_reader_get_frozen (journey->reader));
  g_assert_null (jarida_reader_get_notice (journey->reader));
  WAIT_UNTIL (journey_shown_button (GTK_WIDGET (journey->window), "Try Again") == NULL);
  g_assert_cmpuint (journey_n_rows (journey), ==, N_ITEMS);
  gtk_widget_activate_action (GTK_WIDGET (journey->window), "win.mark-all-read", NULL);
  WAIT_UNTIL (journey_n_unread (journey) == 0);
  journey_settle (100);
  journey_end (journey, TRUE);

  journey = journey_new (folder, 1200, 800);
  WAIT_UNTIL (journey_n_rows (journey) == N_ITEMS);
  g_assert_cmpuint (journey_n_unread (journey), ==, 0);
  journey_end (journey, TRUE);
  leave_frozen_shelf (folder);
}

int
main (int   argc,
      char *argv[])
{
  small_disk_init ();
  journey_init (&argc, &argv);
  g_test_add_data_func ("/window/frozen/read-only", NULL, test_read);
  g_test_add_data_func ("/window/frozen/full", "full", test_read);
  g_test_add_data_func ("/window/frozen/thaw-read-only", NULL, test_thaw);
  g_test_add_data_func ("/window/frozen/thaw-full", "full", test_thaw);
  return g_test_run ();
}
