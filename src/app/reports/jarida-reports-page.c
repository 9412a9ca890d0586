/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-reports-page.h"

#include <glib/gi18n.h>

#include "jarida-report-text.h"
#include "jarida-time-text.h"

struct _JaridaReportsPage
{
  AdwPreferencesPage   parent_instance;

  JaridaReader        *reader;       /* (owned) (nullable) */
  GSettings           *settings;     /* (owned) (nullable) */

  /* Template children */
  GtkListBox          *list;
  AdwPreferencesGroup *service_group;
  AdwEntryRow         *service_row;
  AdwActionRow        *list_row;
  AdwActionRow        *reset_row;
  GtkStack            *reset_stack;
  GtkButton           *reset_button;
  GtkButton           *keep_button;
  GtkLabel            *privacy;
};

G_DEFINE_FINAL_TYPE (JaridaReportsPage, jarida_reports_page, ADW_TYPE_PREFERENCES_PAGE)

/* ---- The reports ---- */

static char *
describe (JaridaReportEntry *entry)
{
  const char *address = jarida_report_entry_get_address (entry);
  g_autoptr(GUri) uri = address != NULL ? g_uri_parse (address, G_URI_FLAGS_NONE, NULL) : NULL;
  g_autofree char *when = jarida_time_text_moment (jarida_report_entry_get_created (entry), g_get_real_time () / G_USEC_PER_SEC);
  g_autofree char *state = jarida_report_state_text (entry);
  g_autofree char *text = uri != NULL && g_uri_get_host (uri) != NULL
                          ? g_strdup_printf ("%s · %s\n%s", g_uri_get_host (uri), when, state)
                          : g_strdup_printf ("%s\n%s", when, state);

  return g_markup_escape_text (text, -1);
}

static void
update_row (AdwActionRow      *row,
            JaridaReportEntry *entry)
{
  g_autofree char *subtitle = describe (entry);
  GtkWidget *withdraw = g_object_get_data (G_OBJECT (row), "withdraw");

  adw_action_row_set_subtitle (row, subtitle);
  gtk_widget_set_visible (withdraw, jarida_report_entry_get_can_withdraw (entry));
}

static void
entry_changed_cb (JaridaReportEntry *entry,
                  GParamSpec        *pspec,
                  AdwActionRow      *row)
{
  update_row (row, entry);
}

static void
withdraw_cb (GtkButton         *button,
             JaridaReportEntry *entry)
{
  GtkWidget *page = gtk_widget_get_ancestor (GTK_WIDGET (button), JARIDA_TYPE_REPORTS_PAGE);

  if (page != NULL && JARIDA_REPORTS_PAGE (page)->reader != NULL)
    jarida_reader_withdraw_report (JARIDA_REPORTS_PAGE (page)->reader, jarida_report_entry_get_id (entry));
}

static GtkWidget *
make_row (gpointer item,
          gpointer user_data)
{
  JaridaReportEntry *entry = item;
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *withdraw = gtk_button_new_with_mnemonic (_("_Withdraw"));

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), jarida_report_reason_text (jarida_report_entry_get_reason (entry)));
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 2);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 5);
  gtk_widget_set_tooltip_text (row, jarida_report_entry_get_address (entry));
  gtk_widget_set_valign (withdraw, GTK_ALIGN_CENTER);
  g_signal_connect_object (withdraw, "clicked", G_CALLBACK (withdraw_cb), entry, 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), withdraw);
  g_object_set_data (G_OBJECT (row), "withdraw", withdraw);
  g_signal_connect_object (entry, "notify", G_CALLBACK (entry_changed_cb), row, 0);
  update_row (ADW_ACTION_ROW (row), entry);
  return row;
}

/* ---- The service ---- */

static void
describe_service (JaridaReportsPage *self)
{
  const char *service = jarida_reader_get_report_service (self->reader);
  g_autofree char *text = NULL;

  if (service == NULL || *service == '\0')
    text = g_markup_escape_text (_("None is set: a report hides the picture for you and stays on this computer."), -1);
  else
    text = g_markup_printf_escaped (_("Reports are sent to %s. Its list of blocked pictures is downloaded whole."), service);
  adw_preferences_group_set_description (self->service_group, text);
}

static char *
describe_list (JaridaReportsPage *self)
{
  const gint64 time = jarida_reader_get_list_time (self->reader);
  const guint n_listed = jarida_reader_count_listed (self->reader);
  g_autofree char *count = NULL;
  g_autofree char *when = NULL;

  if (time == 0)
    return g_strdup (_("There is none on this computer."));
  count = g_strdup_printf (ngettext ("%'u blocked picture", "%'u blocked pictures", n_listed), n_listed);
  when = jarida_time_text_moment (time, g_get_real_time () / G_USEC_PER_SEC);
  if (jarida_reader_get_list_old (self->reader))
    /* Translators: "12 blocked pictures" and a date. */
    return g_strdup_printf (_("%1$s. The list is old: it is from %2$s, and what was blocked since then is missing."), count, when);
  /* Translators: "12 blocked pictures" and a time. */
  return g_strdup_printf (_("%1$s, as of %2$s."), count, when);
}

static void
update (JaridaReportsPage *self)
{
  g_autofree char *list = describe_list (self);

  describe_service (self);
  adw_action_row_set_subtitle (self->list_row, list);
}

static void
changed_cb (JaridaReportsPage *self)
{
  gtk_widget_remove_css_class (GTK_WIDGET (self->service_row), "error");
  if (self->reader != NULL)
    describe_service (self);
}

static void
apply_cb (JaridaReportsPage *self)
{
  g_autofree char *typed = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->service_row))));
  g_autofree char *service = *typed != '\0' ? jarida_report_service_normalize (typed) : g_strdup ("");

  if (service == NULL)
    {
      gtk_widget_add_css_class (GTK_WIDGET (self->service_row), "error");
      adw_preferences_group_set_description (self->service_group,
                                             _("This is no address of a service: it begins with https://, or leads to this computer."));
      return;
    }
  g_settings_set_string (self->settings, "report-service", service);
  /* In the program the settings are followed by whoever opened the shelf; here it must be so at once. */
  jarida_reader_set_report_service (self->reader, service);
}

/* ---- The identifier ---- */

static void
ask_reset_cb (JaridaReportsPage *self)
{
  adw_action_row_set_subtitle (self->reset_row, _("With a new one, reports that were sent can no longer be withdrawn."));
  gtk_stack_set_visible_child_name (self->reset_stack, "confirm");
  gtk_widget_grab_focus (GTK_WIDGET (self->keep_button));
}

static void
end_reset (JaridaReportsPage *self,
           const char        *sentence)
{
  adw_action_row_set_subtitle (self->reset_row, sentence);
  gtk_stack_set_visible_child_name (self->reset_stack, "ask");
  gtk_widget_grab_focus (GTK_WIDGET (self->reset_button));
}

static void
keep_cb (JaridaReportsPage *self)
{
  end_reset (self, _("Signs your reports. It was made by chance and says nothing about you."));
}

static void
reset_done_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(JaridaReportsPage) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *trouble = NULL;

  if (!jarida_reader_reset_reporter_finish (JARIDA_READER (source), result, &error))
    trouble = jarida_error_text (error);
  if (self->reader != NULL)
    end_reset (self, trouble != NULL ? trouble : _("A new identifier signs your reports from now on."));
}

static void
reset_cb (JaridaReportsPage *self)
{
  jarida_reader_reset_reporter_async (self->reader, NULL, reset_done_cb, g_object_ref (self));
}

static void
jarida_reports_page_dispose (GObject *object)
{
  JaridaReportsPage *self = JARIDA_REPORTS_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), JARIDA_TYPE_REPORTS_PAGE);
  g_clear_object (&self->reader);
  g_clear_object (&self->settings);
  G_OBJECT_CLASS (jarida_reports_page_parent_class)->dispose (object);
}

static void
jarida_reports_page_class_init (JaridaReportsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = jarida_reports_page_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/jarida/Jarida/ui/jarida-reports-page.ui");
  gtk_widget_class_bind_template_child (widget_class, JaridaReportsPage, list);
  gtk_widget_class_bind_template_child (widget_class, JaridaReportsPage, service_group);
  gtk_widget_class_bind_template_child (widget_class, JaridaReportsPage, service_row);
  gtk_widget_class_bind_template_child (widget_class, JaridaReportsPage, list_row);
  gtk_widget_class_bind_template_child (widget_class, JaridaReportsPage, reset_row);
  gtk_widget_class_bind_template_child (widget_class, JaridaReportsPage, reset_stack);
  gtk_widget_class_bind_template_child (widget_class, JaridaReportsPage, reset_button);
  gtk_widget_class_bind_template_child (widget_class, JaridaReportsPage, keep_button);
  gtk_widget_class_bind_template_child (widget_class, JaridaReportsPage, privacy);
  gtk_widget_class_bind_template_callback (widget_class, apply_cb);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, ask_reset_cb);
  gtk_widget_class_bind_template_callback (widget_class, keep_cb);
  gtk_widget_class_bind_template_callback (widget_class, reset_cb);
}

static void
jarida_reports_page_init (JaridaReportsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_label_set_label (self->privacy, jarida_report_privacy_long_text ());
}

GtkWidget *
jarida_reports_page_new (JaridaReader *reader,
                         GSettings    *settings)
{
  JaridaReportsPage *self = g_object_new (JARIDA_TYPE_REPORTS_PAGE, NULL);
  g_autofree char *service = g_settings_get_string (settings, "report-service");

  gtk_editable_set_text (GTK_EDITABLE (self->service_row), service);
  self->reader = g_object_ref (reader);
  self->settings = g_object_ref (settings);
  gtk_list_box_bind_model (self->list, jarida_reader_get_reports (reader), make_row, NULL, NULL);
  g_signal_connect_object (reader, "notify::report-service", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (reader, "notify::list-time", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
  return GTK_WIDGET (self);
}
