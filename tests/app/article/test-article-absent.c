/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <libsoup/soup.h>

#include "jarida-reader.h"
#include "stage.h"
#include "steered-network.h"

/* What stands in the place of a picture that is not kept, and that it comes by itself as was promised there: a real reader, a real
 * server, a network that goes and comes back. */

#define WHEN_ONLINE "This picture is not kept on this computer. It will be loaded when there is a network."
#define TURNED_OFF "This picture is not kept on this computer, and pictures are turned off."
#define NO_SERVER "The picture’s server could not be reached."
#define GONE "The newspaper’s server no longer has this picture."

/* One grey pixel. */
static const char png[] =
  "\x89\x50\x4e\x47\x0d\x0a\x1a\x0a\x00\x00\x00\x0d\x49\x48\x44\x52\x00\x00\x00\x01\x00\x00\x00\x01"
  "\x08\x00\x00\x00\x00\x3a\x7e\x9b\x55\x00\x00\x00\x0a\x49\x44\x41\x54\x78\x9c\x63\x68\x00\x00\x00"
  "\x82\x00\x81\x77\xcd\x72\xb6\x00\x00\x00\x00\x49\x45\x4e\x44\xae\x42\x60\x82";

typedef struct
{
  SoupServer   *server;     /* (owned) */
  JaridaReader *reader;     /* (owned) */
  Stage         stage;
  char         *folder;     /* (owned) */
  char         *address;    /* (owned) */
  guint         n_asked;
  gboolean      up;
  gboolean      gone;
} Absent;

static void
answer_cb (SoupServer        *server,
           SoupServerMessage *message,
           const char        *path,
           GHashTable        *query,
           gpointer           user_data)
{
  Absent *absent = user_data;

  absent->n_asked++;
  if (!absent->up)
    {
      g_autoptr(GIOStream) stream = soup_server_message_steal_connection (message);

      g_io_stream_close (stream, NULL, NULL);
      return;
    }
  soup_server_message_set_status (message, absent->gone ? 404 : 200, NULL);
  if (!absent->gone)
    soup_server_message_set_response (message, "image/png", SOUP_MEMORY_STATIC, png, sizeof png - 1);
}

static void
open_absent (Absent   *self,
             gboolean  online,
             gboolean  load_pictures)
{
  g_autofree char *shelf = NULL, *cache = NULL, *html = NULL;
  g_autoslist(GUri) uris = NULL;
  g_autoptr(GError) error = NULL;

  steered_network_set (online);
  self->server = soup_server_new (NULL, NULL);
  soup_server_add_handler (self->server, "/", answer_cb, self, NULL);
  g_assert_true (soup_server_listen_local (self->server, 0, SOUP_SERVER_LISTEN_IPV4_ONLY, &error));
  uris = soup_server_get_uris (self->server);
  self->address = g_strdup_printf ("http://127.0.0.1:%d/rue.png", g_uri_get_port (uris->data));
  self->folder = g_dir_make_tmp ("jarida-absent-XXXXXX", NULL);
  shelf = g_build_filename (self->folder, "shelf", NULL);
  cache = g_build_filename (self->folder, "cache", NULL);
  self->reader = jarida_reader_open (shelf, cache, &error);
  g_assert_no_error (error);
  g_assert_true (jarida_reader_get_online (self->reader) == online);

  html = g_strdup_printf ("<figure><img src='%s' alt='Une rue'></figure><p>Texte</p>", self->address);
  stage_open (&self->stage, html, FALSE);
  g_object_set (self->stage.view, "load-pictures", load_pictures, NULL);
  jarida_article_view_set_reader (self->stage.view, self->reader);
}

static void
remove_cb (const char *path)
{
  g_autoptr(GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_cb (child);
    }
  remove (path);
}

static void
close_absent (Absent *self)
{
  stage_close (&self->stage);
  jarida_reader_close (self->reader);
  g_object_unref (self->reader);
  g_object_unref (self->server);
  remove_cb (self->folder);
  g_free (self->folder);
  g_free (self->address);
}

static void
expect (Absent     *self,
        const char *sentence)
{
  g_autofree char *words = g_strconcat (sentence, " Press Enter to try again.", NULL);
  GtkWidget *proxy;

  WAIT_UNTIL (jarida_article_pictures_get_state (self->stage.view->pictures, self->address) == JARIDA_PICTURE_MISSING);
  g_assert_cmpstr (jarida_article_pictures_get_trouble (self->stage.view->pictures, self->address), ==, sentence);
  WAIT_UNTIL ((proxy = stage_find_proxy (&self->stage, GTK_ACCESSIBLE_ROLE_IMG, 0)) != NULL);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (proxy), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, words);
}

static void
expect_picture (Absent *self)
{
  WAIT_UNTIL (jarida_article_pictures_get_state (self->stage.view->pictures, self->address) == JARIDA_PICTURE_READY);
  g_assert_null (jarida_article_pictures_get_trouble (self->stage.view->pictures, self->address));
}

static void
click (Absent *self)
{
  const JaridaArticleStop stop = { .link = -1, .kind = JARIDA_STOP_PICTURE };

  _jarida_article_view_activate_stop (self->stage.view, &stop);
}

static void
test_offline (void)
{
  Absent absent = { NULL };

  open_absent (&absent, FALSE, TRUE);
  expect (&absent, WHEN_ONLINE);
  g_assert_cmpuint (absent.n_asked, ==, 1);
  absent.up = TRUE;
  steered_network_set (TRUE);
  expect_picture (&absent);
  g_assert_cmpuint (absent.n_asked, ==, 2);
  close_absent (&absent);
}

/* Nothing is promised that a network will not bring. */
static void
test_turned_off (void)
{
  Absent absent = { NULL };

  open_absent (&absent, FALSE, FALSE);
  expect (&absent, TURNED_OFF);
  steered_network_set (TRUE);
  expect (&absent, TURNED_OFF);
  g_assert_cmpuint (absent.n_asked, ==, 0);
  absent.up = TRUE;
  click (&absent);
  expect_picture (&absent);
  close_absent (&absent);
}

/* "Try again" tries, and does not repeat what was said a moment ago. */
static void
test_again (void)
{
  Absent absent = { NULL };

  open_absent (&absent, TRUE, TRUE);
  expect (&absent, NO_SERVER);
  absent.up = absent.gone = TRUE;
  click (&absent);
  WAIT_UNTIL (absent.n_asked == 2);
  expect (&absent, GONE);
  absent.gone = FALSE;
  click (&absent);
  expect_picture (&absent);
  g_assert_cmpuint (absent.n_asked, ==, 3);
  close_absent (&absent);
}

int
main (int   argc,
      char *argv[])
{
  steered_network_install ();
  stage_init (&argc, &argv);
  g_test_add_func ("/article/absent/offline", test_offline);
  g_test_add_func ("/article/absent/turned-off", test_turned_off);
  g_test_add_func ("/article/absent/again", test_again);
  return g_test_run ();
}
