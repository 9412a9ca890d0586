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
  gboolean cached_only;
  gboolean refused;      /* cached_only, because it is of a video */
  gboolean bytes_only;   /* as they came */
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
  if (bytes == NULL && input->refused && g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    g_task_return_new_error (task, JARIDA_PICTURE_ERROR, JARIDA_PICTURE_ERROR_VIDEO, "%s: of a video", input->address);
  else if (bytes == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else if (input->bytes_only)
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

static void
begin_load (GTask *task)   /* (transfer full) */
{
  g_autoptr(GTask) owned = task;
  JaridaReader *self = g_task_get_source_object (task);
  PictureInput *input = g_task_get_task_data (task);
  JaridaPixels *pixels = NULL;

  if (refuse_if_hidden (self, input->address, task))
    return;
  if (input->key != NULL && was_looked_at (self, input->address))
    pixels = jarida_pixel_cache_lookup (self->pixels, input->key);
  input->refused = !input->cached_only && _jarida_reader_refuses_video (self, input->address);
  if (pixels != NULL)
    g_task_return_pointer (task, jarida_pixels_ref (pixels), (GDestroyNotify) jarida_pixels_unref);
  else
    jarida_picture_cache_load_async (self->pictures, input->address,
                                     input->cached_only || input->refused ? JARIDA_PICTURE_CACHED_ONLY : 0,
                                     g_task_get_cancellable (task), bytes_loaded_cb, g_steal_pointer (&owned));
}

static void
list_ready_cb (GObject      *object,
               GAsyncResult *result,
               gpointer      user_data)
{
  GTask *task = user_data;
  GError *error = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error))
    {
      begin_load (task);
      return;
    }
  g_task_return_error (task, error);
  g_object_unref (task);
}

/* Takes @task and @input. In the first moments the block list is still being read from the disk: what is on it must not be asked for
 * in the meantime. */
static void
load_when_ready (JaridaReader *self,
                 GTask        *task,
                 PictureInput *input)
{
  g_task_set_task_data (task, input, free_picture_input);
  if (_jarida_list_updater_is_ready (self->reports->updater))
    begin_load (task);
  else
    _jarida_list_updater_load_async (self->reports->updater, FALSE, NULL, list_ready_cb, task);
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
  const gboolean small = max_width > 0 && max_width <= SMALL_EDGE && max_height > 0 && max_height <= SMALL_EDGE;
  PictureInput *input;
  GTask *task;

  g_return_if_fail (JARIDA_IS_READER (self));
  g_return_if_fail (address != NULL);

  input = g_new0 (PictureInput, 1);
  input->address = g_strdup (address);
  input->max_width = max_width;
  input->max_height = max_height;
  input->cached_only = cached_only;
  if (small)
    input->key = g_strdup_printf ("%dx%d %s", max_width, max_height, address);
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, jarida_reader_load_picture_async);
  load_when_ready (self, task, input);
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
  PictureInput *input;
  GTask *task;

  g_return_if_fail (JARIDA_IS_READER (self));
  g_return_if_fail (address != NULL);

  input = g_new0 (PictureInput, 1);
  input->address = g_strdup (address);
  input->bytes_only = TRUE;
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, jarida_reader_load_picture_bytes_async);
  load_when_ready (self, task, input);
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
