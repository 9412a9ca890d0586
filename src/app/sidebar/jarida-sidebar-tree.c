/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-sidebar-private.h"

#include <glib/gi18n.h>

#include "jarida-generation.h"
#include "jarida-sidebar-branch.h"
#include "jarida-sidebar-days.h"
#include "jarida-sidebar-headings.h"

/* A list view of GTK 4.8 makes up to two hundred rows whatever can be seen, and a row costs a fifth of a millisecond: what is seen
 * comes with the first frame, the rest when the window stands. */
#define FIRST_ROWS 30
#define GROW_AFTER_MS 250
#define GROW_STEP 20

static GListModel *
make_branch (gpointer item,
             gpointer user_data)
{
  JaridaSidebar *self = user_data;
  JaridaFolder *folder = jarida_sidebar_entry_get_folder (item);
  GListModel *branch = jarida_sidebar_entry_get_branch (item);

  if (branch != NULL)
    return g_object_ref (branch);
  if (folder == NULL)
    return NULL;
  return G_LIST_MODEL (jarida_sidebar_branch_new (jarida_reader_get_folders (self->reader),
                                                  jarida_reader_get_sources (self->reader),
                                                  jarida_folder_get_id (folder)));
}

/* ---- Folding ---- */

/* What is remembered of it: a folder by its number, a heading by one that no folder has. 0: it does not fold. */
static gint64
fold_id (JaridaSidebarEntry *entry)
{
  JaridaFolder *folder = jarida_sidebar_entry_get_folder (entry);

  if (folder != NULL)
    return jarida_folder_get_id (folder);
  return jarida_sidebar_entry_get_branch (entry) != NULL ? -(gint64) jarida_sidebar_entry_get_heading (entry) : 0;
}

/* The days would push the newspapers out of sight. */
static gboolean
is_open_at_first (JaridaSidebarEntry *entry)
{
  return jarida_sidebar_entry_get_heading (entry) != JARIDA_SIDEBAR_HEADING_DAYS;
}

static void
expanded_cb (GtkTreeListRow *row,
             GParamSpec     *pspec,
             JaridaSidebar  *self)
{
  g_autoptr(JaridaSidebarEntry) entry = gtk_tree_list_row_get_item (row);
  gint64 id = entry != NULL ? fold_id (entry) : 0;

  if (id == 0)
    return;
  if (gtk_tree_list_row_get_expanded (row) == is_open_at_first (entry))
    g_hash_table_remove (self->collapsed, &id);
  else
    g_hash_table_add (self->collapsed, g_memdup2 (&id, sizeof id));
}

static void
fold_remembered (JaridaSidebar *self)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->tree)); i++)
    {
      g_autoptr(GtkTreeListRow) row = gtk_tree_list_model_get_row (self->tree, i);
      g_autoptr(JaridaSidebarEntry) entry = gtk_tree_list_row_get_item (row);
      gint64 id = fold_id (entry);

      if (id != 0 && g_hash_table_contains (self->collapsed, &id) == is_open_at_first (entry))
        gtk_tree_list_row_set_expanded (row, FALSE);
    }
}

/* ---- The lines ---- */

/* The sections together are everything, and so are the days: their headings only fold. */
static gboolean
can_be_chosen (JaridaSidebarEntry *entry)
{
  switch (jarida_sidebar_entry_get_heading (entry))
    {
    case JARIDA_SIDEBAR_HEADING_SECTIONS:
    case JARIDA_SIDEBAR_HEADING_DAYS:
    case JARIDA_SIDEBAR_HEADING_CHOOSE_DAY:
    case JARIDA_SIDEBAR_HEADING_SEARCHES:
      return FALSE;
    case JARIDA_SIDEBAR_HEADING_NONE:
    case JARIDA_SIDEBAR_HEADING_AUTHORS:
    case JARIDA_SIDEBAR_HEADING_CITIES:
      break;
    }
  return TRUE;
}

void
_jarida_sidebar_press (JaridaSidebar  *self,
                       GtkTreeListRow *row)
{
  g_autoptr(JaridaSidebarEntry) entry = row != NULL ? gtk_tree_list_row_get_item (row) : NULL;

  if (entry == NULL || can_be_chosen (entry))
    return;
  if (jarida_sidebar_entry_get_heading (entry) == JARIDA_SIDEBAR_HEADING_CHOOSE_DAY)
    _jarida_sidebar_show_calendar (self, row);
  else
    gtk_tree_list_row_set_expanded (row, !gtk_tree_list_row_get_expanded (row));
}

JaridaSidebarRow *
_jarida_sidebar_row_at (JaridaSidebar *self,
                        double         x,
                        double         y)
{
  GtkWidget *widget = gtk_widget_pick (self->view, x, y, GTK_PICK_DEFAULT);

  if (widget != NULL && widget != self->view && !JARIDA_IS_SIDEBAR_ROW (widget))
    {
      GtkWidget *above = gtk_widget_get_ancestor (widget, JARIDA_TYPE_SIDEBAR_ROW);

      /* Beside the row's own child there is the padding of GTK's row. */
      widget = above != NULL ? above : gtk_widget_get_first_child (widget);
    }
  return JARIDA_IS_SIDEBAR_ROW (widget) ? JARIDA_SIDEBAR_ROW (widget) : NULL;
}

static void
released_cb (JaridaSidebar *self,
             int            n_press,
             double         x,
             double         y)
{
  JaridaSidebarRow *row = _jarida_sidebar_row_at (self, x, y);

  if (row != NULL)
    _jarida_sidebar_press (self, jarida_sidebar_row_get_tree_row (row));
}

static void
setup_cb (JaridaSidebar *self,
          GtkListItem   *item)
{
  GtkWidget *row = jarida_sidebar_row_new ();

  jarida_sidebar_row_set_thumbnails (JARIDA_SIDEBAR_ROW (row), self->thumbnails);
  gtk_list_item_set_child (item, row);
}

static void
bind_cb (JaridaSidebar *self,
         GtkListItem   *item)
{
  GtkTreeListRow *tree_row = gtk_list_item_get_item (item);
  JaridaSidebarRow *row = JARIDA_SIDEBAR_ROW (gtk_list_item_get_child (item));
  JaridaSidebarEntry *entry;

  jarida_sidebar_row_set_tree_row (row, tree_row);
  entry = jarida_sidebar_row_get_entry (row);
  gtk_list_item_set_selectable (item, can_be_chosen (entry));
  if (fold_id (entry) != 0)
    g_signal_connect_object (tree_row, "notify::expanded", G_CALLBACK (expanded_cb), self, 0);
  jarida_list_item_set_label (item, jarida_sidebar_entry_get_title (entry));
}

static void
unbind_cb (JaridaSidebar *self,
           GtkListItem   *item)
{
  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (item), expanded_cb, self);
  jarida_sidebar_row_set_tree_row (JARIDA_SIDEBAR_ROW (gtk_list_item_get_child (item)), NULL);
}

static void
activated_cb (JaridaSidebar *self,
              guint          position)
{
  g_autoptr(GtkTreeListRow) row = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  if (row != NULL)
    _jarida_sidebar_press (self, row);
}

GtkWidget *
_jarida_sidebar_make_view (JaridaSidebar *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkGesture *fold = gtk_gesture_click_new ();

  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_cb), self, G_CONNECT_SWAPPED);
  self->view = gtk_list_view_new (NULL, factory);
  g_signal_connect_object (self->view, "activate", G_CALLBACK (activated_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_css_class (self->view, "navigation-sidebar");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Newspapers"), -1);
  g_signal_connect_object (fold, "released", G_CALLBACK (released_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (self->view, GTK_EVENT_CONTROLLER (fold));
  return self->view;
}

/* ---- The tree ---- */

static gboolean
grow_cb (gpointer user_data)
{
  JaridaSidebar *self = user_data;
  const guint size = gtk_slice_list_model_get_size (self->shown);

  if (size < g_list_model_get_n_items (G_LIST_MODEL (self->tree)))
    {
      gtk_slice_list_model_set_size (self->shown, size + GROW_STEP);
      return G_SOURCE_CONTINUE;
    }
  /* From here on whatever comes is shown. */
  gtk_slice_list_model_set_size (self->shown, G_MAXUINT);
  self->grow_source = 0;
  return G_SOURCE_REMOVE;
}

static gboolean
begin_growing_cb (gpointer user_data)
{
  JaridaSidebar *self = user_data;

  self->grow_source = g_idle_add (grow_cb, self);
  return G_SOURCE_REMOVE;
}

static void
changing_cb (JaridaSidebar *self)
{
  self->changing = TRUE;
}

void
_jarida_sidebar_make_tree (JaridaSidebar *self)
{
  GListStore *parts = g_list_store_new (G_TYPE_LIST_MODEL);
  g_autoptr(GListModel) headings = NULL;
  g_autoptr(JaridaSidebarBranch) top = NULL;

  self->days = jarida_sidebar_days_new (self->reader);
  headings = jarida_sidebar_headings_new (self->reader, self->days);
  top = jarida_sidebar_branch_new (jarida_reader_get_folders (self->reader), jarida_reader_get_sources (self->reader), 0);
  g_list_store_append (parts, self->standing);
  g_list_store_append (parts, headings);
  g_list_store_append (parts, top);
  self->tree = gtk_tree_list_model_new (G_LIST_MODEL (gtk_flatten_list_model_new (G_LIST_MODEL (parts))),
                                        FALSE, TRUE, make_branch, self, NULL);
  fold_remembered (self);
  /* Before what follows the tree follows it. */
  g_signal_connect_object (self->tree, "items-changed", G_CALLBACK (changing_cb), self, G_CONNECT_SWAPPED);
  self->shown = gtk_slice_list_model_new (G_LIST_MODEL (g_object_ref (self->tree)), 0, FIRST_ROWS);
  self->grow_source = g_timeout_add (GROW_AFTER_MS, begin_growing_cb, self);
}
