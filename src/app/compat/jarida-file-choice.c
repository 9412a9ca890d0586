/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "jarida-file-choice.h"

static GtkFileFilter *
make_filter (const char *kind,
             const char *pattern)
{
  GtkFileFilter *filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, kind);
  gtk_file_filter_add_pattern (filter, pattern);
  /* Portals and other systems name such files differently. */
  if (g_str_has_suffix (pattern, ".opml"))
    gtk_file_filter_add_pattern (filter, "*.xml");
  return filter;
}

#if JARIDA_MODERN

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(GError) error = NULL;
  GFile *file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (source), result, &error);

  if (file != NULL)
    g_task_return_pointer (task, file, g_object_unref);
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "no file was chosen");
}

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(GError) error = NULL;
  GFile *file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, &error);

  if (file != NULL)
    g_task_return_pointer (task, file, g_object_unref);
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "no file was chosen");
}

void
jarida_file_choice_open_async (GtkWidget           *parent,
                               const char          *title,
                               const char          *kind,
                               const char          *pattern,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  GTask *task = g_task_new (parent, cancellable, callback, user_data);
  g_autoptr(GtkFileDialog) dialog = gtk_file_dialog_new ();

  g_task_set_source_tag (task, jarida_file_choice_open_async);
  gtk_file_dialog_set_title (dialog, title);
  if (pattern != NULL)
    {
      g_autoptr(GtkFileFilter) filter = make_filter (kind, pattern);

      gtk_file_dialog_set_default_filter (dialog, filter);
    }
  gtk_file_dialog_open (dialog, GTK_WINDOW (gtk_widget_get_root (parent)), cancellable, opened_cb, task);
}

void
jarida_file_choice_save_async (GtkWidget           *parent,
                               const char          *title,
                               const char          *name,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  GTask *task = g_task_new (parent, cancellable, callback, user_data);
  g_autoptr(GtkFileDialog) dialog = gtk_file_dialog_new ();

  g_task_set_source_tag (task, jarida_file_choice_save_async);
  gtk_file_dialog_set_title (dialog, title);
  gtk_file_dialog_set_initial_name (dialog, name);
  gtk_file_dialog_save (dialog, GTK_WINDOW (gtk_widget_get_root (parent)), cancellable, saved_cb, task);
}

#else

static void
response_cb (GtkNativeDialog *dialog,
             int              response,
             gpointer         user_data)
{
  g_autoptr(GTask) task = user_data;
  g_autoptr(GtkNativeDialog) owned = dialog;   /* nobody else keeps a native dialog alive */
  GFile *file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  if (file != NULL)
    g_task_return_pointer (task, file, g_object_unref);
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "no file was chosen");
}

static GtkFileChooserNative *
choose (GtkWidget            *parent,
        const char           *title,
        GtkFileChooserAction  action,
        GTask                *task)
{
  GtkFileChooserNative *native;

  native = gtk_file_chooser_native_new (title, GTK_WINDOW (gtk_widget_get_root (parent)), action, NULL, NULL);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (native), TRUE);
  g_signal_connect (native, "response", G_CALLBACK (response_cb), task);
  return native;
}

void
jarida_file_choice_open_async (GtkWidget           *parent,
                               const char          *title,
                               const char          *kind,
                               const char          *pattern,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  GTask *task = g_task_new (parent, cancellable, callback, user_data);
  GtkFileChooserNative *native = choose (parent, title, GTK_FILE_CHOOSER_ACTION_OPEN, task);

  g_task_set_source_tag (task, jarida_file_choice_open_async);
  if (pattern != NULL)
    {
      g_autoptr(GtkFileFilter) filter = make_filter (kind, pattern);

      gtk_file_chooser_add_filter (GTK_FILE_CHOOSER (native), filter);
    }
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (native));
}

void
jarida_file_choice_save_async (GtkWidget           *parent,
                               const char          *title,
                               const char          *name,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  GTask *task = g_task_new (parent, cancellable, callback, user_data);
  GtkFileChooserNative *native = choose (parent, title, GTK_FILE_CHOOSER_ACTION_SAVE, task);

  g_task_set_source_tag (task, jarida_file_choice_save_async);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (native), name);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (native));
}

#endif

GFile *
jarida_file_choice_finish (GAsyncResult  *result,
                           GError       **error)
{
  g_return_val_if_fail (G_IS_TASK (result), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
