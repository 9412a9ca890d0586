/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-sidebar-row.h"

#include "jarida-sidebar-line.h"

struct _JaridaSidebarRow
{
  GtkWidget           parent_instance;

  GtkTreeListRow     *tree_row;    /* (owned) (nullable) */
  JaridaSidebarEntry *entry;       /* (owned) (nullable) */
  JaridaThumbnails   *thumbnails;  /* (owned) (nullable) */

  /* Children */
  GtkWidget          *expander;
  GtkWidget          *line;        /* in the expander */
};

G_DEFINE_FINAL_TYPE (JaridaSidebarRow, jarida_sidebar_row, GTK_TYPE_WIDGET)

static void
jarida_sidebar_row_dispose (GObject *object)
{
  JaridaSidebarRow *self = JARIDA_SIDEBAR_ROW (object);

  g_clear_pointer (&self->expander, gtk_widget_unparent);
  g_clear_object (&self->tree_row);
  g_clear_object (&self->entry);
  g_clear_object (&self->thumbnails);
  G_OBJECT_CLASS (jarida_sidebar_row_parent_class)->dispose (object);
}

static void
jarida_sidebar_row_class_init (JaridaSidebarRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = jarida_sidebar_row_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "sidebarrow");
}

static void
jarida_sidebar_row_init (JaridaSidebarRow *self)
{
  self->line = jarida_sidebar_line_new ();
  self->expander = gtk_tree_expander_new ();
  gtk_tree_expander_set_child (GTK_TREE_EXPANDER (self->expander), self->line);
  gtk_widget_set_parent (self->expander, GTK_WIDGET (self));
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
  g_set_object (&self->entry, entry);
  gtk_tree_expander_set_list_row (GTK_TREE_EXPANDER (self->expander), tree_row);
  jarida_sidebar_line_set_entry (JARIDA_SIDEBAR_LINE (self->line), entry, self->thumbnails);
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
