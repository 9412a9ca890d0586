/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-window-private.h"

#include <glib/gi18n.h>

#include "jarida-offline-sheet.h"

/* What a person wants on this computer by name: a place, or a part of it. */

static void
wanted_cb (JaridaWindow *self,
           guint         n)
{
  g_autofree char *sentence = NULL;

  sentence = g_strdup_printf (ngettext ("%u article is being fetched", "%u articles are being fetched", n), n);
  _jarida_window_say (self, sentence, TRUE);
}

static void
ask (JaridaWindow      *self,
     const JaridaPlace *place,
     const char        *title)
{
  JaridaSheet *sheet = jarida_offline_sheet_new (self->reader, place, title);

  g_signal_connect_object (sheet, "wanted", G_CALLBACK (wanted_cb), self, G_CONNECT_SWAPPED);
  jarida_sheet_present (sheet, GTK_WIDGET (self));
}

static void
keep_place_action (GtkWidget  *widget,
                   const char *action,
                   GVariant   *parameter)
{
  JaridaWindow *self = JARIDA_WINDOW (widget);
  JaridaPlace place;

  _jarida_window_get_place (self, &place);
  ask (self, &place, place.kind == JARIDA_PLACE_FRONT ? _("Front Page") : adw_window_title_get_title (self->list_title));
}

static void
keep_entry_action (GtkWidget  *widget,
                   const char *action,
                   GVariant   *parameter)
{
  JaridaWindow *self = JARIDA_WINDOW (widget);
  JaridaSidebarEntry *entry = jarida_sidebar_get_subject (self->sidebar);
  JaridaPlace place;

  if (entry == NULL)
    return;
  jarida_sidebar_entry_get_place (entry, &place);
  ask (self, &place, jarida_sidebar_entry_get_title (entry));
}

void
_jarida_window_install_offline_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.keep-place", NULL, keep_place_action);
  gtk_widget_class_install_action (widget_class, "win.keep-entry", NULL, keep_entry_action);
}
