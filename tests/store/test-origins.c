/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>

#include "jarida-article-merge.h"
#include "jarida-connection.h"
#include "jarida-store-private.h"
#include "jarida-store-topics.h"
#include "shelf-fixture.h"

/* One article from several sources. */

#define NOON G_GINT64_CONSTANT (1760270400)   /* 2025-10-12 12:00 UTC */

static JaridaSource *
add_portal (Shelf      *shelf,
            const char *address)
{
  JaridaSource *source = shelf_add_source (shelf, address);

  jarida_source_set_portal (source, "maghress");
  shelf_save_source (shelf, source);
  return source;
}

static JaridaArticle *
copy_of (guint       number,
         const char *source_address)
{
  g_autofree char *guid = g_strdup_printf ("maghress/fr/assabah/%u", number);
  g_autofree char *address = g_strdup_printf ("https://portal.example/fr/assabah/%u", number);
  g_autofree char *title = g_strdup_printf ("Story %u", number);
  JaridaArticle *article = article_new (guid, address, title, NOON + number * 60);

  article->source_address = g_strdup (source_address);
  article->section = g_strdup ("Politique");
  article->content = g_strdup ("<p>Short</p>");
  return article;
}

static JaridaArticle *
own_item (guint number)
{
  g_autofree char *guid = g_strdup_printf ("own-%u", number);
  g_autofree char *address = g_strdup_printf ("http://www.assabah.example/%u?utm_source=rss", number);
  g_autofree char *title = g_strdup_printf ("Story %u", number);
  JaridaArticle *article = article_new (guid, address, title, NOON + number * 60 + 5);

  article->content = g_strdup ("<p>The whole text, which is longer than the other</p>");
  article->authors = g_strsplit ("Amina Berrada", "|", 0);
  return article;
}

static void
complete (Shelf         *shelf,
          gint64         id,
          JaridaArticle *page)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  jarida_store_complete_article_async (shelf->store, id, page, NULL, wait_cb, &result);
  jarida_store_complete_article_finish (shelf->store, wait_for (&result), &error);
  g_assert_no_error (error);
  jarida_article_unref (page);
}

static gint64
get_id (Shelf        *shelf,
        JaridaSource *source,
        guint         position)
{
  g_autoptr(JaridaHeadlineList) list = shelf_list (shelf, JARIDA_PLACE_SOURCE, jarida_source_get_id (source));

  return jarida_headline_list_get_id (list, position);
}

static void
assert_counts (Shelf        *shelf,
               JaridaSource *source,
               guint         total,
               guint         unread)
{
  const JaridaPlaceKind kind = source != NULL ? JARIDA_PLACE_SOURCE : JARIDA_PLACE_ALL;
  const gint64 id = source != NULL ? jarida_source_get_id (source) : 0;
  g_autoptr(JaridaHeadlineList) list = shelf_list (shelf, kind, id);

  g_assert_cmpuint (shelf_count (shelf, kind, id), ==, total);
  g_assert_cmpuint (shelf_count_unread (shelf, kind, id), ==, unread);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, total);
}

/* Whichever comes first, it is one row. */
static void
test_arrives (Shelf         *shelf,
              gconstpointer  own_first)
{
  JaridaSource *portal = add_portal (shelf, "https://portal.example/fr/assabah");
  JaridaSource *own = shelf_add_source (shelf, "https://assabah.example/feed");
  JaridaSource *sources[] = { own_first ? own : portal, own_first ? portal : own };
  g_autoptr(JaridaHeadlineList) list = shelf_list (shelf, JARIDA_PLACE_SOURCE, jarida_source_get_id (sources[1]));
  g_autoptr(JaridaArticle) loaded = NULL;
  g_autoptr(JaridaHeadline) headline = NULL;
  guint n_new, n_updated;
  gint64 id = 0;

  for (int i = 0; i < 2; i++)
    {
      JaridaArticle *draft = sources[i] == portal ? copy_of (1, "https://assabah.example/1") : own_item (1);

      shelf_put_one (shelf, sources[i], draft, &n_new, &n_updated);
      g_assert_cmpuint (n_new, ==, i == 0 ? 1 : 0);
      if (i > 0)
        break;
      id = get_id (shelf, sources[0], 0);
      shelf_set_read (shelf, id, TRUE);
    }
  g_assert_cmpuint (n_updated, ==, 1);
  for (int i = 0; i < 2; i++)
    {
      assert_counts (shelf, NULL, 1, 0);
      assert_counts (shelf, portal, 1, 0);
      assert_counts (shelf, own, 1, 0);
      g_assert_cmpint (get_id (shelf, own, 0), ==, id);
      g_assert_cmpint (get_id (shelf, portal, 0), ==, id);
      loaded = shelf_load (shelf, id);
      g_assert_true (loaded->read);
      g_assert_cmpint (loaded->source_id, ==, jarida_source_get_id (sources[0]));
      g_assert_cmpuint (loaded->origins->len, ==, 2);
      g_assert_cmpint (((JaridaOrigin *) loaded->origins->pdata[1])->source_id, ==, jarida_source_get_id (sources[1]));
      g_assert_cmpstr (loaded->content, ==, "<p>The whole text, which is longer than the other</p>");
      g_assert_cmpstr (loaded->section, ==, "Politique");
      g_assert_cmpint (loaded->section_kind, ==, JARIDA_SECTION_POLITICS);
      g_assert_cmpstr (loaded->authors[0], ==, "Amina Berrada");
      g_clear_pointer (&loaded, jarida_article_unref);
      g_assert_cmpuint (shelf_count (shelf, JARIDA_PLACE_SECTION, JARIDA_SECTION_POLITICS), ==, 1);
      if (i == 0)
        {
          /* It waits in the list of the second, which was there before. */
          g_assert_cmpuint (jarida_headline_list_get_n_pending (list), ==, 1);
          jarida_headline_list_show_pending (list);
          headline = list_get (list, 0);
          g_assert_cmpstr (jarida_headline_get_source_title (headline), ==, jarida_source_get_title (sources[1]));
          shelf_reopen (shelf);
          portal = jarida_store_find_source_by_url (shelf->store, "https://portal.example/fr/assabah");
          own = jarida_store_find_source_by_url (shelf->store, "https://assabah.example/feed");
          sources[own_first ? 0 : 1] = own;
          sources[own_first ? 1 : 0] = portal;
        }
    }
  /* Again: both are known. */
  shelf_put_one (shelf, portal, copy_of (1, "https://assabah.example/1"), &n_new, &n_updated);
  g_assert_cmpuint (n_new + n_updated, ==, 0);
  shelf_put_one (shelf, own, own_item (1), &n_new, &n_updated);
  g_assert_cmpuint (n_new + n_updated, ==, 0);
}

static void
test_ordinary (Shelf         *shelf,
               gconstpointer  data)
{
  JaridaSource *a = shelf_add_source (shelf, "https://a.example/feed");
  JaridaSource *b = shelf_add_source (shelf, "https://b.example/feed");
  JaridaSource *portal = add_portal (shelf, "https://portal.example/fr/assabah");

  shelf_put_one (shelf, a, own_item (1), NULL, NULL);
  shelf_put_one (shelf, b, own_item (1), NULL, NULL);
  assert_counts (shelf, NULL, 2, 2);
  /* The portal's joins the first of them; another number of the same source there is another article. */
  shelf_put_one (shelf, portal, copy_of (1, "https://assabah.example/1"), NULL, NULL);
  assert_counts (shelf, NULL, 2, 2);
  shelf_put_one (shelf, portal, copy_of (2, "https://elsewhere.example/1"), NULL, NULL);
  shelf_put_one (shelf, portal, copy_of (3, "https://elsewhere.example/1"), NULL, NULL);
  assert_counts (shelf, NULL, 4, 4);
  assert_counts (shelf, portal, 3, 3);
}

/* Two rows become one when the page says where the article is from: all ways of having been read and saved. */
static void
test_complete_joins (Shelf         *shelf,
                     gconstpointer  data)
{
  JaridaSource *portal = add_portal (shelf, "https://portal.example/fr/assabah");
  JaridaSource *own = shelf_add_source (shelf, "https://assabah.example/feed");
  g_autoptr(JaridaHeadlineList) all = NULL;

  for (guint i = 0; i < 16; i++)
    {
      gint64 ids[2];

      shelf_put_one (shelf, portal, copy_of (i, NULL), NULL, NULL);
      ids[0] = get_id (shelf, portal, 0);
      shelf_put_one (shelf, own, own_item (i), NULL, NULL);
      ids[1] = get_id (shelf, own, 0);
      g_assert_cmpint (ids[0], !=, ids[1]);
      for (int j = 0; j < 2; j++)
        {
          shelf_set_read (shelf, ids[j], i >> j & 1);
          shelf_set_saved (shelf, ids[j], i >> (j + 2) & 1);
        }
    }
  assert_counts (shelf, NULL, 32, 16);
  all = shelf_list (shelf, JARIDA_PLACE_ALL, 0);
  for (guint i = 0; i < 16; i++)
    {
      const gint64 id = get_id (shelf, portal, 15 - i), gone = get_id (shelf, own, 15 - i);
      g_autofree char *address = g_strdup_printf ("https://assabah.example/%u", i);
      JaridaArticle *page = jarida_article_new ();
      g_autoptr(JaridaArticle) loaded = NULL;
      g_autoptr(JaridaArticle) moved = NULL;

      page->source_address = g_strdup (address);
      page->city = g_strdup ("Rabat");
      page->content = g_strdup ("<p>The text of the page</p>");
      complete (shelf, id, page);
      loaded = shelf_load (shelf, id);
      g_assert_cmpint (loaded->read, ==, (i & 3) != 0);
      g_assert_cmpint (loaded->saved, ==, (i & 12) != 0);
      g_assert_true (loaded->complete);
      g_assert_cmpuint (loaded->origins->len, ==, 2);
      /* Whose feed gave more than the page. */
      g_assert_cmpstr (loaded->content, ==, "<p>The whole text, which is longer than the other</p>");
      g_assert_cmpstr (loaded->city, ==, "Rabat");
      g_assert_cmpstr (loaded->authors[0], ==, "Amina Berrada");
      /* Who still holds the other finds it. */
      moved = shelf_load (shelf, gone);
      g_assert_cmpint (moved->id, ==, id);
      g_assert_cmpuint (jarida_headline_list_find (all, gone), ==, G_MAXUINT);
      g_assert_cmpuint (jarida_headline_list_find (all, id), !=, G_MAXUINT);
      g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (all)), ==, 31 - i);
      g_assert_cmpuint (jarida_headline_list_get_n_pending (all), ==, 0);
    }
  for (int i = 0; i < 2; i++)
    {
      assert_counts (shelf, NULL, 16, 4);
      assert_counts (shelf, portal, 16, 4);
      assert_counts (shelf, own, 16, 4);
      g_assert_cmpuint (shelf_count (shelf, JARIDA_PLACE_SAVED, 0), ==, 12);
      g_assert_cmpuint (shelf_count (shelf, JARIDA_PLACE_SECTION, JARIDA_SECTION_POLITICS), ==, 16);
      shelf_reopen (shelf);
      portal = jarida_store_find_source_by_url (shelf->store, "https://portal.example/fr/assabah");
      own = jarida_store_find_source_by_url (shelf->store, "https://assabah.example/feed");
    }
  /* Both feeds come again: nothing is new. */
  for (guint i = 0; i < 16; i++)
    {
      guint n_new;

      shelf_put_one (shelf, own, own_item (i), &n_new, NULL);
      g_assert_cmpuint (n_new, ==, 0);
      shelf_put_one (shelf, portal, copy_of (i, NULL), &n_new, NULL);
      g_assert_cmpuint (n_new, ==, 0);
    }
  assert_counts (shelf, NULL, 16, 4);
}

static void
test_complete_keeps (Shelf         *shelf,
                     gconstpointer  data)
{
  JaridaSource *portal = add_portal (shelf, "https://portal.example/fr/assabah");
  JaridaArticle *page = jarida_article_new (), *again;
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(JaridaArticle) loaded = NULL;
  g_autoptr(JaridaArticle) after = NULL;
  g_autoptr(JaridaArticle) nothing = jarida_article_new ();
  guint n_updated;
  gint64 id;

  shelf_put_one (shelf, portal, copy_of (1, NULL), NULL, NULL);
  id = get_id (shelf, portal, 0);
  shelf_set_saved (shelf, id, TRUE);
  page->title = g_strdup ("Story 1, as its page has it");
  page->content = g_strdup ("<p>A long text, of many words, that only the page has</p>");
  page->published = NOON - 999;
  complete (shelf, id, page);
  loaded = shelf_load (shelf, id);
  g_assert_cmpstr (loaded->title, ==, "Story 1, as its page has it");
  g_assert_cmpstr (loaded->content, ==, "<p>A long text, of many words, that only the page has</p>");
  g_assert_cmpint (loaded->published, ==, NOON + 60);
  g_assert_true (loaded->complete && loaded->saved && !loaded->read);
  g_assert_null (loaded->origins);
  /* The feed corrects a word, with its few words of text: the text of the page stays. */
  again = copy_of (1, NULL);
  again->excerpt = g_strdup ("Corrected");
  shelf_put_one (shelf, portal, again, NULL, &n_updated);
  g_assert_cmpuint (n_updated, ==, 1);
  after = shelf_load (shelf, id);
  g_assert_cmpstr (after->excerpt, ==, "Corrected");
  g_assert_cmpstr (after->content, ==, "<p>A long text, of many words, that only the page has</p>");
  g_assert_true (after->complete);

  jarida_store_complete_article_async (shelf->store, 5, nothing, NULL, wait_cb, &result);
  g_assert_false (jarida_store_complete_article_finish (shelf->store, wait_for (&result), &error));
  g_assert_error (error, JARIDA_STORE_ERROR, JARIDA_STORE_ERROR_NOT_FOUND);
}

/* Drafts of listings: what they leave out stays, and what they repeat is no change. */
static void
test_partial (Shelf         *shelf,
              gconstpointer  packed)
{
  JaridaSource *portal = add_portal (shelf, "https://portal.example/fr/assabah");
  g_autoptr(JaridaArticle) loaded = NULL;
  g_autoptr(JaridaArticle) first = NULL;
  guint n_new, n_updated;
  gint64 id;

  for (int i = 0; i < 6; i++)
    {
      const gboolean partial = i % 2 == 0;
      g_autoptr(GPtrArray) drafts = g_ptr_array_new_with_free_func ((GDestroyNotify) jarida_article_unref);
      JaridaArticle *draft = copy_of (1, NULL);

      draft->partial = partial;
      g_free (draft->section);
      draft->section = g_strdup (partial ? "politics" : NULL);
      if (partial)
        {
          g_clear_pointer (&draft->content, g_free);
          g_free (draft->title);
          draft->title = g_strdup ("Story…");
          draft->image = g_strdup ("https://images.example/1/thumb");
        }
      else
        draft->authors = g_strsplit ("Karim Tazi", "|", 0);
      g_ptr_array_add (drafts, draft);
      if (packed)
        jarida_store_pack_articles (drafts);
      shelf_put (shelf, portal, drafts, &n_new, &n_updated);
      g_assert_cmpuint (n_new, ==, i == 0 ? 1 : 0);
      g_assert_cmpuint (n_updated, ==, i == 1 ? 1 : 0);
      if (i == 0)
        {
          first = shelf_load (shelf, get_id (shelf, portal, 0));
          g_assert_true (first->partial);
        }
    }
  id = get_id (shelf, portal, 0);
  loaded = shelf_load (shelf, id);
  g_assert_false (loaded->partial);
  g_assert_cmpstr (loaded->title, ==, "Story 1");
  g_assert_cmpstr (loaded->content, ==, "<p>Short</p>");
  g_assert_cmpstr (loaded->section, ==, "politics");
  g_assert_cmpstr (loaded->image, ==, "https://images.example/1/thumb");
  g_assert_cmpstr (loaded->authors[0], ==, "Karim Tazi");
  g_assert_cmpuint (shelf_count (shelf, JARIDA_PLACE_SECTION, JARIDA_SECTION_POLITICS), ==, 1);
}

/* Removing one of two sources loses nothing; bringing it back brings it back; deleting it leaves the row to the other. */
static void
test_removed (Shelf         *shelf,
              gconstpointer  own_first)
{
  JaridaSource *portal = add_portal (shelf, "https://portal.example/fr/assabah");
  JaridaSource *own = shelf_add_source (shelf, "https://assabah.example/feed");
  JaridaSource *gone = own_first ? own : portal, *other = own_first ? portal : own;
  g_autofree char *other_url = g_strdup (jarida_source_get_feed_url (other));
  g_autofree char *gone_url = g_strdup (jarida_source_get_feed_url (gone));
  g_autoptr(JaridaArticle) loaded = NULL;
  gint64 id;

  /* 1 is of both, 2 of the one alone, 3 of the other alone. */
  shelf_put_one (shelf, gone, own_first ? own_item (1) : copy_of (1, "https://assabah.example/1"), NULL, NULL);
  shelf_put_one (shelf, other, own_first ? copy_of (1, "https://assabah.example/1") : own_item (1), NULL, NULL);
  shelf_put_one (shelf, gone, own_first ? own_item (2) : copy_of (2, NULL), NULL, NULL);
  shelf_put_one (shelf, other, own_first ? copy_of (3, NULL) : own_item (3), NULL, NULL);
  id = get_id (shelf, other, 1);
  shelf_set_read (shelf, id, TRUE);
  shelf_set_saved (shelf, id, TRUE);
  assert_counts (shelf, NULL, 3, 2);
  for (int i = 0; i < 2; i++)
    {
      shelf_set_removed (shelf, gone, TRUE);
      assert_counts (shelf, NULL, 2, 1);
      assert_counts (shelf, other, 2, 1);
      shelf_set_removed (shelf, gone, FALSE);
      assert_counts (shelf, NULL, 3, 2);
      assert_counts (shelf, gone, 2, 1);
    }
  shelf_set_removed (shelf, gone, TRUE);
  shelf_reopen (shelf);
  while (shelf->store->n_unfinished > 0)
    g_main_context_iteration (NULL, TRUE);
  for (int i = 0; i < 2; i++)
    {
      other = jarida_store_find_source_by_url (shelf->store, other_url);
      assert_counts (shelf, NULL, 2, 1);
      assert_counts (shelf, other, 2, 1);
      g_clear_pointer (&loaded, jarida_article_unref);
      loaded = shelf_load (shelf, id);
      g_assert_true (loaded->read && loaded->saved);
      g_assert_cmpint (loaded->source_id, ==, jarida_source_get_id (other));
      g_assert_null (loaded->origins);
      g_assert_nonnull (loaded->content);
      shelf_reopen (shelf);
    }
  /* It comes back as a new one: what both have is still one, and read. */
  gone = own_first ? shelf_add_source (shelf, gone_url) : add_portal (shelf, gone_url);
  shelf_put_one (shelf, gone, own_first ? own_item (1) : copy_of (1, "https://assabah.example/1"), NULL, NULL);
  assert_counts (shelf, NULL, 2, 1);
  assert_counts (shelf, gone, 1, 0);
}

/* Folders have a shared article once. */
static void
test_folders (Shelf         *shelf,
              gconstpointer  data)
{
  JaridaSource *portal = add_portal (shelf, "https://portal.example/fr/assabah");
  JaridaSource *own = shelf_add_source (shelf, "https://assabah.example/feed");
  JaridaFolder *outer = shelf_add_folder (shelf, "Maroc", 0);
  JaridaFolder *inner = shelf_add_folder (shelf, "Rabat", jarida_folder_get_id (outer));
  g_autoptr(GArray) marked = NULL;
  gint64 id;

  jarida_source_set_folder_id (portal, jarida_folder_get_id (outer));
  jarida_source_set_folder_id (own, jarida_folder_get_id (inner));
  shelf_save_source (shelf, portal);
  shelf_save_source (shelf, own);
  shelf_put_one (shelf, portal, copy_of (1, "https://assabah.example/1"), NULL, NULL);
  shelf_put_one (shelf, own, own_item (1), NULL, NULL);
  shelf_put_one (shelf, own, own_item (2), NULL, NULL);
  for (int i = 0; i < 2; i++)
    {
      g_assert_cmpint (jarida_folder_get_unread (outer), ==, 2);
      g_assert_cmpint (jarida_folder_get_unread (inner), ==, 2);
      g_assert_cmpuint (shelf_count (shelf, JARIDA_PLACE_FOLDER, jarida_folder_get_id (outer)), ==, 2);
      id = get_id (shelf, portal, 0);
      shelf_set_read (shelf, id, TRUE);
      g_assert_cmpint (jarida_folder_get_unread (outer), ==, 1);
      g_assert_cmpint (jarida_folder_get_unread (inner), ==, 1);
      shelf_set_read (shelf, id, FALSE);
      shelf_set_removed (shelf, own, TRUE);
      g_assert_cmpint (jarida_folder_get_unread (outer), ==, 1);
      g_assert_cmpint (jarida_folder_get_unread (inner), ==, 0);
      shelf_set_removed (shelf, own, FALSE);
    }
  marked = shelf_mark_all_read (shelf, JARIDA_PLACE_FOLDER, jarida_folder_get_id (inner));
  g_assert_cmpuint (marked->len, ==, 2);
  g_assert_cmpint (jarida_folder_get_unread (outer), ==, 0);
}

/* Chance: after every step what is counted is what is listed and what the file says. */

#define SHOWN "(SELECT s.* FROM state s WHERE s.source_id IN (SELECT id FROM source WHERE NOT removed_at)" \
  " OR EXISTS(SELECT 1 FROM origin o JOIN source ON source.id=o.source_id WHERE o.article_id=s.id AND NOT removed_at))"

static void
assert_agrees (Shelf *shelf)
{
  GListModel *sources = jarida_store_get_sources (shelf->store);

  assert_counts (shelf, NULL, (guint) shelf_query (shelf, "library.db", "SELECT count(*) FROM " SHOWN),
                 (guint) shelf_query (shelf, "library.db", "SELECT count(*) FROM " SHOWN " WHERE unread"));
  g_assert_cmpuint (shelf_count (shelf, JARIDA_PLACE_SAVED, 0), ==, shelf_query (shelf, "library.db", "SELECT count(*) FROM " SHOWN " WHERE saved"));
  g_assert_cmpuint (shelf_count (shelf, JARIDA_PLACE_SECTION, JARIDA_SECTION_POLITICS), ==,
                    shelf_query (shelf, "library.db", "SELECT count(*) FROM " SHOWN " WHERE section=1"));
  g_assert_cmpint (shelf_query (shelf, "library.db", "SELECT count(*) FROM state WHERE shared<>EXISTS(SELECT 1 FROM origin WHERE article_id=id)"), ==, 0);
  g_assert_cmpint (shelf_query (shelf, "library.db", "SELECT count(*) FROM known WHERE id NOT IN (SELECT id FROM article)"), ==, 0);
  g_assert_cmpint (shelf_query (shelf, "library.db", "SELECT count(*) FROM origin WHERE article_id NOT IN (SELECT id FROM article)"), ==, 0);
  for (guint i = 0; i < g_list_model_get_n_items (sources); i++)
    {
      g_autoptr(JaridaSource) source = g_list_model_get_item (sources, i);
      const gint64 id = jarida_source_get_id (source);
      g_autofree char *total = g_strdup_printf ("SELECT count(*) FROM state s WHERE source_id=%d OR EXISTS(SELECT 1 FROM origin o"
                                                " WHERE o.article_id=s.id AND o.source_id=%d)", (int) id, (int) id);

      g_assert_cmpint (jarida_source_get_total (source), ==, shelf_query (shelf, "library.db", total));
      assert_counts (shelf, source, (guint) jarida_source_get_total (source), (guint) jarida_source_get_unread (source));
    }
}

static void
test_chance (Shelf         *shelf,
             gconstpointer  data)
{
  g_autoptr(GRand) random = g_rand_new_with_seed (7);
  g_autoptr(JaridaHeadlineList) list = NULL;
  JaridaSource *sources[3];

  sources[0] = add_portal (shelf, "https://portal.example/fr/assabah");
  sources[1] = shelf_add_source (shelf, "https://assabah.example/feed");
  sources[2] = shelf_add_source (shelf, "https://other.example/feed");
  list = shelf_list (shelf, JARIDA_PLACE_ALL, 0);
  for (int step = 0; step < 250; step++)
    {
      const guint number = (guint) g_rand_int_range (random, 0, 12);
      JaridaSource *source = sources[g_rand_int_range (random, 0, 3)];
      g_autofree char *address = g_strdup_printf ("https://assabah.example/%u", number);
      const guint n = g_list_model_get_n_items (G_LIST_MODEL (list));
      const gint64 id = n > 0 ? jarida_headline_list_get_id (list, (guint) g_rand_int_range (random, 0, (int) n)) : 0;
      JaridaArticle *draft;

      switch (g_rand_int_range (random, 0, 8))
        {
        case 0:
        case 1:
          draft = source == sources[0] ? copy_of (number, g_rand_boolean (random) ? address : NULL) : own_item (number);
          draft->partial = g_rand_boolean (random);
          shelf_put_one (shelf, source, draft, NULL, NULL);
          break;
        case 2:
          if (id != 0)
            shelf_set_read (shelf, id, g_rand_boolean (random));
          break;
        case 3:
          if (id != 0)
            shelf_set_saved (shelf, id, g_rand_boolean (random));
          break;
        case 4:
        case 5:
          draft = jarida_article_new ();
          draft->source_address = g_strdup (address);
          if (id != 0)
            complete (shelf, id, draft);
          else
            jarida_article_unref (draft);
          break;
        case 6:
          shelf_set_removed (shelf, source, TRUE);
          assert_agrees (shelf);
          shelf_set_removed (shelf, source, FALSE);
          break;
        default:
          jarida_headline_list_show_pending (list);
        }
      assert_agrees (shelf);
      if (step % 50 == 49)
        {
          g_autofree char *columns = shelf_path (shelf, "columns");

          g_clear_object (&list);
          shelf_close (shelf);
          /* With the side file, and without it. */
          if (step % 100 == 99)
            g_unlink (columns);
          shelf_open (shelf);
          assert_agrees (shelf);
          sources[0] = jarida_store_find_source_by_url (shelf->store, "https://portal.example/fr/assabah");
          sources[1] = jarida_store_find_source_by_url (shelf->store, "https://assabah.example/feed");
          sources[2] = jarida_store_find_source_by_url (shelf->store, "https://other.example/feed");
          list = shelf_list (shelf, JARIDA_PLACE_ALL, 0);
        }
    }
  g_assert_cmpint (shelf_query (shelf, "library.db", "SELECT count(*) FROM origin"), >, 0);
}

/* Marks that are under way when two rows become one: none is lost. */
static void
test_marks_under_way (Shelf         *shelf,
                      gconstpointer  data)
{
  JaridaSource *portal = add_portal (shelf, "https://portal.example/fr/assabah");
  JaridaSource *own = shelf_add_source (shelf, "https://assabah.example/feed");

  for (guint i = 0; i < 20; i++)
    {
      g_autofree char *address = g_strdup_printf ("https://assabah.example/%u", i);
      g_autoptr(JaridaArticle) page = jarida_article_new ();
      GAsyncResult *results[3] = { NULL };
      g_autoptr(JaridaArticle) loaded = NULL;
      gint64 id, gone;

      page->source_address = g_strdup (address);
      shelf_put_one (shelf, portal, copy_of (i, NULL), NULL, NULL);
      shelf_put_one (shelf, own, own_item (i), NULL, NULL);
      id = get_id (shelf, portal, 0);
      gone = get_id (shelf, own, 0);
      /* One act before, one behind, and not one answer in between. */
      jarida_store_set_read_async (shelf->store, i % 2 ? &id : &gone, 1, TRUE, NULL, wait_cb, &results[0]);
      jarida_store_complete_article_async (shelf->store, id, page, NULL, wait_cb, &results[1]);
      jarida_store_set_saved_async (shelf->store, i % 4 < 2 ? &gone : &id, 1, TRUE, NULL, wait_cb, &results[2]);
      for (int j = 0; j < 3; j++)
        wait_for (&results[j]);
      while (shelf->store->n_unfinished > 0)
        g_main_context_iteration (NULL, TRUE);
      loaded = shelf_load (shelf, id);
      g_assert_true (loaded->read);
      g_assert_true (loaded->saved);
      for (int j = 0; j < 3; j++)
        g_clear_object (&results[j]);
    }
  assert_agrees (shelf);
  g_assert_cmpint (shelf_query (shelf, "library.db", "SELECT count(*) FROM state WHERE unread OR NOT saved"), ==, 0);
  g_assert_cmpint (shelf_query (shelf, "library.db", "SELECT count(*) FROM state"), ==, 20);
}

static void
put_file (Shelf      *shelf,
          const char *from,
          const char *to)
{
  g_autofree char *source = shelf_path (shelf, from);
  g_autofree char *path = shelf_path (shelf, to);
  g_autofree char *bytes = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (source, &bytes, &size, NULL));
  g_assert_true (g_file_set_contents (path, bytes, (gssize) size, NULL));
}

static gint64
count_bodies (Shelf *shelf)
{
  g_autofree char *path = shelf_path (shelf, "bodies.db");
  g_autoptr(JaridaConnection) connection = jarida_connection_open (path, JARIDA_CONNECTION_READ, 0, NULL);
  gint64 n = -1;

  g_assert_true (jarida_connection_query_int (connection, "SELECT count(*) FROM body", -1, &n, NULL));
  return n;
}

/* The texts are committed before the rows. A kill between the two: both rows have their texts. */
static void
test_killed (Shelf         *shelf,
             gconstpointer  data)
{
  JaridaSource *portal = add_portal (shelf, "https://portal.example/fr/assabah");
  JaridaSource *own = shelf_add_source (shelf, "https://assabah.example/feed");
  const gint64 first = jarida_source_get_id (portal), second = jarida_source_get_id (own);
  gint64 ids[2];

  for (guint i = 0; i < 2; i++)
    {
      shelf_put_one (shelf, portal, copy_of (i, NULL), NULL, NULL);
      shelf_put_one (shelf, own, own_item (i), NULL, NULL);
    }
  ids[0] = get_id (shelf, portal, 0);
  ids[1] = get_id (shelf, own, 0);
  shelf_close (shelf);
  put_file (shelf, "library.db", "before");
  for (int i = 0; i < 2; i++)
    {
      JaridaArticle *page = jarida_article_new ();

      page->source_address = g_strdup ("https://assabah.example/1");
      shelf_open (shelf);
      complete (shelf, ids[0], page);
      g_assert_cmpuint (shelf_count (shelf, JARIDA_PLACE_ALL, 0), ==, 3);
      shelf_close (shelf);
      if (i > 0)
        break;
      put_file (shelf, "before", "library.db");
      shelf_open (shelf);
      g_assert_cmpuint (shelf_count (shelf, JARIDA_PLACE_SOURCE, first), ==, 2);
      g_assert_cmpuint (shelf_count (shelf, JARIDA_PLACE_SOURCE, second), ==, 2);
      for (int j = 0; j < 2; j++)
        {
          g_autoptr(JaridaArticle) article = shelf_load (shelf, ids[j]);

          g_assert_nonnull (article->content);
        }
      g_assert_cmpint (count_bodies (shelf), ==, 4);
      shelf_close (shelf);
    }
  /* Nothing came after it: what is left over is swept away at the next opening. */
  shelf_open (shelf);
  g_assert_cmpint (count_bodies (shelf), ==, 3);
  own = jarida_store_find_source_by_url (shelf->store, "https://assabah.example/feed");
  /* Or with the next text. */
  {
    JaridaArticle *page = jarida_article_new ();

    page->source_address = g_strdup ("https://assabah.example/0");
    complete (shelf, get_id (shelf, jarida_store_find_source (shelf->store, first), 1), page);
    shelf_put_one (shelf, own, own_item (5), NULL, NULL);
  }
  g_assert_cmpint (count_bodies (shelf), ==, 3);
}

/* A damaged library: origins, authors and what is followed come over. */
static void
test_mended (Shelf         *shelf,
             gconstpointer  data)
{
  JaridaSource *portal = add_portal (shelf, "https://portal.example/fr/assabah");
  JaridaSource *own = shelf_add_source (shelf, "https://assabah.example/feed");
  g_autofree char *mark = shelf_path (shelf, "damaged");
  g_autofree char *path = shelf_path (shelf, "library.db");
  g_autofree char *junk = g_strnfill (4096, 'J');
  gint64 page_at;
  FILE *stream;

  for (guint i = 0; i < 40; i++)
    {
      g_autofree char *address = g_strdup_printf ("https://assabah.example/%u", i);
      g_autoptr(GAsyncResult) result = NULL;

      shelf_put_one (shelf, portal, copy_of (i, address), NULL, NULL);
      shelf_put_one (shelf, own, own_item (i), NULL, NULL);
      if (i > 0)
        continue;
      jarida_store_follow_async (shelf->store, JARIDA_PLACE_AUTHOR, 1, TRUE, NULL, wait_cb, &result);
      g_assert_true (jarida_store_follow_finish (shelf->store, wait_for (&result), NULL));
    }
  assert_counts (shelf, NULL, 40, 40);
  page_at = shelf_query (shelf, "library.db", "SELECT rootpage FROM sqlite_schema WHERE name='hidden_local'");
  shelf_close (shelf);
  /* The page of a table that is empty: everything else reads. */
  stream = g_fopen (path, "r+b");
  g_assert_nonnull (stream);
  fseek (stream, (long) (page_at - 1) * 4096, SEEK_SET);
  g_assert_cmpuint (fwrite (junk, 1, 4096, stream), ==, 4096);
  fclose (stream);
  g_assert_true (g_file_set_contents (mark, "", 0, NULL));
  shelf_open (shelf);
  g_assert_cmpstr (jarida_store_get_notice (shelf->store), ==, "recovered");
  assert_agrees (shelf);
  assert_counts (shelf, NULL, 40, 40);
  own = jarida_store_find_source_by_url (shelf->store, "https://assabah.example/feed");
  assert_counts (shelf, own, 40, 40);
  portal = jarida_store_find_source_by_url (shelf->store, "https://portal.example/fr/assabah");
  g_assert_cmpstr (jarida_source_get_portal (portal), ==, "maghress");
  g_assert_cmpuint (g_list_model_get_n_items (jarida_store_get_followed (shelf->store)), ==, 1);
  g_assert_cmpuint (shelf_count (shelf, JARIDA_PLACE_AUTHOR, 1), ==, 40);
}

/* The rule of the better text, and of titles. */
static void
test_merge (void)
{
  static const char few[] = "<p>Ten letters</p>", more[] = "<p>Ten letters, and eleven</p>", close[] = "<p>Ten letter</p>";
  static const char hidden[] = "<script>a very long script that nobody sees</script><p>Two</p>";
  static const struct
  {
    JaridaMerge how;
    gboolean    complete;
    const char *kept, *said, *text;
    const char *kept_title, *said_title, *title;
  } rows[] = {
    { JARIDA_MERGE_LISTING, FALSE, few, NULL, few, "A long title", "A long…", "A long title" },
    { JARIDA_MERGE_LISTING, FALSE, NULL, few, few, "A long (...)", "A long title", "A long title" },
    { JARIDA_MERGE_LISTING, FALSE, few, more, more, "One", "Two", "One" },
    { JARIDA_MERGE_LISTING, FALSE, few, close, few, NULL, "Two", "Two" },
    { JARIDA_MERGE_OTHER, FALSE, more, few, more, "One", "Two", "One" },
    { JARIDA_MERGE_OTHER, FALSE, few, hidden, few, "One", "", "One" },
    { JARIDA_MERGE_PAGE, FALSE, few, close, close, "One", "Two", "Two" },
    { JARIDA_MERGE_PAGE, FALSE, more, few, more, "A long title", "A long...", "A long title" },
    { JARIDA_MERGE_PAGE, FALSE, few, "", few, "One", NULL, "One" },
    { JARIDA_MERGE_CORRECTION, FALSE, more, few, few, "One", "Two", "Two" },
    { JARIDA_MERGE_CORRECTION, TRUE, more, few, more, "One", "Two", "Two" },
    { JARIDA_MERGE_CORRECTION, TRUE, few, more, more, "One", "Two", "Two" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr(JaridaArticle) kept = article_new ("a", NULL, rows[i].kept_title, NOON);
      g_autoptr(JaridaArticle) said = article_new ("b", "https://b.example/", rows[i].said_title, NOON + 5);
      g_autoptr(JaridaArticle) merged = NULL;

      kept->content = g_strdup (rows[i].kept);
      kept->complete = rows[i].complete;
      kept->id = 77;
      said->content = g_strdup (rows[i].said);
      merged = jarida_article_merge (kept, said, rows[i].how);
      g_test_message ("%" G_GSIZE_FORMAT, i);
      g_assert_cmpstr (merged->content, ==, rows[i].text);
      g_assert_cmpstr (merged->title, ==, rows[i].title);
      g_assert_cmpstr (merged->guid, ==, "a");
      g_assert_cmpint (merged->id, ==, 77);
      g_assert_cmpint (merged->published, ==, NOON);
      if (rows[i].text == rows[i].said)
        g_assert_cmpstr (merged->base, ==, "https://b.example/");
    }
  g_assert_cmpuint (jarida_article_measure_text ("<p>العدد\n1</p>"), ==, 6);
  g_assert_cmpuint (jarida_article_measure_text ("<p unclosed"), ==, 0);
  g_assert_cmpuint (jarida_article_measure_text ("<style>a</style>b<!-- > c -->d"), ==, 2);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(path, data, func) g_test_add (path, Shelf, data, shelf_set_up, func, shelf_tear_down)
  ADD ("/store/origins/portal-then-own", GINT_TO_POINTER (FALSE), test_arrives);
  ADD ("/store/origins/own-then-portal", GINT_TO_POINTER (TRUE), test_arrives);
  ADD ("/store/origins/ordinary-feeds", NULL, test_ordinary);
  ADD ("/store/origins/completed", NULL, test_complete_keeps);
  ADD ("/store/origins/completed-and-joined", NULL, test_complete_joins);
  ADD ("/store/origins/partial", GINT_TO_POINTER (FALSE), test_partial);
  ADD ("/store/origins/partial-packed", GINT_TO_POINTER (TRUE), test_partial);
  ADD ("/store/origins/portal-removed", GINT_TO_POINTER (FALSE), test_removed);
  ADD ("/store/origins/own-removed", GINT_TO_POINTER (TRUE), test_removed);
  ADD ("/store/origins/folders", NULL, test_folders);
  ADD ("/store/origins/chance", NULL, test_chance);
  ADD ("/store/origins/marks-under-way", NULL, test_marks_under_way);
  ADD ("/store/origins/killed", NULL, test_killed);
  ADD ("/store/origins/mended", NULL, test_mended);
#undef ADD
  g_test_add_func ("/store/origins/merge", test_merge);
  return g_test_run ();
}
