/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-banner.h"

#include "jarida-lettering.h"

struct _JaridaBanner
{
  AdwBin     parent_instance;

  /* Children */
  GtkWidget *bar;                /* a revealer, or the banner of the newer generation */
  GtkWidget *label;              /* (nullable) */
  GtkWidget *button;             /* (nullable) */
};

enum
{
  PROP_0,
  PROP_SENTENCE,
  PROP_REVEALED,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (JaridaBanner, jarida_banner, ADW_TYPE_BIN)

#if JARIDA_MODERN

static void
build (JaridaBanner *self)
{
  self->bar = adw_banner_new ("");
}

static void
show_sentence (JaridaBanner *self,
               const char   *sentence)
{
  adw_banner_set_title (ADW_BANNER (self->bar), sentence);
}

static void
show_button (JaridaBanner *self,
             const char   *label,
             const char   *action)
{
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->bar), action);
  adw_banner_set_button_label (ADW_BANNER (self->bar), label);
}

static const char *
read_sentence (JaridaBanner *self)
{
  return adw_banner_get_title (ADW_BANNER (self->bar));
}

static gboolean
is_revealed (JaridaBanner *self)
{
  return adw_banner_get_revealed (ADW_BANNER (self->bar));
}

static void
reveal (JaridaBanner *self,
        gboolean      revealed)
{
  adw_banner_set_revealed (ADW_BANNER (self->bar), revealed);
}

#else

static void
build (JaridaBanner *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  self->bar = gtk_revealer_new ();
  self->label = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->label), TRUE);
  gtk_label_set_justify (GTK_LABEL (self->label), GTK_JUSTIFY_CENTER);
  jarida_label_set_small (GTK_LABEL (self->label));
  gtk_widget_set_hexpand (self->label, TRUE);
  self->button = gtk_button_new ();
  gtk_button_set_use_underline (GTK_BUTTON (self->button), TRUE);
  gtk_widget_set_valign (self->button, GTK_ALIGN_CENTER);
  gtk_widget_set_visible (self->button, FALSE);
  gtk_widget_add_css_class (box, "offline-bar");
  gtk_box_append (GTK_BOX (box), self->label);
  gtk_box_append (GTK_BOX (box), self->button);
  gtk_revealer_set_child (GTK_REVEALER (self->bar), box);
}

static void
show_sentence (JaridaBanner *self,
               const char   *sentence)
{
  gtk_label_set_text (GTK_LABEL (self->label), sentence);
}

static void
show_button (JaridaBanner *self,
             const char   *label,
             const char   *action)
{
  gtk_widget_set_visible (self->button, label != NULL);
  gtk_button_set_label (GTK_BUTTON (self->button), label != NULL ? label : "");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->button), action);
}

static const char *
read_sentence (JaridaBanner *self)
{
  return gtk_label_get_text (GTK_LABEL (self->label));
}

static gboolean
is_revealed (JaridaBanner *self)
{
  return gtk_revealer_get_reveal_child (GTK_REVEALER (self->bar));
}

static void
reveal (JaridaBanner *self,
        gboolean      revealed)
{
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->bar), revealed);
}

#endif

static void
jarida_banner_get_property (GObject    *object,
                            guint       prop_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  JaridaBanner *self = JARIDA_BANNER (object);

  switch (prop_id)
    {
    case PROP_SENTENCE:
      g_value_set_string (value, jarida_banner_get_sentence (self));
      break;
    case PROP_REVEALED:
      g_value_set_boolean (value, jarida_banner_get_revealed (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
jarida_banner_set_property (GObject      *object,
                            guint         prop_id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  JaridaBanner *self = JARIDA_BANNER (object);

  switch (prop_id)
    {
    case PROP_SENTENCE:
      jarida_banner_set_sentence (self, g_value_get_string (value));
      break;
    case PROP_REVEALED:
      jarida_banner_set_revealed (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
jarida_banner_class_init (JaridaBannerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = jarida_banner_get_property;
  object_class->set_property = jarida_banner_set_property;

  properties[PROP_SENTENCE] = g_param_spec_string ("sentence", NULL, NULL, "", flags);
  properties[PROP_REVEALED] = g_param_spec_boolean ("revealed", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
jarida_banner_init (JaridaBanner *self)
{
  build (self);
  adw_bin_set_child (ADW_BIN (self), self->bar);
}

GtkWidget *
jarida_banner_new (void)
{
  return g_object_new (JARIDA_TYPE_BANNER, NULL);
}

const char *
jarida_banner_get_sentence (JaridaBanner *self)
{
  g_return_val_if_fail (JARIDA_IS_BANNER (self), NULL);
  return read_sentence (self);
}

void
jarida_banner_set_sentence (JaridaBanner *self,
                            const char   *sentence)
{
  g_return_if_fail (JARIDA_IS_BANNER (self));
  if (g_strcmp0 (read_sentence (self), sentence) == 0)
    return;
  show_sentence (self, sentence != NULL ? sentence : "");
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SENTENCE]);
}

void
jarida_banner_set_button (JaridaBanner *self,
                          const char   *label,
                          const char   *action)
{
  g_return_if_fail (JARIDA_IS_BANNER (self));

  show_button (self, label, action);
}

gboolean
jarida_banner_get_revealed (JaridaBanner *self)
{
  g_return_val_if_fail (JARIDA_IS_BANNER (self), FALSE);
  return is_revealed (self);
}

void
jarida_banner_set_revealed (JaridaBanner *self,
                            gboolean      revealed)
{
  g_return_if_fail (JARIDA_IS_BANNER (self));
  if (is_revealed (self) == !!revealed)
    return;
  reveal (self, revealed);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REVEALED]);
}
