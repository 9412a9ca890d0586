/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "../remove-tree.h"
#include "../wait-for.h"
#include "jarida-reader-private.h"
#include "news-server.h"

/* An article of an ordinary feed, completed from its own page. */

typedef struct
{
  char         *folder;      /* (owned) */
  NewsServer   *server;      /* (owned) */
  JaridaReader *reader;      /* (owned) */
  JaridaSource *source;      /* (owned) */
} Fixture;

static void
open_reader (Fixture *self)
{
  g_autofree char *data = g_build_filename (self->folder, "data", NULL);
  g_autofree char *cache = g_build_filename (self->folder, "cache", NULL);
  g_autoptr(GError) error = NULL;

  self->reader = jarida_reader_open (data, cache, &error);
  g_assert_no_error (error);
  jarida_fetcher_set_pause (self->reader->fetcher, 0);
}

static void
close_reader (Fixture *self)
{
  g_clear_object (&self->source);
  jarida_reader_close (self->reader);
  g_clear_object (&self->reader);
}

static void
subscribe (Fixture *self)
{
  g_autofree char *address = news_server_address (self->server, "/feed.xml");
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  jarida_reader_subscribe_async (self->reader, address, NULL, 0, NULL, answered_cb, &result);
  self->source = jarida_reader_subscribe_finish (self->reader, wait_for (&result), &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  self->folder = g_dir_make_tmp ("jarida-complete-XXXXXX", NULL);
  self->server = news_server_new (5);
  self->server->page = NEWS_PAGE_WHOLE;
  open_reader (self);
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  close_reader (self);
  news_server_free (self->server);
  remove_tree (self->folder);
  g_free (self->folder);
}

static JaridaArticle *
load (Fixture *self,
      guint    position)
{
  const JaridaPlace all = { .kind = JARIDA_PLACE_ALL };
  g_autoptr(JaridaHeadlineList) list = jarida_reader_list_headlines (self->reader, &all);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  JaridaArticle *article;

  jarida_reader_load_article_async (self->reader, jarida_headline_list_get_id (list, position), NULL, answered_cb, &result);
  article = jarida_reader_load_article_finish (self->reader, wait_for (&result), &error);
  g_assert_no_error (error);
  return article;
}

static void
complete (Fixture  *self,
          gint64    id,
          GError  **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  jarida_reader_complete_article_async (self->reader, id, NULL, answered_cb, &result);
  jarida_reader_complete_article_finish (self->reader, wait_for (&result), error);
}

static void
test_whole (Fixture       *self,
            gconstpointer  data)
{
  g_autoptr(JaridaArticle) before = NULL, after = NULL, again = NULL;
  g_autoptr(GError) error = NULL, twice = NULL;

  subscribe (self);
  before = load (self, 2);
  g_assert_true (jarida_reader_needs_completion (self->reader, before));
  complete (self, before->id, &error);
  g_assert_no_error (error);
  after = load (self, 2);
  g_assert_nonnull (strstr (after->content, "paragraphe 12"));
  g_assert_cmpstr (after->title, ==, before->title);
  g_assert_cmpstr (after->excerpt, ==, before->excerpt);
  g_assert_false (jarida_reader_needs_completion (self->reader, after));
  complete (self, before->id, &twice);
  g_assert_error (twice, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED);
  g_assert_cmpuint (self->server->n_pages, ==, 1);
  /* It is on the shelf. */
  close_reader (self);
  open_reader (self);
  again = load (self, 2);
  g_assert_cmpstr (again->content, ==, after->content);
  g_assert_cmpuint (self->server->n_pages, ==, 1);
}

/* The page has less than the feed: what is kept stays, and the page is not asked for again. */
static void
test_worse (Fixture       *self,
            gconstpointer  data)
{
  g_autoptr(JaridaArticle) before = NULL, after = NULL;
  g_autoptr(GError) error = NULL;

  self->server->page = NEWS_PAGE_WORSE;
  self->server->n_repeats = 20;
  subscribe (self);
  before = load (self, 0);
  complete (self, before->id, &error);
  g_assert_no_error (error);
  after = load (self, 0);
  g_assert_cmpstr (after->content, ==, before->content);
  g_assert_false (jarida_reader_needs_completion (self->reader, after));
}

/* The page is of something else: an error, and what is kept stays; another time it may be the right one. */
static void
test_other (Fixture       *self,
            gconstpointer  data)
{
  g_autoptr(JaridaArticle) before = NULL, after = NULL, whole = NULL;
  g_autoptr(GError) error = NULL, none = NULL;

  self->server->page = NEWS_PAGE_OTHER;
  subscribe (self);
  before = load (self, 1);
  complete (self, before->id, &error);
  g_assert_error (error, JARIDA_READER_ERROR, JARIDA_OUTCOME_NO_TEXT);
  after = load (self, 1);
  g_assert_cmpstr (after->content, ==, before->content);
  g_assert_true (jarida_reader_needs_completion (self->reader, after));
  self->server->page = NEWS_PAGE_WHOLE;
  complete (self, before->id, &none);
  g_assert_no_error (none);
  whole = load (self, 1);
  g_assert_nonnull (strstr (whole->content, "paragraphe 12"));
}

/* What is at the door of a network, and what the server says no to. */
static void
test_no_page (Fixture       *self,
              gconstpointer  data)
{
  g_autoptr(JaridaArticle) before = NULL, after = NULL;
  g_autoptr(GError) login = NULL, none = NULL;

  subscribe (self);
  before = load (self, 1);
  self->server->login = TRUE;
  complete (self, before->id, &login);
  g_assert_error (login, JARIDA_READER_ERROR, JARIDA_OUTCOME_NO_TEXT);
  self->server->login = FALSE;
  self->server->page = NEWS_PAGE_NONE;
  complete (self, before->id, &none);
  g_assert_error (none, JARIDA_READER_ERROR, JARIDA_OUTCOME_NOT_FOUND);
  after = load (self, 1);
  g_assert_cmpstr (after->content, ==, before->content);
}

static void
test_choice (Fixture       *self,
             gconstpointer  data)
{
  g_autoptr(JaridaArticle) article = NULL;
  g_autoptr(GError) error = NULL;

  self->server->n_repeats = 80;
  subscribe (self);
  article = load (self, 0);
  g_assert_false (jarida_reader_needs_completion (self->reader, article));
  jarida_source_set_full_text (self->source, JARIDA_FULL_TEXT_ALWAYS);
  jarida_reader_save_source (self->reader, self->source);
  g_assert_true (jarida_reader_needs_completion (self->reader, article));
  jarida_source_set_full_text (self->source, JARIDA_FULL_TEXT_NEVER);
  g_assert_false (jarida_reader_needs_completion (self->reader, article));
  complete (self, article->id, &error);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED);
  g_assert_cmpuint (self->server->n_pages, ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/reader/complete/whole", test_whole);
  ADD ("/reader/complete/worse", test_worse);
  ADD ("/reader/complete/other", test_other);
  ADD ("/reader/complete/no-page", test_no_page);
  ADD ("/reader/complete/choice", test_choice);
#undef ADD
  return g_test_run ();
}
