/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "../remove-tree.h"
#include "../wait-for.h"
#include "jarida-online-private.h"
#include "jarida-reader-private.h"
#include "jarida-store-kept.h"
#include "jarida-store-leave.h"
#include "portal-reader.h"
#include "portal-server.h"

/* Searching a portal on loopback: what is asked and of whom, what comes, and what is kept of it. */

#define N_ARTICLES 30

typedef struct
{
  char               *folder;      /* (owned) */
  PortalServer       *server;      /* (owned) */
  JaridaReader       *reader;      /* (owned) */
  JaridaOnlineSearch *online;      /* (owned) */
  guint               n_arrived;
} Fixture;

static void
arrived_cb (JaridaReader *reader,
            guint         n,
            Fixture      *self)
{
  self->n_arrived += n;
}

static void
open_reader (Fixture *self)
{
  self->reader = portal_reader_open (self->folder);
  g_signal_connect (self->reader, "articles-arrived", G_CALLBACK (arrived_cb), self);
  self->online = jarida_online_search_new (self->reader);
}

static void
close_reader (Fixture *self)
{
  g_clear_object (&self->online);
  jarida_reader_close (self->reader);
  g_clear_object (&self->reader);
}

/* The newspaper phare. */
static void
choose (Fixture *self)
{
  g_autoptr(GPtrArray) add = g_ptr_array_new ();
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GPtrArray) added = NULL;
  g_autoptr(GError) error = NULL;

  g_ptr_array_add (add, g_ptr_array_index (jarida_catalogue_get_newspapers (self->reader->catalogue), 0));
  jarida_reader_choose_newspapers_async (self->reader, add, NULL, NULL, answered_cb, &result);
  added = jarida_reader_choose_newspapers_finish (self->reader, wait_for (&result), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (added->len, ==, 2);
}

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  g_autofree char *path = NULL;

  self->folder = g_dir_make_tmp ("jarida-online-XXXXXX", NULL);
  self->server = portal_server_new (N_ARTICLES);
  path = g_build_filename (self->folder, "catalogue.json", NULL);
  portal_server_write_catalogue (self->server, path);
  open_reader (self);
  choose (self);
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  close_reader (self);
  g_assert_cmpuint (self->server->max_active, <=, 1);
  portal_server_free (self->server);
  remove_tree (self->folder);
  g_free (self->folder);
}

static JaridaOnlineState
wait_for_answer (Fixture *self)
{
  while (jarida_online_search_get_state (self->online) == JARIDA_ONLINE_ASKING)
    g_main_context_iteration (NULL, TRUE);
  return jarida_online_search_get_state (self->online);
}

static JaridaOnlineState
ask (Fixture    *self,
     const char *text)
{
  if (text != NULL)
    jarida_online_search_set_question (self->online, text, NULL, NULL);
  jarida_online_search_ask (self->online);
  return wait_for_answer (self);
}

static guint
count_rows (Fixture *self)
{
  return g_list_model_get_n_items (jarida_online_search_get_rows (self->online));
}

static JaridaHeadline *
dup_row (Fixture *self,
         guint    position)
{
  return g_list_model_get_item (jarida_online_search_get_rows (self->online), position);
}

static gint64
open_row (Fixture  *self,
          guint     position,
          gboolean *out_new_source,
          GError  **error)
{
  g_autoptr(JaridaHeadline) row = dup_row (self, position);
  g_autoptr(GAsyncResult) result = NULL;
  JaridaSource *source = NULL;
  gint64 id;

  g_assert_true (jarida_headline_get_online (row));
  g_assert_cmpint (jarida_headline_get_id (row), <, 0);
  jarida_online_search_open_async (self->online, jarida_headline_get_id (row), NULL, answered_cb, &result);
  id = jarida_online_search_open_finish (self->online, wait_for (&result), &source, error);
  if (out_new_source != NULL)
    *out_new_source = source != NULL;
  return id;
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

static guint
count_all (Fixture  *self,
           gboolean  unread)
{
  const JaridaPlace all = { .kind = JARIDA_PLACE_ALL };

  return unread ? jarida_reader_count_unread (self->reader, &all) : jarida_reader_count (self->reader, &all);
}

static JaridaSource *
find_source (Fixture    *self,
             const char *slug)
{
  g_autofree char *address = g_strdup_printf ("%s/fr/%s", self->server->base, slug);

  return jarida_store_find_source_by_url (self->reader->store, address);
}

/* To type costs the portal nothing; what is sent is plain words. */
static void
test_words (Fixture       *self,
            gconstpointer  data)
{
  static const struct { const char *text; const char *words; JaridaOnlineState state; } cases[] = {
    { NULL, "", JARIDA_ONLINE_NOTHING },
    { "", "", JARIDA_ONLINE_NOTHING },
    { "   ", "", JARIDA_ONLINE_NOTHING },
    { "is:unread", "", JARIDA_ONLINE_NO_WORDS },
    { "journal:\"Le Phare\" -pluie حالة:محفوظ", "", JARIDA_ONLINE_NO_WORDS },
    { "sécheresse", "sécheresse", JARIDA_ONLINE_READY },
    { "  \"conseil  municipal\" -vote journal:phare avant:2026 été OR hiver", "conseil  municipal été hiver", JARIDA_ONLINE_READY },
    { "حكومة lang:ar", "حكومة", JARIDA_ONLINE_READY },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      jarida_online_search_set_question (self->online, cases[i].text, NULL, NULL);
      g_assert_cmpint (jarida_online_search_get_state (self->online), ==, cases[i].state);
      g_assert_cmpstr (jarida_online_search_get_words (self->online), ==, cases[i].words);
      if (cases[i].state != JARIDA_ONLINE_READY)
        jarida_online_search_ask (self->online);
    }
  g_assert_true (g_str_has_prefix (jarida_online_search_get_sites (self->online), "127.0.0.1"));
  g_assert_cmpuint (self->server->log->len, ==, 0);
  g_assert_cmpint (ask (self, "nouvelle -phare"), ==, JARIDA_ONLINE_MORE);
  g_assert_cmpuint (self->server->log->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (self->server->log, 0), ==, "/fr/search/nouvelle");
  g_assert_cmpint (ask (self, "journal:x nouvelle \"du journal\""), ==, JARIDA_ONLINE_MORE);
  g_assert_cmpstr (g_ptr_array_index (self->server->log, 1), ==, "/fr/search/nouvelle+du+journal");
  /* What an address is made of cannot be broken out of. */
  g_assert_cmpint (ask (self, "a/b?c#d&e%20f+g"), ==, JARIDA_ONLINE_EXHAUSTED);
  g_assert_true (g_str_has_prefix (g_ptr_array_index (self->server->log, 2), "/fr/search/"));
  g_assert_cmpuint (portal_server_count (self->server, "/fr/search/"), ==, self->server->log->len);
}

static void
test_nobody (Fixture       *self,
             gconstpointer  data)
{
  g_autoptr(GPtrArray) remove = g_ptr_array_new ();
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GPtrArray) added = NULL;

  g_ptr_array_add (remove, find_source (self, "phare"));
  jarida_reader_choose_newspapers_async (self->reader, NULL, remove, NULL, answered_cb, &result);
  added = jarida_reader_choose_newspapers_finish (self->reader, wait_for (&result), NULL);
  g_assert_nonnull (added);
  g_assert_cmpint (ask (self, "nouvelle"), ==, JARIDA_ONLINE_NO_PORTAL);
  g_assert_cmpuint (self->server->log->len, ==, 0);
  /* Chosen meanwhile, it can be asked. */
  choose (self);
  g_assert_cmpint (jarida_online_search_get_state (self->online), ==, JARIDA_ONLINE_READY);
}

static void
assert_asked (Fixture           *self,
              const GPtrArray   *editions,
              const JaridaPlace *place,
              const char        *words,
              const char        *keys)
{
  g_autoptr(GPtrArray) chosen = jarida_online_choose_editions (self->reader, editions, place, words);
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < chosen->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", ((JaridaPortalEdition *) g_ptr_array_index (chosen, i))->key);
  g_assert_cmpstr (text->str, ==, keys);
}

/* Those in the script of the words, where there are any; in a newspaper, its own. */
static void
test_editions (Fixture       *self,
               gconstpointer  data)
{
  const JaridaPlace all = { .kind = JARIDA_PLACE_ALL };
  const JaridaPlace phare = { .kind = JARIDA_PLACE_SOURCE, .id = jarida_source_get_id (find_source (self, "phare")) };
  const char *site = self->server->base + strlen ("http://");
  g_autoptr(GPtrArray) editions = g_ptr_array_new_with_free_func ((GDestroyNotify) jarida_portal_edition_unref);
  g_autofree char *own = g_strconcat (self->server->base, "/fr/phare", NULL);
  g_autofree char *own_key = g_strdup_printf ("%s fr", site);
  g_autofree char *sites = NULL;
  g_autofree char *all_sites = g_strdup_printf ("maghress.com, turess.com, %s", site);

  g_ptr_array_add (editions, jarida_portal_edition_new ("maghress", "https://www.maghress.com/hespress"));
  g_ptr_array_add (editions, jarida_portal_edition_new ("maghress", "https://www.maghress.com/fr/quid"));
  assert_asked (self, editions, &all, "حكومة", "maghress.com ar");
  assert_asked (self, editions, &all, "gouvernement", "maghress.com fr");
  assert_asked (self, editions, &all, "2026", "maghress.com fr");
  g_ptr_array_add (editions, jarida_portal_edition_new ("turess", "https://www.turess.com/fr/letemps"));
  g_ptr_array_add (editions, jarida_portal_edition_new ("bouregreg", own));
  assert_asked (self, editions, &phare, "حكومة", own_key);
  sites = jarida_online_dup_sites (editions);
  g_assert_cmpstr (sites, ==, all_sites);
  g_ptr_array_set_size (editions, 1);
  assert_asked (self, editions, &all, "gouvernement", "maghress.com ar");
}

/* Page after page, each row once, nothing of it on the shelf. */
static void
test_pages (Fixture       *self,
            gconstpointer  data)
{
  g_autoptr(JaridaHeadline) first = NULL;
  g_autoptr(GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  g_assert_cmpint (ask (self, "gazette"), ==, JARIDA_ONLINE_MORE);
  g_assert_cmpuint (count_rows (self), ==, 20);
  first = dup_row (self, 1);
  g_assert_cmpstr (jarida_headline_get_title (first), ==, "Nouvelle 29 du journal gazette");
  g_assert_cmpstr (jarida_headline_get_source_title (first), ==, "La Gazette");
  g_assert_nonnull (strstr (jarida_headline_get_excerpt (first), "Le début du texte 29"));
  g_assert_null (jarida_headline_get_image (first));
  g_assert_cmpint (ask (self, NULL), ==, JARIDA_ONLINE_EXHAUSTED);
  g_assert_cmpuint (count_rows (self), ==, N_ARTICLES);
  g_assert_cmpuint (jarida_online_search_get_n_come (self->online), ==, N_ARTICLES);
  for (guint i = 0; i < count_rows (self); i++)
    {
      g_autoptr(JaridaHeadline) row = dup_row (self, i);

      g_assert_true (jarida_headline_get_online (row));
      g_assert_true (g_hash_table_add (seen, g_strdup (jarida_headline_get_address (row))));
    }
  /* Nobody is asked again. */
  jarida_online_search_ask (self->online);
  g_assert_cmpuint (self->server->log->len, ==, 2);
  g_assert_cmpuint (count_all (self, FALSE), ==, 0);
  g_assert_cmpint (ask (self, "zzz"), ==, JARIDA_ONLINE_EXHAUSTED);
  g_assert_cmpuint (count_rows (self), ==, 0);
}

/* It comes read, to its own day, is no news, and is found without the portal; after another start too. */
static void
test_open (Fixture       *self,
           gconstpointer  data)
{
  g_autoptr(JaridaArticle) article = NULL;
  g_autoptr(JaridaHeadline) row = NULL;
  g_autoptr(JaridaSearchResult) found = NULL;
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  gboolean new_source;
  gint64 id;

  g_assert_cmpint (ask (self, "gazette"), ==, JARIDA_ONLINE_MORE);
  id = open_row (self, 1, &new_source, &error);
  g_assert_no_error (error);
  g_assert_cmpint (id, >, 0);
  g_assert_true (new_source);
  article = load (self, id);
  g_assert_true (article->read);
  g_assert_true (article->complete);
  g_assert_nonnull (strstr (article->content, "Paragraphe 4 de la nouvelle 29"));
  g_assert_cmpint (article->published / 86400, ==, 1602460800 / 86400);
  g_assert_cmpint ((id + 946684800) / 86400, ==, 1602460800 / 86400);
  g_assert_cmpuint (count_all (self, FALSE), ==, 1);
  g_assert_cmpuint (count_all (self, TRUE), ==, 0);
  g_assert_cmpuint (self->n_arrived, ==, 0);
  g_assert_true (jarida_reader_is_wanted (self->reader, id));
  row = dup_row (self, 1);
  g_assert_cmpint (jarida_headline_get_id (row), ==, id);
  g_assert_false (jarida_headline_get_online (row));
  g_assert_true (jarida_headline_get_read (row));
  g_assert_cmpstr (jarida_headline_get_source_title (row), ==, "La Gazette");
  g_assert_true (jarida_source_get_stopped (find_source (self, "gazette")));
  g_assert_cmpint (jarida_source_get_folder_id (find_source (self, "gazette")), ==,
                   jarida_source_get_folder_id (find_source (self, "phare")));
  /* The second of that newspaper finds it there; and one that is here already is not shown as the portal's. */
  g_assert_cmpint (open_row (self, 2, &new_source, &error), >, 0);
  g_assert_no_error (error);
  g_assert_false (new_source);
  g_clear_object (&row);
  g_assert_cmpint (ask (self, "gazette"), ==, JARIDA_ONLINE_MORE);
  g_assert_cmpuint (count_rows (self), ==, 20);
  row = dup_row (self, 1);
  g_assert_cmpint (jarida_headline_get_id (row), ==, id);

  portal_server_free (g_steal_pointer (&self->server));
  close_reader (self);
  self->server = portal_server_new (1);
  open_reader (self);
  jarida_reader_index_async (self->reader, NULL, answered_cb, &result);
  g_assert_true (jarida_reader_index_finish (self->reader, wait_for (&result), &error));
  g_clear_object (&result);
  jarida_reader_search_async (self->reader, "\"paragraphe 4 de la nouvelle 29\"", NULL, 10, 0, 0, NULL, answered_cb, &result);
  found = jarida_reader_search_finish (self->reader, wait_for (&result), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (jarida_search_result_get_n (found), ==, 1);
  g_assert_cmpint (jarida_search_result_get_id (found, 0), ==, id);
}

static void
refresh (Fixture *self)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  jarida_reader_refresh_async (self->reader, NULL, 0, TRUE, NULL, answered_cb, &result);
  g_assert_true (jarida_reader_refresh_finish (self->reader, wait_for (&result), NULL, NULL, &error));
  g_assert_no_error (error);
}

/* A newspaper of which one article was opened is not subscribed to: what the portal's other pages show of it does not come. */
static void
test_not_followed (Fixture       *self,
                   gconstpointer  data)
{
  JaridaPlace place = { .kind = JARIDA_PLACE_SOURCE };
  g_autoptr(GError) error = NULL;

  g_assert_cmpint (ask (self, "gazette"), ==, JARIDA_ONLINE_MORE);
  g_assert_cmpint (open_row (self, 3, NULL, &error), >, 0);
  g_assert_no_error (error);
  refresh (self);
  place.id = jarida_source_get_id (find_source (self, "phare"));
  g_assert_cmpuint (jarida_reader_count (self->reader, &place), >, 5);
  place.id = jarida_source_get_id (find_source (self, "gazette"));
  g_assert_cmpuint (jarida_reader_count (self->reader, &place), ==, 1);
}

/* What is on the shelf is not shown twice, and what the list beside has not at all. */
static void
test_known (Fixture       *self,
            gconstpointer  data)
{
  const JaridaPlace all = { .kind = JARIDA_PLACE_ALL };
  g_autoptr(JaridaHeadlineList) list = NULL;
  guint n_online = 0, n;

  refresh (self);
  list = jarida_reader_list_headlines (self->reader, &all);
  g_assert_cmpint (ask (self, "phare"), ==, JARIDA_ONLINE_MORE);
  g_assert_cmpuint (count_rows (self), ==, 20);
  for (guint i = 0; i < 20; i++)
    {
      g_autoptr(JaridaHeadline) row = dup_row (self, i);

      n_online += jarida_headline_get_online (row);
      if (!jarida_headline_get_online (row))
        g_assert_cmpuint (jarida_headline_list_find (list, jarida_headline_get_id (row)), !=, G_MAXUINT);
    }
  g_assert_cmpuint (n_online, <, 20);
  n = count_all (self, FALSE);
  jarida_online_search_set_question (self->online, "phare", NULL, list);
  g_assert_cmpint (ask (self, NULL), ==, JARIDA_ONLINE_MORE);
  g_assert_cmpuint (count_rows (self), ==, n_online);
  g_assert_cmpuint (count_all (self, FALSE), ==, n);
}

static void
add_filter (Fixture    *self,
            const char *query)
{
  g_autoptr(JaridaFilter) filter = jarida_filter_new ();
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  jarida_filter_set_query (filter, query);
  jarida_filter_set_action (filter, JARIDA_FILTER_ACTION_HIDE);
  jarida_filter_set_enabled (filter, TRUE);
  jarida_reader_save_filter_async (self->reader, filter, NULL, answered_cb, &result);
  g_assert_true (jarida_reader_save_filter_finish (self->reader, wait_for (&result), &error));
  g_assert_no_error (error);
}

/* What a person has opened by hand no filter hides; what one hides is not shown by the way of the portal. */
static void
test_filters (Fixture       *self,
              gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  gint64 id;

  add_filter (self, "nouvelle");
  g_assert_cmpint (ask (self, "gazette"), ==, JARIDA_ONLINE_MORE);
  id = open_row (self, 1, NULL, &error);
  g_assert_no_error (error);
  g_assert_false (jarida_reader_is_filtered (self->reader, id));
  g_assert_cmpuint (count_all (self, FALSE), ==, 1);
  refresh (self);
  g_assert_cmpint (ask (self, "phare"), ==, JARIDA_ONLINE_MORE);
  for (guint i = 0; i < count_rows (self); i++)
    {
      g_autoptr(JaridaHeadline) row = dup_row (self, i);

      g_assert_true (jarida_headline_get_online (row) || !jarida_reader_is_filtered (self->reader, jarida_headline_get_id (row)));
    }
  g_assert_cmpuint (count_rows (self), <, 20);
}

/* It has left the shelf a long time ago, and comes back. */
static void
test_come_back (Fixture       *self,
                gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GArray) ids = NULL;
  g_autoptr(JaridaArticle) article = NULL;
  gint64 id, again;
  guint64 bytes;
  guint n_left;

  g_assert_cmpint (ask (self, "gazette"), ==, JARIDA_ONLINE_MORE);
  id = open_row (self, 1, NULL, &error);
  g_assert_no_error (error);
  /* However old it is, it stays. */
  ids = jarida_store_list_leaving (self->reader->store, 30, g_get_real_time () / G_USEC_PER_SEC);
  g_assert_cmpuint (ids->len, ==, 0);
  jarida_store_set_wanted_async (self->reader->store, &id, 1, FALSE, NULL, answered_cb, &result);
  g_assert_true (jarida_store_set_wanted_finish (self->reader->store, wait_for (&result), &error));
  g_clear_object (&result);
  jarida_store_leave_async (self->reader->store, &id, 1, 0, NULL, answered_cb, &result);
  g_assert_true (jarida_store_leave_finish (self->reader->store, wait_for (&result), &n_left, &bytes, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n_left, ==, 1);
  g_assert_cmpuint (count_all (self, FALSE), ==, 0);
  g_assert_cmpint (ask (self, "gazette"), ==, JARIDA_ONLINE_MORE);
  again = open_row (self, 1, NULL, &error);
  g_assert_no_error (error);
  article = load (self, again);
  g_assert_nonnull (strstr (article->content, "Paragraphe 4 de la nouvelle 29"));
  g_assert_cmpuint (count_all (self, FALSE), ==, 1);
  g_assert_cmpint (ask (self, "gazette"), ==, JARIDA_ONLINE_MORE);
  g_assert_cmpint (open_row (self, 2, NULL, &error), >, 0);
  g_assert_cmpuint (count_all (self, FALSE), ==, 2);
}

static void
assert_failure (Fixture    *self,
                const char *part)
{
  g_autofree char *text = jarida_online_search_dup_failure (self->online);

  g_assert_nonnull (text);
  if (strstr (text, part) == NULL)
    g_error ("“%s” is not in “%s”", part, text);
}

/* Each fault is a sentence, and the next try goes on where it was. */
static void
test_faults (Fixture       *self,
             gconstpointer  data)
{
  static const struct { PortalFault fault; const char *part; } faults[] = {
    { PORTAL_FAULT_BROKEN, "fault of its own" },
    { PORTAL_FAULT_CUT, "could not be reached" },
    { PORTAL_FAULT_MISSING, "did not answer with articles" },
    { PORTAL_FAULT_GONE, "did not answer with articles" },
    { PORTAL_FAULT_LOGIN, "did not answer with articles" },
    { PORTAL_FAULT_MOVED, "did not answer with articles" },
    { PORTAL_FAULT_EMPTY, "did not answer with articles" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      portal_server_set_fault (self->server, "/fr/search/gazette", faults[i].fault);
      g_assert_cmpint (ask (self, "gazette"), ==, JARIDA_ONLINE_FAILED);
      g_assert_cmpuint (count_rows (self), ==, 0);
      assert_failure (self, faults[i].part);
      portal_server_set_fault (self->server, "/fr/search/gazette", PORTAL_FAULT_NONE);
      g_assert_cmpint (ask (self, NULL), ==, JARIDA_ONLINE_MORE);
      g_assert_cmpuint (count_rows (self), ==, 20);
      /* In the middle, too: what had come stays. */
      portal_server_set_fault (self->server, "/fr/search/gazette", faults[i].fault);
      g_assert_cmpint (ask (self, NULL), ==, JARIDA_ONLINE_FAILED);
      g_assert_cmpuint (count_rows (self), ==, 20);
      portal_server_set_fault (self->server, "/fr/search/gazette", PORTAL_FAULT_NONE);
      g_assert_cmpint (ask (self, NULL), ==, JARIDA_ONLINE_EXHAUSTED);
      g_assert_cmpuint (count_rows (self), ==, N_ARTICLES);
    }
  /* Classes that nobody knows: by where links lead. */
  self->server->renamed = TRUE;
  g_assert_cmpint (ask (self, "gazette"), ==, JARIDA_ONLINE_MORE);
  g_assert_cmpuint (count_rows (self), ==, 20);
}

/* For as long as the portal says, nobody is asked, by whatever question. */
static void
test_pause (Fixture       *self,
            gconstpointer  data)
{
  portal_server_set_fault (self->server, "/fr/search/gazette", PORTAL_FAULT_BUSY);
  self->reader->clock = 1000000;
  g_assert_cmpint (ask (self, "gazette"), ==, JARIDA_ONLINE_FAILED);
  assert_failure (self, "pause");
  portal_server_set_fault (self->server, "/fr/search/gazette", PORTAL_FAULT_NONE);
  g_assert_cmpint (ask (self, NULL), ==, JARIDA_ONLINE_FAILED);
  g_assert_cmpint (ask (self, "phare"), ==, JARIDA_ONLINE_FAILED);
  assert_failure (self, "pause");
  g_assert_cmpuint (self->server->log->len, ==, 1);
  self->reader->clock = 1000000 + 3600;
  g_assert_cmpint (ask (self, NULL), ==, JARIDA_ONLINE_MORE);
  g_assert_cmpuint (count_rows (self), ==, 20);
}

/* Another question ends the one before; what comes of that is nobody's. */
static void
test_stop (Fixture       *self,
           gconstpointer  data)
{
  g_autoptr(JaridaHeadline) row = NULL;

  self->server->delay = 50;
  jarida_online_search_set_question (self->online, "gazette", NULL, NULL);
  jarida_online_search_ask (self->online);
  g_assert_cmpint (jarida_online_search_get_state (self->online), ==, JARIDA_ONLINE_ASKING);
  while (self->server->log->len == 0)
    g_main_context_iteration (NULL, TRUE);
  jarida_online_search_stop (self->online);
  g_assert_cmpint (jarida_online_search_get_state (self->online), ==, JARIDA_ONLINE_READY);
  g_assert_cmpuint (count_rows (self), ==, 0);
  jarida_online_search_ask (self->online);
  jarida_online_search_set_question (self->online, "echo", NULL, NULL);
  g_assert_cmpint (ask (self, NULL), ==, JARIDA_ONLINE_MORE);
  row = dup_row (self, 1);
  g_assert_nonnull (strstr (jarida_headline_get_title (row), "echo"));
  g_assert_cmpuint (count_rows (self), ==, 20);
  /* The server goes on with an answer that nobody waits for any more. */
  self->server->max_active = 0;
}

/* The article cannot be had: nothing is kept, nobody is subscribed to, and the row is as it was. */
static void
test_open_fails (Fixture       *self,
                 gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(JaridaHeadline) row = NULL;

  g_assert_cmpint (ask (self, "gazette"), ==, JARIDA_ONLINE_MORE);
  portal_server_set_fault (self->server, "/fr/gazette/29", PORTAL_FAULT_BROKEN);
  g_assert_cmpint (open_row (self, 1, NULL, &error), ==, 0);
  g_assert_error (error, JARIDA_READER_ERROR, JARIDA_OUTCOME_SERVER_ERROR);
  g_clear_error (&error);
  portal_server_set_fault (self->server, "/fr/gazette/29", PORTAL_FAULT_EMPTY);
  g_assert_cmpint (open_row (self, 1, NULL, &error), ==, 0);
  g_assert_error (error, JARIDA_READER_ERROR, JARIDA_OUTCOME_NO_TEXT);
  g_clear_error (&error);
  g_assert_null (find_source (self, "gazette"));
  g_assert_cmpuint (count_all (self, FALSE), ==, 0);
  row = dup_row (self, 1);
  g_assert_true (jarida_headline_get_online (row));
  portal_server_set_fault (self->server, "/fr/gazette/29", PORTAL_FAULT_NONE);
  g_assert_cmpint (open_row (self, 1, NULL, &error), >, 0);
  g_assert_no_error (error);
}

static void
add_source (Fixture    *self,
            const char *base,
            const char *portal)
{
  g_autoptr(JaridaSource) source = jarida_source_new ();
  g_autofree char *address = g_strdup_printf ("%s/fr/phare", base);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  jarida_source_set_feed_url (source, address);
  jarida_source_set_title (source, "phare");
  jarida_source_set_language (source, "fr");
  jarida_source_set_portal (source, portal);
  jarida_store_add_source_async (self->reader->store, source, NULL, answered_cb, &result);
  g_assert_true (jarida_store_add_source_finish (self->reader->store, wait_for (&result), &error));
}

static void
remove_all (Fixture *self)
{
  GListModel *sources = jarida_store_get_sources (self->reader->store);
  g_autoptr(GPtrArray) remove = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr(GPtrArray) added = NULL;
  g_autoptr(GAsyncResult) result = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (sources); i++)
    g_ptr_array_add (remove, g_list_model_get_item (sources, i));
  jarida_reader_choose_newspapers_async (self->reader, NULL, remove, NULL, answered_cb, &result);
  added = jarida_reader_choose_newspapers_finish (self->reader, wait_for (&result), NULL);
  g_assert_nonnull (added);
}

/* A portal that does not answer does not keep the other from being asked. */
static void
test_first_fails (Fixture       *self,
                  gconstpointer  data)
{
  PortalServer *other = portal_server_new (5);
  g_autofree char *sentence = NULL;

  add_source (self, other->base, "second");
  portal_server_set_fault (self->server, "/fr/search/gazette", PORTAL_FAULT_MISSING);
  g_assert_cmpint (ask (self, "gazette"), ==, JARIDA_ONLINE_FAILED);
  g_assert_cmpuint (other->log->len, ==, 1);
  g_assert_cmpuint (count_rows (self), >, 0);
  sentence = jarida_online_search_dup_failure (self->online);
  g_assert_nonnull (sentence);
  portal_server_set_fault (self->server, "/fr/search/gazette", PORTAL_FAULT_NONE);
  ask (self, NULL);
  g_assert_cmpuint (self->server->log->len, ==, 2);
  portal_server_free (other);
}

/* Whose newspapers have all been removed is not asked again. */
static void
test_removed (Fixture       *self,
              gconstpointer  data)
{
  g_assert_cmpint (ask (self, "gazette"), ==, JARIDA_ONLINE_MORE);
  g_assert_cmpuint (self->server->log->len, ==, 1);
  remove_all (self);
  jarida_online_search_ask (self->online);
  wait_for_answer (self);
  g_assert_cmpuint (self->server->log->len, ==, 1);
}

/* Two of one newspaper that is new: both are kept, under one. */
static void
test_two_at_once (Fixture       *self,
                  gconstpointer  data)
{
  g_autoptr(GAsyncResult) first = NULL;
  g_autoptr(GAsyncResult) second = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(JaridaHeadline) one = NULL;
  g_autoptr(JaridaHeadline) two = NULL;
  gint64 first_id, second_id;

  g_assert_cmpint (ask (self, "gazette"), ==, JARIDA_ONLINE_MORE);
  one = dup_row (self, 1);
  two = dup_row (self, 2);
  jarida_online_search_open_async (self->online, jarida_headline_get_id (one), NULL, answered_cb, &first);
  jarida_online_search_open_async (self->online, jarida_headline_get_id (two), NULL, answered_cb, &second);
  first_id = jarida_online_search_open_finish (self->online, wait_for (&first), NULL, &error);
  g_assert_no_error (error);
  second_id = jarida_online_search_open_finish (self->online, wait_for (&second), NULL, &error);
  g_assert_no_error (error);
  g_assert_true (first_id > 0 && second_id > 0 && first_id != second_id);
  g_assert_cmpuint (count_all (self, FALSE), ==, 2);
}

/* A refresh has brought it before it was opened. */
static void
test_brought_meanwhile (Fixture       *self,
                        gconstpointer  data)
{
  g_autoptr(JaridaArticle) article = NULL;
  g_autoptr(GError) error = NULL;
  gint64 id;

  g_assert_cmpint (ask (self, "phare"), ==, JARIDA_ONLINE_MORE);
  refresh (self);
  id = open_row (self, 1, NULL, &error);
  g_assert_no_error (error);
  article = load (self, id);
  g_assert_true (article->read);
  while (!jarida_reader_is_wanted (self->reader, id))
    g_main_context_iteration (NULL, TRUE);
}

static guint
mangle (char    *html,
        gsize    length,
        gpointer data)
{
  GRand *rand = data;

  for (guint i = 0; i < 40; i++)
    html[g_rand_int_range (rand, 0, (gint32) length)] = (char) g_rand_int_range (rand, 0, 256);
  return (guint) g_rand_int_range (rand, 1, (gint32) length + 1);
}

/* Whatever it sends: an answer or a sentence. */
static void
test_hostile (Fixture       *self,
              gconstpointer  data)
{
  g_autoptr(GRand) rand = g_rand_new_with_seed (20261130);

  self->server->mangle = mangle;
  self->server->mangle_data = rand;
  for (guint i = 0; i < 60; i++)
    {
      const JaridaOnlineState state = ask (self, "gazette");

      g_assert_true (state == JARIDA_ONLINE_MORE || state == JARIDA_ONLINE_EXHAUSTED || state == JARIDA_ONLINE_FAILED);
      g_assert_cmpuint (count_rows (self), <=, 100);
    }
  self->server->mangle = NULL;
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/reader/online/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("words", test_words);
  ADD ("nobody", test_nobody);
  ADD ("editions", test_editions);
  ADD ("pages", test_pages);
  ADD ("open", test_open);
  ADD ("not-followed", test_not_followed);
  ADD ("known", test_known);
  ADD ("filters", test_filters);
  ADD ("come-back", test_come_back);
  ADD ("faults", test_faults);
  ADD ("pause", test_pause);
  ADD ("stop", test_stop);
  ADD ("open-fails", test_open_fails);
  ADD ("first-fails", test_first_fails);
  ADD ("removed", test_removed);
  ADD ("two-at-once", test_two_at_once);
  ADD ("brought-meanwhile", test_brought_meanwhile);
  ADD ("hostile", test_hostile);
  return g_test_run ();
}
