/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-why-sheet.h"

#include <glib/gi18n.h>

#include "jarida-report-text.h"
#include "jarida-spinner.h"
#include "jarida-time-text.h"

struct _JaridaWhySheet
{
  JaridaSheet   parent_instance;

  JaridaReader *reader;       /* (owned) (nullable) */
  char         *address;      /* (owned) */
  char         *report_id;    /* (owned) (nullable) the report of this person that can be taken back */
  GCancellable *closing;      /* (owned) */

  /* Template children */
  GtkLabel     *standing;
  GtkLabel     *details;
  GtkButton    *withdraw;
  GtkButton    *reveal;
  GtkWidget    *asking;
};

G_DEFINE_FINAL_TYPE (JaridaWhySheet, jarida_why_sheet, JARIDA_TYPE_SHEET)

static void
withdraw_cb (JaridaWhySheet *self)
{
  if (self->report_id != NULL)
    jarida_reader_withdraw_report (self->reader, self->report_id);
  jarida_sheet_leave (JARIDA_SHEET (self));
}

static void
reveal_cb (JaridaWhySheet *self)
{
  jarida_reader_set_picture_shown (self->reader, self->address, TRUE);
  jarida_sheet_leave (JARIDA_SHEET (self));
}

/* The newest of this address that still stands. Another address can be hidden by the same report: then there is none. */
static JaridaReportEntry *
find_report (JaridaWhySheet *self)
{
  GListModel *reports = jarida_reader_get_reports (self->reader);

  for (guint i = 0; i < g_list_model_get_n_items (reports); i++)
    {
      g_autoptr(JaridaReportEntry) entry = g_list_model_get_item (reports, i);

      if (jarida_report_entry_get_state (entry) != JARIDA_REPORT_WITHDRAWN &&
          g_strcmp0 (jarida_report_entry_get_address (entry), self->address) == 0)
        return g_steal_pointer (&entry);
    }
  return NULL;
}

static void
show_own (JaridaWhySheet *self)
{
  g_autoptr(JaridaReportEntry) entry = find_report (self);
  g_autofree char *when = NULL;
  g_autofree char *state = NULL;
  g_autofree char *text = NULL;

  if (entry == NULL)
    {
      gtk_label_set_label (self->details, _("It is the same picture as one that you reported at another address. Your reports are "
                                            "listed in the preferences."));
      return;
    }
  when = jarida_time_text_moment (jarida_report_entry_get_created (entry), g_get_real_time () / G_USEC_PER_SEC);
  state = jarida_report_state_text (entry);
  /* Translators: when a picture was reported, and where the report has got to: "You reported it today at 14:05. Sent". */
  text = g_strdup_printf (_("You reported it: %1$s. State of the report: %2$s."), when, state);
  gtk_label_set_label (self->details, text);
  gtk_widget_set_visible (GTK_WIDGET (self->withdraw), jarida_report_entry_get_can_withdraw (entry));
  if (jarida_report_entry_get_can_withdraw (entry))
    self->report_id = g_strdup (jarida_report_entry_get_id (entry));
}

/* ---- What the service says ---- */

static char *
describe_decision (const JaridaDecisionText *decision)
{
  const gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  GString *text = g_string_new (decision->facts);

  if (decision->at != 0)
    {
      g_autofree char *at = jarida_time_text_moment (decision->at, now);

      g_string_append (text, text->len > 0 ? "\n\n" : "");
      /* Translators: %s is a date or a time of day. */
      g_string_append_printf (text, decision->automatic ? _("Hidden automatically: %s.") : _("Decided: %s."), at);
    }
  if (decision->until != 0)
    {
      g_autofree char *until = jarida_time_text_moment (decision->until, now);

      g_string_append_c (text, ' ');
      /* Translators: %s is a date. */
      g_string_append_printf (text, _("Valid until: %s."), until);
    }
  return g_string_free (text, FALSE);
}

static void
add_details (JaridaWhySheet *self,
             const char     *words)
{
  g_autofree char *all = g_strconcat (gtk_label_get_label (self->details), "\n\n", words, NULL);

  gtk_label_set_label (self->details, all);
}

static void
decision_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(JaridaWhySheet) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(JaridaDecisionText) decision = jarida_reader_load_decision_finish (JARIDA_READER (source), result, &error);
  g_autofree char *text = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->reader == NULL)
    return;
  gtk_widget_set_visible (self->asking, FALSE);
  text = decision != NULL ? describe_decision (decision) : jarida_error_text (error);
  add_details (self, text);
}

static void
ask_service (JaridaWhySheet             *self,
             const JaridaPictureVerdict *verdict)
{
  if (verdict->decision_key == NULL)
    return;
  gtk_widget_set_visible (self->asking, TRUE);
  jarida_reader_load_decision_async (self->reader, verdict->decision_key, self->closing, decision_cb, g_object_ref (self));
}

static void
left_cb (JaridaWhySheet *self)
{
  g_cancellable_cancel (self->closing);
}

static void
show (JaridaWhySheet *self)
{
  g_auto(JaridaPictureVerdict) verdict = { 0 };
  g_autofree char *standing = NULL;

  jarida_reader_judge_picture (self->reader, self->address, &verdict);
  standing = jarida_picture_verdict_text (&verdict);
  gtk_label_set_label (self->standing, standing != NULL ? standing : _("The picture is shown again."));
  gtk_widget_set_visible (GTK_WIDGET (self->reveal), standing != NULL);
  ask_service (self, &verdict);
  switch (verdict.standing)
    {
    case JARIDA_PICTURE_HIDDEN_BY_YOU:
      show_own (self);
      break;
    case JARIDA_PICTURE_HIDDEN_BY_READERS:
      gtk_label_set_label (self->details, _("Several people reported it for this reason, so it was hidden automatically: for two "
                                            "weeks at most, until a moderator has looked at it."));
      break;
    case JARIDA_PICTURE_HIDDEN_BY_MODERATOR:
      gtk_label_set_label (self->details, _("A moderator has looked at it and decided to hide it."));
      break;
    case JARIDA_PICTURE_SHOWN:
      break;
    default:
      g_return_if_reached ();
    }
}

static void
jarida_why_sheet_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), JARIDA_TYPE_WHY_SHEET);
  g_clear_object (&JARIDA_WHY_SHEET (object)->reader);
  G_OBJECT_CLASS (jarida_why_sheet_parent_class)->dispose (object);
}

static void
jarida_why_sheet_finalize (GObject *object)
{
  JaridaWhySheet *self = JARIDA_WHY_SHEET (object);

  g_object_unref (self->closing);
  g_free (self->address);
  g_free (self->report_id);
  G_OBJECT_CLASS (jarida_why_sheet_parent_class)->finalize (object);
}

static void
jarida_why_sheet_class_init (JaridaWhySheetClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = jarida_why_sheet_dispose;
  G_OBJECT_CLASS (klass)->finalize = jarida_why_sheet_finalize;
  g_type_ensure (JARIDA_TYPE_SPINNER);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/jarida/Jarida/ui/jarida-why-sheet.ui");
  gtk_widget_class_bind_template_child (widget_class, JaridaWhySheet, standing);
  gtk_widget_class_bind_template_child (widget_class, JaridaWhySheet, details);
  gtk_widget_class_bind_template_child (widget_class, JaridaWhySheet, withdraw);
  gtk_widget_class_bind_template_child (widget_class, JaridaWhySheet, reveal);
  gtk_widget_class_bind_template_child (widget_class, JaridaWhySheet, asking);
  gtk_widget_class_bind_template_callback (widget_class, left_cb);
  gtk_widget_class_bind_template_callback (widget_class, withdraw_cb);
  gtk_widget_class_bind_template_callback (widget_class, reveal_cb);
}

static void
jarida_why_sheet_init (JaridaWhySheet *self)
{
  self->closing = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

JaridaSheet *
jarida_why_sheet_new (JaridaReader *reader,
                      const char   *address)
{
  JaridaWhySheet *self = g_object_new (JARIDA_TYPE_WHY_SHEET, NULL);

  self->reader = g_object_ref (reader);
  self->address = g_strdup (address);
  jarida_sheet_set_name (JARIDA_SHEET (self), _("Why Is It Hidden?"));
  show (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->reveal));
  return JARIDA_SHEET (self);
}
