/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "steered-network.h"

#define STEERED_TYPE_NETWORK (steered_network_get_type ())
G_DECLARE_FINAL_TYPE (SteeredNetwork, steered_network, STEERED, NETWORK, GObject)

struct _SteeredNetwork
{
  GObject parent_instance;
};

enum
{
  PROP_0,
  PROP_AVAILABLE,
  PROP_METERED,
  PROP_CONNECTIVITY,
};

static gboolean is_available = TRUE;

static gboolean
steered_network_initable_init (GInitable     *initable,
                               GCancellable  *cancellable,
                               GError       **error)
{
  return TRUE;
}

static void
steered_network_initable_iface_init (GInitableIface *iface)
{
  iface->init = steered_network_initable_init;
}

static void
steered_network_monitor_init (GNetworkMonitorInterface *iface)
{
}

G_DEFINE_FINAL_TYPE_WITH_CODE (SteeredNetwork, steered_network, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_INITABLE, steered_network_initable_iface_init)
                               G_IMPLEMENT_INTERFACE (G_TYPE_NETWORK_MONITOR, steered_network_monitor_init))

static void
steered_network_get_property (GObject    *object,
                              guint       prop_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_AVAILABLE:
      g_value_set_boolean (value, is_available);
      break;
    case PROP_METERED:
      g_value_set_boolean (value, FALSE);
      break;
    case PROP_CONNECTIVITY:
      g_value_set_enum (value, is_available ? G_NETWORK_CONNECTIVITY_FULL : G_NETWORK_CONNECTIVITY_LOCAL);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
steered_network_class_init (SteeredNetworkClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = steered_network_get_property;
  g_object_class_override_property (object_class, PROP_AVAILABLE, "network-available");
  g_object_class_override_property (object_class, PROP_METERED, "network-metered");
  g_object_class_override_property (object_class, PROP_CONNECTIVITY, "connectivity");
}

static void
steered_network_init (SteeredNetwork *self)
{
}

void
steered_network_install (void)
{
  g_setenv ("GIO_USE_NETWORK_MONITOR", "steered", TRUE);
  g_io_extension_point_register (G_NETWORK_MONITOR_EXTENSION_POINT_NAME);
  g_io_extension_point_implement (G_NETWORK_MONITOR_EXTENSION_POINT_NAME, STEERED_TYPE_NETWORK, "steered", 1000);
}

void
steered_network_set (gboolean available)
{
  is_available = available;
  g_signal_emit_by_name (g_network_monitor_get_default (), "network-changed", available);
}
