/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

#include "../remove-tree.h"
#include "portal-server.h"

/* The program and a portal on loopback: from the catalogue to headlines. */

static const char *program;

typedef struct
{
  PortalServer *server;    /* (owned) */
  char         *folder;    /* (owned) */
  char         *out;       /* (owned) of the last call */
  char         *err;       /* (owned) */
} Fixture;

static void
ended_cb (GObject      *object,
          GAsyncResult *result,
          gpointer      data)
{
  *(GAsyncResult **) data = g_object_ref (result);
}

/* @arguments are cut as a shell does. Returns how it ended. */
static int
call (Fixture    *self,
      const char *arguments)
{
  g_autofree char *line = g_strdup_printf ("%s %s --data '%s/shelf' --cache '%s/cache' --catalogue '%s/catalogue.json'", program,
                                           arguments, self->folder, self->folder, self->folder);
  g_autoptr(GSubprocess) process = NULL;
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;
  g_auto(GStrv) argv = NULL;

  g_clear_pointer (&self->out, g_free);
  g_clear_pointer (&self->err, g_free);
  g_shell_parse_argv (line, NULL, &argv, &error);
  g_assert_no_error (error);
  process = g_subprocess_newv ((const char *const *) argv, G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE, &error);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8_async (process, NULL, NULL, ended_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_subprocess_communicate_utf8_finish (process, result, &self->out, &self->err, &error);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_exited (process));
  return g_subprocess_get_exit_status (process);
}

#define assert_holds(text, part) \
  G_STMT_START { if (strstr (text, part) == NULL) g_error ("“%s” is not in “%s”", part, text); } G_STMT_END

static void
test_newspapers (Fixture       *self,
                 gconstpointer  data)
{
  g_assert_cmpint (call (self, "newspapers"), ==, 0);
  assert_holds (self->out, "bouregreg/fr/phare");
  assert_holds (self->out, "La Gazette");
  g_assert_cmpint (call (self, "newspapers --language ar"), ==, 0);
  g_assert_cmpstr (self->out, ==, "");
  assert_holds (self->err, "--all");
  g_assert_cmpint (call (self, "newspapers --country ma echo --json"), ==, 0);
  assert_holds (self->out, "\"id\":\"bouregreg/fr/echo\"");
  assert_holds (self->out, "\"added\":false");
  g_assert_null (strstr (self->out, "phare"));
  /* To look costs the portal nothing. */
  g_assert_cmpuint (self->server->log->len, ==, 0);
}

/* The first of the list, before and after its own page was read; then the page is not asked for again. */
static void
test_show (Fixture *self)
{
  g_autofree char *plain = NULL;
  g_autofree char *fetching = NULL;
  guint n;

  g_assert_cmpint (call (self, "headlines --source 1 --limit 1"), ==, 0);
  plain = g_strdup_printf ("show %d", atoi (self->out));
  fetching = g_strconcat (plain, " --fetch", NULL);
  g_assert_cmpint (call (self, plain), ==, 0);
  g_assert_null (strstr (self->out, "Paragraphe 4"));
  g_assert_cmpint (call (self, fetching), ==, 0);
  assert_holds (self->out, "Paragraphe 4");
  n = self->server->log->len;
  g_assert_cmpint (call (self, fetching), ==, 0);
  assert_holds (self->out, "Paragraphe 4");
  g_assert_cmpuint (self->server->log->len, ==, n);
}

static void
test_add (Fixture       *self,
          gconstpointer  data)
{
  g_assert_cmpint (call (self, "add bouregreg/fr/phare"), ==, 0);
  assert_holds (self->out, "Added Le Phare");
  assert_holds (self->out, "20 articles");
  g_assert_cmpint (call (self, "add bouregreg/fr/phare"), ==, 0);
  assert_holds (self->out, "already");
  g_assert_cmpint (call (self, "list"), ==, 0);
  assert_holds (self->out, "Maroc / Le Phare");
  assert_holds (self->out, "Maroc / Vidéos");
  g_assert_cmpint (call (self, "newspapers phare --json"), ==, 0);
  assert_holds (self->out, "\"added\":true");
  g_assert_cmpint (call (self, "headlines --limit 0"), ==, 0);
  assert_holds (self->out, "Nouvelle 29 du journal phare");
  test_show (self);
  g_assert_cmpint (call (self, "refresh --json"), ==, 0);
  assert_holds (self->out, "\"failed\":0");
  g_assert_cmpint (call (self, "add bouregreg/fr/nobody"), ==, 1);
  assert_holds (self->err, "bouregreg/fr/nobody");
  g_assert_cmpuint (self->server->max_active, ==, 1);
}

/* Nothing is sent but plain words, and nothing without being asked to. */
static void
test_search (Fixture       *self,
             gconstpointer  data)
{
  g_assert_cmpint (call (self, "search --portal nouvelle"), ==, 1);
  assert_holds (self->err, "newspapers");
  g_assert_cmpint (call (self, "add bouregreg/fr/phare"), ==, 0);
  portal_server_clear_log (self->server);
  g_assert_cmpint (call (self, "search gazette"), ==, 0);
  g_assert_cmpuint (self->server->log->len, ==, 0);
  g_assert_cmpint (call (self, "search --portal 'gazette -phare lang:fr'"), ==, 0);
  assert_holds (self->out, "Nouvelle 29 du journal gazette");
  assert_holds (self->out, "/fr/gazette/29");
  assert_holds (self->out, "more articles at the portal");
  g_assert_cmpuint (self->server->log->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (self->server->log, 0), ==, "/fr/search/gazette");
  g_assert_cmpint (call (self, "search --portal --json gazette"), ==, 0);
  assert_holds (self->out, "\"online\":true");
  assert_holds (self->out, "\"more\":true");
  g_assert_cmpint (call (self, "search --portal is:unread"), ==, 1);
  portal_server_set_fault (self->server, "/fr/search/gazette", PORTAL_FAULT_BROKEN);
  g_assert_cmpint (call (self, "search --portal gazette"), ==, 1);
  assert_holds (self->err, "fault of its own");
}

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  g_autofree char *path = NULL;

  self->folder = g_dir_make_tmp ("jarida-cli-XXXXXX", NULL);
  self->server = portal_server_new (30);
  path = g_build_filename (self->folder, "catalogue.json", NULL);
  portal_server_write_catalogue (self->server, path);
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  portal_server_free (self->server);
  remove_tree (self->folder);
  g_free (self->folder);
  g_free (self->out);
  g_free (self->err);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_assert_cmpint (argc, >, 1);
  program = argv[1];
  g_test_add ("/cli/newspapers/list", Fixture, NULL, set_up, test_newspapers, tear_down);
  g_test_add ("/cli/newspapers/search", Fixture, NULL, set_up, test_search, tear_down);
  g_test_add ("/cli/newspapers/add", Fixture, NULL, set_up, test_add, tear_down);
  return g_test_run ();
}
