/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "front.h"
#include "jarida-activity-sheet.h"
#include "jarida-appearance.h"
#include "jarida-name-sheet.h"
#include "jarida-offline-sheet.h"
#include "jarida-picture-viewer.h"
#include "jarida-preferences.h"
#include "jarida-source-news.h"
#include "jarida-reader-private.h"
#include "jarida-source-sheet.h"
#include "journey.h"

/* What opens over the window: does its work, and is gone without a trace when it is closed. */

/* Closes it as a person does and waits until nobody holds it any more. */
static void
close_and_forget (GtkWidget *dialog)
{
  gpointer left = dialog;

  g_object_add_weak_pointer (G_OBJECT (dialog), &left);
  if (JARIDA_IS_SHEET (dialog))
    jarida_sheet_leave (JARIDA_SHEET (dialog));
  else
    front_close (dialog);
  WAIT_UNTIL (left == NULL);
}

static GtkWidget *
find_titled (GtkWidget  *widget,
             GType       type,
             const char *title)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type)
      && g_strcmp0 (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), title) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_titled (child, type, title);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static JaridaSource *
subscribe (Journey    *journey,
           NewsServer *server)
{
  g_autofree char *address = news_server_address (server, "/feed.xml");

  journey_subscribe (journey, address, 0);
  return g_list_model_get_item (jarida_reader_get_sources (journey->reader), 0);
}

static void
test_source (void)
{
  g_autoptr(NewsServer) server = news_server_new (3);
  Journey *journey = journey_new (NULL, 1200, 800);
  g_autoptr(JaridaSource) source = subscribe (journey, server);
  JaridaSheet *sheet = jarida_source_sheet_new (journey->reader, source);
  GtkWidget *name, *news;

  jarida_sheet_present (sheet, GTK_WIDGET (journey->window));
  name = journey_find (GTK_WIDGET (sheet), ADW_TYPE_ENTRY_ROW);
  news = find_titled (GTK_WIDGET (sheet), ADW_TYPE_ACTION_ROW, "Tell of New Articles");
  gtk_switch_set_active (GTK_SWITCH (journey_find (news, GTK_TYPE_SWITCH)), TRUE);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (name)), ==, "Le Courrier du Bouregreg");
  WAIT_UNTIL (journey_says (GTK_WIDGET (sheet), server->base));
  gtk_editable_set_text (GTK_EDITABLE (name), "الجريدة & Co");
  gtk_switch_set_active (GTK_SWITCH (journey_find (GTK_WIDGET (sheet), GTK_TYPE_SWITCH)), TRUE);
  close_and_forget (GTK_WIDGET (sheet));
  WAIT_UNTIL (g_str_equal (jarida_source_get_title (source), "الجريدة & Co"));
  g_assert_true (jarida_source_get_stopped (source));
  WAIT_UNTIL (jarida_reader_get_source_news (journey->reader, source));
  /* Both switches are one act; the name is another. */
  gtk_widget_activate_action (GTK_WIDGET (journey->window), "win.undo", NULL);
  WAIT_UNTIL (!jarida_reader_get_source_news (journey->reader, source));
  g_assert_false (jarida_source_get_stopped (source));
  g_assert_cmpstr (jarida_source_get_title (source), ==, "الجريدة & Co");
  gtk_widget_activate_action (GTK_WIDGET (journey->window), "win.undo", NULL);
  WAIT_UNTIL (g_str_equal (jarida_source_get_title (source), "Le Courrier du Bouregreg"));
  /* Telling alone is undone too. */
  sheet = jarida_source_sheet_new (journey->reader, source);
  jarida_sheet_present (sheet, GTK_WIDGET (journey->window));
  news = find_titled (GTK_WIDGET (sheet), ADW_TYPE_ACTION_ROW, "Tell of New Articles");
  gtk_switch_set_active (GTK_SWITCH (journey_find (news, GTK_TYPE_SWITCH)), TRUE);
  close_and_forget (GTK_WIDGET (sheet));
  WAIT_UNTIL (jarida_reader_get_source_news (journey->reader, source));
  gtk_widget_activate_action (GTK_WIDGET (journey->window), "win.undo", NULL);
  WAIT_UNTIL (!jarida_reader_get_source_news (journey->reader, source));
  journey_end (journey, FALSE);
}

/* How much it is is said first; then all of it is fetched, and the list shows it. */
static void
test_keep_offline (void)
{
  g_autoptr(NewsServer) server = news_server_new (5);
  Journey *journey = journey_new (NULL, 1200, 800);
  g_autoptr(JaridaSource) source = NULL;
  const JaridaPlace all = { .kind = JARIDA_PLACE_ALL };
  g_autoptr(JaridaHeadlineList) list = NULL;
  g_autoptr(JaridaHeadline) headline = NULL;
  GtkWidget *sheet, *button;

  server->page = NEWS_PAGE_WHOLE;
  source = subscribe (journey, server);
  list = jarida_reader_list_headlines (journey->reader, &all);
  headline = g_list_model_get_item (G_LIST_MODEL (list), 4);
  gtk_widget_activate_action (GTK_WIDGET (journey->window), "win.keep-place", NULL);
  sheet = journey_dialog (journey);
  g_assert_true (JARIDA_IS_OFFLINE_SHEET (sheet));
  button = journey_button (sheet, "_Keep");
  g_assert_nonnull (button);
  /* They are of last month and before. */
  adw_combo_row_set_selected (ADW_COMBO_ROW (journey_find (sheet, ADW_TYPE_COMBO_ROW)), 4);
  WAIT_UNTIL (journey_says (sheet, "5 articles are not kept yet"));
  WAIT_UNTIL (gtk_widget_get_sensitive (button));
  g_assert_cmpuint (server->n_pages, ==, 0);
  g_signal_emit_by_name (button, "clicked");
  WAIT_UNTIL (jarida_headline_get_kept (headline));
  g_assert_cmpuint (server->n_pages, ==, 5);
  g_clear_object (&headline);
  g_clear_object (&list);
  journey_end (journey, FALSE);
}

/* GTK asks a list for its height at its least width: no word of a row is then cut between letters, whose forms may be wider at the cut. GTK
 * would complain, which ends a test. */
static void
test_narrowest (void)
{
  g_autoptr(NewsServer) server = news_server_new (3);
  Journey *journey = journey_new (NULL, 360, 640);
  g_autoptr(JaridaSource) source = subscribe (journey, server);
  GtkWidget *sheet, *row, *list;
  int least;

  gtk_widget_activate_action (GTK_WIDGET (journey->window), "win.keep-place", NULL);
  sheet = journey_dialog (journey);
  row = journey_find (sheet, ADW_TYPE_COMBO_ROW);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), "المر_شِّحات…");
  list = gtk_widget_get_ancestor (row, GTK_TYPE_LIST_BOX);
  gtk_widget_measure (list, GTK_ORIENTATION_VERTICAL, -1, NULL, NULL, NULL, NULL);
  gtk_widget_measure (list, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  g_assert_cmpint (least, >=, 200);
  close_and_forget (sheet);
  journey_end (journey, FALSE);
}

/* The rest of an article is not here and there is no network: one button has it fetched later, and the article says so. */
static void
test_fetch_later (void)
{
  g_autoptr(NewsServer) server = news_server_new (3);
  Journey *journey = journey_new (NULL, 1200, 800);
  g_autoptr(JaridaSource) source = subscribe (journey, server);
  GtkWidget *pane = GTK_WIDGET (jarida_window_get_reader_pane (journey->window));
  const JaridaPlace all = { .kind = JARIDA_PLACE_ALL };
  g_autoptr(JaridaHeadlineList) list = jarida_reader_list_headlines (journey->reader, &all);
  const gint64 id = jarida_headline_list_get_id (list, 0);
  GtkWidget *button;

  server->page = NEWS_PAGE_WHOLE;
  _jarida_reader_set_online (journey->reader, FALSE);
  jarida_window_open_article (journey->window, id);
  WAIT_UNTIL (journey_says (pane, "is not kept on this computer"));
  button = journey_button (pane, "Fetch Later");
  g_assert_true (gtk_widget_get_visible (button));
  g_signal_emit_by_name (button, "clicked");
  WAIT_UNTIL (journey_says (pane, "as soon as there is a network"));
  g_assert_true (jarida_reader_is_wanted (journey->reader, id));
  g_assert_false (gtk_widget_get_visible (button));
  g_assert_cmpuint (server->n_pages, ==, 0);
  _jarida_reader_set_online (journey->reader, TRUE);
  WAIT_UNTIL (jarida_reader_is_kept (journey->reader, id));
  /* Who reads it and who fetches it ahead share one request. */
  g_assert_cmpuint (server->n_pages, ==, 1);
  g_clear_object (&list);
  journey_end (journey, FALSE);
}

/* What could not be fetched ahead, with its reason, for as long as it is not here. */
static void
test_activity (void)
{
  g_autoptr(NewsServer) server = news_server_new (3);
  Journey *journey = journey_new (NULL, 1200, 800);
  g_autoptr(JaridaSource) source = subscribe (journey, server);
  JaridaAhead *ahead = jarida_reader_get_ahead (journey->reader);
  const JaridaPlace all = { .kind = JARIDA_PLACE_ALL };
  g_autoptr(JaridaHeadlineList) list = jarida_reader_list_headlines (journey->reader, &all);
  JaridaSheet *sheet;
  gint64 ids[3];

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    ids[i] = jarida_headline_list_get_id (list, i);
  g_clear_object (&list);
  jarida_reader_want (journey->reader, ids, G_N_ELEMENTS (ids));
  WAIT_UNTIL (g_list_model_get_n_items (jarida_ahead_get_failures (ahead)) == 3 && !jarida_ahead_get_busy (ahead));
  sheet = jarida_activity_sheet_new (journey->reader);
  jarida_sheet_present (sheet, GTK_WIDGET (journey->window));
  WAIT_UNTIL (journey_says (GTK_WIDGET (sheet), "Not Fetched Ahead"));
  g_assert_true (journey_says (GTK_WIDGET (sheet), "3 articles or pictures"));
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (journey_find (GTK_WIDGET (sheet), ADW_TYPE_EXPANDER_ROW)), TRUE);
  WAIT_UNTIL (journey_says (GTK_WIDGET (sheet), "Nouvelle 1"));
  /* The next run does not ask for them again, and they are still not here. */
  jarida_ahead_start (ahead);
  WAIT_UNTIL (!jarida_ahead_get_busy (ahead));
  g_assert_true (journey_says (GTK_WIDGET (sheet), "3 articles or pictures"));
  g_assert_cmpuint (server->n_pages, ==, 3);
  close_and_forget (GTK_WIDGET (sheet));
  journey_end (journey, FALSE);
}

static void
test_name (void)
{
  g_autoptr(NewsServer) server = news_server_new (3);
  Journey *journey = journey_new (NULL, 1200, 800);
  g_autoptr(JaridaSource) source = subscribe (journey, server);
  GListModel *folders = jarida_reader_get_folders (journey->reader);
  g_autoptr(JaridaFolder) folder = NULL;
  GtkWidget *dialog, *entry, *button;
  gpointer left;

  gtk_widget_activate_action (GTK_WIDGET (journey->window), "win.new-folder", NULL);
  dialog = journey_dialog (journey);
  g_assert_true (JARIDA_IS_NAME_SHEET (dialog));
  left = dialog;
  g_object_add_weak_pointer (G_OBJECT (dialog), &left);
  entry = journey_find (dialog, ADW_TYPE_ENTRY_ROW);
  button = journey_button (dialog, "_Create");
  g_assert_nonnull (button);
  /* A folder without a name is none. */
  gtk_editable_set_text (GTK_EDITABLE (entry), "  ");
  g_assert_false (gtk_widget_get_sensitive (button));
  gtk_editable_set_text (GTK_EDITABLE (entry), " Économie ");
  g_assert_true (gtk_widget_get_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
  WAIT_UNTIL (g_list_model_get_n_items (folders) == 1);
  folder = g_list_model_get_item (folders, 0);
  g_assert_cmpstr (jarida_folder_get_name (folder), ==, "Économie");
  WAIT_UNTIL (left == NULL);
  journey_end (journey, FALSE);
}

static void
test_preferences (void)
{
  Journey *journey = journey_new (NULL, 1200, 800);
  GtkWidget *dialog = jarida_preferences_present (GTK_WIDGET (journey->window), journey->reader, journey->settings, NULL);
  GtkWidget *hyphenate;

  g_assert_true (g_settings_get_boolean (journey->settings, "hyphenate"));
  WAIT_UNTIL (journey_says (dialog, "Hyphenate"));
  hyphenate = journey_find (dialog, GTK_TYPE_SWITCH);
  gtk_switch_set_active (GTK_SWITCH (hyphenate), FALSE);
  g_assert_false (g_settings_get_boolean (journey->settings, "hyphenate"));
  /* And the other way round. */
  g_settings_set_boolean (journey->settings, "hyphenate", TRUE);
  g_assert_true (gtk_switch_get_active (GTK_SWITCH (hyphenate)));
  close_and_forget (dialog);
  journey_end (journey, FALSE);
}

static char *
print_hours (GSettings *settings)
{
  g_autoptr(GVariant) hours = g_settings_get_value (settings, "hours");

  return g_variant_print (hours, FALSE);
}

/* When newspapers are refreshed: a choice, and for one of them a line that is typed. */
static void
test_update_times (void)
{
  Journey *journey = journey_new (NULL, 1200, 800);
  GtkWidget *dialog = jarida_preferences_present (GTK_WIDGET (journey->window), journey->reader, journey->settings, NULL);
  GtkWidget *choice, *hours, *background;
  g_autofree char *typed = NULL;
  g_autofree char *kept = NULL;

  WAIT_UNTIL (find_titled (dialog, ADW_TYPE_COMBO_ROW, "Refresh") != NULL);
  choice = find_titled (dialog, ADW_TYPE_COMBO_ROW, "Refresh");
  hours = find_titled (dialog, ADW_TYPE_ENTRY_ROW, "Hours, as in 6:30, 18:00");
  background = find_titled (dialog, ADW_TYPE_ACTION_ROW, "Refresh in the Background");
  g_assert_cmpuint (adw_combo_row_get_selected (ADW_COMBO_ROW (choice)), ==, 2);
  g_assert_false (gtk_widget_get_visible (hours));
  /* A program that nobody could reach without its window does not offer to stay. */
  g_assert_false (gtk_widget_get_mapped (background));

  adw_combo_row_set_selected (ADW_COMBO_ROW (choice), 5);
  g_assert_true (g_settings_get_boolean (journey->settings, "at-hours"));
  g_assert_true (gtk_widget_get_visible (hours));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (hours)), ==, "06:30, 18:00");
  gtk_editable_set_text (GTK_EDITABLE (hours), "half past six");
  g_assert_true (gtk_widget_has_css_class (hours, "error"));
  g_signal_emit_by_name (hours, "apply");
  kept = print_hours (journey->settings);
  g_assert_cmpstr (kept, ==, "[390, 1080]");
  gtk_editable_set_text (GTK_EDITABLE (hours), "21h ٧:١٥");
  g_assert_false (gtk_widget_has_css_class (hours, "error"));
  g_signal_emit_by_name (hours, "apply");
  typed = print_hours (journey->settings);
  g_assert_cmpstr (typed, ==, "[435, 1260]");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (hours)), ==, "07:15, 21:00");

  adw_combo_row_set_selected (ADW_COMBO_ROW (choice), 0);
  g_assert_false (g_settings_get_boolean (journey->settings, "at-hours"));
  g_assert_cmpint (g_settings_get_int (journey->settings, "interval-minutes"), ==, 15);
  g_assert_false (gtk_widget_get_visible (hours));
  adw_combo_row_set_selected (ADW_COMBO_ROW (choice), 6);
  g_assert_cmpint (g_settings_get_int (journey->settings, "interval-minutes"), ==, 0);
  g_settings_set_int (journey->settings, "interval-minutes", 200);
  g_assert_cmpuint (adw_combo_row_get_selected (ADW_COMBO_ROW (choice)), ==, 4);
  close_and_forget (dialog);
  /* What the dialog has left behind hears nothing any more. */
  g_settings_set_int (journey->settings, "interval-minutes", 30);
  journey_end (journey, FALSE);
}

/* What takes room, of whom, and what it may take. */
static void
test_space (void)
{
  g_autoptr(NewsServer) server = news_server_new (3);
  Journey *journey = journey_new (NULL, 1200, 800);
  g_autoptr(JaridaSource) source = subscribe (journey, server);
  GtkWidget *dialog = jarida_preferences_present (GTK_WIDGET (journey->window), journey->reader, journey->settings, NULL);
  GtkWidget *texts, *largest;

  WAIT_UNTIL (find_titled (dialog, ADW_TYPE_COMBO_ROW, "Space for Texts") != NULL);
  texts = find_titled (dialog, ADW_TYPE_COMBO_ROW, "Space for Texts");
  largest = find_titled (dialog, ADW_TYPE_EXPANDER_ROW, "Newspapers That Take Most");
  g_assert_cmpuint (adw_combo_row_get_selected (ADW_COMBO_ROW (texts)), ==, 0);
  adw_combo_row_set_selected (ADW_COMBO_ROW (texts), 3);
  g_assert_cmpint (g_settings_get_int (journey->settings, "text-limit-mb"), ==, 500);
  WAIT_UNTIL (gtk_widget_get_sensitive (largest));
  g_assert_nonnull (find_titled (largest, ADW_TYPE_ACTION_ROW, "Le Courrier du Bouregreg"));
  g_assert_nonnull (strstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (texts)), "B"));
  close_and_forget (dialog);
  /* Closed before it was measured. */
  dialog = jarida_preferences_present (GTK_WIDGET (journey->window), journey->reader, journey->settings, NULL);
  close_and_forget (dialog);
  journey_end (journey, FALSE);
}

static void
test_viewer (void)
{
  g_autoptr(NewsServer) server = news_server_new (3);
  g_autofree char *address = news_server_address (server, "/none");
  Journey *journey = journey_new (NULL, 1200, 800);
  GtkWidget *viewer = jarida_picture_viewer_new (journey->reader, address, "Une rue");

  gtk_window_set_transient_for (GTK_WINDOW (viewer), GTK_WINDOW (journey->window));
  gtk_window_present (GTK_WINDOW (viewer));
  WAIT_UNTIL (g_str_equal (jarida_picture_viewer_get_page (JARIDA_PICTURE_VIEWER (viewer)), "missing"));
  close_and_forget (viewer);
  /* Closed while the picture is still on its way. */
  viewer = jarida_picture_viewer_new (journey->reader, address, NULL);
  gtk_window_present (GTK_WINDOW (viewer));
  close_and_forget (viewer);
  journey_end (journey, FALSE);
}

static void
test_appearance (void)
{
  Journey *journey = journey_new (NULL, 1200, 800);
  GtkWidget *appearance = g_object_ref_sink (jarida_appearance_new (journey->settings));
  GtkWidget *serif = journey_button (appearance, "Serif");
  GtkWidget *sans = journey_button (appearance, "Sans");
  g_autofree char *font = NULL;

  g_assert_true (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (serif)));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (sans), TRUE);
  font = g_settings_get_string (journey->settings, "body-font");
  g_assert_cmpstr (font, ==, "sans");
  g_settings_set_string (journey->settings, "body-font", "serif");
  g_assert_true (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (serif)));
  g_assert_finalize_object (appearance);
  journey_end (journey, FALSE);
}

int
main (int   argc,
      char *argv[])
{
  journey_init (&argc, &argv);
  g_test_add_func ("/sheets/source", test_source);
  g_test_add_func ("/sheets/keep-offline", test_keep_offline);
  g_test_add_func ("/sheets/narrowest", test_narrowest);
  g_test_add_func ("/sheets/fetch-later", test_fetch_later);
  g_test_add_func ("/sheets/activity", test_activity);
  g_test_add_func ("/sheets/name", test_name);
  g_test_add_func ("/sheets/preferences", test_preferences);
  g_test_add_func ("/sheets/update-times", test_update_times);
  g_test_add_func ("/sheets/space", test_space);
  g_test_add_func ("/sheets/viewer", test_viewer);
  g_test_add_func ("/sheets/appearance", test_appearance);
  return g_test_run ();
}
