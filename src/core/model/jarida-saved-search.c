/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "jarida-saved-search.h"

#include "jarida-field.h"

struct _JaridaSavedSearch
{
  GObject  parent_instance;

  gint64   id;
  char    *name;                        /* (owned) (nullable) */
  char    *query;                       /* (owned) (nullable) */
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

/* In the order of their numbers. */
static const JaridaField fields[] = {
  { "id",        JARIDA_FIELD_INT64,    G_STRUCT_OFFSET (JaridaSavedSearch, id) },
  { "name",      JARIDA_FIELD_STRING,   G_STRUCT_OFFSET (JaridaSavedSearch, name) },
  { "query",     JARIDA_FIELD_STRING,   G_STRUCT_OFFSET (JaridaSavedSearch, query) },
  { "position",  JARIDA_FIELD_INT,      G_STRUCT_OFFSET (JaridaSavedSearch, position) },
  { "unread",    JARIDA_FIELD_INT,      G_STRUCT_OFFSET (JaridaSavedSearch, unread) },
};
G_STATIC_ASSERT (G_N_ELEMENTS (fields) == N_PROPS - 1);

static GParamSpec *properties[N_PROPS];

static void
jarida_saved_search_finalize (GObject *object)
{
  jarida_field_clear_all (object, fields, G_N_ELEMENTS (fields));
  G_OBJECT_CLASS (jarida_saved_search_parent_class)->finalize (object);
}

static void
jarida_saved_search_class_init (JaridaSavedSearchClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = jarida_saved_search_finalize;
  jarida_field_install_all (object_class, fields, G_N_ELEMENTS (fields), properties);
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

  jarida_field_set_int64 (G_OBJECT (self), properties[PROP_ID], id);
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

  jarida_field_set_string (G_OBJECT (self), properties[PROP_NAME], name);
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

  jarida_field_set_string (G_OBJECT (self), properties[PROP_QUERY], query);
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

  jarida_field_set_int (G_OBJECT (self), properties[PROP_POSITION], position);
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

  jarida_field_set_int (G_OBJECT (self), properties[PROP_UNREAD], unread);
}
