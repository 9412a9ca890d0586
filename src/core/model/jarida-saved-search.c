/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "jarida-saved-search.h"

struct _JaridaSavedSearch
{
  GObject  parent_instance;

  gint64   id;
  char    *name;       /* (owned) (nullable) */
  char    *query;      /* (owned) (nullable) */
  int      position;
  int      unread;
};

G_DEFINE_FINAL_TYPE (JaridaSavedSearch, jarida_saved_search, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_ID,
  PROP_NAME,
  PROP_QUERY,
  PROP_POSITION,
  PROP_UNREAD,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
jarida_saved_search_finalize (GObject *object)
{
  JaridaSavedSearch *self = JARIDA_SAVED_SEARCH (object);

  g_free (self->name);
  g_free (self->query);
  G_OBJECT_CLASS (jarida_saved_search_parent_class)->finalize (object);
}

static void
jarida_saved_search_get_property (GObject    *object,
                                  guint       prop_id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  JaridaSavedSearch *self = JARIDA_SAVED_SEARCH (object);

  switch (prop_id)
    {
    case PROP_ID:
      g_value_set_int64 (value, self->id);
      break;
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_QUERY:
      g_value_set_string (value, self->query);
      break;
    case PROP_POSITION:
      g_value_set_int (value, self->position);
      break;
    case PROP_UNREAD:
      g_value_set_int (value, self->unread);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
jarida_saved_search_set_property (GObject      *object,
                                  guint         prop_id,
                                  const GValue *value,
                                  GParamSpec   *pspec)
{
  JaridaSavedSearch *self = JARIDA_SAVED_SEARCH (object);

  switch (prop_id)
    {
    case PROP_ID:
      jarida_saved_search_set_id (self, g_value_get_int64 (value));
      break;
    case PROP_NAME:
      jarida_saved_search_set_name (self, g_value_get_string (value));
      break;
    case PROP_QUERY:
      jarida_saved_search_set_query (self, g_value_get_string (value));
      break;
    case PROP_POSITION:
      jarida_saved_search_set_position (self, g_value_get_int (value));
      break;
    case PROP_UNREAD:
      jarida_saved_search_set_unread (self, g_value_get_int (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
jarida_saved_search_class_init (JaridaSavedSearchClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->finalize = jarida_saved_search_finalize;
  object_class->get_property = jarida_saved_search_get_property;
  object_class->set_property = jarida_saved_search_set_property;

  properties[PROP_ID] = g_param_spec_int64 ("id", NULL, NULL, G_MININT64, G_MAXINT64, 0, flags);
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);
  properties[PROP_QUERY] = g_param_spec_string ("query", NULL, NULL, NULL, flags);
  properties[PROP_POSITION] = g_param_spec_int ("position", NULL, NULL, G_MININT, G_MAXINT, 0, flags);
  properties[PROP_UNREAD] = g_param_spec_int ("unread", NULL, NULL, G_MININT, G_MAXINT, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
jarida_saved_search_init (JaridaSavedSearch *self)
{
}

JaridaSavedSearch *
jarida_saved_search_new (void)
{
  return g_object_new (JARIDA_TYPE_SAVED_SEARCH, NULL);
}

gint64
jarida_saved_search_get_id (JaridaSavedSearch *self)
{
  g_return_val_if_fail (JARIDA_IS_SAVED_SEARCH (self), 0);

  return self->id;
}

void
jarida_saved_search_set_id (JaridaSavedSearch *self,
                            gint64             id)
{
  g_return_if_fail (JARIDA_IS_SAVED_SEARCH (self));

  if (self->id == id)
    return;
  self->id = id;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ID]);
}

const char *
jarida_saved_search_get_name (JaridaSavedSearch *self)
{
  g_return_val_if_fail (JARIDA_IS_SAVED_SEARCH (self), NULL);

  return self->name;
}

void
jarida_saved_search_set_name (JaridaSavedSearch *self,
                              const char        *name)
{
  g_return_if_fail (JARIDA_IS_SAVED_SEARCH (self));

  if (g_strcmp0 (self->name, name) == 0)
    return;
  g_free (self->name);
  self->name = g_strdup (name);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NAME]);
}

const char *
jarida_saved_search_get_query (JaridaSavedSearch *self)
{
  g_return_val_if_fail (JARIDA_IS_SAVED_SEARCH (self), NULL);

  return self->query;
}

void
jarida_saved_search_set_query (JaridaSavedSearch *self,
                               const char        *query)
{
  g_return_if_fail (JARIDA_IS_SAVED_SEARCH (self));

  if (g_strcmp0 (self->query, query) == 0)
    return;
  g_free (self->query);
  self->query = g_strdup (query);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_QUERY]);
}

int
jarida_saved_search_get_position (JaridaSavedSearch *self)
{
  g_return_val_if_fail (JARIDA_IS_SAVED_SEARCH (self), 0);

  return self->position;
}

void
jarida_saved_search_set_position (JaridaSavedSearch *self,
                                  int                position)
{
  g_return_if_fail (JARIDA_IS_SAVED_SEARCH (self));

  if (self->position == position)
    return;
  self->position = position;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_POSITION]);
}

int
jarida_saved_search_get_unread (JaridaSavedSearch *self)
{
  g_return_val_if_fail (JARIDA_IS_SAVED_SEARCH (self), 0);

  return self->unread;
}

void
jarida_saved_search_set_unread (JaridaSavedSearch *self,
                                int                unread)
{
  g_return_if_fail (JARIDA_IS_SAVED_SEARCH (self));

  if (self->unread == unread)
    return;
  self->unread = unread;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_UNREAD]);
}
