/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-reader-private.h"

#include "jarida-picture-look.h"
#include "jarida-pixel-cache.h"
#include "jarida-reports-private.h"

/* Only what a list shows is kept decoded: an article's pictures stand in the view as textures already. */
#define SMALL_EDGE 320

typedef struct
{
  char *address;      /* (owned) */
  char *key;          /* (owned) (nullable) in the pixel cache; NULL: not to be kept */
  int   max_width;
  int   max_height;
} PictureInput;

static void
free_picture_input (gpointer data)
{
  PictureInput *input = data;

  g_free (input->address);
  g_free (input->key);
  g_free (input);
}

static void
decoded_cb (GObject      *object,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  JaridaReader *self = g_task_get_source_object (task);
  const PictureInput *input = g_task_get_task_data (task);
  g_autoptr(GError) error = NULL;
  JaridaPixels *pixels;

  pixels = _jarida_picture_look_finish (JARIDA_READER (object), result, &error);
  if (pixels == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  if (input->key != NULL && self->pixels != NULL)
    jarida_pixel_cache_insert (self->pixels, input->key, pixels);
  g_task_return_pointer (task, pixels, (GDestroyNotify) jarida_pixels_unref);
}

/* A picture that fills an article is hashed at once, so that it can be reported in no time; the many small ones of a list only when
 * something is hidden that they may look like. */
static JaridaDecodeFlags
choose_flags (JaridaReader       *self,
              const PictureInput *input)
{
  return input->key == NULL || _jarida_reports_has_looks (self->reports) ? JARIDA_DECODE_HASH : JARIDA_DECODE_NONE;
}

static void
bytes_loaded_cb (GObject      *object,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  JaridaReader *self = g_task_get_source_object (task);
  const PictureInput *input = g_task_get_task_data (task);
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = NULL;

  bytes = jarida_picture_cache_load_finish (JARIDA_PICTURE_CACHE (object), result, &error);
  if (bytes == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else if (input == NULL)
    g_task_return_pointer (task, g_steal_pointer (&bytes), (GDestroyNotify) g_bytes_unref);
  else
    _jarida_picture_look_async (self, input->address, bytes, input->max_width, input->max_height,
                                choose_flags (self, input), g_task_get_cancellable (task), decoded_cb, g_object_ref (task));
}

/* A hidden picture is not asked for, not even on the disk. */
static gboolean
refuse_if_hidden (JaridaReader *self,
                  const char   *address,
                  GTask        *task)
{
  g_auto(JaridaPictureVerdict) verdict = { 0 };

  jarida_reader_judge_picture (self, address, &verdict);
  if (verdict.standing == JARIDA_PICTURE_SHOWN)
    return FALSE;
  g_task_return_new_error (task, JARIDA_PICTURE_ERROR, JARIDA_PICTURE_ERROR_HIDDEN, "%s: hidden", address);
  return TRUE;
}

/* Pixels that were made before anything was hidden by its looks have to be made again. */
static gboolean
was_looked_at (JaridaReader *self,
               const char   *address)
{
  const JaridaPictureFacts *facts = jarida_fact_table_lookup (self->reports->facts, address);

  return (facts != NULL && facts->looked) || !_jarida_reports_has_looks (self->reports);
}

void
jarida_reader_load_picture_async (JaridaReader        *self,
                                  const char          *address,
                                  int                  max_width,
                                  int                  max_height,
                                  gboolean             cached_only,
                                  GCancellable        *cancellable,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  const gboolean small = max_width > 0 && max_width <= SMALL_EDGE && max_height > 0 && max_height <= SMALL_EDGE;
  PictureInput *input;
  JaridaPixels *pixels = NULL;

  g_return_if_fail (JARIDA_IS_READER (self));
  g_return_if_fail (address != NULL);

  input = g_new0 (PictureInput, 1);
  input->address = g_strdup (address);
  input->max_width = max_width;
  input->max_height = max_height;
  if (small)
    {
      input->key = g_strdup_printf ("%dx%d %s", max_width, max_height, address);
      if (was_looked_at (self, address))
        pixels = jarida_pixel_cache_lookup (self->pixels, input->key);
    }
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, jarida_reader_load_picture_async);
  g_task_set_task_data (task, input, free_picture_input);
  if (refuse_if_hidden (self, address, task))
    return;
  if (pixels != NULL)
    {
      g_task_return_pointer (task, jarida_pixels_ref (pixels), (GDestroyNotify) jarida_pixels_unref);
      return;
    }
  jarida_picture_cache_load_async (self->pictures, address, cached_only ? JARIDA_PICTURE_CACHED_ONLY : 0,
                                   cancellable, bytes_loaded_cb, g_steal_pointer (&task));
}

JaridaPixels *
jarida_reader_load_picture_finish (JaridaReader  *self,
                                   GAsyncResult  *result,
                                   GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
jarida_reader_load_picture_bytes_async (JaridaReader        *self,
                                        const char          *address,
                                        GCancellable        *cancellable,
                                        GAsyncReadyCallback  callback,
                                        gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (JARIDA_IS_READER (self));
  g_return_if_fail (address != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, jarida_reader_load_picture_bytes_async);
  if (refuse_if_hidden (self, address, task))
    return;
  jarida_picture_cache_load_async (self->pictures, address, 0, cancellable, bytes_loaded_cb,
                                   g_steal_pointer (&task));
}

GBytes *
jarida_reader_load_picture_bytes_finish (JaridaReader  *self,
                                         GAsyncResult  *result,
                                         GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

void
jarida_reader_set_picture_limit (JaridaReader *self,
                                 guint64       bytes)
{
  g_return_if_fail (JARIDA_IS_READER (self));

  jarida_picture_cache_set_limit (self->pictures, bytes);
}

guint64
jarida_reader_get_picture_size (JaridaReader *self)
{
  g_return_val_if_fail (JARIDA_IS_READER (self), 0);

  return jarida_picture_cache_get_size (self->pictures);
}

void
jarida_reader_retry_picture (JaridaReader *self,
                             const char   *address)
{
  g_return_if_fail (JARIDA_IS_READER (self));
  g_return_if_fail (address != NULL);

  jarida_picture_cache_retry (self->pictures, address);
}
