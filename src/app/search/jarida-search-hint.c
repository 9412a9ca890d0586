/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-search-hint.h"

#include <glib/gi18n.h>

struct _JaridaSearchHint
{
  GtkWidget  parent_instance;

  GtkWidget *scroller;
};

static guint chosen_signal;

G_DEFINE_FINAL_TYPE (JaridaSearchHint, jarida_search_hint, GTK_TYPE_WIDGET)

static const struct
{
  const char *text;
  const char *meaning;
} examples[] = {
  /* Translators: examples of what can be searched for. The names before the colons may be English, French (auteur, journal, rubrique,
   * ville, langue, avant, après, est:nonlu) or Arabic (كاتب، جريدة، قسم، مدينة، لغة، قبل، بعد، حالة:محفوظ), and OR may be OU or أو. */
  { NC_("search", "\"town council\""), N_("these words, exactly so") },
  { NC_("search", "drought -football"), N_("with one word and without another") },
  { NC_("search", "rain OR snow"), N_("either of them") },
  { NC_("search", "section:economy after:2026-01"), N_("in a section, since January") },
  { NC_("search", "is:unread lang:ar"), N_("unread, in Arabic") },
  { NC_("search", "is:saved"), N_("all that you have saved") },
};

static void
clicked_cb (JaridaSearchHint *self,
            GtkButton        *button)
{
  g_signal_emit (self, chosen_signal, 0, g_object_get_data (G_OBJECT (button), "text"));
}

static GtkWidget *
new_label (const char *text,
           const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static GtkWidget *
new_example (JaridaSearchHint *self,
             const char       *text,
             const char       *meaning)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  g_autofree char *name = g_strdup_printf ("%s: %s", text, meaning);

  gtk_box_append (GTK_BOX (box), new_label (text, "example"));
  gtk_box_append (GTK_BOX (box), new_label (meaning, "dim-label"));
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data_full (G_OBJECT (button), "text", g_strdup (text), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (clicked_cb), self, G_CONNECT_SWAPPED);
  return button;
}

static void
jarida_search_hint_dispose (GObject *object)
{
  g_clear_pointer (&JARIDA_SEARCH_HINT (object)->scroller, gtk_widget_unparent);
  G_OBJECT_CLASS (jarida_search_hint_parent_class)->dispose (object);
}

static void
jarida_search_hint_class_init (JaridaSearchHintClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = jarida_search_hint_dispose;
  chosen_signal = g_signal_new ("chosen", JARIDA_TYPE_SEARCH_HINT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, G_TYPE_STRING);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "searchhint");
}

static void
jarida_search_hint_init (JaridaSearchHint *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_box_append (GTK_BOX (box), new_label (_("Type words in any of their forms. “Quotes” find exactly what is in them, -word leaves a word "
                                              "out, OR finds either of two; and author: journal: section: city: lang: before: after: "
                                              "is:unread narrow it down."), "sentence"));
  for (guint i = 0; i < G_N_ELEMENTS (examples); i++)
    gtk_box_append (GTK_BOX (box), new_example (self, g_dpgettext2 (NULL, "search", examples[i].text), _(examples[i].meaning)));
  self->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), box);
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
}

GtkWidget *
jarida_search_hint_new (void)
{
  return g_object_new (JARIDA_TYPE_SEARCH_HINT, NULL);
}
