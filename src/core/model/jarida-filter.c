/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "jarida-filter.h"

#include "jarida-field.h"

struct _JaridaFilter
{
  GObject             parent_instance;

  gint64              id;
  char               *query;            /* (owned) (nullable) */
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

/* In the order of their numbers. */
static const JaridaField fields[] = {
  { "id",         JARIDA_FIELD_INT64,    G_STRUCT_OFFSET (JaridaFilter, id) },
  { "query",      JARIDA_FIELD_STRING,   G_STRUCT_OFFSET (JaridaFilter, query) },
  { "source-id",  JARIDA_FIELD_INT64,    G_STRUCT_OFFSET (JaridaFilter, source_id) },
  { "action",     JARIDA_FIELD_INT,      G_STRUCT_OFFSET (JaridaFilter, action) },
  { "enabled",    JARIDA_FIELD_BOOLEAN,  G_STRUCT_OFFSET (JaridaFilter, enabled) },
  { "position",   JARIDA_FIELD_INT,      G_STRUCT_OFFSET (JaridaFilter, position) },
};
G_STATIC_ASSERT (G_N_ELEMENTS (fields) == N_PROPS - 1);

static GParamSpec *properties[N_PROPS];

static void
jarida_filter_finalize (GObject *object)
{
  jarida_field_clear_all (object, fields, G_N_ELEMENTS (fields));
  G_OBJECT_CLASS (jarida_filter_parent_class)->finalize (object);
}

static void
jarida_filter_class_init (JaridaFilterClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = jarida_filter_finalize;
  jarida_field_install_all (object_class, fields, G_N_ELEMENTS (fields), properties);
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

  jarida_field_set_int64 (G_OBJECT (self), properties[PROP_ID], id);
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

  jarida_field_set_string (G_OBJECT (self), properties[PROP_QUERY], query);
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

  jarida_field_set_int64 (G_OBJECT (self), properties[PROP_SOURCE_ID], source_id);
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

  jarida_field_set_int (G_OBJECT (self), properties[PROP_ACTION], (int) action);
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

  jarida_field_set_boolean (G_OBJECT (self), properties[PROP_ENABLED], enabled);
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

  jarida_field_set_int (G_OBJECT (self), properties[PROP_POSITION], position);
}
