/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-find-bar.h"
#include "journey.h"

/* Looking for words in the article that is open, as a person at the window does it. */

typedef struct
{
  NewsServer        *server;     /* (owned) */
  Journey           *journey;
  GtkWidget         *window;
  JaridaReaderPane  *pane;
  JaridaArticleView *view;
  JaridaFindBar     *bar;
  GtkEditable       *entry;
} Reading;

static void
open_article (Reading *reading)
{
  g_autofree char *address = NULL;

  reading->server = news_server_new (3);
  address = news_server_address (reading->server, "/feed.xml");
  reading->journey = journey_new (NULL, 1200, 800);
  journey_subscribe (reading->journey, address, 0);
  WAIT_UNTIL (journey_n_rows (reading->journey) == 3);
  reading->window = GTK_WIDGET (reading->journey->window);
  reading->pane = jarida_window_get_reader_pane (reading->journey->window);
  gtk_widget_activate_action (reading->window, "win.next", NULL);
  WAIT_UNTIL (jarida_reader_pane_get_article (reading->pane) != NULL);
  reading->view = jarida_reader_pane_get_view (reading->pane);
  reading->bar = JARIDA_FIND_BAR (journey_find (GTK_WIDGET (reading->pane), JARIDA_TYPE_FIND_BAR));
  reading->entry = GTK_EDITABLE (journey_find (GTK_WIDGET (reading->bar), GTK_TYPE_SEARCH_ENTRY));
}

static void
close_article (Reading *reading)
{
  journey_end (reading->journey, FALSE);
  news_server_free (reading->server);
}

static gboolean
has_keyboard (gpointer widget)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (widget));

  return focus != NULL && (focus == widget || gtk_widget_is_ancestor (focus, widget));
}

static void
test_find (void)
{
  Reading reading;

  open_article (&reading);
  g_assert_false (jarida_find_bar_get_open (reading.bar));
  gtk_widget_activate_action (reading.window, "win.find", NULL);
  g_assert_true (jarida_find_bar_get_open (reading.bar));
  g_assert_true (has_keyboard (reading.entry));

  gtk_editable_set_text (reading.entry, "NOUVELLE");
  WAIT_UNTIL (journey_says (GTK_WIDGET (reading.bar), "1 of 2"));
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (reading.entry), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, "1 of 2");
  g_signal_emit_by_name (reading.entry, "activate");
  WAIT_UNTIL (journey_says (GTK_WIDGET (reading.bar), "2 of 2"));
  gtk_widget_activate_action (reading.window, "win.find-next", NULL);
  WAIT_UNTIL (journey_says (GTK_WIDGET (reading.bar), "1 of 2"));
  gtk_widget_activate_action (reading.window, "win.find-previous", NULL);
  WAIT_UNTIL (journey_says (GTK_WIDGET (reading.bar), "2 of 2"));
  gtk_editable_set_text (reading.entry, "introuvable");
  WAIT_UNTIL (journey_says (GTK_WIDGET (reading.bar), "Not found"));
  g_assert_true (gtk_widget_has_css_class (GTK_WIDGET (reading.entry), "error"));
  gtk_editable_set_text (reading.entry, "");
  WAIT_UNTIL (!gtk_widget_has_css_class (GTK_WIDGET (reading.entry), "error"));

  /* Closed, it keeps the words; opened again, they are selected to be typed over. */
  gtk_editable_set_text (reading.entry, "texte");
  g_signal_emit_by_name (reading.entry, "stop-search");
  g_assert_false (jarida_find_bar_get_open (reading.bar));
  g_assert_true (has_keyboard (reading.view));
  WAIT_UNTIL (jarida_article_find_is_done (jarida_article_view_get_find (reading.view)));
  g_assert_cmpuint (jarida_article_find_get_n_found (jarida_article_view_get_find (reading.view)), ==, 0);
  gtk_widget_activate_action (reading.window, "win.find-next", NULL);
  WAIT_UNTIL (journey_says (GTK_WIDGET (reading.bar), "1 of 1"));
  {
    int start, end;

    g_assert_true (gtk_editable_get_selection_bounds (reading.entry, &start, &end));
    g_assert_cmpint (start, ==, 0);
    g_assert_cmpint (end, ==, 5);
  }
  close_article (&reading);
}

/* Words that are selected in the article are what is looked for. */
static void
test_selection (void)
{
  Reading reading;

  open_article (&reading);
  gtk_widget_activate_action (reading.window, "win.find", NULL);
  gtk_editable_set_text (reading.entry, "texte");
  WAIT_UNTIL (journey_says (GTK_WIDGET (reading.bar), "1 of 1"));
  /* The button leaves what was found selected. */
  g_signal_emit_by_name (gtk_widget_get_last_child (gtk_revealer_get_child (GTK_REVEALER (journey_find (GTK_WIDGET (reading.bar), GTK_TYPE_REVEALER)))), "clicked");
  g_assert_false (jarida_find_bar_get_open (reading.bar));
  gtk_editable_set_text (reading.entry, "autre");
  gtk_widget_activate_action (reading.window, "win.find", NULL);
  g_assert_cmpstr (gtk_editable_get_text (reading.entry), ==, "Texte");
  WAIT_UNTIL (journey_says (GTK_WIDGET (reading.bar), "1 of 1"));
  close_article (&reading);
}

/* The next article is looked through too; Escape in it closes the bar and nothing else. */
static void
test_other_article (void)
{
  Reading reading;
  gint64 first;

  open_article (&reading);
  first = jarida_reader_pane_get_article (reading.pane)->id;
  gtk_widget_activate_action (reading.window, "win.find", NULL);
  gtk_editable_set_text (reading.entry, "nouvelle");
  WAIT_UNTIL (journey_says (GTK_WIDGET (reading.bar), "1 of 2"));
  gtk_widget_activate_action (reading.window, "win.next", NULL);
  WAIT_UNTIL (jarida_reader_pane_get_article (reading.pane) != NULL &&
              jarida_reader_pane_get_article (reading.pane)->id != first);
  WAIT_UNTIL (journey_says (GTK_WIDGET (reading.bar), "2 matches"));
  gtk_widget_grab_focus (GTK_WIDGET (reading.view));
  gtk_widget_activate_action (reading.window, "win.escape", NULL);
  g_assert_false (jarida_find_bar_get_open (reading.bar));
  g_assert_true (has_keyboard (reading.view));
  close_article (&reading);
}

/* Asked for again while one writes in it: all is selected and the keyboard stays there. Where a window manager gives the window the
 * focus, GTK complained of a cursor that blinks over a selection. */
static void
test_again (void)
{
  Reading reading = { 0 };
  int start, end;

  open_article (&reading);
  gtk_widget_activate_action (reading.window, "win.find", NULL);
  gtk_editable_set_text (reading.entry, "rue");
  gtk_editable_set_position (reading.entry, -1);
  journey_settle (300);
  gtk_widget_activate_action (reading.window, "win.find", NULL);
  g_assert_true (gtk_editable_get_selection_bounds (reading.entry, &start, &end));
  g_assert_cmpint (start, ==, 0);
  g_assert_cmpint (end, ==, 3);
  journey_settle (300);
  g_assert_nonnull (gtk_window_get_focus (GTK_WINDOW (reading.window)));
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (reading.window)), GTK_WIDGET (reading.entry)));
  close_article (&reading);
}

int
main (int   argc,
      char *argv[])
{
  journey_init (&argc, &argv);
  g_test_add_func ("/window/find/bar", test_find);
  g_test_add_func ("/window/find/selection", test_selection);
  g_test_add_func ("/window/find/again", test_again);
  g_test_add_func ("/window/find/other-article", test_other_article);
  return g_test_run ();
}
