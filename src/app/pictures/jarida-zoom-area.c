/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-zoom-area.h"

#define MAX_SCALE 8.0
#define WHEEL_STEP 1.15

struct _JaridaZoomArea
{
  GtkWidget   parent_instance;

  GdkTexture *texture;           /* (owned) (nullable) */
  double      scale;             /* 0: to fit */
  double      x;                 /* from the middle of the window to that of the picture */
  double      y;
  double      pinch_scale;       /* when two fingers came down */
  double      drag_x;
  double      drag_y;
  double      pointer_x;
  double      pointer_y;
};

G_DEFINE_FINAL_TYPE (JaridaZoomArea, jarida_zoom_area, GTK_TYPE_WIDGET)

static double
fitting_scale (JaridaZoomArea *self)
{
  const double width = gtk_widget_get_width (GTK_WIDGET (self));
  const double height = gtk_widget_get_height (GTK_WIDGET (self));

  if (self->texture == NULL || width < 1 || height < 1)
    return 1;
  return MIN (1, MIN (width / gdk_texture_get_width (self->texture), height / gdk_texture_get_height (self->texture)));
}

double
jarida_zoom_area_get_scale (JaridaZoomArea *self)
{
  g_return_val_if_fail (JARIDA_IS_ZOOM_AREA (self), 1);
  return self->scale > 0 ? self->scale : fitting_scale (self);
}

/* The picture may not be lost outside the window. */
static void
keep_inside (JaridaZoomArea *self)
{
  const double scale = jarida_zoom_area_get_scale (self);
  double room_x, room_y;

  if (self->texture == NULL)
    return;
  room_x = MAX (0, (gdk_texture_get_width (self->texture) * scale - gtk_widget_get_width (GTK_WIDGET (self))) / 2);
  room_y = MAX (0, (gdk_texture_get_height (self->texture) * scale - gtk_widget_get_height (GTK_WIDGET (self))) / 2);
  self->x = CLAMP (self->x, -room_x, room_x);
  self->y = CLAMP (self->y, -room_y, room_y);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* What lies at (@x, @y), counted from the middle of the window, stays there. */
static void
zoom_to (JaridaZoomArea *self,
         double          wanted,
         double          x,
         double          y)
{
  const double before = jarida_zoom_area_get_scale (self);
  const double scale = CLAMP (wanted, fitting_scale (self), MAX_SCALE);

  self->x = x - (x - self->x) * scale / before;
  self->y = y - (y - self->y) * scale / before;
  self->scale = scale;
  keep_inside (self);
}

static gboolean
scroll_cb (JaridaZoomArea *self,
           double          dx,
           double          dy)
{
  const double x = self->pointer_x - gtk_widget_get_width (GTK_WIDGET (self)) / 2.0;
  const double y = self->pointer_y - gtk_widget_get_height (GTK_WIDGET (self)) / 2.0;

  zoom_to (self, jarida_zoom_area_get_scale (self) * (dy < 0 ? WHEEL_STEP : 1 / WHEEL_STEP), x, y);
  return TRUE;
}

static void
motion_cb (JaridaZoomArea *self,
           double          x,
           double          y)
{
  self->pointer_x = x;
  self->pointer_y = y;
}

static void
pinch_begin_cb (JaridaZoomArea *self)
{
  self->pinch_scale = jarida_zoom_area_get_scale (self);
}

static void
pinch_cb (JaridaZoomArea *self,
          double          factor)
{
  zoom_to (self, self->pinch_scale * factor, 0, 0);
}

static void
drag_begin_cb (JaridaZoomArea *self)
{
  self->drag_x = self->x;
  self->drag_y = self->y;
}

static void
drag_cb (JaridaZoomArea *self,
         double          dx,
         double          dy)
{
  self->x = self->drag_x + dx;
  self->y = self->drag_y + dy;
  keep_inside (self);
}

static void
clicked_cb (JaridaZoomArea *self,
            int             n_press,
            double          x,
            double          y)
{
  if (n_press != 2)
    return;
  if (self->scale > 0)
    jarida_zoom_area_fit (self);
  else
    zoom_to (self, MAX (1, 2 * fitting_scale (self)), x - gtk_widget_get_width (GTK_WIDGET (self)) / 2.0,
             y - gtk_widget_get_height (GTK_WIDGET (self)) / 2.0);
}

static void
jarida_zoom_area_snapshot (GtkWidget   *widget,
                           GtkSnapshot *snapshot)
{
  JaridaZoomArea *self = JARIDA_ZOOM_AREA (widget);
  const double scale = jarida_zoom_area_get_scale (self);
  double width, height;

  if (self->texture == NULL)
    return;
  width = gdk_texture_get_width (self->texture) * scale;
  height = gdk_texture_get_height (self->texture) * scale;
  gtk_snapshot_append_texture (snapshot, self->texture,
                               &GRAPHENE_RECT_INIT ((gtk_widget_get_width (widget) - width) / 2 + self->x,
                                                    (gtk_widget_get_height (widget) - height) / 2 + self->y,
                                                    width, height));
}

static void
jarida_zoom_area_size_allocate (GtkWidget *widget,
                                int        width,
                                int        height,
                                int        baseline)
{
  keep_inside (JARIDA_ZOOM_AREA (widget));
}

static void
jarida_zoom_area_dispose (GObject *object)
{
  g_clear_object (&JARIDA_ZOOM_AREA (object)->texture);
  G_OBJECT_CLASS (jarida_zoom_area_parent_class)->dispose (object);
}

static void
jarida_zoom_area_class_init (JaridaZoomAreaClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = jarida_zoom_area_dispose;
  widget_class->snapshot = jarida_zoom_area_snapshot;
  widget_class->size_allocate = jarida_zoom_area_size_allocate;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
jarida_zoom_area_init (JaridaZoomArea *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkEventController *scroll = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_VERTICAL);
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkGesture *pinch = gtk_gesture_zoom_new ();
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_widget_set_overflow (widget, GTK_OVERFLOW_HIDDEN);
  g_signal_connect_object (scroll, "scroll", G_CALLBACK (scroll_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (motion, "motion", G_CALLBACK (motion_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (pinch, "begin", G_CALLBACK (pinch_begin_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (pinch, "scale-changed", G_CALLBACK (pinch_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (drag, "drag-update", G_CALLBACK (drag_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (click, "pressed", G_CALLBACK (clicked_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (widget, scroll);
  gtk_widget_add_controller (widget, motion);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (pinch));
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (drag));
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (click));
}

GtkWidget *
jarida_zoom_area_new (void)
{
  return g_object_new (JARIDA_TYPE_ZOOM_AREA, NULL);
}

void
jarida_zoom_area_set_texture (JaridaZoomArea *self,
                              GdkTexture     *texture)
{
  g_return_if_fail (JARIDA_IS_ZOOM_AREA (self));
  if (g_set_object (&self->texture, texture))
    jarida_zoom_area_fit (self);
}

void
jarida_zoom_area_zoom_by (JaridaZoomArea *self,
                          double          factor)
{
  g_return_if_fail (JARIDA_IS_ZOOM_AREA (self));
  zoom_to (self, jarida_zoom_area_get_scale (self) * factor, 0, 0);
}

void
jarida_zoom_area_fit (JaridaZoomArea *self)
{
  g_return_if_fail (JARIDA_IS_ZOOM_AREA (self));
  self->scale = 0;
  self->x = 0;
  self->y = 0;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
