/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-activity-sheet.h"
#include "jarida-add-sheet.h"
#include "jarida-headline-pane.h"
#include "jarida-headline-row.h"
#include "jarida-picture-viewer.h"
#include "jarida-texture.h"
#include "journey.h"

#define N_ITEMS 12

static void
test_first_run (void)
{
  Journey *journey = journey_new (NULL, 900, 600);

  g_assert_cmpstr (jarida_window_get_page (journey->window), ==, "welcome");
  g_assert_nonnull (journey_button (GTK_WIDGET (journey->window), "win.add-source"));
  journey_end (journey, FALSE);
}

/* From an address typed into the dialog to headlines in the list. */
static void
test_add (void)
{
  g_autoptr(NewsServer) server = news_server_new (N_ITEMS);
  g_autofree char *address = news_server_address (server, "/page");
  Journey *journey = journey_new (NULL, 1200, 800);
  GtkWidget *dialog;

  gtk_widget_activate_action (GTK_WIDGET (journey->window), "win.add-source", NULL);
  dialog = journey_dialog (journey);
  g_assert_true (JARIDA_IS_ADD_SHEET (dialog));
  gtk_editable_set_text (GTK_EDITABLE (journey_find (dialog, ADW_TYPE_ENTRY_ROW)), address);
  g_signal_emit_by_name (journey_button (dialog, "_Look"), "clicked");
  WAIT_UNTIL (g_str_equal (jarida_add_sheet_get_page (JARIDA_ADD_SHEET (dialog)), "choose"));
  g_signal_emit_by_name (journey_button (dialog, "_Add"), "clicked");
  WAIT_UNTIL (journey_dialog (journey) == NULL);
  WAIT_UNTIL (journey_n_rows (journey) == N_ITEMS);
  g_assert_cmpstr (jarida_window_get_page (journey->window), ==, "reading");
  journey_end (journey, FALSE);
}

/* What is no newspaper gets a sentence, and the dialog stays. */
static void
test_add_trouble (void)
{
  g_autoptr(NewsServer) server = news_server_new (N_ITEMS);
  g_autofree char *address = news_server_address (server, "/none");
  Journey *journey = journey_new (NULL, 1200, 800);
  GtkWidget *dialog;

  server->login = TRUE;
  jarida_window_add_source (journey->window, address);
  dialog = journey_dialog (journey);
  WAIT_UNTIL (g_str_equal (jarida_add_sheet_get_page (JARIDA_ADD_SHEET (dialog)), "ask"));
  WAIT_UNTIL (journey_says (dialog, "There is no feed at this address."));
  jarida_sheet_leave (JARIDA_SHEET (dialog));
  journey_end (journey, FALSE);
}

static void
test_read_marks (void)
{
  g_autoptr(NewsServer) server = news_server_new (N_ITEMS);
  g_autofree char *address = news_server_address (server, "/feed.xml");
  Journey *journey = journey_new (NULL, 1200, 800);
  JaridaReaderPane *pane = jarida_window_get_reader_pane (journey->window);
  GtkSelectionModel *selection;

  journey_subscribe (journey, address, 0);
  WAIT_UNTIL (journey_n_rows (journey) == N_ITEMS);
  g_assert_cmpuint (journey_n_unread (journey), ==, N_ITEMS);

  /* Walking with the arrows shows and does not mark. */
  selection = gtk_list_view_get_model (GTK_LIST_VIEW (journey_find (GTK_WIDGET (journey_view (journey)), GTK_TYPE_LIST_VIEW)));
  gtk_selection_model_select_item (selection, 0, TRUE);
  WAIT_UNTIL (jarida_reader_pane_get_article (pane) != NULL);
  journey_settle (60);
  g_assert_cmpuint (journey_n_unread (journey), ==, N_ITEMS);

  /* Opening marks. */
  gtk_widget_activate_action (GTK_WIDGET (journey->window), "win.next", NULL);
  WAIT_UNTIL (journey_n_unread (journey) == N_ITEMS - 1);
  g_assert_false (jarida_reader_get_can_undo (journey->reader));
  gtk_widget_activate_action (GTK_WIDGET (journey->window), "win.toggle-read", NULL);
  WAIT_UNTIL (journey_n_unread (journey) == N_ITEMS);

  /* What was done by hand can be taken back, and is not what was opened. */
  gtk_widget_activate_action (GTK_WIDGET (journey->window), "win.undo", NULL);
  WAIT_UNTIL (journey_n_unread (journey) == N_ITEMS - 1);
  g_assert_false (jarida_reader_get_can_undo (journey->reader));

  /* All, and back. */
  gtk_widget_activate_action (GTK_WIDGET (journey->window), "win.mark-all-read", NULL);
  WAIT_UNTIL (journey_n_unread (journey) == 0);
  WAIT_UNTIL (jarida_reader_get_can_undo (journey->reader));
  gtk_widget_activate_action (GTK_WIDGET (journey->window), "win.undo", NULL);
  WAIT_UNTIL (journey_n_unread (journey) == N_ITEMS - 1);
  journey_end (journey, FALSE);
}

/* The same act again has its own sentence and its own time to be taken back. */
static void
test_undo_again (void)
{
  g_autoptr(NewsServer) server = news_server_new (3);
  g_autofree char *address = news_server_address (server, "/feed.xml");
  Journey *journey = journey_new (NULL, 1200, 800);
  GtkWidget *button;

  journey_subscribe (journey, address, 0);
  WAIT_UNTIL (journey_n_rows (journey) == 3);
  gtk_widget_activate_action (GTK_WIDGET (journey->window), "win.mark-all-read", NULL);
  WAIT_UNTIL ((button = journey_shown_button (GTK_WIDGET (journey->window), "win.undo")) != NULL);
  g_object_add_weak_pointer (G_OBJECT (button), (gpointer *) &button);
  gtk_widget_activate_action (GTK_WIDGET (journey->window), "win.mark-all-read", NULL);
  /* Its time has not run out: it made room. */
  WAIT_UNTIL (button == NULL);
  WAIT_UNTIL (journey_shown_button (GTK_WIDGET (journey->window), "win.undo") != NULL);
  journey_end (journey, FALSE);
}

/* The action that a key has before the list itself sees it, or NULL. */
static const char *
find_captured (GtkWidget  *widget,
               const char *key)
{
  g_autoptr(GListModel) controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr(GtkEventController) controller = g_list_model_get_item (controllers, i);

      for (guint j = 0; GTK_IS_SHORTCUT_CONTROLLER (controller) && j < g_list_model_get_n_items (G_LIST_MODEL (controller)); j++)
        {
          g_autoptr(GtkShortcut) shortcut = g_list_model_get_item (G_LIST_MODEL (controller), j);
          g_autofree char *trigger = gtk_shortcut_trigger_to_string (gtk_shortcut_get_trigger (shortcut));

          if (gtk_event_controller_get_propagation_phase (controller) == GTK_PHASE_CAPTURE && g_str_equal (trigger, key))
            return gtk_named_action_get_action_name (GTK_NAMED_ACTION (gtk_shortcut_get_action (shortcut)));
        }
    }
  return NULL;
}

/* In the list both would choose the row that the keyboard stands on. */
static void
test_space (void)
{
  Journey *journey = journey_new (NULL, 1200, 800);
  GtkWidget *pane = journey_find (GTK_WIDGET (journey->window), JARIDA_TYPE_HEADLINE_PANE);
  GtkWidget *list = journey_find (GTK_WIDGET (journey->window), JARIDA_TYPE_HEADLINE_VIEW);
  GtkWidget *view = journey_find (GTK_WIDGET (journey->window), JARIDA_TYPE_ARTICLE_VIEW);

  g_assert_cmpstr (find_captured (list, "space"), ==, "win.read-on");
  g_assert_cmpstr (find_captured (list, "<Shift>space"), ==, "win.page-up");
  /* Words are typed in it. */
  g_assert_null (find_captured (pane, "space"));
  g_assert_cmpstr (find_captured (view, "space"), ==, "win.read-on");
  journey_end (journey, FALSE);
}

/* The keys of reading come first. */
static void
test_help (void)
{
  Journey *journey = journey_new (NULL, 1200, 800);
  GListModel *windows = gtk_window_get_toplevels ();
  g_autofree char *section = NULL;
  GtkWindow *help = NULL;

  gtk_widget_activate_action (GTK_WIDGET (journey->window), "win.show-help-overlay", NULL);
  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr(GtkWindow) window = g_list_model_get_item (windows, i);

      if (GTK_IS_SHORTCUTS_WINDOW (window))
        help = window;
    }
  g_assert_nonnull (help);
  g_object_get (help, "section-name", &section, NULL);
  g_assert_cmpstr (section, ==, "reading");
  WAIT_UNTIL (journey_says (GTK_WIDGET (help), "Next unread headline"));
  gtk_window_destroy (help);
  journey_end (journey, FALSE);
}

/* Space reads on from the first moment: it does not press the button that GTK would find first. */
static void
test_keyboard (void)
{
  g_autoptr(NewsServer) server = news_server_new (3);
  g_autofree char *address = news_server_address (server, "/feed.xml");
  Journey *journey = journey_new (NULL, 1200, 800);
  g_autofree char *folder = NULL;
  GtkWidget *focus;

  journey_subscribe (journey, address, 0);
  WAIT_UNTIL (journey_n_rows (journey) == 3);
  folder = g_strdup (journey->folder);
  journey_end (journey, TRUE);

  journey = journey_new (folder, 1200, 800);
  WAIT_UNTIL (journey_n_rows (journey) == 3);
  WAIT_UNTIL ((focus = gtk_window_get_focus (GTK_WINDOW (journey->window))) != NULL &&
              gtk_widget_is_ancestor (focus, GTK_WIDGET (journey_view (journey))));
  /* To stand there is not to choose: nothing is opened. */
  g_assert_cmpint (jarida_headline_view_get_selected (journey_view (journey)), ==, 0);
  g_assert_cmpuint (journey_n_unread (journey), ==, 3);
  jarida_headline_view_open (journey_view (journey), 1);
  WAIT_UNTIL (jarida_reader_pane_get_article (jarida_window_get_reader_pane (journey->window)) != NULL);
  journey_end (journey, TRUE);

  /* What was open last is where one goes on from. */
  journey = journey_new (folder, 1200, 800);
  WAIT_UNTIL (jarida_headline_view_get_selected (journey_view (journey)) != 0);
  WAIT_UNTIL ((focus = gtk_window_get_focus (GTK_WINDOW (journey->window))) != NULL &&
              gtk_widget_is_ancestor (focus, GTK_WIDGET (journey_view (journey))));
  g_assert_true (gtk_widget_get_state_flags (focus) & GTK_STATE_FLAG_SELECTED);
  journey_end (journey, FALSE);
}

static void
test_delay (void)
{
  g_autoptr(NewsServer) server = news_server_new (3);
  g_autofree char *address = news_server_address (server, "/feed.xml");
  Journey *journey = journey_new (NULL, 1200, 800);

  g_settings_set_string (journey->settings, "mark-read", "delay");
  journey_subscribe (journey, address, 0);
  WAIT_UNTIL (journey_n_rows (journey) == 3);
  gtk_widget_activate_action (GTK_WIDGET (journey->window), "win.next", NULL);
  WAIT_UNTIL (jarida_reader_pane_get_article (jarida_window_get_reader_pane (journey->window)) != NULL);
  g_assert_cmpuint (journey_n_unread (journey), ==, 3);
  WAIT_UNTIL (journey_n_unread (journey) == 2);
  journey_end (journey, FALSE);
}

static void
test_save (void)
{
  g_autoptr(NewsServer) server = news_server_new (3);
  g_autofree char *address = news_server_address (server, "/feed.xml");
  const JaridaPlace saved = { .kind = JARIDA_PLACE_SAVED };
  Journey *journey = journey_new (NULL, 1200, 800);

  journey_subscribe (journey, address, 0);
  WAIT_UNTIL (journey_n_rows (journey) == 3);
  gtk_widget_activate_action (GTK_WIDGET (journey->window), "win.next", NULL);
  WAIT_UNTIL (jarida_reader_pane_get_article (jarida_window_get_reader_pane (journey->window)) != NULL);
  gtk_widget_activate_action (GTK_WIDGET (journey->window), "win.toggle-saved", NULL);
  WAIT_UNTIL (jarida_reader_count (journey->reader, &saved) == 1);
  journey_end (journey, FALSE);
}

static void
test_remove (void)
{
  g_autoptr(NewsServer) server = news_server_new (N_ITEMS);
  g_autofree char *address = news_server_address (server, "/feed.xml");
  Journey *journey = journey_new (NULL, 1200, 800);
  GListModel *sources = jarida_reader_get_sources (journey->reader);
  JaridaPlace place = { .kind = JARIDA_PLACE_SOURCE };

  journey_subscribe (journey, address, 0);
  WAIT_UNTIL (journey_n_rows (journey) == N_ITEMS);
  {
    g_autoptr(JaridaSource) source = g_list_model_get_item (sources, 0);

    place.id = jarida_source_get_id (source);
  }
  journey_settle (20);
  g_assert_true (jarida_sidebar_choose (jarida_window_get_sidebar (journey->window), &place));
  gtk_widget_activate_action (GTK_WIDGET (journey->window), "win.remove-entry", NULL);
  WAIT_UNTIL (g_list_model_get_n_items (sources) == 0);
  gtk_widget_activate_action (GTK_WIDGET (journey->window), "win.undo", NULL);
  WAIT_UNTIL (g_list_model_get_n_items (sources) == 1);
  WAIT_UNTIL (journey_n_unread (journey) == N_ITEMS);
  journey_end (journey, FALSE);
}

/* A source that answers wrongly says so in words, first in the list. */
static void
test_activity (void)
{
  g_autoptr(NewsServer) server = news_server_new (N_ITEMS);
  g_autofree char *address = news_server_address (server, "/feed.xml");
  Journey *journey = journey_new (NULL, 1200, 800);
  g_autoptr(JaridaSource) source = NULL;
  g_autofree char *words = NULL;
  JaridaSheet *sheet;

  journey_subscribe (journey, address, 0);
  WAIT_UNTIL (journey_n_rows (journey) == N_ITEMS);
  source = g_list_model_get_item (jarida_reader_get_sources (journey->reader), 0);
  server->login = TRUE;
  gtk_widget_activate_action (GTK_WIDGET (journey->window), "win.refresh", NULL);
  WAIT_UNTIL (jarida_source_get_outcome (source) != JARIDA_OUTCOME_OK);
  sheet = jarida_activity_sheet_new (journey->reader);
  jarida_sheet_present (sheet, GTK_WIDGET (journey->window));
  g_assert_cmpuint (g_list_model_get_n_items (jarida_activity_sheet_get_model (JARIDA_ACTIVITY_SHEET (sheet))), ==, 1);
  words = jarida_outcome_text (jarida_source_get_outcome (source), 200);
  WAIT_UNTIL (journey_says (journey_dialog (journey), words));
  g_assert_true (journey_says (journey_dialog (journey), "Le Courrier du Bouregreg"));
  jarida_sheet_leave (sheet);
  /* Nothing kept is lost by it. */
  g_assert_cmpuint (journey_n_rows (journey), ==, N_ITEMS);
  journey_end (journey, FALSE);
}

/* The server is gone and the program starts again: list and article are there. */
static void
test_restart (void)
{
  NewsServer *server = news_server_new (N_ITEMS);
  g_autofree char *address = news_server_address (server, "/feed.xml");
  Journey *journey = journey_new (NULL, 1200, 800);
  g_autofree char *folder = g_strdup (journey->folder);
  gint64 id;

  journey_subscribe (journey, address, 0);
  WAIT_UNTIL (journey_n_rows (journey) == N_ITEMS);
  gtk_widget_activate_action (GTK_WIDGET (journey->window), "win.next", NULL);
  WAIT_UNTIL (jarida_reader_pane_get_article (jarida_window_get_reader_pane (journey->window)) != NULL);
  id = jarida_headline_view_get_selected (journey_view (journey));
  WAIT_UNTIL (journey_n_unread (journey) == N_ITEMS - 1);
  journey_end (journey, TRUE);
  news_server_free (server);

  journey = journey_new (folder, 1200, 800);
  g_assert_cmpuint (journey_n_rows (journey), ==, N_ITEMS);
  g_assert_cmpuint (journey_n_unread (journey), ==, N_ITEMS - 1);
  WAIT_UNTIL (jarida_reader_pane_get_article (jarida_window_get_reader_pane (journey->window)) != NULL);
  g_assert_cmpint (jarida_headline_view_get_selected (journey_view (journey)), ==, id);
  g_assert_nonnull (jarida_article_view_get_document (jarida_reader_pane_get_view (jarida_window_get_reader_pane (journey->window))));
  journey_end (journey, FALSE);
}

static void
test_filter_keeps_selection (void)
{
  g_autoptr(NewsServer) server = news_server_new (N_ITEMS);
  g_autofree char *address = news_server_address (server, "/feed.xml");
  Journey *journey = journey_new (NULL, 1200, 800);
  gint64 id;

  journey_subscribe (journey, address, 0);
  WAIT_UNTIL (journey_n_rows (journey) == N_ITEMS);
  gtk_widget_activate_action (GTK_WIDGET (journey->window), "win.next", NULL);
  gtk_widget_activate_action (GTK_WIDGET (journey->window), "win.next", NULL);
  WAIT_UNTIL (journey_n_unread (journey) == N_ITEMS - 1 || journey_n_unread (journey) == N_ITEMS - 2);
  gtk_widget_activate_action (GTK_WIDGET (journey->window), "win.toggle-read", NULL);
  journey_settle (50);
  id = jarida_headline_view_get_selected (journey_view (journey));
  g_object_set (journey->window, "unread-only", TRUE, NULL);
  g_assert_cmpuint (journey_n_rows (journey), <=, N_ITEMS);
  if (jarida_headline_list_find (jarida_headline_view_get_list (journey_view (journey)), id) != GTK_INVALID_LIST_POSITION)
    g_assert_cmpint (jarida_headline_view_get_selected (journey_view (journey)), ==, id);
  g_object_set (journey->window, "unread-only", FALSE, NULL);
  g_assert_cmpuint (journey_n_rows (journey), ==, N_ITEMS);
  g_assert_cmpint (jarida_headline_view_get_selected (journey_view (journey)), ==, id);
  journey_end (journey, FALSE);
}

static void
test_folding (void)
{
  static const struct
  {
    int      width;
    gboolean sidebar_collapsed;
    gboolean reader_collapsed;
  } cases[] = { { 1200, FALSE, FALSE }, { 700, TRUE, FALSE }, { 360, TRUE, TRUE } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(NewsServer) server = news_server_new (3);
      g_autofree char *address = news_server_address (server, "/feed.xml");
      Journey *journey = journey_new (NULL, cases[i].width, 640);
      JaridaShell *shell = jarida_window_get_shell (journey->window);
      gboolean sidebar, reader;

      journey_subscribe (journey, address, 0);
      WAIT_UNTIL (journey_n_rows (journey) == 3);
      journey_settle (150);
      g_object_get (shell, "sidebar-collapsed", &sidebar, "reader-collapsed", &reader, NULL);
      g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (journey->window)), <=, cases[i].width);
      g_assert_cmpint (sidebar, ==, cases[i].sidebar_collapsed);
      g_assert_cmpint (reader, ==, cases[i].reader_collapsed);
      /* An opened article comes to the front, and back leads to the list again. */
      gtk_widget_activate_action (GTK_WIDGET (journey->window), "win.next", NULL);
      g_assert_true (jarida_shell_get_visible (shell, JARIDA_SHELL_READER));
      g_assert_cmpint (jarida_shell_back (shell), ==, cases[i].reader_collapsed);
      g_assert_true (jarida_shell_get_visible (shell, JARIDA_SHELL_LIST));
      journey_end (journey, FALSE);
    }
}

/* The widths of the settings are those on the screen, and with wider panes the sources fold away earlier. */
static void
test_widths (void)
{
  static const struct
  {
    int      sources, list;
    gboolean collapsed;
  } cases[] = { { 240, 320, FALSE }, { 300, 400, FALSE }, { 420, 640, TRUE } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(NewsServer) server = news_server_new (3);
      g_autofree char *address = news_server_address (server, "/feed.xml");
      Journey *journey = journey_new (NULL, 1200, 640);
      gboolean collapsed;

      journey_subscribe (journey, address, 0);
      WAIT_UNTIL (journey_n_rows (journey) == 3);
      g_settings_set_int (journey->settings, "sidebar-width", cases[i].sources);
      g_settings_set_int (journey->settings, "list-width", cases[i].list);
      journey_settle (200);
      g_object_get (jarida_window_get_shell (journey->window), "sidebar-collapsed", &collapsed, NULL);
      g_assert_cmpint (collapsed, ==, cases[i].collapsed);
      if (!collapsed)
        {
          g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (jarida_window_get_sidebar (journey->window))), ==, cases[i].sources);
          g_assert_cmpint (gtk_widget_get_width (GTK_WIDGET (jarida_window_get_headlines (journey->window))), ==, cases[i].list);
        }
      journey_end (journey, FALSE);
    }
}

/* The lines between the panes, moved by the keyboard and dragged, in both directions; what comes of it is kept. */
static void
move_line (GtkWidget *line,
           double     by)
{
  g_signal_emit_by_name (line, "grabbed");
  g_signal_emit_by_name (line, "moved", by / 2);
  g_signal_emit_by_name (line, "moved", by);
  g_signal_emit_by_name (line, "released");
  journey_settle (100);
}

static void
test_dividers (void)
{
  g_autoptr(NewsServer) server = news_server_new (3);
  g_autofree char *address = news_server_address (server, "/feed.xml");
  Journey *journey = journey_new (NULL, 1200, 640);
  GtkWidget *window = GTK_WIDGET (journey->window), *shell = GTK_WIDGET (jarida_window_get_shell (journey->window));
  GtkWidget *list = GTK_WIDGET (jarida_window_get_headlines (journey->window));
  GtkWidget *lines[2], *before;
  gboolean collapsed;

  journey_subscribe (journey, address, 0);
  WAIT_UNTIL (journey_n_rows (journey) == 3);
  journey_settle (500);
  lines[1] = gtk_widget_get_last_child (shell);
  lines[0] = gtk_widget_get_prev_sibling (lines[1]);
  g_assert_true (gtk_widget_get_mapped (lines[0]) && gtk_widget_get_mapped (lines[1]));
  before = gtk_root_get_focus (GTK_ROOT (window));
  gtk_widget_activate_action (window, "win.take-divider", NULL);
  g_assert_true (gtk_widget_has_focus (lines[0]));
  gtk_widget_activate_action (window, "win.take-divider", NULL);
  g_assert_true (gtk_widget_has_focus (lines[1]));
  gtk_widget_activate_action (window, "win.take-divider", NULL);
  g_assert_false (gtk_widget_has_focus (lines[1]));
  if (before != NULL)
    g_assert_true (gtk_root_get_focus (GTK_ROOT (window)) == before);

  move_line (lines[1], 40);
  g_assert_cmpint (g_settings_get_int (journey->settings, "list-width"), ==, 420);
  g_assert_cmpint (gtk_widget_get_width (list), ==, 420);
  move_line (lines[0], -20);
  g_assert_cmpint (g_settings_get_int (journey->settings, "sidebar-width"), ==, 236);
  /* As far as it goes, without folding anything away. */
  move_line (lines[1], 5000);
  g_assert_cmpint (g_settings_get_int (journey->settings, "list-width"), >, 420);
  move_line (lines[0], 5000);
  g_object_get (shell, "sidebar-collapsed", &collapsed, NULL);
  g_assert_false (collapsed);
  move_line (lines[1], -5000);
  move_line (lines[0], -5000);
  g_assert_cmpint (g_settings_get_int (journey->settings, "list-width"), ==, 280);
  g_assert_cmpint (g_settings_get_int (journey->settings, "sidebar-width"), ==, 200);
  {
    graphene_rect_t pane, line;

    g_assert_true (gtk_widget_compute_bounds (list, shell, &pane));
    g_assert_true (gtk_widget_compute_bounds (lines[1], shell, &line));
    g_assert_cmpfloat (line.origin.x, <=, pane.origin.x + pane.size.width);
    g_assert_cmpfloat (line.origin.x + line.size.width, >=, pane.origin.x + pane.size.width);
  }
  /* Where the sources have no room beside the rest there is no line after them. */
  g_object_set (shell, "sidebar-shown", FALSE, NULL);
  journey_settle (500);
  g_assert_false (gtk_widget_get_mapped (lines[0]));
  g_assert_true (gtk_widget_get_mapped (lines[1]));
  journey_end (journey, FALSE);
}

/* A screen reader finds every row by name. */
static void
test_row_names (void)
{
  const JaridaHeadlineValues values = {
    .id = 1, .published = g_get_real_time () / G_USEC_PER_SEC, .title = "عنوان", .source_title = "Le Matin",
    .direction = JARIDA_DIRECTION_RTL,
  };
  g_autoptr(JaridaHeadline) headline = jarida_headline_new (&values);
  g_autofree char *unread = jarida_headline_row_dup_label (headline);
  g_autofree char *read = NULL;

  g_assert_cmpstr (unread, ==, "Unread, عنوان, Le Matin, Just now");
  jarida_headline_set_read (headline, TRUE);
  read = jarida_headline_row_dup_label (headline);
  g_assert_cmpstr (read, ==, "عنوان, Le Matin, Just now");
}

static void
test_video_name (void)
{
  const JaridaHeadlineValues values = {
    .id = 1, .published = g_get_real_time () / G_USEC_PER_SEC, .title = "Le port", .source_title = "Le Matin", .video = TRUE,
  };
  g_autoptr(JaridaHeadline) headline = jarida_headline_new (&values);
  g_autofree char *label = jarida_headline_row_dup_label (headline);

  g_assert_cmpstr (label, ==, "Unread, Video, Le port, Le Matin, Just now");
}

static guint32
get_pixel (cairo_surface_t *surface,
           int              x,
           int              y)
{
  const guint8 *row = cairo_image_surface_get_data (surface) + y * cairo_image_surface_get_stride (surface);

  return ((const guint32 *) row)[x];
}

/* As a card paints it in the middle of its place for a picture. */
static void
test_video_sign (void)
{
  const graphene_rect_t bounds = GRAPHENE_RECT_INIT (0, 0, 84, 60);
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  GskRenderNode *node;
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 84, 60);
  cairo_t *cr = cairo_create (surface);

  jarida_texture_play (snapshot, &bounds);
  node = gtk_snapshot_free_to_node (snapshot);
  gsk_render_node_draw (node, cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  g_assert_cmphex (get_pixel (surface, 42, 30), ==, 0xffffffff);
  /* The shade around it, on each side alike; nothing in the corners. */
  g_assert_cmphex (get_pixel (surface, 42 - 10, 30) >> 24, ==, 0x99);
  g_assert_cmphex (get_pixel (surface, 42 + 10, 30) >> 24, ==, 0x99);
  g_assert_cmphex (get_pixel (surface, 2, 2), ==, 0);
  cairo_surface_destroy (surface);
  gsk_render_node_unref (node);
}

static void
test_right_to_left (void)
{
  g_autoptr(NewsServer) server = news_server_new (3);
  g_autofree char *address = news_server_address (server, "/feed.xml");
  Journey *journey;
  graphene_rect_t sidebar, reader;

  gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  journey = journey_new (NULL, 1200, 700);
  journey_subscribe (journey, address, 0);
  WAIT_UNTIL (journey_n_rows (journey) == 3);
  journey_settle (150);
  g_assert_true (gtk_widget_compute_bounds (GTK_WIDGET (jarida_window_get_sidebar (journey->window)),
                                            GTK_WIDGET (journey->window), &sidebar));
  g_assert_true (gtk_widget_compute_bounds (GTK_WIDGET (jarida_window_get_reader_pane (journey->window)),
                                            GTK_WIDGET (journey->window), &reader));
  g_assert_cmpfloat (sidebar.origin.x, >, reader.origin.x);
  journey_end (journey, FALSE);
  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
}

static void
test_folders (void)
{
  g_autoptr(NewsServer) server = news_server_new (3);
  g_autofree char *address = news_server_address (server, "/feed.xml");
  Journey *journey = journey_new (NULL, 1200, 700);
  GListModel *folders = jarida_reader_get_folders (journey->reader);
  JaridaPlace place = { .kind = JARIDA_PLACE_FOLDER };
  g_autoptr(JaridaFolder) folder = NULL;
  g_autoptr(JaridaSource) source = NULL;

  jarida_reader_add_folder (journey->reader, "المغرب", 0);
  WAIT_UNTIL (g_list_model_get_n_items (folders) == 1);
  folder = g_list_model_get_item (folders, 0);
  WAIT_UNTIL (jarida_folder_get_id (folder) != 0);
  place.id = jarida_folder_get_id (folder);
  journey_subscribe (journey, address, 0);
  source = g_list_model_get_item (jarida_reader_get_sources (journey->reader), 0);
  place.kind = JARIDA_PLACE_SOURCE;
  place.id = jarida_source_get_id (source);
  journey_settle (30);
  g_assert_true (jarida_sidebar_choose (jarida_window_get_sidebar (journey->window), &place));
  gtk_widget_activate_action (GTK_WIDGET (journey->window), "win.move-entry", "x", jarida_folder_get_id (folder));
  WAIT_UNTIL (jarida_source_get_folder_id (source) == jarida_folder_get_id (folder));
  /* Still there to be chosen, one level down. */
  journey_settle (60);
  g_assert_true (jarida_sidebar_choose (jarida_window_get_sidebar (journey->window), &place));
  journey_end (journey, FALSE);
}

/* Every spinner at or below @root turns where it can be seen, and only there: the animation of one on a page that is not shown would
 * keep the clock of the window running. */
static guint
check_spinners (GtkWidget *root)
{
  guint n = GTK_IS_SPINNER (root);

  if (GTK_IS_SPINNER (root))
    g_assert_cmpint (gtk_spinner_get_spinning (GTK_SPINNER (root)), ==, gtk_widget_get_mapped (root));
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    n += check_spinners (child);
  return n;
}

static void
test_spinners (void)
{
  g_autoptr(NewsServer) server = news_server_new (3);
  g_autofree char *address = news_server_address (server, "/feed.xml");
  Journey *journey = journey_new (NULL, 1200, 800);
  GtkWidget *spinner, *stack;

  journey_subscribe (journey, address, 0);
  WAIT_UNTIL (journey_n_rows (journey) == 3);
  g_assert_cmpuint (check_spinners (GTK_WIDGET (journey->window)), >=, 2);

  spinner = journey_find (GTK_WIDGET (jarida_window_get_reader_pane (journey->window)), GTK_TYPE_SPINNER);
  g_assert_false (gtk_widget_get_mapped (spinner));
  stack = gtk_widget_get_ancestor (spinner, GTK_TYPE_STACK);
  gtk_stack_set_visible_child (GTK_STACK (stack), gtk_widget_get_parent (spinner));
  g_assert_true (gtk_widget_get_mapped (spinner));
  check_spinners (GTK_WIDGET (journey->window));
  journey_end (journey, FALSE);
}

int
main (int   argc,
      char *argv[])
{
  journey_init (&argc, &argv);
  g_test_add_func ("/window/keyboard", test_keyboard);
  g_test_add_func ("/window/space", test_space);
  g_test_add_func ("/window/help", test_help);
  g_test_add_func ("/window/undo-again", test_undo_again);
  g_test_add_func ("/window/first-run", test_first_run);
  g_test_add_func ("/window/add", test_add);
  g_test_add_func ("/window/add/trouble", test_add_trouble);
  g_test_add_func ("/window/read-marks", test_read_marks);
  g_test_add_func ("/window/read-marks/after-two-seconds", test_delay);
  g_test_add_func ("/window/save", test_save);
  g_test_add_func ("/window/remove-and-undo", test_remove);
  g_test_add_func ("/window/activity", test_activity);
  g_test_add_func ("/window/restart-without-network", test_restart);
  g_test_add_func ("/window/filter-keeps-selection", test_filter_keeps_selection);
  g_test_add_func ("/window/folding", test_folding);
  g_test_add_func ("/window/widths", test_widths);
  g_test_add_func ("/window/dividers", test_dividers);
  g_test_add_func ("/window/row-names", test_row_names);
  g_test_add_func ("/window/video-name", test_video_name);
  g_test_add_func ("/window/video-sign", test_video_sign);
  g_test_add_func ("/window/right-to-left", test_right_to_left);
  g_test_add_func ("/window/folders", test_folders);
  g_test_add_func ("/window/spinners", test_spinners);
  return g_test_run ();
}
