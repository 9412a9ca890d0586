/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-filter-sheet.h"
#include "jarida-filters-sheet.h"
#include "jarida-search-pane.h"
#include "journey.h"

/* Searches that are kept, and filters, as a person at the window does it. */

typedef struct
{
  NewsServer *server;     /* (owned) */
  Journey    *journey;
  GtkWidget  *window;
} Filters;

static void
begin (Filters *filters,
       guint    n_articles)
{
  g_autofree char *address = NULL;

  *filters = (Filters) { .server = news_server_new (n_articles) };
  address = news_server_address (filters->server, "/feed.xml");
  filters->journey = journey_new (NULL, 1200, 800);
  journey_subscribe (filters->journey, address, 0);
  WAIT_UNTIL (journey_n_rows (filters->journey) == n_articles);
  WAIT_UNTIL (jarida_reader_get_unindexed (filters->journey->reader) == 0);
  filters->window = GTK_WIDGET (filters->journey->window);
}

static void
end (Filters *filters)
{
  journey_end (filters->journey, FALSE);
  news_server_free (filters->server);
}

static JaridaSearchPane *
search (Filters    *filters,
        const char *words,
        guint       n)
{
  JaridaSearchPane *pane;

  gtk_widget_activate_action (filters->window, "win.search", NULL);
  pane = JARIDA_SEARCH_PANE (journey_find (GTK_WIDGET (jarida_window_get_headlines (filters->journey->window)), JARIDA_TYPE_SEARCH_PANE));
  gtk_editable_set_text (GTK_EDITABLE (journey_find (GTK_WIDGET (pane), GTK_TYPE_SEARCH_ENTRY)), words);
  WAIT_UNTIL (journey_n_rows (filters->journey) == n && jarida_search_pane_get_found (pane) != NULL);
  return pane;
}

static gboolean
is_searching (Filters *filters)
{
  gboolean searching;

  g_object_get (filters->window, "searching", &searching, NULL);
  return searching;
}

static guint
n_searches (Filters *filters)
{
  return g_list_model_get_n_items (jarida_reader_get_saved_searches (filters->journey->reader));
}

static guint
n_filters (Filters *filters)
{
  return g_list_model_get_n_items (jarida_reader_get_filters (filters->journey->reader));
}

static JaridaSavedSearch *
get_search (Filters *filters,
            guint    position)
{
  g_autoptr(JaridaSavedSearch) one = g_list_model_get_item (jarida_reader_get_saved_searches (filters->journey->reader), position);

  return one;   /* the list keeps it */
}

static void
save_search (Filters    *filters,
             const char *words,
             guint       n,
             const char *name)
{
  const guint before = n_searches (filters);
  GtkWidget *dialog;
  GtkEditable *entry;

  search (filters, words, n);
  gtk_widget_activate_action (filters->window, "win.keep-search", NULL);
  WAIT_UNTIL (journey_dialog (filters->journey) != NULL);
  dialog = journey_dialog (filters->journey);
  entry = GTK_EDITABLE (journey_find (dialog, ADW_TYPE_ENTRY_ROW));
  g_assert_cmpstr (gtk_editable_get_text (entry), ==, words);
  gtk_editable_set_text (entry, name);
  g_signal_emit_by_name (journey_button (dialog, "_Save"), "clicked");
  WAIT_UNTIL (journey_dialog (filters->journey) == NULL && n_searches (filters) == before + 1);
  WAIT_UNTIL (jarida_saved_search_get_unread (get_search (filters, before)) == (int) n);
  gtk_widget_activate_action (filters->window, "win.escape", NULL);
  WAIT_UNTIL (!is_searching (filters));
}

/* Whether a line of the sidebar has that title. */
static gboolean
has_line (Filters    *filters,
          const char *title)
{
  GtkWidget *view = journey_find (GTK_WIDGET (jarida_window_get_sidebar (filters->journey->window)), GTK_TYPE_LIST_VIEW);
  GListModel *lines = G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (view)));

  for (guint i = 0; i < g_list_model_get_n_items (lines); i++)
    {
      g_autoptr(GtkTreeListRow) row = g_list_model_get_item (lines, i);
      g_autoptr(JaridaSidebarEntry) entry = gtk_tree_list_row_get_item (row);

      if (g_strcmp0 (jarida_sidebar_entry_get_title (entry), title) == 0)
        return TRUE;
    }
  return FALSE;
}

static void
choose (Filters         *filters,
        JaridaPlaceKind  kind,
        gint64           id)
{
  JaridaSidebar *sidebar = jarida_window_get_sidebar (filters->journey->window);

  WAIT_UNTIL (jarida_sidebar_choose (sidebar, &(JaridaPlace) { .kind = kind, .id = id }));
  g_signal_emit_by_name (sidebar, "place-chosen");
}

/* Kept, opened from the sidebar, counted down, renamed, moved, removed, and all of it taken back. */
static void
test_search (void)
{
  Filters filters;
  JaridaPlace place;

  begin (&filters, 12);
  save_search (&filters, "nouvelle 7", 1, "Sept");
  save_search (&filters, "nouvelle", 12, "Toutes");
  WAIT_UNTIL (has_line (&filters, "Searches") && has_line (&filters, "Sept"));
  choose (&filters, JARIDA_PLACE_SAVED_SEARCH, jarida_saved_search_get_id (get_search (&filters, 0)));
  g_assert_true (is_searching (&filters));
  WAIT_UNTIL (journey_n_rows (filters.journey) == 1);
  g_assert_true (journey_says (filters.window, "Sept"));
  g_settings_get (filters.journey->settings, "last-place", "(ix)", &place.kind, &place.id);
  g_assert_cmpint (place.kind, ==, JARIDA_PLACE_SAVED_SEARCH);
  jarida_headline_view_open (journey_view (filters.journey), 0);
  WAIT_UNTIL (jarida_saved_search_get_unread (get_search (&filters, 0)) == 0);
  g_assert_cmpint (jarida_saved_search_get_unread (get_search (&filters, 1)), ==, 11);
  /* What the menu of the line has. */
  gtk_widget_activate_action (filters.window, "win.move-search-down", NULL);
  g_assert_cmpstr (jarida_saved_search_get_name (get_search (&filters, 1)), ==, "Sept");
  gtk_widget_activate_action (filters.window, "win.move-search-up", NULL);
  g_assert_cmpstr (jarida_saved_search_get_name (get_search (&filters, 0)), ==, "Sept");
  gtk_widget_activate_action (filters.window, "win.remove-entry", NULL);
  WAIT_UNTIL (n_searches (&filters) == 1);
  gtk_widget_activate_action (filters.window, "win.undo", NULL);
  WAIT_UNTIL (n_searches (&filters) == 2);
  g_assert_cmpstr (jarida_saved_search_get_name (get_search (&filters, 0)), ==, "Sept");
  gtk_widget_activate_action (filters.window, "win.escape", NULL);
  end (&filters);
}

/* It is what the next start opens. */
static void
test_last_place (void)
{
  Filters filters;
  g_autofree char *folder = NULL;

  begin (&filters, 12);
  save_search (&filters, "nouvelle 7", 1, "Sept");
  choose (&filters, JARIDA_PLACE_SAVED_SEARCH, jarida_saved_search_get_id (get_search (&filters, 0)));
  WAIT_UNTIL (journey_n_rows (filters.journey) == 1);
  folder = g_strdup (filters.journey->folder);
  journey_end (filters.journey, TRUE);
  filters.journey = journey_new (folder, 1200, 800);
  WAIT_UNTIL (journey_n_rows (filters.journey) == 1);
  filters.window = GTK_WIDGET (filters.journey->window);
  g_assert_true (is_searching (&filters));
  g_assert_true (journey_says (filters.window, "Sept"));
  gtk_widget_activate_action (filters.window, "win.escape", NULL);
  WAIT_UNTIL (!is_searching (&filters));
  end (&filters);
}

/* Made of a search, tried while it is typed, done to what is kept; then what it hides has a place, and comes back with an undo. */
static void
test_filter (void)
{
  Filters filters;
  GtkWidget *dialog;
  GtkEditable *entry;

  begin (&filters, 12);
  search (&filters, "nouvelle 7", 1);
  gtk_widget_activate_action (filters.window, "win.filter-search", NULL);
  WAIT_UNTIL (journey_dialog (filters.journey) != NULL);
  dialog = journey_dialog (filters.journey);
  g_assert_true (JARIDA_IS_FILTER_SHEET (dialog));
  entry = GTK_EDITABLE (journey_find (dialog, ADW_TYPE_ENTRY_ROW));
  WAIT_UNTIL (journey_says (dialog, "Would hide 1 article of 12"));
  gtk_editable_set_text (entry, "nouvelle 7 OR 8");
  WAIT_UNTIL (journey_says (dialog, "Would hide 2 articles of 12"));
  gtk_editable_set_text (entry, "\"((");
  WAIT_UNTIL (journey_says (dialog, "Would hide 0 articles of 12"));
  gtk_editable_set_text (entry, "");
  WAIT_UNTIL (journey_says (dialog, "Type words, or choose a newspaper."));
  g_assert_false (gtk_widget_get_sensitive (journey_button (dialog, "_Save")));
  gtk_editable_set_text (entry, "nouvelle 7 OR 8");
  gtk_switch_set_active (GTK_SWITCH (journey_find (dialog, GTK_TYPE_SWITCH)), TRUE);
  g_signal_emit_by_name (journey_button (dialog, "_Save"), "clicked");
  WAIT_UNTIL (journey_dialog (filters.journey) == NULL && n_filters (&filters) == 1);
  gtk_widget_activate_action (filters.window, "win.escape", NULL);
  WAIT_UNTIL (journey_n_rows (filters.journey) == 10);
  WAIT_UNTIL (journey_says (filters.window, "2 articles were hidden."));
  choose (&filters, JARIDA_PLACE_FILTERED, 0);
  WAIT_UNTIL (journey_n_rows (filters.journey) == 2);
  gtk_widget_activate_action (filters.window, "win.undo", NULL);
  WAIT_UNTIL (jarida_reader_count (filters.journey->reader, &(JaridaPlace) { .kind = JARIDA_PLACE_ALL }) == 12);
  end (&filters);
}

static guint
count (Filters         *filters,
       JaridaPlaceKind  kind)
{
  return jarida_reader_count (filters->journey->reader, &(JaridaPlace) { .kind = kind });
}

/* In the list of what is hidden each has a button that shows it all the same, and a key does so too; both are taken back. */
static void
test_all_the_same (void)
{
  Filters filters;
  GtkWidget *view, *button;
  g_autoptr(JaridaFilter) filter = jarida_filter_new ();
  g_autoptr(JaridaHeadline) headline = NULL;
  gint64 first;

  begin (&filters, 12);
  g_assert_null (journey_button (filters.window, "Show All the Same"));
  jarida_filter_set_query (filter, "nouvelle 7 OR 8");
  jarida_reader_save_filter_async (filters.journey->reader, filter, NULL, NULL, NULL);
  WAIT_UNTIL (n_filters (&filters) == 1);
  jarida_reader_apply_filter_async (filters.journey->reader, filter, NULL, NULL, NULL, NULL, NULL);
  WAIT_UNTIL (count (&filters, JARIDA_PLACE_FILTERED) == 2);
  choose (&filters, JARIDA_PLACE_FILTERED, 0);
  WAIT_UNTIL (journey_n_rows (filters.journey) == 2);
  view = GTK_WIDGET (journey_view (filters.journey));
  headline = g_list_model_get_item (G_LIST_MODEL (jarida_headline_view_get_list (JARIDA_HEADLINE_VIEW (view))), 0);
  first = jarida_headline_get_id (headline);
  WAIT_UNTIL ((button = journey_shown_button (filters.window, "win.show-all-the-same")) != NULL);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, "Show All the Same");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, jarida_headline_get_title (headline));
  g_signal_emit_by_name (button, "clicked");
  WAIT_UNTIL (count (&filters, JARIDA_PLACE_FILTERED) == 1 && count (&filters, JARIDA_PLACE_ALL) == 11);
  g_assert_false (jarida_reader_is_filtered (filters.journey->reader, first));
  WAIT_UNTIL (journey_n_rows (filters.journey) == 1);
  WAIT_UNTIL (journey_says (filters.window, "The article is shown whatever filters say."));
  gtk_widget_activate_action (filters.window, "win.undo", NULL);
  WAIT_UNTIL (count (&filters, JARIDA_PLACE_FILTERED) == 2);

  WAIT_UNTIL (journey_n_rows (filters.journey) == 2);
  gtk_widget_activate_action (filters.window, "win.next", NULL);
  gtk_widget_activate_action (filters.window, "win.show-this-all-the-same", NULL);
  WAIT_UNTIL (count (&filters, JARIDA_PLACE_ALL) == 11);
  gtk_widget_activate_action (filters.window, "win.undo", NULL);
  WAIT_UNTIL (count (&filters, JARIDA_PLACE_FILTERED) == 2);
  choose (&filters, JARIDA_PLACE_ALL, 0);
  WAIT_UNTIL (journey_n_rows (filters.journey) == 10);
  WAIT_UNTIL (journey_shown_button (filters.window, "win.show-all-the-same") == NULL);
  gtk_widget_activate_action (filters.window, "win.next", NULL);
  gtk_widget_activate_action (filters.window, "win.show-this-all-the-same", NULL);
  WAIT_UNTIL (journey_says (filters.window, "No filter hides this article."));
  end (&filters);
}

/* The list of them: on and off, removed and taken back; and an empty one says what to do. */
static void
test_list (void)
{
  Filters filters;
  GtkWidget *dialog, *button;
  g_autoptr(JaridaFilter) filter = jarida_filter_new ();

  begin (&filters, 12);
  gtk_widget_activate_action (filters.window, "win.filters", NULL);
  WAIT_UNTIL (journey_dialog (filters.journey) != NULL);
  dialog = journey_dialog (filters.journey);
  WAIT_UNTIL (journey_says (dialog, "No Filters"));
  jarida_filter_set_query (filter, "nouvelle <b>");
  jarida_reader_save_filter_async (filters.journey->reader, filter, NULL, NULL, NULL);
  WAIT_UNTIL (journey_says (dialog, "nouvelle <b>") && journey_says (dialog, "Everywhere"));
  button = journey_find (dialog, GTK_TYPE_SWITCH);
  g_assert_true (gtk_switch_get_active (GTK_SWITCH (button)));
  /* A screen reader says of which filter they are, also when that is another one. */
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, "nouvelle <b>, Hide · Everywhere");
  jarida_filter_set_action (filter, JARIDA_FILTER_ACTION_SAVE);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (gtk_widget_get_next_sibling (button)), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                       "nouvelle <b>, Save · Everywhere");
  gtk_switch_set_active (GTK_SWITCH (button), FALSE);
  WAIT_UNTIL (!jarida_filter_get_enabled (filter));
  jarida_reader_undo (filters.journey->reader);
  WAIT_UNTIL (gtk_switch_get_active (GTK_SWITCH (button)));
  g_signal_emit_by_name (gtk_widget_get_next_sibling (button), "clicked");
  WAIT_UNTIL (n_filters (&filters) == 0);
  WAIT_UNTIL (journey_says (dialog, "No Filters"));
  jarida_reader_undo (filters.journey->reader);
  WAIT_UNTIL (n_filters (&filters) == 1);
  jarida_sheet_leave (JARIDA_SHEET (dialog));
  end (&filters);
}

int
main (int   argc,
      char *argv[])
{
  journey_init (&argc, &argv);
  g_test_add_func ("/window/filters/search", test_search);
  g_test_add_func ("/window/filters/last-place", test_last_place);
  g_test_add_func ("/window/filters/filter", test_filter);
  g_test_add_func ("/window/filters/all-the-same", test_all_the_same);
  g_test_add_func ("/window/filters/list", test_list);
  return g_test_run ();
}
