/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-sidebar-private.h"

#include <glib/gi18n.h>

#include "jarida-sidebar-days.h"

/* How many lines more are made at once to show one that was chosen. */
#define MORE_ROWS 30

static guint place_chosen_signal;
static guint topics_chosen_signal;
static guint day_chosen_signal;

G_DEFINE_FINAL_TYPE (JaridaSidebar, jarida_sidebar, GTK_TYPE_WIDGET)

JaridaSidebarEntry *
_jarida_sidebar_get_chosen (JaridaSidebar *self)
{
  GtkTreeListRow *row = self->selection != NULL ? gtk_single_selection_get_selected_item (self->selection) : NULL;
  g_autoptr(JaridaSidebarEntry) entry = row != NULL ? gtk_tree_list_row_get_item (row) : NULL;

  return entry;   /* the tree keeps it */
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

/* The last of the standing places, while filters hide anything, or somebody looks at it. */
static void
show_hidden_place (JaridaSidebar *self)
{
  const JaridaPlace place = { .kind = JARIDA_PLACE_FILTERED };
  const guint n = g_list_model_get_n_items (G_LIST_MODEL (self->standing));
  g_autoptr(JaridaSidebarEntry) last = g_list_model_get_item (G_LIST_MODEL (self->standing), n - 1);
  JaridaPlace here;
  gboolean wanted;

  jarida_sidebar_entry_get_place (last, &here);
  wanted = jarida_reader_count (self->reader, &place) > 0 || (here.kind == place.kind && self->chosen == last);
  if (wanted && here.kind != place.kind)
    add_standing (self, JARIDA_PLACE_FILTERED, _("Hidden by Filters"), "view-conceal-symbolic");
  else if (!wanted && here.kind == place.kind)
    g_list_store_remove (self->standing, n - 1);
}

static gboolean
update_counts_cb (gpointer user_data)
{
  JaridaSidebar *self = user_data;

  self->counts_source = 0;
  show_hidden_place (self);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->standing)); i++)
    {
      g_autoptr(JaridaSidebarEntry) entry = g_list_model_get_item (G_LIST_MODEL (self->standing), i);
      JaridaPlace place;

      jarida_sidebar_entry_get_place (entry, &place);
      jarida_sidebar_entry_set_count (entry, (int) MIN (G_MAXINT, jarida_reader_count (self->reader, &place)));
    }
  for (guint i = 0; i < g_list_model_get_n_items (self->days); i++)
    {
      g_autoptr(JaridaSidebarEntry) entry = g_list_model_get_item (self->days, i);
      JaridaPlace place;

      jarida_sidebar_entry_get_place (entry, &place);
      if (place.kind == JARIDA_PLACE_DAY)
        jarida_sidebar_entry_set_count (entry, (int) MIN (G_MAXINT, jarida_reader_count_unread (self->reader, &place)));
    }
  return G_SOURCE_REMOVE;
}

static void
unmark (JaridaSidebar *self)
{
  self->choosing = TRUE;
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  /* Newer ones choose the first instead, where a person could not unselect either. */
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_single_selection_set_selected (self->selection, GTK_INVALID_LIST_POSITION);
  gtk_single_selection_set_can_unselect (self->selection, FALSE);
  self->choosing = FALSE;
}

/* Only what is no more cannot be shown on: anything else has been folded away, or is followed no longer. */
static gboolean
is_gone (JaridaSidebar      *self,
         JaridaSidebarEntry *entry)
{
  JaridaSource *source = jarida_sidebar_entry_get_source (entry);
  JaridaFolder *folder = jarida_sidebar_entry_get_folder (entry);
  JaridaSavedSearch *search = jarida_sidebar_entry_get_search (entry);

  if (search != NULL)
    return jarida_reader_find_saved_search (self->reader, jarida_saved_search_get_id (search)) != search;
  if (source != NULL)
    return jarida_reader_find_source (self->reader, jarida_source_get_id (source)) != source;
  return folder != NULL && jarida_reader_find_folder (self->reader, jarida_folder_get_id (folder)) != folder;
}

static void
selected_cb (JaridaSidebar *self)
{
  JaridaSidebarEntry *entry = self->choosing ? NULL : _jarida_sidebar_get_chosen (self);

  if (entry == NULL)
    return;
  if (self->changing && self->chosen != NULL && !is_gone (self, self->chosen))
    {
      unmark (self);
      return;
    }
  g_set_object (&self->chosen, entry);
  gtk_single_selection_set_autoselect (self->selection, TRUE);
  if (jarida_sidebar_entry_get_heading (entry) == JARIDA_SIDEBAR_HEADING_NONE)
    g_signal_emit (self, place_chosen_signal, 0);
  else
    g_signal_emit (self, topics_chosen_signal, 0,
                   jarida_sidebar_entry_get_heading (entry) == JARIDA_SIDEBAR_HEADING_CITIES ? JARIDA_PLACE_CITY
                                                                                            : JARIDA_PLACE_AUTHOR);
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
  if (self->calendar != NULL)
    gtk_popover_present (GTK_POPOVER (self->calendar));
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
  g_clear_pointer (&self->calendar, gtk_widget_unparent);
  g_clear_pointer (&self->scroller, gtk_widget_unparent);
  g_clear_object (&self->subject);
  g_clear_object (&self->chosen);
  g_clear_handle_id (&self->grow_source, g_source_remove);
  g_clear_object (&self->selection);
  g_clear_object (&self->shown);
  g_clear_object (&self->tree);
  g_clear_object (&self->standing);
  g_clear_object (&self->days);
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
  gtk_widget_class_install_action (widget_class, "sidebar.menu", NULL, _jarida_sidebar_menu_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Menu, 0, "sidebar.menu", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, "sidebar.menu", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F2, 0, "win.rename-entry", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, 0, "win.remove-entry", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_ALT_MASK, "win.entry-properties", NULL);

  place_chosen_signal = g_signal_new ("place-chosen", JARIDA_TYPE_SIDEBAR, G_SIGNAL_RUN_LAST, 0,
                                      NULL, NULL, NULL, G_TYPE_NONE, 0);
  topics_chosen_signal = g_signal_new ("topics-chosen", JARIDA_TYPE_SIDEBAR, G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT);
  day_chosen_signal = g_signal_new ("day-chosen", JARIDA_TYPE_SIDEBAR, G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
jarida_sidebar_init (JaridaSidebar *self)
{
  self->collapsed = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->standing = g_list_store_new (JARIDA_TYPE_SIDEBAR_ENTRY);
  add_standing (self, JARIDA_PLACE_FRONT, _("Front Page"), "jarida-front-symbolic");
  add_standing (self, JARIDA_PLACE_ALL, _("All"), "jarida-all-symbolic");
  add_standing (self, JARIDA_PLACE_UNREAD, _("Unread"), "jarida-unread-symbolic");
  add_standing (self, JARIDA_PLACE_SAVED, _("Saved"), "starred-symbolic");

  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), _jarida_sidebar_make_view (self));
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
  _jarida_sidebar_add_menu (self);
  _jarida_sidebar_add_dragging (self);
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

static gboolean
find_line (JaridaSidebar     *self,
           const JaridaPlace *place,
           guint             *out_position)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->tree)); i++)
    {
      g_autoptr(GtkTreeListRow) row = gtk_tree_list_model_get_row (self->tree, i);
      g_autoptr(JaridaSidebarEntry) entry = gtk_tree_list_row_get_item (row);
      JaridaPlace here;

      jarida_sidebar_entry_get_place (entry, &here);
      *out_position = i;
      if (here.kind == place->kind && here.id == place->id
          && jarida_sidebar_entry_get_heading (entry) == JARIDA_SIDEBAR_HEADING_NONE)
        return TRUE;
    }
  *out_position = 0;
  return FALSE;
}

/* What was folded away while it was shown is marked again when it is back. */
static void
changed_cb (JaridaSidebar *self)
{
  JaridaPlace place;
  guint position;

  self->changing = FALSE;
  if (self->chosen == NULL || _jarida_sidebar_get_chosen (self) != NULL
      || jarida_sidebar_entry_get_heading (self->chosen) != JARIDA_SIDEBAR_HEADING_NONE)
    return;
  jarida_sidebar_entry_get_place (self->chosen, &place);
  if (find_line (self, &place, &position))
    jarida_sidebar_choose (self, &place);
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
  show_hidden_place (self);
  _jarida_sidebar_make_tree (self);
  self->selection = gtk_single_selection_new (G_LIST_MODEL (g_object_ref (self->shown)));
  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->tree, "items-changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  gtk_list_view_set_model (GTK_LIST_VIEW (self->view), GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_object (self->days, "items-changed", G_CALLBACK (jarida_sidebar_update_counts), self, G_CONNECT_SWAPPED);
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

void
_jarida_sidebar_choose_day (JaridaSidebar *self,
                            guint32        julian)
{
  g_signal_emit (self, day_chosen_signal, 0, julian);
}

gboolean
jarida_sidebar_choose (JaridaSidebar     *self,
                       const JaridaPlace *place)
{
  gboolean found;
  guint position;

  g_return_val_if_fail (JARIDA_IS_SIDEBAR (self), FALSE);

  found = find_line (self, place, &position);
  self->choosing = TRUE;
  gtk_single_selection_set_autoselect (self->selection, TRUE);
  if (position >= gtk_slice_list_model_get_size (self->shown))
    gtk_slice_list_model_set_size (self->shown, position + MORE_ROWS);
  gtk_single_selection_set_selected (self->selection, position);
  self->choosing = FALSE;
  g_set_object (&self->chosen, _jarida_sidebar_get_chosen (self));
  return found;
}

void
jarida_sidebar_choose_nothing (JaridaSidebar *self)
{
  g_return_if_fail (JARIDA_IS_SIDEBAR (self));

  unmark (self);
  g_clear_object (&self->chosen);
}

void
jarida_sidebar_get_place (JaridaSidebar *self,
                          JaridaPlace   *out_place)
{
  JaridaSidebarEntry *entry;

  g_return_if_fail (JARIDA_IS_SIDEBAR (self));

  entry = _jarida_sidebar_get_chosen (self);
  *out_place = (JaridaPlace) { .kind = JARIDA_PLACE_ALL };
  if (entry != NULL)
    jarida_sidebar_entry_get_place (entry, out_place);
}

JaridaTopic *
jarida_sidebar_get_topic (JaridaSidebar *self)
{
  JaridaSidebarEntry *entry;

  g_return_val_if_fail (JARIDA_IS_SIDEBAR (self), NULL);

  entry = _jarida_sidebar_get_chosen (self);
  return entry != NULL ? jarida_sidebar_entry_get_topic (entry) : NULL;
}

const char *
jarida_sidebar_get_title (JaridaSidebar *self)
{
  JaridaSidebarEntry *entry;

  g_return_val_if_fail (JARIDA_IS_SIDEBAR (self), NULL);

  entry = _jarida_sidebar_get_chosen (self);
  return entry != NULL ? jarida_sidebar_entry_get_title (entry) : "";
}

JaridaSidebarEntry *
jarida_sidebar_get_subject (JaridaSidebar *self)
{
  g_return_val_if_fail (JARIDA_IS_SIDEBAR (self), NULL);
  return self->subject != NULL ? self->subject : _jarida_sidebar_get_chosen (self);
}

void
jarida_sidebar_update_counts (JaridaSidebar *self)
{
  g_return_if_fail (JARIDA_IS_SIDEBAR (self));

  if (self->counts_source == 0)
    self->counts_source = g_idle_add (update_counts_cb, self);
}
