/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-window-private.h"

#include <glib/gi18n.h>

#include "jarida-place-address.h"
#include "jarida-section-name.h"

/* Sections, authors and cities as places: going there, following them, and the links around an article that lead to them. */

void
_jarida_window_visit (JaridaWindow      *self,
                      const JaridaPlace *place)
{
  if (!jarida_sidebar_choose (self->sidebar, place))
    jarida_sidebar_choose_nothing (self->sidebar);
  _jarida_window_set_topic (self, jarida_sidebar_get_topic (self->sidebar));
  _jarida_window_go (self, place);
  jarida_shell_show (self->shell, JARIDA_SHELL_LIST);
}

void
jarida_window_visit (JaridaWindow      *self,
                     const JaridaPlace *place)
{
  g_return_if_fail (JARIDA_IS_WINDOW (self));

  _jarida_window_visit (self, place);
}

void
_jarida_window_visit_topic (JaridaWindow *self,
                            JaridaTopic  *topic)
{
  const JaridaPlace place = jarida_topic_get_place (topic);
  g_autoptr(JaridaTopic) held = g_object_ref (topic);

  if (!jarida_sidebar_choose (self->sidebar, &place))
    jarida_sidebar_choose_nothing (self->sidebar);
  _jarida_window_set_topic (self, held);
  _jarida_window_go (self, &place);
  jarida_shell_show (self->shell, JARIDA_SHELL_LIST);
}

void
_jarida_window_list_topics (JaridaWindow *self,
                            int           kind)
{
  _jarida_window_stop_finding (self);
  _jarida_window_set_topic (self, NULL);
  _jarida_window_leave_city (self);
  _jarida_window_end_search (self, FALSE);
  jarida_headline_pane_list_topics (self->headlines, kind);
  jarida_shell_set_paged (self->shell, FALSE);
  adw_window_title_set_title (self->list_title, kind == JARIDA_PLACE_CITY ? _("Cities") : _("Authors"));
  _jarida_window_update_actions (self);
  jarida_shell_show (self->shell, JARIDA_SHELL_LIST);
}

static void
day_cb (JaridaWindow *self,
        guint         julian)
{
  _jarida_window_visit (self, &(JaridaPlace) { .kind = JARIDA_PLACE_DAY, .id = julian });
}

/* ---- What a city's own page has ---- */

static void
city_loaded_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(JaridaWindow) self = user_data;
  g_autoptr(GError) error = NULL;
  const gboolean mine = g_task_get_cancellable (G_TASK (result)) == self->visiting;

  jarida_reader_load_city_finish (JARIDA_READER (source), result, NULL, &error);
  /* The person has gone on meanwhile, or has stopped it. */
  if (!mine)
    return;
  g_clear_object (&self->visiting);
  jarida_headline_pane_set_loading (self->headlines, FALSE);
  if (error != NULL)
    _jarida_window_say_error (self, error);
}

void
_jarida_window_leave_city (JaridaWindow *self)
{
  if (self->visiting == NULL)
    return;
  g_cancellable_cancel (self->visiting);
  g_clear_object (&self->visiting);
  jarida_headline_pane_set_loading (self->headlines, FALSE);
}

void
_jarida_window_load_city (JaridaWindow *self)
{
  if (!jarida_reader_get_online (self->reader) || jarida_reader_get_frozen (self->reader))
    return;
  self->visiting = g_cancellable_new ();
  jarida_headline_pane_set_loading (self->headlines, TRUE);
  jarida_reader_load_city_async (self->reader, jarida_topic_get_name (self->topic), self->visiting, city_loaded_cb,
                                 g_object_ref (self));
}

gboolean
_jarida_window_lists_topics (JaridaWindow *self)
{
  return !jarida_shell_get_paged (self->shell) && jarida_headline_pane_lists_topics (self->headlines);
}

/* ---- Following ---- */

static gboolean
can_be_followed (JaridaTopic *topic)
{
  return topic != NULL && (jarida_topic_get_kind (topic) == JARIDA_PLACE_AUTHOR || jarida_topic_get_kind (topic) == JARIDA_PLACE_CITY);
}

/* The list of those followed knows it; a topic that was found by its name may be another object. */
static gboolean
is_followed (JaridaWindow *self,
             JaridaTopic  *topic)
{
  GListModel *followed = jarida_reader_get_followed (self->reader);

  for (guint i = 0; i < g_list_model_get_n_items (followed); i++)
    {
      g_autoptr(JaridaTopic) one = g_list_model_get_item (followed, i);

      if (jarida_topic_get_kind (one) == jarida_topic_get_kind (topic) && jarida_topic_get_id (one) == jarida_topic_get_id (topic))
        return TRUE;
    }
  return FALSE;
}

void
_jarida_window_update_follow (JaridaWindow *self)
{
  const gboolean can = can_be_followed (self->topic);
  const gboolean followed = can && is_followed (self, self->topic);

  gtk_widget_set_visible (GTK_WIDGET (self->follow_button), can && !_jarida_window_get_searching (self));
  gtk_toggle_button_set_active (self->follow_button, followed);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->follow_button), followed ? _("Following") : _("Follow"));
}

void
_jarida_window_set_topic (JaridaWindow *self,
                          JaridaTopic  *topic)
{
  g_set_object (&self->topic, topic);
  _jarida_window_update_follow (self);
}

static void
follow (JaridaWindow *self,
        JaridaTopic  *topic,
        gboolean      followed)
{
  g_autofree char *sentence = NULL;

  if (followed)
    /* Translators: the name of an author or a city that is followed. */
    sentence = g_strdup_printf (_("“%s” is in the sidebar now."), jarida_topic_get_name (topic));
  else
    /* Translators: the name of an author or a city. */
    sentence = g_strdup_printf (_("“%s” is no longer followed."), jarida_topic_get_name (topic));
  jarida_reader_follow (self->reader, jarida_topic_get_kind (topic), jarida_topic_get_id (topic), followed);
  _jarida_window_say (self, sentence, TRUE);
}

static void
follow_action (GtkWidget  *widget,
               const char *action,
               GVariant   *parameter)
{
  JaridaWindow *self = JARIDA_WINDOW (widget);

  if (can_be_followed (self->topic))
    follow (self, self->topic, !is_followed (self, self->topic));
}

static void
unfollow_entry_action (GtkWidget  *widget,
                       const char *action,
                       GVariant   *parameter)
{
  JaridaWindow *self = JARIDA_WINDOW (widget);
  JaridaSidebarEntry *entry = jarida_sidebar_get_subject (self->sidebar);
  JaridaTopic *topic = entry != NULL ? jarida_sidebar_entry_get_topic (entry) : NULL;

  if (can_be_followed (topic))
    follow (self, topic, FALSE);
}

/* What was shown stays, though it stands in the sidebar no longer or again. */
static void
followed_changed_cb (JaridaWindow *self)
{
  JaridaPlace place;

  _jarida_window_update_follow (self);
  if (!can_be_followed (self->topic))
    return;
  place = jarida_topic_get_place (self->topic);
  if (!jarida_sidebar_choose (self->sidebar, &place))
    jarida_sidebar_choose_nothing (self->sidebar);
}

void
_jarida_window_connect_places (JaridaWindow *self)
{
  g_signal_connect_object (jarida_reader_get_followed (self->reader), "items-changed", G_CALLBACK (followed_changed_cb), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_object (self->sidebar, "day-chosen", G_CALLBACK (day_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->sidebar, "topics-chosen", G_CALLBACK (_jarida_window_list_topics), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->headlines, "topic-chosen", G_CALLBACK (_jarida_window_visit_topic), self, G_CONNECT_SWAPPED);
}

/* ---- Links ---- */

/* Whoever goes elsewhere meanwhile is not fetched back. */
void
_jarida_window_stop_finding (JaridaWindow *self)
{
  if (self->finding != NULL)
    g_cancellable_cancel (self->finding);
  g_clear_object (&self->finding);
}

static void
found_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(JaridaWindow) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(JaridaTopic) topic = jarida_reader_find_topic_finish (JARIDA_READER (source), result, &error);

  if (topic != NULL)
    _jarida_window_visit_topic (self, topic);
  else if (error != NULL)
    _jarida_window_say_error (self, error);
}

static void
find (JaridaWindow    *self,
      JaridaPlaceKind  kind,
      const char      *name)
{
  _jarida_window_stop_finding (self);
  self->finding = g_cancellable_new ();
  jarida_reader_find_topic_async (self->reader, kind, name, self->finding, found_cb, g_object_ref (self));
}

gboolean
_jarida_window_follow (JaridaWindow *self,
                       const char   *address)
{
  g_auto(JaridaPlaceAddress) parts = { 0 };

  if (!jarida_place_address_parse (address, &parts))
    return FALSE;
  switch (parts.kind)
    {
    case JARIDA_PLACE_ADDRESS_ARTICLE:
      jarida_window_open_article (self, parts.id);
      break;
    case JARIDA_PLACE_ADDRESS_SOURCE:
      _jarida_window_visit (self, &(JaridaPlace) { .kind = JARIDA_PLACE_SOURCE, .id = parts.id });
      break;
    case JARIDA_PLACE_ADDRESS_SECTION:
      _jarida_window_visit (self, &(JaridaPlace) { .kind = JARIDA_PLACE_SECTION, .id = parts.id });
      break;
    case JARIDA_PLACE_ADDRESS_AUTHOR:
      find (self, JARIDA_PLACE_AUTHOR, parts.name);
      break;
    case JARIDA_PLACE_ADDRESS_CITY:
      find (self, JARIDA_PLACE_CITY, parts.name);
      break;
    default:
      g_assert_not_reached ();
    }
  return TRUE;
}

void
_jarida_window_install_place_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.follow", NULL, follow_action);
  gtk_widget_class_install_action (widget_class, "win.unfollow-entry", NULL, unfollow_entry_action);
}
