/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-notifier.h"

#include <glib/gi18n.h>

#include "jarida-news-text.h"
#include "jarida-window.h"

#define NOTIFICATION "new-articles"

struct _JaridaNotifier
{
  GObject       parent_instance;

  GApplication *application;    /* borrowed: it owns this */
  JaridaReader *reader;         /* (owned) */
  GPtrArray    *headlines;      /* (owned) JaridaHeadline: what is told, the newest first */
  guint         n_more;         /* articles beside those, of which no more is known */
  gint64        source_id;      /* of which all of them are, 0: of several */
  guint         send_source;
};

G_DEFINE_FINAL_TYPE (JaridaNotifier, jarida_notifier, G_TYPE_OBJECT)

static gboolean
is_told (JaridaNotifier *self,
         gint64          id)
{
  for (guint i = 0; i < self->headlines->len; i++)
    if (jarida_headline_get_id (g_ptr_array_index (self->headlines, i)) == id)
      return TRUE;
  return FALSE;
}

/* The place where all of them stand. */
static JaridaPlace
get_place (JaridaNotifier *self)
{
  return self->source_id != 0 ? (JaridaPlace) { .kind = JARIDA_PLACE_SOURCE, .id = self->source_id }
                              : (JaridaPlace) { .kind = JARIDA_PLACE_UNREAD };
}

static gboolean
send_cb (gpointer user_data)
{
  JaridaNotifier *self = user_data;
  g_autoptr(GNotification) notification = NULL;
  g_autofree char *title = NULL;
  g_autofree char *body = NULL;

  self->send_source = 0;
  if (self->headlines->len == 0)
    return G_SOURCE_REMOVE;
  title = jarida_news_text_title (self->headlines, self->n_more, self->source_id != 0);
  body = jarida_news_text_body (self->headlines, self->source_id != 0);
  notification = g_notification_new (title);
  g_notification_set_body (notification, body);
  if (self->headlines->len + self->n_more == 1)
    g_notification_set_default_action_and_target (notification, "app.open-article", "x",
                                                  jarida_headline_get_id (g_ptr_array_index (self->headlines, 0)));
  else
    {
      const JaridaPlace place = get_place (self);

      g_notification_set_default_action_and_target (notification, "app.open-place", "(ix)", (int) place.kind, place.id);
    }
  g_application_send_notification (self->application, NOTIFICATION, notification);
  return G_SOURCE_REMOVE;
}

/* In any window of the program, also a dialog. */
static gboolean
is_worked_in (void)
{
  GListModel *windows = gtk_window_get_toplevels ();
  const guint n = g_list_model_get_n_items (windows);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr(GtkWindow) window = g_list_model_get_item (windows, i);

      if (gtk_window_is_active (window))
        return TRUE;
    }
  return FALSE;
}

static void
filter_matched_cb (JaridaNotifier *self,
                   JaridaFilter   *filter,
                   GPtrArray      *headlines,
                   guint           n)
{
  const gboolean first = self->headlines->len == 0;

  if (is_worked_in ())
    return;
  if (first)
    self->source_id = jarida_filter_get_source_id (filter);
  for (guint i = headlines->len; i-- > 0;)
    {
      JaridaHeadline *headline = g_ptr_array_index (headlines, i);

      if (is_told (self, jarida_headline_get_id (headline)))
        continue;
      if (self->headlines->len == 0 && self->source_id == 0)
        self->source_id = jarida_headline_get_source_id (headline);
      else if (self->source_id != jarida_headline_get_source_id (headline))
        self->source_id = 0;
      g_ptr_array_insert (self->headlines, 0, g_object_ref (headline));
    }
  if (n > headlines->len)
    {
      self->n_more += n - headlines->len;
      if (jarida_filter_get_source_id (filter) != self->source_id)
        self->source_id = 0;
    }
  /* Other filters tell theirs in the same turn. */
  if (self->send_source == 0)
    self->send_source = g_idle_add (send_cb, self);
}

/* What was read is no news. One that is told already is not sent again for that, since the desktop would ring for it. */
static void
counts_changed_cb (JaridaNotifier *self)
{
  if (self->headlines->len == 0)
    return;
  for (guint i = self->headlines->len; i-- > 0;)
    if (!jarida_reader_is_unread (self->reader, jarida_headline_get_id (g_ptr_array_index (self->headlines, i))))
      g_ptr_array_remove_index (self->headlines, i);
  if (self->headlines->len == 0)
    jarida_notifier_clear (self);
}

static void
jarida_notifier_dispose (GObject *object)
{
  JaridaNotifier *self = JARIDA_NOTIFIER (object);

  g_clear_handle_id (&self->send_source, g_source_remove);
  g_clear_pointer (&self->headlines, g_ptr_array_unref);
  g_clear_object (&self->reader);
  G_OBJECT_CLASS (jarida_notifier_parent_class)->dispose (object);
}

static void
jarida_notifier_class_init (JaridaNotifierClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = jarida_notifier_dispose;
}

static void
jarida_notifier_init (JaridaNotifier *self)
{
  self->headlines = g_ptr_array_new_with_free_func (g_object_unref);
}

JaridaNotifier *
jarida_notifier_new (GApplication *application,
                     JaridaReader *reader)
{
  JaridaNotifier *self = g_object_new (JARIDA_TYPE_NOTIFIER, NULL);

  self->application = application;
  self->reader = g_object_ref (reader);
  g_signal_connect_object (reader, "filter-matched", G_CALLBACK (filter_matched_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (reader, "counts-changed", G_CALLBACK (counts_changed_cb), self, G_CONNECT_SWAPPED);
  return self;
}

void
jarida_notifier_see (JaridaNotifier    *self,
                     const JaridaPlace *place)
{
  const JaridaPlace told = get_place (self);

  g_return_if_fail (JARIDA_IS_NOTIFIER (self));

  if (self->headlines->len > 0
      && (place->kind == JARIDA_PLACE_ALL || place->kind == JARIDA_PLACE_UNREAD || (place->kind == told.kind && place->id == told.id)))
    jarida_notifier_clear (self);
}

void
jarida_notifier_clear (JaridaNotifier *self)
{
  g_return_if_fail (JARIDA_IS_NOTIFIER (self));

  g_ptr_array_set_size (self->headlines, 0);
  self->n_more = 0;
  self->source_id = 0;
  g_clear_handle_id (&self->send_source, g_source_remove);
  g_application_withdraw_notification (self->application, NOTIFICATION);
}

void
jarida_notifier_clear_old (JaridaNotifier *self)
{
  g_return_if_fail (JARIDA_IS_NOTIFIER (self));

  if (self->headlines->len == 0)
    jarida_notifier_clear (self);
}
