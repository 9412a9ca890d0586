/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-search-online.h"

#include <glib/gi18n.h>

#include "jarida-generation.h"
#include "jarida-lettering.h"
#include "jarida-spinner.h"

struct _JaridaSearchOnline
{
  GtkWidget           parent_instance;

  JaridaOnlineSearch *search;      /* (owned) (nullable) */
  JaridaOnlineState   state;       /* that is shown */
  gboolean            alone;

  /* Children */
  GtkWidget          *box;
  GtkWidget          *button;
  GtkWidget          *spinner;
  GtkWidget          *label;
};

G_DEFINE_FINAL_TYPE (JaridaSearchOnline, jarida_search_online, GTK_TYPE_WIDGET)

static const char *
get_label (JaridaOnlineState state)
{
  switch (state)
    {
    case JARIDA_ONLINE_NO_PORTAL:
      return _("Manage Newspapers");
    case JARIDA_ONLINE_ASKING:
      return _("Cancel");
    case JARIDA_ONLINE_MORE:
      return _("More From the Portal");
    case JARIDA_ONLINE_FAILED:
      return _("Try Again");
    case JARIDA_ONLINE_NOTHING:
    case JARIDA_ONLINE_NO_WORDS:
    case JARIDA_ONLINE_FROZEN:
    case JARIDA_ONLINE_OFFLINE:
    case JARIDA_ONLINE_READY:
    case JARIDA_ONLINE_EXHAUSTED:
    default:
      return _("Search the Portal Too");
    }
}

static char *
describe_count (guint n)
{
  return g_strdup_printf (ngettext ("%'u more from the portal.", "%'u more from the portal.", n), n);
}

static char *
describe_end (guint n)
{
  g_autofree char *count = NULL;

  if (n == 0)
    return g_strdup (_("Nothing more at the portal."));
  count = describe_count (n);
  /* Translators: %s is “12 more from the portal.” */
  return g_strdup_printf (_("%s That is all there is."), count);
}

static char *
describe (JaridaOnlineSearch *search,
          JaridaOnlineState   state)
{
  switch (state)
    {
    case JARIDA_ONLINE_NO_WORDS:
      return g_strdup (_("There is no word that could be sent to the portal: add one that is to be in the articles."));
    case JARIDA_ONLINE_NO_PORTAL:
      return g_strdup (_("None of your newspapers is read at a press portal. Choose one to search there too."));
    case JARIDA_ONLINE_OFFLINE:
      return g_strdup (_("There is no network. Search the portal again when it is back."));
    case JARIDA_ONLINE_READY:
      /* Translators: said before a press portal is asked: the words, and the name of its site. */
      return g_strdup_printf (_("Sends “%1$s” to %2$s, and nothing else."), jarida_online_search_get_words (search),
                              jarida_online_search_get_sites (search));
    case JARIDA_ONLINE_ASKING:
      /* Translators: %s is the name of a site. */
      return g_strdup_printf (_("Asking %s…"), jarida_online_search_get_sites (search));
    case JARIDA_ONLINE_MORE:
      return describe_count (jarida_online_search_get_n_come (search));
    case JARIDA_ONLINE_EXHAUSTED:
      return describe_end (jarida_online_search_get_n_come (search));
    case JARIDA_ONLINE_FAILED:
      return jarida_online_search_dup_failure (search);
    case JARIDA_ONLINE_NOTHING:
    case JARIDA_ONLINE_FROZEN:
    default:
      return g_strdup ("");
    }
}

static gboolean
can_press (JaridaOnlineState state)
{
  return state != JARIDA_ONLINE_NO_WORDS && state != JARIDA_ONLINE_OFFLINE;
}

/* Who has pressed the button by a key goes on with what came. */
static void
leave_button (JaridaSearchOnline *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (root != NULL && gtk_widget_has_focus (self->button))
    gtk_widget_child_focus (GTK_WIDGET (root), GTK_DIR_TAB_BACKWARD);
}

static void
update (JaridaSearchOnline *self)
{
  const JaridaOnlineState state = jarida_online_search_get_state (self->search);
  g_autofree char *sentence = describe (self->search, state);
  const gboolean was_asking = self->state == JARIDA_ONLINE_ASKING;

  self->state = state;
  /* Where nothing can be kept the window says so already. */
  gtk_widget_set_visible (self->box, state != JARIDA_ONLINE_NOTHING && state != JARIDA_ONLINE_FROZEN
                                     && (state != JARIDA_ONLINE_NO_PORTAL || self->alone));
  if (state == JARIDA_ONLINE_EXHAUSTED || !can_press (state))
    leave_button (self);
  gtk_widget_set_visible (self->button, state != JARIDA_ONLINE_EXHAUSTED);
  gtk_widget_set_sensitive (self->button, can_press (state));
  gtk_button_set_label (GTK_BUTTON (self->button), get_label (state));
  gtk_widget_set_visible (self->spinner, state == JARIDA_ONLINE_ASKING);
  gtk_label_set_text (GTK_LABEL (self->label), sentence);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, sentence, -1);
  if (was_asking != (state == JARIDA_ONLINE_ASKING) && gtk_widget_get_mapped (GTK_WIDGET (self)))
    jarida_widget_announce (GTK_WIDGET (self), sentence);
}

static void
clicked_cb (JaridaSearchOnline *self)
{
  if (self->state == JARIDA_ONLINE_ASKING)
    jarida_online_search_stop (self->search);
  else if (self->state == JARIDA_ONLINE_NO_PORTAL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.manage-newspapers", NULL);
  else
    jarida_online_search_ask (self->search);
}

static void
jarida_search_online_dispose (GObject *object)
{
  JaridaSearchOnline *self = JARIDA_SEARCH_ONLINE (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->search);
  G_OBJECT_CLASS (jarida_search_online_parent_class)->dispose (object);
}

static void
jarida_search_online_class_init (JaridaSearchOnlineClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = jarida_search_online_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "searchonline");
}

static void
jarida_search_online_init (JaridaSearchOnline *self)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  self->button = gtk_button_new_with_label ("");
  g_signal_connect_object (self->button, "clicked", G_CALLBACK (clicked_cb), self, G_CONNECT_SWAPPED);
  self->spinner = g_object_new (JARIDA_TYPE_SPINNER, NULL);
  gtk_widget_set_valign (self->spinner, GTK_ALIGN_CENTER);
  self->label = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (self->label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_justify (GTK_LABEL (self->label), GTK_JUSTIFY_CENTER);
  jarida_label_set_small (GTK_LABEL (self->label));
  gtk_widget_add_css_class (self->label, "dim-label");
  gtk_widget_set_halign (line, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (line), self->spinner);
  gtk_box_append (GTK_BOX (line), self->button);
  gtk_box_append (GTK_BOX (self->box), line);
  gtk_box_append (GTK_BOX (self->box), self->label);
  gtk_widget_set_visible (self->box, FALSE);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

GtkWidget *
jarida_search_online_new (void)
{
  return g_object_new (JARIDA_TYPE_SEARCH_ONLINE, NULL);
}

void
jarida_search_online_set_search (JaridaSearchOnline *self,
                                 JaridaOnlineSearch *search)
{
  g_return_if_fail (JARIDA_IS_SEARCH_ONLINE (self));
  g_return_if_fail (self->search == NULL);

  self->search = g_object_ref (search);
  g_signal_connect_object (search, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}

void
jarida_search_online_set_alone (JaridaSearchOnline *self,
                                gboolean            alone)
{
  g_return_if_fail (JARIDA_IS_SEARCH_ONLINE (self));

  if (self->alone == alone)
    return;
  self->alone = alone;
  update (self);
}
