/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-window-private.h"

#include <glib/gi18n.h>

#include "jarida-picture-viewer.h"
#include "jarida-report-sheet.h"
#include "jarida-report-text.h"
#include "jarida-why-sheet.h"

/* Pictures that a person reports, shows all the same, or asks about. */

#define THANKS_SECONDS 12
/* The lines of the thanks, and what stands beside them: a toast gives its words the room they ask for, even where there is none. */
#define THANKS_CHARACTERS 56
#define THANKS_FEWEST 14
#define BESIDE_THANKS 190

/* What the person wrote, on its way to the shelf. */
typedef struct
{
  JaridaWindow       *window;     /* (owned) */
  JaridaReportReason  reason;
} Report;

static void
report_free (Report *report)
{
  g_object_unref (report->window);
  g_free (report);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Report, report_free)

static gboolean
has_service (JaridaWindow *self)
{
  const char *service = jarida_reader_get_report_service (self->reader);

  return service != NULL && *service != '\0';
}

void
_jarida_window_forget_report (JaridaWindow *self)
{
  if (self->last_report == NULL)
    return;
  g_clear_pointer (&self->last_report, g_free);
  _jarida_window_update_actions (self);
}

static int
count_characters (JaridaWindow *self)
{
  PangoContext *context = gtk_widget_get_pango_context (GTK_WIDGET (self));
  PangoFontMetrics *metrics = pango_context_get_metrics (context, NULL, NULL);
  /* Bold, as titles of toasts are. */
  const double character = pango_font_metrics_get_approximate_char_width (metrics) * 1.1 / PANGO_SCALE;

  pango_font_metrics_unref (metrics);
  return CLAMP ((int) ((gtk_widget_get_width (GTK_WIDGET (self)) - BESIDE_THANKS) / character), THANKS_FEWEST, THANKS_CHARACTERS);
}

/* More than a line: it must be read whole, on a narrow window too. */
static void
give_thanks (JaridaWindow       *self,
             JaridaReportReason  reason)
{
  g_autofree char *sentence = jarida_report_thanks_text (reason, has_service (self), jarida_reader_get_online (self->reader));
  GtkWidget *label;

  _jarida_window_say (self, sentence, TRUE);
  if (self->undo_toast == NULL)
    return;
  label = gtk_label_new (sentence);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_max_width_chars (GTK_LABEL (label), count_characters (self));
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "heading");
  adw_toast_set_custom_title (self->undo_toast, label);
  adw_toast_set_timeout (self->undo_toast, THANKS_SECONDS);
}

static void
reported_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(Report) report = user_data;
  JaridaWindow *self = report->window;
  g_autoptr(GError) error = NULL;
  g_autofree char *id = jarida_reader_report_picture_finish (JARIDA_READER (source), result, &error);

  if (self->reader == NULL)
    return;
  if (id == NULL)
    {
      _jarida_window_say_error (self, error);
      return;
    }
  give_thanks (self, report->reason);
  g_free (self->last_report);
  self->last_report = g_steal_pointer (&id);
  _jarida_window_update_actions (self);
}

static void
sheet_reported_cb (JaridaSheet  *sheet,
                   int           reason,
                   const char   *comment,
                   gboolean      hide_now,
                   JaridaWindow *self)
{
  const JaridaArticle *article = jarida_reader_pane_get_article (self->reader_pane);
  Report *report = g_new0 (Report, 1);

  report->window = g_object_ref (self);
  report->reason = reason;
  jarida_reader_report_picture_async (self->reader, g_object_get_data (G_OBJECT (sheet), "address"),
                                      article != NULL ? article->address : NULL, reason, comment, hide_now, NULL,
                                      reported_cb, report);
}

static JaridaSheet *
open_report (JaridaWindow *self,
             GtkWidget    *parent,
             const char   *address,
             const char   *caption)
{
  JaridaSheet *sheet = jarida_report_sheet_new (caption);

  g_object_set_data_full (G_OBJECT (sheet), "address", g_strdup (address), g_free);
  g_signal_connect_object (sheet, "reported", G_CALLBACK (sheet_reported_cb), self, 0);
  jarida_sheet_present (sheet, parent);
  return sheet;
}

static void
report_cb (JaridaWindow *self,
           const char   *address,
           const char   *caption)
{
  open_report (self, GTK_WIDGET (self), address, caption);
}

/* The thanks are given in the window: the viewer, which lies over it, makes way. */
static void
close_viewer_cb (gpointer user_data)
{
  g_autoptr(GtkWindow) viewer = user_data;

  gtk_window_close (viewer);
}

/* The dialog may lie inside the viewer and be still on its way out: the viewer goes after it. */
static void
sheet_left_cb (JaridaSheet *sheet,
               GtkWindow   *viewer)
{
  g_idle_add_once (close_viewer_cb, g_object_ref (viewer));
}

static void
viewer_reported_cb (JaridaSheet *sheet,
                    int          reason,
                    const char  *comment,
                    gboolean     hide_now,
                    GtkWindow   *viewer)
{
  g_signal_connect_object (sheet, "left", G_CALLBACK (sheet_left_cb), viewer, 0);
}

static void
viewer_report_cb (JaridaPictureViewer *viewer,
                  const char          *address,
                  const char          *caption,
                  JaridaWindow        *self)
{
  JaridaSheet *sheet = open_report (self, GTK_WIDGET (viewer), address, caption);

  g_signal_connect_object (sheet, "reported", G_CALLBACK (viewer_reported_cb), viewer, 0);
}

static void
viewer_why_cb (JaridaPictureViewer *viewer,
               const char          *address,
               JaridaWindow        *self)
{
  jarida_sheet_present (jarida_why_sheet_new (self->reader, address), GTK_WIDGET (viewer));
}

void
_jarida_window_follow_viewer (JaridaWindow *self,
                              GtkWidget    *viewer)
{
  g_signal_connect_object (viewer, "report-activated", G_CALLBACK (viewer_report_cb), self, 0);
  g_signal_connect_object (viewer, "why-activated", G_CALLBACK (viewer_why_cb), self, 0);
}

static void
reveal_cb (JaridaWindow *self,
           const char   *address)
{
  jarida_reader_set_picture_shown (self->reader, address, TRUE);
}

static void
why_cb (JaridaWindow *self,
        const char   *address)
{
  jarida_sheet_present (jarida_why_sheet_new (self->reader, address), GTK_WIDGET (self));
}

/* Key r. */
static void
report_picture_action (GtkWidget  *widget,
                       const char *action,
                       GVariant   *parameter)
{
  JaridaWindow *self = JARIDA_WINDOW (widget);

  if (jarida_reader_pane_get_article (self->reader_pane) == NULL ||
      !jarida_shell_get_visible (self->shell, JARIDA_SHELL_READER) ||
      !jarida_article_view_report_picture (jarida_reader_pane_get_view (self->reader_pane)))
    _jarida_window_say (self, _("There is no picture here to report."), FALSE);
}

/* TRUE when it was a report that was taken back. */
gboolean
_jarida_window_undo_report (JaridaWindow *self)
{
  g_autofree char *id = g_steal_pointer (&self->last_report);

  if (id == NULL)
    return FALSE;
  jarida_reader_withdraw_report (self->reader, id);
  _jarida_window_update_actions (self);
  return TRUE;
}

void
_jarida_window_install_report_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.report-picture", NULL, report_picture_action);
}

void
_jarida_window_connect_reports (JaridaWindow *self)
{
  JaridaArticleView *view = jarida_reader_pane_get_view (self->reader_pane);

  g_signal_connect_object (view, "report-activated", G_CALLBACK (report_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (view, "reveal-activated", G_CALLBACK (reveal_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (view, "why-activated", G_CALLBACK (why_cb), self, G_CONNECT_SWAPPED);
}
