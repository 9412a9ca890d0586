/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "jarida-reader-private.h"
#include "picture-samples.h"
#include "report-server.h"

/* Pictures of videos come from the video's host. Who switches them off asks it for none: what counts is the server's own log. */

typedef struct
{
  char          *folder;    /* (owned) */
  ReportServer  *server;    /* (owned) */
  JaridaReader  *reader;    /* (owned) */
  JaridaArticle *article;   /* (owned) (nullable) */
  guint          n_judged;
} Fixture;

static void
judged_cb (JaridaReader *reader,
           Fixture      *self)
{
  self->n_judged++;
}

static void
add_picture (Fixture    *self,
             const char *name)
{
  g_autoptr(GdkPixbuf) picture = sample_paint_waves (400, 250, FALSE);
  g_autoptr(GError) error = NULL;
  char *data;
  gsize size;

  gdk_pixbuf_save_to_buffer (picture, &data, &size, "png", &error, NULL);
  g_assert_no_error (error);
  g_hash_table_replace (self->server->files, g_strconcat ("pictures/", name, NULL), g_bytes_new_take (data, size));
}

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  self->folder = g_dir_make_tmp ("jarida-videos-XXXXXX", NULL);
  self->server = report_server_new (self->folder);
  add_picture (self, "film.png");
  add_picture (self, "still.png");
  add_picture (self, "port.png");
  self->reader = open_reader (self->folder, "");
  g_signal_connect (self->reader, "pictures-judged", G_CALLBACK (judged_cb), self);
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  g_clear_pointer (&self->article, jarida_article_unref);
  close_reader (self->reader);
  report_server_free (self->server);
  g_free (self->folder);
}

static char *
address_of (Fixture    *self,
            const char *name)
{
  return g_strconcat (self->server->base, "/pictures/", name, NULL);
}

static guint
count_named (Fixture    *self,
             const char *name)
{
  g_autofree char *line = g_strconcat ("GET /pictures/", name, NULL);

  return report_server_count (self->server, line);
}

/* NULL and no error: it came. */
static GError *
load (Fixture    *self,
      const char *address,
      int         edge)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(JaridaPixels) pixels = NULL;
  GError *error = NULL;

  jarida_reader_load_picture_async (self->reader, address, edge, edge, FALSE, NULL, keep_result_cb, &result);
  WAIT_UNTIL (result != NULL);
  pixels = jarida_reader_load_picture_finish (self->reader, result, &error);
  g_assert_true ((pixels == NULL) == (error != NULL));
  return error;
}

/* As it stands in an article, in a list, and to be saved. */
static void
assert_refused (Fixture    *self,
                const char *address)
{
  const int edges[] = { 1200, 240 };
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (edges); i++)
    {
      g_autoptr(GError) refused = load (self, address, edges[i]);
      g_autofree char *text = NULL;

      g_assert_error (refused, JARIDA_PICTURE_ERROR, JARIDA_PICTURE_ERROR_VIDEO);
      text = jarida_picture_error_text (refused);
      g_assert_cmpstr (text, ==, "Pictures of videos are switched off.");
    }
  jarida_reader_load_picture_bytes_async (self->reader, address, NULL, keep_result_cb, &result);
  WAIT_UNTIL (result != NULL);
  g_assert_null (jarida_reader_load_picture_bytes_finish (self->reader, result, &error));
  g_assert_error (error, JARIDA_PICTURE_ERROR, JARIDA_PICTURE_ERROR_VIDEO);
}

static void
assert_comes (Fixture    *self,
              const char *address,
              int         edge)
{
  g_autoptr(GError) error = load (self, address, edge);

  g_assert_no_error (error);
}

static void
test_list (Fixture       *self,
           gconstpointer  data)
{
  g_autofree char *film = address_of (self, "film.png");
  g_autofree char *port = address_of (self, "port.png");

  g_object_set (self->reader, "video-pictures", FALSE, NULL);
  jarida_reader_note_video_picture (self->reader, film);
  assert_refused (self, film);
  g_assert_cmpuint (count_named (self, "film.png"), ==, 0);
  /* Others are shown as before. */
  assert_comes (self, port, 240);
  g_assert_cmpuint (count_named (self, "port.png"), ==, 1);

  /* Who shows pictures is told that they may be asked for again. */
  self->n_judged = 0;
  g_object_set (self->reader, "video-pictures", TRUE, NULL);
  g_assert_cmpuint (self->n_judged, ==, 1);
  assert_comes (self, film, 240);
  g_assert_cmpuint (count_named (self, "film.png"), ==, 1);

  /* It is kept now, and showing it asks nobody. */
  g_object_set (self->reader, "video-pictures", FALSE, NULL);
  assert_comes (self, film, 240);
  assert_comes (self, film, 1200);
  g_assert_cmpuint (count_named (self, "film.png"), ==, 1);
}

static gint64
put_video (Fixture *self)
{
  g_autofree char *film = address_of (self, "film.png");
  g_autofree char *still = address_of (self, "still.png");
  g_autoptr(JaridaSource) source = jarida_source_new ();
  g_autoptr(GPtrArray) articles = g_ptr_array_new_with_free_func ((GDestroyNotify) jarida_article_unref);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GAsyncResult) put = NULL;
  g_autoptr(JaridaHeadlineList) list = NULL;
  JaridaArticle *article = jarida_article_new ();
  g_autoptr(GError) error = NULL;
  guint n_new;

  jarida_source_set_feed_url (source, "https://www.example/feed");
  jarida_source_set_title (source, "Example");
  jarida_store_add_source_async (self->reader->store, source, NULL, keep_result_cb, &result);
  WAIT_UNTIL (result != NULL);
  g_assert_true (jarida_store_add_source_finish (self->reader->store, result, &error));
  article->guid = g_strdup ("1");
  article->title = g_strdup ("Le port");
  article->section = g_strdup ("Vidéos");
  article->published = 1796040000;
  article->image = g_steal_pointer (&film);
  article->content = g_strdup_printf ("<p>Le port au matin.</p><p><img src='%s' width=400 height=250></p><p>Et le soir.</p>", still);
  g_ptr_array_add (articles, article);
  jarida_store_put_articles_async (self->reader->store, jarida_source_get_id (source), articles, NULL, NULL, keep_result_cb, &put);
  WAIT_UNTIL (put != NULL);
  g_assert_true (jarida_store_put_articles_finish (self->reader->store, put, &n_new, NULL, &error));
  g_assert_cmpuint (n_new, ==, 1);
  list = jarida_reader_list_headlines (self->reader, &(JaridaPlace) { JARIDA_PLACE_ALL, 0 });
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (list)), ==, 1);
  return jarida_headline_list_get_id (list, 0);
}

/* Opened: its picture, and those in its text. */
static void
test_article (Fixture       *self,
              gconstpointer  data)
{
  g_autofree char *film = address_of (self, "film.png");
  g_autofree char *still = address_of (self, "still.png");
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GAsyncResult) built = NULL;
  g_autoptr(JaridaDocument) document = NULL;
  g_autoptr(GError) error = NULL;

  g_object_set (self->reader, "video-pictures", FALSE, NULL);
  jarida_reader_load_article_async (self->reader, put_video (self), NULL, keep_result_cb, &result);
  WAIT_UNTIL (result != NULL);
  self->article = jarida_reader_load_article_finish (self->reader, result, &error);
  g_assert_no_error (error);
  jarida_reader_build_document_async (self->reader, self->article, NULL, FALSE, NULL, keep_result_cb, &built);
  WAIT_UNTIL (built != NULL);
  document = jarida_reader_build_document_finish (self->reader, built, &error);
  g_assert_no_error (error);
  assert_refused (self, film);
  assert_refused (self, still);
  g_assert_cmpuint (report_server_count (self->server, "GET /pictures/"), ==, 0);
}

/* A film in the text of any article: its picture is at a host that has little else. */
static void
test_hosts (Fixture       *self,
            gconstpointer  data)
{
  static const char *const addresses[] = {
    "https://img.youtube.com/vi/abc/hqdefault.jpg", "https://IMG.YouTube.com:443/vi/abc/0.jpg", "http://i.ytimg.com/vi/abc/0.jpg",
    "https://www.dailymotion.com/thumbnail/video/x1", "https://s2.dmcdn.net/v/x1/x240", "https://i.vimeocdn.com/video/1_640.jpg",
  };

  g_object_set (self->reader, "video-pictures", FALSE, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (addresses); i++)
    assert_refused (self, addresses[i]);
  g_assert_false (_jarida_reader_refuses_video (self->reader, "https://www.notyoutube.com/a.jpg"));
  g_assert_false (_jarida_reader_refuses_video (self->reader, "https://img.youtube.com.example/a.jpg"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add ("/reader/video-pictures/list", Fixture, NULL, set_up, test_list, tear_down);
  g_test_add ("/reader/video-pictures/article", Fixture, NULL, set_up, test_article, tear_down);
  g_test_add ("/reader/video-pictures/hosts", Fixture, NULL, set_up, test_hosts, tear_down);
  return g_test_run ();
}
