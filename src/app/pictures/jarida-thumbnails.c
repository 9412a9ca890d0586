/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-thumbnails.h"

#include "jarida-texture.h"

/* Twice what a row shows, for screens of two pixels to one. */
#define MAX_WIDTH 240
#define MAX_HEIGHT 160

/* A few screens of rows: about 5 MB. */
#define N_KEPT 48

struct _JaridaThumbnails
{
  GObject       parent_instance;

  JaridaReader *reader;          /* (owned) */
  GHashTable   *textures;        /* (owned) address -> link in recent */
  GQueue        recent;          /* (owned) Kept, the last used first */
  gboolean      enabled;
};

typedef struct
{
  char       *address;           /* (owned) */
  GdkTexture *texture;           /* (owned) */
} Kept;

enum
{
  PROP_0,
  PROP_ENABLED,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];
static guint judged_signal;

G_DEFINE_FINAL_TYPE (JaridaThumbnails, jarida_thumbnails, G_TYPE_OBJECT)

static void
kept_free (gpointer data)
{
  Kept *kept = data;

  g_free (kept->address);
  g_object_unref (kept->texture);
  g_free (kept);
}

static void
keep (JaridaThumbnails *self,
      const char       *address,
      GdkTexture       *texture)
{
  Kept *kept;

  if (g_hash_table_contains (self->textures, address))
    return;
  kept = g_new0 (Kept, 1);
  kept->address = g_strdup (address);
  kept->texture = g_object_ref (texture);
  g_queue_push_head (&self->recent, kept);
  g_hash_table_insert (self->textures, kept->address, self->recent.head);
  if (self->recent.length > N_KEPT)
    {
      Kept *oldest = g_queue_pop_tail (&self->recent);

      g_hash_table_remove (self->textures, oldest->address);
      kept_free (oldest);
    }
}

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  JaridaThumbnails *self = g_task_get_source_object (task);
  g_autoptr(GError) error = NULL;
  g_autoptr(JaridaPixels) pixels = NULL;
  g_autoptr(GdkTexture) texture = NULL;

  pixels = jarida_reader_load_picture_finish (JARIDA_READER (source), result, &error);
  if (pixels == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  texture = jarida_texture_new (pixels);
  keep (self, g_task_get_task_data (task), texture);
  g_task_return_pointer (task, g_steal_pointer (&texture), g_object_unref);
}

static void
jarida_thumbnails_finalize (GObject *object)
{
  JaridaThumbnails *self = JARIDA_THUMBNAILS (object);

  g_hash_table_unref (self->textures);
  g_queue_clear_full (&self->recent, kept_free);
  g_clear_object (&self->reader);
  G_OBJECT_CLASS (jarida_thumbnails_parent_class)->finalize (object);
}

static void
jarida_thumbnails_get_property (GObject    *object,
                                guint       prop_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_ENABLED:
      g_value_set_boolean (value, JARIDA_THUMBNAILS (object)->enabled);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
jarida_thumbnails_set_property (GObject      *object,
                                guint         prop_id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  switch (prop_id)
    {
    case PROP_ENABLED:
      jarida_thumbnails_set_enabled (JARIDA_THUMBNAILS (object), g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
jarida_thumbnails_class_init (JaridaThumbnailsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = jarida_thumbnails_finalize;
  object_class->get_property = jarida_thumbnails_get_property;
  object_class->set_property = jarida_thumbnails_set_property;

  properties[PROP_ENABLED] = g_param_spec_boolean ("enabled", NULL, NULL, TRUE,
                                                   G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  judged_signal = g_signal_new ("judged", JARIDA_TYPE_THUMBNAILS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
jarida_thumbnails_init (JaridaThumbnails *self)
{
  self->textures = g_hash_table_new (g_str_hash, g_str_equal);
  self->enabled = TRUE;
}

static void
judged_cb (JaridaThumbnails *self)
{
  g_signal_emit (self, judged_signal, 0);
}

JaridaThumbnails *
jarida_thumbnails_new (JaridaReader *reader)
{
  JaridaThumbnails *self = g_object_new (JARIDA_TYPE_THUMBNAILS, NULL);

  self->reader = g_object_ref (reader);
  g_signal_connect_object (reader, "pictures-judged", G_CALLBACK (judged_cb), self, G_CONNECT_SWAPPED);
  return self;
}

gboolean
jarida_thumbnails_wants (JaridaThumbnails *self,
                         gint64            source_id)
{
  JaridaSource *source;
  JaridaPictureMode mode;

  g_return_val_if_fail (JARIDA_IS_THUMBNAILS (self), FALSE);

  source = self->enabled ? jarida_reader_find_source (self->reader, source_id) : NULL;
  mode = source != NULL ? jarida_source_get_pictures (source) : JARIDA_PICTURE_MODE_DEFAULT;
  return self->enabled && mode != JARIDA_PICTURE_MODE_OFF && mode != JARIDA_PICTURE_MODE_BLURRED;
}

gboolean
jarida_thumbnails_is_hidden (JaridaThumbnails *self,
                             const char       *address)
{
  g_auto(JaridaPictureVerdict) verdict = { 0 };

  g_return_val_if_fail (JARIDA_IS_THUMBNAILS (self), FALSE);

  jarida_reader_judge_picture (self->reader, address, &verdict);
  return verdict.standing != JARIDA_PICTURE_SHOWN;
}

gboolean
jarida_thumbnails_get_enabled (JaridaThumbnails *self)
{
  g_return_val_if_fail (JARIDA_IS_THUMBNAILS (self), FALSE);
  return self->enabled;
}

void
jarida_thumbnails_set_enabled (JaridaThumbnails *self,
                               gboolean          enabled)
{
  g_return_if_fail (JARIDA_IS_THUMBNAILS (self));
  if (self->enabled == enabled)
    return;
  self->enabled = enabled;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ENABLED]);
}

GdkTexture *
jarida_thumbnails_peek (JaridaThumbnails *self,
                        const char       *address)
{
  GList *link;

  g_return_val_if_fail (JARIDA_IS_THUMBNAILS (self), NULL);

  link = self->enabled ? g_hash_table_lookup (self->textures, address) : NULL;
  if (link == NULL)
    return NULL;
  g_queue_unlink (&self->recent, link);
  g_queue_push_head_link (&self->recent, link);
  return ((Kept *) link->data)->texture;
}

void
jarida_thumbnails_load_async (JaridaThumbnails    *self,
                              const char          *address,
                              gboolean             video,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (JARIDA_IS_THUMBNAILS (self));
  g_return_if_fail (address != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, jarida_thumbnails_load_async);
  g_task_set_task_data (task, g_strdup (address), g_free);
  if (video)
    jarida_reader_note_video_picture (self->reader, address);
  jarida_reader_load_picture_async (self->reader, address, MAX_WIDTH, MAX_HEIGHT, FALSE, cancellable,
                                    loaded_cb, g_steal_pointer (&task));
}

GdkTexture *
jarida_thumbnails_load_finish (JaridaThumbnails  *self,
                               GAsyncResult      *result,
                               GError           **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
