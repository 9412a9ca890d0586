/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>

#include "jarida-front-pane.h"
#include "jarida-newspapers-page.h"
#include "jarida-topics-page.h"
#include "journey-places.h"
#include "portal-server.h"

/* What goes wrong around the places of a portal: lines that are folded away, two presses instead of one, names with signs in them, a
 * window that is closed while something is under way. */

typedef struct
{
  PortalServer *server;
  char         *catalogue;
  Journey      *journey;
} Fixture;

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  g_autofree char *folder = g_dir_make_tmp ("jarida-rough-XXXXXX", NULL);

  self->server = portal_server_new (30);
  self->server->own_days = TRUE;
  self->catalogue = g_build_filename (folder, "catalogue.json", NULL);
  portal_server_write_catalogue (self->server, self->catalogue);
  g_setenv ("JARIDA_CATALOGUE", self->catalogue, TRUE);
  self->journey = journey_new (NULL, 1200, 800);
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  g_autofree char *folder = g_path_get_dirname (self->catalogue);

  if (self->journey != NULL)
    journey_end (self->journey, FALSE);
  portal_server_free (self->server);
  g_unlink (self->catalogue);
  g_rmdir (folder);
  g_free (self->catalogue);
}

/* ---- The first start ---- */

static GtkWidget *
find_fetch_button (GtkWidget *root)
{
  const char *label;

  if (!gtk_widget_get_mapped (root))
    return NULL;
  label = GTK_IS_BUTTON (root) ? gtk_button_get_label (GTK_BUTTON (root)) : NULL;
  if (label != NULL && g_str_has_prefix (label, "_Fetch "))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_fetch_button (child);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
choose_newspapers (Fixture *self,
                   guint    n_presses)
{
  GtkWidget *window = GTK_WIDGET (self->journey->window), *button;
  JaridaNewspapersPage *page = JARIDA_NEWSPAPERS_PAGE (journey_find (window, JARIDA_TYPE_NEWSPAPERS_PAGE));

  WAIT_UNTIL (jarida_newspapers_page_get_choice (page) != NULL);
  jarida_newspapers_page_choose_country (page, "MA");
  WAIT_UNTIL (find_fetch_button (window) != NULL);
  button = find_fetch_button (window);
  for (guint i = 0; i < n_presses; i++)
    g_signal_emit_by_name (button, "clicked");
  WAIT_UNTIL (jarida_reader_get_refreshing (self->journey->reader));
}

static void
fill (Fixture *self)
{
  choose_newspapers (self, 1);
  WAIT_UNTIL (!jarida_reader_get_refreshing (self->journey->reader));
  /* What came last waits to be shown where one is, and is there where one goes. */
  g_assert_true (journey_choose (self->journey, &(JaridaPlace) { .kind = JARIDA_PLACE_SAVED }));
  g_assert_true (journey_choose (self->journey, &(JaridaPlace) { .kind = JARIDA_PLACE_ALL }));
  WAIT_UNTIL (journey_n_rows (self->journey) > 40);
}

static JaridaPlace
get_place (Fixture *self)
{
  JaridaPlace place;

  jarida_headline_pane_get_place (jarida_window_get_headlines (self->journey->window), &place);
  return place;
}

/* Who presses twice gets everything once, and no word of trouble. */
static void
test_twice (Fixture       *self,
            gconstpointer  data)
{
  GListModel *sources = jarida_reader_get_sources (self->journey->reader);

  choose_newspapers (self, 2);
  WAIT_UNTIL (!jarida_reader_get_refreshing (self->journey->reader));
  /* Three newspapers, and the videos that come with them. */
  g_assert_cmpuint (g_list_model_get_n_items (sources), ==, 4);
  g_assert_cmpuint (g_list_model_get_n_items (jarida_reader_get_folders (self->journey->reader)), ==, 1);
  g_assert_false (journey_says (GTK_WIDGET (self->journey->window), "This newspaper is among yours already."));
}

/* A file of newspapers that cannot be read has a name with signs in it. */
static void
test_trouble (void)
{
  Journey *journey;

  g_setenv ("JARIDA_CATALOGUE", "/nonexistent/Sel & <Poivre>.json", TRUE);
  journey = journey_new (NULL, 800, 600);
  WAIT_UNTIL (journey_says (GTK_WIDGET (journey->window), "Sel & <Poivre>.json"));
  journey_end (journey, FALSE);
}

/* ---- The sidebar ---- */

/* A line that is folded away takes nobody elsewhere, and is marked again when it is back. */
static void
test_folded (Fixture       *self,
             gconstpointer  data)
{
  Journey *journey = self->journey;
  const JaridaPlace section = { .kind = JARIDA_PLACE_SECTION, .id = JARIDA_SECTION_SPORTS };
  JaridaSource *source;
  JaridaPlace chosen;
  GListModel *folders;
  gint64 folder;

  fill (self);
  g_assert_true (journey_choose (journey, &section));
  WAIT_UNTIL (get_place (self).kind == JARIDA_PLACE_SECTION);
  journey_fold (journey, JARIDA_SIDEBAR_HEADING_SECTIONS, 0, TRUE);
  journey_settle (50);
  g_assert_cmpint (get_place (self).kind, ==, JARIDA_PLACE_SECTION);
  g_assert_cmpstr (journey_get_title (journey), ==, "Sports");
  g_assert_false (journey_get_chosen (journey, &chosen));
  journey_fold (journey, JARIDA_SIDEBAR_HEADING_SECTIONS, 0, FALSE);
  WAIT_UNTIL (journey_get_chosen (journey, &chosen));
  g_assert_true (chosen.kind == section.kind && chosen.id == section.id);

  /* To a newspaper in a folder that is folded, by a link. */
  folders = jarida_reader_get_folders (journey->reader);
  g_assert_cmpuint (g_list_model_get_n_items (folders), ==, 1);
  {
    g_autoptr(JaridaFolder) only = g_list_model_get_item (folders, 0);

    folder = jarida_folder_get_id (only);
  }
  journey_fold (journey, JARIDA_SIDEBAR_HEADING_NONE, folder, TRUE);
  journey_open_row (journey, 0);
  source = jarida_reader_find_source (journey->reader,
                                      jarida_reader_pane_get_article (jarida_window_get_reader_pane (journey->window))->source_id);
  journey_follow_link (journey, "jarida:source/");
  g_assert_cmpint (get_place (self).kind, ==, JARIDA_PLACE_SOURCE);
  g_assert_cmpstr (journey_get_title (journey), ==, jarida_source_get_title (source));
  g_assert_false (journey_get_chosen (journey, &chosen));
}

/* A newspaper that is taken away gives its place to another, as before. */
static void
test_removed (Fixture       *self,
              gconstpointer  data)
{
  Journey *journey = self->journey;
  JaridaSource *source;
  const char *sentence = "“Sel & <Poivre>” was removed.";
  gint64 id;

  fill (self);
  source = journey_find_source (journey, "Le Phare");
  g_assert_nonnull (source);
  id = jarida_source_get_id (source);
  jarida_reader_rename_source (journey->reader, source, "Sel & <Poivre>");
  g_assert_true (journey_choose (journey, &(JaridaPlace) { .kind = JARIDA_PLACE_SOURCE, .id = id }));
  WAIT_UNTIL (g_strcmp0 (journey_get_title (journey), "Sel & <Poivre>") == 0);
  gtk_widget_activate_action (GTK_WIDGET (journey->window), "win.remove-entry", NULL);
  WAIT_UNTIL (journey_says (GTK_WIDGET (journey->window), sentence));
  WAIT_UNTIL (get_place (self).kind != JARIDA_PLACE_SOURCE || get_place (self).id != id);
}

/* ---- Authors and cities ---- */

static gboolean
lists_topics (Fixture *self)
{
  GtkWidget *page = journey_find (GTK_WIDGET (jarida_window_get_headlines (self->journey->window)), JARIDA_TYPE_TOPICS_PAGE);

  return page != NULL && gtk_widget_get_mapped (page);
}

/* Where authors are listed there are no headlines to walk, to filter, to mark. */
static void
test_topics (Fixture       *self,
             gconstpointer  data)
{
  Journey *journey = self->journey;
  GtkWidget *window = GTK_WIDGET (journey->window);
  guint n_unread;

  fill (self);
  n_unread = journey_n_unread (journey);
  g_assert_true (journey_choose_heading (journey, JARIDA_SIDEBAR_HEADING_AUTHORS));
  WAIT_UNTIL (lists_topics (self));
  WAIT_UNTIL (journey_says (window, "Auteur 1"));
  g_assert_cmpstr (journey_get_title (journey), ==, "Authors");
  gtk_widget_activate_action (window, "win.next", NULL);
  gtk_widget_activate_action (window, "win.next-unread", NULL);
  gtk_widget_activate_action (window, "win.mark-all-read", NULL);
  gtk_widget_activate_action (window, "win.unread-only", NULL);
  journey_settle (100);
  g_assert_true (lists_topics (self));
  g_assert_cmpstr (journey_get_title (journey), ==, "Authors");
  g_assert_null (jarida_reader_pane_get_article (jarida_window_get_reader_pane (journey->window)));
  g_assert_cmpuint (journey_n_unread (journey), ==, n_unread);
  gtk_widget_activate_action (window, "win.unread-only", NULL);

  /* By way of the front page the headlines of the day are beside an article. */
  g_assert_true (journey_choose (journey, &(JaridaPlace) { .kind = JARIDA_PLACE_FRONT }));
  WAIT_UNTIL (jarida_front_pane_take_keyboard (jarida_window_get_front (journey->window), 0));
  g_assert_true (gtk_widget_activate (gtk_window_get_focus (GTK_WINDOW (window))));
  WAIT_UNTIL (jarida_reader_pane_get_article (jarida_window_get_reader_pane (journey->window)) != NULL);
  g_assert_false (lists_topics (self));
  g_assert_cmpint (get_place (self).kind, ==, JARIDA_PLACE_FRONT);
  /* An empty list is no answer to a name that nobody has typed. */
  g_assert_true (journey_choose_heading (journey, JARIDA_SIDEBAR_HEADING_CITIES));
  WAIT_UNTIL (journey_says (window, "No city is known yet: press portals name them."));
  gtk_editable_set_text (GTK_EDITABLE (journey_find (journey_find (window, JARIDA_TYPE_TOPICS_PAGE), GTK_TYPE_SEARCH_ENTRY)), "Fantasie");
  WAIT_UNTIL (journey_says (window, "No city is called so."));
}

/* A link that has not found its author yet does not fetch back who has gone elsewhere. */
static void
test_elsewhere (Fixture       *self,
                gconstpointer  data)
{
  Journey *journey = self->journey;
  const JaridaPlace unread = { .kind = JARIDA_PLACE_UNREAD };

  fill (self);
  g_signal_emit_by_name (jarida_window_get_reader_pane (journey->window), "link-activated", "jarida:author/Auteur%201");
  g_assert_true (journey_choose (journey, &unread));
  journey_settle (300);
  g_assert_cmpint (get_place (self).kind, ==, JARIDA_PLACE_UNREAD);
  g_signal_emit_by_name (jarida_window_get_reader_pane (journey->window), "link-activated", "jarida:author/Auteur%201");
  WAIT_UNTIL (get_place (self).kind == JARIDA_PLACE_AUTHOR);
}

/* ---- Articles ---- */

static gint64
find_row (Fixture    *self,
          const char *ending)
{
  const JaridaPlace all = { .kind = JARIDA_PLACE_ALL };
  g_autoptr(JaridaHeadlineList) list = jarida_reader_list_headlines (self->journey->reader, &all);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (list)); i++)
    {
      g_autoptr(JaridaHeadline) headline = g_list_model_get_item (G_LIST_MODEL (list), i);

      if (g_str_has_suffix (jarida_headline_get_address (headline), ending))
        return jarida_headline_get_id (headline);
    }
  return 0;
}

/* Two articles have become one: the number of either opens it. */
static void
test_joined (Fixture       *self,
             gconstpointer  data)
{
  Journey *journey = self->journey;
  JaridaReaderPane *pane = jarida_window_get_reader_pane (journey->window);
  g_autofree char *address = g_strconcat (self->server->base, "/own.xml", NULL);
  const JaridaPlace all = { .kind = JARIDA_PLACE_ALL };
  gint64 portal, own;
  guint n;

  fill (self);
  journey_subscribe (journey, address, 0);
  portal = find_row (self, "/fr/phare/26");
  n = jarida_reader_count (journey->reader, &all);
  own = find_row (self, "phare.example/nouvelle-26");
  g_assert_true (portal != 0 && own != 0);
  jarida_window_open_article (journey->window, portal);
  WAIT_UNTIL (jarida_reader_count (journey->reader, &all) < n);
  jarida_window_open_article (journey->window, find_row (self, "/fr/phare/24"));
  WAIT_UNTIL (jarida_reader_pane_get_article (pane) != NULL && jarida_reader_pane_get_article (pane)->id != portal);
  jarida_window_open_article (journey->window, own);
  WAIT_UNTIL (jarida_reader_pane_get_article (pane)->id == portal);
  journey_settle (400);
  g_assert_true (gtk_widget_get_mapped (GTK_WIDGET (jarida_reader_pane_get_view (pane))));
  WAIT_UNTIL (jarida_reader_pane_get_article (pane)->read);
}

/* ---- The end of the window ---- */

/* A refresh of which much fails goes on when its window is closed, and nobody is there any more to be told. */
static void
test_closed (Fixture       *self,
             gconstpointer  data)
{
  portal_server_set_fault (self->server, "/fr/phare", PORTAL_FAULT_BROKEN);
  portal_server_set_fault (self->server, "/fr/phare/rss", PORTAL_FAULT_BROKEN);
  portal_server_set_fault (self->server, "/fr/echo", PORTAL_FAULT_BROKEN);
  portal_server_set_fault (self->server, "/fr/echo/rss", PORTAL_FAULT_BROKEN);
  self->server->delay = 100;
  choose_newspapers (self, 1);
  journey_settle (300);
  g_assert_true (jarida_reader_get_refreshing (self->journey->reader));
  journey_end (g_steal_pointer (&self->journey), FALSE);
}

int
main (int   argc,
      char *argv[])
{
  journey_init (&argc, &argv);
#define ADD(path, func) g_test_add ("/places-rough/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("twice", test_twice);
  g_test_add_func ("/places-rough/trouble", test_trouble);
  ADD ("folded", test_folded);
  ADD ("removed", test_removed);
  ADD ("topics", test_topics);
  ADD ("elsewhere", test_elsewhere);
  ADD ("joined", test_joined);
  ADD ("closed", test_closed);
#undef ADD
  return g_test_run ();
}
