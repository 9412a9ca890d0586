/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-pane.h"

struct _JaridaPane
{
  GtkWidget  parent_instance;

  int        preferred_width;

  /* Children */
  GtkWidget *frame;              /* a box, or the toolbar view of the newer generation */
  GtkWidget *header;             /* (nullable) */
  GtkWidget *body;               /* (nullable) */
};

enum
{
  PROP_0,
  PROP_HEADER,
  PROP_BODY,
  PROP_PREFERRED_WIDTH,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (JaridaPane, jarida_pane, GTK_TYPE_WIDGET)

#if JARIDA_MODERN

static GtkWidget *
make_frame (void)
{
  return adw_toolbar_view_new ();
}

static void
put_header (JaridaPane *self,
            GtkWidget  *header)
{
  /* The way back is a button of ours, with a name and an action, in both generations. */
  if (ADW_IS_HEADER_BAR (header))
    adw_header_bar_set_show_back_button (ADW_HEADER_BAR (header), FALSE);
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (self->frame), header);
}

static void
put_body (JaridaPane *self,
          GtkWidget  *body)
{
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (self->frame), body);
}

#else

static GtkWidget *
make_frame (void)
{
  return gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
}

static void
put_header (JaridaPane *self,
            GtkWidget  *header)
{
  gtk_box_prepend (GTK_BOX (self->frame), header);
}

static void
put_body (JaridaPane *self,
          GtkWidget  *body)
{
  gtk_widget_set_vexpand (body, TRUE);
  gtk_box_append (GTK_BOX (self->frame), body);
}

#endif

static void
jarida_pane_measure (GtkWidget      *widget,
                     GtkOrientation  orientation,
                     int             for_size,
                     int            *minimum,
                     int            *natural,
                     int            *minimum_baseline,
                     int            *natural_baseline)
{
  JaridaPane *self = JARIDA_PANE (widget);

  gtk_widget_measure (self->frame, orientation, for_size, minimum, natural, NULL, NULL);
  if (orientation == GTK_ORIENTATION_HORIZONTAL && self->preferred_width > 0)
    *natural = MAX (*minimum, self->preferred_width);
}

static void
jarida_pane_size_allocate (GtkWidget *widget,
                           int        width,
                           int        height,
                           int        baseline)
{
  gtk_widget_allocate (JARIDA_PANE (widget)->frame, width, height, baseline, NULL);
}

static void
jarida_pane_dispose (GObject *object)
{
  JaridaPane *self = JARIDA_PANE (object);

  self->header = NULL;
  self->body = NULL;
  g_clear_pointer (&self->frame, gtk_widget_unparent);
  G_OBJECT_CLASS (jarida_pane_parent_class)->dispose (object);
}

static void
jarida_pane_get_property (GObject    *object,
                          guint       prop_id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  JaridaPane *self = JARIDA_PANE (object);

  switch (prop_id)
    {
    case PROP_HEADER:
      g_value_set_object (value, self->header);
      break;
    case PROP_BODY:
      g_value_set_object (value, self->body);
      break;
    case PROP_PREFERRED_WIDTH:
      g_value_set_int (value, self->preferred_width);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
jarida_pane_set_property (GObject      *object,
                          guint         prop_id,
                          const GValue *value,
                          GParamSpec   *pspec)
{
  JaridaPane *self = JARIDA_PANE (object);

  switch (prop_id)
    {
    case PROP_HEADER:
      self->header = g_value_get_object (value);
      if (self->header != NULL)
        put_header (self, self->header);
      break;
    case PROP_BODY:
      self->body = g_value_get_object (value);
      if (self->body != NULL)
        put_body (self, self->body);
      break;
    case PROP_PREFERRED_WIDTH:
      if (self->preferred_width != g_value_get_int (value))
        {
          self->preferred_width = g_value_get_int (value);
          gtk_widget_queue_resize (GTK_WIDGET (self));
          g_object_notify_by_pspec (object, pspec);
        }
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
jarida_pane_class_init (JaridaPaneClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  const GParamFlags once = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  object_class->dispose = jarida_pane_dispose;
  object_class->get_property = jarida_pane_get_property;
  object_class->set_property = jarida_pane_set_property;
  widget_class->measure = jarida_pane_measure;
  widget_class->size_allocate = jarida_pane_size_allocate;

  properties[PROP_HEADER] = g_param_spec_object ("header", NULL, NULL, GTK_TYPE_WIDGET, once);
  properties[PROP_BODY] = g_param_spec_object ("body", NULL, NULL, GTK_TYPE_WIDGET, once);
  properties[PROP_PREFERRED_WIDTH] =
    g_param_spec_int ("preferred-width", NULL, NULL, 0, G_MAXINT, 0,
                      G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_css_name (widget_class, "pane");
}

static void
jarida_pane_init (JaridaPane *self)
{
  self->frame = make_frame ();
  gtk_widget_set_parent (self->frame, GTK_WIDGET (self));
}

GtkWidget *
jarida_pane_new (void)
{
  return g_object_new (JARIDA_TYPE_PANE, NULL);
}
