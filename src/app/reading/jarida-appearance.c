/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-appearance.h"

struct _JaridaAppearance
{
  GtkPopover        parent_instance;

  GSettings        *settings;    /* (owned) (nullable) */

  /* Template children */
  GtkLabel         *size_label;
  GtkToggleButton  *serif;
  GtkToggleButton  *sans;
  GtkCheckButton   *system;
  GtkCheckButton   *light;
  GtkCheckButton   *sepia;
  GtkCheckButton   *dark;
};

G_DEFINE_FINAL_TYPE (JaridaAppearance, jarida_appearance, GTK_TYPE_POPOVER)

static void
update_size (JaridaAppearance *self)
{
  g_autofree char *text = g_strdup_printf ("%d", g_settings_get_int (self->settings, "font-size"));

  gtk_label_set_text (self->size_label, text);
}

/* A button of a group stands for one value of a setting: its name is the value. */
static gboolean
value_to_active (GValue   *value,
                 GVariant *variant,
                 gpointer  user_data)
{
  g_value_set_boolean (value, g_str_equal (g_variant_get_string (variant, NULL), user_data));
  return TRUE;
}

static GVariant *
active_to_value (const GValue       *value,
                 const GVariantType *type,
                 gpointer            user_data)
{
  /* The one that goes out says nothing: the one that goes in does. */
  return g_value_get_boolean (value) ? g_variant_new_string (user_data) : NULL;
}

static void
bind_choice (JaridaAppearance *self,
             const char       *key,
             gpointer          button,
             const char       *value)
{
  g_settings_bind_with_mapping (self->settings, key, button, "active", G_SETTINGS_BIND_DEFAULT, value_to_active,
                                active_to_value, (gpointer) value, NULL);
}

static void
jarida_appearance_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), JARIDA_TYPE_APPEARANCE);
  g_clear_object (&JARIDA_APPEARANCE (object)->settings);
  G_OBJECT_CLASS (jarida_appearance_parent_class)->dispose (object);
}

static void
jarida_appearance_class_init (JaridaAppearanceClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = jarida_appearance_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/jarida/Jarida/ui/jarida-appearance.ui");
  gtk_widget_class_bind_template_child (widget_class, JaridaAppearance, size_label);
  gtk_widget_class_bind_template_child (widget_class, JaridaAppearance, serif);
  gtk_widget_class_bind_template_child (widget_class, JaridaAppearance, sans);
  gtk_widget_class_bind_template_child (widget_class, JaridaAppearance, system);
  gtk_widget_class_bind_template_child (widget_class, JaridaAppearance, light);
  gtk_widget_class_bind_template_child (widget_class, JaridaAppearance, sepia);
  gtk_widget_class_bind_template_child (widget_class, JaridaAppearance, dark);
}

static void
jarida_appearance_init (JaridaAppearance *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
jarida_appearance_new (GSettings *settings)
{
  JaridaAppearance *self = g_object_new (JARIDA_TYPE_APPEARANCE, NULL);

  self->settings = g_object_ref (settings);
  g_signal_connect_object (settings, "changed::font-size", G_CALLBACK (update_size), self, G_CONNECT_SWAPPED);
  update_size (self);
  bind_choice (self, "body-font", self->serif, "serif");
  bind_choice (self, "body-font", self->sans, "sans");
  bind_choice (self, "palette", self->system, "system");
  bind_choice (self, "palette", self->light, "light");
  bind_choice (self, "palette", self->sepia, "sepia");
  bind_choice (self, "palette", self->dark, "dark");
  return GTK_WIDGET (self);
}
