/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-sheet.h"

typedef struct
{
  GtkWidget *body;               /* (nullable) borrowed from the parent class */
  int        wanted_width;
  int        wanted_height;
  gboolean   left;
} JaridaSheetPrivate;

enum
{
  PROP_0,
  PROP_BODY,
  PROP_WANTED_WIDTH,
  PROP_WANTED_HEIGHT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];
static guint left_signal;

#if JARIDA_MODERN

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (JaridaSheet, jarida_sheet, ADW_TYPE_DIALOG)

static void
apply (JaridaSheet *self)
{
  JaridaSheetPrivate *priv = jarida_sheet_get_instance_private (self);

  adw_dialog_set_child (ADW_DIALOG (self), priv->body);
  adw_dialog_set_content_width (ADW_DIALOG (self), priv->wanted_width);
  adw_dialog_set_content_height (ADW_DIALOG (self), priv->wanted_height);
}

void
jarida_sheet_present (JaridaSheet *self,
                      GtkWidget   *parent)
{
  adw_dialog_present (ADW_DIALOG (self), parent);
}

void
jarida_sheet_leave (JaridaSheet *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

void
jarida_sheet_set_name (JaridaSheet *self,
                       const char  *title)
{
  adw_dialog_set_title (ADW_DIALOG (self), title);
}

static void
jarida_sheet_closed (AdwDialog *dialog)
{
  JaridaSheetPrivate *priv = jarida_sheet_get_instance_private (JARIDA_SHEET (dialog));

  if (!priv->left)
    {
      priv->left = TRUE;
      g_signal_emit (dialog, left_signal, 0);
    }
}

#else

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (JaridaSheet, jarida_sheet, ADW_TYPE_WINDOW)

static void
apply (JaridaSheet *self)
{
  JaridaSheetPrivate *priv = jarida_sheet_get_instance_private (self);

  adw_window_set_content (ADW_WINDOW (self), priv->body);
  gtk_window_set_default_size (GTK_WINDOW (self),
                               priv->wanted_width > 0 ? priv->wanted_width : -1,
                               priv->wanted_height > 0 ? priv->wanted_height : -1);
}

void
jarida_sheet_present (JaridaSheet *self,
                      GtkWidget   *parent)
{
  JaridaSheetPrivate *priv = jarida_sheet_get_instance_private (self);
  GtkRoot *root = gtk_widget_get_root (parent);

  if (GTK_IS_WINDOW (root))
    {
      const int width = gtk_widget_get_width (GTK_WIDGET (root));
      const int height = gtk_widget_get_height (GTK_WIDGET (root));

      gtk_window_set_transient_for (GTK_WINDOW (self), GTK_WINDOW (root));
      gtk_window_set_modal (GTK_WINDOW (self), TRUE);
      /* Never larger than what it belongs to: on a phone it covers it. */
      if ((width > 0 && width < priv->wanted_width) || (height > 0 && height < priv->wanted_height))
        gtk_window_set_default_size (GTK_WINDOW (self),
                                     width > 0 && priv->wanted_width > 0 ? MIN (width, priv->wanted_width) : priv->wanted_width,
                                     height > 0 && priv->wanted_height > 0 ? MIN (height, priv->wanted_height) : priv->wanted_height);
    }
  gtk_window_present (GTK_WINDOW (self));
}

void
jarida_sheet_leave (JaridaSheet *self)
{
  gtk_window_close (GTK_WINDOW (self));
}

void
jarida_sheet_set_name (JaridaSheet *self,
                       const char  *title)
{
  gtk_window_set_title (GTK_WINDOW (self), title);
}

static gboolean
jarida_sheet_close_request (GtkWindow *window)
{
  JaridaSheetPrivate *priv = jarida_sheet_get_instance_private (JARIDA_SHEET (window));

  if (!priv->left)
    {
      priv->left = TRUE;
      g_signal_emit (window, left_signal, 0);
    }
  return GTK_WINDOW_CLASS (jarida_sheet_parent_class)->close_request (window);
}

#endif

static void
jarida_sheet_get_property (GObject    *object,
                           guint       prop_id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  JaridaSheetPrivate *priv = jarida_sheet_get_instance_private (JARIDA_SHEET (object));

  switch (prop_id)
    {
    case PROP_BODY:
      g_value_set_object (value, priv->body);
      break;
    case PROP_WANTED_WIDTH:
      g_value_set_int (value, priv->wanted_width);
      break;
    case PROP_WANTED_HEIGHT:
      g_value_set_int (value, priv->wanted_height);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
jarida_sheet_set_property (GObject      *object,
                           guint         prop_id,
                           const GValue *value,
                           GParamSpec   *pspec)
{
  JaridaSheetPrivate *priv = jarida_sheet_get_instance_private (JARIDA_SHEET (object));

  switch (prop_id)
    {
    case PROP_BODY:
      priv->body = g_value_get_object (value);
      break;
    case PROP_WANTED_WIDTH:
      priv->wanted_width = g_value_get_int (value);
      break;
    case PROP_WANTED_HEIGHT:
      priv->wanted_height = g_value_get_int (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
      return;
    }
  apply (JARIDA_SHEET (object));
}

static void
jarida_sheet_class_init (JaridaSheetClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = jarida_sheet_get_property;
  object_class->set_property = jarida_sheet_set_property;
#if JARIDA_MODERN
  ADW_DIALOG_CLASS (klass)->closed = jarida_sheet_closed;
#else
  GTK_WINDOW_CLASS (klass)->close_request = jarida_sheet_close_request;
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close", NULL);
#endif

  properties[PROP_BODY] = g_param_spec_object ("body", NULL, NULL, GTK_TYPE_WIDGET, flags);
  properties[PROP_WANTED_WIDTH] = g_param_spec_int ("wanted-width", NULL, NULL, -1, G_MAXINT, -1, flags);
  properties[PROP_WANTED_HEIGHT] = g_param_spec_int ("wanted-height", NULL, NULL, -1, G_MAXINT, -1, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  left_signal = g_signal_new ("left", JARIDA_TYPE_SHEET, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
jarida_sheet_init (JaridaSheet *self)
{
  JaridaSheetPrivate *priv = jarida_sheet_get_instance_private (self);

  priv->wanted_width = -1;
  priv->wanted_height = -1;
}
