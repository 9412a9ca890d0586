/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-headline-older.h"

#include <glib/gi18n.h>

#include "jarida-generation.h"

typedef enum
{
  STATE_IDLE,
  STATE_ASKING,
  STATE_NOTHING_NEW,     /* on the pages that were looked at */
  STATE_EXHAUSTED,       /* the portal has said that there is no more */
  STATE_FAILED,
} State;

struct _JaridaHeadlineOlder
{
  GtkWidget      parent_instance;

  JaridaReader  *reader;         /* (owned) (nullable) */
  GtkAdjustment *adjustment;     /* (owned) (nullable) of the list */
  JaridaPlace    place;
  State          state;
  GCancellable  *asking;         /* (owned) (nullable) */
  char          *failure;        /* (owned) (nullable) why it has failed */

  /* Children */
  GtkWidget     *box;
  GtkWidget     *button;
  GtkWidget     *label;
};

static guint arrived_signal;

G_DEFINE_FINAL_TYPE (JaridaHeadlineOlder, jarida_headline_older, GTK_TYPE_WIDGET)

static gboolean
can_go_on (JaridaHeadlineOlder *self)
{
  JaridaSource *source;

  switch (self->place.kind)
    {
    case JARIDA_PLACE_SECTION:
    case JARIDA_PLACE_AUTHOR:
    case JARIDA_PLACE_CITY:
      return TRUE;
    case JARIDA_PLACE_SOURCE:
      source = jarida_reader_find_source (self->reader, self->place.id);
      return source != NULL && jarida_source_get_portal (source) != NULL;
    case JARIDA_PLACE_ALL:
    case JARIDA_PLACE_UNREAD:
    case JARIDA_PLACE_SAVED:
    case JARIDA_PLACE_FOLDER:
    case JARIDA_PLACE_DAY:
    case JARIDA_PLACE_FRONT:
    case JARIDA_PLACE_SEARCH:
    case JARIDA_PLACE_FILTERED:
    case JARIDA_PLACE_SAVED_SEARCH:
    default:
      return FALSE;
    }
}

/* What is shown here takes from the height of the list: what it has hidden by that does not hide it again. */
static gboolean
end_is_in_sight (JaridaHeadlineOlder *self)
{
  int width = 0, margin = 0;

  if (self->adjustment == NULL)
    return FALSE;
  if (gtk_widget_get_visible (self->box))
    {
      /* Before it has a place of its own it is asked all the same. */
      gtk_widget_measure (self->box, GTK_ORIENTATION_HORIZONTAL, -1, &width, NULL, NULL, NULL);
      gtk_widget_measure (self->box, GTK_ORIENTATION_VERTICAL, MAX (gtk_widget_get_width (GTK_WIDGET (self)), width), NULL, &margin,
                          NULL, NULL);
    }
  return gtk_adjustment_get_value (self->adjustment) + gtk_adjustment_get_page_size (self->adjustment)
         >= gtk_adjustment_get_upper (self->adjustment) - (margin > 0 ? margin + 24 : 1);
}

static const char *
get_sentence (JaridaHeadlineOlder *self)
{
  if (self->state == STATE_ASKING)
    return "";
  if (!jarida_reader_get_online (self->reader))
    return _("There is no network. Older articles can be loaded when it is back.");
  switch (self->state)
    {
    case STATE_NOTHING_NEW:
      return _("All of that is kept here already. There is more behind it.");
    case STATE_EXHAUSTED:
      return _("There is nothing older.");
    case STATE_FAILED:
      return self->failure;
    case STATE_IDLE:
    case STATE_ASKING:
    default:
      return "";
    }
}

static void
update (JaridaHeadlineOlder *self)
{
  const gboolean wanted = self->reader != NULL && !jarida_reader_get_frozen (self->reader) && can_go_on (self);
  const char *sentence = wanted ? get_sentence (self) : "";

  gtk_button_set_label (GTK_BUTTON (self->button), self->state == STATE_ASKING ? _("Loading older articles…") : _("Load Older"));
  gtk_label_set_text (GTK_LABEL (self->label), sentence);
  gtk_widget_set_visible (self->label, *sentence != '\0');
  /* While it is asked it stays, so that who has pressed it by a key keeps the place. */
  gtk_widget_set_visible (self->button, wanted && self->state != STATE_EXHAUSTED
                                        && (self->state == STATE_ASKING || jarida_reader_get_online (self->reader)));
  gtk_widget_set_visible (self->box, wanted && end_is_in_sight (self));
}

static void
set_state (JaridaHeadlineOlder *self,
           State                state)
{
  self->state = state;
  update (self);
  if (state > STATE_ASKING)
    jarida_widget_announce (GTK_WIDGET (self), gtk_label_get_text (GTK_LABEL (self->label)));
}

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(JaridaHeadlineOlder) self = user_data;
  g_autoptr(GError) error = NULL;
  const gboolean mine = g_task_get_cancellable (G_TASK (result)) == self->asking;
  guint n_new = 0;
  const gboolean loaded = jarida_reader_load_older_finish (JARIDA_READER (source), result, &n_new, &error);

  if (!mine)
    return;
  g_clear_object (&self->asking);
  g_clear_pointer (&self->failure, g_free);
  /* Also when none is new to the shelf: one of another list may have come into this one. */
  g_signal_emit (self, arrived_signal, 0);
  if (loaded)
    set_state (self, n_new > 0 ? STATE_IDLE : STATE_NOTHING_NEW);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    set_state (self, STATE_EXHAUSTED);
  else
    {
      self->failure = jarida_error_text (error);
      set_state (self, STATE_FAILED);
    }
}

static void
clicked_cb (JaridaHeadlineOlder *self)
{
  if (self->asking != NULL)
    return;
  self->asking = g_cancellable_new ();
  set_state (self, STATE_ASKING);
  jarida_reader_load_older_async (self->reader, &self->place, self->asking, loaded_cb, g_object_ref (self));
}

static void
stop (JaridaHeadlineOlder *self)
{
  if (self->asking != NULL)
    g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
}

static void
jarida_headline_older_dispose (GObject *object)
{
  JaridaHeadlineOlder *self = JARIDA_HEADLINE_OLDER (object);

  stop (self);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_pointer (&self->failure, g_free);
  g_clear_object (&self->adjustment);
  g_clear_object (&self->reader);
  G_OBJECT_CLASS (jarida_headline_older_parent_class)->dispose (object);
}

static void
jarida_headline_older_class_init (JaridaHeadlineOlderClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = jarida_headline_older_dispose;
  arrived_signal = g_signal_new ("arrived", JARIDA_TYPE_HEADLINE_OLDER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
jarida_headline_older_init (JaridaHeadlineOlder *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  self->label = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->label), TRUE);
  gtk_label_set_justify (GTK_LABEL (self->label), GTK_JUSTIFY_CENTER);
  gtk_widget_add_css_class (self->label, "dim-label");
  gtk_widget_set_visible (self->label, FALSE);
  self->button = gtk_button_new_with_label (_("Load Older"));
  gtk_widget_set_halign (self->button, GTK_ALIGN_CENTER);
  g_signal_connect_object (self->button, "clicked", G_CALLBACK (clicked_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->box), self->label);
  gtk_box_append (GTK_BOX (self->box), self->button);
  gtk_widget_add_css_class (self->box, "older");
  gtk_widget_set_visible (self->box, FALSE);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

GtkWidget *
jarida_headline_older_new (void)
{
  return g_object_new (JARIDA_TYPE_HEADLINE_OLDER, NULL);
}

void
jarida_headline_older_set_list (JaridaHeadlineOlder *self,
                                JaridaReader        *reader,
                                GtkAdjustment       *adjustment)
{
  g_return_if_fail (JARIDA_IS_HEADLINE_OLDER (self));

  g_set_object (&self->reader, reader);
  g_set_object (&self->adjustment, adjustment);
  g_signal_connect_object (reader, "notify::online", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (adjustment, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
}

void
jarida_headline_older_set_place (JaridaHeadlineOlder *self,
                                 const JaridaPlace   *place)
{
  g_return_if_fail (JARIDA_IS_HEADLINE_OLDER (self));

  /* Only another filter on the same place: what is known of it stays true. */
  if (self->place.kind == place->kind && self->place.id == place->id)
    return;
  stop (self);
  self->place = *place;
  set_state (self, STATE_IDLE);
}
