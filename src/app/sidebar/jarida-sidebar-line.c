/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-sidebar-line.h"

#include "jarida-generation.h"
#include "jarida-lettering.h"
#include "jarida-saved-search.h"
#include "jarida-sidebar-icon.h"

#define SIGN 18
#define EMBLEM 16
#define GAP 10
#define DIM 0.55f
/* Room for a few letters, where the sidebar is narrow. */
#define LEAST_TITLE 40

struct _JaridaSidebarLine
{
  GtkWidget           parent_instance;

  JaridaSidebarEntry *entry;       /* (owned) (nullable) */
  JaridaThumbnails   *thumbnails;  /* (owned) (nullable) */

  /* Children, each made when there is something for it to show */
  GtkWidget          *image;       /* (nullable) of standing places and folders */
  GtkWidget          *icon;        /* (nullable) of newspapers */
  GtkWidget          *emblem;      /* (nullable) */
};

G_DEFINE_FINAL_TYPE (JaridaSidebarLine, jarida_sidebar_line, GTK_TYPE_WIDGET)

/* ---- The children ---- */

static void
show_sign (JaridaSidebarLine *self)
{
  JaridaSource *source;
  g_autofree char *icon_name = NULL;

  /* A line that waits for its next entry keeps what it has. */
  if (self->entry == NULL)
    return;
  source = jarida_sidebar_entry_get_source (self->entry);
  if (source != NULL)
    {
      g_clear_pointer (&self->image, gtk_widget_unparent);
      if (self->icon == NULL)
        {
          self->icon = jarida_sidebar_icon_new ();
          gtk_widget_insert_after (self->icon, GTK_WIDGET (self), NULL);
        }
      jarida_sidebar_icon_show (JARIDA_SIDEBAR_ICON (self->icon), self->thumbnails, jarida_source_get_title (source),
                                jarida_source_get_icon_url (source));
      return;
    }
  g_clear_pointer (&self->icon, gtk_widget_unparent);
  g_object_get (self->entry, "icon-name", &icon_name, NULL);
  if (self->image == NULL)
    {
      self->image = gtk_image_new ();
      gtk_widget_insert_after (self->image, GTK_WIDGET (self), NULL);
    }
  gtk_image_set_from_icon_name (GTK_IMAGE (self->image), icon_name);
}

static void
show_emblem (JaridaSidebarLine *self)
{
  g_autofree char *name = NULL;
  g_autofree char *text = NULL;

  if (self->entry != NULL)
    g_object_get (self->entry, "emblem-name", &name, "emblem-text", &text, NULL);
  if (name == NULL)
    {
      g_clear_pointer (&self->emblem, gtk_widget_unparent);
      return;
    }
  if (self->emblem == NULL)
    {
      self->emblem = gtk_image_new ();
      gtk_widget_add_css_class (self->emblem, "dim-label");
      gtk_widget_set_parent (self->emblem, GTK_WIDGET (self));
    }
  gtk_image_set_from_icon_name (GTK_IMAGE (self->emblem), name);
  gtk_widget_set_tooltip_text (self->emblem, text);
}

/* ---- The words ---- */

static char *
dup_count (JaridaSidebarLine *self)
{
  const int count = jarida_sidebar_entry_get_count (self->entry);

  if (jarida_sidebar_entry_get_search (self->entry) != NULL && count >= JARIDA_SAVED_SEARCH_MOST)
    return g_strdup_printf ("%d+", JARIDA_SAVED_SEARCH_MOST - 1);
  return count > 0 ? g_strdup_printf ("%d", count) : NULL;
}

/* The row carries the title; how much is unread is said as by the label that one sees. */
static void
show_count (JaridaSidebarLine *self)
{
  g_autofree char *count = self->entry != NULL ? dup_count (self) : NULL;

  if (count != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, count, -1);
  else
    gtk_accessible_reset_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static PangoLayout *
new_count_layout (JaridaSidebarLine *self)
{
  g_autofree char *count = dup_count (self);
  g_autoptr(PangoAttrList) attributes = NULL;
  PangoLayout *layout;

  if (count == NULL)
    return NULL;
  attributes = pango_attr_list_new ();
  pango_attr_list_insert (attributes, pango_attr_scale_new (JARIDA_SMALL_LETTERS));
  pango_attr_list_insert (attributes, pango_attr_font_features_new ("tnum"));
  layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), count);
  pango_layout_set_attributes (layout, attributes);
  return layout;
}

/* What a layout takes away from those before it. */
static int
get_room (PangoLayout *layout)
{
  int width;

  pango_layout_get_pixel_size (layout, &width, NULL);
  return width + GAP;
}

/* Draws a layout in its part of the width, in the middle of the height. A name in another direction than the window's begins
 * beside its sign all the same. */
static void
append_words (JaridaSidebarLine *self,
              GtkSnapshot       *snapshot,
              PangoLayout       *layout,
              int                start,
              float              strength)
{
  GtkWidget *widget = GTK_WIDGET (self);
  PangoRectangle logical;
  GdkRGBA color;
  int x = start;

  pango_layout_get_pixel_extents (layout, NULL, &logical);
  if (gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL)
    x = gtk_widget_get_width (widget) - start - logical.width;
  jarida_widget_get_color (widget, &color);
  color.alpha *= strength;
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (x - logical.x,
                                                          (gtk_widget_get_height (widget) - logical.height) / 2));
  gtk_snapshot_append_layout (snapshot, layout, &color);
  gtk_snapshot_restore (snapshot);
}

static void
jarida_sidebar_line_snapshot (GtkWidget   *widget,
                              GtkSnapshot *snapshot)
{
  JaridaSidebarLine *self = JARIDA_SIDEBAR_LINE (widget);
  g_autoptr(PangoLayout) title = NULL;
  g_autoptr(PangoLayout) count = NULL;
  int end = gtk_widget_get_width (widget);

  if (self->entry == NULL)
    return;
  GTK_WIDGET_CLASS (jarida_sidebar_line_parent_class)->snapshot (widget, snapshot);
  count = new_count_layout (self);
  if (count != NULL)
    {
      append_words (self, snapshot, count, end - get_room (count) + GAP, DIM);
      end -= get_room (count);
    }
  if (self->emblem != NULL)
    end -= EMBLEM + GAP;
  title = gtk_widget_create_pango_layout (widget, jarida_sidebar_entry_get_title (self->entry));
  pango_layout_set_ellipsize (title, PANGO_ELLIPSIZE_END);
  pango_layout_set_width (title, MAX (end - SIGN - GAP, 0) * PANGO_SCALE);
  append_words (self, snapshot, title, SIGN + GAP, 1);
}

/* ---- The widget ---- */

static void
jarida_sidebar_line_measure (GtkWidget      *widget,
                             GtkOrientation  orientation,
                             int             for_size,
                             int            *minimum,
                             int            *natural,
                             int            *minimum_baseline,
                             int            *natural_baseline)
{
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = *natural = SIGN + GAP + LEAST_TITLE;
  else
    *minimum = *natural = MAX (SIGN, jarida_line_height (widget));
}

static void
place (JaridaSidebarLine *self,
       GtkWidget         *child,
       int                start,
       int                size)
{
  const int width = gtk_widget_get_width (GTK_WIDGET (self));
  const int height = gtk_widget_get_height (GTK_WIDGET (self));
  GtkAllocation room = { start, (height - size) / 2, size, size };

  if (child == NULL)
    return;
  if (gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL)
    room.x = width - start - size;
  /* GTK wants a child measured before it is given its place. */
  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, NULL, NULL, NULL, NULL);
  gtk_widget_size_allocate (child, &room, -1);
}

static void
jarida_sidebar_line_size_allocate (GtkWidget *widget,
                                   int        width,
                                   int        height,
                                   int        baseline)
{
  JaridaSidebarLine *self = JARIDA_SIDEBAR_LINE (widget);
  g_autoptr(PangoLayout) count = self->emblem != NULL ? new_count_layout (self) : NULL;
  int end = width;

  if (count != NULL)
    end -= get_room (count);
  place (self, self->image, 0, SIGN);
  place (self, self->icon, 0, SIGN);
  place (self, self->emblem, end - EMBLEM, EMBLEM);
}

static void
jarida_sidebar_line_dispose (GObject *object)
{
  JaridaSidebarLine *self = JARIDA_SIDEBAR_LINE (object);

  jarida_sidebar_line_set_entry (self, NULL, NULL);
  g_clear_pointer (&self->image, gtk_widget_unparent);
  g_clear_pointer (&self->icon, gtk_widget_unparent);
  g_clear_pointer (&self->emblem, gtk_widget_unparent);
  g_clear_object (&self->thumbnails);
  G_OBJECT_CLASS (jarida_sidebar_line_parent_class)->dispose (object);
}

static void
jarida_sidebar_line_class_init (JaridaSidebarLineClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = jarida_sidebar_line_dispose;
  widget_class->snapshot = jarida_sidebar_line_snapshot;
  widget_class->measure = jarida_sidebar_line_measure;
  widget_class->size_allocate = jarida_sidebar_line_size_allocate;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LABEL);
}

static void
jarida_sidebar_line_init (JaridaSidebarLine *self)
{
  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
}

GtkWidget *
jarida_sidebar_line_new (void)
{
  return g_object_new (JARIDA_TYPE_SIDEBAR_LINE, NULL);
}

static void
entry_changed_cb (JaridaSidebarLine *self,
                  GParamSpec        *pspec)
{
  if (g_str_has_prefix (pspec->name, "emblem"))
    show_emblem (self);
  else if (g_str_equal (pspec->name, "title"))
    show_sign (self);
  show_count (self);
}

void
jarida_sidebar_line_set_entry (JaridaSidebarLine  *self,
                               JaridaSidebarEntry *entry,
                               JaridaThumbnails   *thumbnails)
{
  g_return_if_fail (JARIDA_IS_SIDEBAR_LINE (self));

  g_set_object (&self->thumbnails, thumbnails);
  if (self->entry != NULL)
    g_signal_handlers_disconnect_by_func (self->entry, entry_changed_cb, self);
  g_set_object (&self->entry, entry);
  if (entry != NULL)
    g_signal_connect_object (entry, "notify", G_CALLBACK (entry_changed_cb), self, G_CONNECT_SWAPPED);
  show_sign (self);
  show_emblem (self);
  show_count (self);
}
