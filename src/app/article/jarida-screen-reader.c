/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-screen-reader.h"

struct _JaridaScreenReader
{
  GObject     parent_instance;

  GDBusProxy *status;    /* (owned) (nullable) */
  gboolean    enabled;
};

enum
{
  PROP_0,
  PROP_ENABLED,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (JaridaScreenReader, jarida_screen_reader, G_TYPE_OBJECT)

static void
update (JaridaScreenReader *self)
{
  g_autoptr(GVariant) value = g_dbus_proxy_get_cached_property (self->status, "ScreenReaderEnabled");
  gboolean enabled = value != NULL && g_variant_is_of_type (value, G_VARIANT_TYPE_BOOLEAN) &&
                     g_variant_get_boolean (value);

  if (self->enabled == enabled)
    return;
  self->enabled = enabled;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ENABLED]);
}

static void
properties_changed_cb (GDBusProxy         *status,
                       GVariant           *changed,
                       GStrv               invalidated,
                       JaridaScreenReader *self)
{
  update (self);
}

static void
status_found_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr(JaridaScreenReader) self = user_data;

  /* No bus, no screen reader: that is an answer. */
  self->status = g_dbus_proxy_new_for_bus_finish (result, NULL);
  if (self->status == NULL)
    return;
  g_signal_connect_object (self->status, "g-properties-changed", G_CALLBACK (properties_changed_cb), self, 0);
  update (self);
}

static void
jarida_screen_reader_dispose (GObject *object)
{
  JaridaScreenReader *self = JARIDA_SCREEN_READER (object);

  g_clear_object (&self->status);
  G_OBJECT_CLASS (jarida_screen_reader_parent_class)->dispose (object);
}

static void
jarida_screen_reader_get_property (GObject    *object,
                                   guint       prop_id,
                                   GValue     *value,
                                   GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_ENABLED:
      g_value_set_boolean (value, JARIDA_SCREEN_READER (object)->enabled);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
jarida_screen_reader_class_init (JaridaScreenReaderClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = jarida_screen_reader_dispose;
  object_class->get_property = jarida_screen_reader_get_property;
  properties[PROP_ENABLED] = g_param_spec_boolean ("enabled", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
jarida_screen_reader_init (JaridaScreenReader *self)
{
  g_dbus_proxy_new_for_bus (G_BUS_TYPE_SESSION, G_DBUS_PROXY_FLAGS_DO_NOT_AUTO_START, NULL, "org.a11y.Bus",
                            "/org/a11y/bus", "org.a11y.Status", NULL, status_found_cb, g_object_ref (self));
}

JaridaScreenReader *
jarida_screen_reader_new (void)
{
  return g_object_new (JARIDA_TYPE_SCREEN_READER, NULL);
}

gboolean
jarida_screen_reader_get_enabled (JaridaScreenReader *self)
{
  return self->enabled;
}
