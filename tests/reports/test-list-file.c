/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/wait.h>
#include <unistd.h>
#include <utime.h>

#include "jarida-list-file.h"
#include "lists.h"

typedef struct
{
  char *folder;
  char *path;
} Place;

static void
set_up (Place         *place,
        gconstpointer  data)
{
  place->folder = g_dir_make_tmp ("jarida-list-XXXXXX", NULL);
  place->path = g_build_filename (place->folder, "list", NULL);
}

static void
tear_down (Place         *place,
           gconstpointer  data)
{
  g_autoptr(GDir) dir = g_dir_open (place->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (place->folder, name, NULL);

      g_remove (path);
    }
  g_assert_cmpint (g_rmdir (place->folder), ==, 0);
  g_free (place->folder);
  g_free (place->path);
}

static JaridaListFile *
make_file (guint32 seq)
{
  JaridaListFile *file = jarida_list_file_new ();

  jarida_block_list_unref (file->list);
  file->list = make_list (seq, 200, 5, seq);
  file->ratchet = (JaridaListRatchet) { 1, 1, { { 7, seq } } };
  file->time = 1795798800 + seq;
  file->checked_at = 1795798900;
  file->min_wait = 1800;
  file->service = g_strdup ("https://signalements.example");
  file->etag = g_strdup ("\"a-b\"");
  file->keys_note = g_strdup ("keys\n\n— a b\n");
  file->rules = g_bytes_new_static ("{\"a\": \0 1}", 10);

  return file;
}

static void
test_kept (Place         *place,
           gconstpointer  data)
{
  g_autoptr(JaridaListFile) file = make_file (5);
  g_autoptr(JaridaListFile) read = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_null (jarida_list_file_load (place->path, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_true (jarida_list_file_save (file, place->path, &error));
  read = jarida_list_file_load (place->path, &error);
  g_assert_no_error (error);
  g_assert_cmpmem (jarida_block_list_get_state (read->list), 32, jarida_block_list_get_state (file->list), 32);
  g_assert_cmpmem (&read->ratchet, sizeof read->ratchet, &file->ratchet, sizeof file->ratchet);
  g_assert_cmpint (read->time, ==, file->time);
  g_assert_cmpint (read->checked_at, ==, file->checked_at);
  g_assert_cmpuint (read->min_wait, ==, 1800);
  g_assert_cmpstr (read->service, ==, file->service);
  g_assert_cmpstr (read->etag, ==, file->etag);
  g_assert_cmpstr (read->keys_note, ==, file->keys_note);
  g_assert_true (g_bytes_equal (read->rules, file->rules));

  /* A header that would break the file is left out. */
  g_free (file->etag);
  file->etag = g_strdup ("a\ntime 5");
  g_assert_true (jarida_list_file_save (file, place->path, &error));
  jarida_list_file_free (g_steal_pointer (&read));
  read = jarida_list_file_load (place->path, &error);
  g_assert_null (read->etag);
  g_assert_cmpint (read->time, ==, file->time);
}

static void
test_damaged (Place         *place,
              gconstpointer  data)
{
  g_autoptr(JaridaListFile) file = make_file (5);
  GStatBuf st;

  g_assert_true (jarida_list_file_save (file, place->path, NULL));
  g_assert_cmpint (g_stat (place->path, &st), ==, 0);
  for (off_t cut = st.st_size - 1; cut >= 0; cut--)
    {
      g_autoptr(GError) error = NULL;

      g_assert_cmpint (truncate (place->path, cut), ==, 0);
      if (jarida_list_file_load (place->path, &error) != NULL)
        g_error ("taken though cut at %" G_GINT64_FORMAT, (gint64) cut);
      g_assert_cmpuint (error->domain, ==, JARIDA_LIST_ERROR);
    }
}

/* What a crash left is swept away, what is being written is not. */
static void
test_swept (Place         *place,
            gconstpointer  data)
{
  g_autoptr(JaridaListFile) file = make_file (5);
  g_autofree char *old = g_strconcat (place->path, ".0123abcd.tmp", NULL);
  g_autofree char *fresh = g_strconcat (place->path, ".4567abcd.tmp", NULL);
  g_autofree char *other = g_strconcat (place->folder, "/other.0123abcd.tmp", NULL);
  struct utimbuf long_ago = { 1000, 1000 };

  g_assert_true (g_file_set_contents (old, "x", 1, NULL));
  g_assert_true (g_file_set_contents (fresh, "x", 1, NULL));
  g_assert_true (g_file_set_contents (other, "x", 1, NULL));
  g_utime (old, &long_ago);
  g_utime (other, &long_ago);
  g_assert_true (jarida_list_file_save (file, place->path, NULL));
  g_assert_false (g_file_test (old, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (fresh, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (other, G_FILE_TEST_EXISTS));
}

/* T-L5. A child replaces the list and is killed with SIGKILL at the border of its system call number @n. FALSE: it had
 * ended before; -1: it may not be traced here. */
static int
save_and_die_at (const JaridaListFile *file,
                 const char           *path,
                 guint                 n)
{
  int status;
  pid_t child = fork ();

  if (child == 0)
    {
      if (ptrace (PTRACE_TRACEME, 0, NULL, NULL) != 0)
        _exit (77);
      raise (SIGSTOP);
      _exit (jarida_list_file_save (file, path, NULL) ? 0 : 1);
    }
  g_assert_cmpint (child, >, 0);
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  if (WIFEXITED (status))
    {
      g_assert_cmpint (WEXITSTATUS (status), ==, 77);
      return -1;
    }
  for (guint i = 0; i < n; i++)
    {
      g_assert_cmpint (ptrace (PTRACE_SYSCALL, child, NULL, NULL), ==, 0);
      g_assert_cmpint (waitpid (child, &status, 0), ==, child);
      if (WIFEXITED (status))
        {
          g_assert_cmpint (WEXITSTATUS (status), ==, 0);
          return FALSE;
        }
    }
  kill (child, SIGKILL);
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);

  return TRUE;
}

static void
test_killed (Place         *place,
             gconstpointer  data)
{
  g_autoptr(JaridaListFile) old = make_file (5);
  g_autoptr(JaridaListFile) new = make_file (6);
  guint n_old = 0, n_new = 0, n;

  for (n = 0;; n++)
    {
      g_autoptr(GError) error = NULL;
      g_autoptr(JaridaListFile) read = NULL;
      int died;

      jarida_list_file_save (old, place->path, &error);
      g_assert_no_error (error);
      died = save_and_die_at (new, place->path, n);
      if (died < 0)
        {
          g_test_skip ("a child may not be traced here");
          return;
        }
      read = jarida_list_file_load (place->path, &error);
      g_assert_no_error (error);
      /* List and ratchet are of one time. */
      g_assert_cmpuint (read->ratchet.entries[0].seq, ==, jarida_block_list_get_seq (read->list));
      if (jarida_block_list_get_seq (read->list) == 5)
        n_old++;
      else
        n_new++;
      if (!died)
        break;
    }
  g_test_message ("killed at %u borders: %u times the old list, %u times the new one", n, n_old, n_new);
  g_assert_cmpuint (n_old, >=, 8);
  g_assert_cmpuint (n_new, >=, 4);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/reports/list-file/kept", Place, NULL, set_up, test_kept, tear_down);
  g_test_add ("/reports/list-file/damaged", Place, NULL, set_up, test_damaged, tear_down);
  g_test_add ("/reports/list-file/swept", Place, NULL, set_up, test_swept, tear_down);
  g_test_add ("/reports/T-L5/killed-anywhere", Place, NULL, set_up, test_killed, tear_down);
  return g_test_run ();
}
