/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "journey.h"

#define N_ITEMS 12

/* The button of the pill, when it is there to be clicked. */
static GtkWidget *
find_pill (Journey *journey)
{
  GtkWidget *revealer = journey_find (GTK_WIDGET (jarida_window_get_headlines (journey->window)), GTK_TYPE_REVEALER);

  g_assert_nonnull (revealer);
  return gtk_revealer_get_reveal_child (GTK_REVEALER (revealer)) ? gtk_revealer_get_child (GTK_REVEALER (revealer)) : NULL;
}

/* What comes in waits behind the pill; nothing moves until it is clicked, and what is chosen stays chosen. */
static void
test_pill (void)
{
  g_autoptr(NewsServer) server = news_server_new (N_ITEMS);
  g_autofree char *address = news_server_address (server, "/feed.xml");
  Journey *journey = journey_new (NULL, 1200, 800);
  JaridaHeadlineList *list;
  gint64 chosen, first;

  journey_subscribe (journey, address, 0);
  WAIT_UNTIL (journey_n_rows (journey) == N_ITEMS);
  g_assert_null (find_pill (journey));
  gtk_widget_activate_action (GTK_WIDGET (journey->window), "win.next", NULL);
  gtk_widget_activate_action (GTK_WIDGET (journey->window), "win.next", NULL);
  chosen = jarida_headline_view_get_selected (journey_view (journey));
  list = jarida_headline_view_get_list (journey_view (journey));
  first = jarida_headline_list_get_id (list, 0);

  server->n_items = N_ITEMS + 3;
  gtk_widget_activate_action (GTK_WIDGET (journey->window), "win.refresh", NULL);
  WAIT_UNTIL (find_pill (journey) != NULL);
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (find_pill (journey))), ==, "3 new headlines");
  g_assert_cmpuint (journey_n_rows (journey), ==, N_ITEMS);
  g_assert_cmpint (jarida_headline_list_get_id (list, 0), ==, first);

  g_signal_emit_by_name (find_pill (journey), "clicked");
  WAIT_UNTIL (find_pill (journey) == NULL);
  g_assert_cmpuint (journey_n_rows (journey), ==, N_ITEMS + 3);
  g_assert_cmpint (jarida_headline_list_get_id (list, 0), !=, first);
  g_assert_cmpint (jarida_headline_view_get_selected (journey_view (journey)), ==, chosen);
  journey_end (journey, FALSE);
}

/* Answers never, until the test lets it. */
static void
hold_cb (SoupServer        *server,
         SoupServerMessage *message,
         const char        *path,
         GHashTable        *query,
         gpointer           user_data)
{
  SoupServerMessage **held = user_data;

  if (*held == NULL)
    *held = g_object_ref (message);
  soup_server_message_pause (message);
}

static void
test_stop (void)
{
  g_autoptr(NewsServer) server = news_server_new (N_ITEMS);
  g_autofree char *address = news_server_address (server, "/feed.xml");
  Journey *journey = journey_new (NULL, 1200, 800);
  GtkWidget *window = GTK_WIDGET (journey->window);
  SoupServerMessage *held = NULL;

  journey_subscribe (journey, address, 0);
  WAIT_UNTIL (journey_n_rows (journey) == N_ITEMS);
  soup_server_add_handler (server->server, "/feed.xml", hold_cb, &held, NULL);
  gtk_widget_activate_action (window, "win.refresh", NULL);
  WAIT_UNTIL (held != NULL);
  g_assert_true (jarida_reader_get_refreshing (journey->reader));
  WAIT_UNTIL (journey_shown_button (window, "win.stop-refresh") != NULL);
  WAIT_UNTIL (journey_says (window, "0 of 1 newspaper"));
  g_signal_emit_by_name (journey_shown_button (window, "win.stop-refresh"), "clicked");
  WAIT_UNTIL (!jarida_reader_get_refreshing (journey->reader));
  WAIT_UNTIL (journey_shown_button (window, "win.refresh") != NULL);
  g_assert_cmpuint (journey_n_rows (journey), ==, N_ITEMS);
  g_object_unref (held);
  journey_end (journey, FALSE);
}

/* Hidden by hand it stays hidden: over a start, and over a time in which there was no room for it. */
static void
test_sidebar_kept (void)
{
  g_autoptr(NewsServer) server = news_server_new (3);
  g_autofree char *address = news_server_address (server, "/feed.xml");
  Journey *journey = journey_new (NULL, 1200, 800);
  g_autofree char *folder = g_strdup (journey->folder);
  JaridaShell *shell = jarida_window_get_shell (journey->window);

  journey_subscribe (journey, address, 0);
  WAIT_UNTIL (journey_n_rows (journey) == 3);
  journey_settle (150);
  g_assert_true (jarida_shell_get_visible (shell, JARIDA_SHELL_SOURCES));
  gtk_widget_activate_action (GTK_WIDGET (journey->window), "win.toggle-sidebar", NULL);
  g_assert_false (jarida_shell_get_visible (shell, JARIDA_SHELL_SOURCES));
  journey_end (journey, TRUE);

  journey = journey_new (folder, 1200, 800);
  g_assert_false (jarida_shell_get_visible (jarida_window_get_shell (journey->window), JARIDA_SHELL_SOURCES));
  gtk_widget_activate_action (GTK_WIDGET (journey->window), "win.toggle-sidebar", NULL);
  journey_end (journey, TRUE);

  /* A narrow window has no room for it, which says nothing about what is wanted. */
  journey = journey_new (folder, 700, 800);
  g_assert_false (jarida_shell_get_visible (jarida_window_get_shell (journey->window), JARIDA_SHELL_SOURCES));
  journey_end (journey, TRUE);
  journey = journey_new (folder, 1200, 800);
  g_assert_true (jarida_shell_get_visible (jarida_window_get_shell (journey->window), JARIDA_SHELL_SOURCES));
  journey_end (journey, FALSE);
}

static void
test_settings_reach_article (void)
{
  g_autoptr(NewsServer) server = news_server_new (3);
  g_autofree char *address = news_server_address (server, "/feed.xml");
  Journey *journey = journey_new (NULL, 1200, 800);
  JaridaReaderPane *pane = jarida_window_get_reader_pane (journey->window);
  gboolean pictures, hyphenate;
  double spacing, zoom;
  int size;

  journey_subscribe (journey, address, 0);
  WAIT_UNTIL (journey_n_rows (journey) == 3);
  gtk_widget_activate_action (GTK_WIDGET (journey->window), "win.next", NULL);
  WAIT_UNTIL (jarida_reader_pane_get_article (pane) != NULL);
  g_settings_set_boolean (journey->settings, "load-pictures", FALSE);
  g_settings_set_boolean (journey->settings, "hyphenate", FALSE);
  g_settings_set_double (journey->settings, "line-spacing", 1.8);
  journey_settle (20);
  g_object_get (jarida_reader_pane_get_view (pane), "load-pictures", &pictures, "hyphenate", &hyphenate,
                "line-spacing", &spacing, NULL);
  g_assert_false (pictures);
  g_assert_false (hyphenate);
  g_assert_cmpfloat_with_epsilon (spacing, 1.8, 0.001);

  /* A zoom of the article becomes the size that is kept. */
  g_object_set (jarida_reader_pane_get_view (pane), "zoom", 1.11, NULL);
  g_object_get (jarida_reader_pane_get_view (pane), "zoom", &zoom, "font-size", &size, NULL);
  g_assert_cmpfloat (zoom, ==, 1.0);
  g_assert_cmpint (size, ==, 20);
  g_assert_cmpint (g_settings_get_int (journey->settings, "font-size"), ==, 20);
  journey_end (journey, FALSE);
}

int
main (int   argc,
      char *argv[])
{
  journey_init (&argc, &argv);
  g_test_add_func ("/window/news/pill", test_pill);
  g_test_add_func ("/window/news/stop", test_stop);
  g_test_add_func ("/window/sidebar-kept", test_sidebar_kept);
  g_test_add_func ("/window/settings-reach-article", test_settings_reach_article);
  return g_test_run ();
}
