/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "jarida-headline-row.h"
#include "jarida-online-notice.h"
#include "jarida-reader-private.h"
#include "jarida-search-online.h"
#include "portal-journey.h"

/* Searching the portal of the demo too, as a person at the window does it. The cases follow one another. */

static struct
{
  Journey          *journey;
  JaridaSearchPane *search;
  GtkEditable      *entry;
  GtkWidget        *bar;
} at;

/* What the first case has kept. */
static struct
{
  gint64  id;
  char   *words;
} kept;

static void
open_search (int width)
{
  at.journey = portal_open (width, 800);
  gtk_widget_activate_action (GTK_WIDGET (at.journey->window), "win.search", NULL);
  at.search = JARIDA_SEARCH_PANE (journey_find (GTK_WIDGET (at.journey->window), JARIDA_TYPE_SEARCH_PANE));
  at.entry = GTK_EDITABLE (journey_find (GTK_WIDGET (at.search), GTK_TYPE_SEARCH_ENTRY));
  at.bar = journey_find (GTK_WIDGET (at.search), JARIDA_TYPE_SEARCH_ONLINE);
}

static void
type (const char *words)
{
  JaridaSearchResult *found;

  gtk_editable_set_text (at.entry, words);
  do
    {
      journey_settle (1);
      found = jarida_search_pane_get_found (at.search);
    }
  while (found == NULL || !g_str_equal (jarida_search_result_get_text (found), words));
  WAIT_UNTIL (jarida_reader_get_unindexed (at.journey->reader) == 0);
  journey_settle (50);
}

static JaridaOnlineSearch *
get_online (void)
{
  return jarida_search_pane_get_online (at.search);
}

static GListModel *
get_rows (void)
{
  return jarida_online_search_get_rows (get_online ());
}

static void
press (const char *label)
{
  GtkWidget *button = journey_shown_button (at.bar, label);

  g_assert_nonnull (button);
  g_assert_true (gtk_widget_get_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
}

static void
wait_for_portal (void)
{
  WAIT_UNTIL (jarida_online_search_get_state (get_online ()) != JARIDA_ONLINE_ASKING);
}

static guint
count_requests (const char *part)
{
  g_autoptr(GPtrArray) requests = portal_read_requests ();
  guint n = 0;

  for (guint i = 0; i < requests->len; i++)
    n += strstr (((DemoRequest *) g_ptr_array_index (requests, i))->path, part) != NULL;
  return n;
}

/* The position of the first row that only the portal has. */
static guint
find_online (void)
{
  for (guint i = 0; i < g_list_model_get_n_items (get_rows ()); i++)
    {
      g_autoptr(JaridaHeadline) row = g_list_model_get_item (get_rows (), i);

      if (jarida_headline_get_online (row))
        return journey_n_rows (at.journey) + i;
    }
  return GTK_INVALID_LIST_POSITION;
}

static guint
count_all (gboolean unread)
{
  const JaridaPlace all = { .kind = JARIDA_PLACE_ALL };

  return unread ? jarida_reader_count_unread (at.journey->reader, &all) : jarida_reader_count (at.journey->reader, &all);
}

/* The row in sight that shows it. */
static GtkWidget *
find_row (GtkWidget *root,
          gint64     id)
{
  JaridaHeadline *headline = JARIDA_IS_HEADLINE_ROW (root) && gtk_widget_get_mapped (root)
                               ? jarida_headline_row_get_headline (JARIDA_HEADLINE_ROW (root)) : NULL;
  GtkWidget *found = NULL;

  if (headline != NULL && jarida_headline_get_id (headline) == id)
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL; child = gtk_widget_get_next_sibling (child))
    found = find_row (child, id);
  return found;
}

static JaridaReaderPane *
get_reader_pane (void)
{
  return JARIDA_READER_PANE (journey_find (GTK_WIDGET (at.journey->window), JARIDA_TYPE_READER_PANE));
}

/* Nothing is sent by typing, it is said what would be, and the rows that come are marked. */
static void
test_ask (void)
{
  JaridaHeadlineView *view;
  JaridaHeadline *row;
  guint n_local;
  g_autofree char *label = NULL;

  open_search (1200);
  g_assert_false (gtk_widget_get_mapped (gtk_widget_get_first_child (at.bar)));
  type ("conseil -football");
  n_local = journey_n_rows (at.journey);
  g_assert_nonnull (journey_shown_button (at.bar, "Search the Portal Too"));
  g_assert_true (journey_says (at.bar, "Sends “conseil” to 127.0.0.100"));
  g_assert_cmpuint (count_requests ("/search/"), ==, 0);
  press ("Search the Portal Too");
  g_assert_nonnull (journey_shown_button (at.bar, "Cancel"));
  g_assert_true (journey_says (at.bar, "Asking 127.0.0.100"));
  wait_for_portal ();
  g_assert_cmpuint (count_requests ("/search/"), ==, 1);
  g_assert_cmpuint (count_requests ("/fr/search/conseil"), ==, 1);
  g_assert_true (journey_says (at.bar, "more from the portal. That is all there is."));
  view = journey_view (at.journey);
  g_assert_cmpuint (journey_n_rows (at.journey), ==, n_local);
  g_assert_cmpuint (find_online (), !=, GTK_INVALID_LIST_POSITION);

  /* Walked to, it says what it is, and costs nothing. */
  g_signal_emit_by_name (view, "shown", (gint64) -1);
  WAIT_UNTIL (journey_says (GTK_WIDGET (get_reader_pane ()), "At the Portal"));
  g_assert_null (jarida_reader_pane_get_article (get_reader_pane ()));
  g_assert_cmpuint (count_all (FALSE), >, 0);
  row = g_list_model_get_item (get_rows (), find_online () - n_local);
  label = jarida_headline_row_dup_label (row);
  g_assert_true (g_str_has_prefix (label, "At the portal, "));
  WAIT_UNTIL (find_row (GTK_WIDGET (view), jarida_headline_get_id (row)) != NULL);
  g_object_unref (row);
  /* Who is done with searching is not asked about its rows any more. */
  gtk_widget_activate_action (GTK_WIDGET (at.journey->window), "win.search", NULL);
  g_signal_emit_by_name (at.entry, "stop-search");
  WAIT_UNTIL (journey_says (GTK_WIDGET (get_reader_pane ()), "No Article Open"));
  portal_close (at.journey);
}

/* It is fetched, shown, and on the shelf: read, under its newspaper, in the list where it stood. */
static void
test_open (void)
{
  guint n_all, n_unread, position;
  g_autoptr(JaridaHeadline) row = NULL;
  const JaridaArticle *article;

  open_search (1200);
  type ("conseil");
  press ("Search the Portal Too");
  wait_for_portal ();
  n_all = count_all (FALSE);
  n_unread = count_all (TRUE);
  position = find_online ();
  row = g_list_model_get_item (get_rows (), position - journey_n_rows (at.journey));
  g_assert_true (jarida_headline_view_open (journey_view (at.journey), position));
  WAIT_UNTIL (jarida_reader_pane_get_article (get_reader_pane ()) != NULL);
  article = jarida_reader_pane_get_article (get_reader_pane ());
  kept.id = article->id;
  kept.words = g_strdup_printf ("\"%s\"", article->title);
  g_assert_true (article->complete);
  g_assert_true (article->read);
  g_assert_cmpstr (article->address, ==, jarida_headline_get_address (row));
  g_assert_cmpuint (count_all (FALSE), ==, n_all + 1);
  g_assert_cmpuint (count_all (TRUE), ==, n_unread);
  g_assert_cmpint (jarida_headline_view_get_selected (journey_view (at.journey)), ==, kept.id);
  g_clear_object (&row);
  row = g_list_model_get_item (get_rows (), position - journey_n_rows (at.journey));
  g_assert_cmpint (jarida_headline_get_id (row), ==, kept.id);
  g_assert_false (jarida_headline_get_online (row));
  /* The index takes it in: the list does not move for that, nor say that there is news. */
  WAIT_UNTIL (jarida_reader_get_unindexed (at.journey->reader) == 0);
  journey_settle (300);
  g_assert_cmpint (jarida_headline_view_get_selected (journey_view (at.journey)), ==, kept.id);
  portal_close (at.journey);
}

/* Page after page, in the narrowest window. */
static void
test_pages (void)
{
  guint n;

  open_search (360);
  type ("le");
  press ("Search the Portal Too");
  wait_for_portal ();
  n = jarida_online_search_get_n_come (get_online ());
  g_assert_cmpint (jarida_online_search_get_state (get_online ()), ==, JARIDA_ONLINE_MORE);
  press ("More From the Portal");
  wait_for_portal ();
  g_assert_cmpuint (jarida_online_search_get_n_come (get_online ()), >, n);
  g_assert_cmpuint (count_requests ("/fr/search/le"), ==, 2);
  /* Other words, and what had come is gone; the same with Enter, and it stays. */
  n = g_list_model_get_n_items (get_rows ());
  g_signal_emit_by_name (at.entry, "activate");
  journey_settle (50);
  g_assert_cmpuint (g_list_model_get_n_items (get_rows ()), ==, n);
  type ("les");
  g_assert_cmpuint (g_list_model_get_n_items (get_rows ()), ==, 0);
  g_assert_nonnull (journey_shown_button (at.bar, "Search the Portal Too"));
  portal_close (at.journey);
}

/* Where nobody can be asked it says why, and what to do. */
static void
test_reasons (void)
{
  open_search (700);
  type ("is:unread");
  g_assert_false (gtk_widget_get_sensitive (journey_shown_button (at.bar, "Search the Portal Too")));
  g_assert_true (journey_says (at.bar, "no word that could be sent"));
  type ("zzyzx");
  g_assert_true (journey_says (GTK_WIDGET (at.search), "Nothing found for “zzyzx”"));
  _jarida_reader_set_online (at.journey->reader, FALSE);
  g_assert_false (gtk_widget_get_sensitive (journey_shown_button (at.bar, "Search the Portal Too")));
  g_assert_true (journey_says (at.bar, "no network"));
  _jarida_reader_set_online (at.journey->reader, TRUE);
  /* By the keyboard, which is somewhere afterwards, too. */
  gtk_widget_grab_focus (journey_shown_button (at.bar, "Search the Portal Too"));
  press ("Search the Portal Too");
  wait_for_portal ();
  g_assert_true (journey_says (at.bar, "Nothing more at the portal."));
  g_assert_true (gtk_widget_is_ancestor (gtk_root_get_focus (GTK_ROOT (at.journey->window)), GTK_WIDGET (at.search)));
  g_assert_true (journey_says (GTK_WIDGET (at.search), "Nothing found for “zzyzx”"));
  portal_close (at.journey);
}

/* The portal is gone: what was opened is found, and the rest says so. */
static void
test_without (void)
{
  JaridaHeadlineList *list;
  guint position;

  open_search (1200);
  type ("le");
  press ("Search the Portal Too");
  wait_for_portal ();
  /* What is newest is here already. */
  while (find_online () == GTK_INVALID_LIST_POSITION)
    {
      press ("More From the Portal");
      wait_for_portal ();
    }
  {
    g_autoptr(GPtrArray) requests = portal_read_requests ();

    demo_check_manners (requests);
  }
  position = find_online ();
  portal_stop ();
  /* One that has not come is not there. */
  g_assert_true (jarida_headline_view_open (journey_view (at.journey), position));
  WAIT_UNTIL (journey_says (GTK_WIDGET (get_reader_pane ()), "This Article Could Not Be Fetched"));
  g_assert_true (journey_says (GTK_WIDGET (get_reader_pane ()), "could not be reached"));
  g_assert_nonnull (journey_shown_button (GTK_WIDGET (get_reader_pane ()), "Try Again"));
  type (kept.words);
  list = jarida_headline_view_get_list (journey_view (at.journey));
  position = jarida_headline_list_find (list, kept.id);
  g_assert_cmpuint (position, !=, GTK_INVALID_LIST_POSITION);
  g_assert_true (jarida_headline_view_open (journey_view (at.journey), position));
  WAIT_UNTIL (jarida_reader_pane_get_article (get_reader_pane ()) != NULL);
  g_assert_cmpint (jarida_reader_pane_get_article (get_reader_pane ())->id, ==, kept.id);
  g_assert_nonnull (jarida_reader_pane_get_article (get_reader_pane ())->content);
  press ("Search the Portal Too");
  wait_for_portal ();
  g_assert_true (journey_says (at.bar, "could not be reached"));
  g_assert_nonnull (journey_shown_button (at.bar, "Try Again"));
  portal_close (at.journey);
}

int
main (int   argc,
      char *argv[])
{
  int status;

  portal_init (&argc, &argv);
  g_test_add_func ("/window/online/ask", test_ask);
  g_test_add_func ("/window/online/open", test_open);
  g_test_add_func ("/window/online/pages", test_pages);
  g_test_add_func ("/window/online/reasons", test_reasons);
  g_test_add_func ("/window/online/without", test_without);
  status = g_test_run ();
  portal_end ();
  g_free (kept.words);
  return status;
}
