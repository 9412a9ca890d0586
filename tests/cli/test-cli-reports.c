/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <json-glib/json-glib.h>
#include <signal.h>

/* report, reports and blocklist as a person or a script calls them, on the sample edition. No service: the end-to-end test of the reader
 * has one. */

static const char *program;
static const char *demo;

typedef struct
{
  GSubprocess *press;      /* (owned) */
  char        *folder;     /* (owned) */
  char        *article;    /* (owned) number of one with a picture */
  char        *picture;    /* (owned) its address */
  char        *out;        /* (owned) of the last call */
  char        *err;        /* (owned) */
} Fixture;

/* The arguments are one string, cut at spaces. Returns how it ended. */
static int
call (Fixture    *self,
      const char *arguments)
{
  g_autofree char *data = g_build_filename (self->folder, "data", NULL);
  g_autofree char *cache = g_build_filename (self->folder, "cache", NULL);
  g_auto(GStrv) words = g_strsplit (arguments, " ", -1);
  g_autoptr(GPtrArray) argv = g_ptr_array_new ();
  g_autoptr(GSubprocess) process = NULL;
  g_autoptr(GError) error = NULL;

  g_ptr_array_add (argv, (gpointer) program);
  for (guint i = 0; words[i] != NULL; i++)
    g_ptr_array_add (argv, words[i]);
  g_ptr_array_add (argv, (gpointer) "--data");
  g_ptr_array_add (argv, data);
  g_ptr_array_add (argv, (gpointer) "--cache");
  g_ptr_array_add (argv, cache);
  g_ptr_array_add (argv, NULL);
  process = g_subprocess_newv ((const char *const *) argv->pdata, G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE,
                               &error);
  g_assert_no_error (error);
  g_clear_pointer (&self->out, g_free);
  g_clear_pointer (&self->err, g_free);
  g_subprocess_communicate_utf8 (process, NULL, NULL, &self->out, &self->err, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_exited (process));
  return g_subprocess_get_exit_status (process);
}

static JsonNode *
parse (Fixture *self)
{
  g_autoptr(GError) error = NULL;
  JsonNode *root = json_from_string (self->out, &error);

  g_assert_no_error (error);
  return root;
}

static void
find_article (Fixture *self)
{
  g_autoptr(JsonNode) root = NULL;
  JsonArray *headlines;

  g_assert_cmpint (call (self, "headlines --limit 0 --json"), ==, 0);
  root = parse (self);
  headlines = json_node_get_array (root);
  for (guint i = 0; i < json_array_get_length (headlines) && self->article == NULL; i++)
    {
      JsonObject *headline = json_array_get_object_element (headlines, i);

      if (json_object_get_null_member (headline, "image"))
        continue;
      self->article = g_strdup_printf ("%" G_GINT64_FORMAT, json_object_get_int_member (headline, "id"));
      self->picture = g_strdup (json_object_get_string_member (headline, "image"));
    }
  g_assert_nonnull (self->article);
}

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  g_autofree char *port = NULL, *opml = NULL, *import = NULL;
  g_autoptr(GError) error = NULL;
  const gint64 end = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;

  self->folder = g_dir_make_tmp ("jarida-cli-reports-XXXXXX", NULL);
  port = g_build_filename (self->folder, "port", NULL);
  opml = g_build_filename (self->folder, "opml", NULL);
  import = g_strconcat ("import ", opml, NULL);
  self->press = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE, &error, demo, "--port-file", port, "--opml", opml, NULL);
  g_assert_no_error (error);
  while (!g_file_test (port, G_FILE_TEST_EXISTS))
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      g_usleep (5000);
    }
  g_assert_cmpint (call (self, import), ==, 0);
  g_assert_cmpint (call (self, "refresh"), ==, 0);
  find_article (self);
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  g_subprocess_send_signal (self->press, SIGTERM);
  g_subprocess_wait (self->press, NULL, NULL);
  g_object_unref (self->press);
  g_free (self->folder);
  g_free (self->article);
  g_free (self->picture);
  g_free (self->out);
  g_free (self->err);
}

static void
assert_standing (Fixture    *self,
                 const char *standing)
{
  g_autofree char *check = g_strdup_printf ("blocklist check %s --json", self->picture);
  g_autoptr(JsonNode) root = NULL;

  g_assert_cmpint (call (self, check), ==, 0);
  root = parse (self);
  g_assert_cmpstr (json_object_get_string_member (json_node_get_object (root), "standing"), ==, standing);
}

static void
test_report_and_withdraw (Fixture       *self,
                          gconstpointer  data)
{
  g_autofree char *report = g_strdup_printf ("report %s 1 --reason violence --json", self->article);
  g_autofree char *withdraw = NULL;
  g_autofree char *picture = NULL;
  g_autoptr(JsonNode) root = NULL;
  g_autoptr(JsonNode) list = NULL;
  JsonObject *object;

  g_assert_cmpint (call (self, report), ==, 0);
  root = parse (self);
  object = json_node_get_object (root);
  g_assert_cmpstr (json_object_get_string_member (object, "state"), ==, "local");
  g_assert_cmpstr (json_object_get_string_member (object, "reason"), ==, "violence");
  g_free (self->picture);
  self->picture = g_strdup (json_object_get_string_member (object, "image"));
  withdraw = g_strdup_printf ("reports --withdraw %s --json", json_object_get_string_member (object, "id"));
  assert_standing (self, "hidden_by_you");

  g_assert_cmpint (call (self, withdraw), ==, 0);
  list = parse (self);
  g_assert_cmpuint (json_array_get_length (json_node_get_array (list)), ==, 1);
  g_assert_cmpstr (json_object_get_string_member (json_array_get_object_element (json_node_get_array (list), 0), "state"), ==,
                   "withdrawn");
  assert_standing (self, "shown");
  /* Once is enough. */
  g_assert_cmpint (call (self, withdraw), ==, 1);
}

/* A service that cannot be reached: thanks all the same, and it waits. */
static void
test_service_away (Fixture       *self,
                   gconstpointer  data)
{
  g_autofree char *report = g_strdup_printf ("report %s %s --reason other --comment Visage --no-hide --service http://127.0.0.1:9",
                                             self->article, self->picture);
  g_autoptr(JsonNode) root = NULL;
  JsonObject *object;

  g_assert_cmpint (call (self, report), ==, 0);
  g_assert_nonnull (strstr (self->out, "A moderator will look at it. It will be sent when you are online."));
  assert_standing (self, "shown");
  g_assert_cmpint (call (self, "reports --json"), ==, 0);
  root = parse (self);
  object = json_array_get_object_element (json_node_get_array (root), 0);
  g_assert_cmpstr (json_object_get_string_member (object, "state"), ==, "queued");
  g_assert_cmpstr (json_object_get_string_member (object, "comment"), ==, "Visage");
  g_assert_true (json_object_get_boolean_member (object, "can_withdraw"));
}

/* No moderator looks at what is broken, and nobody is told so. */
static void
test_broken (Fixture       *self,
             gconstpointer  data)
{
  g_autofree char *report = g_strdup_printf ("report %s %s --reason broken --service http://127.0.0.1:9", self->article, self->picture);

  g_assert_cmpint (call (self, report), ==, 0);
  g_assert_nonnull (strstr (self->out, "they block no picture"));
  g_assert_null (strstr (self->out, "moderator"));
}

static void
test_wrong_use (Fixture       *self,
                gconstpointer  data)
{
  static const struct { const char *format; int code; } rows[] = {
    { "report %s 1", 2 },
    { "report %s 1 --reason ugly", 2 },
    { "report %s", 2 },
    { "report %s 1 --reason other", 1 },
    { "report %s 99 --reason hate", 1 },
    { "report %s https://elsewhere.example/x.jpg --reason hate", 1 },
    { "report %s 1 --reason hate --service http://reports.example", 2 },
    { "report x%s 1 --reason hate", 2 },
    { "blocklist", 2 },
    { "blocklist erase", 2 },
    { "blocklist check", 2 },
    { "blocklist update", 1 },
    { "reports --withdraw nothing", 1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_auto(GStrv) parts = g_strsplit (rows[i].format, "%s", 2);
      g_autofree char *arguments = g_strjoinv (self->article, parts);

      g_assert_cmpint (call (self, arguments), ==, rows[i].code);
      g_assert_cmpstr (self->err, !=, "");
      g_assert_cmpstr (self->out, ==, "");
    }
  g_assert_cmpint (call (self, "reports --json"), ==, 0);
  g_assert_cmpstr (g_strstrip (self->out), ==, "[]");
  g_assert_cmpint (call (self, "blocklist status --json"), ==, 0);
  g_assert_nonnull (strstr (self->out, "\"listed\":0"));
}

int
main (int   argc,
      char *argv[])
{
  program = argv[1];
  demo = argv[2];
  argv[2] = argv[0];
  argc -= 2;
  argv += 2;
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/cli/reports/report-and-withdraw", test_report_and_withdraw);
  ADD ("/cli/reports/service-away", test_service_away);
  ADD ("/cli/reports/broken", test_broken);
  ADD ("/cli/reports/wrong-use", test_wrong_use);
#undef ADD
  return g_test_run ();
}
