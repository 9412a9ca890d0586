/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "journey.h"

#include <string.h>

#include "jarida-front-page.h"
#include "jarida-headline-row.h"

/* An event that three newspapers report is one row, from which the others are reached. */

static const struct
{
  const char *path;
  const char *newspaper;
  const char *title;
  guint       minutes;     /* ago */
} items[] = {
  { "/quay.xml", "The Quay", "Storm-hit port of Marsa Hamra reopens to ships", 30 },
  { "/jetty.xml", "The Jetty", "Marsa Hamra port reopens after storm", 60 },
  { "/mole.xml", "The Mole", "Ships return as Marsa Hamra port reopens after storm", 90 },
  { "/mole.xml", "The Mole", "A lighthouse keeper remembers forty winters", 120 },
};

static void
feed_cb (SoupServer        *server,
         SoupServerMessage *message,
         const char        *path,
         GHashTable        *query,
         gpointer           user_data)
{
  g_autoptr(GString) xml = g_string_new ("<rss version=\"2.0\"><channel><link>http://127.0.0.1/</link><language>en</language>");
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  gboolean begun = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (items); i++)
    {
      g_autoptr(GDateTime) when = g_date_time_add_minutes (now, -(int) items[i].minutes);
      g_autofree char *date = g_date_time_format_iso8601 (when);

      if (!g_str_equal (items[i].path, path))
        continue;
      if (!begun)
        g_string_append_printf (xml, "<title>%s</title>", items[i].newspaper);
      begun = TRUE;
      g_string_append_printf (xml, "<item><title>%s</title><guid>%s-%u</guid><dc:date xmlns:dc=\"http://purl.org/dc/elements/1.1/\">%s"
                              "</dc:date><description>A few words about it.</description></item>", items[i].title, path, i, date);
    }
  g_string_append (xml, "</channel></rss>");
  soup_server_message_set_status (message, 200, NULL);
  soup_server_message_set_response (message, "application/rss+xml", SOUP_MEMORY_COPY, xml->str, xml->len);
}

static Journey *
begin (NewsServer *server)
{
  static const char *const paths[] = { "/quay.xml", "/jetty.xml", "/mole.xml" };
  Journey *journey = journey_new (NULL, 1200, 800);

  jarida_reader_set_group_stories (journey->reader, TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autofree char *address = news_server_address (server, paths[i]);

      soup_server_add_handler (server->server, paths[i], feed_cb, NULL, NULL);
      journey_subscribe (journey, address, 0);
    }
  WAIT_UNTIL (jarida_reader_count (journey->reader, &(JaridaPlace) { .kind = JARIDA_PLACE_ALL }) == 4);
  jarida_headline_list_show_pending (jarida_headline_view_get_list (journey_view (journey)));
  WAIT_UNTIL (journey_n_rows (journey) == 2);
  return journey;
}

static GtkWidget *
find_list (Journey *journey)
{
  GtkWidget *button = journey_find (GTK_WIDGET (journey_view (journey)), GTK_TYPE_MENU_BUTTON);
  GtkPopover *popover = button != NULL ? gtk_menu_button_get_popover (GTK_MENU_BUTTON (button)) : NULL;

  return popover != NULL && gtk_widget_get_mapped (GTK_WIDGET (popover)) ? journey_find (GTK_WIDGET (popover), GTK_TYPE_LIST_BOX) : NULL;
}

static void
test_others (void)
{
  g_autoptr(NewsServer) server = news_server_new (1);
  Journey *journey = begin (server);
  GtkWidget *window = GTK_WIDGET (journey->window), *view = GTK_WIDGET (journey_view (journey)), *list, *button;
  g_autoptr(JaridaHeadline) headline = NULL;
  g_autofree char *label = NULL;

  WAIT_UNTIL (journey_says (view, "2 other newspapers"));
  headline = g_list_model_get_item (G_LIST_MODEL (jarida_headline_view_get_list (journey_view (journey))), 0);
  label = jarida_headline_row_dup_label (headline);
  g_assert_nonnull (strstr (label, "2 other newspapers"));
  g_assert_cmpstr (jarida_headline_get_title (headline), ==, items[0].title);
  button = journey_find (view, GTK_TYPE_MENU_BUTTON);
  g_assert_cmpstr (gtk_widget_get_tooltip_text (button), ==, "The Jetty\nThe Mole");

  /* By the keyboard: to the row, to the others, to the second of them. */
  gtk_widget_activate_action (window, "win.next", NULL);
  WAIT_UNTIL (jarida_headline_get_read (headline));
  gtk_widget_activate_action (window, "win.show-others", NULL);
  WAIT_UNTIL ((list = find_list (journey)) != NULL && gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 1) != NULL);
  g_assert_true (journey_says (list, items[1].title));
  g_assert_true (journey_says (list, items[2].title));
  g_assert_null (gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 2));
  gtk_widget_activate (GTK_WIDGET (gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 1)));
  WAIT_UNTIL (jarida_reader_pane_get_article (jarida_window_get_reader_pane (journey->window)) != NULL
              && g_str_equal (jarida_reader_pane_get_article (jarida_window_get_reader_pane (journey->window))->title, items[2].title));
  WAIT_UNTIL (jarida_reader_count_unread (journey->reader, &(JaridaPlace) { .kind = JARIDA_PLACE_ALL }) == 2);
  journey_end (journey, FALSE);
}

/* One newspaper of many, by its number in the address, with an item like the first. */
static void
many_cb (SoupServer        *server,
         SoupServerMessage *message,
         const char        *path,
         GHashTable        *query,
         gpointer           user_data)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  g_autoptr(GDateTime) when = g_date_time_add_minutes (now, -40);
  g_autofree char *date = g_date_time_format_iso8601 (when);
  g_autofree char *xml =
    g_strdup_printf ("<rss version=\"2.0\"><channel><link>http://127.0.0.1%s</link><language>en</language><title>Paper %s</title>"
                     "<item><title>%s</title><guid>%s</guid><dc:date xmlns:dc=\"http://purl.org/dc/elements/1.1/\">%s</dc:date>"
                     "</item></channel></rss>", path, path + strlen ("/many/"), items[1].title, path, date);

  soup_server_message_set_status (message, 200, NULL);
  soup_server_message_set_response (message, "application/rss+xml", SOUP_MEMORY_COPY, xml, strlen (xml));
}

/* All of a long story, in a list that scrolls. */
static void
test_many (void)
{
  g_autoptr(NewsServer) server = news_server_new (1);
  Journey *journey = begin (server);
  GtkWidget *window = GTK_WIDGET (journey->window), *view = GTK_WIDGET (journey_view (journey)), *list, *scroller;
  GtkAdjustment *down;

  soup_server_add_handler (server->server, "/many", many_cb, NULL, NULL);
  for (guint i = 0; i < 30; i++)
    {
      g_autofree char *path = g_strdup_printf ("/many/%u", i);
      g_autofree char *address = news_server_address (server, path);

      journey_subscribe (journey, address, 0);
    }
  jarida_headline_list_show_pending (jarida_headline_view_get_list (journey_view (journey)));
  WAIT_UNTIL (journey_says (view, "32 other newspapers"));
  gtk_widget_activate_action (window, "win.next", NULL);
  gtk_widget_activate_action (window, "win.show-others", NULL);
  WAIT_UNTIL ((list = find_list (journey)) != NULL && gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 31) != NULL);
  g_assert_null (gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 32));
  scroller = gtk_widget_get_ancestor (list, GTK_TYPE_SCROLLED_WINDOW);
  down = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));
  WAIT_UNTIL (gtk_adjustment_get_upper (down) > gtk_adjustment_get_page_size (down));
  /* The keyboard is at the first, and stays there while the others come. */
  g_assert_true (gtk_window_get_focus (GTK_WINDOW (window)) == GTK_WIDGET (gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 0)));
  gtk_popover_popdown (GTK_POPOVER (gtk_widget_get_ancestor (list, GTK_TYPE_POPOVER)));
  WAIT_UNTIL (find_list (journey) == NULL);
  journey_end (journey, FALSE);
}

static void
test_parted (void)
{
  g_autoptr(NewsServer) server = news_server_new (1);
  Journey *journey = begin (server);
  GtkWidget *window = GTK_WIDGET (journey->window), *view = GTK_WIDGET (journey_view (journey));
  JaridaHeadlineList *list = jarida_headline_view_get_list (journey_view (journey));

  WAIT_UNTIL (journey_says (view, "2 other newspapers"));
  gtk_widget_activate_action (window, "win.part-story", "x", jarida_headline_list_get_id (list, 0));
  WAIT_UNTIL (journey_n_rows (journey) == 3);
  WAIT_UNTIL (journey_says (view, "1 other newspaper"));
  WAIT_UNTIL (journey_shown_button (window, "win.undo") != NULL);
  gtk_widget_activate_action (window, "win.undo", NULL);
  WAIT_UNTIL (journey_n_rows (journey) == 2);
  WAIT_UNTIL (journey_says (view, "2 other newspapers"));

  jarida_reader_set_group_stories (journey->reader, FALSE);
  WAIT_UNTIL (journey_n_rows (journey) == 4);
  WAIT_UNTIL (!journey_says (view, "other newspaper"));
  journey_end (journey, FALSE);
}

static void
front_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  *(JaridaFrontPage **) user_data = jarida_reader_load_front_page_finish (JARIDA_READER (source), result, NULL);
}

static guint
count_ships (GPtrArray *headlines)
{
  guint n = 0;

  for (guint i = 0; i < headlines->len; i++)
    n += strstr (jarida_headline_get_title (g_ptr_array_index (headlines, i)), "Marsa Hamra") != NULL;
  return n;
}

/* How many cards of the front page tell of the port. */
static guint
count_cards (Journey *journey)
{
  JaridaFrontPage *page = NULL;
  guint n;

  jarida_reader_load_front_page_async (journey->reader, 0, NULL, front_cb, &page);
  WAIT_UNTIL (page != NULL);
  n = page->lead != NULL && strstr (jarida_headline_get_title (page->lead), "Marsa Hamra") != NULL;
  n += count_ships (page->top);
  for (guint i = 0; i < page->sections->len; i++)
    n += count_ships (((JaridaFrontSection *) g_ptr_array_index (page->sections, i))->headlines);
  jarida_front_page_free (page);
  return n;
}

static void
test_front (void)
{
  g_autoptr(NewsServer) server = news_server_new (1);
  Journey *journey = begin (server);

  g_assert_cmpuint (count_cards (journey), ==, 1);
  jarida_reader_set_group_stories (journey->reader, FALSE);
  g_assert_cmpuint (count_cards (journey), >, 1);
  journey_end (journey, FALSE);
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  /* Where it is noon: what is two hours old is of today. */
  g_autofree char *zone = g_strdup_printf ("NOON%d", g_date_time_get_hour (now) - 12);

  g_setenv ("TZ", zone, TRUE);
  journey_init (&argc, &argv);
  g_test_add_func ("/window/stories/others", test_others);
  g_test_add_func ("/window/stories/many", test_many);
  g_test_add_func ("/window/stories/parted", test_parted);
  g_test_add_func ("/window/stories/front", test_front);
  return g_test_run ();
}
