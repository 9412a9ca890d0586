/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "jarida-folder.h"

struct _JaridaFolder
{
  GObject  parent_instance;

  gint64 id;
  gint64 parent_id;
  char *name;   /* (owned) (nullable) */
  int position;
  int unread;
};

G_DEFINE_FINAL_TYPE (JaridaFolder, jarida_folder, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_ID,
  PROP_PARENT_ID,
  PROP_NAME,
  PROP_POSITION,
  PROP_UNREAD,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
jarida_folder_finalize (GObject *object)
{
  JaridaFolder *self = JARIDA_FOLDER (object);

  g_free (self->name);
  G_OBJECT_CLASS (jarida_folder_parent_class)->finalize (object);
}

static void
jarida_folder_get_property (GObject    *object,
                            guint       prop_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  JaridaFolder *self = JARIDA_FOLDER (object);

  switch (prop_id)
    {
    case PROP_ID:
      g_value_set_int64 (value, self->id);
      break;
    case PROP_PARENT_ID:
      g_value_set_int64 (value, self->parent_id);
      break;
    case PROP_NAME:
      g_value_set_string (value, self->name);
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
jarida_folder_set_property (GObject      *object,
                            guint         prop_id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  JaridaFolder *self = JARIDA_FOLDER (object);

  switch (prop_id)
    {
    case PROP_ID:
      jarida_folder_set_id (self, g_value_get_int64 (value));
      break;
    case PROP_PARENT_ID:
      jarida_folder_set_parent_id (self, g_value_get_int64 (value));
      break;
    case PROP_NAME:
      jarida_folder_set_name (self, g_value_get_string (value));
      break;
    case PROP_POSITION:
      jarida_folder_set_position (self, g_value_get_int (value));
      break;
    case PROP_UNREAD:
      jarida_folder_set_unread (self, g_value_get_int (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
jarida_folder_class_init (JaridaFolderClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->finalize = jarida_folder_finalize;
  object_class->get_property = jarida_folder_get_property;
  object_class->set_property = jarida_folder_set_property;

  properties[PROP_ID] = g_param_spec_int64 ("id", NULL, NULL, G_MININT64, G_MAXINT64, 0, flags);
  properties[PROP_PARENT_ID] = g_param_spec_int64 ("parent-id", NULL, NULL, G_MININT64, G_MAXINT64, 0, flags);
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);
  properties[PROP_POSITION] = g_param_spec_int ("position", NULL, NULL, G_MININT, G_MAXINT, 0, flags);
  properties[PROP_UNREAD] = g_param_spec_int ("unread", NULL, NULL, G_MININT, G_MAXINT, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
jarida_folder_init (JaridaFolder *self)
{
}

JaridaFolder *
jarida_folder_new (void)
{
  return g_object_new (JARIDA_TYPE_FOLDER, NULL);
}

gint64
jarida_folder_get_id (JaridaFolder *self)
{
  g_return_val_if_fail (JARIDA_IS_FOLDER (self), 0);

  return self->id;
}

void
jarida_folder_set_id (JaridaFolder *self,
                     gint64        id)
{
  g_return_if_fail (JARIDA_IS_FOLDER (self));

  if (self->id == id)
    return;
  self->id = id;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ID]);
}

gint64
jarida_folder_get_parent_id (JaridaFolder *self)
{
  g_return_val_if_fail (JARIDA_IS_FOLDER (self), 0);

  return self->parent_id;
}

void
jarida_folder_set_parent_id (JaridaFolder *self,
                            gint64        parent_id)
{
  g_return_if_fail (JARIDA_IS_FOLDER (self));

  if (self->parent_id == parent_id)
    return;
  self->parent_id = parent_id;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PARENT_ID]);
}

const char *
jarida_folder_get_name (JaridaFolder *self)
{
  g_return_val_if_fail (JARIDA_IS_FOLDER (self), NULL);

  return self->name;
}

void
jarida_folder_set_name (JaridaFolder *self,
                       const char   *name)
{
  g_return_if_fail (JARIDA_IS_FOLDER (self));

  if (g_strcmp0 (self->name, name) == 0)
    return;
  g_free (self->name);
  self->name = g_strdup (name);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NAME]);
}

int
jarida_folder_get_position (JaridaFolder *self)
{
  g_return_val_if_fail (JARIDA_IS_FOLDER (self), 0);

  return self->position;
}

void
jarida_folder_set_position (JaridaFolder *self,
                           int           position)
{
  g_return_if_fail (JARIDA_IS_FOLDER (self));

  if (self->position == position)
    return;
  self->position = position;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_POSITION]);
}

int
jarida_folder_get_unread (JaridaFolder *self)
{
  g_return_val_if_fail (JARIDA_IS_FOLDER (self), 0);

  return self->unread;
}

void
jarida_folder_set_unread (JaridaFolder *self,
                         int           unread)
{
  g_return_if_fail (JARIDA_IS_FOLDER (self));

  if (self->unread == unread)
    return;
  self->unread = unread;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_UNREAD]);
}
