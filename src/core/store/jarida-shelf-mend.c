/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "jarida-article-row.h"
#include "jarida-article-row-private.h"
#include "jarida-mishap.h"
#include "jarida-salvage.h"
#include "jarida-schema.h"
#include "jarida-shelf-private.h"

/* Parents before those that refer to them. */
static const struct { const char *table, *key, *group, *groups; } library_tables[] = {
  { "folder" },
  { "source" },
  { "author" },
  { "city" },
  { "byline" },
  { "byline_author", "byline_id", "author_id", "SELECT id FROM author" },
  { "followed" },
  { "page" },
  { "article" },
  { "state" },
  { "origin" },
  { "known", "guid_h", "source_id", "SELECT id FROM source" },
  { "outbox" },
  { "hidden_local" },
  { "shown_local" },
  { "index_queue" },
  { "saved_search" },
  { "filter" },
  { "hidden_by" },
  { "story" },
};
static const char * const bodies_tables[] = { "dict", "body" };

/* Sources that were lost are named by nothing but their articles: those stay in the file that was set aside. What is known of
 * articles that were lost is forgotten, so that the web may give them again. An article whose state was lost counts as read;
 * one that is not known any more would come twice, so it is made known. */
static const char * const tidy_sql[] = {
  "DELETE FROM article WHERE source_id NOT IN (SELECT id FROM source)",
  "DELETE FROM state WHERE id NOT IN (SELECT id FROM article)",
  "DELETE FROM known WHERE id NOT IN (SELECT id FROM article) AND id<>4294967295",
  "INSERT OR IGNORE INTO state(id, source_id, unread) SELECT id, source_id, 0 FROM article",
  "DELETE FROM origin WHERE article_id NOT IN (SELECT id FROM article) OR source_id NOT IN (SELECT id FROM source)",
  "DELETE FROM story WHERE id NOT IN (SELECT id FROM article)",
  "UPDATE state SET shared=id IN (SELECT article_id FROM origin)",
  "DELETE FROM byline_author WHERE byline_id NOT IN (SELECT id FROM byline)",
  "DELETE FROM byline WHERE id NOT IN (SELECT byline_id FROM byline_author)",
  "DELETE FROM hidden_by WHERE article_id NOT IN (SELECT id FROM state) OR filter_id NOT IN (SELECT id FROM filter)",
  "UPDATE state SET filtered=id IN (SELECT article_id FROM hidden_by JOIN filter ON filter.id=filter_id WHERE enabled AND removed_at=0)"
  " WHERE filtered<>2",
  /* What was lost of names is found again in the articles. */
  "INSERT OR REPLACE INTO meta SELECT 'unfilled', max(id) FROM article HAVING max(id) IS NOT NULL",
};

static gboolean
make_known (JaridaShelf  *shelf,
            GError      **error)
{
  g_autoptr(JaridaStatement) statement = NULL;
  g_autoptr(GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  JaridaStep step;

  statement = jarida_connection_prepare (shelf->library, "SELECT id FROM article WHERE id NOT IN (SELECT id FROM known)", error);
  if (statement == NULL)
    return FALSE;
  while ((step = jarida_statement_step (statement, error)) == JARIDA_STEP_ROW)
    {
      gint64 id = jarida_statement_get_int (statement, 0);

      g_array_append_val (ids, id);
    }
  if (step == JARIDA_STEP_ERROR)
    return FALSE;
  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr(JaridaArticle) article = NULL;

      if (!jarida_article_rows_load (shelf->library, shelf->bodies, g_array_index (ids, gint64, i), &article, error)
          || (article != NULL && !jarida_article_rows_make_known (shelf, article, error)))
        return FALSE;
    }
  return TRUE;
}

static gboolean
tidy_library (JaridaShelf  *shelf,
              GError      **error)
{
  if (!jarida_shelf_begin (shelf, TRUE, error))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (tidy_sql); i++)
    if (!jarida_connection_execute (shelf->library, tidy_sql[i], error))
      {
        jarida_shelf_rollback (shelf);
        return FALSE;
      }
  if (!make_known (shelf, error))
    {
      jarida_shelf_rollback (shelf);
      return FALSE;
    }
  return jarida_shelf_commit (shelf, error);
}

/* What is set aside is written down first, so that a mend that is cut off is taken back and done again from the beginning: a shelf
 * that was half filled looks sound, and what was not yet brought over would be missing for ever. */
static gboolean
write_plan (const char  *folder,
            const char  *library,
            const char  *bodies,
            GError     **error)
{
  g_autofree char *path = g_build_filename (folder, JARIDA_SHELF_MENDING, NULL);
  g_autofree char *text = g_strdup_printf ("%s\n%s\n", library != NULL ? library : "", bodies != NULL ? bodies : "");
  g_autoptr(GError) local_error = NULL;

  if (g_file_set_contents_full (path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600, &local_error))
    return TRUE;
  g_set_error (error, JARIDA_DB_ERROR, g_error_matches (local_error, G_FILE_ERROR, G_FILE_ERROR_NOSPC)
                                         ? JARIDA_DB_ERROR_FULL : JARIDA_DB_ERROR_READ_ONLY, "%s", local_error->message);
  return FALSE;
}

static gboolean
take_back_plan (const char  *folder,
                GError     **error)
{
  static const char *const names[] = { "library.db", "bodies.db" };
  g_autofree char *path = g_build_filename (folder, JARIDA_SHELF_MENDING, NULL);
  g_autofree char *text = NULL;
  g_auto(GStrv) lines = NULL;

  if (!g_file_get_contents (path, &text, NULL, NULL))
    return TRUE;
  lines = g_strsplit (text, "\n", -1);
  for (gsize i = 0; i < G_N_ELEMENTS (names) && lines[i] != NULL; i++)
    {
      g_autofree char *original = g_build_filename (folder, names[i], NULL);
      g_autofree char *moved = g_build_filename (folder, lines[i], NULL);

      if (lines[i][0] != '\0' && strchr (lines[i], '/') == NULL && !jarida_salvage_bring_back (original, moved, error))
        return FALSE;
    }
  g_unlink (path);
  return TRUE;
}

/* @out_moved: where it is to be moved, NULL when it is sound. */
static gboolean
look_at (const char  *folder,
         const char  *name,
         char       **out_moved,
         GError     **error)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  gboolean sound;
  GStatBuf file;

  /* No bytes are a sound database to SQLite; here they are what is left of one. */
  if (g_stat (path, &file) == 0 && file.st_size == 0)
    sound = FALSE;
  else if (!jarida_salvage_is_sound (path, &sound, error))
    return FALSE;
  *out_moved = sound ? NULL : jarida_salvage_choose_aside (path);
  return TRUE;
}

static gboolean
set_aside (const char  *folder,
           const char  *name,
           const char  *moved,
           GError     **error)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  return moved == NULL || jarida_salvage_set_aside (path, moved, error);
}

/* Articles whose texts were lost. The web gives them again only if it is asked as if for the first time: an answer that nothing has changed
 * would leave them without a text for ever, and a note that all of one is here, or that its page was read, would keep that from being
 * fetched. */
static const char * const ask_again_sql[] = {
  /* 16: its own page has been read. */
  "UPDATE article SET flags=flags&~16 WHERE id IN (SELECT id FROM temp.textless)",
  "UPDATE state SET kept=kept&1, kept_bytes=0 WHERE kept>=2 AND id IN (SELECT id FROM temp.textless)",
  "UPDATE known SET content_h=0, partial_h=0 WHERE id IN (SELECT id FROM temp.textless)",
  "UPDATE source SET etag=NULL, last_modified=NULL, validators_since=0, feed_hash=0"
  " WHERE id IN (SELECT source_id FROM state WHERE id IN (SELECT id FROM temp.textless)"
  " UNION SELECT source_id FROM origin WHERE article_id IN (SELECT id FROM temp.textless))",
  "UPDATE page SET etag=NULL, last_modified=NULL, validators_since=0, hash=0 WHERE EXISTS (SELECT 1 FROM temp.textless)",
};

static gboolean
list_textless (JaridaShelf  *shelf,
               GError      **error)
{
  g_autoptr(JaridaStatement) all = NULL;
  g_autoptr(JaridaStatement) body = NULL;
  g_autoptr(JaridaStatement) note = NULL;
  JaridaStep step;

  all = jarida_connection_prepare (shelf->library, "SELECT id FROM article ORDER BY id", error);
  body = jarida_connection_prepare (shelf->bodies, "SELECT 1 FROM body WHERE id=?1", error);
  note = jarida_connection_prepare (shelf->library, "INSERT OR IGNORE INTO temp.textless VALUES(?1)", error);
  if (all == NULL || body == NULL || note == NULL)
    return FALSE;
  while ((step = jarida_statement_step (all, error)) == JARIDA_STEP_ROW)
    {
      const gint64 id = jarida_statement_get_int (all, 0);

      jarida_statement_bind_int (body, 1, id);
      step = jarida_statement_step (body, error);
      jarida_statement_reset (body);
      jarida_statement_bind_int (note, 1, id);
      if (step == JARIDA_STEP_ERROR || (step == JARIDA_STEP_DONE && !jarida_statement_run (note, error)))
        return FALSE;
    }
  return step == JARIDA_STEP_DONE;
}

static gboolean
ask_again (JaridaShelf  *shelf,
           GError      **error)
{
  if (!jarida_connection_execute (shelf->library, "CREATE TEMP TABLE textless(id INTEGER PRIMARY KEY)", error)
      || !jarida_shelf_begin (shelf, TRUE, error))
    return FALSE;
  if (!list_textless (shelf, error))
    {
      jarida_shelf_rollback (shelf);
      return FALSE;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (ask_again_sql); i++)
    if (!jarida_connection_execute (shelf->library, ask_again_sql[i], error))
      {
        jarida_shelf_rollback (shelf);
        return FALSE;
      }
  return jarida_shelf_commit (shelf, error);
}

/* For a page that says what happened. That it could not be written down is no reason to begin anew. */
static gboolean
write_mishap (JaridaShelf  *shelf,
              const char   *folder,
              const char   *library,
              const char   *bodies,
              GError      **error)
{
  JaridaMishap mishap = { .when = g_get_real_time () / G_USEC_PER_SEC, .library = (char *) library, .bodies = (char *) bodies };
  gint64 n_articles = 0, n_texts = 0;

  if (!jarida_connection_query_int (shelf->library, "SELECT count(*) FROM article", 0, &n_articles, error)
      || !jarida_connection_query_int (shelf->bodies, "SELECT count(*) FROM body", 0, &n_texts, error))
    return FALSE;
  mishap.n_articles = (guint) n_articles;
  mishap.n_texts = (guint) n_texts;
  jarida_mishap_write (&mishap, folder);
  return TRUE;
}

gboolean
jarida_shelf_mend (const char   *folder,
                   const char  **out_notice,
                   GError      **error)
{
  g_autofree char *library = NULL;
  g_autofree char *bodies = NULL;
  g_autoptr(JaridaShelf) shelf = NULL;
  g_autofree char *library_name = NULL;
  g_autofree char *bodies_name = NULL;
  g_autofree char *plan = g_build_filename (folder, JARIDA_SHELF_MENDING, NULL);
  g_autofree char *bodies_path = g_build_filename (folder, "bodies.db", NULL);
  /* Cut off once, nobody knows how far it had come. */
  const gboolean cut_off = g_file_test (plan, G_FILE_TEST_EXISTS);
  gboolean gone;
  gint64 n = 0, n_all = 0;

  if (!take_back_plan (folder, error)
      || !look_at (folder, "library.db", &library, error)
      || !look_at (folder, "bodies.db", &bodies, error))
    return FALSE;
  gone = cut_off || !g_file_test (bodies_path, G_FILE_TEST_EXISTS);
  if (library == NULL && bodies == NULL && !gone)
    return TRUE;
  library_name = library != NULL ? g_path_get_basename (library) : NULL;
  bodies_name = bodies != NULL ? g_path_get_basename (bodies) : NULL;
  if (!write_plan (folder, library_name, bodies_name, error)
      || !set_aside (folder, "library.db", library, error)
      || !set_aside (folder, "bodies.db", bodies, error))
    return FALSE;
  /* Not "alone": the library is new, and would have the last bodies swept away. */
  shelf = jarida_shelf_open (folder, FALSE, error);
  if (shelf == NULL)
    return FALSE;
  for (gsize i = 0; bodies != NULL && i < G_N_ELEMENTS (bodies_tables); i++)
    if (!jarida_salvage_table (shelf->bodies, bodies, bodies_tables[i], NULL, NULL, NULL, &n, error))
      return FALSE;
  for (gsize i = 0; library != NULL && i < G_N_ELEMENTS (library_tables); i++)
    {
      if (!jarida_salvage_table (shelf->library, library, library_tables[i].table, library_tables[i].key,
                                 library_tables[i].group, library_tables[i].groups, &n, error))
        return FALSE;
      n_all += n;
    }
  if (library != NULL && !tidy_library (shelf, error))
    return FALSE;
  if ((bodies != NULL || gone) && !ask_again (shelf, error))
    return FALSE;
  if ((library != NULL || bodies != NULL) && !write_mishap (shelf, folder, library, bodies, error))
    return FALSE;
  g_clear_pointer (&shelf, jarida_shelf_close);
  g_unlink (plan);
  /* Bodies can be had again from the web: nobody has lost anything of his own. */
  if (library != NULL)
    *out_notice = n_all > 0 ? "recovered" : "broken-set-aside";
  return TRUE;
}
