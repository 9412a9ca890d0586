/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

#include "demo-process.h"

/* The reader at the portal, as its server sees it: what is asked, and how many requests there are at a time. */

static const char *program;

typedef struct
{
  char   *host;
  char   *path;
  guint   status;
  gint64  began;
  gint64  ended;
} Request;

static void
free_request (gpointer data)
{
  Request *request = data;

  g_free (request->host);
  g_free (request->path);
  g_free (request);
}

static GPtrArray *
read_log (Demo *demo)
{
  GPtrArray *requests = g_ptr_array_new_with_free_func (free_request);
  g_autofree char *text = NULL;
  g_auto(GStrv) lines = NULL;

  g_assert_true (g_file_get_contents (demo->log, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL && *lines[i] != '\0'; i++)
    {
      g_auto(GStrv) fields = g_strsplit (lines[i], " ", -1);
      g_autoptr(GUri) uri = NULL;
      Request *request = g_new0 (Request, 1);

      g_assert_cmpuint (g_strv_length (fields), ==, 6);
      uri = g_uri_parse (fields[2], G_URI_FLAGS_ENCODED_PATH | G_URI_FLAGS_PARSE_RELAXED, NULL);
      g_assert_nonnull (uri);
      request->host = g_strdup (g_uri_get_host (uri));
      request->path = g_strdup (g_uri_get_path (uri));
      request->status = (guint) atoi (fields[3]);
      request->began = g_ascii_strtoll (fields[5], NULL, 10);
      request->ended = g_ascii_strtoll (fields[0], NULL, 10);
      g_ptr_array_add (requests, request);
    }
  return requests;
}

static guint
count_path (GPtrArray  *requests,
            const char *path)
{
  guint n = 0;

  for (guint i = 0; i < requests->len; i++)
    n += strcmp (((Request *) g_ptr_array_index (requests, i))->path, path) == 0;
  return n;
}

/* One at a time to each host, and none to who only counts and sells. */
static void
check_manners (GPtrArray *requests)
{
  static const char *const strangers[] = { "127.0.0.103", "127.0.0.104", "127.0.0.105", NULL };

  for (guint i = 0; i < requests->len; i++)
    {
      const Request *one = g_ptr_array_index (requests, i);

      if (g_strv_contains (strangers, one->host) || strstr (one->path, ".js") != NULL || strstr (one->path, "/resources/") != NULL)
        g_error ("asked for %s%s", one->host, one->path);
      for (guint j = 0; j < i; j++)
        {
          const Request *two = g_ptr_array_index (requests, j);

          if (strcmp (one->host, two->host) == 0 && one->began < two->ended && two->began < one->ended)
            g_error ("%s%s and %s%s were asked for at a time", one->host, one->path, two->host, two->path);
        }
    }
}

/* Runs the reader's program; what it says goes to @out_text, nullable. Returns how it ended. */
static int
call (const char  *folder,
      const char  *catalogue,
      char       **out_text,
      ...)
{
  g_autoptr(GPtrArray) argv = g_ptr_array_new ();
  g_autoptr(GSubprocess) process = NULL;
  g_autoptr(GError) error = NULL;
  va_list arguments;

  g_ptr_array_add (argv, (gpointer) program);
  va_start (arguments, out_text);
  for (const char *argument = va_arg (arguments, const char *); argument != NULL; argument = va_arg (arguments, const char *))
    g_ptr_array_add (argv, (gpointer) argument);
  va_end (arguments);
  g_ptr_array_add (argv, (gpointer) "--data");
  g_ptr_array_add (argv, (gpointer) folder);
  g_ptr_array_add (argv, (gpointer) "--catalogue");
  g_ptr_array_add (argv, (gpointer) catalogue);
  g_ptr_array_add (argv, NULL);
  process = g_subprocess_newv ((const char *const *) argv->pdata, G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, out_text, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_exited (process));
  return g_subprocess_get_exit_status (process);
}

static guint
count_lines (const char *text)
{
  guint n = 0;

  for (; *text != '\0'; text++)
    n += *text == '\n';
  return n;
}

static void
remove_folder (const char *folder)
{
  const char *argv[] = { "rm", "-rf", folder, NULL };

  g_assert_true (g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, NULL));
}

static void
test_manners (void)
{
  Demo demo = { NULL };
  g_autofree char *folder = g_dir_make_tmp ("demo-reader-XXXXXX", NULL);
  g_autofree char *catalogue = g_build_filename (folder, "catalogue.json", NULL);
  g_autofree char *shelf = g_build_filename (folder, "shelf", NULL);
  g_autofree char *headlines = NULL;
  g_autoptr(GPtrArray) requests = NULL;

  demo_start (&demo, "--portal", "--many-hosts", "--latency", "20-60", "--catalogue", catalogue, NULL);
  g_assert_cmpint (call (shelf, catalogue, NULL, "add", "rawafid/fr/voix-cedres", NULL), ==, 0);
  g_assert_cmpint (call (shelf, catalogue, &headlines, "headlines", "--limit", "0", NULL), ==, 0);
  g_assert_cmpuint (count_lines (headlines), >=, 11);
  g_assert_nonnull (strstr (headlines, "La laine invendue isole désormais les écoles"));
  requests = read_log (&demo);
  g_test_message ("%u requests", requests->len);
  g_assert_cmpuint (count_path (requests, "/fr/rss"), ==, 1);
  g_assert_cmpuint (count_path (requests, "/fr/voix-cedres"), <=, 1);
  check_manners (requests);
  demo_stop (&demo);
  remove_folder (folder);
}

/* A portal of which every third answer is an error, or whose classes all have other names, is read as far as it can be. */
static void
test_trouble (gconstpointer data)
{
  Demo demo = { NULL };
  const char *fault = data;
  g_autofree char *folder = g_dir_make_tmp ("demo-reader-XXXXXX", NULL);
  g_autofree char *catalogue = g_build_filename (folder, "catalogue.json", NULL);
  g_autofree char *shelf = g_build_filename (folder, "shelf", NULL);
  g_autofree char *headlines = NULL;
  g_autoptr(GPtrArray) requests = NULL;

  demo_start (&demo, "--portal", "--portal-fault", fault, "--catalogue", catalogue, NULL);
  call (shelf, catalogue, NULL, "add", "rawafid/ar/barid-jabal", NULL);
  g_assert_cmpint (call (shelf, catalogue, &headlines, "headlines", "--limit", "0", NULL), ==, 0);
  g_assert_nonnull (strstr (headlines, "المجلس الإقليمي"));
  requests = read_log (&demo);
  check_manners (requests);
  demo_stop (&demo);
  remove_folder (folder);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 2);
  program = argv[1];
  g_test_add_func ("/demo-reader/manners", test_manners);
  g_test_add_data_func ("/demo-reader/renamed", "renamed", test_trouble);
  g_test_add_data_func ("/demo-reader/errors", "500:3", test_trouble);
  return g_test_run ();
}
