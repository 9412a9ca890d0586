/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-ahead-private.h"

struct _JaridaAheadFailure
{
  GObject  parent_instance;

  gint64   id;
  char    *title;    /* (owned) (not nullable) */
  char    *reason;   /* (owned) (not nullable) */
};

G_DEFINE_FINAL_TYPE (JaridaAheadFailure, jarida_ahead_failure, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_ID,
  PROP_TITLE,
  PROP_REASON,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
jarida_ahead_failure_finalize (GObject *object)
{
  JaridaAheadFailure *self = JARIDA_AHEAD_FAILURE (object);

  g_free (self->title);
  g_free (self->reason);
  G_OBJECT_CLASS (jarida_ahead_failure_parent_class)->finalize (object);
}

static void
jarida_ahead_failure_get_property (GObject    *object,
                                   guint       property,
                                   GValue     *value,
                                   GParamSpec *pspec)
{
  JaridaAheadFailure *self = JARIDA_AHEAD_FAILURE (object);

  switch (property)
    {
    case PROP_ID:
      g_value_set_int64 (value, self->id);
      break;
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;
    case PROP_REASON:
      g_value_set_string (value, self->reason);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property, pspec);
    }
}

static void
jarida_ahead_failure_class_init (JaridaAheadFailureClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->finalize = jarida_ahead_failure_finalize;
  object_class->get_property = jarida_ahead_failure_get_property;
  properties[PROP_ID] = g_param_spec_int64 ("id", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, "", flags);
  properties[PROP_REASON] = g_param_spec_string ("reason", NULL, NULL, "", flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
jarida_ahead_failure_init (JaridaAheadFailure *self)
{
}

JaridaAheadFailure *
jarida_ahead_failure_new (gint64      id,
                          const char *title,
                          const char *reason)
{
  JaridaAheadFailure *self = g_object_new (JARIDA_TYPE_AHEAD_FAILURE, NULL);

  self->id = id;
  self->title = g_strdup (title != NULL ? title : "");
  self->reason = g_strdup (reason);
  return self;
}

gint64
jarida_ahead_failure_get_id (JaridaAheadFailure *self)
{
  g_return_val_if_fail (JARIDA_IS_AHEAD_FAILURE (self), 0);

  return self->id;
}

const char *
jarida_ahead_failure_get_title (JaridaAheadFailure *self)
{
  g_return_val_if_fail (JARIDA_IS_AHEAD_FAILURE (self), NULL);

  return self->title;
}

const char *
jarida_ahead_failure_get_reason (JaridaAheadFailure *self)
{
  g_return_val_if_fail (JARIDA_IS_AHEAD_FAILURE (self), NULL);

  return self->reason;
}
