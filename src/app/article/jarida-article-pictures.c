/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-article-pictures.h"
#include "jarida-picture-veil.h"

typedef struct
{
  JaridaPictureState  state;
  GdkTexture         *texture;       /* (owned) (nullable) */
  GdkTexture         *veil;          /* (owned) (nullable) the same, blurred: made when it is looked at */
  GCancellable       *cancellable;   /* (owned) of the request that may still fill this entry */
  char               *trouble;       /* (owned) (nullable) why there is none */
  JaridaPictureSize   natural;
  int                 asked_width;
  gboolean            cached_only;
} JaridaPictureEntry;

struct _JaridaArticlePictures
{
  GObject              parent_instance;

  GHashTable          *entries;      /* (owned) address -> JaridaPictureEntry */
  GHashTable          *unveiled;     /* (owned) addresses */
  gboolean             veiled;
  JaridaPictureSource  source;       /* source.object is (owned) (nullable) here */
};

typedef struct
{
  JaridaArticlePictures *pictures;   /* (owned) */
  char                  *address;    /* (owned) */
  GCancellable          *cancellable;/* (owned) tells this request from a later one for the same address */
  JaridaPictureSource    source;
} JaridaPictureRequest;

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (JaridaArticlePictures, jarida_article_pictures, G_TYPE_OBJECT)

static void
free_entry (gpointer data)
{
  JaridaPictureEntry *entry = data;

  g_cancellable_cancel (entry->cancellable);
  g_clear_object (&entry->cancellable);
  g_clear_object (&entry->texture);
  g_clear_object (&entry->veil);
  g_free (entry->trouble);
  g_free (entry);
}

static void
request_free (JaridaPictureRequest *request)
{
  g_object_unref (request->pictures);
  g_object_unref (request->cancellable);
  g_clear_object (&request->source.object);
  g_free (request->address);
  g_free (request);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (JaridaPictureRequest, request_free)

static void
picture_loaded_cb (GObject      *object,
                   GAsyncResult *result,
                   gpointer      user_data)
{
  g_autoptr(JaridaPictureRequest) request = user_data;
  JaridaArticlePictures *self = request->pictures;
  JaridaPictureSize natural = { 0 };
  g_autoptr(GError) error = NULL;
  g_autoptr(GdkTexture) texture = request->source.load_finish (request->source.object, result, &natural, &error);
  JaridaPictureEntry *entry = g_hash_table_lookup (self->entries, request->address);

  if (entry == NULL || entry->cancellable != request->cancellable)
    return;
  g_clear_object (&entry->cancellable);
  /* A larger copy that cannot be had does not take the smaller one away. */
  if (texture != NULL)
    {
      g_set_object (&entry->texture, texture);
      g_clear_object (&entry->veil);
      entry->natural = natural;
    }
  g_clear_pointer (&entry->trouble, g_free);
  if (entry->texture == NULL && error != NULL && request->source.explain != NULL)
    entry->trouble = request->source.explain (request->source.object, error, entry->cached_only);
  entry->state = entry->texture != NULL ? JARIDA_PICTURE_READY : JARIDA_PICTURE_MISSING;
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0, request->address);
}

static void
jarida_article_pictures_dispose (GObject *object)
{
  JaridaArticlePictures *self = JARIDA_ARTICLE_PICTURES (object);

  g_hash_table_remove_all (self->entries);
  g_clear_object (&self->source.object);
  G_OBJECT_CLASS (jarida_article_pictures_parent_class)->dispose (object);
}

static void
jarida_article_pictures_finalize (GObject *object)
{
  g_hash_table_unref (JARIDA_ARTICLE_PICTURES (object)->entries);
  g_hash_table_unref (JARIDA_ARTICLE_PICTURES (object)->unveiled);
  G_OBJECT_CLASS (jarida_article_pictures_parent_class)->finalize (object);
}

static void
jarida_article_pictures_class_init (JaridaArticlePicturesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = jarida_article_pictures_dispose;
  object_class->finalize = jarida_article_pictures_finalize;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
jarida_article_pictures_init (JaridaArticlePictures *self)
{
  self->entries = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_entry);
  self->unveiled = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

JaridaArticlePictures *
jarida_article_pictures_new (void)
{
  return g_object_new (JARIDA_TYPE_ARTICLE_PICTURES, NULL);
}

void
jarida_article_pictures_set_source (JaridaArticlePictures     *self,
                                    const JaridaPictureSource *source)
{
  GObject *object = source != NULL ? g_object_ref (source->object) : NULL;

  jarida_article_pictures_clear (self);
  g_clear_object (&self->source.object);
  self->source = source != NULL ? *source : (JaridaPictureSource) { NULL };
  self->source.object = object;
}

const JaridaPictureSource *
jarida_article_pictures_get_source (JaridaArticlePictures *self)
{
  return self->source.object != NULL ? &self->source : NULL;
}

static gboolean
is_enough (const JaridaPictureEntry *entry,
           int                       max_width,
           gboolean                  cached_only)
{
  if (entry->state == JARIDA_PICTURE_MISSING)
    return cached_only || !entry->cached_only;
  return entry->asked_width * 5 >= max_width * 4 || (entry->natural.width > 0 && entry->natural.width <= entry->asked_width);
}

void
jarida_article_pictures_want (JaridaArticlePictures *self,
                              const char            *address,
                              int                    max_width,
                              int                    max_height,
                              gboolean               cached_only)
{
  JaridaPictureEntry *entry = g_hash_table_lookup (self->entries, address);
  JaridaPictureRequest *request;

  if (self->source.object == NULL || (entry != NULL && is_enough (entry, max_width, cached_only)))
    return;
  if (entry == NULL)
    {
      entry = g_new0 (JaridaPictureEntry, 1);
      g_hash_table_insert (self->entries, g_strdup (address), entry);
    }
  g_cancellable_cancel (entry->cancellable);
  g_clear_object (&entry->cancellable);
  entry->cancellable = g_cancellable_new ();
  if (entry->state != JARIDA_PICTURE_READY)
    entry->state = JARIDA_PICTURE_LOADING;
  entry->asked_width = max_width;
  entry->cached_only = cached_only;
  request = g_new0 (JaridaPictureRequest, 1);
  request->pictures = g_object_ref (self);
  request->address = g_strdup (address);
  request->cancellable = g_object_ref (entry->cancellable);
  request->source = self->source;
  g_object_ref (request->source.object);
  self->source.load_async (self->source.object, address, max_width, max_height, cached_only, entry->cancellable,
                           picture_loaded_cb, request);
}

void
jarida_article_pictures_forget (JaridaArticlePictures *self,
                                const char            *address)
{
  g_hash_table_remove (self->entries, address);
}

static gboolean
is_missing (gpointer key,
            gpointer value,
            gpointer user_data)
{
  return ((JaridaPictureEntry *) value)->state == JARIDA_PICTURE_MISSING;
}

void
jarida_article_pictures_forget_missing (JaridaArticlePictures *self)
{
  g_hash_table_foreach_remove (self->entries, is_missing, NULL);
}

static gboolean
is_not_in (gpointer key,
           gpointer value,
           gpointer user_data)
{
  return !g_hash_table_contains (user_data, key);
}

void
jarida_article_pictures_keep_only (JaridaArticlePictures *self,
                                   GHashTable            *near)
{
  g_hash_table_foreach_remove (self->entries, is_not_in, near);
}

void
jarida_article_pictures_clear (JaridaArticlePictures *self)
{
  g_hash_table_remove_all (self->entries);
}

JaridaPictureState
jarida_article_pictures_get_state (JaridaArticlePictures *self,
                                   const char            *address)
{
  const JaridaPictureEntry *entry = g_hash_table_lookup (self->entries, address);

  return entry != NULL ? entry->state : JARIDA_PICTURE_ABSENT;
}

void
jarida_article_pictures_set_veiled (JaridaArticlePictures *self,
                                    gboolean               veiled)
{
  if (self->veiled == veiled)
    return;
  self->veiled = veiled;
  g_hash_table_remove_all (self->unveiled);
}

gboolean
jarida_article_pictures_get_veiled (JaridaArticlePictures *self)
{
  return self->veiled;
}

gboolean
jarida_article_pictures_is_veiled (JaridaArticlePictures *self,
                                   const char            *address)
{
  return self->veiled && address != NULL && !g_hash_table_contains (self->unveiled, address);
}

void
jarida_article_pictures_unveil (JaridaArticlePictures *self,
                                const char            *address)
{
  g_hash_table_add (self->unveiled, g_strdup (address));
}

GdkTexture *
jarida_article_pictures_get_texture (JaridaArticlePictures *self,
                                     const char            *address)
{
  JaridaPictureEntry *entry = g_hash_table_lookup (self->entries, address);

  if (entry == NULL || entry->texture == NULL || !jarida_article_pictures_is_veiled (self, address))
    return entry != NULL ? entry->texture : NULL;
  if (entry->veil == NULL)
    entry->veil = jarida_picture_veil (entry->texture);
  return entry->veil;
}

const char *
jarida_article_pictures_get_trouble (JaridaArticlePictures *self,
                                     const char            *address)
{
  const JaridaPictureEntry *entry = g_hash_table_lookup (self->entries, address);

  return entry != NULL ? entry->trouble : NULL;
}

gboolean
jarida_article_pictures_is_held_back (JaridaArticlePictures *self,
                                      const char            *address)
{
  const JaridaPictureEntry *entry = g_hash_table_lookup (self->entries, address);

  return entry != NULL && entry->cached_only;
}

JaridaPictureSize
jarida_article_pictures_get_natural (JaridaArticlePictures *self,
                                     const char            *address)
{
  const JaridaPictureEntry *entry = g_hash_table_lookup (self->entries, address);

  return entry != NULL ? entry->natural : (JaridaPictureSize) { 0 };
}
