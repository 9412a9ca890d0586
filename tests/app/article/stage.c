/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "stage.h"

int stage_n_asked, stage_n_cancelled;

static void
make_picture_cb (gpointer user_data)
{
  g_autoptr(GTask) task = user_data;
  const char *address = g_task_get_task_data (task);

  if (g_task_return_error_if_cancelled (task))
    stage_n_cancelled++;
  else if (strstr (address, "missing") != NULL)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "There is no such picture.");
  else
    {
      guint32 *pixels = g_new (guint32, 300 * 200);
      g_autoptr(GBytes) bytes = NULL;

      for (int i = 0; i < 300 * 200; i++)
        pixels[i] = 0xFF204060;
      bytes = g_bytes_new_take (pixels, 300 * 200 * sizeof (guint32));
      g_task_return_pointer (task, gdk_memory_texture_new (300, 200, GDK_MEMORY_DEFAULT, bytes, 1200), g_object_unref);
    }
}

static gboolean
make_picture_source_cb (gpointer user_data)
{
  make_picture_cb (user_data);
  return G_SOURCE_REMOVE;
}

static void
load_async (GObject             *object,
            const char          *address,
            int                  max_width,
            int                  max_height,
            gboolean             cached_only,
            GCancellable        *cancellable,
            GAsyncReadyCallback  callback,
            gpointer             user_data)
{
  GTask *task = g_task_new (object, cancellable, callback, user_data);

  stage_n_asked++;
  g_task_set_task_data (task, g_strdup (address), g_free);
  g_timeout_add (20, make_picture_source_cb, task);
}

static GdkTexture *
load_finish (GObject            *object,
             GAsyncResult       *result,
             JaridaPictureSize  *out_natural,
             GError            **error)
{
  *out_natural = (JaridaPictureSize) { 900, 600 };
  return g_task_propagate_pointer (G_TASK (result), error);
}

static char *
explain (GObject      *object,
         const GError *error,
         gboolean      cached_only)
{
  return g_strdup (error->message);
}

static char *
judge (GObject    *object,
       const char *address)
{
  return g_strdup (g_hash_table_lookup (g_object_get_data (object, "hidden"), address));
}

static void
hear_link_cb (JaridaArticleView *view,
              const char        *address,
              GString           *heard)
{
  g_string_append_printf (heard, "link %s\n", address);
}

static void
hear_picture_cb (JaridaArticleView *view,
                 const char        *address,
                 const char        *alt,
                 GString           *heard)
{
  g_string_append_printf (heard, "picture %s %s\n", address, alt != NULL ? alt : "-");
}

static void
hear_report_cb (JaridaArticleView *view,
                const char        *address,
                const char        *caption,
                GString           *heard)
{
  g_string_append_printf (heard, "report %s %s\n", address, caption != NULL ? caption : "-");
}

static void
hear_reveal_cb (JaridaArticleView *view,
                const char        *address,
                GString           *heard)
{
  g_string_append_printf (heard, "reveal %s\n", address);
}

static void
hear_why_cb (JaridaArticleView *view,
             const char        *address,
             GString           *heard)
{
  g_string_append_printf (heard, "why %s\n", address);
}

void
stage_init (int    *argc,
            char ***argv)
{
  g_test_init (argc, argv, NULL);
  gtk_init ();
  adw_init ();
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, "gtk-font-name", "Cantarell 11", NULL);
}

void
stage_open (Stage      *stage,
            const char *html,
            gboolean    with_pictures)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  stage->heard = g_string_new (NULL);
  stage->hidden = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  stage->document = jarida_document_new (html, -1, "http://sample.example/", "fr", JARIDA_DIRECTION_AUTO, NULL);
  stage->view = JARIDA_ARTICLE_VIEW (jarida_article_view_new ());
  g_signal_connect (stage->view, "link-activated", G_CALLBACK (hear_link_cb), stage->heard);
  g_signal_connect (stage->view, "picture-activated", G_CALLBACK (hear_picture_cb), stage->heard);
  g_signal_connect (stage->view, "report-activated", G_CALLBACK (hear_report_cb), stage->heard);
  g_signal_connect (stage->view, "reveal-activated", G_CALLBACK (hear_reveal_cb), stage->heard);
  g_signal_connect (stage->view, "why-activated", G_CALLBACK (hear_why_cb), stage->heard);
  if (with_pictures)
    {
      g_autoptr(GObject) object = g_object_new (G_TYPE_OBJECT, NULL);
      JaridaPictureSource source = { object, load_async, load_finish, NULL, NULL, explain, judge };

      g_object_set_data_full (object, "hidden", g_hash_table_ref (stage->hidden), (GDestroyNotify) g_hash_table_unref);
      stage_n_asked = stage_n_cancelled = 0;
      _jarida_article_view_set_picture_source (stage->view, &source);
    }
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (stage->view));
  stage->window = gtk_window_new ();
  gtk_window_set_decorated (GTK_WINDOW (stage->window), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (stage->window), 800, 600);
  gtk_window_set_child (GTK_WINDOW (stage->window), scrolled);
  jarida_article_view_set_document (stage->view, stage->document);
  gtk_window_present (GTK_WINDOW (stage->window));
  WAIT_UNTIL (stage->view->heights != NULL && stage->view->proxies_id == 0 &&
              (stage->document->blocks->len == 0 || g_hash_table_size (stage->view->proxies) > 0));
}

void
stage_close (Stage *stage)
{
  JaridaArticleView *view = g_object_ref (stage->view);

  gtk_window_destroy (GTK_WINDOW (stage->window));
  WAIT_UNTIL (G_OBJECT (view)->ref_count == 1);
  g_assert_finalize_object (view);
  jarida_document_unref (stage->document);
  g_string_free (stage->heard, TRUE);
  g_hash_table_unref (stage->hidden);
}

char *
stage_make_long_html (int n_paragraphs)
{
  GString *html = g_string_new (NULL);

  for (int i = 0; i < n_paragraphs; i++)
    {
      g_string_append_printf (html, "<p>%d. " WORDS "%s</p>", i, i % 3 == 0 ? WORDS WORDS : "");
      if (i % 10 == 9)
        g_string_append_printf (html, "<h2>Titre %d</h2><p><a href='/%d'>lien %d</a></p>", i, i, i);
      if (i % 25 == 24)
        g_string_append_printf (html, "<figure><img src='/p%d.jpg' alt='image %d'></figure>", i, i);
    }
  return g_string_free (html, FALSE);
}

GtkAdjustment *
stage_get_vertical (Stage *stage)
{
  return stage->view->adjustments[GTK_ORIENTATION_VERTICAL];
}

void
stage_wait_for_frame (Stage *stage)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (stage->view));
  gint64 before = gdk_frame_clock_get_frame_counter (clock);

  gtk_widget_queue_draw (GTK_WIDGET (stage->view));
  WAIT_UNTIL (gdk_frame_clock_get_frame_counter (clock) > before + 1 || (gtk_widget_queue_draw (GTK_WIDGET (stage->view)), FALSE));
}

GBytes *
stage_take_picture (Stage *stage)
{
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  g_autoptr(GskRenderNode) node = NULL;
  g_autoptr(GdkTexture) texture = NULL;
  int width = gtk_widget_get_width (GTK_WIDGET (stage->view)), height = gtk_widget_get_height (GTK_WIDGET (stage->view));
  guchar *data = g_malloc ((gsize) width * height * 4);

  GTK_WIDGET_GET_CLASS (stage->view)->snapshot (GTK_WIDGET (stage->view), snapshot);
  node = gtk_snapshot_free_to_node (snapshot);
  texture = gsk_renderer_render_texture (gtk_native_get_renderer (GTK_NATIVE (stage->window)), node,
                                         &GRAPHENE_RECT_INIT (0, 0, width, height));
  gdk_texture_download (texture, data, (gsize) width * 4);
  return g_bytes_new_take (data, (gsize) width * height * 4);
}

GtkWidget *
stage_find_proxy (Stage             *stage,
                  GtkAccessibleRole  role,
                  int                nth)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (stage->view)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (gtk_accessible_get_accessible_role (GTK_ACCESSIBLE (child)) == role && nth-- == 0)
      return child;
  return NULL;
}

void
stage_assert_name (GtkWidget  *widget,
                   const char *name)
{
  g_assert_nonnull (widget);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name);
}
