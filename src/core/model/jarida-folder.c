/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "jarida-folder.h"

#include "jarida-field.h"

struct _JaridaFolder
{
  GObject  parent_instance;

  gint64   id;
  gint64   parent_id;
  char    *name;                        /* (owned) (nullable) */
  int      position;
  int      unread;
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

/* In the order of their numbers. */
static const JaridaField fields[] = {
  { "id",         JARIDA_FIELD_INT64,    G_STRUCT_OFFSET (JaridaFolder, id) },
  { "parent-id",  JARIDA_FIELD_INT64,    G_STRUCT_OFFSET (JaridaFolder, parent_id) },
  { "name",       JARIDA_FIELD_STRING,   G_STRUCT_OFFSET (JaridaFolder, name) },
  { "position",   JARIDA_FIELD_INT,      G_STRUCT_OFFSET (JaridaFolder, position) },
  { "unread",     JARIDA_FIELD_INT,      G_STRUCT_OFFSET (JaridaFolder, unread) },
};
G_STATIC_ASSERT (G_N_ELEMENTS (fields) == N_PROPS - 1);

static GParamSpec *properties[N_PROPS];

static void
jarida_folder_finalize (GObject *object)
{
  jarida_field_clear_all (object, fields, G_N_ELEMENTS (fields));
  G_OBJECT_CLASS (jarida_folder_parent_class)->finalize (object);
}

static void
jarida_folder_class_init (JaridaFolderClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = jarida_folder_finalize;
  jarida_field_install_all (object_class, fields, G_N_ELEMENTS (fields), properties);
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

  jarida_field_set_int64 (G_OBJECT (self), properties[PROP_ID], id);
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

  jarida_field_set_int64 (G_OBJECT (self), properties[PROP_PARENT_ID], parent_id);
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

  jarida_field_set_string (G_OBJECT (self), properties[PROP_NAME], name);
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

  jarida_field_set_int (G_OBJECT (self), properties[PROP_POSITION], position);
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

  jarida_field_set_int (G_OBJECT (self), properties[PROP_UNREAD], unread);
}
