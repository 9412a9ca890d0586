/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-window-private.h"

#include <glib/gi18n.h>

#include "jarida-newspapers-page.h"
#include "jarida-newspapers-sheet.h"

/* Newspapers of the catalogue: the page asks, this carries out. */

typedef struct
{
  JaridaWindow *window;          /* (owned) */
  guint         n_removed;
  gboolean      first;           /* there was nothing before: the headlines say enough */
} Choosing;

static void
choosing_free (Choosing *choosing)
{
  g_object_unref (choosing->window);
  g_free (choosing);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Choosing, choosing_free)

static void
say_changes (JaridaWindow *self,
             guint         n_added,
             guint         n_removed)
{
  g_autofree char *added = n_added > 0
    ? g_strdup_printf (ngettext ("%u newspaper was added.", "%u newspapers were added.", n_added), n_added) : NULL;
  g_autofree char *removed = n_removed > 0
    ? g_strdup_printf (ngettext ("%u newspaper was removed.", "%u newspapers were removed.", n_removed), n_removed) : NULL;
  g_autofree char *sentence = NULL;

  if (added != NULL && removed != NULL)
    sentence = g_strconcat (added, " ", removed, NULL);
  if (added != NULL || removed != NULL)
    _jarida_window_say (self, sentence != NULL ? sentence : added != NULL ? added : removed, TRUE);
}

static void
chose_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(Choosing) choosing = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) added = jarida_reader_choose_newspapers_finish (JARIDA_READER (source), result, &error);

  if (added == NULL)
    {
      _jarida_window_say_error (choosing->window, error);
      return;
    }
  if (choosing->window->closing == NULL)
    return;
  if (!choosing->first)
    say_changes (choosing->window, added->len, choosing->n_removed);
  /* Without a network nothing is asked for: what is due is, as soon as it is back. */
  if (added->len > 0 && jarida_reader_get_online (choosing->window->reader))
    gtk_widget_activate_action (GTK_WIDGET (choosing->window), "win.refresh-due", NULL);
}

static void
chosen_cb (JaridaWindow *self,
           GPtrArray    *added,
           GPtrArray    *removed)
{
  Choosing *choosing = g_new0 (Choosing, 1);

  choosing->window = g_object_ref (self);
  choosing->n_removed = removed->len;
  choosing->first = g_list_model_get_n_items (jarida_reader_get_sources (self->reader)) == 0;
  jarida_reader_choose_newspapers_async (self->reader, added, removed, NULL, chose_cb, choosing);
}

void
_jarida_window_follow_newspapers (JaridaWindow *self,
                                  GtkWidget    *page)
{
  g_signal_connect_object (page, "chosen", G_CALLBACK (chosen_cb), self, G_CONNECT_SWAPPED);
  jarida_newspapers_page_set_reader (JARIDA_NEWSPAPERS_PAGE (page), self->reader);
}

static void
manage_action (GtkWidget  *widget,
               const char *action,
               GVariant   *parameter)
{
  JaridaSheet *sheet = jarida_newspapers_sheet_new ();

  _jarida_window_follow_newspapers (JARIDA_WINDOW (widget),
                                    GTK_WIDGET (jarida_newspapers_sheet_get_page (JARIDA_NEWSPAPERS_SHEET (sheet))));
  jarida_sheet_present (sheet, widget);
}

void
_jarida_window_install_newspaper_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.manage-newspapers", NULL, manage_action);
}
