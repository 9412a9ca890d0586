/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-conditions.h"

struct _JaridaConditions
{
  GObject               parent_instance;

  GNetworkMonitor      *network;   /* (nullable) of GIO */
  GPowerProfileMonitor *power;     /* (owned) (nullable) */
  gboolean              available;
  gboolean              captive;
  gboolean              metered;
  gboolean              saving_power;
};

G_DEFINE_FINAL_TYPE (JaridaConditions, jarida_conditions, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_AVAILABLE,
  PROP_CAPTIVE,
  PROP_METERED,
  PROP_SAVING_POWER,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
set_flag (JaridaConditions *self,
          gboolean         *flag,
          guint             property,
          gboolean          value)
{
  if (*flag == !!value)
    return;
  *flag = !!value;
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static gboolean *
find_flag (JaridaConditions *self,
           guint             property)
{
  switch (property)
    {
    case PROP_AVAILABLE:
      return &self->available;
    case PROP_CAPTIVE:
      return &self->captive;
    case PROP_METERED:
      return &self->metered;
    case PROP_SAVING_POWER:
      return &self->saving_power;
    default:
      return NULL;
    }
}

static void
read_network (JaridaConditions *self)
{
  g_object_freeze_notify (G_OBJECT (self));
  set_flag (self, &self->available, PROP_AVAILABLE, g_network_monitor_get_network_available (self->network));
  set_flag (self, &self->metered, PROP_METERED, g_network_monitor_get_network_metered (self->network));
  set_flag (self, &self->captive, PROP_CAPTIVE,
            g_network_monitor_get_connectivity (self->network) == G_NETWORK_CONNECTIVITY_PORTAL);
  g_object_thaw_notify (G_OBJECT (self));
}

static void
read_power (JaridaConditions *self)
{
  set_flag (self, &self->saving_power, PROP_SAVING_POWER, g_power_profile_monitor_get_power_saver_enabled (self->power));
}

static void
jarida_conditions_dispose (GObject *object)
{
  g_clear_object (&JARIDA_CONDITIONS (object)->power);
  G_OBJECT_CLASS (jarida_conditions_parent_class)->dispose (object);
}

static void
jarida_conditions_get_property (GObject    *object,
                                guint       property,
                                GValue     *value,
                                GParamSpec *pspec)
{
  const gboolean *flag = find_flag (JARIDA_CONDITIONS (object), property);

  if (flag != NULL)
    g_value_set_boolean (value, *flag);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property, pspec);
}

static void
jarida_conditions_set_property (GObject      *object,
                                guint         property,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  gboolean *flag = find_flag (JARIDA_CONDITIONS (object), property);

  if (flag != NULL)
    set_flag (JARIDA_CONDITIONS (object), flag, property, g_value_get_boolean (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property, pspec);
}

static void
jarida_conditions_class_init (JaridaConditionsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = jarida_conditions_dispose;
  object_class->get_property = jarida_conditions_get_property;
  object_class->set_property = jarida_conditions_set_property;
  properties[PROP_AVAILABLE] = g_param_spec_boolean ("available", NULL, NULL, TRUE, flags);
  properties[PROP_CAPTIVE] = g_param_spec_boolean ("captive", NULL, NULL, FALSE, flags);
  properties[PROP_METERED] = g_param_spec_boolean ("metered", NULL, NULL, FALSE, flags);
  properties[PROP_SAVING_POWER] = g_param_spec_boolean ("saving-power", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
jarida_conditions_init (JaridaConditions *self)
{
  self->available = TRUE;
}

JaridaConditions *
jarida_conditions_new_fixed (void)
{
  return g_object_new (JARIDA_TYPE_CONDITIONS, NULL);
}

JaridaConditions *
jarida_conditions_new_system (void)
{
  JaridaConditions *self = jarida_conditions_new_fixed ();

  self->network = g_network_monitor_get_default ();
  g_signal_connect_object (self->network, "network-changed", G_CALLBACK (read_network), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->network, "notify::network-metered", G_CALLBACK (read_network), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->network, "notify::connectivity", G_CALLBACK (read_network), self, G_CONNECT_SWAPPED);
  read_network (self);
  self->power = g_power_profile_monitor_dup_default ();
  g_signal_connect_object (self->power, "notify::power-saver-enabled", G_CALLBACK (read_power), self, G_CONNECT_SWAPPED);
  read_power (self);
  return self;
}

gboolean
jarida_conditions_get_available (JaridaConditions *self)
{
  g_return_val_if_fail (JARIDA_IS_CONDITIONS (self), FALSE);

  return self->available;
}

gboolean
jarida_conditions_get_captive (JaridaConditions *self)
{
  g_return_val_if_fail (JARIDA_IS_CONDITIONS (self), FALSE);

  return self->captive;
}

gboolean
jarida_conditions_get_metered (JaridaConditions *self)
{
  g_return_val_if_fail (JARIDA_IS_CONDITIONS (self), FALSE);

  return self->metered;
}

gboolean
jarida_conditions_get_saving_power (JaridaConditions *self)
{
  g_return_val_if_fail (JARIDA_IS_CONDITIONS (self), FALSE);

  return self->saving_power;
}
