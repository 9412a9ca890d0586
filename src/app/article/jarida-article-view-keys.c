/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "jarida-article-view-private.h"

#define CLOSE_ENOUGH 0.01

static const double zooms[] = { 0.5, 0.67, 0.78, 0.89, 1.0, 1.11, 1.22, 1.39, 1.56, 1.78, 2.0, 2.5, 3.0, 4.0 };

void
_jarida_article_view_step_zoom (JaridaArticleView *self,
                                int                direction)
{
  double zoom = self->style->zoom;
  int i = 0;

  while (i + 1 < (int) G_N_ELEMENTS (zooms) && zooms[i] < zoom - CLOSE_ENOUGH)
    i++;
  if (direction < 0)
    i--;
  else if (fabs (zooms[i] - zoom) < CLOSE_ENOUGH)
    i++;
  i = CLAMP (i, 0, (int) G_N_ELEMENTS (zooms) - 1);
  g_object_set (self, "zoom", direction == 0 ? 1.0 : zooms[i], NULL);
}

static gboolean
zoom_cb (GtkWidget *widget,
         GVariant  *args,
         gpointer   user_data)
{
  _jarida_article_view_step_zoom (JARIDA_ARTICLE_VIEW (widget), g_variant_get_int32 (args));
  return TRUE;
}

/* At the end the key is left to the window: Space then opens the next article. */
static gboolean
turn_page_cb (GtkWidget *widget,
              GVariant  *args,
              gpointer   user_data)
{
  JaridaArticleView *self = JARIDA_ARTICLE_VIEW (widget);

  return g_variant_get_int32 (args) > 0 ? jarida_article_view_page_down (self) : jarida_article_view_page_up (self);
}

static gboolean
step_cb (GtkWidget *widget,
         GVariant  *args,
         gpointer   user_data)
{
  JaridaArticleView *self = JARIDA_ARTICLE_VIEW (widget);
  GtkAdjustment *vertical = self->adjustments[GTK_ORIENTATION_VERTICAL];

  if (_jarida_article_view_move_caret (self, JARIDA_CARET_LINE, g_variant_get_int32 (args), FALSE))
    return TRUE;
  /* Who listens goes from block to block; who looks moves the page. */
  if (self->reads_aloud)
    return _jarida_article_view_step_block (self, g_variant_get_int32 (args));
  if (vertical != NULL)
    gtk_adjustment_set_value (vertical, gtk_adjustment_get_value (vertical) +
                                        g_variant_get_int32 (args) * gtk_adjustment_get_step_increment (vertical));
  return TRUE;
}

static gboolean
go_to_end_cb (GtkWidget *widget,
              GVariant  *args,
              gpointer   user_data)
{
  GtkAdjustment *vertical = JARIDA_ARTICLE_VIEW (widget)->adjustments[GTK_ORIENTATION_VERTICAL];

  if (_jarida_article_view_move_caret (JARIDA_ARTICLE_VIEW (widget), JARIDA_CARET_EDGE, g_variant_get_int32 (args), FALSE))
    return TRUE;
  if (vertical != NULL)
    gtk_adjustment_set_value (vertical, g_variant_get_int32 (args) > 0 ? gtk_adjustment_get_upper (vertical) : 0);
  return TRUE;
}

/* Sideways: the wide table or code block that has the keyboard, or else what is in sight. */
gboolean
_jarida_article_view_step_sideways (JaridaArticleView *self,
                                    int                direction)
{
  GHashTableIter iter;
  gpointer value;
  gboolean changed = FALSE;
  JaridaArticleStop stop;
  double step = direction * 60;

  if (_jarida_article_view_get_focused_stop (self, &stop) && _jarida_article_view_is_wide (self, stop.from.block))
    {
      JaridaShownBlock *shown = _jarida_article_view_show_block (self, stop.from.block);

      _jarida_article_view_shift (self, shown, shown->layout->offset + step);
      return TRUE;
    }
  g_hash_table_iter_init (&iter, self->shown);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      JaridaShownBlock *shown = value;
      double y = _jarida_article_view_get_block_y (self, shown->layout->index);

      if (y + shown->layout->height > 0 && y < gtk_widget_get_height (GTK_WIDGET (self)))
        changed = _jarida_article_view_shift (self, shown, shown->layout->offset + step) || changed;
    }
  return changed;
}

static gboolean
shift_cb (GtkWidget *widget,
          GVariant  *args,
          gpointer   user_data)
{
  JaridaArticleView *self = JARIDA_ARTICLE_VIEW (widget);
  const int direction = g_variant_get_int32 (args);

  return _jarida_article_view_move_caret (self, JARIDA_CARET_CHARACTER, direction, FALSE)
         || _jarida_article_view_step_sideways (self, direction);
}

static gboolean
toggle_caret_cb (GtkWidget *widget,
                 GVariant  *args,
                 gpointer   user_data)
{
  _jarida_article_view_toggle_caret (JARIDA_ARTICLE_VIEW (widget));
  return TRUE;
}

static gboolean
move_caret_cb (GtkWidget *widget,
               GVariant  *args,
               gpointer   user_data)
{
  int step, direction;
  gboolean extend;

  g_variant_get (args, "(iib)", &step, &direction, &extend);
  return _jarida_article_view_move_caret (JARIDA_ARTICLE_VIEW (widget), step, direction, extend);
}

static gboolean
open_menu_cb (GtkWidget *widget,
              GVariant  *args,
              gpointer   user_data)
{
  JaridaArticleView *self = JARIDA_ARTICLE_VIEW (widget);
  JaridaArticleProxy *focused = _jarida_article_view_get_focused (self);
  double x = gtk_widget_get_width (widget) / 2, y = gtk_widget_get_height (widget) / 3;

  if (focused != NULL && jarida_article_proxy_get_stop (focused) != NULL)
    {
      g_autoptr(GArray) rects = _jarida_article_view_stop_rects (self, jarida_article_proxy_get_stop (focused));

      if (rects->len > 0)
        {
          JaridaRect rect = g_array_index (rects, JaridaRect, 0);

          x = rect.x + MIN (rect.width / 2, 20);
          y = rect.y + MIN (rect.height / 2, 20);
        }
    }
  _jarida_article_view_open_menu (self, x, y);
  return TRUE;
}

static void
bind_both (GtkWidgetClass  *klass,
           guint            key,
           guint            keypad_key,
           GdkModifierType  modifiers,
           GtkShortcutFunc  callback,
           int              argument)
{
  gtk_widget_class_add_binding (klass, key, modifiers, callback, "i", argument);
  gtk_widget_class_add_binding (klass, keypad_key, modifiers, callback, "i", argument);
}

/* Those that only a caret has; without one they are left to others. */
static void
bind_caret (GtkWidgetClass *klass)
{
  static const struct
  {
    guint            keys[2];    /* back and on */
    GdkModifierType  modifiers;
    JaridaCaretStep  step;
  } moves[] = {
    { { GDK_KEY_Left, GDK_KEY_Right }, GDK_SHIFT_MASK, JARIDA_CARET_CHARACTER },
    { { GDK_KEY_Left, GDK_KEY_Right }, GDK_CONTROL_MASK, JARIDA_CARET_WORD },
    { { GDK_KEY_Left, GDK_KEY_Right }, GDK_CONTROL_MASK | GDK_SHIFT_MASK, JARIDA_CARET_WORD },
    { { GDK_KEY_Up, GDK_KEY_Down }, GDK_SHIFT_MASK, JARIDA_CARET_LINE },
    { { GDK_KEY_Home, GDK_KEY_End }, GDK_SHIFT_MASK, JARIDA_CARET_EDGE },
  };

  gtk_widget_class_add_binding (klass, GDK_KEY_F7, 0, toggle_caret_cb, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (moves); i++)
    for (int j = 0; j < 2; j++)
      gtk_widget_class_add_binding (klass, moves[i].keys[j], moves[i].modifiers, move_caret_cb, "(iib)",
                                    (int) moves[i].step, j == 0 ? -1 : 1, (moves[i].modifiers & GDK_SHIFT_MASK) != 0);
}

void
_jarida_article_view_add_keys (GtkWidgetClass *klass)
{
  bind_caret (klass);
  gtk_widget_class_add_binding (klass, GDK_KEY_space, 0, turn_page_cb, "i", 1);
  gtk_widget_class_add_binding (klass, GDK_KEY_space, GDK_SHIFT_MASK, turn_page_cb, "i", -1);
  bind_both (klass, GDK_KEY_Page_Down, GDK_KEY_KP_Page_Down, 0, turn_page_cb, 1);
  bind_both (klass, GDK_KEY_Page_Up, GDK_KEY_KP_Page_Up, 0, turn_page_cb, -1);
  bind_both (klass, GDK_KEY_Down, GDK_KEY_KP_Down, 0, step_cb, 1);
  bind_both (klass, GDK_KEY_Up, GDK_KEY_KP_Up, 0, step_cb, -1);
  bind_both (klass, GDK_KEY_Right, GDK_KEY_KP_Right, 0, shift_cb, 1);
  bind_both (klass, GDK_KEY_Left, GDK_KEY_KP_Left, 0, shift_cb, -1);
  bind_both (klass, GDK_KEY_Home, GDK_KEY_KP_Home, 0, go_to_end_cb, -1);
  bind_both (klass, GDK_KEY_End, GDK_KEY_KP_End, 0, go_to_end_cb, 1);
  bind_both (klass, GDK_KEY_plus, GDK_KEY_KP_Add, GDK_CONTROL_MASK, zoom_cb, 1);
  gtk_widget_class_add_binding (klass, GDK_KEY_equal, GDK_CONTROL_MASK, zoom_cb, "i", 1);
  bind_both (klass, GDK_KEY_minus, GDK_KEY_KP_Subtract, GDK_CONTROL_MASK, zoom_cb, -1);
  bind_both (klass, GDK_KEY_0, GDK_KEY_KP_0, GDK_CONTROL_MASK, zoom_cb, 0);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_a, GDK_CONTROL_MASK, "article.select-all", NULL);
  /* The menu shows the last one. */
  gtk_widget_class_add_binding_action (klass, GDK_KEY_Insert, GDK_CONTROL_MASK, "article.copy", NULL);
  gtk_widget_class_add_binding_action (klass, GDK_KEY_c, GDK_CONTROL_MASK, "article.copy", NULL);
  gtk_widget_class_add_binding (klass, GDK_KEY_Menu, 0, open_menu_cb, NULL);
  gtk_widget_class_add_binding (klass, GDK_KEY_F10, GDK_SHIFT_MASK, open_menu_cb, NULL);
}
