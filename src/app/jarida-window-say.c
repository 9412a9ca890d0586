/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-window-private.h"

#include <glib/gi18n.h>

#include "jarida-time-text.h"

/* What the window says: a sentence at its foot, a bar at its top, how far it is with what is under way. */

void
_jarida_window_say (JaridaWindow *self,
                    const char   *sentence,
                    gboolean      undo)
{
  AdwToast *toast;

  /* Nothing was done that could be taken back; the reader has said so. */
  if (undo && jarida_reader_get_frozen (self->reader))
    return;
  /* On a full disk one act may fail in many parts; but each act that can be taken back has its own time for that. */
  if (!undo && self->toast != NULL && g_strcmp0 (adw_toast_get_title (self->toast), sentence) == 0)
    return;
  toast = adw_toast_new (sentence);
  g_set_weak_pointer (&self->toast, toast);
  if (self->undo_toast != NULL)
    adw_toast_dismiss (self->undo_toast);
  if (undo)
    {
      _jarida_window_forget_report (self);
      adw_toast_set_button_label (toast, _("Undo"));
      adw_toast_set_action_name (toast, "win.undo");
      adw_toast_set_timeout (toast, 8);
      g_set_weak_pointer (&self->undo_toast, toast);
    }
  adw_toast_overlay_add_toast (self->toasts, toast);
}

void
_jarida_window_say_error (JaridaWindow *self,
                          const GError *error)
{
  g_autofree char *text = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  text = jarida_error_text (error);
  _jarida_window_say (self, text, FALSE);
}

void
_jarida_window_update_banner (JaridaWindow *self)
{
  const JaridaPlace everything = { .kind = JARIDA_PLACE_ALL };
  const gboolean online = jarida_reader_get_online (self->reader);
  const guint n_kept = jarida_reader_count (self->reader, &everything);
  g_autofree char *newest = NULL;
  g_autofree char *kept = NULL;
  g_autofree char *sentence = NULL;

  jarida_banner_set_button (self->banner, jarida_reader_get_frozen (self->reader) ? _("Try Again") : NULL, "win.thaw");
  if (jarida_reader_get_frozen (self->reader))
    {
      sentence = jarida_notice_text (jarida_reader_get_notice (self->reader));
      jarida_banner_set_sentence (self->banner, sentence);
    }
  else if (!online && n_kept > 0)
    {
      newest = jarida_time_text_moment (jarida_reader_get_newest (self->reader), g_get_real_time () / G_USEC_PER_SEC);
      kept = g_strdup_printf (ngettext ("%'u article kept", "%'u articles kept", n_kept), n_kept);
      /* Translators: "1,204 articles kept" and a time: "Offline. 1,204 articles kept, newest from 14:05." */
      sentence = g_strdup_printf (_("Offline. %1$s, newest from %2$s."), kept, newest);
      jarida_banner_set_sentence (self->banner, sentence);
    }
  else if (!online)
    jarida_banner_set_sentence (self->banner, _("Offline. Headlines come as soon as the network is back."));
  jarida_banner_set_revealed (self->banner, !online || jarida_reader_get_frozen (self->reader));
}

/* Of an import, else of the newspapers that are asked for news. */
void
_jarida_window_update_progress (JaridaWindow *self)
{
  const gboolean importing = self->importing != NULL;
  const gboolean busy = importing || jarida_reader_get_refreshing (self->reader);
  g_autofree char *text = NULL;
  guint done = self->import_done, total = self->import_total;
  gboolean narrow = FALSE;

  if (!importing)
    g_object_get (self->reader, "refresh-done", &done, "refresh-total", &total, NULL);
  gtk_stack_set_visible_child_name (self->refresh_stack, busy ? "stop" : "refresh");
  gtk_revealer_set_reveal_child (self->progress, busy && total > 0);
  g_object_get (self->shell, "sidebar-collapsed", &narrow, NULL);
  /* One newspaper is not worth a line of a small screen. */
  gtk_revealer_set_reveal_child (self->narrow_progress, busy && total > 1 && narrow);
  if (!busy || total == 0)
    return;
  if (importing)
    /* Translators: how many of all newspapers of a list were added by now. */
    text = g_strdup_printf (ngettext ("%1$u of %2$u newspaper added", "%1$u of %2$u newspapers added", total), done, total);
  else
    /* Translators: how many of all newspapers were asked for news by now. */
    text = g_strdup_printf (ngettext ("%1$u of %2$u newspaper", "%1$u of %2$u newspapers", total), done, total);
  gtk_label_set_text (self->progress_label, text);
  gtk_progress_bar_set_fraction (self->progress_bar, CLAMP ((double) done / total, 0, 1));
  gtk_label_set_text (self->narrow_label, text);
  gtk_progress_bar_set_fraction (self->narrow_bar, CLAMP ((double) done / total, 0, 1));
}
