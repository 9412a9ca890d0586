/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "jarida-image.h"

#include "jarida-image-process.h"

/* The queue in front of the helpers. One is kept alive; a second helps when more than a few wait; all go when nobody has
 * asked for a while. A helper that dies under a picture is replaced and the picture tried once more: it may
 * have been the system that killed it, but a picture that kills twice is to blame.
 *
 * Where gdk-pixbuf is itself a front for glycin (the GNOME runtime of the Flatpak), the helper's sandbox forbids what glycin needs,
 * and glycin has a sandbox of its own. A variant for it takes the place of #JaridaImageProcess, whose interface
 * it can fill: ask for a frame, within bounds, with a time limit. The header check, the queue and the values stay. */

#define MAX_PROCESSES     2
#define HELP_WANTED       2   /* waiting, before a second process is worth its start */
#define TIMEOUT           10000
#define IDLE              30000

struct _JaridaImageDecoder
{
  GObject    parent_instance;

  GQueue     waiting;     /* of GTask (owned) */
  GPtrArray *processes;   /* (owned) of JaridaImageProcess */
  guint      timeout;     /* milliseconds for one picture */
  guint      idle;        /* milliseconds until the helpers go */
  guint      idle_id;     /* source id, 0 none */
};

G_DEFINE_FINAL_TYPE (JaridaImageDecoder, jarida_image_decoder, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_TIMEOUT,
  PROP_IDLE,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

typedef struct
{
  GBytes            *bytes;       /* (owned) */
  JaridaImageFormat  format;
  int                max_width;
  int                max_height;
  JaridaDecodeFlags  flags;
  gboolean           retried;
  GSource           *cancelled;   /* (owned) (nullable) while it waits */
} Decode;

static void pump (JaridaImageDecoder *self);

static void
stop_watching (Decode *decode)
{
  if (decode->cancelled != NULL)
    g_source_destroy (decode->cancelled);
  g_clear_pointer (&decode->cancelled, g_source_unref);
}

static void
decode_free (gpointer data)
{
  Decode *decode = data;

  g_bytes_unref (decode->bytes);
  g_free (decode);
}

static gboolean
idle_cb (gpointer user_data)
{
  JaridaImageDecoder *self = user_data;

  self->idle_id = 0;
  g_ptr_array_set_size (self->processes, 0);
  return G_SOURCE_REMOVE;
}

static gboolean
is_busy (JaridaImageDecoder *self)
{
  for (guint i = 0; i < self->processes->len; i++)
    if (!jarida_image_process_is_free (g_ptr_array_index (self->processes, i)))
      return TRUE;

  return FALSE;
}

static void
ask_cb (GObject      *source,
        GAsyncResult *result,
        gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  JaridaImageDecoder *self = g_task_get_source_object (task);
  JaridaImageProcess *process = JARIDA_IMAGE_PROCESS (source);
  Decode *decode = g_task_get_task_data (task);
  g_autoptr(GError) error = NULL;
  JaridaPixels *pixels = jarida_image_process_ask_finish (process, result, &error);

  if (jarida_image_process_is_dead (process))
    g_ptr_array_remove_fast (self->processes, process);

  if (pixels != NULL)
    g_task_return_pointer (task, pixels, (GDestroyNotify) jarida_pixels_unref);
  else if (g_error_matches (error, JARIDA_IMAGE_ERROR, JARIDA_IMAGE_ERROR_HELPER) && !decode->retried)
    {
      decode->retried = TRUE;
      g_queue_push_head (&self->waiting, g_object_ref (task));
    }
  else
    g_task_return_error (task, g_steal_pointer (&error));

  pump (self);
}

/* A process to ask now, or NULL: all are busy, or (with @error set) none can be had. */
static JaridaImageProcess *
find_process (JaridaImageDecoder  *self,
              GError             **error)
{
  JaridaImageProcess *process;

  for (guint i = 0; i < self->processes->len; i++)
    if (jarida_image_process_is_free (g_ptr_array_index (self->processes, i)))
      return g_ptr_array_index (self->processes, i);

  if (self->processes->len >= MAX_PROCESSES
      || (self->processes->len > 0 && g_queue_get_length (&self->waiting) < HELP_WANTED))
    return NULL;

  process = jarida_image_process_new (error);
  if (process != NULL)
    g_ptr_array_add (self->processes, process);
  return process;
}

/* Gives work to whoever is free. */
static void
pump (JaridaImageDecoder *self)
{
  g_clear_handle_id (&self->idle_id, g_source_remove);

  while (!g_queue_is_empty (&self->waiting))
    {
      g_autoptr(GError) error = NULL;
      JaridaImageProcess *process = find_process (self, &error);
      g_autoptr(GTask) task = NULL;
      Decode *decode;

      if (process == NULL && error == NULL)
        return;

      task = g_queue_pop_head (&self->waiting);
      decode = g_task_get_task_data (task);
      stop_watching (decode);
      if (process == NULL)
        g_task_return_error (task, g_steal_pointer (&error));
      else
        jarida_image_process_ask_async (process, decode->format, decode->bytes, decode->max_width, decode->max_height,
                                        decode->flags, self->timeout, ask_cb, g_object_ref (task));
    }

  if (self->processes->len > 0 && !is_busy (self))
    self->idle_id = g_timeout_add (self->idle, idle_cb, self);
}

/* One that is with a helper already ends as cancelled when the helper is done, which is soon. */
static gboolean
cancelled_cb (GCancellable *cancellable,
              gpointer      user_data)
{
  g_autoptr(GTask) task = g_object_ref (user_data);
  JaridaImageDecoder *self = g_task_get_source_object (task);

  stop_watching (g_task_get_task_data (task));
  if (g_queue_remove (&self->waiting, task))
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "Cancelled");
      g_object_unref (task);
    }
  return G_SOURCE_REMOVE;
}

static void
jarida_image_decoder_finalize (GObject *object)
{
  JaridaImageDecoder *self = JARIDA_IMAGE_DECODER (object);

  /* Each waiting task holds us. */
  g_assert (g_queue_is_empty (&self->waiting));
  g_clear_handle_id (&self->idle_id, g_source_remove);
  g_ptr_array_unref (self->processes);

  G_OBJECT_CLASS (jarida_image_decoder_parent_class)->finalize (object);
}

static void
jarida_image_decoder_get_property (GObject    *object,
                                   guint       prop_id,
                                   GValue     *value,
                                   GParamSpec *pspec)
{
  JaridaImageDecoder *self = JARIDA_IMAGE_DECODER (object);

  if (prop_id == PROP_TIMEOUT)
    g_value_set_uint (value, self->timeout);
  else if (prop_id == PROP_IDLE)
    g_value_set_uint (value, self->idle);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
jarida_image_decoder_set_property (GObject      *object,
                                   guint         prop_id,
                                   const GValue *value,
                                   GParamSpec   *pspec)
{
  JaridaImageDecoder *self = JARIDA_IMAGE_DECODER (object);

  if (prop_id == PROP_TIMEOUT)
    self->timeout = g_value_get_uint (value);
  else if (prop_id == PROP_IDLE)
    self->idle = g_value_get_uint (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
jarida_image_decoder_class_init (JaridaImageDecoderClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = jarida_image_decoder_finalize;
  object_class->get_property = jarida_image_decoder_get_property;
  object_class->set_property = jarida_image_decoder_set_property;

  properties[PROP_TIMEOUT] =
    g_param_spec_uint ("timeout", NULL, NULL, 1, G_MAXINT, TIMEOUT,
                       G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_IDLE] =
    g_param_spec_uint ("idle", NULL, NULL, 1, G_MAXINT, IDLE,
                       G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
jarida_image_decoder_init (JaridaImageDecoder *self)
{
  self->processes = g_ptr_array_new_with_free_func (g_object_unref);
}

JaridaImageDecoder *
jarida_image_decoder_new (void)
{
  return g_object_new (JARIDA_TYPE_IMAGE_DECODER, NULL);
}

void
jarida_image_decoder_decode_async (JaridaImageDecoder  *self,
                                   GBytes              *bytes,
                                   int                  max_width,
                                   int                  max_height,
                                   JaridaDecodeFlags    flags,
                                   GCancellable        *cancellable,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  GError *error = NULL;
  JaridaImageInfo info;
  Decode *decode;
  gconstpointer data;
  gsize size;

  g_return_if_fail (JARIDA_IS_IMAGE_DECODER (self));
  g_return_if_fail (bytes != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, jarida_image_decoder_decode_async);
  if (g_task_return_error_if_cancelled (task))
    return;

  data = g_bytes_get_data (bytes, &size);
  if (!jarida_image_sniff (data, size, &info, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  decode = g_new0 (Decode, 1);
  decode->bytes = g_bytes_ref (bytes);
  decode->format = info.format;
  decode->max_width = max_width;
  decode->max_height = max_height;
  decode->flags = flags;
  g_task_set_task_data (task, decode, decode_free);
  if (cancellable != NULL)
    {
      decode->cancelled = g_cancellable_source_new (cancellable);
      g_task_attach_source (task, decode->cancelled, G_SOURCE_FUNC (cancelled_cb));
    }
  g_queue_push_tail (&self->waiting, g_steal_pointer (&task));
  pump (self);
}

JaridaPixels *
jarida_image_decoder_decode_finish (JaridaImageDecoder  *self,
                                    GAsyncResult        *result,
                                    GError             **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
