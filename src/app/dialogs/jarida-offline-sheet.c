/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-offline-sheet.h"

#include <glib/gi18n.h>

#include "jarida-generation.h"

/* Days, in the order of the choices in the template; 0: all. */
static const int periods[] = { 1, 3, 7, 30, 0 };
#define DAY (24 * 60 * 60)

struct _JaridaOfflineSheet
{
  JaridaSheet            parent_instance;

  JaridaReader          *reader;        /* (owned) (nullable) */
  JaridaOfflineEstimate *estimate;      /* (owned) (nullable) */
  GCancellable          *cancellable;   /* (owned) */

  /* Template children */
  AdwWindowTitle        *title;
  AdwComboRow           *period_row;
  AdwActionRow          *size_row;
  GtkWidget             *button;
};

static guint wanted_signal;

G_DEFINE_FINAL_TYPE (JaridaOfflineSheet, jarida_offline_sheet, JARIDA_TYPE_SHEET)

static gint64
get_since (JaridaOfflineSheet *self)
{
  const guint selected = adw_combo_row_get_selected (self->period_row);
  const int days = periods[MIN (selected, G_N_ELEMENTS (periods) - 1)];

  return days > 0 ? g_get_real_time () / G_USEC_PER_SEC - (gint64) days * DAY : 0;
}

static void
show_size (JaridaOfflineSheet *self)
{
  g_autofree char *size = NULL;
  g_autofree char *text = NULL;
  guint64 bytes;
  guint n;

  if (self->estimate == NULL)
    return;
  n = jarida_offline_estimate_count (self->estimate, get_since (self), &bytes);
  size = g_format_size (bytes);
  if (n == 0)
    text = g_strdup (_("All of it is on this computer already."));
  else
    /* Translators: %1$u articles, %2$s is a size such as "34 MB". */
    text = g_strdup_printf (ngettext ("%1$u article is not kept yet: about %2$s.", "%1$u articles are not kept yet: about %2$s.", n), n, size);
  adw_action_row_set_subtitle (self->size_row, text);
  gtk_widget_set_sensitive (self->button, n > 0);
  jarida_widget_announce (GTK_WIDGET (self->size_row), text);
}

static void
estimated_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(JaridaOfflineSheet) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(JaridaOfflineEstimate) estimate = jarida_reader_estimate_offline_finish (JARIDA_READER (source), result, &error);
  g_autofree char *text = NULL;

  if (self->reader == NULL)
    return;
  if (estimate == NULL)
    {
      text = jarida_error_text (error);
      adw_action_row_set_subtitle (self->size_row, text);
      return;
    }
  self->estimate = g_steal_pointer (&estimate);
  show_size (self);
}

static void
keep_cb (JaridaOfflineSheet *self)
{
  const gint64 since = get_since (self);
  const guint n = self->estimate != NULL ? jarida_offline_estimate_count (self->estimate, since, NULL) : 0;

  if (n == 0)
    return;
  jarida_reader_want_estimated (self->reader, self->estimate, since);
  g_signal_emit (self, wanted_signal, 0, n);
  jarida_sheet_leave (JARIDA_SHEET (self));
}

static void
leave_cb (JaridaOfflineSheet *self)
{
  jarida_sheet_leave (JARIDA_SHEET (self));
}

static void
jarida_offline_sheet_dispose (GObject *object)
{
  JaridaOfflineSheet *self = JARIDA_OFFLINE_SHEET (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), JARIDA_TYPE_OFFLINE_SHEET);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->estimate, jarida_offline_estimate_free);
  g_clear_object (&self->reader);
  G_OBJECT_CLASS (jarida_offline_sheet_parent_class)->dispose (object);
}

static void
jarida_offline_sheet_class_init (JaridaOfflineSheetClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = jarida_offline_sheet_dispose;
  wanted_signal = g_signal_new ("wanted", JARIDA_TYPE_OFFLINE_SHEET, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/jarida/Jarida/ui/jarida-offline-sheet.ui");
  gtk_widget_class_bind_template_child (widget_class, JaridaOfflineSheet, title);
  gtk_widget_class_bind_template_child (widget_class, JaridaOfflineSheet, period_row);
  gtk_widget_class_bind_template_child (widget_class, JaridaOfflineSheet, size_row);
  gtk_widget_class_bind_template_child (widget_class, JaridaOfflineSheet, button);
  gtk_widget_class_bind_template_callback (widget_class, show_size);
  gtk_widget_class_bind_template_callback (widget_class, keep_cb);
  gtk_widget_class_bind_template_callback (widget_class, leave_cb);
}

static void
jarida_offline_sheet_init (JaridaOfflineSheet *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
}

JaridaSheet *
jarida_offline_sheet_new (JaridaReader      *reader,
                          const JaridaPlace *place,
                          const char        *title)
{
  JaridaOfflineSheet *self = g_object_new (JARIDA_TYPE_OFFLINE_SHEET, NULL);
  const gboolean day = place->kind == JARIDA_PLACE_DAY || (place->kind == JARIDA_PLACE_FRONT && place->id != 0);

  self->reader = g_object_ref (reader);
  jarida_sheet_set_name (JARIDA_SHEET (self), _("Keep Offline"));
  adw_window_title_set_subtitle (self->title, title);
  /* A day is all of itself. */
  gtk_widget_set_visible (GTK_WIDGET (self->period_row), !day);
  adw_combo_row_set_selected (self->period_row, day ? G_N_ELEMENTS (periods) - 1 : 2);
  jarida_reader_estimate_offline_async (reader, place, self->cancellable, estimated_cb, g_object_ref (self));
  return JARIDA_SHEET (self);
}
