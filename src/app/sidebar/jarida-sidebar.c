/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-sidebar.h"

#include <glib/gi18n.h>

#include "jarida-generation.h"
#include "jarida-sidebar-branch.h"
#include "jarida-sidebar-headings.h"
#include "jarida-sidebar-row.h"

/* A list view of GTK 4.8 makes up to two hundred rows whatever can be seen, and a row costs a fifth of a millisecond: what is seen
 * comes with the first frame, the rest when the window stands. */
#define FIRST_ROWS 30
#define GROW_AFTER_MS 250
#define GROW_STEP 20

struct _JaridaSidebar
{
  GtkWidget            parent_instance;

  JaridaReader        *reader;      /* (owned) (nullable) */
  JaridaThumbnails    *thumbnails;  /* (owned) (nullable) */
  GListStore          *standing;    /* (owned) JaridaSidebarEntry: all, unread, saved */
  GtkTreeListModel    *tree;        /* (owned) (nullable) */
  GtkSliceListModel   *shown;       /* (owned) (nullable) the beginning of the tree, until there is time for the rest */
  GtkSingleSelection  *selection;   /* (owned) (nullable) */
  GHashTable          *collapsed;   /* (owned) set of folder ids, as pointers to gint64 */
  JaridaSidebarEntry  *subject;     /* (owned) (nullable) what the open menu is about */
  JaridaSidebarRow    *drop_row;    /* (nullable) under the pointer while something is dragged */
  guint                counts_source;
  guint                grow_source;
  gboolean             choosing;    /* the selection is being set, not chosen by a person */

  /* Children */
  GtkWidget           *scroller;
  GtkWidget           *view;
  GtkWidget           *menu;
};

static guint place_chosen_signal;
static guint topics_chosen_signal;

G_DEFINE_FINAL_TYPE (JaridaSidebar, jarida_sidebar, GTK_TYPE_WIDGET)

static JaridaSidebarEntry *
get_chosen (JaridaSidebar *self)
{
  GtkTreeListRow *row = self->selection != NULL ? gtk_single_selection_get_selected_item (self->selection) : NULL;
  g_autoptr(JaridaSidebarEntry) entry = row != NULL ? gtk_tree_list_row_get_item (row) : NULL;

  return entry;   /* the tree keeps it */
}

static gboolean
update_counts_cb (gpointer user_data)
{
  JaridaSidebar *self = user_data;

  self->counts_source = 0;
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->standing)); i++)
    {
      g_autoptr(JaridaSidebarEntry) entry = g_list_model_get_item (G_LIST_MODEL (self->standing), i);
      JaridaPlace place;

      jarida_sidebar_entry_get_place (entry, &place);
      jarida_sidebar_entry_set_count (entry, (int) MIN (G_MAXINT, jarida_reader_count (self->reader, &place)));
    }
  return G_SOURCE_REMOVE;
}

/* ---- The tree ---- */

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

/* What is remembered as folded: a folder by its number, a heading by one that no folder has. 0: it does not fold. */
static gint64
fold_id (JaridaSidebarEntry *entry)
{
  JaridaFolder *folder = jarida_sidebar_entry_get_folder (entry);

  if (folder != NULL)
    return jarida_folder_get_id (folder);
  return -(gint64) jarida_sidebar_entry_get_heading (entry);
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
  if (gtk_tree_list_row_get_expanded (row))
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

      if (id != 0 && g_hash_table_contains (self->collapsed, &id))
        gtk_tree_list_row_set_expanded (row, FALSE);
    }
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
  /* The sections together are everything: their heading only folds. */
  gtk_list_item_set_selectable (item, jarida_sidebar_entry_get_heading (entry) != JARIDA_SIDEBAR_HEADING_SECTIONS);
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
selected_cb (JaridaSidebar *self)
{
  JaridaSidebarEntry *entry = self->choosing ? NULL : get_chosen (self);

  if (entry == NULL)
    return;
  if (jarida_sidebar_entry_get_heading (entry) == JARIDA_SIDEBAR_HEADING_NONE)
    g_signal_emit (self, place_chosen_signal, 0);
  else
    g_signal_emit (self, topics_chosen_signal, 0,
                   jarida_sidebar_entry_get_heading (entry) == JARIDA_SIDEBAR_HEADING_CITIES ? JARIDA_PLACE_CITY
                                                                                            : JARIDA_PLACE_AUTHOR);
}

/* Enter on a heading that cannot be chosen, or a press on it. */
static void
toggle_fold (GtkTreeListRow *row)
{
  g_autoptr(JaridaSidebarEntry) entry = row != NULL ? gtk_tree_list_row_get_item (row) : NULL;

  if (entry != NULL && jarida_sidebar_entry_get_heading (entry) == JARIDA_SIDEBAR_HEADING_SECTIONS)
    gtk_tree_list_row_set_expanded (row, !gtk_tree_list_row_get_expanded (row));
}

static void
activated_cb (JaridaSidebar *self,
              guint          position)
{
  g_autoptr(GtkTreeListRow) row = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  toggle_fold (row);
}

/* ---- The menu ---- */

static JaridaSidebarRow *
row_at (JaridaSidebar *self,
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

static gboolean
is_inside (JaridaSidebar *self,
           gint64         folder_id,
           gint64         ancestor_id)
{
  /* Bounded, should the shelf ever hold a circle. */
  for (int depth = 0; folder_id != 0 && depth < 64; depth++)
    {
      JaridaFolder *folder = jarida_reader_find_folder (self->reader, folder_id);

      if (folder_id == ancestor_id)
        return TRUE;
      folder_id = folder != NULL ? jarida_folder_get_parent_id (folder) : 0;
    }
  return FALSE;
}

static void
append_target (GMenu      *menu,
               const char *label,
               const char *action,
               gint64      id)
{
  g_autoptr(GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, action, "x", id);
  g_menu_append_item (menu, item);
}

static GMenuModel *
make_move_menu (JaridaSidebar      *self,
                JaridaSidebarEntry *entry)
{
  GMenu *menu = g_menu_new ();
  GListModel *folders = jarida_reader_get_folders (self->reader);
  JaridaFolder *own = jarida_sidebar_entry_get_folder (entry);

  append_target (menu, _("No Folder"), "win.move-entry", 0);
  for (guint i = 0; i < g_list_model_get_n_items (folders); i++)
    {
      g_autoptr(JaridaFolder) folder = g_list_model_get_item (folders, i);
      const gint64 id = jarida_folder_get_id (folder);

      if (own == NULL || !is_inside (self, id, jarida_folder_get_id (own)))
        append_target (menu, jarida_folder_get_name (folder), "win.move-entry", id);
    }
  return G_MENU_MODEL (menu);
}

static GMenuModel *
make_menu (JaridaSidebar      *self,
           JaridaSidebarEntry *entry)
{
  GMenu *menu = g_menu_new ();
  g_autoptr(GMenu) first = g_menu_new ();
  g_autoptr(GMenu) second = g_menu_new ();
  JaridaSource *source = entry != NULL ? jarida_sidebar_entry_get_source (entry) : NULL;
  JaridaFolder *folder = entry != NULL ? jarida_sidebar_entry_get_folder (entry) : NULL;

  if (source != NULL)
    append_target (first, _("_Refresh"), "win.refresh-source", jarida_source_get_id (source));
  if (entry != NULL && jarida_sidebar_entry_get_heading (entry) == JARIDA_SIDEBAR_HEADING_NONE)
    g_menu_append (first, _("_Mark All Read"), "win.mark-entry-read");
  if (entry != NULL && jarida_sidebar_entry_get_topic (entry) != NULL
      && jarida_topic_get_kind (jarida_sidebar_entry_get_topic (entry)) != JARIDA_PLACE_SECTION)
    g_menu_append (first, _("_Unfollow"), "win.unfollow-entry");
  if (source != NULL || folder != NULL)
    {
      g_autoptr(GMenuModel) move = make_move_menu (self, entry);

      g_menu_append (second, _("Re_name…"), "win.rename-entry");
      g_menu_append_submenu (second, _("Mo_ve to Folder"), move);
      g_menu_append (second, _("_Remove"), "win.remove-entry");
    }
  if (source != NULL)
    g_menu_append (second, _("_Properties"), "win.entry-properties");
  if (source == NULL)
    g_menu_append (second, _("New _Folder…"), "win.new-folder");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (first));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (second));
  return G_MENU_MODEL (menu);
}

static gboolean
forget_subject_cb (gpointer user_data)
{
  JaridaSidebar *self = user_data;

  if (self->menu == NULL || !gtk_widget_get_visible (self->menu))
    g_clear_object (&self->subject);
  return G_SOURCE_REMOVE;
}

/* The action of a menu runs after the menu has gone. */
static void
menu_closed_cb (JaridaSidebar *self)
{
  g_timeout_add_full (G_PRIORITY_LOW, 100, forget_subject_cb, g_object_ref (self), g_object_unref);
}

static void
popup_menu (JaridaSidebar      *self,
            JaridaSidebarEntry *entry,
            const GdkRectangle *where)
{
  g_autoptr(GMenuModel) menu = make_menu (self, entry);

  g_set_object (&self->subject, entry);
  if (self->menu == NULL)
    {
      self->menu = gtk_popover_menu_new_from_model (NULL);
      gtk_popover_set_has_arrow (GTK_POPOVER (self->menu), FALSE);
      gtk_widget_set_halign (self->menu, GTK_ALIGN_START);
      gtk_widget_set_parent (self->menu, GTK_WIDGET (self));
      g_signal_connect_object (self->menu, "closed", G_CALLBACK (menu_closed_cb), self, G_CONNECT_SWAPPED);
    }
  gtk_popover_menu_set_menu_model (GTK_POPOVER_MENU (self->menu), menu);
  gtk_popover_set_pointing_to (GTK_POPOVER (self->menu), where);
  gtk_popover_popup (GTK_POPOVER (self->menu));
}

static void
popup_at (JaridaSidebar *self,
          double         x,
          double         y)
{
  JaridaSidebarRow *row = row_at (self, x, y);
  graphene_point_t own;

  if (!gtk_widget_compute_point (self->view, GTK_WIDGET (self), &GRAPHENE_POINT_INIT ((float) x, (float) y), &own))
    return;
  popup_menu (self, row != NULL ? jarida_sidebar_row_get_entry (row) : NULL,
              &(GdkRectangle) { (int) own.x, (int) own.y, 1, 1 });
}

static void
released_cb (JaridaSidebar *self,
             int            n_press,
             double         x,
             double         y)
{
  JaridaSidebarRow *row = row_at (self, x, y);

  if (row != NULL)
    toggle_fold (jarida_sidebar_row_get_tree_row (row));
}

static void
pressed_cb (JaridaSidebar *self,
            int            n_press,
            double         x,
            double         y)
{
  popup_at (self, x, y);
}

static void
menu_action_cb (GtkWidget  *widget,
                const char *action,
                GVariant   *parameter)
{
  JaridaSidebar *self = JARIDA_SIDEBAR (widget);
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  graphene_rect_t bounds;

  if (focus == NULL || !gtk_widget_is_ancestor (focus, self->view) || !gtk_widget_compute_bounds (focus, widget, &bounds))
    return;
  popup_menu (self, get_chosen (self),
              &(GdkRectangle) { (int) bounds.origin.x + 24, (int) (bounds.origin.y + bounds.size.height), 1, 1 });
}

/* ---- Dragging ---- */

static GdkContentProvider *
drag_prepare_cb (JaridaSidebar *self,
                 double         x,
                 double         y)
{
  JaridaSidebarRow *row = row_at (self, x, y);
  JaridaSidebarEntry *entry = row != NULL ? jarida_sidebar_row_get_entry (row) : NULL;

  if (entry == NULL || (jarida_sidebar_entry_get_source (entry) == NULL && jarida_sidebar_entry_get_folder (entry) == NULL))
    return NULL;
  return gdk_content_provider_new_typed (JARIDA_TYPE_SIDEBAR_ENTRY, entry);
}

static void
mark_drop (JaridaSidebar    *self,
           JaridaSidebarRow *row)
{
  if (self->drop_row == row)
    return;
  if (self->drop_row != NULL)
    jarida_sidebar_row_set_drop (self->drop_row, FALSE);
  g_set_weak_pointer (&self->drop_row, row);
  if (row != NULL)
    jarida_sidebar_row_set_drop (row, TRUE);
}

/* Where something dropped at a row would go: into a folder, beside a newspaper, or out of all folders. */
static gboolean
find_drop (JaridaSidebar    *self,
           JaridaSidebarRow *row,
           gint64           *out_folder_id,
           int              *out_position)
{
  JaridaSidebarEntry *entry = row != NULL ? jarida_sidebar_row_get_entry (row) : NULL;
  JaridaSource *source;

  *out_position = -1;
  *out_folder_id = 0;
  if (entry == NULL)
    return TRUE;
  if (jarida_sidebar_entry_get_folder (entry) != NULL)
    {
      *out_folder_id = jarida_folder_get_id (jarida_sidebar_entry_get_folder (entry));
      return TRUE;
    }
  source = jarida_sidebar_entry_get_source (entry);
  if (source == NULL)
    return FALSE;
  *out_folder_id = jarida_source_get_folder_id (source);
  *out_position = jarida_source_get_position (source);
  return TRUE;
}

static GdkDragAction
drop_motion_cb (JaridaSidebar *self,
                double         x,
                double         y)
{
  JaridaSidebarRow *row = row_at (self, x, y);
  gint64 folder_id;
  int position;

  if (!find_drop (self, row, &folder_id, &position))
    {
      mark_drop (self, NULL);
      return 0;
    }
  mark_drop (self, row);
  return GDK_ACTION_MOVE;
}

static void
drop_leave_cb (JaridaSidebar *self)
{
  mark_drop (self, NULL);
}

static gboolean
drop_cb (JaridaSidebar *self,
         const GValue  *value,
         double         x,
         double         y)
{
  JaridaSidebarEntry *entry = g_value_get_object (value);
  JaridaFolder *folder = jarida_sidebar_entry_get_folder (entry);
  JaridaSource *source = jarida_sidebar_entry_get_source (entry);
  gint64 folder_id;
  int position;

  mark_drop (self, NULL);
  if (!find_drop (self, row_at (self, x, y), &folder_id, &position))
    return FALSE;
  if (source != NULL)
    jarida_reader_move_source (self->reader, source, folder_id, position);
  else if (folder != NULL && !is_inside (self, folder_id, jarida_folder_get_id (folder)))
    jarida_reader_move_folder (self->reader, folder, folder_id, -1);
  else
    return FALSE;
  return TRUE;
}

/* ---- The widget ---- */

static void
jarida_sidebar_size_allocate (GtkWidget *widget,
                              int        width,
                              int        height,
                              int        baseline)
{
  JaridaSidebar *self = JARIDA_SIDEBAR (widget);

  gtk_widget_allocate (self->scroller, width, height, baseline, NULL);
  if (self->menu != NULL)
    gtk_popover_present (GTK_POPOVER (self->menu));
}

static void
jarida_sidebar_measure (GtkWidget      *widget,
                        GtkOrientation  orientation,
                        int             for_size,
                        int            *minimum,
                        int            *natural,
                        int            *minimum_baseline,
                        int            *natural_baseline)
{
  gtk_widget_measure (JARIDA_SIDEBAR (widget)->scroller, orientation, for_size, minimum, natural, NULL, NULL);
}

static void
jarida_sidebar_dispose (GObject *object)
{
  JaridaSidebar *self = JARIDA_SIDEBAR (object);

  g_clear_handle_id (&self->counts_source, g_source_remove);
  g_clear_weak_pointer (&self->drop_row);
  g_clear_pointer (&self->menu, gtk_widget_unparent);
  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  g_clear_object (&self->subject);
  g_clear_handle_id (&self->grow_source, g_source_remove);
  g_clear_object (&self->selection);
  g_clear_object (&self->shown);
  g_clear_object (&self->tree);
  g_clear_object (&self->standing);
  g_clear_object (&self->thumbnails);
  g_clear_object (&self->reader);
  G_OBJECT_CLASS (jarida_sidebar_parent_class)->dispose (object);
}

static void
jarida_sidebar_finalize (GObject *object)
{
  g_hash_table_unref (JARIDA_SIDEBAR (object)->collapsed);
  G_OBJECT_CLASS (jarida_sidebar_parent_class)->finalize (object);
}

static void
jarida_sidebar_class_init (JaridaSidebarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = jarida_sidebar_dispose;
  object_class->finalize = jarida_sidebar_finalize;
  widget_class->measure = jarida_sidebar_measure;
  widget_class->size_allocate = jarida_sidebar_size_allocate;
  gtk_widget_class_set_css_name (widget_class, "sidebar");
  gtk_widget_class_install_action (widget_class, "sidebar.menu", NULL, menu_action_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Menu, 0, "sidebar.menu", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, "sidebar.menu", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F2, 0, "win.rename-entry", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, 0, "win.remove-entry", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_ALT_MASK, "win.entry-properties", NULL);

  place_chosen_signal = g_signal_new ("place-chosen", JARIDA_TYPE_SIDEBAR, G_SIGNAL_RUN_LAST, 0,
                                      NULL, NULL, NULL, G_TYPE_NONE, 0);
  topics_chosen_signal = g_signal_new ("topics-chosen", JARIDA_TYPE_SIDEBAR, G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT);
}

static void
add_controllers (JaridaSidebar *self)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkGesture *fold = gtk_gesture_click_new ();
  GtkGesture *press = gtk_gesture_long_press_new ();
  GtkDragSource *drag = gtk_drag_source_new ();
  GtkDropTarget *drop = gtk_drop_target_new (JARIDA_TYPE_SIDEBAR_ENTRY, GDK_ACTION_MOVE);

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  g_signal_connect_object (click, "pressed", G_CALLBACK (pressed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (self->view, GTK_EVENT_CONTROLLER (click));

  g_signal_connect_object (fold, "released", G_CALLBACK (released_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (self->view, GTK_EVENT_CONTROLLER (fold));

  gtk_gesture_single_set_touch_only (GTK_GESTURE_SINGLE (press), TRUE);
  g_signal_connect_object (press, "pressed", G_CALLBACK (popup_at), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (self->view, GTK_EVENT_CONTROLLER (press));

  gtk_drag_source_set_actions (drag, GDK_ACTION_MOVE);
  g_signal_connect_object (drag, "prepare", G_CALLBACK (drag_prepare_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (self->view, GTK_EVENT_CONTROLLER (drag));

  g_signal_connect_object (drop, "motion", G_CALLBACK (drop_motion_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (drop, "leave", G_CALLBACK (drop_leave_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (drop, "drop", G_CALLBACK (drop_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (self->view, GTK_EVENT_CONTROLLER (drop));
}

static void
add_standing (JaridaSidebar   *self,
              JaridaPlaceKind  kind,
              const char      *title,
              const char      *icon_name)
{
  g_autoptr(JaridaSidebarEntry) entry = jarida_sidebar_entry_new_standing (kind, title, icon_name);

  g_list_store_append (self->standing, entry);
}

static void
jarida_sidebar_init (JaridaSidebar *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  self->collapsed = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->standing = g_list_store_new (JARIDA_TYPE_SIDEBAR_ENTRY);
  add_standing (self, JARIDA_PLACE_FRONT, _("Front Page"), "jarida-front-symbolic");
  add_standing (self, JARIDA_PLACE_ALL, _("All"), "jarida-all-symbolic");
  add_standing (self, JARIDA_PLACE_UNREAD, _("Unread"), "jarida-unread-symbolic");
  add_standing (self, JARIDA_PLACE_SAVED, _("Saved"), "starred-symbolic");

  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_cb), self, G_CONNECT_SWAPPED);
  self->view = gtk_list_view_new (NULL, factory);
  g_signal_connect_object (self->view, "activate", G_CALLBACK (activated_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_css_class (self->view, "navigation-sidebar");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Newspapers"), -1);
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), self->view);
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
  add_controllers (self);
}

GtkWidget *
jarida_sidebar_new (void)
{
  return g_object_new (JARIDA_TYPE_SIDEBAR, NULL);
}

static void
watch_source_cb (GListModel    *sources,
                 guint          position,
                 guint          n_removed,
                 guint          n_added,
                 JaridaSidebar *self)
{
  for (guint i = position; i < position + n_added; i++)
    {
      g_autoptr(JaridaSource) source = g_list_model_get_item (sources, i);

      g_signal_handlers_disconnect_by_func (source, jarida_sidebar_update_counts, self);
      g_signal_connect_object (source, "notify::unread", G_CALLBACK (jarida_sidebar_update_counts), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (source, "notify::total", G_CALLBACK (jarida_sidebar_update_counts), self, G_CONNECT_SWAPPED);
    }
  jarida_sidebar_update_counts (self);
}

static GtkTreeListModel *
make_tree (JaridaSidebar *self)
{
  GListStore *parts = g_list_store_new (G_TYPE_LIST_MODEL);
  g_autoptr(GListModel) headings = jarida_sidebar_headings_new (self->reader);
  g_autoptr(JaridaSidebarBranch) top = NULL;

  top = jarida_sidebar_branch_new (jarida_reader_get_folders (self->reader), jarida_reader_get_sources (self->reader), 0);
  g_list_store_append (parts, self->standing);
  g_list_store_append (parts, headings);
  g_list_store_append (parts, top);
  return gtk_tree_list_model_new (G_LIST_MODEL (gtk_flatten_list_model_new (G_LIST_MODEL (parts))),
                                  FALSE, TRUE, make_branch, self, NULL);
}

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

void
jarida_sidebar_set_reader (JaridaSidebar    *self,
                           JaridaReader     *reader,
                           JaridaThumbnails *thumbnails,
                           GVariant         *collapsed)
{
  GListModel *sources;
  GVariantIter iter;
  gint64 id;

  g_return_if_fail (JARIDA_IS_SIDEBAR (self));
  g_return_if_fail (self->reader == NULL);

  self->reader = g_object_ref (reader);
  self->thumbnails = g_object_ref (thumbnails);
  if (collapsed != NULL)
    {
      g_variant_iter_init (&iter, collapsed);
      while (g_variant_iter_next (&iter, "x", &id))
        g_hash_table_add (self->collapsed, g_memdup2 (&id, sizeof id));
    }
  self->tree = make_tree (self);
  fold_remembered (self);
  self->shown = gtk_slice_list_model_new (G_LIST_MODEL (g_object_ref (self->tree)), 0, FIRST_ROWS);
  self->selection = gtk_single_selection_new (G_LIST_MODEL (g_object_ref (self->shown)));
  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);
  gtk_list_view_set_model (GTK_LIST_VIEW (self->view), GTK_SELECTION_MODEL (self->selection));
  self->grow_source = g_timeout_add (GROW_AFTER_MS, begin_growing_cb, self);
  sources = jarida_reader_get_sources (reader);
  g_signal_connect_object (sources, "items-changed", G_CALLBACK (watch_source_cb), self, 0);
  watch_source_cb (sources, 0, 0, g_list_model_get_n_items (sources), self);
}

GVariant *
jarida_sidebar_dup_collapsed (JaridaSidebar *self)
{
  GVariantBuilder builder;
  GHashTableIter iter;
  gpointer id;

  g_return_val_if_fail (JARIDA_IS_SIDEBAR (self), NULL);

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("ax"));
  g_hash_table_iter_init (&iter, self->collapsed);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_variant_builder_add (&builder, "x", *(gint64 *) id);
  return g_variant_ref_sink (g_variant_builder_end (&builder));
}

gboolean
jarida_sidebar_choose (JaridaSidebar     *self,
                       const JaridaPlace *place)
{
  guint position = 0;
  gboolean found = FALSE;

  g_return_val_if_fail (JARIDA_IS_SIDEBAR (self), FALSE);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->tree)) && !found; i++)
    {
      g_autoptr(GtkTreeListRow) row = gtk_tree_list_model_get_row (self->tree, i);
      g_autoptr(JaridaSidebarEntry) entry = gtk_tree_list_row_get_item (row);
      JaridaPlace here;

      jarida_sidebar_entry_get_place (entry, &here);
      found = here.kind == place->kind && here.id == place->id
              && jarida_sidebar_entry_get_heading (entry) == JARIDA_SIDEBAR_HEADING_NONE;
      if (found)
        position = i;
    }
  self->choosing = TRUE;
  gtk_single_selection_set_autoselect (self->selection, TRUE);
  if (position >= gtk_slice_list_model_get_size (self->shown))
    gtk_slice_list_model_set_size (self->shown, position + FIRST_ROWS);
  gtk_single_selection_set_selected (self->selection, position);
  self->choosing = FALSE;
  return found;
}

void
jarida_sidebar_choose_nothing (JaridaSidebar *self)
{
  g_return_if_fail (JARIDA_IS_SIDEBAR (self));

  self->choosing = TRUE;
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
  self->choosing = FALSE;
}

void
jarida_sidebar_get_place (JaridaSidebar *self,
                          JaridaPlace   *out_place)
{
  JaridaSidebarEntry *entry;

  g_return_if_fail (JARIDA_IS_SIDEBAR (self));

  entry = get_chosen (self);
  *out_place = (JaridaPlace) { .kind = JARIDA_PLACE_ALL };
  if (entry != NULL)
    jarida_sidebar_entry_get_place (entry, out_place);
}

JaridaTopic *
jarida_sidebar_get_topic (JaridaSidebar *self)
{
  JaridaSidebarEntry *entry;

  g_return_val_if_fail (JARIDA_IS_SIDEBAR (self), NULL);

  entry = get_chosen (self);
  return entry != NULL ? jarida_sidebar_entry_get_topic (entry) : NULL;
}

const char *
jarida_sidebar_get_title (JaridaSidebar *self)
{
  JaridaSidebarEntry *entry;

  g_return_val_if_fail (JARIDA_IS_SIDEBAR (self), NULL);

  entry = get_chosen (self);
  return entry != NULL ? jarida_sidebar_entry_get_title (entry) : "";
}

JaridaSidebarEntry *
jarida_sidebar_get_subject (JaridaSidebar *self)
{
  g_return_val_if_fail (JARIDA_IS_SIDEBAR (self), NULL);
  return self->subject != NULL ? self->subject : get_chosen (self);
}

void
jarida_sidebar_update_counts (JaridaSidebar *self)
{
  g_return_if_fail (JARIDA_IS_SIDEBAR (self));

  if (self->counts_source == 0)
    self->counts_source = g_idle_add (update_counts_cb, self);
}
