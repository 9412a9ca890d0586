/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "file-pictures.h"
#include "jarida-reader.h"

typedef struct
{
  int               max_width;
  int               max_height;
  JaridaPictureSize natural;
} Wanted;

static void
load_cb (GTask        *task,
         gpointer      source,
         gpointer      data,
         GCancellable *cancellable)
{
  Wanted *wanted = data;
  const char *path = g_object_get_data (G_OBJECT (task), "path");
  g_autoptr(GError) error = NULL;
  g_autoptr(GdkPixbuf) full = gdk_pixbuf_new_from_file (path, &error);
  g_autoptr(GdkPixbuf) scaled = NULL;
  double scale;

  if (full == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  wanted->natural = (JaridaPictureSize) { gdk_pixbuf_get_width (full), gdk_pixbuf_get_height (full) };
  scale = MIN (1, MIN (wanted->max_width / (double) wanted->natural.width,
                       wanted->max_height / (double) wanted->natural.height));
  scaled = gdk_pixbuf_scale_simple (full, MAX ((int) (wanted->natural.width * scale + 0.5), 1),
                                    MAX ((int) (wanted->natural.height * scale + 0.5), 1), GDK_INTERP_BILINEAR);
  g_task_return_pointer (task, gdk_texture_new_for_pixbuf (scaled), g_object_unref);
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
  g_autoptr(GTask) task = g_task_new (object, cancellable, callback, user_data);
  g_autofree char *name = g_path_get_basename (address);
  Wanted *wanted = g_new0 (Wanted, 1);

  wanted->max_width = max_width;
  wanted->max_height = max_height;
  g_task_set_task_data (task, wanted, g_free);
  g_object_set_data_full (G_OBJECT (task), "path",
                          g_build_filename (g_object_get_data (object, "folder"), name, NULL), g_free);
  g_task_run_in_thread (task, load_cb);
}

static GdkTexture *
load_finish (GObject            *object,
             GAsyncResult       *result,
             JaridaPictureSize  *out_natural,
             GError            **error)
{
  GdkTexture *texture = g_task_propagate_pointer (G_TASK (result), error);

  if (texture != NULL)
    *out_natural = ((Wanted *) g_task_get_task_data (G_TASK (result)))->natural;
  return texture;
}

static void
load_bytes_async (GObject             *object,
                  const char          *address,
                  GCancellable        *cancellable,
                  GAsyncReadyCallback  callback,
                  gpointer             user_data)
{
  g_autofree char *name = g_path_get_basename (address);
  g_autofree char *path = g_build_filename (g_object_get_data (object, "folder"), name, NULL);
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autoptr(GTask) task = g_task_new (object, cancellable, callback, user_data);
  g_autoptr(GError) error = NULL;
  GBytes *bytes = g_file_load_bytes (file, cancellable, NULL, &error);

  if (bytes != NULL)
    g_task_return_pointer (task, bytes, (GDestroyNotify) g_bytes_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

static GBytes *
load_bytes_finish (GObject       *object,
                   GAsyncResult  *result,
                   GError       **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static char *
explain (GObject      *object,
         const GError *error,
         gboolean      cached_only)
{
  return jarida_picture_error_text (error);
}

JaridaPictureSource
file_pictures_new (const char *folder)
{
  GObject *object = g_object_new (G_TYPE_OBJECT, NULL);

  g_object_set_data_full (object, "folder", g_strdup (folder), g_free);
  return (JaridaPictureSource) { object, load_async, load_finish, load_bytes_async, load_bytes_finish, explain };
}
