/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "jarida-filter.h"

struct _JaridaFilter
{
  GObject             parent_instance;

  gint64              id;
  char               *query;       /* (owned) (nullable) */
  gint64              source_id;
  JaridaFilterAction  action;
  gboolean            enabled;
  int                 position;
};

G_DEFINE_FINAL_TYPE (JaridaFilter, jarida_filter, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_ID,
  PROP_QUERY,
  PROP_SOURCE_ID,
  PROP_ACTION,
  PROP_ENABLED,
  PROP_POSITION,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
jarida_filter_finalize (GObject *object)
{
  JaridaFilter *self = JARIDA_FILTER (object);

  g_free (self->query);
  G_OBJECT_CLASS (jarida_filter_parent_class)->finalize (object);
}

static void
jarida_filter_get_property (GObject    *object,
                            guint       prop_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  JaridaFilter *self = JARIDA_FILTER (object);

  switch (prop_id)
    {
    case PROP_ID:
      g_value_set_int64 (value, self->id);
      break;
    case PROP_QUERY:
      g_value_set_string (value, self->query);
      break;
    case PROP_SOURCE_ID:
      g_value_set_int64 (value, self->source_id);
      break;
    case PROP_ACTION:
      g_value_set_int (value, self->action);
      break;
    case PROP_ENABLED:
      g_value_set_boolean (value, self->enabled);
      break;
    case PROP_POSITION:
      g_value_set_int (value, self->position);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
jarida_filter_set_property (GObject      *object,
                            guint         prop_id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  JaridaFilter *self = JARIDA_FILTER (object);

  switch (prop_id)
    {
    case PROP_ID:
      jarida_filter_set_id (self, g_value_get_int64 (value));
      break;
    case PROP_QUERY:
      jarida_filter_set_query (self, g_value_get_string (value));
      break;
    case PROP_SOURCE_ID:
      jarida_filter_set_source_id (self, g_value_get_int64 (value));
      break;
    case PROP_ACTION:
      jarida_filter_set_action (self, (JaridaFilterAction) g_value_get_int (value));
      break;
    case PROP_ENABLED:
      jarida_filter_set_enabled (self, g_value_get_boolean (value));
      break;
    case PROP_POSITION:
      jarida_filter_set_position (self, g_value_get_int (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
jarida_filter_class_init (JaridaFilterClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->finalize = jarida_filter_finalize;
  object_class->get_property = jarida_filter_get_property;
  object_class->set_property = jarida_filter_set_property;

  properties[PROP_ID] = g_param_spec_int64 ("id", NULL, NULL, G_MININT64, G_MAXINT64, 0, flags);
  properties[PROP_QUERY] = g_param_spec_string ("query", NULL, NULL, NULL, flags);
  properties[PROP_SOURCE_ID] = g_param_spec_int64 ("source-id", NULL, NULL, G_MININT64, G_MAXINT64, 0, flags);
  properties[PROP_ACTION] = g_param_spec_int ("action", NULL, NULL, 0, G_MAXINT, 0, flags);
  properties[PROP_ENABLED] = g_param_spec_boolean ("enabled", NULL, NULL, FALSE, flags);
  properties[PROP_POSITION] = g_param_spec_int ("position", NULL, NULL, G_MININT, G_MAXINT, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
jarida_filter_init (JaridaFilter *self)
{
  self->action = JARIDA_FILTER_ACTION_HIDE;
  self->enabled = TRUE;
}

JaridaFilter *
jarida_filter_new (void)
{
  return g_object_new (JARIDA_TYPE_FILTER, NULL);
}

gint64
jarida_filter_get_id (JaridaFilter *self)
{
  g_return_val_if_fail (JARIDA_IS_FILTER (self), 0);

  return self->id;
}

void
jarida_filter_set_id (JaridaFilter *self,
                      gint64        id)
{
  g_return_if_fail (JARIDA_IS_FILTER (self));

  if (self->id == id)
    return;
  self->id = id;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ID]);
}

const char *
jarida_filter_get_query (JaridaFilter *self)
{
  g_return_val_if_fail (JARIDA_IS_FILTER (self), NULL);

  return self->query;
}

void
jarida_filter_set_query (JaridaFilter *self,
                         const char   *query)
{
  g_return_if_fail (JARIDA_IS_FILTER (self));

  if (g_strcmp0 (self->query, query) == 0)
    return;
  g_free (self->query);
  self->query = g_strdup (query);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_QUERY]);
}

gint64
jarida_filter_get_source_id (JaridaFilter *self)
{
  g_return_val_if_fail (JARIDA_IS_FILTER (self), 0);

  return self->source_id;
}

void
jarida_filter_set_source_id (JaridaFilter *self,
                             gint64        source_id)
{
  g_return_if_fail (JARIDA_IS_FILTER (self));

  if (self->source_id == source_id)
    return;
  self->source_id = source_id;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SOURCE_ID]);
}

JaridaFilterAction
jarida_filter_get_action (JaridaFilter *self)
{
  g_return_val_if_fail (JARIDA_IS_FILTER (self), JARIDA_FILTER_ACTION_HIDE);

  return self->action;
}

void
jarida_filter_set_action (JaridaFilter       *self,
                          JaridaFilterAction  action)
{
  g_return_if_fail (JARIDA_IS_FILTER (self));

  if (self->action == action)
    return;
  self->action = action;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ACTION]);
}

gboolean
jarida_filter_get_enabled (JaridaFilter *self)
{
  g_return_val_if_fail (JARIDA_IS_FILTER (self), FALSE);

  return self->enabled;
}

void
jarida_filter_set_enabled (JaridaFilter *self,
                           gboolean      enabled)
{
  g_return_if_fail (JARIDA_IS_FILTER (self));

  if (!self->enabled == !enabled)
    return;
  self->enabled = !!enabled;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ENABLED]);
}

int
jarida_filter_get_position (JaridaFilter *self)
{
  g_return_val_if_fail (JARIDA_IS_FILTER (self), 0);

  return self->position;
}

void
jarida_filter_set_position (JaridaFilter *self,
                            int           position)
{
  g_return_if_fail (JARIDA_IS_FILTER (self));

  if (self->position == position)
    return;
  self->position = position;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_POSITION]);
}
