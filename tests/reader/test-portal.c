/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <string.h>

#include "../remove-tree.h"
#include "../wait-for.h"
#include "jarida-reader-private.h"
#include "portal-reader.h"
#include "portal-server.h"

/* A portal on loopback, from its pages to the shelf. */

typedef struct
{
  char         *folder;      /* (owned) */
  PortalServer *server;      /* (owned) */
  PortalServer *elsewhere;   /* (owned) what pages name and nobody may ask for */
  JaridaReader *reader;      /* (owned) */
  guint         n_completed;
} Fixture;

static void
completed_cb (JaridaReader *reader,
              gint64        id,
              Fixture      *self)
{
  self->n_completed++;
}

static void
open_reader (Fixture *self)
{
  self->reader = portal_reader_open (self->folder);
  g_signal_connect (self->reader, "article-completed", G_CALLBACK (completed_cb), self);
}

static void
close_reader (Fixture *self)
{
  jarida_reader_close (self->reader);
  g_clear_object (&self->reader);
}

/* The first @n newspapers of the catalogue. */
static void
choose (Fixture *self,
        guint    n)
{
  g_autoptr(GPtrArray) add = g_ptr_array_new ();
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GPtrArray) added = NULL;
  g_autoptr(GError) error = NULL;
  const GPtrArray *all = jarida_catalogue_get_newspapers (self->reader->catalogue);

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (add, g_ptr_array_index (all, i));
  jarida_reader_choose_newspapers_async (self->reader, add, NULL, NULL, answered_cb, &result);
  added = jarida_reader_choose_newspapers_finish (self->reader, wait_for (&result), &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  g_autofree char *path = NULL;

  self->folder = g_dir_make_tmp ("jarida-portal-XXXXXX", NULL);
  self->server = portal_server_new (30);
  self->elsewhere = portal_server_new (1);
  self->server->elsewhere = g_strdup (self->elsewhere->base);
  self->server->own_days = TRUE;
  path = g_build_filename (self->folder, "catalogue.json", NULL);
  portal_server_write_catalogue (self->server, path);
  open_reader (self);
}

/* Whatever was done: one request at a time, and none that a page names but nobody needs. */
static void
assert_polite (Fixture *self)
{
  static const char *const paths[] = { "/script.js", "/about", "/img.youtube.com", "/pictures/", "/fr/author/X" };

  g_assert_cmpuint (self->server->max_active, <=, 1);
  g_assert_cmpuint (self->elsewhere->log->len, ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    g_assert_cmpuint (portal_server_count (self->server, paths[i]), ==, 0);
  /* This portal has no cities, and is asked for them once a week at most. */
  g_assert_cmpuint (portal_server_count (self->server, "/city"), <=, 1);
  /* Of the other edition nothing: each line is of /fr, or the feed that a newspaper has itself. */
  g_assert_cmpuint (portal_server_count (self->server, "/fr") + portal_server_count (self->server, "/own.xml"), ==,
                    self->server->log->len);
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  close_reader (self);
  assert_polite (self);
  portal_server_free (self->server);
  portal_server_free (self->elsewhere);
  remove_tree (self->folder);
  g_free (self->folder);
}

static JaridaSource *
find (Fixture    *self,
      const char *slug)
{
  g_autofree char *address = g_strdup_printf ("%s/fr/%s", self->server->base, slug);
  JaridaSource *source = jarida_store_find_source_by_url (self->reader->store, address);

  g_assert_nonnull (source);
  return source;
}

static guint
count_of (Fixture    *self,
          const char *slug)
{
  const JaridaPlace place = { JARIDA_PLACE_SOURCE, jarida_source_get_id (find (self, slug)), FALSE };

  return jarida_reader_count (self->reader, &place);
}

static guint
refresh (Fixture *self,
         guint   *out_n_failed)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  guint n_new = G_MAXUINT;

  jarida_reader_refresh_async (self->reader, NULL, 0, TRUE, NULL, answered_cb, &result);
  jarida_reader_refresh_finish (self->reader, wait_for (&result), &n_new, out_n_failed, &error);
  g_assert_no_error (error);
  return n_new;
}

static JaridaArticle *
load (Fixture *self,
      gint64   id)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  JaridaArticle *article;

  jarida_reader_load_article_async (self->reader, id, NULL, answered_cb, &result);
  article = jarida_reader_load_article_finish (self->reader, wait_for (&result), &error);
  g_assert_no_error (error);
  return article;
}

/* The article of the shelf with that identity. */
static JaridaArticle *
find_article (Fixture    *self,
              const char *slug,
              const char *guid)
{
  const JaridaPlace place = { JARIDA_PLACE_SOURCE, jarida_source_get_id (find (self, slug)), FALSE };
  g_autoptr(JaridaHeadlineList) list = jarida_reader_list_headlines (self->reader, &place);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (list)); i++)
    {
      g_autoptr(JaridaArticle) article = load (self, jarida_headline_list_get_id (list, i));

      if (g_strcmp0 (article->guid, guid) == 0)
        return g_steal_pointer (&article);
    }
  g_error ("%s is not there", guid);
}

static void
test_first_and_again (Fixture       *self,
                      gconstpointer  data)
{
  g_autoptr(JaridaArticle) article = NULL;
  g_autoptr(JaridaArticle) video = NULL;
  g_autoptr(JaridaArticle) untitled = NULL;
  guint n_failed = 1;
  guint n_first;

  self->server->delay = 2;
  choose (self, 2);
  /* The feeds give 12, the lists 20; what of the gazette stands on all pages is left. */
  g_assert_cmpuint (refresh (self, &n_failed), ==, 42);
  g_assert_cmpuint (n_failed, ==, 0);
  g_assert_cmpuint (count_of (self, "phare"), ==, 20);
  g_assert_cmpuint (count_of (self, "echo"), ==, 20);
  g_assert_cmpuint (count_of (self, "video"), ==, 2);
  g_assert_cmpuint (portal_server_count (self->server, "gazette"), ==, 0);
  g_assert_cmpstr (g_ptr_array_index (self->server->log, 0), ==, "/fr/rss");
  g_assert_cmpstr (g_ptr_array_index (self->server->log, 1), ==, "/fr");
  g_assert_cmpint (jarida_source_get_outcome (find (self, "phare")), ==, JARIDA_OUTCOME_OK);
  n_first = self->server->log->len;

  article = find_article (self, "phare", "bouregreg/fr/phare/29");
  g_assert_cmpstr (article->section, ==, "Sports");
  g_assert_cmpstr (article->title, ==, "Nouvelle 29 du journal phare");
  g_assert_true (g_str_has_suffix (article->address, "/fr/phare/29"));
  g_assert_cmpstr (article->language, ==, "fr");
  g_assert_cmpstr (article->authors[0], ==, "Auteur 1");
  g_assert_true (g_str_has_suffix (article->image, "/pictures/phare/777"));
  /* By the newspaper is by nobody; a logo is no picture; without a title it is kept. */
  untitled = find_article (self, "echo", "bouregreg/fr/echo/15");
  g_assert_null (untitled->authors);
  g_assert_cmpstr (untitled->title != NULL ? untitled->title : "", ==, "");
  video = find_article (self, "video", "bouregreg/fr/video/1");
  g_assert_cmpstr (video->title, ==, "Une vidéo");
  g_assert_true (g_str_has_suffix (video->address, "/fr/video/1"));
  g_assert_nonnull (strstr (video->image, "img.youtube.com"));
  g_assert_false (jarida_reader_needs_completion (self->reader, video));

  /* Again: conditional, little, nothing twice. */
  portal_server_clear_log (self->server);
  g_assert_cmpuint (refresh (self, &n_failed), ==, 0);
  g_assert_cmpuint (n_failed, ==, 0);
  g_assert_cmpuint (self->server->log->len, <=, n_first);
  g_assert_cmpuint (portal_server_count (self->server, "if "), ==, self->server->log->len);
  g_assert_cmpint (jarida_source_get_outcome (find (self, "phare")), ==, JARIDA_OUTCOME_UNCHANGED);

  /* Two more: one each of the newspapers that were chosen. */
  portal_server_clear_log (self->server);
  self->server->n_articles = 31;
  g_assert_cmpuint (refresh (self, NULL), ==, 2);
  g_assert_cmpuint (count_of (self, "phare"), ==, 21);
}

/* The front page is filled when the home page was read, long before the rest. */
typedef struct
{
  Fixture *fixture;
  guint    n_requests;
} First;

static void
arrived_cb (JaridaReader *reader,
            guint         n_new,
            First        *first)
{
  if (n_new > 0 && first->n_requests == 0)
    first->n_requests = first->fixture->server->log->len;
}

static void
test_first_headlines_soon (Fixture       *self,
                           gconstpointer  data)
{
  First first = { self, 0 };

  portal_server_set_fault (self->server, "/fr/rss", PORTAL_FAULT_MISSING);
  choose (self, 3);
  g_signal_connect (self->reader, "articles-arrived", G_CALLBACK (arrived_cb), &first);
  refresh (self, NULL);
  g_signal_handlers_disconnect_by_data (self->reader, &first);
  g_assert_cmpuint (first.n_requests, <=, 3);
  g_assert_cmpuint (first.n_requests, >, 0);
  g_assert_cmpuint (count_of (self, "gazette"), ==, 20);
}

static const struct
{
  PortalFault   page;         /* of the newspaper's own page and feed */
  JaridaOutcome outcome;
  gboolean      stopped;
} faults[] = {
  { PORTAL_FAULT_BROKEN, JARIDA_OUTCOME_SERVER_ERROR, FALSE },
  { PORTAL_FAULT_CUT, JARIDA_OUTCOME_UNREACHABLE, FALSE },
  { PORTAL_FAULT_MISSING, JARIDA_OUTCOME_NOT_FOUND, FALSE },
  { PORTAL_FAULT_GONE, JARIDA_OUTCOME_GONE, TRUE },
  { PORTAL_FAULT_LOGIN, JARIDA_OUTCOME_NO_HEADLINES, FALSE },
  { PORTAL_FAULT_EMPTY, JARIDA_OUTCOME_NO_HEADLINES, FALSE },
};

static void
test_faults (Fixture       *self,
             gconstpointer  data)
{
  choose (self, 3);
  refresh (self, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      JaridaSource *phare = find (self, "phare");
      guint n_failed = 0;
      g_autofree char *text = NULL;

      g_test_message ("fault %u", i);
      jarida_source_set_stopped (phare, FALSE);
      portal_server_set_fault (self->server, "/fr/phare", faults[i].page);
      portal_server_set_fault (self->server, "/fr/phare/rss", faults[i].page);
      self->server->edition++;
      self->server->n_articles++;
      /* The home page has the newest of all; the own page of one fails, that of the others does not. */
      g_assert_cmpuint (refresh (self, &n_failed), ==, 3);
      g_assert_cmpuint (n_failed, ==, 1);
      g_assert_cmpint (jarida_source_get_outcome (phare), ==, faults[i].outcome);
      g_assert_cmpint (jarida_source_get_stopped (phare), ==, faults[i].stopped);
      g_assert_false (jarida_outcome_is_failure (jarida_source_get_outcome (find (self, "echo"))));
      text = jarida_outcome_text (jarida_source_get_outcome (phare), jarida_source_get_status (phare));
      g_assert_cmpuint (strlen (text), >, 20);
    }
  /* What was kept is kept. */
  g_assert_cmpuint (count_of (self, "phare"), ==, 26);
}

/* A portal that asks for a pause is left alone with all its newspapers. */
static void
test_busy (Fixture       *self,
           gconstpointer  data)
{
  guint n_failed = 0;

  choose (self, 3);
  portal_server_set_fault (self->server, "/fr/politics", PORTAL_FAULT_BUSY);
  refresh (self, &n_failed);
  g_assert_cmpuint (n_failed, ==, 4);
  g_assert_cmpuint (self->server->log->len, ==, 3);
  g_assert_cmpint (jarida_source_get_outcome (find (self, "echo")), ==, JARIDA_OUTCOME_BUSY);
  /* Even when the person insists. */
  refresh (self, NULL);
  g_assert_cmpuint (self->server->log->len, ==, 3);
  g_assert_cmpuint (count_of (self, "phare"), >, 0);
}

static void
test_moved (Fixture       *self,
            gconstpointer  data)
{
  choose (self, 1);
  portal_server_set_fault (self->server, "/fr/phare", PORTAL_FAULT_MOVED);
  refresh (self, NULL);
  g_assert_nonnull (find (self, "echo"));
}

static void
test_without_feeds (Fixture       *self,
                    gconstpointer  data)
{
  guint n_failed = 1;

  self->server->no_feeds = TRUE;
  self->server->own_days = FALSE;
  portal_server_set_fault (self->server, "/fr/rss", PORTAL_FAULT_MISSING);
  choose (self, 3);
  refresh (self, &n_failed);
  g_assert_cmpuint (n_failed, ==, 0);
  g_assert_cmpuint (count_of (self, "phare"), ==, 20);
  /* Where no feed is, none is asked for again for a day. */
  portal_server_clear_log (self->server);
  self->server->n_articles++;
  refresh (self, &n_failed);
  g_assert_cmpuint (n_failed, ==, 0);
  g_assert_cmpuint (portal_server_count (self->server, "/rss"), ==, 0);
  g_assert_cmpuint (count_of (self, "phare"), ==, 21);
}

/* A feed whose address nobody can guess is found on the page, once. */
static void
test_feed_elsewhere (Fixture       *self,
                     gconstpointer  data)
{
  self->server->odd_feeds = TRUE;
  choose (self, 1);
  refresh (self, NULL);
  g_assert_cmpuint (portal_server_count (self->server, "/fr/phare/rss"), ==, 1);
  g_assert_cmpuint (portal_server_count (self->server, "/fr/feeds/"), ==, 0);
  close_reader (self);
  open_reader (self);
  portal_server_clear_log (self->server);
  refresh (self, NULL);
  g_assert_cmpuint (portal_server_count (self->server, "/fr/phare/rss"), ==, 0);
  g_assert_cmpuint (portal_server_count (self->server, "/fr/feeds/phare"), ==, 1);
  g_assert_false (jarida_outcome_is_failure (jarida_source_get_outcome (find (self, "phare"))));
}

/* Who types the address of a newspaper at a portal, or of its feed there, gets the newspaper. */
static void
test_typed (Fixture       *self,
            gconstpointer  data)
{
  static const char *const addresses[] = { "/fr/echo/rss", "/fr/phare" };

  for (guint i = 0; i < G_N_ELEMENTS (addresses); i++)
    {
      g_autofree char *address = g_strconcat (self->server->base, addresses[i], NULL);
      g_autoptr(GAsyncResult) result = NULL;
      g_autoptr(JaridaSource) source = NULL;
      g_autoptr(GError) error = NULL;

      jarida_reader_subscribe_async (self->reader, address, NULL, 0, NULL, answered_cb, &result);
      source = jarida_reader_subscribe_finish (self->reader, wait_for (&result), &error);
      g_assert_no_error (error);
      g_assert_cmpstr (jarida_source_get_portal (source), ==, "bouregreg");
    }
  g_assert_cmpuint (count_of (self, "echo"), ==, 20);
  g_assert_cmpuint (count_of (self, "phare"), ==, 20);
  g_assert_cmpstr (jarida_source_get_title (find (self, "phare")), ==, "Le Phare");
  g_assert_cmpstr (jarida_source_get_title (find (self, "echo")), ==, "L’Écho");
}

static void
test_renamed (Fixture       *self,
              gconstpointer  data)
{
  self->server->renamed = TRUE;
  self->server->no_feeds = TRUE;
  portal_server_set_fault (self->server, "/fr/rss", PORTAL_FAULT_MISSING);
  choose (self, 2);
  refresh (self, NULL);
  g_assert_cmpuint (count_of (self, "phare"), ==, 20);
  g_assert_cmpuint (count_of (self, "echo"), ==, 20);
}

static void
stop_cb (JaridaReader *reader,
         GParamSpec   *pspec,
         gpointer      user_data)
{
  guint done = 0;

  g_object_get (reader, "refresh-done", &done, NULL);
  if (done == 1)
    jarida_reader_cancel_refresh (reader);
}

static void
test_cancel_and_resume (Fixture       *self,
                        gconstpointer  data)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  gulong handler;

  choose (self, 3);
  handler = g_signal_connect (self->reader, "notify::refresh-done", G_CALLBACK (stop_cb), NULL);
  jarida_reader_refresh_async (self->reader, NULL, 0, TRUE, NULL, answered_cb, &result);
  g_assert_false (jarida_reader_refresh_finish (self->reader, wait_for (&result), NULL, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_signal_handler_disconnect (self->reader, handler);
  g_assert_cmpuint (count_of (self, "phare"), ==, 20);
  g_assert_cmpuint (count_of (self, "gazette"), <, 20);
  g_assert_cmpint (jarida_source_get_failures (find (self, "gazette")), ==, 0);
  g_assert_false (jarida_source_get_fetching (find (self, "echo")));

  /* It goes on where it was: nothing that was reached is asked for again, also after a restart. */
  close_reader (self);
  open_reader (self);
  portal_server_clear_log (self->server);
  refresh (self, NULL);
  g_assert_cmpuint (count_of (self, "gazette"), ==, 20);
  g_assert_cmpuint (portal_server_count (self->server, "/phare"), ==, 0);
  g_assert_cmpuint (portal_server_count (self->server, "/fr/politics"), ==, 0);
  /* And the one after that is a whole one. */
  portal_server_clear_log (self->server);
  refresh (self, NULL);
  g_assert_cmpuint (portal_server_count (self->server, "/fr/politics"), ==, 1);
}

static void
test_server_gone (Fixture       *self,
                  gconstpointer  data)
{
  guint n_failed = 0;
  guint n;

  choose (self, 3);
  refresh (self, NULL);
  n = count_of (self, "phare");
  soup_server_disconnect (self->server->server);
  refresh (self, &n_failed);
  g_assert_cmpuint (n_failed, ==, 4);
  g_assert_cmpint (jarida_source_get_outcome (find (self, "echo")), ==, JARIDA_OUTCOME_UNREACHABLE);
  g_assert_false (jarida_reader_get_online (self->reader));
  g_assert_cmpuint (count_of (self, "phare"), ==, n);
}

static gboolean
complete (Fixture  *self,
          gint64    id,
          GError  **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  jarida_reader_complete_article_async (self->reader, id, NULL, answered_cb, &result);
  return jarida_reader_complete_article_finish (self->reader, wait_for (&result), error);
}

static void
test_complete (Fixture       *self,
               gconstpointer  data)
{
  g_autoptr(JaridaArticle) before = NULL;
  g_autoptr(JaridaArticle) after = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(GAsyncResult) first = NULL;
  g_autoptr(GAsyncResult) second = NULL;

  choose (self, 1);
  refresh (self, NULL);
  before = find_article (self, "phare", "bouregreg/fr/phare/15");
  g_assert_true (jarida_reader_needs_completion (self->reader, before));
  /* A page that fails leaves it as it is. */
  portal_server_set_fault (self->server, "/fr/phare/15", PORTAL_FAULT_LOGIN);
  g_assert_false (complete (self, before->id, &error));
  g_assert_error (error, JARIDA_READER_ERROR, JARIDA_OUTCOME_NO_TEXT);
  g_clear_error (&error);
  portal_server_set_fault (self->server, "/fr/phare/15", PORTAL_FAULT_NONE);
  portal_server_clear_log (self->server);
  /* Two who ask wait for one page. */
  jarida_reader_complete_article_async (self->reader, before->id, NULL, answered_cb, &first);
  jarida_reader_complete_article_async (self->reader, before->id, NULL, answered_cb, &second);
  g_assert_true (jarida_reader_complete_article_finish (self->reader, wait_for (&first), &error));
  g_assert_true (jarida_reader_complete_article_finish (self->reader, wait_for (&second), &error));
  g_assert_cmpuint (self->server->log->len, ==, 1);
  g_assert_cmpuint (self->n_completed, ==, 1);

  after = load (self, before->id);
  g_assert_cmpstr (after->title, ==, "Nouvelle 15 du journal phare, en entier");
  g_assert_nonnull (strstr (after->content, "Paragraphe 4 de la nouvelle 15"));
  g_assert_null (strstr (after->content, "Nouvelle du défilé"));
  g_assert_cmpstr (after->source_address, ==, "http://phare.example/nouvelle-15");
  g_assert_cmpstr (after->guid, ==, "bouregreg/fr/phare/15");
  g_assert_false (jarida_reader_needs_completion (self->reader, after));
  g_assert_false (complete (self, before->id, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED);

  /* A list that still shows its beginning takes nothing away. */
  self->server->edition++;
  refresh (self, NULL);
  g_clear_pointer (&after, jarida_article_unref);
  after = load (self, before->id);
  g_assert_nonnull (strstr (after->content, "Paragraphe 4 de la nouvelle 15"));
}

static guint
count_all (Fixture *self)
{
  const JaridaPlace all = { JARIDA_PLACE_ALL, 0, FALSE };

  return jarida_reader_count (self->reader, &all);
}

/* The portal's copy and the newspaper's own are one row, whichever comes first. */
static void
test_one_row (Fixture       *self,
              gconstpointer  data)
{
  g_autofree char *address = g_strconcat (self->server->base, "/own.xml", NULL);
  g_autoptr(JaridaArticle) first = NULL;
  g_autoptr(JaridaArticle) second = NULL;
  g_autoptr(JaridaArticle) merged = NULL;
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(JaridaSource) own = NULL;
  g_autoptr(GError) error = NULL;
  JaridaPlace place = { JARIDA_PLACE_SOURCE, 0, FALSE };
  guint n;

  choose (self, 1);
  refresh (self, NULL);
  n = count_all (self);
  first = find_article (self, "phare", "bouregreg/fr/phare/28");
  g_assert_true (complete (self, first->id, &error));
  jarida_reader_set_read (self->reader, first->id, TRUE);
  /* The newspaper's own feed has 28, which is known by its source, and 26, which is not yet. */
  jarida_reader_subscribe_async (self->reader, address, NULL, 0, NULL, answered_cb, &result);
  own = jarida_reader_subscribe_finish (self->reader, wait_for (&result), &error);
  g_assert_no_error (error);
  place.id = jarida_source_get_id (own);
  g_assert_cmpuint (count_all (self), ==, n + 1);
  g_assert_cmpuint (jarida_reader_count (self->reader, &place), ==, 2);
  second = find_article (self, "phare", "bouregreg/fr/phare/26");
  g_assert_true (complete (self, second->id, &error));
  g_assert_cmpuint (count_all (self), ==, n);
  g_assert_cmpuint (jarida_reader_count (self->reader, &place), ==, 2);
  merged = load (self, first->id);
  g_assert_true (merged->read);
  g_assert_nonnull (merged->origins);
  g_assert_cmpuint (merged->origins->len, ==, 2);
  /* Once more of everything doubles nothing. */
  self->server->edition++;
  refresh (self, NULL);
  g_assert_cmpuint (count_all (self), ==, n);
}

static gboolean
load_older (Fixture           *self,
            const JaridaPlace *place,
            guint             *out_n_new,
            GError           **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  jarida_reader_load_older_async (self->reader, place, NULL, answered_cb, &result);
  return jarida_reader_load_older_finish (self->reader, wait_for (&result), out_n_new, error);
}

static void
test_older (Fixture       *self,
            gconstpointer  data)
{
  JaridaPlace place = { JARIDA_PLACE_SOURCE, 0, FALSE };
  g_autoptr(JaridaHeadlineList) list = NULL;
  g_autoptr(JaridaArticle) last = NULL;
  g_autoptr(GError) error = NULL;
  guint n_new = 0;

  self->server->n_articles = 45;
  choose (self, 2);
  refresh (self, NULL);
  place.id = jarida_source_get_id (find (self, "phare"));
  g_assert_cmpuint (jarida_reader_count (self->reader, &place), ==, 20);
  portal_server_clear_log (self->server);
  /* The first page is known; the second is new, and older than all that was there. */
  g_assert_true (load_older (self, &place, &n_new, &error));
  g_assert_cmpuint (n_new, ==, 20);
  g_assert_cmpuint (self->server->log->len, ==, 2);
  /* It goes on there after a restart, too. */
  close_reader (self);
  open_reader (self);
  list = jarida_reader_list_headlines (self->reader, &place);
  last = load (self, jarida_headline_list_get_id (list, 39));
  g_assert_true (last->day_only);
  /* The rest, then the end. */
  g_assert_true (load_older (self, &place, &n_new, &error));
  g_assert_cmpuint (n_new, ==, 5);
  g_assert_cmpuint (self->server->log->len, ==, 3);
  g_assert_false (load_older (self, &place, &n_new, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_cmpuint (self->server->log->len, ==, 3);
  g_assert_cmpuint (count_of (self, "echo"), ==, 20);
  g_clear_error (&error);
  place.kind = JARIDA_PLACE_SAVED;
  g_assert_false (load_older (self, &place, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

/* All of it is known: one call is enough to say so, though pages were looked at. */
static void
test_no_older (Fixture       *self,
               gconstpointer  data)
{
  JaridaPlace place = { JARIDA_PLACE_SOURCE, 0, FALSE };
  g_autoptr(GError) error = NULL;

  self->server->n_articles = 15;
  choose (self, 1);
  refresh (self, NULL);
  place.id = jarida_source_get_id (find (self, "phare"));
  portal_server_clear_log (self->server);
  g_assert_false (load_older (self, &place, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_cmpuint (self->server->log->len, ==, 1);
}

/* Rows of a back page stand behind all that was known, in the order of the page. */
static void
test_older_order (Fixture       *self,
                  gconstpointer  data)
{
  JaridaPlace place = { JARIDA_PLACE_SOURCE, 0, FALSE };
  g_autoptr(JaridaHeadlineList) before = NULL;
  g_autoptr(JaridaHeadlineList) after = NULL;
  g_autoptr(GError) error = NULL;

  self->server->n_articles = 45;
  choose (self, 1);
  refresh (self, NULL);
  place.id = jarida_source_get_id (find (self, "phare"));
  before = jarida_reader_list_headlines (self->reader, &place);
  g_assert_true (load_older (self, &place, NULL, &error));
  after = jarida_reader_list_headlines (self->reader, &place);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (after)), ==, 40);
  for (guint i = 0; i < 40; i++)
    {
      g_autoptr(JaridaHeadline) headline = g_list_model_get_item (G_LIST_MODEL (after), i);
      g_autofree char *number = g_strdup_printf ("/fr/phare/%u", 45 - i);

      if (i < 20)
        g_assert_cmpint (jarida_headline_list_get_id (after, i), ==, jarida_headline_list_get_id (before, i));
      else
        g_assert_true (g_str_has_suffix (jarida_headline_get_address (headline), number));
    }
}

static JaridaTopic *
find_topic (Fixture    *self,
            const char *name)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  JaridaTopic *topic;

  jarida_reader_find_topic_async (self->reader, JARIDA_PLACE_AUTHOR, name, NULL, answered_cb, &result);
  topic = jarida_reader_find_topic_finish (self->reader, wait_for (&result), &error);
  g_assert_no_error (error);
  return topic;
}

static void
test_author (Fixture       *self,
             gconstpointer  data)
{
  g_autoptr(JaridaTopic) topic = NULL;
  g_autoptr(JaridaTopic) newspaper = NULL;
  g_autoptr(GError) error = NULL;
  JaridaPlace place = { JARIDA_PLACE_SECTION, JARIDA_SECTION_SPORTS, FALSE };
  guint n_before, n_new = 0;

  choose (self, 2);
  refresh (self, NULL);
  g_assert_cmpuint (jarida_reader_count (self->reader, &place), >, 5);
  g_assert_cmpuint (g_list_model_get_n_items (jarida_reader_get_sections (self->reader)), ==, 3);
  newspaper = find_topic (self, "Le Phare");
  g_assert_null (newspaper);
  topic = find_topic (self, "Auteur 1");
  g_assert_nonnull (topic);
  place = jarida_topic_get_place (topic);
  n_before = jarida_reader_count (self->reader, &place);
  /* What is on the author's page of the newspapers that were chosen. */
  g_assert_true (load_older (self, &place, &n_new, &error));
  g_assert_cmpuint (n_new, >, 0);
  g_assert_cmpuint (jarida_reader_count (self->reader, &place), ==, n_before + n_new);
  g_assert_cmpuint (portal_server_count (self->server, "/fr/author/Auteur+1"), ==, 1);
  g_assert_false (load_older (self, &place, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);

  jarida_reader_follow (self->reader, JARIDA_PLACE_AUTHOR, jarida_topic_get_id (topic), TRUE);
  while (g_list_model_get_n_items (jarida_reader_get_followed (self->reader)) != 1)
    g_main_context_iteration (NULL, TRUE);
  jarida_reader_undo (self->reader);
  while (g_list_model_get_n_items (jarida_reader_get_followed (self->reader)) != 0)
    g_main_context_iteration (NULL, TRUE);
}

/* The row of the place with that ending of its address. */
static JaridaHeadline *
find_row (Fixture           *self,
          const JaridaPlace *place,
          const char        *ending,
          guint             *out_position)
{
  g_autoptr(JaridaHeadlineList) list = jarida_reader_list_headlines (self->reader, place);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (list)); i++)
    {
      g_autoptr(JaridaHeadline) headline = g_list_model_get_item (G_LIST_MODEL (list), i);

      *out_position = i;
      if (g_str_has_suffix (jarida_headline_get_address (headline), ending))
        return g_steal_pointer (&headline);
    }
  g_error ("%s is not there", ending);
}

#define OCTOBER_2020 G_GINT64_CONSTANT (1602460800)

/* What only an author's page has is no news of today: it stands behind what was known of him, and gets its day when its own page is read;
 * what had a day keeps it. */
static void
test_author_days (Fixture       *self,
                  gconstpointer  data)
{
  g_autoptr(JaridaTopic) topic = NULL;
  g_autoptr(JaridaHeadline) old = NULL, last = NULL, corrected = NULL, dated = NULL;
  g_autoptr(JaridaArticle) oldest = NULL, before = NULL, after = NULL;
  g_autoptr(JaridaHeadlineList) list = NULL;
  g_autoptr(GError) error = NULL;
  JaridaPlace place;
  guint n_new = 0, n, position;

  choose (self, 1);
  refresh (self, NULL);
  topic = find_topic (self, "Auteur 1");
  place = jarida_topic_get_place (topic);
  list = jarida_reader_list_headlines (self->reader, &place);
  n = g_list_model_get_n_items (G_LIST_MODEL (list));
  oldest = load (self, jarida_headline_list_get_id (list, n - 1));
  g_assert_true (load_older (self, &place, &n_new, &error));
  g_assert_cmpuint (n_new, ==, 2);
  old = find_row (self, &place, "/fr/phare/5", &position);
  g_assert_cmpuint (position, ==, n);
  g_assert_cmpint (jarida_headline_get_published (old), <, oldest->published);
  g_assert_true (jarida_headline_get_day_only (old));
  last = find_row (self, &place, "/fr/phare/1", &position);
  g_assert_cmpuint (position, ==, n + 1);

  g_assert_true (complete (self, jarida_headline_get_id (old), &error));
  corrected = find_row (self, &place, "/fr/phare/5", &position);
  g_assert_cmpuint (position, ==, n);
  g_assert_cmpint (jarida_headline_get_id (corrected), ==, jarida_headline_get_id (old));
  g_assert_cmpint (jarida_headline_get_published (corrected), >=, OCTOBER_2020);
  g_assert_cmpint (jarida_headline_get_published (corrected), <, OCTOBER_2020 + 24 * 60 * 60);
  g_assert_true (jarida_headline_get_day_only (corrected));

  /* The feed of all has dated this one. */
  place = (JaridaPlace) { JARIDA_PLACE_SOURCE, jarida_source_get_id (find (self, "phare")), FALSE };
  dated = find_row (self, &place, "/fr/phare/27", &position);
  g_assert_false (jarida_headline_get_day_only (dated));
  before = load (self, jarida_headline_get_id (dated));
  g_assert_true (complete (self, before->id, &error));
  after = load (self, before->id);
  g_assert_cmpint (after->published, ==, before->published);
}

/* Spoils a page: bytes turned, pieces taken out; by a number, so that a failure can be had again. */
static guint
mangle (char    *html,
        gsize    length,
        gpointer data)
{
  GRand *dice = data;
  const guint n = (guint) g_rand_int_range (dice, 1, 60);
  const gsize cut = g_rand_boolean (dice) ? length : (gsize) g_rand_int_range (dice, 1, (gint32) length);

  for (guint i = 0; i < n; i++)
    {
      const gsize at = (gsize) g_rand_int_range (dice, 0, (gint32) length);

      html[at] = (char) g_rand_int_range (dice, 0, 256);
    }
  return (guint) MIN (cut, length);
}

/* From a spoiled page comes a text or an error, and never an empty article. */
static void
complete_spoiled (Fixture *self)
{
  const JaridaPlace place = { JARIDA_PLACE_SOURCE, jarida_source_get_id (find (self, "echo")), FALSE };
  g_autoptr(JaridaHeadlineList) list = jarida_reader_list_headlines (self->reader, &place);
  guint n_whole = 0;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (list)); i++)
    {
      const gint64 id = jarida_headline_list_get_id (list, i);
      g_autoptr(JaridaArticle) before = load (self, id);
      g_autoptr(JaridaArticle) after = NULL;
      g_autoptr(GError) error = NULL;
      const gboolean whole = complete (self, id, &error);

      after = load (self, id);
      n_whole += whole;
      if (whole)
        g_assert_cmpuint (strlen (after->content), >, 40);
      else
        g_assert_cmpstr (after->excerpt, ==, before->excerpt);
      g_assert_true (before->title == NULL || (after->title != NULL && *after->title != '\0'));
    }
  g_assert_cmpuint (n_whole, >, 5);
}

static void
test_spoiled (Fixture       *self,
              gconstpointer  data)
{
  g_autoptr(GRand) dice = g_rand_new_with_seed (20261129);
  g_autoptr(JaridaArticle) before = NULL;
  g_autoptr(JaridaArticle) after = NULL;
  guint n;

  choose (self, 2);
  refresh (self, NULL);
  before = find_article (self, "phare", "bouregreg/fr/phare/12");
  g_assert_true (complete (self, before->id, NULL));
  n = count_of (self, "phare");
  self->server->mangle = mangle;
  self->server->mangle_data = dice;
  for (guint i = 0; i < 25; i++)
    {
      self->server->edition++;
      refresh (self, NULL);
    }
  g_assert_cmpuint (count_of (self, "phare"), >=, n);
  complete_spoiled (self);
  after = load (self, before->id);
  g_assert_nonnull (strstr (after->content, "Paragraphe 4 de la nouvelle 12"));
  g_assert_nonnull (after->title);
  g_assert_cmpstr (after->title, !=, "");
}

#define ADD(name, func) g_test_add ("/reader/portal/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  ADD ("first-and-again", test_first_and_again);
  ADD ("first-headlines-soon", test_first_headlines_soon);
  ADD ("faults-leave-the-others-alone", test_faults);
  ADD ("busy", test_busy);
  ADD ("moved", test_moved);
  ADD ("without-feeds", test_without_feeds);
  ADD ("feed-elsewhere", test_feed_elsewhere);
  ADD ("typed-address", test_typed);
  ADD ("renamed-classes", test_renamed);
  ADD ("cancel-and-resume", test_cancel_and_resume);
  ADD ("server-gone", test_server_gone);
  ADD ("complete", test_complete);
  ADD ("own-feed-and-portal-are-one", test_one_row);
  ADD ("older", test_older);
  ADD ("no-older", test_no_older);
  ADD ("older-order", test_older_order);
  ADD ("author", test_author);
  ADD ("author-days", test_author_days);
  ADD ("spoiled-pages", test_spoiled);
  return g_test_run ();
}
