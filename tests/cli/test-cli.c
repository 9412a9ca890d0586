/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
#include <libsoup/soup.h>
#include <signal.h>
#include <sys/wait.h>

#include "../remove-tree.h"
#include "jarida-reader.h"
#include "small-disk.h"

/* The program itself, as a person or a script calls it, against a server on loopback and a shelf of its own. */

#define FEED_HEAD "<?xml version='1.0'?><rss version='2.0'><channel><title>Le Phare</title><link>http://127.0.0.1/</link>"
#define FEED_ITEM(number, title, text)                                                                     \
  "<item><title>" title "</title><link>http://127.0.0.1/" number "</link><guid>" number "</guid>"          \
  "<pubDate>Mon, 1" number " Oct 2026 08:30:00 GMT</pubDate><description>" text "</description></item>"
#define FEED_END "</channel></rss>"

static const char feed_first[] =
  FEED_HEAD FEED_ITEM ("1", "Le port rouvre", "&lt;p&gt;Le port a &lt;b&gt;rouvert&lt;/b&gt;.&lt;/p&gt;&lt;script&gt;x&lt;/script&gt;")
  FEED_ITEM ("2", "المرفأ يفتح أبوابه\033]0;owned\007", "نص قصير") FEED_END;
static const char feed_second[] =
  FEED_HEAD FEED_ITEM ("1", "Le port rouvre", "&lt;p&gt;Le port a &lt;b&gt;rouvert&lt;/b&gt;.&lt;/p&gt;&lt;script&gt;x&lt;/script&gt;")
  FEED_ITEM ("2", "المرفأ يفتح أبوابه\033]0;owned\007", "نص قصير") FEED_ITEM ("3", "La suite", "Encore.") FEED_END;

static const char *program;

typedef struct
{
  SoupServer  *server;    /* (owned) (nullable) */
  char        *root;      /* (owned) the server's address */
  char        *folder;    /* (owned) */
  const char  *feed;
  char        *out;       /* (owned) of the last call */
  char        *err;       /* (owned) */
  GSubprocess *hasty;     /* Borrowed, while it runs: is interrupted when it asks for what never comes */
} Fixture;

static void
serve_cb (SoupServer        *server,
          SoupServerMessage *message,
          const char        *path,
          GHashTable        *query,
          gpointer           data)
{
  Fixture *self = data;
  const char *type = "application/rss+xml";
  const char *body = self->feed;

  if (strcmp (path, "/hang") == 0)
    {
      soup_server_message_pause (message);
      if (self->hasty != NULL)
        g_subprocess_send_signal (self->hasty, SIGINT);
      return;
    }
  if (strcmp (path, "/page") == 0)
    {
      type = "text/html";
      body = "<html><title>Rien</title><p>Une page sans fil.</p></html>";
    }
  else if (strcmp (path, "/phare.xml") != 0)
    {
      soup_server_message_set_status (message, SOUP_STATUS_NOT_FOUND, NULL);
      return;
    }
  soup_server_message_set_status (message, SOUP_STATUS_OK, NULL);
  soup_server_message_set_response (message, type, SOUP_MEMORY_COPY, body, strlen (body));
}

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  GSList *uris;

  self->folder = g_dir_make_tmp ("jarida-cli-XXXXXX", &error);
  g_assert_no_error (error);
  self->feed = feed_first;
  self->server = soup_server_new (NULL, NULL);
  soup_server_add_handler (self->server, NULL, serve_cb, self, NULL);
  soup_server_listen_local (self->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error);
  g_assert_no_error (error);
  uris = soup_server_get_uris (self->server);
  self->root = g_strdup_printf ("http://127.0.0.1:%d", g_uri_get_port (uris->data));
  g_slist_free_full (uris, (GDestroyNotify) g_uri_unref);
}

static void
stop_server (Fixture *self)
{
  soup_server_disconnect (self->server);
  g_clear_object (&self->server);
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  if (self->server != NULL)
    stop_server (self);
  remove_tree (self->folder);
  g_free (self->root);
  g_free (self->folder);
  g_free (self->out);
  g_free (self->err);
}

static void
ended_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

/* Runs the program on the shelf called @shelf; the arguments are one string, cut as a shell does. Returns how it ended. */
static int
call_on (Fixture    *self,
         const char *shelf,
         const char *input,
         gboolean    interrupt,
         const char *arguments)
{
  g_autofree char *data = g_build_filename (self->folder, shelf, NULL);
  g_autofree char *cache = g_build_filename (self->folder, "cache", NULL);
  g_autofree char *line = g_strdup_printf ("%s %s --data '%s' --cache '%s'", program, arguments, data, cache);
  g_autoptr(GSubprocess) process = NULL;
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  g_auto(GStrv) argv = NULL;

  g_clear_pointer (&self->out, g_free);
  g_clear_pointer (&self->err, g_free);
  g_shell_parse_argv (line, NULL, &argv, &error);
  g_assert_no_error (error);
  process = g_subprocess_newv ((const char *const *) argv,
                               G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE
                               | G_SUBPROCESS_FLAGS_STDERR_PIPE, &error);
  g_assert_no_error (error);
  self->hasty = interrupt ? process : NULL;
  g_subprocess_communicate_utf8_async (process, input, NULL, ended_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  self->hasty = NULL;
  g_subprocess_communicate_utf8_finish (process, result, &self->out, &self->err, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_exited (process));
  return g_subprocess_get_exit_status (process);
}

static int
call (Fixture    *self,
      const char *format,
      ...) G_GNUC_PRINTF (2, 3);

static int
call (Fixture    *self,
      const char *format,
      ...)
{
  g_autofree char *arguments = NULL;
  va_list values;

  va_start (values, format);
  arguments = g_strdup_vprintf (format, values);
  va_end (values);
  return call_on (self, "shelf", NULL, FALSE, arguments);
}

#define assert_holds(text, part) \
  G_STMT_START { if (strstr (text, part) == NULL) g_error ("“%s” is not in “%s”", part, text); } G_STMT_END

static JsonNode *
answer (Fixture *self)
{
  g_autoptr(GError) error = NULL;
  JsonNode *node = json_from_string (self->out, &error);

  g_assert_no_error (error);
  g_assert_nonnull (node);
  return node;
}

/* The number of the headline at @position of "headlines". */
static gint64
headline_id (Fixture *self,
             guint    position)
{
  g_autoptr(JsonNode) node = NULL;

  g_assert_cmpint (call (self, "headlines --json"), ==, 0);
  node = answer (self);
  g_assert_cmpuint (json_array_get_length (json_node_get_array (node)), >, position);
  return json_object_get_int_member (json_array_get_object_element (json_node_get_array (node), position), "id");
}

static void
add_feed (Fixture *self)
{
  g_assert_cmpint (call (self, "add %s/phare.xml --folder Ports", self->root), ==, 0);
}

static void
test_add (Fixture       *self,
          gconstpointer  data)
{
  g_autoptr(JsonNode) node = NULL;
  JsonObject *object;

  g_assert_cmpint (call (self, "add %s/phare.xml --title 'Mon phare' --json", self->root), ==, 0);
  node = answer (self);
  object = json_node_get_object (node);
  g_assert_true (json_object_get_boolean_member (object, "added"));
  g_assert_cmpstr (json_object_get_string_member (object, "title"), ==, "Mon phare");
  g_assert_cmpint (json_object_get_int_member (object, "total"), ==, 2);

  g_assert_cmpint (call (self, "add %s/phare.xml", self->root), ==, 0);
  assert_holds (self->out, "already");
  g_assert_cmpint (call (self, "list"), ==, 0);
  assert_holds (self->out, "Mon phare");
  g_assert_null (strstr (strstr (self->out, "Mon phare") + 1, "Mon phare"));
}

static void
test_folder (Fixture       *self,
             gconstpointer  data)
{
  add_feed (self);
  g_assert_cmpint (call (self, "list"), ==, 0);
  assert_holds (self->out, "Ports / Le Phare");
  g_assert_cmpint (call (self, "headlines --folder Ports"), ==, 0);
  assert_holds (self->out, "Le port rouvre");
  g_assert_cmpint (call (self, "headlines --folder Gares"), ==, 1);
  assert_holds (self->err, "Gares");
}

static void
test_refresh (Fixture       *self,
              gconstpointer  data)
{
  add_feed (self);
  self->feed = feed_second;
  /* It was fetched a moment ago: by itself nothing would be asked. */
  g_assert_cmpint (call (self, "refresh --due"), ==, 0);
  assert_holds (self->out, "0 new articles.");
  g_assert_cmpint (call (self, "refresh 'le phare' --due"), ==, 0);
  assert_holds (self->out, "0 new articles.");
  g_assert_cmpint (call (self, "refresh"), ==, 0);
  assert_holds (self->out, "1 new article.");
  g_assert_cmpint (call (self, "refresh 'le phare'"), ==, 0);
  assert_holds (self->out, "0 new articles.");
  g_assert_cmpint (call (self, "refresh --force --json"), ==, 0);
  assert_holds (self->out, "\"new\":0");
  g_assert_cmpint (call (self, "headlines --limit 1"), ==, 0);
  assert_holds (self->out, "La suite");
  g_assert_null (strstr (self->out, "Le port rouvre"));
}

/* A title must not steer the terminal. */
static void
test_headlines (Fixture       *self,
                gconstpointer  data)
{
  add_feed (self);
  g_assert_cmpint (call (self, "headlines --unread --source 1"), ==, 0);
  assert_holds (self->out, "Le port rouvre");
  assert_holds (self->out, "المرفأ يفتح أبوابه");
  g_assert_null (strchr (self->out, '\033'));
  g_assert_null (strchr (self->out, '\007'));
}

static void
test_show (Fixture       *self,
           gconstpointer  data)
{
  gint64 id;

  add_feed (self);
  id = headline_id (self, 1);
  g_assert_cmpint (call (self, "show %" G_GINT64_FORMAT, id), ==, 0);
  assert_holds (self->out, "Le port rouvre");
  assert_holds (self->out, "Le port a rouvert.");
  assert_holds (self->out, "Le Phare · ");
  g_assert_null (strchr (self->out, '<'));
  g_assert_cmpint (call (self, "show %" G_GINT64_FORMAT " --html", id), ==, 0);
  assert_holds (self->out, "<p>");
  g_assert_null (strstr (self->out, "<script"));
  g_assert_cmpint (call (self, "show %" G_GINT64_FORMAT " --json", id), ==, 0);
  assert_holds (self->out, "\"published\":\"2026-10-11T08:30:00Z\"");
  g_assert_cmpint (call (self, "show 5"), ==, 1);
  g_assert_cmpstr (self->out, ==, "");
  g_assert_cmpstr (self->err, !=, "");
  g_assert_cmpint (call (self, "show five"), ==, 2);
}

static void
test_mark (Fixture       *self,
           gconstpointer  data)
{
  gint64 first;
  gint64 second;

  add_feed (self);
  first = headline_id (self, 0);
  second = headline_id (self, 1);
  g_assert_cmpint (call (self, "mark %" G_GINT64_FORMAT " %" G_GINT64_FORMAT " --read", first, second), ==, 0);
  g_assert_cmpint (call (self, "headlines --unread"), ==, 0);
  g_assert_cmpstr (self->out, ==, "");
  g_assert_cmpint (call (self, "mark %" G_GINT64_FORMAT " --unread --save", second), ==, 0);
  g_assert_cmpint (call (self, "headlines --unread"), ==, 0);
  assert_holds (self->out, "Le port rouvre");
  g_assert_cmpint (call (self, "headlines --saved"), ==, 0);
  assert_holds (self->out, "Le port rouvre");
  g_assert_cmpint (call (self, "mark %" G_GINT64_FORMAT " --unsave", second), ==, 0);
  g_assert_cmpint (call (self, "headlines --saved --json"), ==, 0);
  g_assert_cmpstr (self->out, ==, "[]\n");
  g_assert_cmpint (call (self, "mark %" G_GINT64_FORMAT, second), ==, 2);
  g_assert_cmpint (call (self, "mark %" G_GINT64_FORMAT " --read --unread", second), ==, 2);
}

/* Filters: tried, added, listed, applied, removed; and a search that is kept. */
static void
test_filters (Fixture       *self,
              gconstpointer  data)
{
  add_feed (self);
  g_assert_cmpint (call (self, "filter list --json"), ==, 0);
  g_assert_cmpstr (self->out, ==, "[]\n");
  g_assert_cmpint (call (self, "filter try port --json"), ==, 0);
  assert_holds (self->out, "{\"found\":1,");
  g_assert_cmpint (call (self, "filter add port --action hide"), ==, 0);
  assert_holds (self->out, "Hide  port  (Everywhere)");
  g_assert_cmpint (call (self, "headlines"), ==, 0);
  assert_holds (self->out, "Le port rouvre");
  g_assert_cmpint (call (self, "filter add port --action save --source 1 --apply"), ==, 0);
  assert_holds (self->out, "1 article");
  g_assert_cmpint (call (self, "headlines --saved"), ==, 0);
  assert_holds (self->out, "Le port rouvre");
  g_assert_cmpint (call (self, "filter try port --action save --json"), ==, 0);
  assert_holds (self->out, "{\"found\":0,");
  g_assert_cmpint (call (self, "filter try port --action shout"), ==, 2);
  g_assert_cmpint (call (self, "filter add port --apply --json"), ==, 0);
  assert_holds (self->out, "\"action\":\"hide\",\"source\":0,\"enabled\":true}");
  g_assert_cmpint (call (self, "headlines --saved --json"), ==, 0);
  g_assert_cmpstr (self->out, ==, "[]\n");
  g_assert_cmpint (call (self, "filter remove 3"), ==, 0);
  g_assert_cmpint (call (self, "headlines --saved"), ==, 0);
  assert_holds (self->out, "Le port rouvre");
  g_assert_cmpint (call (self, "filter remove 3"), ==, 1);
  g_assert_cmpint (call (self, "filter add"), ==, 2);
  g_assert_cmpint (call (self, "filter add port --action shout"), ==, 2);
  g_assert_cmpint (call (self, "filter wash"), ==, 2);
  g_assert_cmpint (call (self, "filter list"), ==, 0);
  assert_holds (self->out, "  2 *  Save  port");
  g_assert_cmpint (call (self, "search port --save Ports"), ==, 0);
  assert_holds (self->out, "1 article");
}

static void
test_export_import (Fixture       *self,
                    gconstpointer  data)
{
  g_autofree char *file = g_build_filename (self->folder, "list.opml", NULL);
  g_autofree char *arguments = g_strdup_printf ("import '%s' --json", file);
  g_autofree char *opml = NULL;

  add_feed (self);
  g_assert_cmpint (call (self, "export '%s'", file), ==, 0);
  g_assert_cmpstr (self->out, ==, "");
  g_assert_cmpint (call (self, "export"), ==, 0);
  assert_holds (self->out, "<opml");
  opml = g_steal_pointer (&self->out);

  g_assert_cmpint (call_on (self, "other", NULL, FALSE, arguments), ==, 0);
  assert_holds (self->out, "{\"added\":1,\"known\":0}");
  g_assert_cmpint (call_on (self, "other", opml, FALSE, "import -"), ==, 0);
  g_assert_cmpint (call_on (self, "other", NULL, FALSE, "list"), ==, 0);
  assert_holds (self->out, "Ports / Le Phare");

  g_assert_cmpint (call (self, "import '%s/absent'", self->folder), ==, 1);
  g_assert_cmpint (call_on (self, "other", "no list", FALSE, "import -"), ==, 1);
  g_assert_cmpstr (self->err, !=, "");
  g_assert_cmpint (call (self, "export '%s/absent/list.opml'", self->folder), ==, 1);
}

static void
test_remove (Fixture       *self,
             gconstpointer  data)
{
  add_feed (self);
  g_assert_cmpint (call (self, "remove %s/phare.xml", self->root), ==, 0);
  assert_holds (self->out, "Le Phare");
  g_assert_cmpint (call (self, "list --json"), ==, 0);
  g_assert_cmpstr (self->out, ==, "[]\n");
  g_assert_cmpint (call (self, "headlines"), ==, 0);
  g_assert_cmpstr (self->out, ==, "");
  g_assert_cmpint (call (self, "remove 1"), ==, 1);
}

static void
test_offline (Fixture       *self,
              gconstpointer  data)
{
  gint64 id;

  add_feed (self);
  id = headline_id (self, 1);
  stop_server (self);
  g_assert_cmpint (call (self, "refresh --force"), ==, 1);
  assert_holds (self->err, "Le Phare: ");
  g_assert_cmpint (call (self, "refresh 1 --json"), ==, 1);
  assert_holds (self->out, "\"failed\":1");
  g_assert_cmpint (call (self, "headlines"), ==, 0);
  assert_holds (self->out, "Le port rouvre");
  g_assert_cmpint (call (self, "show %" G_GINT64_FORMAT, id), ==, 0);
  assert_holds (self->out, "Le port a rouvert.");
}

static void
test_not_a_feed (Fixture       *self,
                 gconstpointer  data)
{
  g_assert_cmpint (call (self, "add %s/page", self->root), ==, 1);
  assert_holds (self->err, "no feed at this address");
  g_assert_cmpint (call (self, "add %s/page --json", self->root), ==, 1);
  assert_holds (self->out, "\"error\":");
  g_assert_cmpint (call (self, "add 'no address'"), ==, 1);
  assert_holds (self->err, "not a web address");
  g_assert_cmpint (call (self, "list --json"), ==, 0);
  g_assert_cmpstr (self->out, ==, "[]\n");
}

static void
test_interrupted (Fixture       *self,
                  gconstpointer  data)
{
  g_autofree char *arguments = g_strdup_printf ("add %s/hang", self->root);

  g_assert_cmpint (call_on (self, "shelf", NULL, TRUE, arguments), ==, 130);
  g_assert_cmpstr (self->out, ==, "");
  g_assert_cmpint (call (self, "list --json"), ==, 0);
  g_assert_cmpstr (self->out, ==, "[]\n");
}

static void
test_wrong_use (Fixture       *self,
                gconstpointer  data)
{
  static const char *const wrong[] = { "frobnicate", "add", "list more", "headlines --limit", "headlines --limit -3",
                                       "headlines --limit x", "show 1 --frob", "" };

  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_assert_cmpint (call (self, "%s", wrong[i]), ==, 2);
      g_assert_cmpstr (self->out, ==, "");
      g_assert_cmpstr (self->err, !=, "");
    }
  g_assert_cmpint (call (self, "--help"), ==, 0);
  assert_holds (self->out, "headlines");
  g_assert_cmpint (call (self, "add --help"), ==, 0);
  assert_holds (self->out, "--folder");
  g_assert_cmpint (call (self, "--version"), ==, 0);
  assert_holds (self->out, "jarida-cli ");
}

/* A full disk behind the answer is a failure, and said. */
static void
test_full (Fixture       *self,
           gconstpointer  data)
{
  g_autofree char *command = g_strdup_printf ("'%s' --help >/dev/full", program);
  g_autofree char *errors = NULL;
  const char *argv[] = { "/bin/sh", "-c", command, NULL };
  int status = 0;

  if (!g_file_test ("/dev/full", G_FILE_TEST_EXISTS))
    {
      g_test_skip ("no /dev/full here");
      return;
    }
  g_assert_true (g_spawn_sync (NULL, (char **) argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, NULL, &errors, &status, NULL));
  g_assert_cmpint (WEXITSTATUS (status), ==, 1);
  assert_holds (errors, "could not be written");
}

/* A folder that cannot be made is a sentence, too. */
static void
test_no_shelf (Fixture       *self,
               gconstpointer  data)
{
  g_autofree char *file = g_build_filename (self->folder, "file", NULL);

  g_assert_true (g_file_set_contents (file, "x", 1, NULL));
  g_assert_cmpint (call_on (self, "file/shelf", NULL, FALSE, "list"), ==, 1);
  g_assert_cmpstr (self->err, !=, "");
}

/* Read-only: what is there can be read; what would change it says why not. */
static void
test_frozen (Fixture       *self,
             gconstpointer  data)
{
  static const char *const refused[] = { "refresh", "refresh 1 --force", "add http://127.0.0.1/", "remove 1", "import -" };
  g_autofree char *shelf = g_build_filename (self->folder, "shelf", NULL);
  gint64 id;

  g_assert_cmpint (g_mkdir (shelf, 0700), ==, 0);
  if (!small_disk_mount (shelf, 4 * 1024 * 1024))
    return;
  add_feed (self);
  id = headline_id (self, 1);
  small_disk_set_frozen (shelf, TRUE);
  g_assert_cmpint (call (self, "list"), ==, 0);
  assert_holds (self->out, "Ports / Le Phare");
  assert_holds (self->err, "Jarida may not write in its folder");
  g_assert_cmpint (call (self, "headlines"), ==, 0);
  assert_holds (self->out, "Le port rouvre");
  g_assert_cmpint (call (self, "show %" G_GINT64_FORMAT, id), ==, 0);
  assert_holds (self->out, "Le port a rouvert.");
  g_assert_cmpint (call (self, "export"), ==, 0);
  assert_holds (self->out, "phare.xml");
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_assert_cmpint (call_on (self, "shelf", "", FALSE, refused[i]), ==, 1);
      g_assert_cmpstr (self->out, ==, "");
      assert_holds (self->err, "Jarida may not write in its folder");
    }
  g_assert_cmpint (call (self, "mark %" G_GINT64_FORMAT " --save --json", id), ==, 1);
  assert_holds (self->out, "{\"error\":\"Jarida may not");
  small_disk_set_frozen (shelf, FALSE);
  small_disk_set_full (shelf, TRUE);
  g_assert_cmpint (call (self, "headlines"), ==, 0);
  assert_holds (self->out, "Le port rouvre");
  assert_holds (self->err, "The disk is full");
  small_disk_set_full (shelf, FALSE);
  g_assert_cmpint (call (self, "mark %" G_GINT64_FORMAT " --save", id), ==, 0);
  g_assert_cmpstr (self->err, ==, "");
  small_disk_unmount (shelf);
}

/* Beside the window: both have the shelf open, and what one does the other sees. */
static void
test_beside (Fixture       *self,
             gconstpointer  data)
{
  g_autofree char *shelf = g_build_filename (self->folder, "shelf", NULL);
  g_autofree char *cache = g_build_filename (self->folder, "cache", NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(JaridaReader) reader = jarida_reader_open (shelf, cache, &error);
  gint64 end = g_get_monotonic_time () + 10 * G_USEC_PER_SEC;
  JaridaPlace all = { .kind = JARIDA_PLACE_ALL };
  gint64 id;

  g_assert_no_error (error);
  add_feed (self);
  while (jarida_reader_count (reader, &all) < 2 && g_get_monotonic_time () < end)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (jarida_reader_count (reader, &all), ==, 2);

  id = headline_id (self, 0);
  jarida_reader_set_read (reader, id, TRUE);
  g_assert_cmpint (call (self, "mark %" G_GINT64_FORMAT " --save", id), ==, 0);
  jarida_reader_close (reader);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpint (call (self, "headlines --saved --json"), ==, 0);
  assert_holds (self->out, "\"read\":true,\"saved\":true");
}

/* The whole shelf in one file, and the settings of the window with it; refused while anybody has the shelf open. */
static void
test_backup (Fixture       *self,
             gconstpointer  data)
{
  g_autofree char *file = g_build_filename (self->folder, "copy.jarida", NULL);
  g_autofree char *missing = g_build_filename (self->folder, "missing", "copy.jarida", NULL);
  g_autofree char *shelf = g_build_filename (self->folder, "shelf", NULL);
  g_autofree char *other = g_build_filename (self->folder, "other", NULL);
  g_autofree char *cache = g_build_filename (self->folder, "cache", NULL);
  g_autofree char *settings = g_build_filename (shelf, "settings.ini", NULL);
  g_autofree char *restored = g_build_filename (other, "settings.ini", NULL);
  g_autofree char *arguments = g_strdup_printf ("restore '%s'", file);
  g_autofree char *as_json = g_strdup_printf ("restore '%s' --json", file);
  g_autofree char *aside = NULL;
  g_autofree char *text = NULL;
  g_autoptr(JaridaReader) reader = NULL;
  g_autoptr(JsonNode) node = NULL;
  g_autoptr(GError) error = NULL;
  gint64 id;

  add_feed (self);
  id = headline_id (self, 1);
  g_assert_cmpint (call (self, "mark %" G_GINT64_FORMAT " --save --read", id), ==, 0);
  g_file_set_contents (settings, "[Jarida]\npalette='sepia'\nfont-size=21\n", -1, &error);
  g_assert_no_error (error);
  g_assert_cmpint (call (self, "backup '%s'", file), ==, 0);
  assert_holds (self->out, "2 articles of 1 newspaper");
  assert_holds (self->out, "Pictures are not in it");
  g_assert_cmpstr (self->err, ==, "");

  g_assert_cmpint (call_on (self, "other", NULL, FALSE, as_json), ==, 0);
  node = answer (self);
  g_assert_cmpint (json_object_get_int_member (json_node_get_object (node), "articles"), ==, 2);
  g_assert_true (json_object_get_null_member (json_node_get_object (node), "aside"));
  g_assert_cmpint (call_on (self, "other", NULL, FALSE, "headlines --saved --json"), ==, 0);
  assert_holds (self->out, "Le port rouvre");
  assert_holds (self->out, "\"read\":true,\"saved\":true");
  g_assert_true (g_file_get_contents (restored, &text, NULL, NULL));
  assert_holds (text, "'sepia'");
  assert_holds (text, "font-size=21");

  reader = jarida_reader_open (other, cache, &error);
  g_assert_no_error (error);
  g_assert_cmpint (call_on (self, "other", NULL, FALSE, arguments), ==, 1);
  assert_holds (self->err, "Close its window");
  jarida_reader_close (reader);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  /* What is here goes aside, and the answer says where. */
  g_assert_cmpint (call_on (self, "other", NULL, FALSE, "remove 1"), ==, 0);
  g_assert_cmpint (call_on (self, "other", NULL, FALSE, arguments), ==, 0);
  aside = g_build_filename (other, "before-restore-", NULL);
  assert_holds (self->out, aside);
  g_assert_cmpint (call_on (self, "other", NULL, FALSE, "headlines --json"), ==, 0);
  assert_holds (self->out, "Le port rouvre");

  g_assert_cmpint (call (self, "backup '%s'", missing), ==, 1);
  assert_holds (self->err, "Choose another place");
  g_assert_cmpint (call (self, "backup '%s' --json", missing), ==, 1);
  assert_holds (self->out, "\"error\":");
  g_assert_cmpint (call (self, "restore '%s'", missing), ==, 1);
  assert_holds (self->err, "could not be read");
  g_assert_cmpint (call (self, "restore '%s'", settings), ==, 1);
  assert_holds (self->err, "not a backup");
  g_assert_cmpint (call (self, "restore"), ==, 2);
}

int
main (int   argc,
      char *argv[])
{
  static const struct { const char *path; void (*function) (Fixture *self, gconstpointer data); } tests[] = {
    { "/cli/add", test_add }, { "/cli/folder", test_folder }, { "/cli/refresh", test_refresh },
    { "/cli/headlines", test_headlines }, { "/cli/show", test_show }, { "/cli/mark", test_mark },
    { "/cli/export-and-import", test_export_import }, { "/cli/remove", test_remove },
    { "/cli/offline", test_offline }, { "/cli/not-a-feed", test_not_a_feed }, { "/cli/interrupted", test_interrupted },
    { "/cli/wrong-use", test_wrong_use }, { "/cli/full-disk", test_full }, { "/cli/no-shelf", test_no_shelf },
    { "/cli/frozen", test_frozen }, { "/cli/beside-the-window", test_beside },
    { "/cli/backup", test_backup }, { "/cli/filters", test_filters },
  };

  small_disk_init ();
  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 2);
  program = argv[1];
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].function, tear_down);
  return g_test_run ();
}
