/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-online-notice.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "jarida-generation.h"
#include "jarida-online-search.h"

struct _JaridaOnlineNotice
{
  GtkWidget                parent_instance;

  JaridaOnlineNoticeState  state;

  /* Children */
  GtkWidget               *page;
  GtkWidget               *button;
};

static guint open_signal;
static guint stop_signal;

G_DEFINE_FINAL_TYPE (JaridaOnlineNotice, jarida_online_notice, GTK_TYPE_WIDGET)

static void
clicked_cb (JaridaOnlineNotice *self)
{
  g_signal_emit (self, self->state == JARIDA_ONLINE_NOTICE_FETCHING ? stop_signal : open_signal, 0);
}

static void
jarida_online_notice_dispose (GObject *object)
{
  g_clear_pointer (&JARIDA_ONLINE_NOTICE (object)->page, gtk_widget_unparent);
  G_OBJECT_CLASS (jarida_online_notice_parent_class)->dispose (object);
}

static void
jarida_online_notice_class_init (JaridaOnlineNoticeClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = jarida_online_notice_dispose;
  open_signal = g_signal_new ("open", JARIDA_TYPE_ONLINE_NOTICE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  stop_signal = g_signal_new ("stop", JARIDA_TYPE_ONLINE_NOTICE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
jarida_online_notice_init (JaridaOnlineNotice *self)
{
  self->page = adw_status_page_new ();
  self->button = gtk_button_new_with_label ("");
  gtk_widget_set_halign (self->button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (self->button, "pill");
  g_signal_connect_object (self->button, "clicked", G_CALLBACK (clicked_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_css_class (self->page, "compact");
  adw_status_page_set_icon_name (ADW_STATUS_PAGE (self->page), "jarida-online-symbolic");
  adw_status_page_set_child (ADW_STATUS_PAGE (self->page), self->button);
  gtk_widget_set_parent (self->page, GTK_WIDGET (self));
}

GtkWidget *
jarida_online_notice_new (void)
{
  return g_object_new (JARIDA_TYPE_ONLINE_NOTICE, NULL);
}

void
jarida_online_notice_show (JaridaOnlineNotice      *self,
                           JaridaOnlineNoticeState  state,
                           const GError            *error)
{
  AdwStatusPage *page;
  g_autofree char *failure = error != NULL ? jarida_online_error_text (error) : NULL;

  g_return_if_fail (JARIDA_IS_ONLINE_NOTICE (self));

  page = ADW_STATUS_PAGE (self->page);
  self->state = state;
  switch (state)
    {
    case JARIDA_ONLINE_NOTICE_FETCHING:
      adw_status_page_set_title (page, _("Fetching the Article…"));
      adw_status_page_set_description (page, NULL);
      gtk_button_set_label (GTK_BUTTON (self->button), _("Cancel"));
      break;
    case JARIDA_ONLINE_NOTICE_FAILED:
      adw_status_page_set_title (page, _("This Article Could Not Be Fetched"));
      adw_status_page_set_description (page, failure);
      gtk_button_set_label (GTK_BUTTON (self->button), _("Try Again"));
      break;
    case JARIDA_ONLINE_NOTICE_CLOSED:
    default:
      adw_status_page_set_title (page, _("At the Portal"));
      adw_status_page_set_description (page, _("When you open this article it is fetched, and kept on this computer."));
      gtk_button_set_label (GTK_BUTTON (self->button), _("Open"));
    }
  if (state == JARIDA_ONLINE_NOTICE_FAILED)
    jarida_widget_announce (GTK_WIDGET (self), failure);
}
