/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "demo-requests.h"

/* The reader at the portal, as its server sees it: what is asked, and how many requests there are at a time. */

static const char *program;

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

static guint
count_below (GPtrArray  *requests,
             const char *prefix)
{
  guint n = 0;

  for (guint i = 0; i < requests->len; i++)
    n += g_str_has_prefix (((DemoRequest *) g_ptr_array_index (requests, i))->path, prefix);
  return n;
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
  requests = demo_read_requests (&demo);
  g_test_message ("%u requests", requests->len);
  g_assert_cmpuint (demo_count_requests (requests, "/fr/rss"), ==, 1);
  g_assert_cmpuint (demo_count_requests (requests, "/fr/voix-cedres"), <=, 1);
  /* The list of cities, and the first few of them; nothing of the other edition. */
  g_assert_cmpuint (demo_count_requests (requests, "/fr/city"), ==, 1);
  g_assert_cmpuint (count_below (requests, "/fr/city/"), ==, 3);
  g_assert_cmpuint (count_below (requests, "/city"), ==, 0);
  demo_check_manners (requests);
  demo_stop (&demo);
  demo_remove_folder (folder);
}

/* The newest of the headlines with this title, as the command line tells them in JSON; how many there are goes to @out_n. */
static gint64
find_headline (const char *json,
               const char *title,
               guint      *out_n)
{
  g_autoptr(JsonParser) parser = json_parser_new ();
  JsonArray *headlines;
  gint64 id = 0;

  g_assert_true (json_parser_load_from_data (parser, json, -1, NULL));
  headlines = json_node_get_array (json_parser_get_root (parser));
  *out_n = 0;
  for (guint i = 0; i < json_array_get_length (headlines); i++)
    {
      JsonObject *headline = json_array_get_object_element (headlines, i);

      if (strcmp (json_object_get_string_member (headline, "title"), title) != 0)
        continue;
      id = MAX (id, json_object_get_int_member (headline, "id"));
      ++*out_n;
    }
  return id;
}

/* An article that came by its newspaper's own feed and by the portal is one, once its page at the portal says where it was taken from. */
static void
test_merge (void)
{
  Demo demo = { NULL };
  const char *title = "النحالون يتقاسمون خريطة للأزهار";
  g_autofree char *folder = g_dir_make_tmp ("demo-reader-XXXXXX", NULL);
  g_autofree char *catalogue = g_build_filename (folder, "catalogue.json", NULL);
  g_autofree char *opml = g_build_filename (folder, "subscriptions.opml", NULL);
  g_autofree char *shelf = g_build_filename (folder, "shelf", NULL);
  g_autofree char *before = NULL, *after = NULL, *id = NULL;
  guint n;

  demo_start (&demo, "--portal", "--many-hosts", "--catalogue", catalogue, "--opml", opml, NULL);
  g_assert_cmpint (call (shelf, catalogue, NULL, "import", opml, NULL), ==, 0);
  g_assert_cmpint (call (shelf, catalogue, NULL, "refresh", NULL), ==, 0);
  g_assert_cmpint (call (shelf, catalogue, NULL, "add", "rawafid/ar/sawt-sahil", NULL), ==, 0);
  g_assert_cmpint (call (shelf, catalogue, &before, "headlines", "--limit", "0", "--json", NULL), ==, 0);
  id = g_strdup_printf ("%" G_GINT64_FORMAT, find_headline (before, title, &n));
  g_assert_cmpuint (n, ==, 2);
  g_assert_cmpint (call (shelf, catalogue, NULL, "show", "--fetch", id, NULL), ==, 0);
  g_assert_cmpint (call (shelf, catalogue, &after, "headlines", "--limit", "0", "--json", NULL), ==, 0);
  find_headline (after, title, &n);
  g_assert_cmpuint (n, ==, 1);
  demo_stop (&demo);
  demo_remove_folder (folder);
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
  requests = demo_read_requests (&demo);
  demo_check_manners (requests);
  demo_stop (&demo);
  demo_remove_folder (folder);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 2);
  program = argv[1];
  g_test_add_func ("/demo-reader/manners", test_manners);
  g_test_add_func ("/demo-reader/merge", test_merge);
  g_test_add_data_func ("/demo-reader/renamed", "renamed", test_trouble);
  g_test_add_data_func ("/demo-reader/errors", "500:3", test_trouble);
  return g_test_run ();
}
