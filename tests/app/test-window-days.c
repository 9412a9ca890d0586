/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-front-calendar.h"
#include "jarida-time-text.h"
#include "journey.h"

/* The days in the sidebar: the last ones, and through the calendar all others. */

#define N_ITEMS 12
#define N_SHOWN 7

static GtkWidget *
get_view (Journey *journey)
{
  return journey_find (GTK_WIDGET (jarida_window_get_sidebar (journey->window)), GTK_TYPE_LIST_VIEW);
}

/* G_MAXUINT: there is no such line. */
static guint
find_line (Journey         *journey,
           const char      *title,
           GtkTreeListRow **out_row)
{
  GListModel *lines = G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (get_view (journey))));

  for (guint i = 0; i < g_list_model_get_n_items (lines); i++)
    {
      g_autoptr(GtkTreeListRow) row = g_list_model_get_item (lines, i);
      g_autoptr(JaridaSidebarEntry) entry = gtk_tree_list_row_get_item (row);

      if (g_strcmp0 (jarida_sidebar_entry_get_title (entry), title) != 0)
        continue;
      if (out_row != NULL)
        *out_row = row;   /* the model keeps it */
      return i;
    }
  return G_MAXUINT;
}

static void
press (Journey    *journey,
       const char *title)
{
  const guint line = find_line (journey, title, NULL);

  g_assert_cmpuint (line, !=, G_MAXUINT);
  gtk_widget_activate_action (get_view (journey), "list.activate-item", "u", line);
}

static gboolean
is_open (Journey *journey)
{
  GtkTreeListRow *row = NULL;

  g_assert_cmpuint (find_line (journey, "Days", &row), !=, G_MAXUINT);
  return gtk_tree_list_row_get_expanded (row);
}

static JaridaPlace
get_place (Journey *journey)
{
  JaridaPlace place;

  jarida_headline_pane_get_place (jarida_window_get_headlines (journey->window), &place);
  return place;
}

/* The @nth newest day that has articles. */
static guint32
find_day (Journey *journey,
          guint    nth)
{
  guint32 day = jarida_reader_find_day (journey->reader, 0, 0);

  for (; nth > 0; nth--)
    day = jarida_reader_find_day (journey->reader, day, -1);
  g_assert_cmpuint (day, !=, 0);
  return day;
}

static char *
dup_title (Journey *journey,
           guint    nth)
{
  return jarida_time_text_julian (find_day (journey, nth), jarida_reader_get_today (journey->reader));
}

/* Folded at first, and unfolded for as long as a person wants it; each line leads to the headlines of its day. */
static void
test_branch (void)
{
  g_autoptr(NewsServer) server = news_server_new (N_ITEMS);
  g_autofree char *address = news_server_address (server, "/feed.xml");
  Journey *journey = journey_new (NULL, 1200, 800);
  g_autofree char *folder = g_strdup (journey->folder);
  g_autofree char *first = NULL;
  g_autofree char *last = NULL;
  g_autofree char *beyond = NULL;
  guint line;

  journey_subscribe (journey, address, 0);
  WAIT_UNTIL (journey_n_rows (journey) == N_ITEMS);
  g_assert_false (is_open (journey));
  press (journey, "Days");
  WAIT_UNTIL (is_open (journey));
  first = dup_title (journey, 0);
  last = dup_title (journey, N_SHOWN - 1);
  beyond = dup_title (journey, N_SHOWN);
  line = find_line (journey, "Days", NULL);
  WAIT_UNTIL (find_line (journey, first, NULL) == line + 1);
  g_assert_cmpuint (find_line (journey, last, NULL), ==, line + N_SHOWN);
  g_assert_cmpuint (find_line (journey, "Choose a Day…", NULL), ==, line + N_SHOWN + 1);
  g_assert_cmpuint (find_line (journey, beyond, NULL), ==, G_MAXUINT);

  gtk_selection_model_select_item (gtk_list_view_get_model (GTK_LIST_VIEW (get_view (journey))), line + 2, TRUE);
  WAIT_UNTIL (journey_n_rows (journey) == 1);
  g_assert_cmpint (get_place (journey).kind, ==, JARIDA_PLACE_DAY);
  g_assert_cmpint (get_place (journey).id, ==, find_day (journey, 1));

  /* A newer day comes: it stands first, and what is chosen stays chosen. */
  server->n_items++;
  gtk_widget_activate_action (GTK_WIDGET (journey->window), "win.refresh", NULL);
  WAIT_UNTIL (find_line (journey, first, NULL) == line + 2);
  g_assert_cmpuint (find_line (journey, last, NULL), ==, G_MAXUINT);
  g_assert_cmpint (get_place (journey).id, ==, find_day (journey, 2));
  journey_end (journey, TRUE);

  journey = journey_new (folder, 1200, 800);
  g_assert_true (is_open (journey));
  g_assert_cmpint (get_place (journey).id, ==, find_day (journey, 2));
  press (journey, "Days");
  WAIT_UNTIL (!is_open (journey));
  journey_end (journey, FALSE);
}

/* The calendar leads to a day that is in no line; it is there again after a restart. */
static void
test_calendar (void)
{
  g_autoptr(NewsServer) server = news_server_new (N_ITEMS);
  g_autofree char *address = news_server_address (server, "/feed.xml");
  Journey *journey = journey_new (NULL, 1200, 800);
  g_autofree char *folder = g_strdup (journey->folder);
  g_autofree char *title = NULL;
  GtkWidget *calendar;

  journey_subscribe (journey, address, 0);
  WAIT_UNTIL (journey_n_rows (journey) == N_ITEMS);
  press (journey, "Days");
  WAIT_UNTIL (find_line (journey, "Choose a Day…", NULL) != G_MAXUINT);
  press (journey, "Choose a Day…");
  calendar = journey_find (GTK_WIDGET (jarida_window_get_sidebar (journey->window)), JARIDA_TYPE_FRONT_CALENDAR);
  g_assert_nonnull (calendar);
  WAIT_UNTIL (gtk_widget_get_mapped (calendar));
  g_assert_cmpint (get_place (journey).kind, ==, JARIDA_PLACE_ALL);
  g_signal_emit_by_name (calendar, "chosen", find_day (journey, N_ITEMS - 1));
  WAIT_UNTIL (journey_n_rows (journey) == 1);
  title = jarida_time_text_edition_short (find_day (journey, N_ITEMS - 1), jarida_reader_get_today (journey->reader));
  g_assert_true (journey_says (GTK_WIDGET (journey->window), title));
  gtk_popover_popdown (GTK_POPOVER (calendar));
  journey_end (journey, TRUE);

  journey = journey_new (folder, 1200, 800);
  g_assert_cmpint (get_place (journey).kind, ==, JARIDA_PLACE_DAY);
  g_assert_cmpint (get_place (journey).id, ==, find_day (journey, N_ITEMS - 1));
  WAIT_UNTIL (journey_says (GTK_WIDGET (journey->window), title));
  journey_end (journey, FALSE);
}

/* Where the sources do not stand beside the rest, a refresh says how far it is all the same. */
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
test_narrow_progress (void)
{
  g_autoptr(NewsServer) server = news_server_new (3);
  g_autofree char *address = news_server_address (server, "/feed.xml");
  g_autofree char *other = news_server_address (server, "/same.xml");
  Journey *journey = journey_new (NULL, 360, 720);
  SoupServerMessage *held = NULL;

  journey_subscribe (journey, address, 0);
  journey_subscribe (journey, other, 0);
  WAIT_UNTIL (!jarida_reader_get_refreshing (journey->reader));
  soup_server_add_handler (server->server, "/feed.xml", hold_cb, &held, NULL);
  soup_server_add_handler (server->server, "/same.xml", hold_cb, &held, NULL);
  gtk_widget_activate_action (GTK_WIDGET (journey->window), "win.refresh", NULL);
  WAIT_UNTIL (held != NULL);
  WAIT_UNTIL (journey_says (GTK_WIDGET (journey->window), "0 of 2 newspapers"));
  gtk_widget_activate_action (GTK_WIDGET (journey->window), "win.stop-refresh", NULL);
  WAIT_UNTIL (!jarida_reader_get_refreshing (journey->reader));
  WAIT_UNTIL (!journey_says (GTK_WIDGET (journey->window), "0 of 2 newspapers"));
  g_object_unref (held);
  journey_end (journey, FALSE);
}

int
main (int   argc,
      char *argv[])
{
  journey_init (&argc, &argv);
  g_test_add_func ("/window-days/branch", test_branch);
  g_test_add_func ("/window-days/calendar", test_calendar);
  g_test_add_func ("/window-days/narrow-progress", test_narrow_progress);
  return g_test_run ();
}
