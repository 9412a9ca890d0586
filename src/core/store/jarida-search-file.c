/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-search-file.h"

#include <string.h>
#include <glib/gstdio.h>

#include "jarida-migration.h"
#include "jarida-search-tokens.h"

#define PAGE_SIZE 4096

/* Two tables: the titles, quick to ask for every beginning of a word; and all the text, which knows where words stand. Neither keeps the
 * text: the shelf has it. Pieces are put together by us and not within a commit, which it would make a second long. `doc` says what is in
 * the index, and of which text. */
static const char make_tables[] =
  "CREATE VIRTUAL TABLE ft USING fts5(title, body, meta, content='', columnsize=0, detail=full, tokenize='jarida light stop');"
  "CREATE VIRTUAL TABLE ftt USING fts5(title, content='', columnsize=0, detail=none, prefix='1 2 3 4', tokenize='jarida light');"
  "CREATE VIRTUAL TABLE word USING fts5vocab(ftt, 'row');"
  "INSERT INTO ft(ft, rank) VALUES('automerge', 0), ('crisismerge', 400);"
  "INSERT INTO ftt(ftt, rank) VALUES('automerge', 0), ('crisismerge', 400);"
  "CREATE TABLE doc(id INTEGER PRIMARY KEY, hash INTEGER NOT NULL) STRICT;";
static const char drop_tables[] =
  "DROP TABLE IF EXISTS word; DROP TABLE IF EXISTS ft; DROP TABLE IF EXISTS ftt; DROP TABLE IF EXISTS doc;";

static const JaridaMigration migrations[] = {
  { "CREATE TABLE meta(key TEXT PRIMARY KEY, value ANY) STRICT, WITHOUT ROWID; INSERT INTO meta VALUES('version', 0);", NULL },
};

static char *
get_path (const char *folder)
{
  return g_build_filename (folder, "search.db", NULL);
}

gboolean
jarida_search_file_empty (JaridaConnection  *search,
                          GError           **error)
{
  g_autofree char *number = g_strdup_printf ("UPDATE meta SET value=%d WHERE key='version'", JARIDA_SEARCH_VERSION);

  return jarida_connection_execute (search, drop_tables, error)
         && jarida_connection_execute (search, make_tables, error)
         && jarida_connection_execute (search, number, error);
}

static gboolean
read_version (JaridaConnection  *search,
              gint64            *out_version,
              GError           **error)
{
  return jarida_connection_query_int (search, "SELECT value FROM meta WHERE key='version'", 0, out_version, error);
}

/* Two processes may both find that it is of another version. */
static gboolean
bring_up_to_date (JaridaConnection  *search,
                  GError           **error)
{
  gint64 version;

  if (!read_version (search, &version, error))
    return FALSE;
  if (version == JARIDA_SEARCH_VERSION)
    return TRUE;
  if (!jarida_connection_begin (search, error))
    return FALSE;
  if (read_version (search, &version, error)
      && (version == JARIDA_SEARCH_VERSION || jarida_search_file_empty (search, error))
      && jarida_connection_commit (search, error))
    return TRUE;
  jarida_connection_rollback (search);
  return FALSE;
}

JaridaConnection *
jarida_search_file_open (const char  *folder,
                         GError     **error)
{
  g_autofree char *path = get_path (folder);
  g_autoptr(JaridaConnection) search = NULL;
  guint from;

  if (!jarida_migration_check (path, JARIDA_SEARCH_APPLICATION_ID, G_N_ELEMENTS (migrations), error))
    return NULL;
  search = jarida_connection_open (path, JARIDA_CONNECTION_WRITE, PAGE_SIZE, error);
  if (search == NULL
      || !jarida_search_tokens_register (search, error)
      || !jarida_migration_run (search, JARIDA_SEARCH_APPLICATION_ID, migrations, G_N_ELEMENTS (migrations), &from, error)
      || !bring_up_to_date (search, error))
    return NULL;
  return g_steal_pointer (&search);
}

JaridaConnection *
jarida_search_file_open_read (const char  *folder,
                              gboolean     frozen,
                              GError     **error)
{
  g_autofree char *path = get_path (folder);
  g_autoptr(JaridaConnection) search = NULL;
  g_autoptr(GError) local_error = NULL;
  gint64 version = 0;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return NULL;
  search = jarida_connection_open (path, frozen ? JARIDA_CONNECTION_FROZEN : JARIDA_CONNECTION_READ, 0, error);
  if (search == NULL || !jarida_search_tokens_register (search, error))
    return NULL;
  /* It may be half made: the table is not there yet. */
  if (!read_version (search, &version, &local_error))
    {
      if (!g_error_matches (local_error, JARIDA_DB_ERROR, JARIDA_DB_ERROR_FAILED))
        g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  return version == JARIDA_SEARCH_VERSION ? g_steal_pointer (&search) : NULL;
}

void
jarida_search_file_delete (const char *folder)
{
  static const char * const endings[] = { "", "-wal", "-shm" };

  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *name = g_strconcat ("search.db", endings[i], NULL);
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_unlink (path);
    }
}

gboolean
jarida_search_file_find (JaridaConnection  *search,
                         guint32            id,
                         gboolean          *out_found,
                         gint64            *out_hash,
                         GError           **error)
{
  g_autoptr(JaridaStatement) statement = jarida_connection_prepare (search, "SELECT hash FROM doc WHERE id=?1", error);
  JaridaStep step;

  if (statement == NULL)
    return FALSE;
  jarida_statement_bind_int (statement, 1, id);
  step = jarida_statement_step (statement, error);
  *out_found = step == JARIDA_STEP_ROW;
  *out_hash = *out_found ? jarida_statement_get_int (statement, 0) : 0;
  return step != JARIDA_STEP_ERROR;
}

/* ?1 the id, ?2 to ?4 the texts. */
static gboolean
run (JaridaConnection       *search,
     const char             *sql,
     guint32                 id,
     const JaridaIndexText  *text,
     GError                **error)
{
  g_autoptr(JaridaStatement) statement = jarida_connection_prepare (search, sql, error);

  if (statement == NULL)
    return FALSE;
  jarida_statement_bind_int (statement, 1, id);
  jarida_statement_bind_text (statement, 2, text->title);
  if (strstr (sql, "?4") != NULL)
    {
      jarida_statement_bind_text (statement, 3, text->body);
      jarida_statement_bind_text (statement, 4, text->meta);
    }
  return jarida_statement_run (statement, error);
}

gboolean
jarida_search_file_add (JaridaConnection       *search,
                        guint32                 id,
                        const JaridaIndexText  *text,
                        GError                **error)
{
  g_autoptr(JaridaStatement) doc = NULL;

  if (!run (search, "INSERT INTO ft(rowid, title, body, meta) VALUES(?1,?2,?3,?4)", id, text, error)
      || !run (search, "INSERT INTO ftt(rowid, title) VALUES(?1,?2)", id, text, error))
    return FALSE;
  doc = jarida_connection_prepare (search, "INSERT OR REPLACE INTO doc(id, hash) VALUES(?1,?2)", error);
  if (doc == NULL)
    return FALSE;
  jarida_statement_bind_int (doc, 1, id);
  jarida_statement_bind_int (doc, 2, text->hash);
  return jarida_statement_run (doc, error);
}

gboolean
jarida_search_file_remove (JaridaConnection       *search,
                           guint32                 id,
                           const JaridaIndexText  *text,
                           GError                **error)
{
  g_autoptr(JaridaStatement) doc = NULL;

  if (text != NULL
      && (!run (search, "INSERT INTO ft(ft, rowid, title, body, meta) VALUES('delete',?1,?2,?3,?4)", id, text, error)
          || !run (search, "INSERT INTO ftt(ftt, rowid, title) VALUES('delete',?1,?2)", id, text, error)))
    return FALSE;
  doc = jarida_connection_prepare (search, "DELETE FROM doc WHERE id=?1", error);
  if (doc == NULL)
    return FALSE;
  jarida_statement_bind_int (doc, 1, id);
  return jarida_statement_run (doc, error);
}

gboolean
jarida_search_file_merge (JaridaConnection  *search,
                          GError           **error)
{
  return jarida_connection_execute (search, "INSERT INTO ft(ft, rank) VALUES('merge', 200);"
                                            "INSERT INTO ftt(ftt, rank) VALUES('merge', 50);", error);
}

/* A merge that has nothing to do changes one row at most; a negative number makes all pieces into one, whatever their size. */
gboolean
jarida_search_file_compact (JaridaConnection  *search,
                            gboolean           first,
                            gboolean          *out_done,
                            GError           **error)
{
  static const char * const begin[] = { "INSERT INTO ft(ft, rank) VALUES('merge', -400)", "INSERT INTO ftt(ftt, rank) VALUES('merge', -400)" };
  static const char * const go_on[] = { "INSERT INTO ft(ft, rank) VALUES('merge', 400)", "INSERT INTO ftt(ftt, rank) VALUES('merge', 400)" };

  *out_done = TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (begin); i++)
    {
      gint64 before, after;

      if (!jarida_connection_query_int (search, "SELECT total_changes()", 0, &before, error)
          || !jarida_connection_execute (search, first ? begin[i] : go_on[i], error)
          || !jarida_connection_query_int (search, "SELECT total_changes()", 0, &after, error))
        return FALSE;
      *out_done = *out_done && after - before < 2;
    }
  return TRUE;
}
