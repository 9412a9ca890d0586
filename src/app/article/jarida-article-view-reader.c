/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "jarida-article-view-private.h"
#include "jarida-report-text.h"

/* The only file of the view that calls the reader. */

/* Rows as the renderer blends them, converted once instead of at every frame. */
static GdkTexture *
make_texture (const JaridaPixels *pixels)
{
  const guint8 *source = g_bytes_get_data (pixels->data, NULL);
  int step = pixels->has_alpha ? 4 : 3;
  gsize stride = (gsize) pixels->width * 4;
  guint8 *out = g_malloc (stride * pixels->height);
  g_autoptr(GBytes) bytes = NULL;

  for (int y = 0; y < pixels->height; y++)
    {
      const guint8 *in = source + (gsize) y * pixels->stride;
      guint32 *row = (guint32 *) (out + y * stride);

      for (int x = 0; x < pixels->width; x++, in += step)
        {
          guint32 alpha = step == 4 ? in[3] : 255;

          row[x] = alpha << 24 | (in[0] * alpha + 127) / 255 << 16 | (in[1] * alpha + 127) / 255 << 8 |
                   (in[2] * alpha + 127) / 255;
        }
    }
  bytes = g_bytes_new_take (out, stride * pixels->height);
  return gdk_memory_texture_new (pixels->width, pixels->height, GDK_MEMORY_DEFAULT, bytes, stride);
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
  jarida_reader_load_picture_async (JARIDA_READER (object), address, max_width, max_height, cached_only, cancellable,
                                    callback, user_data);
}

static GdkTexture *
load_finish (GObject            *object,
             GAsyncResult       *result,
             JaridaPictureSize  *out_natural,
             GError            **error)
{
  g_autoptr(JaridaPixels) pixels = jarida_reader_load_picture_finish (JARIDA_READER (object), result, error);

  if (pixels == NULL)
    return NULL;
  *out_natural = (JaridaPictureSize) { pixels->full_width, pixels->full_height };
  return make_texture (pixels);
}

static void
load_bytes_async (GObject             *object,
                  const char          *address,
                  GCancellable        *cancellable,
                  GAsyncReadyCallback  callback,
                  gpointer             user_data)
{
  jarida_reader_load_picture_bytes_async (JARIDA_READER (object), address, cancellable, callback, user_data);
}

static GBytes *
load_bytes_finish (GObject       *object,
                   GAsyncResult  *result,
                   GError       **error)
{
  return jarida_reader_load_picture_bytes_finish (JARIDA_READER (object), result, error);
}

static char *
explain (GObject      *object,
         const GError *error,
         gboolean      cached_only)
{
  /* A network that comes back does not bring these. */
  if (error->domain == JARIDA_PICTURE_ERROR)
    return jarida_picture_error_text (error);
  if (cached_only && g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    return g_strdup (_("This picture is not kept on this computer, and pictures are turned off."));
  if (!jarida_reader_get_online (JARIDA_READER (object)))
    return g_strdup (_("This picture is not kept on this computer. It will be loaded when there is a network."));
  return jarida_picture_error_text (error);
}

static char *
judge (GObject    *object,
       const char *address)
{
  g_auto(JaridaPictureVerdict) verdict = { 0 };

  jarida_reader_judge_picture (JARIDA_READER (object), address, &verdict);
  return jarida_picture_verdict_text (&verdict);
}

static void
retry (GObject    *object,
       const char *address)
{
  jarida_reader_retry_picture (JARIDA_READER (object), address);
}

static void
video_pictures_cb (JaridaReader      *reader,
                   GParamSpec        *pspec,
                   JaridaArticleView *self)
{
  jarida_article_pictures_forget_missing (self->pictures);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

/* As was promised where the pictures should be. */
static void
online_cb (JaridaReader      *reader,
           GParamSpec        *pspec,
           JaridaArticleView *self)
{
  if (!jarida_reader_get_online (reader))
    return;
  jarida_article_pictures_forget_missing (self->pictures);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

void
jarida_article_view_set_reader (JaridaArticleView *self,
                                JaridaReader      *reader)
{
  JaridaPictureSource source = { (GObject *) reader, load_async, load_finish, load_bytes_async, load_bytes_finish,
                                 explain, judge, retry };

  g_return_if_fail (JARIDA_IS_ARTICLE_VIEW (self));

  _jarida_article_view_set_picture_source (self, reader != NULL ? &source : NULL);
  if (reader != NULL)
    {
      g_signal_connect_object (reader, "notify::online", G_CALLBACK (online_cb), self, 0);
      g_signal_connect_object (reader, "notify::video-pictures", G_CALLBACK (video_pictures_cb), self, 0);
      g_signal_connect_object (reader, "pictures-judged", G_CALLBACK (_jarida_article_view_judge_again), self,
                               G_CONNECT_SWAPPED);
    }
}
