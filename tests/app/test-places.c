/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-front-calendar.h"
#include "jarida-front-card.h"
#include "jarida-front-sheet.h"
#include "jarida-section.h"
#include "portal-journey.h"

/* A reader goes through the places of a press portal: sections, newspapers, authors, cities, days; and what leads from one to the other. */

#define GENERATED "Le Journal 2"

static const JaridaArticle *
get_article (Journey *journey)
{
  return jarida_reader_pane_get_article (jarida_window_get_reader_pane (journey->window));
}

static JaridaPlace
get_place (Journey *journey)
{
  JaridaPlace place;

  jarida_headline_pane_get_place (jarida_window_get_headlines (journey->window), &place);
  return place;
}

static gint64
get_id (Journey *journey,
        guint    position)
{
  return jarida_headline_list_get_id (jarida_headline_view_get_list (journey_view (journey)), position);
}

/* The first refresh has filled sections and newspapers, and asked nobody who only counts and sells. */
static void
test_filled (void)
{
  Journey *journey = portal_open (1200, 800);
  g_autoptr(GPtrArray) requests = portal_read_requests ();
  const JaridaPlace politics = { .kind = JARIDA_PLACE_SECTION, .id = JARIDA_SECTION_POLITICS };

  demo_check_manners (requests);
  WAIT_UNTIL (journey_n_rows (journey) >= 100);
  g_assert_cmpuint (g_list_model_get_n_items (jarida_reader_get_sections (journey->reader)), >=, 8);
  WAIT_UNTIL (journey_stands (journey, &politics));
  g_assert_null (journey_shown_button (GTK_WIDGET (journey->window), "Load Older"));
  portal_close (journey);
}

/* The row of an article whose author and city are known; the list is of many. */
static guint
find_signed (Journey *journey)
{
  for (guint i = 0; i < journey_n_rows (journey); i++)
    {
      journey_open_row (journey, i);
      WAIT_UNTIL (!jarida_reader_needs_completion (journey->reader, get_article (journey)));
      if (get_article (journey)->authors != NULL && get_article (journey)->authors[0] != NULL)
        return i;
    }
  g_assert_not_reached ();
}

static void
test_links (void)
{
  Journey *journey = portal_open (1200, 800);
  const JaridaPlace section = { .kind = JARIDA_PLACE_SECTION, .id = JARIDA_SECTION_CULTURE };
  g_autofree char *author = NULL;
  g_autofree char *newspaper = NULL;
  JaridaPlace place, chosen;
  gint64 opened;

  g_assert_true (journey_choose (journey, &section));
  WAIT_UNTIL (get_place (journey).kind == JARIDA_PLACE_SECTION && journey_n_rows (journey) > 5);
  g_assert_cmpstr (journey_get_title (journey), ==, "Culture");
  find_signed (journey);
  opened = get_article (journey)->id;
  author = g_strdup (get_article (journey)->authors[0]);
  newspaper = g_strdup (jarida_source_get_title (jarida_reader_find_source (journey->reader, get_article (journey)->source_id)));

  /* The newspaper; what is open stays open, and is marked in the list that it is in. */
  journey_follow_link (journey, "jarida:source/");
  g_assert_cmpint (get_place (journey).kind, ==, JARIDA_PLACE_SOURCE);
  g_assert_cmpstr (journey_get_title (journey), ==, newspaper);
  g_assert_true (journey_get_chosen (journey, &chosen));
  g_assert_cmpint (chosen.kind, ==, JARIDA_PLACE_SOURCE);
  g_assert_cmpint (jarida_headline_view_get_selected (journey_view (journey)), ==, opened);
  g_assert_cmpint (get_article (journey)->id, ==, opened);

  /* The kicker leads back to the section. */
  journey_follow_link (journey, "jarida:section/");
  g_assert_cmpint (get_place (journey).kind, ==, JARIDA_PLACE_SECTION);
  g_assert_cmpstr (journey_get_title (journey), ==, "Culture");
  g_assert_cmpint (jarida_headline_view_get_selected (journey_view (journey)), ==, opened);

  /* The author stands nowhere in the sidebar, until followed. */
  journey_follow_link (journey, "jarida:author/");
  WAIT_UNTIL (get_place (journey).kind == JARIDA_PLACE_AUTHOR);
  place = get_place (journey);
  g_assert_cmpstr (journey_get_title (journey), ==, author);
  g_assert_false (journey_stands (journey, &place));
  g_assert_false (journey_get_chosen (journey, &chosen));
  g_assert_cmpuint (journey_n_rows (journey), >, 0);
  g_signal_emit_by_name (journey_shown_button (GTK_WIDGET (journey->window), "win.follow"), "clicked");
  WAIT_UNTIL (journey_stands (journey, &place));
  g_assert_true (journey_get_chosen (journey, &chosen));
  g_assert_true (chosen.kind == place.kind && chosen.id == place.id);
  g_assert_true (journey_choose (journey, &section));
  g_assert_true (journey_choose (journey, &place));
  g_assert_cmpstr (journey_get_title (journey), ==, author);
  gtk_widget_activate_action (GTK_WIDGET (journey->window), "win.follow", NULL);
  WAIT_UNTIL (!journey_stands (journey, &place));
  g_assert_cmpint (get_place (journey).kind, ==, JARIDA_PLACE_AUTHOR);
  g_assert_cmpstr (journey_get_title (journey), ==, author);
  portal_close (journey);
}

/* ---- The front page ---- */

static JaridaFrontPane *
go_to_front (Journey *journey)
{
  g_assert_true (journey_choose (journey, &(JaridaPlace) { .kind = JARIDA_PLACE_FRONT }));
  WAIT_UNTIL (jarida_front_pane_get_day (jarida_window_get_front (journey->window)) != 0);
  return jarida_window_get_front (journey->window);
}

static GtkWidget *
find_day_button (GtkWidget *calendar)
{
  if (gtk_widget_has_css_class (calendar, "kept") && !gtk_widget_has_css_class (calendar, "chosen"))
    return calendar;
  for (GtkWidget *child = gtk_widget_get_first_child (calendar); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_day_button (child);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/* An edition of the past, by the calendar; an article of it, beside the headlines of that day; and back to that edition. */
static void
test_editions (void)
{
  Journey *journey = portal_open (1200, 800);
  GtkWidget *window = GTK_WIDGET (journey->window), *calendar;
  JaridaFrontPane *front = go_to_front (journey);
  const guint32 newest = jarida_front_pane_get_day (front);
  const JaridaHeadline *lead;
  GtkWidget *button = journey_find (GTK_WIDGET (front), GTK_TYPE_MENU_BUTTON);
  guint32 day;
  gint64 id;

  gtk_menu_button_popup (GTK_MENU_BUTTON (button));
  calendar = GTK_WIDGET (gtk_menu_button_get_popover (GTK_MENU_BUTTON (button)));
  WAIT_UNTIL (gtk_widget_get_mapped (calendar));
  if (find_day_button (calendar) == NULL)
    g_signal_emit_by_name (journey_find (calendar, GTK_TYPE_BUTTON), "clicked");
  g_assert_nonnull (find_day_button (calendar));
  g_signal_emit_by_name (find_day_button (calendar), "clicked");
  WAIT_UNTIL (jarida_front_pane_get_day (front) != newest);
  day = jarida_front_pane_get_day (front);
  g_assert_true (journey_says (window, "Edition of "));

  WAIT_UNTIL (jarida_front_pane_take_keyboard (front, 0));
  lead = jarida_front_pane_get_headline (front);
  id = jarida_headline_get_id ((JaridaHeadline *) lead);
  g_assert_true (gtk_widget_activate (gtk_window_get_focus (GTK_WINDOW (window))));
  WAIT_UNTIL (get_article (journey) != NULL && get_article (journey)->id == id);
  g_assert_cmpint (get_place (journey).id, ==, day);
  g_assert_cmpint (jarida_headline_view_get_selected (journey_view (journey)), ==, id);
  gtk_widget_activate_action (window, "win.back", NULL);
  g_assert_true (jarida_shell_get_visible (jarida_window_get_shell (journey->window), JARIDA_SHELL_PAGE));
  g_assert_cmpuint (jarida_front_pane_get_day (front), ==, day);
  g_assert_true (journey_choose (journey, &(JaridaPlace) { .kind = JARIDA_PLACE_ALL }));
  portal_close (journey);
}

/* ---- What is older ---- */

static GtkWidget *
find_older_button (Journey *journey)
{
  return journey_shown_button (GTK_WIDGET (jarida_window_get_headlines (journey->window)), "Load Older");
}

static gboolean
has_pill (Journey *journey)
{
  GtkWidget *pill = journey_find (GTK_WIDGET (jarida_window_get_headlines (journey->window)), GTK_TYPE_REVEALER);

  return gtk_revealer_get_reveal_child (GTK_REVEALER (pill));
}

static double
scroll_to_end (Journey *journey)
{
  GtkAdjustment *adjustment = jarida_headline_view_get_adjustment (journey_view (journey));

  /* Rows that have just come have no place yet. */
  journey_settle (150);
  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment));
  /* The button has taken its room from the list by now. */
  journey_settle (100);
  return gtk_adjustment_get_value (adjustment);
}

/* Page after page at the foot, at once, and nothing in sight moves; until there is no more. */
static void
test_older (void)
{
  Journey *journey = portal_open (1200, 800);
  GtkWidget *window = GTK_WIDGET (journey->window);
  JaridaSource *source = journey_find_source (journey, GENERATED);
  guint n, n_times = 0;

  g_assert_nonnull (source);
  g_assert_true (journey_choose (journey, &(JaridaPlace) { .kind = JARIDA_PLACE_SOURCE, .id = jarida_source_get_id (source) }));
  WAIT_UNTIL (journey_n_rows (journey) > 0);
  n = journey_n_rows (journey);
  g_assert_cmpuint (n, <, PORTAL_N_ARTICLES);
  journey_open_row (journey, n - 1);
  while (!journey_says (window, "There is nothing older."))
    {
      const double scrolled = scroll_to_end (journey);
      const gint64 last = get_id (journey, n - 1), selected = jarida_headline_view_get_selected (journey_view (journey));

      g_assert_cmpuint (n_times++, <, 10);
      if (journey_says (window, "There is nothing older."))
        break;
      WAIT_UNTIL (find_older_button (journey) != NULL);
      g_signal_emit_by_name (find_older_button (journey), "clicked");
      WAIT_UNTIL (journey_n_rows (journey) > n || journey_says (window, "There is nothing older."));
      g_assert_false (has_pill (journey));
      g_assert_cmpint (get_id (journey, n - 1), ==, last);
      g_assert_cmpint (jarida_headline_view_get_selected (journey_view (journey)), ==, selected);
      journey_settle (100);
      if (journey_n_rows (journey) > n)
        g_assert_cmpfloat (gtk_adjustment_get_value (jarida_headline_view_get_adjustment (journey_view (journey))), ==, scrolled);
      n = journey_n_rows (journey);
    }
  g_assert_cmpuint (n, ==, PORTAL_N_ARTICLES);
  g_assert_cmpuint (n_times, >=, 2);
  /* Nothing of it came to the front of everything. */
  portal_close (journey);
}

/* All of a small newspaper is known: one press is enough to be told. */
static void
test_no_older (void)
{
  Journey *journey = portal_open (1200, 800);
  GtkWidget *window = GTK_WIDGET (journey->window);
  JaridaSource *source = journey_find_source (journey, "La Voix des Cèdres");

  g_assert_nonnull (source);
  g_assert_true (journey_choose (journey, &(JaridaPlace) { .kind = JARIDA_PLACE_SOURCE, .id = jarida_source_get_id (source) }));
  WAIT_UNTIL (journey_n_rows (journey) > 0);
  scroll_to_end (journey);
  WAIT_UNTIL (find_older_button (journey) != NULL);
  g_signal_emit_by_name (find_older_button (journey), "clicked");
  WAIT_UNTIL (journey_says (window, "There is nothing older."));
  g_assert_null (find_older_button (journey));
  portal_close (journey);
}

/* ---- The rest of an article ---- */

static guint
find_incomplete (Journey *journey,
                 guint    from)
{
  for (guint i = from; i < journey_n_rows (journey); i++)
    {
      g_autoptr(JaridaHeadline) headline = g_list_model_get_item (G_LIST_MODEL (jarida_headline_view_get_list (journey_view (journey))), i);

      if (!jarida_headline_get_read (headline) && !jarida_headline_get_video (headline))
        return i;
    }
  g_assert_not_reached ();
}

static guint
count_words (Journey *journey)
{
  JaridaDocument *document = jarida_article_view_get_document (journey_article (journey));

  return document != NULL ? document->n_words : 0;
}

/* The text of the block at the top of the window. */
static char *
dup_top (Journey *journey)
{
  JaridaDocument *document = jarida_article_view_get_document (journey_article (journey));
  const JaridaBlock *block;
  JaridaPosition top;

  jarida_article_view_get_position (journey_article (journey), &top);
  block = g_ptr_array_index (document->blocks, top.block);
  return g_strdup (block->runs->len > 0 ? ((JaridaRun *) block->runs->pdata[0])->text : "");
}

/* A listing had the beginning; the page brings the text, where one reads. */
static void
test_rest (void)
{
  Journey *journey = portal_open (1200, 420);
  const JaridaPlace section = { .kind = JARIDA_PLACE_SECTION, .id = JARIDA_SECTION_SOCIETY };
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  guint n;

  g_assert_true (journey_choose (journey, &section));
  WAIT_UNTIL (journey_n_rows (journey) > 5);
  journey_open_row (journey, find_incomplete (journey, 0));
  g_assert_true (jarida_reader_needs_completion (journey->reader, get_article (journey)));
  n = count_words (journey);
  /* The byline is at the top of the window. */
  jarida_article_view_set_position (journey_article (journey), &(JaridaPosition) { .block = 2 });
  before = dup_top (journey);
  /* What some pages have is short. */
  WAIT_UNTIL (count_words (journey) >= n + 15);
  after = dup_top (journey);
  /* The day before it was a guess, which the page corrects; who wrote it stays. */
  g_assert_nonnull (g_strrstr (before, "·"));
  g_assert_cmpstr (g_strrstr (after, "·"), ==, g_strrstr (before, "·"));
  g_assert_false (jarida_reader_needs_completion (journey->reader, get_article (journey)));
  g_assert_false (journey_says (GTK_WIDGET (journey->window), "Fetching the whole article…"));
  portal_close (journey);
}

/* ---- Where one was ---- */

/* Over a refresh, and over an article in a narrow window. */
static void
test_kept (void)
{
  Journey *journey = portal_open (500, 800);
  GtkWidget *window = GTK_WIDGET (journey->window);
  const JaridaPlace all = { .kind = JARIDA_PLACE_ALL };
  GtkAdjustment *adjustment = jarida_headline_view_get_adjustment (journey_view (journey));
  gint64 selected;
  double at;

  g_assert_true (journey_choose (journey, &all));
  WAIT_UNTIL (journey_n_rows (journey) > 100 && gtk_adjustment_get_upper (adjustment) > 3000);
  gtk_adjustment_set_value (adjustment, 2000);
  journey_settle (200);
  /* As by a click on a row that is in sight. */
  journey_open_row (journey, 27);
  selected = jarida_headline_view_get_selected (journey_view (journey));
  g_assert_true (jarida_shell_get_visible (jarida_window_get_shell (journey->window), JARIDA_SHELL_READER));
  journey_settle (200);
  at = gtk_adjustment_get_value (adjustment);
  g_assert_cmpfloat (at, >, 500);
  gtk_widget_activate_action (window, "win.refresh", NULL);
  WAIT_UNTIL (!jarida_reader_get_refreshing (journey->reader));
  gtk_widget_activate_action (window, "win.back", NULL);
  g_assert_true (jarida_shell_get_visible (jarida_window_get_shell (journey->window), JARIDA_SHELL_LIST));
  journey_settle (200);
  g_assert_cmpfloat (gtk_adjustment_get_value (adjustment), ==, at);
  g_assert_cmpint (jarida_headline_view_get_selected (journey_view (journey)), ==, selected);
  portal_close (journey);
}

/* ---- Videos ---- */

static guint
count_video_requests (gboolean pictures)
{
  g_autoptr(GPtrArray) requests = portal_read_requests ();
  guint n = 0;

  for (guint i = 0; i < requests->len; i++)
    {
      const DemoRequest *request = g_ptr_array_index (requests, i);

      n += strcmp (request->host, "127.0.0.102") == 0 && g_str_has_prefix (request->path, "/vi/") == pictures;
    }
  return n;
}

/* The picture is all that is asked of the host of videos; a click opens the browser. */
static void
test_video (void)
{
  Journey *journey = portal_open (1200, 800);
  const JaridaPlace videos = { .kind = JARIDA_PLACE_SECTION, .id = JARIDA_SECTION_VIDEO };
  g_autofree char *opened = NULL;
  g_autofree char *none = NULL;

  g_assert_true (journey_choose (journey, &videos));
  WAIT_UNTIL (journey_n_rows (journey) >= 8);
  journey_open_row (journey, 0);
  WAIT_UNTIL (count_video_requests (TRUE) > 0);
  journey_settle (300);
  g_assert_cmpuint (count_video_requests (FALSE), ==, 0);
  none = portal_take_opened ();
  g_assert_cmpstr (none, ==, "");
  journey_follow_link (journey, "http://127.0.0.100");
  WAIT_UNTIL (*(opened = (g_free (opened), portal_take_opened ())) != '\0');
  g_assert_nonnull (strstr (opened, "/video/"));
  g_assert_cmpuint (count_video_requests (FALSE), ==, 0);
  portal_close (journey);
}

/* ---- Without the portal ---- */

static gboolean
reads (Journey *journey,
       guint    position)
{
  journey_open_row (journey, position);
  return count_words (journey) > 40;
}

/* Nobody answers: all that was fetched is read on, and what would be asked for says in words that it cannot be. */
static void
test_alone (void)
{
  Journey *journey = portal_open (1200, 800);
  GtkWidget *window = GTK_WIDGET (journey->window);
  const JaridaPlace section = { .kind = JARIDA_PLACE_SECTION, .id = JARIDA_SECTION_SPORTS };
  JaridaPlace author;
  JaridaFrontPane *front;
  guint incomplete;

  g_assert_true (journey_choose (journey, &section));
  WAIT_UNTIL (journey_n_rows (journey) > 5);
  journey_open_row (journey, 0);
  WAIT_UNTIL (!jarida_reader_needs_completion (journey->reader, get_article (journey)));
  portal_close (journey);
  portal_stop ();

  journey = portal_open (1200, 800);
  window = GTK_WIDGET (journey->window);
  front = go_to_front (journey);
  WAIT_UNTIL (journey_find (GTK_WIDGET (front), JARIDA_TYPE_FRONT_CARD) != NULL);
  g_assert_true (journey_choose (journey, &section));
  WAIT_UNTIL (journey_n_rows (journey) > 5);
  g_assert_true (reads (journey, 0));
  journey_follow_link (journey, "jarida:source/");
  g_assert_cmpint (get_place (journey).kind, ==, JARIDA_PLACE_SOURCE);
  g_assert_true (journey_choose_heading (journey, JARIDA_SIDEBAR_HEADING_AUTHORS));
  WAIT_UNTIL (journey_says (window, "Plume 1"));
  author = get_place (journey);
  g_assert_cmpint (author.kind, ==, JARIDA_PLACE_SOURCE);

  /* An article that was never opened. */
  g_assert_true (journey_choose (journey, &section));
  incomplete = find_incomplete (journey, 1);
  journey_open_row (journey, incomplete);
  g_assert_true (jarida_reader_needs_completion (journey->reader, get_article (journey)));
  WAIT_UNTIL (journey_says (window, "could not be reached"));
  g_assert_nonnull (journey_shown_button (window, "Try Again"));
  /* And what is older: the sentence stays, though it has taken room from the list. */
  scroll_to_end (journey);
  WAIT_UNTIL (find_older_button (journey) != NULL);
  g_signal_emit_by_name (find_older_button (journey), "clicked");
  WAIT_UNTIL (journey_says (GTK_WIDGET (jarida_window_get_headlines (journey->window)), "could not be reached"));
  journey_settle (300);
  g_assert_true (journey_says (GTK_WIDGET (jarida_window_get_headlines (journey->window)), "could not be reached"));
  g_assert_nonnull (find_older_button (journey));

  /* When it is known that there is no network, nothing is asked for. */
  gtk_widget_activate_action (window, "win.refresh", NULL);
  WAIT_UNTIL (!jarida_reader_get_online (journey->reader));
  scroll_to_end (journey);
  WAIT_UNTIL (journey_says (window, "There is no network. Older articles can be loaded when it is back."));
  g_assert_null (find_older_button (journey));
  journey_open_row (journey, find_incomplete (journey, 1));
  WAIT_UNTIL (journey_says (window, "is not kept on this computer"));
  portal_close (journey);
}

int
main (int   argc,
      char *argv[])
{
  int status;

  portal_init (&argc, &argv);
  g_test_add_func ("/places/filled", test_filled);
  g_test_add_func ("/places/links", test_links);
  g_test_add_func ("/places/editions", test_editions);
  g_test_add_func ("/places/older", test_older);
  g_test_add_func ("/places/no-older", test_no_older);
  g_test_add_func ("/places/rest", test_rest);
  g_test_add_func ("/places/kept", test_kept);
  g_test_add_func ("/places/video", test_video);
  g_test_add_func ("/places/alone", test_alone);
  status = g_test_run ();
  portal_end ();
  return status;
}
