/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-newspapers-page.h"
#include "jarida-newspapers-sheet.h"
#include "journey.h"

#include <glib/gstdio.h>
#include <unistd.h>

#define N_ITEMS 4

/* A catalogue of newspapers that this server has: three of one country in two languages, one of another that nobody could check. */
static char *
write_catalogue (NewsServer *server)
{
  static const char format[] =
    "{ \"version\": 1, \"countries\": [ { \"code\": \"MA\", \"names\": { \"ar\": \"المغرب\", \"fr\": \"Maroc\", \"en\": \"Morocco\" } },"
    "  { \"code\": \"DZ\", \"names\": { \"ar\": \"الجزائر\", \"fr\": \"Algérie\", \"en\": \"Algeria\" } } ],"
    "  \"newspapers\": ["
    "  { \"names\": { \"ar\": \"الصباح الجديد\", \"fr\": \"Assabah Al Jadid\" }, \"language\": \"ar\", \"country\": \"MA\", \"feed\": \"%s?1\", \"verified\": true },"
    "  { \"names\": { \"fr\": \"L’Écho du Port\" }, \"language\": \"fr\", \"country\": \"MA\", \"feed\": \"%s?2\", \"verified\": true },"
    "  { \"names\": { \"ar\": \"المجهول\", \"fr\": \"Al Majhoul\" }, \"language\": \"ar\", \"country\": \"MA\", \"feed\": \"%s?3\" },"
    "  { \"names\": { \"ar\": \"الجبل\", \"fr\": \"Le Mont\" }, \"language\": \"ar\", \"country\": \"DZ\", \"feed\": \"%s?4\", \"verified\": true } ] }";
  g_autofree char *feed = news_server_address (server, "/feed.xml");
  g_autofree char *json = g_strdup_printf (format, feed, feed, feed, feed);
  g_autoptr(GError) error = NULL;
  char *path = NULL;
  const int fd = g_file_open_tmp ("jarida-catalogue-XXXXXX.json", &path, &error);

  g_assert_no_error (error);
  close (fd);
  g_file_set_contents (path, json, -1, &error);
  g_assert_no_error (error);
  g_setenv ("JARIDA_CATALOGUE", path, TRUE);
  return path;
}

static JaridaNewspapersPage *
get_page (GtkWidget *root)
{
  JaridaNewspapersPage *page = JARIDA_NEWSPAPERS_PAGE (journey_find (root, JARIDA_TYPE_NEWSPAPERS_PAGE));

  WAIT_UNTIL (jarida_newspapers_page_get_choice (page) != NULL);
  return page;
}

/* The mark of a newspaper, by words of its name; NULL while there is none to see. */
static GtkWidget *
find_check (GtkWidget  *root,
            const char *words)
{
  if (!gtk_widget_get_mapped (root))
    return NULL;
  if (GTK_IS_CHECK_BUTTON (root) && journey_says (root, words))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_check (child, words);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static guint
count_sources (Journey *journey)
{
  return g_list_model_get_n_items (jarida_reader_get_sources (journey->reader));
}

/* ---- The choice, without a window ---- */

static JaridaNewspaperChoice *
choose_for (Journey    *journey,
            const char *locale)
{
  const char *const locales[] = { locale, NULL };
  const JaridaCatalogue *catalogue = NULL;
  JaridaNewspapersPage *page = get_page (GTK_WIDGET (journey->window));

  /* Kept by the reader: the page has had it loaded. */
  catalogue = jarida_newspaper_choice_get_catalogue (jarida_newspapers_page_get_choice (page));
  return jarida_newspaper_choice_new (catalogue, journey->reader, locales);
}

static void
test_guess (void)
{
  static const struct { const char *locale; gboolean morocco, algeria, arabic, french; guint n_ticked; } guesses[] = {
    { "ar_MA.UTF-8", TRUE, FALSE, TRUE, FALSE, 1 },
    { "fr_MA", TRUE, FALSE, FALSE, TRUE, 1 },
    { "fr_DZ.UTF-8", FALSE, TRUE, FALSE, TRUE, 0 },
    { "ar_DZ@x", FALSE, TRUE, TRUE, FALSE, 1 },
    { "en_MA", TRUE, FALSE, TRUE, TRUE, 2 },
    { "fr_FR.UTF-8", FALSE, FALSE, FALSE, TRUE, 0 },
    { "C", FALSE, FALSE, TRUE, TRUE, 0 },
    { "", FALSE, FALSE, TRUE, TRUE, 0 },
  };
  g_autoptr(NewsServer) server = news_server_new (N_ITEMS);
  g_autofree char *path = write_catalogue (server);
  Journey *journey = journey_new (NULL, 900, 600);

  for (guint i = 0; i < G_N_ELEMENTS (guesses); i++)
    {
      g_autoptr(JaridaNewspaperChoice) choice = choose_for (journey, guesses[i].locale);

      g_test_message ("%s", guesses[i].locale);
      g_assert_cmpint (jarida_newspaper_choice_has_country (choice, "MA"), ==, guesses[i].morocco);
      g_assert_cmpint (jarida_newspaper_choice_has_country (choice, "DZ"), ==, guesses[i].algeria);
      g_assert_cmpint (jarida_newspaper_choice_has_language (choice, "ar"), ==, guesses[i].arabic);
      g_assert_cmpint (jarida_newspaper_choice_has_language (choice, "fr"), ==, guesses[i].french);
      g_assert_cmpuint (jarida_newspaper_choice_count_ticked (choice, NULL), ==, guesses[i].n_ticked);
    }
  journey_end (journey, FALSE);
  g_remove (path);
}

/* What goes out of sight is not subscribed to; words hide and change nothing. */
static void
test_out_of_sight (void)
{
  g_autoptr(NewsServer) server = news_server_new (N_ITEMS);
  g_autofree char *path = write_catalogue (server);
  Journey *journey = journey_new (NULL, 900, 600);
  g_autoptr(JaridaNewspaperChoice) choice = choose_for (journey, "en_MA");
  g_autoptr(GPtrArray) found = NULL;
  g_autoptr(GPtrArray) all = NULL;

  jarida_newspaper_choice_set_country (choice, "DZ", TRUE);
  g_assert_cmpuint (jarida_newspaper_choice_count_ticked (choice, NULL), ==, 3);
  jarida_newspaper_choice_set_language (choice, "ar", FALSE);
  g_assert_cmpuint (jarida_newspaper_choice_count_ticked (choice, NULL), ==, 1);
  jarida_newspaper_choice_set_language (choice, "ar", TRUE);
  g_assert_cmpuint (jarida_newspaper_choice_count_ticked (choice, NULL), ==, 3);
  /* Ticked by hand, where nobody could check it. */
  jarida_newspaper_choice_set_unverified (choice, TRUE);
  g_assert_cmpuint (jarida_newspaper_choice_count_ticked (choice, NULL), ==, 3);
  jarida_newspaper_choice_tick_all (choice, "MA", TRUE);
  g_assert_cmpuint (jarida_newspaper_choice_count_ticked (choice, "MA"), ==, 3);
  jarida_newspaper_choice_set_unverified (choice, FALSE);
  g_assert_cmpuint (jarida_newspaper_choice_count_ticked (choice, "MA"), ==, 2);
  /* In either script, without its accents and tashkeel. */
  jarida_newspaper_choice_set_words (choice, " echo ");
  found = jarida_newspaper_choice_list (choice, "MA");
  g_assert_cmpuint (found->len, ==, 1);
  jarida_newspaper_choice_set_words (choice, "الصَّباح");
  all = jarida_newspaper_choice_list (choice, "MA");
  g_assert_cmpuint (all->len, ==, 1);
  g_assert_true (all->pdata[0] != found->pdata[0]);
  g_assert_cmpuint (jarida_newspaper_choice_count_ticked (choice, NULL), ==, 3);
  journey_end (journey, FALSE);
  g_remove (path);
}

/* ---- At the window ---- */

/* From the first look at the window to headlines, then a newspaper less, and taken back. */
static void
test_first_run (void)
{
  g_autoptr(NewsServer) server = news_server_new (N_ITEMS);
  g_autofree char *path = write_catalogue (server);
  Journey *journey = journey_new (NULL, 1200, 800);
  GtkWidget *window = GTK_WIDGET (journey->window);
  GtkWidget *check = NULL;
  JaridaNewspapersPage *page;
  GtkWidget *sheet;

  g_assert_cmpstr (jarida_window_get_page (journey->window), ==, "welcome");
  page = get_page (window);
  WAIT_UNTIL (journey_shown_button (window, "Choose Newspapers First") != NULL);
  g_assert_false (gtk_widget_get_sensitive (journey_shown_button (window, "Choose Newspapers First")));
  jarida_newspapers_page_choose_country (page, "MA");
  WAIT_UNTIL (find_check (window, "Assabah") != NULL && find_check (window, "Écho") != NULL);
  g_assert_null (find_check (window, "Majhoul"));
  g_assert_null (find_check (window, "Mont"));
  g_assert_nonnull (journey_shown_button (window, "_Fetch 2 Newspapers"));

  gtk_editable_set_text (GTK_EDITABLE (journey_find (GTK_WIDGET (page), GTK_TYPE_SEARCH_ENTRY)), "الصباح");
  WAIT_UNTIL (find_check (window, "Écho") == NULL);
  g_assert_nonnull (find_check (window, "Assabah"));
  g_assert_nonnull (journey_shown_button (window, "_Fetch 2 Newspapers"));

  g_signal_emit_by_name (journey_shown_button (window, "_Fetch 2 Newspapers"), "clicked");
  WAIT_UNTIL (count_sources (journey) == 2);
  /* Both carry the same articles, which stand once in the list. */
  WAIT_UNTIL (journey_n_rows (journey) == N_ITEMS);
  g_assert_cmpstr (jarida_window_get_page (journey->window), ==, "reading");

  /* Later the same page, with what there is ticked. */
  gtk_widget_activate_action (window, "win.manage-newspapers", NULL);
  sheet = journey_dialog (journey);
  g_assert_true (JARIDA_IS_NEWSPAPERS_SHEET (sheet));
  get_page (sheet);
  WAIT_UNTIL ((check = find_check (sheet, "Écho")) != NULL);
  g_assert_true (gtk_check_button_get_active (GTK_CHECK_BUTTON (check)));
  g_assert_false (gtk_widget_get_sensitive (journey_shown_button (sheet, "No Changes")));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), FALSE);
  g_signal_emit_by_name (journey_shown_button (sheet, "_Remove 1 Newspaper"), "clicked");
  WAIT_UNTIL (count_sources (journey) == 1);
  WAIT_UNTIL (journey_dialog (journey) == NULL);
  WAIT_UNTIL (journey_shown_button (window, "win.undo") != NULL);
  gtk_widget_activate_action (window, "win.undo", NULL);
  WAIT_UNTIL (count_sources (journey) == 2);
  journey_end (journey, FALSE);
  g_remove (path);
}

/* A catalogue that cannot be read says so, and leaves the other ways. */
static void
test_no_catalogue (void)
{
  Journey *journey;

  g_setenv ("JARIDA_CATALOGUE", "/nonexistent/catalogue.json", TRUE);
  journey = journey_new (NULL, 360, 640);
  WAIT_UNTIL (journey_says (GTK_WIDGET (journey->window), "The List of Newspapers Cannot Be Read"));
  g_assert_nonnull (journey_shown_button (GTK_WIDGET (journey->window), "win.add-source"));
  journey_end (journey, FALSE);
}

int
main (int   argc,
      char *argv[])
{
  journey_init (&argc, &argv);

  g_test_add_func ("/newspapers/guess", test_guess);
  g_test_add_func ("/newspapers/out-of-sight", test_out_of_sight);
  g_test_add_func ("/newspapers/first-run", test_first_run);
  g_test_add_func ("/newspapers/no-catalogue", test_no_catalogue);

  return g_test_run ();
}
