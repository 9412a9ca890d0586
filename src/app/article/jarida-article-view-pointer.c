/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "jarida-article-view-private.h"

/* px from the edge at which a drag begins to pull the page along. */
#define EDGE 24
#define DRAG_THRESHOLD 6

/* The address under a point of the window: of a link, or of what a film or a linked picture opens. (transfer none) */
static const char *
find_link (JaridaArticleView *self,
           double             x,
           double             y)
{
  JaridaShownBlock *shown = _jarida_article_view_pick_block (self, &x, &y);
  int link;

  if (shown == NULL)
    return NULL;
  link = jarida_block_layout_link_at (shown->layout, x, y);
  return link >= 0 ? g_ptr_array_index (self->document->links, link) : NULL;
}

static gboolean
is_in_rect (const JaridaRect *rect,
            double            x,
            double            y)
{
  return x >= rect->x && x < rect->x + rect->width && y >= rect->y && y < rect->y + rect->height;
}

static gboolean
is_over_text (JaridaArticleView *self,
              double             x,
              double             y)
{
  JaridaShownBlock *shown = _jarida_article_view_pick_block (self, &x, &y);
  JaridaPosition position;

  return shown != NULL && jarida_block_layout_text_at (shown->layout, x, y, &position);
}

static void
update_cursor (JaridaArticleView *self)
{
  const char *link = find_link (self, self->pointer_x, self->pointer_y);
  JaridaArticleStop stop = { .link = -1 };
  gboolean is_stop = _jarida_article_view_find_stop (self, self->pointer_x, self->pointer_y, &stop);
  const char *name = "default";

  if (link == NULL && is_stop && stop.kind == JARIDA_STOP_PICTURE)
    link = ((JaridaBlock *) g_ptr_array_index (self->document->blocks, stop.from.block))->figure->link;
  if (link != NULL || (is_stop && _jarida_article_view_acts (self, &stop)))
    name = "pointer";
  else if (_jarida_article_view_is_over_bar (self, self->pointer_x, self->pointer_y))
    name = "default";
  else if (is_over_text (self, self->pointer_x, self->pointer_y))
    name = "text";
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), self->dragging && self->dragged ? "text" : name);
  _jarida_article_view_set_hovered (self, link);
  _jarida_article_view_hover_report (self, is_stop && stop.kind == JARIDA_STOP_REPORT ? (int) stop.from.block : -1);
}

static void
motion_cb (GtkEventControllerMotion *controller,
           double                    x,
           double                    y,
           JaridaArticleView        *self)
{
  self->pointer_x = x;
  self->pointer_y = y;
  if (self->document != NULL)
    update_cursor (self);
}

static void
leave_cb (GtkEventControllerMotion *controller,
          JaridaArticleView        *self)
{
  _jarida_article_view_set_hovered (self, NULL);
  _jarida_article_view_hover_report (self, -1);
}

static gboolean
autoscroll_cb (GtkWidget     *widget,
               GdkFrameClock *clock,
               gpointer       user_data)
{
  JaridaArticleView *self = JARIDA_ARTICLE_VIEW (widget);
  GtkAdjustment *vertical = self->adjustments[GTK_ORIENTATION_VERTICAL];
  int height = gtk_widget_get_height (widget);
  double over = self->pointer_y < EDGE ? self->pointer_y - EDGE
                                       : self->pointer_y > height - EDGE ? self->pointer_y - height + EDGE : 0;

  if (over == 0 || vertical == NULL)
    {
      self->autoscroll_id = 0;
      return G_SOURCE_REMOVE;
    }
  gtk_adjustment_set_value (vertical, gtk_adjustment_get_value (vertical) + CLAMP (over / 3, -40, 40));
  _jarida_article_view_drag (self, self->pointer_x, self->pointer_y);
  return G_SOURCE_CONTINUE;
}

static void
stop_autoscroll (JaridaArticleView *self)
{
  if (self->autoscroll_id != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->autoscroll_id);
  self->autoscroll_id = 0;
}

static gboolean
is_touch (GtkGesture *gesture)
{
  GdkDevice *device = gtk_event_controller_get_current_event_device (GTK_EVENT_CONTROLLER (gesture));

  return device != NULL && gdk_device_get_source (device) == GDK_SOURCE_TOUCHSCREEN;
}

static void
pressed_cb (GtkGestureClick   *click,
            int                n_press,
            double             x,
            double             y,
            JaridaArticleView *self)
{
  GdkEvent *event = gtk_event_controller_get_current_event (GTK_EVENT_CONTROLLER (click));
  guint button = gtk_gesture_single_get_current_button (GTK_GESTURE_SINGLE (click));
  GdkModifierType modifiers = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (click));

  if (self->document == NULL)
    return;
  if (event != NULL && gdk_event_triggers_context_menu (event))
    {
      gtk_gesture_set_state (GTK_GESTURE (click), GTK_EVENT_SEQUENCE_CLAIMED);
      _jarida_article_view_open_menu (self, x, y);
      return;
    }
  if (button != GDK_BUTTON_PRIMARY)
    return;
  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (_jarida_article_view_grab_bar (self, x, y))
    return;
  if (is_touch (GTK_GESTURE (click)))
    return;
  self->dragging = TRUE;
  self->dragged = n_press > 1;
  _jarida_article_view_press (self, x, y, n_press, (modifiers & GDK_SHIFT_MASK) != 0);
}

static void
released_cb (GtkGestureClick   *click,
             int                n_press,
             double             x,
             double             y,
             JaridaArticleView *self)
{
  gboolean moved = self->dragged;
  JaridaArticleStop stop;
  const char *link;

  stop_autoscroll (self);
  self->dragging = self->dragged = FALSE;
  if (self->grabbed_block >= 0)
    {
      self->grabbed_block = -1;
      return;
    }
  if (self->document == NULL || gtk_gesture_single_get_current_button (GTK_GESTURE_SINGLE (click)) != GDK_BUTTON_PRIMARY)
    return;
  if (_jarida_article_view_has_selection (self))
    _jarida_article_view_offer_primary (self);
  if (moved || n_press > 1)
    return;
  link = find_link (self, x, y);
  if (link != NULL)
    _jarida_article_view_activate_link (self, link);
  else if (_jarida_article_view_find_stop (self, x, y, &stop))
    _jarida_article_view_activate_stop (self, &stop);
}

static void
drag_update_cb (GtkGestureDrag    *drag,
                double             dx,
                double             dy,
                JaridaArticleView *self)
{
  double x, y;

  if (self->grabbed_block >= 0 && self->document != NULL)
    {
      gtk_gesture_drag_get_start_point (drag, &x, &y);
      gtk_gesture_set_state (GTK_GESTURE (drag), GTK_EVENT_SEQUENCE_CLAIMED);
      _jarida_article_view_drag_bar (self, x + dx);
      return;
    }
  if (!self->dragging || self->document == NULL)
    return;
  if (!self->dragged && fabs (dx) + fabs (dy) < DRAG_THRESHOLD)
    return;
  gtk_gesture_drag_get_start_point (drag, &x, &y);
  self->dragged = TRUE;
  self->pointer_x = x + dx;
  self->pointer_y = y + dy;
  gtk_gesture_set_state (GTK_GESTURE (drag), GTK_EVENT_SEQUENCE_CLAIMED);
  _jarida_article_view_drag (self, self->pointer_x, self->pointer_y);
  if (self->autoscroll_id == 0)
    self->autoscroll_id = gtk_widget_add_tick_callback (GTK_WIDGET (self), autoscroll_cb, NULL, NULL);
}

static void
drag_end_cb (GtkGestureDrag    *drag,
             double             dx,
             double             dy,
             JaridaArticleView *self)
{
  stop_autoscroll (self);
  self->grabbed_block = -1;
  if (self->dragged && self->document != NULL && _jarida_article_view_has_selection (self))
    _jarida_article_view_offer_primary (self);
}

/* Ctrl and the wheel zoom; sideways the wheel moves a wide table or a long line of code. */
static gboolean
scroll_cb (GtkEventControllerScroll *controller,
           double                    dx,
           double                    dy,
           JaridaArticleView        *self)
{
  GdkModifierType modifiers = gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (controller));
  double x = self->pointer_x, y = self->pointer_y;
  JaridaShownBlock *shown;

  if (modifiers & GDK_CONTROL_MASK)
    {
      if (dy != 0)
        _jarida_article_view_step_zoom (self, dy < 0 ? 1 : -1);
      return TRUE;
    }
  if (modifiers & GDK_SHIFT_MASK && dx == 0)
    {
      dx = dy;
      dy = 0;
    }
  if (fabs (dx) <= fabs (dy) || self->document == NULL)
    return FALSE;
  shown = _jarida_article_view_pick_block (self, &x, &y);
  if (shown == NULL || !is_in_rect (&shown->layout->viewport, x, y))
    return FALSE;
  _jarida_article_view_shift (self, shown, shown->layout->offset + dx * 40);
  return TRUE;
}

/* A finger has no second button. */
static void
long_pressed_cb (GtkGestureLongPress *press,
                 double               x,
                 double               y,
                 JaridaArticleView   *self)
{
  gtk_gesture_set_state (GTK_GESTURE (press), GTK_EVENT_SEQUENCE_CLAIMED);
  _jarida_article_view_open_menu (self, x, y);
}

void
_jarida_article_view_add_pointer (JaridaArticleView *self)
{
  GtkEventController *motion = gtk_event_controller_motion_new ();
  GtkEventController *scroll = gtk_event_controller_scroll_new (GTK_EVENT_CONTROLLER_SCROLL_BOTH_AXES);
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkGesture *press = gtk_gesture_long_press_new ();

  gtk_gesture_single_set_touch_only (GTK_GESTURE_SINGLE (press), TRUE);
  g_signal_connect (press, "pressed", G_CALLBACK (long_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (press));
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), 0);
  g_signal_connect (motion, "motion", G_CALLBACK (motion_cb), self);
  g_signal_connect (motion, "enter", G_CALLBACK (motion_cb), self);
  g_signal_connect (motion, "leave", G_CALLBACK (leave_cb), self);
  g_signal_connect (scroll, "scroll", G_CALLBACK (scroll_cb), self);
  g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), self);
  g_signal_connect (click, "released", G_CALLBACK (released_cb), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  g_signal_connect (drag, "drag-end", G_CALLBACK (drag_end_cb), self);
  gtk_gesture_group (click, drag);
  gtk_widget_add_controller (GTK_WIDGET (self), motion);
  gtk_widget_add_controller (GTK_WIDGET (self), scroll);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}

void
_jarida_article_view_stop_pointer (JaridaArticleView *self)
{
  stop_autoscroll (self);
  self->dragging = self->dragged = FALSE;
  self->grabbed_block = -1;
}
