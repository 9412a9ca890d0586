/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "jarida-topic.h"

struct _JaridaTopic
{
  GObject          parent_instance;

  JaridaPlaceKind  kind;
  gint64           id;
  char            *name;       /* (owned) (not nullable) */
  int              total;
  int              unread;
  gboolean         followed;
};

G_DEFINE_FINAL_TYPE (JaridaTopic, jarida_topic, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_KIND,
  PROP_ID,
  PROP_NAME,
  PROP_TOTAL,
  PROP_UNREAD,
  PROP_FOLLOWED,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
jarida_topic_finalize (GObject *object)
{
  g_free (JARIDA_TOPIC (object)->name);
  G_OBJECT_CLASS (jarida_topic_parent_class)->finalize (object);
}

static void
jarida_topic_get_property (GObject    *object,
                           guint       prop_id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  JaridaTopic *self = JARIDA_TOPIC (object);

  switch (prop_id)
    {
    case PROP_KIND:
      g_value_set_int (value, self->kind);
      break;
    case PROP_ID:
      g_value_set_int64 (value, self->id);
      break;
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_TOTAL:
      g_value_set_int (value, self->total);
      break;
    case PROP_UNREAD:
      g_value_set_int (value, self->unread);
      break;
    case PROP_FOLLOWED:
      g_value_set_boolean (value, self->followed);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
jarida_topic_class_init (JaridaTopicClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->finalize = jarida_topic_finalize;
  object_class->get_property = jarida_topic_get_property;

  properties[PROP_KIND] = g_param_spec_int ("kind", NULL, NULL, 0, G_MAXINT, 0, flags);
  properties[PROP_ID] = g_param_spec_int64 ("id", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);
  properties[PROP_TOTAL] = g_param_spec_int ("total", NULL, NULL, 0, G_MAXINT, 0, flags);
  properties[PROP_UNREAD] = g_param_spec_int ("unread", NULL, NULL, 0, G_MAXINT, 0, flags);
  properties[PROP_FOLLOWED] = g_param_spec_boolean ("followed", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
jarida_topic_init (JaridaTopic *self)
{
}

JaridaTopic *
jarida_topic_new (JaridaPlaceKind  kind,
                  gint64           id,
                  const char      *name)
{
  JaridaTopic *self = g_object_new (JARIDA_TYPE_TOPIC, NULL);

  self->kind = kind;
  self->id = id;
  self->name = g_strdup (name != NULL ? name : "");
  return self;
}

JaridaPlaceKind
jarida_topic_get_kind (JaridaTopic *self)
{
  g_return_val_if_fail (JARIDA_IS_TOPIC (self), JARIDA_PLACE_ALL);

  return self->kind;
}

gint64
jarida_topic_get_id (JaridaTopic *self)
{
  g_return_val_if_fail (JARIDA_IS_TOPIC (self), 0);

  return self->id;
}

const char *
jarida_topic_get_name (JaridaTopic *self)
{
  g_return_val_if_fail (JARIDA_IS_TOPIC (self), NULL);

  return self->name;
}

int
jarida_topic_get_total (JaridaTopic *self)
{
  g_return_val_if_fail (JARIDA_IS_TOPIC (self), 0);

  return self->total;
}

int
jarida_topic_get_unread (JaridaTopic *self)
{
  g_return_val_if_fail (JARIDA_IS_TOPIC (self), 0);

  return self->unread;
}

void
jarida_topic_set_counts (JaridaTopic *self,
                         int          total,
                         int          unread)
{
  gboolean total_changed, unread_changed;

  g_return_if_fail (JARIDA_IS_TOPIC (self));

  /* Both are right before anyone is told of one. */
  total_changed = self->total != total;
  unread_changed = self->unread != unread;
  self->total = total;
  self->unread = unread;
  if (total_changed)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TOTAL]);
  if (unread_changed)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_UNREAD]);
}

gboolean
jarida_topic_get_followed (JaridaTopic *self)
{
  g_return_val_if_fail (JARIDA_IS_TOPIC (self), FALSE);

  return self->followed;
}

void
jarida_topic_set_followed (JaridaTopic *self,
                           gboolean     followed)
{
  g_return_if_fail (JARIDA_IS_TOPIC (self));

  if (self->followed == followed)
    return;
  self->followed = followed;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FOLLOWED]);
}

JaridaPlace
jarida_topic_get_place (JaridaTopic *self)
{
  JaridaPlace place = { JARIDA_PLACE_ALL, 0, FALSE };

  g_return_val_if_fail (JARIDA_IS_TOPIC (self), place);

  place.kind = self->kind;
  place.id = self->id;
  return place;
}
