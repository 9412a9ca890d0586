/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>
#include <glib/gstdio.h>

#include "../remove-tree.h"
#include "jarida-connection.h"
#include "shelf-fixture.h"
#include "small-disk.h"

/* What there is of a shelf before it is brought up to date, and for how long. */

static void
tear_down (Shelf         *shelf,
           gconstpointer  data)
{
  shelf_close (shelf);
  remove_tree (shelf->folder);
  g_clear_pointer (&shelf->folder, g_free);
}

static void
lay_old (Shelf      *shelf,
         const char *old)
{
  static const char *const names[] = { "library.db", "library.db-wal", "bodies.db", "bodies.db-wal", "columns", "search.db" };

  shelf_close (shelf);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = shelf_path (shelf, names[i]);

      g_unlink (path);
    }
  shelf_copy_old (shelf, old, "library.db");
  shelf_copy_old (shelf, old, "bodies.db");
}

static gboolean
has (Shelf      *shelf,
     const char *name)
{
  g_autofree char *path = shelf_path (shelf, name);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

/* The copy is the file of before, as SQLite reads it, whatever number it had. */
static void
test_copied (Shelf         *shelf,
             gconstpointer  data)
{
  const char *old = data;
  g_autofree char *name = NULL;
  g_autofree char *bodies_name = NULL;
  gint64 version, bodies_version, n, sum, n_bodies;
  static const char *const sum_sql = "SELECT total(length(title)+id+published) FROM article";

  lay_old (shelf, old);
  version = shelf_query (shelf, "library.db", "PRAGMA user_version");
  bodies_version = shelf_query (shelf, "bodies.db", "PRAGMA user_version");
  n = shelf_query (shelf, "library.db", "SELECT count(*) FROM article");
  sum = shelf_query (shelf, "library.db", sum_sql);
  n_bodies = shelf_query (shelf, "bodies.db", "SELECT count(*) FROM body");
  name = g_strdup_printf ("before-migration/%" G_GINT64_FORMAT "-library.db", version);
  bodies_name = g_strdup_printf ("before-migration/%" G_GINT64_FORMAT "-bodies.db", bodies_version);
  shelf_open (shelf);
  g_assert_null (jarida_store_get_notice (shelf->store));
  shelf_close (shelf);

  g_assert_cmpint (shelf_query (shelf, "library.db", "PRAGMA user_version"), >, version);
  g_assert_cmpint (shelf_query (shelf, name, "PRAGMA user_version"), ==, version);
  g_assert_cmpint (shelf_query (shelf, name, "SELECT count(*) FROM article"), ==, n);
  g_assert_cmpint (shelf_query (shelf, name, sum_sql), ==, sum);
  g_assert_cmpint (shelf_query (shelf, name, "SELECT count(*) FROM pragma_integrity_check WHERE integrity_check<>'ok'"), ==, 0);
  /* A file that stays as it is needs no copy. */
  if (bodies_version < shelf_query (shelf, "bodies.db", "PRAGMA user_version"))
    g_assert_cmpint (shelf_query (shelf, bodies_name, "SELECT count(*) FROM body"), ==, n_bodies);
  else
    g_assert_false (has (shelf, bodies_name));

  /* Put back by hand, it is a shelf again. */
  {
    g_autofree char *copy = shelf_path (shelf, name);
    g_autofree char *library = shelf_path (shelf, "library.db");
    g_autofree char *bytes = NULL;
    gsize size;

    g_assert_true (g_file_get_contents (copy, &bytes, &size, NULL));
    g_assert_true (g_file_set_contents (library, bytes, (gssize) size, NULL));
    shelf_open (shelf);
    g_assert_cmpuint (shelf_count (shelf, JARIDA_PLACE_ALL, 0), ==, n);
    shelf_close (shelf);
  }
}

/* Two starts that went well, and it is gone. One after a kill is none of them. */
static void
test_kept_for (Shelf         *shelf,
               gconstpointer  data)
{
  pid_t child;
  int status;

  lay_old (shelf, "shelf-3");
  child = fork ();
  if (child == 0)
    {
      shelf_open (shelf);
      raise (SIGKILL);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFSIGNALED (status));
  g_assert_true (has (shelf, "open"));
  for (guint n_clean = 0; n_clean < 3; n_clean++)
    {
      g_assert_true (has (shelf, "before-migration"));
      shelf_open (shelf);
      shelf_close (shelf);
      g_assert_false (has (shelf, "open"));
    }
  g_assert_false (has (shelf, "before-migration"));
}

/* There is room for the migration, and for a copy there is not. */
static void
test_little_room (Shelf         *shelf,
                  gconstpointer  data)
{
  g_autofree char *disk = g_dir_make_tmp ("jarida-before-XXXXXX", NULL);
  Shelf small = { disk, NULL };

  if (!small_disk_mount (disk, 4 * 1024 * 1024))
    {
      g_rmdir (disk);
      return;
    }
  shelf_copy_old (&small, "shelf-3", "library.db");
  shelf_copy_old (&small, "shelf-3", "bodies.db");
  shelf_open (&small);
  g_assert_false (jarida_store_get_frozen (small.store));
  g_assert_null (jarida_store_get_notice (small.store));
  g_assert_cmpuint (shelf_count (&small, JARIDA_PLACE_ALL, 0), ==, 17);
  g_assert_false (has (&small, "before-migration"));
  shelf_close (&small);
  small_disk_unmount (disk);
  g_rmdir (disk);
}

/* A mark says that a shelf is open, as long as anybody has it open. */
static void
test_mark (Shelf         *shelf,
           gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  JaridaStore *second;

  g_assert_true (has (shelf, "open"));
  second = jarida_store_open (shelf->folder, &error);
  g_assert_no_error (error);
  jarida_store_close (second);
  g_object_unref (second);
  g_assert_true (has (shelf, "open"));
  shelf_close (shelf);
  g_assert_false (has (shelf, "open"));
}

int
main (int   argc,
      char *argv[])
{
  small_disk_init ();
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(path, data, func) g_test_add (path, Shelf, data, shelf_set_up, func, tear_down)
  ADD ("/store/before/version-1", "shelf-1", test_copied);
  ADD ("/store/before/version-2", "shelf-2", test_copied);
  ADD ("/store/before/version-3", "shelf-3", test_copied);
  ADD ("/store/before/version-5", "shelf-5", test_copied);
  ADD ("/store/before/version-6", "shelf-6", test_copied);
  ADD ("/store/before/version-7", "shelf-7", test_copied);
  ADD ("/store/before/kept-for-two-starts", NULL, test_kept_for);
  ADD ("/store/before/little-room", NULL, test_little_room);
  ADD ("/store/before/mark", NULL, test_mark);
#undef ADD
  return g_test_run ();
}
