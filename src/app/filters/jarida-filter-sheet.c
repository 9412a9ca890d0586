/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-filter-sheet.h"

#include <glib/gi18n.h>

#include "jarida-filter-text.h"
#include "jarida-generation.h"

static const JaridaFilterAction actions[] = {
  JARIDA_FILTER_ACTION_HIDE, JARIDA_FILTER_ACTION_READ, JARIDA_FILTER_ACTION_SAVE, JARIDA_FILTER_ACTION_NOTIFY,
};

struct _JaridaFilterSheet
{
  JaridaSheet      parent_instance;

  JaridaReader    *reader;        /* (owned) (nullable) */
  JaridaFilter    *filter;        /* (owned) (nullable) */
  GArray          *source_ids;    /* (owned) gint64, in the order of the choices; the first is 0, everywhere */
  GCancellable    *trial;         /* (owned) (nullable) under way */
  gboolean         filling;
  gboolean         accepted;      /* once: keeping it takes a moment */

  /* Template children */
  AdwWindowTitle  *title;
  GtkWidget       *button;
  GtkWidget       *cancel_button;
  GtkWidget       *page;
  AdwEntryRow     *words_row;
  AdwComboRow     *where_row;
  AdwComboRow     *action_row;
  AdwActionRow    *trial_row;
  GtkWidget       *apply_row;
  GtkSwitch       *apply_switch;
  GtkProgressBar  *progress;
};

static guint wanted_signal;

G_DEFINE_FINAL_TYPE (JaridaFilterSheet, jarida_filter_sheet, JARIDA_TYPE_SHEET)

static JaridaFilterAction
get_action (JaridaFilterSheet *self)
{
  return actions[MIN (adw_combo_row_get_selected (self->action_row), G_N_ELEMENTS (actions) - 1)];
}

static gint64
get_source_id (JaridaFilterSheet *self)
{
  const guint selected = adw_combo_row_get_selected (self->where_row);

  return selected < self->source_ids->len ? g_array_index (self->source_ids, gint64, selected) : 0;
}

static char *
dup_words (JaridaFilterSheet *self)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->words_row))));
}

/* ---- Trying ---- */

static void
say (JaridaFilterSheet *self,
     const char        *text)
{
  if (g_strcmp0 (adw_action_row_get_subtitle (self->trial_row), text) == 0)
    return;
  adw_action_row_set_subtitle (self->trial_row, text);
  if (gtk_widget_get_mapped (GTK_WIDGET (self->trial_row)))
    jarida_widget_announce (GTK_WIDGET (self->words_row), text);
}

static void
tried_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(JaridaFilterSheet) self = user_data;
  const gboolean mine = g_task_get_cancellable (G_TASK (result)) == self->trial;
  g_autoptr(GError) error = NULL;
  g_autofree char *text = NULL;
  guint n, n_all;
  const gboolean done = jarida_reader_try_filter_finish (JARIDA_READER (source), result, &n, &n_all, &error);

  /* Other words have been typed since. */
  if (!mine || self->reader == NULL)
    return;
  g_clear_object (&self->trial);
  text = done ? jarida_filter_text_trial (get_action (self), n, n_all) : jarida_error_text (error);
  say (self, text);
}

static void
stop_trial (JaridaFilterSheet *self)
{
  if (self->trial != NULL)
    g_cancellable_cancel (self->trial);
  g_clear_object (&self->trial);
}

static void
changed_cb (JaridaFilterSheet *self)
{
  g_autofree char *words = dup_words (self);
  const gint64 source_id = get_source_id (self);
  const gboolean asks = words[0] != '\0' || source_id != 0;

  if (self->filling)
    return;
  stop_trial (self);
  gtk_widget_set_sensitive (self->button, asks);
  /* What is old is no news. */
  gtk_widget_set_sensitive (self->apply_row, get_action (self) != JARIDA_FILTER_ACTION_NOTIFY);
  if (!asks)
    {
      say (self, _("Type words, or choose a newspaper."));
      return;
    }
  self->trial = g_cancellable_new ();
  jarida_reader_try_filter_async (self->reader, words, source_id, get_action (self), self->trial, tried_cb, g_object_ref (self));
}

/* ---- What the person does ---- */

static void
accept_cb (JaridaFilterSheet *self)
{
  if (self->accepted || !gtk_widget_get_sensitive (self->button))
    return;
  self->accepted = TRUE;
  g_signal_emit (self, wanted_signal, 0,
                 gtk_switch_get_active (self->apply_switch) && get_action (self) != JARIDA_FILTER_ACTION_NOTIFY);
}

static void
leave_cb (JaridaFilterSheet *self)
{
  jarida_sheet_leave (JARIDA_SHEET (self));
}

/* ---- The widget ---- */

static void
jarida_filter_sheet_dispose (GObject *object)
{
  JaridaFilterSheet *self = JARIDA_FILTER_SHEET (object);

  stop_trial (self);
  g_clear_object (&self->reader);
  gtk_widget_dispose_template (GTK_WIDGET (self), JARIDA_TYPE_FILTER_SHEET);
  g_clear_object (&self->filter);
  g_clear_pointer (&self->source_ids, g_array_unref);
  G_OBJECT_CLASS (jarida_filter_sheet_parent_class)->dispose (object);
}

static void
jarida_filter_sheet_class_init (JaridaFilterSheetClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = jarida_filter_sheet_dispose;
  wanted_signal = g_signal_new ("wanted", JARIDA_TYPE_FILTER_SHEET, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/jarida/Jarida/ui/jarida-filter-sheet.ui");
  gtk_widget_class_bind_template_child (widget_class, JaridaFilterSheet, title);
  gtk_widget_class_bind_template_child (widget_class, JaridaFilterSheet, button);
  gtk_widget_class_bind_template_child (widget_class, JaridaFilterSheet, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, JaridaFilterSheet, page);
  gtk_widget_class_bind_template_child (widget_class, JaridaFilterSheet, words_row);
  gtk_widget_class_bind_template_child (widget_class, JaridaFilterSheet, where_row);
  gtk_widget_class_bind_template_child (widget_class, JaridaFilterSheet, action_row);
  gtk_widget_class_bind_template_child (widget_class, JaridaFilterSheet, trial_row);
  gtk_widget_class_bind_template_child (widget_class, JaridaFilterSheet, apply_row);
  gtk_widget_class_bind_template_child (widget_class, JaridaFilterSheet, apply_switch);
  gtk_widget_class_bind_template_child (widget_class, JaridaFilterSheet, progress);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, accept_cb);
  gtk_widget_class_bind_template_callback (widget_class, leave_cb);
}

static void
jarida_filter_sheet_init (JaridaFilterSheet *self)
{
  self->source_ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
fill_choices (JaridaFilterSheet *self)
{
  GListModel *sources = jarida_reader_get_sources (self->reader);
  g_autoptr(GtkStringList) where = gtk_string_list_new (NULL);
  g_autoptr(GtkStringList) what = gtk_string_list_new (NULL);
  const gint64 everywhere = 0;
  const gint64 removed = self->filter != NULL ? jarida_filter_get_source_id (self->filter) : 0;

  gtk_string_list_append (where, _("Everywhere"));
  g_array_append_val (self->source_ids, everywhere);
  for (guint i = 0; i < g_list_model_get_n_items (sources); i++)
    {
      g_autoptr(JaridaSource) source = g_list_model_get_item (sources, i);
      const gint64 id = jarida_source_get_id (source);

      gtk_string_list_append (where, jarida_source_get_title (source));
      g_array_append_val (self->source_ids, id);
    }
  /* It can still be brought back: its filters do not become those of all newspapers meanwhile. */
  if (removed != 0 && jarida_reader_find_source (self->reader, removed) == NULL)
    {
      gtk_string_list_append (where, _("A removed newspaper"));
      g_array_append_val (self->source_ids, removed);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_string_list_append (what, jarida_filter_text_action (actions[i]));
  adw_combo_row_set_model (self->where_row, G_LIST_MODEL (where));
  adw_combo_row_set_model (self->action_row, G_LIST_MODEL (what));
}

static void
show_filter (JaridaFilterSheet *self)
{
  for (guint i = 0; i < self->source_ids->len; i++)
    if (g_array_index (self->source_ids, gint64, i) == jarida_filter_get_source_id (self->filter))
      adw_combo_row_set_selected (self->where_row, i);
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    if (actions[i] == jarida_filter_get_action (self->filter))
      adw_combo_row_set_selected (self->action_row, i);
}

JaridaSheet *
jarida_filter_sheet_new (JaridaReader *reader,
                         JaridaFilter *filter,
                         const char   *query)
{
  JaridaFilterSheet *self = g_object_new (JARIDA_TYPE_FILTER_SHEET, NULL);
  const char *title = filter != NULL ? _("Edit Filter") : _("New Filter");

  self->reader = g_object_ref (reader);
  g_set_object (&self->filter, filter);
  jarida_sheet_set_name (JARIDA_SHEET (self), title);
  adw_window_title_set_title (self->title, title);
  fill_choices (self);
  if (filter != NULL)
    {
      show_filter (self);
      query = jarida_filter_get_query (filter);
    }
  gtk_editable_set_text (GTK_EDITABLE (self->words_row), query != NULL ? query : "");
  self->filling = FALSE;
  changed_cb (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->words_row));
  return JARIDA_SHEET (self);
}

JaridaFilter *
jarida_filter_sheet_get_filter (JaridaFilterSheet *self)
{
  g_return_val_if_fail (JARIDA_IS_FILTER_SHEET (self), NULL);
  return self->filter;
}

void
jarida_filter_sheet_tell (JaridaFilterSheet *self,
                          JaridaFilter      *filter)
{
  g_autofree char *words = NULL;

  g_return_if_fail (JARIDA_IS_FILTER_SHEET (self));

  words = dup_words (self);
  jarida_filter_set_query (filter, words);
  jarida_filter_set_source_id (filter, get_source_id (self));
  jarida_filter_set_action (filter, get_action (self));
}

void
jarida_filter_sheet_set_progress (JaridaFilterSheet *self,
                                  guint              n_done,
                                  guint              n_total)
{
  g_return_if_fail (JARIDA_IS_FILTER_SHEET (self));

  stop_trial (self);
  /* An entry that has the keyboard does not like to lose it so; what is left to do is to stop. */
  if (gtk_widget_get_sensitive (self->page))
    gtk_widget_grab_focus (self->cancel_button);
  gtk_widget_set_sensitive (self->page, FALSE);
  gtk_widget_set_sensitive (self->button, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->progress), TRUE);
  gtk_progress_bar_set_fraction (self->progress, n_total > 0 ? MIN (1.0, (double) n_done / n_total) : 0);
}
