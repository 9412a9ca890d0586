/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#include <glib/gstdio.h>

#include "../remove-tree.h"
#include "jarida-backup.h"
#include "jarida-connection.h"
#include "shelf-fixture.h"
#include "small-disk.h"

/* A shelf in one file, and back: all of it, of one moment, of every version there was, and nothing of a file that was made to do harm. */

#define NOON G_GINT64_CONSTANT (1760270400)   /* 2025-10-12 12:00 UTC */
#define N_ARTICLES 40

static const JaridaBackupWatch no_watch;
static const char *const settings[] = { "palette", "'dark'", "font-size", "22", NULL };
static const char *const files[] = { "reporter-key", "missing", NULL };
static const JaridaBackupExtras extras = { NOON, settings, files };

static void
tear_down (Shelf         *shelf,
           gconstpointer  data)
{
  shelf_close (shelf);
  remove_tree (shelf->folder);
  g_clear_pointer (&shelf->folder, g_free);
}

static void
change (const char *path,
        const char *sql)
{
  g_autoptr(GError) error = NULL;
  /* Without a log: the file itself. */
  g_autoptr(JaridaConnection) connection = jarida_connection_open (path, JARIDA_CONNECTION_DRAFT, 4096, &error);

  g_assert_no_error (error);
  jarida_connection_execute (connection, sql, &error);
  g_assert_no_error (error);
}

static void
change_library (Shelf      *shelf,
                const char *sql)
{
  g_autofree char *path = shelf_path (shelf, "library.db");
  g_autoptr(GError) error = NULL;
  g_autoptr(JaridaConnection) connection = jarida_connection_open (path, JARIDA_CONNECTION_WRITE, 4096, &error);

  g_assert_no_error (error);
  jarida_connection_execute (connection, sql, &error);
  g_assert_no_error (error);
}

/* Something of everything: what a person does is by the acts of the store. */
static void
fill (Shelf *shelf)
{
  g_autoptr(GPtrArray) articles = articles_new ("a", N_ARTICLES, NOON);
  g_autoptr(JaridaHeadlineList) list = NULL;
  g_autofree char *key = shelf_path (shelf, "reporter-key");
  JaridaFolder *folder = shelf_add_folder (shelf, "موانئ", 0);
  JaridaSource *source = shelf_add_source (shelf, "https://a.example/feed");

  jarida_source_set_folder_id (source, jarida_folder_get_id (folder));
  shelf_save_source (shelf, source);
  for (guint i = 0; i < N_ARTICLES; i++)
    {
      JaridaArticle *article = g_ptr_array_index (articles, i);
      g_autofree char *words = g_strnfill (400, 'a' + i % 26);

      article->content = g_strdup_printf ("<p>نص %u %s</p>", i, words);
    }
  shelf_put (shelf, source, articles, NULL, NULL);
  list = shelf_list (shelf, JARIDA_PLACE_ALL, 0);
  shelf_set_read (shelf, jarida_headline_list_get_id (list, 0), TRUE);
  shelf_set_saved (shelf, jarida_headline_list_get_id (list, 7), TRUE);
  g_clear_object (&list);
  shelf_close (shelf);
  change_library (shelf,
                  "INSERT INTO outbox VALUES(1,0,0,2,5,0,6,1,0,'report-1','https://a.example/p.jpg','mot',NULL,x'00ff');"
                  "INSERT INTO hidden_local VALUES(1,1,2,3,x'0102');"
                  "INSERT INTO shown_local VALUES(1,2,x'0304');"
                  "INSERT INTO city VALUES(1,'rabat','الرباط');"
                  "INSERT INTO followed VALUES(1,7,1,0);"
                  "INSERT INTO page(number, validators_since, hash, fetched, next_fetch, failures, status, outcome, address)"
                  " VALUES(1,0,-5,0,0,0,0,0,'https://a.example/');"
                  "UPDATE state SET kept=3, kept_bytes=900 WHERE saved=1;"
                  "INSERT INTO index_queue VALUES(1,2,3,x'00');");
  g_file_set_contents (key, "a key of forty letters", -1, NULL);
  shelf_open (shelf);
}

static char *
backup_of (Shelf *shelf)
{
  char *path = shelf_path (shelf, "copy.jarida");
  g_auto(JaridaBackupFacts) facts = { 0 };
  g_autoptr(GError) error = NULL;
  GStatBuf file;

  jarida_backup_write (shelf->folder, FALSE, path, &extras, &no_watch, &facts, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_stat (path, &file), ==, 0);
  g_assert_cmpuint (facts.n_bytes, ==, file.st_size);
  g_assert_cmpint (file.st_mode & 0777, ==, 0600);
  return path;
}

/* What two databases differ in, table by table; NULL: nothing. */
static char *
find_difference (const char *left,
                 const char *right,
                 const char *skip)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(JaridaConnection) connection = jarida_connection_open (left, JARIDA_CONNECTION_READ, 0, &error);
  g_autofree char *attach = g_strdup_printf ("ATTACH '%s' AS other", right);
  g_autoptr(JaridaStatement) names = NULL;

  g_assert_no_error (error);
  jarida_connection_execute (connection, attach, &error);
  g_assert_no_error (error);
  names = jarida_connection_prepare (connection, "SELECT name FROM main.sqlite_schema WHERE type='table' AND name NOT LIKE 'sqlite%'", &error);
  g_assert_no_error (error);
  while (jarida_statement_step (names, &error) == JARIDA_STEP_ROW)
    {
      const char *name = jarida_statement_get_text (names, 0);
      g_autofree char *sql = g_strdup_printf ("SELECT count(*) FROM (SELECT * FROM (SELECT * FROM main.%s EXCEPT SELECT * FROM other.%s)"
                                              " UNION ALL SELECT * FROM (SELECT * FROM other.%s EXCEPT SELECT * FROM main.%s))",
                                              name, name, name, name);
      g_autoptr(JaridaStatement) count = NULL;

      if (strstr (skip, name) != NULL)
        continue;
      count = jarida_connection_prepare_passing (connection, sql, &error);
      g_assert_no_error (error);
      g_assert_cmpint (jarida_statement_step (count, &error), ==, JARIDA_STEP_ROW);
      if (jarida_statement_get_int (count, 0) > 0)
        return g_strdup (name);
    }
  g_assert_no_error (error);
  return NULL;
}

/* Nothing that began to come is left. */
static void
assert_tidy (const char *folder)
{
  g_autoptr(GDir) entries = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (entries)) != NULL)
    {
      g_assert_false (g_str_has_prefix (name, "incoming-"));
      g_assert_null (strstr (name, ".part-"));
      g_assert_cmpstr (name, !=, "restoring");
    }
}

static void
test_whole (Shelf         *shelf,
            gconstpointer  data)
{
  g_autofree char *path = NULL;
  g_autofree char *other = shelf_path (shelf, "other");
  g_autofree char *aside = NULL;
  g_autofree char *key = NULL;
  g_autofree char *difference = NULL;
  g_auto(JaridaBackupFacts) facts = { 0 };
  g_autoptr(GError) error = NULL;
  static const char *const names[] = { "library.db", "bodies.db" };
  Shelf restored = { other, NULL };

  fill (shelf);
  path = backup_of (shelf);
  jarida_restore_run (other, path, NOON, &no_watch, &aside, &facts, &error);
  g_assert_no_error (error);
  g_assert_null (aside);
  g_assert_cmpuint (facts.n_articles, ==, N_ARTICLES);
  g_assert_cmpuint (facts.n_sources, ==, 1);
  g_assert_cmpint (facts.made_at, ==, NOON);
  g_assert_cmpuint (g_strv_length (facts.settings), ==, 4);
  g_assert_cmpstr (facts.settings[3], ==, "22");
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *before = shelf_path (shelf, names[i]);
      g_autofree char *after = g_build_filename (other, names[i], NULL);

      /* Of the index and of the last transaction, nothing; the number of the library is another one, and nothing is said to be kept. */
      difference = find_difference (before, after, "index_queue last meta state");
      g_assert_cmpstr (difference, ==, NULL);
    }
  g_assert_cmpint (shelf_query (&restored, "library.db", "SELECT count(*) FROM index_queue"), ==, 0);
  g_assert_cmpint (shelf_query (&restored, "library.db", "SELECT count(*) FROM state WHERE saved=1 AND kept=1 AND kept_bytes=0"), ==, 1);
  g_assert_cmpint (shelf_query (&restored, "library.db", "SELECT count(*) FROM state WHERE unread=0"), ==, 1);
  g_assert_cmpint (shelf_query (&restored, "library.db", "SELECT value FROM meta WHERE key='shelf'"), !=,
                   shelf_query (shelf, "library.db", "SELECT value FROM meta WHERE key='shelf'"));
  key = g_build_filename (other, "reporter-key", NULL);
  g_assert_true (g_file_test (key, G_FILE_TEST_EXISTS));
  assert_tidy (other);
  assert_tidy (shelf->folder);

  shelf_open (&restored);
  g_assert_null (jarida_store_get_notice (restored.store));
  g_assert_cmpuint (shelf_count (&restored, JARIDA_PLACE_ALL, 0), ==, N_ARTICLES);
  g_assert_cmpuint (shelf_count_unread (&restored, JARIDA_PLACE_ALL, 0), ==, N_ARTICLES - 1);
  g_assert_cmpuint (shelf_count (&restored, JARIDA_PLACE_SAVED, 0), ==, 1);
  /* What came with it is not news. */
  {
    g_autoptr(GPtrArray) again = articles_new ("a", N_ARTICLES, NOON);
    guint n_new;

    shelf_put (&restored, jarida_store_find_source (restored.store, 1), again, &n_new, NULL);
    g_assert_cmpuint (n_new, ==, 0);
  }
  shelf_wait_for_index (&restored);
  shelf_close (&restored);
}

/* What was there before is kept whole, and can be put back by hand. */
static void
test_aside (Shelf         *shelf,
            gconstpointer  data)
{
  g_autofree char *path = NULL;
  g_autofree char *aside = NULL;
  g_autofree char *second = NULL;
  g_autofree char *expected = NULL;
  g_auto(JaridaBackupFacts) facts = { 0 };
  g_auto(JaridaBackupFacts) again = { 0 };
  g_autoptr(GPtrArray) later = articles_new ("later", 5, NOON + 86400);
  g_autoptr(GDateTime) moment = g_date_time_new_from_unix_local (NOON);
  g_autofree char *day = g_date_time_format (moment, "before-restore-%Y-%m-%d-%H%M%S");
  g_autoptr(GError) error = NULL;
  Shelf before = { NULL, NULL };

  fill (shelf);
  path = backup_of (shelf);
  shelf_put (shelf, jarida_store_find_source (shelf->store, 1), later, NULL, NULL);
  /* As long as somebody has it open, nothing happens. */
  g_assert_false (jarida_restore_run (shelf->folder, path, NOON, &no_watch, &aside, &facts, &error));
  g_assert_error (error, JARIDA_BACKUP_ERROR, JARIDA_BACKUP_ERROR_IN_USE);
  g_clear_error (&error);
  g_assert_cmpuint (shelf_count (shelf, JARIDA_PLACE_ALL, 0), ==, N_ARTICLES + 5);
  shelf_close (shelf);
  assert_tidy (shelf->folder);

  jarida_restore_run (shelf->folder, path, NOON, &no_watch, &aside, &facts, &error);
  g_assert_no_error (error);
  expected = shelf_path (shelf, day);
  g_assert_cmpstr (aside, ==, expected);
  before.folder = aside;
  g_assert_cmpint (shelf_query (&before, "library.db", "SELECT count(*) FROM article"), ==, N_ARTICLES + 5);
  g_assert_cmpint (shelf_query (shelf, "library.db", "SELECT count(*) FROM article"), ==, N_ARTICLES);
  shelf_open (shelf);
  g_assert_cmpuint (shelf_count (shelf, JARIDA_PLACE_ALL, 0), ==, N_ARTICLES);
  shelf_close (shelf);
  /* In the same second. */
  jarida_restore_run (shelf->folder, path, NOON, &no_watch, &second, &again, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (second, !=, aside);
  shelf_open (&before);
  g_assert_cmpuint (shelf_count (&before, JARIDA_PLACE_ALL, 0), ==, N_ARTICLES + 5);
  shelf_close (&before);
}

/* A shelf's own files are neither a place for a backup nor a backup, and nothing that was not made ready here is put in its place. */
static void
test_own_files (Shelf         *shelf,
                gconstpointer  data)
{
  static const char *const names[] = { "library.db", "bodies.db", "search.db", "reporter-key", "restoring", "lock" };
  g_autofree char *library = shelf_path (shelf, "library.db");
  g_autofree char *parent = g_build_filename (shelf->folder, "..", NULL);
  g_autofree char *strange = shelf_path (shelf, "strange");
  g_autofree char *inside = g_build_filename (strange, "notes.txt", NULL);
  g_auto(JaridaBackupFacts) facts = { 0 };
  g_autofree char *staged = NULL;
  g_autofree char *aside = NULL;
  g_autoptr(GError) error = NULL;

  fill (shelf);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = shelf_path (shelf, names[i]);

      g_assert_false (jarida_backup_write (shelf->folder, FALSE, path, &extras, &no_watch, &facts, &error));
      g_assert_error (error, JARIDA_BACKUP_ERROR, JARIDA_BACKUP_ERROR_PLACE);
      g_clear_error (&error);
    }
  g_assert_false (jarida_restore_stage (shelf->folder, library, &no_watch, &staged, &facts, &error));
  g_assert_error (error, JARIDA_BACKUP_ERROR, JARIDA_BACKUP_ERROR_NOT_ONE);
  g_clear_error (&error);
  g_assert_cmpuint (shelf_count (shelf, JARIDA_PLACE_ALL, 0), ==, N_ARTICLES);
  shelf_close (shelf);

  g_assert_cmpint (g_mkdir (strange, 0700), ==, 0);
  g_assert_true (g_file_set_contents (inside, "mine", -1, NULL));
  g_assert_false (jarida_restore_finish (shelf->folder, strange, NOON, &aside, &error));
  g_assert_error (error, JARIDA_BACKUP_ERROR, JARIDA_BACKUP_ERROR_DAMAGED);
  g_clear_error (&error);
  g_assert_false (jarida_restore_finish (shelf->folder, parent, NOON, &aside, &error));
  g_assert_error (error, JARIDA_BACKUP_ERROR, JARIDA_BACKUP_ERROR_DAMAGED);
  g_assert_true (g_file_test (inside, G_FILE_TEST_EXISTS));
  shelf_open (shelf);
  g_assert_null (jarida_store_get_notice (shelf->store));
  g_assert_cmpuint (shelf_count (shelf, JARIDA_PLACE_ALL, 0), ==, N_ARTICLES);
}

/* Beside somebody who writes all the time. */

typedef struct
{
  char              *folder;
  char              *path;
  JaridaBackupFacts  facts;
  GError            *error;
  gint               done;
} Copying;

static gpointer
copy_thread (gpointer data)
{
  Copying *copying = data;

  jarida_backup_write (copying->folder, FALSE, copying->path, &extras, &no_watch, &copying->facts, &copying->error);
  g_atomic_int_set (&copying->done, TRUE);
  return NULL;
}

static void
test_beside_a_writer (Shelf         *shelf,
                      gconstpointer  data)
{
  g_autofree char *other = shelf_path (shelf, "other");
  g_autofree char *path = shelf_path (shelf, "copy.jarida");
  g_autofree char *attach = NULL;
  g_auto(JaridaBackupFacts) facts = { 0 };
  g_autofree char *aside = NULL;
  g_autoptr(GError) error = NULL;
  Copying copying = { .folder = shelf->folder, .path = path };
  Shelf restored = { other, NULL };
  JaridaSource *source;
  GThread *thread;
  guint n_feeds = 0, n_meanwhile = 0;
  gint64 n;

  fill (shelf);
  source = jarida_store_find_source (shelf->store, 1);
  for (; n_feeds < 40; n_feeds++)
    {
      g_autofree char *prefix = g_strdup_printf ("f%u", n_feeds);
      g_autoptr(GPtrArray) feed = articles_new (prefix, 50, NOON + n_feeds);

      shelf_put (shelf, source, feed, NULL, NULL);
    }
  thread = g_thread_new ("copy", copy_thread, &copying);
  /* Whole feeds come, each in one transaction; the copy has each whole or not at all. */
  while (!g_atomic_int_get (&copying.done))
    {
      g_autofree char *prefix = g_strdup_printf ("f%u", n_feeds++);
      g_autoptr(GPtrArray) feed = articles_new (prefix, 50, NOON + n_feeds);

      for (guint i = 0; i < feed->len; i++)
        ((JaridaArticle *) feed->pdata[i])->content = g_strdup (prefix);
      shelf_put (shelf, source, feed, NULL, NULL);
      n_meanwhile++;
    }
  g_thread_join (thread);
  g_assert_no_error (copying.error);
  g_assert_cmpuint (n_meanwhile, >, 0);
  jarida_restore_run (other, path, NOON, &no_watch, &aside, &facts, &error);
  g_assert_no_error (error);
  n = shelf_query (&restored, "library.db", "SELECT count(*) FROM article");
  g_test_message ("%" G_GINT64_FORMAT " articles copied, %u feeds came meanwhile", n, n_meanwhile);
  g_assert_cmpint (n, >=, N_ARTICLES + 2000);
  g_assert_cmpint ((n - N_ARTICLES) % 50, ==, 0);
  g_assert_cmpint (shelf_query (&restored, "bodies.db", "SELECT count(*) FROM body"), ==, n);
  g_assert_cmpint (shelf_query (&restored, "library.db", "SELECT count(*) FROM known"), ==, n);
  jarida_backup_facts_clear (&copying.facts);
}

/* Every version that there was. A frozen shelf is read as it is, so its backup is of its own version. */
static void
test_old_version (Shelf         *shelf,
                  gconstpointer  data)
{
  const char *old = data;
  g_autofree char *other = shelf_path (shelf, "other");
  g_autofree char *path = shelf_path (shelf, "copy.jarida");
  g_autofree char *aside = NULL;
  g_autofree char *difference = NULL;
  g_auto(JaridaBackupFacts) facts = { 0 };
  g_auto(JaridaBackupFacts) read = { 0 };
  g_autoptr(GError) error = NULL;
  Shelf restored = { other, NULL };
  gint64 n;

  shelf_close (shelf);
  shelf_copy_old (shelf, old, "library.db");
  shelf_copy_old (shelf, old, "bodies.db");
  n = shelf_query (shelf, "library.db", "SELECT count(*) FROM article");
  jarida_backup_write (shelf->folder, TRUE, path, &extras, &no_watch, &facts, &error);
  g_assert_no_error (error);
  jarida_restore_run (other, path, NOON, &no_watch, &aside, &read, &error);
  g_assert_no_error (error);
  /* The other way to this version: the old shelf itself, opened. */
  shelf_open (shelf);
  shelf_wait_for_index (shelf);
  shelf_close (shelf);
  shelf_open (&restored);
  g_assert_null (jarida_store_get_notice (restored.store));
  g_assert_cmpuint (shelf_count (&restored, JARIDA_PLACE_ALL, 0), ==, n);
  shelf_wait_for_index (&restored);
  shelf_close (&restored);
  {
    g_autofree char *left = shelf_path (shelf, "library.db");
    g_autofree char *right = g_build_filename (other, "library.db", NULL);

    difference = find_difference (left, right, "meta index_queue");
    g_assert_cmpstr (difference, ==, NULL);
  }
}

/* Files that are no backup, damaged ones, and such as were made to do harm. */

static const struct
{
  const char *name;
  const char *sql;       /* (nullable) what is done to a good one */
  int         code;
} hostile[] = {
  { "another-application", "PRAGMA application_id=5", JARIDA_BACKUP_ERROR_NOT_ONE },
  { "newer-format", "PRAGMA user_version=2", JARIDA_BACKUP_ERROR_TOO_NEW },
  { "newer-library", "UPDATE backup SET value=99 WHERE key='library'", JARIDA_BACKUP_ERROR_TOO_NEW },
  { "newer-bodies", "UPDATE backup SET value=99 WHERE key='bodies'", JARIDA_BACKUP_ERROR_TOO_NEW },
  { "version-0", "UPDATE backup SET value=0 WHERE key='library'", JARIDA_BACKUP_ERROR_DAMAGED },
  { "no-version", "DELETE FROM backup WHERE key='library'", JARIDA_BACKUP_ERROR_DAMAGED },
  { "trigger", "CREATE TRIGGER t AFTER INSERT ON backup BEGIN DELETE FROM library_article; END", JARIDA_BACKUP_ERROR_DAMAGED },
  { "view", "DROP TABLE library_article; CREATE VIEW library_article AS SELECT * FROM library_state", JARIDA_BACKUP_ERROR_DAMAGED },
  { "view-without-end", "DROP TABLE backup_file; CREATE VIEW backup_file AS WITH RECURSIVE c(name, bytes) AS"
    " (SELECT 1, 2 UNION ALL SELECT name+1, 2 FROM c) SELECT * FROM c", JARIDA_BACKUP_ERROR_DAMAGED },
  { "index", "CREATE INDEX i ON library_article(title)", JARIDA_BACKUP_ERROR_DAMAGED },
  { "module", "CREATE VIRTUAL TABLE library_v USING fts5(x)", JARIDA_BACKUP_ERROR_DAMAGED },
  { "computed", "CREATE TABLE library_z(a, b AS (a+1))", JARIDA_BACKUP_ERROR_DAMAGED },
  { "name-of-a-table", "CREATE TABLE \"library_a'b\"(a)", JARIDA_BACKUP_ERROR_DAMAGED },
  { "name-of-a-column", "ALTER TABLE library_article RENAME title TO \"a\"\"b\"", JARIDA_BACKUP_ERROR_DAMAGED },
  { "one-more-table", "CREATE TABLE library_more(a)", JARIDA_BACKUP_ERROR_DAMAGED },
  { "one-table-less", "DROP TABLE library_state", JARIDA_BACKUP_ERROR_DAMAGED },
  { "no-table-of-sums", "DROP TABLE backup_table", JARIDA_BACKUP_ERROR_DAMAGED },
  { "a-changed-text", "UPDATE library_article SET title='other' WHERE id=(SELECT min(id) FROM library_article)", JARIDA_BACKUP_ERROR_DAMAGED },
  { "a-changed-mark", "UPDATE library_state SET unread=0", JARIDA_BACKUP_ERROR_DAMAGED },
  { "a-row-less", "DELETE FROM bodies_body WHERE rowid=3", JARIDA_BACKUP_ERROR_DAMAGED },
  { "no-text", "UPDATE library_source SET title=CAST(x'ff41' AS TEXT)", JARIDA_BACKUP_ERROR_DAMAGED },
  { "kind-of-a-value", "UPDATE library_article SET published='soon'; UPDATE backup_table SET sum=0", JARIDA_BACKUP_ERROR_DAMAGED },
  { "path-of-a-file", "UPDATE backup_file SET name='../library.db'", JARIDA_BACKUP_ERROR_DAMAGED },
  { "name-of-a-file", "UPDATE backup_file SET name='library.db'", JARIDA_BACKUP_ERROR_DAMAGED },
  { "truncated", NULL, JARIDA_BACKUP_ERROR_DAMAGED },
  { "junk-inside", NULL, JARIDA_BACKUP_ERROR_DAMAGED },
  { "empty", NULL, JARIDA_BACKUP_ERROR_NOT_ONE },
  { "words", NULL, JARIDA_BACKUP_ERROR_NOT_ONE },
  { "a-folder", NULL, JARIDA_BACKUP_ERROR_NOT_ONE },
  { "missing", NULL, JARIDA_BACKUP_ERROR_UNREADABLE },
};

static void
spoil (const char *path,
       const char *how)
{
  g_autofree char *bytes = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));
  if (g_str_equal (how, "truncated"))
    size = size / 2;
  else if (g_str_equal (how, "empty"))
    size = 0;
  else if (g_str_equal (how, "junk-inside"))
    memset (bytes + size / 2, 0x5a, 9000);
  else if (g_str_equal (how, "words"))
    memset (bytes, 'a', size);
  g_unlink (path);
  if (g_str_equal (how, "a-folder"))
    g_mkdir (path, 0700);
  else if (!g_str_equal (how, "missing"))
    g_assert_true (g_file_set_contents (path, bytes, (gssize) size, NULL));
}

static void
test_hostile (Shelf         *shelf,
              gconstpointer  data)
{
  g_autofree char *good = NULL;
  g_autofree char *bytes = NULL;
  gsize size;

  fill (shelf);
  good = backup_of (shelf);
  shelf_close (shelf);
  g_assert_true (g_file_get_contents (good, &bytes, &size, NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (hostile); i++)
    {
      g_autofree char *path = shelf_path (shelf, hostile[i].name);
      g_autofree char *aside = NULL;
      g_auto(JaridaBackupFacts) facts = { 0 };
      g_autoptr(GError) error = NULL;

      g_test_message ("%s", hostile[i].name);
      g_assert_true (g_file_set_contents (path, bytes, (gssize) size, NULL));
      if (hostile[i].sql != NULL)
        change (path, hostile[i].sql);
      else
        spoil (path, hostile[i].name);
      g_assert_false (jarida_restore_run (shelf->folder, path, NOON, &no_watch, &aside, &facts, &error));
      g_assert_error (error, JARIDA_BACKUP_ERROR, hostile[i].code);
      g_assert_null (aside);
      assert_tidy (shelf->folder);
    }
  shelf_open (shelf);
  g_assert_cmpuint (shelf_count (shelf, JARIDA_PLACE_ALL, 0), ==, N_ARTICLES);
}

/* Values that our own tables refuse, or that refer to nothing, though their sums are right: somebody has taken pains. The sums are those
 * of a backup of a library in which the rules were switched off. */
static void
test_contradictions (Shelf         *shelf,
                     gconstpointer  data)
{
  g_autofree char *path = NULL;
  g_autofree char *aside = NULL;
  g_auto(JaridaBackupFacts) facts = { 0 };
  g_autoptr(GError) error = NULL;

  fill (shelf);
  shelf_close (shelf);
  change_library (shelf, "PRAGMA foreign_keys=OFF; PRAGMA ignore_check_constraints=ON; UPDATE source SET id=70000;");
  path = backup_of (shelf);
  g_assert_false (jarida_restore_run (shelf->folder, path, NOON, &no_watch, &aside, &facts, &error));
  g_assert_error (error, JARIDA_BACKUP_ERROR, JARIDA_BACKUP_ERROR_DAMAGED);
  g_clear_error (&error);
  change_library (shelf, "PRAGMA foreign_keys=OFF; UPDATE source SET id=2;");
  g_free (path);
  path = backup_of (shelf);
  g_assert_false (jarida_restore_run (shelf->folder, path, NOON, &no_watch, &aside, &facts, &error));
  g_assert_error (error, JARIDA_BACKUP_ERROR, JARIDA_BACKUP_ERROR_DAMAGED);
  g_clear_error (&error);
  change_library (shelf, "PRAGMA foreign_keys=OFF; UPDATE source SET id=1;");
  g_free (path);
  path = backup_of (shelf);
  jarida_restore_run (shelf->folder, path, NOON, &no_watch, &aside, &facts, &error);
  g_assert_no_error (error);
}

/* Stopped, at whatever moment: nothing stays. */

static void
cancel_at (guint    percent,
           gpointer data)
{
  GCancellable *cancellable = data;

  if (percent >= GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (cancellable), "at")))
    g_cancellable_cancel (cancellable);
}

static void
test_cancelled (Shelf         *shelf,
                gconstpointer  data)
{
  static const guint moments[] = { 0, 1, 30, 60, 99 };
  g_autofree char *good = NULL;

  fill (shelf);
  good = backup_of (shelf);
  shelf_close (shelf);
  for (gsize i = 0; i < 2 * G_N_ELEMENTS (moments); i++)
    {
      g_autoptr(GCancellable) cancellable = g_cancellable_new ();
      const guint at = moments[i / 2];
      const JaridaBackupWatch watch = { cancel_at, cancellable, cancellable };
      g_autofree char *path = shelf_path (shelf, "second.jarida");
      g_autofree char *aside = NULL;
      g_auto(JaridaBackupFacts) facts = { 0 };
      g_autoptr(GError) error = NULL;

      g_object_set_data (G_OBJECT (cancellable), "at", GUINT_TO_POINTER (at));
      if (at == 0)
        g_cancellable_cancel (cancellable);
      if (i % 2 == 0)
        g_assert_false (jarida_backup_write (shelf->folder, FALSE, path, &extras, &watch, &facts, &error));
      else
        g_assert_false (jarida_restore_run (shelf->folder, good, NOON, &watch, &aside, &facts, &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
      assert_tidy (shelf->folder);
    }
  shelf_open (shelf);
  g_assert_cmpuint (shelf_count (shelf, JARIDA_PLACE_ALL, 0), ==, N_ARTICLES);
}

/* Disks that are full. */

static void
test_full (Shelf         *shelf,
           gconstpointer  data)
{
  g_autofree char *disk = g_dir_make_tmp ("jarida-backup-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (disk, "copy.jarida", NULL);
  g_autofree char *good = NULL;
  g_autofree char *aside = NULL;
  g_autofree char *old = NULL;
  g_auto(JaridaBackupFacts) facts = { 0 };
  g_autoptr(GError) error = NULL;

  fill (shelf);
  good = backup_of (shelf);
  shelf_close (shelf);
  if (!small_disk_mount (disk, 1024 * 1024))
    {
      g_rmdir (disk);
      return;
    }
  /* There is an older one, which stays when the newer does not come to be. */
  g_assert_true (g_file_set_contents (path, "older", -1, NULL));
  small_disk_set_full (disk, TRUE);
  g_assert_false (jarida_backup_write (shelf->folder, FALSE, path, &extras, &no_watch, &facts, &error));
  g_assert_error (error, JARIDA_STORE_ERROR, JARIDA_STORE_ERROR_FULL);
  g_clear_error (&error);
  g_assert_true (g_file_get_contents (path, &old, NULL, NULL));
  g_assert_cmpstr (old, ==, "older");
  assert_tidy (disk);
  /* The shelf's own disk. */
  g_assert_false (jarida_restore_run (disk, good, NOON, &no_watch, &aside, &facts, &error));
  g_assert_error (error, JARIDA_STORE_ERROR, JARIDA_STORE_ERROR_FULL);
  g_clear_error (&error);
  assert_tidy (disk);
  small_disk_set_full (disk, FALSE);
  small_disk_set_frozen (disk, TRUE);
  g_assert_false (jarida_backup_write (shelf->folder, FALSE, path, &extras, &no_watch, &facts, &error));
  g_assert_error (error, JARIDA_BACKUP_ERROR, JARIDA_BACKUP_ERROR_PLACE);
  g_clear_error (&error);
  small_disk_set_frozen (disk, FALSE);
  jarida_restore_run (disk, good, NOON, &no_watch, &aside, &facts, &error);
  g_assert_no_error (error);
  small_disk_unmount (disk);
  g_rmdir (disk);
}

/* Killed at every step of putting the new in the place of the old: the next opening has the new, whole, and the old, whole, beside it. */

#define N_STEPS 8

/* The steps of jarida-restore-swap.c up to @n, as a kill would leave them. */
static void
do_steps (Shelf      *shelf,
          const char *staged,
          guint       n)
{
  g_autofree char *name = g_path_get_basename (staged);
  g_autofree char *plan = shelf_path (shelf, "restoring");
  g_autofree char *aside = shelf_path (shelf, "before-restore-2025-10-12-120000");
  g_autofree char *text = g_strdup_printf ("%s\nbefore-restore-2025-10-12-120000\n", name);
  static const char *const names[] = { "bodies.db", "library.db", "reporter-key" };
  guint done = 0;

  if (done++ < n)
    g_assert_true (g_file_set_contents (plan, text, -1, NULL));
  if (done++ < n)
    g_mkdir (aside, 0700);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *here = shelf_path (shelf, names[i]);
      g_autofree char *from = g_build_filename (staged, names[i], NULL);
      g_autofree char *to = g_build_filename (aside, names[i], NULL);

      if (done++ < n)
        g_assert_cmpint (g_rename (here, to), ==, 0);
      if (done++ < n)
        g_assert_cmpint (g_rename (from, here), ==, 0);
    }
}

static void
test_cut_off (Shelf         *shelf,
              gconstpointer  data)
{
  g_autofree char *good = NULL;

  fill (shelf);
  good = backup_of (shelf);
  {
    g_autoptr(GPtrArray) later = articles_new ("later", 5, NOON + 86400);

    shelf_put (shelf, jarida_store_find_source (shelf->store, 1), later, NULL, NULL);
  }
  shelf_close (shelf);
  for (guint n = 0; n <= N_STEPS; n++)
    {
      g_autofree char *staged = NULL;
      g_autofree char *aside = shelf_path (shelf, "before-restore-2025-10-12-120000");
      g_auto(JaridaBackupFacts) facts = { 0 };
      g_autoptr(GError) error = NULL;
      Shelf before = { aside, NULL };

      jarida_restore_stage (shelf->folder, good, &no_watch, &staged, &facts, &error);
      g_assert_no_error (error);
      do_steps (shelf, staged, n);
      shelf_open (shelf);
      g_assert_null (jarida_store_get_notice (shelf->store));
      g_assert_cmpuint (shelf_count (shelf, JARIDA_PLACE_ALL, 0), ==, n == 0 ? N_ARTICLES + 5 : N_ARTICLES);
      shelf_wait_for_index (shelf);
      shelf_close (shelf);
      assert_tidy (shelf->folder);
      g_assert_cmpint (shelf_query (shelf, "bodies.db", "SELECT count(*) FROM body"), ==, n == 0 ? N_ARTICLES + 5 : N_ARTICLES);
      if (n == 0)
        continue;
      g_assert_cmpint (shelf_query (&before, "library.db", "SELECT count(*) FROM article"), ==, N_ARTICLES + 5);
      g_assert_cmpint (shelf_query (&before, "bodies.db", "SELECT count(*) FROM body"), ==, N_ARTICLES + 5);
      /* Back, for the next time. */
      g_clear_pointer (&staged, g_free);
      for (gsize i = 0; i < 3; i++)
        {
          static const char *const names[] = { "bodies.db", "library.db", "reporter-key" };
          g_autofree char *here = shelf_path (shelf, names[i]);
          g_autofree char *there = g_build_filename (aside, names[i], NULL);

          g_assert_cmpint (g_rename (there, here), ==, 0);
        }
      remove_tree (aside);
    }
}

int
main (int   argc,
      char *argv[])
{
  small_disk_init ();
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(path, data, func) g_test_add (path, Shelf, data, shelf_set_up, func, tear_down)
  ADD ("/store/backup/whole", NULL, test_whole);
  ADD ("/store/backup/aside", NULL, test_aside);
  ADD ("/store/backup/own-files", NULL, test_own_files);
  ADD ("/store/backup/beside-a-writer", NULL, test_beside_a_writer);
  ADD ("/store/backup/version-1", "shelf-1", test_old_version);
  ADD ("/store/backup/version-2", "shelf-2", test_old_version);
  ADD ("/store/backup/version-3", "shelf-3", test_old_version);
  ADD ("/store/backup/version-5", "shelf-5", test_old_version);
  ADD ("/store/backup/version-6", "shelf-6", test_old_version);
  ADD ("/store/backup/version-7", "shelf-7", test_old_version);
  ADD ("/store/backup/hostile", NULL, test_hostile);
  ADD ("/store/backup/contradictions", NULL, test_contradictions);
  ADD ("/store/backup/cancelled", NULL, test_cancelled);
  ADD ("/store/backup/full", NULL, test_full);
  ADD ("/store/backup/cut-off", NULL, test_cut_off);
#undef ADD
  return g_test_run ();
}
