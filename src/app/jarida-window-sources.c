/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-window-private.h"

#include <glib/gi18n.h>

#include "jarida-activity-sheet.h"
#include "jarida-add-sheet.h"
#include "jarida-file-choice.h"
#include "jarida-name-sheet.h"
#include "jarida-source-sheet.h"

/* Actions on newspapers and folders: the dialogs ask, this carries out. */

/* Lists of newspapers are small; whoever hands out more means no good. */
#define OPML_LIMIT (8 * 1024 * 1024)

/* ---- Adding ---- */

static void
added_cb (JaridaWindow *self,
          JaridaSource *source)
{
  _jarida_window_visit (self, &(JaridaPlace) { .kind = JARIDA_PLACE_SOURCE, .id = jarida_source_get_id (source) });
}

void
jarida_window_add_source (JaridaWindow *self,
                          const char   *address)
{
  JaridaSheet *sheet;

  g_return_if_fail (JARIDA_IS_WINDOW (self));

  sheet = jarida_add_sheet_new (self->reader, address);
  g_signal_connect_object (sheet, "added", G_CALLBACK (added_cb), self, G_CONNECT_SWAPPED);
  jarida_sheet_present (sheet, GTK_WIDGET (self));
}

static void
add_source_action (GtkWidget  *widget,
                   const char *action,
                   GVariant   *parameter)
{
  jarida_window_add_source (JARIDA_WINDOW (widget), NULL);
}

/* ---- Names ---- */

static void
rename_entry_cb (JaridaWindow       *self,
                 const char         *name,
                 JaridaNameSheet    *sheet)
{
  JaridaSidebarEntry *entry = g_object_get_data (G_OBJECT (sheet), "entry");

  if (jarida_sidebar_entry_get_source (entry) != NULL)
    jarida_reader_rename_source (self->reader, jarida_sidebar_entry_get_source (entry), name);
  else if (jarida_sidebar_entry_get_folder (entry) != NULL)
    jarida_reader_rename_folder (self->reader, jarida_sidebar_entry_get_folder (entry), name);
  else if (jarida_sidebar_entry_get_search (entry) != NULL)
    jarida_reader_rename_search (self->reader, jarida_sidebar_entry_get_search (entry), name);
  _jarida_window_update_title (self);
}

static gboolean
has_own_name (JaridaSidebarEntry *entry)
{
  return entry != NULL
         && (jarida_sidebar_entry_get_source (entry) != NULL || jarida_sidebar_entry_get_folder (entry) != NULL
             || jarida_sidebar_entry_get_search (entry) != NULL);
}

static void
rename_action (GtkWidget  *widget,
               const char *action,
               GVariant   *parameter)
{
  JaridaWindow *self = JARIDA_WINDOW (widget);
  JaridaSidebarEntry *entry = jarida_sidebar_get_subject (self->sidebar);
  JaridaSheet *sheet;

  if (!has_own_name (entry))
    return;
  sheet = jarida_name_sheet_new (_("Rename"), jarida_sidebar_entry_get_title (entry), _("_Rename"));
  g_object_set_data_full (G_OBJECT (sheet), "entry", g_object_ref (entry), g_object_unref);
  g_signal_connect_object (sheet, "named", G_CALLBACK (rename_entry_cb), self, G_CONNECT_SWAPPED);
  jarida_sheet_present (sheet, widget);
}

static void
folder_named_cb (JaridaWindow    *self,
                 const char      *name,
                 JaridaNameSheet *sheet)
{
  JaridaFolder *parent = g_object_get_data (G_OBJECT (sheet), "parent");

  jarida_reader_add_folder (self->reader, name, parent != NULL ? jarida_folder_get_id (parent) : 0);
}

static void
new_folder_action (GtkWidget  *widget,
                   const char *action,
                   GVariant   *parameter)
{
  JaridaWindow *self = JARIDA_WINDOW (widget);
  JaridaSidebarEntry *entry = jarida_sidebar_get_subject (self->sidebar);
  JaridaFolder *parent = entry != NULL ? jarida_sidebar_entry_get_folder (entry) : NULL;
  JaridaSheet *sheet = jarida_name_sheet_new (_("New Folder"), "", _("_Create"));

  if (parent != NULL)
    g_object_set_data_full (G_OBJECT (sheet), "parent", g_object_ref (parent), g_object_unref);
  g_signal_connect_object (sheet, "named", G_CALLBACK (folder_named_cb), self, G_CONNECT_SWAPPED);
  jarida_sheet_present (sheet, widget);
}

/* ---- Moving, removing ---- */

static void
move_action (GtkWidget  *widget,
             const char *action,
             GVariant   *parameter)
{
  JaridaWindow *self = JARIDA_WINDOW (widget);
  JaridaSidebarEntry *entry = jarida_sidebar_get_subject (self->sidebar);
  const gint64 folder_id = g_variant_get_int64 (parameter);

  if (!has_own_name (entry) || jarida_sidebar_entry_get_search (entry) != NULL)
    return;
  if (jarida_sidebar_entry_get_source (entry) != NULL)
    jarida_reader_move_source (self->reader, jarida_sidebar_entry_get_source (entry), folder_id, -1);
  else
    jarida_reader_move_folder (self->reader, jarida_sidebar_entry_get_folder (entry), folder_id, -1);
}

static void
remove_action (GtkWidget  *widget,
               const char *action,
               GVariant   *parameter)
{
  JaridaWindow *self = JARIDA_WINDOW (widget);
  JaridaSidebarEntry *entry = jarida_sidebar_get_subject (self->sidebar);
  g_autofree char *sentence = NULL;

  if (!has_own_name (entry))
    return;
  /* Translators: the name of a newspaper or folder that was removed. */
  sentence = g_strdup_printf (_("“%s” was removed."), jarida_sidebar_entry_get_title (entry));
  if (jarida_sidebar_entry_get_source (entry) != NULL)
    jarida_reader_remove_source (self->reader, jarida_sidebar_entry_get_source (entry));
  else if (jarida_sidebar_entry_get_search (entry) != NULL)
    jarida_reader_remove_search (self->reader, jarida_sidebar_entry_get_search (entry));
  else
    jarida_reader_remove_folder (self->reader, jarida_sidebar_entry_get_folder (entry));
  _jarida_window_say (self, sentence, TRUE);
}

static void
properties_action (GtkWidget  *widget,
                   const char *action,
                   GVariant   *parameter)
{
  JaridaWindow *self = JARIDA_WINDOW (widget);
  JaridaSidebarEntry *entry = jarida_sidebar_get_subject (self->sidebar);

  if (entry != NULL && jarida_sidebar_entry_get_source (entry) != NULL)
    jarida_sheet_present (jarida_source_sheet_new (self->reader, jarida_sidebar_entry_get_source (entry)), widget);
}

static void
activity_action (GtkWidget  *widget,
                 const char *action,
                 GVariant   *parameter)
{
  JaridaWindow *self = JARIDA_WINDOW (widget);

  jarida_sheet_present (jarida_activity_sheet_new (self->reader), widget);
}

/* ---- Lists of newspapers as files ---- */

static void
import_progress_cb (guint    n_done,
                    guint    n_total,
                    gpointer data)
{
  JaridaWindow *self = data;

  /* The window is gone, and what is under way ends. */
  if (self->closing == NULL)
    return;
  self->import_done = n_done;
  self->import_total = n_total;
  /* Some hundred steps are seen; more would only cost. */
  if (n_done % (1 + n_total / 256) == 0)
    _jarida_window_update_progress (self);
}

/* What was added stays, also when it was stopped or has failed. */
static void
imported_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(JaridaWindow) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autofree char *text = NULL;
  guint n_added = 0, n_known = 0;
  const gboolean done = jarida_reader_import_finish (JARIDA_READER (source), result, &n_added, &n_known, &error);

  g_clear_object (&self->importing);
  self->import_done = self->import_total = 0;
  if (self->closing == NULL)
    return;
  _jarida_window_update_progress (self);
  if (done)
    text = n_added > 0
           ? g_strdup_printf (ngettext ("%u newspaper was added.", "%u newspapers were added.", n_added), n_added)
           : g_strdup (_("You have all of these newspapers already."));
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    text = g_strdup_printf (ngettext ("Stopped. %u newspaper was added.", "Stopped. %u newspapers were added.", n_added), n_added);
  else
    text = jarida_error_text (error);
  _jarida_window_say (self, text, FALSE);
  if (done && n_added > 0)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.refresh-due", NULL);
}

static void
import (JaridaWindow *self,
        GBytes       *bytes)
{
  self->importing = g_cancellable_new ();
  jarida_reader_import_async (self->reader, bytes, self->importing, import_progress_cb, self, imported_cb, g_object_ref (self));
  _jarida_window_update_progress (self);
}

static void
opml_read_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(JaridaWindow) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = g_input_stream_read_bytes_finish (G_INPUT_STREAM (source), result, &error);

  if (bytes == NULL)
    _jarida_window_say_error (self, error);
  else if (self->importing != NULL)
    _jarida_window_say (self, _("Another list is being added: when it is done, add this one again."), FALSE);
  else
    import (self, bytes);
}

static void
opml_opened_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      user_data)
{
  g_autoptr(JaridaWindow) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GFileInputStream) stream = g_file_read_finish (G_FILE (source), result, &error);

  if (stream == NULL)
    _jarida_window_say_error (self, error);
  else
    g_input_stream_read_bytes_async (G_INPUT_STREAM (stream), OPML_LIMIT, G_PRIORITY_DEFAULT, self->closing,
                                     opml_read_cb, g_object_ref (self));
}

void
jarida_window_import (JaridaWindow *self,
                      GFile        *file)
{
  g_return_if_fail (JARIDA_IS_WINDOW (self));
  g_file_read_async (file, G_PRIORITY_DEFAULT, self->closing, opml_opened_cb, g_object_ref (self));
}

static void
import_chosen_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr(GFile) file = jarida_file_choice_finish (result, NULL);

  /* No file: thought better of it. */
  if (file != NULL)
    jarida_window_import (JARIDA_WINDOW (source), file);
}

static void
import_action (GtkWidget  *widget,
               const char *action,
               GVariant   *parameter)
{
  jarida_file_choice_open_async (widget, _("Import Newspapers"), _("Lists of feeds (OPML)"), "*.opml",
                                 JARIDA_WINDOW (widget)->closing, import_chosen_cb, NULL);
}

static void
exported_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(JaridaWindow) self = user_data;
  g_autoptr(GError) error = NULL;

  if (g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    _jarida_window_say (self, _("The list of your newspapers was saved."), FALSE);
  else
    _jarida_window_say_error (self, error);
}

static void
export_chosen_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  JaridaWindow *self = JARIDA_WINDOW (source);
  g_autoptr(GFile) file = jarida_file_choice_finish (result, NULL);
  g_autoptr(GBytes) bytes = NULL;

  if (file == NULL)
    return;
  bytes = jarida_reader_export (self->reader);
  g_file_replace_contents_bytes_async (file, bytes, NULL, FALSE, G_FILE_CREATE_NONE, self->closing,
                                       exported_cb, g_object_ref (self));
}

static void
export_action (GtkWidget  *widget,
               const char *action,
               GVariant   *parameter)
{
  jarida_file_choice_save_async (widget, _("Export Newspapers"), "jarida.opml",
                                 JARIDA_WINDOW (widget)->closing, export_chosen_cb, NULL);
}

void
_jarida_window_install_source_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.add-source", NULL, add_source_action);
  gtk_widget_class_install_action (widget_class, "win.rename-entry", NULL, rename_action);
  gtk_widget_class_install_action (widget_class, "win.new-folder", NULL, new_folder_action);
  gtk_widget_class_install_action (widget_class, "win.move-entry", "x", move_action);
  gtk_widget_class_install_action (widget_class, "win.remove-entry", NULL, remove_action);
  gtk_widget_class_install_action (widget_class, "win.entry-properties", NULL, properties_action);
  gtk_widget_class_install_action (widget_class, "win.activity", NULL, activity_action);
  gtk_widget_class_install_action (widget_class, "win.import", NULL, import_action);
  gtk_widget_class_install_action (widget_class, "win.export", NULL, export_action);
}
