/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-search-places.h"

#include <string.h>

#include "jarida-fold.h"
#include "jarida-search-place.h"
#include "jarida-section-name.h"

/* As many as can be seen with what is found below them. */
#define MOST 5

struct _JaridaSearchPlaces
{
  GtkWidget     parent_instance;

  JaridaReader *reader;      /* (owned) (nullable) */
  GCancellable *asking;      /* (owned) (nullable) */
  char         *text;        /* (owned) (nullable) what is typed */
  gsize         start;       /* of the name in it */
  gsize         cursor;      /* where it ends */

  GtkWidget    *list;
};

static guint chosen_signal;

G_DEFINE_FINAL_TYPE (JaridaSearchPlaces, jarida_search_places, GTK_TYPE_WIDGET)

static void
clear (JaridaSearchPlaces *self)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (self->list)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), row);
}

/* @names: (element-type utf8) */
static void
show_names (JaridaSearchPlaces *self,
            GPtrArray          *names)
{
  clear (self);
  for (guint i = 0; i < names->len; i++)
    {
      GtkWidget *label = gtk_label_new (g_ptr_array_index (names, i));

      gtk_label_set_xalign (GTK_LABEL (label), 0);
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
      gtk_list_box_append (GTK_LIST_BOX (self->list), label);
    }
  gtk_widget_set_visible (GTK_WIDGET (self), names->len > 0);
}

static void
stop (JaridaSearchPlaces *self)
{
  if (self->asking != NULL)
    g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
}

static void
listed_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(JaridaSearchPlaces) self = user_data;
  const gboolean mine = g_task_get_cancellable (G_TASK (result)) == self->asking;
  g_autoptr(GPtrArray) topics = jarida_reader_list_topics_finish (JARIDA_READER (source), result, NULL);
  g_autoptr(GPtrArray) names = g_ptr_array_new ();

  if (!mine || topics == NULL || self->list == NULL)
    return;
  for (guint i = 0; i < topics->len; i++)
    g_ptr_array_add (names, (gpointer) jarida_topic_get_name (g_ptr_array_index (topics, i)));
  show_names (self, names);
}

/* Every name has the folded words somewhere; there are few of these. */
static void
add_name (GPtrArray  *names,
          const char *name,
          const char *folded)
{
  g_autofree char *own = jarida_fold_text (name);

  if (names->len < MOST && strstr (own, folded) != NULL && !g_ptr_array_find_with_equal_func (names, name, g_str_equal, NULL))
    g_ptr_array_add (names, g_strdup (name));
}

static void
show_known (JaridaSearchPlaces *self,
            JaridaPlaceKind     kind,
            const char         *words)
{
  GListModel *known = kind == JARIDA_PLACE_SOURCE ? jarida_reader_get_sources (self->reader) : jarida_reader_get_sections (self->reader);
  g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *folded = jarida_fold_text (words);

  for (guint i = 0; i < g_list_model_get_n_items (known); i++)
    {
      g_autoptr(GObject) one = g_list_model_get_item (known, i);

      add_name (names, kind == JARIDA_PLACE_SOURCE ? jarida_source_get_title (JARIDA_SOURCE (one))
                       : jarida_section_name ((JaridaSection) jarida_topic_get_id (JARIDA_TOPIC (one))), folded);
    }
  show_names (self, names);
}

static void
activated_cb (JaridaSearchPlaces *self,
              GtkListBoxRow      *row)
{
  const char *label = gtk_label_get_text (GTK_LABEL (gtk_list_box_row_get_child (row)));
  g_autofree char *name = jarida_search_quote_name (label);
  g_autofree char *before = g_strndup (self->text, self->start);
  const char *after = self->text + self->cursor;
  g_autofree char *text = g_strconcat (before, name, *after == ' ' ? "" : " ", after, NULL);

  g_signal_emit (self, chosen_signal, 0, text);
}

static void
jarida_search_places_dispose (GObject *object)
{
  JaridaSearchPlaces *self = JARIDA_SEARCH_PLACES (object);

  stop (self);
  g_clear_pointer (&self->list, gtk_widget_unparent);
  g_clear_pointer (&self->text, g_free);
  g_clear_object (&self->reader);
  G_OBJECT_CLASS (jarida_search_places_parent_class)->dispose (object);
}

static void
jarida_search_places_class_init (JaridaSearchPlacesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = jarida_search_places_dispose;
  chosen_signal = g_signal_new ("chosen", JARIDA_TYPE_SEARCH_PLACES, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "searchplaces");
}

static void
jarida_search_places_init (JaridaSearchPlaces *self)
{
  self->list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_widget_set_parent (self->list, GTK_WIDGET (self));
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (activated_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

GtkWidget *
jarida_search_places_new (void)
{
  return g_object_new (JARIDA_TYPE_SEARCH_PLACES, NULL);
}

void
jarida_search_places_set_reader (JaridaSearchPlaces *self,
                                 JaridaReader       *reader)
{
  g_return_if_fail (JARIDA_IS_SEARCH_PLACES (self));
  g_set_object (&self->reader, reader);
}

void
jarida_search_places_look (JaridaSearchPlaces *self,
                           const char         *text,
                           gsize               cursor)
{
  g_autofree char *words = NULL;
  JaridaPlaceKind kind;

  g_return_if_fail (JARIDA_IS_SEARCH_PLACES (self));
  g_return_if_fail (text != NULL);

  stop (self);
  g_free (self->text);
  self->text = g_strdup (text);
  self->cursor = MIN (cursor, strlen (text));
  if (!jarida_search_read_place (text, self->cursor, &kind, &self->start, &words))
    gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  else if (kind == JARIDA_PLACE_SOURCE || kind == JARIDA_PLACE_SECTION)
    show_known (self, kind, words);
  else
    {
      self->asking = g_cancellable_new ();
      jarida_reader_list_topics_async (self->reader, kind, *words != '\0' ? words : NULL, MOST, self->asking, listed_cb,
                                       g_object_ref (self));
    }
}

gboolean
jarida_search_places_take_keyboard (JaridaSearchPlaces *self)
{
  g_return_val_if_fail (JARIDA_IS_SEARCH_PLACES (self), FALSE);
  return gtk_widget_get_mapped (GTK_WIDGET (self)) && gtk_widget_child_focus (self->list, GTK_DIR_TAB_FORWARD);
}
