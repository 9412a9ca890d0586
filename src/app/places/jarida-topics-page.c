/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-topics-page.h"

#include <glib/gi18n.h>

#include "jarida-generation.h"

/* More than anybody looks through; words find the others. */
#define LIMIT 300

struct _JaridaTopicsPage
{
  GtkWidget        parent_instance;

  JaridaReader    *reader;       /* (owned) (nullable) */
  GListStore      *topics;       /* (owned) JaridaTopic */
  GCancellable    *asking;       /* (owned) (nullable) */
  JaridaPlaceKind  kind;

  /* Children */
  GtkWidget       *search;
  GtkWidget       *stack;
  GtkWidget       *view;         /* in the stack */
  GtkWidget       *nothing;      /* in the stack */
};

static guint chosen_signal;

G_DEFINE_FINAL_TYPE (JaridaTopicsPage, jarida_topics_page, GTK_TYPE_WIDGET)

static void
stop (JaridaTopicsPage *self)
{
  if (self->asking != NULL)
    g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
}

/* Nobody has looked for a name that is not there as long as none is typed. */
static const char *
describe_nothing (JaridaTopicsPage *self)
{
  const gboolean cities = self->kind == JARIDA_PLACE_CITY;

  if (*gtk_editable_get_text (GTK_EDITABLE (self->search)) != '\0')
    return cities ? _("No city is called so.") : _("No author is called so.");
  return cities ? _("No city is known yet: press portals name them.") : _("No article names its author yet.");
}

static void
listed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(JaridaTopicsPage) self = user_data;
  const gboolean mine = g_task_get_cancellable (G_TASK (result)) == self->asking;
  g_autoptr(GPtrArray) topics = jarida_reader_list_topics_finish (JARIDA_READER (source), result, NULL);

  if (!mine || topics == NULL || self->reader == NULL)
    return;
  g_list_store_splice (self->topics, 0, g_list_model_get_n_items (G_LIST_MODEL (self->topics)), topics->pdata, topics->len);
  gtk_label_set_text (GTK_LABEL (self->nothing), describe_nothing (self));
  gtk_stack_set_visible_child (GTK_STACK (self->stack), topics->len > 0 ? gtk_widget_get_parent (self->view) : self->nothing);
}

static void
ask (JaridaTopicsPage *self)
{
  const char *words = gtk_editable_get_text (GTK_EDITABLE (self->search));

  stop (self);
  self->asking = g_cancellable_new ();
  jarida_reader_list_topics_async (self->reader, self->kind, *words != '\0' ? words : NULL, LIMIT, self->asking, listed_cb,
                                   g_object_ref (self));
}

static void
stop_search_cb (JaridaTopicsPage *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
}

/* ---- The list ---- */

static void
setup_cb (JaridaTopicsPage *self,
          GtkListItem      *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *name = gtk_label_new (NULL);
  GtkWidget *count = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (name, TRUE);
  gtk_widget_add_css_class (count, "dim-label");
  gtk_widget_add_css_class (count, "numeric");
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), count);
  gtk_list_item_set_child (item, box);
}

static void
bind_cb (JaridaTopicsPage *self,
         GtkListItem      *item)
{
  JaridaTopic *topic = gtk_list_item_get_item (item);
  GtkWidget *name = gtk_widget_get_first_child (gtk_list_item_get_child (item));
  const guint total = MAX (jarida_topic_get_total (topic), 0);
  g_autofree char *articles = g_strdup_printf (ngettext ("%u article", "%u articles", total), total);
  g_autofree char *said = g_strdup_printf ("%s, %s", jarida_topic_get_name (topic), articles);

  gtk_label_set_text (GTK_LABEL (name), jarida_topic_get_name (topic));
  /* A city of which nothing is kept yet: there may be much. */
  gtk_label_set_text (GTK_LABEL (gtk_widget_get_next_sibling (name)), total > 0 ? articles : "");
  jarida_list_item_set_label (item, total > 0 ? said : jarida_topic_get_name (topic));
}

static void
activated_cb (JaridaTopicsPage *self,
              guint             position)
{
  g_autoptr(JaridaTopic) topic = g_list_model_get_item (G_LIST_MODEL (self->topics), position);

  if (topic != NULL)
    g_signal_emit (self, chosen_signal, 0, topic);
}

/* ---- The widget ---- */

static void
jarida_topics_page_dispose (GObject *object)
{
  JaridaTopicsPage *self = JARIDA_TOPICS_PAGE (object);

  stop (self);
  g_clear_pointer (&self->search, gtk_widget_unparent);
  g_clear_pointer (&self->stack, gtk_widget_unparent);
  g_clear_object (&self->topics);
  g_clear_object (&self->reader);
  G_OBJECT_CLASS (jarida_topics_page_parent_class)->dispose (object);
}

static void
jarida_topics_page_class_init (JaridaTopicsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = jarida_topics_page_dispose;
  chosen_signal = g_signal_new ("chosen", JARIDA_TYPE_TOPICS_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, JARIDA_TYPE_TOPIC);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "topics");
}

static void
jarida_topics_page_init (JaridaTopicsPage *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();

  gtk_orientable_set_orientation (GTK_ORIENTABLE (gtk_widget_get_layout_manager (GTK_WIDGET (self))), GTK_ORIENTATION_VERTICAL);
  self->topics = g_list_store_new (JARIDA_TYPE_TOPIC);
  self->search = gtk_search_entry_new ();
  g_signal_connect_object (self->search, "search-changed", G_CALLBACK (ask), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->search, "stop-search", G_CALLBACK (stop_search_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_set_parent (self->search, GTK_WIDGET (self));
  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_cb), self, G_CONNECT_SWAPPED);
  self->view = gtk_list_view_new (GTK_SELECTION_MODEL (gtk_no_selection_new (g_object_ref (G_LIST_MODEL (self->topics)))), factory);
  gtk_list_view_set_single_click_activate (GTK_LIST_VIEW (self->view), TRUE);
  g_signal_connect_object (self->view, "activate", G_CALLBACK (activated_cb), self, G_CONNECT_SWAPPED);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->view);
  self->nothing = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->nothing), TRUE);
  gtk_label_set_justify (GTK_LABEL (self->nothing), GTK_JUSTIFY_CENTER);
  gtk_widget_add_css_class (self->nothing, "dim-label");
  self->stack = gtk_stack_new ();
  gtk_widget_set_vexpand (self->stack, TRUE);
  gtk_stack_add_child (GTK_STACK (self->stack), scroller);
  gtk_stack_add_child (GTK_STACK (self->stack), self->nothing);
  gtk_widget_set_parent (self->stack, GTK_WIDGET (self));
}

GtkWidget *
jarida_topics_page_new (JaridaReader *reader)
{
  JaridaTopicsPage *self = g_object_new (JARIDA_TYPE_TOPICS_PAGE, NULL);

  self->reader = g_object_ref (reader);
  return GTK_WIDGET (self);
}

void
jarida_topics_page_show (JaridaTopicsPage *self,
                         JaridaPlaceKind   kind)
{
  const gboolean cities = kind == JARIDA_PLACE_CITY;
  const char *hint = cities ? _("Search cities") : _("Search authors");

  g_return_if_fail (JARIDA_IS_TOPICS_PAGE (self));

  /* Those of before are no cities. */
  if (self->kind != kind)
    {
      gtk_editable_set_text (GTK_EDITABLE (self->search), "");
      g_list_store_remove_all (self->topics);
    }
  self->kind = kind;
  g_object_set (self->search, "placeholder-text", hint, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->search), GTK_ACCESSIBLE_PROPERTY_LABEL, hint, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  cities ? _("Cities") : _("Authors"), -1);
  ask (self);
}
