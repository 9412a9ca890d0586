/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-activity-sheet.h"

#include <glib/gi18n.h>

#include "jarida-clean.h"
#include "jarida-safekeeping.h"
#include "jarida-time-text.h"

struct _JaridaActivitySheet
{
  JaridaSheet   parent_instance;

  JaridaReader *reader;          /* (owned) (nullable) */

  GPtrArray    *rows;            /* (owned) GtkWidget, borrowed: of what was not fetched ahead */

  /* Template children */
  GtkListView    *view;
  GtkWidget      *notes;
  AdwActionRow   *mishap_row;
  AdwActionRow   *cleaned_row;
  AdwExpanderRow *ahead_row;
};

G_DEFINE_FINAL_TYPE (JaridaActivitySheet, jarida_activity_sheet, JARIDA_TYPE_SHEET)

/* Functions of the row's template, named there. */

static char *
get_result_text (GtkListItem *item,
                 int          outcome,
                 int          status)
{
  return jarida_outcome_text ((JaridaOutcome) outcome, status);
}

static char *
get_time_text (GtkListItem *item,
               gint64       last_fetch)
{
  if (last_fetch == 0)
    return NULL;
  return jarida_time_text_moment (last_fetch, g_get_real_time () / G_USEC_PER_SEC);
}

static char *
get_result_icon (GtkListItem *item,
                 int          outcome,
                 gboolean     fetching,
                 gboolean     stopped)
{
  if (fetching)
    return g_strdup ("content-loading-symbolic");
  if (stopped)
    return g_strdup ("media-playback-pause-symbolic");
  if (outcome == JARIDA_OUTCOME_NEVER)
    return g_strdup ("content-loading-symbolic");
  return g_strdup (jarida_outcome_is_failure ((JaridaOutcome) outcome) ? "dialog-warning-symbolic" : "object-select-symbolic");
}

static void
retry_cb (GtkListItem *item,
          GtkButton   *button)
{
  JaridaSource *source = gtk_list_item_get_item (item);
  GtkWidget *sheet = gtk_widget_get_ancestor (GTK_WIDGET (button), JARIDA_TYPE_ACTIVITY_SHEET);
  const gint64 id = source != NULL ? jarida_source_get_id (source) : 0;

  if (id != 0 && sheet != NULL)
    jarida_reader_refresh_async (JARIDA_ACTIVITY_SHEET (sheet)->reader, &id, 1, TRUE, NULL, NULL, NULL);
}

/* ---- What was not fetched ahead ---- */

static GtkWidget *
new_failure_row (JaridaAheadFailure *failure)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *title = g_markup_escape_text (jarida_ahead_failure_get_title (failure), -1);
  g_autofree char *reason = g_markup_escape_text (jarida_ahead_failure_get_reason (failure), -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), reason);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 1);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 1);
  gtk_widget_set_tooltip_text (row, jarida_ahead_failure_get_reason (failure));
  return row;
}

static void
show_notes (JaridaActivitySheet *self)
{
  gtk_widget_set_visible (self->notes, gtk_widget_get_visible (GTK_WIDGET (self->ahead_row))
                                       || gtk_widget_get_visible (GTK_WIDGET (self->cleaned_row))
                                       || gtk_widget_get_visible (GTK_WIDGET (self->mishap_row)));
}

/* ---- What was mended or restored ---- */

static void
show_mishap (JaridaActivitySheet *self)
{
  const JaridaMishap *mishap = jarida_reader_get_mishap (self->reader);
  const gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  g_autofree char *title = NULL;
  g_autofree char *when = NULL;
  g_autofree char *made = NULL;
  g_autofree char *text = NULL;
  g_autofree char *escaped = NULL;

  if (mishap != NULL)
    {
      title = jarida_mishap_title (mishap);
      when = jarida_time_text_moment (mishap->when, now);
      made = jarida_time_text_moment (mishap->made_at, now);
      text = jarida_mishap_text (mishap, when, made);
      escaped = g_markup_escape_text (text, -1);
      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->mishap_row), title);
      adw_action_row_set_subtitle (self->mishap_row, escaped);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->mishap_row), mishap != NULL);
  show_notes (self);
}

static void
understood_cb (JaridaActivitySheet *self)
{
  jarida_reader_forget_mishap (self->reader);
  show_mishap (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
show_ahead (JaridaActivitySheet *self)
{
  JaridaAhead *ahead = jarida_reader_get_ahead (self->reader);
  GListModel *failures = jarida_ahead_get_failures (ahead);
  const guint n = g_list_model_get_n_items (failures);
  g_autofree char *state = jarida_ahead_state_text (jarida_ahead_get_state (ahead));
  g_autofree char *count = NULL;

  for (guint i = 0; i < self->rows->len; i++)
    adw_expander_row_remove (self->ahead_row, g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr(JaridaAheadFailure) failure = g_list_model_get_item (failures, i);
      GtkWidget *row = new_failure_row (failure);

      adw_expander_row_add_row (self->ahead_row, row);
      g_ptr_array_add (self->rows, row);
    }
  count = g_strdup_printf (ngettext ("%u article or picture", "%u articles or pictures", n), n);
  adw_expander_row_set_subtitle (self->ahead_row, state != NULL ? state : n > 0 ? count : "");
  adw_expander_row_set_enable_expansion (self->ahead_row, n > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->ahead_row), n > 0 || state != NULL);
  show_notes (self);
}

/* ---- What has left ---- */

static void
cleaned_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(JaridaActivitySheet) self = user_data;
  g_autofree char *when = NULL;
  g_autofree char *text = NULL;
  gint64 moment;
  guint n, n_for_room;

  if (!jarida_reader_load_cleaned_finish (JARIDA_READER (source), result, &n, &n_for_room, &moment, NULL) || n == 0 || self->reader == NULL)
    return;
  when = jarida_time_text_moment (moment, g_get_real_time () / G_USEC_PER_SEC);
  if (n_for_room == n)
    /* Translators: how many articles left the shelf because texts took too much room, and when. */
    text = g_strdup_printf (ngettext ("%1$u article, for want of space · %2$s", "%1$u articles, for want of space · %2$s", n), n, when);
  else if (n_for_room > 0)
    /* Translators: the same; %3$u is how many of them left for that. The others were old. */
    text = g_strdup_printf (ngettext ("%1$u article, %3$u for want of space · %2$s", "%1$u articles, %3$u of them for want of space · %2$s", n),
                            n, when, n_for_room);
  else
    /* Translators: how many articles left the shelf because they were old, and when. */
    text = g_strdup_printf (ngettext ("%1$u article, as its newspaper is set · %2$s", "%1$u articles, as their newspapers are set · %2$s", n), n, when);
  adw_action_row_set_subtitle (self->cleaned_row, text);
  gtk_widget_set_visible (GTK_WIDGET (self->cleaned_row), TRUE);
  show_notes (self);
}

static int
compare_sources (gconstpointer a,
                 gconstpointer b,
                 gpointer      user_data)
{
  JaridaSource *first = (gpointer) a;
  JaridaSource *second = (gpointer) b;
  const gboolean first_failed = jarida_outcome_is_failure (jarida_source_get_outcome (first));
  const gboolean second_failed = jarida_outcome_is_failure (jarida_source_get_outcome (second));

  if (first_failed != second_failed)
    return first_failed ? -1 : 1;
  return g_utf8_collate (jarida_source_get_title (first), jarida_source_get_title (second));
}

static void
jarida_activity_sheet_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), JARIDA_TYPE_ACTIVITY_SHEET);
  g_clear_pointer (&JARIDA_ACTIVITY_SHEET (object)->rows, g_ptr_array_unref);
  g_clear_object (&JARIDA_ACTIVITY_SHEET (object)->reader);
  G_OBJECT_CLASS (jarida_activity_sheet_parent_class)->dispose (object);
}

static void
jarida_activity_sheet_class_init (JaridaActivitySheetClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = jarida_activity_sheet_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/jarida/Jarida/ui/jarida-activity-sheet.ui");
  gtk_widget_class_bind_template_child (widget_class, JaridaActivitySheet, view);
  gtk_widget_class_bind_template_child (widget_class, JaridaActivitySheet, notes);
  gtk_widget_class_bind_template_child (widget_class, JaridaActivitySheet, ahead_row);
  gtk_widget_class_bind_template_child (widget_class, JaridaActivitySheet, cleaned_row);
  gtk_widget_class_bind_template_child (widget_class, JaridaActivitySheet, mishap_row);
  gtk_widget_class_bind_template_callback (widget_class, understood_cb);
}

/* The row's template is made by a factory of our own scope, which knows the functions above. */
static GtkListItemFactory *
make_factory (void)
{
  g_autoptr(GtkBuilderScope) scope = gtk_builder_cscope_new ();

  gtk_builder_cscope_add_callback_symbols (GTK_BUILDER_CSCOPE (scope),
                                           "get_result_text", G_CALLBACK (get_result_text),
                                           "get_time_text", G_CALLBACK (get_time_text),
                                           "get_result_icon", G_CALLBACK (get_result_icon),
                                           "retry_cb", G_CALLBACK (retry_cb),
                                           NULL);
  return gtk_builder_list_item_factory_new_from_resource (scope, "/org/jarida/Jarida/ui/jarida-activity-row.ui");
}

static void
jarida_activity_sheet_init (JaridaActivitySheet *self)
{
  g_autoptr(GtkListItemFactory) factory = NULL;

  gtk_widget_init_template (GTK_WIDGET (self));
  self->rows = g_ptr_array_new ();
  factory = make_factory ();
  gtk_list_view_set_factory (self->view, factory);
}

JaridaSheet *
jarida_activity_sheet_new (JaridaReader *reader)
{
  JaridaActivitySheet *self = g_object_new (JARIDA_TYPE_ACTIVITY_SHEET, NULL);
  GtkSorter *sorter = GTK_SORTER (gtk_custom_sorter_new (compare_sources, NULL, NULL));
  g_autoptr(GtkNoSelection) selection = NULL;

  self->reader = g_object_ref (reader);
  g_signal_connect_object (jarida_reader_get_ahead (reader), "notify::state", G_CALLBACK (show_ahead), self, G_CONNECT_SWAPPED);
  show_ahead (self);
  show_mishap (self);
  jarida_reader_load_cleaned_async (reader, NULL, cleaned_cb, g_object_ref (self));
  selection = gtk_no_selection_new (G_LIST_MODEL (gtk_sort_list_model_new (g_object_ref (jarida_reader_get_sources (reader)),
                                                                           sorter)));
  gtk_list_view_set_model (self->view, GTK_SELECTION_MODEL (selection));
  return JARIDA_SHEET (self);
}

GListModel *
jarida_activity_sheet_get_model (JaridaActivitySheet *self)
{
  g_return_val_if_fail (JARIDA_IS_ACTIVITY_SHEET (self), NULL);
  return G_LIST_MODEL (gtk_list_view_get_model (self->view));
}
