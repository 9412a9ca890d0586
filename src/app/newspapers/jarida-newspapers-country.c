/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-newspapers-country.h"

#include <glib/gi18n.h>

#include "jarida-newspaper-names.h"

/* So long may one turn of the main loop make marks. */
#define TURN_USEC 6000

struct _JaridaNewspapersCountry
{
  GtkWidget                     parent_instance;

  JaridaNewspaperChoice        *choice;      /* (owned) */
  const JaridaCatalogueCountry *country;     /* Borrowed */
  GPtrArray                    *listed;      /* (owned) (nullable) JaridaCatalogueNewspaper */
  GHashTable                   *checks;      /* (owned) JaridaCatalogueNewspaper -> GtkCheckButton, both borrowed */
  guint                         next;        /* of those listed: the first that may have no mark yet */
  guint                         fill_source;
  gboolean                      following;   /* marks are being set, not ticked by a person */

  /* Children */
  GtkWidget                    *head;
  GtkWidget                    *count;       /* in the head */
  GtkWidget                    *flow;
};

G_DEFINE_FINAL_TYPE (JaridaNewspapersCountry, jarida_newspapers_country, GTK_TYPE_WIDGET)

static void
toggled_cb (JaridaNewspapersCountry *self,
            GtkCheckButton          *check)
{
  if (!self->following)
    jarida_newspaper_choice_set_ticked (self->choice, g_object_get_data (G_OBJECT (check), "newspaper"),
                                        gtk_check_button_get_active (check));
}

static void
add_check (JaridaNewspapersCountry        *self,
           const JaridaCatalogueNewspaper *newspaper)
{
  GtkWidget *check = gtk_check_button_new ();
  GtkWidget *label = gtk_label_new (NULL);
  GtkWidget *child = gtk_flow_box_child_new ();
  g_autofree char *markup = jarida_newspaper_names_newspaper (newspaper);
  g_autofree char *said = jarida_newspaper_names_said (markup);

  gtk_label_set_markup (GTK_LABEL (label), markup);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 32);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_check_button_set_child (GTK_CHECK_BUTTON (check), label);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), jarida_newspaper_choice_get_ticked (self->choice, newspaper));
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, said, -1);
  g_object_set_data (G_OBJECT (check), "newspaper", (gpointer) newspaper);
  g_signal_connect_object (check, "toggled", G_CALLBACK (toggled_cb), self, G_CONNECT_SWAPPED);
  /* The mark itself has the keyboard: it says what it is, and whether it is ticked. */
  gtk_widget_set_focusable (child, FALSE);
  gtk_flow_box_child_set_child (GTK_FLOW_BOX_CHILD (child), check);
  g_object_set_data (G_OBJECT (child), "order",
                     GUINT_TO_POINTER (jarida_newspaper_choice_get_order (self->choice, newspaper)));
  gtk_flow_box_insert (GTK_FLOW_BOX (self->flow), child, -1);
  g_hash_table_insert (self->checks, (gpointer) newspaper, check);
}

static int
compare_orders (GtkFlowBoxChild *a,
                GtkFlowBoxChild *b,
                gpointer         user_data)
{
  const guint first = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (a), "order"));
  const guint second = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (b), "order"));

  return first < second ? -1 : first > second;
}

static gboolean
fill_cb (gpointer user_data)
{
  JaridaNewspapersCountry *self = user_data;
  const gint64 end = g_get_monotonic_time () + TURN_USEC;

  for (; self->next < self->listed->len && g_get_monotonic_time () < end; self->next++)
    {
      const JaridaCatalogueNewspaper *newspaper = self->listed->pdata[self->next];

      if (g_hash_table_lookup (self->checks, newspaper) == NULL)
        add_check (self, newspaper);
    }
  if (self->next < self->listed->len)
    return G_SOURCE_CONTINUE;
  self->fill_source = 0;
  return G_SOURCE_REMOVE;
}

/* ---- Following the choice ---- */

static void
update_count (JaridaNewspapersCountry *self)
{
  g_autoptr(GPtrArray) listed = jarida_newspaper_choice_list (self->choice, self->country->code);
  g_autofree char *text = NULL;
  guint n_ticked = 0;

  for (guint i = 0; i < listed->len; i++)
    n_ticked += jarida_newspaper_choice_get_ticked (self->choice, listed->pdata[i]);
  /* Translators: how many of the newspapers of a country are chosen, as in "12 of 115". */
  text = g_strdup_printf (C_("newspapers", "%1$u of %2$u"), n_ticked, listed->len);
  gtk_label_set_text (GTK_LABEL (self->count), text);
}

static void
ticked_cb (JaridaNewspapersCountry *self)
{
  GHashTableIter iter;
  gpointer newspaper, check;

  self->following = TRUE;
  g_hash_table_iter_init (&iter, self->checks);
  while (g_hash_table_iter_next (&iter, &newspaper, &check))
    gtk_check_button_set_active (check, jarida_newspaper_choice_get_ticked (self->choice, newspaper));
  self->following = FALSE;
  update_count (self);
}

guint
jarida_newspapers_country_update (JaridaNewspapersCountry *self)
{
  g_autoptr(GHashTable) listed = g_hash_table_new (NULL, NULL);
  GHashTableIter iter;
  gpointer newspaper, check;

  g_return_val_if_fail (JARIDA_IS_NEWSPAPERS_COUNTRY (self), 0);

  g_clear_pointer (&self->listed, g_ptr_array_unref);
  self->listed = jarida_newspaper_choice_list (self->choice, self->country->code);
  self->next = 0;
  for (guint i = 0; i < self->listed->len; i++)
    g_hash_table_add (listed, self->listed->pdata[i]);
  g_hash_table_iter_init (&iter, self->checks);
  while (g_hash_table_iter_next (&iter, &newspaper, &check))
    gtk_widget_set_visible (gtk_widget_get_parent (check), g_hash_table_contains (listed, newspaper));
  gtk_widget_set_visible (GTK_WIDGET (self), self->listed->len > 0);
  if (self->listed->len > 0 && self->fill_source == 0)
    self->fill_source = g_idle_add (fill_cb, self);
  update_count (self);
  return self->listed->len;
}

static void
tick_all_cb (JaridaNewspapersCountry *self)
{
  jarida_newspaper_choice_tick_all (self->choice, self->country->code, TRUE);
}

static void
tick_none_cb (JaridaNewspapersCountry *self)
{
  jarida_newspaper_choice_tick_all (self->choice, self->country->code, FALSE);
}

/* ---- The widget ---- */

static void
jarida_newspapers_country_dispose (GObject *object)
{
  JaridaNewspapersCountry *self = JARIDA_NEWSPAPERS_COUNTRY (object);

  g_clear_handle_id (&self->fill_source, g_source_remove);
  g_hash_table_remove_all (self->checks);
  g_clear_pointer (&self->head, gtk_widget_unparent);
  g_clear_pointer (&self->flow, gtk_widget_unparent);
  g_clear_pointer (&self->listed, g_ptr_array_unref);
  g_clear_object (&self->choice);
  G_OBJECT_CLASS (jarida_newspapers_country_parent_class)->dispose (object);
}

static void
jarida_newspapers_country_finalize (GObject *object)
{
  g_hash_table_unref (JARIDA_NEWSPAPERS_COUNTRY (object)->checks);
  G_OBJECT_CLASS (jarida_newspapers_country_parent_class)->finalize (object);
}

static void
jarida_newspapers_country_class_init (JaridaNewspapersCountryClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = jarida_newspapers_country_dispose;
  G_OBJECT_CLASS (klass)->finalize = jarida_newspapers_country_finalize;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "country");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
jarida_newspapers_country_init (JaridaNewspapersCountry *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (gtk_widget_get_layout_manager (GTK_WIDGET (self))), GTK_ORIENTATION_VERTICAL);
  self->checks = g_hash_table_new (NULL, NULL);
}

static void
add_button (JaridaNewspapersCountry *self,
            const char              *label,
            const char              *said,
            GCallback                clicked)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, said, -1);
  g_signal_connect_object (button, "clicked", clicked, self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->head), button);
}

static void
make_head (JaridaNewspapersCountry *self)
{
  g_autofree char *markup = jarida_newspaper_names_country (self->country);
  g_autofree char *said = jarida_newspaper_names_said (markup);
  GtkWidget *name = gtk_label_new (NULL);

  self->head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  gtk_label_set_markup (GTK_LABEL (name), markup);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (name, "heading");
  gtk_box_append (GTK_BOX (self->head), name);
  self->count = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->count), 0);
  gtk_label_set_ellipsize (GTK_LABEL (self->count), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (self->count, TRUE);
  gtk_widget_add_css_class (self->count, "dim-label");
  gtk_box_append (GTK_BOX (self->head), self->count);
  /* Translators: all newspapers of a country are chosen. */
  add_button (self, C_("newspapers", "All"), said, G_CALLBACK (tick_all_cb));
  /* Translators: no newspaper of a country is chosen. */
  add_button (self, C_("newspapers", "None"), said, G_CALLBACK (tick_none_cb));
  gtk_widget_set_parent (self->head, GTK_WIDGET (self));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, said, -1);
}

GtkWidget *
jarida_newspapers_country_new (JaridaNewspaperChoice        *choice,
                               const JaridaCatalogueCountry *country)
{
  JaridaNewspapersCountry *self = g_object_new (JARIDA_TYPE_NEWSPAPERS_COUNTRY, NULL);

  self->choice = g_object_ref (choice);
  self->country = country;
  make_head (self);
  self->flow = gtk_flow_box_new ();
  gtk_flow_box_set_selection_mode (GTK_FLOW_BOX (self->flow), GTK_SELECTION_NONE);
  gtk_flow_box_set_homogeneous (GTK_FLOW_BOX (self->flow), TRUE);
  gtk_flow_box_set_max_children_per_line (GTK_FLOW_BOX (self->flow), 3);
  gtk_flow_box_set_column_spacing (GTK_FLOW_BOX (self->flow), 12);
  gtk_flow_box_set_sort_func (GTK_FLOW_BOX (self->flow), compare_orders, NULL, NULL);
  gtk_widget_set_parent (self->flow, GTK_WIDGET (self));
  g_signal_connect_object (choice, "ticked", G_CALLBACK (ticked_cb), self, G_CONNECT_SWAPPED);
  jarida_newspapers_country_update (self);
  return GTK_WIDGET (self);
}
