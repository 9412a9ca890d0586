/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "jarida-field.h"

static GQuark
get_quark (void)
{
  return g_quark_from_static_string ("jarida-field");
}

static gpointer
get_place (GObject    *object,
           GParamSpec *property)
{
  const JaridaField *field = g_param_spec_get_qdata (property, get_quark ());

  return G_STRUCT_MEMBER_P (object, field->offset);
}

static void
get_property (GObject    *object,
              guint       prop_id,
              GValue     *value,
              GParamSpec *pspec)
{
  gpointer place = get_place (object, pspec);

  if (G_VALUE_HOLDS_INT (value))
    g_value_set_int (value, *(int *) place);
  else if (G_VALUE_HOLDS_INT64 (value))
    g_value_set_int64 (value, *(gint64 *) place);
  else if (G_VALUE_HOLDS_BOOLEAN (value))
    g_value_set_boolean (value, *(gboolean *) place);
  else
    g_value_set_string (value, *(char **) place);
}

static void
set_property (GObject      *object,
              guint         prop_id,
              const GValue *value,
              GParamSpec   *pspec)
{
  if (G_VALUE_HOLDS_INT (value))
    jarida_field_set_int (object, pspec, g_value_get_int (value));
  else if (G_VALUE_HOLDS_INT64 (value))
    jarida_field_set_int64 (object, pspec, g_value_get_int64 (value));
  else if (G_VALUE_HOLDS_BOOLEAN (value))
    jarida_field_set_boolean (object, pspec, g_value_get_boolean (value));
  else
    jarida_field_set_string (object, pspec, g_value_get_string (value));
}

static GParamSpec *
make_property (const JaridaField *field)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  switch (field->kind)
    {
    case JARIDA_FIELD_INT:
      return g_param_spec_int (field->name, NULL, NULL, G_MININT, G_MAXINT, 0, flags);
    case JARIDA_FIELD_INT64:
      return g_param_spec_int64 (field->name, NULL, NULL, G_MININT64, G_MAXINT64, 0, flags);
    case JARIDA_FIELD_BOOLEAN:
      return g_param_spec_boolean (field->name, NULL, NULL, FALSE, flags);
    case JARIDA_FIELD_STRING:
      return g_param_spec_string (field->name, NULL, NULL, NULL, flags);
    default:
      g_return_val_if_reached (NULL);
    }
}

void
jarida_field_install_all (GObjectClass      *klass,
                          const JaridaField *fields,
                          guint              n_fields,
                          GParamSpec       **out_properties)
{
  klass->get_property = get_property;
  klass->set_property = set_property;
  for (guint i = 0; i < n_fields; i++)
    {
      out_properties[i + 1] = make_property (&fields[i]);
      g_param_spec_set_qdata (out_properties[i + 1], get_quark (), (gpointer) &fields[i]);
    }
  g_object_class_install_properties (klass, n_fields + 1, out_properties);
}

void
jarida_field_clear_all (GObject           *object,
                        const JaridaField *fields,
                        guint              n_fields)
{
  for (guint i = 0; i < n_fields; i++)
    if (fields[i].kind == JARIDA_FIELD_STRING)
      g_clear_pointer ((char **) G_STRUCT_MEMBER_P (object, fields[i].offset), g_free);
}

void
jarida_field_set_int (GObject    *object,
                      GParamSpec *property,
                      int         value)
{
  int *place = get_place (object, property);

  if (*place == value)
    return;
  *place = value;
  g_object_notify_by_pspec (object, property);
}

void
jarida_field_set_int64 (GObject    *object,
                        GParamSpec *property,
                        gint64      value)
{
  gint64 *place = get_place (object, property);

  if (*place == value)
    return;
  *place = value;
  g_object_notify_by_pspec (object, property);
}

void
jarida_field_set_boolean (GObject    *object,
                          GParamSpec *property,
                          gboolean    value)
{
  gboolean *place = get_place (object, property);

  if (!*place == !value)
    return;
  *place = !!value;
  g_object_notify_by_pspec (object, property);
}

void
jarida_field_set_string (GObject    *object,
                         GParamSpec *property,
                         const char *value)
{
  char **place = get_place (object, property);
  char *before = *place;

  if (g_strcmp0 (before, value) == 0)
    return;
  *place = g_strdup (value);
  g_free (before);
  g_object_notify_by_pspec (object, property);
}
