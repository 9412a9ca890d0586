/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-headline-row.h"
#include "jarida-search-hint.h"
#include "jarida-search-places.h"
#include "journey.h"

/* Searching, as a person at the window does it. */

typedef struct
{
  NewsServer        *server;     /* (owned) */
  Journey           *journey;
  GtkWidget         *window;
  GtkWidget         *headlines;
  JaridaSearchPane  *search;     /* once it was opened */
  GtkEditable       *entry;      /* in it */
} Search;

static void
begin (Search *search,
       guint   n_articles,
       int     width)
{
  g_autofree char *address = NULL;

  *search = (Search) { .server = news_server_new (n_articles) };
  address = news_server_address (search->server, "/feed.xml");
  search->journey = journey_new (NULL, width, 800);
  journey_subscribe (search->journey, address, 0);
  WAIT_UNTIL (journey_n_rows (search->journey) == n_articles);
  search->window = GTK_WIDGET (search->journey->window);
  search->headlines = GTK_WIDGET (jarida_window_get_headlines (search->journey->window));
}

static void
end (Search *search)
{
  journey_end (search->journey, FALSE);
  news_server_free (search->server);
}

static gboolean
is_searching (Search *search)
{
  gboolean searching;

  g_object_get (search->window, "searching", &searching, NULL);
  return searching;
}

static gboolean
has_keyboard (gpointer widget)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (widget));

  return focus != NULL && (focus == widget || gtk_widget_is_ancestor (focus, widget));
}

static void
open_search (Search *search)
{
  gtk_widget_activate_action (search->window, "win.search", NULL);
  g_assert_true (is_searching (search));
  search->search = JARIDA_SEARCH_PANE (journey_find (search->headlines, JARIDA_TYPE_SEARCH_PANE));
  search->entry = GTK_EDITABLE (journey_find (GTK_WIDGET (search->search), GTK_TYPE_SEARCH_ENTRY));
  g_assert_true (has_keyboard (search->entry));
}

/* The label with these words, or NULL. */
static GtkWidget *
find_label (GtkWidget  *root,
            const char *words)
{
  GtkWidget *found = NULL;

  if (GTK_IS_LABEL (root))
    return g_str_equal (gtk_label_get_text (GTK_LABEL (root)), words) ? root : NULL;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL; child = gtk_widget_get_next_sibling (child))
    found = find_label (child, words);
  return found;
}

/* Until the list has what these words find. */
static void
type (Search     *search,
      const char *words,
      guint       n)
{
  JaridaSearchResult *found = NULL;
  GtkAdjustment *adjustment;

  gtk_editable_set_text (search->entry, words);
  do
    {
      journey_settle (1);
      found = jarida_search_pane_get_found (search->search);
    }
  while (found == NULL || !g_str_equal (jarida_search_result_get_text (found), words));
  WAIT_UNTIL (jarida_reader_get_unindexed (search->journey->reader) == 0 && journey_n_rows (search->journey) == n);
  /* The rows have their places: GTK scrolls to none before. */
  adjustment = jarida_headline_view_get_adjustment (journey_view (search->journey));
  WAIT_UNTIL (n == 0 || gtk_adjustment_get_upper (adjustment) > 0);
  journey_settle (50);
}

static void
test_typing (void)
{
  Search search;
  JaridaSearchResult *found;
  g_autoptr(JaridaHeadline) first = NULL;

  begin (&search, 12, 1200);
  open_search (&search);
  g_assert_true (gtk_widget_get_mapped (journey_find (GTK_WIDGET (search.search), JARIDA_TYPE_SEARCH_HINT)));
  type (&search, "nouv", 12);
  WAIT_UNTIL (journey_says (GTK_WIDGET (search.search), "12 found"));
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (search.entry), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, "12 found");
  type (&search, "nouvelle 7", 1);
  WAIT_UNTIL (journey_says (GTK_WIDGET (search.search), "1 found"));
  first = g_list_model_get_item (G_LIST_MODEL (jarida_headline_view_get_list (journey_view (search.journey))), 0);
  g_assert_cmpstr (jarida_headline_get_title (first), ==, "Nouvelle 7, édition 1");

  /* Each letter ends the search for the one before: the last is what is answered. */
  gtk_editable_set_text (search.entry, "n");
  gtk_editable_set_text (search.entry, "no");
  type (&search, "nouvelles 3", 1);
  found = jarida_search_pane_get_found (search.search);
  g_assert_cmpuint (jarida_search_result_get_n (found), ==, 1);
  /* With Enter the words are whole; what their beginning found is not taken away for that. */
  type (&search, "nouv", 12);
  g_signal_emit_by_name (search.entry, "activate");
  journey_settle (100);
  g_assert_cmpuint (journey_n_rows (search.journey), ==, 12);
  gtk_editable_set_text (search.entry, "  ");
  WAIT_UNTIL (gtk_widget_get_mapped (journey_find (GTK_WIDGET (search.search), JARIDA_TYPE_SEARCH_HINT)));
  end (&search);
}

/* Back to the place as it was: its list, what is chosen in it, how far it is scrolled, the keyboard. */
static void
test_escape (void)
{
  Search search;
  JaridaHeadlineView *place;
  JaridaHeadlineList *list;
  GtkAdjustment *adjustment;
  gint64 chosen;
  double scrolled;

  begin (&search, 60, 1200);
  place = journey_view (search.journey);
  list = jarida_headline_view_get_list (place);
  adjustment = jarida_headline_view_get_adjustment (place);
  WAIT_UNTIL (gtk_adjustment_get_upper (adjustment) > 2 * gtk_adjustment_get_page_size (adjustment));
  jarida_headline_view_open (place, 2);
  gtk_adjustment_set_value (adjustment, 400);
  journey_settle (100);
  g_assert_true (jarida_headline_view_take_keyboard (place));
  journey_settle (100);
  chosen = jarida_headline_view_get_selected (place);
  scrolled = gtk_adjustment_get_value (adjustment);
  g_assert_cmpfloat (scrolled, >, 0);
  g_assert_true (has_keyboard (place));

  open_search (&search);
  type (&search, "nouvelle", 60);
  g_assert_true (journey_view (search.journey) != place);
  g_assert_true (jarida_headline_view_take_keyboard (journey_view (search.journey)));
  gtk_widget_activate_action (search.window, "win.next", NULL);
  WAIT_UNTIL (jarida_reader_pane_get_article (jarida_window_get_reader_pane (search.journey->window)) != NULL);
  gtk_widget_activate_action (search.window, "win.escape", NULL);
  g_assert_false (is_searching (&search));
  g_assert_true (journey_view (search.journey) == place);
  g_assert_true (jarida_headline_view_get_list (place) == list);
  g_assert_cmpint (jarida_headline_view_get_selected (place), ==, chosen);
  journey_settle (100);
  g_assert_cmpfloat (gtk_adjustment_get_value (adjustment), ==, scrolled);
  g_assert_true (has_keyboard (place));

  /* In the entry too; and what was typed is gone. */
  open_search (&search);
  g_assert_cmpstr (gtk_editable_get_text (search.entry), ==, "");
  g_signal_emit_by_name (search.entry, "stop-search");
  g_assert_false (is_searching (&search));
  g_assert_true (has_keyboard (place));
  end (&search);
}

static void
test_nothing (void)
{
  Search search;
  GtkWidget *button;

  begin (&search, 3, 1200);
  open_search (&search);
  type (&search, "introuvable <b>", 0);
  WAIT_UNTIL (journey_says (GTK_WIDGET (search.search), "Nothing found for “introuvable <b>”"));
  /* Who has no newspaper of a portal is told of portals where nothing was found, and only there. */
  WAIT_UNTIL (journey_shown_button (GTK_WIDGET (search.search), "Manage Newspapers") != NULL);
  type (&search, "nouvelle", 3);
  WAIT_UNTIL (journey_shown_button (GTK_WIDGET (search.search), "Manage Newspapers") == NULL);
  type (&search, "introuvable <b>", 0);
  WAIT_UNTIL (journey_says (GTK_WIDGET (search.search), "Nothing found for “introuvable <b>”"));
  button = journey_shown_button (GTK_WIDGET (search.search), "Clear");
  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
  g_assert_cmpstr (gtk_editable_get_text (search.entry), ==, "");
  g_assert_true (has_keyboard (search.entry));
  WAIT_UNTIL (gtk_widget_get_mapped (journey_find (GTK_WIDGET (search.search), JARIDA_TYPE_SEARCH_HINT)));
  end (&search);
}

/* One newspaper of two; the other has what is not in it. */
static void
test_scope (void)
{
  Search search;
  g_autoptr(NewsServer) other = news_server_new (5);
  g_autofree char *address = news_server_address (other, "/feed.xml");
  g_autoptr(JaridaSource) first = NULL;
  g_autofree char *link = NULL;
  GtkWidget *button;

  begin (&search, 3, 1200);
  other->edition = 77;
  journey_subscribe (search.journey, address, 0);
  WAIT_UNTIL (journey_n_unread (search.journey) == 8);
  first = g_list_model_get_item (jarida_reader_get_sources (search.journey->reader), 0);
  link = g_strdup_printf ("jarida:source/%" G_GINT64_FORMAT, jarida_source_get_id (first));
  g_signal_emit_by_name (jarida_window_get_reader_pane (search.journey->window), "link-activated", link);
  WAIT_UNTIL (journey_n_rows (search.journey) == 3);
  open_search (&search);
  type (&search, "nouvelle", 8);
  g_assert_true (journey_says (GTK_WIDGET (search.search), "In Le Courrier du Bouregreg"));
  /* The button of the menu beside the entry is one too, inside. */
  button = gtk_widget_get_ancestor (find_label (GTK_WIDGET (search.search), "Everywhere"), GTK_TYPE_TOGGLE_BUTTON);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (gtk_widget_get_next_sibling (button)), TRUE);
  WAIT_UNTIL (journey_n_rows (search.journey) == 3);
  type (&search, "77", 0);
  button = journey_shown_button (GTK_WIDGET (search.search), "Search Everywhere");
  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
  WAIT_UNTIL (journey_n_rows (search.journey) == 5);
  end (&search);
}

static void
refreshed_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  *(gboolean *) user_data = jarida_reader_refresh_finish (JARIDA_READER (source), result, NULL, NULL, NULL);
}

static void
refresh (Search *search)
{
  gboolean done = FALSE;

  jarida_reader_refresh_async (search->journey->reader, NULL, 0, TRUE, NULL, refreshed_cb, &done);
  WAIT_UNTIL (done);
}

/* What comes meanwhile: into the list while its beginning is in sight, else the person lets it in. */
static void
test_news (void)
{
  Search search;
  GtkAdjustment *adjustment;
  GtkWidget *pill;

  begin (&search, 40, 1200);
  open_search (&search);
  type (&search, "nouvelle", 40);
  search.server->n_items = 41;
  refresh (&search);
  WAIT_UNTIL (journey_n_rows (search.journey) == 41);

  adjustment = jarida_headline_view_get_adjustment (journey_view (search.journey));
  gtk_adjustment_set_value (adjustment, 300);
  search.server->n_items = 43;
  refresh (&search);
  WAIT_UNTIL ((pill = journey_shown_button (GTK_WIDGET (search.search), "2 new articles")) != NULL);
  g_assert_cmpuint (journey_n_rows (search.journey), ==, 41);
  g_assert_cmpfloat (gtk_adjustment_get_value (adjustment), ==, 300);
  g_signal_emit_by_name (pill, "clicked");
  g_assert_cmpuint (journey_n_rows (search.journey), ==, 43);
  g_assert_cmpfloat (gtk_adjustment_get_value (adjustment), ==, 0);
  end (&search);
}

/* What was searched for is marked in the article; F3 goes there, and the bar for other words takes its turn. */
static void
test_marks (void)
{
  Search search;
  JaridaReaderPane *pane;
  JaridaArticleFind *find;

  begin (&search, 5, 1200);
  pane = jarida_window_get_reader_pane (search.journey->window);
  find = jarida_article_view_get_find (jarida_reader_pane_get_view (pane));
  open_search (&search);
  type (&search, "textes 2 nouvelles", 1);
  jarida_headline_view_open (journey_view (search.journey), 0);
  /* "Nouvelle 2", "Texte de la nouvelle 2."; not the 2 of 2026. */
  WAIT_UNTIL (jarida_reader_pane_get_article (pane) != NULL && jarida_article_find_is_done (find)
              && jarida_article_find_get_n_found (find) > 0);
  g_assert_cmpuint (jarida_article_find_get_n_found (find), ==, 5);
  g_assert_cmpint (jarida_article_find_get_current (find), ==, -1);
  gtk_widget_activate_action (search.window, "win.find-next", NULL);
  g_assert_cmpint (jarida_article_find_get_current (find), ==, 0);
  gtk_widget_activate_action (search.window, "win.find-previous", NULL);
  g_assert_cmpint (jarida_article_find_get_current (find), ==, 4);

  gtk_widget_activate_action (search.window, "win.find", NULL);
  gtk_editable_set_text (GTK_EDITABLE (journey_find (GTK_WIDGET (pane), GTK_TYPE_SEARCH_ENTRY)), "de la");
  WAIT_UNTIL (jarida_article_find_is_done (find) && jarida_article_find_get_n_found (find) == 1);
  g_assert_true (jarida_reader_pane_stop_finding (pane));
  WAIT_UNTIL (jarida_article_find_is_done (find) && jarida_article_find_get_n_found (find) == 5);
  g_object_set (search.window, "searching", FALSE, NULL);
  WAIT_UNTIL (jarida_article_find_is_done (find) && jarida_article_find_get_n_found (find) == 0);
  end (&search);
}

static gboolean
offers (Search     *search,
        const char *name)
{
  GtkWidget *places = journey_find (GTK_WIDGET (search->search), JARIDA_TYPE_SEARCH_PLACES);

  return gtk_widget_get_mapped (places) && journey_says (places, name);
}

/* A name is offered from its first letters, and written as it has to be. */
static void
test_names (void)
{
  Search search;
  GtkWidget *list;

  begin (&search, 5, 1200);
  open_search (&search);
  gtk_editable_set_text (search.entry, "texte journal:bour");
  gtk_editable_set_position (search.entry, -1);
  WAIT_UNTIL (offers (&search, "Le Courrier du Bouregreg"));
  list = journey_find (journey_find (GTK_WIDGET (search.search), JARIDA_TYPE_SEARCH_PLACES), GTK_TYPE_LIST_BOX);
  g_signal_emit_by_name (list, "row-activated", gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 0));
  g_assert_cmpstr (gtk_editable_get_text (search.entry), ==, "texte journal:\"Le Courrier du Bouregreg\" ");
  g_assert_false (offers (&search, ""));
  g_assert_true (has_keyboard (search.entry));
  WAIT_UNTIL (journey_n_rows (search.journey) == 5);
  gtk_editable_set_text (search.entry, "texte journal:nulle");
  gtk_editable_set_position (search.entry, -1);
  WAIT_UNTIL (journey_n_rows (search.journey) == 0);
  g_assert_false (offers (&search, ""));
  end (&search);
}

/* The front page is there again afterwards; a place that is gone to ends it too. */
static void
test_front (void)
{
  Search search;
  JaridaShell *shell;
  const JaridaPlace front = { .kind = JARIDA_PLACE_FRONT };

  begin (&search, 5, 1200);
  shell = jarida_window_get_shell (search.journey->window);
  jarida_sidebar_choose (jarida_window_get_sidebar (search.journey->window), &front);
  g_signal_emit_by_name (jarida_window_get_sidebar (search.journey->window), "place-chosen");
  WAIT_UNTIL (jarida_shell_get_visible (shell, JARIDA_SHELL_PAGE));
  open_search (&search);
  g_assert_true (jarida_shell_get_visible (shell, JARIDA_SHELL_LIST));
  type (&search, "nouvelle", 5);
  g_object_set (search.window, "searching", FALSE, NULL);
  g_assert_true (jarida_shell_get_visible (shell, JARIDA_SHELL_PAGE));

  open_search (&search);
  g_signal_emit_by_name (jarida_window_get_reader_pane (search.journey->window), "link-activated", "jarida:section/1");
  g_assert_false (is_searching (&search));
  g_assert_true (jarida_shell_get_visible (shell, JARIDA_SHELL_LIST));
  end (&search);
}

/* One pane at a time: from the article back to what was found, then to the headlines. */
static void
test_narrow (void)
{
  Search search;
  JaridaShell *shell;

  begin (&search, 5, 360);
  shell = jarida_window_get_shell (search.journey->window);
  open_search (&search);
  type (&search, "nouvelle 2", 1);
  jarida_headline_view_open (journey_view (search.journey), 0);
  WAIT_UNTIL (jarida_shell_get_visible (shell, JARIDA_SHELL_READER));
  gtk_widget_activate_action (search.window, "win.escape", NULL);
  g_assert_true (jarida_shell_get_visible (shell, JARIDA_SHELL_LIST));
  g_assert_true (is_searching (&search));
  g_assert_cmpuint (journey_n_rows (search.journey), ==, 1);
  gtk_widget_activate_action (search.window, "win.escape", NULL);
  g_assert_false (is_searching (&search));
  g_assert_cmpuint (journey_n_rows (search.journey), ==, 5);
  end (&search);
}

/* The order is kept; an example is something to press. */
static void
test_order (void)
{
  Search search;
  GtkWidget *hint;

  begin (&search, 5, 1200);
  open_search (&search);
  type (&search, "nouvelle", 5);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (journey_find (GTK_WIDGET (search.search), GTK_TYPE_DROP_DOWN)), 1);
  g_assert_true (g_settings_get_boolean (search.journey->settings, "search-by-time"));
  WAIT_UNTIL (jarida_headline_list_get_id (jarida_headline_view_get_list (journey_view (search.journey)), 0)
              > jarida_headline_list_get_id (jarida_headline_view_get_list (journey_view (search.journey)), 1));
  gtk_editable_set_text (search.entry, "");
  hint = journey_find (GTK_WIDGET (search.search), JARIDA_TYPE_SEARCH_HINT);
  WAIT_UNTIL (gtk_widget_get_mapped (hint));
  g_signal_emit_by_name (journey_find (hint, GTK_TYPE_BUTTON), "clicked");
  g_assert_cmpstr (gtk_editable_get_text (search.entry), ==, "\"town council\"");
  WAIT_UNTIL (journey_says (GTK_WIDGET (search.search), "Nothing found for “\"town council\"”"));
  end (&search);
}

static guint
count_groups (GtkWidget *root)
{
  guint n = gtk_widget_get_mapped (root) && gtk_widget_has_css_class (root, "group");

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    n += count_groups (child);
  return n;
}

static gboolean
press_alt (JaridaHeadlineView *view,
           guint               key)
{
  g_autoptr(GListModel) controllers = gtk_widget_observe_controllers (GTK_WIDGET (view));
  gboolean taken = FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (controllers) && !taken; i++)
    {
      g_autoptr(GObject) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_KEY (controller))
        g_signal_emit_by_name (controller, "key-pressed", key, 0, GDK_ALT_MASK, &taken);
    }
  return taken;
}

/* What two newspapers have stands together under their names; the keyboard goes from one to the other, and the choice is kept. */
static void
test_groups (void)
{
  Search search;
  g_autoptr(NewsServer) other = news_server_new (3);
  g_autofree char *address = news_server_address (other, "/feed.xml");
  g_autoptr(JaridaHeadline) first = NULL;
  g_autofree char *kept = NULL;
  g_autofree char *label = NULL;
  JaridaHeadlineView *view;
  guint n;

  begin (&search, 4, 1200);
  other->edition = 77;
  journey_subscribe (search.journey, address, 0);
  WAIT_UNTIL (journey_n_unread (search.journey) == 7);
  open_search (&search);
  type (&search, "nouvelle", 7);
  view = journey_view (search.journey);
  g_assert_cmpuint (count_groups (GTK_WIDGET (view)), ==, 0);
  g_assert_false (press_alt (view, GDK_KEY_Down));

  gtk_widget_activate_action (GTK_WIDGET (search.search), "search.grouping", "s", "newspaper");
  kept = g_settings_get_string (search.journey->settings, "search-grouping");
  g_assert_cmpstr (kept, ==, "newspaper");
  WAIT_UNTIL (count_groups (GTK_WIDGET (view)) == 2);
  first = g_list_model_get_item (G_LIST_MODEL (jarida_headline_view_get_list (view)), 0);
  n = jarida_headline_get_group_size (first);
  g_assert_true (n == 3 || n == 4);
  label = jarida_headline_row_dup_label (first);
  g_assert_true (g_str_has_prefix (label, n == 3 ? "Le Courrier du Bouregreg, 3 articles: Unread, Nouvelle "
                                                 : "Le Courrier du Bouregreg, 4 articles: Unread, Nouvelle "));
  g_assert_true (press_alt (view, GDK_KEY_Down));
  g_assert_cmpint (jarida_headline_view_get_selected (view), ==,
                   jarida_headline_list_get_id (jarida_headline_view_get_list (view), n));
  g_assert_false (press_alt (view, GDK_KEY_Down));
  g_assert_true (press_alt (view, GDK_KEY_Up));
  g_assert_cmpint (jarida_headline_view_get_selected (view), ==, jarida_headline_get_id (first));

  gtk_widget_activate_action (GTK_WIDGET (search.search), "search.grouping", "s", "day");
  WAIT_UNTIL (count_groups (GTK_WIDGET (view)) >= 3);
  g_settings_set_string (search.journey->settings, "search-grouping", "none");
  WAIT_UNTIL (count_groups (GTK_WIDGET (view)) == 0);
  end (&search);
}

static void
painted_cb (GdkFrameClock *clock,
            gpointer       user_data)
{
  GtkAdjustment *adjustment = user_data;

  g_signal_handlers_disconnect_by_func (clock, painted_cb, adjustment);
  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment));
}

/* At the end of a frame, when every row has its place: GTK scrolls to none before, and says so. */
static void
scroll_to_end (Search        *search,
               GtkAdjustment *adjustment)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (search->journey->window));

  g_signal_connect (clock, "after-paint", G_CALLBACK (painted_cb), adjustment);
  gdk_frame_clock_request_phase (clock, GDK_FRAME_CLOCK_PHASE_PAINT);
  WAIT_UNTIL (g_signal_handler_find (clock, G_SIGNAL_MATCH_FUNC | G_SIGNAL_MATCH_DATA, 0, 0, NULL, painted_cb, adjustment) == 0);
  journey_settle (50);
}

/* More than is looked for at once: the number is true, the rest comes before the end of the list is reached, and what is in sight stays. By
 * newspaper it comes when it is asked for. */
static void
test_older (void)
{
  Search search;
  GtkAdjustment *adjustment;
  JaridaHeadlineList *list;
  GtkWidget *button;
  double value;
  guint n;

  begin (&search, 2300, 1200);
  WAIT_UNTIL (jarida_reader_get_unindexed (search.journey->reader) == 0);
  open_search (&search);
  g_settings_set_boolean (search.journey->settings, "search-by-time", TRUE);
  gtk_editable_set_text (search.entry, "nouvelle");
  WAIT_UNTIL (journey_says (GTK_WIDGET (search.search), "2300 found"));
  list = jarida_headline_view_get_list (journey_view (search.journey));
  n = g_list_model_get_n_items (G_LIST_MODEL (list));
  g_assert_cmpuint (n, <, 2300);
  adjustment = jarida_headline_view_get_adjustment (journey_view (search.journey));
  WAIT_UNTIL (gtk_adjustment_get_upper (adjustment) > 20 * gtk_adjustment_get_page_size (adjustment));
  journey_settle (50);
  value = gtk_adjustment_get_upper (adjustment) - 3 * gtk_adjustment_get_page_size (adjustment);
  gtk_adjustment_set_value (adjustment, value);
  WAIT_UNTIL (g_list_model_get_n_items (G_LIST_MODEL (list)) > n);
  journey_settle (100);
  g_assert_cmpfloat (gtk_adjustment_get_value (adjustment), ==, value);
  while (g_list_model_get_n_items (G_LIST_MODEL (list)) < 2300)
    scroll_to_end (&search, adjustment);
  g_assert_true (journey_says (GTK_WIDGET (search.search), "2300 found"));
  for (guint i = 1; i < 2300; i++)
    g_assert_cmpint (jarida_headline_list_get_id (list, i), <, jarida_headline_list_get_id (list, i - 1));

  g_settings_set_string (search.journey->settings, "search-grouping", "newspaper");
  gtk_editable_set_text (search.entry, "édition");
  WAIT_UNTIL (g_list_model_get_n_items (G_LIST_MODEL (list)) < 2300 && journey_says (GTK_WIDGET (search.search), "2300 found"));
  n = g_list_model_get_n_items (G_LIST_MODEL (list));
  g_assert_null (journey_shown_button (GTK_WIDGET (search.search), "Show More"));
  while ((button = journey_shown_button (GTK_WIDGET (search.search), "Show More")) == NULL)
    scroll_to_end (&search, adjustment);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, n);
  g_signal_emit_by_name (button, "clicked");
  WAIT_UNTIL (g_list_model_get_n_items (G_LIST_MODEL (list)) > n);
  end (&search);
}

int
main (int   argc,
      char *argv[])
{
  journey_init (&argc, &argv);
  g_test_add_func ("/window/search/typing", test_typing);
  g_test_add_func ("/window/search/escape", test_escape);
  g_test_add_func ("/window/search/nothing", test_nothing);
  g_test_add_func ("/window/search/scope", test_scope);
  g_test_add_func ("/window/search/news", test_news);
  g_test_add_func ("/window/search/marks", test_marks);
  g_test_add_func ("/window/search/names", test_names);
  g_test_add_func ("/window/search/front", test_front);
  g_test_add_func ("/window/search/narrow", test_narrow);
  g_test_add_func ("/window/search/order", test_order);
  g_test_add_func ("/window/search/groups", test_groups);
  g_test_add_func ("/window/search/older", test_older);
  return g_test_run ();
}
