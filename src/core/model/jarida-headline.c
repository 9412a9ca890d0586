/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "jarida-headline.h"

#include <string.h>

struct _JaridaHeadline
{
  GObject          parent_instance;

  gint64           id;
  gint64           source_id;
  gint64           published;
  char            *title;          /* (owned) (not nullable) */
  char            *source_title;   /* (owned) (not nullable) */
  char            *byline;         /* (owned) (nullable) */
  char            *excerpt;        /* (owned) (nullable) */
  char            *image;          /* (owned) (nullable) */
  char            *address;        /* (owned) (nullable) */
  char            *language;       /* (owned) (nullable) */
  char            *others;         /* (owned) (nullable) */
  JaridaDirection  direction;
  guint            group_size;
  guint            day_only : 1;
  guint            read : 1;
  guint            saved : 1;
  guint            kept : 1;
  guint            day_start : 1;
  guint            video : 1;
  guint            online : 1;
};

G_DEFINE_FINAL_TYPE (JaridaHeadline, jarida_headline, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_ID,
  PROP_PUBLISHED,
  PROP_TITLE,
  PROP_SOURCE_TITLE,
  PROP_BYLINE,
  PROP_EXCERPT,
  PROP_IMAGE,
  PROP_READ,
  PROP_SAVED,
  PROP_KEPT,
  PROP_DAY_START,
  PROP_GROUP_SIZE,
  PROP_OTHERS,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
jarida_headline_finalize (GObject *object)
{
  JaridaHeadline *self = JARIDA_HEADLINE (object);

  g_free (self->title);
  g_free (self->source_title);
  g_free (self->byline);
  g_free (self->excerpt);
  g_free (self->image);
  g_free (self->address);
  g_free (self->language);
  g_free (self->others);
  G_OBJECT_CLASS (jarida_headline_parent_class)->finalize (object);
}

static void
jarida_headline_get_property (GObject    *object,
                              guint       prop_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  JaridaHeadline *self = JARIDA_HEADLINE (object);

  switch (prop_id)
    {
    case PROP_ID:
      g_value_set_int64 (value, self->id);
      break;
    case PROP_PUBLISHED:
      g_value_set_int64 (value, self->published);
      break;
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;
    case PROP_SOURCE_TITLE:
      g_value_set_string (value, self->source_title);
      break;
    case PROP_BYLINE:
      g_value_set_string (value, self->byline);
      break;
    case PROP_EXCERPT:
      g_value_set_string (value, self->excerpt);
      break;
    case PROP_IMAGE:
      g_value_set_string (value, self->image);
      break;
    case PROP_READ:
      g_value_set_boolean (value, self->read);
      break;
    case PROP_SAVED:
      g_value_set_boolean (value, self->saved);
      break;
    case PROP_KEPT:
      g_value_set_boolean (value, self->kept);
      break;
    case PROP_DAY_START:
      g_value_set_boolean (value, self->day_start);
      break;
    case PROP_GROUP_SIZE:
      g_value_set_uint (value, self->group_size);
      break;
    case PROP_OTHERS:
      g_value_set_string (value, self->others);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
jarida_headline_set_property (GObject      *object,
                              guint         prop_id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  JaridaHeadline *self = JARIDA_HEADLINE (object);

  switch (prop_id)
    {
    case PROP_READ:
      jarida_headline_set_read (self, g_value_get_boolean (value));
      break;
    case PROP_SAVED:
      jarida_headline_set_saved (self, g_value_get_boolean (value));
      break;
    case PROP_KEPT:
      jarida_headline_set_kept (self, g_value_get_boolean (value));
      break;
    case PROP_DAY_START:
      jarida_headline_set_day_start (self, g_value_get_boolean (value));
      break;
    case PROP_GROUP_SIZE:
      jarida_headline_set_group_size (self, g_value_get_uint (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
jarida_headline_class_init (JaridaHeadlineClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags fixed = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  const GParamFlags state = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->finalize = jarida_headline_finalize;
  object_class->get_property = jarida_headline_get_property;
  object_class->set_property = jarida_headline_set_property;

  properties[PROP_ID] = g_param_spec_int64 ("id", NULL, NULL, G_MININT64, G_MAXINT64, 0, fixed);
  properties[PROP_PUBLISHED] = g_param_spec_int64 ("published", NULL, NULL, G_MININT64, G_MAXINT64, 0, fixed);
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, fixed);
  properties[PROP_SOURCE_TITLE] = g_param_spec_string ("source-title", NULL, NULL, NULL, fixed);
  properties[PROP_BYLINE] = g_param_spec_string ("byline", NULL, NULL, NULL, fixed);
  properties[PROP_EXCERPT] = g_param_spec_string ("excerpt", NULL, NULL, NULL, fixed);
  properties[PROP_IMAGE] = g_param_spec_string ("image", NULL, NULL, NULL, fixed);
  properties[PROP_READ] = g_param_spec_boolean ("read", NULL, NULL, FALSE, state);
  properties[PROP_SAVED] = g_param_spec_boolean ("saved", NULL, NULL, FALSE, state);
  properties[PROP_KEPT] = g_param_spec_boolean ("kept", NULL, NULL, FALSE, state);
  properties[PROP_DAY_START] = g_param_spec_boolean ("day-start", NULL, NULL, FALSE, state);
  properties[PROP_GROUP_SIZE] = g_param_spec_uint ("group-size", NULL, NULL, 0, G_MAXUINT, 0, state);
  properties[PROP_OTHERS] = g_param_spec_string ("others", NULL, NULL, NULL, fixed);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
jarida_headline_init (JaridaHeadline *self)
{
}

JaridaHeadline *
jarida_headline_new (const JaridaHeadlineValues *values)
{
  JaridaHeadline *self;

  g_return_val_if_fail (values != NULL, NULL);

  /* Filled by hand: a list makes thousands of these while it is dragged, and properties cost. */
  self = g_object_new (JARIDA_TYPE_HEADLINE, NULL);
  self->id = values->id;
  self->source_id = values->source_id;
  self->published = values->published;
  self->day_only = !!values->day_only;
  self->title = g_strdup (values->title != NULL ? values->title : "");
  self->source_title = g_strdup (values->source_title != NULL ? values->source_title : "");
  self->byline = g_strdup (values->byline);
  self->excerpt = g_strdup (values->excerpt);
  self->image = g_strdup (values->image);
  self->address = g_strdup (values->address);
  self->language = g_strdup (values->language);
  self->direction = values->direction;
  self->read = !!values->read;
  self->saved = !!values->saved;
  self->kept = !!values->kept;
  self->video = !!values->video;
  self->online = !!values->online;
  self->others = g_strdup (values->others);
  return self;
}

gint64
jarida_headline_get_id (JaridaHeadline *self)
{
  g_return_val_if_fail (JARIDA_IS_HEADLINE (self), 0);

  return self->id;
}

gint64
jarida_headline_get_source_id (JaridaHeadline *self)
{
  g_return_val_if_fail (JARIDA_IS_HEADLINE (self), 0);

  return self->source_id;
}

gint64
jarida_headline_get_published (JaridaHeadline *self)
{
  g_return_val_if_fail (JARIDA_IS_HEADLINE (self), 0);

  return self->published;
}

gboolean
jarida_headline_get_day_only (JaridaHeadline *self)
{
  g_return_val_if_fail (JARIDA_IS_HEADLINE (self), FALSE);

  return self->day_only;
}

const char *
jarida_headline_get_title (JaridaHeadline *self)
{
  g_return_val_if_fail (JARIDA_IS_HEADLINE (self), NULL);

  return self->title;
}

const char *
jarida_headline_get_source_title (JaridaHeadline *self)
{
  g_return_val_if_fail (JARIDA_IS_HEADLINE (self), NULL);

  return self->source_title;
}

const char *
jarida_headline_get_byline (JaridaHeadline *self)
{
  g_return_val_if_fail (JARIDA_IS_HEADLINE (self), NULL);

  return self->byline;
}

const char *
jarida_headline_get_excerpt (JaridaHeadline *self)
{
  g_return_val_if_fail (JARIDA_IS_HEADLINE (self), NULL);

  return self->excerpt;
}

const char *
jarida_headline_get_image (JaridaHeadline *self)
{
  g_return_val_if_fail (JARIDA_IS_HEADLINE (self), NULL);

  return self->image;
}

const char *
jarida_headline_get_address (JaridaHeadline *self)
{
  g_return_val_if_fail (JARIDA_IS_HEADLINE (self), NULL);

  return self->address;
}

const char *
jarida_headline_get_language (JaridaHeadline *self)
{
  g_return_val_if_fail (JARIDA_IS_HEADLINE (self), NULL);

  return self->language;
}

JaridaDirection
jarida_headline_get_direction (JaridaHeadline *self)
{
  g_return_val_if_fail (JARIDA_IS_HEADLINE (self), JARIDA_DIRECTION_AUTO);

  return self->direction;
}

gboolean
jarida_headline_get_video (JaridaHeadline *self)
{
  g_return_val_if_fail (JARIDA_IS_HEADLINE (self), FALSE);

  return self->video;
}

gboolean
jarida_headline_get_online (JaridaHeadline *self)
{
  g_return_val_if_fail (JARIDA_IS_HEADLINE (self), FALSE);

  return self->online;
}

const char *
jarida_headline_get_others (JaridaHeadline *self)
{
  g_return_val_if_fail (JARIDA_IS_HEADLINE (self), NULL);

  return self->others;
}

guint
jarida_headline_get_n_others (JaridaHeadline *self)
{
  guint n = 0;

  g_return_val_if_fail (JARIDA_IS_HEADLINE (self), 0);

  for (const char *line = self->others; line != NULL; line = strchr (line, '\n'))
    {
      line += n > 0;
      n++;
    }
  return n;
}

void
jarida_headline_set_others (JaridaHeadline *self,
                            const char     *others)
{
  g_return_if_fail (JARIDA_IS_HEADLINE (self));

  if (g_strcmp0 (self->others, others) == 0)
    return;
  g_free (self->others);
  self->others = g_strdup (others);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_OTHERS]);
}

gboolean
jarida_headline_get_read (JaridaHeadline *self)
{
  g_return_val_if_fail (JARIDA_IS_HEADLINE (self), FALSE);

  return self->read;
}

void
jarida_headline_set_read (JaridaHeadline *self,
                          gboolean        read)
{
  g_return_if_fail (JARIDA_IS_HEADLINE (self));

  if (self->read == !!read)
    return;
  self->read = !!read;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_READ]);
}

gboolean
jarida_headline_get_saved (JaridaHeadline *self)
{
  g_return_val_if_fail (JARIDA_IS_HEADLINE (self), FALSE);

  return self->saved;
}

void
jarida_headline_set_saved (JaridaHeadline *self,
                           gboolean        saved)
{
  g_return_if_fail (JARIDA_IS_HEADLINE (self));

  if (self->saved == !!saved)
    return;
  self->saved = !!saved;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SAVED]);
}

gboolean
jarida_headline_get_kept (JaridaHeadline *self)
{
  g_return_val_if_fail (JARIDA_IS_HEADLINE (self), FALSE);

  return self->kept;
}

void
jarida_headline_set_kept (JaridaHeadline *self,
                          gboolean        kept)
{
  g_return_if_fail (JARIDA_IS_HEADLINE (self));

  if (self->kept == !!kept)
    return;
  self->kept = !!kept;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_KEPT]);
}

gboolean
jarida_headline_get_day_start (JaridaHeadline *self)
{
  g_return_val_if_fail (JARIDA_IS_HEADLINE (self), FALSE);

  return self->day_start;
}

void
jarida_headline_set_day_start (JaridaHeadline *self,
                               gboolean        day_start)
{
  g_return_if_fail (JARIDA_IS_HEADLINE (self));

  if (self->day_start == !!day_start)
    return;
  self->day_start = !!day_start;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DAY_START]);
}

guint
jarida_headline_get_group_size (JaridaHeadline *self)
{
  g_return_val_if_fail (JARIDA_IS_HEADLINE (self), 0);

  return self->group_size;
}

void
jarida_headline_set_group_size (JaridaHeadline *self,
                                guint           group_size)
{
  g_return_if_fail (JARIDA_IS_HEADLINE (self));

  if (self->group_size == group_size)
    return;
  self->group_size = group_size;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_GROUP_SIZE]);
}

static void
correct_text (JaridaHeadline *self,
              char          **text,
              const char     *corrected,
              guint           property)
{
  if (g_strcmp0 (*text, corrected) == 0)
    return;
  g_free (*text);
  *text = g_strdup (corrected);
  if (property != PROP_0)
    g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

void
jarida_headline_correct (JaridaHeadline             *self,
                         const JaridaHeadlineValues *values)
{
  g_return_if_fail (JARIDA_IS_HEADLINE (self));
  g_return_if_fail (values != NULL);

  correct_text (self, &self->title, values->title != NULL ? values->title : "", PROP_TITLE);
  correct_text (self, &self->byline, values->byline, PROP_BYLINE);
  correct_text (self, &self->excerpt, values->excerpt, PROP_EXCERPT);
  correct_text (self, &self->image, values->image, PROP_IMAGE);
  correct_text (self, &self->address, values->address, PROP_0);
}

void
jarida_headline_set_source_title (JaridaHeadline *self,
                                  const char     *source_title)
{
  g_return_if_fail (JARIDA_IS_HEADLINE (self));

  correct_text (self, &self->source_title, source_title != NULL ? source_title : "", PROP_SOURCE_TITLE);
}
