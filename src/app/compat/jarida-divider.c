/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-divider.h"

/* px a key moves it. */
#define STEP 16
#define FAR 10000

struct _JaridaDivider
{
  GtkWidget   parent_instance;

  double      grabbed_at;      /* x in the coordinates of the parent: this widget moves under the pointer */
  GtkWidget  *came_from;       /* (nullable) weak: what had the keyboard before */
};

enum
{
  GRABBED,
  MOVED,
  RELEASED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (JaridaDivider, jarida_divider, GTK_TYPE_WIDGET)

static double
mirror (JaridaDivider *self,
        double         dx)
{
  return gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL ? -dx : dx;
}

static double
get_parent_x (JaridaDivider *self,
              double         x)
{
  const graphene_point_t here = GRAPHENE_POINT_INIT (x, 0);
  graphene_point_t there;

  if (!gtk_widget_compute_point (GTK_WIDGET (self), gtk_widget_get_parent (GTK_WIDGET (self)), &here, &there))
    return 0;
  return there.x;
}

static void
drag_begin_cb (GtkGestureDrag *drag,
               double          x,
               double          y,
               JaridaDivider  *self)
{
  gtk_gesture_set_state (GTK_GESTURE (drag), GTK_EVENT_SEQUENCE_CLAIMED);
  self->grabbed_at = get_parent_x (self, x);
  g_signal_emit (self, signals[GRABBED], 0);
}

static void
drag_update_cb (GtkGestureDrag *drag,
                double          dx,
                double          dy,
                JaridaDivider  *self)
{
  double x, y;

  gtk_gesture_drag_get_start_point (drag, &x, &y);
  g_signal_emit (self, signals[MOVED], 0, mirror (self, get_parent_x (self, x + dx) - self->grabbed_at));
}

static void
drag_end_cb (GtkGestureDrag *drag,
             double          dx,
             double          dy,
             JaridaDivider  *self)
{
  g_signal_emit (self, signals[RELEASED], 0);
}

static gboolean
step_cb (GtkWidget *widget,
         GVariant  *args,
         gpointer   user_data)
{
  JaridaDivider *self = JARIDA_DIVIDER (widget);

  g_signal_emit (self, signals[GRABBED], 0);
  g_signal_emit (self, signals[MOVED], 0, mirror (self, g_variant_get_int32 (args)));
  g_signal_emit (self, signals[RELEASED], 0);
  return TRUE;
}

/* Home and End do not depend on the direction: the least, the most. */
static gboolean
jump_cb (GtkWidget *widget,
         GVariant  *args,
         gpointer   user_data)
{
  g_signal_emit (widget, signals[GRABBED], 0);
  g_signal_emit (widget, signals[MOVED], 0, (double) g_variant_get_int32 (args));
  g_signal_emit (widget, signals[RELEASED], 0);
  return TRUE;
}

static gboolean
leave_cb (GtkWidget *widget,
          GVariant  *args,
          gpointer   user_data)
{
  jarida_divider_give_back (JARIDA_DIVIDER (widget));
  return TRUE;
}

static void
focus_left_cb (JaridaDivider *self)
{
  gtk_widget_set_focusable (GTK_WIDGET (self), FALSE);
  g_clear_weak_pointer (&self->came_from);
}

static void
jarida_divider_dispose (GObject *object)
{
  g_clear_weak_pointer (&JARIDA_DIVIDER (object)->came_from);
  G_OBJECT_CLASS (jarida_divider_parent_class)->dispose (object);
}

static void
bind_keys (GtkWidgetClass *klass)
{
  static const struct
  {
    guint             key;
    GtkShortcutFunc   callback;
    int               argument;
  } keys[] = {
    { GDK_KEY_Left, step_cb, -STEP }, { GDK_KEY_KP_Left, step_cb, -STEP },
    { GDK_KEY_Right, step_cb, STEP }, { GDK_KEY_KP_Right, step_cb, STEP },
    { GDK_KEY_Home, jump_cb, -FAR }, { GDK_KEY_KP_Home, jump_cb, -FAR },
    { GDK_KEY_End, jump_cb, FAR }, { GDK_KEY_KP_End, jump_cb, FAR },
    { GDK_KEY_Return, leave_cb, 0 }, { GDK_KEY_KP_Enter, leave_cb, 0 }, { GDK_KEY_Escape, leave_cb, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding (klass, keys[i].key, 0, keys[i].callback, "i", keys[i].argument);
}

static void
jarida_divider_class_init (JaridaDividerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = jarida_divider_dispose;
  signals[GRABBED] = g_signal_new ("grabbed", JARIDA_TYPE_DIVIDER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[MOVED] = g_signal_new ("moved", JARIDA_TYPE_DIVIDER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, G_TYPE_DOUBLE);
  signals[RELEASED] = g_signal_new ("released", JARIDA_TYPE_DIVIDER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_css_name (widget_class, "divider");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_SEPARATOR);
  bind_keys (widget_class);
}

static void
jarida_divider_init (JaridaDivider *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  g_signal_connect (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (drag_update_cb), self);
  g_signal_connect (drag, "drag-end", G_CALLBACK (drag_end_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (focus_left_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), "col-resize");
}

GtkWidget *
jarida_divider_new (const char *label)
{
  GtkWidget *self = g_object_new (JARIDA_TYPE_DIVIDER, NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  GTK_ACCESSIBLE_PROPERTY_ORIENTATION, GTK_ORIENTATION_VERTICAL, -1);
  return self;
}

void
jarida_divider_take_keyboard (JaridaDivider *self)
{
  GtkRoot *root;
  GtkWidget *focus;

  g_return_if_fail (JARIDA_IS_DIVIDER (self));

  root = gtk_widget_get_root (GTK_WIDGET (self));
  focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  /* From one divider to the next: the way back is that of the first. */
  if (JARIDA_IS_DIVIDER (focus))
    focus = JARIDA_DIVIDER (focus)->came_from;
  g_set_weak_pointer (&self->came_from, focus);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

void
jarida_divider_give_back (JaridaDivider *self)
{
  g_return_if_fail (JARIDA_IS_DIVIDER (self));

  if (self->came_from == NULL || !gtk_widget_grab_focus (self->came_from))
    gtk_widget_child_focus (GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self))), GTK_DIR_TAB_FORWARD);
}

void
jarida_divider_tell (JaridaDivider *self,
                     int            width,
                     int            least,
                     int            most)
{
  g_return_if_fail (JARIDA_IS_DIVIDER (self));

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_VALUE_NOW, (double) width,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_MIN, (double) least,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_MAX, (double) most, -1);
}
