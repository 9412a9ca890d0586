/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-headline-pane.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "jarida-headline-older.h"
#include "jarida-search-pane.h"
#include "jarida-spinner.h"
#include "jarida-topics-page.h"

struct _JaridaHeadlinePane
{
  GtkWidget           parent_instance;

  JaridaReader       *reader;      /* (owned) (nullable) */
  JaridaHeadlineList *list;        /* (owned) (nullable) */
  GSignalGroup       *list_signals;
  JaridaPlace         place;
  gboolean            lists_topics;  /* authors or cities instead of headlines */
  gboolean            loading;       /* more of this place is on its way */
  gboolean            searching;     /* what was found stands before the place, which stays as it is */

  /* Template children */
  GtkWidget          *overlay;
  GtkStack           *stack;
  JaridaHeadlineView *view;
  JaridaHeadlineOlder *older;
  GtkWidget          *topics;      /* (nullable) made when it is first asked for */
  GtkWidget          *search;      /* (nullable) likewise */
  JaridaThumbnails   *thumbnails;  /* (owned) (nullable) */
  AdwStatusPage      *empty_page;
  GtkButton          *empty_button;
  GtkRevealer        *pill;
  GtkButton          *pill_button;
};

static guint topic_chosen_signal;

G_DEFINE_FINAL_TYPE (JaridaHeadlinePane, jarida_headline_pane, GTK_TYPE_WIDGET)

typedef struct
{
  const char *icon;
  const char *title;
  char       *sentence;            /* (owned) (nullable) */
  const char *button;
  const char *action;
  gint64      source_id;           /* target of the action, 0 none */
} Emptiness;

static void
describe_empty_source (JaridaHeadlinePane *self,
                       Emptiness          *empty)
{
  JaridaSource *source = jarida_reader_find_source (self->reader, self->place.id);

  if (source == NULL || !jarida_outcome_is_failure (jarida_source_get_outcome (source)))
    return;
  empty->icon = "dialog-warning-symbolic";
  empty->title = _("No Headlines");
  empty->sentence = jarida_outcome_text (jarida_source_get_outcome (source), jarida_source_get_status (source));
  empty->button = _("Try Again");
  empty->action = "win.refresh-source";
  empty->source_id = self->place.id;
}

static void
describe_emptiness (JaridaHeadlinePane *self,
                    Emptiness          *empty)
{
  empty->icon = "jarida-newspaper-symbolic";
  empty->title = _("No Headlines");
  empty->sentence = g_strdup (_("Nothing has come from here yet."));
  empty->button = _("Refresh");
  empty->action = "win.refresh";
  if (self->place.kind == JARIDA_PLACE_SAVED)
    {
      empty->icon = "starred-symbolic";
      empty->title = _("Nothing Saved");
      g_free (empty->sentence);
      empty->sentence = g_strdup (_("Articles with a star are kept here for as long as you like."));
      empty->button = _("Show All Headlines");
      empty->action = "win.show-all";
      return;
    }
  if (self->place.kind == JARIDA_PLACE_UNREAD || self->place.unread_only)
    {
      empty->icon = "object-select-symbolic";
      empty->title = _("All Read");
      g_free (empty->sentence);
      empty->sentence = g_strdup (_("There is nothing unread here."));
      empty->button = _("Show All Headlines");
      empty->action = "win.show-all";
      return;
    }
  if (!jarida_reader_get_online (self->reader))
    {
      empty->icon = "network-offline-symbolic";
      g_free (empty->sentence);
      empty->sentence = g_strdup (_("There is no network. Headlines come as soon as it is back."));
      empty->button = _("Try Again");
      return;
    }
  if (self->place.kind == JARIDA_PLACE_SOURCE)
    {
      g_autofree char *general = g_steal_pointer (&empty->sentence);

      describe_empty_source (self, empty);
      if (empty->sentence == NULL)
        empty->sentence = g_steal_pointer (&general);
    }
}

static void
show_emptiness (JaridaHeadlinePane *self)
{
  Emptiness empty = { NULL };

  describe_emptiness (self, &empty);
  adw_status_page_set_icon_name (self->empty_page, empty.icon);
  adw_status_page_set_title (self->empty_page, empty.title);
  adw_status_page_set_description (self->empty_page, empty.sentence);
  gtk_button_set_label (self->empty_button, empty.button);
  gtk_actionable_set_action_target_value (GTK_ACTIONABLE (self->empty_button), NULL);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->empty_button), empty.action);
  if (empty.source_id != 0)
    gtk_actionable_set_action_target_value (GTK_ACTIONABLE (self->empty_button),
                                            g_variant_new_int64 (empty.source_id));
  g_free (empty.sentence);
}

static void
update_state (JaridaHeadlinePane *self)
{
  const guint n_pending = self->list != NULL ? jarida_headline_list_get_n_pending (self->list) : 0;
  const gboolean filled = self->list != NULL && g_list_model_get_n_items (G_LIST_MODEL (self->list)) > 0;

  if (self->list == NULL || self->lists_topics || self->searching)
    return;
  if (filled)
    gtk_stack_set_visible_child_name (self->stack, "list");
  else if (n_pending > 0)
    {
      /* Nothing is read here that could be moved away under a person's eyes. */
      jarida_headline_list_show_pending (self->list);
      return;
    }
  else if (self->loading || (jarida_reader_get_refreshing (self->reader) && self->place.kind != JARIDA_PLACE_SAVED))
    gtk_stack_set_visible_child_name (self->stack, "loading");
  else
    {
      show_emptiness (self);
      gtk_stack_set_visible_child_name (self->stack, "empty");
    }
  if (n_pending > 0)
    {
      g_autofree char *text = g_strdup_printf (ngettext ("%u new headline", "%u new headlines", n_pending), n_pending);

      gtk_button_set_label (self->pill_button, text);
    }
  gtk_revealer_set_reveal_child (self->pill, filled && n_pending > 0);
}

static void
show_pending_cb (JaridaHeadlinePane *self)
{
  if (self->list == NULL)
    return;
  jarida_headline_list_show_pending (self->list);
  jarida_headline_view_scroll_to_top (self->view);
}

/* A person has asked for them, and they stand behind what is in sight: nothing moves. What has come meanwhile goes on waiting. */
static void
older_arrived_cb (JaridaHeadlinePane *self)
{
  if (self->list == NULL)
    return;
  jarida_headline_view_hold (self->view);
  jarida_headline_list_show_older (self->list);
}

static void
jarida_headline_pane_dispose (GObject *object)
{
  JaridaHeadlinePane *self = JARIDA_HEADLINE_PANE (object);

  g_clear_object (&self->list_signals);
  gtk_widget_dispose_template (GTK_WIDGET (self), JARIDA_TYPE_HEADLINE_PANE);
  g_clear_object (&self->list);
  g_clear_object (&self->thumbnails);
  g_clear_object (&self->reader);
  G_OBJECT_CLASS (jarida_headline_pane_parent_class)->dispose (object);
}

static void
jarida_headline_pane_class_init (JaridaHeadlinePaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = jarida_headline_pane_dispose;
  g_type_ensure (JARIDA_TYPE_HEADLINE_VIEW);
  g_type_ensure (JARIDA_TYPE_HEADLINE_OLDER);
  g_type_ensure (JARIDA_TYPE_SPINNER);
  topic_chosen_signal = g_signal_new ("topic-chosen", JARIDA_TYPE_HEADLINE_PANE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                      G_TYPE_NONE, 1, JARIDA_TYPE_TOPIC);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/jarida/Jarida/ui/jarida-headline-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, JaridaHeadlinePane, overlay);
  gtk_widget_class_bind_template_child (widget_class, JaridaHeadlinePane, stack);
  gtk_widget_class_bind_template_child (widget_class, JaridaHeadlinePane, view);
  gtk_widget_class_bind_template_child (widget_class, JaridaHeadlinePane, empty_page);
  gtk_widget_class_bind_template_child (widget_class, JaridaHeadlinePane, empty_button);
  gtk_widget_class_bind_template_child (widget_class, JaridaHeadlinePane, pill);
  gtk_widget_class_bind_template_child (widget_class, JaridaHeadlinePane, pill_button);
  gtk_widget_class_bind_template_child (widget_class, JaridaHeadlinePane, older);
  gtk_widget_class_bind_template_callback (widget_class, show_pending_cb);
  gtk_widget_class_bind_template_callback (widget_class, older_arrived_cb);
}

static void
jarida_headline_pane_init (JaridaHeadlinePane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->list_signals = g_signal_group_new (JARIDA_TYPE_HEADLINE_LIST);
  g_signal_group_connect_swapped (self->list_signals, "items-changed", G_CALLBACK (update_state), self);
  g_signal_group_connect_swapped (self->list_signals, "notify::n-pending", G_CALLBACK (update_state), self);
}

GtkWidget *
jarida_headline_pane_new (void)
{
  return g_object_new (JARIDA_TYPE_HEADLINE_PANE, NULL);
}

void
jarida_headline_pane_set_reader (JaridaHeadlinePane *self,
                                 JaridaReader       *reader,
                                 JaridaThumbnails   *thumbnails)
{
  g_return_if_fail (JARIDA_IS_HEADLINE_PANE (self));
  g_return_if_fail (self->reader == NULL);

  self->reader = g_object_ref (reader);
  self->thumbnails = g_object_ref (thumbnails);
  jarida_headline_view_set_thumbnails (self->view, thumbnails);
  jarida_headline_view_set_reader (self->view, reader);
  jarida_headline_older_set_list (self->older, reader, jarida_headline_view_get_adjustment (self->view));
  g_signal_connect_object (reader, "notify::refreshing", G_CALLBACK (update_state), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (reader, "notify::online", G_CALLBACK (update_state), self, G_CONNECT_SWAPPED);
}

void
jarida_headline_pane_get_place (JaridaHeadlinePane *self,
                                JaridaPlace        *out_place)
{
  g_return_if_fail (JARIDA_IS_HEADLINE_PANE (self));
  *out_place = self->place;
}

void
jarida_headline_pane_set_place (JaridaHeadlinePane *self,
                                const JaridaPlace  *place,
                                gint64              selected_id)
{
  g_autoptr(JaridaHeadlineList) list = NULL;

  g_return_if_fail (JARIDA_IS_HEADLINE_PANE (self));
  g_return_if_fail (self->reader != NULL);

  self->place = *place;
  self->lists_topics = FALSE;
  jarida_headline_pane_close_search (self);
  jarida_headline_older_set_place (self->older, place);
  list = jarida_reader_list_headlines (self->reader, place);
  g_signal_group_set_target (self->list_signals, list);
  jarida_headline_view_set_list (self->view, list, selected_id);
  g_set_object (&self->list, list);
  update_state (self);
}

void
jarida_headline_pane_set_loading (JaridaHeadlinePane *self,
                                  gboolean            loading)
{
  g_return_if_fail (JARIDA_IS_HEADLINE_PANE (self));

  self->loading = loading;
  update_state (self);
}

static void
topic_cb (JaridaHeadlinePane *self,
          JaridaTopic        *topic)
{
  g_signal_emit (self, topic_chosen_signal, 0, topic);
}

void
jarida_headline_pane_list_topics (JaridaHeadlinePane *self,
                                  JaridaPlaceKind     kind)
{
  g_return_if_fail (JARIDA_IS_HEADLINE_PANE (self));

  if (self->topics == NULL)
    {
      self->topics = jarida_topics_page_new (self->reader);
      g_signal_connect_object (self->topics, "chosen", G_CALLBACK (topic_cb), self, G_CONNECT_SWAPPED);
      gtk_stack_add_child (self->stack, self->topics);
    }
  jarida_headline_pane_close_search (self);
  self->lists_topics = TRUE;
  gtk_revealer_set_reveal_child (self->pill, FALSE);
  jarida_topics_page_show (JARIDA_TOPICS_PAGE (self->topics), kind);
  gtk_stack_set_visible_child (self->stack, self->topics);
}

gboolean
jarida_headline_pane_lists_topics (JaridaHeadlinePane *self)
{
  g_return_val_if_fail (JARIDA_IS_HEADLINE_PANE (self), FALSE);
  return self->lists_topics;
}

JaridaHeadlineView *
jarida_headline_pane_get_view (JaridaHeadlinePane *self)
{
  g_return_val_if_fail (JARIDA_IS_HEADLINE_PANE (self), NULL);
  return self->searching ? jarida_search_pane_get_view (JARIDA_SEARCH_PANE (self->search)) : self->view;
}

JaridaSearchPane *
jarida_headline_pane_open_search (JaridaHeadlinePane *self)
{
  g_return_val_if_fail (JARIDA_IS_HEADLINE_PANE (self), NULL);
  g_return_val_if_fail (self->reader != NULL, NULL);

  if (self->search == NULL)
    {
      self->search = jarida_search_pane_new (self->reader, self->thumbnails);
      gtk_stack_add_child (self->stack, self->search);
    }
  self->searching = TRUE;
  gtk_revealer_set_reveal_child (self->pill, FALSE);
  gtk_stack_set_visible_child (self->stack, self->search);
  return JARIDA_SEARCH_PANE (self->search);
}

void
jarida_headline_pane_close_search (JaridaHeadlinePane *self)
{
  g_return_if_fail (JARIDA_IS_HEADLINE_PANE (self));

  if (!self->searching)
    return;
  self->searching = FALSE;
  jarida_search_pane_clear (JARIDA_SEARCH_PANE (self->search));
  if (self->lists_topics)
    gtk_stack_set_visible_child (self->stack, self->topics);
  else
    update_state (self);
}

gboolean
jarida_headline_pane_get_searching (JaridaHeadlinePane *self)
{
  g_return_val_if_fail (JARIDA_IS_HEADLINE_PANE (self), FALSE);
  return self->searching;
}
