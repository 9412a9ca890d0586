/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-front-calendar.h"
#include "jarida-front-card.h"
#include "jarida-front-sheet.h"
#include "journey.h"

/* The server's articles lie on the first 28 days of October 2026, three on each. */
#define N_DAYS 28
#define A_DAY 3
/* What the newest edition has: too few for a page, so those of the day before are with them. */
#define NEWEST (2 * A_DAY)
#define N_ITEMS (A_DAY * N_DAYS)

static guint32
october (guint day)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay) day, G_DATE_OCTOBER, 2026);
  return g_date_get_julian (&date);
}

/* A shelf that is filled, and a window that was at the front page when it was closed. */
static Journey *
begin (NewsServer *server,
       int         width)
{
  g_autofree char *address = news_server_address (server, "/feed.xml");
  Journey *journey = journey_new (NULL, 1200, 800);
  g_autofree char *folder = g_strdup (journey->folder);

  journey_subscribe (journey, address, 0);
  WAIT_UNTIL (journey_n_rows (journey) == server->n_items);
  g_settings_set (journey->settings, "last-place", "(ix)", (int) JARIDA_PLACE_FRONT, (gint64) 0);
  journey_end (journey, TRUE);
  journey = journey_new (folder, width, 800);
  g_assert_nonnull (jarida_window_get_front (journey->window));
  return journey;
}

static GtkWidget *
sheet (Journey *journey)
{
  return journey_find (GTK_WIDGET (jarida_window_get_front (journey->window)), JARIDA_TYPE_FRONT_SHEET);
}

/* In reading order. */
static GPtrArray *
cards (Journey *journey)
{
  GPtrArray *found = g_ptr_array_new ();

  for (GtkWidget *child = gtk_widget_get_first_child (sheet (journey)); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (JARIDA_IS_FRONT_CARD (child))
      g_ptr_array_add (found, child);
  return found;
}

static guint
n_cards (Journey *journey)
{
  g_autoptr(GPtrArray) found = cards (journey);

  return found->len;
}

static gboolean
has_keyboard (Journey *journey,
              guint    card)
{
  g_autoptr(GPtrArray) found = cards (journey);

  return card < found->len && gtk_window_get_focus (GTK_WINDOW (journey->window)) == g_ptr_array_index (found, card);
}

static gboolean
shows_page (Journey *journey)
{
  return jarida_shell_get_visible (jarida_window_get_shell (journey->window), JARIDA_SHELL_PAGE);
}

static void
act (Journey    *journey,
     const char *action)
{
  gtk_widget_activate_action (GTK_WIDGET (journey->window), action, NULL);
}

static void
turn (Journey    *journey,
      const char *action)
{
  gtk_widget_activate_action (GTK_WIDGET (jarida_window_get_front (journey->window)), action, NULL);
}

static guint32
shown_day (Journey *journey)
{
  return jarida_front_pane_get_day (jarida_window_get_front (journey->window));
}

/* Opens with the newest day; walked by keys in reading order; an article opens with its day beside it, and leads back to its card. */
static void
test_walk (void)
{
  g_autoptr(NewsServer) server = news_server_new (N_ITEMS);
  Journey *journey = begin (server, 1200);
  GtkWidget *window = GTK_WIDGET (journey->window);
  gint64 opened;

  WAIT_UNTIL (n_cards (journey) == NEWEST);
  g_assert_true (shows_page (journey));
  g_assert_cmpuint (shown_day (journey), ==, october (28));
  g_assert_true (journey_says (window, "Wednesday 28 October 2026"));
  WAIT_UNTIL (has_keyboard (journey, 0));
  act (journey, "win.next");
  g_assert_true (has_keyboard (journey, 1));
  for (guint i = 2; i <= NEWEST; i++)
    {
      g_signal_emit_by_name (window, "move-focus", GTK_DIR_DOWN);
      g_assert_true (has_keyboard (journey, MIN (i, NEWEST - 1)));
    }
  for (guint i = NEWEST - 1; i > 1; i--)
    {
      g_signal_emit_by_name (window, "move-focus", GTK_DIR_UP);
      g_assert_true (has_keyboard (journey, i - 1));
    }
  act (journey, "win.previous");
  g_assert_true (has_keyboard (journey, 0));
  g_signal_emit_by_name (window, "move-focus", GTK_DIR_TAB_FORWARD);
  g_assert_true (has_keyboard (journey, 1));

  opened = jarida_headline_get_id (jarida_front_pane_get_headline (jarida_window_get_front (journey->window)));
  g_assert_true (gtk_widget_activate (gtk_window_get_focus (GTK_WINDOW (window))));
  WAIT_UNTIL (jarida_reader_pane_get_article (jarida_window_get_reader_pane (journey->window)) != NULL);
  g_assert_false (shows_page (journey));
  g_assert_cmpint (jarida_reader_pane_get_article (jarida_window_get_reader_pane (journey->window))->id, ==, opened);
  g_assert_cmpuint (journey_n_rows (journey), ==, NEWEST);
  WAIT_UNTIL (journey_shown_button (window, "win.back") != NULL);
  act (journey, "win.back");
  g_assert_true (shows_page (journey));
  WAIT_UNTIL (has_keyboard (journey, 1));
  g_assert_true (jarida_headline_get_read (jarida_front_pane_get_headline (jarida_window_get_front (journey->window))));

  /* n: the next that is unread; m and s are about the card. */
  act (journey, "win.previous");
  act (journey, "win.next-unread");
  g_assert_true (has_keyboard (journey, 2));
  act (journey, "win.toggle-saved");
  WAIT_UNTIL (jarida_headline_get_saved (jarida_front_pane_get_headline (jarida_window_get_front (journey->window))));
  act (journey, "win.toggle-read");
  WAIT_UNTIL (jarida_headline_get_read (jarida_front_pane_get_headline (jarida_window_get_front (journey->window))));
  journey_end (journey, FALSE);
}

static void
test_editions (void)
{
  g_autoptr(NewsServer) server = news_server_new (N_ITEMS);
  Journey *journey = begin (server, 1200);
  GtkWidget *window = GTK_WIDGET (journey->window);

  WAIT_UNTIL (n_cards (journey) == NEWEST);
  g_assert_false (gtk_widget_get_sensitive (journey_button (window, "front.next-edition")));
  turn (journey, "front.previous-edition");
  WAIT_UNTIL (shown_day (journey) == october (27));
  g_assert_true (journey_says (window, "Edition of Tuesday 27 October 2026"));
  g_assert_true (gtk_widget_get_sensitive (journey_button (window, "front.next-edition")));
  turn (journey, "front.next-edition");
  WAIT_UNTIL (shown_day (journey) == october (28));

  jarida_front_pane_turn_to (jarida_window_get_front (journey->window), october (1));
  WAIT_UNTIL (shown_day (journey) == october (1));
  g_assert_false (gtk_widget_get_sensitive (journey_button (window, "front.previous-edition")));
  /* A day of which nothing is kept: a sentence, and one thing to do. */
  jarida_front_pane_turn_to (jarida_window_get_front (journey->window), october (1) - 1);
  WAIT_UNTIL (journey_says (window, "Nothing of this day is kept."));
  g_signal_emit_by_name (journey_shown_button (window, "Newest Edition"), "clicked");
  WAIT_UNTIL (shown_day (journey) == october (28));
  WAIT_UNTIL (n_cards (journey) == NEWEST);
  journey_end (journey, FALSE);
}

static guint
count_kept_days (GtkWidget *widget)
{
  guint n = gtk_widget_has_css_class (widget, "day") && gtk_widget_get_sensitive (widget);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    n += count_kept_days (child);
  return n;
}

static void
test_calendar (void)
{
  g_autoptr(NewsServer) server = news_server_new (N_ITEMS);
  Journey *journey = begin (server, 1200);
  GtkWidget *front = GTK_WIDGET (jarida_window_get_front (journey->window));
  GtkWidget *button = journey_find (front, GTK_TYPE_MENU_BUTTON), *calendar;

  WAIT_UNTIL (n_cards (journey) == NEWEST);
  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  calendar = GTK_WIDGET (gtk_menu_button_get_popover (GTK_MENU_BUTTON (button)));
  g_assert_true (JARIDA_IS_FRONT_CALENDAR (calendar));
  WAIT_UNTIL (gtk_widget_get_mapped (calendar));
  g_assert_true (journey_says (calendar, "October 2026"));
  g_assert_cmpuint (count_kept_days (calendar), ==, N_DAYS);
  g_signal_emit_by_name (journey_button (calendar, "5"), "clicked");
  WAIT_UNTIL (shown_day (journey) == october (5));
  journey_end (journey, FALSE);
}

/* What comes in waits behind the pill, for this edition; nothing moves until it is clicked. */
static void
test_pill (void)
{
  g_autoptr(NewsServer) server = news_server_new (N_ITEMS);
  Journey *journey = begin (server, 1200);
  GtkWidget *front = GTK_WIDGET (jarida_window_get_front (journey->window));
  GtkWidget *revealer = journey_find (front, GTK_TYPE_REVEALER), *lead;
  g_autoptr(GPtrArray) before = NULL;

  WAIT_UNTIL (n_cards (journey) == NEWEST);
  before = cards (journey);
  lead = g_ptr_array_index (before, 0);
  server->n_items = N_ITEMS + N_DAYS;
  act (journey, "win.refresh");
  WAIT_UNTIL (gtk_revealer_get_reveal_child (GTK_REVEALER (revealer)));
  g_assert_cmpstr (gtk_button_get_label (GTK_BUTTON (gtk_revealer_get_child (GTK_REVEALER (revealer)))), ==, "2 new headlines");
  g_assert_cmpuint (n_cards (journey), ==, NEWEST);
  g_assert_true (gtk_widget_get_first_child (sheet (journey)) != NULL && gtk_widget_get_parent (lead) == sheet (journey));
  g_signal_emit_by_name (gtk_revealer_get_child (GTK_REVEALER (revealer)), "clicked");
  WAIT_UNTIL (n_cards (journey) == NEWEST + 1);
  WAIT_UNTIL (!gtk_revealer_get_reveal_child (GTK_REVEALER (revealer)));
  journey_end (journey, FALSE);
}

/* Where a card is on the sheet. */
static graphene_rect_t
place (Journey *journey,
       guint    card)
{
  g_autoptr(GPtrArray) found = cards (journey);
  graphene_rect_t bounds;

  g_assert_true (gtk_widget_compute_bounds (g_ptr_array_index (found, card), sheet (journey), &bounds));
  return bounds;
}

static gboolean
is_laid_out (Journey *journey)
{
  return n_cards (journey) == NEWEST && place (journey, 0).size.width > 1 && gtk_widget_get_width (sheet (journey)) > 1;
}

/* Three columns, the lead over two of them, at the side where one begins to read. */
static void
test_columns (void)
{
  g_autoptr(NewsServer) server = news_server_new (N_ITEMS);

  for (int rtl = 0; rtl < 2; rtl++)
    {
      Journey *journey;
      graphene_rect_t lead, beside, next;

      gtk_widget_set_default_direction (rtl ? GTK_TEXT_DIR_RTL : GTK_TEXT_DIR_LTR);
      journey = begin (server, 1200);
      WAIT_UNTIL (is_laid_out (journey));
      lead = place (journey, 0);
      beside = place (journey, 1);
      next = place (journey, 2);
      g_assert_cmpfloat (lead.size.width, >, 1.9 * beside.size.width);
      g_assert_cmpfloat (next.origin.y, >=, beside.origin.y + beside.size.height);
      g_assert_cmpfloat (next.origin.x, ==, beside.origin.x);
      if (rtl)
        g_assert_cmpfloat (beside.origin.x + beside.size.width, <=, lead.origin.x);
      else
        g_assert_cmpfloat (beside.origin.x, >=, lead.origin.x + lead.size.width);
      journey_end (journey, FALSE);
    }
  gtk_widget_set_default_direction (GTK_TEXT_DIR_LTR);
}

static void
test_narrow (void)
{
  g_autoptr(NewsServer) server = news_server_new (N_ITEMS);
  Journey *journey = begin (server, 360);
  JaridaShell *shell = jarida_window_get_shell (journey->window);

  WAIT_UNTIL (is_laid_out (journey));
  g_assert_cmpint (gtk_widget_get_width (sheet (journey)), <=, 360);
  for (guint i = 1; i < NEWEST; i++)
    {
      const graphene_rect_t above = place (journey, i - 1), here = place (journey, i);

      g_assert_cmpfloat (here.origin.x, ==, above.origin.x);
      g_assert_cmpfloat (here.size.width, ==, above.size.width);
      g_assert_cmpfloat (here.origin.y, >=, above.origin.y + above.size.height);
    }
  WAIT_UNTIL (has_keyboard (journey, 0));
  g_assert_true (gtk_widget_activate (gtk_window_get_focus (GTK_WINDOW (journey->window))));
  WAIT_UNTIL (jarida_reader_pane_get_article (jarida_window_get_reader_pane (journey->window)) != NULL);
  g_assert_true (jarida_shell_get_visible (shell, JARIDA_SHELL_READER));
  act (journey, "win.back");
  g_assert_true (shows_page (journey));
  journey_end (journey, FALSE);
}

/* Another place is another place; what was shown last is shown again. */
static void
test_places (void)
{
  g_autoptr(NewsServer) server = news_server_new (N_ITEMS);
  Journey *journey = begin (server, 1200);
  g_autofree char *folder = g_strdup (journey->folder);

  WAIT_UNTIL (n_cards (journey) == NEWEST);
  act (journey, "win.mark-all-read");
  /* Of the day that is shown, and no other. */
  WAIT_UNTIL (journey_n_unread (journey) == N_ITEMS - NEWEST);
  g_settings_set (journey->settings, "last-place", "(ix)", (int) JARIDA_PLACE_ALL, (gint64) 0);
  journey_end (journey, TRUE);
  journey = journey_new (folder, 1200, 800);
  g_assert_null (jarida_window_get_front (journey->window));
  g_assert_false (shows_page (journey));
  WAIT_UNTIL (journey_n_rows (journey) == N_ITEMS);
  journey_end (journey, FALSE);
}

/* Before anything was published: a sentence; then it fills itself. */
static void
test_fills (void)
{
  g_autoptr(NewsServer) server = news_server_new (0);
  Journey *journey = begin (server, 1200);

  WAIT_UNTIL (journey_says (GTK_WIDGET (journey->window), "Nothing has come from your newspapers yet."));
  server->n_items = N_ITEMS;
  g_signal_emit_by_name (journey_shown_button (GTK_WIDGET (jarida_window_get_front (journey->window)), "Refresh"), "clicked");
  WAIT_UNTIL (n_cards (journey) == NEWEST);
  journey_end (journey, FALSE);
}

int
main (int   argc,
      char *argv[])
{
  g_setenv ("TZ", "UTC", TRUE);
  journey_init (&argc, &argv);
  g_test_add_func ("/front/walk", test_walk);
  g_test_add_func ("/front/editions", test_editions);
  g_test_add_func ("/front/calendar", test_calendar);
  g_test_add_func ("/front/pill", test_pill);
  g_test_add_func ("/front/columns", test_columns);
  g_test_add_func ("/front/narrow", test_narrow);
  g_test_add_func ("/front/places", test_places);
  g_test_add_func ("/front/fills", test_fills);
  return g_test_run ();
}
