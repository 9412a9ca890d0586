/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-sidebar-row.h"

#include <glib/gi18n.h>

#include "jarida-sidebar-icon.h"

struct _JaridaSidebarRow
{
  GtkWidget           parent_instance;

  GtkTreeListRow     *tree_row;    /* (owned) (nullable) */
  JaridaSidebarEntry *entry;       /* (owned) (nullable) */
  JaridaThumbnails   *thumbnails;  /* (owned) (nullable) */

  /* Template children */
  GtkTreeExpander    *expander;
  GtkImage           *image;
  JaridaSidebarIcon  *icon;
};

enum
{
  PROP_0,
  PROP_TREE_ROW,
  PROP_ENTRY,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (JaridaSidebarRow, jarida_sidebar_row, GTK_TYPE_WIDGET)

static char *
get_count_text (JaridaSidebarRow *self,
                int               count)
{
  return count > 0 ? g_strdup_printf ("%d", count) : NULL;
}

static gboolean
get_has_text (JaridaSidebarRow *self,
              const char       *text)
{
  return text != NULL && *text != '\0';
}

static void
show_icon (JaridaSidebarRow *self)
{
  JaridaSource *source = self->entry != NULL ? jarida_sidebar_entry_get_source (self->entry) : NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->icon), source != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->image), source == NULL);
  if (source != NULL)
    jarida_sidebar_icon_show (self->icon, self->thumbnails, jarida_source_get_title (source),
                              jarida_source_get_icon_url (source));
}

static void
jarida_sidebar_row_dispose (GObject *object)
{
  JaridaSidebarRow *self = JARIDA_SIDEBAR_ROW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), JARIDA_TYPE_SIDEBAR_ROW);
  g_clear_object (&self->tree_row);
  g_clear_object (&self->entry);
  g_clear_object (&self->thumbnails);
  G_OBJECT_CLASS (jarida_sidebar_row_parent_class)->dispose (object);
}

static void
jarida_sidebar_row_get_property (GObject    *object,
                                 guint       prop_id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  JaridaSidebarRow *self = JARIDA_SIDEBAR_ROW (object);

  switch (prop_id)
    {
    case PROP_TREE_ROW:
      g_value_set_object (value, self->tree_row);
      break;
    case PROP_ENTRY:
      g_value_set_object (value, self->entry);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
jarida_sidebar_row_set_property (GObject      *object,
                                 guint         prop_id,
                                 const GValue *value,
                                 GParamSpec   *pspec)
{
  switch (prop_id)
    {
    case PROP_TREE_ROW:
      jarida_sidebar_row_set_tree_row (JARIDA_SIDEBAR_ROW (object), g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
jarida_sidebar_row_class_init (JaridaSidebarRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = jarida_sidebar_row_dispose;
  object_class->get_property = jarida_sidebar_row_get_property;
  object_class->set_property = jarida_sidebar_row_set_property;

  properties[PROP_TREE_ROW] = g_param_spec_object ("tree-row", NULL, NULL, GTK_TYPE_TREE_LIST_ROW,
                                                   G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_ENTRY] = g_param_spec_object ("entry", NULL, NULL, JARIDA_TYPE_SIDEBAR_ENTRY,
                                                G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (JARIDA_TYPE_SIDEBAR_ICON);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "sidebarrow");
  gtk_widget_class_set_template_from_resource (widget_class, "/org/jarida/Jarida/ui/jarida-sidebar-row.ui");
  gtk_widget_class_bind_template_child (widget_class, JaridaSidebarRow, expander);
  gtk_widget_class_bind_template_child (widget_class, JaridaSidebarRow, image);
  gtk_widget_class_bind_template_child (widget_class, JaridaSidebarRow, icon);
  gtk_widget_class_bind_template_callback (widget_class, get_count_text);
  gtk_widget_class_bind_template_callback (widget_class, get_has_text);
}

static void
jarida_sidebar_row_init (JaridaSidebarRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
jarida_sidebar_row_new (void)
{
  return g_object_new (JARIDA_TYPE_SIDEBAR_ROW, NULL);
}

void
jarida_sidebar_row_set_thumbnails (JaridaSidebarRow *self,
                                   JaridaThumbnails *thumbnails)
{
  g_return_if_fail (JARIDA_IS_SIDEBAR_ROW (self));
  g_set_object (&self->thumbnails, thumbnails);
}

void
jarida_sidebar_row_set_tree_row (JaridaSidebarRow *self,
                                 GtkTreeListRow   *tree_row)
{
  g_autoptr(JaridaSidebarEntry) entry = NULL;

  g_return_if_fail (JARIDA_IS_SIDEBAR_ROW (self));

  if (!g_set_object (&self->tree_row, tree_row))
    return;
  entry = tree_row != NULL ? gtk_tree_list_row_get_item (tree_row) : NULL;
  if (self->entry != NULL)
    g_signal_handlers_disconnect_by_func (self->entry, show_icon, self);
  g_set_object (&self->entry, entry);
  if (entry != NULL)
    g_signal_connect_object (entry, "notify::title", G_CALLBACK (show_icon), self, G_CONNECT_SWAPPED);
  show_icon (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ENTRY]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TREE_ROW]);
}

GtkTreeListRow *
jarida_sidebar_row_get_tree_row (JaridaSidebarRow *self)
{
  g_return_val_if_fail (JARIDA_IS_SIDEBAR_ROW (self), NULL);
  return self->tree_row;
}

JaridaSidebarEntry *
jarida_sidebar_row_get_entry (JaridaSidebarRow *self)
{
  g_return_val_if_fail (JARIDA_IS_SIDEBAR_ROW (self), NULL);
  return self->entry;
}

void
jarida_sidebar_row_set_drop (JaridaSidebarRow *self,
                             gboolean          drop)
{
  g_return_if_fail (JARIDA_IS_SIDEBAR_ROW (self));

  if (drop)
    gtk_widget_add_css_class (GTK_WIDGET (self), "drop");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "drop");
}
