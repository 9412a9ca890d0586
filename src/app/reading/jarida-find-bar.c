/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-find-bar.h"

#include <glib/gi18n.h>

#include "jarida-generation.h"

struct _JaridaFindBar
{
  GtkWidget          parent_instance;

  JaridaArticleView *view;      /* (owned) (nullable) */

  /* Template children */
  GtkRevealer       *revealer;
  GtkEditable       *entry;
  GtkLabel          *count;
};

enum
{
  PROP_0,
  PROP_OPEN,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (JaridaFindBar, jarida_find_bar, GTK_TYPE_WIDGET)

static char *
describe (JaridaArticleFind *find)
{
  const guint n_found = jarida_article_find_get_n_found (find);
  const int current = jarida_article_find_get_current (find);

  if (!jarida_document_can_find (jarida_article_find_get_words (find)))
    return g_strdup ("");
  if (n_found == 0)
    return g_strdup (_("Not found"));
  if (current < 0)
    return g_strdup_printf (ngettext ("%'u match", "%'u matches", n_found), n_found);
  if (jarida_article_find_is_cut (find))
    /* Translators: which of very many places where the words were found: "3 of more than 50,000". */
    return g_strdup_printf (_("%1$'u of more than %2$'u"), current + 1, n_found);
  /* Translators: which of the places where the words were found: "3 of 12". */
  return g_strdup_printf (_("%1$'u of %2$'u"), current + 1, n_found);
}

static void
update_count (JaridaFindBar *self)
{
  JaridaArticleFind *find = jarida_article_view_get_find (self->view);
  g_autofree char *text = NULL;

  /* What was found before still stands there; the number waits, rather than flicker. */
  if (!jarida_article_find_is_done (find))
    return;
  text = describe (find);
  if (jarida_article_find_get_n_found (find) == 0 && *text != '\0')
    gtk_widget_add_css_class (GTK_WIDGET (self->entry), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->entry), "error");
  if (g_str_equal (text, gtk_label_get_text (self->count)))
    return;
  gtk_label_set_text (self->count, text);
  /* Who does not see the number hears it, while the keyboard stays in the entry. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
  if (*text != '\0' && gtk_revealer_get_reveal_child (self->revealer))
    jarida_widget_announce (GTK_WIDGET (self->entry), text);
}

static void
find_words (JaridaFindBar *self)
{
  if (self->view == NULL || !gtk_revealer_get_reveal_child (self->revealer))
    return;
  jarida_article_view_find (self->view, gtk_editable_get_text (self->entry));
  update_count (self);
}

static void
changed_cb (JaridaFindBar *self)
{
  find_words (self);
}

static void
next_cb (JaridaFindBar *self)
{
  jarida_find_bar_step (self, 1);
}

static void
previous_cb (JaridaFindBar *self)
{
  jarida_find_bar_step (self, -1);
}

static void
stop_cb (JaridaFindBar *self)
{
  jarida_find_bar_close (self, TRUE);
}

static void
close_cb (JaridaFindBar *self)
{
  jarida_find_bar_close (self, FALSE);
}

static gboolean
previous_key_cb (GtkWidget *widget,
                 GVariant  *args,
                 gpointer   user_data)
{
  jarida_find_bar_step (JARIDA_FIND_BAR (widget), -1);
  return TRUE;
}

static gboolean
escape_key_cb (GtkWidget *widget,
               GVariant  *args,
               gpointer   user_data)
{
  jarida_find_bar_close (JARIDA_FIND_BAR (widget), TRUE);
  return TRUE;
}

static void
jarida_find_bar_dispose (GObject *object)
{
  JaridaFindBar *self = JARIDA_FIND_BAR (object);

  g_clear_object (&self->view);
  gtk_widget_dispose_template (GTK_WIDGET (self), JARIDA_TYPE_FIND_BAR);
  G_OBJECT_CLASS (jarida_find_bar_parent_class)->dispose (object);
}

static void
jarida_find_bar_get_property (GObject    *object,
                              guint       prop_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_OPEN:
      g_value_set_boolean (value, jarida_find_bar_get_open (JARIDA_FIND_BAR (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
jarida_find_bar_class_init (JaridaFindBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = jarida_find_bar_dispose;
  object_class->get_property = jarida_find_bar_get_property;
  properties[PROP_OPEN] = g_param_spec_boolean ("open", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_css_name (widget_class, "findbar");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_SEARCH);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/jarida/Jarida/ui/jarida-find-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, JaridaFindBar, revealer);
  gtk_widget_class_bind_template_child (widget_class, JaridaFindBar, entry);
  gtk_widget_class_bind_template_child (widget_class, JaridaFindBar, count);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_cb);
  gtk_widget_class_bind_template_callback (widget_class, previous_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_cb);
  gtk_widget_class_bind_template_callback (widget_class, close_cb);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Return, GDK_SHIFT_MASK, previous_key_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_KP_Enter, GDK_SHIFT_MASK, previous_key_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, escape_key_cb, NULL);
}

static void
jarida_find_bar_init (JaridaFindBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
jarida_find_bar_new (void)
{
  return g_object_new (JARIDA_TYPE_FIND_BAR, NULL);
}

void
jarida_find_bar_set_view (JaridaFindBar     *self,
                          JaridaArticleView *view)
{
  JaridaArticleFind *find;

  g_return_if_fail (JARIDA_IS_FIND_BAR (self));
  g_return_if_fail (self->view == NULL);

  self->view = g_object_ref (view);
  find = jarida_article_view_get_find (view);
  g_signal_connect_object (find, "found", G_CALLBACK (update_count), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (find, "moved", G_CALLBACK (update_count), self, G_CONNECT_SWAPPED);
}

static void
set_open (JaridaFindBar *self,
          gboolean       open)
{
  if (gtk_revealer_get_reveal_child (self->revealer) == open)
    return;
  gtk_revealer_set_reveal_child (self->revealer, open);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_OPEN]);
}

void
jarida_find_bar_open (JaridaFindBar *self)
{
  g_autofree char *words = NULL;
  gboolean was_open;

  g_return_if_fail (JARIDA_IS_FIND_BAR (self));
  g_return_if_fail (self->view != NULL);

  was_open = jarida_find_bar_get_open (self);
  words = jarida_article_view_dup_selected_words (self->view);
  set_open (self, TRUE);
  if (words != NULL && g_strcmp0 (words, gtk_editable_get_text (self->entry)) != 0)
    gtk_editable_set_text (self->entry, words);
  else if (!was_open)
    find_words (self);
  /* Selected first: a cursor that blinks already does not like to become a selection. Where one writes, it does. */
  if (was_open)
    gtk_widget_grab_focus (GTK_WIDGET (self->view));
  gtk_editable_select_region (self->entry, 0, -1);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

void
jarida_find_bar_close (JaridaFindBar *self,
                       gboolean       go_back)
{
  g_return_if_fail (JARIDA_IS_FIND_BAR (self));

  if (!jarida_find_bar_get_open (self))
    return;
  /* Before the bar goes, so that the keyboard does not wander to whatever comes next. */
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
  set_open (self, FALSE);
  jarida_article_view_stop_finding (self->view, go_back);
}

void
jarida_find_bar_step (JaridaFindBar *self,
                      int            direction)
{
  g_return_if_fail (JARIDA_IS_FIND_BAR (self));

  if (!jarida_find_bar_get_open (self))
    jarida_find_bar_open (self);
  else
    jarida_article_view_find_step (self->view, direction);
}

gboolean
jarida_find_bar_get_open (JaridaFindBar *self)
{
  g_return_val_if_fail (JARIDA_IS_FIND_BAR (self), FALSE);

  return gtk_revealer_get_reveal_child (self->revealer);
}
