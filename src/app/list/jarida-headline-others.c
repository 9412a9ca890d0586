/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-headline-others.h"

#include <glib/gi18n.h>

#include "jarida-headline-row.h"
#include "jarida-lettering.h"
#include "jarida-time-text.h"

#define WIDTH 280
#define WIDTH_CHARS 28
#define MAX_HEIGHT 380
/* Rows made in one turn of the main loop: a title over three lines is measured in half a millisecond. */
#define SLICE 8

/* What belongs to the button, as its data. */
typedef struct
{
  JaridaReader *reader;    /* (owned) */
  gint64        id;        /* of the headline; 0 none */
} Others;

static void
free_others (gpointer data)
{
  Others *others = data;

  g_object_unref (others->reader);
  g_free (others);
}

static Others *
get_others (GtkWidget *button)
{
  return g_object_get_data (G_OBJECT (button), "jarida-others");
}

char *
jarida_headline_others_dup_label (JaridaHeadline *headline)
{
  const guint n = jarida_headline_get_n_others (headline);

  if (n == 0)
    return NULL;
  return g_strdup_printf (ngettext ("%u other newspaper", "%u other newspapers", n), n);
}

static GtkWidget *
new_line (const char *text,
          int         n_lines)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), n_lines > 1);
  /* Else the list is as high as if each title had all the room it likes. */
  gtk_label_set_max_width_chars (GTK_LABEL (label), WIDTH_CHARS);
  gtk_label_set_lines (GTK_LABEL (label), n_lines);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  return label;
}

static GtkWidget *
new_row (JaridaHeadline *headline)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  g_autofree char *ago = jarida_time_text_ago (jarida_headline_get_published (headline), g_get_real_time () / G_USEC_PER_SEC,
                                               jarida_headline_get_day_only (headline));
  /* Translators: under a headline: the newspaper, how long ago. */
  g_autofree char *meta = g_strdup_printf (C_("headline", "%1$s · %2$s"), jarida_headline_get_source_title (headline), ago);
  g_autofree char *name = jarida_headline_row_dup_label (headline);
  GtkWidget *title = new_line (jarida_headline_get_title (headline), 3);
  GtkWidget *source = new_line (meta, 1);

  if (!jarida_headline_get_read (headline))
    gtk_widget_add_css_class (title, "heading");
  jarida_label_set_small (GTK_LABEL (source));
  gtk_widget_add_css_class (source, "dim-label");
  gtk_widget_set_margin_top (box, 4);
  gtk_widget_set_margin_bottom (box, 4);
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), source);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data_full (G_OBJECT (row), "jarida-headline", g_object_ref (headline), g_object_unref);
  return row;
}

static void
activated_cb (GtkListBox    *list,
              GtkListBoxRow *row,
              GtkPopover    *popover)
{
  const gint64 id = jarida_headline_get_id (g_object_get_data (G_OBJECT (row), "jarida-headline"));

  gtk_popover_popdown (popover);
  gtk_widget_activate_action (GTK_WIDGET (list), "win.open-article", "x", id);
}

/* ---- The rows, some at a time ---- */

typedef struct
{
  GtkWidget *list;         /* (owned) */
  GPtrArray *headlines;    /* (owned) JaridaHeadline */
  guint      n_done;
  guint      n_all;        /* of which the headlines are the newest */
} Filling;

static void
free_filling (gpointer data)
{
  Filling *filling = data;

  g_object_unref (filling->list);
  g_ptr_array_unref (filling->headlines);
  g_free (filling);
}

/* At the end of the list, no row of it. */
static void
say_rest (const Filling *filling)
{
  /* Translators: at the end of a list that has the newest %1$u of %2$u articles. */
  g_autofree char *text = g_strdup_printf (_("The newest %1$u of %2$u"), filling->headlines->len, filling->n_all);
  GtkWidget *row = gtk_list_box_row_new (), *label = new_line (text, 1);

  gtk_widget_add_css_class (label, "dim-label");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), label);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  gtk_list_box_append (GTK_LIST_BOX (filling->list), row);
}

static gboolean
fill_cb (gpointer data)
{
  Filling *filling = data;
  const guint end = MIN (filling->n_done + SLICE, filling->headlines->len);
  const gboolean first = filling->n_done == 0;

  /* The popover has gone. */
  if (gtk_widget_get_root (filling->list) == NULL)
    return G_SOURCE_REMOVE;
  for (; filling->n_done < end; filling->n_done++)
    gtk_list_box_append (GTK_LIST_BOX (filling->list), new_row (g_ptr_array_index (filling->headlines, filling->n_done)));
  if (first)
    gtk_widget_child_focus (filling->list, GTK_DIR_TAB_FORWARD);
  if (filling->n_done < filling->headlines->len)
    return G_SOURCE_CONTINUE;
  if (filling->n_all > filling->headlines->len)
    say_rest (filling);
  return G_SOURCE_REMOVE;
}

static void
found_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GtkWidget) list = user_data;
  g_autoptr(GError) error = NULL;
  guint n;
  g_autoptr(GPtrArray) headlines = jarida_reader_find_same_finish (JARIDA_READER (source), result, &n, &error);
  Filling *filling;

  if (headlines == NULL || gtk_widget_get_root (list) == NULL)
    return;
  filling = g_new0 (Filling, 1);
  filling->list = g_steal_pointer (&list);
  filling->headlines = g_steal_pointer (&headlines);
  filling->n_all = n;
  if (fill_cb (filling))
    /* After what is to be painted. */
    g_idle_add_full (GDK_PRIORITY_REDRAW + 10, fill_cb, filling, free_filling);
  else
    free_filling (filling);
}

static GtkWidget *
new_part_button (const Others *others,
                 GtkWidget    *popover)
{
  GtkWidget *button = gtk_button_new_with_label (_("Not the Same Story"));

  gtk_button_set_has_frame (GTK_BUTTON (button), FALSE);
  gtk_widget_set_tooltip_text (button, _("Shows this headline by itself from now on"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.part-story");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "x", others->id);
  g_signal_connect_object (button, "clicked", G_CALLBACK (gtk_popover_popdown), popover, G_CONNECT_SWAPPED);
  return button;
}

/* Made anew each time it is opened: what is read and what has come is another then. */
static void
make_popover_cb (GtkMenuButton *button,
                 gpointer       user_data)
{
  const Others *others = get_others (GTK_WIDGET (button));
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Other newspapers on the same story"), -1);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), MAX_HEIGHT);
  gtk_widget_set_size_request (scroller, WIDTH, -1);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), list);
  gtk_box_append (GTK_BOX (box), scroller);
  gtk_box_append (GTK_BOX (box), new_part_button (others, popover));
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  g_signal_connect_object (list, "row-activated", G_CALLBACK (activated_cb), popover, 0);
  gtk_menu_button_set_popover (button, popover);
  jarida_reader_find_same_async (others->reader, others->id, NULL, found_cb, g_object_ref (list));
}

GtkWidget *
jarida_headline_others_new (JaridaReader *reader)
{
  GtkWidget *button = gtk_menu_button_new ();
  Others *others = g_new0 (Others, 1);

  others->reader = g_object_ref (reader);
  g_object_set_data_full (G_OBJECT (button), "jarida-others", others, free_others);
  gtk_menu_button_set_has_frame (GTK_MENU_BUTTON (button), FALSE);
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_widget_add_css_class (button, "others");
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (button), make_popover_cb, NULL, NULL);
  return button;
}

void
jarida_headline_others_set (GtkWidget      *button,
                            JaridaHeadline *headline)
{
  Others *others = get_others (button);
  g_autofree char *label = headline != NULL ? jarida_headline_others_dup_label (headline) : NULL;

  gtk_widget_set_visible (button, label != NULL);
  others->id = headline != NULL ? jarida_headline_get_id (headline) : 0;
  if (label == NULL)
    return;
  gtk_menu_button_set_label (GTK_MENU_BUTTON (button), label);
  gtk_widget_set_tooltip_text (button, jarida_headline_get_others (headline));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, jarida_headline_get_others (headline), -1);
}
