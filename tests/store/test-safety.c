/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <fcntl.h>
#include <signal.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <glib/gstdio.h>

#include "jarida-connection.h"
#include "jarida-schema.h"
#include "shelf-fixture.h"

#define NOON G_GINT64_CONSTANT (1760270400)   /* 2025-10-12 12:00 UTC */

static JaridaStore *
try_open (Shelf   *shelf,
          GError **error)
{
  return jarida_store_open (shelf->folder, error);
}

static void
fill (Shelf *shelf,
      guint  n)
{
  JaridaSource *source = shelf_add_source (shelf, "https://a.example/feed");
  g_autoptr(GPtrArray) articles = articles_new ("a", n, NOON);

  for (guint i = 0; i < n; i++)
    ((JaridaArticle *) g_ptr_array_index (articles, i))->excerpt = g_strnfill (150, 'x');
  shelf_put (shelf, source, articles, NULL, NULL);
}

static void
execute (Shelf      *shelf,
         const char *name,
         const char *sql)
{
  g_autofree char *path = shelf_path (shelf, name);
  g_autoptr(GError) error = NULL;
  g_autoptr(JaridaConnection) connection = jarida_connection_open (path, JARIDA_CONNECTION_WRITE, 4096, &error);
  gboolean done;

  g_assert_no_error (error);
  jarida_connection_execute (connection, sql, &error);
  g_assert_no_error (error);
  jarida_connection_checkpoint (connection, TRUE, &done, &error);
  g_assert_no_error (error);
}

static void
assert_sound (Shelf      *shelf,
              const char *name)
{
  g_autofree char *path = shelf_path (shelf, name);
  g_autoptr(GError) error = NULL;
  g_autoptr(JaridaConnection) connection = jarida_connection_open (path, JARIDA_CONNECTION_READ, 0, &error);
  g_autoptr(JaridaStatement) statement = NULL;

  g_assert_no_error (error);
  statement = jarida_connection_prepare (connection, "PRAGMA integrity_check", &error);
  g_assert_no_error (error);
  g_assert_cmpint (jarida_statement_step (statement, &error), ==, JARIDA_STEP_ROW);
  g_assert_cmpstr (jarida_statement_get_text (statement, 0), ==, "ok");
}

/* Newer. */

static void
test_newer_schema (Shelf         *shelf,
                   gconstpointer  data)
{
  static const char * const names[] = { "library.db", "bodies.db" };
  g_autofree char *library = g_strdup_printf ("PRAGMA user_version=%u", jarida_n_library_migrations);
  g_autofree char *bodies = g_strdup_printf ("PRAGMA user_version=%u", jarida_n_bodies_migrations);
  const char *const known[] = { library, bodies };

  fill (shelf, 10);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = shelf_path (shelf, names[i]);
      g_autofree char *before = NULL;
      g_autofree char *after = NULL;
      g_autoptr(GError) error = NULL;
      gsize n_before, n_after;

      if (shelf->store != NULL)
        shelf_close (shelf);
      execute (shelf, names[i], "PRAGMA user_version=1000");
      g_assert_true (g_file_get_contents (path, &before, &n_before, NULL));
      g_assert_null (try_open (shelf, &error));
      g_assert_error (error, JARIDA_STORE_ERROR, JARIDA_STORE_ERROR_TOO_NEW);
      g_assert_true (g_file_get_contents (path, &after, &n_after, NULL));
      g_assert_cmpmem (before, n_before, after, n_after);
      execute (shelf, names[i], known[i]);
    }
  shelf_open (shelf);
  g_assert_cmpuint (shelf_count (shelf, JARIDA_PLACE_ALL, 0), ==, 10);
}

/* Broken. */

static void
write_at (const char *path,
          gsize       offset,
          gsize       size)
{
  g_autofree char *junk = g_strnfill (size, 'J');
  int fd = g_open (path, O_WRONLY, 0);

  g_assert_cmpint (fd, >=, 0);
  g_assert_cmpint (pwrite (fd, junk, size, offset), ==, (gssize) size);
  close (fd);
}

/* The process that mended was killed: the new library is half filled and looks sound, the old one lies aside. */
static void
test_mend_cut_off (Shelf         *shelf,
                   gconstpointer  data)
{
  g_autofree char *path = shelf_path (shelf, "library.db");
  g_autofree char *aside = shelf_path (shelf, "library.db.broken-1");
  g_autofree char *plan = shelf_path (shelf, "mending");

  fill (shelf, 10);
  shelf_close (shelf);
  g_assert_cmpint (g_rename (path, aside), ==, 0);
  shelf_open (shelf);
  g_assert_cmpuint (shelf_count (shelf, JARIDA_PLACE_ALL, 0), ==, 0);
  shelf_close (shelf);
  g_assert_true (g_file_set_contents (plan, "library.db.broken-1\n\n", -1, NULL));

  shelf_open (shelf);
  g_assert_cmpuint (shelf_count (shelf, JARIDA_PLACE_ALL, 0), ==, 10);
  g_assert_false (g_file_test (plan, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (aside, G_FILE_TEST_EXISTS));
  shelf_reopen (shelf);
  g_assert_cmpuint (shelf_count (shelf, JARIDA_PLACE_ALL, 0), ==, 10);
}

/* A library of no bytes is an empty one to SQLite: the person is told all the same. */
static void
test_emptied (Shelf         *shelf,
              gconstpointer  data)
{
  g_autofree char *path = shelf_path (shelf, "library.db");

  fill (shelf, 10);
  shelf_close (shelf);
  g_assert_true (g_file_set_contents (path, "", 0, NULL));
  shelf_open (shelf);
  g_assert_cmpstr (jarida_store_get_notice (shelf->store), ==, "broken-set-aside");
  fill (shelf, 10);
  shelf_reopen (shelf);
  g_assert_cmpuint (shelf_count (shelf, JARIDA_PLACE_ALL, 0), ==, 10);
}

static void
test_no_database (Shelf         *shelf,
                  gconstpointer  data)
{
  g_autofree char *path = shelf_path (shelf, "library.db");
  g_autofree char *aside = shelf_path (shelf, "library.db.broken-1");
  g_autofree char *kept = NULL;

  fill (shelf, 10);
  shelf_close (shelf);
  g_assert_true (g_file_set_contents (path, "This is not a database, whoever wrote it.", -1, NULL));
  shelf_open (shelf);
  g_assert_cmpstr (jarida_store_get_notice (shelf->store), ==, "broken-set-aside");
  g_assert_cmpuint (shelf_count (shelf, JARIDA_PLACE_ALL, 0), ==, 0);
  /* Nothing is thrown away, and the shelf works. */
  g_assert_true (g_file_get_contents (aside, &kept, NULL, NULL));
  g_assert_true (g_str_has_prefix (kept, "This is not"));
  fill (shelf, 10);
  shelf_reopen (shelf);
  g_assert_null (jarida_store_get_notice (shelf->store));
  g_assert_cmpuint (shelf_count (shelf, JARIDA_PLACE_ALL, 0), ==, 10);
}

static void
test_damaged_pages (Shelf         *shelf,
                    gconstpointer  data)
{
  g_autofree char *path = shelf_path (shelf, "library.db");
  g_autofree char *mark = shelf_path (shelf, "damaged");
  g_autofree char *side_file = shelf_path (shelf, "columns");
  g_autoptr(GPtrArray) again = articles_new ("a", 3000, NOON);
  guint n_new, n_kept, n_missing;
  GStatBuf info;

  fill (shelf, 3000);
  shelf_close (shelf);
  g_assert_cmpint (g_stat (path, &info), ==, 0);
  /* Junk over pages in the middle, away from the first ones with the schema; as a session that met it would tell. */
  for (gsize page = 40; page < (gsize) info.st_size / 4096; page += 37)
    write_at (path, page * 4096, 4096);
  g_assert_true (g_file_set_contents (mark, "", 0, NULL));
  g_unlink (side_file);

  shelf_open (shelf);
  g_assert_cmpstr (jarida_store_get_notice (shelf->store), ==, "recovered");
  g_assert_false (g_file_test (mark, G_FILE_TEST_EXISTS));
  n_kept = shelf_count (shelf, JARIDA_PLACE_ALL, 0);
  g_test_message ("%u of 3000 kept", n_kept);
  g_assert_cmpuint (n_kept, >, 2700);
  /* The web gives the rest again, and nothing twice. */
  shelf_put (shelf, jarida_store_find_source (shelf->store, 1), again, &n_new, NULL);
  n_missing = 3000 - n_kept;
  g_test_message ("%u came again", n_new);
  g_assert_cmpuint (n_new, ==, n_missing);
  assert_sound (shelf, "library.db");
}

/* A file that ends before it says it does is refused by SQLite as a whole. */
static void
test_truncated (Shelf         *shelf,
                gconstpointer  data)
{
  g_autofree char *path = shelf_path (shelf, "library.db");
  g_autoptr(GPtrArray) again = articles_new ("a", 3000, NOON);
  guint n_new, n_kept;
  GStatBuf info;

  fill (shelf, 3000);
  shelf_close (shelf);
  g_assert_cmpint (g_stat (path, &info), ==, 0);
  g_assert_cmpint (truncate (path, info.st_size / 10 * 9), ==, 0);
  shelf_open (shelf);
  g_assert_cmpstr (jarida_store_get_notice (shelf->store), ==, "recovered");
  n_kept = shelf_count (shelf, JARIDA_PLACE_ALL, 0);
  g_test_message ("%u of 3000 kept", n_kept);
  g_assert_cmpuint (n_kept, >, 2000);
  shelf_put (shelf, jarida_store_find_source (shelf->store, 1), again, &n_new, NULL);
  g_assert_cmpuint (n_new, ==, 3000 - n_kept);
  assert_sound (shelf, "library.db");
}

static void
test_lost_bodies (Shelf         *shelf,
                  gconstpointer  data)
{
  g_autofree char *path = shelf_path (shelf, "bodies.db");
  g_autoptr(JaridaHeadlineList) list = NULL;
  g_autoptr(JaridaArticle) article = NULL;

  fill (shelf, 10);
  shelf_close (shelf);
  g_assert_true (g_file_set_contents (path, "gone", -1, NULL));
  shelf_open (shelf);
  /* Not the person's: not a word. The text is not kept, which is no error. */
  g_assert_null (jarida_store_get_notice (shelf->store));
  list = shelf_list (shelf, JARIDA_PLACE_ALL, 0);
  article = shelf_load (shelf, jarida_headline_list_get_id (list, 0));
  g_assert_cmpstr (article->title, ==, "Title 0 of a");
  g_assert_null (article->content);
}

/* A session that meets a bad page answers with BROKEN, goes on, and leaves a mark for the next one. */
static void
test_damage_while_open (Shelf         *shelf,
                        gconstpointer  data)
{
  g_autofree char *path = shelf_path (shelf, "library.db");
  g_autofree char *mark = shelf_path (shelf, "damaged");
  g_autoptr(JaridaHeadlineList) list = NULL;
  guint n_broken = 0;
  GStatBuf info;

  fill (shelf, 3000);
  shelf_reopen (shelf);
  g_assert_cmpint (g_stat (path, &info), ==, 0);
  for (gsize page = 40; page < (gsize) info.st_size / 4096; page++)
    write_at (path, page * 4096, 4096);
  list = shelf_list (shelf, JARIDA_PLACE_ALL, 0);
  for (guint i = 0; i < 3000; i += 100)
    {
      g_autoptr(GAsyncResult) result = NULL;
      g_autoptr(GError) error = NULL;
      g_autoptr(JaridaArticle) article = NULL;

      jarida_store_load_article_async (shelf->store, jarida_headline_list_get_id (list, i), NULL, wait_cb, &result);
      article = jarida_store_load_article_finish (shelf->store, wait_for (&result), &error);
      n_broken += g_error_matches (error, JARIDA_STORE_ERROR, JARIDA_STORE_ERROR_BROKEN);
    }
  g_assert_cmpuint (n_broken, >, 0);
  g_assert_true (g_file_test (mark, G_FILE_TEST_EXISTS));
  shelf_reopen (shelf);
  g_assert_cmpstr (jarida_store_get_notice (shelf->store), ==, "recovered");
}

/* After an end that was not clean. */

static gboolean
has (Shelf      *shelf,
     const char *name)
{
  g_autofree char *path = shelf_path (shelf, name);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

/* What a kill leaves, or a cut of the power. */
static void
close_uncleanly (Shelf *shelf)
{
  g_autofree char *mark = shelf_path (shelf, "open");

  shelf_close (shelf);
  g_assert_true (g_file_set_contents (mark, "", 0, NULL));
}

static void
test_unclean_and_sound (Shelf         *shelf,
                        gconstpointer  data)
{
  fill (shelf, 300);
  close_uncleanly (shelf);
  /* A session that is too short for it leaves it to the next one. */
  shelf_open (shelf);
  g_assert_true (has (shelf, "unchecked"));
  shelf_close (shelf);
  g_assert_false (has (shelf, "open"));
  g_assert_true (has (shelf, "unchecked"));
  shelf_open (shelf);
  while (has (shelf, "unchecked"))
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (jarida_store_get_damaged (shelf->store));
  g_assert_null (jarida_store_get_mishap (shelf->store));
  shelf_reopen (shelf);
  g_assert_false (has (shelf, "unchecked"));
}

static void
count_cb (JaridaStore *store,
          guint       *n)
{
  (*n)++;
}

/* Damage where the opening does not look. */
static void
test_unclean_and_damaged (Shelf         *shelf,
                          gconstpointer  data)
{
  g_autofree char *path = shelf_path (shelf, "library.db");
  const JaridaMishap *mishap;
  GStatBuf info;
  guint n_found = 0;

  fill (shelf, 3000);
  close_uncleanly (shelf);
  g_assert_cmpint (g_stat (path, &info), ==, 0);
  for (gsize page = 60; page < 70; page++)
    write_at (path, page * 4096, 4096);
  shelf_open (shelf);
  g_assert_null (jarida_store_get_notice (shelf->store));
  g_assert_false (jarida_store_get_damaged (shelf->store));
  g_signal_connect (shelf->store, "damage-found", G_CALLBACK (count_cb), &n_found);
  while (n_found == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (jarida_store_get_damaged (shelf->store));
  shelf_reopen (shelf);
  g_assert_cmpuint (n_found, ==, 1);
  g_assert_cmpstr (jarida_store_get_notice (shelf->store), ==, "recovered");
  mishap = jarida_store_get_mishap (shelf->store);
  g_assert_nonnull (mishap);
  g_assert_null (mishap->bodies);
  g_assert_true (g_file_test (mishap->library, G_FILE_TEST_EXISTS));
  g_assert_cmpuint (mishap->n_articles, ==, shelf_count (shelf, JARIDA_PLACE_ALL, 0));
  g_assert_cmpuint (mishap->n_articles, >, 2000);
  g_assert_cmpuint (mishap->n_articles, <, 3000);
  /* Until somebody has read it. */
  shelf_reopen (shelf);
  g_assert_null (jarida_store_get_notice (shelf->store));
  g_assert_nonnull (jarida_store_get_mishap (shelf->store));
  jarida_store_forget_mishap (shelf->store);
  shelf_reopen (shelf);
  g_assert_null (jarida_store_get_mishap (shelf->store));
}

/* Full: every write fails as on a full disk, once asked to. */

static gboolean disk_full;
/* Databases lock, logs do not: their methods differ. */
static sqlite3_io_methods full_methods[2];
static int (*real_open) (sqlite3_vfs *, const char *, sqlite3_file *, int, int *);
static int (*real_write) (sqlite3_file *, const void *, int, sqlite3_int64);

static int
write_unless_full (sqlite3_file  *file,
                   const void    *bytes,
                   int            n,
                   sqlite3_int64  offset)
{
  return disk_full ? SQLITE_FULL : real_write (file, bytes, n, offset);
}

static int
open_for_full (sqlite3_vfs  *vfs,
               const char   *name,
               sqlite3_file *file,
               int           flags,
               int          *out_flags)
{
  int result = real_open (vfs, name, file, flags, out_flags);

  if (result == SQLITE_OK)
    {
      sqlite3_io_methods *methods = &full_methods[(flags & SQLITE_OPEN_MAIN_DB) != 0];

      *methods = *file->pMethods;
      real_write = methods->xWrite;
      methods->xWrite = write_unless_full;
      file->pMethods = methods;
    }
  return result;
}

static void
install_full_disk (void)
{
  static sqlite3_vfs vfs;

  vfs = *sqlite3_vfs_find (NULL);
  vfs.zName = "jarida-full";
  real_open = vfs.xOpen;
  vfs.xOpen = open_for_full;
  sqlite3_vfs_register (&vfs, TRUE);
}

static void
test_full_disk (Shelf         *shelf,
                gconstpointer  data)
{
  g_autoptr(GPtrArray) more = articles_new ("b", 50, NOON + 1800);
  g_autoptr(JaridaHeadlineList) list = NULL;
  g_autoptr(JaridaHeadline) headline = NULL;
  g_autoptr(GAsyncResult) put = NULL;
  g_autoptr(GAsyncResult) read = NULL;
  g_autoptr(GAsyncResult) save = NULL;
  g_autoptr(GError) error = NULL;
  JaridaSource *source;
  gint64 id;
  guint n_new;

  fill (shelf, 50);
  source = jarida_store_find_source (shelf->store, 1);
  list = shelf_list (shelf, JARIDA_PLACE_ALL, 0);
  headline = list_get (list, 0);
  id = jarida_headline_get_id (headline);

  disk_full = TRUE;
  jarida_store_put_articles_async (shelf->store, 1, more, NULL, NULL, wait_cb, &put);
  g_assert_false (jarida_store_put_articles_finish (shelf->store, wait_for (&put), NULL, NULL, &error));
  g_assert_error (error, JARIDA_STORE_ERROR, JARIDA_STORE_ERROR_FULL);
  g_clear_error (&error);
  g_assert_cmpuint (shelf_count (shelf, JARIDA_PLACE_ALL, 0), ==, 50);

  /* Shown at once, and put back. */
  jarida_store_set_read_async (shelf->store, &id, 1, TRUE, NULL, wait_cb, &read);
  g_assert_true (jarida_headline_get_read (headline));
  g_assert_false (jarida_store_set_read_finish (shelf->store, wait_for (&read), &error));
  g_assert_error (error, JARIDA_STORE_ERROR, JARIDA_STORE_ERROR_FULL);
  g_clear_error (&error);
  g_assert_false (jarida_headline_get_read (headline));
  g_assert_cmpint (jarida_source_get_unread (source), ==, 50);

  jarida_source_set_title (source, "Another");
  jarida_store_save_source_async (shelf->store, source, NULL, wait_cb, &save);
  g_assert_false (jarida_store_save_source_finish (shelf->store, wait_for (&save), &error));
  g_assert_error (error, JARIDA_STORE_ERROR, JARIDA_STORE_ERROR_FULL);
  shelf_settle ();
  g_assert_cmpstr (jarida_source_get_title (source), ==, "https://a.example/feed");

  /* Room again: all goes on, in the same session. */
  disk_full = FALSE;
  shelf_put (shelf, source, more, &n_new, NULL);
  g_assert_cmpuint (n_new, ==, 50);
  g_clear_object (&put);
  g_clear_object (&read);
  g_clear_object (&save);
  shelf_reopen (shelf);
  g_assert_cmpuint (shelf_count (shelf, JARIDA_PLACE_ALL, 0), ==, 100);
  assert_sound (shelf, "library.db");
}

/* Read-only: as another user, since the superuser may write everywhere. */
static void
test_read_only_folder (Shelf         *shelf,
                       gconstpointer  data)
{
  static const char * const names[] = { "library.db", "bodies.db", "columns", "lock" };
  g_autofree char *above = g_path_get_dirname (shelf->folder);
  GStatBuf info;
  pid_t child;
  int status;

  fill (shelf, 5);
  shelf_close (shelf);
  /* Readable for whoever it is, as a home on a medium of somebody else's. */
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = shelf_path (shelf, names[i]);

      g_chmod (path, 0644);
    }
  g_assert_cmpint (g_chmod (shelf->folder, 0555), ==, 0);
  /* Newer GLib gives each test a folder of its own for what is temporary, closed to others. */
  g_assert_cmpint (g_stat (above, &info), ==, 0);
  if ((info.st_mode & 0011) != 0011)
    g_assert_cmpint (g_chmod (above, (info.st_mode & 07777) | 0011), ==, 0);
  child = fork ();
  if (child == 0)
    {
      g_autoptr(GError) error = NULL;
      JaridaStore *store;

      if (geteuid () == 0 && (setgid (65534) != 0 || setuid (65534) != 0))
        _exit (77);
      store = jarida_store_open (shelf->folder, &error);
      _exit (store != NULL && jarida_store_get_frozen (store) && jarida_store_get_newest (store) == NOON ? 0 : 1);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_cmpint (g_chmod (shelf->folder, 0755), ==, 0);
  g_assert_true (WIFEXITED (status));
  if (WEXITSTATUS (status) == 77)
    g_test_skip ("cannot become another user");
  else
    g_assert_cmpint (WEXITSTATUS (status), ==, 0);
}

/* The side file. */

static void
test_side_file (Shelf         *shelf,
                gconstpointer  data)
{
  g_autofree char *path = shelf_path (shelf, "columns");
  g_autofree char *old = NULL;
  g_autoptr(JaridaHeadlineList) list = NULL;
  gsize n_old;

  fill (shelf, 500);
  list = shelf_list (shelf, JARIDA_PLACE_ALL, 0);
  shelf_set_read (shelf, jarida_headline_list_get_id (list, 100), TRUE);
  shelf_reopen (shelf);
  g_assert_true (g_file_get_contents (path, &old, &n_old, NULL));
  g_assert_cmpuint (shelf_count_unread (shelf, JARIDA_PLACE_ALL, 0), ==, 499);

  /* One of an earlier moment is not believed; nor is a rotten one, nor none. */
  shelf_set_read (shelf, jarida_headline_list_get_id (list, 101), TRUE);
  shelf_close (shelf);
  g_assert_true (g_file_set_contents (path, old, n_old, NULL));
  shelf_open (shelf);
  g_assert_cmpuint (shelf_count_unread (shelf, JARIDA_PLACE_ALL, 0), ==, 498);
  shelf_close (shelf);
  write_at (path, 1000, 4);
  shelf_open (shelf);
  g_assert_cmpuint (shelf_count_unread (shelf, JARIDA_PLACE_ALL, 0), ==, 498);
  shelf_close (shelf);
  g_assert_cmpint (g_unlink (path), ==, 0);
  shelf_open (shelf);
  g_assert_cmpuint (shelf_count_unread (shelf, JARIDA_PLACE_ALL, 0), ==, 498);
}

/* Killed. The child puts feeds and marks articles read, and says so on a pipe only when told that they are kept. */

typedef struct
{
  gint32  kind;     /* 0 put: feed number `what`; 1 read: id `what` */
  guint32 what;
} Word;

#define PER_FEED 20

static GPtrArray *
make_feed (guint32 number)
{
  g_autofree char *prefix = g_strdup_printf ("feed-%u", number);
  GPtrArray *articles = articles_new (prefix, PER_FEED, NOON + number);

  for (guint i = 0; i < PER_FEED; i++)
    ((JaridaArticle *) g_ptr_array_index (articles, i))->content = g_strnfill (2000, 'a' + number % 26);
  return articles;
}

static void
say (int     pipe_fd,
     gint32  kind,
     guint32 what)
{
  Word word = { kind, what };

  g_assert_cmpint (write (pipe_fd, &word, sizeof word), ==, sizeof word);
}

static void
work_until_killed (Shelf   *shelf,
                   guint32  first,
                   int      pipe_fd)
{
  JaridaSource *source;

  shelf->store = jarida_store_open (shelf->folder, NULL);
  source = jarida_store_find_source (shelf->store, 1);
  for (guint32 number = first;; number++)
    {
      g_autoptr(GPtrArray) articles = make_feed (number);
      g_autoptr(JaridaHeadlineList) list = NULL;
      gint64 id;

      shelf_put (shelf, source, articles, NULL, NULL);
      say (pipe_fd, 0, number);
      list = shelf_list (shelf, JARIDA_PLACE_UNREAD, 0);
      id = jarida_headline_list_get_id (list, number % PER_FEED);
      shelf_set_read (shelf, id, TRUE);
      say (pipe_fd, 1, (guint32) id);
    }
}

static void
check_acknowledged (Shelf      *shelf,
                    GHashTable *feeds,
                    GHashTable *reads)
{
  JaridaSource *source = jarida_store_find_source (shelf->store, 1);
  g_autoptr(JaridaHeadlineList) list = shelf_list (shelf, JARIDA_PLACE_ALL, 0);
  GHashTableIter iter;
  gpointer key;
  guint n_new;

  g_hash_table_iter_init (&iter, reads);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      guint position = jarida_headline_list_find (list, GPOINTER_TO_UINT (key));
      g_autoptr(JaridaHeadline) headline = NULL;

      g_assert_cmpuint (position, !=, G_MAXUINT);
      headline = list_get (list, position);
      g_assert_true (jarida_headline_get_read (headline));
    }
  /* A feed that was acknowledged brings nothing new: it is there, once, and with its text. */
  g_hash_table_iter_init (&iter, feeds);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      g_autoptr(GPtrArray) articles = make_feed (GPOINTER_TO_UINT (key));
      guint n_updated;

      shelf_put (shelf, source, articles, &n_new, &n_updated);
      g_assert_cmpuint (n_new, ==, 0);
      g_assert_cmpuint (n_updated, ==, 0);
    }
}

static gint64
query_all (Shelf      *shelf,
           const char *sql)
{
  g_autofree char *path = shelf_path (shelf, "library.db");
  g_autofree char *bodies = shelf_path (shelf, "bodies.db");
  g_autofree char *attach = g_strdup_printf ("ATTACH '%s' AS b", bodies);
  g_autoptr(GError) error = NULL;
  g_autoptr(JaridaConnection) connection = jarida_connection_open (path, JARIDA_CONNECTION_READ, 0, &error);
  gint64 value = -1;

  g_assert_no_error (error);
  jarida_connection_execute (connection, attach, &error);
  g_assert_no_error (error);
  jarida_connection_query_int (connection, sql, -1, &value, &error);
  g_assert_no_error (error);
  return value;
}

static gboolean
hear (int         pipe_fd,
      Word       *word,
      GHashTable *feeds,
      GHashTable *reads,
      guint32    *next)
{
  if (read (pipe_fd, word, sizeof *word) != sizeof *word)
    return FALSE;
  g_hash_table_add (word->kind == 0 ? feeds : reads, GUINT_TO_POINTER (word->what));
  if (word->kind == 0)
    *next = MAX (*next, word->what + 1);
  return TRUE;
}

static void
test_killed (Shelf         *shelf,
             gconstpointer  data)
{
  const int n_kills = g_test_slow () ? 300 : 50;
  g_autoptr(GRand) random = g_rand_new_with_seed (7);
  guint32 next = 0;

  shelf_add_source (shelf, "https://a.example/feed");
  shelf_close (shelf);
  for (int kill_number = 0; kill_number < n_kills; kill_number++)
    {
      g_autoptr(GHashTable) feeds = g_hash_table_new (NULL, NULL);
      g_autoptr(GHashTable) reads = g_hash_table_new (NULL, NULL);
      int ends[2], status, n_words = g_rand_int_range (random, 0, 8);
      Word word;
      pid_t child;

      g_assert_cmpint (pipe (ends), ==, 0);
      child = fork ();
      if (child == 0)
        {
          close (ends[0]);
          work_until_killed (shelf, next, ends[1]);
        }
      close (ends[1]);
      /* Some lives end while the shelf is opened, most in the middle of work, however busy the machine is. */
      for (int i = 0; i < n_words; i++)
        hear (ends[0], &word, feeds, reads, &next);
      g_usleep (g_rand_int_range (random, 0, 8000));
      g_assert_cmpint (kill (child, SIGKILL), ==, 0);
      g_assert_cmpint (waitpid (child, &status, 0), ==, child);
      while (hear (ends[0], &word, feeds, reads, &next))
        ;
      close (ends[0]);
      shelf_open (shelf);
      g_assert_null (jarida_store_get_notice (shelf->store));
      check_acknowledged (shelf, feeds, reads);
      shelf_close (shelf);
    }
  assert_sound (shelf, "library.db");
  assert_sound (shelf, "bodies.db");
  g_test_message ("%u feeds acknowledged in %d lives", next, n_kills);
  g_assert_cmpuint (next, >, (guint) n_kills / 2);
  g_assert_cmpint (query_all (shelf, "SELECT count(*) FROM article WHERE id NOT IN (SELECT id FROM b.body)"), ==, 0);
  g_assert_cmpint (query_all (shelf, "SELECT count(*) FROM b.body WHERE id NOT IN (SELECT id FROM article)"), ==, 0);
  g_assert_cmpint (query_all (shelf, "SELECT count(*)-count(DISTINCT url) FROM article"), ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  install_full_disk ();
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(path, func) g_test_add (path, Shelf, NULL, shelf_set_up, func, shelf_tear_down)
  ADD ("/store/broken/mend-cut-off", test_mend_cut_off);
  ADD ("/store/broken/emptied", test_emptied);
  ADD ("/store/safety/newer-schema-is-left-alone", test_newer_schema);
  ADD ("/store/safety/no-database", test_no_database);
  ADD ("/store/safety/damaged-pages", test_damaged_pages);
  ADD ("/store/safety/truncated", test_truncated);
  ADD ("/store/safety/lost-bodies", test_lost_bodies);
  ADD ("/store/safety/damage-while-open", test_damage_while_open);
  ADD ("/store/safety/unclean-and-sound", test_unclean_and_sound);
  ADD ("/store/safety/unclean-and-damaged", test_unclean_and_damaged);
  ADD ("/store/safety/full-disk", test_full_disk);
  ADD ("/store/safety/read-only-folder", test_read_only_folder);
  ADD ("/store/safety/side-file", test_side_file);
  ADD ("/store/safety/killed-50-times", test_killed);
#undef ADD
  return g_test_run ();
}
