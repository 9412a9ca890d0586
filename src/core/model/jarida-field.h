/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* The properties of the model's objects: a table says where each is kept, and what reads, writes and tells of them is here once. */

typedef enum
{
  JARIDA_FIELD_INT,       /* an enum too */
  JARIDA_FIELD_INT64,
  JARIDA_FIELD_BOOLEAN,
  JARIDA_FIELD_STRING,    /* owned by the object, nullable */
} JaridaFieldKind;

typedef struct
{
  const char      *name;
  JaridaFieldKind  kind;
  gsize            offset;   /* in the object */
} JaridaField;

/* Makes them the properties of a class, readable and writable; the first has the number 1. @out_properties has room for all, and 0.
 * @fields is kept, as long as the class is. */
void jarida_field_install_all  (GObjectClass      *klass,
                                const JaridaField *fields,
                                guint              n_fields,
                                GParamSpec       **out_properties);
/* The texts, at the end of the object. */
void jarida_field_clear_all    (GObject           *object,
                                const JaridaField *fields,
                                guint              n_fields);

/* Each tells, if what is new differs. */
void jarida_field_set_int      (GObject           *object,
                                GParamSpec        *property,
                                int                value);
void jarida_field_set_int64    (GObject           *object,
                                GParamSpec        *property,
                                gint64             value);
void jarida_field_set_boolean  (GObject           *object,
                                GParamSpec        *property,
                                gboolean           value);
void jarida_field_set_string   (GObject           *object,
                                GParamSpec        *property,
                                const char        *value);

G_END_DECLS
