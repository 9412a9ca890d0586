/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-window-private.h"

#include <glib/gi18n.h>

#include "jarida-safekeeping.h"
#include "jarida-time-text.h"

/* What the window says: a sentence at its foot, a bar at its top, how far it is with what is under way. */

void
_jarida_window_say (JaridaWindow *self,
                    const char   *sentence,
                    gboolean      undo)
{
  g_autofree char *escaped = NULL;
  AdwToast *toast;

  /* What was asked for has ended after the window did. */
  if (self->closing == NULL)
    return;
  /* Nothing was done that could be taken back; the reader has said so. */
  if (undo && jarida_reader_get_frozen (self->reader))
    return;
  /* On a full disk one act may fail in many parts; but each act that can be taken back has its own time for that. */
  escaped = g_markup_escape_text (sentence, -1);
  if (!undo && self->toast != NULL && g_strcmp0 (adw_toast_get_title (self->toast), escaped) == 0)
    return;
  /* A name may have signs that mean something in markup, as which a toast reads its title. */
  toast = adw_toast_new (escaped);
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
jarida_window_say (JaridaWindow *self,
                   const char   *sentence)
{
  g_return_if_fail (JARIDA_IS_WINDOW (self));
  _jarida_window_say (self, sentence, FALSE);
}

/* What was mended or restored: until a person has read of it. */
void
_jarida_window_say_mishap (JaridaWindow *self)
{
  const JaridaMishap *mishap = jarida_reader_get_mishap (self->reader);
  g_autofree char *title = NULL;
  AdwToast *toast;

  if (mishap == NULL)
    return;
  title = jarida_mishap_title (mishap);
  toast = adw_toast_new (title);
  adw_toast_set_button_label (toast, _("Details"));
  adw_toast_set_action_name (toast, "win.activity");
  adw_toast_set_timeout (toast, 0);
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

  const gboolean damaged = jarida_reader_get_damaged (self->reader) && !jarida_reader_get_frozen (self->reader);

  if (damaged)
    jarida_banner_set_button (self->banner, _("Mend Now"), "app.reopen-shelf");
  else
    jarida_banner_set_button (self->banner, jarida_reader_get_frozen (self->reader) ? _("Try Again") : NULL, "win.thaw");
  if (jarida_reader_get_frozen (self->reader))
    {
      sentence = jarida_notice_text (jarida_reader_get_notice (self->reader));
      jarida_banner_set_sentence (self->banner, sentence);
    }
  else if (damaged)
    jarida_banner_set_sentence (self->banner, _("A part of the shelf is damaged. Jarida can open it again, bring what can be read into a new file, "
                                                "and keep the damaged one."));
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
  jarida_banner_set_revealed (self->banner, !online || damaged || jarida_reader_get_frozen (self->reader));
}

/* What the foot of the sidebar tells of: an import, else the newspapers that are asked for news, else what is fetched ahead. */
typedef struct
{
  char  *text;    /* (owned) (nullable) NULL: nothing goes on */
  guint  done;
  guint  total;
} Progress;

static void
describe_import (JaridaWindow *self,
                 Progress     *progress)
{
  progress->done = self->import_done;
  progress->total = self->import_total;
  /* Translators: how many of all newspapers of a list were added by now. */
  progress->text = g_strdup_printf (ngettext ("%1$u of %2$u newspaper added", "%1$u of %2$u newspapers added", progress->total),
                                    progress->done, progress->total);
}

static void
describe_refresh (JaridaWindow *self,
                  Progress     *progress)
{
  gboolean cities = FALSE;

  g_object_get (self->reader, "refresh-done", &progress->done, "refresh-total", &progress->total, NULL);
  g_object_get (self->reader, "refresh-cities", &cities, NULL);
  if (cities && progress->done >= progress->total)
    {
      progress->text = g_strdup (_("Reading the cities…"));
      return;
    }
  /* Translators: how many of all newspapers were asked for news by now. */
  progress->text = g_strdup_printf (ngettext ("%1$u of %2$u newspaper", "%1$u of %2$u newspapers", progress->total),
                                    progress->done, progress->total);
}

static void
describe_ahead (JaridaWindow *self,
                Progress     *progress)
{
  g_autofree char *size = NULL;
  guint64 bytes;

  g_object_get (jarida_reader_get_ahead (self->reader), "done", &progress->done, "total", &progress->total, "bytes", &bytes, NULL);
  size = g_format_size (bytes);
  /* Translators: how many of all new articles were fetched ahead by now, and how many bytes are kept: "12 of 120 articles kept · 34 MB". */
  progress->text = g_strdup_printf (ngettext ("%1$u of %2$u article kept · %3$s", "%1$u of %2$u articles kept · %3$s", progress->total),
                                    progress->done, progress->total, size);
}

void
_jarida_window_update_progress (JaridaWindow *self)
{
  const gboolean ahead = jarida_ahead_get_state (jarida_reader_get_ahead (self->reader)) == JARIDA_AHEAD_RUNNING;
  const gboolean busy = self->importing != NULL || jarida_reader_get_refreshing (self->reader);
  Progress progress = { NULL };
  gboolean narrow = FALSE;

  if (self->importing != NULL)
    describe_import (self, &progress);
  else if (busy)
    describe_refresh (self, &progress);
  else if (ahead)
    describe_ahead (self, &progress);
  gtk_stack_set_visible_child_name (self->refresh_stack, busy ? "stop" : "refresh");
  /* A refresh can be asked for beside what is fetched ahead, which has its own way to be stopped. */
  gtk_widget_set_visible (self->stop_ahead_button, !busy && ahead);
  gtk_revealer_set_reveal_child (self->progress, progress.total > 0);
  g_object_get (self->shell, "sidebar-collapsed", &narrow, NULL);
  /* One newspaper is not worth a line of a small screen, nor is what nobody waits for. */
  gtk_revealer_set_reveal_child (self->narrow_progress, busy && progress.total > 1 && narrow);
  if (progress.total > 0)
    {
      gtk_label_set_text (self->progress_label, progress.text);
      gtk_progress_bar_set_fraction (self->progress_bar, CLAMP ((double) progress.done / progress.total, 0, 1));
      gtk_label_set_text (self->narrow_label, progress.text);
      gtk_progress_bar_set_fraction (self->narrow_bar, CLAMP ((double) progress.done / progress.total, 0, 1));
    }
  g_free (progress.text);
}
