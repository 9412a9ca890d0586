/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-add-sheet.h"

#include <glib/gi18n.h>

#include "jarida-spinner.h"

struct _JaridaAddSheet
{
  JaridaSheet          parent_instance;

  JaridaReader        *reader;       /* (owned) (nullable) */
  GPtrArray           *candidates;   /* (owned) (nullable) JaridaCandidate */
  GPtrArray           *checks;       /* (owned) GtkCheckButton of each candidate, borrowed */
  GCancellable        *under_way;    /* (owned) (nullable) */
  guint                n_adding;

  /* Template children */
  GtkStack            *stack;
  AdwEntryRow         *address_row;
  GtkRevealer         *trouble;
  GtkLabel            *trouble_label;
  GtkLabel            *search_label;
  AdwPreferencesGroup *candidate_group;
  AdwComboRow         *folder_row;
  GtkButton           *look_button;
  GtkButton           *add_button;
};

static guint added_signal;

G_DEFINE_FINAL_TYPE (JaridaAddSheet, jarida_add_sheet, JARIDA_TYPE_SHEET)

static void
turn_to (JaridaAddSheet *self,
         const char     *page)
{
  gtk_stack_set_visible_child_name (self->stack, page);
  gtk_widget_set_visible (GTK_WIDGET (self->look_button), g_str_equal (page, "ask"));
  gtk_widget_set_visible (GTK_WIDGET (self->add_button), g_str_equal (page, "choose"));
}

static void
show_trouble (JaridaAddSheet *self,
              const GError   *error)
{
  g_autofree char *text = error != NULL ? jarida_add_error_text (error) : NULL;

  if (text != NULL)
    gtk_label_set_text (self->trouble_label, text);
  gtk_revealer_set_reveal_child (self->trouble, text != NULL);
}

static void
stop (JaridaAddSheet *self)
{
  if (self->under_way != NULL)
    g_cancellable_cancel (self->under_way);
  g_clear_object (&self->under_way);
}

/* ---- Candidates ---- */

static void
update_add_button (JaridaAddSheet *self)
{
  guint n_chosen = 0;

  for (guint i = 0; i < self->checks->len; i++)
    if (gtk_check_button_get_active (g_ptr_array_index (self->checks, i)))
      n_chosen++;
  gtk_widget_set_sensitive (GTK_WIDGET (self->add_button), n_chosen > 0);
}

static char *
describe (const JaridaCandidate *candidate)
{
  g_autofree char *joined = NULL;

  if (candidate->source_id != 0)
    return g_markup_escape_text (_("You have this newspaper already."), -1);
  joined = candidate->titles != NULL && candidate->titles[0] != NULL ? g_strjoinv ("\n", candidate->titles)
                                                                     : g_strdup (candidate->address);
  return g_markup_escape_text (joined, -1);
}

static void
add_candidate_row (JaridaAddSheet        *self,
                   const JaridaCandidate *candidate,
                   gboolean               chosen)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *check = gtk_check_button_new ();
  const char *title = candidate->title != NULL && *candidate->title != '\0' ? candidate->title : candidate->address;
  g_autofree char *escaped = g_markup_escape_text (title, -1);
  g_autofree char *subtitle = describe (candidate);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), escaped);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 2);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 4);
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  gtk_widget_set_sensitive (row, candidate->source_id == 0);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), chosen && candidate->source_id == 0);
  g_signal_connect_object (check, "toggled", G_CALLBACK (update_add_button), self, G_CONNECT_SWAPPED);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  adw_preferences_group_add (self->candidate_group, row);
  g_ptr_array_add (self->checks, check);
}

static void
drop_candidates (JaridaAddSheet *self)
{
  for (guint i = 0; i < self->checks->len; i++)
    adw_preferences_group_remove (self->candidate_group,
                                  gtk_widget_get_ancestor (g_ptr_array_index (self->checks, i), ADW_TYPE_ACTION_ROW));
  g_ptr_array_set_size (self->checks, 0);
  g_clear_pointer (&self->candidates, g_ptr_array_unref);
}

static void
list_folders (JaridaAddSheet *self)
{
  GListModel *folders = jarida_reader_get_folders (self->reader);
  g_autoptr(GtkStringList) names = gtk_string_list_new (NULL);

  gtk_string_list_append (names, _("No Folder"));
  for (guint i = 0; i < g_list_model_get_n_items (folders); i++)
    {
      g_autoptr(JaridaFolder) folder = g_list_model_get_item (folders, i);

      gtk_string_list_append (names, jarida_folder_get_name (folder));
    }
  adw_combo_row_set_model (self->folder_row, G_LIST_MODEL (names));
  gtk_widget_set_visible (GTK_WIDGET (self->folder_row), g_list_model_get_n_items (folders) > 0);
}

static gint64
chosen_folder (JaridaAddSheet *self)
{
  const guint selected = adw_combo_row_get_selected (self->folder_row);
  g_autoptr(JaridaFolder) folder = NULL;

  if (selected == 0 || selected == GTK_INVALID_LIST_POSITION)
    return 0;
  folder = g_list_model_get_item (jarida_reader_get_folders (self->reader), selected - 1);
  return folder != NULL ? jarida_folder_get_id (folder) : 0;
}

/* ---- Looking ---- */

static void
discovered_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(JaridaAddSheet) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) candidates = jarida_reader_discover_finish (JARIDA_READER (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->reader == NULL)
    return;
  g_clear_object (&self->under_way);
  if (candidates == NULL)
    {
      show_trouble (self, error);
      turn_to (self, "ask");
      gtk_widget_grab_focus (GTK_WIDGET (self->address_row));
      return;
    }
  drop_candidates (self);
  self->candidates = g_steal_pointer (&candidates);
  for (guint i = 0; i < self->candidates->len; i++)
    add_candidate_row (self, g_ptr_array_index (self->candidates, i), i == 0);
  list_folders (self);
  show_trouble (self, NULL);
  update_add_button (self);
  turn_to (self, "choose");
  gtk_widget_grab_focus (GTK_WIDGET (self->add_button));
}

static void
look_cb (JaridaAddSheet *self)
{
  g_autofree char *address = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->address_row))));

  if (*address == '\0')
    return;
  stop (self);
  show_trouble (self, NULL);
  gtk_label_set_text (self->search_label, _("Looking for feeds…"));
  turn_to (self, "search");
  self->under_way = g_cancellable_new ();
  jarida_reader_discover_async (self->reader, address, self->under_way, discovered_cb, g_object_ref (self));
}

static void
address_changed_cb (JaridaAddSheet *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->address_row));

  gtk_widget_set_sensitive (GTK_WIDGET (self->look_button), *text != '\0');
}

/* ---- Adding ---- */

static void
subscribed_cb (GObject      *source,
               GAsyncResult *result,
               gpointer      user_data)
{
  g_autoptr(JaridaAddSheet) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(JaridaSource) added = jarida_reader_subscribe_finish (JARIDA_READER (source), result, &error);

  if (self->n_adding > 0)
    self->n_adding--;
  if (added != NULL)
    g_signal_emit (self, added_signal, 0, added);
  if (self->reader == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (error != NULL)
    {
      show_trouble (self, error);
      turn_to (self, "ask");
    }
  else if (self->n_adding == 0 && !gtk_revealer_get_reveal_child (self->trouble))
    jarida_sheet_leave (JARIDA_SHEET (self));
}

static void
add_cb (JaridaAddSheet *self)
{
  const gint64 folder_id = chosen_folder (self);

  if (self->candidates == NULL)
    return;
  stop (self);
  gtk_label_set_text (self->search_label, _("Fetching the first headlines…"));
  turn_to (self, "search");
  self->under_way = g_cancellable_new ();
  for (guint i = 0; i < self->candidates->len; i++)
    {
      const JaridaCandidate *candidate = g_ptr_array_index (self->candidates, i);

      if (!gtk_check_button_get_active (g_ptr_array_index (self->checks, i)))
        continue;
      self->n_adding++;
      jarida_reader_subscribe_async (self->reader, candidate->address, candidate->title, folder_id, self->under_way,
                                     subscribed_cb, g_object_ref (self));
    }
}

/* Cancel means one step back while something is under way, and away otherwise. */
static void
cancel_cb (JaridaAddSheet *self)
{
  if (self->under_way == NULL)
    {
      jarida_sheet_leave (JARIDA_SHEET (self));
      return;
    }
  stop (self);
  turn_to (self, "ask");
}

static void
left_cb (JaridaAddSheet *self)
{
  /* What is being added goes on without this dialog; a search does not. */
  if (self->n_adding == 0)
    stop (self);
}

static void
jarida_add_sheet_dispose (GObject *object)
{
  JaridaAddSheet *self = JARIDA_ADD_SHEET (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), JARIDA_TYPE_ADD_SHEET);
  g_clear_object (&self->under_way);
  g_clear_object (&self->reader);
  G_OBJECT_CLASS (jarida_add_sheet_parent_class)->dispose (object);
}

static void
jarida_add_sheet_finalize (GObject *object)
{
  JaridaAddSheet *self = JARIDA_ADD_SHEET (object);

  g_clear_pointer (&self->candidates, g_ptr_array_unref);
  g_ptr_array_unref (self->checks);
  G_OBJECT_CLASS (jarida_add_sheet_parent_class)->finalize (object);
}

static void
jarida_add_sheet_class_init (JaridaAddSheetClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = jarida_add_sheet_dispose;
  object_class->finalize = jarida_add_sheet_finalize;
  added_signal = g_signal_new ("added", JARIDA_TYPE_ADD_SHEET, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                               G_TYPE_NONE, 1, JARIDA_TYPE_SOURCE);
  g_type_ensure (JARIDA_TYPE_SPINNER);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/jarida/Jarida/ui/jarida-add-sheet.ui");
  gtk_widget_class_bind_template_child (widget_class, JaridaAddSheet, stack);
  gtk_widget_class_bind_template_child (widget_class, JaridaAddSheet, address_row);
  gtk_widget_class_bind_template_child (widget_class, JaridaAddSheet, trouble);
  gtk_widget_class_bind_template_child (widget_class, JaridaAddSheet, trouble_label);
  gtk_widget_class_bind_template_child (widget_class, JaridaAddSheet, search_label);
  gtk_widget_class_bind_template_child (widget_class, JaridaAddSheet, candidate_group);
  gtk_widget_class_bind_template_child (widget_class, JaridaAddSheet, folder_row);
  gtk_widget_class_bind_template_child (widget_class, JaridaAddSheet, look_button);
  gtk_widget_class_bind_template_child (widget_class, JaridaAddSheet, add_button);
  gtk_widget_class_bind_template_callback (widget_class, look_cb);
  gtk_widget_class_bind_template_callback (widget_class, add_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, left_cb);
  gtk_widget_class_bind_template_callback (widget_class, address_changed_cb);
}

static void
jarida_add_sheet_init (JaridaAddSheet *self)
{
  self->checks = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  turn_to (self, "ask");
  address_changed_cb (self);
}

JaridaSheet *
jarida_add_sheet_new (JaridaReader *reader,
                      const char   *address)
{
  JaridaAddSheet *self = g_object_new (JARIDA_TYPE_ADD_SHEET, NULL);

  self->reader = g_object_ref (reader);
  gtk_widget_grab_focus (GTK_WIDGET (self->address_row));
  if (address != NULL)
    {
      gtk_editable_set_text (GTK_EDITABLE (self->address_row), address);
      look_cb (self);
    }
  return JARIDA_SHEET (self);
}

const char *
jarida_add_sheet_get_page (JaridaAddSheet *self)
{
  g_return_val_if_fail (JARIDA_IS_ADD_SHEET (self), NULL);
  return gtk_stack_get_visible_child_name (self->stack);
}
